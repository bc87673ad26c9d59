"""Words and sentences."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import tagging
from stylo.segment import sentence_spans, straighten, token_spans, word_ids
from tests.strategies import texts


def split(text: str) -> str:
    """Return the tokens of a text, parted by spaces."""
    return " ".join(text[start:end] for start, end in token_spans(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    spans = token_spans(text)
    return [text[spans[a][0] : spans[b - 1][1]] for a, b in sentence_spans(text, spans)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # contractions and clitics, straight and typographic
        ("I don't, she won’t, we can't", "I do n't , she wo n’t , we ca n't"),
        ("They'd've gone; it’s Ann's", "They 'd 've gone ; it ’s Ann 's"),
        ("shouldn't've SHOULDN’T", "should n't 've SHOULD N’T"),
        ("cannot gonna Wanna gotta dunno", "can not gon na Wan na got ta du n no"),
        ("y'all c'mon d'you 'tis ’Twas", "y' all c'm on d' you 't is ’T was"),
        ("dont im thats youre", "do nt i m that s you re"),
        ("IM me, Ive", "IM me , Ive"),
        ("ain’t ol’ goin' rock 'n' roll '90s ’til", "ai n’t ol’ goin' rock 'n' roll '90s ’til"),
        ("o'clock O'Hara d'état ma'am", "o'clock O'Hara d'état ma'am"),
        ("the mayors' plan, Moss' plan", "the mayors ' plan , Moss ' plan"),
        ("'No,' he said. ‘Never in Berlin’", "' No , ' he said . ‘ Never in Berlin ’"),
        # hyphens, dashes, slashes
        ("well-known state-of-the-art", "well - known state - of - the - art"),
        ("non-profit re-elected e-mail anti-war", "non-profit re-elected e-mail anti-war"),
        ("U.S.-led 20-year-old", "U.S. - led 20 - year - old"),
        ("rain—or snow -- or sun – or", "rain — or snow -- or sun – or"),
        ("and/or s/he 9/11", "and / or s/he 9/11"),
        # numbers
        ("$5 €3.5m US$4.5bn £1,200", "$ 5 € 3.5 m US$ 4.5 bn £ 1,200"),
        ("3.5% .5 1,234,567.89 2,3", "3.5 % .5 1,234,567.89 2 , 3"),
        ("at 5pm, 5:30 p.m. on 3/4/2021", "at 5 pm , 5:30 p.m. on 3/4/2021"),
        ("the 1990s, 1960's, 2003's, 21st", "the 1990s , 1960's , 2003 's , 21st"),
        ("10-15 35mm 20k 555-201-4433", "10 - 15 35 mm 20 k 555-201-4433"),
        ("No. 8, p. 12, (b. 1931) Mar. 3", "No. 8 , p. 12 , ( b. 1931 ) Mar. 3"),
        ("the answer is no.", "the answer is no ."),
        # abbreviations
        ("Dr. J. R. Moss, Ph.D., of St. Ives", "Dr. J. R. Moss , Ph.D. , of St. Ives"),
        ("the U.S. and D.C., e.g. at 3 a.m.", "the U.S. and D.C. , e.g. at 3 a.m."),
        ("Sen. Ann Moss, D-Mass., and R&D at AT&T", "Sen. Ann Moss , D - Mass. , and R&D at AT&T"),
        ("Acme Inc. sells widgets.", "Acme Inc. sells widgets ."),
        # addresses, hashtags, signs
        ("see https://ex.org/a?b=c, www.ex.org.", "see https://ex.org/a?b=c , www.ex.org ."),
        ("ann.moss@ex.co.uk ex.com #NoWay @moss #1", "ann.moss@ex.co.uk ex.com #NoWay @moss # 1"),
        ("So... wait… what?! No!!!", "So ... wait … what ?! No !!!"),
        ("“Quote” (yes) [12] *so*", "“ Quote ” ( yes ) [ 12 ] * so *"),
        ("fun 🙂👍🏽👩‍👩‍👧🇫🇷!", "fun 🙂 👍🏽 👩‍👩‍👧 🇫🇷 !"),
        ("nice :-) <3 f*cking Re\u0301sume\u0301", "nice :-) <3 f*cking Re\u0301sume\u0301"),
        ("end.Next one,two", "end . Next one , two"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert split(text) == tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't well-known U.S.-led $5 3.5% 5pm", 6),
        ("rain—or snow, and/or sun – moon", 7),
        ("cannot gonna y’all", 3),
        ("it cost -5 to US$4.5bn, a 10-15% rise", 8),
        ("… 🙂 !!! ** —", 0),
        ("mother-in-law's rock-'n'-roll", 2),
        ("well- known", 2),
        ("24°C in the '90s", 4),
    ],
)
def test_orthographic_words(text: str, words: int) -> None:
    ids = word_ids(text, token_spans(text))
    assert max(ids, default=-1) + 1 == words


def test_punctuation_is_no_word() -> None:
    text = "“Well-known,” she said—twice."
    spans = token_spans(text)
    parts = dict(zip([text[a:b] for a, b in spans], word_ids(text, spans), strict=True))
    assert parts == {
        "“": -1, "Well": 0, "-": 0, "known": 0, ",": -1, "”": -1, "she": 1, "said": 2, "—": -1,
        "twice": 3, ".": -1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    [
        # | stands where a sentence ends
        "Dr. Ames met the U.S. envoy on Jan. 5.| He left at 3 p.m.| The rest stayed.",
        "He lives in Washington, D.C.| The city is hot.| J. K. Orr and Ida M. Bell agreed.",
        "The firm, Acme Inc., fell.| Shares of Acme Inc. rose to 2,500.| 45 people left.",
        "Rep. Lee Orr (R., Ga.) and Sen. Ann Cole, D-Mass., came; Lt. Gov. Fry did not.",
        "“Why now?” he asked.| “We won’t go.”| She sat down.",
        '"No!" he shouted.| "Stop it!"| And then silence fell.',
        '"It\'s over," he said.| "We lost."| "Did we?" she asked.| "Yes."| He wept.',
        "He asked, “Why?” and left.| (He was wrong.)| But she was not (or so he said).",
        "What?!| Really...| I don’t know.| So... here we are.",
        "See p. 12 and Fig. 3, e.g. The Tide, vol. 2.| Roe v. Moss was decided in No. 10.",
        "the cat sat.| it was glad.| iPads sold well.",
        "1. First comes this.| 2. Second comes that.",
        "Write to joe@ex.org.| Or see ex.com.| That is all.",
        "Martin Orr Jr. had a plan.| He has a Ph.D.| She has none.| Plan B.| We need it.",
        "The Gazette’s view: we lose.| Note the date: 5 May.",
        "A heading without an end",
        "Never.| Not in my name.| No.",
        "It grew.[12]| Then it fell. [3]| So be it.",
        "Great! 🙂| We won.",
        "It fell again. [...]| Nobody knew why.",
        "Harbour bridge opens at last| Monday, May 3, 2021",
        "It was closed on Monday, May 3, 2021",
        "He called his source: nobody came.",
    ],
)
def test_sentences(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@given(texts)
def test_tokens_cover_all_that_is_seen(text: str) -> None:
    spans = token_spans(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(texts)
def test_sentences_part_the_tokens(text: str) -> None:
    spans = token_spans(text)
    ranges = sentence_spans(text, spans)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(spans)))
    assert all(a < b for a, b in ranges)


@given(texts)
def test_words_are_numbered_without_gaps(text: str) -> None:
    spans = token_spans(text)
    ids = [i for i in word_ids(text, spans) if i >= 0]
    assert ids == sorted(ids)
    assert set(ids) == set(range(max(ids, default=-1) + 1))
    lettered = [any(map(str.isalnum, text[a:b])) for a, b in spans]
    numbers = word_ids(text, spans)
    assert all(i >= 0 for i, there in zip(numbers, lettered, strict=True) if there)


@given(st.text(alphabet="ab.,'\"’“”-—$%1 "))
def test_typographic_and_plain_signs_are_read_alike(text: str) -> None:
    plain = straighten(text)
    assert len(plain) == len(text)
    assert "’" not in plain
    spans = token_spans(text)
    assert spans == token_spans(plain)
    assert sentence_spans(text, spans) == sentence_spans(plain, spans)


@pytest.mark.parametrize("unit", ["word and word. ", "a.", "1,", '"', "[", "(x) ", "a-", "@", ". "])
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begun = time.process_time()
        spans = token_spans(text)
        sentence_spans(text, spans)
        word_ids(text, spans)
        return time.process_time() - begun

    seconds(1000)
    short, long = seconds(5_000), seconds(50_000)
    assert long < 40 * short + 0.1


@pytest.mark.shared
@pytest.mark.parametrize(("name", "words", "ends"), [("gum", 0.985, 0.93), ("ewt", 0.985, 0.7)])
def test_the_treebanks_agree(shared_data: Path, name: str, words: float, ends: float) -> None:
    found = tagging.run(shared_data / "ud-english" / f"{name}-dev.jsonl.gz")["figures"]
    assert found["word_f1"][0] >= words
    assert found["sentence_f1"][0] >= ends
