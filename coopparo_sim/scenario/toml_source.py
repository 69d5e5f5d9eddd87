"""One TOML file as read: its values, the exact place of each, and all that is wrong with its form."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from coopparo_sim.kernel.errors import Diagnostic
from coopparo_sim.scenario import toml_positions
from coopparo_sim.scenario.toml_faults import SyntaxFault
from coopparo_sim.scenario.toml_positions import Entry, Span
from coopparo_sim.scenario.toml_repair import read_text

_LISTED = 12
_DEEPEST = 50
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Mark:
    """A place in a file, as a diagnostic shows it: line and column from 1, width in characters, the line itself."""

    file: str
    line: int = 0
    column: int = 0
    width: int = 1
    source: str = ""

    def diagnostic(self, message: str, advice: str = "", **values: object) -> Diagnostic:
        """Say that something is wrong here."""
        return Diagnostic(message, values, self.file, self.line, self.column, self.width, self.source, advice)

    @property
    def snippet(self) -> str:
        """What stands here."""
        return self.source[self.column - 1 : self.column - 1 + self.width] if self.line else ""


@dataclass(frozen=True)
class Source:
    """One file.

    Attributes
    ----------
    path
        Where it is.
    file
        Its name as shown to the user.
    data
        Its values.
    lines
        Its lines, without their ends.
    entries
        Where each key and value stands.
    faults
        What is wrong with its form.
    is_partial
        Whether some of it could not be read.
    """

    path: Path
    file: str
    data: dict[str, object] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    entries: dict[toml_positions.Path, Entry] = field(default_factory=dict)
    faults: tuple[Diagnostic, ...] = ()
    is_partial: bool = False

    def key_mark(self, path: toml_positions.Path) -> Mark:
        """Give the place of a key, or of the nearest thing around it."""
        entry = self._entry(path)
        return self.mark(entry.key) if entry else Mark(self.file)

    def value_mark(self, path: toml_positions.Path) -> Mark:
        """Give the place of a value, or of the nearest thing around it."""
        entry = self._entry(path)
        return self.mark(entry.value) if entry else Mark(self.file)

    def mark(self, span: Span) -> Mark:
        """Give a stretch of a line as a diagnostic shows it."""
        line = self.lines[span.line - 1] if 0 < span.line <= len(self.lines) else ""
        return Mark(self.file, span.line, span.column, span.width, line)

    def _entry(self, path: toml_positions.Path) -> Entry | None:
        while path:
            if path in self.entries:
                return self.entries[path]
            path = path[:-1]
        return None


def read_source(path: str | Path) -> Source:
    """Read one TOML file; whatever is wrong with it stands in ``faults``, and what could be read in ``data``.

    Parameters
    ----------
    path
        The file, as the user named it.
    """
    where = Path(path)
    try:
        content = _bytes(where)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        return _refused(
            where, Diagnostic("errors.unreadable_file", {"reason": reason}, str(where), advice="errors.unreadable_file_advice")
        )
    if isinstance(content, Diagnostic):
        return _refused(where, content)
    return _decoded(where, content)


def _refused(path: Path, fault: Diagnostic) -> Source:
    return Source(path, str(path), faults=(fault,), is_partial=True)


def _bytes(path: Path) -> bytes | Diagnostic:
    if path.is_dir():
        return Diagnostic("errors.is_a_folder", {}, str(path), advice="errors.is_a_folder_advice")
    if not path.exists():
        return missing_file(path)
    if not path.is_file():
        return Diagnostic("errors.not_a_file", {}, str(path))
    return path.read_bytes()


def missing_file(path: Path, mark: Mark | None = None) -> Diagnostic:
    """Say that there is no such file, with the nearest names of the same folder.

    Parameters
    ----------
    path
        The file that is missing.
    mark
        Where it is named; nowhere if it comes from the command line.
    """
    at = mark or Mark(str(path))
    folder = path.parent
    if not folder.is_dir():
        return at.diagnostic("errors.missing_file", "errors.missing_folder_advice", name=path.name, folder=str(folder))
    names = sorted(file.name for file in folder.glob("*.toml"))
    near = get_close_matches(path.name, names, 1) or get_close_matches(f"{path.name}.toml", names, 1)
    if near:
        return at.diagnostic("errors.missing_file", "errors.did_you_mean", name=path.name, near=near[0])
    listed = ", ".join(names[:_LISTED]) or "-"
    return at.diagnostic("errors.missing_file", "errors.missing_file_advice", name=path.name, folder=str(folder), listed=listed)


def _decoded(path: Path, content: bytes) -> Source:
    if content.startswith(_UTF16):
        return _refused(path, Diagnostic("errors.not_utf8", {}, str(path), advice="errors.not_utf8_advice"))
    if b"\0" in content:
        return _refused(path, Diagnostic("errors.binary_file", {}, str(path), advice="errors.binary_file_advice"))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        return _refused(path, _not_utf8(path, content, problem.start))
    if not text.strip():
        return _refused(path, Diagnostic("errors.empty_file", {}, str(path), advice="errors.empty_file_advice"))
    return _read(path, text)


def _not_utf8(path: Path, content: bytes, position: int) -> Diagnostic:
    before = content[:position].removeprefix(b"\xef\xbb\xbf")
    line = before.count(b"\n") + 1
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
    source = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")[line - 1].decode("cp1252", "replace").rstrip("\r")
    return Diagnostic("errors.not_utf8", {}, str(path), line, column, 1, source, "errors.not_utf8_advice")


def _read(path: Path, text: str) -> Source:
    reading, lines = read_text(text), tuple(text.split("\n"))
    faults = [_syntax_diagnostic(str(path), lines, fault) for fault in reading.faults]
    faults.sort(key=lambda d: (d.line, d.column))
    deepest = max(reading.positions.entries, key=len, default=())
    if len(deepest) > _DEEPEST:
        span = reading.positions.entries[deepest].key
        deep = _syntax_diagnostic(str(path), lines, SyntaxFault("unreadable_value", span.line, span.column, span.width))
        return Source(path, str(path), {}, lines, {}, (*faults, deep), True)
    return Source(path, str(path), reading.data, lines, reading.positions.entries, tuple(faults), reading.is_partial)


def _syntax_diagnostic(file: str, lines: tuple[str, ...], fault: SyntaxFault) -> Diagnostic:
    return Diagnostic(
        f"errors.syntax.{fault.kind}", fault.values, file, fault.line, fault.column, fault.width, lines[fault.line - 1],
        f"errors.syntax_advice.{fault.kind}",
    )  # fmt: skip
