"""What services cost and earn, and whether each alone can live of the users it is said to need."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from coopparo_sim.services import economics as module
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.services.economics import (
    Economics,
    break_even_units,
    complementarity,
    economics,
    fixed_cost_share,
    target_weights,
)

ALL = list(catalogue())
AGES = ("age_18_34", "age_35_64", "age_65_74", "age_75_plus")
BAND = 0.20
"""Greatest distance of a break-even from the range of users that is said to be enough, as a share of its ends."""
ONLY_WITH_SUPPORT = {"social_transport"}  # fares only cover fuel: without an agreement every trip loses money


@pytest.mark.parametrize("service", ALL)
def test_each_service_alone_breaks_even_near_the_users_it_is_said_to_need(service: str) -> None:
    numbers = economics([service])
    units = float(break_even_units(numbers)[0])
    assert (1 - BAND) * numbers.minimum_units_low[0] <= units <= (1 + BAND) * numbers.minimum_units_high[0]


@pytest.mark.parametrize("service", ALL)
def test_each_service_can_deliver_what_it_needs_to_sell(service: str) -> None:
    numbers = economics([service])
    assert numbers.capacity_units_month[0] >= break_even_units(numbers)[0]


def test_services_that_need_public_support_to_pay_are_known_by_name() -> None:
    alone = break_even_units(economics(ALL), supported=False)
    assert {service for service, units in zip(ALL, alone, strict=True) if np.isinf(units)} == ONLY_WITH_SUPPORT


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("fixed_eur_month", "fixed_low_eur_month", "fixed_high_eur_month"), ("potential_share", "potential_low", "potential_high")],
)
def test_central_estimates_lie_between_the_low_and_the_high_one(name: str, low: str, high: str) -> None:
    numbers = economics(ALL)
    assert (getattr(numbers, low) <= getattr(numbers, name)).all()
    assert (getattr(numbers, name) <= getattr(numbers, high)).all()


def test_the_tables_hold_numbers_that_can_be() -> None:
    numbers = economics(ALL)
    assert all(getattr(numbers, f.name).shape == (len(ALL),) and (getattr(numbers, f.name) >= 0).all() for f in fields(Economics))
    assert (numbers.volunteer_hours_low <= numbers.volunteer_hours_high).all()
    assert (numbers.minimum_units_low <= numbers.minimum_units_high).all()
    assert ((numbers.ramp_up_months >= 12) & (numbers.ramp_up_months <= 24)).all()
    assert numbers.public_support_share.max() < 1
    assert numbers.catchment_km.min() > 0 and numbers.life_years.min() > 0


def test_every_row_says_where_its_economics_come_from_and_how_sure_they_are() -> None:
    for row in module.rows("services.csv"):
        assert row["economics_source"] and row["economics_evidence"] in {"measured", "literature", "expert", "assumption"}
        assert all(row[f"{word}_{language}"] for word in ("unit", "target", "public_support") for language in ("it", "en"))
        assert float(row["price_low_eur"]) <= float(row["price_eur"]) <= float(row["price_high_eur"])


def test_a_shop_needs_a_hundred_and_fifty_households() -> None:
    # 1,200 of fixed costs and 1.3 people at 30,000 a year, over 85 EUR a month less 65 % for goods
    assert break_even_units(economics(["shop"])) == pytest.approx([(1200 + 1.3 * 2500) / (85 * 0.35)])


def test_dearer_costs_and_less_margin_need_more_users() -> None:
    shop = economics(["shop"])
    needed = break_even_units(shop)
    assert break_even_units(replace(shop, fixed_eur_month=2 * shop.fixed_eur_month)) > needed
    assert break_even_units(replace(shop, price_eur=0.9 * shop.price_eur)) > needed
    assert break_even_units(replace(shop, base_income_eur_month=np.array([500.0]))) < needed
    assert np.isinf(break_even_units(replace(shop, price_eur=shop.variable_eur)))[0]


def test_numbers_come_in_the_order_asked_for() -> None:
    assert economics(["shop", "home_care"]).price_eur.tolist() == economics(["home_care", "shop"]).price_eur[::-1].tolist()
    with pytest.raises(KeyError):
        economics(["flying"])


def test_a_cell_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [{**row, "price_eur": "many"} for row in module.rows("services.csv")]
    monkeypatch.setattr(module, "rows", lambda _: broken)
    with pytest.raises(ValueError, match=r"price_eur\(='many'\) of shop"):
        economics(["shop"])


def test_the_target_of_each_service_is_of_the_age_it_is_for() -> None:
    weights = target_weights(["meals_on_wheels", "social_transport", "culture_club", "hospitality"], AGES)
    assert weights.tolist() == [[0, 0, 0, 0.4], [0, 0, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0]]
    assert target_weights(["meals_on_wheels"], AGES[::-1]).tolist() == [[0.4, 0, 0, 0]]
    with pytest.raises(KeyError):
        target_weights(["shop"], ["age_unknown"])


def test_partners_save_each_other_a_part_of_fixed_costs_once() -> None:
    saved = complementarity(["shop", "digital_desk", "home_care", "culture_club"])
    assert saved.tolist() == saved.T.tolist() and saved[0].tolist() == [0, 0.15, 0, 0.15]
    everything = np.ones(4, dtype=bool)
    assert fixed_cost_share(everything, saved) == pytest.approx([0.85, 0.85, 1.0, 0.85])
    assert fixed_cost_share(np.array([True, False, True, False]), saved).tolist() == [1, 1, 1, 1]
    assert fixed_cost_share(np.zeros(0, dtype=bool), np.zeros((0, 0))).tolist() == []
