"""How an article's evidence is spread over its paragraphs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stylo.document import InputError
from stylo.feature import token_at, units
from stylo.report import Report

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or several neighbours.

    Attributes
    ----------
    first, last : int
        Numbers of its paragraphs, counted from 1, both included.
    words : int
        The writer's own words in it (all words with ``scope="all"``).
    evidence : mapping
        Measure to the sum of the weights of the evidence that begins in it.
    odds : float
        What it adds to the log-odds that the article is editorial; NaN where none was judged.
    """

    first: int
    last: int
    words: int
    evidence: Mapping[str, float]
    odds: float

    def density(self, measure: str) -> float:
        """Return a measure's evidence per 100 words; NaN for a passage without words."""
        return self.evidence[measure] / self.words * 100 if self.words else math.nan


def passages(report: Report, measures: Sequence[str], most: int | None = None) -> list[Passage]:
    """Return an article's paragraphs with the evidence in each.

    Parameters
    ----------
    measures : sequence of str
        Measures that have evidence, e.g. ``"hedge_density"``.
    most : int, optional
        Neighbouring paragraphs are joined so that there are at most so many passages; by default
        every paragraph stands alone.

    Raises
    ------
    InputError
        If `most` is less than 1.
    KeyError
        If the report has no such measure.
    """
    if most is not None and most < 1:
        raise InputError(f"at least one passage is needed, not {most}")
    doc = report.document
    count = len(doc.paragraphs)
    if not count:
        return []
    paragraph = doc.sentences["paragraph"]
    words = np.bincount(
        paragraph, weights=units(doc, "words", report.settings.get("scope", "own")), minlength=count
    )
    odds = np.full(count, math.nan)
    if report.voice.sentences and len(report.voice.sentences) == len(paragraph):
        odds = np.bincount(paragraph, weights=report.voice.sentences, minlength=count)
    counts = {}
    for name in measures:
        evidence = report[name].evidence
        rows = doc.tokens["sentence"][token_at(doc, [e.span.start for e in evidence])]
        counts[name] = np.bincount(
            paragraph[rows], weights=[e.weight for e in evidence], minlength=count
        )
    groups = np.array_split(np.arange(count), min(count, most or count))
    return [
        Passage(
            int(g[0]) + 1,
            int(g[-1]) + 1,
            int(words[g].sum()),
            {name: float(per[g].sum()) for name, per in counts.items()},
            float(odds[g].sum()),
        )
        for g in groups
    ]


def paragraph_profile(report: Report, measures: Sequence[str] | None = None) -> pd.DataFrame:
    """Return one row per paragraph with its evidence per 100 words.

    Parameters
    ----------
    measures : sequence of str, optional
        Measures that have evidence; by default all that have.

    Returns
    -------
    pandas.DataFrame
        ``paragraph`` (from 1), ``kind``, ``words`` (of the writer's own), ``odds`` (what it adds
        to the log-odds that the article is editorial), then one column per measure.
    """
    import pandas as pd

    names = [m.name for m in report if m.evidence] if measures is None else list(measures)
    kinds = report.document.paragraphs["kind"]
    rows = [
        {
            "paragraph": p.first,
            "kind": kind,
            "words": p.words,
            "odds": p.odds,
            **{name: p.density(name) for name in names},
        }
        for p, kind in zip(passages(report, names), kinds, strict=True)
    ]
    return pd.DataFrame(rows, columns=["paragraph", "kind", "words", "odds", *names])
