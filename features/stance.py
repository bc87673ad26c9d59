"""Stance: how the writer judges, obliges, grants, and hands words to others.

The terms are Hyland's (attitude markers, self-mention, reader pronouns), Biber's (necessity
modals, negation) and Martin and White's (evaluative language). Everything here is counted in the
writer's own words, save the shares of quotation.
"""

from __future__ import annotations

import numpy as np

from stylo.document import Document, Span
from stylo.feature import (
    Evidence,
    Feature,
    Floats,
    density,
    index,
    ratio,
    sentence_sums,
    token_at,
    word_starts,
)
from stylo.finders import Finder, forms, listed
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
        "scare_quote_density",
        _quotations("scare"),
        summary="Words that the writer puts in quotation marks to hold them at arm's length.",
        reference="Predelli, S. (2003). Scare quotes and their relation to other semantic issues. "
        "Linguistics and Philosophy 26(1).",
    ),
    density(
        "neutral_reporting_verb_density",
        listed("stance_reporting", "neutral"),
        summary='Verbs that hand words to a source and take no side ("said", "added").',
        reference=THOMPSON,
    ),
    density(
        "loaded_reporting_verb_density",
        listed("stance_reporting", "loaded"),
        summary='Reporting verbs that judge the saying or the speaker ("claimed", "admitted").',
        reference=THOMPSON,
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
        "inclusive_we_density",
        forms("first person plural", "we", "us", "our", "ours", "ourselves"),
        summary="The writer speaks for a we (we, us, our).",
        reference=HYLAND,
    ),
    density(
        "reader_pronoun_density",
        forms("second person", "you", "your", "yours", "yourself", "yourselves", "y'all"),
        summary="The reader is addressed (you, your).",
        reference=HYLAND,
    ),
    density(
        "obligation_density",
        listed("stance_obligation"),
        summary='What must be done: "must", "should", "need to", "it is time to".',
        reference=BIBER,
    ),
    density(
        "positive_evaluation_density",
        listed("stance_evaluation", "positive", "positive-strong"),
        summary="Words by which the writer praises.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "negative_evaluation_density",
        listed("stance_evaluation", "negative", "negative-strong"),
        summary="Words by which the writer blames.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "strong_evaluation_density",
        listed("stance_evaluation", "positive-strong", "negative-strong"),
        summary="Praise and blame in words that leave no middle ground.",
        reference="Martin, J. R. and White, P. R. R. (2005). The Language of Evaluation. Palgrave.",
    ),
    density(
        "attitude_marker_density",
        listed("stance_attitude"),
        summary='Marked feeling about what is said: "sadly", "no wonder", "I fear".',
        reference=HYLAND,
    ),
    density(
        "concession_density",
        listed("stance_concession"),
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
