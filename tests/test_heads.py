"""Formality and judged ease: heads on the encoder's vectors, and the measures on top."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import correlation, subjectivity
from stylo import encoder, heads, weights
from stylo.annotate import annotate, segmented
from stylo.document import Document, Table
from stylo.drivers import SHOWN, drivers
from stylo.feature import Measurement
from stylo.features import colloquialism, readability
from stylo.training import heads as training

FORMALITY = next(f for f in colloquialism.FEATURES if f.name == "formality")
EASE = next(f for f in readability.FEATURES if f.name == "judged_ease")
AWAY = heads.Head("", np.zeros(encoder.VECTOR), np.zeros(len(heads.SURFACE)), {}, 0.0)

installed = pytest.mark.skipif(
    any(heads.missing(name) for name in heads.FILES), reason="the research heads are left out"
)


def read(text: str) -> Document:
    """Annotate a text, with the columns of the heads."""
    kept = []

    def reader(sentences: Sequence[Sequence[str]]) -> encoder.Reading:
        kept.append(encoder.read(sentences))
        return kept[-1]

    return heads.added(annotate(text, read=reader), kept[0].vectors)


def rated(text: str, **columns: Sequence[float]) -> Document:
    """Annotate a text, with what its sentences are rated."""
    doc = annotate(text)
    given = {name: np.array(values, dtype=np.float64) for name, values in columns.items()}
    return Document(
        text=doc.text,
        paragraphs=doc.paragraphs,
        sentences=doc.sentences.with_columns(**given),
        tokens=doc.tokens,
        quotations=doc.quotations,
    )


# -- heads ------------------------------------------------------------------------------------


def surface(sentence: str) -> dict[str, float]:
    doc = segmented(sentence)
    return dict(zip(heads.SURFACE, heads.surface(doc.tokens["norm"]), strict=True))


def test_the_surface_of_a_sentence() -> None:
    words = "Do n't you DARE touch it !".split()
    found = dict(zip(heads.SURFACE, heads.surface(words), strict=True))
    assert found["length"] == pytest.approx(math.log(6))
    assert found["contractions"] == found["I and you"] == found["capitals"] == pytest.approx(1 / 6)
    assert found["names"] == pytest.approx(2 / 6)
    assert (found["exclaims"], found["asks"], found["ends open"]) == (1, 0, 0)
    assert surface("well, so what... no idea")["trails off"] == 1
    assert surface("well, so what... no idea")["begins low"] == 1
    assert surface("well, so what... no idea")["ends open"] == 1


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12))
def test_the_surface_of_anything_is_a_number(words: list[str]) -> None:
    assert np.isfinite(heads.surface(words)).all()


def test_a_head_is_linear() -> None:
    head = heads.Head("", np.arange(encoder.VECTOR) / 100, np.zeros(0), {}, 1.5)
    one, other = np.random.RandomState(0).randn(2, 1, encoder.VECTOR)
    both = head(one, [["So"]]) + head(other, [["So"]]) - 1.5
    assert head(one + other, [["So"]]) == pytest.approx(both)


@pytest.mark.parametrize("cause", ["left out", "another encoder"])
def test_a_head_that_cannot_be_read_says_why(cause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "head", lambda _: None if cause == "left out" else AWAY)
    text = "The mayor opened the lock. " * 10
    doc = read(text)
    assert all(np.isnan(doc.sentences[name]).all() for name in heads.FILES)
    for feature in (FORMALITY, EASE):
        found = feature.measure(doc, "own")
        assert math.isnan(found.value) and not found.evidence
        assert "research" in found.caveat if cause == "left out" else "retrain" in found.caveat


@pytest.mark.parametrize("feature", [FORMALITY, EASE], ids=lambda f: f.name)
def test_a_text_that_was_not_read_has_a_caveat(
    feature: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heads, "missing", lambda _: "")
    doc = annotate("The mayor opened the lock. " * 10)
    bare = Table(**{n: doc.sentences[n] for n in doc.sentences.names if n not in heads.FILES})
    doc = Document(doc.text, paragraphs=doc.paragraphs, sentences=bare, tokens=doc.tokens)
    found: Measurement = feature.measure(doc, "own")  # type: ignore[attr-defined]
    assert math.isnan(found.value)
    assert "not read" in found.caveat


# -- the sentences that drive a value ---------------------------------------------------------


def test_drivers_are_the_strongest_each_way() -> None:
    doc = annotate("Boats came in. " * 20)
    effects = np.zeros(20)
    effects[[2, 3, 7, 11]] = [0.5, 0.3, -0.6, 0.1]
    effects[19] = math.nan
    found = drivers(doc, effects, ("up", "down"))
    at = doc.sentences["start"][[2, 7]].tolist()
    assert [(e.span.start, e.label, e.weight) for e in found] == [
        (at[0], "up", 0.5),
        (at[1], "down", -0.6),
    ]


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=40))
def test_drivers_are_few_and_push_as_labelled(effects: list[float]) -> None:
    doc = segmented("Boats came in. " * len(effects))
    found = drivers(doc, np.array(effects), ("up", "down"))
    assert len(found) <= 2 * max(1, SHOWN * len(effects))
    assert all((e.weight > 0) == (e.label == "up") for e in found)


# -- formality --------------------------------------------------------------------------------


def test_formality_is_the_mean_by_words() -> None:
    text = "The tide was out by noon that day. Oh well. " + "Nobody minded it. " * 4
    doc = rated(text, formality=[1.0, -2.0, 0.5, 0.5, 0.5, 0.5])
    found = FORMALITY.measure(doc, "own")
    assert found.value == pytest.approx((8 * 1.0 - 2 * 2.0 + 12 * 0.5) / 22)
    assert [(doc[e.span], e.label) for e in found.evidence] == [
        ("The tide was out by noon that day.", "formal"),
        ("Oh well.", "informal"),
    ]


def test_formality_is_the_writers_own() -> None:
    said = "The tide was out by noon that day and nobody minded. “Gimme that,” said Ada Moss."
    doc = rated(said, formality=[1.0, -3.0])
    own, everything = (FORMALITY.measure(doc, scope).value for scope in ("own", "all"))
    assert own == pytest.approx((11 * 1.0 - 3 * 3.0) / 14)
    assert everything == pytest.approx((11 * 1.0 - 5 * 3.0) / 16)


def test_few_words_bear_no_formality() -> None:
    found = FORMALITY.measure(rated("Oh well.", formality=[-2.0]), "own")
    assert math.isnan(found.value) and found.caveat


STIFF = (
    "The committee hereby acknowledges receipt of the aforementioned petition and shall, in "
    "accordance with its statutes, deliberate upon the matter at its forthcoming session. "
    "Applicants are respectfully requested to submit the requisite documentation in advance. "
)
CHATTY = (
    "ok so i dunno, that new bus is kinda rubbish lol!! you guys seen the seats?? "
    "my mate says they're gonna fix it but yeah, whatever... can't wait haha. "
)


@installed
def test_stiff_writing_is_more_formal_than_chat() -> None:
    stiff, chatty = (FORMALITY.measure(read(text), "own").value for text in (STIFF, CHATTY))
    assert stiff > 0.5
    assert chatty < -1.0


# -- judged ease ------------------------------------------------------------------------------

CHILDREN = (
    "Tom had a red boat. He took it to the pond each day. One day the boat would not go. "
    "“Oh no,” said Tom. He ran to his mum. She came to look at it. The sail was wet and a leaf "
    "was stuck to it. Mum took off the leaf. Then the wind blew and the boat went off again. "
    "Tom was glad. He ran along by the side of the pond and his dog ran too. "
) * 2
SCHOLARS = (
    "The epistemological presuppositions of such methodologies, insofar as they privilege "
    "quantification over hermeneutic sensitivity, necessarily circumscribe the phenomena that "
    "they purport to elucidate; nevertheless, their ascendancy within contemporary institutions "
    "remains substantially uncontested. Correspondingly, interdisciplinary scholarship oscillates "
    "between uncritical assimilation and defensive repudiation of statistical formalism. "
) * 3


@installed
def test_a_story_for_children_is_easier_than_scholarship() -> None:
    easy, hard = (EASE.measure(read(text), "own") for text in (CHILDREN, SCHOLARS))
    assert easy.value > 0 > -2 > hard.value
    assert math.isnan(easy.low) and math.isnan(easy.high), "one window bears no interval"


@installed
def test_the_hard_sentence_is_pointed_out() -> None:
    hard = SCHOLARS.split(".")[0] + "."
    doc = read(f"{CHILDREN[: len(CHILDREN) // 2]} {hard} {CHILDREN[: len(CHILDREN) // 2]}")
    found = EASE.measure(doc, "own").evidence
    assert next(doc[e.span] for e in found if e.label == "hard") == hard
    assert all((e.weight > 0) == (e.label == "easy") for e in found)


@installed
def test_a_short_text_is_told_what_teachers_read() -> None:
    found = EASE.measure(read(CHILDREN[:300]), "own")
    assert math.isfinite(found.value)
    assert "140 to 200" in found.caveat


@given(st.lists(st.integers(1, 30), min_size=5, max_size=120))
def test_windows_are_passages_of_the_judged_length(lengths: list[int]) -> None:
    doc = segmented(" ".join("Boats " + "come " * (n - 1) + "home." for n in lengths))
    window = readability.windows(doc)
    words = np.bincount(doc.tokens["sentence"], doc.tokens["word"] >= 0)
    assert (np.diff(window) >= 0).all()
    assert sorted(set(window.tolist())) == list(range(int(window.max()) + 1))
    size = np.bincount(window, words)
    if words.sum() >= 5 * readability.WINDOW:
        low, high = readability.JUDGED
        assert (size >= low - 31).all() and (size <= high + 31).all()


def test_counts_of_a_passage_do_not_depend_on_where_it_stands() -> None:
    doc = annotate(f"{CHILDREN}{SCHOLARS}")
    n, first = len(doc.sentences), len(annotate(CHILDREN).sentences)
    together = readability.ease_counts(doc, (np.arange(n) >= first).astype(np.int64))
    for row, text in zip(together, (CHILDREN, SCHOLARS), strict=True):
        alone = annotate(text)
        window = np.zeros(len(alone.sentences), dtype=np.int64)
        assert row == pytest.approx(readability.ease_counts(alone, window)[0])


def test_counts_by_hand() -> None:
    doc = annotate("The red boat, a toy, sank. It was lost!")
    found = readability.ease_counts(doc, np.zeros(2, dtype=np.int64))[0]
    named = dict(zip(readability.EASE_COUNTS, found, strict=True))
    assert named["words per sentence"] == 4.5
    assert named["spread of sentences"] == pytest.approx(1.5)
    assert named["commas"] == pytest.approx(2 / 9)
    assert named["distinct words"] == 1
    assert named["exclaims or asks"] == 0.5
    assert named["letters"] == pytest.approx(27 / 9)


# -- how they are learned ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        ("it 's late , is n't it ?", "it's late, isn't it?"),
        ("He said `` no '' ( twice ) .", 'He said "no" (twice).'),
        ("an e - mail at $ 5 , or 10 % off", "an e-mail at $5, or 10% off"),
        ("We 'll see ... she 'd know !", "We'll see... she'd know!"),
        ("Nothing to join here.", "Nothing to join here."),
    ],
)
def test_tokens_are_put_together_again(apart: str, joined: str) -> None:
    assert training.detokenised(apart) == joined


def _members(n: int) -> list[training.Rated]:
    random = np.random.RandomState(0)
    return [
        training.Rated(f"text {chr(97 + i % 26)} {'x' * i}", random.randn(), f"g{i // 3}", "blog")
        for i in range(n)
    ]


def test_a_held_out_text_is_rated_by_a_head_that_never_saw_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    members = _members(120)
    twin = training.Rated(members[0].text, 5.0, "elsewhere", "squinky")
    trained: list[set[float]] = []

    def fit(name: str, rows: np.ndarray, scores: np.ndarray, counts: np.ndarray) -> object:
        trained.append(set(scores.tolist()))
        return lambda rows: np.full(len(rows), float(len(trained)))

    monkeypatch.setattr(training, "fit", fit)
    monkeypatch.setattr(training, "rows_of", lambda name, some: np.zeros((len(some), 2)))
    said = training.held_out("formality", [*members, twin], members)
    assert np.isfinite(said).all()
    for one, fold in zip(members, said.astype(int).tolist(), strict=True):
        assert not {m.score for m in members if m.group == one.group} & trained[fold - 1]
    assert 5.0 not in trained[int(said[0]) - 1]


def test_choosing_leaves_the_test_fold_out(monkeypatch: pytest.MonkeyPatch) -> None:
    members = _members(120)
    seen: set[float] = set()

    def fit(name: str, rows: np.ndarray, scores: np.ndarray, counts: np.ndarray) -> object:
        seen.update(scores.tolist())
        return lambda rows: np.zeros(len(rows))

    monkeypatch.setattr(training, "fit", fit)
    monkeypatch.setattr(training, "rows_of", lambda name, some: np.zeros((len(some), 2)))
    said = training.held_out("ease", members, members, [1, 2, 3, 4])
    test = [m for m in members if training.fold(m.group) == training.TEST]
    assert test and not {m.score for m in test} & seen
    assert np.isnan(said).sum() == len(test)


def test_ridge_regression_finds_what_is_there() -> None:
    random = np.random.RandomState(0)
    rows = random.randn(4000, encoder.VECTOR + 3)
    rows[:, -1] *= 10
    truth = 2 + 3 * rows[:, 5] - 0.5 * rows[:, -1]
    head = training.fit("ease", rows, truth, np.ones(len(rows)))
    assert np.corrcoef(head(rows), truth)[0, 1] > 0.999
    assert head.weights[-1] == pytest.approx(-0.5, rel=0.1)
    assert not head.weights[training.COLUMNS["ease"] : encoder.VECTOR].any()


@installed
@pytest.mark.parametrize("name", list(heads.FILES))
def test_the_shipped_heads_fit_the_encoder(name: str) -> None:
    head = heads.head(name)
    assert head is not None
    assert head.encoder == weights.sha256(encoder.MODEL)
    assert head.vector.shape == (encoder.VECTOR,)
    assert set(head.counts) in (set(), set(readability.EASE_COUNTS))


# -- benchmarks -------------------------------------------------------------------------------


def test_correlations_are_those_of_scipy() -> None:
    from scipy.stats import pearsonr, spearmanr

    random = np.random.RandomState(1)
    x = random.randn(60)
    y = np.round(x + random.randn(60))
    rho, low, high = correlation.spearman_interval(x, y)
    assert rho == pytest.approx(spearmanr(x, y)[0])
    assert low < rho < high
    assert correlation.pearson_interval(x, y)[0] == pytest.approx(pearsonr(x, y)[0])


def test_macro_f1_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import accuracy_score, f1_score

    gold = np.array([1, 1, 0, 0, 0, 1, 0], dtype=np.bool_)
    answer = np.array([1, 0, 0, 1, 0, 1, 0], dtype=np.bool_)
    totals = subjectivity.outcomes(gold, answer).sum(axis=0)
    assert subjectivity.macro_f1(totals) == pytest.approx(f1_score(gold, answer, average="macro"))
    assert subjectivity.f1_of_subjective(totals) == pytest.approx(f1_score(gold, answer))
    assert subjectivity.accuracy(totals) == pytest.approx(accuracy_score(gold, answer))
