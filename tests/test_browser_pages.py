"""Pages about two drafts and about folders in a real browser, as in `test_browser`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import stylo
from stylo.annotate import annotate
from stylo.cli import main
from stylo.drafts import diff
from tests.test_browser import CLEAR, DESK, PHONE, Open, axe, nothing_overlaps, opener
from tests.test_drafts import NEW, OLD

#: Pages about authors: tables and pictures, no script.
AUTHORS = ("comparison", "attribution")


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    yield from opener(browser)


@pytest.fixture(scope="module")
def pages(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("pages")
    old, new = (annotate(text, id=f"{name}.txt") for name, text in (("old", OLD), ("new", NEW)))
    diff(stylo.analyse(old), stylo.analyse(new)).to_html(place / "drafts.html")
    for kind in ("index", "sheet"):
        names = sorted(samples.glob("*.txt"))[:6]
        assert main([kind, *map(str, names), "-o", str(place / kind)]) == 0
    stylo.compare(samples / "authors", measures=["hedge_density"], permutations=99).to_html(
        place / "comparison.html"
    )
    asked = [("Letter", (samples / "opinion-clever-bin.txt").read_text(encoding="utf-8"))]
    stylo.attribute(asked, samples / "authors", draws=20).to_html(place / "attribution.html")
    return {
        **{kind: place / f"{kind}.html" for kind in AUTHORS},
        "drafts": place / "drafts.html",
        "index": place / "index" / "index.html",
        "sheet": place / "sheet" / "index.html",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
@pytest.mark.parametrize("kind", ["drafts", "index", "sheet", *AUTHORS])
def test_no_serious_fault_of_access_and_nothing_sticks_out(
    visit: Open, pages: dict[str, Path], kind: str, size: dict[str, int], scheme: str
) -> None:
    page = visit(pages[kind], viewport=size, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for box in page.locator("fieldset input").all():
        box.check()
    assert axe(page) == []
    assert kind != "drafts" or nothing_overlaps(page)
    assert page.evaluate(
        "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
    )


@pytest.mark.parametrize("kind", AUTHORS)
def test_a_page_about_authors_is_light_or_dark_and_reads_on_a_phone(
    visit: Open, pages: dict[str, Path], kind: str
) -> None:
    assert pages[kind].stat().st_size < 300_000
    ink = "getComputedStyle(document.body).color.match(/\\d+/g).every(c => c > 128)"
    shown = {}
    for scheme in ("light", "dark"):
        page = visit(pages[kind], viewport=PHONE, color_scheme=scheme)
        shown[scheme] = page.evaluate(ink)
    assert shown == {"light": False, "dark": True}
    widths = page.locator("table.long td").evaluate_all("c => c.map(e => e.clientWidth)")
    assert widths and max(widths) <= PHONE["width"], "long texts stand below each other"
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718, "A4, upright"


def test_words_that_came_and_went_are_switched(visit: Open, pages: dict[str, Path]) -> None:
    page = visit(pages["drafts"])
    gone, came = page.locator(".text del").first, page.locator(".text ins").first
    assert gone.is_visible() and came.is_visible()
    line = "e => getComputedStyle(e).textDecorationLine"
    assert gone.evaluate(line) == "line-through" and came.evaluate(line) == "underline"
    marks = page.locator(".text del mark")
    page.click("button[data-step='1']")
    assert "went: hedge" in page.inner_text(".steps output")
    page.hover(".text del mark >> nth=0")
    assert page.inner_text("[role=tooltip]").startswith("went: hedge ·")
    page.uncheck("input[value=G]")
    assert gone.is_hidden() and marks.first.is_hidden()
    page.click("button[data-step='1']")
    assert "came: " in page.inner_text(".steps output"), "what is hidden is passed over"
    page.uncheck("input[value=A]")
    assert came.evaluate("e => getComputedStyle(e).backgroundColor") == CLEAR
    assert "The council must close" in page.inner_text(".text")


@pytest.mark.parametrize("kind", ["index", "sheet"])
def test_a_heading_sorts_the_table(visit: Open, pages: dict[str, Path], kind: str) -> None:
    page = visit(pages[kind])
    words = "[...document.querySelectorAll('tbody tr')].map(r => +r.querySelector({}).dataset.v)"
    column = [h.inner_text().split("\n")[0] for h in page.locator("thead th").all()].index("Words")
    values = words.format(f"'td:nth-child({column + 1})'")
    button = page.locator("thead button", has_text="Words")
    button.focus()
    page.keyboard.press("Enter")
    down = page.evaluate(values)
    assert down == sorted(down, reverse=True) and len(set(down)) > 3
    head = page.locator("thead th").nth(column)
    assert head.get_attribute("aria-sort") == "descending"
    assert "Sorted by Words, descending" in page.locator("output").text_content()
    page.keyboard.press("Space")
    assert page.evaluate(values) == down[::-1]
    assert head.get_attribute("aria-sort") == "ascending"
    page.click("thead button >> nth=0")
    names = page.evaluate("[...document.querySelectorAll('tbody a')].map(a => a.textContent)")
    assert names == sorted(names, key=str.casefold)
    assert page.locator("[aria-sort]").count() == 1


def test_rows_without_a_value_stay_at_the_end(visit: Open, pages: dict[str, Path]) -> None:
    page = visit(pages["index"])
    page.evaluate("document.querySelectorAll('tbody tr')[2].cells[1].dataset.v = ''")
    name = page.evaluate("document.querySelectorAll('tbody a')[2].textContent")
    for _ in range(2):
        page.click("thead button >> nth=1")
        assert page.evaluate("[...document.querySelectorAll('tbody a')].pop().textContent") == name


@pytest.mark.parametrize("kind", ["index", "sheet"])
def test_without_a_script_the_table_reads(visit: Open, pages: dict[str, Path], kind: str) -> None:
    page = visit(pages[kind], java_script_enabled=False)
    assert page.locator("thead button").count() == 0 and page.locator(".sorts").is_hidden()
    assert "Hedges" in page.inner_text("thead")
    page.click("tbody a >> nth=0")
    assert "This reads as" in page.inner_text(".verdict")


@pytest.mark.parametrize("kind", ["drafts", "index", "sheet"])
def test_it_prints(visit: Open, pages: dict[str, Path], tmp_path: Path, kind: str) -> None:
    page = visit(pages[kind])
    page.emulate_media(media="print")
    pdf = page.pdf(path=tmp_path / "page.pdf", format="A4", landscape=kind != "drafts")
    assert pdf.startswith(b"%PDF") and len(pdf) > 10_000
    if kind != "drafts":
        box = page.locator("table.list").bounding_box()
        assert box["width"] <= page.locator(".wide").bounding_box()["width"] + 1
