"""One scenario over many futures: how probable, how much, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from coopparo_sim import __version__
from coopparo_sim.analysis.clusters import Floats, Ints, effective_size, spread
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import INDICATORS, MEMBERS_BY_PLACE, Indicator, member_column

PERCENTILES = {"p05": 5, "p25": 25, "p50": 50, "p75": 75, "p95": 95}
"""Percentiles that are reported, by name."""
Z_95 = 1.959963984540054
"""Quantile of the normal distribution that leaves 95 % between it and its opposite."""


@dataclass(frozen=True)
class Outcome:
    """One declared indicator over many futures.

    Attributes
    ----------
    name, kind
        As declared in :mod:`coopparo_sim.record.indicators`.
    n
        Futures in which it exists.
    probability, low, high
        Of a yes/no outcome: share of futures and its 95 % interval, 0-1; None where ``n`` is 0.
    mean, p05, p25, p50, p75, p95
        Of a quantity, in its unit; None where ``n`` is 0.
    chance_share
        Share of the variance due to chance, the rest being unknown behaviour, 0-1; None where it cannot be told.
    """

    name: str
    kind: Literal["yes_no", "quantity"]
    n: int
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    p05: float | None = None
    p25: float | None = None
    p50: float | None = None
    p75: float | None = None
    p95: float | None = None
    chance_share: float | None = None


def summarise(ensemble: Ensemble) -> dict[str, Outcome]:
    """Sum up every declared indicator of an ensemble, by name.

    The interval of a probability is Wilson's at 95 %, with the number of futures replaced by
    :func:`coopparo_sim.analysis.clusters.effective_size`: futures of one draw of behaviour are alike, so that as many independent
    ones would promise too narrow an interval. Wilson's formula is kept, instead of an interval of the draws' means, because it
    stays within 0-1 and has a width also where no future, or every one, is founded. Where behaviour is not drawn the futures are
    independent and all are counted.

    Indicators that exist only where the cooperative is founded are summed up over those futures alone.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    """
    return {i.name: outcome_of(i, *existing(ensemble, i)) for i in INDICATORS if i.name in ensemble.futures}


def existing(ensemble: Ensemble, indicator: Indicator) -> tuple[pd.Series[float], Ints | None]:
    """Give the values of an indicator in the futures in which it exists, and the draw of each (None where nothing is drawn).

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    indicator
        A declared indicator.
    """
    table = ensemble.futures
    exists = table[indicator.name].notna()
    if indicator.given:
        exists &= table[indicator.given] == 1
    draws = table.loc[exists, "draw"].to_numpy(dtype=np.int64) if ensemble.uncertainty != "none" else None
    return table.loc[exists, indicator.name], draws


def outcome_of(indicator: Indicator, series: pd.Series[float], draws: Ints | None) -> Outcome:
    """Sum up the values of one indicator.

    Parameters
    ----------
    indicator
        What they are values of.
    series
        A value a future, without gaps, in the unit of the indicator.
    draws
        Draw of behaviour of each future, shape (futures,); None where the futures are independent.
    """
    values: Floats = np.asarray(series, dtype=np.float64)
    if len(values) == 0:
        return Outcome(indicator.name, indicator.kind, 0)
    parts = spread(values, draws) if draws is not None else None
    chance_share = parts.chance_share if parts else None
    if indicator.kind == "yes_no":
        size = len(values) if draws is None else effective_size(values, draws)
        low, high = wilson_interval(float(values.mean()), size)
        return Outcome(indicator.name, "yes_no", len(values), float(values.mean()), low, high, chance_share=chance_share)
    return Outcome(
        indicator.name, "quantity", len(values), mean=float(values.mean()), chance_share=chance_share, **_percentiles(values)
    )


def _percentiles(values: Floats) -> dict[str, float]:
    found = np.percentile(values, list(PERCENTILES.values()))
    return {name: float(value) for name, value in zip(PERCENTILES, found, strict=True)}


def wilson_interval(share: float, size: float, z: float = Z_95) -> tuple[float, float]:
    """Wilson score interval of a share seen in ``size`` independent trials, which need not be a whole number.

    Parameters
    ----------
    share
        Share of successes, 0-1.
    size
        Number of trials, above 0.
    z
        Quantile of the normal distribution; 95 % by default.

    Notes
    -----
    Source: Wilson 1927, J. Am. Stat. Assoc. 22: 209.

    Examples
    --------
    >>> low, high = wilson_interval(0.0, 50)
    >>> low, round(high, 3)
    (0.0, 0.071)
    """
    centre = share + z * z / (2 * size)
    half = z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    low = 0.0 if share == 0 else max(0.0, (centre - half) / scale)
    high = 1.0 if share == 1 else min(1.0, (centre + half) / scale)
    return low, high


def members_by_place(ensemble: Ensemble) -> dict[str, Outcome]:
    """Sum up the members of each place, by place id; futures in which nothing is founded count with 0.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    """
    found = {}
    for place in ensemble.place_names:
        name = member_column(place)
        if name in ensemble.futures:
            found[place] = outcome_of(_members_of(name), *existing(ensemble, _members_of(name)))
    return found


def _members_of(column: str) -> Indicator:
    return Indicator(column, "quantity", "people", {}, {}, "", "more")


def outcome_values(outcome: Outcome) -> dict[str, Any]:
    """Give the numbers of an outcome that belong to its kind, by name, as they stand in JSON.

    Parameters
    ----------
    outcome
        A summed-up indicator.
    """
    wanted = ("probability", "low", "high") if outcome.kind == "yes_no" else ("mean", *PERCENTILES)
    values = asdict(outcome)
    return {name: values[name] for name in (*wanted, "n", "chance_share")}


def outcomes_json(ensemble: Ensemble, files: Sequence[str] = ()) -> dict[str, Any]:
    """Give what ``coopparo run --json`` prints: the same object for every reader, without NaN.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    files
        Names of the files the scenario was read from.
    """
    outcomes: dict[str, Any] = {name: outcome_values(outcome) for name, outcome in summarise(ensemble).items()}
    outcomes[MEMBERS_BY_PLACE] = {place: outcome_values(outcome) for place, outcome in members_by_place(ensemble).items()}
    return {
        "scenario": {"title": ensemble.scenario.title, "files": list(files)},
        "digest": ensemble.digest,
        "seed": ensemble.seed,
        "futures": ensemble.n,
        "futures_wanted": ensemble.wanted,
        "calibrated": ensemble.fit is not None,
        "fit": ensemble.fit.as_json() if ensemble.fit else None,
        "uncertainty": ensemble.uncertainty,
        "version": __version__,
        "outcomes": outcomes,
    }
