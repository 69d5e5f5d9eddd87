"""The page: its words, its numbers, and nothing in it that could run but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.live.content import FINEST, packed, page_content, unpacked
from coopparo_sim.live.guide import guide_html
from coopparo_sim.live.page import SCRIPTS, data_literal, page_html
from coopparo_sim.live.readings import layout_of
from coopparo_sim.live.scenario_text import toml_value
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.texts import catalogue
from tests.browser.pages import HOSTILE, baseline, made_up

SOURCE = files("coopparo_sim.live") / "source"
SCRIPT = "\n".join((SOURCE / name).read_text(encoding="utf-8") for name in SCRIPTS)


def _said() -> set[str]:
    names = set(re.findall(r"(?:say\(|data-say=\")'?([a-z_]+)['\"]", SCRIPT + (SOURCE / "page.html").read_text(encoding="utf-8")))
    figures = re.findall(r"\['([a-z]+)', [a-z]+Picture", SCRIPT)
    rows = re.findall(r"\['(needs_[a-z]+)',", SCRIPT)
    either = re.findall(r"say\([^()]*\? '([a-z_]+)' : '([a-z_]+)'", SCRIPT)
    return names | {f"{name}_text" for name in figures} | set(figures) | set(rows) | {name for pair in either for name in pair}


def test_the_scripts_say_every_word_there_is_and_no_other() -> None:
    words = {name.removeprefix("live.page.") for name in catalogue("it") if name.startswith("live.page.")}
    assert _said() - words == set()
    assert words - _said() == set()


def test_no_script_makes_markup_from_text_or_asks_the_network() -> None:
    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "XMLHttp",
        "import(",
    ):
        assert risky not in SCRIPT


def test_the_policy_lets_in_nothing_but_the_pages_own_script_and_style() -> None:
    page = page_html({"title": HOSTILE}, "it", HOSTILE)
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    fingerprint = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    assert f"'sha256-{fingerprint}'" in policy
    assert "unsafe" not in policy
    assert len(re.findall("<script", page)) == 2


@given(st.text())
def test_data_says_the_same_and_no_sign_of_it_ends_its_element(words: str) -> None:
    literal = data_literal({"title": words})
    assert json.loads(literal) == {"title": words}
    assert not set("<>&\u2028\u2029") & set(literal)


def test_a_mark_of_the_frame_within_the_data_is_left_alone() -> None:
    assert "@SCRIPT@ @STYLE@" in page_html({"title": "@SCRIPT@ @STYLE@"}, "en", "x")


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1, max_size=6))
def test_numbers_survive_packing_to_a_part_of_their_range(table: list[list[float]]) -> None:
    rows = np.array(table)
    span = rows.max(axis=0) - rows.min(axis=0)
    assert np.all(np.abs(unpacked(packed(rows)) - rows) <= span / FINEST + 1e-5)


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_page_tells_fitted_behaviour_from_uncalibrated(language: str) -> None:
    pattern = made_up(baseline())
    fitted = page_content(pattern)["behaviour"][language]
    open_ = page_content(replace(pattern, pattern=replace(pattern.pattern, uncertainty="parameters", fit=None)))["behaviour"][
        language
    ]
    assert all("47" in words for words in fitted.values())
    assert all({"it": "non calibrato", "en": "uncalibrated"}[language] in words.lower() for words in open_.values())


def test_a_layout_has_a_place_for_every_number_once() -> None:
    layout = layout_of(36, ["a", "b"], ["care"])
    places = [n for block in layout.blocks for n in range(block.start, block.start + block.size)]
    assert places == list(range(layout.width))
    assert (layout.months[0], layout.months[-1], len(layout.months)) == (1, 36, 13)
    assert layout_of(1, ["a"], []).months == (1,)


@pytest.mark.parametrize("value", [HOSTILE, "riga\nnuova", "\x7f\t\\", "è «così»", ""])
def test_any_words_written_to_a_scenario_file_are_read_back(tmp_path: Path, value: str) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(f"title = {toml_value(value)}\n", encoding="utf-8")
    assert load_scenario(file).title == value


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_guide_fills_every_mark_and_takes_forty_minutes(language: str) -> None:
    guide = guide_html(language)
    assert not re.findall(r"@[a-zA-Z_]+@", guide)
    minutes = [(int(a), int(b)) for a, b in re.findall(r"<td>(\d+)-(\d+)</td>", guide)]
    assert (minutes[0][0], minutes[-1][1]) == (0, 40)
    assert all(end == start for (_, end), (start, _) in pairwise(minutes))
