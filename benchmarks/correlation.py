"""Correlations of answers with ratings, with their intervals."""

from __future__ import annotations

import numpy as np

from benchmarks.bootstrap import RESAMPLES, Floats, interval


def sums(x: Floats, y: Floats) -> Floats:
    """Return, for each pair, what the correlation sums: 1, x, y, x², y², xy (of z-scores)."""
    x, y = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    return np.column_stack([np.ones(len(x)), x, y, x * x, y * y, x * y])


def pearson(totals: Floats) -> Floats:
    """Return Pearson's correlation from the totals of `sums`."""
    n, x, y, xx, yy, xy = np.moveaxis(totals, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):  # NaN where one of them is constant
        out: Floats = (n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y))
    return out


def pearson_interval(x: Floats, y: Floats) -> list[float]:
    """Return Pearson's correlation with its 95 % interval over pairs."""
    return interval(sums(x, y), pearson)


def spearman_interval(x: Floats, y: Floats) -> list[float]:
    """Return Spearman's rank correlation; each draw of its interval is ranked anew."""
    from scipy.stats import rankdata

    def rho(some: Floats, others: Floats) -> float:
        return float(pearson(sums(rankdata(some), rankdata(others)).sum(axis=0)))

    draws = np.random.RandomState(0).randint(0, len(x), (RESAMPLES, len(x)))
    low, high = np.percentile([rho(x[d], y[d]) for d in draws], [2.5, 97.5])
    return [rho(x, y), float(low), float(high)]
