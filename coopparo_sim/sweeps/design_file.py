"""From the file of a design to a checked design, or to all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coopparo_sim.kernel.errors import Diagnostic, InputError, Phrase
from coopparo_sim.record.indicators import BY_NAME
from coopparo_sim.scenario.fields import dotted
from coopparo_sim.scenario.load import read_scenario
from coopparo_sim.scenario.toml_positions import Path as KeyPath
from coopparo_sim.scenario.toml_source import Source, missing_file, read_source
from coopparo_sim.scenario.uncertainty import DEFAULT, UNCERTAINTIES, Uncertainty
from coopparo_sim.sweeps.design import FUTURES, MORRIS_LEVELS, Design, Kind
from coopparo_sim.sweeps.factors import Reading, listed_factors, varied_factors
from coopparo_sim.sweeps.point_checks import check_points

_WANTED = {
    "string_type": "text", "int_type": "whole", "int_from_float": "whole", "bool_type": "switch", "list_type": "list",
    "dict_type": "section", "model_type": "section",
}  # fmt: skip
SAMPLES = 64
MOST = 10**7
"""Samples and futures at most."""


class _Plan(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    kind: Kind = "grid"
    samples: Annotated[int, Field(ge=2, le=MOST)] = SAMPLES
    levels: Annotated[int, Field(ge=2, le=MOST)] = MORRIS_LEVELS
    second_order: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    title: str = ""
    question: str = ""
    note: str = ""
    base: str
    overlays: Annotated[list[str], Field(alias="with")] = []
    futures: Annotated[int, Field(ge=1, le=MOST)] = FUTURES
    seed: Annotated[int, Field(ge=0)] = 1
    uncertainty: Uncertainty = DEFAULT
    outcomes: list[str] = []
    months: bool = True
    design: _Plan = _Plan()
    levers: dict[str, Any] = {}
    uncertainties: dict[str, Any] = {}
    points: list[dict[str, Any]] = []


def load_design(path: str | Path) -> Design:
    """Read and check the file of a design, with the scenario and all files it names.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        If anything is wrong: all faults at once, each with file, line and column.
    """
    source = read_source(path)
    if not source.lines:
        raise InputError(source.faults)
    file, faults = _file(source)
    faults = [*source.faults, *faults]
    if file is None:
        raise InputError(_in_order(faults))
    overlays = tuple(source.path.parent / name for name in file.overlays)
    reading = Reading(source, _base_file(source, file, overlays, faults), faults, overlays)
    _check_outcomes(source, file, faults)
    _check_plan(source, file, faults)
    if reading.base is None:
        raise InputError(_in_order(faults))
    factors, listed = _factors(reading, file)
    if faults:
        raise InputError(_in_order(faults))
    loaded = read_scenario(reading.base, overlays)
    design = Design(
        title=file.title, question=file.question, base=loaded.scenario.model_dump(exclude_unset=True),
        base_files=tuple(one.name for one in loaded.files), kind=file.design.kind, samples=file.design.samples,
        levels=file.design.levels, second_order=file.design.second_order, factors=tuple(factors), listed=tuple(listed),
        futures=file.futures, seed=file.seed, uncertainty=file.uncertainty, outcomes=tuple(file.outcomes), months=file.months,
    )  # fmt: skip
    faults = check_points(design, source)
    if faults:
        raise InputError(_in_order(faults))
    return design


def _in_order(faults: list[Diagnostic]) -> list[Diagnostic]:
    once = {(f.file, f.line, f.column, f.message, str(f.values)): f for f in faults}
    return sorted(once.values(), key=lambda f: (f.line, f.column))


def _file(source: Source) -> tuple[_File | None, list[Diagnostic]]:
    """Read the keys of the file; None where too much is wrong to go on."""
    try:
        return _File.model_validate(source.data), []
    except ValidationError as problem:
        found = {tuple(error["loc"]): error for error in reversed(problem.errors(include_url=False, include_context=False))}
        return None, [_told(source, path, dict(error)) for path, error in found.items()]


def _told(source: Source, path: KeyPath, error: dict[str, Any]) -> Diagnostic:
    kind, mark = str(error["type"]), source.value_mark(path)
    values = {"key": dotted(path), "value": mark.snippet}
    if kind == "extra_forbidden":
        group: type[BaseModel] = _Plan if path[0] == "design" else _File
        return unknown(source, path, [field.alias or name for name, field in group.model_fields.items()])
    if kind == "missing":
        return Diagnostic("sweep.missing_key", {"key": dotted(path)}, source.file, advice="sweep.missing_base_advice")
    if kind == "literal_error":
        options: tuple[str, ...] = UNCERTAINTIES if path == ("uncertainty",) else Kind.__args__  # type: ignore[attr-defined]
        near = get_close_matches(str(error["input"]).lower(), options, 1)
        advice = "errors.did_you_mean_one_of" if near else "errors.one_of"
        return mark.diagnostic("errors.wrong_option", advice, **values, near="".join(near), allowed=", ".join(options))
    if kind in _WANTED:
        return mark.diagnostic("errors.wrong_type", "", **values, wanted=Phrase(f"errors.type.{_WANTED[kind]}"))
    return mark.diagnostic("errors.out_of_bounds", "", **values)


def unknown(source: Source, path: KeyPath, allowed: list[str]) -> Diagnostic:
    """Say that a key is unknown, and which is the nearest of those that are allowed."""
    near = get_close_matches(str(path[-1]), allowed, 1)
    values = {"key": dotted(path), "near": "".join(near), "allowed": ", ".join(allowed)}
    return source.key_mark(path).diagnostic(
        "errors.unknown_key", "errors.did_you_mean" if near else "errors.allowed_keys", **values
    )


def _base_file(source: Source, file: _File, overlays: Sequence[Path], faults: list[Diagnostic]) -> Path | None:
    """Find the base scenario and what is laid over it, and check them; None where they cannot be used."""
    path = source.path.parent / file.base
    if not path.is_file():
        faults.append(missing_file(path, source.value_mark(("base",))))
        return None
    missing = [n for n, overlay in enumerate(overlays) if not overlay.is_file()]
    faults += [missing_file(overlays[n], source.value_mark(("with", n))) for n in missing]
    if missing:
        return None
    try:
        read_scenario(path, overlays)
    except InputError as problem:
        faults.extend(problem.diagnostics)
        return None
    return path


def _check_outcomes(source: Source, file: _File, faults: list[Diagnostic]) -> None:
    for number, name in enumerate(file.outcomes):
        if name not in BY_NAME:
            near = get_close_matches(name, BY_NAME, 1)
            advice = "errors.did_you_mean" if near else "errors.one_of"
            mark = source.value_mark(("outcomes", number))
            faults.append(
                mark.diagnostic("sweep.unknown_outcome", advice, name=name, near="".join(near), allowed=", ".join(BY_NAME))
            )


def _check_plan(source: Source, file: _File, faults: list[Diagnostic]) -> None:
    """Check what the kind of design asks of its numbers, and that there is something to vary."""
    plan = file.design
    if plan.kind == "sobol" and plan.samples & (plan.samples - 1):
        better = 2 ** (plan.samples.bit_length() - 1)
        mark = source.value_mark(("design", "samples"))
        faults.append(
            mark.diagnostic("sweep.power_of_two", "sweep.power_of_two_advice", value=plan.samples, lower=better, higher=2 * better)
        )
    if plan.kind == "morris" and plan.levels % 2:
        faults.append(source.value_mark(("design", "levels")).diagnostic("sweep.even_levels", "", value=plan.levels))
    names = ("points",) if plan.kind == "list" else ("levers", "uncertainties")
    if not any(getattr(file, name) for name in names):
        advice: Literal["sweep.no_points_advice", "sweep.no_factors_advice"]
        advice = "sweep.no_points_advice" if plan.kind == "list" else "sweep.no_factors_advice"
        faults.append(Diagnostic("sweep.nothing_varies", {}, source.file, advice=advice))
    for name in ("points", "levers", "uncertainties"):
        if name not in names and getattr(file, name):
            mark = source.key_mark((name,))
            faults.append(mark.diagnostic("sweep.not_for_kind", "", key=name, kind=plan.kind, wanted=", ".join(names)))


def _factors(reading: Reading, file: _File) -> tuple[list[Any], list[tuple[int, ...]]]:
    if file.design.kind == "list":
        return listed_factors(reading, file.points)
    factors = list(varied_factors(reading, "levers", file.levers)) + list(
        varied_factors(reading, "uncertainties", file.uncertainties)
    )
    reading.check_conflicts(factors)
    return factors, []
