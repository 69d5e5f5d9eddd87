"""Changing single values of a scenario by dotted name, for Python users and sweeps."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import ValidationError

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.kernel.parameter import declarations
from coopparo_sim.scenario.schema import FROM_LISTENING, Scenario
from coopparo_sim.services.benefit import TRAVELLING
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.town.tables import TownTables


def with_levers(plan: Scenario, levers: Mapping[str, Any]) -> Scenario:
    """Give ``plan`` with some values changed, checked as if a file had said so.

    Parameters
    ----------
    levers
        New values by dotted name, such as ``{"campaign.share_price_eur": 25, "seat": "tamara"}``.

    Raises
    ------
    InputError
        If a name does not exist or a value is not allowed.
    """
    if not levers:
        return plan
    names = [d.name for d in declarations(Scenario)] + ["title", "question", "note", "process.meetings", "funders", "events"]
    unknown = [name for name in levers if name not in names]
    if unknown:
        raise InputError([_unknown(name, names) for name in unknown])
    data = plan.model_dump(exclude_unset=True)
    for name, value in levers.items():
        *groups, last = name.split(".")
        place = data
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = value.item() if isinstance(value, np.generic) else value
    try:
        return Scenario.model_validate(data)
    except ValidationError as error:
        raise InputError([_refused(e["loc"], e["input"], e["msg"]) for e in error.errors()]) from None


def check_names(plan: Scenario, tables: TownTables) -> None:
    """Check that the services, places and sectors that ``plan`` names exist, also in plans made in Python.

    Raises
    ------
    InputError
        With one diagnostic for each name that does not exist.
    """
    places = [place.id for place in tables.places]
    sectors = [sector.id for sector in tables.sectors]
    named = [("seat", plan.seat, [*places, TRAVELLING])]
    named += [("mix", service, list(catalogue())) for service in ([] if plan.mix == FROM_LISTENING else plan.mix)]
    named += [("process.meetings.place", meeting.place, places) for meeting in plan.process.meetings]
    named += [("events.sector", event.sector, sectors) for event in plan.events if event.kind == "plant_closure"]
    wrong = [_refused((key,), name, ", ".join(known)) for key, name, known in named if name is not None and name not in known]
    if wrong:
        raise InputError(wrong)


def _unknown(name: str, names: list[str]) -> Diagnostic:
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
    return Diagnostic("model.unknown_lever", {"name": name, "near": near[0]}, advice="model.unknown_lever_advice")


def _refused(location: tuple[int | str, ...], value: object, why: str) -> Diagnostic:
    return Diagnostic("model.refused_lever", {"name": ".".join(str(part) for part in location), "value": repr(value), "why": why})
