"""Life after founding in words, and the main lines of the accounts for a table."""

from __future__ import annotations

import numpy as np

from coopparo_sim.analysis.ensembles import Outcome, outcome_of
from coopparo_sim.presentation.amounts import amount, money_in_words
from coopparo_sim.presentation.life_readings import fates_in_ten, has_life, lived_years
from coopparo_sim.presentation.locale import number, rounded, times_in_ten
from coopparo_sim.presentation.readings import HUNDRED, closed, founded, spread, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import BY_NAME, Indicator
from coopparo_sim.texts import text

LINES = ("sales", "result", "total_equity", "bank")
"""Lines of the accounts in the table of the summary."""


def life_in_words(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    """Say how it goes on once it is founded; nothing where it never is, or the run ends too soon.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    summary
        Its declared indicators.
    language
        ``it`` or ``en``.
    """
    if not founded(ensemble).any() or not has_life(ensemble):
        return []
    return [
        *lasting_in_words(ensemble, language),
        *_after_five_years(summary, language),
        *_money(ensemble, language),
        *_governed(summary, language),
        *met_told(ensemble, language),
    ]


def lasting_in_words(ensemble: Ensemble, language: str) -> list[str]:
    """Say how often it still works at the end of the run, and why it has closed; nothing where there is no life to tell."""
    if not founded(ensemble).any() or not has_life(ensemble):
        return []
    fates = fates_in_ten(ensemble)
    causes = [text(f"summary.life.{end}", language, count=n) for end, n in fates.items() if end != "working" and n]
    working = text("summary.life.working", language, month=ensemble.scenario.months, count=fates["working"])
    return ["; ".join([working, *causes])]


def _after_five_years(summary: dict[str, Outcome], language: str) -> list[str]:
    after = summary["operating_5_years"]
    if after.probability is None:
        return []
    return [text("summary.life.five_years", language, often=times_in_ten(after.probability, language))]


def _money(ensemble: Ensemble, language: str) -> list[str]:
    born = founded(ensemble)
    months = values(ensemble, "months_to_break_even", born)
    told = []
    if len(months):
        low, middle, high = (number(v, language) for v in spread(months))
        key = "summary.life.break_even_same" if low == high else "summary.life.break_even"
        told.append(text(key, language, low=low, high=high, months=middle))
    never = 1 - len(months) / int(born.sum())
    if never > 0:
        told.append(text("summary.life.never_even", language, often=times_in_ten(never, language)))
    lived = lived_years(ensemble)
    if len(lived):
        year = int(lived["year"].max())
        low, _, high = (
            money_in_words(v, language) for v in spread(lived.loc[lived["year"] == year, "result"].to_numpy(dtype=float))
        )
        told.append(text("summary.life.result", language, year=year, low=low, high=high))
    return told


def _governed(summary: dict[str, Outcome], language: str) -> list[str]:
    turnout, deciders = summary["turnout"].mean, summary["deciders_share"].mean
    if turnout is None or deciders is None:
        return []
    present, few = (number(v * HUNDRED, language) for v in (turnout, deciders))
    return [text("summary.life.assemblies", language, present=present, few=few)]


def met_told(ensemble: Ensemble, language: str) -> list[str]:
    """Say which part of the needs is met where it still works, also in the worst place, and with how many firms it competes."""
    working = founded(ensemble) & ~closed(ensemble)
    if not working.any():
        return []
    means = {name: float(np.mean(values(ensemble, name, working))) for name in ("need_really_met_share", "worst_place_met_share")}
    met, worst = (_of_hundred(value, language) for value in means.values())
    firms = float(np.mean(values(ensemble, "firms_competed", working)))
    told = [text("summary.life.needs", language, met=met, worst=worst)]
    return (
        [*told, text("summary.life.firms", language, firms=amount(BY_NAME["firms_competed"], firms, language))]
        if rounded(firms)
        else told
    )


def _of_hundred(value: float, language: str) -> str:
    """Say a small share out of 100: with a decimal below ten, and as less than what can be written where it is smaller still."""
    points = value * HUNDRED
    if points > 0 and not rounded(points, 1):
        return text("summary.life.nearly_none", language)
    return number(points, language, 1 if points < 10 and rounded(points) != rounded(points, 1) else 0)


def yearly_rows(ensemble: Ensemble, language: str) -> list[tuple[list[str], Outcome, str]]:
    """Give the main lines of the accounts of each year of life: label, name and unit; their numbers; their meaning.

    Parameters
    ----------
    ensemble
        Futures of one scenario, finished or not.
    language
        ``it`` or ``en``.
    """
    rows = []
    for year, of_year in lived_years(ensemble).groupby("year") if ensemble.n else ():
        for line in LINES:
            name = f"accounts.{line}.year_{year}"
            label = text("summary.accounts.row", language, line=text(f"finance.line.{line}", language), year=year)
            outcome = outcome_of(Indicator(name, "quantity", "EUR", {}, {}), of_year[line], None)
            rows.append(
                ([label, name, text("summary.unit.eur", language)], outcome, text("summary.accounts.meaning", language, year=year))
            )
    return rows
