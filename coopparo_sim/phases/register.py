"""The members' book after founding: the board answers who asks to join, and strikes off who moved away or does not pay in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import cents
from coopparo_sim.finance.redemption import Redemption, book_leaving, due_month
from coopparo_sim.governance.law import law
from coopparo_sim.governance.legality import ADULT_YEARS, Applicants, admitted, may_be_excluded, refusals
from coopparo_sim.membership.leaving import moves_away
from coopparo_sim.people import Status
from coopparo_sim.services.competition import TRADE, rival_places, selling
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def receive_applications(world: World) -> None:
    """Who paid this month in order to join asks the board; until it answers the money is owed back and nobody is a member."""
    people = world.people
    if world.month == world.cooperative.month_founded:
        return
    new = np.flatnonzero(people.joined_month == world.month)
    new = new[people.status[new] == Status.MEMBER]
    people.change_status(new, Status.PLEDGED, world.town.ties)
    world.cooperative.books.ledger.post(world.month, "share_capital", "shares_to_repay", _paid_cents(world, new))
    world.government.applicants = np.concatenate((world.government.applicants, new))


def keep_register(world: World, moving: Floats) -> None:
    """Some members move away; the board, when it meets, admits or refuses, and excludes.

    Parameters
    ----------
    moving
        Shape (adults,), in [0, 1): luck of moving to another town.
    """
    _move(world, moving)
    if world.months_since_founding % world.statute.board_meets_months == 0:
        _answer(world)
        if world.statute.strikes_off:
            _exclude(world)
    board = world.government.board
    world.government.board = board[world.people.status[board] == Status.MEMBER]


def release_applicants(world: World) -> None:
    """The cooperative ends: whoever still waited is no longer bound; what they paid is a debt like that to those who left."""
    who = world.government.applicants
    take_out(world, who, Status.OUTSIDE)
    world.government.applicants = who[:0]


def _paid_cents(world: World, who: Ints) -> int:
    return cents(world.plan.campaign.share_price_eur * float(world.people.shares[who].sum()))


def take_out(world: World, who: Ints, status: Status) -> None:
    """Take people out of the members' book, or off the list of those who wait."""
    world.people.shares[who] = 0
    world.people.change_status(who, status, world.town.ties)


def _move(world: World, draws: Floats) -> None:
    government, people = world.government, world.people
    moving = np.flatnonzero(moves_away(draws, world.behaviour.leaving))
    gone = moving[people.status[moving] == Status.MEMBER]
    people.hours[gone] = 0.0
    still = np.union1d(government.away, gone).astype(np.int64)
    government.away = still[people.status[still] == Status.MEMBER]


def _competes(world: World) -> Bools:
    """Who runs a business that sells what the cooperative sells where it is felt, shape (adults,)."""
    work, tables, settings = world.enterprise, world.town.tables, world.behaviour.demand
    adults, firms = world.town.adults, world.town.firms
    trade = next((k for k, sector in enumerate(tables.sectors) if sector.id == TRADE), -1)
    if work is None or trade < 0:
        return np.zeros(adults.n, dtype=bool)
    felt = rival_places(work.using, work.target, selling([s.id for s in world.mix.services], world.is_open), settings)
    if not felt.any():
        return np.zeros(adults.n, dtype=bool)
    in_trade = adults.sector == trade
    owners = min(1.0, settings.rival_share * float((firms.sector == trade).sum()) / max(int(in_trade.sum()), 1))
    return np.asarray(in_trade & felt[adults.place] & (world.streams.at(Stream.TRADING, 0).random(adults.n) < owners))


def _answer(world: World) -> None:
    """Admit or refuse who applied; who is refused is told why, and gets the money back."""
    government, people, books = world.government, world.people, world.cooperative.books
    who, price = government.applicants, world.plan.campaign.share_price_eur
    if not len(who):
        return
    none = np.zeros(len(who), dtype=bool)
    asking = Applicants(
        age_years=np.full(len(who), ADULT_YEARS, dtype=np.int64), legal_person=none, competes=_competes(world)[who],
        meets_requirements=~none, held_eur=np.asarray(people.shares[who] * price, dtype=np.float64),
    )  # fmt: skip
    capital = books.ledger.total(("share_capital", "funding_capital")) / cents(1)
    reasons = refusals(asking, int(people.members.sum()), capital, price, world.statute, law())
    let_in = admitted(reasons)
    entered, refused = who[let_in], who[~let_in]
    books.ledger.post(world.month, "shares_to_repay", "share_capital", _paid_cents(world, entered))
    _owe(world, refused, [cents(price * held) for held in people.shares[refused].tolist()], world.month)
    people.change_status(entered, Status.MEMBER, world.town.ties)
    people.joined_month[entered], people.joined_month[refused] = world.month, 0
    take_out(world, refused, Status.OUTSIDE)
    _note_reasons(world, "refused:", reasons)
    government.refused += len(refused)
    government.applicants = who[:0]


def _note_reasons(world: World, kind: str, reasons: dict[str, Bools]) -> None:
    for reason, holds in reasons.items():
        if holds.any():
            world.note(kind + reason, amount=float(holds.sum()))


def _exclude(world: World) -> None:
    """Strike off who moved away, and who did not pay subscribed shares though asked to; what they had paid is owed to them."""
    government, people = world.government, world.people
    if not government.unpaid and not len(government.away):
        return
    members = np.flatnonzero(people.members)
    late = _still_late(world)
    none = np.zeros(len(members), dtype=bool)
    reasons = {"unpaid": np.isin(members, late), "moved_away": np.isin(members, government.away)}
    out = members[may_be_excluded(reasons["unpaid"], reasons["moved_away"], none, none)]
    government.away = government.away[:0]
    owe_shares(world, out)
    take_out(world, out, Status.LEFT)
    _note_reasons(world, "excluded:", reasons)
    government.excluded += len(out)


def _still_late(world: World) -> list[int]:
    """Members whose time to pay is over: most of them pay at last; give those who do not."""
    government, people, price = world.government, world.people, world.plan.campaign.share_price_eur
    due = [who for who, asked in government.unpaid.items() if world.month - asked[0] >= world.statute.payment_months]
    luck = world.streams.at(Stream.PAYING_CALL, world.month, 1).random(world.town.adults.n)
    late = [who for who in due if luck[who] >= world.behaviour.funding.paid_share]
    paying = np.array([who for who in due if who not in late and people.members[who]], dtype=np.int64)
    owed = np.array([government.unpaid[who][1] for who in paying.tolist()], dtype=np.int64)
    people.shares[paying] += owed
    world.cooperative.books.ledger.post(world.month, "bank", "share_capital", cents(price * float(owed.sum())))
    government.unpaid = {who: asked for who, asked in government.unpaid.items() if who not in due}
    return late


def owe_shares(world: World, who: Ints) -> None:
    """Owe their shares to those who are no longer members; the statute says when they are paid back."""
    ledger, price = world.cooperative.books.ledger, world.plan.campaign.share_price_eur
    due = due_month(world.month, world.plan.management.redemption, world.cooperative.month_founded + 1)
    values = [book_leaving(ledger, world.month, cents(price * held)) for held in world.people.shares[who].tolist()]
    _owe(world, who, values, due)


def _owe(world: World, who: Ints, values: list[int], due: int) -> None:
    """Put claims of ``values`` cents in the queue of shares to be repaid."""
    claims = [Redemption(member, value, due) for member, value in zip(who.tolist(), values, strict=True) if value]
    if world.enterprise is not None:
        world.enterprise.queue.extend(claims)
