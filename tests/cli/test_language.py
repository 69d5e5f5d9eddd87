"""Which language is spoken: the one asked for, else that of the computer where it is Italian, else English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coopparo_sim.commands.app import VERBS
from coopparo_sim.commands.language import spoken_language
from tests.cli.conftest import Done


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it"}, "it"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "itza"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "it_IT.UTF-8"}, "en"),
        ({"LC_MESSAGES": "it_CH.UTF-8", "LANG": "de_CH.UTF-8"}, "it"),
        ({"LC_ALL": "", "LANG": "it_IT.UTF-8"}, "it"),
        ({}, "en"),
    ],
    ids=str,
)
def test_the_computer_decides_where_nothing_is_asked_for(environment: dict[str, str], language: str) -> None:
    assert spoken_language([], environment) == language


def test_windows_names_its_locale_in_another_way() -> None:
    assert spoken_language([], {}, "Italian_Italy") == "it"
    assert spoken_language([], {}, "English_United Kingdom") == "en"


@pytest.mark.parametrize(
    "arguments", [["--lang", "it", "run"], ["run", "--lang", "it"], ["run", "--lang=it"], ["--lang=IT"]], ids=str
)
def test_what_is_asked_for_comes_first_wherever_it_stands(arguments: list[str]) -> None:
    assert spoken_language(arguments, {"LANG": "en_GB.UTF-8"}) == "it"


@pytest.mark.parametrize("arguments", [["--lang", "fr"], ["--lang"], ["--", "--lang", "it"]], ids=str)
def test_a_language_that_is_not_spoken_changes_nothing(arguments: list[str]) -> None:
    assert spoken_language(arguments, {"LANG": "en_GB.UTF-8"}) == "en"


@pytest.mark.parametrize(("language", "shown", "hidden"), [("it", "esegui", "  run"), ("en", "run", "esegui")])
def test_help_shows_the_verbs_of_one_language(here: Callable[..., Done], language: str, shown: str, hidden: str) -> None:
    done = here("--help", "--lang", language)
    assert done.code == 0
    assert f"  {shown} " in done.out
    assert hidden not in done.out


@pytest.mark.parametrize("verb", [*VERBS, "esegui", "controlla", "confronta", "spiega", "nuovo", "verifica"])
def test_every_verb_of_both_languages_has_a_help_page_without_loose_identifiers(here: Callable[..., Done], verb: str) -> None:
    for language, usage in (("it", "Uso:"), ("en", "Usage:")):
        done = here(verb, "--help", "--lang", language)
        assert done.code == 0
        assert done.out.startswith(usage)
        assert "cli." not in done.out
        assert not done.err


def test_nothing_typed_shows_the_help_page(here: Callable[..., Done]) -> None:
    done = here()
    assert done.code == 0
    assert done.out == here("--help").out
    assert "--version" in done.out


def test_the_version_is_one_line(here: Callable[..., Done]) -> None:
    assert here("--version").out.startswith("coopparo 0.")
