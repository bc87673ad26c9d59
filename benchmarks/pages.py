"""How heavy a page is beyond its text, and when a browser first paints it.

FILE is any article: it is made longer by itself, and so many of its words are marked. First paint
needs Chromium and Playwright, and is left out without them.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
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
RUNS = 5
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def heavy(report: Report, words: int, marks: int) -> Report:
    """Return a report of so many words with so many marks, spread evenly over the kinds shown."""
    text, own = report.document.text, report.document.word_count
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
    report = stylo.analyse(stylo.read(path))
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for words, marks in PAGES:
            long = heavy(report, words, marks)
            place = Path(folder) / f"{marks}.html"
            begun = time.perf_counter()
            page = long.to_html(place)
            made = time.perf_counter() - begun
            beyond = (len(page.encode()) - len(long.document.text.encode())) / 1000
            name = f"{words}_words.{marks}_marks"
            figures[f"{name}.kb"] = [beyond] * 3
            figures[f"{name}.made_s"] = [made] * 3
            if paints := _paints(place):
                figures[f"{name}.paint_s"] = [statistics.median(paints), min(paints), max(paints)]
    return {"n": len(PAGES), "figures": figures}


def _paints(place: Path) -> list[float]:
    """Return the seconds to the first paint of a page; none without a browser."""
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
            found.append(float(page.evaluate(_PAINT)) / 1000)
            page.close()
        browser.close()
    return found
