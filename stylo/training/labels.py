"""Labels of ``allsides-abp`` that two readers gave again: ``corpora/labels.tsv``.

A hundred articles drawn at random from the outlets that are left out in turn, and the hundred that
the model, trained without their outlet, got most wrong; each read by two readers apart, who saw
neither label nor score. ``agreed`` is what both said: ``opinion``, ``reporting`` or ``unsure``.
"""

from __future__ import annotations

import csv
from pathlib import Path

import stylo.corpora


def agreed() -> dict[str, str]:
    """Return what both readers said of an article, by its id; those they differ on are left out."""
    path = Path(stylo.corpora.__path__[0]) / "labels.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: row["agreed"] for row in rows if row["agreed"]}
