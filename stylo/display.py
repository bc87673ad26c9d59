"""A report as people read it: a terminal page, Markdown, HTML. Nothing is computed here.

The one door to `stylo.rendering`.
"""

from __future__ import annotations

from stylo.rendering.highlights import HIGHLIGHTS, Highlight, Piece, pieces
from stylo.rendering.markdown import markdown
from stylo.rendering.page import page
from stylo.rendering.static import fragment
from stylo.rendering.terminal import terminal
from stylo.rendering.wording import headline, reasons, title_of, verdict

__all__ = [
    "HIGHLIGHTS",
    "Highlight",
    "Piece",
    "fragment",
    "headline",
    "markdown",
    "page",
    "pieces",
    "reasons",
    "terminal",
    "title_of",
    "verdict",
]
