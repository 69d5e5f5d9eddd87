"""What each use of a surplus is worth to whom: four people worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.governance.surplus import POLICIES, Surplus, member_exchange_share, price_worth, surplus_worth

USES = np.array([True, True, False, False])
MEMBERS = np.array([True, False, True, False])
SHARES = np.array([1.0, 0.0, 3.0, 0.0])
SERVED = np.array([0.2, 0.1, 0.0, 0.0])
A_YEAR = Surplus(to_vote=1000.0, net=1500.0, year_costs=10_000.0, most_dividends=400.0)


def worth(surplus: Surplus = A_YEAR) -> dict[str, list[float]]:
    got = surplus_worth(surplus, USES, MEMBERS, SHARES, SERVED, need_eur_year=5000.0)
    return dict(zip(POLICIES, got.T.tolist(), strict=True))


def test_a_reserve_is_worth_what_services_do_for_each_for_as_long_as_it_pays_for_them() -> None:
    assert worth()["reserve"] == pytest.approx([0.02, 0.01, 0.0, 0.0])


def test_a_ristorno_goes_to_members_who_use_services_up_to_their_part_of_the_exchange() -> None:
    assert member_exchange_share(USES, MEMBERS) == 0.5
    assert worth()["ristorno"] == pytest.approx([500 / 5000, 0.0, 0.0, 0.0])


def test_a_dividend_goes_by_shares_and_stops_at_what_the_law_allows() -> None:
    assert worth()["dividend"] == pytest.approx([100 / 5000, 0.0, 300 / 5000, 0.0])
    assert worth(A_YEAR._replace(most_dividends=9e9))["dividend"] == pytest.approx([250 / 5000, 0.0, 750 / 5000, 0.0])


def test_lower_prices_give_half_the_surplus_to_all_who_use_services_members_or_not() -> None:
    assert worth()["lower_prices"] == pytest.approx([375 / 5000, 375 / 5000, 0.0, 0.0])


def test_dearer_services_cost_those_who_use_them_and_last_longer_for_all() -> None:
    up = price_worth(1000.0, 10_000.0, USES, SERVED, 5000.0)
    assert up == pytest.approx([0.02 - 0.1, 0.01 - 0.1, 0.0, 0.0])
    assert price_worth(-1000.0, 10_000.0, USES, SERVED, 5000.0) == pytest.approx(-up)


def test_without_costs_or_users_or_shares_nothing_is_divided_by_zero() -> None:
    none = np.zeros(4, dtype=bool)
    got = surplus_worth(A_YEAR._replace(year_costs=0.0), none, none, np.zeros(4), SERVED, 5000.0)
    assert not got.any()


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 9)), min_size=1, max_size=30), st.floats(0, 1e6))
def test_never_more_is_given_out_than_there_is_to_vote_on(people: list[tuple[bool, bool, int]], to_vote: float) -> None:
    uses, members, shares = (np.array(column) for column in zip(*people, strict=True))
    surplus = Surplus(to_vote, to_vote / 0.67, 1000.0, to_vote * 2)
    got = surplus_worth(surplus, uses, members, shares.astype(float), np.zeros(len(people)), need_eur_year=1.0)
    assert (got[:, 1:].sum(axis=0) <= np.array([to_vote, to_vote, to_vote / 0.67 / 2]) * (1 + 1e-9) + 1e-9).all()
