"""Lemmas: the dictionary form of a word, given its part of speech.

A table of forms read off the treebanks comes first, then a table of irregular forms, then the
rules of English inflection, which prefer a stem that is a known word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from stylo import weights
from stylo.segment import straighten

MODEL = "lemmas.json.gz"
_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
#: Endings of adjectives of peoples and creeds.
_PEOPLES = ("an", "ese", "ish", "ch", "ic", "aeli", "aqi", "udi")
PREFIX = re.compile(r"(?:re|over|out|under|un|mis|fore|co|pre|inter|up|with)-?(?=\w{3})")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True)
class Lexicon:
    """What the lemmas are looked up in.

    Attributes
    ----------
    table : mapping
        By part of speech: form (in lower case too where that makes no difference) to lemma,
        read off treebanks.
    irregular : mapping
        By kind of inflection (``noun``, ``verb``, ``degree``): form to lemma, where the rules
        would err.
    words : frozenset of str
        Known lemmas in lower case.
    names : frozenset of str
        Known lemmas that are written with a capital, such as ``Brazilian``.
    """

    table: Mapping[str, Mapping[str, str]]
    irregular: Mapping[str, Mapping[str, str]]
    words: frozenset[str]
    names: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return unpack(weights.read_json(MODEL))


def unpack(data: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon that a model file holds."""
    return Lexicon(
        table=data["table"],
        irregular=data["irregular"],
        words=frozenset(data["words"].split("\n")),
        names=frozenset(data["names"].split("\n")),
    )


def _undoubled(stem: str) -> str:
    """Return ``run`` for ``runn``, the stem itself where nothing is doubled."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem[:-1]
    return stem


def _wants_e(stem: str) -> bool:
    """Whether an unknown stem most likely lost an ``e``: ``creat``, ``argu``, ``larg``."""
    if len(stem) < 2:
        return False
    if stem[-1] in "uvzc" or stem.endswith(("dg", "rg", "ng", "bl", "pl", "tl", "dl", "gl")):
        return not stem.endswith(("ing", "ong", "ang", "ung"))
    if stem.endswith(("at", "iz", "is", "us", "ut", "ir", "id", "in", "ur")):
        return len(stem) > 3 and stem[-3] not in _VOWELS
    return False


def _stem(stem: str, words: frozenset[str]) -> str:
    """Return the base whose ``-ed``, ``-ing``, ``-er`` or ``-est`` was cut off."""
    short = _undoubled(stem)
    if short != stem:
        if stem in words and stem[-1] in "lszf":
            return stem
        return short if short in words or stem not in words else stem
    if stem.endswith("ck") and stem not in words and stem[:-1] in words:
        return stem[:-1]
    plain, mute = stem in words, stem + "e" in words
    if plain != mute:
        return stem if plain else stem + "e"
    if plain:
        doubles = (
            len(stem) > 2
            and stem[-1] not in _VOWELS
            and stem[-1] not in "wxy"
            and stem[-2] in _VOWELS
            and stem[-3] not in _VOWELS
            and sum(letter in _VOWELS for letter in stem) == 1
        )
        return stem + "e" if doubles or _wants_e(stem) else stem
    return stem + "e" if _wants_e(stem) else stem


def plural_base(form: str, words: frozenset[str]) -> str:
    """Return the base of a form in ``-s``, by rule."""
    if len(form) < 3 or form[-1] != "s" or form.endswith(("ss", "us", "is", "'s")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-1] if form[:-1] in words and form[:-3] + "y" not in words else form[:-3] + "y"
    if form.endswith("es"):
        if form[:-1] in words:
            return form[:-1]
        if form[:-2] in words or form[:-2].endswith((*_SIBILANTS, "o")):
            return form[:-2]
    return form[:-1]


def noun_base(form: str, words: frozenset[str]) -> str:
    """Return the singular of a noun, by rule."""
    if form.endswith("men") and form[:-2] + "an" in words:
        return form[:-2] + "an"
    return form if form in words else plural_base(form, words)


def verb_base(form: str, words: frozenset[str]) -> str:
    """Return the infinitive of a verb, by rule."""
    if form.endswith("ing") and len(form) > 4 and _VOWELS.intersection(form[:-3] + "y"):
        return _stem(form[:-3], words)
    if form.endswith(("in'", "in")) and len(form) > 3 and form not in words:
        base = _stem(form.rstrip("'")[:-2], words)
        if base in words:
            return base
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("eed") and form not in words and form[:-1] in words:
        return form[:-1]
    if form.endswith("ed") and len(form) > 3 and not form.endswith("eed"):
        return _stem(form[:-2], words)
    return plural_base(form, words)


def degree_base(form: str, words: frozenset[str]) -> str:
    """Return the positive of an adjective or adverb, by rule."""
    for ending in ("est", "er"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            if stem.endswith("i") and stem[:-1] + "y" in words:
                return stem[:-1] + "y"
            base = _stem(stem, words)
            if base in words and (ending == "est" or form not in words):
                return base
    return form


_RULES: dict[str, tuple[str, Callable[[str, frozenset[str]], str]]] = {
    "NOUN": ("noun", noun_base),
    "VERB": ("verb", verb_base),
    "AUX": ("verb", verb_base),
    "ADJ": ("degree", degree_base),
    "ADV": ("degree", degree_base),
}


def _name(form: str, known: Lexicon) -> str:
    """Return the lemma of a proper noun: as written, plural peoples in the singular."""
    single = form[:-1]
    if form.endswith("s") and single in known.names and form not in known.names:
        return single
    if form.isupper() and len(form) > 3 and form.title() in known.names:
        return form.title()
    if form.islower() and form.capitalize() in known.names:
        return form.capitalize()
    return form


def _keeps_capital(form: str, low: str, upos: str, known: Lexicon) -> bool:
    """Whether an unseen noun or adjective is always written so: ``Peruvian``, ``GDP``."""
    if low not in known.words and form.isupper() and 1 < len(form) < 6:
        return True
    return form in known.names and (
        low not in known.words or (upos == "ADJ" and form.endswith(_PEOPLES))
    )


def look_up(form: str, upos: str, known: Lexicon) -> str:
    """Return the lemma of a word by a given lexicon; see `lemma`."""
    form = straighten(form)
    table = known.table.get(upos, {})
    if upos == "PROPN":
        return table.get(form) or _name(form, known)
    low = form.lower()
    found = table.get(form) or table.get(low)
    if found is not None:
        return found
    if upos == "NUM":
        return form.replace(",", "")
    if upos in ("X", "SYM", "PUNCT"):
        return form
    if upos == "NOUN" and form[-1:] == "s" and form[:-1].isupper() and len(form) > 2:
        return form[:-1]
    if form != low and upos in ("NOUN", "ADJ") and _keeps_capital(form, low, upos, known):
        return form
    if _STRETCHED.search(low):
        for short in (_STRETCHED.sub(r"\1\1", low), _STRETCHED.sub(r"\1", low)):
            if short in table or short in known.words:
                return look_up(short, upos, known)
    rule = _RULES.get(upos)
    if rule is None:
        return low
    kind, base = rule
    irregular = known.irregular[kind].get(low)
    if irregular is not None:
        return irregular
    if kind == "verb" and (prefix := PREFIX.match(low)):
        rest = known.irregular["verb"].get(low[prefix.end() :])
        if rest is not None and low not in known.words:
            return prefix[0] + rest
    return base(low, known.words)


@lru_cache(maxsize=1 << 17)
def lemma(form: str, upos: str) -> str:
    """Return the lemma of a word.

    Parameters
    ----------
    form : str
        The word as written; typographic apostrophes are read as plain ones.
    upos : str
        Its part of speech, a tag of Universal Dependencies.

    Returns
    -------
    str
        Lower case save for names and what is always written with capitals.

    Examples
    --------
    >>> lemma("mice", "NOUN"), lemma("leaves", "VERB"), lemma("leaves", "NOUN")
    ('mouse', 'leave', 'leaf')
    """
    return look_up(form, upos, lexicon())
