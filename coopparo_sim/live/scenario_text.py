"""A plan written as a scenario file, with places left open for what the levers choose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from coopparo_sim.live.levers import Lever
from coopparo_sim.scenario.schema import Scenario

WORDS = ("title", "question", "note")
Piece = str | dict[str, str]
"""Text as it stands, or ``{"lever": id, "key": name}`` where a line is written by a lever."""


def scenario_pieces(plan: Scenario, levers: tuple[Lever, ...]) -> list[Piece]:
    """Write a plan as a scenario file in pieces; ``{"title": ""}`` stands where the page writes a title.

    Parameters
    ----------
    plan
        The plan.
    levers
        What is left open.
    """
    data = {key: value for key, value in plan.model_dump(exclude_unset=True).items() if key not in WORDS}
    if "town" in data:
        data["town"] = PurePosixPath(data["town"].replace("\\", "/")).name
    owners = _owners(levers)
    for name in owners:
        _remove(data, name.split("."))
    pieces: list[Piece] = [{"title": ""}]
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    for name in owners:
        if "." in name:
            tables.setdefault(name.partition(".")[0], {})
    pieces += _lines({key: value for key, value in data.items() if key not in tables and not _is_tables(value)})
    pieces += [{"lever": owner, "key": name} for name, owner in owners.items() if "." not in name]
    for key, table in tables.items():
        pieces.append(f"\n[{key}]\n")
        own = [{"lever": owner, "key": name} for name, owner in owners.items() if name.startswith(f"{key}.")]
        pieces += [*own, *_table(key, table)]
    for key, value in data.items():
        if key not in tables and _is_tables(value):
            pieces += [line for row in value for line in (f"\n[[{key}]]\n", *_lines(row))]
    return pieces


def _owners(levers: tuple[Lever, ...]) -> dict[str, str]:
    """Give the lever that writes each name; where an option says nothing of a name, the page leaves the line out."""
    owners: dict[str, str] = {}
    for lever in levers:
        names = [lever.parameter] if lever.parameter else [name for choice in lever.choices for name in choice.changes]
        owners |= dict.fromkeys(names, lever.id)
    return owners


def choice_lines(lever: Lever, plan: Scenario) -> dict[str, dict[str, str]]:
    """Give, by id of each option, the line it writes for each name; a name it does not change stays as in the plan."""
    names = dict.fromkeys(name for choice in lever.choices for name in choice.changes)
    given = plan.model_dump(exclude_unset=True)
    return {
        choice.id: {
            name: _line(name.rpartition(".")[2], choice.changes.get(name, _value_at(given, name)))
            for name in names
            if choice.changes.get(name, _value_at(given, name)) is not None
        }
        for choice in lever.choices
    }


def _value_at(data: Mapping[str, Any], name: str) -> Any:
    place: Any = data
    for key in name.split("."):
        place = place.get(key) if isinstance(place, dict) else None
    return place


def _remove(data: dict[str, Any], keys: list[str]) -> None:
    place: Any = data
    for key in keys[:-1]:
        place = place.get(key, {})
    place.pop(keys[-1], None)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _table(path: str, table: dict[str, Any]) -> Iterator[str]:
    """Write the values of a table, then the tables in it."""
    yield from _lines({key: value for key, value in table.items() if not isinstance(value, dict)})
    for key, value in table.items():
        if isinstance(value, dict):
            yield f"\n[{path}.{key}]\n"
            yield from _table(f"{path}.{key}", value)


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    return (_line(key, value) for key, value in values.items() if value is not None)


def _line(key: str, value: Any) -> str:
    return f"{key} = {toml_value(value)}\n"


def toml_value(value: Any) -> str:
    r"""Write a value as TOML does.

    Examples
    --------
    >>> toml_value([{"month": 1, "place": 'a "b"'}, True, 2.5])
    '[\n  {month = 1, place = "a \\"b\\""},\n  true,\n  2.5,\n]'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        if any(isinstance(one, dict) for one in value):
            return "[\n" + "".join(f"  {toml_value(one)},\n" for one in value) + "]"
        return "[" + ", ".join(toml_value(one) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)
