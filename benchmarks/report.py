"""The one table: rows of what was measured, with the figure asked for and whether it is reached."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes
    ----------
    part
        Part of the table.
    name
        What was measured.
    value
        The figure, None where it could not be measured.
    unit
        Its unit.
    note
        Spread, ratio, or why there is none.
    floor, aim
        What is asked for, in the same unit; None where nothing is.
    more_is_better
        Whether the figure should lie above floor and aim.
    """

    part: str
    name: str
    value: float | None
    unit: str
    note: str = ""
    floor: float | None = None
    aim: float | None = None
    more_is_better: bool = False

    @property
    def verdict(self) -> str:
        """Say whether aim or floor is reached."""
        if self.value is None or self.floor is None:
            return ""
        for wanted, word in ((self.aim, "aim"), (self.floor, "floor")):
            if wanted is not None and (self.value >= wanted if self.more_is_better else self.value <= wanted):
                return word
        return "BELOW"

    def as_record(self) -> dict[str, object]:
        """Give the row as plain values."""
        return asdict(self) | {"verdict": self.verdict}


def written(value: float | None) -> str:
    """Write a figure with three significant digits."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def show(rows: list[Row]) -> None:
    """Write rows as a Markdown table, a heading a part."""
    part = ""
    for row in rows:
        if row.part != part:
            part = row.part
            sys.stdout.write(
                f"\n**{part}**\n\n| measured | value | unit | floor / aim | reached | note |\n|---|---:|---|---|---|---|\n"
            )
        asked = "" if row.floor is None else f"{written(row.floor)} / {written(row.aim)}"
        sys.stdout.write(f"| {row.name} | {written(row.value)} | {row.unit} | {asked} | {row.verdict} | {row.note} |\n")
    sys.stdout.flush()
