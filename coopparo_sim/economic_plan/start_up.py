"""What starting costs and who pays for it: needs as planned, and money in and out of the first year of the three futures."""

from __future__ import annotations

from collections.abc import Sequence

from coopparo_sim.economic_plan.break_even import AT, promised_services
from coopparo_sim.economic_plan.futures import MONTHS_A_YEAR, ChosenFuture, Selection
from coopparo_sim.economic_plan.page import EURO_SIGN, SHARE, Page, cell_name, check_format
from coopparo_sim.economic_plan.statement import StatementPages
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.presentation.locale import number
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.services.catalogue import catalogue, rows

SIGNED = ("capital_citizens_eur", "capital_associations_eur", "capital_firms_eur", "capital_public_eur", "capital_funders_eur")
"""Capital paid in when the cooperative is founded, by who pays it: columns of the table of futures."""
USES = ("set_up", "investment", "running", "paid_back", "bank")
SOURCES = (*SIGNED, "later_capital", "grants", "member_loans", "bank_loans", "surplus")
PLANNED = ("planned", "used", "reserve", "together", "least", "most", "months", "evidence")
"""Columns of the needs as planned, by key."""
LAST_COLUMN = len(PLANNED)


def write_start_up(page: Page, selection: Selection, statements: StatementPages, even: Page) -> None:
    """Write the page of the start: planned needs above, the first year of the three futures below.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures.
    statements
        The statements, written.
    even
        The page of break-even, written.
    """
    row = page.begin("start", 38.0, *[12.0] * (LAST_COLUMN - 1))
    row = _planned(page, row + 1, selection, even)
    row = _first_year(page, row + 1, selection, statements)
    for key in ("grants_note", "services_note"):
        row = page.paragraph(row, page.say(f"plan.start.{key}"), LAST_COLUMN, "note")
    page.paper(LAST_COLUMN, False)


def _planned(page: Page, row: int, selection: Selection, even: Page) -> int:
    """Write what opening the promised services takes, with the range of each; give the row after it."""
    scenario, premises = selection.ensemble.scenario, selection.ensemble.scenario.municipality.premises
    heads = {column: page.say(f"plan.start.{key}") for column, key in enumerate(PLANNED, start=1)}
    for column, words in heads.items():
        left = column in (1, LAST_COLUMN)
        page.words(row, column, words, "heading", horizontal="left" if left else "right", indent=column // LAST_COLUMN)
    page.raise_row(row, heads)
    about, first = _set_up_declared(), row + 1
    _planned_row(page, first, page.say("plan.start.set_up"), _set_up(scenario), about.evidence)
    sources = {page.say("plan.start.set_up"): about.source}
    by_id = {found["id"]: found for found in rows("services.csv")}
    for row, name in enumerate(promised_services(selection), start=first + 1):
        service, found = catalogue()[name], by_id[name]
        kept = service.opening_cost_eur(premises) / service.start_up_eur if service.start_up_eur else 1.0
        costs = [service.opening_cost_eur(premises), *(float(found[f"start_up_{end}_eur"]) * kept for end in ("low", "high"))]
        _planned_row(page, row, found[f"name_{page.language}"], costs, found["evidence"])
        page.formula(row, 3, reserve_formula(even, name, scenario.management.reserve_months), EURO_SIGN)
        page.amount(row, 7, float(service.months_to_open))
        sources[found[f"name_{page.language}"]] = found["source"]
    total = page.rows["planned"] = first + len(sources)
    page.words(total, 1, page.say("plan.start.planned_total"), "total")
    for column in range(2, 7):
        page.formula(total, column, f"=SUM({cell_name(first, column)}:{cell_name(total - 1, column)})", EURO_SIGN, "total")
    page.band(total, "total", 7, LAST_COLUMN)
    months = number(scenario.management.reserve_months, page.language)
    notes = (
        page.say(f"plan.start.{'premises' if premises else 'no_premises'}"),
        page.say("plan.start.reserve_note", months=months),
    )
    row = page.paragraph(total + 1, " ".join(notes), LAST_COLUMN, "note")
    listed = "; ".join(f"{label}: {source}" for label, source in sources.items())
    return page.paragraph(row, page.say("plan.start.sources_note", listed=listed), LAST_COLUMN, "note")


def reserve_formula(even: Page, service: str, months: float) -> str:
    """Give the formula of the money that a service must find beside its opening cost: some months of fixed costs and staff.

    Parameters
    ----------
    even
        The page of break-even, written: the formula follows the numbers on it.
    service
        Identifier.
    months
        Months of costs that are kept in reserve.
    """
    fixed, staff, each = (even.reference(even.rows[f"numbers_{service}"], AT[key]) for key in ("fixed", "staff_fte", "staff_year"))
    return f"=ROUND({months}*({fixed}+{staff}*{each}/{MONTHS_A_YEAR}),2)"


def _planned_row(page: Page, row: int, label: str, costs: Sequence[float], evidence: str) -> None:
    """Write a need: cost as the scenario has it, both together with the reserve, lowest and highest estimate, evidence."""
    page.words(row, 1, label)
    for column, cost in zip((2, 5, 6), costs, strict=True):
        page.amount(row, column, round(cost, 2), EURO_SIGN)
    page.formula(row, 4, f"=SUM({cell_name(row, 2)}:{cell_name(row, 3)})", EURO_SIGN, "strong")
    page.words(row, LAST_COLUMN, page.say(f"cli.explain.evidence.{evidence}"), indent=1)


def _set_up(scenario: Scenario) -> list[float]:
    """Cost of setting up as the scenario has it, and its range, EUR."""
    about = _set_up_declared()
    low, high = about.plausible or (scenario.statute.set_up_cost_eur,) * 2
    return [scenario.statute.set_up_cost_eur, float(low), float(high)]


def _set_up_declared() -> Declaration:
    return next(found for found in declarations(Scenario) if found.name == "statute.set_up_cost_eur")


def _first_year(page: Page, row: int, selection: Selection, statements: StatementPages) -> int:
    """Write uses and sources of money of the first year of life; give the row after it."""
    page.words(row, 1, page.say("plan.start.first_year"), "heading")
    for place, future in enumerate(selection.chosen):
        page.words(row, 2 + 2 * place, page.say(f"plan.level.{future.level}", number=future.number), "heading", wrap_text=False)
        page.band(row, "heading", 3 + 2 * place, 3 + 2 * place)
    page.band(row, "heading", 2 + 2 * len(selection.chosen), LAST_COLUMN)
    begun = row + 1
    page.words(begun, 1, page.say("plan.start.begun"))
    listed = {2 + 2 * place: _services_begun(page, selection, future) for place, future in enumerate(selection.chosen)}
    for column, words in listed.items():
        page.words(begun, column, words, "note", vertical="top")
        page.sheet.merge_cells(start_row=begun, start_column=column, end_row=begun, end_column=column + 1)
    page.raise_row(begun, listed, dict.fromkeys(listed, 26.0))
    row = _block(page, begun + 1, "uses", USES, selection, statements)
    row = _block(page, row, "sources", SOURCES, selection, statements)
    page.rows["start_check"] = row
    page.words(row, 1, page.say("plan.check.start_check"), "check")
    for place in range(len(selection.chosen)):
        own, other = (cell_name(page.rows[key], 2 + 2 * place) for key in ("uses_total", "sources_total"))
        page.formula(row, 2 + 2 * place, f"=ROUND({own}-{other},2)", check_format(page.language), "check")
    return row + 1


def _services_begun(page: Page, selection: Selection, future: ChosenFuture) -> str:
    """Name the services that a future began in its first year of life."""
    events, last = selection.ensemble.events, future.month_founded + MONTHS_A_YEAR
    own = events[(events["future"] == future.number) & (events["month"] <= last)]
    kinds = [kind.partition(":")[2] for kind in own["kind"] if kind.startswith("service_begun:")]
    names = [catalogue()[kind].name_it if page.language == "it" else catalogue()[kind].name_en for kind in kinds]
    return ", ".join(names) or page.say("plan.start.none_begun")


def _block(
    page: Page, row: int, block: str, keys: Sequence[str], selection: Selection, statements: StatementPages
) -> int:  # fmt: skip
    page.words(row, 1, page.say(f"plan.start.{block}"), "group")
    page.band(row, "group", 2, 1 + 2 * len(selection.chosen))
    first, total = row + 1, row + 1 + len(keys)
    for offset, key in enumerate(keys):
        page.rows[key] = first + offset
        page.words(first + offset, 1, page.say(f"plan.start.{block}_{key}"), indent=1)
    page.rows[f"{block}_total"] = total
    page.words(total, 1, page.say(f"plan.start.{block}_total"), "total")
    for place, future in enumerate(selection.chosen):
        column = 2 + 2 * place
        for key in keys:
            _entry(page, key, column, future, statements)
        page.formula(total, column, f"=SUM({cell_name(first, column)}:{cell_name(total - 1, column)})", EURO_SIGN, "total")
        for line in range(first, total + 1):
            whole = cell_name(total, column)
            share = f"=IF({whole}=0,0,{cell_name(line, column)}/{whole})"
            page.formula(line, column + 1, share, SHARE, "total" if line == total else "plain")
    return total + 1


def _entry(page: Page, key: str, column: int, future: ChosenFuture, statements: StatementPages) -> None:
    """Write one use or source of money of the first year: an amount of the founding, or a link to the cash flow."""
    row = page.rows[key]
    if key in SIGNED:
        page.amount(row, column, round(float(future.outcomes[key]), 2), EURO_SIGN)
        return
    cash, year_one = statements.cash, statements.column(future.level, 1)

    def at(line: str) -> str:
        return cash.reference(cash.rows[line], year_one)

    signed = f"SUM({cell_name(page.rows[SIGNED[0]], column)}:{cell_name(page.rows[SIGNED[-1]], column)})" if key in SOURCES else ""
    formula = {
        "set_up": f"=-{at('cash_set_up')}",
        "investment": f"=-{at('cash_equipment')}",
        "running": f"=MAX(0,-{at('total_operations')})",
        "paid_back": f"=-{at('cash_to_members')}-{at('cash_mutual_funds')}",
        "bank": f"={at('closing')}",
        "later_capital": f"={at('cash_member_capital')}+{at('cash_funding_capital')}-{signed}",
        "grants": f"={at('cash_grants')}",
        "member_loans": f"={at('cash_member_loans')}",
        "bank_loans": f"={at('cash_bank_loans')}",
        "surplus": f"=MAX(0,{at('total_operations')})",
    }[key]
    page.formula(row, column, formula, EURO_SIGN)
