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
    "ties_short": {"town": {"long_tie_share": 0.02}},
    "ties_long": {"town": {"long_tie_share": 0.5}},
    "two_classes": {"joining": {"inclination_form": "two_classes"}},
}
"""What each variant sets in behaviour, by group; shares of long ties lie well outside of the declared range, on either side."""


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
