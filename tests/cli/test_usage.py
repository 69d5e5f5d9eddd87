"""What is typed wrongly: one sentence, exit code 2, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopparo_sim import cli
from coopparo_sim.texts import text
from tests.cli.conftest import PLAN, Done, environment, started


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["rn"], 'did you mean "run"?'),
        (["eseguii"], 'did you mean "esegui"?'),
        (["run"], "FILE.toml is missing"),
        (["compare", "a.toml"], "B is missing"),
        (["run", "a.toml", "--seed"], "a value is missing after --seed"),
        (["run", "a.toml", "--sed", "1"], 'did you mean "--seed"?'),
        (["run", "--json=3", "a.toml"], "--json takes no value"),
        (["run", "a.toml", "b.toml"], "too many words: b.toml"),
        (["--lang", "fr", "run", "a.toml"], "--lang"),
        (["run", "a.toml", "--lang", "fr"], "it, en"),
        (["--nothing"], "there is no option"),
        (["run", ""], "error"),
        (["run", "."], "folder"),
        (["new", "cooperative"], "not one of the choices"),
        (["verify", "--seed", "one"], "not a whole number"),
    ],
    ids=str,
)
def test_what_is_typed_wrongly_is_told(here: Callable[..., Done], typed: list[str], said: str) -> None:
    done = here(*typed)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--futures", "0"),
        ("--futures", "-1"),
        ("--futures", "many"),
        ("--futures", "1.5"),
        ("--futures", "1_000"),
        ("--futures", "9" * 5000),
        ("--seed", "-1"),
        ("--seed", ""),
        ("--seed", "99999999999999999"),
        ("--jobs", "0"),
        ("--uncertainty", "parameter"),
        ("--uncertainty", ""),
    ],
)
def test_numbers_out_of_bounds_are_told_before_anything_is_run(
    here: Callable[..., Done], plan: Path, monkeypatch: pytest.MonkeyPatch, option: str, value: str
) -> None:
    monkeypatch.setattr("coopparo_sim.sweeps.futures.run_futures", None)
    done = here("run", str(plan), f"{option}={value}")
    assert (done.code, done.out) == (2, "")
    assert option in done.err


def test_everything_that_is_wrong_is_told_at_once(here: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(PLAN + "target_membrs = 3\n", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = here("esegui", "bad.toml", "--with", "none.toml", "--futures", "0", "--seed", "x", "--out", "file", "--lang", "it")
    assert done.code == 2
    for said in ("--futures: 0", "«x» non è un numero intero", "target_members", "none.toml", "«file» è un file"):
        assert said in done.err
    assert "Nessuna simulazione avviata" in done.err


def test_an_unforeseen_error_is_a_sentence_and_a_file_of_details(
    here: Callable[..., Done], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr("coopparo_sim.sweeps.futures.run_futures", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "details"))
    (tmp_path / "details").mkdir()
    done = here("run", str(plan))
    (log,) = (tmp_path / "details").iterdir()
    assert done.code == 3
    assert str(log) in done.err
    assert "Traceback" not in done.err
    assert "the roof fell in" in log.read_text(encoding="utf-8")


def test_a_future_that_fails_is_named_with_its_seed(here: Callable[..., Done], plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopparo_sim.sweeps.futures.run", lambda *_: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(plan.parent))
    done = here("run", str(plan), "--seed", "5", "--futures", "2", "--lang", "it")
    assert done.code == 3
    assert "il futuro 0 (seme 5)" in done.err
    assert "ZeroDivisionError" not in done.err


def test_ctrl_c_before_anything_is_finished_has_nothing_to_keep(here: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "do_what_was_typed", stop)
    done = here("explain", "--lang", "it")
    assert (done.code, done.out) == (130, "")
    assert done.err.strip().startswith("Interrotto")


WORDS = [
    *("run", "esegui", "check", "compare", "confronta", "explain", "spiega", "founded", "it", "en", "none.toml"),
    *("--json", "--quiet", "--futures", "--seed", "--jobs", "--out", "--with", "--with-a", "--uncertainty", "--force", "--lang"),
    *("--help", "--", "-", "0", "-1", ".", "..", "/", "~", "~nobody/x", "\udcff", "🏠", "è", "a\nb", "", " "),
    *("%s", "{0}", "{x}", "[bold]", "*"),
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=7))
def test_garbage_never_gives_a_traceback(here: Callable[..., Done], typed: list[str]) -> None:
    done = here(*[word for word in typed if word not in ("new", "nuovo", "verify", "verifica")])
    assert done.code in (0, 2)
    assert "Traceback" not in done.err
    assert "unforeseen" not in done.err
    assert "imprevisto" not in done.err
    assert done.code == 0 or done.err


def test_a_command_whose_reader_has_gone_ends_quietly(tmp_path: Path) -> None:
    process = started(["explain"], tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert not err.strip()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_words_that_find_no_room_are_told_without_a_traceback(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coopparo_sim", "explain", "founded"],
            cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "error: " + text("cli.failure.full", "en") + "\n")
