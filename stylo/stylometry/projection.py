"""Texts on a plane: principal components, multidimensional scaling and t-SNE."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from stylo.document import InputError
from stylo.stylometry.distances import Floats, scale_of


@dataclass(frozen=True)
class Components:
    """Principal components; the sign of each is arbitrary.

    Attributes
    ----------
    scores : array, texts × components
        Where the texts lie.
    loadings : array, words × components
        How much each word (column) tells on a component; 0 for a word that does not vary.
    sd : array
        Standard deviation of the scores of each component.
    explained : array
        Share of the variance, 0 to 1.
    """

    scores: Floats
    loadings: Floats
    sd: Floats
    explained: Floats


def principal_components(
    frequencies: ArrayLike, number: int | None = None, *, standardise: bool = True
) -> Components:
    """Return the principal components of relative frequencies.

    Parameters
    ----------
    frequencies : array, texts × words
        At least two texts.
    number : int, optional
        How many components; by default as many as there are texts or words.
    standardise : bool
        Whether words are given equal variance (correlations, R's ``PCR``) or not (covariances,
        ``PCV``). Words that do not vary are left out.

    Returns
    -------
    Components
        By singular value decomposition, as R's ``prcomp``; the largest loading of each component
        is made positive.

    Examples
    --------
    >>> found = principal_components([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    >>> found.explained.round(3).tolist()
    [1.0, 0.0]
    """
    x = np.asarray(frequencies, dtype=np.float64)
    scale = scale_of(x)
    varies = scale.sd > 0
    if not varies.any():
        raise InputError("no word varies between the texts: there are no components")
    z = (x - scale.mean)[:, varies]
    if standardise:
        z = z / scale.sd[varies]
    left, values, right = np.linalg.svd(z, full_matrices=False)
    # The texts' mean lies at 0, so that the last component of few texts is rounding alone.
    values[values < values[0] * max(z.shape) * np.finfo(np.float64).eps] = 0
    count = len(values) if number is None else min(number, len(values))
    sign = np.sign(right[np.arange(len(right)), np.abs(right).argmax(axis=1)])
    loadings = np.zeros((x.shape[1], len(values)))
    loadings[varies] = (right * sign[:, None]).T
    sd = values / np.sqrt(len(x) - 1)
    return Components(
        (left * values * sign)[:, :count],
        loadings[:, :count],
        sd[:count],
        (sd**2 / (sd**2).sum())[:count],
    )


def scaling(distances: ArrayLike, number: int = 2) -> tuple[Floats, Floats]:
    """Lay texts out so that their distances come close to the given ones.

    Classical multidimensional scaling (Torgerson 1952), as R's ``cmdscale``.

    Parameters
    ----------
    distances : array, texts × texts
        Symmetric.
    number : int
        Dimensions.

    Returns
    -------
    tuple of array, array
        Coordinates, texts × dimensions; and the share of the sum of positive eigenvalues that
        each dimension has.

    Examples
    --------
    >>> points, share = scaling([[0, 3, 4], [3, 0, 5], [4, 5, 0]])
    >>> bool(np.isclose(np.linalg.norm(points[1] - points[2]), 5))
    True
    """
    d = np.asarray(distances, dtype=np.float64)
    if d.ndim != 2 or d.shape[0] != d.shape[1] or len(d) < 2:
        raise InputError("a square table of distances between at least two texts is needed")
    squared = d**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    order = np.argsort(values)[::-1][:number]
    positive = np.maximum(values[order], 0)
    chosen = vectors[:, order]
    sign = np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(len(order))])
    return chosen * sign * np.sqrt(positive), positive / np.maximum(values, 0).sum()


def tsne(distances: ArrayLike, *, perplexity: float | None = None, seed: int = 0) -> Floats:
    """Lay texts out in two dimensions by t-SNE (van der Maaten & Hinton 2008).

    Distances between far groups and sizes of groups mean nothing in it.

    Parameters
    ----------
    distances : array, texts × texts
        Symmetric.
    perplexity : float, optional
        About how many neighbours each text has; by default 30, fewer for small corpora.
    seed : int
        Of the layout.

    Raises
    ------
    InputError
        If there are fewer than four texts.
    """
    from sklearn.manifold import TSNE

    d = np.asarray(distances, dtype=np.float64)
    if len(d) < 4:
        raise InputError("t-SNE needs at least four texts")
    around = perplexity if perplexity is not None else min(30.0, (len(d) - 1) / 3)
    layout = TSNE(
        metric="precomputed", init="random", perplexity=around, random_state=seed
    ).fit_transform(d)
    return np.asarray(layout, dtype=np.float64)
