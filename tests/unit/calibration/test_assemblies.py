"""Real assemblies are set beside the rule of who comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopparo_sim.calibration.assemblies import SHIPPED_ASSEMBLIES, Assembly, read_assemblies, simulated_heads
from coopparo_sim.calibration.validation import compare_with_assemblies, share_inside


def test_rows_without_heads_or_members_and_very_large_bodies_are_left_out_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "unseen.jsonl"
    rows = (
        '{"id": "a", "org": "Shop", "members": 100, "present_in_person": 33, "heads": 34, "age_years": 1}',
        '{"id": "b", "members": null, "present_in_person": 27}',
        '{"id": "c", "members": 64360, "present_in_person": 6529}',
        '{"members": 150, "present_in_person": 18, "age_years": null}',
        '{"id": "campaign", "pop": 500, "members": 90}',
        "no row",
        '{"id": "d", "members": 400, "remote_ballots": 90}',
        '{"id": "e", "present_in_person": null, "heads": null, "members": 400}',
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    (first, second), unused = read_assemblies(file)
    reasons = [(row.line, row.why) for row in unused]
    assert reasons == [(2, "no_members"), (3, "too_large"), (7, "remote"), (8, "no_heads")]
    assert first == Assembly("a", "Shop", 100, 34, True)
    assert (second.id, second.heads, second.first_year) == ("unseen-4", 18, False)


def test_a_larger_body_fills_less_of_its_room_and_the_first_year_more() -> None:
    sizes = [Assembly("s", "", 50, 1, False), Assembly("l", "", 1000, 1, False), Assembly("y", "", 50, 1, True)]
    small, large, young = simulated_heads(sizes, 1).mean(axis=1)
    assert small / 50 > 2 * large / 1000
    assert young > small


def test_most_real_assemblies_lie_inside_the_simulated_interval() -> None:
    found = compare_with_assemblies(read_assemblies(SHIPPED_ASSEMBLIES)[0], 1)
    assert len(found) == 22
    assert share_inside(found) == pytest.approx(0.8, abs=0.15)
