"""The choices of the statute as a list of clauses: what is chosen, what the law allows, by which article, on which source."""

from __future__ import annotations

import re

from coopparo_sim.economic_plan.page import Page, cell_name
from coopparo_sim.governance.law import limit_sentence, limits
from coopparo_sim.kernel.parameter import Declaration, declarations
from coopparo_sim.presentation.locale import money, number, share
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.texts import catalogue, text

CLAUSES: dict[str, tuple[str, ...]] = {
    "statute.form": ("ordinary_minimum", "small_minimum", "small_form_members", "small_form_assets_eur", "recovery_months"),
    "campaign.share_price_eur": ("least_share_eur", "most_share_eur"),
    "statute.most_held_eur": ("most_held_eur", "large_members", "large_held_share"),
    "statute.member_loans": (),
    "statute.loan_multiple": (),
    "statute.voting_after_months": ("voting_after_months",),
    "statute.legal_person_votes": ("most_votes",),
    "statute.funding_member_votes": ("most_votes", "funding_votes_share"),
    "statute.proxies": ("most_proxies",),
    "statute.quorum_first": (),
    "statute.quorum_second": (),
    "statute.majority": (),
    "statute.statute_quorum": (),
    "statute.statute_majority": (),
    "statute.separate_assemblies": ("separate_members", "separate_members_by_activity"),
    "statute.agenda": (),
    "statute.board_size": ("board_least", "board_cooperators_share"),
    "statute.board_term_years": ("board_term_years",),
    "statute.board_most_terms": (),
    "statute.board_choice": (),
    "statute.reserved_seats_by_place": (),
    "statute.surplus_policy": (),
    "management.year_end.legal_reserve_share": (),
    "management.year_end.mutual_fund_share": (),
    "management.redemption.repayment_months": (),
}
"""Choices in the order of a statute, each with the limits of law that bear on it."""
ANSWERS = ("admission_answer_days", "appeal_days")
"""Limits that bear on admission, which the scenario does not choose."""
LAST_COLUMN, HEAD_ROW = 5, 4
_ARTICLE = re.compile(r"art\. \d+(?:-\w+)?(?: no\. \d+)? c\.c\.|art\. \d+ L\. \d+/\d+")


def write_clauses(page: Page, ensemble: Ensemble) -> None:
    """Write a numbered row a clause.

    Parameters
    ----------
    page
        An empty page.
    ensemble
        Futures of the scenario whose statute it is.
    """
    page.widths(5.0, 44.0, 52.0, 26.0, 34.0)
    page.words(1, 1, page.say("plan.clauses.title"), "title")
    page.paragraph(2, page.say("plan.clauses.about"), LAST_COLUMN, "note")
    for column, key in enumerate(("number", "choice", "law", "article", "source"), start=1):
        page.words(HEAD_ROW, column, page.say(f"plan.clauses.{key}"), "heading")
    declared = {found.name: found for found in declarations(Scenario)}
    for row, (name, bounds) in enumerate(CLAUSES.items(), start=HEAD_ROW + 1):
        _clause(page, row, row - HEAD_ROW, choice_in_words(ensemble.scenario, name, page.language), bounds, declared[name])
        page.rows[name] = row
    row = HEAD_ROW + len(CLAUSES) + 1
    _clause(page, row, len(CLAUSES) + 1, page.say("plan.clauses.admission"), ANSWERS, None)
    page.paper(LAST_COLUMN, True, f"{HEAD_ROW}:{HEAD_ROW}", cell_name(HEAD_ROW + 1, 3))


def _clause(page: Page, row: int, place: int, choice: str, bounds: tuple[str, ...], declared: Declaration | None) -> None:
    found = [limits()[name] for name in bounds]
    law = " ".join(limit_sentence(name, page.language) for name in bounds) or page.say("plan.clauses.free")
    own = declared.source if declared else ""
    articles = "; ".join(dict.fromkeys([limit.article for limit in found] or _ARTICLE.findall(own)))
    sources = "; ".join(dict.fromkeys(limit.source for limit in found))
    said = {
        2: choice,
        3: law,
        4: articles or page.say("plan.clauses.see_source"),
        5: sources or (declared.source if declared else ""),
    }
    for column, words in {1: str(place), **said}.items():
        page.words(row, column, words, "row", vertical="top")
    page.raise_row(row, said)


def choice_in_words(scenario: Scenario, name: str, language: str) -> str:
    """Say what a scenario chooses for one entry of :data:`CLAUSES`, as a clause of a statute.

    Parameters
    ----------
    scenario
        The scenario.
    name
        Dotted name of the choice.
    language
        ``it`` or ``en``.
    """
    value: object = scenario
    for part in name.split("."):
        value = getattr(value, part)
    last = name.rpartition(".")[2]
    if isinstance(value, bool):
        return _say(f"{last}_{'yes' if value else 'no'}", language)
    if isinstance(value, str):
        return _say(f"{last}_{value}", language)
    amount = float(value)  # type: ignore[arg-type]
    written = money(amount, language) if last.endswith("_eur") else number(amount, language)
    if 0 < amount < 1 or last.endswith(("_share", "majority")) or "quorum" in last:
        written = share(amount, language, 1 if round(amount * 100) != amount * 100 else 0)
    return _say(
        last if amount or f"plan.clause.{last}_none" not in catalogue(language) else f"{last}_none", language, value=written
    )


def _say(key: str, language: str, **values: object) -> str:
    return text(f"plan.clause.{key}", language, **values)
