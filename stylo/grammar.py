"""Grammar that part of speech and word form can tell: verb forms, clauses, noun phrases.

Each function takes a document and returns a mask of its tokens. Nothing is parsed: what needs a
tree (which noun a clause belongs to) is told from the words beside it, and missed where they lie.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from stylo import lexicon
from stylo.document import Document, cached
from stylo.feature import Bools, Ints
from stylo.tokens import formed, lemmatised, openers, shifted, tagged

POSSIBILITY = ("can", "ca", "could", "may", "might")
PREDICTION = ("will", "wo", "would", "shall", "'ll", "'d", "sha")
NECESSITY = ("must", "should", "ought")
SUBJECTS = ("i", "we", "he", "she", "they", "it", "you")
#: Verbs of saying, of the mind, and those that mean to bring about change (Quirk et al. 1985,
#: 16.31 to 16.33): a clause may follow them without *that*.
PUBLIC = (
    "acknowledge add admit affirm agree allege announce argue assert bet boast certify claim "
    "comment complain concede confess confide confirm contend convey declare deny disclose exclaim "
    "explain forecast foretell guarantee hint insist maintain mention object predict proclaim "
    "promise pronounce prophesy protest remark repeat reply report retort reveal say state submit "
    "suggest swear testify vow warn write"
).split()
PRIVATE = (
    "accept anticipate ascertain assume believe calculate check conclude conjecture consider "
    "decide deduce deem demonstrate determine discern discover doubt dream ensure establish "
    "estimate expect fancy fear feel find foresee forget gather guess hear hold hope imagine imply "
    "indicate infer judge know learn mean note notice observe perceive presume presuppose pretend "
    "prove realize realise reason recall reckon recognize recognise reflect remember reveal see "
    "sense show signify suppose suspect think understand"
).split()
SUASIVE = (
    "agree allow arrange ask beg command concede decide decree demand desire determine enjoin "
    "ensure entreat grant insist instruct intend move ordain order pledge pray prefer pronounce "
    "propose recommend request require resolve rule stipulate suggest urge vote"
).split()


def ending(doc: Document, rows: Bools, endings: str | tuple[str, ...], longer: int = 0) -> Bools:
    """Return which of these tokens have one of these endings and more letters than `longer`."""
    norm = doc.tokens["norm"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(rows).tolist():
        mask[row] = len(norm[row]) > longer and norm[row].endswith(endings)
    return mask


def _hyphens(doc: Document) -> Bools:
    """Hyphens within a word; one between blanks is a dash."""
    inside: Bools = formed(doc, ("-",)) & (doc.tokens["word"] >= 0)
    return inside


@cached
def first_words(doc: Document) -> Bools:
    """The first word of each sentence."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    mask[openers(doc)] = True
    return mask


def reached(doc: Document, heads: Bools, *between: str, steps: int = 3) -> Bools:
    """Tokens with one of these heads before them, at most so many steps over these tags."""
    bridge = tagged(doc, *between) & ~heads
    reach = carried = shifted(heads, 1)
    for _ in range(steps - 1):
        carried = shifted(carried & bridge, 1)
        reach = reach | carried
    return reach


def precede(doc: Document, heads: Bools, *between: str, steps: int = 3) -> Bools:
    """Tokens with one of these heads behind them, at most so many steps over these tags."""
    bridge = tagged(doc, *between) & ~heads
    reach = carried = shifted(heads, -1)
    for _ in range(steps - 1):
        carried = shifted(carried & bridge, -1)
        reach = reach | carried
    return reach


# -- verb forms --------------------------------------------------------------------------------


@cache
def _irregular(*labels: str) -> frozenset[str]:
    entries = lexicon.load("syntax_irregular_verbs").entries
    return frozenset(e.pattern for e in entries if e.label in labels)


@cached
def ed_forms(doc: Document) -> Bools:
    """Verbs in -ed that are no base form."""
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "VERB")).tolist():
        mask[row] = norm[row].endswith("ed") and norm[row] != lemma[row]
    return mask


@cached
def participles(doc: Document) -> Bools:
    """Verbs whose form may be a past participle."""
    return ed_forms(doc) | (tagged(doc, "VERB") & formed(doc, _irregular("both", "participle")))


def _after(doc: Document, heads: Bools) -> Bools:
    return reached(doc, heads, "ADV", "PART", "PRON")


#: Participles that are adjectives after *be*, unless an agent follows.
_ADJECTIVAL = (
    "accustomed amused ashamed astonished bored committed concerned confused convinced dedicated "
    "delighted determined devoted disappointed displeased embarrassed entitled excited frustrated "
    "headed inclined interested married offended opposed overjoyed pleased prepared qualified "
    "satisfied scared supposed surprised terrified thrilled tired torn used worried"
).split()


#: Verbs whose passive may have a noun behind it: "it's called a weir".
_TWO_OBJECTS = "call consider deem dub elect give grant label name offer pay send tell".split()


@cached
def _contracted_perfects(doc: Document) -> Bools:
    """Participles behind *'s* for *has*: with an object, or of a verb that has no passive."""
    short = formed(doc, ("'s",)) & tagged(doc, "AUX")
    be = lemmatised(doc, ("be", "get")) & tagged(doc, "AUX", "VERB") & ~short
    alone = formed(doc, ("been", "become", "come", "gone", "got", "had", "spoken"))
    takes = shifted(tagged(doc, "DET", "PRON", "PROPN", "NOUN"), -1)
    takes &= ~lemmatised(doc, _TWO_OBJECTS)
    return participles(doc) & _after(doc, short) & ~_after(doc, be) & (alone | takes)


@cached
def passives(doc: Document) -> Bools:
    """Past participles after *be* or *get*, save those that are adjectives."""
    be = lemmatised(doc, ("be", "get")) & tagged(doc, "AUX", "VERB")
    adjectival = formed(doc, _ADJECTIVAL) & ~shifted(formed(doc, ("by", "in", "as", "for")), -1)
    return participles(doc) & _after(doc, be) & ~adjectival & ~_contracted_perfects(doc)


@cached
def by_passives(doc: Document) -> Bools:
    """Passives with their agent directly behind them."""
    return passives(doc) & shifted(formed(doc, ("by",)), -1)


@cached
def perfects(doc: Document) -> Bools:
    """Past participles after *have*."""
    have = lemmatised(doc, ("have",)) & tagged(doc, "AUX")
    been = formed(doc, ("been",)) & tagged(doc, "AUX")
    return ((participles(doc) | been) & _after(doc, have)) | _contracted_perfects(doc)


@cached
def modals(doc: Document) -> Bools:
    """Modal auxiliaries."""
    return tagged(doc, "AUX") & formed(doc, (*POSSIBILITY, *PREDICTION, *NECESSITY))


def _modal(doc: Document, which: tuple[str, ...]) -> Bools:
    """Modals of a kind; "a can" and "the might" are nouns, whatever their tag."""
    modal = tagged(doc, "AUX") & formed(doc, which)
    return modal & ~shifted(formed(doc, ("a", "an", "the")), 1)


def possibility(doc: Document) -> Bools:
    """Modals of possibility."""
    return _modal(doc, POSSIBILITY)


def prediction(doc: Document) -> Bools:
    """Modals of prediction."""
    return _modal(doc, PREDICTION)


def necessity(doc: Document) -> Bools:
    """Modals of necessity."""
    return _modal(doc, NECESSITY)


@cached
def _segments(doc: Document) -> tuple[Ints, Bools]:
    """Stretches between marks and conjunctions, by the row at which each token's begins.

    Second, whether a relative pronoun or *that* opens the stretch.
    """
    wh = formed(doc, ("who", "which", "whom", "whose", "that", "what", "when", "where", "how"))
    opens = first_words(doc) | tagged(doc, "CCONJ", "SCONJ", "PUNCT") | wh
    rows = np.where(opens, np.arange(len(opens)), 0)
    begins = np.asarray(np.maximum.accumulate(rows) if len(rows) else rows, dtype=np.int64)
    relative: Bools = (wh & tagged(doc, "PRON", "DET"))[begins] if len(rows) else wh
    return begins, relative


def _before(doc: Document, mask: Bools) -> Ints:
    """How many tokens of a mask stand before each token in its stretch."""
    begins, _ = _segments(doc)
    count = np.concatenate([[0], np.cumsum(mask)]).astype(np.int64)
    return np.asarray(count[:-1] - count[begins], dtype=np.int64)


def _after_in_stretch(doc: Document, mask: Bools) -> Bools:
    """Whether a token of a mask stands behind each token in its stretch."""
    begins, _ = _segments(doc)
    total = np.bincount(begins, mask, minlength=len(mask)) if len(mask) else np.zeros(0)
    return np.asarray(total[begins] - _before(doc, mask) - mask > 0, dtype=np.bool_)


@cached
def _last_verb_says(doc: Document) -> Bools:
    """Whether the last verb before each token is one that a clause may follow without *that*."""
    says = lemmatised(doc, (*PUBLIC, *PRIVATE, *SUASIVE)) & tagged(doc, "VERB")
    rows = np.where(tagged(doc, "VERB"), np.arange(len(says)), 0)
    last = np.maximum.accumulate(rows) if len(rows) else rows
    out = np.zeros_like(says)
    out[1:] = says[last[:-1]]
    return out


#: Verbs of change by an amount: "fell by half" is no passive.
_CHANGES = "climb decline decrease drop dwindle edge fall grow increase jump pass rise soar".split()


@cached
def attributive_participles(doc: Document) -> Bools:
    """Participles that are adjectives before a noun: "the proposed tax", "a deciding voice"."""
    forms = participles(doc) | ending(doc, tagged(doc, "VERB"), "ing", longer=4)
    noun, adjective = tagged(doc, "NOUN", "PROPN"), tagged(doc, "ADJ")
    mark = formed(doc, ('"', "'"))
    joint = formed(doc, (",", "and", "but", "or"))
    ahead = shifted(noun, -1) | (shifted(adjective, -1) & shifted(noun, -2))
    ahead |= shifted(mark, -1) & shifted(noun, -2)
    # "A calculating and cautious candidate", "shared, international action".
    ahead |= shifted(joint, -1) & shifted(adjective, -2) & shifted(noun, -3)
    opens = tagged(doc, "DET") | formed(doc, _POSSESSIVES)
    opens |= formed(doc, ("'s", "'")) & tagged(doc, "PART")
    behind = shifted(opens, 1) | (shifted(mark, 1) & shifted(opens | tagged(doc, "ADP"), 2))
    behind |= shifted(ending(doc, tagged(doc, "ADV"), "ly") | adjective, 1) & shifted(opens, 2)
    # Past participles also behind a preposition or a verb: "in pledged votes", "take shared steps".
    past = participles(doc) & ~lemmatised(doc, ("help", "let", "make"))
    behind |= past & shifted(tagged(doc, "ADP", "VERB"), 1)
    # "Late-deciding voters", "a stripped-down boat"; not "they re-elected Moss".
    hyphen = _hyphens(doc)
    second = shifted(hyphen & ~shifted(formed(doc, ("co", "pre", "re")), 1), 1) & shifted(noun, -1)
    out: Bools = forms & ((ahead & behind) | second | shifted(hyphen, -1))
    return out


@cached
def main_verbs(doc: Document) -> Bools:
    """Main verbs; participles that are adjectives ("the shared plan", "she was tired") are none."""
    be = lemmatised(doc, ("be", "get")) & tagged(doc, "AUX", "VERB")
    adjectival = formed(doc, _ADJECTIVAL) & _after(doc, be)
    adjectival &= ~shifted(formed(doc, ("by", "in", "as", "for")), -1)
    return tagged(doc, "VERB") & ~attributive_participles(doc) & ~adjectival


@cached
def _reduced(doc: Document) -> Bools:
    """Past participles that belong to a noun: "oddly motivated claims", "files tied to him"."""
    forms: Bools = participles(doc)
    noun = tagged(doc, "NOUN", "PROPN")
    # Before a noun, behind what can only open a noun phrase.
    ahead = shifted(noun, -1) | (shifted(tagged(doc, "ADJ"), -1) & shifted(noun, -2))
    opens = tagged(doc, "DET", "ADJ", "ADP", "NUM") | formed(doc, (*_POSSESSIVES, "'s"))
    opens |= ending(doc, tagged(doc, "ADV"), "ly") & (
        shifted(tagged(doc, "ADP", "DET", "VERB", "ADJ", "PUNCT"), 1) | first_words(doc)
    )
    opens |= (tagged(doc, "VERB") & ~forms) | _hyphens(doc)
    attributive = ahead & (shifted(opens, 1) | first_words(doc))
    attributive |= attributive_participles(doc)
    # "A Kurdish-led force"; "when asked".
    joined = shifted(_hyphens(doc), 1)
    conjunction = formed(doc, ("when", "if", "unless", "until", "though", "as"))
    reduced = shifted(conjunction & ~shifted(formed(doc, ("well",)), 1), 1)
    # Behind a noun: with an agent, or where the clause has its verb already.
    agent = shifted(formed(doc, ("by",)), -1) & ~lemmatised(doc, _CHANGES)
    based = formed(doc, ("based", "compared", "linked", "related", "tied"))
    based &= shifted(formed(doc, ("on", "to", "with")), -1)
    based |= formed(doc, ("aged",)) & shifted(tagged(doc, "NUM", "ADP"), -1)
    # "Matters better left to others"; "to have it mended".
    based |= shifted(formed(doc, ("best", "better")), 1) & shifted(noun, 2)
    based |= shifted(tagged(doc, "PRON"), 1) & shifted(
        lemmatised(doc, ("have",)) & tagged(doc, "VERB"), 2
    )
    tensed = modals(doc) | present_forms(doc) | (_past_forms(doc) & ~attributive)
    _, relative = _segments(doc)
    manner = shifted(ending(doc, tagged(doc, "ADV"), "ly"), 1) & shifted(noun, 2)
    object_of = (shifted(noun, 1) | manner) & (_before(doc, tensed) > 0)
    object_of &= ~relative & ~_last_verb_says(doc)
    # Behind the subject, with a preposition, where the verb of the clause is still to come.
    auxiliary = tagged(doc, "AUX") & (modals(doc) | present_forms(doc) | _past_forms(doc))
    to_come = _after_in_stretch(doc, auxiliary) & shifted(tagged(doc, "ADP"), -1)
    to_come &= ~lemmatised(doc, (*PUBLIC, *PRIVATE, *SUASIVE))
    subject_of = shifted(noun, 1) & (_before(doc, tensed) == 0) & to_come & ~relative
    behind = agent | based | object_of | subject_of
    out: Bools = forms & (attributive | joined | reduced | behind)
    return out


@cached
def _governed(doc: Document) -> Bools:
    """Tokens behind *to*, a modal or *do*, adverbs and pronouns between: verbs there are bare."""
    heads = modals(doc) | formed(doc, ("to", "n't"))
    return _after(doc, heads | (formed(doc, ("do", "does", "did")) & tagged(doc, "AUX")))


@cached
def _past_forms(doc: Document) -> Bools:
    auxiliary = tagged(doc, "AUX") & formed(doc, ("was", "were", "had", "did"))
    verbs = ed_forms(doc) | (tagged(doc, "VERB") & formed(doc, _irregular("both", "past")))
    return auxiliary | (verbs & ~passives(doc) & ~perfects(doc) & ~_governed(doc))


@cached
def past(doc: Document) -> Bools:
    """Verbs and auxiliaries in the past tense."""
    after_subject = shifted(formed(doc, SUBJECTS), 1)
    adjectival = formed(doc, _ADJECTIVAL) & _after(doc, lemmatised(doc, ("be", "get")))
    out = _past_forms(doc) & ~(_reduced(doc) & ~after_subject) & ~adjectival
    # "Hold it up and put it there": such a form has the tense of the verb it is joined to.
    verb, base = tagged(doc, "VERB"), bare(doc) & ~formed(doc, _irregular("past"))
    either = out & formed(doc, _irregular("both")) & shifted(tagged(doc, "CCONJ"), 1) & base
    sentence = doc.tokens["sentence"]
    verbs = np.flatnonzero(verb)
    for row in np.flatnonzero(either).tolist():
        before = verbs[: np.searchsorted(verbs, row)]
        if len(before) and sentence[before[-1]] == sentence[row] and base[before[-1]]:
            out[row] = False
    return out


@cached
def bare(doc: Document) -> Bools:
    """Verbs in their base form."""
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "VERB")).tolist():
        mask[row] = norm[row] == lemma[row]
    return mask


@cached
def present_forms(doc: Document) -> Bools:
    """Verbs and auxiliaries whose form is of the present tense only."""
    auxiliary = (
        tagged(doc, "AUX")
        & formed(
            doc,
            ("is", "are", "am", "'s", "'re", "'m", "has", "have", "'ve", "does", "do"),
        )
        & ~_after(doc, modals(doc) | formed(doc, ("to",)))
    )
    return auxiliary | ending(doc, tagged(doc, "VERB") & ~bare(doc), "s")


#: Verbs with an object and a bare infinitive: "let them eat".
_CAUSATIVE = ("let", "make", "help", "have", "see", "watch", "hear")


@cached
def present(doc: Document) -> Bools:
    """Verbs and auxiliaries in the present tense."""
    base: Bools = bare(doc) & ~formed(doc, _irregular("both", "past", "participle"))
    governed = _governed(doc)
    verb = tagged(doc, "VERB", "AUX")
    nominal = tagged(doc, "NOUN", "PROPN", "PRON")
    # The first verb of its stretch, with something before it that can be its subject.
    begins, _ = _segments(doc)
    opening = nominal[begins] if len(begins) else nominal
    first = (_before(doc, verb) == 0) & ((_before(doc, nominal) > 0) | opening)
    subject = formed(doc, ("i", "we", "you", "they", "who"))
    caused = reached(doc, lemmatised(doc, _CAUSATIVE), "PRON", "DET", "NOUN", "ADJ", "PROPN")
    told = shifted(subject, 1) | (shifted(plural_nouns(doc), 1) & _last_verb_says(doc))
    out: Bools = present_forms(doc) | (base & ~governed & ~caused & (first | told))
    return out


@cached
def plural_nouns(doc: Document) -> Bools:
    """Common nouns in the plural."""
    norm, lemma = doc.tokens["norm"], doc.tokens["lemma"]
    mask = np.zeros(len(norm), dtype=np.bool_)
    for row in np.flatnonzero(tagged(doc, "NOUN")).tolist():
        mask[row] = norm[row] != lemma[row] and norm[row].endswith("s")
    return mask


@cached
def finite(doc: Document) -> Bools:
    """Tensed verbs and modals, one for each finite clause."""
    return modals(doc) | past(doc) | present(doc)


@cached
def copulas(doc: Document) -> Bools:
    """Forms of *be* that are followed by no verb."""
    be = lemmatised(doc, ("be",)) & tagged(doc, "AUX")
    verb = tagged(doc, "VERB", "AUX")
    adverb = tagged(doc, "ADV", "PART")
    helps = shifted(verb, -1) | (shifted(adverb, -1) & shifted(verb, -2))
    return be & ~helps


#: Words tagged as adjectives that say how much or which: Biber counts them elsewhere or not at all.
_QUANTIFIERS = "enough few fewer least less many more most much several such".split()


@cached
def adjectives(doc: Document) -> Bools:
    """Adjectives, save quantifiers, *such*, and names in the plural ("Swedes")."""
    out: Bools = tagged(doc, "ADJ") & ~formed(doc, _QUANTIFIERS)
    text = doc.tokens["text"]
    for row in np.flatnonzero(ending(doc, out & ~first_words(doc), "s", longer=4)).tolist():
        form = text[row]
        out[row] = form[0].islower() or form.isupper() or form.endswith(("ss", "us"))
    return out


#: Adverbs that join a clause to another, whatever their tag.
_JOINING = "when whenever where whereas wherever while".split()


def adverbs(doc: Document) -> Bools:
    """Adverbs, save those that join clauses and *more* for more things ("many more left")."""
    counted = formed(doc, ("more",)) & shifted(formed(doc, ("many", "few", "several")), 1)
    return tagged(doc, "ADV") & ~formed(doc, _JOINING) & ~counted


@cached
def predicative(doc: Document) -> Bools:
    """Adjectives after *be* and its kin, with no noun behind: "the plan is reckless"."""
    be = lemmatised(doc, ("be", "seem", "look", "sound", "become", "feel"))
    adjective = adjectives(doc) & _after(doc, be)
    return adjective & ~shifted(tagged(doc, "NOUN", "PROPN"), -1)


def attributive(doc: Document) -> Bools:
    """Adjectives that are not predicative."""
    return adjectives(doc) & ~predicative(doc)


# -- nouns -------------------------------------------------------------------------------------

_NOMINAL = ("tion", "tions", "sion", "sions", "ment", "ments", "ness", "nesses", "ity", "ities")


#: Nouns with such an ending that no verb or adjective underlies.
_UNDERIVED = (
    "ambition apartment authority basement business calamity capacity caution celebrity cement "
    "charity city coalition comment commodity community compartment condition county deity "
    "department dimension document element entity environment experiment faction fiction "
    "fraction function garment generation harness identity instrument integrity jurisdiction "
    "lotion mansion mention mission moment monument nation notion occasion option ornament "
    "ovation parliament passion pavement pension petition portion position potion precaution "
    "proportion quality quantity ration regiment reputation sanction section segment sentiment "
    "session station supplement television tension torment tradition tuition university utility "
    "vacation version wilderness witness"
).split()


@cached
def nominalisations(doc: Document) -> Bools:
    """Nouns in -tion, -ment, -ness, -ity, less those that no verb or adjective underlies today.

    Biber counts every noun with such an ending.
    """
    nouns = tagged(doc, "NOUN") & ~lemmatised(doc, _UNDERIVED)
    return ending(doc, nouns, _NOMINAL, longer=5)


@cached
def names(doc: Document) -> Bools:
    """The first token of each run of proper nouns."""
    name = tagged(doc, "PROPN")
    return name & ~shifted(name, 1)


def numbers(doc: Document) -> Bools:
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


_POSSESSIVES = ("my", "your", "his", "her", "its", "our", "their", "whose")


@cached
def noun_phrases(doc: Document) -> tuple[Ints, Ints]:
    """First and last rows of noun phrases: what stands before a noun, and that noun.

    Determiner, numeral, adjective (with an adverb before it), noun and name, possessives included:
    "the mayor's two very old boats". What follows the noun is not part of it. A phrase of a
    pronoun alone is none.
    """
    noun = tagged(doc, "NOUN", "PROPN")
    adjective = tagged(doc, "ADJ", "NUM")
    degree = tagged(doc, "ADV") & shifted(tagged(doc, "ADJ"), -1)
    genitive = formed(doc, ("'s", "'")) & tagged(doc, "PART")
    opens = tagged(doc, "DET") | (formed(doc, _POSSESSIVES) & tagged(doc, "PRON", "DET"))
    # Participles between what opens a phrase and its noun: "a growing number", "well-known men".
    dash = _hyphens(doc)
    verbal = participles(doc) | ending(doc, tagged(doc, "VERB"), "ing", longer=4)
    manner = ending(doc, tagged(doc, "ADV"), "ly")
    manner &= ~shifted(noun | tagged(doc, "PRON", "AUX"), 1)
    verbal &= shifted(noun | adjective, -1)
    verbal &= shifted(opens | adjective | degree | dash | manner, 1)
    modifier = adjective | verbal
    hyphen = dash & shifted(tagged(doc, "ADV") | noun | modifier, 1)
    hyphen &= shifted(noun | modifier, -1)
    degree |= tagged(doc, "ADV") & shifted(hyphen | verbal, -1)
    member = noun | modifier | degree | genitive | hyphen | opens
    # A phrase ends with the last noun before a determiner, or before an adjective behind a noun.
    breaks = member & (~shifted(member, 1) | opens | (shifted(noun, 1) & (modifier | degree)))
    breaks |= first_words(doc) & member
    number = np.cumsum(breaks)
    heads = np.flatnonzero(noun & member)
    last = heads[np.append(number[heads][1:] != number[heads][:-1], True)] if len(heads) else heads
    first = np.flatnonzero(breaks)[number[last] - 1]
    return np.asarray(first, dtype=np.int64), np.asarray(last, dtype=np.int64)


# -- clauses -----------------------------------------------------------------------------------


def infinitives(doc: Document) -> Bools:
    """*To* before a verb."""
    return formed(doc, ("to",)) & tagged(doc, "PART") & shifted(tagged(doc, "VERB", "AUX"), -1)


@cached
def that_clauses(doc: Document) -> Bools:
    """The conjunction *that*; before a verb or at the end of a clause it is a pronoun."""
    that: Bools = formed(doc, ("that",)) & tagged(doc, "SCONJ")
    verb = tagged(doc, "VERB", "AUX") & ~ending(doc, tagged(doc, "VERB"), "ing", longer=4)
    that &= ~shifted(verb, -1) & ~shifted(formed(doc, (".", ";", ":", "?", "!", ")")), -1)
    # Behind "that," a second comma must close what stands between: "that, in May, it sank".
    comma = formed(doc, (",",))
    for row in np.flatnonzero(that & shifted(comma, -1)).tolist():
        end = int(doc.sentences["last"][doc.tokens["sentence"][row]])
        that[row] = bool(comma[row + 2 : end].any())
    return that


def that_complements(doc: Document) -> Bools:
    """The conjunction *that* behind a verb, or behind a verb and a pronoun.

    Behind *worried*, *convinced* and other participles that are adjectives it is none.
    """
    # "To demands that" is a noun, whatever its tag.
    noun = shifted(formed(doc, ("to",)), 1) & ending(doc, tagged(doc, "VERB") & ~bare(doc), "s")
    verb = main_verbs(doc) & ~noun
    told = tagged(doc, "PRON") & shifted(verb, 1)
    return that_clauses(doc) & shifted(verb | told, 1)


@cached
def relatives(doc: Document) -> Bools:
    """Relative pronouns."""
    wh = formed(doc, ("who", "whom", "whose", "which", "that")) & tagged(doc, "PRON")
    nominal = tagged(doc, "NOUN", "PROPN", "PRON")
    quoted = formed(doc, ('"', "'")) & shifted(nominal, 1)
    # "The one in 2012 that failed", "the wall was removed that parted them".
    apart = shifted(tagged(doc, "NUM") | passives(doc), 1) & _verb_follows(doc)
    behind = shifted(nominal | tagged(doc, "PUNCT", "ADP"), 1) | apart
    return wh & behind & ~(formed(doc, ("that",)) & ~(shifted(nominal | quoted, 1) | apart))


def _wh_relatives(doc: Document) -> Bools:
    """*Who*, *which* and kin behind a noun, or behind a noun and a comma."""
    noun = tagged(doc, "NOUN", "PROPN")
    comma = formed(doc, (",",)) & shifted(noun, 1)
    wh = formed(doc, ("who", "whom", "whose", "which")) & tagged(doc, "PRON", "DET")
    return wh & shifted(noun | comma, 1)


def _verb_follows(doc: Document) -> Bools:
    verb = tagged(doc, "VERB", "AUX")
    return shifted(verb, -1) | (shifted(tagged(doc, "ADV"), -1) & shifted(verb, -2))


#: Words between a relative pronoun that is the subject and its verb: "who himself owned it".
_FLOATING = "all both each herself himself itself themselves".split()


@cached
def _subject_gaps(doc: Document) -> Bools:
    """*Who* and *which* with a verb behind them, or one behind "they say" or "both"."""
    verb = tagged(doc, "VERB", "AUX") & ~ending(doc, tagged(doc, "VERB"), "ing", longer=4)
    wh = formed(doc, ("who", "which"))
    gaps = wh & (_verb_follows(doc) | (shifted(formed(doc, _FLOATING), -1) & shifted(verb, -2)))
    # "Which economists say is", "who the clerk believed had": the verb of saying has no subject
    # of its own behind it, so that the relative pronoun is the subject.
    says = lemmatised(doc, (*PUBLIC, *PRIVATE)) & tagged(doc, "VERB")
    between = tagged(doc, "ADV") | formed(doc, ('"',))
    at_once = shifted(verb, -1) | (shifted(between, -1) & shifted(verb, -2))
    tensed = tagged(doc, "AUX") & ~formed(doc, ("be", "being", "been", "having"))
    carried = (says & at_once) | (tagged(doc, "VERB") & shifted(tensed, -1))
    phrase = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "ADV", "CCONJ")
    bridge = (tagged(doc, *phrase) | _hyphens(doc)) & ~wh
    for _ in range(10):
        carried = shifted(carried, -1)
        gaps |= wh & carried
        carried &= bridge
    return gaps


def subject_relatives(doc: Document) -> Bools:
    """*Who* or *which* as the subject of its clause: "the crew who sail"."""
    return _wh_relatives(doc) & _subject_gaps(doc)


def object_relatives(doc: Document) -> Bools:
    """*Who*, *whom* or *which* as an object, its subject behind it: "the crew whom we met"."""
    subject = tagged(doc, "PRON", "DET", "PROPN", "NOUN", "ADJ") & ~formed(doc, ("last", "next"))
    wh = _wh_relatives(doc) & ~formed(doc, ("whose",)) & ~shifted(formed(doc, ("matter",)), 1)
    text = doc.tokens["text"]
    for row in np.flatnonzero(wh).tolist():
        wh[row] = not text[row].isupper()
    return wh & shifted(subject, -1) & ~_verb_follows(doc) & ~_subject_gaps(doc)


def demonstrative_pronouns(doc: Document) -> Bools:
    """Demonstratives that stand alone.

    *That* behind a verb and before a noun phrase is the conjunction, whatever its tag.
    """
    alone = formed(doc, ("this", "that", "these", "those")) & tagged(doc, "PRON")
    phrase = tagged(doc, "NOUN", "PROPN", "ADJ", "DET", "PRON")
    phrase |= participles(doc) & shifted(tagged(doc, "NOUN"), -1)
    joins = formed(doc, ("that",)) & shifted(tagged(doc, "VERB"), 1) & shifted(phrase, -1)
    return alone & ~relatives(doc) & ~joins


def demonstratives(doc: Document) -> Bools:
    """Demonstratives before a noun."""
    return formed(doc, ("this", "that", "these", "those")) & tagged(doc, "DET")


def existentials(doc: Document) -> Bools:
    """*There* before *be*."""
    be = lemmatised(doc, ("be",)) | modals(doc)
    return formed(doc, ("there",)) & (shifted(be, -1))


def wh_clauses(doc: Document) -> Bools:
    """Clauses with *what*, *how*, *why* behind a verb, preposition or adjective.

    *When*, *where* and *who* have other uses: they need a preposition, a form of *be* or a verb of
    saying or of the mind before them.
    """
    wh = formed(doc, ("what", "how", "why", "whether", "whatever"))
    says = lemmatised(doc, (*PUBLIC, *PRIVATE, *SUASIVE)) & tagged(doc, "VERB")
    other = formed(doc, ("when", "where", "who"))
    copula = lemmatised(doc, ("be",)) & tagged(doc, "AUX")
    return (wh & shifted(tagged(doc, "VERB", "ADP", "ADJ", "AUX"), 1)) | (
        other & shifted(says | copula | tagged(doc, "ADP"), 1)
    )


def concessives(doc: Document) -> Bools:
    """*Although*, *though*, *whereas*; *despite* with a clause; *while* where it contrasts.

    *While* contrasts at the start of a sentence or behind a comma; before a participle (an adverb
    between) or a preposition it tells the time. *Though* before a mark is an adverb. *Despite*
    opens a clause with a verb in -ing ("despite having lost", "despite two days passing") or with
    *the fact that*.
    """
    mark = shifted(tagged(doc, "PUNCT"), -1)
    though = formed(doc, ("though",)) & ~mark & ~shifted(formed(doc, ("as",)), 1)
    opens = first_words(doc) | shifted(formed(doc, (",", "—", "–", "--", ";", "(")), 1)
    gerund = ending(doc, tagged(doc, "VERB"), "ing", longer=4) & ~attributive_participles(doc)
    gerund |= formed(doc, ("having", "being"))
    timed = gerund | tagged(doc, "ADP") | (tagged(doc, "ADV") & shifted(gerund, -1))
    contrast = formed(doc, ("while",)) & opens & ~shifted(timed, -1)
    fact = shifted(formed(doc, ("fact",)), -2) & shifted(formed(doc, ("that",)), -3)
    phrase = ("ADV", "PART", "DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON")
    despite = formed(doc, ("despite",)) & (precede(doc, gerund, *phrase, steps=5) | fact)
    return formed(doc, ("although", "whereas")) | despite | though | contrast


#: Participles that have become prepositions.
_PREPOSITIONS = "according concerning considering depending excluding following including".split()


def participial_clauses(doc: Document) -> Bools:
    """Verbs in -ing that open a clause of their own, behind a comma or before one.

    At the start of a sentence a comma must follow within a dozen words: without one the verb is
    mostly the subject ("leaving the town is hard").
    """
    comma = formed(doc, (",",))
    after = shifted(formed(doc, (",", "--", "—", "–", ";")), 1)
    commas = np.concatenate([[0], np.cumsum(comma)])
    sentence = doc.sentences["last"][doc.tokens["sentence"]]
    ahead = np.minimum(np.arange(len(comma)) + 13, sentence)
    soon: Bools = commas[ahead] > commas[:-1]
    phrase = shifted(tagged(doc, "ADP", "DET", "PRON", "ADV", "SCONJ"), -1)
    opens = after | (first_words(doc) & soon)
    verb = tagged(doc, "VERB") & ~formed(doc, _PREPOSITIONS)
    found = ending(doc, verb & opens & phrase, "ing", longer=4)
    # Three or more in one sentence are a list: "closing the pier, selling the boats, …".
    many = np.bincount(doc.tokens["sentence"][found], minlength=len(doc.sentences)) > 2
    out: Bools = found & ~many[doc.tokens["sentence"]]
    return out


#: Prepositions that are tagged as conjunctions before a verb in -ing.
_BEFORE_GERUNDS = "about at by for from in into of on through to upon with without".split()


@cached
def subordinators(doc: Document) -> Bools:
    """Subordinating conjunctions, save prepositions before a verb in -ing."""
    return tagged(doc, "SCONJ") & ~formed(doc, _BEFORE_GERUNDS)


#: Behind these *if* means whether.
_WHETHER = (
    "ask care check decide determine doubt know learn matter question see tell wonder".split()
)
_UNKNOWN = "clear doubtful uncertain unclear unknown unsure".split()


def conditionals(doc: Document) -> Bools:
    """*If* and *unless*, save *as if* and the *if* that means whether.

    Such an *if* may have a pronoun or *for instance* before it ("ask them if"), or another before
    it ("whether it rains or if it snows"). *If not* amid a sentence joins two words ("good, if not
    cheap"), unless *for*, a mark or a participle follows.
    """
    asks = lemmatised(doc, _WHETHER) & tagged(doc, "VERB")
    whether = asks | formed(doc, ("as", *_UNKNOWN))
    if_ = formed(doc, ("if",))
    told = shifted(lemmatised(doc, ("ask", "tell")), 2) & shifted(tagged(doc, "PRON"), 1)
    instance = shifted(formed(doc, ("instance", "example")), 2) & shifted(formed(doc, (",",)), 1)
    aside = instance & shifted(formed(doc, ("for",)), 3) & shifted(asks, 5)
    indirect = if_ & (shifted(whether, 1) | told | aside)
    # "Whether … or if …", "know if … or if …".
    either = np.flatnonzero(indirect | formed(doc, ("whether",)))
    sentence = doc.tokens["sentence"]
    for row in np.flatnonzero(if_ & shifted(formed(doc, ("or",)), 1)).tolist():
        before = either[: np.searchsorted(either, row)]
        indirect[row] |= bool(len(before)) and sentence[before[-1]] == sentence[row]
    open_ = shifted(formed(doc, ("for",)) | tagged(doc, "PUNCT") | participles(doc), -2)
    joins = shifted(formed(doc, ("not",)), -1) & ~first_words(doc) & ~open_
    return formed(doc, ("unless",)) | (if_ & ~indirect & ~joins)


def causatives(doc: Document) -> Bools:
    """*Because*, save *because of*."""
    return formed(doc, ("because",)) & ~shifted(formed(doc, ("of",)), -1)
