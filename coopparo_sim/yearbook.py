"""The yearbook of a founded cooperative: its accounts by year, its assemblies, and whose people sat on the board."""

from __future__ import annotations

import pandas as pd

from coopparo_sim.finance.ledger import CENTS, Entry
from coopparo_sim.finance.statements import balance_sheet, income_statement
from coopparo_sim.record.cash_flow import cash_flow, lowest_free_money
from coopparo_sim.record.result import (
    ACCOUNT_COLUMNS,
    BALANCE_LINES,
    CASH_LINES,
    INCOME_LINES,
    SEAT_COLUMNS,
    SITTING_COLUMNS,
    life_table,
)
from coopparo_sim.world import MONTHS_A_YEAR, World

LINES = (*INCOME_LINES, *BALANCE_LINES, *CASH_LINES)


def accounts_table(world: World) -> pd.DataFrame:
    """Give income statement, balance sheet and cash flow of each year, a row a year, columns of :class:`RunResult`.

    Years are those the books are closed by: the first one also holds the month of founding, the last one may be cut short by the
    end of the simulation or of the cooperative.
    """
    if not world.cooperative.founded:
        return life_table([], ACCOUNT_COLUMNS)
    founded, entries = world.cooperative.month_founded, world.cooperative.books.ledger.entries
    rows = []
    for year, first in enumerate(range(founded + 1, _last_month(world) + 1, MONTHS_A_YEAR), start=1):
        last = min(first + MONTHS_A_YEAR - 1, _last_month(world))
        rows.append((year, last, last - first + 1, *_lines(entries, founded if year == 1 else first, last)))
    return life_table(rows, ACCOUNT_COLUMNS)


def _lines(entries: list[Entry], first: int, last: int) -> list[float]:
    of_year = income_statement(entries, first, last).values_eur() | balance_sheet(entries, last).values_eur()
    of_year |= {name: amount / CENTS for name, amount in cash_flow(entries, first, last).items()}
    lowest, month = lowest_free_money(entries, first, last)
    return [*(of_year.get(name, 0.0) for name in LINES), lowest / CENTS, month]


def _last_month(world: World) -> int:
    return next((h.month for h in world.happenings if h.kind == "dissolved"), world.month)


def sittings_table(world: World) -> pd.DataFrame:
    """Give all assemblies, a row each, columns of :class:`RunResult`."""
    founded = world.cooperative.month_founded
    rows = [
        (s.month, -(-(s.month - founded) // MONTHS_A_YEAR), s.kind, s.members, s.present, s.represented, s.call, s.decision,
         s.deciders_share)
        for s in world.government.sittings
    ]  # fmt: skip
    return life_table(rows, SITTING_COLUMNS)


def seats_table(world: World) -> pd.DataFrame:
    """Give members and seats of each place when the board was last elected: columns of :class:`RunResult`."""
    government = world.government
    if not len(government.electors_by_place):
        return life_table([], SEAT_COLUMNS)
    names = [town.id for town in world.town.tables.places]
    members, seats = government.electors_by_place.tolist(), government.seats_by_place.tolist()
    return life_table(list(zip(names, members, seats, strict=True)), SEAT_COLUMNS)
