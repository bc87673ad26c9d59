"""Key words in context: the right words in the right order, drawn alike however they come."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import stylo
from stylo import display, kwic
from stylo.annotate import annotate
from stylo.document import Document, InputError, Span, Table
from stylo.feature import Evidence, Measurement
from stylo.kwic import COLUMNS, Concordance, Line, concordance, lines

TEXT = (
    "The ferry may sail on Monday, if the wind allows.\n\n"
    "Perhaps it will not. The pier is wet, and the crew, I think, is tired of it. "
    "Nobody doubts that the boat is sound."
)
OTHER = (
    "The library could close at noon. It might stay open until the evening, they hope. "
    "The roof leaks over the shelves, and nobody has mended it since the spring."
)


@pytest.fixture(scope="module")
def report() -> stylo.Report:
    return stylo.analyse(annotate(TEXT, id="ferry.txt"))


@pytest.fixture(scope="module")
def found(report: stylo.Report) -> Concordance:
    return concordance("hedge_density", [report, ("library.txt", OTHER)], width=30)


def test_each_line_is_a_hit_between_its_contexts(report: stylo.Report) -> None:
    made = report.concordance("hedge_density", width=25)
    evidence = report["hedge_density"].evidence
    assert len(made) == made.hits == len(evidence) >= 3
    for line, e in zip(made.lines, evidence, strict=True):
        assert (line.start, line.end, line.label) == (e.span.start, e.span.end, e.label)
        assert line.node == report.document[e.span]
        assert len(line.left) <= 25 and len(line.right) <= 25
    may, perhaps = made.lines[:2]
    assert (may.left, may.node, may.right) == ("The ferry ", "may", " sail on Monday, if the")
    assert perhaps.left == "if the wind allows. ¶ ", "a sign stands between paragraphs"
    assert perhaps.sentence == 1
    assert made.lines[-1].right.startswith(", is tired"), "no space where the text has none"


def test_the_table_has_the_declared_columns(found: Concordance) -> None:
    table = found.table()
    assert list(table.columns) == list(COLUMNS) and len(table) == len(found)
    assert {str(t) for t in table[["sentence", "start", "end"]].dtypes} == {"int64"}
    assert set(table["document"]) == {"ferry.txt", "library.txt"}
    empty = Concordance("hedge_density", (), 0, 1).table()
    assert list(empty.columns) == list(COLUMNS) and empty.dtypes.equals(table.dtypes)


def line(left: str = "", node: str = "may", right: str = "", label: str = "a", at: int = 0) -> Line:
    return Line("x", left, node, right, label, 0, at, at + len(node))


def test_orders() -> None:
    made = Concordance(
        "hedge_density",
        (
            line("we all Go ", "may", " zebra", "modal", 9),
            line("they do ", "could", " apple", "modal", 5),
            line("they go ", "May", ' "Beech"', "adverb", 1),
        ),
        3,
        1,
    )

    def nodes(by: str) -> list[int]:
        return [e.start for e in made.sorted(by).lines]

    assert nodes("text") == [1, 5, 9]
    assert nodes("left") == [5, 9, 1], "by the nearest word first, without regard to case"
    assert nodes("right") == [5, 1, 9], "without regard to quotation marks"
    assert nodes("node") == [5, 1, 9], "and by what follows where nodes are equal"
    assert nodes("label") == [1, 5, 9]
    with pytest.raises(InputError, match="sorted by one of text, left, node, right, label"):
        made.sorted("length")


hits = st.lists(st.tuples(st.text("ab ", max_size=4), st.integers(0, 10**6)), unique=True)


@given(hits, st.integers(1, 6), st.integers(0, 9), st.randoms())
def test_a_draw_does_not_hang_on_the_order(
    found: list[tuple[str, int]], number: int, seed: int, random: object
) -> None:
    rows = [line(node=node, at=at) for node, at in found]
    drawn = Concordance("m", tuple(rows), len(rows), 1).sample(number, seed)
    random.shuffle(rows)  # type: ignore[attr-defined]
    again = Concordance("m", tuple(rows), len(rows), 1).sample(number, seed)
    assert set(drawn.lines) == set(again.lines) <= set(rows)
    assert len(drawn) == min(number, len(rows)) and drawn.hits == len(rows)


def test_every_line_is_as_likely_to_be_drawn_as_another() -> None:
    made = Concordance("m", tuple(line(at=at) for at in range(20)), 20, 1)
    drawn = np.zeros(20)
    for seed in range(600):
        for e in made.sample(5, seed).lines:
            drawn[e.start] += 1
    expected = 600 * 5 / 20
    assert ((drawn - expected) ** 2 / (expected * 15 / 20)).sum() < 43.8, "χ², 19 df, p > .001"


def test_sampling_while_reading_draws_what_sampling_afterwards_does() -> None:
    sources = [(f"{n}.txt", f"{OTHER} {TEXT} It is {n} o'clock.") for n in range(6)]
    whole = concordance("hedge_density", sources)
    drawn = concordance("hedge_density", sources[::-1], sample=3, seed=5, sort="right")
    assert drawn.lines == whole.sample(3, 5).sorted("right").lines
    assert drawn.hits == whole.hits > 12 and drawn.documents == 6
    assert "3 shown in 6 texts" in drawn.summary() and "3 shown" in repr(drawn)
    assert concordance("hedge_density", sources, limit=2).lines == whole.head(2).lines


def test_a_report_keeps_its_scope_and_documents_take_the_asked_one() -> None:
    text = 'The mayor said: "Perhaps we may close the bridge on Monday, or so I think." ' * 3
    doc = annotate(text)
    everything = stylo.analyse(doc, scope="all")
    assert len(concordance("hedge_density", [doc])) == 0
    assert len(concordance("hedge_density", [doc], scope="all")) >= 6
    both = concordance("hedge_density", [everything, doc])
    assert len(both) == len(concordance("hedge_density", [doc], scope="all"))


def test_bad_calls_get_one_line(report: stylo.Report) -> None:
    with pytest.raises(KeyError, match="did you mean hedge_density"):
        report.concordance("hedge_densty")
    with pytest.raises(InputError, match="did you mean hedge_density"):
        concordance("hedge_densty", [])
    for options, said in (
        ({"sort": "size"}, "sorted by one of"),
        ({"width": -1}, "from 0 to"),
        ({"width": 10**9}, "from 0 to"),
        ({"sample": 0}, "sample is a number"),
        ({"limit": -3}, "limit is a number"),
        ({"scope": "mine"}, "scope must be"),
        ({"errors": "skip"}, "errors must be"),
    ):
        with pytest.raises(InputError, match=said):
            concordance("hedge_density", [report], **options)  # type: ignore[arg-type]
    made = report.concordance("hedge_density")
    with pytest.raises(InputError, match="at least one line"):
        made.sample(0)
    with pytest.raises(InputError, match="at least one line"):
        made.head(0)
    with pytest.raises(InputError, match=r"word_length is a figure of the whole text"):
        report.concordance("word_length")


def test_what_cannot_be_read_is_said_or_raised(report: stylo.Report) -> None:
    sources = ["nowhere.txt", report]
    with pytest.raises(InputError, match="no such file"):
        concordance("hedge_density", sources)
    made = concordance("hedge_density", sources, errors="keep")
    assert len(made.unread) == 1 and "nowhere.txt" in made.unread[0]
    assert made.documents == 1 and len(made) == len(report["hedge_density"].evidence)
    assert "nowhere.txt" in made.to_html()


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@given(words, st.data(), st.integers(0, 20))
def test_contexts_of_any_text(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    breaks = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=3)))
    zero = np.array([0])
    doc = Document(
        text,
        paragraphs=Table(start=np.array(breaks, dtype=np.int64)),
        tokens=Table(start=zero, sentence=zero),
    )
    measured = Measurement("m", 1.0, "per 100 words", (Evidence(Span(start, end), "x"),))
    (made,) = lines(doc, measured, width)
    assert len(made.left) <= width and len(made.right) <= width
    for shown, source in (
        (made.left, text[:start]),
        (made.node, text[start:end]),
        (made.right, text[end:]),
    ):
        assert "\n" not in shown
        kept = "".join(shown.split()).replace("¶", "")
        assert kept in "".join(source.split()).replace("¶", "")


# -- shown and written ------------------------------------------------------------------------

HOSTILE = Concordance(
    "hedge_density",
    (
        Line(
            "<b>.txt", "<script>alert(1)</script> ", "=may", " &\x1b[31m \u202e x", "a<b", 0, 1, 5
        ),
        Line("+x", "@left", "may", "right", "modal", 1, 9, 12),
    ),
    2,
    2,
)


def test_pages_carry_no_markup_of_the_text() -> None:
    page, cell = HOSTILE.to_html(), HOSTILE._repr_html_()
    for shown in (page, cell):
        assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown
        assert "a&lt;b" in shown
    assert "<script" not in cell and "<style" not in cell
    assert "default-src 'none'" in page and "2 hits in 2 texts" in page
    assert "<bdi>" in cell, "a text that turns the writing direction ends where its cell ends"


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    rows = pd.read_csv(io.StringIO(HOSTILE.to_csv()))
    assert rows["node"][0] == "'=may" and rows["document"][1] == "'+x"
    assert rows["left"][1] == "'@left"


def test_files_read_back(found: Concordance, tmp_path: object) -> None:
    data = json.loads(found.to_json())
    assert data["hits"] == found.hits and data["measure"] == "hedge_density"
    assert [Line(**row) for row in data["lines"]] == list(found.lines)
    found.to_parquet(f"{tmp_path}/lines.parquet")
    assert pd.read_parquet(f"{tmp_path}/lines.parquet").equals(found.table())


def test_a_notebook_shows_the_first_lines_and_says_how_many_more(found: Concordance) -> None:
    many = replace(found, lines=found.lines * 20, hits=len(found) * 20)
    shown = many._repr_html_()
    assert f"{len(many) - 50:,} more lines in .table()" in shown
    assert shown.count("<tr>") == 51
    assert "more lines" not in found._repr_html_()


def printed(made: Concordance, width: int) -> str:
    console = Console(width=width, color_system=None, record=True, file=io.StringIO())
    display.concordance_terminal(made, console)
    return console.export_text()


@pytest.mark.parametrize("width", [60, 80, 140])
def test_on_a_terminal_the_nodes_stand_in_a_column(found: Concordance, width: int) -> None:
    rows = printed(found, width).splitlines()
    assert len(rows) == len(found) + 1 and rows[-1] == found.summary()
    places = {row.find(e.node) for row, e in zip(rows[:-1], found.lines, strict=True)}
    assert len(places) == 1 and places != {-1}
    assert max(map(len, rows[:-1])) <= width


def test_a_terminal_obeys_no_text() -> None:
    shown = printed(HOSTILE, 100)
    assert "\x1b" not in shown and "=may" in shown
    long = Concordance("m", (line("l " * 90, "n" * 90 + "end", "r " * 90, "long-type-name"),), 1, 1)
    (row, _) = printed(long, 80).splitlines()
    assert len(row) <= 80 and "n…n" in row and "end" in row
    assert printed(Concordance("m", (), 0, 0), 80).strip() == "m: 0 hits in 0 texts"


def test_it_is_public() -> None:
    assert stylo.concordance is kwic.concordance
