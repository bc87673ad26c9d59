"""Words, sentences, parts of speech and lemmas against the English treebanks (ud-english).

``word_f1`` and ``sentence_f1`` start from each document's raw text: its sentences joined as the
treebank says, a blank line where it starts a paragraph (GUM). EWT marks no paragraphs: there a
document is one paragraph, and its headings, lists and signatures run into the sentences after
them, which no splitter can undo; read its sentence figures only against each other. A word is
right if both its ends are, and so is a sentence. ``upos`` is given gold tokens and sentences,
``lemma`` gold tokens and parts of speech, ``lemma.tagged`` gold tokens and our parts of speech.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import f1, interval, ratio
from stylo import encoder, lemmas, segment
from stylo.training import data

FOLDS = 5
#: Figures that hang on the encoder's tags.
_OF_TAGS = ("upos", "lemma.tagged")
Row = dict[str, Any]


@dataclass(frozen=True)
class Models:
    """What is measured."""

    lemma: Callable[[str, str], str]
    boundaries: Mapping[str, float]


def shipped() -> Models:
    """Return the models that come with the package."""
    return Models(lemmas.lemma, segment.boundary_weights())


def trained(rows: list[Row]) -> Models:
    """Return models learned from these sentences alone."""
    from stylo.training import lemmas as lemma_training
    from stylo.training import segment as segment_training

    return Models(
        partial(
            lemmas.look_up,
            known=lemmas.unpack(lemma_training.build(rows, common=data.pronounced(data.folder()))),
        ),
        segment_training.fit(rows),
    )


def matches(found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> tuple[int, int, int]:
    """Return true positives, false positives and false negatives."""
    right = len(found & gold)
    return right, len(found) - right, len(gold) - right


def counts(document: list[Row], models: Models) -> list[int]:
    """Return, for one document, the counts that the figures are made of."""
    words = np.zeros(3, dtype=np.int64)
    sentences = np.zeros(3, dtype=np.int64)
    for paragraph in data.paragraphs(document):
        spans = segment.token_spans(paragraph.text)
        ranges = segment.sentence_spans(paragraph.text, spans, models.boundaries)
        words += matches(set(spans), set(paragraph.spans))
        sentences += matches(
            {(spans[a][0], spans[b - 1][1]) for a, b in ranges}, set(paragraph.sentences)
        )
    tags = iter(encoder.read([row["tokens"] for row in document]).upos)
    tagged = lemma = lemma_tagged = total = 0
    for row in document:
        for form, gold, upos in zip(row["tokens"], row["lemmas"], row["upos"], strict=True):
            tag = next(tags)
            total += 1
            tagged += tag == upos
            lemma += models.lemma(form, upos) == gold
            lemma_tagged += models.lemma(form, tag) == gold
    return [*words.tolist(), *sentences.tolist(), tagged, lemma, lemma_tagged, total]


def fold_of(document: list[Row]) -> int:
    """Return the fold that a document belongs to."""
    digest = hashlib.sha256(document[0]["doc"].encode()).hexdigest()
    return int(digest[:8], 16) % FOLDS


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Return the figures for a file in the format of ud-english.

    Parameters
    ----------
    path : Path
        Lines of ``{tokens, lemmas, upos, space_after, new_paragraph, text, doc, genre}``.
    folds : bool
        Learn lemmas and sentence ends from four fifths of the file's documents and measure on the
        rest, in turn. Parts of speech are the shipped encoder's all the same, so ``upos`` and
        ``lemma.tagged`` are left out: it may have seen the file.
    """
    documents = data.documents(list(data.rows(path)))
    if folds:
        table = []
        for fold in range(FOLDS):
            models = trained([row for d in documents if fold_of(d) != fold for row in d])
            table += [(d, counts(d, models)) for d in documents if fold_of(d) == fold]
    else:
        models = shipped()
        table = [(d, counts(d, models)) for d in documents]
    values = np.array([row for _, row in table], dtype=np.float64)
    genres = np.array([d[0]["genre"] for d, _ in table])
    figures = {
        "upos": interval(values[:, [6, 9]], ratio),
        "lemma": interval(values[:, [7, 9]], ratio),
        "lemma.tagged": interval(values[:, [8, 9]], ratio),
        "word_f1": interval(values[:, 0:3], f1),
        "sentence_f1": interval(values[:, 3:6], f1),
    }
    for genre in sorted(set(genres.tolist())):
        chosen = values[genres == genre]
        figures[f"upos.{genre}"] = interval(chosen[:, [6, 9]], ratio)
        figures[f"word_f1.{genre}"] = interval(chosen[:, 0:3], f1)
        figures[f"sentence_f1.{genre}"] = interval(chosen[:, 3:6], f1)
    if folds:
        figures = {name: f for name, f in figures.items() if not name.startswith(_OF_TAGS)}
    return {"n": int(values[:, 9].sum()), "figures": figures}
