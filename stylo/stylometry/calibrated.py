"""Probabilities for authorship: scores to chances, and the chance that it is none of them.

Everything is learnt from the candidates' own texts, each left out in turn (`Ridge`):

- how many runs of each view count (`stylo.stylometry.views.LIMITS`);
- the *temperature* that turns scores into probabilities (Guo et al. 2017, arXiv:1706.04599, with
  the targets of Platt 1999, so that ten texts told apart without an error do not make certainty);
- what scores look like when the true author is not among the candidates: each author is left out
  in turn, and the author's texts are given to the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.stylometry.ridge import Ridge

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Temperatures that are tried.
_GRID = np.exp(np.linspace(np.log(0.005), np.log(2.0), 80))
#: From how many authors on texts by outsiders can be told: of two, one would be left.
MIN_AUTHORS_FOR_NONE = 3
_NEWTON_STEPS = 50


def log_softmax(scores: Floats, temperature: ArrayLike) -> Floats:
    """Return log-probabilities of scores, the last axis being the authors."""
    scaled = scores / np.asarray(temperature)
    top = scaled.max(axis=-1, keepdims=True)
    rest = scaled - top
    return np.asarray(rest - np.log(np.exp(rest).sum(axis=-1, keepdims=True)))


class Heat(NamedTuple):
    """A temperature and the mean log-likelihood that it reaches."""

    temperature: float
    gain: float


def temperature(scores: Floats, codes: Ints) -> Heat:
    """Return the temperature with the best log-likelihood.

    Parameters
    ----------
    scores : array, texts × authors
        Of texts that the model has not seen.
    codes : array of int
        Who wrote them.

    Notes
    -----
    The target of the author is (n + 1) / (n + 2), that of the others together 1 / (n + 2). The
    log-likelihood is concave in 1 / temperature, so that halving the range finds its top.
    """
    number, authors = scores.shape
    doubt = 1 / (number + 2)
    rows = np.arange(number)

    @cache
    def gain(at: int) -> float:
        logs = log_softmax(scores, _GRID[at])
        own = logs[rows, codes]
        others = (logs.sum(axis=-1) - own) / max(authors - 1, 1)
        return float(((1 - doubt) * own + doubt * others).mean())

    low, high = 0, len(_GRID) - 1
    while low < high:
        middle = (low + high) // 2
        if gain(middle) >= gain(middle + 1):
            high = middle
        else:
            low = middle + 1
    return Heat(float(_GRID[low]), gain(low))


def probabilities(scores: Floats, heat: float) -> Floats:
    """Return probabilities that sum to 1 over the authors."""
    return np.asarray(np.exp(log_softmax(scores, heat)))


def with_company(codes: Ints) -> NDArray[np.bool_]:
    """Return which texts have another by the same author; all, if none has.

    A text that is its author's only one can be told from nothing once it is left out.
    """
    company: NDArray[np.bool_] = np.bincount(codes)[codes] > 1
    return company if company.any() else np.ones(len(codes), dtype=np.bool_)


def best_model(models: Iterable[Ridge]) -> tuple[int, float]:
    """Return which model tells the authors of its texts best, each left out; its temperature.

    Models are taken one at a time, so that a generator need not hold them all.
    """
    heats = []
    for model in models:
        rows = with_company(model.codes)
        heats.append(temperature(model.left_out()[rows], model.codes[rows]))
    best = int(np.argmax([heat.gain for heat in heats]))
    return best, heats[best].temperature


def left_out_probabilities(models: Sequence[Ridge]) -> Floats:
    """Return the probabilities of each training text, all choices made without it.

    The model, its temperature and which of the models is taken follow from the other texts.
    """
    scores = [model.left_out() for model in models]
    codes = models[0].codes
    found = np.empty_like(scores[0])
    for row in range(len(codes)):
        others = np.flatnonzero(np.arange(len(codes)) != row)
        others = others[with_company(codes[others])]
        heats = [temperature(m.pair_left_out(row)[others], codes[others]) for m in models]
        best = int(np.argmax([heat.gain for heat in heats]))
        found[row] = probabilities(scores[best][row], heats[best].temperature)
    return found


@dataclass(frozen=True)
class Stranger:
    """How to tell that none of the candidates wrote a text.

    Attributes
    ----------
    weights : array
        Of the signs: a constant, how far the best score stands above chance, and how like the
        text is to the best author's texts, both standardised.
    centre, spread : array
        Of the signs.
    authors : int
        How many authors it was learnt from.
    """

    weights: Floats
    centre: Floats
    spread: Floats
    authors: int

    def chance(self, signs: Floats) -> Floats:
        """Return the probability that it is none of the candidates, at even odds beforehand."""
        z = (signs - self.centre) / self.spread
        odds = self.weights[0] + z @ self.weights[1:]
        return np.asarray(1 / (1 + np.exp(odds)))


def signs(scores: Floats, likeness: Floats, codes: Ints, authors: int) -> Floats:
    """Return what tells a stranger from the best candidate; see `Stranger`.

    Parameters
    ----------
    scores : array, texts × authors
        With minus infinity for an author who is no candidate.
    likeness : array, texts × training texts
        NaN where a text meets itself.
    codes : array of int
        Of the training texts.
    authors : int
        How many are candidates.
    """
    best = scores.argmax(axis=1)
    top = scores[np.arange(len(scores)), best]
    above = (top - 1 / authors) / (1 - 1 / authors) if authors > 1 else top
    like = np.full(len(scores), np.nan)
    for author in np.unique(best):
        rows = best == author
        theirs = likeness[np.ix_(rows, codes == author)]
        there = np.isfinite(theirs)
        sums = np.where(there, theirs, 0.0).sum(axis=1)
        counts = there.sum(axis=1)
        like[rows] = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return np.column_stack([above, like])


def enough_for_strangers(codes: Ints) -> bool:
    """Return whether there are three authors with two texts, to learn from."""
    return bool((np.bincount(codes) > 1).sum() >= MIN_AUTHORS_FOR_NONE)


def stranger(model: Ridge, likeness: Floats) -> Stranger | None:
    """Learn to tell strangers, or return None where there are too few authors.

    Parameters
    ----------
    model : Ridge
        Of the candidates.
    likeness : array, texts × texts
        Of the candidates' texts.
    """
    found = stranger_signs(model, likeness)
    return None if found is None else fit_stranger(*found, model.codes)


def stranger_signs(model: Ridge, likeness: Floats) -> tuple[Floats, Floats] | None:
    """Return the signs of each text, left out by itself and with all texts by its author.

    None where there are fewer than three authors with two texts; NaN for a text that is its
    author's only one and is left out by itself.
    """
    codes, authors = model.codes, len(model.authors)
    if not enough_for_strangers(codes):
        return None
    apart = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(apart, np.nan)
    inside = signs(model.left_out(), apart, codes, authors)
    inside[np.bincount(codes)[codes] < 2] = np.nan
    outside = np.empty_like(inside)
    for author in range(authors):
        rows = np.flatnonzero(codes == author)
        scores = model.author_left_out(author)
        scores[:, author] = -np.inf
        outside[rows] = signs(scores, apart[rows], codes, authors - 1)
    return inside, outside


def fit_stranger(inside: Floats, outside: Floats, codes: Ints) -> Stranger:
    """Fit a logistic regression that tells candidates' texts from strangers'.

    Every author weighs the same, and so do both kinds (ridge penalty 1 on standardised signs).
    """
    kinds = []
    for table in (inside, outside):
        known = np.isfinite(table).all(axis=1)
        _, inverse, sizes = np.unique(codes[known], return_inverse=True, return_counts=True)
        share = 1 / sizes[inverse]
        kinds.append((table[known], share / share.sum() * len(codes)))
    x = np.concatenate([table for table, _ in kinds])
    weight = np.concatenate([share for _, share in kinds])
    truth = np.repeat([1.0, 0.0], [len(table) for table, _ in kinds])
    centre, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    design = np.column_stack([np.ones(len(x)), (x - centre) / spread])
    return Stranger(_logistic(design, truth, weight), centre, spread, len(np.unique(codes)))


def _logistic(x: Floats, truth: Floats, weight: Floats) -> Floats:
    """Return the weights of a logistic regression by Newton's method."""
    penalty = np.eye(x.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(x.shape[1])
    for _ in range(_NEWTON_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (weight * (truth - p)) - penalty @ found
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        found = found + step
        if np.abs(step).max() < 1e-10:
            break
    return np.asarray(found)


def typicality(own: Floats, scores: Floats) -> Floats:
    """Return which share of an author's own texts, each left out, score no higher than a text.

    Of n own texts and the text itself, so between 1 / (n + 1) and 1 (a conformal p-value, Vovk,
    Gammerman & Shafer 2005): below 0.05 the text would be odd among the author's.

    Examples
    --------
    >>> typicality(np.array([0.5, 0.7, 0.9]), np.array([0.1, 0.8])).tolist()
    [0.25, 0.75]
    """
    below = (own[None, :] <= scores[:, None]).sum(axis=1)
    return np.asarray((below + 1) / (len(own) + 1))


def calibration_error(probability: ArrayLike, right: ArrayLike, bins: int = 10) -> float:
    """Return the expected calibration error (Naeini et al. 2015) of the author named first."""
    p, ok = np.asarray(probability, dtype=np.float64), np.asarray(right, dtype=np.float64)
    place = np.minimum((p * bins).astype(np.int64), bins - 1)
    gap = np.abs(np.bincount(place, p - ok, minlength=bins))
    return float(gap.sum() / len(p))
