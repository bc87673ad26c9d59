"""What shows that an article lies outside of norms: spelling, years, subject."""

from __future__ import annotations

import math

import pytest

from stylo import outside
from stylo.outside import Subject


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("the colour of the harbour", "the color of the harbor"),
        ("an organised protest, a modernisation", "an organized protest, a modernization"),
        ("they analysed it", "they analyzed it"),
        ("he travelled to the theatre", "he traveled to the theater"),
        ("their defence was sceptical", "their defense was skeptical"),
    ],
)
def test_spellings_are_told_apart(british: str, american: str) -> None:
    assert outside.spellings(british)[0] and not outside.spellings(british)[1]
    assert outside.spellings(american)[1] and not outside.spellings(american)[0]
    assert outside.of_spelling(british).startswith("Its spelling is British")
    assert outside.of_spelling(american) == ""


@pytest.mark.parametrize("text", ["four hours, a tour of the court", "wise, rise, otherwise", ""])
def test_words_that_both_spell_alike_say_nothing(text: str) -> None:
    assert outside.spellings(text) == (frozenset(), frozenset())


def test_names_have_no_spelling() -> None:
    assert outside.of_spelling("The Labour Party met in the Grand Theatre.") == ""


def test_one_british_word_among_more_american_ones_is_no_note() -> None:
    assert outside.of_spelling("The programs were organized by the theatre.") == ""


SPAN = (2012, 2020)


@pytest.mark.parametrize(
    ("text", "date", "note"),
    [
        ("In 1987 and again in 1996 the mill burnt down.", "", "The latest year that it names"),
        ("In 1987 and in 2015 the mill burnt down.", "", ""),
        ("In 1987 the mill burnt down, Obama said.", "", ""),
        ("The mill burnt down.", "", ""),
        ("The fee rose from $1996 to 2,004 by item 1996.5.", "", ""),
        ("In 2023 it was sold, and in 2024 it burnt down.", "", "It names 2024."),
        ("It will be closed by 2030.", "", ""),
        ("The mill burnt down.", "2024-05-03", "It is dated 2024."),
        ("In 1987 the mill burnt down.", "2014-05-03T10:00:00Z", ""),
    ],
)
def test_years(text: str, date: str, note: str) -> None:
    said = outside.of_years(text, date, SPAN)
    assert said.startswith(note) and bool(said) == bool(note)


def test_what_is_recent_says_nothing_about_older_norms() -> None:
    assert outside.of_years("In 1987 it burnt, Trump said.", "", (2000, 2005)) != ""


def test_a_subject_is_judged_by_its_words_and_their_number() -> None:
    weights = {"council": 2.0, "goal": -2.0}
    subject = Subject(weights, centre=0.5, between=0.1, within=1.0, least=-2.5)
    political, sporting = "the council met " * 60, "the goal came " * 60
    assert outside.of_subject(political, subject) == ""
    assert outside.of_subject(sporting, subject)
    assert outside.of_subject("the goal came", subject) == ""
    assert math.isnan(subject.score(["goal"]))
    short, long = (subject.score(["goal", "the", "of"] * n) for n in (40, 400))
    assert long < short < 0
