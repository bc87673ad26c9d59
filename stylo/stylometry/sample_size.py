"""How long a text must be for its author to be told (Eder 2015, doi:10.1093/llc/fqt066)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError
from stylo.stylometry.classify import classifier
from stylo.stylometry.convention import Convention
from stylo.stylometry.frequencies import Floats
from stylo.stylometry.rolling import window_frequencies

Ints = NDArray[np.int64]
Drawn = Literal["passage", "words"]


@dataclass(frozen=True)
class SampleSizes:
    """How well samples of each length are attributed.

    Attributes
    ----------
    sizes : array of int
        Lengths in words, ascending.
    accuracy : array, texts × sizes
        Share of a text's samples that went to its author; NaN where the text is shorter.
    authors : tuple of str
        Of the texts.
    """

    sizes: Ints
    accuracy: Floats
    authors: tuple[str, ...]

    @property
    def mean(self) -> Floats:
        """Accuracy of each length, every text that is long enough counting alike."""
        there = np.isfinite(self.accuracy)
        total = np.where(there, self.accuracy, 0).sum(axis=0)
        out: Floats = np.divide(
            total, there.sum(axis=0), out=np.full(len(self.sizes), np.nan), where=there.any(axis=0)
        )
        return out

    def minimum(self, accuracy: float = 0.9) -> int | None:
        """Return the shortest length from which on the mean stays at or above an accuracy.

        None if the longest samples do not reach it.
        """
        enough = None
        for size, mean in zip(self.sizes[::-1].tolist(), self.mean[::-1].tolist(), strict=True):
            if not mean >= accuracy:
                break
            enough = int(size)
        return enough


def sample_sizes(
    texts: Sequence[Sequence[str]],
    frequencies: ArrayLike,
    authors: Sequence[str],
    words: Sequence[str],
    sizes: Sequence[int],
    *,
    samples: int = 20,
    drawn: Drawn = "passage",
    method: str = "delta",
    seed: int = 0,
    convention: Convention = "published",
    **options: Any,
) -> SampleSizes:
    """Attribute samples of each text, of several lengths, by all other texts.

    Parameters
    ----------
    texts : sequence of sequences of str
        The units of each text, from `stylo.stylometry.tokens.units_of`.
    frequencies : array, texts × words
        Of the whole texts, in percent.
    authors : sequence of str
        Of the texts; those that are their author's only one are left out.
    words : sequence of str
        Columns of `frequencies`.
    sizes : sequence of int
        Lengths of samples in words.
    samples : int
        Samples of each text and length.
    drawn : str
        ``passage``: stretches of the text, which may overlap; ``words``: words from all over it,
        none twice, as R's ``size.penalize()``, with which short samples do better than any real
        short text.
    method, convention, **options
        See `stylo.stylometry.classify.classifier`.
    seed : int
        Of ``numpy.random.RandomState``.

    Raises
    ------
    InputError
        If no text is as long as the shortest sample, or every author has only one text.
    """
    table = np.asarray(frequencies, dtype=np.float64)
    if drawn not in get_args(Drawn):
        raise InputError(f"no way to draw {drawn!r}: choose passage or words")
    lengths = np.array(sorted(set(sizes)), dtype=np.int64)
    if not len(lengths) or lengths[0] < 1 or samples < 1:
        raise InputError("at least one length of a word or more, and one sample, are needed")
    if not any(len(text) >= lengths[0] for text in texts):
        raise InputError(f"no text has {lengths[0]} words, the length of the shortest sample")
    random = np.random.RandomState(seed)
    run = classifier(method, convention=convention, **options)
    accuracy = np.full((len(texts), len(lengths)), np.nan)
    for row, (text, author) in enumerate(zip(texts, authors, strict=True)):
        others = [other for other in range(len(texts)) if other != row]
        left = [authors[other] for other in others]
        fitting = [at for at, size in enumerate(lengths.tolist()) if size <= len(text)]
        if author not in left or not fitting:
            continue
        pieces = [_draw(text, words, int(lengths[at]), samples, drawn, random) for at in fitting]
        found = run(table[others], left, np.concatenate(pieces)).predicted
        right = np.array([name == author for name in found]).reshape(len(fitting), samples)
        accuracy[row, fitting] = right.mean(axis=1)
    if np.isnan(accuracy).all():
        raise InputError("every author has one text only: at least two by one are needed")
    return SampleSizes(lengths, accuracy, tuple(authors))


def _draw(
    text: Sequence[str],
    words: Sequence[str],
    size: int,
    samples: int,
    drawn: str,
    random: np.random.RandomState,
) -> Floats:
    if drawn == "passage":
        starts = random.randint(0, len(text) - size + 1, size=samples).astype(np.int64)
        return window_frequencies(text, words, starts, size)
    rows = []
    for _ in range(samples):
        picked = [text[at] for at in random.permutation(len(text))[:size].tolist()]
        rows.append(window_frequencies(picked, words, np.zeros(1, dtype=np.int64), size))
    return np.concatenate(rows)
