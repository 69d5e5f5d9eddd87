"""The known results: which function is set up how, which numbers are expected, and how near is near enough.

Where chance plays a part the tolerance is four standard errors of what is published, or what the published limit asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from coopparo_sim.kernel.csr import Ties
from coopparo_sim.town.ties import small_world as ring_with_jumps
from coopparo_sim.verification.campaigns import founding_month, provision_point
from coopparo_sim.verification.choice import logit_share, two_places
from coopparo_sim.verification.contagion import cascade, cascade_jump, cascade_window, granovetter, ring_contagion
from coopparo_sim.verification.decisions import Floats
from coopparo_sim.verification.giving import contribution_decay
from coopparo_sim.verification.networks import giant_component, gini, small_world, trust_consensus
from coopparo_sim.verification.pairing import paired_runs
from coopparo_sim.verification.spreading import diffusion, membership_balance

Rng = np.random.Generator
Measure = Callable[[Rng], Sequence[float] | Floats]
ADULTS = 16_000
STANDARD_ERRORS = 4
EXACT = 1e-9


@dataclass(frozen=True)
class Known:
    """One known number.

    Attributes
    ----------
    sentence
        Key of the sentence that says what is set up and counted.
    expected, tolerance
        The number, and the greatest difference allowed.
    values
        What fills the sentence.
    """

    sentence: str
    expected: float
    tolerance: float
    values: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One set-up and the numbers known of it.

    Attributes
    ----------
    name
        Name of the function.
    source
        Who published the result.
    known
        The numbers, in the order in which ``measure`` gives them.
    measure
        Works the numbers out, given a generator.
    """

    name: str
    source: str
    known: tuple[Known, ...]
    measure: Measure


def standard_errors(share: float, runs: int) -> float:
    """Four standard errors of a ``share`` found in a number of ``runs``."""
    return STANDARD_ERRORS * float(np.sqrt(share * (1 - share) / runs))


def _granovetter() -> list[Case]:
    ladder = list(range(100))
    broken = [0, 2, *range(2, 100)]
    both = (Known("ladder_people", 100, 0), Known("ladder_rounds", 100, 0))
    return [
        Case("granovetter", "Granovetter 1978", both, lambda _: granovetter(ladder)),
        Case("granovetter", "Granovetter 1978", (Known("broken_ladder", 1, 0),), lambda _: granovetter(broken)[:1]),
    ]


def _cascades() -> list[Case]:
    source = "Granovetter 1978"
    among_all = ((0.10, 0.0077, 0.0015), (0.12, 0.0402, 0.01), (0.13, 1.0, 0.001))
    cases = [
        Case("cascade", source, (Known("cascade_all", expected, near, {"sd": sd}),), partial(_cascade_among_all, sd))
        for sd, expected, near in among_all
    ]
    jump = Case("cascade", source, (Known("cascade_jump", 0.12222, 0.0015),), _jump)
    network = Known("cascade_network", 0.9804, 0.005)
    return [*cases, jump, Case("cascade", "Gleeson & Cahalane 2007", (network,), _cascade_on_network)]


def _cascade_among_all(sd: float, rng: Rng) -> list[float]:
    return [cascade(n=100_000, threshold_mean=0.25, threshold_sd=sd, complete=True, rng=rng)]


def _jump(rng: Rng) -> list[float]:
    return [cascade_jump(100_000, 0.25, 0.11, 0.135, 8, rng)]


def _cascade_on_network(rng: Rng) -> list[float]:
    runs = [cascade(n=20_000, mean_degree=4, threshold_mean=0.18, seed_share=0.01, rng=rng) for _ in range(5)]
    return [float(np.mean(runs))]


def _windows() -> list[Case]:
    ends = {0.18: (1.0207, 5.7647), 0.25: (1.1141, 3.8631), 0.10: (1.0, 13.659)}
    cases = [
        Case(
            "cascade_window", "Watts 2002",
            (Known("window_low", low, 1e-3, {"threshold": t}), Known("window_high", high, 1e-3, {"threshold": t})),
            partial(_window, t),
        )
        for t, (low, high) in ends.items()
    ]  # fmt: skip
    none = Case("cascade_window", "Watts 2002", (Known("window_none", 0, 0, {"threshold": 0.26}),), partial(_has_window, 0.26))
    tried = ((0.18, 3, 1), (0.18, 0.8, 0), (0.18, 8, 0), (0.25, 2.5, 1), (0.25, 6, 0), (0.26, 1.6, 0))
    return [*cases, none, *(_single_seed(t, degree, expected) for t, degree, expected in tried)]


def _window(threshold: float, _: Rng) -> Sequence[float]:
    return cascade_window(threshold) or (np.nan, np.nan)


def _has_window(threshold: float, _: Rng) -> list[float]:
    return [float(cascade_window(threshold) is not None)]


def _single_seed(threshold: float, degree: float, expected: int) -> Case:
    known = Known("window_tried", expected, 0, {"threshold": threshold, "degree": degree})
    return Case("cascade_window", "Watts 2002", (known,), partial(_is_large_from_one, threshold, degree))


def _is_large_from_one(threshold: float, degree: float, rng: Rng, n: int = 10_000, seeds: int = 25) -> list[float]:
    """Whether any of some single people sets off a cascade that reaches a quarter of all."""
    one = 1 / n
    tried = (cascade(n=n, mean_degree=degree, threshold_mean=threshold, seed_share=one, rng=rng) for _ in range(seeds))
    return [float(any(share > 0.25 for share in tried))]


def _rings() -> list[Case]:
    source, ring = "Centola & Macy 2007", partial(ring_contagion, 1000, 2)
    both = (Known("ring_people", 1000, 0), Known("ring_rounds", 499, 0))
    return [
        Case("ring_contagion", source, both, lambda _: ring(2, 2)),
        Case("ring_contagion", source, (Known("ring_stuck", 2, 0),), lambda _: ring(3, 2)[:1]),
        Case("ring_contagion", source, (Known("ring_one_seed", 1, 0),), lambda _: ring(2, 1)[:1]),
    ]


def _spreading() -> list[Case]:
    bass = {12: 0.03518, 24: 0.08356, 36: 0.14776, 60: 0.32583, 120: 0.81079}
    members = {12: 0.10205, 60: 0.27973}
    return [
        Case("diffusion", "Bass 1969", _by_month("diffusion", bass, 0.006), partial(_diffusion, list(bass))),
        Case(
            "membership_balance", "birth-death process",
            (*_by_month("balance", members, 0.004), Known("balance_limit", 1 / 3, 0.004)), _balance,
        ),
    ]  # fmt: skip


def _by_month(sentence: str, expected: Mapping[int, float], tolerance: float) -> tuple[Known, ...]:
    return tuple(Known(sentence, share, tolerance, {"month": month}) for month, share in expected.items())


def _diffusion(months: list[int], rng: Rng) -> Sequence[float]:
    share = diffusion(n=ADULTS, p=0.03 / 12, q=0.38 / 12, months=months[-1], rng=rng, runs=50)
    return [share[month - 1] for month in months]


def _balance(rng: Rng) -> Sequence[float]:
    share = membership_balance(n=ADULTS, join=0.01, leave=0.02, months=400, rng=rng, runs=10)
    return [share[11], share[59], float(share[-100:].mean())]


def _choices() -> list[Case]:
    one = (
        (-4, 7, 0.05, 0.0207), (-4, 7, 0.9, 0.9196), (-3, 6, 0.1, 0.0707), (-3, 5, 0, 0.0642), (-2.2, 4, 0.9, 0.1941),
    )  # fmt: skip
    two = ((0.02, -4, 7, (0.89505, 0.02387)), (0.08, -3.6, 7, (0.90691, 0.06427)), (0.08, -4, 7, (0.02074, 0.02074)))
    alone = [
        Case(
            "logit_share", "Brock & Durlauf 2001",
            (Known("logit_share", share, 0.004, {"a": a, "g": g, "start": start}),), partial(_logit_share, a, g, start),
        )
        for a, g, start, share in one
    ]  # fmt: skip
    return [*alone, *(_two_places_case(*set_up) for set_up in two)]


def _logit_share(a: float, g: float, start: float, rng: Rng) -> list[float]:
    return [logit_share(n=ADULTS, a=a, g=g, start=start, rng=rng)]


def _two_places_case(cross: float, a: float, g: float, shares: tuple[float, float]) -> Case:
    values: dict[str, str | float] = {"cross": cross, "a": a, "g": g}
    known = (Known("two_places_first", shares[0], 0.01, values), Known("two_places_second", shares[1], 0.01, values))
    return Case("two_places", "Brock & Durlauf 2001", known, partial(_two_places, cross, a, g))


def _two_places(cross: float, a: float, g: float, rng: Rng) -> Sequence[float]:
    return two_places(n=ADULTS, cross_share=cross, a=a, g=g, start=(0.9, 0.05), rng=rng)


def _campaigns() -> list[Case]:
    runs = 20_000
    refunded = ((25, 65, 0.99059), (25, 60, 0.99968), (50, 40, 0.98240))
    believed = ((25, 60, 0.9, 0.99967), (25, 60, 0.6, 0.0), (25, 65, 0.9, 0.98872), (40, 50, 1.0, 0.96823))
    month = (Known("founding_by_12", 0.34453, standard_errors(0.34453, 2000)), Known("founding_mean", 13.036, 0.12))
    return [
        *(_provision(price, needed, True, 1.0, share, standard_errors(share, runs)) for price, needed, share in refunded),
        *(_provision(price, needed, False, belief, share, 0.01) for price, needed, belief, share in believed),
        Case("founding_month", "order statistics", month, _founding),
    ]


def _provision(price: float, needed: int, refund: bool, belief: float, share: float, tolerance: float) -> Case:
    sentence = "provision_refund" if refund else "provision_belief"
    known = Known(sentence, share, tolerance, {"price": price, "needed": needed, "belief": belief})
    return Case("provision_point", "Bagnoli & Lipman 1989", (known,), partial(_provision_share, price, needed, refund, belief))


def _provision_share(price: float, needed: int, refund: bool, belief: float, rng: Rng) -> Sequence[float]:
    return provision_point(n=100, price=price, needed=needed, refund=refund, belief=belief, runs=20_000, rng=rng)[:1]


def _founding(rng: Rng) -> Sequence[float]:
    """Share founded within a year and mean month; its standard deviation of 1.26 months makes four standard errors .11."""
    months = founding_month(n=ADULTS, hazard=0.0005, needed=100, runs=2000, rng=rng)
    return [float((months <= 12).mean()), float(months.mean())]


def _networks() -> list[Case]:
    giants = {1.5: 0.5828, 2: 0.7968, 3: 0.9405, 4: 0.9802}
    rings = {0: 0.6667, 0.1: 0.486}
    return [
        *(
            Case("giant_component", "Erdos & Renyi 1960", (Known("giant", share, 0.01, {"degree": z}),), partial(_giant, z))
            for z, share in giants.items()
        ),
        *(
            Case("small_world", "Watts & Strogatz 1998", (Known("clustering", c, 0.02, {"rewiring": r}),), partial(_clustering, r))
            for r, c in rings.items()
        ),
        Case("trust_consensus", "DeGroot 1974", (Known("consensus_star", 0.5, 1e-6),), _consensus_of_star),
        Case("trust_consensus", "DeGroot 1974", (Known("consensus_town", 0, 1e-6),), _gap_to_consensus),
        Case("gini", "lognormal: erf(sigma / 2)", (Known("gini_lognormal", 0.5205, 0.005),), _gini_lognormal),
        Case("gini", "uniform: 1 / 3", (Known("gini_uniform", 1 / 3, 0.005),), _gini_uniform),
    ]


def _giant(mean_degree: float, rng: Rng) -> list[float]:
    return [giant_component(n=100_000, mean_degree=mean_degree, rng=rng)]


def _clustering(rewiring: float, rng: Rng) -> list[float]:
    return [small_world(n=10_000, k=10, rewiring=rewiring, rng=rng)]


def _consensus_of_star(_: Rng) -> list[float]:
    star = Ties.from_pairs(5, np.zeros(4, dtype=np.int64), np.arange(1, 5))
    return [float(trust_consensus(star, [1, 0, 0, 0, 0])[-1])]


def _gap_to_consensus(rng: Rng) -> list[float]:
    ties = ring_with_jumps(200, 8, 0.3, rng)
    start = rng.random(ties.n)
    wanted = float(np.average(start, weights=ties.degree))
    return [float(np.abs(trust_consensus(ties, start) - wanted).max())]


def _gini_lognormal(rng: Rng) -> list[float]:
    return [gini(rng.lognormal(0.0, 1.0, 200_000))]


def _gini_uniform(rng: Rng) -> list[float]:
    return [gini(rng.random(200_000))]


def _giving() -> list[Case]:
    source = "Fischbacher & Gaechter 2010"
    known = tuple(Known("decay", 4.4 * 0.776**t, 1e-6, {"month": t}) for t in (0, 1, 5, 11))
    decay = Case("contribution_decay", source, known, lambda _: contribution_decay(0.55, 0.8, 0.4, 10, 12)[[0, 1, 5, 11]])
    kept = Case("contribution_decay", source, (Known("no_decay", 10, 1e-6),), lambda _: contribution_decay(1, 1, 0.4, 10, 12)[-1:])
    return [decay, kept]


def _pairing() -> list[Case]:
    known = Known("pairing", 0, 1 - EXACT)
    return [Case("paired_runs", "common random numbers", (known,), _variance_left)]


def _variance_left(_: Rng) -> list[float]:
    """Variance of the difference on common luck, over that on luck of its own: below 1 where pairing gains anything."""
    paired, independent = paired_runs()
    return [paired / independent]


CASES: tuple[Case, ...] = (
    *_granovetter(), *_cascades(), *_windows(), *_rings(), *_spreading(), *_choices(), *_campaigns(), *_networks(),
    *_giving(), *_pairing(),
)  # fmt: skip
"""All cases, in the order of the table."""
