"""What is said before a comparison is believed, and that nothing is said where all is well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stylo.annotate import annotate
from stylo.stylometry.cautions import Subjects, cautions, subjects, year_of
from stylo.stylometry.corpus import Corpus, make_corpus, read_corpus

TALES = (
    "The {a} stood by the {b} and nobody had asked for it. ",
    "It was the {b} that we wanted, and we were given a {a}. ",
    "They say that every {a} will have its {b} before long. ",
)


def corpus(authors: str, meta: list[dict[str, Any]] | None = None) -> Corpus:
    """Texts of 400 different words, one for each letter."""
    texts = [" ".join(word(row, k) for k in range(400)) for row in range(len(authors))]
    return make_corpus(texts, list(authors), meta=meta)


def word(row: int, k: int) -> str:
    return "".join(chr(97 + number) for number in (row, k // 26, k % 26))


def said(found: Corpus, **more: Any) -> str:
    return " | ".join(cautions(found, [len(t.split()) for t in found.texts], **more))


def test_nothing_is_said_where_nothing_is_odd() -> None:
    assert said(corpus("aabb")) == ""
    assert said(corpus("aabb"), about=Subjects(0.6, 0.5)) == ""


def test_short_texts() -> None:
    short = make_corpus(["one two three", "word " * 400], ["a", "b"])
    assert "one text has fewer than 300 words (1: 3)" in said(short)


def test_unequal_shares() -> None:
    assert "a has 3,200 words and b 800" in said(corpus("aaaaaaaabb"))
    assert "b 800" not in said(corpus("aaaaaaabb"))
    assert "one text only of b" in said(corpus("aaab"))


def test_eras() -> None:
    dates = [{"date": "14 May 1788"}, {"date": "1790"}, {"year": 1850}, {"year": 1852}]
    note = said(corpus("aabb", dates))
    assert "a (about 1789) and b (about 1851) stand 62 years apart" in note
    near = [{"date": "1788"}, {"date": "1790"}, {"year": 1795}, {"year": 1799}]
    assert said(corpus("aabb", near)) == ""


@pytest.mark.parametrize(
    ("meta", "year"),
    [
        ({"date": "2024-03-01"}, 2024),
        ({"published_in": "New-York Packet, 1787"}, 1787),
        ({"title": "1984", "date": None}, None),
        ({"date": "12345"}, None),
    ],
)
def test_years(meta: dict[str, Any], year: int | None) -> None:
    assert year_of(meta) == year


def test_outlets() -> None:
    houses = [{"outlet": "Herald"}, {"outlet": "Herald"}, {"outlet": "Echo"}, {"outlet": "Echo"}]
    assert "each author writes in one of 2 outlets" in said(corpus("aabb", houses))
    assert said(corpus("abab", houses)) == ""
    assert said(corpus("aabb", houses), what="outlet") == ""


def test_reprints_and_copies() -> None:
    first = corpus("aabb")
    words = first.texts[0].split()
    rewrite = make_corpus(
        [*first.texts, " ".join([*words[:250], *(word(25, k) for k in range(150))])], list("aabbb")
    )
    assert "one pair of texts shares 30 % or more" in said(rewrite)
    copy = make_corpus([*first.texts, first.texts[0]], list("aabbb"))
    assert "the same text twice" in said(copy)
    assert "30 %" not in said(copy), "told once"


def test_one_subject_for_each_author() -> None:
    things = (("ferry", "harbour"), ("goalkeeper", "stadium"))
    texts, authors = [], []
    for author, (a, b) in zip("ab", things, strict=True):
        for turn in range(4):
            order = TALES[turn % 3 :] + TALES[: turn % 3]
            texts.append("".join(order * 3).format(a=a, b=b))
            authors.append(author)
    found = subjects([annotate(text) for text in texts], authors)
    assert found.accuracy == 1 and found.chance == 0.5 and found.telling
    note = said(corpus("aabb"), about=found)
    assert "nouns and names alone find the author of 100% of texts (by chance 50%)" in note


def test_subjects_shared_by_all_tell_nothing() -> None:
    texts, authors = [], []
    for a, b in (("ferry", "harbour"), ("goalkeeper", "stadium"), ("tram", "station")):
        for author in "ab":
            texts.append("".join(TALES * 3).format(a=a, b=b))
            authors.append(author)
    assert not subjects([annotate(text) for text in texts], authors).telling


def test_the_samples_are_on_the_same_matters_and_balanced(samples: Path) -> None:
    assert said(read_corpus(samples / "authors")) == ""
