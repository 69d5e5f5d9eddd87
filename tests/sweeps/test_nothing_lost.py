"""Whatever happens to a sweep, what was done is kept, and the end is the same as without it. With real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.sweeps import provenance
from coopparo_sim.sweeps.digest import sweep_digest
from coopparo_sim.sweeps.drive import Hopeless
from coopparo_sim.sweeps.results import load_sweep
from coopparo_sim.sweeps.runner import sweep
from coopparo_sim.sweeps.store import RUNS, spans_done
from tests.sweeps import toys
from tests.sweeps.conftest import ROOT, swept_prices

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks processes up in /proc")
PATIENCE = 60.0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Digest of the same sweep left alone."""
    return sweep_digest(swept_prices(tmp_path_factory.mktemp("undisturbed")))


def start(design: Path, out: Path, function: str, *words: str, jobs: int = 2) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.sweeps.driver", str(design), str(out), function, str(jobs), *words]
    with (out.parent / "driver.log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, stderr=log)


def children(pid: int) -> list[int]:
    """Give all processes below one, but not the one that only tidies up after them."""
    try:
        below = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]
        workers = [p for p in below if b"spawn_main" in Path(f"/proc/{p}/cmdline").read_bytes()]
    except OSError:
        return []
    return workers


def wait_for(is_so: Callable[[], object], driver: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert driver is None or driver.poll() is None, "the driver ended by itself"
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    try:
        return "Z" in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return True


def test_processes_change_nothing(prices: Path, tmp_path: Path, undisturbed: str) -> None:
    report = sweep(prices, tmp_path / "two", jobs=2, function=toys.toy_run)
    assert report.complete
    assert sweep_digest(tmp_path / "two") == undisturbed


def test_a_run_that_raises_is_set_aside_alone_and_told(prices: Path, tmp_path: Path) -> None:
    report = sweep(prices, tmp_path / "out", jobs=0, function=toys.raising_run, futures=6)
    assert (report.done, report.failed, report.complete) == (20, 4, False)
    failures = load_sweep(tmp_path / "out").failures
    assert failures["future"].tolist() == [toys.FATAL_FUTURE] * 4
    assert failures["traceback"].str.contains("ZeroDivisionError: the toy broke").all()
    told = json.loads(sorted((tmp_path / "out/failures").glob("*.json"))[1].read_text(encoding="utf-8"))
    assert told["scenario"]["campaign"]["share_price_eur"] == 50
    assert (told["seed"], told["point"], told["kind"]) == (1, 1, "raised")


def test_a_run_that_kills_its_worker_is_set_aside_alone(prices: Path, tmp_path: Path) -> None:
    report = sweep(prices, tmp_path / "out", jobs=1, function=toys.killing_run, points=1, futures=6)
    assert (report.done, report.failed) == (5, 1)
    assert load_sweep(tmp_path / "out").failures["kind"].tolist() == ["worker_died"]


def test_failed_runs_are_tried_again_when_resumed(prices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep(prices, tmp_path / "out", jobs=0, function=toys.moody_run, futures=4)
    assert len(load_sweep(tmp_path / "out").failures) == 4
    monkeypatch.setenv(toys.MENDED, "yes")
    assert sweep(prices, tmp_path / "out", jobs=0, function=toys.moody_run, futures=4, resume=True).complete
    sweep(prices, tmp_path / "alone", jobs=0, function=toys.moody_run, futures=4)
    assert sweep_digest(tmp_path / "out") == sweep_digest(tmp_path / "alone")
    assert load_sweep(tmp_path / "out").failures.empty


def test_where_no_run_succeeds_the_sweep_gives_up(prices: Path, tmp_path: Path) -> None:
    with pytest.raises(Hopeless, match="the toy is broken"):
        sweep(prices, tmp_path / "out", jobs=0, function=toys.always_raising_run)


def test_what_is_done_is_never_done_again(prices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sweep(prices, out, jobs=0, function=toys.toy_run, most_runs=4)
    sorted((out / RUNS).glob("*.parquet"))[1].unlink()
    before = {file: file.stat().st_mtime_ns for file in (out / RUNS).glob("*.parquet")}
    sweep(prices, out, jobs=0, function=toys.toy_run, resume=True)
    after = {file: file.stat().st_mtime_ns for file in (out / RUNS).glob("*.parquet")}
    assert before.items() <= after.items()
    assert sum(span.n for span in spans_done(out)) == 48


def test_a_part_that_cannot_be_read_is_done_again(prices: Path, tmp_path: Path, undisturbed: str) -> None:
    out = tmp_path / "out"
    sweep(prices, out, jobs=0, function=toys.toy_run)
    part = sorted((out / RUNS).glob("*.parquet"))[0]
    part.write_bytes(part.read_bytes()[:100])
    (out / RUNS / ".part-000000000-000000004.parquet.7.unfinished").write_bytes(b"half")
    assert sweep(prices, out, jobs=0, function=toys.toy_run, resume=True).complete
    assert sweep_digest(out) == undisturbed
    assert not list(out.rglob("*.unfinished"))


@needs_proc
def test_a_killed_worker_costs_nothing(prices: Path, tmp_path: Path, undisturbed: str) -> None:
    driver = start(prices, tmp_path / "out", "slow_run", jobs=1)
    wait_for(lambda: list((tmp_path / "out" / RUNS).glob("*.parquet")), driver)
    os.kill(children(driver.pid)[0], signal.SIGKILL)
    assert driver.wait(PATIENCE) == 0
    assert sweep_digest(tmp_path / "out") == undisturbed


@needs_proc
def test_a_killed_driver_leaves_no_orphan_and_goes_on_when_resumed(prices: Path, tmp_path: Path, undisturbed: str) -> None:
    out = tmp_path / "out"
    driver = start(prices, out, "slow_run")
    wait_for(lambda: list((out / RUNS).glob("*.parquet")), driver)
    workers = children(driver.pid)
    driver.kill()
    driver.wait(PATIENCE)
    wait_for(lambda: all(is_gone(worker) for worker in workers))
    done = sum(span.n for span in spans_done(out))
    assert workers
    assert 0 < done < 48
    assert sweep(prices, out, jobs=0, function=toys.slow_run, resume=True).complete
    assert sweep_digest(out) == undisturbed


@needs_proc
def test_ctrl_c_keeps_what_is_done_and_leaves_no_orphan(prices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = start(prices, out, "slow_run", jobs=1)
    wait_for(lambda: list((out / RUNS).glob("*.parquet")), driver)
    workers = children(driver.pid)
    driver.send_signal(signal.SIGINT)
    assert driver.wait(PATIENCE) == 130
    assert all(is_gone(worker) for worker in workers)
    assert 0 < sum(span.n for span in spans_done(out)) < 48
    assert not list(out.rglob("*.unfinished"))
    assert sweep(prices, out, jobs=0, function=toys.slow_run, resume=True).complete


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("function", "jobs"), [("waiting_run", 1), ("waiting_raising_run", 0)])
def test_who_is_late_writes_neither_runs_nor_failures_into_a_folder_begun_anew_with_another_plan(
    prices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, jobs: int
) -> None:
    out, gate = tmp_path / "out", tmp_path / "gate"
    monkeypatch.setenv(toys.GATE, str(gate))
    late = start(prices, out, function, jobs=jobs)
    wait_for(gate.with_suffix(toys.BEGUN).exists, late)
    out.rename(tmp_path / "before")
    assert sweep(prices, out, jobs=0, function=toys.toy_run, futures=6).complete
    others = contents(out)
    gate.touch()
    assert late.wait(PATIENCE) == 4
    assert "by now, not" in (tmp_path / "driver.log").read_text(encoding="utf-8")
    assert contents(out) == others


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as Unix does")
def test_a_full_disk_stops_the_sweep_and_loses_nothing(prices: Path, tmp_path: Path, undisturbed: str) -> None:
    out = tmp_path / "out"
    sweep(prices, tmp_path / "probe", jobs=0, function=toys.toy_run)
    manifest = (tmp_path / "probe" / "manifest.json").stat().st_size
    driver = start(prices, out, "wide_run", f"limit={manifest + 3000}", jobs=0)
    assert driver.wait(PATIENCE) == 4
    assert "part-" in (tmp_path / "driver.log").read_text(encoding="utf-8")
    assert not list(out.rglob("*.unfinished"))
    assert not list((out / "failures").iterdir())
    assert sweep(prices, out, jobs=0, function=toys.wide_run, resume=True).complete
    assert load_sweep(out).complete


def test_a_changed_design_is_refused_and_the_difference_told(prices: Path, tmp_path: Path) -> None:
    sweep(prices, tmp_path / "out", jobs=0, function=toys.toy_run)
    with pytest.raises(InputError, match="futures: 12 → 6"):
        sweep(prices, tmp_path / "out", jobs=0, function=toys.toy_run, resume=True, futures=6)


def test_changed_code_is_refused_and_the_file_named(prices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep(prices, tmp_path / "out", jobs=0, function=toys.toy_run)
    changed = {**provenance.code_files("tests.sweeps.toys:toy_run"), "membership/joining.py": "another"}
    monkeypatch.setattr("coopparo_sim.sweeps.runner.code_files", lambda _: changed)
    with pytest.raises(InputError, match=r"membership/joining\.py"):
        sweep(prices, tmp_path / "out", jobs=0, function=toys.toy_run, resume=True)


def test_nothing_of_others_is_overwritten(prices: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    sweep(prices, tmp_path / "done", jobs=0, function=toys.toy_run)
    for folder, why in (("mine", "is not empty"), ("done", "already holds a sweep"), ("mine/letter.txt", "is a file")):
        with pytest.raises(InputError, match=why):
            sweep(prices, tmp_path / folder, jobs=0, function=toys.toy_run)
    with pytest.raises(InputError, match="no sweep"):
        sweep(prices, tmp_path / "new", jobs=0, function=toys.toy_run, resume=True)
