"""The benchmarks of intervals, reliability, norms and Flesch count what they say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from benchmarks import flesch, halves, outside
from benchmarks import norms as of_norms
from stylo.features import all_features
from stylo.outside import Subject
from stylo.training import norms as making

SENTENCE = "The council of the harbour town met again on the old bridge in the rain, number {}."


def test_halves_are_the_odd_and_the_even_paragraphs_of_running_text() -> None:
    text = "\n\n".join(["A Heading of It", *(SENTENCE.format(n) for n in range(12))])
    found = halves.halves(text)
    assert found is not None
    assert found[0].split("\n\n") == [SENTENCE.format(n) for n in range(0, 12, 2)]
    assert found[1].split("\n\n") == [SENTENCE.format(n) for n in range(1, 12, 2)]
    assert halves.halves("\n\n".join(SENTENCE.format(n) for n in range(9))) is None


def test_halves_agree_where_the_interval_of_their_difference_holds_zero() -> None:
    # intervals of ±1 on each side: of their difference ±√2
    table = np.array(
        [
            [[5, 4, 6], [6.4, 5.4, 7.4]],
            [[5, 4, 6], [6.5, 5.5, 7.5]],
            [[5, 4, 6], [5.5, np.nan, np.nan]],
        ]
    )[:, :, None, :]
    agree, inside = halves.covered(table)
    assert agree[:2, 0].tolist() == [1, 0] and math.isnan(agree[2, 0])
    assert inside[:2, 0].tolist() == [0, 0] and math.isnan(inside[2, 0])
    one_sided = np.array([[[5, 4, 6], [5.5, 5.2, 5.8]]])[:, :, None, :]
    assert halves.covered(one_sided)[1].tolist() == [[0.5]]
    nothing = np.array([[[0, 0, 0.5], [0.4, 0, 1.2]]])[:, :, None, :]
    assert halves.covered(nothing)[0].tolist() == [[1]]


def test_right_intervals_agree_in_ninety_five_of_a_hundred() -> None:
    draw = np.random.RandomState(0)
    value = draw.normal(0, 1, (4000, 2, 1))
    table = np.stack([value, value - 1.96, value + 1.96], axis=-1)
    agree, inside = halves.covered(table)
    assert agree.mean() == pytest.approx(0.95, abs=0.01)
    assert inside.mean() == pytest.approx(0.834, abs=0.01)  # P(|z| < 1.96 ÷ √2)


def test_reliability_is_stepped_up_and_needs_enough_articles() -> None:
    assert halves.stepped_up(0.5) == pytest.approx(2 / 3)
    draw = np.random.RandomState(0)
    common = draw.normal(0, 1, 3000)
    pairs = np.column_stack([common + draw.normal(0, 1, 3000) for _ in range(2)])
    r, low, high = halves.correlation(pairs)
    assert low < r < high and r == pytest.approx(0.5, abs=0.05)
    assert math.isnan(halves.correlation(pairs[:50])[0])
    assert math.isnan(halves.correlation(np.zeros((200, 2)))[0])


def test_frequent_densities_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    features = all_features()
    dense = [at for at, f in enumerate(features) if f.unit.startswith("per ")]
    level = np.zeros(len(features))
    level[dense[:3]] = 5.0
    draw = np.random.RandomState(0)
    value = level + draw.normal(0, 1, (200, 2, len(features))) * (level > 0)
    table = np.stack([value, value - 1.96, value + 1.96], axis=-1)
    monkeypatch.setattr(halves.voice, "read", list)
    monkeypatch.setattr(halves, "both", lambda *_: table)
    found = halves.run([])["figures"]
    assert found["frequent"][0] == 3
    assert found["cover.frequent"][0] == pytest.approx(0.95, abs=0.03)
    assert found["inside.frequent"][0] == pytest.approx(0.834, abs=0.05)
    assert found["cover"][0] > found["cover.frequent"][0]
    assert found["reliability.median"][0] == pytest.approx(0, abs=0.2)


def test_articles_are_drawn_from_outlets_in_turn() -> None:
    n = 60
    articles = making.Collection(
        measures=all_features()[:1],
        values=np.zeros((n, 1)),
        words=np.full(n, 300.0),
        whole=np.arange(n) % 3 == 0,
        kinds=np.array(["opinion"] * 30 + ["reporting"] * 30),
        outlets=np.array(["a", "a", "a", "b", "b", "b"] * 10),
        texts=[""] * 20,
        sketches=[()] * 20,
    )
    rows = of_norms.drawn(articles, 8)
    assert len(set(rows)) == 8 and articles.whole[rows].all()
    cells = list(zip(articles.kinds[rows], articles.outlets[rows], strict=True))
    assert {cells.count(cell) for cell in cells} == {2}
    left = articles.chosen(articles.outlets == "a")
    assert len(left.texts) == int(left.whole.sum()) == 10


def test_signs_are_counted_each_and_together() -> None:
    subject = Subject({"council": 2.0}, centre=0.5, between=0.1, within=1.0, least=-2.0)
    usual, other = "the council met " * 60, "the goal came " * 60
    assert outside.signs(usual, subject) == [0, 0, 0, 0]
    assert outside.signs(usual + "in the harbour in 1950", subject) == [1, 1, 0, 1]
    assert outside.signs(other, subject) == [0, 0, 1, 1]


def row(text: str, tokens: str, new_paragraph: bool) -> dict[str, Any]:
    return {"text": text, "tokens": tokens.split(), "new_paragraph": new_paragraph}


def test_flesch_on_sentences_that_we_find_is_flesch_on_gold_ones() -> None:
    met, said = "The council met.", "Nobody can't say."
    rain = row("It rained on the old bridge.", "It rained on the old bridge .", True)
    document = [
        row(met, "The council met .", True),
        row(said, "Nobody ca n't say .", False),
        rain,
    ]
    text, starts = flesch.raw_text(document)
    assert text == f"{met} {said}\n\n{rain['text']}"
    assert all(text[at:].startswith(r["text"]) for at, r in zip(starts, document, strict=True))
    ours, gold = flesch.flesch(document)
    assert ours == pytest.approx(gold)
    joined = [row(f"{met} {said}", "The council met . Nobody ca n't say .", True), rain]
    ours, gold = flesch.flesch(joined)
    assert ours - gold == pytest.approx(1.015 * (12 / 2 - 12 / 3))
