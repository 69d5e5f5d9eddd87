"""Small files, short functions, names that say something, words on everything public."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Function, Module, everything, functions, own_nodes, package

FILE_LINES = 350
BODY_LINES = 50
BRANCHES = 10
EMPTY_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "base", "misc"}
_BRANCH = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


def _body_lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def _branches(function: Function) -> int:
    return sum(isinstance(node, _BRANCH) for node in own_nodes(function))


def test_no_file_is_longer_than_a_few_screens() -> None:
    lengths = {m.at(m.tree): len(m.text.splitlines()) for m in everything()}
    assert not {place: n for place, n in lengths.items() if n > FILE_LINES}


def test_no_function_body_is_longer_than_a_page() -> None:
    lengths = {m.at(f): _body_lines(f) for m in package() for f in functions(m)}
    assert not {place: n for place, n in lengths.items() if n > BODY_LINES}


def test_no_function_branches_too_often() -> None:
    counts = {m.at(f): _branches(f) for m in package() for f in functions(m)}
    assert not {place: n for place, n in counts.items() if n > BRANCHES}


def test_no_file_has_a_name_that_says_nothing() -> None:
    wrong = [m.name for m in everything() if EMPTY_NAMES & set(m.name.split("."))]
    assert not wrong


def _public(nodes: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _needs_words(node: Function | ast.ClassDef) -> bool:
    marks = {ast.unparse(mark).split(".")[-1] for mark in node.decorator_list}
    return not marks & {"overload", "setter", "override"}


def _undocumented(module: Module) -> list[str]:
    found = [] if ast.get_docstring(module.tree) else [f"{module.at(module.tree)} the module"]
    nodes = [node for node in _public(module.tree.body) if _needs_words(node) and not ast.get_docstring(node)]
    return found + [f"{module.at(node)} {node.name}" for node in nodes]


def test_everything_public_has_a_docstring() -> None:
    wrong = [place for module in package() for place in _undocumented(module)]
    assert not wrong, "\n".join(wrong)
