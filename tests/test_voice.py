"""Voice: the arithmetic of the model, its refusals, and our own articles judged right."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import stylo
from benchmarks import voice as benchmark
from stylo import encoder, voice, weights
from stylo.annotate import annotate
from stylo.document import InputError
from stylo.feature import Measurement, own_words
from stylo.features import all_features
from stylo.training import voice as training
from stylo.training import wording
from tests.strategies import texts

TOY: dict[str, Any] = {
    "measures": [["a_density", "per 100 words", 1], ["b", "letters", 1]],
    "weights": {
        "a_density": {"transform": "log", "centre": 1.0, "scale": 0.5, "weight": 2.0},
        "b": {"transform": "none", "centre": 4.0, "scale": 2.0, "weight": -1.0},
    },
    "clip": 3.0,
    "calibration": {"slope": 1.5, "intercept": 0.25, "half_words": 100.0},
    "mixed": [0.2, 0.8],
}


def measure(text: str) -> tuple[stylo.Document, dict[str, Measurement]]:
    doc = annotate(text)
    return doc, {f.name: f.measure(doc, "own") for f in all_features()}


# -- arithmetic -------------------------------------------------------------------------------


def test_contributions_by_hand() -> None:
    found = voice.contributions({"a_density": math.e**1.5 - 1, "b": 3.0}, 300, TOY)
    # slope 1.5 × 300 ÷ 400 = 1.125; (1.5 − 1) ÷ .5 × 2 = 2; (3 − 4) ÷ 2 × −1 = .5
    assert [(c.name, c.contribution) for c in found] == [
        ("a_density", pytest.approx(2.25)),
        ("b", pytest.approx(0.5625)),
    ]
    assert voice.log_odds(found, TOY) == pytest.approx(2.25 + 0.5625 + 0.25)


def test_far_values_are_clipped_and_missing_ones_add_nothing() -> None:
    far = voice.contributions({"a_density": 1e6, "b": math.nan}, 1e12, TOY)
    assert far[0].contribution == pytest.approx(1.5 * 2 * 3)
    assert far[1].contribution == 0 and math.isnan(far[1].value)


def test_short_texts_get_smaller_odds() -> None:
    values = {"a_density": 9.0, "b": 3.0}
    odds = [
        sum(c.contribution for c in voice.contributions(values, n, TOY)) for n in (50, 200, 2e3)
    ]
    assert odds == sorted(odds) and odds[0] > 0


@pytest.mark.parametrize(
    ("probability", "label"),
    [(0.0, "reporting"), (0.2, "reporting"), (0.21, "mixed"), (0.79, "mixed"), (0.8, "editorial")],
)
def test_the_rule_of_the_verdict(probability: float, label: str) -> None:
    assert voice.label(probability, TOY) == label


def test_probability_of_extreme_odds_is_finite() -> None:
    assert voice.probability(1e9) == 1.0
    assert voice.probability(-1e9) == pytest.approx(0.0)
    assert voice.probability(0.0) == 0.5


# -- the model file ---------------------------------------------------------------------------


def test_a_model_of_other_measures_is_refused() -> None:
    declared = {"a_density": ["a_density", "per 100 words", 1], "b": ["b", "letters", 1]}
    voice.check(TOY, declared)
    for changed in (["b", "letters", 2], ["b", "words", 1]):
        with pytest.raises(InputError, match="another b: retrain: stylo train voice"):
            voice.check(TOY, {**declared, "b": changed})
    with pytest.raises(InputError, match="another a_density"):
        voice.check(TOY, {"b": ["b", "letters", 1]})


def test_a_model_with_another_transform_is_refused() -> None:
    declared = {"a_density": ["a_density", "per 100 words", 1], "b": ["b", "letters", 1]}
    odd = {**TOY["weights"], "b": {**TOY["weights"]["b"], "transform": "sqrt"}}
    with pytest.raises(InputError, match="retrain: stylo train voice"):
        voice.check({**TOY, "weights": odd}, declared)


def test_the_shipped_model_is_readable_and_current() -> None:
    data = voice.model()
    names = [name for name, _, _ in data["measures"]]
    assert set(names) == set(data["weights"]) and len(names) == len(set(names)) > 30
    for w in data["weights"].values():
        assert w["scale"] > 0 and w["weight"] != 0 and w["transform"] in {"log", "none"}


def test_a_revised_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.loads(weights.read_text(voice.FILE))
    data["measures"][0][2] += 1
    monkeypatch.setattr(weights, "read_json", lambda name: data)
    voice.model.cache_clear()
    try:
        with pytest.raises(InputError, match="retrain: stylo train voice"):
            voice.model()
    finally:
        voice.model.cache_clear()


# -- judging ----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(texts)
def test_contributions_and_sentences_sum_to_the_score(text: str) -> None:
    doc, measured = measure(text)
    judged = voice.judge(doc, measured)
    assert len(judged.sentences) == len(doc.sentences)
    if math.isnan(judged.probability):
        assert judged.caveat and judged.label == "mixed"
        assert own_words(doc, "own") < voice.MIN_WORDS
        return
    total = math.fsum(c.contribution for c in judged.contributions)
    odds = total + voice.model()["calibration"]["intercept"]
    assert judged.probability == pytest.approx(1 / (1 + math.exp(-odds)))
    assert math.fsum(judged.sentences) == pytest.approx(total, abs=1e-6)
    sizes = [abs(c.contribution) for c in judged.contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_our_own_articles_are_told_apart(samples: Path) -> None:
    for path in sorted(samples.glob("*.txt")):
        judged = stylo.analyse(stylo.read(path)).voice
        expected = "editorial" if path.stem.startswith("opinion") else "reporting"
        assert judged.label == expected, (path.stem, judged.probability)


def test_every_contribution_leads_to_its_measure(samples: Path) -> None:
    report = stylo.analyse(stylo.read(samples / "opinion-broadband.txt"))
    for c in report.voice.contributions:
        assert report[c.name].value == c.value or math.isnan(c.value)


def test_a_quotation_does_not_speak_for_the_writer() -> None:
    report = (
        "The council of Brennford voted on Tuesday to close the ferry, officials said. "
        "Mayor Ada Moss said the vote was 7 to 2. The ferry carried 12,000 people in August, "
        "according to the harbour office. Bruno Bell, a fisherman, told reporters that he would "
        "appeal. A spokesman for the line declined to comment on Wednesday. "
    )
    rant = (
        "“This is a shameful, reckless, stupid decision, and we must all fight it! Who could "
        "possibly defend it? Nobody, of course,” said Bell."
    )
    plain = voice.judge(*measure(report)).probability
    quoting = voice.judge(*measure(report + rant)).probability
    spoken = voice.judge(*measure(report + rant.replace("“", "").replace("”", ""))).probability
    assert plain < 0.2 and quoting < 0.2
    assert spoken > quoting


def test_judging_needs_no_scikit_learn() -> None:
    code = (
        "import sys; from stylo import voice; from stylo.annotate import annotate;"
        "from stylo.features import all_features;"
        "d = annotate('Perhaps the council should vote on the old bridge next week. ' * 9);"
        "v = voice.judge(d, {f.name: f.measure(d, 'own') for f in all_features()});"
        "print(v.label, 'sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "False"


# -- training ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def toy_fit() -> Iterator[tuple[training.Weights, np.ndarray, np.ndarray]]:
    random = np.random.RandomState(0)
    labels = np.arange(600) % 2
    told = random.gamma(4, 1, 600) + 3 * labels
    copy = told + random.normal(0, 0.3, 600)
    noise = random.normal(0, 1, 600)
    rare = np.where(random.rand(600) < 0.5, np.nan, told)
    values = np.column_stack([told, copy, noise, rare])
    outlets = [f"o{i % 3}" for i in range(600)]
    yield training.fit(values, labels, outlets, ["log", "none", "none", "none"]), values, labels


def toy_table(values: np.ndarray) -> training.Table:
    empty = np.full((len(values), encoder.VECTOR), np.nan)
    return training.Table(("a", "b", "c", "d"), values, np.full(len(values), 100.0), empty)


def test_fit_uses_what_tells_and_nothing_else(
    toy_fit: tuple[training.Weights, np.ndarray, np.ndarray],
) -> None:
    model, values, labels = toy_fit
    assert model.weight[0] > 0 and model.weight[1] >= 0
    assert model.weight[2] == 0, "no difference by itself"
    assert model.weight[3] == 0, "missing in half of the texts"
    score = model.score(toy_table(values))
    assert score[labels == 1].mean() > 0 > score[labels == 0].mean()


def test_the_centre_says_nothing_either_way(
    toy_fit: tuple[training.Weights, np.ndarray, np.ndarray],
) -> None:
    model, _, _ = toy_fit
    neutral = np.where([h == "log" for h in model.how], np.expm1(model.centre), model.centre)
    assert model.score(toy_table(neutral[None, :]))[0] == pytest.approx(0.0)
    assert model.score(toy_table(np.full((1, 4), np.nan)))[0] == 0.0


def test_labels_and_outlets_are_balanced() -> None:
    labels = np.array([1] * 4 + [0] * 16 + [0])
    weight = training.balance(labels, ["a"] * 20 + ["b"])
    assert weight[labels == 1].sum() == pytest.approx(weight[labels == 0].sum())
    assert weight[4:20].sum() == pytest.approx(4 * weight[20])


def test_table_and_single_text_are_scored_alike(samples: Path) -> None:
    text = (samples / "opinion-broadband.txt").read_text(encoding="utf-8")
    doc, measured = measure(text)
    judged = voice.judge(doc, measured)
    table = training.Table(
        tuple(f.name for f in training.measured()),
        np.array([[measured[f.name].value for f in training.measured()]]),
        np.array([float(own_words(doc, "own"))]),
        np.zeros((1, encoder.VECTOR)),
    )
    data = voice.model()
    odds = training.log_odds(training.weights_of(data), table, data["calibration"])
    assert 1 / (1 + math.exp(-odds[0])) == pytest.approx(judged.probability, abs=1e-9)


def test_the_wording_of_an_outlet_is_rated_by_a_head_that_never_saw_it() -> None:
    random = np.random.RandomState(0)
    outlets = [f"paper {i % 10}" for i in range(400)]
    labels = (np.arange(400) // 10) % 2
    vectors = random.normal(0, 0.1, (400, encoder.VECTOR))
    vectors[:, 0] += labels
    # A sign by which one outlet alone can be told, and its opinion with it.
    marked = np.array([o == "paper 3" for o in outlets]) & (labels == 1)
    vectors[marked, 1] += 1.0
    vectors[5] = np.nan
    head, rated = wording.crossed(vectors, labels, outlets, np.ones(400))
    assert math.isnan(rated[5]) and math.isnan(head(vectors)[5])
    there = np.arange(400) != 5
    assert np.corrcoef(rated[there], labels[there])[0, 1] > 0.5
    assert head.vector[1] > 0.05, "the head of all texts has learned the outlet's sign"
    plain = (labels == 1) & ~marked & there
    assert rated[marked].mean() == pytest.approx(rated[plain].mean(), abs=0.1), "others have not"
    table = training.Table(
        ("other", training.WORDING), np.zeros((400, 2)), np.full(400, 100.0), vectors
    )
    assert table.worded(rated)[:, 0].tolist() == [0.0] * 400
    np.testing.assert_array_equal(table.worded(rated)[:, 1], rated)


def test_the_moments_of_parts_add_up() -> None:
    random = np.random.RandomState(1)
    vectors, labels = random.normal(0, 1, (60, encoder.VECTOR)), np.arange(60) % 2
    whole = wording.fit(wording.moments(vectors, labels, np.ones(60)))
    parts = [
        wording.moments(vectors[r], labels[r], np.ones(30)) for r in (slice(30), slice(30, 60))
    ]
    np.testing.assert_allclose(wording.fit(parts[0] + parts[1]).vector, whole.vector, atol=1e-6)


def test_excerpts_start_at_sentences_and_have_their_length() -> None:
    text = "\n\n".join(f"Sentence {n} has exactly six words." for n in range(80))
    seen = set()
    for key in "abcdef":
        part = training.excerpt(text, 60, key)
        assert part in text and len(part.split()) == 60 and part.startswith("Sentence")
        assert part == training.excerpt(text, 60, key)
        seen.add(part)
    assert len(seen) > 1
    assert training.excerpt("Too short.", 60, "a") == "Too short."


def article(id: str, outlet: str, author: str, text: str) -> training.Article:
    return training.Article(id, outlet, "opinion", author, text)


def test_folds_share_no_outlet_author_or_text() -> None:
    def words(seed: int, n: int) -> str:
        return " ".join(f"w{x}" for x in np.random.RandomState(seed).randint(0, 9999, n))

    test = [article("t", "x", "ann lee", words(0, 400))]
    pool = [
        article("same outlet", "x", "", words(1, 400)),
        article("same author", "y", "ann lee", words(2, 400)),
        article("reprint", "y", "", words(0, 400) + " " + words(3, 200)),
        article("quotes a little", "y", "", words(0, 60) + " " + words(4, 400)),
        article("other", "z", "bo bell", words(5, 400)),
        article("no author", "z", "", "Few words."),
    ]
    assert training.apart(pool, test).tolist() == [False, False, False, True, True, True]


def test_calibration_finds_slope_and_shrinkage() -> None:
    random = np.random.RandomState(0)
    n = 6000
    words = random.choice([50.0, 1000.0], n)
    score = random.normal(0, 2, n)
    odds = 1.5 * score * words / (words + 100)
    labels = (random.rand(n) < 1 / (1 + np.exp(-odds))).astype(np.int64)
    found = training.calibrate(score, words, labels, ["a"] * n)
    assert found["half_words"] in {75.0, 100.0, 150.0}
    assert found["slope"] == pytest.approx(1.5, abs=0.25)
    assert found["intercept"] == pytest.approx(0.0, abs=0.15)


# -- the benchmark ----------------------------------------------------------------------------


def test_auc_with_ties_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import roc_auc_score

    random = np.random.RandomState(1)
    score = random.randint(0, 8, 200).astype(float)
    truth = random.rand(200) < 0.4
    value, low, high = benchmark.auc_interval([(score, truth)])
    assert value == pytest.approx(roc_auc_score(truth, score))
    assert low < value < high


def test_figures_of_a_perfect_and_of_a_constant_answer() -> None:
    labels = ["opinion"] * 5 + ["reporting"] * 5 + ["analysis"] * 2
    odds = np.array([9.0] * 5 + [-9.0] * 5 + [0.0] * 2)
    found = {name: value for name, (value, _, _) in benchmark.figures(labels, odds).items()}
    assert found["auc"] == found["f1"] == 1.0
    assert found["ece"] < 0.001 and found["brier"] < 0.001
    assert found["rate.analysis.mixed"] == 1.0 and found["rate.opinion.editorial"] == 1.0
    assert found["opinion_rate"] == pytest.approx(5 / 12)
    coin = {n: v for n, (v, _, _) in benchmark.figures(labels, np.zeros(12)).items()}
    assert coin["auc"] == 0.5 and coin["brier"] == 0.25 and coin["ece"] == 0.0
    assert coin["mixed_rate"] == 1.0


def test_the_benchmark_runs_on_any_file_of_the_format(samples: Path, tmp_path: Path) -> None:
    rows = [
        {"id": p.stem, "text": p.read_text(encoding="utf-8"), "label": p.stem.split("-")[0]}
        for p in sorted(samples.glob("*.txt"))
    ]
    for row in rows:
        row["label"] = {"report": "reporting"}.get(row["label"], row["label"])
    path = tmp_path / "ours.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = benchmark.run([path])
    assert found["n"] == len(rows)
    assert found["figures"]["auc"][0] == 1.0
