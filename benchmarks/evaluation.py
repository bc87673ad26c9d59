"""Evaluative words against persuasion techniques (``{text, spans}``, ptc-semeval2020-t11).

What annotators marked as loaded language, exaggeration or name-calling are stretches of any length;
a word counts as found when it lies in the evidence of a measure, as the measure ships. No list was
made from these spans. Which measures take part is chosen on one half of the articles (by a hash of
the text), and so are the words of the plain lexicon, VADER (Hutto and Gilbert 2014). All
figures are of the other half.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import f1, interval, precision, recall
from stylo.annotate import annotate
from stylo.document import Document
from stylo.feature import Bools, Floats
from stylo.features import all_features
from stylo.tokens import formed
from stylo.training.data import rows
from stylo.training.examples import bucket

TECHNIQUES = ("Loaded_Language", "Exaggeration", "Name_Calling")
#: Measures of stance and rhetoric that may take part.
CANDIDATES = (
    "positive_evaluation_density",
    "negative_evaluation_density",
    "loaded_word_density",
    "hyperbole_density",
    "extreme_case_density",
    "attitude_marker_density",
    "superlative_density",
)
#: Choices of the plain lexicon: how far from 0 (of 4) a word must stand, and whether praise counts.
PLAIN = tuple((least, praise) for praise in (True, False) for least in (0.0, 1.0, 1.5, 2.0, 2.5))


def _within(doc: Document, spans: list[tuple[int, int]]) -> Bools:
    """Return which words touch one of these spans."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    for start, end in spans:
        mask |= (doc.tokens["start"] < end) & (doc.tokens["end"] > start)
    words: Bools = doc.tokens["word"] >= 0
    return mask & words


def found(doc: Document) -> Bools:
    """Return which words lie in the evidence of each of `CANDIDATES`, quotations included."""
    features = {f.name: f for f in all_features()}
    masks = []
    for name in CANDIDATES:
        evidence = features[name].measure(doc, "all").evidence
        masks.append(_within(doc, [(e.span.start, e.span.end) for e in evidence]))
    return np.array(masks)


def lexicon(path: Path) -> dict[str, float]:
    """Return the words of VADER with their valence, −4 to 4."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = [line.split("\t")[:2] for line in lines][1:]
    return {word: float(valence) for word, valence in pairs}


def plain(doc: Document, words: dict[str, float]) -> Bools:
    """Return which words are of the lexicon, for each choice of `PLAIN`."""
    counted: Bools = doc.tokens["word"] >= 0
    answers = []
    for least, praise in PLAIN:
        of = [w for w, v in words.items() if -v >= least or (praise and v >= least)]
        answers.append(formed(doc, of) & counted)
    return np.array(answers)


def outcomes(answers: Bools, gold: Bools) -> Floats:
    """Return true positives, false positives and false negatives of each row of answers."""
    pairs = (answers & gold, answers & ~gold, gold & ~answers)
    return np.stack([pair.sum(axis=1) for pair in pairs], axis=1).astype(np.float64)


def unions(masks: Bools) -> Bools:
    """Return the union of the masks of each of `choices`."""
    return np.array([masks[list(some)].any(axis=0) for some in choices()])


def choices() -> list[tuple[int, ...]]:
    """Return every set of `CANDIDATES` but the empty one, by their numbers."""
    numbers = range(len(CANDIDATES))
    return [some for size in range(1, len(numbers) + 1) for some in combinations(numbers, size)]


def best(tables: Sequence[Floats]) -> int:
    """Return which answer has the highest F1 over the articles."""
    return int(np.argmax(np.nan_to_num(f1(np.sum(tables, axis=0)))))


def run(path: Path) -> dict[str, Any]:
    """Choose on one half and score words on the other.

    Returns
    -------
    dict
        ``token_f1``, ``precision``, ``recall`` of the chosen measures; ``chosen.MEASURE``, 1 or 0;
        ``token_f1.all_measures``; ``token_f1.vader``, every word of it, ``token_f1.vader_chosen``,
        its chosen words, told by ``vader.least`` and ``vader.praise``; ``token_f1.all_words``,
        where every word is an answer; ``gold``, the share of words that are marked. 95 % intervals
        over articles.
    """
    words = lexicon(path.parents[1] / "lexicons" / "vader.tsv.gz")
    halves: tuple[list[tuple[Floats, ...]], ...] = ([], [])
    for row in rows(path):
        doc = annotate(row["text"])
        gold = _within(doc, [(s, e) for s, e, what in row["spans"] if what.startswith(TECHNIQUES)])
        every = np.array([doc.tokens["word"] >= 0])
        answers = (unions(found(doc)), plain(doc, words), every)
        halves[bucket(row["text"], 2)].append(tuple(outcomes(mask, gold) for mask in answers))
    choosing, told = halves
    if not choosing or not told:
        raise SystemExit(f"benchmarks: {path} has too few articles to choose on one half of them")
    ours, theirs, each = (np.array(tables) for tables in zip(*told, strict=True))
    pick, lexical = (best([article[k] for article in choosing]) for k in (0, 1))
    marked = np.stack([each[:, 0, 0], each[:, 0, :2].sum(axis=1)], axis=1)
    figures = {
        "token_f1": interval(ours[:, pick], f1),
        "precision": interval(ours[:, pick], precision),
        "recall": interval(ours[:, pick], recall),
        "token_f1.all_measures": interval(ours[:, -1], f1),
        "token_f1.vader": interval(theirs[:, 0], f1),
        "token_f1.vader_chosen": interval(theirs[:, lexical], f1),
        "vader.least": [PLAIN[lexical][0]] * 3,
        "vader.praise": [float(PLAIN[lexical][1])] * 3,
        "token_f1.all_words": interval(each[:, 0], f1),
        "gold": interval(marked),
    }
    for number, name in enumerate(CANDIDATES):
        figures[f"chosen.{name}"] = [float(number in choices()[pick])] * 3
    return {"n": len(told), "figures": figures}
