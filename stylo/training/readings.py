"""Read many texts of which some hold the same sentences, each sentence once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from stylo import encoder
from stylo.encoder import Reading

#: Sentences that are kept.
KEPT = 4000


def remembering() -> Callable[[Sequence[Sequence[str]]], Reading]:
    """Return a reader that reads no sentence again while it remembers it.

    What the encoder says of a sentence does not depend on its company, so the answer is the same.
    """
    known: dict[tuple[str, ...], Reading] = {}

    def read(sentences: Sequence[Sequence[str]]) -> Reading:
        keys = [tuple(words) for words in sentences]
        if not keys:
            return encoder.read(sentences)
        if len(known) > KEPT:
            known.clear()
        new = [key for key in dict.fromkeys(keys) if key not in known]
        known.update(zip(new, encoder.read(new).split([[key] for key in new]), strict=True))
        return _joined([known[key] for key in keys])

    return read


def _joined(readings: Sequence[Reading]) -> Reading:
    tags = tuple(tag for one in readings for tag in one.upos)
    columns = ("metaphor", "novelty", "cues", "subjective", "weasel", "adds", "vectors")
    return Reading(
        tags, *(np.concatenate([getattr(one, name) for one in readings]) for name in columns)
    )
