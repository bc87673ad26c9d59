"""Lexis: the words themselves, their length and weight."""

from __future__ import annotations

import numpy as np

from stylo.document import Document, cached
from stylo.feature import (
    Evidence,
    Feature,
    Floats,
    Ints,
    density,
    index,
    ratio,
    sentence_sums,
    token_mask,
    word_starts,
)
from stylo.finders import listed
from stylo.tokens import evidence, tagged


@cached
def _letters(doc: Document) -> Ints:
    """Letters and figures of each token."""
    counts: Ints = np.fromiter(
        (len(n) if n.isalnum() else sum(map(str.isalnum, n)) for n in doc.tokens["norm"]),
        np.int64,
        len(doc.tokens),
    )
    return np.asarray(counts * (doc.tokens["word"] >= 0), dtype=np.int64)


def _lengths(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope)
    return np.column_stack(
        [sentence_sums(doc, _letters(doc) * own), sentence_sums(doc, word_starts(doc) & own)]
    )


def _content(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope) & (doc.tokens["word"] >= 0)
    content = tagged(doc, "NOUN", "PROPN", "VERB", "ADJ", "ADV")
    return np.column_stack([sentence_sums(doc, content & own), sentence_sums(doc, own)])


_ABSTRACT = ("ism", "isms", "ship", "hood", "cy", "cies", "ance", "ence", "dom")


def _abstract(doc: Document) -> list[Evidence]:
    norm = doc.tokens["norm"]
    rows = [
        row
        for row in np.flatnonzero(tagged(doc, "NOUN")).tolist()
        if len(norm[row]) > 5 and norm[row].endswith(_ABSTRACT)
    ]
    return evidence(doc, np.array(rows, dtype=np.int64), "suffix")


FEATURES: tuple[Feature, ...] = (
    index(
        "word_length",
        _lengths,
        ratio(1),
        unit="letters per word",
        summary="Mean length of a word in letters and figures.",
        reference="Biber, D. (1988). Variation across Speech and Writing. Cambridge.",
    ),
    index(
        "content_word_share",
        _content,
        ratio(100),
        unit="% of tokens",
        summary="Share of words that carry content: nouns, names, verbs, adjectives, adverbs.",
        reference="Ure, J. (1971). Lexical density and register differentiation.",
    ),
    density(
        "focus_adverb_density",
        listed("lexis_focus", "focus"),
        summary='Focusing adverbs: "just", "even", "only", "merely".',
        reference="Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. "
        "Longman, 8.116.",
    ),
    density(
        "degree_adverb_density",
        listed("lexis_focus", "degree"),
        summary='Adverbs of degree: "too", "so", "really", "hardly".',
        reference="Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. "
        "Longman, 8.104.",
    ),
    density(
        "abstract_suffix_density",
        _abstract,
        summary="Nouns with a suffix of ideas and conditions (-ism, -ship, -ence, -cy).",
        reference="Biber, D. et al. (1999). Longman Grammar of Spoken and Written English. "
        "Longman, 4.8.",
    ),
)
