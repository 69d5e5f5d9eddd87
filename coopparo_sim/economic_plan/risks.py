"""What can go wrong, counted over all futures: closings and why, months to break even, money at its lowest, what it depends on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopparo_sim.economic_plan.futures import ENDS, MONTHS_A_YEAR, Selection
from coopparo_sim.economic_plan.page import COUNT, EURO_SIGN, SHARE, Page, cell_name
from coopparo_sim.kernel.parameter import Declaration
from coopparo_sim.presentation.locale import number, times_in_ten
from coopparo_sim.scenario.behaviour import uncertainties

PERCENTILES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
MOST_REASONS, LEAST_IN_GROUP = 6, 8
"""Numbers of behaviour that are told, at most; futures that each third needs for it."""
LEAST_GAP, SURE = 0.15, 3.0
"""Difference between two thirds of the draws from which on a number of behaviour is told, and in standard errors."""
LAST_COLUMN = 5


def write_risks(page: Page, selection: Selection) -> None:
    """Write the page of risks, over all futures of the scenario and not only the three of the statements.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures.
    """
    row = page.begin("risks", 60.0, *[13.0] * (LAST_COLUMN - 1)) + 1
    row = _ends(page, row, selection) + 1
    row = _break_even(page, row, selection) + 1
    row = _liquidity(page, row, selection) + 1
    row = _reasons(page, row, selection)
    page.paper(LAST_COLUMN, False)


def _head(page: Page, row: int, keys: tuple[str, ...]) -> None:
    said = {column: page.say(f"plan.risks.{key}") for column, key in enumerate(keys, start=1)}
    for column, words in said.items():
        page.words(row, column, words, "heading", horizontal="left" if column == 1 else "right")
    page.raise_row(row, said)


def _ends(page: Page, row: int, selection: Selection) -> int:
    """Count how futures end: never founded, and of those followed for the years of the plan, closed by cause or still at work."""
    _head(page, row, ("ends", "futures", "share_of"))
    futures, followed = selection.ensemble.futures, selection.followed
    all_row, founded_row, followed_row = row + 1, row + 5, row + 6
    never = {key: (futures[key] > 0).to_numpy() for key in ("exit_no_promoters", "exit_campaign_failed", "undecided")}
    counted = [("all", np.ones(len(futures), dtype=bool), all_row)]
    counted += [(key, flags, all_row) for key, flags in never.items()]
    counted += [("founded", selection.founded, all_row), ("followed", followed, founded_row)]
    gone = followed & ~selection.lasting
    counted += [(key, gone & (futures[key] > 0).to_numpy(), followed_row) for key in ENDS]
    counted += [("lasting", selection.lasting, followed_row)]
    for line, (key, flags, of) in enumerate(counted, start=all_row):
        page.rows[key] = line
        words = page.say(f"plan.risks.end.{key}", years=page.years(selection.years))
        page.words(line, 1, words, "strong" if key in ("all", "founded", "followed", "lasting") else "plain")
        page.raise_row(line, {1: words})
        page.amount(line, 2, int(flags.sum()), COUNT)
        page.formula(line, 3, f"=IF({cell_name(of, 2)}=0,0,{cell_name(line, 2)}/{cell_name(of, 2)})", SHARE)
    return page.paragraph(all_row + len(counted), page.say("plan.risks.share_note"), LAST_COLUMN, "note")


def _break_even(page: Page, row: int, selection: Selection) -> int:
    _head(page, row, ("even", "futures", *PERCENTILES))
    of_founded = selection.ensemble.futures.loc[selection.founded, "months_to_break_even"]
    reached = of_founded.dropna()
    page.words(row + 1, 1, page.say("plan.risks.even_reached"))
    page.words(row + 2, 1, page.say("plan.risks.even_never"))
    page.amount(row + 1, 2, len(reached), COUNT)
    page.amount(row + 2, 2, len(of_founded) - len(reached), COUNT)
    _percentiles(page, row + 1, reached, COUNT)
    return row + 3


def _liquidity(page: Page, row: int, selection: Selection) -> int:
    """Write how low the money fell in each year of life, over all founded futures that lived it."""
    _head(page, row, ("lowest", "dry", *PERCENTILES))
    accounts = selection.ensemble.accounts
    for year in selection.year_range:
        lowest = accounts.loc[accounts["year"] == year, "lowest_free"]
        page.words(row + year, 1, page.say("plan.risks.lowest_year", year=year, lived=len(lowest)))
        page.amount(row + year, 2, int((lowest < 0).sum()), COUNT)
        _percentiles(page, row + year, lowest, EURO_SIGN)
    row = page.paragraph(row + selection.years + 1, page.say("plan.risks.lowest_note"), LAST_COLUMN, "note")
    whole = accounts[(accounts["months"] == MONTHS_A_YEAR) & (accounts["year"] <= selection.years)]
    words = page.say("plan.risks.no_equity", years=page.years(selection.years))
    page.rows["no_equity"] = row
    page.words(row, 1, words, "strong")
    page.raise_row(row, {1: words})
    page.amount(row, 2, int(whole.loc[whole["total_equity"] + whole["open_result"] < 0, "future"].nunique()), COUNT)
    return page.paragraph(row + 1, page.say("plan.risks.no_equity_note"), LAST_COLUMN, "note")


def _percentiles(page: Page, row: int, values: pd.Series, form: str) -> None:
    for column, share in enumerate(PERCENTILES.values(), start=3):
        found = float(values.quantile(share, interpolation="nearest")) if len(values) else None
        page.amount(row, column, found, form)


def _reasons(page: Page, row: int, selection: Selection) -> int:
    """Say in words which unknown numbers of behaviour go with lasting and which with not being founded or closing."""
    row = page.bar(row, page.say("plan.risks.reasons"), LAST_COLUMN)
    row = page.paragraph(row, page.say("plan.risks.reasons_about", years=page.years(selection.years)), LAST_COLUMN, "note")
    found = reasons(selection)
    if not found:
        return page.paragraph(row, page.say("plan.risks.no_reasons"), LAST_COLUMN)
    for declared, low, high in found:
        words = page.say(
            "plan.risks.reason", name=declared.label[page.language], low=times_in_ten(low, page.language),
            high=times_in_ten(high, page.language), least=_plain(declared, 0, page), most=_plain(declared, 1, page),
        )  # fmt: skip
        row = page.paragraph(row, words, LAST_COLUMN)
    return row


def _plain(declared: Declaration, end: int, page: Page) -> str:
    value = (declared.plausible or (0.0, 0.0))[end]
    decimals = next((d for d in range(4) if round(value, d) == value), 3)
    return number(value, page.language, decimals)


def reasons(selection: Selection) -> list[tuple[Declaration, float, float]]:
    """Give numbers of behaviour with the share of futures, 0-1, in which it is founded and lasts where they are low and where high.

    Low and high are the lower and upper third of the draws. Only futures that were followed, or in which nothing was founded, are
    looked at, and only gaps that can hardly be chance for so few draws are told: the widest first, at most :data:`MOST_REASONS`.
    The draws differ in all numbers at once, so this says what goes together, not what causes what.
    """
    futures = selection.ensemble.futures
    seen = selection.followed | ~selection.founded
    draws = futures.loc[seen, "draw"].to_numpy()
    lasting = pd.Series(selection.lasting[seen].astype(float)).groupby(draws).mean()
    third, found = len(lasting) // 3, []
    for declared in uncertainties() if third >= LEAST_IN_GROUP else ():
        column = f"behaviour.{declared.name}"
        if column not in futures or futures[column].nunique() <= 1:
            continue
        order = futures.loc[seen, column].groupby(draws).first().sort_values(kind="stable").index
        low, high = lasting[order[:third]], lasting[order[-third:]]
        spread = float(np.sqrt((low.var() + high.var()) / third))
        if abs(high.mean() - low.mean()) >= max(LEAST_GAP, SURE * spread):
            found.append((declared, float(low.mean()), float(high.mean())))
    return sorted(found, key=lambda row: -abs(row[2] - row[1]))[:MOST_REASONS]
