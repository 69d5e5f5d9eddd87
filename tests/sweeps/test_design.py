"""What a design file may say, what it gives, and how its faults are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.scenario.behaviour import uncertainties
from coopparo_sim.sweeps.design import Factor
from coopparo_sim.sweeps.design_file import load_design
from coopparo_sim.sweeps.points import design_points, number_of_points, smaller
from tests.sweeps.conftest import BASE, ROOT

Write = Callable[[str], Path]
TWO = """
[uncertainties]
"behaviour.joining.base" = {}
"behaviour.joining.norm" = { low = 1, high = 3 }
"""
MIX = f'mix = ["{(ROOT / "scenarios/mix-shop.toml").as_posix()}", ["home_care", "after_school"], "from_listening"]'


def faults(path: Path) -> str:
    with pytest.raises(InputError) as found:
        load_design(path)
    return found.value.render("en")


def test_a_grid_is_every_combination_in_order(write_design: Write) -> None:
    design = load_design(write_design(f'base = "{BASE}"\n[levers]\n{MIX}\n"campaign.refund" = {{}}'))
    points = design_points(design)
    assert points["mix"].tolist() == ["shop"] * 2 + ["home_care+after_school"] * 2 + ["from_listening"] * 2
    assert points["campaign.refund"].tolist() == [False, True] * 3
    assert number_of_points(design) == len(points) == 6


def test_a_point_changes_what_it_says_and_nothing_else(write_design: Write) -> None:
    design = load_design(write_design(f'base = "{BASE}"\n[levers]\n{MIX}\n"campaign.share_price_eur" = [25, 80]'))
    scenario = design.scenario_at({"mix": "shop", "campaign.share_price_eur": 80})
    base = design.base_scenario
    assert scenario.mix == ["shop", "social_transport", "digital_desk"]
    assert scenario.campaign == base.campaign.model_copy(update={"share_price_eur": 80})
    assert (scenario.process, scenario.behaviour, scenario.title) == (base.process, base.behaviour, base.title)


def test_a_range_that_says_nothing_is_the_plausible_one(write_design: Write) -> None:
    design = load_design(write_design(f'base = "{BASE}"\n[design]\nkind = "lhs"\nsamples = 50\n{TWO}'))
    base = design.factors[0]
    points = design_points(design)
    assert (base.low, base.high) == next(d.plausible for d in uncertainties() if d.name == "joining.base")
    assert points["behaviour.joining.norm"].between(1, 3).all()
    strata = ((points["behaviour.joining.base"] - base.low) / (base.high - base.low) * 50).astype(int)
    assert sorted(strata) == list(range(50))


@pytest.mark.parametrize(("kind", "samples", "n"), [("lhs", 10, 10), ("sobol", 8, 32), ("morris", 5, 15)])
def test_the_same_design_gives_the_same_points(write_design: Write, kind: str, samples: int, n: int) -> None:
    design = load_design(write_design(f'base = "{BASE}"\n[design]\nkind = "{kind}"\nsamples = {samples}\n{TWO}'))
    assert len(design_points(design)) == number_of_points(design) == n
    assert design_points(design).equals(design_points(design))
    other = design.model_copy(update={"seed": 2})
    assert not design_points(design).equals(design_points(other))


def test_a_star_stands_for_all_unknown_numbers_under_a_name(write_design: Write) -> None:
    design = load_design(
        write_design(f'base = "{BASE}"\n[design]\nkind = "morris"\nsamples = 2\n[uncertainties]\n"behaviour.leaving.*" = {{}}')
    )
    assert [f.name for f in design.factors] == [f"behaviour.{d.name}" for d in uncertainties() if d.name.startswith("leaving.")]


def test_a_list_gives_the_points_it_names(write_design: Write) -> None:
    text = f'base = "{BASE}"\n[design]\nkind = "list"\n'
    text += '[[points]]\nseat = "Tamara"\n"campaign.share_price_eur" = 25\n'
    text += '[[points]]\nseat = "cesta"\n"campaign.share_price_eur" = 40\n'
    points = design_points(load_design(write_design(text)))
    assert points["campaign.share_price_eur"].tolist() == [25, 40]
    assert load_design(write_design(text)).scenario_at({"seat": "Tamara", "campaign.share_price_eur": 25}).seat == "tamara"


def test_each_whole_number_has_the_same_share_of_a_range() -> None:
    factor = Factor(name="campaign.target_members", role="lever", low=9, high=12, is_whole=True)
    values = [factor.value_at(u) for u in np.linspace(0, 1, 4001)[:-1]]
    assert {n: values.count(n) for n in (9, 10, 11, 12)} == dict.fromkeys((9, 10, 11, 12), 1000)
    assert factor.value_at(1.0) == 12


@pytest.mark.parametrize(("kind", "samples", "wanted", "n"), [("lhs", 64, 10, 10), ("sobol", 64, 40, 32), ("morris", 64, 10, 9)])
def test_a_smaller_version_is_of_the_same_kind(write_design: Write, kind: str, samples: int, wanted: int, n: int) -> None:
    design = load_design(write_design(f'base = "{BASE}"\n[design]\nkind = "{kind}"\nsamples = {samples}\n{TWO}'))
    fewer = smaller(design, wanted, 3)
    assert (fewer.kind, fewer.futures, number_of_points(fewer), len(design_points(fewer))) == (kind, 3, n, n)


def test_a_smaller_grid_spreads_over_the_whole(prices: Path) -> None:
    fewer = smaller(load_design(prices), 2)
    assert design_points(fewer)["campaign.share_price_eur"].tolist() == [25, 250]


def test_all_faults_of_a_design_are_told_at_their_place(write_design: Write) -> None:
    text = f'base = "{BASE}"\noutcomes = ["foundd"]\n[design]\nkind = "sobol"\nsamples = 100\n[levers]\n'
    text += '"campaign.share_prce_eur" = [25]\n"campaign.share_price_eur" = [5, 50]\nmix = [["homecare"]]\nseat = ["Roma"]\n'
    told = faults(write_design(text))
    for place in (":2:13", ":5:11", ":7:1", ":8:31", ":9:9", ":10:9"):
        assert f"design.toml{place}" in told, place
    assert 'did you mean "campaign.share_price_eur"' in told
    assert "write 64 or 128" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[levers]\n", "nothing varies"),
        ('futures = 0\n[levers]\n"campaign.share_price_eur" = [25]', "futures: the value 0"),
        ('[levers]\nmix = ["no-such-file.toml"]', "there is no file"),
        ('[levers]\n"campaign.share_price_eur" = [25, 25]', "stands there twice"),
        ('[levers]\n"campaign.share_price_eur" = { low = 1, high = 50 }', "allowed are values from 25 to 500"),
        ('[levers]\n"campaign.share_price_eur" = { low = 60, high = 50 }', "the lower one first"),
        ('[levers]\n"campaign.share_price_eur" = 25', "a list of values or a range"),
        ('[levers]\n"campaign.deadline_months" = [12, 36]', "point 1 (campaign.deadline_months = 36)"),
        ('[design]\nkind = "list"\n[[points]]\nseat = "cesta"\n[[points]]\n"campaign.share_price_eur" = 25', "says nothing of"),
        ('[design]\nkind = "list"\n[levers]\nseat = ["cesta"]', "not for a design of kind"),
        ('[uncertainties]\n"behaviour.nothing.*" = {}', "no unknown numbers"),
    ],
)
def test_each_fault_has_its_sentence(write_design: Write, text: str, said: str) -> None:
    assert said in faults(write_design(f'base = "{BASE}"\n{text}\n'))


def test_files_of_differences_may_hold_at_every_point(write_design: Write) -> None:
    none = (ROOT / "scenarios/engagement-none.toml").as_posix()
    design = load_design(write_design(f'base = "{BASE}"\nwith = ["{none}"]\n[levers]\n{MIX}'))
    assert design.base_scenario.process.meetings == []
    assert design.scenario_at({"mix": "shop"}).process.meetings == []
    assert "there is no file" in faults(write_design(f'base = "{BASE}"\nwith = ["no.toml"]\n[levers]\n{MIX}'))


def test_two_factors_may_not_change_the_same_value(write_design: Write) -> None:
    shop, welfare = ((ROOT / f"scenarios/mix-{name}.toml").as_posix() for name in ("shop", "welfare"))
    told = faults(write_design(f'base = "{BASE}"\n[levers]\nmix = ["{shop}"]\nother = ["{welfare}"]\n'))
    assert "both mix and other change mix" in told


@pytest.mark.parametrize("name", sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "experiments").glob("*/*.toml")))
def test_every_shipped_design_can_be_read(name: str) -> None:
    design = load_design(ROOT / name)
    assert design.question
    assert number_of_points(design) > 1
