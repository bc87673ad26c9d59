"""Four views of a text's style, each as runs of symbols: words, characters, marks, syntax.

A view counts every run (n-gram) of a length range inside a sentence. Frequencies become z-scores
over the reference texts, cut off at ±1.5, so that no rare run outweighs the rest (Evert et al.
2017, doi:10.1093/llc/fqx023, on why clipping helps Delta), and each text a vector of length 1: two
texts' product is Cosine Delta's cosine, over thousands of runs instead of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stylo import segment
from stylo.annotate import annotate
from stylo.document import CONTENT_UPOS, Document, InputError
from stylo.stylometry.tokens import Mask

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Parts of speech that stand for their words in the view of syntax.
_OPEN = CONTENT_UPOS | {"NUM", "SYM", "X"}
_MASKED = {"": frozenset[str](), "names": frozenset({"PROPN"}), "content": CONTENT_UPOS}
_SPACE = re.compile(r"\s+")
_LOWER = re.compile(r"[^\W\d_A-Z]+")
_UPPER = re.compile("[A-Z]+")
_DIGITS = re.compile(r"\d+")
#: How many of a view's most frequent runs may count; which of these numbers is chosen by the texts
#: themselves. And in how many texts a run must stand.
LIMITS = (500, 1_000, 2_000, 5_000, 10_000)
MIN_TEXTS = 2
#: Where z-scores are cut off.
CLIP = 1.5
#: Cells of the dense tables that are held at once.
_CELLS = 20_000_000
#: The first symbol of a sentence, and of one that begins a paragraph.
SENTENCE, PARAGRAPH = "<s>", "<p>"


@dataclass(frozen=True)
class View:
    """One way to look at a text.

    Attributes
    ----------
    name : str
        ``words``: tokens in lower case, marks included. ``characters``: as they stand.
        ``marks``: punctuation and how it stands to words, capitals and figures. ``syntax``: as
        words, with the part of speech in place of nouns, verbs, adjectives, adverbs and numbers.
    low, high : int
        Lengths of runs.
    weight : float
        How much the view counts.
    """

    name: str
    low: int
    high: int
    weight: float


#: Chosen on reporters and columnists of seven news sites (none of them a test corpus).
VIEWS = (
    View("words", 1, 3, 2.0),
    View("characters", 2, 5, 1.0),
    View("marks", 2, 8, 1.0),
    View("syntax", 1, 4, 1.0),
)
#: For each view the symbols of each sentence.
Streams = dict[str, list[Sequence[str]]]


def streams(source: str | Document, *, mask: Mask = "", own_words: bool = False) -> Streams:
    """Return the symbols of each sentence, for each view.

    Parameters
    ----------
    source : str or Document
        The text.
    mask : {"", "names", "content"}
        ``names``: proper nouns count as such, not as themselves; ``content``: so do nouns, verbs,
        adjectives and adverbs.
    own_words : bool
        Whether quoted speech, which is its speaker's, is left out.

    Examples
    --------
    >>> streams("The tide, as ever, came in.", mask="content")["words"][0]
    ['<p>', 'the', '<NOUN>', ',', 'as', '<ADV>', ',', '<VERB>', '<ADV>', '.']
    """
    if mask not in _MASKED:
        raise InputError(f"no mask {mask!r}: choose from '', 'names', 'content'")
    doc = source if isinstance(source, Document) else annotate(source)
    straight = segment.straighten(doc.text)
    hidden = _MASKED[mask]
    tokens, sentences = doc.tokens, doc.sentences
    starts, ends = tokens["start"].tolist(), tokens["end"].tolist()
    tags, quoted = tokens["upos"], tokens["quoted"].tolist()
    columns = (sentences[name].tolist() for name in ("first", "last", "paragraph"))
    found: Streams = {view.name: [] for view in VIEWS}
    earlier = -1
    for first, last, paragraph in zip(*columns, strict=True):
        opening = SENTENCE if paragraph == earlier else PARAGRAPH
        words, syntax, pieces = [opening], [opening], []
        at = starts[first] if first < last else 0
        for row in range(first, last):
            start, end, tag = starts[row], ends[row], tags[row]
            gap = straight[at:start]
            at = end
            if own_words and quoted[row]:
                pieces.append(" ")
                continue
            form = straight[start:end]
            low = form.lower()
            words.append(f"<{tag}>" if tag in hidden else low)
            syntax.append(f"<{tag}>" if tag in _OPEN else low)
            pieces += [gap, "*" if tag in hidden else form]
        if len(words) == 1:
            continue
        earlier = paragraph
        characters = _SPACE.sub(" ", "".join(pieces)).strip() + " "
        found["words"].append(words)
        found["syntax"].append(syntax)
        found["characters"].append(characters)
        found["marks"].append(("¶" if opening == PARAGRAPH else "") + _shape(characters))
    return found


def _shape(text: str) -> str:
    """Return a text with a for every run of small letters, A of capitals, 0 of figures."""
    return _DIGITS.sub("0", _UPPER.sub("A", _LOWER.sub("a", text)))


def streams_of(
    texts: Iterable[str | Document], *, mask: Mask = "", own_words: bool = False
) -> list[Streams]:
    """Return `streams` of several texts.

    Raises
    ------
    InputError
        If nothing of a text is left to count.
    """
    found = []
    for number, text in enumerate(texts, start=1):
        found.append(streams(text, mask=mask, own_words=own_words))
        if not found[-1]["words"]:
            name = (text.id if isinstance(text, Document) else "") or f"text {number}"
            whose = " of the writer's own" if own_words else ""
            raise InputError(f"{name!r} has no words{whose} to count: leave it out")
    return found


# -- runs as numbers --------------------------------------------------------------------------


@dataclass(frozen=True)
class Runs:
    """Where the runs of one view stand in a text.

    Attributes
    ----------
    keys : array of int
        A number for each occurrence of a run of known symbols.
    sentences : array of int
        The sentence of each occurrence.
    total : int
        Occurrences, those with unknown symbols included.
    """

    keys: Ints
    sentences: Ints
    total: int


@dataclass(frozen=True)
class Alphabet:
    """The symbols of one view, numbered from 1 by falling count; 0 is unknown."""

    view: View
    numbers: dict[str, int]
    symbols: tuple[str, ...]

    @property
    def bits(self) -> int:
        """How many bits of a key a symbol takes."""
        return 63 // self.view.high

    def runs(self, sentences: Sequence[Sequence[str]]) -> Runs:
        """Return the runs of one text; none goes beyond its sentence."""
        number = self.numbers.get
        sizes = np.array([len(s) + 1 for s in sentences], dtype=np.int64)
        codes = np.fromiter(
            chain.from_iterable([*(number(c, 0) for c in s), 0] for s in sentences),
            np.int64,
            int(sizes.sum()),
        )
        where = np.repeat(np.arange(len(sizes)), sizes)
        total = sum(
            int(np.maximum(sizes - n, 0).sum()) for n in range(self.view.low, self.view.high + 1)
        )
        keys, there = codes, codes > 0
        found, places = [], []
        for length in range(1, self.view.high + 1):
            if length > 1:
                keys = (keys[:-1] << self.bits) | codes[length - 1 :]
                there = there[:-1] & (codes[length - 1 :] > 0)
            if length >= self.view.low:
                found.append(keys[there])
                places.append(where[: len(there)][there])
        return Runs(np.concatenate(found), np.concatenate(places), total)

    def spell(self, key: int) -> str:
        """Return the run of a key as text."""
        codes = []
        while key:
            codes.append(key & ((1 << self.bits) - 1))
            key >>= self.bits
        joint = " " if self.view.name in {"words", "syntax"} else ""
        return joint.join(self.symbols[code - 1] for code in reversed(codes))


def _alphabet(view: View, texts: Sequence[Streams]) -> Alphabet:
    counted = Counter(chain.from_iterable(chain.from_iterable(t[view.name] for t in texts)))
    most = (1 << (63 // view.high)) - 1
    symbols = sorted(counted, key=lambda s: (-counted[s], s))[:most]
    return Alphabet(view, {s: i for i, s in enumerate(symbols, start=1)}, tuple(symbols))


@dataclass(frozen=True)
class Table:
    """How often each run of one view stands in each row.

    Attributes
    ----------
    counts : scipy.sparse.csr_matrix
        Rows × runs.
    totals : array
        Runs in each row, those of no column included.
    """

    counts: Any
    totals: Floats

    def __len__(self) -> int:
        return len(self.totals)

    def first(self, limit: int) -> Table:
        """Return the first columns."""
        return Table(self.counts[:, :limit], self.totals)

    def blocks(self, rows: int = 0) -> Iterator[tuple[slice, NDArray[np.float32]]]:
        """Yield relative frequencies, all rows and some of the columns at a time.

        Tables of one width that are given the same number of `rows` are cut alike.
        """
        width = self.counts.shape[1]
        step = max(256, _CELLS // max(rows or len(self), 1))
        columns = self.counts.tocsc()
        edges = sorted({width, *(at for at in LIMITS if at < width), *range(0, width, step)})
        for first, last in pairwise(edges if width else [0, 0]):
            part = slice(first, last)
            dense = columns[:, part].toarray().astype(np.float32)
            dense /= np.maximum(self.totals, 1)[:, None].astype(np.float32)
            yield part, dense


@dataclass(frozen=True)
class Lens:
    """A view with the symbols and runs that its reference texts have.

    Attributes
    ----------
    alphabet : Alphabet
        Its symbols.
    keys : array of int
        Its runs, by falling count.
    """

    alphabet: Alphabet
    keys: Ints

    def first(self, limit: int) -> Lens:
        """Return the view with its most frequent runs alone."""
        return Lens(self.alphabet, self.keys[:limit])

    @property
    def view(self) -> View:
        """The view."""
        return self.alphabet.view

    def table(self, texts: Sequence[Streams]) -> Table:
        """Return the counts of several texts."""
        rows = [self._columns(self.alphabet.runs(t[self.view.name])) for t in texts]
        found = [np.unique(columns, return_counts=True) for columns, _, _ in rows]
        return Table(
            _csr([c for c, _ in found], [n for _, n in found], len(self.keys)),
            np.array([total for _, _, total in rows], dtype=np.float64),
        )

    def sentences(self, text: Streams) -> Table:
        """Return the counts of each sentence of a text."""
        parts = text[self.view.name]
        columns, where, _ = self._columns(self.alphabet.runs(parts))
        ones = np.ones(len(columns), dtype=np.int32)
        shape = (len(parts), len(self.keys))
        counts = sparse.coo_matrix((ones, (where, columns)), shape=shape).tocsr()
        lengths = np.array([len(part) for part in parts], dtype=np.float64)
        sizes = range(self.view.low, self.view.high + 1)
        return Table(counts, sum(np.maximum(lengths + 1 - n, 0) for n in sizes) + np.zeros(1))

    def _columns(self, runs: Runs) -> tuple[Ints, Ints, int]:
        if not len(self.keys):
            return runs.keys[:0], runs.sentences[:0], runs.total
        order = np.argsort(self.keys)
        at = np.searchsorted(self.keys, runs.keys, sorter=order)
        at[at == len(order)] = 0
        columns = order[at]
        known = self.keys[columns] == runs.keys
        return columns[known], runs.sentences[known], runs.total


def _csr(columns: Sequence[Ints], counts: Sequence[Ints], width: int) -> Any:
    pointers = np.concatenate([[0], np.cumsum([len(c) for c in columns])]).astype(np.int64)
    data = np.concatenate([*counts, np.zeros(0, np.int64)]).astype(np.int32)
    indices = np.concatenate([*columns, np.zeros(0, np.int64)]).astype(np.int32)
    return sparse.csr_matrix((data, indices, pointers), shape=(len(columns), width))


@dataclass(frozen=True)
class Register:
    """All runs of one view that two texts or more have, and how often each text has them.

    What is seen of some of the texts alone follows from it without reading them again.

    Attributes
    ----------
    alphabet : Alphabet
        The symbols of all texts.
    keys : array of int
        The runs.
    table : Table
        Their counts.
    """

    alphabet: Alphabet
    keys: Ints
    table: Table

    def take(self, rows: Sequence[int] | Ints) -> Register:
        """Return the register of some of the texts."""
        rows = np.asarray(rows, dtype=np.int64)
        return replace(self, table=Table(self.table.counts[rows], self.table.totals[rows]))

    def columns(self) -> Ints:
        """Return the most frequent runs that stand in `MIN_TEXTS` texts or more, as columns."""
        counts = self.table.counts
        among = np.bincount(counts.indices, minlength=len(self.keys))
        summed = np.asarray(counts.sum(axis=0)).ravel()
        often = np.flatnonzero(among >= min(MIN_TEXTS, len(self.table)))
        found = often[np.argsort(-summed[often], kind="stable")[: LIMITS[-1]]]
        return np.asarray(found, dtype=np.int64)

    def lens(self, columns: Ints) -> Lens:
        """Return the view with these runs alone."""
        return Lens(self.alphabet, self.keys[columns])

    def counts(self, columns: Ints) -> Table:
        """Return the counts of these runs."""
        return Table(self.table.counts[:, columns], self.table.totals)


def register(view: View, texts: Sequence[Streams]) -> Register:
    """Count every run of a view that stands in `MIN_TEXTS` texts or more."""
    alphabet = _alphabet(view, texts)
    keys, counts, totals = [], [], []
    for text in texts:
        runs = alphabet.runs(text[view.name])
        own, times = np.unique(runs.keys, return_counts=True)
        keys.append(own)
        counts.append(times)
        totals.append(runs.total)
    every, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    among = np.bincount(inverse, minlength=len(every))
    kept = np.flatnonzero(among >= min(MIN_TEXTS, len(texts)))
    place = np.full(len(every), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    columns = np.split(place[inverse], np.cumsum([len(k) for k in keys])[:-1])
    held = [c >= 0 for c in columns]
    table = Table(
        _csr(
            [c[h] for c, h in zip(columns, held, strict=True)],
            [n[h] for n, h in zip(counts, held, strict=True)],
            len(kept),
        ),
        np.array(totals, dtype=np.float64),
    )
    return Register(alphabet, every[kept], table)


def lens(view: View, texts: Sequence[Streams]) -> tuple[Lens, Table]:
    """Return a view as the reference texts have it, and their counts.

    The runs are the most frequent of those that stand in `MIN_TEXTS` texts or more.
    """
    whole = register(view, texts)
    columns = whole.columns()
    return whole.lens(columns), whole.counts(columns)


# -- likeness ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gauge:
    """Mean of each run's frequency in the reference texts, and 1 over its standard deviation."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]

    def first(self, limit: int) -> Gauge:
        """Return the gauge of the first columns."""
        return Gauge(self.mean[:limit], self.scale[:limit])

    def z(self, part: slice, frequencies: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return clipped z-scores of a block of columns; 0 for a run that does not vary."""
        out: NDArray[np.float32] = (frequencies - self.mean[part]) * self.scale[part]
        return np.clip(out, -CLIP, CLIP, out=out)


def gauge(table: Table) -> Gauge:
    """Return the gauge of the reference texts (divisor N - 1)."""
    means, scales = [], []
    for _, block in table.blocks():
        mean = block.mean(axis=0, dtype=np.float64)
        variance = ((block - mean) ** 2).sum(axis=0, dtype=np.float64) / max(len(table) - 1, 1)
        means.append(mean)
        scales.append(np.where(variance > 0, 1 / np.sqrt(np.where(variance > 0, variance, 1)), 0))
    empty = [np.zeros(0)]
    return Gauge(
        np.concatenate([*means, *empty]).astype(np.float32),
        np.concatenate([*scales, *empty]).astype(np.float32),
    )


def likeness(measure: Gauge, a: Table, b: Table | None = None) -> Floats:
    """Return the cosines of the clipped z-scores of all rows of two tables (of one with itself)."""
    *_, (_, whole) = likeness_by_limit(measure, a, b)
    return whole


def likeness_by_limit(
    measure: Gauge, a: Table, b: Table | None = None
) -> Iterator[tuple[int, Floats]]:
    """Yield `likeness` by the first columns alone: 500, 1,000 and so on, and by all at the end."""
    other = a if b is None else b
    products = np.zeros((len(a), len(other)))
    left, right = np.zeros(len(a)), np.zeros(len(other))
    rows, width = len(a) + len(other), a.counts.shape[1]
    cut = a.blocks(rows) if b is None else b.blocks(rows)
    for (part, y), (_, x) in zip(cut, a.blocks(rows), strict=True):
        za = measure.z(part, x)
        zb = za if b is None else measure.z(part, y)
        products += za @ zb.T
        left += np.einsum("ij,ij->i", za, za)
        right += np.einsum("ij,ij->i", zb, zb)
        if part.stop in LIMITS or part.stop == width:
            lengths = np.sqrt(np.outer(left, right))
            found = np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)
            yield part.stop, found
