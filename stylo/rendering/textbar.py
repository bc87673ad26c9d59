"""Bars and strips of characters, for terminals, Markdown and pages without style sheets."""

from __future__ import annotations

import math

import numpy as np

from stylo.rendering.highlights import Highlight
from stylo.rendering.scale import Scale, strip
from stylo.report import Report

#: What `bar` writes where there is nothing, a report's band, opinion's, both, and the article.
EMPTY, REPORTING, OPINION, BOTH, HERE = "·", "r", "o", "x", "●"
BAR_NOTE = (
    f"{REPORTING} reports, {OPINION} opinion, {BOTH} both: the middle half of published articles; "
    f"{HERE} this article"
)
#: How full a column of a strip is.
BLOCKS = " ▁▃▅█"


def cells(place: Scale, columns: int) -> tuple[list[tuple[bool, bool]], int]:
    """Return, for each column of a line, whether reports and opinion lie there; and the article's.

    The bands are the middle half of published articles.
    """

    def covers(band: tuple[float, ...], column: int) -> bool:
        if not band:
            return False
        first = min(int(band[1] * columns), columns - 1)
        last = max(math.ceil(band[2] * columns), first + 1)
        return first <= column < last

    return (
        [(covers(place.reporting, c), covers(place.opinion, c)) for c in range(columns)],
        min(int(place.value * columns), columns - 1),
    )


def bar(place: Scale | None, columns: int) -> str:
    """Return a value among the bands of published articles, as characters; see `BAR_NOTE`."""
    if place is None:
        return ""
    covered, here = cells(place, columns)
    signs = {
        (False, False): EMPTY,
        (True, False): REPORTING,
        (False, True): OPINION,
        (True, True): BOTH,
    }
    line = [signs[cell] for cell in covered]
    line[here] = HERE
    return "".join(line)


def strip_line(report: Report, highlight: Highlight, columns: int) -> str:
    """Return where a kind of evidence falls along the text, as characters."""
    counts = strip(report, highlight, columns)
    most = max(int(counts.max(initial=0)), 1)
    full = np.ceil(counts * (len(BLOCKS) - 1) / max(most, 2)).astype(int)
    return "".join(BLOCKS[n] for n in full)
