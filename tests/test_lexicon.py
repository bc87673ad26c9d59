from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.annotate import annotate_tokens
from stylo.document import Document, InputError
from stylo.lexicon import BLOCK, Lexicon, load, parse

HEADER = "pattern\tlabel\tafter\tbefore\tnot_after\tnot_before"


def lexicon(*rows: str, sets: str = "") -> Lexicon:
    """A lexicon of rows written with ``;`` between the columns."""
    lines = [row.replace(" ; ", "\t") for row in rows]
    return parse("\n".join([*sets.splitlines(), HEADER, *lines]), "trial")


def document(text: str) -> Document:
    """Sentences of ``form/UPOS`` tokens, one sentence a line."""
    rows = [[t.rsplit("/", 1) for t in line.split()] for line in text.splitlines()]
    return annotate_tokens(
        [[form for form, _ in row] for row in rows], upos=[[tag for _, tag in row] for row in rows]
    )


def found(lex: Lexicon, text: str) -> list[tuple[str, str]]:
    doc = document(text)
    return [(doc[e.span], e.label) for e in lex.evidence(doc)]


BANK = "The/DET think/NOUN tank/NOUN thinks/VERB about/ADV 40/NUM rather/ADV old/ADJ boats/NOUN"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("boats ; x", ["boats"]),
        ("<think> ; x", ["think", "thinks"]),
        ("<think>/VERB ; x", ["thinks"]),
        ("rather/ADJ|ADV ; x", ["rather"]),
        ("rather/ADJ ; x", []),
        ("/NUM ; x", ["40"]),
        ("about|rather ; x", ["about", "rather"]),
        ("about * rather ; x", ["about 40 rather"]),
        ("rather very? old ; x", ["rather old"]),
        ("rather old? ; x", ["rather old"]),
        ("old /NOUN ; x", ["old boats"]),
        ("<think>|tank ; x", ["think", "tank", "thinks"]),
    ],
)
def test_elements(row: str, words: list[str]) -> None:
    assert [w for w, _ in found(lexicon(row), BANK)] == words


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("about ; x ;  ; /NUM", 1),
        ("about ; x ;  ; /NOUN", 0),
        ("about ; x ; <think>", 1),
        ("about ; x ; <talk> <write>", 0),
        ("about ; x ;  ;  ; <think>", 0),
        ("about ; x ;  ;  ; <talk>", 1),
        ("about ; x ;  ;  ;  ; /NUM", 0),
        ("about ; x ;  ;  ;  ; the", 1),
        ("the ; x ; ^", 1),
        ("the ; x ;  ;  ; ^", 0),
        ("boats ; x ;  ; $", 1),
        ("boats ; x ;  ;  ;  ; $", 0),
        ("boats ; x ; /ADJ ; ^ $", 1),
    ],
)
def test_contexts(row: str, hits: int) -> None:
    assert len(found(lexicon(row), BANK)) == hits


def test_longest_first_without_overlap() -> None:
    lex = lexicon("more ; short", "more or less ; long", "less ; other", "or ; other")
    text = "more/ADV or/CCONJ less/ADV more/ADV less/ADV"
    assert found(lex, text) == [("more or less", "long"), ("more", "short"), ("less", "other")]


def test_an_entry_that_fails_its_context_leaves_the_shorter_one() -> None:
    lex = lexicon("kind of ; long ;  ; /ADJ", "kind ; short")
    assert found(lex, "kind/NOUN of/ADP bird/NOUN") == [("kind", "short")]
    assert found(lex, "kind/NOUN of/ADP sad/ADJ") == [("kind of", "long")]


def test_of_equal_length_the_first_in_the_table_counts() -> None:
    text = "boats/NOUN sink/VERB"
    assert found(lexicon("<boat> ; a", "boats ; b"), text) == [("boats", "a")]
    assert found(lexicon("boats ; b", "<boat> ; a"), text) == [("boats", "b")]


def test_a_blocking_entry_keeps_shorter_ones_away() -> None:
    lex = lexicon("<think> ; verb", f"think tank ; {BLOCK}")
    assert found(lex, BANK) == [("thinks", "verb")]
    assert lex.labels() == ("verb",)


def test_no_match_crosses_a_sentence() -> None:
    lex = lexicon("old boats ; x", "boats ; y ; old")
    assert found(lex, "very/ADV old/ADJ\nboats/NOUN sink/VERB") == []


def test_contractions_are_split_as_the_text_is() -> None:
    (entry,) = lexicon("don't know ; x").entries
    assert [sorted(e.forms) for e in entry.elements] == [["do"], ["n't"], ["know"]]


def test_sets() -> None:
    sets = "@boat = barge|<boat>\n@craft = @boat|raft"
    lex = lexicon("old @craft ; x", "rather ; y ;  ; @boat old", sets=sets)
    assert found(lex, BANK) == [("rather", "y"), ("old boats", "x")]
    assert found(lex, "old/ADJ raft/NOUN") == [("old raft", "x")]


def test_weights_comments_and_blank_lines() -> None:
    text = "# a comment\n\npattern\tlabel\tweight\tnote\nboats\tx\t0.5\twhy\n# more\nold\ty\t\t\n"
    assert [(e.weight, e.note) for e in parse(text).entries] == [(0.5, "why"), (1.0, "")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pattern\tkind\nboats\tx", "has the columns pattern and label"),
        ("pattern\tlabel\tcolour\nboats\tx\tred", "may have"),
        ("pattern\tlabel\nboats\t", "lacks its pattern or label"),
        ("pattern\tlabel\n@boat\tx", "set @boat is not defined"),
    ],
)
def test_a_faulty_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse(text, "trial")


def test_a_pattern_cannot_begin_with_any_token() -> None:
    with pytest.raises(ValueError, match="cannot begin"):
        lexicon("* boats ; x")


def naive(lex: Lexicon, doc: Document) -> list[tuple[int, int, str]]:
    """Try every entry at every token, longest first."""
    tokens = [doc.tokens[c] for c in ("norm", "lemma", "upos")]
    entries = sorted(lex.entries, key=lambda e: -len(e.elements))
    hits, at = [], 0

    def context(row: int, first: int, last: int, wanted: tuple[object, ...]) -> bool:
        inside = first <= row < last
        return any(
            (c == "^" and row < first) or (c == "$" and row >= last)
            if isinstance(c, str)
            else inside and c.fits(*(t[row] for t in tokens))  # type: ignore[attr-defined]
            for c in wanted
        )

    for first, last in zip(doc.sentences["first"], doc.sentences["last"], strict=True):
        at = first
        while at < last:
            size = 1
            for e in entries:
                n = len(e.elements)
                if at + n > last or not all(
                    element.fits(*(t[at + i] for t in tokens))
                    for i, element in enumerate(e.elements)
                ):
                    continue
                if e.after and not context(at - 1, first, last, e.after):
                    continue
                if e.before and not context(at + n, first, last, e.before):
                    continue
                if context(at - 1, first, last, e.not_after):
                    continue
                if context(at + n, first, last, e.not_before):
                    continue
                size = n
                if e.label != BLOCK:
                    hits.append((at, at + n, e.label))
                break
            at += size
    return hits


FORMS = ["boat", "boats", "old", "think", "thinks", "of"]
TAGS = ["NOUN", "VERB", "ADJ"]
ELEMENTS = [*FORMS, "<boat>", "<think>", "/NOUN", "old/ADJ", "<boat>/NOUN", "boat|old", "of?"]
ROWS = st.tuples(
    st.lists(st.sampled_from(ELEMENTS), min_size=1, max_size=2),
    st.lists(st.sampled_from([*ELEMENTS, "*"]), max_size=2),
    st.sampled_from(["x", "y", BLOCK]),
    st.sampled_from(["", "^", "/ADJ", "old of"]),
    st.sampled_from(["", "$", "/NOUN", "<boat>"]),
    st.sampled_from(["", "of", "^"]),
).map(
    lambda r: " ; ".join(
        [" ".join(["old" if r[0] == ["of?"] else "", *r[0], *r[1]]).strip(), *r[2:]]
    )
)
SENTENCES = st.lists(
    st.lists(
        st.tuples(st.sampled_from(FORMS), st.sampled_from(TAGS)).map("/".join),
        min_size=1,
        max_size=8,
    ).map(" ".join),
    min_size=1,
    max_size=3,
).map("\n".join)


@given(st.lists(ROWS, min_size=1, max_size=6), SENTENCES)
def test_matches_are_those_of_a_plain_search(rows: list[str], text: str) -> None:
    lex, doc = lexicon(*rows), document(text)
    assert [(m.first, m.last, m.label) for m in lex.match(doc)] == naive(lex, doc)


def test_a_lexicon_is_loaded_once() -> None:
    assert load("hedges") is load("hedges")
    assert len(load("hedges")) > 300
