"""Files of real cases hold rows of three kinds: campaigns, assemblies, and years of trading; here they are told apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

RowKind = Literal["campaign", "assembly", "operation", "other"]
Why = Literal["no_heads", "no_members", "too_large", "other_kind", "average", "no_quantity", "remote"]
"""Why a row cannot be compared: words of ``calibration.unused``."""
Row = TypeVar("Row")
ASSEMBLY_FIELDS = frozenset(
    ("present_in_person", "heads", "proxies", "online_present", "remote_ballots", "quorum_rule", "candidates")
)
OPERATION_FIELDS = frozenset(
    ("turnover", "surplus", "volunteers", "gross_margin_pct", "status", "end_age_years", "cause_codes", "wages", "startup_cost")
)
CAMPAIGN_FIELDS = frozenset(
    (
        "pop",
        "target",
        "raised",
        "share_min",
        "attendance",
        "outcome",
        "pledged_amt",
        "pledgers",
        "members_when",
        "promoters",
        "interest_n",
    )
)
CAMPAIGN = "case"
"""Word in the field ``type`` of a campaign; other words there are sums over many, which are no cases."""


@dataclass(frozen=True)
class Unused:
    """A row that cannot be compared: file, number of the line from 1, why."""

    file: str
    line: int
    why: Why


def kind_of(row: Mapping[str, Any]) -> RowKind:
    """Tell what a row is about, by the fields it has; fields never heard of play no part.

    Examples
    --------
    >>> kind_of({"members": 90, "pop": 400}), kind_of({"members": 90, "heads": 40}), kind_of({"members": 90, "volunteers": 12})
    ('campaign', 'assembly', 'operation')
    """
    if row.get("type") == CAMPAIGN or (CAMPAIGN_FIELDS & row.keys() and not (ASSEMBLY_FIELDS | {"turnover"}) & row.keys()):
        return "campaign"
    if ASSEMBLY_FIELDS & row.keys():
        return "assembly"
    return "operation" if OPERATION_FIELDS & row.keys() else "other"


def rows_of(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give the rows of a file that are objects, each with the number of its line from 1; others are passed over.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file cannot be read.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            continue
        if isinstance(row, dict):
            yield number, row


def usable_rows(path: Path, kind: RowKind, read: Callable[[Mapping[str, Any], str], Row | Why]) -> tuple[list[Row], list[Unused]]:
    """Read the rows of one kind, and keep the reason of each that cannot be used.

    Parameters
    ----------
    path
        A file with one JSON object a line; rows of other kinds are passed over.
    kind
        What the rows are about.
    read
        Reads one row, given an identifier for one that has none; gives the reason if it cannot be used.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file cannot be read.
    """
    found: list[Row] = []
    unused: list[Unused] = []
    for line, row in rows_of(path):
        if kind_of(row) != kind:
            continue
        one = read(row, f"{path.stem}-{line}")
        if isinstance(one, str):
            unused.append(Unused(str(path), line, cast(Why, one)))
        else:
            found.append(one)
    return found, unused
