from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.presentation.locale import count_in_ten, in_ten, in_ten_short, money, number, readable, rounded, share


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "-3"), (2.675, 2, "2.68"), (0.145, 2, "0.15"), (2.4999, 0, "2")],
)
def test_halves_are_rounded_up_as_by_hand(value: float, decimals: int, expected: str) -> None:
    assert rounded(value, decimals) == Decimal(expected)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_cannot_be_rounded(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        rounded(value)


@pytest.mark.parametrize(
    ("p", "count"), [(0, 0), (0.05, 1), (0.0499, 0), (0.25, 3), (0.45, 5), (0.649, 6), (0.65, 7), (0.95, 10), (1, 10), (13 / 20, 7)]
)
def test_tenths_are_counted_half_up(p: float, count: int) -> None:
    assert count_in_ten(p) == count


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_of_futures_is_counted_as_in_whole_numbers(born: int, total: int) -> None:
    born = min(born, total)
    assert count_in_ten(born / total) == (20 * born + total) // (2 * total)


@pytest.mark.parametrize("p", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused_with_its_value(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        count_in_ten(p)


@pytest.mark.parametrize(
    ("p", "it", "en"),
    [
        (0.0, "nessun futuro", "no future"),
        (0.004, "meno di 1 futuro su 10", "less than 1 future out of 10"),
        (0.1, "1 futuro su 10", "1 future out of 10"),
        (0.6, "6 futuri su 10", "6 futures out of 10"),
        (0.94, "9 futuri su 10", "9 futures out of 10"),
        (0.995, "più di 9 futuri su 10", "more than 9 futures out of 10"),
        (1.0, "10 futuri su 10", "10 futures out of 10"),
    ],
)
def test_a_probability_is_told_in_futures_out_of_ten(p: float, it: str, en: str) -> None:
    assert (in_ten(p, "it"), in_ten(p, "en")) == (it, en)


def test_a_chance_that_exists_is_never_told_as_none_nor_one_that_lacks_something_as_all() -> None:
    assert [in_ten_short(p, "it") for p in (0, 0.001, 0.999, 1)] == ["0 su 10", "meno di 1 su 10", "più di 9 su 10", "10 su 10"]


def test_numbers_are_written_as_italians_and_as_the_english_do() -> None:
    assert number(1234567.5, "it", 1) == "1.234.567,5"
    assert number(1234567.5, "en", 1) == "1,234,567.5"
    assert money(1234.5, "it", 2) == "1.234,50 €"
    assert money(1234.5, "en", 2) == "€1,234.50"
    assert share(0.655, "it", 1) == "65,5 %"
    assert share(0.655, "en") == "66%"


def test_money_of_half_a_euro_is_rounded_up_in_both_languages() -> None:
    assert (money(2.5, "it"), money(2.5, "en")) == ("3 €", "€3")


def test_from_a_thousand_on_numbers_in_sentences_are_rounded_to_hundreds() -> None:
    assert [readable(v) for v in (949.5, 1049.0, 1050.0, 13_649.0)] == [950, 1000, 1100, 13_600]
