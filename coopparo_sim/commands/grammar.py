"""What can stand on the command line, and how a line is read: no word of any language stands here, and nothing heavy is loaded.

The standard library reads the options; what is left are the words told by their position. Of an option named twice the last value
counts, unless it may be repeated; after ``--`` no word names an option.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from coopparo_sim.kernel.errors import InputError

END = "--"
"""After it no word names an option."""


class Argument(NamedTuple):
    """A word that is told by its position.

    Attributes
    ----------
    key
        Name of the parameter that receives it.
    metavar
        What stands for it on the help page: an identifier of the text catalogue, or a word of no language.
    help
        Identifier of the sentence that explains it.
    required
        Whether the line is wrong without it; where it is not, None is received.
    many
        Whether it takes all words left, so that a list is received.
    """

    key: str
    metavar: str
    help: str
    required: bool = True
    many: bool = False


class Option(NamedTuple):
    """A word that is told by its name.

    Attributes
    ----------
    key
        Name of the parameter that receives it.
    names
        How it is typed; the first name is told in errors.
    help
        Identifier of the sentence that explains it.
    metavar
        What stands for its value on the help page, as for an argument; empty for an option without a value, which is True if typed.
    many
        Whether it may be repeated, so that a list is received.
    """

    key: str
    names: tuple[str, ...]
    help: str
    metavar: str = ""
    many: bool = False


class Verb(NamedTuple):
    """A command: the function that does it and the words it takes.

    Attributes
    ----------
    work
        Called with a terminal and then the words, each by its key; gives the exit code.
    arguments
        What is told by position, in order; only the last may take many words.
    options
        What is told by name, in the order of the help page.
    """

    work: Callable[..., int]
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]


def read_options(
    words: Sequence[str], options: Sequence[Option], path: str, to_the_end: bool = True
) -> tuple[dict[str, Any], list[str]]:
    """Read the options of a line; gives their values by key, and the words that are no options.

    Parameters
    ----------
    words
        What was typed.
    options
        What may be typed.
    path
        The command so far, as one would type it to ask for its help page.
    to_the_end
        Whether options may stand after other words; else reading ends at the first word that is none.

    Raises
    ------
    UsageError
        If there is no such option, or it takes a value and has none, or the other way round.

    Examples
    --------
    >>> read_options(["a", "--seed=3", "b"], [Option("seed", ("--seed",), "", "N")], "coopparo run")
    ({'seed': '3'}, ['a', 'b'])
    """
    line, after = _split(words) if to_the_end else (list(words), [])
    parser = _parser(options)
    if not to_the_end:
        parser.add_argument("rest", nargs=argparse.REMAINDER, default=[])
    try:
        read, others = parser.parse_known_args(line)
    except argparse.ArgumentError as wrong:
        raise _wrong_value(wrong, options, path) from None
    values = {option.key: getattr(read, option.key) for option in options}
    _refuse_unknown(others, options, path)
    return values, [*others, *getattr(read, "rest", []), *after]


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part a line at ``--``: what follows names no options."""
    end = words.index(END) if END in words else len(words)
    return list(words[:end]), list(words[end + 1 :])


def _parser(options: Sequence[Option]) -> argparse.ArgumentParser:
    """Tell the standard library what may be typed; its help and its errors, which are English only, are not used."""
    unseen = partial(argparse.HelpFormatter, width=1)  # without a width it asks for that of the terminal at every option
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False, formatter_class=unseen)
    for option in options:
        if option.metavar:
            kind: dict[str, Any] = {"action": "append", "default": []} if option.many else {}
            parser.add_argument(*option.names, dest=option.key, **kind)
        else:
            parser.add_argument(*option.names, dest=option.key, action="store_true")
    return parser


def _wrong_value(wrong: argparse.ArgumentError, options: Sequence[Option], path: str) -> InputError:
    """Say that an option lacks its value, or takes none: there is no other way for one to be wrong here."""
    named = (wrong.argument_name or "").split("/")[0]
    takes_one = any(option.metavar for option in options if named in option.names)
    return _wrong("cli.usage.value_missing" if takes_one else "cli.usage.no_value", path, name=named)


def _refuse_unknown(words: Sequence[str], options: Sequence[Option], path: str) -> None:
    for word in words:
        if word.startswith("-") and word != "-":
            raise _unknown_option(word.partition("=")[0], [name for option in options for name in option.names], path)


def read_arguments(words: Sequence[str], arguments: Sequence[Argument], path: str) -> dict[str, Any]:
    """Give the words that are told by position, by key.

    Parameters
    ----------
    words
        What was typed, without the options.
    arguments
        What may be typed.
    path
        The command so far, as one would type it to ask for its help page.

    Raises
    ------
    UsageError
        If a word is missing, or there are too many.

    Examples
    --------
    >>> read_arguments(["a"], [Argument("plan", "FILE", ""), Argument("out", "FILE", "", required=False)], "coopparo run")
    {'plan': 'a', 'out': None}
    """
    left = list(words)
    values: dict[str, Any] = {}
    for argument in arguments:
        if argument.required and not left:
            from coopparo_sim.kernel.errors import Phrase

            raise _wrong("cli.usage.missing", path, name=Phrase(argument.metavar, argument.metavar))
        if argument.many:
            values[argument.key], left = left, []
        else:
            values[argument.key] = left.pop(0) if left else None
    if left:
        raise _wrong("cli.usage.too_many", path, words=" ".join(left))
    return values


def _wrong(message: str, path: str, **values: object) -> InputError:
    from coopparo_sim.commands.failures import UsageError
    from coopparo_sim.kernel.errors import Diagnostic

    return UsageError(Diagnostic(message, values), path)


def _unknown_option(name: str, known: Sequence[str], path: str) -> InputError:
    from coopparo_sim.commands.failures import UsageError, unknown_word

    return UsageError(unknown_word("cli.usage.unknown_option", name, known), path)
