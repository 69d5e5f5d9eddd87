"""Copparo under what was learned: which services and how much listening, in every form of the model.

``python -m coopparo_sim.calibration.choices SCENARIOS PARTS FILE`` simulates each choice under the fit of every structural variant,
on the same luck, and writes what came out. Parts are those of the calibration, whose draws are read from there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Stage
from coopparo_sim.calibration.cases import SHIPPED, read_cases
from coopparo_sim.calibration.draws import OFFER, behaviour_with, names
from coopparo_sim.calibration.posterior import posterior_of, variant_of
from coopparo_sim.calibration.run import Effort, screened
from coopparo_sim.calibration.targets import fitted_cases
from coopparo_sim.calibration.variants import DECLARED, in_variant
from coopparo_sim.calibration.work import processes
from coopparo_sim.kernel.rng import generator
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.engines import local_engine
from coopparo_sim.sweeps.store import write_whole

Floats = NDArray[np.float64]
BASELINE = "copparo-baseline"
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "mix": ("mix-welfare", "mix-shop", "mix-culture", "mix-energy"),
    "engagement": ("engagement-none", "engagement-institutions", "engagement-as-planned", "engagement-every-place"),
}
"""The choices of each question, as files of differences from the baseline."""
FUTURES, VARIANT_FUTURES, BASELINE_FUTURES = 200, 100, 400
"""Futures of each choice under the model as it is, under each variant, and of the baseline alone."""
CHUNK = 20
RESAMPLING_STREAM = 1004
"""Number of the stream of the resampling; the model's own streams have small numbers."""
RESAMPLES = 1000
CLEAR = 0.8
"""Share of resamples in which a choice must come first to be called best."""
TOLD = 6
"""Unknown numbers named as those that would settle most."""
DIGITS = 4


@dataclass(frozen=True)
class Batch:
    """Futures of one choice under one variant: the plan, behaviour by future, the number of the first future."""

    plan: Scenario
    variant: str
    values: Floats
    first: int
    seed: int


def simulated_foundings(batch: Batch) -> Floats:
    """Simulate until founded or given up, shape (futures,): members at founding, 0 where it is not founded; done in a worker."""
    found = []
    for number, row in enumerate(batch.values, start=batch.first):
        drawn, _ = behaviour_with(dict(zip(names(), row.tolist(), strict=True)))
        plan = batch.plan.model_copy(update={"behaviour": in_variant(drawn, batch.variant)})
        model = CooperativeModel(plan, rng=batch.seed, future=number)
        cooperative = model.world.cooperative
        while model.running and not cooperative.founded and cooperative.stage != Stage.ENDED:
            model.step()
        found.append(float(cooperative.members_at_founding) if cooperative.founded else 0.0)
        getattr(mesa.Agent, "_ids", {}).pop(model, None)  # Mesa 3.3 keeps a model for good unless told that it is done with
    return np.array(found)


def foundings(
    plans: Mapping[str, Scenario], variant: str, values: Floats, futures: Mapping[str, int], seed: int, jobs: int
) -> dict[str, Floats]:
    """Simulate each plan under draws of behaviour, future by future on the same luck.

    Parameters
    ----------
    plans
        By name.
    variant
        Structural variant.
    values
        Shape (draws, unknowns): futures take draws evenly over all of them.
    futures
        How many of each plan; what is not named is not simulated.
    seed, jobs
        Seed of all luck; processes.

    Returns
    -------
    By name of the plan, shape (futures,): members at founding, 0 where it is not founded.
    """
    tasks = {}
    done: dict[tuple[str, int], Floats] = {}
    with local_engine(jobs) as engine, engine.open(engine.workers) as executor:
        for name, wanted in futures.items():
            rows = values[_spread(wanted, len(values))]
            for first in range(0, wanted, CHUNK):
                batch = Batch(plans[name], variant, rows[first : first + CHUNK], first, seed)
                tasks[executor.submit(simulated_foundings, batch)] = (name, first)
        for task in as_completed(tasks):
            done[tasks[task]] = task.result()
    return {name: np.concatenate([done[name, first] for first in range(0, wanted, CHUNK)]) for name, wanted in futures.items()}


def ranking(members: Mapping[str, Floats], seed: int) -> dict[str, object]:
    """Rank choices by the share of futures founded.

    Parameters
    ----------
    members
        By choice, shape (futures,): members at founding, 0 where it is not founded; future by future on the same luck.
    seed
        Seed of the resampling.

    Returns
    -------
    Shares; the order, best first; in which share of resamples of the futures each choice comes first.
    """
    found = np.array([one > 0 for one in members.values()], dtype=np.float64)
    picked = generator(seed, 0, RESAMPLING_STREAM).integers(found.shape[1], size=(RESAMPLES, found.shape[1]))
    shares = found[:, picked].mean(axis=2)
    is_first = shares == shares.max(axis=0)
    first = (is_first / is_first.sum(axis=0)).mean(axis=1)
    order = np.argsort(-found.mean(axis=1), kind="stable")
    choices = list(members)
    return {
        "futures": found.shape[1],
        "founded": {name: _short(share) for name, share in zip(choices, found.mean(axis=1), strict=True)},
        "first": {name: _short(share) for name, share in zip(choices, first, strict=True)},
        "order": [choices[k] for k in order],
    }


def same_answer(rankings: Sequence[Any]) -> dict[str, int]:
    """Count in how many variants the answer is that of the first one.

    Parameters
    ----------
    rankings
        What :func:`ranking` gives, variant by variant.

    Returns
    -------
    Number of variants; those in which the same choice is first in at least four of five resamples; those in which the same is last;
    those with the whole order the same.
    """
    orders = [list(one["order"]) for one in rankings]
    best = orders[0][0]
    return {
        "variants": len(orders),
        "same_best": sum(one["order"][0] == best and one["first"][best] >= CLEAR for one in rankings),
        "same_last": sum(order[-1] == orders[0][-1] for order in orders),
        "same_order": sum(order == orders[0] for order in orders),
    }


def settling_most(founded: Floats, scores: Floats) -> dict[str, float]:
    """Tell which unknown numbers go most with being founded: squared correlation less what chance gives, the greatest first.

    Parameters
    ----------
    founded
        Shape (futures,): 1 where founded.
    scores
        Shape (futures, unknowns): normal scores of the draw of each future.
    """
    if founded.std() == 0:
        return {}
    centred = scores - scores.mean(axis=0)
    deviation = np.maximum(centred.std(axis=0), np.finfo(float).eps)
    explained = np.square((centred * (founded - founded.mean())[:, None]).mean(axis=0) / deviation / founded.std())
    ours = np.array([not name.startswith(OFFER) for name in names()])
    beyond = np.maximum(explained - 1 / len(founded), 0) * ours
    return {names()[k]: _short(beyond[k]) for k in np.argsort(-beyond, kind="stable")[:TOLD].tolist()}


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def main() -> None:
    """Answer the questions under every variant; folder of scenarios, folder of parts and file of the result as arguments."""
    scenarios, parts, out = (Path(word) for word in sys.argv[1:4])
    write_whole(out, (json.dumps(answers(scenarios, parts), indent=1) + "\n").encode())


def answers(
    scenarios: Path, parts: Path, *, seed: int = 1, jobs: int | None = None, effort: Effort | None = None
) -> dict[str, object]:
    """Simulate every choice under the fit of every variant.

    Parameters
    ----------
    scenarios
        Folder of the baseline and the files of differences.
    parts
        Folder of the calibration; what is not there yet is simulated.
    seed, jobs, effort
        As those of the calibration.
    """
    size, workers = effort or Effort(), processes() if jobs is None else jobs
    plans = plans_in(scenarios)
    _, task = screened(parts, fitted_cases(read_cases(SHIPPED)[0]), size.trajectories, seed, workers)
    main_fit = posterior_of(task, size.waves, size.shipped)
    told: dict[str, dict[str, object]] = {}
    settles: dict[str, float] = {}
    for variant in size.variants:
        as_is = variant == DECLARED
        fitted = main_fit if as_is else variant_of(task, main_fit, size.variant_draws, size.shipped, variant)
        wanted = {name: _futures(name, as_is) for name in plans if as_is or name != BASELINE}
        members = foundings(plans, variant, fitted.values, wanted, seed, workers)
        told[variant] = {question: ranking({c: members[c] for c in choices}, seed) for question, choices in QUESTIONS.items()}
        if as_is:
            baseline = members[BASELINE]
            told[variant][BASELINE] = _about(baseline)
            settles = settling_most((baseline > 0).astype(np.float64), fitted.points[_spread(len(baseline), len(fitted.points))])
    same = {question: same_answer([told[variant][question] for variant in size.variants]) for question in QUESTIONS}
    return {"variants": told, "same": same, "settles_most": settles}


def plans_in(scenarios: Path) -> dict[str, Scenario]:
    """Load the baseline and each choice laid over it, by name."""
    base = scenarios / f"{BASELINE}.toml"
    plans = {name: load_scenario(base, [scenarios / f"{name}.toml"]) for choices in QUESTIONS.values() for name in choices}
    return plans | {BASELINE: load_scenario(base)}


def _futures(name: str, as_is: bool) -> int:
    if not as_is:
        return VARIANT_FUTURES
    return BASELINE_FUTURES if name == BASELINE else FUTURES


def _spread(futures: int, draws: int) -> NDArray[np.int64]:
    """Give the draw of each future, evenly over all draws, shape (futures,)."""
    return np.arange(futures) * draws // futures % draws


def _about(members: Floats) -> dict[str, object]:
    founded = members[members > 0]
    middle = _short(float(np.median(founded))) if len(founded) else None
    return {"futures": len(members), "founded": _short(float((members > 0).mean())), "members": middle}


if __name__ == "__main__":
    main()
