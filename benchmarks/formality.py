"""Formality of sentences against people's ratings: ``{text, score}`` or ``{text, formality}``.

The first is the format of ``pavlick-formality`` (-3 to 3; its answers and emails are put together
again from their tokens first), the second that of ``squinky`` (1 to 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.correlation import pearson_interval, spearman_interval
from stylo.annotate import annotate
from stylo.feature import Floats, sentence_sums, word_starts
from stylo.training import heads
from stylo.training.data import folder, rows


def said(texts: Sequence[str]) -> Floats:
    """Return how formal the shipped model finds each text: the mean of its sentences, by words."""
    out = []
    for text in texts:
        doc = annotate(text)
        words = np.maximum(sentence_sums(doc, word_starts(doc)), 1)
        out.append(float((doc.sentences["formality"] * words).sum() / words.sum()))
    return np.array(out)


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Correlate what sentences are rated by the model and by people.

    Parameters
    ----------
    path : Path
        JSONL, gzipped or not.
    folds : bool
        Rate each sentence by a model that saw none of its document, nor the same sentence in
        another corpus. The shipped model has learned from both corpora, so that on lines of theirs
        only these figures tell anything.

    Returns
    -------
    dict
        ``n`` sentences; ``spearman`` and ``pearson`` with 95 % intervals over sentences.
    """
    members = [heads.rated(row) for row in rows(path)]
    people = np.array([one.score for one in members])
    if folds:
        model = heads.held_out("formality", heads.texts("formality", folder()), members)
    else:
        model = said([one.text for one in members])
    return {
        "n": len(members),
        "figures": {
            "spearman": spearman_interval(model, people),
            "pearson": pearson_interval(model, people),
        },
    }
