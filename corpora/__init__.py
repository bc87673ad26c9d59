"""Texts that ship with stylo: articles that we wrote ourselves, on invented events."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any


def samples() -> dict[str, Path]:
    """Return the sample articles.

    Returns
    -------
    dict
        Name (``"opinion-broadband"``) to file, in alphabetical order; what each is stands in
        ``samples/SOURCES.toml``, see `sources`.
    """
    folder = Path(str(files("stylo.corpora.samples").joinpath("SOURCES.toml"))).parent
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}


def sources() -> dict[str, Any]:
    """Return what is said of each sample: kind, voice, words, licence."""
    text = files("stylo.corpora.samples").joinpath("SOURCES.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
