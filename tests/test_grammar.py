"""Grammar from part of speech and form: noun phrases, finite verbs, participles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from stylo import grammar
from stylo.annotate import annotate
from stylo.document import Document, Span
from stylo.feature import Bools
from tests.strategies import texts


def marked(mask: Bools, doc: Document) -> list[str]:
    return [doc.tokens["text"][row] for row in np.flatnonzero(mask).tolist()]


def phrases(text: str) -> list[str]:
    doc = annotate(text)
    first, last = grammar.noun_phrases(doc)
    start, end = doc.tokens["start"], doc.tokens["end"]
    return [
        doc[Span(int(start[a]), int(end[b]))]
        for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old crew mended a very small net.", ["The old crew", "a very small net"]),
        ("The mayor's two boats sank.", ["The mayor's two boats"]),
        ("They gave the clerk a net.", ["the clerk", "a net"]),
        ("The net is old.", ["The net"]),
        ("It rained on them.", []),
        ("His well-known brother met Ada Moss.", ["His well-known brother", "Ada Moss"]),
        ("The poor slept. Boats sank.", ["Boats"]),
        ("A growing number of poorly paid men left.", ["A growing number", "poorly paid men"]),
    ],
)
def test_noun_phrases_end_with_their_noun(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will sail when the wind turns.", ["will", "turns"]),
        ("She wants to sail and has mended the net.", ["wants", "has"]),
        ("Files tied to the mayor were lost.", ["were"]),
        ("They let the dogs sleep.", ["let"]),
        ("The mayor said in May it was sold.", ["said", "was"]),
        ("People in the town say that it sank.", ["say", "sank"]),
    ],
)
def test_finite_verbs(text: str, expected: list[str]) -> None:
    doc = annotate(text)
    assert marked(grammar.finite(doc), doc) == expected


def test_a_base_form_behind_do_is_no_past() -> None:
    doc = annotate("They did not put the boats away, and they don't cut the rope.")
    assert marked(grammar.past(doc), doc) == ["did"]


@settings(max_examples=40, deadline=None)
@given(texts)
def test_noun_phrases_of_any_text(text: str) -> None:
    doc = annotate(text)
    first, last = grammar.noun_phrases(doc)
    assert (first <= last).all()
    assert (first[1:] > last[:-1]).all()
    sentence = doc.tokens["sentence"]
    assert (sentence[first] == sentence[last]).all()
