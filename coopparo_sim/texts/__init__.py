"""The words of the product: one folder of TOML files per language, read once.

The identifier of a sentence is ``file.key`` (or ``file.table.key``): ``errors.unknown_key`` stands in ``it/errors.toml`` and in
``en/errors.toml``. Placeholders are those of :meth:`str.format_map`.
"""

from __future__ import annotations

import tomllib
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


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> dict[str, str]:
    """Give every sentence of ``language`` by identifier.

    Raises
    ------
    ValueError
        If there is no catalogue in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language(={language!r}) must be one of {', '.join(LANGUAGES)}")
    sentences: dict[str, str] = {}
    for file in sorted((_FOLDER / language).glob("*.toml")):
        sentences |= _flatten(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    return sentences


def text(identifier: str, language: str, **values: object) -> str:
    """Give one sentence with its placeholders filled.

    Raises
    ------
    KeyError
        If the catalogue has no such sentence, or a placeholder has no value.
    """
    return catalogue(language)[identifier].format_map(values)
