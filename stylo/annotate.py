"""Text to `Document`: paragraphs, sentences, words, tags, quotations.

PROVISIONAL first version so that others can work; quotations are those that
``stylo.quotations.quotations(text, paragraphs)`` gives once it exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from stylo import lemmas, segment, tagger
from stylo.document import EMPTY_QUOTATIONS, Document, Removed, Table
from stylo.paragraphs import paragraphs


def _quotations(text: str, table: Table) -> Table:
    try:
        from stylo.quotations import quotations
    except ImportError:
        return EMPTY_QUOTATIONS
    return quotations(text, table)


def annotate(
    text: str, *, id: str = "", meta: Mapping[str, Any] | None = None, removed: Sequence[Removed] = ()
) -> Document:
    """Annotate an article."""
    text = "".join("\ufffd" if c == "\x00" or 0xD800 <= ord(c) < 0xE000 else c for c in text)
    table = paragraphs(text)
    start: list[int] = []
    end: list[int] = []
    word: list[int] = []
    sent: list[int] = []
    s_par, s_first, s_last = [], [], []
    words = 0
    for p, (a, b) in enumerate(zip(table["start"].tolist(), table["end"].tolist(), strict=True)):
        piece = text[a:b]
        spans = segment.token_spans(piece)
        ids = segment.word_ids(piece, spans)
        base = len(start)
        for first, last in segment.sentence_spans(piece, spans):
            s_par.append(p)
            s_first.append(base + first)
            s_last.append(base + last)
            sent.extend([len(s_par) - 1] * (last - first))
        start.extend(a + s for s, _ in spans)
        end.extend(a + e for _, e in spans)
        word.extend(i if i < 0 else words + i for i in ids)
        words += max(ids, default=-1) + 1
    return _document(text, id, meta, removed, table, start, end, word, sent, s_par, s_first, s_last)


def _document(text, id, meta, removed, table, start, end, word, sent, s_par, s_first, s_last, upos=None):  # type: ignore[no-untyped-def]
    forms = [text[s:e] for s, e in zip(start, end, strict=True)]
    straight = [segment.straighten(f) for f in forms]
    if upos is None:
        tags = tagger.tag([straight[f:l] for f, l in zip(s_first, s_last, strict=True)])
        upos = [t for row in tags for t in row]
    lemma = [lemmas.lemma(f, u) for f, u in zip(straight, upos, strict=True)]
    starts, ends = np.array(start, dtype=np.int64), np.array(end, dtype=np.int64)
    quotes = _quotations(text, table)
    inside = np.zeros(len(text) + 1, dtype=np.int64)
    for s, e, kind in zip(quotes["start"], quotes["end"], quotes["kind"], strict=True):
        if kind == "speech":
            inside[s] += 1
            inside[e] -= 1
    quoted = np.cumsum(inside)[starts] > 0 if len(starts) else np.zeros(0, dtype=np.bool_)
    first = np.array(s_first, dtype=np.int64)
    last = np.array(s_last, dtype=np.int64)
    return Document(
        text=text,
        id=id,
        meta=dict(meta or {}),
        removed=tuple(removed),
        paragraphs=table,
        sentences=Table(
            start=starts[first] if len(first) else first,
            end=ends[last - 1] if len(last) else last,
            paragraph=np.array(s_par, dtype=np.int64),
            first=first,
            last=last,
        ),
        tokens=Table(
            start=starts,
            end=ends,
            text=forms,
            norm=[f.lower() for f in straight],
            lemma=lemma,
            upos=upos,
            sentence=np.array(sent, dtype=np.int64),
            word=np.array(word, dtype=np.int64),
            quoted=quoted,
        ),
        quotations=quotes,
    )


def annotate_tokens(
    sentences: Sequence[Sequence[str]],
    *,
    space_after: Sequence[Sequence[bool]] | None = None,
    upos: Sequence[Sequence[str]] | None = None,
) -> Document:
    """Make a document of gold tokens."""
    text, start, end, sent, s_first, s_last = "", [], [], [], [], []
    for n, sentence in enumerate(sentences):
        s_first.append(len(start))
        for i, token in enumerate(sentence):
            start.append(len(text))
            text += token
            end.append(len(text))
            sent.append(n)
            if space_after is None or space_after[n][i]:
                text += " "
        s_last.append(len(start))
    spans = list(zip(start, end, strict=True))
    word = segment.word_ids(text, spans)
    table = Table(
        start=np.array([0][: len(start)]), end=np.array([len(text.rstrip())][: len(start)]), kind=("body",)[: len(start)]
    )
    flat = None if upos is None else [t for row in upos for t in row]
    return _document(text, "", None, (), table, start, end, word, sent, [0] * len(s_first), s_first, s_last, flat)
