"""The section of a scenario on running the cooperative: costs of the legal body, reserves, openness, rules of the books."""

from __future__ import annotations

from coopparo_sim.finance.credit import CreditRules
from coopparo_sim.finance.depreciation import DepreciationRules
from coopparo_sim.finance.redemption import RedemptionRules
from coopparo_sim.finance.solvency import SolvencyRules
from coopparo_sim.finance.year_end import YearEndRules
from coopparo_sim.kernel.parameter import Parameters, parameter

OWN = "assumption of this project"


class Management(Parameters):
    """How the cooperative is run once founded."""

    overhead_eur_year: float = parameter(
        6500,
        unit="EUR a year",
        low=0,
        high=100_000,
        plausible=(5000, 9000),
        it="Spese generali in un anno",
        en="Overhead in a year",
        evidence="expert",
        source="bookkeeping, association fee, insurance, review, bank: 5,000-9,000; to be verified",
    )
    idle_overhead_share: float = parameter(
        0.4,
        unit="share of overhead",
        low=0,
        high=1,
        plausible=(0.2, 0.7),
        it="Spese generali finché non si vende nulla",
        en="Overhead as long as nothing is sold",
        evidence="expert",
        source="without staff there are no payrolls and little insurance: 2,000-4,500 of 5,000-9,000 EUR; to be verified",
    )
    full_overhead_sales_eur_month: float = parameter(
        5000,
        unit="EUR",
        low=1,
        high=1_000_000,
        plausible=(2000, 10_000),
        it="Vendite in un mese da cui le spese generali sono intere",
        en="Sales in a month from which the whole overhead is due",
        source="books, payrolls, insurance grow with sales; lowest band of review fees up to about 100,000 EUR a year; assumption",
    )
    reserve_months: float = parameter(
        3,
        unit="months of costs",
        low=0,
        high=24,
        plausible=(1, 6),
        it="Mesi di spese tenuti da parte prima di aprire un servizio",
        en="Months of costs kept aside before a service is begun",
        source=OWN,
    )
    spare_months: float = parameter(
        1,
        unit="months of costs",
        low=0,
        high=24,
        plausible=(0, 3),
        it="Mesi di spese in cassa prima di distribuire l'avanzo",
        en="Months of costs in hand before a surplus is given out",
        source=OWN,
    )
    months_between_services: int = parameter(
        12,
        unit="months",
        low=0,
        high=120,
        plausible=(6, 24),
        it="Mesi fra l'avvio di un servizio e l'avvio del seguente",
        en="Months between beginning one service and the next",
        evidence="literature",
        source="one service at birth, 5-8 after ten years and more (AICCON, Succiso): one every one or two years",
    )
    price_step: float = parameter(
        0.05,
        unit="share of the price",
        low=0,
        high=0.5,
        plausible=(0, 0.1),
        it="Di quanto l'assemblea può muovere i prezzi in un anno",
        en="By how much an assembly may move prices in a year",
        source=OWN,
    )
    accepted_loss_eur_month: float = parameter(
        0,
        unit="EUR",
        low=0,
        high=1_000_000,
        plausible=(0, 500),
        it="Perdita prevista in un mese con cui un servizio si apre lo stesso",
        en="Planned loss a month with which a service is begun all the same",
        source="a plan that does not pay its own costs finds no funder; assumption",
    )
    idle_months: int = parameter(
        24,
        unit="months",
        low=1,
        high=120,
        plausible=(12, 36),
        it="Mesi senza alcun servizio prima dello scioglimento",
        en="Months without any service before it is dissolved",
        evidence="expert",
        source="art. 2484 n. 2 c.c. (the purpose cannot be reached); length assumed; to be verified",
    )
    openness: float = parameter(
        0.5,
        unit="0-1",
        low=0,
        high=1,
        plausible=(0, 1),
        it="Quanto la cooperativa racconta come va",
        en="How openly the cooperative shows its doings",
        source=OWN,
    )
    public_support: float = parameter(
        1.0,
        unit="share of the usual",
        low=0,
        high=1,
        plausible=(0, 1),
        it="Convenzioni pubbliche per i servizi, rispetto al solito",
        en="Public agreements for services, against the usual",
        source="social transport is usually refunded in good part (Pedemontana, Parma); assumption",
    )
    depreciation: DepreciationRules = DepreciationRules()
    year_end: YearEndRules = YearEndRules()
    solvency: SolvencyRules = SolvencyRules()
    credit: CreditRules = CreditRules()
    redemption: RedemptionRules = RedemptionRules()
