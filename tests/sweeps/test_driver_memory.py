"""The process that drives a sweep needs the same memory for many runs as for few."""

from __future__ import annotations

import pytest

from benchmarks.driver_memory import in_process
from benchmarks.scaling import memory_bytes

LEAST_GROWTH_SHOWN = 3_000_000
"""Bytes: what 9,000 results kept by the driver would take is some hundred times as much."""


@pytest.mark.slow
@pytest.mark.skipif(memory_bytes() is None, reason="this system does not tell of memory")
def test_ten_times_the_runs_take_no_more_memory_of_the_driver() -> None:
    few, many = in_process(1_000), in_process(10_000)
    assert (few["done"], many["done"]) == (1_000, 10_000)
    assert many["peak_bytes"] - few["peak_bytes"] < LEAST_GROWTH_SHOWN
