"""Rhetoric: questions, appeals, corrections and asides, counted outside other people's words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from stylo import lexicon
from stylo.document import Document
from stylo.feature import (
    Bools,
    Evidence,
    Feature,
    Floats,
    body_sentences,
    density,
    index,
    ratio,
    sentence_sums,
    token_mask,
    word_starts,
)
from stylo.finders import forms
from stylo.tokens import evidence, formed, openers, shifted, tagged

QUIRK = "Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. Longman."


def _sentences_ending(doc: Document, sign: str, label: str) -> list[Evidence]:
    """Sentences that end with a sign, from their first word in the voice that ends them."""
    norm, sentence, quoted = doc.tokens["norm"], doc.tokens["sentence"], doc.tokens["quoted"]
    found = []
    for at in np.flatnonzero(formed(doc, _SIGNS[sign])).tolist():
        first = int(doc.sentences["first"][sentence[at]])
        start = at
        while (
            start > first
            and quoted[start - 1] == quoted[at]
            and (start == at or norm[start - 1] not in _SIGNS[sign])
        ):
            start -= 1
        while start < at and doc.tokens["word"][start] < 0:
            start += 1
        if start < at:
            found.append((start, at))
    if not found:
        return []
    rows = np.array(found, dtype=np.int64)
    return evidence(doc, rows[:, 0], label, rows[:, 1])


_SIGNS = {
    "?": frozenset({"?", "?!", "!?", "??", "???"}),
    "!": frozenset({"!", "!!", "!!!"}),
}


def _questions(doc: Document) -> list[Evidence]:
    return _sentences_ending(doc, "?", "question")


def _exclamations(doc: Document) -> list[Evidence]:
    return _sentences_ending(doc, "!", "exclamation")


# -- appeals -----------------------------------------------------------------------------------

_NO_IMPERATIVE = frozenset("thank thanks be do have bless photo say please".split())
_AFTER_IMPERATIVE = ("DET", "PRON", "ADP", "ADV", "PART", "SCONJ", "ADJ", "NOUN", "CCONJ")


def _exhortations(doc: Document) -> list[Evidence]:
    """Find "let us", "let's", and sentences that open with a bare verb ("Consider the cost")."""
    norm, lemma, upos = doc.tokens["norm"], doc.tokens["lemma"], doc.tokens["upos"]
    last = doc.sentences["last"]
    found: list[Evidence] = []
    for at in np.flatnonzero(formed(doc, ("let",))).tolist():
        if at + 1 < len(norm) and norm[at + 1] in {"us", "'s"}:
            row = np.array([at])
            found += evidence(doc, row, "let us", row + 1)
    for at in openers(doc).tolist():
        end = int(last[doc.tokens["sentence"][at]])
        row = np.array([at])
        if norm[at] in {"and", "but", "so", "please", "just", "now", "then"} and at + 1 < end:
            at += 1
        if at + 2 >= end or norm[at] == "let" or norm[end - 1] == "?":
            continue
        if norm[at] == "do" and norm[at + 1] in {"n't", "not"} and upos[at + 2] in {"VERB", "AUX"}:
            found += evidence(doc, row, "imperative", np.array([at + 2]))
        elif (
            upos[at] == "VERB"
            and norm[at] == lemma[at]
            and norm[at] not in _NO_IMPERATIVE
            and upos[at + 1] in _AFTER_IMPERATIVE
            and not doc.tokens["text"][at].isupper()
        ):
            found += evidence(doc, row, "imperative", np.array([at]))
    return found


# -- corrections -------------------------------------------------------------------------------


_PARALLEL = ("DET", "ADP", "SCONJ", "PART")


def _corrections(doc: Document) -> list[Evidence]:
    """Listed forms, "not … but …" with like things behind both, and "less … than …"."""
    found = lexicon.load("rhetoric_correction").evidence(doc)
    taken = {e.span.start for e in found}
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    last, sentence = doc.sentences["last"], doc.tokens["sentence"]
    for opener, closer in (("not", "but"), ("less", "than")):
        for at in np.flatnonzero(formed(doc, (opener,))).tolist():
            if int(doc.tokens["start"][at]) in taken:
                continue
            stop = int(last[sentence[at]])
            for end in range(at + 2, min(stop - 1, at + 12)):
                if norm[end] != closer:
                    continue
                first, then = at + 1, end + 1
                if norm[then] in {"rather", "also", "only", "instead"} and then + 1 < stop:
                    then += 1
                like = norm[first] == norm[then] or (
                    upos[first] == upos[then] and upos[first] in _PARALLEL
                )
                if opener == "less" or like:
                    label = f"{opener}-{closer}"
                    found += evidence(doc, np.array([at]), label, np.array([end]))
                break
    return found


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


def _tricola(doc: Document) -> list[Evidence]:
    """Three words of one kind in a row: "faster, cheaper and kinder" (names left out)."""
    comma = formed(doc, (",",))
    linked = formed(doc, ("and", "or"))
    found: list[Evidence] = []
    for tag in ("ADJ", "NOUN", "VERB", "ADV"):
        is_tag: Bools = tagged(doc, tag)
        start = is_tag & shifted(comma, -1) & shifted(is_tag, -2)
        plain = start & shifted(linked, -3) & shifted(is_tag, -4)
        serial = start & shifted(comma, -3) & shifted(linked, -4) & shifted(is_tag, -5)
        for mask, size in ((plain, 4), (serial, 5)):
            rows = np.flatnonzero(mask)
            rows = rows[rows + size < len(is_tag)]
            found += evidence(doc, rows, "tricolon", rows + size)
    return found


FEATURES: tuple[Feature, ...] = (
    density(
        "question_density",
        _questions,
        over="sentences",
        summary="Questions that the writer asks, outside quotations.",
        reference="Frank, J. (1990). You call that a rhetorical question? Journal of Pragmatics "
        "14.",
    ),
    density(
        "exclamation_density",
        _exclamations,
        over="sentences",
        summary="Sentences that end with an exclamation mark, outside quotations.",
        reference=QUIRK,
    ),
    density(
        "exhortation_density",
        _exhortations,
        over="sentences",
        summary='Appeals: "let us" and sentences that open with a bare verb.',
        reference="Hyland, K. (2002). Directives. Applied Linguistics 23(2).",
    ),
    density(
        "correction_density",
        _corrections,
        summary='One thing set right by another: "not X but Y", "rather than", "far from".',
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
        "tricolon_density",
        _tricola,
        summary="Three words of one kind in a row.",
        reference="Lausberg, H. (1998). Handbook of Literary Rhetoric. Brill.",
    ),
)
