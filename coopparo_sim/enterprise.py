"""The cooperative at work: its services with their demand, hours and quality, and what the books need to remember."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.credit import Borrowed
from coopparo_sim.finance.grants import GrantHeld
from coopparo_sim.finance.redemption import Redemption
from coopparo_sim.services.catalogue import Service
from coopparo_sim.services.demand import (
    DemandParameters,
    catchment,
    demand_surprise,
    left_by_incumbents,
    need_pull,
    target_people,
    units_wanted,
    users,
)
from coopparo_sim.services.economics import Economics, complementarity, economics, scaled, target_weights
from coopparo_sim.services.operation import OperationParameters, month_money, staff_share, units_served

MONTHS_A_YEAR = 12
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass
class Enterprise:
    """The services of a founded cooperative; arrays of shape (services,) in the order of the mix unless said otherwise.

    Attributes
    ----------
    first_numbers, scale
        Economics of the services as they open, and how much each has grown since.
    saved
        Fixed costs saved between services, shape (services, services).
    target, pull
        People aimed at and how strongly they are drawn, shape (services, places, ages).
    reached, left
        How far use reaches, shape (places, services); what incumbents leave, shape (services, places).
    surprise
        Actual over planned demand.
    closed
        Closed for good.
    done, served, wanted, able
        Units sold so far; sold, wanted and possible this month.
    paid
        Share of staff hours worked and paid this month.
    quality, filled
        Quality and share of volunteer hours filled this month, 0-1.
    using
        People who use each service this month, shape (services, places, ages).
    results_eur
        What each service left this month, EUR.
    planned_eur
        What each is planned to leave each month in full use, EUR.
    price_level
        Prices over the usual ones.
    year_sales_eur, month_costs_eur
        Sales since the year began; costs of this month.
    first_month_in_black
        Months from founding to the first month in which services paid the overhead too; -1 while that has not been.
    months_dry
        Months in a row without free money.
    assets
        What was bought: cents, months of life, first month of use.
    queue
        Shares to be repaid to those who left, in order.
    loans
        Loans of the bank.
    late_principal
        Principal that could not be paid when due, cents.
    grants
        Grants received or promised, with their conditions.
    """

    first_numbers: Economics
    scale: Floats
    saved: Floats
    target: Floats
    pull: Floats
    reached: Floats
    left: Floats
    surprise: Floats
    closed: Bools
    done: Floats
    served: Floats
    wanted: Floats
    able: Floats
    paid: Floats
    quality: Floats
    filled: Floats
    using: Floats
    results_eur: Floats
    planned_eur: Floats
    price_level: float = 1.0
    year_sales_eur: float = 0.0
    month_costs_eur: float = 0.0
    first_month_in_black: int = -1
    months_dry: int = 0
    assets: list[tuple[int, int, int]] = field(default_factory=list)
    queue: list[Redemption] = field(default_factory=list)
    loans: list[Borrowed] = field(default_factory=list)
    late_principal: int = 0
    grants: list[GrantHeld] = field(default_factory=list)

    def buy(self, service: int, cost_cents: int, first_month: int) -> None:
        """Write down what was bought for a service, to be worn out over the life of its equipment."""
        life = max(round(float(self.first_numbers.life_years[service]) * MONTHS_A_YEAR), 1)
        self.assets.append((cost_cents, life, first_month))

    def pays(self, accepted_loss_eur: float) -> Bools:
        """Whether the plan of each service pays its own costs but for a loss that is accepted, EUR a month; shape (services,)."""
        return np.asarray(self.planned_eur >= -accepted_loss_eur)

    @property
    def numbers(self) -> Economics:
        """Economics of the services at their present size."""
        return scaled(self.first_numbers, self.scale)

    @property
    def numbers_paid(self) -> Economics:
        """The same with the staff that is paid this month."""
        numbers = self.numbers
        return replace(numbers, staff_fte=numbers.staff_fte * self.paid)


@dataclass(frozen=True)
class Market:
    """What the town is to a service.

    Attributes
    ----------
    age_groups
        Identifiers of the age groups.
    people
        Shape (places, ages): adults.
    need
        Shape (places, ages, needs): mean need, 0-1.
    met_already
        Shape (places, needs): share met by others, 0-1.
    coverage
        Shape (services, needs): share of each need that each service meets, 0-1.
    km_to_seat
        Shape (places,): road distance, km.
    """

    age_groups: list[str]
    people: Floats
    need: Floats
    met_already: Floats
    coverage: Floats
    km_to_seat: Floats


def enterprise_of(services: list[Service], market: Market, normal: Floats, parameters: DemandParameters) -> Enterprise:
    """Set a cooperative to work: nothing is open yet.

    Parameters
    ----------
    services
        The mix, in order.
    market
        The town.
    normal
        Shape (services,), standard normal: how demand surprises.
    parameters
        Numbers of demand.
    """
    names, n = [s.id for s in services], len(services)
    numbers = economics(names)
    target = target_people(market.people, target_weights(names, market.age_groups))
    km = np.repeat(market.km_to_seat[:, None], n, axis=1)
    at_seat = np.array([s.reach == "seat" for s in services], dtype=bool)
    return Enterprise(
        first_numbers=numbers, scale=np.ones(n), able=np.zeros(n), paid=np.ones(n), saved=complementarity(names), target=target,
        pull=need_pull(market.need, market.coverage, target, parameters),
        reached=catchment(km, at_seat, numbers.catchment_km, parameters),
        left=left_by_incumbents(market.met_already, market.coverage), surprise=demand_surprise(normal, parameters),
        closed=np.zeros(n, dtype=bool), done=np.zeros(n), served=np.zeros(n), wanted=np.zeros(n), quality=np.ones(n),
        filled=np.ones(n), using=np.zeros_like(target), results_eur=np.zeros(n), planned_eur=np.zeros(n),
    )  # fmt: skip


def planned_results(work: Enterprise, supported: float, settings: OperationParameters) -> Floats:
    """What each service would leave each month as planned, EUR, shape (services,): without surprise, all hours filled.

    Parameters
    ----------
    work
        The services at their first size.
    supported
        Share of the usual public support that is agreed, 0-1.
    settings
        Numbers of operation; plans are made at the central estimate of costs.
    """
    numbers, all_of = work.first_numbers, np.ones(len(work.closed))
    using = users(work.target, work.pull, work.reached, work.left, numbers.potential_share)
    wanted = units_wanted(using, numbers.units_per_user_month, numbers.outside_units_month, all_of)
    paid = replace(numbers, staff_fte=numbers.staff_fte * staff_share(wanted, numbers.capacity_units_month, settings))
    served = units_served(wanted, numbers.capacity_units_month)
    central = settings.model_copy(update={"cost_level": 0.0})
    is_open = np.ones(len(work.closed), dtype=bool)
    return month_money(paid, served, numbers.price_eur, is_open, all_of, all_of * supported, central).result
