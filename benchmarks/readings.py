"""How far two readers agree on hits, and how often these are right (``corpora/readings/*.tsv``).

``python -m benchmarks readings corpora/readings/FAMILY.tsv`` gives intervals over articles;
``python -m benchmarks.readings`` lists which measures are right too seldom, were read in few hits,
or not at all.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from stylo import catalogue
from stylo.agreement import agreement
from stylo.features import families

#: Fewer hits than this are few.
FEW = 80

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the hits of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter="\t"))


def over_articles(rows: Sequence[Row], values: Sequence[float]) -> list[float]:
    """Return the mean of a value of each hit, with its interval over articles."""
    articles: dict[str, list[float]] = {}
    for row, value in zip(rows, values, strict=True):
        articles.setdefault(row["article"], []).append(value)
    return interval([[sum(hits), len(hits)] for hits in articles.values()])


def run(path: Path) -> dict[str, Any]:
    """Score readings.

    Returns
    -------
    dict
        ``alike``, the share of hits judged alike; ``kappa`` (Cohen 1960); ``right.MEASURE``, the
        share that is right, the mean of both readings (the catalogue also weighs labels by how
        common they are). 95 % intervals over articles.
    """
    rows = read(path)
    first, second = (np.array([float(row[name]) for row in rows]) for name in ("first", "second"))
    told = agreement(path.stem, first, second, [row["article"] for row in rows])
    figures = {
        "alike": over_articles(rows, (first == second).tolist()),
        "kappa": [told.kappa, told.kappa_low, told.kappa_high],
    }
    for name in dict.fromkeys(row["measure"] for row in rows):
        chosen = [at for at, row in enumerate(rows) if row["measure"] == name]
        values = ((first + second) / 2)[chosen].tolist()
        figures[f"right.{name}"] = over_articles([rows[at] for at in chosen], values)
    return {"n": len(rows), "figures": figures}


def listed() -> dict[str, list[str]]:
    """Return what falls short: which measures of cues, and by how much."""
    known = {name: a for name, a in catalogue.accuracy().items() if not math.isnan(a.precision)}
    found: dict[str, list[str]] = {"below, and experimental": [], "below, and not": []}
    for family, features in families().items():
        for f in features:
            mine = known.get(f.name)
            if mine is None:
                found.setdefault(f"not read, {family}", []).append(f.name)
                continue
            if mine.precision < catalogue.ENOUGH:
                state = "experimental" if f.name in catalogue.experimental() else "not"
                found[f"below, and {state}"].append(f"{f.name} {mine.precision:.2f}")
            if mine.n < FEW:
                found.setdefault(f"fewer than {FEW} hits, {family}", []).append(
                    f"{f.name} {mine.n}"
                )
    return found


def main() -> int:
    """Print the lists."""
    for what, names in listed().items():
        print(f"{what} ({len(names)}): {', '.join(names)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
