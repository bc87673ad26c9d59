"""Make the table of norms: ``models/norms.json``.

Percentiles of every measure among opinion and among reporting of ``allsides-abp``, whole articles,
each outlet with enough of a label weighing alike.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from stylo.feature import Bools, Floats
from stylo.norms import FILE
from stylo.training import manifest, voice

#: Fewest articles of a label that an outlet must have to enter that label's norms.
FEWEST = 40
NAME = "US political press, 2012-2020"
#: Label in the corpus to the name in the table.
KINDS = {"opinion": "opinion", "reporting": "reporting"}


def quantiles(values: Floats, weight: Floats) -> list[float]:
    """Return the 101 percentiles of weighted values (Hyndman & Fan 1996, type 4 by weight)."""
    order = np.argsort(values, kind="stable")
    values, weight = values[order], weight[order]
    below = (np.cumsum(weight) - weight / 2) / weight.sum()
    found = np.interp(np.linspace(0, 1, 101), below, values)
    return [float(f"{q:.5g}") for q in found]


def _weights(outlets: np.ndarray, rows: Bools) -> tuple[Floats, dict[str, int]]:
    """Weight of each text, and the number of texts of each outlet that enters."""
    weight = np.zeros(len(outlets))
    names, counts = np.unique(outlets[rows], return_counts=True)
    used = {str(n): int(c) for n, c in zip(names, counts, strict=True) if c >= FEWEST}
    for outlet, count in used.items():
        weight[rows & (outlets == outlet)] = 1.0 / count
    return weight, used


def train(data: Path) -> None:
    """Measure the corpus and write the table and its card.

    Parameters
    ----------
    data : Path
        The folder of the corpora.
    """
    stuff = voice.material(voice.corpus(data))
    whole = stuff.size == 0
    outlets = np.array(stuff.outlets)
    features = voice.measured()
    table: dict[str, dict[str, list[float]]] = {f.name: {} for f in features}
    used = {}
    for label, kind in KINDS.items():
        weight, used[kind] = _weights(outlets, whole & (stuff.labels == voice.LABELS.index(label)))
        for column, f in enumerate(features):
            values = stuff.table.values[:, column]
            rows = (weight > 0) & np.isfinite(values)
            table[f.name][kind] = quantiles(values[rows], weight[rows])
    model = {
        "schema": 1,
        "name": NAME,
        "n": {kind: sum(counts.values()) for kind, counts in used.items()},
        "outlets": used,
        "measures": [[f.name, f.unit, f.revision] for f in features],
        "quantiles": table,
    }
    manifest.save(FILE, (json.dumps(model, separators=(",", ":")) + "\n").encode())
    (manifest.MODELS / "norms.md").write_text(_card(used), encoding="utf-8")


def _card(used: dict[str, dict[str, int]]) -> str:
    lines = "\n".join(
        f"| {kind} | {sum(counts.values()):,} | "
        + ", ".join(f"{outlet} {n}" for outlet, n in sorted(counts.items()))
        + " |"
        for kind, counts in used.items()
    )
    return f"""# norms.json: where a value stands among published articles

Percentiles (0 to 100) of each measure, writer's own words, among opinion and among reporting.
They describe {NAME}: not British, sport, culture or technology writing, nor other years, and not
what is good. Every outlet with {FEWEST} or more articles of a kind weighs alike.

| kind | articles | outlets |
|---|---:|---|
{lines}

**Data.** allsides-abp (Baly, Da San Martino, Glass & Nakov, EMNLP 2020; Apache-2.0), cleaned text;
opinion and reporting by the page section in which an article stood.
**Licence.** CC BY-SA 4.0. The file holds figures only.
**What was not tested.** Percentiles for texts under 300 or over 2,000 words; a standing has no
interval yet.
**Retrain.** `stylo train norms --data FOLDER`, after `stylo train voice`.
"""
