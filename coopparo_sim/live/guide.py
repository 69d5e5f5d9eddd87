"""The guide for whoever runs a table: two pages to print, with the cards to hand out before and after."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from coopparo_sim.live.page import escaped
from coopparo_sim.texts import catalogue, text

STEPS = range(1, 7)
GRADES = range(11)
FRAME = "guide.html"


def guide_html(language: str) -> str:
    """Give the guide as one HTML file that prints on two A4 pages.

    Parameters
    ----------
    language
        ``it`` or ``en``.
    """
    filled = {
        "LANGUAGE": language,
        **{name: _say(name, language) for name in ("title", "lead", "not_forecast", "pictures_title", "left_title", "left_lead")},
        **{name: _say(name, language) for name in ("rules_title", "cut", "sign")},
        "script": _script(language),
        **{name: _list(name, language) for name in ("picture", "left", "rule")},
        "cards": f'{_card("before", language)}<p class="cut">{_say("cut", language)}</p>{_card("after", language)}',
    }
    page = files("coopparo_sim.live").joinpath("source", FRAME).read_text(encoding="utf-8")
    for name, words in filled.items():
        page = page.replace(f"@{name}@", words)
    return page


def _say(name: str, language: str) -> str:
    return escaped(text(f"guide.{name}", language))


def _script(language: str) -> str:
    head = _row("th", [_say(name, language) for name in ("when", "what", "say")])
    rows = [[_say(f"step.{n}.{part}", language) for part in ("minutes", "do", "say")] for n in STEPS]
    return f"<table><thead>{head}</thead><tbody>{''.join(_row('td', cells) for cells in rows)}</tbody></table>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _list(kind: str, language: str) -> str:
    start = "guide." + kind
    found = [escaped(words) for name, words in catalogue(language).items() if name.rpartition(".")[0] == start]
    return f"<ul>{''.join(f'<li>{words}</li>' for words in found)}</ul>"


def _card(when: str, language: str) -> str:
    """Give a card with its five items: heard of it, trust, would join, euros, hours."""
    grades = " · ".join(str(grade) for grade in GRADES)
    answers = {
        "aware": f"{_say('yes', language)} · {_say('no', language)}", "trust": grades, "join": grades,
        "euros": _say("scale.euros", language), "hours": _say("scale.hours", language),
    }  # fmt: skip
    items = "".join(f"<li>{_say(f'item.{name}', language)}<span>{answer}</span></li>" for name, answer in answers.items())
    head = f"<h3>{_say(f'card_{when}', language)}</h3><p>{_say('card_lead', language)} {_say('card_number', language)} ______</p>"
    return f'<section class="card">{head}<ol>{items}</ol></section>'
