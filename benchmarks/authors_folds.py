"""Who wrote it within an outlet, on the same folds as others' methods.

Five folds within each outlet of two authors with ten texts or more; of more than two thousand
texts two, each half by the other. Near-duplicates (30 % of 8-word runs) share a fold. Each model
learns and chooses everything from the other folds. Beside ours (``attribute``) stand Cosine Delta's
nearest neighbour (``wurzburg``: 1,000 words, or as many as there are) and a linear SVM on TF-IDF of
character 3- and 4-grams (``svm``: raw counts, ``svm.log``: logarithms, runs of two texts or more);
``difference.…`` is ours less theirs, paired.

``masked.…``: nouns, verbs, adjectives and adverbs are hidden in all texts from all methods, from
the SVM by a ``*`` each. ``later.…``: the later two fifths of each author's texts are the test.
``topic.…``: texts whose ``topic`` tag another author of the outlet has too. ``unnamed.…``: texts in
which the author's surname does not stand.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.authors_data import (
    Bools,
    Figures,
    Ints,
    balanced,
    calibration,
    outlets,
    share,
)
from benchmarks.bootstrap import interval
from stylo.annotate import annotate
from stylo.stylometry.corpus import Corpus
from stylo.stylometry.distances import cross_distances
from stylo.stylometry.duplicates import clusters
from stylo.stylometry.frequencies import Counts, count, count_units, most_frequent, relative
from stylo.stylometry.profile import profile
from stylo.stylometry.views import Streams, streams_of

#: Above this many texts two folds take the place of five.
MANY = 2000
FOLDS = 5
LATER = 0.4
MFW = 1000
PEERS = ("wurzburg", "svm", "svm.log")
_SVM: dict[str, dict[str, Any]] = {"svm": {}, "svm.log": {"sublinear_tf": True, "min_df": 2}}


def folds_within_outlets(corpus: Corpus) -> dict[str, Any]:
    """Return the figures of all conditions; see the module."""
    groups = outlets(corpus)
    if not groups:
        raise SystemExit("benchmarks: no outlet of two authors with ten texts each")
    parts = {outlet: corpus.select(rows) for outlet, rows in groups.items()}
    same = {outlet: clusters(part.texts) for outlet, part in parts.items()}
    topics = {outlet: shared_topics(part) for outlet, part in parts.items()}
    _tell_overlaps(parts, same, topics)
    plain, masked = {}, {}
    for outlet, part in parts.items():
        docs = [annotate(text) for text in part.texts]
        plain[outlet] = _Seen(part, streams_of(docs), part.texts, count(part))
        hidden = streams_of(docs, mask="content")
        masked[outlet] = _Seen(part, hidden, _characters(hidden), _counts(part, hidden))
        print(f"{outlet}: read", file=sys.stderr)
    found: Figures = {}
    for prefix, seen in (("", plain), ("masked.", masked), ("later.", plain)):
        if prefix == "later." and not _dated(corpus):
            continue
        results: defaultdict[str, list[Any]] = defaultdict(list)
        for outlet, part in parts.items():
            number = FOLDS if len(part) <= MANY else 2
            whole = folds_of(part.authors, same[outlet], number)
            for train, test in later(part) if prefix == "later." else whole:
                _one_fold(seen[outlet], train, test, results)
                results["topic"].append(topics[outlet][test])
                results["unnamed"].append(_unnamed(part)[test])
            print(f"{prefix}{outlet}: done", file=sys.stderr)
        found |= _beside(results, prefix)
    return {"n": sum(map(len, groups.values())), "figures": found}


class _Seen(NamedTuple):
    """One outlet's texts, as each method sees them."""

    corpus: Corpus
    streams: Sequence[Streams]
    texts: Sequence[str]
    counts: Counts

    @property
    def authors(self) -> NDArray[np.object_]:
        return np.array(self.corpus.authors, dtype=object)


def _characters(streams: Sequence[Streams]) -> list[str]:
    return ["".join(map(str, text["characters"])) for text in streams]


def _counts(corpus: Corpus, streams: Sequence[Streams]) -> Counts:
    words = (chain.from_iterable(s[1:] for s in text["words"]) for text in streams)
    return count_units(words, corpus.ids, corpus.authors)


def _one_fold(seen: _Seen, train: Ints, test: Ints, results: defaultdict[str, list[Any]]) -> None:
    truth = seen.authors[test]
    model = profile([seen.streams[row] for row in train], seen.authors[train].tolist())
    said = model.ask([seen.streams[row] for row in test])
    named = np.array(model.authors, dtype=object)[said.probability.argmax(axis=1)]
    results["attribute"].append(named == truth)
    results["top"].append(said.probability.max(axis=1))
    outlet = seen.corpus.meta[0].get("outlet")
    results["keys"].append([f"{outlet}: {name}" for name in truth])
    results["wurzburg"].append(_nearest(seen, train, test) == truth)
    for name, options in _SVM.items():
        results[name].append(_svm(seen, train, test, options) == truth)


def _nearest(seen: _Seen, train: Ints, test: Ints) -> Any:
    there = int((seen.counts.matrix[train].sum(axis=0) > 0).sum())
    words = most_frequent(seen.counts, min(MFW, there), rows=train)
    table = relative(seen.counts, words)
    return seen.authors[train][cross_distances(table[train], table[test]).argmin(axis=1)]


def _svm(seen: _Seen, train: Ints, test: Ints, options: dict[str, Any]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    runs = TfidfVectorizer(analyzer="char", ngram_range=(3, 4), dtype=np.float32, **options)
    table = runs.fit_transform([seen.texts[row] for row in train])
    machine = LinearSVC(random_state=0).fit(table, seen.authors[train].astype(str))
    return machine.predict(runs.transform([seen.texts[row] for row in test])).astype(object)


def _beside(results: defaultdict[str, list[Any]], prefix: str) -> Figures:
    keys = [key for part in results["keys"] for key in part]
    table = {name: np.concatenate(results[name]) for name in results if name != "keys"}
    ours = table["attribute"]
    found: Figures = {}
    for name in ("attribute", *PEERS):
        found[f"{prefix}accuracy.{name}"] = share(table[name])
        found[f"{prefix}balanced.{name}"] = balanced(table[name], keys)
    found[f"{prefix}ece.attribute"] = calibration(table["top"], ours)
    for name in PEERS:
        found[f"{prefix}difference.{name}"] = difference(ours, table[name])
    for group in ("topic", "unnamed"):
        rows = table[group]
        if prefix or rows.all() or not rows.any():
            continue
        for name in ("attribute", *PEERS):
            found[f"{group}.accuracy.{name}"] = share(table[name][rows])
        found[f"{group}.difference.svm"] = difference(ours[rows], table["svm"][rows])
    return found


def difference(ours: Bools, theirs: Bools) -> list[float]:
    """Return by how much ours is more often right, its interval by drawing texts (pairs)."""
    gap = ours.astype(float) - theirs
    return interval(np.column_stack([gap, np.ones(len(gap))]))


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


def shared_topics(corpus: Corpus) -> Bools:
    """Return which texts have a ``topic`` that another author has too."""
    tags = [str(meta.get("topic") or "") for meta in corpus.meta]
    by_topic: defaultdict[str, set[str]] = defaultdict(set)
    for tag, author in zip(tags, corpus.authors, strict=True):
        by_topic[tag].add(author)
    return np.array([bool(tag) and len(by_topic[tag]) > 1 for tag in tags])


def _unnamed(corpus: Corpus) -> Bools:
    """Return which texts do not hold their author's surname."""
    return np.array(
        [
            not re.search(rf"\b{re.escape(author.split()[-1])}\b", text, re.IGNORECASE)
            for author, text in zip(corpus.authors, corpus.texts, strict=True)
        ]
    )


def _dated(corpus: Corpus) -> bool:
    return len({str(meta.get("date") or "") for meta in corpus.meta}) > 2


def _tell_overlaps(
    parts: dict[str, Corpus], same: dict[str, Ints], topics: dict[str, Bools]
) -> None:
    twins = sum(len(numbers) - len(np.unique(numbers)) for numbers in same.values())
    shared = sum(int(rows.sum()) for rows in topics.values())
    total = sum(map(len, parts.values()))
    named = sum(int((~_unnamed(part)).sum()) for part in parts.values())
    print(
        f"{len(parts)} outlets, {total} texts; near-duplicates: {twins}; their topic tag another "
        f"author of the outlet has too: {shared}; the author's surname stands in {named}",
        file=sys.stderr,
    )
