"""What went wrong in an input, as data: where, what, what is allowed, what to do.

A :class:`Diagnostic` holds identifiers of the text catalogue and the values to put into it, so that the same error can be
printed in Italian or English; an :class:`InputError` carries all the diagnostics of one reading at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coopparo_sim.texts import catalogue, text

EXIT_MISSED = 1
"""A check was carried out and did not come out as it should."""
EXIT_BAD_INPUT = 2
"""What was typed, or a file that it names, is wrong; nothing was simulated."""
EXIT_SIMULATION_FAILED = 3
"""The program itself failed."""
EXIT_INCOMPLETE = 4
"""Part of the work is missing; what was done is kept and can be resumed."""
EXIT_INTERRUPTED = 130
"""Stopped by Ctrl-C."""
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Kinds of Unicode characters that show nothing of their own: controls, direction marks, halves of characters, line separators."""


def without_controls(words: str) -> str:
    r"""Put a blank for each character that shows nothing, so that no name or title can steer a terminal or turn a line around.

    Examples
    --------
    >>> without_controls("red\x1b[31m")
    'red [31m'
    """
    return words if words.isascii() and words.isprintable() else "".join(_shown(c) for c in words)


def _shown(character: str) -> str:
    return " " if unicodedata.category(character) in INVISIBLE else character


@dataclass(frozen=True)
class Phrase:
    """A value of a sentence that is itself words: told in the language of the sentence.

    Attributes
    ----------
    identifier
        Identifier in the text catalogue.
    otherwise
        What to say where the catalogue has no such words.
    """

    identifier: str
    otherwise: str = ""

    def say(self, language: str) -> str:
        """Give the words in ``language`` (``it`` or ``en``)."""
        return catalogue(language).get(self.identifier) or self.otherwise or text(self.identifier, language)


@dataclass(frozen=True)
class Amount:
    """A value of a sentence that is a whole amount, EUR or people: written with the thousands marks of the language."""

    amount: float

    def say(self, language: str) -> str:
        """Write the amount, rounded to a whole number, as ``language`` does."""
        from babel.numbers import format_decimal

        return str(format_decimal(round(self.amount), locale=language))


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong in an input, and where.

    Parameters
    ----------
    message
        Identifier of the sentence in the text catalogue, such as ``errors.unknown_key``.
    values
        What fills the placeholders of the sentence and of the advice.
    file
        The file as the user named it; empty where the fault is in no file.
    line, column
        Position counted from 1; 0 where it is not known.
    width
        How many characters the caret underlines.
    source
        The offending line of the file, without its line end.
    advice
        Identifier of the sentence that says what to do; empty for none.
    severity
        ``error`` stops the run; ``warning`` only tells.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    column: int = 0
    width: int = 1
    source: str = ""
    advice: str = ""
    severity: Literal["error", "warning"] = "error"

    def sentence(self, language: str) -> str:
        """Say what is wrong, in ``language`` (``it`` or ``en``)."""
        return text(self.message, language, **self._said(language))

    def advice_sentence(self, language: str) -> str:
        """Say what to do about it, in ``language``; empty where there is no advice."""
        return text(self.advice, language, **self._said(language)) if self.advice else ""

    def _said(self, language: str) -> dict[str, object]:
        said = {name: v.say(language) if isinstance(v, Phrase | Amount) else v for name, v in self.values.items()}
        return {name: without_controls(v) if isinstance(v, str) else v for name, v in said.items()}

    def place(self) -> str:
        """Give ``file:line:column`` as far as it is known."""
        return ":".join([without_controls(self.file), *(str(n) for n in (self.line, self.column) if n)]) if self.file else ""

    def render(self, language: str) -> str:
        """Lay the diagnostic out over several lines, with the source line and a caret."""
        word = text("errors.warning_word" if self.severity == "warning" else "errors.word", language)
        rows = [f"{word}: {self.sentence(language)}"]
        if self.file:
            rows.append(f"  --> {self.place()}")
        if self.source and self.line:
            rows += self._excerpt()
        if self.advice:
            rows.append(f"   = {text('errors.advice_word', language)}: {self.advice_sentence(language)}")
        return "\n".join(rows)

    def _excerpt(self) -> list[str]:
        number = str(self.line)
        gutter = " " * max(len(number), 2)
        shown = without_controls(self.source)
        caret = " " * (self.column - 1) + "^" * max(self.width, 1)
        return [f"{gutter} |", f"{number.rjust(len(gutter))} | {shown}", f"{gutter} | {caret}"]


class InputError(Exception):
    """An input that cannot be used; says everything that is wrong with it at once.

    Attributes
    ----------
    diagnostics
        The faults, in the order of the file.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.render("en"))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Diagnostic, ...]]]:
        return (type(self), (self.diagnostics,))

    def render(self, language: str) -> str:
        """Lay all diagnostics out, in ``language`` (``it`` or ``en``)."""
        return "\n".join(d.render(language) for d in self.diagnostics)

    def summary(self, language: str) -> str:
        """Count the errors in one line, in ``language``, and say that nothing was started."""
        files = ", ".join(dict.fromkeys(d.file for d in self.diagnostics if d.file)) or "-"
        count = len(self.diagnostics)
        return text("errors.summary_one" if count == 1 else "errors.summary_many", language, count=count, files=files)
