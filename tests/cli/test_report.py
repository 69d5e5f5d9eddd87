"""Results on paper from the command line: what is written, what is refused, and that nothing of others is lost."""

from __future__ import annotations

import builtins
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopparo_sim.presentation.paper.pdf import pdf_of
from coopparo_sim.record.store import save_results
from tests.cli.conftest import Done
from tests.unit.paper.layout import weasyprint
from tests.unit.presentation.ensembles import make_ensemble

Command = Callable[..., Done]


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "risultati"
    save_results(make_ensemble(12, title="Piano di prova"), folder, files=["piano.toml"])
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_of_results_becomes_a_sheet_named_after_it(here: Command, results: Path, tmp_path: Path) -> None:
    before = state(results)
    done = here("scheda", "risultati", "--lang", "it")
    assert done.code == 0 and "risultati-scheda.html" in done.out
    html = (tmp_path / "risultati-scheda.html").read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>") and "Piano di prova" in html and '<html lang="it">' in html
    assert state(results) == before


def test_two_folders_become_a_comparison_and_json_tells_what_was_written(here: Command, results: Path, tmp_path: Path) -> None:
    shutil.copytree(results, tmp_path / "altri")
    done = here("report", "risultati", "altri", "--json", "--lang", "en")
    told = json.loads(done.out)
    assert told["files"] == ["comparison.html"] and [plan["folder"] for plan in told["plans"]] == ["risultati", "altri"]
    assert "With which plan" in (tmp_path / "comparison.html").read_text(encoding="utf-8")


def test_a_file_that_exists_is_replaced_only_when_asked_for(here: Command, results: Path, tmp_path: Path) -> None:
    (tmp_path / "mio.html").write_text("mine", encoding="utf-8")
    refused = here("report", "risultati", "--out", "mio.html", "--lang", "it")
    assert refused.code == 2 and "esiste già" in refused.err and "--force" in refused.err
    assert (tmp_path / "mio.html").read_text(encoding="utf-8") == "mine"
    assert here("report", "risultati", "--out", "mio.html", "--force").code == 0
    assert "Piano di prova" in (tmp_path / "mio.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "does not hold the results"),
        (["risultati", "--out", "sheet.doc"], "must end with: .html, .pdf"),
        (["risultati", "--out", "risultati"], "must end with: .html, .pdf"),
        (["risultati", "--verify"], "for the full report only"),
        (["risultati", "risultati", "--full"], "one plan at a time"),
        (["risultati"] * 5, "too many plans"),
        (["risultati", "--full", "--base", "missing.toml"], "missing.toml"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    here: Command, results: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    before = state(tmp_path)
    done = here("report", *arguments, "--lang", "en")
    assert done.code == 2 and said in " ".join(done.err.split()) and "Traceback" not in done.err
    assert state(tmp_path) == before


def damage_table(folder: Path) -> None:
    (folder / "futures.parquet").write_bytes(b"not a table")


def damage_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["places"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def change_scenario(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["given"]["no_such_key"] = 1
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def other_format(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")


def lose_column(folder: Path) -> None:
    import pandas as pd

    pd.read_parquet(folder / "futures.parquet").drop(columns="pledged_peak").to_parquet(folder / "futures.parquet")


def lose_table(folder: Path) -> None:
    (folder / "months.parquet").unlink()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damage_table, "damaged"), (damage_manifest, "damaged"), (change_scenario, "damaged"), (other_format, "another version"),
        (lose_column, "pledged_peak"), (lose_table, "months.parquet"),
    ],
)  # fmt: skip
def test_a_damaged_or_older_folder_is_told_in_a_sentence(
    here: Command, results: Path, harm: Callable[[Path], None], said: str
) -> None:
    harm(results)
    done = here("report", "risultati", "--lang", "en")
    assert done.code == 2 and said in done.err and "Traceback" not in done.err and ".log" not in done.err


def test_a_folder_with_a_hostile_name_writes_where_one_is_and_nowhere_else(here: Command, results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "=1+1 <b>"
    results.rename(folder)
    assert here("report", f"../{tmp_path.name}/{folder.name}", "--lang", "en").code == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["=1+1 <b>-sheet.html"]


def without(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    found = builtins.__import__

    def importing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise problem
        return found(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", importing)


@pytest.mark.parametrize(
    ("problem", "advice"),
    [(ImportError("none"), "pip install"), (OSError("cannot load library 'libpango-1.0-0'"), "libpango-1.0-0")],
)
def test_a_pdf_that_cannot_be_made_is_told_with_what_to_install(
    here: Command, results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception, advice: str
) -> None:
    without(monkeypatch, problem)
    done = here("report", "risultati", "--pdf", "--lang", "en")
    assert done.code == 2 and advice in " ".join(done.err.split()) and not list(tmp_path.glob("*.html"))
    assert here("report", "risultati", "--lang", "en").code == 0


@pytest.mark.usefixtures("one_picture")
def test_pictures_are_drawn_again_in_another_language_without_touching_those_there(
    here: Command, results: Path, tmp_path: Path
) -> None:
    before = state(results)
    assert here("figures", "risultati", "--out", "en", "--lang", "en").code == 0
    assert state(results) == before and sorted(p.name for p in (tmp_path / "en").iterdir()) == [
        f"ten_houses.{kind}" for kind in ("csv", "png", "svg")
    ]
    refused = here("figures", "risultati", "--out", "en", "--lang", "it")
    assert refused.code == 2 and "--force" in refused.err
    assert here("figures", "risultati", "--out", "en", "--lang", "it", "--force").code == 0
    assert '"it"' in (tmp_path / "en" / "ten_houses.svg").read_text(encoding="utf-8")


@pytest.mark.usefixtures("one_picture")
def test_pictures_drawn_into_the_results_are_listed_as_theirs(here: Command, results: Path) -> None:
    assert here("figure", "risultati", "--lang", "it").code == 0
    listed = json.loads((results / "manifest.json").read_text(encoding="utf-8"))["results"]
    assert {"figures/ten_houses.svg", "figures/ten_houses.png", "futures.parquet"} <= set(listed)


def test_a_pdf_is_one_tagged_page_of_real_words_in_its_language(here: Command, results: Path, tmp_path: Path) -> None:
    weasyprint()
    from pypdf import PdfReader

    assert here("report", "risultati", "--pdf", "--lang", "it", "--out", "s.html").code == 0
    pdf = PdfReader(tmp_path / "s.pdf")
    words = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1 and "Piano di prova" in words and "Domande per il tavolo" in words and "NON CALIBRATO" in words
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "it"
    assert pdf.metadata is not None and pdf.metadata.title
    html = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert pdf_of(html) == (tmp_path / "s.pdf").read_bytes()


@pytest.mark.pdf
def test_every_picture_of_a_pdf_has_words_for_who_cannot_see_it(results: Path, here: Command, tmp_path: Path) -> None:
    weasyprint()
    from pypdf import PdfReader

    assert here("report", "risultati", "--lang", "en", "--out", "s.pdf").code == 0
    assert not (tmp_path / "s.html").exists()
    reader = PdfReader(tmp_path / "s.pdf")
    objects = [found for n in range(len(reader.xref_objStm) + 400) if isinstance(found := reader.get_object(n), dict)]
    figures = [o for o in objects if o.get("/S") == "/Figure"]
    assert len(figures) >= 4 and all(o.get("/Alt") for o in figures)


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["it", "en"])
def test_a_browser_prints_the_sheet_on_one_page_too(here: Command, results: Path, tmp_path: Path, language: str) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("needs Chromium (Debian: chromium)")
    assert here("report", "risultati", "--lang", language, "--out", "s.html").code == 0
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=s.pdf", "s.html"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "s.pdf").read_bytes())) == 1
