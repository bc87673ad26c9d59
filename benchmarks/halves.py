"""How well a measure agrees with itself: the odd against the even paragraphs of one article.

Articles with ten paragraphs of running text or more are drawn (seed 0), as many opinion pieces as
reports; each half is annotated and measured by itself. The files are pooled.

``cover``: two halves of one article differ by chance alone, so the 95 % interval of their
difference should hold zero in 95 of 100 articles. It is made of the halves' own intervals (MOVER:
Zou and Donner 2008, Statistics in Medicine 27), so that both halves' errors enter.
``cover.inside`` is the share of values of the other half inside a half's interval itself; a right
interval of the one would hold 83 % of them. ``reliability``: the correlation r of the halves over
articles, stepped up to the whole article by 2r ÷ (1 + r) (Spearman 1910; Brown 1910).

``python -m benchmarks.halves FILE...`` prints ``corpora/reliability.tsv``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import RESAMPLES, interval
from benchmarks.correlation import pearson, sums
from stylo.annotate import annotate
from stylo.feature import MIN_PASSAGES, Bools, Floats
from stylo.features import all_features
from stylo.paragraphs import paragraphs
from stylo.training import voice

#: Articles for the correlation, and how many of them for the intervals.
ARTICLES, FOR_INTERVALS = 500, 200
#: Fewest articles that bear a measure in both halves for its correlation to be told.
FEWEST = 100
#: Share of halves in which a frequent density has evidence.
OFTEN = 0.9
#: Values that differ by less are alike: no rounding of a root may part them.
ROOM = 1e-9


def halves(text: str) -> tuple[str, str] | None:
    """Return the odd and the even paragraphs of running text, None if either has too few."""
    table = paragraphs(text)
    body = [
        text[start:end]
        for start, end, kind in zip(table["start"], table["end"], table["kind"], strict=True)
        if kind == "body"
    ]
    if len(body) < 2 * MIN_PASSAGES:
        return None
    return "\n\n".join(body[0::2]), "\n\n".join(body[1::2])


def drawn(articles: Sequence[voice.Article], count: int) -> list[tuple[str, str]]:
    """Return the halves of articles, opinion and reporting in turn, at random."""
    found: list[tuple[str, str]] = []
    draw = np.random.RandomState(0)
    kinds = [[a for a in articles if a.label == label] for label in voice.LABELS]
    orders = [iter(draw.permutation(len(kind))) for kind in kinds]
    while len(found) < count:
        for kind, order in zip(kinds, orders, strict=True):
            parts = None
            while parts is None:
                place = next(order, None)
                if place is None:
                    raise SystemExit(f"benchmarks: fewer than {count} articles have two halves")
                parts = halves(kind[place].text)
            found.append(parts)
    return found[:count]


def measured(texts: Sequence[str], progress: str = "") -> Floats:
    """Return value, low and high of every measure of texts: texts × measures × 3."""
    features = all_features()
    found = np.full((len(texts), len(features), 3), np.nan)
    for row, text in enumerate(texts):
        doc = annotate(text)
        for column, f in enumerate(features):
            m = f.measure(doc, "own")
            found[row, column] = m.value, m.low, m.high
        if progress and row % 100 == 0:
            print(f"{progress}: {row} of {len(texts)} texts measured", file=sys.stderr)
    return found


def both(articles: Sequence[voice.Article], count: int) -> Floats:
    """Return the measures of both halves of drawn articles: articles × 2 × measures × 3."""
    pairs = drawn(articles, count)
    table = measured([half for pair in pairs for half in pair], "halves")
    return table.reshape(count, 2, table.shape[1], 3)


def covered(table: Floats) -> tuple[Floats, Floats]:
    """Return for each article and measure whether its intervals hold what they should.

    Parameters
    ----------
    table : array, articles × 2 × measures × 3
        Value, low and high of each half.

    Returns
    -------
    agree : array, articles × measures
        1 where the interval of the difference holds zero, NaN where a half has no interval.
    inside : array, articles × measures
        Of the two halves, the share whose interval holds the other's value.
    """
    agree = agreement(table[:, 0], table[:, 1])
    (first, second), (below, below2), (above, above2) = (
        np.moveaxis(part, 1, 0) for part in np.moveaxis(table, -1, 0)
    )
    one = (second >= below - ROOM) & (second <= above + ROOM)
    other = (first >= below2 - ROOM) & (first <= above2 + ROOM)
    return agree, np.where(np.isnan(agree), np.nan, (one.astype(float) + other) / 2)


def agreement(one: Floats, other: Floats) -> Floats:
    """Return 1 where the interval of the difference of two estimates holds zero, 0 where not.

    Parameters
    ----------
    one, other : array, … × 3
        Value, low and high; NaN where there is no interval, and so in the answer.
    """
    first, below, above = np.moveaxis(one, -1, 0)
    second, below2, above2 = np.moveaxis(other, -1, 0)
    apart = first - second
    least = apart - np.hypot(first - below, above2 - second)
    most = apart + np.hypot(above - first, second - below2)
    unknown = np.isnan(least) | np.isnan(most)
    return np.asarray(np.where(unknown, np.nan, (least <= ROOM) & (most >= -ROOM)))


def share(of: Floats, rows: Bools | None = None) -> list[float]:
    """Return the mean over articles and measures, with its interval over articles."""
    chosen = np.isfinite(of) if rows is None else np.isfinite(of) & rows
    return interval(np.column_stack([np.where(chosen, of, 0).sum(1), chosen.sum(1)]))


def correlation(values: Floats) -> list[float]:
    """Return r between the halves with its interval over articles, NaN where they are too few.

    Parameters
    ----------
    values : array, articles × 2
    """
    kept = values[np.isfinite(values).all(axis=1)]
    if len(kept) < FEWEST or not kept.std(axis=0).all():
        return [np.nan, np.nan, np.nan]
    return interval(sums(kept[:, 0], kept[:, 1]), pearson, RESAMPLES)


def stepped_up(r: float) -> float:
    """Return the reliability of a text of twice the length (Spearman-Brown)."""
    return 2 * r / (1 + r)


def run(paths: Sequence[Path]) -> dict[str, Any]:
    """Return coverage and correlation of each density.

    Returns
    -------
    dict
        ``cover``, ``cover.inside``; ``cover.found``, over articles in which a half has evidence;
        ``cover.frequent`` and ``inside.frequent``, of densities with evidence in `OFTEN` of the
        halves, and ``frequent``, how many these are; ``cover.other_measures``;
        ``cover.MEASURE``; ``r.MEASURE`` between the halves; ``reliability.median``.
    """
    table = both(voice.read(paths), ARTICLES)
    features = all_features()
    dense = np.array([f.unit.startswith("per ") for f in features])
    agree, inside = covered(table[:FOR_INTERVALS])
    there = np.asarray(table[:FOR_INTERVALS, :, :, 0] > 0)
    seen: Bools = np.asarray(there.any(axis=1))
    frequent: Bools = np.asarray(dense & (there.mean(axis=(0, 1)) >= OFTEN))
    figures = {
        "cover": share(agree[:, dense]),
        "cover.found": share(agree[:, dense], seen[:, dense]),
        "cover.inside": share(inside[:, dense]),
        "cover.frequent": share(agree[:, frequent]),
        "inside.frequent": share(inside[:, frequent]),
        "frequent": [float(frequent.sum())] * 3,
        "cover.other_measures": share(agree[:, ~dense]),
    }
    for column, f in enumerate(features):
        if np.isfinite(agree[:, column]).any():
            figures[f"cover.{f.name}"] = share(agree[:, [column]])
    for column, f in enumerate(features):
        figures[f"r.{f.name}"] = correlation(table[:, :, column, 0])
    known = [stepped_up(r[0]) for name, r in figures.items() if name.startswith("r.")]
    figures["reliability.median"] = [float(np.nanmedian(known)), np.nan, np.nan]
    return {"n": len(table), "figures": figures}


_HEAD = """\
# How well a measure agrees with itself within an article: r of its values in the odd and in the
# even paragraphs, over n articles that bear it in both halves (as many opinion pieces as reports,
# allsides-abp), and the reliability of the whole article's value, 2r / (1 + r) (Spearman-Brown).
# Made by: python -m benchmarks.halves allsides-abp/*.jsonl.gz > corpora/reliability.tsv
measure\tr\treliability\tn"""


def main(names: Sequence[str]) -> int:
    """Print the table of reliabilities."""
    from benchmarks.__main__ import find

    table = both(voice.read([find(name) for name in names]), ARTICLES)
    print(_HEAD)
    for column, f in enumerate(all_features()):
        values = table[:, :, column, 0]
        r = correlation(values)[0]
        if np.isfinite(r):
            n = int(np.isfinite(values).all(axis=1).sum())
            print(f"{f.name}\t{r:.3f}\t{stepped_up(r):.3f}\t{n}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
