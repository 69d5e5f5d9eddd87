"""Known results of assemblies: quorums, majorities of many, and the power of who sets the agenda."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coopparo_sim.governance.attendance import AttendanceFactors, AttendanceParameters, attendance_probability, attends
from coopparo_sim.governance.law import law
from coopparo_sim.governance.proposals import ProposalParameters, setter_choice, support_utility, votes_yes, yes_probability
from coopparo_sim.governance.statute import Statute
from coopparo_sim.governance.voting import Outcome, Seat, decisions, may_vote, votes_held
from coopparo_sim.verification.cases import Case, Known, standard_errors
from coopparo_sim.verification.decisions import CERTAIN, Bools, Floats, chance_or_fixed

RUNS = 100_000
TABLE_RUNS = 40_000
DRAWS_AT_ONCE = 2_000_000
SIMPLE = 0.5
EXACT = 1e-9


def quorate(
    members: int,
    attendance: float,
    quorum: int | None,
    support: float | None = None,
    majority: float = SIMPLE,
    runs: int = RUNS,
    rng: np.random.Generator | None = None,
) -> float:
    """Share of assemblies that count, or that count and say yes.

    Parameters
    ----------
    members
        Members, each with one vote.
    attendance
        Chance that a member comes, 0-1.
    quorum
        Heads without which the assembly does not count; None or 0 for no quorum.
    support
        Chance that who comes votes yes, 0-1; None to look at the quorum only.
    majority
        Share of the votes cast that yes must exceed, 0-1.
    runs
        Assemblies tried.
    rng
        Source of chance; always the same one if not given.

    Returns
    -------
    Share of assemblies that are quorate, and where there is a vote also pass, 0-1.
    """
    chance = chance_or_fixed(rng)
    comes, says_yes = _attendance_of(attendance, members), _support_of(1.0 if support is None else support)
    votes = votes_held(np.full(members, Seat.PERSON), _all_entitled(members), Statute(), law())
    reached = 0
    for size in _portions(runs, members):
        there = attends(comes, chance.random((size, members)))
        yes = there if support is None else there & votes_yes(says_yes, chance.random((size, members)))
        present, for_it = (votes * there).sum(axis=1), (votes * yes).sum(axis=1)
        outcome = decisions(present, quorum or 0, for_it, present - for_it, majority)
        reached += int((outcome != Outcome.NO_DECISION if support is None else outcome == Outcome.PASSED).sum())
    return reached / runs


def jury(n: int, p: float, runs: int = RUNS, rng: np.random.Generator | None = None) -> float:
    """Share of votes in which the majority of ``n`` is right, when each one alone is right with chance ``p``.

    Parameters
    ----------
    n
        Members, all of whom come and vote.
    p
        Chance that each is right, 0-1.
    runs
        Votes tried.
    rng
        Source of chance; always the same one if not given.

    Notes
    -----
    Condorcet 1785. With an even number a tie is not a majority.
    """
    return quorate(n, attendance=1.0, quorum=0, support=p, majority=SIMPLE, runs=runs, rng=rng)


def agenda_setter(setter: float, median: float, status_quo: float) -> float:
    """What is decided on a line, when a setter proposes and the member in the middle can only say yes or no.

    Parameters
    ----------
    setter, median
        What the setter, and the member in the middle, would like best.
    status_quo
        What stays if the proposal fails. Same unit for all three.

    Notes
    -----
    Romer & Rosenthal 1978. Who is in the middle accepts what is no worse than the status quo.
    """
    return setter_choice(setter, median, status_quo)


def _portions(runs: int, members: int) -> Iterator[int]:
    """Split ``runs`` into portions of which all draws fit in memory."""
    most = max(1, DRAWS_AT_ONCE // max(members, 1))
    return (min(most, runs - done) for done in range(0, runs, most))


def _all_entitled(members: int) -> Bools:
    return may_vote(np.zeros(members, dtype=np.int64), np.ones(members, dtype=np.bool_), Statute())


def _logit(chance: float) -> float:
    """Utility at which the logistic rule gives ``chance``, exactly 0 and 1 at the ends."""
    with np.errstate(divide="ignore"):
        return float(np.clip(np.log(chance) - np.log1p(-chance), -CERTAIN, CERTAIN))


def _attendance_of(chance: float, members: int) -> Floats:
    """Chance to come of members on whom nothing weighs but their inclination, shape (members,)."""
    only = AttendanceParameters().model_copy(
        update={"base": _logit(chance), "trust": 0.0, "habit": 0.0, "stake": 0.0, "company": 0.0, "first_year": 0.0, "size": 0.0}
    )
    nothing = np.zeros(members)
    return attendance_probability(AttendanceFactors(nothing, nothing, nothing, nothing), max(members, 1), False, 1.0, only)


def _support_of(chance: float) -> Floats:
    """Chance to vote yes of members to whom a proposal is worth the same and who judge it with noise 1, shape (1,)."""
    judging = ProposalParameters().model_copy(update={"noise": 1.0})
    return yes_probability(support_utility(np.array([_logit(chance)]), np.zeros(1), judging), judging)


def _quorate_case(members: int, attendance: float, quorum: int, expected: float, support: float | None = None) -> Case:
    """Give one row of the table; the sentence depends on whether there are a quorum and a vote."""
    set_up = {"members": members, "attendance": attendance, "quorum": quorum}
    said = set_up if support is None else {**set_up, "support": support}
    sentence = "quorate" if support is None else "quorate_vote" if quorum else "no_quorum_vote"
    known = Known(sentence, expected, standard_errors(expected, TABLE_RUNS), said)
    source = "binomial" if support is None else "mixture of binomials"
    return Case("quorate", source, (known,), lambda rng: [quorate(members, attendance, quorum, support, SIMPLE, TABLE_RUNS, rng)])


def _jury_case(n: int, p: float, expected: float) -> Case:
    known = Known("jury", expected, standard_errors(expected, TABLE_RUNS), {"n": n, "p": p})
    return Case("jury", "Condorcet 1785", (known,), lambda rng: [jury(n, p, TABLE_RUNS, rng)])


def _setter_case(status_quo: float, expected: float) -> Case:
    known = Known("agenda_setter", expected, EXACT, {"status_quo": status_quo})
    return Case("agenda_setter", "Romer & Rosenthal 1978", (known,), lambda _: [agenda_setter(1.0, 0.4, status_quo)])


ASSEMBLY_CASES: tuple[Case, ...] = (
    _quorate_case(200, 0.3, 50, 0.94941),
    _quorate_case(200, 0.3, 60, 0.52665),
    _quorate_case(200, 0.3, 67, 0.15791),
    _quorate_case(100, 0.5, 51, 0.46020),
    _quorate_case(200, 0.3, 50, 0.72449, support=0.55),
    _quorate_case(200, 0.3, 0, 0.76165, support=0.55),
    _jury_case(3, 0.6, 0.64800),
    _jury_case(101, 0.55, 0.84376),
    _jury_case(1001, 0.51, 0.73663),
    _setter_case(0.0, 0.8),
    _setter_case(0.3, 0.5),
)
"""Rows for the table of known results; their sentences are ``verification.quorate`` and so on."""
