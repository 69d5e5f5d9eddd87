"""Where associations and firms stand: who endorses the idea, who joins as a legal person and with how much."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.arrays import expit
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class StanceParameters(Parameters):
    """Unknown numbers of associations and firms."""

    endorsing_base: float = uncertainty(
        -3.0,
        (-4.0, -2.0),
        unit="logit",
        low=-50,
        high=50,
        it="Inclinazione di un'associazione a sostenere l'idea",
        en="Inclination of an association to endorse",
        source=OWN,
    )
    endorsing_trust: float = uncertainty(
        4, (2, 6), unit="logit", low=0, high=50, it="Peso della fiducia dei soci", en="Weight of its members' trust", source=OWN
    )
    endorsing_heard: float = uncertainty(
        2, (1, 3), unit="logit", low=0, high=50, it="Peso dell'essere stata ascoltata", en="Weight of having been heard", source=OWN
    )
    association_joining: float = uncertainty(
        0.25,
        (0.1, 0.5),
        unit="share of endorsing associations",
        it="Associazioni a favore che aderiscono",
        en="Endorsing associations that join",
        source=OWN,
    )
    association_capital_eur: float = uncertainty(
        100, (50, 300), unit="EUR", high=1e5, it="Quota di un'associazione", en="Capital of an association", source=OWN
    )
    firm_base: float = uncertainty(
        -7.0,
        (-8.0, -6.0),
        unit="logit",
        low=-50,
        high=50,
        it="Inclinazione di un'impresa ad aderire",
        en="Inclination of a firm to join",
        source=OWN,
    )
    firm_benefit: float = uncertainty(
        2,
        (1, 4),
        unit="logit",
        low=0,
        high=50,
        it="Peso dell'utilità per l'impresa",
        en="Weight of benefit for the firm",
        source=OWN,
    )
    firm_informed: float = uncertainty(
        1.5,
        (0.5, 2.5),
        unit="logit",
        low=0,
        high=50,
        it="Peso dell'invito della propria associazione di categoria",
        en="Weight of its trade association's word",
        source=OWN,
    )
    firm_capital_eur: float = uncertainty(
        250, (100, 600), unit="EUR", high=1e5, it="Quota di un'impresa", en="Capital of a firm", source=OWN
    )
    support_gain: float = uncertainty(
        0.1,
        (0.0, 0.25),
        unit="share of the way to 1",
        it="Quanto cresce il sostegno del Comune dopo un anno buono",
        en="Gain of municipal support after a good year",
        source=OWN,
    )
    support_loss: float = uncertainty(
        0.2,
        (0.05, 0.4),
        unit="share of the way to 0",
        it="Quanto cala il sostegno del Comune dopo un anno senza servizi o con servizi scadenti",
        en="Loss of municipal support after a year without services or with poor ones",
        source=OWN,
    )


def endorsing_probability(
    members_trust: Floats, members_aware: Floats, heard: Bools, revision: float, parameters: StanceParameters
) -> Floats:
    """Chance that an association takes a stand for the idea this month, shape (associations,).

    Parameters
    ----------
    members_trust
        Shape (associations,): mean trust of its members who know of the idea, 0-1.
    members_aware
        Shape (associations,): share of its members who know of it, 0-1; what nobody knows of is not discussed.
    heard
        Shape (associations,): whether it has been at a table.
    revision
        Chance that the matter comes up in a month.
    """
    utility = parameters.endorsing_base + parameters.endorsing_trust * (members_trust - 0.5) + parameters.endorsing_heard * heard
    discussed = np.where(heard, 1.0, members_aware)
    return revision * discussed * expit(utility)


def firm_joining_probability(benefit: Floats, informed: Bools, revision: float, parameters: StanceParameters) -> Floats:
    """Chance that a firm or farm joins this month, shape (firms,).

    Parameters
    ----------
    benefit
        Shape (firms,): share of the mean total need of firms that the cooperative would meet.
    informed
        Shape (firms,): whether its trade association has been at a table.
    """
    utility = parameters.firm_base + parameters.firm_benefit * benefit + parameters.firm_informed * informed
    return revision * expit(utility)


def support_after_year(support: float, delivers: bool, parameters: StanceParameters) -> float:
    """Support of the municipality, 0-1, after a year of the cooperative: nearer to 1 if it delivers, nearer to 0 if not.

    Parameters
    ----------
    support
        Support before, 0-1.
    delivers
        Whether services are open and as good as expected.
    """
    return support + parameters.support_gain * (1 - support) if delivers else support * (1 - parameters.support_loss)


def agreements_kept(support: float, support_at_start: float) -> float:
    """Share of public agreements kept, 0-1: as support stands to that of the start, at most all; all where there was none.

    Examples
    --------
    >>> agreements_kept(0.35, 0.7), agreements_kept(0.9, 0.7), agreements_kept(0.0, 0.0)
    (0.5, 1.0, 1.0)
    """
    return min(1.0, support / support_at_start) if support_at_start > 0 else 1.0
