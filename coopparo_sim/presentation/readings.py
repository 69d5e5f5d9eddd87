"""What pictures and sentences read from the tables of results; one definition of each, so that they cannot disagree."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.presentation.locale import TEN, count_in_ten, in_ten_short, tenths_in_words
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import member_column
from coopparo_sim.town.tables import find_town, read_town

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
MONTH_QUOTED = 36
HUNDRED = 100
ENDS = ("founded", "exit_no_promoters", "exit_campaign_failed", "undecided")
"""How a run ends, each future in exactly one of them."""


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


def end_of_each(ensemble: Ensemble) -> list[str]:
    """How each future ends, one of :data:`ENDS`; what is founded counts as founded whatever comes later."""
    flags = ensemble.futures[["exit_no_promoters", "exit_campaign_failed"]].to_numpy(dtype=float) > 0
    born = founded(ensemble)
    return [
        "founded" if b else "exit_no_promoters" if none else "exit_campaign_failed" if failed else "undecided"
        for b, (none, failed) in zip(born, flags, strict=True)
    ]


def ends_in_ten(ensemble: Ensemble) -> dict[str, int]:
    """How runs end, in tenths that add up to ten: founded by the rule of the headline, the others by largest remainder."""
    shares = end_shares(ensemble)
    born = count_in_ten(shares["founded"])
    others = np.array([shares[end] for end in ENDS[1:]])
    left = TEN - born
    exact = others / others.sum() * left if others.sum() > 0 else others
    counts = largest_remainder(exact, left if others.sum() > 0 else 0)
    return {"founded": born, **dict(zip(ENDS[1:], counts, strict=True))}


def ends_in_words(ensemble: Ensemble, language: str) -> dict[str, str]:
    """Say how runs end, out of ten, in the counts of :func:`ends_in_ten`; only ends that occur."""
    shares, tenths = end_shares(ensemble), ends_in_ten(ensemble)
    told = {end: tenths_in_words(shares[end], tenths[end], language) for end in ENDS[1:] if shares[end] > 0}
    return ({"founded": in_ten_short(shares["founded"], language)} if shares["founded"] > 0 else {}) | told


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
        tables = read_town(find_town(ensemble.scenario.town))
    except (InputError, OSError):
        return names
    rows = tables.needs if kind == "needs" else tables.age_groups
    return names | {row.id: row.name(language) for row in rows if row.id in names}
