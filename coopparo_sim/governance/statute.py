"""What law and statute ask of a cooperative that is being founded, as values with article and source."""

from __future__ import annotations

from typing import Literal

from coopparo_sim.kernel.parameter import Parameters, parameter

SMALL_MINIMUM, ORDINARY_MINIMUM = 3, 9


class Statute(Parameters):
    """Choices of the statute, within the law."""

    form: Literal["ordinary", "small"] = parameter(
        "ordinary",
        unit="-",
        it="Forma della cooperativa",
        en="Form of the cooperative",
        evidence="measured",
        source="art. 2521 c.c. (9 founders) and art. 2522 c.c. (3-8, natural persons only)",
    )
    most_held_eur: float = parameter(
        100_000,
        unit="EUR",
        low=25,
        high=100_000,
        it="Quota massima di un socio",
        en="Greatest holding of a member",
        evidence="expert",
        source="art. 2525 c.c., to be verified",
    )
    loan_multiple: float = parameter(
        3.0,
        unit="times equity",
        low=0,
        high=3,
        it="Prestito sociale massimo",
        en="Greatest total of member loans",
        evidence="measured",
        source="three times equity above 50 members: Bank of Italy rules on member loans, Il Sole 24 Ore 28-12-2017",
    )
    member_loans: bool = parameter(
        True,
        unit="-",
        it="Lo statuto ammette prestiti dei soci",
        en="The statute admits member loans",
        source="choice of the statute",
    )
    set_up_cost_eur: float = parameter(
        5000,
        unit="EUR",
        low=0,
        high=50_000,
        plausible=(3500, 8000),
        it="Costo di costituzione",
        en="Cost of setting up",
        source="notary, registry, consultancy: 3,500-8,000; partly to be verified",
    )


def legal_minimum(form: Literal["ordinary", "small"]) -> int:
    """Least number of founding members: 9, or 3 natural persons in the small form (art. 2521, 2522 c.c.)."""
    return SMALL_MINIMUM if form == "small" else ORDINARY_MINIMUM


def natural_persons_only(form: Literal["ordinary", "small"], members: int) -> bool:
    """Whether legal persons must stay out: the small form admits natural persons only, as long as members are fewer than 9."""
    return form == "small" and members < ORDINARY_MINIMUM
