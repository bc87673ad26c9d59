"""Read many texts of which some hold the same sentences, each sentence once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from stylo import encoder
from stylo.encoder import Floats, Reading

#: Sentences that are kept.
KEPT = 4000


class _Row(NamedTuple):
    """What the encoder said of one sentence, in the order of `Reading`."""

    upos: tuple[str, ...]
    metaphor: Floats
    novelty: Floats
    cues: Floats
    subjective: Floats
    weasel: Floats
    adds: Floats
    vectors: Floats


def rows(sentences: Sequence[Sequence[str]]) -> list[_Row]:
    """Read sentences; return each by itself."""
    found = encoder.read(sentences)
    out, at = [], 0
    for number, words in enumerate(sentences):
        of, one = slice(at, at + len(words)), slice(number, number + 1)
        out.append(
            _Row(
                found.upos[of],
                found.metaphor[of],
                found.novelty[of],
                found.cues[of],
                found.subjective[one],
                found.weasel[one],
                found.adds[of],
                found.vectors[one],
            )
        )
        at += len(words)
    return out


def remembering() -> Callable[[Sequence[Sequence[str]]], Reading]:
    """Return a reader that reads no sentence again while it remembers it.

    What the encoder says of a sentence does not depend on its company, so the answer is the same.
    """
    known: dict[tuple[str, ...], _Row] = {}

    def read(sentences: Sequence[Sequence[str]]) -> Reading:
        keys = [tuple(words) for words in sentences]
        if not keys:
            return encoder.read(sentences)
        if len(known) > KEPT:
            known.clear()
        new = [key for key in dict.fromkeys(keys) if key not in known]
        known.update(zip(new, rows(new), strict=True))
        upos, *columns = zip(*(known[key] for key in keys), strict=True)
        tags = tuple(tag for words in upos for tag in words)
        return Reading(tags, *(np.concatenate(column) for column in columns))

    return read
