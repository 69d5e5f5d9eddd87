"""What the schema says of one key of a scenario file: its table, its declaration, the keys beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

from pydantic import BaseModel

from coopparo_sim.kernel.errors import Phrase
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.toml_positions import Path as KeyPath


def group_at(path: KeyPath) -> type[BaseModel] | None:
    """Give the class of the table at ``path``; None where a value stands, or nothing is known."""
    group: type[BaseModel] | None = Scenario
    for part in path:
        if isinstance(part, int):
            continue
        field = group.model_fields.get(part) if group else None
        group = inner_group(field.annotation) if field else None
    return group


def inner_group(annotation: object) -> type[BaseModel] | None:
    """Give the class behind the annotation of a field that holds a table, or a list of tables."""
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def allowed_keys(path: KeyPath) -> list[str]:
    """Give the keys that the table at ``path`` may have."""
    group = group_at(path)
    return [*group.model_fields, *(["base"] if not path else [])] if group else []


@lru_cache(maxsize=64)
def _declared(group: type[BaseModel]) -> dict[str, Declaration]:
    return {d.name: d for d in declarations(group) if "." not in d.name}


def declaration_at(path: KeyPath) -> Declaration | None:
    """Give what is declared of the key at ``path``; None where nothing is."""
    names = [part for part in path if isinstance(part, str)]
    group = group_at(tuple(names[:-1])) if names else None
    return _declared(group).get(names[-1]) if group else None


@lru_cache(maxsize=1)
def key_homes() -> dict[str, str]:
    """Give, for each last word of a key that only one table has, its dotted path."""
    homes: dict[str, list[str]] = {}
    for declaration in declarations(Scenario):
        homes.setdefault(declaration.name.rpartition(".")[2], []).append(declaration.name)
    return {word: paths[0] for word, paths in homes.items() if len(paths) == 1}


def unit_words(unit: str) -> Phrase:
    """Give the words for a declared unit, in the language of the reader; the declaration's own where none are known."""
    return Phrase(f"errors.unit.{unit}", unit)


def dotted(path: KeyPath) -> str:
    """Write a path as people read it, elements of lists counted from 1.

    Examples
    --------
    >>> dotted(("process", "meetings", 0, "month"))
    'process.meetings[1].month'
    """
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


def plain_number(value: float | None) -> str:
    """Write a bound as it would stand in a file: ``25``, ``0.05``; ``…`` where there is none.

    Examples
    --------
    >>> plain_number(25.0), plain_number(0.0005), plain_number(None)
    ('25', '0.0005', '…')
    """
    if value is None or value in (float("inf"), float("-inf")):
        return "…"
    return str(int(value)) if float(value).is_integer() else repr(float(value))
