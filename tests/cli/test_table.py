"""``coopparo table``: the plan told first, one page in the end, and nothing done twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coopparo_sim.live.futures import run_apart
from coopparo_sim.scenario.load import load_scenario
from tests.cli.conftest import Done

SMALL = ("--points", "64", "--futures", "2", "--jobs", "1")


@pytest.mark.slow
def test_a_page_is_made_and_made_again_without_simulating(here: Callable[..., Done], plan: Path) -> None:
    done = here("table", str(plan), "--out", "page.html", *SMALL, "--lang", "en")
    assert done.code == 0
    assert "64 combinations of 6 levers" in done.err
    page = (plan.parent / "page.html").read_text(encoding="utf-8")
    parts = sorted((plan.parent / "page.sweep").rglob("part-*"))
    again = here("tavolo", str(plan), "--out", "page.html", *SMALL, "--resume", "--json")
    assert again.code == 0
    assert sorted((plan.parent / "page.sweep").rglob("part-*")) == parts
    assert json.loads(again.out)["bytes"] == len(page.encode("utf-8"))
    (plan.parent / "page.html").unlink()
    refused = here("table", str(plan), "--out", "page.html", *SMALL)
    assert refused.code == 2
    assert "--resume" in refused.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--points", "5"], "at least"),
        (["--futures", "1"], "--futures"),
        (["--out", "page.txt"], ".html"),
        (["--seed", "x", "--jobs", "0"], "--jobs"),
    ],
    ids=str,
)
def test_what_is_typed_wrongly_is_told_before_anything_is_simulated(
    here: Callable[..., Done], plan: Path, typed: list[str], said: str
) -> None:
    out = [] if "--out" in typed else ["--out", "page.html"]
    done = here("table", str(plan), *out, *typed, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not list(plan.parent.glob("page*"))


@pytest.mark.parametrize("more", [(), ("--resume",)], ids=["anew", "resumed"])
def test_a_file_that_is_not_a_page_made_here_is_left_alone(here: Callable[..., Done], plan: Path, more: tuple[str, ...]) -> None:
    (plan.parent / "home.html").write_text("mine", encoding="utf-8")
    done = here("table", str(plan), "--out", "home.html", *more)
    assert done.code == 2
    assert (plan.parent / "home.html").read_text(encoding="utf-8") == "mine"


def test_a_page_needs_a_name(here: Callable[..., Done], plan: Path) -> None:
    done = here("table", str(plan))
    assert done.code == 2
    assert re.search(r"--out", done.err)


def test_each_future_of_a_page_has_behaviour_of_its_own(plan: Path) -> None:
    scenario = load_scenario(plan)
    one, other = (run_apart(scenario, 1, future, "parameters") for future in (0, 1))
    assert one.parameters != other.parameters
    needs = [name for name in one.outcomes if name.startswith(("true.", "believed."))]
    assert needs
    assert all(0 <= one.outcomes[name] <= 1 for name in needs)


def test_the_page_for_researchers_says_what_to_install(
    here: Callable[..., Done], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopparo_sim.commands.viz.NEEDED", ("a_library_that_nobody_has",))
    done = here("viz", str(plan), "--port", "80", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert 'pip install "coopparo_sim[viz]"' in done.err
    assert "--port" in done.err
