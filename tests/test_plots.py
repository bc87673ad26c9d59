"""Figures are drawn from a report, return their axes, and read in greyscale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest

import stylo
from stylo import plots
from stylo.annotate import annotate
from stylo.passages import passages
from stylo.report import Report

matplotlib.use("Agg")

KINDS = ("profile", "map", "paragraphs", "distribution")


@pytest.fixture(scope="module")
def report(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "opinion-broadband.txt"))


@pytest.fixture(autouse=True)
def close() -> object:
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_takes_axes_and_returns_them(report: Report, kind: str) -> None:
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots()
    assert report.plot(kind, ax) is ax
    assert ax.get_yticklabels() and ax.get_xlabel() and ax.get_title(loc="left")
    drawn = report.plot(kind)
    assert drawn.figure is not figure
    drawn.figure.canvas.draw()
    said = plots.caption(report, kind)
    assert f"P(editorial) {report.voice.odds}" in said and said.count(".") >= 3


@pytest.mark.parametrize("kind", ["profile", "map", "paragraphs"])
@pytest.mark.parametrize("text", ["", "Perhaps.", "He said it."])
def test_a_text_of_few_words_still_has_a_figure(kind: str, text: str) -> None:
    stylo.analyse(annotate(text)).plot(kind).figure.canvas.draw()


def test_the_map_has_one_stroke_per_piece_of_evidence(report: Report) -> None:
    ax = report.plot("map")
    strokes = sorted(len(c.get_positions()) for c in ax.collections if hasattr(c, "get_positions"))
    assert strokes == sorted(len(report[h.measure].evidence) for h in plots.HIGHLIGHTS)


def test_the_profile_shows_what_a_reader_looks_at_first(report: Report) -> None:
    ax = report.plot("profile")
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names[-1] == "Flesch reading ease" and "Hedges" in names
    row = names.index("Hedges")
    places = {round(float(c.get_offsets()[0][0]), 6) for c in ax.collections[2 * row : 2 * row + 2]}
    standing = report.standings["hedge_density"]
    assert places == {round(standing.reporting, 6), round(standing.opinion, 6)}


def test_paragraphs_give_the_counts(report: Report) -> None:
    ax = report.plot("paragraphs")
    rows = [h.measure for h in plots.HIGHLIGHTS if report[h.measure].evidence]
    counts = [p.evidence[name] for p in passages(report, rows) for name in rows]
    shown = [float(t.get_text()) for t in ax.texts]
    assert sorted(shown) == sorted(c for c in counts if c)
    short = report.plot("paragraphs", most=3)
    assert short.images[0].get_array().shape[1] == 3


def test_a_distribution_marks_the_article_among_the_corpus(report: Report) -> None:
    value = report["hedge_density"].value
    corpus = pd.DataFrame(
        {
            "hedge_density": [value - 0.2, value - 0.1, value, value + 1, np.nan],
            "paper": ["Post", "Post", "Star", "Star", "Star"],
        }
    )
    ax = report.plot("distribution", corpus=corpus)
    assert [t.get_text() for t in ax.texts] == ["75 %"]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["corpus (4 articles)"]
    ax = report.plot("distribution", corpus=corpus, by="paper")
    assert [t.get_text() for t in ax.texts] == ["100 %", "50 %"]
    styles = {line.get_linestyle() for line in ax.lines if line.get_drawstyle() == "steps-post"}
    assert len(styles) == 2, "told apart without colour"
    published = report.plot("distribution", measure="flesch_reading_ease")
    shares = [float(t.get_text().removesuffix(" %")) for t in published.texts]
    standing = report.standings["flesch_reading_ease"]
    assert shares == pytest.approx([standing.opinion, standing.reporting], abs=1.5)


def test_what_cannot_be_drawn_is_said(report: Report) -> None:
    frame = pd.DataFrame({"hedge_density": [np.nan], "paper": ["Post"]})
    for options, says in (
        ({"measure": "hedges"}, "no measure"),
        ({"corpus": frame}, "bears"),
        ({"corpus": frame, "by": "outlet"}, "outlet"),
        ({"corpus": frame, "measure": "rix"}, "no column"),
    ):
        with pytest.raises(stylo.InputError, match=says):
            report.plot("distribution", **options)
    with pytest.raises(stylo.InputError, match="profile"):
        report.plot("pie")
    alone = replace(
        report, measurements=(replace(report["rix"], name="new_density"),), standings={}
    )
    with pytest.raises(stylo.InputError, match="give a corpus"):
        alone.plot("distribution", measure="new_density")
