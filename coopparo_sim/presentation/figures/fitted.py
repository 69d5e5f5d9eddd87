"""What was believed of each unknown number before real campaigns were looked at, and what after.

``python -m coopparo_sim.presentation.figures.fitted FOLDER`` draws it in both languages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from coopparo_sim.calibration.draws import names, unknowns, values_at
from coopparo_sim.presentation import style
from coopparo_sim.scenario.calibrated import DATA, REPORT
from coopparo_sim.texts import LANGUAGES, text

WIDTH, ROW, HEAD = 8.6, 0.3, 1.5
"""Width of the picture, height of a row and of all above and below the rows, inches."""
BAR, THIN = 0.42, 0.16
PRIOR, POSTERIOR = "#b9b9b9", "#1f6f8b"
INTERVAL = (0.1, 0.9)
DOTS = 110
LEFT = 0.02
TITLE_SIZE, NOTE_SIZE = 11, 8


@style.drawing()
def draw_fitted(report: dict[str, Any], language: str) -> Figure:
    """Draw the interval of each fitted number before and after, over its declared range, most moved first.

    Parameters
    ----------
    report
        What the calibration wrote beside the ensemble.
    language
        ``it`` or ``en``.
    """
    shown = [name for name, about in report["numbers"].items() if about["fitted"]]
    before = np.array([values_at(np.full(len(names()), quantile)) for quantile in INTERVAL])
    figure = Figure(figsize=(WIDTH, ROW * len(shown) + HEAD), layout="constrained")
    axes = figure.subplots()
    labels = []
    for row, name in enumerate(shown):
        column = names().index(name)
        declared, about = unknowns()[column], report["numbers"][name]
        low, high = declared.plausible or (0.0, 1.0)
        start, end = (before[:, column] - low) / (high - low)
        axes.barh(row, end - start, left=start, height=BAR, color=PRIOR)
        first, middle, last = ((float(value) - low) / (high - low) for value in about["interval"])
        axes.barh(row, last - first, left=first, height=THIN, color=POSTERIOR)
        axes.plot([middle], [row], "o", color=POSTERIOR, markersize=5)
        labels.append(declared.label[language])
    axes.set_yticks(range(len(shown)), labels)
    axes.set(xlim=(0, 1), ylim=(len(shown) - 0.5, -0.5))
    axes.set_xticks([0, 1], [text("calibration.picture.low", language), text("calibration.picture.high", language)])
    title = text("calibration.picture.title", language, cases=report["n_cases"], draws=report["shipped"])
    figure.suptitle(title, x=LEFT, ha="left", fontsize=TITLE_SIZE)
    note = "\n".join(style.wrapped(text("calibration.picture.note", language), NOTE_SIZE, WIDTH * (1 - 2 * LEFT)))
    figure.supxlabel(note, x=LEFT, ha="left", fontsize=NOTE_SIZE)
    return figure


def main() -> None:
    """Draw the picture of the shipped report in both languages into the folder named."""
    report = json.loads((DATA / REPORT).read_text(encoding="utf-8"))
    for language in LANGUAGES:
        draw_fitted(report, language).savefig(Path(sys.argv[1]) / f"before-and-after-{language}.png", dpi=DOTS)


if __name__ == "__main__":
    main()
