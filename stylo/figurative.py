"""Metaphor-related words by a learned table of words in their neighbourhood.

A logistic regression over what a token is (lemma, form, ending, part of speech) and what stands
beside it; the weights are learned from the VU Amsterdam Metaphor Corpus (Steen et al. 2010), whose
annotators marked every word used indirectly, conventional metaphor and prepositions included
(MIPVU). It is a first approximation until an encoder reads the whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from stylo import weights
from stylo.document import Document, cached
from stylo.feature import Floats

FILE = "metaphor.json.gz"
#: Stands for what is before the first and after the last token of a sentence.
EDGE = "^"


def type_features(lemma: str, norm: str, upos: str) -> tuple[str, ...]:
    """Return the features of a token by itself."""
    return (f"u {upos}", f"k {lemma} {upos}", f"s {lemma[-3:]} {upos}", f"f {norm} {upos}")


def pair_features(
    lemma: str, upos: str, before: str, before_upos: str, after: str, after_upos: str
) -> tuple[str, ...]:
    """Return the features of a token with its neighbours."""
    return (
        f"p {before} {upos}",
        f"n {after} {upos}",
        f"kp {lemma} {upos} {before_upos}",
        f"kn {lemma} {upos} {after_upos}",
    )


def neighbourhoods(doc: Document) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Yield lemma, form and part of speech of each token, then those beside it.

    The order is lemma, form, part of speech, lemma before, its part of speech, lemma after, its
    part of speech.
    """
    lemmas = [lemma.lower() for lemma in doc.tokens["lemma"]]
    norms, tags = doc.tokens["norm"], doc.tokens["upos"]
    for first, last in zip(
        doc.sentences["first"].tolist(), doc.sentences["last"].tolist(), strict=True
    ):
        before, before_upos = EDGE, EDGE
        for at in range(first, last):
            more = at + 1 < last
            after, after_upos = (lemmas[at + 1], tags[at + 1]) if more else (EDGE, EDGE)
            yield lemmas[at], norms[at], tags[at], before, before_upos, after, after_upos
            before, before_upos = lemmas[at], tags[at]


@cache
def model() -> dict[str, Any]:
    """Return the shipped table: ``weights`` of features, ``bias`` and ``threshold``."""
    data: dict[str, Any] = weights.read_json(FILE)
    return data


def score_with(doc: Document, table: dict[str, float], bias: float) -> Floats:
    """Return the log-odds of each token under a table of weights."""
    own: dict[tuple[str, str, str], float] = {}
    get = table.get
    out = []
    for lemma, norm, upos, before, before_upos, after, after_upos in neighbourhoods(doc):
        key = (lemma, norm, upos)
        total = own.get(key)
        if total is None:
            total = bias
            for name in type_features(lemma, norm, upos):
                total += get(name, 0.0)
            own[key] = total
        for name in pair_features(lemma, upos, before, before_upos, after, after_upos):
            total += get(name, 0.0)
        out.append(total)
    return np.array(out, dtype=np.float64)


@cached
def scores(doc: Document) -> Floats:
    """Return, for each token, the log-odds that it is metaphor-related."""
    data = model()
    return score_with(doc, data["weights"], data["bias"])


@cached
def marked(doc: Document) -> np.ndarray:
    """Return which tokens count as metaphor-related words; punctuation never does."""
    return np.asarray((scores(doc) > model()["threshold"]) & (doc.tokens["word"] >= 0))
