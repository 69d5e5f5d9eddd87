"""``validate`` sets real campaigns beside simulated ones, misses first, and ends well whatever comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done

Here = Callable[..., Done]

LINES = (
    '{"id": "far_off", "pop": 300, "kind": "share_offer", "outcome": "founded", "target": 4000, "promoters": 290}',
    '{"id": "bare", "outcome": "unknown", "kind": "founder_group"}',
    '{"id": "met", "country": "UK", "service": "pub", "pop": [700, "K"], "attendance": [80, "S"], "members": null}',
)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "unseen.jsonl"
    file.write_text("\n".join([*LINES, "{broken", LINES[2]]) + "\n", encoding="utf-8")
    return file


def test_cases_never_seen_with_missing_fields_are_compared_and_misses_come_first(here: Here, cases: Path) -> None:
    done = here("validate", str(cases), "--futures", "12", "--lang", "en", "--json")
    assert done.code == 0
    assert f"{cases}:4: not JSON" in done.err
    data = json.loads(done.out)
    assert (data["cases"], data["futures"], len(data["broken"])) == (4, 12, 1)
    verdicts = [one["inside"] for one in data["comparisons"]]
    assert verdicts == sorted(verdicts, key=lambda inside: {False: 0, None: 1, True: 2}[inside])
    far_off = next(one for one in data["comparisons"] if one["name"] == "far_off" and one["what"] == "promoters")
    assert far_off["observed"] == 290
    assert far_off["inside"] is not True
    counted = [v for one, v in zip(data["comparisons"], verdicts, strict=True) if one["kind"] == "case" and v is not None]
    assert data["inside"]["case"] == pytest.approx(sum(counted) / len(counted)) if counted else data["inside"]["case"] is None


def test_the_table_says_what_was_seen_in_the_language_asked_for(here: Here, cases: Path) -> None:
    done = here("convalida", str(cases), "--futures", "6", "--lang", "it")
    assert done.code == 0
    assert "presenti all'incontro" in done.out
    assert "non prevede che cosa accadrà a Copparo" in done.out


def test_a_file_without_any_case_is_said_to_have_none(here: Here, tmp_path: Path) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text("", encoding="utf-8")
    done = here("validate", str(file), "--lang", "en")
    assert done.code == 0
    assert "No case could be read" in done.err


def test_rows_about_assemblies_and_shops_may_stand_in_the_same_file_and_what_is_of_no_use_is_said(
    here: Here, tmp_path: Path
) -> None:
    file = tmp_path / "mixed.jsonl"
    rows = (
        '{"id": "a", "members": 120, "heads": 40, "new_field": 1}',
        '{"id": "b", "members": 400, "heads": null, "present_in_person": null}',
        '{"id": "c", "kind": "transport", "volunteers": 20, "members": 50}',
        '{"id": "d", "pop": 500, "kind": "share_offer", "pledged_amt": [1000, "S"], "raised": [1500, "S"], "outcome": "founded"}',
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    done = here("validate", str(file), "--futures", "5", "--lang", "en", "--json")
    assert done.code == 0
    assert "lines 2: an assembly of which nobody says how many people came; not compared" in done.err
    assert "lines 3: an enterprise of a kind that the model does not set up" in done.err
    data = json.loads(done.out)
    assert (data["cases"], data["assemblies"], data["operations"], len(data["unused"])) == (1, 1, 0, 2)
    assert {one["kind"] for one in data["comparisons"]} >= {"assembly", "pledge", "case"}


def test_a_file_that_is_not_there_is_an_error(here: Here, tmp_path: Path) -> None:
    done = here("validate", str(tmp_path / "nowhere.jsonl"), "--lang", "en")
    assert done.code == 2
    assert "nowhere.jsonl cannot be read" in done.err
