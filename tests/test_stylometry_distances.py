"""Every distance against its formula written out, its properties, and R stylo's departures."""

from __future__ import annotations

from itertools import combinations
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stylo.document import InputError
from stylo.stylometry import distances as distances_module
from stylo.stylometry.distances import (
    MEASURES,
    balanced_weights,
    centroid_distances,
    cross_distances,
    distance_tiles,
    distances,
    measure_named,
    nearest_others,
    scale_of,
    z_scores,
)

RANDOM = np.random.RandomState(4)
TABLE = RANDOM.gamma(1.5, 1.0, (7, 12)) * np.linspace(4, 0.1, 12)
TABLE[0, 3:6] = TABLE[1, 4:6] = 0


def by_formula(name: str, x: np.ndarray, a: int, b: int, *, r: bool) -> float:
    """Return one distance from sums over words, written as in the publications or as in R."""
    n = x.shape[1]
    mean = [sum(c) / len(c) for c in x.T]
    sd = [sqrt(sum((v - m) ** 2 for v in c) / (len(c) - 1)) for c, m in zip(x.T, mean, strict=True)]
    z = [[(v - m) / s for v, m, s in zip(row, mean, sd, strict=True)] for row in x]
    pairs = list(zip(x[a].tolist(), x[b].tolist(), strict=True))
    zs = list(zip(z[a], z[b], strict=True))

    def cosine(rows: list[tuple[float, float]]) -> float:
        dot = sum(p * q for p, q in rows)
        return 1 - dot / sqrt(sum(p * p for p, _ in rows) * sum(q * q for _, q in rows))

    if name == "delta":
        return sum(abs(p - q) for p, q in zs) / n
    if name == "argamon":
        total = sum((p - q) ** 2 for p, q in zs)
        return sqrt(total) / n if r else total
    if name == "eder":
        shift = 2 if r else 1
        total = sum((n + shift - k) / n * abs(p - q) for k, (p, q) in enumerate(zs, start=1))
        return total if r else total / n
    if name == "simple":
        return sum(abs(sqrt(p) - sqrt(q)) for p, q in pairs)
    if name == "wurzburg":
        return cosine(zs)
    if name == "cosine":
        return cosine(pairs)
    if name == "minmax":
        return 1 - sum(map(min, pairs)) / sum(map(max, pairs))
    if name == "entropy":
        total = 0.0
        for word, (p, q) in enumerate(pairs):
            column = [v + 1 for v in x[:, word]]
            share = [v / sum(column) for v in column]
            total += abs(log(p + 2) - log(q + 2)) / -sum(v * log(v) for v in share)
        return total
    if name == "canberra":
        used = [abs(p - q) / (p + q) for p, q in pairs if p + q > 0]
        return sum(used) * (n / len(used) if r else 1)
    if name == "manhattan":
        return sum(abs(p - q) for p, q in pairs)
    return sqrt(sum((p - q) ** 2 for p, q in pairs))


@pytest.mark.parametrize("convention", ["published", "r-stylo"])
@pytest.mark.parametrize("name", MEASURES)
def test_every_distance_follows_its_formula(name: str, convention: str) -> None:
    matrix = distances(TABLE, name, convention=convention)  # type: ignore[arg-type]
    for a, b in combinations(range(len(TABLE)), 2):
        expected = by_formula(name, TABLE, a, b, r=convention == "r-stylo")
        assert matrix[a, b] == pytest.approx(expected, rel=1e-12)


tables = arrays(
    np.float64, st.tuples(st.integers(3, 6), st.integers(2, 8)), elements=st.floats(0.01, 9)
)


@given(tables, st.sampled_from(sorted(MEASURES)))
def test_distances_are_symmetric_and_zero_to_oneself(x: np.ndarray, name: str) -> None:
    if MEASURES[name].standardised and (x.max(axis=0) == x.min(axis=0)).all():
        with pytest.raises(InputError, match="no word varies"):
            distances(x, name)
        return
    matrix = distances(x, name)
    there = np.isfinite(matrix)
    assert (there == there.T).all()
    assert np.array_equal(matrix[there], matrix.T[there]) or np.allclose(
        matrix[there], matrix.T[there], rtol=1e-12, atol=1e-12
    )
    assert (np.diag(matrix) == 0).all()
    assert (matrix[there] >= 0).all()


@pytest.mark.parametrize("name", MEASURES)
def test_cross_distances_and_blocks_agree_with_the_matrix(name: str) -> None:
    matrix = distances(TABLE, name)
    across = cross_distances(TABLE[:4], TABLE[4:], name, over="both")
    assert np.allclose(across, matrix[4:, :4], rtol=1e-12)
    whole = np.full(matrix.shape, np.nan)
    for rows, columns, tile in distance_tiles(TABLE, name, size=3):
        whole[rows, columns], whole[columns, rows] = tile, tile.T
    assert np.allclose(whole, matrix, rtol=1e-12, atol=1e-13)
    near, how_near = nearest_others(TABLE, name, 2)
    np.fill_diagonal(matrix, np.inf)
    assert (near == np.argsort(matrix, axis=1)[:, :2]).all()
    assert np.allclose(how_near, np.sort(matrix, axis=1)[:, :2])


def test_the_nearest_are_found_across_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.random.RandomState(1).gamma(1.5, 1.0, (25, 9))
    matrix = distances(table, "manhattan")
    np.fill_diagonal(matrix, np.inf)
    monkeypatch.setattr(distances_module, "TILE", 4)
    for number in (1, 3, 6, 24):
        near, how_near = nearest_others(table, "manhattan", number)
        assert (near == np.argsort(matrix, axis=1, kind="stable")[:, :number]).all()
        assert np.allclose(how_near, np.sort(matrix, axis=1)[:, :number])


def test_of_texts_that_are_equally_near_the_first_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distances_module, "TILE", 2)
    near, _ = nearest_others([[1.0, 2.0], [3.0, 1.0], [3.0, 1.0], [3.0, 1.0]], "manhattan")
    assert near.ravel().tolist() == [1, 2, 1, 1]


@pytest.mark.parametrize("name", MEASURES)
def test_a_query_does_not_depend_on_what_else_is_asked(name: str) -> None:
    alone = cross_distances(TABLE[:4], TABLE[4:5], name)
    together = cross_distances(TABLE[:4], TABLE[4:], name)
    assert np.allclose(alone, together[:1], rtol=1e-12)


def test_in_r_cosine_delta_always_looks_at_all_texts() -> None:
    a, b = TABLE[:4], TABLE[4:]
    reference = cross_distances(a, b, "wurzburg", convention="r-stylo")
    both = cross_distances(a, b, "wurzburg", over="both")
    assert np.allclose(reference, both, rtol=1e-12)
    assert not np.allclose(reference, cross_distances(a, b, "wurzburg"))


def test_in_r_cosine_delta_has_no_words_that_the_reference_never_varies() -> None:
    a = np.insert(TABLE[:4], 12, 0.3, axis=1)
    b = np.insert(TABLE[4:], 12, 0.5, axis=1)
    found = cross_distances(a, b, "wurzburg", convention="r-stylo")
    assert np.allclose(found, cross_distances(TABLE[:4], TABLE[4:], "wurzburg", over="both"))


@pytest.mark.parametrize("name", [m.name for m in MEASURES.values() if m.standardised])
def test_a_word_that_does_not_vary_is_left_out(name: str) -> None:
    constant = np.insert(TABLE, TABLE.shape[1], 0.1 + 0.2, axis=1)
    if name == "eder":  # its weights count all words
        assert np.isfinite(distances(constant, name)).all()
    else:
        assert np.allclose(distances(constant, name), distances(TABLE, name), rtol=1e-12)


def test_in_r_what_is_left_out_scales_the_rest_up() -> None:
    constant = np.insert(TABLE, TABLE.shape[1], 0.3, axis=1)
    plain = distances(TABLE, "argamon", convention="r-stylo") * 12
    grown = distances(constant, "argamon", convention="r-stylo") * 13
    assert np.allclose(grown, plain * sqrt(13 / 12))
    weights = (13 + 2 - np.arange(1, 13)) / 13
    z = z_scores(TABLE)
    by_hand = np.sum(weights * abs(z[0] - z[1])) * 13 / 12
    assert distances(constant, "eder", convention="r-stylo")[0, 1] == pytest.approx(by_hand)


def test_texts_without_the_words() -> None:
    x = np.array([[1.0, 2.0], [0.0, 0.0], [2.0, 1.0]])
    assert np.isnan(distances(x, "cosine")[0, 1])
    assert distances(x, "canberra")[0, 1] == 2
    assert distances(x, "minmax")[0, 1] == 1


def test_centres_of_groups() -> None:
    groups = ["Moss", "Reed", "Moss", "Moss"]
    names, matrix = centroid_distances(TABLE[:4], groups, TABLE[4:], "delta", balanced=False)
    z = scale_of(TABLE[:4]).z(TABLE)
    assert names == ("Moss", "Reed")
    moss = z[[0, 2, 3]].mean(axis=0)
    assert np.allclose(matrix[:, 0], np.abs(z[4:] - moss).mean(axis=1))
    assert np.allclose(matrix[:, 1], np.abs(z[4:] - z[1]).mean(axis=1))
    _, plain = centroid_distances(TABLE[:4], groups, TABLE[4:], "minmax")
    centre = TABLE[[0, 2, 3]].mean(axis=0)
    expected = 1 - np.minimum(TABLE[4:], centre).sum(axis=1) / np.maximum(TABLE[4:], centre).sum(
        axis=1
    )
    assert np.allclose(plain[:, 0], expected)


def test_balanced_centres_do_not_depend_on_how_much_one_wrote() -> None:
    train, groups = TABLE[:4], ["Moss", "Moss", "Reed", "Reed"]
    more = np.concatenate([train, train[:2], train[:2]])
    _, once = centroid_distances(train, groups, TABLE[4:], "wurzburg")
    _, thrice = centroid_distances(more, groups + ["Moss"] * 4, TABLE[4:], "wurzburg")
    assert np.allclose(once, thrice)
    _, plain = centroid_distances(more, groups + ["Moss"] * 4, TABLE[4:], balanced=False)
    assert not np.allclose(once, plain)
    assert balanced_weights(groups + ["Moss"] * 4).sum() == pytest.approx(1)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="no distance 'manhatan': choose from delta"):
        distances(TABLE, "manhatan")
    with pytest.raises(InputError, match="no convention 'R'"):
        distances(TABLE, convention="R")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="12 words in the reference, 11"):
        cross_distances(TABLE, TABLE[:, :11])
    with pytest.raises(InputError, match="at least two texts"):
        distances(TABLE[:1], "delta")
    with pytest.raises(InputError, match="of two texts every z-score"):
        distances(TABLE[:2], "delta")
    assert distances(TABLE[:2], "delta", convention="r-stylo")[0, 1] == pytest.approx(sqrt(2))
    assert distances(TABLE[:2], "minmax").shape == (2, 2)
    with pytest.raises(InputError, match="texts × words"):
        distances(TABLE[0])
    assert measure_named("cosine-delta").name == "wurzburg"
