"""What must agree between the cells of a town's tables: references, sums, ages, places on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coopparo_sim.town.schema import EVERYWHERE, LAYERS, MAY_BE_EMPTY, MOST_PLACES, NEEDS, QUANTITIES
from coopparo_sim.town.sheet import Cell, Sheet, unknown

ADULT_AGE = 18
"""Age from which people decide for themselves, years."""

COUPLE = 2
"""How many adults stand at the head of a household of two and more, where there are enough."""

_SUM_TOLERANCE = 0.0005
_PENSION_AGES = (50, 80)

Sheets = Mapping[str, Sheet]


def check_tables(sheets: Sheets) -> None:
    """Add to each sheet the faults that show only when its cells are held together."""
    for name, sheet in sheets.items():
        if sheet.header and not sheet.rows and not sheet.faults and name not in MAY_BE_EMPTY:
            sheet.fault("no_rows", sheet.header[0])
    for name, column in _KEYS.items():
        _check_unique(sheets[name], column)
    for name in ("age_bands", "households", "sectors"):
        _check_sum(sheets[name], "share")
    for name, first in _FIRST_AGES.items():
        _check_ages(sheets[name], first, sheets["age_bands"])
    for name in ("firms", "trade_associations"):
        _check_references(sheets[name], "sector", sheets["sectors"].texts("id"))
    _check_references(sheets["incumbents"], "place", [*sheets["places"].texts("id"), EVERYWHERE])
    for name, column, wanted in (("needs", "id", NEEDS), ("ties", "layer", LAYERS), ("income", "quantity", QUANTITIES)):
        _check_complete(sheets[name], column, wanted)
    _check_complete(sheets["firms"], "sector", sheets["sectors"].texts("id"))
    _check_tiles(sheets["places"])
    _check_places(sheets["places"])
    _check_room_for_minors(sheets)
    _check_pension_age(sheets["income"])


_KEYS = {
    "places": "id",
    "age_groups": "id",
    "households": "size",
    "sectors": "id",
    "firms": "sector",
    "income": "quantity",
    "trade_associations": "id",
    "association_kinds": "id",
    "needs": "id",
    "ties": "layer",
}
_FIRST_AGES = {
    "age_bands": 0,
    "age_groups": ADULT_AGE,
    "living_alone": ADULT_AGE,
    "employment": ADULT_AGE,
    "volunteering": ADULT_AGE,
}


def _check_unique(sheet: Sheet, column: str) -> None:
    seen: dict[str, Cell] = {}
    for cell in sheet.cells(column):
        first = seen.setdefault(cell.text, cell)
        if first is not cell:
            sheet.fault("duplicate", cell, name=cell.text, line=first.line)


def _check_sum(sheet: Sheet, column: str) -> None:
    cells = sheet.cells(column)
    total = sum(cell.number for cell in cells)
    if cells and len(cells) == len(sheet.rows) and not sheet.faults and abs(total - 1) > _SUM_TOLERANCE:
        sheet.fault("sum_not_one", sheet.head(column), "sum_not_one_advice", column=column, total=f"{total:.4g}")


def _check_ages(sheet: Sheet, first: int, bands: Sheet) -> None:
    expected: float = first
    rows = [row for row in sheet.rows if "from_age" in row and "to_age" in row]
    if len(rows) < len(sheet.rows) or not rows:
        return
    for i, row in enumerate(rows):
        start, end = row["from_age"], row["to_age"]
        early = i == 0 and first == ADULT_AGE and sheet.name not in ("age_groups",)
        if start.number > expected if early else start.number != expected:
            sheet.fault("age_gap", start, value=start.text, expected=f"{expected:g}")
        if end.number < start.number:
            sheet.fault("age_order", end, value=end.text, start=start.text)
        expected = end.number + 1
    oldest = max((cell.number for cell in bands.cells("to_age")), default=0)
    if expected <= oldest:
        sheet.fault("age_end", rows[-1]["to_age"], value=rows[-1]["to_age"].text, oldest=f"{oldest:g}")


def _check_references(sheet: Sheet, column: str, allowed: Sequence[str]) -> None:
    for cell in sheet.cells(column) if allowed else ():
        if cell.text not in allowed:
            unknown(sheet, "unknown_reference", cell, allowed)


def _check_complete(sheet: Sheet, column: str, wanted: Sequence[str]) -> None:
    present = sheet.texts(column)
    if not present or len(present) < len(sheet.rows):
        return
    for name in wanted:
        if name not in present:
            sheet.fault("missing_row", sheet.cells(column)[-1], "missing_row_advice", name=name, column=column)


def _check_tiles(sheet: Sheet) -> None:
    seen: dict[tuple[float, float], str] = {}
    for row in sheet.rows:
        if {"id", "tile_row", "tile_column"} <= row.keys():
            tile = (row["tile_row"].number, row["tile_column"].number)
            other = seen.setdefault(tile, row["id"].text)
            if other != row["id"].text:
                sheet.fault("same_tile", row["tile_row"], name=row["id"].text, other=other)


def _check_places(sheet: Sheet) -> None:
    if len(sheet.rows) > MOST_PLACES:
        sheet.fault("too_many_places", sheet.cells("id")[MOST_PLACES], n=len(sheet.rows), most=MOST_PLACES)


def _check_room_for_minors(sheets: Sheets) -> None:
    households, bands = sheets["households"], sheets["age_bands"]
    if households.faults or bands.faults:
        return
    size = {row["size"].number: row["share"].number for row in households.rows}
    mean = sum(n * share for n, share in size.items())
    room = sum(max(n - COUPLE, 0) * share for n, share in size.items()) / mean
    minors = sum(row["share"].number for row in bands.rows if row["to_age"].number < ADULT_AGE)
    if minors > room:
        sheet, head = households, households.head("share")
        sheet.fault("no_room_for_minors", head, "no_room_for_minors_advice", minors=f"{minors:.3g}", room=f"{room:.3g}")


def _check_pension_age(sheet: Sheet) -> None:
    low, high = _PENSION_AGES
    for row in sheet.rows:
        if {"quantity", "value"} <= row.keys() and row["quantity"].text == "pension_age" and not low <= row["value"].number <= high:
            sheet.fault("out_of_bounds", row["value"], value=row["value"].text, column="value", low=low, high=high)
