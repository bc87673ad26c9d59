"""A report as people read it: a terminal page, Markdown, HTML. Nothing is computed here.

The one door to `stylo.rendering`.
"""

from __future__ import annotations

from stylo.rendering.concordance import (
    concordance_fragment,
    concordance_page,
    concordance_terminal,
)
from stylo.rendering.drafts_html import drafts_page
from stylo.rendering.drafts_static import drafts_fragment
from stylo.rendering.drafts_text import drafts_markdown, drafts_terminal
from stylo.rendering.guide import terminal as guide
from stylo.rendering.highlights import HIGHLIGHTS, Highlight, Piece, pieces
from stylo.rendering.listing import index_page, sheet_page
from stylo.rendering.markdown import markdown
from stylo.rendering.marking import marking_page
from stylo.rendering.page import page
from stylo.rendering.paragraphs import paragraphs_markdown, paragraphs_terminal
from stylo.rendering.reasons import reasons
from stylo.rendering.static import fragment
from stylo.rendering.terminal import terminal
from stylo.rendering.wording import (
    capital,
    headline,
    key_measures,
    title_of,
    verdict,
)

__all__ = [
    "HIGHLIGHTS",
    "Highlight",
    "Piece",
    "capital",
    "concordance_fragment",
    "concordance_page",
    "concordance_terminal",
    "drafts_fragment",
    "drafts_markdown",
    "drafts_page",
    "drafts_terminal",
    "fragment",
    "guide",
    "headline",
    "index_page",
    "key_measures",
    "markdown",
    "marking_page",
    "page",
    "paragraphs_markdown",
    "paragraphs_terminal",
    "pieces",
    "reasons",
    "sheet_page",
    "terminal",
    "title_of",
    "verdict",
]
