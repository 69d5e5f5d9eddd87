"""Members, volunteers and services at the end of each year of life, in the three futures side by side."""

from __future__ import annotations

from coopparo_sim.economic_plan.futures import MONTHS_A_YEAR, ChosenFuture, Selection
from coopparo_sim.economic_plan.page import COUNT, LINE_POINTS, SHARE, Page
from coopparo_sim.economic_plan.statement import state_in_words

OF_MONTH = ("members", "volunteers", "volunteer_hours", "services_open")
"""Columns of the table of months that are shown, as they stand at the end of each year of life."""
OF_ASSEMBLY = ("present", "turnout")


def write_people(page: Page, selection: Selection) -> None:
    """Write a block a future: founding and each year of life in columns.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures.
    """
    last = 2 + selection.years
    row = page.begin("people", 44.0, *[14.0] * (last - 1)) + 1
    for future in selection.chosen:
        row = _block(page, row, selection, future) + 1
    page.paper(last, False)


def _block(page: Page, row: int, selection: Selection, future: ChosenFuture) -> int:
    page.words(row, 1, page.say(f"plan.level.{future.level}", number=future.number), "heading")
    page.words(row, 2, page.say("plan.people.founding"), "heading", horizontal="right")
    months, ends = _months(selection, future), {0: future.month_founded}
    for year in selection.year_range:
        page.words(row, 2 + year, page.say("plan.page.year", year=year), "heading", horizontal="right")
        page.words(row + 1, 2 + year, state_in_words(page, future, year), "note", horizontal="right")
        ends[year] = future.month_founded + MONTHS_A_YEAR * (year - 1) + future.months(year)
    page.sheet.row_dimensions[row + 1].height = 2 * LINE_POINTS
    for key in OF_MONTH:
        page.rows[f"{future.level}_{key}"] = line = row + 2 + OF_MONTH.index(key)
        page.words(line, 1, page.say(f"plan.people.{key}"))
        for year, month in ends.items():
            lived = year == 0 or (future.months(year) > 0 and not future.closes_in(year))
            page.amount(line, 2 + year, round(months[month][key]) if lived else None, COUNT)
    return _assemblies(page, row + 2 + len(OF_MONTH), selection, future)


def _months(selection: Selection, future: ChosenFuture) -> dict[int, dict[str, float]]:
    """Give the table of months of one future by month."""
    months = selection.ensemble.months
    own = months.loc[months["future"] == future.number, ["month", *OF_MONTH]]
    return {int(row["month"]): {key: float(row[key]) for key in OF_MONTH} for row in own.to_dict("records")}


def _assemblies(page: Page, row: int, selection: Selection, future: ChosenFuture) -> int:
    """Write how many came to the ordinary assembly of each year, and which share of the members that was."""
    table = selection.ensemble.sittings
    own = table[(table["future"] == future.number) & (table["kind"] == "ordinary") & (table["members"] > 0)]
    held = {int(sitting["year"]): sitting for sitting in own.to_dict("records")}
    for offset, key in enumerate(OF_ASSEMBLY):
        page.words(row + offset, 1, page.say(f"plan.people.{key}"))
        page.amount(row + offset, 2, None)
        for year in selection.year_range:
            sitting = held.get(year)
            whole = sitting["members"] if sitting and key == "turnout" else 1
            value = sitting["present"] / whole if sitting else None
            page.amount(row + offset, 2 + year, value, SHARE if key == "turnout" else COUNT)
    return row + len(OF_ASSEMBLY)
