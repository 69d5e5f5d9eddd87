"""The economic plan opened by LibreOffice without a screen: it recalculates to the ledger's numbers and prints on A4."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from coopparo_sim.economic_plan.futures import choose_futures
from coopparo_sim.economic_plan.workbook import plan_workbook
from tests.unit.economic_plan.books import ABOUT, content, row_of, title
from tests.unit.economic_plan.lives import selection, village
from tests.unit.economic_plan.recalculation import Recalculation
from tests.unit.economic_plan.test_pages import HOSTILE, scenario
from tests.unit.economic_plan.test_statements import LEVELS, RECORDED, cents, column_of, recorded

pytestmark = pytest.mark.office
ABOUT_JAVA = "javaldx"
"""What it says on machines without Java, whatever the file."""
A4_POINTS = {(595, 842), (842, 595)}


def hostile() -> bytes:
    """Give a plan whose title and funders are named as badly as can be."""
    funders = [{"name": words, "kind": "other", "amount_eur": 1000.0} for words in HOSTILE.values()]
    ensemble = replace(village(), scenario=scenario(title=HOSTILE["link"], question=HOSTILE["command"], funders=funders))
    return plan_workbook(choose_futures(ensemble), "it", ABOUT)


def unanswered(written: bytes) -> bytes:
    """Take away what is stored beside each formula, so that LibreOffice has to work it out."""
    bare = BytesIO()
    with ZipFile(BytesIO(written)) as source, ZipFile(bare, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f><v></v>", source.read(name)))
    return bare.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let LibreOffice open plans with and without what their formulas come to, and save them again as workbooks and as pages."""
    office = os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice was not found: on Debian, apt-get install libreoffice-calc; or name it: SOFFICE=/path"
    where = tmp_path_factory.mktemp("office")
    plans = {"en": content("en"), "it": content("it"), "hostile": hostile()}
    plans |= {f"{language}-bare": unanswered(content(language)) for language in ("en", "it")}
    for name, written in plans.items():
        (where / f"{name}.xlsx").write_bytes(written)
    for form in ("xlsx", "pdf"):
        command = [office, f"-env:UserInstallation={(where / 'profile').as_uri()}", "--headless", "--convert-to", form]
        done = subprocess.run(
            [*command, "--outdir", str(where / form), *(str(where / f"{name}.xlsx") for name in plans)],
            capture_output=True, text=True, encoding="utf-8", timeout=300, check=True,
        )  # fmt: skip
        told = [line for line in done.stderr.splitlines() if line.strip() and ABOUT_JAVA not in line]
        assert not told, told
    return where


def values(folder: Path, name: str) -> Any:
    return load_workbook(folder / "xlsx" / f"{name}.xlsx", data_only=True)


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_formula_comes_to_what_it_should(folder: Path, language: str) -> None:
    ours, theirs = Recalculation(load_workbook(BytesIO(content(language)))), values(folder, f"{language}-bare")
    compared = 0
    for sheet, row, column in ours.formulas():
        expected, found = ours.value(sheet, row, column), theirs[sheet].cell(row, column).value
        place = f"{sheet} {row} {column}"
        if isinstance(expected, str):
            assert (found or "") == expected, place
        else:
            assert found == pytest.approx(expected, abs=1e-6), place
        compared += 1
    assert compared > 300


@pytest.mark.parametrize(("line", "column"), RECORDED.items(), ids=["-".join(line) for line in RECORDED])
def test_totals_are_the_ledgers_to_the_cent(folder: Path, line: tuple[str, str], column: str) -> None:
    theirs, sheet = values(folder, "en-bare"), title(line[0])
    row = row_of(theirs, sheet, f"plan.{line[0]}.{line[1]}")
    for level in LEVELS:
        for year in selection().year_range:
            expected = recorded(level, year, column)
            if expected is not None:
                more = recorded(level, year, "open_result") if column == "total_equity" else 0
                assert cents(theirs[sheet].cell(row, column_of(level, year)).value) == expected + (more or 0)


@pytest.mark.parametrize("name", ["en", "it", "en-bare", "it-bare", "hostile"])
def test_no_cell_shows_an_error(folder: Path, name: str) -> None:
    typed, wrong = set(HOSTILE.values()), []
    for sheet in values(folder, name):
        said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        wrong += [(sheet.title, words) for words in said if re.match(r"#[A-Z/0!?]+|Err:", words) and words not in typed]
    assert not wrong


def test_what_others_wrote_is_still_text_after_it_was_saved(folder: Path) -> None:
    again = load_workbook(folder / "xlsx" / "hostile.xlsx")
    cover = again[title("cover", "it")]
    assert (cover.cell(2, 1).value, cover.cell(2, 1).data_type) == (HOSTILE["link"], "s")
    formulas = [str(cell.value) for sheet in again for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas and not [formula for formula in formulas if "HYPERLINK" in formula or "cmd" in formula]


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_page_is_a_sheet_of_a4_and_the_pages_are_few(folder: Path, language: str) -> None:
    printed = (folder / "pdf" / f"{language}.pdf").read_bytes()
    boxes = re.findall(rb"/Type\s*/Page\b(?!s)[^>]*?/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    assert 11 <= len(boxes) <= 24
    assert {(round(float(width)), round(float(height))) for width, height in boxes} <= A4_POINTS
