"""Intervals for figures, by drawing whole documents again with replacement."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

RESAMPLES = 1000
#: Cells of the matrix of draws that are held at once.
_CELLS = 4_000_000


def ratio(sums: Floats) -> Floats:
    """Return the first count over the second, NaN where the second is 0."""
    whole = sums[..., 1]
    out: Floats = np.full(whole.shape, np.nan)
    np.divide(sums[..., 0], whole, out=out, where=whole != 0)
    return out


def precision(sums: Floats) -> Floats:
    """Return true positives over all found; counts stand as tp, fp, fn."""
    return ratio(np.stack([sums[..., 0], sums[..., 0] + sums[..., 1]], axis=-1))


def recall(sums: Floats) -> Floats:
    """Return true positives over all that is to be found; counts stand as tp, fp, fn."""
    return ratio(np.stack([sums[..., 0], sums[..., 0] + sums[..., 2]], axis=-1))


def f1(sums: Floats) -> Floats:
    """Return F1, 2·tp ÷ (2·tp + fp + fn); counts stand as tp, fp, fn."""
    double = 2 * sums[..., 0]
    return ratio(np.stack([double, double + sums[..., 1] + sums[..., 2]], axis=-1))


def interval(
    values: ArrayLike,
    statistic: Callable[[Floats], Floats] = ratio,
    resamples: int = RESAMPLES,
    level: float = 0.95,
) -> list[float]:
    """Return a figure with the bounds of its percentile interval (Efron 1979).

    Parameters
    ----------
    values : array, documents × counts
        What each document adds to the counts.
    statistic : callable
        Gives the figure from summed counts on the last axis: `f1`, `precision`, `recall`,
        `ratio`, or one of your own that works on whole arrays.
    resamples : int
        How many times the documents are drawn again (``RandomState(0)``).
    level : float
        The share of resamples between the bounds.

    Returns
    -------
    list of float
        Value, lower and upper bound; bounds are NaN where there are no documents.

    Examples
    --------
    >>> value, low, high = interval([[8, 10], [9, 10], [4, 10]])
    >>> round(value, 2), low <= value <= high
    (0.7, True)
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"a table of documents × counts is needed, not {table.ndim} dimensions")
    count = len(table)
    value = float(statistic(table.sum(axis=0)))
    if not count:
        return [value, float("nan"), float("nan")]
    random = np.random.RandomState(0)
    step = max(1, _CELLS // count)
    drawn = []
    for first in range(0, resamples, step):
        rows = min(step, resamples - first)
        picks = random.randint(0, count, size=(rows, count))
        picks += np.arange(rows)[:, None] * count
        times = np.bincount(picks.ravel(), minlength=rows * count).reshape(rows, count)
        drawn.append(statistic(times @ table))
    tail = 100 * (1 - level) / 2
    figures = np.concatenate(drawn)
    figures = figures[~np.isnan(figures)]
    if not len(figures):
        return [value, float("nan"), float("nan")]
    low, high = np.percentile(figures, [tail, 100 - tail])
    return [value, float(low), float(high)]
