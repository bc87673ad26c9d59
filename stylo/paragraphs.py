"""Paragraphs of a plain text, and which of them are headings, captions or list items.

Three layouts are told apart from the lengths of the lines: blocks parted by blank lines, one
paragraph per line, and text hard-wrapped at a fixed width.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stylo.document import Table

#: Widths, in characters, at which text is taken to be hard-wrapped.
WRAP_WIDTHS = range(40, 133)

#: Longest heading, in words and in characters.
HEADING_WORDS = 14
HEADING_CHARACTERS = 110

#: Most headings in a row (a headline, a section, its subsection); before the first paragraph of
#: the body, where byline, place and standfirst come together, more are allowed.
HEADINGS_IN_A_ROW = 3
HEADINGS_AT_THE_TOP = 5

_TERMINAL = re.compile(r"[.!?…。]['\"’”»)\]*_]*$")
_SENTENCE_END = re.compile(r"[.,;…]['\"’”»)\]*_]*$")
_BULLET = re.compile(
    r"(?:[-+–*•‣◦▪▫●○■□·»➢➤✓✔]|\(?\d{1,2}[.)]|\([a-zA-Z]\)|[a-z]\)|\(?[ivx]{1,4}\))(?=\s+\S)|[•▪●■➢➤]"
)
_LONG_DASH = re.compile(r"(?:—|--)\s+\S")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.):]|[IVX]{1,5}[.)]|[A-Z]\))\s+\S")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_SEPARATOR = re.compile(r"[\s*=_~#•·.–—-]*[*=_~#•·–—-]{2}[\s*=_~#•·–—-]*$|(?:[*•·⁂§]\s*)+$")
_CAPTION_START = re.compile(
    r"(?:fig\.?|figure|table|chart|graphic|map|photo)\s*\d{1,3}\s*[:.|–—]\s*\S"
    r"|(?:(?:file )?photo(?:graph)?s?|image|picture|pictured|caption|credit|chart|graphic"
    r"|illustration|map|video)(?:\s+(?:by|credit|courtesy))?\s*[:|]\s*\S"
    r"|(?:photo|photograph|image|illustration|graphic)s?\s+(?:by|courtesy(?: of)?)\s+(?-i:[A-Z])"
    r"|(?-i:FILE)\s*[-–—:]|this (?:file|undated|handout) (?:photo|image|picture)\b"
    r"|(?:in )?this (?:(?:file|undated|handout|combination) |[a-z]{3,9}\.? \d[\w ,.]{1,24}?)"
    r"(?:file )?(?:photo|image|picture)\b",
    re.IGNORECASE,
)
_CREDIT = (
    r"(?:AP|Getty|Reuters|AFP|EPA|Shutterstock|iStock|Alamy|Bloomberg|PA|AAP|Unsplash|Flickr"
    r"|Wikimedia)"
)
_CAPTION_END = re.compile(
    rf"(?:\([^()]*(?:/ ?{_CREDIT}\b|\bPhoto\b|\b(?:Getty|Shutterstock|Alamy|iStock|Unsplash)\b)"
    r"[^()]*\)|\b(?:AP|File|Staff|Courtesy|Handout)\s+Photos?"
    rf"(?:/[\w .'’-]+)?|\b{_CREDIT}(?:\s+Images)?/[\w .'’-]+|\bGetty Images"
    r"|\b(?:Photo|Image|Credit|Photograph):\s+[\w .,'’/&-]{2,50}"
    rf"|[\w.] ?/ ?{_CREDIT}(?: (?:News|Photo|Images))?(?:, (?:FILE|File|file))?)[.)]?$"
)
_CAPTION_WORDS = 60
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SMALL = frozenset(
    "a an and as at but by for from if in into is it its nor of off on or over per so than that "
    "the to up via vs was were with are be his her their our your my not no".split()
)
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys)|add(?:ed|s)|wr(?:ote|ites)|t(?:old|ells)|tweet(?:ed|s)|ask(?:ed|s)"
    r"|continue[ds]|conclud(?:ed|es)|explain(?:ed|s)|repl(?:ied|ies)|declar(?:ed|es)|not(?:ed|es)"
    r"|went on)\s*:?$",
    re.I,
)
_QUESTION = re.compile(
    r"(?:what|who|whom|whose|why|how|when|where|which|is|are|was|were|will|would|can|could|should"
    r"|do|does|did|has|have|had)(?:['’]s)?\b",
    re.I,
)
_DOUBLE_MARKS = '"“”„«»'


class Line(NamedTuple):
    """One line: where its visible part stands, and how far it is indented."""

    start: int
    end: int
    indent: int


def paragraphs(text: str) -> Table:
    r"""Find the paragraphs of a plain text and their kinds.

    Blank lines part paragraphs. Without hard wrapping each line is a paragraph, too, except for
    stanzas of short lines, which stay whole. In hard-wrapped text (lines filled up to one width)
    a paragraph goes on until a blank line, an indented line, a list item or a line that ends
    early.

    Parameters
    ----------
    text : str
        Any text, also an empty one.

    Returns
    -------
    Table
        ``start``, ``end`` (code points, white space trimmed) and ``kind``, one of
        `stylo.document.PARAGRAPH_KINDS`, in order of the text.

    Examples
    --------
    >>> table = paragraphs("The Verdict\n\nIt rained on all of us, all day, and nobody minded.")
    >>> table["kind"]
    ('heading', 'body')
    """
    blocks = _blocks(text)
    width = _wrap_width(text, blocks)
    spans: list[tuple[int, int]] = []
    for block in blocks:
        if width:
            spans.extend(_unwrapped(text, block, width))
        elif len(blocks) > 1 and _is_stanza(text, block):
            spans.append((block[0].start, block[-1].end))
        else:
            spans.extend((line.start, line.end) for line in block)
    kinds = _kinds([text[start:end] for start, end in spans])
    columns = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Table(start=columns[:, 0], end=columns[:, 1], kind=kinds)


def _blocks(text: str) -> list[list[Line]]:
    """Group the lines of a text into runs without a blank line."""
    blocks: list[list[Line]] = []
    block: list[Line] = []
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare:
            indent = len(bare) - len(bare.lstrip())
            block.append(Line(place + indent, place + len(bare), indent))
        elif block:
            blocks.append(block)
            block = []
        place += len(line)
    if block:
        blocks.append(block)
    return blocks


def _wrap_width(text: str, blocks: list[list[Line]]) -> int:
    """Return the width at which the text is hard-wrapped, or 0.

    In wrapped prose nearly every line that has a successor is so full that the successor's first
    word would not have fitted, and most successors begin in lower case.
    """
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if not pairs:
        return 0
    lengths = sorted(line.indent + line.end - line.start for line, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if width not in WRAP_WIDTHS:
        return 0
    full = sum(_room(text, line, after, width) <= 2 for line, after in pairs)
    small = sum(not text[after.start].isupper() for _, after in pairs)
    has_case = any(c.islower() for line, _ in pairs for c in text[line.start : line.end])
    if full >= 0.6 * len(pairs) and (small >= 0.35 * len(pairs) or not has_case):
        return width
    return 0


def _room(text: str, line: Line, after: Line, width: int) -> int:
    """Columns left on a line if the first word of the next had been set on it."""
    first = text[after.start : after.end].split(None, 1)[0]
    return width - (line.indent + line.end - line.start) - 1 - len(first)


def _unwrapped(text: str, block: list[Line], width: int) -> list[tuple[int, int]]:
    """Part a block of hard-wrapped lines into its paragraphs."""
    spans: list[tuple[int, int]] = []
    start = block[0].start
    for line, after in pairwise(block):
        room = _room(text, line, after, width)
        indented = after.indent >= line.indent + 2 and not _BULLET.match(text, start, line.end)
        ended = bool(_TERMINAL.search(text, max(line.start, line.end - 8), line.end))
        early = room > 0.08 * width if ended else room > 0.25 * width
        fresh = not text[after.start].islower()
        item = _BULLET.match(text, after.start, after.end) and (
            _BULLET.match(text, start, line.end) or room > 2 or line.start == start
        )
        if indented or item or (early and fresh):
            spans.append((start, line.end))
            start = after.start
    spans.append((start, block[-1].end))
    return spans


def _is_stanza(text: str, block: list[Line]) -> bool:
    """Whether a block is verse: three or more short lines, few of which end a sentence."""
    if len(block) < 3 or max(line.end - line.start for line in block) > 70:
        return False
    if any(_BULLET.match(text, line.start, line.end) for line in block):
        return False
    ended = sum(
        bool(_TERMINAL.search(text, max(line.start, line.end - 8), line.end)) for line in block[:-1]
    )
    return ended <= 0.5 * (len(block) - 1)


def _kinds(texts: list[str]) -> list[str]:
    """Name the kind of each paragraph."""
    kinds = [_kind_alone(texts, i) for i in range(len(texts))]
    questions = [i for i, kind in enumerate(kinds) if kind == "question"]
    asked = [i for i in questions if _is_running(texts, kinds, i + 1)]
    explainer = len(asked) >= 3 and len(asked) >= 0.75 * len(questions)
    for i in questions:
        kinds[i] = "title" if explainer and i in asked else "body"
    _settle_titles(texts, kinds)
    return kinds


def _is_running(texts: list[str], kinds: list[str], i: int) -> bool:
    """Whether a paragraph exists and is running text: longer than a heading, or a sentence."""
    return i < len(texts) and kinds[i] == "body" and len(texts[i].split(None, 8)) > 8


def _settle_titles(texts: list[str], kinds: list[str]) -> None:
    """Turn each ``title`` into a heading if body follows soon, and into body if not."""
    i = 0
    top = True
    while i < len(texts):
        if kinds[i] != "title":
            top = top and kinds[i] not in ("body", "list-item")
            i += 1
            continue
        last = i
        while last < len(texts) and kinds[last] == "title":
            last += 1
        allowed = HEADINGS_AT_THE_TOP if top else HEADINGS_IN_A_ROW
        followed = last < len(texts) and last - i <= allowed
        kinds[i:last] = ["heading" if followed else "body"] * (last - i)
        i = last


def _kind_alone(texts: list[str], i: int) -> str:
    """Name a paragraph's kind by itself: one of the kinds, ``title`` or ``question``."""
    text = texts[i]
    if _SEPARATOR.match(text[:200]) and not any(c.isalnum() for c in text):
        return "heading"
    if _MARKDOWN_HEADING.match(text):
        return "heading"
    short = len(text) <= HEADING_CHARACTERS and len(text.split()) <= HEADING_WORDS
    title = _title(text) if short else ""
    bullet = _BULLET.match(text)
    if bullet or _LONG_DASH.match(text):
        if title == "title" and _NUMBERED.match(text) and _opens_section(texts, i):
            return "title"
        if bullet or any(
            _LONG_DASH.match(t) for t in texts[max(0, i - 1) : i] + texts[i + 1 : i + 2]
        ):
            return "list-item"
        return "body"
    if _is_caption(text):
        return "caption"
    return title or "body"


def _opens_section(texts: list[str], i: int) -> bool:
    """Whether a numbered line is followed by running text, not by the next number."""
    return (
        i + 1 < len(texts)
        and not (i and _BULLET.match(texts[i - 1]))
        and not _BULLET.match(texts[i + 1])
        and len(texts[i + 1].split(None, HEADING_WORDS)) > HEADING_WORDS
    )


def _is_caption(text: str) -> bool:
    """Whether a paragraph is the caption or credit of a picture, figure or table."""
    if len(text) > 600 or len(text.split()) > _CAPTION_WORDS:
        return False
    return bool(_CAPTION_START.match(text) or _CAPTION_END.search(text))


def _title(text: str) -> str:
    """Say whether a short paragraph looks like a heading: ``title``, ``question`` or ``""``."""
    words = _WORD.findall(text)
    if not words or _SENTENCE_END.search(text) or text[0] in _DOUBLE_MARKS:
        return ""
    if text.endswith(":"):
        return "title" if len(words) <= 4 and not _SAYING.search(text) else ""
    if _SAYING.search(text) and len(words) <= 3:
        return ""
    bare = text.rstrip("'\"’”»)]*_")
    if bare.endswith(("?", "!")):
        if _is_title_case(words) or (text[0] in "'‘" and text[-1] in "'’"):
            return "title"
        return "question" if bare.endswith("?") and _QUESTION.match(text) else ""
    if text[0].islower() and not _is_title_case(words):
        return ""
    return "title"


def _is_title_case(words: list[str]) -> bool:
    """Whether the words after the first are capitalised, small function words apart."""
    heavy = [w for w in words[1:] if w.lower() not in _SMALL]
    capital = sum(w[0].isupper() for w in heavy)
    if all(w.isupper() for w in words):
        return len("".join(words)) >= 4
    return len(heavy) >= 1 and capital >= 0.75 * len(heavy)
