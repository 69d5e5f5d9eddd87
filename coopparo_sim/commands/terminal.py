"""Where the words go: data to standard output, messages and progress to standard error."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from coopparo_sim.texts import text

PATIENCE_SECONDS = 2.0
"""After how long a progress bar is shown."""
Progress = Callable[[int, int], None]


def can_show_all_signs() -> bool:
    """Whether standard output takes every letter."""
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def command_line(words: Sequence[str]) -> str:
    """Write words so that they can be typed: quoted where they hold blanks or other signs that a shell would read.

    Examples
    --------
    >>> command_line(["coopparo", "run", "plan.toml"])
    'coopparo run plan.toml'
    """
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


@dataclass(frozen=True)
class Terminal:
    """How to speak to whoever typed the command.

    Attributes
    ----------
    language
        ``it`` or ``en``.
    json
        Whether data goes out as one JSON object.
    quiet
        Whether only data and errors are written.
    """

    language: str
    json: bool = False
    quiet: bool = False

    def say(self, identifier: str, **values: object) -> str:
        """Give a sentence of the catalogue in the language of the terminal."""
        return text(identifier, self.language, **values)

    def write(self, words: str) -> None:
        """Write data to standard output."""
        sys.stdout.write(words.rstrip("\n") + "\n")
        sys.stdout.flush()

    def write_json(self, data: Any) -> None:
        """Write one JSON object to standard output."""
        self.write(json.dumps(data, ensure_ascii=not can_show_all_signs(), indent=2, allow_nan=False))

    def tell(self, words: str) -> None:
        """Write a message to standard error, if messages are wanted."""
        if not self.quiet:
            complain(words)

    def suggest(self, *words: str) -> None:
        """Tell the next command worth typing, if a person is reading."""
        if not self.json and not self.quiet:
            complain("\n" + self.say("cli.next", command=command_line(["coopparo", *words])))

    def verb(self, name: str) -> str:
        """Give the name of a command in the language of the terminal."""
        return self.say(f"cli.verb.{name}")

    @contextmanager
    def progress(self, identifier: str) -> Iterator[Progress]:
        """Show a bar with the time left while something is going on, if it takes long and a person is watching.

        Yields
        ------
        progress
            To be called with (done, wanted).
        """
        if self.quiet or not sys.stderr.isatty():
            yield _nothing
            return
        from rich import progress as bars
        from rich.console import Console

        columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn(), bars.TimeRemainingColumn())
        bar = bars.Progress(*columns, console=Console(stderr=True), transient=True)
        task = bar.add_task(self.say(identifier), total=None)
        timer = threading.Timer(PATIENCE_SECONDS, bar.start)
        timer.daemon = True
        timer.start()
        try:
            yield lambda done, wanted: bar.update(task, completed=done, total=wanted)
        finally:
            timer.cancel()
            timer.join()
            bar.stop()


def _nothing(done: int, wanted: int) -> None:
    """Take note of nothing."""


def complain(words: str) -> None:
    """Write to standard error, whatever was asked for."""
    sys.stderr.write(words.rstrip("\n") + "\n")
    sys.stderr.flush()
