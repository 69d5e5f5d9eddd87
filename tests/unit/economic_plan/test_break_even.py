"""Break-even by live formulas is the break-even of the rules, for each service, and follows the price that a reader puts in."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopparo_sim.economic_plan.break_even import AT, IN_RESULTS, target_people
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.services.economics import break_even_units, economics
from tests.unit.economic_plan.books import opened, recalculated, title
from tests.unit.economic_plan.lives import village
from tests.unit.economic_plan.recalculation import Recalculation

NAMES = list(catalogue())


def rows(book: object, service: str) -> tuple[int, int]:
    """Give the rows of a service: its numbers, and its results."""
    sheet = book[title("even")]  # type: ignore[index]
    name = catalogue()[service].name_en
    found = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).removesuffix(" *") == name]
    assert len(found) == 2
    return found[0], found[1]


@pytest.mark.parametrize("service", NAMES)
def test_units_needed_are_those_of_the_rules(service: str) -> None:
    books = recalculated()
    _, result = rows(books.book, service)
    expected = float(break_even_units(economics([service]))[0])
    shown = books.value(title("even"), result, IN_RESULTS["units"])
    assert shown == pytest.approx(expected) if math.isfinite(expected) else shown == "never"


@pytest.mark.parametrize("service", NAMES)
def test_users_needed_buy_the_units_that_nobody_else_does(service: str) -> None:
    books, numbers = recalculated(), economics([service])
    _, result = rows(books.book, service)
    units, each, outside = (
        float(v[0]) for v in (break_even_units(numbers), numbers.units_per_user_month, numbers.outside_units_month)
    )
    shown = books.value(title("even"), result, IN_RESULTS["users"])
    assert shown == (math.ceil(max(units - outside, 0) / each - 1e-9) if each else "see units")


def test_a_lower_price_takes_more_users_and_a_price_below_cost_never_pays() -> None:
    book = opened()
    row, result = rows(book, "after_school")
    price = book[title("even")].cell(row, AT["price"])
    before = Recalculation(book).value(title("even"), result, IN_RESULTS["users"])
    price.value *= 0.9
    assert Recalculation(book).value(title("even"), result, IN_RESULTS["users"]) > before
    price.value = 19.0
    assert Recalculation(book).value(title("even"), result, IN_RESULTS["users"]) == "never"


def test_the_price_change_to_try_is_the_readers() -> None:
    book = opened()
    sheet, (row, result) = book[title("even")], rows(book, "after_school")
    changes = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "Change of price to try")
    sheet.cell(changes, IN_RESULTS["users_cheaper"]).value = 0.0
    books = Recalculation(book)
    same = [books.value(title("even"), result, IN_RESULTS[key]) for key in ("users", "users_cheaper")]
    assert same[0] == same[1]
    assert books.value(title("even"), row, AT["price"]) == 130


def test_the_target_group_counts_the_whole_town_once() -> None:
    needs = village().needs
    elderly = needs[needs["age_group"] == "age_75_plus"].drop_duplicates("place")["people"].sum()
    assert np.isclose(target_people(village(), ["home_care"])[0], elderly)
