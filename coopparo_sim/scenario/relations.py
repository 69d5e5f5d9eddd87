"""What the values of a scenario must be to each other: money, time, law."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coopparo_sim.governance.statute import SMALL_MINIMUM, legal_minimum
from coopparo_sim.kernel.errors import Amount, Diagnostic
from coopparo_sim.scenario.layers import KeyPath, Layers
from coopparo_sim.scenario.schema import Scenario

_BUDGET: tuple[KeyPath, ...] = (
    ("process", "budget_eur"),
    ("process", "meetings"),
    ("process", "meeting_eur"),
    ("process", "coordination_eur"),
    ("process", "further_facilitator_share"),
)


def check_relations(layers: Layers, scenario: Scenario, wrong: Sequence[KeyPath]) -> list[Diagnostic]:
    """Check the values against each other; a check that leans on a value that is ``wrong`` already is left out."""
    checks = (
        (_over_budget, ("process",)),
        (_late_meetings, ("process",)),
        (_small_form, ("statute", "campaign")),
        (_too_short, ("process", "campaign", "months")),
        (_late_events, ("events", "months")),
        (_parts_of_a_cent, ("campaign",)),
    )
    spoilt = {path[0] for path in wrong}
    return [fault for check, leans_on in checks if not spoilt & set(leans_on) for fault in check(layers, scenario)]


def _over_budget(layers: Layers, scenario: Scenario) -> list[Diagnostic]:
    process = scenario.process
    excess = process.cost_eur - process.budget_eur
    if excess <= 0:
        return []
    mark = layers.cause(_BUDGET)
    values = {
        "cost": Amount(math.ceil(process.cost_eur)),
        "budget": Amount(process.budget_eur),
        "excess": Amount(math.ceil(excess)),
        "coordination": Amount(process.coordination_eur),
        "meeting": Amount(process.meeting_eur),
    }
    return [mark.diagnostic("errors.over_budget", "errors.over_budget_advice", **values)]


def _late_meetings(layers: Layers, scenario: Scenario) -> list[Diagnostic]:
    faults = []
    for index, meeting in enumerate(scenario.process.meetings):
        if meeting.month > scenario.process.months:
            mark = layers.value_mark(("process", "meetings", index, "month"))
            values = {"month": meeting.month, "months": scenario.process.months}
            faults.append(mark.diagnostic("errors.late_meeting", "errors.late_meeting_advice", **values))
    return faults


def _small_form(layers: Layers, scenario: Scenario) -> list[Diagnostic]:
    members, most = scenario.campaign.target_members, legal_minimum("ordinary") - 1
    if scenario.statute.form != "small" or members <= most:
        return []
    mark = layers.cause((("campaign", "target_members"), ("statute", "form")))
    values = {"members": Amount(members), "least": SMALL_MINIMUM, "most": most}
    return [mark.diagnostic("errors.small_form", "errors.small_form_advice", **values)]


def _too_short(layers: Layers, scenario: Scenario) -> list[Diagnostic]:
    needed = scenario.process.months + scenario.campaign.deadline_months
    if needed <= scenario.months:
        return []
    mark = layers.cause((("months",), ("campaign", "deadline_months"), ("process", "months")))
    values = {
        "process": scenario.process.months,
        "campaign": scenario.campaign.deadline_months,
        "needed": needed,
        "months": scenario.months,
    }
    return [mark.diagnostic("errors.too_short", "errors.too_short_advice", **values)]


def _late_events(layers: Layers, scenario: Scenario) -> list[Diagnostic]:
    faults = []
    for index, event in enumerate(scenario.events):
        if event.month > scenario.months:
            mark = layers.value_mark(("events", index, "month"))
            values = {"month": event.month, "months": scenario.months}
            faults.append(mark.diagnostic("errors.late_event", "errors.late_event_advice", **values))
    return faults


def _parts_of_a_cent(layers: Layers, scenario: Scenario) -> list[Diagnostic]:
    path = ("campaign", "share_price_eur")
    mark = layers.value_mark(path)
    written = layers.data.get("campaign")
    price = written.get("share_price_eur") if isinstance(written, dict) else None
    if price is None or price == scenario.campaign.share_price_eur:
        return []
    return [mark.diagnostic("errors.parts_of_a_cent", "errors.parts_of_a_cent_advice", value=mark.snippet)]
