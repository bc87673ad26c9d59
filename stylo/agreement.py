"""How far two annotators agree beyond chance: Cohen's kappa and Krippendorff's alpha.

Both compare the disagreement observed with that expected by chance: kappa (Cohen 1960) from each
annotator's own distribution of marks, alpha (Krippendorff 2004, *Content Analysis*, ch. 11) from
that of all marks together. Alpha takes items that only some have marked, and numbers that are
nearly the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Draws of the bootstrap.
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two annotators agree.

    Attributes
    ----------
    what : str
        What was marked.
    n : int
        Items that both marked.
    share : float
        Of these, where both gave the same mark; NaN if there are none.
    kappa, alpha : float
        1: always; 0: as often as by chance. NaN where one mark alone was given, which leaves
        nothing to tell from chance.
    kappa_low, kappa_high, alpha_low, alpha_high : float
        95 % intervals, by drawing documents again; NaN where there are none.
    """

    what: str
    n: int
    share: float
    kappa: float
    kappa_low: float
    kappa_high: float
    alpha: float
    alpha_low: float
    alpha_high: float


def kappa(first: Floats, second: Floats) -> float:
    """Return Cohen's kappa of two annotators' marks of the same items, NaN for none.

    κ = (p_o - p_e) / (1 - p_e), p_o the share of equal marks, p_e that expected from the two
    distributions of marks (Cohen 1960, *Educational and Psychological Measurement* 20: 37-46).

    Items that one of them did not mark (NaN) are left out. NaN where both gave the same one mark
    to all.

    Examples
    --------
    >>> kappa(np.array([1.0, 1, 0, 0]), np.array([1.0, 0, 0, 0]))
    0.5
    """
    both = np.isfinite(first) & np.isfinite(second)
    a, b = first[both], second[both]
    if not len(a):
        return math.nan
    values = np.union1d(a, b)
    expected = float(sum((a == v).mean() * (b == v).mean() for v in values))
    if expected == 1.0:
        return math.nan
    return (float((a == b).mean()) - expected) / (1.0 - expected)


def nominal(a: Floats, b: Floats) -> Floats:
    """Difference of marks that are mere names: 0 or 1."""
    apart: Floats = (a != b).astype(np.float64)
    return apart


def interval(a: Floats, b: Floats) -> Floats:
    """Difference of marks that are numbers: squared."""
    squared: Floats = (a - b) ** 2
    return squared


def alpha(
    marks: Sequence[Floats], difference: Callable[[Floats, Floats], Floats] = nominal
) -> float:
    """Return Krippendorff's alpha of two or more annotators' marks of the same items.

    α = 1 - D_o / D_e: the mean difference of two marks of one item over that of any two marks.

    Parameters
    ----------
    marks : sequence of arrays
        One for each annotator, NaN for an item left unmarked.
    difference : callable
        `nominal`, or `interval` for numbers.

    Returns
    -------
    float
        NaN where no item was marked twice, or all marks are the same.

    Examples
    --------
    >>> round(alpha([np.array([1.0, 1, 0, 0]), np.array([1.0, 0, 0, 0])]), 3)
    0.533
    """
    table = np.stack(marks)
    table = table[:, np.isfinite(table).sum(axis=0) > 1]
    values = np.unique(table[np.isfinite(table)])
    if len(values) < 2:
        return math.nan
    counts = np.stack([(table == v).sum(axis=0) for v in values]).astype(np.float64)
    apart = difference(values[:, None], values[None, :])
    given = counts.sum(axis=0)
    coincidences = (counts / (given - 1.0)) @ counts.T
    coincidences -= np.diag((counts / (given - 1.0)).sum(axis=1))
    totals = counts.sum(axis=1)
    n = totals.sum()
    observed = float((coincidences * apart).sum()) / n
    expected = float((np.outer(totals, totals) * apart).sum()) / (n * (n - 1.0))
    return float(1.0 - observed / expected)


def agreement(
    what: str,
    first: Floats,
    second: Floats,
    documents: Sequence[str],
    *,
    numbers: bool = False,
    seed: int = 0,
) -> Agreement:
    """Return how far two annotators agree, with intervals.

    Parameters
    ----------
    what : str
        What was marked.
    first, second : array
        Their marks of the same items, NaN for none.
    documents : sequence of str
        The document of each item: these are drawn again (Efron 1979, percentile bootstrap).
    numbers : bool
        Whether the marks are numbers: kappa then is of *some or none*, alpha of the numbers.
    seed : int
        Of the draws.
    """
    difference = interval if numbers else nominal

    def figures(a: Floats, b: Floats) -> tuple[float, float]:
        some = [np.where(np.isfinite(x), (x > 0).astype(np.float64), np.nan) for x in (a, b)]
        named = some if numbers else [a, b]
        return kappa(*named), alpha([a, b], difference)

    both = np.isfinite(first) & np.isfinite(second)
    n = int(both.sum())
    names, rows = np.unique(np.asarray(documents, dtype=object), return_inverse=True)
    members = [np.flatnonzero(rows == row) for row in range(len(names))]
    draws: list[tuple[float, float]] = []
    if len(names) > 1:
        random = np.random.RandomState(seed)
        for drawn in random.randint(len(names), size=(RESAMPLES, len(names))):
            items = np.concatenate([members[row] for row in drawn])
            draws.append(figures(first[items], second[items]))
    share = float((first[both] == second[both]).mean()) if n else math.nan
    found = figures(first, second)
    bounds = [_bounds(found[column], [d[column] for d in draws]) for column in (0, 1)]
    return Agreement(what, n, share, found[0], *bounds[0], found[1], *bounds[1])


def _bounds(value: float, drawn: Sequence[float]) -> tuple[float, float]:
    known = np.array([d for d in drawn if math.isfinite(d)])
    if math.isnan(value) or len(known) < RESAMPLES // 2:
        return math.nan, math.nan
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)
