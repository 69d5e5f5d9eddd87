"""Whatever a file holds, reading it gives a scenario or an InputError, and nothing else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.load import read_scenario
from coopparo_sim.scenario.template import scenario_template

FOLDER = Path(__file__).parents[3] / "scenarios"
GOOD = [
    (FOLDER / "copparo-baseline.toml").read_text(encoding="utf-8"),
    (FOLDER / "engagement-every-place.toml").read_text(encoding="utf-8"),
]
NUMBERS = ["0", "-1", "1e400", "nan", "inf", "1" * 400, "0,5", "50 EUR", "1.5.6", "true", "2021-09-22", "07:32:00"]
WORDS = ['""', '"x"', '"from_listening"', '"../.."', '"/"', '"\\u0000"', "ciao", '"', "'''", '"""\n', "", "# x"]
LISTS = ["[]", "[1, []]", "{}", "{ a = 1 }", "[{}]", '["shop", 3]', "[", "{"]
VALUES = st.sampled_from([*NUMBERS, *WORDS, *LISTS])


def _is_read_or_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.toml"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            loaded = read_scenario(path)
        except InputError as refused:
            assert refused.diagnostics
            for fault in refused.diagnostics:
                assert fault.render("it")
                assert fault.render("en")
                assert fault.column <= len(fault.source) + 1
        else:
            assert scenario_digest(loaded.scenario)


@settings(max_examples=150)
@given(data=st.data(), text=st.sampled_from(GOOD), value=VALUES | st.text(max_size=12))
def test_any_value_in_place_of_another_is_read_or_refused(data: st.DataObject, text: str, value: str) -> None:
    lines = text.split("\n")
    numbers = [number for number, line in enumerate(lines) if "=" in line and not line.startswith("#")]
    number = data.draw(st.sampled_from(numbers))
    before, equals, _ = lines[number].partition("=")
    lines[number] = f"{before}{equals} {value}"
    _is_read_or_refused("\n".join(lines))


@settings(max_examples=100)
@given(data=st.data(), text=st.sampled_from(GOOD), piece=st.sampled_from(list("[]{}=\"'#.,\n\r\\ é€\t")))
def test_any_sign_dropped_or_put_in_is_read_or_refused(data: st.DataObject, text: str, piece: str) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    _is_read_or_refused(text[:at] + piece + text[at:])
    _is_read_or_refused(text[:at] + text[at + 1 :])


@pytest.mark.parametrize("language", ["it", "en"])
@settings(max_examples=20)
@given(cut=st.integers(0, 20_000))
def test_a_template_cut_anywhere_is_read_or_refused(language: str, cut: int) -> None:
    _is_read_or_refused(scenario_template(language)[:cut])
