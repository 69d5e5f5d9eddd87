"""The state of one future: the town, its people and institutions, what is believed, promised and open."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Association, Cooperative, Funder, Municipality, Stage, TradeAssociation
from coopparo_sim.engagement.listening import NeedsMap, Report
from coopparo_sim.enterprise import Enterprise
from coopparo_sim.governance.statute import Statute
from coopparo_sim.government import Government
from coopparo_sim.kernel.rng import Streams
from coopparo_sim.people import People
from coopparo_sim.scenario.schema import FROM_LISTENING, Behaviour, Scenario
from coopparo_sim.services.benefit import TRAVELLING, access, need_met, personal_benefit, promised_quality, travelling_km
from coopparo_sim.services.catalogue import Service, catalogue, coverage
from coopparo_sim.town.town import Town

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Happening:
    """Something that happened: month, kind, place id (empty for none), amount (people or EUR; 0 for none)."""

    month: int
    kind: str
    place: str = ""
    amount: float = 0.0


@dataclass(frozen=True)
class Cells:
    """The cells of the needs map: a place and an age group each, and one last cell for all firms.

    Attributes
    ----------
    of_adult
        Shape (adults,): cell of each adult.
    people
        Shape (cells,): adults in each cell; 0 for the cell of firms.
    true_need
        Shape (cells, needs): mean need of who is in the cell.
    """

    of_adult: Ints
    people: Floats
    true_need: Floats

    @property
    def firms(self) -> int:
        """Number of the cell of firms."""
        return len(self.people) - 1


def cells_of(town: Town) -> Cells:
    """Lay out the cells of a town."""
    n_ages, n_places = len(town.tables.age_groups), town.tables.n_places
    cell = town.adults.place.astype(np.int64) * n_ages + town.adults.age_group
    people = np.bincount(cell, minlength=n_places * n_ages + 1).astype(np.float64)
    need = np.zeros((len(people), town.adults.need.shape[1]))
    for k in range(need.shape[1]):
        need[:, k] = np.bincount(cell, weights=town.adults.need[:, k], minlength=len(people)) / np.maximum(people, 1)
    need[-1] = town.firms.need.mean(axis=0) if town.firms.n else 0.0
    return Cells(cell, people, need)


@dataclass
class Mix:
    """The services promised, in order.

    Attributes
    ----------
    services
        The services.
    costs_eur
        Shape (services,): opening costs, with the premises there are.
    opens
        Shape (services,): month in which each opens, -1 while it has not been begun.
    approved
        Shape (services,): promised to the founders or voted since; the others are what an assembly could still vote for.
    """

    services: list[Service]
    costs_eur: Floats
    opens: Ints
    approved: Bools

    def open_in(self, month: int) -> Bools:
        """Which services are open in ``month``, shape (services,)."""
        return (self.opens >= 0) & (self.opens <= month)


@dataclass
class World:
    """All that the phases of a month read and write."""

    plan: Scenario
    behaviour: Behaviour
    town: Town
    streams: Streams
    people: People
    cells: Cells
    needs_map: NeedsMap
    municipality: Municipality
    associations: list[Association]
    trade_associations: list[TradeAssociation]
    funders: list[Funder]
    cooperative: Cooperative
    met_already: Floats
    mix: Mix
    month: int = 0
    firm_eur: Floats = field(default_factory=lambda: np.zeros(0))
    benefit: Floats = field(default_factory=lambda: np.zeros(0))
    firm_benefit: Floats = field(default_factory=lambda: np.zeros(0))
    reports: list[Report] = field(default_factory=list)
    let_down: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    happenings: list[Happening] = field(default_factory=list)
    engagement_cost_eur: float = 0.0
    attendances: int = 0
    statute: Statute = field(default_factory=Statute)
    enterprise: Enterprise | None = None
    government: Government = field(default_factory=Government)
    listening_map_error: float = float("nan")
    surplus_eur: float = 0.0

    def note(self, kind: str, place: str = "", amount: float = 0.0) -> None:
        """Write an event of this month down."""
        self.happenings.append(Happening(self.month, kind, place, float(amount)))

    @property
    def in_process(self) -> bool:
        """Whether the participation process is going on, with somebody to animate it."""
        return bool(self.plan.process.meetings) and self.month <= self.plan.process.months

    @property
    def activity(self) -> float:
        """Contacts relative to a month in which somebody animates: 1 in the process and in a campaign."""
        lively = self.in_process or self.cooperative.stage == Stage.CAMPAIGN
        return 1.0 if lively else self.behaviour.awareness.contact_when_idle

    @property
    def is_open(self) -> Bools:
        """Which services of the mix are open this month, shape (services,)."""
        still = self.mix.open_in(self.month)
        return still if self.enterprise is None else still & ~self.enterprise.closed

    @property
    def months_since_founding(self) -> int:
        """Months since the cooperative was founded."""
        return self.month - self.cooperative.month_founded

    @property
    def uses_services(self) -> Bools:
        """Who has used a service of the cooperative in the last twelve months, shape (adults,)."""
        last = self.people.last_used
        return np.asarray((last > 0) & (last > self.month - MONTHS_A_YEAR))

    @property
    def months_since_news(self) -> int:
        """Months since the founding, or since the last service that opened."""
        opened = self.mix.opens[self.mix.open_in(self.month)]
        return self.month - max(self.cooperative.month_founded, int(opened.max(initial=0)))

    @property
    def is_year_end(self) -> bool:
        """Whether a year of the cooperative ends this month."""
        return self.cooperative.founded and self.months_since_founding > 0 and self.months_since_founding % MONTHS_A_YEAR == 0

    @property
    def seat(self) -> int:
        """Index of the place of the seat; the main town if the plan names none, or lets services go round."""
        tables = self.town.tables
        return tables.main_place if self.plan.seat in (None, TRAVELLING) else tables.place_index(str(self.plan.seat))

    @property
    def km_to_seat(self) -> Floats:
        """Road distance of each place to the seat, shape (places,), km; the same for all where services go round."""
        if self.plan.seat == TRAVELLING:
            return np.full(self.town.tables.n_places, travelling_km(self.behaviour.benefit))
        return np.asarray(self.town.road_km[:, self.seat])

    def reached(self, services: list[Service]) -> Floats:
        """Access of each place to each service at the seat, shape (places, services)."""
        km = np.repeat(self.km_to_seat[:, None], len(services), axis=1)
        return access(services, km, self.behaviour.benefit)

    def coverage(self, services: list[Service]) -> Floats:
        """Coverage of each need by each service, shape (services, needs)."""
        return coverage([s.id for s in services], [need.id for need in self.town.tables.needs])

    def met_by(self, quality: Floats) -> Floats:
        """Share of each need that the mix would newly meet, shape (places, needs), at ``quality`` (services,)."""
        met = need_met(self.coverage(self.mix.services), self.reached(self.mix.services), quality)
        return np.asarray(met * (1 - self.met_already))

    def weigh_mix(self) -> None:
        """Work out anew what the mix is worth to each adult and firm: open services as they are, the others as promised."""
        settings = self.behaviour.benefit
        reachable = self.plan.campaign.target_capital_eur + self.expected_grants_eur
        promised = promised_quality(self.mix.costs_eur, reachable, settings) * self.mix.approved
        quality = np.where(self.is_open, settings.quality, promised)
        met = self.met_by(quality)
        self.benefit = personal_benefit(self.town.adults.need, met, self.town.adults.place.astype(np.int64))
        self.firm_benefit = personal_benefit(self.town.firms.need, met, self.town.firms.place.astype(np.int64))

    @property
    def expected_grants_eur(self) -> float:
        """Grants that promoters may hope for, EUR."""
        return self.municipality.grant_eur + sum(f.amount_eur * f.plan.approval for f in self.funders)


def mix_of(names: list[str], premises: bool) -> Mix:
    """Look the services of a mix up."""
    services = [catalogue()[name] for name in names]
    costs = np.array([s.opening_cost_eur(premises) for s in services], dtype=np.float64)
    return Mix(services, costs, np.full(len(services), -1, dtype=np.int64), np.ones(len(services), dtype=bool))


def named_mix(plan: Scenario) -> list[str]:
    """Services that the plan names; none yet where listening is to choose them."""
    return [] if plan.mix == FROM_LISTENING else list(plan.mix)


def needs_met_already(town: Town) -> Floats:
    """Share of each need already met by others in each place, shape (places, needs)."""
    met = np.zeros((town.tables.n_places, len(town.tables.needs)))
    for incumbent in town.tables.incumbents:
        rows = slice(None) if incumbent.place < 0 else incumbent.place
        met[rows, incumbent.need] = 1 - (1 - met[rows, incumbent.need]) * (1 - incumbent.met_share)
    return met
