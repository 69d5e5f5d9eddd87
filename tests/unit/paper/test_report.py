from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from coopparo_sim.analysis.ensembles import summarise
from coopparo_sim.presentation.figures.album import all_pictures, drawn_for
from coopparo_sim.presentation.figures.governance import draw_governance
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.ten_houses import draw_ten_houses
from coopparo_sim.presentation.headline import birth_sentence, closing, fit_values
from coopparo_sim.presentation.life_readings import assemblies_by_year
from coopparo_sim.presentation.paper import planner_report
from coopparo_sim.presentation.paper.assumptions import difference_table, parameter_table, value_in_words
from coopparo_sim.presentation.paper.blocks import MOST_COLUMNS, Table, exact, parted, table_of
from coopparo_sim.presentation.paper.findings import in_words
from coopparo_sim.presentation.paper.patterns import patterns, told_patterns
from coopparo_sim.presentation.paper.planner_report import report_page, report_sections
from coopparo_sim.presentation.paper.runs import Run
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.documentation import ODD
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.texts import text
from coopparo_sim.verification.table import Row
from tests.unit.paper.hostile import WORDS, hostile_run, run_of
from tests.unit.paper.test_sheet import visible
from tests.unit.presentation.ensembles import FIT, make_ensemble

LIFE = make_ensemble(40, months=84, closed_share=0.5)


@pytest.fixture(autouse=True)
def few_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw two pictures only: all of them take seconds."""

    def two(ensemble: Ensemble, language: str) -> Iterator[Picture]:
        yield draw_ten_houses(ensemble, language)
        if len(assemblies_by_year(ensemble)):
            yield draw_governance(ensemble, language)

    monkeypatch.setattr(planner_report, "all_pictures", two)


ROW = Row("case", {"it": "si prova questo", "en": "this is tried"}, "Author 1999", 0.5, 0.501, 0.01, True)


def with_values(ensemble: Ensemble, **update: object) -> Ensemble:
    return replace(ensemble, scenario=ensemble.scenario.model_copy(update=update))


@pytest.mark.parametrize("language", ["it", pytest.param("en", marks=pytest.mark.slow)])
def test_the_report_begins_with_words_and_has_every_part(language: str) -> None:
    sections = list(report_sections(run_of(LIFE), language))
    assert [s.identifier for s in sections] == [
        "words", "pictures", "differences", "accounts", "government", "patterns", "verification", "parameters", "computed",
        "numbers",
    ]  # fmt: skip
    words = sections[0]
    assert words.paragraphs[0].startswith(birth_sentence(LIFE, language))
    assert [part.identifier for part in words.parts] == ["likely", "unknown", "losing"] and all(p.bullets for p in words.parts)
    assert len(sections[1].drawings) == len(sections[-1].tables) == 2


def test_every_picture_leads_to_its_table_of_numbers() -> None:
    html = report_page(run_of(LIFE), "it")
    leads = re.findall(r'href="#(numbers-[^"]+)"', html)
    assert leads == ["numbers-ten_houses", "numbers-governance"] and all(f'id="{place}"' in html for place in leads)


@pytest.mark.slow
def test_all_pictures_are_in_the_report_each_with_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner_report, "all_pictures", all_pictures)
    html = report_page(run_of(LIFE), "it")
    assert html.count("<figure>") == len(drawn_for(LIFE)) == 13
    assert all(f'id="{place}"' in html for place in re.findall(r'href="#(numbers-[^"]+)"', html))


def test_the_report_says_how_it_was_computed_and_what_it_is_not() -> None:
    words = visible(report_page(run_of(LIFE, libraries={"numpy": "2.1.0"}), "en"))
    for fact in ("0.1.0", "3.11.7", "numpy 2.1.0", LIFE.digest, "piano.toml", "UNCALIBRATED", "does not forecast Copparo"):
        assert fact in words


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_fitted_report_says_what_it_rests_on_and_how_to_get_the_same_draws(language: str) -> None:
    fitted = replace(LIFE, uncertainty="calibrated", fit=FIT)
    unknown = next(part for part in in_words(fitted, summarise(fitted), language).parts if part.identifier == "unknown")
    assert closing("copparo", language, FIT) in unknown.bullets
    facts = dict(planner_report._computed(run_of(fitted), language).tables[0].rows)
    assert facts[text("report.computed.uncertainty", language)] == text("fit.drawn_from", language, **fit_values(FIT, language))
    assert FIT.ensemble[:12] in facts[text("report.computed.fit", language)]


def test_only_what_differs_is_listed_with_both_values() -> None:
    base = Scenario()
    plan = with_values(LIFE, months=base.months, campaign=base.campaign.model_copy(update={"share_price_eur": 100.0}))
    assert difference_table(plan, None, "it").rows == [
        ["Prezzo della quota", value_in_words(base.campaign.share_price_eur, "EUR", "it"), "100 €", "", "campaign.share_price_eur"]
    ]
    assert difference_table(plan, plan.scenario, "it").rows == []


def test_services_and_meetings_are_named_in_the_language_of_the_report() -> None:
    plan = make_ensemble(4)
    meetings = [{"month": 3, "kind": "citizens", "place": "tamara"}]
    scenario = Scenario.model_validate({"mix": ["home_care"], "seat": "tamara", "process": {"meetings": meetings}})
    rows = {row[-1]: row for row in difference_table(replace(plan, scenario=scenario), None, "it").rows}
    assert rows["seat"][2] == "Tamara"
    assert rows["mix"][2] == "Assistenza a domicilio"
    assert rows["process.meetings"][2].startswith("cittadini mese 3")


def test_every_declared_number_stands_with_its_evidence_and_source() -> None:
    table = parameter_table(LIFE, "en")
    assert len(table.rows) > 150
    assert all(row[4] in ("measured", "studies", "estimate of experts", "assumption") and row[5] for row in table.rows)


def test_a_number_that_was_drawn_shows_between_which_values() -> None:
    drawn = replace(LIFE, futures=LIFE.futures.assign(**{"behaviour.joining.trust": [0.5 + 0.01 * k for k in range(LIFE.n)]}))
    rows = [row for row in parameter_table(drawn, "it").rows if row[1].startswith("estratto")]
    assert [row[1] for row in rows] == ["estratto, da 0,5 a 0,89"]


def test_accounts_stand_year_by_year_and_nothing_is_invented_where_nobody_lived_a_year() -> None:
    with_life, without = ({s.identifier: s for s in report_sections(run_of(e), "en")} for e in (LIFE, make_ensemble(20, months=3)))
    assert "year 1" in with_life["accounts"].tables[0].columns
    assert not without["accounts"].tables and "no accounts to show" in without["accounts"].paragraphs[0]


def test_lines_of_the_accounts_keep_the_order_of_the_books_whichever_year_they_begin() -> None:
    accounts = LIFE.accounts.copy()
    accounts["wages"], accounts["interest"] = 100.0, (accounts["year"] > 1) * 5.0
    sections = {s.identifier: s for s in report_sections(run_of(replace(LIFE, accounts=accounts)), "en")}
    income = sections["accounts"].tables[0]
    order = [text(f"finance.line.{name}", "en") for name in ("sales", "wages", "interest", "result")]
    assert [row[0] for row in income.rows] == order
    assert income.rows[2][1:4] == ["€0", "€5", "€5"]


def test_known_results_are_shown_where_they_were_tried_and_a_miss_is_told() -> None:
    def verification(*rows: Row) -> str:
        section = next(
            s for s in report_sections(run_of(make_ensemble(4)), "it", None, list(rows)) if s.identifier == "verification"
        )
        return f"{section.paragraphs[0]} {section.tables[0].rows}"

    assert "Le regole danno tutti" in verification(ROW) and "si prova questo" in verification(ROW)
    assert "NON tornano" in verification(ROW, replace(ROW, passed=False))


def test_patterns_are_those_of_the_description_of_the_model() -> None:
    above, rows = patterns()
    odd = ODD.read_text(encoding="utf-8")
    assert len(rows) > 5 and all(cell in odd for row in rows for cell in row) and above.split(".")[0][:30] in odd
    assert told_patterns("en") == (above, rows)


def test_a_pattern_that_changed_is_told_anew_and_never_by_an_old_translation() -> None:
    odd = (
        "x\n\n## 9. Patterns\n\nAbove.\n\n| a | b | c | |\n|---|---|---|---|\n| Services | new words | .42 | met |\n\n## 10. Next\n"
    )
    assert told_patterns("it", odd) == ("Above.", [["Servizi", "new words", ",42", "sì"]])


def test_a_description_without_the_table_is_an_error() -> None:
    with pytest.raises(ValueError, match="must hold a table"):
        patterns("# x\n\n## 9. Patterns\n\nNothing.\n")


@pytest.mark.parametrize(
    "words",
    [WORDS["script"], *(pytest.param(WORDS[name], marks=pytest.mark.slow, id=name) for name in ("formula", "one long word"))],
)
def test_hostile_words_come_out_as_text(words: str) -> None:
    html = report_page(hostile_run(words), "it")
    assert "<script" not in html and len(html) < 6_000_000
    assert words[:4].replace("<", "&lt;") in html


def test_a_wide_table_is_parted_and_loses_no_column() -> None:
    columns = [f"c{k}" for k in range(20)]
    parts = parted(Table(columns, [[f"v{k}" for k in range(20)]], (0, 9, 19), "wide", "here"))
    assert [len(part.columns) for part in parts] == [MOST_COLUMNS, MOST_COLUMNS, 4]
    assert [name for part in parts for name in part.columns[1:]] == columns[1:] and all(p.rows[0][0] == "v0" for p in parts)
    assert [part.figures for part in parts] == [(0,), (0, 1), (0, 3)]
    assert [part.identifier for part in parts] == ["here", "", ""]


def test_cells_are_written_as_the_language_does_and_missing_ones_are_left_empty() -> None:
    data = pd.DataFrame({"Soci": [1234.5, None], "Luogo": ["<b>", "x"]}, dtype=object)
    assert table_of(data, "it").rows == [["1.234,5", "<b>"], ["", "x"]]
    assert exact(0.1 + 0.2, "en") == "0.3"


def test_a_run_without_a_date_is_still_printed() -> None:
    run = Run("x", LIFE, {"created": "yesterday"})
    assert run.created is None and birth_sentence(LIFE, "it") in visible(report_page(run, "it"))
