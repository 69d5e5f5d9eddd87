"""Bases and files of differences: tables merge key by key, lists as a whole, and every fault knows its file."""

from __future__ import annotations

from typing import Any

from coopparo_sim.scenario.load import load_scenario, read_scenario


def test_a_file_says_only_how_it_differs_from_its_base(write: Any) -> None:
    write('title = "Base"\nmix = ["shop"]\n[campaign]\nshare_price_eur = 100\ntarget_members = 20\n', "base.toml")
    loaded = read_scenario(write('base = "base.toml"\ntitle = "Figlio"\n[campaign]\ntarget_members = 30\n'))
    assert loaded.scenario.title == "Figlio"
    assert loaded.scenario.mix == ["shop"]
    assert loaded.scenario.campaign.share_price_eur == 100
    assert loaded.differences == (("campaign.target_members", 30, 20),)
    assert [file.name for file in loaded.files] == ["plan.toml", "base.toml"]
    assert loaded.origins["campaign.target_members"].line == 4
    assert loaded.origins["campaign.share_price_eur"].file.endswith("base.toml")


def test_differences_are_laid_over_in_order_and_lists_go_as_a_whole(write: Any) -> None:
    main = write('title = "A"\nmix = ["shop"]\n[[process.meetings]]\nmonth = 1\n[[process.meetings]]\nmonth = 2\n')
    first = write('title = "B"\nmix = ["home_care", "digital_desk"]\n[process]\nmeetings = [{ month = 3 }]\n', "b.toml")
    second = write('title = "C"\nmix = ["food_boxes"]\n', "c.toml")
    scenario = load_scenario(main, [first, second])
    assert scenario.title == "A + B + C"
    assert scenario.mix == ["food_boxes"]
    assert [meeting.month for meeting in scenario.process.meetings] == [3]


def test_a_fault_is_shown_in_the_file_that_causes_it(write: Any, faults: Any) -> None:
    main = write("[process]\nbudget_eur = 6100\n")
    overlay = write('[process]\nmeetings = [{ kind = "citizens" }]\n', "more.toml")
    [fault] = faults(main, [overlay])
    assert (fault.message, fault.line) == ("errors.over_budget", 2)
    assert fault.file == str(overlay)


def test_all_files_are_checked_at_once_in_order(write: Any, faults: Any) -> None:
    write("months = 0\n", "base.toml")
    main = write('base = "base.toml"\nseat = 5\n')
    found = faults(main, [write("[campaign]\nrefund = si\n", "more.toml")])
    assert [(fault.file.rsplit("/")[-1].rsplit("\\")[-1], fault.line) for fault in found] == [
        ("plan.toml", 2), ("base.toml", 1), ("more.toml", 2),
    ]  # fmt: skip


def test_bases_in_a_circle_are_shown_as_a_circle(write: Any, faults: Any) -> None:
    write('base = "b.toml"\n', "a.toml")
    write('\nbase = "a.toml"\n', "b.toml")
    [fault] = faults(write('base = "a.toml"\n'))
    assert (fault.message, fault.line, fault.column) == ("errors.base_cycle", 2, 8)
    assert "a.toml → b.toml → a.toml" in fault.sentence("it")


def test_a_file_may_not_be_its_own_base(write: Any, places: Any) -> None:
    assert places(write('base = "plan.toml"\n')) == [(1, 8, "base_cycle")]


def test_a_missing_base_is_shown_where_it_is_named(write: Any, faults: Any) -> None:
    write("months = 36\n", "copparo.toml")
    [fault] = faults('# piano\nbase = "coparo.toml"\nmonths = 40\n')
    assert (fault.message, fault.line, fault.column) == ("errors.missing_file", 2, 8)
    assert "copparo.toml" in fault.advice_sentence("it")


def test_a_base_that_is_no_text_is_a_fault(places: Any) -> None:
    assert places("base = 3\n") == [(1, 8, "wrong_type")]
    assert places('base = "\\u0000"\n')[0][:2] == (1, 8)
    assert places(f'base = "{"x" * 5000}"\n')[0][:2] == (1, 8)


def test_a_file_of_differences_may_name_the_same_base_and_no_other(write: Any, faults: Any) -> None:
    main = write("months = 40\n")
    write("months = 24\n", "other.toml")
    assert load_scenario(main, [write('base = "plan.toml"\nseat = "cesta"\n', "a.toml")]).months == 40
    [fault] = faults(main, [write('base = "other.toml"\n', "b.toml")])
    assert (fault.message, fault.line, fault.column) == ("errors.overlay_base", 1, 1)


def test_a_missing_file_of_differences_is_a_fault(write: Any, tmp_path: Any, faults: Any) -> None:
    [fault] = faults(write("months = 36\n"), [tmp_path / "niente.toml"])
    assert fault.message == "errors.missing_file"


def test_behaviour_fixed_at_its_default_is_a_difference_since_it_is_no_longer_drawn(write: Any) -> None:
    main = write("months = 36\n")
    overlay = write("[behaviour.trust]\naveraging = 0.05\n[campaign]\nrefund = true\n", "fixed.toml")
    assert read_scenario(main, [overlay]).differences == (("behaviour.trust.averaging", 0.05, 0.05),)
