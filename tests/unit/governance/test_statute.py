"""What the law asks of those who found."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import ValidationError

from coopparo_sim.governance.statute import Statute, legal_minimum, natural_persons_only


@pytest.mark.parametrize(("form", "least"), [("ordinary", 9), ("small", 3)])
def test_nine_found_a_cooperative_and_three_a_small_one(form: Literal["ordinary", "small"], least: int) -> None:
    assert legal_minimum(form) == least


@pytest.mark.parametrize(
    ("form", "members", "only"), [("small", 3, True), ("small", 8, True), ("small", 9, False), ("ordinary", 3, False)]
)
def test_legal_persons_stay_out_of_a_small_cooperative_below_nine_members(
    form: Literal["ordinary", "small"], members: int, only: bool
) -> None:
    assert natural_persons_only(form, members) is only


@pytest.mark.parametrize("wrong", [{"most_held_eur": 100_001.0}, {"loan_multiple": 3.5}, {"form": "large"}, {"votes": 2}])
def test_a_statute_beyond_the_law_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Statute.model_validate(wrong)
