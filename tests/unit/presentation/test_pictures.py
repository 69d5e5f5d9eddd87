from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import lru_cache
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.image import imread

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.album import PICTURES, all_pictures, drawn_for, save_picture
from coopparo_sim.presentation.figures.by_place import draw_by_place
from coopparo_sim.presentation.figures.compared import draw_compared
from coopparo_sim.presentation.figures.over_time import draw_over_time
from coopparo_sim.presentation.figures.picture import Picture, png_of, svg_of
from coopparo_sim.presentation.figures.ten_houses import draw_ten_houses
from coopparo_sim.presentation.figures.twenty_futures import draw_twenty_futures
from coopparo_sim.presentation.figures.why_not import draw_why_not
from coopparo_sim.presentation.locale import count_in_ten, in_ten, in_ten_short, tenths_in_words
from coopparo_sim.presentation.readings import ends_in_ten
from coopparo_sim.record.ensemble import Ensemble
from tests.unit.presentation.ensembles import make_ensemble, no_futures
from tests.unit.presentation.measured import cut_off, running_into_each_other, words_drawn

HOSTILE = "<script>alert(1)</script> $x^2$ & 🏠 \u202eolleH\n\x00 100 % $" + "W" * 10_000
CASES: dict[str, Callable[[], Ensemble]] = {
    "usual": make_ensemble,
    "nobody": lambda: make_ensemble(born_share=0),
    "everybody": lambda: make_ensemble(born_share=1),
    "nearly nobody": lambda: make_ensemble(born_share=0.01),
    "nearly everybody": lambda: make_ensemble(born_share=0.99),
    "one born": lambda: make_ensemble(1, born_share=1),
    "one not born": lambda: make_ensemble(1, born_share=0),
    "three": lambda: make_ensemble(3),
    "interrupted": lambda: make_ensemble(17, wanted=200),
    "short": lambda: make_ensemble(40, months=5),
    "one month": lambda: make_ensemble(8, months=1),
    "long": lambda: make_ensemble(20, months=120),
    "thousands": lambda: make_ensemble(60, size=400),
    "lasting and closing": lambda: make_ensemble(60, months=84, closed_share=0.4),
    "all closed": lambda: make_ensemble(30, months=72, born_share=1, closed_share=1),
    "long, nobody": lambda: make_ensemble(20, months=84, born_share=0),
    "long, one": lambda: make_ensemble(1, months=84, born_share=1),
    "long, thousands": lambda: make_ensemble(40, months=120, size=400, closed_share=0.1),
    "two places": lambda: make_ensemble(40, places=2),
    "hostile": lambda: make_ensemble(30, title=HOSTILE),
}


IN_ENGLISH = ("usual", "nearly nobody", "nearly everybody", "one not born", "hostile", "lasting and closing", "long, thousands")
"""Cases whose words are longest, drawn in the second language too."""
LIKE_ANOTHER = {
    ("everybody", "it"), ("short", "it"), ("long", "it"), ("long, one", "it"),
    ("usual", "en"), ("nearly everybody", "en"), ("one not born", "en"),
}  # fmt: skip
"""Cases that repeat another one: everybody as in "all closed", few months as in "one month", many as in "long, thousands"."""
ALL = [(case, "it") for case in CASES] + [(case, "en") for case in IN_ENGLISH]
SHOWN = [pytest.param(*shown, marks=pytest.mark.slow if shown in LIKE_ANOTHER else ()) for shown in ALL]


@lru_cache(maxsize=len(ALL))
def drawn(case: str, language: str) -> tuple[Picture, ...]:
    return tuple(all_pictures(CASES[case](), language))


@pytest.mark.parametrize(("case", "language"), SHOWN)
def test_no_words_are_cut_off_and_none_run_into_each_other(case: str, language: str) -> None:
    for picture in drawn(case, language):
        assert not cut_off(picture.figure), picture.id
        assert not running_into_each_other(picture.figure), picture.id


LONG_LABELS = ["un piano " * 30, "x" * 200, "$a$ 🏠"]


@pytest.mark.parametrize(
    ("labels", "language"), [(["A", "B"], "it"), (LONG_LABELS, "it"), (LONG_LABELS, "en"), (["a", "b", "c", "d"], "en")]
)
def test_no_words_of_a_comparison_are_cut_off_or_run_into_each_other(labels: list[str], language: str) -> None:
    ensembles = [make_ensemble(60, born_share=p) for p in (0.6, 0.0, 1.0, 0.02)][: len(labels)]
    figure = draw_compared(ensembles, labels, language).figure
    assert not cut_off(figure)
    assert not running_into_each_other(figure)


@pytest.mark.parametrize(("case", "language"), SHOWN)
def test_every_picture_has_title_description_table_and_says_what_it_is_not(case: str, language: str) -> None:
    pictures = drawn(case, language)
    assert len({picture.id for picture in pictures}) == len(pictures) == len(drawn_for(CASES[case]()))
    for picture in pictures:
        words = " ".join(s for s, _ in words_drawn(picture.figure))
        assert picture.title and picture.description.rstrip().endswith(".")
        assert len(picture.table) and not picture.table.columns.duplicated().any()
        assert ("non prevede Copparo" if language == "it" else "does not forecast Copparo") in words
        assert ("non calibrato" if language == "it" else "uncalibrated") in words


def _short(p: float, count: int) -> str:
    return tenths_in_words(p, count, "it")


@pytest.mark.parametrize("case", ["usual", "nobody", "everybody", "nearly nobody", "nearly everybody", "interrupted"])
def test_headline_houses_squares_and_table_agree_on_founded(case: str) -> None:
    ensemble = CASES[case]()
    p = float(ensemble.futures["founded"].mean())
    houses, ends = draw_ten_houses(ensemble, "it"), draw_why_not(ensemble, "it")
    filled = [to_hex(h.get_facecolor()).upper() for h in houses.figure.axes[0].patches if h.__class__.__name__ == "Polygon"]
    expected = count_in_ten(p) - (count_in_ten(p) == 10 and p < 1)
    assert len(filled) == 10
    assert filled.count(style.BLUE) == expected
    assert filled.count(style.SKY) == (0 < p < 0.05 or 0.95 <= p < 1)
    assert houses.title.endswith(in_ten(p, "it") if p else f"nessuno dei {ensemble.n} futuri simulati")
    assert houses.table.iloc[0, 2] == in_ten_short(p, "it") == ends.table.iloc[0, 3]
    assert ends.table.iloc[:2, 2].sum() == count_in_ten(p)
    assert [houses.table.iloc[k, 2] for k in (0, 1)] == [_short(p, count_in_ten(p)), _short(1 - p, 10 - count_in_ten(p))]
    assert ends.table.iloc[:, 2].sum() == 10
    assert houses.table.iloc[:, 1].sum() == ends.table.iloc[:, 1].sum() == ensemble.n


def test_twenty_dots_stand_for_equal_shares_of_the_futures() -> None:
    table = draw_twenty_futures(make_ensemble(200, born_share=0.6), "it").table
    assert len(table) == 20
    assert (table.iloc[:, 1] == "la cooperativa nasce").sum() == 12


def test_of_few_futures_each_is_a_dot() -> None:
    assert len(draw_twenty_futures(make_ensemble(7), "it").table) == 7


def test_all_of_up_to_twelve_futures_are_shown_one_by_one() -> None:
    tables = {picture.id: picture.table for picture in drawn("three", "it")}
    assert sorted(tables["one_by_one"].iloc[:, 0]) == [0, 1, 2]


def test_the_curve_of_births_ends_at_the_share_of_the_headline() -> None:
    tables = {picture.id: picture.table for picture in drawn("usual", "it")}
    assert tables["when_born"].iloc[-1, 1] == 0.6
    assert np.all(np.diff(tables["when_born"].iloc[:, 1]) >= 0)


def test_thousands_are_parted_as_the_language_does() -> None:
    for language, mark in (("it", "."), ("en", ",")):
        over_time = draw_over_time(CASES["thousands"](), language)
        ticks = [s for s, _ in words_drawn(over_time.figure) if s.replace(mark, "").isdigit() and len(s) > 4]
        assert ticks and all(mark in s for s in ticks)


def test_names_of_places_are_written_in_full() -> None:
    by_place = next(p for p in drawn("usual", "it") if p.id == "by_place")
    words = " ".join(s for s, _ in words_drawn(by_place.figure))
    for name in ("Sabbioncello San Vittore", "Sabbioncello San Pietro", "Coccanile"):
        assert name in words


def test_a_hostile_title_comes_out_as_plain_text_and_visibly_shortened() -> None:
    for picture in drawn("hostile", "it"):
        first = next(s for s, _ in words_drawn(picture.figure) if s.startswith("<"))
        assert first.startswith("<script>alert(1)</script> $x^2$ & □ olleH 100 % $W")
        assert first.endswith("…")
        assert "<script>" not in svg_of(picture)


def test_a_hostile_label_is_text_in_svg_and_table() -> None:
    picture = draw_compared([make_ensemble(20), make_ensemble(20)], ['</desc><script>"', "=1+1"], "en")
    ET.fromstring(svg_of(picture))
    assert "<script" not in svg_of(picture)
    assert "&lt;/desc&gt;&lt;script&gt;" in svg_of(picture)


def test_the_same_futures_give_the_same_bytes() -> None:
    for number, (one, other) in enumerate(zip(drawn("usual", "it"), all_pictures(CASES["usual"](), "it"), strict=True)):
        first = svg_of(one)
        assert first == svg_of(other), one.id
        assert first == svg_of(one), "drawing a second time changes nothing"
        assert number % 4 or png_of(one) == png_of(other), one.id


def test_svg_names_itself_to_screen_readers_and_tells_no_date() -> None:
    for picture in drawn("usual", "it"):
        root = ET.fromstring(svg_of(picture))
        space = "{http://www.w3.org/2000/svg}"
        title, desc = root.find(f"{space}title"), root.find(f"{space}desc")
        assert root.get("role") == "img"
        assert title is not None and title.text == picture.title and title.get("id") in str(root.get("aria-labelledby"))
        assert desc is not None and desc.text == picture.description
        assert "<dc:date>" not in svg_of(picture)


def test_a_saved_picture_is_three_files_with_its_name(tmp_path: Path) -> None:
    picture = draw_ten_houses(make_ensemble(), "it")
    paths = save_picture(picture, tmp_path / "figures")
    assert [p.name for p in paths] == ["ten_houses.svg", "ten_houses.png", "ten_houses.csv"]
    assert imread(paths[1]).shape[1] >= 7 * 150
    rows = list(csv.reader(StringIO(paths[2].read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Esito", "Futuri", "Su 10 futuri", "Quota dei futuri"],
        ["la cooperativa nasce", "120", "6 su 10", "60 %"],
        ["la cooperativa non nasce", "80", "4 su 10", "40 %"],
    ]


def test_tables_have_the_decimals_of_their_language(tmp_path: Path) -> None:
    for language, separator, decimal in (("it", ";", ","), ("en", ",", ".")):
        picture = draw_by_place(make_ensemble(), language)
        path = save_picture(picture, tmp_path / language)[2]
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        first = next(csv.reader([path.read_text(encoding="utf-8-sig").splitlines()[1]], delimiter=separator))
        assert float(first[3].replace(decimal, ".")) == picture.table.iloc[0, 3]


LIFE = {"life", "accounts_over_time", "governance"}


def _ids(ensemble: Ensemble) -> set[str]:
    return {draw.__name__.removeprefix("draw_") for draw in drawn_for(ensemble)}


def test_life_after_founding_is_drawn_where_there_is_one_to_show() -> None:
    assert _ids(CASES["lasting and closing"]()) == {d.__name__.removeprefix("draw_") for d in PICTURES}
    assert _ids(make_ensemble(months=84, born_share=0)) & LIFE == {"life"}
    assert not _ids(make_ensemble(months=36, born_share=0)) & LIFE
    assert not _ids(make_ensemble(months=8)) & LIFE


def test_a_run_in_which_nobody_founds_says_so_over_the_houses_of_its_years() -> None:
    picture = next(p for p in drawn("long, nobody", "it") if p.id == "life")
    assert picture.title == "La cooperativa non nasce in nessuno dei 20 futuri simulati"
    assert set(picture.table.iloc[:, 1]) == {"0 su 10"}


@pytest.mark.parametrize("case", ["lasting and closing", "all closed", "long, one", "long, thousands"])
def test_houses_of_the_years_agree_with_headline_squares_and_table(case: str) -> None:
    ensemble = CASES[case]()
    pictures = {picture.id: picture for picture in drawn(case, "it")}
    life, tenths = pictures["life"], ends_in_ten(ensemble)
    houses = [to_hex(p.get_facecolor()).upper() for p in life.figure.axes[0].patches if p.__class__.__name__ == "Polygon"]
    last = houses[-10:]
    assert len(houses) == 10 * len(life.table)
    assert (last.count(style.BLUE), last.count(style.SKY)) == (tenths["founded"], tenths["closed"])
    working = float((ensemble.futures["operating_at_end"] > 0).mean())
    assert life.table.iloc[-1, 1] == tenths_in_words(working, tenths["founded"], "it")
    assert (f"{tenths['founded']} futur" in life.title) == (working > 0)


def test_years_with_few_futures_are_left_out_and_survivors_counted() -> None:
    table = next(p for p in drawn("lasting and closing", "it") if p.id == "accounts_over_time").table
    assert table.iloc[:, 1].is_monotonic_decreasing and table.iloc[-1, 1] >= 5
    lived = CASES["lasting and closing"]().accounts.query("months == 12")
    assert table.iloc[0, 1] == (lived["year"] == 1).sum()


def test_without_a_finished_future_there_is_no_picture() -> None:
    assert list(all_pictures(no_futures(), "it")) == []
    with pytest.raises(ValueError, match="at least one finished future"):
        draw_ten_houses(no_futures(), "it")


@pytest.mark.parametrize("count", [1, 5])
def test_only_two_to_four_scenarios_are_compared_in_one_picture(count: int) -> None:
    with pytest.raises(ValueError, match="2 to 4"):
        draw_compared([make_ensemble(4)] * count, ["x"] * count, "it")


def test_places_that_would_lie_on_one_another_are_set_side_by_side() -> None:
    ensemble = make_ensemble(20)
    piled = Ensemble(**{**ensemble.__dict__, "place_tiles": dict.fromkeys(ensemble.place_tiles, (1, 1))})
    for picture in all_pictures(piled, "it"):
        assert not running_into_each_other(picture.figure), picture.id
