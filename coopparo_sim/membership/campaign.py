"""The campaign: promoters come forward, pledges are counted against targets, and the cooperative is founded or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class PromotingParameters(Parameters):
    """Unknown numbers of who takes the lead."""

    from_meeting: float = uncertainty(
        0.08,
        (0.04, 0.16),
        unit="chance per meeting",
        it="Chi, dopo un incontro, si fa promotore",
        en="Chance to become a promoter after a meeting",
        source="8 promoters (4-13) in 18 real campaigns; assumption",
    )
    from_volunteers: float = uncertainty(
        0.002,
        (0.0005, 0.006),
        unit="chance a month",
        it="Volontari informati che si fanno promotori da sé",
        en="Informed volunteers who promote on their own",
        source="22 % of Italian cases began with a citizens' group (2025); assumption",
    )


def promoting_probability(met_this_month: Floats, volunteers: Bools, trust: Floats, parameters: PromotingParameters) -> Floats:
    """Chance to come forward as a promoter this month, shape (people,), for people who know of the idea.

    Parameters
    ----------
    met_this_month
        Shape (people,): meetings attended this month.
    volunteers
        Shape (people,): does volunteer work.
    trust
        Shape (people,), 0-1; a person of trust 1/2 has the declared chance, one of trust 1 twice as much.
    """
    chance = met_this_month * parameters.from_meeting + volunteers * parameters.from_volunteers
    return np.clip(chance * trust / 0.5, 0.0, 1.0)


def progress_share(members: int, capital_eur: float, target_members: int, target_capital_eur: float) -> float:
    """How near the campaign is, 0-1: the lesser of members and capital over their targets.

    Examples
    --------
    >>> progress_share(30, 4000.0, 60, 16000.0)
    0.25
    """
    by_members = members / target_members if target_members > 0 else 1.0
    by_capital = capital_eur / target_capital_eur if target_capital_eur > 0 else 1.0
    return float(min(by_members, by_capital, 1.0))


def targets_reached(members: int, capital_eur: float, target_members: int, target_capital_eur: float, legal_minimum: int) -> bool:
    """Whether the cooperative can be founded: enough pledged members, by target and by law, and enough capital.

    Parameters
    ----------
    members
        Pledged members.
    capital_eur
        Pledged and committed capital, EUR.
    legal_minimum
        Members that the law asks for.
    """
    return members >= max(target_members, legal_minimum) and capital_eur >= target_capital_eur


def pledges_paid(pledged: Bools, draws: Floats, paid_share: float) -> Bools:
    """Who of those who ``pledged`` (people,) pays in when asked, given ``draws`` (people,)."""
    return pledged & (draws < paid_share)
