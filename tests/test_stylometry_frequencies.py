"""Counting, word lists, culling and samples."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.document import InputError
from stylo.stylometry.corpus import make_corpus
from stylo.stylometry.frequencies import (
    Sampling,
    count,
    count_units,
    culled,
    most_frequent,
    relative,
    samples,
)
from stylo.stylometry.tokens import Units

rows_of_words = st.lists(
    st.lists(st.sampled_from(["the", "of", "sea", "I", "é", "we"]), min_size=1, max_size=30),
    min_size=1,
    max_size=6,
)


@given(rows_of_words)
def test_counts_are_those_of_a_counter(rows: list[list[str]]) -> None:
    counts = count_units(rows, [str(i) for i in range(len(rows))])
    table = counts.of(counts.words)
    for row, units in enumerate(rows):
        there = {w: n for w, n in zip(counts.words, table[row].tolist(), strict=True) if n}
        assert there == Counter(units)
    assert counts.totals.tolist() == [len(units) for units in rows]
    pooled = Counter(word for units in rows for word in units)
    assert list(counts.words) == sorted(pooled, key=lambda w: (-pooled[w], w))


@given(rows_of_words, st.data())
def test_a_list_from_some_rows_is_the_list_of_these_alone(
    rows: list[list[str]], data: st.DataObject
) -> None:
    counts = count_units(rows, [str(i) for i in range(len(rows))])
    some = data.draw(st.lists(st.sampled_from(range(len(rows))), min_size=1, unique=True))
    alone = count_units([rows[i] for i in some], [str(i) for i in some])
    number = len(alone.words)
    assert most_frequent(counts, number, rows=some) == alone.words
    with pytest.raises(InputError, match="ask for fewer"):
        most_frequent(counts, number + 1, rows=some)


COUNTS = count_units(
    [
        "the sea the sea we".split(),
        "the land i the of".split(),
        "the of i the of of".split(),
    ],
    ["a", "b", "c"],
)


def test_ties_go_by_code_point() -> None:
    assert COUNTS.words == ("the", "of", "i", "sea", "land", "we")
    assert most_frequent(COUNTS, 2, start=2) == ("of", "i")


def test_culling_and_pronouns() -> None:
    assert most_frequent(COUNTS, 1, culling=100) == ("the",)
    assert most_frequent(COUNTS, 3, culling=50) == ("the", "of", "i")
    assert most_frequent(COUNTS, 4, pronouns=False) == ("the", "of", "sea", "land")
    assert most_frequent(COUNTS, 2, culling=100, rows=[1, 2]) == ("of", "the")
    assert culled([[1.0, 0.0], [1.0, 2.0]], 60).tolist() == [True, False]
    with pytest.raises(InputError, match=r"2 most .* there are 1 after culling at 100 %"):
        most_frequent(COUNTS, 2, culling=100)
    with pytest.raises(InputError, match="at least one"):
        most_frequent(COUNTS, 0)


def test_relative_frequencies_are_of_all_words() -> None:
    table = relative(COUNTS, ["of", "nowhere"])
    assert table.tolist() == [[0.0, 0.0], [20.0, 0.0], [50.0, 0.0]]
    assert relative(COUNTS.select([2]), ["the"]).tolist() == [[100 * 2 / 6]]
    with pytest.raises(InputError, match="list of words"):
        relative(COUNTS, [])


def test_a_corpus_is_counted_text_by_text() -> None:
    corpus = make_corpus(["The sea, the sea.", "Land; the land!"], ["Moss", "Reed"], ["m", "r"])
    counts = count(corpus)
    assert (counts.ids, counts.authors) == (("m", "r"), ("Moss", "Reed"))
    assert counts.of(["the", "land"]).tolist() == [[2, 0], [1, 2]]
    pairs = count(corpus, Units(size=2))
    assert pairs.of(["the sea"]).tolist() == [[2], [0]]
    with pytest.raises(InputError, match="'2' has no words to count"):
        count(make_corpus(["sea", "42 — 43"]))


def test_slices() -> None:
    corpus = make_corpus(["a b c d e f g", "h i j"], ["Moss", "Reed"], ["m", "r"])
    counts = count(corpus, sampling=Sampling("slices", 3))
    assert counts.ids == ("m_1", "m_2", "r_1")
    assert counts.authors == ("Moss", "Moss", "Reed")
    assert counts.parents.tolist() == [0, 0, 1]
    assert counts.of(["a", "d", "g"]).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 0]]
    with pytest.raises(InputError, match="'r' has 3 words, too few for a sample of 4"):
        count(corpus, sampling=Sampling("slices", 4))


def test_random_samples_draw_no_word_twice() -> None:
    text = [str(i) for i in range(40)]
    draw = Sampling("random", 10, number=3, seed=5)
    drawn = list(samples(text, draw))
    assert [len(set(sample)) for sample in drawn] == [10, 10, 10]
    assert drawn == list(samples(text, draw))
    assert drawn != list(samples(text, Sampling("random", 10, number=3, seed=6)))
    assert list(samples(text[:9], draw)) == []
    with pytest.raises(InputError, match="slices or random"):
        Sampling("bag")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="at least one unit"):
        Sampling(size=0)


def test_selected_rows_keep_the_columns() -> None:
    part = COUNTS.select(np.array([2, 0]))
    assert part.ids == ("c", "a")
    assert part.words == COUNTS.words
    assert part.totals.tolist() == [6, 5]
