"""Where quotations stand, whose they are, and which are scare quotes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.document import QUOTATION_KINDS, Table
from stylo.paragraphs import paragraphs
from stylo.quotations import quotations
from tests.strategies import texts


def table(text: str) -> Table:
    return quotations(text, paragraphs(text))


def spans(text: str) -> list[str]:
    found = table(text)
    return [text[s:e] for s, e in zip(found["start"], found["end"], strict=True)]


def judged(text: str) -> list[tuple[str, str]]:
    found = table(text)
    return list(zip(found["kind"], found["speaker"], strict=True))


# --- spans -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rained,” said Ada. “A lot.”", ["“It rained,”", "“A lot.”"]),
        ('"It rained," said Ada. "A lot."', ['"It rained,"', '"A lot."']),
        ("'It rained,' said Ada. 'A lot.'", ["'It rained,'", "'A lot.'"]),
        ("‘It rained,’ said Ada. ‘A lot.’", ["‘It rained,’", "‘A lot.’"]),
        ("„Es regnet“ and «il pleut» and »regen«.", ["„Es regnet“", "«il pleut»", "»regen«"]),
        ("She wrote ``it rained'' and left.", ["``it rained''"]),
        ('He said " it rained " and " poured " .', ['" it rained "', '" poured "']),
        ("He said “ it rained ” and left.", ["“ it rained ”"]),
        ('The "wait"-and-see "plan"s (the "best") failed.', ['"wait"', '"plan"', '"best"']),
        ('"...and then it rained," she said.', ['"...and then it rained,"']),
        ('"Was it—" he began. "—yes," she said.', ['"Was it—"', '"—yes,"']),
        ('The mayor —"a fool"— left.', ['"a fool"']),
        ('He said it rained."It poured," she said.', ['"It poured,"']),
        ('“It rained" is how it began.', ['“It rained"']),
        ('"It rained,"he said."It poured."', ['"It rained,"', '"It poured."']),
        ("“It rained,“ he said. “It poured.”", ["“It rained,“", "“It poured.”"]),
        ("He said ”it rained” twice.", ["”it rained”"]),
    ],
)
def test_marks_of_every_make(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "’Tis the Joneses’ dog, and 'twas ol’ Sam’s before; give 'em rock 'n' roll.",
        "Gather ‘round, y’all, it’s the class of ’98 and the ‘60s again, goin’ on.",
        "A board 5'10\" by 6' 2\" and a 12\" nail; the boys' and girls' room.",
        "It is 5 o’clock in St John’s.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 'rock 'n' roll' of the '90s, they're told.", ["'rock 'n' roll'"]),
        ("The boys' dog liked the 'old ways' of the girls' cat.", ["'old ways'"]),
        ("‘The Joneses’ dog bit me,’ he said.", ["‘The Joneses’ dog bit me,’"]),
        ("They praised the ‘Joneses’ for once.", ["‘Joneses’"]),
        ("‘’Tis cold,’ she said.", ["‘’Tis cold,’"]),
        ('He’s 5\'10" and "tall," she said.', ['"tall,"']),
        ('"I am 5\'10" tall," he said.', ['"I am 5\'10" tall,"']),
        ('"It was a 12" nail," he said.', ['"It was a 12" nail,"']),
    ],
)
def test_apostrophes_beside_quotations(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_nesting() -> None:
    text = "“She told me, ‘He shouted “Fire!” twice,’ and left,” said Ada Moss."
    outer = "“She told me, ‘He shouted “Fire!” twice,’ and left,”"
    assert spans(text) == [outer, "‘He shouted “Fire!” twice,’", "“Fire!”"]
    assert table(text)["nested"].tolist() == [False, True, True]


def test_straight_quotes_nest_by_what_stands_beside_them() -> None:
    text = '"She told me, "Stop!" and I stopped," said Ada.'
    assert spans(text) == ['"She told me, "Stop!" and I stopped,"', '"Stop!"']


def test_a_quotation_over_paragraphs_is_a_row_in_each() -> None:
    text = (
        "“The pipe burst at noon,” said Ada Moss. “We ran.\n\n"
        "“Nobody was hurt.\n\n“That is all.”\n\nThe “experts” were silent."
    )
    assert spans(text) == [
        "“The pipe burst at noon,”",
        "“We ran.",
        "“Nobody was hurt.",
        "“That is all.”",
        "“experts”",
    ]
    assert judged(text) == [("speech", "Ada Moss")] * 4 + [("scare", "")]


def test_the_last_paragraph_names_the_speaker_of_those_before() -> None:
    text = '"The pipe burst at noon. We all ran out.\n\n"Nobody was hurt," said Ada Moss.'
    assert judged(text) == [("speech", "Ada Moss")] * 2


def test_single_marks_go_over_paragraphs_too() -> None:
    text = "Ada said: ‘The pipe burst at noon.\n\n‘Nobody was hurt.’"
    assert spans(text) == ["‘The pipe burst at noon.", "‘Nobody was hurt.’"]


def test_a_quotation_cut_by_a_line_break_goes_on() -> None:
    text = 'Ada said: "The pipe burst at noon. We all ran.\n\nNobody was hurt." Then she left.'
    assert spans(text) == ['"The pipe burst at noon. We all ran.', 'Nobody was hurt."']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the closing mark is missing at the end of the paragraph
        ("“It rained,” said Ada. “It poured.\n\nNobody came.", ["“It rained,”", "“It poured."]),
        # it is missing before the attribution
        ("“It rained, said Ada. “It poured.”", ["“It rained,", "“It poured.”"]),
        # it is a single mark
        ("“It rained,’ said Ada. “It poured.”", ["“It rained,’", "“It poured.”"]),
        # a stray mark in mid-sentence
        ("The “so-called reform went on. It rained. Nobody came. Then it snowed.", []),
        ("It rained.” Nobody came. Then it snowed.", []),
        # the opening mark is missing before a clear attribution
        ("It rained all day,” said Ada. “It poured.”", ["It rained all day,”", "“It poured.”"]),
        ("", []),
        ("“", []),
        ("”", []),
        ('"', []),
        ('""', ['""']),
    ],
)
def test_missing_marks(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_a_stray_mark_never_swallows_the_article() -> None:
    rest = "\n\n".join(f"Paragraph {i} has “a quotation” of its own." for i in range(20))
    for stray in ("A “stray mark here. It goes on.", "A stray” mark here. It goes on."):
        assert spans(f"{stray}\n\n{rest}") == ["“a quotation”"] * 20


# --- kinds and speakers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The tap is dry,” said Ada Moss.", "Ada Moss"),
        ("“The tap is dry,” said Ada Moss, the mayor of Port Ambrose.", "Ada Moss"),
        (
            "“The tap is dry,” Ada Moss, 52, a plumber from Port Ambrose, told reporters.",
            "Ada Moss",
        ),
        ("“The tap is dry,” Moss shot back.", "Moss"),
        ("“Is the tap dry?” asked Mr. Moss.", "Mr. Moss"),
        ("“The tap is dry,” according to the report.", "the report"),
        ("According to Ada Moss, “the tap is dry.”", "Ada Moss"),
        ("Ada Moss told reporters: “The tap is dry.”", "Ada Moss"),
        ("Ada Moss, the mayor, said the tap “is dry as a bone.”", "Ada Moss"),
        ("Ada Moss said on Monday that the tap was “dry.”", "Ada Moss"),
        ("Sen. Ada Moss (R-Falk) called the plan “a disgrace.”", "Sen. Ada Moss"),
        ("The mayor called the plan “a disgrace.”", "The mayor"),
        ("The tap, as Ada Moss put it, is “dry.”", "Ada Moss"),
        ("“The tap is dry,” said a spokesman for the mayor.", "a spokesman for the mayor"),
        ("“The tap is dry,” said company spokesman Tom Reyes.", "Tom Reyes"),
        ("“The tap,” Moss wrote in a letter, “is dry.”", "Moss"),
        ("In a letter to the council, Moss warned of “dry taps.”", "Moss"),
        ("Ada Moss: “The tap is dry.”", "Ada Moss"),
        ("“The tap is dry,” I said to nobody.", ""),
    ],
)
def test_speech_and_its_speaker(text: str, speaker: str) -> None:
    found = judged(text)
    assert found[0] == ("speech", speaker)
    assert {kind for kind, _ in found} == {"speech"}


def test_a_speaker_goes_on_within_the_paragraph() -> None:
    text = "“It rained,” said Ada Moss. “The roof leaked. Nobody came.”"
    assert judged(text) == [("speech", "Ada Moss")] * 2


def test_a_pronoun_stands_for_the_one_named_last() -> None:
    text = "Ada Moss said the tap was dry.\n\n“It is a shame,” she said.\n\n“A shame,” she added."
    assert judged(text) == [("speech", "Ada Moss")] * 2


def test_a_sentence_that_leads_up_names_the_speaker() -> None:
    assert judged("Ada Moss was blunt. “The tap is dry and I am tired.”") == [
        ("speech", "Ada Moss")
    ]
    text = "Ada Moss spoke last. She wrote to the council:\n\n“The tap is dry.”"
    assert judged(text) == [("speech", "Ada Moss")]


def test_speech_in_quotations_has_speakers_of_its_own() -> None:
    text = "“My father always said, ‘Never trust a pipe,’” Ada Moss recalled."
    assert judged(text)[0] == ("speech", "Ada Moss")
    assert judged(text)[1][0] == "speech"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” were silent.",
        "The “experts” were silent.",
        "She read “The Old Man of the Quay” twice.",
        "Ada Moss told “Good Evening Falk” that it would rain.",
        "He is the author of “Nets and Knots: A Life at Sea.”",
        "What does the word “drought” mean?",
        "The law is known as “the tap law.”",
        "Tom “Big Fish” Reyes was there.",
        "A book called “Dry” was on the table.",
        "The “wait and see” approach failed us.",
        "Our 'freedom' is gone.",
        "The ‘new’ pipe is as old as I am.",
    ],
)
def test_scare_quotes_titles_and_terms(text: str) -> None:
    assert judged(text) == [("scare", "")]


@pytest.mark.parametrize(
    "text",
    [
        "“No.”",
        "“You cannot mean that!”",
        "The answer came at once: “We will not pay for what we did not drink.”",
        "“Give us back the river that you took from us in the dry year.”",
    ],
)
def test_speech_without_a_name(text: str) -> None:
    assert judged(text) == [("speech", "")]


def test_dialogue_names_only_whom_it_names() -> None:
    text = "“Is it dry?” asked Ada.\n\n“As a bone.”\n\n“Then who will pay?”\n\n“You,” said Tom."
    found = judged(text)
    assert [kind for kind, _ in found] == ["speech"] * 4
    assert found[0][1] == "Ada"
    assert found[3][1] == "Tom"


def test_quoted_headings_are_nobodys_in_particular() -> None:
    body = "The council of Port Ambrose met on Monday and talked about the water all night long."
    assert judged(f"‘Nobody Asked Us at All’\n\n{body}") == [("speech", "")]


# --- any text ----------------------------------------------------------------------------------

PIECES = [*"“”\"'‘’«» asn—5():\x01", "``", "''", "He said", ", ", ". ", "\n\n", "Ada Moss", "the"]
marks = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.one_of(texts, marks))
def test_spans_are_ordered_and_nest_within_paragraphs(text: str) -> None:
    parts = paragraphs(text)
    found = quotations(text, parts)
    assert found.names == ("start", "end", "kind", "speaker", "nested")
    bounds = list(zip(parts["start"].tolist(), parts["end"].tolist(), strict=True))
    open_ends: list[int] = []
    before = (-1, 0)
    for start, end, kind, speaker, nested in zip(
        found["start"].tolist(),
        found["end"].tolist(),
        found["kind"],
        found["speaker"],
        found["nested"].tolist(),
        strict=True,
    ):
        assert any(low <= start < end <= high for low, high in bounds)
        assert (start, -end) > before
        before = (start, -end)
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        assert nested == bool(open_ends)
        assert not open_ends or end <= open_ends[-1]
        open_ends.append(end)
        assert kind in QUOTATION_KINDS
        assert kind == "speech" or not speaker
        assert not speaker or " ".join(text.split()).find(speaker) >= 0


@pytest.mark.parametrize(
    "text",
    [
        "“a ” " * 20_000,
        "“a " * 20_000 + "”" * 20_000,
        "“‘a " * 10_000 + "’”" * 10_000,
        "“a " * 20_000,
        '"a "b" ' * 10_000,
        "as' 'b " * 20_000,
        "He said “it rained” and " * 10_000,
        "\n\n".join(["“It rained,” he said."] * 10_000),
        "\n\n".join(["“It rained"] * 10_000),
    ],
    ids=range(9),
)
def test_time_grows_with_length_only(text: str) -> None:
    started = time.process_time()
    table(text)
    assert time.process_time() - started < 10
