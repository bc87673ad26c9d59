"""Counts of words or n-grams, the most frequent ones, and their relative frequencies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stylo.document import InputError
from stylo.stylometry.corpus import UNKNOWN, Corpus
from stylo.stylometry.tokens import PRONOUNS, Units, units_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SamplingKind = Literal["slices", "random"]
#: Single words, by R stylo's tokeniser ``English``.
WORDS = Units()


@dataclass(frozen=True)
class Sampling:
    """How texts are cut into samples of equal size.

    Attributes
    ----------
    kind : str
        ``slices``: passages one after another, the rest at the end dropped (R stylo's
        ``normal.sampling``); ``random``: units drawn from the text, none twice in one sample (R
        stylo's ``random.sampling``).
    size : int
        Units per sample.
    number : int
        Random samples per text.
    seed : int
        Of ``numpy.random.RandomState``.
    """

    kind: SamplingKind = "slices"
    size: int = 1000
    number: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(SamplingKind):
            raise InputError(f"no sampling {self.kind!r}: choose slices or random")
        if self.size < 1 or self.number < 1:
            raise InputError("a sample has at least one unit, and a text at least one sample")


@dataclass(frozen=True)
class Counts:
    """How often each word stands in each text.

    Attributes
    ----------
    ids, authors : tuple of str
        Of the rows.
    words : tuple of str
        Of the columns, by falling count in all rows together, ties by code point.
    matrix : scipy.sparse.csr_matrix of int32
        Rows × words.
    totals : array of int
        Units in each row, those of no column included.
    parents : array of int
        For each row, the row of the corpus that it was taken from.
    """

    ids: tuple[str, ...]
    authors: tuple[str, ...]
    words: tuple[str, ...]
    matrix: Any
    totals: Ints
    parents: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"Counts({len(self)} rows, {len(self.words):,} words, {self.totals.sum():,} in all)"

    def select(self, rows: Iterable[int]) -> Counts:
        """Return these rows, in this order; the columns stay as they are."""
        place = [int(row) for row in rows]
        return replace(
            self,
            ids=tuple(self.ids[row] for row in place),
            authors=tuple(self.authors[row] for row in place),
            matrix=self.matrix[place],
            totals=self.totals[place],
            parents=self.parents[place],
        )

    def of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return a dense table, rows × the given words; a word that is nowhere has zeros."""
        place = {word: column for column, word in enumerate(self.words)}
        columns = np.array([place.get(word, -1) for word in words], dtype=np.int64)
        there = columns >= 0
        out = np.zeros((len(self), len(words)), dtype=np.int64)
        out[:, there] = self.matrix[:, columns[there]].toarray()
        return out


def count_units(
    rows: Iterable[Iterable[str]],
    ids: Sequence[str],
    authors: Sequence[str] | None = None,
    parents: Sequence[int] | None = None,
) -> Counts:
    """Count units that are at hand, one row after another.

    Parameters
    ----------
    rows : iterable of iterables of str
        The units of each row; read one row at a time.
    ids, authors, parents : sequences
        Of the rows; read after `rows`, so that a generator may fill them.

    Examples
    --------
    >>> count_units([["to", "be"], ["to", "see"]], ["a", "b"]).words
    ('to', 'be', 'see')
    """
    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    number = vocabulary.__getitem__
    columns: list[NDArray[np.int32]] = []
    values: list[NDArray[np.int32]] = []
    totals: list[int] = []
    for units in rows:
        found = Counter(units)
        columns.append(np.fromiter(map(number, found), np.int32, len(found)))
        values.append(np.fromiter(found.values(), np.int32, len(found)))
        totals.append(found.total())
    pointers = np.concatenate([[0], np.cumsum([len(c) for c in columns])]).astype(np.int64)
    indices = np.concatenate([*columns, np.zeros(0, np.int32)])
    data = np.concatenate([*values, np.zeros(0, np.int32)])
    del columns, values
    sums = np.bincount(indices, weights=data, minlength=len(vocabulary)).astype(np.int64)
    words, rank = _by_count(list(vocabulary), sums)
    matrix = sparse.csr_matrix(
        (data, rank[indices], pointers), shape=(len(totals), len(words)), copy=False
    )
    matrix.sort_indices()
    return Counts(
        tuple(ids),
        tuple(authors) if authors is not None else (UNKNOWN,) * len(totals),
        words,
        matrix,
        np.array(totals, dtype=np.int64),
        np.array(parents if parents is not None else range(len(totals)), dtype=np.int64),
    )


def _by_count(words: Sequence[str], sums: Ints) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Return words by falling sum, ties by code point, and the new place of each old one."""
    counts = sums.tolist()
    order = sorted(range(len(words)), key=lambda at: (-counts[at], words[at]))
    rank = np.empty(len(words), dtype=np.int32)
    rank[order] = np.arange(len(words), dtype=np.int32)
    return tuple(words[at] for at in order), rank


class Piece(NamedTuple):
    """A text, or a sample of one: its name, the row that it comes from, and its units."""

    id: str
    parent: int
    units: Sequence[str]


def pieces(
    corpus: Corpus, units: Units = WORDS, sampling: Sampling | None = None
) -> Iterator[Piece]:
    """Yield the units of every text, or of every sample, one after another.

    Parameters and errors are those of `count`.
    """
    random = np.random.RandomState(sampling.seed if sampling else 0)
    for parent, (name, text) in enumerate(zip(corpus.ids, corpus.texts, strict=True)):
        whole = list(units_of(text, units))
        if not whole:
            raise InputError(f"text {name!r} has no words to count: leave it out")
        if sampling is None:
            yield Piece(name, parent, whole)
            continue
        number = 0
        for number, sample in enumerate(samples(whole, sampling, random), start=1):
            yield Piece(f"{name}_{number}", parent, sample)
        if not number:
            raise InputError(
                f"text {name!r} has {len(whole)} words, too few for a sample of "
                f"{sampling.size}: choose a smaller sample or leave the text out"
            )


def count(corpus: Corpus, units: Units = WORDS, sampling: Sampling | None = None) -> Counts:
    """Count the units of every text of a corpus.

    Parameters
    ----------
    corpus : Corpus
        The texts; they are read one at a time.
    units : Units
        What is counted.
    sampling : Sampling, optional
        How texts are cut; each sample is then a row, named ``id_1``, ``id_2``, …

    Raises
    ------
    InputError
        If a text has no unit at all, or fewer than a sample needs.
    """
    ids: list[str] = []
    authors: list[str] = []
    parents: list[int] = []

    def rows() -> Iterator[Sequence[str]]:
        for piece in pieces(corpus, units, sampling):
            ids.append(piece.id)
            authors.append(corpus.authors[piece.parent])
            parents.append(piece.parent)
            yield piece.units

    return count_units(rows(), ids, authors, parents)


def samples(
    units: Sequence[str], sampling: Sampling, random: np.random.RandomState | None = None
) -> Iterator[Sequence[str]]:
    """Yield samples of one text's units; none if it is shorter than a sample.

    Examples
    --------
    >>> list(samples(list("abcdefg"), Sampling("slices", 3)))
    [['a', 'b', 'c'], ['d', 'e', 'f']]
    """
    size = sampling.size
    if len(units) < size:
        return
    if sampling.kind == "slices":
        for start in range(0, len(units) - size + 1, size):
            yield units[start : start + size]
        return
    draw = random if random is not None else np.random.RandomState(sampling.seed)
    for _ in range(sampling.number):
        yield [units[at] for at in draw.permutation(len(units))[:size].tolist()]


def most_frequent(
    counts: Counts,
    number: int,
    *,
    culling: float = 0.0,
    pronouns: bool = True,
    start: int = 1,
    rows: Iterable[int] | None = None,
) -> tuple[str, ...]:
    """Return the most frequent words (MFW).

    Parameters
    ----------
    counts : Counts
        All texts pooled: long ones weigh more.
    number : int
        How many words.
    culling : float
        Only words that stand in at least this many percent of the rows, 0 to 100.
    pronouns : bool
        Whether personal pronouns stay in (`PRONOUNS`).
    start : int
        Rank of the first word taken, counted from 1 after culling.
    rows : iterable of int, optional
        The rows that the list is made from, such as those of the training texts.

    Raises
    ------
    InputError
        If there are fewer words.

    Examples
    --------
    >>> counts = count_units([["to", "be", "to"], ["to", "see"]], ["a", "b"])
    >>> most_frequent(counts, 1, culling=100), most_frequent(counts, 1, rows=[1])
    (('to',), ('see',))
    """
    if number < 1 or start < 1:
        raise InputError("at least one of the most frequent words is needed, from rank 1 on")
    words: Sequence[str] = counts.words
    matrix = counts.matrix
    if rows is not None:
        matrix = matrix[[int(row) for row in rows]]
        sums = np.asarray(matrix.sum(axis=0)).ravel().astype(np.int64)
        words, rank = _by_count(counts.words, sums)
        order = np.argsort(rank)
        there = int((sums > 0).sum())
        words, order = words[:there], order[:there]
    else:
        order = np.arange(len(words))
    keep = np.ones(len(words), dtype=bool)
    if culling > 0:
        present = np.bincount(matrix.indices, minlength=len(counts.words))[order]
        keep &= present / matrix.shape[0] >= culling / 100
    left = [w for w, stays in zip(words, keep.tolist(), strict=True) if stays]
    if not pronouns:
        left = [word for word in left if word not in PRONOUNS]
    chosen = left[start - 1 : start - 1 + number]
    if len(chosen) < number:
        last = start - 1 + number
        culled = f" after culling at {culling:g} %" if culling else ""
        raise InputError(
            f"the {last:,} most frequent words were asked for, and there are "
            f"{len(left):,}{culled}: ask for fewer"
        )
    return tuple(chosen)


def relative(counts: Counts, words: Sequence[str]) -> Floats:
    """Return relative frequencies in percent of all units of the row.

    Parameters
    ----------
    counts : Counts
        Rows to take.
    words : sequence of str
        Columns to take; one that is nowhere has zeros.

    Returns
    -------
    array, rows × words
        ``100 * count / total``; words that are not listed count in the total.

    Raises
    ------
    InputError
        If no words are given.

    Examples
    --------
    >>> relative(count_units([["to", "be", "to", "see"]], ["a"]), ["to", "go"]).tolist()
    [[50.0, 0.0]]
    """
    if not len(words):
        raise InputError("a list of words is needed, and it is empty")
    table = counts.of(words).astype(np.float64)
    table *= 100
    table /= np.maximum(counts.totals, 1)[:, None]
    return table


def culled(frequencies: NDArray[Any], percent: float) -> NDArray[np.bool_]:
    """Return which columns stand in at least this many percent of the rows."""
    there: NDArray[np.bool_] = (np.asarray(frequencies) > 0).mean(axis=0) >= percent / 100
    return there
