from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from coopparo_sim.presentation.life_readings import (
    assemblies_by_year,
    board_by_place,
    closing_months,
    states_by_year,
    states_in_ten,
)
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.result import SEAT_COLUMNS, SITTING_COLUMNS, life_table
from tests.unit.presentation.ensembles import make_ensemble


def _three() -> Ensemble:
    """Three futures of 24 months: founded in month 10 and closed in 20, founded in month 15, never founded."""
    ensemble = make_ensemble(3, months=24)
    futures = ensemble.futures.assign(
        founded=[1.0, 1.0, 0.0], month_founded=[10.0, 15.0, float("nan")], exit_insolvent=[1.0, 0.0, 0.0]
    )
    events = pd.DataFrame([(0, 10, "founded", "", 9.0), (0, 20, "dissolved", "", 9.0)], columns=list(ensemble.events.columns))
    return replace(ensemble, futures=futures, events=events)


def test_each_future_is_counted_in_one_state_a_year() -> None:
    months, shares = states_by_year(_three())
    assert months == [12, 24]
    assert shares.tolist() == [[1 / 3, 0, 2 / 3], [1 / 3, 1 / 3, 1 / 3]]


def test_only_a_dissolution_closes() -> None:
    assert closing_months(_three()).tolist()[0] == 20
    assert pd.isna(closing_months(_three())[1:]).all()


def test_houses_of_a_year_add_up_to_ten_and_founded_follows_the_headline() -> None:
    _, shares = states_by_year(_three())
    assert [states_in_ten(row) for row in shares] == [[3, 0, 7], [4, 3, 3]]


def _sittings(*rows: tuple[int, int, str, int, int, int, float]) -> pd.DataFrame:
    names = ("future", "year", "kind", "members", "present", "call", "deciders_share")
    columns = ("future", *SITTING_COLUMNS)
    given = [dict(zip(names, row, strict=True)) for row in rows]
    return life_table([[{"decision": "", **row}.get(name, 0) for name in columns] for row in given], columns)


def test_turnout_is_the_mean_of_ordinary_assemblies_and_deciders_of_those_with_a_quorum() -> None:
    sittings = _sittings(
        (0, 0, "founding", 40, 40, 1, 0.5), (0, 1, "extraordinary", 50, 50, 1, 0.5), (0, 1, "ordinary", 50, 20, 1, 0.2),
        (1, 1, "ordinary", 100, 20, 0, 0.9),
    )  # fmt: skip
    years = assemblies_by_year(replace(_three(), sittings=sittings))
    assert years["year"].tolist() == [1]
    row = years.iloc[0]
    assert (row["futures"], row["members"], row["present"], row["void"]) == (2, 75, 20, 0.5)
    assert row["turnout"] == pytest.approx(0.3) and row["deciders"] == pytest.approx(0.2)


def test_a_year_that_few_of_the_founded_reach_is_left_out() -> None:
    sittings = _sittings((0, 1, "ordinary", 50, 20, 1, 0.2), (1, 1, "ordinary", 50, 20, 1, 0.2), (1, 2, "ordinary", 50, 20, 1, 0.2))
    assert assemblies_by_year(replace(_three(), sittings=sittings))["year"].tolist() == [1]


def test_seats_and_members_of_places_add_up_to_a_hundred_and_futures_count_alike() -> None:
    rows = [(0, "a", 90, 0), (0, "b", 10, 7), (1, "a", 5, 3), (1, "b", 5, 3)]
    board = board_by_place(replace(_three(), seats=life_table(rows, ("future", *SEAT_COLUMNS)))).set_index("place")
    assert board["members"].to_dict() == {"a": pytest.approx(70), "b": pytest.approx(30)}
    assert board["seats"].to_dict() == {"a": pytest.approx(25), "b": pytest.approx(75)}
