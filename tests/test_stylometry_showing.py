"""Pages, Markdown and files: whole, plain, and deaf to what names and texts would do to them."""

from __future__ import annotations

import json
import math
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from stylo.document import InputError
from stylo.stylometry.corpus import make_corpus
from stylo.stylometry.showing import (
    ROWS,
    Page,
    Passage,
    Picture,
    Result,
    Rows,
    fingerprint,
    foot,
    fragment,
    markdown,
)

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)> & $x^$ | `'
VOID = {"img", "meta", "br"}


class Checker(HTMLParser):
    """Collects the tags and attributes of a page, and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


def test_names_and_texts_stay_text() -> None:
    frame = pd.DataFrame({EVIL: [EVIL], "n": [1.5], "p": [Passage(EVIL, ((0, 8),))]})
    page = parsed(fragment(Page(EVIL, [EVIL], [Rows(EVIL, frame, "t")], EVIL)))
    assert page.seen <= {"div", "h3", "ul", "li", "p", "table", "thead", "tbody", "tr", "th", "td",
                         "mark"}  # fmt: skip
    assert page.attributes <= {
        *("style", "scope", "class", "role", "tabindex", "aria-label", "data-head")
    }
    assert page.text.count("onerror") == 7


def test_marks_are_where_they_belong() -> None:
    cell = Passage("one <two> three", ((4, 9), (0, 3), (5, 7)))
    assert cell.marked == ("<two>", "one", "tw")
    frame = pd.DataFrame({"p": [cell]})
    html = fragment(Page("t", [], [Rows("c", frame)], ""))
    assert ">one</mark> <mark" in html and ">&lt;two&gt;</mark> three<" in html


def test_a_picture_is_an_image_in_the_page() -> None:
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    picture = Picture("A <line>", 3, 2, lambda ax: ax.plot([0, 1], [1, 0]))
    html = fragment(Page("t", [], [picture], ""))
    assert 'alt="A &lt;line&gt;"' in html and "data:image/png;base64,iVBOR" in html
    assert "img" in parsed(html).seen

    assert plt.get_fignums() == before, "a notebook would show it twice"


def test_of_a_long_table_the_page_says_where_the_rest_is() -> None:
    frame = pd.DataFrame({"n": range(ROWS + 1200)})
    html = fragment(Page("t", [], [Rows("Many", frame, "numbers")], ""))
    assert "Many (1,200 more rows in .table(&#x27;numbers&#x27;))" in html
    assert html.count("<tr>") == ROWS + 1


def test_markdown_keeps_its_tables() -> None:
    frame = pd.DataFrame({"a_b": ["x|y", "new\nline"], "n": [1234.5, math.nan]})
    text = markdown(Page("A *b*", ["odd thing", "other"], [Rows("C", frame)], "foot"))
    lines = text.split("\n")
    assert lines[0] == r"# A \*b\*"
    assert "> Odd thing." in lines and "> Other." in lines
    assert "| a b | n |" in lines and "| --- | ---: |" in lines
    assert r"| x\|y | 1,234.50 |" in lines and "| new line | – |" in lines


def test_the_hash_follows_texts_names_and_settings() -> None:
    one = make_corpus(["a b", "c d"], ["x", "y"])
    base = fingerprint([one], {"mfw": 5})
    assert base == fingerprint([make_corpus(["a b", "c d"], ["x", "y"])], {"mfw": 5})
    assert len(base) == 64
    others = [
        fingerprint([one], {"mfw": 6}),
        fingerprint([make_corpus(["a b", "c e"], ["x", "y"])], {"mfw": 5}),
        fingerprint([make_corpus(["a b", "c d"], ["x", "z"])], {"mfw": 5}),
        fingerprint([one, one], {"mfw": 5}),
    ]
    assert len({base, *others}) == 5


def test_the_foot_leaves_out_what_is_empty() -> None:
    said = foot({"mfw": 5, "mask": "", "keep": (), "words": tuple("abcdef")}, "0123456789abcdef")
    assert said == "mfw 5, words (6); hash of texts and settings 0123456789ab"


class Small(Result):
    def _tables(self):  # type: ignore[no-untyped-def]
        return {
            "main": lambda: pd.DataFrame({"n": [1.0, np.nan], "t": ["=1+1", "b"]}),
            "other": lambda: pd.DataFrame({"m": [2]}),
        }

    def page(self) -> Page:
        return Page("Small", self.warnings, [Rows("Main", self.table(), "main")], "foot")


@pytest.fixture
def small() -> Small:
    return Small(("careful",), {"mfw": 5, "keep": frozenset("ba")}, "00")


def test_tables_by_name(small: Small) -> None:
    assert small.table_names == ("main", "other")
    assert small.table().equals(small.table("main"))
    assert small.table("other")["m"].tolist() == [2]
    with pytest.raises(InputError, match="no table 'x': choose from main, other"):
        small.table("x")


def test_files(small: Small, tmp_path: Path) -> None:
    data = json.loads(small.to_json(tmp_path / "r.json"))
    assert data == json.loads((tmp_path / "r.json").read_text())
    assert data["kind"] == "small" and data["hash"] == "00" and data["warnings"] == ["careful"]
    assert data["settings"] == {"mfw": 5, "keep": ["a", "b"]}
    assert data["main"] == [{"n": 1.0, "t": "=1+1"}, {"n": None, "t": "b"}]
    assert small.to_csv().splitlines()[1] == "1.0,'=1+1", "no formula for a spreadsheet"
    assert small.to_csv(tmp_path / "r.csv", table="other") == "m\n2\n"
    small.to_parquet(tmp_path / "r.parquet", table="other")
    assert pd.read_parquet(tmp_path / "r.parquet")["m"].tolist() == [2]
    assert small.to_markdown(tmp_path / "r.md").startswith("# Small")
    page = parsed(small.to_html(tmp_path / "r.html"))
    assert {"html", "head", "title", "body"} <= page.seen and "script" not in page.seen
    assert "Careful." in small._repr_html_()


def test_what_cannot_be_written_is_said(small: Small, tmp_path: Path) -> None:
    for write in (small.to_json, small.to_csv, small.to_markdown, small.to_html, small.to_parquet):
        with pytest.raises(InputError, match="cannot write"):
            write(tmp_path / "nowhere" / "r")
