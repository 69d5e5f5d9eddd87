"""Errors say where, what, and what to do, in two languages."""

from __future__ import annotations

import pickle

from coopparo_sim.kernel.errors import Amount, Diagnostic, InputError, Phrase, without_controls
from coopparo_sim.texts import text

FAULT = Diagnostic(
    "errors.empty_file", file="plan.toml", line=3, column=5, width=4, source="the\tbad line", advice="errors.empty_file_advice"
)


def test_a_fault_is_laid_out_with_place_line_and_caret() -> None:
    rows = FAULT.render("en").splitlines()
    assert rows[0] == "error: the file is empty"
    assert rows[1] == "  --> plan.toml:3:5"
    assert rows[3:5] == [" 3 | the bad line", "   |     ^^^^"]
    assert rows[5].startswith("   = help: ")


def test_a_fault_speaks_the_language_asked_for() -> None:
    assert FAULT.sentence("it") == text("errors.empty_file", "it") != FAULT.sentence("en")


def test_a_fault_without_file_or_advice_is_one_line() -> None:
    bare = Diagnostic("errors.empty_file")
    assert bare.place() == "" and bare.advice_sentence("en") == ""
    assert len(bare.render("en").splitlines()) == 1


def test_a_place_is_named_as_far_as_it_is_known() -> None:
    assert Diagnostic("errors.empty_file", file="plan.toml").place() == "plan.toml"
    assert Diagnostic("errors.empty_file", file="plan.toml", line=7).place() == "plan.toml:7"


def test_a_warning_says_that_it_is_one() -> None:
    assert Diagnostic("errors.empty_file", severity="warning").render("en").startswith("warning: ")


def test_all_faults_are_told_at_once_and_survive_a_process() -> None:
    error = InputError([FAULT, Diagnostic("errors.binary_file")])
    again = pickle.loads(pickle.dumps(error))
    assert again.diagnostics == error.diagnostics
    assert str(again) == error.render("en") and "not a text file" in str(again)


def test_amounts_and_words_follow_the_language() -> None:
    assert (Amount(1234567.6).say("it"), Amount(1234567.6).say("en")) == ("1.234.568", "1,234,568")
    assert Phrase("errors.empty_file").say("en") == "the file is empty"
    assert Phrase("errors.not_there", otherwise="so be it").say("it") == "so be it"


def test_no_name_or_title_can_steer_a_terminal() -> None:
    evil = "\x1b[2J\u202egnp\x07\nsecond"
    fault = Diagnostic("errors.unknown_key", {"key": evil}, file=f"{evil}.toml", line=1, column=2, source=f'a = "{evil}"')
    shown = fault.render("en")
    assert all(sign not in shown for sign in "\x1b\u202e\x07")
    assert len(shown.splitlines()) == 5
    assert without_controls("perché è già 3\u00a0€ – «sì» 👩") == "perché è già 3\u00a0€ – «sì» 👩"
