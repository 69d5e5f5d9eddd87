"""Loans of a bank in the life of a cooperative: what they open, what is paid back, who bears the end."""

from __future__ import annotations

from typing import Any

import pandas as pd

from coopparo_sim.finance.accounts import DEBTS
from coopparo_sim.model import CooperativeModel
from tests.model.test_life import BOLD, CALM, RUINOUS, lived, plan

INN: dict[str, Any] = {
    "mix": ["hospitality"],
    "campaign": {"target_members": 20, "target_capital_eur": 10_000, "share_price_eur": 25},
    "statute": {"member_loans": False},
    "municipality": {"premises": True, "shares_eur": 0, "grant_eur": 0},
}
THRIFTY = CALM | {"funding": {"willingness_eur": 100.0}, "demand": {"plan_ratio": 1.0, "plan_spread": 0.0}}


def borrower(own_share: float, **credit: Any) -> CooperativeModel:
    terms = {"own_share": own_share, "cover": 1.0, "rate": 0.02} | credit
    return lived(plan(THRIFTY, **INN, management=BOLD | {"overhead_eur_year": 0.0, "credit": terms}))


def kinds(model: CooperativeModel) -> list[str]:
    return [h.kind for h in model.world.happenings]


def test_with_a_loan_a_service_opens_that_members_alone_cannot_pay() -> None:
    with_loan, without = borrower(0.2), borrower(1.0)
    assert "bank_loan" in kinds(with_loan) and "service_open:hospitality" in kinds(with_loan)
    assert "bank_loan" not in kinds(without) and "service_open:hospitality" not in kinds(without)


def test_a_loan_is_paid_back_bit_by_bit_and_its_interest_is_a_cost() -> None:
    world = borrower(0.2, most_months=80, grace_months=6).world
    ledger = world.cooperative.books.ledger
    lent = sum(e.amount for e in ledger.entries if e.credit == "bank_loan")
    paid = sum(e.amount for e in ledger.entries if e.debit == "bank_loan")
    assert lent - paid == ledger.balance("bank_loan") and 0 < paid < lent
    interest = sum(e.amount for e in ledger.entries if e.debit == "interest")
    assert 0 < interest < lent * 0.02 * 7


def test_a_bank_refuses_what_is_not_planned_to_pay() -> None:
    assert "bank_loan" not in kinds(borrower(0.2, cover=3.0, most_months=12))


def test_the_terms_of_credit_are_idle_where_nothing_is_lent() -> None:
    terms = [{"own_share": 1.0, "rate": rate, "most_months": months} for rate, months in ((0.0, 12), (0.2, 240))]
    tables = [lived(plan(CALM, months=30, management=BOLD | {"credit": given})).datacollector for given in terms]
    pd.testing.assert_frame_equal(*(t.get_model_vars_dataframe() for t in tables), check_exact=True)


def test_creditors_come_before_members_in_the_end() -> None:
    model = lived(
        plan(THRIFTY, **INN, management=RUINOUS | {"overhead_eur_year": 40_000.0, "credit": {"own_share": 0.1, "cover": 1.0}})
    )
    ledger = model.world.cooperative.books.ledger
    assert model.world.cooperative.exit == "insolvent"
    last = max(e.month for e in ledger.entries)
    back = sum(
        e.amount
        for e in ledger.entries
        if e.month == last and e.debit in ("share_capital", "funding_capital") and e.credit == "bank"
    )
    assert back == 0 or ledger.total(DEBTS) == 0
