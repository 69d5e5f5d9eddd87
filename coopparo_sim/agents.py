"""The few actors with a will of their own, as Mesa agents: municipality, associations, funders, the cooperative."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import mesa
import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.scenario.schema import Funder as FunderPlan
from coopparo_sim.scenario.schema import Municipality as MunicipalityPlan

Ints = NDArray[np.int32]


class Stage(IntEnum):
    """Stage in the life of the cooperative."""

    LISTENING = 0
    CAMPAIGN = 1
    PAUSE = 2
    OPERATING = 3
    ENDED = 4


class Municipality(mesa.Agent):
    """The municipality: its support, and what it gives once there is a cooperative, as long as it supports it."""

    def __init__(self, model: mesa.Model, plan: MunicipalityPlan) -> None:
        super().__init__(model)
        self.support = plan.support
        self.promised_grant_eur = plan.grant_eur
        self.promised_shares_eur = plan.shares_eur
        self.agreements = 1.0

    @property
    def grant_eur(self) -> float:
        """Grant to expect as things stand, EUR; none without support."""
        return self.promised_grant_eur if self.support > 0 else 0.0

    @property
    def shares_eur(self) -> float:
        """Shares it would buy as things stand, EUR; none without support."""
        return self.promised_shares_eur if self.support > 0 else 0.0

    def cut(self, size: float) -> None:
        """Cut grant, shares and agreements for services by the share ``size`` (0-1)."""
        self.promised_grant_eur *= 1 - size
        self.promised_shares_eur *= 1 - size
        self.agreements *= 1 - size


class Association(mesa.Agent):
    """A voluntary association: whether it was heard, endorses, joins."""

    def __init__(self, model: mesa.Model, number: int, place: int, members: Ints) -> None:
        super().__init__(model)
        self.number = number
        self.place = place
        self.members = members
        self.heard = False
        self.endorses = False
        self.joined_eur = 0.0

    def take_stand(self) -> bool:
        """Endorse; True only in the month in which it begins to."""
        begins = not self.endorses
        self.endorses = True
        return begins


class TradeAssociation(mesa.Agent):
    """A trade association: once heard, it tells the firms of its sector."""

    def __init__(self, model: mesa.Model, number: int, sector: int) -> None:
        super().__init__(model)
        self.number = number
        self.sector = sector
        self.heard = False


class Funder(mesa.Agent):
    """A body with money: decides once the campaign has got far enough."""

    def __init__(self, model: mesa.Model, plan: FunderPlan) -> None:
        super().__init__(model)
        self.plan = plan
        self.amount_eur = plan.amount_eur
        self.decided = False
        self.committed_eur = 0.0

    def decide(self, progress: float, draw: float) -> bool:
        """Commit or not once ``progress`` (0-1) suffices; True only in the month in which it commits."""
        if self.decided or progress < self.plan.when_progress:
            return False
        self.decided = True
        self.committed_eur = self.amount_eur if draw < self.plan.approval else 0.0
        return self.committed_eur > 0

    def take_back(self) -> None:
        """Be free of the campaign that failed: a second one is decided on anew."""
        self.decided, self.committed_eur = False, 0.0


@dataclass
class Books:
    """What the cooperative was founded with, EUR."""

    capital_citizens_eur: float = 0.0
    capital_associations_eur: float = 0.0
    capital_firms_eur: float = 0.0
    capital_public_eur: float = 0.0
    capital_funders_eur: float = 0.0
    grants_eur: float = 0.0
    loans_eur: float = 0.0
    set_up_cents: int = 0
    money_lost_eur: float = 0.0
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def capital_eur(self) -> float:
        """Share capital paid in at founding, EUR."""
        return (
            self.capital_citizens_eur
            + self.capital_associations_eur
            + self.capital_firms_eur
            + self.capital_public_eur
            + self.capital_funders_eur
        )


class Cooperative(mesa.Agent):
    """The cooperative, from idea to foundation and after."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.stage = Stage.LISTENING
        self.exit = ""
        self.tries = 0
        self.next_date = 0
        self.month_founded = 0
        self.members_at_founding = 0
        self.hours_at_founding = 0.0
        self.pledged_peak = 0
        self.months_under_minimum = 0
        self.months_idle = 0
        self.books = Books()

    @property
    def founded(self) -> bool:
        """Whether it was ever founded."""
        return self.month_founded > 0

    @property
    def collecting(self) -> bool:
        """Whether people can pledge or join now."""
        return self.stage in (Stage.CAMPAIGN, Stage.OPERATING)

    def end(self, cause: str) -> None:
        """Give up, and say why."""
        self.stage = Stage.ENDED
        self.exit = cause
