"""Luck that depends on who, what and when, and on nothing else."""

from __future__ import annotations

from enum import IntEnum

import pytest

from coopparo_sim.kernel.rng import Streams, generator


class Decision(IntEnum):
    FIRST = 1
    SECOND = 2


def test_the_same_key_gives_the_same_luck() -> None:
    assert generator(1, 2, 3).random(5).tolist() == generator(1, 2, 3).random(5).tolist()


@pytest.mark.parametrize("key", [(2, 2, 3), (1, 3, 3), (1, 2, 4), (1, 2, 3, 1), (1, 2, 3, 0, 1)])
def test_any_other_key_gives_other_luck(key: tuple[int, ...]) -> None:
    assert generator(*key).random() != generator(1, 2, 3).random()


def test_a_negative_key_is_refused_with_its_value() -> None:
    with pytest.raises(ValueError, match=r"\(1, -2, 3, 0, 0\)"):
        generator(1, -2, 3)


def test_one_decision_does_not_use_up_the_luck_of_another() -> None:
    alone, beside = Streams(1, 0), Streams(1, 0)
    beside.monthly(Decision.SECOND, 100)
    assert alone.monthly(Decision.FIRST, 3).tolist() == beside.monthly(Decision.FIRST, 3).tolist()


def test_every_month_draws_the_next_block() -> None:
    streams = Streams(1, 0)
    blocks = [*streams.monthly(Decision.FIRST, 3), *streams.monthly(Decision.FIRST, 3)]
    assert blocks == generator(1, 0, Decision.FIRST).random(6).tolist()


def test_an_irregular_event_has_the_luck_of_its_month() -> None:
    streams = Streams(1, 0)
    assert streams.at(Decision.FIRST, 4).random() == streams.at(Decision.FIRST, 4).random()
    assert streams.at(Decision.FIRST, 4).random() != streams.at(Decision.FIRST, 5).random()


def test_to_pass_over_a_block_is_to_draw_it_and_not_to_look() -> None:
    drawn, skipped = Streams(1, 0), Streams(1, 0)
    drawn.monthly(Decision.FIRST, 5)
    assert skipped.monthly(Decision.FIRST, 5, wanted=False).shape == (0,)
    assert drawn.monthly(Decision.FIRST, 3).tolist() == skipped.monthly(Decision.FIRST, 3).tolist()
