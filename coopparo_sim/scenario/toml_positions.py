"""Where each key and value of a TOML text stands, read from its syntax tree."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]
"""Way to a value: keys of tables and indices of arrays."""


@dataclass(frozen=True)
class Span:
    """A stretch of one line: line and column from 1, width in characters."""

    line: int
    column: int
    width: int


@dataclass(frozen=True)
class Entry:
    """Where a key stands and where its value stands; in an array, the value stands for both."""

    key: Span
    value: Span


@dataclass(frozen=True)
class Repetition:
    """A key given twice.

    Attributes
    ----------
    path
        The key.
    span
        Its second place.
    first_line
        Line of its first place.
    statement
        First and last line of the statement that repeats it.
    is_header
        Whether it is the header of a table.
    """

    path: Path
    span: Span
    first_line: int
    statement: tuple[int, int]
    is_header: bool


@dataclass
class Positions:
    """All places of a text, and the keys it gives twice, in the order of the text."""

    entries: dict[Path, Entry] = field(default_factory=dict)
    repeated: list[Repetition] = field(default_factory=list)


def find_positions(text: str) -> Positions:
    """Find the place of every key and value of ``text``, whose lines end in a bare line feed.

    Where the text is broken, the places of what can be recognised are given.
    """
    tree = _parser().parse((text + "\n").encode())
    return _Walk(text.split("\n")).document(tree.root_node)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(Language(tree_sitter_toml.language()))


class _Walk:
    """One walk through a syntax tree."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._found = Positions()
        self._explicit: dict[Path, int] = {}
        self._elements: dict[Path, int] = {}

    def document(self, root: Node) -> Positions:
        for node in root.children:
            if node.type == "pair":
                self._pair(node, (), node)
            elif node.type in ("table", "table_array_element"):
                self._table(node)
        return self._found

    def _table(self, node: Node) -> None:
        keys = list(_keys(node.children[1])) if len(node.children) > 1 else []
        if not keys:
            return
        path: Path = ()
        for name, key in keys:
            path = (*path, name)
            if key is not keys[-1][1]:
                self._found.entries.setdefault(path, Entry(self._span(key), self._span(key)))
                path = self._latest(path)
        span, last = self._span(keys[-1][1]), keys[-1][1]
        if node.type == "table":
            self._claim(path, span, (span.line, span.line), is_header=True)
        else:
            self._elements[path] = self._elements.get(path, -1) + 1
            self._found.entries.setdefault(path, Entry(span, span))
            path = self._latest(path)
        self._found.entries[path] = Entry(self._span(last), self._span(last))
        for child in node.children:
            if child.type == "pair":
                self._pair(child, path, child)

    def _latest(self, path: Path) -> Path:
        return (*path, self._elements[path]) if path in self._elements else path

    def _claim(self, path: Path, span: Span, statement: tuple[int, int], is_header: bool) -> bool:
        if path in self._explicit or path in self._elements:
            first = self._explicit.get(path, self._found.entries[path].key.line)
            self._found.repeated.append(Repetition(path, span, first, statement, is_header))
            return False
        self._explicit[path] = span.line
        return True

    def _pair(self, node: Node, prefix: Path, statement: Node) -> None:
        keys, values = list(_keys(node.children[0])), node.children[2:]
        path = prefix
        for name, key in keys:
            path = (*path, name)
            if key is not keys[-1][1]:
                self._found.entries.setdefault(path, Entry(self._span(key), self._span(key)))
        if not keys or not values:
            return
        key_span = self._span(keys[-1][1])
        if self._claim(path, key_span, (statement.start_point.row + 1, statement.end_point.row + 1), is_header=False):
            self._found.entries[path] = Entry(key_span, self._span(values[-1]))
            self._value(values[-1], path, statement)

    def _value(self, node: Node, path: Path, statement: Node) -> None:
        if node.type == "array":
            items = [child for child in node.children if child.type not in ("[", "]", ",", "comment")]
            for index, item in enumerate(items):
                self._found.entries[(*path, index)] = Entry(self._span(item), self._span(item))
                self._value(item, (*path, index), statement)
        elif node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(child, path, statement)

    def _span(self, node: Node) -> Span:
        row, last = node.start_point.row, node.end_point.row
        line = self._lines[row] if row < len(self._lines) else ""
        start = len(line.encode()[: node.start_point.column].decode(errors="ignore"))
        end = len(line.encode()[: node.end_point.column].decode(errors="ignore")) if last == row else len(line.rstrip())
        return Span(row + 1, start + 1, max(end - start, 1))


def _keys(node: Node) -> Iterator[tuple[str, Node]]:
    """Give the parts of a key, dotted or not, with their nodes, from left to right."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.type == "dotted_key":
            waiting += reversed(part.children)
        elif part.type in ("bare_key", "quoted_key"):
            try:
                yield next(iter(tomllib.loads(f"{(part.text or b'').decode()} = 0"))), part
            except tomllib.TOMLDecodeError:
                return
