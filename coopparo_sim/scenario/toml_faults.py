"""Names for what breaks the form of a TOML text, so that each can be told in plain words with its own advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

COMMA_DECIMAL = re.compile(r"=\s*([+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(,)\d+)(?!\w*\s*=)(?![\w.])")
"""A number with a decimal comma after an equals sign: the number, and its comma."""

_WORD = re.compile(r"""[^\s,\[\]{}#="]+(?:[ ][^\s,\[\]{}#="]+)*""")
_SWITCHES = {"true", "false", "vero", "falso", "sì", "si", "no", "yes", "on", "off"}
_TRUE = {"true", "vero", "sì", "si", "yes", "on"}
_SHOWN = 40


@dataclass(frozen=True)
class SyntaxFault:
    """One fault of form.

    Attributes
    ----------
    kind
        Word under ``errors.syntax`` and ``errors.syntax_advice`` of the text catalogue.
    line, column, width
        Where it stands, from 1, in characters.
    values
        What fills the placeholders.
    """

    kind: str
    line: int
    column: int
    width: int = 1
    values: Mapping[str, object] = field(default_factory=dict)


def name_fault(problem: str, lines: list[str], start: int, line: int, column: int, end: int) -> SyntaxFault:
    """Name a fault of form.

    Parameters
    ----------
    problem
        What the reader of TOML says.
    lines
        The lines of the text.
    start, end
        First and last line of the broken statement, from 1.
    line, column
        Where the reader stopped, from 1.
    """
    row = lines[line - 1]
    if problem.startswith("Expected '=' after a key"):
        return SyntaxFault("missing_equals", line, column)
    if problem.startswith("Expected ']"):
        return SyntaxFault("unclosed_header", line, row.find("[") + 1, len(row.strip()) or 1)
    if problem.startswith(("Illegal character", "Unterminated string", 'Expected "', "Expected '\\''")):
        return _open_quote(lines[start - 1], start)
    if problem.startswith(("Unescaped '\\'", "Invalid hex", "Escaped character")):
        return SyntaxFault("backslash", line, max(row.find("\\") + 1, 1))
    if problem.startswith("Unclosed"):
        return _open_bracket(lines, start, line, column, end)
    if problem.startswith(("Cannot", "Duplicate")):
        return SyntaxFault("duplicate", line, 1, len(row.rstrip()) or 1, {"key": row.split("=")[0].strip(" []"), "first": "-"})
    return _value_fault(problem, row, line, column)


def broken_braces(lines: list[str], start: int, line: int, column: int) -> tuple[SyntaxFault, int] | None:
    """Name a table in braces that goes on in the next line, which TOML does not allow, and give the last line of its statement.

    None where this is not what stopped the reader, or the brackets of the statement never close.

    Parameters
    ----------
    lines
        The lines of the text.
    start
        First line of the broken statement, from 1.
    line, column
        Where the reader stopped, from 1.
    """
    before, after = _bare(lines[line - 1][: column - 1]), _bare(lines[line - 1][column - 1 :])
    if after.strip() or before.count("{") <= before.count("}"):
        return None
    depth = 0
    for end in range(start, len(lines) + 1):
        row = _bare(lines[end - 1])
        depth += sum(row.count(mark) for mark in "[{") - sum(row.count(mark) for mark in "]}")
        if end > line and depth <= 0:
            return SyntaxFault("broken_braces", line, before.rfind("{") + 1), end
    return None


def _bare(row: str) -> str:
    """Blank texts in quotes, and comments, in a line."""
    return re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*', lambda found: " " * len(found.group(0)), row)


def _value_fault(problem: str, row: str, line: int, column: int) -> SyntaxFault:
    rest = row[column - 1 :]
    if problem.startswith("Invalid value"):
        if not rest.strip() or rest.lstrip().startswith("#"):
            return SyntaxFault("missing_value", line, max(len(row.split("#")[0].rstrip()), 1))
        return _bare_word(rest, line, column)
    if problem.startswith("Expected newline"):
        return _too_much(row, line, column)
    if rest.startswith("}"):
        return SyntaxFault("trailing_comma", line, column)
    return SyntaxFault("general", line, min(column, len(row.rstrip()) or 1), 1)


def _bare_word(rest: str, line: int, column: int) -> SyntaxFault:
    found = _WORD.match(rest)
    word = found.group(0)[:_SHOWN] if found else rest.strip()[:_SHOWN]
    if word.lower() in _SWITCHES:
        better = "true" if word.lower() in _TRUE else "false"
        return SyntaxFault("switch", line, column, len(word), {"value": word, "better": better})
    if word[:1].isdigit() or word[:1] in "+-.€":
        return SyntaxFault("number", line, column, len(word), {"value": word})
    bare = word.strip("“”„‟‘’«»\"'`")
    return SyntaxFault("missing_quotes", line, column, len(word), {"value": word, "better": bare or word})


def _too_much(row: str, line: int, column: int) -> SyntaxFault:
    """Name what follows a value: the number or date was written in a way of its own, or there is one thing too many."""
    _, equals, value = row.partition("=")
    start = len(row) - len(value.lstrip()) + 1
    shown = value.split("#")[0].strip()
    if equals and re.match(r"\d{4}-\d{2}", shown):
        return SyntaxFault("missing_quotes", line, start, len(shown), {"value": shown, "better": shown})
    if equals and re.match(r"[+-]?\d", shown):
        return SyntaxFault("number", line, start, len(shown), {"value": shown[:_SHOWN]})
    return SyntaxFault("too_much", line, min(column, len(row.rstrip()) or 1), 1)


def _open_quote(row: str, line: int) -> SyntaxFault:
    after = row.find("=") + 1
    quotes = [n for n in range(after, len(row)) if row[n] in "\"'"]
    mark = row[quotes[0]] if quotes else '"'
    if row[after:].lstrip().startswith(mark * 3) and quotes:
        return SyntaxFault("unclosed_text", line, quotes[0] + 1, 3)
    opened = row.rfind(mark, after) if row.count(mark, after) % 2 else (quotes[0] if quotes else after)
    return SyntaxFault("unclosed_quotes", line, max(opened, 0) + 1, len(row.rstrip()) - max(opened, 0) or 1)


def _open_bracket(lines: list[str], start: int, line: int, column: int, end: int) -> SyntaxFault:
    after = "\n".join([lines[line - 1][column - 1 :], *lines[line:end]]) if line <= end else ""
    if "]" in after or "}" in after:
        return SyntaxFault("missing_comma", line, column)
    row = lines[start - 1]
    opened = [n for n in (row.find("[", row.find("=") + 1), row.find("{", row.find("=") + 1)) if n >= 0]
    return SyntaxFault("unclosed_bracket", start, min(opened, default=0) + 1)
