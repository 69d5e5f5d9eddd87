"""What breaks the form of a file is named where it stands, once, and reading goes on after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coopparo_sim.kernel.errors import Diagnostic
from coopparo_sim.scenario.toml_source import read_source


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[campaign]\nshare_price_eur = 50,00\n", (2, 21, "comma_decimal")),
        ("[campaign]\ntarget_capital_eur = 25.000,50\n", (2, 28, "comma_decimal")),
        ('funders = [{ name = "È", amount_eur = 5000, approval = 0,5 }]\n', (1, 57, "comma_decimal")),
        ("months 36\n", (1, 8, "missing_equals")),
        ("months =\n", (1, 8, "missing_value")),
        ("months = # quanti\n", (1, 8, "missing_value")),
        ("seat = ambrogio\n", (1, 8, "missing_quotes")),
        ("seat = “ambrogio”\n", (1, 8, "missing_quotes")),
        ("start = 2021-09\n", (1, 9, "missing_quotes")),
        ("[campaign]\nrefund = True\n", (2, 10, "switch")),
        ("[process]\nbudget_eur = 25.000.000\n", (2, 14, "number")),
        ("[process]\nbudget_eur = 25000 EUR\n", (2, 14, "number")),
        ("[process]\nfacilitation = .5\n", (2, 16, "number")),
        ('seat = "ambrogio\n', (1, 8, "unclosed_quotes")),
        ('seat = "ambrogio', (1, 8, "unclosed_quotes")),
        ('note = """\nuno\ndue\n', (1, 8, "unclosed_text")),
        ('mix = ["shop",\n  "home_care"\nmonths = 36\n', (1, 7, "unclosed_bracket")),
        ('mix = [\n  "shop"\n  "home_care",\n]\nmonths = 36\n', (3, 3, "missing_comma")),
        ('title = "Il "nostro" piano"\n', (1, 14, "too_much")),
        ('town = "C:\\Users\\paese"\n', (1, 11, "backslash")),
        ("[campaign\nshare_price_eur = 50\n", (1, 1, "unclosed_header")),
        ("months = 36\nmonths = 40\n", (2, 1, "duplicate")),
        ("[campaign]\nrefund = true\n[process]\n[campaign]\nrelaunch = true\n", (4, 2, "duplicate")),
        ("funders = [{ approval = 0.5, approval = 0.6 }]\n", (1, 30, "duplicate")),
        ("campaign = { refund = true,\n relaunch = true }\nmonths = 36\n", (1, 12, "broken_braces")),
        ('[process]\nmeetings = [\n  { month = 1, # "}"\n    count = 2 },\n  { month = 2 },\n]\n', (3, 3, "broken_braces")),
        ("campaign = { refund = true\n}\n", (1, 12, "broken_braces")),
        ("funders = [{ approval = 0.5, }]\n", (1, 30, "trailing_comma")),
        ("months = " + "[" * 5000 + "\n", (1, 1, "unreadable_value")),
        ("start = " + "1" * 5000 + "\n", (1, 1, "unreadable_value")),
        (f"{'a.' * 200}b = 1\n", (1, 401, "unreadable_value")),
    ],
)
def test_one_fault_of_form_is_told_once_at_its_place(text: str, place: tuple[int, int, str], places: Any) -> None:
    line, column, kind = place
    assert places(text) == [(line, column, f"syntax.{kind}")]


def test_all_faults_of_form_and_of_value_come_at_once(places: Any) -> None:
    text = 'seat = ambrogio\n[campaign]\nshare_price_eur = 5,5\nrefund = si\ntarget_members = "60"\n[process\nbudget_eur = -1\n'
    assert places(text) == [
        (1, 8, "syntax.missing_quotes"),
        (3, 19, "out_of_bounds"),
        (3, 20, "syntax.comma_decimal"),
        (4, 10, "syntax.switch"),
        (5, 18, "wrong_type"),
        (6, 1, "syntax.unclosed_header"),
        (7, 14, "out_of_bounds"),
    ]


def test_a_broken_header_of_a_list_still_counts_as_its_element(faults: Any) -> None:
    found = faults("[[process.meetings]\nmonth = 1\n[[process.meetings]]\nmonth = 0\n")
    assert [fault.sentence("en").split(":")[0] for fault in found[1:]] == ["process.meetings[2].month"]


def test_a_comma_between_two_values_of_a_list_is_no_decimal(places: Any) -> None:
    assert places("mix = [1,5]\n") == [(1, 8, "wrong_type"), (1, 10, "wrong_type")]


def test_columns_are_counted_in_characters_not_in_bytes(places: Any) -> None:
    assert places('funders = [{ name = "perché è così", approval = 2 }]\n') == [(1, 49, "out_of_bounds")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_move_nothing(end: str, mark: bytes, faults: Any) -> None:
    [fault] = faults(mark + f'title = "è"{end}[campaign]{end}share_price_eur = 5{end}'.encode())
    assert (fault.line, fault.column, fault.source) == (3, 19, "share_price_eur = 5")


@pytest.mark.parametrize(
    ("content", "message", "line", "column"),
    [
        (b"", "empty_file", 0, 0),
        (b"\xef\xbb\xbf \r\n", "empty_file", 0, 0),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary_file", 0, 0),
        ('title = "ok"\nnote = "così"\n'.encode("latin-1"), "not_utf8", 2, 12),
        ('title = "ok"\n'.encode("utf-16"), "not_utf8", 0, 0),
    ],
)
def test_what_is_no_utf8_text_is_one_fault(content: bytes, message: str, line: int, column: int, places: Any) -> None:
    assert places(content) == [(line, column, message)]


def test_a_folder_is_no_scenario(tmp_path: Path, places: Any) -> None:
    assert places(tmp_path) == [(0, 0, "is_a_folder")]


def test_a_missing_file_is_answered_with_the_nearest_name(write: Any, tmp_path: Path, faults: Any) -> None:
    write("months = 36\n", "tavolo-8-novembre.toml")
    [fault] = faults(tmp_path / "tavolo-8-novembr.toml")
    assert fault.advice_sentence("it") == "forse volevi «tavolo-8-novembre.toml»?"
    [fault] = faults(tmp_path / "altrove" / "x.toml")
    assert fault.advice == "errors.missing_folder_advice"


def test_a_file_that_may_not_be_read_is_a_fault(write: Any, places: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("months = 36\n")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert places(path) == [(0, 0, "unreadable_file")]


def test_every_key_and_value_has_its_place_however_it_is_written(write: Any) -> None:
    text = (
        'a.b = 1\n"c d" = { e = [1, { f = 2 }] }\n[[m.n]]\nx = 1\n[[m.n]]\nx = [\n  3, # tre\n  4,\n]\n'
        '[m.n.o]\ny = """\nlungo\n"""\n'
    )
    entries = read_source(write(text)).entries
    found = {path: (entries[path].key.line, entries[path].key.column, entries[path].value.line, entries[path].value.column)
             for path in entries}  # fmt: skip
    assert found[("a", "b")] == (1, 3, 1, 7)
    assert found[("c d", "e", 1, "f")] == (2, 21, 2, 25)
    assert found[("m", "n", 0, "x")] == (4, 1, 4, 5)
    assert found[("m", "n", 1, "x", 1)] == (8, 3, 8, 3)
    assert found[("m", "n", 1, "o", "y")] == (11, 1, 11, 5)


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_kind_of_fault_has_a_sentence_and_an_advice(language: str, write: Any, faults: Any) -> None:
    source = read_source(write("seat = x\n[campaign]\nrefund = si\nshare_price_eur = 5,0\ntarget_members 4\nrelaunch = }\n"))
    assert len(source.faults) == 5
    for fault in source.faults:
        assert isinstance(fault, Diagnostic)
        assert "{" not in fault.sentence(language)
        assert fault.advice_sentence(language)
