"""Alliteration: sounds, not letters, and more than chance."""

from __future__ import annotations

import numpy as np
import pytest

from stylo import alliteration
from stylo.annotate import annotate


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("knight", "night", True),
        ("phase", "fever", True),
        ("cease", "sorrow", True),
        ("chord", "key", True),
        ("write", "river", True),
        ("whole", "high", True),
        ("ship", "sun", False),
        ("chalk", "coal", False),
        ("stone", "sun", False),
    ],
)
def test_sounds(one: str, other: str, alike: bool) -> None:
    assert (alliteration.initial(one) == alliteration.initial(other)) is alike


@pytest.mark.parametrize("word", ["apple", "hour", "honest", "9th", "", "é"])
def test_no_consonant(word: str) -> None:
    assert alliteration.initial(word) == ""


def test_groups_have_three_different_words() -> None:
    doc = annotate("The merry miller made a mess. They sold tin, tin and more tin by the weir.")
    assert [doc[e.span] for e in alliteration.groups(doc)] == ["merry miller made a mess"]


@pytest.mark.parametrize(
    "text",
    [
        "The players played plays by the weir.",
        "The servants serve and serving servants slept.",
        "It was so soon, and he said so still.",
        "They saw boats; bakers bought the mill.",
    ],
)
def test_one_stem_or_little_words_or_two_clauses_make_no_group(text: str) -> None:
    assert alliteration.groups(annotate(text)) == []


def test_chance_makes_as_much_as_it_should() -> None:
    """Words drawn at random alliterate about as often as is expected of them."""
    rng = np.random.RandomState(0)
    nouns = "mill mat moon pier pot pump boat baker barn lamp lake ledger".split()
    sentences = (" and ".join(rng.choice(nouns, 4)) for _ in range(300))
    doc = annotate(" ".join(f"It is {s}." for s in sentences))
    observed, expected = alliteration.counts(doc).sum(axis=0)
    assert observed / expected == pytest.approx(1.0, abs=0.25)


def test_other_peoples_words_do_not_count() -> None:
    doc = annotate('"Merry millers make much mess," said the clerk of the town on Monday at noon.')
    assert alliteration.counts(doc)[:, 0].sum() == 0
