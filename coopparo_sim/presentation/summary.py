"""What a planner reads after a run or a comparison: a summary in words, and the same numbers as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from coopparo_sim.analysis.compare import Comparison, Difference
from coopparo_sim.analysis.ensembles import Outcome, members_by_place
from coopparo_sim.presentation.amounts import amount, bullet, money_in_words, paragraph, signed, unit
from coopparo_sim.presentation.headline import birth_sentence, closing, founded_meaning, futures_counted, no_forecast
from coopparo_sim.presentation.life_words import life_in_words, yearly_rows
from coopparo_sim.presentation.locale import TEN, count_in_ten, in_ten, in_ten_short, money, number, readable, rounded, share
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import (
    HUNDRED,
    end_labels,
    ends_in_words,
    founded,
    largest_remainder,
    members_per_hundred,
    month_quoted,
    names_of,
    not_heard_per_hundred,
    spread,
    values,
)
from coopparo_sim.presentation.spreadsheet import csv_of
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import BY_NAME, INDICATORS
from coopparo_sim.texts import text

PLACES_NAMED = 3
NOTABLE_NOT_HEARD = 5.0
"""Adults out of 100 from which a place or an age is named as not heard."""
CELL_DECIMALS = 4
TOLD = (
    "month_founded", "members_month_36", "capital_eur", "aware_share", "needs_map_error", "unheard_share", "need_met_share",
    "volunteer_hours_month", "services_open", "engagement_cost_eur", "cost_per_member_eur", "public_money_eur", "money_lost_eur",
    "operating_at_end", "operating_5_years", "members_at_end", "months_to_break_even", "surplus_eur_year", "turnout",
    "deciders_share", "board_place_distance", "need_really_met_share", "worst_place_met_share", "firms_competed",
)  # fmt: skip
"""Outcomes told in a comparison after the first one, in order."""
NOTABLE_REDUCTION = 1.5
LETTERS = {"a_better": "A", "a_more": "A", "b_better": "B", "b_more": "B"}


def summary_in_words(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> str:
    """Sum up a run for a planner, in plain words.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    summary
        Its declared indicators, from :func:`coopparo_sim.analysis.ensembles.summarise`.
    language
        ``it`` or ``en``.
    """
    head = [plain(ensemble.scenario.title) or text("summary.untitled", language), _provenance(ensemble, language)]
    if not ensemble.n:
        return "\n".join([*head, "", text("summary.nothing", language)])
    parts = [
        _opening(ensemble, summary, language),
        _section("ends", ends_told(ensemble, language), language),
        _section("if_founded", if_founded_told(ensemble, language), language),
        _section("afterwards", life_in_words(ensemble, summary, language), language),
        _section("places", places_in_words(ensemble, language), language),
        _section("listening", listening_told(ensemble, summary, language), language),
        _section("costs", _costs(summary, language), language),
        _section("uncertain", uncertainty_told(ensemble, summary, language), language),
        paragraph(closing(ensemble.scenario.town, language, ensemble.fit), indent=""),
    ]
    return "\n".join(head) + "\n\n" + "\n\n".join(part for part in parts if part)


def _provenance(ensemble: Ensemble, language: str) -> str:
    counts = futures_counted(ensemble, language)
    return paragraph(f"{counts} · {no_forecast(ensemble.scenario.town, language, ensemble.fit)}", indent="")


def _section(name: str, sentences: Iterable[str], language: str) -> str:
    written = [bullet(sentence) for sentence in sentences]
    return "\n".join([text(f"summary.section.{name}", language), *written]) if written else ""


def _opening(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> str:
    meaning, margin = founded_meaning(ensemble.scenario, language), margin_told(ensemble, summary, language)
    return "\n".join([birth_sentence(ensemble, language), *(paragraph(words) for words in (meaning, *margin))])


def margin_told(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    """Say how far the share founded could still move with many more futures; nothing of a single future."""
    outcome = summary["founded"]
    if outcome.low is None or outcome.high is None or ensemble.n < 2:
        return []
    low, high = in_ten_short(outcome.low, language), in_ten_short(outcome.high, language)
    key = "summary.margin_same" if low == high else "summary.margin"
    return [text(key, language, n=number(ensemble.n, language), low=low, high=high)]


def ends_told(ensemble: Ensemble, language: str) -> list[str]:
    """Say how the futures end, out of ten; only ends that occur."""
    labels = end_labels(ensemble, language)
    return [f"{labels[end]}: {often}" for end, often in ends_in_words(ensemble, language).items()]


def _range(ensemble: Ensemble, name: str, language: str) -> str:
    low, middle, high = (amount(BY_NAME[name], v, language) for v in spread(values(ensemble, name, founded(ensemble))))
    if low == high:
        return text("summary.always", language, value=middle)
    return text("summary.half", language, low=low, high=high)


def if_founded_told(ensemble: Ensemble, language: str) -> list[str]:
    """Say when it is founded, with how many members and how much capital, and from whom; nothing where it never is."""
    if not founded(ensemble).any():
        return []
    month = month_quoted(ensemble)
    born = founded(ensemble)
    told = [
        text(f"summary.if_founded.{n}", language, range=_range(ensemble, n, language))
        for n in ("month_founded", "members_at_founding")
    ]
    told.append(
        text("summary.if_founded.members_later", language, month=month, range=_range(ensemble, "members_month_36", language))
    )
    told.append(text("summary.if_founded.capital_eur", language, range=_range(ensemble, "capital_eur", language)))
    givers = ("citizens", "associations", "firms", "public", "funders")
    means = {giver: float(values(ensemble, f"capital_{giver}_eur", born).mean()) for giver in givers}
    listed = [f"{text(f'summary.giver.{g}', language)} {money(readable(means[g]), language)}" for g in givers if rounded(means[g])]
    return [*told, text("summary.if_founded.givers", language, listed=", ".join(listed))] if listed else told


def places_in_words(ensemble: Ensemble, language: str) -> list[str]:
    """Say where most and where fewest people join; nothing where it is never founded or there is one place only."""
    if not founded(ensemble).any() or len(ensemble.place_names) < 2:
        return []
    rates = members_per_hundred(ensemble, founded(ensemble))
    ordered = sorted(rates, key=lambda place: -rates[place])
    named = min(PLACES_NAMED, len(ordered) // 2)
    most, least = (
        _listed(ensemble, rates, ordered[:named], 1, language),
        _listed(ensemble, rates, ordered[::-1][:named], 1, language),
    )
    return [text("summary.places.most", language, listed=most), text("summary.places.least", language, listed=least)]


def _listed(ensemble: Ensemble, numbers: dict[str, float], places: list[str], decimals: int, language: str) -> str:
    return ", ".join(f"{plain(ensemble.place_names[p])} {number(numbers[p], language, decimals)}" for p in places)


def listening_told(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    """Say what the listening understood, whom it did not hear, and how many know of the idea."""
    error, unheard, aware = (_mean(summary, name) * HUNDRED for name in ("needs_map_error", "unheard_share", "aware_share"))
    told = [
        text("summary.listening.error", language, points=number(error, language)),
        text("summary.listening.unheard", language, count=number(unheard, language)),
    ]
    missed = not_heard_per_hundred(ensemble, "place")
    worst = [p for p in sorted(missed, key=lambda place: -missed[place]) if missed[p] >= NOTABLE_NOT_HEARD][:PLACES_NAMED]
    ages, names = not_heard_per_hundred(ensemble, "age_group"), names_of(ensemble, "age_groups", language)
    oldest = max(ages, key=lambda age: ages[age])
    if worst:
        told.append(text("summary.listening.places", language, listed=_listed(ensemble, missed, worst, 0, language)))
    if ages[oldest] >= NOTABLE_NOT_HEARD:
        told.append(text("summary.listening.ages", language, age=names[oldest], count=number(ages[oldest], language)))
    return [*told, text("summary.listening.aware", language, count=number(aware, language))]


def _costs(summary: dict[str, Outcome], language: str) -> list[str]:
    spent = money(_mean(summary, "engagement_cost_eur"), language)
    told = [text("summary.costs.engagement_cost_eur", language, money=spent)]
    for name in ("cost_per_aware_eur", "cost_per_member_eur", "public_money_eur"):
        if summary[name].mean is not None:
            told.append(text(f"summary.costs.{name}", language, money=money_in_words(_mean(summary, name), language)))
    return [*told, *lost_told(summary, language)]


def lost_told(summary: dict[str, Outcome], language: str) -> list[str]:
    """Say how much money citizens lose, on average over all futures."""
    lost = _mean(summary, "money_lost_eur")
    key = "summary.costs.money_lost_eur" if lost > 0 else "summary.costs.nothing_lost"
    return [text(key, language, money=money_in_words(lost, language))]


def _mean(summary: dict[str, Outcome], name: str) -> float:
    return summary[name].mean or 0.0


def uncertainty_told(ensemble: Ensemble, summary: dict[str, Outcome], language: str) -> list[str]:
    """Say how much of the spread between futures is chance, and how much is not knowing how people decide."""
    if ensemble.uncertainty == "none":
        return [text("summary.uncertain.fixed", language)]
    shares = {name: summary[name].chance_share for name in ("founded", "members_month_36", "capital_eur")}
    parts = {name: count_in_ten(chance) for name, chance in shares.items() if chance is not None}
    if not parts:
        return [text("summary.uncertain.unknown", language)]
    told = [text(f"summary.uncertain.{name}", language, parts=_two_parts(chance, language)) for name, chance in parts.items()]
    return [text("summary.uncertain.meaning", language), *told]


def _two_parts(chance: int, language: str) -> str:
    """Say how many parts out of ten are chance, and how many come from how people decide."""
    first = text(f"summary.parts.chance_{'one' if chance == 1 else 'some'}", language, count=chance)
    rest = TEN - chance
    return first + ", " + text(f"summary.parts.unknown_{'one' if rest == 1 else 'some'}", language, count=rest)


def comparison_in_words(comparison: Comparison, label_a: str, label_b: str, language: str) -> str:
    """Say in plain words what differs between two plans, what does not, and how sure that is.

    Parameters
    ----------
    comparison
        Two plans on the same luck.
    label_a, label_b
        What to call them.
    language
        ``it`` or ``en``.
    """
    head = [f"A: {plain(label_a)}", f"B: {plain(label_b)}", paragraph(_pairs_told(comparison, language), "")]
    first = comparison.outcomes["founded"]
    told = [comparison.outcomes[name] for name in TOLD if name in comparison.outcomes]
    others = [outcome for outcome in told if outcome.a is not None or outcome.b is not None]
    clear = [_clear(d, language) for d in others if d.verdict != "no_clear_difference"]
    unclear = [BY_NAME[d.name].label[language].lower() for d in others if d.verdict == "no_clear_difference"]
    parts = [
        _first(first, language),
        _section("clear", clear, language),
        _section("unclear", [", ".join(unclear)] if unclear else [], language),
        paragraph(closing(comparison.town, language, comparison.fit), indent=""),
    ]
    return "\n".join(head) + "\n\n" + "\n\n".join(part for part in parts if part)


def _pairs_told(comparison: Comparison, language: str) -> str:
    key = "summary.compare.pair" if comparison.pairs == 1 else "summary.compare.pairs"
    counts = text(key, language, n=number(comparison.pairs, language), seed=comparison.seed)
    return f"{counts} · {no_forecast(comparison.town, language, comparison.fit)}"


def comparison_note(comparison: Comparison, label_a: str, label_b: str, language: str) -> str:
    """Say on one line, for the foot of a table, where the numbers of a comparison come from and what they are not.

    Parameters
    ----------
    comparison, label_a, label_b, language
        As for :func:`comparison_in_words`.
    """
    return f"{_pairs_told(comparison, language)} · A: {plain(label_a)} · B: {plain(label_b)}"


def _first(outcome: Difference, language: str) -> str:
    verdict = text(f"summary.compare.{outcome.verdict}", language)
    if outcome.a is None or outcome.b is None:
        return verdict
    lines = [
        text("summary.compare.founded", language, a=in_ten(outcome.a, language), b=in_ten(outcome.b, language)),
        paragraph(verdict),
        paragraph(_interval(outcome, language)) if outcome.low is not None else "",
    ]
    if outcome.a_beats_b is not None and outcome.b_beats_a is not None and outcome.tied is not None:
        parts = np.array([outcome.a_beats_b, outcome.b_beats_a, outcome.tied]) * HUNDRED
        hundredths = dict(zip(("a", "b", "tied"), largest_remainder(parts, round(float(parts.sum()))), strict=True))
        said = {name: share(count / HUNDRED, language) for name, count in hundredths.items()}
        lines.append(paragraph(text("summary.compare.draws", language, **said)))
    if outcome.variance_reduction is not None and outcome.variance_reduction >= NOTABLE_REDUCTION:
        times = number(outcome.variance_reduction, language, 1)
        lines.append(paragraph(text("summary.compare.luck", language, times=times)))
    return "\n".join(line for line in lines if line)


def _interval(outcome: Difference, language: str) -> str:
    ends = [signed((v or 0.0) * HUNDRED, language) for v in (outcome.difference, outcome.low, outcome.high)]
    return text("summary.compare.interval", language, mean=ends[0], low=ends[1], high=ends[2])


def _clear(outcome: Difference, language: str) -> str:
    indicator = BY_NAME[outcome.name]
    a, b = (amount(indicator, v or 0.0, language) for v in (outcome.a, outcome.b))
    key = "summary.compare.better" if outcome.verdict.endswith("better") else "summary.compare.more"
    verdict = text(key, language, letter=LETTERS[outcome.verdict])
    return text("summary.compare.outcome", language, label=indicator.label[language], a=a, b=b, verdict=verdict)


def write_summary_csv(ensemble: Ensemble, summary: dict[str, Outcome], path: Path, language: str) -> None:
    """Write indicators, members of each place and the main lines of the accounts as a table for a spreadsheet of that language.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    summary
        Its declared indicators.
    path
        File to write.
    language
        ``it`` (semicolons, decimal commas) or ``en`` (commas, decimal points).

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    rows = [
        [i.label[language], i.name, unit(i, language), *_cells(summary[i.name]), i.meaning[language]]
        for i in INDICATORS
        if i.name in summary
    ]
    people = unit(BY_NAME["members_month_36"], language)
    meaning = text("summary.members_of_place", language, month=month_quoted(ensemble))
    for place, outcome in (members_by_place(ensemble) if ensemble.n else {}).items():
        label = text("summary.members_in", language, place=plain(ensemble.place_names[place]))
        rows.append([label, outcome.name, people, *_cells(outcome), meaning])
    rows += [[*first, *_cells(outcome), about] for first, outcome, about in yearly_rows(ensemble, language)]
    note = f"{' '.join(_provenance(ensemble, language).split())} · {plain(ensemble.scenario.title)}"
    rows.append([note, *[None] * (len(COLUMNS) - 1)])
    table = pd.DataFrame(rows, columns=[text(f"summary.column.{name}", language) for name in COLUMNS], dtype=object)
    path.write_bytes(csv_of(table, language))


NUMBERS = ("n", "probability", "low", "high", "mean", "p05", "p25", "p50", "p75", "p95", "chance_share")
COLUMNS = ("label", "name", "unit", *NUMBERS, "meaning")


def _cells(outcome: Outcome) -> list[float | None]:
    cells = [getattr(outcome, name) for name in NUMBERS]
    return [None if cell is None else cell if isinstance(cell, int) else float(rounded(cell, CELL_DECIMALS)) for cell in cells]
