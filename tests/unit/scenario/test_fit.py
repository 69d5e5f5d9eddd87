"""The fit that the package ships: read whole, or refused with the file and the reason named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.scenario import behaviour
from coopparo_sim.scenario.behaviour import behaviour_of, uncertainties
from coopparo_sim.scenario.calibrated import DATA, ENSEMBLE, REPORT, fitted_draws
from coopparo_sim.scenario.fit import fit_behind, fit_from, shipped_fit
from coopparo_sim.scenario.schema import Behaviour, Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT, UNCERTAINTIES

Break = Callable[[str], str]


def test_the_default_is_the_fit_and_the_other_two_stay() -> None:
    assert DEFAULT == "calibrated" and set(UNCERTAINTIES) == {"calibrated", "parameters", "none"}


def test_the_facts_of_the_fit_are_those_of_its_report() -> None:
    report = json.loads((DATA / REPORT).read_text(encoding="utf-8"))
    fit = shipped_fit()
    assert (fit.cases, fit.failed, fit.draws) == (report["n_cases"], report["failed_cases"], len(fitted_draws()[1]))
    assert fit.countries == report["countries"] and fit.italian == report["countries"]["IT"]


def test_only_fitted_behaviour_has_a_fit_behind_it() -> None:
    assert fit_behind("calibrated") == shipped_fit()
    assert fit_behind("parameters") is None and fit_behind("none") is None


def test_what_a_manifest_says_of_a_fit_is_read_back() -> None:
    assert fit_from(json.loads(json.dumps(shipped_fit().as_json()))) == shipped_fit()


def test_line_ends_are_no_other_fit(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    text = (tmp_path / "data" / ENSEMBLE).read_bytes()
    (tmp_path / "data" / ENSEMBLE).write_bytes(text.replace(b"\n", b"\r\n"))
    assert shipped_fit(tmp_path / "data") == shipped_fit()


@pytest.mark.parametrize(
    ("file", "broken"),
    [
        (ENSEMBLE, lambda text: ""),
        (ENSEMBLE, lambda text: text.partition("\n")[0]),
        (ENSEMBLE, lambda text: text.replace("weight", "mass", 1)),
        (ENSEMBLE, lambda text: text.rstrip().rpartition(",")[0]),
        (ENSEMBLE, lambda text: text.rstrip().rpartition(",")[0] + ",soon\n"),
        (ENSEMBLE, lambda text: text.rstrip().rpartition(",")[0] + ",nan\n"),
        (ENSEMBLE, lambda text: text.rpartition("\n0.")[0] + "\n-0." + text.rpartition("\n0.")[2]),
        (REPORT, lambda text: text[: len(text) // 2]),
        (REPORT, lambda text: text.replace("n_cases", "n_kases")),
        (REPORT, lambda text: text.replace('"n_cases": ', '"n_cases": 1')),
        (REPORT, lambda text: text.replace('"shipped": ', '"shipped": 1')),
        (REPORT, lambda text: "[]"),
    ],
    ids=[
        "empty",
        "no draws",
        "no weights",
        "short row",
        "word",
        "nan",
        "negative",
        "cut",
        "no cases",
        "countries",
        "draws",
        "list",
    ],
)
def test_a_damaged_fit_is_refused_with_its_file_named(tmp_path: Path, file: str, broken: Break) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / file
    path.write_text(broken(path.read_text(encoding="utf-8")), encoding="utf-8")
    _refused(tmp_path / "data", file)


@pytest.mark.parametrize("file", [ENSEMBLE, REPORT])
def test_a_missing_file_of_the_fit_is_refused(tmp_path: Path, file: str) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / file).unlink()
    _refused(tmp_path / "data", file)


def _refused(folder: Path, file: str) -> None:
    with pytest.raises(InputError) as refusal:
        shipped_fit(folder)
    for language in ("it", "en"):
        said = refusal.value.diagnostics[0].render(language)
        assert file in said and "--uncertainty parameters" in said


def test_numbers_that_the_fit_does_not_know_are_drawn_from_their_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behaviour, "fitted_values", lambda chance: {"joining.base": -7.5})
    found = [behaviour_of(Scenario(), 1, draw, "calibrated") for draw in range(4)]
    assert {one.joining.base for one in found} == {-7.5}
    assert len({one.joining.norm for one in found}) == 4
    declared = next(d for d in uncertainties() if d.name == "joining.norm")
    assert declared.plausible is not None
    assert all(declared.plausible[0] <= one.joining.norm <= declared.plausible[1] for one in found)


def test_what_a_plan_fixes_stays_under_every_uncertainty() -> None:
    fixed = Behaviour.model_validate({"joining": {"norm": 1.25}})
    found = [behaviour_of(Scenario(behaviour=fixed), 1, 0, uncertainty) for uncertainty in UNCERTAINTIES]
    assert [one.joining.norm for one in found] == [1.25] * 3
    assert len({one.joining.base for one in found}) == 3


def test_a_draw_is_a_row_of_the_ensemble() -> None:
    names, _, values = fitted_draws()
    known = [n for n, name in enumerate(names) if name in {d.name for d in uncertainties()}]
    one = behaviour_of(Scenario(), 1, 5, "calibrated")
    drawn = np.array([getattr(getattr(one, names[n].split(".")[0]), names[n].split(".")[1]) for n in known])
    assert (values[:, known] == drawn).all(axis=1).any()
