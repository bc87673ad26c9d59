"""Benchmarks of rhetoric and stance: what they shuffle, what they read, how they fold."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmarks import bias, costs, evaluation, figures, hedging, questions, readings
from stylo.annotate import annotate
from stylo.features import all_features, families, stance

TEXT = (
    "We shall mend the pier. We shall mend the mill, and we shall mend the road. "
    "The clerk wrote the ledger by hand."
)


def test_words_change_places_and_signs_stay() -> None:
    doc = annotate(TEXT)
    mixed = figures.other_words(doc, np.random.RandomState(0))
    assert mixed != TEXT
    assert Counter(annotate(mixed).tokens["text"]) == Counter(doc.tokens["text"])
    assert [c for c in mixed if c in ".,"] == [c for c in TEXT if c in ".,"]


def test_sentences_change_places_whole() -> None:
    doc = annotate(TEXT)
    moved = figures.other_order(doc, np.random.RandomState(1))
    assert moved != TEXT
    assert Counter(moved.split()) == Counter(TEXT.split())


def test_members_between_sentences_are_counted_apart() -> None:
    row = figures.counted([annotate(TEXT)], figures.FIGURES["anaphora"])[0]
    assert row[0] >= row[2] > 0
    assert row[1] == annotate(TEXT).word_count


def test_a_rate_is_told_as_a_share_of_that_in_the_speeches() -> None:
    said = np.array([[40.0, 100, 0], [60, 100, 0]])
    other = np.array([[3.0, 100, 0], [7, 100, 0]])
    assert figures.compared(said, other)[0] == pytest.approx(0.1)
    reports = np.array([[2.5, 100, 0], [0, 50, 0], [0, 50, 0]])
    value, low, high = figures.compared(said, reports)
    assert low <= value <= high and value == pytest.approx(0.025)


def test_every_question_was_read_once() -> None:
    read = [
        said
        for articles in questions.read().values()
        for ends in articles.values()
        for said in ends.values()
    ]
    assert len(read) > 200
    assert 0 < sum(read) < len(read)


def test_equal_texts_share_a_fold() -> None:
    assert len(set(bias.folds(["the same text"] * 3).tolist())) == 1
    assert set(bias.folds([str(n) for n in range(60)]).tolist()) == set(range(5))


def test_each_measure_of_stance_says_something_of_a_sentence() -> None:
    found = bias.measured("This disgraceful plan harms the mill, and nobody in the town was asked.")
    assert set(found) == {*(f.name for f in stance.FEATURES), "words", "said"}
    assert found["negative_evaluation_density"][0] > 0
    assert np.isfinite(np.concatenate(list(found.values()))).all()
    assert len(found["editorial_wording"]) == 1
    assert set(found) >= bias.READ - {"formality"}


def test_evaluation_chooses_measures_on_one_half(tmp_path: Path) -> None:
    import gzip

    folder = tmp_path / "ptc"
    folder.mkdir()
    (tmp_path / "lexicons").mkdir()
    with gzip.open(tmp_path / "lexicons" / "vader.tsv.gz", "wt", encoding="utf-8") as out:
        out.write("word\tscore\nmill\t1.0\n")
    lines = []
    for town in ("Lindal", "Urswick", "Askam", "Barrow"):
        text = f"This disgraceful plan harms the mill by the weir, and nobody in {town} was asked."
        start = text.index("disgraceful")
        spans = [[start, start + 11, "Loaded_Language"], [0, 4, "Doubt"]]
        lines.append(json.dumps({"text": text, "spans": spans}) + "\n")
    path = folder / "train.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    told = evaluation.run(path)
    found = told["figures"]
    assert 0 < told["n"] < 4
    assert found["token_f1"][0] == pytest.approx(1.0)
    assert found["token_f1.all_measures"][0] == pytest.approx(2 / 3)  # "nobody" is not marked
    assert found["chosen.negative_evaluation_density"][0] == 1
    assert found["chosen.extreme_case_density"][0] == 0
    assert found["token_f1.vader"][0] == found["token_f1.vader_chosen"][0] == 0
    assert found["gold"][0] == pytest.approx(1 / 15)
    path.write_text(lines[0], encoding="utf-8")
    with pytest.raises(SystemExit, match="too few articles"):
        evaluation.run(path)


def test_costs_are_shares_of_the_whole_dearest_first() -> None:
    names = [f.name for f in all_features()]
    seconds = np.zeros((2, 2 + len(names)))
    seconds[:, 0], seconds[:, 1] = (2.0, 4.0), (1.0, 3.0)
    seconds[:, 2 + 5] = 0.1, 0.1
    seconds[:, 2 + 7] = 0.01, 0.01
    found = costs.shares(seconds)
    assert found["annotation"] == [0.625, 0.5, 0.75]
    assert found["above"][0] == 1
    assert [key for key in found if key.startswith("share.")][:2] == [
        f"share.{names[5]}",
        f"share.{names[7]}",
    ]
    assert found[f"share.{names[5]}"] == pytest.approx([0.0375, 0.025, 0.05])


def test_every_measure_is_timed() -> None:
    seconds = costs.timed("The clerk wrote the ledger by hand, and nobody read it. " * 8)
    assert len(seconds) == 2 + len(all_features())
    assert seconds[0] >= seconds[1] > 0 and min(seconds) >= 0


def test_news_that_the_encoder_never_saw_is_told_apart(tmp_path: Path) -> None:
    text = "The mill may close in spring."
    start = text.index("may")
    spans = [[start, start + 3, "may", "speculation_modal_probable"]]
    news = [f"paper-{n}" for n in range(6)]
    rows = [
        {"doc": doc, "domain": "news", "text": text, "spans": spans, "label": "uncertain"}
        for doc in news
    ]
    apart = [row for row in rows if hedging.unseen(row)]
    assert 0 < len(apart) < len(rows)
    assert not hedging.unseen({**apart[0], "domain": "wiki"})
    for row in apart:
        row["spans"] = []  # here "may" is wrongly found
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = hedging.run(path)["figures"]
    assert found["token_f1"][0] > 0 == found["token_f1.unseen"][0]


def test_readings_are_told_over_articles(tmp_path: Path) -> None:
    lines = ["# how hits were drawn", "measure\tlabel\toutlet\tarticle\tstart\tend\tfirst\tsecond"]
    for at, marks in enumerate(("1\t1", "1\t0", "0\t0", "1\t1")):
        lines.append(f"{'ab'[at % 2]}_density\tx\tpaper\t{at}\t0\t5\t{marks}")
    path = tmp_path / "some.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = readings.run(path)["figures"]
    assert found["alike"][0] == pytest.approx(3 / 4)
    assert found["kappa"][0] == pytest.approx(0.5)
    assert found["right.a_density"][0] == pytest.approx(1 / 2)
    assert found["right.b_density"][0] == pytest.approx(3 / 4)


def test_the_page_of_figures_lists_what_readings_leave_open() -> None:
    page = (Path(__file__).parent.parent / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    section = page.split("## Precision by reading\n")[1].split("\n## ")[0]
    lists = readings.listed()
    assert [name.split()[0] for name in lists["below, and not"]] == ["hyperbole_density"]
    few = [name for what in lists if what.startswith("fewer") for name in lists[what]]
    for name in (n.split()[0] for n in few if n.split()[0] not in SYNTAX):
        assert name in section
    assert f"{len(lists['below, and experimental'])} measures" in section


SYNTAX = {f.name for f in families()["syntax"]}
