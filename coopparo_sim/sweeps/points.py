"""The points of a design: a row a point, a column a factor; the same design gives the same points everywhere."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.sweeps.design import SAMPLED, Design, Label

Floats = NDArray[np.float64]
POINT = "point"
LEAST_SAMPLES = 2
_LARGEST_SEED = 2**32


def design_points(design: Design) -> pd.DataFrame:
    """Lay out the points: column ``point`` (from 0), then the value of each factor under its name."""
    rows = _drawn(design) if design.kind in SAMPLED else _laid_out(design)
    columns: dict[str, Any] = {POINT: np.arange(len(rows), dtype=np.int64)}
    for number, factor in enumerate(design.factors):
        values = [row[number] for row in rows]
        columns[factor.name] = pd.Series(values, dtype="str" if factor.column == "string" else factor.column)
    return pd.DataFrame(columns)


def _laid_out(design: Design) -> list[tuple[Label, ...]]:
    if design.kind == "list":
        rows = [tuple(f.options[n].label for f, n in zip(design.factors, row, strict=True)) for row in design.listed]
    else:
        rows = list(itertools.product(*(factor.grid() for factor in design.factors)))
    if not 0 < design.kept_points < len(rows):
        return rows
    kept = np.linspace(0, len(rows) - 1, design.kept_points).round().astype(int)
    return [rows[n] for n in dict.fromkeys(kept.tolist())]


def _drawn(design: Design) -> list[tuple[Label, ...]]:
    return [tuple(f.value_at(float(u)) for f, u in zip(design.factors, row, strict=True)) for row in unit_sample(design)]


def unit_sample(design: Design) -> Floats:
    """Draw the points of a sampled design in the unit cube, shape (points, factors).

    Sources: McKay, Beckman & Conover 1979 (Latin hypercube); Saltelli et al. 2010 (Sobol'); Morris 1991.
    """
    if design.kind == "lhs":
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(len(design.factors), rng=design.seed).random(design.samples))
    if design.kind == "sobol":
        from SALib.sample import sobol

        drawn = sobol.sample(
            unit_problem(design), design.samples, calc_second_order=design.second_order, seed=design.seed % _LARGEST_SEED
        )
        return np.asarray(drawn)
    from SALib.sample import morris

    return np.asarray(morris.sample(unit_problem(design), design.samples, design.levels, seed=design.seed % _LARGEST_SEED))


def unit_problem(design: Design) -> dict[str, Any]:
    """Describe the factors to SALib, each from 0 to 1: indices and ranks do not depend on units."""
    names = [factor.name for factor in design.factors]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def number_of_points(design: Design) -> int:
    """Points of a design, without drawing them."""
    k = len(design.factors)
    if design.kind == "lhs":
        return design.samples
    if design.kind == "sobol":
        return design.samples * ((2 * k + 2) if design.second_order else (k + 2))
    if design.kind == "morris":
        return design.samples * (k + 1)
    whole = len(design.listed) if design.kind == "list" else math.prod(len(f.grid()) for f in design.factors)
    return min(whole, design.kept_points) if design.kept_points else whole


def smaller(design: Design, points: int | None = None, futures: int | None = None) -> Design:
    """Give a smaller version of the same design.

    Parameters
    ----------
    points
        About how many points: exactly for a grid, a list and a Latin hypercube; for ``sobol`` and ``morris`` the most that their
        scheme allows, and never fewer than two samples.
    futures
        Futures of each point.

    Raises
    ------
    ValueError
        If either is below 1.
    """
    if min(points or 1, futures or 1) < 1 or points == 0 or futures == 0:
        raise ValueError(f"points(={points}) and futures(={futures}) must be >= 1")
    changes: dict[str, object] = {"futures": futures} if futures else {}
    if points:
        changes |= _fewer_points(design, points)
    return design.model_copy(update=changes)


def _fewer_points(design: Design, points: int) -> dict[str, object]:
    if design.kind == "lhs":
        return {"samples": points}
    if design.kind == "sobol":
        blocks = points // (number_of_points(design) // design.samples)
        return {"samples": 2 ** max(int(math.log2(max(blocks, 1))), 1)}
    if design.kind == "morris":
        return {"samples": max(points // (len(design.factors) + 1), LEAST_SAMPLES)}
    return {"kept_points": points}
