"""Subjective sentences of news: ``{text, label}``, SUBJ or OBJ (``checkthat-subjectivity``).

The encoder learned this from ``newssd-eng``, which is CheckThat's train and dev of 2024; so only
``2024_dev_test``, which chose the threshold, and ``2024_test`` tell anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import f1, interval, ratio
from stylo.annotate import annotate
from stylo.feature import Bools, Floats, sentence_sums, word_starts
from stylo.features.stance import SUBJECTIVE
from stylo.training.data import rows


def macro_f1(counts: Floats) -> Floats:
    """Return the mean F1 of both labels.

    Counts stand as rightly SUBJ, wrongly SUBJ, wrongly OBJ, rightly OBJ.
    """
    right, false, missed, other = np.moveaxis(counts, -1, 0)
    subjective = f1(np.stack([right, false, missed], axis=-1))
    out: Floats = (subjective + f1(np.stack([other, missed, false], axis=-1))) / 2
    return out


def outcomes(gold: Bools, answer: Bools) -> Floats:
    """Return, for each sentence, the counts that `macro_f1` is made of."""
    table = [gold & answer, ~gold & answer, gold & ~answer, ~gold & ~answer]
    return np.column_stack(table).astype(np.float64)


def said(text: str) -> float:
    """Return the log-odds that a text is subjective: the mean of its sentences, by words."""
    doc = annotate(text)
    words = np.maximum(sentence_sums(doc, word_starts(doc)), 1)
    return float((doc.sentences["subjective"] * words).sum() / words.sum())


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Score the encoder's verdict on sentences.

    Parameters
    ----------
    folds : bool
        Changes nothing: nothing is learned from CheckThat's clean tests.

    Returns
    -------
    dict
        ``n`` sentences; ``macro_f1``, ``f1`` of SUBJ, ``accuracy``;
        95 % intervals over sentences.
    """
    members = list(rows(path))
    gold = np.array([row["label"] == "SUBJ" for row in members])
    counts = outcomes(gold, np.array([said(row["text"]) >= SUBJECTIVE for row in members]))
    return {
        "n": len(members),
        "figures": {
            "macro_f1": interval(counts, macro_f1),
            "f1": interval(counts, f1_of_subjective),
            "accuracy": interval(counts, accuracy),
        },
    }


def f1_of_subjective(counts: Floats) -> Floats:
    """Return F1 of the label SUBJ."""
    return f1(counts[..., :3])


def accuracy(counts: Floats) -> Floats:
    """Return the share of sentences that are rightly told."""
    return ratio(np.stack([counts[..., 0] + counts[..., 3], counts.sum(axis=-1)], axis=-1))
