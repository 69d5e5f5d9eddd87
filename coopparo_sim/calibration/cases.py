"""Real campaigns as read: one line of JSON a case, every field but the identifier may be missing."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from coopparo_sim.calibration.rows import kind_of
from coopparo_sim.calibration.tables import eur_of_2024, filling

SHIPPED = Path(__file__).parent / "data" / "formation.jsonl"
"""The campaigns that the shipped ensemble was fitted to."""
MISSING = math.nan
FAILED = ("failed", "short")
BUILDINGS = ("pub", "hall", "hub", "energy", "inn", "tourism")
"""Words in the service of a case that say that a building or plant is bought."""
Regime = Literal["share_offer", "founder_group"]


@dataclass(frozen=True)
class Case:
    """One real campaign; NaN or an empty word where nothing was read.

    Attributes
    ----------
    id, name, country, service
        Identifier, name, country code, what was to be opened.
    year
        Year of founding or giving up.
    regime
        ``share_offer``: a broad offer for a needed sum; ``founder_group``: a few founders, open to others afterwards.
    building
        Whether a building or plant is bought, not only a shop fitted out.
    outcome
        founded, founded_closed, failed, short or unknown.
    population, population_doubt
        Residents; deviation of the logarithm of the true number around the one given.
    share_eur, target_eur, raised_eur
        Least holding, first needed sum, money raised from members, EUR of 2024.
    public_share
        Share of all money that was public or another grant, 0-1.
    members, counted
        Members; when they were counted (founding, close, opening, later).
    local_share
        Share of members who live there.
    attendance
        People at the first public meeting, or at the founding meeting.
    promoters
        People in the steering group.
    said_willing, said_willing_share
        People who said, before they were asked to sign, that they would take a share; their part of those who answered.
    months_to_opening, months_to_founding, months_to_giving_up
        Months from the first public meeting: until the first could sign (the founding night of a broad offer), until an offer
        closed or a founder group signed, until it was given up.
    later_members, later_years
        Members at a later count; years between the two counts.
    """

    id: str
    name: str = ""
    country: str = ""
    service: str = ""
    year: float = MISSING
    regime: Regime = "share_offer"
    building: bool = False
    outcome: str = "unknown"
    population: float = MISSING
    population_doubt: float = 0.0
    share_eur: float = MISSING
    target_eur: float = MISSING
    raised_eur: float = MISSING
    public_share: float = MISSING
    members: float = MISSING
    counted: str = ""
    local_share: float = MISSING
    attendance: float = MISSING
    promoters: float = MISSING
    said_willing: float = MISSING
    said_willing_share: float = MISSING
    months_to_opening: float = MISSING
    months_to_founding: float = MISSING
    months_to_giving_up: float = MISSING
    later_members: float = MISSING
    later_years: float = MISSING

    @property
    def founded(self) -> bool:
        """Whether it was founded, even if it closed later."""
        return self.outcome.startswith("founded")

    @property
    def failed(self) -> bool:
        """Whether it gave up, or fell short with nothing heard of it since."""
        return self.outcome in FAILED


@dataclass(frozen=True)
class Broken:
    """A line that could not be read: file, number of the line from 1, what is wrong (a word of ``calibration.broken``)."""

    file: str
    line: int
    why: Literal["not_json", "no_object", "no_number", "no_share", "not_a_case"]
    field: str = ""


def read_cases(path: Path) -> tuple[list[Case], list[Broken]]:
    """Read a file of cases; lines that cannot be read are reported beside the others, none stops the reading.

    Parameters
    ----------
    path
        A text file with one JSON object a line; values are plain, or pairs of value and mark.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file itself cannot be read.
    """
    cases: list[Case] = []
    broken: list[Broken] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            broken.append(Broken(str(path), number, "not_json"))
            continue
        found = _read_row(row, str(path), number)
        if isinstance(found, Case):
            cases.append(found)
        elif found is not None:
            broken.append(found)
    return cases, broken


def distinct(cases: Sequence[Case]) -> list[Case]:
    """Give cases of which no two have one identifier: the second and later ones get a number.

    Examples
    --------
    >>> [case.id for case in distinct([Case("a"), Case("b"), Case("a")])]
    ['a', 'b', 'a-2']
    """
    count: Counter[str] = Counter()
    found, taken = [], {case.id for case in cases}
    for case in cases:
        count[case.id] += 1
        name = case.id
        while count[case.id] > 1 and name in taken:
            name = f"{case.id}-{count[case.id]}"
            count[case.id] += name in taken
        taken.add(name)
        found.append(replace(case, id=name))
    return found


def _read_row(row: object, file: str, line: int) -> Case | Broken | None:
    if not isinstance(row, dict):
        return Broken(file, line, "no_object")
    if row.get("type", "case") != "case":
        return None
    about = kind_of(row)
    if about in ("assembly", "operation"):
        return None
    if about == "other" and not {"members", "kind"} & row.keys():
        return Broken(file, line, "not_a_case")
    try:
        return _case(row, f"{Path(file).stem}-{line}")
    except _NoNumber as problem:
        return Broken(file, line, "no_number", str(problem))
    except _NoShare as problem:
        return Broken(file, line, "no_share", str(problem))


class _NoNumber(Exception):
    """A field that should hold a number holds something else."""


class _NoShare(Exception):
    """A field that should hold a share holds more than the whole."""


def _number(row: Mapping[str, Any], field: str) -> float:
    value = row.get(field)
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None:
        return MISSING
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise _NoNumber(field)
    return float(value)


def _share(row: Mapping[str, Any], field: str) -> float:
    value = _number(row, field)
    if value > 1:
        raise _NoShare(field)
    return value


def _population_mark(row: Mapping[str, Any]) -> str:
    """How a population is known: by the mark beside it, or ``low`` where the row says that it is doubtful."""
    if _word(row, "pop_conf") == "low":
        return "low"
    value = row.get("pop")
    return str(value[1]) if isinstance(value, list) and len(value) > 1 else "any"


def _word(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    return value if isinstance(value, str) else ""


def _case(row: Mapping[str, Any], spare_id: str) -> Case:
    year, service = _number(row, "year"), _word(row, "service")
    factor = eur_of_2024(_word(row, "cur") or "EUR", year)
    later = _number(row, "later_year") - year
    regime: Regime = "founder_group" if _word(row, "kind") == "founder_group" else "share_offer"
    opening, closing = _months(row, regime)
    return Case(
        id=_word(row, "id") or spare_id,
        name=_word(row, "name"),
        country=_word(row, "country"),
        service=service,
        year=year,
        regime=regime,
        building=any(word in service for word in BUILDINGS),
        outcome=_word(row, "outcome") or "unknown",
        population=_positive(_number(row, "pop")),
        population_doubt=filling("population_doubt", _population_mark(row)).median,
        share_eur=_positive(_number(row, "share_min") * factor),
        target_eur=_positive(_number(row, "target") * factor),
        raised_eur=_positive(_number(row, "raised") * factor),
        public_share=_share(row, "public_share"),
        members=_positive(_number(row, "members")),
        counted=_word(row, "members_when"),
        local_share=_share(row, "local_share"),
        attendance=_positive(_number(row, "attendance")),
        promoters=_positive(_number(row, "promoters")),
        said_willing=_positive(_number(row, "interest_n")),
        said_willing_share=_positive(_share(row, "interest_share")),
        months_to_opening=opening,
        months_to_founding=closing,
        months_to_giving_up=_number(row, "m_first_to_end"),
        later_members=_positive(_number(row, "later_members")),
        later_years=later if later > 0 else MISSING,
    )


def _months(row: Mapping[str, Any], regime: Regime) -> tuple[float, float]:
    """Months until the first could sign, and until it was closed.

    A broad offer is founded in law on the night on which the first sign, unless its money was in before; a founder group is
    closed then.
    """
    founded, closed = _number(row, "m_first_to_found"), _number(row, "m_first_to_close")
    if regime == "founder_group":
        return MISSING, _first(founded, closed)
    return (MISSING if founded > closed else founded), closed


def _positive(value: float) -> float:
    """Zero of a quantity that cannot be zero is a quantity not read."""
    return value if value > 0 else MISSING


def _first(*values: float) -> float:
    return next((value for value in values if not math.isnan(value)), MISSING)
