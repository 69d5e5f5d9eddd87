"""Many futures: the same numbers however many processes make them, and nothing left behind."""

from __future__ import annotations

import pandas as pd
import pytest

from coopparo_sim.record.ensemble import REPLICATES
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps import futures as engine
from coopparo_sim.sweeps.futures import Interrupted, SimulationFailed, run_futures

VILLAGE = Scenario.model_validate({"town": "two_hamlets", "months": 6, "process": {"meetings": [{"month": 1, "kind": "citizens"}]}})


def test_fewer_futures_are_the_first_of_more() -> None:
    few, more = run_futures(VILLAGE, 5, jobs=1), run_futures(VILLAGE, 9, jobs=1)
    pd.testing.assert_frame_equal(few.futures, more.futures.head(5), check_exact=True)


def test_behaviour_is_shared_within_a_draw_and_differs_between_draws() -> None:
    drawn = run_futures(VILLAGE, 2 * REPLICATES, jobs=1).futures["behaviour.joining.base"]
    assert drawn.iloc[:REPLICATES].nunique() == 1 and drawn.nunique() == 2


def test_without_uncertainty_behaviour_is_as_declared() -> None:
    assert (
        run_futures(VILLAGE, 3, jobs=1, uncertainty="none")
        .futures["behaviour.joining.base"]
        .eq(VILLAGE.behaviour.joining.base)
        .all()
    )


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    run_futures(VILLAGE, 6, jobs=1, progress=lambda done, wanted: told.append((done, wanted)))
    assert told[-1] == (6, 6) and told == sorted(told)


def test_an_interrupted_run_keeps_what_was_finished() -> None:
    def stop(done: int, wanted: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        run_futures(VILLAGE, 12, jobs=1, progress=stop)
    assert 0 < stopped.value.ensemble.n < 12 and not stopped.value.ensemble.complete


def test_a_future_that_fails_is_named_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(engine, "run", broken)
    with pytest.raises(SimulationFailed) as failed:
        run_futures(VILLAGE, 2, jobs=1)
    assert failed.value.future == 0 and "ZeroDivisionError" in failed.value.details


@pytest.mark.parametrize("wrong", [{"futures": 0}, {"seed": -1}, {"jobs": 0}])
def test_impossible_numbers_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        run_futures(VILLAGE, **{"futures": 2, **wrong})
