"""Cases of law and government as data: a notary reads and extends ``tests/cases/governance_*.toml``, the rules must agree."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopparo_sim.governance.board import Ballot, elected, may_serve_again, term_over
from coopparo_sim.governance.law import law
from coopparo_sim.governance.legality import (
    Applicants,
    admitted,
    answer_overdue,
    board_faults,
    lawful_share_price,
    may_appeal,
    may_be_excluded,
    members_needed,
    months_below_minimum,
    most_held_eur,
    must_dissolve,
    refusals,
    small_form_allowed,
)
from coopparo_sim.governance.statute import Statute
from coopparo_sim.governance.voting import (
    Call,
    Outcome,
    Seat,
    call_held,
    capped_funding_votes,
    decisions,
    delegates_votes,
    may_vote,
    proxies_given,
    quorums,
    separate_assemblies_due,
    votes_held,
    votes_in_hand,
    votes_needed,
)

FOLDER = Path(__file__).resolve().parents[2] / "cases"
FILES = sorted(FOLDER.glob("governance_*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
LEAST_CASES = 40
SEATS = {"person": Seat.PERSON, "legal": Seat.LEGAL_PERSON, "funding": Seat.FUNDING}
PRICE_EUR = 50.0
Values = dict[str, Any]


def statute_of(given: Values) -> Statute:
    return Statute.model_validate(given.get("statute", {}))


def whole(values: list[int]) -> Any:
    return np.array(values, dtype=np.int64)


def _may_vote(given: Values) -> Values:
    months = whole(given["months"])
    founders = np.array(given.get("founders", [False] * len(months)))
    return {"may_vote": may_vote(months, founders, statute_of(given)).tolist()}


def _votes_held(given: Values) -> Values:
    seat = whole([SEATS[kind] for kind in given["members"]])
    entitled = np.array(given.get("entitled", [True] * len(seat)))
    return {"votes": votes_held(seat, entitled, statute_of(given), law()).tolist()}


def _proxies(given: Values) -> Values:
    names = given["names"]
    asked = whole([names.index(name) if name in names else -1 for name in given["asked"]])
    present = np.array([name in given["present"] for name in names])
    queue = given["first_to_ask"]
    draws = np.array([(queue.index(name) if name in queue else len(queue)) / (len(queue) + 1) for name in names])
    holder = proxies_given(asked, present, draws, given["most"])
    hand = votes_in_hand(np.ones(len(names), dtype=np.int64), present, holder)
    return {"votes": {name: int(votes) for name, votes in zip(names, hand, strict=True) if votes}}


def _call_held(given: Values) -> Values:
    asked = quorums(statute_of(given), given.get("statute_change", False))
    return {"call": Call(call_held(given["present_first"], given["present_second"], given["total"], asked)).name.lower()}


def _decision(given: Values) -> Values:
    present, yes, no = (whole([given[name]]) for name in ("present", "yes", "no"))
    outcome = decisions(present, given["needed"], yes, no, given.get("majority", Statute().majority))
    return {"outcome": Outcome(int(outcome[0])).name.lower()}


def _delegates(given: Values) -> Values:
    yes, no = delegates_votes(whole(given["yes"]), whole(given["no"]), whole(given["members"]), given["delegates"])
    return {"yes": yes, "no": no}


def _admission(given: Values) -> Values:
    who = Applicants(
        age_years=whole([given.get("age_years", 40)]),
        legal_person=np.array([given.get("legal_person", False)]),
        competes=np.array([given.get("competes", False)]),
        meets_requirements=np.array([given.get("meets_requirements", True)]),
        held_eur=np.array([given.get("held_eur", PRICE_EUR)]),
    )
    reasons = refusals(who, given.get("members", 20), 10_000.0, PRICE_EUR, statute_of(given), law())
    found = [reason for reason, holds in reasons.items() if holds[0]]
    assert admitted(reasons)[0] == (not found)
    return {"refused_for": found}


def _exclusion(given: Values) -> Values:
    grounds = ("unpaid_after_demand", "lost_requirements", "competes", "serious_breach")
    return {"allowed": bool(may_be_excluded(*(np.array([given.get(ground, False)]) for ground in grounds))[0])}


def _dissolution(given: Values) -> Values:
    below = 0
    for members in given["members_by_month"]:
        below = months_below_minimum(members, given["minimum"], below)
    return {"dissolved": must_dissolve(below, law())}


def _election(given: Values) -> Values:
    names = given["names"]
    ballot = Ballot(
        votes=whole(given["votes"]),
        place=whole(given.get("places", [0] * len(names))),
        cooperator=np.array([name not in given.get("funding", []) for name in names]),
        lot=np.arange(len(names)) / len(names),
    )
    members = whole(given.get("members", [len(names)]))
    board = elected(ballot, given["seats"], given.get("choice", "vote"), members, given.get("reserved", False), law())
    return {"board": [names[k] for k in board]}


def _board_faults(given: Values) -> Values:
    return {"faults": list(board_faults(given["directors"], given["cooperators"], given["term_years"], law()))}


RULES: dict[str, Callable[[Values], Values]] = {
    "admission": _admission,
    "answer_overdue": lambda given: {"overdue": answer_overdue(given["days"], law())},
    "board_faults": _board_faults,
    "call_held": _call_held,
    "capped_funding_votes": lambda given: {"votes": capped_funding_votes(whole(given["votes"]), given["others"], law()).tolist()},
    "decision": _decision,
    "delegates": _delegates,
    "dissolution": _dissolution,
    "election": _election,
    "exclusion": _exclusion,
    "may_appeal": lambda given: {"allowed": may_appeal(given["days"], law())},
    "may_serve_again": lambda given: {"may_stand": may_serve_again(whole(given["terms"]), given["most"]).tolist()},
    "may_vote": _may_vote,
    "members_needed": lambda given: {"needed": members_needed(**given)},
    "most_held": lambda given: {"eur": most_held_eur(given["members"], given["capital_eur"], statute_of(given), law())},
    "proxies": _proxies,
    "separate_assemblies_due": lambda given: {"due": separate_assemblies_due(**given, limits=law())},
    "share_price": lambda given: {"lawful": lawful_share_price(given["eur"], law())},
    "small_form": lambda given: {"allowed": small_form_allowed(given["members"], given["assets_eur"], law())},
    "term_over": lambda given: {"over": term_over(given["months"], given["term_years"])},
    "votes_held": _votes_held,
    "votes_needed": lambda given: {"needed": votes_needed(given["total"], given["share"])},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_the_rules_agree_with_every_case(case: Values) -> None:
    assert RULES[case["rule"]](case["inputs"]) == case["expected"], case["description"]


def test_every_case_says_what_it_is_and_where_it_comes_from() -> None:
    assert len(CASES) >= LEAST_CASES
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["description"].endswith(".") and case["source"] for case in CASES)
    assert {case["rule"] for case in CASES} == RULES.keys()
