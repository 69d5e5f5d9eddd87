"""Every assumption on one page: its value, the usual one, unit, range, evidence, source, and whether the scenario changed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10

from coopparo_sim.economic_plan.futures import Selection
from coopparo_sim.economic_plan.page import Page, cell_name
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.presentation.locale import number
from coopparo_sim.scenario.schema import Event, Funder, Scenario
from coopparo_sim.services.catalogue import catalogue as services
from coopparo_sim.texts import catalogue, text

DIGITS = 3
"""Digits of a drawn number of behaviour."""
COLUMNS = ("name", "value", "usual", "changed", "unit", "range", "evidence", "source", "key")
HEAD_ROW = 4


@dataclass(frozen=True)
class Assumption:
    """One row: what is assumed, as the scenario has it and as it usually is, and what is known about it.

    Attributes
    ----------
    about
        Its declaration.
    value
        Value in the scenario; for unknown behaviour that is drawn, one value a future of the plan.
    changed
        Whether the scenario says something else than usual.
    drawn
        Whether it is drawn anew for each group of futures.
    """

    about: Declaration
    value: object
    changed: bool
    drawn: bool = False


def write_assumptions(page: Page, selection: Selection) -> None:
    """Write a row an assumption, in the order of the scenario, unknown behaviour last.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures, whose drawn numbers are shown.
    """
    page.begin("assumptions", 42.0, 25.0, 15.0, 10.0, 17.0, 16.0, 14.0, 46.0, 36.0)
    for column, key in enumerate(COLUMNS, start=1):
        page.words(HEAD_ROW, column, page.say(f"plan.assumptions.{key}"), "heading")
    row = HEAD_ROW
    for group, found in _groups(selection):
        row += 1
        page.words(row, 1, page.say(f"plan.assumptions.group.{group}"), "group")
        page.band(row, "group", 2, len(COLUMNS))
        for assumption in found:
            row += 1
            _row(page, row, assumption)
    page.sheet.auto_filter.ref = f"A{HEAD_ROW}:{cell_name(row, len(COLUMNS))}"
    page.paper(len(COLUMNS), True, f"{HEAD_ROW}:{HEAD_ROW}", cell_name(HEAD_ROW + 1, 2))


def _groups(selection: Selection) -> Iterator[tuple[str, list[Assumption]]]:
    """Give the assumptions by section of the scenario."""
    by_group: dict[str, list[Assumption]] = {}
    for found in assumptions(selection):
        head, dot, _ = found.about.name.partition(".")
        by_group.setdefault(head if dot else "scenario", []).append(found)
    yield from by_group.items()


def assumptions(selection: Selection) -> list[Assumption]:
    """Give every declared number, word or switch of the scenario, with those of its funders and events.

    Parameters
    ----------
    selection
        The futures.
    """
    scenario = selection.ensemble.scenario
    found = [_assumed(scenario, about, selection) for about in declarations(Scenario)]
    listed = ((scenario.funders, Funder, "funders"), (scenario.events, Event, "events"))
    for rows, kind, name in listed:
        for place, row in enumerate(rows, start=1):
            for about in declarations(kind, f"{name}.{place}."):
                value = getattr(row, about.name.rpartition(".")[2])
                found.append(Assumption(about, value, value != about.default))
    return found


def value_of(scenario: Scenario, name: str) -> object:
    """Give the value of a scenario under a dotted name; the scenario itself under an empty one."""
    value: object = scenario
    for part in name.split(".") if name else ():
        value = getattr(value, part)
    return value


def _assumed(scenario: Scenario, about: Declaration, selection: Selection) -> Assumption:
    value = value_of(scenario, about.name)
    group, _, last = about.name.rpartition(".")
    fixed = last in getattr(value_of(scenario, group), "model_fields_set", ())
    known = about.name in selection.ensemble.futures.columns
    if about.role != "uncertainty" or selection.ensemble.uncertainty == "none" or fixed or not known:
        return Assumption(about, value, value != about.default)
    return Assumption(about, tuple(float(future.outcomes[about.name]) for future in selection.chosen), changed=False, drawn=True)


def _row(page: Page, row: int, assumption: Assumption) -> None:
    about, language = assumption.about, page.language
    unit = "" if about.unit == "-" else catalogue(language).get(f"errors.unit.{about.unit}", about.unit)
    changed = "drawn" if assumption.drawn else "yes" if assumption.changed else "no"
    said = {
        1: about.label[language], 2: value_in_words(assumption.value, language), 3: value_in_words(about.default, language),
        4: page.say(f"plan.assumptions.is.{changed}"), 5: unit, 6: _range(about, page),
        7: page.say(f"cli.explain.evidence.{about.evidence}"), 8: about.source, 9: about.name,
    }  # fmt: skip
    for column, words in said.items():
        page.words(row, column, words, "strong" if assumption.changed and column in (2, 4) else "row", vertical="top")
    page.raise_row(row, said)
    page.rows[about.name] = row


def _range(about: Declaration, page: Page) -> str:
    if about.plausible:
        low, high = (value_in_words(float(end), page.language) for end in about.plausible)
        return page.say("cli.explain.range", low=low, high=high)
    return ", ".join(about.options) if about.options else page.say("plan.assumptions.choice")


def _decimals(value: float) -> int:
    """Give the decimals that a number is written with: as many as it has, or as make :data:`DIGITS` digits of a long one."""
    exact = next((d for d in range(DIGITS + 1) if round(value, d) == value), None)
    return max(DIGITS - 1 - floor(log10(abs(value))), 0) if exact is None else exact


def value_in_words(value: object, language: str) -> str:
    """Write a value of a scenario: numbers as people write them, switches as yes and no, services by name, several one by one."""
    if isinstance(value, bool):
        return text(f"plan.assumptions.word.{'yes' if value else 'no'}", language)
    if isinstance(value, int | float):
        return number(float(value), language, _decimals(float(value)))
    if isinstance(value, list | tuple):
        return "; ".join(value_in_words(inner, language) for inner in value)
    named = services().get(str(value))
    return (named.name_it if language == "it" else named.name_en) if named else "" if value is None else str(value)
