"""The grid behind the page: which options and levels of the levers are simulated, all with all, and fresh plans to try it on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coopparo_sim.live.levers import Lever
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT, Uncertainty
from coopparo_sim.sweeps.design import Design, Factor, Label, Option

POINTS, FUTURES = 480, 24
"""Points and futures of each point if nothing else is asked for: some twenty minutes on two cores."""
FRESH_POINTS = 40
"""Plans off the grid on which the page is tried."""
GROWTH = (
    "mix", "listening", "deadline", "mix", "listening", "mix", "mix", "price", "seat", "grant", "deadline", "mix", "price", "grant",
)  # fmt: skip
"""Which lever gets a further option or level, in this order, as long as the points allow it."""


@dataclass(frozen=True)
class Grid:
    """Levers with what is simulated of them.

    Attributes
    ----------
    levers
        The levers.
    sizes
        Of each lever, how many options or levels are simulated.
    """

    levers: tuple[Lever, ...]
    sizes: tuple[int, ...]

    @property
    def points(self) -> int:
        """Number of points."""
        return math.prod(self.sizes)

    def levels(self, number: int) -> list[float]:
        """Levels of the lever with this number, in ascending order."""
        return sorted(self.levers[number].levels[: self.sizes[number]])

    def factors(self) -> tuple[Factor, ...]:
        """Levers as factors of a sweep over the whole grid; a point of it counts up from the last lever."""
        return tuple(self._factor(number) for number in range(len(self.levers)))

    def _factor(self, number: int) -> Factor:
        lever = self.levers[number]
        if lever.choices:
            return _choice_factor(lever, self.sizes[number])
        values = [_value(lever, level) for level in self.levels(number)]
        options = tuple(Option(label=value, changes={lever.parameter: value}) for value in values)
        return Factor(name=lever.parameter, role="lever", options=options)


def _choice_factor(lever: Lever, size: int) -> Factor:
    options = tuple(Option(label=choice.id, changes=choice.changes) for choice in lever.choices[:size])
    return Factor(name=lever.id, role="lever", options=options)


def _value(lever: Lever, value: float) -> Label:
    """Give a value of a slider as the plan takes it: whole where its steps are months."""
    return round(value) if lever.unit == "months" else float(value)


def grid_within(levers: Sequence[Lever], points: int) -> Grid:
    """Choose what is simulated so that all combinations are no more than ``points``; two of each lever at least.

    Examples
    --------
    >>> grid_within([Lever("mix", {}, levels=(1, 2, 3)), Lever("price", {}, levels=(1, 2))], 5).sizes
    (2, 2)
    """
    sizes = {lever.id: lever.least for lever in levers}
    most = {lever.id: lever.most for lever in levers}
    for lever in GROWTH:
        larger = {**sizes, lever: sizes.get(lever, 0) + 1}
        if lever in sizes and larger[lever] <= most[lever] and math.prod(larger.values()) <= points:
            sizes = larger
    return Grid(tuple(levers), tuple(sizes[lever.id] for lever in levers))


def least_points(levers: Sequence[Lever]) -> int:
    """Points of the least grid: two options or levels of each lever, where there are two."""
    return math.prod(lever.least for lever in levers)


def grid_design(plan: Scenario, grid: Grid, futures: int, seed: int, uncertainty: Uncertainty = DEFAULT) -> Design:
    """Design the sweep of the whole grid: the same futures at every point."""
    return Design(base=_given(plan), kind="grid", factors=grid.factors(), futures=futures, seed=seed, uncertainty=uncertainty)


def fresh_design(plan: Scenario, grid: Grid, points: int, futures: int, seed: int, uncertainty: Uncertainty = DEFAULT) -> Design:
    """Design fresh plans anywhere between the points, spread as in a Latin hypercube, each in twice the ``futures``.

    The first half of the futures has the luck of the grid, so that it differs from the page by interpolation only; the other half
    has luck of its own.
    """
    factors = [
        _choice_factor(lever, grid.sizes[number]) if lever.choices else _range_factor(lever, grid.levels(number))
        for number, lever in enumerate(grid.levers)
    ]
    return Design(
        base=_given(plan), kind="lhs", samples=points, factors=tuple(factors), futures=2 * futures, seed=seed,
        uncertainty=uncertainty,
    )  # fmt: skip


def _range_factor(lever: Lever, levels: list[float]) -> Factor:
    return Factor(name=lever.parameter, role="lever", low=levels[0], high=levels[-1], is_whole=lever.unit == "months")


def _given(plan: Scenario) -> dict[str, Any]:
    given: dict[str, Any] = plan.model_dump(exclude_unset=True)
    return given
