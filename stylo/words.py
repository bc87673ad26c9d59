"""What several families need to know of words: where they stand, and how many syllables they have.

A word here is an orthographic word: ``don't``, ``well-known``, ``U.S.-led`` and ``$5`` are one
each, although they are several tokens.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from stylo import weights
from stylo.document import CONTENT_UPOS, Document, Table, cached
from stylo.feature import word_starts
from stylo.segment import straighten

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: Syllables of the CMU dictionary and the rule learned from them.
MODEL = "syllables.json.gz"

#: Longer strings are no words: their groups of vowels are counted.
LONGEST_WORD = 40

_BELOW_TWENTY = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero … nineteen
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # (0), (10), twenty … ninety
_LONGEST_CARDINAL = 15  # figures: hundreds of trillions; longer ones are read figure by figure

#: Read otherwise than their letters say.
_READ_AS: Mapping[str, str] = {
    "mr.": "mister", "mrs.": "missus", "ms.": "miz", "dr.": "doctor", "prof.": "professor",
    "st.": "saint", "sr.": "senior", "jr.": "junior", "hon.": "honorable", "rev.": "reverend",
    "sen.": "senator", "rep.": "representative", "gov.": "governor", "pres.": "president",
    "gen.": "general", "col.": "colonel", "lt.": "lieutenant", "capt.": "captain",
    "maj.": "major", "sgt.": "sergeant", "adm.": "admiral", "mt.": "mount", "ft.": "fort",
    "jan.": "january", "feb.": "february", "mar.": "march", "apr.": "april", "aug.": "august",
    "sep.": "september", "sept.": "september", "oct.": "october", "nov.": "november",
    "dec.": "december", "mon.": "monday", "tue.": "tuesday", "tues.": "tuesday",
    "wed.": "wednesday", "thu.": "thursday", "thurs.": "thursday", "fri.": "friday",
    "inc.": "incorporated", "ltd.": "limited", "corp.": "corporation", "co.": "company",
    "dept.": "department", "univ.": "university", "ave.": "avenue", "blvd.": "boulevard",
    "no.": "number", "vs.": "versus", "etc.": "et cetera", "approx.": "approximately",
    "km": "kilometers", "kg": "kilograms", "cm": "centimeters",
    "lb": "pound", "lbs": "pounds", "ft": "feet", "hrs": "hours", "mins": "minutes",
    "mph": "miles per hour", "kph": "kilometers per hour", "hz": "hertz", "bn": "billion",
    "n't": "not", "tsk": "tisk", "psst": "pist", "pfft": "pift", "grr": "gur", "nth": "enth",
}  # fmt: skip
#: After a figure only, as in ``5m`` and ``10k``.
_READ_AFTER_FIGURE: Mapping[str, str] = {
    "m": "million", "mn": "million", "b": "billion", "tn": "trillion", "k": "thousand",
    "mm": "millimeters", "s": "", "st": "", "nd": "", "rd": "", "th": "",
}  # fmt: skip
#: Spelled out when in capitals, although the dictionary or their look says otherwise.
_SPELLED = frozenset(
    "ACA ACLU AG AI AP DA DEA ER EV GAO HR ID IRA LA MP NGO PM PR SEC TV UAE UCLA UN US".split()
)
_SIGNS: Mapping[str, int] = {
    "$": 2, "€": 2, "£": 1, "¥": 1, "%": 2, "°": 2, "&": 1, "@": 1, "+": 1, "#": 2,
}  # fmt: skip
_PRICE = re.compile(r"([$€£])(\d[\d,]*)\.(\d\d)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?|(?:[^\W\d_]{1,2}\.){2,}")
_JOINED = re.compile(r"[A-Z]{1,4}(?:&[A-Z]{1,4})+")
_PIECE = re.compile(r"[^\W\d_]+|\d+(?:,\d{3})+(?!\d)|\d+|.", re.DOTALL)
_CLITIC = re.compile(r"(?<=.)(?:'(?:s|ll|ve|re|d|m)|n't)$")
_SIBILANT = re.compile(r"(?:[cgsz]e|[cs]he|[sxz]|[cs]h)$")
_VOWELS = re.compile(r"[aeiouy]+")


# -- syllables --------------------------------------------------------------------------------


def vowel_contexts(word: str) -> Iterator[str]:
    """Yield each group of vowels of a word, alone and with up to three letters around it.

    Two consonants at either end are yielded too: they may be syllabic (``Mc-``, ``-sm``).

    Examples
    --------
    >>> list(vowel_contexts("mcgee"))[:5]
    ['^mc', '<ee>', '<ee>$', 'g<ee>', 'g<ee>$']
    """
    bounded = f"^{word}$"
    for edge in (bounded[:3], bounded[-3:]):
        if not _VOWELS.search(edge):
            yield edge
    for match in _VOWELS.finditer(bounded):
        start, end = match.span()
        for before in range(min(2, start) + 1):
            for after in range(min(2, len(bounded) - end, 3 - before) + 1):
                left = bounded[start - before : start]
                yield f"{left}<{match[0]}>{bounded[end : end + after]}"


@dataclass(frozen=True)
class Syllables:
    """Syllable counts of words: a table, and a rule for words that it lacks.

    Attributes
    ----------
    table : mapping
        Syllables of words in lower case.
    rule : mapping
        Syllables that a group of vowels adds in a context (`vowel_contexts`); the sum over a
        word, rounded, is its count.
    """

    table: Mapping[str, int]
    rule: Mapping[str, float]

    def count(self, word: str) -> int:
        """Return the syllables of a word as it is read aloud; 0 if nothing of it is read."""
        word = straighten(word)
        lower = word.lower()
        if word in _SPELLED or _DOTTED.fullmatch(lower):
            return sum(map(_letter, lower))
        if word[-1:] == "s" and word[:-1].isupper() and len(word) > 2:
            return self.count(word[:-1])
        if (known := self._listed(lower)) is not None:
            return known
        if not any(map(str.isalnum, lower)):
            return 0
        if "-" in word:
            return sum(self.count(part) for part in word.split("-") if part)
        if len(word) > LONGEST_WORD:
            return max(1, len(_VOWELS.findall(lower)))
        if clitic := _CLITIC.search(lower):
            return self._with_clitic(word[: clitic.start()], clitic[0])
        if _JOINED.fullmatch(word):
            return sum(_letter(c) + (c == "&") for c in lower)
        bare = word.replace("'", "").rstrip(".")
        if not bare.isalpha():
            return max(1, self._pieces(bare))
        return max(1, self._bare(bare))

    def _listed(self, lower: str) -> int | None:
        if lower in _READ_AS:
            return sum(self.count(part) for part in _READ_AS[lower].split())
        known = self.table.get(lower)
        return None if known is None else max(1, known)

    def _with_clitic(self, base: str, clitic: str) -> int:
        lower = base.lower()
        count = self.count(base)
        if clitic == "'s":
            return count + bool(_SIBILANT.search(lower))
        if clitic == "'d":
            return count + lower.endswith(("t", "d", "te", "de"))
        return count + (clitic != "'m" and not lower.endswith(tuple("aeiouy")))

    def _pieces(self, word: str) -> int:
        """Count a word with figures, full stops or other signs in it."""
        if price := _PRICE.fullmatch(word):
            return _SIGNS[price[1]] + _figure(price[2], year=False) + _figure(price[3])
        pieces = _PIECE.findall(word)
        count = 0
        for i, piece in enumerate(pieces):
            before = pieces[i - 1] if i else ""
            after = pieces[i + 1] if i + 1 < len(pieces) else ""
            if piece[0].isdecimal():
                if before == ".":
                    count += _figures(piece)
                else:
                    count += _figure(piece, year=before not in _SIGNS and after in {"", "s"})
                    count += _ordinal_extra(piece) if after in {"st", "nd", "rd", "th"} else 0
            elif piece[0].isalpha():
                letters = "".join(filter(str.isalpha, piece))
                unit = _READ_AFTER_FIGURE.get(letters.lower()) if before[:1].isdecimal() else None
                count += self.count(letters if unit is None else unit)
            elif piece == ".":
                count += bool(after)  # "point" or "dot"
            else:
                count += _SIGNS.get(piece, 0)
        return count

    def _bare(self, word: str) -> int:
        """Count a word that is letters only."""
        word = _plain_letters(word)
        lower = word.lower()
        if _is_initialism(word):
            return sum(map(_letter, lower))
        if (known := self._listed(lower)) is None:
            known = self._inflected(lower)
        if known is None:
            known = math.floor(0.5 + sum(self.rule.get(c, 0.0) for c in vowel_contexts(lower)))
        return known

    def _inflected(self, word: str) -> int | None:
        """Count a regular plural, past tense or participle of a word in the table."""
        for ending, stems in _inflections(word):
            for stem in stems:
                known = self.table.get(stem)
                if known is None or len(stem) < 3:
                    continue
                if ending == "s":
                    return known + bool(_SIBILANT.search(stem))
                if ending == "ed":
                    return known + stem.endswith(("t", "d", "te", "de"))
                return known + (re.search(r"[^aeiouyl]le$", stem) is None)
        return None


def _inflections(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each regular ending that a word may have, with the stems it may come from."""
    if word.endswith("s") and not word.endswith("ss"):
        yield "s", (word[:-1], word[:-2] if word.endswith("es") else "", _ies(word, "ies"))
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            undoubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""
            yield ending, (stem, stem + "e", undoubled, _ies(word, "ied"))


def _ies(word: str, ending: str) -> str:
    return word[:-3] + "y" if word.endswith(ending) else ""


def _plain_letters(word: str) -> str:
    """Drop accents; a final é is a syllable of its own."""
    if word.isascii():
        return word
    word = re.sub(r"é(?=e?s?$)", "i", unicodedata.normalize("NFC", word))
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _is_initialism(word: str) -> bool:
    """Whether letters are spelled one by one: no table entry, and not made to be pronounced."""
    if not 2 <= len(word) <= 5:
        return False
    lower = word.lower()
    if not _VOWELS.search(lower):
        return len(set(lower)) > 1 or word.isupper()
    if not word.isupper():
        return False
    return len(word) <= 3 or re.search(r"[^aeiouy]{3}|[aeiouy]{3}|^[^aeiouy]{2}", lower) is not None


def _letter(letter: str) -> int:
    """Return the syllables of a letter's name; 0 for what is no letter."""
    return (3 if letter == "w" else 1) if letter.isalpha() else 0


def _figures(digits: str) -> int:
    """Return the syllables of figures read one by one (0 as "oh")."""
    return sum(2 if d == "7" else 1 for d in digits if d.isdecimal())


def _below_thousand(n: int) -> int:
    hundreds, rest = divmod(n, 100)
    count = _BELOW_TWENTY[hundreds] + 2 if hundreds else 0
    if rest >= 20:
        count += _TENS[rest // 10] + (_BELOW_TWENTY[rest % 10] if rest % 10 else 0)
    elif rest:
        count += _BELOW_TWENTY[rest]
    return count


def _figure(text: str, *, year: bool = False) -> int:
    """Return the syllables of a whole number: as a year, a cardinal, or figure by figure."""
    digits = text.replace(",", "")
    if (digits[0] == "0" and len(digits) > 1) or len(digits) > _LONGEST_CARDINAL:
        return _figures(digits)
    n = int(digits)
    if year and "," not in text and (1100 <= n <= 1999 or 2010 <= n <= 2099):
        century, rest = divmod(n, 100)
        if rest == 0:
            return _below_thousand(century) + 2  # nineteen hundred
        return _below_thousand(century) + _below_thousand(rest) + (rest < 10)  # nineteen oh five
    if n == 0:
        return _BELOW_TWENTY[0]
    count = 0
    group_name = 0  # thousand, million, billion, trillion: two syllables each
    while n:
        n, group = divmod(n, 1000)
        count += _below_thousand(group) + group_name if group else 0
        group_name = 2
    return count


def _ordinal_extra(digits: str) -> int:
    """Return what an ordinal has more than its cardinal: twentieth, second."""
    n = int(digits[-2:])
    return int(n >= 20 and n % 10 == 0) + int(n % 10 == 2 and n != 12)


@cache
def model() -> Syllables:
    """Return the shipped table and rule (0.05 s on first use)."""
    data = weights.read_json(MODEL)
    table: dict[str, int] = {}
    for count, words_of_it in data["table"].items():
        table.update(dict.fromkeys(words_of_it.split(), int(count)))
    return Syllables(table, data["rule"])


@lru_cache(maxsize=1 << 16)
def _remembered(word: str) -> int:
    return model().count(word)


def syllables(word: str) -> int:
    """Return how many syllables an orthographic word has when it is read aloud.

    The CMU Pronouncing Dictionary decides (first pronunciation). For words that it lacks:
    abbreviations with a full stop are read out (``Sen.`` 3), compounds and addresses are the sum
    of their parts, initialisms are spelled (``BBC`` 3, ``W`` being 3) unless they can be
    pronounced, regular inflections follow their stem, and for the rest a rule learned from the
    dictionary adds up what each group of vowels is worth between the letters around it. Capitals
    tell initialisms from words, so pass the word as it is written where you can.

    Figures are read in American English: cardinals (``1,984`` 9), four figures alone from 1100 to
    2099 as years (``1984`` 5), ordinals (``20th`` 3), decimals figure by figure after "point"
    (``3.5`` 3), signs by their names (``$5`` 3, ``5%`` 3), prices as dollars and cents
    (``$3.50`` 5).

    Parameters
    ----------
    word : str
        One orthographic word.

    Returns
    -------
    int
        At least 1, or 0 for a string without a letter or figure.

    Examples
    --------
    >>> [syllables(w) for w in ("well-known", "don’t", "U.S.", "NATO", "1984", "20th")]
    [2, 1, 2, 2, 5, 3]
    """
    return _remembered(word) if len(word) <= LONGEST_WORD else model().count(word)


# -- the words of a document ------------------------------------------------------------------


@cached
def words(doc: Document) -> Table:
    """Return the orthographic words of a document.

    Returns
    -------
    Table
        ``start``, ``end``, ``text`` (typographic signs made straight), ``norm`` (lower case),
        ``sentence``, ``first`` and ``last`` (half-open range of rows of the token table; signs
        that belong to the word included), ``quoted`` (it begins inside someone else's quotation).
    """
    ids: Ints = doc.tokens["word"]
    first = np.flatnonzero(word_starts(doc))
    last = np.searchsorted(ids[ids >= 0], np.arange(len(first)), side="right")
    last = np.flatnonzero(ids >= 0)[last - 1] + 1 if len(first) else first
    start, end = doc.tokens["start"][first], doc.tokens["end"][last - 1]
    straight = straighten(doc.text)
    text = tuple(straight[s:e] for s, e in zip(start.tolist(), end.tolist(), strict=True))
    return Table(
        start=start,
        end=end,
        text=text,
        norm=tuple(w.lower() for w in text),
        sentence=doc.tokens["sentence"][first],
        first=first,
        last=last,
        quoted=doc.tokens["quoted"][first],
    )


@cached
def syllable_counts(doc: Document) -> Ints:
    """Return the syllables of each orthographic word; see `syllables`."""
    text = words(doc)["text"]
    return np.fromiter(map(syllables, text), np.int64, len(text))


@cached
def letter_counts(doc: Document) -> Ints:
    """Return the letters and figures of each orthographic word, without signs."""
    text = words(doc)["text"]
    return np.fromiter(map(_letters, text), np.int64, len(text))


def _letters(word: str) -> int:
    return len(word) if word.isalnum() else sum(map(str.isalnum, word))


@cached
def content_tokens(doc: Document) -> Bools:
    """Return which tokens carry content: nouns, names, verbs, adjectives and adverbs."""
    upos = doc.tokens["upos"]
    content = np.fromiter((tag in CONTENT_UPOS for tag in upos), np.bool_, len(upos))
    content &= doc.tokens["word"] >= 0
    return content
