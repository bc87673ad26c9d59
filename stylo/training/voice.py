"""Train the voice classifier: ``models/voice.json``, and the head of wording that it weighs.

Logistic regression (scikit-learn) over the measures of opinion and reporting in ``allsides-abp``,
each article whole and as excerpts of 300 and of 150 words. Outlets are kept apart: the calibration
is fitted on the scores of outlets that were left out, and so is every figure in the card.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import stylo
from stylo import catalogue, encoder, feature, weights
from stylo.annotate import annotate
from stylo.document import Document
from stylo.encoder import Reading
from stylo.feature import Bools, Feature, Floats, Ints
from stylo.training import manifest, wording
from stylo.training.data import rows
from stylo.training.readings import remembering

#: What is learned, in the order of the classes 0 and 1; ``analysis`` is left out.
LABELS = ("reporting", "opinion")
#: Outlets with enough of both opinion and reporting: each is left out in turn.
LEFT_OUT = (
    "cnn",
    "foxnews",
    "nytimes",
    "usatoday",
    "thehill",
    "washingtontimes",
    "csmonitor",
    "newsmax",
    "washingtonpost",
)
#: Words of the excerpts that are trained on beside the whole article (0).
SIZES = (0, 300, 150)
#: Inverse strength of the ridge penalty; chosen with one outlet left out.
C = 0.001
#: By how much less the weight of the wording is penalised, its root: it stands for many measures.
EASE = 3.0
#: A measure enters only if its averages in opinion and in reporting lie this many standard
#: deviations apart, and if this share of texts at most cannot bear it.
APART, MISSING = 0.2, 0.2
#: Standardised values beyond this count as this.
CLIP = 3.0
#: Between these probabilities there is no verdict.
MIXED = (0.2, 0.8)
#: What a fold's training articles may not share with its test articles.
SHINGLE, SHARED = 8, 0.3
#: Another name of an outlet in another corpus.
ALIASES = {
    "New York Times": "nytimes",
    "Fox News": "foxnews",
    "HuffPost": "huffpost",
    "BBC News": "bbc",
    "Reuters": "reuters",
}


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its outlet, label (``opinion``, ``reporting``, …) and author."""

    id: str
    outlet: str
    label: str
    author: str
    text: str


def read(paths: Iterable[Path]) -> list[Article]:
    """Read articles from JSON lines with ``text_clean`` or ``text`` and ``label``."""
    found = []
    for path in paths:
        for number, row in enumerate(rows(path)):
            outlet = str(row.get("outlet") or path.name.split(".")[0])
            found.append(
                Article(
                    id=str(row.get("id", f"{path.name}:{number}")),
                    outlet=ALIASES.get(outlet, outlet),
                    label=str(row.get("label", "")),
                    author=" ".join(str(row.get("author") or "").casefold().split()),
                    text=row.get("text_clean") or row["text"],
                )
            )
    return found


_SENTENCE_STARTS = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")


def excerpt(text: str, words: int, key: str) -> str:
    """Return so many words of a text, from a sentence start that the key picks at random."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    if len(spans) <= words:
        return text
    latest = spans[len(spans) - words][0]
    starts = [0, *(m.end() for m in _SENTENCE_STARTS.finditer(text) if m.end() <= latest)]
    start = random.Random(key).choice(starts)
    first = next(i for i, span in enumerate(spans) if span[0] >= start)
    return text[spans[first][0] : spans[first + words - 1][1]]


# -- measures ----------------------------------------------------------------------------------


@contextmanager
def without_intervals() -> Iterator[None]:
    """Skip the intervals of measures: training needs values only."""
    kept = feature.interval
    feature.interval = lambda *_: (math.nan, math.nan)
    try:
        yield
    finally:
        feature.interval = kept


@dataclass(frozen=True)
class Table:
    """Values of the measures: one row per text, one column per measure.

    Attributes
    ----------
    names : tuple of str
        The measures.
    values : array, shape (texts, measures)
        NaN where a text cannot bear a measure.
    words : array
        Words of the writer's own.
    vectors : array, shape (texts, `encoder.VECTOR`)
        The mean vector of the sentences, by words of the writer's own; NaN where there are none.
    """

    names: tuple[str, ...]
    values: Floats
    words: Floats
    vectors: Floats

    def rows(self, chosen: Bools) -> Table:
        """Return some of the rows."""
        return Table(self.names, self.values[chosen], self.words[chosen], self.vectors[chosen])

    def worded(self, ratings: Floats) -> Floats:
        """Return the values, with these ratings of the wording."""
        column = np.array([name == WORDING for name in self.names])
        return np.where(column, ratings[:, None], self.values)


def measured() -> tuple[Feature, ...]:
    """Return the measures that are tabled; those that are experimental get no weight."""
    from stylo.features import all_features

    return tuple(f for f in all_features() if f.name not in UNUSED)


#: Measures that stay out: formulas that say once more what those kept say.
UNUSED = frozenset(
    """
    flesch_kincaid_grade gunning_fog smog_index automated_readability_index coleman_liau_index
    spache lix rix linsear_write
    """.split()
)
#: Measures that tell of layout: they fit the corpus and break on extracts.
LAYOUT = frozenset({"one_sentence_paragraph_share"})
#: The measure whose head is fitted here, anew for each set of outlets.
WORDING = "editorial_wording"
#: Model files on which no value depends that is not made anew here.
_BEYOND = ("voice", "norms", "editorial", "research/genres")
_LIST_MODULES = """
import sys, stylo.annotate, stylo.features
stylo.features.all_features()
print(*sorted(m.__file__ for n, m in sys.modules.items() if n.split(".")[0] == "stylo"), sep="\\n")
"""


@cache
def _state() -> str:
    """Return a hash of all that values depend on: the modules, lists and models they come from."""
    command = [sys.executable, "-c", _LIST_MODULES]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    base = Path(stylo.__path__[0])
    lists = sorted((base / "features" / "lexicons").glob("*.t*ml")) + sorted(
        (base / "features" / "lexicons").glob("*.tsv")
    )
    digest = hashlib.sha256()
    for path in [*map(Path, found.split("\n")[:-1]), *lists]:
        digest.update(path.name.encode() + path.read_bytes())
    for name, sha256 in weights.manifest().items():
        if not name.startswith(_BEYOND):
            digest.update(f"{name} {sha256}".encode())
    return digest.hexdigest()


def mean_vector(doc: Document, vectors: Floats) -> Floats:
    """Return the mean of the vectors of sentences, by words of the writer's own; NaN for none."""
    own = feature.units(doc, "words", "own")
    total = own.sum()
    return np.asarray(own @ vectors / total if total else np.full(encoder.VECTOR, np.nan))


def measure(texts: Sequence[str], note: str = "") -> Table:
    """Measure texts, or take the values from an earlier run of the same code.

    Values are kept in ``$STYLO_CACHE``, else in the system's folder for temporary files.
    """
    features = measured()
    digest = hashlib.sha256(_state().encode())
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    folder = Path(os.environ.get("STYLO_CACHE", Path(tempfile.gettempdir()) / "stylo-cache"))
    path = folder / f"voice-{digest.hexdigest()[:24]}.npz"
    names = tuple(f.name for f in features)
    if path.is_file():
        with np.load(path) as kept:
            return Table(names, kept["values"], kept["words"], kept["vectors"])
    values = np.full((len(texts), len(features)), np.nan)
    words = np.zeros(len(texts))
    vectors: Any = np.zeros((len(texts), encoder.VECTOR), dtype=np.float32)
    read = _Keeping()
    with without_intervals():
        for row, text in enumerate(texts):
            doc = annotate(text, read=read)
            words[row] = feature.own_words(doc, "own")
            values[row] = [f.measure(doc, "own").value for f in features]
            vectors[row] = mean_vector(doc, read.vectors)
            if note and row % 1000 == 0:
                print(f"{note}: {row:,} of {len(texts):,} texts measured", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(path, values=values, words=words, vectors=vectors)
    return Table(names, values, words, vectors)


class _Keeping:
    """Reads sentences, each once while it is remembered, and keeps the vectors of the last text."""

    def __init__(self) -> None:
        self._read = remembering()
        self.vectors: Any = np.zeros((0, encoder.VECTOR))

    def __call__(self, sentences: Sequence[Sequence[str]]) -> Reading:
        found = self._read(sentences)
        self.vectors = found.vectors
        return found


# -- outlets kept apart ------------------------------------------------------------------------


@lru_cache(maxsize=1 << 18)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def shingles(text: str) -> NDArray[np.uint64]:
    """Return hashes of a sample of the text's word 8-grams: about every fourth."""
    words = np.array([_word_hash(w) for w in re.findall(r"\w+", text.lower())], dtype=np.uint64)
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    hashed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(hashed)]
    hashed ^= hashed >> np.uint64(29)
    return np.unique(hashed[hashed % np.uint64(4) == 0])


def apart(pool: Sequence[Article], tests: Sequence[Article]) -> Bools:
    """Return which articles of a pool a model may be trained on that is scored on the tests.

    None of the tests' outlets, none by one of their authors, and none that has 30 % of its 8-grams
    from them.
    """
    outlets = {a.outlet for a in tests}
    authors = {a.author for a in tests if a.author}
    seen = np.unique(np.concatenate([shingles(a.text) for a in tests]))
    keep = np.zeros(len(pool), dtype=np.bool_)
    for row, article in enumerate(pool):
        if article.outlet in outlets or article.author in authors:
            continue
        grams = shingles(article.text)
        found = np.append(seen, np.uint64(0))[np.searchsorted(seen, grams)] == grams
        keep[row] = not len(grams) or bool(found.mean() < SHARED)
    return keep


# -- fitting -----------------------------------------------------------------------------------


def transform(f: Feature) -> str:
    """Return how a measure is transformed: the logarithm of densities and shares."""
    return "log" if f.unit.startswith(("per ", "%")) else "none"


def balance(labels: Ints, outlets: Sequence[str]) -> Floats:
    """Return weights of texts: both labels alike, an outlet by the root of its number of texts."""
    weight = np.zeros(len(labels))
    cells: dict[tuple[str, int], list[int]] = {}
    for row, (outlet, label) in enumerate(zip(outlets, labels.tolist(), strict=True)):
        cells.setdefault((outlet, label), []).append(row)
    for members in cells.values():
        weight[members] = math.sqrt(len(members)) / len(members)
    for label in (0, 1):
        weight[labels == label] *= 0.5 * len(labels) / weight[labels == label].sum()
    return weight


def scaled(values: Floats, how: Sequence[str], centre: Floats, scale: Floats) -> Floats:
    """Return values as `voice.standardised` gives them, for a whole table."""
    shaped = shape(values, how)
    z = np.where(np.isfinite(shaped), (shaped - centre) / scale, 0.0)
    return np.asarray(np.clip(z, -CLIP, CLIP))


def shape(values: Floats, how: Sequence[str]) -> Floats:
    """Return the transformed values of a whole table."""
    log = np.array([h == "log" for h in how])
    with np.errstate(invalid="ignore"):
        return np.where(log, np.log1p(np.maximum(values, 0.0)), values)


@dataclass(frozen=True)
class Weights:
    """What was fitted: one row per measure; a weight of 0 for those that fell out.

    Where a ``head`` was fitted too, it rates the wording; else that stands in the table.
    """

    how: tuple[str, ...]
    centre: Floats
    scale: Floats
    weight: Floats
    head: wording.Linear | None = None

    def score(self, table: Table) -> Floats:
        """Return the weighted sums, before calibration."""
        values = table.values if self.head is None else table.worded(self.head(table.vectors))
        return np.asarray(scaled(values, self.how, self.centre, self.scale) @ self.weight)


def fit(
    values: Floats,
    labels: Ints,
    outlets: Sequence[str],
    how: Sequence[str],
    c: float = C,
    ease: Floats | None = None,
) -> Weights:
    """Fit the weights.

    Parameters
    ----------
    values : array, shape (texts, measures)
    labels, outlets : sequence
    how : sequence of str
        Transform of each measure.
    c : float
        Inverse strength of the penalty.
    ease : array, optional
        For each measure by how much less its weight is penalised (its root); 1 by default.

    A measure enters only if opinion and reporting differ in it by themselves (`APART`), and keeps
    its place only while its weight points the way of that difference: so each contribution can be
    read by itself.
    """
    from sklearn.linear_model import LogisticRegression

    weight = balance(labels, outlets)
    shaped = shape(values, how)
    finite = np.isfinite(shaped)
    filled = np.where(finite, shaped, 0.0)

    def mean(of: Floats, rows: Bools) -> Floats:
        w = (weight * rows)[:, None] * finite
        return np.asarray((of * w).sum(axis=0) / np.maximum(w.sum(axis=0), 1e-12))

    reporting, opinion = mean(filled, labels == 0), mean(filled, labels == 1)
    centre = (reporting + opinion) / 2
    everyone = np.ones(len(labels), dtype=np.bool_)
    scale = np.sqrt(mean((filled - centre) ** 2, everyone))
    scale[scale == 0] = 1.0
    z = scaled(values, how, centre, scale)
    direction = np.sign(opinion - reporting)
    missing = 1 - finite.mean(axis=0)
    ease = np.ones(values.shape[1]) if ease is None else ease
    used = np.flatnonzero((np.abs(opinion - reporting) >= APART * scale) & (missing <= MISSING))
    while True:
        regression = LogisticRegression(C=c, fit_intercept=False, max_iter=1000, tol=1e-5)
        regression.fit(z[:, used] * ease[used], labels, sample_weight=weight)
        fitted = regression.coef_[0] * ease[used]
        against = -fitted * direction[used]
        if against.max(initial=0.0) <= 0:
            break
        used = used[against < max(against.max() / 2, 1e-12)]
    out = np.zeros(values.shape[1])
    out[used] = fitted
    return Weights(tuple(how), centre, scale, out)


def calibrate(
    scores: Floats, words: Floats, labels: Ints, outlets: Sequence[str]
) -> dict[str, float]:
    """Fit slope and intercept (Platt 1999) and how the slope shrinks for short texts."""
    from sklearn.linear_model import LogisticRegression

    weight = balance(labels, outlets)
    best: tuple[float, dict[str, float]] = (math.inf, {})
    for half in (0.0, 25.0, 50.0, 75.0, 100.0, 150.0, 200.0, 300.0):
        x = scores * shrinkage(words, half)
        platt = LogisticRegression(C=1e6).fit(x[:, None], labels, sample_weight=weight)
        slope, intercept = float(platt.coef_[0, 0]), float(platt.intercept_[0])
        odds = slope * x + intercept
        loss = float(weight @ np.logaddexp(0.0, np.where(labels == 1, -odds, odds)))
        if loss < best[0]:
            best = (loss, {"slope": slope, "intercept": intercept, "half_words": half})
    return best[1]


def log_odds(model: Weights, table: Table, calibration: Mapping[str, float]) -> Floats:
    """Return the log-odds of a table's texts, as `voice.log_odds` gives them one by one."""
    return calibrated(model.score(table), table.words, calibration)


def calibrated(scores: Floats, words: Floats, calibration: Mapping[str, float]) -> Floats:
    """Return the log-odds that belong to weighted sums of texts with so many own words."""
    factor = shrinkage(words, calibration["half_words"]) * calibration["slope"]
    return np.asarray(factor * scores + calibration["intercept"])


def shrinkage(words: Floats, half: float) -> Floats:
    """Return n ÷ (n + half), 0 for a text without words of the writer's own."""
    return np.asarray(words / np.maximum(words + half, 1.0))


# -- the corpus --------------------------------------------------------------------------------


def corpus(data: Path) -> list[Article]:
    """Return the articles of ``allsides-abp``, those labelled analysis too."""
    return read(sorted((data / "allsides-abp").glob("*.jsonl.gz")))


@dataclass(frozen=True)
class Material:
    """What is trained on: a pool of articles, and the measures of each whole and as excerpts.

    Attributes
    ----------
    article : array
        For each row of the table, which article of the pool it comes from.
    size : array
        Words of the excerpt, 0 for the whole article.
    """

    article: Ints
    size: Ints
    outlets: tuple[str, ...]
    labels: Ints
    table: Table
    how: tuple[str, ...]

    def rated(self, rows: Bools) -> tuple[wording.Linear, Floats]:
        """Fit the head of wording on some rows; rate them by heads that saw not their outlet."""
        outlets = [o for o, r in zip(self.outlets, rows, strict=True) if r]
        weight = balance(self.labels[rows], outlets)
        return wording.crossed(self.table.vectors[rows], self.labels[rows], outlets, weight)

    def fit(self, rows: Bools) -> Weights:
        """Fit weights on some rows; what is experimental or layout counts as missing."""
        outlets = [o for o, r in zip(self.outlets, rows, strict=True) if r]
        table, labels = self.table.rows(rows), self.labels[rows]
        head, ratings = self.rated(rows)
        unfit = catalogue.experimental() | LAYOUT
        barred = [name in unfit for name in self.table.names]
        values = np.where(barred, math.nan, table.worded(ratings))
        ease = np.where([name == WORDING for name in table.names], EASE, 1.0)
        return replace(fit(values, labels, outlets, self.how, ease=ease), head=head)


def material(pool: Sequence[Article]) -> Material:
    """Measure a pool's opinion and reporting."""
    chosen = [row for row, a in enumerate(pool) if a.label in LABELS]
    texts, article, sizes = [], [], []
    for row in chosen:
        for size in SIZES:
            a = pool[row]
            texts.append(excerpt(a.text, size, f"{a.id} {size}") if size else a.text)
            article.append(row)
            sizes.append(size)
    return Material(
        article=np.array(article, dtype=np.int64),
        size=np.array(sizes, dtype=np.int64),
        outlets=tuple(pool[row].outlet for row in article),
        labels=np.array([LABELS.index(pool[row].label) for row in article], dtype=np.int64),
        table=measure(texts, note="voice, training"),
        how=tuple(transform(f) for f in measured()),
    )


def left_out(stuff: Material, keep: Bools) -> tuple[Floats, Bools]:
    """Score the rows of each outlet in `LEFT_OUT` by weights fitted without it.

    Parameters
    ----------
    keep : array
        Which articles of the pool may be used at all.

    Returns
    -------
    scores, scored
        One for each row of the table.
    """
    usable = keep[stuff.article]
    scores = np.zeros(len(usable))
    scored = np.zeros(len(usable), dtype=np.bool_)
    outlets = np.array(stuff.outlets)
    for outlet in LEFT_OUT:
        test = usable & (outlets == outlet)
        if test.any():
            scores[test] = stuff.fit(usable & (outlets != outlet)).score(stuff.table.rows(test))
            scored |= test
    return scores, scored


def fold(stuff: Material, keep: Bools) -> tuple[Weights, dict[str, float]]:
    """Fit weights and calibration on the articles of the pool that may be used."""
    scores, scored = left_out(stuff, keep)
    calibration = calibrate(
        scores[scored],
        stuff.table.words[scored],
        stuff.labels[scored],
        [o for o, s in zip(stuff.outlets, scored, strict=True) if s],
    )
    return stuff.fit(keep[stuff.article]), calibration


# -- the model file ----------------------------------------------------------------------------


def packed(model: Weights, calibration: Mapping[str, float]) -> dict[str, Any]:
    """Return a model as ``models/voice.json`` holds it; measures without weight fall out."""
    declared = measured()
    used = [i for i, w in enumerate(model.weight.tolist()) if w != 0.0]
    return {
        "schema": 1,
        "measures": [[f.name, f.unit, f.revision] for f in (declared[i] for i in used)],
        "weights": {
            declared[i].name: {
                "transform": model.how[i],
                "centre": round(float(model.centre[i]), 6),
                "scale": round(float(model.scale[i]), 6),
                "weight": round(float(model.weight[i]), 6),
            }
            for i in used
        },
        "clip": CLIP,
        "calibration": {key: round(value, 6) for key, value in calibration.items()},
        "mixed": list(MIXED),
    }


def weights_of(data: Mapping[str, Any]) -> Weights:
    """Return the weights of a model file, for a whole table of all measures."""
    names = [f.name for f in measured()]
    empty = {"transform": "none", "centre": 0.0, "scale": 1.0, "weight": 0.0}
    found = [data["weights"].get(name, empty) for name in names]
    return Weights(
        tuple(w["transform"] for w in found),
        np.array([w["centre"] for w in found]),
        np.array([w["scale"] for w in found]),
        np.array([w["weight"] for w in found]),
    )


def train(data: Path) -> None:
    """Train the classifier and write ``models/voice.json`` with its card ``voice.md``.

    Parameters
    ----------
    data : pathlib.Path
        The folder of the corpora; ``allsides-abp`` is read.
    """
    from stylo.training import voice_card

    pool = corpus(data)
    stuff = material(pool)
    keep = np.ones(len(pool), dtype=np.bool_)
    scores, scored = left_out(stuff, keep)
    outlets = [o for o, s in zip(stuff.outlets, scored, strict=True) if s]
    calibration = calibrate(
        scores[scored], stuff.table.words[scored], stuff.labels[scored], outlets
    )
    model = stuff.fit(keep[stuff.article])
    content = packed(model, calibration)
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    manifest.save("voice.json", text.encode("utf-8"))
    if model.head is not None:
        wording.save(model.head, len(stuff.labels))
    card = voice_card.card(stuff, scores, scored, calibration, content)
    (manifest.MODELS / "voice.md").write_text(card, encoding="utf-8")
