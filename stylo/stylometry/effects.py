"""How far groups of texts differ in a measure: effect size, interval and p-value.

Cliff's delta: the chance that a text of the group has the higher value than one of the others,
less the chance that it has the lower one (Cliff 1993, doi:10.1037/0033-2909.114.3.494). What is
drawn again, or given another label, is the *unit*: the text, or all texts by an author or in an
outlet together, as a hundred columns by one hand are no hundred witnesses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError
from stylo.stylometry.zeta import benjamini_hochberg

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RESAMPLES = 1000
#: Permutations at most: a p-value is settled where `ENOUGH` of the first `FIRST` show as large a
#: difference (after Besag & Clifford 1991, doi:10.1093/biomet/78.2.301).
PERMUTATIONS = 9999
FIRST = 999
ENOUGH = 20
#: What a group is held against where there are more than two.
OTHERS = "the others"
#: Up to this many texts all pairs of them are looked at; of more, their ranks.
_PAIRED = 300
#: Numbers that are held at once.
_CELLS = 4_000_000
#: Of the normal distribution, 97.5 %.
_Z = 1.959963984540054
#: Fewest units of each group for an interval.
MIN_UNITS = 2


@dataclass(frozen=True)
class Design:
    """Which texts belong together.

    Attributes
    ----------
    groups : array of int
        The group of each text.
    units : array of int
        What each text is drawn with; a unit lies in one group.
    strata : array of int
        Labels are exchanged inside these alone; a unit lies in one stratum.
    number : int
        Of groups.
    """

    groups: Ints
    units: Ints
    strata: Ints
    number: int

    @property
    def unit_groups(self) -> Ints:
        """The group of each unit."""
        return _of_units(self.units, self.groups)

    @property
    def unit_strata(self) -> Ints:
        """The stratum of each unit."""
        return _of_units(self.units, self.strata)


def _of_units(units: Ints, values: Ints) -> Ints:
    out = np.zeros(int(units.max()) + 1, dtype=np.int64)
    out[units] = values
    return out


def design(
    groups: Sequence[str],
    units: Sequence[str] | None = None,
    strata: Sequence[str] | None = None,
) -> tuple[Design, tuple[str, ...]]:
    """Return a design, and the groups' names in alphabetical order.

    Parameters
    ----------
    groups : sequence of str
        Of the texts.
    units, strata : sequence of str, optional
        By default each text is a unit, and all are one stratum.

    Raises
    ------
    InputError
        If there is one group, or a unit lies in two groups or strata.
    """
    names, codes = np.unique(np.asarray(groups, dtype=object), return_inverse=True)
    if len(names) < 2:
        raise InputError(f"all texts are of one group, {names[0]}: there is nothing to compare")
    count = len(codes)
    labels = np.asarray(units if units is not None else range(count), dtype=object)
    unit_names, unit_codes = np.unique(labels.astype(str), return_inverse=True)
    strata_labels = np.asarray(strata if strata is not None else [""] * count, dtype=object)
    _, strata_codes = np.unique(strata_labels.astype(str), return_inverse=True)
    for what, values in (("groups", codes), ("strata", strata_codes)):
        place = np.full(len(unit_names), -1)
        place[unit_codes] = values
        astray = np.flatnonzero(place[unit_codes] != values)
        if len(astray):
            name = str(unit_names[unit_codes[astray[0]]])
            raise InputError(f"{name!r} lies in two {what}: choose another unit")
    made = Design(
        codes.astype(np.int64),
        unit_codes.astype(np.int64),
        strata_codes.astype(np.int64),
        len(names),
    )
    return made, tuple(map(str, names))


def side_weights(
    labels: NDArray[np.integer], times: Floats, group: int, against: Sequence[int]
) -> tuple[Floats, Floats]:
    """Return what each text weighs on either side.

    Parameters
    ----------
    labels : array of int, draws × texts
        The group of each text.
    times : array, draws × texts
        How often each text counts.
    group : int
        The one side.
    against : sequence of int
        The other; these groups weigh the same, those that have no text are left out.

    Returns
    -------
    tuple of array, array
        Draws × texts, each row summing to 1.
    """
    mine = _normal(np.where(labels == group, times, 0.0))
    other = np.zeros_like(mine)
    for rival in against:
        other += _normal(np.where(labels == rival, times, 0.0))
    return mine, _normal(other)


def _normal(weights: Floats) -> Floats:
    whole = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, whole, out=np.zeros_like(weights), where=whole > 0))


def cliffs_delta(values: Floats, mine: Floats, other: Floats) -> Floats:
    """Return Cliff's delta of one side against the other, for rows of weights.

    Parameters
    ----------
    values : array
        Of the texts.
    mine, other : array, draws × texts
        See `side_weights`.

    Examples
    --------
    >>> values, labels = np.array([3.0, 2.0, 1.0, 2.0]), np.array([[0, 0, 1, 1]])
    >>> cliffs_delta(values, *side_weights(labels, np.ones((1, 4)), 0, [1])).tolist()
    [0.75]
    """
    if len(values) <= _PAIRED:
        above = np.sign(values[:, None] - values[None, :])
        return np.asarray(np.clip(np.einsum("ij,ij->i", mine @ above, other), -1, 1))
    distinct, rank = np.unique(values, return_inverse=True)
    order = np.argsort(rank, kind="stable")
    firsts = np.searchsorted(rank[order], np.arange(len(distinct)))
    a = np.add.reduceat(mine[:, order], firsts, axis=1)
    b = np.add.reduceat(other[:, order], firsts, axis=1)
    through = np.cumsum(b, axis=1)
    return np.asarray(np.clip((a * (2 * through - b - through[:, -1:])).sum(axis=1), -1, 1))


class Contrast(NamedTuple):
    """The figures of one measure of one group against others; see `Effect`."""

    median: float
    median_against: float
    delta: float
    low: float
    high: float
    p: float
    units: int
    units_against: int


@dataclass(frozen=True)
class Effect:
    """How one group differs from the others in one measure.

    Attributes
    ----------
    measure : str
        Its name.
    group, against : str
        Who is compared with whom.
    median, median_against : float
        Of the texts' values, each unit weighing the same.
    delta, low, high : float
        Cliff's delta, -1 to 1, and its 95 % interval; NaN where there is none.
    p : float
        By permutation of the units' labels; NaN where a side has fewer than two.
    adjusted : float
        p after Benjamini & Hochberg (1995), over all rows of the table.
    units, units_against : int
        How many units bear the measure.
    """

    measure: str
    group: str
    against: str
    median: float
    median_against: float
    delta: float
    low: float
    high: float
    p: float
    adjusted: float
    units: int
    units_against: int


#: A group and those that it is held against, which weigh the same among themselves.
Sides = tuple[int, Sequence[int]]


@dataclass(frozen=True)
class Draws:
    """Units drawn again, and their labels exchanged; the same for every measure.

    Attributes
    ----------
    plan : Design
        Which texts belong together.
    resamples, permutations, seed : int
        Draws with ``numpy.random.RandomState``.
    """

    plan: Design
    resamples: int = RESAMPLES
    permutations: int = PERMUTATIONS
    seed: int = 0

    def __post_init__(self) -> None:
        if self.resamples < 1 or self.permutations < 1:
            raise InputError("at least one draw and one permutation are needed")

    @cached_property
    def times(self) -> Floats:
        """How often each unit is drawn when each group draws as many as it has."""
        groups = self.plan.unit_groups
        random = np.random.RandomState(self.seed)
        out = np.zeros((self.resamples, len(groups)))
        for group in range(self.plan.number):
            rows = np.flatnonzero(groups == group)
            if len(rows):
                share = np.full(len(rows), 1 / len(rows))
                out[:, rows] = random.multinomial(len(rows), share, size=self.resamples)
        return out

    @cached_property
    def labels(self) -> NDArray[np.int32]:
        """The group of each unit, exchanged inside each stratum; a row for each permutation."""
        groups = self.plan.unit_groups.astype(np.int32)
        random = np.random.RandomState(self.seed)
        out = np.tile(groups, (self.permutations, 1))
        step = max(1, _CELLS // len(groups))
        for stratum in np.unique(self.plan.unit_strata):
            rows = np.flatnonzero(self.plan.unit_strata == stratum)
            for first in range(0, self.permutations, step):
                part = slice(first, min(first + step, self.permutations))
                order = random.random_sample((part.stop - part.start, len(rows))).argsort(axis=1)
                out[part, rows] = groups[rows][order]
        return out


def p_value(observed: float, chance: Callable[[slice], Floats], permutations: int) -> float:
    """Return the share of permutations that show as large a figure, the observed one included.

    Parameters
    ----------
    observed : float
        The larger, the odder.
    chance : callable
        Returns the figures of some of the permutations.
    permutations : int
        How many there are; those after the first `FIRST` are looked at only where fewer than
        `ENOUGH` of these show as large a figure.

    Examples
    --------
    >>> p_value(3.0, lambda rows: np.array([1.0, 3.0, 2.0])[rows], 3)
    0.5
    """
    done, as_large = 0, 0
    for last in sorted({min(FIRST, permutations), permutations}):
        if as_large < ENOUGH:
            figures = chance(slice(done, last))
            as_large += int((figures >= observed - 1e-12).sum())
            done = last
    return (1 + as_large) / (done + 1)


def blocks(figures: Callable[[slice], Floats], rows: slice, width: int) -> Floats:
    """Return figures of many draws, computed some rows at a time."""
    step = max(1, _CELLS // max(width, 1))
    starts = range(rows.start, rows.stop, step)
    return np.concatenate([figures(slice(at, min(at + step, rows.stop))) for at in starts])


def effects(
    measures: Mapping[str, ArrayLike], names: Sequence[str], draws: Draws
) -> tuple[Effect, ...]:
    """Compare each group with all others in each measure; of two, the first with the second.

    Parameters
    ----------
    measures : mapping
        Measure to the values of the texts; NaN where a text cannot bear it.
    names : sequence of str
        Of the groups.
    draws : Draws
        Of the texts' units.

    Returns
    -------
    tuple of Effect
        The interval is the wider of the percentile bootstrap over units and Newcombe's for as many
        independent values (2006, doi:10.1002/sim.2324, method 5), which is no point where two
        small groups do not overlap.
    """
    number = len(names)
    sides: list[Sides] = [(0, [1])]
    against = [names[1]]
    if number > 2:
        sides = [(g, [k for k in range(number) if k != g]) for g in range(number)]
        against = [OTHERS] * number
    values = {name: np.asarray(column, dtype=np.float64) for name, column in measures.items()}
    alike: dict[bytes, list[str]] = {}
    for name, column in values.items():
        alike.setdefault(np.isfinite(column).tobytes(), []).append(name)
    found: dict[tuple[str, int], Contrast] = {}
    for bearing in alike.values():
        there = np.isfinite(values[bearing[0]])
        for side in sides:
            trial = _Trial(draws, there, side)
            for name in bearing:
                found[name, side[0]] = trial.contrast(values[name][there])
    rows = [
        (name, names[side[0]], rival, found[name, side[0]])
        for name in values
        for side, rival in zip(sides, against, strict=True)
    ]
    p = np.array([figures.p for *_, figures in rows], dtype=np.float64)
    adjusted = np.full(len(p), np.nan)
    tested = np.isfinite(p)
    adjusted[tested] = benjamini_hochberg(p[tested])
    return tuple(
        Effect(measure, name, rival, *f[:6], float(q), *f[6:])
        for (measure, name, rival, f), q in zip(rows, adjusted, strict=True)
    )


@dataclass(frozen=True)
class _Trial:
    """One group against others, for all measures that the same texts bear."""

    draws: Draws
    there: NDArray[np.bool_]
    side: Sides

    @cached_property
    def units(self) -> Ints:
        return self.draws.plan.units[self.there]

    @cached_property
    def labels(self) -> Ints:
        return self.draws.plan.groups[self.there][None]

    @cached_property
    def once(self) -> Floats:
        """The share of its unit that each text is."""
        return 1.0 / np.bincount(self.units)[self.units][None]

    @cached_property
    def observed(self) -> tuple[Floats, Floats]:
        return side_weights(self.labels, self.once, *self.side)

    @cached_property
    def again(self) -> tuple[Floats, Floats]:
        weights = self.draws.times[:, self.units] * self.once
        return side_weights(self.labels, weights, *self.side)

    @cached_property
    def first(self) -> tuple[Floats, Floats]:
        return self._exchanged(slice(0, FIRST))

    @cached_property
    def rest(self) -> tuple[Floats, Floats]:
        return self._exchanged(slice(FIRST, None))

    def _exchanged(self, rows: slice) -> tuple[Floats, Floats]:
        return side_weights(self.draws.labels[rows][:, self.units], self.once, *self.side)

    def contrast(self, x: Floats) -> Contrast:
        """Return the figures of one measure."""
        group, against = self.side
        number = len(np.unique(self.units[self.labels[0] == group]))
        rivals = len(np.unique(self.units[np.isin(self.labels[0], against)]))
        nan = float("nan")
        if min(number, rivals) == 0:
            return Contrast(nan, nan, nan, nan, nan, nan, number, rivals)
        mine, other = self.observed
        delta = float(cliffs_delta(x, mine, other)[0])
        low = high = p = nan
        if min(number, rivals) >= MIN_UNITS:
            drawn = cliffs_delta(x, *self.again)
            wide = newcombe(delta, number, rivals)
            low = min(float(np.percentile(drawn, 2.5)), wide[0])
            high = max(float(np.percentile(drawn, 97.5)), wide[1])

            def chance(rows: slice) -> Floats:
                return np.abs(cliffs_delta(x, *(self.rest if rows.start else self.first)))

            p = p_value(abs(delta), chance, self.draws.permutations)
        middles = _median(x, mine[0]), _median(x, other[0])
        return Contrast(*middles, delta, low, high, p, number, rivals)


def _median(values: Floats, weights: Floats) -> float:
    """Return the weighted median, between the two middle values where they part evenly."""
    there = weights > 0
    order = np.argsort(values[there], kind="stable")
    x, w = values[there][order], weights[there][order]
    through = np.cumsum(w) / w.sum()
    at = int(np.searchsorted(through, 0.5 - 1e-9))
    if abs(through[at] - 0.5) < 1e-9 and at + 1 < len(x):
        return float((x[at] + x[at + 1]) / 2)
    return float(x[at])


def newcombe(delta: float, number: int, other: int) -> tuple[float, float]:
    """Return the 95 % interval of Cliff's delta of two samples of independent values.

    Newcombe 2006, doi:10.1002/sim.2324, method 5, for θ = (delta + 1) / 2.

    Examples
    --------
    >>> [round(x, 2) for x in newcombe(1.0, 6, 18)]
    [0.57, 1.0]
    """
    theta = (delta + 1) / 2
    middle = (number + other) / 2 - 1

    def gap(t: float) -> float:
        spread = t * (1 - t)
        extra = middle * (1 - t) / (2 - t) + middle * t / (1 + t)
        return (theta - t) ** 2 - _Z**2 * spread * (1 + extra) / (number * other)

    def bound(near: float, far: float) -> float:
        if gap(far) <= 0:
            return far
        for _ in range(60):
            half = (near + far) / 2
            near, far = (half, far) if gap(half) <= 0 else (near, half)
        return (near + far) / 2

    return 2 * bound(theta, 0.0) - 1, 2 * bound(theta, 1.0) - 1
