"""Figures of repetition in speeches against chance and plain reports.

The first FILE is ``presidential-speeches``, the others are reports (``{text_clean or text,
label}``). Rates are members of figures per 10,000 words: in the speeches as they stand, with their
sentences in random order (only figures that join sentences, which order can undo), with their words
in random order, and in the reports; ``share`` is such a rate ÷ that in the speeches as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval, ratio
from stylo import repetition
from stylo.annotate import annotate
from stylo.document import Document
from stylo.feature import Evidence, Floats
from stylo.training.data import rows

FIGURES: dict[str, Callable[[Document], list[Evidence]]] = {
    "anaphora": repetition.anaphora,
    "epistrophe": repetition.epistrophe,
    "anadiplosis": repetition.anadiplosis,
    "isocolon": repetition.isocolon,
    "tricolon": repetition.tricola,
    "antithesis": repetition.antitheses,
}
#: Figures of which some join sentences, and these the order of sentences can undo.
JOINING = ("anaphora", "epistrophe")
#: Speeches, and reports of each file; drawn at random.
SPEECHES, REPORTS = 60, 60
#: Most words of a text that is read.
WORDS = 4000


def texts(path: Path, count: int, label: str | None = None) -> list[str]:
    """Return the beginnings of texts, drawn at random with seed 0."""
    found = [r for r in rows(path) if label is None or r["label"] == label]
    order = np.random.RandomState(0).permutation(len(found))[:count]
    whole = (found[i].get("text_clean") or found[i]["text"] for i in order)
    return [" ".join(text.split(" ")[:WORDS]) for text in whole]


def other_order(doc: Document, draw: np.random.RandomState) -> str:
    """Return a text with its sentences in random order, five to a paragraph."""
    pairs = list(zip(doc.sentences["start"], doc.sentences["end"], strict=True))
    said = [doc.text[pairs[i][0] : pairs[i][1]].strip() for i in draw.permutation(len(pairs))]
    return "\n\n".join(" ".join(said[i : i + 5]) for i in range(0, len(said), 5))


def other_words(doc: Document, draw: np.random.RandomState) -> str:
    """Return a text with its words in random order, and its signs where they were."""
    start, end, text = doc.tokens["start"], doc.tokens["end"], list(doc.tokens["text"])
    places = np.flatnonzero(doc.tokens["word"] >= 0)
    words = [text[i] for i in places]
    for place, other in zip(places, draw.permutation(len(places)), strict=True):
        text[place] = words[other]
    pieces, last = [], 0
    for row, word in enumerate(text):
        pieces += [doc.text[last : start[row]], word]
        last = end[row]
    return "".join([*pieces, doc.text[last:]])


def counted(docs: Sequence[Document], find: Callable[[Document], list[Evidence]]) -> Floats:
    """Return for each text members of figures × 10,000, words, and members between sentences."""
    table = []
    for doc in docs:
        found = find(doc)
        between = sum(e.label == "sentences" for e in found)
        table.append([len(found) * 1e4, doc.word_count, between * 1e4])
    return np.array(table, dtype=np.float64)


def compared(said: Floats, other: Floats) -> list[float]:
    """Return the rate in other texts ÷ the rate in speeches.

    Parameters
    ----------
    said, other : array, texts × 2
        Members × 10,000, and words. As many others as speeches are these themselves, mixed.
    """
    if len(said) != len(other):
        said, other = (
            np.concatenate([said[:, :2], np.zeros((len(other), 2))]),
            np.concatenate([np.zeros((len(said), 2)), other[:, :2]]),
        )
    return interval(np.column_stack([other[:, :2], said[:, :2]]), _share)


def _share(totals: Floats) -> Floats:
    return ratio(np.stack([ratio(totals[..., :2]), ratio(totals[..., 2:])], axis=-1))


def run(paths: Sequence[Path]) -> dict[str, Any]:
    """Count figures.

    Returns
    -------
    dict
        For each figure ``speeches``, ``words``, ``reports``, and ``share.words``,
        ``share.reports``; for anaphora and epistrophe ``speeches.sentences``, ``order`` and
        ``share.order`` as well. 95 % intervals over texts.
    """
    draw = np.random.RandomState(0)
    speeches = [annotate(text) for text in texts(paths[0], SPEECHES)]
    mixed = [annotate(other_words(doc, draw)) for doc in speeches]
    moved = [annotate(other_order(doc, draw)) for doc in speeches]
    reports = [annotate(t) for path in paths[1:] for t in texts(path, REPORTS, "reporting")]
    figures = {}
    for name, find in FIGURES.items():
        said = counted(speeches, find)
        figures[f"{name}.speeches"] = interval(said[:, :2])
        pairs = [("words", said, counted(mixed, find)), ("reports", said, counted(reports, find))]
        if name in JOINING:
            between = said[:, [2, 1]]
            figures[f"{name}.speeches.sentences"] = interval(between)
            pairs.append(("order", between, counted(moved, find)[:, [2, 1]]))
        for what, whole, other in pairs:
            figures[f"{name}.{what}"] = interval(other[:, :2])
            figures[f"{name}.share.{what}"] = compared(whole, other)
    return {"n": len(speeches) + len(reports), "figures": figures}
