"""Metaphor-related words, similes and idioms."""

from __future__ import annotations

import gzip
import itertools
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings

from benchmarks import metaphor as benchmark
from stylo import domains, similes
from stylo.annotate import annotate
from stylo.document import CONTENT_UPOS
from stylo.feature import Measurement
from stylo.features import metaphor
from stylo.lexicon import load
from tests.examples.metaphor import FLAG, PASS
from tests.families import false_alarms, misses
from tests.strategies import texts


def test_flags() -> None:
    assert misses(metaphor.FEATURES, FLAG) == []


def test_passes() -> None:
    assert false_alarms(metaphor.FEATURES, PASS) == []


@settings(max_examples=40, deadline=None)
@given(texts)
def test_marks_and_labels_agree(text: str) -> None:
    doc = annotate(text)
    marked = domains.metaphor_related(doc)
    assert not marked[doc.tokens["word"] < 0].any()
    found = metaphor.metaphors(doc)
    assert len(found) == marked.sum()
    tags = dict(zip(doc.tokens["start"].tolist(), doc.tokens["upos"], strict=True))
    for e in found:
        assert (e.label == "content") == (tags[e.span.start] in CONTENT_UPOS)
    assert len(metaphor.content_metaphors(doc)) == sum(e.label == "content" for e in found)


def test_similes_do_not_overlap_and_run_from_hinge_to_vehicle() -> None:
    doc = annotate(
        "The plan is like a sieve, and like a sieve it leaks. He is as bold as brass. It moves "
        "slower than a snail."
    )
    found = similes.similes(doc)
    assert [e.label for e in found] == ["like", "like", "as ... as", "than"]
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def measured(name: str, text: str) -> Measurement:
    return next(f for f in metaphor.FEATURES if f.name == name).measure(annotate(text), "own")


def test_novel_metaphors_count_words_and_show_images() -> None:
    text = (
        "The chairman is the backbone, the nervous system, of the club. It met on Tuesday in the "
        "hall by the old mill, and nine members came."
    )
    found = measured("novel_metaphor_density", text)
    assert [e.weight for e in found.evidence] == [3.0]
    assert found.value == pytest.approx(100 * 3 / len(text.split()))


def test_quoted_images_belong_to_their_speaker() -> None:
    text = "“Critics torpedoed the merger,” said Ada Moss. The board met on Tuesday and ate pears."
    assert measured("novel_metaphor_density", text).evidence == ()


PICTURES = (
    "Critics torpedoed the merger. The museum is drowning in paperwork. Her speech ignited a row "
    "in the guild. The treasurer shepherded the plan through the club. "
)


def test_diversity_is_the_chance_of_two_domains() -> None:
    few = measured("source_domain_diversity", PICTURES)
    assert math.isnan(few.value) and "4 images" in few.caveat
    twice = measured("source_domain_diversity", PICTURES * 2)
    # Eight images, two of each of four domains: 4 of the 28 pairs are alike.
    assert twice.value == pytest.approx(1 - 4 / 28)
    assert "Only 8 images" in twice.caveat
    assert math.isnan(twice.low)


def test_slots_take_any_owner_and_verbs_any_form() -> None:
    doc = annotate(
        "They twisted the clerk's arm. She was twisting my arm. The baker's goose is cooked."
    )
    assert [doc[e.span] for e in load("idioms").evidence(doc)] == [
        "twisted the clerk's arm",
        "twisting my arm",
        "goose is cooked",
    ]


def test_the_idioms_are_many_of_three_kinds_and_each_stands_once() -> None:
    idioms = load("idioms")
    assert idioms.labels() == ("cliche", "idiom", "proverb")
    rows = {(e.pattern, e.after, e.before) for e in idioms.entries}
    assert len({pattern for pattern, _, _ in rows}) == len(rows) > 1200


@pytest.mark.shared
def test_the_seed_article_speaks_in_pictures(seed_article: Path) -> None:
    doc = annotate(seed_article.read_text(encoding="utf-8"))
    by_name = {f.name: f.measure(doc, "own") for f in metaphor.FEATURES}
    similes_found = [doc[e.span] for e in by_name["simile_density"].evidence]
    idioms_found = [doc[e.span].lower() for e in by_name["idiom_density"].evidence]
    assert similes_found.count("like a supernova") == 2
    assert {"spin a yarn", "betting the farm", "jump ship", "packed her bags", "in a jiffy"} <= set(
        idioms_found
    )
    assert by_name["simile_density"].value > 0.3
    assert by_name["idiom_density"].value > 0.5
    novel = " | ".join(doc[e.span] for e in by_name["novel_metaphor_density"].evidence)
    for image in (
        "tempestuous trails",
        "dagger straight to the heart",
        "backbone, the nervous system",
        "slaying the AI dragons",
    ):
        assert image in novel
    assert by_name["novel_metaphor_density"].value > 2.5


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


MARKED: dict[str, object] = {
    "text_id": "t1",
    "genre": "news",
    "tokens": ["Critics", "torpedoed", "the", "merger", "."],
    "labels": [0, 1, 0, 0, 0],
    "pos": ["NOUN", "VERB", "DET", "NOUN", "PUNCT"],
}
PLAIN: dict[str, object] = {
    "text_id": "t2",
    "genre": "news",
    "tokens": ["Nine", "sailors", "ate", "", "pears", "."],
    "labels": [0, 0, 0, 0, 0, 0],
    "pos": ["NUM", "NOUN", "VERB", "", "NOUN", "PUNCT"],
}


def test_benchmark_of_sentences(tmp_path: Path) -> None:
    found = benchmark.run(lines(tmp_path / "some.jsonl", [MARKED, PLAIN]))
    said = {e.span.start for e in metaphor.metaphors(annotate("Critics torpedoed the merger."))}
    assert found["n"] == 2
    assert found["figures"]["recall"][0] == 1.0
    assert found["figures"]["precision"][0] == pytest.approx(1 / len(said))
    assert {"f1", "f1.content", "f1.news", "density_error"} <= found["figures"].keys()
    # The one fragment has 25 marked words per 100, the other none.
    error = (abs(25 * len(said) - 25) + 0) / 2
    assert found["figures"]["density_error"][0] == pytest.approx(error)


def test_benchmark_of_spans(tmp_path: Path) -> None:
    tokens = ["The", "museum", "drowns", "in", "debt", "."]
    some: list[dict[str, object]] = [
        {"tokens": tokens, "span": [2, 3], "label": 1},
        {"tokens": tokens, "span": [1, 2], "label": 0},
    ]
    found = benchmark.run(lines(tmp_path / "spans.jsonl", some))
    assert found["figures"]["auc"][0] == 1.0


def test_benchmark_of_novelty(tmp_path: Path) -> None:
    folder = tmp_path / "vua-novelty"
    folder.mkdir()
    (tmp_path / benchmark.SENTENCES).mkdir()
    tokens = [["Critics", "torpedoed", "the", "plan"], ["They", "see", "", "it", "grow"]]
    rows = [{"id": f"t_{n}", "text_id": "t", "tokens": t} for n, t in enumerate(tokens)]
    with gzip.open(tmp_path / benchmark.SENTENCES / "train.jsonl.gz", "wt") as out:
        out.write("".join(json.dumps(row) + "\n" for row in rows))
    judged = [
        "t\t0\t1\ttorpedoed\t0.9\tnews",
        "t\t1\t1\tsee\t-0.6\tnews",
        "t\t1\t4\tgrow\t-0.3\tnews",
    ]
    table = folder / "test.tsv"
    table.write_text("\n".join(["text_id\tsentence_id\ttoken_ix\ttoken\tnovelty\tgenre", *judged]))
    found = benchmark.run(table)
    assert found["n"] == 3
    assert found["figures"]["pearson"][0] > 0.8
    with pytest.raises(SystemExit, match="--folds needs sentences"):
        benchmark.run(table, folds=True)
