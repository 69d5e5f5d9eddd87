"""Time needed to build the town: Copparo as it is, and with a million residents. Run: ``python -m benchmarks.town_build``."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import numpy as np

from coopparo_sim.town.build import build_town
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.tables import TownTables, find_town, read_town
from coopparo_sim.town.ties import clustering

MILLION = 1_000_000


def enlarged(tables: TownTables, residents: int) -> TownTables:
    """Give the same town with about ``residents`` residents: places, associations and firms grow alike."""
    times = residents / tables.residents
    return replace(
        tables,
        places=tuple(replace(p, population=round(p.population * times)) for p in tables.places),
        association_kinds=tuple(replace(k, mean_members=k.mean_members * times) for k in tables.association_kinds),
        sectors=tuple(replace(s, n_firms=round(s.n_firms * times)) for s in tables.sectors),
    )


def seconds(tables: TownTables, repeats: int) -> float:
    """Give the median time of one town, seconds."""
    times = []
    for seed in range(repeats):
        start = time.perf_counter()
        build_town(tables, TownParameters(), np.random.default_rng(seed))
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def main() -> None:
    """Write one line for each size."""
    tables = read_town(find_town("copparo"))
    town = build_town(tables, TownParameters(), np.random.default_rng(0))
    sys.stdout.write(f"mean degree {town.ties.degree.mean():.2f}, clustering {clustering(town.ties):.3f}\n")
    for size, repeats in ((tables.residents, 21), (MILLION, 1)):
        sys.stdout.write(f"{size:>9,} residents: {seconds(enlarged(tables, size), repeats):.3f} s\n")


if __name__ == "__main__":
    main()
