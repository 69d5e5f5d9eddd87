"""Income statement, cash flow and balance sheet: the three futures side by side, year by year, with totals as live formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coopparo_sim.economic_plan.futures import ChosenFuture, Selection
from coopparo_sim.economic_plan.page import EURO, LINE_POINTS, Page, cell_name, check_format

LABEL_WIDTH, YEAR_WIDTH, GAP_WIDTH = 46.0, 10.0, 1.5
LEVEL_ROW, YEAR_ROW, STATE_ROW, FIRST_ROW = 4, 5, 6, 7


@dataclass(frozen=True)
class Line:
    """One line of a statement.

    Attributes
    ----------
    key
        Name of the line; its words stand under it in the catalogue.
    columns
        Columns of the table of accounts that are added up in it; none for a heading or a formula.
    first, last
        For a sum: keys of the first and last line that it adds up.
    plus, minus
        For a balance of lines: keys of those that are added and taken off.
    look
        How it looks.
    """

    key: str
    columns: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    look: str = "plain"

    @property
    def is_heading(self) -> bool:
        """Whether it has no amounts."""
        return not (self.columns or self.first or self.plus)

    def formula(self, rows: dict[str, int], column: int) -> str:
        """Give the formula of a sum or balance in a column, with the row of each key."""
        if self.first:
            return f"=ROUND(SUM({cell_name(rows[self.first], column)}:{cell_name(rows[self.last], column)}),2)"
        added = "+".join(cell_name(rows[key], column) for key in self.plus)
        return f"=ROUND({added}{''.join(f'-{cell_name(rows[key], column)}' for key in self.minus)},2)"


def _sum(key: str, first: str, last: str, look: str = "sum") -> Line:
    return Line(key, first=first, last=last, look=look)


INCOME = (
    Line("value_of_production", look="group"),
    Line("sales", ("sales",)),
    Line("fees", ("fees",)),
    Line("grant_income", ("grant_income",)),
    _sum("total_value", "sales", "grant_income"),
    Line("costs_of_production", look="group"),
    Line("goods", ("goods",)),
    Line("fixed_costs", ("fixed_costs",)),
    Line("wages", ("wages",)),
    Line("depreciation", ("depreciation",)),
    Line("liquidation_loss", ("liquidation_loss",)),
    _sum("total_costs", "goods", "liquidation_loss"),
    Line("difference", plus=("total_value",), minus=("total_costs",), look="sum"),
    Line("interest", ("interest",)),
    Line("result", plus=("difference",), minus=("interest",), look="total"),
)
"""Order and names follow art. 2425 of the civil code."""
CASH = (
    Line("operations", look="group"),
    Line("cash_customers", ("cash_customers",)),
    Line("cash_running_grants", ("cash_running_grants",)),
    Line("cash_staff", ("cash_staff",)),
    Line("cash_suppliers", ("cash_suppliers",)),
    Line("cash_interest", ("cash_interest",)),
    _sum("total_operations", "cash_customers", "cash_interest"),
    Line("investment", look="group"),
    Line("cash_set_up", ("cash_set_up",)),
    Line("cash_equipment", ("cash_equipment",)),
    _sum("total_investment", "cash_set_up", "cash_equipment"),
    Line("funding", look="group"),
    Line("cash_member_capital", ("cash_member_capital",)),
    Line("cash_funding_capital", ("cash_funding_capital",)),
    Line("cash_grants", ("cash_grants",)),
    Line("cash_member_loans", ("cash_member_loans",)),
    Line("cash_bank_loans", ("cash_bank_loans",)),
    Line("cash_to_members", ("cash_to_members",)),
    Line("cash_mutual_funds", ("cash_mutual_funds",)),
    _sum("total_funding", "cash_member_capital", "cash_mutual_funds"),
    Line("change", plus=("total_operations", "total_investment", "total_funding"), look="total"),
)
"""Order and names follow the statement of cash flows of art. 2425-ter of the civil code, by the direct method."""
BALANCE = (
    Line("assets", look="group"),
    Line("set_up_costs", ("set_up_costs",)),
    Line("equipment", ("equipment",)),
    Line("accumulated_depreciation", ("accumulated_depreciation",)),
    _sum("total_fixed", "set_up_costs", "accumulated_depreciation"),
    Line("receivables", ("receivables",)),
    Line("bank", ("bank",)),
    _sum("total_current", "receivables", "bank"),
    Line("total_assets", plus=("total_fixed", "total_current"), look="total"),
    Line("liabilities", look="group"),
    Line("share_capital", ("share_capital",)),
    Line("funding_capital", ("funding_capital",)),
    Line("legal_reserve", ("legal_reserve",)),
    Line("indivisible_reserve", ("indivisible_reserve",)),
    Line("losses_carried", ("losses_carried",)),
    Line("open_result", ("open_result", "year_result")),
    _sum("total_equity", "share_capital", "open_result"),
    Line("member_loans", ("member_loans",)),
    Line("bank_loan", ("bank_loan",)),
    Line("payables", ("payables",)),
    Line("wages_due", ("wages_due",)),
    Line("shares_to_repay", ("shares_to_repay",)),
    Line("grants_to_repay", ("grants_to_repay",)),
    Line("dues", ("mutual_fund_due", "ristorni_due", "dividends_due")),
    _sum("total_debts", "member_loans", "dues"),
    Line("grants", ("grants",)),
    Line("total_liabilities", plus=("total_equity", "total_debts", "grants"), look="total"),
)
"""Order and names follow art. 2424 of the civil code, as far down as the abridged form of art. 2435-bis goes, and no further than
what the books hold."""


class StatementPages:
    """The three statements, written so that each finds the cells of the others.

    Parameters
    ----------
    selection
        The futures and the years.
    income, cash, balance
        Their pages, empty.
    """

    def __init__(self, selection: Selection, income: Page, cash: Page, balance: Page) -> None:
        self.selection, self.income, self.cash, self.balance = selection, income, cash, balance

    def column(self, level: str, year: int) -> int:
        """Give the column of a year of the future at a level, the same on the three pages."""
        position = [future.level for future in self.selection.chosen].index(level)
        return 2 + position * (self.selection.years + 1) + year - 1

    @property
    def last_column(self) -> int:
        """Last column that is used."""
        return self.column(self.selection.chosen[-1].level, self.selection.years)

    def write(self) -> None:
        """Write the three pages."""
        for page, key, lines in ((self.balance, "balance", BALANCE), (self.income, "income", INCOME), (self.cash, "cash", CASH)):
            self._head(page, key)
            row = FIRST_ROW + (page is self.cash)
            for line in lines:
                self._line(page, key, row, line)
                row += 1
        self._income_end()
        self._cash_ends()
        self._check(self.balance, "balance_check", "total_assets", self.balance, "total_liabilities")
        self._ledger_check(self.balance, "total_assets", "total_assets")
        for page in (self.income, self.cash, self.balance):
            page.paper(self.last_column, True, f"{LEVEL_ROW}:{STATE_ROW}", cell_name(FIRST_ROW, 2))

    def _head(self, page: Page, key: str) -> None:
        years = [YEAR_WIDTH] * self.selection.years
        page.begin(key, LABEL_WIDTH, *[width for _ in self.selection.chosen for width in (*years, GAP_WIDTH)][:-1])
        for future in self.selection.chosen:
            first = self.column(future.level, 1)
            page.words(LEVEL_ROW, first, page.say(f"plan.level.{future.level}", number=future.number), "heading", wrap_text=False)
            page.band(LEVEL_ROW, "heading", first, first + self.selection.years - 1)
            for year in self.selection.year_range:
                page.words(YEAR_ROW, first + year - 1, page.say("plan.page.year", year=year), "group", horizontal="right")
                page.words(STATE_ROW, first + year - 1, state_in_words(page, future, year), "note", horizontal="right")
        page.sheet.row_dimensions[STATE_ROW].height = 2 * LINE_POINTS
        page.words(YEAR_ROW, 1, page.say("plan.page.in_euro"), "note")

    def _line(self, page: Page, key: str, row: int, line: Line) -> None:
        page.rows[line.key] = row
        page.words(row, 1, page.say(f"plan.{key}.{line.key}"), line.look, indent=int(bool(line.columns)))
        for future, year, column in self._cells():
            if line.is_heading:
                page.band(row, line.look, column, column)
            elif not future.months(year):
                page.amount(row, column, None)
            elif line.columns:
                page.amount(row, column, future.amount(year, *line.columns), look=line.look)
            else:
                page.formula(row, column, line.formula(page.rows, column), look=line.look)

    def _cells(self) -> list[tuple[ChosenFuture, int, int]]:
        """Give each future and year of the pages with its column."""
        return [(f, year, self.column(f.level, year)) for f in self.selection.chosen for year in self.selection.year_range]

    def _income_end(self) -> None:
        page = self.income
        row = page.rows["summed"] = page.rows["result"] + 1
        page.words(row, 1, page.say("plan.income.summed"))
        for future, year, column in self._cells():
            if future.months(year):
                before = f"{cell_name(row, column - 1)}+" if year > 1 else ""
                page.formula(row, column, f"=ROUND({before}{cell_name(page.rows['result'], column)},2)")
            else:
                page.amount(row, column, None)
        self._ledger_check(page, "result", "result")

    def _cash_ends(self) -> None:
        page, opening = self.cash, FIRST_ROW
        closing = page.rows["closing"] = page.rows["change"] + 1
        page.rows["opening"] = opening
        page.words(opening, 1, page.say("plan.cash.opening"), "sum")
        page.words(closing, 1, page.say("plan.cash.closing"), "total")
        for future, year, column in self._cells():
            if not future.months(year):
                page.amount(opening, column, None)
                page.amount(closing, column, None)
                continue
            if year > 1:
                page.formula(opening, column, f"={cell_name(closing, column - 1)}", look="sum")
            else:
                page.amount(opening, column, 0.0, look="sum")
            after = f"=ROUND({cell_name(opening, column)}+{cell_name(page.rows['change'], column)},2)"
            page.formula(closing, column, after, look="total")
        self._check(page, "bank_check", "closing", self.balance, "bank")
        self._lowest(closing + 2)

    def _lowest(self, row: int) -> None:
        """Write how low the money fell in each year, and in which month of life."""
        page = self.cash
        for offset, key in enumerate(("lowest_free", "lowest_free_month")):
            page.rows[key] = row + offset
            page.words(row + offset, 1, page.say(f"plan.cash.{key}"), "note")
            for future, year, column in self._cells():
                value = future.amount(year, key)
                since = future.month_founded if offset and value is not None else 0
                page.amount(row + offset, column, None if value is None else value - since, EURO, "plain")

    def _ledger_check(self, page: Page, own: str, recorded: str) -> None:
        """Write a row with an amount of the ledger, and one that must be 0: the line of the page less that amount."""
        row = max(page.rows.values()) + 1
        page.rows["recorded"] = row
        page.words(row, 1, page.say("plan.check.recorded"), "check")
        for future, year, column in self._cells():
            page.amount(row, column, future.amount(year, recorded), look="check")
        self._check(page, "ledger_check", own, page, "recorded")

    def _check(self, page: Page, key: str, own: str, other: Page, against: str) -> None:
        """Write a row that must be 0: a line of a page less a line of the same or another page."""
        row = page.rows[key] = max(page.rows.values()) + 1
        page.words(row, 1, page.say(f"plan.check.{key}"), "check")
        for future, year, column in self._cells():
            if future.months(year):
                there = cell_name(other.rows[against], column) if other is page else other.reference(other.rows[against], column)
                formula = f"=ROUND({cell_name(page.rows[own], column)}-{there},2)"
                page.formula(row, column, formula, check_format(page.language), "check")
            else:
                page.amount(row, column, None)

    def checks(self) -> Sequence[tuple[str, str]]:
        """Give each check with the formula that is 0 if all its cells are."""
        pages = {
            "income_check": (self.income, "ledger_check"), "bank_check": (self.cash, "bank_check"),
            "balance_check": (self.balance, "balance_check"), "assets_check": (self.balance, "ledger_check"),
        }  # fmt: skip
        return [
            (name, f"=SUMSQ({page.reference(page.rows[key], 2)}:{cell_name(page.rows[key], self.last_column)})")
            for name, (page, key) in pages.items()
        ]


def state_in_words(page: Page, future: ChosenFuture, year: int) -> str:
    """Say what a year of life was: how many months of it were lived, and whether it closed."""
    months = future.months(year)
    if not months:
        return page.say("plan.state.over")
    if not future.closes_in(year):
        return page.say("plan.state.whole", months=months)
    return page.say("plan.state.closes_one") if months == 1 else page.say("plan.state.closes", months=months)
