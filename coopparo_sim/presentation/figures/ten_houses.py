"""Ten houses: in how many futures out of ten the cooperative is founded, and what that means here."""

from __future__ import annotations

import pandas as pd

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import INNER, Sign, draw_key, framed, key_height
from coopparo_sim.presentation.figures.houses import draw_row_of_houses, house_states
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence, founded_meaning
from coopparo_sim.presentation.locale import TEN, count_in_ten, share, tenths_in_words
from coopparo_sim.presentation.readings import founded, founded_share
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

SIZE, GAP = 0.58, 0.1


@style.drawing()
def draw_ten_houses(ensemble: Ensemble, language: str) -> Picture:
    """Draw ten houses, filled for the futures in which the cooperative is founded and dashed for the others."""
    probability = founded_share(ensemble)
    title, meaning = birth_sentence(ensemble, language), founded_meaning(ensemble.scenario, language)
    signs = _key(probability, language)
    height = SIZE + 2 * GAP + key_height(signs)
    frame = framed(title, meaning, height, language, ensemble)
    axes = frame.canvas()
    row = TEN * SIZE + (TEN - 1) * GAP
    draw_row_of_houses(axes, (INNER - row) / 2, height - SIZE - GAP, SIZE, GAP, probability)
    draw_key(axes, key_height(signs), signs)
    description = text("figures.ten_houses.description", language, sentence=title, n=ensemble.n, meaning=meaning)
    return Picture("ten_houses", frame.figure, title, description, _table(ensemble, probability, language), language)


def _key(probability: float, language: str) -> list[Sign]:
    states = house_states(probability)
    looks = {
        "full": (style.BLUE, style.BLUE, "", "-"),
        "almost": (style.INK, style.SKY, style.HATCH["almost"], "-"),
        "empty": (style.GREY, style.WHITE, "", "--"),
    }
    words = {
        "full": text("figures.ten_houses.full", language),
        "almost": text(f"figures.ten_houses.{'over_nine' if states[0] == 'full' else 'under_one'}", language),
        "empty": text("figures.ten_houses.empty", language),
    }
    shown = [state for state in ("full", "almost", "empty") if state in states]
    return [Sign(words[s], "area", looks[s][0], looks[s][1], looks[s][2], looks[s][3]) for s in shown]


def _table(ensemble: Ensemble, probability: float, language: str) -> pd.DataFrame:
    born = int(founded(ensemble).sum())
    full = count_in_ten(probability)
    rows = [
        (text("figures.founded", language), born, probability, full),
        (text("figures.not_founded", language), ensemble.n - born, 1 - probability, TEN - full),
    ]
    return pd.DataFrame(
        [(words, count, tenths_in_words(p, tenths, language), share(p, language)) for words, count, p, tenths in rows],
        columns=[
            text("figures.column.outcome", language), text("figures.column.futures", language),
            text("figures.column.in_ten", language), text("figures.column.share", language),
        ],
    )  # fmt: skip
