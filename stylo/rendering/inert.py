"""Texts made inert for a page: no markup, and no hold on the direction of what follows."""

from __future__ import annotations

import re
from html import escape

_BIDI = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]"
)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")


def attribute(text: str) -> str:
    """Return a text for an attribute or a title: no markup, no control of the writing direction."""
    return escape(_CONTROL.sub("\ufffd", text))


def is_bidirectional(text: str) -> bool:
    """Return whether a text may be written from right to left."""
    return _BIDI.search(text) is not None


def inline(text: str) -> str:
    """Return a text for the page: no markup, and a writing direction that ends where it ends."""
    safe = escape(text, quote=False)
    return f"<bdi>{safe}</bdi>" if is_bidirectional(text) else safe


def broken(text: str) -> str:
    """Return a text for the page with its line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
