"""Biased sentences of news from stance measures alone (``{text, outlet, label}``, babe).

A logistic regression over the measures of ``features/stance.py``, trained without the fold that it
judges. Folds are by text, so that a sentence of sg1 shares one with its copy in sg2;
``auc.outlets`` leaves whole outlets out, and ``auc.subjective`` is the encoder's verdict, which
needs no training here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from benchmarks.subjectivity import said
from stylo.annotate import annotate
from stylo.feature import Floats, Ints, own_words
from stylo.features import stance
from stylo.training.data import rows

#: Inverse strength of the ridge penalty; chosen before the first run and not tuned.
RIDGE = 0.3


def measured(text: str) -> list[float]:
    """Return, for each measure, the sum of its evidence and that per 100 words, then the words."""
    doc = annotate(text)
    words = max(own_words(doc, "all"), 1)
    values: list[float] = []
    for feature in stance.FEATURES:
        total = sum(e.weight for e in feature.measure(doc, "all").evidence)
        values += [np.log1p(total), np.log1p(total / words * 100)]
    return [*values, np.log1p(words), said(text)]


def folds(groups: list[str]) -> Ints:
    """Return the fold of each group, as everywhere in these benchmarks."""
    return np.array([int(hashlib.sha256(g.encode()).hexdigest()[:8], 16) % 5 for g in groups])


def judged(values: Floats, gold: Ints, fold: Ints) -> Floats:
    """Return a probability for each sentence, from a model that was trained on the other folds."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    out = np.zeros(len(gold))
    for k in np.unique(fold):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=RIDGE, max_iter=2000))
        model.fit(values[fold != k], gold[fold != k])
        out[fold == k] = model.predict_proba(values[fold == k])[:, 1]
    return out


def auc(gold: Ints, score: Floats) -> list[float]:
    """Return the area under the curve with the bounds of its 95 % interval over sentences."""
    from sklearn.metrics import roc_auc_score

    draw = np.random.RandomState(0)
    drawn = []
    for _ in range(500):
        at = draw.randint(len(gold), size=len(gold))
        drawn.append(roc_auc_score(gold[at], score[at]))
    return [float(roc_auc_score(gold, score)), *np.percentile(drawn, [2.5, 97.5]).tolist()]


def run(path: Path) -> dict[str, Any]:
    """Score how well stance tells biased sentences from others.

    Returns
    -------
    dict
        ``auc``, ``auc.outlets``, ``auc.subjective``; ``biased``: the share of biased sentences.
    """
    members = [row for row in rows(path) if row["label"] in {"Biased", "Non-biased"}]
    gold = np.array([int(row["label"] == "Biased") for row in members])
    values = np.array([measured(row["text"]) for row in members])
    by_text = judged(
        values, gold, folds([" ".join(row["text"].lower().split()) for row in members])
    )
    by_outlet = judged(values, gold, folds([row["outlet"] or "" for row in members]))
    return {
        "n": len(members),
        "figures": {
            "auc": auc(gold, by_text),
            "auc.outlets": auc(gold, by_outlet),
            "auc.subjective": auc(gold, values[:, -1]),
            "biased": interval(np.column_stack([gold, np.ones(len(gold))]).astype(np.float64)),
        },
    }
