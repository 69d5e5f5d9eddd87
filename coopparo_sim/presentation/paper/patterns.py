"""Which patterns of real cooperatives the model meets and misses: read from ODD.md, so that the report cannot drift from it."""

from __future__ import annotations

import re

from coopparo_sim.scenario.documentation import ODD
from coopparo_sim.texts import catalogue

HEADING = "## 9."
COLUMNS = 4
"""Pattern, what is known, what the model gives, verdict."""


def patterns(odd: str | None = None) -> tuple[str, list[list[str]]]:
    """Give the sentence above the table of patterns, and its rows: pattern, known, model, verdict; in English.

    Parameters
    ----------
    odd
        Text of ODD.md; read if not given.

    Raises
    ------
    ValueError
        If it has no such table.
    """
    section = (ODD.read_text(encoding="utf-8") if odd is None else odd).partition(f"\n{HEADING}")[2].partition("\n## ")[0]
    lines = section.splitlines()[1:]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.lstrip().startswith("|")]
    if len(rows) <= 2 or any(len(row) != COLUMNS for row in rows):
        raise ValueError(f"section {HEADING!r} of ODD.md must hold a table of {COLUMNS} columns")
    above = " ".join(" ".join(lines[: next(k for k, line in enumerate(lines) if line.lstrip().startswith("|"))]).split())
    return above, rows[2:]


def told_patterns(language: str, odd: str | None = None) -> tuple[str, list[list[str]]]:
    """Give the same in ``language`` (``it`` or ``en``) as far as it is translated; words that changed since stay English.

    A translation stands in the catalogue beside the English words it was made from, and is used only while they are the same.
    """
    above, rows = patterns(odd)
    english, wanted = catalogue("en"), catalogue(language)
    known = {words: wanted[name] for name, words in english.items() if name.startswith("report.pattern.")}
    return known.get(above, above), [[known.get(cell, _local(cell, language)) for cell in row] for row in rows]


def _local(cell: str, language: str) -> str:
    """Write the decimals of a cell without words as ``language`` does."""
    return cell.replace(".", ",") if language == "it" and not re.search(r"[a-z]", cell) else cell
