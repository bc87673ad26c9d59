"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _absent(place: Path) -> None:
    """Skip with a reason; in CI, which has the corpora, fail instead."""
    reason = f"needs the annotated corpora, and {place} is not there: set STYLO_DATA"
    if os.environ.get("STYLO_REQUIRE_DATA"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The annotated corpora; tests that need them are skipped where they are absent."""
    place = Path(os.environ.get("STYLO_DATA", ROOT.parent / "shared" / "data"))
    if not place.is_dir():
        _absent(place)
    return place


@pytest.fixture(scope="session")
def seed_article(shared_data: Path) -> Path:
    """The first article that we must understand."""
    path = shared_data.parent / "articles" / "ai-chief-exits.txt"
    if not path.is_file():
        _absent(path)
    return path


@pytest.fixture(scope="session")
def samples() -> Path:
    """The articles that we wrote ourselves."""
    return ROOT / "corpora" / "samples"


def no_browser(reason: str) -> None:
    """Skip with a reason; in CI, which has a browser, fail instead."""
    if os.environ.get("STYLO_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium, or the one that ``STYLO_CHROMIUM`` names."""
    path = os.environ.get("STYLO_CHROMIUM") or shutil.which("chromium")
    if path is None:
        no_browser("needs Chromium: apt-get install chromium, or name it in STYLO_CHROMIUM")
    return str(path)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A browser that tests open pages in, by Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        no_browser("needs Playwright: pip install 'stylo-rhetoric[dev]'")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
