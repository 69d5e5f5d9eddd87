"""The levers of the page: what people at a table may change of one plan, and over what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.model import tables_of
from coopparo_sim.scenario.levers import check_names
from coopparo_sim.scenario.schema import FROM_LISTENING, Scenario
from coopparo_sim.services.benefit import TRAVELLING
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.texts import LANGUAGES, text

INDIVIDUAL = ("citizens", "interviews")
"""Kinds of meeting in which people speak for themselves."""
PRICE, GRANT, DEADLINE = "campaign.share_price_eur", "municipality.grant_eur", "campaign.deadline_months"
STEPS = {PRICE: 5.0, GRANT: 500.0, DEADLINE: 1.0}
"""What one step of a slider changes: EUR, EUR, months."""
GRANT_AT_LEAST = 5000.0
"""The slider of the grant goes to the capital asked for, and at least to here, EUR."""
EARLY = 0.25
"""Where a further level stands in a range whose end is the value of the plan."""
Mix = str | list[str]


@dataclass(frozen=True)
class Choice:
    """One option of a lever with options.

    Attributes
    ----------
    id
        Short name, for links.
    label
        What people read, by language.
    changes
        What it changes in the plan, by dotted name.
    """

    id: str
    label: dict[str, str]
    changes: dict[str, Any]


@dataclass(frozen=True)
class Lever:
    """One lever: a choice between options, or a number on a slider.

    Attributes
    ----------
    id
        Short name, for links.
    label
        What people read, by language.
    choices
        Options, that of the plan first; empty for a number.
    parameter
        Dotted name of the number; empty for a choice.
    unit
        ``EUR`` or ``months`` for a number.
    levels
        Values that may be simulated, the most telling first, at least two; between them the page interpolates.
    start
        Value of the plan.
    step
        What one step of the slider changes.
    """

    id: str
    label: dict[str, str]
    choices: tuple[Choice, ...] = ()
    parameter: str = ""
    unit: str = ""
    levels: tuple[float, ...] = ()
    start: float = 0.0
    step: float = 1.0

    @property
    def most(self) -> int:
        """How many options or levels there are to simulate."""
        return len(self.choices) or len(self.levels)

    @property
    def least(self) -> int:
        """How many must be simulated at least."""
        return min(self.most, 2)


def levers_of(plan: Scenario, mixes: Sequence[Mix] = ()) -> tuple[Lever, ...]:
    """Lay out the levers of a plan.

    Parameters
    ----------
    plan
        The plan that the levers start from.
    mixes
        Further mixes of services that can be chosen.

    Raises
    ------
    InputError
        If the plan names a place or service that does not exist.
    """
    check_names(plan, tables_of(plan))
    return (
        Lever("mix", _words("live.lever.mix"), _mixes(plan, mixes)),
        Lever("listening", _words("live.lever.listening"), _engagements(plan)),
        _price(plan),
        _grant(plan),
        _deadline(plan),
        Lever("seat", _words("live.lever.seat"), _seats(plan)),
    )


def _declared(name: str) -> Declaration:
    return next(declaration for declaration in declarations(Scenario) if declaration.name == name)


def _words(identifier: str, **values: dict[str, str]) -> dict[str, str]:
    return {lang: text(identifier, lang, **{name: words[lang] for name, words in values.items()}) for lang in LANGUAGES}


def _mixes(plan: Scenario, others: Sequence[Mix]) -> tuple[Choice, ...]:
    once: list[Mix] = [plan.mix]
    for mix in (*(other for other in others if other != FROM_LISTENING), FROM_LISTENING):
        if mix not in once:
            once.append(mix)
    return tuple(Choice(f"m{number}", _mix_label(mix), {"mix": mix}) for number, mix in enumerate(once))


def _mix_label(mix: Mix) -> dict[str, str]:
    if isinstance(mix, str):
        return _words("live.lever.from_listening")
    services = [catalogue()[service] for service in mix]
    if not services:
        return _words("live.lever.no_service")
    return {"it": ", ".join(s.name_it for s in services), "en": ", ".join(s.name_en for s in services)}


def _engagements(plan: Scenario) -> tuple[Choice, ...]:
    """Give the meetings of the plan, those in which others speak for people, one more in every place, and none."""
    planned: list[dict[str, Any]] = [meeting.model_dump(exclude_defaults=True) for meeting in plan.process.meetings]
    spoken_for = [m for m, meeting in zip(planned, plan.process.meetings, strict=True) if meeting.kind not in INDIVIDUAL]
    own = [("planned", planned)] if planned else []
    every = [("every_place", planned + _missing_places(plan))] if plan.process.months else []
    # Simulated first: the plan, then the opposite ends, then what lies between.
    found = [*own, ("none", []), *every, ("institutions", spoken_for)]
    once = [one for number, one in enumerate(found) if one[1] not in [other[1] for other in found[:number]]]
    return tuple(Choice(name, _words(f"live.lever.listening_{name}"), _meeting_changes(plan, some)) for name, some in once)


def _missing_places(plan: Scenario) -> list[dict[str, Any]]:
    """Give a meeting of citizens, with one facilitator, in each place that has none, spread over the later half of listening."""
    covered = {meeting.place for meeting in plan.process.meetings if meeting.kind == "citizens"}
    missing = [place.id for place in tables_of(plan).places if place.id not in covered and None not in covered]
    last, first = plan.process.months, plan.process.months // 2 + 1
    span = last - first + 1
    return [{"month": first + number * span // len(missing), "kind": "citizens", "place": p} for number, p in enumerate(missing)]


def _meeting_changes(plan: Scenario, meetings: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what these meetings change: the meetings, and the budget where they cost more than it."""
    process = type(plan.process).model_validate({**plan.process.model_dump(exclude_unset=True), "meetings": meetings})
    budget = max(process.cost_eur, plan.process.budget_eur)
    return {"process.meetings": meetings, **({"process.budget_eur": budget} if budget > plan.process.budget_eur else {})}


def _seats(plan: Scenario) -> tuple[Choice, ...]:
    tables = tables_of(plan)
    main = tables.places[tables.main_place].id
    names = {place.id: {"it": place.name_it, "en": place.name_en} for place in tables.places}
    names[TRAVELLING] = _words("live.lever.travelling")
    once = dict.fromkeys((plan.seat or main, main, TRAVELLING))
    return tuple(Choice(seat, names[seat], {"seat": seat}) for seat in once)


def _price(plan: Scenario) -> Lever:
    low, high = _declared(PRICE).plausible or (25.0, 250.0)
    return _number("price", PRICE, "EUR", plan.campaign.share_price_eur, low, high)


def _grant(plan: Scenario) -> Lever:
    return _number("grant", GRANT, "EUR", plan.municipality.grant_eur, 0.0, max(plan.campaign.target_capital_eur, GRANT_AT_LEAST))


def _deadline(plan: Scenario) -> Lever:
    """Lay out the deadline, which must end before the simulation does."""
    low, high = _declared(DEADLINE).plausible or (4.0, 18.0)
    start = float(plan.campaign.deadline_months)
    return _number("deadline", DEADLINE, "months", start, low, min(high, plan.months - plan.process.months))


def _number(lever: str, name: str, unit: str, start: float, low: float, high: float) -> Lever:
    """Lay out a slider on whole steps; levels: its ends, the value of the plan, then the middle of the widest gap."""
    step = STEPS[name]
    low, high = min(low, start), max(high, start)
    high = max(low + step * round((high - low) / step), start, low + step)
    levels = [low, high]
    levels.append(start if low < start < high else low + step * max(round(EARLY * (high - low) / step), 1))
    levels = list(dict.fromkeys(levels))
    a, b = max(pairwise(sorted(levels)), key=lambda ends: ends[1] - ends[0])
    middle = low + step * round(((a + b) / 2 - low) / step)
    return Lever(
        lever, _declared(name).label, parameter=name, unit=unit, start=start, step=step,
        levels=tuple(dict.fromkeys([*levels, middle])),
    )  # fmt: skip
