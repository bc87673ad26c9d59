"""HTML and Markdown to plain text: paragraphs parted by blank lines, and what is no article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from stylo.boilerplate import Marked, line_reason
from stylo.document import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from markdown_it.tree import SyntaxTreeNode

#: Shortest article of a page, and shortest running paragraph in it, in characters.
ARTICLE_CHARACTERS, PARAGRAPH_CHARACTERS = 120, 60

#: Most tags of a page: articles have a few thousand.
TAGS = 100_000

#: Largest share of a page's text that the stricter of two extractions may take away.
DISPUTED = 0.4

#: What paragraphs in like boxes must amount to, to be put back: a share of what was found, and in
#: characters; and how many levels up their boxes must meet.
LOST, LOST_CHARACTERS, BOX_DEPTH = 0.25, 400, 3

_TEXT_ELEMENTS = (
    "p li dd dt h1 h2 h3 h4 h5 h6 figcaption blockquote pre td th div section aside header footer "
    "address label button small"
).split()
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’»)\]]*$")
_SENTENCE_INSIDE = re.compile(r"[.!?…。！？।][\"'”’»)\]]*(?:\s|$|[^\x00-\x7f])")
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^([A-Za-z_][\w-]*)\s*[:=]\s*(.*?)\s*$")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]:?")
_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[A-Za-z][^<>]*>", re.S
)
_META_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "date": "date",
    "published": "date",
    "url": "address",
    "link": "address",
    "canonical_url": "address",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page; with a reason if it is none of the article's."""

    text: str
    kind: str = "p"
    reason: str = ""


@dataclass(frozen=True)
class Page:
    """What a page says: text, stretches that are known to be no article, and what it is about."""

    text: str
    marked: tuple[Marked, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)


def _page(blocks: list[Block], meta: dict[str, str]) -> Page:
    marked = []
    place = 0
    for block in blocks:
        if block.reason:
            marked.append(Marked(place, place + len(block.text), block.reason))
        place += len(block.text) + 2
    return Page("\n\n".join(block.text for block in blocks), tuple(marked), meta)


# --- HTML --------------------------------------------------------------------------------------


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page, whatever its name."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or (
        head.startswith(("<?xml", "<!--")) and "<html" in head
    )


def from_html(html: str, name: str, address: str = "") -> Page:
    """Extract the article of a page with trafilatura.

    Its balanced mode finds more of the article and more besides, its precise mode less of both.
    The balanced result is taken; of what the precise one leaves out, running paragraphs stay and
    the rest (headlines, link lists, boxes) is marked.

    Raises
    ------
    InputError
        If the page holds no article, or more tags than any article has.
    """
    if html.count("<") > TAGS:
        raise InputError(
            f"{name}: has more than {TAGS:,} tags, no article has so many: save the article alone, "
            "or give its text"
        )
    html = _XML_DECLARATION.sub("", html)
    document = _trafilatura(html, address, precise=False)
    if document is None:
        raise InputError(_no_article(name))
    blocks = list(_blocks(document.body))
    precise = _trafilatura(html, address, precise=True)
    raw = all(child.tag == "div" for child in document.body)
    blocks = _settled(blocks, [] if precise is None else list(_blocks(precise.body)), raw)
    leaves = list(_leaves(html))
    blocks = _completed(blocks, leaves)
    blocks = [_without_headline(block, document.title or "") for block in blocks]
    blocks = _with_boilerplate(blocks, leaves)
    if document.commentsbody is not None:
        blocks += [Block(b.text, b.kind, "reader comments") for b in _blocks(document.commentsbody)]
    kept = [block.text for block in blocks if not block.reason]
    if sum(map(len, kept)) < ARTICLE_CHARACTERS or not any(map(_is_paragraph, kept)):
        raise InputError(_no_article(name))
    meta = {
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "site": document.sitename,
        "address": address or document.url,
    }
    return _page(blocks, {key: " ".join(value.split()) for key, value in meta.items() if value})


def _no_article(name: str) -> str:
    return (
        f"{name}: no article in this page: give the page of a single article, "
        "saved once it is fully loaded"
    )


def _trafilatura(html: str, address: str, *, precise: bool) -> Any:
    """Run trafilatura; None where it finds nothing or fails on the page."""
    import logging

    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        return bare_extraction(
            html,
            url=address or None,
            favor_precision=precise,
            include_comments=not precise,
            with_metadata=not precise,
        )
    except Exception:  # whatever a broken page sets off inside the parser
        return None


def _blocks(element: _Element) -> Iterator[Block]:
    """Cut trafilatura's tree into paragraphs, list items, headings."""
    for child in element:
        kind = str(child.tag)
        if kind == "table" and next(child.iter("p"), None) is None:
            rows = [" | ".join(_cells(row)) for row in child.iter("row")]
            table = "\n".join(row for row in rows if row)
            if table:
                yield Block(table, kind)
        elif kind in ("body", "div", "quote", "list", "table", "row", "cell", "details", "summary"):
            own = [Block(text, kind) for text in _texts(child.text)]
            for block in own + list(_blocks(child)):
                outer = kind in ("list", "quote") and block.kind == "p"
                yield Block(block.text, kind) if outer else block
        elif kind == "item":
            text = "\n".join(_texts(_inline(child)))
            if text:
                yield Block(f"- {text}", "item")
        elif kind in ("p", "head", "ab", "hi", "ref", "code", "del", "fw", "lb"):
            for text in _texts(_inline(child)):
                yield Block(text, "p" if kind in ("hi", "ref", "lb") else kind)
        for text in _texts(child.tail):
            yield Block(text, "p")


def _cells(row: _Element) -> list[str]:
    cells = (" ".join("".join(map(str, cell.itertext())).split()) for cell in row.iter("cell"))
    return [cell for cell in cells if cell]


def _inline(element: _Element) -> str:
    """Return an element's text; line breaks inside it are kept, two make a paragraph."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\v")
        elif child.tag in ("p", "list", "item", "head"):
            pieces.append("\v\v" + _inline(child) + "\v\v")
        elif child.tag != "graphic":
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _texts(text: str | None) -> list[str]:
    """Make white space single and part at double line breaks."""
    found = []
    for part in re.split(r"\v[\s\v]*\v", text or ""):
        lines = [" ".join(line.split()) for line in part.split("\v")]
        joined = "\n".join(line for line in lines if line)
        if joined:
            found.append(joined)
    return found


def _settled(blocks: list[Block], precise: list[Block], raw: bool) -> list[Block]:
    """Settle which blocks belong to the article, from a balanced and a precise extraction.

    ``raw`` says that the balanced one fell back on taking whole regions of the page.
    """
    if not precise:
        return blocks
    if (raw or len(blocks) < 3) and sum(_is_paragraph(block.text) for block in precise) >= 3:
        return precise
    known = {_bare(block.text) for block in precise}
    disputed = [
        _bare(block.text) not in known and not (block.kind == "p" and _is_paragraph(block.text))
        for block in blocks
    ]
    size = sum(len(block.text) for block in blocks)
    if sum(len(b.text) for b, is_so in zip(blocks, disputed, strict=True) if is_so) > (
        DISPUTED * size
    ):
        return blocks
    return [
        Block(b.text, b.kind, "page matter") if is_so else b
        for b, is_so in zip(blocks, disputed, strict=True)
    ]


def _leaves(html: str) -> Iterator[tuple[str, HtmlElement]]:
    """Go through the elements of a page's body that hold text and no other such element."""
    from lxml.html import document_fromstring

    for element in document_fromstring(html).iter(*_TEXT_ELEMENTS):
        if next(element.iterdescendants(*_TEXT_ELEMENTS), None) is None:
            text = " ".join(element.text_content().split())
            if text:
                yield text, element


def _completed(blocks: list[Block], leaves: list[tuple[str, HtmlElement]]) -> list[Block]:
    """Put back paragraphs of an article that stands in several boxes of which one was taken.

    Such paragraphs stand in boxes of the same kind (element, class) under the same ancestor, and
    are at least a `LOST` share of what was found: fewer were left out on purpose.
    """
    known = {_bare(block.text): i for i, block in enumerate(blocks)}
    everything = "".join(known)
    standing: list[tuple[str, tuple[object, ...], int]] = []
    for text, element in leaves:
        ancestors = [*islice(element.iterancestors(), BOX_DEPTH)]
        if element.tag == "p" and len(ancestors) == BOX_DEPTH and _is_paragraph(text):
            box = (ancestors[0].tag, ancestors[0].get("class"), ancestors[-1])
            at = known.get(_bare(text), -1)
            if at >= 0 or _bare(text) not in everything:
                standing.append((text, box, at))
    boxes = {box for _, box, i in standing if i >= 0 and box[1]}
    lost = [text for text, box, i in standing if i < 0 and box in boxes]
    if sum(map(len, lost)) < max(LOST_CHARACTERS, LOST * sum(len(b.text) for b in blocks)):
        return blocks
    return _placed(blocks, [(Block(t) if box in boxes else None, i) for t, box, i in standing])


def _with_boilerplate(blocks: list[Block], leaves: list[tuple[str, HtmlElement]]) -> list[Block]:
    """Add the boilerplate lines that the extraction dropped, where they stood on the page."""
    known = {_bare(block.text): i for i, block in enumerate(blocks)}
    seen: set[str] = set()
    found: list[tuple[Block | None, int]] = []
    for text, _ in leaves:
        bare = _bare(text)
        at = known.get(bare, -1)
        reason = line_reason(text) if at < 0 and bare not in seen else ""
        seen.add(bare)
        found.append((Block(text, "p", reason) if reason else None, at))
    return _placed(blocks, found)


def _placed(blocks: list[Block], found: list[tuple[Block | None, int]]) -> list[Block]:
    """Put new blocks behind the known ones (given by their place) that they follow."""
    after: dict[int, list[Block]] = {}
    place = -1
    for block, known in found:
        if known >= 0:
            place = known
        elif block is not None:
            after.setdefault(place, []).append(block)
    placed = list(after.get(-1, []))
    for i, block in enumerate(blocks):
        placed += [block, *after.get(i, [])]
    return placed


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _is_paragraph(text: str) -> bool:
    return len(text) >= PARAGRAPH_CHARACTERS and bool(_SENTENCE_INSIDE.search(text))


def _without_headline(block: Block, title: str) -> Block:
    """Mark a heading that repeats the page's title, which is kept with what is known of it."""
    if block.kind == "head" and title and _bare(block.text).lower() == _bare(title).lower():
        return Block(block.text, block.kind, "headline")
    return block


# --- Markdown ----------------------------------------------------------------------------------


def from_markdown(source: str) -> Page:
    """Turn Markdown (CommonMark with tables and strikethrough) into plain text.

    Marks of emphasis, headings and quotations go, list items keep theirs, links keep their text.
    Descriptions of images, code blocks and HTML blocks are marked. Fields of a front matter are
    returned as ``meta``.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    meta, body = _front_matter(source)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = list(_markdown_blocks(SyntaxTreeNode(parser.parse(body))))
    headline = next((block for block in blocks if block.kind == "heading"), None)
    if headline is not None and "title" not in meta and blocks[0] is headline:
        meta["title"] = headline.text
    return _page(blocks, meta)


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(source)
    if match is None:
        return {}, source
    meta: dict[str, str] = {}
    for line in match[2].splitlines():
        found = _FIELD.match(line)
        name = _META_FIELDS.get(found[1].lower(), "") if found else ""
        if found and name and name not in meta:
            values = [v.strip().strip("\"'") for v in found[2].strip("[]").split('", "')]
            value = ", ".join(v for v in values if v)
            if value:
                meta[name] = value
    return meta, source[match.end() :]


def _markdown_blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    for child in node.children:
        if child.type == "inline":
            yield from _markdown_inline(child, "p")
        elif child.type in ("heading", "paragraph"):
            for inline in child.children:
                yield from _markdown_inline(inline, child.type)
        elif child.type in ("fence", "code_block"):
            code = child.content.strip("\n")
            if code.strip():
                yield Block(code, "code", "code")
        elif child.type == "html_block":
            text = "\n".join(
                line.strip() for line in _TAG.sub(" ", child.content).splitlines() if line.strip()
            )
            if text:
                yield Block(text, "html")
        elif child.type == "table":
            yield from _markdown_table(child)
        elif child.type in ("bullet_list", "ordered_list"):
            first = int(child.attrs.get("start", 1))
            for number, item in enumerate(child.children, first):
                mark = "-" if child.type == "bullet_list" else f"{number}."
                for i, block in enumerate(_markdown_blocks(item)):
                    text = f"{mark} {block.text}" if i == 0 and not block.reason else block.text
                    yield Block(text, "item", block.reason)
        elif child.type != "hr":
            yield from _markdown_blocks(child)


def _markdown_inline(node: SyntaxTreeNode, kind: str) -> Iterator[Block]:
    images: list[str] = []
    text = _NOTE_MARK.sub("", _plain(node, images))
    text = "\n".join(line.strip() for line in text.split("\n")).strip("\n")
    if text.strip():
        yield Block(text, kind)
    for image in images:
        if image.strip():
            yield Block(" ".join(image.split()), "image", "image description")


def _plain(node: SyntaxTreeNode, images: list[str]) -> str:
    pieces = []
    for child in node.children:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "image":
            images.append(child.content)
        elif child.type != "html_inline":
            pieces.append(_plain(child, images))
    return "".join(pieces)


def _markdown_table(node: SyntaxTreeNode) -> Iterator[Block]:
    for part in node.children:
        for row in part.children:
            images: list[str] = []
            cells = [
                _plain(cell.children[0], images) if cell.children else "" for cell in row.children
            ]
            text = " | ".join(cell.strip() for cell in cells if cell.strip())
            if text:
                yield Block(text, "row")
