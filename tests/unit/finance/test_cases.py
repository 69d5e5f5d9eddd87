"""Cases of accounts and law as data: an accountant reads and extends ``tests/cases/finance_*.toml``, the rules must agree."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopparo_sim.finance.credit import CreditRules, is_borne, room_to_borrow
from coopparo_sim.finance.depreciation import monthly_charge
from coopparo_sim.finance.grants import GrantConditions, after_report, grant_amount, grant_due_back
from coopparo_sim.finance.ledger import CENTS, cents
from coopparo_sim.finance.liquidation import RANKS, liquidation_plan
from coopparo_sim.finance.loans import Loan, individual_loans, instalment, most_member_loans, schedule
from coopparo_sim.finance.redemption import RedemptionRules, due_month, paid_in_order, redemption_value
from coopparo_sim.finance.sharing import shared_out
from coopparo_sim.finance.solvency import (
    SolvencyRules,
    alarm,
    capital_wanted,
    liquidity_months,
    months_without_liquidity,
    shares_called,
)
from coopparo_sim.finance.year_end import (
    Position,
    Wish,
    YearEndRules,
    appropriation,
    dividend_cap,
    loss_cover,
    may_distribute,
    surplus_shares,
)

FOLDER = Path(__file__).resolve().parents[2] / "cases"
FILES = sorted(FOLDER.glob("finance_*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
Values = dict[str, Any]
RULE_FIELDS = set(YearEndRules.model_fields)


def in_cents(eur: Any) -> Any:
    """Give cents of euros, in lists too."""
    return np.array([cents(value) for value in eur], dtype=np.int64) if isinstance(eur, list) else cents(eur)


def in_eur(amounts: Any) -> Any:
    """Give euros of cents, in lists too."""
    return [int(a) / CENTS for a in amounts] if isinstance(amounts, np.ndarray) else int(amounts) / CENTS


def money(**given: Any) -> Values:
    return {name: in_cents(value) for name, value in given.items()}


def year_end_rules(given: Values) -> YearEndRules:
    return YearEndRules(**{name: given[name] for name in given.keys() & RULE_FIELDS})


def _surplus_shares(given: Values) -> Values:
    parts = surplus_shares(cents(given["net"]), year_end_rules(given))
    return {name: in_eur(value) for name, value in parts._asdict().items()}


def _appropriation(given: Values) -> Values:
    stands = Position(**money(**{k: given[k] for k in given.keys() & Position.__dataclass_fields__.keys()}))
    wish = Wish(**{k: given[k] for k in given.keys() & Wish.__dataclass_fields__.keys()})
    parts = appropriation(cents(given["net"]), stands, wish, year_end_rules(given))
    return {name: in_eur(value) for name, value in parts._asdict().items()}


def _schedule(given: Values) -> Values:
    loan = Loan(cents(given["principal"]), given["yearly_rate"], given["months"], given.get("grace_months", 0))
    interest, principal = schedule(loan)
    assert len(interest) == len(principal) == loan.grace_months + loan.months
    return {
        "instalment": in_eur(instalment(loan)), "interest_in_all": in_eur(interest.sum()),
        "last_principal": in_eur(principal[-1]), "principal_in_all": in_eur(principal.sum()),
    }  # fmt: skip


def _monthly_charge(given: Values) -> Values:
    age = np.arange(-1, given["life_months"] + 1)
    charges = monthly_charge(np.full(len(age), cents(given["cost"])), np.full(len(age), given["life_months"]), age)
    assert charges[0] == 0
    return {"first": in_eur(charges[1]), "in_all": in_eur(charges.sum()), "after": in_eur(charges[-1])}


def _grant_due_back(given: Values) -> Values:
    conditions = GrantConditions(1.0, 0, given["months_kept"], given["least_members"])
    back = grant_due_back(cents(given["received"]), given["months_since"], given["members"], given["operating"], conditions)
    return {"amount": in_eur(back)}


def _grant_amount(given: Values) -> Values:
    return {
        "amount": in_eur(grant_amount(cents(given["eligible_cost"]), GrantConditions(given["cost_share"], cents(given["most"]))))
    }


def _alarm(given: Values) -> Values:
    dry = np.zeros(1, dtype=np.int64)
    for free in given["free_by_month"]:
        dry = months_without_liquidity(np.array([cents(free)]), dry)
    return {"alarm": bool(alarm(dry, SolvencyRules())[0])}


def _liquidation(given: Values) -> Values:
    accounts = [account for rank in RANKS for account in rank]
    claims = {account: cents(given.get(account, 0)) for account in accounts}
    plan = liquidation_plan(cents(given["money"]), claims)
    assert all(plan.paid[a] + plan.unpaid[a] == claims[a] for a in accounts)
    return {a: in_eur(plan.paid[a]) for a in given.keys() & set(accounts)} | {"devolved": in_eur(plan.devolved)}


def _loss_cover(given: Values) -> Values:
    return {name: in_eur(value) for name, value in loss_cover(**money(**given))._asdict().items()}


def _dividend_cap(given: Values) -> Values:
    return {"cap": in_eur(dividend_cap(cents(given["paid_capital"]), year_end_rules(given), given.get("funding", False)))}


def _most_member_loans(given: Values) -> Values:
    return {"most": in_eur(most_member_loans(cents(given["equity"]), given["multiple"]))}


def _liquidity_months(given: Values) -> Values:
    return {"months": float(liquidity_months(np.array([given["free"]]), np.array([given["monthly_costs"]]))[0])}


def _capital_wanted(given: Values) -> Values:
    return {"wanted": in_eur(capital_wanted(**money(**given), rules=SolvencyRules()))}


def _room_to_borrow(given: Values) -> Values:
    rules = CreditRules(own_share=given["own_share"])
    return {"room": in_eur(room_to_borrow(cents(given["own"]), cents(given["owed"]), rules))}


def _is_borne(given: Values) -> Values:
    rules = CreditRules(cover=given["cover"])
    return {"borne": is_borne(cents(given["left_month"]), cents(given["instalments"]), rules)}


def _after_report(given: Values) -> Values:
    kept, promised, spent = (cents(given[name]) for name in ("kept", "promised", "spent"))
    paid, back = after_report(kept, promised, spent, given["delivers"], GrantConditions(given["cost_share"], promised))
    return {"paid": in_eur(paid), "back": in_eur(back)}


RULES: dict[str, Callable[[Values], Values]] = {
    "after_report": _after_report,
    "alarm": _alarm,
    "appropriation": _appropriation,
    "capital_wanted": _capital_wanted,
    "dividend_cap": _dividend_cap,
    "due_month": lambda given: {"month": due_month(given["month_left"], RedemptionRules())},
    "grant_amount": _grant_amount,
    "grant_due_back": _grant_due_back,
    "individual_loans": lambda given: {"parts": in_eur(individual_loans(**money(**given)))},
    "is_borne": _is_borne,
    "liquidation": _liquidation,
    "liquidity_months": _liquidity_months,
    "loss_cover": _loss_cover,
    "may_distribute": lambda given: {"allowed": may_distribute(**money(**given), rules=YearEndRules())},
    "monthly_charge": _monthly_charge,
    "most_member_loans": _most_member_loans,
    "paid_in_order": lambda given: {"parts": in_eur(paid_in_order(**money(**given)))},
    "redemption_value": lambda given: {"value": in_eur(redemption_value(**money(**given)))},
    "room_to_borrow": _room_to_borrow,
    "schedule": _schedule,
    "shared_out": lambda given: {"parts": in_eur(shared_out(**money(**given)))},
    "shares_called": lambda given: {"shares": shares_called(**money(**given)).tolist()},
    "surplus_shares": _surplus_shares,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_the_rules_agree_with_every_case(case: Values) -> None:
    assert RULES[case["rule"]](case["inputs"]) == case["expected"], case["description"]


def test_every_case_says_what_it_is_and_where_it_comes_from() -> None:
    assert len(CASES) >= 30
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["description"].endswith(".") and case["source"] for case in CASES)
    assert {case["rule"] for case in CASES} == RULES.keys()
