"""Our methods under ``convention="r-stylo"`` against figures that R stylo computed.

A folder of figures is laid out as its README says: tables of tab-separated values and JSON, packed
with gzip. Nothing here depends on the corpus: ids, authors, words, numbers of words, distances and
settings are read from the tables. What needs R's own random numbers is compared where the draws
are given.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.stylometry.classify import (
    Attribution,
    classify,
    leave_one_out,
    linear_svm,
    naive_bayes,
    nearest_neighbour,
    shrunken_centroids,
)
from stylo.stylometry.corpus import Corpus, read_corpus
from stylo.stylometry.distances import distances
from stylo.stylometry.frequencies import (
    Counts,
    Sampling,
    count,
    count_units,
    culled,
    most_frequent,
    relative,
    samples,
)
from stylo.stylometry.imposters import Draws, contests, optimise_thresholds
from stylo.stylometry.projection import principal_components
from stylo.stylometry.rolling import rolling
from stylo.stylometry.tokens import Tokeniser, Units, tokenise_as_r
from stylo.stylometry.trees import (
    Node,
    bootstrap_consensus,
    cluster_tree,
    splits,
)
from stylo.stylometry.zeta import ZetaMethod, shared_words, slice_shares, zeta

Floats = NDArray[np.float64]
#: Below this share of a column's largest number, a difference is taken relative to that share.
SMALLEST = 1e-6
TOKENISERS: dict[str, Tokeniser] = {
    "english": "English",
    "english-contr": "English.contr",
    "english-all": "English.all",
}
ZETAS: dict[str, ZetaMethod] = {
    "craig.zeta": "craig",
    "eder.zeta": "eder",
    "chisquare.zeta": "chisquare",
}


@dataclass
class Tally:
    """What was compared so far."""

    largest: float = 0.0
    svm: float = 0.0
    mismatches: int = 0
    compared: int = 0
    notes: list[str] = field(default_factory=list)

    def numbers(self, what: str, ours: ArrayLike, theirs: ArrayLike, *, svm: bool = False) -> None:
        """Compare a column of numbers."""
        a = np.ravel(np.asarray(ours, dtype=np.float64))
        b = np.ravel(np.asarray(theirs, dtype=np.float64))
        self.compared += len(b)
        if a.shape != b.shape:
            self.mismatches += abs(len(a) - len(b))
            self.notes.append(f"{what}: {len(a)} numbers, {len(b)} expected")
            return
        if not len(b):
            return
        scale = np.maximum(np.abs(b), SMALLEST * np.abs(b).max())
        apart = np.divide(np.abs(a - b), scale, out=(a != b).astype(np.float64), where=scale > 0)
        worst = float(np.where(np.isnan(a) != np.isnan(b), np.inf, np.nan_to_num(apart)).max())
        if svm:
            self.svm = max(self.svm, worst)
            return
        if worst > 1e-9:
            self.notes.append(f"{what}: relative difference {worst:.2g}")
        self.largest = max(self.largest, worst)

    def answers(self, what: str, ours: Iterable[Hashable], theirs: Iterable[Hashable]) -> None:
        """Compare words, predictions, counts or splits, in order."""
        a, b = list(ours), list(theirs)
        wrong = sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b))
        self.compared += len(b)
        self.mismatches += wrong
        if wrong:
            self.notes.append(f"{what}: {wrong} of {len(b)} differ")


class Golden:
    """A folder of figures and the corpus that they were computed from."""

    def __init__(self, folder: Path, corpus_file: Path) -> None:
        self.folder = folder
        rows = self.table("documents")
        self.ids = [row["id"] for row in rows]
        self.author = {row["id"]: row["author"] for row in rows}
        self.split = {row["id"]: row["split"] for row in rows}
        corpus = read_corpus(corpus_file)
        corpus = corpus.select(corpus.rows(self.ids))
        self.corpus: Corpus = replace(corpus, authors=tuple(self.author[i] for i in self.ids))
        self.place = {name: row for row, name in enumerate(self.ids)}
        self.train = self.where("train")
        self.test = self.where("test")
        self.rest = [*self.where("test"), *self.where("unknown")]
        self.known = sorted([*self.train, *self.test])
        self._counts: dict[str, Counts] = {}

    def where(self, split: str) -> list[int]:
        """Return the rows of a split: train, test or unknown."""
        return [row for row, name in enumerate(self.ids) if self.split[name] == split]

    def table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table, all values as text."""
        data = gzip.decompress((self.folder / f"{name}.tsv.gz").read_bytes()).decode("utf-8")
        lines = data.removesuffix("\n").split("\n")
        header = lines[0].split("\t")
        return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]

    def matrix(self, name: str) -> tuple[list[str], list[str], Floats]:
        """Return ids, columns and numbers of a table whose first column is ``id``."""
        rows = self.table(name)
        columns = list(rows[0])[1:]
        values = np.array([[float(row[c]) for c in columns] for row in rows])
        return [row["id"] for row in rows], columns, values

    def json(self, name: str) -> Any:
        """Return what a JSON file holds."""
        return json.loads(gzip.decompress((self.folder / f"{name}.json.gz").read_bytes()))

    @cached_property
    def sets(self) -> dict[str, list[str]]:
        """Lists of ids and words, by name."""
        return dict(self.json("sets"))

    def counts(self, name: str = "english") -> Counts:
        """Count the corpus by one of R's tokenisers, once."""
        if name not in self._counts:
            self._counts[name] = count(self.corpus, Units(TOKENISERS[name]))
        return self._counts[name]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """As many most frequent words as the figures have."""
        return most_frequent(self.counts(), len(self.table("mfw.english")))

    @cached_property
    def frequencies(self) -> Floats:
        """Relative frequencies of `words` in all documents."""
        return relative(self.counts(), self.words)

    def rows(self, ids: Iterable[str]) -> list[int]:
        """Return where documents stand."""
        return [self.place[name] for name in ids]

    def authors(self, rows: Iterable[int]) -> list[str]:
        """Return the authors of documents."""
        return [self.author[self.ids[row]] for row in rows]


def group(
    rows: Iterable[dict[str, str]], *keys: str
) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Return rows by the values of some columns, in order."""
    found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[tuple(row[key] for key in keys)].append(row)
    return dict(found)


def check_documents(gold: Golden, tally: Tally) -> None:
    rows = gold.table("documents")
    for name in TOKENISERS:
        column = name.replace("-", "_")
        counts = gold.counts(name)
        for what, ours in (
            ("tokens", counts.totals.tolist()),
            ("types", np.diff(counts.matrix.indptr).tolist()),
        ):
            key = f"{what}_{column}"
            if rows and key in rows[0]:
                tally.answers(f"documents {key}", ours, [int(row[key]) for row in rows])


def check_counts(name: str) -> Callable[[Golden, Tally], None]:
    def check(gold: Golden, tally: Tally) -> None:
        ids, words, values = gold.matrix(f"counts.{name}")
        tally.answers(f"counts.{name} ids", gold.ids, ids)
        ours = gold.counts(name).of(words)
        tally.answers(f"counts.{name}", ours.ravel().tolist(), values.ravel().tolist())

    return check


def check_words(name: str) -> Callable[[Golden, Tally], None]:
    def check(gold: Golden, tally: Tally) -> None:
        rows = gold.table(f"mfw.{name}")
        counts = gold.counts(name)
        ours = most_frequent(counts, len(rows))
        tally.answers(f"mfw.{name}", ours, [row["word"] for row in rows])
        sums = counts.of(ours).sum(axis=0).tolist()
        tally.answers(f"mfw.{name} counts", sums, [int(row["count"]) for row in rows])

    return check


def check_frequencies(gold: Golden, tally: Tally) -> None:
    _, words, values = gold.matrix("relfreq.english")
    ours = relative(gold.counts(), words)
    for column, word in enumerate(words):
        tally.numbers(f"relfreq {word}", ours[:, column], values[:, column])


def check_culling(gold: Golden, tally: Tally) -> None:
    for (percent,), rows in group(gold.table("culling"), "culling").items():
        stays = culled(gold.frequencies, float(percent))
        ours = [word for word, keep in zip(gold.words, stays.tolist(), strict=True) if keep]
        tally.answers(f"culling {percent}", ours, [row["word"] for row in rows])


def check_distances(name: str) -> Callable[[Golden, Tally], None]:
    def check(gold: Golden, tally: Tally) -> None:
        rows = gold.table(name)
        a, b = (gold.rows(row[key] for row in rows) for key in ("id_a", "id_b"))
        table = gold.frequencies[:, : _number(name)]
        for measure in list(rows[0])[2:]:
            ours = distances(table, measure, convention="r-stylo")[a, b]
            tally.numbers(f"{name} {measure}", ours, [float(row[measure]) for row in rows])

    return check


def _number(name: str) -> int:
    found = re.search(r"\d+", name)
    assert found is not None, name
    return int(found[0])


def check_neighbours(gold: Golden, tally: Tally) -> None:
    rows = gold.table("loo_1nn")
    at = gold.rows(row["id"] for row in rows)
    known = np.array(gold.known)
    settings = [c for c in list(rows[0])[2:] if not c.endswith("_nn")]
    accuracy = _accuracies(gold)
    for setting in settings:
        measure, number = setting.rsplit("_", 1)
        matrix = distances(gold.frequencies[:, : int(number)], measure, convention="r-stylo")
        np.fill_diagonal(matrix, np.inf)
        near = known[np.argmin(matrix[:, known], axis=1)]
        tally.answers(
            f"loo_1nn {setting} nearest",
            [gold.ids[near[row]] for row in at],
            [row[f"{setting}_nn"] for row in rows],
        )
        tally.answers(
            f"loo_1nn {setting}",
            gold.authors(near[at].tolist()),
            [row[setting] for row in rows],
        )
        if (measure, number) in accuracy:
            right = sum(
                x == y for x, y in zip(gold.authors(near[known]), gold.authors(known), strict=True)
            )
            tally.answers(f"loo accuracy {setting}", [right], [accuracy[measure, number]])


def _accuracies(gold: Golden) -> dict[tuple[str, str], int]:
    if not (gold.folder / "loo_1nn_accuracy.tsv.gz").is_file():
        return {}
    rows = gold.table("loo_1nn_accuracy")
    return {(row["distance"], row["mfw"]): int(row["correct"]) for row in rows}


def check_crossv(gold: Golden, tally: Tally) -> None:
    rows = gold.table("crossv_loo")
    at = gold.rows(row["id"] for row in rows)
    for setting in list(rows[0])[2:]:
        measure, number = setting.rsplit("_", 1)
        found = leave_one_out(
            gold.frequencies[at, : int(number)],
            gold.authors(at),
            measure=measure,
            convention="r-stylo",
        )
        tally.answers(f"crossv_loo {setting}", found.predicted, [row[setting] for row in rows])


def _split_model(gold: Golden, method: str, number: int) -> Attribution:
    train, test = gold.frequencies[gold.train, :number], gold.frequencies[gold.rest, :number]
    authors = gold.authors(gold.train)
    if method == "svm":
        return linear_svm(train, authors, test, convention="r-stylo")
    if method == "svm_vote":
        return linear_svm(train, authors, test, rule="libsvm", convention="r-stylo")
    if method == "nsc":
        return shrunken_centroids(train, authors, test)
    if method == "knn1":
        return nearest_neighbour(train, authors, test, "euclidean")
    if method == "naivebayes":
        return naive_bayes(train, authors, test, convention="r-stylo")
    raise ValueError(f"no method {method!r} is known here")


def _split_delta(gold: Golden, measure: str, number: int, z_both: bool) -> Attribution:
    return nearest_neighbour(
        gold.frequencies[gold.train, :number],
        gold.authors(gold.train),
        gold.frequencies[gold.rest, :number],
        measure,
        over="both" if z_both else "reference",
        convention="r-stylo",
    )


def check_split(gold: Golden, tally: Tally) -> None:
    rows = gold.table("split_predictions")
    turn = {gold.ids[row]: at for at, row in enumerate(gold.rest)}
    for setting in list(rows[0])[3:]:
        parts = setting.split(".")
        if parts[0] == "delta":
            z_both = parts[3].endswith("TRUE")
            found = _split_delta(gold, parts[1], int(parts[2]), z_both)
        else:
            found = _split_model(gold, parts[0], int(parts[1]))
        ours = [found.predicted[turn[row["id"]]] for row in rows]
        tally.answers(f"split {setting}", ours, [row[setting] for row in rows])


def check_split_distances(gold: Golden, tally: Tally) -> None:
    turn = {gold.ids[row]: at for at, row in enumerate(gold.rest)}
    by_author = gold.authors(gold.train)
    for key, rows in group(gold.table("split_delta_top3"), "distance", "mfw", "z_both").items():
        found = _split_delta(gold, key[0], int(key[1]), key[2] == "TRUE")
        at = [turn[row["id"]] for row in rows]
        assert found.nearest is not None
        assert found.nearest_scores is not None
        for rank in range(3):
            ours = [by_author[row] for row in found.nearest[at, rank]]
            theirs = [row[f"r{rank + 1}"] for row in rows]
            tally.answers(f"split top3 {key}", ours, theirs)
            scores = [float(row[f"s{rank + 1}"]) for row in rows]
            tally.numbers(f"split top3 {key}", found.nearest_scores[at, rank], scores)


def check_split_scores(gold: Golden, tally: Tally) -> None:
    turn = {gold.ids[row]: at for at, row in enumerate(gold.rest)}
    for (method, number), rows in group(
        gold.table("split_svm_nsc_scores"), "method", "mfw"
    ).items():
        found = _split_model(gold, method, int(number))
        ours = [found.scores[turn[row["id"]], found.classes.index(row["class"])] for row in rows]
        theirs = [float(row["score"]) for row in rows]
        tally.numbers(f"split {method} {number}", ours, theirs, svm=method == "svm")


def check_classify(gold: Golden, tally: Tally) -> None:
    counts = gold.counts()
    for name, words in gold.sets.items():
        if name.startswith("classify_features_"):
            ours = most_frequent(counts, len(words), rows=gold.train)
            tally.answers(name, ours, words)
    success = {}
    if (gold.folder / "classify_success.tsv.gz").is_file():
        success = group(gold.table("classify_success"), "distance", "mfw")
    for key, rows in group(gold.table("classify_predictions"), "distance", "mfw").items():
        test = gold.rows(row["id"] for row in rows)
        found = classify(
            counts, gold.train, test, int(key[1]), measure=key[0], convention="r-stylo"
        )
        tally.answers(f"classify {key}", found.predicted, [row["predicted"] for row in rows])
        if key in success:
            pairs = zip(found.predicted, gold.authors(test), strict=True)
            share = 100 * sum(x == y for x, y in pairs) / len(test)
            tally.numbers(f"classify {key}", [share], [float(success[key][0]["success_pct"])])


def _slices(gold: Golden, ids: Iterable[str], name: str) -> Counts:
    """Cut the texts of one side into slices, joined first unless the name says otherwise."""
    texts = [tokenise_as_r(gold.corpus.texts[row]) for row in gold.rows(ids)]
    if not name.endswith("within_documents"):
        texts = [[word for text in texts for word in text]]
    cut = Sampling("slices", _number(name))
    pieces = [piece for text in texts for piece in samples(text, cut)]
    return count_units(pieces, [str(number) for number in range(len(pieces))])


def check_zeta(gold: Golden, tally: Tally) -> None:
    sides = gold.sets["oppose_primary"], gold.sets["oppose_secondary"]
    whole = [gold.counts().select(gold.rows(side)) for side in sides]
    words = shared_words(*whole)
    shares = {}
    if (gold.folder / "oppose_slice_pct.tsv.gz").is_file():
        shares = group(gold.table("oppose_slice_pct"), "slice")
    for (name,), rows in group(gold.table("oppose"), "slice").items():
        first, second = (_slices(gold, side, name) for side in sides)
        if (name,) in shares:
            given = shares[(name,)]
            tally.answers(f"oppose {name} words", words, [row["word"] for row in given])
            listed = [row["word"] for row in given]
            for column, counts in (("primary_pct", first), ("secondary_pct", second)):
                theirs = [float(row[column]) for row in given]
                tally.numbers(f"oppose {name} {column}", 100 * slice_shares(counts, listed), theirs)
        for (method, side), scored in group(rows, "method", "side").items():
            found = zeta(first, second, words, ZETAS[method], convention="r-stylo")
            mine = np.flatnonzero(found.preferred == (side == "preferred"))
            ours = [found.words[at] for at in mine.tolist()]
            what = f"oppose {name} {method} {side}"
            tally.answers(what, ours, [row["word"] for row in scored])
            tally.numbers(what, found.scores[mine], [float(row["score"]) for row in scored])


def check_imposters(gold: Golden, tally: Tally) -> None:
    reference = gold.rows(gold.sets["imposters_reference"])
    authors = gold.authors(reference)
    row_of = {gold.ids[row]: at for at, row in enumerate(reference)}
    scores = {}
    if (gold.folder / "imposters.tsv.gz").is_file():
        scores = group(gold.table("imposters"), "distance", "id", "candidate")
    for key, rows in group(gold.table("imposters_draws"), "distance", "id", "candidate").items():
        measure, text, candidate = key
        draws = Draws(
            np.array([[int(rank) - 1 for rank in row["feature_ranks"].split()] for row in rows]),
            np.array([[row_of[name] for name in row["imposter_ids"].split()] for row in rows]),
        )
        winners, nearest = contests(
            gold.frequencies[reference],
            authors,
            gold.frequencies[gold.rows([text])],
            candidate,
            draws,
            measure,
            convention="r-stylo",
        )
        ours = [authors[row] for row in winners[0]]
        tally.answers(f"imposters {key}", ours, [row["winner"] for row in rows])
        tally.numbers(f"imposters {key}", nearest[0], [float(row["nearest"]) for row in rows])
        seeded = [row for row in scores.get(key, []) if row["seed"] == "1"]
        if seeded:
            share = ours.count(candidate) / len(ours)
            tally.numbers(f"imposters {key} score", [share], [float(seeded[0]["score"])])


def check_thresholds(gold: Golden, tally: Tally) -> None:
    searched = group(gold.table("imposters_optimize_scores"), "distance", "seed")
    for row in gold.table("imposters_optimize"):
        rows = searched[row["distance"], row["seed"]]
        found = optimise_thresholds(
            [float(r["predicted"]) for r in rows],
            [float(r["expected_as_used"]) == 1 for r in rows],
            convention="r-stylo",
        )
        theirs = [round(float(row["p1"]), 6), round(float(row["p2"]), 6)]
        tally.answers(f"imposters_optimize {row['distance']}", [found.low, found.high], theirs)


def check_rolling(gold: Golden, tally: Tally) -> None:
    pieces = gold.table("rolling_pieces")
    units: list[str] = []
    bounds = []
    for row in gold.rows(piece["id"] for piece in pieces):
        start = len(units)
        units += tokenise_as_r(gold.corpus.texts[row])
        bounds.append((start, len(units)))
    theirs = [(int(piece["start"]), int(piece["end"])) for piece in pieces]
    tally.answers("rolling_pieces", bounds, theirs)
    reference = gold.rows(gold.sets["rolling_reference"])
    authors = gold.authors(reference)
    runs = group(gold.table("rolling"), "method", "distance", "mfw", "slice", "overlap")
    most = max(int(key[2]) for key in runs)
    words = most_frequent(gold.counts(), most, rows=reference)
    for name, listed in gold.sets.items():
        if name.startswith("rolling_features_"):
            tally.answers(name, most_frequent(gold.counts(), len(listed), rows=reference), listed)
    table = relative(gold.counts(), words)[reference]
    for key, rows in runs.items():
        method, measure, number = key[0], key[1], int(key[2])
        found = rolling(
            units,
            table[:, :number],
            authors,
            words[:number],
            size=int(key[3]),
            overlap=int(key[4]),
            method=method,
            convention="r-stylo",
            **({"measure": measure} if method == "delta" else {}),
        )
        names, scores = _two_best(found.attribution, authors)
        tally.answers(f"rolling {key}", found.starts.tolist(), [int(row["start"]) for row in rows])
        labels = [int(row["centre_name"]) for row in rows]
        tally.answers(f"rolling {key}", found.centres.tolist(), labels)
        for rank, (who, score) in enumerate((("predicted", "score1"), ("second", "score2"))):
            ours = [pair[rank] for pair in names]
            tally.answers(f"rolling {key} {who}", ours, [row[who] for row in rows])
            theirs_too = [float(row[score]) for row in rows]
            svm = method == "svm"
            tally.numbers(f"rolling {key} {score}", scores[:, rank], theirs_too, svm=svm)


def _two_best(found: Attribution, authors: Sequence[str]) -> tuple[list[tuple[str, str]], Floats]:
    """Return the two best texts' authors of a distance, else the two best authors; and scores."""
    if found.nearest is not None and found.nearest_scores is not None:
        names = [(authors[a], authors[b]) for a, b in found.nearest[:, :2]]
        return names, found.nearest_scores[:, :2]
    order = np.argsort(-found.scores, axis=1, kind="stable")[:, :2]
    names = [(found.classes[a], found.classes[b]) for a, b in order]
    return names, np.take_along_axis(found.scores, order, axis=1)


def read_newick(text: str) -> Node:
    """Read a tree in Newick's format, names unquoted.

    Examples
    --------
    >>> read_newick("((a:1,b:1):2,c:3);").leaves
    ('a', 'b', 'c')
    """
    groups: list[list[Node]] = [[]]
    closed: tuple[Node, ...] | None = None
    for sign, label, length in re.findall(r"([(),;])|([^(),:;]+)|:([^(),:;]+)", text):
        if sign == "(":
            groups.append([])
        elif sign == ")":
            closed = tuple(groups.pop())
            groups[-1].append(Node(children=closed))
        elif label:
            if closed is not None and groups[-1] and groups[-1][-1].children is closed:
                groups[-1][-1] = replace(groups[-1][-1], support=float(label))
            else:
                groups[-1].append(Node(label))
        elif length:
            groups[-1][-1] = replace(groups[-1][-1], length=float(length))
        if sign == ",":
            closed = None
    return groups[0][0]


def branches(tree: Node) -> dict[tuple[str, ...], float]:
    """Return the length of each branch by the names on its side that has fewer of them."""
    everything = frozenset(tree.leaves)
    found: dict[tuple[str, ...], float] = {}
    stack = list(tree.children)
    while stack:
        node = stack.pop()
        stack += node.children
        side = frozenset(node.leaves)
        smaller = min(side, everything - side, key=lambda s: (len(s), sorted(s)))
        key = tuple(sorted(smaller))
        found[key] = found.get(key, 0.0) + node.length
    return found


def check_trees(gold: Golden, tally: Tally) -> None:
    ids = gold.sets["bct_documents"]
    table = gold.frequencies[gold.rows(ids)]
    for row in gold.table("bct_newick"):
        if row["tree"] == "consensus":
            continue
        theirs = read_newick(row["newick"])
        matrix = distances(table[:, : _number(row["tree"])], row["distance"], convention="r-stylo")
        ours = cluster_tree(matrix, ids, _linkage(row["linkage"]), convention="r-stylo")
        what = f"tree {row['distance']} {row['linkage']} {row['tree']}"
        _same_splits(tally, what, splits(ours), splits(theirs))
        a, b = branches(ours), branches(theirs)
        if a.keys() == b.keys():
            tally.numbers(what, [a[key] for key in b], list(b.values()))


def _linkage(name: str) -> str:
    return "nj" if name == "nj" else name.removesuffix(".D")


def _same_splits(
    tally: Tally, what: str, ours: Iterable[frozenset[str]], theirs: Iterable[frozenset[str]]
) -> None:
    a, b = set(ours), set(theirs)
    tally.compared += len(b)
    tally.mismatches += len(a ^ b)
    if a != b:
        tally.notes.append(f"{what}: {len(a ^ b)} splits differ")


def check_consensus(gold: Golden, tally: Tally) -> None:
    ids = gold.sets["bct_documents"]
    table = gold.frequencies[gold.rows(ids)]
    drawn = group(gold.table("bct_newick"), "distance", "linkage")
    for entry in gold.json("bct_splits"):
        key = entry["distance"], entry["linkage"]
        made = [row["tree"] for row in drawn[key] if row["tree"] != "consensus"]
        found = bootstrap_consensus(
            table,
            ids,
            key[0],
            numbers=[_number(name) for name in made],
            method=_linkage(key[1]),
            convention="r-stylo",
        )
        theirs = [
            (tuple(sorted(split["side"])), split["in_trees"]) for split in entry["consensus_splits"]
        ]
        ours = [(tuple(sorted(side)), number) for side, number in found.splits]
        tally.answers(f"consensus {key}", ours, theirs)
        for row in drawn[key]:
            if row["tree"] == "consensus":
                _same_splits(
                    tally,
                    f"consensus tree {key}",
                    splits(found.tree),
                    splits(read_newick(row["newick"])),
                )


def check_components(gold: Golden, tally: Tally) -> None:
    loadings = gold.table("pca_loadings")
    words = [row["word"] for row in loadings]
    tally.answers("pca words", gold.words[: len(words)], words)
    found = principal_components(relative(gold.counts(), words))
    _, names, scores = gold.matrix("pca_scores")
    weights = np.array([[float(row[name]) for name in names] for row in loadings])
    for at, name in enumerate(names):
        sign = 1.0 if found.scores[:, at] @ scores[:, at] >= 0 else -1.0
        tally.numbers(f"pca scores {name}", sign * found.scores[:, at], scores[:, at])
        tally.numbers(f"pca loadings {name}", sign * found.loadings[:, at], weights[:, at])
    variance = gold.table("pca_variance")
    kept = len(variance)
    tally.numbers("pca sdev", found.sd[:kept], [float(row["sdev"]) for row in variance])
    shares = [float(row["explained"]) for row in variance]
    tally.numbers("pca explained", found.explained[:kept], shares)


Check = tuple[tuple[str, ...], Callable[[Golden, Tally], None]]


def checks(folder: Path) -> list[Check]:
    """Return what can be compared: the files that each comparison needs, and how it goes."""
    spread = sorted(
        (p.name.removesuffix(".tsv.gz") for p in folder.glob("distances.mfw*.tsv.gz")), key=_number
    )
    found: list[Check] = [(("documents.tsv",), check_documents)]
    for name in TOKENISERS:
        found.append(((f"mfw.{name}.tsv",), check_words(name)))
        found.append(((f"counts.{name}.tsv",), check_counts(name)))
    frequent = "mfw.english.tsv"
    found.append((("relfreq.english.tsv",), check_frequencies))
    found.append((("culling.tsv", frequent), check_culling))
    for name in spread or ["distances.mfw100"]:
        found.append(((f"{name}.tsv", frequent), check_distances(name)))
    found += [
        (("loo_1nn.tsv", frequent), check_neighbours),
        (("crossv_loo.tsv", frequent), check_crossv),
        (("split_predictions.tsv", frequent), check_split),
        (("split_delta_top3.tsv", frequent), check_split_distances),
        (("split_svm_nsc_scores.tsv", frequent), check_split_scores),
        (("classify_predictions.tsv", "sets.json"), check_classify),
        (("oppose.tsv", "sets.json"), check_zeta),
        (("imposters_draws.tsv", "sets.json", frequent), check_imposters),
        (("imposters_optimize.tsv", "imposters_optimize_scores.tsv"), check_thresholds),
        (("rolling.tsv", "rolling_pieces.tsv", "sets.json"), check_rolling),
        (("bct_newick.tsv", "sets.json", frequent), check_trees),
        (("bct_splits.json", "bct_newick.tsv", "sets.json", frequent), check_consensus),
        (("pca_loadings.tsv", "pca_scores.tsv", "pca_variance.tsv", frequent), check_components),
    ]
    return found


def run(paths: Sequence[Path], folds: bool = False) -> dict[str, Any]:
    """Compare with a folder of figures.

    Parameters
    ----------
    paths : sequence of Path
        The folder, then the corpus that the figures were computed from.
    folds : bool
        Changes nothing: nothing is learned from the corpus.

    Returns
    -------
    dict
        ``n`` documents; ``max_relative_difference``, the largest |a − b| ÷ max(|b|, 10⁻⁶ ×
        the column's largest), SVM scores apart in ``svm_difference``; ``mismatches`` of words,
        counts, predictions and splits; ``compared`` numbers and answers; ``skipped`` files that
        are not there, which are named on standard error with whatever differs.
    """
    if len(paths) != 2:
        raise SystemExit("benchmarks golden: give the folder of figures, then the corpus file")
    folder, corpus_file = paths
    tally = Tally()
    missing: list[str] = []
    if not (folder / "documents.tsv.gz").is_file():
        raise SystemExit(f"benchmarks golden: {folder} has no documents.tsv.gz")
    gold = Golden(folder, corpus_file)
    for needed, check in checks(folder):
        absent = [name for name in needed if not (folder / f"{name}.gz").is_file()]
        if absent:
            missing += [name for name in absent if name not in missing]
        else:
            check(gold, tally)
    for name in missing:
        print(f"skipped, as it is not there: {name}.gz", file=sys.stderr)
    for note in tally.notes:
        print(note, file=sys.stderr)
    figures = {
        "max_relative_difference": tally.largest,
        "svm_difference": tally.svm,
        "mismatches": float(tally.mismatches),
        "compared": float(tally.compared),
        "skipped": float(len(missing)),
    }
    return {"n": len(gold.ids), "figures": {k: [v, v, v] for k, v in figures.items()}}
