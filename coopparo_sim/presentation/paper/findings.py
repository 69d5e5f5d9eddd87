"""The planner's report in words: what is likely, what is not known, who loses."""

from __future__ import annotations

from coopparo_sim.analysis.ensembles import Outcome
from coopparo_sim.presentation.amounts import money_in_words
from coopparo_sim.presentation.behaviour_readings import clear_influences
from coopparo_sim.presentation.headline import birth_sentence, closing, founded_meaning
from coopparo_sim.presentation.life_words import life_in_words, met_told
from coopparo_sim.presentation.locale import in_ten_short, number
from coopparo_sim.presentation.paper.blocks import Section
from coopparo_sim.presentation.paper.panels import influence_told
from coopparo_sim.presentation.paper.sheet import evidence_told
from coopparo_sim.presentation.readings import HUNDRED, founded
from coopparo_sim.presentation.summary import (
    ends_told,
    if_founded_told,
    listening_told,
    lost_told,
    margin_told,
    places_in_words,
    uncertainty_told,
)
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text


def in_words(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> Section:
    """Sum up a plan for who has to decide, before any picture or table.

    Parameters
    ----------
    ensemble
        Futures of the plan.
    summary
        Its declared indicators.
    language
        ``it`` or ``en``.
    """
    parts = (
        ("likely", _likely(ensemble, summary, language)),
        ("unknown", _unknown(ensemble, summary, language)),
        ("losing", _losing(ensemble, summary, language)),
    )
    return Section(
        "words",
        text("report.section.words", language),
        paragraphs=[birth_sentence(ensemble, language) + ".", founded_meaning(ensemble.scenario, language)],
        parts=[Section(name, text(f"report.section.{name}", language), bullets=told) for name, told in parts],
    )


def _likely(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    ends = text("report.words.ends", language, listed="; ".join(ends_told(ensemble, language)))
    return [ends, *if_founded_told(ensemble, language), *life_in_words(ensemble, summary, language)]


def _unknown(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    return [
        closing(ensemble.scenario.town, language, ensemble.fit),
        *margin_told(ensemble, summary, language),
        *uncertainty_told(ensemble, summary, language),
        *(influence_told(influence, language) for influence in clear_influences(ensemble)),
        evidence_told(language),
        text("report.words.missed", language),
    ]


def _losing(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    """Say who pays, who is not heard, which places are served least, and with whom the cooperative competes."""
    told = lost_told(summary, language)
    public = summary["public_money_eur"].mean
    if public is not None:
        told.append(text("summary.costs.public_money_eur", language, money=money_in_words(public, language)))
    never = 1 - float(founded(ensemble).mean())
    if never > 0 and public is not None:
        told.append(text("report.words.spent_anyway", language, often=in_ten_short(never, language)))
    unheard = (summary["unheard_share"].mean or 0.0) * HUNDRED
    told.append(text("summary.listening.unheard", language, count=number(unheard, language)))
    told += listening_told(ensemble, summary, language)[2:-1]
    told += [text("report.words.places", language, listed=words) for words in places_in_words(ensemble, language)[1:]]
    return [*told, *met_told(ensemble, language)]
