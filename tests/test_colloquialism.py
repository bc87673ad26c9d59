from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.annotate import annotate
from stylo.document import Document
from stylo.feature import Feature, own_words
from stylo.features import colloquialism
from stylo.lexicon import load
from tests.examples.colloquialism import FLAG, PASS

#: The counts; formality is tried in test_heads.py.
MEASURES: dict[str, Feature] = {f.name: f for f in colloquialism.FEATURES if f.name != "formality"}
LABELS = {
    "contraction",
    "slang",
    "interjection",
    "discourse-marker",
    "vocative",
    "reduced-form",
    "nonstandard",
    "intensifier",
    "quantifier",
    "filler",
    "phrasal",
}


def evidence(name: str, text: str) -> list[str]:
    doc = annotate(text)
    return [doc[e.span] for e in MEASURES[name].measure(doc, "all").evidence]


def labels(text: str) -> dict[str, str]:
    doc = annotate(text)
    found = MEASURES["colloquialism_density"].measure(doc, "all").evidence
    return {doc[e.span]: e.label for e in found}


@pytest.mark.parametrize(
    ("name", "text", "words"), [(n, text, words) for n in FLAG for text, words in FLAG[n]]
)
def test_flags(name: str, text: str, words: list[str]) -> None:
    assert evidence(name, text) == words


@pytest.mark.parametrize(("name", "text"), [(n, text) for n in PASS for text in PASS[n]])
def test_passes(name: str, text: str) -> None:
    assert evidence(name, text) == []


def test_there_are_examples_enough() -> None:
    assert set(FLAG) == set(PASS) == set(MEASURES)
    assert sum(map(len, FLAG.values())) >= 50
    assert sum(map(len, PASS.values())) >= 50


def test_labels() -> None:
    found = labels(
        "Well, y'all, that ain't the whole darn mill. Gosh, the guy is gonna screw up a whole "
        "bunch of things again, or whatever, and we don't care."
    )
    assert found == {
        "Well": "discourse-marker",
        "y'all": "vocative",
        "ain't": "nonstandard",
        "darn": "intensifier",
        "Gosh": "interjection",
        "guy": "slang",
        "gonna": "reduced-form",
        "screw up": "phrasal",
        "whole bunch of": "quantifier",
        "or whatever": "filler",
        "don't": "contraction",
    }
    assert set(found.values()) == LABELS


def test_no_word_counts_twice() -> None:
    doc = annotate("Let's face it, y'all: the guys ain't gonna screw it up, are they?")
    spans = [e.span for e in MEASURES["colloquialism_density"].measure(doc, "own").evidence]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "Let's face it" in [doc[s] for s in spans]


def test_weights() -> None:
    doc = annotate("It's a quiet port, and the kids say that the guy has lost ten crowns.")
    found = MEASURES["colloquialism_density"].measure(doc, "own")
    assert {doc[e.span]: e.weight for e in found.evidence} == {"It's": 0.5, "kids": 0.5, "guy": 1.0}
    assert found.value == pytest.approx(2.0 / own_words(doc, "own") * 100)
    (whole,) = MEASURES["contraction_density"].measure(doc, "own").evidence
    assert whole.weight == 1.0


def test_quoted_talk_belongs_to_its_speaker() -> None:
    text = (
        "The ferry stopped at noon. \"Y'all ain't gonna like it,\" the captain said. Nobody in "
        "the port had asked for a reason, and none was given."
    )
    doc = annotate(text)
    feature = MEASURES["colloquialism_density"]
    assert feature.measure(doc, "own").evidence == ()
    assert [doc[e.span] for e in feature.measure(doc, "all").evidence] == [
        "Y'all",
        "ain't",
        "gonna",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hicks called twice. The lawyer of Hicks called once.", []),
        ("These hicks never vote for the port.", ["hicks"]),
        ("Chuck wrote the deed, and Chuck signed it.", []),
        ("The Feds took the ledger.", ["Feds"]),
    ],
)
def test_names_are_no_slang(text: str, words: list[str]) -> None:
    assert evidence("slang_density", text) == words


def test_typographic_and_plain_apostrophes_count_alike() -> None:
    plain = "It ain't any ol' pier, y'all, and they're gonna sell 'em 'cause they don't care."
    curly = plain.replace("'", "’")
    assert [w.replace("’", "'") for w in evidence("colloquialism_density", curly)] == evidence(
        "colloquialism_density", plain
    )
    assert len(evidence("colloquialism_density", plain)) == 8


TALK = st.lists(
    st.sampled_from(
        "well , the y'all ain't don't it's mayor's folks pretty good way too gonna guy kids darn . "
        "So Now ! ? \" you know mind screw up it ol' 'em Ouch OK OH Guy — ’s nuts and bolts".split()
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(TALK, st.text(max_size=200)))
def test_every_density_is_the_sum_of_its_evidence(text: str) -> None:
    doc: Document = annotate(text)
    for feature in (f for f in colloquialism.FEATURES if f.name.endswith("_density")):
        for scope in ("own", "all"):
            m = feature.measure(doc, scope)
            assert all(doc[e.span] and e.label in LABELS for e in m.evidence)
            if not math.isnan(m.value):
                total = math.fsum(e.weight for e in m.evidence)
                assert m.value == pytest.approx(total / own_words(doc, scope) * 100)


@pytest.mark.parametrize("name", colloquialism.LISTS)
def test_lists_are_sound(name: str) -> None:
    lexicon = load(name)
    assert set(lexicon.labels()) <= LABELS - {"contraction"}
    for entry in lexicon.entries:
        assert entry.weight in (0.5, 1.0), entry.pattern
        for element in entry.elements:
            for form in element.forms | element.lemmas:
                assert form == form.lower(), entry.pattern
                assert form not in {"", "<", ">"}, entry.pattern


def test_every_pattern_of_fixed_words_finds_itself() -> None:
    """A pattern that segmentation tears apart could never match."""
    missing = []
    for name in colloquialism.LISTS:
        for entry in load(name).entries:
            plain = not (entry.after or entry.before or entry.not_after or entry.not_before)
            if plain and entry.label != "-" and all(len(e.forms) == 1 for e in entry.elements):
                if any(e.upos or e.lemmas for e in entry.elements):
                    continue
                doc = annotate(f"they had {entry.pattern} there")
                if not load(name).match(doc):
                    missing.append(entry.pattern)
    assert missing == []


def test_more_than_six_hundred_words_of_slang() -> None:
    assert len({e.pattern for e in load("slang").entries}) >= 600


@pytest.mark.shared
def test_the_seed_article(seed_article: Path) -> None:
    doc = annotate(seed_article.read_text(encoding="utf-8"))
    m = MEASURES["colloquialism_density"].measure(doc, "own")
    words = {doc[e.span].replace("’", "'").lower() for e in m.evidence}
    assert {"y'all", "ain't", "darn", "ol'", "folks", "bless his heart"} <= words
    assert m.value > 3
