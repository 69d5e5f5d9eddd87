"""The other pages: the start adds up, risks count every future, clauses and assumptions are all told, words stay words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from coopparo_sim.economic_plan.clauses import CLAUSES, NO_CLAUSES, choice_in_words, clause_names
from coopparo_sim.economic_plan.cover import warning
from coopparo_sim.economic_plan.futures import choose_futures
from coopparo_sim.economic_plan.page import LONGEST, Page
from coopparo_sim.economic_plan.workbook import plan_workbook
from coopparo_sim.governance.law import limits
from coopparo_sim.kernel.parameter import declarations
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.services.economics import economics
from coopparo_sim.texts import LANGUAGES, text
from tests.unit.economic_plan.books import ABOUT, content, opened, recalculated, row_of, title
from tests.unit.economic_plan.lives import TABLES, scenario, selection, village
from tests.unit.economic_plan.recalculation import Recalculation

HOSTILE = {
    "formula": "=1+1", "plus": "+1+1", "minus": "-1+1", "at": "@SUM(A1)", "tab": "\t=1+1", "error": "#N/A",
    "long": "=" + "x" * 10_000,
    "command": "=cmd|' /C calc'!A0", "link": '=HYPERLINK("http://example.org","x")', "quotes": "\"'`´&<>",
    "html": "<b>x</b><script>alert(1)</script>", "emoji": "\U0001f3e0 casa \U0001f469\u200d\U0001f467",
    "right_to_left": "\u202eabc \u0645\u0631\u062d\u0628\u0627", "control": "a\x00b\x08c\x1fd\ufffe",
}  # fmt: skip


def written(language: str = "en", **sections: Any) -> Any:
    """Give the workbook of the village under another scenario, read back."""
    ensemble = replace(village(), scenario=scenario(**sections))
    return load_workbook(BytesIO(plan_workbook(choose_futures(ensemble), language, ABOUT)))


def cells(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def column(book: Any, sheet: str, number: int) -> list[str]:
    page = book[title(sheet)]
    return [str(page.cell(row, number).value) for row in range(1, page.max_row + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_can_be_worked_out(language: str) -> None:
    books = recalculated(language)
    values = [books.value(*place) for place in books.formulas()]
    assert len(values) > 300
    assert all(isinstance(value, int | float | str) for value in values)


@pytest.mark.parametrize(("futures", "blocks"), [([6], 1), ([1, 6], 2)])
def test_with_one_or_two_futures_the_plan_shows_those_and_says_so(futures: list[int], blocks: int) -> None:
    few = {name: getattr(village(), name) for name in TABLES}
    few = {name: table[table["future"].isin(futures)].reset_index(drop=True) for name, table in few.items()}
    ensemble = replace(village(), wanted=len(futures), uncertainty="none", fit=None, **few)
    books = Recalculation(load_workbook(BytesIO(plan_workbook(choose_futures(ensemble), "en", ABOUT))))
    assert all(books.value(*place) is not None for place in books.formulas())
    heads = [str(cell.value) for cell in books.book[title("balance")][4] if cell.value]
    assert len(heads) == blocks and all(any(f"no. {future}" in head for head in heads) for future in futures)
    assert text(f"plan.cover.only_{blocks}", "en") in column(books.book, "cover", 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_formula_comes_to_is_stored_beside_it(language: str) -> None:
    books, stored = recalculated(language), load_workbook(BytesIO(content(language)), data_only=True)
    for sheet, row, number in books.formulas():
        expected, found = books.value(sheet, row, number), stored[sheet].cell(row, number).value
        assert (found or "") == expected if isinstance(expected, str) else found == pytest.approx(expected, abs=1e-9)


def test_uses_of_the_first_year_are_paid_by_its_sources_to_the_cent() -> None:
    books, sheet = recalculated(), title("start")
    uses, sources = (row_of(books.book, "Start-up", f"plan.start.{key}_total") for key in ("uses", "sources"))
    for place, future in enumerate(selection().chosen):
        spent, given = (round(books.value(sheet, row, 2 + 2 * place), 2) for row in (uses, sources))
        assert spent == given > 0
        signed = row_of(books.book, sheet, "plan.start.sources_capital_citizens_eur")
        assert books.value(sheet, signed, 2 + 2 * place) == round(future.outcomes["capital_citizens_eur"], 2)


def test_planned_needs_add_up_to_what_the_promised_services_cost() -> None:
    books, sheet = recalculated(), title("start")
    total = row_of(books.book, sheet, "plan.start.planned_total")
    cost = sum(catalogue()[name].opening_cost_eur(premises=True) for name in ("home_care", "digital_desk"))
    assert books.value(sheet, total, 2) == pytest.approx(cost + scenario().statute.set_up_cost_eur)
    numbers = economics(["home_care", "digital_desk"])
    reserve = scenario().management.reserve_months * float((numbers.fixed_eur_month + numbers.staff_eur_month).sum())
    assert books.value(sheet, total, 3) == pytest.approx(reserve)
    assert books.value(sheet, total, 4) == pytest.approx(cost + reserve + scenario().statute.set_up_cost_eur)


def test_every_future_is_counted_once_among_the_ends() -> None:
    books, sheet = recalculated(), title("risks")
    keys = ("all", "exit_no_promoters", "exit_campaign_failed", "undecided", "founded")
    count = {key: books.book[sheet].cell(row_of(books.book, sheet, f"plan.risks.end.{key}"), 2).value for key in keys}
    assert count["all"] == village().n == sum(count[key] for key in keys[1:])
    first = books.book[sheet]
    rows = {str(first.cell(row, 1).value): row for row in range(1, first.max_row + 1)}
    ends = [name for name in rows if name.startswith("Closes within") or name.startswith("Still at work after")]
    followed = first.cell(rows["of which followed for 5 years from founding"], 2).value
    assert sum(first.cell(rows[name], 2).value for name in ends) == followed == int(selection().followed.sum())


def test_what_closes_after_the_years_of_the_plan_counts_as_lasting() -> None:
    late = [(0, int(village().futures["month_founded"][0]) + 61, "dissolved", "", 0.0)]
    events = pd.concat(
        [village().events[village().events["kind"] != "dissolved"], pd.DataFrame(late, columns=village().events.columns)]
    )
    futures = village().futures.assign(exit_insolvent=[1.0] + [0.0] * (village().n - 1), exit_no_service=0.0)
    chosen = choose_futures(replace(village(), events=events, futures=futures))
    page = load_workbook(BytesIO(plan_workbook(chosen, "en", ABOUT)))[title("risks")]
    count = {str(page.cell(row, 1).value): page.cell(row, 2).value for row in range(1, page.max_row + 1)}
    assert count["Still at work after 5 years"] == count["of which followed for 5 years from founding"] == village().n
    assert count["Closes within 5 years: money runs out"] == 0


def test_futures_whose_losses_exceed_their_capital_are_counted_once_each() -> None:
    accounts = village().accounts.copy()
    accounts["total_equity"] = accounts["total_equity"].abs() + 1
    accounts.loc[(accounts["future"] == 0) & accounts["year"].isin([2, 3]), "total_equity"] = -1.0
    chosen = choose_futures(replace(village(), accounts=accounts))
    page = load_workbook(BytesIO(plan_workbook(chosen, "en", ABOUT)))[title("risks")]
    words = text("plan.risks.no_equity", "en", years="5 years")
    assert [page.cell(row, 2).value for row in range(1, page.max_row + 1) if page.cell(row, 1).value == words] == [1]


def test_every_choice_of_the_statute_is_a_clause() -> None:
    declared = {found.name for found in declarations(Scenario) if found.name.startswith("statute.")}
    assert declared <= {*clause_names(), *NO_CLAUSES}
    assert {name for bounds in CLAUSES.values() for name in bounds} == set(limits())
    assert len(column(opened(), "clauses", 1)) == 4 + len(clause_names())


def test_what_the_law_fixes_is_not_called_a_free_choice() -> None:
    book = opened()
    law = dict(zip(column(book, "clauses", 2), column(book, "clauses", 3), strict=True))
    free = text("plan.clauses.free", "en")
    fixed = [words for choice, words in law.items() if "legal reserve" in choice or "mutual funds" in choice]
    assert len(fixed) == 2 and free not in fixed and free in law.values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_follows_the_scenario(language: str) -> None:
    about = {found.name: found for found in declarations(Scenario)}
    usual, other = scenario(), scenario(statute={"board_size": 7, "agenda": "members", "proxies": 0, "separate_assemblies": True})
    for name in ("statute.board_size", "statute.agenda", "statute.proxies", "statute.separate_assemblies"):
        assert choice_in_words(usual, about[name], language) != choice_in_words(other, about[name], language)
    assert "7" in choice_in_words(other, about["statute.board_size"], language)


@pytest.mark.parametrize(("language", "as_founded"), [("it", "alla nascita"), ("en", "as founded")])
def test_the_page_of_clauses_says_that_votes_may_have_changed_them_since(language: str, as_founded: str) -> None:
    page = opened(language)[title("clauses", language)]
    assert as_founded in page.cell(2, 1).value and as_founded in page.cell(4, 2).value


def test_every_assumption_has_a_row_with_evidence_and_source() -> None:
    book = opened()
    names, evidence, source = (column(book, "assumptions", number) for number in (9, 7, 8))
    for found in declarations(Scenario):
        row = names.index(found.name)
        assert evidence[row] == text(f"cli.explain.evidence.{found.evidence}", "en") and source[row] == found.source


def test_what_the_scenario_changed_is_marked_and_what_is_drawn_varies() -> None:
    book = opened()
    names, changed, values = (column(book, "assumptions", number) for number in (9, 4, 2))
    marked = {name: mark for name, mark in zip(names, changed, strict=True)}
    assert marked["campaign.target_members"] == "yes" and marked["campaign.share_price_eur"] == "no"
    assert marked["behaviour.joining.base"] == "yes"  # fixed by the scenario, so it is not drawn
    drawn = [value for value, mark in zip(values, changed, strict=True) if mark == "varies"]
    assert drawn and all(value.count(";") == 2 for value in drawn)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_words_of_any_kind_are_written_as_words(words: str) -> None:
    book, file = Workbook(), BytesIO()
    Page(book.active, "it").words(1, 1, words)
    book.save(file)
    cell = load_workbook(file).active.cell(1, 1)
    assert cell.data_type == "s" and 0 < len(cell.value) <= LONGEST
    assert cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@"))
    assert cell.value.isprintable()


def test_what_others_wrote_becomes_no_formula_and_no_name_of_a_sheet() -> None:
    funders = [{"name": words, "kind": "other", "amount_eur": 1000.0} for words in HOSTILE.values()]
    book = written(title=HOSTILE["link"], question=HOSTILE["tab"], note=HOSTILE["formula"], funders=funders)
    formulas = [str(cell.value) for cell in cells(book) if cell.data_type == "f"]
    assert len(formulas) == len([cell for cell in cells(written()) if cell.data_type == "f"])
    assert not [formula for formula in formulas if "HYPERLINK" in formula or "cmd" in formula or formula.endswith("1+1")]
    assert [sheet.title for sheet in book] == [sheet.title for sheet in opened()]
    shown = book[title("cover")].cell(2, 1)
    assert (shown.value, shown.data_type) == (HOSTILE["link"], "s")
    assert {"=1+1", "+1+1", "@SUM(A1)"} <= set(column(book, "assumptions", 2))
    marked = dict(zip(column(book, "assumptions", 9), column(book, "assumptions", 4), strict=True))
    assert marked["funders.1.amount_eur"] == "yes" and marked["funders.1.kind"] == "no"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_holds_nothing_that_runs_or_reaches_out(language: str) -> None:
    with ZipFile(BytesIO(content(language))) as file:
        names = file.namelist()
        inside = b"".join(file.read(name) for name in names)
        assert {entry.date_time for entry in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name or "media" in name]
    assert b'TargetMode="External"' not in inside


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_prints_on_paper_as_wide_as_the_page(language: str) -> None:
    for sheet in opened(language):
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P" in sheet.oddFooter.right.text and sheet.oddFooter.left.text
        assert sheet.print_area


def test_the_cover_says_what_it_is_how_often_it_is_born_and_what_is_missing() -> None:
    for language, words in (("it", (warning(selection(), "it"), "IVA")), ("en", (warning(selection(), "en"), "VAT"))):
        said = " ".join(str(c.value) for c in cells(opened(language)) if c.parent.title == title("cover", language))
        assert all(word in said for word in words)
        assert str(selection().chosen[0].number) in said.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_fitted_to_real_cases_is_told_apart_from_what_was_not(language: str) -> None:
    chosen = selection()
    open_ = replace(chosen, ensemble=replace(chosen.ensemble, uncertainty="parameters", fit=None))
    fit = chosen.ensemble.fit
    assert fit is not None and f" {fit.cases} " in warning(chosen, language) and f" {fit.cases} " not in warning(open_, language)
    at_home = replace(chosen, ensemble=replace(chosen.ensemble, scenario=scenario(town="copparo")))
    said = {warning(each, language) for each in (chosen, open_, at_home)}
    assert len(said) == 3
    assert [("Copparo" in words) for words in sorted(said)].count(True) == 1 and "Copparo" in warning(at_home, language)
