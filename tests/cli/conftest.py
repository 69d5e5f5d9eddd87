"""What the tests of the command line share: a small plan, the command in this process, and the command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coopparo_sim.cli import main

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR")
PLAN = """title = "Due frazioni"
town = "two_hamlets"
months = 18
[process]
months = 3
meetings = [{ month = 1, kind = "institutions" }]
[campaign]
deadline_months = 6
relaunch = false
target_members = 9
target_capital_eur = 1000
"""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a user who speaks English, with the package within reach."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LANG": "en_GB.UTF-8", **more}


def started(arguments: list[str], folder: Path, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "coopparo_sim", *arguments],
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=os.name != "nt",
    )


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Done]:
    """Run the command as a process of its own, in an empty folder."""

    def run(*arguments: str, **more: str) -> Done:
        process = started(list(arguments), tmp_path, **more)
        out, err = process.communicate(timeout=120)
        return Done(process.returncode, out, err)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Done:
        code = main(list(arguments))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture
def one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the first picture only, where a test is about something else than pictures."""
    from coopparo_sim.presentation.figures import album

    monkeypatch.setattr(album, "PICTURES", album.PICTURES[:1])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "piano.toml"
    file.write_text(PLAN, encoding="utf-8")
    return file
