"""The decision to join, stripped down to the one consideration that a published case is about."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.rng import generator
from coopparo_sim.membership.joining import JoiningFactors, JoiningParameters, joining_probability, joining_utility, social_norm

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CERTAIN = 40.0
"""A utility on the logit scale at which the chance is 1 to the last bit (and 0 at its negative)."""
FIXED_SEED = 1
NO_WEIGHT = {
    "base": 0.0, "benefit": 0.0, "norm": 0.0, "trust": 0.0, "meetings": 0.0, "endorsed": 0.0, "progress": 0.0, "cost": 0.0,
    "inclination_sd": 0.0, "revision": 1.0, "never": 0.0,
}  # fmt: skip


def single_consideration(**changes: object) -> JoiningParameters:
    """Give numbers under which nothing counts in joining but what ``changes`` says, and everybody decides every month.

    The numbers go unchecked by the bounds of a scenario: a limit case lies outside of what is plausible.
    """
    return JoiningParameters().model_copy(update={**NO_WEIGHT, **changes})


def thresholds_only() -> JoiningParameters:
    """Give numbers under which a person joins for sure at his or her threshold of joined ties, and never below it."""
    return single_consideration(base=-CERTAIN, norm=2 * CERTAIN, norm_exponent=np.inf)


def indifferent(willingness_eur: Floats) -> JoiningFactors:
    """Give people who differ in ``willingness_eur`` (n,) only."""
    nothing = np.zeros(1)
    return JoiningFactors(
        benefit=nothing, member_share=nothing, trust=nothing, attended=nothing, endorsed=nothing, inclination=nothing,
        willingness_eur=willingness_eur,
    )  # fmt: skip


def chance_by_norm(share: Floats, parameters: JoiningParameters, half: Floats | float | None = None) -> Floats:
    """Chance to join this month of people who look at others only, shape (n,).

    Parameters
    ----------
    share
        Shape (n,): share of those one looks at who have joined, 0-1.
    parameters
        Numbers of joining.
    half
        Share at which the norm weighs half, shape (n,), where people differ in it.
    """
    norm = social_norm(share, parameters, half)
    return joining_probability(joining_utility(indifferent(np.ones(1)), norm, 0.0, 1.0, 0.0, parameters), parameters)


def chance_by_price(willingness_eur: Floats, share_eur: float, risk: float, parameters: JoiningParameters) -> Floats:
    """Chance to join this month of people who look at the price only, shape (n,).

    Parameters
    ----------
    willingness_eur
        Shape (n,), EUR, > 0.
    share_eur
        Price of a share, EUR.
    risk
        What the rule of perceived risk gives.
    parameters
        Numbers of joining.
    """
    utility = joining_utility(indifferent(willingness_eur), np.zeros(1), 0.0, risk, share_eur, parameters)
    return joining_probability(utility, parameters)


def chance_or_fixed(rng: np.random.Generator | None) -> np.random.Generator:
    """Give ``rng``, or where there is none the same generator every time."""
    return generator(FIXED_SEED, 0, 0) if rng is None else rng
