"""Who wrote it: classifiers over relative frequencies, and protocols to test them.

Every classifier takes training texts, their authors and the texts to attribute, all as relative
frequencies in percent of the same words, and returns an `Attribution`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo.document import InputError
from stylo.stylometry.convention import Convention, as_in_r
from stylo.stylometry.distances import (
    Floats,
    Over,
    centroid_distances,
    cross_distances,
    scale_of,
)
from stylo.stylometry.frequencies import Counts, most_frequent, relative

Ints = NDArray[np.int64]
ScoreKind = Literal["distance", "decision", "posterior"]
#: Standard deviation in percent given to a word that never varies in an author's texts, and the
#: density that R gives for one that underflows.
_FLOOR = 0.001


@dataclass(frozen=True)
class Attribution:
    """What a classifier says of each text.

    Attributes
    ----------
    predicted : tuple of str
        The most likely author of each text.
    classes : tuple of str
        The authors that it could be, in alphabetical order.
    scores : array, texts × classes
        For each author a score of `kind`.
    kind : str
        ``distance`` (the smaller the nearer), ``decision`` or ``posterior`` (the larger).
    nearest : array of int, texts × training texts, or None
        Rows of the training texts, nearest first, of classifiers that look at neighbours.
    nearest_scores : array or None
        Their distances.
    """

    predicted: tuple[str, ...]
    classes: tuple[str, ...]
    scores: Floats
    kind: ScoreKind
    nearest: Ints | None = None
    nearest_scores: Floats | None = None


Classifier = Callable[[Floats, Sequence[str], Floats], Attribution]


def _classes(authors: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    names, inverse = np.unique(np.asarray(authors, dtype=object), return_inverse=True)
    if len(names) < 2:
        raise InputError("the training texts are all by one author: at least 2 are needed")
    return tuple(map(str, names)), inverse.astype(np.int64)


def _tables(
    train: ArrayLike, authors: Sequence[str], test: ArrayLike
) -> tuple[Floats, Floats, tuple[str, ...], Ints]:
    a, b = np.asarray(train, dtype=np.float64), np.asarray(test, dtype=np.float64)
    if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[1] or len(a) != len(authors):
        raise InputError(
            f"training {a.shape}, texts {b.shape}, {len(authors)} authors: tables of the same "
            "words and one author for each training text are needed"
        )
    return a, b, *_classes(authors)


def nearest_neighbour(
    train: ArrayLike,
    authors: Sequence[str],
    test: ArrayLike,
    measure: str = "wurzburg",
    *,
    over: Over = "reference",
    convention: Convention = "published",
) -> Attribution:
    """Attribute each text to the author of the nearest training text (Burrows 2002).

    Parameters
    ----------
    train, test : array, texts × words
        Relative frequencies in percent.
    authors : sequence of str
        Of the training texts.
    measure : str
        See `stylo.stylometry.distances.MEASURES`.
    over : str
        ``reference``: z-scores from the training texts; ``both``: from all (R's
        ``z.scores.both.sets=TRUE``).
    convention : str
        See `stylo.stylometry.distances.cross_distances`.

    Returns
    -------
    Attribution
        The score of an author is the distance of the nearest text; ties go to the training text
        that comes first.
    """
    a, b, classes, inverse = _tables(train, authors, test)
    matrix = cross_distances(a, b, measure, over=over, convention=convention)
    order = np.argsort(matrix, axis=1, kind="stable")
    scores = np.stack([matrix[:, inverse == k].min(axis=1) for k in range(len(classes))], axis=1)
    return Attribution(
        tuple(classes[inverse[row]] for row in order[:, 0]),
        classes,
        scores,
        "distance",
        order,
        np.take_along_axis(matrix, order, axis=1),
    )


def nearest_centroid(
    train: ArrayLike,
    authors: Sequence[str],
    test: ArrayLike,
    measure: str = "wurzburg",
    *,
    balanced: bool = True,
) -> Attribution:
    """Attribute each text to the author whose centre is nearest.

    Parameters
    ----------
    train, authors, test
        See `nearest_neighbour`.
    measure, balanced
        See `stylo.stylometry.distances.centroid_distances`.
    """
    a, b, _, _ = _tables(train, authors, test)
    classes, matrix = centroid_distances(a, authors, b, measure, balanced=balanced)
    return Attribution(_best(classes, -matrix), classes, matrix, "distance")


def linear_svm(
    train: ArrayLike,
    authors: Sequence[str],
    test: ArrayLike,
    *,
    cost: float = 1.0,
    balanced: bool = False,
    rule: Literal["votes", "libsvm", "mean"] | None = None,
    convention: Convention = "published",
) -> Attribution:
    """Attribute by a linear support vector machine, one against one (Chang & Lin 2011).

    Columns are standardised by the training texts; those that do not vary there are left out.

    Parameters
    ----------
    train, authors, test
        See `nearest_neighbour`.
    cost : float
        C of the machine.
    balanced : bool
        Whether C is divided by the share of the author in the training texts.
    rule : str, optional
        ``votes``: the author with the most pairwise votes, ties by the mean decision value (the
        default); ``libsvm``: ties go to the author whose training text comes first; ``mean``: the
        highest mean decision value (the default of ``r-stylo``).
    convention : str
        ``r-stylo``: if any column does not vary in the training texts, none is standardised.

    Returns
    -------
    Attribution
        The score of an author is the mean of the decision values of the author's pairs.
    """
    from sklearn.svm import SVC

    a, b, classes, inverse = _tables(train, authors, test)
    in_r = as_in_r(convention)
    scale = scale_of(a)
    varies = scale.sd > 0
    if in_r and not varies.all():
        za, zb = a, b
    else:
        za, zb = scale.z(a)[:, varies], scale.z(b)[:, varies]
    # libsvm takes authors in the order of their first training texts.
    count = len(classes)
    order = np.argsort([int(np.argmax(inverse == k)) for k in range(count)])
    machine = SVC(
        kernel="linear",
        C=cost,
        class_weight="balanced" if balanced else None,
        decision_function_shape="ovo",
    )
    machine.fit(za, np.argsort(order)[inverse])
    values: Floats = machine.decision_function(zb)
    if count == 2:
        values = -values[:, None]
    totals = np.zeros((len(zb), count))
    votes = np.zeros((len(zb), count))
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    for column, (i, j) in enumerate(pairs):
        totals[:, order[i]] += values[:, column]
        totals[:, order[j]] -= values[:, column]
        votes[:, order[i]] += values[:, column] > 0
        votes[:, order[j]] += values[:, column] <= 0
    means = totals / (count - 1)
    rule = rule or ("mean" if in_r else "votes")
    if rule == "mean":
        predicted = _best(classes, means)
    elif rule == "libsvm":
        predicted = tuple(classes[order[k]] for k in np.argmax(votes[:, order], axis=1))
    else:
        leading = votes == votes.max(axis=1, keepdims=True)
        predicted = _best(classes, np.where(leading, means, -np.inf))
    return Attribution(predicted, classes, means, "decision")


def shrunken_centroids(
    train: ArrayLike,
    authors: Sequence[str],
    test: ArrayLike,
    *,
    threshold: float = 1.0,
    balanced: bool = False,
) -> Attribution:
    """Attribute by nearest shrunken centroids (Tibshirani et al. 2002, doi:10.1073/pnas.082099299).

    An author's mean of each word is drawn towards that of all texts by `threshold` standard
    errors; a word whose mean comes to lie there no longer tells for the author.

    Parameters
    ----------
    train, authors, test
        See `nearest_neighbour`.
    threshold : float
        In standard errors; R stylo always takes 1. `choose_threshold` chooses one.
    balanced : bool
        Whether all authors are equally likely beforehand, rather than as frequent as in the
        training texts.

    Returns
    -------
    Attribution
        The score of an author is the posterior probability.
    """
    a, b, classes, inverse = _tables(train, authors, test)
    sizes = np.bincount(inverse).astype(np.float64)
    overall = a.mean(axis=0)
    centres = _means(a, inverse, len(classes))
    residual = a - centres[inverse]
    if (sizes < 2).all():
        raise InputError(
            "no author has two training texts: nearest shrunken centroids need one who has"
        )
    free = max(len(a) - len(classes), 1)
    within = np.sqrt((residual**2).sum(axis=0) / free)
    spread = within + np.median(within)
    if not (spread > 0).all():
        raise InputError(
            "most words do not vary within any author: take fewer words or longer texts"
        )
    error = np.sqrt(1 / sizes - 1 / len(a))[:, None]
    d = (centres - overall) / (error * spread)
    shrunk = np.sign(d) * np.maximum(np.abs(d) - threshold, 0) * error
    z = (b - overall) / spread
    prior = np.full(len(classes), 1 / len(classes)) if balanced else sizes / len(a)
    logs = np.stack(
        [-0.5 * ((z - shrunk[k]) ** 2).sum(axis=1) + np.log(prior[k]) for k in range(len(classes))],
        axis=1,
    )
    return Attribution(_best(classes, logs), classes, _posterior(logs), "posterior")


def naive_bayes(
    train: ArrayLike,
    authors: Sequence[str],
    test: ArrayLike,
    *,
    convention: Convention = "published",
) -> Attribution:
    """Attribute by naive Bayes with normal densities.

    Parameters
    ----------
    train, authors, test
        See `nearest_neighbour`; at least two training texts by each author.
    convention : str
        ``published``: logarithms of the densities, exactly; ``r-stylo``: a density that underflows
        to 0 counts as 0.001, more than many that do not.

    Returns
    -------
    Attribution
        The score of an author is the posterior probability; the standard deviation of a word that
        does not vary within an author is taken as 0.001 percent.

    Raises
    ------
    InputError
        If an author has one training text only, which has no deviation.
    """
    a, b, classes, inverse = _tables(train, authors, test)
    sizes = np.bincount(inverse)
    if (sizes < 2).any():
        raise InputError(
            f"{classes[int(sizes.argmin())]} has one training text: naive Bayes needs two"
        )
    in_r = as_in_r(convention)
    means = _means(a, inverse, len(classes))
    logs = np.empty((len(b), len(classes)))
    for k in range(len(classes)):
        own = a[inverse == k]
        sd = np.sqrt(((own - means[k]) ** 2).sum(axis=0) / (len(own) - 1))
        sd[(own == own[0]).all(axis=0)] = _FLOOR
        log_density = -0.5 * ((b - means[k]) / sd) ** 2 - np.log(sd * np.sqrt(2 * np.pi))
        if in_r:
            log_density[np.exp(log_density) == 0] = np.log(_FLOOR)
        logs[:, k] = log_density.sum(axis=1) + np.log(len(own) / len(a))
    return Attribution(_best(classes, logs), classes, _posterior(logs), "posterior")


def _means(a: Floats, inverse: Ints, count: int) -> Floats:
    return np.stack([a[inverse == k].mean(axis=0) for k in range(count)])


def _best(classes: Sequence[str], scores: Floats) -> tuple[str, ...]:
    return tuple(classes[k] for k in np.argmax(scores, axis=1))


def _posterior(logs: Floats) -> Floats:
    shifted = np.exp(logs - logs.max(axis=1, keepdims=True))
    out: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return out


#: Every classifier by its name.
METHODS: dict[str, Callable[..., Attribution]] = {
    "delta": nearest_neighbour,
    "centroid": nearest_centroid,
    "svm": linear_svm,
    "nsc": shrunken_centroids,
    "naivebayes": naive_bayes,
}
#: What is no option of a method, as every caller sets it.
_GIVEN = ("train", "authors", "test", "convention")
_KNOW_CONVENTION = ("delta", "svm", "naivebayes")


def classifier(
    method: str = "delta", *, convention: Convention = "published", **options: Any
) -> Classifier:
    """Return a classifier with its options set: called with training texts, authors and texts.

    Parameters
    ----------
    method : str
        ``delta``, ``centroid``, ``svm``, ``nsc`` or ``naivebayes``.
    convention : str
        Handed on to the methods in which R stylo departs from the publication.
    **options
        Of the method, such as ``measure="delta"``.

    Raises
    ------
    InputError
        If there is no such method, or it has no such option.

    Examples
    --------
    >>> who = classifier("centroid", measure="delta")
    >>> who([[5.0, 1.0], [4.5, 1.2], [2.0, 3.0]], ["Moss", "Moss", "Reed"], [[2.5, 2.8]]).predicted
    ('Reed',)
    """
    if method not in METHODS:
        raise InputError(f"no method {method!r}: choose from {', '.join(METHODS)}")
    as_in_r(convention)
    function = METHODS[method]
    taken = [n for n in signature(function).parameters if n not in _GIVEN]
    for name in options:
        if name not in taken:
            raise InputError(
                f"{method} has no option {name!r}: it has {', '.join(taken) or 'none'}"
            )
    if method in _KNOW_CONVENTION:
        options = {**options, "convention": convention}

    def run(train: Floats, authors: Sequence[str], test: Floats) -> Attribution:
        return function(train, authors, test, **options)

    return run


def classify(
    counts: Counts,
    train: Sequence[int],
    test: Sequence[int],
    number: int,
    method: str = "delta",
    *,
    culling: float = 0.0,
    pronouns: bool = True,
    convention: Convention = "published",
    **options: Any,
) -> Attribution:
    """Attribute texts of a corpus by others of it, as R stylo's ``classify()`` does.

    Parameters
    ----------
    counts : Counts
        Of the whole corpus.
    train, test : sequence of int
        Rows; the word list, its culling and all means come from the training rows alone.
    number, culling, pronouns
        See `stylo.stylometry.frequencies.most_frequent`.
    method, convention, **options
        See `classifier`.
    """
    words = most_frequent(counts, number, culling=culling, pronouns=pronouns, rows=train)
    table = relative(counts, words)
    run = classifier(method, convention=convention, **options)
    train = list(train)
    return run(table[train], [counts.authors[row] for row in train], table[list(test)])


def leave_one_out(
    frequencies: ArrayLike,
    authors: Sequence[str],
    method: str = "delta",
    *,
    groups: Sequence[Any] | None = None,
    convention: Convention = "published",
    **options: Any,
) -> Attribution:
    """Attribute each text by all others.

    Parameters
    ----------
    frequencies : array, texts × words
        In percent; the choice of words is not repeated for each text.
    authors : sequence of str
        Of the texts.
    method, **options
        See `classifier`.
    groups : sequence, optional
        Texts of the same group are left out together, such as the samples of one text.
    convention : str
        ``published``: z-scores from the other texts; ``r-stylo``: as ``crossv()`` does with
        ``cv.mode="leaveoneout"``, the text itself counts twice in the z-scores.

    Returns
    -------
    Attribution
        ``nearest`` and ``nearest_scores`` are left empty, as rows differ from text to text.
    """
    x = np.asarray(frequencies, dtype=np.float64)
    names, _ = _classes(authors)
    in_r = as_in_r(convention)
    if in_r and method == "delta":
        options = {**options, "over": "both"}
    run = classifier(method, convention=convention, **options)
    together: Sequence[Any] = range(len(x)) if groups is None else groups
    members: dict[Any, list[int]] = {}
    for row, group in enumerate(together):
        members.setdefault(group, []).append(row)
    predicted = [""] * len(x)
    scores = np.full((len(x), len(names)), np.nan)
    kind: ScoreKind = "distance"
    every = np.arange(len(x))
    for rows in members.values():
        others = np.setdiff1d(every, rows)
        test = np.repeat(x[rows], 2, axis=0) if in_r else x[rows]
        found = run(x[others], [authors[row] for row in others], test)
        columns = [names.index(name) for name in found.classes]
        step = 2 if in_r else 1
        scores[np.ix_(rows, columns)] = found.scores[::step]
        kind = found.kind
        for row, name in zip(rows, found.predicted[::step], strict=True):
            predicted[row] = name
    return Attribution(tuple(predicted), names, scores, kind)


def choose_threshold(
    frequencies: ArrayLike,
    authors: Sequence[str],
    thresholds: Sequence[float] = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0),
    *,
    groups: Sequence[Any] | None = None,
) -> float:
    """Return the threshold of `shrunken_centroids` with the best balanced accuracy left one out.

    The highest one among equals, which leaves the fewest words (Tibshirani et al. 2002 choose by
    cross-validation too).
    """
    truth = np.asarray(authors, dtype=object)
    best = (-1.0, 0.0)
    for threshold in sorted(thresholds):
        found = leave_one_out(frequencies, authors, "nsc", groups=groups, threshold=threshold)
        right = np.asarray(found.predicted, dtype=object) == truth
        score = float(np.mean([right[truth == name].mean() for name in found.classes]))
        best = max(best, (score, float(threshold)))
    return best[1]
