"""How far groups of texts differ in a measure: effect size, interval and p-value.

Cliff's delta: the chance that a text of the group has the higher value than one of the others,
less the chance that it has the lower one (Cliff 1993, doi:10.1037/0033-2909.114.3.494). What is
drawn again, or given another label, is the *unit*: the text, or all texts by an author or in an
outlet together, as a hundred columns by one hand are no hundred witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RESAMPLES = 1000
PERMUTATIONS = 1999
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
            name = unit_names[unit_codes[astray[0]]]
            raise InputError(f"{name!r} lies in two {what}: choose another unit")
    made = Design(
        codes.astype(np.int64),
        unit_codes.astype(np.int64),
        strata_codes.astype(np.int64),
        len(names),
    )
    return made, tuple(map(str, names))


def side_weights(
    labels: Ints, times: Floats, group: int, against: Sequence[int]
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
    distinct, rank = np.unique(values, return_inverse=True)
    order = np.argsort(rank, kind="stable")
    firsts = np.searchsorted(rank[order], np.arange(len(distinct)))
    a = np.add.reduceat(mine[:, order], firsts, axis=1)
    b = np.add.reduceat(other[:, order], firsts, axis=1)
    through = np.cumsum(b, axis=1)
    return np.asarray((a * (2 * through - b - through[:, -1:])).sum(axis=1))


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
        By permutation of the units' labels.
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


def effects_of(
    values: ArrayLike,
    plan: Design,
    contrasts: Sequence[tuple[int, Sequence[int]]],
    *,
    resamples: int = RESAMPLES,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> list[Contrast]:
    """Return the figures of one measure for each contrast.

    Parameters
    ----------
    values : array
        Of the texts; NaN where a text cannot bear the measure.
    plan : Design
        Which texts belong together.
    contrasts : sequence of (int, sequence of int)
        A group and those that it is held against, which weigh the same among themselves.
    resamples, permutations, seed : int
        Draws with ``numpy.random.RandomState``.

    Returns
    -------
    list of Contrast
        The interval is the wider of the percentile bootstrap over units and Newcombe's for as many
        independent values (2006, doi:10.1002/sim.2324, method 5), which is no point where two
        small groups do not overlap.
    """
    x = np.asarray(values, dtype=np.float64)
    there = np.isfinite(x)
    random = np.random.RandomState(seed)
    times = _draw_units(plan.unit_groups, plan.number, resamples, random)
    shuffled = _shuffled(plan.unit_groups, plan.unit_strata, permutations, random)
    x, units, labels = x[there], plan.units[there], plan.groups[there][None]
    once = 1.0 / np.bincount(units, minlength=times.shape[1])[units][None]
    found = []
    for group, against in contrasts:
        number = len(np.unique(units[labels[0] == group]))
        rivals = len(np.unique(units[np.isin(labels[0], against)]))
        if min(number, rivals) == 0:
            found.append(Contrast(*(float("nan"),) * 6, number, rivals))
            continue
        mine, other = side_weights(labels, once, group, against)
        delta = float(cliffs_delta(x, mine, other)[0])
        low = high = float("nan")
        if min(number, rivals) >= MIN_UNITS:
            again = cliffs_delta(x, *side_weights(labels, times[:, units] * once, group, against))
            wide = newcombe(delta, number, rivals)
            low = min(float(np.percentile(again, 2.5)), wide[0])
            high = max(float(np.percentile(again, 97.5)), wide[1])
        chance = cliffs_delta(x, *side_weights(shuffled[:, units], once, group, against))
        as_large = int((np.abs(chance) >= abs(delta) - 1e-12).sum())
        p = (1 + as_large) / (permutations + 1)
        middles = _median(x, mine[0]), _median(x, other[0])
        found.append(Contrast(*middles, delta, low, high, p, number, rivals))
    return found


def _draw_units(
    unit_groups: Ints, number: int, resamples: int, random: np.random.RandomState
) -> Floats:
    """Return how often each unit is drawn when each group draws as many as it has."""
    times = np.zeros((resamples, len(unit_groups)))
    for group in range(number):
        rows = np.flatnonzero(unit_groups == group)
        if len(rows):
            share = np.full(len(rows), 1 / len(rows))
            times[:, rows] = random.multinomial(len(rows), share, size=resamples)
    return times


def _shuffled(
    unit_groups: Ints, unit_strata: Ints, permutations: int, random: np.random.RandomState
) -> Ints:
    """Return labels of the units, exchanged inside each stratum."""
    out = np.tile(unit_groups, (permutations, 1))
    for stratum in np.unique(unit_strata):
        rows = np.flatnonzero(unit_strata == stratum)
        for turn in range(permutations):
            out[turn, rows] = unit_groups[rows[random.permutation(len(rows))]]
    return out


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
