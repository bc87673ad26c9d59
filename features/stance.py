"""Stance: how the writer judges, obliges, grants, and hands words to others.

The terms are Hyland's (attitude markers, self-mention, reader pronouns), Biber's (necessity
modals, negation) and Martin and White's (evaluative language). Everything here is counted in the
writer's own words, save the shares of quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from stylo.document import Document, Span, cached
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
from stylo.tokens import evidence, formed, shifted, tagged

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


@cached
def _reporting(doc: Document) -> list[Evidence]:
    """Find reporting verbs whose subject is not the writer or the reader ("I admit")."""
    found = listed("stance_reporting")(doc)
    if not found:
        return []
    norm, sentence = doc.tokens["norm"], doc.tokens["sentence"]
    kept = []
    for e, row in zip(found, token_at(doc, [e.span.start for e in found]).tolist(), strict=True):
        low = max(int(doc.sentences["first"][sentence[row]]), row - 3)
        before = norm[low:row]
        near = set(before[-3:] if "to" in before else before[-2:])
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


# -- evaluation --------------------------------------------------------------------------------

_evaluations = listed("stance_evaluation")


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

#: Log-odds from which a sentence counts as subjective.
_SUBJECTIVE = 0.0


def _subjective_counts(doc: Document, scope: str) -> Floats:
    """Subjective sentences, and all sentences of running text that are not wholly quoted."""
    counted = length_sentences(doc, scope)
    subjective = doc.sentences["subjective"] >= _SUBJECTIVE
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
        revision=2,
        summary='Verbs that hand words to a source and take no side ("said", "added").',
        reference=THOMPSON,
    ),
    density(
        "loaded_reporting_verb_density",
        _reports("loaded"),
        revision=2,
        summary='Reporting verbs that judge the saying or the speaker ("claimed", "admitted").',
        reference=THOMPSON,
    ),
    index(
        "loaded_reporting_share",
        _loaded_counts,
        ratio(100),
        unit="% of reporting verbs",
        summary="Of the verbs that hand words to a source, how many judge them.",
        reference=THOMPSON,
        evidence=lambda doc, scope: own_evidence(doc, _reports("loaded")(doc), scope),
        check=_enough_cues(_reporting, "reporting verbs"),
    ),
    density(
        "source_density",
        listed("stance_sources"),
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
        listed("stance_obligation"),
        revision=2,
        summary='What must be done: "must", "should", "need to", "it is time to".',
        reference=BIBER,
    ),
    density(
        "positive_evaluation_density",
        listed("stance_evaluation", "positive", "positive-strong"),
        revision=2,
        summary="Words by which the writer praises.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "negative_evaluation_density",
        listed("stance_evaluation", "negative", "negative-strong"),
        revision=2,
        summary="Words by which the writer blames.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "strong_evaluation_density",
        listed("stance_evaluation", "positive-strong", "negative-strong"),
        revision=2,
        summary="Praise and blame in words that leave no middle ground.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "loaded_word_density",
        listed("stance_loaded"),
        summary='Words that judge where a plain one was at hand: "regime", "slammed", "cronies".',
        reference="Macagno, F. and Walton, D. (2014). Emotive Language in Argumentation. Cambridge "
        "University Press.",
    ),
    index(
        "evaluation_polarity",
        _polarity_counts,
        _polarity,
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
        unit="% of sentences",
        summary="Sentences in which the encoder reads the writer's own attitude.",
        reference="Antici, F. et al. (2024). A corpus for sentence-level subjectivity detection on "
        "English news articles. LREC-COLING.",
        evidence=_subjective_evidence,
    ),
    density(
        "engagement_marker_density",
        _engagement,
        summary="The reader is drawn in: reader pronouns, questions, directives, shared knowledge.",
        reference=HYLAND,
    ),
    density(
        "attitude_marker_density",
        listed("stance_attitude"),
        revision=2,
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
)
