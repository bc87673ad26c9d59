"""Two drafts of one text as a self-contained page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import stylo
from stylo.drafts import Change, Drafts
from stylo.feature import Evidence
from stylo.rendering import assets, html, inert, revision, svg
from stylo.rendering.glossary import summary
from stylo.rendering.highlights import Highlight, Piece
from stylo.rendering.mark_table import Marks
from stylo.rendering.page import document
from stylo.rendering.reasons import likely
from stylo.rendering.revision import Block, Part
from stylo.rendering.scale import scale
from stylo.rendering.wording import (
    between,
    capital,
    headline,
    number,
    some_words_of,
    title_of,
)
from stylo.report import Report

#: Kinds of evidence that the page tells first.
CHANGED = 3
#: Pieces of evidence that the list shows of one kind and fate.
LISTED = 200
_TAGS = {"added": "ins", "gone": "del"}


def drafts_page(drafts: Drafts) -> str:
    """Return two drafts held against each other as one self-contained HTML page."""
    text = revision.blocks(drafts)
    marks = Marks([piece for block in text for part in block.parts for piece in part.pieces])
    old, new = revision.names(drafts)
    body = (
        f'<main class="stylo drafts">{_header(drafts, old, new)}\n'
        f"{_voices(drafts)}\n"
        f"<div class=reader>{_evidence(drafts)}\n"
        '<section class="card article" aria-label="Both drafts as one text">'
        f'<div class="text{_long(drafts)}">{_text(text, marks)}</div></section></div>\n'
        f"{_measures(drafts)}\n{_list(drafts)}\n{_all(drafts)}\n{_limits(drafts)}\n"
        f"<footer>stylo {escape(stylo.__version__)}</footer>\n"
        f"{marks.data()}</main>"
    )
    return document(f"{old} → {new} – stylo", body, assets.css("drafts"), assets.script())


def _long(drafts: Drafts) -> str:
    return " long" if drafts.new.document.word_count > html.LONG else ""


def _header(drafts: Drafts, old: str, new: str) -> str:
    return (
        f"<header><h1>{inert.inline(headline(drafts.new))}</h1>"
        f'<p class="by">{inert.inline(new)}, against the older draft, {inert.inline(old)}</p>'
        f'<p class="facts">{escape(revision.draft_facts(drafts))}</p></header>'
    )


def _voices(drafts: Drafts) -> str:
    rows = "".join(
        f"<dt>{name}</dt><dd>{_gauge(report)}</dd>"
        for name, report in (("older draft", drafts.old), ("newer draft", drafts.new))
    )
    words = "The newer draft word by word: above the line what came, below it what went."
    return (
        f'<section class="card verdict"><div class=said><h2>{escape(revision.voices(drafts))}</h2>'
        f"<dl>{rows}</dl><p class=ends><span>0 · reporting</span><span>opinion · 1</span></p></div>"
        f"<div class=because>{_most_changed(drafts)}</div>"
        f"<div class=along>{svg.changes(revision.fates(drafts), words)}"
        f"<p class=bands>{words}</p></div>"
        "</section>"
    )


def _gauge(report: Report) -> str:
    voice = report.voice
    if math.isnan(voice.probability):
        return escape(voice.caveat)
    return (
        f"<b>{likely(voice)}</b> <span class=count>P(editorial) {escape(voice.odds)}</span>"
        f"{svg.gauge(voice.probability)}"
    )


def _most_changed(drafts: Drafts) -> str:
    told = sorted(
        ((h, c) for h, c in revision.changed(drafts) if h.shown and (c.added or c.gone)),
        key=lambda pair: -len(pair[1].added) - len(pair[1].gone),
    )
    rows = []
    for h, c in told[:CHANGED]:
        said = [
            f"<p class=eg>{fate}: {_inked(fate, some_words_of(report, found, 5))}</p>"
            for fate, report, found in revision.fates_of(drafts, c)
        ]
        counts = f"{len(c.added)} came, {len(c.gone)} went, {len(c.kept)} stayed"
        rows.append(f"<li><p><b>{escape(capital(h.plural))}</b>: {counts}</p>{''.join(said)}</li>")
    if not rows:
        return "<h3>No evidence came or went</h3>"
    return f"<h3>What changed most</h3><ol class=reasons>{''.join(rows)}</ol>"


def _measures(drafts: Drafts) -> str:
    rows = "".join(_row(drafts, c) for c in revision.key_changes(drafts))
    bands = ""
    if drafts.new.standings:
        bands = (
            "Bars: the middle half and, paler, the middle 80 % of published <span class=rep>reports"
            "</span> and <span class=op>opinion pieces</span>. "
        )
    return (
        f'<section class="card measures"><h2>Measures</h2><p class=bands>{bands}'
        "<span class=was>older draft</span> <span class=mid>newer draft</span>. "
        "<b>Bold</b>: each value lies outside the other’s 95 % interval.</p>"
        f"<div class=rows>{rows}</div></section>"
    )


def _row(drafts: Drafts, c: Change) -> str:
    drawn = svg.pair(
        scale(drafts.old, c.old, c.new.value),
        scale(drafts.new, c.new, c.old.value),
    )
    values = f"{number(c.old.value)} → {number(c.new.value)}"
    values = f"<b>{values}</b>" if c.is_beyond else values
    told = [escape(summary(c.name))]
    for name, m in (("Older", c.old), ("Newer", c.new)):
        interval = f", 95 % interval {between(m)}" if between(m) else ""
        told.append(escape(f"{name} draft: {number(m.value)} {m.unit}{interval}."))
    for fate, report, found in revision.fates_of(drafts, c):
        told.append(f"{capital(fate)}: {inert.inline(some_words_of(report, found, 12))}")
    body = "".join(f"<p>{part}</p>" for part in told if part)
    return (
        f"<details><summary><span class=name>{escape(capital(title_of(c.name)))}</span>"
        f"{drawn}<span class=value>{values}</span></summary><div class=more>{body}</div></details>"
    )


def _evidence(drafts: Drafts) -> str:
    told = revision.changed(drafts)
    rows = "".join(_key(h, c) for h, c in told if h.shown)
    rows += html.other_kinds("".join(_key(h, c) for h, c in told if not h.shown))
    fate = "".join(
        f"<div class=key><label><input type=checkbox value={value} checked> {name}</label></div>"
        for value, name in (
            ("A", "<ins>words that came</ins>"),
            ("G", "<del>words that went</del>"),
            ("M", "<span class=moved>words that moved</span>"),
        )
    )
    return (
        '<section class="card evidence"><h2>Evidence that came and went</h2>'
        "<p class=bands>Switch a kind on or off. Evidence that stayed is counted and not marked; "
        "a mark on words that stayed counts now and did not before.</p>"
        f"<fieldset><legend class=unseen>What to show</legend>{fate}{rows}</fieldset>"
        "<div class=steps hidden><button type=button data-step=-1>← previous</button>"
        "<button type=button data-step=1>next →</button>"
        "<output aria-live=polite></output></div></section>"
    )


def _key(h: Highlight, c: Change) -> str:
    checked = " checked" if h.shown else ""
    count = f"+{len(c.added)} −{len(c.gone)}"
    return (
        f"<div class=key><label><input type=checkbox value={h.mark}{checked}> "
        f"<mark class={h.mark}>{escape(h.title)}</mark></label>"
        f"<span class=count><b>{count}</b>, {len(c.kept)} stayed</span></div>"
    )


def _text(text: Sequence[Block], marks: Marks) -> str:
    out = []
    for row, block in enumerate(text, start=1):
        body = "".join(_part(part, marks, at > 0) for at, part in enumerate(block.parts))
        pieces = [piece for part in block.parts for piece in part.pieces]
        if any(inert.is_bidirectional(p.text) for p in pieces):
            body = f"<bdi>{body}</bdi>"
        tag, looks = html.paragraph(block.kind)
        out.append(f"<{tag} id=p{row}{looks}>{body}{html.closing(tag)}{marks.cut()}")
    return "".join(out)


def _part(part: Part, marks: Marks, inside: bool) -> str:
    space = marks.plain(" ") if part.spaced and inside else ""
    body = "".join(_piece(piece, marks) for piece in part.pieces)
    if part.kind in _TAGS:
        return f"{space}<{_TAGS[part.kind]}>{body}</{_TAGS[part.kind]}>"
    return f"{space}<span class=moved>{body}</span>" if part.kind == "moved" else space + body


def _piece(piece: Piece, marks: Marks) -> str:
    shown = marks.piece(piece, html.mark)
    return f"<q>{shown}</q>" if piece.quoted else shown


def _list(drafts: Drafts) -> str:
    rows = []
    for h, c in revision.changed(drafts):
        for fate, report, found in revision.fates_of(drafts, c):
            rows += [_listed(h, fate, report, e) for e in found[:LISTED]]
            if len(found) > LISTED:
                rows.append(
                    f"<tr><th>{escape(h.title)}</th><td>{fate}</td>"
                    f"<td colspan=2>and {len(found) - LISTED:,} more: see the JSON</td></tr>"
                )
    if not rows:
        return "<section><h2>No evidence came or went</h2></section>"
    heads = "".join(f"<th scope=col>{h}</th>" for h in ("kind", "", "type", "words"))
    return (
        "<section><details><summary><h2>Every piece that came or went</h2></summary>"
        "<div class=wide tabindex=0 role=region aria-label='Evidence that came or went'>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        "</details></section>"
    )


def _listed(h: Highlight, fate: str, report: Report, e: Evidence) -> str:
    words = _inked(fate, inert.shortened(report.document[e.span], 80))
    return (
        f"<tr><th>{escape(h.title)}</th><td>{fate}</td><td>{escape(e.label)}</td>"
        f"<td>{words}</td></tr>"
    )


def _inked(fate: str, words: str) -> str:
    """Return words that came or went as such."""
    tag = "ins" if fate == "came" else "del"
    return f"<{tag}>{inert.inline(words)}</{tag}>"


def _all(drafts: Drafts) -> str:
    heads = ("measure", "older", "newer", "change", "unit", "came", "went")
    body = []
    for c in drafts.changes:
        change = revision.difference(c)
        cells = [
            *(number(c.old.value), number(c.new.value)),
            f"<b>{change}</b>" if c.is_beyond else change,
            *(escape(c.new.unit), str(len(c.added) or ""), str(len(c.gone) or "")),
        ]
        body.append(
            f"<tr><th>{escape(title_of(c.name))}</th>"
            + "".join(f"<td>{cell}</td>" for cell in cells)
            + "</tr>"
        )
    return (
        f"<section><details><summary><h2>All {len(drafts.changes)} measures</h2></summary>"
        "<div class=wide tabindex=0 role=region aria-label='All measures'><table class=numbers>"
        f"<thead><tr>{''.join(f'<th scope=col>{h}</th>' for h in heads)}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div></details></section>"
    )


def _limits(drafts: Drafts) -> str:
    told = "".join(f"<li>{escape(line)}</li>" for line in revision.limits(drafts))
    return (
        "<section><h2>What these numbers do not say</h2>"
        f"<ul class=limits>{told}</ul></section>\n{html.how_to_read(2)}"
    )
