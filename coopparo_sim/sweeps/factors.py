"""The levers and uncertainties of a design file: each value is checked as if a scenario file had said it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from coopparo_sim.kernel.errors import Diagnostic
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.scenario.fields import plain_number, unit_words
from coopparo_sim.scenario.layers import BASE, Layers, lay
from coopparo_sim.scenario.load import WORDS
from coopparo_sim.scenario.references import check_references
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.toml_positions import Path as KeyPath
from coopparo_sim.scenario.toml_source import Mark, Source, missing_file
from coopparo_sim.scenario.validation import check_values
from coopparo_sim.sweeps.design import LEVELS, Factor, Label, Option

RANGE_KEYS = frozenset({"low", "high", "levels"})
ALL = "*"
FILE_ENDING = ".toml"
JOINT = "+"
Part = Literal["levers", "uncertainties"]


@lru_cache(maxsize=1)
def declared() -> dict[str, Declaration]:
    """All declared numbers, words and switches of a scenario, by dotted name."""
    return {one.name: one for one in declarations(Scenario)}


def mark_of(source: Source, name: str) -> Mark:
    """Give the place where a design speaks of a factor first; the file as a whole where a pattern stands for it."""
    paths = {".".join(part for part in path if isinstance(part, str)): path for path in reversed(source.entries)}
    return source.key_mark(next((path for words, path in paths.items() if words.endswith(f".{name}")), ()))


@dataclass
class Reading:
    """The reading of one design file.

    Attributes
    ----------
    source
        The file of the design.
    base
        The scenario it starts from; None where there is none.
    faults
        What was found wrong so far.
    overlays
        Files of differences laid over the base at every point.
    """

    source: Source
    base: Path | None
    faults: list[Diagnostic]
    overlays: tuple[Path, ...] = ()

    def fault(self, mark: Mark, message: str, advice: str = "", **values: object) -> None:
        """Note that something is wrong."""
        self.faults.append(mark.diagnostic(message, advice, **values))

    def check_conflicts(self, factors: Sequence[Factor]) -> None:
        """Note factors that change the same value, of which only the last would count."""
        owners: dict[str, str] = {}
        for factor in factors:
            names = {name for option in factor.options for name in option.changes} or {factor.name}
            for name in sorted(names):
                if name in owners:
                    values = {"key": name, "one": owners[name], "other": factor.name}
                    mark = mark_of(self.source, factor.name)
                    self.fault(mark, "sweep.same_value_twice", "sweep.same_value_twice_advice", **values)
                owners[name] = factor.name


def varied_factors(reading: Reading, part: Part, table: dict[str, Any]) -> Iterator[Factor]:
    """Read a table of levers or uncertainties; what is wrong is noted in ``reading``."""
    role: Literal["lever", "uncertainty"] = "lever" if part == "levers" else "uncertainty"
    for path, name, value in _named(table, (part,), ""):
        if name.rpartition(".")[2] == ALL:
            yield from _all_under(reading, path, name, value)
            continue
        factor = _factor(reading, path, name, value, role)
        if factor:
            yield factor


def _named(table: dict[str, Any], path: KeyPath, prefix: str) -> Iterator[tuple[KeyPath, str, Any]]:
    """Walk names and what is said of them; a dotted name may be one key in quotes or a key inside tables."""
    for key, value in table.items():
        name = prefix + key
        inner = isinstance(value, dict) and value and not value.keys() <= RANGE_KEYS
        if inner and name not in declared():
            yield from _named(value, (*path, key), f"{name}.")
        else:
            yield (*path, key), name, value


def _all_under(reading: Reading, path: KeyPath, name: str, value: object) -> Iterator[Factor]:
    prefix = name.removesuffix(ALL)
    found = [one for one in declared().values() if one.role == "uncertainty" and one.name.startswith(prefix) and one.plausible]
    if not found or value:
        reading.fault(reading.source.key_mark(path), "sweep.nothing_under", "sweep.nothing_under_advice", name=name)
    for one in found:
        low, high = one.plausible or (0.0, 1.0)
        yield Factor(name=one.name, role="uncertainty", low=low, high=high, is_whole=isinstance(one.default, int))


def _factor(reading: Reading, path: KeyPath, name: str, value: Any, role: Literal["lever", "uncertainty"]) -> Factor | None:
    mark = reading.source.value_mark(path)
    if name not in declared() and not _are_files(value):
        _unknown_name(reading, path, name)
        return None
    if isinstance(value, dict):
        return _range(reading, path, declared()[name], value, role)
    if not isinstance(value, list) or not value:
        reading.fault(mark, "sweep.list_wanted", "sweep.list_wanted_advice", name=name)
        return None
    options = [_option(reading, (*path, number), name, one) for number, one in enumerate(value)]
    labels = [option.label for option in options if option]
    for label in {label for label in labels if labels.count(label) > 1}:
        reading.fault(mark, "sweep.value_twice", "", name=name, value=label)
    return Factor(name=name, role=role, options=tuple(of_one_kind([option for option in options if option])))


def of_one_kind(options: Sequence[Option]) -> list[Option]:
    """Let labels be all switches, all numbers or all words, as a column of a table wants them."""
    kinds = {type(option.label) for option in options}
    if kinds in ({bool}, {int}, {float}, {int, float}):
        return list(options)
    return [option.model_copy(update={"label": str(option.label)}) for option in options]


def _are_files(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one.endswith(FILE_ENDING) for one in value)


def _unknown_name(reading: Reading, path: KeyPath, name: str) -> None:
    last = {known.rpartition(".")[2]: known for known in declared()}
    near = get_close_matches(name, declared(), 1) or [last[one] for one in get_close_matches(name.rpartition(".")[2], last, 1)]
    advice = "errors.did_you_mean" if near else "sweep.unknown_name_advice"
    reading.fault(reading.source.key_mark(path), "sweep.unknown_name", advice, name=name, near="".join(near))


def _range(
    reading: Reading, path: KeyPath, about: Declaration, value: dict[str, Any], role: Literal["lever", "uncertainty"]
) -> Factor | None:
    words: tuple[Any, ...] = (False, True) if isinstance(about.default, bool) else about.options
    if words and not value:
        return Factor(name=about.name, role=role, options=tuple(Option(label=word, changes={about.name: word}) for word in words))
    ends = about.plausible or (None, None)
    low, high, levels = value.get("low", ends[0]), value.get("high", ends[1]), value.get("levels", LEVELS)
    mark = reading.source.value_mark(path)
    if isinstance(about.default, bool) or not isinstance(about.default, int | float) or low is None or high is None:
        reading.fault(mark, "sweep.no_range", "sweep.no_range_advice", name=about.name)
    elif not all(isinstance(n, int | float) and not isinstance(n, bool) for n in (low, high, levels)) or levels < 2:
        reading.fault(mark, "sweep.wrong_range", "sweep.wrong_range_advice", name=about.name)
    elif not (about.low is None or low >= about.low) or not (about.high is None or high <= about.high):
        bounds = {"low": plain_number(about.low), "high": plain_number(about.high), "unit": unit_words(about.unit)}
        reading.fault(mark, "sweep.range_out_of_bounds", "errors.bounds_advice", name=about.name, **bounds)
    elif low >= high:
        reading.fault(mark, "sweep.wrong_range", "sweep.wrong_range_advice", name=about.name)
    else:
        whole = isinstance(about.default, int)
        return Factor(name=about.name, role=role, low=low, high=high, levels=int(levels), is_whole=whole)
    return None


def _option(reading: Reading, path: KeyPath, name: str, value: Any) -> Option | None:
    """Check one value, or one file of differences; None where it is wrong."""
    if isinstance(value, str) and value.endswith(FILE_ENDING):
        return _file_option(reading, path, value)
    layers = _with_value(reading, path, name, value)
    data = copy.deepcopy(layers.data)
    faults = check_references(layers, data)
    faults += check_values(layers, data)[1]
    reading.faults += faults
    if faults:
        return None
    return Option(label=_label(value), changes={name: _at(data, name)})


def _label(value: Any) -> Label:
    return JOINT.join(str(one) for one in value) if isinstance(value, list) else value


def _at(data: dict[str, Any], name: str) -> Any:
    place: Any = data
    for key in name.split("."):
        place = place[key]
    return place


def _file_option(reading: Reading, path: KeyPath, value: str) -> Option | None:
    file = reading.source.path.parent / value
    if reading.base is None or not file.is_file():
        reading.faults.append(missing_file(file, reading.source.value_mark(path)))
        return None
    layers = lay(reading.base, [*reading.overlays, file])
    data = copy.deepcopy(layers.data)
    faults = [*layers.faults, *check_references(layers, data)]
    faults += check_values(layers, data)[1]
    reading.faults += faults
    if faults:
        return None
    names = [name for name in _leaves(layers.sources[-1].data) if name not in (*WORDS, BASE)]
    label = file.stem.removeprefix(f"{path_name(path)}-")
    title = str(layers.sources[-1].data.get("title", ""))
    return Option(label=label, changes={name: _at(data, name) for name in names}, title=title)


def path_name(path: KeyPath) -> str:
    """Last word of the name at a place of a design, without the numbers of lists."""
    return [part for part in path if isinstance(part, str)][-1].rpartition(".")[2]


def _leaves(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def _with_value(reading: Reading, path: KeyPath, name: str, value: Any) -> Layers:
    """Lay one value of the design over the base, as a file of differences would, at its place in the design."""
    layers = lay(reading.base or "", reading.overlays)
    keys: KeyPath = tuple(name.split("."))
    entries = {keys + at[len(path) :]: entry for at, entry in reading.source.entries.items() if at[: len(path)] == path}
    said = replace(reading.source, entries=entries, data={}, faults=(), is_partial=False)
    layers.sources.append(said)
    layers.owners = {known: owner for known, owner in layers.owners.items() if known[: len(keys)] != keys}
    layers.owners |= dict.fromkeys(entries, said)
    place: dict[str, Any] = layers.data
    for key in name.split(".")[:-1]:
        place = place.setdefault(key, {})
    place[name.rpartition(".")[2]] = copy.deepcopy(value)
    return layers


def listed_factors(reading: Reading, points: list[dict[str, Any]]) -> tuple[list[Factor], list[tuple[int, ...]]]:
    """Read a list of points; every point must say something of every name."""
    rows = [{name: (path, value) for path, name, value in _named(point, ("points", n), "")} for n, point in enumerate(points)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    factors, numbers = [], []
    for name in names:
        found = _listed_factor(reading, name, rows)
        if found:
            factors.append(found[0])
            numbers.append(found[1])
    reading.check_conflicts(factors)
    return factors, list(zip(*numbers, strict=True))


def _listed_factor(reading: Reading, name: str, rows: list[dict[str, tuple[KeyPath, Any]]]) -> tuple[Factor, list[int]] | None:
    options: list[Option] = []
    numbers: list[int] = []
    for row_number, row in enumerate(rows):
        if name not in row:
            mark = reading.source.key_mark(("points", row_number))
            reading.fault(mark, "sweep.point_lacks", "sweep.point_lacks_advice", name=name, point=row_number + 1)
            return None
        path, value = row[name]
        if name not in declared() and not _are_files([value]):
            _unknown_name(reading, path, name)
            return None
        option = _option(reading, path, name, value)
        if option is None:
            return None
        if option.label not in [known.label for known in options]:
            options.append(option)
        numbers.append([known.label for known in options].index(option.label))
    role: Literal["lever", "uncertainty"] = "uncertainty" if name.startswith("behaviour.") else "lever"
    return Factor(name=name, role=role, options=tuple(of_one_kind(options))), numbers
