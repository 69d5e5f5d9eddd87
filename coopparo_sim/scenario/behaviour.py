"""Drawing unknown behaviour: one set of numbers for a group of futures, each number from its declared range."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.kernel.rng import generator
from coopparo_sim.scenario.calibrated import fitted_values
from coopparo_sim.scenario.schema import Behaviour, Scenario
from coopparo_sim.scenario.uncertainty import UNCERTAINTIES
from coopparo_sim.streams import Stream

REPLICATES = 4
"""Futures per draw of behaviour: what differs between them is chance alone."""


@lru_cache(maxsize=1)
def uncertainties() -> tuple[Declaration, ...]:
    """All numbers of behaviour that are drawn, in the order of their declaration; names such as ``joining.base``."""
    return tuple(d for d in declarations(Behaviour) if d.role == "uncertainty")


def triangular_quantile(u: float, low: float, mode: float, high: float) -> float:
    """Quantile ``u`` (0-1) of the triangular distribution on ``low`` to ``high`` with its peak at ``mode``.

    Examples
    --------
    >>> triangular_quantile(0.5, 0.0, 0.5, 1.0)
    0.5
    """
    if high <= low:
        return mode
    peak = (mode - low) / (high - low)
    if u < peak:
        return low + float(np.sqrt(u * (high - low) * (mode - low)))
    return high - float(np.sqrt((1 - u) * (high - low) * (high - mode)))


def drawn_behaviour(fixed: Behaviour, u: NDArray[np.float64]) -> Behaviour:
    """Draw behaviour: what ``fixed`` sets explicitly stays, every other number is drawn.

    Parameters
    ----------
    u
        Shape (uncertainties,), in [0, 1): one number per entry of :func:`uncertainties`, used or not, so that fixing one number
        leaves the others as they were.
    """
    changes: dict[str, dict[str, float]] = {}
    for declared, chance in zip(uncertainties(), u, strict=True):
        group, name = declared.name.split(".")
        if name not in getattr(fixed, group).model_fields_set and declared.plausible is not None:
            low, high = declared.plausible
            changes.setdefault(group, {})[name] = triangular_quantile(float(chance), low, float(declared.default), high)
    return fixed.model_copy(update={group: getattr(fixed, group).model_copy(update=drawn) for group, drawn in changes.items()})


def fitted_behaviour(fixed: Behaviour, values: Mapping[str, float]) -> Behaviour:
    """Take behaviour from a draw that was fitted to real campaigns: what ``fixed`` sets explicitly stays.

    Parameters
    ----------
    values
        Numbers by name, such as ``joining.base``; a number that is not among them is left as it is, and counts as not set.
    """
    changes: dict[str, dict[str, float]] = {}
    for declared in uncertainties():
        group, name = declared.name.split(".")
        if name not in getattr(fixed, group).model_fields_set and declared.name in values:
            changes.setdefault(group, {})[name] = values[declared.name]
    return fixed.model_copy(update={group: getattr(fixed, group).model_copy(update=drawn) for group, drawn in changes.items()})


def behaviour_of(plan: Scenario, seed: int, draw: int, uncertainty: str) -> Behaviour:
    """Behaviour in one draw: as the plan says where ``uncertainty`` is ``none``, else drawn for this ``seed`` and ``draw``.

    ``parameters`` draws each number from its declared range; ``calibrated`` takes a draw that was fitted to real campaigns, and
    from their ranges the numbers that the fit does not know.

    Raises
    ------
    ValueError
        If ``uncertainty`` is none of the three.
    InputError
        If the fit is wanted and cannot be used.
    """
    if uncertainty not in UNCERTAINTIES:
        raise ValueError(f"uncertainty(={uncertainty!r}) must be one of {', '.join(UNCERTAINTIES)}")
    if uncertainty == "none":
        return plan.behaviour
    luck = generator(seed, draw, Stream.BEHAVIOUR)
    fixed = plan.behaviour
    if uncertainty == "calibrated":
        fixed = fitted_behaviour(fixed, fitted_values(float(luck.random())))
    return drawn_behaviour(fixed, luck.random(len(uncertainties())))


def behaviour_values(behaviour: Behaviour) -> dict[str, float]:
    """Numbers of behaviour by dotted name, such as ``behaviour.joining.base``."""
    values = {}
    for declared in uncertainties():
        group, name = declared.name.split(".")
        values[f"behaviour.{declared.name}"] = float(getattr(getattr(behaviour, group), name))
    return values
