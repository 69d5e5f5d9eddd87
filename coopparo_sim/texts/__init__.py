"""The words of the product: one folder of TOML files per language, read once.

The identifier of a sentence is ``file.key`` (or ``file.table.key``): ``errors.unknown_key`` stands in ``it/errors.toml`` and in
``en/errors.toml``. Placeholders are those of :meth:`str.format_map`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("it", "en")
_FOLDER = Path(__file__).parent


def _flatten(prefix: str, table: dict[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}.{key}"
        flat |= _flatten(name, value) if isinstance(value, dict) else {name: str(value)}
    return flat


class Catalogue(Mapping[str, str]):
    """Every sentence of one language by identifier; a file is read when a sentence of it is first wanted."""

    def __init__(self, language: str) -> None:
        self._folder = _FOLDER / language
        self._read: dict[str, dict[str, str]] = {}

    def __getitem__(self, identifier: str) -> str:
        return self._of(identifier.partition(".")[0])[identifier]

    def __iter__(self) -> Iterator[str]:
        for file in sorted(self._folder.glob("*.toml")):
            yield from self._of(file.stem)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _of(self, stem: str) -> dict[str, str]:
        if stem not in self._read:
            file = self._folder / f"{stem}.toml"
            self._read[stem] = _flatten(stem, tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}
        return self._read[stem]


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Mapping[str, str]:
    """Give every sentence of ``language`` by identifier.

    Raises
    ------
    ValueError
        If there is no catalogue in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language(={language!r}) must be one of {', '.join(LANGUAGES)}")
    return Catalogue(language)


def text(identifier: str, language: str, **values: object) -> str:
    """Give one sentence with its placeholders filled.

    Raises
    ------
    KeyError
        If the catalogue has no such sentence, or a placeholder has no value.
    """
    return catalogue(language)[identifier].format_map(values)
