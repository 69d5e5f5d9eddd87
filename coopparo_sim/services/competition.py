"""With whom the cooperative competes: traders who sell what its shop, deliveries or boxes sell, where it takes their customers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.services.demand import DemandParameters

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
TRADE = "trade"
"""Sector of those who sell the same."""
GROCERS = ("shop", "grocery_delivery", "food_boxes")
"""Services that sell what shops of the place sell."""


def selling(services: Sequence[str], open_now: Bools) -> Bools:
    """Which services are open and sell what traders sell, shape (services,).

    Parameters
    ----------
    services
        Identifiers, in the order of ``open_now``.
    open_now
        Shape (services,).
    """
    return np.isin(np.array(services, dtype=object), GROCERS) & open_now


def rival_places(using: Floats, target: Floats, sells: Bools, parameters: DemandParameters) -> Bools:
    """Where traders feel the cooperative, shape (places,): enough of those whom one of its grocers aims at buy there.

    Parameters
    ----------
    using, target
        Shape (services, places, ages): people who use a service, and people whom it aims at.
    sells
        Shape (services,): what :func:`selling` gives.
    parameters
        Share of customers from which it is felt.
    """
    wanted = target.sum(axis=2)
    share = np.divide(using.sum(axis=2), wanted, out=np.zeros_like(wanted), where=wanted > 0) * sells[:, None]
    return np.asarray(share.max(axis=0, initial=0.0) >= parameters.felt_share) & bool(sells.any())


def rivals(firm_place: NDArray[np.int64], in_trade: Bools, felt: Bools, parameters: DemandParameters) -> float:
    """Firms competed with: traders of the places where it is felt, as far as they sell the same.

    Parameters
    ----------
    firm_place
        Shape (firms,): place of each.
    in_trade
        Shape (firms,): whether of the sector of trade.
    felt
        Shape (places,): what :func:`rival_places` gives.
    parameters
        Share of traders who sell the same.
    """
    return float((in_trade & felt[firm_place]).sum() * parameters.rival_share)
