"""Where things lie along a line: a value among published articles, evidence along a text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stylo.feature import Ints, Measurement
from stylo.rendering.highlights import Highlight, speech
from stylo.report import Report


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure's value on a line from 0 to 1, with the bands of published articles.

    Attributes
    ----------
    value : float
        Where the article lies.
    low, high : float
        Its 95 % interval, cut to the line; NaN where there is none.
    reporting, opinion : tuple of float
        Percentiles 10, 25, 75 and 90 of published reports and opinion pieces; empty where the
        norms have none of the kind.
    ends : tuple of float
        The values at 0 and at 1.
    """

    value: float
    low: float
    high: float
    reporting: tuple[float, ...]
    opinion: tuple[float, ...]
    ends: tuple[float, float]


def scale(report: Report, m: Measurement, *others: float) -> Scale | None:
    """Return a measure's value beside the bands of published articles.

    None where the value is unknown, or where there are no norms for it (``scope="all"``).

    Parameters
    ----------
    others : float
        Further values that the line has to hold.
    """
    standing = report.standings.get(m.name)
    if standing is None or math.isnan(m.value):
        return None
    ends = [end for band in (standing.reporting_band, standing.opinion_band) for end in band]
    if not ends:
        return None
    ends += [m.value, *(v for v in others if not math.isnan(v))]
    low, high = min(ends), max(ends)
    room = 0.06 * (high - low) or 1.0
    low, high = low - room, high + room

    def place(value: float) -> float:
        return min(max((value - low) / (high - low), 0.0), 1.0)

    return Scale(
        place(m.value),
        math.nan if math.isnan(m.low) else place(m.low),
        math.nan if math.isnan(m.high) else place(m.high),
        tuple(place(v) for v in standing.reporting_band),
        tuple(place(v) for v in standing.opinion_band),
        (low, high),
    )


def strip(report: Report, highlight: Highlight, columns: int) -> Ints:
    """Return how many pieces of evidence begin in each of so many equal parts of the text."""
    starts = [e.span.start for e in report[highlight.measure].evidence]
    return binned(starts, len(report.document.text), columns)


def binned(places: Sequence[int], length: int, columns: int) -> Ints:
    """Count places of a text of this length in equal columns."""
    at = np.asarray(places, dtype=np.int64) * columns // max(length, 1)
    return np.bincount(np.minimum(at, columns - 1), minlength=columns).astype(np.int64)


def quoted(report: Report) -> list[tuple[float, float]]:
    """Return where someone else speaks, as shares of the text."""
    length = max(len(report.document.text), 1)
    return [(start / length, end / length) for start, end in speech(report)]


def voice_strip(report: Report, columns: int) -> list[tuple[float, float, float]]:
    """Return what stretches of the text add to the log-odds that it is editorial.

    Returns
    -------
    list of (start, end, log-odds)
        Start and end as shares of the text, one per sentence, or fewer in a long text, where
        neighbouring sentences are summed so that there are at most so many as columns.
    """
    doc, odds = report.document, report.voice.sentences
    if not odds or len(odds) != len(doc.sentences):
        return []
    length = max(len(doc.text), 1)
    groups = np.array_split(np.arange(len(odds)), min(columns, len(odds)))
    starts, ends = doc.sentences["start"], doc.sentences["end"]
    return [
        (starts[g[0]] / length, ends[g[-1]] / length, float(math.fsum(odds[i] for i in g)))
        for g in groups
    ]


def thirds(report: Report, highlight: Highlight) -> str:
    """Return where in the text a kind of evidence falls, in words."""
    first, middle, last = (int(n) for n in strip(report, highlight, 3))
    total = first + middle + last
    what = highlight.title if total == 1 else highlight.plural
    if total == 0:
        return f"no {highlight.plural}"
    return f"{total} {what}: {first} in the first third, {middle} in the middle, {last} in the last"
