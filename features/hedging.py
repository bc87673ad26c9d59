"""How far a writer commits to what is said: hedges, boosters, weasels, attribution.

Each has a lexicon of its own (``lexicons/*.tsv``) and a measure of its own, and a word counts in
one of them at most. Hedges hold the writer back ("perhaps", "I think", "about 40"); boosters turn
a statement up ("clearly", "utterly"); weasels give no source that could be looked up ("critics
say", "it is said"); attribution hands a statement to somebody ("according to", "he said").

The lists say what a word can be, the encoder (`stylo.encoder`) what it is in its sentence: a modal
of permission or ability falls out, and a word that leaves a statement uncertain comes in though no
list has it. Cues that only the encoder finds have the label of their part of speech.

A verb of belief is a hedge only when the belief is the writer's ("I expect") or nobody's ("is
expected to"): "analysts expect" is no hedge of the writer, so `Cue.label` tells whose it is. Words
that leave a statement uncertain, yet do not hold the writer back ("the possibility of", "seen as",
"we believe", "she said it may close"), and vague words that no list of weasels has, are cues of no
measure: their kind is empty, and benchmarks of uncertainty alone read them.

References
----------
Prince, E., Frader, J. & Bosk, C. (1982). On hedging in physician-physician discourse.
Hyland, K. (1998). Hedging in Scientific Research Articles; (2005). Metadiscourse.
Ganter, V. & Strube, M. (2009). Finding hedges by chasing weasels. ACL.
Szarvas, G. et al. (2012). Cross-genre and cross-domain detection of semantic uncertainty.
Computational Linguistics 38(2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from stylo import encoder
from stylo.document import Document, Span, cached
from stylo.feature import (
    Bools,
    Evidence,
    Feature,
    Floats,
    density,
    index,
    length_caveat,
    own_evidence,
    token_at,
)
from stylo.lexicon import load
from stylo.tokens import evidence, tagged

#: Labels of hedges that the encoder was not taught to see: it has no say in them.
_UNTAUGHT = frozenset({"approximator", "plausibility-shield"})
#: Adjectives by which a sentence is vague about an amount; others judge, which is no weasel.
_AMOUNTS = frozenset("many several numerous various countless certain much more most few".split())
#: How uncertain the encoder must find a modal for the writer to hold back by it.
_HELD_BACK = {"modal": 0.4}
#: How much an amount must add to the vagueness of its sentence to be a weasel.
_VAGUE_AMOUNT = 0.4
#: Attributions that hand a whole statement over, the hedges that may stand in it, and what ends it.
_HANDED = frozenset({"report", "belief", "source", "claim"})
_DOUBTS = frozenset({"modal", "verb", "adverb", "adjective", "noun"})
_TURNS = frozenset("but yet though although however while whereas ; — –".split())
#: Verbs by which something is called something: "seen as a threat".
_CALLING = frozenset("see consider deem view regard".split())
#: Past forms that tell of a belief once held.
_ONCE = frozenset("thought believed felt assumed figured guessed supposed suspected".split())
#: The label that a cue has by its part of speech.
_BY_UPOS = {"AUX": "modal", "VERB": "verb", "ADV": "adverb", "ADJ": "adjective", "NOUN": "noun"}

#: Fewest hedges and boosters together that bear a balance.
MIN_CUES = 5

WRITER, OTHER, NOBODY, READER = "writer", "other", "nobody", "reader"

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
#: Subjects behind which nobody in particular stands.
_IMPERSONAL = frozenset({"it", "there", "this", "that", "what", "which"})
_OWNERS = frozenset({"my", "our", "your", "his", "its", "their", "'s"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
_BETWEEN = frozenset({"ADV", "AUX", "PART"})
_QUOTES = frozenset({'"', "'", "''", "``"})
#: How many tokens a subject may stand before its verb.
_REACH = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show how far the writer commits.

    Attributes
    ----------
    first, last : int
        Half-open range of rows of the token table.
    kind : str
        ``"hedge"``, ``"booster"``, ``"weasel"`` or ``"attribution"``: the measure that it counts
        in; ``""`` for none: the reader's belief ("do you think"), or a word inside a wider cue
        ("believe" in "many believe").
    label : str
        Its type, e.g. ``"modal"``; ``"belief"`` for a verb of belief that somebody else holds.
    """

    first: int
    last: int
    kind: str
    label: str


class _Sentence:
    """The tokens of one sentence, with the questions that context rules ask of them."""

    __slots__ = ("first", "last", "lemma", "norm", "text", "upos")

    def __init__(self, doc: Document, row: int) -> None:
        sentence = doc.tokens["sentence"][row]
        self.first = int(doc.sentences["first"][sentence])
        self.last = int(doc.sentences["last"][sentence])
        self.norm: tuple[str, ...] = doc.tokens["norm"]
        self.lemma: tuple[str, ...] = doc.tokens["lemma"]
        self.upos: tuple[str, ...] = doc.tokens["upos"]
        self.text: tuple[str, ...] = doc.tokens["text"]

    def is_name(self, row: int) -> bool:
        """Whether a capital inside the sentence says that the word is a name ("Theresa May")."""
        word = self.text[row]
        return row > self.first and word.istitle() and not self.upper(row - 1)

    def upper(self, row: int) -> bool:
        """Whether the word stands in title case or capitals."""
        return self.text[row][:1].isupper() and self.norm[row] not in _FIRST_PERSON

    def participle(self, row: int) -> bool:
        """Whether the form can be a past participle."""
        form, lemma = self.norm[row], self.lemma[row]
        return form != lemma and not form.endswith(("ing", "s"))

    def passive(self, row: int) -> bool:
        """Whether a past participle stands after a form of *be* or *get*, or right after a noun."""
        if not self.participle(row):
            return False
        before = row - 1
        while before >= self.first and (
            self.upos[before] == "ADV" or self.norm[before] in {"not", "n't"}
        ):
            before -= 1
        if before < self.first:
            return False
        if self.lemma[before] in {"be", "get"}:
            return True
        after = self.norm[row + 1] if row + 1 < self.last else ""
        return after in {"to", "by", "as"} and self.upos[before] in {"NOUN", "PROPN", "PUNCT"}

    def attributive(self, row: int) -> bool:
        """Whether a past participle stands before its noun: "the expected announcement"."""
        return (
            self.participle(row)
            and self.first < row < self.last - 1
            and self.upos[row + 1] in {"NOUN", "ADJ"}
            and (
                self.upos[row - 1] in {"DET", "NUM", "ADJ", "ADP"} or self.norm[row - 1] in _OWNERS
            )
        )

    def agent(self, row: int) -> str:
        """Return whose a passive is: that of the *by* right after it, or nobody's."""
        if row + 2 < self.last and self.norm[row + 1] == "by":
            return WRITER if self.norm[row + 2] in _FIRST_PERSON else OTHER
        return NOBODY

    def subject(self, row: int, evidential: bool) -> str:
        """Return whose an active verb is, by the nearest word before it that can be its subject.

        "It suggests" is nobody's belief; "it believes" is that of some company or state.
        """
        infinitive = False
        at_opening = row - self.first <= 2 and "to" not in self.norm[self.first : row]
        for at in range(row - 1, max(self.first, row - _REACH) - 1, -1):
            word, tag = self.norm[at], self.upos[at]
            if word in _FIRST_PERSON:  # "wants us to believe" is no belief of ours
                return READER if infinitive and word in {"me", "us"} else WRITER
            if word in _IMPERSONAL:
                return NOBODY if infinitive or evidential else OTHER
            if word in {"you", "one"}:
                return NOBODY if self.norm[at + 1] in {"would", "'d", "might"} else READER
            if tag in _BETWEEN or self.lemma[at] in {"have", "be", "do"}:
                infinitive |= word == "to"
            elif tag in _NOMINAL:
                to_it = infinitive and self.norm[at + 1] == "to"  # "reason to believe"
                return NOBODY if to_it and tag in {"NOUN", "ADJ"} else OTHER
            elif tag == "VERB":
                if not infinitive and self.upos[at + 1] != "CCONJ":
                    return NOBODY
            elif tag in {"ADP", "SCONJ"} or (word in _QUOTES and at < row - 1):
                break
        if self.norm[row].endswith("ing"):
            return OTHER
        return READER if at_opening and self.norm[row] == self.lemma[row] else NOBODY

    def inverted(self, row: int) -> bool:
        """Whether a verb of saying has its subject behind it: ``"…," said the mayor``."""
        if row + 1 >= self.last or row == self.first:
            return False
        after_mark = self.norm[row - 1] in _QUOTES or self.norm[row - 1] == ","
        return (
            after_mark
            and self.upos[row + 1] in _NOMINAL
            and self.norm[row + 1] not in _FIRST_PERSON
        )


def _head(sentence: _Sentence, match: Cue) -> int:
    """Return the row of a match's verb."""
    for row in range(match.first, match.last):
        if sentence.upos[row] in {"VERB", "ADJ"} and sentence.lemma[row] not in {"be", "get"}:
            return row
    return match.last - 1


def _holder(sentence: _Sentence, match: Cue) -> str:
    row = _head(sentence, match)
    if sentence.upos[row] == "ADJ" or sentence.attributive(row):
        return NOBODY
    if sentence.lemma[match.first] in {"be", "get"} or sentence.passive(row):
        return sentence.agent(row)
    return sentence.subject(row, match.label == "evidential")


def _of_hedges(doc: Document, match: Cue, in_weasel: bool) -> Cue | None:
    """Return the cue of a match of the lexicon of hedges, read in its context."""
    label = match.label
    first, last = match.first, match.last
    if label in {"belief", "evidential"}:
        sentence = _Sentence(doc, first)
        if sentence.upos[first] == "NOUN":
            mine = first > sentence.first and sentence.norm[first - 1] in {"my", "our"}
            kind = "hedge" if mine else "attribution"
            return Cue(first, last, kind, "plausibility-shield" if mine else "belief")
        if in_weasel:
            return Cue(first, last, "", label)
        whose = _holder(sentence, match)
        if whose == READER:
            return Cue(first, last, "", label)
        if whose == WRITER:
            kind = "hedge" if _shields(sentence, _head(sentence, match)) else ""
            return Cue(first, last, kind, "plausibility-shield")
        if whose == OTHER and (label == "belief" or _person(sentence, match)):
            return Cue(first, last, "attribution", "belief")
        return Cue(first, last, "hedge" if _tells(sentence, _head(sentence, match)) else "", "verb")
    if label == "plausibility-shield" and _ONCE & set(doc.tokens["norm"][first:last]):
        return Cue(first, last, "", label)
    if label == "noun":  # else a possibility is what is spoken of, not held back by
        mine = bool({"my", "our", "there"} & set(doc.tokens["norm"][max(0, first - 4) : first]))
        return Cue(first, last, "hedge" if mine and not in_weasel else "", label)
    if label == "modal" and _Sentence(doc, first).is_name(first):
        return None
    return Cue(first, last, "" if in_weasel else "hedge", label)


def _shields(sentence: _Sentence, row: int) -> bool:
    """Whether a belief of ours is the writer's own and held now: not "we believe", "I thought"."""
    before = sentence.norm[max(sentence.first, row - 5) : row]
    mine = [word for word in before if word in _FIRST_PERSON]
    alone = bool(mine) and mine[-1] in {"i", "me", "myself"}
    return alone and "to" not in before[-2:] and sentence.norm[row] not in _ONCE


def _tells(sentence: _Sentence, row: int) -> bool:
    """Whether a verb without a holder is a hedge: not "seen as", "to assume that", "implying"."""
    if sentence.lemma[row] in _CALLING or sentence.norm[row].endswith("ing"):
        return False
    before = sentence.norm[max(sentence.first, row - 2) : row]
    return not before or before[0] == "reason" or before[-1] not in {"to", "you", "'d"}


def _person(sentence: _Sentence, match: Cue) -> bool:
    """Whether somebody suggests, rather than something: "he suggested", "for suggesting"."""
    row = _head(sentence, match) - 1
    while row > sentence.first and sentence.upos[row] in _BETWEEN:
        row -= 1
    if row < sentence.first:
        return False
    if sentence.norm[row] in {"he", "she", "they", "who"} or sentence.upos[row] in {"ADP", "SCONJ"}:
        return True
    if sentence.upos[row] != "PROPN":
        return False
    while row > sentence.first and sentence.upos[row] == "PROPN":
        row -= 1
    return sentence.upos[row] not in {"ADP", "CCONJ"}


@cached
def uncertain(doc: Document) -> Floats:
    """Return the probability that each token leaves its statement uncertain."""
    return np.asarray(doc.tokens["epistemic"] + doc.tokens["doxastic"], dtype=np.float64)


@cached
def cues(doc: Document) -> tuple[Cue, ...]:
    """Return every cue of a text, quotations included, in order.

    Where matches of two lexicons overlap, a weasel goes before a hedge, a hedge before
    attribution, and these before a booster; cues that no list has come last.
    """
    found: list[Cue] = []
    taken = np.zeros(len(doc.tokens), dtype=np.bool_)
    chance, least = uncertain(doc), encoder.threshold("hedge.listed")
    for m in load("weasels").match(doc):
        adds = doc.tokens["adds_weasel"][m.first : m.last].max()
        amount = bool(_AMOUNTS & set(doc.tokens["norm"][m.first : m.last]))
        innocent = m.label == "quantity" and amount and adds < _VAGUE_AMOUNT
        found.append(Cue(m.first, m.last, "" if innocent else "weasel", m.label))
        taken[m.first : m.last] = True
    for m in load("hedges").match(doc):
        in_weasel = bool(taken[m.first : m.last].any())
        cue = _of_hedges(doc, Cue(m.first, m.last, "", m.label), in_weasel)
        doubted = m.last == m.first + 1 and chance[m.first] < least
        if cue is not None and chance[m.first : m.last].max() < _HELD_BACK.get(cue.label, 0.0):
            cue = Cue(cue.first, cue.last, "" if cue.kind == "hedge" else cue.kind, cue.label)
        if cue is not None and not (doubted and cue.kind == "hedge" and m.label not in _UNTAUGHT):
            found.append(cue)
            taken[m.first : m.last] = True
    for m in load("attribution").match(doc):
        if taken[m.first : m.last].any():
            if m.label == "hearsay":
                found.append(Cue(m.first, m.last, "", m.label))
            continue
        if m.label == "report":
            sentence = _Sentence(doc, m.first)
            if not (
                sentence.inverted(m.last - 1)
                or _holder(sentence, Cue(m.first, m.last, "", m.label)) == OTHER
            ):
                continue
        found.append(Cue(m.first, m.last, "attribution", m.label))
        taken[m.first : m.last] = True
    for m in load("boosters").match(doc):
        if not taken[m.first : m.last].any():
            found.append(Cue(m.first, m.last, "booster", m.label))
            taken[m.first : m.last] = True
    found += _unlisted(doc, taken)
    return tuple(_of_others(doc, sorted(found, key=lambda c: (c.first, c.last))))


def _of_others(doc: Document, found: list[Cue]) -> Iterator[Cue]:
    """Yield cues; a doubt inside a statement that is handed to somebody is theirs, no hedge.

    "The mayor said the bridge may close" is the mayor's doubt; "he said so, but he may be wrong" is
    the writer's.
    """
    sentence, norm, quoted = (doc.tokens[name] for name in ("sentence", "norm", "quoted"))
    holders: dict[int, list[Cue]] = {}
    for cue in found:
        if cue.kind == "attribution" and cue.label in _HANDED:
            holders.setdefault(int(sentence[cue.first]), []).append(cue)
    for cue in found:
        if cue.kind == "hedge" and cue.label in _DOUBTS and not quoted[cue.first]:
            near = holders.get(int(sentence[cue.first]), ())
            if any(not _TURNS & set(norm[_between(cue, other)]) for other in near):
                cue = Cue(cue.first, cue.last, "", cue.label)
        yield cue


def _between(a: Cue, b: Cue) -> slice:
    return slice(min(a.last, b.last), max(a.first, b.first))


@cache
def _listed() -> frozenset[str]:
    """Return the words on which the list of hedges has a say."""
    entries = [e for e in load("hedges").entries if len(e.elements) == 1]
    return frozenset().union(*(e.elements[0].forms | e.elements[0].lemmas for e in entries))


def _unlisted(doc: Document, taken: Bools) -> Iterator[Cue]:
    """Yield the cues that no list has, and mark them as taken."""
    upos, lemmas, norms = doc.tokens["upos"], doc.tokens["lemma"], doc.tokens["norm"]
    words = doc.tokens["word"] >= 0
    listed = _listed()
    sure = (uncertain(doc) > encoder.threshold("hedge.unlisted")) & words & ~taken
    doxastic = doc.tokens["doxastic"] > doc.tokens["epistemic"]
    for row in np.flatnonzero(sure).tolist():
        label = _BY_UPOS.get(upos[row])
        if label is None or lemmas[row] in listed or norms[row] in listed:
            continue
        if label == "verb":
            whose = "belief" if doxastic[row] else "evidential"
            cue = _of_hedges(doc, Cue(row, row + 1, "", whose), False)
        else:
            cue = Cue(row, row + 1, "hedge", label)
        if cue is not None:
            taken[row] = True
            yield cue
    vague = doc.sentences["weasel"] > encoder.threshold("weasel.sentence")
    adds = doc.tokens["adds_weasel"] > encoder.threshold("weasel.word")
    for row in np.flatnonzero(adds & vague[doc.tokens["sentence"]] & words & ~taken).tolist():
        if upos[row] == "ADJ" and norms[row] not in _AMOUNTS:
            continue
        taken[row] = True
        yield Cue(row, row + 1, "", "vague")


def _evidence(doc: Document, kind: str) -> Iterator[Evidence]:
    start, end = doc.tokens["start"], doc.tokens["end"]
    for cue in cues(doc):
        if cue.kind == kind:
            yield Evidence(Span(int(start[cue.first]), int(end[cue.last - 1])), cue.label)


def hedges(doc: Document) -> list[Evidence]:
    """Find the hedges of a text."""
    return list(_evidence(doc, "hedge"))


def boosters(doc: Document) -> list[Evidence]:
    """Find the boosters of a text."""
    return list(_evidence(doc, "booster"))


def weasels(doc: Document) -> list[Evidence]:
    """Find the weasels of a text."""
    return list(_evidence(doc, "weasel"))


def attributions(doc: Document) -> list[Evidence]:
    """Find where a statement is handed to somebody else."""
    return list(_evidence(doc, "attribution"))


def conditions(doc: Document) -> list[Evidence]:
    """Find the words that make a statement hang on a condition, auxiliaries apart."""
    sure = (doc.tokens["condition"] > encoder.threshold("condition")) & (doc.tokens["word"] >= 0)
    return evidence(doc, np.flatnonzero(sure & ~tagged(doc, "AUX")), "condition")


def _balance_evidence(doc: Document, scope: str) -> list[Evidence]:
    both = [
        Evidence(e.span, kind)
        for kind in ("hedge", "booster")
        for e in own_evidence(doc, _evidence(doc, kind), scope)
    ]
    return sorted(both, key=lambda e: (e.span, e.label))


def _balance_counts(doc: Document, scope: str) -> Floats:
    counts = np.zeros((len(doc.sentences), 2))
    found = _balance_evidence(doc, scope)
    if found:
        rows = doc.tokens["sentence"][token_at(doc, [e.span.start for e in found])]
        np.add.at(counts, (rows, [int(e.label == "booster") for e in found]), 1)
    return counts


def _balance(totals: Floats) -> Floats:
    hedged, boosted = totals[..., 0], totals[..., 1]
    out = np.full(hedged.shape, math.nan)
    np.divide(hedged - boosted, hedged + boosted, out=out, where=hedged + boosted > 0)
    return out


def _bears_balance(doc: Document, scope: str) -> tuple[bool, str]:
    enough, why = length_caveat(doc, scope)
    found = len(_balance_evidence(doc, scope))
    if enough and found < MIN_CUES:
        return False, (
            f"The text has {found} hedges and boosters: a balance needs at least {MIN_CUES}."
        )
    return enough, why


FEATURES: tuple[Feature, ...] = (
    density(
        "hedge_density",
        hedges,
        revision=3,
        summary="Words that hold the writer back from full commitment: perhaps, I think, about 40.",
        reference="Prince, Frader & Bosk 1982; Hyland 1998, 2005; Szarvas et al. 2012.",
    ),
    density(
        "booster_density",
        boosters,
        revision=3,
        summary="Words that show certainty or turn a statement up: clearly, of course, utterly.",
        reference="Hyland 1998, 2005; Quirk et al. 1985, 8.104 (amplifiers).",
    ),
    index(
        "hedge_booster_balance",
        _balance_counts,
        _balance,
        revision=3,
        unit="from −1 (boosters only) to 1 (hedges only)",
        summary="Hedges less boosters, divided by both together.",
        reference="After Hyland 2005, ch. 3, on hedges and boosters as one scale of commitment.",
        evidence=_balance_evidence,
        check=_bears_balance,
    ),
    density(
        "weasel_density",
        weasels,
        revision=3,
        summary="Sources nobody could look up, and amounts nobody could check: critics say, many.",
        reference="Ganter & Strube 2009; Farkas et al. 2010 (CoNLL shared task).",
    ),
    density(
        "attribution_density",
        attributions,
        revision=3,
        summary="Words that hand a statement to somebody else: according to, reportedly, she said.",
        reference="Prince, Frader & Bosk 1982 (attribution shields); Thompson & Ye 1991.",
    ),
    density(
        "conditional_density",
        conditions,
        revision=2,
        summary="Words that let a statement hang on a condition: if, unless, provided.",
        reference="Szarvas et al. 2012 (conditions, a kind of hypothetical uncertainty).",
    ),
)
