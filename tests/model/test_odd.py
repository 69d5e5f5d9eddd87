"""The description of the model stays true to the code."""

from __future__ import annotations

from coopparo_sim.record.indicators import INDICATORS
from coopparo_sim.scenario.documentation import ODD, all_declarations, refreshed


def test_the_table_of_parameters_is_the_one_declared() -> None:
    odd = ODD.read_text(encoding="utf-8")
    assert refreshed(odd) == odd, "run `make odd`"


def test_every_number_has_a_source_a_unit_and_words_in_both_languages() -> None:
    for declared in all_declarations():
        assert declared.source and declared.unit and declared.label["it"] and declared.label["en"], declared.name
        assert declared.role != "uncertainty" or declared.plausible is not None, declared.name


def test_every_plausible_range_holds_the_default_and_lies_within_the_bounds() -> None:
    for declared in all_declarations():
        if declared.plausible is not None:
            low, high = declared.plausible
            assert low <= declared.default <= high, declared.name
            assert (declared.low is None or declared.low <= low) and (declared.high is None or high <= declared.high), declared.name


def test_every_indicator_has_words_in_both_languages_and_a_name_of_its_own() -> None:
    assert len({i.name for i in INDICATORS}) == len(INDICATORS)
    assert all(i.label[lang] and i.meaning[lang].endswith(".") for i in INDICATORS for lang in ("it", "en"))
