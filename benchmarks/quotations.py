"""Quotation spans against articles that two readers marked (``tests/quotations_marked.json``)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from stylo.annotate import annotate

MARKED = Path(__file__).resolve().parent.parent / "tests" / "quotations_marked.json"


def texts(folder: Path) -> dict[str, str]:
    """Return the marked articles' texts by id, from the folder of the corpora."""
    marked = json.loads(MARKED.read_text(encoding="utf-8"))["articles"]
    found = {}
    for file in sorted({article["file"] for article in marked.values()}):
        with gzip.open(folder / "allsides-abp" / file, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if article["id"] in marked:
                    found[article["id"]] = article["text_clean"]
    return found


def run(path: Path) -> dict[str, Any]:
    """Score spans (exact start and end), speech spans, and kinds.

    Parameters
    ----------
    path : Path
        The folder of the corpora.

    Returns
    -------
    dict
        ``precision``, ``recall`` of all spans; the same with ``.speech`` for the spans
        that either reader called speech against those that we call so; ``kind``: share of the
        spans found whose kind is one that a reader gave.
    """
    marked = json.loads(MARKED.read_text(encoding="utf-8"))["articles"]
    rows = []
    for name, text in sorted(texts(path).items()):
        gold = {(s, e): {a, b} for s, e, a, b, _ in marked[name]["quotations"]}
        table = annotate(text).quotations
        ours = {
            (int(s), int(e)): kind
            for s, e, kind in zip(table["start"], table["end"], table["kind"], strict=True)
        }
        both = gold.keys() & ours.keys()
        speech = {span for span, kind in ours.items() if kind == "speech"}
        spoken = {span for span, kinds in gold.items() if "speech" in kinds}
        right = sum(ours[span] in gold[span] for span in both)
        either = {span for span, kinds in gold.items() if len(kinds) == 2}
        rows.append(
            [
                len(both),
                len(ours),
                len(gold),
                len(speech & spoken),
                len(speech),
                len((spoken - either) | (spoken & speech)),
                right,
            ]
        )
    counts = np.array(rows, dtype=np.float64)
    figures = {"kind": interval(counts[:, [6, 0]])}
    for suffix, hit, said, there in (("", 0, 1, 2), (".speech", 3, 4, 5)):
        figures[f"precision{suffix}"] = interval(counts[:, [hit, said]])
        figures[f"recall{suffix}"] = interval(counts[:, [hit, there]])
    return {"n": int(counts[:, 2].sum()), "figures": figures}
