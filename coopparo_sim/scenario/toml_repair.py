"""Reading a TOML text to its end: what breaks it is named, put aside and read over, so that all faults come at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from coopparo_sim.scenario.toml_faults import COMMA_DECIMAL, SyntaxFault, broken_braces, name_fault
from coopparo_sim.scenario.toml_positions import Positions, Repetition, find_positions

MOST_FAULTS = 60
"""After so many faults the rest of a file is not read."""

_MOST_TRIES = 200
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_STATEMENT = re.compile(r"""\s*(?:[\w."'-]+(?:\s*\.\s*[\w"'-]+)*\s*=|\[{1,2}[^\[\]{},=]+\]{1,2}\s*(?:\#|$))""")
_HEADER = re.compile(r"\s*\[")
_FIXABLE = re.compile(r"""\s*\[{1,2}\s*([\w.-]+)\s*\]?\s*(?:\#.*)?$""")
_LOST = "__lost__"


@dataclass
class Reading:
    """What could be read of a text.

    Attributes
    ----------
    data
        The values.
    positions
        Where they stand.
    faults
        What is wrong with the form of the text, in the order found.
    is_partial
        Whether some statement could not be read at all.
    """

    data: dict[str, object] = field(default_factory=dict)
    positions: Positions = field(default_factory=Positions)
    faults: list[SyntaxFault] = field(default_factory=list)
    is_partial: bool = False


def read_text(text: str) -> Reading:
    """Read ``text``, whose lines end in a bare line feed; a broken statement becomes a fault and reading goes on after it."""
    reading, lines = Reading(), text.split("\n")
    for _ in range(MOST_FAULTS):
        try:
            reading.data = tomllib.loads("\n".join(lines) + "\n")
            break
        except tomllib.TOMLDecodeError as problem:
            _mend(lines, str(problem), reading)
        except (ValueError, RecursionError):
            _blank_unreadable(lines, reading)
    reading.positions = find_positions("\n".join(lines))
    lost = [key for key in reading.data if key.startswith(_LOST)]
    for key in lost:
        del reading.data[key]
    entries = reading.positions.entries
    reading.positions.entries = {path: entry for path, entry in entries.items() if path[0] not in lost}
    return reading


def _mend(lines: list[str], problem: str, reading: Reading) -> None:
    """Name the fault that stopped the reader, and change ``lines`` so that it can go on."""
    line, column = _place(problem, lines)
    comma = _comma_decimal(lines[line - 1], column)
    if comma:
        digits, point = comma.group(1), comma.group(1).replace(".", "").replace(",", ".")
        values = {"value": digits, "better": point}
        reading.faults.append(SyntaxFault("comma_decimal", line, comma.end(2), values=values))
        mended = point.ljust(len(digits))
        lines[line - 1] = lines[line - 1][: comma.start(1)] + mended + lines[line - 1][comma.end(1) :]
        return
    reading.is_partial = True
    if problem.startswith(("Cannot", "Duplicate")):
        repeated = find_positions("\n".join(lines)).repeated
        if repeated:
            _drop_repetition(lines, repeated[0], reading)
            return
    start = _statement_start(lines, line)
    braces = broken_braces(lines, start, line, column)
    if braces is not None:
        fault, end = braces
        reading.faults.append(fault)
        _put_aside(lines, start, end, len(reading.faults))
        return
    end = _statement_end(lines, start, line)
    reading.faults.append(name_fault(problem, lines, start, line, column, end))
    _put_aside(lines, start, end, len(reading.faults))


def _place(problem: str, lines: list[str]) -> tuple[int, int]:
    found = _PLACE.search(problem)
    if found and int(found.group(1)) <= len(lines):
        return int(found.group(1)), int(found.group(2))
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    last = filled[-1] if filled else 1
    return last, len(lines[last - 1]) + 1


def _comma_decimal(line: str, column: int) -> re.Match[str] | None:
    """Find a number written with a comma where the reader stopped: at the comma, or just after the number."""
    for found in COMMA_DECIMAL.finditer(line):
        after = len(line[found.end(1) :]) - len(line[found.end(1) :].lstrip())
        if found.end(2) <= column <= found.end(1) + after + 1:
            return found
    return None


def _drop_repetition(lines: list[str], repeated: Repetition, reading: Reading) -> None:
    span = repeated.span
    values = {"key": ".".join(str(part) for part in repeated.path), "first": repeated.first_line}
    reading.faults.append(SyntaxFault("duplicate", span.line, span.column, span.width, values))
    _put_aside(lines, *repeated.statement, len(reading.faults))


def _statement_start(lines: list[str], line: int) -> int:
    """Give the line where the statement begins that stopped the reader at ``line``: all before it can be read."""
    tries = 0
    for start in range(line, 0, -1):
        if start < line and not _STATEMENT.match(lines[start - 1]):
            continue
        tries += 1
        if tries > _MOST_TRIES:
            break
        try:
            tomllib.loads("\n".join(lines[: start - 1]) + "\n")
            return start
        except (ValueError, RecursionError):
            continue
    return line


def _statement_end(lines: list[str], start: int, line: int) -> int:
    """Give the last line of a broken statement: the one before what looks like the next."""
    if start == line:
        return line
    following = (n for n in range(start + 1, len(lines) + 1) if _STATEMENT.match(lines[n - 1]) and n >= start + 1)
    return max(next(following, len(lines) + 1) - 1, start)


def _put_aside(lines: list[str], start: int, end: int, number: int) -> None:
    """Blank a statement; a broken header is mended, or replaced by that of a table that is thrown away."""
    first = lines[start - 1]
    for n in range(start, end + 1):
        lines[n - 1] = ""
    if _HEADER.match(first):
        fixable = _FIXABLE.match(first)
        is_open = first.count("[") != first.count("]")
        mended = f"[{fixable.group(1)}]" if fixable and is_open else ""
        lines[start - 1] = (f"[{mended}]" if mended and "[[" in first else mended) or f"[{_LOST}{number}]"


def _blank_unreadable(lines: list[str], reading: Reading) -> None:
    """Blank the first line that the reader cannot take at all: brackets too deep, a number too long."""
    low, high = 0, len(lines)
    while high - low > 1:
        middle = (low + high) // 2
        try:
            tomllib.loads("\n".join(lines[:middle]) + "\n")
        except tomllib.TOMLDecodeError:
            low = middle
        except (ValueError, RecursionError):
            high = middle
        else:
            low = middle
    reading.is_partial = True
    reading.faults.append(SyntaxFault("unreadable_value", high, 1, len(lines[high - 1].rstrip()) or 1))
    lines[high - 1] = ""
