"""Train the encoder and its heads on all openly licensed corpora at once."""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from stylo import encoder
from stylo.training import data, network
from stylo.training.examples import DEV, TRAIN, Example, examples

#: Word pieces of a batch, padding included, and its sentences at most.
BATCH_PIECES, BATCH_SENTENCES = 1024, 48
#: Longer sentences are cut in training.
LONGEST = 128
RATE, HEAD_RATE, DECAY, WARM = 2e-4, 1e-3, 0.01, 0.06
#: A layer learns so much slower than the one above it.
SLOWER = 0.9
#: Share of the steps, at the end, in whole numbers.
WHOLE_NUMBERS = 0.3
#: What the average of weights keeps at each step.
KEEP = 0.999
#: Weight of each loss, and of a metaphor against a literal word.
LOSSES = {"upos": 0.5, "metaphor": 1.0, "novelty": 0.3, "cue": 1.0, "subjective": 0.3,
          "weasel": 0.4}
METAPHOR_WEIGHT = 1.5
#: Share of each corpus that is read in an epoch; over 1, sentences are read more than once.
SHARES = {"vua": 1.0, "ewt": 0.5, "gum": 0.5, "wiki": 0.7, "factbank": 2.0, "bio_bmc": 0.5,
          "bio_fly": 0.5, "bio_hbc": 0.4, "newssd": 2.0}
#: Share of sentences read in capitals, in title case, in lower case.
RECASED = 0.02
CLS, SEP = 101, 102


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
    metaphor: Tensor
    novelty: Tensor
    sentence: Tensor


def read(words: Sequence[str], known: Mapping[str, tuple[int, ...]]) -> Read:
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


def batch(members: Sequence[Example], known: Mapping[str, tuple[int, ...]],
          rng: random.Random | None = None) -> Batch:
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
    for row, (example, one) in enumerate(zip(members, found, strict=True)):
        pieces[row, : len(one.pieces)] = one.pieces
        shapes[row, : len(one.shapes)] = one.shapes
        n = len(one.first)
        for table, labels in ((upos, example.upos), (cue, example.cue),
                              (metaphor, example.metaphor), (novelty, example.novelty)):
            if labels is not None:
                table[row, one.first] = labels[:n]
    sentence = np.array([[m.subjective, m.weasel] for m in members], np.float32)
    return Batch(
        torch.from_numpy(pieces), torch.from_numpy(shapes), torch.from_numpy(upos),
        torch.from_numpy(cue), torch.from_numpy(metaphor.astype(np.float32)),
        torch.from_numpy(novelty.astype(np.float32)), torch.from_numpy(sentence),
    )


def batches(members: Sequence[Example], known: Mapping[str, tuple[int, ...]],
            rng: random.Random | None) -> list[list[Example]]:
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


def sample(plan: Sequence[Sequence[Example]], known: Mapping[str, tuple[int, ...]],
           size: int = 48) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield some batches of a plan, to calibrate by."""
    for some in plan[:: max(1, len(plan) // size)]:
        b = batch(some, known)
        yield b.pieces, b.shapes


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


def losses(out: network.Outputs, b: Batch) -> dict[str, tuple[Tensor, int]]:
    """Return the sum of each loss and how many labels it is over."""
    found = {}
    for name, scores, labels in (("upos", out.upos, b.upos), ("cue", out.cue, b.cue)):
        known = labels >= 0
        found[name] = (
            F.cross_entropy(scores[known].float(), labels[known], reduction="sum"),
            int(known.sum()),
        )
    known = b.metaphor.isfinite()
    truth = b.metaphor[known]
    found["metaphor"] = (
        F.binary_cross_entropy_with_logits(
            out.metaphor[known].float(), truth, weight=1 + (METAPHOR_WEIGHT - 1) * truth,
            reduction="sum",
        ),
        int(known.sum()),
    )
    known = b.novelty.isfinite()
    found["novelty"] = (
        ((out.novelty[known].float() - b.novelty[known]) ** 2).sum() * 4, int(known.sum())
    )
    for column, name in enumerate(network.SENTENCE_HEADS):
        known = b.sentence[:, column].isfinite()
        found[name] = (
            F.binary_cross_entropy_with_logits(
                out.sentence[known, column].float(), b.sentence[known, column], reduction="sum"
            ),
            int(known.sum()),
        )
    return found


def groups(model: network.Encoder) -> list[dict[str, Any]]:
    """Return the parameters with their rates: lower layers slower, heads faster."""
    out = []
    for name, parameter in model.named_parameters():
        top = name.split(".")[0]
        if top == "layers":
            rate = RATE * SLOWER ** (network.LAYERS - 1 - int(name.split(".")[1]))
        elif top in ("words", "places", "norm"):
            rate = RATE * SLOWER**network.LAYERS
        else:
            rate = HEAD_RATE
        decay = 0.0 if parameter.ndim < 2 else DECAY
        out.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return out


@torch.no_grad()
def figures(model: network.Encoder, members: Sequence[Example],
            known: Mapping[str, tuple[int, ...]]) -> dict[str, float]:
    """Return what the model scores on examples: F1, accuracy, correlation."""
    model.eval()
    kept: dict[str, list[np.ndarray]] = {}

    def keep(name: str, scores: Tensor, labels: Tensor) -> None:
        kept.setdefault(name, []).append(
            np.stack([scores.float().numpy(), labels.float().numpy()], -1)
        )

    for some in batches(members, known, None):
        b = batch(some, known)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model(b.pieces, b.shapes)
        at = b.upos >= 0
        keep("upos", out.upos[at].argmax(-1), b.upos[at])
        at = b.cue >= 0
        if at.any():
            chance = out.cue[at].float().softmax(-1)
            semantic = chance[:, 1] + chance[:, 2]
            gold = ((b.cue[at] == 1) | (b.cue[at] == 2)).float()
            keep("cue." + ("news" if some[0].source == "factbank" else "all"), semantic, gold)
            # by corpus: sentences of a batch are mixed, so this is over all
        at = b.metaphor.isfinite()
        keep("metaphor", out.metaphor[at], b.metaphor[at])
        at = b.novelty.isfinite()
        keep("novelty", out.novelty[at], b.novelty[at])
        for column, name in enumerate(network.SENTENCE_HEADS):
            at = b.sentence[:, column].isfinite()
            keep(name, out.sentence[at, column], b.sentence[at, column])
    model.train()
    found = {}
    for name, parts in kept.items():
        table = np.concatenate(parts)
        if not len(table):
            continue
        if name == "upos":
            found[name] = float((table[:, 0] == table[:, 1]).mean())
        elif name == "novelty":
            found[name] = float(np.corrcoef(table.T)[0, 1])
        else:
            found[name], found[name + ".at"] = best_f1(table)
    return found


def best_f1(table: np.ndarray) -> tuple[float, float]:
    """Return the best F1 and its threshold."""
    order = np.argsort(-table[:, 0])
    hits = np.cumsum(table[order, 1])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + table[:, 1].sum())
    best = int(np.argmax(f1))
    return float(f1[best]), float(table[order[best], 0])


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", default="")
    options.add_argument("--probe", type=int, default=0)
    chosen = options.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(1)
    rng = random.Random(chosen.seed)
    everything = list(examples(data.folder()))
    if chosen.only:
        everything = [e for e in everything if e.source in chosen.only.split(",")]
    known = encoder.word_pieces(w for e in everything for w in e.words)
    pool: dict[str, list[Example]] = {}
    for e in everything:
        if e.part == TRAIN:
            pool.setdefault(e.source, []).append(e)
    dev = [e for e in everything if e.part == DEV and not e.source.startswith("bio")]
    print({n: len(m) for n, m in pool.items()}, "dev", len(dev), flush=True)
    plan = [batches(epoch(pool, n), known, rng) for n in range(chosen.epochs)]
    steps = sum(map(len, plan))
    model = network.Encoder()
    network.load_base(model, network.base_weights(chosen.base))
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(groups(model), betas=(0.9, 0.98), fused=True)
    warm = WARM * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(s / warm, (steps - s) / (steps - warm)) if s < steps else 0.0
    )
    chosen.out.mkdir(parents=True, exist_ok=True)
    done, first = 0, 0
    checkpoint = chosen.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"], strict=False)
        average.load_state_dict(state["average"], strict=False)
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done, first = state["done"], state["epoch"]
    typical = {name: 0.0 for name in LOSSES}
    for some in plan[0]:
        for e in some:
            typical["upos"] += 0 if e.upos is None else len(e.words)
            typical["cue"] += 0 if e.cue is None else len(e.words)
            typical["metaphor"] += 0 if e.metaphor is None else len(e.words)
            typical["novelty"] += 0 if e.novelty is None else int(np.isfinite(e.novelty).sum())
            typical["subjective"] += math.isfinite(e.subjective)
            typical["weasel"] += math.isfinite(e.weasel)
    typical = {n: max(1.0, t / len(plan[0])) for n, t in typical.items()}
    print("steps", steps, "a batch has", typical, flush=True)
    began, seen = time.time(), 0
    running = dict.fromkeys(LOSSES, 0.0)
    for number in range(first, chosen.epochs):
        for some in plan[number]:
            if not network.Linear.quantised and done >= (1 - WHOLE_NUMBERS) * steps:
                network.calibrate(model, sample(plan[0], known))
                network.Linear.quantised = True
            b = batch(some, known, rng)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(b.pieces, b.shapes)
            total = torch.zeros(())
            for name, (loss, _) in losses(out, b).items():
                total = total + LOSSES[name] * loss / typical[name]
                running[name] = 0.99 * running[name] + 0.01 * float(loss.detach()) / typical[name]
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            schedule.step()
            done += 1
            seen += len(some)
            keep = min(KEEP, done / (done + 10))
            with torch.no_grad():
                for mean, value in zip(average.parameters(), model.parameters(), strict=True):
                    mean.lerp_(value, 1 - keep)
            if done % 100 == 0:
                spent = time.time() - began
                print(done, f"{spent:.0f}s", f"{1000 * spent / seen:.1f} ms/sentence",
                      {n: round(v, 3) for n, v in running.items()}, flush=True)
            if chosen.probe and done >= chosen.probe:
                return
        if network.Linear.quantised:
            network.calibrate(average, sample(plan[0], known))
        report = figures(average, dev, known)
        print("epoch", number + 1, json.dumps({n: round(v, 4) for n, v in report.items()}),
              flush=True)
        torch.save({"model": model.state_dict(), "average": average.state_dict(),
                    "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                    "done": done, "epoch": number + 1}, checkpoint)
    torch.save(average.state_dict(), chosen.out / "encoder.pt")


if __name__ == "__main__":
    main()
