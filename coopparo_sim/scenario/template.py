"""A commented scenario file to start from, written from the declarations of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.scenario.fields import plain_number, unit_words
from coopparo_sim.scenario.schema import Event, Funder, Meeting, Scenario
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.texts import catalogue as sentences
from coopparo_sim.texts import text

_ELEMENTS: dict[str, type[BaseModel]] = {"process.meetings": Meeting, "funders": Funder, "events": Event}
_EXAMPLES: dict[str, Any] = {"seat": "ambrogio", "place": "ambrogio"}
_BEHAVIOUR = "behaviour"
_UNITLESS = ("-", "0-1")


def scenario_template(language: str) -> str:
    """Write a scenario file with every section and lever: its label, unit, range and default.

    Levers stand at their defaults; what nobody has measured is commented out, since writing it fixes it.

    Parameters
    ----------
    language
        ``it`` or ``en``: the language of the comments.
    """
    lines = [*_comment(text("template.header", language)), ""]
    lines += [f'title = "{text("template.title", language)}"', f'question = "{text("template.question", language)}"', ""]
    lines += [*_comment(text("template.base", language)), '# base = "copparo-baseline.toml"', ""]
    for section, group in _sections():
        lines += list(_section(section, group, language))
    return "\n".join(lines).rstrip() + "\n"


def _sections() -> Iterator[tuple[str, list[Declaration]]]:
    """Give the declarations table by table, in the order of the schema; lists of tables come after the table they belong to."""
    tables: dict[str, list[Declaration]] = {}
    for declaration in declarations(Scenario):
        tables.setdefault(declaration.name.rpartition(".")[0], []).append(declaration)
    elements = {name: list(declarations(group)) for name, group in _ELEMENTS.items()}
    last = [table for table in tables if not table.startswith(_BEHAVIOUR)][-1]
    for table, declared in tables.items():
        yield table, declared
        after = [name for name in elements if name.rpartition(".")[0] == table and "." in name]
        after += [name for name in elements if "." not in name] if table == last else []
        yield from ((name, elements[name]) for name in after)


def _section(name: str, declared: list[Declaration], language: str) -> Iterator[str]:
    intro = sentences(language).get(f"template.section.{name or 'scenario'}")
    if intro:
        yield from _comment(intro)
    is_element, is_hidden = name in _ELEMENTS, name.startswith(_BEHAVIOUR) or name in ("funders", "events")
    hide = "# " if is_hidden else ""
    if name:
        yield hide + (f"[[{name}]]" if is_element else f"[{name}]")
    for declaration in declared:
        if declaration.role == "setting" and is_hidden:
            continue
        yield from _lines(declaration, language, hide)
    yield ""


def _lines(declaration: Declaration, language: str, hide: str) -> Iterator[str]:
    """Write one key: a comment with label, unit, range or choices, and the key at its default."""
    key, value = declaration.name.rpartition(".")[2], declaration.default
    yield f"{hide}# {declaration.label[language]}{_allowed(declaration, language)}"
    if value is None:
        yield f"{hide}# {key} = {_toml(_EXAMPLES[key])}"
    else:
        yield f"{hide}{key} = {_toml(value)}"


def _allowed(declaration: Declaration, language: str) -> str:
    if declaration.name == "mix":
        return f" ({', '.join(catalogue())}, {text('template.mix', language)})"
    if declaration.options:
        return f" ({', '.join(declaration.options)})"
    if isinstance(declaration.default, bool):
        return " (true, false)"
    unit = unit_words(declaration.unit).say(language)
    low, high = declaration.low, declaration.high
    if declaration.plausible and declaration.role == "uncertainty":
        low, high = declaration.plausible
    if low is None and high is None:
        return "" if declaration.unit in _UNITLESS else f" ({unit})"
    span = text("template.range", language, low=plain_number(low), high=plain_number(high))
    return f" ({span})" if declaration.unit in _UNITLESS else f" ({span}, {unit})"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_toml(inner) for inner in value)}]"
    return f'"{value}"' if isinstance(value, str) else plain_number(value)


def _comment(words: str) -> list[str]:
    return [f"# {line}".rstrip() for line in words.strip().splitlines()]
