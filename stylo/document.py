"""A text and its segmentation: the one thing that everything else reads.

This module imports nothing of ours. Offsets are Python code points into ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

#: Kinds of paragraph; only ``body`` counts as running text in length measures.
PARAGRAPH_KINDS = ("body", "heading", "caption", "list-item")

#: Kinds of quotation: ``speech`` belongs to its speaker, ``scare`` stays the writer's own.
QUOTATION_KINDS = ("speech", "scare")

#: Universal parts of speech whose words carry content (Universal Dependencies v2).
CONTENT_UPOS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


class InputError(ValueError):
    """Bad input: one clear line that names the cause and the remedy."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of text, ``text[start:end]``, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of boilerplate that reading took out.

    Attributes
    ----------
    text : str
        The removed text itself.
    reason : str
        Why it is no part of the article, e.g. ``"comment form"``.
    start : int
        Where it stood, in code points of the source text before cleaning (for HTML: of the
        text extracted from the page).
    """

    text: str
    reason: str
    start: int


class Table:
    """Columns of equal length, immutable.

    Text columns are tuples of ``str``; numeric and boolean columns are read-only numpy arrays.

    Examples
    --------
    >>> table = Table(start=np.array([0, 4]), text=("The", "cat"))
    >>> len(table), table["text"][1]
    (2, 'cat')
    """

    __slots__ = ("_columns", "_length")

    def __init__(self, **columns: Any) -> None:
        kept: dict[str, Any] = {}
        lengths = set()
        for name, column in columns.items():
            if isinstance(column, np.ndarray):
                column = column.view()
                column.flags.writeable = False
            else:
                column = tuple(column)
            kept[name] = column
            lengths.add(len(column))
        if len(lengths) > 1:
            raise ValueError(f"columns differ in length: { {n: len(c) for n, c in kept.items()} }")
        self._columns = kept
        self._length = lengths.pop() if lengths else 0

    def __getitem__(self, name: str) -> Any:
        return self._columns[name]

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.names == other.names and all(
            np.array_equal(self[name], other[name]) for name in self.names
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Table({len(self)} rows: {', '.join(self._columns)})"

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(self._columns)

    def with_columns(self, **columns: Any) -> Table:
        """Return a table with these columns added or replaced."""
        return Table(**{**self._columns, **columns})

    def frame(self) -> Any:
        """Return the table as a pandas DataFrame."""
        import pandas as pd

        return pd.DataFrame({n: list(c) for n, c in self._columns.items()})


def _ints() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


def _bools() -> NDArray[np.bool_]:
    return np.zeros(0, dtype=np.bool_)


EMPTY_PARAGRAPHS = Table(start=_ints(), end=_ints(), kind=())


def _floats() -> NDArray[np.float32]:
    return np.zeros(0, dtype=np.float32)


#: Columns of tokens and of sentences that the encoder adds.
READ_OF_TOKENS = (
    "metaphor",
    "novelty",
    "epistemic",
    "doxastic",
    "condition",
    "investigation",
    "adds_subjective",
    "adds_weasel",
)
READ_OF_SENTENCES = ("subjective", "weasel", "formality", "ease", "editorial")
EMPTY_SENTENCES = Table(
    start=_ints(),
    end=_ints(),
    paragraph=_ints(),
    first=_ints(),
    last=_ints(),
    **{name: _floats() for name in READ_OF_SENTENCES},
)
EMPTY_TOKENS = Table(
    start=_ints(),
    end=_ints(),
    text=(),
    norm=(),
    **{name: _floats() for name in READ_OF_TOKENS},
    lemma=(),
    upos=(),
    sentence=_ints(),
    word=_ints(),
    quoted=_bools(),
)
EMPTY_QUOTATIONS = Table(start=_ints(), end=_ints(), kind=(), speaker=(), nested=_bools())


@dataclass(frozen=True)
class Document:
    """An article after reading: its text, and where its parts stand. Immutable.

    Attributes
    ----------
    text : str
        The article; never padded, lower-cased or re-joined underneath the spans.
    id : str
        A file name, address or key.
    meta : mapping
        Title, author, date, address, encoding and the like, where known.
    removed : tuple of Removed
        The boilerplate that was taken out.
    paragraphs : Table
        ``start``, ``end``, ``kind`` (one of `PARAGRAPH_KINDS`).
    sentences : Table
        ``start``, ``end``, ``paragraph`` (row of `paragraphs`), ``first`` and ``last``
        (half-open range of rows of `tokens`). Every token lies in exactly one sentence. What the
        encoder reads (`stylo.encoder`): ``subjective`` (log-odds that the sentence is), ``weasel``
        (log-odds that it is vague about its source, or hedged), and on top (`stylo.heads`)
        ``formality``, ``ease`` and ``editorial``, NaN where their files are left out.
    tokens : Table
        ``start``, ``end``, ``text``; ``norm`` (lower case, typographic apostrophes and quotes made
        straight); ``lemma``; ``upos`` (Universal Dependencies v2 tag); ``sentence`` (row of
        `sentences`); ``word`` (number of the orthographic word that the token is part of, counted
        from 0 without gaps, or -1 for punctuation and symbols: ``don't`` is two tokens and one
        word, ``well-known`` three tokens and one word); ``quoted`` (inside a quotation of kind
        ``speech``). What the encoder reads: ``metaphor`` (probability that a word is
        metaphor-related), ``novelty`` (of it as a metaphor, -1 to 1), ``epistemic``, ``doxastic``,
        ``condition``, ``investigation`` (probabilities that it leaves its statement uncertain in
        that way), ``adds_subjective``, ``adds_weasel`` (what it adds to those of its sentence).
    quotations : Table
        ``start``, ``end`` (marks included), ``kind`` (one of `QUOTATION_KINDS`), ``speaker``
        (name as in the text, or ""), ``nested`` (inside another quotation).
    """

    text: str
    id: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    paragraphs: Table = field(default_factory=lambda: EMPTY_PARAGRAPHS)
    sentences: Table = field(default_factory=lambda: EMPTY_SENTENCES)
    tokens: Table = field(default_factory=lambda: EMPTY_TOKENS)
    quotations: Table = field(default_factory=lambda: EMPTY_QUOTATIONS)
    _cache: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_cache": {}}

    def __repr__(self) -> str:
        return (
            f"Document({self.id!r}, {len(self.text):,} characters, "
            f"{len(self.paragraphs)} paragraphs, {len(self.sentences)} sentences, "
            f"{self.word_count:,} words, "
            f"{len(self.quotations)} quotations, {len(self.removed)} pieces removed)"
        )

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @property
    def word_count(self) -> int:
        """Number of orthographic words, quotations included."""
        words: NDArray[np.int64] = self.tokens["word"]
        return int(words.max(initial=-1)) + 1


def cached(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Remember what a function of a document returned, as long as the document lives."""

    @wraps(function)
    def remembered(doc: Document) -> T:
        key = function
        if key not in doc._cache:
            doc._cache[key] = function(doc)
        return doc._cache[key]  # type: ignore[no-any-return]

    return remembered
