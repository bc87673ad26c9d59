"""From text to a document: every column, on every kind of text."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo import segment
from stylo.annotate import annotate, annotate_tokens, segmented
from stylo.document import EMPTY_TOKENS, PARAGRAPH_KINDS, READ_OF_TOKENS, Document, Removed
from tests.strategies import texts

ARTICLE = """The Price of Water

Ada Moss, the mayor, didn’t wait. “The tap is dry,” she said. “Who’ll pay? We will not.”

The so-called “experts” were silent; a well-known plumber wasn't.
"""


def column(doc: Document, name: str, row: int) -> list[str]:
    sentences = doc.sentences
    return list(doc.tokens[name][sentences["first"][row] : sentences["last"][row]])


def test_every_column_is_there() -> None:
    doc = annotate(ARTICLE, id="a", meta={"title": "T"}, removed=[Removed("x", "advert", 3)])
    assert (doc.id, doc.meta, doc.removed[0].reason) == ("a", {"title": "T"}, "advert")
    assert doc.text == ARTICLE
    assert doc.tokens.names == EMPTY_TOKENS.names
    assert doc.paragraphs["kind"] == ("heading", "body", "body")
    assert doc.quotations["kind"] == ("speech", "speech", "scare")
    assert doc.quotations["speaker"] == ("Ada Moss", "Ada Moss", "")


def test_words_are_numbered_through_the_document() -> None:
    doc = annotate("Don’t go - well-known.\n\nIt's $5.")
    words = dict(zip(doc.tokens["text"], doc.tokens["word"].tolist(), strict=True))
    assert words["Do"] == words["n’t"] == 0
    assert (words["go"], words["well"], words["known"]) == (1, 2, 2)
    assert (words["It"], words["'s"], words["5"], words["."]) == (3, 3, 4, -1)
    assert doc.word_count == 5


def test_norm_lemma_and_tag() -> None:
    doc = annotate("The mice weren’t biting “us”.")
    assert column(doc, "norm", 0) == ["the", "mice", "were", "n't", "biting", '"', "us", '"', "."]
    assert column(doc, "lemma", 0)[1:5] == ["mouse", "be", "not", "bite"]
    doc = annotate("WE DIDN’T GO.")
    assert column(doc, "lemma", 0) == ["we", "do", "not", "go", "."]
    assert column(doc, "upos", 0) == ["PRON", "AUX", "PART", "VERB", "PUNCT"]


def test_quoted_words_are_those_of_speech() -> None:
    doc = annotate("“The tap is dry,” said Ada. The “experts” left.")
    quoted = [t for t, q in zip(doc.tokens["text"], doc.tokens["quoted"], strict=True) if q]
    assert quoted == ["“", "The", "tap", "is", "dry", ",", "”"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“Is it dry? It is,” she said. “Go.” He went.", None),
        (
            "She said: “It is dry. Go home.” He went.",
            ["She said: “It is dry.", "Go home.”", "He went."],
        ),
        ('It was dry."No," he said.', ["It was dry.", '"No," he said.']),
        ('He left. " No , " he said .', ["He left.", '" No , " he said .']),
    ],
)
def test_marks_stay_with_their_sentence(text: str, sentences: list[str] | None) -> None:
    doc = annotate(text)
    found = [text[a:b] for a, b in zip(doc.sentences["start"], doc.sentences["end"], strict=True)]
    if sentences is not None:
        assert found == sentences
    assert not any(s.startswith(("”", '" ', ",")) and len(s) < 3 for s in found)
    assert not any(s.endswith(("“", "(")) for s in found)


def test_nothing_gives_an_empty_document() -> None:
    for doc in (annotate(""), annotate(" \n\n\t"), annotate_tokens([])):
        assert len(doc.tokens) == len(doc.sentences) == len(doc.paragraphs) == 0
        assert doc.tokens["quoted"].dtype == np.bool_
        assert doc.word_count == 0


def test_what_no_file_may_hold_becomes_a_sign_one_for_one() -> None:
    doc = annotate("a\x00b \ud800c \udfff")
    assert doc.text == "a\ufffdb \ufffdc \ufffd"
    doc.text.encode("utf-8")


def test_segmented_is_annotate_without_tags() -> None:
    whole, part = annotate(ARTICLE), segmented(ARTICLE)
    assert set(whole.tokens.names) - set(part.tokens.names) == {
        "lemma",
        "upos",
        *READ_OF_TOKENS,
    }
    assert part.tokens["text"] == whole.tokens["text"]
    assert (part.tokens["quoted"] == whole.tokens["quoted"]).all()
    assert (part.sentences["last"] == whole.sentences["last"]).all()


# --- given tokens ------------------------------------------------------------------------------


def test_given_tokens_are_kept() -> None:
    sentences = [["I", "do", "n't", "know", "."], [], ["New York", "slept", "."]]
    doc = annotate_tokens(sentences, id="gold", meta={"n": 1})
    assert doc.text == "I do n't know . New York slept ."
    assert list(doc.tokens["text"]) == [t for s in sentences for t in s]
    assert doc.tokens["sentence"].tolist() == [0] * 5 + [1] * 3
    assert doc.paragraphs["kind"] == ("body",)
    assert (doc.id, doc.meta) == ("gold", {"n": 1})


def test_spaces_between_given_tokens() -> None:
    doc = annotate_tokens(
        [["“", "No", ",", "”", "he", "said", "."]], space_after=[[0, 0, 0, 1, 1, 0, 0]]
    )
    assert doc.text == "“No,” he said."
    assert doc.quotations["kind"] == ("speech",)
    doc = annotate_tokens([["A", "."], ["B", "."]], space_after=[[False, False], [False, False]])
    assert doc.text == "A. B."


def test_given_tags_and_lemmas_are_kept() -> None:
    doc = annotate_tokens([["Runs"]], upos=[["NOUN"]], lemmas=[["own"]])
    assert (doc.tokens["upos"], doc.tokens["lemma"]) == (("NOUN",), ("own",))
    assert annotate_tokens([["Runs"]], upos=[["NOUN"]]).tokens["lemma"] == ("run",)
    assert "upos" not in annotate_tokens([["Runs"]], tag_them=False).tokens


@pytest.mark.parametrize("name", ["space_after", "upos", "lemmas"])
def test_what_does_not_fit_the_tokens_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        annotate_tokens([["a", "b"]], **{name: [["x"]]})


words = st.text("aB“”\"'’.,-5😀\x00", min_size=1, max_size=6)


@given(st.lists(st.lists(words, max_size=6), max_size=5))
def test_given_tokens_stand_in_the_text(sentences: list[list[str]]) -> None:
    doc = annotate_tokens(sentences)
    given_tokens = [t.replace("\x00", "\ufffd") for s in sentences for t in s]
    assert list(doc.tokens["text"]) == given_tokens
    check(doc)
    assert doc.text == " ".join(given_tokens)


# --- any text ----------------------------------------------------------------------------------


def check(doc: Document) -> None:
    """Assert what the contract of `Document` promises."""
    tokens, sentences, parts, found = doc.tokens, doc.sentences, doc.paragraphs, doc.quotations
    start, end = tokens["start"], tokens["end"]
    assert all(
        isinstance(tokens[n], np.ndarray) for n in ("start", "end", "sentence", "word", "quoted")
    )
    assert (start < end).all()
    assert (end[:-1] <= start[1:]).all()
    assert [doc.text[a:b] for a, b in zip(start, end, strict=True)] == list(tokens["text"])
    straight = segment.straighten(doc.text)
    assert [straight[a:b].lower() for a, b in zip(start, end, strict=True)] == list(tokens["norm"])
    # sentences follow each other without gaps, each inside one paragraph
    first, last = sentences["first"], sentences["last"]
    assert (first < last).all()
    if len(sentences):
        assert first[0] == 0
        assert last[-1] == len(tokens)
        assert (first[1:] == last[:-1]).all()
    assert (sentences["start"] == start[first]).all()
    assert (sentences["end"] == end[last - 1]).all()
    row = sentences["paragraph"]
    assert (np.diff(row) >= 0).all()
    assert (parts["start"][row] <= sentences["start"]).all()
    assert (sentences["end"] <= parts["end"][row]).all()
    assert (np.repeat(np.arange(len(sentences)), last - first) == tokens["sentence"]).all()
    assert set(parts["kind"]) <= set(PARAGRAPH_KINDS)
    # words are numbered without gaps, in order
    numbers = tokens["word"][tokens["word"] >= 0]
    assert (np.diff(numbers, prepend=-1) >= 0).all()
    assert (np.diff(numbers, prepend=-1) <= 1).all()
    # quoted tokens are those that begin inside speech
    inside = np.zeros(len(tokens), dtype=bool)
    for low, high, kind in zip(found["start"], found["end"], found["kind"], strict=True):
        if kind == "speech":
            inside |= (low <= start) & (start < high)
    assert (inside == tokens["quoted"]).all()
    # each visible character is in exactly one token
    covered = np.zeros(len(doc.text) + 1, dtype=int)
    for low, high in zip(start, end, strict=True):
        covered[low:high] += 1
    assert (covered <= 1).all()
    assert all(covered[i] for i, c in enumerate(doc.text) if not c.isspace())


@settings(deadline=None)
@given(texts)
def test_any_text_keeps_the_contract(text: str) -> None:
    doc = annotate(text)
    assert len(doc.text) == len(text)
    check(doc)


def test_an_article_keeps_the_contract() -> None:
    check(annotate(ARTICLE))


@pytest.mark.parametrize(
    "text",
    [
        "The town hall said that it won’t pay. " * 20_000,
        "the town hall said that it will not pay " * 20_000,
        "THE TOWN HALL SAID NO! " * 20_000,
        "“a ‘b " * 5_000 + "’ ”" * 5_000,
        "\n" * 100_000,
        "😀👍🏽 👨‍👩‍👧 " * 20_000,
        "قال العمدة «لا» ثم خرج. " * 20_000,
        "He said “it rained” and left. " * 10_000,
        "A b.\n" * 30_000,
        "a" * 500_000,
        "'\"" * 50_000,
    ],
    ids=[
        "prose",
        "no-stops",
        "capitals",
        "nested",
        "blank",
        "emoji",
        "rtl",
        "quotes",
        "lines",
        "a",
        "marks",
    ],
)
def test_odd_texts_take_time_by_their_length(text: str) -> None:
    started = time.process_time()
    doc = segmented(text)
    assert time.process_time() - started < 5 + doc.word_count / 10_000
    part = annotate(text[:10_000])
    assert len(part.tokens["metaphor"]) == len(part.tokens)
