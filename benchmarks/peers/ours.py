"""The model itself: the phases of production over arrays."""

from __future__ import annotations

from benchmarks.setting import Run, Series, Setting, count
from coopparo_sim.phases.diffusion import awareness
from coopparo_sim.phases.membership import membership


def core(setting: Setting) -> Run:
    """Prepare the joining core: the phases of awareness and membership, month by month."""
    world = setting.campaign()

    def run() -> Series:
        series = []
        for _ in range(setting.plan.months):
            world.month += 1
            awareness(world)
            membership(world)
            series.append(count(world))
        return series

    return run


def whole(setting: Setting) -> Run:
    """Prepare the whole model: every phase, indicators written down every month."""
    model = setting.model()

    def run() -> Series:
        while model.running:
            model.step()
        months = model.datacollector.get_model_vars_dataframe()
        return list(zip(months["aware"].tolist(), months["pledged"].tolist(), strict=True))

    return run
