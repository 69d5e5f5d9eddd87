"""What must hold in every month of every run; checked in tests, off in large numbers of runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
TOLERANCE = 1e-9


class BrokenInvariant(AssertionError):
    """Something that can never be so has happened; the model has a fault."""


def require(holds: bool, month: int, what: str) -> None:
    """Raise :class:`BrokenInvariant` that names month and rule unless it ``holds``."""
    if not holds:
        raise BrokenInvariant(f"month {month}: {what}")


def check_people(month: int, joined: Bools, shares: NDArray[np.int64], trust: Floats, aware: Bools) -> None:
    """Check the adults: arrays of shape (adults,).

    Raises
    ------
    BrokenInvariant
        If an outsider holds shares or a joiner none, trust leaves 0-1, or somebody joined does not know of the idea.
    """
    require(bool((shares >= 0).all()), month, "shares >= 0")
    require(not shares[~joined].any(), month, "nobody outside holds shares")
    require(bool((shares[joined] >= 1).all()), month, "whoever has joined holds a share")
    require(bool(((trust >= -TOLERANCE) & (trust <= 1 + TOLERANCE)).all()), month, "trust within 0-1")
    require(bool(aware[joined].all()), month, "whoever has joined knows of the idea")


def check_counts(month: int, counted: Floats, recounted: Floats, what: str) -> None:
    """Check that a count kept by changes equals a full recount, both of shape (n,)."""
    require(bool(np.array_equal(counted, recounted)), month, f"{what} kept by changes equals the recount")


def check_money(month: int, balanced: bool, capital_cents: int, book_cents: int) -> None:
    """Check the books: balanced, and share capital in the ledger equal to the members' book, both in cents."""
    require(balanced, month, "the ledger is balanced")
    require(capital_cents == book_cents, month, f"share capital {capital_cents} equals the members' book {book_cents} (cents)")
