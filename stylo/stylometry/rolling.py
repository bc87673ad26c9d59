"""Rolling attribution: who wrote each stretch of a text (Eder 2016, doi:10.1093/llc/fqv010)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError
from stylo.stylometry.classify import Attribution, classifier
from stylo.stylometry.convention import Convention
from stylo.stylometry.frequencies import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Rolling:
    """Windows of a text and who is thought to have written them.

    Attributes
    ----------
    starts, ends : array of int
        Half-open ranges of words, counted from 0.
    attribution : Attribution
        One row for each window.
    """

    starts: Ints
    ends: Ints
    attribution: Attribution

    @property
    def centres(self) -> Ints:
        """The middle of each window, as R stylo labels it."""
        middles: Ints = self.starts + round(int(self.ends[0] - self.starts[0]) / 2)
        return middles


def windows(length: int, size: int, overlap: int = 0) -> Ints:
    """Return where the windows of a text start; a rest too short for a window is left out.

    Raises
    ------
    InputError
        If the overlap is not smaller than the window, or the text is shorter than one.

    Examples
    --------
    >>> windows(12, 5, 2).tolist()
    [0, 3, 6]
    """
    if not 0 <= overlap < size:
        raise InputError(
            f"windows of {size} words cannot overlap by {overlap}: take 0 to {size - 1}"
        )
    if length < size:
        raise InputError(f"the text has {length} words, fewer than a window of {size}")
    step = size - overlap
    return np.arange((length - overlap) // step, dtype=np.int64) * step


def window_frequencies(
    units: Sequence[str], words: Sequence[str], starts: Ints, size: int
) -> Floats:
    """Return relative frequencies in percent of the given words in each window."""
    place = {word: column for column, word in enumerate(words)}
    columns = np.array([place.get(unit, -1) for unit in units], dtype=np.int64)
    table = np.empty((len(starts), len(words)))
    for row, start in enumerate(starts.tolist()):
        inside = columns[start : start + size]
        table[row] = np.bincount(inside[inside >= 0], minlength=len(words))
    return 100 * table / size


def rolling(
    units: Sequence[str],
    train: ArrayLike,
    authors: Sequence[str],
    words: Sequence[str],
    *,
    size: int = 5000,
    overlap: int = 4500,
    method: str = "delta",
    convention: Convention = "published",
    **options: Any,
) -> Rolling:
    """Attribute overlapping windows of a text.

    Parameters
    ----------
    units : sequence of str
        Words of the text, from `stylo.stylometry.tokens.units_of`.
    train : array, texts × words
        Relative frequencies of the training texts in percent.
    authors : sequence of str
        Of the training texts.
    words : sequence of str
        Columns of `train`; the word list is best made from the training texts alone.
    size, overlap : int
        Of the windows, in words.
    method, convention, **options
        See `stylo.stylometry.classify.classifier`: ``delta``, ``centroid``, ``svm``, ``nsc``.
        z-scores come from the training texts. As windows of one text overlap, neighbouring
        answers are not independent of each other.

    Raises
    ------
    InputError
        If the text is shorter than a window or the columns do not fit the words.
    """
    table = np.asarray(train, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != len(words):
        raise InputError(f"the training table {table.shape} has not the {len(words)} words given")
    starts = windows(len(units), size, overlap)
    run = classifier(method, convention=convention, **options)
    found = run(table, authors, window_frequencies(units, words, starts, size))
    return Rolling(starts, starts + size, found)
