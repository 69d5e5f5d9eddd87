"""The scenarios that come with the project: the Copparo of 2021, mixes and engagement that combine in any pair."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.load import load_scenario, read_scenario
from coopparo_sim.town.tables import find_town, read_town

FOLDER = Path(__file__).parents[3] / "scenarios"
BASELINE = FOLDER / "copparo-baseline.toml"
MIXES = sorted(FOLDER.glob("mix-*.toml"))
ENGAGEMENT = sorted(FOLDER.glob("engagement-*.toml"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_file_is_a_scenario_of_its_own_without_warnings(path: Path) -> None:
    loaded = read_scenario(path)
    assert loaded.scenario.title
    assert not loaded.warnings


def test_the_baseline_follows_the_sequence_of_2021() -> None:
    plan = load_scenario(BASELINE)
    kinds = [meeting.kind for meeting in plan.process.meetings]
    expected = ["institutions", "trade_associations", "volunteer_associations", "interviews", "stakeholders", "citizens"]
    assert list(dict.fromkeys(kinds)) == expected
    assert (plan.start, plan.process.months, plan.process.budget_eur) == ("2021-09", 6, 25_000)
    assert (plan.seat, plan.municipality.premises_eur) == ("ambrogio", 100_000)


def test_there_are_four_engagement_levels_and_five_mixes() -> None:
    assert [path.stem for path in ENGAGEMENT] == [
        "engagement-as-planned", "engagement-every-place", "engagement-institutions", "engagement-none",
    ]  # fmt: skip
    assert [path.stem for path in MIXES] == ["mix-culture", "mix-energy", "mix-from-listening", "mix-shop", "mix-welfare"]


@pytest.mark.parametrize(("mix", "engagement"), list(product(MIXES, ENGAGEMENT)), ids=lambda path: path.stem)
def test_any_mix_and_any_engagement_combine_within_the_budget(mix: Path, engagement: Path) -> None:
    plan, base = load_scenario(BASELINE, [mix, engagement]), load_scenario(BASELINE)
    assert plan.process.cost_eur <= plan.process.budget_eur
    assert plan.mix == load_scenario(mix).mix
    assert plan.process.meetings == load_scenario(engagement).process.meetings
    assert plan.campaign == base.campaign
    assert load_scenario(BASELINE, [engagement, mix]).process == plan.process


def test_the_planned_engagement_laid_over_the_baseline_changes_nothing() -> None:
    planned = load_scenario(BASELINE, [FOLDER / "engagement-as-planned.toml"])
    assert scenario_digest(planned) == scenario_digest(load_scenario(BASELINE))


def test_engagement_in_every_place_reaches_them_all() -> None:
    plan = load_scenario(FOLDER / "engagement-every-place.toml")
    reached = {meeting.place for meeting in plan.process.meetings if meeting.kind == "citizens"}
    assert reached == {place.id for place in read_town(find_town("copparo")).places}


def test_every_shipped_file_says_why_in_a_comment() -> None:
    assert all("Perché" in path.read_text(encoding="utf-8") for path in (*MIXES, *ENGAGEMENT))
