"""The JSON Schema of scenario files, so that editors complete keys and check values while they are typed."""

from __future__ import annotations

from typing import Any

from coopparo_sim.scenario.fields import unit_words
from coopparo_sim.scenario.layers import BASE
from coopparo_sim.scenario.schema import FROM_LISTENING, Scenario
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.texts import catalogue as sentences

_DECLARED = "coopparo"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a scenario file: Italian labels as titles, English ones as descriptions, units, ranges, sources."""
    schema = Scenario.model_json_schema()
    for table in (schema, *schema.get("$defs", {}).values()):
        table["properties"] = {key: _described(field) for key, field in table.get("properties", {}).items()}
    services = {"type": "array", "items": {"enum": list(catalogue())}, "uniqueItems": True}
    schema["properties"]["mix"] |= {"anyOf": [{"const": FROM_LISTENING}, services]}
    base = {"type": "string", "title": sentences("it")["template.base"], "description": sentences("en")["template.base"]}
    schema["properties"] = {BASE: base, **schema["properties"]}
    return {"$schema": _DIALECT, **schema}


def _described(field: dict[str, Any]) -> dict[str, Any]:
    """Turn what is declared of a key into the words of a JSON Schema; bounds that bind nothing are dropped."""
    described = {key: value for key, value in field.items() if key != _DECLARED and _is_finite(value)}
    about = field.get(_DECLARED)
    if about is None:
        return described
    unit = unit_words(about["unit"]).say("en")
    described |= {
        "title": about["it"],
        "description": f"{about['en']} ({unit})",
        "x-unit": about["unit"],
        "x-source": about["source"],
    }
    described |= {"x-evidence": about["evidence"], "x-role": about["role"]}
    if about["plausible"]:
        described["x-plausible"] = list(about["plausible"])
    return described


def _is_finite(value: object) -> bool:
    """Whether a value can stand in JSON: everything but an infinite number."""
    return not (isinstance(value, float) and abs(value) == float("inf"))
