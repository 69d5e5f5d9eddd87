"""The joining core as a small kernel in C, compiled on the spot: the practical limit, and what it would cost in readability."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.setting import Run, Series, Setting, count
from coopparo_sim.membership.joining import FULL_ATTENDANCE
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

SOURCE = Path(__file__).with_name("joining_core.c")
PLAIN = (
    "spontaneous", "word_of_mouth", "endorsement", "base", "benefit", "norm", "trust", "meetings", "endorsed", "progress", "cost",
    "norm_half", "norm_exponent", "revision", "share_eur", "full_attendance",
)  # fmt: skip
ARRAYS = (
    "indptr", "indices", "strength", "total_strength", "benefit", "trust", "attended", "endorsing", "willingness_eur",
    "inclination", "never", "aware", "joined", "informed_ties", "joined_strength", "acting",
)  # fmt: skip


class Weights(ctypes.Structure):
    """Numbers of behaviour, as the kernel has them."""

    _fields_ = [(name, ctypes.c_double) for name in PLAIN] + [("norm_is_linear", ctypes.c_int64)]


class Town(ctypes.Structure):
    """Arrays of the town, as the kernel has them."""

    _fields_ = [("n", ctypes.c_int64)] + [(name, ctypes.c_void_p) for name in ARRAYS]


def compiler() -> str | None:
    """Give the C compiler of this machine, or None."""
    return shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc") or shutil.which("clang")


@lru_cache(maxsize=1)
def kernel() -> Any:
    """Compile the kernel and load it.

    Raises
    ------
    ImportError
        If there is no compiler, or it refuses.
    """
    found = compiler()
    if found is None:
        raise ImportError("no C compiler")
    library = Path(tempfile.mkdtemp(prefix="joining_core_")) / ("joining_core" + (".dll" if sys.platform == "win32" else ".so"))
    asked = [found, "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-lm"]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ImportError(f"the C compiler refused: {done.stderr.strip()[:200]}")
    month = ctypes.CDLL(str(library)).month
    month.argtypes = [ctypes.c_void_p] * 4 + [ctypes.c_double, ctypes.c_void_p]
    month.restype = None
    return month


def _weights(world: World) -> Weights:
    behaviour, values = world.behaviour, {}
    for part in (behaviour.awareness, behaviour.joining):
        values |= {name: getattr(part, name) for name in PLAIN if hasattr(part, name)}
    values |= {"share_eur": world.plan.campaign.share_price_eur, "full_attendance": float(FULL_ATTENDANCE)}
    return Weights(**values, norm_is_linear=int(behaviour.joining.norm_form == "linear"))


def _arrays(world: World) -> dict[str, np.ndarray[Any, Any]]:
    ties, people = world.town.ties, world.people
    arrays = {name: getattr(people, name) for name in ARRAYS if hasattr(people, name)}
    arrays |= {
        "indptr": ties.indptr,
        "indices": ties.indices,
        "strength": ties.strength.astype(np.float64),
        "total_strength": ties.total_strength,
    }
    arrays |= {"benefit": world.benefit, "joined": people.joined, "acting": np.zeros(ties.n, dtype=np.int64)}
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}


def core(setting: Setting) -> Run:
    """Prepare the joining core."""
    month, world = kernel(), setting.campaign()
    weights, arrays, n = _weights(world), _arrays(world), world.town.adults.n
    town = Town(n, *(arrays[name].ctypes.data for name in ARRAYS))
    seen = np.zeros(2, dtype=np.int64)
    goal = setting.plan.campaign.target_members

    town.owners = arrays  # the kernel holds addresses only

    def run() -> Series:
        series, (aware, pledged) = [], count(world)
        for _ in range(setting.plan.months):
            hearing, joining = world.streams.monthly(Stream.AWARENESS, n), world.streams.monthly(Stream.JOINING, n)
            near = min(pledged / goal, 1.0)
            month(ctypes.byref(town), ctypes.byref(weights), hearing.ctypes.data, joining.ctypes.data, near, seen.ctypes.data)
            aware, pledged = aware + int(seen[0]), pledged + int(seen[1])
            series.append((aware, pledged))
        return series

    return run
