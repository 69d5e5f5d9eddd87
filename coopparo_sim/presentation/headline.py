"""The one sentence that says how often the cooperative is founded, and what founding means in a scenario."""

from __future__ import annotations

from coopparo_sim.governance.statute import ORDINARY_MINIMUM, SMALL_MINIMUM
from coopparo_sim.presentation.locale import in_ten, money, number
from coopparo_sim.presentation.readings import founded_share
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.calibrated import CALIBRATED, number_of_cases
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.texts import text

COPPARO = "copparo"


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


def no_forecast(town: str, language: str, uncertainty: str = "parameters") -> str:
    """Say what is calibrated and that conditions are explored, in a few words for small print.

    Parameters
    ----------
    town
        The town of the scenario: a name or the path of a folder.
    uncertainty
        What behaviour was drawn from: nothing is calibrated unless it is ``calibrated``.
    """
    if uncertainty == CALIBRATED:
        key = "calibration.told.short" if town == COPPARO else "calibration.told.short_elsewhere"
        return text(key, language, cases=number_of_cases())
    return text("figures.frame.uncalibrated" if town == COPPARO else "figures.frame.uncalibrated_elsewhere", language)


def closing(town: str, language: str, uncertainty: str = "parameters") -> str:
    """Say the same in a whole sentence, which ends a text."""
    if uncertainty == CALIBRATED:
        key = "calibration.told.closing" if town == COPPARO else "calibration.told.closing_elsewhere"
        return text(key, language, cases=number_of_cases())
    return text("summary.closing" if town == COPPARO else "summary.closing_elsewhere", language)


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
