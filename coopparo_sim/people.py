"""The adults as the model holds them: arrays of who they are and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.engagement.trust import trust_at_start
from coopparo_sim.kernel.csr import Ties
from coopparo_sim.kernel.rng import Streams
from coopparo_sim.membership.funding import contribution_types, hours_given, willingness
from coopparo_sim.membership.joining import inclinations
from coopparo_sim.scenario.schema import Behaviour
from coopparo_sim.streams import Stream
from coopparo_sim.town.town import Town

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Months = NDArray[np.int16]


class Status(IntEnum):
    """Where an adult stands toward the cooperative."""

    OUTSIDE = 0
    PLEDGED = 1
    MEMBER = 2
    LEFT = 3


@dataclass
class People:
    """State of all adults; every array of shape (adults,).

    Attributes
    ----------
    inclination
        Persistent personal inclination to join, logit.
    never
        Would never join.
    willingness_eur
        Willingness to pay, EUR.
    kind
        Contribution type (free rider, conditional, unconditional cooperator).
    hours
        Hours a month that one would give as a member.
    status
        :class:`Status`.
    aware, promoter
        Knows of the idea; has come forward as a promoter.
    trust, belief
        Trust in the promoters; belief about what others contribute; both 0-1.
    attended
        Meetings attended so far.
    endorsing
        Endorsing associations one belongs to.
    informed_ties
        Ties to people who know of the idea, a count.
    aware_strength, joined_strength
        Strength of one's ties to people who know of the idea; to people who have pledged or are members.
    shares
        Shares pledged or held.
    met_this_month
        Meetings attended this month.
    disappointed
        1 for who had a bad experience with a service last time, else 0.
    last_used
        Month in which one last used a service; 0 for never.
    joined_month
        Month of entry in the members' book.
    attended_last
        1 for who came to the last assembly, else 0.
    """

    inclination: Floats
    never: Bools
    willingness_eur: Floats
    kind: NDArray[np.int8]
    hours: Floats
    status: NDArray[np.int8]
    aware: Bools
    promoter: Bools
    trust: Floats
    belief: Floats
    attended: Floats
    endorsing: Floats
    informed_ties: Floats
    aware_strength: Floats
    joined_strength: Floats
    shares: Ints
    met_this_month: Floats
    disappointed: Floats
    last_used: Months
    joined_month: Months
    attended_last: Floats

    @property
    def pledged(self) -> Bools:
        """Who has pledged."""
        return self._stands_at(Status.PLEDGED)

    @property
    def members(self) -> Bools:
        """Who is a member."""
        return self._stands_at(Status.MEMBER)

    @property
    def joined(self) -> Bools:
        """Who has pledged or is a member."""
        return self.pledged | self.members

    def _stands_at(self, status: Status) -> Bools:
        return np.asarray(self.status == status.value)  # a plain number is compared in the width of the array, four times faster

    def inform(self, who: Ints, ties: Ties) -> None:
        """Let ``who`` know of the idea, and their ties count one informed person more."""
        new = who[~self.aware[who]]
        self.aware[new] = True
        ties.spread_count(new, self.informed_ties)
        ties.spread_strength(new, self.aware_strength)

    def change_status(self, who: Ints, status: Status, ties: Ties) -> None:
        """Give ``who`` a new status and keep the strength of ties to those who joined up to date."""
        joins = status in (Status.PLEDGED, Status.MEMBER)
        before = self.status[who]
        changes = who[((before == Status.PLEDGED) | (before == Status.MEMBER)) != joins]
        self.status[who] = status
        ties.spread_strength(changes, self.joined_strength, 1 if joins else -1)


def household_income_eur(town: Town) -> Floats:
    """Income of the household for each adult in it, EUR a year, shape (adults,): who has none of his own is not thereby poor."""
    household = town.adults.household
    total = np.bincount(household, weights=town.adults.income_eur)
    return np.asarray(total[household] / np.bincount(household)[household])


def people_of(town: Town, behaviour: Behaviour, support: float, streams: Streams) -> People:
    """Draw who the adults of ``town`` are, before anything has happened."""
    n = town.adults.n
    traits = streams.at(Stream.TRAITS, 0)
    inclination = inclinations(traits.standard_normal(n), behaviour.joining)
    never = traits.random(n) < behaviour.joining.never
    willing = willingness(traits.standard_normal(n), household_income_eur(town), behaviour.funding)
    kind = contribution_types(traits.random(n), behaviour.funding)
    lend_a_hand = traits.random(n) < behaviour.funding.member_volunteers
    return People(
        inclination=inclination, never=never, willingness_eur=willing, kind=kind,
        hours=hours_given(town.adults.volunteers | lend_a_hand, behaviour.funding),
        status=np.zeros(n, dtype=np.int8), aware=np.zeros(n, dtype=bool), promoter=np.zeros(n, dtype=bool),
        trust=trust_at_start(support, behaviour.trust, streams.at(Stream.TRUST, 0), n),
        belief=np.full(n, behaviour.funding.start_belief), attended=np.zeros(n), endorsing=np.zeros(n),
        informed_ties=np.zeros(n), aware_strength=np.zeros(n), joined_strength=np.zeros(n), shares=np.zeros(n, dtype=np.int64),
        met_this_month=np.zeros(n), disappointed=np.zeros(n), last_used=np.zeros(n, dtype=np.int16),
        joined_month=np.zeros(n, dtype=np.int16), attended_last=np.zeros(n),
    )  # fmt: skip
