"""Authors left out in turn as strangers, and some texts of all others beside them.

What a model says of texts whose author is no candidate can be learnt from the candidates alone:
leave some of them out, fit the others, and ask. To be honest the model must know nothing of the
texts that it is asked about: were they in the word list or in the mean and spread of the
frequencies, strangers would look farther off than strangers are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: Up to so many authors each is a stranger by itself; more are left out in so many groups.
ALONE_UP_TO = 6
GROUPS = 5
#: Texts, at most, that the models of `turns` learn from; of more, as many of each author as can be.
LEARNT_FROM = 1000


class Turn(NamedTuple):
    """Which texts a model learns from, and which it is asked about.

    Attributes
    ----------
    learnt, known, strange : array of int
        Texts to learn from; other texts by their authors; texts by authors who have none there.
    """

    learnt: Ints
    known: Ints
    strange: Ints


def turns(codes: Ints, seed: int = 0) -> Iterator[Turn]:
    """Yield turns in which every author is a stranger once.

    Parameters
    ----------
    codes : array of int
        The author of each text.
    seed : int
        Of ``numpy.random.RandomState``: which authors are left out together, and which texts.
    """
    random = np.random.RandomState(seed)
    authors = np.unique(codes)
    number = len(authors) if len(authors) <= ALONE_UP_TO else GROUPS
    group = np.empty(int(authors.max()) + 1, dtype=np.int64)
    group[random.permutation(authors)] = np.arange(len(authors)) % number
    fold = np.empty(len(codes), dtype=np.int64)
    for author in authors.tolist():
        rows = random.permutation(np.flatnonzero(codes == author))
        fold[rows] = (np.arange(len(rows)) + random.randint(number)) % number
    lone = np.bincount(codes)[codes] < 2
    for turn in range(number):
        strange = group[codes] == turn
        known = ~strange & ~lone & (fold == turn)
        learnt = np.flatnonzero(~strange & ~known)
        if len(np.unique(codes[learnt])) < 2:
            continue
        if len(learnt) > LEARNT_FROM:
            learnt = _evenly(random.permutation(learnt), codes)
            known &= np.isin(codes, codes[learnt])
        yield Turn(learnt, np.flatnonzero(known), np.flatnonzero(strange))


def _evenly(rows: Ints, codes: Ints) -> Ints:
    """Return the first `LEARNT_FROM` texts when the authors take turns."""
    turn = np.empty(len(rows), dtype=np.int64)
    for author in np.unique(codes[rows]):
        own = codes[rows] == author
        turn[own] = np.arange(own.sum())
    return np.sort(rows[np.argsort(turn, kind="stable")[:LEARNT_FROM]])
