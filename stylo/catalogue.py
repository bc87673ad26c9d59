"""The catalogue of measures: what each counts, after whom, how well and how steadily.

``stylo features`` prints it, ``stylo features -f markdown`` makes ``docs/measures.md``, and
`experimental` tells which measures no model should judge by.
"""

from __future__ import annotations

import csv
import math
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stylo import corpora
from stylo.features import families

#: A measure whose evidence is right less often than this is experimental; figures of speech that
#: hang on tone may be wrong more often.
ENOUGH = 0.85
ENOUGH_OF_TONE = 0.70
OF_TONE = frozenset({"hyperbole_density", "litotes_density"})
#: Measures that are reckoned from others: no better than the worst of these.
RECKONED = {
    "evaluation_polarity": ("positive_evaluation_density", "negative_evaluation_density"),
    "explicit_reference": ("place_adverbial_density",),
    "hedge_booster_balance": ("hedge_density", "booster_density"),
    "loaded_reporting_share": ("loaded_reporting_verb_density", "neutral_reporting_verb_density"),
    "overt_persuasion": ("suasive_verb_density",),
}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well the evidence of a measure is found.

    Attributes
    ----------
    precision, recall : float
        In 0-1; NaN where nobody has counted.
    n : int
        Hits that were judged.
    basis : str
        What the figures come from.
    """

    precision: float = math.nan
    recall: float = math.nan
    n: int = 0
    basis: str = ""


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        yield from csv.DictReader(kept, delimiter="\t")


def _number(text: str) -> float:
    return float(text) if text else math.nan


def _read(labels: Mapping[str, list[float]], common: Mapping[str, int] | None) -> Accuracy:
    """Return the precision of hits that were read; by how common their labels are, if known."""
    hits = [hit for some in labels.values() for hit in some]
    if common is None:
        return Accuracy(sum(hits) / len(hits), n=len(hits), basis="read twice")
    weights = {label: common.get(label, 0) for label in labels}
    right = sum(weights[label] * sum(some) / len(some) for label, some in labels.items())
    return Accuracy(right / sum(weights.values()), n=len(hits), basis="read twice")


@cache
def accuracy() -> Mapping[str, Accuracy]:
    """Return what is known of each measure's accuracy; measures without figures are left out.

    Figures of ``corpora/accuracy.tsv`` come first; where it has none, precision is the share of
    hits in ``corpora/readings`` that are right, the mean of two readings; where hits were drawn by
    label, the mean of its labels by how common they are (``corpora/strata.tsv``).
    """
    folder = Path(corpora.__file__).parent
    judged: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((folder / "readings").glob("*.tsv")):
        for row in _table(path):
            both = [float(row[reading]) for reading in ("first", "second") if row[reading]]
            judged[row["measure"]][row["label"]].append(sum(both) / len(both))
    common: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _table(folder / "strata.tsv"):
        common[row["measure"]][row["label"]] = int(row["found"])
    found = {name: _read(labels, common.get(name)) for name, labels in judged.items()}
    for row in _table(folder / "accuracy.tsv"):
        name, recall = row["measure"], _number(row["recall"])
        if row["precision"] or name not in found:
            precision, n = _number(row["precision"]), int(row["n"] or 0)
            found[name] = Accuracy(precision, recall, n, row["basis"])
        else:
            read = found[name]
            basis = f"{read.basis}; recall: {row['basis']}"
            found[name] = Accuracy(read.precision, recall, read.n, basis)
    return found


@cache
def reliability() -> Mapping[str, float]:
    """Return how well each measure of a whole article agrees with itself, 0 to 1.

    Of ``corpora/reliability.tsv``: odd against even paragraphs, stepped up to the whole article;
    measures without a figure are left out.
    """
    table = _table(Path(corpora.__file__).parent / "reliability.tsv")
    return {row["measure"]: float(row["reliability"]) for row in table}


@cache
def experimental() -> frozenset[str]:
    """Return the measures whose evidence is too often wrong to be judged by."""
    wrong = {
        name
        for name, known in accuracy().items()
        if known.precision < (ENOUGH_OF_TONE if name in OF_TONE else ENOUGH)
    }
    return frozenset(wrong | {name for name, parts in RECKONED.items() if wrong & set(parts)})


def _known(figure: float) -> float | None:
    return None if math.isnan(figure) else round(figure, 3)


def rows() -> list[dict[str, Any]]:
    """Return one row for each measure, in the order of a report; None for unknown figures."""
    return [
        {
            "family": family,
            "name": f.name,
            "unit": f.unit,
            "summary": f.summary,
            "reference": f.reference,
            "revision": f.revision,
            "precision": _known(accuracy().get(f.name, Accuracy()).precision),
            "recall": _known(accuracy().get(f.name, Accuracy()).recall),
            "reliability": _known(reliability().get(f.name, math.nan)),
        }
        for family, features in families().items()
        for f in features
    ]


def text(width: int = 100) -> str:
    """Return the measures as lines for a terminal, by family."""
    lines = []
    for family, features in families().items():
        lines += [family.upper(), ""]
        for f in features:
            known = accuracy().get(f.name, Accuracy())
            mark = ", experimental" if f.name in experimental() else ""
            lines.append(f"{f.name}  [{f.unit}{mark}]")
            lines.append(
                f"    precision {_share(known.precision)}, recall {_share(known.recall)}, "
                f"reliability {_share(reliability().get(f.name, math.nan))}"
            )
            for said in (f.summary, f.reference):
                lines += textwrap.wrap(said, width, initial_indent="    ", subsequent_indent="    ")
        lines.append("")
    return "\n".join(lines)


_HEAD = """# Measures

Made by `stylo features -f markdown` from the declarations in `features/`; do not edit by hand.

Precision is the share of a measure's evidence that is what the measure says it finds, recall the
share of what is there that it finds, each with what it was counted on; a dash where nobody has
counted. *Read twice*: hits from `corpora/readings`, each judged by two readers apart; its files say
who they are, how hits were drawn, and how far the readers agree. *Experimental*: right too seldom
to be judged by (below {enough:.2f}; hyperbole and litotes {of_tone:.2f}), or reckoned from what is.
Densities count the writer's own words.

*Reliability*: how well an article's value agrees with itself, from the correlation of its odd with
its even paragraphs over 500 articles, stepped up to the whole article (Spearman-Brown; r itself and
n stand in `corpora/reliability.tsv`). A low one says that a single article has too few of the cues
to be told from others by them; averages of many articles can still differ.
"""


def markdown() -> str:
    """Return ``docs/measures.md``."""
    parts = [_HEAD.format(enough=ENOUGH, of_tone=ENOUGH_OF_TONE)]
    for family, features in families().items():
        parts.append(f"## {family.capitalize()}\n")
        parts.append(
            "| measure | unit | what it says | precision | recall | reliability | reference |"
        )
        parts.append("|---|---|---|---|---|---|---|")
        for f in features:
            known = accuracy().get(f.name, Accuracy())
            basis = f" ({known.basis}, {known.n} hits)" if known.n else ""
            cells = (
                f"`{f.name}`" + (" *experimental*" if f.name in experimental() else ""),
                f.unit,
                f.summary,
                _share(known.precision) + basis,
                _share(known.recall),
                _share(reliability().get(f.name, math.nan)),
                f.reference,
            )
            parts.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
        parts.append("")
    return "\n".join(parts)


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
