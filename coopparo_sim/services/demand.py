"""How many people use a service, by place and age: target, need, access, price, incumbents, and time to become known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.arrays import expit
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class DemandParameters(Parameters):
    """Unknown numbers of demand."""

    price_elasticity: float = uncertainty(
        0.8,
        (0.3, 1.5),
        unit="-",
        high=5,
        it="Quanto la domanda scende se il prezzo sale",
        en="Price elasticity of demand",
        source=OWN,
    )
    need_elasticity: float = uncertainty(
        1.0,
        (0.5, 1.5),
        unit="-",
        high=5,
        it="Quanto l'uso segue il bisogno",
        en="How much use follows need",
        source=OWN,
    )
    catchment_factor: float = uncertainty(
        1.0,
        (0.5, 2.0),
        unit="times",
        low=0.05,
        high=20,
        it="Quanto più lontano del previsto arrivano i clienti",
        en="Reach of services over what is assumed",
        source=OWN,
    )
    plan_ratio: float = uncertainty(
        0.9,
        (0.7, 1.1),
        unit="actual over planned",
        low=0.05,
        high=3,
        it="Clienti veri rispetto a quelli previsti",
        en="Actual demand over plan",
        source="two clean ratios of real shops and two hints: centre about .9; assumption",
    )
    plan_spread: float = uncertainty(
        0.3,
        (0.15, 0.45),
        unit="log",
        high=2,
        it="Quanto la domanda può sorprendere",
        en="Spread of actual demand around plan",
        source="the same four cases: wide on purpose; assumption",
    )
    first_share: float = uncertainty(
        0.15,
        (0.05, 0.4),
        unit="share of full use",
        low=0.01,
        high=0.49,
        it="Clienti già dal primo mese",
        en="Share of full use in the first month",
        source="most of the level of real shops is there after one year; assumption",
    )
    felt_share: float = uncertainty(
        0.05,
        (0.02, 0.15),
        unit="share",
        low=0.001,
        it="Clienti presi oltre i quali un commerciante se ne accorge",
        en="Share of customers taken from which traders feel it",
        source=OWN,
    )
    rival_share: float = uncertainty(
        0.3,
        (0.15, 0.5),
        unit="share",
        it="Commercianti che vendono le stesse cose",
        en="Traders who sell the same",
        source="food shops and bars among trade and hospitality; assumption",
    )


def catchment(km: Floats, at_seat: Bools, catchment_km: Floats, parameters: DemandParameters) -> Floats:
    """How far use reaches, shape (places, services), 0-1: exp(-km / catchment), 1 for what comes to the door.

    Need met by a service that is far is one thing, everyday custom another: nobody drives past a shop to buy bread in the next one.

    Parameters
    ----------
    km
        Shape (places, services): road distance to where the service is offered, km.
    at_seat
        Shape (services,): whether one must go there.
    catchment_km
        Shape (services,): distance at which use falls to 37 %, km, > 0.
    parameters
        Numbers of demand.
    """
    return np.asarray(np.exp(-km * at_seat / (catchment_km * parameters.catchment_factor)))


def target_people(people: Floats, weight: Floats) -> Floats:
    """Size of the target group, shape (services, places, ages).

    Parameters
    ----------
    people
        Shape (places, ages): adults.
    weight
        Shape (services, ages): what ``target_weights`` gives.
    """
    return people[None, :, :] * weight[:, None, :]


def need_pull(need: Floats, coverage: Floats, target: Floats, parameters: DemandParameters) -> Floats:
    """How strongly each group is drawn to each service, shape (services, places, ages); mean 1 over the target, 0 without need.

    Parameters
    ----------
    need
        Shape (places, ages, needs): mean intensity, 0-1.
    coverage
        Shape (services, needs): share of each need that the service meets, 0-1.
    target
        Shape (services, places, ages): people.
    parameters
        Numbers of demand.
    """
    drawn = np.einsum("sn,pan->spa", coverage, need) ** parameters.need_elasticity
    size = target.sum(axis=(1, 2))
    mean = (drawn * target).sum(axis=(1, 2)) / np.where(size > 0, size, 1.0)
    return np.asarray(drawn / np.where(mean > 0, mean, 1.0)[:, None, None])


def left_by_incumbents(met_already: Floats, coverage: Floats) -> Floats:
    """Share of a service's demand that those who are there already leave to it, shape (services, places), 0-1.

    Parameters
    ----------
    met_already
        Shape (places, needs): share of each need met by others, 0-1.
    coverage
        Shape (services, needs), 0-1.
    """
    weight = coverage.sum(axis=1)
    taken = coverage @ met_already.T
    return np.asarray(1 - taken / np.where(weight > 0, weight, 1.0)[:, None])


def ramp_up(months_open: Floats, ramp_months: Floats, parameters: DemandParameters) -> Floats:
    """Share of full use reached, shape (services,): logistic, from the first share to one less that share after the ramp.

    0 before the opening (negative months), and for no ramp full use at once.

    Parameters
    ----------
    months_open
        Shape (services,): months since the opening.
    ramp_months
        Shape (services,): months of the ramp.
    parameters
        Numbers of demand.
    """
    odds = np.log(parameters.first_share / (1 - parameters.first_share))
    slow = np.asarray(ramp_months) > 0
    passed = np.asarray(months_open) / np.where(slow, ramp_months, 1.0)
    reached = expit(odds * (1 - 2 * passed))
    full = np.where(slow, reached, 1.0)
    return np.where(np.asarray(months_open) < 0, 0.0, full)


def demand_surprise(normal: Floats, parameters: DemandParameters) -> Floats:
    """Actual over planned demand of each service, shape (services,), from ``normal`` (services,): lognormal, about a ratio."""
    return np.asarray(parameters.plan_ratio * np.exp(parameters.plan_spread * normal))


def price_effect(price: Floats, usual_price: Floats, parameters: DemandParameters) -> Floats:
    """Demand at a price over demand at the usual price, shape (services,): exp(-elasticity (price / usual - 1)), finite at 0.

    Parameters
    ----------
    price, usual_price
        Shape (services,): EUR a unit; 1 is given where the usual price is 0.
    parameters
        Numbers of demand; the elasticity holds at the usual price.
    """
    dearer = np.where(usual_price > 0, price / np.where(usual_price > 0, usual_price, 1.0) - 1, 0.0)
    return np.asarray(np.exp(-parameters.price_elasticity * dearer))


def users(target: Floats, pull: Floats, reached: Floats, left: Floats, share: Floats) -> Floats:
    """People who use each service, shape (services, places, ages); never more than the target.

    Parameters
    ----------
    target, pull
        Shape (services, places, ages): what :func:`target_people` and :func:`need_pull` give.
    reached
        Shape (places, services), 0-1: what :func:`catchment` gives.
    left
        Shape (services, places), 0-1: what :func:`left_by_incumbents` gives.
    share
        Shape (services,): potential share, times price effect, ramp-up and surprise.
    """
    wanted = pull * (share[:, None] * reached.T * left)[:, :, None]
    return np.asarray(target * np.minimum(wanted, 1.0))


def units_wanted(using: Floats, units_per_user: Floats, outside_units: Floats, ramp: Floats) -> Floats:
    """Units wanted this month, shape (services,): those of users, and those sold outside as far as the service is known.

    Parameters
    ----------
    using
        Shape (services, places, ages): users.
    units_per_user, outside_units
        Shape (services,): units a month.
    ramp
        Shape (services,), 0-1: ramp-up times surprise for what is sold outside.
    """
    return np.asarray(using.sum(axis=(1, 2)) * units_per_user + outside_units * ramp)
