"""A fingerprint of what a run depends on: the checked scenario and the tables of its town."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from coopparo_sim.scenario.load import WORDS
from coopparo_sim.scenario.references import town_folder
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.town.generic import is_made_up


def scenario_digest(scenario: Scenario) -> str:
    """Give the SHA-256 of a scenario, in hexadecimal: the same for the same plan and town on every system.

    Title, question and note do not enter, nor does the way a number is written; a town enters through its tables, not its name; a
    made-up place through its name too, which holds its size.
    Which numbers of behaviour are fixed does enter, since the others are drawn, even where the fixed value is the default.
    """
    values = scenario.model_dump(exclude={*WORDS, "town"})
    fixed = scenario.behaviour.model_dump(exclude_unset=True)
    content = {"scenario": _canonical(values), "fixed": _canonical(fixed), "town": town_digest(town_folder(scenario.town))}
    if is_made_up(scenario.town):
        content["made_up"] = scenario.town
    written = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def town_digest(folder: Path) -> str:
    """Give the SHA-256 of the tables of a town, in hexadecimal; line ends and byte-order marks do not enter."""
    whole = hashlib.sha256()
    for table in sorted(folder.glob("*.csv"), key=lambda file: file.name):
        content = table.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        whole.update(f"{table.name}:{len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _canonical(value: object) -> object:
    """Write every number as the shortest text that gives it back, so that 50 and 50.0 are one."""
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(float(value) + 0.0)
    return value
