"""The fingerprint of a scenario changes with what can change a result, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from coopparo_sim.scenario.digest import scenario_digest, town_digest
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.town.tables import find_town

PLAN = '[campaign]\nshare_price_eur = 50\n[[process.meetings]]\nmonth = 2\nplace = "cesta"\n'


def _digest(write: Any, text: str) -> str:
    return scenario_digest(load_scenario(write(text)))


@pytest.mark.parametrize(
    "same",
    [
        "# un commento\n" + PLAN,
        'title = "Altro"\nquestion = "Altra?"\nnote = "Nota"\n' + PLAN,
        PLAN.replace("50", "50.0"),
        PLAN.replace("\n", "\r\n"),
        PLAN.replace("cesta", "Cesta"),
        PLAN.replace("share_price_eur = 50\n", ""),
        'process.meetings = [{ place = "cesta", month = 2 }]\n',
    ],
)
def test_the_same_plan_written_otherwise_has_the_same_digest(same: str, write: Any) -> None:
    assert _digest(write, same) == _digest(write, PLAN)


@pytest.mark.parametrize(
    "other",
    [
        PLAN.replace("50", "51"),
        PLAN.replace("= 2", "= 3"),
        PLAN.replace("cesta", "tamara"),
        'seat = "tamara"\n' + PLAN,
        PLAN + "[behaviour.trust]\naveraging = 0.05\n",
    ],
)
def test_a_plan_that_may_end_otherwise_has_another_digest(other: str, write: Any) -> None:
    assert _digest(write, other) != _digest(write, PLAN)


def test_the_tables_of_the_town_enter_and_not_where_they_lie(write: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mio_paese"
    shutil.copytree(find_town("copparo"), folder)
    assert _digest(write, 'town = "mio_paese"\n') == _digest(write, 'town = "copparo"\n')
    table = folder / "places.csv"
    table.write_bytes(table.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert town_digest(folder) == town_digest(find_town("copparo"))
    table.write_bytes(table.read_bytes().replace(b",9100,", b",9101,"))
    assert town_digest(folder) != town_digest(find_town("copparo"))
