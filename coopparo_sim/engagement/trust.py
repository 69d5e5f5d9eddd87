"""Trust in the promoters, from 0 to 1: how it starts, spreads along ties, and moves with meetings, endorsements and experience."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.csr import Ties
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class TrustParameters(Parameters):
    """Unknown numbers of trust; all act on a scale from 0 to 1."""

    start_mean: float = uncertainty(
        0.33,
        (0.26, 0.42),
        unit="trust 0-1",
        low=0.01,
        high=0.99,
        it="Fiducia all'inizio, in media",
        en="Trust at the start, on average",
        source="most people can be trusted: 26 % (22-30) in Emilia-Romagna, to be verified; more for known neighbours; assumption",
    )
    start_concentration: float = uncertainty(
        6,
        (3, 12),
        unit="-",
        low=0.5,
        high=200,
        it="Quanto la fiducia iniziale si somiglia",
        en="How alike trust is at the start",
        source=OWN,
    )
    municipal_support: float = uncertainty(
        0.06,
        (0.0, 0.12),
        unit="trust 0-1",
        it="Fiducia in più con il pieno sostegno del Comune",
        en="Trust added by full support of the municipality",
        source=OWN,
    )
    meeting_gain: float = uncertainty(
        0.15,
        (0.05, 0.3),
        unit="share of the way to 1",
        it="Fiducia guadagnata in un incontro",
        en="Trust gained at a meeting",
        source=OWN,
    )
    averaging: float = uncertainty(
        0.05,
        (0.0, 0.15),
        unit="share a month",
        it="Quanto pesa la fiducia dei conoscenti",
        en="Weight of acquaintances' trust",
        source="DeGroot 1974 for the form; range assumed",
    )
    endorsement_gain: float = uncertainty(
        0.02,
        (0.0, 0.05),
        unit="share of the way to 1, a month",
        it="Fiducia da un'associazione che sostiene",
        en="Trust from an endorsing association",
        source=OWN,
    )
    good_experience: float = uncertainty(
        0.10,
        (0.05, 0.2),
        unit="share of the way to 1",
        it="Fiducia quando va meglio del previsto",
        en="Trust when it goes better than expected",
        source=OWN,
    )
    bad_experience: float = uncertainty(
        0.20,
        (0.1, 0.4),
        unit="share of the way to 0",
        it="Fiducia persa quando va peggio",
        en="Trust lost when it goes worse",
        source="losses of trust weigh 1-3 times gains, contested in the literature; assumption",
    )
    failed_campaign: float = uncertainty(
        0.1,
        (0.0, 0.25),
        unit="trust 0-1",
        it="Fiducia persa se la raccolta fallisce",
        en="Trust lost when a campaign fails",
        source=OWN,
    )


def trust_at_start(support: float, parameters: TrustParameters, rng: np.random.Generator, n: int) -> Floats:
    """Draw trust at the start: Beta with the mean raised by municipal ``support`` (0-1), shape (n,).

    The same quantiles are drawn for any ``support``, so that it changes trust and not luck.
    """
    a = parameters.start_mean * parameters.start_concentration
    drawn = rng.beta(a, parameters.start_concentration - a, size=n)
    return toward_one(drawn, min(1.0, parameters.municipal_support * support / (1 - parameters.start_mean)))


def toward_one(trust: Floats, share: Floats | float) -> Floats:
    """Move ``trust`` (n,) a ``share`` of the way to 1."""
    return np.asarray(trust + share * (1.0 - trust))


def averaged_with_ties(trust: Floats, aware: Bools, aware_strength: Floats, ties: Ties, parameters: TrustParameters) -> Floats:
    """One month of averaging among those who know of the idea (DeGroot 1974).

    Each aware person moves a share lambda of the way to the mean trust of his or her aware ties; others keep theirs.

    Parameters
    ----------
    trust
        Shape (people,), 0-1.
    aware
        Shape (people,).
    aware_strength
        Shape (people,): strength of one's ties to people who are aware.
    """
    around = np.divide(ties.sum(trust * aware), aware_strength, out=trust.copy(), where=aware_strength > 0)
    return np.where(aware, trust + parameters.averaging * (around - trust), trust)
