"""Results whose titles and names try everything that somebody may write or mean."""

from __future__ import annotations

from dataclasses import replace

from coopparo_sim.presentation.paper.runs import Run
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import Funder
from tests.unit.presentation.ensembles import make_ensemble

WORDS = {
    "html": "<b>bold</b><img src=x onerror=alert(1)>",
    "script": "</title></style><script>alert('x')</script>",
    "quotes": "\"double\" 'single' «angled» `back` & &amp;",
    "template": "{{ 7*7 }} {% for x in y %} ${x} {0}",
    "emoji": "🏡🏡 casa 👩‍👩‍👧",
    "right to left": "\u202eevil\u202c שלום עולם مرحبا",
    "formula": "=1+1",
    "lines": "one\ntwo\r\nthree\x00\x1b[31m",
    "long words": "parola " * 1430,
    "one long word": "W" * 10_000,
    "dollars": "$x^2$ costs \\$5",
}


def run_of(ensemble: Ensemble, folder: str = "results", **manifest: object) -> Run:
    about = {"version": "0.1.0", "created": "2026-11-22T10:00:00+00:00", "files": ["piano.toml"], "python": "3.11.7", **manifest}
    return Run(folder, ensemble, about)


def hostile_run(words: str, **made: object) -> Run:
    """Put the same words wherever a planner, or whoever edits a folder, can put words."""
    plain = make_ensemble(40, **made)  # type: ignore[arg-type]
    funders = [Funder(name=words, kind="other", amount_eur=5000.0) for _ in range(8)]
    scenario = plain.scenario.model_copy(
        update={"title": words, "question": words, "note": words, "funders": funders, "seat": words, "mix": [words] * 9}
    )
    names = dict.fromkeys(plain.place_names, words)
    ensemble = replace(plain, scenario=scenario, place_names=names, digest=words)
    return run_of(ensemble, words, files=[words] * 3, version=words, created=words, python=words, libraries={words: words})
