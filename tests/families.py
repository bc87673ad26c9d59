"""What every family of counted cues is held to: its examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stylo.annotate import annotate
from stylo.feature import Feature

#: Fourteen words in which a measure may find what it likes; they make an example long enough.
FILLER = "\n\nPainters met under lamps near stone walls where grey cats slept among old barrels."

Flags = Mapping[str, Sequence[tuple[str, Sequence[str]]]]
Passes = Mapping[str, Sequence[str]]


def found(feature: Feature, text: str) -> list[str]:
    """The words of a text that a measure counts, the filler left out."""
    doc = annotate(text + FILLER)
    evidence = feature.measure(doc, "own").evidence
    return [doc[e.span] for e in evidence if e.span.start < len(text)]


def misses(features: Sequence[Feature], flags: Flags) -> list[tuple[str, str, list[str]]]:
    """Examples that a measure must flag and does not, with what it counts instead."""
    by_name = {f.name: f for f in features}
    wrong = []
    for name, examples in flags.items():
        for text, expected in examples:
            words = found(by_name[name], text)
            if words != list(expected):
                wrong.append((name, text, words))
    return wrong


def false_alarms(features: Sequence[Feature], passes: Passes) -> list[tuple[str, str, list[str]]]:
    """Examples that a measure must pass and does not, with what it counts."""
    by_name = {f.name: f for f in features}
    return [
        (name, text, words)
        for name, texts in passes.items()
        for text in texts
        if (words := found(by_name[name], text))
    ]
