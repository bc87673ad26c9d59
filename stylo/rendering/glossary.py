"""What the type of a piece of evidence means, in plain words."""

from __future__ import annotations

from functools import cache

from stylo.rendering.highlights import Layer

#: Measure to type to meaning; what several measures share stands in `SHARED`.
GLOSSARY = {
    "metaphor_density": {
        "content": "A noun, verb, adjective or adverb used in another sense than its basic one: "
        "prices climb, a heated debate. Most are worn, and few readers notice them.",
        "function": "A preposition or another small word used in another sense than its basic "
        "one: in trouble, on Monday. Grammar asks for most of them.",
    },
    "content_metaphor_density": {
        "content": "A word used in another sense than its basic one: prices climb, a heated "
        "debate. Most are worn, and few readers notice them.",
    },
    "novel_metaphor_density": {
        "novel": "A fresh image of no clear source; worn images do not count here.",
    },
    "simile_density": {
        "as ... as": "A likeness with as … as that is meant as a picture: as stubborn as a mule.",
        "as if": "A likeness with as if or as though: as if he owned the mint.",
        "like": "A likeness with like: like a leaky boat.",
        "than": "A comparison that is meant as a picture: slower than a glacier.",
    },
    "idiom_density": {
        "cliche": "A phrase worn smooth by use: at the end of the day.",
        "idiom": "A phrase whose words do not mean what they say one by one: bite the bullet.",
        "proverb": "A saying, whole or in part: too many cooks.",
    },
    "hedge_density": {
        "adjective": "An adjective that leaves room: possible, likely, unclear.",
        "adverb": "An adverb that leaves room: perhaps, probably, apparently.",
        "approximator": "Blurs a figure or a class: about, roughly, somewhat, in general.",
        "belief": "A belief of the writer's own, given as a belief: I think, I suspect.",
        "evidential": "Says how it is known rather than that it is so: it seems, it appears.",
        "modal": "A verb of possibility: may, might, could.",
        "noun": "A noun that leaves room: possibility, chance, likelihood.",
        "plausibility-shield": "Holds the writer back from vouching for it: I think, as far as I "
        "know.",
        "verb": "A verb that leaves room: seem, suggest, tend to.",
    },
    "engagement_marker_density": {
        "aside": "A word with the reader, beside the matter: by the way.",
        "directive": "Asks the reader to do or think something: note, let us.",
        "reader pronoun": "You and its forms: the reader is drawn in.",
        "shared": "Takes the reader's agreement for granted: of course, as we know.",
    },
    "litotes_density": {
        "no": "Says more by denying it: no accident.",
        "small": "Says more by denying it: no small feat.",
        "un-": "Says more by denying its opposite: not unlike.",
        "without": "Says more by denying its lack: not without charm.",
    },
    "hyperbole_density": {
        "absolute": "Goes to the utmost: a total disaster.",
        "beyond": "Puts it beyond all words or measure: beyond belief.",
        "ever": "Goes to the utmost in time: the worst idea of all time.",
        "every": "Leaves nobody and nothing out: everyone knows.",
        "number": "A number that nobody counted: a million times.",
    },
    "loaded_word_density": {
        "act": "A word that paints what somebody did as rash or violent: torpedoed, slammed.",
        "scale": "A word that paints the size of it: endless, sweeping.",
    },
    "rhetorical_question_density": {
        "answered": "A question that the writer answers at once.",
        "asserting": "A question that says more than it asks: who would have thought it.",
        "chained": "One of several questions in a row.",
        "echoed": "A question that takes up words said before.",
    },
    "booster_density": {
        "amplifier": "Turns a statement up: completely, utterly.",
        "certainty": "The writer vouches for it: clearly, of course, no doubt.",
        "emphatic": "Insists: really, indeed, the very.",
        "universal": "Claims it without exception: always, never, everyone.",
    },
    "weasel_density": {
        "passive": "Said, but by nobody: it is claimed, has been called.",
        "quantity": "An amount that nobody could check: countless, a growing number of.",
        "source": "A source that nobody could look up: critics say, some people believe.",
        "vague": "By this word the encoder takes the sentence for vague about who or how many.",
    },
    "attribution_density": {
        "belief": "A belief handed to somebody else: analysts expect.",
        "claim": "Handed on with doubt: claimed, alleged.",
        "hearsay": "Handed on from somebody without a name: reportedly.",
        "report": "A verb of saying that hands the words to somebody: she said.",
        "source": "A named source: according to the mayor.",
    },
    "colloquialism_density": {
        "contraction": "Two words run together as in speech: don't, she's.",
        "discourse-marker": "Steers a conversation: well, mind you, let's face it.",
        "filler": "A sound or word of hesitation, or vague talk: er, or something.",
        "intensifier": "An intensifier of speech: dead right, way too much.",
        "interjection": "An exclamation: ouch, gosh.",
        "nonstandard": "A regional or spoken form of grammar. It marks register and is no fault.",
        "phrasal": "An informal verb of several words: figure out.",
        "quantifier": "An informal amount: a lot of, a whole bunch of.",
        "reduced-form": "A word shortened as in speech: gonna, 'em.",
        "slang": "Dictionaries mark it as informal or slang.",
        "vocative": "Speaks to the reader or hearer by name: folks, dear reader.",
    },
    "obligation_density": {
        "adjective": "An adjective of duty: it is essential that.",
        "formula": "A set phrase for what has to be done: it is time to.",
        "modal": "A verb of duty: must, should.",
        "noun": "A noun of duty: a duty to.",
        "semi-modal": "A verb of duty made of several words: have to, need to.",
    },
    "attitude_marker_density": {
        "adverb": "An adverb of feeling about what is said: sadly, thankfully.",
        "formula": "A set phrase of feeling: no wonder, to my delight.",
        "interjection": "An exclamation of feeling: alas.",
        "verb": "A verb of the writer's feeling: I fear, I hope.",
    },
    "concession_density": {
        "granting": "Grants the other side a point: to be sure, granted.",
        "subordinator": "Grants in a clause of its own: even if.",
        "turning": "Turns back after granting: even so, nevertheless.",
    },
    "argument_connective_density": {
        "addition": "Adds a point: moreover, what is more.",
        "cause": "Gives a reason: because, since.",
        "contrast": "Sets one point against another: however, by contrast.",
        "elaboration": "Says it again or more exactly: in fact, in other words.",
        "example": "Brings an example: for instance.",
        "order": "Counts off the points: first, finally.",
        "result": "Draws a conclusion: therefore, so.",
    },
    "extreme_case_density": {
        "adjective": "An adjective that leaves no middle: total, utter.",
        "adverb": "An adverb that leaves no exception: always, never.",
        "pronoun": "A pronoun that leaves nobody and nothing out: everyone, nothing.",
        "quantifier": "A word of quantity that leaves none out: every, all, no.",
    },
    "shell_noun_density": {
        "anaphoric": "A noun that sums up what was just said: this problem.",
        "existential": "Says that there is no such thing, or something: there is no.",
        "factual": "Packs a claim as a fact or a thought: the fact that, the notion that.",
        "generic": "Speaks of people of a kind: those who, anyone who.",
        "manner": "Packs a claim as a way of doing: the way in which.",
        "partitive": "Picks a case from many: one of the.",
        "predicate": "The noun comes first, the claim after it: the truth is.",
        "type": "Packs a thing as one of its kind: the kind of.",
    },
    "negation_density": {
        "analytic": "Negation by not.",
        "synthetic": "Negation inside another word: no, never, nothing.",
    },
    "source_density": {
        "document": "The words are handed on with according to.",
        "named": "The words are given to somebody with a name.",
        "office": "The words are given to an office or a body: the ministry, a court.",
        "person": "The words are given to somebody without a name beside the verb: she said.",
    },
    "exhortation_density": {
        "imperative": "A sentence that opens with a bare verb and bids the reader: consider.",
        "let us": "Bids the reader come along: let us, let's.",
    },
    "correction_density": {
        "x-not-y": "One thing set right against another: bread, not cake.",
        "climax": "One thing is outdone by the next: let alone.",
        "denial": "Says what a thing is not: far from.",
        "less-than": "Less X than Y.",
        "not-but": "Not X but Y.",
        "not-x-it-is": "What a thing is not, then what it is: it is not a bridge, it is a wall.",
        "not-only": "X is called too little: not merely X but Y.",
        "preference": "One thing is put before another: rather than, instead of.",
    },
    "date_density": {
        "month": "A month.",
        "recent": "A word for the days around the writing: yesterday, next week.",
    },
    "personal_title_density": {
        "office": "A title of office before a name: Councillor, Judge.",
        "polite": "A polite title before a name: Mr, Dr.",
    },
    "hedge_booster_balance": {
        "booster": "Turns a statement up: clearly, utterly.",
        "hedge": "Holds the writer back: perhaps, might.",
    },
}

#: Type to meaning, for types that mean the same wherever they are counted.
SHARED = {
    **GLOSSARY["colloquialism_density"],
    "sentences": "The same words, at the same place in neighbouring sentences.",
    "act": "Something done: a vote, homework.",
    "adjective": "An adjective.",
    "adverb": "An adverb.",
    "adverb opener": "A sentence that opens with an adverb.",
    "agentless passive": "A passive that does not say who: was improved.",
    "alliteration": "Words near each other that begin with the same sound.",
    "amplifier": "Turns a statement up: very, completely.",
    "anadiplosis": "A sentence or clause opens with the words that ended the one before.",
    "analytic negation": "Not, or n't.",
    "anticipation": "Says what the reader sees, knows or thinks: you can see.",
    "antithesis": "Two opposites set against each other.",
    "appeal": "Asks the reader to think, look or act: imagine, ask yourself.",
    "apposition": "A name with what its bearer is, side by side: the mayor, Ilse Brandt.",
    "attribute": "A quality: limits, courage.",
    "attributive": "An adjective before its noun.",
    "brackets": "A remark between brackets.",
    "by-passive": "A passive that says who: built by.",
    "causative": "A word that gives a cause: because.",
    "clause coordination": "A word that joins two clauses: and, but.",
    "clauses": "The same words, at the same place in neighbouring clauses.",
    "cognition": "Something thought: an agenda, an idea.",
    "colon": "A colon.",
    "comment": "A sentence that opens on what was just said: this is, that's, it's.",
    "communication": "Something said, written or shown: a warning, a video.",
    "concessive": "A word that opens a concession: although, while, despite.",
    "condition": "A word that lets the statement hang on a condition: if, unless.",
    "conditional": "A word that opens a condition: if, unless.",
    "conjunct": "A word that joins sentences: therefore, however.",
    "coordination": "And, or, but: what links like with like.",
    "copula": "A form of be as the main verb.",
    "dash": "A dash that breaks or closes a sentence.",
    "dashes": "A remark between dashes.",
    "dated": "A verb of saying with its day close behind: said on Tuesday.",
    "degree": "An adverb of degree: very, rather.",
    "demonstrative": "This, that, these or those without a noun.",
    "discourse particle": "A word that opens a turn in talk: well, now.",
    "downtoner": "Turns a statement down: hardly, barely.",
    "easy": "A sentence by which the passage reads more easily; the weight is what it adds.",
    "emphatic": "Insists: really, just, such a.",
    "event": "Something that happens: a ceremony, a crash.",
    "exclamation": "A sentence that ends with an exclamation mark.",
    "existential": "There is, there are.",
    "feeling": "Something felt: love, anger.",
    "figure": "A number, in figures or in words.",
    "finite verb": "The verb of a clause.",
    "first person": "I, we and their forms.",
    "first person plural": "The writer speaks for a we.",
    "first person singular": "The writer speaks of himself or herself.",
    "focus": "An adverb that singles out: only, even.",
    "fog word": "A word of three syllables or more that is hard by Gunning's rules.",
    "formal": "A sentence that people would call formal; the weight is what it adds to the score.",
    "fragment": "A sentence without a verb, for effect.",
    "future": "A word for time to come: tomorrow, next month.",
    "hard": "A sentence by which the passage reads less easily; the weight is what it takes away.",
    "heavy noun phrase": "A noun with much before and after it.",
    "indefinite": "Anybody, something, nobody and the like.",
    "infinitive": "To with a bare verb.",
    "as opinion pages": "A sentence worded as opinion pages are; the weight is what it adds to the "
    "wording.",
    "as reports": "A sentence worded as reports are; the weight is what it takes from the wording.",
    "informal": "A sentence that people would call informal; the weight is what it takes from the "
    "score.",
    "isocolon": "Clauses of the same build in a row.",
    "it": "The pronoun it.",
    "keyword": "A word that is far more frequent here than in news at large.",
    "loaded": "A verb of saying that judges the speaker: claimed, admitted.",
    "long sentence": "A sentence of more than 30 words.",
    "long word": "A word of more than six letters.",
    "motive": "A reason or an aim.",
    "name": "A name.",
    "necessity": "Must, should, ought.",
    "negative": "A word by which the writer blames.",
    "negative-strong": "A strong word of blame.",
    "neutral": "A verb of saying that takes no side: said, added.",
    "nominalisation": "A noun made of a verb or an adjective: decision, kindness.",
    "noun": "A noun.",
    "object relative": "Who or which as the object of its clause: the house which they sold.",
    "opener": "A sentence that opens with a conjunction: and, but, so.",
    "paragraph": "A paragraph of one sentence.",
    "parenthesis": "An aside in brackets.",
    "participial clause": "A clause that opens with an -ing form: expecting rain, she left.",
    "passive": "A verb in the passive: was closed.",
    "past": "A word for time gone by: yesterday, years ago.",
    "past tense": "A verb in the past tense.",
    "perfect": "A verb in a perfect tense: has closed.",
    "phrasal coordination": "A word that joins two words of one kind: bread and butter.",
    "place adverbial": "A word for place: here, away.",
    "polysyllable": "A word of three syllables or more.",
    "positive": "A word by which the writer praises.",
    "positive-strong": "A strong word of praise.",
    "possession": "Something owned or owed: money, a debt.",
    "possibility": "A verb of possibility: may, might, could.",
    "predicative": "An adjective after its noun: the bridge is old.",
    "prediction": "A verb of what will be: will, would.",
    "preposition": "A preposition.",
    "preposition opener": "A sentence that opens with a preposition.",
    "present": "A word for now: now, today.",
    "present tense": "A verb in the present tense.",
    "private verb": "A verb of thought or feeling: think, know.",
    "pro-verb do": "Do in place of another verb: so did she.",
    "process": "Something under way: growth, teething.",
    "pronoun opener": "A sentence that opens with a pronoun.",
    "public verb": "A verb of saying: say, explain.",
    "question": "The writer asks a question, outside quotations.",
    "rare": "A word that is rare in English at large.",
    "relation": "How things stand to each other: a part, a difference.",
    "relative": "A word that opens a relative clause: who, which.",
    "scare": "Words that the writer holds at arm's length by quotation marks.",
    "second person": "The reader is addressed.",
    "semicolon": "A semicolon.",
    "short sentence": "A sentence of at most six words.",
    "speech": "A quotation: words of somebody else.",
    "split auxiliary": "An adverb between an auxiliary and its verb: has quietly left.",
    "state": "How something is: peace, poverty.",
    "stranded preposition": "A preposition at the end of its clause: what it stands for.",
    "suasive verb": "A verb that wants something done: demand, propose.",
    "subject relative": "Who or which as the subject of its clause: those who stayed.",
    "subjective": "A sentence that gives a view or a judgement, as the encoder reads it.",
    "subordinate opener": "A sentence that opens with a subordinate clause.",
    "subordinator": "A word that makes a clause depend on another: while, although.",
    "suffix": "An abstract noun by its ending: -tion, -ness, -ity.",
    "superlative": "A superlative: worst, most reckless.",
    "synthetic negation": "No, nor, neither: negation without not.",
    "that complement": "A clause with that behind a verb: she said that.",
    "that deletion": "A clause behind a verb without its that: she thinks it is late.",
    "that-clause": "A clause that opens with that.",
    "third person": "He, she, they and their forms.",
    "time": "A stretch or point of time: a morning, a decade.",
    "time adverbial": "A word for time: now, soon.",
    "tricolon": "Three words of one kind in a row.",
    "unfamiliar": "Not on Dale's list of words that most children know at ten.",
    "unfamiliar (Spache)": "Not on Spache's list of words for young readers.",
    "verb": "A verb.",
    "weekday": "A day of the week.",
    "wh-clause": "A clause that opens with what, how, why and the like.",
    "year": "A year.",
}


#: Measures whose types are the source domains of images.
IMAGES = frozenset({"novel_metaphor_density", "source_domain_diversity"})


@cache
def _summaries() -> dict[str, str]:
    from stylo.features import all_features

    return {f.name: f.summary for f in all_features()}


@cache
def _units() -> dict[str, str]:
    from stylo.features import all_features

    return {f.name: f.unit for f in all_features()}


def unit(measure: str) -> str:
    """Return what a measure's number counts; ``""`` for one that is not declared here."""
    return _units().get(measure, "")


def summary(measure: str) -> str:
    """Return what a measure counts, in a sentence; ``""`` for one that is not declared here."""
    return _summaries().get(measure, "")


def explained(measure: str, label: str) -> str:
    """Return what a type of evidence is, in a sentence or two; ``""`` for an unknown type."""
    said = GLOSSARY.get(measure, {}).get(label)
    if said is None and measure in IMAGES:
        return f"An image: words that in their plain sense belong to {label}."
    return said or SHARED.get(label, "")


def meaning(layer: Layer) -> str:
    """Return what a piece of evidence is and what it counts, in a sentence or two."""
    measure = layer.highlight.measure
    said = explained(measure, layer.label) or summary(measure)
    if layer.weight != 1 and unit(measure).startswith("per "):
        said += f" It counts {layer.weight:g}."
    return said.strip()
