"""Source domains: of which things the pictures of a text are."""

from __future__ import annotations

from hypothesis import given, settings

from stylo import domains
from stylo.annotate import annotate
from stylo.document import Document, Span
from stylo.feature import Evidence
from stylo.lexicon import load
from tests.strategies import texts


def pictures(doc: Document) -> list[tuple[str, str]]:
    """The words of each image and its domain."""
    return [(doc[e.span], e.label) for e in domains.evidence(doc, domains.images(doc))]


def novel(text: str) -> list[tuple[str, str, float]]:
    doc = annotate(text)
    found = domains.evidence(doc, domains.novel_images(doc))
    return [(doc[e.span], e.label, e.weight) for e in found]


def test_a_metaphor_has_the_domain_of_its_literal_meaning() -> None:
    doc = annotate(
        "Critics torpedoed the merger. The museum is drowning in paperwork. Her speech ignited a "
        "row in the guild. The treasurer shepherded the plan through the club."
    )
    assert pictures(doc) == [
        ("torpedoed", "war"),
        ("drowning", "water"),
        ("ignited", "fire"),
        ("shepherded", "animals"),
    ]


def test_a_simile_has_the_domain_of_its_vehicle() -> None:
    doc = annotate("He slept like a lion. Her smile was like a lighthouse.")
    assert pictures(doc) == [("lion", "animals"), ("lighthouse", "sea")]


def test_a_vehicle_outside_the_list_of_domains_has_its_kind() -> None:
    doc = annotate("The clerk runs like an antelope.")
    assert "antelope" not in {
        w for e in load("source_domains").entries for w in e.elements[0].lemmas
    }
    assert pictures(doc) == [("antelope", "animals")]


def test_literal_words_and_names_have_none() -> None:
    doc = annotate(
        "Sailors painted the lighthouse. The cook peeled an onion. Mr Fox met Mrs Shield in Bath."
    )
    assert pictures(doc) == []


def test_neighbours_make_one_image_that_weighs_its_words() -> None:
    text = "The chairman is the backbone, the nervous system, of the club."
    assert novel(text) == [("backbone, the nervous system", "body", 3.0)]
    assert novel("Her speech was a dagger to the heart of the club.") == [
        ("dagger to the heart", "war", 2.0)
    ]


def test_an_image_ends_with_its_sentence() -> None:
    found = novel("Critics torpedoed the merger. Torpedoed it was.")
    assert [words for words, _, _ in found][:1] == ["torpedoed"]


def test_part_of_a_longer_word_paints_nothing() -> None:
    assert novel("The blue-collar towns shrink.") == []


@settings(max_examples=40, deadline=None)
@given(texts)
def test_images_lie_in_the_text_in_order(text: str) -> None:
    doc = annotate(text)
    known = set(load("source_domains").labels())
    images = domains.images(doc)
    assert [i.first for i in images] == sorted(i.first for i in images)
    assert all(0 <= i.first < i.last <= len(doc.tokens) and i.domain in known for i in images)
    for i in domains.novel_images(doc):
        assert 1 <= i.words <= i.last - i.first and i.domain in known | {domains.UNCLEAR}


def test_the_map_gives_the_share_of_each_domain() -> None:
    spans = [Span(0, 3), Span(5, 8), Span(9, 12), Span(20, 25)]
    labels = ["war", "sea", "war", "body"]
    found = [Evidence(s, label) for s, label in zip(spans, labels, strict=True)]
    assert domains.domain_map(found) == (
        domains.Domain("war", 0.5, (spans[0], spans[2])),
        domains.Domain("body", 0.25, (spans[3],)),
        domains.Domain("sea", 0.25, (spans[1],)),
    )
    assert domains.domain_map([]) == ()


def test_each_word_stands_in_one_domain() -> None:
    entries = load("source_domains").entries
    words = [
        (word, tag)
        for e in entries
        if len(e.elements) == 1
        for word in e.elements[0].lemmas
        for tag in e.elements[0].upos
    ]
    assert len(words) == len(set(words)) > 5000
    assert {"war", "sea", "body", "illness", "games", "theatre"} <= {e.label for e in entries}
