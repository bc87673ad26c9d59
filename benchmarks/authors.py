"""Who wrote it, on ``{text_clean or text, author}``: each text by all others.

``accuracy.DISTANCE.MFW``: nearest neighbour. ``accuracy.attribute``, ``balanced.attribute`` (mean
over authors), ``ece.attribute`` (10 bins, of the author named first): `stylo.attribute`, whose
choices are made anew without each text. ``mcnemar.attribute`` is the exact p of ours against the
best of the nearest neighbours (no interval). ``none.…`` and ``outsider.probability``: how well
texts by an author who is no candidate are told (`benchmarks.authors_strangers`).

Of a hundred texts or fewer, ``….refitted`` counts, learns and chooses everything from the other
texts alone, where ``….attribute`` leaves each text out of the regression and of all choices, but
not of the mean and spread of the frequencies; in ``….masked`` nouns, verbs, adjectives and adverbs
are hidden. ``accuracy.apart.N.…`` leaves out the N texts before and after as well: what stands side
by side in a file is often one series on one matter.

Left out are texts without an author, those by an author of one text, and joint or disputed ones,
whose author's name joins two others of the file by "and" or "or": they are asked about at the end,
with the range of the first author's probability when passages of the text are drawn again, and when
the candidates' texts are drawn so that none has more than the author with the second most.

Where the rows have an ``outlet``, the same within outlets of two authors with ten texts or more
(``within.…``), as an outlet's house style tells too. ``--folds``: see `benchmarks.authors_folds`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.authors_data import (
    Bools,
    Figures,
    Floats,
    Ints,
    balanced,
    calibration,
    mcnemar,
    outlets,
    read,
    share,
)
from benchmarks.authors_folds import folds_within_outlets
from benchmarks.authors_strangers import strangers
from stylo.stylometry.calibrated import probabilities
from stylo.stylometry.corpus import UNKNOWN, Corpus
from stylo.stylometry.distances import MEASURES, nearest_others
from stylo.stylometry.frequencies import count, most_frequent, relative
from stylo.stylometry.profile import Profile, profile
from stylo.stylometry.views import Streams, streams_of

MFW = (100, 200, 500, 1000)
#: Above this many texts only Cosine Delta is tried.
MANY = 2000
#: Up to this many texts, the model is fitted anew without each.
FEW = 100
APART = (2, 4, 6)
DRAWS = 200
THINNED = 20


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Return the figures of one file; see the module."""
    corpus = read(path)
    if folds:
        return folds_within_outlets(corpus)
    sizes = Counter(corpus.authors)
    rows = [r for r, a in enumerate(corpus.authors) if a != UNKNOWN and sizes[a] > 1]
    known = corpus.select(rows)
    streams = streams_of(known.texts)
    asked = [r for r, a in enumerate(corpus.authors) if a == UNKNOWN]
    found = _left_out(known, streams, corpus.select(asked))
    groups = outlets(known)
    if len({known.meta[r].get("outlet") for r in range(len(known))}) > 1 and groups:
        found |= _within(known, streams, groups)
    return {"n": len(known), "figures": found}


def _left_out(corpus: Corpus, streams: Sequence[Streams], asked: Corpus) -> Figures:
    found: Figures = {}
    best: tuple[float, str, Bools] = (-1.0, "", np.zeros(0, dtype=np.bool_))
    tables = _tables(corpus)
    for name, table in tables.items():
        right = nearest_right(table, name.split(".")[0], corpus.authors)
        found[f"accuracy.{name}"] = share(right)
        best = max(best, (float(right.mean()), name, right), key=lambda b: b[0])
    model = profile(streams, corpus.authors)
    answers = {"attribute": _Answers.of(model)}
    masked = None
    if len(corpus) <= FEW:
        masked = profile(streams_of(corpus.texts, mask="content"), corpus.authors)
        chances = refitted(streams, corpus.authors, model.authors)
        answers["refitted"] = replace(answers["attribute"], probability=chances)
        answers["masked"] = _Answers.of(masked)
    for way, answer in answers.items():
        found |= answer.figures(way)
        only, other = int((answer.right & ~best[2]).sum()), int((best[2] & ~answer.right).sum())
        found[f"mcnemar.{way}"] = [mcnemar(only, other)] * 3
        print(
            f"{way}: {answer.right.sum()} of {len(corpus)} right; the best nearest neighbour, "
            f"{best[1]}: {best[2].sum()}; only one of them: {only} and {other}",
            file=sys.stderr,
        )
    if masked is not None:
        for number in APART:
            near = nearest_right(tables[best[1]], best[1].split(".")[0], corpus.authors, number)
            found[f"accuracy.apart.{number}.{best[1]}"] = share(near)
            found[f"accuracy.apart.{number}.attribute"] = share(_apart(model, number))
            found[f"accuracy.apart.{number}.masked"] = share(_apart(masked, number))
    if len(corpus) <= MANY:
        found |= strangers([model])
    print(
        f"runs of each view: {model.limit}, temperature {model.calibration.heat:.3f}",
        file=sys.stderr,
    )
    _tell_errors(corpus, model, answers["attribute"])
    if len(asked):
        _tell_asked(asked, model, streams, corpus.authors, masked)
    return found


def _tell_errors(corpus: Corpus, model: Profile, answer: _Answers) -> None:
    for row in np.flatnonzero(~answer.right):
        said = model.authors[int(answer.probability[row].argmax())]
        print(
            f"wrong: {corpus.ids[row]}, {corpus.authors[row]}, said to be {said}, "
            f"P = {answer.probability[row].max():.2f}",
            file=sys.stderr,
        )


def _tell_asked(
    asked: Corpus,
    model: Profile,
    streams: Sequence[Streams],
    authors: Sequence[str],
    masked: Profile | None,
) -> None:
    texts = streams_of(asked.texts)
    answers = model.ask(texts)
    drawn = _thinned(texts, streams, authors)
    hidden = None
    if masked is not None:
        hidden = masked.ask(streams_of(asked.texts, mask="content")).probability
    for row, text in enumerate(texts):
        chances = answers.probability[row]
        first = int(chances.argmax())
        told = [f"{a} {p:.3f}" for a, p in zip(model.authors, chances, strict=True)]
        told.append(f"none of these {answers.none[row]:.2f}")
        told.append(model.authors[first])
        scores = model.redrawn(text, DRAWS)
        if scores is not None:
            over = probabilities(scores, model.calibration.heat)[:, first]
            told.append(f"over passages {_range(over)}")
        if len(drawn):
            told.append(f"over candidates {_range(drawn[:, row, first])}")
        if hidden is not None:
            masks = [f"{a} {p:.2f}" for a, p in zip(model.authors, hidden[row], strict=True)]
            told.append(f"topic words masked {' '.join(masks)}")
        print(f"asked: {asked.ids[row]}: {', '.join(told)}", file=sys.stderr)


def _range(values: Floats) -> str:
    low, high = np.percentile(values, [2.5, 97.5])
    return f"{low:.2f} to {high:.2f}"


def _thinned(
    texts: Sequence[Streams], streams: Sequence[Streams], authors: Sequence[str]
) -> Floats:
    """Return probabilities, draws × texts × authors, where none has more than the second most."""
    _, codes = np.unique(np.asarray(authors), return_inverse=True)
    sizes = np.bincount(codes)
    most = int(np.sort(sizes)[-2])
    if sizes.max() == most:
        return np.zeros((0, len(texts), len(sizes)))
    random = np.random.RandomState(0)
    found = []
    for _ in range(THINNED):
        rows = np.concatenate(
            [random.permutation(np.flatnonzero(codes == code))[:most] for code in range(len(sizes))]
        )
        model = profile([streams[row] for row in rows], [authors[row] for row in rows])
        found.append(model.ask(texts).probability)
    return np.array(found)


def _tables(corpus: Corpus) -> dict[str, Floats]:
    """Return the frequencies for each distance and number of words."""
    counts = count(corpus)
    measures = [m for m in MEASURES if len(corpus) <= MANY or m == "wurzburg"]
    found: dict[str, Floats] = {}
    for number in [n for n in MFW if n <= len(counts.words)] or [len(counts.words)]:
        table = relative(counts, most_frequent(counts, number))
        found |= {f"{measure}.{number}": table for measure in measures}
    return found


def nearest_right(
    frequencies: Floats, measure: str, authors: Sequence[str], apart: int = 0
) -> Bools:
    """Return of which texts the nearest other is by the author.

    Those up to `apart` places before and after do not count.
    """
    names = np.array(authors, dtype=object)
    most = min(2 * apart + 1, len(names) - 1)
    near, _ = nearest_others(frequencies, measure, most)
    far = np.abs(near - np.arange(len(names))[:, None]) > apart
    nearest = near[np.arange(len(names)), far.argmax(axis=1)]
    return np.asarray((names[nearest] == names) & far.any(axis=1))


def refitted(
    streams: Sequence[Streams], authors: Sequence[str], candidates: Sequence[str]
) -> Floats:
    """Return probabilities of each text by a model that is fitted to the others alone."""
    found = np.zeros((len(streams), len(candidates)))
    for row in range(len(streams)):
        others = [r for r in range(len(streams)) if r != row]
        model = profile([streams[r] for r in others], [authors[r] for r in others])
        columns = [candidates.index(name) for name in model.authors]
        found[row, columns] = model.ask([streams[row]]).probability[0]
    return found


def _apart(model: Profile, number: int) -> Bools:
    """Return what is right of each text by a model without it and its neighbours in the file."""
    codes = model.model.codes
    right = []
    for row in range(len(codes)):
        near = np.arange(max(0, row - number), min(len(codes), row + number + 1))
        scores = model.model.without(near).scores(model.likeness[row])
        right.append(scores.argmax() == codes[row])
    return np.array(right)


@dataclass(frozen=True)
class _Answers:
    """Probabilities of texts that the model has not seen, and who wrote them."""

    probability: Floats
    codes: Ints
    keys: tuple[str, ...]

    @classmethod
    def of(cls, model: Profile, prefix: str = "") -> _Answers:
        names = tuple(prefix + model.authors[code] for code in model.model.codes)
        return cls(model.left_out(), model.model.codes, names)

    @property
    def right(self) -> Bools:
        return np.asarray(self.probability.argmax(axis=1) == self.codes)

    def figures(self, name: str) -> Figures:
        return {
            f"accuracy.{name}": share(self.right),
            f"balanced.{name}": balanced(self.right, self.keys),
            f"ece.{name}": calibration(self.probability.max(axis=1), self.right),
        }


# -- within an outlet ---------------------------------------------------------------------------


def _within(corpus: Corpus, streams: Sequence[Streams], groups: dict[str, list[int]]) -> Figures:
    answers, models = [], []
    nearest: list[Bools] = []
    for outlet, rows in groups.items():
        part = corpus.select(rows)
        models.append(profile([streams[row] for row in rows], part.authors))
        answers.append(_Answers.of(models[-1], f"{outlet}: "))
        table = relative(counts := count(part), most_frequent(counts, 500))
        closest, _ = nearest_others(table)
        names = np.array(part.authors, dtype=object)
        nearest.append(names[closest[:, 0]] == names)
        print(f"{outlet}: {len(rows)} texts, {answers[-1].right.mean():.3f}", file=sys.stderr)
    right = np.concatenate([a.right for a in answers])
    top = np.concatenate([a.probability.max(axis=1) for a in answers])
    keys = [key for a in answers for key in a.keys]
    found = {
        "within.accuracy.wurzburg.500": share(np.concatenate(nearest)),
        "within.accuracy.attribute": share(right),
        "within.balanced.attribute": balanced(right, keys),
        "within.ece.attribute": calibration(top, right),
    }
    return found | {f"within.{name}": value for name, value in strangers(models).items()}
