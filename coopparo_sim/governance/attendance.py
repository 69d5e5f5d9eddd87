"""Who comes to an assembly of the members.

Small cooperatives fill the room and large ones do not; who came last time comes again; the first year is better attended.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.arrays import expit
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OWN = "assumption of this project"
MEETINGS = "regression on 30 assemblies of 22 cooperatives with 24 to 64,360 members"
REFERENCE_MEMBERS = 200
"""Members at which size adds nothing to the utility of coming."""
TRUST_MIDDLE = 0.5
USUAL_TRUST, USUAL_STAKE = 0.43, 0.09
"""Trust of members, and what the cooperative does for them, as they are in runs of the model."""
USUAL_KM = 9.0
"""Distance of a member to the assembly at which it adds nothing, as it is in runs of the model."""
KNOWN_SHARE = 0.1
"""Of those who come, a member has among the own ties this part: most know few other members."""
ROUNDS = 400
"""Assemblies after which habit has settled."""


class AttendanceParameters(Parameters):
    """Unknown numbers of coming to an assembly."""

    base: float = uncertainty(
        -1.97,
        (-2.5, -1.5),
        unit="logit",
        low=-50,
        high=50,
        it="Inclinazione di un socio a venire in assemblea",
        en="Inclination of a member to come to an assembly",
        evidence="literature",
        source="such that habit settles at 19 % of 200 members: " + MEETINGS,
    )
    trust: float = uncertainty(
        1, (0.5, 2), unit="logit", high=50, it="Peso della fiducia, per l'assemblea", en="Weight of trust", source=OWN
    )
    habit: float = uncertainty(
        2,
        (1, 3),
        unit="logit",
        high=50,
        it="Peso dell'essere venuti l'ultima volta",
        en="Weight of having come last time",
        source=OWN,
    )
    stake: float = uncertainty(
        0.5,
        (0, 1),
        unit="logit",
        high=50,
        it="Peso di quanto la cooperativa serve al socio",
        en="Weight of what the cooperative does for a member",
        source=OWN,
    )
    company: float = uncertainty(
        0.25,
        (0, 1),
        unit="logit",
        high=50,
        it="Peso dei conoscenti che vengono",
        en="Weight of acquaintances who come",
        source=OWN,
    )
    first_year: float = uncertainty(
        0.8,
        (0.2, 1.3),
        unit="logit",
        high=50,
        it="Slancio del primo anno, per l'assemblea",
        en="Glow of the first year",
        evidence="literature",
        source="the share who come is 1.87 times that of later years (1.2-2.4): " + MEETINGS,
    )
    size: float = uncertainty(
        0.6,
        (0.35, 0.95),
        unit="logit",
        high=50,
        it="Quanto si svuota l'assemblea se i soci sono di più",
        en="Loss of attendance with the logarithm of size",
        evidence="literature",
        source="slope -0.63 (-0.94 to -0.35): " + MEETINGS,
    )
    distance: float = uncertainty(
        0.03,
        (0, 0.08),
        unit="logit a km",
        high=5,
        it="Quanto pesa la strada fino all'assemblea",
        en="Weight of the way to the assembly",
        source=OWN,
    )
    meeting_sd: float = uncertainty(
        0.57,
        (0.4, 0.75),
        unit="log",
        high=3,
        it="Quanto cambia da un'assemblea all'altra",
        en="Spread between assemblies",
        evidence="literature",
        source="residual spread 0.57: " + MEETINGS,
    )


@dataclass(frozen=True)
class AttendanceFactors:
    """What brings a member to an assembly; every array of shape (members,).

    Attributes
    ----------
    trust
        0-1.
    attended_last
        1 for who came to the last assembly, else 0.
    stake
        What the cooperative does for the member: share of the own need that it meets, 0-1.
    company
        Share of one's ties to members, by strength, whose other end came to the last assembly, 0-1.
    km
        Distance to where the assembly meets, km.
    """

    trust: Floats
    attended_last: Floats
    stake: Floats
    company: Floats
    km: Floats | float = USUAL_KM


def meeting_factor(normal: float, parameters: AttendanceParameters) -> float:
    """Factor on the odds of all members that one assembly has for itself: lognormal, median 1.

    Parameters
    ----------
    normal
        A standard normal draw, one for each assembly.
    """
    return float(np.exp(parameters.meeting_sd * normal))


def attendance_probability(
    factors: AttendanceFactors, members: Ints | int, first_year: bool, factor: float, parameters: AttendanceParameters
) -> Floats:
    """Chance that each member comes, shape (members,): expit(a0 + sum of weights x factors - size x ln(M / 200) + ln factor).

    Distance counts against the usual one.

    Parameters
    ----------
    members
        Members who are called to the assembly, M >= 1; shape (members,) where each goes to that of the own place.
    first_year
        Whether the cooperative is younger than a year and a half.
    factor
        What :func:`meeting_factor` gives; 1 for a usual assembly.
    """
    utility = (
        parameters.base
        + parameters.trust * (factors.trust - TRUST_MIDDLE)
        + parameters.habit * factors.attended_last
        + parameters.stake * factors.stake
        + parameters.company * factors.company
        + parameters.first_year * first_year
        - parameters.distance * (factors.km - USUAL_KM)
        - parameters.size * np.log(members / REFERENCE_MEMBERS)
        + np.log(factor)
    )
    return expit(np.asarray(utility))


def attends(probability: Floats, draws: Floats) -> Bools:
    """Tell who comes, shape (members,), given chances and ``draws`` in [0, 1), of the same shape or one that broadcasts."""
    return np.asarray(draws < probability)


def usual_attendance(
    members: int,
    parameters: AttendanceParameters,
    first_year: bool = False,
    trust: float = USUAL_TRUST,
    stake: float = USUAL_STAKE,
) -> float:
    """Share of members who come once habit and company have settled, 0-1, in assemblies of factor 1.

    Notes
    -----
    Of who came last time a share p1 comes again, of the others p0; the share x settles where x = x p1 + (1 - x) p0, and one's
    company is the part of x that one knows.
    """
    share = TRUST_MIDDLE
    for _ in range(ROUNDS):
        both = AttendanceFactors(np.full(2, trust), np.array([0.0, 1.0]), np.full(2, stake), np.full(2, KNOWN_SHARE * share))
        absent, present = attendance_probability(both, members, first_year, 1.0, parameters)
        share = float(share * present + (1 - share) * absent)
    return share
