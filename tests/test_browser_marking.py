"""A sheet to mark in a real browser, by keys and from disk, as its annotator would."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stylo.annotate import annotate
from stylo.kwic import concordance
from stylo.marksheet import csv_text, html_text, read_sheet
from stylo.validated import evaluate
from stylo.validation import Sheet, draw
from tests.test_browser import DESK, HOSTILE_TEXT, PHONE, Open, axe, opener
from tests.test_validation import SUBJECTS, TEMPLATE


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    yield from opener(browser)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    texts = [annotate(TEMPLATE.format(name), id=f"{name}.txt") for name in SUBJECTS]
    hostile = annotate(HOSTILE_TEXT + " Nobody may pass. The gate is shut.", id="=1+<b>.txt")
    return draw("hedge_density", [*texts, hostile], 12)


@pytest.fixture(scope="module")
def file(sheet: Sheet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marking") / "sheet.html"
    html_text(sheet, path)
    return path


def save(page: Any, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.keyboard.press("d")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_ten_hits_are_marked_by_keys_and_read_back(
    visit: Open, sheet: Sheet, file: Path, tmp_path: Path
) -> None:
    page = visit(file)
    page.fill("#who", "Ada Ng")
    page.keyboard.press("Enter")
    keys = "yynyyunyyy"
    for n, key in enumerate(keys, start=1):
        assert page.inner_text("#place").startswith(f"{n} of 24 ")
        assert page.inner_text("#passage .node") == shown(sheet, n)
        page.keyboard.press(key)
    path = save(page, tmp_path)
    assert path.name == "hedge_density-marks-Ada-Ng.csv"
    read = read_sheet(path)
    value = {"y": 1.0, "n": 0.0, "u": math.nan}
    assert {n: str(m) for n, m in read.marks.items()} == {
        n: str(value[key]) for n, key in enumerate(keys, start=1)
    }
    assert read.annotator == "Ada Ng" and read.hash == sheet.hash
    assert evaluate(read).strata["hit"].found == 7
    written = replace(sheet, marks=read.marks, annotator="Ada Ng")
    assert path.read_text(encoding="utf-8") == csv_text(written), (
        "to the letter what we would write"
    )


def shown(sheet: Sheet, number: int) -> str:
    return "".join(text for text, kind in sheet.items[number - 1].passage if kind == "node")


def test_marks_outlast_the_page_and_each_annotator_has_their_own(
    visit: Open, file: Path, tmp_path: Path
) -> None:
    page = visit(file)
    assert "kept in this browser" in page.inner_text("#kept")
    page.fill("#who", "Bea")
    page.keyboard.press("Enter")
    for key in "yyn":
        page.keyboard.press(key)
    page.keyboard.press("t")
    page.keyboard.type("=is it? y n 3")
    page.keyboard.press("Escape")
    page.reload()
    assert page.input_value("#who") == "Bea" and "3 marked" in page.inner_text("#place")
    assert page.input_value("#note") == "=is it? y n 3", "keys typed into a note are no marks"
    page.fill("#who", "Cy")
    page.keyboard.press("Enter")
    assert "0 marked" in page.inner_text("#place") and page.input_value("#note") == ""
    page.fill("#who", "Bea")
    page.keyboard.press("Enter")
    assert "3 marked" in page.inner_text("#place")
    read = read_sheet(save(page, tmp_path))
    assert read.notes == {4: "=is it? y n 3"} and len(read.marks) == 3


def test_sentences_take_numbers_and_hits_do_not(visit: Open, sheet: Sheet, file: Path) -> None:
    page = visit(file)
    page.keyboard.press("3")
    assert "1 of 24 · 0 marked" in page.inner_text("#place")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#question").startswith("Beside what is marked: how many more hedges")
    page.keyboard.press("y")
    assert "13 of 24 · 0 marked" in page.inner_text("#place")
    page.keyboard.press("2")
    assert "14 of 24 · 1 marked" in page.inner_text("#place")
    page.keyboard.press("ArrowLeft")
    pressed = page.locator("[aria-pressed=true]:visible")
    assert pressed.inner_text() == "2"
    page.keyboard.press("Backspace")
    assert pressed.count() == 0 and "0 marked" in page.inner_text("#place")
    page.click("#sentence >> text=0")
    page.click("text=next without a mark")
    assert page.inner_text("#place").startswith("15 of 24 · 1 marked")
    text = "".join(t for t, kind in sheet.items[14].passage if kind != "around")
    inner = page.locator("#passage bdi:not(.around)").all_text_contents()
    assert "".join(inner) == text


def test_all_marked_is_said(visit: Open, sheet: Sheet, file: Path, tmp_path: Path) -> None:
    page = visit(file)
    for item in sheet.items:
        page.keyboard.press("y" if item.is_hit else "0")
    assert page.inner_text("output") == "Everything is marked: download the marks."
    page.keyboard.press("g")
    assert page.inner_text("output") == "Everything is marked: download the marks."
    assert page.is_disabled("#on") and page.get_attribute("#done", "value") == "24"
    result = evaluate(read_sheet(save(page, tmp_path)))
    assert result.precision.value == result.recall.value == 1 > result.recall.low


def test_where_nothing_is_kept_it_is_said(visit: Open, file: Path) -> None:
    page = visit(file)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    page.keyboard.press("y")
    assert "keeps nothing: download the marks" in page.inner_text("#kept")


def test_a_hostile_text_does_nothing(visit: Open, sheet: Sheet, file: Path) -> None:
    """Dialogs, errors and requests fail the test in `opener`."""
    page = visit(file)
    rows = [n for n, item in enumerate(sheet.items) if item.document.startswith("=1+")]
    assert rows
    for n, _ in enumerate(sheet.items):
        if n in rows:
            assert page.locator("#passage :is(script,img,b,a)").count() == 0
            text = "".join(t for t, _ in sheet.items[n].passage)
            assert page.text_content("#passage") == text
        page.keyboard.press("ArrowRight")


def test_without_a_script_it_says_so(visit: Open, file: Path) -> None:
    page = visit(file, java_script_enabled=False)
    assert "mark the sheet’s CSV file" in " ".join(page.inner_text("noscript").split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_no_serious_fault_of_access_and_nothing_sticks_out(
    visit: Open, file: Path, size: dict[str, int], scheme: str
) -> None:
    page = visit(file, viewport=size, color_scheme=scheme)
    for where in range(2):
        assert axe(page) == []
        assert page.evaluate(
            "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
        )
        for _ in range(12 * (1 - where)):
            page.keyboard.press("ArrowRight")
    assert page.locator("#sentence button").first.is_visible()


def test_a_concordance_sorts(visit: Open, tmp_path: Path) -> None:
    texts = [(f"{name}.txt", TEMPLATE.format(name)) for name in SUBJECTS[:3]]
    found = concordance("hedge_density", [*texts, ("<b>.txt", HOSTILE_TEXT)])
    found.to_html(tmp_path / "kwic.html")
    page = visit(tmp_path / "kwic.html")
    assert page.locator("tbody tr").count() == len(found)
    assert page.locator("tbody :is(script,img)").count() == 0
    page.click("thead button >> text=Hit")
    nodes = page.locator("tbody .node").all_text_contents()
    ordered = sorted((line.node for line in found.lines), key=str.casefold, reverse=True)
    assert [n.casefold() for n in nodes] == [n.casefold() for n in ordered]
    for width in (PHONE, DESK):
        page.set_viewport_size(width)
        assert axe(page) == []
        assert page.evaluate(
            "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
        )


def test_the_downloaded_table_is_as_wide_as_ours(
    visit: Open, sheet: Sheet, file: Path, tmp_path: Path
) -> None:
    page = visit(file)
    page.keyboard.press("y")
    with save(page, tmp_path).open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert len(rows) == len(sheet.items) + 1 and len({len(row) for row in rows}) == 1
    assert not any(c.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for c in row)
