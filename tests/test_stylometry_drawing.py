"""Figures: what is written in them, and names that would be formulas."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stylo.stylometry import drawing
from stylo.stylometry.trees import Node

ODD = ["a$x^", "b_{$", "c\\d", "e & <f>"]


@pytest.fixture
def ax() -> Iterator[Any]:
    from matplotlib.figure import Figure

    axes = Figure(figsize=(6, 4)).subplots()
    yield axes
    axes.figure.savefig(io.BytesIO(), format="png")


def far() -> np.ndarray:
    random = np.random.RandomState(0)
    points = random.normal(0, 1, (4, 3)) + np.repeat([[0], [5]], 2, axis=0)
    return np.linalg.norm(points[:, None] - points[None], axis=2)


def test_names_are_no_formulas(ax: Any) -> None:
    drawing.dendrogram(far(), ODD, ODD, "100 $ or 200 $ {", ax)
    shown = {label.get_text().replace(r"\$", "$") for label in ax.get_yticklabels()}
    assert shown == set(ODD)


def test_every_point_has_its_name_and_group(ax: Any) -> None:
    places = np.random.RandomState(1).normal(0, 1, (4, 2))
    drawing.points(places, ODD, ["x$", "x$", "", "y$"], ("across", "up"), "t", ax)
    assert {t.get_text().replace(r"\$", "$") for t in ax.texts} == set(ODD)
    legend = [t.get_text() for t in ax.get_legend().get_texts()]
    assert legend == [r"x\$", r"y\$", "unknown"]


def test_names_do_not_lie_on_each_other(ax: Any) -> None:
    random = np.random.RandomState(2)
    names = [f"text {k}" for k in range(15)]
    drawing.points(random.normal(0, 1, (15, 2)), names, ["g"] * 15, ("", ""), "t", ax)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    hidden = sum(a.overlaps(b) for row, a in enumerate(boxes) for b in boxes[row + 1 :])
    assert hidden <= 2


def test_many_points_are_not_named(ax: Any) -> None:
    many = drawing.NAMED + 1
    places = np.random.RandomState(3).normal(0, 1, (many, 2))
    drawing.points(places, ["n"] * many, ["g"] * many, ("", ""), "t", ax)
    assert not ax.texts and ax.get_legend() is not None


def test_texts_on_one_dimension_can_be_drawn(ax: Any) -> None:
    drawing.components(np.array([[1.0], [2.0], [4.0]]), list("abc"), list("xxy"), "t", ax)
    assert "(0%)" in ax.get_ylabel()


def test_a_strip_tells_the_likeliest_apart_and_sums_the_rest(ax: Any) -> None:
    random = np.random.RandomState(4)
    chances = random.dirichlet([8, 7, 6, 5, 4, 3, 0.1, 0.1, 0.1], 5)
    authors = [f"author {k}" for k in range(9)]
    drawing.strip([0, 50, 100, 150, 200], [100, 150, 200, 250, 300], authors, chances, "t", ax)
    labels = [t.get_text() for t in ax.get_legend().get_texts()]
    assert labels == [*authors[: drawing.STRIPED], "others"]
    tops = [bar.get_y() + bar.get_height() for bar in ax.containers[-1]]
    assert tops == pytest.approx([1.0] * 5)
    assert ax.get_xlim() == (0, 300)


def test_the_layers_of_a_strip_are_told_apart_in_grey(ax: Any) -> None:
    chances = np.tile([0.4, 0.3, 0.2, 0.1], (5, 1))
    starts = list(range(0, 500, 100))
    drawing.strip(starts, [s + 100 for s in starts], list("abcd"), chances, "t", ax)
    hatches = [bars.patches[0].get_hatch() for bars in ax.containers]
    assert len(hatches) > 2 and len(set(hatches)) == len(hatches)


def test_a_consensus_tree_gives_the_share_of_trees(ax: Any) -> None:
    tree = Node(children=(Node("a"), Node("b"), Node(children=(Node("c"), Node("d")), support=0.8)))
    drawing.consensus(tree, list("abcd"), list("xxyy"), "t", ax)
    assert {t.get_text() for t in ax.texts} == {"a, x", "b, x", "c, y", "d, y", "80%"}


def test_effects_and_chances_name_their_rows(ax: Any) -> None:
    frame = pd.DataFrame(
        {"measure": ["hedge_density", "lix"], "group": ["a", "b"], "delta": [1.0, -0.5],
         "low": [0.2, np.nan], "high": [1.0, np.nan]}
    )  # fmt: skip
    drawing.effects(frame, "t", ax)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Hedges", "LIX"]
    ax.clear()
    said = pd.DataFrame(
        {"text": ["one", "one", "two"], "author": ["a", "b", "b"],
         "probability": [0.8, 0.2, np.nan], "low": [0.5, 0.1, np.nan], "high": [0.9, 0.5, np.nan]}
    )  # fmt: skip
    drawing.chances(said, "t", ax)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["one: a", "b", "two: b"]


def test_groups_beyond_the_colours_have_markers_of_their_own() -> None:
    found = drawing.palette([f"g{k:02}" for k in range(20)])
    assert len(set(found.values())) == 21
