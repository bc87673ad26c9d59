"""What is read off whole sentences: its mean as a measure, and the sentences that drive it."""

from __future__ import annotations

import math

import numpy as np

from stylo import heads
from stylo.document import Document, Span
from stylo.feature import (
    Evidence,
    Feature,
    Floats,
    Measurement,
    interval,
    length_caveat,
    ratio,
    units,
)

#: Measures that are the mean of a head (`stylo.heads.FILES`) over the writer's own words.
RATINGS = {"formality": "formality", "editorial_wording": "editorial"}

#: An effect is shown beyond this many standard deviations from none.
NOTABLE = 1.0
#: Of all sentences with an effect, this share is shown at most; one each way in a short text.
SHOWN = 0.1
#: Digits of an effect that are kept.
DIGITS = 3


def drivers(doc: Document, effects: Floats, labels: tuple[str, str]) -> tuple[Evidence, ...]:
    """Return the sentences that move a value most, as evidence in the order of the text.

    Parameters
    ----------
    effects : array
        What each sentence adds to the value; NaN for sentences that do not count.
    labels : tuple of str
        Of sentences that push it up, and down.

    Returns
    -------
    tuple of Evidence
        Each way at most `SHOWN` of the sentences that count, strongest first, none weaker than
        `NOTABLE` standard deviations; the weight is the effect.
    """
    there = np.flatnonzero(np.isfinite(effects))
    if len(there) < 2:
        return ()
    least = NOTABLE * float(np.sqrt(np.mean(effects[there] ** 2)))
    most = max(1, int(SHOWN * len(there)))
    start, end = doc.sentences["start"].tolist(), doc.sentences["end"].tolist()
    found = []
    for sign, label in zip((1, -1), labels, strict=True):
        order = there[np.argsort(-sign * effects[there], kind="stable")][:most].tolist()
        found += [
            Evidence(Span(start[i], end[i]), label, round(float(effects[i]), DIGITS))
            for i in order
            if sign * effects[i] >= max(least, 10.0**-DIGITS)
        ]
    return tuple(sorted(found, key=lambda e: e.span.start))


def rating(
    name: str, unit: str, labels: tuple[str, str], *, revision: int, summary: str, reference: str
) -> Feature:
    """Return the measure that is the mean of its head, a key of `RATINGS`.

    Parameters
    ----------
    name, unit : str
    labels : tuple of str
        Of sentences that push it up, and down.
    revision : int
    summary, reference : str
    """
    head = RATINGS[name]

    def measure(doc: Document, scope: str = "own") -> Measurement:
        said, why = _said(doc, head)
        words = units(doc, "words", scope)
        enough, short = length_caveat(doc, scope)
        if why or not enough:
            return Measurement(name, math.nan, unit, caveat=why or short)
        counts = np.column_stack([np.where(words > 0, said, 0.0) * words, words])
        value = float(counts[:, 0].sum() / words.sum())
        effects = np.where(words > 0, (said - value) * words / words.sum(), np.nan)
        found = drivers(doc, effects, labels)
        low, high = interval(doc, counts, ratio(1))
        return Measurement(name, value, unit, found, low, high, short)

    return Feature(name, unit, revision, summary, reference, measure)


def _said(doc: Document, head: str) -> tuple[Floats, str]:
    """Return what a head says of each sentence, and why that cannot be said."""
    if head not in doc.sentences:
        return np.full(len(doc.sentences), np.nan), (
            heads.missing(head) or "The sentences were not read by the encoder."
        )
    said: Floats = doc.sentences[head]
    return said, "" if np.isfinite(said).all() else heads.missing(head)
