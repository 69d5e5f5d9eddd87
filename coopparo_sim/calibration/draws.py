"""The unknown numbers that are fitted, as one list: those of behaviour, then those of broad share offers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from coopparo_sim.calibration.offer import OfferParameters
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.kernel.rng import generator
from coopparo_sim.scenario.behaviour import triangular_quantile, uncertainties
from coopparo_sim.scenario.schema import Behaviour

Floats = NDArray[np.float64]
OFFER = "offer"
DRAWING_STREAM = 1002
"""Number of the stream of the draws; the model's own streams have small numbers."""
LATER = ("leaving", "experience", "demand", "operation", "attendance", "board", "proposals", "liquidation")
"""Groups of behaviour that play a part after founding only, which these cases hardly show."""


@lru_cache(maxsize=1)
def unknowns() -> tuple[Declaration, ...]:
    """Give all unknown numbers in the order of every array of them."""
    return (*uncertainties(), *declarations(OfferParameters, f"{OFFER}."))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Give their names, such as ``joining.base`` and ``offer.urgency``."""
    return tuple(declared.name for declared in unknowns())


def formation_names() -> list[str]:
    """Give those that can play a part before founding."""
    return [name for name in names() if name.split(".")[0] not in LATER]


def chances_of(seed: int, draw: int) -> Floats:
    """Give the quantiles of one draw of all unknown numbers, in (0, 1), shape (unknowns,)."""
    return np.asarray(np.clip(generator(seed, draw, DRAWING_STREAM).random(len(unknowns())), EDGE, 1 - EDGE))


EDGE = 1e-6
"""Least quantile drawn, so that it has a finite normal score."""


def values_at(chances: Floats) -> Floats:
    """Give the values at quantiles of the declared ranges, shape (unknowns,): triangular with its peak at the default."""
    return np.array([_value(declared, float(u)) for declared, u in zip(unknowns(), chances, strict=True)])


def _value(declared: Declaration, chance: float) -> float:
    if declared.plausible is None:
        return float(declared.default)
    low, high = declared.plausible
    return triangular_quantile(chance, low, float(declared.default), high)


def normal_scores(chances: Floats) -> Floats:
    """Give quantiles as standard normal scores, same shape: in them every prior is the same bell and no range is left."""
    return np.asarray(ndtri(chances))


def behaviour_with(values: Mapping[str, float]) -> tuple[Behaviour, OfferParameters]:
    """Give behaviour and share offers with ``values`` by name; what is not named keeps its default."""
    groups: dict[str, dict[str, float]] = {}
    for name, value in values.items():
        group, key = name.split(".")
        groups.setdefault(group, {})[key] = value
    offer = OfferParameters().model_copy(update=groups.pop(OFFER, {}))
    plain = Behaviour()
    changed = {group: getattr(plain, group).model_copy(update=new) for group, new in groups.items()}
    return plain.model_copy(update=changed), offer
