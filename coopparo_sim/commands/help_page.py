"""Help pages in the language of the reader, laid out here so that no word of them is left in another one."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from coopparo_sim.commands.failures import unknown_word
from coopparo_sim.kernel.errors import InputError
from coopparo_sim.texts import catalogue, text

WIDTHS = (60, 100)
"""Narrowest and widest page, characters."""
COLUMN = 26
"""Where the explanation of an option begins, characters."""
TEXTS = "cli."


class SpokenCommand(TyperCommand):
    """A command whose help page speaks the language it was given."""

    language = "en"

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(command_page(self, ctx, self.language))


class SpokenGroup(TyperGroup):
    """The command with its verbs, whose help page speaks the language it was given."""

    language = "en"

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(command_page(self, ctx, self.language))

    def get_help_option(self, ctx: Any) -> Any:
        """Give the option ``--help``, off unless typed: left undecided, it would load a validator on the way to every verb."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the verb, or say which one is nearest.

        Raises
        ------
        InputError
            If there is no such verb.
        """
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            shown = [name for name, command in self.commands.items() if not command.hidden]
            raise InputError([unknown_word("cli.usage.unknown_verb", args[0], [*shown, *self.commands])])
        found: tuple[str | None, Any, list[str]] = super().resolve_command(ctx, args)
        return found


def speak(command: Any, language: str) -> None:
    """Put the words of ``language`` in place of the identifiers that stand for them in a command and all below it.

    Parameters
    ----------
    command
        A command as the library built it.
    language
        ``it`` or ``en``.
    """
    command.language = language
    command.help = _said(command.help, language)
    for parameter in command.params:
        parameter.help = _said(getattr(parameter, "help", None), language)
        parameter.metavar = _said(parameter.metavar, language)
        if hasattr(command, "commands") and parameter.name == "lang":
            parameter.process_value = _as_typed
    for inner in getattr(command, "commands", {}).values():
        speak(inner, language)


def _as_typed(_ctx: Any, value: Any) -> Any:
    """Take the word before a verb as it was typed: to check its type the library would load another one, even for a help page."""
    return value


def _said(words: str | None, language: str) -> str | None:
    return catalogue(language).get(words, words) if words and words.startswith(TEXTS) else words


def command_page(command: Any, ctx: Any, language: str) -> str:
    """Lay out the help page of a command.

    Parameters
    ----------
    command
        The command, in the language of the page.
    ctx
        The context it is asked in.
    language
        ``it`` or ``en``.
    """
    parameters = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    verbs = [(name, c) for name, c in getattr(command, "commands", {}).items() if not c.hidden]
    words = [ctx.command_path, *(["cli.help.verb"] if verbs else []), *(_shown(a) for a in arguments), "cli.help.options_word"]
    usage = f"{text('cli.help.usage', language)} {' '.join(_said(word, language) or '' for word in words)}"
    sections = [
        *_section("cli.help.verbs", [(name, _first(c.help)) for name, c in verbs], language),
        *_section("cli.help.arguments", [(a.metavar or a.name, a.help or "") for a in arguments], language),
        *_section("cli.help.options", [_option(o, language) for o in options], language),
    ]
    paragraphs = [" ".join(words.split()) for words in (command.help or "").strip().split("\n\n")]
    about = "\n\n".join("\n".join(_wrapped(words)) for words in paragraphs).split("\n")
    closing = ["", *_wrapped(text("cli.help.closing", language))] if verbs else []
    return "\n".join([usage, "", *about, *sections, *closing]) + "\n"


def _first(words: str | None) -> str:
    return (words or "").strip().split("\n")[0]


def _shown(argument: Any) -> str:
    name = argument.metavar or argument.name
    name = f"{name}..." if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _option(option: Any, language: str) -> tuple[str, str]:
    if option.name == "help":
        return ", ".join(option.opts), text("cli.help.help", language)
    value = "" if option.is_flag else f" {option.metavar or ''}"
    return f"{', '.join(option.opts)}{value}", option.help or ""


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
    width = min(max(shutil.get_terminal_size().columns, narrowest), widest)
    return textwrap.wrap(words, width - indent, break_on_hyphens=False, break_long_words=False)
