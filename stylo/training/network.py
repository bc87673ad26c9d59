"""The encoder in PyTorch: a small BERT with the shape of each word, and heads of every kind.

Weights start from all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers & Gurevych 2019). Its
vocabulary is lower case; what capitals tell is added to each word's vector as its *shape*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from stylo.encoder import CUES, SHAPES, UPOS

LAYERS, WIDTH, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
#: Parts of speech are read off this layer, the rest off the last.
TAG_LAYER = 4
DROPOUT = 0.1
#: Steps of weights, each side of zero (7 bits), and of activations (8 bits).
WEIGHT_STEPS, ACTIVATION_STEPS = 63, 255
#: Shares of the range of activations that are tried.
SHARES_KEPT = (1.0, 0.85, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
SENTENCE_HEADS = ("subjective", "weasel")


class Outputs(NamedTuple):
    """Scores of a batch: of each word piece, and of each sentence."""

    upos: Tensor
    metaphor: Tensor
    novelty: Tensor
    cue: Tensor
    sentence: Tensor


def _rounded(x: Tensor, scale: Tensor, zero: Tensor, low: int, high: int) -> Tensor:
    """Return x as it will be read in whole numbers; gradients pass where nothing is cut."""
    within = x.clamp((low - zero) * scale, (high - zero) * scale)
    return within + ((within / scale).round() * scale - within).detach()


class Linear(nn.Linear):
    """A layer that can be trained as it will run: in whole numbers (Jacob et al. 2018).

    Weights have one scale for each output; activations one for all, with a zero of its own, which
    `calibrate` sets.
    """

    quantised = False

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.scale: Tensor
        self.zero: Tensor
        self.register_buffer("scale", torch.ones(()))
        self.register_buffer("zero", torch.zeros(()))
        self.seen: list[Tensor] | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Return the layer's output, in whole numbers if `quantised`."""
        if self.seen is not None:
            self.seen.append(x.detach().float().reshape(-1, x.shape[-1])[::7].flatten()[::3])
        if not Linear.quantised:
            return super().forward(x)
        with torch.autocast("cpu", enabled=False):
            x = _rounded(x.float(), self.scale, self.zero, 0, ACTIVATION_STEPS)
            peak = self.weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8)
            none = torch.zeros(())
            weight = _rounded(self.weight, peak / WEIGHT_STEPS, none, -WEIGHT_STEPS, WEIGHT_STEPS)
        return F.linear(x, weight, self.bias)

    def settle(self) -> None:
        """Set the scale of activations to what loses least of those seen."""
        seen = torch.cat(self.seen or [])
        seen = seen[torch.randperm(len(seen), generator=torch.Generator().manual_seed(0))[:100_000]]
        least, most = float(seen.min()), float(seen.max())
        best = float("inf")
        for cut in SHARES_KEPT:
            for above in SHARES_KEPT:
                low, high = min(cut * least, 0.0), max(above * most, 1e-3)
                scale = (high - low) / ACTIVATION_STEPS
                zero = float(round(-low / scale))
                read = ((seen / scale).round() + zero).clamp(0, ACTIVATION_STEPS) - zero
                loss = float(((read * scale - seen) ** 2).sum())
                if loss < best:
                    best = loss
                    self.scale.fill_(scale)
                    self.zero.fill_(zero)
        self.seen = None


def calibrate(model: nn.Module, batches: Iterable[tuple[Tensor, Tensor]]) -> None:
    """Set the scales of activations from batches of pieces and shapes."""
    layers = [module for module in model.modules() if isinstance(module, Linear)]
    was, Linear.quantised = Linear.quantised, False
    training = model.training
    model.eval()
    for layer in layers:
        layer.seen = []
    with torch.no_grad():
        for pieces, shapes in batches:
            model(pieces, shapes)
    for layer in layers:
        layer.settle()
    model.train(training)
    Linear.quantised = was


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = Linear(WIDTH, 3 * WIDTH)
        self.attended = Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = Linear(WIDTH, INNER)
        self.outer = Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors after this layer; `mask` is very negative at padding."""
        batch, length, _ = x.shape
        shape = (batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = self.mixed(x).view(shape).permute(2, 0, 3, 1, 4)
        looks = query @ key.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5
        seen = (looks + mask).softmax(-1).to(value.dtype) @ value
        seen = self.attended(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.attended_norm(x + F.dropout(seen, DROPOUT, self.training))
        inner = self.outer(F.gelu(self.inner(x)))
        return self.outer_norm(x + F.dropout(inner, DROPOUT, self.training))


class Encoder(nn.Module):
    """The encoder and its heads."""

    def __init__(self, vocabulary: int = 30522, places: int = 512) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(places, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.figure = Linear(2 * WIDTH, WIDTH)
        self.metaphor = nn.Linear(WIDTH, 1)
        self.novelty = nn.Linear(WIDTH, 1)
        self.doubt = Linear(WIDTH, WIDTH)
        self.cue = nn.Linear(WIDTH, len(CUES))
        self.look = nn.Linear(WIDTH, len(SENTENCE_HEADS))
        self.verdict = nn.Linear(WIDTH, len(SENTENCE_HEADS))
        for module in (
            self.words,
            self.places,
            self.upos,
            self.figure,
            self.metaphor,
            self.novelty,
            self.doubt,
            self.cue,
            self.look,
            self.verdict,
        ):
            nn.init.normal_(module.weight, std=0.02)
        for head in (
            self.upos,
            self.figure,
            self.metaphor,
            self.novelty,
            self.doubt,
            self.cue,
            self.look,
            self.verdict,
        ):
            nn.init.zeros_(head.bias)
        nn.init.zeros_(self.shapes.weight)

    def states(self, pieces: Tensor, shapes: Tensor) -> list[Tensor]:
        """Return the vectors of word pieces: as they are read, then after each layer."""
        places = torch.arange(pieces.shape[1])
        x = self.norm(self.words(pieces) + self.places(places) + self.shapes(shapes))
        states = [x]
        x = F.dropout(x, DROPOUT, self.training)
        mask = torch.zeros(pieces.shape).masked_fill(pieces == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

    def forward(self, pieces: Tensor, shapes: Tensor) -> Outputs:
        """Return scores; `pieces` is batch × length, padded with 0, as `shapes` is."""
        states = self.states(pieces, shapes)
        first, last = states[0], F.dropout(states[-1], DROPOUT, self.training)
        tags = self.upos(F.dropout(states[TAG_LAYER], DROPOUT, self.training))
        figure = F.gelu(self.figure(torch.cat([last, first], -1)))
        figure = F.dropout(figure, DROPOUT, self.training)
        doubt = F.dropout(F.gelu(self.doubt(last)), DROPOUT, self.training)
        look = self.look(last).masked_fill((pieces == 0)[..., None], -1e4)
        return Outputs(
            tags,
            self.metaphor(figure)[..., 0],
            self.novelty(figure)[..., 0],
            self.cue(doubt),
            (look.softmax(1) * self.verdict(last)).sum(1),
        )


def load_base(model: Encoder, weights: Mapping[str, Tensor]) -> None:
    """Copy the weights of a published BERT of this size."""
    own = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        base = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            own[f"layers.{number}.mixed.{kind}"] = torch.cat(
                [weights[f"{base}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            )
            for ours, theirs in (
                ("attended", "attention.output.dense"),
                ("attended_norm", "attention.output.LayerNorm"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("outer_norm", "output.LayerNorm"),
            ):
                own[f"layers.{number}.{ours}.{kind}"] = weights[f"{base}{theirs}.{kind}"]
    _, unknown = model.load_state_dict(own, strict=False)
    if unknown:
        raise ValueError(f"the base weights do not fit: {unknown}")


def base_weights(path: Path) -> dict[str, Tensor]:
    """Return the tensors of a safetensors file."""
    from safetensors.torch import load_file

    return dict(load_file(path))
