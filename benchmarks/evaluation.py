"""Evaluative words against persuasion techniques (``{text, spans}``, ptc-semeval2020-t11).

What annotators marked as loaded language, exaggeration or name-calling are stretches of any length;
a word counts as found when it lies in evidence of praise, blame, loaded words or hyperbole. No list
was made from these spans. Beside it, as the plain lexicon, every word of VADER (Hutto and Gilbert
2014).
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import f1, interval, precision, recall
from stylo.annotate import annotate
from stylo.document import Document
from stylo.feature import Bools, Evidence
from stylo.finders import listed
from stylo.tokens import formed
from stylo.training.data import rows

TECHNIQUES = ("Loaded_Language", "Exaggeration", "Name_Calling")
LISTS = ("stance_evaluation", "stance_loaded", "rhetoric_hyperbole")


def _within(doc: Document, spans: list[tuple[int, int]]) -> Bools:
    """Return which words touch one of these spans."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    for start, end in spans:
        mask |= (doc.tokens["start"] < end) & (doc.tokens["end"] > start)
    words: Bools = doc.tokens["word"] >= 0
    return mask & words


def found(doc: Document) -> list[Evidence]:
    """Return the evaluative words, loaded words and hyperboles of a text, quotations included."""
    return [e for name in LISTS for e in listed(name)(doc)]


def run(path: Path) -> dict[str, Any]:
    """Score words.

    Returns
    -------
    dict
        ``token_f1``, ``precision``, ``recall``; ``token_f1.vader``. 95 % intervals over articles.
    """
    with gzip.open(path.parents[1] / "lexicons" / "vader.tsv.gz", "rt", encoding="utf-8") as lines:
        vader = [line.split("\t")[0] for line in lines][1:]
    counts: list[list[int]] = []
    plain: list[list[int]] = []
    for row in rows(path):
        doc = annotate(row["text"])
        gold = _within(doc, [(s, e) for s, e, what in row["spans"] if what.startswith(TECHNIQUES)])
        words = doc.tokens["word"] >= 0
        ours = _within(doc, [(e.span.start, e.span.end) for e in found(doc)])
        for answer, told in ((ours, counts), (formed(doc, vader) & words, plain)):
            pairs = (answer & gold, answer & ~gold, gold & ~answer)
            told.append([int(pair.sum()) for pair in pairs])
    table = np.array(counts, dtype=np.float64)
    return {
        "n": len(counts),
        "figures": {
            "token_f1": interval(table, f1),
            "precision": interval(table, precision),
            "recall": interval(table, recall),
            "token_f1.vader": interval(np.array(plain, dtype=np.float64), f1),
        },
    }
