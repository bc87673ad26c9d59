"""Measures of lexis against the length of the text: excerpts of 200 to 2,000 words of one article.

Beside them, the indices of variety as lexicalrichness (Shen 2021) counts them from the same words.

``python -m benchmarks length FILE...``: JSONL with ``text_clean`` or ``text``; articles of 2,000
words and more are used, at most `PER_FILE` from each file. Every word counts (``scope="all"``).
"""

from __future__ import annotations

import hashlib
import math
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from benchmarks.correlation import pearson
from stylo.annotate import annotate
from stylo.diversity import WINDOW
from stylo.document import Document
from stylo.feature import Floats, sentence_sums, word_starts
from stylo.features import families
from stylo.training.data import rows
from stylo.words import words as words_of

LENGTHS = (50, 100, 200, 300, 500, 700, 1000, 1500, 2000)
#: Lengths over which the correlation is taken.
FROM = 200
PER_FILE = 12


def excerpt(doc: Document, words: int, key: str) -> str:
    """Return whole sentences of about so many words, from a place that the key decides.

    The last sentence stays out where the excerpt is nearer to its length without it.
    """
    counts = sentence_sums(doc, word_starts(doc))
    ends = np.cumsum(counts)
    spare = ends[-1] - words
    at = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF * spare
    first = int(np.searchsorted(ends, at, side="right"))
    reached = ends[first:] - (ends[first] - counts[first])
    last = first + int(np.argmin(np.abs(reached - words)))
    start, end = doc.sentences["start"][first], doc.sentences["end"][last]
    return doc.text[int(start) : int(end)]


def values(doc: Document) -> Floats:
    """Return the measures of lexis at each of `LENGTHS`: lengths × measures."""
    table = []
    for words in LENGTHS:
        part = annotate(excerpt(doc, words, f"{doc.id} {words}"))
        table.append([f.measure(part, "all").value for f in families()["lexis"]])
    return np.array(table)


def within(table: Floats) -> Floats:
    """Return what a correlation sums, for each article: length and value less their means.

    Parameters
    ----------
    table : array, articles × lengths
    """
    lengths = np.array([n for n in LENGTHS if n >= FROM], dtype=np.float64)
    y = table[:, -len(lengths) :]
    x = np.broadcast_to(lengths, y.shape) - lengths.mean()
    y = y - y.mean(axis=1, keepdims=True)
    zero = np.zeros(len(y))
    parts = [np.full(len(y), len(lengths)), zero, zero, x * x, y * y, x * y]
    return np.column_stack([p.sum(axis=1) if p.ndim == 2 else p for p in parts])


def noise(table: Floats, at: int) -> Floats:
    """Return, for each article, the squared error of an excerpt, and the squared deviation of all.

    The root of their ratio is the error within an article as a share of the differences between
    articles.
    """
    full = table[:, -1]
    return np.column_stack([(table[:, at] - full) ** 2, (full - full.mean()) ** 2])


def unlike_peer(doc: Document) -> float:
    """Return the largest relative difference of an index of variety to lexicalrichness's.

    NaN where that is not installed.
    """
    if find_spec("lexicalrichness") is None:
        return math.nan
    from lexicalrichness import LexicalRichness

    peer = LexicalRichness(list(words_of(doc)["norm"]), preprocessor=None, tokenizer=None)
    theirs = {"mtld": peer.mtld(), "hdd": peer.hdd(), "mattr": peer.mattr(window_size=WINDOW)}
    ours = {f.name: f.measure(doc, "all").value for f in families()["lexis"] if f.name in theirs}
    return float(max(abs(ours[name] - value) / value for name, value in theirs.items()))


def _root(totals: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        out: Floats = np.sqrt(totals[..., 0] / totals[..., 1])
    return out


def run(paths: list[Path]) -> dict[str, Any]:
    """Measure excerpts of long articles.

    Returns
    -------
    dict
        ``r.MEASURE``: correlation of value and length within articles, 200 to 2,000 words;
        ``noise.MEASURE.N``: at N words, the error beside the value at 2,000 words ÷ the standard
        deviation between articles (1: an excerpt differs as much as another article does);
        ``unlike_peer``: see there, the largest and the range over whole articles.
    """
    tables, apart = [], []
    for path in paths:
        taken = 0
        for row in rows(path):
            text = row.get("text_clean") or row["text"]
            if taken == PER_FILE or len(text.split()) < LENGTHS[-1] * 1.05:
                continue
            doc = annotate(text, id=str(row.get("id", taken)))
            if doc.word_count < LENGTHS[-1]:
                continue
            tables.append(values(doc))
            apart.append(unlike_peer(doc))
            taken += 1
    found = np.array(tables)
    figures = {"unlike_peer": [max(apart), min(apart), max(apart)]}
    for column, feature in enumerate(families()["lexis"]):
        table = found[:, :, column]
        whole = table[~np.isnan(table[:, LENGTHS.index(FROM) :]).any(axis=1)]
        figures[f"r.{feature.name}"] = interval(within(whole), pearson)
        for at, words in enumerate(LENGTHS[:-1]):
            if not np.isnan(whole[:, at]).any():
                figures[f"noise.{feature.name}.{words}"] = interval(noise(whole, at), _root)
    return {"n": len(found), "figures": figures}
