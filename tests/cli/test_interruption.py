"""Ctrl-C, as a person presses it: nothing goes on running, and what was finished is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.conftest import PLAN, started

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them")
BUSY_SECONDS = 4.0
PATIENCE_SECONDS = 100.0


def _processes(session: int) -> dict[int, float]:
    """Give the seconds of computing of each process of a session, without those that have ended."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found[int(entry.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def _wait_until_busy(process: subprocess.Popen[str], workers: int) -> None:
    """Wait until ``workers`` processes have computed for a while, so that futures are finished."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if sum(seconds > BUSY_SECONDS for seconds in _processes(process.pid).values()) >= workers:
            return
        time.sleep(0.2)
    process.kill()
    pytest.fail("the run never got going")


def _stop(process: subprocess.Popen[str]) -> tuple[str, str]:
    os.killpg(process.pid, signal.SIGINT)
    try:
        return process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        time.sleep(0.5)
        left = _processes(process.pid)
        for number in left:
            os.kill(number, signal.SIGKILL)
        assert not left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "piano.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_ctrl_c_keeps_what_is_finished_and_leaves_no_process(folder: Path) -> None:
    process = started(["run", "piano.toml", "--futures", "100000", "--jobs", "2", "--out", "out", "--lang", "it"], folder)
    _wait_until_busy(process, 2)
    out, err = _stop(process)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    done = manifest["futures_done"]
    assert manifest["complete"] is False
    assert 0 < done < 100_000
    assert f"Salvati {done} futuri su 100000 in out" in err
    assert len(pd.read_parquet(folder / "out" / "futures.parquet")) == done


def test_ctrl_c_without_a_folder_says_what_was_lost(folder: Path) -> None:
    process = started(["run", "piano.toml", "--futures", "100000", "--jobs", "1"], folder)
    _wait_until_busy(process, 1)
    out, err = _stop(process)
    assert (process.returncode, out) == (130, "")
    assert "Interrupted." in err
    assert "--out FOLDER" in err
    assert "Traceback" not in err


def test_ctrl_c_in_a_comparison_keeps_the_plan_that_was_running(folder: Path) -> None:
    process = started(["compare", "piano.toml", "piano.toml", "--futures", "100000", "--jobs", "1", "--out", "out"], folder)
    _wait_until_busy(process, 1)
    _, err = _stop(process)
    assert process.returncode == 130
    assert "Kept" in err
    assert json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))["complete"] is False
    assert len(pd.read_parquet(folder / "out" / "a" / "futures.parquet")) > 0
    assert not (folder / "out" / "b").exists()
