"""Syllables, and the table of orthographic words."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo import weights
from stylo.annotate import annotate
from stylo.words import (
    MODEL,
    Syllables,
    content_tokens,
    letter_counts,
    model,
    syllable_counts,
    syllables,
    vowel_contexts,
    words,
)
from tests.strategies import texts


@pytest.mark.parametrize(
    ("word", "count"),
    {
        # in the dictionary
        "cat": 1, "table": 2, "beautiful": 3, "The": 1, "rhythm": 2, "don't": 1, "don’t": 1,
        # parts
        "well-known": 2, "self-evident": 4, "mother-in-law's": 4, "e-mail": 2,
        # clitics on words that the dictionary has without them
        "that'll": 2, "would've": 2, "McGee's": 2, "Bush's": 2, "mightn't": 2,
        # initialisms and acronyms
        "FBI": 3, "U.S.": 2, "U.S": 2, "US": 2, "us": 1, "NATO": 2, "NGOs": 3, "UNHCR": 5,
        "DARPA": 2, "WXQ": 5, "Q&A": 3, "AT&T": 4, "U.S.-led": 3, "Ph.D.": 3,
        # abbreviations read out
        "Dr.": 2, "St.": 1, "Sen.": 3, "Jan.": 4, "Inc.": 5,
        # regular inflections of words in the dictionary, and the rule
        "gerrymanders": 4, "blogged": 1, "vlog": 1, "crowdfunding": 3, "organisation": 5,
        "smartphone": 2, "clickbait": 2, "McAllaby": 4,
        # accents
        "café": 2, "résumé": 3, "naïve": 2, "née": 1,
        # figures
        "0": 2, "7": 2, "12": 1, "21": 3, "100": 3, "1,984": 9, "1984": 5, "1905": 4, "1900": 4,
        "2005": 4, "2024": 5, "1918": 4, "1980s": 4, "’90s": 2, "3.5": 3, ".5": 2, "3.05": 4,
        "20th": 3, "1st": 1, "2nd": 2, "12th": 1, "42nd": 4, "100th": 3, "007": 4,
        "$5": 3, "$1984": 11, "£5": 2, "5%": 3, "$3.50": 5, "$3.5": 5, "5m": 3, "10km": 5,
        "9/11": 4, "10:30": 3, "10:05": 3, "B-52": 4, "COVID-19": 4, "2010-2015": 7, "#1": 3,
        # no words of English
        "": 0, "...": 0, "—": 0, "🙂": 0, "hmm": 1, "Москва": 1, "example.com": 5,
    }.items(),
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(n: int) -> list[str]:
    """Spell out a number below a million."""
    if n < 20:
        return [ONES[n]]
    if n < 100:
        return [TENS[n // 10 - 2]] + (spell(n % 10) if n % 10 else [])
    if n < 1000:
        return [*spell(n // 100), "hundred"] + (spell(n % 100) if n % 100 else [])
    return [*spell(n // 1000), "thousand"] + (spell(n % 1000) if n % 1000 else [])


@given(st.integers(0, 999_999))
def test_a_cardinal_has_the_syllables_of_its_words(n: int) -> None:
    assert syllables(f"{n:,}") == sum(syllables(word) for word in spell(n))


@given(st.integers(1100, 1999))
def test_a_year_is_read_in_two_halves(year: int) -> None:
    century, rest = divmod(year, 100)
    tail = ["hundred"] if rest == 0 else [*(["oh"] if rest < 10 else []), *spell(rest)]
    assert syllables(str(year)) == sum(syllables(word) for word in [*spell(century), *tail])


@given(st.text(max_size=60))
def test_any_string_has_a_count(text: str) -> None:
    count = syllables(text)
    assert (count > 0) == any(map(str.isalnum, text))


def test_a_very_long_string_is_counted_quickly() -> None:
    begun = time.perf_counter()
    assert syllables("ba" * 500_000) == 500_000
    assert syllables("-".join(["so"] * 100_000)) == 100_000
    assert time.perf_counter() - begun < 5


def test_the_table_decides_and_the_rule_fills_in() -> None:
    tiny = Syllables({"walk": 1, "judge": 1, "create": 2, "juggle": 2}, {"<o>": 1.4, "<o>$": 0.2})
    assert tiny.count("walk") == 1
    assert tiny.count("walked") == 1
    assert tiny.count("judges") == 2
    assert tiny.count("creating") == 3
    assert tiny.count("created") == 3
    assert tiny.count("juggling") == 2
    assert tiny.count("zoro") == 3  # 1.4 + 1.4 + 0.2
    assert tiny.count("zzzz") == 1


def test_contexts_stand_around_each_group_of_vowels() -> None:
    assert set(vowel_contexts("coal")) == {
        "<oa>", "<oa>l", "<oa>l$", "c<oa>", "c<oa>l", "c<oa>l$", "^c<oa>", "^c<oa>l",
    }  # fmt: skip


def test_the_model_loads_quickly() -> None:
    weights.read_json(MODEL)  # from disk once
    model.cache_clear()
    begun = time.perf_counter()
    assert len(model().table) > 120_000
    assert time.perf_counter() - begun < 0.5


@pytest.mark.shared
def test_accuracy_on_a_hidden_tenth_of_the_dictionary(shared_data: Path) -> None:
    from stylo.training.syllables import evaluate

    found = evaluate(shared_data)
    assert found["by_word"] > 0.95
    assert found["by_token"] > 0.985
    assert found["known"] + (1 - found["known"]) * found["by_word"] > 0.97


@pytest.mark.shared
def test_the_shipped_table_is_the_dictionary(shared_data: Path) -> None:
    from stylo.training.syllables import read_table

    assert model().table == read_table(shared_data)


TEXT = "They don’t pay $5 for well-known U.S.-led art. “It’s 3.5% too much,” said Ann Lee."


def test_words_are_orthographic() -> None:
    doc = annotate(TEXT)
    table = words(doc)
    assert table["text"] == (
        "They", "don't", "pay", "$5", "for", "well-known", "U.S.-led", "art",
        "It's", "3.5%", "too", "much", "said", "Ann", "Lee",
    )  # fmt: skip
    assert table["norm"][6] == "u.s.-led"
    assert table["sentence"].tolist() == [0] * 8 + [1] * 7
    assert table["quoted"].tolist() == [False] * 8 + [True] * 4 + [False] * 3
    assert syllable_counts(doc).tolist() == [1, 1, 1, 3, 1, 2, 3, 1, 1, 5, 1, 1, 1, 1, 1]
    assert letter_counts(doc).tolist() == [4, 4, 3, 1, 3, 9, 5, 3, 3, 2, 3, 4, 4, 3, 3]


def test_content_tokens_are_nouns_names_verbs_adjectives_adverbs() -> None:
    doc = annotate("The old mayor of Brindle slowly opened it.")
    content = content_tokens(doc)
    found = [word for word, kept in zip(doc.tokens["norm"], content, strict=True) if kept]
    assert found == ["old", "mayor", "brindle", "slowly", "opened"]


@settings(max_examples=60, deadline=None)
@given(texts)
def test_words_cover_the_tokens_that_have_a_word(text: str) -> None:
    doc = annotate(text)
    table = words(doc)
    assert len(table) == doc.word_count == len(syllable_counts(doc)) == len(letter_counts(doc))
    assert (table["start"] < table["end"]).all()
    assert (table["end"][:-1] <= table["start"][1:]).all()
    assert (syllable_counts(doc) > 0).all()
    for i, (first, last) in enumerate(zip(table["first"], table["last"], strict=True)):
        assert set(doc.tokens["word"][first:last]) == {i}
    assert int((doc.tokens["word"] >= 0).sum()) == int(np.sum(table["last"] - table["first"]))
