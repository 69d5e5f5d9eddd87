"""What one run gives back."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

MONTH_COLUMNS = (
    "month", "stage", "aware", "promoters", "pledged", "members", "committed_capital_eur", "paid_capital_eur",
    "endorsing_associations", "trust", "services_open", "needs_map_error", "engagement_cost_eur",
)  # fmt: skip
EVENT_COLUMNS = ("month", "kind", "place", "amount")


@dataclass(frozen=True)
class RunResult:
    """One future of one scenario.

    Attributes
    ----------
    outcomes
        Declared indicators by name; yes/no ones are 0 or 1; NaN where an indicator does not exist in this future. Members by
        place follow under ``members_<place id>``.
    months
        A row a month, columns :data:`MONTH_COLUMNS`.
    events
        A row an event, columns :data:`EVENT_COLUMNS` (``kind`` such as ``meeting``, ``campaign_opened``, ``founded``).
    parameters
        The drawn or fixed numbers of behaviour by dotted name.
    needs
        What the tables heard against what is true: a row per place, age group and need, columns place, age_group, need, believed,
        true, heard, people.
    """

    outcomes: dict[str, float]
    months: pd.DataFrame
    events: pd.DataFrame
    parameters: dict[str, float]
    needs: pd.DataFrame
