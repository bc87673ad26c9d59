"""Two drafts of one text: which words came and went, and which evidence with them.

Equal sentences are aligned first (Ratcliff & Metzener 1988, as in `difflib`), then like ones in the
gaps between them, then like ones that stand elsewhere: these were moved. Pairs are compared word by
word. What is left was written anew or taken out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from stylo.document import Document, InputError
from stylo.feature import Evidence, Floats, Ints, Measurement, token_at
from stylo.report import Report

if TYPE_CHECKING:
    import pandas as pd

#: From this share of common words on (Dice 1945) two sentences are drafts of one.
LIKE = 0.5
#: A sentence of fewer tokens that turns up elsewhere is no moved one.
MOVED_TOKENS = 5
#: In a gap of more pairs of sentences, none are paired: it was written anew.
MOST_PAIRS = 100_000

#: The words of a sentence, and a sentence of the older draft beside one of the newer.
Sentence = tuple[str, ...]
Pair = tuple[int | None, int | None]

#: Columns of `Drafts.table`, with their pandas types.
TABLE_COLUMNS: Mapping[str, str] = {
    "name": "str",
    "unit": "str",
    "old": "float64",
    "old_low": "float64",
    "old_high": "float64",
    "new": "float64",
    "new_low": "float64",
    "new_high": "float64",
    "change": "float64",
    "kept": "int64",
    "gone": "int64",
    "added": "int64",
}

#: Columns of `Drafts.evidence`, with their pandas types.
EVIDENCE_COLUMNS: Mapping[str, str] = {
    "change": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "label": "str",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that came, went or stayed.

    Attributes
    ----------
    kind : {"kept", "moved", "added", "gone"}
        ``moved``: it stood elsewhere in the older draft.
    start, end : int
        Rows of the token table, half-open; of the older draft for ``gone``, else of the newer.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """One measure in both drafts, and the evidence that came and went.

    Attributes
    ----------
    old, new : Measurement
        In the older and in the newer draft.
    kept : tuple of Evidence
        In the newer draft, there already in the older one.
    gone : tuple of Evidence
        In the older draft alone, with its spans there.
    added : tuple of Evidence
        In the newer draft alone.
    """

    old: Measurement
    new: Measurement
    kept: tuple[Evidence, ...]
    gone: tuple[Evidence, ...]
    added: tuple[Evidence, ...]

    @property
    def name(self) -> str:
        """The measure."""
        return self.new.name

    @property
    def difference(self) -> float:
        """The newer value less the older; NaN where either is unknown."""
        return self.new.value - self.old.value

    @property
    def is_beyond(self) -> bool:
        """Whether each value lies outside the other's 95 % interval."""
        return not (
            math.isclose(self.old.value, self.new.value)
            or self.old.low <= self.new.value <= self.old.high
            or self.new.low <= self.old.value <= self.new.high
        ) and bool(np.isfinite([self.old.low, self.new.low, self.difference]).all())


@dataclass(frozen=True)
class Drafts:
    """Two drafts of one text, held against each other.

    Attributes
    ----------
    old, new : Report
        The older and the newer draft.
    stretches : tuple of Stretch
        Both texts as one, in reading order.
    changes : tuple of Change
        One per measure.
    """

    old: Report
    new: Report
    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]

    def __getitem__(self, name: str) -> Change:
        for change in self.changes:
            if change.name == name:
                return change
        raise KeyError(f"no measure {name!r} in both drafts")

    def __contains__(self, name: object) -> bool:
        return any(change.name == name for change in self.changes)

    def __repr__(self) -> str:
        counts = self.words()
        told = ", ".join(f"{n:,} words {kind}" for kind, n in counts.items())
        return f"Drafts({self.old.document.id!r} → {self.new.document.id!r}: {told})"

    def words(self) -> dict[str, int]:
        """Return how many words were kept, moved, added and taken out."""
        counts = dict.fromkeys(("kept", "moved", "added", "gone"), 0)
        for s in self.stretches:
            doc = (self.old if s.kind == "gone" else self.new).document
            counts[s.kind] += len({int(w) for w in doc.tokens["word"][s.start : s.end] if w >= 0})
        return counts

    def table(self) -> pd.DataFrame:
        """Return one row per measure; columns and types as in `TABLE_COLUMNS`.

        ``kept``, ``gone`` and ``added`` count pieces of evidence.
        """
        import pandas as pd

        rows = [
            (
                *(c.name, c.new.unit, c.old.value, c.old.low, c.old.high),
                *(c.new.value, c.new.low, c.new.high, c.difference),
                *(len(c.kept), len(c.gone), len(c.added)),
            )
            for c in self.changes
        ]
        return pd.DataFrame(rows, columns=list(TABLE_COLUMNS)).astype(dict(TABLE_COLUMNS))

    def evidence(self, name: str) -> pd.DataFrame:
        """Return a measure's evidence in both drafts; columns as in `EVIDENCE_COLUMNS`.

        ``change`` is ``kept``, ``gone`` or ``added``; ``start`` and ``end`` are places in the
        older draft for ``gone``, in the newer for the others.

        Raises
        ------
        KeyError
            If the drafts have no such measure in common.
        """
        import pandas as pd

        change = self[name]
        rows = [
            (kind, e.span.start, e.span.end, report.document[e.span], e.label)
            for kind, report, found in (
                ("gone", self.old, change.gone),
                ("kept", self.new, change.kept),
                ("added", self.new, change.added),
            )
            for e in found
        ]
        return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS)).astype(dict(EVIDENCE_COLUMNS))

    # -- renderers, imported only when asked for ------------------------------------------

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the comparison as JSON, and write it if a path is given."""
        from stylo import export

        return export.drafts_json(self, path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Return the comparison as Markdown, and write it if a path is given."""
        from stylo import export

        return export.drafts_markdown(self, path)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return the comparison as one self-contained page, and write it if a path is given."""
        from stylo import export

        return export.drafts_html(self, path)

    def _repr_html_(self) -> str:
        from stylo import display

        return display.drafts_fragment(self)


def diff(old: Report, new: Report) -> Drafts:
    """Hold two drafts of one text against each other.

    Parameters
    ----------
    old, new : Report
        What `stylo.analyse` returned for the older and the newer draft, with the same scope.

    Raises
    ------
    InputError
        If the drafts were analysed with different scopes.

    Examples
    --------
    >>> import stylo
    >>> old = stylo.analyse("The mayor is wrong about the old bridge.")
    >>> new = stylo.analyse("The mayor may be wrong about the old bridge.")
    >>> drafts = diff(old, new)
    >>> len(drafts["hedge_density"].added)
    1
    """
    scopes = [r.settings.get("scope", "own") for r in (old, new)]
    if scopes[0] != scopes[1]:
        raise InputError(f"the drafts differ in scope, {scopes[0]} and {scopes[1]}: use one")
    stretches, place = align(old.document, new.document)
    changes = tuple(
        _change(old, new, m.name, place) for m in new.measurements if m.name in set(old.names)
    )
    return Drafts(old, new, stretches, changes)


# -- words ------------------------------------------------------------------------------------


def align(old: Document, new: Document) -> tuple[tuple[Stretch, ...], Ints]:
    """Find which words of two drafts are the same ones, whatever their case.

    Returns
    -------
    tuple of Stretch
        Both texts as one, in reading order.
    array of int
        For each token of the older draft its row in the newer one, -1 for none.
    """
    ours, theirs = _sentences(old), _sentences(new)
    gaps: list[list[Pair]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs).get_opcodes():
        if tag == "equal":
            gaps.append(list(zip(range(i1, i2), range(j1, j2), strict=True)))
        else:
            gaps.append(_paired(ours, theirs, range(i1, i2), range(j1, j2)))
    pairs = [pair for gap in gaps for pair in gap]
    source = _moved(ours, theirs, pairs)
    left = set(source.values())
    place = np.full(len(old.tokens), -1, dtype=np.int64)
    out: list[Stretch] = []
    for i, j in pairs:
        if j is None and i is not None and i not in left:
            out.append(Stretch("gone", *_bounds(old, i)))
        elif i is None and j is not None and j not in source:
            out.append(Stretch("added", *_bounds(new, j)))
        elif j is not None:
            kind, origin = ("moved", source[j]) if i is None else ("kept", i)
            out += _compared(old, new, origin, j, place, kind)
    return tuple(_joined(out)), place


def _bounds(doc: Document, sentence: int) -> tuple[int, int]:
    return int(doc.sentences["first"][sentence]), int(doc.sentences["last"][sentence])


def _sentences(doc: Document) -> list[Sentence]:
    norm: Sentence = doc.tokens["norm"]
    bounds = zip(doc.sentences["first"].tolist(), doc.sentences["last"].tolist(), strict=True)
    return [norm[first:last] for first, last in bounds]


def _likeness(
    ours: Sequence[Sentence], theirs: Sequence[Sentence], left: Sequence[int], right: Sequence[int]
) -> Floats:
    """Return the share of common words of each pair of sentences, 0 where it is below `LIKE`."""
    like = np.zeros((len(left), len(right)))
    if like.size > MOST_PAIRS:
        return like
    bags = [Counter(theirs[j]) for j in right]
    for row, i in enumerate(left):
        bag = Counter(ours[i])
        for column, j in enumerate(right):
            common = sum((bag & bags[column]).values())
            like[row, column] = 2 * common / max(len(ours[i]) + len(theirs[j]), 1)
    like[like < LIKE] = 0.0
    return like


def _paired(
    ours: Sequence[Sentence], theirs: Sequence[Sentence], left: Sequence[int], right: Sequence[int]
) -> list[Pair]:
    """Pair like sentences of a gap in their order; the others stand alone.

    The pairs are those with the largest sum of likenesses among all that keep both orders.
    """
    like = _likeness(ours, theirs, left, right)
    r, c = like.shape
    best = np.zeros((r + 1, c + 1))
    if like.any():
        for row in range(r):
            for column in range(c):
                best[row + 1, column + 1] = max(
                    best[row, column + 1],
                    best[row + 1, column],
                    best[row, column] + like[row, column],
                )
    pairs: list[Pair] = []
    while r or c:
        near = like[r - 1, c - 1] if r and c else 0.0
        if near and best[r, c] == best[r - 1, c - 1] + near:
            r, c = r - 1, c - 1
            pairs.append((left[r], right[c]))
        elif c and best[r, c] == best[r, c - 1]:
            c -= 1
            pairs.append((None, right[c]))
        else:
            r -= 1
            pairs.append((left[r], None))
    return pairs[::-1]


def _moved(
    ours: Sequence[Sentence], theirs: Sequence[Sentence], pairs: Sequence[Pair]
) -> dict[int, int]:
    """Return the sentences that stand in another place: newer row to older row, likest first."""
    left = [i for i, j in pairs if i is not None and j is None and len(ours[i]) >= MOVED_TOKENS]
    right = [j for i, j in pairs if j is not None and i is None and len(theirs[j]) >= MOVED_TOKENS]
    found: dict[int, int] = {}
    equal: dict[Sentence, list[int]] = defaultdict(list)
    for i in left:
        equal[ours[i]].append(i)
    for j in right:
        if equal.get(theirs[j]):
            found[j] = equal[theirs[j]].pop(0)
    taken = set(found.values())
    left = [i for i in left if i not in taken]
    right = [j for j in right if j not in found]
    like = _likeness(ours, theirs, left, right)
    order = np.argsort(-like, axis=None, kind="stable")[: int((like > 0).sum())]
    for row, column in zip(*(a.tolist() for a in np.unravel_index(order, like.shape)), strict=True):
        i, j = left[row], right[column]
        if i not in taken and j not in found:
            found[j] = i
            taken.add(i)
    return found


def _compared(
    old: Document, new: Document, i: int, j: int, place: Ints, kind: str
) -> Iterator[Stretch]:
    """Compare two sentences word by word, and note the places of what stayed."""
    (i1, i2), (j1, j2) = _bounds(old, i), _bounds(new, j)
    before, after = old.tokens["norm"][i1:i2], new.tokens["norm"][j1:j2]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            place[i1 + a1 : i1 + a2] = np.arange(j1 + b1, j1 + b2)
            yield Stretch(kind, j1 + b1, j1 + b2)
        else:
            if a1 < a2:
                yield Stretch("gone", i1 + a1, i1 + a2)
            if b1 < b2:
                yield Stretch("added", j1 + b1, j1 + b2)


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join neighbours of one kind that also stand side by side in their draft."""
    last: Stretch | None = None
    for s in stretches:
        if last is not None and last.kind == s.kind and last.end == s.start:
            last = Stretch(s.kind, last.start, s.end)
            continue
        if last is not None:
            yield last
        last = s
    if last is not None:
        yield last


# -- evidence ---------------------------------------------------------------------------------


def _change(old: Report, new: Report, name: str, place: Ints) -> Change:
    """Match a measure's evidence: it stayed where half its words did, with the same type."""
    before, after = old[name], new[name]
    ranges = [_ranges(r.document, m.evidence) for r, m in ((old, before), (new, after))]
    owner: dict[int, list[int]] = defaultdict(list)
    for number, (first, last) in enumerate(ranges[1]):
        for row in range(first, last + 1):
            owner[row].append(number)
    taken: set[int] = set()
    gone = []
    for e, (first, last) in zip(before.evidence, ranges[0], strict=True):
        shared = Counter(
            number
            for row in place[first : last + 1].tolist()
            for number in owner.get(row, ())
            if number not in taken and after.evidence[number].label == e.label
        )
        match = _largest(shared, ranges[1], last + 1 - first)
        if match is None:
            gone.append(e)
        else:
            taken.add(match)
    return Change(
        before,
        after,
        tuple(e for n, e in enumerate(after.evidence) if n in taken),
        tuple(gone),
        tuple(e for n, e in enumerate(after.evidence) if n not in taken),
    )


def _largest(shared: Counter[int], ranges: Sequence[tuple[int, int]], size: int) -> int | None:
    """Return the piece that shares most words, if these are half of either piece."""
    for number, common in shared.most_common(1):
        first, last = ranges[number]
        if 2 * common >= max(size, last + 1 - first):
            return number
    return None


def _ranges(doc: Document, found: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Return the first and last row of each piece of evidence."""
    if not found:
        return []
    firsts = token_at(doc, [e.span.start for e in found]).tolist()
    lasts = token_at(doc, [e.span.end - 1 for e in found]).tolist()
    return list(zip(firsts, lasts, strict=True))
