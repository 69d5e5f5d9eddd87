"""How many users each service needs at what price: live formulas on the numbers of the table of services."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.economic_plan.futures import MONTHS_A_YEAR, Selection
from coopparo_sim.economic_plan.page import CENTS, COUNT, DECIMAL, EURO_SIGN, SHARE, SHARE_FINE, Page, cell_name
from coopparo_sim.presentation.locale import money
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import FROM_LISTENING
from coopparo_sim.services.catalogue import catalogue, rows
from coopparo_sim.services.economics import Economics, economics, target_weights

NUMBERS = (
    "service", "unit", "price", "variable", "support", "fixed", "staff_fte", "staff_year", "capital", "base_income", "outside",
    "units_per_user", "target", "potential", "evidence",
)  # fmt: skip
"""Columns of the numbers that are known, by key; the second table stands below and starts with the same two."""
RESULTS = ("service", "unit", "left", "units", "users", "users_cheaper", "users_dearer", "share", "potential")
PRICE_CHANGES = {"users_cheaper": -0.1, "users_dearer": 0.1}
"""Changes of the price at which users needed are told too; readers may put others."""
FORMATS = {
    "price": CENTS, "variable": CENTS, "support": SHARE, "fixed": EURO_SIGN, "staff_fte": DECIMAL, "staff_year": EURO_SIGN,
    "capital": EURO_SIGN, "base_income": EURO_SIGN, "outside": DECIMAL, "units_per_user": DECIMAL, "target": COUNT,
    "potential": SHARE_FINE,
}  # fmt: skip
AT = {key: number for number, key in enumerate(NUMBERS, start=1)}
IN_RESULTS = {key: number for number, key in enumerate(RESULTS, start=1)}
HEAD_ROW = 5


def promised_services(selection: Selection) -> list[str]:
    """Give the services of the plan: those promised, or those that any of the three futures began if listening chose them."""
    mix = selection.ensemble.scenario.mix
    if mix != FROM_LISTENING:
        return list(mix)
    events, numbers = selection.ensemble.events, [future.number for future in selection.chosen]
    begun = events.loc[events["future"].isin(numbers), "kind"]
    return [name for name in catalogue() if f"service_begun:{name}" in set(begun)]


def write_break_even(page: Page, selection: Selection) -> None:
    """Write two rows a service, the promised ones first: its numbers, and the users it needs to pay its running costs.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures.
    """
    promised = promised_services(selection)
    names = [*promised, *(name for name in catalogue() if name not in promised)]
    row = page.begin("even", 31.0, 19.0, *[10.2] * (len(NUMBERS) - 3), 11.0)
    page.words(row, 1, page.say("plan.even.input"), "input")
    _heads(page, HEAD_ROW, NUMBERS)
    known = known_numbers(economics(names), target_people(selection.ensemble, names))
    for place, name in enumerate(names):
        _names(page, HEAD_ROW + 1 + place, name, name in promised, "numbers")
        for key, values in known.items():
            page.amount(HEAD_ROW + 1 + place, AT[key], float(values[place]), FORMATS[key], "input")
        page.words(HEAD_ROW + 1 + place, AT["evidence"], _evidence(page, name), indent=1)
    changes = _overhead(page, HEAD_ROW + len(names) + 2, selection)
    _results(page, changes, names, promised)
    page.paper(len(NUMBERS), True, "", cell_name(HEAD_ROW, 2))


def known_numbers(numbers: Economics, people: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Give the columns of numbers by key, each of shape (services,); the pay-back of the start-up cost where it is counted.

    Parameters
    ----------
    numbers
        The services.
    people
        Shape (services,): people or households aimed at.
    """
    return {
        "price": numbers.price_eur, "variable": numbers.variable_eur, "support": numbers.public_support_share,
        "fixed": numbers.fixed_eur_month, "staff_fte": numbers.staff_fte, "staff_year": numbers.staff_eur_year,
        "capital": numbers.capital_counted * numbers.start_up_eur / (MONTHS_A_YEAR * numbers.life_years),
        "base_income": numbers.base_income_eur_month, "outside": numbers.outside_units_month,
        "units_per_user": numbers.units_per_user_month, "target": people.round(), "potential": numbers.potential_share,
    }  # fmt: skip


def target_people(ensemble: Ensemble, services: Sequence[str]) -> NDArray[np.float64]:
    """Count the target group of each service in the whole town, shape (services,): people or households, as the service has it.

    Parameters
    ----------
    ensemble
        Futures of one scenario: its table of needs tells the adults of each place and age.
    services
        Identifiers.
    """
    cells = ensemble.needs.drop_duplicates(["place", "age_group"])
    by_age = cells.groupby("age_group", sort=False)["people"].sum()
    weights = target_weights(services, [str(age) for age in by_age.index])
    return np.asarray(weights @ by_age.to_numpy(dtype=np.float64))


def _heads(page: Page, row: int, keys: Sequence[str]) -> None:
    heads = {number: page.say(f"plan.even.{key}") for number, key in enumerate(keys, start=1)}
    for column, words in heads.items():
        page.words(row, column, words, "heading", horizontal="left" if column <= 2 else "center", vertical="top")
    page.raise_row(row, heads)


def _names(page: Page, row: int, name: str, promised: bool, table: str) -> None:
    page.rows[f"{table}_{name}"] = row
    found = next(line for line in rows("services.csv") if line["id"] == name)
    said = {1: found[f"name_{page.language}"] + (" *" if promised else ""), 2: found[f"unit_{page.language}"]}
    for column, words in said.items():
        page.words(row, column, words)
    page.raise_row(row, said)


def _evidence(page: Page, name: str) -> str:
    found = next(line for line in rows("services.csv") if line["id"] == name)
    return page.say(f"cli.explain.evidence.{found['economics_evidence']}")


def _overhead(page: Page, row: int, selection: Selection) -> int:
    """Write the general expenses that all services together must pay on top of their own costs; give the row for what follows."""
    page.rows["overhead"] = row
    for offset, key in enumerate(("overhead_year", "overhead_month")):
        page.words(row + offset, 1, page.say(f"plan.even.{key}"))
        page.raise_row(row + offset, {1: page.say(f"plan.even.{key}")})
    page.amount(row, 3, selection.ensemble.scenario.management.overhead_eur_year, EURO_SIGN, "input")
    page.formula(row + 1, 3, f"={cell_name(row, 3)}/{MONTHS_A_YEAR}", EURO_SIGN)
    sales = money(selection.ensemble.scenario.management.full_overhead_sales_eur_month, page.language)
    below = page.paragraph(row + 2, page.say("plan.even.overhead_grows", sales=sales), len(NUMBERS), "note")
    below = page.paragraph(below, page.say("plan.even.notes"), len(NUMBERS), "note")
    return page.paragraph(below + 1, page.say("plan.even.formula"), len(NUMBERS), "note")


def _results(page: Page, row: int, names: Sequence[str], promised: Sequence[str]) -> None:
    page.words(row, 1, page.say("plan.even.change"))
    page.rows["price_changes"] = row
    for key, change in PRICE_CHANGES.items():
        page.amount(row, IN_RESULTS[key], change, "+0%;-0%;0%", "input")
    _heads(page, row + 1, RESULTS)
    for place, name in enumerate(names):
        line = row + 2 + place
        _names(page, line, name, name in promised, "results")
        for key, formula in _formulas(page, page.rows[f"numbers_{name}"], line, row).items():
            form = {"left": CENTS, "share": SHARE_FINE, "potential": SHARE_FINE}.get(key, COUNT)
            page.formula(line, IN_RESULTS[key], formula, form, "strong" if key == "users" else "plain")


def _formulas(page: Page, numbers: int, line: int, changes: int) -> dict[str, str]:
    """Give the formulas of a service by column: ``numbers`` is the row it takes numbers from, ``line`` the one it writes to."""
    at = {key: cell_name(numbers, column) for key, column in AT.items()}
    own = {key: cell_name(line, column) for key, column in IN_RESULTS.items()}
    never, none = (f'"{page.say(f"plan.even.{word}")}"' for word in ("never", "no_users"))
    borne = f"(1-{at['support']})"
    costs = f"{borne}*({at['fixed']}+{at['staff_fte']}*{at['staff_year']}/{MONTHS_A_YEAR})"
    due = f"MAX(0,{costs}+{at['capital']}-{at['base_income']})"

    def users(left: str, units: str) -> str:
        needed = f"ROUNDUP(MAX(0,{units}-{at['outside']})/{at['units_per_user']},0)"
        return f"=IF({left}<=0,{never},IF({at['units_per_user']}=0,{none},{needed}))"

    found = {
        "left": f"={at['price']}-{borne}*{at['variable']}",
        "units": f"=IF({own['left']}<=0,{never},{due}/{own['left']})",
        "users": users(own["left"], own["units"]),
    }
    for key in PRICE_CHANGES:
        left = f"({at['price']}*(1+{cell_name(changes, IN_RESULTS[key])})-{borne}*{at['variable']})"
        found[key] = users(left, f"{due}/{left}")
    found["share"] = f'=IF(ISNUMBER({own["users"]}),IF({at["target"]}>0,{own["users"]}/{at["target"]},""),"")'
    found["potential"] = f"={at['potential']}"
    return found
