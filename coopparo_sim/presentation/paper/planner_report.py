"""The planner's report: everything that a folder of results holds, in words first, then in pictures, tables and sources."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from coopparo_sim.analysis.ensembles import Outcome, summarise
from coopparo_sim.governance.statute import Statute
from coopparo_sim.kernel.parameter import declarations
from coopparo_sim.presentation.figures.album import all_pictures
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import fit_values
from coopparo_sim.presentation.life_readings import assemblies_by_year
from coopparo_sim.presentation.life_words import LINES
from coopparo_sim.presentation.locale import long_date, money, number
from coopparo_sim.presentation.paper.assumptions import (
    difference_table,
    parameter_table,
    unit_in_words,
    value_in_words,
    value_of,
)
from coopparo_sim.presentation.paper.blocks import Section, Table, exact, parted, table_of
from coopparo_sim.presentation.paper.findings import in_words
from coopparo_sim.presentation.paper.pages import drawing_of, page
from coopparo_sim.presentation.paper.patterns import told_patterns
from coopparo_sim.presentation.paper.runs import Run
from coopparo_sim.presentation.paper.sheet import foot_of, plan_name, question_of
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.years import LEVELS, STATEMENTS, accounts_by_year
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.texts import text
from coopparo_sim.verification.table import Row, verification_table

LONGEST_NOTE = 2000
FACTS = ("folder", "files", "digest", "seed", "uncertainty", "fit", "futures", "created", "version", "python", "libraries")


def report_page(run: Run, language: str, *, base: Scenario | None = None, verify: bool = False) -> str:
    """Give the planner's report of one run as a self-contained HTML page.

    Parameters
    ----------
    run
        Results with at least one future.
    language
        ``it`` or ``en``.
    base
        Scenario that the plan is set against; None for the values used where a file says nothing.
    verify
        Whether the rules are tried on known results now, which takes some seconds.
    """
    rows = verification_table() if verify else None
    sections = list(report_sections(run, language, base, rows))
    ensemble, foot = run.ensemble, foot_of([run], language)
    days = [long_date(run.created, language)] if run.created else []
    report = {
        "foot": foot,
        "question": question_of(ensemble, language),
        "plan": plan_name(ensemble, language),
        "note": plain(ensemble.scenario.note, LONGEST_NOTE),
        "when": " · ".join([text("report.full.what", language), *days]),
        "contents_heading": text("report.section.contents", language),
        "sections": sections,
        "to_table": text("report.full.to_table", language),
    }
    return page("report", language, {"report": report, "title": f"{report['plan']} · {report['when']}"})


def report_sections(run: Run, language: str, base: Scenario | None = None, verified: list[Row] | None = None) -> Iterator[Section]:
    """Give the sections of the report in order.

    Parameters
    ----------
    run, language, base
        As of :func:`report_page`.
    verified
        Known results with what the rules give for them; None where they were not tried.
    """
    ensemble = run.ensemble
    summary: dict[str, Outcome] = summarise(ensemble)
    pictures = list(all_pictures(ensemble, language))
    yield in_words(ensemble, summary, language)
    yield _pictures(pictures, language)
    yield _differences(ensemble, base, language)
    yield from _accounts(ensemble, language)
    yield _government(ensemble, pictures, language)
    yield _patterns(language)
    yield _verification(verified, language)
    yield Section(
        "parameters", text("report.section.parameters", language), paragraphs=[text("report.words.parameters", language)],
        tables=[parameter_table(ensemble, language)],
    )  # fmt: skip
    yield _computed(run, language)
    numbers = [table for picture in pictures for table in parted(_numbers(picture, language))]
    yield Section("numbers", text("report.section.numbers", language), tables=numbers)


def _pictures(pictures: list[Picture], language: str) -> Section:
    drawings = [(drawing_of(picture), _place(picture)) for picture in pictures]
    return Section("pictures", text("report.section.pictures", language), drawings=drawings)


def _place(picture: Picture) -> str:
    return f"numbers-{picture.id}"


def _numbers(picture: Picture, language: str) -> Table:
    return table_of(picture.table, language, caption=picture.title, identifier=_place(picture))


def _differences(ensemble: Ensemble, base: Scenario | None, language: str) -> Section:
    table = difference_table(ensemble, base, language)
    against = plain(base.title) if base is not None else ""
    said = text("report.words.differs_from", language, base=against) if against else text("report.words.differs", language)
    words = said if table.rows else text("report.words.no_difference", language)
    return Section(
        "differences", text("report.section.differences", language), paragraphs=[words], tables=[table] if table.rows else []
    )


def _accounts(ensemble: Ensemble, language: str) -> Iterator[Section]:
    """Give the mean accounts of each whole year of life, and how far apart the futures are; nothing where no year was lived."""
    by_year = accounts_by_year(ensemble.accounts)
    heading = text("report.section.accounts", language)
    if by_year.empty:
        yield Section("accounts", heading, paragraphs=[text("report.words.no_accounts", language)])
        return
    lived = by_year.drop_duplicates("year")[["year", "futures"]]
    counted = "; ".join(
        text("report.words.lived", language, year=int(y), n=number(int(n), language)) for y, n in lived.itertuples(index=False)
    )
    tables = [_statement(of, str(name), language) for name, of in by_year.groupby("statement", sort=False)]
    words = text("report.words.accounts", language, counted=counted)
    yield Section("accounts", heading, paragraphs=[words], tables=[*tables, _spread(by_year, language)])


def _statement(lines: pd.DataFrame, statement: str, language: str) -> Table:
    """One statement: a row a line in the order of the books, a column a year, means in whole euros."""
    held = [name for name in STATEMENTS[statement] if name in set(lines["name"])]
    wide = lines.pivot(index="name", columns="year", values="mean").reindex(held).fillna(0.0)
    years = [text("figures.governance.year", language, year=int(year)) for year in wide.columns]
    rows = [
        [text(f"finance.line.{name}", language), *(money(v, language) for v in row)]
        for name, row in zip(wide.index, wide.to_numpy(dtype=float), strict=True)
    ]
    caption = text(f"summary.accounts.{statement}", language)
    return Table([text("summary.accounts.column.line", language), *years], rows, tuple(range(1, len(years) + 1)), caption)


def _spread(lines: pd.DataFrame, language: str) -> Table:
    rows = []
    for line in LINES:
        for year in lines[lines["name"] == line].to_dict("records"):
            levels = [money(float(year[level]), language) for level in LEVELS]
            about = text("figures.governance.year", language, year=int(year["year"]))
            rows.append([text(f"finance.line.{line}", language), about, *levels])
    heads = [text(f"summary.accounts.column.{name}", language) for name in ("line", "year", *LEVELS)]
    return Table(heads, rows, (2, 3, 4), text("report.words.spread", language))


def _government(ensemble: Ensemble, pictures: list[Picture], language: str) -> Section:
    rows = []
    for declared in declarations(Statute, "statute."):
        value = value_in_words(value_of(ensemble.scenario, declared.name), declared.unit, language)
        rows.append([declared.label[language], value, unit_in_words(declared.unit, language)])
    statute = Table([text(f"report.column.{name}", language) for name in ("what", "plan", "unit")], rows)
    held = [picture for picture in pictures if picture.id == "governance"] if len(assemblies_by_year(ensemble)) else []
    tables = [table for picture in held for table in _years_and_places(picture, language)]
    words = text("report.words.government" if held else "report.words.no_assemblies", language)
    return Section("government", text("report.section.government", language), paragraphs=[words], tables=[*tables, statute])


def _years_and_places(picture: Picture, language: str) -> Iterator[Table]:
    """Part the table of the picture of government: years with their assemblies, and places with their seats."""
    counted = picture.table.iloc[:, 1].notna()
    for rows, caption in ((counted, picture.title), (~counted, text("figures.governance.board", language))):
        yield table_of(picture.table[rows].dropna(axis="columns", how="all"), language, caption)


def _patterns(language: str) -> Section:
    above, rows = told_patterns(language)
    heads = [text(f"report.column.{name}", language) for name in ("pattern", "known", "model", "met")]
    table = Table(heads, rows, widths=(24, 26, 34, 16))
    return Section("patterns", text("report.section.patterns", language), paragraphs=[above], tables=[table])


def _verification(verified: list[Row] | None, language: str) -> Section:
    heading = text("report.section.verification", language)
    if verified is None:
        return Section("verification", heading, paragraphs=[text("report.words.not_verified", language)])
    missed = sum(not row.passed for row in verified)
    key = "cli.verify.missed" if missed else "cli.verify.passed"
    rows = [
        [row.set_up[language], row.source, *(exact(round(v, 4), language) for v in (row.expected, row.got, row.tolerance)),
         text("report.yes" if row.passed else "report.no", language)]
        for row in verified
    ]  # fmt: skip
    heads = [text(f"cli.verify.{name}", language) for name in ("known", "source", "expected", "got", "tolerance")]
    table = Table([*heads, text("report.column.met", language)], rows, (2, 3, 4), widths=(42, 24, 9, 9, 9, 7))
    return Section("verification", heading, paragraphs=[text(key, language, missed=missed, count=len(rows))], tables=[table])


def _behaviour(ensemble: Ensemble, language: str) -> str:
    if ensemble.fit:
        return text("fit.drawn_from", language, **fit_values(ensemble.fit, language))
    return text(f"report.uncertainty.{ensemble.uncertainty}", language)


def _computed(run: Run, language: str) -> Section:
    """Say how the results were computed, so that somebody else can compute them again."""
    ensemble, manifest = run.ensemble, run.manifest
    files, libraries = manifest.get("files"), manifest.get("libraries")
    told = {
        "folder": plain(run.folder),
        "files": plain(", ".join(map(str, files))) if isinstance(files, list) else "",
        "digest": plain(ensemble.digest),
        "seed": str(ensemble.seed),
        "uncertainty": _behaviour(ensemble, language),
        "fit": text("fit.facts", language, **fit_values(ensemble.fit, language)) if ensemble.fit else "",
        "futures": text("report.words.of", language, n=number(ensemble.n, language), wanted=number(ensemble.wanted, language)),
        "created": long_date(run.created, language) if run.created else "",
        "version": run.fact("version"),
        "python": run.fact("python"),
        "libraries": plain(", ".join(f"{k} {v}" for k, v in libraries.items())) if isinstance(libraries, dict) else "",
    }
    rows = [[text(f"report.computed.{name}", language), told[name]] for name in FACTS if told[name]]
    return Section(
        "computed", text("report.section.computed", language), paragraphs=[text("report.words.computed", language)],
        tables=[Table([text("report.column.what", language), text("report.column.value", language)], rows)],
    )  # fmt: skip
