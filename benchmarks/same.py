"""Whether the figures of a batch are the same with one worker, eight, shuffled, on a cluster.

``python -m benchmarks same FILE`` measures `ARTICLES` articles made of the file's
(`benchmarks.perturbed`) in one process, and holds to that table, to the last bit, the tables of
`WORKERS` processes, of the same articles in another order, and of as many Dask workers on loopback.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.perturbed import perturbed, write
from benchmarks.speed import read_texts
from stylo import batch
from stylo.batch_input import Inputs
from stylo.batch_work import Settings

if TYPE_CHECKING:
    import pandas as pd

ARTICLES, WORDS, WORKERS, PART_ROWS = 160, 250, 8, 32
SETTINGS = Settings(evidence=True, percentiles=True)


def tables(given: Path, out: Path, workers: int | batch.Workers) -> list[pd.DataFrame]:
    """Run a batch, and return articles and evidence in the order of the ids."""
    import pandas as pd

    begun = time.monotonic()
    batch.run(Inputs([str(given)]), out, settings=SETTINGS, workers=workers, part_rows=PART_ROWS)
    print(f"{out.name:10s} {time.monotonic() - begun:6.1f} s", flush=True)
    folders = (out, out.with_name(f"{out.name}-evidence"))
    return [
        pd.read_parquet(folder)
        .sort_values("id", kind="stable", ignore_index=True)
        .drop(columns="row")
        for folder in folders
    ]


def differing(these: Sequence[pd.DataFrame], those: Sequence[pd.DataFrame]) -> int:
    """Return how many cells of two pairs of tables are not the same, to the last bit."""
    found = 0
    for a, b in zip(these, those, strict=True):
        if list(a) != list(b) or len(a) != len(b):
            found += max(a.size, b.size)
            continue
        found += sum(
            int((~((a[name] == b[name]) | (a[name].isna() & b[name].isna()))).sum()) for name in a
        )
    return found


def on_cluster(given: Path, out: Path) -> list[pd.DataFrame]:
    """Run the batch on a Dask scheduler and its workers, each a process of one thread."""
    from distributed import LocalCluster

    from stylo.batch_cluster import Cluster

    make: Any = LocalCluster
    with make(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        return tables(given, out, Cluster(cluster.scheduler_address, SETTINGS))


def run(path: Path) -> dict[str, Any]:
    """Hold the tables to that of one process.

    Returns
    -------
    dict
        ``figures``: ``cells`` compared, of articles and evidence; how many differ with
        ``workers``, in the ``shuffled`` input, and on the ``cluster`` (left out without Dask).
    """
    from importlib.util import find_spec

    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = write(perturbed(read_texts(path), ARTICLES, WORDS), folder / "in.jsonl")
        rows = given.read_text(encoding="utf-8").splitlines(keepends=True)
        random.Random(1).shuffle(rows)
        other = folder / "shuffled.jsonl"
        other.write_text("".join(rows), encoding="utf-8")
        assert [json.loads(row)["id"] for row in rows[:3]] != ["a0", "a1", "a2"]
        one = tables(given, folder / "one", 0)
        figures = {
            "cells": sum(table.size for table in one),
            "workers": differing(one, tables(given, folder / "workers", WORKERS)),
            "shuffled": differing(one, tables(other, folder / "shuffled", 2)),
        }
        if find_spec("distributed"):
            figures["cluster"] = differing(one, on_cluster(given, folder / "cluster"))
    return {"n": ARTICLES, "figures": {name: (v, v, v) for name, v in figures.items()}}
