"""Under which conditions could a community cooperative be born in a small town? The public names of the model.

Names are fetched at first use, so that ``import coopparo_sim`` and ``coopparo --help`` load nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopparo_sim.analysis.compare import compare
    from coopparo_sim.kernel.errors import InputError
    from coopparo_sim.model import CooperativeModel
    from coopparo_sim.record.ensemble import Ensemble
    from coopparo_sim.record.result import RunResult
    from coopparo_sim.scenario.load import load_scenario
    from coopparo_sim.sweeps.futures import run, run_futures
    from coopparo_sim.sweeps.results import load_sweep
    from coopparo_sim.sweeps.runner import sweep
    from coopparo_sim.town.tables import read_town

__version__ = "0.1.0"

__all__ = [
    "CooperativeModel",
    "Ensemble",
    "InputError",
    "RunResult",
    "__version__",
    "compare",
    "load_scenario",
    "load_sweep",
    "read_town",
    "run",
    "run_futures",
    "sweep",
]

_HOMES = {
    "CooperativeModel": "coopparo_sim.model",
    "Ensemble": "coopparo_sim.record.ensemble",
    "InputError": "coopparo_sim.kernel.errors",
    "RunResult": "coopparo_sim.record.result",
    "compare": "coopparo_sim.analysis.compare",
    "load_scenario": "coopparo_sim.scenario.load",
    "load_sweep": "coopparo_sim.sweeps.results",
    "read_town": "coopparo_sim.town.tables",
    "run": "coopparo_sim.sweeps.futures",
    "run_futures": "coopparo_sim.sweeps.futures",
    "sweep": "coopparo_sim.sweeps.runner",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
