"""Rhetorical questions against read ones (``corpora/readings/questions/rhetorical.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import f1, interval, precision, recall
from benchmarks.marks import table_of
from stylo import questions
from stylo.annotate import annotate
from stylo.training.data import rows

READ = Path(__file__).resolve().parent.parent / "corpora/readings/questions/rhetorical.tsv"


def read() -> dict[str, dict[str, dict[int, bool]]]:
    """Return what was read: outlet, article, offset behind the sign, whether rhetorical."""
    found: dict[str, dict[str, dict[int, bool]]] = defaultdict(lambda: defaultdict(dict))
    for row in table_of(READ):
        found[row["outlet"]][row["article"]][int(row["end"])] = row["rhetorical"] == "1"
    return found


def run(path: Path) -> dict[str, Any]:
    """Score which questions are called rhetorical.

    Parameters
    ----------
    path : Path
        The folder ``allsides-abp``.

    Returns
    -------
    dict
        ``f1``, ``precision``, ``recall``; ``f1.all`` calls every question rhetorical. 95 %
        intervals over articles.
    """
    counts, everything = [], []
    for outlet, articles in sorted(read().items()):
        for article in rows(path / f"{outlet}.jsonl.gz"):
            gold = articles.get(article["id"])
            if not gold:
                continue
            ours = {e.span.end for e in questions.rhetorical(annotate(article["text_clean"]))}
            told = {end: end in ours for end in gold}
            counts.append(_outcome(gold, told))
            everything.append(_outcome(gold, dict.fromkeys(gold, True)))
    table = np.array(counts, dtype=np.float64)
    return {
        "n": sum(len(a) for articles in read().values() for a in articles.values()),
        "figures": {
            "f1": interval(table, f1),
            "precision": interval(table, precision),
            "recall": interval(table, recall),
            "f1.all": interval(np.array(everything, dtype=np.float64), f1),
        },
    }


def _outcome(gold: dict[int, bool], told: dict[int, bool]) -> list[int]:
    """Return true positives, false positives and false negatives."""
    pairs = [(gold[end], told[end]) for end in gold]
    return [pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))]
