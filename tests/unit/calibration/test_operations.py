"""Real shops at work, and promises and payments, are read as far as they go and set beside what the model gives."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.calibration.operations import (
    CLOSURES_A_YEAR,
    LIFE_PATTERNS,
    SHIPPED_OPERATIONS,
    Operation,
    life_patterns,
    observed_life,
    read_operations,
    resampled_patterns,
    simulated_shops,
)
from coopparo_sim.calibration.pledges import read_pledges, shares_paid
from coopparo_sim.calibration.reading import RealCases
from coopparo_sim.calibration.rows import kind_of
from coopparo_sim.calibration.validation import compare_with_operations, compare_with_pledges

SHOP = {"id": "b", "org": "Shop", "kind": "shop", "currency": "EUR", "year": 2024, "members": 200, "volunteers": 30}


def _file(tmp_path: Path, *rows: Mapping[str, object]) -> Path:
    file = tmp_path / "unseen.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_a_shop_is_told_by_its_sales_its_surplus_and_its_volunteers_in_money_of_2024(tmp_path: Path) -> None:
    british = {**SHOP, "currency": "GBP", "turnover": 100_000, "surplus": -2000}
    (one,), unused = read_operations(_file(tmp_path, british))
    assert one == Operation("b", "Shop", pytest.approx(117_000), -0.02, 15.0)
    assert not unused


def test_rows_that_cannot_be_compared_are_named_with_the_reason(tmp_path: Path) -> None:
    rows = (
        {**SHOP, "status": "sector"}, {**SHOP, "kind": "transport"}, {**SHOP, "members": None}, {**SHOP, "never_heard_of": 7},
        {"status": "closed", "kind": "shop", "cause_codes": ["sales"]},
    )  # fmt: skip
    found, unused = read_operations(_file(tmp_path, *rows))
    assert [(row.line, row.why) for row in unused] == [(1, "average"), (2, "other_kind"), (3, "no_quantity")]
    assert [row.id for row in found] == ["b", "unseen-5"]
    assert found[1].closed_for == ("sales",)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"type": "case", "id": "x"}, "campaign"), ({"pop": [500, "K"], "members": 40}, "campaign"),
        ({"members": 40, "heads": 12, "pop": 500}, "assembly"), ({"members": 40, "volunteers": 9}, "operation"),
        ({"turnover": 5, "pop": 500}, "operation"), ({"colour": "red"}, "other"),
    ],
)  # fmt: skip
def test_rows_are_told_apart_by_their_fields(row: dict[str, object], kind: str) -> None:
    assert kind_of(row) == kind


def test_files_of_any_kind_in_any_order_add_up_and_no_row_counts_twice(tmp_path: Path) -> None:
    real = RealCases()
    real.add(_file(tmp_path, SHOP, {"pop": 500, "members": 80}, {"members": 50, "heads": 20}))
    real.add(_file(tmp_path, {"pop": 600, "id": "second"}))
    assert (len(real.campaigns), len(real.assemblies), len(real.operations)) == (2, 1, 1)
    assert bool(real) and not RealCases()


def _years(**columns: object) -> pd.DataFrame:
    table = pd.DataFrame({"shop": [0, 0, 1, 1], "year": [1, 2, 1, 2], "turnover_eur": [10.0, 30.0, 20.0, math.nan]})
    table["surplus_share"], table["volunteers_per_100"] = [-0.1, 0.1, 0.2, math.nan], [10.0, 20.0, 30.0, 40.0]
    table["closes"], table["cause"] = [False, False, False, True], ["", "", "", "no_board"]
    return table.assign(**columns)


def test_patterns_of_life_count_shop_years_closures_losses_and_hands() -> None:
    assert life_patterns(_years()) == pytest.approx({
        "closures_per_year": 1 / 4, "closed_for_money": 0.0, "years_in_loss": 1 / 3, "volunteers_per_100": 25.0,
        "shop_turnover": 20.0,
    })  # fmt: skip
    assert life_patterns(_years(cause="insolvent"))["closed_for_money"] == 1
    assert all(math.isnan(value) for value in life_patterns(_years().iloc[:0]).values())


def test_resampling_takes_whole_shops() -> None:
    found = resampled_patterns(_years(), 1)["closures_per_year"]
    assert set(found.tolist()) == {0.0, 0.25, 0.5}  # twice the first, one of each, twice the second


def test_what_real_shops_say_is_worked_out_the_same_way_and_the_rate_of_closing_from_a_count_of_all() -> None:
    rows = [Operation("a", "", 10.0, -0.1, 5.0), Operation("b", "", 30.0, 0.1), Operation("c", "", closed_for=("sales", "staff"))]
    assert observed_life(rows) == pytest.approx({
        "closures_per_year": CLOSURES_A_YEAR, "closed_for_money": 1.0, "years_in_loss": 0.5, "volunteers_per_100": 5.0,
        "shop_turnover": 20.0,
    })  # fmt: skip


def test_the_shipped_rows_can_be_read_and_carry_their_source() -> None:
    found, _ = read_operations(SHIPPED_OPERATIONS)
    assert len(found) == 34
    assert all(json.loads(line)["source"] for line in SHIPPED_OPERATIONS.read_text(encoding="utf-8").splitlines())


def test_money_promised_and_paid_is_compared_where_both_were_read(tmp_path: Path) -> None:
    rows = ({"id": "p", "pledged_amt": [100, "S"], "raised": [150, "S"]}, {"id": "q", "pledged_amt": [100, "S"], "pop": 5})
    (one,) = read_pledges(_file(tmp_path, *rows))
    assert one.paid_over_pledged == 1.5
    (compared,) = compare_with_pledges([one])
    assert compared.inside is False  # nobody pays more than was pledged
    assert compared.high <= 1 and np.all(shares_paid() <= 1)


@pytest.mark.slow
def test_shops_are_simulated_to_their_tenth_year_and_compared_row_by_row() -> None:
    years = simulated_shops(1, 0)
    assert years["year"].max() >= 8
    assert (years.groupby("shop")["closes"].sum() <= 1).all()
    found = compare_with_operations(read_operations(SHIPPED_OPERATIONS)[0], 1, 0)
    assert {one.name for one in found if one.kind == "life"} == set(LIFE_PATTERNS)
