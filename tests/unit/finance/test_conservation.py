"""Money is neither made nor lost, whatever happens: long random lives of the books, and shares to the cent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopparo_sim.finance.accounts import ASSETS, CHART, DEBTS, DEFERRED
from coopparo_sim.finance.bookkeeping import MonthFlows, book_month, close_year, open_result, settle
from coopparo_sim.finance.depreciation import book_depreciation, monthly_charge
from coopparo_sim.finance.ledger import Account, Ledger
from coopparo_sim.finance.liquidation import LiquidationRules, liquidate, liquidation_plan
from coopparo_sim.finance.loans import Loan, book_instalment, schedule
from coopparo_sim.finance.redemption import Redemption, book_leaving, paid_in_order, repay
from coopparo_sim.finance.sharing import shared_out
from coopparo_sim.finance.solvency import shares_called
from coopparo_sim.finance.statements import balance_sheet, income_statement
from coopparo_sim.finance.year_end import Wish, YearEndRules, loss_cover, surplus_shares

CENTS = st.integers(0, 10**9)
CLAIMS = st.lists(st.integers(0, 10**7), min_size=1, max_size=12).map(lambda values: np.array(values, dtype=np.int64))


class WatchedLedger(Ledger):
    """Books that are checked after every posting, with the money of the bank counted a second time."""

    counted = 0

    def post(self, month: int, debit: Account, credit: Account, amount: int) -> None:
        super().post(month, debit, credit, amount)
        self.counted += amount * ((debit == "bank") - (credit == "bank"))
        assert self.balanced
        assert self.balance("bank") == self.counted >= 0


def live_a_month(books: WatchedLedger, month: int, luck: np.random.Generator, queue: list[Redemption]) -> list[Redemption]:
    """Let one month of everything happen, by chance; give the queue of shares to repay that is left."""
    some = luck.integers(0, 200_000, 8).tolist()
    book_month(
        books, month, MonthFlows(some[0], some[1] // 20, some[2] // 10, some[3] // 4, some[4] // 4, some[5] // 2, some[6], some[7])
    )
    books.post(month, "bank", "share_capital", int(luck.integers(0, 3)) * 2500)
    if books.balance("bank_loan") == 0:
        books.post(month, "bank", "bank_loan", some[0])
        books.post(month, "bank", "grants", some[1])
        books.post(month, "equipment", "bank", min(some[2], books.balance("bank")))
    book_instalment(books, month, some[3] // 100, some[4] // 5)
    worn = min(some[5] // 50, books.balance("equipment") - books.balance("accumulated_depreciation"))
    book_depreciation(books, month, worn, 0, some[6] // 50)
    if luck.random() < 0.3 and books.balance("share_capital") >= 2500:
        queue = [*queue, Redemption(month, book_leaving(books, month, 2500), month + 10)]
    payments, left = repay(queue, month, books.balance("bank"))
    books.post(month, "shares_to_repay", "bank", sum(payment.amount for payment in payments))
    return left


def test_money_is_neither_made_nor_lost_over_ten_thousand_random_months() -> None:
    luck, books, queue = np.random.default_rng(11), WatchedLedger(), []  # type: ignore[var-annotated]
    for month in range(1, 10_001):
        queue = live_a_month(books, month, luck, queue)
        assert books.balance("shares_to_repay") == sum(claim.amount for claim in queue)
        if month % 12 == 0:
            net, parts = close_year(books, month, Wish(*(luck.dirichlet([1, 1, 1])[:2] * 0.999).tolist()), YearEndRules())
            assert open_result(books) == books.balance("year_result") == 0
            assert sum(parts) == max(net, 0)
            settle(books, month, "mutual_fund_due")
            settle(books, month, "dividends_due")
    owned, owed = books.total(ASSETS), books.total(DEBTS) + books.total(DEFERRED)
    assert owned == owed + books.equity_cents + open_result(books)
    made = sum((e.debit == "bank") * e.amount - (e.credit == "bank") * e.amount for e in books.entries)
    assert made == books.balance("bank")


@given(seed=st.integers(0, 2**20), months=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_liquidation_empties_the_bank_and_pays_no_more_than_there_is(seed: int, months: int) -> None:
    luck, books, queue = np.random.default_rng(seed), WatchedLedger(), []  # type: ignore[var-annotated]
    for month in range(1, months + 1):
        queue = live_a_month(books, month, luck, queue)
    before = {account: books.balance(account) for account in CHART}
    plan = liquidate(books, months + 1, LiquidationRules())
    most = before["bank"] + before["receivables"] + before["equipment"] - before["accumulated_depreciation"]
    assert 0 <= sum(plan.paid.values()) + plan.devolved <= most
    assert plan.paid["share_capital"] <= before["share_capital"]
    assert books.balance("bank") == books.total(ASSETS) == 0
    if plan.devolved:
        assert not any(plan.unpaid.values())
        assert not any(books.balance(account) for account in CHART)
    owing = sum(cents for account, cents in plan.unpaid.items() if account in DEBTS)
    assert books.debt_cents == owing == -books.equity_cents


@given(seed=st.integers(0, 2**20))
@settings(max_examples=20, deadline=None)
def test_both_sides_of_every_balance_sheet_agree_with_the_ledger(seed: int) -> None:
    luck, books, queue = np.random.default_rng(seed), WatchedLedger(), []  # type: ignore[var-annotated]
    for month in range(1, 15):
        queue = live_a_month(books, month, luck, queue)
        sheet = balance_sheet(books.entries, month)
        assert sheet.amount("total_assets") == sheet.amount("total_liabilities") == books.total(ASSETS)
        assert sheet.amount("open_result") == open_result(books)
        if month == 12:
            net, _ = close_year(books, month, Wish(), YearEndRules())
            assert income_statement(books.entries, 1, 12).amount("result") == net
            assert balance_sheet(books.entries, 12).amount("open_result") == 0


@given(net=st.integers(-(10**9), 10**9))
def test_law_splits_every_surplus_without_rest_and_no_loss(net: int) -> None:
    parts = surplus_shares(net)
    assert sum(parts) == max(net, 0) and min(parts) >= 0
    assert parts.legal_reserve * 10 >= 3 * max(net, 0)
    assert abs(parts.mutual_fund * 100 - 3 * max(net, 0)) <= 100


@given(loss=CENTS, indivisible=CENTS, legal=CENTS, capital=CENTS)
def test_a_loss_is_borne_in_full_and_by_the_next_only_when_the_one_before_is_gone(
    loss: int, indivisible: int, legal: int, capital: int
) -> None:
    parts = loss_cover(loss, indivisible, legal, capital)
    assert sum(parts) == loss and min(parts) >= 0
    assert all(
        taken == held for taken, held, later in zip(parts[:3], (indivisible, legal, capital), parts[1:], strict=True) if later
    )


@given(amount=CENTS, claims=CLAIMS)
def test_what_is_shared_out_adds_up_to_the_cent_and_is_in_proportion(amount: int, claims: np.ndarray) -> None:
    given_out = shared_out(amount, claims)
    assert given_out.sum() == (amount if claims.sum() else 0)
    exact = amount * claims.astype(float) / max(int(claims.sum()), 1)
    assert (np.abs(given_out - exact) <= 1 + 1e-6).all()
    assert (given_out[claims == 0] == 0).all()
    if amount <= claims.sum():
        assert (given_out <= claims).all()


@given(money=CENTS, seed=st.integers(0, 2**20))
def test_no_rank_is_paid_before_the_one_above_it_has_all(money: int, seed: int) -> None:
    claims = dict(
        zip((*DEBTS, "share_capital", "funding_capital"), np.random.default_rng(seed).integers(0, 10**8, 11).tolist(), strict=True)
    )
    plan = liquidation_plan(money, claims)  # type: ignore[arg-type]
    assert sum(plan.paid.values()) + plan.devolved == money
    assert all(plan.paid[a] >= 0 and plan.unpaid[a] >= 0 for a in plan.paid)
    if plan.paid["share_capital"]:
        assert not any(plan.unpaid[debt] for debt in DEBTS)
    if plan.paid["payables"]:
        assert plan.unpaid["wages_due"] == 0


@given(principal=st.integers(1, 10**8), rate=st.floats(0, 0.2), months=st.integers(1, 240), grace=st.integers(0, 24))
def test_instalments_pay_a_loan_back_to_the_cent(principal: int, rate: float, months: int, grace: int) -> None:
    interest, repaid = schedule(Loan(principal, rate, months, grace))
    assert repaid.sum() == principal and repaid.min() >= 0 and interest.min() >= 0
    assert repaid[:grace].sum() == 0


@given(cost=CENTS, life=st.integers(1, 480))
def test_depreciation_adds_up_to_the_cost(cost: int, life: int) -> None:
    charges = monthly_charge(np.full(life + 2, cost), np.full(life + 2, life), np.arange(-1, life + 1))
    assert charges.sum() == cost and charges[0] == charges[-1] == 0
    assert np.ptp(charges[1:-1]) <= 1


@given(due=CLAIMS, available=st.integers(-(10**6), 10**8))
def test_the_queue_is_paid_in_order_and_never_beyond_the_money(due: np.ndarray, available: int) -> None:
    paid = paid_in_order(due, available)
    assert paid.sum() == min(max(available, 0), due.sum())
    short = np.flatnonzero(paid < due)
    assert len(short) == 0 or paid[short[0] + 1 :].sum() == 0


@given(wanted=st.integers(0, 10**7), share=st.integers(2500, 50_000), most=CLAIMS, seed=st.integers(0, 1000))
def test_a_capital_call_asks_all_the_same_whoever_they_are(wanted: int, share: int, most: np.ndarray, seed: int) -> None:
    shares = shares_called(wanted, share, most)
    assert (shares * share <= most).all()
    raised = int(shares.sum()) * share
    assert raised >= min(wanted, int((most // share).sum()) * share)
    order = np.random.default_rng(seed).permutation(len(most))
    assert shares_called(wanted, share, most[order]).tolist() == shares[order].tolist()
    equal = shares.max(initial=0)
    assert all(taken == equal or taken == can // share for taken, can in zip(shares.tolist(), most.tolist(), strict=True))


@pytest.mark.parametrize("amount", [-1, -500])
def test_a_negative_amount_cannot_be_shared_out(amount: int) -> None:
    with pytest.raises(ValueError, match="must be >= 0"):
        shared_out(amount, np.array([1, 2]))
