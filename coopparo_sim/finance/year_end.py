"""What law and statute make of a year's result: reserves, mutual fund, what the assembly may give out, how losses are borne."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coopparo_sim.finance.sharing import share_down, share_near, share_up
from coopparo_sim.kernel.parameter import Parameters, parameter

TO_BE_VERIFIED = "to be verified"


class YearEndRules(Parameters):
    """Law and statute on the result of a year."""

    legal_reserve_share: float = parameter(
        0.30,
        unit="share of surplus",
        low=0.30,
        high=0.97,
        it="Quota di utile a riserva legale",
        en="Share of surplus to the legal reserve",
        evidence="measured",
        source="art. 2545-quater c.c.: at least 30 %",
    )
    mutual_fund_share: float = parameter(
        0.03,
        unit="share of surplus",
        low=0.03,
        high=0.03,
        it="Quota di utile ai fondi mutualistici",
        en="Share of surplus to the mutual funds",
        evidence="measured",
        source="art. 2545-quater c.c. and art. 11 of law 59/1992: 3 %",
    )
    postal_bond_rate: float = parameter(
        0.03,
        unit="a year",
        low=0.0,
        high=0.2,
        plausible=(0.01, 0.045),
        it="Interesse massimo dei buoni postali",
        en="Highest rate of postal bonds",
        source=TO_BE_VERIFIED,
        role="setting",
    )
    dividend_points: float = parameter(
        0.025,
        unit="a year",
        low=0.0,
        high=0.025,
        it="Punti in più per i dividendi dei soci",
        en="Points above it for dividends",
        evidence="expert",
        source="art. 2514 a) c.c.; " + TO_BE_VERIFIED,
    )
    funding_points: float = parameter(
        0.02,
        unit="a year",
        low=0.0,
        high=0.02,
        it="Punti in più per i soci sovventori",
        en="Further points for funding members",
        evidence="expert",
        source="art. 4 of law 59/1992; " + TO_BE_VERIFIED,
    )
    least_equity_to_debt: float = parameter(
        0.25,
        unit="equity over debt",
        low=0.25,
        high=10,
        it="Patrimonio minimo rispetto ai debiti per distribuire",
        en="Least equity over debt for any distribution",
        evidence="expert",
        source="art. 2545-quinquies c.c.; " + TO_BE_VERIFIED,
    )


class SurplusShares(NamedTuple):
    """How law splits a surplus, cents: the parts add up to it."""

    legal_reserve: int
    mutual_fund: int
    to_vote: int


class LossCover(NamedTuple):
    """Who bears a loss, cents: the parts add up to it."""

    indivisible_reserve: int
    legal_reserve: int
    capital: int
    uncovered: int


@dataclass(frozen=True)
class Position:
    """What the cooperative stands on at the end of a year, cents.

    Attributes
    ----------
    equity, debt
        Capital and reserves before this year's result; what is owed to others.
    losses_carried
        Losses of earlier years that have eaten into the capital.
    members_capital, funding_capital
        Capital paid in by members and by funding members.
    """

    equity: int
    debt: int
    losses_carried: int = 0
    members_capital: int = 0
    funding_capital: int = 0


@dataclass(frozen=True)
class Wish:
    """What the assembly would like to do with what is left to it; the rest goes to the indivisible reserve.

    Attributes
    ----------
    ristorno_share, dividend_share
        Shares of what is left to the vote, 0-1, together at most 1.
    member_exchange_share
        Share of the year's exchange that was with members, 0-1: no ristorno goes beyond this share of the surplus.
    """

    ristorno_share: float = 0.0
    dividend_share: float = 0.0
    member_exchange_share: float = 1.0


class Appropriation(NamedTuple):
    """Where a surplus goes, cents: the parts add up to it."""

    legal_reserve: int = 0
    mutual_fund: int = 0
    losses_made_good: int = 0
    ristorni: int = 0
    dividends: int = 0
    indivisible_reserve: int = 0


def surplus_shares(net: int, rules: YearEndRules | None = None) -> SurplusShares:
    """Split the net surplus of a year as law asks: legal reserve, mutual fund, the rest to the vote; nothing of a loss.

    Parameters
    ----------
    net
        Net result, cents.
    rules
        Shares; those of the law if not given. The legal reserve is rounded up to the cent (it is a minimum), the mutual fund to
        the nearest cent, and the rest is what remains.

    Examples
    --------
    >>> surplus_shares(1_000_000)
    SurplusShares(legal_reserve=300000, mutual_fund=30000, to_vote=670000)
    """
    rule = YearEndRules() if rules is None else rules
    surplus = max(net, 0)
    reserve = share_up(surplus, rule.legal_reserve_share)
    fund = min(share_near(surplus, rule.mutual_fund_share), surplus - reserve)
    return SurplusShares(reserve, fund, surplus - reserve - fund)


def loss_cover(loss: int, indivisible_reserve: int, legal_reserve: int, capital: int) -> LossCover:
    """Spread a loss: the indivisible reserve bears it first, then the legal reserve, then capital; the rest is not covered.

    Parameters
    ----------
    loss
        Cents, >= 0.
    indivisible_reserve, legal_reserve
        Reserves, cents.
    capital
        Capital that earlier losses have left, cents.

    Raises
    ------
    ValueError
        If the loss is negative.
    """
    if loss < 0:
        raise ValueError(f"loss(={loss}) must be >= 0 cents")
    first = min(loss, max(indivisible_reserve, 0))
    second = min(loss - first, max(legal_reserve, 0))
    third = min(loss - first - second, max(capital, 0))
    return LossCover(first, second, third, loss - first - second - third)


def may_distribute(equity: int, debt: int, losses_carried: int, rules: YearEndRules) -> bool:
    """Whether anything may be given out: no losses carried, equity > 0, and equity at least a quarter of debt (all in cents).

    Source: art. 2545-quinquies and art. 2433 c.c.; whether exactly a quarter is enough is to be verified.
    """
    return losses_carried <= 0 < equity and equity >= share_up(max(debt, 0), rules.least_equity_to_debt)


def dividend_cap(paid_capital: int, rules: YearEndRules, funding: bool = False) -> int:
    """Greatest dividend on ``paid_capital`` cents in a year, cents, rounded down: postal bonds plus points.

    ``funding`` is true for the capital of funding members, who may get some points more.
    """
    points = rules.dividend_points + (rules.funding_points if funding else 0.0)
    return share_down(max(paid_capital, 0), rules.postal_bond_rate + points)


def appropriation(net: int, position: Position, wish: Wish, rules: YearEndRules) -> Appropriation:
    """Where the surplus of a year goes, cents: law first, losses of earlier years next, then what the assembly wishes and may.

    Parameters
    ----------
    net
        Net surplus, cents; nothing is given where it is not positive.
    position
        What the cooperative stands on.
    wish
        What the assembly voted.
    rules
        Law and statute.

    Raises
    ------
    ValueError
        If the shares wished for are negative or together more than 1.
    """
    if min(wish.ristorno_share, wish.dividend_share) < 0 or wish.ristorno_share + wish.dividend_share > 1:
        raise ValueError(f"ristorno_share + dividend_share(={wish.ristorno_share} + {wish.dividend_share}) must be within 0 and 1")
    by_law = surplus_shares(net, rules)
    made_good = min(by_law.to_vote, max(position.losses_carried, 0))
    free = by_law.to_vote - made_good
    allowed = may_distribute(position.equity, position.debt, position.losses_carried - made_good, rules)
    ristorni = min(share_down(free, wish.ristorno_share), share_down(max(net, 0), wish.member_exchange_share)) if allowed else 0
    cap = dividend_cap(position.members_capital, rules) + dividend_cap(position.funding_capital, rules, funding=True)
    dividends = min(share_down(free, wish.dividend_share), cap) if allowed else 0
    return Appropriation(
        by_law.legal_reserve, by_law.mutual_fund, made_good, ristorni, dividends, free - ristorni - dividends
    )  # fmt: skip
