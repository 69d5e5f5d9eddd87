"""What is compared: numbers worked out by one function from real campaigns and from simulated ones.

Pages exist because something was founded or fought over. Simulated campaigns therefore pass the filter of :func:`reported` before
they are compared: of each case the one that ended as the real one did. A field that was not read of a real case is not looked at in
the simulated one either (:func:`as_read`). Only the rate of completion is compared over all attempts, since it was counted so: over
the first luck of each case, however it ended.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.simulation import COLUMNS, months_followed
from coopparo_sim.calibration.tables import assumed

Floats = NDArray[np.float64]
NONE = math.nan
LEVEL_AT = 700.0
"""Residents at which levels are compared."""
FEWEST = 3
"""Rows below which a mean says nothing."""
FEWEST_TOLD = 2
"""Rows below which stated willingness and growth say nothing: so few were read."""
FEWEST_FOR_SLOPE = 6
"""Rows below which a slope says nothing."""
READ = (
    "heads", "per_head_eur", "raised_eur", "attendance", "promoters", "said_willing", "said_willing_share", "signed_first",
    "months_to_opening", "months_to_founding", "months_to_giving_up", "growth",
)  # fmt: skip
"""Columns that are looked at in a simulated campaign only where they were read of the real one."""
COUNTED_AT_FOUNDING, COUNTED_LATER = "founding", "later"


def observed(cases: Sequence[Case]) -> pd.DataFrame:
    """Give real cases as a table of campaigns, columns of :data:`coopparo_sim.calibration.simulation.COLUMNS`.

    Members and money are brought to who lives there, and counts of the founding night of a broad offer to its close.
    """
    return pd.DataFrame([_row(case) for case in cases], columns=list(COLUMNS))


def _row(case: Case) -> dict[str, object]:
    is_offer = case.regime == "share_offer"
    members = NONE if case.counted == COUNTED_LATER else case.members
    live_there = _or(case.local_share, assumed("local_share")) if is_offer else 1.0
    first_night = is_offer and case.counted == COUNTED_AT_FOUNDING
    at_close = _at_close(case) if first_night else members
    return {
        "case": case.id,
        "share_offer": is_offer,
        "building": case.building,
        "population": case.population,
        "share_eur": case.share_eur,
        "target_eur": case.target_eur * live_there,
        "founded": not case.failed,
        "opened": True,
        "heads": at_close * live_there,
        "per_head_eur": NONE if case.failed else case.raised_eur / case.members,
        "raised_eur": case.raised_eur * live_there,
        "attendance": case.attendance,
        "promoters": case.promoters,
        "said_willing": case.said_willing * live_there,
        "said_willing_share": case.said_willing_share,
        "signed_first": members * live_there if first_night else NONE,
        "months_to_opening": case.months_to_opening,
        "months_to_founding": NONE if case.failed else case.months_to_founding,
        "months_to_giving_up": case.months_to_giving_up if case.failed else NONE,
        "years_tried": NONE,
        "growth": case.later_members / case.members if months_followed(case) and not first_night else NONE,
        "half_time_share": NONE,
        "trial": 0,
        "alike": True,
    }


def _at_close(case: Case) -> float:
    """Members at the close of an offer that was counted on its first night: brought up, but not above a count of the next years."""
    brought_up = case.members / assumed("founding_night_share")
    return min(brought_up, max(case.later_members, case.members)) if months_followed(case) else brought_up


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else value


def reported(simulated: pd.DataFrame) -> pd.DataFrame:
    """Keep the simulated campaigns that ended as the real ones did, and that somebody would have written about."""
    return simulated[simulated["alike"].astype(bool)]


def as_read(simulated: pd.DataFrame, real: pd.DataFrame) -> pd.DataFrame:
    """Blank in ``simulated`` what was not read in the ``real`` case of the same identifier."""
    known = real.set_index("case").reindex(simulated["case"])
    table = simulated.copy()
    for column in READ:
        table.loc[known[column].isna().to_numpy(), column] = NONE
    table.loc[known["population"].isna().to_numpy(), "population"] = NONE
    table.loc[known["target_eur"].isna().to_numpy(), "target_eur"] = NONE
    return table


def simulated_statistics(simulated: pd.DataFrame, real: pd.DataFrame) -> Floats:
    """Statistics of simulated campaigns of the ``real`` cases, shape (statistics,), in the order of :data:`STATISTICS`."""
    values = statistics(as_read(reported(simulated), real))
    first = simulated[simulated["trial"] == 0]
    offers = first[first["share_offer"].astype(bool)]
    years = float(offers["years_tried"].sum())
    values["completion_per_year"] = float(offers["founded"].sum()) / years if years > 0 else NONE
    values["half_time_share"] = _mean(reported(simulated), "half_time_share")
    return np.array([values[name] for name in STATISTICS])


def observed_statistics(real: pd.DataFrame) -> Floats:
    """Statistics of real campaigns, shape (statistics,), with the two that no single case can give from the table of fillings."""
    values = statistics(real)
    values |= {name: assumed(name) for name in ("completion_per_year", "half_time_share")}
    return np.array([values[name] for name in STATISTICS])


def statistics(table: pd.DataFrame) -> dict[str, float]:
    """Work out every statistic that a table of campaigns can give; NaN where too few rows can."""
    return {name: rule(table) for name, rule in RULES.items()}


def _founded(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["founded"].astype(bool)]


def _offers(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["share_offer"].astype(bool) & ~(table["population"] > assumed("largest_population"))]


def _groups(table: pd.DataFrame) -> pd.DataFrame:
    return table[~table["share_offer"].astype(bool)]


def _failed(table: pd.DataFrame) -> pd.DataFrame:
    failed = _offers(table)
    return failed[~failed["founded"].astype(bool)]


def _logs(values: pd.Series) -> Floats:
    numbers = values.to_numpy(dtype=np.float64)
    return np.log(np.where(numbers > 0, numbers, NONE))


def _mean_log(table: pd.DataFrame, column: str, over: str | None = None, fewest: int = FEWEST) -> float:
    logs = _logs(table[column]) - (_logs(table[over]) if over else 0.0)
    known = logs[~np.isnan(logs)]
    return float(known.mean()) if len(known) >= fewest else NONE


def _mean(table: pd.DataFrame, column: str) -> float:
    known = table[column].dropna()
    return float(known.mean()) if len(known) >= FEWEST else NONE


def _line(table: pd.DataFrame, column: str, on: str, centre: float) -> tuple[float, float, float]:
    """Level at ``centre``, slope and residual deviation of ln ``column`` on ln ``on``."""
    x, y = _logs(table[on]) - math.log(centre), _logs(table[column])
    known = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[known], y[known]
    if len(x) < FEWEST_FOR_SLOPE or np.ptp(x) == 0:
        return (float(y.mean()) if len(y) >= FEWEST else NONE), NONE, NONE
    slope = float(np.cov(x, y)[0, 1] / x.var(ddof=1))
    level = float(y.mean() - slope * x.mean())
    return level, slope, float((y - level - slope * x).std(ddof=2))


def _heads(part: int) -> Callable[[pd.DataFrame], float]:
    return lambda table: _line(_founded(_offers(table)), "heads", "population", LEVEL_AT)[part]


def _attendance(part: int) -> Callable[[pd.DataFrame], float]:
    return lambda table: _line(_offers(table), "attendance", "population", LEVEL_AT)[part]


def _held_by_price(part: int) -> Callable[[pd.DataFrame], float]:
    return lambda table: _line(_founded(_offers(table)), "per_head_eur", "share_eur", LEVEL_AT)[part]


def _holding(building: bool) -> Callable[[pd.DataFrame], float]:
    def mean(table: pd.DataFrame) -> float:
        offers = _founded(_offers(table))
        return _mean_log(offers[offers["building"].astype(bool) == building], "per_head_eur")

    return mean


CHECKS: dict[str, Callable[[pd.DataFrame], float]] = {
    "heads_per_attendee": lambda table: _mean_log(_founded(_offers(table)), "heads", "attendance"),
    "signed_per_willing": lambda table: _mean_log(_founded(table), "heads", "said_willing", FEWEST_TOLD),
    "said_willing_share": lambda table: _mean_log(table, "said_willing_share", fewest=FEWEST_TOLD),
    "months_to_giving_up": lambda table: _mean_log(_failed(table), "months_to_giving_up"),
}
"""What is compared but not fitted, all logarithms: members over people at the meeting, and over those who had said that they would;
how many of those asked had said so; and how long failed campaigns went on."""
RULES: dict[str, Callable[[pd.DataFrame], float]] = {
    "heads_level": _heads(0),
    "heads_slope": _heads(1),
    "heads_spread": _heads(2),
    "founders": lambda table: _mean_log(_founded(_groups(table)), "heads"),
    "holding_building": _holding(True),
    "holding_shop": _holding(False),
    "holding_slope": _held_by_price(1),
    "holding_spread": _held_by_price(2),
    "over_target": lambda table: _mean_log(_founded(_offers(table)), "raised_eur", "target_eur"),
    "attendance_level": _attendance(0),
    "attendance_slope": _attendance(1),
    "attendance_spread": _attendance(2),
    "signed_per_attendee": lambda table: _mean_log(_founded(_offers(table)), "signed_first", "attendance"),
    "promoters": lambda table: _mean_log(_offers(table), "promoters"),
    "months_to_opening": lambda table: _mean_log(_offers(table), "months_to_opening"),
    "months_to_founding": lambda table: _mean_log(_founded(_offers(table)), "months_to_founding"),
    "failed_heads": lambda table: _mean_log(_failed(table), "heads"),
    "failed_gap": lambda table: _mean_log(_failed(table), "raised_eur", "target_eur"),
    "growth": lambda table: _mean_log(_founded(table), "growth", fewest=FEWEST_TOLD),
}
"""How each statistic of a table of campaigns is worked out; logs are natural."""
STATISTICS = (*RULES, "completion_per_year", "half_time_share")
"""All statistics, in the order of every array of them."""
LOGS = ("heads_level", "founders", "holding_building", "holding_shop", "attendance_level", "signed_per_attendee", "promoters",
        "months_to_opening", "months_to_founding", "failed_heads", "failed_gap", "growth", "over_target", *CHECKS)  # fmt: skip
"""Statistics that are logarithms of a quantity, told to readers as the quantity itself."""


def fitted_cases(cases: Sequence[Case]) -> list[Case]:
    """Keep the cases that say something about who joins: members or what a failed one had reached, in places that can be fitted."""
    largest = assumed("largest_population")
    return [c for c in cases if not math.isnan(c.members) and c.counted != COUNTED_LATER and c.population <= largest]
