from __future__ import annotations

from dataclasses import replace

import pytest

from coopparo_sim.analysis.compare import compare_ensembles
from coopparo_sim.presentation.paper.comparison import comparison_page, comparison_sheet, plan_labels
from coopparo_sim.presentation.paper.runs import Run
from coopparo_sim.record.ensemble import Ensemble
from tests.unit.paper.hostile import WORDS, hostile_run, run_of
from tests.unit.paper.layout import overflow
from tests.unit.paper.test_sheet import visible
from tests.unit.presentation.ensembles import FIT, make_ensemble

OFTEN, SELDOM = make_ensemble(200, born_share=0.9, title="Largo"), make_ensemble(200, born_share=0.1, title="Stretto")


def with_share(ensemble: Ensemble, price: float) -> Ensemble:
    campaign = ensemble.scenario.campaign.model_copy(update={"share_price_eur": price})
    return replace(ensemble, scenario=ensemble.scenario.model_copy(update={"campaign": campaign}))


def runs(*ensembles: Ensemble) -> list[Run]:
    return [run_of(ensemble) for ensemble in ensembles]


@pytest.mark.parametrize(("first", "second", "better"), [(OFTEN, SELDOM, "A"), (SELDOM, OFTEN, "B")])
def test_the_plan_founded_more_often_is_named(first: Ensemble, second: Ensemble, better: str) -> None:
    (verdict,) = comparison_sheet(runs(first, second), "it").verdicts
    assert verdict.startswith(f"Con {better} nasce più spesso")


def test_equal_plans_show_no_clear_difference() -> None:
    assert "nessuna differenza chiara" in comparison_sheet(runs(OFTEN, OFTEN), "it").verdicts[0]


def test_plans_with_other_luck_are_not_ranked() -> None:
    for other in (replace(SELDOM, seed=2), make_ensemble(100, born_share=0.1)):
        assert "stessa fortuna" in comparison_sheet(runs(OFTEN, other), "it").verdicts[0]


def test_plans_of_other_fits_are_not_ranked_and_not_called_fitted() -> None:
    one, same, other = fitted(OFTEN), fitted(SELDOM), fitted(SELDOM, ensemble="of another day")
    assert "più spesso" in comparison_sheet(runs(one, same), "it").verdicts[0]
    for odd in (other, SELDOM):
        assert "stessa fortuna" in comparison_sheet(runs(one, odd), "it").verdicts[0]
        assert comparison_sheet(runs(one, odd), "it").badge != comparison_sheet(runs(one, same), "it").badge
        with pytest.raises(ValueError, match=r"fit|uncertainty"):
            compare_ensembles(one, odd)


def fitted(futures: Ensemble, **other: str) -> Ensemble:
    return replace(futures, uncertainty="calibrated", fit=replace(FIT, **other))


def test_only_choices_that_differ_are_listed() -> None:
    rows = comparison_sheet(runs(with_share(OFTEN, 25.0), with_share(SELDOM, 250.0)), "en").choices
    assert [(name, [lines[0] for lines in cells]) for name, cells in rows] == [(["A member's share"], ["€25", "€250"])]


def test_plans_that_choose_alike_are_said_to_do_so() -> None:
    assert comparison_sheet(runs(OFTEN, SELDOM), "it").choices_more.startswith("Nelle scelte principali")


def test_every_outcome_has_a_value_for_every_plan() -> None:
    sheet = comparison_sheet(runs(OFTEN, SELDOM, make_ensemble(200, born_share=0)), "it")
    assert all(len(told) == 3 and all(told) for _, told in sheet.outcomes)
    assert sheet.outcomes[0][1] == ["9 su 10", "1 su 10", "0 su 10"]


def test_plans_of_one_name_are_told_apart_by_letters() -> None:
    assert plan_labels([OFTEN, SELDOM], "it") == ["Largo", "Stretto"]
    assert plan_labels([OFTEN, OFTEN], "it") == ["Largo (A)", "Largo (B)"]


def test_the_sheet_warns_and_asks_like_that_of_one_plan() -> None:
    words = visible(comparison_page(runs(OFTEN, SELDOM), "en"))
    assert "does not forecast Copparo" in words and "UNCALIBRATED" in words and words.count("?") >= 4


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_two_to_four_plans_fit_one_page(count: int, language: str) -> None:
    plans = [with_share(make_ensemble(60, months=84, title=f"Piano {k} di prova"), 25.0 * (k + 1)) for k in range(count)]
    assert overflow(comparison_page(runs(*plans), language)) == []


@pytest.mark.pdf
@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("words", [WORDS["long words"], WORDS["one long word"], WORDS["emoji"]], ids=["long", "one", "emoji"])
def test_no_words_break_the_page(words: str, count: int) -> None:
    plans = [hostile_run(words, months=84), *runs(*[with_share(SELDOM, 25.0 * k) for k in range(2, count + 1)])]
    assert overflow(comparison_page(plans, "it")) == []
