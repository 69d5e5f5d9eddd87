"""All numbers of a plan in words: where it differs from another one, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.presentation.behaviour_readings import PREFIX
from coopparo_sim.presentation.locale import money
from coopparo_sim.presentation.paper.blocks import LONGEST_CELL, Table, exact
from coopparo_sim.presentation.paper.choices import service_names
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.plan import Event, Funder, Meeting
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.texts import catalogue, text

LISTS: dict[str, type[BaseModel]] = {"process.meetings": Meeting, "funders": Funder, "events": Event}
"""Lists of a plan, by where they stand, and what an entry of each is."""
DASH = "–"


def difference_table(ensemble: Ensemble, base: Scenario | None, language: str) -> Table:
    """Give every number, choice and list of a plan that differs from a base, with the value in both.

    Parameters
    ----------
    ensemble
        Futures of the plan.
    base
        What it is set against; None for the values used where a file says nothing.
    language
        ``it`` or ``en``.
    """
    against = base or Scenario()
    rows = []
    for declared in declarations(Scenario):
        mine, other = value_of(ensemble.scenario, declared.name), value_of(against, declared.name)
        if mine != other:
            unit = unit_in_words(declared.unit, language)
            said = [_said(ensemble, value, declared, language) for value in (other, mine)]
            rows.append([declared.label[language], *said, unit, declared.name])
    for name, entry in LISTS.items():
        mine, other = value_of(ensemble.scenario, name), value_of(against, name)
        if mine != other:
            said = [_list_in_words(values, entry, language) for values in (other, mine)]
            rows.append([text(f"report.list.{name.rpartition('.')[2]}", language), *said, "", name])
    heads = ("what", "base", "plan", "unit", "name")
    return Table([text(f"report.column.{head}", language) for head in heads], rows, widths=(21, 21, 27, 10, 21))


def parameter_table(ensemble: Ensemble, language: str) -> Table:
    """Give every declared number of a plan with its value, plausible range, unit, evidence and source.

    A number of behaviour that was drawn shows the range that its draws really span.

    Parameters
    ----------
    ensemble
        Futures of the plan.
    language
        ``it`` or ``en``.
    """
    rows = []
    for declared in declarations(Scenario):
        rows.append(
            [
                declared.label[language], _drawn(ensemble, declared, language)
                or _said(ensemble, value_of(ensemble.scenario, declared.name), declared, language),
                _range(declared.plausible, language), unit_in_words(declared.unit, language),
                text(f"report.evidence.{declared.evidence}", language), declared.source,
            ]
        )  # fmt: skip
    heads = ("what", "plan", "plausible", "unit", "evidence", "source")
    return Table([text(f"report.column.{head}", language) for head in heads], rows, widths=(22, 17, 12, 12, 10, 27))


def value_of(scenario: Scenario, name: str) -> Any:
    """Give the value that stands at a dotted name."""
    value: Any = scenario
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _said(ensemble: Ensemble, value: Any, declared: Declaration, language: str) -> str:
    """Write a value with the names of services and places where it holds their identifiers."""
    if isinstance(value, list) and declared.unit == "services":
        return service_names(value, language) or DASH
    if isinstance(value, str) and value in ensemble.place_names and declared.unit == "place":
        return plain(ensemble.place_names[value])
    return value_in_words(value, declared.unit, language)


def value_in_words(value: Any, unit: str, language: str) -> str:
    """Write a value of a plan as a person reads it."""
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return text("report.yes" if value else "report.no", language)
    if isinstance(value, int | float):
        return money(value, language) if unit == "EUR" and value == int(value) else exact(value, language)
    if isinstance(value, list | tuple):
        return plain(", ".join(value_in_words(inner, "", language) for inner in value), LONGEST_CELL) or DASH
    return plain(catalogue(language).get(f"report.word.{value}", str(value)), LONGEST_CELL)


def unit_in_words(unit: str, language: str) -> str:
    """Give a declared unit in words; empty for a pure number, and for money, which is written with its sign."""
    return "" if unit in ("-", "EUR") else catalogue(language).get(f"errors.unit.{unit}", unit)


def _list_in_words(entries: list[BaseModel], entry: type[BaseModel], language: str) -> str:
    said = "; ".join(" ".join(_told(one, entry, language)) for one in entries)
    return plain(said, LONGEST_CELL) or DASH


def _told(one: BaseModel, entry: type[BaseModel], language: str) -> Iterator[str]:
    """Tell what an entry of a list sets, beginning with what kind of thing it is."""
    told = {d.name: d for d in declarations(entry) if d.name in one.model_fields_set}
    for name in sorted(told, key=lambda n: n not in ("name", "kind")):
        value = value_in_words(getattr(one, name), told[name].unit, language)
        yield value if name in ("name", "kind", "place") else f"{told[name].label[language].lower()} {value}"


def _range(plausible: tuple[float, float] | None, language: str) -> str:
    if plausible is None:
        return ""
    low, high = (exact(bound, language) for bound in plausible)
    return text("report.from_to", language, low=low, high=high)


def _drawn(ensemble: Ensemble, declared: Declaration, language: str) -> str:
    """Say between which values a number was drawn; empty where it was not."""
    if not declared.name.startswith(PREFIX) or declared.name not in ensemble.futures:
        return ""
    low, high = (float(v) for v in ensemble.futures[declared.name].agg(["min", "max"]))
    if low == high:
        return ""
    return text("report.drawn", language, low=exact(float(f"{low:.3g}"), language), high=exact(float(f"{high:.3g}"), language))
