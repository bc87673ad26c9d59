"""Two drafts of one text in a notebook: readable with no script and no style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from stylo.drafts import Drafts
from stylo.rendering import html, inert, revision
from stylo.rendering.highlights import Piece
from stylo.rendering.revision import Part
from stylo.rendering.static import BOX, CELL, MARKS, QUOTED, RIGHT, SMALL, TABLE, TEXT
from stylo.rendering.wording import between, capital, headline, number, some_words_of, title_of

_TAGS = {
    "added": ("ins", "background:#e6f2e4;color:#1d1b18"),
    "gone": ("del", "background:#f6e6e2;color:#5f5a51"),
    "moved": ("span", "background:#efece4;color:#1d1b18"),
}


def drafts_fragment(drafts: Drafts) -> str:
    """Return two drafts held against each other as HTML for a notebook."""
    old, new = revision.names(drafts)
    text = "\n".join(
        "<{0}>{1}</{0}>".format(
            html.paragraph(block.kind)[0], "".join(map(_part, block.parts)).lstrip()
        )
        for block in revision.blocks(drafts)
    )
    told = "".join(f"<li>{escape(line)}</li>" for line in revision.limits(drafts))
    return (
        f'<div style="{BOX}"><h2>{inert.inline(headline(drafts.new))}</h2>'
        f"<p>{inert.inline(new)}, against the older draft, {inert.inline(old)}</p>"
        f'<p style="{SMALL}">{escape(revision.draft_facts(drafts))}</p>'
        f"<p><strong>{escape(revision.voices(drafts))}</strong> "
        f"({escape(revision.draft_odds(drafts))})</p>"
        f"{_measures(drafts)}{_evidence(drafts)}"
        f'<p style="{SMALL}"><ins>Came</ins>, <del>went</del>; the letters name the kind of '
        f'evidence that came or went with the words.</p><div style="{TEXT}">{text}</div>'
        f'<h3>What these numbers do not say</h3><ul style="{SMALL}">{told}</ul></div>'
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: frozenset[int]) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "".join(
            f'<{tag} style="{RIGHT if n in numbers else CELL}">{cell}</{tag}>'
            for n, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in rows)
    return (
        f'<table style="{TABLE}"><thead><tr>{row(heads, "th")}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _measures(drafts: Drafts) -> str:
    rows = [
        [
            escape(capital(title_of(c.name))),
            *(number(c.old.value), between(c.old), number(c.new.value), between(c.new)),
            f"<b>{revision.difference(c)}</b>" if c.is_beyond else revision.difference(c),
            escape(c.new.unit),
        ]
        for c in revision.key_changes(drafts)
    ]
    heads = ("measure", "older", "95 %", "newer", "95 %", "change", "unit")
    note = "Bold: each value lies outside the other’s 95 % interval."
    table = _table(heads, rows, frozenset(range(1, 6)))
    return f'{table}<p style="{SMALL}">{note}</p>'


def _evidence(drafts: Drafts) -> str:
    rows = [
        [
            f'<mark style="{MARKS[h.mark]}">{escape(h.plural)}</mark><sup>{h.mark}</sup>',
            *(str(len(c.added)), str(len(c.gone)), str(len(c.kept))),
            inert.inline(some_words_of(drafts.new, c.added)),
            inert.inline(some_words_of(drafts.old, c.gone)),
        ]
        for h, c in revision.changed(drafts)
        if c.added or c.gone
    ]
    heads = ("evidence", "came", "went", "stayed", "words that came", "words that went")
    return _table(heads, rows, frozenset({1, 2, 3})) if rows else ""


def _part(part: Part) -> str:
    inside = "".join(map(_piece, part.pieces))
    if any(inert.is_bidirectional(p.text) for p in part.pieces):
        inside = f"<bdi>{inside}</bdi>"
    if part.kind in _TAGS:
        tag, style = _TAGS[part.kind]
        inside = f'<{tag} style="{style}">{inside}</{tag}>'
    return f" {inside}" if part.spaced else inside


def _piece(piece: Piece) -> str:
    text = inert.broken(piece.text)
    shown = [layer for layer in piece.layers if layer.highlight.shown]
    if shown:
        h = shown[0].highlight
        why = inert.attribute(f"{h.title}: {shown[0].label}")
        text = f'<mark style="{MARKS[h.mark]}" title="{why}">{text}<sup>{h.mark}</sup></mark>'
    return f'<span style="{QUOTED}">{text}</span>' if piece.quoted else text
