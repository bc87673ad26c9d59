"""Probabilities for authorship: scores to chances, and the chance that it is none of them.

Everything is learnt from the candidates' own texts, each left out in turn (`Ridge`):

- how many runs of each view count (`stylo.stylometry.views.LIMITS`);
- the *temperature* that turns scores into probabilities (Guo et al. 2017, arXiv:1706.04599, with
  the targets of Platt 1999, so that ten texts told apart without an error do not make certainty);
- what the best score looks like when the true author is not among the candidates. Authors are
  left out in turn as strangers, with a share of the others' texts; everything is made anew from the
  texts that are left, runs, gauge and choices included, and asked about those that are not
  (`stylo.stylometry.strangers`).
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
    constant, slope : float
        Of a logistic regression on the `sign`.
    authors : int
        How many authors were left out to learn it.
    """

    constant: float
    slope: float
    authors: int

    def chance(self, sign: Floats) -> Floats:
        """Return the probability that it is none of the candidates, at even odds beforehand."""
        return np.asarray(1 / (1 + np.exp(np.clip(self.constant + self.slope * sign, -500, 500))))


def sign(scores: Floats, model: Ridge) -> Floats:
    """Return what tells a stranger: the best score, less what candidates' own texts reach.

    That is the mean of their scores for their own author, each left out, over the authors who have
    another text.
    """
    rows = np.flatnonzero(with_company(model.codes))
    codes = model.codes[rows]
    own = model.left_out()[rows, codes]
    means = [own[codes == author].mean() for author in np.unique(codes)]
    return np.asarray(scores.max(axis=1) - np.mean(means))


def enough_for_strangers(codes: Ints) -> bool:
    """Return whether there are three authors with two texts, to learn from."""
    return bool((np.bincount(codes) > 1).sum() >= MIN_AUTHORS_FOR_NONE)


class Trial(NamedTuple):
    """Texts that a model was asked about which knows nothing of them.

    Attributes
    ----------
    sign : array
        See `sign`.
    stranger : array of bool
        Whether the author is no candidate of the model.
    codes : array of int
        The author.
    """

    sign: Floats
    stranger: NDArray[np.bool_]
    codes: Ints


def fit_stranger(trial: Trial) -> Stranger | None:
    """Fit a logistic regression that tells candidates' texts from strangers'.

    Every author weighs the same, and so do both kinds (ridge penalty 1 on the standardised sign).
    None where one of the kinds is missing.
    """
    if trial.stranger.all() or not trial.stranger.any():
        return None
    weight = np.zeros(len(trial.sign))
    for kind in (True, False):
        rows = np.flatnonzero(trial.stranger == kind)
        _, inverse, sizes = np.unique(trial.codes[rows], return_inverse=True, return_counts=True)
        weight[rows] = len(trial.sign) / 2 / len(sizes) / sizes[inverse]
    centre, spread = trial.sign.mean(), trial.sign.std() or 1.0
    design = np.column_stack([np.ones(len(trial.sign)), (trial.sign - centre) / spread])
    constant, slope = _logistic(design, np.where(trial.stranger, 0.0, 1.0), weight)
    authors = len(np.unique(trial.codes[trial.stranger]))
    return Stranger(float(constant - slope * centre / spread), float(slope / spread), authors)


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
