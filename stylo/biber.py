"""Biber's dimensions of variation, from those of his features that part of speech can tell.

Biber (1988) counted 67 features in 481 texts of speech and writing and found, by factor analysis,
six dimensions along which they vary together. A text's score on a dimension is the sum of its
features, each as the number of standard deviations from the mean of Biber's corpus.

As in Nini's Multidimensional Analysis Tagger (2019), a feature enters a dimension only if its mean
is at least 1 in 1,000 words. Left out as well, since neither tag nor form tells them, are past
participial clauses behind a noun ("the solution produced by this process"). Word lists are Biber's
own, which follow Quirk et al. (1985); those of verbs stand in `stylo.grammar`. Biber counts a word
of a list in every sense; here some senses are left out (`private_verbs`, `suasive_verbs`,
`place_adverbials`, emphatic *just*), so that a text has somewhat fewer of them than in his corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from stylo import grammar
from stylo.document import Document, cached
from stylo.feature import Bools, Floats, sentence_sums, token_at, token_mask, word_starts
from stylo.finders import listed
from stylo.tokens import formed, lemmatised, shifted, tagged
from stylo.words import letter_counts, words

Mask = Callable[[Document], Bools]

#: Words of which the type-token ratio is taken.
TYPES_OF = 400

#: Less Biber's *ahead*, *around* and *far*, which in news are mostly of time, number and degree.
PLACE = (
    "aboard above abroad across alongside ashore astern away behind below beneath "
    "beside downhill downstairs downstream east hereabouts indoors inland inshore inside "
    "locally near nearby north nowhere outdoors outside overboard overland overseas south "
    "underfoot underground underneath uphill upstairs upstream west"
).split()
TIME = (
    "afterwards again earlier early eventually formerly immediately initially instantly late "
    "lately later momentarily now nowadays once originally presently previously recently shortly "
    "simultaneously soon subsequently today tomorrow tonight yesterday"
).split()
FIRST = "i me we us my our myself ourselves mine ours".split()
SECOND = "you your yours yourself yourselves ya".split()
THIRD = "he she they him her them his their himself herself themselves hers theirs".split()
INDEFINITE = (
    "anybody anyone anything everybody everyone everything nobody none nothing somebody someone "
    "something"
).split()
DOWNTONERS = (
    "almost barely hardly merely mildly nearly only partially partly practically scarcely slightly "
    "somewhat"
).split()
AMPLIFIERS = (
    "absolutely altogether completely enormously entirely extremely fully greatly highly intensely "
    "perfectly strongly thoroughly totally utterly very"
).split()
_WH = "what who whose which when where why how whether if because although though unless".split()
_STRANDED = "about against at for from into like of to upon with without".split()


def _adverbs_of(forms: list[str]) -> Mask:
    def mask(doc: Document) -> Bools:
        return formed(doc, forms) & tagged(doc, "ADV", "NOUN")

    return mask


def _pronouns(forms: list[str]) -> Mask:
    def mask(doc: Document) -> Bools:
        return formed(doc, forms)

    return mask


time_adverbials = _adverbs_of(TIME)
second_person, third_person = _pronouns(SECOND), _pronouns(THIRD)
indefinite_pronouns = _pronouns(INDEFINITE)


#: With these verbs *away* tells no place: "fade away", "trade away", "explain away".
_ASPECT = (
    "back chip die do eat explain fade get give go melt pass run shy slip take throw trade wash "
    "waste wear while wither"
).split()
_LENGTHS = (
    "block blocks feet foot inch inches kilometer kilometers kilometre kilometres meter meters "
    "metre metres mile miles pace paces step steps yard yards"
).split()
_TIMES = "days decades hours minutes months seconds weeks years".split()


def _away(doc: Document) -> Bools:
    """*Away* of place: not of time or degree ("a month away", "one vote away"), nor of aspect."""
    away = formed(doc, ("away",))
    counted = tagged(doc, "NUM") | formed(doc, ("a", "an", "one", "few", "several", "many"))
    noun = tagged(doc, "NOUN") & ~formed(doc, _LENGTHS)
    degree = shifted(noun, 1) & shifted(counted | tagged(doc, "ADJ"), 2)
    aspect = shifted(lemmatised(doc, _ASPECT) & tagged(doc, "VERB"), 1)
    return away & ~degree & ~aspect & ~shifted(formed(doc, _TIMES), 1)


def place_adverbials(doc: Document) -> Bools:
    """Adverbs of place.

    Before a noun phrase such a word is a preposition ("below a million"), behind *the* a noun ("to
    the east"); *near* before an adjective is one of degree ("near-daily", "near unanimous").
    """
    place = _adverbs_of(PLACE)(doc) & (~formed(doc, ("away",)) | _away(doc))
    governs = tagged(doc, "NUM", "DET", "NOUN", "PROPN") | formed(doc, ("$", "£", "€"))
    either = formed(
        doc,
        "above across alongside below beneath beside behind inside near outside underneath".split(),
    )
    noun = tagged(doc, "NOUN") & shifted(tagged(doc, "DET", "ADJ"), 1)
    near = formed(doc, ("near",)) & shifted(tagged(doc, "ADJ", "ADV"), -1)
    # "Sailed north", "a mile north", "north of it"; not "the north, south and east".
    compass = formed(doc, ("north", "south", "east", "west"))
    told = shifted(tagged(doc, "VERB", "AUX") | formed(doc, (*_LENGTHS, "further", "farther")), 1)
    compass &= ~told & ~shifted(formed(doc, ("of",)), -1)
    noun |= compass | (formed(doc, ("overseas",)) & shifted(tagged(doc, "NOUN"), -1))
    hyphened = formed(doc, ("-",))
    compound = shifted(hyphened, 1) | (shifted(hyphened, -1) & (doc.tokens["word"] >= 0))
    out: Bools = place & ~(either & shifted(governs, -1)) & ~noun & ~near & ~compound
    return out


def amplifiers(doc: Document) -> Bools:
    """Amplifiers; *very* before a noun or *one* is an adjective ("this very town")."""
    return _adverbs_of(AMPLIFIERS)(doc) & ~_adjectival_very(doc)


def _adjectival_very(doc: Document) -> Bools:
    opens = tagged(doc, "DET") | formed(doc, ("my", "your", "his", "her", "its", "our", "their"))
    noun = tagged(doc, "NOUN", "PROPN") | formed(doc, ("one", "ones"))
    return formed(doc, ("very",)) & shifted(opens, 1) & shifted(noun, -1)


def downtoners(doc: Document) -> Bools:
    """Downtoners.

    *Only* is none in *not only*, before an infinitive ("only to lose it again"), and as an
    adjective ("the only boat", "only problem is").
    """
    only = formed(doc, ("only",))
    denied = shifted(formed(doc, ("not", "n't")), 1)
    ensues = shifted(formed(doc, ("to",)), -1) & shifted(tagged(doc, "VERB", "AUX"), -2)
    singular = tagged(doc, "NOUN") & ~grammar.plural_nouns(doc)
    opens = tagged(doc, "DET") | formed(doc, ("my", "your", "his", "her", "its", "our", "their"))
    adjective = shifted(opens, 1) & shifted(tagged(doc, "NOUN", "ADJ"), -1)
    adjective |= grammar.first_words(doc) & shifted(singular, -1)
    return _adverbs_of(DOWNTONERS)(doc) & ~(only & (denied | ensues | adjective))


# -- verbs of saying, of the mind, of urging -----------------------------------------------------

_OBJECT = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "CCONJ")


def _verbs(doc: Document, lemmas: list[str]) -> Bools:
    """Main verbs with one of these lemmas; participles that are adjectives are none."""
    return lemmatised(doc, lemmas) & grammar.main_verbs(doc)


def public_verbs(doc: Document) -> Bools:
    """Verbs of saying."""
    return _verbs(doc, grammar.PUBLIC)


@cached
def _claused(doc: Document) -> Bools:
    """Verbs with a clause for an object: behind *that*, a wh-word or *if*, or with no *that*."""
    that = formed(doc, ("that",)) & tagged(doc, "SCONJ")
    wh = formed(doc, "what how why when where who whether if".split())
    opens = that | wh
    between = shifted(tagged(doc, "PRON", "ADV", "PROPN"), -1)
    passive = grammar.passives(doc) & shifted(formed(doc, ("to",)), -1)
    return (
        shifted(opens, -1) | (between & shifted(opens, -2)) | _clauses_without_that(doc) | passive
    )


#: Verbs of Biber's list that are verbs of the mind only with a clause: "they found that", not
#: "they found time"; "to establish whether", not "to establish a school".
_NEED_CLAUSE = (
    "accept assume calculate check demonstrate ensure establish find gather hold prove reveal show"
).split()
#: Whom one sees in order to be helped.
_SEEN = (
    "attorney counselor counsellor dentist doctor lawyer nurse physician specialist therapist"
).split()


def private_verbs(doc: Document) -> Bools:
    """Verbs of the mind.

    Those that are such with a clause only need one, or an object that is judged ("find it hard");
    "see a doctor" and "recognise" a state are none.
    """
    object_ = tagged(doc, "PRON") & ~formed(doc, grammar.SUBJECTS[:5])
    judged = shifted(object_, -1) & shifted(tagged(doc, "ADJ", "ADV"), -2)
    out = formed(doc, ("out",))
    found = lemmatised(doc, ("find",)) & (judged | shifted(out, -1) | shifted(out, -2))
    need = lemmatised(doc, _NEED_CLAUSE) & ~_claused(doc) & ~found
    helper = formed(doc, _SEEN) & tagged(doc, "NOUN")
    visits = lemmatised(doc, ("see",)) & (shifted(helper, -1) | shifted(helper, -2))
    state = lemmatised(doc, ("recognize", "recognise")) & shifted(tagged(doc, "PROPN"), -1)
    return _verbs(doc, grammar.PRIVATE) & ~need & ~visits & ~state


#: Verbs of Biber's list that are suasive only with an infinitive or a clause of what should be.
_WITH_INFINITIVE = "agree arrange ask beg command concede pray resolve vote".split()
_WITH_CLAUSE = [*_WITH_INFINITIVE, *"determine grant insist move pronounce rule suggest".split()]
_SHOULD = ("should", "must", "ought", "be", "need")


def _mandates(doc: Document, verbs: Bools) -> Bools:
    """Which of these verbs have a clause of what should be: "insist that he pay".

    The first verb of the clause, within a dozen words, is *should* or *must*, or a base form
    behind a noun or pronoun in the singular.
    """
    mask = np.zeros_like(verbs)
    that, subject = formed(doc, ("that",)), formed(doc, grammar.SUBJECTS)
    verb = tagged(doc, "VERB", "AUX") & ~grammar.attributive_participles(doc)
    verb &= ~shifted(formed(doc, ("to",)), 1)
    should = formed(doc, _SHOULD)
    several = formed(doc, ("i", "we", "you", "they")) | grammar.plural_nouns(doc)
    base = grammar.bare(doc) & ~several[np.maximum(np.arange(len(several)) - 1, 0)]
    base &= ~grammar.past(doc)
    opens = shifted(that | subject | tagged(doc, "DET", "PROPN", "NOUN"), -1)
    last = doc.sentences["last"][doc.tokens["sentence"]]
    for row in np.flatnonzero(verbs & opens).tolist():
        ahead = np.flatnonzero(verb[row + 1 : min(row + 13, int(last[row]))])
        if len(ahead):
            first = row + 1 + int(ahead[0])
            mask[row] = should[first] or (base[first] and first > row + 2)
    return mask


def suasive_verbs(doc: Document) -> Bools:
    """Verbs that mean to bring about change.

    Those with another sense too (*vote* for, *move* house, *ask* why, *suggest* guilt, *rule* a
    country) need an infinitive or a clause of what should be, or a preposition that tells.
    """
    verbs = _verbs(doc, grammar.SUASIVE)
    to = formed(doc, ("to",)) & tagged(doc, "PART") & shifted(tagged(doc, "VERB", "AUX"), -1)
    urged = lemmatised(doc, _WITH_INFINITIVE) & grammar.precede(doc, to, *_OBJECT, steps=9)
    sought = lemmatised(doc, ("arrange", "ask", "beg", "pray")) & shifted(formed(doc, ("for",)), -1)
    sought |= lemmatised(doc, ("insist",)) & shifted(formed(doc, ("on", "upon")), -1)
    gerund = grammar.ending(doc, tagged(doc, "VERB"), "ing", longer=4)
    sought |= lemmatised(doc, ("suggest",)) & shifted(gerund, -1)
    against = shifted(formed(doc, ("against", "that")), -1) | (
        shifted(formed(doc, ("in",)), -1) & shifted(formed(doc, ("favor", "favour")), -2)
    )
    ruled = lemmatised(doc, ("rule",)) & (against | _clauses_without_that(doc))
    narrow = verbs & lemmatised(doc, _WITH_CLAUSE)
    return (verbs & ~narrow) | (narrow & (urged | sought | ruled | _mandates(doc, narrow)))


def first_person(doc: Document) -> Bools:
    """Pronouns of the first person; "US" in capitals is the country."""
    mask = formed(doc, FIRST)
    text = doc.tokens["text"]
    for row in np.flatnonzero(formed(doc, ("us",))).tolist():
        mask[row] = text[row] != "US"
    return mask


def pro_verb_do(doc: Document) -> Bools:
    """*Do* as the main verb."""
    return lemmatised(doc, ("do",)) & tagged(doc, "VERB")


def agentless_passives(doc: Document) -> Bools:
    """Passives without *by* directly behind them."""
    return grammar.passives(doc) & ~grammar.by_passives(doc)


def other_nouns(doc: Document) -> Bools:
    """Nouns and names that are no nominalisation."""
    return tagged(doc, "NOUN", "PROPN") & ~grammar.nominalisations(doc)


def adverbs(doc: Document) -> Bools:
    """Adverbs that no other feature counts."""
    others = formed(doc, [*PLACE, *TIME, *AMPLIFIERS, *DOWNTONERS, *_WH])
    return tagged(doc, "ADV") & ~others


@cached
def _marks(doc: Document) -> Mapping[str, Bools]:
    """Features that the word list ``syntax_biber`` names, at the first token of each match."""
    found: dict[str, Bools] = {}
    matches = listed("syntax_biber")(doc)
    rows = token_at(doc, [e.span.start for e in matches])
    for e, row in zip(matches, rows.tolist(), strict=True):
        mask = found.setdefault(e.label, np.zeros(len(doc.tokens), dtype=np.bool_))
        mask[row] = True
    return found


def _marked(label: str) -> Mask:
    def mask(doc: Document) -> Bools:
        return _marks(doc).get(label, np.zeros(len(doc.tokens), dtype=np.bool_))

    return mask


conjuncts, emphatics = _marked("conjunct"), _marked("emphatic")
other_subordinators = _marked("subordinator")


def discourse_particles(doc: Document) -> Bools:
    """*Well* and *anyway* at the start of a sentence; *now* there mostly tells the time.

    *Well* before a hyphen, an adjective, an adverb or a preposition is an adverb of degree ("well
    before dawn").
    """
    particle = formed(doc, ("well", "anyway", "anyhow", "anyways"))
    degree = formed(doc, ("-",)) | tagged(doc, "ADJ", "ADP", "ADV")
    degree = formed(doc, ("well",)) & shifted(degree, -1)
    return particle & grammar.first_words(doc) & ~degree


def contractions(doc: Document) -> Bools:
    """Contracted verbs and *n't*."""
    short = formed(doc, ("'s", "'re", "'m", "'ve", "'ll", "'d")) & tagged(doc, "AUX", "VERB")
    return short | formed(doc, ("n't",))


@cached
def _clauses_without_that(doc: Document) -> Bools:
    """Verbs of saying, thinking and urging with a clause behind them and no *that*."""
    verb = _verbs(doc, [*grammar.PUBLIC, *grammar.PRIVATE, *grammar.SUASIVE])
    tensed = tagged(doc, "AUX", "VERB") & ~grammar.ending(doc, tagged(doc, "VERB"), "ing")
    subject = formed(doc, grammar.SUBJECTS)
    noun = tagged(doc, "NOUN", "PROPN")
    before_noun = tagged(doc, "DET", "ADJ", "NUM") | formed(
        doc, ("my", "your", "his", "her", "its", "our", "their")
    )
    # I think he went; I think Ada went; I think the (old) boat went.
    pronoun = shifted(subject, -1) & shifted(tensed, -2)
    name = shifted(noun, -1) & shifted(grammar.finite(doc), -2)
    phrase = shifted(before_noun, -1) & (
        (shifted(noun, -2) & shifted(grammar.finite(doc), -3))
        | (shifted(tagged(doc, "ADJ"), -2) & shifted(noun, -3) & shifted(grammar.finite(doc), -4))
    )
    return verb & (pronoun | name | phrase)


def that_deletions(doc: Document) -> Bools:
    """Verbs with a clause behind them and no *that*: "I think he went".

    A verb in -ing that opens a sentence is mostly its subject ("Demanding answers is right"), and
    "think tanks" do not think.
    """
    gerund = grammar.ending(doc, tagged(doc, "VERB"), "ing", longer=4) & grammar.first_words(doc)
    tank = formed(doc, ("think",)) & shifted(formed(doc, ("tank", "tanks")), -1)
    return _clauses_without_that(doc) & ~gerund & ~tank


def stranded_prepositions(doc: Document) -> Bools:
    """Prepositions before a mark of punctuation.

    Not where the object is only put off: "suffered in, and added to, the loss", "at odds with, you
    know, it all".
    """
    comma = formed(doc, (",",))
    stop = comma | formed(doc, (".", "?", "!", ";", ":"))
    joins, preposition = tagged(doc, "CCONJ"), tagged(doc, "ADP")
    joined = shifted(joins, 2) & shifted(comma, 3) & shifted(comma, -1)
    joined |= shifted(joins, -2) & shifted(preposition, -4) & shifted(comma, -5)
    aside = shifted(comma, -1) & shifted(formed(doc, ("you", "among")), -2) & shifted(comma, -4)
    found = formed(doc, _STRANDED) & preposition & shifted(stop, -1)
    return found & ~joined & ~aside


def split_auxiliaries(doc: Document) -> Bools:
    """Auxiliaries with an adverb between them and their verb."""
    adverb, verb = tagged(doc, "ADV"), tagged(doc, "VERB", "AUX")
    one = shifted(adverb, -1) & shifted(verb, -2)
    two = shifted(adverb, -1) & shifted(adverb, -2) & shifted(verb, -3)
    return tagged(doc, "AUX") & (one | two)


def phrasal_coordinations(doc: Document) -> Bools:
    """*And* between two nouns, two adjectives, two adverbs or two verbs."""
    both = np.zeros(len(doc.tokens), dtype=np.bool_)
    for tag in ("NOUN", "ADJ", "ADV", "VERB"):
        both |= shifted(tagged(doc, tag), 1) & shifted(tagged(doc, tag), -1)
    return formed(doc, ("and",)) & both


def clause_coordinations(doc: Document) -> Bools:
    """*And* that opens a clause of its own."""
    subject = formed(doc, (*grammar.SUBJECTS, "this", "that", "these", "those", "there"))
    mark = shifted(formed(doc, (",", ";", ":", "--", "—", "–")), 1) & shifted(subject, -1)
    question = shifted(formed(doc, _WH), -1)
    return formed(doc, ("and",)) & (mark | question | grammar.first_words(doc))


def synthetic_negations(doc: Document) -> Bools:
    """*No* before a noun or adjective, *neither*, *nor*."""
    no = formed(doc, ("no",)) & shifted(tagged(doc, "NOUN", "ADJ", "PROPN"), -1)
    return no | formed(doc, ("neither", "nor"))


def analytic_negations(doc: Document) -> Bools:
    """*Not* and *n't*."""
    return formed(doc, ("not", "n't"))


# -- dimensions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trait:
    """One of Biber's features.

    Attributes
    ----------
    mask : callable
        Which tokens count.
    mean, sd : float
        Per 1,000 words in Biber's corpus (1988, p. 77).
    """

    mask: Mask
    mean: float
    sd: float


def _tags(*tags: str) -> Mask:
    return lambda doc: tagged(doc, *tags)


def _words(*forms: str) -> Mask:
    return lambda doc: formed(doc, forms)


TRAITS: Mapping[str, Trait] = {
    "past tense": Trait(grammar.past, 40.1, 30.4),
    "perfect aspect": Trait(grammar.perfects, 8.6, 5.2),
    "present tense": Trait(grammar.present, 77.7, 34.3),
    "place adverbials": Trait(place_adverbials, 3.1, 3.4),
    "time adverbials": Trait(time_adverbials, 5.2, 3.5),
    "first person pronouns": Trait(first_person, 27.2, 26.1),
    "second person pronouns": Trait(second_person, 9.9, 13.8),
    "third person pronouns": Trait(third_person, 29.9, 22.5),
    "pronoun it": Trait(_words("it"), 10.3, 7.1),
    "demonstrative pronouns": Trait(grammar.demonstrative_pronouns, 4.6, 4.8),
    "indefinite pronouns": Trait(indefinite_pronouns, 1.4, 2.0),
    "pro-verb do": Trait(pro_verb_do, 3.0, 3.5),
    "nominalisations": Trait(grammar.nominalisations, 19.9, 14.4),
    "total other nouns": Trait(other_nouns, 180.5, 35.6),
    "agentless passives": Trait(agentless_passives, 9.6, 6.6),
    "be as main verb": Trait(grammar.copulas, 28.3, 9.5),
    "that verb complements": Trait(grammar.that_complements, 3.3, 2.9),
    "infinitives": Trait(grammar.infinitives, 14.9, 5.6),
    "present participial clauses": Trait(grammar.participial_clauses, 1.0, 1.7),
    "wh relatives, subject": Trait(grammar.subject_relatives, 2.1, 2.0),
    "wh relatives, object": Trait(grammar.object_relatives, 1.4, 1.7),
    "causative subordination": Trait(grammar.causatives, 1.1, 1.7),
    "conditional subordination": Trait(_words("if", "unless"), 2.5, 2.2),
    "other subordinators": Trait(other_subordinators, 1.0, 1.1),
    "prepositions": Trait(_tags("ADP"), 110.5, 25.4),
    "attributive adjectives": Trait(grammar.attributive, 60.7, 18.8),
    "adverbs": Trait(adverbs, 65.6, 17.6),
    "conjuncts": Trait(conjuncts, 1.2, 1.6),
    "amplifiers": Trait(amplifiers, 2.7, 2.6),
    "emphatics": Trait(emphatics, 6.3, 4.2),
    "discourse particles": Trait(discourse_particles, 1.2, 2.3),
    "demonstratives": Trait(grammar.demonstratives, 9.9, 4.2),
    "possibility modals": Trait(grammar.possibility, 5.8, 3.5),
    "necessity modals": Trait(grammar.necessity, 2.1, 2.1),
    "prediction modals": Trait(grammar.prediction, 5.6, 4.2),
    "public verbs": Trait(public_verbs, 7.7, 5.4),
    "private verbs": Trait(private_verbs, 18.0, 10.4),
    "suasive verbs": Trait(suasive_verbs, 2.9, 3.1),
    "contractions": Trait(contractions, 13.5, 18.6),
    "that deletion": Trait(that_deletions, 3.1, 4.1),
    "stranded prepositions": Trait(stranded_prepositions, 2.0, 2.7),
    "split auxiliaries": Trait(split_auxiliaries, 5.5, 2.5),
    "phrasal coordination": Trait(phrasal_coordinations, 3.4, 2.7),
    "clause coordination": Trait(clause_coordinations, 4.5, 4.8),
    "synthetic negation": Trait(synthetic_negations, 1.7, 1.6),
    "analytic negation": Trait(analytic_negations, 8.5, 6.1),
}
#: Mean and standard deviation of word length (letters) and of types in 100 of the first 400 words.
WORD_LENGTH, TYPES = (4.5, 0.4), (51.1, 5.2)

INVOLVED: Mapping[str, int] = {
    "private verbs": 1,
    "that deletion": 1,
    "contractions": 1,
    "present tense": 1,
    "second person pronouns": 1,
    "pro-verb do": 1,
    "analytic negation": 1,
    "demonstrative pronouns": 1,
    "emphatics": 1,
    "first person pronouns": 1,
    "pronoun it": 1,
    "be as main verb": 1,
    "causative subordination": 1,
    "discourse particles": 1,
    "indefinite pronouns": 1,
    "amplifiers": 1,
    "possibility modals": 1,
    "clause coordination": 1,
    "stranded prepositions": 1,
    "total other nouns": -1,
    "prepositions": -1,
    "attributive adjectives": -1,
}
NARRATIVE: Mapping[str, int] = {
    "past tense": 1,
    "third person pronouns": 1,
    "perfect aspect": 1,
    "public verbs": 1,
    "synthetic negation": 1,
    "present participial clauses": 1,
}
EXPLICIT: Mapping[str, int] = {
    "wh relatives, object": 1,
    "wh relatives, subject": 1,
    "phrasal coordination": 1,
    "nominalisations": 1,
    "time adverbials": -1,
    "place adverbials": -1,
    "adverbs": -1,
}
PERSUASION: Mapping[str, int] = {
    "infinitives": 1,
    "prediction modals": 1,
    "suasive verbs": 1,
    "conditional subordination": 1,
    "necessity modals": 1,
    "split auxiliaries": 1,
}
ABSTRACT: Mapping[str, int] = {
    "conjuncts": 1,
    "agentless passives": 1,
    "other subordinators": 1,
}
ELABORATION: Mapping[str, int] = {
    "that verb complements": 1,
    "demonstratives": 1,
}


@cached
def _counts(doc: Document) -> Mapping[str, Floats]:
    return {name: trait.mask(doc).astype(np.float64) for name, trait in TRAITS.items()}


def dimension_counts(doc: Document, scope: str, dimension: Mapping[str, int]) -> Floats:
    """Return what `dimension_score` sums: per sentence the signed z-scores × words, and words.

    A score is linear in its features' rates, so that Σ sign × (count × 1000 ÷ words − mean) ÷ sd is
    one total over another.
    """
    own = token_mask(doc, scope)
    length = sentence_sums(doc, word_starts(doc) & own)
    weighted = np.zeros(len(doc.tokens))
    shift = 0.0
    for name, sign in dimension.items():
        trait = TRAITS[name]
        weighted += (sign * 1000 / trait.sd) * _counts(doc)[name]
        shift += sign * trait.mean / trait.sd
    return np.column_stack([sentence_sums(doc, weighted * own) - shift * length, length])


def involved_counts(doc: Document, scope: str) -> Floats:
    """Return `dimension_counts` of dimension 1, with word length and the types in 400 words.

    A text of fewer words has no such ratio of types: it stands at the mean then.
    """
    counts = dimension_counts(doc, scope, INVOLVED)
    table = words(doc)
    own = ~table["quoted"] if scope == "own" else np.ones(len(table), dtype=np.bool_)
    letters = np.bincount(
        table["sentence"], weights=letter_counts(doc) * own, minlength=len(doc.sentences)
    )
    length = counts[:, 1]
    counts[:, 0] -= (letters - WORD_LENGTH[0] * length) / WORD_LENGTH[1]
    rows = np.flatnonzero(own)[:TYPES_OF].tolist()
    if len(rows) == TYPES_OF:
        types = len({table["norm"][row] for row in rows}) * 100 / TYPES_OF
        counts[:, 0] -= (types - TYPES[0]) / TYPES[1] * length
    return counts
