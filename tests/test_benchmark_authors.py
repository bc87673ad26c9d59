"""The benchmarks of authorship: what is left out, which folds, and what the figures say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks import authors, authors_folds, authors_strangers, speed_authors
from benchmarks.authors_data import balanced, calibration, mcnemar, outlets, read, share
from stylo.stylometry.corpus import UNKNOWN, Corpus, make_corpus
from stylo.stylometry.profile import profile
from stylo.stylometry.views import streams_of

WORDS = {
    "Ann Ash": ("and", "so", "upon", "whilst", "indeed", ",", "the quay", "a school"),
    "Ben Birch": ("but", "though", "on", "while", "frankly", ";", "the quay", "a school"),
    "Cy Cedar": ("or", "since", "by", "until", "perhaps", ":", "the quay", "a school"),
}
#: One more, where four are needed.
FOURTH = {"Dee Dogwood": ("nor", "yet", "near", "then", "alas", "?", "the quay", "a school")}


def said_by(author: str, seed: int, size: int = 90) -> str:
    """A text of the author's favourite words, some of another's among them, in sentences."""
    random = np.random.RandomState(seed)
    every = sorted({word for words in WORDS.values() for word in words})
    words = [
        str(random.choice({**WORDS, **FOURTH}[author] if random.rand() < 0.7 else every))
        for _ in range(size)
    ]
    lines = [" ".join(words[at : at + 9]).capitalize() + "." for at in range(0, size, 9)]
    return "\n\n".join(lines)


def rows_of(texts: int, names: tuple[str, ...] = tuple(WORDS)) -> list[dict[str, Any]]:
    return [
        {"id": f"{name} {k}", "text": said_by(name, 31 * k + len(name)), "author": name}
        for k in range(texts)
        for name in names
    ]


def written(rows: list[dict[str, Any]], path: Path) -> Path:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def corpus_of(rows: list[dict[str, Any]]) -> Corpus:
    return make_corpus(
        [r["text"] for r in rows], [r["author"] for r in rows], [r["id"] for r in rows], rows
    )


# -- which texts ----------------------------------------------------------------------------------


def test_joint_and_disputed_texts_are_by_nobody(tmp_path: Path) -> None:
    names = ["Ann", "Ben", "Ann and Ben", "Ann or Ben", "Marks and Spencer", None]
    rows = [{"id": str(k), "text": f"Text {k}.", "author": name} for k, name in enumerate(names)]
    rows[0]["text_clean"] = "Cleaned."
    rows.append({"id": "blank", "text": "   ", "author": "Ann"})
    corpus = read(written(rows, tmp_path / "a.jsonl.gz"))
    assert corpus.authors == ("Ann", "Ben", UNKNOWN, UNKNOWN, "Marks and Spencer", UNKNOWN)
    assert corpus.texts[:2] == ("Cleaned.", "Text 1.")


def test_outlets_need_two_authors_of_ten_texts() -> None:
    sizes = {("Post", "Ann"): 10, ("Post", "Ben"): 12, ("Post", "Cy"): 9, ("Mail", "Dee"): 20}
    rows = [
        {"id": f"{o}{a}{k}", "text": f"{o} {a} {k}.", "author": a, "outlet": o}
        for (o, a), size in sizes.items()
        for k in range(size)
    ]
    found = outlets(corpus_of(rows))
    assert list(found) == ["Post"]
    assert found["Post"] == list(range(22))


# -- figures --------------------------------------------------------------------------------------


def test_share_and_balanced_accuracy() -> None:
    right = np.array([True] * 8 + [False, True])
    keys = ["many"] * 8 + ["few"] * 2
    assert share(right)[0] == 0.9
    value, low, high = balanced(right, keys)
    assert value == pytest.approx(0.75)
    assert low < value < high


def test_calibration_of_the_author_named_first() -> None:
    probability = np.array([0.95] * 4 + [0.55] * 4)
    right = np.array([True] * 4 + [True, True, False, False])
    assert calibration(probability, right)[0] == pytest.approx(0.05)
    assert calibration(probability, ~right)[0] == pytest.approx((0.95 + 0.05) / 2)


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(0, 30))
def test_mcnemar_is_the_exact_sign_test(one: int, other: int) -> None:
    from math import comb

    number = one + other
    tail = sum(comb(number, k) for k in range(min(one, other) + 1)) / 2**number
    assert mcnemar(one, other) == pytest.approx(min(1.0, 2 * tail))


def test_the_difference_is_paired() -> None:
    ours = np.array([True] * 90 + [False] * 10)
    theirs = np.array([True] * 85 + [False] * 15)
    value, low, high = authors_folds.difference(ours, theirs)
    assert value == pytest.approx(0.05)
    assert 0 < low < value < high < 0.12


# -- leave one out --------------------------------------------------------------------------------


def test_neighbours_in_the_file_do_not_count() -> None:
    frequencies = np.array([[9, 1, 0], [9, 1, 0.1], [8, 2, 0.5], [1, 9, 0.2], [1, 8, (0.3).real]])
    names = ["Ann", "Ann", "Ben", "Ben", "Ben"]
    near = authors.nearest_right(frequencies, "manhattan", names)
    assert near.tolist() == [True, True, False, True, True]
    apart = authors.nearest_right(frequencies, "manhattan", names, 1)
    assert apart.tolist() == [False, False, False, False, True]


def test_where_nobody_is_far_enough_nothing_is_right() -> None:
    assert not authors.nearest_right(np.eye(3), "manhattan", ["Ann"] * 3, 2).any()


def test_refitted_is_a_model_of_the_others_alone() -> None:
    rows = rows_of(3)
    streams, names = streams_of([r["text"] for r in rows]), [r["author"] for r in rows]
    candidates = sorted(WORDS)
    found = authors.refitted(streams, names, candidates)
    others = [k for k in range(len(rows)) if k != 4]
    by_hand = profile([streams[k] for k in others], [names[k] for k in others])
    np.testing.assert_array_equal(found[4], by_hand.ask([streams[4]]).probability[0])


def test_the_benchmark_of_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(5)
    rows += [
        {"id": f"more {k}", "text": said_by("Ann Ash", 900 + k), "author": "Ann Ash"}
        for k in range(3)
    ]
    rows += [
        {"id": "open", "text": said_by("Ann Ash", 999), "author": "Ann Ash or Ben Birch"},
        {"id": "once", "text": said_by("Ben Birch", 998), "author": "Nobody Else"},
    ]
    found = authors.run(written(rows, tmp_path / "a.jsonl.gz"))
    figures = found["figures"]
    assert found["n"] == 18
    assert figures["accuracy.attribute"][0] > 0.9
    assert figures["accuracy.refitted"][0] > 0.9
    assert figures["mcnemar.refitted"][0] <= 1
    assert {f"accuracy.apart.4.{way}" for way in ("attribute", "masked")} <= set(figures)
    assert not any(name.startswith("within.") for name in figures)
    told = capsys.readouterr().err
    assert "asked: 18: open: Ann Ash 0." in told
    assert "over candidates" in told


def test_strangers_are_tried_by_models_that_know_nothing_of_them() -> None:
    rows = rows_of(5, (*WORDS, *FOURTH))
    streams, names = streams_of([r["text"] for r in rows]), [r["author"] for r in rows]
    found = authors_strangers.strangers([profile(streams, names)])
    assert set(found) == {
        *("none.auc", "none.recall", "none.told", "none.false", "none.ece"),
        "outsider.probability",
    }
    for value, low, high in found.values():
        assert 0 <= low <= high <= 1 and 0 <= value <= 1
    assert found["none.auc"][0] > 0.7
    assert found["outsider.probability"][0] > 1 / 3
    three = [row for row, name in enumerate(names) if name in WORDS]
    signs = authors_strangers.strangers(
        [profile([streams[r] for r in three], [names[r] for r in three])]
    )
    assert set(signs) == {"none.auc", "none.recall"}, "of three, two would remain"
    two = [row for row in three if names[row] != "Cy Cedar"]
    pair = profile([streams[r] for r in two], [names[r] for r in two])
    assert authors_strangers.strangers([pair]) == {}


def test_strangers_are_sought_within_outlets_of_thinned_authors() -> None:
    rows = [
        {
            "id": f"{outlet} {name} {k}",
            "text": said_by(name, k),
            "author": name,
            "outlet": outlet,
        }
        for outlet in ("Post", "Mail")
        for name in ("Ann Ash", "Ben Birch")
        for k in range(11)
    ]
    models = authors_strangers.models_of(corpus_of(rows), 10)
    assert [len(model.lengths) for model in models] == [20, 20]
    (whole,) = authors_strangers.models_of(corpus_of(rows_of(3)))
    assert len(whole.lengths) == 9


# -- folds ----------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.integers(0, 6), min_size=20, max_size=40), st.integers(0, 99))
def test_texts_that_are_alike_share_a_fold(same: list[int], seed: int) -> None:
    names = [str(k) for k in np.random.RandomState(seed).randint(0, 2, len(same))]
    assume(len(set(same)) > 1)
    numbers = np.array(same)
    tested = []
    for train, test in authors_folds.folds_of(names, numbers, 2):
        assert not set(numbers[train]) & set(numbers[test])
        tested += test.tolist()
    assert sorted(tested) == list(range(len(same)))


def test_later_texts_are_the_test() -> None:
    rows = rows_of(10, ("Ann Ash", "Ben Birch"))
    for k, row in enumerate(rows):
        row["date"] = f"2020-01-{(7 * k) % 20 + 1:02d}"
    ((train, test),) = authors_folds.later(corpus_of(rows))
    for name in ("Ann Ash", "Ben Birch"):
        early = [rows[k]["date"] for k in train if rows[k]["author"] == name]
        late = [rows[k]["date"] for k in test if rows[k]["author"] == name]
        assert (len(early), len(late)) == (6, 4)
        assert max(early) < min(late)


def test_topics_that_two_authors_have() -> None:
    tags = ["ferry", "ferry", "school", "school", "", None]
    rows = rows_of(2)
    for row, tag in zip(rows, tags, strict=True):
        row["topic"] = tag
    rows[2]["author"] = rows[3]["author"] = "Ann Ash"
    found = authors_folds.shared_topics(corpus_of(rows))
    assert found.tolist() == [True, True, False, False, False, False]


def test_folds_beside_other_methods(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(10)
    for k, row in enumerate(rows):
        row["date"] = f"2020-01-{k % 28 + 1:02d}"
        row["topic"] = "ferry" if k < 12 else str(row["id"])
    rows[0]["text"] += f"\n\n{rows[0]['author']} says so."
    found = authors.run(written(rows, tmp_path / "a.jsonl.gz"), folds=True)
    figures = found["figures"]
    assert found["n"] == 30
    assert figures["accuracy.attribute"][0] > 0.9
    for prefix in ("", "masked.", "later."):
        ours = figures[f"{prefix}accuracy.attribute"][0]
        for peer in authors_folds.PEERS:
            gap = ours - figures[f"{prefix}accuracy.{peer}"][0]
            assert figures[f"{prefix}difference.{peer}"][0] == pytest.approx(gap)
        assert 0 <= figures[f"{prefix}ece.attribute"][0] <= 1
    assert "topic.accuracy.attribute" in figures
    assert "masked.topic.accuracy.attribute" not in figures
    told = capsys.readouterr().err
    assert "another author of the outlet has too: 12" in told
    assert "surname stands in 1" in told


def test_a_file_without_two_authors_of_ten_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no outlet of two authors"):
        authors.run(written(rows_of(4), tmp_path / "a.jsonl.gz"), folds=True)


# -- speed ----------------------------------------------------------------------------------------


@given(st.integers(0, 1000))
def test_a_repeat_has_as_many_words_and_lines_and_none_of_others(seed: int) -> None:
    text = said_by("Ann Ash", 5)
    found = speed_authors.perturbed(text, np.random.RandomState(seed))
    assert len(found.split(" ")) == len(text.split(" "))
    assert found.count("\n") == text.count("\n")
    lines = [line.split(" ") for line in text.split("\n")]
    assert {w for line in found.split("\n") for w in line.split(" ")} <= {
        w for line in lines for w in line
    }


def test_a_corpus_is_enlarged_without_repeating_a_text() -> None:
    corpus = corpus_of(rows_of(3))
    found = speed_authors.enlarged(corpus, 25)
    assert len(found) == 25
    assert found.texts[:9] == corpus.texts
    assert found.authors[9:18] == corpus.authors
    assert len(set(found.texts)) == 25


def test_speed_is_of_every_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_authors, "SIZES", (20,))
    monkeypatch.setattr(speed_authors, "RUNS", 1)
    rows = rows_of(4)
    found = speed_authors.run(written(rows, tmp_path / "a.jsonl.gz"))
    assert found["n"] == 12
    figures = found["figures"]
    assert figures["words.20"][0] > figures["words.12"][0]
    for name in ("count.words_per_second", "pairs.seconds", "peak_mb"):
        assert figures[f"{name}.12"][0] > 0
        assert figures[f"{name}.20"][0] > 0
    assert figures["attribute.read.words_per_second"][0] > 0
