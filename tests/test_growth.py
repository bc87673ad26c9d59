"""The time of each step grows with the text, not with its square, on texts made to be hard."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from benchmarks import growth
from stylo import annotate, boilerplate, repetition
from stylo.features import all_features

#: Eight times the text may take so many times as long: linear takes 8, quadratic 64.
TIMES, BOUND = 8, 32
#: Seconds that count as at least so many, so that small ones tell nothing.
LEAST = 0.002


@pytest.fixture(autouse=True)
def _uncollected() -> Iterator[None]:
    """Keep the collector's own time out of the figures."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def fastest(name: str, size: int, everything: bool) -> dict[str, float]:
    runs = [dict(growth.steps(name, size, everything=everything)) for _ in range(2)]
    return {step: min(run[step] for run in runs) for step in runs[0]}


def grown(name: str, size: int, *, everything: bool = False) -> dict[str, float]:
    """Return of each step how many times as long it took when the text was `TIMES` as long."""
    growth.warm()
    growth.steps(name, 500, everything=everything)  # tables are loaded
    small = fastest(name, size, everything)
    large = dict(growth.steps(name, size * TIMES, everything=everything))
    return {
        step: large[step] / max(seconds, LEAST) for step, seconds in small.items() if step in large
    }


@pytest.mark.parametrize("name", [*growth.TEXTS, *growth.PAGES, *growth.MARKDOWN])
def test_reading_grows_with_the_text(name: str) -> None:
    found = grown(name, 3_000)
    assert max(found.values()) < BOUND, found


@pytest.mark.parametrize("name", ["nested brackets", "speech", "one line", "letters on lines"])
def test_measures_and_exports_grow_with_the_text(name: str) -> None:
    found = grown(name, 3_000, everything=True)
    assert max(found.values()) < BOUND, found


def test_the_growth_of_a_step_is_told() -> None:
    small = [growth.Step("a", 1.0), growth.Step("b", 1.0), growth.Step("c", 0.001)]
    large = [growth.Step("a", 4.0), growth.Step("b", 16.0), growth.Step("c", 0.01)]
    assert dict(growth.growth(small, large, 4)) == {"a": 1.0, "b": 4.0, "c": 1.0}


def test_patterns_have_the_size_that_is_asked_for() -> None:
    for name in (*growth.TEXTS, *growth.PAGES, *growth.MARKDOWN):
        assert 0.4 < len(growth.make(name, 20_000)) / 20_000 < 1.6, name


def test_weak_lines_are_settled_with_a_look_at_each_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = 0
    settle = boilerplate._follows

    def counted(units: list[boilerplate.Unit], i: int) -> bool:
        nonlocal looks
        looks += 1
        return settle(units, i)

    monkeypatch.setattr(boilerplate, "_follows", counted)
    cleaned = boilerplate.clean(growth.make("weak lines before a strong one", 20_000))
    assert len(cleaned.removed) == 2001
    assert looks < 30_000


def test_a_hundred_notes_on_authors_cost_no_hundred_searches() -> None:
    text = growth.make("notes at the end", 20_000)
    removed = boilerplate.clean(text).removed
    assert 1 <= len(removed) <= 2 * boilerplate.NOTES < text.count("columnist")


def test_a_hyphenated_word_of_a_thousand_parts_has_measures() -> None:
    doc = annotate.annotate("well-known-" * 1000, read=growth.stand_in)
    assert doc.word_count == 1
    values = [feature.measure(doc, "own").value for feature in all_features()]
    assert np.isnan(values).any()


def test_opposites_are_looked_for_no_farther_than_they_count() -> None:
    doc = annotate.annotate("It was hot" + " and odd" * 4 + " and cold.", read=growth.stand_in)
    far: Any = annotate.annotate("It was hot" + " and odd" * 9 + " and cold.", read=growth.stand_in)
    assert repetition._opposed(doc)
    assert not repetition._opposed(far)
