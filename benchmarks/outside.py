"""How often articles are said to lie outside of the norms, by what shows it; the files are pooled.

Files of ``allsides-abp`` are judged outlet by outlet: what the words of its articles are like is
learned from the other outlets. All other files are judged by the shipped norms. Of a file whose
lines have a ``genre``, the genres are told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from stylo import norms, outside
from stylo.outside import Subject
from stylo.training import norms as training
from stylo.training import voice
from stylo.training.data import rows

SIGNS = ("spelling", "years", "subject")
#: An outlet of ``allsides-abp`` that is not American.
BRITISH = "bbc"


def signs(text: str, subject: Subject) -> list[float]:
    """Return for each of `SIGNS`, and for any of them, whether it is seen (1 or 0).

    The date of a text is taken as unknown.
    """
    found = [
        bool(outside.of_spelling(text)),
        bool(outside.of_years(text, "", training.YEARS)),
        bool(outside.of_subject(text, subject)),
    ]
    return [float(sign) for sign in (*found, any(found))]


def run(paths: Sequence[Path]) -> dict[str, Any]:
    """Count notes.

    Returns
    -------
    dict
        ``GROUP.SIGN``, the share of articles with the sign, and ``GROUP.any``. Groups are
        ``inside`` (American outlets of allsides-abp, each weighing alike), ``bbc``, and the other
        files by name and genre.
    """
    articles = [a for a in voice.read([p for p in paths if _press(p)]) if a.label in voice.LABELS]
    figures = _inside(articles) if articles else {}
    subject = norms.shipped().subject
    groups: dict[str, list[list[float]]] = {}
    for path in paths:
        if _press(path):
            continue
        if subject is None:
            raise SystemExit("benchmarks: the shipped norms tell no subject: stylo train norms")
        for row in rows(path):
            group = " ".join(filter(None, (path.parent.name, row.get("genre"))))
            seen = signs(row.get("text_clean") or row["text"], subject)
            groups.setdefault(group, []).append(seen)
    for group, table in groups.items():
        figures |= _shares(group, np.array(table), np.ones(len(table)))
    return {"n": len(articles) + sum(map(len, groups.values())), "figures": figures}


def _press(path: Path) -> bool:
    return path.parent.name == "allsides-abp"


def _inside(articles: Sequence[voice.Article]) -> dict[str, list[float]]:
    outlets = np.array([a.outlet for a in articles])
    texts = [a.text for a in articles]
    names, counts = np.unique(outlets, return_counts=True)
    table = np.zeros((len(articles), len(SIGNS) + 1))
    kept = np.isin(outlets, names[counts >= training.FEWEST])
    left_out = training.subjects_without(
        [t for t, k in zip(texts, kept, strict=True) if k], outlets[kept].tolist()
    )
    for row in np.flatnonzero(kept).tolist():
        table[row] = signs(texts[row], left_out[outlets[row]])
    weight = 1 / counts[np.searchsorted(names, outlets)]
    inside = kept & (outlets != BRITISH)
    figures = _shares("inside", table[inside], weight[inside])
    if (outlets == BRITISH).any():
        of_bbc = table[outlets == BRITISH]
        figures |= _shares(BRITISH, of_bbc, np.ones(len(of_bbc)))
    return figures


def _shares(group: str, table: Any, weight: Any) -> dict[str, list[float]]:
    return {
        f"{group}.{sign}": interval(np.column_stack([column * weight, weight]))
        for sign, column in zip((*SIGNS, "any"), table.T, strict=True)
    }
