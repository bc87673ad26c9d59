"""Time and memory of comparing authors, on ``{text_clean or text, author}``.

The texts of the file as they are, then 10,000, 25,000 and 50,000: once through, then again and
again with one word in ten replaced by another of the same text, and lines moved by up to a fifth
of its length. Every size runs in a process of its own, on one thread; times are the processor's, so
that other load on the machine does not count.

``count.words_per_second.N``: words counted, R's tokeniser ``English``. ``pairs.seconds.N``: Cosine
Delta between all pairs at 1,000 words, the whole matrix up to 5,000 texts, above that a tile at a
time for the nearest other text (`nearest_others`). ``peak_mb.N``: of the process, texts included.
``attribute.…``, of 1,000 texts from all over the file: ``read.words_per_second`` (the four views of
each text) and ``fit.seconds`` (the model, its probabilities of all texts left out, and what it
learns of strangers). Medians, with the range of three runs; sizes above the file's own and
``attribute`` run once.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.authors_data import read
from stylo.stylometry.corpus import Corpus, make_corpus
from stylo.stylometry.distances import distances, nearest_others
from stylo.stylometry.frequencies import count, most_frequent, relative

RUNS = 3
SIZES = (10_000, 25_000, 50_000)
MFW = 1000
#: Texts whose whole matrix of distances is held.
WHOLE = 5_000
#: Texts whose model is timed.
FITTED = 1_000
#: Share of the words of a repeat that are replaced, and how far lines move.
REPLACED, MOVED = 0.1, 0.2
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def enlarged(corpus: Corpus, number: int) -> Corpus:
    """Return this many texts: the corpus, then perturbed repeats of it."""
    random = np.random.RandomState(0)
    texts, authors = list(corpus.texts[:number]), list(corpus.authors[:number])
    while len(texts) < number:
        row = len(texts) % len(corpus)
        texts.append(perturbed(corpus.texts[row], random))
        authors.append(corpus.authors[row])
    return make_corpus(texts, authors, [str(row) for row in range(number)])


def perturbed(text: str, random: np.random.RandomState) -> str:
    """Return a text with some words replaced by others of its own and some lines moved."""
    lines = [line.split(" ") for line in text.split("\n")]
    words = [word for line in lines for word in line]
    for line in lines:
        for at in np.flatnonzero(random.rand(len(line)) < REPLACED).tolist():
            line[at] = words[random.randint(len(words))]
    places = np.arange(len(lines)) + MOVED * len(lines) * random.rand(len(lines))
    return "\n".join(" ".join(lines[at]) for at in np.argsort(places))


def work(path: Path, number: int) -> dict[str, float]:
    """Time one size in this process; 0 is the file as it is."""
    corpus = read(path)
    if number:
        corpus = enlarged(corpus, number)
    begun = time.process_time()
    counts = count(corpus)
    counting = time.process_time() - begun
    table = relative(counts, most_frequent(counts, min(MFW, len(counts.words))))
    begun = time.process_time()
    if len(corpus) <= WHOLE:
        distances(table)
    else:
        nearest_others(table)
    pairs = time.process_time() - begun
    return {
        "texts": len(corpus),
        "words": int(counts.totals.sum()),
        "count.words_per_second": int(counts.totals.sum()) / counting,
        "pairs.seconds": pairs,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def attribute(path: Path) -> dict[str, float]:
    """Time the model of the candidates in this process."""
    from stylo.stylometry.profile import length, profile
    from stylo.stylometry.views import streams_of

    corpus = read(path)
    corpus = corpus.select(range(0, len(corpus), max(1, len(corpus) // FITTED)))
    begun = time.process_time()
    streams = streams_of(corpus.texts)
    reading = time.process_time() - begun
    begun = time.process_time()
    profile(streams, corpus.authors).left_out()
    return {
        "attribute.read.words_per_second": sum(map(length, streams)) / reading,
        "attribute.fit.seconds": time.process_time() - begun,
        "attribute.peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run(path: Path) -> dict[str, Any]:
    """Return medians with the range; see the module."""
    figures: dict[str, list[float]] = {}
    own = 0
    for number in (0, *SIZES):
        if number and number <= own:
            continue
        runs = [_apart(path, str(number)) for _ in range(1 if number else RUNS)]
        texts = int(runs[0]["texts"])
        own = own or texts
        for name in ("words", "count.words_per_second", "pairs.seconds", "peak_mb"):
            figures[f"{name}.{texts}"] = _middle([r[name] for r in runs])
        print(f"{texts} texts: {runs[-1]}", file=sys.stderr)
    for name, value in _apart(path, "attribute").items():
        figures[name] = [value] * 3
    return {"n": own, "figures": figures}


def _apart(path: Path, what: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed_authors", str(path), what],
        env={**os.environ, **_ONE_THREAD},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"benchmarks: {what} texts: {done.stderr.strip().splitlines()[-1:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _middle(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered[len(ordered) // 2], ordered[0], ordered[-1]]


if __name__ == "__main__":
    asked = Path(sys.argv[1]), sys.argv[2]
    timed = attribute(asked[0]) if asked[1] == "attribute" else work(asked[0], int(asked[1]))
    print(json.dumps(timed))
