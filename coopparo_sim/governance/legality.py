"""What the law forbids or asks for: too few members, who may be admitted, who may be excluded, how the board is made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.governance.law import Law
from coopparo_sim.governance.statute import Statute, legal_minimum, natural_persons_only
from coopparo_sim.governance.voting import separate_assemblies_due
from coopparo_sim.texts import text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ADULT_YEARS = 18
"""Age at which one may act alone (art. 2 c.c.)."""


def members_needed(form: Literal["ordinary", "small"], legal_persons: int) -> int:
    """Least members of a cooperative: 9, or 3 in the small form as long as no legal person is a member (art. 2522 c.c.)."""
    return legal_minimum("ordinary" if legal_persons else form)


def months_below_minimum(members: int, minimum: int, months_before: int) -> int:
    """Months in a row with fewer members than the minimum, this one included; 0 where there are enough (art. 2522 c. 3 c.c.)."""
    return months_before + 1 if members < minimum else 0


def must_dissolve(months_below: int, limits: Law) -> bool:
    """Whether the year to recover the minimum is over (art. 2522 c. 3 c.c., art. 2545-duodecies c.c.)."""
    return months_below > limits.recovery_months


def small_form_allowed(members: int, assets_eur: float, limits: Law) -> bool:
    """Whether the rules of the limited liability company may be chosen: few members, or few assets (art. 2519 c.c.)."""
    return members < limits.small_form_members or assets_eur <= limits.small_form_assets_eur


def most_held_eur(members: int, capital_eur: float, statute: Statute, limits: Law) -> float:
    """Greatest holding of a natural person, EUR: the statute's, or 2 % of the capital in large cooperatives if that is more.

    Notes
    -----
    Art. 2525 c.c. A statute that sets less than the law's limit keeps its own in large cooperatives too.
    """
    lawful = float(statute.most_held_eur)
    raised = members > limits.large_members and lawful >= limits.most_held_eur
    return max(lawful, float(limits.large_held_share) * capital_eur) if raised else lawful


def lawful_share_price(price_eur: float, limits: Law) -> bool:
    """Whether the price of a share is within the law (art. 2525 c.c.)."""
    return limits.least_share_eur <= price_eur <= limits.most_share_eur


@dataclass(frozen=True)
class Applicants:
    """Who asks to be admitted as an ordinary member; every array of shape (applicants,).

    Attributes
    ----------
    age_years
        Age, years; of no account for legal persons.
    legal_person
        Whether a company, an association, the municipality.
    competes
        Whether running a business of one's own in competition with the cooperative (art. 2527 c. 2 c.c.).
    meets_requirements
        Whether having what the statute asks for, such as a tie with the place (art. 2527 c. 1 c.c.).
    held_eur
        Shares held after paying in, EUR.
    """

    age_years: Ints
    legal_person: Bools
    competes: Bools
    meets_requirements: Bools
    held_eur: Floats


def refusals(
    who: Applicants, members: int, capital_eur: float, price_eur: float, statute: Statute, limits: Law
) -> dict[str, Bools]:
    """Reasons not to admit each applicant: by name of the reason, shape (applicants,) each; admitted is who has none.

    Parameters
    ----------
    members, capital_eur
        Members and paid-in capital, EUR, before.
    price_eur
        Price of a share, EUR.

    Notes
    -----
    Art. 2522, 2525, 2527, 2528 c.c. The limit on what one may hold is for natural persons.
    """
    closed = natural_persons_only(statute.form, members)
    most = most_held_eur(members, capital_eur, statute, limits)
    return {
        "too_young": ~who.legal_person & (who.age_years < ADULT_YEARS),
        "competes": who.competes,
        "lacks_requirements": ~who.meets_requirements,
        "natural_persons_only": who.legal_person & closed,
        "holds_too_little": who.held_eur < price_eur,
        "holds_too_much": ~who.legal_person & (who.held_eur > most),
    }


def admitted(reasons: dict[str, Bools]) -> Bools:
    """Who may be admitted, shape (applicants,): those for whom :func:`refusals` gives no reason."""
    return np.asarray(~np.logical_or.reduce(list(reasons.values())))


def answer_overdue(days_since_refusal: int, limits: Law) -> bool:
    """Whether the board is late in telling an applicant why he or she was refused (art. 2528 c. 3 c.c.)."""
    return days_since_refusal > limits.admission_answer_days


def may_appeal(days_since_told: int, limits: Law) -> bool:
    """Whether there is still time to appeal: to the assembly against a refusal, to the court against an exclusion."""
    return days_since_told <= limits.appeal_days


def may_be_excluded(unpaid_after_demand: Bools, lost_requirements: Bools, competes: Bools, serious_breach: Bools) -> Bools:
    """Who may be excluded, shape (members,): any ground of art. 2531 and 2533 c.c. is enough; every array of that shape.

    Parameters
    ----------
    unpaid_after_demand
        Shares not paid in, although asked to (art. 2531 c.c.).
    lost_requirements
        No longer having what the statute asks for (art. 2533 n. 3).
    competes
        Competing with the cooperative (art. 2527 and 2533 n. 3).
    serious_breach
        Serious breach of the duties of a member (art. 2533 n. 2).
    """
    return unpaid_after_demand | lost_requirements | competes | serious_breach


def board_faults(directors: int, cooperators: int, term_years: int, limits: Law) -> tuple[str, ...]:
    """What is against the law in a board, as names of reasons; empty for a lawful one (art. 2542 c.c.).

    Parameters
    ----------
    directors, cooperators
        Directors, and how many of them are ordinary (cooperating) members.
    term_years
        Term, years.
    """
    found = {
        "board_too_small": directors < limits.board_least,
        "term_too_long": term_years > limits.board_term_years,
        "few_cooperators": cooperators <= directors * limits.board_cooperators_share,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def statute_faults(
    statute: Statute, members: int, provinces: int, activities: int, assets_eur: float, limits: Law
) -> tuple[str, ...]:
    """What in a statute does not go together with the law, given how the cooperative stands; names of reasons, empty if nothing.

    Parameters
    ----------
    members
        Members.
    provinces, activities
        Provinces in which it is active; kinds of activity for members.
    assets_eur
        Assets, EUR.
    """
    due = separate_assemblies_due(members, provinces, activities, limits)
    found = {
        "small_form_outgrown": statute.form == "small" and not small_form_allowed(members, assets_eur, limits),
        "separate_assemblies_due": due and not statute.separate_assemblies,
        "below_minimum": members < legal_minimum(statute.form),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def reason_sentence(reason: str, language: str) -> str:
    """Say one reason in plain words, in ``language`` (``it`` or ``en``)."""
    return text(f"governance.reason.{reason}", language)
