"""One hash for all results of a sweep, whatever the order in which, and wherever, they were made.

Each run is hashed by itself: point, future, the values of its factors, its outcomes, its months. The hashes are added up modulo
2 ** 256, so that neither order nor parts matter. Numbers are rounded to 20 binary digits, about six decimal ones, before that:
versions of NumPy do not round the last of the 53 digits of an exponential alike, and that is no difference in the town. One person
more or less in a hundred thousand, or one euro in half a million, still shows. Two numbers that differ in their last digit may be
rounded apart, but the chance of that is about one in 10 ** 10 a number.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from numpy.typing import NDArray

from coopparo_sim.sweeps.points import POINT
from coopparo_sim.sweeps.store import MONTHS, RUNS, spans_done
from coopparo_sim.sweeps.tables import DRAW, FUTURE, KEY, MONTH

DIGITS = 20
"""Binary digits that count."""
_MODULUS = 2**256
_NAN = np.float64(np.nan)


def cut_digits(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to :data:`DIGITS` binary digits; minus zero becomes zero, and every NaN the same one.

    Examples
    --------
    >>> bool(cut_digits(np.array([0.1]))[0] == cut_digits(np.array([0.1 + 1e-12]))[0])
    True
    """
    mantissa, exponent = np.frexp(np.asarray(values, dtype=np.float64))
    cut = np.ldexp(np.rint(mantissa * 2.0**DIGITS), exponent - DIGITS) + 0.0
    return np.where(np.isnan(cut), _NAN, cut)


def sweep_digest(folder: str | Path) -> str:
    """Give the hash of all results in the folder of a sweep, in hexadecimal."""
    where, total = Path(folder), 0
    for span in spans_done(where):
        hashes = _hashes(pq.read_table(where / RUNS / span.part).to_pandas())
        if (where / MONTHS / span.part).exists():
            hashes = _with_months(hashes, pq.read_table(where / MONTHS / span.part).to_pandas())
        total = (total + sum(int.from_bytes(one.digest(), "little") for one in hashes.values())) % _MODULUS
    return f"{total:064x}"


def _hashes(table: pd.DataFrame) -> dict[tuple[int, int], hashlib._Hash]:
    """Start the hash of each run from its row; columns in the order of their names."""
    numbers, words = _numbers_and_words(table)
    head = "\n".join([*numbers, *words]).encode("utf-8")
    measured = cut_digits(table[numbers].to_numpy(np.float64))
    said = ["\n".join(row).encode("utf-8") for row in table[words].astype(str).to_numpy()] if words else [b""] * len(table)
    keys = zip(table[POINT].tolist(), table[FUTURE].tolist(), strict=True)
    return {
        key: hashlib.sha256(head + repr(key).encode() + row.tobytes() + text)
        for key, row, text in zip(keys, measured, said, strict=True)
    }


def _with_months(hashes: dict[tuple[int, int], hashlib._Hash], months: pd.DataFrame) -> dict[tuple[int, int], hashlib._Hash]:
    months = months.sort_values([*KEY, MONTH], kind="stable", ignore_index=True)
    numbers, words = _numbers_and_words(months)
    measured = cut_digits(months[numbers].to_numpy(np.float64))
    said = months[words].astype(str).to_numpy()
    for key, rows in months.groupby(list(KEY)).indices.items():
        hashes[_pair(key)].update(measured[rows].tobytes() + "\n".join(said[rows].ravel()).encode("utf-8"))
    return hashes


def _pair(key: Any) -> tuple[int, int]:
    return int(key[0]), int(key[1])


def _numbers_and_words(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Give the columns of numbers and those of words, by name; what follows from point and future is left out."""
    columns = sorted(name for name in table.columns if name not in (*KEY, DRAW))
    numbers = [name for name in columns if pd.api.types.is_numeric_dtype(table[name])]
    return numbers, [name for name in columns if name not in numbers]
