"""Article extraction: word 4-grams of what is kept of a saved page against its true article."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.bootstrap import f1, interval, precision, recall
from stylo import reading
from stylo.document import InputError

#: Words in a row that are compared.
SHINGLE = 4

_WORD = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of `SHINGLE` lower-cased words; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    if not words:
        return Counter()
    runs = range(max(1, len(words) - SHINGLE + 1))
    return Counter(tuple(words[i : i + SHINGLE]) for i in runs)


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Score `stylo.reading.extract` on saved pages.

    Parameters
    ----------
    path : Path
        Lines of ``{html, article}``, gzipped or not.
    folds : bool
        Without effect: nothing is learned from the pages.

    Returns
    -------
    dict
        ``f1``, ``precision``, ``recall`` of word 4-grams, as multisets, over all pages;
        ``refused``: share of the pages that are refused for holding no article.
    """
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    rows = []
    for line in content.splitlines():
        page = json.loads(line)
        gold = shingles(page["article"])
        try:
            text = reading.extract(page["html"].encode(), kind="html").text
        except InputError:
            text = ""
        found = shingles(text)
        hits = (gold & found).total()
        rows.append((hits, found.total() - hits, gold.total() - hits, not text, 1))
    counts = [row[:3] for row in rows]
    figures = {
        "f1": interval(counts, f1),
        "precision": interval(counts, precision),
        "recall": interval(counts, recall),
        "refused": interval([row[3:] for row in rows]),
    }
    return {"n": len(rows), "figures": figures}
