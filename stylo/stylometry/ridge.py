"""Regularised least squares on likenesses, with every text left out in closed form.

One ridge regression per author: 1 for the author's texts, 0 for all others (Rifkin & Klautau 2004
found it as good as support vector machines). Its great advantage here: what the model would say of
a text, of two texts or of all texts by an author, had it been trained without them, follows from
one matrix inverse. So probabilities can be calibrated on texts that the model has not seen, inside
any test, without training again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Ridge penalty, and the constant that lets each regression shift as a whole.
PENALTY = 0.1
SHIFT = 0.3


@dataclass(frozen=True)
class Ridge:
    """Regressions that were fitted to the likenesses of training texts.

    Attributes
    ----------
    authors : tuple of str
        In alphabetical order.
    codes : array of int
        The author of each training text.
    inverse : array, texts × texts
        Of the regularised likenesses.
    duals : array, texts × authors
        What each training text adds to the score of each author.
    """

    authors: tuple[str, ...]
    codes: Ints
    inverse: Floats
    duals: Floats

    def scores(self, likeness: ArrayLike) -> Floats:
        """Return scores from likenesses, texts × training texts: near 1 for one's own author."""
        cross = np.asarray(likeness, dtype=np.float64) + SHIFT
        return np.asarray(cross @ self.duals + 1 / len(self.authors))

    def left_out(self) -> Floats:
        """Return the scores of each training text by a model without it."""
        own = np.diag(self.inverse)[:, None]
        return np.asarray(self._targets() - self.duals / own + 1 / len(self.authors))

    def pair_left_out(self, text: int) -> Floats:
        """Return the scores of each training text by a model without it and without `text`.

        The row of `text` itself is that of `left_out`.
        """
        a = np.diag(self.inverse)
        b, d = self.inverse[:, text], self.inverse[text, text]
        with np.errstate(divide="ignore", invalid="ignore"):
            determinant = a * d - b * b
            gap = (d * self.duals - b[:, None] * self.duals[text]) / determinant[:, None]
        gap[text] = self.duals[text] / d
        return np.asarray(self._targets() - gap + 1 / len(self.authors))

    def without(self, rows: Sequence[int] | Ints) -> Ridge:
        """Return the regressions as they would be without some of the texts.

        Those texts keep their places and add nothing; `left_out` and its kin do not apply.
        """
        rows = np.asarray(rows, dtype=np.int64)
        block = self.inverse[np.ix_(rows, rows)]
        duals = self.duals - self.inverse[:, rows] @ np.linalg.solve(block, self.duals[rows])
        duals[rows] = 0.0
        return Ridge(self.authors, self.codes, self.inverse, duals)

    def author_left_out(self, author: int) -> Floats:
        """Return the scores of an author's texts by a model without any of them."""
        rows = np.flatnonzero(self.codes == author)
        block = self.inverse[np.ix_(rows, rows)]
        gap = np.linalg.solve(block, self.duals[rows])
        return np.asarray(self._targets()[rows] - gap + 1 / len(self.authors))

    def _targets(self) -> Floats:
        return _targets(self.codes, len(self.authors))


def _targets(codes: Ints, number: int) -> Floats:
    return np.asarray((codes[:, None] == np.arange(number)) - 1 / number, dtype=np.float64)


def ridge(likeness: ArrayLike, authors: Sequence[str]) -> Ridge:
    """Fit one regression per author; all authors weigh the same, however much they wrote.

    Parameters
    ----------
    likeness : array, texts × texts
        Symmetric, 1 on the diagonal.
    authors : sequence of str
        Of the texts, at least two.

    Raises
    ------
    InputError
        If all texts are by one author.
    """
    names, codes = np.unique(np.asarray(authors, dtype=object), return_inverse=True)
    if len(names) < 2:
        raise InputError("the candidates are one author: at least 2 are needed")
    sizes = np.bincount(codes)
    weights = len(codes) / (len(names) * sizes[codes])
    regular = np.asarray(likeness, dtype=np.float64) + SHIFT + np.diag(PENALTY / weights)
    inverse = np.asarray(np.linalg.inv(regular), dtype=np.float64)
    codes = codes.astype(np.int64)
    duals = inverse @ _targets(codes, len(names))
    return Ridge(tuple(map(str, names)), codes, inverse, duals)
