"""The numbers of the synthetic town that no table of the place can give."""

from __future__ import annotations

from coopparo_sim.kernel.parameter import Parameters, parameter, uncertainty

_ASSUMED = "assumption of this project"


class TownParameters(Parameters):
    """How people live together, know each other and differ, beyond the tables of the town."""

    long_tie_share: float = uncertainty(
        0.16, (0.10, 0.28), unit="share", high=0.9, source="assumption; long ties and spreading: Eckles et al. 2024",
        it="Legami tra luoghi diversi, sul totale", en="Ties between places laid at random, of all ties",
    )  # fmt: skip
    neighbourhood_rewiring: float = uncertainty(
        0.05, (0.01, 0.15), unit="share", source="assumption; small worlds: Watts & Strogatz 1998",
        it="Legami di vicinato che saltano lontano", en="Ties among neighbours that jump far within the place",
    )  # fmt: skip
    work_rewiring: float = uncertainty(
        0.5, (0.2, 0.8), unit="share", source=_ASSUMED,
        it="Legami di lavoro con colleghi qualunque del settore", en="Ties at work with anyone of the same sector",
    )  # fmt: skip
    association_rewiring: float = uncertainty(
        0.1, (0.0, 0.3), unit="share", source=_ASSUMED,
        it="Legami di associazione con soci qualunque", en="Ties within an association with any member",
    )  # fmt: skip
    household_strength: int = parameter(
        3, unit="weight", low=1, high=10, source=_ASSUMED, role="setting",
        it="Forza dei legami in famiglia", en="Strength of ties within the household",
    )  # fmt: skip
    near_strength: int = parameter(
        2, unit="weight", low=1, high=10, source=_ASSUMED, role="setting",
        it="Forza dei legami di vicinato e associazione", en="Strength of ties with neighbours and fellow members",
    )  # fmt: skip
    far_strength: int = parameter(
        1, unit="weight", low=1, high=10, source=_ASSUMED, role="setting",
        it="Forza dei legami di lavoro e tra luoghi", en="Strength of ties at work and between places",
    )  # fmt: skip
    need_sd: float = uncertainty(
        0.18, (0.12, 0.25), unit="intensity 0-1", source=_ASSUMED,
        it="Differenze tra persone nello stesso bisogno", en="Standard deviation of a need among people alike",
    )  # fmt: skip
    income_gini: float = uncertainty(
        0.36, (0.32, 0.40), unit="Gini", high=0.9, evidence="expert", source="usual for taxable incomes in Italy; to be verified",
        it="Disuguaglianza dei redditi (Gini)", en="Inequality of incomes (Gini)",
    )  # fmt: skip
    member_volunteer_ratio: float = uncertainty(
        2.0, (1.2, 3.0), unit="ratio", high=20.0, source=_ASSUMED,
        it="Quanto più spesso fa volontariato chi è socio", en="How much more often members of associations volunteer",
    )  # fmt: skip
    association_size_sd: float = uncertainty(
        0.6, (0.3, 1.0), unit="log", high=3.0, source=_ASSUMED,
        it="Differenze di grandezza tra associazioni", en="Spread of the size of associations (of its logarithm)",
    )  # fmt: skip
    road_factor: float = uncertainty(
        1.25, (1.15, 1.4), unit="ratio", low=1.0, high=3.0, source=_ASSUMED,
        it="Strada rispetto alla linea d'aria", en="Road distance over the straight line",
    )  # fmt: skip
    parents_age: float = parameter(
        46.0, unit="years", low=20.0, high=80.0, source=_ASSUMED, role="setting",
        it="Età tipica di chi vive con figli", en="Typical age of couples who live with children",
    )  # fmt: skip
    parents_age_spread: float = parameter(
        8.0, unit="years", low=0.0, high=60.0, source=_ASSUMED, role="setting",
        it="Scarto da quell'età", en="Spread around that age",
    )  # fmt: skip
    age_spread: float = parameter(
        4.0, unit="years", low=0.0, high=30.0, source=_ASSUMED, role="setting",
        it="Scarto d'età nelle famiglie", en="Spread of age between partners and at leaving home",
    )  # fmt: skip
