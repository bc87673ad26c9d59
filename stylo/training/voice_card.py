"""The card of the voice classifier, written anew with each training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from stylo.feature import Bools, Floats
from stylo.training.voice import APART, CLIP, LEFT_OUT, MIXED, SIZES, C, Material, calibrated

CARD = """# voice.json

Editorial or reporting: logistic regression over {measures} measures, weights as readable JSON.

- **Used by**: `stylo.voice`.
- **Content**: `measures`: name, unit and revision of each, refused if they have changed; `weights`:
  for each its transform, centre (half-way between its averages in opinion and in reporting), scale
  (standard deviation) and weight; `clip`; `calibration`; `mixed`. Log-odds of editorial =
  slope × n ÷ (n + half_words) × Σ weight × (transform(value) − centre) ÷ scale, clipped to
  ±{clip:g}, + intercept, for n words of the writer's own. A measure that a text cannot bear adds 0.
- **Data**: `allsides-abp` (Baly et al. 2020), {articles} articles of opinion and reporting from
  the US and British press, 2012-2020, text cleaned of boilerplate; each whole and as excerpts of
  300 and 150 words, {texts} texts. `analysis` is left out. The labels are page sections: columns,
  op-eds and editorials against news pages. *Reporting* does not mean true, and *editorial* not
  false.
- **Licence**: CC BY-SA 4.0. No text of the corpus is in the file.
- **Method**: scikit-learn, ridge penalty (C = {c:g}); both labels weigh the same, an outlet by the
  root of its number of texts. A measure enters if opinion and reporting differ in it by {apart:g}
  standard deviations by itself, and stays while its weight points the way of that difference. No
  title, place, length of the text or layout; no words of a topic.
- **Calibration** (Platt 1999), on the scores of outlets left out, both labels weighing the same:
  slope {slope}, intercept {intercept}, half_words {half_words:g}.
- **Verdict**: `editorial` from P = {high:g}, `reporting` up to {low:g}, `mixed` between: there at
  least one verdict in five would be wrong.

One outlet left out: AUC on whole articles and on excerpts of 300 and 150 words; of its opinion (o)
and its reporting (r), the share called editorial (e) and the share called reporting (r):

| outlet | opinion | reporting | AUC | 300 | 150 | o→e | o→r | r→e | r→r |
|---|---|---|---|---|---|---|---|---|---|
{figures}

`python -m benchmarks voice --folds` repeats this without shared authors and near-duplicates, with
TF-IDF beside it and intervals; see `docs/benchmarks.md`.

**Limits.** American politics fills the corpus. Explainers, reviews, features and previews are the
weak spot: they are written by reporters and judge. Sketches and columns written as reports come out
mixed or as reporting. Short texts are judged with less confidence. Speeches, press releases and
satire are neither, and the model does not know it: `stylo.genres` tells the first two.

**Make it again**: `stylo train voice --data DATA`. Seeded; about 15 minutes on one core.

| measure | weight |
|---|---|
{weights}
"""


def card(
    stuff: Material,
    scores: Floats,
    scored: Bools,
    calibration: Mapping[str, float],
    content: Mapping[str, Any],
) -> str:
    """Return the model card, with the figures of the outlets left out."""
    from sklearn.metrics import roc_auc_score

    outlets = np.array(stuff.outlets)
    odds = calibrated(scores, stuff.table.words, calibration)
    lines = []
    sums = np.zeros(len(SIZES))
    for outlet in LEFT_OUT:
        cells = [outlet]
        here = scored & (outlets == outlet)
        whole = here & (stuff.size == 0)
        for label in (1, 0):
            cells.append(f"{(stuff.labels[whole] == label).sum()}")
        for place, size in enumerate(SIZES):
            rows = here & (stuff.size == size)
            area = roc_auc_score(stuff.labels[rows], odds[rows])
            sums[place] += area / len(LEFT_OUT)
            cells.append(f"{area:.3f}")
        threshold = math.log(MIXED[1] / MIXED[0])
        for label in (1, 0):
            of = odds[whole & (stuff.labels == label)]
            cells.append(f"{(of >= threshold).mean():.2f}")
            cells.append(f"{(of <= -threshold).mean():.2f}")
        lines.append("| " + " | ".join(cells) + " |")
    lines.append("| mean | | | " + " | ".join(f"{area:.3f}" for area in sums) + " | | | | |")
    ranked = sorted(content["weights"].items(), key=lambda item: -abs(item[1]["weight"]))
    table = [f"| {name} | {w['weight']:+.3f} |" for name, w in ranked]
    return CARD.format(
        texts=f"{len(stuff.labels):,}",
        articles=f"{(stuff.size == 0).sum():,}",
        measures=len(ranked),
        c=C,
        apart=APART,
        clip=CLIP,
        low=MIXED[0],
        high=MIXED[1],
        figures="\n".join(lines),
        weights="\n".join(table),
        **{key: round(value, 3) for key, value in calibration.items()},
    )
