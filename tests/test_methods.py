"""The field's methods asked by name: their answers, tables, figures, and clear lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import stylo
from stylo.stylometry import imposters as general
from stylo.stylometry.classified import NO, OPEN, YES, Classification, Imposition, Lengths
from stylo.stylometry.classify import METHODS, classify
from stylo.stylometry.corpus import Corpus, make_corpus
from stylo.stylometry.frequencies import count, most_frequent, relative
from stylo.stylometry.imposters import Imposters, Thresholds


@pytest.fixture(scope="module")
def corpus(samples: Path) -> Corpus:
    return stylo.read_corpus(samples / "authors")


@pytest.fixture(scope="module")
def asked(corpus: Corpus) -> tuple[Corpus, Corpus]:
    """Two columns, and the twenty-two others."""
    rows = corpus.rows(["Pike_Tram", "Tench_Market"])
    return corpus.select(rows), corpus.select(r for r in range(len(corpus)) if r not in rows)


def question(corpus: Corpus) -> list[tuple[str, str]]:
    return list(zip(corpus.ids, corpus.texts, strict=True))


@pytest.mark.parametrize("method", METHODS)
def test_each_method_answers_as_its_function_does(
    asked: tuple[Corpus, Corpus], method: str
) -> None:
    letters, rest = asked
    found = stylo.classify(question(letters), rest, method, mfw=150)
    assert isinstance(found, Classification)
    whole = make_corpus([*rest.texts, *letters.texts], [*rest.authors, *letters.authors])
    train, test = range(len(rest)), range(len(rest), len(whole))
    by_hand = classify(count(whole), list(train), list(test), 150, method)
    assert found.attribution.predicted == by_hand.predicted
    np.testing.assert_allclose(found.attribution.scores, by_hand.scores)
    answers = found.table()
    assert answers["author"].tolist() == ["Pike", "Tench"]
    assert answers["words"].tolist() == count(letters).totals.tolist()
    check = found.table("check")
    assert check["texts"].sum() == 22 and check["right"].sum() >= 12, "by chance 5 or 6"
    first = found.table("scores").groupby("text").head(1)
    assert first["author"].tolist() == answers["author"].tolist()
    assert method in found.settings.values() and len(found.hash) == 64


def test_choices_reach_the_method(asked: tuple[Corpus, Corpus]) -> None:
    letters, rest = asked
    plain = stylo.classify(question(letters), rest, mfw=100)
    choices: list[dict[str, Any]] = [
        {"distance": "delta"},
        {"mfw": ["the", "of", "and", "but"]},
        {"culling": 50, "mfw": 30},
        {"pronouns": False},
        {"tokeniser": "English.all"},
        {"mask": "content"},
        {"unit": "character", "size": 3},
        {"lowercase": False},
        {"punctuation": True},
        {"own_words": True, "tokeniser": "stylo"},
    ]
    for choice in choices:
        other = stylo.classify(question(letters), rest, **{"mfw": 100, **choice})
        assert other.hash != plain.hash, choice
        assert not np.array_equal(other.table("scores")["score"], plain.table("scores")["score"])
    costly = stylo.classify(question(letters), rest, "svm", mfw=100, options={"cost": 1e-4})
    usual = stylo.classify(question(letters), rest, "svm", mfw=100)
    assert costly.table("scores")["score"].abs().max() < usual.table("scores")["score"].abs().max()


def test_the_convention_of_r_reaches_the_distance(asked: tuple[Corpus, Corpus]) -> None:
    letters, rest = asked
    ours, theirs = (
        stylo.classify(question(letters), rest, mfw=100, distance="eder", convention=c)  # type: ignore[arg-type]
        for c in ("published", "r-stylo")
    )
    assert ours.table()["score"].iloc[0] < theirs.table()["score"].iloc[0]


def test_two_hands_in_one_text_by_windows(asked: tuple[Corpus, Corpus]) -> None:
    letters, rest = asked
    joint = "\n\n".join(letters.texts)
    found = stylo.classify(joint, rest, "nsc", mfw=100, window=200, overlap=150)
    assert isinstance(found, Classification)
    table = found.table("rolling")
    assert table["author"].iloc[0] == "Pike" and table["author"].iloc[-1] == "Tench"
    assert (table["end"] - table["start"] == 200).all()
    assert (np.diff(table["start"]) == 50).all()
    assert found.settings["overlap"] == 150
    assert found.plot().get_xlim() == (0, table["end"].iloc[-1])
    svm = stylo.classify(joint, rest, "svm", mfw=100, window=200)
    assert svm.settings["overlap"] == 100
    heights = [bar.get_height() for bar in svm.plot("rolling").patches]
    assert set(heights) == {0.0, 1.0}, "a machine names one author for each window"


def test_general_imposters_with_thresholds(asked: tuple[Corpus, Corpus]) -> None:
    letters, rest = asked
    found = stylo.classify(question(letters), rest, "imposters", mfw=100, seed=3)
    assert isinstance(found, Imposition) and found.thresholds is not None
    table = found.table()
    assert table[table["says"] == YES]["author"].tolist() == ["Pike", "Tench"]
    assert (table.groupby("text")["says"].value_counts()[:, NO] >= 2).all()
    frequencies = relative(counts := count(rest), words := most_frequent(counts, 100))
    test = relative(count(letters), words)
    by_hand = general.imposters(frequencies, rest.authors, test, seed=3)
    np.testing.assert_array_equal(found.found.scores, by_hand.scores)
    trials, truth = general.leave_one_out_scores(frequencies, rest.authors, seed=3)
    np.testing.assert_array_equal(found.trials, trials)
    assert found.thresholds == general.optimise_thresholds(trials, truth)
    check = found.table("check")
    assert (check["own"] > check["others"]).all() and check["texts"].tolist() == [6, 6, 5, 5]


def test_between_the_thresholds_there_is_no_answer() -> None:
    none = np.zeros((0, 1))
    letters = make_corpus(["A text."])
    scores = Imposters(("Moss",), np.array([[0.5]]), 10)
    found = Imposition((), {}, "", scores, Thresholds(0.3, 0.6, 1.0), letters, none, none > 0)
    assert [found.says(s) for s in (0.2, 0.3, 0.5, 0.6, 0.7)] == [NO, OPEN, OPEN, OPEN, YES]
    without = Imposition((), {}, "", scores, None, letters, none, none > 0)
    assert without.table()["says"].tolist() == [OPEN]
    assert without.table_names == ("answers",)


def test_where_each_has_one_text_nothing_can_be_left_out(corpus: Corpus) -> None:
    lone = corpus.select(corpus.rows(["Pike_Tram", "Tench_Tram", "Abara_Tram"]))
    letter = corpus.texts[corpus.rows(["Pike_Baths"])[0]]
    told = stylo.classify(letter, lone, "imposters", mfw=100, options={"iterations": 20})
    assert isinstance(told, Imposition) and told.thresholds is None
    assert any("every author has one text only" in note for note in told.warnings)
    with pytest.raises(stylo.InputError, match="naive Bayes needs two"):
        stylo.classify(letter, lone, "naivebayes", mfw=100)


def test_naive_bayes_of_two_texts_each_answers_unchecked(corpus: Corpus) -> None:
    pairs = ["Pike_Tram", "Pike_Baths", "Tench_Tram", "Tench_Baths"]
    letter = corpus.texts[corpus.rows(["Tench_Market"])[0]]
    found = stylo.classify(letter, corpus.select(corpus.rows(pairs)), "naivebayes", mfw=60)
    assert isinstance(found, Classification) and found.tested is None
    assert "check" not in found.table_names
    assert any("cannot be left out in turn" in note for note in found.warnings)


def test_how_long_a_text_must_be(corpus: Corpus) -> None:
    found = stylo.sample_sizes(corpus, [50, 200, 350], mfw=100, samples=10)
    assert isinstance(found, Lengths)
    table = found.table()
    assert table["words"].tolist() == [50, 200, 350]
    assert table["accuracy"].iloc[0] < table["accuracy"].iloc[2]
    assert table["texts"].tolist() == [24, 24, 24]
    authors = found.table("authors")
    assert len(authors) == 12
    np.testing.assert_allclose(
        authors[authors["words"] == 200]["accuracy"].mean(), table["balanced"].iloc[1]
    )
    enough = found.minimum(float(table["accuracy"].min()))
    assert enough == 50 and found.minimum(1.01) is None
    scattered = stylo.sample_sizes(corpus, [50], mfw=100, samples=10, drawn="words")
    assert scattered.table()["accuracy"].iloc[0] > table["accuracy"].iloc[0]
    assert scattered.hash != found.hash


def test_results_are_shown_and_written(asked: tuple[Corpus, Corpus], tmp_path: Path) -> None:
    letters, rest = asked
    results: list[Any] = [
        stylo.classify(question(letters), rest, "delta", mfw=80, window=200),
        stylo.classify(question(letters), rest, "imposters", mfw=80, options={"iterations": 20}),
        stylo.sample_sizes(rest, [100], mfw=80, samples=2),
    ]
    for result, kind in zip(results, ("classification", "imposition", "lengths"), strict=True):
        data = json.loads(result.to_json(tmp_path / "a.json"))
        assert data["kind"] == kind and data["hash"] == result.hash
        assert set(result.table_names) <= set(data)
        page = result._repr_html_()
        assert "data:image/png" in page and "<script" not in page
        assert result.to_markdown().startswith("# ")
        for name in result.table_names:
            result.to_parquet(tmp_path / "a.parquet", table=name)
            pd.testing.assert_frame_equal(
                pd.read_parquet(tmp_path / "a.parquet"), result.table(name), check_dtype=False
            )
        assert repr(result).startswith(type(result).__name__)
    both = results[0]
    for name in ("pca", "dendrogram", "scores"):
        assert both.plot(name).get_title(loc="left")
    with pytest.raises(stylo.InputError, match="name one of the texts: Pike_Tram, Tench_Market"):
        both.plot("rolling")
    assert both.plot("rolling", text="Tench_Market").get_xlim()[0] == 0


@pytest.mark.parametrize(
    ("method", "more", "line"),
    [
        ("forest", {}, "no method 'forest': choose from delta, centroid, svm"),
        ("svm", {"options": {"price": 1}}, "svm has no option 'price': it has cost, balanced"),
        ("naivebayes", {"options": {"cost": 1}}, "no option 'cost': it has none"),
        ("imposters", {"options": {"cost": 1}}, "imposters has no option 'cost'"),
        ("imposters", {"window": 100}, "imposters say nothing of windows"),
        ("delta", {"distance": "delt"}, "no distance 'delt'"),
        ("delta", {"convention": "r"}, "no convention 'r'"),
        ("delta", {"mfw": 99_999}, "the 99,999 most frequent words"),
        ("delta", {"window": 9_000}, "fewer than a window of 9000"),
        ("delta", {"window": 100, "overlap": 100}, "cannot overlap by 100"),
        ("delta", {"unknown": ["Pyke"]}, "did you mean Pike"),
        ("delta", {"words": 7}, "nothing is called 'words' here"),
        ("delta", {"mask": "content", "tokeniser": "English"}, "masks and punctuation need"),
    ],
)
def test_one_clear_line(
    asked: tuple[Corpus, Corpus], method: str, more: dict[str, Any], line: str
) -> None:
    letters, rest = asked
    with pytest.raises(stylo.InputError, match=line) as caught:
        stylo.classify(question(letters), rest, method, **more)
    assert "\n" not in str(caught.value)


def test_sample_sizes_refuse_with_a_clear_line(corpus: Corpus) -> None:
    calls: list[tuple[Corpus, dict[str, Any], str]] = [
        (corpus, {"sizes": [9_000]}, "no text has 9000 words"),
        (corpus, {"sizes": [0]}, "at least one length of a word"),
        (corpus, {"method": "imposters"}, "no method 'imposters'"),
        (corpus, {"drawn": "line"}, "no way to draw 'line'"),
        (corpus.by(["Pike"]), {}, "one author, Pike"),
    ]
    for texts, more, line in calls:
        with pytest.raises(stylo.InputError, match=line):
            stylo.sample_sizes(texts, **more)


def test_the_same_text_on_both_sides_is_told(corpus: Corpus) -> None:
    found = stylo.classify(corpus.texts[3], corpus, mfw=100)
    assert any("shares 100% of its runs" in note for note in found.warnings)
