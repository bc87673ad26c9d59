"""Who wrote it, on ``{text_clean or text, author}``: each text by all others.

``accuracy.DISTANCE.MFW``: nearest neighbour. ``accuracy.attribute``, ``balanced.attribute`` (mean
over authors), ``ece.attribute`` (10 bins, of the author named first): `stylo.attribute`, whose
choices are made anew without each text. ``none.auc``: how well texts by an author who is no
candidate are told from candidates' texts. ``mcnemar.attribute`` is the exact p of ours against the
best of the nearest neighbours (no interval).

Left out are texts without an author, those by an author of one text, and joint or disputed ones,
whose author's name joins two others of the file by "and" or "or": they are asked about at the end.

Where the rows have an ``outlet``, the same within outlets of two authors with ten texts or more
(``within.…``), as an outlet's house style tells too. ``--folds`` is five folds within outlets
beside a linear SVM on TF-IDF of character 3- and 4-grams (``svm``: raw counts, ``svm.log``:
logarithms, runs of two texts or more), the same with topic words masked (``masked.…``), and with
the later two fifths of each author's texts for a test (``later.…``); ``difference.…`` is paired.
A file of one outlet counts as one, and near-duplicates (30 % of 8-word runs) share a fold; of more
than two thousand texts there are two folds, each half by the other.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.bootstrap import interval
from benchmarks.voice import auc_interval
from stylo.stylometry.calibrated import fit_stranger, stranger_signs
from stylo.stylometry.corpus import UNKNOWN, Corpus, make_corpus
from stylo.stylometry.distances import MEASURES, nearest_others
from stylo.stylometry.duplicates import clusters
from stylo.stylometry.frequencies import count, most_frequent, relative
from stylo.stylometry.profile import Profile, profile
from stylo.stylometry.tokens import Units, character_text
from stylo.stylometry.views import Streams, streams_of

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Figures = dict[str, list[float]]

MFW = (100, 200, 500, 1000)
#: Above this many texts only Cosine Delta is tried, and two folds take the place of five.
MANY = 2000
#: Texts of an author, at least, to count within an outlet.
ENOUGH = 10
FOLDS = 5
LATER = 0.4
BINS = 10
_JOINED = re.compile(r"\s+(?:and|or)\s+", re.IGNORECASE)


def read(path: Path) -> Corpus:
    """Return the texts of a file; joint and disputed ones have no author."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line.strip()]
    names = {row.get("author") or UNKNOWN for row in rows}
    joint = {n for n in names if len(parts := _JOINED.split(n)) > 1 and set(parts) <= names}
    kept = [row for row in rows if (row.get("text_clean") or row["text"]).strip()]
    return make_corpus(
        [row.get("text_clean") or row["text"] for row in kept],
        [UNKNOWN if row.get("author") in joint else row.get("author") for row in kept],
        [f"{number}: {row.get('id', '')}" for number, row in enumerate(kept)],
        kept,
    )


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Return the figures of one file; see the module."""
    corpus = read(path)
    if folds:
        return _folds(corpus)
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
    authors = np.array(corpus.authors, dtype=object)
    found: Figures = {}
    best: tuple[float, str, Bools] = (-1.0, "", np.zeros(0, dtype=np.bool_))
    for name, right in neighbours(corpus):
        found[f"accuracy.{name}"] = _share(right)
        best = max(best, (float(right.mean()), name, right), key=lambda b: b[0])
    model = profile(streams, corpus.authors)
    answer = _Answers.of(model)
    found |= answer.figures("attribute")
    only, other = int((answer.right & ~best[2]).sum()), int((best[2] & ~answer.right).sum())
    found["mcnemar.attribute"] = [mcnemar(only, other)] * 3
    print(
        f"right: {answer.right.sum()} of {len(corpus)}; the best nearest neighbour, {best[1]}: "
        f"{best[2].sum()}; only one of them: {only} and {other}",
        file=sys.stderr,
    )
    found |= strangers([model])
    print(
        f"runs of each view: {model.limit}, temperature {model.calibration.heat:.3f}",
        file=sys.stderr,
    )
    for row in np.flatnonzero(~answer.right):
        said = model.authors[int(answer.probability[row].argmax())]
        print(
            f"wrong: {corpus.ids[row]}, {authors[row]}, said to be {said}, "
            f"P = {answer.probability[row].max():.2f}",
            file=sys.stderr,
        )
    if len(asked):
        answers = model.ask(streams_of(asked.texts))
        for name, chances, none in zip(asked.ids, answers.probability, answers.none, strict=True):
            listed = ", ".join(f"{a} {p:.3f}" for a, p in zip(model.authors, chances, strict=True))
            print(f"asked: {name}: {listed}; none of these {none:.2f}", file=sys.stderr)
    return found


def neighbours(corpus: Corpus) -> Iterator[tuple[str, Bools]]:
    """Yield, for each distance and number of words, whether the nearest text is by the author."""
    counts = count(corpus)
    authors = np.array(corpus.authors, dtype=object)
    measures = [m for m in MEASURES if len(corpus) <= MANY or m == "wurzburg"]
    for number in MFW:
        if number > len(counts.words):
            continue
        table = relative(counts, most_frequent(counts, number))
        for measure in measures:
            nearest, _ = nearest_others(table, measure)
            yield f"{measure}.{number}", authors[nearest[:, 0]] == authors


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

    def figures(self, name: str, prefix: str = "") -> Figures:
        return {
            f"{prefix}accuracy.{name}": _share(self.right),
            f"{prefix}balanced.{name}": balanced(self.right, self.keys),
            f"{prefix}ece.{name}": calibration(self.probability.max(axis=1), self.right),
        }


def _share(right: Bools) -> list[float]:
    return interval(np.column_stack([right, np.ones(len(right))]).astype(float))


def balanced(right: Bools, authors: Sequence[str]) -> list[float]:
    """Return the mean accuracy of the authors, its interval by drawing texts of each."""
    _, codes = np.unique(np.asarray(authors), return_inverse=True)
    number = int(codes.max()) + 1
    table = np.zeros((len(right), 2, number))
    table[np.arange(len(right)), 0, codes] = right
    table[np.arange(len(right)), 1, codes] = 1

    def mean(sums: Floats) -> Floats:
        parts = sums.reshape(*sums.shape[:-1], 2, number)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.nanmean(parts[..., 0, :] / parts[..., 1, :], axis=-1))

    return interval(table.reshape(len(right), -1), mean)


def calibration(probability: Floats, right: Bools) -> list[float]:
    """Return the expected calibration error of the author named first."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    table = np.zeros((len(right), 2, BINS))
    table[np.arange(len(right)), 0, bins] = probability - right
    table[:, 1, 0] = 1

    def error(sums: Floats) -> Floats:
        parts = sums.reshape(*sums.shape[:-1], 2, BINS)
        return np.asarray(np.abs(parts[..., 0, :]).sum(axis=-1) / parts[..., 1, 0])

    return interval(table.reshape(len(right), -1), error)


def mcnemar(one: int, other: int) -> float:
    """Return the exact two-sided p of McNemar's test (1947).

    Examples
    --------
    >>> mcnemar(3, 0)
    0.25
    """
    from scipy.stats import binomtest

    return float(binomtest(one, one + other).pvalue) if one + other else 1.0


def strangers(models: Sequence[Profile]) -> Figures:
    """Return how well outsiders are told, learnt from all authors but the one in question."""
    chances: list[Floats] = []
    truths: list[Bools] = []
    for model in models:
        signs = stranger_signs(model.model, model.likeness)
        if signs is None or len(model.authors) < 4:
            continue
        inside, outside = signs
        for author in range(len(model.authors)):
            own = model.model.codes == author
            rule = fit_stranger(inside[~own], outside[~own], model.model.codes[~own])
            for table, outsider in ((inside[own], False), (outside[own], True)):
                table = table[np.isfinite(table).all(axis=1)]
                chances.append(rule.chance(table))
                truths.append(np.full(len(table), outsider))
    if not chances:
        return {}
    chance, truth = np.concatenate(chances), np.concatenate(truths)
    said = chance > 0.5
    return {
        "none.auc": auc_interval([(chance, truth)]),
        "none.accuracy": _share(said == truth),
        "none.ece": calibration(chance, truth),
    }


# -- within an outlet ---------------------------------------------------------------------------


def outlets(corpus: Corpus) -> dict[str, list[int]]:
    """Return the rows of each outlet's authors of ten texts or more, where there are two."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, meta in enumerate(corpus.meta):
        if corpus.authors[row] != UNKNOWN:
            rows[str(meta.get("outlet") or "")].append(row)
    found = {}
    for outlet, members in sorted(rows.items()):
        sizes = Counter(corpus.authors[row] for row in members)
        kept = [row for row in members if sizes[corpus.authors[row]] >= ENOUGH]
        if len({corpus.authors[row] for row in kept}) > 1:
            found[outlet] = kept
    return found


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
        "within.accuracy.wurzburg.500": _share(np.concatenate(nearest)),
        "within.accuracy.attribute": _share(right),
        "within.balanced.attribute": balanced(right, keys),
        "within.ece.attribute": calibration(top, right),
    }
    return found | {f"within.{name}": value for name, value in strangers(models).items()}


# -- beside a support vector machine --------------------------------------------------------------


def _folds(corpus: Corpus) -> dict[str, Any]:
    groups = outlets(corpus)
    if not groups:
        raise SystemExit("benchmarks: no outlet of two authors with ten texts each")
    plain = {o: streams_of([corpus.texts[r] for r in rows]) for o, rows in groups.items()}
    same = {o: clusters([corpus.texts[r] for r in rows]) for o, rows in groups.items()}
    _tell_overlaps(corpus, groups, same)
    found: Figures = {}
    for prefix, mask in (("", ""), ("masked.", "content"), ("later.", "")):
        if prefix == "later." and not _dated(corpus):
            continue
        results: defaultdict[str, list[Any]] = defaultdict(list)
        for outlet, rows in groups.items():
            part = corpus.select(rows)
            streams = plain[outlet]
            texts: Sequence[str] = part.texts
            if mask:
                streams = streams_of(part.texts, mask="content")
                units = Units("stylo", "character", 3, lowercase=False, mask="content")
                texts = [character_text(text, units) for text in part.texts]
            number = FOLDS if len(part) <= MANY else 2
            folds = folds_of(part.authors, same[outlet], number)
            cut = later(part) if prefix == "later." else folds
            for train, test in cut:
                _one_fold(part, streams, texts, train, test, f"{outlet}: ", results)
            print(f"{prefix}{outlet}: done", file=sys.stderr)
        found |= _beside(results, prefix)
    return {"n": sum(map(len, groups.values())), "figures": found}


def _one_fold(
    corpus: Corpus,
    streams: Sequence[Streams],
    texts: Sequence[str],
    train: Ints,
    test: Ints,
    prefix: str,
    results: defaultdict[str, list[Any]],
) -> None:
    authors = np.array(corpus.authors, dtype=object)
    model = profile([streams[row] for row in train], [corpus.authors[row] for row in train])
    said = model.ask([streams[row] for row in test])
    named = np.array(model.authors, dtype=object)[said.probability.argmax(axis=1)]
    results["attribute"].append(named == authors[test])
    results["top"].append(said.probability.max(axis=1))
    results["keys"].append([prefix + name for name in authors[test]])
    for name, options in (("svm", {}), ("svm.log", {"sublinear_tf": True, "min_df": 2})):
        results[name].append(_svm(texts, authors, train, test, options) == authors[test])


def _svm(
    texts: Sequence[str], authors: Any, train: Ints, test: Ints, options: dict[str, Any]
) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    runs = TfidfVectorizer(analyzer="char", ngram_range=(3, 4), dtype=np.float32, **options)
    table = runs.fit_transform([texts[row] for row in train])
    machine = LinearSVC(random_state=0).fit(table, authors[train].astype(str))
    return machine.predict(runs.transform([texts[row] for row in test])).astype(object)


def _beside(results: defaultdict[str, list[Any]], prefix: str) -> Figures:
    keys = [key for part in results.pop("keys") for key in part]
    top = np.concatenate(results.pop("top"))
    right = {name: np.concatenate(parts) for name, parts in results.items()}
    found: Figures = {}
    for name, ok in right.items():
        found[f"{prefix}accuracy.{name}"] = _share(ok)
        found[f"{prefix}balanced.{name}"] = balanced(ok, keys)
    found[f"{prefix}ece.attribute"] = calibration(top, right["attribute"])
    for name in ("svm", "svm.log"):
        gap = right["attribute"].astype(float) - right[name]
        found[f"{prefix}difference.{name}"] = interval(np.column_stack([gap, np.ones(len(gap))]))
    return found


def folds_of(authors: Sequence[str], same: Ints, number: int) -> list[tuple[Ints, Ints]]:
    """Return folds with as many texts by each author as can be; texts that are alike share one."""
    from sklearn.model_selection import StratifiedGroupKFold

    cut = StratifiedGroupKFold(number, shuffle=True, random_state=0)
    return list(cut.split(np.zeros(len(authors)), np.asarray(authors, dtype=str), same))


def later(corpus: Corpus) -> list[tuple[Ints, Ints]]:
    """Return one fold: the later two fifths of each author's texts are the test."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, author in enumerate(corpus.authors):
        rows[author].append(row)
    train, test = [], []
    for members in rows.values():
        members.sort(key=lambda row: (str(corpus.meta[row].get("date") or ""), row))
        early = int(np.ceil(len(members) * (1 - LATER)))
        train += members[:early]
        test += members[early:]
    return [(np.array(sorted(train)), np.array(sorted(test)))]


def _dated(corpus: Corpus) -> bool:
    return len({str(meta.get("date") or "") for meta in corpus.meta}) > 2


def _tell_overlaps(corpus: Corpus, groups: dict[str, list[int]], same: dict[str, Ints]) -> None:
    twins = sum(len(numbers) - len(set(numbers.tolist())) for numbers in same.values())
    shared, topics = 0, 0
    for rows in groups.values():
        by_topic: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            by_topic[str(corpus.meta[row].get("topic") or "")].add(corpus.authors[row])
        of_topic = [by_topic[str(corpus.meta[row].get("topic") or "")] for row in rows]
        topics += len(rows)
        shared += sum(len(authors) > 1 for authors in of_topic)
    print(
        f"{len(groups)} outlets; near-duplicates: {twins}; texts whose topic tag another author "
        f"of the outlet has too: {shared} of {topics}",
        file=sys.stderr,
    )
