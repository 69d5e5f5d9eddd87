"""The joining core and the whole month, ours beside what one would use instead."""

from __future__ import annotations

from functools import partial

from benchmarks.peers.forms import MESA, OURS, Extent, Forms, check_agreement, forms
from benchmarks.report import Row
from benchmarks.setting import Setting, formation_plan
from benchmarks.timing import Measured, interleaved

TITLES: dict[Extent, str] = {"core": "Joining core", "whole": "Whole month of formation"}
ASKED: dict[Extent, tuple[float, float]] = {"core": (200, 400), "whole": (100, 300)}


def measure(extent: Extent, months: int, rounds: int, only: str = "") -> list[Row]:
    """Check that all forms agree, then time them side by side."""
    setting, found = Setting(formation_plan(months)), forms(extent, only)
    check_agreement(setting, found)
    times = interleaved({name: partial(prepare, setting) for name, prepare in found.available.items()}, rounds)
    part = f"{TITLES[extent]}, Copparo, {months} months: the same numbers from all forms, asserted first"
    rows = [_row(part, name, times, extent) for name in times]
    return rows + _missing(part, found)


def _row(part: str, name: str, times: dict[str, Measured], extent: Extent) -> Row:
    own = times[OURS]
    seconds = f"{times[name].median_s:.4g} s a run, rounds within {times[name].spread:.0%}"
    if name == OURS:
        return Row(part, name, 1.0, "x", seconds)
    ratio, least, most = times[name].over(own)
    floor, aim = ASKED[extent] if name == MESA else (None, None)
    return Row(part, name, ratio, "x our time", f"{least:.3g}-{most:.3g}; {seconds}", floor, aim, more_is_better=True)


def _missing(part: str, found: Forms) -> list[Row]:
    return [Row(part, name, None, "x our time", why) for name, why in found.missing.items()]
