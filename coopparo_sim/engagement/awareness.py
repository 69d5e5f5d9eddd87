"""Who gets to know of the idea: on one's own, by word of mouth along ties, through an association that stands behind it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]


class AwarenessParameters(Parameters):
    """Unknown numbers of how word gets around."""

    spontaneous: float = uncertainty(
        0.003,
        (0.001, 0.01),
        unit="chance a month",
        it="Chi ne sente parlare da sé",
        en="Chance to hear of it on one's own",
        source="innovation coefficient p of Bass 1969 by month; range assumed",
    )
    word_of_mouth: float = uncertainty(
        0.01,
        (0.003, 0.03),
        unit="chance a month and tie",
        it="Passaparola, per ogni conoscente informato",
        en="Word of mouth, per informed acquaintance",
        source="imitation coefficient q of Bass 1969 by month and tie; range assumed",
    )
    endorsement: float = uncertainty(
        0.15,
        (0.05, 0.3),
        unit="chance a month and association",
        it="Avviso di un'associazione che sostiene l'idea",
        en="Word from an association behind the idea",
        source="assumption of this project",
    )
    contact_when_idle: float = uncertainty(
        0.35,
        (0.2, 0.5),
        unit="share of contacts",
        it="Contatti che restano quando nessuno anima",
        en="Contacts left when nobody animates",
        source="contact rate lowered by 50-80 % once facilitators leave; assumption",
    )


def awareness_probability(informed_ties: Floats, endorsing: Floats, activity: float, parameters: AwarenessParameters) -> Floats:
    """Chance of getting to know of the idea this month: 1 - (1 - p0) (1 - beta)^x (1 - p_end)^z.

    Parameters
    ----------
    informed_ties
        Shape (people,): x, ties to people who know of it.
    endorsing
        Shape (people,): z, endorsing associations one belongs to.
    activity
        1 while a process or a campaign goes on, less when nobody animates; scales p0 and beta.

    Notes
    -----
    With p0 and beta alone this is the model of Bass (1969) on a network.
    """
    unheard = (1.0 - activity * parameters.spontaneous) * (1.0 - activity * parameters.word_of_mouth) ** informed_ties
    return 1.0 - unheard * (1.0 - parameters.endorsement) ** endorsing
