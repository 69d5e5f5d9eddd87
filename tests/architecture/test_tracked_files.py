"""What goes out with the project: nothing of the machine it was made on, and in the wheel all that the package needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

# Put together here, so that this file does not hold what it looks for.
OF_ONE_MACHINE = tuple(
    "".join(parts)
    for parts in (
        ("/ho", "me/"),
        ("/ro", "ot/"),
        ("/Us", "ers/"),
        (":\\Us", "ers\\"),
        ("files.python", "hosted"),
        ("pypi.org/", "simple"),
    )
)
PIP_OPTIONS = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "-i ", "-f ")


def _git(*arguments: str) -> str:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def _tracked() -> list[Path]:
    return [ROOT / name for name in _git("ls-files", "-z").split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    wrong = []
    for file in _tracked():
        content = file.read_bytes().decode("utf-8", errors="ignore")
        wrong += [f"{file.relative_to(ROOT).as_posix()}: {word}" for word in OF_ONE_MACHINE if word in content]
    assert not wrong, "\n".join(wrong)


def test_lock_files_pin_versions_and_choose_no_index() -> None:
    files = sorted((ROOT / "requirements").glob("*.txt"))
    assert files
    lines = [(file.name, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    wanted = [(name, line) for name, line in lines if line.strip() and not line.startswith("#")]
    wrong = [found for found in wanted if "==" not in found[1] or found[1].startswith(PIP_OPTIONS)]
    assert not wrong


@pytest.mark.slow
def test_the_wheel_holds_every_tracked_file_of_the_package(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / PACKAGE, copy / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(tmp_path),
        str(copy),
    ]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    expected = {file.relative_to(ROOT).as_posix() for file in _tracked() if file.is_relative_to(ROOT / PACKAGE)}
    assert expected <= held, sorted(expected - held)
