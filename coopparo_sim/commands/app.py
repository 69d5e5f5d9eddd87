"""What can be typed: the verbs and their words, declared once; sentences and metavars stand here by identifier.

A verb is a function that receives the terminal and its words by key; what it needs is loaded only when it is called, so that a help
page costs little more than starting Python.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopparo_sim import __version__
from coopparo_sim.commands.grammar import Argument, Option, Verb, read_arguments, read_options
from coopparo_sim.commands.help_page import front_page, verb_page
from coopparo_sim.texts import LANGUAGES, text

if TYPE_CHECKING:
    from coopparo_sim.commands.terminal import Terminal

PROGRAM = "coopparo"

HELP = Option("help", ("--help", "-h"), "cli.help.help")
LANG = Option("lang", ("--lang",), "cli.option.lang", "it|en")
VERSION = Option("version", ("--version",), "cli.option.version")
JSON = Option("json", ("--json",), "cli.option.as_json")
QUIET = Option("quiet", ("--quiet",), "cli.option.quiet")
WITH = Option("overlays", ("--with",), "cli.option.with", "cli.metavar.file", many=True)
WITH_A = Option("with_a", ("--with-a",), "cli.option.with_a", "cli.metavar.file", many=True)
WITH_B = Option("with_b", ("--with-b",), "cli.option.with_b", "cli.metavar.file", many=True)
FUTURES = Option("futures", ("--futures",), "cli.option.futures", "N")
POINT_FUTURES = Option("futures", ("--futures",), "cli.option.point_futures", "N")
CASE_FUTURES = Option("futures", ("--futures",), "cli.option.case_futures", "N")
SEED = Option("seed", ("--seed",), "cli.option.seed", "N")
JOBS = Option("jobs", ("--jobs",), "cli.option.jobs", "N")
UNCERTAINTY = Option("uncertainty", ("--uncertainty",), "cli.option.uncertainty", "calibrated|parameters|none")
OUT = Option("out", ("--out",), "cli.option.out", "cli.metavar.folder")
PAGE_OUT = Option("out", ("--out",), "cli.option.page", "cli.metavar.page")
PAPER_OUT = Option("out", ("--out",), "cli.option.paper", "cli.metavar.paper")
PICTURES_OUT = Option("out", ("--out",), "cli.option.pictures", "cli.metavar.folder")
WORKBOOK_OUT = Option("out", ("--out",), "cli.option.workbook", "cli.metavar.workbook")
FORCE = Option("force", ("--force",), "cli.option.force")
REDRAW = Option("force", ("--force",), "cli.option.redraw")
REPLACE = Option("force", ("--force",), "cli.option.replace")
RESUME = Option("resume", ("--resume",), "cli.option.resume")
DRY_RUN = Option("dry_run", ("--dry-run",), "cli.option.dry_run")
POINTS = Option("points", ("--points",), "cli.option.points", "N")
DASK = Option("dask", ("--dask",), "cli.option.dask", "cli.metavar.scheduler")
PORT = Option("port", ("--port",), "cli.option.port", "N")
PDF = Option("pdf", ("--pdf",), "cli.option.pdf")
FULL = Option("full", ("--full",), "cli.option.full")
TRY_RULES = Option("verify", ("--verify",), "cli.option.verify")
BASE = Option("base", ("--base",), "cli.option.base", "cli.metavar.file")

PLAN = Argument("plan", "cli.metavar.plan", "cli.argument.plan")
PLANS = Argument("plans", "cli.metavar.plan", "cli.argument.plans", many=True)
PLAN_A = Argument("plan_a", "A", "cli.argument.plan_a")
PLAN_B = Argument("plan_b", "B", "cli.argument.plan_b")
NAME = Argument("name", "cli.metavar.name", "cli.argument.name", required=False)
WHAT = Argument("what", "cli.metavar.what", "cli.argument.what", required=False)
WHERE = Argument("where", "cli.metavar.where", "cli.argument.where", required=False)
CASES = Argument("cases", "cli.metavar.cases", "cli.argument.cases", required=False, many=True)
DESIGN = Argument("design", "cli.metavar.design", "cli.argument.design")
SWEEP_FOLDER = Argument("folder", "cli.metavar.folder", "cli.argument.sweep_folder")
RESULTS = Argument("folder", "cli.metavar.folder", "cli.argument.results")
FOLDERS = Argument("folders", "cli.metavar.folder", "cli.argument.folders", many=True)

COMMON = (JSON, QUIET, LANG, HELP)
SPOKEN = (QUIET, LANG, HELP)
"""For verbs that have no data to give."""


def run(
    terminal: Terminal, plan: str, overlays: list[str], futures: str | None, seed: str | None, jobs: str | None,
    uncertainty: str | None, out: str | None, force: bool,
) -> int:  # fmt: skip
    """Run one scenario."""
    from coopparo_sim.commands.choices import Typed
    from coopparo_sim.commands.run import run_plan

    return run_plan(terminal, plan, overlays, Typed(futures, seed, jobs, uncertainty), out, force)


def check(terminal: Terminal, plans: list[str], overlays: list[str]) -> int:
    """Check scenario files."""
    from coopparo_sim.commands.check import check_plans

    return check_plans(terminal, plans, overlays)


def compare(
    terminal: Terminal, plan_a: str, plan_b: str, overlays: list[str], with_a: list[str], with_b: list[str],
    futures: str | None, seed: str | None, jobs: str | None, uncertainty: str | None, out: str | None, force: bool,
) -> int:  # fmt: skip
    """Compare two scenarios."""
    from coopparo_sim.commands.choices import Typed
    from coopparo_sim.commands.compare import Side, compare_plans

    a, b = (Side(plan, [*overlays, *own]) for plan, own in ((plan_a, with_a), (plan_b, with_b)))
    return compare_plans(terminal, a, b, Typed(futures, seed, jobs, uncertainty), out, force)


def explain(terminal: Terminal, name: str | None) -> int:
    """Explain a name."""
    from coopparo_sim.commands.explain import explain_name

    return explain_name(terminal, name)


def new(terminal: Terminal, what: str | None, where: str | None) -> int:
    """Write something to start from."""
    from coopparo_sim.commands.new import write_new

    return write_new(terminal, what, where)


def verify(terminal: Terminal, seed: str | None) -> int:
    """Try the rules on known results."""
    from coopparo_sim.commands.verify import verify_rules

    return verify_rules(terminal, seed)


def validate(terminal: Terminal, cases: list[str], futures: str | None, seed: str | None) -> int:
    """Compare real campaigns with simulated ones."""
    from coopparo_sim.commands.validate import validate_cases

    return validate_cases(terminal, cases, futures, seed)


def sweep(
    terminal: Terminal, design: str, out: str | None, jobs: str | None, resume: bool, dry_run: bool, points: str | None,
    futures: str | None, dask: str | None, uncertainty: str | None,
) -> int:  # fmt: skip
    """Do all runs of a design."""
    from coopparo_sim.commands.sweep import TypedSweep, run_sweep

    return run_sweep(terminal, design, TypedSweep(out, jobs, points, futures, dask, resume, dry_run, uncertainty))


def digest(terminal: Terminal, folder: str) -> int:
    """Give one hash of the results of a sweep."""
    from coopparo_sim.commands.digest import tell_digest

    return tell_digest(terminal, folder)


def analyse(terminal: Terminal, folder: str, out: str | None) -> int:
    """Analyse the results of a sweep."""
    from coopparo_sim.commands.analyse import analyse_sweep

    return analyse_sweep(terminal, folder, out)


def table(
    terminal: Terminal, plan: str, out: str | None, overlays: list[str], points: str | None, futures: str | None,
    seed: str | None, jobs: str | None, resume: bool, uncertainty: str | None,
) -> int:  # fmt: skip
    """Make the live page for a table."""
    from coopparo_sim.commands.plans import Side
    from coopparo_sim.commands.table import TypedTable, make_table

    return make_table(terminal, Side(plan, overlays), TypedTable(out, points, futures, seed, jobs, resume, uncertainty))


def plan(terminal: Terminal, folder: str, out: str | None, force: bool) -> int:
    """Write the economic plan of results."""
    from coopparo_sim.commands.plan import write_plan

    return write_plan(terminal, folder, out, force)


def viz(terminal: Terminal, plan: str, overlays: list[str], port: str | None) -> int:
    """Open Mesa's page for one future."""
    from coopparo_sim.commands.plans import Side
    from coopparo_sim.commands.viz import open_viz

    return open_viz(terminal, Side(plan, overlays), port)


def report(
    terminal: Terminal, folders: list[str], out: str | None, pdf: bool, full: bool, verify: bool, base: str | None, force: bool
) -> int:
    """Put results on paper."""
    from coopparo_sim.commands.report import TypedReport, print_report

    return print_report(terminal, folders, TypedReport(out, pdf, full, verify, force, base))


def figures(terminal: Terminal, folder: str, out: str | None, force: bool) -> int:
    """Draw the pictures of results again."""
    from coopparo_sim.commands.figures import redraw

    return redraw(terminal, folder, out, force)


def guide(terminal: Terminal, out: str | None) -> int:
    """Write the guide for whoever runs a table."""
    from coopparo_sim.commands.guide import write_guide

    return write_guide(terminal, out)


VERBS: dict[str, Verb] = {
    "run": Verb(run, (PLAN,), (WITH, FUTURES, SEED, JOBS, UNCERTAINTY, OUT, FORCE, *COMMON)),
    "check": Verb(check, (PLANS,), (WITH, *COMMON)),
    "compare": Verb(compare, (PLAN_A, PLAN_B), (WITH, WITH_A, WITH_B, FUTURES, SEED, JOBS, UNCERTAINTY, OUT, FORCE, *COMMON)),
    "explain": Verb(explain, (NAME,), COMMON),
    "new": Verb(new, (WHAT, WHERE), SPOKEN),
    "verify": Verb(verify, (), (SEED, *COMMON)),
    "validate": Verb(validate, (CASES,), (CASE_FUTURES, SEED, *COMMON)),
    "sweep": Verb(sweep, (DESIGN,), (OUT, JOBS, RESUME, DRY_RUN, POINTS, POINT_FUTURES, DASK, UNCERTAINTY, *COMMON)),
    "digest": Verb(digest, (SWEEP_FOLDER,), COMMON),
    "analyse": Verb(analyse, (SWEEP_FOLDER,), (OUT, *COMMON)),
    "table": Verb(table, (PLAN,), (PAGE_OUT, WITH, POINTS, POINT_FUTURES, SEED, JOBS, RESUME, UNCERTAINTY, *COMMON)),
    "viz": Verb(viz, (PLAN,), (WITH, PORT, *SPOKEN)),
    "guide": Verb(guide, (), (PAGE_OUT, *SPOKEN)),
    "plan": Verb(plan, (RESULTS,), (WORKBOOK_OUT, REPLACE, *COMMON)),
    "report": Verb(report, (FOLDERS,), (PAPER_OUT, PDF, FULL, TRY_RULES, BASE, REPLACE, *COMMON)),
    "figures": Verb(figures, (RESULTS,), (PICTURES_OUT, REDRAW, *COMMON)),
}
FRONT = (LANG, VERSION, HELP)
"""What may stand before a verb."""


def do_what_was_typed(words: Sequence[str], language: str) -> int:
    """Do what a line says and give the exit code; a line without a verb is answered with the help page.

    Parameters
    ----------
    words
        What was typed after the name of the program.
    language
        ``it`` or ``en``: the language to answer in; the verbs of the other language are understood too.

    Raises
    ------
    InputError
        If there is no such verb, or the line cannot be read, or the input of the verb cannot be used.
    """
    before, rest = read_options(words, FRONT, PROGRAM, to_the_end=False)
    if before["version"] and not before["help"]:
        return _say(f"{PROGRAM} {__version__}\n")
    if before["help"]:
        return _say(front_page(PROGRAM, VERBS, FRONT, language))
    name = _verb(rest[0], language) if rest else ""
    _check_language(before["lang"])
    return _do(name, rest, language) if name else _say(front_page(PROGRAM, VERBS, FRONT, language))


def _do(name: str, words: Sequence[str], language: str) -> int:
    """Do a verb; the first of ``words`` is the verb as it was typed."""
    verb, path = VERBS[name], f"{PROGRAM} {words[0]}"
    options, others = read_options(words[1:], verb.options, path)
    if options.pop("help"):
        return _say(verb_page(path, name, verb, language))
    arguments = read_arguments(others, verb.arguments, path)
    _check_language(options.pop("lang"))
    from coopparo_sim.commands.terminal import Terminal

    terminal = Terminal(language, json=options.pop("json", False), quiet=options.pop("quiet"))
    return verb.work(terminal, **arguments, **options)


def _say(page: str) -> int:
    sys.stdout.write(page)
    return 0


def _verb(typed: str, language: str) -> str:
    """Give the name of a verb typed in any language, that of the answer first.

    Raises
    ------
    InputError
        If there is no such verb; tells which one is nearest.
    """
    spoken: dict[str, str] = {}
    for tongue in sorted(LANGUAGES, key=lambda one: one != language):
        spoken |= {text(f"cli.verb.{name}", tongue): name for name in VERBS}
        if typed in spoken:
            return spoken[typed]
    from coopparo_sim.commands.failures import unknown_word
    from coopparo_sim.kernel.errors import InputError

    raise InputError([unknown_word("cli.usage.unknown_verb", typed, list(spoken))])


def _check_language(lang: str | None) -> None:
    if lang is not None:
        from coopparo_sim.commands.choices import one_of

        one_of(LANG.names[0], lang.lower(), LANGUAGES)
