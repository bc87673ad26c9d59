"""Editorial or reporting, on ``{text_clean or text, label}``; the files are pooled.

Figures on the labels ``opinion`` and ``reporting`` force an answer: ``auc``, ``f1`` (of opinion),
``ece`` (10 bins), ``brier``. ``opinion_rate`` is the share of all texts that are called editorial,
``mixed_rate`` the share without a verdict, ``rate.LABEL.ANSWER`` the same for each label in the
files.

``--words N`` scores an excerpt of N words of each text, from a random sentence start.

``--folds`` retrains. On files of ``allsides-abp`` each outlet with enough of both labels is left
out in turn and alone is scored (``auc.OUTLET``, ``auc.mean``); beside it stands TF-IDF with
logistic regression on the same folds (``auc.tfidf.OUTLET``), and by how much we are ahead, drawing
the same texts for both (``auc.ahead.OUTLET``). ``read.`` before a figure says that it is on the
labels that two readers gave again where they agree (`stylo.training.labels`), texts that both doubt
left out; training is on labels as given. On any other files the model is trained on
``allsides-abp`` without the outlets, authors and near-duplicates of these files.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import RESAMPLES, f1, interval
from stylo import voice
from stylo.feature import Bools, Floats
from stylo.training import labels as labels_read
from stylo.training import voice as training
from stylo.training.data import folder

ANSWERS = ("editorial", "mixed", "reporting")
BINS = 10


def run(paths: Sequence[Path], folds: bool = False, words: int | None = None) -> dict[str, Any]:
    """Return the figures of the pooled files; see the module."""
    articles = training.read(paths)
    if folds:
        return _retrained(articles, words)
    data = voice.model()
    texts = [_text(a, words) for a in articles]
    table = training.measure(texts, note="voice")
    odds = training.log_odds(training.weights_of(data), table, data["calibration"])
    return {"n": len(articles), "figures": figures([a.label for a in articles], odds)}


def _text(article: training.Article, words: int | None) -> str:
    return training.excerpt(article.text, words, article.id) if words else article.text


def figures(labels: Sequence[str], odds: Floats) -> dict[str, list[float]]:
    """Return the figures of texts with these labels and log-odds."""
    probability = 1 / (1 + np.exp(-odds))
    low, high = training.MIXED
    answer = np.where(
        probability >= high, "editorial", np.where(probability <= low, "reporting", "mixed")
    )
    found: dict[str, list[float]] = {}
    forced = np.array([label in {"opinion", "reporting"} for label in labels])
    truth = np.array([label == "opinion" for label in labels])[forced]
    p = probability[forced]
    if truth.any() and not truth.all():
        found["auc"] = auc_interval([(odds[forced], truth)])
        said = p >= 0.5
        found["f1"] = interval(
            np.column_stack([said & truth, said & ~truth, ~said & truth]).astype(float), f1
        )
    if forced.any():
        bins = np.minimum((p * BINS).astype(int), BINS - 1)
        held = np.zeros((len(p), 3, BINS))
        held[np.arange(len(p)), 0, bins] = p
        held[np.arange(len(p)), 1, bins] = truth
        held[np.arange(len(p)), 2, bins] = 1
        found["ece"] = interval(held.reshape(len(p), -1), _ece)
        found["brier"] = interval(np.column_stack([(p - truth) ** 2, np.ones(len(p))]))
    every = np.ones(len(labels))
    found["opinion_rate"] = interval(np.column_stack([answer == "editorial", every]))
    found["mixed_rate"] = interval(np.column_stack([answer == "mixed", every]))
    for label in sorted(set(labels)):
        mine = np.array([other == label for other in labels])
        for what in ANSWERS:
            found[f"rate.{label}.{what}"] = interval(
                np.column_stack([answer[mine] == what, every[mine]])
            )
    return found


def _ece(sums: Floats) -> Floats:
    """Return the expected calibration error (Naeini et al. 2015) from sums per bin."""
    table = sums.reshape(*sums.shape[:-1], 3, BINS)
    gap = np.abs(table[..., 0, :] - table[..., 1, :]).sum(axis=-1)
    return np.asarray(gap / table[..., 2, :].sum(axis=-1))


def _auc(times: Floats, score: Floats, truth: Bools) -> Floats:
    """Return the area under the ROC curve for rows of how often each text was drawn."""
    _, group = np.unique(score, return_inverse=True)
    order = np.argsort(group, kind="stable")
    firsts = np.flatnonzero(np.diff(group[order], prepend=-1))
    drawn = times[..., order]
    positive = np.add.reduceat(drawn * truth[order], firsts, axis=-1)
    negative = np.add.reduceat(drawn * ~truth[order], firsts, axis=-1)
    below = np.cumsum(negative, axis=-1) - negative / 2
    with np.errstate(invalid="ignore"):
        return np.asarray(
            (positive * below).sum(axis=-1) / (positive.sum(axis=-1) * negative.sum(axis=-1))
        )


def auc_interval(groups: Sequence[tuple[Floats, Bools]]) -> list[float]:
    """Return the mean AUC over groups, with its interval by drawing texts within each group."""
    return _bounded(*_auc_draws(groups))


def auc_ahead(
    ours: Sequence[tuple[Floats, Bools]], theirs: Sequence[tuple[Floats, Bools]]
) -> list[float]:
    """Return by how much one mean AUC exceeds another on the same texts, drawn in pairs."""
    (value, drawn), (other, drawn_too) = _auc_draws(ours), _auc_draws(theirs)
    return _bounded(value - other, drawn - drawn_too)


def _bounded(value: float, drawn: Floats) -> list[float]:
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return [value, float(low), float(high)]


def _auc_draws(
    groups: Sequence[tuple[Floats, Bools]], resamples: int = RESAMPLES
) -> tuple[float, Floats]:
    """Return the mean AUC over groups, and the same of texts drawn again (``RandomState(0)``)."""
    random = np.random.RandomState(0)
    value, drawn = 0.0, np.zeros(resamples)
    for score, truth in groups:
        value += float(_auc(np.ones(len(score)), score, truth)) / len(groups)
        step = max(1, 2_000_000 // len(score))
        for first in range(0, resamples, step):
            size = min(step, resamples - first)
            times = random.multinomial(len(score), np.full(len(score), 1 / len(score)), size=size)
            drawn[first : first + size] += _auc(times.astype(float), score, truth) / len(groups)
    return value, drawn


# -- retrained ---------------------------------------------------------------------------------


def _retrained(articles: list[training.Article], words: int | None) -> dict[str, Any]:
    pool = training.corpus(folder())
    known = {a.id for a in pool}
    within = all(a.id in known for a in articles)
    if within:
        articles = [a for a in articles if a.outlet in training.LEFT_OUT]
        groups = [
            np.array([a.outlet == outlet for a in articles])
            for outlet in training.LEFT_OUT
            if any(a.outlet == outlet for a in articles)
        ]
    else:
        groups = [np.ones(len(articles), dtype=np.bool_)]
    table = training.measure([_text(a, words) for a in articles], note="voice, tests")
    material = training.material(pool)
    odds = np.zeros(len(articles))
    plain = np.zeros(len(articles))
    for test in groups:
        tested = [a for a, t in zip(articles, test, strict=True) if t]
        keep = training.apart(pool, tested)
        model, calibration = training.fold(material, keep)
        odds[test] = training.log_odds(model, table.rows(test), calibration)
        if within:
            plain[test] = _tfidf(pool, keep, [_text(a, words) for a in tested])
        print(f"{tested[0].outlet}: trained on {keep.sum():,} articles", file=sys.stderr)
    labels = [a.label for a in articles]
    found = figures(labels, odds)
    if within:
        found |= _by_outlet("", articles, labels, groups, odds, plain)
        read = labels_read.agreed()
        again = [read.get(a.id, a.label) for a in articles]
        found |= _by_outlet("read.", articles, again, groups, odds, plain)
        forced = figures(again, odds)
        found |= {f"read.{name}": forced[name] for name in ("auc", "f1", "ece")}
    return {"n": len(articles), "figures": found}


def _by_outlet(
    before: str,
    articles: Sequence[training.Article],
    labels: Sequence[str],
    groups: Sequence[Bools],
    odds: Floats,
    plain: Floats,
) -> dict[str, list[float]]:
    found = {}
    forced = np.array([label in {"opinion", "reporting"} for label in labels])
    truth = np.array([label == "opinion" for label in labels])
    rows = [test & forced for test in groups]
    ours, theirs = ([(score[r], truth[r]) for r in rows] for score in (odds, plain))
    names = [articles[int(np.flatnonzero(test)[0])].outlet for test in groups]
    for name, part in [("mean", slice(None)), *((n, slice(i, i + 1)) for i, n in enumerate(names))]:
        found[f"{before}auc.{name}"] = auc_interval(ours[part])
        found[f"{before}auc.tfidf.{name}"] = auc_interval(theirs[part])
        found[f"{before}auc.ahead.{name}"] = auc_ahead(ours[part], theirs[part])
    return found


def _tfidf(pool: Sequence[training.Article], keep: Bools, tests: Sequence[str]) -> Floats:
    """Score texts by TF-IDF (words and pairs of words) with logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    chosen = [a for a, k in zip(pool, keep, strict=True) if k and a.label in training.LABELS]
    vectoriser = TfidfVectorizer(
        ngram_range=(1, 2), min_df=5, max_features=200_000, sublinear_tf=True, dtype=np.float32
    )
    counts = vectoriser.fit_transform([a.text for a in chosen])
    labels = [a.label == "opinion" for a in chosen]
    regression = LogisticRegression(C=10, class_weight="balanced", max_iter=200)
    regression.fit(counts, labels)
    return np.asarray(regression.decision_function(vectoriser.transform(tests)))
