"""A small cooperative, whose books can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.finance.bookkeeping import MonthFlows, book_month, close_year, pay, settle
from coopparo_sim.finance.depreciation import book_depreciation, book_disposal
from coopparo_sim.finance.grants import book_due_back
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.liquidation import LiquidationRules, liquidate
from coopparo_sim.finance.loans import Loan, book_instalment, schedule
from coopparo_sim.finance.redemption import Redemption, RedemptionRules, book_leaving, due_month, repay
from coopparo_sim.finance.solvency import SolvencyRules, alarm, free_money, liquidity_months, months_without_liquidity
from coopparo_sim.finance.statements import balance_sheet, income_statement, yearly_statements
from coopparo_sim.finance.year_end import Position, Wish, YearEndRules, appropriation, dividend_cap, loss_cover

RULES = YearEndRules(postal_bond_rate=0.03)


def founded(capital: int = 30_000) -> Ledger:
    """Give books with three members who paid 100 EUR each."""
    books = Ledger()
    books.post(1, "bank", "share_capital", capital)
    return books


def first_year() -> Ledger:
    """Give books after a year: 480 EUR of sales, costs 360, equipment 96 over 96 months bought with a grant of 48."""
    books = founded()
    books.post(1, "bank", "grants", 4800)
    books.post(1, "equipment", "bank", 9600)
    for month in range(1, 13):
        book_month(books, month, MonthFlows(sales=4000, wages=1000, goods=1500, fixed_costs=500))
        book_depreciation(books, month, equipment=100, set_up=0, grants_earned=50)
    return books


def test_the_first_year_reads_as_worked_out_by_hand() -> None:
    books = first_year()
    year = income_statement(books.entries, 1, 12)
    assert year.values_eur() == {
        "sales": 480.0, "grant_income": 6.0, "total_income": 486.0,
        "goods": 180.0, "wages": 120.0, "fixed_costs": 60.0, "depreciation": 12.0, "total_costs": 372.0, "result": 114.0,
    }  # fmt: skip
    sheet = balance_sheet(books.entries, 12)
    assert sheet.values_eur() == {
        "bank": 372.0, "equipment": 96.0, "accumulated_depreciation": -12.0, "total_assets": 456.0, "total_debts": 0.0,
        "grants": 42.0, "total_deferred": 42.0, "share_capital": 300.0, "total_equity": 300.0, "open_result": 114.0,
        "total_liabilities": 456.0,
    }  # fmt: skip


def test_closing_the_year_moves_the_surplus_where_law_and_assembly_say() -> None:
    books = first_year()
    net, parts = close_year(books, 12, Wish(ristorno_share=0.5), RULES)
    assert net == 11_400
    assert parts == (3420, 342, 0, 3819, 0, 3819)
    assert books.balance("legal_reserve") == 3420 and books.balance("mutual_fund_due") == 342
    assert books.balance("ristorni_due") == 3819 and books.balance("indivisible_reserve") == 3819
    assert income_statement(books.entries, 1, 12).amount("result") == 11_400
    assert "open_result" not in balance_sheet(books.entries, 12).values_eur()


def test_statements_come_year_by_year_and_the_last_may_be_short() -> None:
    books = first_year()
    close_year(books, 12, Wish(), RULES)
    book_month(books, 13, MonthFlows(sales=700))
    statements = yearly_statements(books.entries, 1, 15)
    assert [(s.first_month, s.last_month) for s, _ in statements] == [(1, 12), (13, 15)]
    assert [s.amount("sales") for s, _ in statements] == [48_000, 700]
    assert [b.amount("bank") for _, b in statements] == [37_200, 37_900]


@pytest.mark.parametrize(("language", "words"), [("it", "Vendite e tariffe dei servizi"), ("en", "Sales and service charges")])
def test_statements_are_read_in_both_languages(language: str, words: str) -> None:
    books = first_year()
    rows = income_statement(books.entries, 1, 12).rows(language)
    assert rows[0] == (words, 480.0)
    assert "1" in income_statement(books.entries, 1, 12).heading(language)
    assert len(balance_sheet(books.entries, 12).rows(language)) == 11


def test_a_loss_eats_reserves_first_and_then_stands_against_capital() -> None:
    books = founded()
    books.post(1, "bank", "legal_reserve", 1000)
    book_month(books, 1, MonthFlows(fixed_costs=11_000))
    net, parts = close_year(books, 12, Wish(), RULES)
    assert (net, sum(parts)) == (-11_000, 0)
    assert books.balance("legal_reserve") == 0 and books.balance("losses_carried") == 10_000
    assert books.balance("share_capital") == 30_000 and books.equity_cents == 20_000


def test_next_years_surplus_makes_losses_good_before_anything_is_given_out() -> None:
    books = founded()
    book_month(books, 1, MonthFlows(fixed_costs=10_000))
    close_year(books, 12, Wish(), RULES)
    book_month(books, 13, MonthFlows(sales=10_000))
    _, parts = close_year(books, 24, Wish(dividend_share=1.0), RULES)
    assert parts == (3000, 300, 6700, 0, 0, 0)
    assert books.balance("losses_carried") == 3300 and books.balance("dividends_due") == 0


def test_bills_wait_when_money_is_gone_and_wages_come_before_bills() -> None:
    books = founded(1000)
    assert book_month(books, 1, MonthFlows(wages=700, goods=500, fixed_costs=200)) == 400
    assert (books.balance("bank"), books.balance("payables"), books.balance("wages_due")) == (0, 400, 0)
    assert free_money(books) == -400
    assert book_month(books, 2, MonthFlows(sales=300, wages=700)) == 400
    assert (books.balance("payables"), books.balance("wages_due")) == (400, 400)
    assert book_month(books, 3, MonthFlows(sales=1000, wages=100)) == 0
    assert (books.balance("bank"), books.balance("payables"), books.balance("wages_due")) == (100, 0, 0)


def test_work_done_on_credit_is_income_now_and_money_later() -> None:
    books = founded(0)
    book_month(books, 1, MonthFlows(sales_on_credit=900))
    assert (books.cash_eur, books.balance("sales"), books.balance("receivables")) == (0.0, 900, 900)
    book_month(books, 2, MonthFlows(collected=2000))
    assert (books.balance("bank"), books.balance("receivables"), books.balance("sales")) == (900, 0, 900)


def test_a_debt_is_settled_as_far_as_money_and_limit_go() -> None:
    books = founded(500)
    pay(books, 1, "goods", 900)
    assert books.balance("payables") == 400
    books.post(2, "bank", "sales", 300)
    assert settle(books, 2, "payables", most=100) == 100
    assert settle(books, 2, "payables") == 200
    assert (books.balance("payables"), books.balance("bank")) == (100, 0)


def test_three_dry_months_in_a_row_ring_the_alarm_for_each_cooperative_apart() -> None:
    dry = np.zeros(3, dtype=np.int64)
    for free in ([1, 0, -5], [1, 0, 5], [1, -1, -5]):
        dry = months_without_liquidity(np.array(free), dry)
    assert dry.tolist() == [0, 3, 1]
    assert alarm(dry, SolvencyRules()).tolist() == [False, True, False]


def test_liquidity_is_counted_in_months_of_costs() -> None:
    months = liquidity_months(np.array([300.0, -50.0, 10.0, 0.0]), np.array([100.0, 100.0, 0.0, 0.0]))
    assert months.tolist() == [3.0, 0.0, np.inf, 0.0]


def test_who_leaves_a_cooperative_that_lost_money_takes_a_share_of_the_loss() -> None:
    books = founded()
    book_month(books, 1, MonthFlows(fixed_costs=7500))
    close_year(books, 12, Wish(), RULES)
    assert book_leaving(books, 13, 10_000) == 7500
    assert (books.balance("share_capital"), books.balance("shares_to_repay"), books.balance("losses_carried")) == (
        20_000,
        7500,
        5000,
    )
    assert book_leaving(books, 13, 10_000) == 7500


def test_claims_not_due_yet_wait_without_holding_up_those_behind() -> None:
    queue = [Redemption(1, 500, 20), Redemption(2, 300, 10), Redemption(3, 200, 12)]
    payments, left = repay(queue, 12, 400)
    assert payments == [Redemption(2, 300, 12), Redemption(3, 100, 12)]
    assert left == [Redemption(1, 500, 20), Redemption(3, 100, 12)]


@pytest.mark.parametrize(("month", "due"), [(1, 22), (12, 22), (13, 34)])
def test_shares_are_due_after_the_accounts_of_the_year_of_leaving(month: int, due: int) -> None:
    assert due_month(month, RedemptionRules()) == due


def test_instalments_are_paid_as_far_as_money_goes_and_interest_is_owed() -> None:
    books = founded(0)
    books.post(1, "bank", "bank_loan", 10_000)
    books.post(1, "equipment", "bank", 9900)
    interest, principal = schedule(Loan(10_000, 0.12, 2))
    assert (interest[0], principal[0]) == (100, 4975)
    assert book_instalment(books, 2, int(interest[0]), int(principal[0])) == 4975
    assert (books.balance("bank"), books.balance("bank_loan"), books.balance("interest")) == (0, 10_000, 100)
    book_instalment(books, 3, 50, 0)
    assert (books.balance("payables"), books.balance("interest")) == (50, 150)


def test_a_loan_without_instalments_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"months\(=0\)"):
        schedule(Loan(100, 0.1, 0))


def test_a_grant_given_back_takes_what_is_not_earned_first() -> None:
    books = founded(0)
    books.post(1, "bank", "grants", 1000)
    book_depreciation(books, 1, 0, 0, grants_earned=400)
    book_due_back(books, 2, 700)
    assert (books.balance("grants"), books.balance("grants_to_repay"), books.balance("grant_income")) == (0, 700, 300)


def test_what_is_sold_leaves_the_books_and_the_difference_is_a_loss() -> None:
    books = founded()
    books.post(1, "equipment", "bank", 10_000)
    book_depreciation(books, 2, 4000, 0)
    book_disposal(books, 3, 10_000, 4000, 2500)
    assert (books.balance("equipment"), books.balance("accumulated_depreciation")) == (0, 0)
    assert (books.balance("liquidation_loss"), books.balance("bank")) == (3500, 22_500)
    with pytest.raises(ValueError, match="worn_out"):
        book_disposal(books, 3, 100, 200, 0)


def test_members_of_a_sound_cooperative_get_their_shares_and_the_funds_the_rest() -> None:
    books = first_year()
    close_year(books, 12, Wish(), RULES)
    plan = liquidate(books, 13, LiquidationRules(recovery_share=0.5))
    # 372 at the bank and 42 for equipment of 84 in the books; 3.42 to the mutual fund, 42 of grants back, 300 to members
    assert plan.paid["mutual_fund_due"] == 342 and plan.paid["grants_to_repay"] == 4200 and plan.paid["share_capital"] == 30_000
    assert plan.devolved == 37_200 + 4200 - 342 - 4200 - 30_000


def test_members_of_a_cooperative_in_debt_get_what_creditors_leave() -> None:
    books = founded(10_000)
    books.post(1, "equipment", "bank", 10_000)
    book_month(books, 1, MonthFlows(wages=1000, goods=1000))
    plan = liquidate(books, 2, LiquidationRules(recovery_share=0.15))
    assert (plan.paid["wages_due"], plan.paid["payables"], plan.paid["share_capital"], plan.devolved) == (1000, 500, 0, 0)
    assert (plan.unpaid["payables"], books.debt_cents, books.equity_cents) == (500, 500, -500)


def test_funding_members_may_get_two_points_more() -> None:
    assert dividend_cap(100_000, RULES) == 5500
    assert dividend_cap(100_000, RULES, funding=True) == 7500
    assert dividend_cap(-5, RULES) == 0


def test_more_debt_never_lets_more_be_given_out() -> None:
    given_out = [
        sum(appropriation(10_000, Position(10_000, debt, 0, 10_000), Wish(0.4, 0.4), RULES)[3:5]) for debt in range(0, 60_000, 1000)
    ]
    assert given_out == sorted(given_out, reverse=True) and given_out[0] > 0 and given_out[-1] == 0


@pytest.mark.parametrize("wish", [Wish(0.7, 0.4), Wish(-0.1, 0.0)])
def test_more_than_all_cannot_be_wished_for(wish: Wish) -> None:
    with pytest.raises(ValueError, match="ristorno_share"):
        appropriation(10_000, Position(10_000, 0), wish, RULES)


def test_a_negative_loss_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"loss\(=-1\)"):
        loss_cover(-1, 0, 0, 0)
