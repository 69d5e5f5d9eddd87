"""What makes results counts for resuming, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopparo_sim.sweeps import provenance
from coopparo_sim.sweeps.provenance import RUN, WORKER, code_digest, code_files
from tests.architecture.source import imports_of_package, package

PAGE = "coopparo_sim.live.futures:run_apart"


def behind(*starts: str) -> set[str]:
    """Follow the imports of the syntax trees, as paths inside the package."""
    modules = {module.name: module for module in package()}
    waiting, found = list(starts), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one.target(set(modules)) for one in imports_of_package(modules[name])]
    return {modules[name].path.relative_to(provenance.PACKAGE).as_posix() for name in found}


@pytest.mark.parametrize("function", [RUN, PAGE])
def test_the_code_of_a_sweep_is_all_that_a_worker_imports(function: str) -> None:
    assert {name for name in code_files(function) if name.endswith(".py")} == behind(WORKER, function.partition(":")[0])


def test_rules_and_tables_count_and_words_and_pictures_do_not() -> None:
    files = code_files()
    assert {
        "membership/joining.py",
        "town/data/copparo/places.csv",
        "services/data/services.csv",
        "sweeps/tables.py",
    } <= files.keys()
    others = ("live", "viz", "presentation", "commands", "calibration", "analysis", "economic_plan", "verification", "cli.py")
    assert not [name for name in files if name.startswith(others)]
    assert "sweeps/drive.py" not in files


def test_a_function_of_ones_own_counts_with_its_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_question.py").write_text("def mine() -> None: ...\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    code_files.cache_clear()
    before = code_files("my_question:mine")
    assert before.keys() - code_files().keys() == {"my_question"}
    (tmp_path / "my_question.py").write_text("def mine() -> int: ...\n", encoding="utf-8")
    code_files.cache_clear()
    assert code_files("my_question:mine")["my_question"] != before["my_question"]


def test_line_ends_of_another_system_are_the_same_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for ending in (b"\n", b"\r\n"):
        (tmp_path / "my_question.py").write_bytes(b"def mine() -> None:" + ending + b"    ..." + ending)
        monkeypatch.syspath_prepend(str(tmp_path))
        code_files.cache_clear()
        found.append(code_digest("my_question:mine"))
    assert found[0] == found[1]
