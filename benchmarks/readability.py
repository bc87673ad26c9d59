"""Readability measures against judged ease: ``{text, label}``, higher labels are easier."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from benchmarks.correlation import pearson_interval
from stylo.annotate import annotate
from stylo.features import families
from stylo.training import heads
from stylo.training.data import folder


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Correlate every measure of the family with the labels.

    Parameters
    ----------
    path : Path
        JSONL, gzipped or not, with the fields ``text`` and ``label``.
    folds : bool
        Judge the ease of each text by a model that saw none of its author, title and address in
        ``clear-readability``, from which the shipped model was learned; that alone is measured.

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
    labels = np.array([row["label"] for row in rows], dtype=np.float64)
    if folds:
        texts = [heads.rated(row) for row in rows]
        said = heads.held_out("ease", heads.texts("ease", folder()), texts)
        return {"n": len(rows), "figures": {"pearson.judged_ease": pearson_interval(said, labels)}}
    measures = families()["readability"]
    values = np.array([_measure(row["text"], measures) for row in rows])
    figures = {}
    for feature, column in zip(measures, values.T, strict=True):
        there = np.isfinite(column)
        if there.any():
            figures[f"pearson.{feature.name}"] = pearson_interval(column[there], labels[there])
        if not there.all():
            figures[f"measured.{feature.name}"] = interval(
                there[:, None].astype(np.float64), lambda t: t[..., 0] / len(rows)
            )
    return {"n": len(rows), "figures": figures}


def _measure(text: str, measures: Any) -> list[float]:
    doc = annotate(text)
    return [feature.measure(doc, "all").value for feature in measures]
