"""Texts that are largely the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.stylometry.duplicates import COMMON, RUN, clusters, near_duplicates, shared_runs

LETTERS = st.lists(st.sampled_from("abcd"), min_size=0, max_size=25).map(" ".join)


def runs_by_hand(text: str, run: int) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}


@given(st.lists(LETTERS, max_size=5), st.integers(1, 4))
def test_shares_are_those_of_sets_of_runs(texts: list[str], run: int) -> None:
    sets = [runs_by_hand(text, run) for text in texts]
    expected = {
        (a, b): len(sets[a] & sets[b]) / min(len(sets[a]), len(sets[b]))
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        if sets[a] & sets[b]
    }
    assert shared_runs(texts, run=run) == pytest.approx(expected)


def numbered(first: int, last: int) -> str:
    """Words that stand once each."""
    letters = "abcdefghij"
    return " ".join("".join(letters[int(d)] for d in str(n)) for n in range(first, last))


def test_the_share_is_of_the_shorter_text() -> None:
    whole, excerpt, half = numbered(100, 300), numbered(120, 160), numbered(140, 180)
    pairs = {(a, b): share for a, b, share in near_duplicates([whole, excerpt, half], share=0.0)}
    assert pairs[0, 1] == 1
    assert pairs[0, 2] == 1
    assert pairs[1, 2] == pytest.approx((20 - RUN + 1) / (40 - RUN + 1))
    assert [pair[:2] for pair in near_duplicates([whole, excerpt, half], 0.5)] == [(0, 1), (0, 2)]


def test_clusters_join_texts_through_a_third() -> None:
    chain = [numbered(100, 140), numbered(500, 540), numbered(120, 160), numbered(155, 195)]
    assert clusters(chain).tolist() == [0, 1, 0, 3]
    assert clusters([*chain, numbered(138, 180)]).tolist() == [0, 1, 0, 0, 0]


def test_a_formula_of_the_house_makes_no_duplicates() -> None:
    formula = numbered(100, 120)
    few = [formula] * COMMON
    assert len(set(clusters(few).tolist())) == 1
    many = [formula] * (COMMON + 1)
    assert near_duplicates(many) == []


def test_texts_shorter_than_a_run_are_like_nothing() -> None:
    assert near_duplicates(["too short", "too short", ""]) == []
    np.testing.assert_array_equal(clusters(["", ""]), [0, 1])
    assert clusters([]).tolist() == []
