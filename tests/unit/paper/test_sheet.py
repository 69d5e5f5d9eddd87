from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html import unescape

import numpy as np
import pytest

from coopparo_sim.presentation.headline import birth_sentence, fit_values, founded_meaning
from coopparo_sim.presentation.paper.pages import POLICY
from coopparo_sim.presentation.paper.sheet import fitted_choices, foot_of, scenario_sheet, sheet_page
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text
from tests.unit.paper.hostile import WORDS, hostile_run, run_of
from tests.unit.paper.layout import overflow
from tests.unit.presentation.ensembles import FIT, make_ensemble

LANGUAGES = ("it", "en")
QUICK = ("html", "script", "right to left")
IN_PLAIN_RUN = [pytest.param(words, id=name, marks=[] if name in QUICK else pytest.mark.slow) for name, words in WORDS.items()]


@lru_cache
def usual_page(language: str) -> str:
    """Give the sheet of the usual made-up results; drawn once."""
    return sheet_page(run_of(make_ensemble()), language)


def visible(html: str) -> str:
    """Give the words of a page as a reader sees them."""
    body = html[html.index("<body>") :]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_says_what_a_table_needs(language: str) -> None:
    run = run_of(make_ensemble())
    words = visible(usual_page(language))
    sentence, meaning = birth_sentence(run.ensemble, language), founded_meaning(run.ensemble.scenario, language)
    assert sentence in words and meaning in words
    assert {"it": "non prevede Copparo", "en": "does not forecast Copparo"}[language] in words
    assert {"it": "NON CALIBRATO", "en": "UNCALIBRATED"}[language] in words
    assert {"it": "22 novembre 2026", "en": "22 November 2026"}[language] in words
    assert "200 " in words and {"it": "seme 1", "en": "seed 1"}[language] in words and "0.1.0" in words and "piano.toml" in words


def test_a_fitted_sheet_names_its_cases_instead_of_calling_itself_uncalibrated() -> None:
    words = visible(sheet_page(run_of(make_ensemble(uncertainty="calibrated")), "it"))
    badge = text("fit.badge", "it")
    assert badge in words and text("report.sheet.badge", "it") not in words and badge not in visible(usual_page("it"))
    assert text("fit.sheet", "it", **fit_values(FIT, "it")) in words and "non prevede Copparo" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_of_a_fitted_sheet_names_its_cases_and_is_no_forecast(language: str) -> None:
    foot = foot_of([run_of(make_ensemble(8, uncertainty="calibrated"))], language)
    assert foot.badge == text("fit.badge", language) and "47" in foot.evidence[-1] and "47" in foot.warning
    assert {"it": "non prevede Copparo", "en": "does not forecast Copparo"}[language] in foot.warning


def test_three_questions_wait_for_answers_on_dotted_lines() -> None:
    sheet = scenario_sheet(run_of(make_ensemble()), "it")
    html = usual_page("it")
    assert len(sheet.questions) == 3 and all(question.endswith("?") for question in sheet.questions)
    assert html.count('class="dotted"') == 3 * sheet.answer_lines


def test_the_question_of_the_plan_is_the_title_and_a_plan_without_one_gets_one() -> None:
    asked = make_ensemble()
    asked = replace(asked, scenario=asked.scenario.model_copy(update={"question": "Serve un pulmino?"}))
    assert "<h1><bdi>Serve un pulmino?</bdi></h1>" in sheet_page(run_of(asked), "it")
    assert scenario_sheet(run_of(make_ensemble()), "it").question[0].startswith("Nascerebbe")


def test_a_long_run_also_says_whether_it_lasts() -> None:
    long = make_ensemble(60, months=84, closed_share=0.5)
    told = scenario_sheet(run_of(long), "it").afterwards
    assert "84" in told[0] and told[0] in visible(sheet_page(run_of(long), "it"))
    assert not scenario_sheet(run_of(make_ensemble(60, months=84, born_share=0)), "it").afterwards


def test_the_page_is_whole_in_itself_and_may_run_nothing() -> None:
    html = usual_page("it")
    assert f'content="{POLICY}"' in html.replace("&#39;", "'") and "default-src 'none'" in POLICY and "script" not in POLICY
    assert not re.search(r"<(script|link|iframe|object|embed|form)\b", html)
    asked_for = re.findall(r'(?:src|href)="([^"]*)"|url\("([^"]*)"\)', html)
    assert asked_for and all((a or b).startswith("data:") for a, b in asked_for)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_described_in_words(language: str) -> None:
    html = usual_page(language)
    descriptions = [unescape(words) for words in re.findall(r'<img [^>]*alt="([^"]*)"', html)]
    assert len(descriptions) >= 4 and all(len(words) > 20 for words in descriptions)
    assert any("Ambrogio" in words and "Tamara" in words for words in descriptions)


def test_the_same_results_give_the_same_bytes() -> None:
    assert sheet_page(run_of(make_ensemble()), "it") == usual_page("it")


@pytest.mark.parametrize("words", IN_PLAIN_RUN)
def test_whatever_somebody_wrote_comes_out_as_text(words: str) -> None:
    html = sheet_page(hostile_run(words), "it")
    assert not re.search(r"<(script|b>bold|img src=x)", html)
    assert "49" not in visible(html).replace("149", "") or "7*7" not in words
    assert "\u202e" not in html and "\x1b" not in html and "\x00" not in html
    start = " ".join(words.split())[:3]
    if start.isascii() and start.isprintable():
        assert start in visible(html)


def test_long_words_are_cut_with_an_ellipsis() -> None:
    sheet = scenario_sheet(hostile_run("W" * 10_000), "it")
    assert len(sheet.question) == 2 and sheet.question[-1].endswith("…")
    assert sheet.plan[0].endswith("…") and len(sheet.plan) == 1
    assert all(chosen[-1].endswith("…") for name, chosen in sheet.choices if name == "Sede")


def test_choices_never_take_more_lines_than_the_table_has() -> None:
    rows = fitted_choices([("Sede", "parola " * 60)] * 9)
    assert sum(len(lines) for _, lines in rows) == 11
    assert [len(lines) for _, lines in rows] == [2, 2, 1, 1, 1, 1, 1, 1, 1]
    assert fitted_choices([("Sede", "Ambrogio")]) == [("Sede", ["Ambrogio"])]


UNUSUAL = {
    "usual": make_ensemble(),
    "one future": make_ensemble(1),
    "never founded": make_ensemble(40, born_share=0),
    "always founded": make_ensemble(40, born_share=1),
    "one month": make_ensemble(20, months=1),
    "ten years, some closed": make_ensemble(60, months=120, closed_share=0.5),
    "one place": make_ensemble(places=1),
    "a city": make_ensemble(size=5000),
    "interrupted": make_ensemble(wanted=1000),
    "behaviour held fixed": make_ensemble(uncertainty="none"),
    "behaviour fitted": make_ensemble(uncertainty="calibrated"),
    "fitted, never founded": make_ensemble(40, born_share=0, uncertainty="calibrated"),
}


@pytest.mark.pdf
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ensemble", UNUSUAL.values(), ids=UNUSUAL)
def test_every_sheet_fits_one_page(ensemble: object, language: str) -> None:
    assert overflow(sheet_page(run_of(ensemble), language)) == []  # type: ignore[arg-type]


@pytest.mark.pdf
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_no_words_break_the_page(words: str) -> None:
    assert overflow(sheet_page(hostile_run(words, months=120, closed_share=0.5), "it")) == []


def with_influences(count: int) -> Ensemble:
    """Draw declared numbers that all go with the founding, a hundred times."""
    rising = np.repeat(np.linspace(0.0, 2.0, 100), 4)
    names = ("joining.trust", "joining.benefit", "joining.norm")[:count]
    columns = {f"behaviour.{name}": rising + 0.1 * k for k, name in enumerate(names)}
    made = make_ensemble(400, months=84, closed_share=0.5)
    return replace(made, futures=made.futures.assign(founded=(rising > 1.0).astype(float), **columns))


def test_what_clearly_goes_with_the_founding_is_drawn_and_told() -> None:
    sheet = scenario_sheet(run_of(with_influences(1)), "it")
    assert sheet.matters is not None and "se è poco 0 su 10, se è tanto 10 su 10" in sheet.matters.description
    assert scenario_sheet(run_of(make_ensemble()), "it").matters is None


@pytest.mark.pdf
@pytest.mark.parametrize("count", [1, 3])
def test_what_matters_most_fits_beside_the_map_and_the_choices(count: int) -> None:
    assert overflow(sheet_page(run_of(with_influences(count)), "en")) == []


@pytest.mark.pdf
def test_a_town_with_a_tall_map_still_fits() -> None:
    town = make_ensemble()
    for rows in (5, 9, 40):
        tiles = {place: (rows - 1 if k == 0 else 0, k) for k, place in enumerate(town.place_tiles)}
        assert overflow(sheet_page(run_of(replace(town, place_tiles=tiles)), "en")) == []
