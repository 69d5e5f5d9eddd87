"""What must hold of the rules whatever the numbers: bounds, directions, balance, and that names of citizens do not matter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coopparo_sim.engagement.awareness import AwarenessParameters, awareness_probability
from coopparo_sim.engagement.listening import ListeningParameters, NeedsMap, first_guess, listen, map_error, unheard_share
from coopparo_sim.engagement.meetings import keenest
from coopparo_sim.engagement.trust import TrustParameters, averaged_with_ties
from coopparo_sim.kernel.csr import Ties
from coopparo_sim.kernel.parameter import declarations
from coopparo_sim.membership.campaign import PromotingParameters, progress_share, promoting_probability, targets_reached
from coopparo_sim.membership.funding import FundingParameters, contribution_share, contribution_types, shares_bought, updated_belief
from coopparo_sim.membership.joining import (
    JoiningFactors,
    JoiningParameters,
    joining_probability,
    joining_utility,
    perceived_risk,
    social_norm,
)
from coopparo_sim.membership.leaving import LeavingParameters, leaving_probability
from coopparo_sim.membership.stances import StanceParameters, endorsing_probability, firm_joining_probability
from coopparo_sim.services.benefit import BenefitParameters, best_mix, need_met, personal_benefit, promised_quality

PEOPLE = 6
TINY = 1e-12
SHARES = st.floats(0, 1)
COUNTS = st.integers(0, 12).map(float)


def of_people(values: st.SearchStrategy[float], n: int = PEOPLE) -> st.SearchStrategy[Any]:
    return arrays(np.float64, n, elements=values)


def drawn(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Draw a group of numbers from their plausible ranges."""
    ranges = {d.name: st.floats(*d.plausible) for d in declarations(kind) if d.plausible and isinstance(d.default, float | int)}
    return st.fixed_dictionaries(ranges).map(lambda values: kind(**values))


FACTORS = st.builds(
    JoiningFactors,
    benefit=of_people(SHARES),
    member_share=of_people(SHARES),
    trust=of_people(SHARES),
    attended=of_people(COUNTS),
    endorsed=of_people(st.sampled_from([0.0, 1.0])),
    willingness_eur=of_people(st.floats(1, 1e4)),
    inclination=of_people(st.floats(-3, 3)),
)
TIES = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1), st.sampled_from([1.0, 2.0, 3.0])), max_size=20
).map(
    lambda pairs: Ties.from_pairs(
        PEOPLE,
        np.array([p[0] for p in pairs], dtype=np.int64),
        np.array([p[1] for p in pairs], dtype=np.int64),
        np.array([p[2] for p in pairs]),
    )
)


def chance(factors: JoiningFactors, rule: JoiningParameters, **changes: float) -> Any:
    settings = {"progress": 0.4, "risk": 1.0, "share_eur": 50.0, **changes}
    norm = social_norm(factors.member_share, rule)
    return joining_probability(joining_utility(factors, norm, parameters=rule, **settings), rule)


def are_chances(values: Any) -> bool:
    return bool(np.isfinite(values).all() and (values >= 0).all() and (values <= 1).all())


@given(FACTORS, drawn(JoiningParameters), SHARES, st.floats(1, 50), st.floats(25, 500))
def test_joining_is_a_chance(
    factors: JoiningFactors, rule: JoiningParameters, progress: float, risk: float, share_eur: float
) -> None:
    assert are_chances(chance(factors, rule, progress=progress, risk=risk, share_eur=share_eur))


@given(of_people(COUNTS), of_people(COUNTS), SHARES, drawn(AwarenessParameters))
def test_hearing_is_a_chance(informed: Any, endorsing: Any, activity: float, rule: AwarenessParameters) -> None:
    assert are_chances(awareness_probability(informed, endorsing, activity, rule))


@given(of_people(SHARES), of_people(SHARES), arrays(np.bool_, PEOPLE), SHARES, drawn(StanceParameters))
def test_stances_leaving_and_leading_are_chances(one: Any, other: Any, flags: Any, revision: float, rule: StanceParameters) -> None:
    assert are_chances(endorsing_probability(one, other, flags, revision, rule))
    assert are_chances(firm_joining_probability(3 * one, flags, revision, rule))
    assert are_chances(leaving_probability(one, flags.astype(float), LeavingParameters()))
    assert are_chances(promoting_probability(12 * other, flags, one, PromotingParameters()))


MORE = {
    "benefit": 1.0,
    "member_share": 1.0,
    "trust": 1.0,
    "attended": 12.0,
    "endorsed": 1.0,
    "willingness_eur": 1e4,
    "inclination": 3.0,
}


@pytest.mark.parametrize("factor", MORE)
@given(factors=FACTORS, rule=drawn(JoiningParameters), part=SHARES)
def test_more_of_what_draws_people_in_never_lowers_the_chance_to_join(
    factor: str, factors: JoiningFactors, rule: JoiningParameters, part: float
) -> None:
    values = {name: getattr(factors, name) for name in MORE}
    values[factor] = values[factor] + part * (np.maximum(MORE[factor], values[factor]) - values[factor])
    assert (chance(JoiningFactors(**values), rule) >= chance(factors, rule) - TINY).all()


@given(FACTORS, drawn(JoiningParameters), SHARES, SHARES)
def test_a_nearer_target_never_lowers_the_chance_to_join(
    factors: JoiningFactors, rule: JoiningParameters, one: float, other: float
) -> None:
    assert (chance(factors, rule, progress=max(one, other)) >= chance(factors, rule, progress=min(one, other)) - TINY).all()


@given(FACTORS, drawn(JoiningParameters), st.floats(25, 500), st.floats(0, 500))
def test_a_dearer_share_never_raises_the_chance_to_join(
    factors: JoiningFactors, rule: JoiningParameters, share_eur: float, more: float
) -> None:
    assert (chance(factors, rule, share_eur=share_eur + more) <= chance(factors, rule, share_eur=share_eur) + TINY).all()


@given(SHARES, SHARES, drawn(JoiningParameters))
def test_risk_without_refund_is_never_less_than_with_and_falls_with_the_chance(
    one: float, other: float, rule: JoiningParameters
) -> None:
    low, high = sorted((one, other))
    assert perceived_risk(False, low, rule) >= perceived_risk(False, high, rule) >= perceived_risk(True, low, rule) == 1


@given(
    of_people(SHARES), st.floats(0.05, 0.4), st.one_of(st.floats(1, 4), st.just(np.inf)), st.sampled_from(["saturating", "linear"])
)
def test_a_norm_lies_between_none_and_all_and_follows_the_share(share: Any, half: float, exponent: float, form: str) -> None:
    rule = JoiningParameters.model_validate({"norm_half": half, "norm_exponent": exponent, "norm_form": form})
    norm = social_norm(np.sort(share), rule)
    assert are_chances(norm) and (np.diff(norm) >= -TINY).all()


@given(FACTORS, drawn(JoiningParameters), st.permutations(range(PEOPLE)))
def test_joining_does_not_depend_on_the_names_of_citizens(
    factors: JoiningFactors, rule: JoiningParameters, order: list[int]
) -> None:
    renamed = JoiningFactors(**{name: getattr(factors, name)[order] for name in MORE})
    assert chance(renamed, rule) == pytest.approx(chance(factors, rule)[order], abs=TINY)


def renamed_ties(ties: Ties, order: list[int]) -> Ties:
    """Give the ties after citizen ``order[i]`` is called i."""
    name = np.argsort(order)
    row = np.repeat(np.arange(ties.n), ties.degree)
    return Ties.from_pairs(ties.n, name[row], name[ties.indices], ties.strength)


@given(TIES, of_people(SHARES), arrays(np.bool_, PEOPLE), st.permutations(range(PEOPLE)), drawn(TrustParameters))
def test_trust_and_word_of_mouth_do_not_depend_on_the_names_of_citizens(
    ties: Ties, trust: Any, aware: Any, order: list[int], rule: TrustParameters
) -> None:
    renamed = renamed_ties(ties, order)
    assert renamed.mean(trust[order]) == pytest.approx(ties.mean(trust)[order], abs=TINY)
    known = ties.sum(aware.astype(float))
    moved = averaged_with_ties(trust, aware, known, ties, rule)[order]
    assert averaged_with_ties(trust[order], aware[order], known[order], renamed, rule) == pytest.approx(moved, abs=TINY)


@given(of_people(SHARES), of_people(SHARES), st.permutations(range(PEOPLE)), drawn(FundingParameters))
def test_giving_does_not_depend_on_the_names_of_citizens(
    draws: Any, belief: Any, order: list[int], rule: FundingParameters
) -> None:
    given_by = contribution_share(contribution_types(draws, rule), belief, rule)
    assert contribution_share(contribution_types(draws[order], rule), belief[order], rule).tolist() == given_by[order].tolist()


@given(
    arrays(np.float64, (PEOPLE, 3), elements=SHARES), arrays(np.float64, (2, 3), elements=SHARES), st.permutations(range(PEOPLE))
)
def test_benefit_does_not_depend_on_the_names_of_citizens(need: Any, met: Any, order: list[int]) -> None:
    place = np.arange(PEOPLE) % 2
    benefit = personal_benefit(need, met, place)
    assert personal_benefit(need[order], met, place[order]) == pytest.approx(benefit[order], rel=1e-9, abs=TINY)


@given(TIES, of_people(SHARES), arrays(np.bool_, PEOPLE), drawn(TrustParameters))
def test_averaging_keeps_trust_within_what_there_is(ties: Ties, trust: Any, aware: Any, rule: TrustParameters) -> None:
    moved = averaged_with_ties(trust, aware, ties.sum(aware.astype(float)), ties, rule)
    assert moved.min() >= trust.min() - TINY and moved.max() <= trust.max() + TINY


@given(of_people(COUNTS), of_people(COUNTS), of_people(COUNTS), SHARES, drawn(AwarenessParameters))
def test_more_informed_ties_or_endorsements_make_hearing_likelier(
    informed: Any, endorsing: Any, more: Any, activity: float, rule: AwarenessParameters
) -> None:
    before = awareness_probability(informed, endorsing, activity, rule)
    assert (awareness_probability(informed + more, endorsing, activity, rule) >= before - TINY).all()
    assert (awareness_probability(informed, endorsing + more, activity, rule) >= before - TINY).all()
    assert (awareness_probability(informed, endorsing, 1.0, rule) >= before - TINY).all()


@given(TIES, arrays(np.bool_, PEOPLE))
def test_strength_spread_and_taken_back_leaves_nothing(ties: Ties, flags: Any) -> None:
    total, who = np.zeros(PEOPLE), np.flatnonzero(flags).astype(np.int32)
    ties.spread_strength(who, total)
    assert ties.share(total) == pytest.approx(ties.mean(flags.astype(float)), abs=TINY)
    ties.spread_strength(who, total, sign=-1)
    assert not total.any()


REPORTS = st.lists(st.tuples(st.integers(0, 2), SHARES), max_size=8)


def told(believed: NeedsMap, reports: list[tuple[int, float]], noise_sd: float) -> NeedsMap:
    cell = np.array([r[0] for r in reports], dtype=np.int64)
    return listen(believed, cell, np.array([r[1] for r in reports]).reshape(-1, 1), noise_sd)


@given(drawn(ListeningParameters), REPORTS, st.floats(0.05, 1))
def test_listening_weighs_guess_and_reports_by_their_precision(
    rule: ListeningParameters, reports: list[tuple[int, float]], noise_sd: float
) -> None:
    after = told(first_guess(3, 1, rule), reports, noise_sd)
    for cell in range(3):
        said = [value for at, value in reports if at == cell]
        values = np.array([rule.prior_need, *said])
        weights = np.array([rule.prior_sd**-2, *[noise_sd**-2] * len(said)])
        assert after.mean[cell, 0] == pytest.approx(np.average(values, weights=weights))
        assert after.variance[cell] == pytest.approx(1 / weights.sum())
        assert after.heard[cell] == len(said)


@given(drawn(ListeningParameters), REPORTS, st.floats(0.05, 1))
def test_listening_never_makes_less_sure(rule: ListeningParameters, reports: list[tuple[int, float]], noise_sd: float) -> None:
    before = first_guess(3, 1, rule)
    assert (told(before, reports, noise_sd).variance <= before.variance + TINY).all()


@given(arrays(np.float64, (3, 2), elements=SHARES), of_people(st.floats(1, 100), 3))
def test_the_map_is_in_error_unless_it_is_the_truth(true_need: Any, people: Any) -> None:
    truth = NeedsMap(true_need, np.full(3, 0.1), np.array([0, 1, 2]))
    assert map_error(truth, true_need, people) == 0
    assert 0 <= map_error(truth, 1 - true_need, people) <= 1
    assert unheard_share(truth, people) == pytest.approx(people[0] / people.sum())


@given(arrays(np.float64, (4, 3), elements=SHARES), arrays(np.float64, (2, 4), elements=SHARES), of_people(SHARES, 4))
def test_needs_are_met_in_part_and_a_further_service_never_meets_less(coverage: Any, reached: Any, quality: Any) -> None:
    fewer = need_met(coverage[:3], reached[:, :3], quality[:3])
    more = need_met(coverage, reached, quality)
    assert are_chances(fewer) and are_chances(more) and (more >= fewer - TINY).all()


@given(of_people(st.floats(0, 1e5), 4), st.floats(0, 1e5), drawn(BenefitParameters))
def test_a_later_promise_is_never_believed_more(costs: Any, reachable: float, rule: BenefitParameters) -> None:
    quality = promised_quality(costs, reachable, rule)
    assert are_chances(quality) and (np.diff(quality) <= TINY).all()


@given(
    arrays(np.float64, (2, 3), elements=st.floats(0, 100)), arrays(np.float64, (4, 3), elements=SHARES),
    arrays(np.float64, (2, 4), elements=SHARES), of_people(st.integers(1, 40).map(lambda k: 1000.0 * k), 4), st.floats(0, 1e5),
)  # fmt: skip
def test_the_mix_can_be_paid_and_is_at_least_as_good_as_any_service_alone(
    need: Any, coverage: Any, reached: Any, costs: Any, capital: float
) -> None:
    def met(services: list[int]) -> float:
        return float((need * need_met(coverage[services], reached[:, services], np.full(len(services), 0.8))).sum())

    mix = best_mix(need, coverage, reached, costs, capital, 0.8)
    assert len(set(mix)) == len(mix) and costs[mix].sum() <= capital
    assert met(mix) >= max((met([k]) for k in range(4) if costs[k] <= capital), default=0.0) - 1e-9


@given(of_people(SHARES), of_people(SHARES), drawn(FundingParameters))
def test_giving_rises_with_what_one_thinks_others_give(draws: Any, belief: Any, rule: FundingParameters) -> None:
    kind = contribution_types(draws, rule)
    little, much = contribution_share(kind, belief, rule), contribution_share(kind, np.minimum(belief + 0.1, 1), rule)
    assert are_chances(little) and (much >= little).all()


@given(of_people(SHARES), of_people(SHARES), drawn(FundingParameters))
def test_belief_moves_toward_what_is_seen_and_not_beyond(belief: Any, observed: Any, rule: FundingParameters) -> None:
    after = updated_belief(belief, observed, rule)
    assert (np.abs(after - observed) <= np.abs(belief - observed) + TINY).all() and are_chances(after)


@given(of_people(SHARES), of_people(st.floats(1, 1e5)), st.floats(25, 500), st.floats(500, 1e5))
def test_holdings_are_between_one_share_and_what_the_law_lets_hold(give: Any, pay: Any, share_eur: float, most: float) -> None:
    shares = shares_bought(give, pay, share_eur, most)
    assert (shares >= 1).all() and (shares * share_eur <= most + 1e-6).all()


@given(st.integers(0, 300), st.floats(0, 1e5), st.integers(0, 200), st.floats(0, 5e4), st.sampled_from([3, 9]))
def test_a_founded_cooperative_has_come_all_the_way(members: int, capital: float, wanted: int, needed: float, minimum: int) -> None:
    progress = progress_share(members, capital, wanted, needed)
    assert 0 <= progress <= 1
    if targets_reached(members, capital, wanted, needed, minimum):
        assert progress == 1 and members >= minimum


@given(arrays(np.bool_, PEOPLE), arrays(np.float64, PEOPLE, elements=SHARES, unique=True), st.integers(0, 8))
def test_seats_go_to_the_keenest_and_none_is_left_empty_while_somebody_waits(come: Any, draws: Any, seats: int) -> None:
    seated = keenest(come, draws, seats)
    assert seated.sum() == min(int(come.sum()), seats) and not (seated & ~come).any()
    waiting = come & ~seated
    assert not waiting.any() or not seated.any() or draws[seated].max() < draws[waiting].min()
