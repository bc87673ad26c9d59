"""The head of editorial wording: what the encoder's reading of a sentence says of its voice.

Ridge regression of the label on the mean vector of a text's sentences, by words of the writer's
own: so what a text is rated is the mean of what its sentences are. What it says of an outlet that
it was fitted on is too good to be true; `crossed` rates each outlet by a head that never saw it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from stylo import encoder, heads, weights
from stylo.feature import Floats, Ints
from stylo.training import manifest
from stylo.training.examples import bucket

#: Strength of the ridge penalty on standardised columns, for weights of 1 on average.
PENALTY = 2000.0
#: Groups of outlets that are rated by heads fitted on the others.
GROUPS = 5
#: Digits of a weight that are kept.
DIGITS = 6

CARD = """# editorial.json.gz

How far the wording of a sentence is that of opinion pages: a linear head on the encoder's vector.

- **Used by**: `stylo.heads` (the column `editorial` of sentences), and the measure
  `editorial_wording` on top of it; `voice.json` weighs that measure among the others.
- **Content**: the hash of the encoder, {width} weights and a bias. A text is rated the mean of its
  sentences by words of the writer's own: -1 as reports are, 1 as opinion pages are.
- **Data**: `allsides-abp` (Baly et al. 2020), as `voice.json`: {texts:,} texts, whole and as
  excerpts. The labels are page sections.
- **Licence**: CC BY-SA 4.0. No text of the corpus is in the file.
- **Method**: ridge regression (penalty {penalty:g} on standardised columns); both labels weigh the
  same, an outlet by the root of its number of texts. Within the training of `voice.json` every
  outlet is rated by a head that never saw it, in {groups} groups.
- **Limits.** It reads topics too, as far as opinion pages and news pages differ in them; figures on
  outlets left out are in `voice.md`.
- **Make it again**: `stylo train voice --data DATA` writes it with `voice.json`.
"""


@dataclass(frozen=True)
class Linear:
    """A head: weights of the vector, and a bias."""

    vector: Floats = field(repr=False)
    bias: float

    def __call__(self, vectors: Floats) -> Floats:
        """Return what is said of each mean vector, one row a text; NaN where it is NaN."""
        return np.asarray(vectors @ self.vector + self.bias)


@dataclass(frozen=True)
class Moments:
    """Weighted sums over texts that a head is fitted from; those of two sets add up."""

    weight: float
    x: Floats = field(repr=False)
    xx: Floats = field(repr=False)
    y: float
    xy: Floats = field(repr=False)

    def __add__(self, other: Moments) -> Moments:
        """Return the sums over both sets."""
        return Moments(
            self.weight + other.weight,
            self.x + other.x,
            self.xx + other.xx,
            self.y + other.y,
            self.xy + other.xy,
        )


def moments(vectors: Floats, labels: Ints, weight: Floats) -> Moments:
    """Return the sums over texts with labels 0 and 1; those without a vector (NaN) fall out."""
    there = np.isfinite(vectors[:, 0])
    x = vectors[there].astype(np.float32)
    w = weight[there]
    y = np.where(labels[there] == 1, 1.0, -1.0)
    weighted = x * w[:, None].astype(np.float32)
    return Moments(
        float(w.sum()),
        weighted.sum(axis=0, dtype=np.float64),
        (weighted.T @ x).astype(np.float64),
        float(w @ y),
        (weighted.T @ y.astype(np.float32)).astype(np.float64),
    )


def fit(sums: Moments) -> Linear:
    """Fit a head (Hoerl and Kennard 1970), columns standardised."""
    mean, level = sums.x / sums.weight, sums.y / sums.weight
    spread = sums.xx - np.outer(mean, sums.x)
    scale = np.maximum(np.diag(spread) / sums.weight, 1e-12)
    vector = np.linalg.solve(spread + PENALTY * np.diag(scale), sums.xy - level * sums.x)
    return Linear(vector.astype(np.float64), float(level - mean @ vector))


def crossed(
    vectors: Floats, labels: Ints, outlets: Sequence[str], weight: Floats
) -> tuple[Linear, Floats]:
    """Fit a head on texts, and rate each by a head that saw nothing of its outlet.

    Parameters
    ----------
    vectors : array, shape (texts, `encoder.VECTOR`)
        Mean vectors; NaN for a text without words of the writer's own.
    labels : array
        0 reporting, 1 opinion.
    outlets : sequence of str
    weight : array
        1 on average.

    Returns
    -------
    head, ratings
        The head fitted on all texts; one rating for each text, NaN where it has no vector.
    """
    group = np.array([_group(outlet) for outlet in outlets])
    parts = {
        g: moments(vectors[group == g], labels[group == g], weight[group == g])
        for g in np.unique(group).tolist()
    }
    rated = np.full(len(labels), np.nan)
    for g in parts:
        others = [sums for other, sums in parts.items() if other != g]
        if others:
            rated[group == g] = fit(_total(others))(vectors[group == g])
    return fit(_total(list(parts.values()))), rated


def _group(outlet: str) -> int:
    return bucket(outlet, GROUPS)


def _total(parts: Sequence[Moments]) -> Moments:
    total = parts[0]
    for one in parts[1:]:
        total = total + one
    return total


def save(head: Linear, texts: int) -> None:
    """Write ``models/editorial.json.gz`` and its card."""
    content = {
        "schema": 1,
        "encoder": weights.sha256(encoder.MODEL),
        "vector": [float(f"{w:.{DIGITS}g}") for w in head.vector],
        "surface": [],
        "counts": {},
        "bias": round(head.bias, DIGITS),
    }
    name = heads.FILES["editorial"]
    manifest.save(name, (json.dumps(content) + "\n").encode())
    card = CARD.format(width=encoder.VECTOR, texts=texts, penalty=PENALTY, groups=GROUPS)
    (manifest.MODELS / "editorial.md").write_text(card, encoding="utf-8")
