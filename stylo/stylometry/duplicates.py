"""Texts that are largely the same: rewrites, reprints, excerpts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stylo.stylometry.tokens import tokenise_as_r

Ints = NDArray[np.int64]

#: Words of a run, the share of a text's runs that make a near-duplicate, and in how many texts a
#: run may stand before it counts as a formula of the house.
RUN = 8
SHARE = 0.3
COMMON = 50
_BASE = np.uint64(1_000_003)


def shared_runs(texts: Sequence[str], *, run: int = RUN) -> dict[tuple[int, int], float]:
    """Return the share of word runs that pairs of texts have in common, of the shorter text's runs.

    Parameters
    ----------
    texts : sequence of str
        Any texts.
    run : int
        Words of a run.

    Returns
    -------
    dict
        Pairs of rows, the smaller first, that share at least one run. A run that stands in more
        than fifty texts is left out.

    Examples
    --------
    >>> shared_runs(["The tide came in at noon.", "So the tide came in, at noon!"], run=3)
    {(0, 1): 1.0}
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = lambda: len(numbers) + 1
    found = []
    for text in texts:
        words = np.array([numbers[w] for w in tokenise_as_r(text)], dtype=np.uint64)
        found.append(np.unique(_hashes(words, run)))
    sizes = np.array([len(h) for h in found], dtype=np.int64)
    hashes = np.concatenate([*found, np.zeros(0, np.uint64)])
    owners = np.repeat(np.arange(len(texts)), sizes)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    bounds = np.flatnonzero(np.diff(hashes)) + 1
    edges = np.concatenate([[0], bounds, [len(hashes)]])
    counts: defaultdict[tuple[int, int], int] = defaultdict(int)
    several = np.flatnonzero((np.diff(edges) > 1) & (np.diff(edges) <= COMMON))
    for at in several.tolist():
        group = owners[edges[at] : edges[at + 1]].tolist()
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                counts[a, b] += 1
    return {
        pair: number / int(min(sizes[pair[0]], sizes[pair[1]])) for pair, number in counts.items()
    }


def _hashes(words: NDArray[np.uint64], run: int) -> NDArray[np.uint64]:
    if len(words) < run:
        return np.zeros(0, dtype=np.uint64)
    found = np.zeros(len(words) - run + 1, dtype=np.uint64)
    for at in range(run):
        found = found * _BASE + words[at : at + len(found)]
    return found


def near_duplicates(texts: Sequence[str], share: float = SHARE) -> list[tuple[int, int, float]]:
    """Return pairs of texts of which the shorter has at least this share of its runs in the other.

    In the order of the rows.
    """
    pairs = shared_runs(texts)
    return [(a, b, pairs[a, b]) for a, b in sorted(pairs) if pairs[a, b] >= share]


def clusters(texts: Sequence[str], share: float = SHARE) -> Ints:
    """Return a number for each text that near-duplicates, and theirs, have in common.

    Examples
    --------
    >>> said = "The harbour board met on Monday night and voted to close the east gate for good."
    >>> clusters([said, "Nobody came to see the new bridge open in the rain.", said]).tolist()
    [0, 1, 0]
    """
    parent = list(range(len(texts)))

    def top(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for a, b, _ in near_duplicates(texts, share):
        one, two = sorted((top(a), top(b)))
        parent[two] = one
    return np.array([top(row) for row in range(len(texts))], dtype=np.int64)
