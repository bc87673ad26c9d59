"""Metaphor-related words, similes and idioms."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given, settings

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
