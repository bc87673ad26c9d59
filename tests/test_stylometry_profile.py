"""The candidates as one model: who wrote it, how sure, and which sentences tell."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stylo.document import InputError
from stylo.stylometry.profile import (
    MAX_PASSAGES,
    MIN_DRAWN,
    Profile,
    length,
    part,
    passage_numbers,
    passages,
    profile,
)
from stylo.stylometry.views import Streams, streams_of

Floats = NDArray[np.float64]

SUBJECTS = ("the council", "our mayor", "a neighbour", "the ferry", "the board", "one teacher")
VERBS = ("sold", "closed", "missed", "praised", "counted", "painted")
OBJECTS = ("the quay", "a school", "the bus", "two bridges", "the library", "our clock")
#: How each of four writers joins and closes sentences.
HABITS = {
    "Ash": (("and so", "because"), ("."), ("of course", "on the whole")),
    "Birch": (("but", "though"), ("!"), ("frankly", "in truth")),
    "Cedar": (("while", "; still"), ("."), ("it seems", "as ever")),
    "Dogwood": (("which is why", "since"), ("?"), ("you see", "mind you")),
}


def column(author: str, seed: int, sentences: int = 24) -> str:
    """A column on invented matters, by one who has habits."""
    random = np.random.RandomState(seed)
    joints, mark, asides = HABITS[author]
    others = [w for name, habit in HABITS.items() if name != author for w in habit[0]]
    said = []
    for number in range(sentences):
        joint = random.choice(joints if random.rand() < 0.75 else others)
        first, second = (
            f"{random.choice(SUBJECTS)} {random.choice(VERBS)} {random.choice(OBJECTS)}"
            for _ in range(2)
        )
        aside = f", {random.choice(asides)}," if random.rand() < 0.4 else ""
        end = mark if random.rand() < 0.5 else "."
        said.append(f"{first[0].upper()}{first[1:]}{aside} {joint} {second}{end}")
        said.append("\n\n" if number % 4 == 3 else " ")
    return "".join(said).strip()


AUTHORS = [name for name in ("Ash", "Birch", "Cedar") for _ in range(5)]


@pytest.fixture(scope="module")
def texts() -> list[Streams]:
    return streams_of([column(name, seed) for seed, name in enumerate(AUTHORS)])


@pytest.fixture(scope="module")
def model(texts: list[Streams]) -> Profile:
    return profile(texts, AUTHORS)


@pytest.fixture(scope="module")
def asked() -> list[Streams]:
    return streams_of([column(name, 100 + seed) for seed, name in enumerate(AUTHORS)])


def test_new_texts_are_given_to_their_authors(model: Profile, asked: list[Streams]) -> None:
    said = model.ask(asked)
    np.testing.assert_allclose(said.probability.sum(axis=1), 1)
    assert [model.authors[k] for k in said.probability.argmax(axis=1)] == AUTHORS
    assert (said.none < 0.5).mean() > 0.7


def test_a_stranger_is_none_of_them(model: Profile, asked: list[Streams]) -> None:
    strangers = streams_of([column("Dogwood", 200 + seed) for seed in range(5)])
    assert model.ask(strangers).none.mean() > model.ask(asked).none.mean() + 0.3


def test_each_text_left_out_is_close_to_a_model_fitted_without_it(
    model: Profile, texts: list[Streams]
) -> None:
    left = model.left_out()
    assert [model.authors[k] for k in left.argmax(axis=1)] == AUTHORS
    for row in (0, 7, 14):
        others = [r for r in range(len(texts)) if r != row]
        anew = profile([texts[r] for r in others], [AUTHORS[r] for r in others])
        said = anew.ask([texts[row]]).probability[0]
        assert said.argmax() == left[row].argmax()
        np.testing.assert_allclose(said, left[row], atol=0.15)


def test_what_runs_add_sums_to_the_difference_of_the_scores(
    model: Profile, asked: list[Streams]
) -> None:
    for row, one, other in ((0, 0, 1), (7, 1, 2)):
        scores = model.ask([asked[row]]).scores[0]
        told = sum(
            float(found.z @ found.direction) for found in model.telling(asked[row], one, other)
        )
        assert told == pytest.approx(
            scores[one] - scores[other] - constant(model, one, other), abs=1e-4
        )


def constant(model: Profile, one: int, other: int) -> float:
    """The difference of scores of a text that is like nothing."""
    scores = model.judge(np.zeros((1, len(AUTHORS)))).scores[0]
    return float(scores[one] - scores[other])


def test_a_habit_of_the_author_is_among_what_tells(model: Profile, asked: list[Streams]) -> None:
    words = model.telling(asked[0], 0, 1)[0]
    spelt = [words.sight.lens.alphabet.spell(int(key)) for key in words.sight.lens.keys]
    adds = dict(zip(spelt, (words.z * words.direction).tolist(), strict=True))
    assert adds["because"] > 0
    assert adds["of course"] > 0
    assert adds["!"] > 0, "marks that the author lacks tell as well"


def test_sentences_with_the_authors_habits_score_higher(model: Profile) -> None:
    plain = "The board sold a school. Our mayor missed the bus. "
    (text,) = streams_of(
        ["The ferry missed the quay, of course, and so our mayor sold it. " + plain]
    )
    scores = model.sentence_scores(text, 0, 1)
    assert scores.shape == (3,)
    assert scores[0] == scores.max()
    np.testing.assert_allclose(model.sentence_scores(text, 1, 0), -scores, atol=1e-6)


def test_passages_are_whole_sentences_of_the_size(texts: list[Streams]) -> None:
    for text in texts[:3]:
        found = passages(text, 60)
        joined = [sentence for piece in found for sentence in piece["words"]]
        assert joined == text["words"][: len(joined)]
        assert all(
            length(piece) >= 60 > length(part(piece, 0, len(piece["words"]) - 1)) for piece in found
        )
        assert length(part(text, len(joined), len(text["words"]))) < 60
    assert passages(texts[0], 10**6) == []


def test_a_part_has_the_same_sentences_in_every_view(texts: list[Streams]) -> None:
    for name, sentences in part(texts[0], 2, 5).items():
        assert sentences == texts[0][name][2:5]


def test_passages_that_are_drawn_are_paragraphs_or_else_sentences(texts: list[Streams]) -> None:
    assert passage_numbers(texts[0]).tolist() == np.repeat(range(6), 4).tolist()
    assert passage_numbers(part(texts[0], 1, 8)).tolist() == list(range(7))


def test_short_passages_are_less_certain_than_whole_texts(
    model: Profile, texts: list[Streams], asked: list[Streams]
) -> None:
    pieces = [passages(text, 25)[0] for text in asked]
    short = model.calibrate(texts, 25)
    codes = [model.authors.index(name) for name in AUTHORS]
    by_whole, by_short = model.ask(pieces), model.ask(pieces, short)
    np.testing.assert_allclose(by_whole.scores - short.shift, by_short.scores)

    def loss(probability: Floats) -> float:
        return float(-np.log(probability[np.arange(len(codes)), codes]).mean())

    assert short.heat != model.calibration.heat
    assert loss(by_short.probability) <= loss(by_whole.probability) + 0.02
    assert short.stranger is not None


def test_short_texts_do_not_all_go_to_one_author(
    model: Profile, texts: list[Streams], asked: list[Streams]
) -> None:
    pieces = [piece for text in asked for piece in passages(text, 12)[:4]]
    codes = np.repeat([model.authors.index(name) for name in AUTHORS], 4)
    means = {}
    for name, calibration in (("whole", None), ("short", model.calibrate(texts, 12))):
        scores = model.ask(pieces, calibration).scores
        means[name] = [scores[codes != code, code].mean() for code in range(3)]
    assert np.ptp(means["short"]) < np.ptp(means["whole"])
    short = model.calibrate(texts, 12)
    assert short.shift.sum() == pytest.approx(0)
    drawn = model.redrawn(asked[0], 50, calibration=short)
    assert drawn is not None
    np.testing.assert_allclose(drawn.mean(axis=0), model.ask([asked[0]], short).scores[0])


def test_an_author_without_long_texts_is_not_favoured(texts: list[Streams]) -> None:
    cut = [
        part(text, 0, 3) if name == "Cedar" else text
        for text, name in zip(texts, AUTHORS, strict=True)
    ]
    model = profile(cut, AUTHORS)
    assert not any(passages(text, 60) for text in cut[10:])
    shift = model.calibrate(cut, 60).shift
    assert np.isfinite(shift).all()
    by_others = [model.ask([p]).scores[0, 2] for text in texts[:10] for p in passages(text, 60)]
    first = [model.ask([p]).scores[0, 0] for text in texts[5:10] for p in passages(text, 60)]
    gap = np.mean(by_others) - np.mean(first)
    assert shift[2] - shift[0] == pytest.approx(gap, abs=0.1)


def test_passages_beyond_the_most_are_sampled_from_all_texts(
    model: Profile, texts: list[Streams], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def likeness_to(self: Profile, pieces: list[Streams]) -> Floats:
        if self is model:  # and not one that was fitted to tell strangers
            asked.extend(str(piece["characters"][0]) for piece in pieces)
        return whole(self, pieces)

    whole = Profile.likeness_to
    monkeypatch.setattr(Profile, "likeness_to", likeness_to)
    model.calibrate(texts, 1)
    assert sum(len(passages(text, 1)) for text in texts) == 15 * 24 <= MAX_PASSAGES == 400
    assert len(asked) == 15 * 24
    asked.clear()
    monkeypatch.setattr("stylo.stylometry.profile.MAX_PASSAGES", 100)
    model.calibrate(texts, 1)
    assert len(asked) == 90
    assert all(any(said in text["characters"] for said in asked) for text in texts)


def test_texts_shorter_than_the_passage_leave_the_calibration_as_it_is(
    model: Profile, texts: list[Streams]
) -> None:
    assert model.calibrate(texts, 10**6) is model.calibration


def test_drawn_passages_scatter_around_the_texts_own_score(
    model: Profile, asked: list[Streams]
) -> None:
    drawn = model.redrawn(asked[0], 200)
    assert drawn is not None
    assert drawn.shape == (200, 3)
    np.testing.assert_allclose(drawn.mean(axis=0), model.ask([asked[0]]).scores[0], atol=1e-6)
    assert (drawn.std(axis=0) > 0).all()
    np.testing.assert_array_equal(drawn, model.redrawn(asked[0], 200))


def test_too_few_passages_are_not_drawn(model: Profile, asked: list[Streams]) -> None:
    assert model.redrawn(part(asked[0], 0, MIN_DRAWN - 1), 10) is None


def test_of_two_candidates_strangers_are_not_told(texts: list[Streams]) -> None:
    two = profile(texts[:10], AUTHORS[:10])
    assert two.calibration.stranger is None
    assert np.isnan(two.ask(texts[10:]).none).all()


def test_one_candidate_is_refused(texts: list[Streams]) -> None:
    with pytest.raises(InputError, match="at least 2"):
        profile(texts[:5], AUTHORS[:5])
