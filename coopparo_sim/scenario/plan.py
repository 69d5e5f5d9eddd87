"""The sections of a scenario that people choose: process, campaign, municipality, funders, events."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from coopparo_sim.engagement.meetings import MeetingKind, meeting_cost_eur
from coopparo_sim.kernel.parameter import Parameters, parameter

COPPARO = "Comune di Copparo, 2021"
CHOICE = "choice of this scenario"
CENT_DECIMALS = 2


class Meeting(Parameters):
    """One meeting of the plan, or several alike in the same month."""

    month: int = parameter(1, unit="month of the process", low=1, high=120, it="Mese", en="Month", source=CHOICE)
    kind: MeetingKind = parameter("citizens", unit="-", it="Tipo di incontro", en="Kind of meeting", source=CHOICE)
    place: str | None = parameter(None, unit="place", it="Luogo (tutti se manca)", en="Place (all if missing)", source=CHOICE)
    facilitators: int = parameter(1, unit="people", low=1, high=10, it="Facilitatori", en="Facilitators", source=CHOICE)
    count: int = parameter(1, unit="meetings", low=1, high=8, it="Quanti incontri uguali", en="How many alike", source=CHOICE)


class Process(Parameters):
    """The participation process: time, money, quality, meetings."""

    months: int = parameter(
        6,
        unit="months",
        low=0,
        high=60,
        plausible=(3, 12),
        it="Durata dell'ascolto",
        en="Length of listening",
        evidence="measured",
        source=COPPARO,
    )
    budget_eur: float = parameter(
        25_000,
        unit="EUR",
        low=0,
        high=1_000_000,
        plausible=(5000, 50_000),
        it="Denaro per il processo",
        en="Budget of the process",
        evidence="measured",
        source=COPPARO,
    )
    coordination_eur: float = parameter(
        6000,
        unit="EUR",
        low=0,
        high=1_000_000,
        plausible=(3000, 12_000),
        it="Coordinamento e comunicazione",
        en="Coordination and communication",
        source="15-30 meetings out of 25,000 EUR leave about a quarter; assumption",
    )
    meeting_eur: float = parameter(
        700,
        unit="EUR",
        low=0,
        high=10_000,
        plausible=(500, 1500),
        it="Costo di un incontro",
        en="Cost of a meeting",
        evidence="expert",
        source="500-900 EUR with one facilitator, preparation and report; to be verified",
    )
    further_facilitator_share: float = parameter(
        0.75,
        unit="share of a meeting",
        low=0,
        high=1,
        plausible=(0.4, 1.0),
        it="Costo di un facilitatore in più",
        en="Cost of a further facilitator",
        evidence="expert",
        source="1,000-1,500 EUR with two facilitators; to be verified",
    )
    facilitation: float = parameter(
        0.7,
        unit="quality 0-1",
        low=0,
        high=1,
        plausible=(0.4, 0.9),
        it="Qualità della facilitazione",
        en="Quality of facilitation",
        source="assumption of this project",
    )
    meetings: list[Meeting] = Field(default_factory=list)

    @property
    def cost_eur(self) -> float:
        """What the process costs as planned, EUR."""
        return self.coordination_eur * bool(self.meetings) + sum(
            m.count * meeting_cost_eur(m.facilitators, self.meeting_eur, self.further_facilitator_share) for m in self.meetings
        )


class Campaign(Parameters):
    """Collecting members and capital."""

    share_price_eur: float = parameter(
        50,
        unit="EUR",
        low=25,
        high=500,
        plausible=(25, 250),
        it="Prezzo della quota",
        en="Price of a share",
        evidence="measured",
        source="at least 25, single share at most 500 EUR: art. 2525 c.c.; Legacoop Modena",
    )
    target_members: int = parameter(
        60,
        unit="people",
        low=0,
        high=100_000,
        plausible=(3, 500),
        it="Soci da raggiungere",
        en="Members to reach",
        source="9-71 at Italian foundings, about 80 expected at this size from eight of them; " + CHOICE,
    )
    target_capital_eur: float = parameter(
        20_000,
        unit="EUR",
        low=0,
        high=10_000_000,
        plausible=(1000, 60_000),
        it="Capitale da raggiungere",
        en="Capital to reach",
        source="a first service of 8-10 thousand EUR, set-up and working capital; " + CHOICE,
    )
    deadline_months: int = parameter(
        12,
        unit="months",
        low=1,
        high=60,
        plausible=(4, 18),
        it="Durata della raccolta",
        en="Length of the campaign",
        evidence="measured",
        source="11 months (2-17) from first meeting to close of the offer in 13 real cases",
    )
    wait_for_promoters_months: int = parameter(
        6,
        unit="months",
        low=0,
        high=60,
        plausible=(3, 12),
        it="Attesa di abbastanza promotori dopo l'ascolto",
        en="Wait for enough promoters after listening",
        source="assumption of this project",
    )
    closing: Literal["at_target", "at_deadline"] = parameter(
        "at_target",
        unit="-",
        it="Quando si chiude la raccolta: alla meta, o alla scadenza",
        en="When the campaign closes: at its target, or at its deadline",
        source="offers of shares run to a date and take more than they asked for; founder groups sign once enough; " + CHOICE,
    )
    refund: bool = parameter(
        True, unit="-", it="Se non nasce, i soldi tornano", en="Money back if it is not founded", source=CHOICE
    )
    relaunch: bool = parameter(True, unit="-", it="Un secondo tentativo", en="One second try", source=CHOICE)
    relaunch_after_months: int = parameter(
        6,
        unit="months",
        low=1,
        high=60,
        plausible=(3, 12),
        it="Attesa prima di ritentare",
        en="Wait before the second try",
        source=CHOICE,
    )

    @field_validator("share_price_eur")
    @classmethod
    def _in_whole_cents(cls, price: float) -> float:
        """Round to the cent, in which books are kept: a design that samples prices would hardly ever meet one."""
        return round(price, CENT_DECIMALS)


class Municipality(Parameters):
    """What the municipality does."""

    support: float = parameter(
        0.7,
        unit="0-1",
        low=0,
        high=1,
        plausible=(0, 1),
        it="Sostegno del Comune",
        en="Support of the municipality",
        source="assumption of this project",
    )
    grant_eur: float = parameter(
        0,
        unit="EUR",
        low=0,
        high=1_000_000,
        plausible=(0, 60_000),
        it="Contributo del Comune alla fondazione",
        en="Municipal grant at founding",
        source=CHOICE,
    )
    shares_eur: float = parameter(
        2500,
        unit="EUR",
        low=0,
        high=100_000,
        plausible=(0, 10_000),
        it="Quote sottoscritte dal Comune",
        en="Shares taken by the municipality",
        source="Melpignano: 100 shares of 25 EUR; " + CHOICE,
    )
    premises: bool = parameter(
        True,
        unit="-",
        it="Sede data in uso gratuito",
        en="Premises given free of charge",
        evidence="measured",
        source=COPPARO + ": part of the former school of Ambrogio",
    )
    premises_eur: float = parameter(
        100_000,
        unit="EUR",
        low=0,
        high=10_000_000,
        it="Lavori sulla sede",
        en="Works on the premises",
        evidence="measured",
        source=COPPARO,
    )


class Funder(Parameters):
    """A body that commits money once the campaign has got somewhere."""

    name: str = parameter("", unit="-", it="Nome", en="Name", source=CHOICE)
    kind: Literal["mutual_fund", "regional_call", "other"] = parameter("other", unit="-", it="Tipo", en="Kind", source=CHOICE)
    amount_eur: float = parameter(5000, unit="EUR", low=0, high=10_000_000, it="Importo", en="Amount", source=CHOICE)
    as_capital: bool = parameter(False, unit="-", it="Entra come socio sovventore", en="Enters as a funding member", source=CHOICE)
    when_progress: float = parameter(
        0.4,
        unit="0-1",
        low=0,
        high=1,
        it="Decide quando la raccolta è a",
        en="Decides once the campaign is at",
        source="assumption of this project",
    )
    approval: float = parameter(
        0.7,
        unit="chance",
        low=0,
        high=1,
        plausible=(0.4, 0.9),
        it="Probabilità che dica sì",
        en="Chance that it says yes",
        source="assumption of this project",
    )
    cost_share: float = parameter(
        0,
        unit="share",
        low=0,
        high=1,
        plausible=(0, 1),
        it="Parte della spesa che il contributo copre (0 se non chiede spese)",
        en="Share of spending that the grant pays (0 if it asks for no spending)",
        source="regional call of 2022-23: at most 70 %; " + CHOICE,
    )
    first_share: float = parameter(
        1,
        unit="share",
        low=0,
        high=1,
        plausible=(0, 1),
        it="Parte pagata alla nascita, prima del rendiconto",
        en="Share paid at founding, before the report",
        source=CHOICE,
    )
    report_months: int = parameter(
        12,
        unit="months",
        low=1,
        high=120,
        plausible=(6, 24),
        it="Mesi dalla nascita al rendiconto",
        en="Months from founding to the report",
        source=CHOICE,
    )
    months_kept: int = parameter(
        0,
        unit="months",
        low=0,
        high=120,
        plausible=(0, 60),
        it="Mesi per cui la cooperativa deve restare in attività",
        en="Months for which it must stay at work",
        evidence="expert",
        source="three to five years are usual for public investment grants; to be verified; " + CHOICE,
    )
    least_members: int = parameter(
        0,
        unit="people",
        low=0,
        high=100_000,
        plausible=(0, 50),
        it="Soci che deve avere in quei mesi",
        en="Members it must have in those months",
        source=CHOICE,
    )


class Event(Parameters):
    """Something that happens to the town from outside."""

    month: int = parameter(1, unit="month", low=1, high=120, it="Mese", en="Month", source=CHOICE)
    kind: Literal["election", "grant_cut", "plant_closure", "leader_leaves"] = parameter(
        "election", unit="-", it="Che cosa accade", en="What happens", source=CHOICE
    )
    size: float = parameter(
        0.5,
        unit="0-1",
        low=0,
        high=1,
        it="Quanto pesa",
        en="How much",
        source="plant closure: 5-10 % of manufacturing income in 2024-25; assumption",
    )
    sector: str = parameter(
        "industry", unit="sector", it="Settore colpito dalla chiusura", en="Sector hit by a closure", source=CHOICE
    )
