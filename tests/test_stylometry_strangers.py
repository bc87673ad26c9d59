"""Every author is a stranger once, to a model that knows nothing of the texts it is asked about."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.stylometry import strangers
from stylo.stylometry.profile import Profile, asked_apart, fitted, profile, tried, without_author
from stylo.stylometry.strangers import ALONE_UP_TO, GROUPS, turns
from stylo.stylometry.views import VIEWS, Streams, register, streams_of

SIZES = st.lists(st.integers(1, 9), min_size=3, max_size=14)


@given(SIZES, st.integers(0, 5))
def test_turns_keep_strangers_apart(sizes: list[int], seed: int) -> None:
    codes = np.repeat(np.arange(len(sizes)), sizes)
    seen = []
    for turn in turns(codes, seed):
        parts = [set(part.tolist()) for part in turn]
        assert sum(map(len, parts)) == len(codes) and set().union(*parts) == set(range(len(codes)))
        learnt, known, strange = (set(codes[part].tolist()) for part in turn)
        assert not strange & learnt and known <= learnt and len(learnt) > 1
        seen += sorted(strange)
    assert sorted(seen) == list(range(len(sizes)))


def test_few_authors_are_left_out_alone_and_many_in_groups() -> None:
    for number, expected in ((4, 4), (ALONE_UP_TO, ALONE_UP_TO), (20, GROUPS)):
        codes = np.repeat(np.arange(number), 5)
        assert len(list(turns(codes))) == expected
        asked = np.concatenate([turn.known for turn in turns(codes)])
        assert len(asked) == len(set(asked.tolist())), "no text is asked about twice as known"


def test_of_very_many_texts_as_many_of_each_author_are_learnt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strangers, "LEARNT_FROM", 40)
    codes = np.repeat(np.arange(10), 30)
    for turn in turns(codes):
        assert len(turn.learnt) == 40
        assert np.bincount(codes[turn.learnt])[np.unique(codes[turn.learnt])].tolist() == [5] * 8
        assert not set(turn.learnt.tolist()) & set(turn.known.tolist())


# -- models ---------------------------------------------------------------------------------------

WORDS = ("upon", "whilst", "indeed", "the quay", "a school", "on", "while", "frankly", "until")
NAMES = [f"Author {k % 4}" for k in range(16)]


def text(author: int, seed: int) -> str:
    random = np.random.RandomState(100 * author + seed)
    favourites = random.permutation(np.random.RandomState(author).permutation(len(WORDS))[:4])
    lines = []
    for _ in range(9):
        picked = [
            WORDS[int(random.choice(favourites))] if random.rand() < 0.7 else random.choice(WORDS)
            for _ in range(8)
        ]
        lines.append(" ".join(picked).capitalize() + ".")
    return "\n\n".join(lines)


@pytest.fixture(scope="module")
def texts() -> list[Streams]:
    return streams_of([text(k % 4, k) for k in range(16)])


@pytest.fixture(scope="module")
def model(texts: list[Streams]) -> Profile:
    return profile(texts, NAMES)


def test_a_register_of_some_texts_is_as_if_there_were_no_others(texts: list[Streams]) -> None:
    rows = np.array([0, 1, 2, 4, 5, 6, 9, 10])
    for view in VIEWS:
        part = register(view, texts).take(rows)
        alone = register(view, [texts[row] for row in rows])
        mine = part.lens(part.columns()), part.counts(part.columns())
        other = alone.lens(alone.columns()), alone.counts(alone.columns())
        runs = [[seen.alphabet.spell(int(key)) for key in seen.keys] for seen, _ in (mine, other)]
        assert set(runs[0]) == set(runs[1])
        place = {run: at for at, run in enumerate(runs[1])}
        order = [place[run] for run in runs[0]]
        np.testing.assert_array_equal(mine[1].counts.toarray(), other[1].counts.toarray()[:, order])
        np.testing.assert_array_equal(mine[1].totals, other[1].totals)


def test_who_is_left_out_leaves_no_trace(texts: list[Streams], model: Profile) -> None:
    rest = [row for row in range(16) if NAMES[row] != "Author 2"]
    own = [row for row in range(16) if NAMES[row] == "Author 2"]
    alone = profile([texts[row] for row in rest], [NAMES[row] for row in rest])
    expected = alone.ask([texts[row] for row in own])
    found = without_author(model, 2)
    np.testing.assert_allclose(found.none, expected.none, atol=1e-5)
    np.testing.assert_allclose(found.probability, expected.probability, atol=1e-5)


def test_what_is_tried_comes_from_models_of_other_texts(model: Profile) -> None:
    codes = model.model.codes
    found = tried(model.registers, codes)
    assert found.stranger.sum() == 16
    turn = next(iter(turns(codes)))
    asked = np.concatenate([turn.known, turn.strange])
    said = asked_apart(model, turn.learnt, asked)
    held = [whole.take(turn.learnt) for whole in model.registers]
    names = [NAMES[row] for row in turn.learnt]
    alone = fitted(held, names, model.lengths[turn.learnt], strangers=False)
    own = alone.model.left_out()[np.arange(len(names)), alone.model.codes]
    level = np.mean([own[alone.model.codes == k].mean() for k in range(3)])
    np.testing.assert_allclose(found.sign[: len(asked)], said.scores.max(axis=1) - level)
    assert found.codes[: len(asked)].tolist() == codes[asked].tolist()


def test_candidates_score_higher_than_strangers(model: Profile) -> None:
    found = tried(model.registers, model.model.codes)
    assert found.sign[~found.stranger].mean() > found.sign[found.stranger].mean() + 0.1
