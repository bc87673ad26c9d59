"""Scores become probabilities that hold, and outsiders are told from candidates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from stylo.stylometry.calibrated import (
    Trial,
    best_model,
    calibration_error,
    enough_for_strangers,
    fit_stranger,
    left_out_probabilities,
    log_softmax,
    probabilities,
    sign,
    temperature,
    typicality,
    with_company,
)
from stylo.stylometry.ridge import PENALTY, SHIFT, Ridge, ridge

Floats = NDArray[np.float64]


def cosines(vectors: Floats) -> Floats:
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(unit @ unit.T)


def drawn(seed: int, authors: int, texts: int, noise: float = 1.0) -> tuple[Floats, list[str]]:
    random = np.random.RandomState(seed)
    codes = np.repeat(np.arange(authors), texts)
    vectors = random.normal(size=(authors, 12))[codes]
    vectors += noise * random.normal(size=(len(codes), 12))
    return cosines(vectors), [f"author {code}" for code in codes]


SCORES = st.lists(st.lists(st.floats(-2, 2), min_size=3, max_size=3), min_size=1, max_size=5).map(
    np.array
)


@given(SCORES, st.floats(0.005, 2.0))
def test_probabilities_sum_to_one_and_keep_the_order(scores: Floats, heat: float) -> None:
    found = probabilities(scores, heat)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    np.testing.assert_allclose(np.exp(log_softmax(scores, heat)), found)
    for row, said in zip(scores, found, strict=True):
        assert (np.diff(said[np.argsort(row)]) >= 0).all()


@pytest.mark.parametrize("true", [0.05, 0.2, 0.8])
def test_the_temperature_of_the_draws_is_found_again(true: float) -> None:
    random = np.random.RandomState(1)
    scores = random.normal(0, 0.4, size=(4000, 4))
    chances = probabilities(scores, true)
    codes = (random.rand(4000, 1) > chances.cumsum(axis=1)).sum(axis=1)
    found = temperature(scores, codes)
    assert found.temperature == pytest.approx(true, rel=0.1)
    assert (
        calibration_error(
            probabilities(scores, found.temperature).max(axis=1), scores.argmax(axis=1) == codes
        )
        < 0.03
    )


def test_ten_texts_without_an_error_are_no_certainty() -> None:
    scores = np.tile([1.0, 0.0], (10, 1))
    few = probabilities(scores, temperature(scores, np.zeros(10, int)).temperature)[0, 0]
    scores = np.tile([1.0, 0.0], (1000, 1))
    many = probabilities(scores, temperature(scores, np.zeros(1000, int)).temperature)[0, 0]
    assert few == pytest.approx(11 / 12, abs=0.01)
    assert many == pytest.approx(1001 / 1002, abs=0.001)


@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(2, 5), st.floats(0.01, 2))
def test_no_other_temperature_is_more_likely(
    seed: int, texts: int, authors: int, spread: float
) -> None:
    random = np.random.RandomState(seed)
    scores = spread * random.normal(size=(texts, authors))
    codes = np.where(random.rand(texts) < 0.7, scores.argmax(axis=1), 0)
    found = temperature(scores, codes)
    doubt = 1 / (texts + 2)
    target = np.full((texts, authors), doubt / (authors - 1))
    target[np.arange(texts), codes] = 1 - doubt
    gains = [
        (target * log_softmax(scores, heat)).sum(axis=1).mean()
        for heat in np.exp(np.linspace(np.log(0.005), np.log(2), 80))
    ]
    assert found.gain == pytest.approx(max(gains), abs=1e-9)


def test_scores_that_say_nothing_give_even_chances() -> None:
    random = np.random.RandomState(2)
    scores, codes = random.normal(size=(500, 2)), random.randint(0, 2, 500)
    found = probabilities(scores, temperature(scores, codes).temperature)
    assert found.max(axis=1).mean() < 0.7


def test_the_model_that_tells_best_is_taken() -> None:
    sharp, authors = drawn(0, 4, 6, noise=0.5)
    blurred, _ = drawn(5, 4, 6, noise=20.0)
    assert best_model([ridge(blurred, authors), ridge(sharp, authors)])[0] == 1
    assert best_model([ridge(sharp, authors), ridge(blurred, authors)])[0] == 0


def test_a_lone_text_does_not_set_the_temperature() -> None:
    likeness, authors = drawn(0, 3, 5, noise=0.5)
    authors[0] = "by nobody else"
    model = ridge(likeness, authors)
    assert with_company(model.codes).tolist() == [False] + [True] * 14
    kept = np.arange(1, 15)
    alone = temperature(model.left_out()[kept], model.codes[kept])
    assert best_model([model])[1] == alone.temperature


def test_where_all_are_alone_all_count() -> None:
    assert with_company(np.array([0, 1, 2])).all()


def without(likeness: Floats, model: Ridge, row: int) -> Floats:
    """Scores of each text by regressions without it and `row`, by solving them anew."""
    number = len(model.authors)
    penalty = PENALTY * number * np.bincount(model.codes)[model.codes] / len(likeness)
    target = (model.codes[:, None] == np.arange(number)) - 1 / number
    found = np.empty((len(likeness), number))
    for text in range(len(likeness)):
        kept = [k for k in range(len(likeness)) if k not in (row, text)]
        regular = (likeness + SHIFT + np.diag(penalty))[np.ix_(kept, kept)]
        duals = np.linalg.solve(regular, target[kept])
        found[text] = (likeness[text, kept] + SHIFT) @ duals + 1 / number
    return found


def test_each_text_is_judged_by_choices_that_were_made_without_it() -> None:
    tables = [drawn(seed, 3, 4, noise)[0] for seed, noise in ((0, 0.8), (1, 1.5))]
    authors = drawn(0, 3, 4)[1]
    models = [ridge(table, authors) for table in tables]
    found = left_out_probabilities(models)
    for row in range(len(authors)):
        others = np.arange(len(authors)) != row
        best = (-np.inf, np.zeros(3))
        for table, model in zip(tables, models, strict=True):
            scores = without(table, model, row)
            heat = temperature(scores[others], model.codes[others])
            if heat.gain > best[0]:
                best = heat.gain, probabilities(scores[row], heat.temperature)
        np.testing.assert_allclose(found[row], best[1], atol=1e-7)


def test_the_sign_is_the_best_score_less_what_own_texts_reach() -> None:
    likeness, authors = drawn(3, 3, 4)
    authors[0] = "by nobody else"
    model = ridge(likeness, authors)
    own = model.left_out()[np.arange(12), model.codes]
    means = [own[model.codes == k].mean() for k in range(3)]
    found = sign(np.array([[0.2, 0.7, -1.0], [0.5, 0.1, 0.0]]), model)
    assert model.authors[3] == "by nobody else"
    np.testing.assert_allclose(found, np.array([0.7, 0.5]) - np.mean(means))


def trial(seed: int, known: float, strange: float, authors: int = 6, texts: int = 8) -> Trial:
    random = np.random.RandomState(seed)
    codes = np.tile(np.repeat(np.arange(authors), texts), 2)
    stranger = np.arange(len(codes)) >= len(codes) // 2
    signs = np.where(stranger, strange, known) + 0.1 * random.normal(size=len(codes))
    return Trial(signs, stranger, codes)


def test_strangers_are_told_where_they_differ() -> None:
    rule = fit_stranger(trial(0, 0.1, -0.3))
    assert rule is not None and rule.authors == 6
    new = trial(1, 0.1, -0.3)
    chance = rule.chance(new.sign)
    assert chance[new.stranger].mean() > 0.85 and chance[~new.stranger].mean() < 0.15
    assert (np.diff(rule.chance(np.sort(new.sign))) <= 0).all()


def test_where_they_do_not_differ_the_odds_stay_even() -> None:
    rule = fit_stranger(trial(0, 0.0, 0.0, authors=10, texts=40))
    assert rule is not None
    assert np.abs(rule.chance(trial(1, 0.0, 0.0).sign) - 0.5).max() < 0.1


def test_one_kind_teaches_nothing() -> None:
    found = trial(0, 0.1, -0.3)
    rows = found.stranger
    assert fit_stranger(Trial(found.sign[rows], rows[rows], found.codes[rows])) is None


def test_three_authors_of_two_texts_are_needed() -> None:
    assert not enough_for_strangers(np.array([0, 0, 1, 1, 2]))
    assert enough_for_strangers(np.array([0, 0, 1, 1, 2, 2]))


def test_authors_of_many_texts_do_not_outweigh_the_others() -> None:
    random = np.random.RandomState(0)
    codes = np.tile(np.repeat([0, 1, 2], 4), 2)
    stranger = np.arange(24) >= 12
    signs = np.where(stranger, -1.0, 1.0) + random.normal(size=24)
    rule = fit_stranger(Trial(signs, stranger, codes))
    # The same author's texts three times over: what is said of them stays about the same.
    again = np.concatenate([np.arange(24), *[np.flatnonzero(codes == 0)] * 2])
    more = fit_stranger(Trial(signs[again], stranger[again], codes[again]))
    assert rule is not None and more is not None
    np.testing.assert_allclose(rule.chance(signs), more.chance(signs), atol=0.05)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=20), st.floats(-1, 1))
def test_typicality_lies_between_one_in_n_plus_one_and_one(own: list[float], score: float) -> None:
    (found,) = typicality(np.array(own), np.array([score]))
    assert 1 / (len(own) + 1) <= found <= 1
    assert found == (sum(s <= score for s in own) + 1) / (len(own) + 1)


def test_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([0.9, 0.9, 0.2, 0.2], [True, True, True, False]) == pytest.approx(0.2)
    assert calibration_error([1.0, 1.0], [False, False]) == 1
