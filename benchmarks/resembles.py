"""How many texts are said to resemble a speech or a press release: ``{text_clean or text, label}``.

``resembles.LABEL.GENRE`` is the share of the texts with that label (``all`` for every one).

``--folds`` is for what the detectors were learned from: addresses of presidents are judged by
weights without their kind (inaugural or not), press releases by weights without their senator's
fold, articles of ``allsides-abp`` by weights without their outlet's fold; the threshold stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from stylo import genres
from stylo.feature import Bools, Floats
from stylo.training import genres as training
from stylo.training import voice
from stylo.training.data import folder


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Return the figures of a file; see the module."""
    articles = voice.read([path])
    texts = [a.text for a in articles]
    table = voice.measure(texts, note="resembles")
    values = training.values(texts, table)
    data = genres.model()
    if data is None:
        raise SystemExit("benchmarks: the research files are not installed")
    margins = np.stack(
        [
            (_held_out(genre, articles, values) if folds else _shipped(genre, detector, values))
            - np.where(training.has_sign(genre, values), detector["threshold"], np.inf)
            for genre, detector in data["genres"].items()
        ]
    )
    margins[:, [len(text.split()) < genres.MIN_WORDS for text in texts]] = -np.inf
    answer = np.where(margins.max(axis=0) > 0, margins.argmax(axis=0), -1)
    found = {}
    labels = np.array([a.label for a in articles])
    for label in ("all", *sorted(set(labels.tolist()))):
        mine = np.full(len(labels), True) if label == "all" else labels == label
        for number, genre in enumerate(data["genres"]):
            said = np.column_stack([answer[mine] == number, np.ones(mine.sum())])
            found[f"resembles.{label}.{genre}"] = interval(said)
    return {"n": len(articles), "figures": found}


def _shipped(genre: str, detector: dict[str, Any], values: Floats) -> Floats:
    place = {name: i for i, (name, _) in enumerate(training.columns())}
    weights = detector["weights"]
    centre, scale, weight = (
        np.array([w[key] for w in weights.values()]) for key in ("centre", "scale", "weight")
    )
    chosen = tuple(place[name] for name in weights)
    shipped = training.Detector(chosen, centre, scale, weight, detector["intercept"])
    return shipped.score(values)


def _held_out(genre: str, articles: list[voice.Article], values: Floats) -> Floats:
    """Score texts by weights that saw nothing of their group."""
    data = folder()
    against = training.published(voice.corpus(data))
    theirs = training.told(training.learned(data, genre), note=genre)
    groups = [a.outlet if a.label in ("opinion", "reporting", "analysis", "speech") else a.author
              for a in articles]  # fmt: skip
    part = _parts(groups)
    scores = np.zeros(len(articles))
    for number in np.unique(part):
        out = part == number
        names = {g for g, o in zip(groups, out, strict=True) if o}
        detector = training.fit(
            genre,
            theirs.values[_without(names, theirs.sources, theirs.groups)],
            against.values[_without(names, against.groups)],
        )
        scores[out] = detector.score(values[out])
    return scores


def _parts(groups: list[str]) -> Floats:
    """Return the part of each text: its group where these are few, else the fold of its group."""
    known = sorted(set(groups))
    if len(known) <= training.FOLDS:
        return np.array([float(known.index(g)) for g in groups])
    return np.array([float(training.fold(g)) for g in groups])


def _without(names: set[str], *columns: tuple[str, ...]) -> Bools:
    return np.array([not names.intersection(row) for row in zip(*columns, strict=True)])
