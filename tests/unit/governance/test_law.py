"""The law as values: what the table says, the declared bounds and the rules all agree."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

import numpy as np
import pytest

from coopparo_sim.governance.law import Law, exact_share, law, limit_sentence, limits
from coopparo_sim.governance.legality import Applicants, board_faults, reason_sentence, refusals, statute_faults
from coopparo_sim.governance.statute import Statute, legal_minimum
from coopparo_sim.kernel.parameter import declarations

DECLARED = {d.name: d for d in declarations(Statute)}
EVIDENCE = {"measured", "literature", "expert", "assumption"}


def test_every_limit_of_the_table_is_read_and_no_other() -> None:
    assert [f.name for f in fields(Law)] == list(limits())


def test_every_limit_has_an_article_a_unit_and_a_source() -> None:
    assert all(limit.article and limit.unit and limit.source and limit.evidence in EVIDENCE for limit in limits().values())


def test_the_least_members_of_the_table_are_those_of_founding() -> None:
    assert (legal_minimum("ordinary"), legal_minimum("small")) == (law().ordinary_minimum, law().small_minimum)


@pytest.mark.parametrize(
    ("lever", "bound", "limit"),
    [
        ("board_size", "low", "board_least"),
        ("board_term_years", "high", "board_term_years"),
        ("proxies", "high", "most_proxies"),
        ("legal_person_votes", "high", "most_votes"),
        ("funding_member_votes", "high", "most_votes"),
        ("voting_after_months", "low", "voting_after_months"),
        ("most_held_eur", "high", "most_held_eur"),
    ],
)
def test_no_lever_of_the_statute_reaches_beyond_the_law(lever: str, bound: str, limit: str) -> None:
    assert getattr(DECLARED[lever], bound) == getattr(law(), limit)


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_limit_is_told_in_plain_words_with_its_article(language: str) -> None:
    for name, limit in limits().items():
        assert limit.article in limit_sentence(name, language)


def test_numbers_of_the_law_are_written_as_usual_in_each_language() -> None:
    assert "100.000" in limit_sentence("most_held_eur", "it")
    assert "100,000" in limit_sentence("most_held_eur", "en")
    assert "1/3" in limit_sentence("funding_votes_share", "it")


@pytest.mark.parametrize(
    ("written", "meant"), [(0.3333, Fraction(1, 3)), (2 / 3, Fraction(2, 3)), (0.51, Fraction(51, 100)), (0, 0)]
)
def test_shares_are_read_as_the_fractions_that_are_meant(written: float, meant: Fraction) -> None:
    assert exact_share(written) == meant


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_reason_of_the_law_has_words(language: str) -> None:
    one = np.ones(1, dtype=bool)
    who = Applicants(np.array([1]), one, one, one, np.ones(1))
    small = Statute(form="small")
    found = [*refusals(who, 1, 0.0, 50.0, small, law()), *board_faults(0, 0, 9, law())]
    found += statute_faults(small, 5000, 2, 2, 2e6, law()) + statute_faults(small, 2, 1, 1, 0.0, law())
    assert len(set(found)) == len(found) == 12
    assert all(reason_sentence(reason, language) for reason in found)


def test_a_usual_statute_is_lawful_until_the_cooperative_is_large() -> None:
    assert statute_faults(Statute(), 200, 1, 2, 1e5, law()) == ()
    assert statute_faults(Statute(), 501, 1, 2, 1e5, law()) == ("separate_assemblies_due",)
    assert statute_faults(Statute(separate_assemblies=True), 501, 1, 2, 1e5, law()) == ()
