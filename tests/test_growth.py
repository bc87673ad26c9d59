"""Texts made to be hard are read, and looked at as often as they are long, not as its square."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks import growth
from stylo import annotate, boilerplate, repetition
from stylo.features import all_features


@pytest.mark.parametrize("name", [*growth.TEXTS, *growth.PAGES, *growth.MARKDOWN])
def test_hard_patterns_are_read(name: str) -> None:
    """How long each step takes is no test: ``python -m benchmarks growth`` tells it."""
    names = [step.name for step in growth.steps(name, 3_000, everything=False)]
    assert names[0] == "decode" and len(names) == len(set(names))


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
