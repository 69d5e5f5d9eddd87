"""The table of services, and opening them one after the other."""

from __future__ import annotations

import pytest

from coopparo_sim.services.catalogue import catalogue, coverage

NEEDS = ("shop", "home_care", "transport")


def test_every_service_has_a_name_a_cost_and_a_time_to_open() -> None:
    for service in catalogue().values():
        assert service.name_it and service.name_en
        assert service.start_up_eur > 0
        assert 0 <= service.premises_share < 1
        assert service.months_to_open >= 0


def test_premises_given_free_save_their_part_of_the_cost() -> None:
    shop = catalogue()["shop"]
    assert shop.opening_cost_eur(False) == shop.start_up_eur
    assert shop.opening_cost_eur(True) == pytest.approx(shop.start_up_eur * (1 - shop.premises_share))


def test_every_service_meets_some_need_and_none_beyond_all_of_it() -> None:
    covered = coverage(list(catalogue()), [*NEEDS, "childcare", "energy", "jobs", "digital_desk", "sociality", "green", "housing"])
    assert covered.shape == (len(catalogue()), 10)
    assert covered.min() >= 0 and covered.max() <= 1
    assert (covered.max(axis=1) > 0).all()


def test_coverage_comes_in_the_order_asked_for() -> None:
    one, other = coverage(["shop", "home_care"], NEEDS), coverage(["home_care", "shop"], NEEDS[::-1])
    assert other.tolist() == one[::-1, ::-1].tolist()
    assert one[0, 0] > one[0, 1] and one[1, 1] > one[1, 0]


def test_an_unknown_service_is_an_error_and_an_unknown_need_is_not_met() -> None:
    with pytest.raises(KeyError):
        coverage(["flying"], NEEDS)
    assert coverage(["shop"], ["wings"]).tolist() == [[0.0]]
    assert coverage([], NEEDS).shape == (0, 3)
