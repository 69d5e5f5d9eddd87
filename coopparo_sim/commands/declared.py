"""Everything that has a name: parameters, indicators, services, needs, places; what is known about each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coopparo_sim.texts import catalogue

TOWN = "copparo"
"""The town whose needs and places are explained."""


@dataclass(frozen=True)
class Entry:
    """One thing that has a name.

    Attributes
    ----------
    kind
        ``parameter``, ``indicator``, ``service``, ``need`` or ``place``.
    name
        Identifier; the dotted key in a scenario file for a parameter.
    label, meaning
        Short name and full sentence, in the language asked for; the sentence may be missing.
    unit
        Unit in words.
    role
        Of a parameter: ``lever``, ``uncertainty`` or ``setting``.
    default, low, high, plausible, options
        Of a parameter: value used where nothing is said, bounds, range thought likely, words allowed.
    numbers
        Other numbers of the thing, by name.
    evidence, source
        Kind of evidence and where it was found.
    """

    kind: str
    name: str
    label: str
    meaning: str = ""
    unit: str = ""
    role: str = ""
    default: Any = None
    low: float | None = None
    high: float | None = None
    plausible: tuple[float, float] | None = None
    options: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    evidence: str = ""
    source: str = ""

    @property
    def last(self) -> str:
        """Last word of the name."""
        return self.name.rpartition(".")[2]

    def as_json(self) -> dict[str, Any]:
        """Give all that is known, as it stands in JSON; infinite bounds are none."""
        known = {**asdict(self), "numbers": dict(self.numbers)}
        return {key: None if value in (float("inf"), float("-inf")) else value for key, value in known.items()}


def entries(language: str) -> list[Entry]:
    """Give everything that has a name, in ``language`` (``it`` or ``en``)."""
    return [*_parameters(language), *_indicators(language), *_services(language), *_needs(language), *_places(language)]


def unit_in_words(unit: str, language: str) -> str:
    """Give a declared unit in ``language`` (``it`` or ``en``); empty for a pure number."""
    return "" if unit == "-" else catalogue(language).get(f"errors.unit.{unit}", unit)


def _parameters(language: str) -> Iterator[Entry]:
    from coopparo_sim.kernel.parameter import declarations
    from coopparo_sim.scenario.plan import Event, Funder, Meeting
    from coopparo_sim.scenario.schema import Scenario

    groups = ((Scenario, ""), (Meeting, "process.meetings."), (Funder, "funders."), (Event, "events."))
    for group, prefix in groups:
        for found in declarations(group, prefix):
            yield Entry(
                "parameter", found.name, found.label[language], unit=unit_in_words(found.unit, language), role=found.role,
                default=found.default, low=found.low, high=found.high, plausible=found.plausible, options=found.options,
                evidence=found.evidence, source=found.source,
            )  # fmt: skip


def _indicators(language: str) -> Iterator[Entry]:
    from coopparo_sim.record.indicators import INDICATORS

    for found in INDICATORS:
        yield Entry("indicator", found.name, found.label[language], found.meaning[language], unit_in_words(found.unit, language))


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _from_table(kind: str, table: Path, language: str, columns: tuple[str, ...]) -> Iterator[Entry]:
    for row in _rows(table):
        numbers = tuple((name, float(row[name])) for name in columns)
        yield Entry(kind, row["id"], row[f"name_{language}"], numbers=numbers, evidence=row["evidence"], source=row["source"])


def _services(language: str) -> Iterator[Entry]:
    from coopparo_sim.services.catalogue import DATA

    columns = ("start_up_eur", "start_up_low_eur", "start_up_high_eur", "months_to_open")
    return _from_table("service", DATA / "services.csv", language, columns)


def _needs(language: str) -> Iterator[Entry]:
    from coopparo_sim.town.tables import find_town

    columns = ("families", "age_18_34", "age_35_64", "age_65_74", "age_75_plus", "firms")
    return _from_table("need", find_town(TOWN) / "needs.csv", language, columns)


def _places(language: str) -> Iterator[Entry]:
    from coopparo_sim.town.tables import find_town

    return _from_table("place", find_town(TOWN) / "places.csv", language, ("population", "lat", "lon"))


def find(name: str, known: list[Entry]) -> list[Entry]:
    """Find what a name may mean: the whole name, its last word or words, its first ones, or the name in words.

    Parameters
    ----------
    name
        What was typed.
    known
        Everything that has a name.
    """
    word = name.strip().casefold()
    for match in (
        [entry for entry in known if entry.name.casefold() == word],
        [entry for entry in known if entry.last.casefold() == word],
        [entry for entry in known if entry.name.casefold().endswith(f".{word}") and word],
        [entry for entry in known if entry.name.casefold().startswith(f"{word}.") and word],
        [entry for entry in known if entry.label.casefold() == word],
    ):
        if match:
            return match
    return []


def nearest(name: str, known: list[Entry]) -> list[str]:
    """Give up to three names that are spelled, or called, much like ``name``.

    Parameters
    ----------
    name
        What was typed.
    known
        Everything that has a name.
    """
    spellings: dict[str, str] = {}
    for entry in known:
        for spelling in (entry.name, entry.last, entry.label):
            spellings.setdefault(spelling.casefold(), entry.name)
    word = name.strip().casefold()
    found = get_close_matches(word, spellings, 3) or [s for s in spellings if len(word) > 2 and word in s][:3]
    return list(dict.fromkeys(spellings[spelling] for spelling in found))
