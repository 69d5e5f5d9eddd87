"""The folder of results: what it holds, who may replace it, what is never touched."""

from __future__ import annotations

import errno
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.folder import add_files, read_manifest, start_folder
from coopparo_sim.record.result import MONTH_COLUMNS
from coopparo_sim.record.store import check_folder, load_results, save_results
from coopparo_sim.scenario.calibrated import DATA, ENSEMBLE, REPORT
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.sweeps.futures import run_futures

TABLES = {f"{name}.parquet" for name in ("futures", "months", "events", "needs", "accounts", "sittings", "seats")} | {
    "accounts.csv"
}


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    plan = tmp_path_factory.mktemp("plan") / "plan.toml"
    plan.write_text('title = "Prova à"\nmonths = 20\n[behaviour.joining]\nbase = -5.0\n', encoding="utf-8")
    return run_futures(load_scenario(plan), 5, jobs=1)


def fingerprint(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _refused(folder: Path, force: bool = False) -> str:
    with pytest.raises(InputError) as refusal:
        check_folder(folder, force)
    return refusal.value.diagnostics[0].message


def test_what_is_saved_is_what_is_loaded(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path / "out")
    again = load_results(tmp_path / "out")
    pd.testing.assert_frame_equal(again.futures, ensemble.futures)
    for name in ("months", "events", "needs"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(ensemble, name), check_dtype=False, rtol=1e-6)
    for name in ("digest", "seed", "uncertainty", "fit", "wanted", "place_names", "place_tiles", "place_people"):
        assert getattr(again, name) == getattr(ensemble, name)


def test_a_loaded_scenario_is_the_same_experiment(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path)
    again = load_results(tmp_path).scenario
    assert again == ensemble.scenario
    assert scenario_digest(again) == ensemble.digest  # also which numbers of behaviour are fixed


def test_the_folder_holds_a_manifest_and_plain_tables(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path, files=["plan.toml"])
    assert set(fingerprint(tmp_path)) == {"manifest.json", *TABLES}
    months = pd.read_parquet(tmp_path / "months.parquet")
    assert list(months.columns) == ["future", *MONTH_COLUMNS]
    assert len(months) == 5 * 20
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["title"], manifest["files"], manifest["seed"], manifest["complete"]) == ("Prova à", ["plan.toml"], 1, True)
    assert (manifest["futures_wanted"], manifest["futures_done"], manifest["calibrated"]) == (5, 5, True)
    assert manifest["fit"]["ensemble"] == hashlib.sha256((DATA / ENSEMBLE).read_bytes()).hexdigest()
    assert manifest["fit"]["cases"] == json.loads((DATA / REPORT).read_text(encoding="utf-8"))["n_cases"]
    assert set(manifest["results"]) == TABLES
    assert manifest["libraries"]["mesa"]


def test_results_keep_the_fit_they_were_made_with_and_not_the_one_of_today(ensemble: Ensemble, tmp_path: Path) -> None:
    assert ensemble.fit is not None
    save_results(replace(ensemble, fit=replace(ensemble.fit, cases=7, countries={"FR": 7}, ensemble="older")), tmp_path)
    found = load_results(tmp_path).fit
    assert found is not None and (found.cases, found.countries, found.ensemble) == (7, {"FR": 7}, "older")


@pytest.mark.parametrize("fit", [None, {}, {"cases": 3, "failed": 0, "countries": {"FR": 2}, "draws": 5, "ensemble": "a"}], ids=str)
def test_fitted_results_that_do_not_say_their_fit_are_refused(ensemble: Ensemble, tmp_path: Path, fit: object) -> None:
    save_results(ensemble, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest, "fit": fit}), encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        load_results(tmp_path)
    assert refusal.value.diagnostics[0].message == "cli.folder.no_fit"


def test_futures_are_fitted_exactly_where_they_name_their_fit(ensemble: Ensemble) -> None:
    for wrong in ({"fit": None}, {"uncertainty": "none"}, {"uncertainty": "parameters"}):
        with pytest.raises(ValueError, match="fit"):
            replace(ensemble, **wrong)


def test_a_manifest_names_no_place_on_the_machine(ensemble: Ensemble, tmp_path: Path) -> None:
    elsewhere = ensemble.scenario.model_copy(update={"town": (tmp_path / "somewhere" / "my_town").as_posix()})
    save_results(replace(ensemble, scenario=elsewhere), tmp_path / "out", files=[str(tmp_path / "plan.toml")])
    written = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path.name) not in written
    assert '"my_town"' in written


def test_an_interrupted_run_is_marked_as_such(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(replace(ensemble, wanted=200), tmp_path)
    assert read_manifest(tmp_path)["complete"] is False
    assert not load_results(tmp_path).complete


def test_a_second_run_is_refused_and_the_folder_stays_as_it_was(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path)
    before = fingerprint(tmp_path)
    assert _refused(tmp_path) == "cli.folder.other_run"
    with pytest.raises(InputError):
        save_results(replace(ensemble, seed=2), tmp_path)
    assert fingerprint(tmp_path) == before


def test_force_replaces_a_run_with_all_its_files(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path)
    add_files(tmp_path, lambda aside: [_written(aside / "figures" / "old.svg")])
    save_results(replace(ensemble, seed=7), tmp_path, force=True)
    assert read_manifest(tmp_path)["seed"] == 7
    assert set(fingerprint(tmp_path)) == {"manifest.json", *TABLES}
    assert not (tmp_path / "figures").exists()


def _written(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("new", encoding="utf-8")
    return path


def test_force_leaves_alone_what_others_put_beside_a_run(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path)
    add_files(tmp_path, lambda aside: [_written(aside / "figures" / "old.svg")])
    for name in ("notes.csv", "figures/mine.png"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    save_results(ensemble, tmp_path, force=True)
    assert (tmp_path / "notes.csv").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "figures" / "mine.png").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "figures" / "old.svg").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_with_files_of_others_is_refused_even_with_force(tmp_path: Path, force: bool) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    before = fingerprint(tmp_path)
    assert _refused(tmp_path, force) == "cli.folder.foreign"
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"program": "another"}'])
def test_a_manifest_of_another_program_is_a_file_of_others(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    assert _refused(tmp_path, force=True) == "cli.folder.foreign"


def test_a_manifest_cannot_make_us_remove_files_outside_the_folder(ensemble: Ensemble, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.csv", tmp_path / "out"
    outside.write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (folder / "kept.toml").write_text("mine", encoding="utf-8")
    listed = ["../outside.csv", outside.as_posix(), "kept.toml"]
    (folder / "manifest.json").write_text(json.dumps({"program": "coopparo", "kind": "run", "results": listed}), encoding="utf-8")
    save_results(ensemble, folder, force=True)
    assert outside.exists()
    assert (folder / "kept.toml").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    assert _refused(tmp_path / "out") == "cli.folder.is_file"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert _refused(tmp_path / "file" / "out") == "cli.folder.unwritable"


def test_checking_a_new_folder_leaves_no_trace(tmp_path: Path) -> None:
    check_folder(tmp_path / "new" / "è bello" / "out")
    assert not list(tmp_path.iterdir())


def test_a_failure_while_files_are_added_leaves_the_folder_as_it_was(ensemble: Ensemble, tmp_path: Path) -> None:
    save_results(ensemble, tmp_path)
    before = fingerprint(tmp_path)

    def failing(aside: Path) -> list[Path]:
        _written(aside / "half.svg")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_files(tmp_path, failing)
    assert fingerprint(tmp_path) == before


def test_a_disk_that_fills_while_tables_are_written_leaves_results_that_call_themselves_incomplete(
    ensemble: Ensemble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    with pytest.raises(InputError) as refused:
        save_results(ensemble, tmp_path)
    assert [fault.message for fault in refused.value.diagnostics] == ["cli.folder.full"]
    assert read_manifest(tmp_path)["complete"] is False and read_manifest(tmp_path)["results"] == []
    monkeypatch.undo()
    save_results(ensemble, tmp_path, force=True)
    assert read_manifest(tmp_path)["complete"] is ensemble.complete is True


def test_the_manifest_is_there_before_the_tables(tmp_path: Path) -> None:
    start_folder(tmp_path, {"program": "coopparo", "kind": "run", "title": "x"})
    assert read_manifest(tmp_path)["results"] == []


def test_a_folder_without_results_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_results(tmp_path)


def test_nothing_finished_is_nothing_to_save(ensemble: Ensemble, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one future"):
        save_results(replace(ensemble, futures=ensemble.futures.iloc[:0]), tmp_path)
