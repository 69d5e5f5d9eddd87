"""Results of some runs as Parquet tables: a row a run, and a row a run and month.

Measures are stored as 32-bit numbers with split byte streams, which halves the files and loses nothing that a count of people or
an amount in euros below a hundred thousand holds; inputs keep 64 bits.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from coopparo_sim.record.result import MONTH_COLUMNS, RunResult
from coopparo_sim.scenario.behaviour import REPLICATES
from coopparo_sim.sweeps.design import Design, Label
from coopparo_sim.sweeps.points import POINT

FUTURE, DRAW, DIGEST, MONTH, STAGE = "future", "draw", "digest", "month", "stage"
KEY = (POINT, FUTURE)
WORDS = (STAGE, DIGEST)
_ARROW = {"bool": pa.bool_(), "int64": pa.int64(), "float64": pa.float64(), "string": pa.string()}


@dataclass(frozen=True)
class DoneRun:
    """One finished run.

    Attributes
    ----------
    point, future
        Which one.
    digest
        Fingerprint of the scenario of the point.
    values
        The value of each factor at the point.
    result
        What came of it.
    """

    point: int
    future: int
    digest: str
    values: Mapping[str, Label]
    result: RunResult


def runs_table(design: Design, done: Sequence[DoneRun]) -> pa.Table:
    """Give a row a run: point, future, draw of behaviour, factors, digest, outcomes, drawn behaviour (under ``behaviour.``)."""
    columns = _inputs(design, done, [1] * len(done))
    varied = {factor.name for factor in design.factors}
    measures = [run.result.outcomes | run.result.parameters for run in done]
    drawn = design.uncertainty != "none"
    for name in measures[0]:
        if name not in varied and (drawn or name in done[0].result.outcomes):
            columns[name] = pa.array([row[name] for row in measures], pa.float32())
    return pa.table(columns)


def months_table(design: Design, done: Sequence[DoneRun]) -> pa.Table:
    """Give a row a run and month: what :func:`runs_table` has of inputs, then the columns of the table of months."""
    columns = _inputs(design, done, [len(run.result.months) for run in done])
    months = pd.concat([run.result.months for run in done], ignore_index=True)
    columns[MONTH] = pa.array(months[MONTH].to_numpy(np.int32))
    columns[STAGE] = pa.array(months[STAGE].astype(str).tolist(), pa.string())
    for name in MONTH_COLUMNS:
        if name not in columns:
            columns[name] = pa.array(months[name].to_numpy(np.float32), pa.float32())
    return pa.table(columns)


def _inputs(design: Design, done: Sequence[DoneRun], repeats: Sequence[int]) -> dict[str, pa.Array]:
    """Give the columns that say which run it is, each repeated for its rows."""
    runs = np.repeat(np.arange(len(done)), repeats)
    point = np.array([run.point for run in done], dtype=np.int32)
    future = np.array([run.future for run in done], dtype=np.int32)
    columns = {POINT: pa.array(point[runs]), FUTURE: pa.array(future[runs]), DRAW: pa.array((future // REPLICATES)[runs])}
    for factor in design.factors:
        values = pa.array([run.values[factor.name] for run in done], _ARROW[factor.column])
        columns[factor.name] = values.take(pa.array(runs))
    columns[DIGEST] = pa.array([run.digest for run in done], pa.string()).take(pa.array(runs))
    return columns


def parquet_bytes(table: pa.Table) -> bytes:
    """Write a table as the bytes of a Parquet file."""
    measures = [field.name for field in table.schema if pa.types.is_float32(field.type)]
    others = [field.name for field in table.schema if field.name not in measures]
    target = io.BytesIO()
    pq.write_table(table, target, compression="zstd", use_dictionary=others, use_byte_stream_split=measures)
    return target.getvalue()
