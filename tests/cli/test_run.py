"""``coopparo run``: words, JSON, the folder of results."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.fit import shipped_fit
from coopparo_sim.sweeps.futures import run_futures
from tests.cli.conftest import Done

WANTED = {
    "founded", "month_founded", "members_at_founding", "members_month_36", "capital_eur", "needs_map_error", "engagement_cost_eur",
    "aware_share", "members_by_place",
}  # fmt: skip


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in files
    }


def test_json_is_one_object_with_what_was_promised(command: Callable[..., Done], plan: Path) -> None:
    done = command("run", plan.name, "--futures", "5", "--json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert data["scenario"] == {"title": "Due frazioni", "files": ["piano.toml"]}
    assert (data["seed"], data["futures"], data["calibrated"], data["uncertainty"]) == (1, 5, True, "calibrated")
    assert data["fit"] == shipped_fit().as_json()
    assert len(data["digest"]) == 64
    assert set(data["outcomes"]) >= WANTED
    assert {"probability", "low", "high"} <= set(data["outcomes"]["founded"])
    assert {"mean", "p05", "p25", "p50", "p75", "p95"} <= set(data["outcomes"]["capital_eur"])
    assert len(data["outcomes"]["members_by_place"]) == 2


def test_the_seed_and_the_kind_of_uncertainty_are_obeyed(here: Callable[..., Done], plan: Path) -> None:
    def aware(*options: str) -> dict[str, float]:
        found: dict[str, float] = json.loads(here("run", str(plan), "--futures", "8", "--jobs", "1", "--json", *options).out)[
            "outcomes"
        ]
        return found["aware_share"]

    assert aware("--seed", "3") == aware("--seed", "3")
    assert aware("--seed", "3") != aware("--seed", "4")
    fixed, drawn = aware("--uncertainty", "none"), aware("--uncertainty", "parameters")
    assert fixed["p95"] - fixed["p05"] < drawn["p95"] - drawn["p05"]
    assert fixed["chance_share"] is None


def test_as_many_processes_are_asked_for_as_were_typed(
    here: Callable[..., Done], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []

    def in_this_process(*given: Any, jobs: int | None = None, **more: Any) -> Ensemble:
        asked.append(jobs)
        return run_futures(*given, jobs=1, **more)

    monkeypatch.setattr("coopparo_sim.sweeps.futures.run_futures", in_this_process)
    one, three = (here("run", str(plan), "--futures", "2", "--json", "--jobs", jobs).out for jobs in ("1", "3"))
    assert json.loads(one) == json.loads(three)
    assert asked == [1, 3]


@pytest.mark.parametrize(
    ("language", "verb", "words", "then"),
    [
        ("it", "esegui", "esplora condizioni", "Poi si può provare"),
        ("en", "run", "explores conditions", "Next, you could type"),
    ],
)
def test_the_summary_is_in_words_and_ends_with_the_next_command(
    here: Callable[..., Done], plan: Path, monkeypatch: pytest.MonkeyPatch, language: str, verb: str, words: str, then: str
) -> None:
    monkeypatch.setenv("LANG", "it_IT.UTF-8" if language == "it" else "C")
    done = here(verb, plan.name, "--futures", "4")
    assert done.code == 0
    assert words in " ".join(done.out.split())
    assert then not in done.out
    assert f"{then}: coopparo {verb} piano.toml --out results/piano" in done.err


def test_quiet_leaves_the_data_alone(here: Callable[..., Done], plan: Path) -> None:
    done = here("run", str(plan), "--futures", "2", "--quiet")
    assert done.out
    assert not done.err


def test_the_folder_of_results_is_complete(here: Callable[..., Done], plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "con spazi" / "è qui"
    done = here("esegui", plan.name, "--futures", "4", "--out", str(folder), "--lang", "it")
    assert done.code == 0, done.err
    names = set(fingerprint(folder))
    assert {"manifest.json", "futures.parquet", "months.parquet", "events.parquet", "needs.parquet", "summary.csv"} <= names
    assert {Path(name).suffix for name in names if name.startswith("figures/")} == {".svg", ".png", ".csv"}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["results"]) == names - {"manifest.json"}
    assert manifest["language"] == "it"
    assert len(pd.read_parquet(folder / "futures.parquet")) == 4
    with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) > 20
    assert not [name for name in names if ".writing" in name]


@pytest.mark.usefixtures("one_picture")
def test_a_folder_that_holds_a_run_is_refused_and_stays_as_it_was(here: Callable[..., Done], plan: Path, tmp_path: Path) -> None:
    assert here("run", str(plan), "--futures", "2", "--out", "out", "--json").code == 0
    before = fingerprint(tmp_path / "out")
    done = here("run", str(plan), "--futures", "3", "--out", "out")
    assert (done.code, done.out) == (2, "")
    assert "--force" in done.err
    assert fingerprint(tmp_path / "out") == before
    assert here("run", str(plan), "--futures", "3", "--out", "out", "--force", "--json").code == 0
    assert len(pd.read_parquet(tmp_path / "out" / "futures.parquet")) == 3


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["asked", "forced"])
def test_a_folder_of_somebody_else_is_never_touched(
    here: Callable[..., Done], plan: Path, tmp_path: Path, force: list[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear", encoding="utf-8")
    before = fingerprint(tmp_path / "out")
    done = here("run", str(plan), "--out", "out", *force)
    assert done.code == 2
    assert "letter.txt" in done.err
    assert fingerprint(tmp_path / "out") == before


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_run(
    here: Callable[..., Done], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopparo_sim.sweeps.futures.run_futures", None)
    done = here("run", str(plan), "--out", str(plan / "below"))
    assert (done.code, done.out) == (2, "")
    assert "cannot be written" in done.err


def test_a_file_of_differences_named_twice_counts_once(here: Callable[..., Done], plan: Path, tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text('title = "Di più"\n[municipality]\nsupport = 1.0\n', encoding="utf-8")
    done = here("run", str(plan), "--with", "more.toml", "--with", "more.toml", "--futures", "1", "--json")
    assert done.code == 0
    assert json.loads(done.out)["scenario"]["title"] == "Due frazioni + Di più"
    assert "twice" in done.err


@pytest.mark.usefixtures("one_picture")
def test_the_home_folder_may_be_written_with_a_tilde(
    here: Callable[..., Done], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert here("run", f"~/{plan.name}", "--futures", "1", "--out=~/mine", "--json").code == 0
    assert (tmp_path / "mine" / "manifest.json").exists()


def test_a_console_that_knows_few_signs_still_gets_its_json(command: Callable[..., Done], plan: Path) -> None:
    plan.write_text(plan.read_text(encoding="utf-8").replace("Due frazioni", "Due è 🏠"), encoding="utf-8")
    done = command("run", plan.name, "--futures", "1", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.out)["scenario"]["title"] == "Due è 🏠"
    assert command("esegui", plan.name, "--futures", "1", "--lang", "it", PYTHONIOENCODING="ascii").code == 0
