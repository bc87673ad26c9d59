"""Examples as tensors: sentences in word pieces, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from stylo import encoder
from stylo.encoder import CLS, SEP
from stylo.training.examples import Example

#: Word pieces of a batch, padding included, and its sentences at most.
BATCH_PIECES, BATCH_SENTENCES = 1024, 48
#: Longer sentences are cut in training.
LONGEST = 128
#: Share of each corpus that is read in an epoch; over 1, sentences are read more than once.
SHARES = {
    "vua": 1.0,
    "ewt": 0.5,
    "gum": 0.5,
    "wiki": 0.7,
    "factbank": 2.0,
    "bio_bmc": 0.5,
    "bio_fly": 0.5,
    "bio_hbc": 0.4,
    "newssd": 2.0,
    "news": 1.0,
}
#: Share of sentences read in capitals, in title case, in lower case.
RECASED = 0.02

Known = Mapping[str, tuple[int, ...]]


class Read(NamedTuple):
    """A sentence in word pieces: numbers, shapes, and where each word begins."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]


class Batch(NamedTuple):
    """Sentences as tensors, and the labels of their word pieces and of themselves."""

    pieces: Tensor
    shapes: Tensor
    upos: Tensor
    cue: Tensor
    chances: Tensor
    metaphor: Tensor
    novelty: Tensor
    sentence: Tensor


def read(words: Sequence[str], known: Known) -> Read:
    """Return a sentence in word pieces."""
    pieces, shapes, first = [CLS], [0], []
    for word, shape in zip(words, encoder.shapes(words), strict=True):
        found = known[word]
        if len(pieces) + len(found) >= LONGEST:
            break
        first.append(len(pieces))
        pieces.extend(found)
        shapes.extend([shape] * len(found))
    return Read([*pieces, SEP], [*shapes, 0], first)


def recased(example: Example, rng: random.Random) -> tuple[str, ...]:
    """Return the words, now and then in capitals, in title case or in lower case."""
    draw = rng.random()
    for number, style in enumerate((str.upper, str.title, str.lower)):
        if draw < RECASED * (number + 1):
            return tuple(style(w) if w.isalpha() else w for w in example.words)
    return example.words


def batch(members: Sequence[Example], known: Known, rng: random.Random | None = None) -> Batch:
    """Put examples together; labels stand at the first piece of each word."""
    if rng is None:
        found = [read(m.words, known) for m in members]
    else:
        styled = [recased(m, rng) for m in members]
        known = {**known, **encoder.word_pieces({w for s in styled for w in s} - known.keys())}
        found = [read(s, known) for s in styled]
    length = max(len(f.pieces) for f in found)
    size = (len(found), length)
    pieces, shapes = np.zeros(size, np.int64), np.zeros(size, np.int64)
    upos, cue = np.full(size, -100), np.full(size, -100)
    metaphor, novelty = np.full(size, np.nan), np.full(size, np.nan)
    chances = np.full((*size, len(encoder.CUES)), np.nan)
    for row, (example, one) in enumerate(zip(members, found, strict=True)):
        pieces[row, : len(one.pieces)] = one.pieces
        shapes[row, : len(one.shapes)] = one.shapes
        n = len(one.first)
        for table, labels in (
            (upos, example.upos),
            (cue, example.cue),
            (chances, example.chances),
            (metaphor, example.metaphor),
            (novelty, example.novelty),
        ):
            if labels is not None:
                table[row, one.first] = labels[:n]
    sentence = np.array([[m.subjective, m.weasel] for m in members], np.float32)
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(shapes),
        torch.from_numpy(upos),
        torch.from_numpy(cue),
        torch.from_numpy(chances.astype(np.float32)),
        torch.from_numpy(metaphor.astype(np.float32)),
        torch.from_numpy(novelty.astype(np.float32)),
        torch.from_numpy(sentence),
    )


def batches(
    members: Sequence[Example], known: Known, rng: random.Random | None
) -> list[list[Example]]:
    """Part examples into batches of like length, in random order."""
    lengths = [2 + sum(len(known[w]) for w in m.words) for m in members]
    jitter = rng.random if rng else (lambda: 0.0)
    order = sorted(range(len(members)), key=lambda i: min(lengths[i], LONGEST) + 4 * jitter())
    out: list[list[Example]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, min(lengths[i], LONGEST))
        if len(out[-1]) >= BATCH_SENTENCES or longest * (len(out[-1]) + 1) > BATCH_PIECES:
            out.append([])
            longest = min(lengths[i], LONGEST)
        out[-1].append(members[i])
    if rng:
        rng.shuffle(out)
    return [b for b in out if b]


def epoch(pool: Mapping[str, Sequence[Example]], number: int) -> list[Example]:
    """Return the sentences of an epoch: of each corpus its share, in turn."""
    chosen: list[Example] = []
    for name, members in sorted(pool.items()):
        order = list(members)
        random.Random(f"{name}").shuffle(order)
        want = round(SHARES[name] * len(order))
        start = (number * want) % len(order)
        chosen += [order[(start + i) % len(order)] for i in range(want)]
    return chosen


def sample(
    plan: Sequence[Sequence[Example]], known: Known, size: int = 48
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield some batches of a plan, to calibrate by."""
    for some in plan[:: max(1, len(plan) // size)]:
        b = batch(some, known)
        yield b.pieces, b.shapes
