"""The archives that batches are tried on, and what is told of their memory and their tables."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from benchmarks.many import trend
from benchmarks.perturbed import perturbed
from benchmarks.same import differing

TEXTS = ["\n\n".join(f"paragraph {a}{n} " + "word " * 20 for n in range(9)) for a in "abc"]


def test_articles_are_never_twice_the_same_and_always_as_long() -> None:
    made = list(perturbed(TEXTS, 50, 100))
    assert len(set(made)) == 50
    assert {len(text.split()) for text in made} == {100}
    assert made[:7] == list(perturbed(TEXTS, 7, 100))
    assert made[0] != next(perturbed(TEXTS, 1, 100, seed=1))
    assert all("\n\n" in text for text in made)


def test_memory_that_grows_is_told() -> None:
    done = range(100, 6001, 100)
    flat = trend([(n, 300.0 if n > 900 else n / 3) for n in done])
    assert flat["slope"] == pytest.approx(0, abs=1e-9)
    assert flat["settled_mb"] == flat["last_mb"] == flat["peak_mb"] == 300
    leaking = trend([(n, 300 + n / 100) for n in done])
    assert leaking["slope"] == pytest.approx(10)
    assert leaking["last_mb"] > leaking["settled_mb"]
    assert trend([(100, 5.0), (900, 6.0)]) == {"peak_mb": 6.0}


def test_one_bit_is_a_difference() -> None:
    one = pd.DataFrame({"id": ["a", "b"], "x": [0.1, math.nan]})
    assert differing([one, one], [one.copy(), one.copy()]) == 0
    moved = pd.DataFrame({"id": ["a", "b"], "x": [math.nextafter(0.1, 1), math.nan]})
    assert differing([one], [moved]) == 1
    assert differing([one], [pd.DataFrame({"id": ["a", "b"], "x": [0.1, 0.0]})]) == 1
    assert differing([one], [one.iloc[:1]]) == 4
