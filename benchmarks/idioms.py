"""Idioms told from literal uses, on ``{tokens, labels, idiom, sense}`` (epie-idioms, formal).

Only idioms that the file has in both senses count. A use counts as called an idiom if a piece of
evidence of ``idiom_density`` touches its words. ``macro_f1`` is the mean of the F1 of both senses,
``recall.idiomatic`` and ``recall.literal`` their recall; ``listed`` the share of these uses whose
idiom our list finds at least once in the file, and ``.listed`` after a figure says that only those
count. ``macro_f1.all_idiomatic`` calls every listed use an idiom.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import f1, interval, ratio
from stylo.annotate import annotate_tokens
from stylo.feature import Bools, Floats
from stylo.features import all_features
from stylo.training.data import rows


def run(path: Path) -> dict[str, Any]:
    """Return the figures of a file; see the module."""
    uses = [row for row in rows(path) if row.get("sense") in ("0", "1")]
    senses: dict[str, set[str]] = {}
    for row in uses:
        senses.setdefault(row["idiom"], set()).add(row["sense"])
    uses = [row for row in uses if len(senses[row["idiom"]]) == 2]
    truth = np.array([row["sense"] == "1" for row in uses])
    called = np.array([_called(row) for row in uses])
    names = np.array([row["idiom"] for row in uses])
    known = np.isin(names, np.unique(names[called]))
    figures = {"listed": interval(np.column_stack([known, np.ones(len(known))]))}
    for after, kept in (("", np.ones(len(known), dtype=np.bool_)), (".listed", known)):
        t, c = truth[kept], called[kept]
        figures[f"macro_f1{after}"] = _macro(t, c)
        figures[f"recall.idiomatic{after}"] = interval(np.column_stack([t & c, t]), ratio)
        figures[f"recall.literal{after}"] = interval(np.column_stack([~t & ~c, ~t]), ratio)
    figures["macro_f1.all_idiomatic"] = _macro(truth[known], np.ones(known.sum(), dtype=np.bool_))
    return {"n": len(uses), "figures": figures}


def _called(row: dict[str, Any]) -> bool:
    doc = annotate_tokens([row["tokens"]])
    measure = next(f for f in all_features() if f.name == "idiom_density").measure
    inside = [i for i, label in enumerate(row["labels"]) if label != "O"]
    start, end = doc.tokens["start"][inside[0]], doc.tokens["end"][inside[-1]]
    return any(e.span.start < end and e.span.end > start for e in measure(doc, "all").evidence)


def _macro(truth: Bools, called: Bools) -> list[float]:
    """Return the mean F1 of both senses, drawing uses again."""
    counts = [truth & called, ~truth & called, truth & ~called, ~truth & ~called]
    return interval(np.column_stack(counts).astype(float), _mean_f1)


def _mean_f1(sums: Floats) -> Floats:
    tp, fp, fn, tn = (sums[..., i] for i in range(4))
    both = (np.stack([tp, fp, fn], axis=-1), np.stack([tn, fn, fp], axis=-1))
    return np.asarray((f1(both[0]) + f1(both[1])) / 2)
