"""``coopparo sweep``, ``digest`` and ``analyse`` as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopparo_sim.cli import main
from coopparo_sim.sweeps.digest import sweep_digest
from coopparo_sim.sweeps.results import load_sweep
from tests.sweeps.conftest import BASE, ROOT

NONE, PLANNED = ((ROOT / f"scenarios/engagement-{kind}.toml").as_posix() for kind in ("none", "as-planned"))
SMALL = f"""
title = "Prova"
base = "{BASE}"
futures = 4
outcomes = ["aware_share", "money_lost_eur"]
[levers]
"months" = [18]
"campaign.share_price_eur" = [25, 100]
engagement = ["{NONE}", "{PLANNED}"]
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep of the town itself."""
    place = tmp_path_factory.mktemp("swept")
    (place / "design.toml").write_text(SMALL, encoding="utf-8")
    assert main(["sweep", str(place / "design.toml"), "--out", str(place / "out"), "--jobs", "1", "--quiet"]) == 0
    return place


def test_a_sweep_tells_how_it_ended_as_json(swept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", str(swept / "design.toml"), "--out", str(swept / "out"), "--resume", "--json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["points"], told["runs"], told["done"], told["failed"], told["complete"]) == (4, 16, 16, 0, True)
    assert told["digest"] == sweep_digest(swept / "out")


def test_digest_prints_one_hash(swept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", str(swept / "out"), "--quiet"]) == 0
    assert capsys.readouterr().out == sweep_digest(swept / "out") + "\n"


def test_a_dry_run_tells_the_plan_and_writes_nothing(swept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(swept.iterdir())
    assert main(["sweep", str(swept / "design.toml"), "--dry-run", "--json", "--jobs", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["points"], told["runs"], told["jobs"]) == (4, 16, 2)
    assert told["seconds"] > 0
    assert told["size_bytes"] > 0
    assert sorted(swept.iterdir()) == before


@pytest.mark.parametrize("language", ["it", "en"])
def test_analyse_writes_tables_pictures_and_words(
    swept: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", str(swept / "out"), "--out", str(tmp_path / "found"), "--lang", language]) == 0
    said = capsys.readouterr().out
    names = {file.name for file in (tmp_path / "found").rglob("*.*")}
    assert {"aware_share-choices.csv", "precision.csv", "analysis.txt"} <= names
    assert {f"aware_share-{kind}.{ending}" for kind in ("choices", "where") for ending in ("svg", "png", "csv")} <= names
    assert said.strip() == (tmp_path / "found" / "analysis.txt").read_text(encoding="utf-8").strip()
    assert ("non prevede Copparo" if language == "it" else "does not forecast Copparo") in said
    words = (tmp_path / "found" / "figures" / "aware_share-choices.csv").read_text(encoding="utf-8-sig")
    for title in ("Nessun incontro", "Incontri come annunciati") if language == "it" else ("No meeting", "Meetings as announced"):
        assert title in said and title in words


def test_every_point_has_the_same_futures_and_its_own_price(swept: Path) -> None:
    runs = load_sweep(swept / "out").runs
    assert runs.groupby("future")["aware_share"].count().eq(4).all()
    assert runs["campaign.share_price_eur"].unique().tolist() == [25, 100]


@pytest.mark.parametrize(
    "words",
    [
        ["sweep"],
        ["sweep", "no-such.toml", "--out", "x"],
        ["sweep", "{design}"],
        ["sweep", "{design}", "--out", "{out}"],
        ["sweep", "{design}", "--out", "{out}", "--jobs", "0"],
        ["sweep", "{design}", "--out", "{out}", "--resume", "--futures", "3"],
        ["sweep", "{design}", "--dry-run", "--points", "many"],
        ["digest", "{design}"],
        ["analyse", "no-such-folder"],
        ["analyse", "{out}", "--out", "{out}"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_refused_in_words(swept: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    filled = [word.format(design=swept / "design.toml", out=swept / "out") for word in words]
    assert main([*filled, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "error" in told
    assert "Traceback" not in told


def test_the_shipped_designs_tell_their_size_in_a_smaller_version(capsys: pytest.CaptureFixture[str]) -> None:
    design = str(ROOT / "experiments" / "where-the-seat" / "design.toml")
    assert main(["sweep", design, "--dry-run", "--points", "2", "--futures", "4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"] == 8
