"""R stylo's tokenisers and ours, n-grams, quotations out, topic words masked."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.document import InputError
from stylo.stylometry.tokens import Units, ngrams, tokenise, tokenise_as_r, units_of
from tests.strategies import texts

#: What R stylo takes for letters, as code points.
LETTERS = (
    (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xFF), (0x100, 0x1BF), (0x1C4, 0x2AF), (0x386, 0x386),
    (0x388, 0x3FF), (0x400, 0x481), (0x48A, 0x527), (0x5D0, 0x5EA), (0x5F0, 0x5F4),
    (0x620, 0x65F), (0x66E, 0x6D3), (0x6D5, 0x6D5), (0x6DC, 0x6DC), (0x1E00, 0x1EFF),
    (0x1F00, 0x1FBC), (0x1FC2, 0x1FCC), (0x1FD0, 0x1FDB), (0x1FE0, 0x1FEC), (0x1FF2, 0x1FFC),
    (0x2C80, 0x2CF3), (0x10A0, 0x10FF), (0x3040, 0x309F), (0x30A0, 0x30FF), (0x3005, 0x3005),
    (0x3031, 0x3035), (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xAC00, 0xD7AF),
)  # fmt: skip


def one_by_one(text: str, extra: str = "") -> list[str]:
    """Return runs of letters, lower-cased character by character."""
    words = [""]
    for sign in text:
        small = "i" if sign == "\u0130" else sign.lower()
        if small in extra or any(a <= ord(small) <= b for a, b in LETTERS):
            words[-1] += small
        elif words[-1]:
            words.append("")
    return [word for word in words if word]


letters = st.characters(exclude_categories=["Cs"])
odd = st.text(st.one_of(st.sampled_from("aZé ’'-—ΣİÄß×1_\u00ad\u0301中ق"), letters), max_size=80)


@given(st.one_of(texts, odd))
def test_plain_english_is_runs_of_letters(text: str) -> None:
    assert tokenise_as_r(text) == one_by_one(text)


@given(odd.map(lambda text: text.replace("'", "").replace("--", "-")))
def test_all_keeps_carets_and_hyphens(text: str) -> None:
    if "--" not in text:
        kept = [word for word in one_by_one(text, "^-") if word.strip("-")]
        assert tokenise_as_r(text, "English.all") == kept


@pytest.mark.parametrize(
    ("text", "english", "contr", "every"),
    [
        ("Don't", "don t", "don^t", "don^t"),
        ("don’t", "don t", "don t", "don t"),
        ("they're WE'LL", "they re we ll", "they^re we^ll", "they^re we^ll"),
        ("o'clock rock'n", "o clock rock n", "o clock rock n", "o clock rock n"),
        ("it's 'tis", "it s tis", "it^s tis", "it^s tis"),
        ("don'ts", "don ts", "don ts", "don ts"),
        ("re-elect", "re elect", "re elect", "re-elect"),
        ("so--well - yes", "so well yes", "so well yes", "so well yes"),
        ("pre- and -ish", "pre and ish", "pre and ish", "pre- and -ish"),
        ("a------b", "a b", "a b", "a -b"),
        ("café 42 snake_case", "café snake case", "café snake case", "café snake case"),
        ("soft\u00adware", "soft ware", "soft ware", "soft ware"),
    ],
)
def test_the_three_of_r(text: str, english: str, contr: str, every: str) -> None:
    assert tokenise_as_r(text, "English") == english.split()
    assert tokenise_as_r(text, "English.contr") == contr.split()
    assert tokenise_as_r(text, "English.all") == every.split()


def test_capitals_can_stay() -> None:
    assert tokenise_as_r("The END", lowercase=False) == ["The", "END"]
    assert tokenise("The END’s", Units("stylo", lowercase=False)) == ["The", "END", "'s"]


def test_our_words() -> None:
    text = "Well-known? Don’t — “ask” me, 42 times."
    words = ["well", "known", "do", "n't", "ask", "me", "42", "times"]
    assert tokenise(text, Units("stylo")) == words
    marks = tokenise(text, Units("stylo", punctuation=True))
    assert [m for m in marks if m in words] == words
    assert {"?", "—", ",", "."} <= set(marks)


SPEECH = "“We shall never sail again,” said Captain Moss. The harbour was quiet."


def test_quoted_speech_is_left_out() -> None:
    left = "said captain moss the harbour was quiet".split()
    assert tokenise(SPEECH, Units(own_words=True)) == left
    assert tokenise(SPEECH, Units("stylo", own_words=True)) == left
    characters = "".join(units_of(SPEECH, Units("stylo", "character", own_words=True)))
    assert characters == "said captain moss. the harbour was quiet."


def test_topic_words_are_masked() -> None:
    names = tokenise(SPEECH, Units("stylo", mask="names"))
    assert names[:6] == "we shall never sail again said".split()
    assert "moss" not in names
    assert "<PROPN>" in names
    content = tokenise(SPEECH, Units("stylo", mask="content", keep=frozenset({"quiet"})))
    assert "harbour" not in content
    assert "<NOUN>" in content
    assert content[-2:] == ["was", "quiet"]
    characters = "".join(
        units_of(SPEECH, Units("stylo", "character", mask="names", own_words=True))
    )
    assert "moss" not in characters
    assert characters.endswith("the harbour was quiet.")
    assert "*" in characters


def test_ngrams() -> None:
    assert list(units_of("To be or not", Units(size=3))) == ["to be or", "be or not"]
    assert list(units_of("I  am\n", Units("stylo", "character", 2))) == ["i ", " a", "am"]
    assert list(units_of("I'm—ok", Units(unit="character", size=3)))[:2] == ["i m", " m "]
    assert list(ngrams(["a"], 2)) == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"tokeniser": "French"}, "no tokeniser 'French': choose from 'English'"),
        ({"unit": "letter"}, "no unit"),
        ({"mask": "verbs", "tokeniser": "stylo"}, "no mask"),
        ({"size": 0}, "size is at least 1"),
        ({"mask": "names"}, "tokeniser='stylo'"),
        ({"punctuation": True}, "tokeniser='stylo'"),
    ],
)
def test_what_cannot_be_counted(settings: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Units(**settings)  # type: ignore[arg-type]


@given(texts)
def test_any_text_can_be_read(text: str) -> None:
    assert all(word and word == word.lower() for word in tokenise(text, Units("stylo")))
    own = tokenise(text, Units("stylo", own_words=True))
    assert not Counter(own) - Counter(tokenise(text, Units("stylo")))
