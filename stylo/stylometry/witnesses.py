"""The sentences that show what a measure says of a group of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stylo.document import Document
from stylo.feature import Feature, Measurement, token_at
from stylo.stylometry.showing import Passage
from stylo.stylometry.tokens import annotated

#: Words that are added to a sentence's length, so that no sentence of two words has the highest
#: density.
_EASE = 15
#: Sentences of one text, at most, while other texts have some.
_OF_ONE_TEXT = 2
#: Texts whose sentences are measured one by one.
_TEXTS = 6


@dataclass(frozen=True)
class Witness:
    """A sentence that shows a measure at work.

    Attributes
    ----------
    row : int
        The text.
    sentence : int
        Its number in the text, from 0.
    value : float
        What the measure says of it.
    passage : Passage
        The sentence, with the words that the measure counted.
    """

    row: int
    sentence: int
    value: float
    passage: Passage


def counts_words(feature: Feature) -> bool:
    """Return whether a measure is a count of its evidence over the writer's words or sentences."""
    return feature.unit.startswith("per 100 ")


def dense_sentences(
    docs: Sequence[Document], measurements: Sequence[Measurement], rows: Sequence[int]
) -> list[Witness]:
    """Return the sentences of some texts that have evidence, the densest first."""
    found = []
    for row in rows:
        doc, evidence = docs[row], measurements[row].evidence
        if not evidence:
            continue
        of = doc.tokens["sentence"][token_at(doc, [e.span.start for e in evidence])]
        weights = np.bincount(of, [e.weight for e in evidence], len(doc.sentences))
        starts, ends = doc.sentences["start"].tolist(), doc.sentences["end"].tolist()
        lengths = (doc.sentences["last"] - doc.sentences["first"]).tolist()
        for at in np.flatnonzero(weights > 0).tolist():
            start, end = starts[at], ends[at]
            marks = tuple(
                (e.span.start - start, min(e.span.end, end) - start)
                for e, sentence in zip(evidence, of.tolist(), strict=True)
                if sentence == at
            )
            passage = Passage(doc.text[start:end], marks)
            density = float(weights[at]) / (lengths[at] + _EASE)
            found.append((-density, row, at, Witness(row, at, float(weights[at]), passage)))
    return [witness for *_, witness in sorted(found, key=lambda item: item[:3])]


def extreme_sentences(
    docs: Sequence[Document],
    values: Sequence[float],
    rows: Sequence[int],
    feature: Feature,
    scope: str,
    *,
    highest: bool,
) -> list[Witness]:
    """Return sentences of some texts by their own value, the highest or the lowest first.

    Sentences of the texts with the most extreme values are measured, each by itself; those too
    short for the measure are left out.
    """
    sign = -1.0 if highest else 1.0
    far = sorted((row for row in rows if np.isfinite(values[row])), key=lambda r: sign * values[r])
    found = []
    for row in far[:_TEXTS]:
        doc = docs[row]
        bounds = zip(doc.sentences["start"].tolist(), doc.sentences["end"].tolist(), strict=True)
        for at, (start, end) in enumerate(bounds):
            text = doc.text[start:end]
            value = feature.measure(annotated(text), scope).value
            if np.isfinite(value):
                found.append((sign * value, row, at, Witness(row, at, value, Passage(text))))
    return [witness for *_, witness in sorted(found, key=lambda item: item[:3])]


def spread_over_texts(witnesses: Sequence[Witness], number: int) -> list[Witness]:
    """Return the first witnesses, at most two of a text while there are others."""
    seen: Counter[int] = Counter()
    early: list[Witness] = []
    late: list[Witness] = []
    for witness in witnesses:
        seen[witness.row] += 1
        (early if seen[witness.row] <= _OF_ONE_TEXT else late).append(witness)
    return [*early, *late][:number]
