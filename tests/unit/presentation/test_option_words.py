"""What a choice of a sweep is called: the words of other pages, never an identifier where there are words."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.commands.analyse_pictures import draw_choices, draw_where
from coopparo_sim.presentation.option_words import choice_words, choice_words_alone, factor_name, option_words
from coopparo_sim.sweeps.design import Design, Factor, Option
from coopparo_sim.sweeps.design_file import load_design
from coopparo_sim.texts import catalogue
from tests.unit.presentation.measured import cut_off, running_into_each_other, words_drawn

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = ROOT / "scenarios"
BASELINE = "copparo-baseline.toml"
TITLES = {
    file.name: tomllib.loads(file.read_text(encoding="utf-8"))["title"]
    for file in sorted(SCENARIOS.glob("*.toml"))
    if file.name != BASELINE
}


def one_lever(name: str, *labels: Any, base: dict[str, Any] | None = None, **about: Any) -> Design:
    options = tuple(Option(label=label, changes={name: label}, **about) for label in labels)
    return Design(base=base or {}, factors=(Factor(name=name, role="lever", options=options),))


def designed(folder: Path, levers: str) -> Design:
    file = folder / "design.toml"
    file.write_text(f'base = "{(SCENARIOS / BASELINE).as_posix()}"\n[levers]\n{levers}\n', encoding="utf-8")
    return load_design(file)


def test_every_shipped_file_has_its_title_in_both_languages() -> None:
    words = {name: said for name, said in catalogue("it").items() if name.startswith("sweep.file.")}
    assert sorted(words.values()) == sorted(TITLES.values())
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(("language", "said"), [("it", "Welfare a casa"), ("en", "Welfare at home")])
def test_a_shipped_file_is_called_by_its_title_in_the_language_of_the_reader(tmp_path: Path, language: str, said: str) -> None:
    design = designed(tmp_path, f'mix = ["{(SCENARIOS / "mix-welfare.toml").as_posix()}"]')
    assert option_words(design, "mix", "welfare", language) == said


def test_a_file_of_ones_own_is_called_by_its_title_and_without_one_by_its_name(tmp_path: Path) -> None:
    for name, words in (("care", 'title = "La nostra idea"\n'), ("nameless", "")):
        (tmp_path / f"plan-{name}.toml").write_text(words + "months = 24\n", encoding="utf-8")
    design = designed(tmp_path, 'plan = ["plan-care.toml", "plan-nameless.toml"]')
    assert [option_words(design, "plan", label, "en") for label in ("care", "nameless")] == ["La nostra idea", "nameless"]


def test_two_files_with_the_same_title_are_told_apart_by_their_names(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / f"{name}.toml").write_text('title = "Uguale"\nmonths = 24\n', encoding="utf-8")
    design = designed(tmp_path, 'plan = ["one.toml", "other.toml"]')
    assert [option_words(design, "plan", label, "it") for label in ("one", "other")] == ["one", "other"]


@pytest.mark.parametrize(
    ("name", "value", "it", "en"),
    [
        ("seat", "sabbioncello_san_vittore", "Sabbioncello San Vittore", "Sabbioncello San Vittore"),
        ("seat", "travelling", "itinerante", "going round"),
        ("statute.board_choice", "lists_by_place", "liste per luogo", "lists by place"),
        ("campaign.refund", True, "sì", "yes"),
        ("campaign.refund", False, "no", "no"),
        ("campaign.share_price_eur", 250, "250 €", "€250"),
        ("campaign.deadline_months", 9, "9", "9"),
        ("mix", "from_listening", "dall'ascolto", "from listening"),
        ("nobody.knows_it", "as_it_stands", "as_it_stands", "as_it_stands"),
    ],
)
def test_a_value_is_said_in_the_words_of_other_pages(name: str, value: Any, it: str, en: str) -> None:
    design = one_lever(name, value)
    assert (option_words(design, name, value, "it"), option_words(design, name, value, "en")) == (it, en)


def test_services_are_called_by_name() -> None:
    option = Option(label="home_care+shop", changes={"mix": ["home_care", "shop"]})
    design = Design(base={}, factors=(Factor(name="mix", role="lever", options=(option,)),))
    said = option_words(design, "mix", "home_care+shop", "en")
    assert "_" not in said and "+" not in said and ", " in said


def test_a_value_from_a_table_is_the_same_as_one_from_a_file() -> None:
    design = one_lever("campaign.refund", False, True)
    assert option_words(design, "campaign.refund", np.bool_(True), "en") == "yes"


def test_the_value_of_a_range_is_said_too() -> None:
    design = Design(base={}, factors=(Factor(name="campaign.share_price_eur", role="lever", low=25, high=100, is_whole=True),))
    assert option_words(design, "campaign.share_price_eur", np.int64(50), "en") == "€50"


def test_a_place_of_a_town_that_is_gone_is_called_by_its_identifier() -> None:
    design = one_lever("seat", "mill_end", base={"town": "no_such_town"})
    assert option_words(design, "seat", "mill_end", "en") == "mill_end"


def test_a_choice_names_the_levers_that_would_say_nothing_by_themselves() -> None:
    options = (("statute.agenda", "members"), ("statute.separate_assemblies", True))
    factors = tuple(
        Factor(name=name, role="lever", options=(Option(label=label, changes={name: label}),)) for name, label in options
    )
    design = Design(base={}, factors=factors)
    assert choice_words(design, dict(options), "en") == "members · Separate assemblies, place by place: yes"
    assert choice_words_alone(design, dict(options), "en") == "members · yes"


@pytest.mark.parametrize(("language", "said"), [("it", "Ascolto: quali incontri"), ("en", "Listening: which meetings")])
def test_a_choice_between_files_is_called_as_on_the_page_or_by_its_own_name(language: str, said: str) -> None:
    assert factor_name("engagement", language) == said
    assert factor_name("of_my_own", language) == "of_my_own"


@pytest.fixture(scope="module")
def shipped() -> Design:
    return load_design(ROOT / "experiments" / "mix-and-engagement" / "design.toml")


@pytest.mark.parametrize("language", ["it", "en"])
def test_pictures_of_a_sweep_name_every_choice_in_words_that_are_not_cut(shipped: Design, language: str) -> None:
    rows = [dict(zip(shipped.levers, labels, strict=True)) for labels in product(*(factor.grid() for factor in shipped.factors))]
    worth = np.linspace(0.9, 0.1, len(rows))
    about = {"choice": "x", "rank": range(len(rows)), "mean": worth, "low": worth - 0.1, "high": worth + 0.1}
    table = pd.DataFrame(rows).assign(**about)
    choices = draw_choices(table, shipped, "founded", language)
    where = draw_where(table.pivot(index="mix", columns="engagement", values="mean"), shipped, "founded", language)
    titles = [catalogue(language)[f"sweep.file.{name}"] for name in ("mix_shop", "mix_from_listening", "engagement_institutions")]
    for picture in (choices, where):
        words = [said for said, _ in words_drawn(picture.figure)]
        assert not cut_off(picture.figure) and not running_into_each_other(picture.figure)
        assert not any(said.endswith("…") or said in ("from-listening", "institutions") for said in words)
        cells = [*picture.table, *picture.table.astype(str).to_numpy().ravel()]
        assert all(any(title in cell for cell in cells) for title in titles)


@pytest.mark.parametrize(("worth", "is_tied"), [((0.41, 0.39, 0.2, 0.1), True), ((0.61, 0.39, 0.2, 0.1), False)])
def test_cells_with_the_same_number_have_the_same_shade_and_are_said_to_be_alike(
    shipped: Design, worth: tuple[float, ...], is_tied: bool
) -> None:
    where = pd.DataFrame(np.reshape(worth, (2, 2)), ["mix-shop", "mix-energy"], ["engagement-none", "engagement-as-planned"])
    figure = draw_where(where.rename_axis("mix").rename_axis("engagement", axis=1), shipped, "founded", "en").figure
    shades = [patch.get_facecolor() for axes in figure.axes for patch in axes.patches]
    assert len(shades) == 4 and (shades[0] == shades[1]) == is_tied and shades[0] != shades[3]
    said = " ".join(words for words, _ in words_drawn(figure))
    assert ("the same number" in said) == is_tied
