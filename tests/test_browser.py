"""Reports in a real browser: opened from disk with the network off, at every width, printed.

They need Chromium (``apt-get install chromium``) and Playwright for Python (extra ``dev``), and are
skipped where either is missing; with ``STYLO_REQUIRE_BROWSER=1`` they fail instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import stylo
from benchmarks.pages import heavy
from stylo import display
from stylo.annotate import annotate
from stylo.document import Span
from stylo.feature import Evidence
from stylo.rendering import mark_table
from stylo.report import Report

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}

HOSTILE_CSS = (
    "*{color:lime;font:30px fantasy;letter-spacing:.5em;text-transform:uppercase}"
    "div,section,p,table{display:inline!important;background:#f0f!important}"
    "mark,span{background:red!important;display:none!important} svg,input{width:2px!important}"
    "h1,h2,h3{position:fixed!important;top:0} .text,.card,.stylo,.key{visibility:hidden!important}"
)
HOSTILE_TEXT = (
    "<script>alert(1)</script></style><img src=x onerror=alert(2)>\n\n"
    'Perhaps the mayor <b onclick="alert(3)">said</b> "javascript:alert(4)" and </mark> left. '
    "[Click](javascript:alert(5)) the \u202egnp.exe file, she's told, might open.\n\n"
    "Perhaps this line reads from left to right and the next one does too, I think. " * 3
)


Open = Callable[..., Any]


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    yield from opener(browser)


def opener(browser: Any) -> Iterator[Open]:
    """Open a file with the network off; whatever the browser complains about fails the test."""
    contexts, faults = [], []

    def visit(path: Path, **options: Any) -> Any:
        context = browser.new_context(
            offline=True, **{"viewport": DESK, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: faults.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: faults.append(f"error: {e}"))
        page.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
        page.on(
            "request",
            lambda r: r.url.startswith(("file:", "data:")) or faults.append(f"request: {r.url}"),
        )
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def report(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "pages" / "opinion-with-boilerplate.txt"))


@pytest.fixture(scope="session")
def page_file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    report.to_html(path)
    return path


@pytest.fixture(scope="session")
def notebook_file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports in one page, as in a notebook, under a hostile style sheet."""
    path = tmp_path_factory.mktemp("page") / "notebook.html"
    cell = f'<div class="cell">{display.fragment(report)}</div>'
    path.write_text(
        f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Notebook</title>"
        f"<style>{HOSTILE_CSS}</style><body>{cell}{cell}",
        encoding="utf-8",
    )
    return path


def colour(page: Any, selector: str) -> str:
    return str(page.eval_on_selector(selector, "e => getComputedStyle(e).backgroundColor"))


CLEAR = "rgba(0, 0, 0, 0)"
UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)"


# -- the page: switches, reasons, keys --------------------------------------------------------


def test_every_switch_shows_and_hides_its_kind(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    tried = 0
    page.evaluate(UNFOLD)
    for h in display.HIGHLIGHTS:
        assert page.is_checked(f"input[value={h.mark}]") == h.shown
    for h in display.HIGHLIGHTS:
        box = page.locator(f"input[value={h.mark}]")
        alone = f".text mark[class^={h.mark}]:not([class*=' '])"
        for other in display.HIGHLIGHTS:
            page.locator(f"input[value={other.mark}]").set_checked(other.mark == h.mark)
        if page.locator(alone).count():
            tried += 1
            assert colour(page, f"{alone} >> nth=0") != CLEAR
            letter = page.eval_on_selector(alone, "e => getComputedStyle(e, '::after').content")
            assert f'"{h.mark}"' in letter
            assert h.title in letter, "a screen reader is told the kind"
            box.uncheck()
            assert colour(page, f"{alone} >> nth=0") == CLEAR
    assert tried >= 6


def test_under_a_hidden_kind_the_next_one_shows(
    visit: Open, report: Report, tmp_path: Path
) -> None:
    word = report.document.tokens
    span = Span(int(word["start"][3]), int(word["end"][3]))
    both = {"hedge_density": "modal", "idiom_density": "idiom"}
    page = visit(
        _saved(
            replace(
                report,
                measurements=tuple(
                    replace(m, evidence=(Evidence(span, both[m.name]),))
                    if m.name in both
                    else replace(m, evidence=())
                    for m in report.measurements
                ),
            ),
            tmp_path,
        )
    )
    idiom = colour(page, ".text mark")
    page.uncheck("input[value=i]")
    hedge = colour(page, ".text mark")
    page.uncheck("input[value=h]")
    assert len({idiom, hedge, colour(page, ".text mark")}) == 3
    page.check("input[value=i]")
    page.check("input[value=h]")
    page.hover(".text mark")
    tip = page.locator("[role=tooltip]").inner_text()
    assert "idiom" in tip and "hedge · modal" in tip


def _saved(report: Report, folder: Path) -> Path:
    path = folder / "report.html"
    report.to_html(path)
    return path


def test_hover_tells_type_and_why(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    tip = page.locator("[role=tooltip]")
    assert tip.is_hidden()
    page.hover(".text mark[class^=c] >> nth=0")
    assert re.match(r"talk · \S+ — .+\.", tip.inner_text())
    tip.hover()
    page.wait_for_timeout(300)
    assert tip.is_visible(), "it stays while the pointer is on it"
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.hover(".text mark[class^=c] >> nth=1")
    page.mouse.move(2, 2)
    tip.wait_for(state="hidden")


def test_a_tap_tells_type_and_why(visit: Open, page_file: Path) -> None:
    page = visit(page_file, viewport=PHONE, has_touch=True, is_mobile=True)
    page.tap(".text mark[class^=h] >> nth=0")
    tip = page.locator("[role=tooltip]")
    assert "hedge" in tip.inner_text()
    box = tip.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


def test_the_keyboard_reaches_everything(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    focused = "document.activeElement"
    reached: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(f"{focused}.tagName + ' ' + ({focused}.value || {focused}.className)")
        )
        if reached[-1].startswith("MARK"):
            break
    for h in display.HIGHLIGHTS:
        assert f"INPUT {h.mark}" in reached
    assert reached.count("BUTTON ") == 2 and any(r.startswith("SUMMARY") for r in reached)
    assert reached[-1].startswith("MARK"), "one stop for all the evidence"
    tip = page.locator("[role=tooltip]")
    first = tip.inner_text()
    assert page.evaluate(f"{focused}.getAttribute('aria-describedby')") == "stylo-tip"
    words = [page.evaluate(f"{focused}.textContent")]
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        words.append(page.evaluate(f"{focused}.textContent"))
        assert tip.is_visible()
    page.keyboard.press("Home")
    assert tip.inner_text() == first
    page.keyboard.press("ArrowLeft")
    last = page.evaluate(f"{focused}.textContent")
    page.keyboard.press("Home")
    page.keyboard.press("End")
    assert page.evaluate(f"{focused}.textContent") == last
    shown = {h.mark for h in display.HIGHLIGHTS if h.shown}
    visible = page.evaluate(
        "[...document.querySelectorAll('.text mark')].map(m => [m.className, m.textContent])"
    )
    order = [text for kinds, text in visible if any(k[0] in shown for k in kinds.split())]
    assert words == order[:4] and last == order[-1]
    outline = page.evaluate(f"getComputedStyle({focused}).outlineStyle")
    assert outline == "solid", "where one is can be seen"
    page.keyboard.press("Tab")
    assert not page.evaluate(f"{focused}.tagName").startswith("MARK")


def test_the_steps_go_from_one_piece_to_the_next(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    said = page.locator(".steps output")
    page.click("button[data-step='1']")
    assert re.match(r"1 of \d+: “.+” \(.+\)", said.inner_text())
    page.click("button[data-step='-1']")
    total = re.match(r"(\d+) of \1: ", said.inner_text())
    assert total is not None
    assert page.locator("mark[data-now]").count() == 1
    assert page.evaluate("document.querySelector('mark[data-now]').getBoundingClientRect().top") > 0
    for h in display.HIGHLIGHTS:
        page.locator(f"input[value={h.mark}]").uncheck()
    assert "0 pieces" in said.inner_text()
    page.click("button[data-step='1']")
    assert "No evidence" in said.inner_text()


def test_a_strip_leads_to_its_place(visit: Open, page_file: Path, report: Report) -> None:
    page = visit(page_file)
    strip = page.locator(".strip.voice")
    box = strip.bounding_box()
    strip.click(position={"x": box["width"] - 2, "y": 10})
    last = len(report.document.paragraphs)
    assert page.evaluate(
        f"(r => r.bottom > 0 && r.top < innerHeight)"
        f"(document.querySelector('#p{last}').getBoundingClientRect())"
    )
    page.evaluate("scrollTo(0, 0)")
    page.click("text=Paragraph by paragraph")
    page.click(".heat a >> nth=5")
    assert page.evaluate(
        "(r => r.bottom > 0 && r.top < innerHeight)"
        "(document.querySelector('#p6').getBoundingClientRect())"
    )


def test_quotations_can_be_ungreyed(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    grey = "getComputedStyle(document.querySelector('.text q')).color"
    text = "getComputedStyle(document.querySelector('.text')).color"
    assert page.evaluate(grey) != page.evaluate(text)
    page.uncheck("input[value=Q]")
    assert page.evaluate(grey) == page.evaluate(text)


# -- the page: looks --------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_no_serious_fault_of_access_and_nothing_sticks_out(
    visit: Open, page_file: Path, size: dict[str, int], scheme: str
) -> None:
    page = visit(page_file, viewport=size, color_scheme=scheme)
    page.evaluate(UNFOLD)
    for h in display.HIGHLIGHTS:
        page.check(f"input[value={h.mark}]")
    page.hover(".text mark >> nth=0")
    assert axe(page) == []
    assert nothing_overlaps(page)
    assert page.evaluate(
        "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
    )
    light = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(c => c > 128)"
    )
    assert light == (scheme == "light")


def nothing_overlaps(page: Any) -> bool:
    """Whether the parts of the first card stand clear of each other."""
    boxes = [part.bounding_box() for part in page.locator(".verdict>div").all()]
    assert len(boxes) == 3
    return all(
        a["x"] + a["width"] <= b["x"] + 1
        or b["x"] + b["width"] <= a["x"] + 1
        or a["y"] + a["height"] <= b["y"] + 1
        or b["y"] + b["height"] <= a["y"] + 1
        for i, a in enumerate(boxes)
        for b in boxes[:i]
    ) and page.evaluate(
        "[...document.querySelectorAll('.verdict>div, .verdict>div>*')]"
        ".every(e => e.scrollWidth <= e.clientWidth + 1)"
    )


def axe(page: Any) -> list[str]:
    """Serious and critical faults that axe-core finds."""
    source = Path(pytest.importorskip("axe_playwright_python").__file__).parent / "axe.min.js"
    page.evaluate(source.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations)")
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary']}"
        for v in found
        if v["impact"] in {"serious", "critical"}
        for node in v["nodes"]
    ]


def test_it_prints(visit: Open, page_file: Path, tmp_path: Path, report: Report) -> None:
    page = visit(page_file)
    page.emulate_media(media="print")
    assert page.locator(".steps").is_hidden()
    assert page.locator("mark").first.is_visible()
    reader = page.locator(".reader").evaluate("r => getComputedStyle(r).display")
    assert reader == "block", "the switches stand above the text, not beside it"
    table = page.locator("table.all tbody tr >> nth=1")
    assert table.bounding_box()["height"] > 5, "what is folded on a screen is printed"
    page.set_viewport_size({"width": 718, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 718, "A4, upright"
    pdf = page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert pdf.startswith(b"%PDF") and len(pdf) > 20_000
    assert pdf.count(b"/Type /Page\n") >= 4


def test_it_reads_without_a_script(visit: Open, page_file: Path, report: Report) -> None:
    page = visit(page_file, java_script_enabled=False)
    assert report.document.text[:20] in page.inner_text(".text")
    assert page.locator(".steps").is_hidden()
    mark = ".text mark[class^=c] >> nth=0"
    on = page.locator(mark).screenshot()
    page.uncheck("input[value=c]")
    assert page.locator(mark).screenshot() != on, "the switches are the style sheet's own"


# -- what articles can do to a page -----------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_in_an_article_runs_or_escapes(visit: Open, tmp_path: Path, width: int) -> None:
    report = stylo.analyse(annotate(HOSTILE_TEXT, id="</title><script>alert(6)</script>\u202e"))
    page = visit(_saved(report, tmp_path), viewport={"width": width, "height": 800})
    assert page.locator(".text img, .text script, .text a, .text style").count() == 0
    shown = page.inner_text(".text")
    assert "<script>alert(1)</script>" in shown and "javascript:alert(5)" in shown
    for mark in page.locator(".text mark").all()[:6]:
        mark.hover()
    # Letters of a later paragraph still run from left to right.
    assert page.evaluate(
        """() => { const p = [...document.querySelectorAll('.text p')].pop();
        const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), node = walk.nextNode();
        const at = (i) => { const r = document.createRange(); r.setStart(node, i);
          r.setEnd(node, i + 1); return r.getBoundingClientRect().left; };
        return at(0) < at(1); }"""
    )
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


TABLED = (
    "Perhaps it might rain, she's told, & \"<b>maybe</b>\" \U0001f600 it won't; I think 1 < 2.\r\n"
    "Perhaps the \u05e9\u05dc\u05d5\u05dd sign\nmight, in a way,\nhold \U00010348 up, folks.\n\n"
    "Critics say “the bridge, I suspect, might go” and “perhaps not”. Gosh, it's like a sieve."
)


def marks_of(page: Any) -> list[list[str]]:
    """The marks of an article: their classes, their words, and the words before them."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll('.text mark')].map(m => {
        const before = document.createRange(); before.setStart(m.closest('.text'), 0);
        before.setEndBefore(m);
        return [m.className, m.textContent, before.toString(), !!m.closest('q')]; })"""
    )
    return found


def test_the_script_draws_the_marks_that_are_no_markup(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = stylo.analyse(annotate("\n\n".join([TABLED] * 4)))
    whole = visit(_saved(report, tmp_path))
    assert whole.locator(".marks").count() == 0
    expected = [m for m in marks_of(whole) if m[1]]
    monkeypatch.setattr(mark_table, "DRAWN", 1)
    monkeypatch.setattr(mark_table, "FIRST", 3)
    path = _saved(report, tmp_path)
    plain = visit(path, java_script_enabled=False)
    assert plain.locator(".text mark").count() == 3
    assert plain.inner_text(".cut").startswith("Here the first 3 of")
    page = visit(path)
    page.wait_for_selector(".steps:not([hidden])")
    drawn = marks_of(page)
    assert page.locator(".cut").count() == 0
    assert page.inner_text(".text") == whole.inner_text(".text")
    # A mark over a line break is one in the markup, and one for each line in the table.
    assert "".join(m[1] for m in drawn) == "".join(m[1] for m in expected)
    assert [m for m in drawn if m in expected] == [m for m in expected if m in drawn]
    assert len([m for m in drawn if m not in expected]) < len(drawn) / 4
    notebook = tmp_path / "notebook.html"
    notebook.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{display.fragment(report)}", encoding="utf-8"
    )
    page = visit(notebook)
    host = page.locator(".stylo-report .text")
    assert host.evaluate("t => [...t.querySelectorAll('mark')].map(m => m.textContent)") == [
        m[1] for m in drawn
    ]


def test_a_kind_that_is_on_marks_its_own_evidence_alone(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    page.evaluate(UNFOLD)
    for h in display.HIGHLIGHTS:
        page.locator(f"input[value={h.mark}]").set_checked(h.mark in "no")
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.text mark')]
        .filter(m => getComputedStyle(m).backgroundColor !== 'rgba(0, 0, 0, 0)')
        .map(m => m.className)"""
    )
    assert shown and all(re.search(r"(^| )[no]\d*( |$)", kinds) for kinds in shown)
    assert page.locator(".text mark._").count() > 0, "some evidence goes on in the next mark"


def test_a_reason_leads_to_its_words(visit: Open, page_file: Path, report: Report) -> None:
    page = visit(page_file)
    links = page.locator(".because>ol a[data-mark]")
    assert links.count() >= 3
    for link in links.all()[:4]:
        kind = link.get_attribute("data-mark")
        link.click()
        assert page.is_checked(f"input[value={kind}]")
        mark = page.locator(".text [data-now]")
        assert (
            mark.count() == 1 and mark.evaluate("m => getComputedStyle(m).backgroundColor") != CLEAR
        )
        said, words = link.inner_text(), mark.inner_text()
        assert words in said or "in the text" in said
        assert re.match(r"\w", page.inner_text("[role=tooltip]"))


def test_a_reason_leads_to_its_paragraph_without_a_script(visit: Open, page_file: Path) -> None:
    page = visit(page_file, java_script_enabled=False)
    for link in page.locator(".because a").all():
        assert page.locator(link.get_attribute("href")).count() == 1


def test_the_plain_page_opens_in_the_page(visit: Open, page_file: Path) -> None:
    page = visit(page_file)
    page.click("text=How to read a report >> nth=-1")
    assert page.locator(".how").get_by_text("It does not mean bias.").is_visible()


@pytest.mark.parametrize(("words", "pieces"), [(20_000, 10_000), (200_000, 28_000)])
def test_a_heavy_article_paints_within_three_seconds(
    visit: Open, report: Report, tmp_path: Path, words: int, pieces: int
) -> None:
    long = heavy(report, words, pieces)
    path = _saved(long, tmp_path)
    assert path.stat().st_size - len(long.document.text.encode()) < 300_000
    page = visit(path)
    page.wait_for_selector(".steps:not([hidden])")
    assert page.locator(".text mark").count() == pieces
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert first < 3000
    page.uncheck("input[value=h]")
    page.click("button[data-step='1']")
    assert re.match(r"1 of [\d,]+", page.inner_text(".steps output"))
    mark = page.locator(".text [data-now]")
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") != CLEAR
    weight = "getComputedStyle({}).fontWeight"
    assert mark.evaluate(f"m => {weight.format('m')} === {weight.format('m.parentElement')}")
    mark.hover()
    assert page.locator("[role=tooltip]").is_visible()


# -- a notebook -------------------------------------------------------------------------------


def test_in_a_notebook_the_styles_never_meet(visit: Open, notebook_file: Path) -> None:
    page = visit(notebook_file)
    hosts = page.locator(".stylo-report")
    assert hosts.count() == 2
    for host in hosts.all():
        assert host.evaluate("h => h.shadowRoot.querySelectorAll('.text p').length") > 5
        assert host.evaluate("h => h.childElementCount") == 0
    first = hosts.first
    mark = first.locator(".text mark[class^=h]").first
    assert mark.is_visible() and mark.evaluate("m => getComputedStyle(m).letterSpacing") == "normal"
    assert first.locator(".text").evaluate("t => getComputedStyle(t).textTransform") == "none"
    assert first.locator("h2").first.evaluate("h => getComputedStyle(h).position") == "static"
    second = hosts.nth(1).locator(".text mark[class^=h]").first
    before = second.evaluate("m => getComputedStyle(m).backgroundColor")
    first.locator("input[value=h]").uncheck()
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") == CLEAR
    assert second.evaluate("m => getComputedStyle(m).backgroundColor") == before
    second.hover()
    assert "hedge" in hosts.nth(1).locator("[role=tooltip]").inner_text()
    first.locator("summary", has_text="Paragraph by paragraph").click()
    first.locator(".heat a").nth(3).click()
    assert "#" not in page.url
    assert axe(page) == [] or all("stylo" not in fault for fault in axe(page))


@pytest.mark.parametrize("ground", ["#111", "#fff"])
def test_in_a_notebook_the_report_takes_its_colours(
    visit: Open, report: Report, tmp_path: Path, ground: str
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body style='background:{ground}'>"
        f"{display.fragment(report)}",
        encoding="utf-8",
    )
    page = visit(path)
    card = page.locator(".stylo-report .card").first
    shade = card.evaluate("c => getComputedStyle(c).backgroundColor.match(/\\d+/g).map(Number)")
    assert (max(shade) < 90) == (ground == "#111")
    page.evaluate("document.body.style.background = '#888'")
    page.evaluate("document.body.style.background = '#000'")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.stylo-report').shadowRoot"
        ".querySelector('.card')).backgroundColor.match(/\\d+/g).every(c => c < 90)"
    )


def test_a_notebook_reads_where_no_script_may_run(
    visit: Open, report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{display.fragment(report)}", encoding="utf-8"
    )
    page = visit(path, java_script_enabled=False)
    shown = page.inner_text("body")
    assert display.verdict(report) in shown and "What these numbers do not say" in shown
    assert "const" not in shown and ".stylo" not in shown
    assert page.locator(".stylo-text mark sup").first.is_visible()
