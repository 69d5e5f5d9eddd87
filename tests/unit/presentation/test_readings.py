from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.presentation.locale import count_in_ten
from coopparo_sim.presentation.readings import (
    BORN,
    CLOSINGS,
    ENDS,
    end_of_each,
    ends_in_ten,
    ends_in_words,
    largest_remainder,
    members_per_hundred,
    needs_of_town,
    not_heard_per_hundred,
    paths,
)
from coopparo_sim.record.ensemble import Ensemble
from tests.unit.presentation.ensembles import make_ensemble


def _with(ensemble: Ensemble, **changes: object) -> Ensemble:
    return Ensemble(**{**ensemble.__dict__, **changes})


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=6).filter(lambda parts: sum(parts) > 0.01), st.integers(0, 10))
def test_rounded_parts_add_up_to_the_whole_and_none_is_off_by_one(parts: list[float], total: int) -> None:
    exact = np.array(parts) / sum(parts) * total
    counts = largest_remainder(exact, total)
    assert sum(counts) == total
    assert all(abs(count - part) < 1 + 1e-6 for count, part in zip(counts, exact, strict=True))


def _ends(**counts: int) -> Ensemble:
    """Futures that end as counted; the flags are set here one by one."""
    n = sum(counts.values())
    ends = [end for end, count in counts.items() for _ in range(count)]
    flags = {end: [float(e == end) for e in ends] for end in ENDS} | dict.fromkeys(CLOSINGS, [0.0] * n)
    flags |= {"founded": [float(e in BORN) for e in ends], "exit_insolvent": [float(e == "closed") for e in ends]}
    return _with(make_ensemble(1), wanted=n, futures=pd.DataFrame({"future": range(n), **flags}))


def test_ends_in_ten_add_up_to_ten_and_founded_follows_the_headline() -> None:
    ensemble = _ends(founded=64, exit_no_promoters=12, exit_campaign_failed=12, undecided=12)
    assert ends_in_ten(ensemble) == {"founded": 6, "closed": 0, "exit_no_promoters": 2, "exit_campaign_failed": 1, "undecided": 1}


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any))
def test_ends_are_told_in_the_counts_of_the_squares(counts: list[int]) -> None:
    ensemble = _ends(**dict(zip(ENDS, counts, strict=True)))
    tenths, words = ends_in_ten(ensemble), ends_in_words(ensemble, "it")
    assert sum(tenths.values()) == 10
    assert set(words) == {end for end, count in zip(ENDS, counts, strict=True) if count}
    for end, said in words.items():
        exact = said == f"{tenths[end]} su 10"
        assert exact or said == {0: "meno di 1 su 10", 10: "più di 9 su 10"}[tenths[end]]


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any))
def test_lasting_and_closed_together_are_what_the_headline_calls_founded(counts: list[int]) -> None:
    ensemble = _ends(**dict(zip(ENDS, counts, strict=True)))
    squares = ends_in_ten(ensemble)
    assert squares["founded"] + squares["closed"] == count_in_ten(sum(counts[:2]) / sum(counts))


@pytest.mark.parametrize("cause", CLOSINGS)
def test_what_is_founded_and_later_wound_up_is_founded_then_closed(cause: str) -> None:
    ensemble = _ends(founded=2, undecided=1)
    wound_up = _with(ensemble, futures=ensemble.futures.assign(**{cause: [1.0, 0.0, 0.0]}))
    assert end_of_each(wound_up) == ["closed", "founded", "undecided"]


def test_paths_add_pledges_and_members_of_each_future_in_its_own_row() -> None:
    months = pd.DataFrame({"future": [1, 1, 0, 0], "month": [1, 2, 1, 2], "pledged": [3, 0, 1, 2], "members": [0, 4, 0, 0]})
    ensemble = make_ensemble(2, months=2)
    axis, people = paths(_with(ensemble, months=months))
    assert axis.tolist() == [1, 2]
    assert people.tolist() == [[1, 2], [3, 4]]


def test_members_of_a_place_are_counted_per_hundred_adults_over_the_chosen_futures() -> None:
    ensemble = make_ensemble(2, places=1)
    futures = ensemble.futures.assign(founded=[1.0, 0.0], members_copparo=[30.0, 999.0])
    changed = _with(ensemble, futures=futures, place_people={"copparo": 1000.0})
    assert members_per_hundred(changed, np.array([True, False])) == {"copparo": 3.0}
    assert members_per_hundred(changed, np.array([False, False])) == {"copparo": 0.0}


def _three_cells() -> Ensemble:
    rows = [
        ("a", "young", "shop", 0.5, 0.2, 1.0, 100.0),
        ("a", "old", "shop", 0.1, 0.4, 0.25, 300.0),
        ("b", "old", "shop", 0.0, 0.0, 0.0, 100.0),
    ]
    return _with(
        make_ensemble(2), needs=pd.DataFrame(rows, columns=["place", "age_group", "need", "believed", "true", "heard", "people"])
    )


def test_needs_of_the_town_are_weighted_by_people() -> None:
    needs = needs_of_town(_three_cells())
    assert needs["believed"].tolist() == [pytest.approx((0.5 * 100 + 0.1 * 300) / 500)]
    assert needs["true"].tolist() == [pytest.approx((0.2 * 100 + 0.4 * 300) / 500)]


def test_who_was_not_heard_is_counted_in_people_not_in_cells() -> None:
    assert not_heard_per_hundred(_three_cells(), "place") == {"a": pytest.approx(100 * 225 / 400), "b": 100.0}
    assert not_heard_per_hundred(_three_cells(), "age_group")["old"] == pytest.approx(100 * 325 / 400)
