"""How a line is read: options anywhere, values joined or next, and every verb called with the words it declares."""

from __future__ import annotations

import inspect
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from coopparo_sim import cli
from coopparo_sim.commands.app import FRONT, VERBS
from coopparo_sim.commands.failures import UsageError
from coopparo_sim.commands.grammar import Argument, Option, read_arguments, read_options
from coopparo_sim.texts import LANGUAGES, catalogue, text
from tests.cli.conftest import Done

SEED, WITH, JSON = (
    Option("seed", ("--seed",), "", "N"),
    Option("overlays", ("--with",), "", "FILE", many=True),
    Option("json", ("--json", "-j"), ""),
)
OPTIONS = (SEED, WITH, JSON)  # fmt: skip
A, MANY, PERHAPS = Argument("a", "A", ""), Argument("rest", "B", "", many=True), Argument("b", "B", "", required=False)


@pytest.mark.parametrize(
    ("words", "values", "others"),
    [
        ([], {"seed": None, "overlays": [], "json": False}, []),
        (["a", "--seed", "3", "b"], {"seed": "3", "overlays": [], "json": False}, ["a", "b"]),
        (["--seed=3", "--seed", "4"], {"seed": "4", "overlays": [], "json": False}, []),
        (["--seed="], {"seed": "", "overlays": [], "json": False}, []),
        (["--seed", "-3"], {"seed": "-3", "overlays": [], "json": False}, []),
        (["--seed=a=b", "-j"], {"seed": "a=b", "overlays": [], "json": True}, []),
        (["--with", "x", "a", "--with=y"], {"seed": None, "overlays": ["x", "y"], "json": False}, ["a"]),
        (["a", "--", "--seed", "-"], {"seed": None, "overlays": [], "json": False}, ["a", "--seed", "-"]),
        (["-", ""], {"seed": None, "overlays": [], "json": False}, ["-", ""]),
    ],
    ids=str,
)
def test_options_are_read_wherever_they_stand(words: list[str], values: dict[str, object], others: list[str]) -> None:
    assert read_options(words, OPTIONS, "coopparo run") == (values, others)


def test_before_a_verb_reading_ends_at_the_first_word_that_is_no_option() -> None:
    values, others = read_options(["--seed", "1", "run", "--seed", "2"], OPTIONS, "coopparo", to_the_end=False)
    assert (values["seed"], others) == ("1", ["run", "--seed", "2"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--seed"], "cli.usage.value_missing"),
        (["--seed", "--json"], "cli.usage.value_missing"),
        (["a", "--with"], "cli.usage.value_missing"),
        (["--json=3"], "cli.usage.no_value"),
        (["--nothing"], "cli.usage.unknown_option"),
        (["a", "--nothing=3"], "cli.usage.unknown_option"),
        (["-x"], "cli.usage.unknown_option"),
    ],
    ids=str,
)
def test_what_is_wrong_with_an_option_is_told(words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as told:
        read_options(words, OPTIONS, "coopparo run")
    assert [fault.message for fault in told.value.diagnostics] == [message]


def test_a_list_of_one_line_is_not_that_of_the_next() -> None:
    first, second = (read_options(["--with", name], OPTIONS, "coopparo run")[0]["overlays"] for name in "xy")
    assert (first, second) == (["x"], ["y"])


def test_an_option_is_never_abbreviated() -> None:
    with pytest.raises(UsageError, match="--see"):
        read_options(["--see", "1"], OPTIONS, "coopparo run")


@pytest.mark.parametrize(
    ("words", "declared", "values"),
    [
        (["x"], (A,), {"a": "x"}),
        (["x"], (A, PERHAPS), {"a": "x", "b": None}),
        (["x", "y"], (A, PERHAPS), {"a": "x", "b": "y"}),
        (["x", "y", "z"], (A, MANY), {"a": "x", "rest": ["y", "z"]}),
        ([], (MANY._replace(required=False),), {"rest": []}),
    ],
    ids=str,
)
def test_arguments_are_told_by_position(words: list[str], declared: tuple[Argument, ...], values: dict[str, object]) -> None:
    assert read_arguments(words, declared, "coopparo run") == values


@pytest.mark.parametrize(("words", "declared"), [([], (A,)), (["x"], (A, MANY)), (["x", "y"], (A,)), (["x"], ())], ids=str)
def test_too_few_or_too_many_words_are_told(words: list[str], declared: tuple[Argument, ...]) -> None:
    with pytest.raises(UsageError) as told:
        read_arguments(words, declared, "coopparo run")
    assert pickle.loads(pickle.dumps(told.value)).path == "coopparo run"


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_called_with_just_the_words_it_declares(name: str) -> None:
    verb = VERBS[name]
    received = list(inspect.signature(verb.work).parameters)
    declared = [word.key for word in (*verb.arguments, *verb.options)]
    assert len(set(declared)) == len(declared)
    assert received[0] == "terminal"
    assert set(received[1:]) == set(declared) - {"help", "lang", "json", "quiet"}
    assert all(not argument.many for argument in verb.arguments[:-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_explained_in_both_languages(language: str) -> None:
    for name, verb in VERBS.items():
        assert text(f"cli.help.{name}", language)
        for word in (*FRONT, *verb.arguments, *verb.options):
            assert catalogue(language)[word.help]
            assert not word.metavar.startswith("cli.") or catalogue(language)[word.metavar]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_names_two_verbs(language: str) -> None:
    """Nor does a word of one language name another verb in the other one."""
    spoken = [(text(f"cli.verb.{name}", tongue), name) for tongue in LANGUAGES for name in VERBS]
    assert len(dict(spoken)) == len(set(spoken))
    assert len({text(f"cli.verb.{name}", language) for name in VERBS}) == len(VERBS)


def test_help_shows_all_verbs_in_each_language(here: Callable[..., Done]) -> None:
    for language in LANGUAGES:
        page = here("--help", "--lang", language).out
        assert all(f"\n  {text(f'cli.verb.{name}', language)} " in page for name in VERBS)


@pytest.mark.parametrize(
    "words", [["--help", "run"], ["run", "--help", "x", "y"], ["--version", "run"], ["run", "--lang", "fr", "-h"]], ids=str
)
def test_who_asks_for_help_gets_it_whatever_else_is_typed(here: Callable[..., Done], words: list[str]) -> None:  # fmt: skip
    done = here(*words)
    assert (done.code, done.err) == (0, "")
    assert "--help" in done.out or done.out.startswith("coopparo ")


def test_wrong_words_name_the_help_page_of_the_verb_as_it_was_typed(here: Callable[..., Done]) -> None:
    assert here("esegui", "--nothing").err.splitlines()[-1].endswith("coopparo esegui --help")
    assert here("--nothing").err.splitlines()[-1].endswith("coopparo --help")


def test_on_windows_signs_stand_for_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["coopparo", "check", "*.toml", "none*"])
    seen: list[list[str]] = []
    monkeypatch.setattr(cli, "do_what_was_typed", lambda words, _: seen.append(list(words)) or 0)
    assert cli.main() == 0
    monkeypatch.setattr(os, "name", "nt")
    words = cli._typed()
    monkeypatch.undo()
    assert seen == [["check", "*.toml", "none*"]]
    assert [words[0], *sorted(words[1:3]), words[3]] == ["check", "a.toml", "b.toml", "none*"]


@pytest.mark.parametrize(("told", "widest"), [("60", 60), ("10", 60), ("90", 90), ("500", 100), ("wide", 80), ("", 80), ("0", 80)])
def test_a_help_page_is_as_wide_as_the_terminal_within_bounds(
    here: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, told: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", told)
    monkeypatch.setattr("sys.__stdout__", None)
    page = here("run", "--help").out.splitlines()[1:]
    assert widest - 12 < max(len(line) for line in page) <= widest
