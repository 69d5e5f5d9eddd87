"""Three citizens decide whether to join; all numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.membership.joining import (
    JoiningFactors,
    JoiningParameters,
    joining_probability,
    joining_utility,
    perceived_risk,
    revision_after_founding,
    social_norm,
)

RULE = JoiningParameters(
    base=-1.0, benefit=2.0, norm=3.0, trust=4.0, meetings=1.5, endorsed=0.7, progress=1.0, cost=0.5, revision=0.2, norm_half=0.1
)


def factors() -> JoiningFactors:
    return JoiningFactors(
        benefit=np.array([0.5, 0.0, 1.0]),
        member_share=np.array([0.0, 0.1, 0.3]),
        trust=np.array([0.6, 0.5, 0.0]),
        attended=np.array([1.0, 0.0, 5.0]),
        endorsed=np.array([0.0, 0.0, 1.0]),
        willingness_eur=np.array([100.0, 50.0, 200.0]),
        inclination=np.array([0.1, 0.0, -0.3]),
    )


def utility(**changes: float) -> np.ndarray:
    settings = {"progress": 0.7, "risk": 1.0, "share_eur": 50.0, **changes}
    return joining_utility(factors(), social_norm(factors().member_share, RULE), parameters=RULE, **settings)


def test_every_consideration_weighs_as_declared() -> None:
    # -1 + 2*.5 + 3*0 + 4*.1 + 1.5/3 + 0 + .2 - .5*.5 + .1
    # -1 + 0 + 3*.5 + 0 + 0 + 0 + .2 - .5*1 + 0
    # -1 + 2*1 + 3*.75 - 4*.5 + 1.5 + .7 + .2 - .5*.25 - .3
    assert utility() == pytest.approx([0.95, 0.2, 3.225])


def test_more_than_three_meetings_weigh_like_three() -> None:
    assert utility()[2] - utility()[1] == pytest.approx(3.025)


def test_a_share_that_may_be_lost_weighs_more() -> None:
    assert utility() - utility(risk=2.0) == pytest.approx([0.25, 0.5, 0.125])


def test_a_dearer_share_weighs_in_proportion_to_what_one_would_pay() -> None:
    assert utility() - utility(share_eur=100.0) == pytest.approx([0.25, 0.5, 0.125])


def test_a_target_near_at_hand_draws_people_in() -> None:
    assert utility(progress=0.9) - utility() == pytest.approx([0.2, 0.2, 0.2])


def test_the_chance_is_a_logit_of_what_weighs_times_how_many_consider_it() -> None:
    assert joining_probability(np.array([0.0, np.log(3.0), -np.log(4.0)]), RULE) == pytest.approx([0.1, 0.15, 0.04])


def test_fewer_consider_it_where_less_is_going_on() -> None:
    assert joining_probability(np.array([0.0, np.log(3.0), -np.log(4.0)]), RULE, revision=0.1) == pytest.approx([0.05, 0.075, 0.02])


def test_after_founding_fewer_consider_it_and_half_as_many_after_each_half_life_without_news() -> None:
    settings = JoiningParameters(revision=0.2, revision_after=0.5, news_half_life=10)
    assert [revision_after_founding(m, settings) for m in (0, 10, 30)] == pytest.approx([0.1, 0.05, 0.0125])


def test_the_norm_weighs_half_at_the_declared_share() -> None:
    assert social_norm(np.array([0.0, 0.1, 0.3]), RULE) == pytest.approx([0.0, 0.5, 0.75])


def test_a_steeper_norm_pulls_less_below_and_more_above_the_half() -> None:
    steep = RULE.model_copy(update={"norm_exponent": 2.0})
    assert social_norm(np.array([0.05, 0.1, 0.3]), steep) == pytest.approx([0.2, 0.5, 0.9])


def test_a_linear_norm_is_the_share_itself() -> None:
    share = np.array([0.0, 0.1, 0.3])
    assert social_norm(share, RULE.model_copy(update={"norm_form": "linear"})).tolist() == share.tolist()


def test_an_infinitely_steep_norm_is_a_threshold_that_counts_when_just_met() -> None:
    threshold = RULE.model_copy(update={"norm_exponent": np.inf})
    assert social_norm(np.array([0.09, 0.1, 0.11]), threshold).tolist() == [0, 1, 1]


def test_people_may_differ_in_the_share_at_which_the_norm_weighs_half() -> None:
    share = np.array([0.2, 0.2, 0.2])
    assert social_norm(share, RULE, half=np.array([0.2, 0.6, 0.05])) == pytest.approx([0.5, 0.25, 0.8])


def test_with_refund_there_is_no_risk() -> None:
    assert perceived_risk(True, 0.01, RULE) == 1.0


@pytest.mark.parametrize(("chance", "risk"), [(1.0, 1.0), (0.5, 2.0), (0.25, 4.0), (0.2, 5.0), (0.01, 5.0), (0.0, 5.0)])
def test_without_refund_a_share_weighs_by_the_chance_that_it_is_lost_up_to_a_limit(chance: float, risk: float) -> None:
    assert perceived_risk(False, chance, RULE) == pytest.approx(risk)
