"""The choices of the statute as a list of clauses: what is chosen, what the law allows, by which article, on which source."""

from __future__ import annotations

import re

from coopparo_sim.economic_plan.assumptions import value_in_words, value_of
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
    "statute.payment_months": (),
    "statute.board_meets_months": ("admission_answer_days", "appeal_days"),
    "statute.strikes_off": (),
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
NO_CLAUSES = frozenset({"statute.set_up_cost_eur"})
"""What stands in that section of a scenario and is no choice of the statute."""
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
    page.begin("clauses", 5.0, 44.0, 52.0, 26.0, 34.0)
    for column, key in enumerate(("number", "choice", "law", "article", "source"), start=1):
        page.words(HEAD_ROW, column, page.say(f"plan.clauses.{key}"), "heading")
    declared = {found.name: found for found in declarations(Scenario)}
    for row, name in enumerate(clause_names(), start=HEAD_ROW + 1):
        page.rows[name] = row
        choice = choice_in_words(ensemble.scenario, declared[name], page.language)
        _clause(page, row, choice, CLAUSES.get(name, ()), declared[name])
    page.paper(LAST_COLUMN, True, f"{HEAD_ROW}:{HEAD_ROW}", cell_name(HEAD_ROW + 1, 3))


def clause_names() -> list[str]:
    """Give all choices that are told as clauses: those of :data:`CLAUSES`, then whatever else the statute declares."""
    others = [found.name for found in declarations(Scenario) if found.name.startswith("statute.")]
    return [*CLAUSES, *(name for name in others if name not in CLAUSES and name not in NO_CLAUSES)]


def _clause(page: Page, row: int, choice: str, bounds: tuple[str, ...], declared: Declaration) -> None:
    found = [limits()[name] for name in bounds]
    law = " ".join(limit_sentence(name, page.language) for name in bounds) or _law_in_words(declared.name, page.language)
    articles = "; ".join(dict.fromkeys([limit.article for limit in found] or _ARTICLE.findall(declared.source)))
    sources = "; ".join(dict.fromkeys(limit.source for limit in found))
    said = {
        2: choice,
        3: law,
        4: articles or page.say("plan.clauses.see_source"),
        5: sources or (declared.source if declared else ""),
    }
    for column, words in {1: str(row - HEAD_ROW), **said}.items():
        page.words(row, column, words, "row", vertical="top")
    page.raise_row(row, said)


def _law_in_words(name: str, language: str) -> str:
    """Say what the law asks where it is no limit of the table of law: a sentence of its own, or that the choice is free."""
    key = f"plan.law.{name.rpartition('.')[2]}"
    return text(key if key in catalogue(language) else "plan.clauses.free", language)


def choice_in_words(scenario: Scenario, about: Declaration, language: str) -> str:
    """Say what a scenario chooses, as a clause of a statute; by its label where the catalogue has no clause for it.

    Parameters
    ----------
    scenario
        The scenario.
    about
        Declaration of the choice.
    language
        ``it`` or ``en``.
    """
    value = value_of(scenario, about.name)
    last = about.name.rpartition(".")[2]
    if isinstance(value, bool):
        key, written = f"{last}_{'yes' if value else 'no'}", ""
    elif isinstance(value, str):
        key, written = f"{last}_{value}", ""
    else:
        key, written = last, _amount_in_words(last, float(str(value)), language)
    known = catalogue(language)
    if not value and f"plan.clause.{last}_none" in known:
        key = f"{last}_none"
    if f"plan.clause.{key}" not in known:
        return f"{about.label[language]}: {value_in_words(value, language)}"
    return text(f"plan.clause.{key}", language, value=written)


def _amount_in_words(name: str, amount: float, language: str) -> str:
    if name.endswith("_eur"):
        return money(amount, language)
    if name.endswith(("_share", "majority")) or "quorum" in name:
        return share(amount, language, 0 if round(amount, 2) == amount else 1)
    return number(amount, language)
