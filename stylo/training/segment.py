"""Make ``sentences.json.gz``: the weights of the signs that a sentence ends, from treebanks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stylo import segment
from stylo.training import data, manifest

#: Features rarer than this are left out.
RARE = 8
#: Inverse strength of the penalty.
C = 0.5


def examples(rows: list[dict[str, Any]]) -> tuple[list[list[str]], list[bool]]:
    """Return the features of every place where a sentence may end, and whether one does."""
    features, ends = [], []
    for document in data.documents(rows):
        for paragraph in data.paragraphs(document):
            straight = segment.straighten(paragraph.text)
            spans = segment.token_spans(paragraph.text)
            starts = {start for start, _ in paragraph.sentences}
            tokens = [straight[a:b] for a, b in spans]
            for index, names in segment.boundary_features(tokens, spans):
                features.append(names)
                ends.append(spans[index][0] in starts)
    return features, ends


def fit(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return the weight of each feature, by logistic regression."""
    features, ends = examples(rows)
    counts = Counter(name for names in features for name in names)
    number = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= RARE))}
    columns = [[number[name] for name in names if name in number] for names in features]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for row in columns for column in row])
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(columns), len(number)))
    model = LogisticRegression(C=C, fit_intercept=False, max_iter=2000)
    model.fit(matrix, ends)
    return {
        name: round(float(weight), 3)
        for name, weight in zip(number, model.coef_[0], strict=True)
        if abs(weight) >= 0.0005
    }


def train(corpora: Path) -> None:
    """Learn from EWT and GUM and save the model file."""
    rows = data.treebank(corpora, "ewt", "train") + data.treebank(corpora, "gum", "train")
    text = json.dumps({"weights": fit(rows)}, ensure_ascii=False, indent=0)
    manifest.save(segment.MODEL, text.encode())


if __name__ == "__main__":
    train(data.folder())
