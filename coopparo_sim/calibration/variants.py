"""Structural variants of the model: what no range of a number tells, because it is another form of the rule."""

from __future__ import annotations

import math
from collections.abc import Mapping

from coopparo_sim.scenario.schema import Behaviour

DECLARED = "declared"
"""The model as it is: a norm that saturates, ties as drawn, inclination as a bell."""
VARIANTS: Mapping[str, Mapping[str, Mapping[str, float | str]]] = {
    DECLARED: {},
    "norm_linear": {"joining": {"norm_form": "linear"}},
    "norm_threshold": {"joining": {"norm_exponent": math.inf}},
    "ties_short": {
        "town": {"long_tie_share": 0.02, "neighbourhood_rewiring": 0.0, "association_rewiring": 0.0, "work_rewiring": 0.0}
    },
    "ties_long": {
        "town": {"long_tie_share": 0.5, "neighbourhood_rewiring": 0.5, "association_rewiring": 0.5, "work_rewiring": 1.0}
    },
    "two_classes": {"joining": {"inclination_form": "two_classes"}},
}
"""What each variant sets in behaviour, by group.

Ties are long in two ways: between places, of which a village of one place has none, and within it, as ties that jump to anyone
instead of a neighbour. Both lie at the edge of the declared ranges or well beyond, on either side.
"""


def in_variant(behaviour: Behaviour, variant: str) -> Behaviour:
    """Give behaviour in a structural variant.

    Raises
    ------
    KeyError
        If there is no such variant.

    Examples
    --------
    >>> in_variant(Behaviour(), "norm_linear").joining.norm_form
    'linear'
    """
    groups = VARIANTS[variant]
    return behaviour.model_copy(update={group: getattr(behaviour, group).model_copy(update=new) for group, new in groups.items()})
