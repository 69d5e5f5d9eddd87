"""How much of people's needs a mix of services would meet, and which mix meets the needs one believes in best."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty
from coopparo_sim.services.catalogue import Service

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
OWN = "assumption of this project"
TRAVELLING = "travelling"
"""The seat of a cooperative whose services go round the places."""


class BenefitParameters(Parameters):
    """Unknown numbers of what services are worth to people."""

    access_km: float = uncertainty(
        6,
        (3, 12),
        unit="km",
        low=0.1,
        high=1000,
        it="Distanza a cui un servizio serve un terzo",
        en="Distance at which access falls to 37 %",
        source=OWN,
    )
    travelling_access: float = uncertainty(
        0.5,
        (0.3, 0.8),
        unit="0-1",
        low=0.01,
        it="Accesso a un servizio che gira fra i luoghi",
        en="Access to a service that goes round the places",
        source=OWN,
    )
    quality: float = uncertainty(
        0.8, (0.6, 0.95), unit="0-1", it="Qualità attesa dei servizi", en="Expected quality of services", source=OWN
    )
    delivery_belief: float = uncertainty(
        0.6,
        (0.3, 0.9),
        unit="0-1",
        it="Quanto si crede che i servizi promessi apriranno",
        en="Belief that promised services will open",
        source=OWN,
    )


def access(services: Sequence[Service], km_to_seat: Floats, parameters: BenefitParameters) -> Floats:
    """How well each place reaches each service, shape (places, services), 0-1: exp(-km / access_km), 1 where it comes home.

    Parameters
    ----------
    km_to_seat
        Shape (places, services): road distance to where the service is offered, km.
    """
    distance = np.array([s.reach == "seat" for s in services], dtype=np.float64)
    return np.exp(-km_to_seat * distance / parameters.access_km)


def travelling_km(parameters: BenefitParameters) -> float:
    """Distance, km, at which a service that stays is reached as well as one that goes round: -access_km ln(travelling_access).

    A service that is at hand only now and then is, for every place alike, as good as one that stays so far away.

    Examples
    --------
    >>> round(travelling_km(BenefitParameters(access_km=6, travelling_access=0.5)), 3)
    4.159
    """
    return -parameters.access_km * math.log(parameters.travelling_access)


def need_met(coverage: Floats, reached: Floats, quality: Floats) -> Floats:
    """Share of each need met in each place, shape (places, needs): 1 - prod over services of (1 - coverage access quality).

    Parameters
    ----------
    coverage
        Shape (services, needs), 0-1.
    reached
        Shape (places, services), 0-1: what :func:`access` gives.
    quality
        Shape (services,), 0-1: quality, times belief where the service is only promised.
    """
    left = np.ones((reached.shape[0], coverage.shape[1]))
    for k in range(coverage.shape[0]):
        left *= 1 - reached[:, k, None] * quality[k] * coverage[k]
    return 1 - left


def promised_quality(costs_eur: Floats, reachable_eur: float, parameters: BenefitParameters) -> Floats:
    """Quality people expect of each promised service, shape (services,), 0-1.

    Belief in delivery falls for what lies beyond the money that seems within reach: a service whose cost, added to those before it
    in the mix, is twice what can be raised is believed half as much. So a long list of promises is no free lunch.

    Parameters
    ----------
    costs_eur
        Shape (services,): opening costs in the order of the mix, EUR.
    reachable_eur
        Capital thought reachable, EUR.
    """
    needed = np.maximum(np.cumsum(costs_eur), 1.0)
    return np.asarray(parameters.quality * parameters.delivery_belief * np.minimum(1.0, reachable_eur / needed))


def personal_benefit(need: Floats, met: Floats, place: Ints) -> Floats:
    """Benefit B of each person, shape (people,): need met, over the mean total need.

    Parameters
    ----------
    need
        Shape (people, needs), 0-1.
    met
        Shape (places, needs), 0-1: share of each need met that is not met already.
    place
        Shape (people,): index of the place.
    """
    total = float(need.sum(axis=1).mean()) if len(need) else 0.0
    if total <= 0:
        return np.zeros(len(need))
    benefit = np.zeros(len(need))
    for k in np.flatnonzero(met.any(axis=0)):
        benefit += need[:, k] * met[place, k]
    return benefit / total


def best_mix(
    believed_need: Floats, coverage: Floats, reached: Floats, costs_eur: Floats, capital_eur: float, quality: float
) -> list[int]:
    """Choose the mix that meets most of the needs one believes in, within the capital thought reachable.

    Greedy: the service that adds most need met per euro, as long as it can be paid; the greatest single service that can be paid
    wins where it alone beats the greedy mix (the usual guarantee for budgeted coverage: Khuller, Moss & Naor 1999).

    Parameters
    ----------
    believed_need
        Shape (places, needs): need of all people of a place together that is not met already, as believed.
    coverage
        Shape (services, needs).
    reached
        Shape (places, services).
    costs_eur
        Shape (services,), EUR, > 0.
    capital_eur
        What can be spent, EUR.

    Returns
    -------
    Indices of services, in the order of opening; never empty where anything can be paid.
    """
    alone = np.array([_met_in_all(believed_need, coverage, reached, quality, [k]) for k in range(len(costs_eur))])
    chosen: list[int] = []
    while True:
        spent = float(costs_eur[chosen].sum())
        open_to = [k for k in range(len(costs_eur)) if k not in chosen and spent + costs_eur[k] <= capital_eur]
        if not open_to:
            break
        now = _met_in_all(believed_need, coverage, reached, quality, chosen)
        gain = [(_met_in_all(believed_need, coverage, reached, quality, [*chosen, k]) - now) / costs_eur[k] for k in open_to]
        if max(gain) <= 0:
            break
        chosen.append(open_to[int(np.argmax(gain))])
    payable = [k for k in range(len(costs_eur)) if costs_eur[k] <= capital_eur]
    best_alone = max(payable, key=lambda k: float(alone[k]), default=-1)
    if best_alone >= 0 and alone[best_alone] > _met_in_all(believed_need, coverage, reached, quality, chosen):
        return [best_alone]
    return chosen


def _met_in_all(need: Floats, coverage: Floats, reached: Floats, quality: float, services: list[int]) -> float:
    met = need_met(coverage[services], reached[:, services], np.full(len(services), quality))
    return float((need * met).sum())
