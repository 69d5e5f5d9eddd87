"""The front door: about ten names, each where it says it is."""

from __future__ import annotations

import pytest

import coopparo_sim


@pytest.mark.parametrize("name", coopparo_sim.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(coopparo_sim, name) is not None


def test_the_public_names_are_what_an_editor_is_shown() -> None:
    assert dir(coopparo_sim) == sorted(coopparo_sim.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error_that_says_which() -> None:
    with pytest.raises(AttributeError, match="'forecast'"):
        _ = coopparo_sim.forecast
