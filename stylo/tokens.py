"""Where forms, lemmas and parts of speech stand in a document, found once and asked often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from stylo.document import Document, Span, cached
from stylo.feature import Bools, Evidence, Ints


@cached
def rows_by_form(doc: Document) -> Mapping[str, list[int]]:
    """Return the rows of the token table at which each form stands."""
    return _positions(doc.tokens["norm"])


@cached
def rows_by_lemma(doc: Document) -> Mapping[str, list[int]]:
    """Return the rows of the token table at which each lemma stands."""
    return _positions(doc.tokens["lemma"])


@cached
def _rows_by_upos(doc: Document) -> Mapping[str, Ints]:
    tags = np.array(doc.tokens["upos"], dtype="U6")
    return {str(tag): np.flatnonzero(tags == tag) for tag in np.unique(tags)}


@cached
def upos_codes(doc: Document) -> NDArray[np.uint8]:
    """Return a number for each token; equal parts of speech have equal numbers."""
    codes = np.zeros(len(doc.tokens), dtype=np.uint8)
    for number, rows in enumerate(_rows_by_upos(doc).values()):
        codes[rows] = number
    return codes


def _positions(column: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, value in enumerate(column):
        if value in found:
            found[value].append(row)
        else:
            found[value] = [row]
    return found


def tagged(doc: Document, *tags: str) -> Bools:
    """Return which tokens have one of these parts of speech."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    rows = _rows_by_upos(doc)
    for tag in tags:
        if tag in rows:
            mask[rows[tag]] = True
    return mask


def formed(doc: Document, forms: Iterable[str]) -> Bools:
    """Return which tokens are one of these forms (lower case)."""
    return _mask(doc, rows_by_form(doc), forms)


def lemmatised(doc: Document, lemmas: Iterable[str]) -> Bools:
    """Return which tokens have one of these lemmas."""
    return _mask(doc, rows_by_lemma(doc), lemmas)


def _mask(doc: Document, rows: Mapping[str, list[int]], wanted: Iterable[str]) -> Bools:
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    for form in wanted:
        found = rows.get(form)
        if found:
            mask[found] = True
    return mask


def shifted(mask: Bools, by: int) -> Bools:
    """Return a mask moved along the text: ``shifted(m, 1)[i] == m[i - 1]``, False at the edges."""
    out = np.zeros_like(mask)
    if by > 0:
        out[by:] = mask[:-by]
    elif by < 0:
        out[:by] = mask[-by:]
    else:
        out[:] = mask
    return out


@cached
def scare_quoted(doc: Document) -> Bools:
    """Return which tokens stand within quotation marks that open in the writer's own sentence."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    table = doc.quotations
    for start, end, kind in zip(table["start"], table["end"], table["kind"], strict=True):
        if kind == "scare":
            first, last = np.searchsorted(doc.tokens["start"], [start, end])
            mask[first:last] = True
    return mask


@cached
def openers(doc: Document) -> Ints:
    """Return the row of the first word of each sentence that has one."""
    rows = np.flatnonzero(doc.tokens["word"] >= 0)
    sentence = doc.tokens["sentence"][rows]
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = sentence[1:] != sentence[:-1]
    return np.asarray(rows[first], dtype=np.int64)


def evidence(doc: Document, first: Ints, label: str, last: Ints | None = None) -> list[Evidence]:
    """Return evidence for rows of the token table, or for runs from `first` to `last` inclusive."""
    starts = doc.tokens["start"][first].tolist()
    ends = doc.tokens["end"][first if last is None else last].tolist()
    return [Evidence(Span(s, e), label) for s, e in zip(starts, ends, strict=True)]
