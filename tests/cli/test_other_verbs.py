"""``check``, ``compare``, ``explain``, ``new`` and ``verify``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from coopparo_sim.commands.declared import entries
from coopparo_sim.verification import table
from tests.cli.conftest import PLAN, ROOT, Done

BASELINE = str(ROOT / "scenarios" / "copparo-baseline.toml")
SHOP = str(ROOT / "scenarios" / "mix-shop.toml")


def test_check_tells_the_cost_and_what_differs_from_the_base(here: Callable[..., Done]) -> None:
    done = here("controlla", BASELINE, "--with", SHOP, "--lang", "it")
    assert done.code == 0
    for said in ("1 file a posto", "16.675 €", "25.000 €", 'mix = ["shop"', '(["home_care"'):
        assert said in done.out
    assert "coopparo esegui" in done.err


def test_check_counts_the_files_that_are_fine(here: Callable[..., Done]) -> None:
    assert "2 files are fine" in here("check", BASELINE, SHOP).out


def test_check_tells_all_that_is_wrong_in_all_files(here: Callable[..., Done], tmp_path: Path) -> None:
    for name, wrong in (("a.toml", "months = 0"), ("b.toml", "mnths = 3")):
        (tmp_path / name).write_text(wrong + "\n", encoding="utf-8")
    done = here("check", "a.toml", "b.toml", BASELINE)
    assert (done.code, done.out) == (2, "")
    assert "a.toml:1:" in done.err
    assert "b.toml:1:1" in done.err
    assert "2 errors in a.toml, b.toml" in done.err


def test_check_gives_errors_and_differences_as_data(here: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("mnths = 3\n", encoding="utf-8")
    bad = json.loads(here("check", "a.toml", "--json").out)
    assert bad["fine"] is False
    assert (bad["errors"][0]["line"], bad["errors"][0]["column"]) == (1, 1)
    good = json.loads(here("check", BASELINE, "--with", SHOP, "--json").out)
    assert good["plans"][0]["differences"][0]["key"] == "mix"
    assert good["plans"][0]["cost_eur"] == 16_675


def test_a_plan_compared_with_itself_shows_no_clear_difference(here: Callable[..., Done], plan: Path) -> None:
    data = json.loads(here("compare", str(plan), str(plan), "--futures", "8", "--jobs", "1", "--json").out)
    assert data["verdict"] == {
        "outcome": "founded",
        "code": "no_clear_difference",
        "words": "No clear difference between the two plans.",
    }
    places = data["outcomes"].pop("members_by_place")
    for found in (*data["outcomes"].values(), *places.values()):
        assert found["n"] == 0 or ((found["difference"], found["tied"]) == (0, 1) and found["low"] <= 0 <= found["high"])


def test_differences_are_laid_over_one_plan_or_both(here: Callable[..., Done], plan: Path, tmp_path: Path) -> None:
    for name, title in (("both.toml", "Both"), ("a.toml", "Only A"), ("b.toml", "Only B")):
        (tmp_path / name).write_text(f'title = "{title}"\n', encoding="utf-8")
    options = ["--with", "both.toml", "--with-a", "a.toml", "--with-b", "b.toml", "--futures", "1", "--jobs", "1", "--json"]
    data = json.loads(here("compare", str(plan), str(plan), *options).out)
    assert data["a"]["title"] == "Due frazioni + Both + Only A"
    assert data["b"]["title"] == "Due frazioni + Both + Only B"
    assert data["b"]["files"] == ["piano.toml", "both.toml", "b.toml"]


def test_a_file_of_differences_is_a_plan_of_its_own(here: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text('town = "two_hamlets"\nmonths = 18\n', encoding="utf-8")
    assert here("compare", "small.toml", "small.toml", "--futures", "1", "--json").code == 0


def test_a_comparison_leaves_both_tables_a_sheet_and_a_picture(here: Callable[..., Done], plan: Path, tmp_path: Path) -> None:
    done = here("confronta", str(plan), str(plan), "--futures", "4", "--jobs", "1", "--out", "out", "--lang", "it")
    assert done.code == 0, done.err
    assert "Poi si può provare: coopparo" in done.err
    out = tmp_path / "out"
    assert len(pd.read_parquet(out / "a" / "futures.parquet")) == len(pd.read_parquet(out / "b" / "futures.parquet")) == 4
    assert json.loads((out / "comparison.json").read_text(encoding="utf-8"))["verdict"]["code"] == "no_clear_difference"
    sheet = pd.read_csv(out / "comparison.csv", sep=";", decimal=",", encoding="utf-8-sig")
    assert sheet.loc[0, "verdict"] == "nessuna differenza chiara"
    *numbers, note = sheet.to_dict("records")
    assert all(row["n"] >= 0 for row in numbers) and pd.isna([note[column] for column in sheet.columns[1:]]).all()
    for said in ("seme 1", "non prevede", "A: Due frazioni (A)", "B: Due frazioni (B)"):
        assert said in note["name"]
    assert list((out / "figures").glob("*.svg"))
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["kind"] == "comparison"


@pytest.mark.usefixtures("one_picture")
def test_a_comparison_gives_way_to_a_run_only_by_force(here: Callable[..., Done], plan: Path, tmp_path: Path) -> None:
    assert here("compare", str(plan), str(plan), "--futures", "1", "--out", "out", "--json").code == 0
    assert here("run", str(plan), "--futures", "1", "--out", "out", "--json").code == 2
    assert here("run", str(plan), "--futures", "1", "--out", "out", "--json", "--force").code == 0
    assert not (tmp_path / "out" / "a").exists()


def test_errors_of_both_plans_are_told_at_once(here: Callable[..., Done]) -> None:
    done = here("compare", "first.toml", "second.toml")
    assert done.code == 2
    assert "first.toml" in done.err
    assert "second.toml" in done.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("campaign.share_price_eur", ["50", "from 25 to 500", "art. 2525", "measured"]),
        ("SHARE_PRICE_EUR", ["campaign.share_price_eur"]),
        ("months", ["months (parameter)", "from 1 to 120"]),
        ("campaign", ["campaign.refund", "campaign.target_members"]),
        ("founded", ["indicator", "set up"]),
        ("home_care", ["service", "need", "months_to_open"]),
        ("Ambrogio", ["place", "population"]),
        ("behaviour.joining.base", ["nobody has measured", "thought to lie"]),
        ("joining.base", ["nobody has measured", "thought to lie"]),
        ("process.meetings.kind", ["volunteer_associations"]),
    ],
)  # fmt: skip
def test_a_name_is_explained(here: Callable[..., Done], name: str, said: list[str]) -> None:
    done = here("explain", name)
    assert done.code == 0
    for words in said:
        assert words in done.out


def test_the_whole_name_comes_before_the_last_word(here: Callable[..., Done]) -> None:
    assert len(json.loads(here("explain", "months", "--json").out)["entries"]) == 1


def test_a_name_that_nothing_has_gets_the_nearest_ones(here: Callable[..., Done]) -> None:
    done = here("spiega", "target_membri", "--lang", "it")
    assert (done.code, done.out) == (2, "")
    assert "campaign.target_members" in done.err


@pytest.mark.parametrize("language", ["it", "en"])
def test_everything_that_is_listed_can_be_explained(here: Callable[..., Done], language: str) -> None:
    listed = here("explain", "--lang", language).out
    for entry in entries(language):
        assert entry.name in listed
        assert entry.label
    data = json.loads(here("explain", "--json", "--lang", language).out)
    assert {entry["kind"] for entry in data["entries"]} == {"parameter", "indicator", "service", "need", "place"}


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_new_scenario_is_written_once_and_can_be_run(here: Callable[..., Done], tmp_path: Path, language: str) -> None:
    assert here("new", "scenario", "sub/è mio.toml", "--lang", language).code == 0
    before = (tmp_path / "sub" / "è mio.toml").read_bytes()
    assert here("check", "sub/è mio.toml").code == 0
    done = here("new", "scenario", "sub/è mio.toml")
    assert done.code == 2
    assert "exists already" in done.err
    assert (tmp_path / "sub" / "è mio.toml").read_bytes() == before


def test_new_alone_means_a_scenario_and_a_file_name_too(here: Callable[..., Done], tmp_path: Path) -> None:
    assert here("nuovo", "--lang", "it").code == 0
    assert (tmp_path / "scenario.toml").exists()
    assert here("new", "other.toml").code == 0
    assert (tmp_path / "other.toml").exists()


def test_a_new_town_can_be_run(here: Callable[..., Done], tmp_path: Path) -> None:
    assert here("nuovo", "paese", "mio paese", "--lang", "it").code == 0
    (tmp_path / "plan.toml").write_text(PLAN.replace("two_hamlets", "mio paese"), encoding="utf-8")
    assert here("run", "plan.toml", "--futures", "1", "--json").code == 0
    assert here("new", "town", "mio paese").code == 2


def _only(monkeypatch: pytest.MonkeyPatch, expected: float) -> None:
    case = next(case for case in table.CASES if case.name == "granovetter")
    known = tuple(replace(one, expected=expected) for one in case.known[:1])
    monkeypatch.setattr(table, "CASES", (replace(case, known=known, measure=lambda rng: [100.0]),))


def test_known_results_that_are_met_end_well(here: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, 100)
    done = here("verify")
    assert done.code == 0
    assert "all 1 known results" in done.out


def test_a_known_result_that_is_missed_is_exit_code_1(here: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, 99)
    done = here("verifica", "--lang", "it")
    assert done.code == 1
    assert "NO" in done.out
    data = json.loads(here("verify", "--json").out)
    assert (data["passed"], data["missed"], data["rows"][0]["got"]) == (False, 1, 100)
