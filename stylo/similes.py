"""Similes: comparisons with *like*, *as … as*, *as if* and *than* that are meant as pictures.

Stock similes come from a list; free ones are found by their frame and by their vehicle, the thing
that something is likened to. What compares like with like (*people like him*, *taller than his
brother*, *as many as 40*) is no simile.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stylo.document import Document, Span, cached
from stylo.feature import Evidence
from stylo.lexicon import load
from stylo.tokens import rows_by_form

_NOMINAL = frozenset({"NOUN", "PROPN"})
_GERUNDS = frozenset({"VERB", "NOUN", "AUX"})
_PERCEPTION = frozenset("look sound seem feel appear taste smell".split())
_BE = "be"
#: Words after which *like* is the verb.
_LIKERS = frozenset(
    "i you we they who to would 'd will 'll might may could should can must".split()
)
_NEGATION = frozenset({"not", "n't"})
_DO = frozenset("do does did would wo ca could".split())
_VAGUE = frozenset(
    "something anything nothing everything someone anyone people thing things others stuff one"
    " ones somebody".split()
)
_IT = frozenset("it this that which".split())
_POSSESSIVE = frozenset("my your his her its our their".split())
_ARTICLES = frozenset({"a", "an"})
_CLAUSE_STARTS = _POSSESSIVE | frozenset(
    "the a an i you he she we they it someone somebody everyone everybody nobody there".split()
)
#: Words that may stand between the verb and *like*.
_SOFTENERS = frozenset(
    "just almost exactly kind sort of a bit little lot more much rather quite very less not n't"
    " really only nearly something basically pretty kinda sorta".split()
)
#: Vehicles that paint nothing.
_BLAND = frozenset(
    "lot bit way person people place good thing one few couple number majority kind sort"
    " type".split()
)
#: What turns a verb up and paints nothing: *fight like hell*.
_LOUD = frozenset("hell heck mad crazy".split())
#: After these *like* tells how something looks.
_LOOKS = frozenset("dressed shaped clad disguised".split())
#: Acts of speech to which an argument is likened: *that is like saying …*.
_SAYING = frozenset("say tell ask argue claim suggest".split())
_ASKING = frozenset({"what", "how", "whatever"})
#: Nouns that name a kind, of which *like* then gives a case.
_KINDS = frozenset(
    "activity agency animal asset boat business case city company country creature crime device"
    " disaster disease drug event example facility figure firm food fruit good group gun hazard"
    " idol industry institution instrument issue item job leader man material measure metal method"
    " name network object official organization outlet place plant platform policy politician"
    " practice product profession program role sector service sign site sport state substance"
    " symbol symptom technique technology term title tool town toy treatment vehicle weapon woman"
    " word work worker".split()
)
#: Words by which *like the …* names the thing itself or its fellows.
_SAME = frozenset("real actual same other others rest previous last first original".split())
#: Adjectives with which *as … as* measures rather than paints.
_MEASURING = frozenset(
    "soon well long many much far few little good early late recently often big important likely"
    " bad great high low same such large strong effective serious common valuable popular"
    " significant qualified simple".split()
)
#: Comparatives that measure.
_MEASURES = frozenset(
    "more fewer better later earlier higher lower greater other rather older younger longer"
    " shorter larger smaller bigger further farther sooner ever never either over under".split()
)
_WIDE = frozenset("older longer bigger better higher younger larger smaller shorter".split())
_KIN = frozenset(
    "brother sister father mother son daughter wife husband friend colleague predecessor opponent"
    " rival peer counterpart cousin boss age".split()
)
#: How far a noun phrase or a clause is followed.
_REACH = 10


@cache
def _kinds() -> dict[str, str]:
    return {
        lemma: entry.label
        for entry in load("simile_vehicles").entries
        for lemma in entry.elements[0].lemmas
    }


def kind_of_vehicle(lemma: str) -> str:
    """Return the kind of a thing that people liken other things to, ``""`` for any other."""
    return _kinds().get(lemma.lower(), "")


@dataclass(frozen=True)
class _Sentence:
    """The tokens of one sentence, with their rows in the document."""

    norm: tuple[str, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    first: int

    def __len__(self) -> int:
        return len(self.norm)

    def head(self, at: int) -> int:
        """Return where the head noun of a phrase stands that begins here, or -1."""
        found, begun = -1, at
        while at < len(self) and at - begun < _REACH:
            tag, form = self.upos[at], self.norm[at]
            if tag in _NOMINAL or (tag == "NUM" and found >= 0):
                found = at
            elif tag == "PART" and form in {"'s", "'"} and found >= 0:
                found = -1
            elif form == "-" or (at > begun and self.norm[at - 1] == "-"):
                pass
            elif found >= 0 or not self._may_precede(at, begun):
                break
            at += 1
        return found

    def _may_precede(self, at: int, begun: int) -> bool:
        """Whether a token may stand before the head noun of a phrase."""
        tag, form = self.upos[at], self.norm[at]
        if tag in {"ADJ", "ADV", "NUM"} or (at > begun and self.norm[at - 1] in {",", "and"}):
            return True
        if tag == "VERB" and form.endswith(("ing", "ed", "en", "wn", "nt")):
            return True
        return form in {",", "and"} and at > begun and self.upos[at - 1] in {"ADJ", "VERB"}

    def lists(self, row: int, end: int) -> bool:
        """Whether *like* here gives an example: *tools like a hammer*, *tools, like a hammer,*."""
        before = row - 1
        if before > 0 and self.norm[before] == "," and self.norm[end + 1 : end + 2] == (",",):
            before -= 1
        return before >= 0 and self.lemma[before] in _KINDS

    def swarms(self, at: int) -> bool:
        """Whether these are animals or people, many of them."""
        return (
            kind_of_vehicle(self.lemma[at]) in {"animal", "person"}
            and self.norm[at] != self.lemma[at]
        )

    def heads(self, at: int) -> bool:
        """Whether the noun here is the last of its phrase."""
        return self.upos[at] == "NOUN" and self.upos[at + 1 : at + 2] != ("NOUN",)

    def begins(self, at: int) -> bool:
        """Whether no adjective stands before the noun here: *the devil*, *the barn owl*."""
        return self.norm[at - 1] in _CLAUSE_STARTS or self.upos[at - 1] == "NOUN"

    def paints(self, at: int) -> bool:
        """Whether the noun here is a known vehicle."""
        return at >= 0 and kind_of_vehicle(self.lemma[at]) != ""


def _frame(s: _Sentence, row: int) -> str:
    """Return what *like* leans on: be, perception, noun, open (nothing), other; "" for a verb."""
    at = row - 1
    if at < 0:
        return "open"
    negated = s.norm[at] in _NEGATION and at > 0 and s.norm[at - 1] in _DO
    if s.norm[at] == "-" or s.norm[at] in _LIKERS or negated:
        return ""
    if s.upos[row] == "VERB" and (s.lemma[at] != _BE or s.norm[at] == "also"):
        return ""
    while at > 0 and s.norm[at] in _SOFTENERS:
        at -= 1
    if s.norm[at] in _VAGUE:
        return "noun"
    if s.lemma[at] == _BE:
        return "be"
    if s.lemma[at] in _PERCEPTION:
        return "perception"
    if s.upos[at] == "PUNCT" or s.norm[at] in _SOFTENERS:
        return "open"
    return "noun" if s.upos[at] in {"NOUN", "PROPN", "NUM"} else "other"


def _like(s: _Sentence, row: int) -> int:
    """Return where a simile with *like* ends, or -1."""
    frame, at = _frame(s, row), row + 1
    if not frame or at >= len(s) or s.norm[at] in _LOUD or s.norm[max(0, row - 1)] in _LOOKS:
        return -1
    form, tag = s.norm[at], s.upos[at]
    before = s.norm[max(0, row - 9) : row]
    told = frame == "be" and not (_ASKING & set(before) or _NEGATION & set(before[-2:]))
    if form in _ARTICLES:
        told = told and before[-1:] != ("more",)
        head = s.head(at + 1)
        if s.paints(head) and not s.lists(row, head):
            return head
        return head if head >= 0 and told and s.lemma[head] not in _BLAND else -1
    if frame == "noun":
        return at if s.swarms(at) and not s.lists(row, at) else -1
    if s.lemma[at] not in _SAYING and form.endswith("ing") and tag in _GERUNDS and told:
        more = at + 1 < len(s)
        head = s.head(at + 2 if more and s.upos[at + 1] in {"DET", "PRON"} else at + 1)
        if tag == "VERB" or (more and s.upos[at + 1] in {"DET", "PRON"}):
            return max(head, at)
    if form in {"some", "so", "the"} or form in _POSSESSIVE:
        head = s.head(at + 1) if s.norm[min(at + 1, len(s) - 1)] not in _SAME else -1
        if frame != "open" and s.paints(head) and s.upos[head] == "NOUN":
            return head
    if told and form in _CLAUSE_STARTS and _IT & set(before[-4:]):
        verb = s.head(at + 1) + 1 if form in _POSSESSIVE | {"the"} else at + 1
        if (
            0 < verb < len(s)
            and s.upos[verb] in {"AUX", "VERB"}
            and not s.norm[verb].endswith("ing")
        ):
            return verb
        return -1
    if tag in {"NOUN", "ADJ"} and form not in {"most", "many", "other"} and frame != "open":
        head = s.head(at)
        clause = 0 <= head < len(s) - 1 and s.upos[head + 1] in {"AUX", "VERB"}
        return head if s.paints(head) and s.upos[head] == "NOUN" and not clause else -1
    return -1


def _as_as(s: _Sentence, row: int) -> int:
    """Return where a simile *as ADJECTIVE as a …* ends, or -1."""
    at = row + 1
    if at + 1 < len(s) and s.upos[at] == "ADV" and s.upos[at + 1] in {"ADJ", "ADV"}:
        at += 1
    if at + 2 >= len(s) or s.upos[at] not in {"ADJ", "ADV"} or s.norm[at] in _MEASURING:
        return -1
    if s.norm[at + 1] != "as" or s.norm[at + 2] not in _ARTICLES:
        return -1
    head = s.head(at + 3)
    return head if s.paints(head) else -1


def _as_if(s: _Sentence, row: int) -> int:
    """Return where a figurative *as if* or *as though* ends, or -1.

    It paints if it supposes one of the things that people liken things to (*as if he owned the
    mint*), or says of something that it were a thing (*as if she were a tenant*); else it merely
    supposes.
    """
    before = row - 1
    if before >= 0 and (s.lemma[before] in _PERCEPTION or s.norm[before] in _NEGATION):
        return -1
    if before >= 1 and s.lemma[before - 1] in _PERCEPTION:
        return -1
    verb, vehicle = -1, -1
    for at in range(row + 2, min(len(s), row + _REACH)):
        if s.upos[at] == "PUNCT" or s.norm[at] in _NEGATION:
            break
        if verb < 0 and s.upos[at] in {"VERB", "AUX"}:
            verb = at
        elif vehicle < 0 and s.paints(at) and s.heads(at) and (verb >= 0 or s.begins(at)):
            vehicle = at
        elif verb == at - 1 and s.lemma[verb] == _BE and s.norm[at] in _ARTICLES:
            head = s.head(at + 1)
            vehicle = head if head >= 0 and s.lemma[head] not in _BLAND else vehicle
    return max(verb, vehicle) if verb >= 0 and vehicle >= 0 else -1


def _than(s: _Sentence, row: int) -> tuple[int, int]:
    """Return where a figurative comparison (*louder than a …*) begins and ends, or (-1, -1)."""
    at, start, none = row + 1, row - 1, (-1, -1)
    if start < 0 or at >= len(s):
        return none
    gradable = s.upos[start] in {"ADJ", "ADV"}
    sharp = gradable and s.norm[start].endswith("er") and s.norm[start] not in _MEASURES
    more = gradable and start > 0 and s.norm[start - 1] in {"more", "less"}
    if not (sharp or more or s.norm[start] in _WIDE):
        return none
    begun = start - 1 if more else start
    if s.norm[at] in _ARTICLES:
        head = s.head(at + 1)
        return (begun, head) if s.paints(head) else none
    if sharp and s.norm[at] in {"my", "your"}:
        head = s.head(at + 1)
        return (begun, head) if head >= 0 and s.lemma[head] not in _KIN else none
    return none


@cached
def similes(doc: Document) -> list[Evidence]:
    """Return the similes of a document, each from its hinge to its vehicle.

    Labels are the hinges: ``like``, ``as ... as``, ``as if``, ``than``.
    """
    text = doc.tokens["text"]
    found = [
        (m.first, m.last - 1, m.label)
        for m in load("similes").match(doc)
        # A title: *Guilty as Sin*.
        if not (text[m.first][:1].isupper() and text[m.last - 1][:1].isupper())
    ]
    taken = {row for first, last, _ in found for row in range(first, last + 1)}
    forms = rows_by_form(doc)
    sentences: dict[int, _Sentence] = {}

    def at(row: int) -> tuple[_Sentence, int]:
        number = int(doc.tokens["sentence"][row])
        if number not in sentences:
            first, last = (int(doc.sentences[c][number]) for c in ("first", "last"))
            norm, lemma, upos = (doc.tokens[c][first:last] for c in ("norm", "lemma", "upos"))
            sentences[number] = _Sentence(norm, lemma, upos, first)
        return sentences[number], row - sentences[number].first

    for hinge in ("like", "as", "than"):
        for row in forms.get(hinge, ()):
            if row in taken:
                continue
            s, place = at(row)
            begun, label = place, hinge
            if hinge == "like":
                end = _like(s, place)
            elif hinge == "than":
                begun, end = _than(s, place)
            elif place + 1 < len(s) and s.norm[place + 1] in {"if", "though"}:
                end, label = _as_if(s, place), "as if"
            else:
                end, label = _as_as(s, place), "as ... as"
            if end >= 0:
                first, last = s.first + begun, s.first + end
                found.append((first, last, label))
                taken.update(range(first, last + 1))
    start, stop = doc.tokens["start"], doc.tokens["end"]
    return [
        Evidence(Span(int(start[first]), int(stop[last])), label)
        for first, last, label in sorted(found)
    ]
