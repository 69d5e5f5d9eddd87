"""What a bank lends, and how it is paid back, to the cent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.finance.credit import CreditRules, borrowed, granted, is_borne, loan_for, own_means, room_to_borrow
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.loans import Loan, book_instalment, monthly_interest
from coopparo_sim.finance.solvency import overhead_month

PLAIN = CreditRules(own_share=0.25, rate=0.0, most_months=12, grace_months=0, cover=1.0)


def test_own_means_are_capital_and_grants_and_the_open_result_less_losses_carried() -> None:
    books = Ledger()
    books.post(1, "bank", "share_capital", 1000)
    books.post(1, "bank", "grants", 300)
    books.post(1, "losses_carried", "year_result", 200)
    books.post(1, "year_result", "bank", 200)
    assert own_means(books, result=-50) == 1000 + 300 - 200 - 50


@pytest.mark.parametrize(
    ("own", "owed", "room"), [(100, 0, 300), (100, 299, 1), (100, 300, 0), (100, 500, 0), (-100, 0, 0), (0, 0, 0)]
)
def test_a_bank_lends_three_cents_beside_each_own_one_where_a_quarter_must_be_own(own: int, owed: int, room: int) -> None:
    assert room_to_borrow(own, owed, PLAIN) == room


def test_where_all_must_be_own_nothing_is_lent() -> None:
    assert room_to_borrow(10**9, 0, CreditRules(own_share=1.0)) == 0


@given(st.integers(0, 10**9), st.floats(0.05, 1.0))
def test_own_means_never_fall_below_the_share_asked_for(own: int, share: float) -> None:
    room = room_to_borrow(own, 0, CreditRules(own_share=share))
    assert own >= share * (own + room) - 0.01 * own - 1


def test_a_loan_lasts_as_long_as_what_it_pays_for_and_no_longer_than_banks_lend() -> None:
    rules = CreditRules(most_months=60, grace_months=12, rate=0.0)
    assert (loan_for(100, 30, rules).months, loan_for(100, 30, rules).grace_months) == (18, 12)
    assert loan_for(100, 200, rules).months == 48


def test_what_is_left_must_cover_the_instalments_to_the_cent() -> None:
    rules = CreditRules(cover=1.1)
    assert is_borne(110, 100, rules) and not is_borne(109, 100, rules)


@pytest.mark.parametrize(
    ("wanted", "room", "left", "others", "lent"),
    [
        (1200, 1200, 100, 0, True),
        (1200, 1199, 100, 0, False),
        (1200, 1200, 99, 0, False),
        (1200, 1200, 100, 1, False),
        (0, 10, 10, 0, False),
    ],
)
def test_a_loan_is_given_whole_or_not_at_all(wanted: int, room: int, left: int, others: int, lent: bool) -> None:
    loan = granted(wanted, room, left, others, 12, PLAIN)
    assert (loan == Loan(wanted, 0.0, 12, 0)) if lent else loan is None


def test_a_loan_is_paid_back_to_the_cent_month_by_month_and_is_over_after_the_last() -> None:
    books, debt = Ledger(), borrowed(Loan(100, 0.0, 3), first_month=5)
    books.post(4, "bank", "bank_loan", 100)
    assert [debt.principal_due(month) for month in range(3, 10)] == [0, 0, 33, 33, 34, 0, 0]
    assert [debt.runs(month) for month in (4, 6, 7)] == [True, True, False]
    late = [book_instalment(books, month, 0, debt.principal_due(month)) for month in (5, 6, 7)]
    assert late == [0, 0, 0] and books.balance("bank_loan") == 0 == books.balance("bank")


def test_principal_that_cannot_be_paid_stays_owed_and_bears_interest() -> None:
    books = Ledger()
    books.post(1, "bank", "bank_loan", 120_000)
    books.post(1, "goods", "bank", 119_990)
    assert book_instalment(books, 2, interest=0, principal=50) == 40
    assert books.balance("bank_loan") == 119_990 and monthly_interest(books.balance("bank_loan"), 0.12) == round(1199.9)


def test_the_principal_of_any_loan_adds_up_to_it() -> None:
    for amount in (1, 99, 1_234_567):
        assert int(np.sum(borrowed(loan_for(amount, 90, CreditRules()), 1).principal)) == amount


def test_overhead_grows_with_sales_from_the_idle_share_to_the_whole() -> None:
    assert [overhead_month(100.0, sales, 0.4, 50.0) for sales in (0.0, 25.0, 50.0, 500.0)] == pytest.approx([40, 70, 100, 100])
