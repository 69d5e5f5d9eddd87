"""The month in which a campaign opens: who is at a meeting can sign there."""

from __future__ import annotations

from typing import Any

from numpy.testing import assert_array_equal

from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.scenario.schema import Scenario

EAGER = {"joining": {"base": 60.0, "never": 0.0}}
MEETINGS = [{"month": 1, "kind": "institutions"}, {"month": 3, "kind": "citizens"}, {"month": 4, "kind": "citizens", "count": 3}]


def at_the_opening(behaviour: dict[str, Any], months: int) -> CooperativeModel:
    """A model in the month in which its campaign opened; the last meeting of citizens is in month 4."""
    some = {"promoting": {"from_meeting": 0.3, "from_volunteers": 0.1}}
    plan = {"town": "two_hamlets", "process": {"meetings": MEETINGS, "months": months}, "behaviour": {**behaviour, **some}}
    model = CooperativeModel(Scenario.model_validate(plan), rng=7)
    while not model.world.cooperative.tries:
        model.step()
    return model


def test_who_is_at_a_meeting_in_the_month_of_the_opening_can_sign_there_and_nobody_else_but_promoters() -> None:
    people = at_the_opening(EAGER, 4).world.people
    present = people.met_this_month > 0
    assert (present & ~people.promoter).sum() > 3
    assert_array_equal(people.status == Status.PLEDGED, people.promoter | present)


def test_who_would_never_join_or_is_not_inclined_goes_home_without_signing() -> None:
    never = at_the_opening({"joining": {"base": 60.0, "never": 0.5}}, 4).world.people
    assert ((never.met_this_month > 0) & never.never).any()
    assert not (never.never & (never.status == Status.PLEDGED)).any()
    unwilling = at_the_opening({"joining": {"base": -60.0}}, 4).world.people
    assert_array_equal(unwilling.status == Status.PLEDGED, unwilling.promoter)


def test_nobody_signs_at_an_opening_without_a_meeting() -> None:
    people = at_the_opening(EAGER, 5).world.people
    assert_array_equal(people.status == Status.PLEDGED, people.promoter)
