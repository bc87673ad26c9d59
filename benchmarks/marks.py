"""What readers marked in whole articles (``corpora/readings/marks``), and what we find of it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.bootstrap import interval, recall
from stylo.annotate import annotate
from stylo.feature import Floats
from stylo.features import all_features
from stylo.training.data import rows

READ = Path(__file__).resolve().parent.parent / "corpora/readings/marks/marks.tsv"
#: The measures whose evidence finds what the readers marked.
MEASURES = {
    "attribution": (
        "attribution_density",
        "neutral_reporting_verb_density",
        "loaded_reporting_verb_density",
    ),
    "booster": ("booster_density",),
    "conditional": ("conditional_density",),
    "discourse-marker": ("discourse_marker_density",),
    "hedge": ("hedge_density",),
    "idiom": ("idiom_density",),
    "interjection": ("interjection_density",),
    "novel-metaphor": ("novel_metaphor_density",),
    "simile": ("simile_density",),
    "slang": ("slang_density",),
    "vocative": ("vocative_density",),
    "weasel": ("weasel_density",),
}

Spans = Sequence[tuple[int, int]]


class Mark(NamedTuple):
    """An instance, and which of the two readers marked it."""

    start: int
    end: int
    first: bool
    second: bool


def table_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of readings: columns parted by tabs, lines of notes left out."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter="\t"))


def read() -> dict[tuple[str, str], dict[str, list[Mark]]]:
    """Return the marks of each type, by outlet and article."""
    found: dict[tuple[str, str], dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for row in table_of(READ):
        mark = Mark(int(row["start"]), int(row["end"]), row["first"] == "1", row["second"] == "1")
        found[row["outlet"], row["article"]][row["type"]].append(mark)
    return found


def run(path: Path) -> dict[str, Any]:
    """Score what we find of what both readers marked.

    Parameters
    ----------
    path : Path
        The folder ``allsides-abp``.

    Returns
    -------
    dict
        For each type ``recall.TYPE`` of the instances that both readers marked,
        ``marked.TYPE``, the share of our evidence that either reader marked, and
        ``agreement.TYPE``, the F1 of one reader's marks against the other's. 95 % intervals over
        articles.
    """
    features = {f.name: f for f in all_features()}
    marked = read()
    counts: dict[str, list[Floats]] = defaultdict(list)
    for (outlet, article), types in sorted(marked.items()):
        text = next(r for r in rows(path / f"{outlet}.jsonl.gz") if r["id"] == article)
        doc = annotate(text["text_clean"])
        for kind, names in MEASURES.items():
            found = [
                [(e.span.start, e.span.end) for e in features[name].measure(doc, "own").evidence]
                for name in names
            ]
            counts[kind].append(_outcome(types.get(kind, []), found))
    figures = {}
    for kind, table in sorted(counts.items()):
        sums = np.array(table)
        figures[f"recall.{kind}"] = interval(sums[:, 0:3], recall)
        figures[f"marked.{kind}"] = interval(sums[:, 3:5])
        figures[f"agreement.{kind}"] = interval(sums[:, 5:7])
    return {
        "n": sum(len(some) for types in marked.values() for some in types.values()),
        "figures": figures,
    }


def _outcome(marks: Sequence[Mark], found: Sequence[Spans]) -> Floats:
    """Return found, 0 and missed of what both marked; our evidence marked, and all; agreement."""
    anywhere = [span for spans in found for span in spans]
    both = [m for m in marks if m.first and m.second]
    hits = sum(_touches(m, anywhere) for m in both)
    either = sum(any(_touches(m, [span]) for m in marks) for span in found[0])
    all_marks = sum(m.first for m in marks) + sum(m.second for m in marks)
    return np.array(
        [hits, 0, len(both) - hits, either, len(found[0]), 2 * len(both), all_marks],
        dtype=np.float64,
    )


def _touches(mark: Mark, spans: Spans) -> bool:
    return any(start < mark.end and mark.start < end for start, end in spans)
