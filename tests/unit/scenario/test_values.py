"""A value that cannot be used is told at its place with the advice that mends it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopparo_sim.kernel.parameter import declarations
from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.load import load_scenario, read_scenario
from coopparo_sim.scenario.schema import Event, Funder, Meeting, Scenario
from coopparo_sim.texts import catalogue as sentences


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("[campaign]\nshare_prce_eur = 50\n", (2, 1, "unknown_key"), "forse volevi «share_price_eur»?"),
        ("share_price_eur = 50\n", (1, 1, "unknown_key"), "questa chiave va scritta altrove: campaign.share_price_eur"),
        ("[process]\nmeetings = [{ mese = 1 }]\n", (2, 15, "unknown_key"), "month, kind, place"),
        ("[[process.meetings]]\nmonth = 1\n[[process.meetings]]\nmont = 2\n", (4, 1, "unknown_key"), "forse volevi «month»?"),
        ('[campaign]\ntarget_members = "50"\n', (2, 18, "wrong_type"), "togli le virgolette: 50"),
        ("[campaign]\nrefund = 1\n", (2, 10, "wrong_type"), "true (sì) oppure false (no)"),
        ("[campaign]\ntarget_members = 60.0\n", (2, 18, "wrong_type"), "scrivi un numero senza decimali: 60"),
        ("[campaign]\ntarget_members = 1.200\n", (2, 18, "wrong_type"), "non le migliaia: scrivi 1200"),
        ("[campaign]\ntarget_members = true\n", (2, 18, "wrong_type"), "solo cifre"),
        ("seat = 5\n", (1, 8, "wrong_type"), '"5"'),
        ("campaign = 5\n", (1, 12, "wrong_type"), "questa è una sezione"),
        ("[process.meetings]\nmonth = 1\n", (1, 10, "wrong_type"), "[[meetings]]"),
        ("[campaign]\nshare_price_eur = 700\n", (2, 19, "out_of_bounds"), "da 25 a 500 (euro)"),
        ("[campaign]\nshare_price_eur = nan\n", (2, 19, "out_of_bounds"), "da 25 a 500 (euro)"),
        ("[[funders]]\napproval = 1.5\n", (2, 12, "out_of_bounds"), "da 0 a 1 (probabilità)"),
        ('[statute]\nform = "smal"\n', (2, 8, "wrong_option"), "forse volevi «small»? Si può scrivere: ordinary, small"),
        ('start = "09/2021"\n', (1, 9, "year_month"), '"2021-09"'),
        ("start = 2021-09-22\n", (1, 9, "year_month"), '"2021-09"'),
        ('mix = "from_listenin"\n', (1, 7, "wrong_mix"), "forse volevi «from_listening»?"),
        ('mix = "shop"\n', (1, 7, "wrong_mix"), "mix = ["),
        ('mix = ["shop", "homecare"]\n', (1, 16, "unknown_service"), "forse volevi «home_care»? Si può scrivere: shop, "),
        ('mix = ["shop",\n  "shop"]\n', (2, 3, "service_twice"), "una volta sola"),
        ('town = "coparo"\n', (1, 8, "town.unknown_town"), "copparo"),
        ('seat = "ambrogo"\n', (1, 8, "unknown_place"), "forse volevi «ambrogio»?"),
        ('[process]\nmeetings = [\n  { place = "tamar" },\n]\n', (3, 13, "unknown_place"), "forse volevi «tamara»?"),
        ('[[process.meetings]]\nkind = "stakeholders"\nplace = "cesta"\n', (3, 1, "place_not_wanted"), "citizens, interviews"),
        ('[[events]]\nsector = "industri"\n', (2, 10, "wrong_option"), "forse volevi «industry»?"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_once_with_its_advice(
    text: str, place: tuple[int, int, str], advice: str, places: Any, faults: Any
) -> None:
    assert places(text) == [place]
    assert advice in faults(text)[0].advice_sentence("it")


def test_a_fault_looks_as_promised_in_both_languages(write: Any, faults: Any) -> None:
    path = write("# piano\n[campaign]\nshare_prce_eur = 50\n")
    [fault] = faults(path)
    assert fault.render("it").splitlines() == [
        "errore: campaign.share_prce_eur: chiave sconosciuta",
        f"  --> {path}:3:1",
        "   |",
        " 3 | share_prce_eur = 50",
        "   | ^^^^^^^^^^^^^^",
        "   = aiuto: forse volevi «share_price_eur»?",
    ]
    assert 'help: did you mean "share_price_eur"?' in fault.render("en")


def test_a_plan_over_budget_says_by_how_much_and_what_to_do(faults: Any) -> None:
    text = '[process]\nbudget_eur = 8000\nmeetings = [{ kind = "citizens", count = 4 }]\n'
    [fault] = faults(text)
    assert (fault.line, fault.column, fault.message) == (2, 14, "errors.over_budget")
    assert fault.sentence("it") == "il percorso costa 8.800 €, ma il denaro è 8.000 €: mancano 800 €"
    assert fault.sentence("en") == "the process costs 8,800 EUR, but the budget is 8,000 EUR: 800 EUR are missing"
    assert "process.budget_eur" in fault.advice_sentence("it")


def test_a_plan_that_costs_exactly_the_budget_is_good(write: Any) -> None:
    text = '[process]\nbudget_eur = 8800\nmeetings = [{ kind = "citizens", count = 4 }]\n'
    assert load_scenario(write(text)).process.cost_eur == 8800


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[process]\nmonths = 3\nmeetings = [{ month = 4 }]\n", (3, 23, "late_meeting")),
        ('[statute]\nform = "small"\n', (2, 8, "small_form")),
        ('[statute]\nform = "small"\n[campaign]\ntarget_members = 9\n', (4, 18, "small_form")),
        ("months = 17\n", (1, 10, "too_short")),
        ("[campaign]\ndeadline_months = 31\n", (2, 19, "too_short")),
        ("[[events]]\nmonth = 37\n", (2, 9, "late_event")),
        ("[campaign]\nshare_price_eur = 33.333\n", (2, 19, "parts_of_a_cent")),
    ],
)
def test_values_that_do_not_go_together_are_told_at_their_cause(text: str, place: tuple[int, int, str], places: Any) -> None:
    assert places(text) == [place]


def test_values_that_just_go_together_are_good(write: Any) -> None:
    small = '[statute]\nform = "small"\n[campaign]\ntarget_members = 8\n'
    last_month = "[[process.meetings]]\nmonth = 6\n[[events]]\nmonth = 18\n"
    assert load_scenario(write("months = 18\n" + small + last_month)).months == 18
    assert load_scenario(write("[campaign]\nshare_price_eur = 33.33\n")).campaign.share_price_eur == 33.33


def test_a_sampled_price_is_rounded_to_the_cent_and_numbers_of_numpy_are_numbers() -> None:
    plan = with_levers(Scenario(), {"campaign.share_price_eur": np.float64(100 / 3), "months": np.int64(24)})
    assert plan.campaign.share_price_eur == 33.33
    assert plan.months == 24


def test_a_wrong_value_does_not_bring_faults_that_only_follow_from_it(places: Any) -> None:
    assert places('[process]\nbudget_eur = "70000"\nmeetings = [{ facilitators = 8, count = 8 }]\n') == [(2, 14, "wrong_type")]


@pytest.mark.parametrize("name", ["Sabbioncello San Vittore", "sabbioncello san vittore", "SABBIONCELLO_SAN_VITTORE"])
def test_a_place_may_be_given_by_its_name(name: str, write: Any) -> None:
    scenario = load_scenario(write(f'seat = "{name}"\n[[process.meetings]]\nplace = "{name}"\n'))
    assert scenario.seat == scenario.process.meetings[0].place == "sabbioncello_san_vittore"


def test_faults_of_a_towns_tables_are_shown_in_its_tables(tmp_path: Any, faults: Any) -> None:
    (tmp_path / "paese").mkdir()
    (tmp_path / "paese" / "places.csv").write_text("id\n", encoding="utf-8")
    assert all(fault.file.endswith(".csv") for fault in faults('town = "paese"\n'))


def test_what_is_allowed_but_unlikely_is_a_warning(write: Any) -> None:
    text = "[process]\nbudget_eur = 25.000\n[behaviour.trust]\naveraging = 0.9\ngood_experience = 0.1\n"
    warnings = read_scenario(write(text)).warnings
    assert [(w.line, w.message) for w in warnings] == [(2, "errors.thousands_dot"), (4, "errors.implausible")]
    assert warnings[1].render("it").startswith("attenzione: behaviour.trust.averaging")


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_unit_has_words_in_both_languages(language: str) -> None:
    units = {d.unit for group in (Scenario, Meeting, Funder, Event) for d in declarations(group)}
    assert not [unit for unit in units if f"errors.unit.{unit}" not in sentences(language)]


def test_long_texts_are_kept_as_they_are(write: Any) -> None:
    long = "Che cosa serve? " * 600
    assert load_scenario(write(f'note = "{long}"\n')).note == long
