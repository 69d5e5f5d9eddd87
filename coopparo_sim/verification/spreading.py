"""How word gets around, and how many members remain where people join and leave."""

from __future__ import annotations

import numpy as np

from coopparo_sim.engagement.awareness import AwarenessParameters, awareness_probability
from coopparo_sim.membership.leaving import LeavingParameters, leaving_probability
from coopparo_sim.verification.decisions import CERTAIN, Floats, chance_by_norm, chance_or_fixed, single_consideration


def diffusion(n: int, p: float, q: float, months: int, rng: np.random.Generator | None = None, runs: int = 1) -> Floats:
    """Share of people who know of an idea, month by month, where everyone meets one person a month, anyone.

    With one meeting the rule of awareness gives 1 - (1 - p)(1 - q / (1 - p)) = p + q where the other knows and p where not:
    p + q F for a share F who know, the hazard of the Bass model.

    Parameters
    ----------
    n
        Number of people.
    p
        Coefficient of innovation, a month.
    q
        Coefficient of imitation, a month; p + q <= 1.
    months
        Length of the run.
    rng
        Source of chance; always the same one if not given.
    runs
        Runs of which the mean is taken.

    Returns
    -------
    Cumulative share at the end of each month, shape (months,).

    Raises
    ------
    ValueError
        If p + q is above 1.

    Notes
    -----
    Bass 1969, Management Science 15: 215.
    """
    if p + q > 1:
        raise ValueError(f"p(={p}) + q(={q}) must be <= 1")
    rule = AwarenessParameters(spontaneous=p, word_of_mouth=q / (1 - p) if p < 1 else 0.0)
    chance = chance_or_fixed(rng)
    return np.asarray(np.mean([_one_diffusion(n, rule, months, chance) for _ in range(runs)], axis=0))


def _one_diffusion(n: int, rule: AwarenessParameters, months: int, rng: np.random.Generator) -> Floats:
    aware, share = np.zeros(n, dtype=bool), np.empty(months)
    by_informed_ties = awareness_probability(np.array([0.0, 1.0]), np.zeros(2), 1.0, rule)
    for month in range(months):
        unaware = np.flatnonzero(~aware)
        other = rng.integers(n, size=len(unaware))
        hears = rng.random(len(unaware)) < by_informed_ties[aware[other].astype(np.int8)]
        aware[unaware[hears]] = True
        share[month] = aware.mean()
    return share


def membership_balance(
    n: int, join: float, leave: float, months: int, rng: np.random.Generator | None = None, runs: int = 25
) -> Floats:
    """Share of people who are members, month by month, where outsiders join and members leave with fixed chances.

    Parameters
    ----------
    n
        Number of people, none of them a member at the start.
    join
        Chance that an outsider joins in a month.
    leave
        Chance that a member leaves in a month.
    months
        Length of the run.
    rng
        Source of chance; always the same one if not given.
    runs
        Runs of which the mean is taken.

    Returns
    -------
    Share at the end of each month, shape (months,).
    """
    chance = chance_or_fixed(rng)
    joining = chance_by_norm(np.zeros(1), single_consideration(base=CERTAIN, revision=join))
    leaving = leaving_probability(np.zeros(1), np.zeros(1), LeavingParameters(base_hazard=leave, disappointed_hazard=0.0))
    member, share = np.zeros((runs, n), dtype=bool), np.empty(months)
    for month in range(months):
        member ^= chance.random((runs, n)) < np.where(member, leaving, joining)
        share[month] = member.mean()
    return share
