"""The template and the JSON Schema say what the schema says."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from coopparo_sim.kernel.parameter import declarations
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.json_schema import json_schema
from coopparo_sim.scenario.load import load_scenario, read_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.template import scenario_template


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_template_is_the_default_scenario_with_one_meeting(language: str, write: Any) -> None:
    loaded = read_scenario(write(scenario_template(language)))
    assert [key for key, _, _ in loaded.differences] == ["process.meetings"]
    assert not loaded.warnings


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_template_names_every_lever_and_every_uncertainty(language: str) -> None:
    written = scenario_template(language)
    missing = [d.name for d in declarations(Scenario) if d.role != "setting" and f"{d.name.rpartition('.')[2]} = " not in written]
    assert not missing


def test_the_hidden_lines_of_the_template_are_good_once_their_first_sign_is_removed(write: Any) -> None:
    lines = scenario_template("it").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# [[funders]]"))
    shown = [line.removeprefix("# ") if line.startswith(("# [", "# # ")) or " = " in line else line for line in lines[first:]]
    scenario = load_scenario(write("\n".join(lines[:first] + shown) + "\n"))
    assert len(scenario.funders) == len(scenario.events) == 1
    assert "averaging" in scenario.behaviour.trust.model_fields_set


def test_both_languages_write_the_same_scenario(write: Any) -> None:
    plans = [load_scenario(write(scenario_template(language))) for language in ("it", "en")]
    assert scenario_digest(plans[0]) == scenario_digest(plans[1])


def test_the_json_schema_is_plain_json_with_unit_range_and_both_labels() -> None:
    schema = json.loads(json.dumps(json_schema(), allow_nan=False))
    price = schema["$defs"]["Campaign"]["properties"]["share_price_eur"]
    assert (price["title"], price["description"]) == ("Prezzo della quota", "Price of a share (EUR)")
    assert (price["minimum"], price["maximum"], price["x-unit"]) == (25, 500, "EUR")
    assert schema["additionalProperties"] is False
    assert "home_care" in schema["properties"]["mix"]["anyOf"][1]["items"]["enum"]


def test_the_json_schema_knows_every_key_of_the_template() -> None:
    schema = json_schema()
    assert set(tomllib.loads(scenario_template("it"))) <= set(schema["properties"])
    assert "base" in schema["properties"]
