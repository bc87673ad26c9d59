"""Make ``models/syllables.json.gz`` from the syllable counts of the CMU Pronouncing Dictionary.

``python -m stylo.training.syllables DATA [--evaluate]``: DATA is the folder of annotated corpora
(``syllables/cmudict.tsv.gz``; for the figures weighted by running text also
``ud-english/gum-train.jsonl.gz``).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

from stylo.segment import straighten
from stylo.training import manifest
from stylo.words import MODEL, Syllables, vowel_contexts

#: A context must stand in so many words, and be worth so many syllables, to enter the rule.
MIN_WORDS = 10
MIN_WEIGHT = 0.05
RIDGE = 3.0


def read_table(data: Path) -> dict[str, int]:
    """Return the syllables of each word of the dictionary."""
    lines = gzip.decompress((data / "syllables" / "cmudict.tsv.gz").read_bytes()).decode("utf-8")
    rows = (line.rsplit("\t", 1) for line in lines.splitlines()[1:])
    return {word: int(count) for word, count in rows}


def fit_rule(table: dict[str, int]) -> dict[str, float]:
    """Fit what a group of vowels is worth in its context: ridge regression on whole counts."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import Ridge

    plain = [w for w, n in table.items() if n and re.fullmatch("[a-z]{2,}", w)]
    seen = Counter(c for w in plain for c in set(vowel_contexts(w)))
    column = {c: i for i, c in enumerate(sorted(c for c, n in seen.items() if n >= MIN_WORDS))}
    rows = [[column[c] for c in vowel_contexts(w) if c in column] for w in plain]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter((i for row in rows for i in row), np.int64)
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(column)))
    fit = Ridge(alpha=RIDGE, fit_intercept=False, solver="lsqr").fit(
        matrix, np.array([table[w] for w in plain])
    )
    return {
        c: round(float(fit.coef_[i]), 2)
        for c, i in column.items()
        if abs(fit.coef_[i]) >= MIN_WEIGHT
    }


def train(data: Path) -> Path:
    """Write the model: the whole table, and the rule fitted to all of it."""
    table = read_table(data)
    by_count: dict[str, list[str]] = {}
    for word, count in sorted(table.items(), key=lambda item: (item[1], item[0])):
        by_count.setdefault(str(count), []).append(word)
    content = {
        "source": "CMU Pronouncing Dictionary, first pronunciation; see NOTICE-cmudict",
        "table": {n: " ".join(words) for n, words in by_count.items()},
        "rule": fit_rule(table),
    }
    return manifest.save(MODEL, json.dumps(content, ensure_ascii=False).encode("utf-8"))


def held_out(word: str) -> bool:
    """Whether a word belongs to the tenth that the evaluation hides."""
    return int(hashlib.sha256(word.encode("utf-8")).hexdigest()[:8], 16) % 10 == 0


def evaluate(data: Path) -> dict[str, float]:
    """Return exact-match accuracy on a tenth of the table that model and rule have not seen.

    Returns
    -------
    dict
        ``words``, ``by_word``, ``by_token`` (weighted by frequency in GUM train), and ``known``:
        the share of GUM's word tokens that the whole table has.
    """
    table = read_table(data)
    seen = {w: n for w, n in table.items() if not held_out(w)}
    hidden = [w for w, n in table.items() if n and held_out(w)]
    blind = Syllables(seen, fit_rule(seen))
    right = np.array([blind.count(w) == table[w] for w in hidden])
    tokens: Counter[str] = Counter()
    treebank = gzip.decompress((data / "ud-english" / "gum-train.jsonl.gz").read_bytes())
    for line in treebank.splitlines():
        row = json.loads(line)
        tokens.update(
            straighten(token).lower()
            for token, upos in zip(row["tokens"], row["upos"], strict=True)
            if upos not in {"PUNCT", "SYM", "X"}
        )
    return {
        "words": len(hidden),
        "by_word": float(right.mean()),
        "by_token": float(np.average(right, weights=[tokens[w] for w in hidden])),
        "known": sum(n for w, n in tokens.items() if w in table) / sum(tokens.values()),
    }


def main() -> None:
    """Train, or evaluate on the held-out tenth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    args = parser.parse_args()
    print(json.dumps(evaluate(args.data)) if args.evaluate else train(args.data))


if __name__ == "__main__":
    main()
