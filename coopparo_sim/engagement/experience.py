"""What using a service does to trust: better than expected gains it, worse loses it, and word of it gets around."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.engagement.trust import TrustParameters, toward_one
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class ExperienceParameters(Parameters):
    """Unknown numbers of experience."""

    expected_quality: float = uncertainty(
        0.7, (0.5, 0.85), unit="quality 0-1", it="Qualità che ci si aspetta", en="Quality that people expect", source=OWN
    )
    felt: float = uncertainty(
        0.1,
        (0.03, 0.25),
        unit="chance a month",
        it="Quanto spesso un'esperienza lascia il segno",
        en="Chance that using leaves a mark",
        source=OWN,
    )
    spill_over: float = uncertainty(
        0.2, (0.05, 0.5), unit="share of the effect", it="Quanto l'esperienza degli altri conta, a porte aperte",
        en="Weight of others' experience, with open books", source=OWN,
    )  # fmt: skip


def use_chance(using: Floats, people: Floats) -> Floats:
    """Chance that an adult uses any service, shape (places, ages): 1 - prod over services of (1 - users / people).

    Parameters
    ----------
    using
        Shape (services, places, ages): users.
    people
        Shape (places, ages): adults.
    """
    untouched: Floats = 1 - np.clip(using / np.maximum(people, 1.0)[None], 0.0, 1.0)
    return np.asarray(1 - untouched.prod(axis=0))


def quality_met(using: Floats, quality: Floats) -> Floats:
    """Mean quality that users meet, shape (places, ages); 0 where nobody uses anything.

    Parameters
    ----------
    using
        Shape (services, places, ages): users.
    quality
        Shape (services,), 0-1.
    """
    total = using.sum(axis=0)
    weighted = (using * quality[:, None, None]).sum(axis=0)
    return np.asarray(np.divide(weighted, total, out=np.zeros_like(total), where=total > 0))


def trust_after_use(
    trust: Floats, quality: Floats, marked: Bools, trusting: TrustParameters, parameters: ExperienceParameters
) -> Floats:
    """Trust after this month's experience, shape (people,).

    Parameters
    ----------
    trust
        Shape (people,), 0-1.
    quality
        Shape (people,): quality met, 0-1.
    marked
        Shape (people,): whether it left a mark.
    trusting
        How much good and bad experience move trust.
    parameters
        What people expect.
    """
    better = marked & (quality >= parameters.expected_quality)
    worse = marked & (quality < parameters.expected_quality)
    gained = toward_one(trust, trusting.good_experience * better.astype(np.float64))
    return np.asarray(gained - trusting.bad_experience * worse.astype(np.float64) * gained)


def trust_by_hearsay(trust: Floats, signal: Floats, openness: float, parameters: ExperienceParameters) -> Floats:
    """Trust of those who did not use anything, shape (people,): moves with what users around them lived through.

    Parameters
    ----------
    trust
        Shape (people,), 0-1.
    signal
        Shape (people,): mean change of trust among the users of one's place.
    openness
        How openly the cooperative shows its doings, 0-1.
    """
    return np.clip(trust + openness * parameters.spill_over * signal, 0.0, 1.0)
