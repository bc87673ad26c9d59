"""Uncertainty cues against two corpora: ``szeged-uncertainty`` (cues) and ``conll2010-wiki``.

The Szeged corpus (Szarvas et al. 2012) marks the words that make a statement uncertain, whoever
holds it so: "analysts expect" is a cue there, and no hedge of the writer here. So verbs of belief
count as answers whoever holds them, hearsay ("reportedly") counts, and approximators ("about 40",
"somewhat"), which that corpus leaves unmarked, do not (``token_f1.approximators`` is with them).
Of a cue of several words ("it is possible that") those corpora mark the word that carries the
doubt; so pronouns, articles, prepositions and forms of *be*, *do* and *have* inside ours are no
answers. Conditions (*if*) and investigations (*examine*) are left out of the gold; ``token_f1.all``
keeps them.

A sentence of ``conll2010-wiki`` (Farkas et al. 2010) is a weasel or hedge sentence as a whole: one
counts with a hedge, a weasel or attribution in it, if the encoder too reads it as such (named
sources are no weasels, nor are most amounts). ``sentence_f1.cues`` goes by the cues alone.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval, ratio
from stylo import encoder, segment
from stylo.annotate import annotate_tokens
from stylo.document import Document
from stylo.feature import Bools, Floats
from stylo.features.hedging import Cue, cues
from stylo.training.examples import bucket

#: Types of the Szeged corpus that are no hedges.
LEFT_OUT = ("condition", "investigation")

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """Yield the lines of a JSON-lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def documents(path: Path) -> Iterator[tuple[list[Row], list[list[tuple[int, int]]], Document]]:
    """Yield each document's lines, the spans of their tokens, and our annotation.

    Sentences are those of the file; lines without ``doc`` are documents of their own.
    """
    groups: dict[str, list[Row]] = {}
    for number, row in enumerate(rows(path)):
        groups.setdefault(str(row.get("doc", f"line {number}")), []).append(row)
    for group in groups.values():
        spans = [segment.token_spans(row["text"]) for row in group]
        doc = annotate_tokens(
            [[row["text"][a:b] for a, b in s] for row, s in zip(group, spans, strict=True)],
            space_after=[
                [end < start for (_, end), (start, _) in pairwise(s)] + [True] * bool(s)
                for s in spans
            ],
        )
        yield group, spans, doc


def semantic(cue: Cue) -> bool:
    """Whether a cue is one that the Szeged corpus would mark."""
    if cue.kind == "attribution":
        return cue.label in {"belief", "hearsay"}
    return cue.kind in {"hedge", ""} and cue.label not in {"approximator", "quantity", "vague"}


def covered(doc: Document, wanted: Callable[[Cue], bool]) -> Bools:
    """Return which word tokens the cues cover, less those that carry no doubt themselves."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    upos, lemma = doc.tokens["upos"], doc.tokens["lemma"]
    for cue in cues(doc):
        if not wanted(cue):
            continue
        inside = range(cue.first, cue.last)
        carriers = [
            row
            for row in inside
            if upos[row] not in {"PRON", "DET", "ADP", "SCONJ", "PART", "CCONJ"}
            and lemma[row] not in {"be", "do", "have"}
        ]
        mask[carriers or list(inside)] = True
    words: Bools = doc.tokens["word"] >= 0
    return mask & words


def f1(at: int) -> Callable[[Floats], Floats]:
    """Return F1 of the totals *hits*, *answers*, *gold* that begin at a column."""

    def formula(totals: Floats) -> Floats:
        both = totals[..., at + 1] + totals[..., at + 2]
        return ratio(np.stack([2 * totals[..., at], both], axis=-1))

    return formula


def share(hits: int, of: int) -> Callable[[Floats], Floats]:
    """Return one total divided by another."""

    def formula(totals: Floats) -> Floats:
        return ratio(totals[..., [hits, of]])

    return formula


def _counts(gold: Bools, answer: Bools) -> list[float]:
    return [float((gold & answer).sum()), float(answer.sum()), float(gold.sum())]


def _figures(counts: Floats, columns: dict[str, int]) -> dict[str, Any]:
    figures = {}
    for name, at in columns.items():
        unit, _, suffix = name.partition(".")
        suffix = f".{suffix}" if suffix else ""
        figures[f"{unit}_f1{suffix}"] = interval(counts, f1(at))
        figures[f"{unit}_precision{suffix}"] = interval(counts, share(at, at + 1))
        figures[f"{unit}_recall{suffix}"] = interval(counts, share(at, at + 2))
    return figures


def unseen(row: Row) -> bool:
    """Whether a line is of a news document that the encoder was not trained on."""
    return row.get("domain") == "news" and bucket(row["doc"], 2) == 1


def szeged(path: Path) -> dict[str, Any]:
    """Score tokens and sentences against marked cues.

    News documents that the encoder never saw (`unseen`) are told apart as well.
    """
    table, apart = [], []
    sentences = 0
    for group, spans, doc in documents(path):
        word = doc.tokens["word"] >= 0
        gold = np.zeros(len(doc.tokens), dtype=np.bool_)
        gold_all = np.zeros_like(gold)
        row = 0
        for line, tokens in zip(group, spans, strict=True):
            for start, end in tokens:
                types = [t for a, b, _, t in line["spans"] if a < end and start < b]
                gold_all[row] = bool(types)
                gold[row] = any(not t.strip().endswith(LEFT_OUT) for t in types)
                row += 1
        gold, gold_all = gold & word, gold_all & word
        answer = covered(doc, semantic)
        wide = covered(doc, lambda cue: semantic(cue) or cue.kind == "hedge")
        by_sentence = [
            np.bincount(doc.tokens["sentence"], mask, len(doc.sentences)) > 0
            for mask in (gold, answer)
        ]
        table.append(
            _counts(gold, answer)
            + _counts(*by_sentence)
            + _counts(gold_all, answer)
            + _counts(gold, wide)
        )
        apart.append(unseen(group[0]))
        sentences += len(group)
    counts = np.array(table)
    columns = {"token": 0, "sentence": 3, "token.all": 6, "token.approximators": 9}
    figures = _figures(counts, columns)
    if any(apart):
        figures |= _figures(counts[apart], {"token.unseen": 0, "sentence.unseen": 3})
    return {"n": sentences, "figures": figures}


def conll(path: Path) -> dict[str, Any]:
    """Score sentences against their labels; those whose label is null are skipped."""
    table = []
    sentences = 0
    for group, _, doc in documents(path):
        said = [cue for cue in cues(doc) if cue.kind != "booster"]
        labelled = np.array([line["label"] is not None for line in group])
        gold = np.array([line["label"] == 1 for line in group])
        answer = np.zeros(len(group), dtype=np.bool_)
        answer[doc.tokens["sentence"][[cue.first for cue in said]]] = True
        answer &= labelled
        read = doc.sentences["weasel"] > encoder.threshold("weasel.sentence")
        table.append(_counts(gold, answer & read) + _counts(gold, answer))
        sentences += int(labelled.sum())
    figures = _figures(np.array(table), {"sentence": 0, "sentence.cues": 3})
    return {"n": sentences, "figures": figures}


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Score a file in the format of ``szeged-uncertainty`` or ``conll2010-wiki``.

    Parameters
    ----------
    folds : bool
        Changes nothing: the lists are written by hand, and of the Szeged news the encoder never saw
        the documents that are `unseen`.

    Returns
    -------
    dict
        ``n`` sentences; ``figures``: ``token_f1`` (word tokens covered by a cue) and
        ``sentence_f1`` for the first, both with ``.unseen`` if it has news, ``sentence_f1`` for the
        second, with their precision and recall; 95 % intervals by resampling documents.
    """
    first = next(rows(path))
    return szeged(path) if isinstance(first["label"], str) else conll(path)
