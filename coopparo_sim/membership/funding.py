"""How much money and time those who join put in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Kinds = NDArray[np.int8] | NDArray[np.int64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"
CONDITIONAL = "Fischbacher, Gaechter & Fehr 2001; Thoeni & Volk 2018"
WEEKS_A_MONTH = 52 / 12
FREE_RIDER, CONDITIONAL_COOPERATOR, UNCONDITIONAL_COOPERATOR = 0, 1, 2


class FundingParameters(Parameters):
    """Unknown numbers of giving money and time."""

    willingness_eur: float = uncertainty(
        200,
        (75, 400),
        unit="EUR",
        low=1,
        high=1e5,
        it="Quanto metterebbe metà delle persone, al massimo",
        en="Median willingness to pay",
        source="mean holdings of 25-225 EUR in Italian and UK cases; assumption",
    )
    willingness_spread: float = uncertainty(
        1.1,
        (0.8, 1.4),
        unit="log",
        high=3,
        it="Differenze di disponibilità a pagare",
        en="Spread of willingness to pay",
        source="spread of mean holdings between real campaigns (.77-.89 in logs); assumption within one",
    )
    income_elasticity: float = uncertainty(
        0.7,
        (0.4, 1.0),
        unit="-",
        high=2,
        it="Quanto conta il reddito in ciò che si mette",
        en="Income elasticity of willingness",
        source=OWN,
    )
    free_riders: float = uncertainty(
        0.23,
        (0.15, 0.30),
        unit="share of adults",
        it="Chi mette il minimo",
        en="Free riders",
        evidence="literature",
        source=CONDITIONAL,
    )
    unconditional: float = uncertainty(
        0.16,
        (0.10, 0.22),
        unit="share of adults",
        it="Chi mette comunque",
        en="Unconditional cooperators",
        evidence="literature",
        source=CONDITIONAL,
    )
    conditional_slope: float = uncertainty(
        0.75,
        (0.6, 0.9),
        unit="-",
        it="Quanto si segue ciò che mettono gli altri",
        en="Slope of conditional cooperation",
        evidence="literature",
        source=CONDITIONAL,
    )
    start_belief: float = uncertainty(
        0.4,
        (0.2, 0.6),
        unit="share of what one could",
        it="Quanto si pensa che gli altri mettano",
        en="Belief about others at the start",
        source="first-round beliefs in public good games, about half the endowment; assumption",
    )
    belief_adjustment: float = uncertainty(
        0.4,
        (0.2, 0.6),
        unit="share a month",
        it="Quanto si corregge l'idea sugli altri",
        en="Adjustment of belief",
        evidence="literature",
        source="Fischbacher & Gaechter 2010",
    )
    volunteer_hours: float = uncertainty(
        18,
        (14, 22),
        unit="hours per 4 weeks",
        high=160,
        it="Ore di un volontario",
        en="Hours of a volunteer",
        evidence="measured",
        source="ISTAT 2023: 18 hours in 4 weeks (19 in 2013)",
    )
    member_volunteers: float = uncertainty(
        0.15,
        (0.06, 0.3),
        unit="share of members",
        it="Soci che danno una mano anche se non fanno volontariato altrove",
        en="Members who lend a hand though they volunteer nowhere else",
        source="9-25 active volunteers in running cooperatives of about 34 members; 6-17 per 100 members in British shops",
    )
    hours_to_cooperative: float = uncertainty(
        0.25,
        (0.1, 0.4),
        unit="share of hours",
        it="Parte delle ore data alla cooperativa",
        en="Share of hours given to the cooperative",
        source="39-129 hours a year per volunteer in British community enterprises; assumption",
    )
    lenders: float = uncertainty(
        0.04,
        (0.0, 0.1),
        unit="share of trusting members",
        it="Soci fiduciosi che prestano denaro",
        en="Trusting members who lend",
        source=OWN,
    )
    lender_trust: float = uncertainty(
        0.6, (0.5, 0.8), unit="trust 0-1", it="Fiducia da cui si presta", en="Trust from which one lends", source=OWN
    )
    paid_share: float = uncertainty(
        0.85,
        (0.5, 1.0),
        unit="share of pledges",
        it="Promesse davvero versate",
        en="Pledges paid in",
        source="money raised over money pledged in five real campaigns: .99-3.0, biased to successes; assumption",
    )


def contribution_types(draws: Floats, parameters: FundingParameters) -> NDArray[np.int8]:
    """Give each person (n,) a type by ``draws`` (n,): free rider, conditional or unconditional cooperator."""
    conditional = np.where(draws < 1 - parameters.unconditional, CONDITIONAL_COOPERATOR, UNCONDITIONAL_COOPERATOR)
    return np.where(draws < parameters.free_riders, FREE_RIDER, conditional).astype(np.int8)


def contribution_share(kind: Kinds, belief: Floats, parameters: FundingParameters) -> Floats:
    """Share of what one could give that one gives, 0-1, shape (n,): clip(a + slope * belief, 0, 1).

    Free riders have a = slope = 0, conditional cooperators a = 0 and the declared slope, unconditional ones a = 1.
    """
    intercept = (kind == UNCONDITIONAL_COOPERATOR).astype(np.float64)
    slope = np.where(kind == CONDITIONAL_COOPERATOR, parameters.conditional_slope, 0.0)
    return np.asarray(np.clip(intercept + slope * belief, 0.0, 1.0))


def updated_belief(belief: Floats, observed: Floats, parameters: FundingParameters) -> Floats:
    """Belief about others after a month, shape (n,), of who sees any contribute: moves toward their ``observed`` mean share."""
    return belief + parameters.belief_adjustment * (observed - belief)


def willingness(normal: Floats, income_eur: Floats, parameters: FundingParameters) -> Floats:
    """Willingness to pay, EUR, shape (n,): lognormal, scaled by income relative to the median income.

    Parameters
    ----------
    normal
        Shape (n,), standard normal.
    income_eur
        Shape (n,), EUR a year.
    """
    relative = np.maximum(income_eur, 1.0) / max(float(np.median(income_eur)), 1.0)
    return np.asarray(
        parameters.willingness_eur * np.exp(parameters.willingness_spread * normal) * relative**parameters.income_elasticity
    )


def shares_bought(contribution: Floats, willingness_eur: Floats, share_eur: float, most_eur: float) -> Ints:
    """Whole shares bought, shape (n,): at least one, at most what the law lets one hold.

    Parameters
    ----------
    contribution
        Shape (n,), 0-1: what :func:`contribution_share` gives.
    willingness_eur
        Shape (n,), EUR.
    most_eur
        Greatest holding of one member, EUR.
    """
    wanted = np.floor(contribution * willingness_eur / share_eur)
    return np.clip(wanted, 1, max(most_eur // share_eur, 1)).astype(np.int64)


def hours_given(volunteers: Bools, parameters: FundingParameters) -> Floats:
    """Hours a month that each person (n,) would give to the cooperative as a member; 0 for who gives no time."""
    monthly = parameters.volunteer_hours / 4 * WEEKS_A_MONTH * parameters.hours_to_cooperative
    return volunteers.astype(np.float64) * monthly


def loans_offered(willingness_eur: Floats, trust: Floats, draws: Floats, parameters: FundingParameters) -> Floats:
    """Loans offered by members, EUR, shape (n,): some of those who trust enough lend what they would be willing to put in."""
    lends = (trust >= parameters.lender_trust) & (draws < parameters.lenders)
    return np.where(lends, np.floor(willingness_eur), 0.0)
