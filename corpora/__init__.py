"""Texts that ship with stylo: articles that we wrote ourselves, on invented events."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "samples"


def samples() -> dict[str, Path]:
    """Return the sample articles.

    Returns
    -------
    dict
        Name (``"opinion-broadband"``) to file, in alphabetical order; what each is stands in
        ``samples/SOURCES.toml``, see `sources`.
    """
    return {path.stem: path for path in sorted(_FOLDER.glob("*.txt"))}


def columnists() -> Path:
    """Return the folder with columns by four invented columnists, ``Author_Title.txt``.

    Six each, all on the same six matters; ``SOURCES.toml`` there says how each of them writes.
    """
    return _FOLDER / "authors"


def sources() -> dict[str, Any]:
    """Return what is said of each sample: kind, voice, words, licence."""
    return tomllib.loads((_FOLDER / "SOURCES.toml").read_text(encoding="utf-8"))
