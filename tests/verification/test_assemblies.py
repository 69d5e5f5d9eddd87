"""Assemblies run through the rules of government agree with what can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from coopparo_sim.kernel.rng import generator
from coopparo_sim.verification import assemblies
from coopparo_sim.verification.assemblies import ASSEMBLY_CASES, agenda_setter, jury, quorate

RUNS = 20_000


def near(expected: float, runs: int = RUNS) -> float:
    return 4 * float(np.sqrt(max(expected * (1 - expected), 1e-4) / runs))


def passing(members: int, attendance: float, quorum: int, support: float, needed: dict[int, int]) -> float:
    """Chance that enough come and enough of those who come say yes, summed over how many come."""
    heads = np.arange(max(quorum, 1), members + 1)
    chance = binom.pmf(heads, members, attendance)
    return float(sum(c * binom.sf(needed[int(m)] - 1, m, support) for c, m in zip(chance, heads, strict=True)))


@pytest.mark.parametrize("number", range(len(ASSEMBLY_CASES)))
def test_the_rules_reach_what_is_known(number: int) -> None:
    case = ASSEMBLY_CASES[number]
    got = case.measure(generator(1, 0, number))
    for known, value in zip(case.known, got, strict=True):
        assert abs(value - known.expected) <= known.tolerance, (case.name, dict(known.values), value)


@pytest.mark.parametrize(("members", "attendance", "quorum"), [(9, 0.6, 5), (57, 0.42, 20), (640, 0.11, 64), (30, 0.9, 30)])
def test_a_quorum_is_reached_as_often_as_the_binomial_says(members: int, attendance: float, quorum: int) -> None:
    expected = float(binom.sf(quorum - 1, members, attendance))
    assert quorate(members, attendance, quorum, runs=RUNS, rng=generator(2, 0, 0)) == pytest.approx(expected, abs=near(expected))


@pytest.mark.parametrize(
    ("members", "attendance", "quorum", "support"), [(40, 0.5, 18, 0.48), (25, 0.3, 6, 0.7), (81, 0.2, 0, 0.5)]
)
def test_a_simple_majority_is_more_than_half_of_the_votes_cast(
    members: int, attendance: float, quorum: int, support: float
) -> None:
    expected = passing(members, attendance, quorum, support, {m: m // 2 + 1 for m in range(members + 1)})
    got = quorate(members, attendance, quorum, support, 0.5, RUNS, generator(3, 0, 0))
    assert got == pytest.approx(expected, abs=near(expected))


@pytest.mark.parametrize("majority", [2 / 3, 0.6667])
def test_two_thirds_are_more_than_two_thirds_to_the_vote(majority: float) -> None:
    expected = passing(30, 0.5, 9, 0.7, {m: 2 * m // 3 + 1 for m in range(31)})
    got = quorate(members=30, attendance=0.5, quorum=9, support=0.7, majority=majority, runs=RUNS, rng=generator(4, 0, 0))
    assert got == pytest.approx(expected, abs=near(expected))


def test_without_any_support_nothing_passes_and_with_full_attendance_every_assembly_counts() -> None:
    assert quorate(20, 0.8, 1, support=0.0, runs=500) == 0
    assert quorate(20, 1.0, 20, runs=500) == 1
    assert quorate(20, 1.0, 21, runs=500) == 0


@pytest.mark.parametrize(("n", "p"), [(1, 0.3), (5, 0.6), (15, 0.45), (10, 0.5), (301, 0.52)])
def test_a_jury_is_right_as_often_as_condorcet_says(n: int, p: float) -> None:
    expected = float(binom.sf(n // 2, n, p))
    assert jury(n, p, RUNS, generator(5, 0, 0)) == pytest.approx(expected, abs=near(expected))


SET = [
    (1.0, 0.4, 0.0, 0.8),
    (1.0, 0.4, 0.3, 0.5),
    (0.6, 0.4, 0.0, 0.6),
    (1.0, 0.4, 0.9, 0.9),
    (0.0, 0.4, 0.9, 0.0),
    (0.5, 0.4, 0.4, 0.4),
    (-1.0, 0.4, 0.6, 0.2),
]


@pytest.mark.parametrize(("setter", "median", "status_quo", "expected"), SET)
def test_the_setter_gets_what_the_member_in_the_middle_will_just_accept(
    setter: float, median: float, status_quo: float, expected: float
) -> None:
    assert agenda_setter(setter, median, status_quo) == pytest.approx(expected, abs=1e-12)


def test_many_runs_in_portions_give_what_one_portion_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = quorate(50, 0.4, 20, runs=1000, rng=generator(6, 0, 0))
    monkeypatch.setattr(assemblies, "DRAWS_AT_ONCE", 50 * 170)
    assert quorate(50, 0.4, 20, runs=1000, rng=generator(6, 0, 0)) == whole


@pytest.mark.parametrize("rule", ["attends", "votes_yes", "decisions"])
def test_the_cases_follow_the_rules_of_government(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        assemblies, rule, lambda *given: np.zeros(given[1].shape if rule != "decisions" else len(given[0]), dtype=int) > 0
    )
    assert quorate(50, 0.5, 20, 0.6, 0.5, 200, generator(7, 0, 0)) == 0
