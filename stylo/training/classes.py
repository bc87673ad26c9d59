"""Group words that stand among the same neighbours: classes that the tagger sees.

Each frequent word is described by the words just before and after it (positive pointwise mutual
information, reduced by a singular value decomposition), and the descriptions are grouped by
k-means, once coarsely and once finely (Schütze 1995, "Distributional part-of-speech tagging").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, hstack

from stylo import segment, tagger
from stylo.training import data

#: Words rarer than this have no class.
RARE = 10
#: How many of the most frequent words describe the others, and by how many dimensions.
NEIGHBOURS, DIMENSIONS = 2000, 100
#: How many classes there are, coarse and fine.
COARSE, FINE = 300, 1000
#: Tokens that are counted at once.
_BATCH = 2_000_000


def news(corpora: Path) -> Iterator[str]:
    """Yield the articles of allsides-abp, labels unseen."""
    for path in sorted((corpora / "allsides-abp").glob("*.jsonl.gz")):
        for row in data.rows(path):
            yield row["text_clean"]


def read(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of each text, as the tagger's features have them."""
    out = []
    for text in texts:
        straight = segment.straighten(text)
        out.append([tagger.plain(straight[a:b]) for a, b in segment.token_spans(text)])
    return out


def neighbourhoods(texts: list[list[str]], words: list[str]) -> csr_matrix:
    """Count, for every word, the frequent words one and two places before and after it."""
    number = {word: index for index, word in enumerate(words)}
    size, width = len(words), NEIGHBOURS + 1  # all other words count as one neighbour
    totals = [csr_matrix((size, width), dtype=np.float32) for _ in (-1, 1, -2, 2)]
    batch: list[int] = []
    for last, text in enumerate(texts, start=1):
        batch += [number.get(word, size) for word in text]
        batch += [-1, -1]  # nobody is a neighbour across articles
        if len(batch) < _BATCH and last < len(texts):
            continue
        ids = np.array(batch)
        batch = []
        for place, offset in enumerate((-1, 1, -2, 2)):
            step = abs(offset)
            word, beside = (ids[step:], ids[:-step]) if offset < 0 else (ids[:-step], ids[step:])
            kept = (word >= 0) & (word < size) & (beside >= 0)
            column = np.minimum(beside[kept], NEIGHBOURS)
            ones = np.ones(len(column), dtype=np.float32)
            counted = coo_matrix((ones, (word[kept], column)), shape=(size, width))
            totals[place] = totals[place] + counted.tocsr()
    return hstack(totals).tocsr()


def describe(counts: csr_matrix) -> NDArray[np.float64]:
    """Return a vector of length one for every word."""
    from sklearn.utils.extmath import randomized_svd

    cells = counts.tocoo()
    row = np.asarray(counts.sum(axis=1)).ravel()
    column = np.asarray(counts.sum(axis=0)).ravel()
    information = np.log(cells.data * row.sum() / (row[cells.row] * column[cells.col]))
    far = cells.col >= counts.shape[1] // 2  # two places away counts half
    values = np.maximum(information, 0) * np.where(far, 0.5, 1.0)
    matrix = csr_matrix((values, (cells.row, cells.col)), shape=counts.shape)
    left, strength, _ = randomized_svd(matrix, DIMENSIONS, n_iter=4, random_state=0)
    vectors = left * np.sqrt(strength)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9))


def learn(corpora: Path) -> dict[str, tuple[int, int]]:
    """Return the coarse and the fine class of every frequent word."""
    from sklearn.cluster import MiniBatchKMeans

    texts = read(news(corpora))
    counts = Counter(word for text in texts for word in text)
    words = sorted((word for word, n in counts.items() if n >= RARE), key=lambda w: (-counts[w], w))
    vectors = describe(neighbourhoods(texts, words))
    classes = [
        MiniBatchKMeans(size, random_state=0, n_init=3, batch_size=4096)
        .fit_predict(vectors)
        .tolist()
        for size in (COARSE, FINE)
    ]
    return dict(zip(words, zip(*classes, strict=True), strict=True))
