"""Votes of an assembly: who holds how many, who stands for whom, when the assembly counts and what it decides.

Quorums and majorities are shares to be *exceeded* ("half plus one"); they are counted with exact fractions, never with roundings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.governance.apportionment import apportioned
from coopparo_sim.governance.law import Law, exact_share
from coopparo_sim.governance.statute import Statute

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NOBODY = -1


class Seat(IntEnum):
    """What kind of member one is, for the count of votes."""

    PERSON = 0
    LEGAL_PERSON = 1
    FUNDING = 2


class Outcome(IntEnum):
    """What came of a proposal."""

    NO_DECISION = 0
    REJECTED = 1
    PASSED = 2


class Call(IntEnum):
    """Which call of an assembly is valid."""

    NONE = 0
    FIRST = 1
    SECOND = 2


@dataclass(frozen=True)
class Quorums:
    """Shares of all votes to be exceeded by those present, at the two calls, and share of the votes cast that yes must exceed."""

    first: Fraction
    second: Fraction
    majority: Fraction


def quorums(statute: Statute, statute_change: bool = False) -> Quorums:
    """Give what the statute asks of an ordinary decision, or of a change of the statute itself (extraordinary assembly).

    Notes
    -----
    Art. 2538 c.c.: the statute sets them, and they are counted on the votes of members. For a change of the statute the second
    call asks for more than ``statute_quorum``, the first for no less than that.
    """
    first, second = exact_share(statute.quorum_first), exact_share(statute.quorum_second)
    if not statute_change:
        return Quorums(first, second, exact_share(statute.majority))
    least = exact_share(statute.statute_quorum)
    return Quorums(max(first, least), max(second, least), exact_share(statute.statute_majority))


def may_vote(months_member: Ints | NDArray[np.int16], founder: Bools, statute: Statute) -> Bools:
    """Who may vote, shape (members,): who has been in the members' book long enough, and founders at once.

    Parameters
    ----------
    months_member
        Shape (members,): whole months since the entry in the members' book.
    founder
        Shape (members,): who signed the founding act; that they vote at once is a reading of the law to be verified.

    Notes
    -----
    Art. 2538 c. 1 c.c.: at least 90 days, taken as three months; the statute may ask for more.
    """
    return np.asarray(founder | (months_member >= statute.voting_after_months))


def capped_funding_votes(votes: Ints, cooperators_votes: int, limits: Law) -> Ints:
    """Votes of funding members, cut so that together they are at most a third of all votes, shape (funding members,).

    Parameters
    ----------
    votes
        Shape (funding members,): votes that the statute gives them.
    cooperators_votes
        Votes of all other members.

    Notes
    -----
    Art. 4 L. 59/1992, art. 2526 c.c. With C votes of cooperators, F / (C + F) <= s means F <= C s / (1 - s), rounded down to a
    whole vote. What is left is shared out in proportion to the votes held, among equals to who came first; nobody gets more
    than before.
    """
    share = limits.funding_votes_share
    most = int(cooperators_votes * share / (1 - share))
    return votes.copy() if votes.sum() <= most else apportioned(votes, most)


def votes_held(seat: Ints, entitled: Bools, statute: Statute, limits: Law) -> Ints:
    """Votes of each member, shape (members,): one head one vote, more for legal persons and funding members within the law.

    Parameters
    ----------
    seat
        Shape (members,): :class:`Seat`.
    entitled
        Shape (members,): what :func:`may_vote` gives; the others have none.

    Notes
    -----
    Art. 2538 c.c.; art. 4 L. 59/1992.
    """
    by_seat = np.array([1, statute.legal_person_votes, statute.funding_member_votes], dtype=np.int64)
    votes = np.where(entitled, np.minimum(by_seat, limits.most_votes)[seat], 0).astype(np.int64)
    funding = seat == Seat.FUNDING
    votes[funding] = capped_funding_votes(votes[funding], int(votes[~funding].sum()), limits)
    return votes


def proxies_given(asked: Ints, present: Bools, draws: Floats, most: int) -> Ints:
    """Who votes for each absent member, shape (members,): place of the holder, or -1.

    Parameters
    ----------
    asked
        Shape (members,): place of the member whom one would ask, -1 for nobody.
    present
        Shape (members,): who comes; only they hold proxies, and they give none.
    draws
        Shape (members,), in [0, 1): who asks first where more ask than one may hold.
    most
        Proxies that one may hold: what the statute says, at most 10 (art. 2539 c.c.).
    """
    holder = np.full(len(asked), NOBODY, dtype=np.int64)
    givers = np.flatnonzero(~present & (asked != NOBODY))
    givers = givers[present[asked[givers]]]
    order = givers[np.lexsort((draws[givers], asked[givers]))]
    wanted = asked[order]
    before = np.arange(len(order)) - np.searchsorted(wanted, wanted)
    kept = order[before < most]
    holder[kept] = asked[kept]
    return holder


def votes_in_hand(votes: Ints, present: Bools, holder: Ints) -> Ints:
    """Votes that each member casts, shape (members,): one's own where present, and those of who gave one a proxy.

    Parameters
    ----------
    votes
        Shape (members,): votes held.
    present
        Shape (members,): who comes.
    holder
        Shape (members,): what :func:`proxies_given` gives.
    """
    hand = np.where(present, votes, 0)
    given = holder != NOBODY
    np.add.at(hand, holder[given], votes[given])
    return hand


def votes_needed(total: int, share: float | Fraction) -> int:
    """Least whole number of votes (or heads) that exceeds ``share`` of ``total``: half of 200 is exceeded by 101.

    Examples
    --------
    >>> votes_needed(200, 0.5), votes_needed(201, 0.5), votes_needed(200, 0.0)
    (101, 101, 1)
    """
    return int(total * exact_share(share)) + 1


def call_held(present_first: int, present_second: int, total: int, asked: Quorums) -> Call:
    """Which call is valid: the first if enough votes are there, else the second, else none.

    Parameters
    ----------
    present_first, present_second
        Votes present or represented at each call. By Italian custom nobody comes to the first one: 0.
    total
        Votes of all members.
    """
    if present_first >= votes_needed(total, asked.first):
        return Call.FIRST
    return Call.SECOND if present_second >= votes_needed(total, asked.second) else Call.NONE


def decisions(present: Ints, needed: int, yes: Ints, no: Ints, majority: float | Fraction) -> Ints:
    """What came of proposals, shape (proposals,): :class:`Outcome`.

    Parameters
    ----------
    present
        Shape (proposals,): votes (or heads) present or represented.
    needed
        Votes (or heads) without which there is no decision.
    yes, no
        Shape (proposals,): votes cast for and against; who abstains is present and casts none.
    majority
        Share of the votes cast that yes must exceed.
    """
    share = exact_share(majority)
    passed = yes * share.denominator > (yes + no) * share.numerator
    return np.where(present < needed, Outcome.NO_DECISION, np.where(passed, Outcome.PASSED, Outcome.REJECTED)).astype(np.int64)


def separate_assemblies_due(members: int, provinces: int, activities: int, limits: Law) -> bool:
    """Whether the law asks for assemblies place by place (art. 2540 c.c.); the statute may always have them.

    Parameters
    ----------
    members
        Members of the cooperative.
    provinces
        Provinces in which it is active.
    activities
        Kinds of activity for members ("gestioni mutualistiche").
    """
    by_reach = members > limits.separate_members and provinces > 1
    return by_reach or (members > limits.separate_members_by_activity and activities > 1)


def delegates_votes(yes: Ints, no: Ints, members: Ints, delegates: int) -> tuple[int, int]:
    """Votes of delegates for and against in the general assembly, after separate assemblies place by place.

    Parameters
    ----------
    yes, no
        Shape (places,): votes cast in each separate assembly.
    members
        Shape (places,): members of each place.
    delegates
        Delegates in all; each place sends some in proportion to its members.

    Notes
    -----
    Art. 2540 c.c.: minorities of a separate assembly are represented in proportion, so that the delegates of a place split as its
    votes did (the greater remainder decides, and a tie is against). A place where nobody voted sends none.
    """
    sent = apportioned(np.where(yes + no > 0, members, 0), delegates)
    split = [apportioned(np.array([n, y], dtype=np.int64), int(k)) for y, n, k in zip(yes, no, sent, strict=True)]
    return sum(int(part[1]) for part in split), sum(int(part[0]) for part in split)
