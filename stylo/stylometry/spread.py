"""How far a distance can be trusted: passages drawn again, and labels exchanged.

A text is a sample of how its author writes. Its passages are drawn again with replacement (Efron
1979), and the distances computed anew. As drawn texts repeat passages, their distances do not
spread around that of the texts themselves; how widely they spread is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError
from stylo.stylometry.distances import cross_distances, distances, measure_named, scale_of
from stylo.stylometry.effects import Design

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Words of a passage, draws, and fewest passages of a text that bear an interval.
PASSAGE = 100
RESAMPLES = 200
MIN_PASSAGES = 5
_Z = 1.959963984540054


@dataclass(frozen=True)
class Spread:
    """Distances of all pairs of texts, with 95 % intervals.

    Attributes
    ----------
    distances, low, high : array, texts × texts
        NaN bounds where one of the texts has fewer than five passages.
    """

    distances: Floats
    low: Floats
    high: Floats


def passage_counts(units: Sequence[str], words: Sequence[str], size: int = PASSAGE) -> Floats:
    """Return counts of the words in passages of a text, and in the last column of all units.

    The rest that fills no passage goes to the last one.

    Examples
    --------
    >>> passage_counts(["to", "be", "or", "to", "go"], ["to"], 2).tolist()
    [[1.0, 2.0], [1.0, 3.0]]
    """
    place = {word: column for column, word in enumerate(words)}
    other = len(words)
    columns = np.array([place.get(unit, other) for unit in units], dtype=np.int64)
    number = max(1, len(columns) // size)
    rows = np.minimum(np.arange(len(columns)) // size, number - 1)
    flat = np.bincount(rows * (other + 1) + columns, minlength=number * (other + 1))
    table = flat.reshape(number, other + 1).astype(np.float64)
    table[:, other] = np.bincount(rows, minlength=number)
    return table


def spread(
    passages: Sequence[Floats],
    measure: str = "wurzburg",
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Spread:
    """Return the distances of all pairs of texts, and how far each can be trusted.

    Parameters
    ----------
    passages : sequence of array
        For each text, see `passage_counts`.
    measure : str
        See `stylo.stylometry.distances.MEASURES`. Means and deviations of z-scores stay those of
        the texts themselves.
    resamples, seed : int
        Draws with ``numpy.random.RandomState``.

    Returns
    -------
    Spread
        The interval is the distance ± 1.96 times the standard deviation of the drawn distances,
        never below 0: what other passages by the same hands, as many and as long, would give.
    """
    whole = _frequencies(np.stack([table.sum(axis=0) for table in passages]))
    observed = distances(whole, measure)
    scale = scale_of(whole) if measure_named(measure).standardised else None
    random = np.random.RandomState(seed)
    total, squares = np.zeros_like(observed), np.zeros_like(observed)
    for _ in range(resamples):
        drawn = np.stack(
            [
                random.multinomial(len(t), np.full(len(t), 1 / len(t))).astype(np.float64) @ t
                for t in passages
            ]
        )
        table = _frequencies(drawn)
        gap = cross_distances(table, table, measure, scale=scale) - observed
        total += gap
        squares += gap**2
    mean = total / resamples
    sd = np.sqrt(np.maximum(squares / resamples - mean**2, 0))
    short = np.array([len(table) < MIN_PASSAGES for table in passages])
    sd[short] = sd[:, short] = np.nan
    np.fill_diagonal(sd, 0.0)
    return Spread(observed, np.maximum(observed - _Z * sd, 0), observed + _Z * sd)


def _frequencies(counts: Floats) -> Floats:
    return np.asarray(100 * counts[:, :-1] / np.maximum(counts[:, -1:], 1))


@dataclass(frozen=True)
class Separation:
    """Whether texts of one group stand nearer to each other than to those of others.

    Attributes
    ----------
    within, between : float
        Mean distance of two texts of one group (every group weighs the same), and of different
        groups.
    p : float
        The share of permutations of the units' labels with as large a difference, the observed
        one included.
    """

    within: float
    between: float
    p: float

    @property
    def gap(self) -> float:
        """How much further apart texts of different groups stand."""
        return self.between - self.within


def separation(
    matrix: ArrayLike, plan: Design, *, permutations: int = 1999, seed: int = 0
) -> Separation:
    """Test whether groups keep apart (after Clarke 1993, with distances in place of ranks).

    Parameters
    ----------
    matrix : array, texts × texts
        Distances.
    plan : Design
        Pairs of texts of one unit take no part, as they would be near in any case.
    permutations, seed : int
        With ``numpy.random.RandomState``; labels are exchanged inside strata.

    Raises
    ------
    InputError
        If no group has two units.
    """
    d = np.asarray(matrix, dtype=np.float64)
    units = plan.units
    rows, columns = np.triu_indices(len(d), 1)
    apart = units[rows] != units[columns]
    rows, columns = rows[apart], columns[apart]
    values = d[rows, columns]
    labels = plan.unit_groups
    if np.bincount(labels, minlength=plan.number).max() < 2:
        raise InputError("every group has one text or author only: at least two of one are needed")

    def figures(of_unit: Ints) -> tuple[float, float]:
        groups = of_unit[units]
        same = groups[rows] == groups[columns]
        where = groups[rows][same]
        sums = np.bincount(where, values[same], plan.number)
        sizes = np.bincount(where, minlength=plan.number)
        inside = float((sums[sizes > 0] / sizes[sizes > 0]).mean()) if same.any() else np.nan
        return inside, float(values[~same].mean()) if not same.all() else np.nan

    within, between = figures(labels)
    random = np.random.RandomState(seed)
    strata = [np.flatnonzero(plan.unit_strata == s) for s in np.unique(plan.unit_strata)]
    as_large = 0
    for _ in range(permutations):
        turn = labels.copy()
        for members in strata:
            turn[members] = labels[members[random.permutation(len(members))]]
        inside, outside = figures(turn)
        as_large += outside - inside >= between - within - 1e-12
    return Separation(within, between, (1 + as_large) / (permutations + 1))
