"""Metaphor by encoders that never saw a fragment: five folds of the VU Amsterdam Metaphor Corpus.

Each fold trains on metaphor alone, three epochs, so it stands a little below the shipped encoder,
which learns from other tasks too. All 117 fragments take part, those of the VUA-18 test as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from stylo.training import encoder, network
from stylo.training.batches import Known, batch, batches
from stylo.training.examples import DEV, TEST, TRAIN, Example, bucket

FOLDS, EPOCHS = 5, 3

Floats = NDArray[np.float64]


class HeldOut(NamedTuple):
    """A sentence, the probabilities of an encoder that never saw its fragment, and its threshold.

    The threshold was chosen on fragments that the fold set aside.
    """

    example: Example
    metaphor: Floats
    threshold: float


def part(group: str, fold: int) -> str:
    """Return what a fragment does in a fold."""
    if bucket(group, FOLDS) == fold:
        return TEST
    return DEV if bucket(f"{group} chooses", 10) == 0 else TRAIN


def held_out(members: Sequence[Example]) -> Iterator[HeldOut]:
    """Yield every sentence, read by an encoder that never saw its fragment.

    Parameters
    ----------
    members : sequence of Example
        With ``metaphor``.
    """
    for fold in range(FOLDS):
        parted = [replace(e, part=part(e.group, fold)) for e in members]
        run = encoder.learn([e for e in parted if e.part != TEST], EPOCHS)
        chosen = [e for e in parted if e.part == DEV]
        threshold = encoder.best_f1(encoder.scored(run.average, chosen, run.known)["metaphor"])[1]
        tested = [e for e in parted if e.part == TEST]
        known = {**run.known, **encoder.pieces_of(tested)}
        for example, found in _read(run.average, tested, known):
            yield HeldOut(example, found, threshold)


@torch.no_grad()
def _read(
    model: network.Encoder, members: Sequence[Example], known: Known
) -> Iterator[tuple[Example, Floats]]:
    model.eval()
    for some in batches(members, known, None):
        b = batch(some, known)
        chance = model(b.pieces, b.shapes).metaphor.sigmoid()
        for row, example in enumerate(some):
            found = np.zeros(len(example.words))
            here = chance[row][b.metaphor[row].isfinite()].numpy()
            found[: len(here)] = here
            yield example, found
