"""What the page shows of a point is what its futures say, by the same definitions as the other pictures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.live.readings import MEMBER_LEVELS, OVERALL, PATH_LEVELS, ensemble_like, layout_of, row_of
from coopparo_sim.presentation.readings import CLOSINGS
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import Scenario

LAYOUT = layout_of(3, ["a", "b"], ["care"])


def three_futures() -> Ensemble:
    """Founded with 10 members, founded with 30 and closed, never founded."""
    table = pd.DataFrame(
        {
            "future": [0, 1, 2], "founded": [1.0, 1.0, 0.0], "members_month_36": [10.0, 30.0, 0.0], "members_a": [4.0, 10.0, 0.0],
            "members_b": [6.0, 20.0, 0.0], "capital_eur": [1000.0, 3000.0, 0.0], "true.care": [0.2, 0.4, 0.6],
            "believed.care": [0.1, 0.1, 0.4], "exit_no_promoters": [0.0, 0.0, 1.0], "exit_campaign_failed": 0.0, "undecided": 0.0,
            **dict.fromkeys(CLOSINGS, 0.0), **{name: [1.0, 2.0, 6.0] for name in OVERALL},
        }
    )  # fmt: skip
    table.loc[1, "exit_insolvent"] = 1.0
    months = pd.DataFrame(
        {"future": np.repeat([0, 1, 2], 3), "month": [1, 2, 3] * 3, "pledged": [5, 0, 0, 9, 0, 0, 1, 0, 0],
         "members": [0, 8, 10, 0, 20, 30, 0, 0, 0]}
    )  # fmt: skip
    nothing = pd.DataFrame()
    pattern = Ensemble(
        scenario=Scenario(), digest="", seed=1, uncertainty="none", wanted=1, futures=nothing, months=nothing, events=nothing,
        needs=nothing, place_names={"a": "A", "b": "B"}, place_tiles={"a": (1, 1), "b": (1, 2)},
        place_people={"a": 50.0, "b": 100.0},
    )  # fmt: skip
    return ensemble_like(pattern, table, months)


def part(name: str, row: np.ndarray) -> list[float]:
    block = LAYOUT.block(name)
    return [float(x) for x in row[block.start : block.start + block.size]]


def test_a_row_says_what_its_futures_say() -> None:
    row = row_of(three_futures(), LAYOUT)
    assert part("ends", row) == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0, 0])
    assert part("members", row) == pytest.approx([10 + 20 * level for level in MEMBER_LEVELS])
    assert part("places", row) == pytest.approx([7, 13])
    assert part("capital_eur", row) == pytest.approx([2000])
    assert (part("true", row), part("believed", row)) == (pytest.approx([0.4]), pytest.approx([0.2]))
    assert [part(name, row)[0] for name in OVERALL] == pytest.approx([3.0] * len(OVERALL))


def test_paths_add_up_pledges_and_members_in_every_future() -> None:
    row = row_of(three_futures(), LAYOUT)
    assert LAYOUT.months == (1, 2, 3)
    assert part("singles", row) == [5, 8, 10, 9, 20, 30, 1, 0, 0]
    middle = PATH_LEVELS.index(0.5)
    assert part("paths", row)[middle * 3 : middle * 3 + 3] == [5, 8, 10]


def test_where_it_is_never_founded_what_is_given_founding_is_zero() -> None:
    ensemble = three_futures()
    never = ensemble_like(ensemble, ensemble.futures.assign(founded=0.0, exit_insolvent=0.0), ensemble.months)
    row = row_of(never, LAYOUT)
    assert part("members", row) == [0] * len(MEMBER_LEVELS)
    assert part("places", row) == [0, 0]
    assert np.isfinite(row).all()


def test_a_point_with_fewer_futures_than_single_lines_repeats_them() -> None:
    ensemble = three_futures()
    one = ensemble_like(ensemble, ensemble.futures.iloc[:1], ensemble.months[ensemble.months["future"] == 0])
    assert part("singles", row_of(one, LAYOUT)) == [5, 8, 10] * 3
