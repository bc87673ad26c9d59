"""Classifiers on simulated authors, against their formulas and each other; R's protocols."""

from __future__ import annotations

import numpy as np
import pytest

from stylo.document import InputError
from stylo.stylometry.classify import (
    METHODS,
    choose_threshold,
    classifier,
    classify,
    leave_one_out,
    linear_svm,
    naive_bayes,
    nearest_centroid,
    nearest_neighbour,
    shrunken_centroids,
)
from stylo.stylometry.distances import cross_distances
from stylo.stylometry.frequencies import count_units, most_frequent, relative

WORDS = "the of and to in that upon while whilst on by".split()


def simulate(seed: int, sizes: dict[str, int], length: int = 900) -> tuple[np.ndarray, list[str]]:
    """Return percent frequencies of texts by authors who use words at rates of their own."""
    random = np.random.RandomState(7)
    rates = {name: random.dirichlet(np.full(len(WORDS), 6.0)) for name in ("Ames", "Moss", "Reed")}
    random = np.random.RandomState(seed)
    authors = [name for name, number in sizes.items() for _ in range(number)]
    rows = [random.multinomial(length, rates[name]) for name in authors]
    return 100 * np.array(rows) / length, authors


TRAIN, AUTHORS = simulate(1, {"Ames": 6, "Moss": 9, "Reed": 4})
TEST, TRUTH = simulate(2, {"Ames": 5, "Moss": 5, "Reed": 5})


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("convention", ["published", "r-stylo"])
def test_every_method_tells_distinct_authors(method: str, convention: str) -> None:
    found = classifier(method, convention=convention)(TRAIN, AUTHORS, TEST)  # type: ignore[arg-type]
    assert found.classes == ("Ames", "Moss", "Reed")
    assert list(found.predicted) == TRUTH
    assert found.scores.shape == (15, 3)
    if found.kind == "posterior":
        assert np.allclose(found.scores.sum(axis=1), 1)
    best = found.scores.argmin(axis=1) if found.kind == "distance" else found.scores.argmax(axis=1)
    assert [found.classes[k] for k in best] == TRUTH


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_training_texts_does_not_matter(method: str) -> None:
    order = np.random.RandomState(0).permutation(len(TRAIN))
    run = classifier(method)
    a = run(TRAIN, AUTHORS, TEST).scores
    b = run(TRAIN[order], [AUTHORS[i] for i in order], TEST).scores
    assert np.allclose(a, b, atol=5e-3 if method == "svm" else 1e-9)


def test_nearest_neighbours_are_listed() -> None:
    found = nearest_neighbour(TRAIN, AUTHORS, TEST, "delta")
    matrix = cross_distances(TRAIN, TEST, "delta")
    assert found.nearest is not None
    assert found.nearest_scores is not None
    assert (found.nearest[:, 0] == matrix.argmin(axis=1)).all()
    assert np.allclose(found.nearest_scores, np.sort(matrix, axis=1))
    assert np.allclose(found.scores[:, 0], matrix[:, :6].min(axis=1))


def test_balanced_centroids_find_the_author_who_wrote_most() -> None:
    train, authors = simulate(3, {"Ames": 2, "Moss": 60, "Reed": 2}, length=300)
    test, truth = simulate(4, {"Ames": 20, "Moss": 20, "Reed": 20}, length=300)

    def moss(balanced: bool) -> int:
        found = nearest_centroid(train, authors, test, balanced=balanced).predicted
        return sum(x == y for x, y in zip(found, truth, strict=True) if y == "Moss")

    assert moss(True) > moss(False)
    assert moss(True) >= 17


def test_svm_votes_and_means() -> None:
    votes, first, mean = (
        linear_svm(TRAIN, AUTHORS, TEST),
        linear_svm(TRAIN, AUTHORS, TEST, rule="libsvm"),
        linear_svm(TRAIN, AUTHORS, TEST, convention="r-stylo"),
    )
    assert np.allclose(votes.scores, mean.scores)
    assert np.allclose(votes.scores.sum(axis=1), 0)
    assert votes.predicted == first.predicted == mean.predicted
    two = [a for a in AUTHORS if a != "Reed"]
    pair = linear_svm(TRAIN[:15], two, TEST[:10])
    assert list(pair.predicted) == TRUTH[:10]


def test_svm_agrees_with_the_library() -> None:
    from sklearn.svm import SVC

    blurred = TEST + np.random.RandomState(5).normal(0, 3, TEST.shape)
    mean, sd = TRAIN.mean(axis=0), TRAIN.std(axis=0, ddof=1)
    machine = SVC(kernel="linear").fit((TRAIN - mean) / sd, AUTHORS)
    expected = machine.predict((blurred - mean) / sd).tolist()
    assert list(linear_svm(TRAIN, AUTHORS, blurred, rule="libsvm").predicted) == expected


def test_shrunken_centroids_agree_with_the_library_where_it_shrinks_nothing() -> None:
    found = shrunken_centroids(TRAIN, AUTHORS, TEST, threshold=0, balanced=True)
    names = sorted(set(AUTHORS))
    by = np.array(AUTHORS)
    centres = np.array([TRAIN[by == name].mean(axis=0) for name in names])
    residual = TRAIN - centres[[names.index(a) for a in AUTHORS]]
    within = np.sqrt((residual**2).sum(axis=0) / (len(TRAIN) - 3))
    spread = within + np.median(within)
    logs = -0.5 * (((TEST[:, None] - centres) / spread) ** 2).sum(axis=2)
    expected = np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)
    assert np.allclose(found.scores, expected)


def test_full_shrinkage_leaves_the_prior() -> None:
    found = shrunken_centroids(TRAIN, AUTHORS, TEST, threshold=1e6)
    assert np.allclose(found.scores, np.array([6, 9, 4]) / 19)
    even = shrunken_centroids(TRAIN, AUTHORS, TEST, threshold=1e6, balanced=True)
    assert np.allclose(even.scores, 1 / 3)
    assert choose_threshold(TRAIN, AUTHORS, [0.5, 1e6]) == 0.5


def test_naive_bayes_agrees_with_the_library() -> None:
    from scipy.stats import norm

    found = naive_bayes(TRAIN, AUTHORS, TEST)
    by = np.array(AUTHORS)
    logs = []
    for name in found.classes:
        own = TRAIN[by == name]
        density = norm.logpdf(TEST, own.mean(axis=0), own.std(axis=0, ddof=1)).sum(axis=1)
        logs.append(density + np.log(len(own) / len(TRAIN)))
    expected = np.array(logs).T
    expected -= np.logaddexp.reduce(expected, axis=1, keepdims=True)
    assert np.allclose(np.log(found.scores + 1e-300), np.maximum(expected, np.log(1e-300)))


def test_naive_bayes_in_r_forgives_what_is_furthest_off() -> None:
    train = np.array([[1.0, 5.0], [1.1, 5.1], [9.0, 5.0], [9.1, 5.1]])
    authors = ["Moss", "Moss", "Reed", "Reed"]
    text = [[8.0, 5.05]]  # 97 deviations from Moss, whose density underflows; 15 from Reed
    assert naive_bayes(train, authors, text).predicted == ("Reed",)
    assert naive_bayes(train, authors, text, convention="r-stylo").predicted == ("Moss",)


def test_words_that_never_vary() -> None:
    from sklearn.svm import SVC

    train = np.column_stack([TRAIN, np.full(len(TRAIN), 0.3)])
    test = np.column_stack([TEST, np.full(len(TEST), 0.4)])
    for method in METHODS:
        assert list(classifier(method)(train, AUTHORS, test).predicted) == TRUTH
    in_r = linear_svm(train, AUTHORS, test, convention="r-stylo")
    unscaled = SVC(kernel="linear", decision_function_shape="ovo").fit(train, AUTHORS)
    ames_moss, ames_reed, moss_reed = unscaled.decision_function(test).T
    expected = [ames_moss + ames_reed, moss_reed - ames_moss, -ames_reed - moss_reed]
    assert np.allclose(in_r.scores, np.array(expected).T / 2)
    assert not np.allclose(in_r.scores, linear_svm(train, AUTHORS, test).scores)


def test_classify_looks_at_the_training_texts_only() -> None:
    rows = ["a a a b c", "a a b b c", "d d d a b", "d d a a b", "z z z z z a"]
    authors = ["Moss", "Moss", "Reed", "Reed", ""]
    counts = count_units([row.split() for row in rows], list("12345"), authors)
    found = classify(counts, [0, 1, 2, 3], [4], 4, measure="manhattan")
    table = relative(counts, most_frequent(counts, 4, rows=[0, 1, 2, 3]))
    expected = cross_distances(table[:4], table[4:], "manhattan")
    assert found.nearest_scores is not None
    assert np.allclose(found.nearest_scores, np.sort(expected))


def test_leaving_one_out_leaves_it_out() -> None:
    found = leave_one_out(TRAIN, AUTHORS, measure="delta")
    for row in (0, 8, 18):
        others = [i for i in range(len(TRAIN)) if i != row]
        run = nearest_neighbour(TRAIN[others], [AUTHORS[i] for i in others], TRAIN[[row]], "delta")
        assert found.predicted[row] == run.predicted[0]
        assert np.allclose(found.scores[row], run.scores[0])


def test_in_r_the_text_left_out_counts_twice() -> None:
    found = leave_one_out(TRAIN, AUTHORS, measure="delta", convention="r-stylo")
    x = np.concatenate([TRAIN[1:], TRAIN[:1], TRAIN[:1]])
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    near = np.abs(z[:-2] - z[-1]).mean(axis=1)
    assert found.scores[0, 0] == pytest.approx(near[:5].min())
    assert found.scores[0, 1] == pytest.approx(near[5:14].min())


def test_groups_are_left_out_together() -> None:
    twice = np.concatenate([TRAIN, TRAIN + 1e-6])
    authors = AUTHORS + AUTHORS
    groups = [*range(len(TRAIN))] * 2
    alone = leave_one_out(twice, authors, measure="manhattan")
    together = leave_one_out(twice, authors, measure="manhattan", groups=groups)
    by = [alone.classes.index(a) for a in authors]
    assert (alone.scores[np.arange(len(twice)), by] < 1e-3).all()
    assert (together.scores[np.arange(len(twice)), by] > 1).all()


def test_an_author_whose_only_text_is_left_out_has_no_score() -> None:
    found = leave_one_out(TRAIN[:16], AUTHORS[:16], measure="delta")
    assert np.isnan(found.scores[15, 2])
    assert found.predicted[15] != "Reed"


def test_bad_input() -> None:
    with pytest.raises(InputError, match="no method 'forest': choose from delta"):
        classifier("forest")
    with pytest.raises(InputError, match="by one author"):
        nearest_neighbour(TRAIN, ["Moss"] * len(TRAIN), TEST)
    with pytest.raises(InputError, match="tables of the same words"):
        nearest_neighbour(TRAIN, AUTHORS, TEST[:, 1:])
    with pytest.raises(InputError, match="Reed has one training text"):
        naive_bayes(TRAIN[:16], AUTHORS[:16], TEST)
    with pytest.raises(InputError, match="no convention"):
        classifier("svm", convention="R")  # type: ignore[arg-type]
