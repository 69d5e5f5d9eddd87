"""The first answer comes at once: help loads none of the heavy libraries."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

HEAVY = {"matplotlib", "mesa", "networkx", "numpy", "pandas", "pyarrow", "scipy", "tree_sitter"}
SLOW = {"click", "dataclasses", "inspect", "json", "pydantic", "rich", "shutil", "subprocess", "tempfile", "typer"}
"""Libraries that would make a help page wait though they are not heavy."""
ASK_FOR_HELP = """
import sys
from coopparo_sim.cli import main
sys.argv = ["coopparo", *{arguments}]
try:
    code = main() or 0
except SystemExit as end:
    code = end.code or 0
loaded = sorted(sys.modules)
import json
print()
print(json.dumps([code, loaded]))
"""


def _loaded_by(program: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, modules = json.loads(done.stdout.splitlines()[-1])
    return code, {name.split(".")[0] for name in modules}


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code, loaded = _loaded_by(ASK_FOR_HELP.format(arguments=arguments))
    assert code == 0
    assert not loaded & (HEAVY | SLOW), f"coopparo {' '.join(arguments)} loads {sorted(loaded & (HEAVY | SLOW))}"


def test_importing_the_package_loads_nothing_heavy() -> None:
    _, loaded = _loaded_by("import json, sys, coopparo_sim; print(json.dumps([0, sorted(sys.modules)]))")
    assert not loaded & (HEAVY | {"rich", "typer"})
