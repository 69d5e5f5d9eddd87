"""What a scenario file may say, section by section; every number carries its declaration."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from coopparo_sim.engagement.awareness import AwarenessParameters
from coopparo_sim.engagement.experience import ExperienceParameters
from coopparo_sim.engagement.listening import ListeningParameters
from coopparo_sim.engagement.meetings import MeetingParameters
from coopparo_sim.engagement.trust import TrustParameters
from coopparo_sim.finance.liquidation import LiquidationRules
from coopparo_sim.governance.attendance import AttendanceParameters
from coopparo_sim.governance.board import BoardParameters
from coopparo_sim.governance.proposals import ProposalParameters
from coopparo_sim.governance.statute import Statute
from coopparo_sim.kernel.parameter import Parameters, parameter
from coopparo_sim.membership.campaign import PromotingParameters
from coopparo_sim.membership.funding import FundingParameters
from coopparo_sim.membership.joining import JoiningParameters
from coopparo_sim.membership.leaving import LeavingParameters
from coopparo_sim.membership.stances import StanceParameters
from coopparo_sim.scenario.management import Management
from coopparo_sim.scenario.plan import CHOICE, COPPARO, Campaign, Event, Funder, Meeting, Municipality, Process
from coopparo_sim.services.benefit import BenefitParameters
from coopparo_sim.services.demand import DemandParameters
from coopparo_sim.services.operation import OperationParameters
from coopparo_sim.town.parameters import TownParameters

FROM_LISTENING = "from_listening"
__all__ = ["FROM_LISTENING", "Behaviour", "Campaign", "Event", "Funder", "Meeting", "Municipality", "Process", "Scenario"]


def _month_of_year(value: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise ValueError("year_month")
    return value


YearMonth = Annotated[str, AfterValidator(_month_of_year)]


class Behaviour(Parameters):
    """How people decide, which nobody has measured here: what a file sets is fixed, the rest is drawn from its range."""

    town: TownParameters = TownParameters()
    meetings: MeetingParameters = MeetingParameters()
    listening: ListeningParameters = ListeningParameters()
    awareness: AwarenessParameters = AwarenessParameters()
    trust: TrustParameters = TrustParameters()
    benefit: BenefitParameters = BenefitParameters()
    promoting: PromotingParameters = PromotingParameters()
    joining: JoiningParameters = JoiningParameters()
    funding: FundingParameters = FundingParameters()
    stances: StanceParameters = StanceParameters()
    leaving: LeavingParameters = LeavingParameters()
    experience: ExperienceParameters = ExperienceParameters()
    demand: DemandParameters = DemandParameters()
    operation: OperationParameters = OperationParameters()
    attendance: AttendanceParameters = AttendanceParameters()
    board: BoardParameters = BoardParameters()
    proposals: ProposalParameters = ProposalParameters()
    liquidation: LiquidationRules = LiquidationRules()


class Scenario(BaseModel):
    """One plan for one town: everything a run needs besides its seed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str = ""
    question: str = ""
    note: str = ""
    town: str = parameter("copparo", unit="town", it="Paese", en="Town", source=CHOICE, role="setting")
    start: YearMonth = parameter(
        "2021-09", unit="year-month", it="Inizio", en="Start", evidence="measured", source=COPPARO, role="setting"
    )
    months: int = parameter(
        36, unit="months", low=1, high=120, it="Mesi simulati", en="Months simulated", source=CHOICE, role="setting"
    )
    mix: Literal["from_listening"] | list[str] = parameter(
        ["home_care", "social_transport", "meals_on_wheels"],
        unit="services",
        it="Servizi promessi, in ordine",
        en="Services promised, in order",
        source=CHOICE,
    )
    seat: str | None = parameter(
        None,
        unit="place",
        it="Sede (il capoluogo se manca)",
        en="Seat (the main town if missing)",
        evidence="measured",
        source=COPPARO + ": Ambrogio",
    )
    process: Process = Process()
    campaign: Campaign = Campaign()
    statute: Statute = Statute()
    management: Management = Management()
    municipality: Municipality = Municipality()
    funders: list[Funder] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    behaviour: Behaviour = Behaviour()
