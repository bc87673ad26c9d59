"""Densities are their evidence; intervals, scope and caveats."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.stats import norm, t

from stylo import feature
from stylo.annotate import annotate
from stylo.document import Document, Span
from stylo.feature import (
    MIN_WORDS,
    Evidence,
    Measurement,
    body_sentences,
    density,
    index,
    length_sentences,
    own_words,
    ratio,
    units,
)
from stylo.features import all_features
from tests.strategies import texts

ARTICLE = "\n\n".join(
    f"Line {n} says perhaps that the bridge stands. “Perhaps it will fall,” said Ann Lee. "
    "The council met again, and nobody was glad of it." + " Perhaps." * (n % 3)
    for n in range(8)
)


def perhaps(doc: Document) -> list[Evidence]:
    return [
        Evidence(Span(int(s), int(e)), "adverb", 0.5)
        for s, e, norm in zip(
            doc.tokens["start"], doc.tokens["end"], doc.tokens["norm"], strict=True
        )
        if norm == "perhaps"
    ]


PERHAPS = density("perhaps_density", perhaps, summary="It counts perhaps.", reference="Ours.")


def test_a_density_is_its_evidence_over_the_writers_words() -> None:
    doc = annotate(ARTICLE)
    own, everything = PERHAPS.measure(doc, "own"), PERHAPS.measure(doc, "all")
    assert {doc[e.span].lower() for e in own.evidence} == {"perhaps"}
    assert len(own.evidence) == 8 + sum(n % 3 for n in range(8))
    assert len(everything.evidence) == len(own.evidence) + 8
    assert own.value == pytest.approx(0.5 * len(own.evidence) / own_words(doc, "own") * 100)
    assert own_words(doc, "all") == doc.word_count
    assert own_words(doc, "all") - own_words(doc, "own") == 8 * 4
    assert own.low < own.value < own.high
    assert own.unit == "per 100 words"


def test_intervals_are_the_same_every_time_and_match_a_plain_bootstrap() -> None:
    first, second = (PERHAPS.measure(annotate(ARTICLE), "own") for _ in range(2))
    assert (first.low, first.high) == (second.low, second.high)
    counts = np.array([1 + n % 3 for n in range(8)]) * 0.5
    doc = annotate(ARTICLE)
    words = [
        units(doc, "words", "own")[doc.sentences["paragraph"] == p].sum()
        for p in range(len(doc.paragraphs))
    ]
    rng = np.random.default_rng(1)
    picks = rng.integers(0, 8, (4000, 8))
    values = counts[picks].sum(1) / np.array(words)[picks].sum(1) * 100
    tail = 100 * norm.cdf(-t.ppf(0.975, 7) * math.sqrt(8 / 7))  # Hesterberg 2015, for 8 passages
    low, high = np.percentile(values, [tail, 100 - tail])
    assert first.low == pytest.approx(low, rel=0.1)
    assert first.high == pytest.approx(high, rel=0.1)


@pytest.mark.parametrize("n", [5, 6, 8, 12, 20, 400])
def test_intervals_of_few_passages_are_as_wide_as_students(n: int) -> None:
    exact = norm.cdf(-t.ppf(0.975, n - 1) * math.sqrt(n / (n - 1)))
    assert feature._tail(n) == pytest.approx(exact, rel=0.03)


def test_intervals_of_even_passages_hold_the_mean_of_others_as_often_as_they_say() -> None:
    draw = np.random.RandomState(3)
    held = 0
    for _ in range(400):
        totals = np.column_stack([draw.normal(5, 1, 10), np.ones(10)])
        doc = annotate("\n\n".join(["The bridge stood."] * 10))
        low, high = feature.interval(doc, totals, ratio(1))
        held += low <= 5 <= high
    assert 0.92 <= held / 400 <= 0.98


def test_a_text_without_a_cue_might_still_have_had_three() -> None:
    doc = annotate(ARTICLE.replace("perhaps", "surely").replace("Perhaps", "Surely"))
    measured = PERHAPS.measure(doc, "own")
    assert (measured.value, measured.low) == (0, 0)
    assert measured.high == pytest.approx(3 / own_words(doc, "own") * 100)


def test_draws_that_all_agree_give_no_interval() -> None:
    doc = annotate(ARTICLE)
    same = index(
        "one",
        lambda doc, scope: np.stack([units(doc, "words", scope)] * 2, axis=1),
        ratio(1),
        unit="words",
        summary="A one.",
        reference="Ours.",
    ).measure(doc, "all")
    assert same.value == 1 and math.isnan(same.low) and math.isnan(same.high)


def test_what_is_read_in_windows_is_drawn_by_windows() -> None:
    plain = "The council met on the bridge and the harbour was closed to ships for the winter. "
    hard = "Notwithstanding institutional considerations, administrative jurisdictions disagreed. "
    ease = next(f for f in all_features() if f.name == "judged_ease")
    short = ease.measure(annotate("\n\n".join([plain * 2, hard * 2] * 2)), "own")
    assert math.isfinite(short.value) and math.isnan(short.low)
    long = ease.measure(annotate("\n\n".join([plain * 9, hard * 14] * 4)), "own")
    assert long.low < long.value < long.high


@pytest.mark.parametrize("text", ["", "Word", "Perhaps not", "!!! ???", "\n\n\n"])
def test_too_short_a_text_gives_nan_and_says_why(text: str) -> None:
    measured = PERHAPS.measure(annotate(text), "own")
    assert math.isnan(measured.value)
    assert f"at least {MIN_WORDS}" in measured.caveat


def test_a_short_text_gives_a_value_with_a_caveat() -> None:
    measured = PERHAPS.measure(
        annotate("Perhaps the council will vote on it before May ends, he thinks."), "own"
    )
    assert measured.value > 0
    assert "Only" in measured.caveat
    assert math.isnan(measured.low)


def test_quoted_sentences_leave_length_measures_and_mixed_ones_stay() -> None:
    doc = annotate(ARTICLE.replace("\n\n", "\n\nThe Bridge\n\n", 1))
    kinds = [doc.paragraphs["kind"][p] for p in doc.sentences["paragraph"]]
    assert "heading" in kinds
    own, body = length_sentences(doc, "own"), body_sentences(doc)
    assert not own[[k == "heading" for k in kinds]].any()
    assert body.sum() == own.sum()  # a sentence with "said Ann Lee" is mixed: it stays whole
    wholly = annotate(
        "He rose to speak at nine. “The bridge is old. It will fall,” he said. They left."
    )
    assert length_sentences(wholly, "own").sum() < length_sentences(wholly, "all").sum()


def test_an_index_is_a_formula_of_totals() -> None:
    def counts(doc: Document, scope: str) -> np.ndarray:
        return np.stack([units(doc, "words", scope), units(doc, "sentences", scope)], axis=1)

    per_sentence = index(
        "words_per_sentence", counts, ratio(1), unit="words", summary="A mean.", reference="Ours."
    )
    doc = annotate(ARTICLE)
    measured = per_sentence.measure(doc, "all")
    assert measured.value == pytest.approx(doc.word_count / len(doc.sentences))
    assert measured.low <= measured.value <= measured.high


def check(doc: Document, m: Measurement, per: float, over: str, scope: str) -> None:
    total = units(doc, over, scope).sum()
    implied = math.fsum(e.weight for e in m.evidence) / total * per if total else math.nan
    assert m.value == pytest.approx(implied), m.name


@settings(max_examples=120, deadline=None)
@given(texts)
def test_every_density_equals_what_its_evidence_implies(text: str) -> None:
    doc = annotate(text)
    for declared in all_features():
        for scope in ("own", "all"):
            m = declared.measure(doc, scope)
            assert m.name == declared.name and m.unit == declared.unit
            for e in m.evidence:
                assert 0 <= e.span.start < e.span.end <= len(doc.text)
                assert e.label and math.isfinite(e.weight)
            assert [e.span.start for e in m.evidence] == sorted(e.span.start for e in m.evidence)
            if math.isnan(m.value):
                assert m.caveat, f"{m.name} is NaN and does not say why"
            elif declared.name.endswith("_density"):
                words = declared.unit.split(" ", 2)
                check(doc, m, float(words[1]), words[2].replace(" ", "_"), scope)
            assert math.isnan(m.low) == math.isnan(m.high)
            assert math.isnan(m.low) or m.low <= m.high
