"""Real campaigns are read as far as they go, and become plans with their own price, target and grant."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.calibration.campaigns import attempt_of, behaviour_in, scenarios_of
from coopparo_sim.calibration.cases import SHIPPED, Case, distinct, read_cases
from coopparo_sim.calibration.offer import OfferParameters
from coopparo_sim.calibration.tables import assumed, eur_of_2024
from coopparo_sim.scenario.schema import Behaviour


def _read(tmp_path: Path, *lines: str) -> tuple[list[Case], list[tuple[int, str, str]]]:
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    cases, broken = read_cases(file)
    assert all(one.file == str(file) for one in broken)
    return cases, [(one.line, one.why, one.field) for one in broken]


def test_all_shipped_cases_can_be_read_and_carry_their_source() -> None:
    cases, broken = read_cases(SHIPPED)
    assert (len(cases), broken) == (77, [])
    assert sum(case.failed for case in cases) == 13
    assert sum(case.regime == "founder_group" for case in cases) == 9
    assert all(json.loads(line)["source"] for line in SHIPPED.read_text(encoding="utf-8").splitlines())


def test_money_of_another_year_and_country_becomes_eur_of_2024(tmp_path: Path) -> None:
    (case,), _ = _read(tmp_path, '{"id": "x", "cur": "GBP", "year": 2024, "pop": [500, "S"], "target": [1000, "S"], "raised": 200}')
    assert case.target_eur == pytest.approx(1170)
    assert case.raised_eur == pytest.approx(234)
    assert eur_of_2024("EUR", 2024) == 1
    assert eur_of_2024("GBP", 2013) > eur_of_2024("GBP", 2015) > eur_of_2024("GBP", 2024)
    assert math.isnan(eur_of_2024("XYZ", 2024))


def test_a_line_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path) -> None:
    good = '{"id": "good", "pop": 500}'
    cases, broken = _read(
        tmp_path, '{"id": ', good, "[1, 2]", '{"id": "c", "pop": "many"}', "", '{"colour": "red"}', '{"type": "aggregate"}'
    )
    assert [case.id for case in cases] == ["good"]
    assert broken == [(1, "not_json", ""), (3, "no_object", ""), (4, "no_number", "pop"), (6, "not_a_case", "")]


def test_a_row_about_assemblies_or_trading_is_no_campaign(tmp_path: Path) -> None:
    assembly, shop = '{"id": "A1", "members": 400, "present_in_person": 50}', '{"id": "B1", "members": 400, "turnover": 243000}'
    assert _read(tmp_path, assembly, shop) == ([], [])


def test_cases_of_one_name_are_told_apart() -> None:
    assert [case.id for case in distinct([Case("a"), Case("a-2"), Case("a"), Case("a")])] == ["a", "a-2", "a-3", "a-4"]


@pytest.mark.parametrize("value", ["-3", "true", "1e999", '["x", "S"]'])
def test_a_field_that_is_no_quantity_is_named(tmp_path: Path, value: str) -> None:
    assert _read(tmp_path, f'{{"pop": 500, "members": {value}}}')[1] == [(1, "no_number", "members")]


@pytest.mark.parametrize("field", ["public_share", "local_share", "interest_share"])
def test_per_cent_in_place_of_a_share_is_named(tmp_path: Path, field: str) -> None:
    assert _read(tmp_path, f'{{"pop": 500, "members": 40, "{field}": [31, "S"]}}')[1] == [(1, "no_share", field)]
    assert _read(tmp_path, f'{{"pop": 500, "members": 40, "{field}": 1}}')[1] == []


def test_what_a_case_says_stands_in_its_plan() -> None:
    case = Case(
        "uk", service="pub", building=True, population=470, share_eur=60, target_eur=200_000, public_share=0.2, local_share=0.5
    )
    plan = attempt_of(case, 1, 0).plan
    assert plan.town.startswith("generic-470-")
    assert attempt_of(case, 1, 0).wanted_eur == pytest.approx(100_000)
    assert plan.campaign.share_price_eur == 60
    assert plan.municipality.grant_eur == pytest.approx(50_000)
    assert 0.5 * 100_000 + 50_000 <= plan.campaign.target_capital_eur <= 1.6 * 100_000 + 50_000
    assert plan.mix == ["shop"]
    assert not plan.campaign.relaunch


def test_months_are_counted_to_the_first_signatures_and_to_the_close(tmp_path: Path) -> None:
    """A founder group signs on its founding night; an offer that was closed before the law was seen to has no first night."""
    rows = [
        {"id": "group", "kind": "founder_group", "members": 9, "m_first_to_found": 10},
        {"id": "offer", "kind": "share_offer", "members": 90, "m_first_to_found": 3, "m_first_to_close": [7, "D"]},
        {"id": "late", "kind": "share_offer", "members": 90, "m_first_to_found": 26, "m_first_to_close": 11},
        {
            "id": "night",
            "kind": "share_offer",
            "members": 90,
            "m_first_to_found": 2,
            "interest_n": 40,
            "interest_share": [0.31, "S"],
        },
    ]
    file = tmp_path / "c.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    group, offer, late, night = read_cases(file)[0]
    assert math.isnan(group.months_to_opening) and group.months_to_founding == 10
    assert (offer.months_to_opening, offer.months_to_founding) == (3, 7)
    assert math.isnan(late.months_to_opening) and late.months_to_founding == 11
    assert night.months_to_opening == 2 and math.isnan(night.months_to_founding)
    assert (night.said_willing, night.said_willing_share) == (40, 0.31)


def test_an_empty_case_is_filled_by_luck_of_its_own_whatever_stands_beside_it() -> None:
    one, other = Case("one"), Case("other")
    assert attempt_of(one, 1, 0) == attempt_of(one, 1, 0)
    assert attempt_of(one, 1, 0).plan.town != attempt_of(one, 1, 1).plan.town
    assert attempt_of(one, 1, 0).plan.campaign != attempt_of(other, 1, 0).plan.campaign


def test_a_founder_group_signs_on_a_day_it_has_fixed_and_a_broad_offer_waits_for_money() -> None:
    group, offer = (attempt_of(Case("a", regime=regime), 1, 0).plan.campaign for regime in ("founder_group", "share_offer"))
    assert (group.target_capital_eur, group.target_members, offer.target_members) == (0, 0, 0)
    assert (group.closing, offer.closing) == ("at_deadline", "at_target")
    assert offer.target_capital_eur >= 5000 * 0.3


def test_offers_close_at_about_their_target_as_real_ones_did() -> None:
    case = Case("a", target_eur=100_000, local_share=1.0)
    closing = [attempt_of(case, 1, future).plan.campaign.target_capital_eur / 100_000 for future in range(400)]
    assert np.median(closing) == pytest.approx(0.97, abs=0.05)
    assert np.std(np.log(closing)) == pytest.approx(0.28, abs=0.04)


def test_a_population_that_nobody_counted_is_drawn_around_what_was_said(tmp_path: Path) -> None:
    lines = (
        '{"id": "s", "pop": [700, "S"]}',
        '{"id": "k", "pop": [700, "K"]}',
        '{"id": "l", "pop": [700, "K"], "pop_conf": "low"}',
    )
    counted, known, doubtful = _read(tmp_path, *lines)[0]
    assert (counted.population_doubt, known.population_doubt, doubtful.population_doubt) == (0, 0.22, 0.4)
    assert {attempt_of(counted, 1, future).plan.town.split("-")[1] for future in range(5)} == {"700"}
    people = [int(attempt_of(known, 1, future).plan.town.split("-")[1]) for future in range(300)]
    assert np.std(np.log(people)) == pytest.approx(0.22, abs=0.03)


def test_every_line_of_a_file_becomes_a_plan() -> None:
    plans = scenarios_of(SHIPPED)
    assert len(plans) == 77
    assert len({plan.title for plan in plans}) == 77


ALIKE = {"joining_sd": 0.0, "willingness_sd": 0.0, "turnout_sd": 0.0}


def test_urgency_and_holdings_belong_to_broad_offers_and_a_drive_of_their_own_to_founder_groups() -> None:
    plain, offer = (
        Behaviour(),
        OfferParameters(group_drive=2, urgency=3, attention=2, building_factor=10, shop_factor=2, price_elasticity=0.5, **ALIKE),
    )
    pub = behaviour_in(attempt_of(Case("p", building=True, share_eur=180), 1, 0), plain, offer)
    shop = behaviour_in(attempt_of(Case("s", share_eur=180), 1, 0), plain, offer)
    dear = behaviour_in(attempt_of(Case("d", share_eur=4 * 45.0), 1, 0), plain, offer)
    dearer = behaviour_in(attempt_of(Case("e", share_eur=45), 1, 0), plain, offer)
    assert pub.joining.base == plain.joining.base + 3
    assert pub.joining.revision == 2 * plain.joining.revision
    assert pub.funding.willingness_eur == pytest.approx(10 * plain.funding.willingness_eur)
    assert shop.funding.willingness_eur == dear.funding.willingness_eur == pytest.approx(2 * plain.funding.willingness_eur)
    assert dearer.funding.willingness_eur == pytest.approx(
        shop.funding.willingness_eur / 2
    )  # a quarter of the price, elasticity .5
    group = behaviour_in(attempt_of(Case("f", regime="founder_group"), 1, 0), plain, offer)
    assert group.joining == plain.joining.model_copy(update={"base": plain.joining.base + 2})
    assert group.funding == plain.funding


def test_those_who_go_from_door_to_door_reach_so_many_people_and_never_fewer_than_an_invitation() -> None:
    offer = OfferParameters(people_reached=500, **ALIKE)
    reach = {
        people: behaviour_in(attempt_of(Case("s", population=people), 1, 0), Behaviour(), offer).meetings.channel_reach
        for people in (200, 1000, 4000)
    }
    assert reach == {200: assumed("invited_share"), 1000: 0.5, 4000: Behaviour().meetings.channel_reach}


def test_places_differ_by_the_declared_deviations_and_each_keeps_its_own() -> None:
    offer = OfferParameters(urgency=1, joining_sd=2.0, willingness_sd=0.5, turnout_sd=0.4)
    found = [behaviour_in(attempt_of(Case("s", share_eur=180), 1, future), Behaviour(), offer) for future in range(300)]
    assert np.std([one.joining.base for one in found]) == pytest.approx(2.0, rel=0.15)
    assert np.std(np.log([one.funding.willingness_eur for one in found])) == pytest.approx(0.5, rel=0.15)
    assert np.std(np.log([one.meetings.citizen_attendance for one in found])) == pytest.approx(0.4, rel=0.15)
    assert behaviour_in(attempt_of(Case("s", share_eur=180), 1, 7), Behaviour(), offer) == found[7]
