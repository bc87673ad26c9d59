"""Figures of repetition: chance makes none, and quoted ones are their speakers'."""

from __future__ import annotations

import random

import pytest

from stylo import repetition
from stylo.annotate import annotate
from stylo.document import Document

SPEECH = (
    "We shall mend the pier. We shall mend the mill. We shall mend the road to the sea. "
    "The tenants paid for the lamps. A clerk wrote the ledger by hand. Nobody read it."
)
PLAIN = (
    "The clerk wrote the ledger by hand. A boat left the harbour at dawn. Lamps hung over the "
    "weir. Two bakers sold rye at noon. Rain fell on the mill all night."
)


def words(doc: Document, found: list[repetition.Evidence]) -> list[str]:
    return [doc[e.span] for e in found]


def test_a_run_counts_each_of_its_members() -> None:
    doc = annotate(SPEECH)
    assert words(doc, repetition.anaphora(doc)) == ["We shall mend the"] * 3


def test_shuffled_words_make_no_figure() -> None:
    rng = random.Random(0)
    shuffled = SPEECH.replace(".", "").split()
    rng.shuffle(shuffled)
    doc = annotate(" ".join(" ".join(shuffled[i : i + 6]) + "." for i in range(0, 36, 6)))
    assert repetition.anaphora(doc) == []
    assert repetition.epistrophe(doc) == []


def test_a_habit_of_the_text_is_no_anaphora() -> None:
    """Where every other sentence opens alike, neighbours that do are what chance makes."""
    habit = " ".join(
        f"The council met in room {n}. {'The council met again' if n % 3 else 'Rain fell'} at dusk."
        for n in range(30)
    )
    doc = annotate(habit)
    assert repetition.anaphora(doc) == []


def test_neighbours_are_next_to_each_other() -> None:
    doc = annotate(f"We shall mend the pier. {PLAIN} We shall mend the mill.")
    assert repetition.anaphora(doc) == []


@pytest.mark.parametrize("names", ["Ada Moss", "the mayor", "A"])
def test_function_words_and_names_make_no_anaphora(names: str) -> None:
    doc = annotate(f"{names} wrote a letter to us. {names} left for the coast. {PLAIN}")
    assert repetition.anaphora(doc) == []


def test_the_writer_answers_for_no_quoted_figure() -> None:
    doc = annotate(
        '"We shall mend the pier. We shall mend the mill. We shall mend the road," said the mayor '
        "of Lindal on Monday. " + PLAIN
    )
    assert repetition.anaphora(doc) == []


def test_four_members_are_no_tricolon() -> None:
    doc = annotate("They sold ropes, lamps, nets and oars at the fair by the mill.")
    assert repetition.tricola(doc) == []


def test_opposites_side_by_side_are_no_antithesis() -> None:
    doc = annotate("The rich and the poor came to the mill, and the old and the young stayed.")
    assert repetition.antitheses(doc) == []


def test_a_text_without_words_has_no_figure() -> None:
    doc = annotate("… — !")
    for find in (
        repetition.anaphora,
        repetition.epistrophe,
        repetition.anadiplosis,
        repetition.isocolon,
        repetition.tricola,
        repetition.antitheses,
    ):
        assert find(doc) == []
