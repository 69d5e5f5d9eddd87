"""Text that others wrote (titles, names, labels), made fit to be shown as nothing but text."""

from __future__ import annotations

from coopparo_sim.kernel.errors import without_controls

ELLIPSIS = "…"
NO_BREAK = "\u00a0"
LONGEST_TITLE = 90


def together(words: str) -> str:
    """Keep the signs for euro and hundredths on the line of their number, by a no-break space before them."""
    return words.replace(" €", f"{NO_BREAK}€").replace(" %", f"{NO_BREAK}%")


def plain(words: str, longest: int = LONGEST_TITLE) -> str:
    r"""Give one visible line of at most ``longest`` characters; what is cut shows as an ellipsis.

    Examples
    --------
    >>> plain("two\nlines")
    'two lines'
    >>> plain("abcdef", longest=4)
    'abc…'
    """
    line = " ".join(without_controls(words[: longest * longest]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + ELLIPSIS
