"""Results say what their behaviour was fitted to, with the numbers of that fit, and that they are no forecast all the same."""

from __future__ import annotations

import pytest

from coopparo_sim.presentation.figures.frame import small_print
from coopparo_sim.presentation.headline import closing, fit_values, no_forecast
from coopparo_sim.scenario.fit import Fit
from tests.unit.presentation.ensembles import FIT, make_ensemble

UNCALIBRATED = {"it": "non calibrat", "en": "not calibrated"}
NEVER = {"it": ("non prevede", "non a prevedere"), "en": ("does not forecast", "not to forecast")}
COUNTRIES = {"it": "Regno Unito 21, Germania 17, Italia 9", "en": "United Kingdom 21, Germany 17, Italy 9"}
both_languages = pytest.mark.parametrize("language", ["it", "en"])
both_towns = pytest.mark.parametrize("town", ["copparo", "/somewhere/else"])


@both_languages
@both_towns
def test_a_fit_is_told_by_its_own_numbers_and_is_no_forecast(town: str, language: str) -> None:
    short, long = no_forecast(town, language, FIT), closing(town, language, FIT)
    assert "47" in short and " 9 " in short and NEVER[language][0] in short
    assert COUNTRIES[language] in long and NEVER[language][1] in long
    assert all(f" {n}" in long for n in (47, 5, 9)) and UNCALIBRATED[language] not in long.lower()


@both_languages
@both_towns
def test_without_a_fit_results_are_uncalibrated_and_no_forecast(town: str, language: str) -> None:
    short, long = no_forecast(town, language, None), closing(town, language, None)
    assert {"it": "non calibrato", "en": "uncalibrated"}[language] in short and NEVER[language][0] in short
    assert UNCALIBRATED[language] in long and NEVER[language][1] in long


@both_languages
def test_copparo_is_named_only_where_copparo_was_simulated(language: str) -> None:
    for fit in (FIT, None):
        for said in (no_forecast, closing):
            assert "Copparo" in said("copparo", language, fit) and "Copparo" not in said("/somewhere/else", language, fit)


@both_languages
def test_the_line_on_a_picture_stays_short(language: str) -> None:
    lines = small_print(make_ensemble(200, uncertainty="calibrated"), language)
    assert len(lines) <= 2 and NEVER[language][0] in " ".join(lines) and "47" in lines[0]


def test_countries_stand_in_order_of_their_cases_and_unknown_codes_as_they_are() -> None:
    fit = Fit(cases=6, failed=0, countries={"XQ": 1, "FR": 1, "SE": 4}, draws=500, ensemble="a")
    assert fit_values(fit, "it")["countries"] == "Svezia 4, Francia 1, XQ 1"
    assert fit_values(fit, "en")["italian"] == "0"
