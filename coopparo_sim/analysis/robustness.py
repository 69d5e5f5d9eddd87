"""Which choice holds up: choices compared on the same luck, over all draws of what nobody knows.

A *choice* is a combination of levers of the design; a *state* is a draw of unknown behaviour together with the values of the
uncertainties that the design varies. What a choice gives in a state is the mean over the futures of that state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.analysis.clusters import effective_size, paired_interval
from coopparo_sim.analysis.compare import difference_of
from coopparo_sim.analysis.ensembles import wilson_interval
from coopparo_sim.kernel.rng import generator
from coopparo_sim.record.indicators import BY_NAME
from coopparo_sim.streams import Stream
from coopparo_sim.sweeps.design import SAMPLED
from coopparo_sim.sweeps.results import SweepResults
from coopparo_sim.sweeps.tables import DRAW, FUTURE

Floats = NDArray[np.float64]
CHOICE, STATE = "choice", "state"
AND = " · "
RESAMPLES = 2000
"""Bootstrap samples of the stability of ranks."""
EVEN_CHANCE = 0.5
TIE = 1e-9
"""Differences below this are none."""


@dataclass(frozen=True)
class Choices:
    """Runs of a sweep put in order by choice.

    Attributes
    ----------
    names
        Each choice in words, in the order of the design.
    levers
        A row a choice, a column a lever.
    futures
        Outcome by future of each state and choice, shape (futures of all states, choices); NaN where it does not exist.
    states
        State of each row of ``futures``.
    draws
        Draw of behaviour (the future itself where none is drawn) of each row of ``futures``: the independent units.
    by_state
        Mean outcome by state and choice, shape (states, choices).
    """

    names: list[str]
    levers: pd.DataFrame
    futures: Floats
    states: NDArray[np.int64]
    draws: NDArray[np.int64]
    by_state: Floats


def choices_of(results: SweepResults, outcome: str) -> Choices | None:
    """Put the runs of a sweep in order by choice; None where points are drawn, or levers have fewer than two combinations."""
    design = results.design
    uncertain = [factor.name for factor in design.factors if factor.role == "uncertainty"]
    if not design.levers or design.kind in SAMPLED:
        return None
    runs = results.runs
    levers = results.points[design.levers].drop_duplicates(ignore_index=True)
    if len(levers) < 2:
        return None
    number = runs[design.levers].merge(levers.reset_index(names=CHOICE), on=design.levers, how="left")[CHOICE].to_numpy(np.int64)
    unit = DRAW if design.uncertainty != "none" else FUTURE
    state = runs.groupby([unit, *uncertain]).ngroup()
    keyed = pd.DataFrame({CHOICE: number, STATE: state, FUTURE: runs[FUTURE], DRAW: runs[unit], "value": runs[outcome]})
    numbers = list(range(len(levers)))
    table = keyed.pivot(index=[STATE, FUTURE, DRAW], columns=CHOICE, values="value").reindex(columns=numbers).reset_index()
    values = table[numbers].to_numpy(np.float64)
    by_state = table.groupby(STATE)[numbers].mean().to_numpy(np.float64)
    names = [AND.join(_said(lever, value) for lever, value in row.items()) for row in levers.to_dict("records")]
    return Choices(names, levers, values, table[STATE].to_numpy(np.int64), table[DRAW].to_numpy(np.int64), by_state)


def _said(lever: object, value: object) -> str:
    """Say what a lever is set to: words speak for themselves, numbers and switches do not."""
    if isinstance(value, str):
        return value
    return (
        f"{str(lever).rpartition('.')[2]} = {value:g}"
        if isinstance(value, float)
        else f"{str(lever).rpartition('.')[2]} = {value}".lower()
    )


def makes_a_difference(choices: Choices) -> bool:
    """Whether the outcome is another one under some choice, in any future; not to exist is a value of its own."""
    first = choices.futures[:, :1]
    same = (np.abs(choices.futures - first) <= TIE) | (np.isnan(choices.futures) & np.isnan(first))
    return not bool(same.all())


def choice_table(choices: Choices, outcome: str) -> pd.DataFrame:
    """Give what each choice is worth and how well it holds up.

    Returns
    -------
    A row a choice, columns:
    ``choice`` and its levers; ``mean`` with 95 % interval ``low``, ``high`` (over draws of behaviour);
    ``difference`` from the first choice on the same luck, ``difference_low``, ``difference_high``, ``verdict`` (``a`` is this
    choice) and ``variance_reduction``, times fewer futures than with luck of their own;
    ``regret_mean`` and ``regret_worst``: how much worse than the best choice of each state, on average and in the worst state;
    ``best_share``: share of states in which no choice is better; ``satisficing``: share of states in which it is good enough:
    founded in at least half of the futures of the state, or as good as the mean over all choices and states;
    ``first_share``: share of bootstrap samples of draws in which it ranks first, ties shared; ``rank``: place by mean, 1 is best.
    Where the outcome never exists under a choice, its numbers are NaN and its rank is the last.
    """
    indicator = BY_NAME[outcome]
    sign = -1.0 if indicator.better == "less" else 1.0
    worth = pd.DataFrame(sign * choices.by_state)
    regret = -worth.sub(worth.max(axis=1), axis=0)
    enough = sign * EVEN_CHANCE if indicator.kind == "yes_no" else worth.stack().mean()
    rows = [_one_choice(choices, outcome, n) for n in range(len(choices.names))]
    table = pd.concat([choices.levers, pd.DataFrame(rows)], axis=1)
    table.insert(0, CHOICE, choices.names)
    table["regret_mean"], table["regret_worst"] = regret.mean(), regret.max()
    table["best_share"] = (regret <= TIE).astype(float).where(regret.notna()).mean()
    table["satisficing"] = (worth >= enough - TIE).astype(float).where(worth.notna()).mean()
    table["first_share"] = first_shares(sign * choices.futures, choices.draws)
    table["rank"] = (sign * -table["mean"]).rank(method="min", na_option="bottom").astype(int)
    return table


def _one_choice(choices: Choices, outcome: str, number: int) -> dict[str, object]:
    own, first = choices.futures[:, number], choices.futures[:, 0]
    here, both = ~np.isnan(own), ~np.isnan(own) & ~np.isnan(first)
    low, high = _interval(own[here], choices.draws[here], outcome)
    found = difference_of(BY_NAME[outcome], own[both], first[both], choices.draws[both])
    return {
        "mean": float(own[here].mean()) if here.any() else np.nan, "low": low, "high": high, "difference": found.difference,
        "difference_low": found.low, "difference_high": found.high, "verdict": found.verdict if number else "",
        "variance_reduction": found.variance_reduction,
    }  # fmt: skip


def _interval(values: Floats, draws: NDArray[np.int64], outcome: str) -> tuple[float | None, float | None]:
    """95 % interval of a mean, draws of behaviour being the independent units; within 0-1 for a probability."""
    if not len(values):
        return None, None
    if BY_NAME[outcome].kind == "yes_no":
        return wilson_interval(float(values.mean()), effective_size(values, draws))
    low, high = paired_interval(values, draws)
    return (low if low is None or values.min() < 0 else max(low, 0.0)), high


def first_shares(worth: Floats, draws: NDArray[np.int64]) -> Floats:
    """How often each choice ranks first when the draws of behaviour are drawn again with replacement, shape (choices,).

    Samples in which the outcome exists under no choice do not count.

    Parameters
    ----------
    worth
        Shape (futures, choices): the more the better.
    draws
        Draw of behaviour of each future, shape (futures,).
    """
    _, unit = np.unique(draws, return_inverse=True)
    n_units = int(unit.max()) + 1
    sums = np.zeros((n_units, worth.shape[1]))
    np.add.at(sums, unit, np.nan_to_num(worth))
    counts = np.zeros_like(sums)
    np.add.at(counts, unit, ~np.isnan(worth))
    chance = generator(0, 0, int(Stream.BEHAVIOUR))
    weights = chance.multinomial(n_units, np.full(n_units, 1 / n_units), size=RESAMPLES)
    found = weights @ counts
    means = np.where(found > 0, (weights @ sums) / np.maximum(found, 1), -np.inf)
    firsts = means >= np.maximum(means.max(axis=1, keepdims=True), np.finfo(np.float64).min) - TIE
    firsts = firsts[firsts.any(axis=1)]
    shared: Floats = (firsts / firsts.sum(axis=1, keepdims=True)).sum(axis=0) / max(len(firsts), 1)
    return shared


def where_it_works(choices: Choices, row: str, column: str) -> pd.DataFrame:
    """Mean outcome by two levers: a row a value of one, a column a value of the other, in the design's order; others averaged."""
    means = choices.levers[[row, column]].assign(mean=pd.DataFrame(choices.futures).mean())
    table = means.pivot_table(index=row, columns=column, values="mean", aggfunc="mean", sort=False)
    return table
