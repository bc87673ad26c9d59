"""What marks say of a measure: precision, recall, agreement, and the density put right for them.

Every stratum is weighted by its size over the number marked (Horvitz & Thompson 1952). Items of one
document are alike, so that each count is divided by its design effect, the variance by documents
over that of independent items (Kish 1965, *Survey Sampling*, §5.4; Korn & Graubard 1998).

- *Precision* is the share of hits that are right, with the interval of Wilson (1927).
- *Recall* is right hits over right hits and misses, both of the whole corpus. Its interval comes
  from draws of the posterior of the precision and of the misses in a sentence of each stratum, with
  the neutral priors Beta(⅓, ⅓) and Gamma(⅓, 0) of Kerman (2011, *Electronic Journal of Statistics*
  5: 1450-1470): a stratum in which none was found still leaves room for some, which a bootstrap of
  the marks would not see.
- The *corrected density* has right hits and misses in place of hits. For another text of that kind
  it is (density - false hits) ÷ recall, the estimator of Rogan & Gladen (1978, *American Journal of
  Epidemiology* 107: 71-76) where what is counted is rare, at least 0 as they propose.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stylo.agreement import Agreement, agreement
from stylo.document import InputError
from stylo.features import all_features
from stylo.stylometry.showing import Page, Result, Rows, foot, make_frame
from stylo.validation import GUESSES, HIT, STRATA, Design, Item, Sheet

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

#: Draws of the posterior, its priors, and how many standard errors a 95 % interval takes.
DRAWS = 20_000
_PRIOR = 1.0 / 3.0
_Z = 1.959963984540054

FIGURES: Mapping[str, str] = {
    "figure": "str",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "unit": "str",
}
STRATUM: Mapping[str, str] = {
    "stratum": "str",
    "in_corpus": "int64",
    "marked": "int64",
    "found": "float64",
    "what": "str",
    "design_effect": "float64",
}
LABELS: Mapping[str, str] = {
    "label": "str",
    "marked": "int64",
    "right": "float64",
    "precision": "float64",
    "low": "float64",
    "high": "float64",
}
AGREEMENT: Mapping[str, str] = {
    "marks": "str",
    "n": "int64",
    "same": "float64",
    "kappa": "float64",
    "kappa_low": "float64",
    "kappa_high": "float64",
    "alpha": "float64",
    "alpha_low": "float64",
    "alpha_high": "float64",
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; NaN where the marks do not bear it."""

    value: float
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True, slots=True)
class Stratum:
    """The marks of one stratum.

    Attributes
    ----------
    size, marked : int
        Hits or sentences in the corpus, and those with a mark that is sure.
    found : float
        Right hits, or misses, among the marked; the mean of two annotators.
    effect : float
        Design effect, at least 1.
    """

    size: int
    marked: int
    found: float
    effect: float

    @property
    def total(self) -> float:
        """What the whole stratum is estimated to hold; NaN where nothing is marked."""
        if not self.size:
            return 0.0
        return self.size * self.found / self.marked if self.marked else math.nan


@dataclass(frozen=True)
class Validation(Result):
    """How right a measure is on a corpus, by one annotator's marks or two.

    Attributes
    ----------
    design : Design
        How the marked items were drawn.
    annotators : tuple of str
        Their names.
    precision, recall : Estimate
        Of the measure in texts of this kind, 0 to 1.
    density, corrected : Estimate
        Of this corpus, as counted and with the marks heeded; NaN for a measure that is no density
        of its evidence.
    strata : mapping
        Name to `Stratum`.
    labels : tuple of (label, marked, right)
        By the type of the hit.
    agreements : tuple of Agreement
        Of two annotators, on hits and on sentences; empty for one.
    """

    design: Design
    annotators: tuple[str, ...]
    precision: Estimate
    recall: Estimate
    density: Estimate
    corrected: Estimate
    strata: Mapping[str, Stratum]
    labels: tuple[tuple[str, int, float], ...]
    agreements: tuple[Agreement, ...]
    _drawn: tuple[Floats, Floats] = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return (
            f"Validation({self.design.measure}: precision {_shown(self.precision)}, "
            f"recall {_shown(self.recall)})"
        )

    def correct(self, value: float) -> Estimate:
        """Return the density of another text of that kind, put right for false hits and misses.

        Parameters
        ----------
        value : float
            The measure in that text, in its unit.

        Returns
        -------
        Estimate
            (value - false hits) ÷ recall, not below 0 (Rogan & Gladen 1978), with the error of
            the marks alone: that of the text's own density comes on top.

        Raises
        ------
        InputError
            If the measure is no density of its evidence.
        """
        if math.isnan(self.design.density):
            raise InputError(f"{self.design.measure} is no density of its hits: none to correct")
        right, recall = self._drawn
        false = (1.0 - self.precision.value) * self.design.density
        with np.errstate(all="ignore"):
            drawn = np.maximum(0.0, value - (1.0 - right) * self.design.density) / recall
        found = max(0.0, value - false) / self.recall.value if self.recall.value else math.nan
        return _between(found, drawn)

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        tables = {"figures": self._figures, "strata": self._strata, "labels": self._labels}
        return {**tables, "agreement": self._agreement} if self.agreements else tables

    def _figures(self) -> pd.DataFrame:
        named = [
            ("precision", self.precision, "share of hits that are right"),
            ("recall", self.recall, "share of what is there that is found"),
        ]
        if not math.isnan(self.design.density):
            named.append(("density as counted", self.density, self.design.unit))
            named.append(("density corrected", self.corrected, self.design.unit))
        return make_frame([(n, e.value, e.low, e.high, unit) for n, e, unit in named], FIGURES)

    def _strata(self) -> pd.DataFrame:
        rows = [
            (name, s.size, s.marked, s.found, "right" if name == HIT else "misses", s.effect)
            for name, s in self.strata.items()
        ]
        return make_frame(rows, STRATUM)

    def _labels(self) -> pd.DataFrame:
        rows = []
        for label, marked, right in self.labels:
            found = wilson(right, marked)
            rows.append((label, marked, right, found.value, found.low, found.high))
        return make_frame(rows, LABELS)

    def _agreement(self) -> pd.DataFrame:
        rows = [
            (a.what, a.n, a.share, a.kappa, a.kappa_low, a.kappa_high, a.alpha, a.alpha_low,
             a.alpha_high)
            for a in self.agreements
        ]  # fmt: skip
        return make_frame(rows, AGREEMENT)

    def page(self) -> Page:
        """Return what a notebook shows: figures, agreement, types, strata."""
        parts = [Rows("With 95 % intervals", self._figures(), "figures")]
        if self.agreements:
            parts.append(Rows("Agreement of the annotators", self._agreement(), "agreement"))
        parts.append(Rows("Hits by type", self._labels(), "labels"))
        parts.append(Rows("What was drawn and marked", self._strata(), "strata"))
        return Page(
            f"{self.design.measure}: how often it is right, marked by "
            f"{' and '.join(self.annotators)}",
            self.warnings,
            parts,
            foot(self.settings, self.hash),
        )


def _shown(e: Estimate) -> str:
    if math.isnan(e.value):
        return "unknown"
    return f"{e.value:.2f} [{e.low:.2f}, {e.high:.2f}]"


# -- estimating -------------------------------------------------------------------------------


def evaluate(sheet: Sheet, second: Sheet | None = None, *, seed: int = 0) -> Validation:
    """Return what the marks of a sheet say of its measure.

    Parameters
    ----------
    sheet : Sheet
        What `stylo.marksheet.read_sheet` read.
    second : Sheet, optional
        The same sheet marked by another annotator: figures then are of the mean of both marks, and
        how far they agree is said.
    seed : int
        Of the draws behind the intervals.

    Returns
    -------
    Validation

    Raises
    ------
    InputError
        If nothing is marked, or the two are not of one draw.
    """
    sheets = [sheet] if second is None else [sheet, second]
    if sheets[-1].hash != sheet.hash:
        raise InputError("the two sheets are not of one draw: give the same sheet, marked twice")
    marks = [np.array([s.marks.get(i.number, math.nan) for i in sheet.items]) for s in sheets]
    if not any(np.isfinite(column).any() for column in marks):
        raise InputError("nothing is marked in the sheet: mark hits and sentences first")
    known = np.stack([np.isfinite(column) for column in marks])
    total = np.where(known, np.stack(marks), 0.0).sum(axis=0)
    both = np.full(len(total), math.nan)
    np.divide(total, known.sum(axis=0), out=both, where=known.any(axis=0))
    strata = {name: _stratum(sheet, both, name) for name in STRATA}
    design = sheet.design
    right, missed = _posterior(strata, seed)
    hits = design.sizes[HIT]
    found = strata[HIT].total
    misses = math.fsum(strata[name].total for name in GUESSES)
    there = hits * right + sum(strata[name].size * missed[name] for name in GUESSES)
    with np.errstate(all="ignore"):
        recalls = np.where(there > 0, hits * right / there, math.nan)
    recall = found / (found + misses) if found + misses else math.nan
    return Validation(
        warnings=_warnings(sheets, both, strata),
        settings={
            name: getattr(design, name) for name in ("measure", "scope", "n", "seed", "version")
        },
        hash=sheet.hash,
        design=design,
        annotators=tuple(s.annotator or f"annotator {n}" for n, s in enumerate(sheets, start=1)),
        precision=_precision(strata[HIT]),
        recall=_between(recall, recalls),
        density=Estimate(design.density),
        corrected=_corrected(sheet, both, strata, right, missed, seed),
        strata=strata,
        labels=_labels(sheet.items, both),
        agreements=_agreements(sheet, marks),
        _drawn=(right, recalls),
    )


def wilson(count: float, n: float) -> Estimate:
    """Return a share with its 95 % interval (Wilson 1927, *JASA* 22: 209-212).

    Examples
    --------
    >>> found = wilson(90, 100)
    >>> round(found.low, 3), round(found.high, 3)
    (0.826, 0.945)
    """
    if not n:
        return Estimate(math.nan)
    share, z2 = count / n, _Z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))


def _precision(hits: Stratum) -> Estimate:
    return wilson(hits.found / hits.effect, hits.marked / hits.effect)


def design_effect(values: Floats, documents: Sequence[str], *, shares: bool) -> float:
    """Return how much more the mean varies than that of independent items, at least 1.

    Parameters
    ----------
    values : array
        Marks: 0 to 1 (``shares``), or counts.
    documents : sequence of str
        The document of each.
    """
    n = len(values)
    if n < 2:
        return 1.0
    mean = float(values.mean())
    variance = mean * (1.0 - mean) if shares else mean
    names, rows = np.unique(np.asarray(documents, dtype=object), return_inverse=True)
    groups = len(names)
    if variance <= 0 or groups < 2:
        return 1.0
    rests = np.bincount(rows, weights=values - mean, minlength=groups)
    small = groups / (groups - 1) * (n - 1) / n
    return max(1.0, small * float((rests**2).sum()) / n / variance)


def _stratum(sheet: Sheet, marks: Floats, name: str) -> Stratum:
    rows = [
        n for n, item in enumerate(sheet.items) if item.stratum == name and math.isfinite(marks[n])
    ]
    values = marks[rows]
    effect = design_effect(values, [sheet.items[n].document for n in rows], shares=name == HIT)
    return Stratum(sheet.design.sizes[name], len(rows), float(values.sum()), effect)


def _posterior(strata: Mapping[str, Stratum], seed: int) -> tuple[Floats, dict[str, Floats]]:
    """Draw the share of right hits, and the misses in a sentence of each stratum."""
    random = np.random.RandomState(seed)
    hits = strata[HIT]
    if hits.marked:
        right = hits.found / hits.effect + _PRIOR
        wrong = (hits.marked - hits.found) / hits.effect + _PRIOR
        shares = random.beta(right, wrong, DRAWS)
    else:
        shares = np.full(DRAWS, math.nan if hits.size else 0.0)
    missed = {}
    for name in GUESSES:
        s = strata[name]
        if s.marked:
            missed[name] = random.gamma(s.found / s.effect + _PRIOR, s.effect / s.marked, DRAWS)
        else:
            missed[name] = np.full(DRAWS, math.nan if s.size else 0.0)
    return shares, missed


def _between(value: float, drawn: Floats) -> Estimate:
    """Return a figure with the middle 95 % of its draws; an interval holds its figure."""
    known = drawn[np.isfinite(drawn)]
    if math.isnan(value) or len(known) < len(drawn) // 2:
        return Estimate(value)
    low, high = np.percentile(known, (2.5, 97.5))
    return Estimate(value, min(value, float(low)), max(value, float(high)))


def _corrected(
    sheet: Sheet,
    marks: Floats,
    strata: Mapping[str, Stratum],
    right: Floats,
    missed: Mapping[str, Floats],
    seed: int,
) -> Estimate:
    """Return the corpus's own density with the marks heeded: what is not marked is drawn."""
    design = sheet.design
    if math.isnan(design.density):
        return Estimate(math.nan)
    random = np.random.RandomState(seed + 1)
    hits = strata[HIT]
    count = hits.found + (hits.size - hits.marked) * right
    for name in GUESSES:
        s = strata[name]
        mean = (s.size - s.marked) * missed[name]
        count = count + s.found + random.poisson(np.nan_to_num(mean)) + 0.0 * mean
    each = _weight(sheet, marks) / design.units * design.per
    total = math.fsum(s.total for s in strata.values())
    return _between(total * each, count * each)


def _weight(sheet: Sheet, marks: Floats) -> float:
    """Return what a right hit adds to the measure in the mean; misses are taken to add as much."""
    weights = np.array([item.weight for item in sheet.items])
    rows = np.array([item.is_hit for item in sheet.items]) & np.isfinite(marks)
    right = np.where(rows, marks, 0.0)
    if right.sum() > 0:
        return float((weights * right).sum() / right.sum())
    hits = sheet.design.sizes[HIT]
    return sheet.design.weight / hits if hits else 1.0


def _labels(items: Sequence[Item], marks: Floats) -> tuple[tuple[str, int, float], ...]:
    found: dict[str, tuple[int, float]] = {}
    for item, mark in zip(items, marks.tolist(), strict=True):
        if item.is_hit and math.isfinite(mark):
            n, right = found.get(item.label, (0, 0.0))
            found[item.label] = (n + 1, right + mark)
    return tuple((label, n, right) for label, (n, right) in sorted(found.items()))


def _agreements(sheet: Sheet, marks: Sequence[Floats]) -> tuple[Agreement, ...]:
    if len(marks) < 2:
        return ()
    found = []
    for what, hit in (("hits", True), ("misses in sentences", False)):
        rows = np.array([item.is_hit == hit for item in sheet.items])
        documents = [item.document for item in sheet.items if item.is_hit == hit]
        pair = [column[rows] for column in marks]
        found.append(agreement(what, pair[0], pair[1], documents, numbers=not hit))
    return tuple(found)


def _warnings(
    sheets: Sequence[Sheet], marks: Floats, strata: Mapping[str, Stratum]
) -> tuple[str, ...]:
    design, items = sheets[0].design, sheets[0].items
    said = []
    for n, s in enumerate(sheets, start=1):
        who = f" by {s.annotator or f'annotator {n}'}" if len(sheets) > 1 else ""
        left, unsure = len(items) - len(s.marks), sum(map(math.isnan, s.marks.values()))
        if left:
            said.append(f"{left:,} of {len(items):,} items are not marked{who}")
        if unsure:
            many = "item is" if unsure == 1 else "items are"
            said.append(f"{unsure:,} {many} marked as not sure{who} and left out")
    empty = [name for name in GUESSES if strata[name].size and not strata[name].marked]
    if empty:
        said.append(
            f"no sentence of the stratum {' or '.join(empty)} is marked, so that recall and the "
            "corrected density are unknown"
        )
    if not strata[HIT].size:
        said.append("the corpus has no hit: there is no precision to speak of")
    documents = {item.document for item, m in zip(items, marks, strict=True) if math.isfinite(m)}
    if 1 <= len(documents) < 10:
        said.append(
            f"the marks come from {len(documents)} document{'s' * (len(documents) > 1)}: what "
            "others of the kind would give is known less well than the intervals say"
        )
    now = {f.name: f.revision for f in all_features()}.get(design.measure)
    if now != design.revision:
        said.append(
            f"the sheet was drawn with revision {design.revision} of the measure, this version "
            f"has {now or 'none'}: the figures are of the former"
        )
    return tuple(said)
