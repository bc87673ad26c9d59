"""Syntax: tense, voice, parts of speech and the links between clauses.

The features that part of speech and word form can tell, under the names of Biber (1988), with
sentence length and its spread, and the marks of the dated and named facts of a report.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stylo import biber, grammar
from stylo.document import Document, cached
from stylo.feature import (
    Bools,
    Evidence,
    Feature,
    Floats,
    body_sentences,
    density,
    index,
    length_caveat,
    length_sentences,
    own_words,
    ratio,
    sentence_sums,
    token_mask,
    word_starts,
)
from stylo.finders import forms, listed, marked, parts_of_speech
from stylo.tokens import evidence, formed, lemmatised, openers, shifted, tagged

BIBER = "Biber, D. (1988). Variation across Speech and Writing. Cambridge University Press."
QUIRK = "Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. Longman."
OPENERS = (
    "Christensen, F. (1963). Notes toward a new rhetoric: sentence openers. College English 25(1)."
)
NINI = (
    "Biber, D. (1988). Variation across Speech and Writing. Cambridge University Press; Nini, A. "
    "(2019). The Multi-Dimensional Analysis Tagger. In Multi-Dimensional Analysis. Bloomsbury."
)


# -- tense and time ----------------------------------------------------------------------------


def _tense(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope)
    past = sentence_sums(doc, grammar.past(doc) & own)
    return np.column_stack([past, past + sentence_sums(doc, grammar.present(doc) & own)])


def _tense_evidence(doc: Document, scope: str) -> list[Evidence]:
    rows = np.flatnonzero(grammar.past(doc) & token_mask(doc, scope))
    return evidence(doc, rows, "past tense")


_YEAR_CONTEXT = (
    "in since by of until till before after from to during late early mid and the , ( - – "
    "january february march april may june july august september october november december "
    "jan. feb. aug. sept. oct. nov. dec. spring summer fall autumn winter"
).split()


def _years(doc: Document) -> Bools:
    """Years in four figures, where no noun follows that they would count."""
    norm = doc.tokens["norm"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "NUM", "NOUN", "PROPN", "ADJ")).tolist():
        form = norm[row].removesuffix("s").removesuffix("'")
        mask[row] = len(form) == 4 and form.isdecimal() and "1500" <= form < "2100"
    counts = shifted(grammar.plural_nouns(doc), -1) | shifted(formed(doc, ("%", "percent")), -1)
    money = shifted(formed(doc, ("$", "£", "€")), 1)
    return mask & shifted(formed(doc, _YEAR_CONTEXT), 1) & ~counts & ~money


_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan. feb. aug. sept. oct. nov. "
    "dec.".split()
)


def _appositions(doc: Document) -> list[Evidence]:
    """A name, a comma, and who that is: "Ada Moss, a baker", "Ada Moss, 41".

    Behind a phrase or clause that opens the sentence ("In Lisbon, the mayor wept", "When he met
    Moss, the mayor wept") the comma may close that: a second one must follow then. Nor is "…, the
    mayor said" one.
    """
    name, comma = tagged(doc, "PROPN") & ~formed(doc, _DAYS_AND_MONTHS), formed(doc, (",",))
    age = tagged(doc, "NUM") & ~formed(doc, ("one",)) & shifted(formed(doc, (",", ".", ";")), -1)
    what = formed(doc, ("a", "an", "the")) | age
    found = name & shifted(comma, -1) & shifted(what, -2)
    sentence = doc.tokens["sentence"]
    says = lemmatised(doc, grammar.PUBLIC) & tagged(doc, "VERB")
    fronts = tagged(doc, "ADP", "SCONJ", "VERB") | formed(doc, ("when", "where"))
    verb, joins = grammar.finite(doc), tagged(doc, "CCONJ")
    stops = np.flatnonzero(comma | formed(doc, (".", ";", ":", "—", "–", "--", "?", "!", "(")))
    first = np.full(len(doc.sentences), -1)
    rows = openers(doc)
    first[sentence[rows]] = rows
    for row in np.flatnonzero(found).tolist():
        start = int(first[sentence[row]])
        start += bool(joins[start])
        before, behind = np.searchsorted(stops, [start, row + 2])
        if behind == len(stops):
            continue
        end = int(stops[behind])
        if says[end - 1]:  # "…, the mayor said."
            found[row] = False
        elif fronts[start] and stops[before] == row + 1:
            found[row] = bool(comma[end]) and not verb[row + 2 : end].any()
    rows = np.flatnonzero(found)
    return evidence(doc, rows, "apposition", rows + 2)


# -- sentences, clauses and phrases --------------------------------------------------------------


def _sentence_lengths(doc: Document, scope: str) -> Floats:
    keep = length_sentences(doc, scope)
    words = sentence_sums(doc, word_starts(doc)) * keep
    return np.column_stack([words, keep.astype(np.float64), words**2])


def _spread(totals: Floats) -> Floats:
    """Coefficient of variation: standard deviation ÷ mean."""
    n = totals[..., 1]
    mean = totals[..., 0] / n
    return np.asarray(np.sqrt(np.maximum(totals[..., 2] / n - mean**2, 0.0)) / mean)


def _sentence_check(doc: Document, scope: str) -> tuple[bool, str]:
    n = int(length_sentences(doc, scope).sum())
    if n < 2:
        return False, "A spread needs at least two sentences of running text."
    return True, "Few sentences: one more would move the value much." if n < 5 else ""


def _clauses(doc: Document, scope: str) -> Floats:
    """Words of the sentences that enter, their finite verbs (one at least), and the sentences."""
    keep = length_sentences(doc, scope)
    words = sentence_sums(doc, word_starts(doc)) * keep
    verbs = np.maximum(sentence_sums(doc, grammar.finite(doc)), 1.0) * keep
    return np.column_stack([words, verbs, keep.astype(np.float64)])


def _clauses_per_sentence(doc: Document, scope: str) -> Floats:
    return _clauses(doc, scope)[:, 1:]


def _clause_evidence(doc: Document, scope: str) -> list[Evidence]:
    keep = length_sentences(doc, scope)[doc.tokens["sentence"]]
    return evidence(doc, np.flatnonzero(grammar.finite(doc) & keep), "finite verb")


#: A noun phrase of so many words is heavy.
_HEAVY = 4


@cached
def _phrases(doc: Document) -> tuple[Floats, Bools]:
    """Words of each noun phrase, at its first token, and a mask of these tokens."""
    first, last = grammar.noun_phrases(doc)
    words = np.concatenate([[0.0], np.cumsum(word_starts(doc), dtype=np.float64)])
    length, starts = np.zeros(len(doc.tokens)), np.zeros(len(doc.tokens), dtype=np.bool_)
    length[first] = words[last + 1] - words[first]
    starts[first] = True
    return length, starts


def _phrase_lengths(doc: Document, scope: str) -> Floats:
    length, starts = _phrases(doc)
    own = token_mask(doc, scope)
    return np.column_stack([sentence_sums(doc, length * own), sentence_sums(doc, starts & own)])


def _heavy_phrases(doc: Document, scope: str) -> list[Evidence]:
    first, last = grammar.noun_phrases(doc)
    length, own = _phrases(doc)[0], token_mask(doc, scope)
    heavy = (length[first] >= _HEAVY) & own[first]
    return evidence(doc, first[heavy], "heavy noun phrase", last[heavy])


# -- sentence openers --------------------------------------------------------------------------


def _opener(doc: Document, mask: Bools, label: str) -> list[Evidence]:
    """The first words of running sentences, where they are of this kind."""
    rows = openers(doc)
    body = body_sentences(doc)[doc.tokens["sentence"][rows]]
    return evidence(doc, rows[mask[rows] & body], label)


_QUESTIONS = ("when", "where", "why", "how")
_PRONOUNS = (
    "i you he she it we they this that these those my your his her its our their mine yours ours "
    "someone somebody everyone everybody nobody anyone anybody something everything nothing"
).split()


def _adverb_openers(doc: Document) -> list[Evidence]:
    others = formed(doc, (*_QUESTIONS, "there", "not", "n't", "as"))
    return _opener(doc, tagged(doc, "ADV") & ~others, "adverb opener")


def _clause_follows(doc: Document) -> Bools:
    """Prepositions that are conjunctions: a subject pronoun stands behind them."""
    either = formed(doc, ("after", "before", "since", "until", "as", "like"))
    return tagged(doc, "ADP") & either & shifted(formed(doc, grammar.SUBJECTS), -1)


def _preposition_openers(doc: Document) -> list[Evidence]:
    preposition = tagged(doc, "ADP") | (tagged(doc, "SCONJ") & ~grammar.subordinators(doc))
    return _opener(doc, preposition & ~_clause_follows(doc), "preposition opener")


def _subordinate_openers(doc: Document) -> list[Evidence]:
    """Conjunctions; *when* and *where* unless an auxiliary follows, which makes a question."""
    wh = formed(doc, ("when", "where", "whenever", "wherever")) & ~shifted(tagged(doc, "AUX"), -1)
    conjunction = grammar.subordinators(doc) & ~formed(doc, _QUESTIONS)
    return _opener(doc, conjunction | wh | _clause_follows(doc), "subordinate opener")


def _pronoun_openers(doc: Document) -> list[Evidence]:
    return _opener(doc, formed(doc, _PRONOUNS) & tagged(doc, "PRON"), "pronoun opener")


# -- Biber's dimensions ------------------------------------------------------------------------


def _dimension(name: str, traits: Mapping[str, int], summary: str, omitted: str) -> Feature:
    """Declare the score of a text on one of Biber's dimensions."""

    def counts(doc: Document, scope: str) -> Floats:
        if traits is biber.INVOLVED:
            return biber.involved_counts(doc, scope)
        return biber.dimension_counts(doc, scope, traits)

    def check(doc: Document, scope: str) -> tuple[bool, str]:
        enough, why = length_caveat(doc, scope)
        n = own_words(doc, scope)
        if traits is biber.INVOLVED and n < biber.TYPES_OF:
            why = f"{why} Without the type-token ratio, which needs {biber.TYPES_OF} words.".strip()
        return enough, f"{why} {omitted}".strip()

    return index(
        name,
        counts,
        ratio(1),
        unit="sum of z-scores",
        summary=summary,
        reference=NINI,
        revision=2,
        check=check,
    )


FEATURES: tuple[Feature, ...] = (
    index(
        "sentence_length_spread",
        _sentence_lengths,
        _spread,
        unit="SD ÷ mean",
        summary="How unequal the sentences are: standard deviation of length ÷ mean.",
        reference="Yule, G. U. (1939). On sentence-length as a characteristic of style. "
        "Biometrika 30.",
        check=_sentence_check,
    ),
    index(
        "past_tense_share",
        _tense,
        ratio(100),
        unit="% of tensed verbs",
        summary="Share of past among the verbs in past or present tense, by form and tag.",
        reference=BIBER,
        revision=3,
        evidence=_tense_evidence,
    ),
    density(
        "perfect_density",
        marked("perfect", grammar.perfects),
        summary='Perfect aspect: "has grown", "had been".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "passive_density",
        marked("passive", grammar.passives),
        summary='Passives: "was built", "are often told"; not "is supposed to", "was tired".',
        reference=BIBER,
        revision=3,
    ),
    density(
        "possibility_modal_density",
        marked("possibility", grammar.possibility),
        summary="Modals of possibility: can, could, may, might.",
        reference=BIBER,
    ),
    density(
        "prediction_modal_density",
        marked("prediction", grammar.prediction),
        summary="Modals of prediction: will, would, shall.",
        reference=BIBER,
    ),
    density(
        "be_main_verb_density",
        marked("copula", grammar.copulas),
        summary='"Be" as main verb: what things are said to be.',
        reference=BIBER,
    ),
    density(
        "predicative_adjective_density",
        marked("predicative", grammar.predicative),
        summary='Adjectives after "be" and its kin: "the plan is reckless".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "nominalisation_density",
        marked("nominalisation", grammar.nominalisations),
        summary="Nouns in -tion, -ment, -ness, -ity, most of which come from a verb or an "
        "adjective.",
        caveat='Told by the ending, as in Biber, less a list of nouns like "nation" and '
        '"authority", which nothing underlies today; rarer ones of that kind stay in.',
        reference=BIBER,
        revision=3,
    ),
    density(
        "proper_name_density",
        marked("name", grammar.names),
        summary="Names (each run of proper nouns once).",
        reference=QUIRK,
    ),
    density(
        "personal_title_density",
        listed("syntax_titles"),
        summary='Titles and offices before a name: "Mr.", "Senator", "spokeswoman".',
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "apposition_density",
        _appositions,
        summary='A name and at once who that is: "Ada Moss, a baker".',
        caveat='Told by the words about the comma: "they made their cook, Ada Moss, the mayor" '
        "counts too.",
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
        revision=3,
    ),
    density(
        "number_density",
        marked("figure", grammar.numbers),
        summary="Numbers in figures and in words.",
        reference=QUIRK,
    ),
    density(
        "weekday_density",
        listed("syntax_time", "weekday"),
        summary="Days of the week.",
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "date_density",
        listed("syntax_time", "month", "recent"),
        summary='Months and near dates: "last week", "three days ago".',
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "present_time_density",
        listed("syntax_time", "present"),
        summary='The present moment: "now", "today", "these days".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "noun_density",
        parts_of_speech("noun", "NOUN"),
        summary="Common nouns.",
        reference=BIBER,
    ),
    density(
        "verb_density",
        marked("verb", grammar.main_verbs),
        summary="Main verbs.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "adjective_density",
        marked("adjective", grammar.adjectives),
        summary="Adjectives.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "adverb_density",
        marked("adverb", grammar.adverbs),
        summary="Adverbs.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "preposition_density",
        parts_of_speech("preposition", "ADP"),
        summary="Prepositions.",
        reference=BIBER,
    ),
    density(
        "third_person_density",
        forms(
            "third person",
            *"he she him her his hers himself herself they them their theirs themselves".split(),
        ),
        summary="Pronouns of the third person for people: he, she, they.",
        reference=BIBER,
    ),
    density(
        "pronoun_it_density",
        forms("it", "it", "its", "itself"),
        summary='The pronoun "it".',
        reference=BIBER,
    ),
    density(
        "demonstrative_pronoun_density",
        marked("demonstrative", grammar.demonstrative_pronouns),
        summary='"This", "that", "these", "those" standing alone.',
        reference=BIBER,
        revision=3,
    ),
    density(
        "existential_there_density",
        marked("existential", grammar.existentials),
        summary='"There is", "there are".',
        reference=BIBER,
    ),
    density(
        "relative_clause_density",
        marked("relative", grammar.relatives),
        summary="Relative clauses with who, which, that.",
        reference=BIBER,
        revision=3,
    ),
    density(
        "that_clause_density",
        marked("that-clause", grammar.that_clauses),
        summary='Clauses with the conjunction "that".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "wh_clause_density",
        marked("wh-clause", grammar.wh_clauses),
        summary='Clauses with what, how, why: "we know what it costs".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "conditional_clause_density",
        marked("conditional", grammar.conditionals),
        summary="Conditional clauses: if, unless.",
        reference=BIBER,
        revision=3,
    ),
    density(
        "concessive_clause_density",
        marked("concessive", grammar.concessives),
        summary="Concessive clauses: although, though, whereas, contrasting while, despite having.",
        reference=BIBER,
        revision=3,
    ),
    density(
        "infinitive_density",
        marked("infinitive", grammar.infinitives),
        summary="Infinitives with to.",
        reference=BIBER,
    ),
    density(
        "coordination_density",
        parts_of_speech("coordination", "CCONJ"),
        summary="Coordinating conjunctions.",
        reference=BIBER,
    ),
    index(
        "clause_length",
        _clauses,
        ratio(1),
        unit="words per clause",
        summary="Mean length of a clause: words of running sentences ÷ their finite verbs.",
        reference="Hunt, K. W. (1965). Grammatical Structures Written at Three Grade Levels. NCTE.",
        revision=2,
        evidence=_clause_evidence,
        check=_sentence_check,
    ),
    index(
        "clauses_per_sentence",
        _clauses_per_sentence,
        ratio(1),
        unit="clauses per sentence",
        summary="Finite verbs per running sentence.",
        reference="Hunt, K. W. (1965). Grammatical Structures Written at Three Grade Levels. NCTE.",
        revision=2,
        evidence=_clause_evidence,
        check=_sentence_check,
    ),
    index(
        "noun_phrase_length",
        _phrase_lengths,
        ratio(1),
        unit="words per noun phrase",
        summary='Weight of noun phrases up to their noun: "the two very old boats" has five words.',
        reference="Biber, D. et al. (1999). Longman Grammar of Spoken and Written English. "
        "Longman, 8.1.",
        evidence=_heavy_phrases,
    ),
    density(
        "subordinator_density",
        marked("subordinator", grammar.subordinators),
        summary="Subordinating conjunctions: that, because, if, although, while.",
        reference=QUIRK,
    ),
    density(
        "adverb_opener_density",
        _adverb_openers,
        over="sentences",
        summary="Sentences that open with an adverb.",
        reference=OPENERS,
    ),
    density(
        "preposition_opener_density",
        _preposition_openers,
        over="sentences",
        summary="Sentences that open with a preposition.",
        reference=OPENERS,
    ),
    density(
        "subordinate_opener_density",
        _subordinate_openers,
        over="sentences",
        summary="Sentences that open with a subordinate clause.",
        reference=OPENERS,
    ),
    density(
        "pronoun_opener_density",
        _pronoun_openers,
        over="sentences",
        summary="Sentences that open with a pronoun.",
        reference=OPENERS,
    ),
    density(
        "past_time_density",
        listed("syntax_time_reference", "past"),
        summary='Times gone by: "last year", "ago", "in the past".',
        reference=QUIRK,
    ),
    density(
        "future_time_density",
        listed("syntax_time_reference", "future"),
        summary='Times to come: "tomorrow", "next year", "soon".',
        reference=QUIRK,
    ),
    density(
        "year_density",
        marked("year", _years),
        summary='Years in figures: "in 1998", "the 1960s".',
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "past_tense_density",
        marked("past tense", grammar.past),
        summary="Verbs in the past tense.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "present_tense_density",
        marked("present tense", grammar.present),
        summary="Verbs in the present tense.",
        reference=BIBER,
    ),
    density(
        "place_adverbial_density",
        marked("place adverbial", biber.place_adverbials),
        summary='Place adverbials: "abroad", "nearby", "upstairs".',
        caveat='Places in a figure of speech ("a step away from reason") count too.',
        reference=BIBER,
        revision=2,
    ),
    density(
        "time_adverbial_density",
        marked("time adverbial", biber.time_adverbials),
        summary='Time adverbials: "again", "later", "soon".',
        reference=BIBER,
    ),
    density(
        "first_person_density",
        marked("first person", biber.first_person),
        summary="Pronouns of the first person, singular and plural.",
        reference=BIBER,
    ),
    density(
        "second_person_density",
        marked("second person", biber.second_person),
        summary="Pronouns of the second person.",
        reference=BIBER,
    ),
    density(
        "indefinite_pronoun_density",
        marked("indefinite", biber.indefinite_pronouns),
        summary='Indefinite pronouns: "everyone", "nothing".',
        reference=BIBER,
    ),
    density(
        "pro_verb_do_density",
        marked("pro-verb do", biber.pro_verb_do),
        summary='"Do" as the main verb.',
        reference=BIBER,
    ),
    density(
        "agentless_passive_density",
        marked("agentless passive", biber.agentless_passives),
        summary='Passives that name no agent by "by".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "by_passive_density",
        marked("by-passive", grammar.by_passives),
        summary='Passives with their agent: "was built by monks".',
        reference=BIBER,
    ),
    density(
        "that_verb_complement_density",
        marked("that complement", grammar.that_complements),
        summary='"That" behind a verb: "they said that it rained".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "present_participial_clause_density",
        marked("participial clause", grammar.participial_clauses),
        summary='Clauses that a participle opens: "Stuffing his mouth with bread, he ran".',
        caveat='A subject behind a dash ("the plan, selling boats, failed") looks the same and '
        "counts.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "wh_subject_relative_density",
        marked("subject relative", grammar.subject_relatives),
        summary='"Who" and "which" as subjects of relative clauses.',
        reference=BIBER,
        revision=2,
    ),
    density(
        "wh_object_relative_density",
        marked("object relative", grammar.object_relatives),
        summary='"Who", "whom" and "which" as objects in relative clauses.',
        reference=BIBER,
        revision=2,
    ),
    density(
        "causative_density",
        marked("causative", grammar.causatives),
        summary='Clauses with "because".',
        reference=BIBER,
    ),
    density(
        "other_subordinator_density",
        listed("syntax_biber", "subordinator"),
        summary="Other adverbial subordinators: since, while, whereas, so that, as long as.",
        reference=BIBER,
    ),
    density(
        "attributive_adjective_density",
        marked("attributive", grammar.attributive),
        summary="Adjectives that are not predicative.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "conjunct_density",
        listed("syntax_biber", "conjunct"),
        summary='Conjuncts: "however", "therefore", "for example".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "downtoner_density",
        marked("downtoner", biber.downtoners),
        summary='Downtoners: "barely", "nearly", "somewhat".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "amplifier_density",
        marked("amplifier", biber.amplifiers),
        summary='Amplifiers: "absolutely", "entirely", "very".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "emphatic_density",
        listed("syntax_biber", "emphatic"),
        summary='Emphatics: "a lot", "such a", "just", "really", "most", "do" before a verb.',
        caveat='"More" before an adjective may say how many ("more wooden boats"), and "just" '
        "how lately: the tags do not tell.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "discourse_particle_density",
        marked("discourse particle", biber.discourse_particles),
        summary='"Well" and "anyway" at the start of a sentence.',
        reference=BIBER,
        revision=2,
    ),
    density(
        "demonstrative_density",
        marked("demonstrative", grammar.demonstratives),
        summary='"This", "that", "these", "those" before a noun.',
        reference=BIBER,
    ),
    density(
        "necessity_modal_density",
        marked("necessity", grammar.necessity),
        summary="Modals of necessity: must, should, ought.",
        reference=BIBER,
    ),
    density(
        "public_verb_density",
        marked("public verb", biber.public_verbs),
        summary='Verbs of saying: "admit", "claim", "say".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "private_verb_density",
        marked("private verb", biber.private_verbs),
        summary='Verbs of the mind: "believe", "feel", "know".',
        caveat='Part of speech does not tell the sense: "find", "show", "accept", "establish" '
        "and their like count only with a clause.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "suasive_verb_density",
        marked("suasive verb", biber.suasive_verbs),
        summary='Verbs that mean to bring about change: "demand", "propose", "urge".',
        caveat='Part of speech does not tell the sense: "vote", "move", "ask", "suggest", '
        '"insist", "rule" and their like count only with an infinitive or a clause of '
        "what should be.",
        reference=BIBER,
        revision=2,
    ),
    density(
        "that_deletion_density",
        marked("that deletion", biber.that_deletions),
        summary='Clauses whose "that" is left out: "I think he went".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "stranded_preposition_density",
        marked("stranded preposition", biber.stranded_prepositions),
        summary='Prepositions at the end of a clause: "the man I spoke to".',
        reference=BIBER,
        revision=2,
    ),
    density(
        "split_auxiliary_density",
        marked("split auxiliary", biber.split_auxiliaries),
        summary='Auxiliaries that an adverb splits from their verb: "was quickly sold".',
        reference=BIBER,
    ),
    density(
        "phrasal_coordination_density",
        marked("phrasal coordination", biber.phrasal_coordinations),
        summary='"And" between two words of one kind.',
        reference=BIBER,
    ),
    density(
        "clause_coordination_density",
        marked("clause coordination", biber.clause_coordinations),
        summary='"And" that opens a clause.',
        reference=BIBER,
    ),
    density(
        "synthetic_negation_density",
        marked("synthetic negation", biber.synthetic_negations),
        summary='"No" before a noun, "neither", "nor".',
        reference=BIBER,
    ),
    density(
        "analytic_negation_density",
        marked("analytic negation", biber.analytic_negations),
        summary='"Not" and "n\'t".',
        reference=BIBER,
    ),
    _dimension(
        "involved_production",
        biber.INVOLVED,
        "Biber's dimension 1: involved (high) or informational production (low).",
        "Omitted: direct wh-questions, sentence relatives, hedges and wh-clauses (rare in Biber's "
        "corpus). Private verbs and emphatics are counted more narrowly than by Biber, which "
        "lowers the score a little.",
    ),
    _dimension(
        "narrative_concern",
        biber.NARRATIVE,
        "Biber's dimension 2: narrative (high) or other concerns (low).",
        "",
    ),
    _dimension(
        "explicit_reference",
        biber.EXPLICIT,
        "Biber's dimension 3: reference by explicit words (high) or to the situation (low).",
        "Omitted: pied-piping relative clauses (rare in Biber's corpus).",
    ),
    _dimension(
        "overt_persuasion",
        biber.PERSUASION,
        "Biber's dimension 4: overt expression of persuasion.",
        "Suasive verbs are counted more narrowly than by Biber, which lowers the score a little.",
    ),
    _dimension(
        "abstract_information",
        biber.ABSTRACT,
        "Biber's dimension 5: abstract, technical information.",
        "Omitted: past participial clauses, behind a noun or not, which need a parse, and passives "
        "with by (rare in Biber's corpus).",
    ),
    _dimension(
        "online_elaboration",
        biber.ELABORATION,
        "Biber's dimension 6: information elaborated as it is produced.",
        "Omitted: that as object of a relative clause or behind an adjective (rare in Biber's "
        "corpus).",
    ),
)
