"""What starting costs and who pays for it: needs as planned, and money in and out of the first year of the three futures."""

from __future__ import annotations

from collections.abc import Sequence

from coopparo_sim.economic_plan.futures import ChosenFuture, Selection
from coopparo_sim.economic_plan.page import EURO_SIGN, SHARE, Page, cell_name, check_format
from coopparo_sim.economic_plan.statement import StatementPages
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.scenario.schema import FROM_LISTENING, Scenario
from coopparo_sim.services.catalogue import catalogue, rows

SIGNED = ("capital_citizens_eur", "capital_associations_eur", "capital_firms_eur", "capital_public_eur", "capital_funders_eur")
"""Capital paid in when the cooperative is founded, by who pays it: columns of the table of futures."""
USES = ("set_up", "investment", "running", "paid_back", "bank")
SOURCES = (*SIGNED, "later_capital", "grants", "member_loans", "bank_loans", "surplus")
LAST_COLUMN, TEXT_COLUMNS, SOURCE_WIDTH = 8, (6, 7), 22.0


def promised_services(selection: Selection) -> list[str]:
    """Give the services of the plan: those promised, or those that any of the three futures began if listening chose them."""
    mix = selection.ensemble.scenario.mix
    if mix != FROM_LISTENING:
        return list(mix)
    events, numbers = selection.ensemble.events, [future.number for future in selection.chosen]
    begun = events.loc[events["future"].isin(numbers), "kind"]
    return [name for name in catalogue() if f"service_begun:{name}" in set(begun)]


def write_start_up(page: Page, selection: Selection, statements: StatementPages) -> None:
    """Write the page of the start: planned needs above, the first year of the three futures below.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures.
    statements
        The statements, written.
    """
    row = page.begin("start", 38.0, *[12.0] * (LAST_COLUMN - 1))
    row = _planned(page, row + 1, selection)
    row = _first_year(page, row + 1, selection, statements)
    for key in ("grants_note", "services_note"):
        row = page.paragraph(row, page.say(f"plan.start.{key}"), LAST_COLUMN, "note")
    page.paper(LAST_COLUMN, False)


def _planned(page: Page, row: int, selection: Selection) -> int:
    """Write what opening the promised services would cost, with the range of each; give the row after it."""
    scenario, premises = selection.ensemble.scenario, selection.ensemble.scenario.municipality.premises
    heads = ("planned", "used", "least", "most", "months", "evidence", "source")
    for column, key in enumerate(heads, start=1):
        left = column in (1, *TEXT_COLUMNS)
        page.words(row, column, page.say(f"plan.start.{key}"), "heading", horizontal="left" if left else "right", indent=int(left))
    page.band(row, "heading", len(heads), LAST_COLUMN)
    page.raise_row(row, {2: page.say("plan.start.used")})
    first = row = row + 1
    _planned_row(page, row, page.say("plan.start.set_up"), _set_up(scenario))
    about = _set_up_declared()
    _known(page, row, about.evidence, about.source)
    by_id = {found["id"]: found for found in rows("services.csv")}
    for name in promised_services(selection):
        row += 1
        service, found = catalogue()[name], by_id[name]
        kept = service.opening_cost_eur(premises) / service.start_up_eur if service.start_up_eur else 1.0
        costs = [service.opening_cost_eur(premises), *(float(found[f"start_up_{end}_eur"]) * kept for end in ("low", "high"))]
        _planned_row(page, row, service.name_it if page.language == "it" else service.name_en, costs)
        page.amount(row, 5, float(service.months_to_open))
        _known(page, row, found["evidence"], found["source"])
    total = page.rows["planned"] = row + 1
    page.words(total, 1, page.say("plan.start.planned_total"), "total")
    for column in (2, 3, 4):
        page.formula(total, column, f"=SUM({cell_name(first, column)}:{cell_name(row, column)})", EURO_SIGN, "total")
    page.band(total, "total", 5, LAST_COLUMN)
    return page.paragraph(total + 1, page.say("plan.start.premises" if premises else "plan.start.no_premises"), LAST_COLUMN, "note")


def _known(page: Page, row: int, evidence: str, source: str) -> None:
    """Write on which evidence a row of needs stands."""
    first, second = TEXT_COLUMNS
    page.words(row, first, page.say(f"cli.explain.evidence.{evidence}"), indent=1)
    page.words(row, second, source, "note", indent=1)
    page.sheet.merge_cells(start_row=row, start_column=second, end_row=row, end_column=LAST_COLUMN)
    page.raise_row(row, {second: source}, {second: SOURCE_WIDTH})


def _planned_row(page: Page, row: int, label: str, costs: Sequence[float]) -> None:
    page.words(row, 1, label)
    for column, cost in enumerate(costs, start=2):
        page.amount(row, column, round(cost, 2), EURO_SIGN)


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
    events, last = selection.ensemble.events, future.month_founded + 12
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
    for number, key in enumerate(keys):
        page.rows[key] = first + number
        page.words(first + number, 1, page.say(f"plan.start.{block}_{key}"), indent=1)
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
