"""How far the probability of opinion moves when a text changes in what is not its voice.

Files of ``allsides-abp``, pooled; from each outlet that can be left out as many opinion pieces as
reports are drawn, 480 articles in all (by hash). Each is judged by weights that saw nothing of its
outlet, its authors or its near-duplicates, as it stands and varied:

``bare``
    Without headline, byline, disclaimer and author's note, where it has them (``bare.share``).
``dressed``
    With all four, invented, put around it.
``masked``
    Every letter inside quotations made an x.
``shuffled``
    Its paragraphs in another order.

``median.VARIANT`` and ``p95.VARIANT`` are of the size of the change of the probability, ``all``
of the four together (each article's every change counts).
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import RESAMPLES
from stylo.annotate import segmented
from stylo.feature import Floats
from stylo.paragraphs import paragraphs
from stylo.training import voice
from stylo.training.data import folder

ARTICLES = 480
_ENDED = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_BYLINE = re.compile(r"^\s*by\s+[A-Z]", re.IGNORECASE)
_NOTE = re.compile(
    r"\b(?:is|was|are|were)\s+(?:an?|the)\b.{0,80}\b(?:author|professor|columnist|editor|fellow"
    r"|director|writer|contributor|reporter|attorney|member|founder|president)\b"
    r"|\b(?:views|opinions) expressed\b|\bfollow (?:him|her|them|us|me)\b|\bcontributed to this\b"
    r"|\breporting by\b|©",
    re.IGNORECASE,
)
_BEFORE = "What the Figures Do Not Say\n\nBy Ada Moss\n\n"
_AFTER = (
    "\n\nThe views expressed here are the author's own and not those of this newspaper.\n\n"
    "Ada Moss is a writer and a senior fellow at the Institute for Rivers and Harbours."
)


def bare(text: str) -> str:
    """Return a text without headline and byline at its head, and without notes at its end."""
    lines = [text[a:b] for a, b in _bounds(text)]
    while len(lines) > 3 and (not _ENDED.search(lines[0]) or _BYLINE.match(lines[0])):
        lines = lines[1:]
    while len(lines) > 3 and len(lines[-1].split()) < 60 and _NOTE.search(lines[-1]):
        lines = lines[:-1]
    return "\n\n".join(lines)


def dressed(text: str) -> str:
    """Return a text with a headline and a byline before it, and two notes behind it."""
    return f"{_BEFORE}{text}{_AFTER}"


def masked(text: str) -> str:
    """Return a text with every letter inside its quotations made an x."""
    found = list(text)
    table = segmented(text).quotations
    for start, end in zip(table["start"], table["end"], strict=True):
        found[start:end] = re.sub(r"[^\W\d_]", "x", text[start:end])
    return "".join(found)


def shuffled(text: str) -> str:
    """Return a text with its paragraphs in another order."""
    lines = [text[a:b] for a, b in _bounds(text)]
    random.Random(text).shuffle(lines)
    return "\n\n".join(lines)


def _bounds(text: str) -> list[tuple[int, int]]:
    table = paragraphs(text)
    return list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))


VARIANTS: dict[str, Callable[[str], str]] = {
    "bare": bare,
    "dressed": dressed,
    "masked": masked,
    "shuffled": shuffled,
}


def drawn(articles: Sequence[voice.Article], count: int = ARTICLES) -> list[voice.Article]:
    """Return articles by hash: from each outlet as many opinion pieces as reports."""
    each = count // (len(voice.LEFT_OUT) * len(voice.LABELS))
    ordered = sorted(articles, key=lambda a: hashlib.sha256(a.id.encode()).hexdigest())
    return [
        article
        for outlet in voice.LEFT_OUT
        for label in voice.LABELS
        for article in [a for a in ordered if (a.outlet, a.label) == (outlet, label)][:each]
    ]


def run(paths: Sequence[Path]) -> dict[str, Any]:
    """Return the figures of the pooled files; see the module."""
    chosen = drawn(voice.read(paths))
    pool = voice.corpus(folder())
    stuff = voice.material(pool)
    makers = [lambda text: text, *VARIANTS.values()]
    texts = [make(a.text) for make in makers for a in chosen]
    table = voice.measure(texts, note="robustness")
    outlets = np.array([a.outlet for a in chosen])
    probability = np.zeros(len(texts))
    for outlet in dict.fromkeys(outlets):
        tested = [a for a in chosen if a.outlet == outlet]
        model, calibration = voice.fold(stuff, voice.apart(pool, tested))
        rows = np.tile(outlets == outlet, len(makers))
        probability[rows] = 1 / (1 + np.exp(-voice.log_odds(model, table.rows(rows), calibration)))
    moved = np.abs(probability.reshape(len(makers), -1)[1:] - probability[: len(chosen)])
    found: dict[str, list[float]] = {}
    for name, change in [*zip(VARIANTS, moved, strict=True), ("all", moved.T)]:
        found |= _figures(name, change)
    touched = [bare(a.text) != "\n\n".join(a.text[i:j] for i, j in _bounds(a.text)) for a in chosen]
    found["bare.share"] = [float(np.mean(touched))] * 3
    return {"n": len(chosen), "figures": found}


def _figures(name: str, change: Floats) -> dict[str, list[float]]:
    """Return median and 95th percentile of changes, drawing articles (first axis) again."""
    draw = np.random.RandomState(0)
    rows = draw.randint(0, len(change), size=(RESAMPLES, len(change)))
    drawn_again = change[rows].reshape(RESAMPLES, -1)
    return {
        f"{what}.{name}": [
            float(np.percentile(change, level)),
            *np.percentile(np.percentile(drawn_again, level, axis=1), [2.5, 97.5]).tolist(),
        ]
        for what, level in (("median", 50), ("p95", 95))
    }
