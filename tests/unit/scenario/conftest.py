"""Scenario files written for one test, and what is found wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.scenario.load import read_scenario

Write = Callable[..., Path]
Faults = Callable[..., list[Diagnostic]]
Places = Callable[..., list[tuple[int, int, str]]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of a test; text is written as it stands, in UTF-8."""

    def _write(content: str | bytes, name: str = "plan.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return _write


@pytest.fixture
def faults(write: Write) -> Faults:
    """Give what is wrong with a file."""

    def _faults(content: str | bytes | Path, overlays: Sequence[Path] = ()) -> list[Diagnostic]:
        path = content if isinstance(content, Path) else write(content)
        with pytest.raises(InputError) as caught:
            read_scenario(path, overlays)
        return list(caught.value.diagnostics)

    return _faults


@pytest.fixture
def places(faults: Faults) -> Places:
    """Give line, column and kind of all that is wrong with a file."""

    def _places(content: str | bytes | Path, overlays: Sequence[Path] = ()) -> list[tuple[int, int, str]]:
        return [(f.line, f.column, f.message.removeprefix("errors.")) for f in faults(content, overlays)]

    return _places
