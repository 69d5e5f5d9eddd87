"""What the page shows of one plan, as one row of numbers that can be interpolated between points of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.live.futures import BELIEVED, TRUE
from coopparo_sim.presentation.readings import ENDS, end_shares, founded, paths, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import member_column

Floats = NDArray[np.float64]
MEMBER_LEVELS = tuple(n / 10 for n in range(11))
"""Of the futures in which it is founded, the shares below which members are told."""
PATH_LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
SINGLES = 3
"""Single futures that are drawn."""
MONTHS_SHOWN = 13
OVERALL = ("need_met_share", "need_really_met_share", "worst_place_met_share", "public_money_eur", "engagement_cost_eur")
"""Declared indicators told as means over all futures."""


@dataclass(frozen=True)
class Block:
    """Numbers that belong together in a row.

    Attributes
    ----------
    name
        What they are.
    start, size
        Where they begin and how many they are.
    given_founded
        Whether they exist only where the cooperative is founded, so that a point counts by its chance of that.
    nearest
        Whether they are taken from the nearest point: a single future cannot be mixed with another one.
    """

    name: str
    start: int
    size: int
    given_founded: bool = False
    nearest: bool = False


@dataclass(frozen=True)
class Layout:
    """Where the numbers of a row stand.

    Attributes
    ----------
    blocks
        The blocks, in order; ``ends`` comes first.
    months
        Months of the path, shape (months shown,).
    places, needs
        Ids in the order of their blocks.
    """

    blocks: tuple[Block, ...]
    months: tuple[int, ...]
    places: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def width(self) -> int:
        """Numbers in a row."""
        return sum(block.size for block in self.blocks)

    def block(self, name: str) -> Block:
        """Give the block of this name."""
        return next(block for block in self.blocks if block.name == name)


def layout_of(months: int, places: Sequence[str], needs: Sequence[str]) -> Layout:
    """Lay out the rows of a town with these places and needs, for runs of so many ``months``."""
    shown = tuple(dict.fromkeys(round(float(m)) for m in np.linspace(1, months, min(MONTHS_SHOWN, months))))
    sizes = [
        ("ends", len(ENDS), False, False),
        ("members", len(MEMBER_LEVELS), True, False),
        ("paths", len(PATH_LEVELS) * len(shown), False, False),
        ("singles", SINGLES * len(shown), False, True),
        ("places", len(places), True, False),
        ("true", len(needs), False, False),
        ("believed", len(needs), False, False),
        *((name, 1, False, False) for name in OVERALL),
        ("capital_eur", 1, True, False),
    ]
    blocks, start = [], 0
    for name, size, given, nearest in sizes:
        blocks.append(Block(name, start, size, given, nearest))
        start += size
    return Layout(tuple(blocks), shown, tuple(places), tuple(needs))


def row_of(ensemble: Ensemble, layout: Layout) -> Floats:
    """Read the row of one plan from its futures, shape (width,); 0 for what is given founding where it is never founded."""
    born, table = founded(ensemble), ensemble.futures
    _, people = paths(ensemble)
    shown = people[:, np.minimum(np.array(layout.months), people.shape[1]) - 1]
    parts = [
        list(end_shares(ensemble).values()),
        _quantiles(values(ensemble, "members_month_36", born), MEMBER_LEVELS),
        np.quantile(shown, PATH_LEVELS, axis=0).ravel(),
        _singles(shown),
        [_mean(values(ensemble, member_column(place), born)) for place in layout.places],
        [_mean(values(ensemble, TRUE + need)) for need in layout.needs],
        [_mean(values(ensemble, BELIEVED + need)) for need in layout.needs],
        [_mean(table[name].to_numpy(dtype=float)) for name in OVERALL],
        [_mean(values(ensemble, "capital_eur", born))],
    ]
    return np.concatenate([np.asarray(part, dtype=float) for part in parts])


def _quantiles(sample: Floats, levels: Sequence[float]) -> Floats:
    return np.quantile(sample, levels) if len(sample) else np.zeros(len(levels))


def _mean(sample: Floats) -> float:
    return float(sample.mean()) if len(sample) else 0.0


def _singles(shown: Floats) -> Floats:
    """Give the paths of the first futures, the same luck at every point, shape (SINGLES * months,)."""
    rows = np.arange(SINGLES) % len(shown)
    return shown[rows].ravel()


def ensemble_like(pattern: Ensemble, runs: pd.DataFrame, months: pd.DataFrame) -> Ensemble:
    """Give the futures of one point as an ensemble, so that pages and pictures read them alike.

    Parameters
    ----------
    pattern
        Futures of the plan itself: town, places.
    runs, months
        Rows of the point.
    """
    return replace(pattern, futures=runs.reset_index(drop=True), months=months, wanted=len(runs))
