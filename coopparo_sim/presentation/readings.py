"""What pictures and sentences read from the tables of results; one definition of each, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.presentation.locale import TEN, count_in_ten, tenths_in_words
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import member_column
from coopparo_sim.texts import text
from coopparo_sim.town.generic import town_named

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
MONTH_QUOTED = 36
HUNDRED = 100
ENDS = ("founded", "closed", "exit_no_promoters", "exit_campaign_failed", "undecided")
"""How a run ends, each future in exactly one of them: founded and not closed again, founded and closed later, never founded."""
BORN = ENDS[:2]
CLOSINGS = ("exit_insolvent", "exit_no_board", "exit_under_legal_minimum", "exit_no_service")
"""Outcomes that say why a founded cooperative closed."""


def founded(ensemble: Ensemble) -> Bools:
    """In which futures the cooperative is founded, shape (futures,)."""
    return ensemble.futures["founded"].to_numpy(dtype=float) > 0


def founded_share(ensemble: Ensemble) -> float:
    """Share of the futures in which the cooperative is founded, 0-1.

    Raises
    ------
    ValueError
        If not a single future was finished.
    """
    if not ensemble.n:
        raise ValueError("ensemble(n=0) must hold at least one finished future")
    return float(founded(ensemble).mean())


def month_quoted(ensemble: Ensemble) -> int:
    """Month for which members are quoted: 36, or the last one of a shorter run."""
    return min(MONTH_QUOTED, ensemble.scenario.months)


def values(ensemble: Ensemble, indicator: str, where: Bools | None = None) -> Floats:
    """Values of an indicator in all futures, or ``where`` (futures,) they are wanted, without those that do not exist."""
    column = ensemble.futures[indicator].to_numpy(dtype=float)
    chosen: Floats = column if where is None else column[where]
    existing: Floats = chosen[~np.isnan(chosen)]
    return existing


def paths(ensemble: Ensemble) -> tuple[Floats, Floats]:
    """People who have pledged or are members, by month.

    Returns
    -------
    months, people
        Shapes (months,) and (futures, months); futures in the order of the table of futures.
    """
    table = ensemble.months.assign(people=ensemble.months["members"] + ensemble.months["pledged"])
    wide = table.pivot(index="future", columns="month", values="people").ffill(axis=1).fillna(0.0)
    wide = wide.reindex(ensemble.futures["future"], fill_value=0.0)
    return wide.columns.to_numpy(dtype=float), wide.to_numpy(dtype=float)


def closed(ensemble: Ensemble) -> Bools:
    """In which futures the cooperative is founded and closes later, shape (futures,)."""
    flags = ensemble.futures[list(CLOSINGS)].to_numpy(dtype=float) > 0
    later: Bools = founded(ensemble) & flags.any(axis=1)
    return later


def end_of_each(ensemble: Ensemble) -> list[str]:
    """How each future ends, one of :data:`ENDS`."""
    flags = ensemble.futures[["exit_no_promoters", "exit_campaign_failed"]].to_numpy(dtype=float) > 0
    return [
        "closed" if c else "founded" if b else "exit_no_promoters" if none else "exit_campaign_failed" if failed else "undecided"
        for b, c, (none, failed) in zip(founded(ensemble), closed(ensemble), flags, strict=True)
    ]


def tenths(born: Sequence[float], others: Sequence[float]) -> list[int]:
    """Round shares, adding up to 1, to tenths that add up to ten; first of the ``born``, then of the ``others``.

    All the ``born`` together are rounded by the rule of the headline; what each part of them and of the others gets goes by
    largest remainder.

    Examples
    --------
    >>> tenths([0.45, 0.19], [0.12, 0.12, 0.12])
    [4, 2, 2, 1, 1]
    """
    of_born = count_in_ten(min(sum(born), 1.0))
    return [*_parted(born, of_born), *_parted(others, TEN - of_born)]


def _parted(shares: Sequence[float], total: int) -> list[int]:
    exact = np.array(shares, dtype=float)
    whole = float(exact.sum())
    return largest_remainder(exact / whole * total, total) if whole > 0 else [0] * len(exact)


def ends_in_ten(ensemble: Ensemble) -> dict[str, int]:
    """How runs end, in tenths that add up to ten: founded by the rule of the headline, the others by largest remainder."""
    shares = list(end_shares(ensemble).values())
    return dict(zip(ENDS, tenths(shares[: len(BORN)], shares[len(BORN) :]), strict=True))


def ends_in_words(ensemble: Ensemble, language: str) -> dict[str, str]:
    """Say how runs end, out of ten, in the counts of :func:`ends_in_ten`; only ends that occur."""
    shares, counts = end_shares(ensemble), ends_in_ten(ensemble)
    return {end: tenths_in_words(shares[end], counts[end], language) for end in ENDS if shares[end] > 0}


def end_labels(ensemble: Ensemble, language: str) -> dict[str, str]:
    """Words for each end; where some close again, the others are said to last."""
    labels = {end: text(f"figures.end.{end}", language) for end in ENDS}
    return labels | ({"founded": text("figures.end.lasting", language)} if closed(ensemble).any() else {})


def end_shares(ensemble: Ensemble) -> dict[str, float]:
    """Share of futures by how they end, 0-1, adding up to 1."""
    ends = end_of_each(ensemble)
    return {end: ends.count(end) / len(ends) for end in ENDS}


def largest_remainder(exact: Floats, total: int) -> list[int]:
    """Round parts, shape (parts,), to whole numbers that add up to ``total``: whole parts first, then by largest remainder.

    Examples
    --------
    >>> largest_remainder(np.array([3.4, 3.3, 3.3]), 10)
    [4, 3, 3]
    """
    whole = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return [int(n) for n in whole]


def spread(sample: Floats) -> tuple[float, float, float]:
    """Lower quarter, middle and upper quarter of a sample, shape (n,), n >= 1: half of it lies between the first and the last."""
    low, middle, high = np.quantile(sample, [0.25, 0.5, 0.75])
    return float(low), float(middle), float(high)


def members_per_hundred(ensemble: Ensemble, where: Bools) -> dict[str, float]:
    """Mean members for every 100 adults by place id, over the futures ``where`` (futures,); 0 where there is no such future."""
    rates = {}
    for place, people in ensemble.place_people.items():
        sample = values(ensemble, member_column(place), where)
        rates[place] = float(sample.mean()) / people * HUNDRED if len(sample) and people > 0 else 0.0
    return rates


def needs_of_town(ensemble: Ensemble) -> pd.DataFrame:
    """Needs of all people, weighted by their number: columns need, believed, true (0-1)."""
    table = ensemble.needs
    weighted = table.assign(believed=table["believed"] * table["people"], true=table["true"] * table["people"])
    sums = weighted.groupby("need", sort=False)[["believed", "true", "people"]].sum()
    people = sums["people"].clip(lower=1.0)
    return pd.DataFrame(
        {"need": sums.index, "believed": (sums["believed"] / people).to_numpy(), "true": (sums["true"] / people).to_numpy()}
    )


def not_heard_per_hundred(ensemble: Ensemble, by: str) -> dict[str, float]:
    """Adults out of 100 for whose place and age nobody has spoken, by ``place`` or ``age_group``, mean over futures."""
    cells = ensemble.needs.drop_duplicates(["place", "age_group"])
    missed = (1 - cells["heard"]) * cells["people"]
    sums = pd.DataFrame({"by": cells[by], "missed": missed, "people": cells["people"]}).groupby("by", sort=False).sum()
    return {str(k): float(row.missed) / float(row.people) * HUNDRED if row.people > 0 else 0.0 for k, row in sums.iterrows()}


def names_of(ensemble: Ensemble, kind: str, language: str) -> dict[str, str]:
    """Names by id of the town's ``needs`` or ``age_groups``; ids in plain letters where its tables are no longer at hand."""
    column = {"needs": "need", "age_groups": "age_group"}[kind]
    names = {str(k): str(k).replace("_", " ") for k in ensemble.needs[column].unique()}
    try:
        tables = town_named(ensemble.scenario.town)
    except (InputError, OSError):
        return names
    rows = tables.needs if kind == "needs" else tables.age_groups
    return names | {row.id: row.name(language) for row in rows if row.id in names}
