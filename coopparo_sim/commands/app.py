"""What can be typed: the verbs, their Italian names, their options; words stand here by identifier."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from typer.main import get_command

from coopparo_sim import __version__
from coopparo_sim.commands.help_page import SpokenCommand, SpokenGroup, speak
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.texts import LANGUAGES, catalogue


@dataclass(frozen=True)
class Request:
    """What was asked for: ``work`` does it on a terminal and gives the exit code."""

    work: Callable[[Terminal], int]
    json: bool = False
    quiet: bool = False


def _print_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"coopparo {__version__}\n")
        raise typer.Exit


Lang = Annotated[str | None, typer.Option("--lang", metavar="it|en", help="cli.option.lang")]
Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_print_version, help="cli.option.version")]
Json = Annotated[bool, typer.Option("--json", help="cli.option.json")]
Quiet = Annotated[bool, typer.Option("--quiet", help="cli.option.quiet")]
Plan = Annotated[str, typer.Argument(metavar="cli.metavar.plan", help="cli.argument.plan")]
Plans = Annotated[list[str], typer.Argument(metavar="cli.metavar.plan", help="cli.argument.plans")]
PlanA = Annotated[str, typer.Argument(metavar="A", help="cli.argument.plan_a")]
PlanB = Annotated[str, typer.Argument(metavar="B", help="cli.argument.plan_b")]
With = Annotated[list[str] | None, typer.Option("--with", metavar="cli.metavar.file", help="cli.option.with")]
WithA = Annotated[list[str] | None, typer.Option("--with-a", metavar="cli.metavar.file", help="cli.option.with_a")]
WithB = Annotated[list[str] | None, typer.Option("--with-b", metavar="cli.metavar.file", help="cli.option.with_b")]
Futures = Annotated[str | None, typer.Option("--futures", metavar="N", help="cli.option.futures")]
Seed = Annotated[str | None, typer.Option("--seed", metavar="N", help="cli.option.seed")]
Jobs = Annotated[str | None, typer.Option("--jobs", metavar="N", help="cli.option.jobs")]
Uncertain = Annotated[
    str | None, typer.Option("--uncertainty", metavar="parameters|calibrated|none", help="cli.option.uncertainty")
]
Out = Annotated[str | None, typer.Option("--out", metavar="cli.metavar.folder", help="cli.option.out")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
Name = Annotated[str | None, typer.Argument(metavar="cli.metavar.name", help="cli.argument.name")]
What = Annotated[str | None, typer.Argument(metavar="cli.metavar.what", help="cli.argument.what")]
Where = Annotated[str | None, typer.Argument(metavar="cli.metavar.where", help="cli.argument.where")]

DesignFile = Annotated[str, typer.Argument(metavar="cli.metavar.design", help="cli.argument.design")]
SweepFolder = Annotated[str, typer.Argument(metavar="cli.metavar.folder", help="cli.argument.sweep_folder")]
Resume = Annotated[bool, typer.Option("--resume", help="cli.option.resume")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.dry_run")]
Points = Annotated[str | None, typer.Option("--points", metavar="N", help="cli.option.points")]
Port = Annotated[str | None, typer.Option("--port", metavar="N", help="cli.option.port")]
PageOut = Annotated[str | None, typer.Option("--out", metavar="cli.metavar.page", help="cli.option.page")]
Results = Annotated[str, typer.Argument(metavar="cli.metavar.folder", help="cli.argument.results")]
Folders = Annotated[list[str], typer.Argument(metavar="cli.metavar.folder", help="cli.argument.folders")]
Paper = Annotated[str | None, typer.Option("--out", metavar="cli.metavar.paper", help="cli.option.paper")]
Pdf = Annotated[bool, typer.Option("--pdf", help="cli.option.pdf")]
Full = Annotated[bool, typer.Option("--full", help="cli.option.full")]
Verify = Annotated[bool, typer.Option("--verify", help="cli.option.verify")]
Base = Annotated[str | None, typer.Option("--base", metavar="cli.metavar.file", help="cli.option.base")]
Pictures = Annotated[str | None, typer.Option("--out", metavar="cli.metavar.folder", help="cli.option.pictures")]
Redraw = Annotated[bool, typer.Option("--force", help="cli.option.redraw")]
Workbook = Annotated[str | None, typer.Option("--out", metavar="cli.metavar.workbook", help="cli.option.workbook")]
Replace = Annotated[bool, typer.Option("--force", help="cli.option.replace")]
PointFutures = Annotated[str | None, typer.Option("--futures", metavar="N", help="cli.option.point_futures")]
CaseFiles = Annotated[list[str] | None, typer.Argument(metavar="cli.metavar.cases", help="cli.argument.cases")]
CaseFutures = Annotated[str | None, typer.Option("--futures", metavar="N", help="cli.option.case_futures")]
Dask = Annotated[str | None, typer.Option("--dask", metavar="cli.metavar.scheduler", help="cli.option.dask")]


def _check_language(lang: str | None) -> None:
    if lang is not None:
        from coopparo_sim.commands.choices import one_of

        one_of("--lang", lang.lower(), LANGUAGES)


def run(
    plan: Plan, overlays: With = None, futures: Futures = None, seed: Seed = None, jobs: Jobs = None,
    uncertainty: Uncertain = None, out: Out = None, force: Force = False, json: Json = False, quiet: Quiet = False,
    lang: Lang = None,
) -> Request:  # fmt: skip
    """Run one scenario."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.choices import Typed
        from coopparo_sim.commands.run import run_plan

        return run_plan(terminal, plan, overlays or [], Typed(futures, seed, jobs, uncertainty), out, force)

    return Request(work, json, quiet)


def check(plans: Plans, overlays: With = None, json: Json = False, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Check scenario files."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.check import check_plans

        return check_plans(terminal, plans, overlays or [])

    return Request(work, json, quiet)


def compare(
    plan_a: PlanA, plan_b: PlanB, overlays: With = None, with_a: WithA = None, with_b: WithB = None, futures: Futures = None,
    seed: Seed = None, jobs: Jobs = None, uncertainty: Uncertain = None, out: Out = None, force: Force = False, json: Json = False,
    quiet: Quiet = False, lang: Lang = None,
) -> Request:  # fmt: skip
    """Compare two scenarios."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.choices import Typed
        from coopparo_sim.commands.compare import Side, compare_plans

        a, b = (Side(plan, [*(overlays or []), *(own or [])]) for plan, own in ((plan_a, with_a), (plan_b, with_b)))
        return compare_plans(terminal, a, b, Typed(futures, seed, jobs, uncertainty), out, force)

    return Request(work, json, quiet)


def explain(name: Name = None, json: Json = False, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Explain a name."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.explain import explain_name

        return explain_name(terminal, name)

    return Request(work, json, quiet)


def new(what: What = None, where: Where = None, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Write something to start from."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.new import write_new

        return write_new(terminal, what, where)

    return Request(work, quiet=quiet)


def verify(seed: Seed = None, json: Json = False, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Try the rules on known results."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.verify import verify_rules

        return verify_rules(terminal, seed)

    return Request(work, json, quiet)


def validate(
    cases: CaseFiles = None,
    futures: CaseFutures = None,
    seed: Seed = None,
    json: Json = False,
    quiet: Quiet = False,
    lang: Lang = None,
) -> Request:
    """Compare real campaigns with simulated ones."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.validate import validate_cases

        return validate_cases(terminal, cases or [], futures, seed)

    return Request(work, json, quiet)


def sweep(
    design: DesignFile, out: Out = None, jobs: Jobs = None, resume: Resume = False, dry_run: DryRun = False, points: Points = None,
    futures: PointFutures = None, dask: Dask = None, json: Json = False, quiet: Quiet = False, lang: Lang = None,
) -> Request:  # fmt: skip
    """Do all runs of a design."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.sweep import TypedSweep, run_sweep

        return run_sweep(terminal, design, TypedSweep(out, jobs, points, futures, dask, resume, dry_run))

    return Request(work, json, quiet)


def digest(folder: SweepFolder, json: Json = False, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Give one hash of the results of a sweep."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.digest import tell_digest

        return tell_digest(terminal, folder)

    return Request(work, json, quiet)


def analyse(folder: SweepFolder, out: Out = None, json: Json = False, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Analyse the results of a sweep."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.analyse import analyse_sweep

        return analyse_sweep(terminal, folder, out)

    return Request(work, json, quiet)


def table(
    plan: Plan, out: PageOut = None, overlays: With = None, points: Points = None, futures: PointFutures = None, seed: Seed = None,
    jobs: Jobs = None, resume: Resume = False, json: Json = False, quiet: Quiet = False, lang: Lang = None,
) -> Request:  # fmt: skip
    """Make the live page for a table."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.plans import Side
        from coopparo_sim.commands.table import TypedTable, make_table

        return make_table(terminal, Side(plan, overlays or []), TypedTable(out, points, futures, seed, jobs, resume))

    return Request(work, json, quiet)


def plan(
    folder: Results, out: Workbook = None, force: Replace = False, json: Json = False, quiet: Quiet = False, lang: Lang = None
) -> Request:
    """Write the economic plan of results."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.plan import write_plan

        return write_plan(terminal, folder, out, force)

    return Request(work, json, quiet)


def viz(plan: Plan, overlays: With = None, port: Port = None, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Open Mesa's page for one future."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.plans import Side
        from coopparo_sim.commands.viz import open_viz

        return open_viz(terminal, Side(plan, overlays or []), port)

    return Request(work, quiet=quiet)


def report(
    folders: Folders, out: Paper = None, pdf: Pdf = False, full: Full = False, verify: Verify = False, base: Base = None,
    force: Replace = False, json: Json = False, quiet: Quiet = False, lang: Lang = None,
) -> Request:  # fmt: skip
    """Put results on paper."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.report import TypedReport, print_report

        return print_report(terminal, folders, TypedReport(out, pdf, full, verify, force, base))

    return Request(work, json, quiet)


def figures(
    folder: Results, out: Pictures = None, force: Redraw = False, json: Json = False, quiet: Quiet = False, lang: Lang = None
) -> Request:
    """Draw the pictures of results again."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.figures import redraw

        return redraw(terminal, folder, out, force)

    return Request(work, json, quiet)


def guide(out: PageOut = None, quiet: Quiet = False, lang: Lang = None) -> Request:
    """Write the guide for whoever runs a table."""
    _check_language(lang)

    def work(terminal: Terminal) -> int:
        from coopparo_sim.commands.guide import write_guide

        return write_guide(terminal, out)

    return Request(work, quiet=quiet)


VERBS: dict[str, Callable[..., Request]] = {
    "run": run, "check": check, "compare": compare, "explain": explain, "new": new, "verify": verify, "validate": validate,
    "sweep": sweep, "digest": digest, "analyse": analyse, "table": table, "viz": viz, "guide": guide, "plan": plan,
    "report": report, "figures": figures,
}  # fmt: skip


def spoken_command(language: str) -> Any:
    """Give the whole command in ``language`` (``it`` or ``en``): verbs of the other language work but are not shown."""
    app = typer.Typer(
        cls=SpokenGroup, add_completion=False, invoke_without_command=True, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback(help="cli.help.about")(_front_door)
    for spoken in sorted(LANGUAGES, key=lambda one: one != language):
        for name, function in VERBS.items():
            verb = catalogue(spoken)[f"cli.verb.{name}"]
            app.command(verb, cls=SpokenCommand, help=f"cli.help.{name}", hidden=spoken != language)(function)
    command = get_command(app)
    speak(command, language)
    return command


def _front_door(ctx: typer.Context, lang: Lang = None, version: Version = False) -> None:
    """Take what stands before a verb; without a verb, show the help page."""
    _check_language(lang)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
