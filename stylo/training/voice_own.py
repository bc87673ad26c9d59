"""Train a model of voice on articles of one's own: ``stylo train voice --corpus FOLDER``.

The same method as for the model that ships (`stylo.training.voice`): logistic regression over the
measures, each article whole and as excerpts. `editorial_wording` is taken as it is: its head
stays the shipped one, so that the value that a report shows is the value that was weighed.

Every figure is of articles that were left out: by outlet where outlets are named, else by author,
else article by article, never with a near-duplicate or another article of one of their authors in
training. Calibration is fitted on articles left out as well, and judged on others.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

import stylo
from stylo import catalogue, reading
from stylo import voice as judging
from stylo.document import InputError
from stylo.feature import Bools, Floats, Ints
from stylo.norms import interval, sketch
from stylo.training import voice
from stylo.training.voice import Article, Material, Weights
from stylo.training.voice_rows import Row, checked, of_rows

#: Fewest different articles of each label, and fewest outlets (or authors) of each. Of allsides-abp
#: 25 of each label gave an AUC of .964 on three outlets left out, 50 .966, 600 .970 (without the
#: wording); no other penalty than the shipped one was better by .003 anywhere. So a few suffice to
#: train on; fewer would leave the figures without worth.
ENOUGH, OUTLETS = 30, 3
#: Least spread of a measure that is weighed.
SPREAD = 1e-4
#: Most groups of outlets (authors, articles) that are left out in turn.
FOLDS = 10
#: Draws of the intervals; fewer groups than this are not drawn, but articles.
DRAWS, DRAWN = 1000, 5
#: By what articles are kept apart, the first that is known.
LEVELS = ("outlet", "author")
#: What the labels are called outside.
SAID = {"opinion": "editorial", "reporting": "reporting"}
#: What the figures are, in the order in which they are told.
FIGURES = {
    "auc": "AUC",
    "auc_300": "AUC on excerpts of 300 words",
    "auc_150": "AUC on excerpts of 150 words",
    "right": "right, where it must answer (mean of both labels)",
    "mixed": "no verdict (mixed)",
    "editorial_called_reporting": "editorial called reporting",
    "reporting_called_editorial": "reporting called editorial",
}

Figures = dict[str, list[float]]


@dataclass(frozen=True)
class Pool:
    """Articles of one's own.

    Attributes
    ----------
    articles : tuple of Article
        ``outlet`` is the group by which they are kept apart.
    by : str
        What the groups are: ``outlet``, ``author`` or ``article``.
    notes : tuple of str
        What was left out, in sentences.
    failures : tuple of str
        Why articles could not be read, a line for each.
    """

    articles: tuple[Article, ...]
    by: str
    notes: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def train(rows: Iterable[Row | tuple[Any, ...]], *, name: str = "own") -> dict[str, Any]:
    """Train a model on articles with labels.

    Parameters
    ----------
    rows : iterable of Row, (text, label) or (text, label, group)
        See `stylo.training.voice_rows`; a text may be the path of a file. The label is
        ``editorial`` (or ``opinion``) or ``reporting``, the group an outlet or an author.
    name : str
        What to call the corpus.

    Returns
    -------
    dict
        The model as `write` writes it, its card under ``"card"``.

    Raises
    ------
    InputError
        If the articles do not bear a model: too few, one label only, one outlet only, a label
        that is unknown, one text under both labels.
    """
    return of_pool(gathered(rows), name)


def write(model: Mapping[str, Any], path: str | Path) -> None:
    """Write a model as JSON, for ``stylo.analyse(..., voice=path)``.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    try:
        Path(path).write_text(
            json.dumps(model, indent=1, ensure_ascii=False, allow_nan=False) + "\n",
            encoding="utf-8",
            newline="",
        )
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


# -- the articles ------------------------------------------------------------------------------


def gathered(rows: Iterable[Row | tuple[Any, ...]]) -> Pool:
    """Read the articles, each text once, and see that they bear a model.

    Raises
    ------
    InputError
        See `train`.
    """
    seen: dict[Any, tuple[Row, str]] = {}
    articles, failures, twice = [], [], 0
    for row, label in checked(of_rows(rows)):
        try:
            text = reading.text_of((row.id, row.text) if isinstance(row.text, str) else row.text)
        except InputError as error:
            failures.append(str(error))
            continue
        key = sketch(text) or " ".join(re.findall(r"\w+", text.casefold()))
        first, other = seen.setdefault(key, (row, label))
        if other != label:
            raise InputError(
                f"one text has two labels, {SAID[other]} in {first.id} and {SAID[label]} in "
                f"{row.id}: keep one"
            )
        if first is not row:
            twice += 1
            continue
        articles.append(Article(row.id, row.outlet, label, _author(row.author), text))
    if failures and not articles:
        raise InputError(f"no article can be read, the first for this: {failures[0]}")
    _enough([a.label for a in articles])
    notes = (f"{twice:,} repeat another article and were left out.",) if twice else ()
    by, groups = _grouped(articles)
    apart = [replace(a, outlet=group) for a, group in zip(articles, groups, strict=True)]
    return Pool(tuple(apart), by, notes, tuple(failures))


def _author(name: str) -> str:
    return " ".join(name.casefold().split())


def _enough(labels: Sequence[str]) -> None:
    counts = {label: labels.count(label) for label in SAID}
    few = min(counts, key=lambda label: counts[label])
    if counts[few] < ENOUGH:
        there = " and ".join(f"{n} of {SAID[label]}" for label, n in counts.items())
        raise InputError(
            f"a model needs {ENOUGH} different articles of each label, here are {there}: add "
            f"{ENOUGH - counts[few]} of {SAID[few]}"
        )


def _grouped(articles: Sequence[Article]) -> tuple[str, list[str]]:
    """Return by what articles are kept apart, and the group of each; those unnamed stand alone."""
    short: tuple[str, str, set[str]] | None = None
    for level in LEVELS:
        names = [getattr(a, level) for a in articles]
        if not any(names):
            continue
        groups = [name or f"article {row}" for row, name in enumerate(names)]
        of = {
            label: {g for g, a in zip(groups, articles, strict=True) if a.label == label}
            for label in SAID
        }
        few = min(of, key=lambda label: len(of[label]))
        if len(of[few]) >= OUTLETS:
            return level, groups
        short = short or (level, few, of[few])
    if short is None:
        return "article", [f"article {row}" for row in range(len(articles))]
    level, few, there = short
    raise InputError(
        f"all {SAID[few]} is of {' and '.join(sorted(there))}: a model needs at least {OUTLETS} "
        f"{level}s of each label, or it learns the {level}; leave the {level}s out to have "
        "articles judged one by one"
    )


# -- left out ----------------------------------------------------------------------------------


def of_pool(pool: Pool, name: str) -> dict[str, Any]:
    """Train a model on articles that were gathered; see `train`."""
    stuff = voice.material(pool.articles)
    there = stuff.table.words >= judging.MIN_WORDS
    whole = there & (stuff.size == 0)
    _enough([voice.LABELS[label] for label in stuff.labels[whole].tolist()])
    folds = folded(stuff.outlets)
    scores = np.zeros(len(there))
    for fold in np.unique(folds).tolist():
        test = there & (folds == fold)
        scores[test] = _fit(stuff, _others(pool, stuff, test) & there).score(stuff.table.rows(test))
    odds = np.zeros(len(there))
    for fold in np.unique(folds).tolist():
        test, rest = there & (folds == fold), there & (folds != fold)
        odds[test] = voice.calibrated(
            scores[test], stuff.table.words[test], _calibration(stuff, scores, rest)
        )
    calibration = _calibration(stuff, scores, there)
    if calibration["slope"] <= 0:
        raise InputError(
            "editorial and reporting cannot be told apart on the articles left out: see whether "
            "the labels are right, or add articles"
        )
    model = voice.packed(_fit(stuff, there), calibration)
    shipped = judging.model()
    theirs = voice.log_odds(voice.weights_of(shipped), stuff.table, shipped["calibration"])
    found = {
        "schema": model.pop("schema"),
        "name": name,
        "stylo": stylo.__version__,
        "articles": {
            said: int((stuff.labels[whole] == voice.LABELS.index(label)).sum())
            for label, said in SAID.items()
        },
        "by": pool.by,
        "groups": len(set(stuff.outlets)),
        "folds": len(np.unique(folds)),
        "notes": list(pool.notes),
        "figures": figures(stuff, odds, there),
        "shipped": figures(stuff, theirs, there),
        **model,
    }
    return {**found, "card": card(found)}


def folded(groups: Sequence[str]) -> Ints:
    """Return in which part each row is left out: groups stay whole, parts are about even."""
    names, row, sizes = np.unique(np.array(groups), return_inverse=True, return_counts=True)
    parts = np.zeros(min(len(names), FOLDS), dtype=np.int64)
    part = np.zeros(len(names), dtype=np.int64)
    for group in np.argsort(-sizes, kind="stable").tolist():
        part[group] = int(parts.argmin())
        parts[part[group]] += sizes[group]
    return part[row]


def _others(pool: Pool, stuff: Material, test: Bools) -> Bools:
    """Return the rows that a model may be trained on that is tried on the test."""
    tests = [pool.articles[row] for row in np.unique(stuff.article[test]).tolist()]
    keep = voice.apart(pool.articles, tests)[stuff.article]
    for label, name in enumerate(voice.LABELS):
        if not (keep & (stuff.labels == label)).any():
            raise InputError(
                f"without {tests[0].outlet}, what its authors wrote elsewhere, and repeats, no "
                f"{SAID[name]} is left to train on: leave the authors out, or add articles"
            )
    return keep


def _fit(stuff: Material, rows: Bools) -> Weights:
    """Fit weights on some rows; what is experimental or layout counts as missing."""
    names = np.array(stuff.table.names)
    barred = np.isin(names, sorted(catalogue.experimental() | voice.LAYOUT))
    values = np.where(barred, math.nan, stuff.table.values)[rows]
    outlets = np.array(stuff.outlets)[rows].tolist()
    ease = np.where(names == voice.WORDING, voice.EASE, 1.0)
    try:
        found = voice.fit(values, stuff.labels[rows], outlets, stuff.how, ease=ease)
    except ValueError as error:  # no measure is left to fit
        raise InputError(
            "editorial and reporting differ in no measure: see whether the labels are right"
        ) from error
    # what is all but the same in every text would weigh its last digits
    return replace(found, weight=np.where(found.scale < SPREAD, 0.0, found.weight))


def _calibration(stuff: Material, scores: Floats, rows: Bools) -> dict[str, float]:
    """Fit slope and intercept on scores of rows left out.

    One error of each kind is supposed beside those seen (a text of middling score with the other
    label), so that a few articles told apart without fault do not make for certainty (after
    Platt 1999, 2.2).
    """
    labels, words = stuff.labels[rows], stuff.table.words[rows]
    middle = [scores[rows][labels == label].mean() for label in (1, 0)]
    outlets = [o for o, r in zip(stuff.outlets, rows, strict=True) if r]
    return voice.calibrate(
        np.append(scores[rows], middle),
        np.append(words, [words.mean()] * 2),
        np.append(labels, [0, 1]),
        [*outlets, "", ""],
    )


# -- figures -----------------------------------------------------------------------------------


def figures(stuff: Material, odds: Floats, there: Bools) -> Figures:
    """Return the `FIGURES` of whole articles and of excerpts: value, lower and upper bound."""
    found: Figures = {}
    for size in voice.SIZES:
        rows = there & (stuff.size == size)
        groups = [o for o, r in zip(stuff.outlets, rows, strict=True) if r]
        here = drawn(odds[rows], stuff.labels[rows], groups)
        found |= here if size == 0 else {f"auc_{size}": here["auc"]}
    return {name: found[name] for name in FIGURES}


def drawn(odds: Floats, labels: Ints, groups: Sequence[str]) -> Figures:
    """Return figures with 95 % intervals by drawing groups again (articles, where these are few).

    Percentile bootstrap (Efron 1979), seed 0; where no draw differs, the interval of a share among
    the articles of the rarer label (Wilson 1927). Both labels weigh the same.
    """
    names, unit = np.unique(np.array(groups), return_inverse=True)
    if len(names) < DRAWN:
        unit = np.arange(len(odds), dtype=unit.dtype)
    count = int(unit.max()) + 1
    threshold = math.log(voice.MIXED[1] / voice.MIXED[0])
    level = np.unique(odds, return_inverse=True)[1]
    ones = [(labels == label).astype(np.float64) for label in (0, 1)]

    def all_of(times: Floats) -> list[float]:
        reporting, editorial = (times[unit] * one for one in ones)
        if not reporting.sum() or not editorial.sum():
            return [math.nan] * 5
        at = np.bincount(level, reporting, int(level.max()) + 1)
        below = np.cumsum(at) - at / 2
        r, e = reporting / reporting.sum(), editorial / editorial.sum()
        unsure = np.abs(odds) < threshold
        return [
            float(e @ below[level] / reporting.sum()),
            float((e @ (odds >= 0) + r @ (odds < 0)) / 2),
            float((e @ unsure + r @ unsure) / 2),
            float(e @ (odds <= -threshold)),
            float(r @ (odds >= threshold)),
        ]

    random = np.random.RandomState(0)
    even = np.full(count, 1 / count)
    again = [all_of(random.multinomial(count, even).astype(np.float64)) for _ in range(DRAWS)]
    bounds = np.nanpercentile(np.array(again), [2.5, 97.5], axis=0).T.tolist()
    told = [name for name in FIGURES if not name.startswith("auc_")]
    rarer = min(int(one.sum()) for one in ones)
    found: Figures = {}
    for name, value, (low, high) in zip(told, all_of(np.ones(count)), bounds, strict=True):
        if high - low < 1e-9:
            low, high = (bound / 100 for bound in interval(100 * value, rarer))
        found[name] = [round(x, 4) for x in (value, low, high)]
    return found


# -- the card ----------------------------------------------------------------------------------

_APART = {
    "outlet": "outlets never seen",
    "author": "authors never seen; of outlets never seen they say nothing",
    "article": "other articles of the same source; of other outlets and authors they say nothing",
}


def card(model: Mapping[str, Any]) -> str:
    """Return what a model is and how far it can be trusted, in plain words."""
    counts, by = model["articles"], model["by"]
    ranked = sorted(model["weights"].items(), key=lambda item: -abs(item[1]["weight"]))
    table = "\n".join(
        f"| {said} | {_interval(model['figures'][name])} | {_interval(model['shipped'][name])} |"
        for name, said in FIGURES.items()
    )
    weights = ", ".join(f"{name} {w['weight']:+.3f}" for name, w in ranked[:10])
    told = " ".join(
        [
            f"Trained on {counts['editorial']:,} articles labelled editorial and "
            f"{counts['reporting']:,} labelled reporting,\neach whole and as excerpts of 300 and "
            f"150 words, by {len(ranked)} measures of stylo {model['stylo']}.",
            *model["notes"],
        ]
    )
    left = f"{model['groups']} {by}s" if by != "article" else "articles"
    return f"""# {model["name"]}: a model of editorial or reporting

{told}
The labels are those of the corpus. Reporting does not mean true, editorial does not mean false.

Figures of articles left out, {left} in {model["folds"]} parts, with 95 % intervals. They hold for
{_APART[by]}.

| | this model | the one that ships |
|---|---|---|
{table}

The model that ships was not trained for these articles, unless they are of its own corpus,
allsides-abp; then its figures are too good.
No verdict between P = {model["mixed"][0]} and {model["mixed"][1]}.
The measure editorial_wording keeps the head that ships with stylo.

Heaviest weights, positive for editorial: {weights}.
"""


def _interval(figure: Sequence[float]) -> str:
    value, low, high = figure
    return f"{value:.3f} ({low:.3f}–{high:.3f})"
