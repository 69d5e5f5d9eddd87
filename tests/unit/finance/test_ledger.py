"""Double entry, in cents."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.finance.ledger import Account, Entry, Ledger, cents


@pytest.mark.parametrize(("eur", "amount"), [(0.0, 0), (25.0, 2500), (0.29, 29), (1.15, 115), (19.999, 2000)])
def test_euros_become_whole_cents(eur: float, amount: int) -> None:
    assert cents(eur) == amount


def paid_in() -> Ledger:
    books = Ledger()
    books.post(3, "bank", "share_capital", 5000)
    return books


def test_money_paid_in_stands_on_both_sides() -> None:
    books = paid_in()
    assert books.balance("bank") == books.balance("share_capital") == 5000
    assert books.cash_eur == 50.0
    assert books.entries == [Entry(3, "bank", "share_capital", 5000)]
    assert books.balanced


def test_money_spent_becomes_what_was_bought() -> None:
    books = paid_in()
    books.post(4, "equipment", "bank", 3000)
    assert (books.balance("bank"), books.balance("equipment"), books.balance("share_capital")) == (2000, 3000, 5000)
    assert books.balanced


def test_an_account_never_used_is_empty() -> None:
    assert paid_in().balance("grants") == 0
    assert Ledger().balanced


def test_nothing_is_written_down_for_nothing() -> None:
    books = paid_in()
    books.post(5, "bank", "grants", 0)
    assert len(books.entries) == 1


def test_the_bank_pays_its_last_cent_and_not_one_more() -> None:
    books = paid_in()
    with pytest.raises(ValueError, match=r"amount\(=5001\) must be <= 5000 cents"):
        books.post(4, "equipment", "bank", 5001)
    assert books.balance("bank") == 5000 and len(books.entries) == 1
    books.post(4, "equipment", "bank", 5000)
    assert books.balance("bank") == 0


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match=r"amount\(=-1\) must be >= 0"):
        paid_in().post(4, "bank", "grants", -1)


POSTINGS = st.lists(
    st.tuples(st.sampled_from(get_args(Account)), st.sampled_from(get_args(Account)), st.integers(-5, 10_000)), max_size=30
)


@given(POSTINGS)
def test_books_balance_after_any_postings_and_the_bank_is_never_overdrawn(postings: list[tuple[Account, Account, int]]) -> None:
    books, refused = Ledger(), 0
    for month, (debit, credit, amount) in enumerate(postings):
        try:
            books.post(month, debit, credit, amount)
        except ValueError:
            refused += 1
        assert books.balanced and books.balance("bank") >= 0
    assert len(books.entries) + refused + sum(amount == 0 for *_, amount in postings) == len(postings)
