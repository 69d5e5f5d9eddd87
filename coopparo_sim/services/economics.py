"""What services cost and earn, read from ``data/services.csv`` and ``data/complementarity.csv``, and how many users they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.services.catalogue import rows

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
GROW = ("capacity_units_month", "staff_fte", "volunteer_hours_low", "volunteer_hours_high")
YES_NO = {"yes": 1.0, "no": 0.0}


@dataclass(frozen=True)
class Economics:
    """Numbers of some services, one array of shape (services,) each; a unit is what is sold (``unit_en`` of the table).

    Attributes
    ----------
    price_eur
        Price of a unit, EUR.
    variable_eur
        Cost of a unit: goods, fuel, hours of who is paid by the hour, EUR.
    base_income_eur_month
        Income that does not depend on users, EUR a month.
    fixed_eur_month, fixed_low_eur_month, fixed_high_eur_month
        Fixed costs without staff, EUR a month: central, low and high estimate.
    staff_fte, staff_eur_year
        Staff in full-time equivalents, and full cost of one, EUR a year.
    volunteer_hours_low, volunteer_hours_high
        Hours of volunteers needed, a month.
    catchment_km
        Road distance at which use falls to 37 %, where one must go there; without meaning for what comes to the door.
    potential_share, potential_low, potential_high
        Share of the target group that would use it at its price once known, 0-1.
    units_per_user_month
        Units a user buys in a month.
    outside_units_month
        Units sold in a month to who is no resident, or by a contract.
    capacity_units_month
        Units a month with all hours filled.
    minimum_units_low, minimum_units_high
        Units a month from which it is said to stand alone.
    public_support_share
        Share of running costs that agreements with public bodies usually pay, 0-1.
    capital_counted
        1 where that minimum counts the pay-back of the start-up cost, else 0.
    start_up_eur, life_years
        Start-up cost, EUR, and years for which it lasts.
    ramp_up_months
        Months to nearly full use.
    """

    price_eur: Floats
    variable_eur: Floats
    base_income_eur_month: Floats
    fixed_eur_month: Floats
    fixed_low_eur_month: Floats
    fixed_high_eur_month: Floats
    staff_fte: Floats
    staff_eur_year: Floats
    volunteer_hours_low: Floats
    volunteer_hours_high: Floats
    catchment_km: Floats
    potential_share: Floats
    potential_low: Floats
    potential_high: Floats
    units_per_user_month: Floats
    outside_units_month: Floats
    capacity_units_month: Floats
    minimum_units_low: Floats
    minimum_units_high: Floats
    public_support_share: Floats
    capital_counted: Floats
    start_up_eur: Floats
    life_years: Floats
    ramp_up_months: Floats

    @property
    def staff_eur_month(self) -> Floats:
        """Cost of staff, EUR a month, shape (services,)."""
        return self.staff_fte * self.staff_eur_year / 12

    @property
    def volunteer_hours(self) -> Floats:
        """Hours of volunteers needed, a month, shape (services,): the middle of the range."""
        return 0.5 * (self.volunteer_hours_low + self.volunteer_hours_high)


def scaled(numbers: Economics, scale: Floats) -> Economics:
    """Services grown to ``scale`` (services,) times their size: capacity, staff and volunteer hours grow, fixed costs do not."""
    grown = {name: getattr(numbers, name) * scale for name in GROW}
    return replace(numbers, **grown)


def _number(row: dict[str, str], column: str) -> float:
    """Number in a cell, ``yes`` as 1 and ``no`` as 0."""
    try:
        return YES_NO[row[column]] if row[column] in YES_NO else float(row[column])
    except ValueError as error:
        raise ValueError(f"services.csv: {column}(={row[column]!r}) of {row['id']} must be a number") from error


def economics(services: Sequence[str]) -> Economics:
    """Give the numbers of services, in the order asked for.

    Parameters
    ----------
    services
        Identifiers.

    Raises
    ------
    KeyError
        If the table does not know a service.
    ValueError
        If a cell is no number.
    """
    by_id = {row["id"]: row for row in rows("services.csv")}
    chosen = [by_id[service] for service in services]
    columns = {f.name: np.array([_number(row, f.name) for row in chosen], dtype=np.float64) for f in fields(Economics)}
    return Economics(**columns)


def target_weights(services: Sequence[str], age_groups: Sequence[str]) -> Floats:
    """How many of the target of each service stand behind one adult of each age group, shape (services, ages), 0-1.

    A service for households counts about half a household per adult, one for people of 75 and over counts each of them.

    Parameters
    ----------
    services
        Identifiers.
    age_groups
        Identifiers of the town's age groups, such as ``age_75_plus``.

    Raises
    ------
    KeyError
        If the table does not know a service or an age group.
    """
    by_id = {row["id"]: row for row in rows("services.csv")}
    weights = [[_number(by_id[service], "target_" + group) for group in age_groups] for service in services]
    return np.array(weights, dtype=np.float64).reshape(len(services), len(age_groups))


def complementarity(services: Sequence[str]) -> Floats:
    """Share of its fixed costs that each service saves where another is open too, shape (services, services), 0-1, symmetric."""
    place = {service: k for k, service in enumerate(services)}
    saved = np.zeros((len(services), len(services)))
    for row in rows("complementarity.csv"):
        if row["service"] in place and row["partner"] in place:
            one, other = place[row["service"]], place[row["partner"]]
            saved[one, other] = saved[other, one] = float(row["saved_share"])
    return saved


def fixed_cost_share(open_now: Bools, saved: Floats) -> Floats:
    """Share of its fixed costs that each service still bears, shape (services,): what its best open partner saves is taken off.

    Parameters
    ----------
    open_now
        Shape (services,).
    saved
        Shape (services, services): what :func:`complementarity` gives.
    """
    if not len(open_now):
        return np.ones(0)
    return np.asarray(1 - open_now * (saved * open_now[None, :]).max(axis=1))


def break_even_units(numbers: Economics, supported: bool = True) -> Floats:
    """Units a month at which each service alone pays its running costs, shape (services,); infinite where no unit earns anything.

    fixed costs and staff, with the pay-back of the start-up cost where that is counted, less income that does not depend on users,
    over what a unit leaves.

    Parameters
    ----------
    numbers
        The services.
    supported
        Whether public bodies pay the share of costs they usually pay; without it some services never pay.
    """
    borne = 1 - numbers.public_support_share * supported
    capital = numbers.capital_counted * numbers.start_up_eur / (12 * numbers.life_years)
    needed = borne * (numbers.fixed_eur_month + numbers.staff_eur_month) + capital - numbers.base_income_eur_month
    left = numbers.price_eur - borne * numbers.variable_eur
    return np.where(left > 0, np.maximum(needed, 0) / np.where(left > 0, left, 1.0), np.inf)
