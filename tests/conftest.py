"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

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
