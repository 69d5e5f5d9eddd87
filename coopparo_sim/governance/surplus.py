"""What the use of a surplus, or other prices, are worth to whom: who votes looks at the own purse and at the services used."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
POLICIES = ("reserve", "ristorno", "dividend", "lower_prices")
"""Uses that can be voted on, in the order of the columns of :func:`surplus_worth`."""
PRICE_SHARE = 0.5
"""Part of a surplus that lower prices give back in a year."""


class Surplus(NamedTuple):
    """A surplus that is put to the vote, EUR.

    Attributes
    ----------
    to_vote
        What law leaves to the assembly.
    net
        The whole surplus of the year.
    year_costs
        What the cooperative spends in a year.
    most_dividends
        Greatest sum of dividends that law allows.
    """

    to_vote: float
    net: float
    year_costs: float
    most_dividends: float


def member_exchange_share(uses: Bools, members: Bools) -> float:
    """Share of those who use the services, shape (adults,), who are members: no ristorno goes beyond it (art. 2545-sexies c.c.)."""
    return float((uses & members).sum() / max(int(uses.sum()), 1))


def price_worth(change_eur: float, year_costs: float, uses: Bools, served: Floats, need_eur_year: float) -> Floats:
    """Worth of prices that bring ``change_eur`` more in a year (less if negative), share of the mean need, shape (adults,).

    Parameters
    ----------
    change_eur, year_costs
        EUR a year.
    uses, served, need_eur_year
        As of :func:`surplus_worth`.

    Notes
    -----
    Who uses the services pays for it, all alike; to everybody they last longer by the share of the costs that it covers.
    """
    lasts = change_eur / year_costs if year_costs > 0 else 0.0
    return np.asarray(served * lasts - uses * change_eur / max(int(uses.sum()), 1) / need_eur_year)


def surplus_worth(surplus: Surplus, uses: Bools, members: Bools, shares: Floats, served: Floats, need_eur_year: float) -> Floats:
    """Worth of each use of a surplus to each adult, share of the mean need of the town in a year, shape (adults, policies).

    Parameters
    ----------
    surplus
        What there is to give.
    uses, members
        Shape (adults,): used a service in the last year; is a member.
    shares
        Shape (adults,): shares held.
    served
        Shape (adults,): what open services do for each, share of the mean need of the town.
    need_eur_year
        What meeting the whole mean need is worth in a year, EUR.

    Notes
    -----
    A reserve pays for services a while longer: to each what they do for him, times the part of a year it lasts. A ristorno goes to
    members who use them, a dividend to those who hold shares, lower prices to all who use them, members or not.
    """
    lasts = surplus.to_vote / surplus.year_costs if surplus.year_costs > 0 else 0.0
    buyers, users = uses & members, max(int(uses.sum()), 1)
    exchange = surplus.to_vote * member_exchange_share(uses, members)
    given = np.stack(
        [
            buyers * exchange / max(int(buyers.sum()), 1),
            shares * members * min(surplus.to_vote, surplus.most_dividends) / max(float((shares * members).sum()), 1.0),
            uses * PRICE_SHARE * surplus.net / users,
        ],
        axis=1,
    )
    return np.column_stack((served * lasts, given / need_eur_year))
