"""Help pages in the language of the reader, laid out here so that no word of them is left in another one."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from coopparo_sim.commands.grammar import Argument, Option, Verb
from coopparo_sim.texts import catalogue, text

WIDTHS = (60, 100)
"""Narrowest and widest page, characters."""
NO_TERMINAL = 80
"""Width of a page that goes to no terminal, characters."""
COLUMN = 26
"""Where the explanation of an option begins, characters."""


def front_page(path: str, verbs: Mapping[str, Verb], options: Sequence[Option], language: str) -> str:
    """Lay out the help page of the whole command.

    Parameters
    ----------
    path
        The command as it is typed.
    verbs
        What it can do, by name.
    options
        What may stand before a verb.
    language
        ``it`` or ``en``.
    """
    rows = [(text(f"cli.verb.{name}", language), _about(name, language).split("\n")[0]) for name in verbs]
    usage = [path, text("cli.help.verb", language), text("cli.help.options_word", language)]
    sections = [*_section("cli.help.verbs", rows, language), *_options(options, language)]
    return _page(usage, _about("about", language), [*sections, "", *_wrapped(text("cli.help.closing", language))], language)


def verb_page(path: str, name: str, verb: Verb, language: str) -> str:
    """Lay out the help page of a verb.

    Parameters
    ----------
    path
        The command and the verb as they were typed.
    name
        Name of the verb.
    verb
        What it takes.
    language
        ``it`` or ``en``.
    """
    usage = [path, *(_shown(argument, language) for argument in verb.arguments), text("cli.help.options_word", language)]
    rows = [(_said(argument.metavar, language), text(argument.help, language)) for argument in verb.arguments]
    sections = [*_section("cli.help.arguments", rows, language), *_options(verb.options, language)]
    return _page(usage, _about(name, language), sections, language)


def _page(usage: Sequence[str], about: str, sections: Sequence[str], language: str) -> str:
    paragraphs = [" ".join(words.split()) for words in about.split("\n\n")]
    told = "\n\n".join("\n".join(_wrapped(words)) for words in paragraphs)
    return "\n".join([f"{text('cli.help.usage', language)} {' '.join(usage)}", "", told, *sections]) + "\n"


def _about(name: str, language: str) -> str:
    return text(f"cli.help.{name}", language).strip()


def _said(metavar: str, language: str) -> str:
    """Put the word of a language in place of the identifier that stands for it; other words stay."""
    return catalogue(language).get(metavar, metavar)


def _shown(argument: Argument, language: str) -> str:
    name = _said(argument.metavar, language) + ("..." if argument.many else "")
    return name if argument.required else f"[{name}]"


def _options(options: Sequence[Option], language: str) -> Iterable[str]:
    def head(option: Option) -> str:
        return f"{', '.join(option.names)} {_said(option.metavar, language)}".rstrip()

    return _section("cli.help.options", [(head(option), text(option.help, language)) for option in options], language)


def _section(title: str, rows: list[tuple[str, str]], language: str) -> Iterable[str]:
    if not rows:
        return []
    return ["", text(title, language), *(line for name, about in rows for line in _row(name, about))]


def _row(name: str, about: str) -> list[str]:
    lines = _wrapped(about, COLUMN) or [""]
    head = f"  {name}".ljust(COLUMN)
    if len(head) > COLUMN:
        return [head, *(" " * COLUMN + line for line in lines)]
    return [head + lines[0], *(" " * COLUMN + line for line in lines[1:])]


def _wrapped(words: str, indent: int = 0) -> list[str]:
    narrowest, widest = WIDTHS
    width = min(max(_columns(), narrowest), widest)
    return textwrap.wrap(words, width - indent, break_on_hyphens=False, break_long_words=False)


def _columns() -> int:
    """Width of the terminal, characters, or what the variable COLUMNS says; 80 where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return (os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0) or NO_TERMINAL
    except (OSError, ValueError):  # written to a file, or closed
        return NO_TERMINAL
