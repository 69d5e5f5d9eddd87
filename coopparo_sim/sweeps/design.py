"""The design of a sweep: which levers and uncertainties vary, over what, in how many futures, from which seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT, Uncertainty

Kind = Literal["grid", "list", "lhs", "sobol", "morris"]
KINDS: tuple[Kind, ...] = ("grid", "list", "lhs", "sobol", "morris")
SAMPLED: tuple[Kind, ...] = ("lhs", "sobol", "morris")
"""Kinds whose points are drawn."""
Label = bool | int | float | str
Column = Literal["bool", "int64", "float64", "string"]
LEVELS = 3
"""Levels of a range in a grid."""
MORRIS_LEVELS = 4
"""Levels of the grid on which Morris' trajectories walk (Morris 1991)."""
FUTURES = 40
"""Futures of each point."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Frozen):
    """One value that a factor may take.

    Attributes
    ----------
    label
        What stands for it in tables.
    changes
        New values of the scenario by dotted name.
    title
        Title of the file that it comes from; empty where it comes from none, or from one without.
    """

    label: Label
    changes: dict[str, Any]
    title: str = ""


class Factor(_Frozen):
    """One lever or uncertainty that varies, over a range or over some values.

    Attributes
    ----------
    name
        Declared dotted name, or a name of its own for a choice between files.
    role
        ``lever`` (people choose it) or ``uncertainty`` (nobody knows it).
    low, high
        Ends of the range, both included; not used where there are options.
    levels
        Levels in a grid.
    is_whole
        Whether only whole numbers are meant.
    options
        The values; empty for a range.
    """

    name: str
    role: Literal["lever", "uncertainty"]
    low: float = 0.0
    high: float = 1.0
    levels: int = LEVELS
    is_whole: bool = False
    options: tuple[Option, ...] = ()

    @property
    def column(self) -> Column:
        """Type of the column of its values in tables."""
        if not self.options:
            return "int64" if self.is_whole else "float64"
        kinds = {type(option.label) for option in self.options}
        if kinds == {bool}:
            return "bool"
        if kinds == {int}:
            return "int64"
        return "float64" if kinds <= {int, float} else "string"

    def value_at(self, u: float) -> Label:
        """Value at ``u`` in 0-1 of the range or of the list; each whole number or option has the same share of it.

        Examples
        --------
        >>> Factor(name="campaign.target_members", role="lever", low=3, high=5, is_whole=True).value_at(0.5)
        4
        """
        if self.options:
            return self.options[min(int(u * len(self.options)), len(self.options) - 1)].label
        if self.is_whole:
            return int(min(self.low + int(u * (self.high - self.low + 1)), self.high))
        return self.low + u * (self.high - self.low)

    def unit_of(self, value: Label) -> float:
        """Place of ``value`` in 0-1: the inverse of :meth:`value_at`, for methods that need numbers."""
        if self.options:
            return self._number(value) / max(len(self.options) - 1, 1)
        return (float(value) - self.low) / (self.high - self.low)

    def changes_at(self, value: Label) -> dict[str, Any]:
        """What ``value`` changes in the scenario, by dotted name."""
        return self.options[self._number(value)].changes if self.options else {self.name: value}

    def _number(self, value: Label) -> int:
        return next(number for number, option in enumerate(self.options) if option.label == value)

    def grid(self) -> list[Label]:
        """Values in a grid: every option, or ``levels`` evenly spread values (whole ones where only those are meant)."""
        if self.options:
            return [option.label for option in self.options]
        steps = max(self.levels - 1, 1)
        values: list[Label] = [self.low + (self.high - self.low) * n / steps for n in range(self.levels)]
        return list(dict.fromkeys(round(float(v)) for v in values)) if self.is_whole else values


class Design(_Frozen):
    """A checked design; it holds all that a worker needs, so that no file is read twice.

    Attributes
    ----------
    title, question
        Words of the design's file.
    base
        Values that the base scenario sets, as in a file.
    base_files
        Names of the files that the base came from.
    kind
        ``grid`` (every combination), ``list`` (the points named), ``lhs`` (Latin hypercube), ``sobol`` (Saltelli's scheme for
        Sobol' indices), ``morris`` (trajectories of one step at a time).
    samples
        Points of a Latin hypercube, base sample of ``sobol`` (a power of two), trajectories of ``morris``.
    levels
        Levels of Morris' grid.
    second_order
        Whether ``sobol`` also serves second-order indices, at twice the points.
    factors
        What varies.
    listed
        For ``list``: the number of the option of each factor, a row a point.
    kept_points
        For ``grid`` and ``list``: how many points, evenly spread over all, are kept; 0 for all.
    futures
        Futures of each point: the same ones at every point.
    seed, uncertainty
        As in a run.
    outcomes
        Declared indicators that the analysis tells; all are stored.
    months
        Whether the months of each run are stored too.
    """

    title: str = ""
    question: str = ""
    base: dict[str, Any]
    base_files: tuple[str, ...] = ()
    kind: Kind = "grid"
    samples: int = 0
    levels: int = MORRIS_LEVELS
    second_order: bool = False
    factors: tuple[Factor, ...]
    listed: tuple[tuple[int, ...], ...] = ()
    kept_points: int = 0
    futures: int = FUTURES
    seed: int = 1
    uncertainty: Uncertainty = DEFAULT
    outcomes: tuple[str, ...] = ()
    months: bool = True

    def scenario_at(self, values: Mapping[str, Label]) -> Scenario:
        """Scenario of the point with these values, a value a factor.

        Raises
        ------
        InputError
            If a value is not allowed.
        """
        changes: dict[str, Any] = {}
        for factor in self.factors:
            changes |= factor.changes_at(values[factor.name])
        return with_levers(self.base_scenario, changes)

    @property
    def base_scenario(self) -> Scenario:
        """Scenario that the points differ from."""
        return Scenario.model_validate(self.base)

    @property
    def levers(self) -> list[str]:
        """Names of the factors that people choose."""
        return [factor.name for factor in self.factors if factor.role == "lever"]
