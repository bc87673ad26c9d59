"""How heavy a page is beyond its text, and when a browser first paints it.

FILE is any article: it is made longer by itself, and so many of its words are marked; in the page
called ``hostile`` markup, scripts and marks of direction stand between its copies, and ``ran``
counts the openings in which one of them did anything. A folder is taken for a corpus of authors:
the page of its comparison, and of an attribution of each author's first text by all others. First
paint needs Chromium and Playwright, and is left out without them.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import stylo
from stylo import display
from stylo.annotate import segmented
from stylo.document import Span
from stylo.feature import Evidence
from stylo.report import Report

#: Words and marks of the pages that are measured, and how often each is opened.
PAGES = ((20_000, 10_000), (200_000, 28_000), (110_000, 50_000))
#: Of the hostile page, and what stands between the copies of its article.
HOSTILE = (20_000, 10_000)
MATTER = (
    "<script>window.ran = 1</script> </style></textarea></template> <img src=x "
    'onerror="window.ran = 1"> [here](javascript:window.ran=1) <a href="javascript:window.ran=1">'
    "there</a> \u202eto the left\u202c \u2067and again\u2069 ]]> <!-- &lt;script&gt;"
)
RUNS = 5
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def heavy(report: Report, words: int, marks: int, between: str = "") -> Report:
    """Return a report of so many words with so many marks, spread evenly over the kinds shown."""
    text, own = report.document.text, report.document.word_count
    if between:
        text = f"{between}\n\n{text}"
    document = segmented("\n\n".join([text] * (words // own + 1)))
    tokens = document.tokens
    step = max(len(tokens) // marks, 1)
    kinds = [h.measure for h in display.HIGHLIGHTS if h.shown and h.measure in report]
    found: dict[str, list[Evidence]] = {name: [] for name in kinds}
    for i, row in enumerate(range(0, step * marks, step)):
        span = Span(int(tokens["start"][row]), int(tokens["end"][row]))
        found[kinds[i % len(kinds)]].append(Evidence(span, "modal"))
    return replace(
        report,
        document=document,
        measurements=tuple(
            replace(m, evidence=tuple(found.get(m.name, ()))) for m in report.measurements
        ),
        voice=replace(report.voice, sentences=(0.01,) * len(document.sentences)),
    )


def run(path: Path) -> dict[str, Any]:
    """Return kilobytes beyond the text, seconds to make each page, and to its first paint."""
    if path.is_dir():
        return _of_authors(path)
    report = stylo.analyse(stylo.read(path))
    figures: dict[str, list[float]] = {}
    pages = [(f"{words}_words.{marks}_marks", words, marks, "") for words, marks in PAGES]
    pages.append(("hostile", *HOSTILE, MATTER))
    for name, words, marks, between in pages:
        long = heavy(report, words, marks, between)
        figures |= _figures(name, long.to_html, len(long.document.text.encode()))
    return {"n": len(pages), "figures": figures}


def _of_authors(path: Path) -> dict[str, Any]:
    """Return the figures of the pages about a corpus of authors."""
    corpus = stylo.read_corpus(path)
    first = [corpus.authors.index(name) for name in sorted(set(corpus.authors))]
    others = corpus.select(row for row in range(len(corpus)) if row not in first)
    asked = [(corpus.ids[row], corpus.texts[row]) for row in first]
    figures = _figures("comparison", stylo.compare(corpus).to_html, 0)
    return {
        "n": len(corpus),
        "figures": figures | _figures("attribution", stylo.attribute(asked, others).to_html, 0),
    }


def _figures(name: str, write: Callable[[Path], str], text: int) -> dict[str, list[float]]:
    """Return what is measured of a page that holds so many bytes of text."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "page.html"
        begun = time.perf_counter()
        page = write(place)
        made = time.perf_counter() - begun
        figures = {
            f"{name}.kb": [(len(page.encode()) - text) / 1000] * 3,
            f"{name}.made_s": [made] * 3,
        }
        if paints := _paints(place):
            seconds, ran = zip(*paints, strict=True)
            figures[f"{name}.paint_s"] = [statistics.median(seconds), min(seconds), max(seconds)]
            figures[f"{name}.ran"] = [float(sum(ran))] * 3
    return figures


def _paints(place: Path) -> list[tuple[float, bool]]:
    """Return the seconds to the first paint of a page, and whether anything in its text ran.

    None without a browser.
    """
    chromium = os.environ.get("STYLO_CHROMIUM") or shutil.which("chromium")
    if chromium is None or find_spec("playwright") is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        found = []
        for _ in range(RUNS):
            page = browser.new_page()
            page.set_default_timeout(120_000)
            page.goto(place.as_uri())
            seconds = float(page.wait_for_function(_PAINT).json_value()) / 1000
            found.append((seconds, bool(page.evaluate("'ran' in window"))))
            page.close()
        browser.close()
    return found
