"""Readability measures against judged ease: ``{text, label}``, higher labels are easier."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from stylo.annotate import annotate
from stylo.feature import Floats
from stylo.features import families


def sums(x: Floats, y: Floats) -> Floats:
    """Return, for each pair, what the correlation sums: 1, x, y, x², y², xy (of z-scores)."""
    x, y = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    return np.column_stack([np.ones(len(x)), x, y, x * x, y * y, x * y])


def pearson(totals: Floats) -> Floats:
    """Return Pearson's correlation from the totals of `sums`."""
    n, x, y, xx, yy, xy = np.moveaxis(totals, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):  # NaN where one of them is constant
        out: Floats = (n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y))
    return out


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Correlate every measure of the family with the labels.

    Parameters
    ----------
    path : Path
        JSONL, gzipped or not, with the fields ``text`` and ``label``.
    folds : bool
        Changes nothing: no measure of the family was learned from such files.

    Returns
    -------
    dict
        ``n`` texts; ``pearson.MEASURE`` over the texts that bear the measure, all of whose words
        count (``scope="all"``), with the 95 % interval over texts; ``measured.MEASURE``, the
        share of texts that bear it, where some do not.
    """
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    measures = families()["readability"]
    values = np.array([_measure(row["text"], measures) for row in rows])
    labels = np.array([row["label"] for row in rows], dtype=np.float64)
    figures = {}
    for feature, column in zip(measures, values.T, strict=True):
        there = np.isfinite(column)
        figures[f"pearson.{feature.name}"] = interval(sums(column[there], labels[there]), pearson)
        if not there.all():
            figures[f"measured.{feature.name}"] = interval(
                there[:, None].astype(np.float64), lambda t: t[..., 0] / len(rows)
            )
    return {"n": len(rows), "figures": figures}


def _measure(text: str, measures: Any) -> list[float]:
    doc = annotate(text)
    return [feature.measure(doc, "all").value for feature in measures]
