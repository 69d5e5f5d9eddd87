"""Services at work: opening with the money there is, hours, capacity, quality, learning, tired volunteers, money, closing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, parameter, uncertainty
from coopparo_sim.services.economics import Economics

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class OperationParameters(Parameters):
    """Unknown numbers of running services."""

    full_time_hours: float = parameter(
        137.5,
        unit="hours a month",
        low=100,
        high=175,
        it="Ore di lavoro al mese a tempo pieno",
        en="Hours of one full-time job",
        evidence="expert",
        source="1,650 paid hours worked in a year; to be verified",
        role="setting",
    )
    good_quality: float = uncertainty(
        0.8, (0.6, 0.95), unit="0-1", it="Qualità con tutto in ordine", en="Quality with all hours filled", source=OWN
    )
    overload_weight: float = uncertainty(
        0.3,
        (0.1, 0.6),
        unit="-",
        it="Quanto le code rovinano la qualità",
        en="Quality lost where nobody can be served",
        source=OWN,
    )
    unfilled_weight: float = uncertainty(
        0.5,
        (0.2, 0.8),
        unit="-",
        it="Quanto le ore scoperte rovinano la qualità",
        en="Quality lost where no hour is filled",
        source=OWN,
    )
    learning: float = uncertainty(
        0.1,
        (0.0, 0.2),
        unit="exponent",
        evidence="literature",
        it="Quanto si impara facendo",
        en="Learning exponent",
        source="learning curves of 0-20 % (exponent of the experience curve); assumption for services",
    )
    burnout_year: float = uncertainty(
        0.115,
        (0.08, 0.15),
        unit="chance a year",
        it="Volontari che mollano, in un anno",
        en="Chance that a volunteer burns out",
        source=OWN,
    )
    tiring_hours: float = uncertainty(
        20,
        (15, 30),
        unit="hours a month",
        high=200,
        it="Ore oltre cui ci si stanca di più",
        en="Hours above which burnout is more likely",
        source=OWN,
    )
    tiring_factor: float = uncertainty(
        2.0, (1.5, 3.0), unit="times", low=1, high=10, it="Quanto di più, oltre quelle ore", en="How much more likely", source=OWN
    )
    least_staff: float = uncertainty(
        0.4,
        (0.25, 0.7),
        unit="share of staff",
        it="Personale minimo quando i clienti sono pochi",
        en="Least staff while users are few",
        source="part-time hours follow custom in small shops and care; assumption",
    )
    growth_year: float = uncertainty(
        0.3,
        (0.1, 0.5),
        unit="share of capacity",
        high=5,
        it="Quanto può crescere un servizio in un anno",
        en="Most growth of a service in a year",
        source=OWN,
    )
    cost_level: float = uncertainty(
        0.0,
        (-1.0, 1.0),
        unit="-1 low, 0 central, 1 high",
        low=-1,
        it="Costi fissi, fra il minimo e il massimo stimati",
        en="Fixed costs between lowest and highest estimate",
        source="low, central and high estimate of each service",
    )


class MonthMoney(NamedTuple):
    """Money of a month by service, EUR, each of shape (services,)."""

    revenue: Floats
    support: Floats
    goods: Floats
    wages: Floats
    fixed: Floats

    @property
    def result(self) -> Floats:
        """What each service leaves, EUR, shape (services,)."""
        return self.revenue + self.support - self.goods - self.wages - self.fixed


def learning_factor(done: Floats, reference: Floats, parameters: OperationParameters) -> Floats:
    """Effort left after experience, shape (services,), 0-1: (done / reference)^-learning, 1 until the reference is reached.

    Parameters
    ----------
    done
        Shape (services,): units sold since the opening.
    reference
        Shape (services,): units after which it is no longer new, > 0.
    parameters
        Numbers of operation.
    """
    return np.asarray(np.maximum(done / reference, 1.0) ** -parameters.learning)


def staff_share(wanted: Floats, able: Floats, parameters: OperationParameters) -> Floats:
    """Share of staff hours that is worked and paid, shape (services,): as wanted over full capacity, between the least and all.

    Parameters
    ----------
    wanted, able
        Shape (services,): units wanted, and capacity with all hours worked.
    parameters
        Numbers of operation.
    """
    needed = wanted / np.where(able > 0, able, 1.0)
    return np.where(able > 0, np.clip(needed, parameters.least_staff, 1.0), 1.0)


def yearly_growth(wanted: Floats, able: Floats, results: Floats, parameters: OperationParameters) -> Floats:
    """Share by which each service grows at the end of a year, shape (services,): as wanted, if it does not lose, up to the most.

    Parameters
    ----------
    wanted, able
        Shape (services,): units wanted and capacity.
    results
        Shape (services,): what each leaves, EUR a month.
    parameters
        Numbers of operation.
    """
    missing = np.where(able > 0, wanted / np.where(able > 0, able, 1.0) - 1, 0.0)
    return np.where(results >= 0, np.clip(missing, 0.0, parameters.growth_year), 0.0)


def hours_filled(needed: Floats, offered: float) -> Floats:
    """Share of each service's volunteer hours that is filled, shape (services,), 0-1: all alike; 1 where none are needed.

    Parameters
    ----------
    needed
        Shape (services,): hours needed this month; 0 for services that are not open.
    offered
        Hours all volunteers together offer this month.
    """
    total = float(needed.sum())
    return np.where(needed > 0, min(1.0, offered / total) if total > 0 else 1.0, 1.0)


def capacity(numbers: Economics, paid_share: Floats, filled: Floats, effort: Floats, parameters: OperationParameters) -> Floats:
    """Units each service can deliver this month, shape (services,): full capacity times hours worked over hours needed.

    Parameters
    ----------
    numbers
        The services.
    paid_share
        Shape (services,): share of staff hours that is worked, 0-1.
    filled
        Shape (services,): share of volunteer hours filled, 0-1.
    effort
        Shape (services,): what :func:`learning_factor` gives; less effort, more units.
    parameters
        Numbers of operation.
    """
    staff = numbers.staff_fte * parameters.full_time_hours
    needed = staff + numbers.volunteer_hours
    worked = staff * paid_share + numbers.volunteer_hours * filled
    share = np.where(needed > 0, worked / np.where(needed > 0, needed, 1.0), 1.0)
    return np.asarray(numbers.capacity_units_month * share / effort)


def units_served(wanted: Floats, able: Floats) -> Floats:
    """Units sold, shape (services,): what is wanted, as far as there is capacity."""
    return np.minimum(wanted, able)


def service_quality(wanted: Floats, able: Floats, filled: Floats, effort: Floats, parameters: OperationParameters) -> Floats:
    """Quality of each service, shape (services,), 0-1.

    What is missing to full quality shrinks with experience; queues and unfilled hours take their part of the rest:
    (1 - (1 - good) effort) (1 - overload weight * share turned away) (1 - unfilled weight * share of hours unfilled).

    Parameters
    ----------
    wanted, able
        Shape (services,): units wanted and capacity.
    filled
        Shape (services,): share of volunteer hours filled, 0-1.
    effort
        Shape (services,): what :func:`learning_factor` gives.
    parameters
        Numbers of operation.
    """
    turned_away = 1 - units_served(wanted, able) / np.where(wanted > 0, wanted, 1.0)
    turned_away = np.where(wanted > 0, turned_away, 0.0)
    at_ease = 1 - (1 - parameters.good_quality) * effort
    return np.asarray(at_ease * (1 - parameters.overload_weight * turned_away) * (1 - parameters.unfilled_weight * (1 - filled)))


def quality_served(quality: Floats, wanted: Floats, served: Floats, parameters: OperationParameters) -> Floats:
    """Quality of each service for who is served, shape (services,): without what queues take from it.

    Parameters
    ----------
    quality
        Shape (services,): what :func:`service_quality` gives.
    wanted, served
        Shape (services,): units wanted and sold.
    parameters
        Numbers of operation.
    """
    turned_away = np.where(wanted > 0, 1 - served / np.where(wanted > 0, wanted, 1.0), 0.0)
    return np.asarray(quality / (1 - parameters.overload_weight * turned_away))


def burnout_probability(hours_month: Floats, parameters: OperationParameters) -> Floats:
    """Chance that each volunteer gives up this month, shape (volunteers,): the yearly chance in twelve steps, more when tired.

    Parameters
    ----------
    hours_month
        Shape (volunteers,): hours given this month; who gives none does not burn out.
    parameters
        Numbers of operation.
    """
    tired = np.where(hours_month > parameters.tiring_hours, parameters.tiring_factor, 1.0)
    yearly = np.minimum(parameters.burnout_year * tired, 1.0)
    return np.where(hours_month > 0, 1 - (1 - yearly) ** (1 / 12), 0.0)


def fixed_costs(numbers: Economics, parameters: OperationParameters) -> Floats:
    """Fixed costs, EUR a month, shape (services,): between low, central and high estimate by the cost level."""
    level = parameters.cost_level
    end = numbers.fixed_high_eur_month if level > 0 else numbers.fixed_low_eur_month
    return np.asarray(numbers.fixed_eur_month + abs(level) * (end - numbers.fixed_eur_month))


def month_money(
    numbers: Economics,
    units: Floats,
    price: Floats,
    open_now: Bools,
    fixed_share: Floats,
    supported: Floats,
    parameters: OperationParameters,
) -> MonthMoney:
    """Revenue, support and costs of each service this month.

    Parameters
    ----------
    numbers
        The services.
    units
        Shape (services,): units sold.
    price
        Shape (services,): EUR a unit.
    open_now
        Shape (services,): a service that is not open neither earns nor costs.
    fixed_share
        Shape (services,): what complementarity leaves of fixed costs, 0-1.
    supported
        Shape (services,): share of the usual public support that is paid, 0-1 (0 after a cut).
    parameters
        Numbers of operation.
    """
    sold = units * open_now
    goods = sold * numbers.variable_eur
    wages = numbers.staff_eur_month * open_now
    fixed = fixed_costs(numbers, parameters) * fixed_share * open_now
    support = (goods + wages + fixed) * numbers.public_support_share * supported
    return MonthMoney(sold * price + numbers.base_income_eur_month * open_now, support, goods, wages, fixed)


def worst_service(results: Floats, open_now: Bools) -> int:
    """Index of the open service that loses most, -1 if none loses anything: the one to close when money is short.

    Parameters
    ----------
    results
        Shape (services,): EUR a month, or over the months one looks at.
    open_now
        Shape (services,).
    """
    losing = np.where(open_now, results, 0.0)
    return int(np.argmin(losing)) if len(losing) and losing.min() < 0 else -1
