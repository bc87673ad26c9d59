"""lexis: its examples, what its indices say of themselves, and its formulas."""

from __future__ import annotations

import math

import pytest

from stylo import vocabulary
from stylo.annotate import annotate
from stylo.diversity import mtld
from stylo.feature import Feature
from stylo.features import lexis as family
from stylo.words import words
from tests.examples import lexis as examples
from tests.families import false_alarms, misses


def test_flags_what_it_must() -> None:
    assert misses(family.FEATURES, examples.FLAG) == []


def test_passes_what_it_must() -> None:
    assert false_alarms(family.FEATURES, examples.PASS) == []


def test_every_measure_has_examples() -> None:
    assert {f.name for f in family.FEATURES} == set(examples.FLAG) | set(examples.PASS)


def named(name: str) -> Feature:
    return next(f for f in family.FEATURES if f.name == name)


WORDS = (
    "The old weir broke in the night and the water ran down to the mill. Nobody saw it go, save "
    "one clerk who had come to count the fish, and he said nothing of it until noon. "
)


def test_indices_of_variety_have_no_interval_and_say_so() -> None:
    doc = annotate(WORDS * 8)
    for name in ("mtld", "hdd", "mattr"):
        found = named(name).measure(doc, "own")
        assert math.isfinite(found.value) and math.isnan(found.low) and math.isnan(found.high)
        assert "No interval" in found.caveat


def test_indices_of_variety_need_words() -> None:
    doc = annotate(WORDS)
    for name, fewest in (("mtld", 50), ("hdd", 42), ("mattr", 100)):
        found = named(name).measure(doc, "own")
        assert math.isnan(found.value) == (doc.word_count < fewest)
    short = named("mtld").measure(annotate(WORDS * 2), "own")
    assert "below" in short.caveat


def test_variety_is_of_the_writers_own_words() -> None:
    quoted = WORDS * 3 + '"Fish, fish, fish, fish, fish and fish again," said the clerk. ' * 5
    doc = annotate(quoted)
    table = words(doc)
    own = [w for w, q in zip(table["norm"], table["quoted"], strict=True) if not q]
    assert 50 < len(own) < len(table)
    assert named("mtld").measure(doc, "own").value == pytest.approx(mtld(own))
    assert named("mtld").measure(doc, "all").value == pytest.approx(mtld(table["norm"]))


def test_frequency_is_a_mean_with_an_interval() -> None:
    doc = annotate("The house burned. " * 6 + "A clerk slept. " * 6)
    found = named("content_word_frequency").measure(doc, "own")
    known = [vocabulary.zipf(w) for w in ("house", "burned", "clerk", "slept")]
    assert found.value == pytest.approx(sum(known) / 4, abs=0.01)
    assert found.low <= found.value <= found.high


def test_log_likelihood_is_dunnings() -> None:
    # Observed 30 and 970 of 1,000 where 10 and 990 are expected: 2 Σ O ln(O / E).
    expected = 2 * (30 * math.log(3) + 970 * math.log(970 / 990))
    assert family._log_likelihood(30, 1000, 0.01) == pytest.approx(expected)
    assert family._log_likelihood(10, 1000, 0.01) == pytest.approx(0, abs=1e-9)


def test_the_table_of_frequencies() -> None:
    assert vocabulary.zipf("the") > vocabulary.zipf("house") > vocabulary.zipf("weir") > 2
    assert vocabulary.zipf("xqzzt") == vocabulary.UNLISTED
    assert vocabulary.nouns()["freedom"] in vocabulary.ABSTRACT
    assert vocabulary.nouns()["boat"] not in vocabulary.ABSTRACT
