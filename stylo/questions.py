"""Questions: where they stand, and which of them are rhetorical.

A question of the writer's own is rhetorical when no answer is expected from anybody: the writer
answers it, piles it upon others, throws a phrase back, or lets it assert what it seems to ask
(Frank 1990; Ilie 1994). Genuine questions are those that somebody is said to have asked, those of
an interviewer, headings, appeals to write in, and the plain section questions of a report.
"""

from __future__ import annotations

import numpy as np

from stylo.document import Document, cached
from stylo.feature import Bools, Evidence
from stylo.tokens import evidence, formed, tagged

_QUESTION = frozenset({"?", "?!", "!?", "??", "???", "????"})
_EXCLAMATION = frozenset({"!", "!!", "!!!", "!!!!", "?!", "!?"})

_QUOTES = frozenset({'"', "'", "''", "``"})
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_DASHES = frozenset({"—", "–", "--"})
#: Openings of a sentence that answers the question before it.
_ANSWERS = frozenset(
    "yes no nope well because hardly nothing nobody none never absolutely exactly sure certainly "
    "simple easy simply answer indeed alas zero probably perhaps maybe apparently obviously "
    "not neither both naturally clearly evidently fat yep".split()
)
_ANSWER_PHRASES = frozenset(
    "the answer|of course|in a|in short|you know|no one|it depends|the truth|the reason|one reason|"
    "i think|i doubt|i do|i would|we know|it was|it 's|it is|that 's|that is|they are|by "
    "|to be|who knows|fat chance|good question".split("|")
)
_CUES = frozenset(
    "really ever possibly even anyone anybody anything else n't not nobody no why how so then "
    "i we you us our your my me surely honestly exactly seriously truly just still wonder earth "
    "would should could can wrong".split()
)
_COORDINATORS = frozenset("and but or so yet because".split())
_WHO_ASKS = frozenset(
    "ask asks asked asking wonder wonders wondered wondering inquire inquired inquires".split()
)
_NOUNS = frozenset("question questions query survey poll ballot quiz queries".split())
_CALLS = (
    ("are", "you", "affected"), ("do", "you", "have", "a"), ("have", "you", "been", "affected"),
    ("have", "a", "tip"), ("have", "a", "question"), ("have", "a", "story"), ("got", "a", "tip"),
    ("got", "a", "question"), ("what", "do", "you", "think"), ("have", "an", "opinion"),
    ("want", "more"), ("want", "to", "read"), ("what", "are", "your", "thoughts"),
)  # fmt: skip
_WH = frozenset("what who whom whose which when where why how".split())
_SAID = ("said", "says", "told", "added", "reported")
#: From this many verbs of saying for each sentence on, a text is a report.
_REPORT = 0.15
_ECHO_WORDS = 5


@cached
def questions(doc: Document) -> list[tuple[int, int]]:
    """Return the rows of the first token and of the sign of each question, quoted or not."""
    return _ending(doc, _QUESTION)


@cached
def exclamations(doc: Document) -> list[tuple[int, int]]:
    """Return the rows of the first token and of the sign of each exclamation, quoted or not.

    A sign within brackets or behind a dash, with the sentence running on, takes the aside only.
    Left out are signs within quotation marks of the writer's own sentence (a slogan, a title, words
    put into a mouth), and posts that are shown with their author ("… ! — Name (@name)").
    """
    found = []
    scare = [
        (start, end)
        for start, end, kind in zip(
            *(doc.quotations[c] for c in ("start", "end", "kind")), strict=True
        )
        if kind == "scare"
    ]
    starts = doc.tokens["start"]
    for first, last in _ending(doc, _EXCLAMATION):
        if any(start <= starts[last] < end for start, end in scare) or _signed(doc, last):
            continue
        first = _aside_start(doc, first, last)
        if first < last:
            found.append((first, last))
    return found


def _signed(doc: Document, sign: int) -> bool:
    """Whether a dash and the handle of an author follow closely: a post that is shown."""
    norm, text = doc.tokens["norm"], doc.text
    ahead = norm[sign + 1 : sign + 6]
    dash = next((sign + 1 + at for at, word in enumerate(ahead) if word in _DASHES), 0)
    if not dash:
        return False
    start = int(doc.tokens["end"][dash])
    return "(@" in text[start : start + 60]


def _aside_start(doc: Document, first: int, last: int) -> int:
    """Return where an exclamation begins: at its first word, or at that of the aside it ends."""
    norm, word = doc.tokens["norm"], doc.tokens["word"]
    after = norm[last + 1 : last + 2]
    if not after or (after[0] not in _CLOSING and after[0] not in _DASHES):
        return first
    opening = _OPENING if after[0] in _CLOSING else _DASHES
    for row in range(last - 1, first - 1, -1):
        if norm[row] in opening and word[row] < 0:
            return row + 1
    return first


def _ending(doc: Document, signs: frozenset[str]) -> list[tuple[int, int]]:
    """Stretches that end with a sign, from their first word in the voice that ends them."""
    norm, sentence, quoted = doc.tokens["norm"], doc.tokens["sentence"], doc.tokens["quoted"]
    word = doc.tokens["word"]
    found = []
    for at in np.flatnonzero(formed(doc, signs)).tolist():
        first = int(doc.sentences["first"][sentence[at]])
        start = at
        while (
            start > first
            and quoted[start - 1] == quoted[at]
            and (start == at or norm[start - 1] not in signs)
        ):
            start -= 1
        while start < at and word[start] < 0:
            start += 1
        named = at + 1 < len(norm) and norm[at + 1] in _QUOTES and norm[start - 1] not in _QUOTES
        if start < at and not (named and not quoted[at]):  # a title, a slogan: "Heil Myself!"
            found.append((start, at))
    return found


def rhetorical(doc: Document) -> list[Evidence]:
    """Find the writer's rhetorical questions.

    Labels: ``answered`` (hypophora), ``chained`` (side by side with another), ``echoed`` (a phrase
    thrown back), ``asserting`` (the rest).
    """
    rows = questions(doc)
    if not rows:
        return []
    quoted = doc.tokens["quoted"]
    sentence = doc.tokens["sentence"]
    asked = {int(sentence[last]) for first, last in rows if not quoted[last]}
    report = reports(doc)
    verbs = tagged(doc, "VERB", "AUX")
    found: list[Evidence] = []
    for first, last in rows:
        if quoted[last] or _genuine(doc, first, last, report):
            continue
        label = _kind(doc, first, last, asked, verbs)
        if report and label == "asserting" and not _cued(doc, first, last):
            continue
        found += evidence(doc, np.array([first]), label, np.array([last]))
    return found


@cached
def reports(doc: Document) -> bool:
    """Whether the text is full of verbs of saying."""
    said = int(formed(doc, _SAID).sum())
    return said >= _REPORT * max(len(doc.sentences), 10)


def _genuine(doc: Document, first: int, last: int, report: bool) -> bool:
    """Whether somebody is said to ask, or a reader is asked to answer."""
    norm, text = doc.tokens["norm"], doc.tokens["text"]
    sentence = int(doc.tokens["sentence"][first])
    paragraph = int(doc.sentences["paragraph"][sentence])
    if doc.paragraphs["kind"][paragraph] in {"heading", "caption"}:
        return True
    if text[first].isupper() and len(text[first]) > 2:
        return True
    if any(norm[first : first + len(call)] == call for call in _CALLS):
        return True
    begin = int(doc.sentences["first"][sentence])
    if begin and norm[begin - 1] == ":":  # "He asked one question: Who …?"
        begin = max(0, begin - 12)
    lead = norm[begin:first]
    put = report or "put" in lead  # "They put one question to the crew: Who …?"
    if any(w in _WHO_ASKS or (put and w in _NOUNS) for w in lead[-8:]):
        return True
    inside = norm[first:last]
    for place, word in enumerate(inside):
        if (
            word in _WHO_ASKS
            and place
            and inside[place - 1] not in {"i", "we", "to", "you", "be"}
            and (":" in inside[place:] or "," in inside[place : place + 2])
        ):
            return True
        if report and word == ":" and any(w in _NOUNS for w in inside[:place]):
            return True
    row = _paragraph_first(doc, paragraph)
    label = norm[row : row + 3]
    speaks = ":" in label[1:] and (label[0] == "q" or doc.tokens["upos"][row] == "PROPN")
    return speaks and sentence == int(np.searchsorted(doc.sentences["paragraph"], paragraph))


def _paragraph_first(doc: Document, paragraph: int) -> int:
    sentence = int(np.searchsorted(doc.sentences["paragraph"], paragraph))
    return int(doc.sentences["first"][sentence])


def _kind(doc: Document, first: int, last: int, asked: set[int], verbs: Bools) -> str:
    norm = doc.tokens["norm"]
    sentence = int(doc.tokens["sentence"][last])
    if sentence + 1 < len(doc.sentences) and sentence + 1 not in asked:
        start, end = (int(doc.sentences[c][sentence + 1]) for c in ("first", "last"))
        while start < end and doc.tokens["word"][start] < 0:
            start += 1
        if not doc.tokens["quoted"][start : start + 1].any():
            opening = norm[start : start + 2]
            short = 0 < end - start <= 7 and not verbs[start:end].any()
            if opening and (
                opening[0] in _ANSWERS or " ".join(opening) in _ANSWER_PHRASES or short
            ):
                return "answered"
    if sentence + 1 in asked or sentence - 1 in asked:
        return "chained"
    if not verbs[first:last].any() and last - first <= 2 * _ECHO_WORDS:
        return "echoed"
    lemma, bears = doc.tokens["lemma"], tagged(doc, "NOUN", "VERB", "ADJ", "PROPN")
    mine = {lemma[r] for r in range(first, last) if bears[r]}
    if sentence and mine and last - first <= 2 * _ECHO_WORDS:
        start, end = (int(doc.sentences[c][sentence - 1]) for c in ("first", "last"))
        if 2 * len(mine & set(lemma[start:end])) >= len(mine):
            return "echoed"
    return "asserting"


def _cued(doc: Document, first: int, last: int) -> bool:
    """Whether a lone question in a report has a sign of being rhetorical."""
    norm = doc.tokens["norm"]
    words = norm[first:last]
    sentence = int(doc.tokens["sentence"][first])
    paragraph = doc.sentences["paragraph"]
    alone = (paragraph == paragraph[sentence]).sum() == 1
    if words[0] in _COORDINATORS:
        return True
    if alone and words[0] in _WH:
        return False
    return bool(_CUES & set(words[1:]))
