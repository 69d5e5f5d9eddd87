"""Scenario files laid over each other: a file over its bases, differences over both, each key with the file it came from."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coopparo_sim.kernel.errors import Diagnostic, Phrase
from coopparo_sim.scenario import toml_positions
from coopparo_sim.scenario.toml_source import Mark, Source, read_source

KeyPath = toml_positions.Path
BASE, TITLE = "base", "title"
_RELOCATED = ("errors.missing_file", "errors.is_a_folder", "errors.unreadable_file", "errors.not_a_file")


@dataclass
class Layers:
    """All files of one scenario and what they say together.

    Attributes
    ----------
    sources
        The file asked for, then its bases, then the differences, in the order given.
    data
        The values of all, later ones over earlier ones.
    root
        The values of what the scenario is compared with: its last base, or the file itself where only differences follow.
    owners
        The file that set each key.
    faults
        What is wrong with the files and with how they name each other.
    chain_length
        How many of ``sources`` are the file and its bases.
    """

    sources: list[Source] = field(default_factory=list)
    data: dict[str, object] = field(default_factory=dict)
    root: dict[str, object] = field(default_factory=dict)
    owners: dict[KeyPath, Source] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    chain_length: int = 1

    @property
    def is_partial(self) -> bool:
        """Whether some statement of some file could not be read."""
        return any(source.is_partial for source in self.sources)

    def owner(self, path: KeyPath) -> Source:
        """Give the file that set a key, or the table around it; the file asked for where none did."""
        while path:
            if path in self.owners:
                return self.owners[path]
            path = path[:-1]
        return self.sources[0]

    def key_mark(self, path: KeyPath) -> Mark:
        """Give the place of a key, or of what is around it."""
        return self.owner(path).key_mark(path)

    def value_mark(self, path: KeyPath) -> Mark:
        """Give the place of a value, or of what is around it."""
        return self.owner(path).value_mark(path)

    def is_set(self, path: KeyPath) -> bool:
        """Whether some file sets this very key."""
        return path in self.owner(path).entries

    def cause(self, paths: Sequence[KeyPath]) -> Mark:
        """Give the place of the key, among ``paths``, that was set last: in the latest file, else the first of the list."""
        found = [path for path in paths if self.is_set(path)]
        latest = max(found, key=self._rank, default=paths[0])
        return self.value_mark(latest)

    def _rank(self, path: KeyPath) -> int:
        """Tell how late the file came that set a key: bases first, differences last."""
        owner, laid = self.owner(path), len(self.sources) - self.chain_length
        position = next(i for i, source in enumerate(self.sources) if source is owner)
        return -position if position < self.chain_length else laid + position


def lay(path: str | Path, overlays: Sequence[str | Path] = ()) -> Layers:
    """Read a scenario file, its bases and the files of differences, and lay them over each other.

    Parameters
    ----------
    path
        The scenario file.
    overlays
        Files of differences, the later ones over the earlier ones.
    """
    layers = Layers()
    chain = _chain(path, layers.faults)
    layers.chain_length = len(chain)
    laid = [read_source(overlay) for overlay in overlays]
    layers.sources = [*chain, *laid]
    layers.faults += [fault for source in layers.sources for fault in source.faults]
    _check_overlay_bases(chain, laid, layers.faults)
    for source in reversed(chain):
        _merge(layers, layers.data, source, source.data)
    layers.root = copy.deepcopy(layers.data if len(chain) == 1 else chain[-1].data)
    titles = [layers.data.get(TITLE, "")]
    for source in laid:
        _merge(layers, layers.data, source, source.data)
        titles += [source.data[TITLE]] if TITLE in source.data else []
    if laid and all(isinstance(title, str) for title in titles):
        layers.data[TITLE] = " + ".join(str(title) for title in titles if title)
    return layers


def _chain(path: str | Path, faults: list[Diagnostic]) -> list[Source]:
    """Read a file, its base, the base of that, and so on."""
    chain, seen = [read_source(path)], [_identity(Path(path))]
    while BASE in chain[-1].data:
        source = chain[-1]
        mark, base = source.value_mark((BASE,)), source.data[BASE]
        if not isinstance(base, str) or not base:
            wanted = Phrase("errors.type.text")
            faults.append(mark.diagnostic("errors.wrong_type", "errors.base_advice", key=BASE, value=mark.snippet, wanted=wanted))
            break
        following = source.path.parent / base
        if _identity(following) in seen:
            names = [s.path.name for s in chain[seen.index(_identity(following)) :]]
            cycle = " → ".join([*names, names[0]])
            faults.append(mark.diagnostic("errors.base_cycle", "errors.base_cycle_advice", cycle=cycle))
            break
        chain.append(_at_base(read_source(following), mark))
        seen.append(_identity(following))
    return chain


def _at_base(source: Source, mark: Mark) -> Source:
    """Show a base that cannot be opened where it is named."""
    here = {"file": mark.file, "line": mark.line, "column": mark.column, "width": mark.width, "source": mark.source}
    faults = [replace(f, **here) if f.message in _RELOCATED else f for f in source.faults]  # type: ignore[arg-type]
    return replace(source, faults=tuple(faults))


def _identity(path: Path) -> str:
    try:
        return str(path.resolve())
    except (OSError, ValueError, RuntimeError):
        return str(path.absolute())


def _check_overlay_bases(chain: list[Source], laid: list[Source], faults: list[Diagnostic]) -> None:
    known = {_identity(source.path) for source in chain}
    for source in laid:
        base = source.data.get(BASE)
        if BASE in source.data and not (isinstance(base, str) and _identity(source.path.parent / base) in known):
            mark = source.key_mark((BASE,))
            faults.append(mark.diagnostic("errors.overlay_base", "errors.overlay_base_advice", name=source.path.name))


def _merge(layers: Layers, target: dict[str, object], source: Source, addition: dict[str, object], prefix: KeyPath = ()) -> None:
    """Put ``addition`` over ``target``: tables key by key, everything else as a whole."""
    for key, value in addition.items():
        path = (*prefix, key)
        if path == (BASE,):
            continue
        present = target.get(key)
        if isinstance(value, dict) and isinstance(present, dict):
            layers.owners[path] = source
            _merge(layers, present, source, value, path)
            continue
        layers.owners = {known: owner for known, owner in layers.owners.items() if known[: len(path)] != path}
        target[key] = copy.deepcopy(value)
        _own(layers.owners, source, value, path)


def _own(owners: dict[KeyPath, Source], source: Source, value: object, path: KeyPath) -> None:
    owners[path] = source
    if isinstance(value, dict):
        for key, inner in value.items():
            _own(owners, source, inner, (*path, key))
