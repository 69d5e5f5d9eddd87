"""Which futures stand for low, middle and high: whole ones, by rank, the same each time; and what is said where there are none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.economic_plan.futures import ChosenFuture, choose_futures
from coopparo_sim.kernel.errors import InputError
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.result import ACCOUNT_COLUMNS
from tests.unit.economic_plan.lives import scenario, village


def made(results: list[list[float]], founded: list[int], closing: dict[int, int] | None = None, months: int = 80) -> Ensemble:
    """Make futures with the yearly results given (none: not founded), the months of founding, and of closing where there is one."""
    rows = [
        {"future": future, "year": year, "month": founded[future] + 12 * year, "months": 12, "result": result}
        for future, yearly in enumerate(results)
        for year, result in enumerate(yearly, start=1)
    ]
    accounts = pd.DataFrame(rows, columns=["future", *ACCOUNT_COLUMNS]).fillna(0.0)
    flags = {name: 0.0 for name in ("exit_under_legal_minimum", "exit_no_board", "exit_no_service")}
    gone = closing or {}
    for future, month in gone.items():
        own = accounts["future"] == future
        accounts.loc[own & (accounts["month"] > month), "month"] = month
    futures = pd.DataFrame(
        {
            "future": range(len(results)), "draw": 0, "founded": [float(bool(yearly)) for yearly in results],
            "month_founded": [float(m) if yearly else np.nan for m, yearly in zip(founded, results, strict=True)],
            "exit_insolvent": [float(future in gone) for future in range(len(results))], **flags,
        }
    )  # fmt: skip
    events = pd.DataFrame(
        [(future, month, "dissolved", "", 0.0) for future, month in gone.items()],
        columns=["future", "month", "kind", "place", "amount"],
    )
    tables = {"futures": futures, "accounts": accounts, "events": events}
    return replace(village(), scenario=scenario(months=months), wanted=len(results), **tables)


def numbers(ensemble: Ensemble) -> dict[str, int]:
    return {future.level: future.number for future in choose_futures(ensemble).chosen}


FIVE = [0.0] * 4
TEN = [[float(result), *FIVE] for result in (5, 9, 1, 7, 3, 10, 2, 8, 4, 6)]


def test_low_middle_and_high_are_the_futures_at_a_tenth_half_and_nine_tenths_of_the_row() -> None:
    assert numbers(made(TEN, [6] * 10)) == {"low": 2, "middle": 0, "high": 1}


def test_what_closes_stands_below_what_lasts_however_much_it_earned() -> None:
    closing = {5: 40, 1: 30}  # the two that earned most
    chosen = numbers(made(TEN, [6] * 10, closing))
    assert chosen["low"] == 1
    assert chosen["high"] == 3


def test_the_sooner_a_future_closes_the_lower_it_stands() -> None:
    every = {future: 50 - 2 * future for future in range(10)}
    assert numbers(made(TEN, [6] * 10, every)) == {"low": 9, "middle": 5, "high": 1}


def test_futures_that_are_alike_stand_in_the_order_of_their_numbers() -> None:
    assert numbers(made([[1.0, *FIVE]] * 10, [6] * 10)) == {"low": 0, "middle": 4, "high": 8}


def test_futures_in_which_nothing_is_founded_are_not_chosen() -> None:
    results = [[], *TEN[:3], []]
    assert set(numbers(made(results, [6] * 5)).values()) == {1, 2, 3}


def test_a_future_founded_too_late_for_the_years_shown_is_not_chosen() -> None:
    ensemble = made(TEN[:4], [6, 6, 6, 50])
    selection = choose_futures(ensemble)
    assert selection.years == 5 and selection.followed.tolist() == [True, True, True, False]
    assert 3 not in numbers(ensemble).values()


def test_years_are_as_many_as_half_of_the_futures_were_followed_for() -> None:
    assert choose_futures(made(TEN[:6], [6, 6, 40, 40, 40, 40])).years == 3


def test_one_future_is_shown_alone_and_two_as_low_and_high() -> None:
    assert numbers(made(TEN[:1], [6])) == {"middle": 0}
    assert numbers(made(TEN[:2], [6, 6])) == {"low": 0, "high": 1}


@pytest.mark.parametrize(
    ("results", "founded", "message"),
    [([[], []], [6, 6], "plan.error.never_founded"), ([[1.0]], [75], "plan.error.too_short")],
)
def test_where_there_is_nothing_to_plan_an_error_says_what_to_do(
    results: list[list[float]], founded: list[int], message: str
) -> None:
    with pytest.raises(InputError) as refusal:
        choose_futures(made(results, founded), "somewhere")
    fault = refusal.value.diagnostics[0]
    assert fault.message == message
    assert "somewhere" in fault.sentence("it") and len(fault.advice_sentence("en")) > 20


def test_results_of_an_earlier_version_are_refused() -> None:
    old = replace(village(), accounts=village().accounts.drop(columns="cash_customers"))
    with pytest.raises(InputError) as refusal:
        choose_futures(old)
    assert refusal.value.diagnostics[0].message == "plan.error.old_results"


def test_lasting_is_counted_at_the_end_of_the_years_shown() -> None:
    selection = choose_futures(made(TEN, [6] * 10, {0: 66, 1: 67}))
    assert selection.lasting.tolist() == [False, True, *[True] * 8]


def test_amounts_of_a_future_add_up_to_the_cent_and_are_none_where_it_did_not_live() -> None:
    accounts = {1: {"sales": 0.1, "fees": 0.2, "months": 12, "month": 18}}
    future = ChosenFuture("low", 0, 0.0, 6, 18, "exit_insolvent", accounts, {})
    assert future.amount(1, "sales", "fees") == 0.3
    assert future.amount(2, "sales") is None and future.months(2) == 0
    assert future.closes_in(1) and not future.closes_in(2)
