"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The annotated corpora; tests that need them are skipped where they are absent."""
    place = Path(os.environ.get("STYLO_DATA", ROOT.parent / "shared" / "data"))
    if not place.is_dir():
        pytest.skip("needs the annotated corpora: set STYLO_DATA or lay them in ../shared/data")
    return place


@pytest.fixture(scope="session")
def shared(shared_data: Path) -> Path:
    """The folder above the corpora, with the seed article."""
    return shared_data.parent


@pytest.fixture(scope="session")
def samples() -> Path:
    """The articles that we wrote ourselves."""
    return ROOT / "corpora" / "samples"
