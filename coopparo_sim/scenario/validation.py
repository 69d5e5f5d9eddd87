"""Each value of a scenario held against the schema; what does not fit becomes a diagnostic at its place, all at once."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from coopparo_sim.kernel.errors import Diagnostic, Phrase
from coopparo_sim.scenario.fields import allowed_keys, declaration_at, dotted, key_homes, plain_number, unit_words
from coopparo_sim.scenario.layers import KeyPath, Layers
from coopparo_sim.scenario.schema import FROM_LISTENING, Scenario

_SHOWN = 40
_WANTED = {
    "string_type": "text", "int_type": "whole", "int_from_float": "whole", "float_type": "number", "bool_type": "switch",
    "list_type": "list", "model_type": "section", "dict_type": "section",
}  # fmt: skip
_BOUNDS = ("greater_than_equal", "less_than_equal", "greater_than", "less_than", "finite_number", "int_parsing_size")
_DOTTED_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")


def check_values(layers: Layers, data: dict[str, Any]) -> tuple[Scenario, list[Diagnostic], list[KeyPath]]:
    """Check every value by itself.

    Parameters
    ----------
    layers
        The files, for the places of the keys.
    data
        The values of all files together.

    Returns
    -------
    The scenario made of the good values (defaults stand where a value is wrong), the faults, and the keys that are wrong.
    """
    good, faults, wrong = copy.deepcopy(data), list[Diagnostic](), list[KeyPath]()
    while True:
        try:
            return Scenario.model_validate(good), faults, wrong
        except ValidationError as problem:
            for path, error in _by_path(problem, good).items():
                faults.append(_diagnostic(layers, path, error))
                wrong.append(path)
                _remove(good, path)


def _by_path(problem: ValidationError, data: dict[str, Any]) -> dict[KeyPath, dict[str, Any]]:
    """Give one error for each key; the two readings of ``mix`` (a word, a list) count as one."""
    found: dict[KeyPath, dict[str, Any]] = {}
    for error in problem.errors(include_url=False, include_context=False):
        path: KeyPath = tuple(error["loc"])
        if path[0] == "mix":
            items = data["mix"] if isinstance(data["mix"], list) else None
            if items is not None and error["type"] in ("literal_error", "list_type"):
                continue
            path = ("mix", *(part for part in path[1:] if isinstance(part, int)))
        found.setdefault(path, dict(error))
    return found


def _remove(data: Any, path: KeyPath) -> None:
    """Take a wrong value out; a list that holds a wrong element goes as a whole, so that the others keep their number."""
    while isinstance(path[-1], int):
        path = path[:-1]
    for part in path[:-1]:
        if isinstance(data, dict) and part not in data:
            return
        data = data[part]
    data.pop(path[-1], None)


def _diagnostic(layers: Layers, path: KeyPath, error: dict[str, Any]) -> Diagnostic:
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(layers, path)
    if path == ("start",):
        return _at_value(layers, path, "errors.year_month", "errors.year_month_advice")
    if path == ("mix",):
        return _wrong_mix(layers, error["input"])
    if kind in _WANTED:
        return _wrong_type(layers, path, _WANTED[kind], error["input"])
    if kind == "literal_error":
        declaration = declaration_at(path)
        return wrong_option(layers, path, str(error["input"]), declaration.options if declaration else ())
    if kind in _BOUNDS:
        return _out_of_bounds(layers, path)
    return _at_value(layers, path, "errors.wrong_value", "")


def _at_value(layers: Layers, path: KeyPath, message: str, advice: str, **values: object) -> Diagnostic:
    mark = layers.value_mark(path)
    return mark.diagnostic(message, advice, key=dotted(path), value=shortened(mark.snippet), **values)


def shortened(words: str) -> str:
    """Cut a long value so that it fits in a sentence."""
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _unknown_key(layers: Layers, path: KeyPath) -> Diagnostic:
    mark, key, allowed = layers.key_mark(path), str(path[-1]), allowed_keys(path[:-1])
    near, home = get_close_matches(key, allowed, 1), key_homes().get(key)
    values = {"key": shortened(dotted(path)), "near": near[0] if near else "", "home": home or "", "allowed": ", ".join(allowed)}
    advice = "errors.did_you_mean" if near else "errors.other_table" if home else "errors.allowed_keys"
    return mark.diagnostic("errors.unknown_key", advice, **values)


def wrong_option(layers: Layers, path: KeyPath, word: str, options: Sequence[str]) -> Diagnostic:
    """Say that a word is not one of those allowed, which they are, and which one is nearest."""
    near = get_close_matches(word.lower(), options, 1)
    advice = "errors.did_you_mean_one_of" if near else "errors.one_of"
    return _at_value(layers, path, "errors.wrong_option", advice, near="".join(near), allowed=", ".join(options))


def _wrong_mix(layers: Layers, value: object) -> Diagnostic:
    near = get_close_matches(value, [FROM_LISTENING], 1) if isinstance(value, str) else []
    advice = "errors.did_you_mean" if near else "errors.mix_advice"
    return _at_value(layers, ("mix",), "errors.wrong_mix", advice, near="".join(near))


def _out_of_bounds(layers: Layers, path: KeyPath) -> Diagnostic:
    declaration = declaration_at(path)
    if declaration is None:
        return _at_value(layers, path, "errors.wrong_value", "")
    unit = unit_words(declaration.unit)
    low, high = plain_number(declaration.low), plain_number(declaration.high)
    return _at_value(layers, path, "errors.out_of_bounds", "errors.bounds_advice", low=low, high=high, unit=unit)


def _wrong_type(layers: Layers, path: KeyPath, wanted: str, value: object) -> Diagnostic:
    advice, better = _type_advice(wanted, value, layers.value_mark(path).snippet)
    values = {"wanted": Phrase(f"errors.type.{wanted}"), "better": better, "name": str(path[-1])}
    return _at_value(layers, path, "errors.wrong_type", advice, **values)


def _type_advice(wanted: str, value: object, snippet: str) -> tuple[str, str]:
    """Give the advice about a value of the wrong kind, and what to write in its place."""
    if wanted in ("number", "whole"):
        return _number_advice(wanted, value, snippet)
    if wanted == "switch":
        return "errors.switch_advice", ""
    if wanted == "text":
        return "errors.quotes_advice", snippet.strip("[]{}\"' ")
    if wanted == "list":
        return ("errors.double_brackets_advice" if isinstance(value, dict) else "errors.list_advice"), snippet
    return "errors.section_advice", ""


def _number_advice(wanted: str, value: object, snippet: str) -> tuple[str, str]:
    if _DOTTED_THOUSANDS.fullmatch(snippet):
        return "errors.thousands_advice", snippet.replace(".", "")
    if isinstance(value, str):
        cleaned = value.strip().replace(",", ".")
        return ("errors.unquote_advice", cleaned) if re.fullmatch(r"[+-]?\d+(\.\d+)?", cleaned) else ("errors.number_advice", "")
    if wanted == "whole" and isinstance(value, float) and abs(value) < float("inf"):
        return "errors.whole_advice", str(round(value))
    return "errors.number_advice", ""


def find_warnings(layers: Layers, data: dict[str, Any], prefix: KeyPath = ()) -> list[Diagnostic]:
    """Give a warning for each value that is allowed but unlikely: outside its plausible range, or with a dot for thousands."""
    found: list[Diagnostic] = []
    for key, value in data.items():
        path = (*prefix, key)
        if isinstance(value, dict):
            found += find_warnings(layers, value, path)
        elif isinstance(value, list):
            rows = ((index, row) for index, row in enumerate(value) if isinstance(row, dict))
            found += [warning for index, row in rows for warning in find_warnings(layers, row, (*path, index))]
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found += _number_warnings(layers, path, value)
    return found


def _number_warnings(layers: Layers, path: KeyPath, value: float) -> list[Diagnostic]:
    declaration, snippet = declaration_at(path), layers.value_mark(path).snippet
    if declaration is None:
        return []
    unit = unit_words(declaration.unit)
    if declaration.unit == "EUR" and _DOTTED_THOUSANDS.fullmatch(snippet):
        better = snippet.replace(".", "")
        return [_warning(layers, path, "errors.thousands_dot", "errors.thousands_advice", better=better)]
    if declaration.plausible and not declaration.plausible[0] <= value <= declaration.plausible[1]:
        low, high = (plain_number(bound) for bound in declaration.plausible)
        return [_warning(layers, path, "errors.implausible", "errors.implausible_advice", low=low, high=high, unit=unit)]
    return []


def _warning(layers: Layers, path: KeyPath, message: str, advice: str, **values: object) -> Diagnostic:
    found = _at_value(layers, path, message, advice, **values)
    return Diagnostic(
        found.message, found.values, found.file, found.line, found.column, found.width, found.source, found.advice, "warning"
    )
