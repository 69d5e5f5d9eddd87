"""The first and the last page: what the plan is and is not, which futures it shows, whether its sums agree, what words mean."""

from __future__ import annotations

from coopparo_sim.economic_plan.futures import MOST_YEARS, ChosenFuture, Selection
from coopparo_sim.economic_plan.page import COUNT, EURO_SIGN, Page, cell_name, check_format
from coopparo_sim.economic_plan.statement import StatementPages
from coopparo_sim.presentation.headline import COPPARO, fit_values
from coopparo_sim.presentation.locale import number, share
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.texts import text

LAST_COLUMN = 7
FEW_FUTURES, LONGEST_TITLE = 200, 240
HOW_TO_READ = ("side_by_side", "formulas", "inputs", "grey", "statutory")
LEFT_OUT = ("vat", "taxes", "credit", "loans", "severance", "opening", "premises", "process", "inflation")
"""What an accountant would ask for and the books of the model do not hold."""
WORDS = (
    "future", "percentile", "uncalibrated", "seed", "share", "funding_member", "indivisible", "legal_reserve", "mutual_fund",
    "ristorno", "depreciation", "deferred", "cash_flow", "break_even", "free_money", "liquidation", "quorum", "assumption",
)  # fmt: skip
"""Words of the glossary, in order."""


def write_cover(page: Page, selection: Selection, statements: StatementPages, about: dict[str, str], start: Page) -> None:
    """Write the cover.

    Parameters
    ----------
    page
        An empty page.
    selection
        The futures.
    statements
        The statements, written.
    about
        Where the numbers come from: ``version``, ``digest``, ``date``, empty where not known.
    start
        The page of the start, written.
    """
    page.widths(16.0, 12.0, 10.0, 14.0, 14.0, 15.0, 22.0)
    scenario = selection.ensemble.scenario
    page.words(1, 1, page.say("plan.cover.title"), "title")
    row = page.paragraph(2, plain(scenario.title, LONGEST_TITLE) or page.say("summary.untitled"), LAST_COLUMN, "strong")
    if scenario.question.strip():
        row = page.paragraph(row, plain(scenario.question, LONGEST_TITLE), LAST_COLUMN)
    row = page.paragraph(row, warning(selection, page.language), LAST_COLUMN, "total") + 1
    row = page.paragraph(row, page.say("plan.cover.what"), LAST_COLUMN)
    for words in notices(page, selection):
        row = page.paragraph(row, words, LAST_COLUMN, "strong")
    row = _futures(page, row + 1, selection, statements) + 1
    row = _checks(page, row, statements, start) + 1
    row = _list(page, row, "read", HOW_TO_READ) + 1
    row = _list(page, row, "missing", LEFT_OUT) + 1
    values = {**about, "seed": selection.ensemble.seed, "futures": number(selection.ensemble.n, page.language)}
    page.paragraph(row, page.say("plan.cover.provenance", **values), LAST_COLUMN, "note")
    page.paper(LAST_COLUMN, False)


def warning(selection: Selection, language: str) -> str:
    """Say that nothing is forecast, and what of the numbers was never fitted to real cases."""
    ensemble = selection.ensemble
    where = "no_forecast" if ensemble.scenario.town == COPPARO else "no_forecast_elsewhere"
    fit = ensemble.fit
    rests_on = text("fit.plan", language, **fit_values(fit, language)) if fit else text("plan.cover.behaviour_open", language)
    return f"{text(f'plan.cover.{where}', language)} {rests_on}"


def notices(page: Page, selection: Selection) -> list[str]:
    """Say what readers must know before the numbers: how often it is born and lasts, and where the results are thin."""
    ensemble, followed = selection.ensemble, int(selection.followed.sum())
    born, lasting = int(selection.founded.sum()), int(selection.lasting.sum())
    counted = {
        "futures": number(ensemble.n, page.language), "born": number(born, page.language),
        "born_share": share(born / ensemble.n, page.language), "followed": number(followed, page.language),
        "lasting": number(lasting, page.language), "years": page.years(selection.years),
    }  # fmt: skip
    found = [page.say("plan.cover.born", **counted)]
    found += [page.say("plan.cover.chosen", **counted)] if len(selection.chosen) > 2 else []
    found += [page.say(f"plan.cover.only_{len(selection.chosen)}")] if len(selection.chosen) <= 2 else []
    found += [page.say("plan.cover.fewer_years", **counted)] if selection.years < MOST_YEARS else []
    found += [page.say("plan.cover.few_futures", **counted)] if ensemble.n < FEW_FUTURES else []
    found += (
        [] if ensemble.complete else [page.say("plan.cover.incomplete", wanted=number(ensemble.wanted, page.language), **counted)]
    )
    return found


def _futures(page: Page, row: int, selection: Selection, statements: StatementPages) -> int:
    heads = ("level", "number", "month", "result", "bank", "equity", "end")
    said = {column: page.say(f"plan.cover.{key}", years=page.years(selection.years)) for column, key in enumerate(heads, start=1)}
    for column, words in said.items():
        left = column in (1, LAST_COLUMN)
        page.words(row, column, words, "heading", horizontal="left" if left else "right", indent=column // LAST_COLUMN)
    page.raise_row(row, said)
    for future in selection.chosen:
        row += 1
        column = statements.column(future.level, future.last_year)
        page.words(row, 1, page.say(f"plan.cover.{future.level}"), "strong")
        page.amount(row, 2, future.number, COUNT)
        page.amount(row, 3, future.month_founded, COUNT)
        links = ((statements.income, "summed"), (statements.balance, "bank"), (statements.balance, "total_equity"))
        for place, (other, key) in enumerate(links, start=4):
            page.formula(row, place, f"={other.reference(other.rows[key], column)}", EURO_SIGN)
        words = end_in_words(page, selection, future)
        page.words(row, LAST_COLUMN, words, indent=1)
        page.raise_row(row, {LAST_COLUMN: words, 1: page.say(f"plan.cover.{future.level}")})
    return row + 1


def end_in_words(page: Page, selection: Selection, future: ChosenFuture) -> str:
    """Say how a future of the plan goes on: works when its years are over, or closed in which month of life and why."""
    if not future.month_closed:
        return page.say("plan.end.works", years=page.years(selection.years))
    cause = future.end.removeprefix("exit_") or "other"
    return page.say(f"plan.end.{cause}", month=future.month_closed - future.month_founded)


def _checks(page: Page, row: int, statements: StatementPages, start: Page) -> int:
    page.bar(row, page.say("plan.cover.checks"), LAST_COLUMN)
    at = start.rows["start_check"]
    own = f"=SUMSQ({start.reference(at, 2)}:{cell_name(at, LAST_COLUMN)})"
    checks = [*statements.checks(), ("start_check", own)]
    for offset, (key, formula) in enumerate(checks, start=1):
        page.words(row + offset, 1, page.say(f"plan.cover.check.{key}"))
        page.sheet.merge_cells(start_row=row + offset, start_column=1, end_row=row + offset, end_column=LAST_COLUMN - 1)
        page.formula(row + offset, LAST_COLUMN, formula, check_format(page.language), "strong")
    page.rows["first_check"], page.rows["last_check"] = row + 1, row + len(checks)
    return row + len(checks) + 1


def _list(page: Page, row: int, block: str, keys: tuple[str, ...]) -> int:
    row = page.bar(row, page.say(f"plan.cover.{block}"), LAST_COLUMN)
    for key in keys:
        row = page.paragraph(row, page.say(f"plan.{block}.{key}"), LAST_COLUMN)
    return row


def write_glossary(page: Page) -> None:
    """Write the words that the plan uses, each with its meaning, on an empty page."""
    page.widths(30.0, 90.0)
    page.words(1, 1, page.say("plan.words.title"), "title")
    for row, key in enumerate(WORDS, start=3):
        said = {1: page.say(f"plan.words.{key}.word"), 2: page.say(f"plan.words.{key}.meaning")}
        page.words(row, 1, said[1], "strong", vertical="top")
        page.words(row, 2, said[2], vertical="top")
        page.raise_row(row, said)
    page.paper(2, False)
