"""A report as HTML: what is the same on a page of its own and in a notebook."""

from __future__ import annotations

import math
from html import escape
from itertools import groupby
from operator import attrgetter

import stylo
from stylo.feature import Measurement
from stylo.passages import Passage, passages
from stylo.rendering import guide, svg, verdict
from stylo.rendering.glossary import summary
from stylo.rendering.highlights import Highlight, Piece, by_paragraph, present
from stylo.rendering.inert import attribute, inline, is_bidirectional, shortened
from stylo.rendering.mark_table import Marks
from stylo.rendering.reasons import marked
from stylo.rendering.scale import thirds
from stylo.rendering.wording import (
    LIMITS,
    between,
    capital,
    facts,
    headline,
    key_measures,
    notes,
    number,
    shown,
    signed,
    some_words,
    standing_sentence,
    standing_text,
    title_of,
)
from stylo.report import Report

#: A text of more words is laid out only where it is looked at.
LONG = 10_000
#: Rows of the paragraph table: in a longer text neighbours are joined.
PASSAGES = 30
#: Up to so many removed pieces are shown without being asked for.
OPEN = 8

# -- the article ------------------------------------------------------------------------------


def article(report: Report, marks: Marks) -> str:
    """Return the article's paragraphs with its evidence marked, styled by classes alone."""
    linked = {p.first for p in passages(report, [], PASSAGES)}
    linked |= verdict.linked(report)
    out = []
    for row, (kind, inside) in enumerate(by_paragraph(report, marks.pieces), start=1):
        body = ""
        for foreign, run in groupby(inside, attrgetter("quoted")):
            part = "".join(marks.piece(p, mark) for p in run)
            body += f"<q>{part}</q>" if foreign else part
        if any(is_bidirectional(p.text) for p in inside):
            body = f"<bdi>{body}</bdi>"
        tag, looks = paragraph(kind)
        place = f" id=p{row}" if row in linked else ""
        out.append(f"<{tag}{place}{looks}>{body}{closing(tag)}{marks.cut()}")
    return "".join(out)


def closing(tag: str) -> str:
    """Return what closes a paragraph: nothing for a ``p``, which the next one ends."""
    return "" if tag == "p" else f"</{tag}>"


def mark(part: Piece, kind: str, text: str) -> str:
    """Return a mark for a page with a style sheet."""
    names = f'"{kind}"' if " " in kind else kind
    return f'<mark class={names} title="{attribute(part.why)}">{text}</mark>'


def paragraph(kind: str) -> tuple[str, str]:
    """Return the element of a paragraph of this kind, and its class as an attribute."""
    looks = f" class={kind}" if kind in {"caption", "list-item"} else ""
    return ("h3" if kind == "heading" else "p"), looks


# -- the parts --------------------------------------------------------------------------------


def _header(report: Report, level: int) -> str:
    meta = report.document.meta
    lines = [str(meta[key]) for key in ("author", "date") if meta.get(key)]
    by = " · ".join(inline(" ".join(line.split())) for line in lines)
    byline = f'<p class="by">{by}</p>' if by else ""
    return (
        f"<header><h{level}>{inline(headline(report))}</h{level}>{byline}"
        f'<p class="facts">{escape(facts(report))}</p></header>'
    )


def _measures(report: Report, level: int) -> str:
    bands = ""
    if report.reference:
        bands = (
            "<p class=bands>Bars: the middle half and, paler, the middle 80 % of published "
            "<span class=rep>reports</span> and <span class=op>opinion pieces</span> of about "
            f"this length ({escape(report.reference.name)}). <span class=mid>This article</span> "
            "with its 95 % interval. A name opens what it counts.</p>"
        )
    rows = "".join(_row(report, m) for m in key_measures(report))
    return (
        f'<section class="card measures"><h{level}>Measures</h{level}>{bands}'
        f"<div class=rows>{rows}</div></section>"
    )


def _row(report: Report, m: Measurement) -> str:
    interval = f", 95 % interval {between(m)}" if between(m) else ""
    told = [
        escape(summary(m.name)),
        escape(f"{number(m.value)} {m.unit}{interval}. {standing_sentence(report, m.name)}"),
    ]
    words = some_words(report, m, 12)
    if words:
        told.append(f"Counted: {inline(words)}")
    if m.caveat:
        told.append(f"<span class=caveat>{escape(m.caveat)}</span>")
    body = "".join(f"<p>{part}</p>" for part in told if part)
    return (
        f"<details><summary><span class=name>{escape(capital(title_of(m.name)))}</span>"
        f"{svg.measure_bar(report, m.name)}<span class=value>{number(m.value)}</span></summary>"
        f"<div class=more>{body}</div></details>"
    )


def _evidence(report: Report, level: int) -> str:
    kinds = marked(report)
    shown = "".join(_key(report, h) for h in kinds if h.shown)
    more = "".join(_key(report, h) for h in kinds if not h.shown)
    return (
        f'<section class="card evidence"><h{level}>Evidence</h{level}>'
        "<p class=bands>Switch a kind on or off; hover, tap or tab to a mark to read what it is. "
        "Each strip is the article from its beginning to its end.</p>"
        f"{svg.speech(report)}<fieldset><legend class=unseen>Kinds of evidence</legend>{shown}"
        "<div class=key><label><input type=checkbox value=Q checked> "
        "<span class=quoted>other people’s words, grey</span></label></div>"
        f"{other_kinds(more)}</fieldset>"
        "<div class=steps hidden><button type=button data-step=-1>← previous</button>"
        "<button type=button data-step=1>next →</button>"
        "<output aria-live=polite></output></div></section>"
    )


def other_kinds(keys: str) -> str:
    """Return the switches of the kinds that are off at first; a script opens them on a desk."""
    return f"<details class=others><summary>More kinds</summary>{keys}</details>"


def _key(report: Report, h: Highlight) -> str:
    count = len(report[h.measure].evidence)
    checked = " checked" if h.shown else ""
    return (
        f"<div class=key><label><input type=checkbox value={h.mark}{checked}> "
        f"<mark class={h.mark}>{escape(h.title)}</mark> "
        f"<span class=count>{count:,}</span></label>"
        f"{svg.evidence_strip(report, h, attribute(thirds(report, h)))}</div>"
    )


def _paragraphs(report: Report, level: int) -> str:
    kinds = [h for h in present(report) if report[h.measure].evidence and h.mark != "q"]
    rows = passages(report, [h.measure for h in kinds], PASSAGES)
    if len(rows) < 2 or not kinds:
        return ""
    largest = {
        h.measure: max((p.density(h.measure) for p in rows if p.words), default=0.0) for h in kinds
    }
    judged = any(report.voice.sentences)
    heads = "".join(f"<th scope=col>{escape(h.plural)}</th>" for h in kinds)
    heads = "<th scope=col>¶</th><th scope=col>words</th>" + heads
    heads += "<th scope=col>voice</th>" if judged else ""
    body = "".join(_passage(p, kinds, largest, judged) for p in rows)
    return (
        f"<section><details><summary><h{level}>Paragraph by paragraph</h{level}></summary>"
        "<p class=bands>Pieces of evidence in each paragraph; the darker the cell, the more for "
        "its words. Voice: what it adds to the log-odds, + for opinion, − for reporting.</p>"
        "<div class=wide tabindex=0 role=region aria-label='Evidence by paragraph'>"
        f"<table class=heat><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        "</details></section>"
    )


def _passage(p: Passage, kinds: list[Highlight], largest: dict[str, float], judged: bool) -> str:
    name = str(p.first) if p.first == p.last else f"{p.first}–{p.last}"
    cells = [f"<th><a href=#p{p.first}>{name}</a></th><td>{p.words}</td>"]
    for h in kinds:
        count = p.evidence[h.measure]
        share = p.density(h.measure) / largest[h.measure] if count and p.words else 0.0
        looks = f" class=d{min(4, math.ceil(share * 4))}" if share else ""
        cells.append(f"<td{looks}>{f'{count:g}' if count else ''}</td>")
    if judged:
        looks = " class=op" if p.odds >= 0.05 else " class=rep" if p.odds <= -0.05 else ""
        cells.append(f"<td{looks}>{'' if math.isnan(p.odds) else signed(p.odds, 1)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _all_measures(report: Report, level: int) -> str:
    standings = bool(report.standings)
    heads = ["measure", "value", "95 %", "unit"]
    heads += ["% of reports / opinion below"] if standings else []
    out = []
    for family, rows in shown(report, everything=True):
        out.append(
            f"<tbody><tr><th scope=rowgroup colspan={len(heads)}>{capital(family)}</th></tr>"
        )
        for m in rows:
            cells = [number(m.value), between(m), m.unit]
            cells += [standing_text(report, m.name)] if standings else []
            out.append(
                f"<tr><th>{escape(title_of(m.name))}</th>"
                + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
                + "</tr>"
            )
        out.append("</tbody>")
    return (
        f"<section><details><summary><h{level}>All {len(report)} measures</h{level}></summary>"
        "<div class=wide tabindex=0 role=region aria-label='All measures'><table class=all>"
        f"<thead><tr>{''.join(f'<th scope=col>{head}</th>' for head in heads)}</tr></thead>"
        f"{''.join(out)}</table></div></details></section>"
    )


def removed(report: Report) -> str:
    """Return what reading took out, as list items."""
    return "".join(
        f"<li><b>{escape(r.reason)}</b> {inline(shortened(r.text, 240))}</li>"
        for r in report.document.removed
    )


def _removed(report: Report, level: int) -> str:
    number = len(report.document.removed)
    if not number:
        return ""
    opened = " open" if number <= OPEN else ""
    return (
        f"<section><details{opened}><summary><h{level}>Removed as no part of the article</h{level}>"
        f"</summary><ul class=removed>{removed(report)}</ul></details></section>"
    )


def _limits(report: Report, level: int) -> str:
    told = "".join(f"<li>{escape(line)}</li>" for line in (*LIMITS, *notes(report)))
    return (
        f"<section><h{level}>What these numbers do not say</h{level}>"
        f"<ul class=limits>{told}</ul></section>\n{how_to_read(level)}"
    )


def how_to_read(level: int) -> str:
    """Return the plain page on how to read a report, folded."""
    return (
        f"<section><details class=how><summary><h{level}>{guide.title()}</h{level}></summary>"
        f"{guide.body(level + 1)}</details></section>"
    )


def shell(report: Report, marks: Marks, text: str, level: int) -> str:
    """Return everything that stands inside the report's element.

    Parameters
    ----------
    text : str
        The marked article; ``""`` where a script will put it in.
    level : int
        Level of the report's heading: 1 on a page of its own, 2 in a notebook.
    """
    below = level + 1
    return (
        f"{_header(report, level)}\n"
        f"{verdict.card(report, below)}\n"
        f"<div class=reader>{_evidence(report, below)}\n"
        f'<section class="card article" aria-label="The article, with its evidence">'
        f'<div class="text{" long" if report.document.word_count > LONG else ""}">{text}</div>'
        f"</section></div>\n{_measures(report, below)}\n"
        f"{_paragraphs(report, below)}\n{_all_measures(report, below)}\n"
        f"{_removed(report, below)}\n{_limits(report, below)}\n"
        f"<footer>stylo {escape(stylo.__version__)}</footer>\n"
        f"{marks.data()}"
    )
