"""The General Imposters method: is a text by a candidate, or could others have written it.

Kestemont, Stover, Koppel, Karsdorp & Daelemans 2016, "Authenticating the writings of Julius
Caesar", Expert Systems with Applications 63, doi:10.1016/j.eswa.2016.06.029.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError
from stylo.stylometry.convention import Convention, as_in_r
from stylo.stylometry.corpus import known_names
from stylo.stylometry.distances import Floats, cross_distances, scale_of

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Draws:
    """What is drawn for one candidate.

    Attributes
    ----------
    words : array of int, iterations × words drawn
        Columns.
    imposters : array of int, iterations × imposters drawn
        Rows of the reference texts.
    """

    words: Ints
    imposters: Ints

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True)
class Imposters:
    """The share of iterations that each candidate won, texts × candidates, 0 to 1."""

    candidates: tuple[str, ...]
    scores: Floats
    iterations: int


@dataclass(frozen=True)
class Thresholds:
    """Below `low` the candidate did not write the text, above `high` did; between: no answer.

    `c_at_1` is what they reach on the scores that they were chosen by.
    """

    low: float
    high: float
    c_at_1: float


def draw(
    authors: Sequence[str],
    candidate: str,
    words: int,
    random: np.random.RandomState,
    *,
    iterations: int = 100,
    features: float = 0.5,
    imposters: float = 0.5,
) -> Draws:
    """Draw words and imposters for a candidate, none twice in an iteration.

    Parameters
    ----------
    authors : sequence of str
        Of the reference texts; all texts not by the candidate are imposters.
    candidate : str
        The author in question.
    words : int
        Columns to draw from.
    random : numpy.random.RandomState
        Where the draws come from.
    iterations : int
        How many times.
    features, imposters : float
        Share of the words and of the imposters that is drawn, 0 to 1.

    Raises
    ------
    InputError
        If the candidate has no text, or nobody else has.
    """
    if not (0 < features <= 1 and 0 < imposters <= 1) or iterations < 1:
        raise InputError("shares of words and imposters lie between 0 and 1; at least 1 iteration")
    known_names([candidate], authors)
    others = np.array([row for row, name in enumerate(authors) if name != candidate])
    if not len(others):
        raise InputError(f"all reference texts are by {candidate}: imposters are by others")
    columns = max(1, round(features * words))
    rows = max(1, round(imposters * len(others)))
    drawn = [
        (random.permutation(words)[:columns], others[random.permutation(len(others))[:rows]])
        for _ in range(iterations)
    ]
    return Draws(np.array([w for w, _ in drawn]), np.array([r for _, r in drawn]))


def contests(
    reference: ArrayLike,
    authors: Sequence[str],
    texts: ArrayLike,
    candidate: str,
    draws: Draws,
    measure: str = "wurzburg",
    *,
    convention: Convention = "published",
) -> tuple[Ints, Floats]:
    """Return, for each text and iteration, the nearest reference text and its distance.

    Parameters
    ----------
    reference, texts : array, texts × words
        Relative frequencies of the same words, in percent.
    authors : sequence of str
        Of the reference texts.
    candidate : str
        All of whose texts take part in every iteration.
    draws : Draws
        The words and imposters of each iteration.
    measure : str
        See `stylo.stylometry.distances.MEASURES`.
    convention : str
        ``published``: z-scores from all reference texts; ``r-stylo``: from the texts that take
        part and the text in question, which counts twice.

    Returns
    -------
    tuple of array, array
        Rows of the reference and distances, texts × iterations. The candidate's own texts come
        first where distances are equal.
    """
    a, b = np.asarray(reference, dtype=np.float64), np.asarray(texts, dtype=np.float64)
    in_r = as_in_r(convention)
    own = np.array([row for row, name in enumerate(authors) if name == candidate], dtype=np.int64)
    scale = None if in_r else scale_of(a)
    winners = np.empty((len(b), len(draws)), dtype=np.int64)
    nearest = np.empty((len(b), len(draws)))
    for turn, (words, others) in enumerate(zip(draws.words, draws.imposters, strict=True)):
        rows = np.concatenate([own, others])
        train = a[np.ix_(rows, words)]
        if scale is None:
            found = [
                cross_distances(
                    train, np.stack([t, t]), measure, over="both", convention=convention
                )[0]
                for t in b[:, words]
            ]
            matrix = np.stack(found)
        else:
            matrix = cross_distances(train, b[:, words], measure, scale=scale.of(words))
        best = np.argmin(matrix, axis=1)
        winners[:, turn] = rows[best]
        nearest[:, turn] = matrix[np.arange(len(b)), best]
    return winners, nearest


def imposters(
    reference: ArrayLike,
    authors: Sequence[str],
    texts: ArrayLike,
    measure: str = "wurzburg",
    *,
    candidates: Sequence[str] | None = None,
    iterations: int = 100,
    features: float = 0.5,
    imposters: float = 0.5,
    seed: int = 0,
    convention: Convention = "published",
) -> Imposters:
    """Return how often each candidate's texts come nearer than all imposters'.

    Parameters
    ----------
    reference, authors, texts, measure, convention
        See `contests`.
    candidates : sequence of str, optional
        By default all authors.
    iterations, features, imposters
        See `draw`. The texts of one call share their draws.
    seed : int
        Of ``numpy.random.RandomState``.

    Examples
    --------
    >>> x = [[6.0, 1.0, 2.0], [5.8, 1.1, 2.2], [3.0, 4.0, 1.0], [3.1, 3.9, 1.2]]
    >>> found = imposters(x, ["Moss", "Moss", "Reed", "Reed"], [[5.9, 1.0, 2.1]], "delta")
    >>> found.candidates, found.scores.tolist()
    (('Moss', 'Reed'), [[1.0, 0.0]])
    """
    random = np.random.RandomState(seed)
    names = tuple(sorted(set(authors) if candidates is None else set(candidates)))
    a, b = np.asarray(reference, dtype=np.float64), np.asarray(texts, dtype=np.float64)
    scores = np.empty((len(b), len(names)))
    by = np.asarray(authors, dtype=object)
    for k, candidate in enumerate(names):
        draws = draw(
            authors,
            candidate,
            a.shape[1],
            random,
            iterations=iterations,
            features=features,
            imposters=imposters,
        )
        winners, _ = contests(a, authors, b, candidate, draws, measure, convention=convention)
        scores[:, k] = (by[winners] == candidate).mean(axis=1)
    return Imposters(names, scores, iterations)


def leave_one_out_scores(
    reference: ArrayLike,
    authors: Sequence[str],
    measure: str = "wurzburg",
    *,
    iterations: int = 30,
    features: float = 0.5,
    imposters_share: float = 0.5,
    rows: Iterable[int] | None = None,
    seed: int = 0,
    convention: Convention = "published",
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return scores of every reference text, or of `rows`, against the others.

    Thresholds are chosen by them. Texts that are their author's only one are left out.

    Returns
    -------
    tuple of array, array
        Texts × authors (in alphabetical order): scores, and whether the author wrote the text.
    """
    a = np.asarray(reference, dtype=np.float64)
    names = sorted(set(authors))
    scores, truth = [], []
    for row in range(len(a)) if rows is None else rows:
        author = authors[row]
        others = [other for other in range(len(a)) if other != row]
        left = [authors[other] for other in others]
        if author not in left:
            continue
        found = imposters(
            a[others],
            left,
            a[row : row + 1],
            measure,
            candidates=names,
            iterations=iterations,
            features=features,
            imposters=imposters_share,
            seed=seed + row,
            convention=convention,
        )
        scores.append(found.scores[0])
        truth.append([name == author for name in names])
    if not scores:
        raise InputError("every author has one text only: thresholds need at least two by one")
    return np.array(scores), np.array(truth)


def c_at_1(scores: ArrayLike, truth: ArrayLike, low: float, high: float) -> float:
    """Return C@1 (Peñas & Rodrigo 2011): no answer counts as right as often as answers are.

    Examples
    --------
    >>> c_at_1([0.9, 0.5, 0.1, 0.2], [True, True, False, True], 0.3, 0.6)
    0.625
    """
    p, yes = np.ravel(np.asarray(scores, dtype=np.float64)), np.ravel(np.asarray(truth, bool))
    right = float((((p > high) & yes) | ((p < low) & ~yes)).sum())
    unanswered = float(((p >= low) & (p <= high)).sum())
    return (right + unanswered * right / len(p)) / len(p)


def optimise_thresholds(
    scores: ArrayLike,
    truth: ArrayLike,
    *,
    step: float = 0.01,
    convention: Convention = "published",
) -> Thresholds:
    """Return the thresholds with the best C@1 on given scores.

    Parameters
    ----------
    scores, truth : arrays of the same shape
        Scores of candidates, and whether they wrote the text; see `leave_one_out_scores`.
    step : float
        Between the thresholds that are tried, from 0 to 1.
    convention : str
        ``published``: the best pair; among equals the one with the narrowest range without an
        answer, then the lowest. ``r-stylo``: as ``imposters.optimize()``, which is not the best
        pair: its table has a row for each low threshold and a column for how much higher the
        other is, and it returns the smallest and the largest index of the best cells, rows and
        columns mixed.
    """
    in_r = as_in_r(convention)
    grid = np.round(np.arange(0, 1 + step / 2, step), 10)
    count = len(grid)
    p, yes = np.ravel(np.asarray(scores, dtype=np.float64)), np.ravel(np.asarray(truth, bool))
    rejected = np.array([((p < low) & ~yes).sum() for low in grid])
    accepted = np.array([((p > high) & yes).sum() for high in grid])
    under = np.array([(p < low).sum() for low in grid])
    above = np.array([(p > high).sum() for high in grid])
    right = rejected[:, None] + accepted[None, :]
    unanswered = len(p) - under[:, None] - above[None, :]
    table = (right + unanswered * right / len(p)) / len(p)
    low, high = np.meshgrid(np.arange(count), np.arange(count), indexing="ij")
    valid = high >= low
    best = np.argwhere(valid & (table == table[valid].max()))
    if in_r:
        shifted = np.column_stack([best[:, 0], best[:, 1] - best[:, 0]])
        at_low, at_high = int(shifted.min()), int(shifted.max())
    else:
        at_low, at_high = min(map(tuple, best.tolist()), key=lambda pair: (pair[1] - pair[0], pair))
    chosen = float(grid[at_low]), float(grid[at_high])
    return Thresholds(*chosen, c_at_1(p, yes, *chosen))
