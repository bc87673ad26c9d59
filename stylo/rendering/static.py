"""A report in a notebook: readable with no script and no style sheet, lively where a script runs.

An untrusted notebook, GitHub and a mail drop scripts and most styles, so what stands here carries
its styles inline and still reads when they are dropped too. Where the script runs, it moves the
article into a shadow root, with the looks and the switches of the page.
"""

from __future__ import annotations

from html import escape

from stylo.feature import Measurement
from stylo.rendering import assets, html, inert
from stylo.rendering.highlights import HIGHLIGHTS, Piece, by_paragraph, pieces, present
from stylo.rendering.mark_table import Marks
from stylo.rendering.reasons import marked, reasons
from stylo.rendering.scale import scale, thirds
from stylo.rendering.textbar import BAR_NOTE, bar, strip_line
from stylo.rendering.wording import (
    LIMITS,
    between,
    capital,
    facts,
    headline,
    key_measures,
    notes,
    number,
    some_words,
    standing_text,
    title_of,
    verdict,
)
from stylo.report import Report

#: Styles of the parts, inline as no style sheet reaches a notebook that nobody has trusted.
_SANS = "font-family:system-ui,sans-serif"
BOX = f"{_SANS};font-size:15px;line-height:1.5;color:#1d1b18;background:#fffefb;padding:16px"
SMALL = f"{_SANS};font-size:13px;color:#5f5a51"
TABLE = "border-collapse:collapse;font-size:13px;color:#1d1b18;background:#fffefb;margin:8px 0"
CELL = "text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-bottom:1px solid #dfdacd"
RIGHT = CELL.replace("text-align:left", "text-align:right;white-space:nowrap")
_CODE = "font-family:monospace;white-space:pre;background:#f6f4ee;color:#1d1b18"
TEXT = "font-family:Georgia,serif;font-size:17px;line-height:1.7;max-width:700px"
QUOTED = "color:#6b665d"
MARKS = {
    h.mark: f"background:{h.colour};color:#1d1b18;border-bottom:{h.line} {h.ink}"
    for h in HIGHLIGHTS
}
#: Columns of bars and strips.
_BAR, _STRIP = 24, 60


def fragment(report: Report) -> str:
    """Return the report as HTML for a notebook.

    It reads with no script and no style sheet; where a script may run, the article moves into a
    shadow root, with the switches of the page, out of the reach of the notebook's own styles.
    """
    marks = Marks(pieces(report, marked(report)))
    article = _article(report, marks)
    shell = html.shell(report, marks, "", 2)
    return (
        f'<div class="stylo-report" style="{BOX}">\n{_head(report)}\n{_measures(report)}\n'
        f'{_strips(report)}\n<div class="stylo-text" style="{TEXT}">{article}</div>\n'
        f"{_removed(report)}\n{_notes(report)}\n"
        f'<script type="text/html" class="stylo-shell">{shell}</script>\n'
        f'<script type="text/css" class="stylo-css">{assets.css()}</script>\n'
        f"<script>{assets.script()}</script>\n</div>"
    )


def _head(report: Report) -> str:
    why = "".join(f"<li>{escape(reason)}</li>" for reason in reasons(report))
    return (
        f"<h2>{inert.inline(headline(report))}</h2>"
        f'<p style="{SMALL}">{escape(facts(report))}</p>'
        f"<p><strong>{escape(verdict(report))}</strong></p><ul>{why}</ul>"
    )


def _measures(report: Report) -> str:
    rows = key_measures(report)
    standings = bool(report.standings)
    heads = [("measure", CELL), ("value", RIGHT), ("95 %", RIGHT), ("unit", CELL)]
    if standings:
        heads += [("among published articles", CELL), ("% of reports / opinion below", CELL)]
    heads.append(("words counted", CELL))
    head = "".join(f'<th style="{style}">{name}</th>' for name, style in heads)
    body = "".join(_row(report, m, standings) for m in rows)
    note = f'<p style="{SMALL}">{escape(BAR_NOTE)}.</p>' if standings else ""
    return (
        f'<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}'
    )


def _row(report: Report, m: Measurement, standings: bool) -> str:
    cells = [
        (escape(capital(title_of(m.name))), CELL),
        (number(m.value), RIGHT),
        (between(m), RIGHT),
        (escape(m.unit), CELL),
    ]
    if standings:
        drawn = bar(scale(report, m), _BAR)
        cells.append((f'<code style="{_CODE}">{drawn}</code>' if drawn else "", CELL))
        cells.append((standing_text(report, m.name), RIGHT))
    cells.append((inert.inline(some_words(report, m)), CELL))
    return "<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell, style in cells) + "</tr>"


def _strips(report: Report) -> str:
    rows = []
    for h in present(report):
        if not report[h.measure].evidence:
            continue
        name = f'<mark style="{MARKS[h.mark]}">{h.plural}</mark><sup>{h.mark}</sup>'
        strip = strip_line(report, h, _STRIP).replace(" ", "&nbsp;")
        told = escape(thirds(report, h))
        rows.append(
            f'<tr><td style="{CELL}">{name}</td><td style="{RIGHT}">'
            f"{len(report[h.measure].evidence)}</td>"
            f'<td style="{CELL}" title="{told}"><code style="{_CODE}">{strip}</code></td></tr>'
        )
    if not rows:
        return ""
    return (
        f'<p style="{SMALL}">The article from its beginning to its end: where each kind of '
        f'evidence falls. <span style="{QUOTED}">Other people’s words are grey below</span> and '
        f'do not count.</p><table style="{TABLE}"><tbody>{"".join(rows)}</tbody></table>'
    )


def _article(report: Report, marks: Marks) -> str:
    out = []
    for row, (kind, inside) in enumerate(by_paragraph(report, marks.pieces), start=1):
        body = "".join(_piece(p, marks) for p in inside)
        if any(inert.is_bidirectional(p.text) for p in inside):
            body = f"<bdi>{body}</bdi>"
        tag, looks = html.paragraph(kind)
        out.append(f"<{tag} data-n={row}{looks}>{body}</{tag}>{marks.cut(SMALL)}")
    return "\n".join(out)


def _piece(piece: Piece, marks: Marks) -> str:
    text = marks.piece(piece, _mark)
    return f'<span class="quoted" style="{QUOTED}">{text}</span>' if piece.quoted else text


def _mark(piece: Piece, kind: str, text: str) -> str:
    first = piece.layers[0].highlight
    if not first.shown:
        return f'<span class="{kind}">{text}</span>'
    letter = "" if piece.goes_on else f"<sup>{first.cue}</sup>"
    return (
        f'<mark class="{kind}" style="{MARKS[first.mark]}" '
        f'title="{inert.attribute(piece.why)}">{text}{letter}</mark>'
    )


def _removed(report: Report) -> str:
    if not report.document.removed:
        return ""
    return (
        f'<h3>Removed as no part of the article</h3><ul style="{SMALL}">{html.removed(report)}</ul>'
    )


def _notes(report: Report) -> str:
    told = "".join(f"<li>{escape(line)}</li>" for line in (*LIMITS, *notes(report)))
    return f'<h3>What these numbers do not say</h3><ul style="{SMALL}">{told}</ul>'
