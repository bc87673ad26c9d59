"""How fast a long batch is beside single articles, and whether its memory stays flat.

``python -m benchmarks many ARTICLES FILE`` makes so many articles of about 700 words of the file's
(`benchmarks.perturbed`), analyses some in this process, one after the other, and all of them with
two workers. The memory of each worker (resident set) is taken after each task. Rates are words per
second of processor time, so that what else the machine does takes nothing from either; those by the
clock stand beside them.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.perturbed import perturbed, write
from benchmarks.speed import read_texts

WORDS, WORKERS = 700, 2
#: Articles that are read singly, before and after the batch; articles until memory is settled.
SINGLE, SETTLED = 60, 1000


def resident(process: int | str) -> float:
    """Return the memory of a process now, in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def spent(process: int) -> float:
    """Return the seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def singly(texts: Sequence[str]) -> float:
    """Return words per second of processor time of articles analysed one after the other here."""
    from stylo.analysis import analyse

    analyse(texts[0])
    begun = time.process_time()
    words = sum(analyse(text).document.word_count for text in texts)
    return words / (time.process_time() - begun)


class Watch:
    """Takes the memory of the workers while a batch runs."""

    def __init__(self, workers: Any) -> None:
        self.workers = workers
        #: Worker to its rows: articles done by all workers, MB.
        self.seen: dict[int, list[tuple[int, float]]] = {}
        #: Worker to its seconds of processor time.
        self.spent: dict[int, float] = {}
        self.said = 0

    def __call__(self, found: Any) -> None:
        """Take note, and tell each two thousand articles how far it is."""
        for process in list(self.workers._pool._processes):
            self.seen.setdefault(process, []).append((found.articles, resident(process)))
            self.spent[process] = spent(process)
        if found.articles >= self.said + 2000:
            self.said = found.articles
            now = ", ".join(f"{rows[-1][1]:.0f}" for rows in self.seen.values())
            rate = found.words / found.seconds
            main = resident("self")
            print(
                f"{found.articles:7,} articles, {rate:7,.0f} words/s; workers {now} MB, the "
                f"command {main:.0f} MB",
                flush=True,
            )


def trend(rows: Sequence[tuple[int, float]]) -> Mapping[str, float]:
    """Return the peak of a worker, and how its memory moves after the first articles.

    Returns
    -------
    mapping
        ``peak_mb``; ``settled_mb``, the median of the second thousand articles, and ``last_mb``, of
        the last thousand; ``slope``, MB per 1,000 articles by least squares, NaN for short runs.
    """
    done = np.array([n for n, _ in rows])
    held = np.array([mb for _, mb in rows])
    after = done >= SETTLED
    if done[-1] < 2 * SETTLED:
        return {"peak_mb": float(held.max())}
    second = after & (done < 2 * SETTLED)
    last = done >= done[-1] - 1000
    return {
        "peak_mb": float(held.max()),
        "settled_mb": float(np.median(held[second])),
        "last_mb": float(np.median(held[last])),
        "slope": float(np.polyfit(done[after] / 1000, held[after], 1)[0]),
    }


def run(names: Sequence[str]) -> dict[str, Any]:
    """Run the batch.

    Returns
    -------
    dict
        ``figures``: ``single``, words per second of processor time of single articles before and
        after the batch (mean, range); ``batch``, the same of the workers, their start included;
        ``ratio`` of the two; ``clock``, words/s of the batch by the clock; for each worker what
        `trend` tells; ``command_mb``.
    """
    from benchmarks.__main__ import find
    from stylo import batch
    from stylo.batch_input import Inputs
    from stylo.batch_work import Settings

    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    number, texts = int(names[0]), read_texts(find(names[1]))
    some = list(perturbed(texts, SINGLE, WORDS, seed=-1))
    with tempfile.TemporaryDirectory() as folder:
        given = write(perturbed(texts, number, WORDS), Path(folder) / "in.jsonl")
        single = [singly(some)]
        asked = Settings()
        workers = batch.Processes(WORKERS, asked)
        watch = Watch(workers)
        out = Path(folder) / "out"
        found = batch.run(
            Inputs([str(given)]), out, settings=asked, workers=workers, progress=watch
        )
        single.append(singly(some))
    mean, rate = sum(single) / len(single), found.words / sum(watch.spent.values())
    figures: dict[str, tuple[float, float, float]] = {
        "articles": (found.articles,) * 3,
        "words": (found.words,) * 3,
        "seconds": (found.seconds,) * 3,
        "single": (mean, min(single), max(single)),
        "batch": (rate,) * 3,
        "clock": (found.words / found.seconds,) * 3,
        "ratio": (rate / mean, rate / max(single), rate / min(single)),
        "command_mb": (resident("self"),) * 3,
    }
    for n, rows in enumerate(watch.seen.values()):
        figures |= {f"{name}.{n}": (v, v, v) for name, v in trend(rows).items()}
    return {"n": found.articles, "figures": figures}
