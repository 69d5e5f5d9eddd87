"""Behaviour is drawn from the fit wherever nothing else is said, by every command and every function of the library."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopparo_sim import compare, run, run_futures
from coopparo_sim.kernel.errors import InputError
from coopparo_sim.live import making
from coopparo_sim.live.grid import fresh_design, grid_design
from coopparo_sim.scenario import fit
from coopparo_sim.scenario.behaviour import REPLICATES, behaviour_of, behaviour_values
from coopparo_sim.scenario.fit import shipped_fit
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps import runner
from coopparo_sim.sweeps.design import Design
from coopparo_sim.sweeps.runner import sweep
from coopparo_sim.viz.levered import LeveredModel
from tests.cli.conftest import Done

Here = Callable[..., Done]
TYPED = [((), "calibrated"), (("--uncertainty", "parameters"), "parameters"), (("--uncertainty", "none"), "none")]
each_uncertainty = pytest.mark.parametrize(("typed", "meant"), TYPED, ids=[meant for _, meant in TYPED])


class _Seen(Exception):
    """The simulation would begin here."""


@pytest.fixture
def swept(monkeypatch: pytest.MonkeyPatch) -> list[Design]:
    """Give the designs that would be swept; none is."""
    found: list[Design] = []

    def take(design: Design, *_: Any, **__: Any) -> None:
        found.append(design)
        raise _Seen

    for module in (runner, making):
        monkeypatch.setattr(module, "sweep", take)
    return found


def _design(plan: Path, *lines: str) -> str:
    file = plan.parent / "design.toml"
    rows = ['base = "piano.toml"', "futures = 1", *lines, "[levers]", '"campaign.share_price_eur" = [25]']
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(file)


@each_uncertainty
def test_run_draws_from_the_fit_unless_told_otherwise(here: Here, plan: Path, typed: tuple[str, ...], meant: str) -> None:
    data = json.loads(here("run", str(plan), "--futures", "1", "--jobs", "1", "--json", *typed).out)
    assert (data["uncertainty"], data["calibrated"]) == (meant, meant == "calibrated")
    assert (data["fit"] == shipped_fit().as_json()) is (meant == "calibrated")


@each_uncertainty
def test_compare_draws_from_the_fit_unless_told_otherwise(here: Here, plan: Path, typed: tuple[str, ...], meant: str) -> None:
    data = json.loads(here("compare", str(plan), str(plan), "--futures", "1", "--jobs", "1", "--json", *typed).out)
    assert (data["uncertainty"], data["calibrated"]) == (meant, meant == "calibrated")
    assert (data["fit"] == shipped_fit().as_json()) is (meant == "calibrated")


@each_uncertainty
def test_sweep_draws_from_the_fit_unless_told_otherwise(
    here: Here, plan: Path, swept: list[Design], typed: tuple[str, ...], meant: str
) -> None:
    here("sweep", _design(plan), "--out", "out", "--quiet", *typed)
    assert [design.uncertainty for design in swept] == [meant]


def test_what_a_design_says_holds_until_something_is_typed(here: Here, plan: Path, swept: list[Design]) -> None:
    file = _design(plan, 'uncertainty = "none"')
    here("sweep", file, "--out", "out", "--quiet")
    here("sweep", file, "--out", "out", "--quiet", "--uncertainty", "calibrated")
    assert [design.uncertainty for design in swept] == ["none", "calibrated"]


@each_uncertainty
def test_the_live_page_draws_from_the_fit_unless_told_otherwise(
    here: Here, plan: Path, swept: list[Design], typed: tuple[str, ...], meant: str
) -> None:
    here("table", str(plan), "--out", "page.html", "--points", "64", "--futures", "2", "--quiet", *typed)
    assert [design.uncertainty for design in swept] == [meant]


def test_the_page_for_researchers_draws_from_the_fit() -> None:
    plan = Scenario(town="two_hamlets", months=2)
    shown = LeveredModel(plan, future=8).result().parameters
    assert shown == behaviour_values(behaviour_of(plan, 1, 8 // REPLICATES, "calibrated"))
    assert shown != behaviour_values(plan.behaviour)


@pytest.mark.parametrize(
    "function", [run, run_futures, compare, grid_design, fresh_design, making.Making], ids=lambda f: f.__name__
)
def test_functions_of_the_library_draw_from_the_fit(function: Callable[..., object]) -> None:
    assert inspect.signature(function).parameters["uncertainty"].default == "calibrated"


def test_a_design_without_the_key_draws_from_the_fit() -> None:
    assert Design(base={}, factors=()).uncertainty == "calibrated"


def test_the_fit_is_part_of_what_a_sweep_is(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _design(plan)
    sweep(file, plan.parent / "out", jobs=0)
    manifest = json.loads((plan.parent / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["ensemble"] == manifest["fit"]["ensemble"] == shipped_fit().ensemble
    other = fit.Fit(**{**shipped_fit().as_json(), "ensemble": "another"})
    monkeypatch.setattr(fit, "shipped_fit", lambda: other)
    with pytest.raises(InputError) as refusal:
        sweep(file, plan.parent / "out", jobs=0, resume=True)
    assert "ensemble" in refusal.value.diagnostics[0].sentence("en")


@pytest.mark.parametrize("verb", ["run", "compare", "sweep", "table"])
def test_a_damaged_fit_stops_every_command_before_anything_is_simulated(
    here: Here, plan: Path, swept: list[Design], monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    def broken() -> None:
        raise fit.unusable(Path("ensemble.csv"), "12 × 3")

    monkeypatch.setattr(fit, "shipped_fit", broken)
    files = {"compare": [str(plan), str(plan)], "sweep": [_design(plan)]}.get(verb, [str(plan)])
    done = here(verb, *files, "--out", "page.html" if verb == "table" else "out", "--lang", "it")
    assert (done.code, done.out, swept) == (2, "", [])
    assert "ensemble.csv" in done.err and "12 × 3" in done.err and "--uncertainty parameters" in done.err
