"""Who leaves the cooperative."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class LeavingParameters(Parameters):
    """Unknown numbers of leaving."""

    base_hazard: float = uncertainty(
        0.003, (0.001, 0.006), unit="chance a month", it="Soci che escono, in un mese", en="Chance to leave in a month", source=OWN
    )
    disappointed_hazard: float = uncertainty(
        0.03,
        (0.01, 0.06),
        unit="chance a month",
        it="In più, per i soci delusi e sfiduciati",
        en="Added for disappointed members without trust",
        source=OWN,
    )
    unused_hazard: float = uncertainty(
        0.005,
        (0.002, 0.01),
        unit="chance a month",
        it="In più, per chi non usa nulla da un anno",
        en="Added for members who used nothing for a year",
        source=OWN,
    )
    moving_hazard: float = uncertainty(
        0.0015,
        (0.0008, 0.0025),
        unit="chance a month",
        it="Soci che cambiano comune, in un mese",
        en="Chance that a member moves to another town in a month",
        evidence="expert",
        source="some 20-30 residents in 1,000 change municipality in a year, members less; to be verified",
    )


def leaving_probability(trust: Floats, disappointed: Floats, parameters: LeavingParameters, unused: Floats | float = 0.0) -> Floats:
    """Chance that a member leaves this month, shape (members,).

    Parameters
    ----------
    trust
        Shape (members,), 0-1.
    disappointed
        Shape (members,): 1 for who had a bad experience, else 0.
    unused
        Shape (members,): 1 for who has used nothing for a year, else 0.
    """
    hazard = parameters.base_hazard + parameters.disappointed_hazard * (1 - trust) * disappointed
    return np.clip(hazard + parameters.unused_hazard * unused, 0.0, 1.0)


def moves_away(draws: Floats, parameters: LeavingParameters) -> Bools:
    """Who moves to another town this month, shape (people,), given ``draws`` (people,) in [0, 1)."""
    return np.asarray(draws < parameters.moving_hazard)
