"""Rhetoric: questions, appeals, corrections and asides, counted outside other people's words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from stylo import alliteration, lexicon, repetition
from stylo.document import Document, Span
from stylo.feature import (
    Bools,
    Evidence,
    Feature,
    Floats,
    body_sentences,
    density,
    index,
    length_caveat,
    quoted_share,
    ratio,
    sentence_sums,
    token_at,
    token_mask,
    word_starts,
)
from stylo.finders import forms, listed
from stylo.questions import exclamations, questions, reports, rhetorical
from stylo.tokens import evidence, formed, openers, scare_quoted, shifted, tagged

QUIRK = "Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. Longman."
FRANK = "Frank, J. (1990). You call that a rhetorical question? Journal of Pragmatics 14."
LAUSBERG = "Lausberg, H. (1998). Handbook of Literary Rhetoric. Brill."
FAHNESTOCK = "Fahnestock, J. (2011). Rhetorical Style. Oxford University Press."


def _spans(doc: Document, rows: list[tuple[int, int]], label: str) -> list[Evidence]:
    if not rows:
        return []
    pairs = np.array(rows, dtype=np.int64)
    return evidence(doc, pairs[:, 0], label, pairs[:, 1])


def _questions(doc: Document) -> list[Evidence]:
    return _spans(doc, questions(doc), "question")


def _exclamations(doc: Document) -> list[Evidence]:
    return _spans(doc, exclamations(doc), "exclamation")


# -- appeals -----------------------------------------------------------------------------------

_NO_IMPERATIVE = frozenset(
    "thank thanks be do have bless photo say please share sign join follow subscribe click email "
    "tweet contact visit watch download medicare believe hide view replay exhibit suffice "
    "needless".split()
)
#: Adverbs and nouns that may be taken for a bare verb.
_NO_BARE_VERB = frozenset("open show talk split hope need mess cause".split())
_ING_VERBS = frozenset("bring sing ring swing cling fling string spring wring sling".split())
_THOUGHT = frozenset("consider imagine remember recall note look think".split())
_LY_VERBS = frozenset("apply rely supply reply multiply comply fly rally ally bully tally".split())
_NOT_LET = frozenset("to not n't they he she it will would did does do has have had who".split())
_AFTER_IMPERATIVE = ("DET", "PRON", "ADP", "ADV", "PART", "SCONJ", "ADJ", "NOUN", "CCONJ")


def _exhortations(doc: Document) -> list[Evidence]:
    """Find "let us", "let's", and sentences that open with a bare verb ("Consider the cost").

    Left out are the members of a list behind a colon, what somebody is said to say, links and
    promotion ("Read it HERE"), and bare verbs that set a condition ("Ask him, and he will tell").
    """
    norm, lemma, upos = doc.tokens["norm"], doc.tokens["lemma"], doc.tokens["upos"]
    last = doc.sentences["last"]
    scare = scare_quoted(doc)
    found: list[Evidence] = []
    for at in np.flatnonzero(formed(doc, ("let",))).tolist():
        spoken_of = norm[at - 1] in _NOT_LET or norm[at + 2 : at + 3] in (("down",), ("off",))
        if at + 1 < len(norm) and norm[at + 1] in {"us", "'s"} and not spoken_of:
            row = np.array([at])
            found += evidence(doc, row, "let us", row + 1)
    for at in openers(doc).tolist():
        end = int(last[doc.tokens["sentence"][at]])
        row = np.array([at])
        if norm[at] in {"and", "but", "so", "please", "just", "now", "then"} and at + 1 < end:
            at += 1
        if at + 2 >= end or norm[at] == "let" or norm[end - 1] == "?" or scare[at]:
            continue
        if _listed_or_said(doc, int(row[0]), at, end) or _promotes(doc, at, end):
            continue
        if norm[at] == "do" and norm[at + 1] in {"n't", "not"} and upos[at + 2] in {"VERB", "AUX"}:
            found += evidence(doc, row, "imperative", np.array([at + 2]))
        elif (
            upos[at] == "VERB"
            and norm[at] == lemma[at]
            and norm[at] not in _NO_IMPERATIVE
            and upos[at + 1] in _AFTER_IMPERATIVE
            and not doc.tokens["text"][at].isupper()
            and not _no_imperative(doc, at, end)
        ):
            found += evidence(doc, row, "imperative", np.array([at]))
    return found


def _listed_or_said(doc: Document, first: int, at: int, end: int) -> bool:
    """Whether a sentence is a member of a list ("he has: Spread …;"), or is said by somebody."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    if first and norm[first - 1] in {":", ";"}:
        return True
    if doc.tokens["text"][first][0].islower():  # the rest of a sentence that was cut in two
        return True
    for row in range(at + 1, end):
        if norm[row] in _SAID and ("," in norm[max(at, row - 4) : row]):
            near = upos[max(at, row - 3) : row] + upos[row + 1 : row + 3]
            if "PROPN" in near or {"he", "she", "they"} & set(norm[row - 1 : row + 2]):
                return True
    return False


_SAID = frozenset("said says told tweeted wrote".split())
_PROMOTED = frozenset(
    "pdf podcast newsletter interest inbox contenders poll website app video videos newsletters "
    "podcasts".split()
)


def _promotes(doc: Document, at: int, end: int) -> bool:
    """Whether a sentence sends the reader to a page: a link, a poll, a subscription."""
    norm, text = doc.tokens["norm"], doc.tokens["text"]
    if norm[at] in {"check", "read", "see", "vote", "add", "listen", "get", "find", "tune", "send"}:
        if {"HERE", "Here"} & set(text[at:end]) or _PROMOTED & set(norm[at:end]):
            return True
        return norm[at : at + 2] == ("check", "out") or any(".com" in w for w in norm[at:end])
    return False


def _no_imperative(doc: Document, at: int, end: int) -> bool:
    """Whether a bare verb at the head of a sentence is a noun, an adverb, or a condition."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    form = norm[at]
    if form.endswith("ly") and form not in _LY_VERBS:
        return True
    if form.endswith("ing") and form not in _ING_VERBS:
        return True
    if form == "try" and norm[at + 1] in {"as", "again"}:  # "Try as they might"
        return True
    if form in _NO_BARE_VERB and (norm[at + 1] == "of" or upos[at + 1] in {"NOUN", "ADV", "ADJ"}):
        return True
    if form in _THOUGHT:
        return False
    for row in range(at + 2, end - 3):
        if norm[row] == "," and norm[row + 1] in {"and", "or"}:
            subject, verb = row + 2, row + 3
            if upos[subject] == "DET" and verb + 1 < end:
                verb += 1
            return upos[subject] in {"PRON", "NOUN", "DET"} and upos[verb] in {"VERB", "AUX"}
    return False


# -- corrections -------------------------------------------------------------------------------


_PARALLEL = ("DET", "ADP", "SCONJ", "PART")
_AFTER_NOT = ("DET", "ADP", "PART", "ADJ", "NOUN", "PRON", "PROPN", "SCONJ", "VERB")
_NO_CONTRAST = frozenset(
    "to only including unlike counting least surprisingly that just merely simply even yet once "
    "always all every everyone because so if when until".split()
)
_LONG_SHOT = ("by", "a", "long")
_SUBJECTS = frozenset("it this that he she they we these those i you there".split())
_BREAKS = frozenset((";", ",", "—", "–", "--"))
_BE = frozenset("is are was were 's 're 'm am".split())


def _corrections(doc: Document) -> list[Evidence]:
    """Find what is set right: listed forms, "not X but Y", "X, not Y", "it is not X; it is Y"."""
    found = [
        e
        for e in lexicon.load("rhetoric_correction").evidence(doc)
        if e.label != "not-only" or not _only_adds(doc, e)
    ]
    taken = {e.span.start for e in found}
    start = doc.tokens["start"]
    for opener, closer in (("not", "but"), ("less", "than")):
        for at in np.flatnonzero(formed(doc, (opener,))).tolist():
            if int(start[at]) not in taken:
                end = _closed(doc, at, opener, closer)
                if end:
                    taken.add(int(start[at]))
                    found += evidence(doc, np.array([at]), f"{opener}-{closer}", np.array([end]))
    for at in np.flatnonzero(formed(doc, ("not", "n't"))).tolist():
        if int(start[at]) in taken:
            continue
        if _denied_apposition(doc, at):
            found += evidence(doc, np.array([at]), "x-not-y")
            continue
        end = _restated(doc, at)
        if end:
            found += evidence(doc, np.array([at]), "not-x-it-is", np.array([end]))
    return found


def _only_adds(doc: Document, found: Evidence) -> bool:
    """Whether "but also" follows: the second thing stands beside the first, not in its place."""
    norm = doc.tokens["norm"]
    row = int(token_at(doc, [found.span.start])[0])
    stop = int(doc.sentences["last"][doc.tokens["sentence"][row]])
    return any(norm[at] == "but" and "also" in norm[at + 1 : at + 3] for at in range(row, stop))


def _closed(doc: Document, at: int, opener: str, closer: str) -> int:
    """Row of the word that closes "not … but", "less … than", with like things behind both."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    stop = int(doc.sentences["last"][doc.tokens["sentence"][at]])
    for end in range(at + 2, min(stop - 1, at + 12)):
        if norm[end] != closer:
            continue
        first, then = at + 1, end + 1
        if norm[then] in {"rather", "also", "only", "instead"} and then + 1 < stop:
            then += 1
        like = norm[first] == norm[then] or (upos[first] == upos[then] and upos[first] in _PARALLEL)
        if opener != "not":  # "less a plan than a wish"
            like = like and upos[first] in {"DET", "ADP", "NOUN"} and norm[at - 1] != "no"
        return end if like else 0
    return 0


def _denied_apposition(doc: Document, at: int) -> bool:
    """Whether "not" opens an apposition that ends the clause: "a choice, not a fate."."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    sentence = doc.tokens["sentence"][at]
    first, stop = int(doc.sentences["first"][sentence]), int(doc.sentences["last"][sentence])
    if norm[at] != "not" or at - 2 < first or at + 2 >= stop:
        return False
    if norm[at - 1] not in {",", "—", "–", "--", "-", "and"} or norm[at + 1] in _NO_CONTRAST:
        return False
    if norm[at + 1 : at + 4] == _LONG_SHOT:
        return False
    if norm[at - 1] == "and" and upos[at + 1] not in _PARALLEL:
        return False
    if upos[at + 1] not in _AFTER_NOT:
        return False
    for end in range(at + 2, min(stop, at + 11)):
        if upos[end] == "AUX" or (upos[end] == "PRON" and upos[end - 1] != "ADP"):
            return False
        if norm[end] in {".", ",", ";", "!", "—", "–", "--", ")", "?", ":"}:
            return True
    return False


_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM"})
_EMPTY_JUDGEMENTS = frozenset(
    "true clear easy surprising enough alone sure certain good bad".split()
)


def _restated(doc: Document, at: int) -> int:
    """Row of the verb that sets right "it is not X": the next clause opens "it is"."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    sentence = int(doc.tokens["sentence"][at])
    first, stop = int(doc.sentences["first"][sentence]), int(doc.sentences["last"][sentence])
    if at - 1 < first or norm[at - 1] not in _BE or at + 1 >= stop:
        return 0
    if norm[at + 1] in _EMPTY_JUDGEMENTS:
        return 0
    subject = norm[at - 2] if at - 2 >= first and norm[at - 2] in _SUBJECTS else ""
    ends = [stop] if sentence + 1 < len(doc.sentences) else []
    for row in range(at + 1, min(stop, at + 25)):
        if norm[row] in _BREAKS and (subject or norm[row] != ","):
            ends.append(row + 1)
    for then in sorted(ends):
        if then + 2 >= len(norm) or then - at > 25 or norm[then + 1] not in _BE:
            continue
        if norm[then + 2] in {"not", "n't", "also"} or norm[then + 2] in _EMPTY_JUDGEMENTS:
            continue
        one, two = upos[at + 1], upos[then + 2]
        if one != two and not (one in _NOMINAL and two in _NOMINAL):
            continue
        if norm[then] == subject or (not subject and norm[then] in {"it", "they"}):
            return then + 1
    return 0


# -- whom "we" means ----------------------------------------------------------------------------

_WE = ("we", "us", "our", "ours", "ourselves")
_OWN_CIRCLE = frozenset(
    "editorial newsroom newspaper paper board staff reporters readers columnist columnists "
    "correspondent interview conversation exchange wedding marriage son sons daughter daughters "
    "kids dog friendship company firm campaign team office organization organisation report "
    "study poll survey researchers book podcast colleague colleagues website site magazine "
    "station network sources members clients customers party group".split()
)
_ACTS = frozenset(
    "said asked told wrote published reported interviewed talked spoke met drove sat walked ate "
    "arrived visited discussed agreed decided went stood moved married called invited stayed "
    "surveyed polled analyzed analysed reviewed studied conducted endorsed reached contacted "
    "obtained found recommend endorse publish".split()
)
_SELF = ("i", "me", "my")


def _inclusive(doc: Document) -> list[Evidence]:
    """Find "we" that can take the reader in: not the writer's own circle, nor what it did."""
    norm, sentence = doc.tokens["norm"], doc.tokens["sentence"]
    upos = doc.tokens["upos"]
    mine = np.zeros(len(doc.paragraphs), dtype=np.bool_)
    paragraph = doc.sentences["paragraph"][sentence]
    mine[paragraph[formed(doc, _SELF) & ~doc.tokens["quoted"]]] = True
    kept = []
    for row in np.flatnonzero(formed(doc, _WE)).tolist():
        ahead = norm[row + 1 : row + 4]
        if doc.tokens["text"][row] == "US" or (ahead and ahead[0] in {"both", "two"}):
            continue
        if norm[row] == "our" and _OWN_CIRCLE & set(ahead[:2]):
            continue
        if norm[row] == "us" and norm[row - 1] in {"join", "follow", "email", "contact"}:
            continue
        if norm[row] == "we":
            acts = [norm[r] for r in range(row + 1, min(row + 4, len(norm))) if upos[r] == "VERB"]
            past = bool(acts) and (acts[0] in _ACTS or acts[0].endswith("ed"))
            if acts and acts[0] in _ACTS and "have" not in ahead[:1]:
                continue
            if past and mine[paragraph[row]]:
                continue
            if norm[row - 1] in _SELF or ahead[:1] == ("at",):
                continue
        kept.append(row)
    return evidence(doc, np.array(kept, dtype=np.int64), "first person plural")


# -- asides ------------------------------------------------------------------------------------

_DASHES = ("—", "–", "--", "---", "-")
_OPEN, _CLOSE = ("(", "["), (")", "]")


def _asides(doc: Document) -> list[Evidence]:
    """Find remarks between brackets or paired dashes.

    They have three words or more, not only names and nouns, or a sign of exclamation or question.
    """
    norm = doc.tokens["norm"]
    says = tagged(doc, "VERB", "AUX", "ADV", "ADJ", "CCONJ", "SCONJ", "INTJ", "PRON")
    words, marks, said = (
        np.append(0, np.cumsum(mask))
        for mask in (doc.tokens["word"] >= 0, formed(doc, ("!", "?")), says)
    )
    found: list[Evidence] = []
    for opening, closing, label in ((_OPEN, _CLOSE, "brackets"), (_DASHES, _DASHES, "dashes")):
        ends = np.flatnonzero(formed(doc, closing) & (doc.tokens["word"] < 0))
        free = 0
        for at in np.flatnonzero(formed(doc, opening) & (doc.tokens["word"] < 0)).tolist():
            if at < free:
                continue
            stop = int(doc.sentences["last"][doc.tokens["sentence"][at]])
            following = int(np.searchsorted(ends, at + 1))
            close = int(ends[following]) if following < len(ends) else stop
            if close >= stop:
                continue
            size = int(words[close] - words[at + 1])
            if label == "dashes" and (
                close + 1 >= stop or not (_spaced(doc, at) and _spaced(doc, close))
            ):
                continue
            exclaims = marks[close] > marks[at + 1]
            if not exclaims and (size < 3 or said[close] == said[at + 1]):
                continue
            if label == "brackets" and _reference(norm[at + 1 : min(close, at + 2)]):
                continue
            free = close + 1
            found += evidence(doc, np.array([at]), label, np.array([close]))
    return found


def _spaced(doc: Document, at: int) -> bool:
    """Whether a dash is one between words and no hyphen or sign of a range."""
    if doc.tokens["norm"][at] != "-":
        return True
    start, end = doc.tokens["start"], doc.tokens["end"]
    return 0 < at < len(start) - 1 and bool(start[at] > end[at - 1] and start[at + 1] > end[at])


def _reference(words: tuple[str, ...]) -> bool:
    return bool(words) and words[0] in {"see", "via", "photo", "source", "read", "pdf", "video"}


# -- the sentence as gesture -------------------------------------------------------------------


def _opening(doc: Document, wanted: Iterable[str]) -> list[Evidence]:
    rows = openers(doc)
    return evidence(doc, rows[formed(doc, wanted)[rows]], "opener")


def _initial_conjunctions(doc: Document) -> list[Evidence]:
    return _opening(doc, ("and", "but", "so", "or", "yet", "nor", "because"))


def _demonstrative_openings(doc: Document) -> list[Evidence]:
    """Sentences that open with "This is", "That's", "It's": comment on what was just said."""
    rows = openers(doc)
    comment = formed(doc, ("this", "that", "it", "these", "those", "such")) & shifted(
        tagged(doc, "AUX"), -1
    )
    return evidence(doc, rows[comment[rows]], "comment", rows[comment[rows]] + 1)


def _name_openings(doc: Document) -> list[Evidence]:
    rows = openers(doc)
    return evidence(doc, rows[tagged(doc, "PROPN")[rows]], "name")


def _short(doc: Document, scope: str) -> Floats:
    words = sentence_sums(doc, word_starts(doc) & token_mask(doc, scope))
    whole = sentence_sums(doc, word_starts(doc))
    counted = body_sentences(doc) & (words == whole) & (words > 0)
    return np.column_stack([(counted & (words <= 6)).astype(float), counted.astype(float)])


def _short_evidence(doc: Document, scope: str) -> list[Evidence]:
    rows = np.flatnonzero(_short(doc, scope)[:, 0])
    return evidence(
        doc, doc.sentences["first"][rows], "short sentence", doc.sentences["last"][rows] - 1
    )


_LONGEST_FRAGMENT = 9
_SUBORDINATE = frozenset("because which unless until though although".split())
_RELATIVE = frozenset("who that which what whom whose where when how why".split())
_POSSESSIVES = frozenset("my your his her its our their whose these those all both".split())
_SUBJECTS_ONLY = frozenset("i he she they we it you there here".split())
_SECOND_VERBS = frozenset(("be", "have"))
_OBJECTS = frozenset("him her them it us me you".split())
_TIMES = frozenset("day night morning evening week month year time moment afternoon summer".split())
_CUT_AT = frozenset("sens reps govs gens profs drs messrs sen rep gov".split())
_LEADS_ON = frozenset((";", ":", ",", "—", "–", "--", "-", "and", "or"))


def _fragments(doc: Document) -> list[Evidence]:
    """Find short sentences without a verb of their own, outside other people's words."""
    sizes = sentence_sums(doc, word_starts(doc))
    plain = body_sentences(doc) & (sizes <= _LONGEST_FRAGMENT) & (quoted_share(doc) == 0.0)
    names = sentence_sums(doc, tagged(doc, "PROPN", "NUM", "SYM", "X"))
    words = sentence_sums(doc, tagged(doc, "NOUN", "ADJ", "ADV", "INTJ", "VERB", "PRON"))
    plain &= (words > 0) & (names <= words)
    norm, upos, text = doc.tokens["norm"], doc.tokens["upos"], doc.tokens["text"]
    lemma = doc.tokens["lemma"]
    opening = openers(doc)
    first = np.zeros(len(doc.sentences), dtype=np.int64)
    first[doc.tokens["sentence"][opening]] = opening
    last = doc.sentences["last"]
    found: list[Evidence] = []
    for row in np.flatnonzero(plain).tolist():
        start, end = int(first[row]), int(last[row])
        while end > start and norm[end - 1] in {'"', ")", "'"}:
            end -= 1
        if norm[end - 1].rstrip(".") in _CUT_AT or norm[end - 2] in _CUT_AT:  # "Democratic Sens."
            continue
        if text[start][0].islower():  # the rest of a sentence that was cut in two
            continue
        if start and norm[start - 1] in _LEADS_ON:  # a member of a list, the credit of a quotation
            continue
        if norm[end - 1] not in {".", "!", "…", "..."} or _whole(norm, lemma, upos, start, end):
            continue
        if sum(len(word) > 3 and word.isupper() for word in text[start:end]) > 1:
            continue
        if start and norm[start - 1] in {"(", "[", "...", "…", ")"}:  # "(Applause.)"
            continue
        if ":" in norm[start + 1 : start + 3] or norm[start] in {"update", "thanks"}:  # "Q: Yes."
            continue
        found += evidence(doc, np.array([start]), "fragment", np.array([end - 1]))
    return found


def _whole(
    norm: tuple[str, ...], lemma: tuple[str, ...], upos: tuple[str, ...], start: int, end: int
) -> bool:
    """Whether a sentence has a verb of its own, as far as forms and parts of speech show."""
    if norm[start] in _SUBORDINATE and "," not in norm[start:end]:
        return False
    if norm[start] in _SUBJECTS_ONLY and end - start > 3:
        return True
    for at in range(start, end):
        form = norm[at]
        if (  # a verb that was taken for a noun: "Everybody hungers", "Chaos reigns."
            upos[at] == "NOUN"
            and form.endswith("s")
            and at > start
            and (
                (upos[at - 1] in {"PRON", "PROPN"} and norm[at - 1] not in _POSSESSIVES)
                or (upos[at - 1] == "NOUN" and at == end - 2 and end - start <= 5)
            )
        ):
            return True
        if form == "'s" and norm[at + 1] in {"the", "a", "an", "not", "this"}:  # "next week's the"
            return True
        if upos[at] not in {"VERB", "AUX"}:
            continue
        if (  # behind the verb of a relative clause: "Those who stayed were lost."
            at > start
            and lemma[at] in _SECOND_VERBS
            and (upos[at - 1] == "VERB" or (norm[at - 1] == "n't" and form != lemma[at]))
        ):
            return True
        if form.endswith("ing") and upos[at] == "VERB" and (at == start or norm[at - 1] != "'s"):
            continue
        if at - 1 >= start and upos[at - 1] == "PART" and norm[at - 1] == "to":
            continue
        if (
            at - 2 >= start
            and (norm[at - 2], upos[at - 2]) == ("to", "PART")
            and (upos[at - 1] == "ADV" or form.endswith(("ed", "en", "ing")))
        ):
            continue
        if any(_relative(norm, upos, r) for r in range(max(start + 1, at - 3), at)):
            continue
        if (  # but "Painted him as a fool."
            form.endswith(("ed", "en", "ne"))
            and (at, upos[at]) == (start, "VERB")
            and form != lemma[at]
            and norm[at + 1] not in _OBJECTS
        ):
            continue
        return True
    # a verb that was taken for a noun, behind a plural: "Lamps matter."
    return (
        end - start == 3
        and upos[start : start + 2] == ("NOUN", "NOUN")
        and norm[start] != lemma[start]
        and norm[start + 1] == lemma[start + 1]
    )


def _relative(norm: tuple[str, ...], upos: tuple[str, ...], row: int) -> bool:
    if norm[row] == "that":
        if norm[row + 1] in _TIMES:
            return False
        return upos[row - 1] in {"NOUN", "PRON", "ADJ"}
    return norm[row] in _RELATIVE


def _paragraphs(doc: Document, scope: str) -> Floats:
    """Paragraphs of running text: those of one sentence, and all; counted at their first."""
    body = body_sentences(doc)
    paragraph = doc.sentences["paragraph"]
    counted = body if scope == "all" else body & (quoted_share(doc) < 1.0)
    sizes = np.bincount(paragraph[body], minlength=len(doc.paragraphs))
    table = np.zeros((len(paragraph), 2))
    rows = np.flatnonzero(counted)
    _, at = np.unique(paragraph[rows], return_index=True)
    heads = rows[at]
    table[heads, 1] = 1.0
    table[heads, 0] = sizes[paragraph[heads]] == 1
    return table


def _lone_sentences(doc: Document, scope: str) -> list[Evidence]:
    rows = np.flatnonzero(_paragraphs(doc, scope)[:, 0])
    return evidence(doc, doc.sentences["first"][rows], "paragraph", doc.sentences["last"][rows] - 1)


def _enough_paragraphs(doc: Document, scope: str) -> tuple[bool, str]:
    count = int(_paragraphs(doc, scope)[:, 1].sum())
    if count < 3:
        return False, f"The text has {count} paragraphs of running text: a share needs at least 3."
    return length_caveat(doc, scope)


def _enough_alliteration(doc: Document, scope: str) -> tuple[bool, str]:
    expected = float(alliteration.counts(doc)[:, 1].sum())
    if expected < _EXPECTED:
        return False, (
            f"Chance alone would make {expected:.1f} alliterations in this text: a ratio needs at "
            f"least {_EXPECTED}."
        )
    return length_caveat(doc, scope)


_EXPECTED = 3


# -- hyperbole ---------------------------------------------------------------------------------


def _hyperboles(doc: Document) -> list[Evidence]:
    """Find what is listed, outside quotation marks of any kind."""
    found = listed("rhetoric_hyperbole")(doc)
    if not found:
        return found
    scare = scare_quoted(doc)
    rows = token_at(doc, [e.span.start for e in found]).tolist()
    norm = doc.tokens["norm"]
    return [
        e for e, row in zip(found, rows, strict=True) if not scare[row] and norm[row - 1] != '"'
    ]


# -- scare quotes ------------------------------------------------------------------------------

_NAMING = frozenset(
    "titled entitled called named dubbed nicknamed headlined termed labeled labelled known phrase "
    "phrases word words term terms title slogan motto hashtag question concept idea expression "
    "means meaning meant mean defined definition says say said saying writes wrote written calls "
    "call calling describes described describe describing declared declares reads read song book "
    "film movie show documentary column article essay play novel series episode section headline "
    "sign signs chant chanting shouted shouting yelled as quote quoted quoting referred refers "
    "refer referring like tweeted told announced watchword watchwords buzzword buzzwords adjective "
    "adjectives noun verb prefix mantra formally technically legally "
    "officially mention mentions mentioned associated label labels".split()
)
#: Behind these in a sentence, what is quoted is a word that is spoken of.
_WORDS = frozenset("word words term terms phrase phrases watchwords buzzwords adjectives".split())
#: Nouns that make of the word before them one that is spoken of: the "about" section, a "target"
#: theory, an "animus" test.
_SPOKEN_OF = frozenset(
    "theory theories comment comments remark remarks tweet tweets section requirement requirements "
    "doctrine clause standard test provision exception category label tag button box tab option "
    "setting chant line claim claims warning argument indicator indicators variable agreement "
    "definition policy act scale rating ratings".split()
)
_SAYING = frozenset(
    "said says told wrote writes tweeted added argued argues claimed claims called calls described "
    "describes according insisted declared warned noted quoted explained stated testified asked "
    "announced promised vowed dismissed denounced accused referred reports reported proposes "
    "proposed recommended recommends pledged ruled affirmed upheld campaigned testifies cited "
    "cites surveyed concluded concludes".split()
)
_LONGEST_SCARE = 1
#: Tokens of a quotation of three words and its marks.
_LONG_QUOTATION = 5


def _long_quotations(doc: Document) -> Bools:
    """Return which tokens open a quotation of three words or more: a source is quoted there."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    table = doc.quotations
    first, last = (np.searchsorted(doc.tokens["start"], table[c]) for c in ("start", "end"))
    mask[first[last - first >= _LONG_QUOTATION]] = True
    return mask


def _scare_quotes(doc: Document) -> list[Evidence]:
    """Find words held at arm's length: one word, lower case, not named and not reported.

    What a sentence reports ("said", "according to", a longer quotation in it), titles, values of
    markup and words that are spoken of as words belong to others or to nobody; in a text that is
    full of verbs of saying, every quoted word is taken for a source's.
    """
    if reports(doc):
        return []
    table = doc.quotations
    norm, text, word = doc.tokens["norm"], doc.tokens["text"], doc.tokens["word"]
    speech, longer = doc.tokens["quoted"], _long_quotations(doc)
    found: list[Evidence] = []
    for start, end, kind, nested in zip(
        table["start"], table["end"], table["kind"], table["nested"], strict=True
    ):
        if kind != "scare" or nested:
            continue
        first, last = (int(r) for r in token_at(doc, [start, end - 1]))
        inside = [r for r in range(first, last + 1) if word[r] >= 0]
        size = len({word[r] for r in inside})
        if not 0 < size <= _LONGEST_SCARE or any(text[r][0].isdigit() for r in inside):
            continue
        if sum(text[r][0].isupper() for r in inside) * 2 > len(inside):
            continue
        sentence = int(doc.tokens["sentence"][first])
        low, high = (int(doc.sentences[c][sentence]) for c in ("first", "last"))
        if set(norm[low:first]) & _WORDS:
            continue
        if set(norm[max(low, first - 3) : first]) & _NAMING or set(norm[low:high]) & _SAYING:
            continue
        if {norm[r] for r in inside} & {"i", "we", "you", "my", "our"}:
            continue
        if first and norm[first - 1] == "=":
            continue
        if set(norm[last + 1 : min(last + 3, high)]) & _SPOKEN_OF or speech[low:high].any():
            continue
        if longer[low:high].any():
            continue
        if any("-" in text[r] for r in range(first, last + 1)):  # a coined or technical term
            continue
        if (
            norm[last + 1 : last + 2] == ('"',)
            or (  # “this,” “that” and “the other”
                norm[first - 1] in {"and", "or"} and '"' in norm[max(low, first - 3) : first - 1]
            )
        ):
            continue
        if norm[last + 1 : last + 2] and norm[last + 1] in {"means", "meant", "is", "and", "or"}:
            continue
        found.append(Evidence(Span(int(start), int(end)), "scare"))
    return found


# -- signs -------------------------------------------------------------------------------------


def _dashes(doc: Document) -> list[Evidence]:
    """Dashes between words: an em dash, two hyphens, or a hyphen with space on both sides."""
    dashes = formed(doc, ("—", "–", "--", "---", "-")) & (doc.tokens["word"] < 0)
    start, end = doc.tokens["start"], doc.tokens["end"]
    rows = np.flatnonzero(dashes)
    norm = doc.tokens["norm"]
    kept = [
        row
        for row in rows.tolist()
        if norm[row] != "-"
        or (0 < row < len(norm) - 1 and start[row] > end[row - 1] and start[row + 1] > end[row])
    ]
    return evidence(doc, np.array(kept, dtype=np.int64), "dash")


# -- degree ------------------------------------------------------------------------------------

_NOT_SUPERLATIVE = frozenset(
    "west east midwest northwest southeast northeast southwest rest test guest quest protest "
    "interest request honest modest contest forest harvest invest manifest arrest request conquest "
    "unrest behest earnest digest suggest nest pest vest zest chest crest priest dishonest".split()
)


def _superlatives(doc: Document) -> list[Evidence]:
    adjectives = tagged(doc, "ADJ", "ADV")
    degree = tagged(doc, "ADJ", "ADV", "NOUN") & shifted(formed(doc, ("the",)), 1) | adjectives
    recent = shifted(formed(doc, ("recent", "likely")), -1)
    most = (
        formed(doc, ("most", "least")) & shifted(adjectives, -1) & shifted(~formed(doc, ("at",)), 1)
    )
    norm = doc.tokens["norm"]
    suffixed = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(degree).tolist():
        form = norm[row]
        if form in {"best", "worst"} or (
            form.endswith("est") and len(form) > 4 and form not in _NOT_SUPERLATIVE
        ):
            suffixed[row] = True
    suffixed &= ~shifted(formed(doc, ("at",)), 1) & ~formed(doc, ("latest",))
    return evidence(doc, np.flatnonzero((most & ~recent) | suffixed), "superlative")


FEATURES: tuple[Feature, ...] = (
    density(
        "question_density",
        _questions,
        over="sentences",
        summary="Questions that the writer asks, outside quotations.",
        reference=FRANK,
    ),
    density(
        "exclamation_density",
        _exclamations,
        over="sentences",
        revision=2,
        summary="Sentences and asides that end with an exclamation mark, outside quotations.",
        reference=QUIRK,
    ),
    density(
        "exhortation_density",
        _exhortations,
        over="sentences",
        revision=2,
        summary='Appeals: "let us" and sentences that open with a bare verb.',
        reference="Hyland, K. (2002). Directives. Applied Linguistics 23(2).",
    ),
    density(
        "correction_density",
        _corrections,
        revision=2,
        summary='One thing set right by another: "not X but Y", "rather than", "not merely".',
        reference="Fahnestock, J. (1999). Rhetorical Figures in Science. Oxford University Press.",
    ),
    density(
        "initial_conjunction_density",
        _initial_conjunctions,
        over="sentences",
        summary="Sentences that open with And, But, So, Or, Yet.",
        reference="Biber, D. et al. (1999). Longman Grammar of Spoken and Written English. "
        "Longman, 2.4.7.",
    ),
    density(
        "comment_opening_density",
        _demonstrative_openings,
        over="sentences",
        summary='Sentences that open on what was just said: "This is", "That\'s", "It\'s".',
        reference="Halliday, M. A. K. and Hasan, R. (1976). Cohesion in English. Longman.",
    ),
    density(
        "name_opening_density",
        _name_openings,
        over="sentences",
        summary="Sentences that open with a name.",
        reference="Biber, D. et al. (1999). Longman Grammar of Spoken and Written English. "
        "Longman, 9.2.",
    ),
    index(
        "short_sentence_share",
        _short,
        ratio(100),
        unit="% of sentences",
        summary="Sentences of at most six words, none of them quoted.",
        reference="Fahnestock, J. (2011). Rhetorical Style. Oxford University Press.",
        evidence=_short_evidence,
    ),
    density(
        "dash_density",
        _dashes,
        summary="Dashes that break or close a sentence.",
        reference=QUIRK,
    ),
    density(
        "parenthesis_density",
        forms("parenthesis", "(", "["),
        summary="Asides in brackets.",
        reference=QUIRK,
    ),
    density(
        "colon_density",
        forms("colon", ":"),
        summary="Colons.",
        reference=QUIRK,
    ),
    density(
        "semicolon_density",
        forms("semicolon", ";"),
        summary="Semicolons.",
        reference=QUIRK,
    ),
    density(
        "superlative_density",
        _superlatives,
        summary='Superlatives: "worst", "greatest", "most reckless".',
        reference=QUIRK,
    ),
    density(
        "rhetorical_question_density",
        rhetorical,
        over="sentences",
        summary="Questions that the writer asks and wants no answer to.",
        reference=FRANK + " Ilie, C. (1994). What Else Can I Tell You? Almqvist & Wiksell.",
    ),
    density(
        "anaphora_density",
        repetition.anaphora,
        over="sentences",
        summary="Neighbouring sentences or clauses that begin with the same words.",
        reference=FAHNESTOCK,
    ),
    density(
        "epistrophe_density",
        repetition.epistrophe,
        over="sentences",
        summary="Neighbouring sentences or clauses that end with the same words.",
        reference=FAHNESTOCK,
    ),
    density(
        "anadiplosis_density",
        repetition.anadiplosis,
        over="sentences",
        summary="Sentences or clauses that take up the last word of the one before.",
        reference=LAUSBERG + " §§ 619-622.",
    ),
    density(
        "isocolon_density",
        repetition.isocolon,
        over="sentences",
        summary="Neighbouring clauses or sentences of equal length and build.",
        reference=LAUSBERG + " §§ 719-754.",
    ),
    density(
        "tricolon_density",
        repetition.tricola,
        revision=2,
        summary="Three members of one build in a row, words or phrases.",
        reference=LAUSBERG + " § 933.",
    ),
    density(
        "antithesis_density",
        repetition.antitheses,
        over="sentences",
        revision=2,
        summary="Opposites set against each other at like places of neighbouring clauses.",
        reference=FAHNESTOCK,
    ),
    density(
        "inclusive_we_density",
        _inclusive,
        revision=2,
        summary="The writer speaks for a we that takes the reader in (we, us, our).",
        reference="Hyland, K. (2005). Metadiscourse. Continuum.",
    ),
    density(
        "direct_address_density",
        listed("rhetoric_address"),
        summary='The writer turns to the reader or to someone absent: "my friends", "you see".',
        reference=LAUSBERG + " §§ 759-765.",
    ),
    density(
        "aside_density",
        _asides,
        over="sentences",
        summary="Remarks between brackets or a pair of dashes.",
        reference=QUIRK,
    ),
    density(
        "hyperbole_density",
        _hyperboles,
        revision=2,
        summary='More said than can be meant: "a million times", "in the history of the world".',
        reference="Claridge, C. (2011). Hyperbole in English. Cambridge University Press.",
    ),
    density(
        "litotes_density",
        listed("rhetoric_litotes"),
        revision=2,
        summary='Something said by denying its opposite: "not without", "no small".',
        reference=LAUSBERG + " §§ 586-588.",
    ),
    density(
        "scare_quote_density",
        _scare_quotes,
        revision=3,
        summary="Words that the writer puts in quotation marks to hold them at arm's length.",
        reference="Predelli, S. (2003). Scare quotes and their relation to other semantic issues. "
        "Linguistics and Philosophy 26(1).",
    ),
    density(
        "fragment_density",
        _fragments,
        over="sentences",
        revision=2,
        summary="Sentences without a verb of their own, written for effect.",
        reference="Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. "
        "Longman, 11.43.",
    ),
    index(
        "one_sentence_paragraph_share",
        _paragraphs,
        ratio(100),
        unit="% of paragraphs",
        summary="Paragraphs of a single sentence.",
        reference=FAHNESTOCK,
        evidence=_lone_sentences,
        check=_enough_paragraphs,
    ),
    index(
        "alliteration_ratio",
        lambda doc, scope: alliteration.counts(doc),
        ratio(1),
        revision=2,
        unit="times chance",
        summary="Neighbouring content words with the same first consonant, against the number "
        "that the text's own first letters would make by chance; groups of three are shown.",
        reference="Skinner, B. F. (1939). The alliteration in Shakespeare's sonnets: a study in "
        "literary behavior. The Psychological Record 3.",
        evidence=lambda doc, scope: alliteration.groups(doc),
        check=_enough_alliteration,
    ),
)
