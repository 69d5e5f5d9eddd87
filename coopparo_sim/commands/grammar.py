"""What can stand on the command line, and how a line is read: no word of any language stands here, and nothing heavy is loaded.

A line is read from left to right. A word that begins with ``-`` names an option, which takes its value after ``=`` or from the
next word; after ``--`` no word does. Of an option named twice the last value counts, unless it may be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from coopparo_sim.kernel.errors import InputError


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
    known = {name: option for option in options for name in option.names}
    values: dict[str, Any] = {o.key: [] if o.many else None if o.metavar else False for o in options}
    left, others = list(words), []
    while left:
        word = left.pop(0)
        if word == "--":
            break
        if word == "-" or not word.startswith("-"):
            others.append(word)
            if not to_the_end:
                break
            continue
        name, joined, value = word.partition("=")
        if name not in known:
            raise _unknown_option(name, list(known), path)
        option = known[name]
        _store(values, option, _value(option, value if joined else None, left, path))
    return values, others + left


def _value(option: Option, joined: str | None, left: list[str], path: str) -> str | bool:
    """Give the value of an option, taken off the words left where it is not joined to the name."""
    if not option.metavar:
        if joined is not None:
            raise _wrong("cli.usage.no_value", path, name=option.names[0])
        return True
    if joined is None and not left:
        raise _wrong("cli.usage.value_missing", path, name=option.names[0])
    return left.pop(0) if joined is None else joined


def _store(values: dict[str, Any], option: Option, value: str | bool) -> None:
    if option.many:
        values[option.key].append(value)
    else:
        values[option.key] = value


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
