"""Rooms off one corridor: who may import whom."""

from __future__ import annotations

import ast
from functools import lru_cache

from tests.architecture.source import PACKAGE, Import, Module, imported_libraries, imports_of_package, package

ROOMS = {"town", "engagement", "membership", "services", "finance", "governance"}
FLOORS = (
    {"kernel", "texts"},
    ROOMS,
    {"scenario", "record", "streams"},
    {
        "agents",
        "enterprise",
        "government",
        "life",
        "model",
        "observation",
        "outcomes",
        "people",
        "phases",
        "soundness",
        "world",
        "yearbook",
    },  # the corridor
    {"sweeps", "analysis", "verification", "calibration"},
    {"economic_plan", "live", "viz", "presentation", "commands", "cli", "__main__"},
)
# (module that imports, module imported): nothing is excused so far. Each entry needs its reason beside it.
EXCUSED: frozenset[tuple[str, str]] = frozenset()


def _floor(room: str) -> int:
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), -1)


def _room(module_name: str) -> str:
    return [*module_name.split("."), ""][1]


@lru_cache
def _names() -> frozenset[str]:
    return frozenset(module.name for module in package())


def _inside() -> list[Import]:
    """Give all imports between modules of the package; those of its own front door are not among them."""
    return [found for module in package() if module.name != PACKAGE for found in imports_of_package(module)]


def _from_the_front_door(found: Import) -> bool:
    return found.target(_names()) == PACKAGE


def test_every_module_stands_on_a_floor() -> None:
    strangers = [m.name for m in package() if m.room and not any(m.room in rooms for rooms in FLOORS)]
    assert not strangers, f"add them to FLOORS: {strangers}"


def test_imports_go_down_the_floors_only() -> None:
    wrong = []
    for found in _inside():
        target = found.target(_names())
        if _from_the_front_door(found) or (found.module.name, target) in EXCUSED:
            continue
        if _floor(_room(target)) > _floor(found.module.room):
            wrong.append(f"{found.module.at(found.node)}: {found.module.name} imports {target}, which stands above it")
    assert not wrong, "\n".join(wrong)


def test_no_room_imports_another_room() -> None:
    wrong = []
    for found in _inside():
        target = found.target(_names())
        other = _room(target)
        if {found.module.room, other} <= ROOMS and other != found.module.room and (found.module.name, target) not in EXCUSED:
            wrong.append(f"{found.module.at(found.node)}: room {found.module.room} imports room {other}")
    assert not wrong, "\n".join(wrong)


def test_every_excuse_is_still_needed() -> None:
    present = {(found.module.name, found.target(_names())) for found in _inside()}
    assert present >= EXCUSED, f"no longer needed: {EXCUSED - present}"


def test_every_import_within_the_package_finds_its_module() -> None:
    wrong = [
        f"{f.module.at(f.node)}: {f.source}" for module in package() for f in imports_of_package(module) if f.source not in _names()
    ]
    assert not wrong, "\n".join(wrong)


def test_modules_import_each_other_in_no_circle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in _names()}
    for found in _inside():
        graph[found.module.name].add(found.target(_names()))
    graph[PACKAGE] = set()
    removed = True
    while removed:
        removed = {name for name, targets in graph.items() if not targets & graph.keys()} != set()
        graph = {name: targets for name, targets in graph.items() if targets & graph.keys()}
    # What is left imports something that is left: those in a circle, and those above one.
    circle = {name: sorted(targets & graph.keys()) for name, targets in graph.items()}
    assert not circle, f"in a circle, or above one: {circle}"


def test_siblings_are_imported_by_full_path_and_never_through_the_front_door() -> None:
    wrong = [f.module.at(f.node) for f in _inside() if _from_the_front_door(f) and f.name != "__version__"]
    wrong += [m.at(n) for m in package() for n in m.nodes if isinstance(n, ast.ImportFrom) and n.level]
    assert not wrong, "\n".join(wrong)


def test_the_doors_of_rooms_pass_nothing_on() -> None:
    doors = [m for m in package() if m.is_package and m.name != PACKAGE]
    wrong = [door.at(found.node) for door in doors for found in imports_of_package(door)]
    assert not wrong, "an __init__.py imports from the package:\n" + "\n".join(wrong)


def _imports_at_top(module: Module) -> set[str]:
    top = {id(node) for node in module.tree.body}
    return {name.split(".")[0] for node, name in imported_libraries(module) if id(node) in top}


def test_the_front_door_itself_imports_nothing_heavy() -> None:
    front = next(m for m in package() if m.name == PACKAGE)
    assert _imports_at_top(front) <= {"__future__", "importlib", "typing"}


def test_rooms_of_rules_know_nothing_of_mesa() -> None:
    rooms = [m for m in package() if m.room in ROOMS]
    wrong = [m.at(node) for m in rooms for node, name in imported_libraries(m) if name.split(".")[0] == "mesa"]
    assert not wrong, "\n".join(wrong)
