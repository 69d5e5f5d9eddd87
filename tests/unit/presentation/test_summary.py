from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from coopparo_sim.analysis.compare import Comparison, Difference, compare_ensembles
from coopparo_sim.analysis.ensembles import summarise
from coopparo_sim.presentation.figures.frame import small_print
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.life_readings import fates_in_ten, lived_years
from coopparo_sim.presentation.life_words import LINES
from coopparo_sim.presentation.summary import comparison_in_words, summary_in_words, write_summary_csv
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import INDICATORS
from tests.unit.presentation.ensembles import make_ensemble, no_futures


def _words(ensemble: Ensemble, language: str = "it") -> str:
    return summary_in_words(ensemble, summarise(ensemble) if ensemble.n else {}, language)


def test_the_first_sentence_is_the_title_of_the_houses() -> None:
    for share in (0.0, 0.01, 0.6, 0.99, 1.0):
        ensemble = make_ensemble(born_share=share)
        assert f"\n\n{birth_sentence(ensemble, 'it')}\n" in _words(ensemble)


def test_it_says_what_founded_means_in_this_scenario() -> None:
    words = " ".join(_words(make_ensemble()).split())
    assert "entro 12 mesi dall'apertura della raccolta, almeno 60 persone" in words
    assert "20.000 €" in words


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_town_is_told_that_it_is_copparo(language: str) -> None:
    ours = make_ensemble()
    names = {**ours.place_names, "copparo": "Novi"}
    elsewhere = replace(ours, scenario=ours.scenario.model_copy(update={"town": "towns/novi"}), place_names=names)
    assert "Copparo" in _words(ours, language) and "Copparo" in " ".join(small_print(ours, language))
    assert "Copparo" not in _words(elsewhere, language) + " ".join(small_print(elsewhere, language))
    assert len(small_print(elsewhere, language)) >= 1
    both = compare_ensembles(elsewhere, elsewhere)
    assert "Copparo" not in comparison_in_words(both, "x", "y", language)


UNUSUAL = [
    make_ensemble(40),
    make_ensemble(40, born_share=0),
    make_ensemble(40, born_share=1),
    make_ensemble(1),
    make_ensemble(9, wanted=200),
    make_ensemble(40, months=5),
    make_ensemble(40, places=2),
    make_ensemble(40, places=1),
    make_ensemble(20, uncertainty="none"),
    make_ensemble(20, size=400),
    make_ensemble(40, months=84, closed_share=0.3),
    make_ensemble(20, months=84, born_share=0),
    make_ensemble(20, months=84, born_share=1, closed_share=1),
    make_ensemble(1, months=84, born_share=1),
    no_futures(),
]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("ensemble", UNUSUAL, ids=range(len(UNUSUAL)))
def test_every_summary_can_be_written_and_says_what_it_is_not(ensemble: Ensemble, language: str) -> None:
    words = " ".join(_words(ensemble, language).split())
    assert (
        "non calibrato · esplora condizioni, non prevede" if language == "it" else "uncalibrated · explores conditions"
    ) in words
    assert "nan" not in words.lower().split()
    assert "{" not in words
    assert max(len(line) for line in _words(ensemble, language).splitlines()) <= 92


def test_ranges_are_those_of_half_of_the_founded_futures() -> None:
    ensemble = make_ensemble(8, born_share=0.5)
    born = ensemble.futures["founded"] == 1
    futures = ensemble.futures.copy()
    futures.loc[born, "members_month_36"] = [40.0, 50.0, 60.0, 70.0]
    changed = Ensemble(**{**ensemble.__dict__, "futures": futures})
    assert "Soci al mese 36: in metà dei casi fra 48 e 63" in _words(changed)


def test_an_interrupted_run_says_how_many_futures_it_has() -> None:
    assert "interrotto: 17 futuri su 200" in _words(make_ensemble(17, wanted=200))


def test_behaviour_held_fixed_is_told_as_chance_alone() -> None:
    assert "differiscono soltanto per caso" in " ".join(_words(make_ensemble(20, uncertainty="none")).split())


def test_a_line_never_parts_a_number_from_its_sign() -> None:
    assert not [line for line in _words(make_ensemble(size=30)).splitlines() if line.strip().startswith(("€", "%"))]


def test_plans_with_the_same_luck_and_choices_show_no_clear_difference() -> None:
    ensemble = make_ensemble(40)
    words = comparison_in_words(compare_ensembles(ensemble, ensemble), "uno", "due", "it")
    assert "Nessuna differenza chiara: con quello che si sa" in words
    assert "Differenze chiare" not in words


def _comparison(*outcomes: Difference) -> Comparison:
    return Comparison("a", "b", "0", "1", 1, "parameters", "copparo", 200, {o.name: o for o in outcomes}, {})


def test_a_clear_difference_names_the_better_plan_and_both_values() -> None:
    first = Difference("founded", 200, 0.8, 0.5, 0.3, 0.2, 0.4, 0.7, 0.1, 0.2, 3.0, "a_better")
    cost = Difference("engagement_cost_eur", 200, 17_000.0, 12_000.0, 5000.0, 4000.0, 6000.0, 0.0, 1.0, 0.0, None, "b_better")
    words = " ".join(comparison_in_words(_comparison(first, cost), "uno", "due", "it").split())
    assert "con A: 8 futuri su 10; con B: 5 futuri su 10" in words
    assert "A è meglio di B" in words
    assert "in futuri ogni 100: +30; quasi certamente fra +20 e +40" in words
    assert "70 %; B: 10 %; alla pari: 20 %" in words
    assert "Costo del processo: A 17.000 €, B 12.000 € (meglio B)" in words


def test_outcomes_that_exist_in_neither_plan_are_no_difference() -> None:
    words = comparison_in_words(_comparison(Difference("founded", 0), Difference("month_founded", 0)), "uno", "due", "en")
    assert "No clear difference" in words
    assert "month founded" not in words


@pytest.mark.parametrize(("language", "separator", "decimal"), [("it", ";", ","), ("en", ",", ".")])
def test_the_table_has_a_row_for_every_indicator_and_place(tmp_path: Path, language: str, separator: str, decimal: str) -> None:
    ensemble = make_ensemble()
    summary = summarise(ensemble)
    write_summary_csv(ensemble, summary, tmp_path / "summary.csv", language)
    content = (tmp_path / "summary.csv").read_bytes()
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=separator))
    assert content.startswith(b"\xef\xbb\xbf")
    years = lived_years(ensemble)["year"].nunique()
    assert len(rows) == 1 + len(INDICATORS) + 11 + len(LINES) * years + 1
    assert {len(row) for row in rows} == {15}
    founded = next(row for row in rows if row[1] == "founded")
    assert (founded[3], founded[4]) == ("200", f"0{decimal}6")
    members = next(row for row in rows if row[1] == "members_month_36")
    assert float(members[7].replace(decimal, ".")) == pytest.approx(summary["members_month_36"].mean, abs=1e-4)


def test_a_title_that_is_a_formula_is_defused_in_the_table(tmp_path: Path) -> None:
    ensemble = make_ensemble(4, title="=1+1")
    ensemble.place_names["copparo"] = "=cmd"
    write_summary_csv(ensemble, summarise(ensemble), tmp_path / "s.csv", "it")
    cells = [
        cell for row in csv.reader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";") for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_an_empty_run_has_a_table_without_numbers(tmp_path: Path) -> None:
    write_summary_csv(no_futures(), {}, tmp_path / "s.csv", "en")
    assert len((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines()) == 2


def test_it_says_how_it_goes_on_only_where_it_is_founded_and_the_run_lasts() -> None:
    assert "Se nasce, poi" in _words(make_ensemble(40, months=84))
    assert "Se nasce, poi" not in _words(make_ensemble(40, months=84, born_share=0))
    assert "Se nasce, poi" not in _words(make_ensemble(40, months=5))


def test_what_becomes_of_ten_that_are_founded_adds_up_to_ten() -> None:
    ensemble = make_ensemble(40, months=84, closed_share=0.3)
    fates = fates_in_ten(ensemble)
    words = " ".join(_words(ensemble).split())
    assert sum(fates.values()) == 10 and fates["exit_insolvent"] > 0
    assert f"lavora ancora: {fates['working']}; ha chiuso perché manca il denaro: {fates['exit_insolvent']}" in words


def test_the_ends_of_ten_futures_add_up_to_ten_in_words() -> None:
    words = _words(make_ensemble(40, months=84, closed_share=0.3)).split("Come finisce, in 10 futuri")[1].split("Se nasce")[0]
    told = [int(line.split(": ")[1].split(" ")[0]) for line in words.splitlines() if ": " in line]
    assert sum(told) == 10 and "Nasce, poi chiude" in words


def test_one_part_is_told_in_the_singular() -> None:
    ensemble = make_ensemble(40)
    summary = summarise(ensemble)
    told = {share: summary_in_words(ensemble, summary | {"founded": replace(summary["founded"], chance_share=share)}, "it")
            for share in (0.1, 0.9, 0.5)}  # fmt: skip
    assert "1 parte su 10 è caso, 9 vengono" in " ".join(told[0.1].split())
    assert "9 parti su 10 sono caso, 1 viene" in " ".join(told[0.9].split())
    assert "5 parti su 10 sono caso, 5 vengono" in " ".join(told[0.5].split())


def test_shares_of_the_draws_add_up_to_a_hundred() -> None:
    first = Difference("founded", 200, 0.8, 0.5, 0.3, 0.2, 0.4, 0.125, 0.125, 0.75, 3.0, "a_better")
    words = " ".join(comparison_in_words(_comparison(first), "uno", "due", "it").split())
    assert "13 %; B: 12 %; alla pari: 75 %" in words


def test_a_comparison_tells_how_long_the_plans_last_and_who_comes() -> None:
    first = Difference("founded", 200, 0.8, 0.5, 0.3, 0.2, 0.4, 0.7, 0.1, 0.2, 3.0, "a_better")
    lasting = Difference("operating_at_end", 200, 0.6, 0.3, 0.3, 0.2, 0.4, 0.7, 0.1, 0.2, 3.0, "a_better")
    turnout = Difference("turnout", 90, 0.4, 0.2, 0.2, 0.1, 0.3, 0.7, 0.1, 0.2, 3.0, "a_better")
    surplus = Difference("surplus_eur_year", 90, 1500.0, -500.0, 2000.0, 900.0, 3000.0, 0.7, 0.1, 0.2, 3.0, "a_better")
    words = " ".join(comparison_in_words(_comparison(first, lasting, turnout, surplus), "uno", "due", "it").split())
    assert "In attività alla fine: A 6 futuri su 10, B 3 futuri su 10 (meglio A)" in words
    assert "Presenza alle assemblee: A 40 su 100, B 20 su 100 (meglio A)" in words
    assert "Utile in un anno: A 1.500 €, B -500 € (meglio A)" in words


def test_main_lines_of_the_accounts_stand_in_the_table_by_year_of_life(tmp_path: Path) -> None:
    ensemble = make_ensemble(40, months=84)
    write_summary_csv(ensemble, summarise(ensemble), tmp_path / "s.csv", "it")
    rows = list(csv.reader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    cash = next(row for row in rows if row[1] == "accounts.bank.year_2")
    lived = ensemble.accounts.query("year == 2 and months == 12")["bank"]
    assert cash[0] == "Denaro in banca, anno 2" and cash[3] == str(len(lived))
    assert float(cash[7].replace(",", ".")) == pytest.approx(lived.mean(), abs=1e-3)
