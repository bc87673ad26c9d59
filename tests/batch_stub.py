"""Figures without models, told from the text alone: for tests of what lies around the work.

``python -m tests.batch_stub IN OUT WORKERS SECONDS`` runs a batch with them, each article taking
so many seconds.
"""

from __future__ import annotations

import functools
import hashlib
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from stylo import batch, batch_work
from stylo.batch_input import Inputs
from stylo.batch_work import Done, Given, Settings

SETTINGS = Settings(measures=("hedge_density", "formality"), evidence=True)


def work(given: Sequence[Given], settings: Settings, seconds: float = 0.0) -> list[Done]:
    """Give each article figures; one that says FAIL fails, one that says DIE ends the process."""
    done = []
    for row, id, content in given:
        text = content if isinstance(content, str) else content.decode()
        time.sleep(seconds)
        if "DIE" in text:
            os._exit(9)
        if "FAIL" in text:
            done.append(Done(row, id, None, None, f"{id}: fails"))
            continue
        value = random.Random(text)
        figures = {name: value.random() for name in settings.columns()}
        figures |= {"row": row, "id": id, "words": len(text.split()), "duplicate_of": None}
        figures |= {"sha256": hashlib.sha256(text.encode()).hexdigest()}
        figures |= {"voice": "mixed", "resembles": ""}
        words = text.split()[:3]
        rows = {
            "row": [row] * len(words),
            "id": [id] * len(words),
            "measure": ["hedge_density"] * len(words),
            "start": list(range(len(words))),
            "end": list(range(1, len(words) + 1)),
            "text": words,
            "label": ["modal"] * len(words),
            "sentence": [0] * len(words),
            "weight": [1.0] * len(words),
        }
        evidence = batch_work.table(rows, batch_work.schema(batch_work.EVIDENCE))
        done.append(Done(row, id, figures, evidence if settings.evidence else None))
    return done


if __name__ == "__main__":
    given_in, given_out, number, pause = sys.argv[1:]
    slow = functools.partial(work, seconds=float(pause))
    some = batch.Processes(int(number), SETTINGS, slow)
    batch.run(Inputs([given_in]), Path(given_out), settings=SETTINGS, workers=some, part_rows=8)
