"""What is compared with the model follows the same rules: the same numbers, month by month, from the same luck."""

from __future__ import annotations

import pytest

from benchmarks.peers.forms import MESA, OURS, Extent, check_agreement, forms
from benchmarks.setting import Setting, formation_plan

MONTHS = 24
VILLAGE = Setting(formation_plan(MONTHS, town="two_hamlets"))


@pytest.mark.slow
@pytest.mark.parametrize("extent", ["core", "whole"])
def test_every_form_that_runs_here_gives_the_numbers_of_the_model(extent: Extent) -> None:
    found = forms(extent)
    assert {OURS, MESA} <= set(found.available)
    check_agreement(VILLAGE, found)


@pytest.mark.parametrize("extent", ["core", "whole"])
def test_people_hear_and_pledge_in_the_village_so_that_agreement_says_something(extent: Extent) -> None:
    series = forms(extent, only="no other").available[OURS](VILLAGE)()
    assert len(series) == MONTHS and series[-1][0] > series[0][0] and series[-1][1] > series[MONTHS // 2][1] > 0


def test_a_form_that_differs_is_named_with_its_month() -> None:
    found = forms("core", only="no other")
    ours = found.available[OURS]
    found.available["wrong"] = lambda setting: lambda: [*ours(setting)()[:-1], (-1, -1)]
    with pytest.raises(AssertionError, match=f"wrong differs from ours from month {MONTHS}"):
        check_agreement(VILLAGE, found)
