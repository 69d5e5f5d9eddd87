"""``coopparo explain``: what a name means, in which unit, within which range, on which evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from coopparo_sim.commands.declared import Entry, entries, find, nearest
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError

EXAMPLE = "campaign.share_price_eur"


def explain_name(terminal: Terminal, name: str | None) -> int:
    """Explain a name, or list all names.

    Parameters
    ----------
    terminal
        Where to speak.
    name
        What to explain; None to list everything.

    Raises
    ------
    InputError
        If nothing has that name.
    """
    known = entries(terminal.language)
    found = known if name is None else find(name, known)
    if name is not None and not found:
        near = nearest(name, known)
        advice = "cli.explain.near" if near else "cli.explain.list_all"
        values = {"name": name, "near": ", ".join(near), "verb": terminal.verb("explain")}
        raise InputError([Diagnostic("cli.explain.unknown", values, advice=advice)])
    if terminal.json:
        terminal.write_json({"entries": [entry.as_json() for entry in found]})
        return 0
    terminal.write("\n".join(_list(terminal, found)) if name is None else "\n\n".join(_page(terminal, e) for e in found))
    terminal.suggest(terminal.verb("explain"), *([EXAMPLE] if name is None else []))
    return 0


def _list(terminal: Terminal, found: list[Entry]) -> Iterator[str]:
    width = max(len(entry.name) for entry in found)
    for kind, group in groupby(found, key=lambda entry: entry.kind):
        yield from [] if kind == found[0].kind else [""]
        yield terminal.say(f"cli.explain.kinds.{kind}")
        yield from (f"  {entry.name.ljust(width)}  {entry.label}" for entry in group)


def _page(terminal: Terminal, entry: Entry) -> str:
    head = [f"{entry.name} ({terminal.say(f'cli.explain.kind.{entry.kind}')})", f"  {entry.label}"]
    head += [f"  {entry.meaning}"] if entry.meaning else []
    rows = [(label, value) for label, value in _facts(terminal, entry) if value]
    width = max((len(label) for label, _ in rows), default=0)
    return "\n".join([*head, *(f"  {(label + ':').ljust(width + 1)} {value}" for label, value in rows)])


def _facts(terminal: Terminal, entry: Entry) -> Iterator[tuple[str, str]]:
    say = terminal.say
    yield say("cli.explain.role_word"), say(f"cli.explain.role.{entry.role}") if entry.role else ""
    yield say("cli.explain.unit"), entry.unit
    if entry.kind == "parameter":
        yield say("cli.explain.default"), _value(entry.default)
        yield say("cli.explain.options"), ", ".join(entry.options)
        yield say("cli.explain.bounds"), _range(terminal, entry.low, entry.high)
        yield say("cli.explain.plausible"), _range(terminal, *entry.plausible) if entry.plausible else ""
    for name, number in entry.numbers:
        yield name, _value(number)
    yield say("cli.explain.evidence_word"), say(f"cli.explain.evidence.{entry.evidence}") if entry.evidence else ""
    yield say("cli.explain.source"), entry.source


def _range(terminal: Terminal, low: float | None, high: float | None) -> str:
    low, high = (None if bound is None or abs(bound) == float("inf") else bound for bound in (low, high))
    if low is None and high is None:
        return ""
    if high is None:
        return terminal.say("cli.explain.from", low=_value(low))
    return terminal.say("cli.explain.range", low="…" if low is None else _value(low), high=_value(high))


def _value(value: Any) -> str:
    """Write a value as it would stand in a scenario file."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(_value(inner) for inner in value) or "[]"
    return f"{value:.12g}" if isinstance(value, float) else str(value)
