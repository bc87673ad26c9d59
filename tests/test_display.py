"""Pages: what they show, at any width, with and without colour."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from rich.console import Console

import stylo
from stylo import display
from stylo.annotate import annotate
from stylo.report import Report
from tests.strategies import texts


@pytest.fixture(scope="module")
def report(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "report-night-shift-study.txt"))


def page(report: Report, width: int, **options: object) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, **options)  # type: ignore[arg-type]
    display.terminal(report, console)
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_page_keeps_to_the_width(report: Report, width: int) -> None:
    assert max(map(len, page(report, width).splitlines())) <= width


@settings(max_examples=60, deadline=None)
@given(texts)
def test_pieces_are_the_text_cut_up(text: str) -> None:
    report = stylo.analyse(annotate(text))
    cut = display.pieces(report)
    assert "".join(piece.text for piece in cut) == report.document.text
    assert all(piece.text for piece in cut)
    assert all(bool(piece.why) == (piece.highlight is not None) for piece in cut)


def test_every_piece_of_evidence_is_marked_somewhere(report: Report) -> None:
    cut = display.pieces(report)
    at, marked = 0, set()
    for piece in cut:
        if piece.highlight:
            marked.update(range(at, at + len(piece.text)))
        at += len(piece.text)
    for h in display.HIGHLIGHTS:
        for e in report[h.measure].evidence:
            assert set(range(e.span.start, e.span.end)) <= marked


def test_reasons_speak_for_the_verdict(samples: Path) -> None:
    for name, side in (("opinion-clever-bin", "opinion"), ("report-ferry-storm", "reporting")):
        told = display.reasons(stylo.analyse(stylo.read(samples / f"{name}.txt")))
        assert len(told) == 3
        assert all(f"speaks for {side}" in reason for reason in told)


class Balance(HTMLParser):
    """Counts open elements."""

    VOID = frozenset({"br", "meta", "hr", "img", "link", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(max_examples=30, deadline=None)
@given(texts)
def test_html_is_well_formed_for_any_text(text: str) -> None:
    parser = Balance()
    parser.feed(display.page(stylo.analyse(annotate(text))))
    assert parser.open == []


def test_control_characters_do_not_reach_a_terminal() -> None:
    text = (
        "The mayor said \x1b[31mperhaps\x07 the bridge \x9b2Jmight hold until the spring came. " * 3
    )
    seen = page(stylo.analyse(text), 80)
    assert "\x1b" not in seen and "\x07" not in seen and "\x9b" not in seen


def test_the_notebook_shows_html(report: Report) -> None:
    html = report._repr_html_()
    assert html.startswith("<div") and "<mark" in html and "<script" not in html
