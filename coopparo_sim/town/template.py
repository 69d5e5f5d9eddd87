"""The folder from which to start another town: the tables of an invented one, with a comment on top of each."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.texts import text
from coopparo_sim.town.schema import FILES
from coopparo_sim.town.tables import find_town

EXAMPLE = "two_hamlets"
"""The shipped town, of two invented hamlets, that is copied."""

_DECIMAL = re.compile(r"-?\d+\.\d+")


def write_town_template(folder: Path, language: str) -> list[Path]:
    """Write the tables of an invented town of two hamlets, ready to be filled with one's own numbers.

    In Italian the files are separated by semicolons and have decimal commas, as Italian spreadsheets read and write them;
    in English they are separated by commas. Both kinds are read by :func:`coopparo_sim.town.tables.read_town`.

    Parameters
    ----------
    folder
        Folder to write into; made if missing.
    language
        ``it`` or ``en``: language of the comments and form of the numbers.

    Returns
    -------
    files
        The files written.

    Raises
    ------
    InputError
        If the folder holds something already, is a file, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError([Diagnostic("town.folder_taken", {"folder": str(folder)}, str(folder), advice="town.folder_taken_advice")])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_table(name, folder, language) for name in FILES]
    except OSError as problem:
        values = {"folder": str(folder), "reason": problem.strerror or ""}
        raise InputError([Diagnostic("town.folder_unwritable", values, str(folder))]) from problem


def _write_table(name: str, folder: Path, language: str) -> Path:
    source = find_town(EXAMPLE) / f"{name}.csv"
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    comment = (text(f"town.template.{name}", language) + "\n" + text("town.template.every_table", language)).splitlines()
    at = header.index("source")
    rows = [[*row[:at], text("town.template.your_source", language), *row[at + 1 :]] for row in rows]
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8-sig" if language == "it" else "utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in comment)
        table = csv.writer(file, delimiter=";" if language == "it" else ",", lineterminator="\n")
        table.writerows([header, *([_number(cell, language) for cell in row] for row in rows)])
    return path


def _number(cell: str, language: str) -> str:
    return cell.replace(".", ",") if language == "it" and _DECIMAL.fullmatch(cell) else cell
