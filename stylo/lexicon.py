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
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from stylo.document import Document, InputError, Span
from stylo.feature import Evidence
from stylo.segment import token_spans

BLOCK = "-"


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


class Lexicon:
    """Entries, indexed by their first token."""

    def __init__(self, name: str, entries: list[Entry]) -> None:
        self.name = name
        self.entries = tuple(entries)
        self._by_form: dict[str, list[Entry]] = {}
        self._by_lemma: dict[str, list[Entry]] = {}
        self._by_upos: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda e: -len(e.elements)):
            first = entry.elements[0]
            for form in first.forms:
                self._by_form.setdefault(form, []).append(entry)
            for lemma in first.lemmas:
                self._by_lemma.setdefault(lemma, []).append(entry)
            if not first.forms and not first.lemmas:
                if not first.upos:
                    raise ValueError(f"{name}: a pattern cannot begin with *: {entry.pattern!r}")
                for tag in first.upos:
                    self._by_upos.setdefault(tag, []).append(entry)

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

    def _matches(self, doc: Document) -> Iterator[Match]:
        norm, lemma, upos = doc.tokens["norm"], doc.tokens["lemma"], doc.tokens["upos"]
        by_form, by_lemma, by_upos = self._by_form, self._by_lemma, self._by_upos
        firsts, lasts = doc.sentences["first"].tolist(), doc.sentences["last"].tolist()
        for first, last in zip(firsts, lasts, strict=True):
            at = first
            while at < last:
                found = None
                for entries in (
                    by_form.get(norm[at]),
                    by_lemma.get(lemma[at]),
                    by_upos.get(upos[at]) if by_upos else None,
                ):
                    for entry in entries or ():
                        size = len(entry.elements)
                        if found is not None and size <= len(found.elements):
                            break
                        if at + size <= last and self._holds(
                            entry, at, first, last, norm, lemma, upos
                        ):
                            found = entry
                            break
                if found is None:
                    at += 1
                    continue
                if found.label != BLOCK:
                    yield Match(at, at + len(found.elements), found)
                at += len(found.elements)

    @staticmethod
    def _holds(
        entry: Entry,
        at: int,
        first: int,
        last: int,
        norm: tuple[str, ...],
        lemma: tuple[str, ...],
        upos: tuple[str, ...],
    ) -> bool:
        for i, element in enumerate(entry.elements, at):
            if not element.fits(norm[i], lemma[i], upos[i]):
                return False

        def stands(row: int, context: tuple[Element | str, ...]) -> bool:
            for c in context:
                if isinstance(c, str):
                    if (c == "^" and row < first) or (c == "$" and row >= last):
                        return True
                elif first <= row < last and c.fits(norm[row], lemma[row], upos[row]):
                    return True
            return False

        before, after = at - 1, at + len(entry.elements)
        return not (
            (entry.after and not stands(before, entry.after))
            or (entry.before and not stands(after, entry.before))
            or (entry.not_after and stands(before, entry.not_after))
            or (entry.not_before and stands(after, entry.not_before))
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
        If a column is missing or unknown, or a row has no pattern or label.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t", quoting=csv.QUOTE_NONE)
    known = {"pattern", "label", "weight", "after", "before", "not_after", "not_before", "note"}
    columns = set(rows.fieldnames or ())
    if not {"pattern", "label"} <= columns or not columns <= known:
        raise InputError(
            f"{name}: a lexicon has the columns pattern and label, and may have "
            f"{', '.join(sorted(known - {'pattern', 'label'}))}; this one has {sorted(columns)}"
        )
    entries = []
    for row in rows:
        pattern, label = (row["pattern"] or "").strip(), (row["label"] or "").strip()
        if not pattern or not label:
            raise InputError(f"{name}: a row lacks its pattern or label: {row}")
        for elements in _variants(pattern):
            entries.append(
                Entry(
                    pattern=pattern,
                    label=label,
                    weight=float(row.get("weight") or 1.0),
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
