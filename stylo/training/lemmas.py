"""Make ``lemmas.json.gz``: forms and lemmas of the treebanks, irregular forms, known words."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from stylo.lemmas import MODEL, PREFIX, degree_base, noun_base, verb_base
from stylo.segment import straighten
from stylo.training import data, manifest

#: Endings of irregular plurals and of their singulars.
_PLURALS = (
    ("men", "man"), ("eet", "oot"), ("eeth", "ooth"), ("eese", "oose"), ("ice", "ouse"),
    ("children", "child"), ("oxen", "ox"), ("ves", "f"), ("ves", "fe"), ("i", "us"), ("a", "um"),
    ("a", "on"), ("ae", "a"), ("ices", "ix"), ("ices", "ex"), ("es", "is"), ("eaux", "eau"),
    ("zzes", "z"), ("sses", "s"), ("people", "person"), ("s", ""),
)  # fmt: skip

#: Principal parts of the irregular verbs: infinitive, past, participle (alternatives by a slash).
_VERBS = """
abide abode abode, arise arose arisen, awake awoke awoken, bear bore borne/born, beat beat beaten,
become became become, beget begot begotten, begin began begun, behold beheld beheld, bend bent
bent, beseech besought besought, beset beset beset, bid bade bidden, bind bound bound, bite bit
bitten, bleed bled bled, blow blew blown, break broke broken, breed bred bred, bring brought
brought, build built built, burn burnt burnt, buy bought bought, catch caught caught, choose chose
chosen, cling clung clung, come came come, creep crept crept, deal dealt dealt, dig dug dug, do
did done, draw drew drawn, dream dreamt dreamt, drink drank drunk, drive drove driven, dwell dwelt
dwelt, eat ate eaten, fall fell fallen, feed fed fed, feel felt felt, fight fought fought, find
found found, flee fled fled, fling flung flung, fly flew flown, forbid forbade forbidden, foresee
foresaw foreseen, forget forgot forgotten, forgive forgave forgiven, forsake forsook forsaken,
freeze froze frozen, get got gotten, gaslight gaslit gaslit, give gave given, go went gone, grind
ground ground, grow grew grown, hang hung hung, have had had, hear heard heard, hide hid hidden,
hold held held, keep kept kept, kneel knelt knelt, know knew known, lay laid laid, lead led led,
leap leapt leapt, learn learnt learnt, leave left left, lend lent lent, lie lay lain, light lit
lit, lose lost lost, make made made, mean meant meant, meet met met, mistake mistook mistaken, mow
mowed mown, pay paid paid, plead pled pled, prove proved proven, ride rode ridden, ring rang rung,
rise rose risen, run ran run, say said said, see saw seen, seek sought sought, sell sold sold,
send sent sent, sew sewed sewn, shake shook shaken, shave shaved shaven, shear sheared shorn,
shine shone shone, shoe shod shod, shoot shot shot, show showed shown, shrink shrank
shrunk/shrunken, sing sang sung, sink sank sunk/sunken, sit sat sat, slay slew slain, sleep slept
slept, slide slid slid, sling slung slung, slink slunk slunk, smell smelt smelt, smite smote
smitten, sneak snuck snuck, sow sowed sown, speak spoke spoken, speed sped sped, spell spelt
spelt, spend spent spent, spill spilt spilt, spin spun spun, spit spat spat, spoil spoilt spoilt,
spring sprang sprung, stand stood stood, steal stole stolen, stick stuck stuck, sting stung stung,
stink stank stunk, stride strode stridden, strike struck stricken, string strung strung, strive
strove striven, swear swore sworn, sweep swept swept, swell swelled swollen, swim swam swum, swing
swung swung, take took taken, teach taught taught, tear tore torn, tell told told, think thought
thought, throw threw thrown, tread trod trodden, wake woke woken, wear wore worn, weave wove
woven, weep wept wept, win won won, wind wound wound, withdraw withdrew withdrawn, withhold
withheld withheld, withstand withstood withstood, wring wrung wrung, write wrote written
"""
#: Infinitives that only look like a prefix with an irregular past.
_BASES = frozenset({"resent", "relent", "reread"})
#: How often, and with what share of one lemma, a treebank must have a form to be believed alone.
_ENOUGH, _SURE = 20, 0.9


def read_table(*treebanks: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Return the most frequent lemma of every form, by part of speech.

    Where treebanks disagree (EWT: ``people``, GUM: ``person``), one that has the form often and
    nearly always with one lemma is believed before those after it.
    """
    table: dict[str, dict[str, str]] = defaultdict(dict)
    total: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentences in treebanks:
        counts = _count(sentences)
        for (upos, form), seen in counts.items():
            total[upos, form] += seen
            found, times = seen.most_common(1)[0]
            if times >= _ENOUGH and times >= _SURE * seen.total():
                table[upos].setdefault(form, found)
    for (upos, form), seen in sorted(total.items()):
        table[upos].setdefault(form, seen.most_common(1)[0][0])
    return {
        upos: {
            form: found
            for form, found in sorted(forms.items())
            if upos == "PROPN" or form == form.lower() or forms[form.lower()] != found
        }
        for upos, forms in sorted(table.items())
    }


def _count(sentences: list[dict[str, Any]]) -> dict[tuple[str, str], Counter[str]]:
    """Return how often each (part of speech, form) has which lemma."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in sentences:
        parted = [*(found == "_" for found in row["lemmas"][1:]), False]
        columns = zip(row["tokens"], row["lemmas"], row["upos"], parted, strict=True)
        for form, found, upos, cut in columns:
            if cut or found == "_":  # a word written in two: the lemma is not that of the form
                continue
            key = straighten(form)
            counts[upos, key][found] += 1
            if upos != "PROPN" and key != key.lower():
                counts[upos, key.lower()][found] += 1
    return counts


def _misleads(word: str, common: frozenset[str]) -> bool:
    """Whether an obscure word stands in the way of a common one: ``panick``, ``maladie``."""
    return (
        word[:-1] in common
        or word + "e" in common
        or (word.endswith("ie") and word[:-2] + "y" in common)
    )


def build(*treebanks: list[dict[str, Any]], common: frozenset[str]) -> dict[str, Any]:
    """Return what the model file holds.

    Parameters
    ----------
    treebanks
        See `read_table`.
    common : frozenset of str
        Words in use, against which obscure ones of the lexicon of simplemma do not count.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    known = {
        form: found
        for form, found in DefaultDictionaryFactory().get_dictionary("en").items()
        if form.isalpha() and form.isascii()
    }
    table = read_table(*treebanks)
    table["VERB"] = {  # without slips of the treebanks, such as "fre" for "freed"
        form: found
        for form, found in table["VERB"].items()
        if found.lower() in common or form.lower() not in common
    }
    lower = {form: found for form, found in known.items() if form.islower()}
    words = frozenset(found for found in lower.values() if found.islower()) | {
        found
        for upos in ("NOUN", "VERB", "ADJ", "ADV")
        for found in table[upos].values()
        if found.islower()
    }
    names = frozenset(found for found in known.values() if found[0].isupper())
    words -= {word for word in words if word not in common and _misleads(word, common)}
    pasts = {
        form: parts.split()[0]
        for parts in _VERBS.split(",")
        for part in parts.split()[1:]
        for form in part.split("/")
    }
    words -= {
        word
        for word in words - _BASES
        if (prefix := PREFIX.match(word))
        and prefix[0] + pasts.get(word[prefix.end() :], "-") in words
    }
    irregular: dict[str, dict[str, str]] = {"noun": {}, "verb": {}, "degree": {}}
    for form, found in sorted(lower.items()):
        if form == found or (form in common and found not in common):
            continue  # an obsolete lemma, such as "sweare"
        if any(
            form.endswith(many) and found == form[: len(form) - len(many)] + one
            for many, one in _PLURALS
        ):
            if noun_base(form, words) != found:
                irregular["noun"][form] = found
            if form.endswith("s") and verb_base(form, words) != found:
                irregular["verb"][form] = found
        elif form.endswith(("er", "est")):
            if degree_base(form, words) != found:
                irregular["degree"][form] = found
        elif verb_base(form, words) != found:
            irregular["verb"][form] = found
    irregular["verb"].update((form, base) for form, base in pasts.items() if form != base)
    for form in irregular["verb"]:
        if form not in words and table["VERB"].get(form) == form:
            del table["VERB"][form]
    irregular["noun"]["leaves"] = "leaf"  # not "leave"
    table["AUX"].setdefault("sha", "shall")  # of "shan't"
    return {
        "table": table,
        "irregular": irregular,
        "words": "\n".join(sorted(words)),
        "names": "\n".join(sorted(names)),
    }


def train(corpora: Path) -> None:
    """Build from EWT, GUM, the CMU dictionary and simplemma, and save the model file."""
    treebanks = [data.treebank(corpora, name, "train") for name in ("ewt", "gum")]
    lexicon = build(*treebanks, common=data.pronounced(corpora))
    text = json.dumps(lexicon, ensure_ascii=False, separators=(",", ":"))
    manifest.save(MODEL, text.encode())


if __name__ == "__main__":
    train(data.folder())
