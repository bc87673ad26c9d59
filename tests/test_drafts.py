"""Two drafts of one text: what came, what went, what moved."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import stylo
from stylo import display
from stylo.annotate import annotate
from stylo.drafts import EVIDENCE_COLUMNS, TABLE_COLUMNS, Drafts, align, diff
from stylo.features import all_features
from stylo.rendering.revision import blocks, names
from stylo.rendering.wording import number
from tests.strategies import FRAGMENTS, texts
from tests.test_display import HOSTILE, read

OLD = """The bridge we pretend to mend

Perhaps the council might close the bridge next year. It is said that the piers are weak.

The mayor spoke for an hour. I think she was tired, and it seems that the room was too.

Clearly the money is gone. The ferry is like a tired old dog, and it always comes late.

What would it cost to ask? A letter costs a stamp. The stamp costs less than our coffee.
"""
NEW = """The bridge we pretend to mend

The council must close the bridge this year. It is said that the piers are weak.

What would it cost to ask? A letter costs a stamp. The stamp costs less than our coffee.

The mayor spoke for an hour. I think she was tired, and the room was too.

The money is gone, folks. The ferry is like a tired old dog, and it often comes late.
"""


@pytest.fixture(scope="module")
def drafts() -> Drafts:
    old, new = (annotate(text, id=f"{name}.txt") for name, text in (("old", OLD), ("new", NEW)))
    return diff(stylo.analyse(old), stylo.analyse(new))


def told(drafts: Drafts, kind: str) -> list[str]:
    doc = (drafts.old if kind == "gone" else drafts.new).document
    start, end = doc.tokens["start"], doc.tokens["end"]
    return [doc.text[start[s.start] : end[s.end - 1]] for s in drafts.stretches if s.kind == kind]


def test_words_came_went_and_moved(drafts: Drafts) -> None:
    assert told(drafts, "gone") == [
        "Perhaps",
        "might",
        "next",
        "it seems that",
        "Clearly",
        "always",
    ]
    assert told(drafts, "added") == ["must", "this", ", folks", "often"]
    moved = " ".join(told(drafts, "moved"))
    assert "The mayor spoke for an hour." in moved and "like a tired old dog" in moved
    assert any("What would it cost" in kept for kept in told(drafts, "kept"))
    assert drafts.words()["gone"] == 8 and drafts.words()["added"] == 4


def test_evidence_came_and_went_with_its_words(drafts: Drafts) -> None:
    hedges = drafts["hedge_density"]
    old, new = drafts.old.document, drafts.new.document
    assert [old[e.span] for e in hedges.gone] == ["Perhaps", "might", "seems"]
    assert [new[e.span] for e in hedges.kept] == ["I think"]
    assert [new[e.span] for e in hedges.added] == ["often"]
    assert [new[e.span] for e in drafts["obligation_density"].added] == ["must"]
    simile = drafts["simile_density"]
    assert len(simile.kept) == 1 and not simile.gone + simile.added, "it moved with its sentence"
    assert hedges.difference == pytest.approx(hedges.new.value - hedges.old.value)
    assert drafts["weasel_density"].kept and "hedge_density" in drafts
    with pytest.raises(KeyError, match="hedges"):
        _ = drafts["hedges"]


def test_every_piece_has_one_fate(drafts: Drafts) -> None:
    assert [c.name for c in drafts.changes] == [f.name for f in all_features()]
    for c in drafts.changes:
        assert len(c.kept) + len(c.gone) == len(c.old.evidence)
        assert sorted((*c.kept, *c.added), key=lambda e: e.span) == sorted(
            c.new.evidence, key=lambda e: e.span
        )


@settings(max_examples=40, deadline=None)
@given(texts)
def test_a_text_against_itself_is_all_kept(text: str) -> None:
    report = stylo.analyse(annotate(text))
    same = diff(report, report)
    assert {s.kind for s in same.stretches} <= {"kept"}
    assert not any(c.gone or c.added or c.is_beyond for c in same.changes)


@settings(max_examples=60, deadline=None)
@given(*[st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)] * 2)
def test_the_stretches_are_both_texts_cut_up(before: str, after: str) -> None:
    old, new = annotate(before), annotate(after)
    stretches, place = align(old, new)
    seen = [row for s in stretches if s.kind != "gone" for row in range(s.start, s.end)]
    assert seen == list(range(len(new.tokens))), "the newer draft, whole and in order"
    gone = {row for s in stretches if s.kind == "gone" for row in range(s.start, s.end)}
    assert gone == {row for row, to in enumerate(place.tolist()) if to < 0}
    stayed = [to for to in place.tolist() if to >= 0]
    assert len(stayed) == len(set(stayed))
    for row, to in enumerate(place.tolist()):
        assert to < 0 or old.tokens["norm"][row] == new.tokens["norm"][to]


def test_a_change_beyond_both_intervals_is_told() -> None:
    sure = "The council will close the bridge. The piers are weak. The road is shut. " * 8
    soft = "Perhaps the council may close the bridge. It seems that the piers might be weak. " * 8
    found = diff(stylo.analyse(sure), stylo.analyse(soft))
    assert found["hedge_density"].is_beyond
    assert not found["question_density"].is_beyond
    assert not diff(stylo.analyse("Perhaps."), stylo.analyse(soft))["hedge_density"].is_beyond


def test_drafts_of_different_scopes_are_refused() -> None:
    with pytest.raises(stylo.InputError, match="scope"):
        diff(stylo.analyse(OLD), stylo.analyse(NEW, scope="all"))


def test_tables_have_their_columns(drafts: Drafts) -> None:
    frame = drafts.table()
    assert list(frame.columns) == list(TABLE_COLUMNS) and len(frame) == len(all_features())
    row = frame.set_index("name").loc["hedge_density"]
    assert (row["kept"], row["gone"], row["added"]) == (1, 3, 1)
    evidence = drafts.evidence("hedge_density")
    assert list(evidence.columns) == list(EVIDENCE_COLUMNS)
    assert sorted(evidence["change"]) == ["added", *["gone"] * 3, "kept"]
    assert "words gone" in repr(drafts)


def test_json_holds_both_sides(drafts: Drafts) -> None:
    data = json.loads(drafts.to_json())
    assert data["old"]["id"] == "old.txt"
    assert data["new"]["voice"]["label"] == drafts.new.voice.label
    hedges = next(m for m in data["measures"] if m["name"] == "hedge_density")
    assert [e["text"] for e in hedges["gone"]] == ["Perhaps", "might", "seems"]
    assert OLD[hedges["gone"][0]["start"] : hedges["gone"][0]["end"]] == "Perhaps"


def test_the_paragraphs_are_those_of_the_newer_draft(drafts: Drafts) -> None:
    made = blocks(drafts)
    assert len(made) == 5 and made[0].kind == "heading"
    newer = [
        "".join(
            " " * p.spaced + "".join(x.text for x in p.pieces)
            for p in block.parts
            if p.kind != "gone"
        ).strip()
        for block in made
    ]
    assert newer == [line for line in NEW.splitlines() if line]
    layers = {x.why for b in made for p in b.parts for x in p.pieces if x.layers}
    assert {"hedge: modal", "obligation: modal", "booster: certainty"} <= layers


def test_a_paragraph_that_is_gone_stands_alone() -> None:
    first, last = "The ferry came late on Monday morning.", "Nobody asked the harbour board why."
    gone = "The old crane has been rusting for years."
    made = blocks(
        diff(stylo.analyse(f"{first}\n\n{gone}\n\n{last}"), stylo.analyse(f"{first}\n\n{last}"))
    )
    assert [[p.kind for p in b.parts] for b in made] == [["kept"], ["gone"], ["kept"]]


def test_drafts_are_called_by_their_titles_or_their_files(drafts: Drafts) -> None:
    assert names(drafts) == ("old.txt", "new.txt")
    other = replace(drafts.new, document=annotate(NEW.replace("mend", "paint", 1), id="new.txt"))
    assert names(diff(drafts.old, other))[1] == "The bridge we pretend to paint"
    assert names(diff(drafts.old, drafts.old)) == ("older draft", "newer draft")


def page(drafts: Drafts, width: int, **options: object) -> str:
    file = io.StringIO()
    display.drafts_terminal(drafts, Console(file=file, width=width, **options))  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_page_keeps_to_the_width(drafts: Drafts, width: int) -> None:
    seen = page(drafts, width)
    assert max(map(len, seen.splitlines())) <= width and "\x1b" not in seen
    assert "[-Perhaps-]" in seen and "{+must+}" in seen
    assert re.search(r"Hedges\s+\d", seen)
    assert "\x1b[" in page(drafts, width, force_terminal=True, color_system="truecolor")


def test_markdown_shows_measures_evidence_and_text(drafts: Drafts) -> None:
    text = drafts.to_markdown()
    assert "| hedges |" in text and "~~Perhaps~~ The council" in text and "**must**" in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in {7, 8}


def test_nothing_in_a_draft_becomes_markup(drafts: Drafts) -> None:
    hostile = stylo.analyse(annotate(HOSTILE, id="<script>alert(6)</script>\u202e"))
    for pair in ((drafts.old, hostile), (hostile, drafts.new)):
        found = diff(*pair)
        seen = read(found.to_html())
        assert seen.tags.count("script") == 1 and "img" not in seen.tags and not seen.handlers
        assert all(link.startswith("#") for link in seen.links)
        inside = read(found._repr_html_())
        assert "script" not in inside.tags and "img" not in inside.tags and not inside.handlers
        text = found.to_markdown()
        assert "<script>" not in text and "<img" not in text


@settings(max_examples=20, deadline=None)
@given(texts, texts)
def test_the_page_is_well_formed_for_any_drafts(before: str, after: str) -> None:
    found = diff(stylo.analyse(annotate(before)), stylo.analyse(annotate(after)))
    assert "h1" in read(found.to_html()).tags
    read(found._repr_html_())
    found.to_markdown()
    page(found, 60)


def test_a_notebook_shows_drafts_without_script_or_style_sheet(drafts: Drafts) -> None:
    shown = drafts._repr_html_()
    assert "<script" not in shown and "<style" not in shown and " class=" not in shown
    assert "Perhaps<sup>h</sup></mark></del> The council" in shown
    assert "What these numbers do not say" in shown
    assert f">{number(drafts['hedge_density'].old.value)}</td>" in shown
