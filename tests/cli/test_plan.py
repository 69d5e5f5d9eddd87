"""``coopparo plan``: a workbook from a folder of results; nothing run again, nothing overwritten, nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from coopparo_sim.record.store import save_results
from tests.cli.conftest import Done
from tests.unit.economic_plan.lives import village


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("village") / "results"
    save_results(village(), folder)
    return folder


@pytest.mark.parametrize(("verb", "language", "first"), [("plan", "en", "Cover"), ("piano", "it", "Copertina")])
def test_a_workbook_is_written_in_the_language_asked_for(
    here: Callable[..., Done], results: Path, tmp_path: Path, verb: str, language: str, first: str
) -> None:
    done = here(verb, str(results), "--out", "plan.xlsx", "--lang", language)
    assert done.code == 0 and "plan.xlsx" in done.out
    assert load_workbook(tmp_path / "plan.xlsx").sheetnames[0] == first
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_json_tells_which_futures_were_chosen_and_results_stay_as_they_were(here: Callable[..., Done], results: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in results.rglob("*")}
    done = here("plan", str(results), "--out", "plan.xlsx", "--json")
    told = json.loads(done.out)
    assert [future["level"] for future in told["futures"]] == ["low", "middle", "high"]
    assert told["founded"] >= told["followed"] >= told["lasting"] and told["years"] == 5
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in results.rglob("*")} == before


def test_a_file_that_is_there_is_replaced_only_if_asked(here: Callable[..., Done], results: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_text("mine", encoding="utf-8")
    refused = here("plan", str(results), "--out", "plan.xlsx")
    assert refused.code == 2 and "--force" in refused.err and file.read_text(encoding="utf-8") == "mine"
    assert here("plan", str(results), "--out", "plan.xlsx", "--force").code == 0
    assert load_workbook(file).sheetnames


def test_a_folder_is_never_replaced(here: Callable[..., Done], results: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    assert here("plan", str(results), "--out", "plan.xlsx", "--force").code == 2
    assert (tmp_path / "plan.xlsx").is_dir()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--out", "plan.pdf"), ".xlsx"),
        ((), "--out"),
        (("--out", "x" * 300 + ".xlsx"), "xxx"),
    ],
)
def test_a_file_that_cannot_be_meant_is_an_error_with_advice(
    here: Callable[..., Done], results: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = here("plan", str(results), *arguments)
    assert done.code == 2 and told in done.err and "Traceback" not in done.err
    assert not list(tmp_path.iterdir())


def test_everything_wrong_is_said_at_once(here: Callable[..., Done], tmp_path: Path) -> None:
    done = here("plan", str(tmp_path / "nothing"), "--out", "plan.ods")
    assert done.code == 2 and "nothing" in done.err and "plan.ods" in done.err


def test_where_nothing_is_founded_it_says_so_and_writes_nothing(here: Callable[..., Done], tmp_path: Path) -> None:
    unborn = village().futures.assign(founded=0.0, month_founded=float("nan"))
    save_results(replace(village(), futures=unborn), tmp_path / "results")
    done = here("plan", "results", "--out", "plan.xlsx")
    assert done.code == 2 and not (tmp_path / "plan.xlsx").exists()
    assert f"none of the {village().n} futures" in done.err and "run it again" in done.err
