"""From scenario files to a checked scenario, or to all that is wrong with them at once."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.scenario.layers import BASE, Layers, lay
from coopparo_sim.scenario.references import check_references
from coopparo_sim.scenario.relations import check_relations
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.toml_source import Mark
from coopparo_sim.scenario.validation import check_values, find_warnings

WORDS = ("title", "question", "note")
"""Keys that only tell people about the scenario and change no result."""


@dataclass(frozen=True)
class LoadedScenario:
    """A scenario and where it came from.

    Attributes
    ----------
    scenario
        The checked scenario.
    files
        The file asked for, its bases, the files of differences.
    origins
        The place that set each key, by dotted key; keys left at their defaults are missing.
    differences
        Each key that differs from the base, with its value and that of the base, by dotted key. The base is the last base of
        the file; without one, the file itself where files of differences were laid over it, else the defaults.
    warnings
        What is allowed but unlikely.
    """

    scenario: Scenario
    files: tuple[Path, ...]
    origins: Mapping[str, Mark]
    differences: tuple[tuple[str, object, object], ...]
    warnings: tuple[Diagnostic, ...] = ()


def load_scenario(path: str | Path, overlays: Sequence[str | Path] = ()) -> Scenario:
    """Read and check a scenario file.

    Parameters
    ----------
    path
        The scenario file.
    overlays
        Files of differences laid over it, in order.

    Raises
    ------
    InputError
        If anything is wrong: all faults of all files at once, each with file, line and column.
    """
    return read_scenario(path, overlays).scenario


def read_scenario(path: str | Path, overlays: Sequence[str | Path] = ()) -> LoadedScenario:
    """Read and check a scenario file, and keep where each key came from.

    Parameters
    ----------
    path
        The scenario file.
    overlays
        Files of differences laid over it, in order.

    Raises
    ------
    InputError
        If anything is wrong: all faults of all files at once, each with file, line and column.
    """
    layers = lay(path, overlays)
    if not any(source.data or source.lines for source in layers.sources):
        raise InputError(_sorted(layers, layers.faults))
    data = copy.deepcopy(layers.data)
    faults = [*layers.faults, *check_references(layers, data)]
    scenario, value_faults, wrong = check_values(layers, data)
    faults += value_faults
    if not layers.is_partial:
        faults += check_relations(layers, scenario, wrong)
    if faults:
        raise InputError(_sorted(layers, faults))
    return LoadedScenario(
        scenario=scenario,
        files=tuple(source.path for source in layers.sources),
        origins={key: layers.key_mark(tuple(key.split("."))) for key in _flat(layers.data)},
        differences=_differences(layers),
        warnings=tuple(_sorted(layers, find_warnings(layers, layers.data))),
    )


def _sorted(layers: Layers, faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Put faults in the order of files and lines, each once."""
    order = {source.file: number for number, source in reversed(list(enumerate(layers.sources)))}
    once = {(f.file, f.line, f.column, f.message): f for f in reversed(faults)}
    return sorted(once.values(), key=lambda f: (order.get(f.file, len(order)), f.file, f.line, f.column))


def _leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _flat(table: Mapping[str, Any]) -> dict[str, object]:
    """Give all values by dotted key; a list is one value."""
    return {key: value for key, value in _leaves(table) if key != BASE}


def _differences(layers: Layers) -> tuple[tuple[str, object, object], ...]:
    """Compare with the base; a number of behaviour differs also where it is fixed at its default, since it is drawn otherwise."""
    defaults, own = _flat(Scenario().model_dump()), _flat(layers.data)
    root = _flat(layers.root) if len(layers.sources) > 1 else {}
    here, base = defaults | own, defaults | root
    newly_fixed = {key for key in own.keys() ^ root.keys() if key.startswith("behaviour.")}
    changed = (key for key in here if key not in WORDS and (here[key] != base.get(key) or key in newly_fixed))
    return tuple((key, here[key], base.get(key)) for key in changed)
