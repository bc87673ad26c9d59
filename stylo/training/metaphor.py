"""Learn the table of metaphor-related words: ``models/metaphor.json.gz``.

Trained on the 90 fragments of the VU Amsterdam Metaphor Corpus that are not in the VUA-18 test,
with our own parts of speech and lemmas. Ridge strength, rarest feature and threshold were chosen
by five folds of whole fragments.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from stylo import figurative
from stylo.annotate import annotate_tokens
from stylo.document import Document
from stylo.feature import Bools, Floats
from stylo.training import manifest
from stylo.training.data import rows

FOLDS = 5
#: Inverse strength of the ridge penalty, and how often a feature must occur.
C, FEWEST = 1.0, 2
#: Weights below this are left out of the table.
SMALLEST = 0.03


@dataclass(frozen=True)
class Fragment:
    """A text of the corpus with its marks, one per token."""

    name: str
    doc: Document
    marks: Bools


def fragments(sentences: Iterable[dict[str, Any]]) -> list[Fragment]:
    """Put sentences (``text_id``, ``tokens``, ``labels``) together as fragments."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for sentence in sentences:
        by_name[str(sentence.get("text_id", ""))].append(sentence)
    out = []
    for name, members in by_name.items():
        marks = np.concatenate([np.array(m["labels"]) for m in members]) > 0
        out.append(Fragment(name, annotate_tokens([m["tokens"] for m in members]), marks))
    return out


def fold_of(group: str) -> int:
    """Return the fold of a group."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS


def features(doc: Document) -> list[tuple[str, ...]]:
    """Return the features of every token."""
    return [
        figurative.type_features(lemma, norm, upos) + figurative.pair_features(lemma, upos, *beside)
        for lemma, norm, upos, *beside in figurative.neighbourhoods(doc)
    ]


def fit(training: Sequence[Fragment]) -> dict[str, Any]:
    """Fit the table: ``weights`` and ``bias``."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    tokens = [row for fragment in training for row in features(fragment.doc)]
    counts = Counter(name for row in tokens for name in row)
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    number = {name: i for i, name in enumerate(names)}
    columns: list[int] = []
    pointers = [0]
    for row in tokens:
        columns.extend(number[name] for name in row if name in number)
        pointers.append(len(columns))
    x = sparse.csr_matrix(
        (np.ones(len(columns)), columns, pointers), shape=(len(tokens), len(names))
    )
    y = np.concatenate([fragment.marks for fragment in training])
    fitted = LogisticRegression(C=C, max_iter=400, tol=1e-4).fit(x, y)
    weights = fitted.coef_[0]
    return {
        "bias": round(float(fitted.intercept_[0]), 4),
        "weights": {
            name: round(float(w), 3)
            for name, w in zip(names, weights, strict=True)
            if abs(w) >= SMALLEST
        },
    }


def best_threshold(scores: Floats, marks: Bools) -> float:
    """Return the threshold with the highest F1, to one decimal."""

    def f1(threshold: float) -> float:
        said = scores > threshold
        return float(2 * (said & marks).sum() / (said.sum() + marks.sum()))

    return max((round(float(t), 1) for t in np.arange(-2.0, 1.0, 0.1)), key=f1)


def held_out(training: Sequence[Fragment], scored: Sequence[Fragment]) -> list[Floats]:
    """Score each fragment by a table that was fitted without its fold."""
    out: dict[str, Floats] = {}
    for fold in sorted({fold_of(f.name) for f in scored}):
        table = fit([f for f in training if fold_of(f.name) != fold])
        for f in scored:
            if fold_of(f.name) == fold:
                out[f.name] = figurative.score_with(f.doc, table["weights"], table["bias"])
    return [out[f.name] for f in scored]


def train(data: Path) -> None:
    """Choose the threshold by folds, fit on all 90 fragments, write the table and its card."""
    training = fragments(rows(data / "vua-sharedtask" / "train.jsonl.gz"))
    dev = fragments(
        [*rows(data / "vua18" / "train.jsonl.gz"), *rows(data / "vua18" / "dev.jsonl.gz")]
    )
    scores = np.concatenate(held_out(training, dev))
    marks = np.concatenate([f.marks for f in dev])
    threshold = best_threshold(scores, marks)
    said = scores > threshold
    f1 = 2 * (said & marks).sum() / (said.sum() + marks.sum())
    model = {"schema": 1, "threshold": threshold, **fit(training)}
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    manifest.save(figurative.FILE, text.encode("utf-8"))
    card = CARD.format(
        weights=len(model["weights"]),
        threshold=threshold,
        f1=f1,
        precision=(said & marks).sum() / said.sum(),
        recall=(said & marks).sum() / marks.sum(),
    )
    (manifest.MODELS / "metaphor.md").write_text(card, encoding="utf-8")


CARD = """# metaphor.json.gz: metaphor-related words

Weights of a logistic regression ({weights:,} features: lemma, form, ending and part of speech of a
token, and its neighbours); a token counts above {threshold}.

**Data.** VU Amsterdam Metaphor Corpus (Steen, Dorst, Herrmann, Kaal, Krennmayr & Pasma 2010), in
the copies of the shared task (Leong et al. 2018) for training and of Gao et al. (2018) for the
threshold: the 90 fragments that are not in the VUA-18 test. Annotated by MIPVU: every word used
indirectly, conventional metaphor and prepositions included.
**Licence.** CC BY-SA 4.0 (the corpus: CC BY-SA 3.0).
**Figures.** Five folds of whole fragments over VUA-18 train and dev, all tokens: F1 {f1:.3f},
precision {precision:.3f}, recall {recall:.3f}. The test figure stands in docs/benchmarks.md.
**What it cannot do.** It sees a word and its neighbours, not the sentence: a novel metaphor made
of words that are mostly literal is missed. British English of 1985 to 1994; academic prose scores
high, talk low.
**Retrain.** `stylo train metaphor --data FOLDER` (about two minutes on one core).
"""
