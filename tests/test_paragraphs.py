"""Layouts and kinds of paragraphs."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given

from stylo.document import PARAGRAPH_KINDS
from stylo.paragraphs import paragraphs
from tests.strategies import texts

LONG = (
    "The council of Port Ambrose met on Monday evening and talked for three hours about the "
    "water, the bridge and the price of both. Nobody went home happy, and two went home early. "
    "The mayor, who had promised a vote before supper, said that there would be none this week."
)
OTHER = (
    "Outside the hall a dozen fishermen had lit a fire in a barrel. They had heard the promise "
    "before, they said, and would hear it again; what they wanted was a pipe that did not leak."
)


def kinds(text: str) -> list[tuple[str, str]]:
    table = paragraphs(text)
    spans = zip(table["start"], table["end"], table["kind"], strict=True)
    return [(text[start:end], kind) for start, end, kind in spans]


def test_blank_lines_part_paragraphs() -> None:
    assert [t for t, _ in kinds(f"{LONG}\n\n{OTHER}\n \t\n\n{LONG}\n")] == [LONG, OTHER, LONG]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_without_blank_lines_each_line_is_one(newline: str) -> None:
    assert [t for t, _ in kinds(newline.join([LONG, OTHER, LONG]))] == [LONG, OTHER, LONG]


def test_lines_are_paragraphs_beside_blank_lines_too() -> None:
    assert [t for t, _ in kinds(f"{LONG}\n{OTHER}\n\n{LONG}")] == [LONG, OTHER, LONG]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n    ", "\n"])
def test_hard_wrapped_text_is_joined(width: int, gap: str) -> None:
    first, second = (textwrap.fill(t, width) for t in (LONG + " " + OTHER, OTHER + " " + LONG))
    if gap == "\n    ":
        second = textwrap.fill(OTHER + " " + LONG, width, initial_indent="    ").strip()
    found = [t.split() for t, _ in kinds(first + gap + second)]
    assert found == [first.split(), second.split()]


def test_a_heading_over_wrapped_text_stands_alone() -> None:
    text = "The Price of Water\n\n" + textwrap.fill(LONG, 70)
    assert [k for _, k in kinds(text)] == ["heading", "body"]


def test_wrapped_list_items_are_parted() -> None:
    items = [
        "1. Mend the pipe below the harbour wall before the winter storms begin to bite at it.",
        "2. Ask the county for the loan that it promised to the town in the spring of last year.",
        "3. Tell the people, in plain words and without a brass band, what all of it will cost.",
    ]
    wrapped = "\n".join(textwrap.fill(i, 60, subsequent_indent="   ") for i in items)
    text = textwrap.fill(LONG, 60) + "\n\n" + wrapped
    assert [k for _, k in kinds(text)] == ["body", "list-item", "list-item", "list-item"]


def test_a_stanza_stays_whole() -> None:
    stanza = "the tide comes in\nand carries out\nthe lamps of those who wait"
    assert [t for t, _ in kinds(f"{stanza}\n\n{stanza}")] == [stanza, stanza]


@pytest.mark.parametrize(
    "heading",
    [
        "Port Ambrose: The Safe Haven?",
        "The Verdict",
        "What the harbour cost",
        "‘Nobody Asked Us’",
        "Lights Out!",
        "THE LAST WORD",
        "2. The Long Winter",
        "IV. Results",
        "## What now",
        "* * *",
    ],
)
def test_headings_between_paragraphs(heading: str) -> None:
    assert [k for _, k in kinds(f"{LONG}\n\n{heading}\n\n{OTHER}")] == ["body", "heading", "body"]


def test_headline_and_byline_at_the_top() -> None:
    text = f"Town Without a Tap\nBy Ines Falk\nPort Ambrose\n{LONG}\n{OTHER}"
    assert [k for _, k in kinds(text)] == ["heading"] * 3 + ["body"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Nobody came.",
        "“What do you want?”",
        '"I never said that," he muttered.',
        "“Leave”",
        "Why should anyone care?",
        "He added:",
        "And here is what the mayor of the town had to say about it:",
        "and so it went on",
    ],
)
def test_short_lines_that_are_no_headings(line: str) -> None:
    assert [k for _, k in kinds(f"{LONG}\n\n{line}\n\n{OTHER}")] == ["body"] * 3


def test_questions_are_headings_in_an_explainer_only() -> None:
    questions = ["What happened at the harbour?", "Who will pay for it?", "Is the water safe now?"]
    text = "\n".join(part for q in questions for part in (q, LONG))
    assert [k for _, k in kinds(text)] == ["heading", "body"] * 3
    assert [k for _, k in kinds(f"{LONG}\n{questions[1]}\n{OTHER}")] == ["body"] * 3


def test_nothing_is_a_heading_without_body_after_it() -> None:
    assert kinds("Hello") == [("Hello", "body")]
    assert [k for _, k in kinds(f"{LONG}\n\nRelated stories")] == ["body", "body"]
    chat = "\n".join(["morning all", "any news", "none here", "same", "ok then"] * 3)
    assert {k for _, k in kinds(chat + "\n" + LONG)} == {"body"}


@pytest.mark.parametrize(
    "caption",
    [
        "Photo: Ines Falk",
        "Figure 2. Rainfall in the county since 1950, in millimetres",
        "FILE - In this May 3, 2019 photo, boats lie in the harbour of Port Ambrose.",
        "Boats lie in the harbour of Port Ambrose on Monday. (Tom Reyes/Reuters)",
        "A burst pipe on Quay Street. Getty Images",
        "Tom Reyes/AP, FILE",
        "In this undated photo, a man mends a net.",
    ],
)
def test_captions(caption: str) -> None:
    assert [k for _, k in kinds(f"{LONG}\n\n{caption}\n\n{OTHER}")] == ["body", "caption", "body"]


@pytest.mark.parametrize(
    "sentence",
    [
        "In this picture of the town, nobody is ever late and nothing ever leaks.",
        "He was born in Scranton (PA) and never left it.",
        "Image is everything to a mayor who has little else.",
    ],
)
def test_sentences_that_are_no_captions(sentence: str) -> None:
    assert [k for _, k in kinds(f"{LONG}\n\n{sentence}\n\n{OTHER}")] == ["body"] * 3


@pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "1.", "(a)", "12)"])
def test_list_items(bullet: str) -> None:
    text = f"{LONG}\n{bullet} mend the pipe\n{bullet} pay the men\n{OTHER}"
    assert [k for _, k in kinds(text)] == ["body", "list-item", "list-item", "body"]


@pytest.mark.parametrize(
    "line", ["1984 was a dry year.", "-5 degrees was the night's low.", "A. J. Moss was there."]
)
def test_lines_that_are_no_list_items(line: str) -> None:
    assert kinds(f"{LONG}\n{line}\n{OTHER}")[1] == (line, "body")


def test_nothing_and_only_white_space() -> None:
    assert len(paragraphs("")) == 0
    assert len(paragraphs(" \n\t\n\u00a0")) == 0


@pytest.mark.shared
def test_the_seed_article(seed_article: Path) -> None:
    text = seed_article.read_text(encoding="utf-8")
    headings = [t for t, k in kinds(text) if k == "heading"]
    assert len(headings) == 7
    assert {"The Verdict", "OpenAI: The Safe Haven?"} <= set(headings)


@pytest.mark.parametrize(
    "text", ["\n" * 200_000, "word " * 400_000, "a\n" * 100_000, "*-" * 100_000]
)
def test_time_grows_with_length_only(text: str) -> None:
    started = time.process_time()
    paragraphs(text)
    assert time.process_time() - started < 5


@given(texts)
def test_paragraphs_are_trimmed_ordered_and_hold_all_that_is_visible(text: str) -> None:
    table = paragraphs(text)
    place = 0
    for start, end, kind in zip(table["start"], table["end"], table["kind"], strict=True):
        assert place <= start < end <= len(text)
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert kind in PARAGRAPH_KINDS
        place = end
    assert not text[place:].strip()
