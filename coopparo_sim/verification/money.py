"""Known results of money: the split of a surplus by law, and a purse that goes up and down until it is empty."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coopparo_sim.finance.ledger import CENTS, cents
from coopparo_sim.finance.solvency import SolvencyRules, alarm, free_after, months_without_liquidity
from coopparo_sim.finance.year_end import surplus_shares
from coopparo_sim.verification.cases import Case, Known, standard_errors
from coopparo_sim.verification.decisions import chance_or_fixed

RUNS = 200_000
RUIN_TOLERANCE = 0.003
AT_ONCE = SolvencyRules(months_to_alarm=1)
"""The end comes in the first month without free money."""


class SurplusEur(NamedTuple):
    """How law splits a surplus, EUR."""

    legal_reserve: float
    mutual_fund: float
    to_vote: float


def surplus(net_eur: float) -> SurplusEur:
    """Split the net surplus of a year by law; nothing of a loss.

    Parameters
    ----------
    net_eur
        Net result, EUR; taken in whole cents.

    Returns
    -------
    Legal reserve, mutual fund and what is left to the vote, EUR; they add up to the surplus in whole cents.

    Notes
    -----
    Art. 2545-quater c.c.; art. 11 of law 59/1992.
    """
    return SurplusEur(*(part / CENTS for part in surplus_shares(cents(net_eur))))


def ruin(start: float, p_up: float, months: int, runs: int = RUNS, rng: np.random.Generator | None = None) -> float:
    """Share of runs in which the money is gone within some months, when every month it goes up or down by one euro.

    Parameters
    ----------
    start
        Money at the start, EUR; where it is not above zero all is lost already.
    p_up
        Chance that a month adds a euro, 0-1; else it takes one.
    months
        Months watched.
    runs
        Runs tried.
    rng
        Source of chance; always the same one if not given.

    Returns
    -------
    Share of runs at or below zero at some time, 0-1.

    Notes
    -----
    Gambler's ruin: for ever, it is ((1 - p_up) / p_up)^start where p_up > 1/2, and certain otherwise (Feller 1968, ch. XIV).
    """
    chance = chance_or_fixed(rng)
    free = np.full(runs, cents(start), dtype=np.int64)
    dry = months_without_liquidity(free, np.zeros(runs, dtype=np.int64))
    for _ in range(months):
        flow = np.where(chance.random(runs) < p_up, CENTS, -CENTS)
        free = free_after(free, flow, alarm(dry, AT_ONCE))
        dry = months_without_liquidity(free, dry)
    return float(alarm(dry, AT_ONCE).mean())


def _ruin_case(months: int, expected: float) -> Case:
    near = min(RUIN_TOLERANCE, standard_errors(expected, RUNS))
    known = Known("ruin", expected, near, {"start": 5, "p_up": 0.6, "months": months})
    return Case("ruin", "gambler's ruin", (known,), lambda rng: [ruin(5, 0.6, months, RUNS, rng)])


_SURPLUS = tuple(
    Known(sentence, expected, 0, {"net": 10_000})
    for sentence, expected in (("surplus_reserve", 3000.0), ("surplus_fund", 300.0), ("surplus_vote", 6700.0))
)
MONEY_CASES: tuple[Case, ...] = (
    Case("surplus", "art. 2545-quater c.c.; art. 11 L. 59/1992", _SURPLUS, lambda _: surplus(10_000)),
    _ruin_case(60, 0.12155),
    _ruin_case(24, 0.08606),
)
"""Rows for the table of known results; their sentences are ``verification.ruin`` and ``verification.surplus_*``."""
