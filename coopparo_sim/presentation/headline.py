"""The one sentence that says how often the cooperative is founded, and what founding means in a scenario."""

from __future__ import annotations

from babel import Locale

from coopparo_sim.governance.statute import ORDINARY_MINIMUM, SMALL_MINIMUM
from coopparo_sim.presentation.locale import LOCALES, in_ten, money, number
from coopparo_sim.presentation.readings import founded_share
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.texts import text

COPPARO = "copparo"
CODES = {"UK": "GB"}
"""Codes of countries in the cases that are others in the standard (ISO 3166)."""
DIGEST_SIGNS = 12


def birth_sentence(ensemble: Ensemble, language: str) -> str:
    """Say in how many futures out of ten the cooperative is founded; title of pictures and first line of summaries.

    Raises
    ------
    ValueError
        If not a single future was finished.
    """
    probability = founded_share(ensemble)
    if ensemble.n == 1:
        return text("figures.headline.single_born" if probability else "figures.headline.single_not", language)
    if probability == 0:
        return text("figures.headline.none", language, n=number(ensemble.n, language))
    return text("figures.headline.some", language, often=in_ten(probability, language))


def futures_counted(ensemble: Ensemble, language: str) -> str:
    """Say how many futures there are, of how many if the run was interrupted, and their seed."""
    key = "figures.frame.single" if ensemble.n == 1 else "figures.frame.futures"
    key = key if ensemble.complete else "figures.frame.interrupted"
    return text(key, language, n=number(ensemble.n, language), wanted=number(ensemble.wanted, language), seed=ensemble.seed)


def no_forecast(town: str, language: str, fit: Fit | None) -> str:
    """Say what is calibrated and that conditions are explored, in a few words for small print.

    Parameters
    ----------
    town
        The town of the scenario: a name or the path of a folder.
    fit
        What behaviour was fitted to; None where nothing is calibrated.
    """
    if fit:
        return text("fit.short" if town == COPPARO else "fit.short_elsewhere", language, **fit_values(fit, language))
    return text("figures.frame.uncalibrated" if town == COPPARO else "figures.frame.uncalibrated_elsewhere", language)


def closing(town: str, language: str, fit: Fit | None) -> str:
    """Say the same in whole sentences, which end a text; of a fit also what it rests on, and what to beware of."""
    if not fit:
        return text("summary.closing" if town == COPPARO else "summary.closing_elsewhere", language)
    explores = text("fit.explores" if town == COPPARO else "fit.explores_elsewhere", language)
    values = fit_values(fit, language)
    return " ".join([text("fit.rests_on", language, **values), text("fit.caveats", language, **values), explores])


def fit_values(fit: Fit, language: str) -> dict[str, str]:
    """Give the facts of a fit in words, as sentences take them; countries by their name, those with most campaigns first."""
    names = Locale.parse(LOCALES[language]).territories
    listed = sorted(((-n, str(names.get(CODES.get(code, code), code))) for code, n in fit.countries.items()))
    counts = {"cases": fit.cases, "failed": fit.failed, "italian": fit.italian, "draws": fit.draws}
    return {
        **{name: number(count, language) for name, count in counts.items()},
        "countries": ", ".join(f"{name} {number(-n, language)}" for n, name in listed),
        "ensemble": fit.ensemble[:DIGEST_SIGNS],
    }


def founded_meaning(scenario: Scenario, language: str) -> str:
    """Say what counts as founded in this scenario: targets, deadline, and what the law asks."""
    campaign = scenario.campaign
    minimum = SMALL_MINIMUM if scenario.statute.form == "small" else ORDINARY_MINIMUM
    again = text("figures.headline.relaunch" if campaign.relaunch else "figures.headline.no_relaunch", language)
    return text(
        "figures.headline.meaning", language, members=number(max(campaign.target_members, minimum), language),
        capital=money(campaign.target_capital_eur, language), months=number(campaign.deadline_months, language),
        minimum=minimum, again=again,
    )  # fmt: skip
