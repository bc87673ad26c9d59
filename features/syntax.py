"""Syntax: tense, voice, parts of speech and the links between clauses.

The features that part of speech and word form can tell, under the names of Biber (1988), with
sentence length and its spread, and the marks of the dated and named facts of a report.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from stylo import lexicon
from stylo.document import Document, cached
from stylo.feature import (
    Bools,
    Evidence,
    Feature,
    Floats,
    density,
    index,
    length_sentences,
    ratio,
    sentence_sums,
    token_mask,
    word_starts,
)
from stylo.finders import forms, listed, marked, parts_of_speech
from stylo.tokens import evidence, formed, lemmatised, shifted, tagged

BIBER = "Biber, D. (1988). Variation across Speech and Writing. Cambridge University Press."
QUIRK = "Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. Longman."


# -- verb forms --------------------------------------------------------------------------------


@cache
def _irregular(*labels: str) -> frozenset[str]:
    entries = lexicon.load("syntax_irregular_verbs").entries
    return frozenset(e.pattern for e in entries if e.label in labels)


@cached
def _ed(doc: Document) -> Bools:
    """Verbs in -ed that are no base form."""
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "VERB")).tolist():
        mask[row] = norm[row].endswith("ed") and norm[row] != lemma[row]
    return mask


def _participle(doc: Document) -> Bools:
    return _ed(doc) | (tagged(doc, "VERB") & formed(doc, _irregular("both", "participle")))


def _after(doc: Document, heads: Bools) -> Bools:
    """Tokens with one of these heads before them, at most three adverbs, particles or names off."""
    between = tagged(doc, "ADV", "PART", "PRON") & ~heads
    reach = shifted(heads, 1)
    carried = reach
    for _ in range(2):
        carried = shifted(carried & between, 1)
        reach = reach | carried
    return reach


@cached
def _passive_rows(doc: Document) -> Bools:
    be = lemmatised(doc, ("be", "get")) & tagged(doc, "AUX", "VERB")
    return _participle(doc) & _after(doc, be)


@cached
def _perfect_rows(doc: Document) -> Bools:
    have = lemmatised(doc, ("have",)) & tagged(doc, "AUX")
    been = formed(doc, ("been",)) & tagged(doc, "AUX")
    return (_participle(doc) | been) & _after(doc, have)


@cached
def _past(doc: Document) -> Bools:
    """Verbs and auxiliaries in the past tense."""
    auxiliary = tagged(doc, "AUX") & formed(doc, ("was", "were", "had", "did"))
    verbs = _ed(doc) | (tagged(doc, "VERB") & formed(doc, _irregular("both", "past")))
    base = tagged(doc, "VERB") & shifted(formed(doc, ("to",)) | _modal(doc), 1)
    return auxiliary | (verbs & ~_passive_rows(doc) & ~_perfect_rows(doc) & ~base)


@cached
def _present(doc: Document) -> Bools:
    """Verbs and auxiliaries in the present tense."""
    auxiliary = (
        tagged(doc, "AUX")
        & formed(
            doc,
            ("is", "are", "am", "'s", "'re", "'m", "has", "have", "'ve", "does", "do"),
        )
        & ~_after(doc, _modal(doc) | formed(doc, ("to",)))
    )
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    third = np.zeros(len(norm), dtype=np.bool_)
    bare = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "VERB")).tolist():
        if norm[row] == lemma[row]:
            bare[row] = True
        elif norm[row].endswith("s"):
            third[row] = True
    plural = formed(doc, ("i", "we", "you", "they", "who", "people", "those", "these"))
    nouns = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "NOUN")).tolist():
        nouns[row] = norm[row] != lemma[row] and norm[row].endswith("s")
    adverb = tagged(doc, "ADV") & shifted(plural | nouns, 1)
    return auxiliary | third | (bare & shifted(plural | nouns | adverb, 1))


@cached
def _modal(doc: Document) -> Bools:
    return tagged(doc, "AUX") & formed(doc, _MODALS)


_POSSIBILITY = ("can", "ca", "could", "may", "might")
_PREDICTION = ("will", "wo", "would", "shall", "'ll", "'d", "sha")
_MODALS = frozenset((*_POSSIBILITY, *_PREDICTION, "must", "should", "ought"))


def _possibility(doc: Document) -> Bools:
    """Modals of possibility; "a can" and "the might" are nouns, whatever their tag."""
    modal = tagged(doc, "AUX") & formed(doc, _POSSIBILITY)
    return modal & ~shifted(formed(doc, ("a", "an", "the")), 1)


def _prediction(doc: Document) -> Bools:
    modal = tagged(doc, "AUX") & formed(doc, _PREDICTION)
    return modal & ~shifted(formed(doc, ("a", "an", "the")), 1)


def _tense(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope)
    past = sentence_sums(doc, _past(doc) & own)
    return np.column_stack([past, past + sentence_sums(doc, _present(doc) & own)])


def _tense_evidence(doc: Document, scope: str) -> list[Evidence]:
    return evidence(doc, np.flatnonzero(_past(doc) & token_mask(doc, scope)), "past tense")


def _be_main(doc: Document) -> Bools:
    """Forms of *be* that are followed by no verb: the copula."""
    be = lemmatised(doc, ("be",)) & tagged(doc, "AUX")
    verb = tagged(doc, "VERB", "AUX")
    adverb = tagged(doc, "ADV", "PART")
    helps = shifted(verb, -1) | (shifted(adverb, -1) & shifted(verb, -2))
    return be & ~helps


def _predicative(doc: Document) -> Bools:
    """Adjectives after *be*, with no noun behind: "the plan is reckless"."""
    be = lemmatised(doc, ("be", "seem", "look", "sound", "become", "feel"))
    adjective = tagged(doc, "ADJ") & _after(doc, be)
    return adjective & ~shifted(tagged(doc, "NOUN", "PROPN"), -1)


# -- nouns and names ---------------------------------------------------------------------------

_NOMINAL = ("tion", "tions", "sion", "sions", "ment", "ments", "ness", "nesses", "ity", "ities")


def _nominalisations(doc: Document) -> Bools:
    norm = doc.tokens["norm"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "NOUN")).tolist():
        mask[row] = len(norm[row]) > 5 and norm[row].endswith(_NOMINAL)
    return mask


@cached
def _names(doc: Document) -> Bools:
    """The first token of each run of proper nouns."""
    name = tagged(doc, "PROPN")
    return name & ~shifted(name, 1)


def _figures(doc: Document) -> Bools:
    """The first token of each number, in figures or in words: "$391 million" is one."""
    norm = doc.tokens["norm"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row, form in enumerate(norm):
        mask[row] = form[0].isdigit() or (len(form) > 1 and form[1].isdigit() and form[0] in "$.")
    words = formed(
        doc,
        "two three four five six seven eight nine ten eleven twelve dozen hundred thousand million "
        "billion trillion".split(),
    )
    number = mask | words
    return number & ~shifted(number, 1)


_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan. feb. aug. sept. oct. nov. "
    "dec.".split()
)


def _appositions(doc: Document) -> list[Evidence]:
    """A name, a comma, and who that is: "Ada Moss, a baker", "Ada Moss, 41", "…, who …"."""
    name, comma = tagged(doc, "PROPN") & ~formed(doc, _DAYS_AND_MONTHS), formed(doc, (",",))
    age = tagged(doc, "NUM") & ~formed(doc, ("one",))
    what = formed(doc, ("a", "an", "the", "who", "whose", "which", "where")) | age
    rows = np.flatnonzero(name & shifted(comma, -1) & shifted(what, -2))
    return evidence(doc, rows, "apposition", rows + 2)


# -- clauses -----------------------------------------------------------------------------------


def _infinitives(doc: Document) -> Bools:
    return formed(doc, ("to",)) & tagged(doc, "PART") & shifted(tagged(doc, "VERB", "AUX"), -1)


def _that_clauses(doc: Document) -> Bools:
    return formed(doc, ("that",)) & tagged(doc, "SCONJ")


def _relatives(doc: Document) -> Bools:
    wh = formed(doc, ("who", "whom", "whose", "which", "that")) & tagged(doc, "PRON")
    return (
        wh
        & shifted(tagged(doc, "NOUN", "PROPN", "PUNCT", "ADP", "PRON"), 1)
        & ~(formed(doc, ("that",)) & ~shifted(tagged(doc, "NOUN", "PROPN", "PRON"), 1))
    )


def _demonstratives(doc: Document) -> Bools:
    return formed(doc, ("this", "that", "these", "those")) & tagged(doc, "PRON") & ~_relatives(doc)


def _existential(doc: Document) -> Bools:
    be = lemmatised(doc, ("be",)) | _modal(doc)
    return formed(doc, ("there",)) & (shifted(be, -1))


def _wh_clauses(doc: Document) -> Bools:
    wh = formed(doc, ("what", "how", "why", "whether", "whatever", "when", "where", "who"))
    return wh & shifted(tagged(doc, "VERB", "ADP", "ADJ", "AUX"), 1)


# -- sentence length ---------------------------------------------------------------------------


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
        evidence=_tense_evidence,
    ),
    density(
        "perfect_density",
        marked("perfect", _perfect_rows),
        summary='Perfect aspect: "has grown", "had been".',
        reference=BIBER,
    ),
    density(
        "passive_density",
        marked("passive", _passive_rows),
        summary='Passives: "was built", "are often told".',
        reference=BIBER,
    ),
    density(
        "possibility_modal_density",
        marked("possibility", _possibility),
        summary="Modals of possibility: can, could, may, might.",
        reference=BIBER,
    ),
    density(
        "prediction_modal_density",
        marked("prediction", _prediction),
        summary="Modals of prediction: will, would, shall.",
        reference=BIBER,
    ),
    density(
        "be_main_verb_density",
        marked("copula", _be_main),
        summary='"Be" as main verb: what things are said to be.',
        reference=BIBER,
    ),
    density(
        "predicative_adjective_density",
        marked("predicative", _predicative),
        summary='Adjectives after "be" and its kin: "the plan is reckless".',
        reference=BIBER,
    ),
    density(
        "nominalisation_density",
        marked("nominalisation", _nominalisations),
        summary="Nouns in -tion, -ment, -ness, -ity.",
        reference=BIBER,
    ),
    density(
        "proper_name_density",
        marked("name", _names),
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
        reference="Bell, A. (1991). The Language of News Media. Blackwell.",
    ),
    density(
        "number_density",
        marked("figure", _figures),
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
    ),
    density(
        "noun_density",
        parts_of_speech("noun", "NOUN"),
        summary="Common nouns.",
        reference=BIBER,
    ),
    density(
        "verb_density",
        parts_of_speech("verb", "VERB"),
        summary="Main verbs.",
        reference=BIBER,
    ),
    density(
        "adjective_density",
        parts_of_speech("adjective", "ADJ"),
        summary="Adjectives.",
        reference=BIBER,
    ),
    density(
        "adverb_density",
        parts_of_speech("adverb", "ADV"),
        summary="Adverbs.",
        reference=BIBER,
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
        marked("demonstrative", _demonstratives),
        summary='"This", "that", "these", "those" standing alone.',
        reference=BIBER,
    ),
    density(
        "existential_there_density",
        marked("existential", _existential),
        summary='"There is", "there are".',
        reference=BIBER,
    ),
    density(
        "relative_clause_density",
        marked("relative", _relatives),
        summary="Relative clauses with who, which, that.",
        reference=BIBER,
    ),
    density(
        "that_clause_density",
        marked("that-clause", _that_clauses),
        summary='Clauses with the conjunction "that".',
        reference=BIBER,
    ),
    density(
        "wh_clause_density",
        marked("wh-clause", _wh_clauses),
        summary='Clauses with what, how, why: "we know what it costs".',
        reference=BIBER,
    ),
    density(
        "conditional_density",
        forms("conditional", "if", "unless"),
        summary="Conditional clauses: if, unless.",
        reference=BIBER,
    ),
    density(
        "concessive_clause_density",
        forms("concessive", "although", "though", "while", "whereas", "despite"),
        summary="Concessive clauses: although, though, while.",
        reference=BIBER,
    ),
    density(
        "infinitive_density",
        marked("infinitive", _infinitives),
        summary="Infinitives with to.",
        reference=BIBER,
    ),
    density(
        "coordination_density",
        parts_of_speech("coordination", "CCONJ"),
        summary="Coordinating conjunctions.",
        reference=BIBER,
    ),
)
