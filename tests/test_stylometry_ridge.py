"""The closed forms say what a model without a text, two texts or an author would say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from stylo.document import InputError
from stylo.stylometry.ridge import PENALTY, SHIFT, Ridge, ridge

Floats = NDArray[np.float64]


def cosines(vectors: Floats) -> Floats:
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(unit @ unit.T)


def drawn(seed: int, sizes: tuple[int, ...]) -> tuple[Floats, list[str]]:
    """Likenesses of texts that lie around a centre for each author, and the authors."""
    random = np.random.RandomState(seed)
    codes = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    centres = random.normal(size=(len(sizes), 6))
    vectors = centres[codes] + random.normal(size=(len(codes), 6))
    return cosines(vectors), [f"author {code}" for code in codes]


def by_hand(likeness: Floats, authors: list[str], model: Ridge, kept: list[int]) -> Floats:
    """Scores of all texts by regressions on some of them, each text with the penalty it had."""
    sizes = np.bincount(model.codes)
    penalty = PENALTY * len(model.authors) * sizes[model.codes] / len(authors)
    regular = likeness + SHIFT + np.diag(penalty)
    target = (model.codes[:, None] == np.arange(len(sizes))) - 1 / len(sizes)
    duals = np.linalg.solve(regular[np.ix_(kept, kept)], target[kept])
    return np.asarray((likeness[:, kept] + SHIFT) @ duals + 1 / len(sizes))


SIZES = st.lists(st.integers(2, 5), min_size=2, max_size=4).map(tuple)


@given(st.integers(0, 10_000), SIZES)
def test_each_text_left_out_is_as_if_the_model_had_never_seen_it(
    seed: int, sizes: tuple[int, ...]
) -> None:
    likeness, authors = drawn(seed, sizes)
    model = ridge(likeness, authors)
    rows = list(range(len(authors)))
    for row in rows:
        others = [r for r in rows if r != row]
        expected = by_hand(likeness, authors, model, others)[row]
        np.testing.assert_allclose(model.left_out()[row], expected, atol=1e-9)


@given(st.integers(0, 10_000), SIZES, st.data())
def test_pairs_left_out(seed: int, sizes: tuple[int, ...], data: st.DataObject) -> None:
    likeness, authors = drawn(seed, sizes)
    model = ridge(likeness, authors)
    rows = list(range(len(authors)))
    text = data.draw(st.sampled_from(rows))
    found = model.pair_left_out(text)
    np.testing.assert_allclose(found[text], model.left_out()[text], atol=1e-9)
    for row in set(rows) - {text}:
        others = [r for r in rows if r not in (row, text)]
        expected = by_hand(likeness, authors, model, others)[row]
        np.testing.assert_allclose(found[row], expected, atol=1e-9)


@given(st.integers(0, 10_000), SIZES, st.data())
def test_an_author_left_out_and_any_texts_left_out(
    seed: int, sizes: tuple[int, ...], data: st.DataObject
) -> None:
    likeness, authors = drawn(seed, sizes)
    model = ridge(likeness, authors)
    author = data.draw(st.integers(0, len(sizes) - 1))
    own = np.flatnonzero(model.codes == author)
    others = [r for r in range(len(authors)) if r not in own]
    expected = by_hand(likeness, authors, model, others)
    np.testing.assert_allclose(model.author_left_out(author), expected[own], atol=1e-9)
    np.testing.assert_allclose(model.without(own).scores(likeness), expected, atol=1e-9)


def test_scores_are_those_of_the_regression() -> None:
    likeness, authors = drawn(3, (4, 5, 2))
    model = ridge(likeness, authors)
    expected = by_hand(likeness, authors, model, list(range(len(authors))))
    np.testing.assert_allclose(model.scores(likeness), expected, atol=1e-9)


@given(st.integers(0, 10_000))
def test_the_order_of_the_texts_does_not_matter(seed: int) -> None:
    likeness, authors = drawn(seed, (3, 4, 2))
    order = np.random.RandomState(seed).permutation(len(authors))
    model = ridge(likeness, authors)
    other = ridge(likeness[np.ix_(order, order)], [authors[r] for r in order])
    assert other.authors == model.authors
    np.testing.assert_allclose(other.left_out(), model.left_out()[order], atol=1e-9)


def test_an_author_of_many_texts_does_not_take_those_of_an_author_of_few() -> None:
    hits = np.zeros(2)
    for seed in range(40):
        likeness, authors = drawn(seed, (30, 3))
        model = ridge(likeness, authors)
        right = model.left_out().argmax(axis=1) == model.codes
        hits += [right[model.codes == code].mean() for code in (0, 1)]
    many, few = hits / 40
    assert few > 0.75
    assert abs(many - few) < 0.15


def test_one_author_alone_is_refused() -> None:
    with pytest.raises(InputError, match="at least 2"):
        ridge(np.eye(3), ["Ann"] * 3)
