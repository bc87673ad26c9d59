"""Distances between texts from relative frequencies: Burrows's Delta and its kin.

Frequencies stand in percent, texts × words, the most frequent word first. z is a frequency less
the word's mean, divided by its standard deviation (divisor N - 1). n is the number of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial.distance import cdist, pdist, squareform

from stylo.document import InputError
from stylo.stylometry.convention import Convention, as_in_r

Floats = NDArray[np.float64]
#: Whose mean and deviation make z-scores: the reference texts' or those of all texts together.
Over = Literal["reference", "both"]
Metric = Literal["cityblock", "euclidean", "sqeuclidean", "canberra"]
_METRICS: dict[str, Metric] = {"manhattan": "cityblock", "euclidean": "euclidean"}


@dataclass(frozen=True)
class Measure:
    """A distance: its name, formula and source."""

    name: str
    formula: str
    source: str
    standardised: bool = False


_ALL = (
    Measure("delta", "Σ|z_a − z_b| / n", "Burrows 2002, doi:10.1093/llc/17.3.267", True),
    Measure("argamon", "Σ(z_a − z_b)²", "Argamon 2008, doi:10.1093/llc/fqn003", True),
    Measure(
        "eder",
        "Σ (n + 1 − r)/n · |z_a − z_b| / n, r the rank of the word",
        "Eder, Rybicki & Kestemont, Stylo HOWTO, 2017",
        True,
    ),
    Measure("simple", "Σ|√f_a − √f_b|", "Eder, Rybicki & Kestemont, Stylo HOWTO, 2017"),
    Measure(
        "wurzburg",
        "1 − cos(z_a, z_b): Cosine Delta",
        "Smith & Aldridge 2011, doi:10.1080/09296174.2011.533591; "
        "Evert et al. 2017, doi:10.1093/llc/fqx023",
        True,
    ),
    Measure("cosine", "1 − cos(f_a, f_b)", "Salton & McGill 1983"),
    Measure(
        "minmax",
        "1 − Σmin(f_a, f_b) / Σmax(f_a, f_b)",
        "Koppel & Winter 2014, doi:10.1002/asi.22954",
    ),
    Measure(
        "entropy",
        "Σ|ln(f_a + 2) − ln(f_b + 2)| / H, H the entropy of the word's spread over the texts",
        "R stylo, dist.entropy, after Juola & Baayen 2005, doi:10.1093/llc/fqi024",
    ),
    Measure(
        "canberra",
        "Σ|f_a − f_b| / (f_a + f_b)",
        "Lance & Williams 1967, doi:10.1093/comjnl/9.4.373",
    ),
    Measure("manhattan", "Σ|f_a − f_b|", "Minkowski's distance of order 1"),
    Measure("euclidean", "√Σ(f_a − f_b)²", "Minkowski's distance of order 2"),
)
#: Texts of a tile, by default.
TILE = 1024
#: Every distance by its name, the names being R stylo's.
MEASURES = {measure.name: measure for measure in _ALL}
#: Other names in use.
ALIASES = {
    "burrows": "delta",
    "quadratic": "argamon",
    "eders-simple": "simple",
    "cosine-delta": "wurzburg",
    "ruzicka": "minmax",
}


def measure_named(name: str) -> Measure:
    """Return a distance by its name or alias.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    found = MEASURES.get(ALIASES.get(name, name))
    if found is None:
        raise InputError(f"no distance {name!r}: choose from {', '.join(MEASURES)}")
    return found


@dataclass(frozen=True)
class Scale:
    """Mean and standard deviation of each word."""

    mean: Floats
    sd: Floats

    def z(self, frequencies: ArrayLike) -> Floats:
        """Return z-scores; those of a word that does not vary are not finite."""
        with np.errstate(divide="ignore", invalid="ignore"):
            out: Floats = (np.asarray(frequencies, dtype=np.float64) - self.mean) / self.sd
        return out

    def of(self, columns: NDArray[np.int64]) -> Scale:
        """Return the scale of some of the columns."""
        return Scale(self.mean[columns], self.sd[columns])


def scale_of(frequencies: ArrayLike, weights: ArrayLike | None = None) -> Scale:
    """Return the mean and the standard deviation (divisor N - 1) of each column.

    Parameters
    ----------
    frequencies : array, texts × words
        At least two texts.
    weights : array, optional
        How much each text counts, as in `balanced`; the deviation is then the square root of the
        weighted mean square.

    Raises
    ------
    InputError
        If there are fewer than two texts.
    """
    x = _table(frequencies)
    if len(x) < 2:
        raise InputError("z-scores need at least two texts")
    if weights is None:
        mean = x.mean(axis=0)
        return Scale(mean, _exact_zero(x, np.sqrt(((x - mean) ** 2).sum(axis=0) / (len(x) - 1))))
    share = np.asarray(weights, dtype=np.float64)
    share = share / share.sum()
    mean = share @ x
    return Scale(mean, _exact_zero(x, np.sqrt(share @ (x - mean) ** 2)))


def _exact_zero(x: Floats, sd: Floats) -> Floats:
    """Give a column of equal numbers no deviation, whatever rounding left of it."""
    return np.where(x.max(axis=0) == x.min(axis=0), 0.0, sd)


def z_scores(frequencies: ArrayLike) -> Floats:
    """Return z-scores of a table over its own rows; NaN where a word does not vary.

    Examples
    --------
    >>> z_scores([[1.0], [2.0], [3.0]]).ravel().tolist()
    [-1.0, 0.0, 1.0]
    """
    return scale_of(frequencies).z(frequencies)


def distances(
    frequencies: ArrayLike, measure: str = "wurzburg", *, convention: Convention = "published"
) -> Floats:
    """Return the distances of all pairs of texts.

    Parameters
    ----------
    frequencies : array, texts × words
        In percent, by falling frequency in the corpus.
    measure : str
        A name in `MEASURES`.
    convention : str
        ``r-stylo``: Argamon's Delta is √Σ(z_a − z_b)² / n; Eder's weights are (n + 2 − r)/n and
        the sum is not divided by n; Canberra's sum is scaled up by n over the number of words
        that one of the two texts has.

    Returns
    -------
    array, texts × texts
        Symmetric, zero on the diagonal. Words that do not vary have no z-score: they are left
        out of distances that use it. NaN where a cosine is not defined (a text without any of
        the words).

    Raises
    ------
    InputError
        If the measure is unknown, or there are fewer than three texts for z-scores (as in R:
        than two).

    Examples
    --------
    >>> distances([[5.0, 1.0], [4.0, 2.0], [3.0, 5.0]], "manhattan")[0].tolist()
    [0.0, 2.0, 6.0]
    """
    x = _table(frequencies)
    if len(x) == 2 and measure_named(measure).standardised and not as_in_r(convention):
        raise InputError(
            "of two texts every z-score is 0.7 or -0.7, whatever they say: add texts, or take a "
            "distance without z-scores, such as cosine or minmax"
        )
    prepared = _prepare(x, None, measure, "both", convention)
    if prepared.cosine:
        unit = _unit(prepared.reference)
        out = _cosine(unit, unit)
    else:
        out = squareform(pdist(prepared.reference, prepared.metric))
    out = prepared.finish(out, x, x)
    np.fill_diagonal(out, 0)
    return out


def cross_distances(
    reference: ArrayLike,
    queries: ArrayLike,
    measure: str = "wurzburg",
    *,
    over: Over = "reference",
    scale: Scale | None = None,
    convention: Convention = "published",
) -> Floats:
    """Return the distance of every query text from every reference text.

    Parameters
    ----------
    reference, queries : array, texts × words
        Frequencies of the same words, in percent.
    measure : str
        A name in `MEASURES`.
    over : str
        ``reference``: z-scores (and the spread in the entropy distance) come from the reference
        texts alone, so that a query's distances do not depend on what else is asked; ``both``:
        from all texts.
    scale : Scale, optional
        Mean and deviation to standardise by, whatever `over` says.
    convention : str
        See `distances`. ``r-stylo``: Cosine Delta and entropy take all texts whatever `over` says.

    Returns
    -------
    array, queries × reference
    """
    a, b = _table(reference), _table(queries)
    if a.shape[1] != b.shape[1]:
        raise InputError(f"{a.shape[1]} words in the reference, {b.shape[1]} in the queries")
    prepared = _prepare(a, b, measure, over, convention, scale=scale)
    return _cross(prepared, prepared.queries, a, b)


def distance_tiles(
    frequencies: ArrayLike,
    measure: str = "wurzburg",
    *,
    convention: Convention = "published",
    size: int = 0,
) -> Iterator[tuple[slice, slice, Floats]]:
    """Yield `distances` a tile of `size` (by default `TILE`) at a time, for very many texts.

    Yields
    ------
    tuple of slice, slice, array
        Rows, columns and their distances, of the tiles on the diagonal and above it: those below
        are the same turned over.
    """
    x = _table(frequencies)
    prepared = _prepare(x, None, measure, "both", convention)
    whole = _unit(prepared.reference) if prepared.cosine else prepared.reference
    size = size or TILE
    parts = [slice(first, min(first + size, len(x))) for first in range(0, len(x), size)]
    for at, rows in enumerate(parts):
        for columns in parts[at:]:
            if prepared.cosine:
                tile = _cosine(whole[rows], whole[columns])
            else:
                tile = cdist(whole[rows], whole[columns], prepared.metric)
                tile = prepared.finish(tile, x[columns], x[rows])
            if rows == columns:
                np.fill_diagonal(tile, 0)
            yield rows, columns, tile


def nearest_others(
    frequencies: ArrayLike,
    measure: str = "wurzburg",
    number: int = 1,
    *,
    convention: Convention = "published",
) -> tuple[NDArray[np.int64], Floats]:
    """Return, for each text, the nearest other texts and their distances, nearest first.

    Of texts that are equally near, those that come first; where there is no distance, infinity.
    Memory grows with the number of texts,
    not its square, and each pair is looked at once.
    """
    texts = len(np.asarray(frequencies))
    found = np.zeros((texts, number), dtype=np.int64)
    near = np.full((texts, number), np.inf)
    for rows, columns, tile in distance_tiles(frequencies, measure, convention=convention):
        if rows == columns:
            np.fill_diagonal(tile, np.inf)
        tile[np.isnan(tile)] = np.inf  # of a text that has none of the words
        _keep_nearest(found[rows], near[rows], tile, columns.start)
        if rows != columns:
            _keep_nearest(found[columns], near[columns], tile.T, rows.start)
    return found, near


def _keep_nearest(found: NDArray[np.int64], near: Floats, tile: Floats, start: int) -> None:
    """Take over what is nearer in a tile whose columns are texts from `start` on."""
    number = min(found.shape[1], tile.shape[1])
    if number == 1:
        at = tile.argmin(axis=1)[:, None]
    elif number < tile.shape[1]:
        at = np.argpartition(tile, number - 1, axis=1)[:, :number]
    else:
        at = np.tile(np.arange(number), (len(tile), 1))
    texts = np.concatenate([found, at + start], axis=1)
    values = np.concatenate([near, np.take_along_axis(tile, at, axis=1)], axis=1)
    order = np.lexsort((texts, values), axis=1)[:, : found.shape[1]]
    found[:] = np.take_along_axis(texts, order, axis=1)
    near[:] = np.take_along_axis(values, order, axis=1)


def balanced_weights(groups: Sequence[str]) -> Floats:
    """Return weights with which every group counts as much as any other, whatever its size.

    Examples
    --------
    >>> balanced_weights(["Moss", "Moss", "Reed"]).tolist()
    [0.25, 0.25, 0.5]
    """
    _, inverse, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    weights: Floats = 1.0 / (sizes[inverse] * len(sizes))
    return weights


def centroid_distances(
    reference: ArrayLike,
    groups: Sequence[str],
    queries: ArrayLike,
    measure: str = "wurzburg",
    *,
    balanced: bool = True,
) -> tuple[tuple[str, ...], Floats]:
    """Return the distance of every query text from the centre of every group.

    Parameters
    ----------
    reference, queries : array, texts × words
        Frequencies of the same words, in percent.
    groups : sequence of str
        The group (author) of each reference text.
    measure : str
        A name in `MEASURES`. Centres are means of what the distance adds up: of z-scores, of
        square roots, of frequencies.
    balanced : bool
        Whether every group counts alike in the mean and deviation of the z-scores. Otherwise the
        origin lies close to whoever wrote the most, from which a cosine cannot tell that author.

    Returns
    -------
    tuple of str, array
        The groups in alphabetical order, and queries × groups.
    """
    a, b = _table(reference), _table(queries)
    weights = balanced_weights(groups) if balanced else None
    prepared = _prepare(a, b, measure, "reference", "published", weights)
    names, inverse = np.unique(np.asarray(groups), return_inverse=True)
    share = np.zeros((len(names), len(a)))
    share[inverse, np.arange(len(a))] = 1 / np.bincount(inverse)[inverse]
    centres = replace(prepared, reference=share @ prepared.reference)
    return tuple(map(str, names)), _cross(centres, prepared.queries, share @ a, b)


@dataclass(frozen=True)
class _Prepared:
    """Tables after the transformation that a distance starts with."""

    reference: Floats
    queries: Floats
    metric: Metric
    cosine: bool
    finish: Callable[[Floats, Floats, Floats], Floats]


def _table(frequencies: ArrayLike) -> Floats:
    table = np.ascontiguousarray(frequencies, dtype=np.float64)
    if table.ndim != 2 or not table.shape[1]:
        raise InputError("frequencies must be a table, texts × words, with at least one word")
    return table


def _unit(x: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        out: Floats = x / np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]
    return out


def _cosine(a: Floats, b: Floats) -> Floats:
    """Return 1 less the cosines of unit vectors, in place; never below 0 by rounding."""
    out: Floats = a @ b.T
    np.subtract(1, out, out=out)
    return np.maximum(out, 0, out=out)


def _cross(prepared: _Prepared, queries: Floats, a: Floats, b: Floats) -> Floats:
    if prepared.cosine:
        out = _cosine(_unit(queries), _unit(prepared.reference))
    else:
        out = cdist(queries, prepared.reference, prepared.metric)
    return prepared.finish(out, a, b)


def _as_it_is(out: Floats, a: Floats, b: Floats) -> Floats:
    return out


def _prepare(
    a: Floats,
    b: Floats | None,
    measure: str,
    over: Over,
    convention: Convention,
    weights: Floats | None = None,
    scale: Scale | None = None,
) -> _Prepared:
    """Transform the reference and the queries, and say which plain metric follows."""
    name = measure_named(measure).name
    in_r = as_in_r(convention)
    n = a.shape[1]
    none = np.zeros((0, n))
    both = a if b is None else np.concatenate([a, b])
    queries = none if b is None else b
    if MEASURES[name].standardised:
        whole = over == "both" or (in_r and name == "wurzburg")
        scale = scale or scale_of(both if whole else a, weights)
        varies = scale.sd > 0
        if in_r and name == "wurzburg" and over == "reference":
            # R standardises by the reference before, where such a word has no z-score.
            varies &= a.max(axis=0) > a.min(axis=0)
        used = int(varies.sum())
        if not used:
            raise InputError("no word varies between the texts: z-scores are not defined")
        za, zq = scale.z(a), scale.z(queries)
        if used < n:
            za, zq = za[:, varies], zq[:, varies]
        if name == "wurzburg":
            return _Prepared(za, zq, "euclidean", True, _as_it_is)
        if name == "argamon":
            if in_r:
                root = np.sqrt(n / used) / n
                return _Prepared(za, zq, "euclidean", False, lambda out, _a, _b: out * root)
            return _Prepared(za, zq, "sqeuclidean", False, _as_it_is)
        factor = 1.0 / used
        if name == "eder":
            rank = np.arange(1, n + 1)
            weight = ((n + 2 - rank) / n if in_r else (n + 1 - rank) / n)[varies]
            za, zq = za * weight, zq * weight
            factor = n / used if in_r else factor
        return _Prepared(za, zq, "cityblock", False, lambda out, _a, _b: out * factor)
    if name == "simple":
        return _Prepared(np.sqrt(a), np.sqrt(queries), "cityblock", False, _as_it_is)
    if name == "entropy":
        p = (a if over == "reference" and not in_r else both) + 1
        p = p / p.sum(axis=0)
        entropy = -(p * np.log(p)).sum(axis=0)
        return _Prepared(
            np.log(a + 2) / entropy, np.log(queries + 2) / entropy, "cityblock", False, _as_it_is
        )
    if name == "minmax":
        return _Prepared(a, queries, "cityblock", False, _ruzicka)
    if name == "canberra":
        return _Prepared(a, queries, "canberra", False, _rescaled if in_r else _as_it_is)
    if name == "cosine":
        return _Prepared(a, queries, "euclidean", True, _as_it_is)
    return _Prepared(a, queries, _METRICS[name], False, _as_it_is)


def _ruzicka(out: Floats, a: Floats, b: Floats) -> Floats:
    """Turn Manhattan distances M into 2M / (S + M), as Σmin and Σmax are (S ∓ M) / 2."""
    total = b.sum(axis=1)[:, None] + a.sum(axis=1)[None, :]
    with np.errstate(invalid="ignore"):
        ratio: Floats = 2 * out / (total + out)
    return ratio


def _rescaled(out: Floats, a: Floats, b: Floats) -> Floats:
    """Scale up by n over the words that at least one of the two texts has, as R's dist() does."""
    absent_b, absent_a = (b == 0).astype(np.float64), (a == 0).astype(np.float64)
    used = a.shape[1] - absent_b @ absent_a.T
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled: Floats = out * (a.shape[1] / used)
    return scaled
