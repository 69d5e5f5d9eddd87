"""The choices of a plan as people read them: a few lines for the sheet, and where two plans differ."""

from __future__ import annotations

from coopparo_sim.governance.statute import ORDINARY_MINIMUM, SMALL_MINIMUM
from coopparo_sim.presentation.locale import money, number, rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import FROM_LISTENING, Scenario
from coopparo_sim.services.catalogue import catalogue as services
from coopparo_sim.texts import text

LONGEST_NAME = 40
FEW = 6
"""Names told in a list before the others are only counted."""
CHOICES = ("services", "seat", "share", "target", "failing", "meetings", "municipality", "others", "statute")


def choices(ensemble: Ensemble, language: str) -> list[tuple[str, str]]:
    """Give the choices of a plan: what it is, and what was chosen, in words.

    Parameters
    ----------
    ensemble
        Futures of the plan; they know the names of its places.
    language
        ``it`` or ``en``.
    """
    told = {
        "services": _services(ensemble.scenario, language),
        "seat": _seat(ensemble, language),
        "share": money(ensemble.scenario.campaign.share_price_eur, language),
        "target": _target(ensemble.scenario, language),
        "failing": _failing(ensemble.scenario, language),
        "meetings": _meetings(ensemble.scenario, language),
        "municipality": _municipality(ensemble.scenario, language),
        "others": _others(ensemble.scenario, language),
        "statute": _statute(ensemble.scenario, language),
    }
    return [(text(f"report.choice.{name}", language), told[name]) for name in CHOICES]


def service_names(ids: list[str], language: str) -> str:
    """Name services in a list; those that the catalogue does not hold by their identifier."""
    known = services()
    names = [getattr(known[i], f"name_{language}") if i in known else plain(i, LONGEST_NAME) for i in ids]
    return _listed([str(name) for name in names], language)


def _listed(names: list[str], language: str) -> str:
    if len(names) > FEW:
        return text("report.choice.and_more", language, listed=", ".join(names[:FEW]), count=len(names) - FEW)
    return ", ".join(names)


def _services(scenario: Scenario, language: str) -> str:
    if isinstance(scenario.mix, str):
        return text("report.choice.from_listening" if scenario.mix == FROM_LISTENING else "report.choice.nothing", language)
    return service_names(scenario.mix, language) or text("report.choice.nothing", language)


def _seat(ensemble: Ensemble, language: str) -> str:
    seat = ensemble.scenario.seat
    if seat is None:
        return text("report.choice.main_town", language)
    return plain(ensemble.place_names.get(seat, seat), LONGEST_NAME)


def _target(scenario: Scenario, language: str) -> str:
    campaign = scenario.campaign
    minimum = SMALL_MINIMUM if scenario.statute.form == "small" else ORDINARY_MINIMUM
    return text(
        "report.choice.target_is", language, members=number(max(campaign.target_members, minimum), language),
        capital=money(campaign.target_capital_eur, language), months=number(campaign.deadline_months, language),
    )  # fmt: skip


def _failing(scenario: Scenario, language: str) -> str:
    refund, relaunch = scenario.campaign.refund, scenario.campaign.relaunch
    told = ("report.choice.refund" if refund else "report.choice.no_refund",
            "report.choice.relaunch" if relaunch else "report.choice.no_relaunch")  # fmt: skip
    return "; ".join(text(name, language) for name in told)


def _meetings(scenario: Scenario, language: str) -> str:
    process = scenario.process
    count = sum(meeting.count for meeting in process.meetings)
    spent = {"cost": money(process.cost_eur, language), "months": number(process.months, language)}
    return text("report.choice.meetings_are", language, count=number(count, language), **spent)


def _municipality(scenario: Scenario, language: str) -> str:
    town = scenario.municipality
    amounts = {"municipal_shares": town.shares_eur, "municipal_grant": town.grant_eur}
    told = [text(f"report.choice.{k}", language, money=money(v, language)) for k, v in amounts.items() if rounded(v)]
    told += [text("report.choice.premises", language)] if town.premises else []
    return ", ".join(told) or text("report.choice.nothing", language)


def _others(scenario: Scenario, language: str) -> str:
    nameless = text("report.choice.nameless", language)
    names = [f"{plain(f.name, LONGEST_NAME) or nameless} {money(f.amount_eur, language)}" for f in scenario.funders]
    return _listed(names, language) or text("report.choice.nothing", language)


def _statute(scenario: Scenario, language: str) -> str:
    form, board = scenario.statute.form, scenario.statute.board_choice
    size = number(scenario.statute.board_size, language)
    return ", ".join([text(f"report.word.{form}", language), text(f"report.board.{board}", language, size=size)])


def differing_choices(plans: list[Ensemble], language: str) -> list[tuple[str, list[str]]]:
    """Give the choices in which plans differ: what it is, and what each of them chose.

    Parameters
    ----------
    plans
        Futures of each plan.
    language
        ``it`` or ``en``.
    """
    columns = [choices(plan, language) for plan in plans]
    rows = [(row[0][0], [chosen for _, chosen in row]) for row in zip(*columns, strict=True)]
    return [(name, chosen) for name, chosen in rows if len(set(chosen)) > 1]
