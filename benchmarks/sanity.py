"""Is life after founding sane? The baseline and four mixes over eight years, beside what is known of real cooperatives.

Run: ``python -m benchmarks.sanity [futures]`` (200 if not given). It explores conditions and forecasts nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from coopparo_sim.finance.statements import income_statement
from coopparo_sim.membership.funding import contribution_share, hours_given
from coopparo_sim.model import CooperativeModel
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.services.economics import economics
from coopparo_sim.sweeps.futures import FUTURES, run_futures
from coopparo_sim.world import World

FOLDER = Path(__file__).parents[1] / "scenarios"
CASES = ("baseline", "mix-welfare", "mix-shop", "mix-energy", "mix-culture")
SEED, REPLAYED = 1, 8
YEAR = 12
AGES = (0, 12, 24, 36, 60)
"""Months since founding at which a cooperative is looked at."""
SIZES = (0, 30, 60, 120, 10_000)
"""Bounds of the classes of members."""
EXITS = ("insolvent", "no_board", "no_service", "under_legal_minimum")
REAL_SLOPE, REAL_LEVEL, REFERENCE = -0.63, -1.66, 200
"""Attendance of 30 real meetings after the first year: ln share = level + slope ln(members / 200)."""


def plan_of(case: str) -> Scenario:
    """Give the baseline over eight years, with the mix of a case."""
    mix = [] if case == "baseline" else [FOLDER / f"{case}.toml"]
    return load_scenario(FOLDER / "copparo-baseline.toml", [FOLDER / "life-five-years.toml", *mix])


def at_age(ensemble: Ensemble) -> pd.DataFrame:
    """Months of cooperatives at work, with ``age``: months since founding."""
    born = ensemble.futures.set_index("future")["month_founded"].dropna()
    months = ensemble.months[ensemble.months["future"].isin(born.index)]
    months = months.assign(age=months["month"] - months["future"].map(born))
    return months[(months["stage"] == "operating") & (months["age"] >= 0)]


def outcomes(ensemble: Ensemble) -> dict[str, float]:
    """Shares and means over futures, each of those founded unless it says otherwise."""
    futures, born = ensemble.futures, ensemble.futures[ensemble.futures["founded"] == 1]
    members = born["members_at_founding"]
    table = {
        "founded, share of all": futures["founded"].mean(),
        "month founded, median (V10: 5-24)": born["month_founded"].median(),
        "at work after 5 years, share": born["operating_5_years"].mean(),
        "  counted, futures": float(born["operating_5_years"].count()),
        "members at founding, median (V1: 9-15)": members.median(),
        "  90 % of foundings below (V1: 80)": members.quantile(0.9),
        "  mean over median (V3: 1.8)": members.mean() / members.median(),
        "  most over mean (V3: 10)": members.max() / members.mean(),
        "citizens' EUR per member (V15: 25-100)": (born["capital_citizens_eur"] / members).median(),
        "citizens' capital, EUR (V15: 1-5 thousand)": born["capital_citizens_eur"].median(),
        "surplus in a year, EUR, median": born["surplus_eur_year"].median(),
        "turnout, mean": born["turnout"].mean(),
        "void assemblies, share": born["void_assemblies"].mean(),
        "months to break even, median": born["months_to_break_even"].median(),
        "  never broke even, share": born["months_to_break_even"].isna().mean(),
    }
    table |= {f"closed: {cause}, share": born["exit_" + cause].mean() for cause in EXITS}
    return table


def lives(ensemble: Ensemble) -> dict[str, float]:
    """Members, services, trust and capital by age."""
    table: dict[str, float] = {}
    months = at_age(ensemble)
    for name, column in (("members", "members"), ("services open", "services_open"), ("trust of who knows", "trust")):
        table |= {f"{name} at {age // YEAR} years, mean": months.loc[months["age"] == age, column].mean() for age in AGES}
    paid = months["paid_capital_eur"] / months["members"]
    last = months[months["age"] == AGES[-1]]
    table["at work at 5 years without any service, share"] = (last["services_open"] == 0).mean()
    table["members in all months, mean (V2: 28-34)"] = months["members"].mean()
    return table | {f"capital per member at {age // YEAR} years, EUR": paid[months["age"] == age].median() for age in AGES}


def happenings(ensemble: Ensemble) -> dict[str, float]:
    """What happened after founding, a founded future."""
    born = max(int(ensemble.futures["founded"].sum()), 1)
    kind = ensemble.events["kind"]
    wanted = ("service_open", "service_grows", "service_closed", "assembly_extraordinary", "assembly_void", "capital_called")
    return {f"{name}, times a founded future": float(kind.str.startswith(name).sum()) / born for name in wanted}


def assemblies(ensemble: Ensemble) -> pd.DataFrame:
    """Ordinary assemblies: ``members``, ``present``, ``age`` in years."""
    months = at_age(ensemble).set_index(["future", "month"])[["members", "age"]]
    sat = ensemble.events[ensemble.events["kind"] == "assembly_ordinary"].join(months, on=["future", "month"], how="inner")
    return sat.rename(columns={"amount": "present"}).assign(years=sat["age"] // YEAR)[["members", "present", "years"]]


def attendance_by_size(sat: pd.DataFrame) -> pd.DataFrame:
    """Share and number of members present by class of size after the first year, beside what real meetings lead to expect."""
    sat = sat[(sat["members"] > 0) & (sat["years"] > 1)]
    share = sat["present"] / sat["members"]
    expected = np.exp(REAL_LEVEL + REAL_SLOPE * np.log(sat["members"] / REFERENCE))
    table = sat.assign(share=share, real=expected.clip(upper=1), size=pd.cut(sat["members"], list(SIZES)))
    return table.groupby("size", observed=True).agg(
        assemblies=("share", "size"), members=("members", "mean"), present=("present", "mean"), share=("share", "mean"),
        real_share=("real", "mean"),
    )  # fmt: skip


def slope(sat: pd.DataFrame) -> float:
    """Slope of ln share on ln members, the first year apart; assemblies with nobody are left out."""
    sat = sat[(sat["present"] > 0) & (sat["members"] > 1)]
    of = np.column_stack([np.ones(len(sat)), np.log(sat["members"]), (sat["years"] <= 1).astype(float)])
    return float(np.linalg.lstsq(of, np.log(sat["present"] / sat["members"]), rcond=None)[0][1])


def year_of(world: World) -> dict[str, float]:
    """What members give, and what services ask and sell, at the end of a year of the cooperative."""
    people = world.people
    inside = people.members
    given = contribution_share(people.kind[inside], people.belief[inside], world.behaviour.funding)
    old = inside & (people.joined_month == world.cooperative.month_founded)
    of_old = contribution_share(people.kind[old], people.belief[old], world.behaviour.funding)
    asked = float((economics([s.id for s in world.mix.services]).volunteer_hours * world.is_open).sum())
    year = income_statement(world.cooperative.books.ledger.entries, world.month - YEAR + 1, world.month).values_eur()
    offered, n = float(people.hours[inside].sum()), max(int(inside.sum()), 1)
    funding = world.behaviour.funding
    town = float(hours_given(world.town.adults.volunteers, funding).sum()) / funding.hours_to_cooperative
    return {
        "members": float(n),
        "would give, share of willingness": float(given.mean()) if inside.any() else float("nan"),
        "  of founders still there": float(of_old.mean()) if old.any() else float("nan"),
        "hours a month per member": offered / n,
        "volunteers with hours (V17: 9-25)": float((people.hours[inside] > 0).sum()),
        "hours offered": offered,
        "hours services ask": asked,
        "hours of all the town's volunteers": town,
        "sales, EUR a year (V5: 80-160 thousand)": year.get("sales", 0.0),
        "public support, EUR a year": year.get("grant_income", 0.0),
        "result, EUR a year": year.get("result", 0.0),
    }


def replay(plan: Scenario, future: int) -> pd.DataFrame:
    """Live one founded future again and look at it at the end of each year of the cooperative."""
    model = CooperativeModel(plan, rng=SEED, future=future, uncertainty="parameters")
    rows = []
    while model.running:
        model.step()
        if model.world.is_year_end and not model.world.cooperative.exit:
            rows.append({"year": model.world.months_since_founding // YEAR, **year_of(model.world)})
    return pd.DataFrame(rows)


def measured(case: str, futures: int) -> tuple[dict[str, float], pd.DataFrame, pd.DataFrame]:
    """Give a case's column of the table, its assemblies, and the years of the first founded futures."""
    plan = plan_of(case)
    ensemble = run_futures(plan, futures, SEED)
    column = outcomes(ensemble) | lives(ensemble) | happenings(ensemble)
    born = ensemble.futures.loc[ensemble.futures["founded"] == 1, "future"].astype(int).tolist()
    years = [replay(plan, future) for future in born[:REPLAYED]]
    return column, assemblies(ensemble), pd.concat(years) if years else pd.DataFrame()


def main(futures: int, write: Callable[[str], object]) -> None:
    """Write the tables."""
    results = {case: measured(case, futures) for case in CASES}
    sat = pd.concat([result[1] for result in results.values()])
    write(pd.DataFrame({case: result[0] for case, result in results.items()}).round(3).to_string() + "\n\n")
    write(attendance_by_size(sat).round(3).to_string() + f"\nslope of ln share on ln members: {slope(sat):.2f} (real: -0.63)\n")
    for case, (_, _, years) in results.items():
        if len(years):
            write(f"\n{case}: {REPLAYED} founded futures or fewer, mean by year\n")
            write(years.groupby("year").mean().T.round(2).to_string() + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else FUTURES, sys.stdout.write)
