"""One citizen as an object, as tutorials of object frameworks would have it: looks at acquaintances, decides, then acts.

All decide first and act afterwards, so that nobody's decision depends on the order. Rules and numbers are those of the model;
luck is read from the same streams.
"""

from __future__ import annotations

from math import floor, isinf, tanh
from typing import Any

from coopparo_sim.membership.funding import CONDITIONAL_COOPERATOR, UNCONDITIONAL_COOPERATOR
from coopparo_sim.membership.joining import FULL_ATTENDANCE
from coopparo_sim.people import Status


class Citizen:
    """What citizens of every object framework do; the framework adds its own base class."""

    acquaintances: list[tuple[Any, float]]

    def settle_in(self, number: int, town: Any) -> None:
        """Take the traits of adult ``number`` from the arrays of the model's town, as plain numbers."""
        world = town.world
        people = world.people
        self.number, self.town, self.behaviour = number, town, world.behaviour
        for name in ("inclination", "never", "willingness_eur", "kind", "aware", "promoter", "trust", "belief", "attended"):
            setattr(self, name, getattr(people, name)[number].item())
        self.endorsing = int(people.endorsing[number])
        self.met_this_month = 0.0
        self.benefit = float(world.benefit[number])
        self.volunteers = bool(world.town.adults.volunteers[number])
        self.joined = False
        self.will_hear = self.will_join = False
        self.next_trust, self.next_belief = self.trust, self.belief
        self.total_strength = max(float(world.town.ties.total_strength[number]), 1.0)

    def meet_acquaintances(self, acquaintances: list[tuple[Any, float]]) -> None:
        """Keep a list of acquaintances and how strong each tie is."""
        self.acquaintances = acquaintances

    def listen_around(self) -> None:
        """Decide whether one hears of the idea this month."""
        self.will_hear = False
        if self.aware:
            return
        settings, activity = self.behaviour.awareness, self.town.activity
        informed = sum(1 for other, _ in self.acquaintances if other.aware)
        unheard = (1 - activity * settings.spontaneous) * (1 - activity * settings.word_of_mouth) ** informed
        self.will_hear = self.town.luck_hearing[self.number] < 1 - unheard * (1 - settings.endorsement) ** self.endorsing

    def hear(self) -> None:
        """Know of the idea from now on."""
        if self.will_hear:
            self.aware = True
            self.town.has_heard(self)

    def contribution(self) -> float:
        """Share of what one could give that one gives."""
        intercept = 1.0 if self.kind == UNCONDITIONAL_COOPERATOR else 0.0
        slope = self.behaviour.funding.conditional_slope if self.kind == CONDITIONAL_COOPERATOR else 0.0
        return min(max(intercept + slope * self.belief, 0.0), 1.0)

    def reconsider(self) -> None:
        """Compare trust and beliefs with those of acquaintances."""
        known = trusted = joined = given = 0.0
        for other, strength in self.acquaintances:
            if other.aware:
                known += strength
                trusted += strength * other.trust
            if other.joined:
                joined += strength
                given += strength * other.contribution()
        self.next_trust = self.trust
        if self.aware:
            settings = self.behaviour.trust
            around = trusted / known if known > 0 else self.trust
            self.next_trust += settings.averaging * (around - self.trust)
            if self.endorsing > 0:
                self.next_trust += settings.endorsement_gain * self.town.activity * (1 - self.next_trust)
        self.next_belief = self.belief
        if joined > 0:
            self.next_belief += self.behaviour.funding.belief_adjustment * (given / joined - self.belief)

    def change_mind(self) -> None:
        """Take on the new trust and belief."""
        self.trust, self.belief = self.next_trust, self.next_belief

    def come_forward(self) -> None:
        """Become a promoter, perhaps."""
        if not self.aware or self.never or self.promoter:
            return
        settings = self.behaviour.promoting
        chance = self.met_this_month * settings.from_meeting + self.volunteers * settings.from_volunteers
        if self.town.luck_promoting[self.number] < min(max(chance * self.trust / 0.5, 0.0), 1.0):
            self.promoter = True
            self.town.has_come_forward(self)

    def weigh_joining(self) -> None:
        """Decide whether to pledge this month."""
        self.will_join = False
        if not self.aware or self.never or self.joined:
            return
        chance = self.behaviour.joining.revision * 0.5 * (1 + tanh(0.5 * self.utility()))
        self.will_join = self.town.luck_joining[self.number] < chance

    def utility(self) -> float:
        """Utility of joining, logit."""
        p, town = self.behaviour.joining, self.town
        member_share = sum(strength for other, strength in self.acquaintances if other.joined) / self.total_strength
        return float(
            p.base + p.benefit * self.benefit + p.norm * self.norm(member_share) + p.trust * (self.trust - 0.5)
            + p.meetings * min(self.attended, FULL_ATTENDANCE) / FULL_ATTENDANCE + p.endorsed * (self.endorsing > 0)
            + p.progress * (town.progress - 0.5) - p.cost * town.share_price_eur / self.willingness_eur + self.inclination
        )  # fmt: skip

    def norm(self, member_share: float) -> float:
        """How much the norm pulls, 0-1."""
        p = self.behaviour.joining
        if p.norm_form == "linear":
            return member_share
        if isinf(p.norm_exponent):
            return float(member_share >= p.norm_half)
        raised = member_share**p.norm_exponent
        return float(raised / (raised + p.norm_half**p.norm_exponent))

    def join(self) -> None:
        """Pledge, with as many shares as one decides."""
        if self.will_join:
            self.joined = True
            price, most_eur = self.town.share_price_eur, self.town.most_held_eur
            wanted = floor(self.contribution() * self.willingness_eur / price)
            self.town.has_pledged(self, int(min(max(wanted, 1), max(most_eur // price, 1))))

    def catch_up(self) -> None:
        """Take over from the arrays what meetings, which are held there, have changed."""
        people, k = self.town.world.people, self.number
        self.aware, self.promoter = bool(people.aware[k]), bool(people.promoter[k])
        self.trust, self.attended = float(people.trust[k]), float(people.attended[k])
        self.met_this_month = float(people.met_this_month[k])
        self.joined = people.status[k] == Status.PLEDGED
