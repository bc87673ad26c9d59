"""Which questions are rhetorical, and of which kind."""

from __future__ import annotations

import pytest

from stylo import questions
from stylo.annotate import annotate

REST = " The clerk wrote the ledger by hand and left the mill at noon on Monday."


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Who pays for the pier? Nobody.", ["answered"]),
        ("What is the cure? Of course not another tower.", ["answered"]),
        ("What does the council fear? Is it the tenants?", ["chained", "chained"]),
        ("The council calls the tower a gift. A gift?", ["echoed"]),
        ("Isn't it odd that the council never counted the lamps?", ["asserting"]),
    ],
)
def test_kinds(text: str, labels: list[str]) -> None:
    found = questions.rhetorical(annotate(text + REST))
    assert [e.label for e in found] == labels


@pytest.mark.parametrize(
    "text",
    [
        '"Who pays for the pier?" asked the clerk.',
        "The clerk put one question to the crew: Who was on deck?",
        "Are you affected by the flood? Write to us.",
        "QUIZ: Do you know the mayor?",
    ],
)
def test_genuine_and_quoted_questions(text: str) -> None:
    assert questions.rhetorical(annotate(text + REST)) == []


def test_a_section_question_of_a_report_is_genuine() -> None:
    report = "\n\n".join(
        f"The mayor said on Monday that pier {n} was shut, and a clerk told us why."
        for n in range(6)
    )
    question = "What happens to the ferry?"
    essay = "\n\n".join(
        f"The pier was ours for {n} years, and it was the heart of the town." for n in range(20, 26)
    )
    assert questions.rhetorical(annotate(f"{report}\n\n{question}\n\n{report}")) == []
    assert len(questions.rhetorical(annotate(f"{essay}\n\n{question}\n\n{essay}"))) == 1


def test_a_slogan_with_a_sign_is_no_exclamation() -> None:
    doc = annotate('They sang the song "Mend the Pier!" at the mill. What a night!' + REST)
    assert [
        doc.text[doc.tokens["start"][f] : doc.tokens["end"][e]]
        for f, e in questions.exclamations(doc)
        if not doc.tokens["quoted"][e]
    ] == ["What a night!"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The board met for a day (a whole day!) and left the mill.", ["a whole day!"]),
        ("The bill — ours, of course! — is long.", ["ours, of course!"]),
        ("What a night! The clerk left the mill.", ["What a night!"]),
        ("The plan is dear and nobody wants it! — Ada Moss (@adamoss) March 3, 2019", []),
        ("The clerk praised the plan (!) and left.", []),
    ],
)
def test_an_exclamation_in_an_aside_takes_the_aside_only(text: str, found: list[str]) -> None:
    doc = annotate(text + REST)
    rows = questions.exclamations(doc)
    assert [doc.text[doc.tokens["start"][f] : doc.tokens["end"][e]] for f, e in rows] == found
