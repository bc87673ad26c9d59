"""lexis: its examples."""

from __future__ import annotations

from stylo.features import lexis as family
from tests.examples import lexis as examples
from tests.families import false_alarms, misses


def test_flags_what_it_must() -> None:
    assert misses(family.FEATURES, examples.FLAG) == []


def test_passes_what_it_must() -> None:
    assert false_alarms(family.FEATURES, examples.PASS) == []


def test_every_measure_has_examples() -> None:
    assert {f.name for f in family.FEATURES} == set(examples.FLAG) | set(examples.PASS)
