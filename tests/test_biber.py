"""Biber's dimensions: sums of z-scores of his features."""

from __future__ import annotations

import math

import numpy as np
import pytest

from stylo import biber
from stylo.annotate import annotate
from stylo.features import syntax as family
from stylo.words import letter_counts, words

TEXT = (
    "I think it rained, and we didn't go. The mayor said that the old pier was sold quickly. "
    "However, they will not pay unless the court decides. You know what that means. "
)


def score(name: str, text: str, scope: str = "own") -> float:
    feature = next(f for f in family.FEATURES if f.name == name)
    return feature.measure(annotate(text), scope).value


def z_scores(text: str, dimension: dict[str, int]) -> float:
    doc = annotate(text)
    total = 0.0
    for name, sign in dimension.items():
        trait = biber.TRAITS[name]
        rate = 1000 * np.count_nonzero(trait.mask(doc)) / doc.word_count
        total += sign * (rate - trait.mean) / trait.sd
    return total


@pytest.mark.parametrize(
    ("name", "dimension"),
    [
        ("narrative_concern", biber.NARRATIVE),
        ("explicit_reference", biber.EXPLICIT),
        ("overt_persuasion", biber.PERSUASION),
        ("abstract_information", biber.ABSTRACT),
        ("online_elaboration", biber.ELABORATION),
    ],
)
def test_a_dimension_is_a_sum_of_z_scores(name: str, dimension: dict[str, int]) -> None:
    assert score(name, TEXT * 4) == pytest.approx(z_scores(TEXT * 4, dimension))


@pytest.mark.parametrize("times", [4, 20])
def test_the_first_dimension_adds_word_length_and_types(times: int) -> None:
    text = TEXT * times
    doc = annotate(text)
    length = letter_counts(doc).sum() / doc.word_count
    expected = z_scores(text, dict(biber.INVOLVED)) - (length - 4.5) / 0.4
    if doc.word_count >= 400:
        types = len(set(words(doc)["norm"][:400])) / 4
        expected -= (types - 51.1) / 5.2
    assert score("involved_production", text) == pytest.approx(expected)


def test_a_short_text_says_that_types_are_left_out() -> None:
    feature = next(f for f in family.FEATURES if f.name == "involved_production")
    assert "type-token ratio" in feature.measure(annotate(TEXT * 4), "own").caveat
    long = feature.measure(annotate(TEXT * 20), "own")
    assert "type-token ratio" not in long.caveat and "Omitted" in long.caveat
    assert long.low <= long.value <= long.high


def test_talk_is_more_involved_than_a_report() -> None:
    talk = "Well, I think you know it isn't true, and I don't care what they do. " * 8
    report = (
        "The annual review of regional harbour investment by the ministry of transport in June "
        "described substantial structural damage to the northern pier. "
    ) * 8
    assert score("involved_production", talk) > 20 > -10 > score("involved_production", report)


def test_every_sign_belongs_to_a_trait() -> None:
    for dimension in (
        biber.INVOLVED,
        biber.NARRATIVE,
        biber.EXPLICIT,
        biber.PERSUASION,
        biber.ABSTRACT,
        biber.ELABORATION,
    ):
        assert set(dimension) <= set(biber.TRAITS)
        assert set(dimension.values()) <= {1, -1}
    assert all(t.sd > 0 and math.isfinite(t.mean) for t in biber.TRAITS.values())
