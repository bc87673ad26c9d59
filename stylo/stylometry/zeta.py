"""Words that one set of texts prefers and another avoids: Zeta and keyness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import erfc

from stylo.document import InputError
from stylo.stylometry.convention import Convention, as_in_r
from stylo.stylometry.frequencies import Counts, Floats

Ints = NDArray[np.int64]
ZetaMethod = Literal["craig", "eder", "chisquare"]
#: The 95th percentile of χ² with one degree of freedom.
CHI_SQUARE_95 = 3.841458820694124


@dataclass(frozen=True)
class Zeta:
    """Words with their scores, by falling preference of the primary set.

    Attributes
    ----------
    words : tuple of str
        The words that pass the threshold, the preferred before the avoided ones.
    scores : array
        Of the words; for chi-square without sign.
    primary, secondary : array
        Share of the slices of each set that have the word, 0 to 1.
    preferred : array of bool
        Whether the primary set prefers the word.
    """

    words: tuple[str, ...]
    scores: Floats
    primary: Floats
    secondary: Floats
    preferred: NDArray[np.bool_]


def known_contrast(method: str) -> None:
    """Refuse the name of a contrast that is not known.

    Raises
    ------
    InputError
        If it is none of `ZetaMethod`.
    """
    if method not in get_args(ZetaMethod):
        raise InputError(f"no Zeta {method!r}: choose from {', '.join(get_args(ZetaMethod))}")


def slice_shares(counts: Counts, words: Sequence[str]) -> Floats:
    """Return the share of the rows (slices) that have each word, 0 to 1."""
    shares: Floats = (counts.of(words) > 0).sum(axis=0) / len(counts)
    return shares


def shared_words(*sets: Counts, minimum: int = 3) -> tuple[str, ...]:
    """Return the words that stand at least so often in all sets together, most frequent first.

    R stylo's ``rare.occurrences.threshold=2`` is ``minimum=3``.
    """
    totals: dict[str, int] = {}
    for counts in sets:
        sums = np.asarray(counts.matrix.sum(axis=0)).ravel().tolist()
        for word, number in zip(counts.words, sums, strict=True):
            totals[word] = totals.get(word, 0) + int(number)
    kept = [(-number, word) for word, number in totals.items() if number >= minimum]
    return tuple(word for _, word in sorted(kept))


def zeta(
    primary: Counts,
    secondary: Counts,
    words: Sequence[str] | None = None,
    method: ZetaMethod = "craig",
    *,
    threshold: float = 0.1,
    convention: Convention = "published",
) -> Zeta:
    """Contrast two sets of slices by the share of slices that have each word.

    P and S are the shares of the primary and of the secondary slices, N and M their numbers.

    Parameters
    ----------
    primary, secondary : Counts
        One row for each slice, all of the same length; see
        `stylo.stylometry.frequencies.Sampling`.
    words : sequence of str, optional
        Words to score; by default `shared_words` of the slices.
    method : str
        ``craig``: P + (1 − S) (Craig & Kinney 2009, after Burrows 2007, doi:10.1093/llc/fqi067);
        ``eder``: (P − S) / (P + S) (R stylo, Canberra's distance with its sign);
        ``chisquare``: χ² with one degree of freedom of the table of slices with and without the
        word.
    threshold : float
        For ``craig`` and ``eder``, how far P − S or the score lies from 0 at the least. For
        ``chisquare`` a word passes with p < 0.05.
    convention : str
        ``r-stylo``: Craig's score is P − S; words that only one set has are left out of Eder's;
        χ² is taken of the two percentages, (P − S)² / (P + S), as if they were counts, so that
        the number of slices plays no role.

    Raises
    ------
    InputError
        If a set has no slices or the method is unknown.

    Examples
    --------
    >>> from stylo.stylometry.frequencies import count_units
    >>> moss = count_units([["upon", "the"], ["upon", "a"]], ["1", "2"])
    >>> reed = count_units([["on", "the"], ["on", "a"]], ["1", "2"])
    >>> found = zeta(moss, reed, ["upon", "on", "the"])
    >>> found.words, found.scores.tolist()
    (('upon', 'on'), [2.0, 0.0])
    """
    known_contrast(method)
    if not len(primary) or not len(secondary):
        raise InputError("Zeta needs at least one slice of each set: make slices shorter")
    in_r = as_in_r(convention)
    words = shared_words(primary, secondary) if words is None else words
    p, s = 100 * slice_shares(primary, words), 100 * slice_shares(secondary, words)
    total = p + s
    difference = p - s
    if method == "craig":
        scores = difference / 100
        passes = np.abs(scores) > threshold
        shown = scores if in_r else 1 + scores
    elif method == "eder":
        shown = scores = _ratio(difference, total)
        passes = np.abs(scores) > threshold
        if in_r:
            passes &= np.abs(scores) < 1
    else:
        if in_r:
            shown = _ratio(difference**2, total)
        else:
            shown = _chi_square(p / 100, s / 100, len(primary), len(secondary))
        scores = shown
        passes = shown > CHI_SQUARE_95
    order = np.flatnonzero(passes)
    order = order[np.lexsort((-np.abs(scores[order]), difference[order] < 0))]
    return Zeta(
        tuple(words[at] for at in order.tolist()),
        shown[order],
        p[order] / 100,
        s[order] / 100,
        difference[order] > 0,
    )


def _chi_square(p: Floats, s: Floats, n: int, m: int) -> Floats:
    """Return Pearson's χ² of two shares of n and m slices."""
    pooled = (p * n + s * m) / (n + m)
    expected = pooled * (1 - pooled) * (1 / n + 1 / m)
    return _ratio((p - s) ** 2, expected)


def _ratio(above: Floats, below: Floats) -> Floats:
    out: Floats = np.divide(above, below, out=np.zeros_like(below), where=below > 0)
    return out


@dataclass(frozen=True)
class Keyness:
    """Words with how much more often the primary set has them, by falling log-likelihood.

    Attributes
    ----------
    words : tuple of str
        Of the columns below.
    log_likelihood : array
        G², the evidence that the frequencies differ; without sign.
    log_ratio : array
        Binary logarithm of the ratio of relative frequencies: 1 is twice as often in the primary
        set, −1 half as often.
    p : array
        Of G² with one degree of freedom. It takes words for independent draws, which they are
        not: a word that one text repeats has too small a p.
    adjusted : array
        `p` adjusted for the number of words looked at (Benjamini & Hochberg 1995).
    primary, secondary : array of int
        How often each set has the word.
    """

    words: tuple[str, ...]
    log_likelihood: Floats
    log_ratio: Floats
    p: Floats
    adjusted: Floats
    primary: Ints
    secondary: Ints


def keyness(
    primary: Counts,
    secondary: Counts,
    words: Sequence[str] | None = None,
    *,
    cells: Literal[2, 4] = 2,
) -> Keyness:
    """Contrast two sets of texts by how often they have each word.

    Parameters
    ----------
    primary, secondary : Counts
        Their rows are pooled.
    words : sequence of str, optional
        By default `shared_words`.
    cells : int
        2: G² of the two counts of the word (Rayson & Garside 2000, doi:10.3115/1117729.1117730);
        4: of the counts of the word and of all other words (Dunning 1993).

    Returns
    -------
    Keyness
        The log-ratio is Hardie's (2014); a count of 0 is taken as 0.5 there.

    Raises
    ------
    InputError
        If a set has no words.

    Examples
    --------
    >>> from stylo.stylometry.frequencies import count_units
    >>> moss = count_units([["upon"] * 8 + ["the"] * 92], ["1"])
    >>> reed = count_units([["upon"] * 2 + ["the"] * 98], ["1"])
    >>> found = keyness(moss, reed)
    >>> found.words[0], float(found.log_ratio[0]), round(float(found.log_likelihood[0]), 2)
    ('upon', 2.0, 3.85)
    """
    words = shared_words(primary, secondary) if words is None else words
    a, b = primary.of(words).sum(axis=0), secondary.of(words).sum(axis=0)
    whole_a, whole_b = int(primary.totals.sum()), int(secondary.totals.sum())
    if not whole_a or not whole_b:
        raise InputError("keyness needs words in both sets")
    share = (a + b) / (whole_a + whole_b)
    g2: Floats = _part(a, share * whole_a) + _part(b, share * whole_b)
    if cells == 4:
        g2 += _part(whole_a - a, (1 - share) * whole_a) + _part(whole_b - b, (1 - share) * whole_b)
    g2 = 2 * np.maximum(g2, 0.0)
    ratio: Floats = np.log2((np.maximum(a, 0.5) / whole_a) / (np.maximum(b, 0.5) / whole_b))
    p = erfc(np.sqrt(g2 / 2))
    adjusted = benjamini_hochberg(p)
    order = np.argsort(-g2, kind="stable")
    return Keyness(
        tuple(words[at] for at in order.tolist()),
        g2[order],
        ratio[order],
        p[order],
        adjusted[order],
        a[order],
        b[order],
    )


def _part(observed: NDArray[np.int64], expected: Floats) -> Floats:
    """Return O·ln(O / E), 0 where nothing was observed."""
    some = observed > 0
    ratio = np.divide(observed, expected, out=np.ones(len(observed)), where=some)
    return np.asarray(observed * np.log(ratio), dtype=np.float64)


def benjamini_hochberg(p: Floats) -> Floats:
    """Return p-values adjusted to bound the false discovery rate (Benjamini & Hochberg 1995).

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    order = np.argsort(p)[::-1]
    count = len(p)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum.accumulate(p[order] * count / np.arange(count, 0, -1))
    return np.minimum(adjusted, 1.0)
