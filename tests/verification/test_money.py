"""Known results of money: those of the published table, and other set-ups against exact answers worked out here."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.finance import solvency
from coopparo_sim.finance.bookkeeping import MonthFlows, book_month
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.verification import money
from coopparo_sim.verification.money import MONEY_CASES, ruin, surplus


def exact_ruin(start: int, p_up: float, months: int) -> float:
    """Give the chance to be at or below zero within some months, by the chance of every amount month by month."""
    chance = np.zeros(start + months + 2)
    chance[max(start, 0)] = 1.0
    for _ in range(months):
        moved = np.zeros_like(chance)
        moved[0] = chance[0]
        moved[2:] += p_up * chance[1:-1]
        moved[:-1] += (1 - p_up) * np.concatenate([[0.0], chance[1:]])[1:]
        chance = moved
    return float(chance[0])


@pytest.mark.parametrize("case", MONEY_CASES, ids=lambda case: f"{case.name}-{case.known[0].values}")
def test_the_rules_of_money_reach_what_is_known(case: money.Case) -> None:
    reached = case.measure(np.random.default_rng(7))
    for known, got in zip(case.known, reached, strict=True):
        assert abs(got - known.expected) <= known.tolerance


def test_ten_thousand_euros_of_surplus_are_split_as_the_law_says() -> None:
    assert surplus(net_eur=10_000) == (3000.0, 300.0, 6700.0)


@pytest.mark.parametrize(
    ("net", "parts"),
    [
        (0, (0, 0, 0)),
        (-500, (0, 0, 0)),
        (0.01, (0.01, 0, 0)),
        (333.33, (100.0, 10.0, 223.33)),
        (12_345.67, (3703.71, 370.37, 8271.59)),
    ],
)
def test_other_surpluses_are_split_to_the_cent(net: float, parts: tuple[float, float, float]) -> None:
    assert surplus(net) == parts


@pytest.mark.parametrize(("start", "p_up", "months"), [(5, 0.6, 60), (5, 0.6, 24), (1, 0.5, 10), (3, 0.4, 12), (8, 0.55, 84)])
def test_a_purse_is_emptied_as_often_as_the_exact_count_of_paths_says(start: int, p_up: float, months: int) -> None:
    expected, runs = exact_ruin(start, p_up, months), 100_000
    got = ruin(start=start, p_up=p_up, months=months, runs=runs, rng=np.random.default_rng(start))
    assert abs(got - expected) <= 4 * np.sqrt(expected * (1 - expected) / runs)


def test_the_exact_count_of_paths_gives_the_published_numbers() -> None:
    assert exact_ruin(5, 0.6, 60) == pytest.approx(0.12155, abs=1e-5)
    assert exact_ruin(5, 0.6, 24) == pytest.approx(0.08606, abs=1e-5)
    assert exact_ruin(5, 0.6, 2000) == pytest.approx((0.4 / 0.6) ** 5, abs=1e-9)


@pytest.mark.parametrize(
    ("start", "p_up", "months", "share"),
    [(0, 1.0, 5, 1.0), (3, 0.0, 2, 0.0), (3, 0.0, 3, 1.0), (1, 1.0, 50, 0.0), (2.5, 0.0, 3, 1.0)],
)
def test_a_purse_that_only_fills_or_only_empties_is_certain(start: float, p_up: float, months: int, share: float) -> None:
    assert ruin(start, p_up, months, 100, np.random.default_rng(1)) == share


def test_the_ledger_kept_month_by_month_is_ruined_in_the_same_runs() -> None:
    ups = np.random.default_rng(3).random((24, 200)) < 0.6
    ruined = 0
    for run in range(ups.shape[1]):
        books, over = Ledger(), False
        books.post(0, "bank", "share_capital", 500)
        for month, up in enumerate(ups[:, run], start=1):
            if over:
                break
            book_month(books, month, MonthFlows(sales=100 * int(up), fixed_costs=100 * (1 - int(up))))
            over = bool(solvency.months_without_liquidity(np.array([solvency.free_money(books)]), np.zeros(1, dtype=np.int64))[0])
        ruined += over
    assert ruined / ups.shape[1] == ruin(5, 0.6, 24, 200, _Replay(ups))  # type: ignore[arg-type]


class _Replay:
    """Hands out the same ups and downs again."""

    def __init__(self, ups: np.ndarray) -> None:
        self.rows = iter(np.where(ups, 0.0, 0.999))

    def random(self, n: int) -> np.ndarray:
        row = next(self.rows)
        assert len(row) == n
        return row


def test_ruin_follows_the_rule_of_liquidity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "months_without_liquidity", lambda free, before: np.where(free <= 100, before + 1, 0))
    assert ruin(5, 0.6, 24, 50_000, np.random.default_rng(1)) > 0.1


def test_surplus_follows_the_rule_of_the_year_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "surplus_shares", lambda net: (net, 0, 0))
    assert surplus(10_000) == (10_000, 0, 0)
