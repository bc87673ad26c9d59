"""Text to `Document`: paragraphs, sentences, words, parts of speech, lemmas, quotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stylo import encoder, heads, segment
from stylo.document import Document, Removed, Table
from stylo.encoder import Reading
from stylo.lemmas import lemma
from stylo.paragraphs import paragraphs
from stylo.quotations import quotations

_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
#: Sentences of several articles that are read together.
SENTENCES_AT_ONCE = 1000

Reader = Callable[[Sequence[Sequence[str]]], Reading]
Spans = list[tuple[int, int]]
Ints = NDArray[np.int64]


class Source(NamedTuple):
    """A text to be annotated, and what is known of it; see `annotate`."""

    text: str
    id: str = ""
    meta: Mapping[str, Any] = MappingProxyType({})
    removed: tuple[Removed, ...] = ()


class _Segments(NamedTuple):
    """Tokens and sentences of a document, as flat lists."""

    tokens: Spans
    words: list[int]
    sentences: Spans
    paragraph: list[int]


class _Forms(NamedTuple):
    """The tokens of a text as they stand; with plain quotes and apostrophes; and by sentence."""

    text: list[str]
    straight: list[str]
    sentences: list[list[str]]

    @classmethod
    def of(cls, text: str, segments: _Segments) -> _Forms:
        """Cut the tokens out of a text."""
        plain = segment.straighten(text)
        straight = [plain[start:end] for start, end in segments.tokens]
        sentences = [straight[first:last] for first, last in segments.sentences]
        if plain is text:
            return cls(straight, straight, sentences)
        return cls([text[start:end] for start, end in segments.tokens], straight, sentences)


class _Prepared(NamedTuple):
    """A text whose parts are found and whose words are still to be read."""

    source: Source
    paragraphs: Table
    quotations: Table
    segments: _Segments
    forms: _Forms


def annotate(
    text: str,
    *,
    id: str = "",
    meta: Mapping[str, Any] | None = None,
    removed: Iterable[Removed] = (),
    read: Reader = encoder.read,
) -> Document:
    """Annotate an article.

    Parameters
    ----------
    text : str
        The article, already cleaned. NUL and lone surrogates become U+FFFD, one for one; nothing
        else of it is changed. An empty text gives an empty document.
    id : str
        A file name, address or key.
    meta : mapping, optional
        Title, author, date and the like.
    removed : iterable of Removed
        The boilerplate that was taken out.
    read : callable, optional
        Reads sentences of tokens in place of the encoder, e.g. from what it said before.

    Returns
    -------
    Document
        With all the columns that `stylo.document.Document` describes.

    Examples
    --------
    >>> doc = annotate("“It won’t rain,” said Ada Moss.")
    >>> doc.tokens["norm"][:4], doc.tokens["quoted"].tolist()[:8]
    (('"', 'it', 'wo', "n't"), [True, True, True, True, True, True, True, False])
    """
    prepared = _prepare(Source(text, id, dict(meta or {}), tuple(removed)))
    return _finish(prepared, read(prepared.forms.sentences))


def annotate_many(sources: Iterable[Source]) -> Iterator[Document]:
    """Annotate articles as `annotate` does, the sentences of several read together.

    Yields
    ------
    Document
        In the order of the sources. At most `SENTENCES_AT_ONCE` sentences, beside those of one
        article, wait to be read.
    """
    waiting: list[_Prepared] = []
    for source in sources:
        waiting.append(_prepare(source))
        if sum(len(one.segments.sentences) for one in waiting) >= SENTENCES_AT_ONCE:
            yield from _documents(waiting)
            waiting = []
    yield from _documents(waiting)


def segmented(
    text: str,
    *,
    id: str = "",
    meta: Mapping[str, Any] | None = None,
    removed: Iterable[Removed] = (),
) -> Document:
    """Annotate an article as `annotate` does, but without what the encoder reads and lemmas."""
    return _finish(_prepare(Source(text, id, dict(meta or {}), tuple(removed))), None)


def annotate_tokens(
    sentences: Iterable[Sequence[str]],
    *,
    space_after: Iterable[Sequence[bool]] | None = None,
    tag_them: bool = True,
    upos: Iterable[Sequence[str]] | None = None,
    lemmas: Iterable[Sequence[str]] | None = None,
    id: str = "",
    meta: Mapping[str, Any] | None = None,
) -> Document:
    """Annotate text whose words and sentences are given, as in an annotated corpus.

    Parameters
    ----------
    sentences : iterable of sequences of str
        The tokens of each sentence, none of them empty; an empty sentence is left out.
    space_after : iterable of sequences of bool, optional
        Whether a space follows each token; by default one always does. A space always parts
        sentences.
    tag_them : bool
        Whether to add what the encoder reads, and ``upos`` and ``lemma`` where not given.
    upos, lemmas : iterable of sequences of str, optional
        Tags and lemmas to keep as they are.
    id, meta
        See `annotate`.

    Returns
    -------
    Document
        One paragraph of body; ``doc.text`` is the tokens joined.

    Raises
    ------
    ValueError
        If ``space_after``, ``upos`` or ``lemmas`` do not fit the tokens.

    Examples
    --------
    >>> annotate_tokens([["Mice", "bite", "."]], space_after=[[True, False, True]]).text
    'Mice bite.'
    """
    rows = [[_readable(token) for token in sentence] for sentence in sentences]
    pieces: list[str] = []
    tokens: Spans = []
    bounds: Spans = []
    place = 0
    for row, spaces in _beside(rows, space_after, "space_after"):
        if not row:
            continue
        first = len(tokens)
        for token, space in zip(row, spaces or [True] * len(row), strict=True):
            tokens.append((place, place + len(token)))
            pieces.append(token + " " if space else token)
            place += len(pieces[-1])
        if not pieces[-1].endswith(" "):
            pieces[-1] += " "
            place += 1
        bounds.append((first, len(tokens)))
    text = "".join(pieces)[: tokens[-1][1] if tokens else 0]
    some = 1 if tokens else 0
    table = Table(start=_ints([0] * some), end=_ints([len(text)] * some), kind=("body",) * some)
    segments = _Segments(tokens, segment.word_ids(text, tokens), bounds, [0] * len(bounds))
    forms = _Forms.of(text, segments)
    columns = _columns(
        forms,
        encoder.read(forms.sentences) if tag_them else None,
        upos=None if upos is None else _flat(rows, upos, "upos"),
        lemmas=None if lemmas is None else _flat(rows, lemmas, "lemmas"),
    )
    found = quotations(text, table)
    return _assemble(Source(text, id, dict(meta or {})), table, segments, columns, found)


def _beside(
    rows: Sequence[Sequence[str]], given: Iterable[Sequence[Any]] | None, name: str
) -> Iterator[tuple[Sequence[str], Sequence[Any] | None]]:
    """Pair each sentence with what is given for it."""
    if given is None:
        yield from ((row, None) for row in rows)
        return
    values = [list(value) for value in given]
    if [len(row) for row in rows] != [len(value) for value in values]:
        raise ValueError(f"{name} does not fit the tokens: one value per token is needed")
    yield from zip(rows, values, strict=True)


def _flat(rows: Sequence[Sequence[str]], given: Iterable[Sequence[str]], name: str) -> list[str]:
    """Return the values given for all tokens in one list."""
    return [value for _, values in _beside(rows, given, name) for value in values or ()]


def _readable(text: str) -> str:
    """Replace NUL and lone surrogates, one for one."""
    return _UNREADABLE.sub("\ufffd", text)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _prepare(source: Source) -> _Prepared:
    """Find the paragraphs, quotations, sentences and tokens of a text."""
    text = _readable(source.text)
    table = paragraphs(text)
    found = quotations(text, table)
    segments = _segments(text, table)
    _keep_marks(text, segments, found)
    return _Prepared(source._replace(text=text), table, found, segments, _Forms.of(text, segments))


def _finish(prepared: _Prepared, reading: Reading | None) -> Document:
    """Put what was read beside what was found."""
    columns = _columns(prepared.forms, reading)
    return _assemble(
        prepared.source, prepared.paragraphs, prepared.segments, columns, prepared.quotations
    )


def _documents(prepared: Sequence[_Prepared]) -> Iterator[Document]:
    """Read the sentences of several texts in one go."""
    sentences = [one.forms.sentences for one in prepared]
    reading = encoder.read([words for own in sentences for words in own])
    for one, part in zip(prepared, reading.split(sentences), strict=True):
        yield _finish(one, part)


def _segments(text: str, table: Table) -> _Segments:
    """Cut each paragraph into tokens, words and sentences."""
    found = _Segments([], [], [], [])
    words = 0
    bounds = zip(table["start"].tolist(), table["end"].tolist(), strict=True)
    for number, (low, high) in enumerate(bounds):
        piece = text[low:high]
        spans = segment.token_spans(piece)
        ids = segment.word_ids(piece, spans)
        base = len(found.tokens)
        for first, last in segment.sentence_spans(piece, spans):
            found.sentences.append((base + first, base + last))
            found.paragraph.append(number)
        found.tokens.extend([(low + start, low + end) for start, end in spans])
        found.words.extend([i if i < 0 else words + i for i in ids] if words else ids)
        words += max(ids, default=-1) + 1
    return found


def _keep_marks(text: str, segments: _Segments, found: Table) -> None:
    """Move a quotation's mark across a sentence boundary to the sentence that it belongs to."""
    opening = set(found["start"].tolist())
    closing = set(found["end"].tolist())
    for number in range(1, len(segments.sentences)):
        first, last = segments.sentences[number - 1]
        middle, end = last, segments.sentences[number][1]
        if segments.paragraph[number - 1] != segments.paragraph[number]:
            continue
        if last - first > 1 and segments.tokens[last - 1][0] in opening:
            middle -= 1
        elif end - last > 1 and segments.tokens[last][1] in closing:
            middle += 1
        else:
            continue
        place = segments.tokens[min(middle, last)]
        if not any(map(str.isalnum, text[place[0] : place[1]])):
            segments.sentences[number - 1] = first, middle
            segments.sentences[number] = middle, end


class _Columns(NamedTuple):
    """Columns of tokens, and of sentences, that are found by reading the words."""

    tokens: dict[str, Any]
    sentences: dict[str, Any]


def _columns(
    forms: _Forms,
    reading: Reading | None,
    *,
    upos: Sequence[str] | None = None,
    lemmas: Sequence[str] | None = None,
) -> _Columns:
    """Return the columns that words have beside their places; those given stay as they are."""
    found = _Columns({"text": forms.text, "norm": [form.lower() for form in forms.straight]}, {})
    if reading is not None:
        found.tokens.update(reading.of_words())
        found.sentences.update(reading.of_sentences())
        found.sentences.update(heads.apply(reading.vectors, forms.sentences))
        upos = upos or reading.upos
        if lemmas is None:
            lemmas = [lemma(form, tag) for form, tag in zip(forms.straight, upos, strict=True)]
    if lemmas is not None:
        found.tokens["lemma"] = lemmas
    if upos is not None:
        found.tokens["upos"] = upos
    return found


def _assemble(
    source: Source,
    table: Table,
    segments: _Segments,
    columns: _Columns,
    found: Table,
) -> Document:
    """Put the tables of a document together."""
    spans = _ints([edge for span in segments.tokens for edge in span]).reshape(-1, 2)
    bounds = _ints([edge for span in segments.sentences for edge in span]).reshape(-1, 2)
    first, last = bounds[:, 0], bounds[:, 1]
    return Document(
        text=source.text,
        id=source.id,
        meta=source.meta,
        removed=source.removed,
        paragraphs=table,
        sentences=Table(
            start=spans[first, 0],
            end=spans[last - 1, 1],
            paragraph=_ints(segments.paragraph),
            first=first,
            last=last,
            **columns.sentences,
        ),
        tokens=Table(
            start=spans[:, 0],
            end=spans[:, 1],
            **columns.tokens,
            sentence=np.repeat(np.arange(len(bounds), dtype=np.int64), last - first),
            word=_ints(segments.words),
            quoted=_inside_speech(spans[:, 0], found),
        ),
        quotations=found,
    )


def _inside_speech(places: Ints, found: Table) -> NDArray[np.bool_]:
    """Say of each place whether it lies in a quotation of kind ``speech``."""
    speech = np.array([kind == "speech" for kind in found["kind"]], dtype=np.bool_)
    opened = np.searchsorted(np.sort(found["start"][speech]), places, side="right")
    closed = np.searchsorted(np.sort(found["end"][speech]), places, side="right")
    inside: NDArray[np.bool_] = opened > closed
    return inside
