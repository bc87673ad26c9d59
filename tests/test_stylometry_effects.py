"""Effect sizes: symmetries, intervals that hold, p-values, units that are drawn together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from stylo.document import InputError
from stylo.stylometry.effects import (
    Draws,
    cliffs_delta,
    design,
    effects,
    newcombe,
    p_value,
    side_weights,
)

VALUES = st.lists(st.integers(-5, 5), min_size=1, max_size=12)


def delta_of(one: list[float], other: list[float]) -> float:
    x = np.array([*one, *other], dtype=np.float64)
    labels = np.array([[0] * len(one) + [1] * len(other)])
    return float(cliffs_delta(x, *side_weights(labels, np.ones(labels.shape), 0, [1]))[0])


@given(VALUES, VALUES)
def test_delta_is_what_counting_pairs_gives(one: list[float], other: list[float]) -> None:
    pairs = [np.sign(a - b) for a in one for b in other]
    assert delta_of(one, other) == pytest.approx(np.mean(pairs), abs=1e-12)
    assert delta_of(other, one) == pytest.approx(-np.mean(pairs), abs=1e-12)


def test_many_texts_are_ranked_and_give_the_same() -> None:
    random = np.random.RandomState(1)
    one, other = random.randint(0, 9, 200).tolist(), random.randint(1, 10, 250).tolist()
    u = stats.mannwhitneyu(one, other).statistic
    assert delta_of(one, other) == pytest.approx(2 * u / (200 * 250) - 1)


def test_rival_groups_weigh_the_same_whatever_their_size() -> None:
    labels = np.array([[0, 1, 1, 1, 2]])
    mine, other = side_weights(labels, np.ones((1, 5)), 0, [1, 2])
    assert mine.tolist() == [[1, 0, 0, 0, 0]]
    assert other[0] == pytest.approx([0, 1 / 6, 1 / 6, 1 / 6, 1 / 2])


def test_newcombe_gives_the_width_of_independent_values() -> None:
    low, high = newcombe(0.0, 30, 30)
    assert low == pytest.approx(-high)
    assert 0.25 < high < 0.35
    assert newcombe(1.0, 2, 2)[0] < newcombe(1.0, 20, 20)[0] < 1.0


def test_an_effect_says_who_has_more_and_how_sure_that_is() -> None:
    plan, names = design(["a"] * 8 + ["b"] * 8)
    values = [*range(10, 18), *range(8)]
    (found,) = effects({"m": values}, names, Draws(plan))
    assert (found.group, found.against, found.delta) == ("a", "b", 1.0)
    assert (found.median, found.median_against) == (13.5, 3.5)
    assert found.low > 0.5 and found.high == 1.0
    assert found.p < 0.001
    assert (found.units, found.units_against) == (8, 8)


def test_a_hundred_texts_by_one_hand_are_no_hundred_witnesses() -> None:
    random = np.random.RandomState(0)
    groups, units, values = [], [], []
    for author, level in enumerate((3.0, 2.0, 1.0, 0.0, -1.0, -2.0)):
        for _ in range(30):
            groups.append("left" if author < 3 else "right")
            units.append(f"author {author}")
            values.append(level + random.normal(0, 0.3))
    texts = effects({"m": values}, ("left", "right"), Draws(design(groups)[0]))[0]
    hands = effects({"m": values}, ("left", "right"), Draws(design(groups, units)[0]))[0]
    assert texts.p < 0.001
    assert hands.p == pytest.approx(0.1, abs=0.03), "20 ways to part six authors, two as far"
    assert hands.high - hands.low > texts.high - texts.low
    assert (hands.units, hands.units_against) == (3, 3)


def test_labels_are_exchanged_inside_strata_alone() -> None:
    plan, _ = design(["a", "b", "a", "b"] * 3, strata=["x", "x", "y", "y"] * 3)
    labels = Draws(plan, permutations=50).labels
    for stratum in range(2):
        rows = plan.unit_strata == stratum
        assert (np.sort(labels[:, rows], axis=1) == np.sort(plan.unit_groups[rows])).all()
    assert len(np.unique(labels, axis=0)) > 5


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    random = np.random.RandomState(3)
    truth = 2 * stats.norm.cdf(1 / np.sqrt(2)) - 1
    plan, names = design(["a"] * 10 + ["b"] * 30)
    draws = Draws(plan, resamples=400, permutations=99)
    trials = {str(k): [*random.normal(1, 1, 10), *random.normal(0, 1, 30)] for k in range(150)}
    held = [e.low <= truth <= e.high for e in effects(trials, names, draws)]
    assert np.mean(held) > 0.9


def test_p_values_of_noise_are_spread_evenly() -> None:
    random = np.random.RandomState(4)
    plan, names = design(["a"] * 10 + ["b"] * 12)
    trials = {str(k): random.normal(0, 1, 22) for k in range(300)}
    found = effects(trials, names, Draws(plan, resamples=10, permutations=999))
    assert np.mean([e.p < 0.1 for e in found]) == pytest.approx(0.1, abs=0.05)
    assert not any(e.adjusted < 0.05 for e in found)


def test_a_measure_that_texts_cannot_bear_leaves_them_out() -> None:
    nan = float("nan")
    plan, names = design(["a", "a", "a", "b", "b", "c"])
    found = effects({"m": [1, 2, nan, 0, 0, nan]}, names, Draws(plan))
    a, b, c = found
    assert (a.units, a.units_against, a.delta) == (2, 2, 1.0)
    assert c.units == 0 and np.isnan([c.delta, c.p, c.adjusted]).all()
    assert np.isfinite(b.adjusted)


def test_one_unit_bears_no_interval_and_no_test() -> None:
    plan, names = design(["a", "b", "b"])
    (found,) = effects({"m": [3.0, 1.0, 2.0]}, names, Draws(plan))
    assert found.delta == 1.0
    assert np.isnan([found.low, found.high, found.p, found.adjusted]).all()


def test_a_p_value_looks_further_only_where_it_matters() -> None:
    asked: list[int] = []

    def chance(rows: slice) -> np.ndarray:
        asked.append(rows.stop)
        return np.zeros(rows.stop - rows.start)

    assert p_value(-1.0, chance, 9999) == 1.0 and asked == [999]
    assert p_value(1.0, chance, 9999) == pytest.approx(1e-4) and asked == [999, 999, 9999]


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match="one group, a"):
        design(["a", "a"])
    with pytest.raises(InputError, match="'x' lies in two groups"):
        design(["a", "b"], ["x", "x"])
    with pytest.raises(InputError, match="'x' lies in two strata"):
        design(["a", "a", "b"], ["x", "x", "y"], ["p", "q", "p"])
    with pytest.raises(InputError, match="at least one draw"):
        Draws(design(["a", "b"])[0], resamples=0)
