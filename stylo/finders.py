"""Finders: what a density is declared with, a function from a document to its evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from stylo import lexicon
from stylo.document import Document, cached
from stylo.feature import Bools, Evidence
from stylo.tokens import evidence, formed, tagged

Finder = Callable[[Document], list[Evidence]]


@cache
def _lexicon(name: str) -> Finder:
    @cached
    def find(doc: Document) -> list[Evidence]:
        return lexicon.load(name).evidence(doc)

    return find


def listed(name: str, *labels: str) -> Finder:
    """Return a finder of what a lexicon lists: all of it, or the entries with these labels.

    The lexicon is matched once per document, however many measures share it.
    """

    def find(doc: Document) -> list[Evidence]:
        found = _lexicon(name)(doc)
        return [e for e in found if e.label in labels] if labels else found

    return find


def forms(label: str, *wanted: str) -> Finder:
    """Return a finder of single tokens of these forms (lower case)."""

    def find(doc: Document) -> list[Evidence]:
        return evidence(doc, np.flatnonzero(formed(doc, wanted)), label)

    return find


def parts_of_speech(label: str, *tags: str) -> Finder:
    """Return a finder of the tokens with one of these parts of speech."""

    def find(doc: Document) -> list[Evidence]:
        return evidence(doc, np.flatnonzero(tagged(doc, *tags)), label)

    return find


def marked(label: str, rows: Callable[[Document], Bools]) -> Finder:
    """Return a finder of the tokens that a mask marks."""

    def find(doc: Document) -> list[Evidence]:
        return evidence(doc, np.flatnonzero(rows(doc)), label)

    return find
