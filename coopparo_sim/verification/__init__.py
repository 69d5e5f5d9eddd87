"""Published limit cases, each run through the rules of the model itself and compared with what is known.

Every case is a function of this package and can be had from here: ``from coopparo_sim.verification import granovetter``.
None of them contains a rule of behaviour; each sets the rules of the model to a limit in which the answer is known.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "agenda_setter": "assemblies",
    "cascade": "contagion",
    "cascade_window": "contagion",
    "contribution_decay": "giving",
    "diffusion": "spreading",
    "founding_month": "campaigns",
    "giant_component": "networks",
    "gini": "networks",
    "granovetter": "contagion",
    "jury": "assemblies",
    "logit_share": "choice",
    "membership_balance": "spreading",
    "paired_runs": "pairing",
    "provision_point": "campaigns",
    "quorate": "assemblies",
    "ring_contagion": "contagion",
    "ruin": "money",
    "small_world": "networks",
    "surplus": "money",
    "trust_consensus": "networks",
    "two_places": "choice",
    "verification_table": "table",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return list(__all__)
