"""What the type of a piece of evidence means, in plain words."""

from __future__ import annotations

from functools import cache

from stylo.rendering.highlights import Layer

#: Measure to type to meaning. A type that is not here is told by the measure's own summary.
GLOSSARY = {
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
        "reduced-form": "A word shortened as in speech: gonna, 'em.",
        "slang": "Dictionaries mark it as informal or slang.",
        "vocative": "Speaks to the reader or hearer by name: folks, dear reader.",
    },
    "obligation_density": {
        "formula": "A set phrase for what has to be done: it is time to.",
        "modal": "A verb of duty: must, should.",
        "semi-modal": "A verb of duty made of several words: have to, need to.",
    },
    "negative_evaluation_density": {
        "negative": "A word by which the writer blames.",
        "negative-strong": "A strong word of blame.",
    },
    "positive_evaluation_density": {
        "positive": "A word by which the writer praises.",
        "positive-strong": "A strong word of praise.",
    },
    "question_density": {"question": "The writer asks a question, outside quotations."},
}


@cache
def _summaries() -> dict[str, str]:
    from stylo.features import all_features

    return {f.name: f.summary for f in all_features()}


def summary(measure: str) -> str:
    """Return what a measure counts, in a sentence; ``""`` for one that is not declared here."""
    return _summaries().get(measure, "")


def meaning(layer: Layer) -> str:
    """Return what a piece of evidence is and what it counts, in a sentence or two."""
    measure = layer.highlight.measure
    said = GLOSSARY.get(measure, {}).get(layer.label) or summary(measure)
    if layer.weight != 1:
        said += f" It counts {layer.weight:g}."
    return said.strip()
