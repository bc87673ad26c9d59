"""Word lists: load a table of patterns, match it on a document, longest first.

A lexicon is a TSV file in ``features/lexicons`` with a header line and the columns ``pattern`` and
``label``, and where needed ``weight``, ``after``, ``before``, ``not_after``, ``not_before`` and
``note``. Lines that begin with ``#`` are comments.

A pattern is a row of elements, separated by blanks; each stands for one token:

========================  ===================================================================
``word``                  that form (lower case; contractions are split as the text's are)
``<lemma>``               any form of that lemma
``word/ADJ|ADV``          the form, with one of these universal parts of speech
``<lemma>/VERB``          likewise the lemma
``/NUM``                  any token with that part of speech
``a|an|the``              one of these forms (``<be>|<get>`` one of these lemmas)
``*``                     any one token
``element?``              the element may be absent
``@people``               a set: these alternatives, defined above by ``@people = a|b|<c>``
========================  ===================================================================

The context columns hold one or more such elements, separated by blanks, of which one must
(``after``, ``before``) or none may (``not_after``, ``not_before``) be the token directly before or
after the match; ``^`` stands for the start of the sentence, ``$`` for its end. An entry with the
label ``-`` matches and counts for nothing: it keeps shorter entries away (``think tank``).
Matches never cross a sentence and never overlap.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import numpy as np

from stylo.document import Document, InputError, Span
from stylo.feature import Evidence
from stylo.segment import token_spans
from stylo.tokens import rows_by_form, rows_by_lemma, tagged

BLOCK = "-"
_SET = re.compile(r"@(\w+)")
_DEFINITION = re.compile(r"@(\w+) = (\S+)$")


@dataclass(frozen=True, slots=True)
class Element:
    """One token of a pattern: any of these forms or lemmas, with any of these parts of speech."""

    forms: frozenset[str]
    lemmas: frozenset[str]
    upos: frozenset[str]

    def fits(self, norm: str, lemma: str, upos: str) -> bool:
        """Whether a token is one that the element stands for."""
        if self.upos and upos not in self.upos:
            return False
        if not self.forms and not self.lemmas:
            return True
        return norm in self.forms or lemma in self.lemmas


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a lexicon, with its pattern spelled out."""

    pattern: str
    label: str
    weight: float
    elements: tuple[Element, ...]
    after: tuple[Element | str, ...]
    before: tuple[Element | str, ...]
    not_after: tuple[Element | str, ...]
    not_before: tuple[Element | str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where an entry was found: rows ``first`` to ``last`` (half-open) of the token table."""

    first: int
    last: int
    entry: Entry

    @property
    def label(self) -> str:
        """The entry's label."""
        return self.entry.label


class _Index:
    """Values by the element that finds them: by form, by lemma, by part of speech, or by any."""

    __slots__ = ("any", "forms", "lemmas", "tags")

    def __init__(self) -> None:
        self.forms: dict[str, Any] = {}
        self.lemmas: dict[str, Any] = {}
        self.tags: dict[str, Any] = {}
        self.any: dict[str, Any] = {}

    def places(self, element: Element) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield the dictionaries and keys under which an element is found."""
        yield from ((self.forms, form) for form in element.forms)
        yield from ((self.lemmas, lemma) for lemma in element.lemmas)
        if not element.forms and not element.lemmas:
            yield from ((self.tags, tag) for tag in element.upos)
            if not element.upos:
                yield self.any, ""


class Lexicon:
    """Entries, indexed by their first two tokens."""

    def __init__(self, name: str, entries: list[Entry]) -> None:
        self.name = name
        self.entries = tuple(entries)
        # By the first token: entries of one token, and an index of the others by their second.
        self._index = _Index()
        # Entries have a rank: longest first, then as listed.
        for rank, entry in enumerate(sorted(entries, key=lambda e: -len(e.elements))):
            first, *rest = entry.elements
            for by_first, key in self._index.places(first):
                if by_first is self._index.any:
                    raise ValueError(f"{name}: a pattern cannot begin with *: {entry.pattern!r}")
                single, longer = by_first.setdefault(key, ([], _Index()))
                if not rest:
                    single.append((rank, entry))
                    continue
                for by_second, second in longer.places(rest[0]):
                    by_second.setdefault(second, []).append((rank, entry))

    def __len__(self) -> int:
        return len(self.entries)

    def labels(self) -> tuple[str, ...]:
        """The labels that entries have, in alphabetical order."""
        return tuple(sorted({e.label for e in self.entries if e.label != BLOCK}))

    def match(self, doc: Document) -> list[Match]:
        """Return the matches in a document, in order, longest first, without overlap."""
        return list(self._matches(doc))

    def evidence(self, doc: Document) -> list[Evidence]:
        """Return the matches as evidence."""
        start, end = doc.tokens["start"], doc.tokens["end"]
        return [
            Evidence(Span(int(start[m.first]), int(end[m.last - 1])), m.label, m.entry.weight)
            for m in self._matches(doc)
        ]

    def _starts(self, doc: Document) -> list[int]:
        """Return the rows at which some entry may begin, in order."""
        starts: set[int] = set()
        for rows, known in (
            (rows_by_form(doc), self._index.forms),
            (rows_by_lemma(doc), self._index.lemmas),
        ):
            for key in rows.keys() & known.keys():
                starts.update(rows[key])
        if self._index.tags:
            starts.update(np.flatnonzero(tagged(doc, *self._index.tags)).tolist())
        return sorted(starts)

    def _matches(self, doc: Document) -> Iterator[Match]:
        norm, lemma, upos = doc.tokens["norm"], doc.tokens["lemma"], doc.tokens["upos"]
        sentence = doc.tokens["sentence"]
        firsts, lasts = doc.sentences["first"], doc.sentences["last"]
        forms, lemmas, tags = self._index.forms, self._index.lemmas, self._index.tags
        free = 0
        for at in self._starts(doc):
            if at < free:
                continue
            row = sentence[at]
            first, last = int(firsts[row]), int(lasts[row])
            ahead = at + 1
            groups: list[list[tuple[int, Entry]]] = []
            for found in (forms.get(norm[at]), lemmas.get(lemma[at]), tags.get(upos[at])):
                if found is None:
                    continue
                single, longer = found
                groups.append(single)
                if ahead < last:
                    groups += filter(
                        None,
                        (
                            longer.forms.get(norm[ahead]),
                            longer.lemmas.get(lemma[ahead]),
                            longer.tags.get(upos[ahead]),
                            longer.any.get(""),
                        ),
                    )
            best: Entry | None = None
            best_rank = len(self.entries)
            for group in groups:
                for rank, entry in group:
                    if rank >= best_rank:
                        break
                    if at + len(entry.elements) <= last and _holds(
                        entry, at, first, last, norm, lemma, upos
                    ):
                        best, best_rank = entry, rank
                        break
            if best is not None:
                free = at + len(best.elements)
                if best.label != BLOCK:
                    yield Match(at, free, best)


def _holds(
    entry: Entry,
    at: int,
    first: int,
    last: int,
    norm: tuple[str, ...],
    lemma: tuple[str, ...],
    upos: tuple[str, ...],
) -> bool:
    """Whether an entry's elements and context stand at a row of a sentence's tokens."""
    row = at
    for element in entry.elements:
        if not element.fits(norm[row], lemma[row], upos[row]):
            return False
        row += 1

    def stands(row: int, context: tuple[Element | str, ...]) -> bool:
        for c in context:
            if isinstance(c, str):
                if (c == "^" and row < first) or (c == "$" and row >= last):
                    return True
            elif first <= row < last and c.fits(norm[row], lemma[row], upos[row]):
                return True
        return False

    return not (
        (entry.after and not stands(at - 1, entry.after))
        or (entry.before and not stands(row, entry.before))
        or (entry.not_after and stands(at - 1, entry.not_after))
        or (entry.not_before and stands(row, entry.not_before))
    )


def _element(text: str) -> Element:
    body, slash, tags = text.partition("/") if text != "/" else (text, "", "")
    upos = frozenset(tags.split("|")) if slash else frozenset()
    if body in {"", "*"}:
        return Element(frozenset(), frozenset(), upos)
    parts = body.split("|")
    lemmas = frozenset(p[1:-1] for p in parts if p.startswith("<") and p.endswith(">"))
    forms = frozenset(p for p in parts if not (p.startswith("<") and p.endswith(">")))
    return Element(forms, lemmas, upos)


def _elements(text: str) -> list[Element]:
    """Elements of one written piece: a plain word may be several tokens."""
    if any(c in text for c in "<>/|*"):
        return [_element(text)]
    return [Element(frozenset({text[s:e]}), frozenset(), frozenset()) for s, e in token_spans(text)]


def _weight(text: str | None, place: str) -> float:
    try:
        weight = float(text or 1.0)
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise InputError(f"{place}: the weight is no number: {str(text)[:40]!r}")
    return weight


def _context(text: str | None) -> tuple[Element | str, ...]:
    return tuple(
        piece if piece in {"^", "$"} else _element(piece) for piece in (text or "").split()
    )


def _variants(pattern: str) -> Iterator[tuple[Element, ...]]:
    """Spell out a pattern: with and without its optional elements."""
    choices: list[list[list[Element]]] = []
    run: list[str] = []

    def close() -> None:
        if run:  # plain words side by side are split as the running text is
            text = " ".join(run)
            choices.append([_elements(text)])
            run.clear()

    for piece in pattern.split():
        optional = len(piece) > 1 and piece.endswith("?")
        if optional:
            close()
            choices.append([_elements(piece[:-1]), []])
        elif any(c in piece for c in "<>/|*") and piece != "/":
            close()
            choices.append([_elements(piece)])
        else:
            run.append(piece)
    close()
    for choice in product(*choices):
        elements = tuple(e for part in choice for e in part)
        if elements:
            yield elements


def parse(text: str, name: str = "lexicon") -> Lexicon:
    """Read a lexicon from the text of its table.

    Raises
    ------
    InputError
        If a column is missing or unknown, a row has no pattern or label, or a set is not defined
        above the row that uses it.
    """
    lines, sets = [], dict[str, str]()

    def members(match: re.Match[str]) -> str:
        if match[1] not in sets:
            raise InputError(f"{name}: the set @{match[1]} is not defined")
        return sets[match[1]]

    for line in text.splitlines():
        if definition := _DEFINITION.match(line):
            sets[definition[1]] = _SET.sub(members, definition[2])
        elif line.strip() and not line.startswith("#"):
            lines.append(_SET.sub(members, line))
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t", quoting=csv.QUOTE_NONE)
    known = {"pattern", "label", "weight", "after", "before", "not_after", "not_before", "note"}
    columns = set(rows.fieldnames or ())
    if not {"pattern", "label"} <= columns or not columns <= known:
        raise InputError(
            f"{name}: a lexicon has the columns pattern and label, and may have "
            f"{', '.join(sorted(known - {'pattern', 'label'}))}; this one "
            f"has {str(sorted(columns))[:200]}"
        )
    entries = []
    for row in rows:
        pattern, label = (row["pattern"] or "").strip(), (row["label"] or "").strip()
        if not pattern or not label:
            raise InputError(f"{name}: a row lacks its pattern or label: {str(row)[:200]}")
        weight = _weight(row.get("weight"), f"{name}: {pattern[:80]!r}")
        for elements in _variants(pattern):
            entries.append(
                Entry(
                    pattern=pattern,
                    label=label,
                    weight=weight,
                    elements=elements,
                    after=_context(row.get("after")),
                    before=_context(row.get("before")),
                    not_after=_context(row.get("not_after")),
                    not_before=_context(row.get("not_before")),
                    note=row.get("note") or "",
                )
            )
    return Lexicon(name, entries)


@cache
def load(name: str) -> Lexicon:
    """Load ``features/lexicons/NAME.tsv``."""
    path = files("stylo.features.lexicons").joinpath(f"{name}.tsv")
    return parse(path.read_text(encoding="utf-8"), name)
