"""Cola: the stretches of a sentence between its signs and conjunctions, and what neighbours share.

A colon, in the rhetoricians' sense (Lausberg 1998, §§ 928-934), is here a stretch of words between
commas, semicolons, colons, dashes, brackets and coordinators, in running text of the writer's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stylo.document import Document, cached
from stylo.feature import Bools, Ints, body_sentences, quoted_share
from stylo.tokens import formed, tagged, upos_codes

_SIGNS = (",", ";", ":", "—", "–", "--", "---", "(", ")", "[", "]", "...", "…")
_LIGHT = (
    "be am is are was were been being 's 're 'm have has had 've having do does did done doing not "
    "n't so also then there here now just only even still too very more most much many such own "
    "same other as well get got 'll will would can could may might must shall should ca wo let "
    "however instead rather often never always ever again already yet first all both either"
).split()


@dataclass(frozen=True, slots=True)
class Units:
    """Stretches of words, in order: rows ``first`` to ``last`` (inclusive) of the token table.

    Attributes
    ----------
    first, last : array of int
        The first word (a coordinator that opens the stretch left out) and the last.
    near : array of bool
        Whether each unit follows hard on the one before it.
    joined : array of bool
        Whether a coordinator stands before the unit.
    """

    first: Ints
    last: Ints
    near: Bools
    joined: Bools

    def __len__(self) -> int:
        return len(self.first)

    @property
    def length(self) -> Ints:
        """Tokens of each unit."""
        return self.last - self.first + 1


@cached
def form_codes(doc: Document) -> Ints:
    """Return a number for each token; equal forms (lower case) have equal numbers."""
    seen: dict[str, int] = {}
    norm = doc.tokens["norm"]
    return np.fromiter((seen.setdefault(form, len(seen)) for form in norm), np.int64, len(norm))


@cached
def carriers(doc: Document) -> Bools:
    """Return which words carry content that a figure may rest on: no names, no light words."""
    return tagged(doc, "NOUN", "VERB", "ADJ", "ADV") & ~formed(doc, _LIGHT)


@cached
def _own(doc: Document) -> Bools:
    """Words of running text of the writer's own."""
    running = body_sentences(doc)[doc.tokens["sentence"]]
    return np.asarray(running & (doc.tokens["word"] >= 0) & ~doc.tokens["quoted"], dtype=np.bool_)


@cached
def cola(doc: Document) -> Units:
    """Return the cola of the text; `Units.near` holds within a sentence."""
    sentence = doc.tokens["sentence"]
    link = tagged(doc, "CCONJ")
    ends = formed(doc, _SIGNS) | link
    if len(sentence) > 1:
        ends[1:] |= sentence[1:] != sentence[:-1]
    return _units(doc, np.cumsum(ends), sentence, link)


@cached
def sentences(doc: Document) -> Units:
    """Return the sentences without other people's words; `Units.near` tells next ones."""
    whole = quoted_share(doc) == 0.0
    sentence = np.where(whole[doc.tokens["sentence"]], doc.tokens["sentence"], -1)
    units = _units(doc, sentence, np.zeros_like(sentence), tagged(doc, "CCONJ"))
    row = sentence[units.first]
    kept = row >= 0
    units = Units(units.first[kept], units.last[kept], units.near[kept], units.joined[kept])
    near = np.zeros(len(units), dtype=np.bool_)
    near[1:] = np.diff(row[kept]) == 1
    return Units(units.first, units.last, near, units.joined)


def _units(doc: Document, number: Ints, group: Ints, link: Bools) -> Units:
    """Group words by number; a unit is near the one before it where their groups are equal."""
    rows = np.flatnonzero(_own(doc) & ~link)
    if not len(rows):
        empty = np.zeros(0, dtype=np.int64)
        return Units(empty, empty, empty.astype(np.bool_), empty.astype(np.bool_))
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = number[rows[1:]] != number[rows[:-1]]
    first = rows[new]
    last = rows[np.append(np.flatnonzero(new)[1:] - 1, len(rows) - 1)]
    near = np.zeros(len(first), dtype=np.bool_)
    near[1:] = group[first[1:]] == group[first[:-1]]
    joined = np.zeros(len(first), dtype=np.bool_)
    joined[first > 0] = link[first[first > 0] - 1]
    return Units(first, last, near, joined)


def shared(doc: Document, units: Units, *, most: int = 6, back: bool = False) -> Ints:
    """Return how many words each unit has in common with the one before it.

    Parameters
    ----------
    most : int
        Where to stop counting.
    back : bool
        Count from the end of both units instead of from their beginning.

    Returns
    -------
    array of int
        0 where a unit is not near the one before it; never the whole of both units.
    """
    codes = form_codes(doc)
    out = np.zeros(len(units), dtype=np.int64)
    if len(units) < 2:
        return out
    ends = units.last if back else units.first
    step = -1 if back else 1
    length = units.length
    alike = units.near[1:].copy()
    for k in range(most):
        alike &= (length[1:] > k) & (length[:-1] > k)
        if not alike.any():
            break
        at = np.flatnonzero(alike)
        same = codes[ends[at + 1] + step * k] == codes[ends[at] + step * k]
        alike[at[~same]] = False
        out[1:][alike] = k + 1
    whole = (out[1:] == length[1:]) & (out[1:] == length[:-1])
    out[1:][whole] = 0
    return out


def shapes(doc: Document, units: Units) -> list[bytes]:
    """Return the build of each unit as a string: parts of speech (AUX as VERB, PRON as DET)."""
    codes = upos_codes(doc).copy()
    for kept, other in (("VERB", "AUX"), ("DET", "PRON")):
        both = tagged(doc, kept, other)
        codes[both] = codes[both].min(initial=255)
    tags = codes.tobytes()
    ends = (units.last + 1).tolist()
    return [tags[s:e] for s, e in zip(units.first.tolist(), ends, strict=True)]
