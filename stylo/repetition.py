"""Figures of repetition: anaphora, epistrophe, anadiplosis, isocolon, tricolon, antithesis.

Each finder compares neighbours: sentences, or cola within one (`stylo.cola`). What is repeated
must carry content, or stand in a run of three; and between sentences it must be rarer than the
text's own habits would make it: with *c* of *N* sentences that begin alike, runs of *m* neighbours
are expected N (c/N)^m times by chance.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from stylo import cola, lexicon
from stylo.document import Document, cached
from stylo.feature import Bools, Evidence, Ints
from stylo.tokens import evidence, formed, rows_by_form, rows_by_lemma, shifted, tagged, upos_codes

#: A run of neighbours is kept when chance would make fewer than this many of it.
_CHANCE = 0.2
#: Texts with fewer sentences are too short to know their habits: they count as this long.
_FEWEST = 40
#: Most tokens of a short sentence or colon.
_SHORT = 10
#: Fewest tokens of each of two members that have the same parts of speech.
_ISOCOLON = 4
#: Most tokens of a member of a tricolon.
_TRICOLON = 7
#: Most tokens from a word to its opposite in an antithesis.
_REACH = 14
#: Of six signs that two opposites stand at like places, how many are needed.
_LIKENESS = 3


def _runs(shared: Ints) -> list[tuple[int, int]]:
    """Runs of units, each of which shares words with the one before: first and last unit."""
    linked = np.append(shared > 0, False)
    found, start = [], -1
    for at in np.flatnonzero(linked | np.append(False, linked[:-1])).tolist():
        if linked[at] and start < 0:
            start = at - 1
        elif not linked[at] and start >= 0:
            found.append((start, at - 1))
            start = -1
    return found


def _repeated(doc: Document, units: cola.Units, *, back: bool, chance: bool) -> list[Evidence]:
    """Find runs of neighbours that begin (or end, `back`) alike; one evidence for each member."""
    shared = cola.shared(doc, units, back=back)
    codes, bears = cola.form_codes(doc), cola.carriers(doc)
    numbers, names = tagged(doc, "NUM"), tagged(doc, "PROPN")
    determiners = formed(doc, ("the", "a", "an", "this", "that", "his", "her", "its", "their"))
    empty = tagged(doc, "DET", "ADP", "PART", "SYM", "X")
    words, verbs = doc.tokens["word"], tagged(doc, "VERB", "AUX")
    label = "sentences" if chance else "clauses"
    ends = units.last if back else units.first
    rows_first: list[int] = []
    rows_last: list[int] = []
    for start, stop in _runs(shared):
        members = stop - start + 1
        size = int(shared[start + 1 : stop + 1].min())
        edge = int(ends[start])
        low, high = (edge - size + 1, edge) if back else (edge, edge + size - 1)
        part = slice(low, high + 1)
        content = int(bears[part].sum())
        if numbers[part].any() or (back and low > 0 and numbers[low - 1]):
            continue
        if content:
            few = names[part].any() or determiners[low]  # "the city …, the city …"
            heavy = members >= 3 or size >= 3 + int(determiners[low]) or (size == 2 and not few)
        else:
            heavy = not back and members >= 3 and size >= 2 and not empty[part].all()
        if not heavy:
            continue
        if back:
            split = low > 0 and words[low] == words[low - 1]  # within "well-known"
            said = bool(verbs[part].any())
            longest = int(units.length[start : stop + 1].max())
            if split or not _heard(longest, members, size, said, chance):
                continue
        if chance:
            alike = np.ones(len(units), dtype=np.bool_)
            for k in range(size):
                at = ends - k if back else ends + k
                inside = units.length > k
                alike &= inside
                alike[inside] &= codes[at[inside]] == codes[edge - k if back else edge + k]
            total = max(len(units), _FEWEST)
            share = int(alike.sum()) / total
            if total * share**members > _CHANCE:
                continue
        for unit in range(start, stop + 1):
            edge = int(ends[unit])
            rows_first.append(edge - size + 1 if back else edge)
            rows_last.append(edge if back else edge + size - 1)
    return evidence(doc, np.array(rows_first, np.int64), label, np.array(rows_last, np.int64))


def _heard(longest: int, members: int, size: int, said: bool, between: bool) -> bool:
    """Whether a common end can be heard: in short units, or long with a verb in it."""
    if between:
        return longest <= (_SHORT if size + members < 4 else 15) or (size >= 3 and said)
    return longest <= _SHORT and (said or size + members > 4)


def _both(doc: Document, *, back: bool) -> list[Evidence]:
    between = _repeated(doc, cola.sentences(doc), back=back, chance=True)
    taken = {e.span.start for e in between}
    within = _repeated(doc, cola.cola(doc), back=back, chance=False)
    return between + [e for e in within if e.span.start not in taken]


def anaphora(doc: Document) -> list[Evidence]:
    """Neighbours that begin with the same words."""
    return _both(doc, back=False)


def epistrophe(doc: Document) -> list[Evidence]:
    """Neighbours that end with the same words."""
    return _both(doc, back=True)


def anadiplosis(doc: Document) -> list[Evidence]:
    """A sentence or colon that takes up the last word of the one before as its first."""
    codes = cola.form_codes(doc)
    bears = cola.carriers(doc) & tagged(doc, "NOUN", "VERB", "ADJ")
    noun = tagged(doc, "NOUN", "PROPN")
    pointer = formed(doc, ("this", "that", "these", "those", "such"))
    found: list[Evidence] = []
    for units, between in ((cola.sentences(doc), True), (cola.cola(doc), False)):
        if len(units) < 2:
            continue
        last, first = units.last[:-1], units.first[1:].copy()
        room = units.length[1:]
        fits = units.near[1:] & bears[last] & (units.length[:-1] > 1) & (room > 1)
        if between:
            paragraph = doc.sentences["paragraph"][doc.tokens["sentence"]]
            fits &= paragraph[first] == paragraph[last]
            first = first + (pointer[first] & (room > 2))
            fits &= ~noun[np.minimum(first + 1, len(noun) - 1)]  # "police. Police officials"
        else:
            fits &= ~units.joined[1:] & tagged(doc, "NOUN")[last] & (first == last + 2)
        fits &= codes[first] == codes[last]
        if between:
            total = max(len(units), _FEWEST)
            for at in np.flatnonzero(fits).tolist():
                code = codes[last[at]]
                ends = int((codes[units.last] == code).sum())
                opens = int((codes[first] == code).sum())
                if ends * opens / total > _CHANCE:
                    fits[at] = False
        found += evidence(doc, last[fits], "anadiplosis", first[fits])
    return found


# -- like members ------------------------------------------------------------------------------


def isocolon(doc: Document) -> list[Evidence]:
    """Neighbours of equal length whose words have the same parts of speech, one by one."""
    verb = tagged(doc, "VERB", "AUX")
    number = tagged(doc, "NUM", "PROPN")
    found: list[Evidence] = []
    taken: set[int] = set()
    for units in (cola.sentences(doc), cola.cola(doc)):
        if len(units) < 2:
            continue
        length = units.length
        even = units.near[1:] & (length[1:] == length[:-1])
        even &= (length[1:] >= _ISOCOLON) & (length[1:] <= 20)
        at = np.flatnonzero(even)
        if not len(at):
            continue
        shapes = cola.shapes(doc, units)
        for one in at.tolist():
            if shapes[one] != shapes[one + 1]:
                continue
            first, last = int(units.first[one]), int(units.last[one + 1])
            if not verb[first:last].any() or number[first:last].any() or first in taken:
                continue
            taken.add(first)
            found += evidence(doc, np.array([first]), "isocolon", np.array([last]))
    return found


@cached
def tricola(doc: Document) -> list[Evidence]:
    """Exactly three members in a row, alike in length and in the parts of speech of their words."""
    units = cola.cola(doc)
    if len(units) < 3:
        return []
    tags = upos_codes(doc)
    content = tagged(doc, "NOUN", "VERB", "ADJ", "ADV")
    barred = tagged(doc, "PROPN", "NUM", "SYM", "X")
    norm = doc.tokens["norm"]
    comma = formed(doc, (",", ";"))
    first, last, length = units.first, units.last, units.length
    before = np.zeros(len(units), dtype=np.bool_)  # a comma or coordinator stands before the unit
    before[1:] = units.near[1:] & (comma[first[1:] - 1] | units.joined[1:])
    middle = np.zeros(len(units), dtype=np.bool_)
    middle[1:-1] = before[1:-1] & before[2:] & (length[1:-1] <= _TRICOLON)
    middle[1:-1] &= (length[:-2] >= length[1:-1]) & (length[2:] >= length[1:-1])
    middle[1:-1] &= comma[first[1:-1] - 1] & (units.joined[2:] | (length[1:-1] > 1))
    rows_first: list[int] = []
    rows_last: list[int] = []
    for size in range(1, _TRICOLON + 1):
        at = np.flatnonzero(middle & (length == size))
        if not len(at):
            continue
        good = np.ones(len(at), dtype=np.bool_)
        some = np.zeros(len(at), dtype=np.bool_)
        for k in range(size):
            before_k, here_k, after_k = (
                last[at - 1] - size + 1 + k,
                first[at] + k,
                first[at + 1] + k,
            )
            good &= (tags[before_k] == tags[here_k]) & (tags[here_k] == tags[after_k])
            good &= ~(barred[before_k] | barred[here_k] | barred[after_k])
            some |= content[here_k]
        for unit in at[good & some].tolist():
            one, three = int(last[unit - 1]) - size + 1, int(first[unit + 1]) + size - 1
            if norm[one][0].isdigit() or _longer(units, before, tags, unit, size):
                continue
            rows_first.append(one)
            rows_last.append(three)
    return evidence(doc, np.array(rows_first, np.int64), "tricolon", np.array(rows_last, np.int64))


def _longer(
    units: cola.Units, before: Bools, tags: NDArray[np.uint8], unit: int, size: int
) -> bool:
    """Whether the three members are part of a longer list."""
    first, last = units.first, units.last
    length = last - first + 1
    if before[unit - 1] and length[unit - 1] <= size + 2:
        return True  # "hair salons, tattoo parlours, gyms and bars"
    if unit + 2 >= len(units) or length[unit + 1] != size or not before[unit + 2]:
        return False
    edge = int(first[unit + 2])
    return length[unit + 2] <= size + 2 or np.array_equal(
        tags[edge : edge + size], tags[first[unit] : first[unit] + size]
    )


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Each word of ``rhetoric_opposites.tsv`` with the words that are opposed to it."""
    pairs: dict[str, set[str]] = {}
    for entry in lexicon.load("rhetoric_opposites").entries:
        for word in entry.elements[0].forms:
            for other in entry.label.split("|"):
                pairs.setdefault(word, set()).add(other)
                pairs.setdefault(other, set()).add(word)
    return {word: frozenset(others) for word, others in pairs.items()}


def _opposed(doc: Document) -> list[tuple[int, int]]:
    """Rows of words and their opposites at most `_REACH` tokens behind."""
    opposites = _opposites()
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    word: dict[int, str] = {}
    for rows in (rows_by_lemma(doc), rows_by_form(doc)):
        for key in rows.keys() & opposites.keys():
            word.update(dict.fromkeys(rows[key], key))
    ordered = sorted(word)
    found = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _REACH]:
            if other - one > _REACH:
                break
            if norm[other] in opposites[word[one]] or lemma[other] in opposites[word[one]]:
                found.append((one, other))
                break
    return found


def antitheses(doc: Document) -> list[Evidence]:
    """Opposites at like places of two neighbouring cola, within a sentence or across its end."""
    pairs = _opposed(doc)
    units = cola.cola(doc)
    if not pairs or not len(units):
        return []
    codes, tags, sentence = cola.form_codes(doc), upos_codes(doc), doc.tokens["sentence"]
    first, last, size = units.first, units.last, len(doc.tokens)
    comma, of = formed(doc, (",", ";")), shifted(formed(doc, ("of",)), -1) & tagged(doc, "NOUN")
    found = []
    free = 0
    for one, other in pairs:
        left = int(np.searchsorted(first, one, side="right")) - 1
        right = int(np.searchsorted(first, other, side="right")) - 1
        if left < 0 or right == left or right > left + 2 or int(first[left]) < free:
            continue
        if right == left + 2 and sentence[one] == sentence[other] and comma[first[right - 1] - 1]:
            continue  # the ends of a list: "loans to the rich, lamps to us, alms to the poor"
        if of[one] and of[other] and sentence[one] != sentence[other]:
            continue  # "at the end of the lane. Since the start of the year"
        if one > last[left] or other > last[right] or sentence[other] - sentence[one] > 1:
            continue
        sizes = int(last[left] - first[left]), int(last[right] - first[right])
        if max(sizes) < 2:  # "rich and poor", "now or never"
            continue
        before = one > first[left] and other > first[right] and codes[one - 1] == codes[other - 1]
        after = one < last[left] and other < last[right] and codes[one + 1] == codes[other + 1]
        if min(sizes) == 0 or (before and other - one <= 3):  # "the rich and the poor"
            continue
        likeness = (
            int(before)
            + int(after)
            + int(first[left] != one and codes[first[left]] == codes[first[right]])
            + int(bool((tags[[one - 1, one + 1]] == tags[[other - 1, (other + 1) % size]]).all()))
            + int(
                (first[left] == one and first[right] == other)
                or (last[left] == one and last[right] == other)
            )
            + int(abs(sizes[0] - sizes[1]) <= 1)
        )
        if likeness < _LIKENESS:
            continue
        found.append((max(int(first[left]), one - 8), min(int(last[right]), other + 8)))
        free = int(last[right]) + 1
    rows = np.array(found, dtype=np.int64).reshape(-1, 2)
    return evidence(doc, rows[:, 0], "antithesis", rows[:, 1])
