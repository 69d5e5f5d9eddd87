"""Whether an adult who knows of the cooperative pledges to join it this month.

V = b0 + bB benefit + bS norm + bT (trust - 1/2) + bG meetings + bE endorsed + bP (progress - 1/2) - bC risk share / WTP + eta
and the chance is rev * expit(V). The ingredients are those of the theory of planned behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.arrays import expit
from coopparo_sim.kernel.parameter import Parameters, parameter, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
RELATIVE = "relative weights after Armitage & Conner 2001 (attitude .49, norm .34, control .43); size assumed, to be calibrated"
OWN = "assumption of this project"
FULL_ATTENDANCE = 3
"""Meetings after which a further one adds nothing."""


class JoiningParameters(Parameters):
    """Unknown numbers of the decision to join; weights are on the logit scale."""

    base: float = uncertainty(
        -6.8,
        (-8.2, -5.6),
        unit="logit",
        low=-1e3,
        high=1e3,
        it="Inclinazione di fondo ad aderire",
        en="Base inclination to join",
        source="set so that .1-.2 of attempts a year succeed, as 17 of 87 British explorers did in 2013; to be calibrated",
    )
    benefit: float = uncertainty(
        8, (4, 14), unit="logit", low=-1e3, high=1e3, it="Peso dell'utilità per sé", en="Weight of own benefit", source=RELATIVE
    )
    norm: float = uncertainty(
        2,
        (0, 4),
        unit="logit",
        low=-1e3,
        high=1e3,
        it="Peso di quanti conoscenti aderiscono",
        en="Weight of acquaintances who join",
        source=RELATIVE,
    )
    trust: float = uncertainty(
        2, (1, 4), unit="logit", low=-1e3, high=1e3, it="Peso della fiducia", en="Weight of trust", source=RELATIVE
    )
    meetings: float = uncertainty(
        1.5,
        (0.5, 3),
        unit="logit",
        low=-1e3,
        high=1e3,
        it="Peso degli incontri frequentati",
        en="Weight of meetings attended",
        source=OWN,
    )
    endorsed: float = uncertainty(
        0.7,
        (0, 1.5),
        unit="logit",
        low=-1e3,
        high=1e3,
        it="Peso del sostegno della propria associazione",
        en="Weight of one's association's support",
        source=OWN,
    )
    progress: float = uncertainty(
        1,
        (0, 2),
        unit="logit",
        low=-1e3,
        high=1e3,
        it="Peso di quanto è vicina la meta",
        en="Weight of how near the target is",
        source="goal gradient, Kivetz, Urminsky & Zheng 2006; size assumed",
    )
    revision_after: float = uncertainty(
        0.15,
        (0.05, 0.3),
        unit="share of the chance",
        it="Quanto ci si pensa dopo la nascita, rispetto alla raccolta",
        en="Chance to consider it after founding, against the campaign",
        source="members grow 1.7-fold (n = 14) after founding, far slower than in a campaign; " + OWN,
    )
    news_half_life: float = uncertainty(
        24,
        (12, 48),
        unit="months",
        low=0.1,
        high=1200,
        it="Mesi senza novità dopo cui ci pensa la metà della gente",
        en="Months without news after which half as many consider it",
        source="membership is concave in time: 1.7-fold (n = 14) and then nearly level; length assumed",
    )
    cost: float = uncertainty(
        0.5,
        (0.2, 1.5),
        unit="logit",
        low=0,
        high=1e9,
        it="Peso del costo della quota",
        en="Weight of the price of a share",
        source=OWN,
    )
    inclination_sd: float = uncertainty(
        0.8,
        (0.4, 1.2),
        unit="logit",
        high=10,
        it="Differenze personali di inclinazione",
        en="Personal differences in inclination",
        source=OWN,
    )
    revision: float = uncertainty(
        0.15,
        (0.05, 0.4),
        unit="chance a month",
        it="Quanti ci pensano ogni mese",
        en="Chance to consider it in a month",
        source=OWN,
    )
    never: float = uncertainty(
        0.35, (0.2, 0.5), unit="share of adults", it="Chi non aderirebbe mai", en="Adults who would never join", source=OWN
    )
    norm_half: float = uncertainty(
        0.10,
        (0.05, 0.4),
        unit="share of ties",
        low=1e-6,
        it="Conoscenti soci a cui la norma pesa metà",
        en="Member ties at which the norm weighs half",
        source=OWN,
    )
    norm_exponent: float = uncertainty(
        1, (1, 4), unit="-", low=0.1, high=np.inf, it="Ripidità della norma", en="Steepness of the norm", source=OWN
    )
    norm_form: Literal["saturating", "linear"] = parameter(
        "saturating", unit="-", it="Forma della norma", en="Form of the norm", source="structural variant; " + OWN, role="setting"
    )
    inclination_form: Literal["bell", "two_classes"] = parameter(
        "bell",
        unit="-",
        it="Come si distribuisce l'inclinazione: a campana, o tra pochi convinti e gli altri",
        en="How inclination is spread: as a bell, or over a keen few and the others",
        source="structural variant; " + OWN,
        role="setting",
    )
    keen_share: float = parameter(
        0.15,
        unit="share of adults",
        low=0.01,
        high=0.99,
        it="Quanti sono i convinti, se le classi sono due",
        en="The keen, where there are two classes",
        source="one adult in seven volunteers or takes part; structural variant; " + OWN,
        role="setting",
    )
    least_chance: float = uncertainty(
        0.2,
        (0.1, 0.4),
        unit="chance",
        low=1e-9,
        it="Minima riuscita immaginata, senza rimborso",
        en="Least success imagined where money is not given back",
        source=OWN,
    )


@dataclass(frozen=True)
class JoiningFactors:
    """What a person weighs; every array of shape (people,).

    Attributes
    ----------
    benefit
        Share of the mean total need of the town that the cooperative would meet for this person.
    member_share
        Share of one's ties, by strength, who have joined, 0-1.
    trust
        0-1.
    attended
        Meetings attended.
    endorsed
        1 if an association one belongs to stands behind it, else 0.
    willingness_eur
        Willingness to pay, EUR.
    inclination
        Persistent personal inclination eta, logit.
    """

    benefit: Floats
    member_share: Floats
    trust: Floats
    attended: Floats
    endorsed: Floats
    willingness_eur: Floats
    inclination: Floats


def inclinations(normal: Floats, parameters: JoiningParameters) -> Floats:
    """Persistent personal inclination, logit, shape (people,): a bell, or a keen few and the others, alike in mean and spread.

    Parameters
    ----------
    normal
        Shape (people,), standard normal: who is keen in one form is in the upper end of the other.

    Examples
    --------
    >>> halves = JoiningParameters(inclination_form="two_classes", keen_share=0.5, inclination_sd=0.8)
    >>> inclinations(np.array([-1.0, 0.1, 2.0]), halves).tolist()
    [-0.8, 0.8, 0.8]
    """
    if parameters.inclination_form == "bell":
        return parameters.inclination_sd * normal
    odds = parameters.keen_share / (1 - parameters.keen_share)
    is_keen = normal > NormalDist().inv_cdf(1 - parameters.keen_share)
    return np.asarray(parameters.inclination_sd * np.where(is_keen, odds**-0.5, -(odds**0.5)))


def social_norm(member_share: Floats, parameters: JoiningParameters, half: Floats | float | None = None) -> Floats:
    """How much the norm pulls, 0-1: s^e / (s^e + theta^e), or s itself in the linear form.

    Parameters
    ----------
    member_share
        Shape (people,): s, share of one's ties who have joined.
    half
        theta of each person, shape (people,), where it differs between people; the declared one if not given.

    Notes
    -----
    With an infinite exponent it is the threshold of Granovetter (1978): 1 where s >= theta, else 0.
    """
    if parameters.norm_form == "linear":
        return member_share
    theta = parameters.norm_half if half is None else half
    if np.isinf(parameters.norm_exponent):
        return np.asarray(member_share >= theta, dtype=np.float64)
    raised = member_share**parameters.norm_exponent
    return np.asarray(raised / (raised + theta**parameters.norm_exponent))


def perceived_risk(refund: bool, chance: float, parameters: JoiningParameters) -> float:
    """By how much a share weighs more because it could be lost: 1 with refund, else 1 / perceived chance of success.

    Paying p for sure to get a value v with chance q pays off where v q >= p (Bagnoli & Lipman 1989 for the refund).
    """
    return 1.0 if refund else 1.0 / max(chance, parameters.least_chance)


def joining_utility(
    factors: JoiningFactors, norm: Floats, progress: float, risk: float, share_eur: float, parameters: JoiningParameters
) -> Floats:
    """Utility V of joining, logit, shape (people,).

    Parameters
    ----------
    norm
        Shape (people,): what :func:`social_norm` gives.
    progress
        How near the campaign is to its targets, 0-1.
    risk
        What :func:`perceived_risk` gives.
    share_eur
        Price of the least number of shares, EUR.
    """
    engaged = np.minimum(factors.attended, FULL_ATTENDANCE) / FULL_ATTENDANCE
    return np.asarray(
        parameters.base
        + parameters.benefit * factors.benefit
        + parameters.norm * norm
        + parameters.trust * (factors.trust - 0.5)
        + parameters.meetings * engaged
        + parameters.endorsed * factors.endorsed
        + parameters.progress * (progress - 0.5)
        - parameters.cost * risk * share_eur / factors.willingness_eur
        + factors.inclination
    )


def revision_after_founding(months_since_news: int, parameters: JoiningParameters) -> float:
    """Chance to consider joining in a month after founding: less than in the campaign, and halved again and again without news.

    Parameters
    ----------
    months_since_news
        Months since the founding or since the last service that opened.

    Examples
    --------
    >>> usual = JoiningParameters(revision=0.2, revision_after=0.5, news_half_life=10)
    >>> revision_after_founding(0, usual), revision_after_founding(10, usual)
    (0.1, 0.05)
    """
    wanes = 0.5 ** (months_since_news / parameters.news_half_life)
    return float(parameters.revision * parameters.revision_after * wanes)


def joining_probability(utility: Floats, parameters: JoiningParameters, revision: float | None = None) -> Floats:
    """Chance to pledge this month, shape (people,): rev * expit(V); ``revision`` stands for rev where less is going on."""
    return (parameters.revision if revision is None else revision) * expit(utility)
