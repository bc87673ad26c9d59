"""Stance: how the writer judges, obliges, grants, and hands words to others.

The terms are Hyland's (attitude markers, self-mention, reader pronouns), Biber's (necessity
modals, negation) and Martin and White's (evaluative language). Everything here is counted in the
writer's own words, save the shares of quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from stylo import lexicon
from stylo.document import Document, Span, cached
from stylo.drivers import rating
from stylo.feature import (
    Evidence,
    Feature,
    Floats,
    density,
    index,
    length_caveat,
    length_sentences,
    own_evidence,
    ratio,
    sentence_sums,
    token_at,
    word_starts,
)
from stylo.finders import Finder, forms, listed
from stylo.questions import questions
from stylo.tokens import evidence, formed, scare_quoted, shifted, tagged

HYLAND = "Hyland, K. (2005). Metadiscourse. Continuum."
BIBER = "Biber, D. (1988). Variation across Speech and Writing. Cambridge University Press."
THOMPSON = (
    "Thompson, G. and Ye, Y. (1991). Evaluation in the reporting verbs used in academic papers. "
    "Applied Linguistics 12(4)."
)

# -- other people's words ----------------------------------------------------------------------


def _quoted(doc: Document, scope: str) -> Floats:
    starts = word_starts(doc)
    return np.column_stack(
        [sentence_sums(doc, starts & doc.tokens["quoted"]), sentence_sums(doc, starts)]
    )


def _quotations(kind: str) -> Finder:
    def find(doc: Document) -> list[Evidence]:
        table = doc.quotations
        return [
            Evidence(Span(int(start), int(end)), kind)
            for start, end, what, nested in zip(
                table["start"], table["end"], table["kind"], table["nested"], strict=True
            )
            if what == kind and not nested
        ]

    return find


def _enough(doc: Document, scope: str) -> tuple[bool, str]:
    words = doc.word_count
    if words < 10:
        return False, f"The text has {words} words: a share needs at least 10."
    return True, ""


def _speech_counts(doc: Document, scope: str) -> Floats:
    """Quotations per sentence, and words per sentence, quoted or not."""
    counts = np.zeros((len(doc.sentences), 2))
    found = _quotations("speech")(doc)
    if found:
        rows = token_at(doc, [e.span.start for e in found])
        np.add.at(counts[:, 0], doc.tokens["sentence"][rows], 1.0)
    counts[:, 1] = sentence_sums(doc, word_starts(doc))
    return counts


def _dated_reports(doc: Document) -> list[Evidence]:
    """Reporting verbs with a weekday close behind: "said on Tuesday", "told reporters Friday"."""
    days = formed(doc, "monday tuesday wednesday thursday friday saturday sunday".split())
    said = formed(doc, "said told announced reported confirmed added wrote tweeted".split()) & (
        tagged(doc, "VERB")
    )
    near = np.zeros_like(days)
    for distance in range(1, 5):
        near |= shifted(days, -distance)
    return evidence(doc, np.flatnonzero(said & near), "dated")


# -- negation ----------------------------------------------------------------------------------


def _negation(doc: Document) -> list[Evidence]:
    analytic = np.flatnonzero(formed(doc, ("not", "n't")))
    synthetic = np.flatnonzero(
        formed(doc, "no none neither nor never nothing nobody nowhere without cannot".split())
    )
    return evidence(doc, analytic, "analytic") + evidence(doc, synthetic, "synthetic")


# -- reported speech ---------------------------------------------------------------------------

_OWN_VOICE = frozenset("i we you let 'll me us".split())
_BALANCE = 5
#: "What he said was a failure" hands over words.
_COPULAS = (("was",), ("is",), ("were",), ("are",))
#: What is claimed, and is no statement: deaths, rights, a share.
_CLAIMED = frozenset(
    "lives life victims victim deaths rights right share credit land territory income money "
    "benefits ownership powers allowance allowances seat seats deduction deductions exemption "
    "exemptions".split()
)
#: What stands before "he said" when no words of his follow: "what he said", "the things she said".
_WHAT = frozenset("what whatever thing things everything anything nothing all something".split())


def _says_nothing(doc: Document, row: int) -> bool:
    """Whether a verb of saying hands over no words: "everything he says", a name ("Said")."""
    norm, upos, text = doc.tokens["norm"], doc.tokens["upos"], doc.tokens["text"]
    low = int(doc.sentences["first"][doc.tokens["sentence"][row]])
    if norm[row] == "said" and text[row] == "Said" and row > low and norm[row - 1].isalpha():
        return True
    if doc.tokens["lemma"][row] not in {"say", "tell"}:
        return False
    at = row - 1
    while at > low and at > row - 4 and upos[at] in {"PRON", "PROPN"} and norm[at] not in _WHAT:
        at -= 1
    reported = norm[at] == "what" and norm[row + 1 : row + 2] in _COPULAS
    return low <= at < row - 1 and norm[at] in _WHAT and not reported


def _claims_a_thing(doc: Document, row: int) -> bool:
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    if lemma[row] != "claim":
        return False
    if norm[row - 2] in _CLAIMED:  # "the seat she claimed"
        return True
    high = int(doc.sentences["last"][doc.tokens["sentence"][row]])
    for at in range(row + 1, min(high, row + 10)):
        if norm[at] in {"that", ",", "he", "she", "they", "it", "is", "was", "are", "were"}:
            return False
        if norm[at] in _CLAIMED:
            return True
    return False


def _sources(doc: Document) -> list[Evidence]:
    """Find who is given the words."""
    return _handing(doc, listed("stance_sources")(doc))


def _handing(doc: Document, found: list[Evidence]) -> list[Evidence]:
    """Return the evidence whose verb hands over words."""
    rows = token_at(doc, [e.span.start for e in found]).tolist()
    return [e for e, row in zip(found, rows, strict=True) if not _says_nothing(doc, row)]


@cached
def _reporting(doc: Document) -> list[Evidence]:
    """Find reporting verbs whose subject is not the writer or the reader ("I admit")."""
    found = _handing(doc, listed("stance_reporting")(doc))
    if not found:
        return []
    norm, sentence = doc.tokens["norm"], doc.tokens["sentence"]
    kept = []
    for e, row in zip(found, token_at(doc, [e.span.start for e in found]).tolist(), strict=True):
        if _claims_a_thing(doc, row):
            continue
        low = max(int(doc.sentences["first"][sentence[row]]), row - 7)
        before = norm[low:row]
        near = set(before if before[-1:] == ("to",) else before[-3:])
        if "to" not in before[-3:]:
            near = set(before[-2:])
        if not near & _OWN_VOICE or (before and before[-1] in {"who", "he", "she", "they", "it"}):
            kept.append(e)
    return kept


def _reports(label: str) -> Finder:
    return lambda doc: [e for e in _reporting(doc) if e.label == label]


def _loaded_counts(doc: Document, scope: str) -> Floats:
    """Loaded reporting verbs, and all of them, in each sentence."""
    return _counted(doc, own_evidence(doc, _reporting(doc), scope), ("loaded",))


def _counted(doc: Document, found: Sequence[Evidence], labels: tuple[str, ...]) -> Floats:
    """Evidence with one of these labels, and all of it, in each sentence."""
    counts = np.zeros((len(doc.sentences), 2))
    if found:
        rows = doc.tokens["sentence"][token_at(doc, [e.span.start for e in found])]
        np.add.at(counts[:, 0], rows, [float(e.label in labels) for e in found])
        np.add.at(counts[:, 1], rows, 1.0)
    return counts


def _enough_cues(
    find: Callable[[Document], Iterable[Evidence]], what: str
) -> Callable[[Document, str], tuple[bool, str]]:
    """Return a check that asks for at least `_BALANCE` pieces of evidence."""

    def check(doc: Document, scope: str) -> tuple[bool, str]:
        enough, why = length_caveat(doc, scope)
        count = len(own_evidence(doc, find(doc), scope))
        if enough and count < _BALANCE:
            return False, f"The text has {count} {what}: a share needs at least {_BALANCE}."
        return enough, why

    return check


# -- obligation --------------------------------------------------------------------------------

#: Nouns that "have to" only seems to govern: "the power that towns have to set a toll".
_ABILITIES = frozenset(
    "power authority tools right rights money chance opportunity ability time reason reasons "
    "much resources means".split()
)


def _obligations(doc: Document) -> list[Evidence]:
    """Find what must be done, less what need not be ("don't have to", "no need to")."""
    found = listed("stance_obligation")(doc)
    norm, sentence = doc.tokens["norm"], doc.tokens["sentence"]
    kept = []
    for e, row in zip(found, token_at(doc, [e.span.start for e in found]).tolist(), strict=True):
        low = int(doc.sentences["first"][sentence[row]])
        if e.label == "semi-modal":
            before = norm[max(low, row - 2) : row]
            if {"not", "n't", "no", "never"} & set(before):
                continue
            if norm[row] == "have" and _ABILITIES & set(norm[max(low, row - 5) : row]):
                continue
        kept.append(e)
    return kept


# -- evaluation --------------------------------------------------------------------------------

_NEGATIONS = frozenset(
    "not n't never no nobody none without neither nor hardly scarcely nothing less least "
    "cannot".split()
)
_NOT_NEGATED = frozenset("only just merely simply even doubt wonder".split())
_STOPS = frozenset((",", ";", ":", "—", "–", "--", "(", ")", "but", "that", "because", "than"))
#: What stands before a word of worth that is wished for or supposed, and not said to be there.
_UNREAL = frozenset(
    "if when whether unless until would could should must need needs needed require requires "
    "required demand demands want wants wanted 'd ought may might seek seeks looking lack lacks "
    "lacked ensure ensures promise promised promises hope hopes".split()
)
_POSSESSORS = frozenset("his her their its whose 's '".split())
_BEARERS = frozenset(
    "tradition act acts man men woman women person people display profile profiles figure".split()
)
#: How far before a word of blame, or of praise ("not off to a great start"), a denial may stand.
_REACH, _REACH_OF_PRAISE = 3, 5
_UNREAL_REACH = 6


@cached
def _evaluations(doc: Document) -> list[Evidence]:
    """Find words of praise and blame that are meant: not denied, not quoted, not part of a name.

    What a word of praise needs beside it is said behind the colon of its label in the lexicon.
    """
    matches = lexicon.load("stance_evaluation").match(doc)
    norm, text = doc.tokens["norm"], doc.tokens["text"]
    first, sentence = doc.sentences["first"], doc.tokens["sentence"]
    scare = scare_quoted(doc)
    blame = {row for m in matches if m.label.startswith("negative") for row in range(*_rows(m))}
    start, end = doc.tokens["start"], doc.tokens["end"]
    found = []
    for m in matches:
        row = m.first
        low = int(first[sentence[row]])
        reach = _REACH if m.label.startswith("negative") else _REACH_OF_PRAISE
        if (
            scare[row]
            or _denied(norm, low, row, reach)
            or (row > low and text[row].istitle() and _mid(norm, low, row))
        ):
            continue
        label, _, needs = m.label.partition(":")
        if norm[row - 1] == "more" and row > low and label.startswith("positive"):
            continue
        if needs and not _praises(doc, m, needs, low, blame):
            continue
        found.append(Evidence(Span(int(start[row]), int(end[m.last - 1])), label, m.entry.weight))
    return found


def _rows(match: lexicon.Match) -> tuple[int, int]:
    return match.first, match.last


def _mid(norm: tuple[str, ...], low: int, row: int) -> bool:
    """Whether a word stands within a sentence, where a capital makes it a name."""
    return any(w.isalpha() for w in norm[low:row]) and norm[row - 1] not in {":", ".", "!", "?"}


def _denied(norm: tuple[str, ...], low: int, row: int, reach: int) -> bool:
    """Whether one of the few words before, within the clause, denies a word."""
    before = norm[low:row]
    if norm[row] in {"worse", "worst"} or before[-1:] == ("more",):  # "could hardly be more dire"
        return False
    if before[-2:] in {("far", "from"), ("anything", "but")}:
        return True
    for at in range(row - 1, max(low, row - reach) - 1, -1):
        if norm[at] in _STOPS:
            return False
        if norm[at] == "less" and {"no", "nothing"} & set(norm[max(low, at - 2) : at]):
            return False
        if norm[at] in _NEGATIONS:
            return norm[at + 1] not in _NOT_NEGATED
    return False


def _praises(doc: Document, match: lexicon.Match, needs: str, low: int, blame: set[int]) -> bool:
    """Whether a word that praises only at times does so here."""
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    row, last = match.first, match.last
    high = int(doc.sentences["last"][doc.tokens["sentence"][row]])
    before = norm[max(low, row - _UNREAL_REACH) : row]
    if needs == "of":  # a quality that somebody has
        has = before[-1:] == ("of",) and bool(_BEARERS & set(before))
        has = has or bool(set(before[-1:]) & _POSSESSORS)
        has = has or (upos[row - 1] == "ADJ" and bool(set(before[-2:-1]) & _POSSESSORS))
        return has and not set(before) & (_UNREAL | _NEGATIONS)
    if needs == "best":
        if norm[last:high] and upos[last] in {"NOUN", "PROPN", "ADJ"}:
            return not set(before) & _UNREAL
        return norm[row - 2 : row] in {("of", "our"), ("of", "the"), ("is", "the"), ("was", "the")}
    if needs == "wonder":
        near = set(range(row - 4, last + 4)) & blame
        after = upos[last : last + 1]
        told = (
            after in {("NUM",), ("SYM",)} or norm[last : last + 1] == ("proof",) or "what" in before
        )
        return not near and not told
    return before[-2:] != ("to", "be") and not set(before) & _UNREAL and norm[high - 1] != "?"


def _judged(*labels: str) -> Finder:
    return lambda doc: [e for e in _evaluations(doc) if e.label in labels]


def _polarity_counts(doc: Document, scope: str) -> Floats:
    return _counted(
        doc, own_evidence(doc, _evaluations(doc), scope), ("positive", "positive-strong")
    )


def _polarity(totals: Floats) -> Floats:
    """Praise less blame, by both together: 2 × the share of praise − 1."""
    return ratio(2)(totals) - 1


# -- concession --------------------------------------------------------------------------------

_TURNS = ("but", "yet", "however", "nevertheless", "nonetheless", "still", "though", "although")


def _concessions(doc: Document) -> list[Evidence]:
    """Find what turns, and what grants if a turn follows within two sentences."""
    found = listed("stance_concession")(doc)
    granting = [e for e in found if e.label == "granting"]
    if not granting:
        return found
    kept = [e for e in found if e.label != "granting"]
    turning = token_at(doc, [e.span.start for e in kept if e.label == "turning"])
    turns = np.union1d(np.flatnonzero(formed(doc, _TURNS)), turning)
    last = doc.sentences["last"]
    for e, row in zip(
        granting, token_at(doc, [e.span.end - 1 for e in granting]).tolist(), strict=True
    ):
        sentence = min(int(doc.tokens["sentence"][row]) + 2, len(last) - 1)
        if np.searchsorted(turns, row, side="right") < np.searchsorted(turns, last[sentence]):
            kept.append(e)
    return kept


# -- engagement --------------------------------------------------------------------------------

_READER = ("you", "your", "yours", "yourself", "yourselves", "y'all")


def _engagement(doc: Document) -> list[Evidence]:
    """Find reader pronouns, questions, directives, appeals to what is known, and asides."""
    found = listed("stance_engagement")(doc)
    taken = {at for e in found for at in range(e.span.start, e.span.end)}
    readers = [e for e in forms("reader pronoun", *_READER)(doc) if e.span.start not in taken]
    rows = np.array(questions(doc), dtype=np.int64).reshape(-1, 2)
    return found + readers + evidence(doc, rows[:, 1], "question")


# -- subjectivity ------------------------------------------------------------------------------

#: From which log-odds on a sentence is subjective: best macro-F1 on the dev test of CheckThat 2024,
#: and near the best on the dev part of NewsSD-ENG.
SUBJECTIVE = -1.5


def _subjective_counts(doc: Document, scope: str) -> Floats:
    """Subjective sentences, and all sentences of running text that are not wholly quoted."""
    counted = length_sentences(doc, scope)
    subjective = doc.sentences["subjective"] >= SUBJECTIVE
    return np.column_stack([counted & subjective, counted]).astype(np.float64)


def _subjective_evidence(doc: Document, scope: str) -> list[Evidence]:
    rows = np.flatnonzero(_subjective_counts(doc, scope)[:, 0])
    return evidence(
        doc, doc.sentences["first"][rows], "subjective", doc.sentences["last"][rows] - 1
    )


FEATURES: tuple[Feature, ...] = (
    index(
        "quoted_share",
        _quoted,
        ratio(100),
        unit="% of words",
        summary="Share of all words that stand inside other people's quotations.",
        reference="Semino, E. and Short, M. (2004). Corpus Stylistics. Routledge.",
        evidence=lambda doc, scope: _quotations("speech")(doc),
        check=_enough,
    ),
    index(
        "quotation_rate",
        _speech_counts,
        ratio(100),
        unit="per 100 words, quoted or not",
        summary="Quotations of other people, long or short, for 100 words of the whole text.",
        reference="Semino, E. and Short, M. (2004). Corpus Stylistics. Routledge.",
        evidence=lambda doc, scope: _quotations("speech")(doc),
        check=_enough,
    ),
    density(
        "neutral_reporting_verb_density",
        _reports("neutral"),
        revision=3,
        summary='Verbs that hand words to a source and take no side ("said", "added").',
        reference=THOMPSON,
    ),
    density(
        "loaded_reporting_verb_density",
        _reports("loaded"),
        revision=3,
        summary='Reporting verbs that judge the saying or the speaker ("claimed", "admitted").',
        reference=THOMPSON,
    ),
    index(
        "loaded_reporting_share",
        _loaded_counts,
        ratio(100),
        revision=2,
        unit="% of reporting verbs",
        summary="Of the verbs that hand words to a source, how many judge them.",
        reference=THOMPSON,
        evidence=lambda doc, scope: own_evidence(doc, _reports("loaded")(doc), scope),
        check=_enough_cues(_reporting, "reporting verbs"),
    ),
    density(
        "source_density",
        _sources,
        revision=2,
        summary="Sources who are given the words: by name, by office, or in a document.",
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "dated_report_density",
        _dated_reports,
        summary='Reporting verbs with a weekday close behind ("said on Tuesday").',
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "self_mention_density",
        forms("first person singular", "i", "me", "my", "mine", "myself"),
        summary="The writer speaks of himself or herself (I, me, my).",
        reference=HYLAND,
    ),
    density(
        "reader_pronoun_density",
        forms("second person", *_READER),
        summary="The reader is addressed (you, your).",
        reference=HYLAND,
    ),
    density(
        "obligation_density",
        _obligations,
        revision=3,
        summary='What must be done: "must", "should", "need to", "it is time to".',
        reference=BIBER,
    ),
    density(
        "positive_evaluation_density",
        _judged("positive", "positive-strong"),
        revision=3,
        summary="Words by which the writer praises.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "negative_evaluation_density",
        _judged("negative", "negative-strong"),
        revision=3,
        summary="Words by which the writer blames.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "strong_evaluation_density",
        _judged("positive-strong", "negative-strong"),
        revision=3,
        summary="Praise and blame in words that leave no middle ground.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "loaded_word_density",
        listed("stance_loaded"),
        revision=2,
        summary='Words that judge where a plain one was at hand: "regime", "slammed", "cronies".',
        reference="Macagno, F. and Walton, D. (2014). Emotive Language in Argumentation. Cambridge "
        "University Press.",
    ),
    index(
        "evaluation_polarity",
        _polarity_counts,
        _polarity,
        revision=2,
        unit="from −1 (blame only) to 1 (praise only)",
        summary="Words of praise less words of blame, divided by both together.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
        evidence=lambda doc, scope: own_evidence(doc, _evaluations(doc), scope),
        check=_enough_cues(_evaluations, "evaluative words"),
    ),
    index(
        "subjectivity_share",
        _subjective_counts,
        ratio(100),
        revision=2,
        unit="% of sentences",
        summary="Sentences in which the encoder reads the writer's own attitude.",
        reference="Antici, F. et al. (2024). A corpus for sentence-level subjectivity detection on "
        "English news articles. LREC-COLING.",
        evidence=_subjective_evidence,
    ),
    density(
        "engagement_marker_density",
        _engagement,
        revision=2,
        summary="The reader is drawn in: reader pronouns, questions, directives, shared knowledge.",
        reference=HYLAND,
    ),
    density(
        "attitude_marker_density",
        listed("stance_attitude"),
        revision=3,
        summary='Marked feeling about what is said: "sadly", "no wonder", "I fear".',
        reference=HYLAND,
    ),
    density(
        "concession_density",
        _concessions,
        revision=2,
        summary='Granting and turning: "of course", "to be sure", "even so".',
        reference="Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. "
        "Longman, 8.136, 15.39.",
    ),
    density(
        "argument_connective_density",
        listed("stance_connectives"),
        summary='Connectives of argument: "because", "therefore", "in fact", "for example".',
        reference=HYLAND,
    ),
    density(
        "extreme_case_density",
        listed("stance_extreme"),
        summary='Claims without exception: "every", "never", "nobody", "utterly".',
        reference="Pomerantz, A. (1986). Extreme case formulations. Human Studies 9.",
    ),
    density(
        "shell_noun_density",
        listed("stance_shells"),
        summary='Abstract nouns that pack a claim: "the truth is", "the notion that".',
        reference="Schmid, H.-J. (2000). English Abstract Nouns as Conceptual Shells. de Gruyter.",
    ),
    density(
        "negation_density",
        _negation,
        summary='Negation by "not" and by "no", "never", "nothing".',
        reference=BIBER,
    ),
    rating(
        "editorial_wording",
        "-1 as reports to 1 as opinion pages",
        ("as opinion pages", "as reports"),
        revision=1,
        summary="How far the wording of the sentences is that of opinion pages, as an encoder "
        "reads it: what the other measures do not name; the sentences that move it most are shown.",
        reference="Baly, R. et al. (2020). We can detect your bias: predicting the political "
        "ideology of news articles. EMNLP (its articles, by the section in which they stood).",
    ),
)
