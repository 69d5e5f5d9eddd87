"""The catalogue of services, read from ``data/services.csv`` and ``data/coverage.csv``; a new service is one row in each."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Reach = Literal["seat", "home", "grid"]
REACHES: dict[str, Reach] = {"seat": "seat", "home": "home", "grid": "grid"}
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Service:
    """One service; the numbers are central values of the table, whose rows carry range, evidence and source.

    Attributes
    ----------
    id, name_it, name_en
        Identifier and names.
    start_up_eur
        Money needed to open, EUR.
    premises_share
        Share of it saved where free premises are given, 0-1.
    months_to_open
        Months between the money and the opening.
    reach
        ``seat``: one must go there; ``home``: it comes to the door; ``grid``: distance plays no part.
    """

    id: str
    name_it: str
    name_en: str
    start_up_eur: float
    premises_share: float
    months_to_open: int
    reach: Reach

    def opening_cost_eur(self, premises: bool) -> float:
        """Money needed to open, EUR, with or without free premises."""
        return self.start_up_eur * (1 - self.premises_share * premises)


@lru_cache(maxsize=3)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of one table of ``data/``, read once; they are for reading only."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Service]:
    """Give all services by identifier, in the order of the table."""
    return {row["id"]: _service(row) for row in rows("services.csv")}


def _service(row: dict[str, str]) -> Service:
    if row["reach"] not in REACHES:
        raise ValueError(f"services.csv: reach(={row['reach']!r}) of {row['id']} must be one of {', '.join(REACHES)}")
    return Service(
        id=row["id"], name_it=row["name_it"], name_en=row["name_en"],
        start_up_eur=float(row["start_up_eur"]), premises_share=float(row["premises_share"]),
        months_to_open=int(row["months_to_open"]), reach=REACHES[row["reach"]],
    )  # fmt: skip


def coverage(services: Sequence[str], needs: Sequence[str]) -> Floats:
    """Share of each need that each service can meet for who reaches it, shape (services, needs), 0-1.

    Raises
    ------
    KeyError
        If the tables do not know a service.
    """
    table = {row["service"]: row for row in rows("coverage.csv")}
    return np.array([[float(table[s].get(n) or 0) for n in needs] for s in services], dtype=np.float64).reshape(
        len(services), len(needs)
    )
