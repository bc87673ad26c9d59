"""Agreement of two annotators, against published figures and other implementations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from stylo.agreement import agreement, alpha, interval, kappa, nominal

NONE = math.nan


def column(*marks: float) -> np.ndarray:
    return np.array(marks, dtype=np.float64)


#: Krippendorff 2004, ch. 11: four observers, twelve units, data missing.
FOUR = [
    column(1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE),
    column(1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3),
    column(NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE),
    column(1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE),
]


def test_alpha_as_published() -> None:
    assert alpha(FOUR, nominal) == pytest.approx(0.743, abs=5e-4)
    assert alpha(FOUR, interval) == pytest.approx(0.849, abs=5e-4)


def test_kappa_as_published() -> None:
    """Two raters, 50 grants: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no, kappa .4."""
    first = np.repeat([1.0, 1, 0, 0], (20, 5, 10, 15))
    second = np.repeat([1.0, 0, 1, 0], (20, 5, 10, 15))
    assert kappa(first, second) == pytest.approx(0.4)


marks = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0, 2.0, NONE]), st.sampled_from([0.0, 1.0, 2.0, NONE])),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(marks)
def test_as_others_count(pairs: list[tuple[float, float]]) -> None:
    first, second = (column(*side) for side in zip(*pairs, strict=True))
    both = [(a, b) for a, b in pairs if not (math.isnan(a) or math.isnan(b))]
    if len({m for pair in both for m in pair}) < 2:
        assert math.isnan(alpha([first, second])) and math.isnan(kappa(first, second))
        return
    theirs = cohen_kappa_score(*zip(*both, strict=True))
    assert kappa(first, second) == pytest.approx(theirs)
    data = [(who, n, pair[who]) for n, pair in enumerate(both) for who in (0, 1)]
    assert alpha([first, second]) == pytest.approx(AnnotationTask(data).alpha())
    squared = AnnotationTask(data, distance=lambda a, b: (a - b) ** 2)
    assert alpha([first, second], interval) == pytest.approx(squared.alpha())


@given(marks)
def test_the_order_of_annotators_and_items_is_no_matter(pairs: list[tuple[float, float]]) -> None:
    first, second = (column(*side) for side in zip(*pairs, strict=True))
    for figure in (kappa(second, first), kappa(first[::-1], second[::-1])):
        assert figure == pytest.approx(kappa(first, second), nan_ok=True)
    assert alpha([second[::-1], first[::-1]]) == pytest.approx(alpha([first, second]), nan_ok=True)


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    random = np.random.RandomState(1)
    first = random.randint(2, size=200).astype(np.float64)
    second = np.where(random.random_sample(200) < 0.9, first, 1 - first)
    documents = [f"{n // 4}" for n in range(200)]
    found = agreement("hits", first, second, documents)
    assert found.n == 200 and found.share == pytest.approx((first == second).mean())
    assert found.kappa_low < found.kappa < found.kappa_high < 1
    assert found.alpha_low < found.alpha < found.alpha_high < 1
    assert 0.05 < found.kappa_high - found.kappa_low < 0.3
    assert found == agreement("hits", first, second, documents)


def test_numbers_are_compared_as_numbers() -> None:
    first, second = column(0, 0, 1, 3, 0, 5), column(0, 0, 1, 4, 0, 5)
    found = agreement("misses", first, second, list("aabbcc"), numbers=True)
    assert found.kappa == 1 and found.share == pytest.approx(5 / 6)
    assert 0.9 < found.alpha < 1
    assert agreement("misses", first, second, list("aabbcc")).alpha < found.alpha


def test_nothing_to_tell_from_chance() -> None:
    same = agreement("hits", column(1, 1, 1), column(1, 1, 1), list("abc"))
    assert same.share == 1 and math.isnan(same.kappa) and math.isnan(same.alpha)
    assert math.isnan(same.kappa_low) and math.isnan(same.alpha_high)
    none = agreement("hits", column(1, NONE), column(NONE, 1), list("ab"))
    assert none.n == 0 and math.isnan(none.share) and math.isnan(none.kappa)
    one = agreement("hits", column(1, 0), column(1, 0), list("aa"))
    assert one.kappa == 1 and math.isnan(one.kappa_low), "one document cannot be drawn again"
