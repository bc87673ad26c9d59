"""Benchmarks of the verdict and of idioms: what is varied, drawn, and counted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import idioms, robustness, voice
from stylo.training import labels
from stylo.training.voice import LEFT_OUT, Article

TEXT = "\n\n".join(
    (
        "What the Figures Say",
        "By Ada Moss",
        "The river rose again. “It will not stop,” said Bo Tarn.",
        "Nobody moved the boats.",
        "The bridge stayed shut.",
        "Ada Moss is a columnist for this newspaper.",
    )
)


def test_headline_byline_and_notes_are_taken_out() -> None:
    lines = robustness.bare(TEXT).split("\n\n")
    assert lines[0].startswith("The river") and lines[-1] == "The bridge stayed shut."
    assert robustness.bare("\n\n".join(lines)) == "\n\n".join(lines)


def test_dressed_keeps_the_text_and_bare_takes_the_dress_off() -> None:
    body = robustness.bare(TEXT)
    assert body in robustness.dressed(body)
    assert robustness.bare(robustness.dressed(body)) == body


def test_only_letters_in_quotations_are_masked() -> None:
    masked = robustness.masked(TEXT)
    assert "“xx xxxx xxx xxxx,” said Bo Tarn" in masked
    assert len(masked) == len(TEXT)


def test_shuffling_keeps_every_paragraph() -> None:
    moved = robustness.shuffled(TEXT)
    assert sorted(moved.split("\n\n")) == sorted(TEXT.split("\n\n"))
    assert moved != TEXT and moved == robustness.shuffled(TEXT)


def test_as_many_of_each_kind_are_drawn() -> None:
    pool = [
        Article(f"{outlet} {label} {i}", outlet, label, "", "")
        for outlet in (*LEFT_OUT, "elsewhere")
        for label in ("opinion", "reporting", "analysis")
        for i in range(5)
    ]
    found = robustness.drawn(pool, 54)
    assert len(found) == 54
    assert {(a.outlet, a.label) for a in found} == {
        (outlet, label) for outlet in LEFT_OUT for label in ("opinion", "reporting")
    }


def test_a_score_is_not_ahead_of_itself_and_is_of_a_worse_one() -> None:
    random = np.random.RandomState(1)
    truth = random.rand(300) < 0.5
    good, bad = truth + random.rand(300) * 0.9, truth + random.rand(300) * 6
    assert voice.auc_ahead([(good, truth)], [(good, truth)]) == [0.0, 0.0, 0.0]
    value, low, high = voice.auc_ahead([(good, truth)], [(bad, truth)])
    assert 0 < low < value < high


def test_labels_read_twice_are_what_both_said() -> None:
    read = labels.agreed()
    assert set(read.values()) == {"opinion", "reporting", "unsure"}
    assert 150 < len(read) < 197


def test_idioms_are_scored_where_both_senses_stand(tmp_path: Path) -> None:
    def use(words: str, idiom: str, sense: str, first: int, last: int) -> str:
        tokens = words.split()
        marks = ["I-IDIOM" if first <= i <= last else "O" for i in range(len(tokens))]
        return json.dumps({"tokens": tokens, "labels": marks, "idiom": idiom, "sense": sense})

    path = tmp_path / "uses.jsonl"
    path.write_text(
        "\n".join(
            [
                use("The minister spilled the beans on Monday .", "spill the beans", "1", 2, 4),
                use("She opened the tin and ate the beans .", "spill the beans", "0", 5, 7),
                use("He kicked the bucket .", "kick the bucket", "1", 1, 3),
            ]
        ),
        encoding="utf-8",
    )
    found = idioms.run(path)
    assert found["n"] == 2
    assert found["figures"]["macro_f1"][0] == pytest.approx(1.0)
    assert found["figures"]["macro_f1.all_idiomatic"][0] == pytest.approx(1 / 3)
