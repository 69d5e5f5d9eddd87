"""The cash flow of a period: every movement of the bank in one line, and the month in which money was lowest."""

from __future__ import annotations

from coopparo_sim.finance.accounts import CHART
from coopparo_sim.finance.bookkeeping import MonthFlows, book_month
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.liquidation import LiquidationRules, liquidate
from coopparo_sim.record.cash_flow import CASH_FLOWS, TOTAL_CASH, cash_flow, lowest_free_money


def founded() -> Ledger:
    """1,000 EUR of shares and 500 of grants come in, setting up costs 200, equipment 900."""
    ledger = Ledger()
    ledger.post(1, "bank", "share_capital", 100_000)
    ledger.post(1, "bank", "grants", 50_000)
    ledger.post(1, "set_up_costs", "bank", 20_000)
    ledger.post(2, "equipment", "bank", 90_000)
    return ledger


def test_every_account_but_the_bank_belongs_to_one_line() -> None:
    listed = [account for accounts in CASH_FLOWS.values() for account in accounts]
    assert sorted(listed) == sorted(set(CHART) - {"bank"})


def test_receipts_and_payments_of_a_period_add_up_to_the_change_of_the_bank() -> None:
    flows = cash_flow(founded().entries, 1, 1)
    assert flows["cash_member_capital"] == 100_000 and flows["cash_grants"] == 50_000 and flows["cash_set_up"] == -20_000
    assert flows["cash_equipment"] == 0
    assert flows[TOTAL_CASH] == 130_000


def test_a_cost_that_waits_to_be_paid_is_no_flow_until_it_is_paid() -> None:
    ledger = founded()
    book_month(ledger, 3, MonthFlows(sales=1_000, wages=60_000))
    assert cash_flow(ledger.entries, 3, 3)["cash_staff"] == -41_000
    book_month(ledger, 4, MonthFlows(sales=30_000))
    assert cash_flow(ledger.entries, 4, 4)["cash_staff"] == -19_000
    assert cash_flow(ledger.entries, 1, 4)[TOTAL_CASH] == ledger.balance("bank")


def test_what_is_paid_out_at_the_end_is_in_the_flows_too() -> None:
    ledger = founded()
    liquidate(ledger, 5, LiquidationRules())
    flows = cash_flow(ledger.entries, 1, 5)
    assert ledger.balance("bank") == flows[TOTAL_CASH] == 0
    assert flows["cash_equipment"] == -63_000 and flows["cash_member_capital"] < 100_000


def test_money_is_lowest_in_the_month_in_which_bills_wait_longest() -> None:
    ledger = founded()
    book_month(ledger, 3, MonthFlows(wages=60_000))
    book_month(ledger, 5, MonthFlows(sales=50_000))
    assert lowest_free_money(ledger.entries, 1, 5) == (-20_000, 3)
    assert lowest_free_money(ledger.entries, 5, 6) == (30_000, 5)
