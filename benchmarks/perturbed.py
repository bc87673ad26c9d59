"""Archives of any size for the benchmarks of batches: articles that are repeated, never the same.

Paragraphs of two articles are drawn and shuffled until there are words enough, and one word in
fifty is dropped, so that no copy repeats another and the measures have something to find.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

#: Share of the words that is dropped.
DROPPED = 0.02


def perturbed(texts: Sequence[str], number: int, words: int, seed: int = 0) -> Iterator[str]:
    """Yield so many articles of about so many words each.

    The same for the same seed; the n-th does not depend on how many are asked for.
    """
    parts = [[p.split() for p in text.splitlines() if p.strip()] for text in texts]
    for n in range(number):
        rng = random.Random(f"{seed} {n}")
        drawn = [p for article in rng.sample(parts, 2) for p in article]
        rng.shuffle(drawn)
        kept: list[str] = []
        length = 0
        for paragraph in drawn:
            left = [word for word in paragraph if rng.random() >= DROPPED][: words - length]
            if left:
                kept.append(" ".join(left))
                length += len(left)
            if length >= words:
                break
        yield "\n\n".join(kept)


def write(articles: Iterator[str], path: Path) -> Path:
    """Write articles as JSON lines with the ids a0, a1, …, and return the path."""
    with path.open("w", encoding="utf-8") as file:
        for n, text in enumerate(articles):
            file.write(json.dumps({"id": f"a{n}", "text": text}, ensure_ascii=False) + "\n")
    return path
