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
from stylo.drivers import RATINGS
from stylo.feature import Floats, Ints, own_words
from stylo.features import stance
from stylo.training.data import rows

#: Inverse strength of the ridge penalty; chosen before the first run and not tuned.
RIDGE = 0.3


#: Measures that the encoder reads off whole sentences; the others count cues.
READ = frozenset({"subjectivity_share", *RATINGS})


def measured(text: str) -> dict[str, list[float]]:
    """Return what each measure says of a sentence, by its name.

    Of a rating its value, 0 where the sentence is too short for one; of the others the sum of their
    evidence and that per 100 words. ``words`` and ``said``, the encoder's log-odds that the
    sentence is subjective, stand beside them.
    """
    doc = annotate(text)
    words = max(own_words(doc, "all"), 1)
    values: dict[str, list[float]] = {}
    for feature in stance.FEATURES:
        found = feature.measure(doc, "all")
        if feature.name in RATINGS:
            values[feature.name] = [float(np.nan_to_num(found.value))]
        else:
            total = sum(e.weight for e in found.evidence)
            values[feature.name] = [np.log1p(total), np.log1p(total / words * 100)]
    return {**values, "words": [np.log1p(words)], "said": [said(text)]}


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
        ``auc``; ``auc.cues``, without what the encoder reads off whole sentences;
        ``auc.outlets``; ``auc.subjective``; ``biased``: the share of biased sentences.
    """
    members = [row for row in rows(path) if row["label"] in {"Biased", "Non-biased"}]
    gold = np.array([int(row["label"] == "Biased") for row in members])
    found = [measured(row["text"]) for row in members]
    values = np.array([np.concatenate(list(of.values())) for of in found])
    cues = np.array(
        [np.concatenate([of[n] for n in of if n not in {*READ, "said"}]) for of in found]
    )
    texts = folds([" ".join(row["text"].lower().split()) for row in members])
    outlets = folds([row["outlet"] or "" for row in members])
    return {
        "n": len(members),
        "figures": {
            "auc": auc(gold, judged(values, gold, texts)),
            "auc.cues": auc(gold, judged(cues, gold, texts)),
            "auc.outlets": auc(gold, judged(values, gold, outlets)),
            "auc.subjective": auc(gold, values[:, -1]),
            "biased": interval(np.column_stack([gold, np.ones(len(gold))]).astype(np.float64)),
        },
    }
