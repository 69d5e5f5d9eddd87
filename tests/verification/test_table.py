"""The table of known results: every row, each a test; and that the rows do depend on the rules of the model."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from coopparo_sim.verification import decisions
from coopparo_sim.verification.campaigns import founding_month
from coopparo_sim.verification.table import CASES, Row, rows_of, set_up_in_words

SEED = 1
ROWS = [(number, place) for number, case in enumerate(CASES, start=1) for place in range(len(case.known))]


@lru_cache
def rows(number: int) -> list[Row]:
    return rows_of(CASES[number - 1], SEED, number)


def _name(row: object) -> str:
    number, place = row if isinstance(row, tuple) else (0, 0)
    case = CASES[number - 1]
    return "-".join([case.name, case.known[place].sentence, *(f"{v:g}" for v in case.known[place].values.values())])  # type: ignore[str-bytes-safe]


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_the_rules_reach_what_is_known(row: tuple[int, int]) -> None:
    number, place = row
    reached = rows(number)[place]
    assert reached.passed, f"{reached.set_up['en']}: expected {reached.expected} within {reached.tolerance}, got {reached.got}"


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_set_up_is_told_in_words(language: str) -> None:
    assert all(set_up_in_words(known, language) for case in CASES for known in case.known)


def test_numbers_in_words_are_written_as_usual_in_each_language() -> None:
    known = next(k for case in CASES for k in case.known if k.values.get("threshold") == 0.18)
    assert "0,18" in set_up_in_words(known, "it")
    assert "0.18" in set_up_in_words(known, "en")


def test_every_function_of_the_list_has_a_row() -> None:
    wanted = {
        "granovetter", "cascade", "cascade_window", "ring_contagion", "diffusion", "logit_share", "two_places", "giant_component",
        "provision_point", "founding_month", "membership_balance", "contribution_decay", "trust_consensus", "small_world", "gini",
        "paired_runs", "surplus", "ruin", "quorate", "jury",
        "agenda_setter",
    }  # fmt: skip
    assert {case.name for case in CASES} == wanted


def test_the_same_seed_gives_the_same_row() -> None:
    number = next(n for n, case in enumerate(CASES, start=1) if case.name == "two_places")
    assert rows_of(CASES[number - 1], SEED, number) == rows(number)


def test_a_number_out_of_tolerance_is_a_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "social_norm", lambda share, parameters, half=None: np.asarray(share > half, dtype=float))
    assert not any(row.passed for row in rows_of(CASES[0], SEED, 1))


@pytest.mark.parametrize("name", ["logit_share", "two_places", "membership_balance"])
def test_cases_follow_the_rule_of_joining(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(n for n, case in enumerate(CASES, start=1) if case.name == name)
    rule = decisions.joining_probability
    monkeypatch.setattr(decisions, "joining_probability", lambda utility, parameters: 0.8 * rule(utility, parameters))
    assert not all(row.passed for row in rows_of(CASES[number - 1], SEED, number))


def test_the_month_of_founding_follows_the_rule_of_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a smaller village than that of the table: where one joins less easily, it takes longer."""
    before = founding_month(500, 0.05, 250, 200)
    rule = decisions.joining_probability
    monkeypatch.setattr(decisions, "joining_probability", lambda utility, parameters: 0.8 * rule(utility, parameters))
    assert founding_month(500, 0.05, 250, 200).mean() > before.mean() + 2
