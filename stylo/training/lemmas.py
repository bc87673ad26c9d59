"""Make ``lemmas.json.gz``: forms and lemmas of the treebanks, irregular forms, known words."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from stylo.lemmas import MODEL, degree_base, noun_base, verb_base
from stylo.segment import straighten
from stylo.training import data, manifest

#: Endings of irregular plurals and of their singulars.
_PLURALS = (
    ("men", "man"), ("eet", "oot"), ("eeth", "ooth"), ("eese", "oose"), ("ice", "ouse"),
    ("children", "child"), ("oxen", "ox"), ("ves", "f"), ("ves", "fe"), ("i", "us"), ("a", "um"),
    ("a", "on"), ("ae", "a"), ("ices", "ix"), ("ices", "ex"), ("es", "is"), ("eaux", "eau"),
    ("zzes", "z"), ("sses", "s"), ("people", "person"), ("s", ""),
)  # fmt: skip

#: How often a treebank must have a form to be believed alone.
_ENOUGH = 3


def read_table(*treebanks: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Return the most frequent lemma of every form, by part of speech.

    Where treebanks disagree (EWT: ``people``, GUM: ``person``), one that has the form at least
    `_ENOUGH` times is believed before those after it.
    """
    table: dict[str, dict[str, str]] = defaultdict(dict)
    total: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentences in treebanks:
        counts = _count(sentences)
        for (upos, form), seen in counts.items():
            total[upos, form] += seen
            if seen.total() >= _ENOUGH:
                table[upos].setdefault(form, seen.most_common(1)[0][0])
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


def build(*treebanks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the model file holds, learned from treebanks (see `read_table`)."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    known = {
        form: found
        for form, found in DefaultDictionaryFactory().get_dictionary("en").items()
        if form.isalpha() and form.isascii()
    }
    table = read_table(*treebanks)
    lower = {form: found for form, found in known.items() if form.islower()}
    words = frozenset(found for found in lower.values() if found.islower()) | {
        found
        for upos in ("NOUN", "VERB", "ADJ", "ADV")
        for found in table[upos].values()
        if found.islower()
    }
    names = frozenset(found for found in known.values() if found[0].isupper())
    irregular: dict[str, dict[str, str]] = {"noun": {}, "verb": {}, "degree": {}}
    for form, found in sorted(lower.items()):
        if form == found:
            continue
        if any(form.endswith(many) and found == form[: len(form) - len(many)] + one
               for many, one in _PLURALS):
            if noun_base(form, words) != found:
                irregular["noun"][form] = found
            if form.endswith("s") and verb_base(form, words) != found:
                irregular["verb"][form] = found
        elif form.endswith(("er", "est")):
            if degree_base(form, words) != found:
                irregular["degree"][form] = found
        elif verb_base(form, words) != found:
            irregular["verb"][form] = found
    return {
        "table": table,
        "irregular": irregular,
        "words": "\n".join(sorted(words)),
        "names": "\n".join(sorted(names)),
    }


def main() -> None:
    """Build and save the model file."""
    lexicon = build(data.treebank("ewt", "train"), data.treebank("gum", "train"))
    text = json.dumps(lexicon, ensure_ascii=False, separators=(",", ":"))
    path = manifest.save(MODEL, text.encode())
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
