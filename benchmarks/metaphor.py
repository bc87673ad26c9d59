"""Metaphor-related words against gold marks: VUA-18 sentences, or LCC's single spans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import bootstrap
from stylo import figurative
from stylo.annotate import annotate_tokens
from stylo.document import CONTENT_UPOS
from stylo.feature import Bools, Floats
from stylo.training.data import rows
from stylo.training.metaphor import fragments, held_out


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Score the shipped table, or with `folds` tables that never saw a sentence's fragment.

    Parameters
    ----------
    path : Path
        JSON lines of ``{tokens, labels, text_id, genre, pos}`` (vua18) or of
        ``{tokens, span, label}`` (lcc-en).
    folds : bool
        Retrain on the other fragments of the file (vua18 only).

    Returns
    -------
    dict
        ``f1``, ``precision``, ``recall`` over all tokens; ``f1.content`` over the content words
        by the file's ``pos``; ``f1.GENRE``. For lcc ``auc`` of the span's highest score. Intervals
        by bootstrap over fragments (sentences for lcc).
    """
    sentences = list(rows(path))
    return _spans(sentences) if "span" in sentences[0] else _tokens(sentences, folds)


def _tokens(sentences: Sequence[dict[str, Any]], folds: bool) -> dict[str, Any]:
    texts = fragments(sentences)
    if folds:
        scores = held_out(texts, texts)
        threshold = figurative.model()["threshold"]
        said = [s > threshold for s in scores]
    else:
        said = [figurative.marked(text.doc) for text in texts]
    members: dict[str, list[dict[str, Any]]] = {text.name: [] for text in texts}
    for sentence in sentences:
        members[str(sentence.get("text_id", ""))].append(sentence)
    content = [
        np.array(
            [tag in CONTENT_UPOS for s in members[t.name] for tag in s.get("pos", s["tokens"])]
        )
        for t in texts
    ]
    everything = [np.ones(len(t.marks), dtype=np.bool_) for t in texts]
    gold = [t.marks for t in texts]
    counts = _counts(said, gold, everything)
    figures = {
        "f1": bootstrap.interval(counts, bootstrap.f1),
        "precision": bootstrap.interval(counts, bootstrap.precision),
        "recall": bootstrap.interval(counts, bootstrap.recall),
        "f1.content": bootstrap.interval(_counts(said, gold, content), bootstrap.f1),
    }
    genres = [str(members[t.name][0].get("genre", "")) for t in texts]
    for genre in sorted(set(genres) - {""}):
        chosen = counts[[g == genre for g in genres]]
        figures[f"f1.{genre}"] = bootstrap.interval(chosen, bootstrap.f1)
    return {"n": len(sentences), "figures": figures}


def _counts(said: list[Bools], gold: list[Bools], where: list[Bools]) -> Floats:
    """Hits, false and missed marks of each fragment."""
    return np.array(
        [
            [(s & g & w).sum(), (s & ~g & w).sum(), (~s & g & w).sum()]
            for s, g, w in zip(said, gold, where, strict=True)
        ],
        dtype=np.float64,
    )


def _spans(sentences: Sequence[dict[str, Any]]) -> dict[str, Any]:
    scores, labels = [], []
    for row in sentences:
        first, last = row["span"]
        found = figurative.scores(annotate_tokens([row["tokens"]]))[first:last]
        scores.append(float(found.max()) if len(found) else -np.inf)
        labels.append(int(row["label"]) > 0)
    score, label = np.array(scores), np.array(labels)
    draws = np.random.RandomState(0).randint(0, len(score), (bootstrap.RESAMPLES, len(score)))
    values = sorted(_auc(score[d], label[d]) for d in draws)
    low, high = np.percentile(values, [2.5, 97.5])
    return {"n": len(score), "figures": {"auc": [_auc(score, label), float(low), float(high)]}}


def _auc(scores: Floats, labels: Bools) -> float:
    """Area under the ROC curve by ranks, ties counting half (Hanley & McNeil 1982)."""
    from scipy.stats import rankdata

    positive = int(labels.sum())
    ranks = rankdata(scores)[labels].sum()
    return float((ranks - positive * (positive + 1) / 2) / (positive * (len(labels) - positive)))
