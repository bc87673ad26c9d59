"""stance: its examples."""

from __future__ import annotations

from stylo.features import stance as family
from tests.examples import stance as examples
from tests.families import false_alarms, misses


def test_flags_what_it_must() -> None:
    assert misses(family.FEATURES, examples.FLAG) == []


def test_passes_what_it_must() -> None:
    assert false_alarms(family.FEATURES, examples.PASS) == []


def test_every_measure_has_examples() -> None:
    # The wording is read off whole sentences: it is tried in test_heads.py.
    counted = {f.name for f in family.FEATURES} - {"editorial_wording"}
    assert counted == set(examples.FLAG) | set(examples.PASS)
