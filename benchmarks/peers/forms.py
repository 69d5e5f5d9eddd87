"""All forms of the model that can run on this machine, and why others cannot."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from benchmarks.setting import Run, Setting

Extent = Literal["core", "whole"]
OURS = "ours (NumPy, thinned)"
MESA = "Mesa, a citizen a cell of its network, as its examples"
ENTRIES = {
    OURS: ("ours", ""),
    MESA: ("mesa_objects", ""),
    "Mesa, tuned: plain lists of acquaintances": ("mesa_objects", "tuned_"),
    "AgentPy objects, plain lists of acquaintances": ("agentpy_objects", ""),
    "Starsim module, everything recomputed": ("starsim_module", ""),
    "C kernel, thinned and fused": ("compiled", ""),
}
"""Name of a form: module and how its functions begin."""


@dataclass(frozen=True)
class Forms:
    """What can run: by name a function that prepares a run; and by name why others cannot."""

    available: dict[str, Callable[[Setting], Run]]
    missing: dict[str, str]


def forms(extent: Extent, only: str = "") -> Forms:
    """Find the forms of the joining core or of the whole month; ``only`` keeps those (besides ours) with this in their name."""
    found = Forms({}, {})
    for name, (module, beginning) in ENTRIES.items():
        if name != OURS and only.lower() not in name.lower():
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # other projects' warnings at import
                prepare = getattr(import_module(f"benchmarks.peers.{module}"), beginning + extent, None)
        except ImportError as problem:
            found.missing[name] = f"skipped: {problem}"
            continue
        if prepare is not None:
            found.available[name] = prepare
    return found


def check_agreement(setting: Setting, found: Forms) -> None:
    """Check that all forms give the same series for the same luck.

    Raises
    ------
    AssertionError
        If one does not; says which, and the first month that differs.
    """
    expected = found.available[OURS](setting)()
    for name, prepare in found.available.items():
        series = prepare(setting)()
        if series != expected:
            month = next((m for m, (a, b) in enumerate(zip(series, expected, strict=False)) if a != b), len(expected))
            raise AssertionError(
                f"{name} differs from ours from month {month + 1}: {series[month:][:3]}, not {expected[month:][:3]}"
            )
