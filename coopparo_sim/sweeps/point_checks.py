"""Every point of a design must be a plan that can be carried out: money, time and law are checked before a run starts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coopparo_sim.kernel.errors import Diagnostic, Phrase
from coopparo_sim.scenario.layers import Layers
from coopparo_sim.scenario.relations import check_relations
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.toml_source import Mark, Source
from coopparo_sim.sweeps.design import Design, Factor
from coopparo_sim.sweeps.factors import mark_of
from coopparo_sim.sweeps.points import design_points

LINKED = ("process", "campaign", "statute", "months", "events")
"""Parts of a scenario whose values must fit each other."""
TOLD = 3
"""Points that are told of; the others are counted."""


@dataclass(frozen=True)
class _Said(Phrase):
    """What is wrong with a scenario, as part of a longer sentence."""

    fault: Diagnostic | None = None

    def say(self, language: str) -> str:
        return self.fault.sentence(language) if self.fault else ""


def check_points(design: Design, source: Source) -> list[Diagnostic]:
    """Check all points of a design; points that differ only in what is free of all others count as one.

    Parameters
    ----------
    design
        The design.
    source
        Its file.
    """
    linked = [factor for factor in design.factors if _is_linked(factor)]
    if not linked:
        return _faults_at(design, source, design_points(design).head(1), [])
    points = design_points(design).drop_duplicates([factor.name for factor in linked])
    return _faults_at(design, source, points, linked)


def _is_linked(factor: Factor) -> bool:
    names = {name for option in factor.options for name in option.changes} or {factor.name}
    return any(name.split(".")[0] in LINKED for name in names)


def _faults_at(design: Design, source: Source, points: pd.DataFrame, told: list[Factor]) -> list[Diagnostic]:
    layers, faults = Layers(sources=[source]), list[Diagnostic]()
    refused = 0
    for row in points.to_dict("records"):
        values = {str(name): value for name, value in row.items()}
        found = _faults(design.scenario_at(values), layers) if refused < TOLD else []
        refused += bool(found)
        said = ", ".join(f"{factor.name} = {values[factor.name]}" for factor in told)
        mark = mark_of(source, told[-1].name) if told else Mark(source.file)
        faults += [_told(mark, fault, int(values["point"]), said) for fault in found]
    return faults


def _faults(scenario: Scenario, layers: Layers) -> list[Diagnostic]:
    return check_relations(layers, scenario, [])


def _told(mark: Mark, fault: Diagnostic, point: int, values: str) -> Diagnostic:
    about = {"point": point, "values": values or "-", "why": _Said("", "", fault)}
    return mark.diagnostic("sweep.point_refused", "sweep.point_refused_advice", **about)
