"""The table of parameters in ODD.md, made from the declarations so that it cannot drift from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.scenario.plan import Event, Funder, Meeting
from coopparo_sim.scenario.schema import Scenario

ODD = Path(__file__).parents[1] / "ODD.md"
BEGIN, END = "<!-- parameters: made from the declarations -->", "<!-- end of parameters -->"
HEADER = ("Name", "Meaning", "Default", "Plausible range", "Unit", "Evidence", "Source")


def all_declarations() -> Iterator[Declaration]:
    """Every declared number of a scenario, those of list entries under ``process.meetings[].``, ``funders[].``, ``events[].``."""
    yield from declarations(Scenario)
    for prefix, entry in (("process.meetings[].", Meeting), ("funders[].", Funder), ("events[].", Event)):
        yield from declarations(entry, prefix)


def parameter_table() -> str:
    """All declared numbers as a Markdown table."""
    rows = [HEADER, tuple("---" for _ in HEADER), *(_row(d) for d in all_declarations())]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _row(declared: Declaration) -> tuple[str, ...]:
    span = " to ".join(f"{bound:g}" for bound in declared.plausible) if declared.plausible else ", ".join(declared.options)
    default = ", ".join(declared.default) if isinstance(declared.default, list) else _shown(declared.default)
    cells = (f"`{declared.name}`", declared.label["en"], default, span, declared.unit, declared.evidence, declared.source)
    return tuple(cell.replace("|", "\\|") for cell in cells)


def _shown(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    return f"{value:,.12g}" if isinstance(value, int | float) else str(value)


def refreshed(odd: str) -> str:
    """The text of ODD.md with the table made anew.

    Raises
    ------
    ValueError
        If the markers of the table are missing.
    """
    before, rest = odd.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{parameter_table()}\n\n{END}{after}"


def rewrite_odd() -> None:
    """Write the table of parameters into ODD.md."""
    ODD.write_text(refreshed(ODD.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite_odd()
