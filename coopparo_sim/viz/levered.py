"""A model whose levers Mesa's page can move: each is an argument of its own, with what stands on the page as its value."""

from __future__ import annotations

from typing import Any

from coopparo_sim.live.levers import Lever, levers_of
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT


class LeveredModel(CooperativeModel):
    """One future of one scenario, changed by levers.

    Parameters
    ----------
    plan
        The scenario that the levers start from.
    rng
        Seed of the experiment; 1 if not given, so that only the levers and the future make a difference.
    future
        Number of the future.
    kwargs
        What levers say, by their id: the label of an option, in any language, or a number.
    """

    def __init__(self, plan: Scenario, *, rng: int | None = None, future: int = 0, **kwargs: Any) -> None:
        levers = {lever.id: lever for lever in levers_of(plan)}
        changes: dict[str, Any] = {}
        for name, value in kwargs.items():
            changes |= _changes(levers[name], value)
        super().__init__(plan, rng=1 if rng is None else rng, future=int(future), uncertainty=DEFAULT, **changes)


def _changes(lever: Lever, value: Any) -> dict[str, Any]:
    if lever.choices:
        return next(choice.changes for choice in lever.choices if value in choice.label.values())
    return {lever.parameter: round(value) if lever.unit == "months" else float(value)}


def page_parameters(plan: Scenario, language: str, future_label: str, futures: int) -> dict[str, Any]:
    """Describe the levers as Mesa's page wants them, beside the plan, which is fixed.

    Parameters
    ----------
    plan
        The scenario.
    language
        ``it`` or ``en``.
    future_label
        Words beside the slider of futures.
    futures
        Futures to choose from.
    """
    found: dict[str, Any] = {"plan": plan}
    for lever in levers_of(plan):
        common = {"label": lever.label[language]}
        if lever.choices:
            labels = [choice.label[language] for choice in lever.choices]
            found[lever.id] = {**common, "type": "Select", "value": labels[0], "values": labels}
        else:
            span = {"value": lever.start, "min": min(lever.levels), "max": max(lever.levels), "step": lever.step}
            found[lever.id] = {**common, "type": "SliderFloat", **span}
    found["future"] = {"type": "SliderInt", "label": future_label, "value": 0, "min": 0, "max": futures - 1, "step": 1}
    return found
