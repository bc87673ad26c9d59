"""What should be known before a comparison is believed: one sentence for each thing that is odd."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from stylo.document import Document
from stylo.stylometry.corpus import UNKNOWN, Corpus
from stylo.stylometry.duplicates import near_duplicates
from stylo.stylometry.ridge import ridge
from stylo.stylometry.views import Streams, View, gauge, lens, likeness

#: Words below which a text is short; how many times as much one author may have as another; years
#: that may lie between authors.
SHORT = 300
UNBALANCED = 4.0
YEARS = 15
#: Fewest authors for whom subject and author can be held against each other.
_NAMED = 3
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_SUBJECTS = View("subjects", 1, 1, 1.0)
_SUBJECT_UPOS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True)
class Subjects:
    """How far the subject of a text gives away who wrote it.

    Attributes
    ----------
    accuracy : float
        Mean share, over the authors, of texts whose author is found by nouns and names alone, each
        text left out; NaN where no author has two texts.
    chance : float
        1 over the number of authors.
    """

    accuracy: float
    chance: float

    @property
    def telling(self) -> bool:
        """Whether the subject alone goes more than half the way from chance to certainty."""
        return self.accuracy > self.chance + (1 - self.chance) / 2


def subjects(docs: Sequence[Document], authors: Sequence[str]) -> Subjects:
    """Test whether authors can be told by what they write about."""
    rows: list[Streams] = []
    for doc in docs:
        words = zip(doc.tokens["lemma"], doc.tokens["upos"], strict=True)
        rows.append({_SUBJECTS.name: [[w for w, tag in words if tag in _SUBJECT_UPOS]]})
    _, table = lens(_SUBJECTS, rows)
    number = len(set(authors))
    if not table.counts.shape[1]:
        return Subjects(float("nan"), 1 / number)
    model = ridge(likeness(gauge(table), table), authors)
    right = model.left_out().argmax(axis=1) == model.codes
    sizes = np.bincount(model.codes)
    shares = [right[model.codes == k].mean() for k in np.flatnonzero(sizes > 1)]
    return Subjects(float(np.mean(shares)) if shares else float("nan"), 1 / number)


def cautions(
    corpus: Corpus, lengths: Sequence[int], about: Subjects | None = None, *, what: str = "author"
) -> tuple[str, ...]:
    """Return sentences about short texts, unequal shares, subjects, eras, outlets and reprints.

    Parameters
    ----------
    corpus : Corpus
        Its own warnings come first.
    lengths : sequence of int
        Words of each text.
    about : Subjects, optional
        What `subjects` found.
    what : str
        What the groups are called.
    """
    found = [*corpus.warnings, *_short(corpus.ids, lengths)]
    found += _unequal(corpus, lengths, what)
    if about is not None and about.telling:
        found.append(
            f"nouns and names alone find the {what} of {about.accuracy:.0%} of texts (by chance "
            f"{about.chance:.0%}): what they write about tells them too, which can pass for style; "
            "see what mask='content' leaves"
        )
    found += _eras(corpus, what)
    if what == "author":
        found += _outlets(corpus)
    found += _reprints(corpus)
    return tuple(found)


def _short(ids: Sequence[str], lengths: Sequence[int]) -> Iterator[str]:
    short = [(n, name) for name, n in zip(ids, lengths, strict=True) if n < SHORT]
    if short:
        n, name = min(short)
        count = "one text has" if len(short) == 1 else f"{len(short)} texts have"
        yield (
            f"{count} fewer than {SHORT} words ({name}: {n}): frequencies of so few words vary "
            "much by chance"
        )


def _unequal(corpus: Corpus, lengths: Sequence[int], what: str) -> Iterator[str]:
    words: Counter[str] = Counter()
    for author, n in zip(corpus.authors, lengths, strict=True):
        if author != UNKNOWN:
            words[author] += n
    if len(words) > 1:
        (least, few), *_, (most, many) = sorted(words.items(), key=lambda item: item[::-1])
        if many >= UNBALANCED * few:
            yield (
                f"{most} has {many:,} words and {least} {few:,}: every {what} weighs the same "
                "here, but what is said of the smaller is less certain"
            )
    lone = [a for a, n in Counter(corpus.authors).items() if n == 1 and a != UNKNOWN]
    if lone:
        listed = ", ".join(sorted(lone)[:_NAMED]) + (" and others" if len(lone) > _NAMED else "")
        yield f"one text only of {listed}: nothing tells how much that {what} varies"


def year_of(meta: Mapping[str, Any]) -> int | None:
    """Return the year of a text, from its ``year`` or ``date``.

    Examples
    --------
    >>> year_of({"date": "14 May 1788"}), year_of({"title": "1788"})
    (1788, None)
    """
    for key in ("year", "date", "published", "published_in"):
        found = _YEAR.search(str(meta.get(key) or ""))
        if found:
            return int(found[1])
    return None


def _eras(corpus: Corpus, what: str) -> Iterator[str]:
    years: defaultdict[str, list[int]] = defaultdict(list)
    for author, meta in zip(corpus.authors, corpus.meta, strict=True):
        year = year_of(meta)
        if year is not None:
            years[author].append(year)
    middles = sorted((median(values), author) for author, values in years.items())
    if len(middles) > 1 and middles[-1][0] - middles[0][0] > YEARS:
        (early, first), (late, last) = middles[0], middles[-1]
        names = [name or "the texts of unknown author" for name in (first, last)]
        yield (
            f"{names[0]} (about {early:.0f}) and {names[1]} (about {late:.0f}) stand "
            f"{late - early:.0f} years apart: the language changed between them, whoever the "
            f"{what}"
        )


def _outlets(corpus: Corpus) -> Iterator[str]:
    where: defaultdict[str, set[str]] = defaultdict(set)
    for author, meta in zip(corpus.authors, corpus.meta, strict=True):
        if author != UNKNOWN and meta.get("outlet"):
            where[author].add(str(meta["outlet"]))
    outlets = set().union(*where.values()) if where else set()
    if len(outlets) > 1 and all(len(places) == 1 for places in where.values()):
        yield (
            f"each author writes in one of {len(outlets)} outlets: their house styles tell as "
            "well; compare within an outlet"
        )


def _reprints(corpus: Corpus) -> Iterator[str]:
    plain = [" ".join(text.split()) for text in corpus.texts]  # the corpus itself tells of copies
    pairs = [pair for pair in near_duplicates(corpus.texts) if plain[pair[0]] != plain[pair[1]]]
    if pairs:
        a, b, share = max(pairs, key=lambda pair: pair[2])
        count = "one pair of texts shares" if len(pairs) == 1 else f"{len(pairs)} pairs share"
        yield (
            f"{count} 30 % or more of their runs of eight words ({corpus.ids[a]} and "
            f"{corpus.ids[b]}: {share:.0%}), which makes authors look easier to tell"
        )
