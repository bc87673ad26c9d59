"""What each measure costs: its processor time as a share of that of the whole analysis.

Measures are timed in the order of a report. What several of them need is found once and kept with
the document, and stands in the account of the first that asks for it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.speed import read_texts
from stylo.analysis import analyse
from stylo.annotate import annotate
from stylo.feature import Floats
from stylo.features import all_features

ARTICLES, RUNS = 20, 3
#: Shortest text that is timed, in words.
WORDS = 300
#: What a measure should cost at most.
MOST = 0.01


def timed(text: str) -> list[float]:
    """Return seconds of processor time: the whole analysis, annotation, then each measure."""
    begun = time.process_time()
    doc = annotate(text)
    annotated = time.process_time()
    analyse(doc)
    ended = time.process_time()
    seconds = [ended - begun, annotated - begun]
    doc = annotate(text)
    for feature in all_features():
        begun = time.process_time()
        feature.measure(doc, "own")
        seconds.append(time.process_time() - begun)
    return seconds


def shares(seconds: Floats) -> dict[str, list[float]]:
    """Return medians over articles, with the lowest and the highest.

    Parameters
    ----------
    seconds : array, articles × (2 + measures)
        As `timed` returns them.

    Returns
    -------
    dict
        ``annotation``, ``measures``; ``above``, how many measures cost more than `MOST`;
        ``share.MEASURE``, dearest first.
    """
    part = seconds[:, 1:] / seconds[:, :1]
    middle = np.median(part, axis=0)

    def told(column: Floats) -> list[float]:
        return [float(np.median(column)), float(column.min()), float(column.max())]

    figures = {"annotation": told(part[:, 0]), "measures": told(part[:, 1:].sum(axis=1))}
    figures["above"] = [float((middle[1:] > MOST).sum())] * 3
    names = [f.name for f in all_features()]
    for at in np.argsort(-middle[1:], kind="stable").tolist():
        figures[f"share.{names[at]}"] = told(part[:, 1 + at])
    return figures


def _fastest(texts: Sequence[str]) -> Floats:
    """Return the lowest of several runs of each time."""
    seconds: Floats = np.array([[timed(text) for text in texts] for _ in range(RUNS)]).min(axis=0)
    return seconds


def run(path: Path) -> dict[str, Any]:
    """Time the first articles of a file, after a warm-up on one of them.

    Returns
    -------
    dict
        See `shares`.
    """
    texts = [text for text in read_texts(path) if len(text.split()) >= WORDS][:ARTICLES]
    if not texts:
        raise SystemExit(f"benchmarks: no article in {path} has {WORDS} words")
    timed(texts[0])
    return {"n": len(texts), "figures": shares(_fastest(texts))}
