"""The source of the project as syntax trees, read once; the package itself is never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "coopparo_sim"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path

    @cached_property
    def text(self) -> str:
        """Give the file as it stands."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Give the syntax tree."""
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Give all nodes of the syntax tree."""
        return tuple(ast.walk(self.tree))

    @property
    def is_package(self) -> bool:
        """Tell whether this is an ``__init__.py``."""
        return self.path.name == "__init__.py"

    @property
    def name(self) -> str:
        """Give the dotted name, such as ``coopparo_sim.town.ties``."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if self.is_package else parts)

    @property
    def room(self) -> str:
        """Give the first part below the package: ``town``, ``model``, or empty for the package itself."""
        return [*self.name.split("."), ""][1]

    def at(self, node: ast.AST) -> str:
        """Name the place of ``node`` so that an editor can open it."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


@lru_cache
def modules_under(folder: str) -> tuple[Module, ...]:
    """Give every Python file under a folder of the project."""
    return tuple(Module(path) for path in sorted((ROOT / folder).rglob("*.py")))


def package() -> tuple[Module, ...]:
    """Give the modules of the package."""
    return modules_under(PACKAGE)


def everything() -> tuple[Module, ...]:
    """Give the modules of the package, of the tests and of the benchmarks."""
    return package() + modules_under("tests") + modules_under("benchmarks")


@dataclass(frozen=True)
class Import:
    """One name that a module imports from the package."""

    module: Module
    node: ast.stmt
    source: str
    name: str

    def target(self, known: Set[str]) -> str:
        """Give the module that is meant: ``from a import b`` means ``a.b`` where that is a module."""
        whole = f"{self.source}.{self.name}"
        return whole if self.name and whole in known else self.source


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(PACKAGE + ".")


@cache
def imports_of_package(module: Module) -> tuple[Import, ...]:
    """Give what ``module`` imports from the package, inside functions too."""
    found: list[Import] = []
    for node in module.nodes:
        if isinstance(node, ast.Import):
            found += [Import(module, node, alias.name, "") for alias in node.names if _is_ours(alias.name)]
        elif isinstance(node, ast.ImportFrom) and _is_ours(node.module or ""):
            found += [Import(module, node, str(node.module), alias.name) for alias in node.names]
    return tuple(found)


def imported_libraries(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Walk the full names of all that ``module`` imports, with the statement that does it."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def functions(module: Module) -> Iterator[Function]:
    """Walk all functions and methods, nested ones too."""
    return (node for node in module.nodes if isinstance(node, Function))


@cache
def calls(tree: ast.AST) -> tuple[ast.Call, ...]:
    """Give all calls."""
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.expr) -> str:
    """Give ``np.random.default_rng`` for such an expression; what is not a name becomes ``?``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Walk the body of ``function`` without the functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
