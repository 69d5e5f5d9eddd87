"""Campaigns that need enough people: with and without money back, and the month in which the target is reached."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.membership.campaign import targets_reached
from coopparo_sim.membership.joining import JoiningParameters, perceived_risk
from coopparo_sim.verification.decisions import (
    CERTAIN,
    Bools,
    Floats,
    chance_by_norm,
    chance_by_price,
    chance_or_fixed,
    single_consideration,
)

Ints = NDArray[np.int64]
MOST_VALUE = 100.0
SHARP = 1e8
"""Weight of price on the logit scale under which a person pledges for sure if worth it, and never if not."""
LEAST_CHANCE = 1e-12
_BLOCK = 2**21
_MOST_TURNS = 1000


def provision_point(
    n: int,
    price: float,
    needed: int,
    refund: bool = True,
    belief: float = 1.0,
    runs: int = 20_000,
    rng: np.random.Generator | None = None,
) -> tuple[float, float]:
    """Chance that enough people pledge, and the belief in success at which it comes to rest.

    Values are uniform between 0 and 100. With refund one pledges where value >= price; without, where value * belief >= price, and
    the belief is what experience confirms: the chance of success under it, turn by turn from the belief given, on the same values.

    Parameters
    ----------
    n
        Number of people.
    price
        Price of a share, in the unit of values.
    needed
        Pledges needed.
    refund
        Whether the money is given back if they are not reached.
    belief
        Chance of success believed in at the start, 0-1.
    runs
        Campaigns tried.
    rng
        Source of chance; always the same one if not given.

    Returns
    -------
    Share of campaigns that succeed, and belief reached.

    Notes
    -----
    Bagnoli & Lipman 1989, Rev. Econ. Studies 56: 583.
    """
    chance = chance_or_fixed(rng)
    value = MOST_VALUE * (1 - chance.random((runs, n)))
    rule = single_consideration(base=SHARP, cost=SHARP, least_chance=LEAST_CHANCE)
    success = founded_share(value, price, needed, perceived_risk(refund, belief, rule), rule)
    for _ in range(_MOST_TURNS):
        if success == belief:
            break
        belief = success
        success = founded_share(value, price, needed, perceived_risk(refund, belief, rule), rule)
    return success, float(belief)


def founded_share(value: Floats, price: float, needed: int, risk: float, rule: JoiningParameters) -> float:
    """Share of campaigns in which enough people pledge, for values (runs, n) and a perceived ``risk``."""
    pledges = np.empty(len(value), dtype=np.int64)
    rows = max(_BLOCK // max(value.shape[1], 1), 1)
    for at in range(0, len(value), rows):
        block = value[at : at + rows]
        pledges[at : at + rows] = (chance_by_price(block, price, risk, rule) > 0.5).sum(axis=1)
    return float(_enough(pledges, value.shape[1], needed).mean())


def _enough(pledges: Ints, n: int, needed: int) -> Bools:
    by_count = np.array([targets_reached(count, 0.0, needed, 0.0, 0) for count in range(n + 1)])
    return np.asarray(by_count[pledges])


def founding_month(n: int, hazard: float, needed: int, runs: int = 1000, rng: np.random.Generator | None = None) -> Ints:
    """First month in which enough people have pledged, where each pledges with a fixed chance a month.

    Parameters
    ----------
    n
        Number of people.
    hazard
        Chance that a person pledges in a month, above 0.
    needed
        Pledges needed, at most ``n``.
    runs
        Campaigns tried.
    rng
        Source of chance; always the same one if not given.

    Returns
    -------
    Month of each run, from 1, shape (runs,).

    Raises
    ------
    ValueError
        If the target can never be reached.
    """
    if needed > n or (hazard <= 0 and needed > 0):
        raise ValueError(f"needed(={needed}) must be <= n(={n}) and hazard(={hazard}) > 0")
    chance = chance_or_fixed(rng)
    pledging = chance_by_norm(np.zeros(1), single_consideration(base=CERTAIN, revision=hazard))
    if needed > 0 and not pledging.all():
        raise ValueError(f"the chance to pledge(={float(pledging[0])}) must be > 0 at hazard(={hazard})")
    rows = max(_BLOCK // n, 1)
    blocks = [_months_of(min(rows, runs - at), n, needed, pledging, chance) for at in range(0, runs, rows)]
    return np.concatenate(blocks) if blocks else np.empty(0, dtype=np.int64)


def _months_of(runs: int, n: int, needed: int, pledging: Floats, rng: np.random.Generator) -> Ints:
    months, running = np.zeros(runs, dtype=np.int64), np.arange(runs)
    pledged, month = np.zeros((runs, n), dtype=bool), 0
    while len(running):
        month += 1
        pledged |= rng.random(pledged.shape) < pledging
        reached = _enough(pledged.sum(axis=1), n, needed)
        months[running[reached]] = month
        running, pledged = running[~reached], pledged[~reached]
    return months
