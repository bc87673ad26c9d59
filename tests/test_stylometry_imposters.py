"""General Imposters: given draws, simulated authors, C@1 and its optimum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo.document import InputError
from stylo.stylometry.imposters import (
    Draws,
    c_at_1,
    contests,
    draw,
    imposters,
    leave_one_out_scores,
    optimise_thresholds,
)

RANDOM = np.random.RandomState(3)
RATES = {name: RANDOM.dirichlet(np.full(14, 5.0)) for name in ("Ames", "Moss", "Reed", "Vane")}


def texts_by(authors: list[str], length: int = 1500) -> np.ndarray:
    rows = [RANDOM.multinomial(length, RATES[name]) for name in authors]
    return 100 * np.array(rows) / length


AUTHORS = ["Ames"] * 3 + ["Moss"] * 4 + ["Reed"] * 3
REFERENCE = texts_by(AUTHORS)


def test_draws_are_without_repetition_and_from_others_only() -> None:
    random = np.random.RandomState(1)
    draws = draw(AUTHORS, "Moss", 14, random, iterations=20, features=0.5, imposters=0.34)
    assert draws.words.shape == (20, 7)
    assert draws.imposters.shape == (20, 2)
    for words, rows in zip(draws.words, draws.imposters, strict=True):
        assert len(set(words.tolist())) == 7
        assert len(set(rows.tolist())) == 2
        assert "Moss" not in {AUTHORS[row] for row in rows}
    again = draw(AUTHORS, "Moss", 14, np.random.RandomState(1), iterations=20, imposters=0.34)
    assert (again.words == draws.words).all()


def test_contests_with_given_draws_as_in_r() -> None:
    draws = Draws(np.array([[3, 0, 5, 7]]), np.array([[8, 1]]))
    text = texts_by(["Moss"])
    winners, nearest = contests(
        REFERENCE, AUTHORS, text, "Moss", draws, "delta", convention="r-stylo"
    )
    rows = [3, 4, 5, 6, 8, 1]
    x = np.concatenate([REFERENCE[rows], text, text])[:, [3, 0, 5, 7]]
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    far = np.abs(z[:-2] - z[-1]).mean(axis=1)
    assert winners[0, 0] == rows[int(far.argmin())]
    assert nearest[0, 0] == pytest.approx(far.min())


def test_contests_as_published_take_z_scores_from_the_reference() -> None:
    draws = Draws(np.array([[3, 0, 5, 7]]), np.array([[8, 1]]))
    text = texts_by(["Moss", "Reed"])
    winners, nearest = contests(REFERENCE, AUTHORS, text, "Moss", draws, "delta")
    mean, sd = REFERENCE.mean(axis=0), REFERENCE.std(axis=0, ddof=1)
    z, zt = (REFERENCE - mean) / sd, (text - mean) / sd
    rows = [3, 4, 5, 6, 8, 1]
    far = np.abs(zt[:, None] - z[rows])[:, :, [3, 0, 5, 7]].mean(axis=2)
    assert winners[:, 0].tolist() == [rows[k] for k in far.argmin(axis=1)]
    assert np.allclose(nearest[:, 0], far.min(axis=1))


@pytest.mark.parametrize("convention", ["published", "r-stylo"])
def test_authors_are_told_and_strangers_are_nobody(convention: str) -> None:
    found = imposters(
        REFERENCE,
        AUTHORS,
        texts_by(["Moss", "Reed"]),
        seed=4,
        convention=convention,  # type: ignore[arg-type]
    )
    assert found.candidates == ("Ames", "Moss", "Reed")
    assert found.scores[0, 1] > 0.9
    assert found.scores[1, 2] > 0.9
    assert found.scores[0, [0, 2]].max() < 0.5
    some = imposters(REFERENCE, AUTHORS, REFERENCE[:1], candidates=["Reed"])
    assert some.scores[0, 0] < 0.1


def test_thresholds_from_leaving_one_out() -> None:
    authors = [*AUTHORS, "Vane"]
    scores, truth = leave_one_out_scores(np.concatenate([REFERENCE, texts_by(["Vane"])]), authors)
    assert scores.shape == truth.shape == (10, 4)
    assert truth.sum(axis=1).tolist() == [1] * 10
    found = optimise_thresholds(scores, truth)
    assert found.c_at_1 > 0.9
    assert found.low <= found.high


def brute_force(scores: list[float], truth: list[bool]) -> float:
    grid = [i / 100 for i in range(101)]
    return max(c_at_1(scores, truth, a, b) for a in grid for b in grid if b >= a)


@given(
    st.lists(
        st.tuples(st.integers(0, 30).map(lambda k: k / 30), st.booleans()), min_size=1, max_size=12
    )
)
@settings(max_examples=20, deadline=None)
def test_the_published_thresholds_are_the_best(rows: list[tuple[float, bool]]) -> None:
    scores, truth = [r[0] for r in rows], [r[1] for r in rows]
    found = optimise_thresholds(scores, truth)
    best = brute_force(scores, truth)
    assert found.c_at_1 == pytest.approx(best)
    assert c_at_1(scores, truth, found.low, found.high) == found.c_at_1
    in_r = optimise_thresholds(scores, truth, convention="r-stylo")
    assert in_r.c_at_1 <= best + 1e-12


def test_thresholds_in_r_mix_rows_and_columns() -> None:
    scores, truth = [0.9, 0.8, 0.1, 0.2], [True, True, False, False]
    best = optimise_thresholds(scores, truth)
    assert (best.low, best.high, best.c_at_1) == (0.21, 0.21, 1.0)
    mixed = optimise_thresholds(scores, truth, convention="r-stylo")
    assert (mixed.low, mixed.high) == (0.0, 0.79)  # offset 0 at the least, row .79 at the most


def test_c_at_1() -> None:
    assert c_at_1([0.9, 0.1], [True, False], 0.5, 0.5) == 1
    assert c_at_1([0.5, 0.5], [True, False], 0.4, 0.6) == 0
    assert c_at_1([0.9, 0.5], [True, False], 0.4, 0.6) == (1 + 1 / 2) / 2


def test_bad_input() -> None:
    random = np.random.RandomState(0)
    with pytest.raises(InputError, match="no author 'Mos'"):
        draw(AUTHORS, "Mos", 14, random)
    with pytest.raises(InputError, match="all reference texts are by Moss"):
        draw(["Moss", "Moss"], "Moss", 14, random)
    with pytest.raises(InputError, match="between 0 and 1"):
        draw(AUTHORS, "Moss", 14, random, features=1.5)
    with pytest.raises(InputError, match="one text only"):
        leave_one_out_scores(REFERENCE[[0, 3, 7]], ["Ames", "Moss", "Reed"])
