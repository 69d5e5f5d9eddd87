"""What law and statute ask of a cooperative that is being founded, as values with article and source."""

from __future__ import annotations

from typing import Literal

from coopparo_sim.kernel.parameter import Parameters, parameter

SMALL_MINIMUM, ORDINARY_MINIMUM = 3, 9
CHOICE = "choice of the statute"
USUAL = "usual in statutes"


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
        source=CHOICE,
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
    board_size: int = parameter(
        5,
        unit="people",
        low=3,
        high=15,
        plausible=(3, 9),
        it="Amministratori nel consiglio",
        en="Directors on the board",
        evidence="expert",
        source="art. 2542 c.c.: at least 3; " + USUAL,
    )
    board_term_years: int = parameter(
        3,
        unit="years",
        low=1,
        high=3,
        it="Anni in carica del consiglio",
        en="Term of the board",
        evidence="expert",
        source="art. 2542 c.c., L. 205/2017: at most three financial years",
    )
    board_most_terms: int = parameter(
        3,
        unit="-",
        low=1,
        high=20,
        it="Mandati di fila per un amministratore",
        en="Terms in a row of a director",
        source=CHOICE,
    )
    board_choice: Literal["vote", "lists_by_place", "lot"] = parameter(
        "vote", unit="-", it="Come si sceglie il consiglio", en="How the board is chosen", source=CHOICE
    )
    reserved_seats_by_place: bool = parameter(
        False,
        unit="-",
        it="Posti del consiglio riservati ai luoghi",
        en="Seats of the board reserved for places",
        evidence="expert",
        source="art. 2542 c.c. allows seats for categories of members; " + CHOICE,
    )
    board_meets_months: int = parameter(
        1,
        unit="months",
        low=1,
        high=2,
        plausible=(1, 2),
        it="Ogni quanti mesi il consiglio decide sulle domande dei soci",
        en="Months between meetings of the board on applications",
        evidence="expert",
        source="art. 2528 c.c.: who is refused is told why within 60 days; " + CHOICE,
    )
    strikes_off: bool = parameter(
        True,
        unit="-",
        it="Il consiglio esclude chi si trasferisce o non versa",
        en="The board excludes who moves away or does not pay in",
        evidence="expert",
        source="art. 2531 and 2533 c.c. leave it to the statute; " + CHOICE,
    )
    payment_months: int = parameter(
        3,
        unit="months",
        low=1,
        high=24,
        plausible=(1, 6),
        it="Mesi per versare le quote sottoscritte, dopo la richiesta",
        en="Months to pay in subscribed shares after the demand",
        evidence="expert",
        source="art. 2531 c.c. asks for a demand and leaves the term open; " + CHOICE,
    )
    quorum_first: float = parameter(
        0.5,
        unit="share",
        low=0.0,
        high=0.9,
        it="Presenza da superare in prima convocazione",
        en="Share of votes to exceed at the first call",
        evidence="expert",
        source="art. 2538 c.c. leaves it to the statute; " + USUAL + ": half plus one",
    )
    quorum_second: float = parameter(
        0.0,
        unit="share",
        low=0.0,
        high=0.9,
        it="Presenza da superare in seconda convocazione",
        en="Share of votes to exceed at the second call",
        evidence="expert",
        source="art. 2538 c.c. leaves it to the statute; " + USUAL + ": any number",
    )
    majority: float = parameter(
        0.5,
        unit="share",
        low=0.5,
        high=0.9,
        it="Voti a favore da superare per decidere",
        en="Share of votes cast to exceed for a decision",
        evidence="expert",
        source="art. 2538 c.c. leaves it to the statute; " + USUAL,
    )
    statute_quorum: float = parameter(
        0.3333,
        unit="share",
        low=0.0,
        high=0.9,
        plausible=(0.3333, 0.5),
        it="Presenza da superare per cambiare lo statuto",
        en="Share of votes to exceed for a change of the statute",
        evidence="expert",
        source="art. 2538 c.c. leaves it to the statute; " + USUAL + ": a third to a half at the second call",
    )
    statute_majority: float = parameter(
        0.6667,
        unit="share",
        low=0.5,
        high=0.9,
        it="Voti a favore da superare per cambiare lo statuto",
        en="Share of votes cast to exceed for a change of the statute",
        evidence="expert",
        source="art. 2538 c.c. leaves it to the statute; two thirds as in art. 2369 c.c.",
    )
    proxies: int = parameter(
        1,
        unit="people",
        low=0,
        high=10,
        plausible=(1, 3),
        it="Deleghe che un socio può portare",
        en="Absent members one may vote for",
        evidence="expert",
        source="art. 2539 c.c.: at most 10; " + USUAL + ": 1 to 3",
    )
    legal_person_votes: int = parameter(
        1,
        unit="-",
        low=1,
        high=5,
        it="Voti di un'impresa o associazione socia",
        en="Votes of a company or association",
        evidence="expert",
        source="art. 2538 c. 3 c.c.: at most 5",
    )
    funding_member_votes: int = parameter(
        1,
        unit="-",
        low=1,
        high=5,
        it="Voti di un socio sovventore",
        en="Votes of a funding member",
        evidence="expert",
        source="art. 4 L. 59/1992: at most 5, and a third of all votes together",
    )
    voting_after_months: int = parameter(
        3,
        unit="months",
        low=3,
        high=24,
        it="Mesi da socio prima di votare",
        en="Months of membership before voting",
        evidence="expert",
        source="art. 2538 c. 1 c.c.: at least 90 days",
    )
    separate_assemblies: bool = parameter(
        False,
        unit="-",
        it="Assemblee separate, luogo per luogo",
        en="Separate assemblies, place by place",
        evidence="expert",
        source="art. 2540 c.c.: always allowed, due in large cooperatives",
    )
    agenda: Literal["board", "members"] = parameter(
        "board", unit="-", it="Chi decide che cosa si vota", en="Who decides what is voted on", source=CHOICE
    )
    surplus_policy: Literal["reserve", "ristorno", "dividend", "lower_prices", "new_service"] = parameter(
        "reserve",
        unit="-",
        it="A che cosa va l'avanzo",
        en="What the surplus is used for",
        evidence="expert",
        source="art. 2545-quater and 2545-sexies c.c.: what is left after the legal reserve and the 3 %; " + CHOICE,
    )


def legal_minimum(form: Literal["ordinary", "small"]) -> int:
    """Least number of founding members: 9, or 3 natural persons in the small form (art. 2521, 2522 c.c.)."""
    return SMALL_MINIMUM if form == "small" else ORDINARY_MINIMUM


def natural_persons_only(form: Literal["ordinary", "small"], members: int) -> bool:
    """Whether legal persons must stay out: the small form admits natural persons only, as long as members are fewer than 9."""
    return form == "small" and members < ORDINARY_MINIMUM
