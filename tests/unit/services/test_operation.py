"""Services at work: hours, capacity, quality, tired volunteers, money of a month."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.services.economics import break_even_units, economics
from coopparo_sim.services.operation import (
    OperationParameters,
    burnout_probability,
    capacity,
    fixed_costs,
    hours_filled,
    learning_factor,
    month_money,
    quality_served,
    service_quality,
    units_served,
    worst_service,
)

RULE = OperationParameters(good_quality=0.8, overload_weight=0.5, unfilled_weight=0.5, learning=0.1, burnout_year=0.1)
ONES = np.ones(1)


def test_experience_lightens_the_work_once_the_reference_is_passed() -> None:
    done = np.array([0.0, 100.0, 1000.0, 10_000.0])
    assert learning_factor(done, np.full(4, 100.0), RULE) == pytest.approx([1, 1, 10**-0.1, 100**-0.1])
    assert learning_factor(done, np.full(4, 100.0), OperationParameters(learning=0.0)).tolist() == [1, 1, 1, 1]


def test_volunteer_hours_are_shared_alike_among_services_that_need_them() -> None:
    assert hours_filled(np.array([60.0, 0.0, 40.0]), 50.0).tolist() == [0.5, 1.0, 0.5]
    assert hours_filled(np.array([60.0, 40.0]), 500.0).tolist() == [1.0, 1.0]
    assert hours_filled(np.zeros(2), 0.0).tolist() == [1.0, 1.0]
    assert hours_filled(np.array([10.0]), 0.0).tolist() == [0.0]


def test_capacity_is_full_with_all_hours_and_falls_with_those_not_worked() -> None:
    shop = economics(["shop"])
    staff, volunteers = 1.3 * 137.5, 80.0
    assert capacity(shop, ONES, ONES, ONES, RULE) == pytest.approx([320.0])
    assert capacity(shop, ONES, 0 * ONES, ONES, RULE) == pytest.approx([320.0 * staff / (staff + volunteers)])
    assert capacity(shop, 0 * ONES, 0 * ONES, ONES, RULE) == pytest.approx([0.0])
    assert capacity(shop, ONES, ONES, np.array([0.8]), RULE) == pytest.approx([400.0])


def test_no_more_is_served_than_can_be() -> None:
    assert units_served(np.array([10.0, 30.0]), np.array([20.0, 20.0])).tolist() == [10, 20]


def test_quality_falls_with_queues_and_unfilled_hours_and_rises_with_experience() -> None:
    wanted = np.array([10.0, 40.0, 10.0, 10.0, 0.0])
    able, filled = np.full(5, 20.0), np.array([1.0, 1.0, 0.5, 1.0, 1.0])
    effort = np.array([1.0, 1.0, 1.0, 0.5, 1.0])
    # half turned away: .8 * (1 - .25); half of the hours missing: .8 * (1 - .25); half of the effort: 1 - .2 * .5
    assert service_quality(wanted, able, filled, effort, RULE) == pytest.approx([0.8, 0.6, 0.6, 0.9, 0.8])


@given(st.integers(0, 2**20))
def test_quality_stays_between_none_and_full(seed: int) -> None:
    wanted, able, filled, effort = np.random.default_rng(seed).random((4, 6))
    quality = service_quality(100 * wanted, 100 * able, filled, effort, RULE)
    assert ((quality >= 0) & (quality <= 1)).all()
    assert (service_quality(100 * wanted, 200 * able, filled, effort, RULE) >= quality).all()


def test_a_year_of_volunteering_burns_out_as_many_as_declared_and_twice_as_many_above_twenty_hours() -> None:
    monthly = burnout_probability(np.array([0.0, 5.0, 20.0, 21.0]), RULE)
    assert 1 - (1 - monthly) ** 12 == pytest.approx([0.0, 0.1, 0.1, 0.2])
    certain = OperationParameters(burnout_year=0.9, tiring_factor=5)
    assert burnout_probability(np.array([50.0]), certain).tolist() == [1.0]


@pytest.mark.parametrize(("level", "fixed"), [(-1.0, 900.0), (-0.5, 1050.0), (0.0, 1200.0), (0.5, 1500.0), (1.0, 1800.0)])
def test_fixed_costs_lie_between_their_low_and_their_high_estimate(level: float, fixed: float) -> None:
    assert fixed_costs(economics(["shop"]), OperationParameters(cost_level=level)) == pytest.approx([fixed])


def test_the_month_of_a_shop_with_two_hundred_households_is_as_worked_out_by_hand() -> None:
    shop = economics(["shop"])
    money = month_money(shop, np.array([200.0]), shop.price_eur, np.array([True]), np.array([0.85]), ONES, RULE)
    assert [float(part[0]) for part in money] == pytest.approx([17_000, 0, 11_050, 3250, 1020])
    assert money.result == pytest.approx([1680])


def test_a_service_that_is_not_open_neither_earns_nor_costs() -> None:
    energy = economics(["energy_community"])
    money = month_money(energy, np.array([50.0]), energy.price_eur, np.array([False]), ONES, ONES, RULE)
    assert not any(part.any() for part in money)


@pytest.mark.parametrize("service", [s for s in catalogue() if s != "energy_community"])  # whose minimum counts its pay-back too
def test_a_month_at_break_even_leaves_nothing(service: str) -> None:
    numbers = economics([service])
    money = month_money(numbers, break_even_units(numbers), numbers.price_eur, np.array([True]), ONES, ONES, RULE)
    assert money.result == pytest.approx([0.0], abs=1e-6)


def test_transport_loses_its_support_when_the_agreement_is_cut() -> None:
    transport = economics(["social_transport"])
    with_it, without = (
        month_money(transport, np.array([80.0]), transport.price_eur, np.array([True]), ONES, share * ONES, RULE)
        for share in (1, 0)
    )
    assert with_it.support == pytest.approx([0.6 * (80 * 12 + 1000 + 600)]) and without.support.tolist() == [0]
    assert without.result < with_it.result


def test_the_service_that_loses_most_is_the_one_to_close() -> None:
    results = np.array([-50.0, -300.0, 20.0, -900.0])
    assert worst_service(results, np.array([True, True, True, False])) == 1
    assert worst_service(results, np.array([False, False, True, False])) == -1
    assert worst_service(np.zeros(0), np.zeros(0, dtype=bool)) == -1


def test_who_is_served_is_served_as_well_however_long_the_queue() -> None:
    settings = OperationParameters(overload_weight=0.5)
    wanted, served = np.array([100.0, 100.0, 0.0]), np.array([100.0, 40.0, 0.0])
    effort, filled = np.ones(3), np.array([1.0, 1.0, 0.5])
    met = service_quality(wanted, served, filled, effort, settings)
    alone = service_quality(served, served, filled, effort, settings)
    assert quality_served(met, wanted, served, settings) == pytest.approx(alone)
    assert met[1] < alone[1]
