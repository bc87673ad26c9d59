"""What a page about many articles knows of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stylo.feature import Measurement
from stylo.report import Standing, Voice


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of many.

    Attributes
    ----------
    id, title, author, date : str
        Where it was read from, and what it says of itself; ``""`` where unknown.
    link : str
        Address of its report, relative to the page.
    words : int
        Of the whole text.
    voice : Voice
        Editorial or reporting.
    measures : mapping
        Name to `Measurement`, without evidence.
    standings : mapping
        Name to place among published articles.
    """

    id: str
    title: str
    author: str
    date: str
    link: str
    words: int
    voice: Voice
    measures: Mapping[str, Measurement]
    standings: Mapping[str, Standing]

    @property
    def file(self) -> str:
        """The name of the file that it was read from, or its address."""
        return self.id.replace("\\", "/").rstrip("/").split("/")[-1] or self.id


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read, and why."""

    source: str
    cause: str


def measured(entries: Sequence[Entry]) -> list[str]:
    """Return the measures that any of the articles has, in order."""
    return list(dict.fromkeys(name for e in entries for name in e.measures))


def values(entries: Sequence[Entry], name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return a measure's values, NaN where an article cannot bear it."""
    return np.array(
        [e.measures[name].value if name in e.measures else np.nan for e in entries],
        dtype=np.float64,
    )
