"""Metaphor-related words, similes and idioms."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings

from stylo import figurative, similes
from stylo.annotate import annotate, annotate_tokens
from stylo.document import CONTENT_UPOS
from stylo.features import metaphor
from stylo.training import metaphor as training
from tests.examples.metaphor import FLAG, PASS
from tests.families import false_alarms, misses
from tests.strategies import texts


def test_flags() -> None:
    assert misses(metaphor.FEATURES, FLAG) == []


def test_passes() -> None:
    assert false_alarms(metaphor.FEATURES, PASS) == []


@settings(max_examples=60, deadline=None)
@given(texts)
def test_scores_marks_and_labels_agree(text: str) -> None:
    doc = annotate(text)
    scores, marked = figurative.scores(doc), figurative.marked(doc)
    assert scores.shape == marked.shape == (len(doc.tokens),)
    assert np.isfinite(scores).all()
    assert not marked[doc.tokens["word"] < 0].any()
    found = metaphor.metaphors(doc)
    assert len(found) == marked.sum()
    tags = dict(zip(doc.tokens["start"].tolist(), doc.tokens["upos"], strict=True))
    for e in found:
        assert (e.label == "content") == (tags[e.span.start] in CONTENT_UPOS)
    assert len(metaphor.content_metaphors(doc)) == sum(e.label == "content" for e in found)


def test_a_score_is_the_sum_of_its_weights() -> None:
    doc = annotate("The mayor attacked the plan.")
    model = figurative.model()
    rows = training.features(doc)
    by_hand = [model["bias"] + sum(model["weights"].get(n, 0.0) for n in row) for row in rows]
    assert figurative.scores(doc) == pytest.approx(by_hand)


def test_similes_do_not_overlap_and_run_from_hinge_to_vehicle() -> None:
    doc = annotate(
        "The plan is like a sieve, and like a sieve it leaks. He is as bold as brass. It moves "
        "slower than a snail."
    )
    found = similes.similes(doc)
    assert [e.label for e in found] == ["like", "like", "as ... as", "than"]
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def test_training_learns_what_is_marked_and_keeps_fragments_apart() -> None:
    war = [["They", "attacked", "the", "plan", "."], ["The", "cat", "slept", "."]] * 6
    sentences = [
        {"text_id": f"t{n % 4}", "tokens": t, "labels": [int(w == "attacked") for w in t]}
        for n, t in enumerate(war)
    ]
    texts = training.fragments(sentences)
    assert sorted(t.name for t in texts) == ["t0", "t1", "t2", "t3"]
    table = training.fit(texts)
    doc = annotate_tokens([["They", "attacked", "the", "bridge", "."]])
    scores = figurative.score_with(doc, table["weights"], table["bias"])
    assert int(scores.argmax()) == 1
    assert [len(s) for s in training.held_out(texts, texts)] == [len(t.marks) for t in texts]


def test_the_threshold_is_the_one_with_the_best_f1() -> None:
    marks = np.array([0, 0, 0, 1, 1], dtype=bool)
    scores = np.array([-2, -1, -0.65, 0.05, 1.0])
    assert -0.65 < training.best_threshold(scores, marks) < 0.05
