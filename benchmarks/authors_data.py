"""Texts with authors for the benchmarks of authorship, and what figures they share."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.bootstrap import interval
from stylo.stylometry.corpus import UNKNOWN, Corpus, make_corpus

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Figures = dict[str, list[float]]

#: Texts of an author, at least, to count within an outlet.
ENOUGH = 10
BINS = 10
_JOINED = re.compile(r"\s+(?:and|or)\s+", re.IGNORECASE)


def read(path: Path) -> Corpus:
    """Return the texts of a file; joint and disputed ones have no author."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line.strip()]
    names = {row.get("author") or UNKNOWN for row in rows}
    joint = {n for n in names if len(parts := _JOINED.split(n)) > 1 and set(parts) <= names}
    kept = [row for row in rows if (row.get("text_clean") or row["text"]).strip()]
    return make_corpus(
        [row.get("text_clean") or row["text"] for row in kept],
        [UNKNOWN if row.get("author") in joint else row.get("author") for row in kept],
        [f"{number}: {row.get('id', '')}" for number, row in enumerate(kept)],
        kept,
    )


def outlets(corpus: Corpus) -> dict[str, list[int]]:
    """Return the rows of each outlet's authors of ten texts or more, where there are two."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, meta in enumerate(corpus.meta):
        if corpus.authors[row] != UNKNOWN:
            rows[str(meta.get("outlet") or "")].append(row)
    found = {}
    for outlet, members in sorted(rows.items()):
        sizes = Counter(corpus.authors[row] for row in members)
        kept = [row for row in members if sizes[corpus.authors[row]] >= ENOUGH]
        if len({corpus.authors[row] for row in kept}) > 1:
            found[outlet] = kept
    return found


# -- figures ------------------------------------------------------------------------------------


def share(right: Bools) -> list[float]:
    """Return the share of texts that are right."""
    return interval(np.column_stack([right, np.ones(len(right))]).astype(float))


def balanced(right: Bools, authors: Sequence[str]) -> list[float]:
    """Return the mean accuracy of the authors, its interval by drawing texts of each."""
    _, codes = np.unique(np.asarray(authors), return_inverse=True)
    number = int(codes.max()) + 1
    table = np.zeros((len(right), 2, number))
    table[np.arange(len(right)), 0, codes] = right
    table[np.arange(len(right)), 1, codes] = 1

    def mean(sums: Floats) -> Floats:
        parts = sums.reshape(*sums.shape[:-1], 2, number)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.nanmean(parts[..., 0, :] / parts[..., 1, :], axis=-1))

    return interval(table.reshape(len(right), -1), mean)


def calibration(probability: Floats, right: Bools, weight: Floats | None = None) -> list[float]:
    """Return the expected calibration error of probabilities, all texts weighing the same or so."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    table = np.zeros((len(right), 2, BINS))
    each = np.ones(len(right)) if weight is None else weight
    table[np.arange(len(right)), 0, bins] = each * (probability - right)
    table[:, 1, 0] = each

    def error(sums: Floats) -> Floats:
        parts = sums.reshape(*sums.shape[:-1], 2, BINS)
        return np.asarray(np.abs(parts[..., 0, :]).sum(axis=-1) / parts[..., 1, 0])

    return interval(table.reshape(len(right), -1), error)


def mcnemar(one: int, other: int) -> float:
    """Return the exact two-sided p of McNemar's test (1947).

    Examples
    --------
    >>> mcnemar(3, 0)
    0.25
    """
    from scipy.stats import binomtest

    return float(binomtest(one, one + other).pvalue) if one + other else 1.0
