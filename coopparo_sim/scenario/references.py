"""What a scenario names must exist: services of the catalogue, the town, its places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from coopparo_sim.engagement.meetings import MeetingKind
from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.scenario.fields import dotted
from coopparo_sim.scenario.layers import KeyPath, Layers
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.toml_source import Mark
from coopparo_sim.scenario.validation import shortened, wrong_option
from coopparo_sim.services.benefit import TRAVELLING
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.texts import LANGUAGES, text
from coopparo_sim.town.generic import REFERENCE, is_made_up, town_named
from coopparo_sim.town.tables import SHIPPED, TownTables, find_town, read_town

Names = dict[str, tuple[str, ...]]
"""The identifier and the names of each place."""

PLACE_MEETINGS = ("citizens", "interviews")
"""Kinds of meeting that are held in a place; the others are held once for the whole town."""

_TOWN_MEETINGS = tuple(kind for kind in get_args(MeetingKind) if kind not in PLACE_MEETINGS)


def check_references(layers: Layers, data: dict[str, Any]) -> list[Diagnostic]:
    """Check all names, and write places by their identifier and a town's folder by its full path into ``data``.

    Values of a wrong type are left to the check of values.
    """
    faults = _check_mix(layers, data.get("mix"))
    tables = _town(layers, data, faults)
    if tables:
        _check_places(layers, data, _names(tables), faults)
        _check_sectors(layers, data, [sector.id for sector in tables.sectors], faults)
    return faults


def _check_places(layers: Layers, data: dict[str, Any], known: Names, faults: list[Diagnostic]) -> None:
    if isinstance(data.get("seat"), str):
        _check_place(layers, ("seat",), data, known | _travelling(), faults)
    process = data.get("process")
    for index, meeting in _tables_in(process.get("meetings") if isinstance(process, dict) else None):
        path: KeyPath = ("process", "meetings", index, "place")
        if not isinstance(meeting.get("place"), str):
            continue
        kind = meeting.get("kind", PLACE_MEETINGS[0])
        if kind in _TOWN_MEETINGS:
            mark, held = layers.key_mark(path), ", ".join(PLACE_MEETINGS)
            faults.append(mark.diagnostic("errors.place_not_wanted", "errors.place_not_wanted_advice", kind=kind, held=held))
        else:
            _check_place(layers, path, meeting, known, faults)


def _check_sectors(layers: Layers, data: dict[str, Any], sectors: Sequence[str], faults: list[Diagnostic]) -> None:
    for index, event in _tables_in(data.get("events")):
        sector, path = event.get("sector"), ("events", index, "sector")
        if isinstance(sector, str) and sector not in sectors:
            faults.append(wrong_option(layers, path, sector, sectors))


def _tables_in(rows: object) -> list[tuple[int, dict[str, Any]]]:
    return [(index, row) for index, row in enumerate(rows) if isinstance(row, dict)] if isinstance(rows, list) else []


def _check_mix(layers: Layers, mix: object) -> list[Diagnostic]:
    services, faults, seen = catalogue(), [], set()
    for index, service in enumerate(mix if isinstance(mix, list) else []):
        if not isinstance(service, str):
            continue
        mark = layers.value_mark(("mix", index))
        if service not in services:
            near = _nearest(service, {s.id: (s.id, s.name_it, s.name_en) for s in services.values()})
            advice = "errors.did_you_mean_one_of" if near else "errors.one_of"
            values = {"value": shortened(service), "near": near, "allowed": ", ".join(services)}
            faults.append(mark.diagnostic("errors.unknown_service", advice, **values))
        elif service in seen:
            faults.append(mark.diagnostic("errors.service_twice", "errors.service_twice_advice", value=service))
        seen.add(service)
    return faults


def _town(layers: Layers, data: dict[str, Any], faults: list[Diagnostic]) -> TownTables | None:
    """Find and read the town; what is wrong with its name is shown at the key, what is wrong with its tables in the tables."""
    name = data.get("town", Scenario.model_fields["town"].default)
    if not isinstance(name, str):
        return None
    mark = layers.value_mark(("town",))
    try:
        if is_made_up(name):
            return town_named(name)
        folder = find_town(name, layers.owner(("town",)).path.parent)
        tables = read_town(folder)
        if folder.parent != SHIPPED:
            data["town"] = folder.resolve().as_posix()
    except InputError as problem:
        faults += [fault if fault.file.endswith(".csv") else _here(mark, fault) for fault in problem.diagnostics]
        return None
    except (OSError, ValueError):
        faults.append(mark.diagnostic("errors.unreadable_town", "", value=shortened(name)))
        return None
    return tables


def _here(mark: Mark, fault: Diagnostic) -> Diagnostic:
    return replace(fault, file=mark.file, line=mark.line, column=mark.column, width=mark.width, source=mark.source)


def town_folder(town: str) -> Path:
    """Give the folder of the town of a loaded scenario; of a made-up place, that of the town it is made after."""
    return find_town(REFERENCE if is_made_up(town) else town)


def _names(tables: TownTables) -> Names:
    return {place.id: (place.id, place.name_it, place.name_en) for place in tables.places}


def _travelling() -> Names:
    """What a seat may be besides a place: services that go round."""
    return {TRAVELLING: (TRAVELLING, *(text("errors.travelling_seat", language) for language in LANGUAGES))}


def _folded(words: str) -> str:
    """Fold case, accents, dashes and repeated blanks away."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return " ".join(plain.replace("’", "'").replace("–", "-").replace("_", " ").split())


def _nearest(word: str, names: Names) -> str:
    """Give the identifier whose names are nearest to ``word``; empty where none is near."""
    by_name = {_folded(name): identifier for identifier, all_names in names.items() for name in all_names}
    near = get_close_matches(_folded(word), by_name, 1)
    return by_name[near[0]] if near else ""


def _check_place(layers: Layers, path: KeyPath, table: dict[str, Any], known: Names, faults: list[Diagnostic]) -> None:
    """Write the identifier of a place in place of its name, or add a fault."""
    key = str(path[-1])
    word = table[key]
    found = [identifier for identifier, names in known.items() if _folded(word) in {_folded(name) for name in names}]
    if found:
        table[key] = found[0]
        return
    near, mark = _nearest(word, known), layers.value_mark(path)
    advice = "errors.did_you_mean_one_of" if near else "errors.one_of"
    values = {"key": dotted(path), "value": shortened(word), "near": near, "allowed": ", ".join(known)}
    faults.append(mark.diagnostic("errors.unknown_place", advice, **values))
