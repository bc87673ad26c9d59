"""Colloquialism: marks of talk in writing, counted in the writer's own words.

What is counted, and under which label:

``contraction``       ``don't``, ``she's``, ``they've`` (never the possessive ``'s``)
``reduced-form``      words written as they are said: ``gonna``, ``'em``, ``ol'``, ``nothin'``
``nonstandard``       grammar of speech and of regions: ``ain't``, ``anyways``, ``it don't``
``slang``             words and phrases that dictionaries mark as informal or slang
``interjection``      ``ouch``, ``gosh``, ``yeah``, ``holy cow``
``discourse-marker``  ``Well,``, ``mind you``, ``let's face it``, question tags
``vocative``          direct address: ``y'all``, ``dear reader``, ``..., folks``
``intensifier``       ``pretty good``, ``way too``, ``damn``
``quantifier``        ``a lot of``, ``a whole bunch of``
``filler``            ``kind of tired``, ``or whatever``, ``um``
``phrasal``           informal multi-word verbs: ``screw up``, ``figure out``

**Weights.** A form that dictionaries mark as informal, slang, dialect or interjection weighs 1. A
form that is conversational by origin but that edited news prints without a second thought weighs
½: contractions, ``kids``, ``a lot``, ``end up``, ``really good``, a sentence-initial ``So``. The
halves keep a paper that contracts as a matter of house style from passing for a chatty one. The
weight of each entry stands in its list. `contraction_density` alone counts contractions whole.

Regional and African American forms mark register and belonging; they are no faults, and nothing
here says so.

`formality` is no count: a model reads each sentence as people rated such sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from stylo.document import Document, Span, cached
from stylo.drivers import rating
from stylo.feature import (
    Evidence,
    Feature,
    density,
)
from stylo.lexicon import Lexicon, Match, load
from stylo.tokens import openers, rows_by_form

BIBER = "Biber, D. (1988). Variation across Speech and Writing. Cambridge University Press."
LGSWE = "Biber, D. et al. (1999). Longman Grammar of Spoken and Written English. Longman, ch. 14."
QUIRK = "Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. Longman."

#: The word lists. Where two entries of one length fit, the list that stands first has its way.
LISTS = (
    "vocatives",
    "discourse_markers",
    "interjections",
    "colloquial",
    "slang",
    "colloquial_phrasal",
)
#: What a contraction adds to `colloquialism_density`.
CONTRACTION_WEIGHT = 0.5

#: Clitics that are contractions wherever they stand.
_CLITICS = ("n't", "'re", "'ve", "'ll", "'m")
#: The same and others, written without an apostrophe: ``dont``, ``youre``, ``thats``.
_BARE = ("nt", "re", "ve", "ll", "m", "s")
#: Words after which ``'d`` is *had*, *would* or *did*.
_D_HOSTS = frozenset(
    "i you he she it we they that there this who what where how why when nobody somebody everybody "
    "anybody anyone everyone someone one y'all".split()
)
#: Words after which ``'s`` is *is*, *has* or *us*, never a possessive.
_S_HOSTS = frozenset("it he she that there here what where who how when why let this so".split())
#: Words that no possessive precedes.
_AFTER_VERB = frozenset("a an the not n't been going never always already".split())
#: Labels whose single words are no names: a capital inside a sentence speaks against them.
_NO_NAMES = frozenset(
    "slang nonstandard interjection intensifier quantifier phrasal reduced-form filler".split()
)
#: Signs after which a word may bear a capital without being a name.
_OPENS = frozenset("\" ' ( [ — – - -- : ; … ...".split())


@cache
def _lexicon() -> Lexicon:
    return Lexicon("colloquialism", [entry for name in LISTS for entry in load(name).entries])


def _opens(doc: Document, row: int, first_words: frozenset[int]) -> bool:
    """Whether a word has its capital from where it stands."""
    return row in first_words or doc.tokens["norm"][row - 1] in _OPENS


def _is_name(doc: Document, match: Match, first_words: frozenset[int]) -> bool:
    """Whether a single word is more likely a name or an abbreviation: Guy, Chuck, OH, ER.

    A word that opens a sentence is a name where a name follows, or where it bears its capital
    elsewhere too.
    """
    if match.last - match.first > 1:
        return False
    row = match.first
    word = doc.tokens["text"][row]
    if not word[0].isupper():
        return False
    if word.isupper():
        return len(word) == 2 and doc.tokens["norm"][row] != "ok"
    if match.label not in _NO_NAMES or "PROPN" in match.entry.elements[0].upos:
        return False
    if not _opens(doc, row, first_words):
        return True
    after = min(row + 1, len(doc.tokens) - 1)
    return match.label == "slang" and (
        doc.tokens["upos"][row] == "PROPN"
        or (doc.tokens["upos"][after] == "PROPN" and doc.tokens["text"][after][0].isupper())
        or any(
            doc.tokens["text"][other][0].isupper() and not _opens(doc, other, first_words)
            for other in rows_by_form(doc)[doc.tokens["norm"][row]]
        )
    )


@cached
def _listed(doc: Document) -> list[Match]:
    """What the word lists hold, names left out."""
    first_words = frozenset(openers(doc).tolist())
    return [m for m in _lexicon().match(doc) if not _is_name(doc, m, first_words)]


def _is_contraction(doc: Document, row: int) -> bool:
    """Whether a token ``'s`` or ``'d`` is a verb or *us*."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    host = norm[row - 1]
    if norm[row] == "'d":
        return host in _D_HOSTS
    if host in _S_HOSTS:
        return True
    after = row + 1 if row + 1 < len(norm) else row
    if norm[after] in _AFTER_VERB:
        return True
    if upos[row - 1] == "PRON" and upos[after] in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return False  # everyone's lamps, whatever the tagger says
    return upos[row] in {"AUX", "VERB"} and upos[row - 1] in {"NOUN", "PROPN", "PRON", "ADV"}


@cached
def _contractions(doc: Document) -> list[int]:
    """Rows of the clitics that contract a word with the one before."""
    rows = rows_by_form(doc)
    start, end = doc.tokens["start"], doc.tokens["end"]
    found = [row for clitic in _CLITICS for row in rows.get(clitic, ()) if row]
    found += [
        row
        for clitic in ("'s", "'d")
        for row in rows.get(clitic, ())
        if row and _is_contraction(doc, row)
    ]
    found += [row for clitic in _BARE for row in rows.get(clitic, ()) if row]
    return sorted(
        row
        for row in found
        if end[row - 1] == start[row] and doc.tokens["norm"][row - 1][-1].isalpha()
    )


def _contracted(doc: Document, rows: list[int], weight: float) -> list[Evidence]:
    """Evidence for contractions, from the word before; ``I'd've`` is one."""
    start, end = doc.tokens["start"], doc.tokens["end"]
    found: list[Evidence] = []
    for row in rows:
        first = int(start[row - 1])
        if found and found[-1].span.end > first:
            first = found.pop().span.start
        found.append(Evidence(Span(first, int(end[row])), "contraction", weight))
    return found


@cached
def _colloquial(doc: Document) -> list[Evidence]:
    """Everything: what the lists hold, and the contractions outside of it."""
    start, end = doc.tokens["start"], doc.tokens["end"]
    found: list[Evidence] = []
    covered: set[int] = set()
    for m in _listed(doc):
        covered.update(range(m.first, m.last))
        span = Span(int(start[m.first]), int(end[m.last - 1]))
        found.append(Evidence(span, m.label, m.entry.weight))
    rows = [row for row in _contractions(doc) if row not in covered and row - 1 not in covered]
    return found + _contracted(doc, rows, CONTRACTION_WEIGHT)


def _all_contractions(doc: Document) -> list[Evidence]:
    return _contracted(doc, _contractions(doc), 1.0)


def _labelled(*labels: str) -> Callable[[Document], list[Evidence]]:
    def find(doc: Document) -> list[Evidence]:
        return [e for e in _colloquial(doc) if e.label in labels]

    return find


FEATURES: tuple[Feature, ...] = (
    density(
        "colloquialism_density",
        _colloquial,
        revision=2,
        summary="Marks of talk: contractions and everyday informal forms at half weight; slang, "
        "interjections, direct address and the like at full weight; regional and African American "
        "forms mark register and are no faults.",
        reference=LGSWE,
    ),
    density(
        "contraction_density",
        _all_contractions,
        summary="Contracted words such as don't and she's; possessives are none.",
        reference=f"{BIBER} Dimension 1, contractions.",
    ),
    density(
        "slang_density",
        _labelled("slang"),
        revision=2,
        summary="Words and phrases that dictionaries mark as informal or slang.",
        reference="Mattiello, E. (2008). An Introduction to English Slang. Polimetrica.",
    ),
    density(
        "vocative_density",
        _labelled("vocative"),
        summary="Direct address of the reader or hearer: y'all, folks, dear reader.",
        reference=f"{LGSWE} Section 14.4.1, vocatives.",
    ),
    density(
        "interjection_density",
        _labelled("interjection"),
        summary="Interjections and exclamations such as ouch, gosh and holy cow.",
        reference=f"{QUIRK} Section 11.55.",
    ),
    density(
        "discourse_marker_density",
        _labelled("discourse-marker"),
        revision=2,
        summary="Words that steer a conversation: well, mind you, let's face it, question tags.",
        reference="Schiffrin, D. (1987). Discourse Markers. Cambridge University Press.",
    ),
    rating(
        "formality",
        "-3 informal to 3 formal",
        ("formal", "informal"),
        revision=1,
        summary="How formal people would rate the sentences: the mean over the writer's own words, "
        "from what an encoder reads; the sentences that move it most are shown.",
        reference="Pavlick and Tetreault (2016). An empirical analysis of formality in online "
        "communication. TACL 4; Lahiri (2015). SQUINKY! arXiv:1506.02306.",
    ),
)
