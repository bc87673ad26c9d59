"""Intervals of distances, and tests whether groups keep apart."""

from __future__ import annotations

import numpy as np
import pytest

from stylo.stylometry.distances import distances
from stylo.stylometry.effects import Draws, design
from stylo.stylometry.spread import MIN_PASSAGES, apart, passage_counts, separation, spread

WORDS = [f"w{k}" for k in range(40)]


def text(random: np.random.RandomState, habit: np.ndarray, words: int) -> list[str]:
    return random.choice(WORDS, size=words, p=habit).tolist()


@pytest.fixture(scope="module")
def habits() -> list[np.ndarray]:
    random = np.random.RandomState(7)
    return [random.dirichlet(np.full(40, 4.0)) for _ in range(3)]


def test_passages_take_every_word_once() -> None:
    units = list("abcabcab")
    table = passage_counts(units, ["a", "b"], 3)
    assert table.tolist() == [[1, 1, 3], [2, 2, 5]]
    assert passage_counts(["z"], ["a"], 3).tolist() == [[0, 1]]


def test_distances_are_those_of_the_texts(habits: list[np.ndarray]) -> None:
    random = np.random.RandomState(0)
    texts = [text(random, habits[k], 400) for k in (0, 1, 2)]
    tables = [passage_counts(units, WORDS) for units in texts]
    whole = np.stack([100 * t.sum(axis=0)[:-1] / t.sum(axis=0)[-1] for t in tables])
    for measure in ("wurzburg", "eder", "canberra"):
        for convention in ("published", "r-stylo"):
            found = spread(tables, measure, convention=convention, resamples=10)
            assert found.distances == pytest.approx(
                distances(whole, measure, convention=convention)
            )
            assert (found.low <= found.distances).all() and (found.high >= found.distances).all()


def test_an_interval_is_as_wide_as_other_passages_by_the_same_hands_vary(
    habits: list[np.ndarray],
) -> None:
    random = np.random.RandomState(1)
    seen, widths = [], []
    for _ in range(60):
        texts = [text(random, habits[k], 600) for k in (0, 1, 2)]
        found = spread([passage_counts(t, WORDS) for t in texts], "manhattan", resamples=60)
        seen.append(found.distances[0, 1])
        widths.append(found.high[0, 1] - found.low[0, 1])
    assert np.median(widths) == pytest.approx(2 * 1.96 * np.std(seen), rel=0.35)


def test_more_words_make_it_narrower(habits: list[np.ndarray]) -> None:
    random = np.random.RandomState(2)
    widths = []
    for size in (300, 3000):
        texts = [text(random, habits[k], size) for k in (0, 1, 2)]
        found = spread([passage_counts(t, WORDS) for t in texts], "delta")
        widths.append(float(np.mean(found.high - found.low)))
    assert widths[1] < widths[0] / 2


def test_a_short_text_has_no_interval(habits: list[np.ndarray]) -> None:
    random = np.random.RandomState(3)
    sizes = (400, 400, 50 * (MIN_PASSAGES - 1))
    texts = [text(random, habit, size) for habit, size in zip(habits, sizes, strict=True)]
    found = spread([passage_counts(t, WORDS) for t in texts], "cosine")
    assert np.isfinite(found.low[0, 1]) and np.isnan(found.low[0, 2])
    assert np.isfinite(found.distances).all()


def square(points: list[float]) -> np.ndarray:
    x = np.array(points)
    return np.abs(x[:, None] - x[None, :])


def test_groups_that_keep_apart() -> None:
    matrix = square([0, 1, 2, 3, 10, 11, 12, 13])
    found = separation(matrix, Draws(design(["a"] * 4 + ["b"] * 4)[0]))
    assert found.within == pytest.approx(5 / 3) and found.between == 10
    assert found.gap == pytest.approx(10 - 5 / 3)
    assert found.p == pytest.approx(2 / 70, abs=0.01), "70 ways to part them, two as far"
    mixed = separation(matrix, Draws(design(list("abababab"))[0]))
    assert mixed.p > 0.4


def test_texts_of_one_unit_are_no_witnesses() -> None:
    matrix = square([0, 0, 0, 10, 10, 10])
    units = ["x", "x", "x", "y", "y", "y"]
    found = separation(matrix, Draws(design(list("aaabbb"), units)[0]))
    assert np.isnan(found.within) and np.isnan(found.p)


def test_pairs_of_groups() -> None:
    matrix = square([0, 1, 2, 3, 0.5, 1.5, 2.5, 3.5, 20, 21, 22, 23])
    plan, names = design(["a"] * 4 + ["b"] * 4 + ["c"] * 4)
    ab, ac, bc = apart(matrix, plan, names)
    assert (ab.group, ab.other, bc.group, bc.other) == ("a", "b", "b", "c")
    assert ac.distance == 20 and ac.low < 20 < ac.high
    assert ac.within == pytest.approx(5 / 3)
    assert ab.p > 0.2 > ac.p
    assert ac.adjusted >= ac.p


def test_long_authors_count_once() -> None:
    matrix = square([0, 0, 0, 0, 4, 10, 10])
    units = ["x", "x", "x", "x", "y", "z", "w"]
    plan, names = design(list("aaaaabb"), units)
    (found,) = apart(matrix, plan, names)
    assert found.distance == pytest.approx((10 + 6) / 2)


def test_a_lone_unit_has_no_interval() -> None:
    plan, names = design(["a", "b", "b"])
    (found,) = apart(square([0, 5, 6]), plan, names)
    assert found.distance == 5.5 and found.within == 1
    assert np.isnan([found.low, found.high, found.p, found.adjusted]).all()
