"""Alliteration: content words in a row that begin with the same consonant, against chance."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from stylo.document import Document, cached
from stylo.feature import Bools, Evidence, Floats, Ints, body_sentences
from stylo.tokens import evidence, formed, tagged

#: Most tokens from one content word to the next, so that little words may stand between.
_GAP = 3
#: Words of a group that is shown.
_GROUP = 3
_LIGHT = (
    "be have do say says said saying go get make take come more most much many other not n't "
    "very also so such same still since soon how here where when why while what well then there "
    "thus though too rather before behind below just now never not yet long later less little "
    "least first second third"
).split()
#: Signs that no alliteration crosses.
_BREAKS = (";", ":", "[", "]", "(", ")")
#: Two words are of one stem if they share so much of the shorter.
_STEM = 0.75
_PAIRS = {
    "ch": "tʃ", "sh": "ʃ", "th": "θ", "ph": "f", "kn": "n", "gn": "n", "wr": "r", "ps": "s",
    "wh": "w", "rh": "r", "gh": "g", "qu": "kw", "sc": "sk", "sk": "sk", "sp": "sp", "st": "st",
}  # fmt: skip

_HARD_CH = ("chr", "chl", "chor", "chao", "charact", "chem", "choir", "chol", "chasm")


@lru_cache(maxsize=20000)
def initial(word: str) -> str:
    """Return the consonant sound with which a word begins; "" for a vowel or no letter.

    Spelling stands in for sound: ``know`` begins with n, ``cease`` with s, ``chord`` with k; the
    clusters sk, sp, st count as sounds of their own, as in Old English verse.
    """
    head = word[:2]
    if not head or not head[0].isascii() or not head[0].isalpha() or head[0] in "aeiou":
        return ""
    if word.startswith(_HARD_CH):
        return "k"
    if head == "wh" and word[2:3] == "o":
        return "h"
    if word.startswith(("hour", "honest", "honor", "honour", "heir")):
        return ""
    if head == "sc" and word[2:3] in {"e", "i"}:
        return "s"
    if head == "sc" and word[2:3] == "h":
        return "sk"
    if head in _PAIRS:
        return _PAIRS[head]
    if head[0] == "c":
        return "s" if head[1:] in {"e", "i", "y"} else "k"
    if head[0] == "g" and word[:3] in {"gen", "ger", "gia", "gin", "gym"}:
        return "dʒ"
    return {"j": "dʒ", "q": "k", "x": "z", "y": "j"}.get(head[0], head[0])


@cached
def _words(doc: Document) -> tuple[Ints, Ints, Ints, Bools, Floats]:
    """Content words in order: rows, sounds (0: none), stems, links to the next, chance of a link.

    A link joins two words that are near in a sentence; its chance is the share of the text's other
    content words that have the same sound and another stem.
    """
    own = body_sentences(doc)[doc.tokens["sentence"]] & ~doc.tokens["quoted"]
    content = tagged(doc, "NOUN", "VERB", "ADJ", "ADV") & own & ~formed(doc, _LIGHT)
    rows = np.flatnonzero(content & (doc.tokens["word"] >= 0))
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    names: dict[str, int] = {"": 0}
    sounds = _numbers((initial(norm[row]) for row in rows.tolist()), names, len(rows))
    stem = _stems({lemma[row] for row in rows.tolist()})
    stems = _numbers((stem[lemma[row]] for row in rows.tolist()), {}, len(rows))
    near = np.zeros(len(rows), dtype=np.bool_)
    if len(rows) > 1:
        sentence = doc.tokens["sentence"][rows]
        breaks = np.cumsum(formed(doc, _BREAKS))[rows]
        near[:-1] = (np.diff(rows) <= _GAP) & (sentence[1:] == sentence[:-1])
        near[:-1] &= breaks[1:] == breaks[:-1]
    by_sound, by_stem = np.bincount(sounds, minlength=1), np.bincount(stems, minlength=1)
    chance = (by_sound[sounds] - by_stem[stems]) / max(len(rows) - 1, 1)
    chance[sounds == 0] = 0.0
    return rows, sounds, stems, near, chance


def _stems(lemmas: Iterable[str]) -> dict[str, str]:
    """Return for each lemma the first, in alphabetical order, of those that share its stem.

    ``serve`` and ``servant``, ``player`` and ``play`` share one: what they have in common is four
    letters or more, and `_STEM` of the shorter or more.
    """
    stems: dict[str, str] = {}
    head = before = ""
    for lemma in sorted(lemmas):
        shorter = min(len(before), len(lemma))
        common = next((n for n in range(shorter) if before[n] != lemma[n]), shorter)
        if common < 4 or common < _STEM * shorter:
            head = lemma
        stems[lemma], before = head, lemma
    return stems


def _numbers(values: Iterable[str], known: dict[str, int], size: int) -> Ints:
    return np.fromiter((known.setdefault(v, len(known)) for v in values), np.int64, size)


def counts(doc: Document) -> Floats:
    """Return, for each sentence, the alliterating neighbours and how many chance would make."""
    rows, sounds, stems, near, chance = _words(doc)
    table = np.zeros((len(doc.sentences), 2))
    if len(rows) < 2:
        return table
    alike = near[:-1] & (sounds[:-1] == sounds[1:]) & (sounds[:-1] > 0)
    alike &= stems[:-1] != stems[1:]
    sentence = doc.tokens["sentence"][rows[:-1]]
    size = len(doc.sentences)
    table[:, 0] = np.bincount(sentence, alike.astype(np.float64), size)
    table[:, 1] = np.bincount(sentence, near[:-1] * chance[:-1], size)
    return table


def groups(doc: Document) -> list[Evidence]:
    """Return the groups of three or more different words that alliterate."""
    rows, sounds, stems, near, _ = _words(doc)
    found = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and near[at - 1] and sounds[at] == sounds[at - 1] and sounds[at] > 0:
            continue
        if at - start >= _GROUP and len(set(stems[start:at].tolist())) >= _GROUP:
            found.append((rows[start], rows[at - 1]))
        start = at
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return evidence(doc, pairs[:, 0], "alliteration", pairs[:, 1])
