"""Percentiles of articles against norms made without their outlet; ``allsides-abp``, pooled.

``error``: the mean difference, in points, between the percentile of an article's value among all
outlets' articles of its kind (itself left out) and its percentile when its whole outlet is left
out, over articles and measures; ``error.other``: among articles of the other kind. ``inside``: how
often the interval of a percentile by one half of the outlets agrees with that by the other half
(both intervals' errors enter, see `benchmarks.halves`); a right one does so in 95 of 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from benchmarks.halves import agreement
from stylo import norms
from stylo.feature import Floats, Measurement
from stylo.training import norms as training

ARTICLES = 200
#: Ways to part the outlets in halves.
PARTS = 4


def drawn(articles: training.Collection, count: int) -> list[int]:
    """Return rows of whole articles, outlets and kinds in turn, at random (seed 0)."""
    draw = np.random.RandomState(0)
    cells: dict[tuple[str, str], list[int]] = {}
    for row in draw.permutation(np.flatnonzero(articles.whole)).tolist():
        cells.setdefault((articles.kinds[row], articles.outlets[row]), []).append(row)
    order = sorted(cells)
    found: list[int] = []
    while len(found) < count:
        found += [cells[cell].pop() for cell in order if cells[cell]]
    return found[:count]


def percentiles(
    articles: training.Collection, rows: Sequence[int], by: norms.Norms, kind: str
) -> Floats:
    """Return percentile, low and high of values among a kind: rows × measures × 3.

    An article that is among the norms' own does not count.
    """
    out = np.full((len(rows), len(articles.measures), 3), np.nan)
    number = np.cumsum(articles.whole) - 1
    for at, row in enumerate(rows):
        near = norms.places(articles.words[row], by, kind, articles.sketches[number[row]])
        for column, f in enumerate(articles.measures):
            value = float(articles.values[row, column])
            if kind in by.quantiles.get(f.name, {}) and np.isfinite(value):
                m = Measurement(f.name, value, f.unit)
                percent, between = norms.standing(m, kind, by, near)
                out[at, column] = percent, *between
    return out


def run(paths: Sequence[Path]) -> dict[str, Any]:
    """Make norms with and without outlets and compare percentiles.

    Parameters
    ----------
    paths : sequence of Path
        The files of ``allsides-abp``; the norms are made of all files of their folder.

    Returns
    -------
    dict
        ``error``, ``error.other``, ``error.MEASURE`` in points; ``inside``.
    """
    articles = training.press(paths[0].parent.parent)
    chosen = drawn(articles, ARTICLES)

    def made(some: training.Collection, surely: bool) -> norms.Norms:
        data = training.make(
            some, training.NAME, training.YEARS, training.LENGTHS, surely=surely, seen=False
        )
        return norms.of_data(data)

    whole = made(articles, False)
    apart = {kind: np.full((len(chosen), len(articles.measures)), np.nan) for kind in ("", "other")}
    for outlet in sorted(set(articles.outlets[chosen].tolist())):
        rest = made(articles.chosen(articles.outlets != outlet), False)
        for name, table in apart.items():
            for kind in norms.KINDS:
                at = [
                    i
                    for i, row in enumerate(chosen)
                    if articles.outlets[row] == outlet
                    and (articles.kinds[row] == kind) == (name == "")
                ]
                rows = [chosen[i] for i in at]
                with_it = percentiles(articles, rows, whole, kind)[..., 0]
                without = percentiles(articles, rows, rest, kind)[..., 0]
                table[at] = np.abs(with_it - without)
    figures = {
        "error": _mean(apart[""]),
        "error.other": _mean(apart["other"]),
        "inside": _halves(articles, chosen, made),
    }
    for number, f in enumerate(articles.measures):
        figures[f"error.{f.name}"] = _mean(apart[""][:, [number]])
    return {"n": len(chosen), "figures": figures}


def _mean(table: Floats) -> list[float]:
    known = np.isfinite(table)
    return interval(np.column_stack([np.where(known, table, 0).sum(1), known.sum(1)]))


def _halves(articles: training.Collection, chosen: Sequence[int], made: Any) -> list[float]:
    """Return how often percentiles by halves of the outlets agree within their intervals."""
    draw = np.random.RandomState(0)
    names = np.array(sorted(set(articles.outlets.tolist())))
    held = []
    for _ in range(PARTS):
        half = np.isin(articles.outlets, draw.permutation(names)[: len(names) // 2])
        sides = [made(articles.chosen(side), True) for side in (half, ~half)]
        for kind in norms.KINDS:
            if all(kind in side.kinds for side in sides):
                first, second = (percentiles(articles, chosen, s, kind) for s in sides)
                held.append(agreement(first, second))
    return _mean(np.concatenate(held, axis=1))
