from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.town.build import build_town
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.schema import FILES, NEEDS
from coopparo_sim.town.tables import TownTables, find_town, read_town, shipped_towns
from coopparo_sim.town.template import write_town_template


def faults(folder: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(InputError) as caught:
        read_town(folder)
    return caught.value.diagnostics


def change(folder: Path, table: str, old: str, new: str) -> int:
    """Change the first place where ``old`` stands in the rows of a table; gives its line."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if old in line and not line.startswith("#"))
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1


def test_copparo_has_eleven_places_and_the_residents_of_2021(copparo: TownTables) -> None:
    assert (copparo.n_places, copparo.residents) == (11, 15_750)
    assert [p.id for p in copparo.places][:3] == ["copparo", "tamara", "ambrogio"]
    assert [need.id for need in copparo.needs] == list(NEEDS)
    assert sum(kind.number for kind in copparo.association_kinds) == 96
    assert 5 <= len(copparo.trade_associations) <= 8


def test_names_come_in_both_languages(copparo: TownTables) -> None:
    assert (copparo.needs[0].name("it"), copparo.needs[0].name("en")) == ("Bottega e bar vicini", "Shop and bar nearby")


def test_the_main_town_is_in_the_middle_of_the_map_and_each_place_has_its_cell(copparo: TownTables) -> None:
    tiles = [(p.tile_row, p.tile_column) for p in copparo.places]
    rows, columns = zip(*tiles, strict=True)
    assert len(set(tiles)) == 11
    assert tiles[copparo.main_place] == ((min(rows) + max(rows)) / 2, (min(columns) + max(columns)) / 2)


def test_rates_by_age_are_read_at_both_ends_of_a_range(copparo: TownTables) -> None:
    rate = copparo.volunteering.by_age(100)
    assert (rate[14], rate[15], rate[24], rate[25], rate[100]) == (0, 0.09, 0.09, 0.08, 0.06)


def test_a_town_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    assert find_town("copparo") == find_town("copparo", tmp_path)
    (tmp_path / "mine").mkdir()
    assert find_town("mine", tmp_path) == tmp_path / "mine"
    assert shipped_towns() == ["copparo", "two_hamlets"]
    with pytest.raises(InputError) as caught:
        find_town("atlantis", tmp_path)
    assert "copparo" in caught.value.render("it")


WRONG = [
    ("places", ",620,", ",,", "empty_cell"),
    ("places", ",620,", ",many,", "not_number"),
    ("places", ",620,", ",620.5,", "not_whole"),
    ("places", ",620,", ",0,", "out_of_bounds"),
    ("places", ",1.1,", ',"1,1",', "decimal_comma"),
    ("places", ",1.1,", ",1,1,", "cell_count"),
    ("places", "lower_village", "upper_village", "duplicate"),
    ("places", "lower_village", "Lower Village", "bad_id"),
    ("places", ",2,2,", ",1,1,", "same_tile"),
    ("places", "population", "populaton", "unknown_column"),
    ("places", "name_en", "name_it", "double_column"),
    ("incumbents", "upper_village", "uper_village", "unknown_reference"),
    ("incumbents", "transport", "transprt", "unknown_word"),
    ("firms", "agriculture", "farming", "unknown_reference"),
    ("age_bands", "6,14", "7,14", "age_gap"),
    ("age_bands", "6,14", "6,5", "age_order"),
    ("employment", "75,120", "75,80", "age_end"),
    ("living_alone", "18,24", "20,24", "age_gap"),
    ("needs", "evidence", "evidenc", "unknown_column"),
    ("needs", "assumption", "guess", "unknown_word"),
    ("income", ",67,", ",6,", "out_of_bounds"),
    ("association_kinds", "town", "city", "unknown_word"),
]


@pytest.mark.parametrize(("table", "old", "new", "message"), WRONG)
def test_a_wrong_cell_is_an_error_at_its_line_and_column(folder: Path, table: str, old: str, new: str, message: str) -> None:
    line = change(folder, table, old, new)
    fault = next(f for f in faults(folder) if f.message == f"town.{message}")
    assert fault.file == str(folder / f"{table}.csv")
    assert fault.line == line
    shown = fault.source[fault.column - 1 : fault.column - 1 + fault.width]
    assert shown.strip(",") == "" or shown in next(csv.reader([fault.source]))
    for language in ("it", "en"):
        assert f"{table}.csv:{line}:{fault.column}" in fault.render(language)


@pytest.mark.parametrize(
    ("table", "old", "new"), [("sectors", "0.08", "0.18"), ("households", "0.370", "0.350"), ("age_bands", "0.032", "0")]
)
def test_shares_that_do_not_sum_to_one_are_an_error_at_the_head_of_their_column(
    folder: Path, table: str, old: str, new: str
) -> None:
    change(folder, table, old, new)
    (fault,) = faults(folder)
    assert fault.message == "town.sum_not_one"
    assert fault.source[fault.column - 1 :].startswith("share,source")


def test_the_caret_stands_under_the_wrong_number(folder: Path) -> None:
    line = change(folder, "places", ",620,", ",many,")
    (fault,) = faults(folder)
    assert fault.source[fault.column - 1 :].startswith("many,")
    assert (fault.line, fault.width) == (line, 4)


def test_all_that_is_wrong_in_all_tables_is_told_at_once_in_order(folder: Path) -> None:
    change(folder, "places", ",620,", ",many,")
    change(folder, "places", ",1.4,", ",9,")
    change(folder, "ties", "work", "wrk")
    (folder / "firms.csv").unlink()
    found = faults(folder)
    assert [f.message for f in found] == ["town.not_number", "town.out_of_bounds", "town.missing_file", "town.unknown_word"]
    assert found[0].line < found[1].line


def test_a_misspelt_word_comes_with_the_nearest_right_one(folder: Path) -> None:
    change(folder, "incumbents", "transport", "transprt")
    (fault,) = faults(folder)
    assert "transport" in fault.advice_sentence("it") and "transport" in fault.advice_sentence("en")


def test_a_missing_column_is_named(folder: Path) -> None:
    path = folder / "ties.csv"
    path.write_text("layer,source,evidence\nwork,x,assumption\n", encoding="utf-8")
    messages = {f.message: f for f in faults(folder)}
    assert messages["town.missing_column"].values["name"] == "mean_ties"
    assert messages["town.missing_column"].line == 1


@pytest.mark.parametrize(("table", "row"), [("needs", "green"), ("ties", "work"), ("income", "pension_age"), ("firms", "trade")])
def test_a_missing_row_is_named(folder: Path, table: str, row: str) -> None:
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith(row)), encoding="utf-8")
    (fault,) = faults(folder)
    assert (fault.message, fault.values["name"]) == ("town.missing_row", row)


def test_age_groups_name_the_columns_of_two_other_tables(folder: Path) -> None:
    change(folder, "age_groups", "age_75_plus", "very_old")
    found = {(Path(f.file).stem, f.message) for f in faults(folder)}
    expected = {(t, f"town.{m}") for t in ("needs", "association_kinds") for m in ("unknown_column", "missing_column")}
    assert found == expected


def test_households_too_small_for_the_minors_are_refused(folder: Path) -> None:
    path = folder / "households.csv"
    path.write_text("size,share,source,evidence\n1,0.5,x,assumption\n2,0.5,x,assumption\n", encoding="utf-8")
    assert [f.message for f in faults(folder)] == ["town.no_room_for_minors"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty_file"),
        (b"# only a comment\n", "empty_file"),
        (b"\x00\x01\x02", "binary_file"),
        (b"layer\nCant\xf2\n", "not_utf8"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_advice(folder: Path, content: bytes, message: str) -> None:
    (folder / "ties.csv").write_bytes(content)
    (fault,) = faults(folder)
    assert fault.message == f"town.{message}"
    assert fault.advice_sentence("it")


def test_letters_that_are_not_utf8_are_located(folder: Path) -> None:
    (folder / "ties.csv").write_bytes(b"layer,mean_ties\nCant\xf2,1\n")
    (fault,) = faults(folder)
    assert (fault.line, fault.column) == (2, 5)


def test_a_table_with_a_header_only_is_refused(folder: Path) -> None:
    (folder / "ties.csv").write_text("layer,mean_ties,source,evidence\n", encoding="utf-8")
    assert [f.message for f in faults(folder)] == ["town.no_rows"]


def test_a_town_may_have_no_associations_and_nobody_who_meets_its_needs(folder: Path) -> None:
    for table in ("trade_associations", "association_kinds", "incumbents"):
        lines = (folder / f"{table}.csv").read_text(encoding="utf-8").split("\n")
        (folder / f"{table}.csv").write_text(next(line for line in lines if not line.startswith("#")), encoding="utf-8")
    town = build_town(read_town(folder), TownParameters(), np.random.default_rng(1))
    assert town.associations.n == 0 and not town.adults.n_associations.any()
    assert town.ties.degree.min() >= 1


def test_a_folder_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    assert [f.message for f in faults(tmp_path / "nowhere")] == ["town.missing_folder"]


def test_a_folder_without_any_table_is_one_error_and_no_name_is_no_town(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert [f.message for f in faults(tmp_path)] == ["town.no_tables"]
    with pytest.raises(InputError, match="there is no town"):
        find_town("", tmp_path)


def test_tables_saved_by_an_italian_spreadsheet_read_the_same(folder: Path) -> None:
    expected = read_town(folder)
    path = folder / "ties.csv"
    body = "# nota;;;\r\nlayer;mean_ties;source;evidence\r\nneighbourhood;6,0;a, b;assumption\r\n;;;\r\nwork;4;x;assumption\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + (body + 'association;4;"x; y";assumption\r\n').encode())
    assert read_town(folder) == expected


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_template_is_a_valid_town_with_comments(tmp_path: Path, language: str) -> None:
    written = write_town_template(tmp_path / "new" / "town", language)
    assert sorted(p.stem for p in written) == sorted(FILES)
    assert all(p.read_text(encoding="utf-8-sig").startswith("# ") for p in written)
    tables = read_town(tmp_path / "new" / "town")
    assert tables.n_places == 2
    assert tables.places == read_town(find_town("two_hamlets")).places


def test_the_italian_template_has_decimal_commas(tmp_path: Path) -> None:
    write_town_template(tmp_path / "paese", "it")
    assert ";44,80;" in (tmp_path / "paese" / "places.csv").read_text(encoding="utf-8-sig")


def test_the_template_never_overwrites(folder: Path) -> None:
    before = {p: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(InputError) as caught:
        write_town_template(folder, "en")
    assert caught.value.diagnostics[0].message == "town.folder_taken"
    assert before == {p: p.read_bytes() for p in folder.iterdir()}


def test_every_row_of_the_shipped_town_says_where_its_numbers_come_from() -> None:
    for path in find_town("copparo").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        assert header.endswith(",source,evidence")
        assert all(row.rsplit(",", 1)[-1] in ("measured", "literature", "expert", "assumption") for row in rows)
