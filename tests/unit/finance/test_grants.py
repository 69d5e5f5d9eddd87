"""Grants with conditions: what spending earns, what a report brings, what is due back, on grants of ten cents."""

from __future__ import annotations

import pytest

from coopparo_sim.finance.grants import GrantConditions, GrantHeld, after_report, earned_by_spending

FREE = GrantConditions(0.0, 10)
SEVENTY = GrantConditions(0.7, 10)


@pytest.mark.parametrize(("spent", "earned"), [(0, 0), (10, 7), (14, 9), (15, 10), (1000, 10)])
def test_a_grant_that_pays_a_share_of_spending_is_earned_by_spending_up_to_what_is_promised(spent: int, earned: int) -> None:
    assert earned_by_spending(10, spent, SEVENTY) == earned


def test_a_grant_that_asks_for_no_spending_is_earned_at_once() -> None:
    assert earned_by_spending(10, 0, FREE) == 10


@pytest.mark.parametrize(
    ("kept", "spent", "delivers", "paid", "back"),
    [(5, 20, True, 5, 0), (5, 20, False, 0, 0), (5, 0, True, 0, 5), (5, 0, False, 0, 5), (5, 10, True, 2, 0), (10, 10, True, 0, 3)],
)
def test_a_report_pays_the_rest_to_who_delivers_and_takes_back_what_was_not_spent(
    kept: int, spent: int, delivers: bool, paid: int, back: int
) -> None:
    assert after_report(kept, 10, spent, delivers, SEVENTY) == (paid, back)


def test_what_is_kept_is_what_was_paid_less_what_is_due_back() -> None:
    grant = GrantHeld(10, FREE, 1, 13, is_public=True, payments=[(4, 1), (6, 13)], due_back=3)
    assert grant.kept == 7
