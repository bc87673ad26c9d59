"""Key words in context: a page, a notebook's table, lines for a terminal."""

from __future__ import annotations

from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

import stylo
from stylo.kwic import Concordance, Line
from stylo.rendering import assets, inert
from stylo.rendering.glossary import summary
from stylo.rendering.page import document
from stylo.rendering.static import SMALL, TABLE
from stylo.rendering.terminal import visible
from stylo.rendering.wording import capital, title_of

if TYPE_CHECKING:
    from rich.console import Console

#: Lines that a notebook shows; `Concordance.table` has them all.
SHOWN = 50
#: Characters of a terminal that ids, nodes and labels take at most.
_ID, _NODE, _LABEL = 20, 28, 14
_CELL = "padding:2px 6px;border-bottom:1px solid #dfdacd;vertical-align:top;color:#1d1b18"
_LEFT = f"{_CELL};text-align:right"
_RIGHT = f"{_CELL};text-align:left"
_MARK = "background:#ffe08a;color:#1d1b18;padding:0 2px"


def concordance_page(found: Concordance) -> str:
    """Return a concordance as one self-contained page that sorts where a script runs."""
    rows = "".join(_row(place, line) for place, line in enumerate(found.lines))
    heads = "".join(
        f"<th scope=col><span>{name}</span></th>"
        for name in ("Document", "Left", "Hit", "Right", "Type", "Sentence")
    )
    unread = ""
    if found.unread:
        items = "".join(f"<li>{inert.inline(inert.shortened(u, 300))}</li>" for u in found.unread)
        unread = f"<section><h2>Not read</h2><ul class=removed>{items}</ul></section>"
    body = (
        f'<main class="stylo listing"><header><h1>{escape(capital(title_of(found.measure)))} in '
        f"context</h1><p class=facts>{escape(found.summary())}</p></header>"
        f"<p class=bands>{escape(summary(found.measure))}"
        "<span class=sorts hidden> A heading sorts the table; the same again turns it round.</span>"
        "</p><div class=wide tabindex=0 role=region aria-label='Key words in context'>"
        f'<table class="list kwic"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div>{unread}<footer>stylo {escape(stylo.__version__)}</footer>"
        "<output class=unseen aria-live=polite></output></main>"
    )
    title = f"{found.measure} in context – stylo"
    return document(title, body, assets.css("listing", "concordance"), assets.list_script())


def _name(line: Line) -> str:
    """Return a document's file name, or its id where that is no path."""
    return PurePath(line.document).name or line.document


def _row(place: int, line: Line) -> str:
    words = " ".join(reversed(line.left.split())).casefold()
    name = _name(line)
    keys = [f"{name[:60]} {place:08d}", words, line.node.casefold(), line.right.casefold()]
    shown = [name, line.left, line.node, line.right]
    cells = [
        f'<td data-v="{inert.attribute(key[:80])}">{inert.inline(text)}</td>'
        for key, text in zip(keys, shown, strict=True)
    ]
    cells[2] = cells[2].replace("<td ", "<td class=node ")
    cells.append(f'<td data-v="{inert.attribute(line.label)}">{inert.inline(line.label)}</td>')
    cells.append(f"<td data-v={line.sentence}>{line.sentence}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def concordance_fragment(found: Concordance) -> str:
    """Return a concordance as HTML for a notebook, without script or style sheet."""
    several = found.documents > 1
    rows = []
    for line in found.lines[:SHOWN]:
        cells = [f'<td style="{_RIGHT}">{inert.inline(line.document)}</td>'] if several else []
        cells += [
            f'<td style="{_LEFT}">{inert.inline(line.left)}</td>',
            f'<td style="{_CELL}"><mark style="{_MARK}">{inert.inline(line.node)}</mark></td>',
            f'<td style="{_RIGHT}">{inert.inline(line.right)}</td>',
            f'<td style="{_RIGHT}">{inert.inline(line.label)}</td>',
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    heads = ["document"] * several + ["left", "hit", "right", "type"]
    head = "".join(
        f'<th scope=col style="{_LEFT if name == "left" else _RIGHT}">{name}</th>' for name in heads
    )
    rest = len(found) - SHOWN
    more = f" {rest:,} more lines in .table()." if rest > 0 else ""
    return (
        f'<div><p style="{SMALL}">{escape(found.summary())}.{more}</p>'
        f'<table style="{TABLE}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def concordance_terminal(found: Concordance, console: Console) -> None:
    """Print a concordance, the nodes in a column, as wide as the terminal is."""
    from rich.text import Text

    several = found.documents > 1
    lines = [
        [
            visible(text)
            for text in (PurePath(e.document).stem or e.document, e.left, e.node, e.right, e.label)
        ]
        for e in found.lines
    ]
    ids = min(_ID, max((len(e[0]) for e in lines), default=0)) if several else 0
    node = min(_NODE, max((len(e[2]) for e in lines), default=0))
    label = min(_LABEL, max((len(e[4]) for e in lines), default=0))
    gaps = (ids > 0) + (label > 0)
    side = max(8, (console.width - ids - node - label - gaps - 2) // 2)
    for document_, left, hit, right, kind in lines:
        text = Text(no_wrap=True, overflow="crop")
        if ids:
            text.append(f"{_cut(document_, ids, -1):<{ids}} ", style="dim")
        text.append(f"{_cut(left, side + 1, -1):>{side + 1}}")
        text.append(_cut(hit, node, 0), style="bold")
        text.append(_cut(right, side + 1, 1).ljust(side + 1 + node - len(hit[:node])))
        if label:
            text.append(f" {_cut(kind, label, 1)}", style="dim")
        console.print(text, soft_wrap=True)
    console.print(Text(found.summary(), style="dim"))


def _cut(text: str, width: int, side: int) -> str:
    """Return as much of a text as there is room for, cut at its beginning, end or middle."""
    if len(text) <= width:
        return text
    if side < 0:
        return "…" + text[len(text) - width + 1 :]
    if side > 0:
        return text[: width - 1] + "…"
    half = (width - 1) // 2
    return f"{text[: width - 1 - half]}…{text[len(text) - half :] if half else ''}"
