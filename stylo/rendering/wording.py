"""What a report says in words: verdict, reasons, names and numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from stylo.document import Span
from stylo.feature import Evidence, Measurement, own_words
from stylo.features import families, family_of
from stylo.report import Report, Voice

#: Rows of the families that a page shows without being asked; the others are in `Report.table`.
SHOWN = ("readability", "hedging", "colloquialism", "metaphor")

#: What a reader looks at first, in order; a page shows those that the report has.
KEY = (
    "flesch_reading_ease",
    "judged_ease",
    "sentence_length",
    "hedge_density",
    "booster_density",
    "weasel_density",
    "attribution_density",
    "colloquialism_density",
    "formality",
    "novel_metaphor_density",
    "content_metaphor_density",
    "simile_density",
    "idiom_density",
    "question_density",
    "rhetorical_question_density",
    "self_mention_density",
    "reader_pronoun_density",
    "negative_evaluation_density",
    "obligation_density",
)

#: Plain names where the column name is none.
NAMES = {
    "abstract_suffix_density": "abstract nouns by suffix",
    "adjective_density": "adjectives",
    "adverb_density": "adverbs",
    "adverb_opener_density": "sentences opening with an adverb",
    "agentless_passive_density": 'passives without "by"',
    "alliteration_ratio": "alliteration",
    "amplifier_density": "amplifiers",
    "analytic_negation_density": "not, n't",
    "apposition_density": "appositions",
    "argument_connective_density": "connectives of argument",
    "aside_density": "asides",
    "attitude_marker_density": "marks of attitude",
    "attribution_density": "attributions",
    "attributive_adjective_density": "adjectives before their noun",
    "automated_readability_index": "automated readability index",
    "be_main_verb_density": '"be" as main verb',
    "booster_density": "boosters",
    "by_passive_density": 'passives with "by"',
    "causative_density": 'clauses with "because"',
    "clause_coordination_density": 'clauses opening with "and"',
    "coleman_liau_index": "Coleman–Liau index",
    "colloquialism_density": "marks of talk",
    "colon_density": "colons",
    "comment_opening_density": "sentences opening with a comment",
    "concession_density": "concessions",
    "concessive_clause_density": "concessive clauses",
    "conditional_clause_density": "conditional clauses",
    "conditional_density": "conditionals",
    "conjunct_density": "links between sentences",
    "content_metaphor_density": "metaphors",
    "contraction_density": "contractions",
    "coordination_density": "coordinations",
    "correction_density": "“not this, but that”",
    "dale_chall": "Dale–Chall",
    "dash_density": "dashes",
    "date_density": "dates",
    "dated_report_density": "dated reports",
    "degree_adverb_density": "adverbs of degree",
    "demonstrative_density": "demonstratives",
    "demonstrative_pronoun_density": "demonstrative pronouns",
    "direct_address_density": "words straight to the reader",
    "discourse_marker_density": "discourse markers",
    "discourse_particle_density": "discourse particles",
    "downtoner_density": "downtoners",
    "editorial_wording": "wording as on opinion pages",
    "emphatic_density": "emphatics",
    "engagement_marker_density": "marks of engagement",
    "evaluation_polarity": "praise against blame",
    "exclamation_density": "exclamations",
    "exhortation_density": "exhortations",
    "existential_there_density": '"there is"',
    "extreme_case_density": "claims without exception",
    "first_person_density": "I, we, my, our",
    "flesch_kincaid_grade": "Flesch–Kincaid grade",
    "flesch_reading_ease": "Flesch reading ease",
    "focus_adverb_density": "focusing adverbs",
    "fragment_density": "sentences without a verb",
    "future_time_density": "words for the future",
    "gunning_fog": "Gunning Fog",
    "hdd": "HD-D",
    "hedge_booster_balance": "hedges against boosters",
    "hedge_density": "hedges",
    "idiom_density": "idioms",
    "inclusive_we_density": "we, us, our",
    "indefinite_pronoun_density": "indefinite pronouns",
    "infinitive_density": "infinitives",
    "initial_conjunction_density": "sentences opening with a conjunction",
    "interjection_density": "interjections",
    "keyword_density": "key words",
    "linsear_write": "Linsear Write",
    "lix": "LIX",
    "loaded_reporting_share": "share of loaded verbs of saying",
    "loaded_reporting_verb_density": "loaded verbs of saying",
    "loaded_word_density": "loaded words",
    "mattr": "MATTR",
    "metaphor_density": "metaphor-related words",
    "mtld": "MTLD",
    "name_opening_density": "sentences opening with a name",
    "necessity_modal_density": "modals of necessity",
    "negation_density": "negations",
    "negative_evaluation_density": "words of blame",
    "neutral_reporting_verb_density": "neutral verbs of saying",
    "nominalisation_density": "nominalisations",
    "noun_density": "nouns",
    "novel_metaphor_density": "novel metaphors",
    "number_density": "numbers",
    "obligation_density": "obligations",
    "one_sentence_paragraph_share": "share of one-sentence paragraphs",
    "other_subordinator_density": "other subordinators",
    "parenthesis_density": "parentheses",
    "passive_density": "passives",
    "past_tense_density": "verbs in the past tense",
    "past_tense_share": "share of past tense",
    "past_time_density": "words for the past",
    "perfect_density": "perfect tenses",
    "personal_title_density": "titles before names",
    "phrasal_coordination_density": 'pairs of words joined by "and"',
    "place_adverbial_density": "adverbials of place",
    "polysyllable_density": "words of three syllables or more",
    "positive_evaluation_density": "words of praise",
    "possibility_modal_density": "modals of possibility",
    "predicative_adjective_density": "predicative adjectives",
    "prediction_modal_density": "modals of prediction",
    "preposition_density": "prepositions",
    "preposition_opener_density": "sentences opening with a preposition",
    "present_participial_clause_density": "clauses opening with an -ing form",
    "present_tense_density": "verbs in the present tense",
    "present_time_density": "words for the present",
    "private_verb_density": "verbs of the mind",
    "pro_verb_do_density": '"do" as main verb',
    "pronoun_it_density": 'the pronoun "it"',
    "pronoun_opener_density": "sentences opening with a pronoun",
    "proper_name_density": "names",
    "public_verb_density": "verbs of saying",
    "question_density": "questions",
    "quotation_rate": "quotations",
    "quoted_share": "share of words quoted",
    "rare_word_density": "rare words",
    "reader_pronoun_density": "you, your",
    "relative_clause_density": "relative clauses",
    "rhetorical_question_density": "rhetorical questions",
    "rix": "RIX",
    "scare_quote_density": "scare quotes",
    "second_person_density": "you, your (any use)",
    "self_mention_density": "I, me, my",
    "semicolon_density": "semicolons",
    "sentence_length_spread": "spread of sentence length",
    "shell_noun_density": "shell nouns",
    "short_sentence_share": "share of short sentences",
    "simile_density": "similes",
    "slang_density": "slang",
    "smog_index": "SMOG",
    "source_density": "sources",
    "spache": "Spache",
    "split_auxiliary_density": "split auxiliaries",
    "stranded_preposition_density": "stranded prepositions",
    "strong_evaluation_density": "strong praise and blame",
    "suasive_verb_density": "verbs of persuasion",
    "subjectivity_share": "share of sentences with a view",
    "subordinate_opener_density": "sentences opening with a subordinate clause",
    "subordinator_density": "subordinators",
    "superlative_density": "superlatives",
    "synthetic_negation_density": "no, neither, nor",
    "that_clause_density": "that-clauses",
    "that_deletion_density": 'clauses without their "that"',
    "that_verb_complement_density": "that-clauses behind a verb",
    "third_person_density": "he, she, they",
    "time_adverbial_density": "adverbials of time",
    "tricolon_density": "tricolons",
    "unfamiliar_word_density": "unfamiliar words",
    "verb_density": "verbs",
    "vocative_density": "direct address",
    "weasel_density": "vague sources",
    "weekday_density": "weekdays",
    "wh_clause_density": "wh-clauses",
    "wh_object_relative_density": "who and which as object",
    "wh_subject_relative_density": "who and which as subject",
    "year_density": "years",
}

#: The measure that tells of the voice and names no words.
UNNAMED = "editorial_wording"

#: What is said of many articles with the same verdict.
VERDICTS = {"editorial": "read as opinion", "reporting": "read as reporting", "mixed": "between"}

STANDING_NOTE = (
    "Percentiles: share of published reports / opinion pieces of about this length with a lower "
    "value ({name}: {counted}); in brackets what other outlets might give."
)
OUTSIDE = "This article may lie outside of the articles that percentiles refer to."

#: What no number here says.
LIMITS = (
    "A high value is no fault and no merit. None of these numbers says that a text is biased, "
    "good, true, or who or what wrote it.",
    "The intervals say how much a value would move if the article had other paragraphs of the "
    "same kind. They do not say how often a detector errs.",
    "Words inside other people's quotations are theirs and do not count, unless it is said above.",
    "In plain words and at length: “How to read a report”, at the end of every HTML page and by "
    "the command stylo guide.",
)


def title_of(name: str) -> str:
    """Return a measure's name for a reader, e.g. ``"hedges"`` for ``hedge_density``."""
    return NAMES.get(name) or name.removesuffix("_density").replace("_", " ")


def capital(text: str) -> str:
    """Return a text with a capital letter at its head, the rest as it is."""
    return text[:1].upper() + text[1:]


def number(value: float) -> str:
    """Return a value as short as it can be read, an em dash for NaN."""
    if math.isnan(value):
        return "—"
    return (f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}").replace("-", "−")


def share(percent: float) -> str:
    """Return a percentile for a reader: no text stands above every article there ever was."""
    return "over 99 %" if percent > 99.5 else f"{percent:.0f} %"


def signed(value: float, digits: int) -> str:
    """Return a number with its sign."""
    return f"{value:+.{digits}f}".replace("-", "−")


def between(m: Measurement) -> str:
    """Return the interval of a measurement, or nothing."""
    if math.isnan(m.low):
        return ""
    return f"{number(m.low)}{' to ' if m.low < 0 else '–'}{number(m.high)}"


def standing_text(report: Report, name: str) -> str:
    """Return where a value stands among published reports and opinion, or nothing."""
    standing = report.standings.get(name)
    if standing is None:
        return ""
    known = (standing.reporting, standing.opinion)
    return " / ".join("–" if math.isnan(percent) else f"{percent:.0f}" for percent in known)


def standing_sentence(report: Report, name: str) -> str:
    """Return where a value stands among published articles, as a sentence, or nothing."""
    standing = report.standings.get(name)
    if standing is None:
        return ""
    told = [
        f"{share(percent)}{_doubt(between)} of {whom}"
        for percent, between, whom in (
            (standing.reporting, standing.reporting_interval, "published reports"),
            (standing.opinion, standing.opinion_interval, "opinion pieces"),
        )
        if not math.isnan(percent)
    ]
    return f"Higher than in {' and '.join(told)} of about this length." if told else ""


def _doubt(between: tuple[float, float]) -> str:
    low, high = between
    return "" if math.isnan(low) else f" ({low:.0f}–{high:.0f})"


def verdict_words(report: Report) -> str:
    """Return the verdict without its probability, e.g. ``"This reads as opinion"``."""
    voice = report.voice
    if math.isnan(voice.probability):
        return "No verdict on the voice"
    if voice.resembles:
        return f"This resembles {genre(voice)}: no verdict"
    return {
        "editorial": "This reads as opinion",
        "reporting": "This reads as factual reporting",
        "mixed": "Between opinion and reporting: no verdict",
    }[voice.label]


def genre(voice: Voice) -> str:
    """Return what a text resembles, with its article: ``"a press release"``; nothing for none."""
    if not voice.resembles:
        return ""
    article = "" if voice.resembles == "satire" else "a "
    return f"{article}{voice.resembles.replace('-', ' ')}"


def verdict(report: Report) -> str:
    """Return the verdict in a sentence."""
    voice = report.voice
    were = "were it an article, " if voice.resembles else ""
    odds = f" ({were}P(editorial) {voice.odds})" if voice.odds else ""
    said = (f"{verdict_words(report)}{odds}.", voice.caveat, judged_by(report))
    return " ".join(sentence for sentence in said if sentence)


def judged_by(report: Report) -> str:
    """Return which model of one's own judged, as a sentence; nothing for the shipped one."""
    name = "".join(c if c.isprintable() else "\ufffd" for c in report.voice.model)
    return f"Judged by {name}, a model trained on other articles than ours." if name else ""


def unnamed(report: Report) -> str:
    """Return how much of the verdict no measure names, as a sentence, or nothing."""
    weights = {c.name: abs(c.contribution) for c in report.voice.contributions}
    if not weights.get(UNNAMED):
        return ""
    return (
        f"{weights[UNNAMED] / sum(weights.values()):.0%} of the weight behind the verdict is the "
        "wording of the sentences as an encoder reads it; the rest are measures that can be named."
    )


def some_words(report: Report, m: Measurement, most: int = 8, longest: int = 40) -> str:
    """Return the words that a measure counted, each once with its number, most frequent first.

    Whole sentences are cut to `longest` characters, and then fewer of them are given.
    """
    return some_words_of(report, m.evidence, most, longest)


def some_words_of(
    report: Report, evidence: Iterable[Evidence], most: int = 8, longest: int = 40
) -> str:
    """Return the words of pieces of evidence; see `some_words`."""
    counts: dict[str, int] = {}
    for e in evidence:
        word = " ".join(report.document[e.span].split())
        if len(word) > longest:
            word = word[: longest - 1].rstrip() + "…"
        if not any(c.isupper() for c in word[1:]):
            word = word[:1].lower() + word[1:] if word[:2] != "I " and word != "I" else word
        counts[word] = counts.get(word, 0) + 1
    top = sorted(counts.items(), key=lambda item: -item[1])[:most]
    told = [w if n == 1 else f"{w} ×{n}" for w, n in top]
    while len(told) > 1 and sum(map(len, told)) > most * longest // 3:
        told.pop()
    return ", ".join(told) + (", …" if len(counts) > len(told) else "")


def shown(report: Report, everything: bool = False) -> list[tuple[str, list[Measurement]]]:
    """Return the measures to show, by family."""
    out = []
    for family in families():
        rows = [m for m in report if family_of(m.name) == family]
        if rows and (everything or family in SHOWN):
            out.append((family, rows))
    return out


def key_measures(report: Report) -> list[Measurement]:
    """Return what a reader looks at first; all measures of a report that has none of these."""
    return [report[name] for name in keys(report.names)]


def keys(names: Sequence[str]) -> list[str]:
    """Return which of these measures a reader looks at first; all, where none is among them."""
    return [name for name in KEY if name in set(names)] or list(names)


def facts(report: Report) -> str:
    """Return what was read, in a line."""
    doc = report.document
    share = 1 - own_words(doc, "own") / doc.word_count if doc.word_count else 0.0
    parts = [
        f"{doc.word_count:,} words",
        f"{len(doc.sentences):,} sentences",
        f"{len(doc.quotations):,} quotations ({100 * share:.0f} % of the words are other people’s)",
    ]
    if doc.removed:
        parts.append(f"{len(doc.removed):,} pieces of boilerplate removed")
    if report.settings.get("scope") == "all":
        parts.append("quotations counted too")
    return " · ".join(parts)


def headline(report: Report) -> str:
    """Return the article's title: its own, or the name it was read from."""
    doc = report.document
    kinds = doc.paragraphs["kind"]
    if len(kinds) and kinds[0] == "heading":
        return doc[Span(int(doc.paragraphs["start"][0]), int(doc.paragraphs["end"][0]))]
    if doc.meta.get("title"):
        return str(doc.meta["title"])
    if re.match(r"https?://", doc.id):
        return doc.id
    return re.split(r"[/\\]", doc.id.rstrip("/\\"))[-1] or "Article"


def notes(report: Report) -> list[str]:
    """Return the caveats, each once, with the measures that it belongs to."""
    said: dict[str, list[str]] = {}
    for _, rows in shown(report):
        for m in rows:
            if m.caveat:
                said.setdefault(m.caveat, []).append(title_of(m.name))
    told = [f"{capital(', '.join(names))}: {caveat}" for caveat, names in said.items()]
    if unnamed(report):
        told.append(unnamed(report))
    return [*told, *standing_notes(report)]


def standing_notes(report: Report) -> list[str]:
    """Return whom percentiles refer to, and what shows that an article lies outside of them."""
    among = report.reference
    if among is None:
        return []
    counted = [
        f"{among.articles[kind]:,} {what}, {among.alike[kind]:,} of them of about this length"
        for kind, what in (("reporting", "reports"), ("opinion", "opinion pieces"))
        if kind in among.articles
    ]
    told = [STANDING_NOTE.format(name=among.name, counted="; ".join(counted))]
    if among.itself:
        told[0] += " This article is one of them and does not count."
    if among.notes:
        told.append(f"{OUTSIDE} {' '.join(among.notes)}")
    return told
