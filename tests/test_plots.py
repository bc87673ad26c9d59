"""Figures are drawn from a report and return their axes."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest

import stylo
from stylo import plots
from stylo.report import Report

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def report(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "opinion-broadband.txt"))


@pytest.mark.parametrize("kind", ["profile", "map"])
def test_a_figure_takes_axes_and_returns_them(report: Report, kind: str) -> None:
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots()
    assert report.plot(kind, ax) is ax
    assert ax.get_yticklabels() and ax.get_xlabel()
    plt.close(figure)
    drawn = report.plot(kind)
    assert drawn.figure is not figure
    assert "P(editorial)" in plots.caption(report, kind)
    plt.close("all")


def test_the_map_has_one_stroke_per_piece_of_evidence(report: Report) -> None:
    ax = report.plot("map")
    strokes = sorted(len(c.get_positions()) for c in ax.collections if hasattr(c, "get_positions"))
    assert strokes == sorted(len(report[h.measure].evidence) for h in plots.HIGHLIGHTS)


def test_an_unknown_figure_is_refused(report: Report) -> None:
    with pytest.raises(stylo.InputError, match="profile"):
        report.plot("pie")
