from __future__ import annotations

from itertools import pairwise

import matplotlib
import pytest

from coopparo_sim.presentation import style


@pytest.mark.parametrize("colour", [style.BLUE, style.VERMILION, style.GREEN, style.GREY, style.INK])
def test_colours_of_words_and_lines_read_on_white(colour: str) -> None:
    assert style.contrast(colour, style.WHITE) >= 4.5


@pytest.mark.parametrize("fill", style.BLUES)
def test_words_read_on_every_shade_of_a_tile(fill: str) -> None:
    assert style.contrast(style.ink_on(fill), fill) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert style.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert style.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_shades_get_darker_step_by_step_so_that_prints_in_grey_read() -> None:
    lights = [style.luminance(fill) for fill in style.BLUES]
    assert all(a - b > 0.07 for a, b in pairwise(lights))


def test_drawing_leaves_the_settings_of_the_caller_as_they_were() -> None:
    before = dict(matplotlib.rcParams)
    with style.drawing("x"):
        assert matplotlib.rcParams["svg.hashsalt"] == "x"
    assert dict(matplotlib.rcParams) == before


def test_lines_fit_their_width_and_lose_no_word() -> None:
    words = "Sabbioncello San Vittore e altri luoghi intorno a Copparo"
    lines = style.wrapped(words, 10, 1.5)
    assert " ".join(lines) == words
    assert all(style.text_width(line, 10) <= 1.5 for line in lines)


def test_a_word_that_is_too_long_is_split() -> None:
    lines = style.wrapped("a" * 100, 10, 1.0)
    assert "".join(lines) == "a" * 100
    assert all(style.text_width(line, 10) <= 1.0 for line in lines)


def test_a_number_is_never_parted_from_its_sign() -> None:
    assert style.wrapped("servono 20.000 €", 10, style.text_width("servono 20.000", 10)) == ["servono", "20.000\u00a0€"]


def test_a_title_of_two_lines_leaves_no_word_alone() -> None:
    words = "Di solito le adesioni arrivano fra 61 e 69; la meta è 60"
    width = style.text_width(words[:-3], 16, bold=True)
    assert len(style.balanced(words, 16, width, bold=True)) == 2
    assert len(style.balanced(words, 16, width, bold=True)[-1]) > len(words) / 3


def test_what_the_typeface_lacks_shows_as_a_box() -> None:
    assert style.drawable("sì 🏠 ß $x$") == "sì □ ß $x$"
