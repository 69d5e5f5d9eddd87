"""Who comes to a table or a meeting, and what it costs.

A plan lists meetings by month and kind. Citizens of a place come by chance from those the invitation reaches; associations send
somebody or not; interviews find their people; institutions and stakeholders speak for others.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MeetingKind = Literal["institutions", "trade_associations", "volunteer_associations", "stakeholders", "citizens", "interviews"]
OWN = "assumption of this project"


class MeetingParameters(Parameters):
    """Unknown numbers of attendance."""

    channel_reach: float = uncertainty(
        0.25,
        (0.15, 0.35),
        unit="share of adults",
        it="Adulti raggiunti dall'invito",
        en="Adults reached by an invitation",
        source="share said to hear of a local process; " + OWN,
    )
    citizen_attendance: float = uncertainty(
        0.12,
        (0.03, 0.25),
        unit="chance",
        it="Chi, invitato, viene all'incontro",
        en="Chance that an invited citizen comes",
        source=OWN,
    )
    association_attendance: float = uncertainty(
        0.5,
        (0.3, 0.8),
        unit="chance",
        it="Associazioni invitate che vengono",
        en="Chance that an invited association comes",
        source=OWN,
    )
    seats_per_facilitator: float = uncertainty(
        25, (12, 40), unit="people", low=1, high=500, it="Posti per facilitatore", en="Seats per facilitator", source=OWN
    )
    interviews_per_facilitator: float = uncertainty(
        8,
        (5, 12),
        unit="people",
        low=1,
        high=100,
        it="Persone intervistate per facilitatore",
        en="People interviewed per facilitator",
        source="three days of interviews in Ambrogio, Nov 2021 (number not published); " + OWN,
    )


def meeting_cost_eur(facilitators: int, one_facilitator_eur: float, further_facilitator_share: float) -> float:
    """Cost of one meeting, EUR: the first facilitator with preparation and report, plus a share of it for each further one.

    Examples
    --------
    >>> meeting_cost_eur(2, 700.0, 0.75)
    1225.0
    """
    return one_facilitator_eur * (1 + further_facilitator_share * (facilitators - 1))


def reached_by_invitation(invited: Bools, draws: Floats, parameters: MeetingParameters) -> Bools:
    """Say which of the ``invited`` (adults,) hear of the meeting, and so of the idea, given their luck ``draws`` (adults,)."""
    return invited & (draws < parameters.channel_reach)


def citizens_coming(reached: Bools, draws: Floats, seats: int, parameters: MeetingParameters) -> Bools:
    """Say which adults come to an open meeting.

    Parameters
    ----------
    reached
        Shape (adults,): whom the invitation has reached.
    draws
        Shape (adults,), in [0, 1): luck of each adult at this meeting.
    seats
        How many find a seat; the keenest (smallest draws) come first.

    Returns
    -------
    Shape (adults,): comes and finds a seat.
    """
    return keenest(reached & (draws < parameters.citizen_attendance), draws, seats)


def keenest(come: Bools, draws: Floats, seats: int) -> Bools:
    """Keep at most ``seats`` of those who ``come`` (n,), those with the smallest ``draws`` (n,)."""
    if int(come.sum()) <= seats:
        return come
    last = np.partition(draws[come], seats)[seats]
    return np.asarray(come & (draws < last))


def associations_coming(invited: Bools, draws: Floats, seats: int, parameters: MeetingParameters) -> Bools:
    """Say which invited associations (associations,) send somebody, given their luck ``draws`` (associations,)."""
    return keenest(invited & (draws < parameters.association_attendance), draws, seats)
