"""Draw what an annotator marks to say how right a measure is on a corpus.

Two frames are drawn from, by simple random sampling within strata:

- *hits*: every piece of evidence. Marked right or wrong, they give the measure's precision.
- *sentences*, every one with a word that counts. The annotator counts in each what the measure
  missed, so that the misses of the whole corpus can be estimated, and with them recall. The strata
  are sentences *within* which something is counted; those *near*, where nothing is, though a word
  stands that the measure often counts elsewhere in the corpus; and those *far*, the rest.

Misses are rare, and rarest in the largest stratum. So the sentences are shared out in proportion to
N·σ (Neyman 1934; Cochran 1977, *Sampling Techniques*, §5.5), with guesses of σ, and each stratum is
weighted by N ÷ n afterwards: wrong guesses cost precision of the estimate and bias nothing.

The draw goes by a hash of the seed and the text itself: it hangs neither on the order of the files
nor on where they lie.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from heapq import heappush, heapreplace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

import stylo
from stylo import reading
from stylo.document import Document, InputError, Span
from stylo.feature import (
    SCOPES,
    Evidence,
    Feature,
    sentence_sums,
    token_at,
    token_mask,
    units,
    word_starts,
)
from stylo.features import chosen

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: The strata: hits, then sentences, with a guess of the misses in a sentence of each.
HIT = "hit"
GUESSES: Mapping[str, float] = {"within": 0.05, "near": 0.10, "far": 0.01}
STRATA = (HIT, *GUESSES)
#: A word is one of those that the measure often counts from this share of its occurrences.
OFTEN = 0.1
#: Fewest sentences that each stratum gets, where it has them, and fewest items of either frame.
FEWEST, MIN_N = 10, 5
#: Sentences without a hit that are kept in sight, for each that is drawn, until all are read.
_IN_SIGHT = 20
#: Characters of context on either side of a sentence.
_AROUND = 240

#: Kinds of pieces of a passage.
PIECES = ("around", "sentence", "node", "counted", "quoted")

_DENSITY = re.compile(r"per ([\d.]+) (words|content words|sentences)")


@dataclass(frozen=True, slots=True)
class Design:
    """What was drawn, from what, and how.

    Attributes
    ----------
    measure, unit, revision, scope, version
        The measure as it was, and the version of stylo.
    seed, n : int
        Of the draw: at most so many hits, and so many sentences.
    texts, duplicates : int
        Articles of the corpus, and those left out as they repeat another word for word.
    sizes : mapping
        Stratum to the number of hits or sentences in the corpus.
    weight : float
        What all hits add to the measure together.
    units, per : float
        What the density is divided by, over the whole corpus, and times what it is given; NaN for
        a measure that is no density of its evidence.
    """

    measure: str
    unit: str
    revision: int
    scope: str
    version: str
    seed: int
    n: int
    texts: int
    duplicates: int
    sizes: Mapping[str, int]
    weight: float
    units: float
    per: float

    @property
    def density(self) -> float:
        """The measure over the whole corpus, NaN if it is no density of its evidence."""
        return self.weight / self.units * self.per if self.units > 0 else math.nan

    def to_dict(self) -> dict[str, Any]:
        """Return the design as plain data, NaN as None."""
        return {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Design:
        """Return a design from what `to_dict` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            If something is missing or of another kind.
        """
        kinds = {"int": int, "float": float, "str": str}
        found: dict[str, Any] = {}
        for name, kind in cls.__annotations__.items():
            value = data[name]
            if name == "sizes":
                found[name] = {stratum: int(value[stratum]) for stratum in STRATA}
            else:
                found[name] = math.nan if value is None else kinds[kind](value)
        return cls(**found)


@dataclass(frozen=True, slots=True)
class Item:
    """Something to mark: a hit, or a sentence whose misses are counted.

    Attributes
    ----------
    number : int
        From 1, in the order in which they are marked.
    stratum : str
        One of `STRATA`.
    document, sha256 : str
        The article's id, and the hash of its text.
    start, end : int
        Of the hit or the sentence, in code points of the text.
    label : str
        The hit's type; ``""`` for a sentence.
    weight : float
        What the hit adds to the measure; 1 for a sentence.
    passage : tuple of (text, kind)
        What the annotator sees; kinds as in `PIECES`: ``node`` is the hit, ``counted`` what else
        the measure counts in the sentence, ``quoted`` other people's words in it.
    """

    number: int
    stratum: str
    document: str
    sha256: str
    start: int
    end: int
    label: str
    weight: float
    passage: tuple[tuple[str, str], ...] = ()

    @property
    def is_hit(self) -> bool:
        """Whether it is marked right or wrong; else its misses are counted."""
        return self.stratum == HIT

    def identity(self) -> list[Any]:
        """Return what tells the item from all others, without what is shown of it."""
        return [
            self.number,
            self.stratum,
            self.document,
            self.sha256,
            self.start,
            self.end,
            self.label,
            f"{self.weight:g}",
        ]


@dataclass(frozen=True)
class Sheet:
    """Items to mark, and how an annotator marked them.

    Attributes
    ----------
    design : Design
        How they were drawn.
    items : tuple of Item
        In the order of their numbers.
    marks : mapping
        Item's number to its mark: 1.0 or 0.0 for a hit that is right or wrong, the number of
        misses for a sentence, NaN where the annotator is not sure. Items without a mark are left
        out.
    annotator : str
        A name, or ``""``.
    notes : mapping
        Item's number to what the annotator wrote about it.
    """

    design: Design
    items: tuple[Item, ...]
    marks: Mapping[int, float] = field(default_factory=dict)
    annotator: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        hits = sum(item.is_hit for item in self.items)
        return (
            f"Sheet({self.design.measure}: {hits} of {self.design.sizes[HIT]:,} hits and "
            f"{len(self.items) - hits} sentences to mark, {len(self.marks)} marked)"
        )

    @property
    def hash(self) -> str:
        """SHA-256 of the design and the items: who they are, not what is shown of them."""
        named = [self.design.to_dict(), [item.identity() for item in self.items]]
        text = json.dumps(named, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()


# -- drawing ----------------------------------------------------------------------------------


def draw(
    measure: str,
    sources: Iterable[reading.Input],
    n: int = 100,
    *,
    seed: int = 0,
    scope: str = "own",
    unread: list[str] | None = None,
) -> Sheet:
    """Draw hits and sentences of a corpus for an annotator to mark.

    Parameters
    ----------
    measure : str
        A measure that points at words, e.g. ``"hedge_density"``.
    sources : iterable
        The corpus: paths or addresses, Documents, pairs (id, text). An article that repeats
        another word for word is left out.
    n : int
        So many hits and so many sentences, or as many as there are.
    seed : int
        Of the draw.
    scope : {"own", "all"}
        As in `stylo.analyse`.
    unread : list, optional
        Gets a line for each source that cannot be read; without it the first one ends the work.

    Returns
    -------
    Sheet

    Raises
    ------
    InputError
        If the measure points at no words, if nothing is read, for a number that is too small, and
        for a source that cannot be read (see ``unread``).
    """
    if scope not in SCOPES:
        raise InputError(f"scope must be 'own' or 'all', not {scope!r}")
    if n < MIN_N:
        raise InputError(f"n is a number of hits from {MIN_N}, not {n}")
    frame = _Frame(chosen([measure])[0], scope, n, seed)
    for doc in reading.read_many(sources):
        if isinstance(doc, InputError):
            if unread is None:
                raise doc
            unread.append(str(doc))
            continue
        frame.add(doc)
    if not frame.texts:
        raise InputError("the corpus holds no article that can be read: name a folder of articles")
    return frame.sheet()


class _Bottom:
    """The items with the lowest tickets of a stratum: a simple random sample of it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[int, int, Any]] = []
        self.seen = 0

    def wants(self, ticket: int) -> bool:
        self.seen += 1
        return len(self._heap) < self._most or -self._heap[0][0] > ticket

    def keep(self, ticket: int, what: Any) -> None:
        entry = (-ticket, -self.seen, what)
        if len(self._heap) < self._most:
            heappush(self._heap, entry)
        else:
            heapreplace(self._heap, entry)

    def drawn(self) -> list[tuple[int, Any]]:
        return [(-entry[0], entry[2]) for entry in sorted(self._heap, reverse=True)]


class _Frame:
    """The hits and sentences of a corpus, read once: those to be drawn, and how many there are."""

    def __init__(self, feature: Feature, scope: str, n: int, seed: int) -> None:
        self.feature, self.scope, self.n, self.seed = feature, scope, n, seed
        self.texts = self.duplicates = 0
        self.weight = self.units = 0.0
        found = _DENSITY.fullmatch(feature.unit)
        self.per = float(found[1]) if found else math.nan
        self.over = found[2].replace(" ", "_") if found else ""
        self._texts: set[bytes] = set()
        self._lemmas: dict[str, int] = {}
        self._hits = _Bottom(n)
        self._within = _Bottom(n)
        self._without = _Bottom(_IN_SIGHT * n)
        self._often: list[Ints] = []
        self._occurs: list[Ints] = []
        self._sentences: list[Ints] = []
        self._points = False

    def add(self, doc: Document) -> None:
        digest = hashlib.sha256(doc.text.encode("utf-8"))
        if digest.digest() in self._texts:
            self.duplicates += 1
            return
        self._texts.add(digest.digest())
        self.texts += 1
        sha = digest.hexdigest()
        measured = self.feature.measure(doc, self.scope)
        found = measured.evidence
        self._points |= bool(found) or not measured.value
        self.weight += math.fsum(e.weight for e in found)
        if self.over:
            self.units += float(units(doc, self.over, self.scope).sum())
        lemmas = self._lemmas_of(doc)
        covered = np.zeros(len(lemmas), dtype=np.bool_)
        hit = np.zeros(len(doc.sentences), dtype=np.bool_)
        for e in found:
            first, last = _tokens(doc, e.span)
            covered[first:last] = True
            hit[doc.tokens["sentence"][first:last]] = True
            ticket = self._ticket(HIT, sha, e.span, e.label)
            if self._hits.wants(ticket):
                item = self._item(doc, sha, HIT, e.span, found, e)
                self._hits.keep(ticket, item)
        counts = token_mask(doc, self.scope) & (doc.tokens["word"] >= 0)
        self._occurs.append(lemmas[counts])
        self._often.append(lemmas[counts & covered])
        words = sentence_sums(doc, word_starts(doc) & counts)
        for row in np.flatnonzero((words > 0) | hit).tolist():
            span = _sentence(doc, row)
            ticket = self._ticket("sentence", sha, span)
            if hit[row]:
                if self._within.wants(ticket):
                    self._within.keep(ticket, self._item(doc, sha, "within", span, found))
                continue
            first, last = int(doc.sentences["first"][row]), int(doc.sentences["last"][row])
            inside = np.unique(lemmas[first:last][counts[first:last]])
            self._sentences.append(inside)
            if self._without.wants(ticket):
                item = self._item(doc, sha, "far", span, found)
                self._without.keep(ticket, (len(self._sentences) - 1, item))

    def _lemmas_of(self, doc: Document) -> Ints:
        known = self._lemmas
        lemmas = (lemma.casefold() for lemma in doc.tokens["lemma"])
        rows = [known.setdefault(lemma, len(known)) for lemma in lemmas]
        return np.array(rows, dtype=np.int64)

    def _ticket(self, frame: str, sha: str, span: Span, label: str = "") -> int:
        named = f"{self.seed} {frame} {sha} {span.start} {span.end} {label}"
        return int.from_bytes(hashlib.sha256(named.encode("utf-8")).digest()[:16])

    def _item(
        self,
        doc: Document,
        sha: str,
        stratum: str,
        span: Span,
        found: Sequence[Evidence],
        hit: Evidence | None = None,
    ) -> Item:
        shown = passage(doc, span, found, hit, quotations=self.scope == "own")
        label, weight = (hit.label, hit.weight) if hit else ("", 1.0)
        return Item(0, stratum, doc.id, sha, span.start, span.end, label, weight, shown)

    def sheet(self) -> Sheet:
        """Return what was drawn; first the hits, then the sentences of all strata, mixed."""
        if not self._points:
            raise InputError(
                f"{self.feature.name} is a figure of the whole text and points at no words: "
                "choose a measure that counts some, see 'stylo features'"
            )
        near = self._near()
        drawn = {HIT: self._hits.drawn(), "within": self._within.drawn(), "near": [], "far": []}
        for ticket, (row, item) in self._without.drawn():
            drawn["near" if near[row] else "far"].append((ticket, item))
        sizes = {
            HIT: self._hits.seen,
            "within": self._within.seen,
            "near": int(near.sum()),
            "far": int((~near).sum()),
        }
        shares = allocate(self.n, {name: sizes[name] for name in GUESSES})
        sentences = [
            (ticket, name, item) for name in GUESSES for ticket, item in drawn[name][: shares[name]]
        ]
        chosen_items = [(HIT, item) for _, item in drawn[HIT]]
        chosen_items += [(name, item) for _, name, item in sorted(sentences, key=lambda s: s[0])]
        design = Design(
            measure=self.feature.name,
            unit=self.feature.unit,
            revision=self.feature.revision,
            scope=self.scope,
            version=stylo.__version__,
            seed=self.seed,
            n=self.n,
            texts=self.texts,
            duplicates=self.duplicates,
            sizes=sizes,
            weight=self.weight,
            units=self.units if self.over else math.nan,
            per=self.per,
        )
        items = [
            replace(item, number=number, stratum=name)
            for number, (name, item) in enumerate(chosen_items, start=1)
        ]
        return Sheet(design, tuple(items))

    def _near(self) -> Bools:
        """Return which sentences without a hit hold a word that is often one elsewhere."""
        size = len(self._lemmas)
        occurs = np.bincount(_joined(self._occurs), minlength=size)
        often = np.bincount(_joined(self._often), minlength=size) >= OFTEN * occurs
        often &= occurs > 0
        return np.array([bool(often[inside].any()) for inside in self._sentences], dtype=np.bool_)


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _tokens(doc: Document, span: Span) -> tuple[int, int]:
    """Return the half-open range of the tokens that a span touches."""
    first = int(token_at(doc, [span.start])[0])
    last = int(np.searchsorted(doc.tokens["start"], span.end, side="left"))
    return first, max(first + 1, last)


def _sentence(doc: Document, row: int) -> Span:
    return Span(int(doc.sentences["start"][row]), int(doc.sentences["end"][row]))


def allocate(n: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Share sentences out among strata, in proportion to N·σ, none without any.

    Parameters
    ----------
    n : int
        How many there are to share.
    sizes : mapping
        Stratum to its number of sentences; σ is the root of the guess in `GUESSES`.

    Returns
    -------
    dict
        Stratum to the number that is drawn from it: at least `FEWEST` where it has them, at most
        all of it.

    Examples
    --------
    >>> allocate(100, {"within": 800, "near": 500, "far": 3000})
    {'within': 30, 'near': 26, 'far': 44}
    """
    given = {name: min(size, FEWEST, n // len(GUESSES)) for name, size in sizes.items()}
    pull = {name: size * math.sqrt(GUESSES[name]) for name, size in sizes.items()}
    while sum(given.values()) < min(n, sum(sizes.values())):
        room = [name for name in sizes if given[name] < sizes[name]]
        name = max(room, key=lambda name: pull[name] / (given[name] + 0.5))
        given[name] += 1
    return given


def _around(text: str, inner: Span) -> tuple[int, int]:
    """Return where the context of a sentence begins and ends, at the edge of a word."""
    start, end = max(0, inner.start - _AROUND), min(len(text), inner.end + _AROUND)
    if start:
        space = re.compile(r"\s").search(text, start, inner.start)
        start = space.end() if space else inner.start
    while end < len(text) and end > inner.end and not text[end].isspace():
        end -= 1
    return start, end


# -- what the annotator sees ------------------------------------------------------------------


def passage(
    doc: Document,
    span: Span,
    found: Sequence[Evidence],
    hit: Evidence | None = None,
    *,
    quotations: bool = True,
) -> tuple[tuple[str, str], ...]:
    """Return a hit or a sentence with what stands around it, cut into pieces of one kind each.

    Parameters
    ----------
    span : Span
        The hit or the sentence.
    found : sequence of Evidence
        All that the measure counts in the document.
    hit : Evidence, optional
        The hit; in a sentence all that is counted is marked.
    quotations : bool
        Whether other people's words are told from the writer's.

    Returns
    -------
    tuple of (text, kind)
        The text as it stands, from up to 240 characters before the sentence to as many after it.
    """
    first, last = _tokens(doc, span)
    rows = doc.tokens["sentence"]
    inner = Span(
        min(span.start, _sentence(doc, int(rows[first])).start),
        max(span.end, _sentence(doc, int(rows[last - 1])).end),
    )
    start, end = _around(doc.text, inner)
    kinds = np.zeros(end - start, dtype=np.int8)

    def paint(a: int, b: int, kind: str) -> None:
        kinds[max(0, a - start) : max(0, b - start)] = PIECES.index(kind)

    paint(inner.start, inner.end, "sentence")
    if quotations:
        table = doc.quotations
        for a, b, kind in zip(table["start"], table["end"], table["kind"], strict=True):
            if kind == "speech" and a < inner.end and b > inner.start:
                paint(max(int(a), inner.start), min(int(b), inner.end), "quoted")
    if hit is None:
        starts = [e.span.start for e in found]
        for e in found[: bisect_right(starts, inner.end)]:
            if e.span.end > inner.start:
                paint(max(e.span.start, inner.start), min(e.span.end, inner.end), "counted")
    else:
        paint(span.start, span.end, "node")
    cuts = [0, *(np.flatnonzero(np.diff(kinds)) + 1).tolist(), len(kinds)]
    return tuple(
        (doc.text[start + a : start + b], PIECES[kinds[a]]) for a, b in pairwise(cuts) if b > a
    )
