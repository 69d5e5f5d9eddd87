"""Who of three comes to a meeting, and what it costs."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.engagement.meetings import (
    MeetingParameters,
    associations_coming,
    citizens_coming,
    keenest,
    meeting_cost_eur,
    reached_by_invitation,
)

RULE = MeetingParameters(channel_reach=0.25, citizen_attendance=0.1, association_attendance=0.5)


@pytest.mark.parametrize(("facilitators", "cost"), [(1, 700.0), (2, 1225.0), (3, 1750.0)])
def test_each_further_facilitator_costs_part_of_the_first(facilitators: int, cost: float) -> None:
    assert meeting_cost_eur(facilitators, 700.0, 0.75) == cost


def test_an_invitation_reaches_some_of_those_it_is_meant_for() -> None:
    reached = reached_by_invitation(np.array([True, True, False]), np.array([0.24, 0.25, 0.0]), RULE)
    assert reached.tolist() == [True, False, False]


def test_some_of_those_reached_come() -> None:
    coming = citizens_coming(np.array([True, True, False]), np.array([0.09, 0.1, 0.0]), 25, RULE)
    assert coming.tolist() == [True, False, False]


def test_when_seats_are_short_the_keenest_sit() -> None:
    assert keenest(np.array([True, True, True]), np.array([0.03, 0.01, 0.02]), 2).tolist() == [False, True, True]
    assert keenest(np.array([True, True, False]), np.array([0.03, 0.01, 0.0]), 1).tolist() == [False, True, False]
    assert keenest(np.array([True, True, True]), np.array([0.03, 0.01, 0.02]), 0).tolist() == [False, False, False]
    assert keenest(np.array([True, False, True]), np.array([0.03, 0.01, 0.02]), 2).tolist() == [True, False, True]


def test_invited_associations_send_somebody_or_not() -> None:
    invited, draws = np.array([True, True, False]), np.array([0.49, 0.5, 0.1])
    assert associations_coming(invited, draws, 25, RULE).tolist() == [True, False, False]
    assert associations_coming(np.ones(3, dtype=bool), draws, 1, RULE).tolist() == [False, False, True]
