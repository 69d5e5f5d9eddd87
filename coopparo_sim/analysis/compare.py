"""Two plans on the same luck: what differs, how sure that is, and in how many draws of behaviour it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from coopparo_sim import __version__
from coopparo_sim.analysis.clusters import Floats, Ints, grouped, paired_interval
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import INDICATORS, MEMBERS_BY_PLACE, Indicator, member_column
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT, Uncertainty
from coopparo_sim.texts import text

Verdict = Literal["a_better", "b_better", "a_more", "b_more", "no_clear_difference"]
HEADLINE = "founded"
"""The outcome whose verdict is told first."""
DECIDED_SHARE = 0.8
"""Share of the decided draws of behaviour that a plan must win to be called better: see :func:`verdict_of`."""
SHARED = ("seed", "uncertainty", "fit")
"""What two plans must have in common to have met the same luck and the same behaviour."""
PSEUDO_UNITS = 2
"""Added to yes-or-no outcomes: see :func:`coopparo_sim.analysis.clusters.paired_interval`."""
ROUNDING = 1e-9
"""Differences below this share of the values compared are taken for rounding."""


@dataclass(frozen=True)
class Difference:
    """One outcome of two plans, compared future by future.

    Attributes
    ----------
    name
        Declared indicator.
    n
        Futures in which the outcome exists under both plans.
    a, b
        Mean of each plan over those futures, in the unit of the outcome; None where ``n`` is 0.
    difference
        Mean of A - B over those futures.
    low, high
        95 % interval of the difference; None where fewer than two draws can be compared.
    a_beats_b, b_beats_a, tied
        Share of the draws of behaviour in which the mean over the futures of the draw is better under A, under B, the same (0-1);
        where neither more nor less is wished for, greater. None where ``n`` is 0, and where behaviour was not drawn.
    variance_reduction
        Times fewer futures needed than with luck of their own: (var A + var B) / var(A - B); None where that is undefined.
    verdict
        ``a_better``, ``b_better``, ``a_more``, ``b_more`` or ``no_clear_difference``.
    """

    name: str
    n: int
    a: float | None = None
    b: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    a_beats_b: float | None = None
    b_beats_a: float | None = None
    tied: float | None = None
    variance_reduction: float | None = None
    verdict: Verdict = "no_clear_difference"


@dataclass(frozen=True)
class Comparison:
    """Two plans compared.

    Attributes
    ----------
    title_a, title_b, digest_a, digest_b
        What was compared.
    seed, uncertainty, fit
        Shared by both; ``fit`` says what behaviour was fitted to, None where it was not.
    town
        The town of A.
    pairs
        Futures run under both plans.
    outcomes
        Declared indicators by name.
    members_by_place
        Members of each place, by place id.
    """

    title_a: str
    title_b: str
    digest_a: str
    digest_b: str
    seed: int
    uncertainty: Uncertainty
    town: str
    pairs: int
    outcomes: dict[str, Difference]
    members_by_place: dict[str, Difference]
    fit: Fit | None = None


def compare(
    a: Scenario, b: Scenario, futures: int = 200, seed: int = 1, jobs: int | None = None, uncertainty: Uncertainty = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:  # fmt: skip
    """Run two plans on the same luck and compare them.

    Parameters
    ----------
    a, b
        The plans.
    futures
        Futures of each.
    seed
        Seed of both.
    jobs
        Processes; as many as there are cores if not given.
    uncertainty
        ``calibrated`` takes behaviour from draws that were fitted to real campaigns, ``parameters`` draws it from its ranges,
        ``none`` takes it as the plans have it.
    progress
        Called with (done, wanted), where wanted counts the futures of both plans.

    Raises
    ------
    ValueError
        If ``futures``, ``seed`` or ``jobs`` is out of range.
    """
    first, second = run_both(a, b, futures, seed, jobs, uncertainty, progress)
    return compare_ensembles(first, second)


def run_both(
    a: Scenario, b: Scenario, futures: int, seed: int, jobs: int | None, uncertainty: Uncertainty,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Ensemble, Ensemble]:  # fmt: skip
    """Run two plans on the same luck, one after the other; arguments as in :func:`compare`."""
    from coopparo_sim.sweeps.futures import run_futures

    def of_both(before: int) -> Callable[[int, int], None] | None:
        return (lambda done, wanted: progress(before + done, wanted + futures)) if progress else None

    first = run_futures(a, futures, seed, jobs=jobs, uncertainty=uncertainty, progress=of_both(0))
    return first, run_futures(b, futures, seed, jobs=jobs, uncertainty=uncertainty, progress=of_both(futures))


def compare_ensembles(a: Ensemble, b: Ensemble) -> Comparison:
    """Compare the futures of two plans that both ensembles hold.

    Raises
    ------
    ValueError
        If the two differ in seed, in the kind of uncertainty or in the fit: then future k of one is not future k of the other.
    """
    for name in SHARED:
        of_a, of_b = getattr(a, name), getattr(b, name)
        if of_a != of_b:
            raise ValueError(f"{name} of a (={of_a!r}) must be that of b (={of_b!r})")
    pairs = a.futures.merge(b.futures, on="future", suffixes=("_a", "_b"))
    places = {p: member_column(p) for p in a.place_names if {member_column(p)} <= set(a.futures) & set(b.futures)}
    declared = [i for i in INDICATORS if i.name in a.futures and i.name in b.futures]
    return Comparison(
        title_a=a.scenario.title,
        title_b=b.scenario.title,
        digest_a=a.digest,
        digest_b=b.digest,
        seed=a.seed,
        uncertainty=a.uncertainty,
        fit=a.fit,
        town=a.scenario.town,
        pairs=len(pairs),
        outcomes={i.name: _difference(pairs, i, a.uncertainty) for i in declared},
        members_by_place={
            place: _difference(pairs, Indicator(column, "quantity", "people", {}, {}, "", "more"), a.uncertainty)
            for place, column in places.items()
        },
    )


def _difference(pairs: pd.DataFrame, indicator: Indicator, uncertainty: Uncertainty) -> Difference:
    of_a, of_b = pairs[f"{indicator.name}_a"], pairs[f"{indicator.name}_b"]
    both = of_a.notna() & of_b.notna()
    if indicator.given:
        both &= (pairs[f"{indicator.given}_a"] == 1) & (pairs[f"{indicator.given}_b"] == 1)
    column = "draw_a" if uncertainty != "none" else "future"
    units: Ints = pairs.loc[both, column].to_numpy(dtype=np.int64)
    values_a, values_b = (np.array(series[both], dtype=np.float64) for series in (of_a, of_b))
    return difference_of(indicator, values_a, values_b, units, uncertainty)


def difference_of(indicator: Indicator, a: Floats, b: Floats, units: Ints, uncertainty: Uncertainty = DEFAULT) -> Difference:
    """Compare one outcome, future by future.

    Parameters
    ----------
    indicator
        The outcome and whether more or less of it is wished for.
    a, b
        Its values under the two plans, shape (futures,), in its unit, without gaps.
    units
        What is independent, shape (futures,): the draw of behaviour of each future; the future itself where nothing is drawn.
    uncertainty
        Where it is ``none`` all futures belong to one behaviour: there are no shares of draws won, and the verdict rests on the
        interval alone and holds for that behaviour only.
    """
    if len(a) == 0:
        return Difference(indicator.name, 0)
    gap = a - b
    gap[np.abs(gap) <= ROUNDING * np.maximum(np.abs(a), np.abs(b))] = 0.0
    low, high = _interval(indicator, gap, units)
    wins, losses, tied = _shares_won(gap, units, indicator.better) if uncertainty != "none" else (None, None, None)
    return Difference(
        indicator.name, len(a), float(a.mean()), float(b.mean()), float(gap.mean()), low, high, wins, losses, tied,
        _variance_reduction(a, b, gap), verdict_of(low, high, wins, losses, indicator.better),
    )  # fmt: skip


def _interval(indicator: Indicator, gap: Floats, units: Ints) -> tuple[float | None, float | None]:
    """Interval of the mean difference, within what a probability or a share can differ by."""
    yes_no = indicator.kind == "yes_no"
    low, high = paired_interval(gap, units, PSEUDO_UNITS if yes_no else 0)
    if low is None or high is None or not (yes_no or indicator.unit.startswith("share")):
        return low, high
    mean = float(gap.mean())
    return min(max(low, -1.0), mean), max(min(high, 1.0), mean)


def _shares_won(gap: Floats, draws: Ints, better: str) -> tuple[float, float, float]:
    _, means, _ = grouped(gap, draws)
    advantage = -means if better == "less" else means
    scale = max(float(np.abs(gap).max()), 1.0)
    wins, losses = advantage > ROUNDING * scale, advantage < -ROUNDING * scale
    return float(wins.mean()), float(losses.mean()), float((~wins & ~losses).mean())


def _variance_reduction(a: Floats, b: Floats, gap: Floats) -> float | None:
    if len(gap) < 2 or np.ptp(gap) == 0:
        return None
    return float((a.var(ddof=1) + b.var(ddof=1)) / gap.var(ddof=1))


def verdict_of(low: float | None, high: float | None, wins: float | None, losses: float | None, better: str = "more") -> Verdict:
    """Say which plan is better, or that there is no clear difference.

    A plan is better only if the 95 % interval of the difference leaves 0 out *and* it wins at least :data:`DECIDED_SHARE` of the
    draws of behaviour that are decided. The first guards against chance, the second against an advantage that hangs on a few
    guesses about behaviour; the threshold of four in five is the rule of this project for decisions under unknown behaviour.

    Draws in which the two come out the same are left out of the second rule. They are frequent, since under most behaviours
    hardly any plan, or nearly every plan, founds a cooperative, and they say nothing about which is better: if they counted
    against both, two plans that differ in every draw that can tell them apart would be called alike. The interval does count
    them, as differences of 0.

    Parameters
    ----------
    low, high
        Interval of the difference; None where it is undefined.
    wins, losses
        Share of draws in which A, or B, is better, 0-1; None where behaviour was not drawn, and the interval alone decides.
    better
        Whether ``more`` or ``less`` of the outcome is wished for; where empty the verdict only says which has more.

    Examples
    --------
    >>> verdict_of(0.1, 0.4, wins=0.3, losses=0.05), verdict_of(0.1, 0.4, wins=0.6, losses=0.3)
    ('a_better', 'no_clear_difference')
    """
    if low is None or high is None or low <= 0 <= high:
        return "no_clear_difference"
    mean_favours_a = (low > 0) != (better == "less")
    if wins is not None and losses is not None:
        share = (wins if mean_favours_a else losses) / (wins + losses) if wins + losses else 0.0
        if share < DECIDED_SHARE - ROUNDING:
            return "no_clear_difference"
    if mean_favours_a:
        return "a_better" if better else "a_more"
    return "b_better" if better else "b_more"


def verdict_in_words(verdict: Verdict, language: str) -> str:
    """Say a verdict on how often the cooperative is founded, in ``language`` (``it`` or ``en``)."""
    return text(f"cli.verdict.{verdict}", language)


def comparison_json(comparison: Comparison, language: str = "en") -> dict[str, Any]:
    """Give what ``coopparo compare --json`` prints, without NaN.

    Parameters
    ----------
    comparison
        Two plans compared.
    language
        Language of the verdict in words.
    """
    headline = comparison.outcomes.get(HEADLINE, Difference(HEADLINE, 0))
    outcomes: dict[str, Any] = {name: _values(found) for name, found in comparison.outcomes.items()}
    outcomes[MEMBERS_BY_PLACE] = {place: _values(found) for place, found in comparison.members_by_place.items()}
    words = verdict_in_words(headline.verdict, language)
    return {
        "a": {"title": comparison.title_a, "digest": comparison.digest_a},
        "b": {"title": comparison.title_b, "digest": comparison.digest_b},
        "seed": comparison.seed,
        "futures": comparison.pairs,
        "calibrated": comparison.fit is not None,
        "fit": comparison.fit.as_json() if comparison.fit else None,
        "uncertainty": comparison.uncertainty,
        "version": __version__,
        "verdict": {"outcome": HEADLINE, "code": headline.verdict, "words": words},
        "outcomes": outcomes,
    }


def _values(found: Difference) -> dict[str, Any]:
    return {name: value for name, value in asdict(found).items() if name != "name"}
