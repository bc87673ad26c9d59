"""Texts to the units that are counted: words or characters, single or in n-grams.

Four tokenisers: three as R stylo has them for English, and ours.

================  ==========================  =================  =====================
tokeniser         ``don't re-elect``          ``don’t``          what parts words
================  ==========================  =================  =====================
``English``       don, t, re, elect           don, t             all but letters
``English.contr`` don^t, re, elect            don, t             all but letters and ^
``English.all``   don^t, re-elect             don, t             all but letters, ^, -
``stylo``         do, n't, re-elect           do, n't            `stylo.segment`
================  ==========================  =================  =====================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from stylo import segment
from stylo.annotate import annotate, segmented
from stylo.document import CONTENT_UPOS, Document, InputError

Tokeniser = Literal["English", "English.contr", "English.all", "stylo"]
Unit = Literal["word", "character"]
Mask = Literal["", "names", "content"]

#: Words that R stylo deletes from English word lists with ``delete.pronouns``.
PRONOUNS = frozenset(
    """
    he her hers herself him himself his i me mine my myself our ours ourselves she thee their them
    themselves they thou thy thyself us we ye you your yours yourself
    """.split()
)
#: What R stylo 0.7.7 takes for letters: Latin, Greek, Cyrillic, Hebrew, Arabic, Georgian, Chinese,
#: Japanese and Korean; the signs × and ÷ are among them.
_LETTERS = (
    "A-Za-z\u00c0-\u00ff\u0100-\u01bf\u01c4-\u02af\u0386\u0388-\u03ff\u0400-\u0481\u048a-\u0527"
    "\u05d0-\u05ea\u05f0-\u05f4\u0620-\u065f\u066e-\u06d3\u06d5\u06dc\u1e00-\u1eff\u1f00-\u1fbc"
    "\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc\u2c80-\u2cf3\u10a0-\u10ff\u3040-\u30ff"
    "\u3005\u3031-\u3035\u4e00-\u9fff\u3400-\u4dbf\uac00-\ud7af"
)
#: Signs that belong to words beside the letters.
_EXTRA = {"English": "", "English.contr": "^", "English.all": "^-"}
_WORDS = {name: re.compile(rf"[{_LETTERS}{re.escape(extra)}]+") for name, extra in _EXTRA.items()}
#: For text in ASCII: letters in lower case and the extra signs stay, all else becomes a space.
_ASCII = {
    name: bytes(
        ord(chr(b).lower()) if (chr(b).isascii() and chr(b).isalpha()) or chr(b) in extra else 32
        for b in range(128)
    )
    + b" " * 128
    for name, extra in _EXTRA.items()
}
_CONTRACTION = re.compile(rf"(?<=[{_LETTERS}])'(?=(?:[tsdm]|ll|ve|em|im|re)\b)")
_DASH = re.compile("-{2,5}")
_NO_LETTER = re.compile(rf"[^\x00-\x7f{_LETTERS}]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Units:
    """What is counted.

    Attributes
    ----------
    tokeniser : str
        ``English``, ``English.contr`` or ``English.all`` as in R stylo, or ``stylo``, ours.
    unit : str
        ``word`` or ``character``.
    size : int
        1 for single words or characters, n for n-grams of them.
    lowercase : bool
        Whether capitals count as small letters.
    punctuation : bool
        Whether marks count as words (tokeniser ``stylo`` only). Characters of this tokeniser are
        those of the text itself, marks always included.
    own_words : bool
        Whether quoted speech, which is its speaker's, is left out.
    mask : str
        ``names``: proper nouns are masked; ``content``: so are nouns, verbs, adjectives and
        adverbs. A masked word counts as its part of speech (``<NOUN>``); among characters as ``*``
        (Stamatatos 2018, https://doi.org/10.1002/asi.23968). Tokeniser ``stylo`` only.
    keep : frozenset of str
        Words, in lower case, that are never masked.
    """

    tokeniser: Tokeniser = "English"
    unit: Unit = "word"
    size: int = 1
    lowercase: bool = True
    punctuation: bool = False
    own_words: bool = False
    mask: Mask = ""
    keep: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name, value, known in (
            ("tokeniser", self.tokeniser, get_args(Tokeniser)),
            ("unit", self.unit, get_args(Unit)),
            ("mask", self.mask, get_args(Mask)),
        ):
            if value not in known:
                choices = ", ".join(repr(k) for k in known)
                raise InputError(f"no {name} {value!r}: choose from {choices}")
        if self.size < 1:
            raise InputError(f"n-grams of size {self.size}: the size is at least 1")
        if self.tokeniser != "stylo" and (self.mask or self.punctuation):
            raise InputError("masks and punctuation need tokeniser='stylo'")


def lower(text: str) -> str:
    """Lower-case each character by itself, as R does: no final sigma, dotted capital I is one.

    Examples
    --------
    >>> lower("ΣΟΦΟΣ")
    'σοφοσ'
    """
    if not text.isascii():
        text = text.replace("Σ", "σ").replace("İ", "i")
    return text.lower()


def tokenise_as_r(text: str, tokeniser: str = "English", *, lowercase: bool = True) -> list[str]:
    """Return the words of a text as R stylo 0.7.7 finds them.

    Parameters
    ----------
    text : str
        Any text.
    tokeniser : str
        ``English`` (the default of ``load.corpus.and.parse``), ``English.contr`` or
        ``English.all`` (the default of ``stylo()``, ``classify()``, ``oppose()``).
    lowercase : bool
        R's ``preserve.case=FALSE``.

    Examples
    --------
    >>> tokenise_as_r("Don't re-elect a café--yet.", "English.all")
    ['don^t', 're-elect', 'a', 'café', 'yet']
    """
    extra = _EXTRA[tokeniser]
    if lowercase:
        text = lower(text)
    if extra:
        if "'" in text:
            text = _CONTRACTION.sub("^", text)
        if "--" in text:
            text = _DASH.sub(" -- ", text)
    if lowercase:
        if not text.isascii():
            text = _without_signs(text)
        if text.isascii():
            words = text.encode("ascii").translate(_ASCII[tokeniser]).decode("ascii").split()
        else:
            words = _WORDS[tokeniser].findall(text)
    else:
        words = _WORDS[tokeniser].findall(text)
    if "-" in extra:
        return [word for word in words if word.strip("-")]
    return words


def _without_signs(text: str) -> str:
    """Replace signs beyond ASCII that are no letters, such as curly quotes, by spaces."""
    for sign in set(_NO_LETTER.findall(text)):
        text = text.replace(sign, " ")
    return text


@lru_cache(maxsize=256)
def annotated(text: str) -> Document:
    """Annotate a text, or remember how it was: comparisons come back to the same texts."""
    return annotate(text)


def tokenise(text: str, units: Units) -> list[str]:
    """Return the words of a text; with ``unit="character"``, the words that characters come from.

    Examples
    --------
    >>> tokenise("“It rains,” said Ada Moss.", Units("stylo", own_words=True, mask="names"))
    ['said', '<PROPN>', '<PROPN>']
    """
    if units.tokeniser != "stylo":
        if units.own_words:
            text = _own_text(text)
        return tokenise_as_r(text, units.tokeniser, lowercase=units.lowercase)
    if not units.own_words and not units.mask:
        straight = segment.straighten(text)
        forms = [straight[a:b] for a, b in segment.token_spans(text)]
    else:
        doc = annotated(text) if units.mask else segmented(text)
        forms = _masked(doc, units)
    if not units.punctuation:
        forms = [form for form in forms if any(map(str.isalnum, form))]
    return forms if not units.lowercase else [_lower_unmasked(form) for form in forms]


def _lower_unmasked(form: str) -> str:
    return form if form[0] == "<" and form.endswith(">") and len(form) > 2 else form.lower()


def _masked(doc: Document, units: Units) -> list[str]:
    """Return the tokens of an annotated text, quotations out and topic words masked."""
    straight = segment.straighten(doc.text)
    rows = zip(doc.tokens["start"].tolist(), doc.tokens["end"].tolist(), strict=True)
    forms = [straight[start:end] for start, end in rows]
    if units.mask:
        upos = doc.tokens["upos"]
        topical = CONTENT_UPOS if units.mask == "content" else {"PROPN"}
        forms = [
            f"<{tag}>" if tag in topical and form.lower() not in units.keep else form
            for form, tag in zip(forms, upos, strict=True)
        ]
    if units.own_words:
        quoted = doc.tokens["quoted"].tolist()
        forms = [form for form, out in zip(forms, quoted, strict=True) if not out]
    return forms


def _own_text(text: str) -> str:
    """Return a text without its quoted speech."""
    table = segmented(text).quotations
    pieces = []
    at = 0
    for start, end, kind in zip(
        table["start"].tolist(), table["end"].tolist(), table["kind"], strict=True
    ):
        if kind == "speech" and end > at:
            pieces += [text[at : max(start, at)], " "]
            at = end
    return "".join([*pieces, text[at:]])


def character_text(text: str, units: Units) -> str:
    """Return the text whose characters are counted: white space runs are one space each.

    With R's tokenisers it is the words with a space between, as R stylo has it; with ours the
    text itself, marks and all.
    """
    if units.tokeniser != "stylo":
        return " ".join(tokenise(text, units))
    if units.mask:
        text = _character_mask(annotated(text), units)
    elif units.own_words:
        text = _own_text(text)
    text = _SPACE.sub(" ", segment.straighten(text)).strip()
    return lower(text) if units.lowercase else text


def _character_mask(doc: Document, units: Units) -> str:
    topical = CONTENT_UPOS if units.mask == "content" else {"PROPN"}
    pieces = []
    at = 0
    columns = (doc.tokens[name] for name in ("start", "end", "norm", "upos", "quoted"))
    for start, end, norm, tag, quoted in zip(*columns, strict=True):
        gap = doc.text[at:start]
        at = int(end)
        if units.own_words and quoted:
            pieces.append(" ")
        else:
            masked = tag in topical and norm not in units.keep
            pieces += [gap, "*" if masked else doc.text[start:end]]
    return "".join([*pieces, doc.text[at:]])


def ngrams(items: Sequence[str], size: int, joint: str = " ") -> Iterable[str]:
    """Return every run of a number of items, joined.

    Examples
    --------
    >>> list(ngrams(["to", "be", "or"], 2)), list(ngrams("tide", 3, ""))
    (['to be', 'be or'], ['tid', 'ide'])
    """
    if size == 1:
        return items
    join: Callable[[Iterable[str]], str] = joint.join
    return map(join, zip(*(items[start:] for start in range(size)), strict=False))


def units_of(text: str, units: Units) -> Iterable[str]:
    """Return what is counted in a text, in order.

    Examples
    --------
    >>> list(units_of("So it goes.", Units(size=2)))
    ['so it', 'it goes']
    >>> list(units_of("So it", Units("stylo", "character", 3)))
    ['so ', 'o i', ' it']
    """
    if units.unit == "character":
        return ngrams(character_text(text, units), units.size, "")
    return ngrams(tokenise(text, units), units.size)
