"""A report as people read it: a terminal page, Markdown, HTML. Nothing is computed here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from stylo import norms
from stylo.document import Span
from stylo.feature import Measurement
from stylo.features import families, family_of
from stylo.report import Contribution, Report

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Rows of the families that a page shows without being asked; the others are in `Report.table`.
SHOWN = ("readability", "hedging", "colloquialism", "metaphor")


@dataclass(frozen=True, slots=True)
class Highlight:
    """How one kind of evidence is shown: in colour, and with a second cue beside it."""

    measure: str
    title: str
    mark: str
    terminal: str
    colour: str
    line: str


#: What is highlighted in the article, the most telling first: where two overlap, the first shows.
HIGHLIGHTS = (
    Highlight("simile_density", "simile", "s", "bold green", "#cdebc5", "solid"),
    Highlight("idiom_density", "idiom", "i", "green", "#e3f3c4", "double"),
    Highlight("colloquialism_density", "colloquialism", "c", "yellow", "#fdeab0", "dotted"),
    Highlight("hedge_density", "hedge", "h", "cyan", "#cfe6fa", "dashed"),
    Highlight("booster_density", "booster", "b", "magenta", "#f7d6ea", "wavy"),
    Highlight("content_metaphor_density", "metaphor", "m", "underline", "#ece7f6", "solid"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that is shown in one way."""

    text: str
    highlight: Highlight | None
    why: str
    quoted: bool


# -- words ------------------------------------------------------------------------------------


def title_of(name: str) -> str:
    """Return a measure's name for a reader: ``hedge_density`` is ``hedges``-like plain words."""
    return name.removesuffix("_density").replace("_", " ")


def number(value: float) -> str:
    """Return a value as short as it can be read, an em dash for NaN."""
    if math.isnan(value):
        return "—"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def between(m: Measurement) -> str:
    """Return the interval of a measurement, or nothing."""
    return "" if math.isnan(m.low) else f"{number(m.low)}–{number(m.high)}"


def standing_text(report: Report, name: str) -> str:
    """Return where a value stands among published reports and opinion, or nothing."""
    standing = report.standings.get(name)
    if standing is None:
        return ""
    return f"{standing.reporting:.0f} / {standing.opinion:.0f}"


def verdict(report: Report) -> str:
    """Return the verdict in a sentence."""
    voice = report.voice
    if math.isnan(voice.probability):
        return f"No verdict on the voice. {voice.caveat}".strip()
    said = {
        "editorial": "This reads as opinion",
        "reporting": "This reads as factual reporting",
        "mixed": "Between opinion and reporting: no verdict",
    }[voice.label]
    if voice.resembles:
        said += f", and resembles a {voice.resembles}"
    return f"{said} (P(editorial) = {voice.probability:.2f}). {voice.caveat}".strip()


def reasons(report: Report, most: int = 3) -> list[str]:
    """Return what speaks loudest for the verdict, in words.

    For a mixed voice the loudest of both sides.
    """
    sign = {"editorial": 1, "reporting": -1}.get(report.voice.label, 0)
    told = [c for c in report.voice.contributions if sign == 0 or c.contribution * sign > 0]
    return [_reason(report, c) for c in told[:most]]


def _reason(report: Report, c: Contribution) -> str:
    side = "opinion" if c.contribution > 0 else "reporting"
    text = f"{title_of(c.name)} {number(c.value)}"
    if c.name in report:
        text += f" {report[c.name].unit}"
    standing = report.standings.get(c.name)
    if standing is not None:
        other = standing.reporting if c.contribution > 0 else standing.opinion
        kind = "reports" if c.contribution > 0 else "opinion pieces"
        if other >= 50:
            text += f", more than in {other:.0f} % of {kind}"
        else:
            text += f", less than in {100 - other:.0f} % of {kind}"
    return f"{text} (speaks for {side}, {c.contribution:+.2f})"


def some_words(report: Report, m: Measurement, most: int = 8) -> str:
    """Return the words that a measure counted, each once with its number, most frequent first."""
    counts: dict[str, int] = {}
    for e in m.evidence:
        word = " ".join(report.document[e.span].split())
        if len(word) > 60:
            word = word[:57] + "…"
        if not any(c.isupper() for c in word[1:]):
            word = word[:1].lower() + word[1:] if word[:2] != "I " and word != "I" else word
        counts[word] = counts.get(word, 0) + 1
    top = sorted(counts.items(), key=lambda item: -item[1])[:most]
    text = ", ".join(w if n == 1 else f"{w} ×{n}" for w, n in top)
    return text + (", …" if len(counts) > most else "")


def shown(report: Report, everything: bool = False) -> list[tuple[str, list[Measurement]]]:
    """Return the measures to show, by family."""
    out = []
    for family in families():
        rows = [m for m in report if family_of(m.name) == family]
        if rows and (everything or family in SHOWN):
            out.append((family, rows))
    return out


def pieces(report: Report) -> list[Piece]:
    """Cut the article into stretches that are shown in one way each."""
    text = report.document.text
    layers: list[tuple[int, int, int, str]] = []
    for rank, highlight in enumerate(HIGHLIGHTS):
        if highlight.measure in report:
            for e in report[highlight.measure].evidence:
                layers.append((e.span.start, e.span.end, rank, e.label))
    quotes = report.document.quotations
    speech = [
        (int(s), int(e))
        for s, e, kind in zip(quotes["start"], quotes["end"], quotes["kind"], strict=True)
        if kind == "speech"
    ]
    owner: list[tuple[int, str] | None] = [None] * len(text)
    for start, end, rank, label in sorted(layers, key=lambda layer: -layer[2]):
        owner[start:end] = [(rank, label)] * (end - start)
    quoted = bytearray(len(text))
    for start, end in speech:
        quoted[start:end] = b"\x01" * (end - start)
    out, at = [], 0
    for (top, inside), run in groupby(zip(owner, quoted, strict=True)):
        end = at + sum(1 for _ in run)
        shown_as = HIGHLIGHTS[top[0]] if top else None
        why = f"{shown_as.title}: {top[1]}" if shown_as and top else ""
        out.append(Piece(text[at:end], shown_as, why, bool(inside)))
        at = end
    return out


def facts(report: Report) -> str:
    """Return what was read, in a line."""
    doc = report.document
    quotes = doc.quotations
    share = 0.0
    if doc.word_count:
        from stylo.feature import own_words

        share = 1 - own_words(doc, "own") / doc.word_count
    parts = [
        f"{doc.word_count:,} words",
        f"{len(doc.sentences):,} sentences",
        f"{len(quotes)} quotations ({share:.0%} of the words are other people's)",
    ]
    if doc.removed:
        parts.append(f"{len(doc.removed)} pieces of boilerplate removed")
    if report.settings.get("scope") == "all":
        parts.append("quotations counted too")
    return " · ".join(parts)


def headline(report: Report) -> str:
    """Return the article's title: its own, or the name it was read from."""
    doc = report.document
    kinds = doc.paragraphs["kind"]
    if len(kinds) and kinds[0] == "heading":
        return doc[Span(int(doc.paragraphs["start"][0]), int(doc.paragraphs["end"][0]))]
    return str(doc.meta.get("title") or doc.id or "Article")


STANDING_NOTE = (
    "Percentiles: share of published reports / opinion pieces with a lower value ({name})."
)


def notes(report: Report) -> list[str]:
    """Return the caveats, each once, with the measures that it belongs to."""
    said: dict[str, list[str]] = {}
    for _, rows in shown(report):
        for m in rows:
            if m.caveat:
                said.setdefault(m.caveat, []).append(title_of(m.name))
    return [f"{', '.join(names)}: {caveat}" for caveat, names in said.items()]


# -- terminal ---------------------------------------------------------------------------------


def terminal(report: Report, console: Console, *, everything: bool = False) -> None:
    """Print a report as a page for a terminal: colour where there is any, plain where not.

    Parameters
    ----------
    console : rich.console.Console
        Knows the width, and whether colour is wanted (``NO_COLOR``, pipes).
    everything : bool
        All measures, not only the four families.
    """
    from rich.panel import Panel
    from rich.rule import Rule
    from rich.text import Text

    plain = not console.is_terminal or console.no_color or console.color_system is None
    console.print()
    console.print(Text(headline(report), style="bold"))
    console.print(Text(facts(report), style="dim"))
    console.print()
    lines = [Text(verdict(report), style="bold")]
    lines += [Text(f"• {reason}") for reason in reasons(report)]
    console.print(Panel(Text("\n").join(lines), title="Voice", title_align="left"))
    for family, rows in shown(report, everything):
        console.print(_family_table(report, family, rows))
    if report.standings:
        console.print(Text(STANDING_NOTE.format(name=norms.name()), style="dim"))
    for note in notes(report):
        console.print(Text(f"Note. {note}", style="dim"))
    console.print(Rule("The article, with its evidence"))
    console.print(_legend(report, plain))
    console.print()
    console.print(_article(report, plain))
    if report.document.removed:
        console.print(Rule("Removed as no part of the article"))
        for r in report.document.removed:
            line = " ".join(r.text.split())
            line = line if len(line) <= 100 else line[:97] + "…"
            console.print(Text(f"- {r.reason}: {line}", style="dim"))
    console.print()


def _family_table(report: Report, family: str, rows: Sequence[Measurement]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=family.capitalize(),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
    )
    table.add_column("measure", no_wrap=True, min_width=18)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("95 %", justify="right", no_wrap=True, style="dim")
    table.add_column("unit", style="dim", max_width=14)
    if report.standings:
        table.add_column("% of rep. / op.", justify="right", no_wrap=True, max_width=9)
    table.add_column("words", ratio=1)
    for m in rows:
        cells: list[Any] = [title_of(m.name), number(m.value), between(m), m.unit]
        if report.standings:
            cells.append(standing_text(report, m.name))
        cells.append(Text(some_words(report, m)))
        table.add_row(*[c if isinstance(c, Text) else Text(c) for c in cells])
    return table


def _legend(report: Report, plain: bool) -> RenderableType:
    from rich.text import Text

    legend = Text()
    for h in HIGHLIGHTS:
        if h.measure in report:
            text = f"[{h.title}]{h.mark}" if plain else h.title
            legend.append(text, style="" if plain else h.terminal)
            legend.append("  ")
    legend.append("quoted speech, not the writer's", style="" if plain else "dim italic")
    return legend


def _article(report: Report, plain: bool) -> RenderableType:
    from rich.text import Text

    article = Text()
    for piece in pieces(report):
        text = _visible(piece.text)
        if piece.highlight is None:
            article.append(text, style="dim italic" if piece.quoted and not plain else "")
        elif plain:
            article.append(f"[{text}]{piece.highlight.mark}")
        else:
            article.append(text, style=piece.highlight.terminal)
    return article


def _visible(text: str) -> str:
    """Replace control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


# -- Markdown ---------------------------------------------------------------------------------


def _md(text: str) -> str:
    out = escape(" ".join(text.split()), quote=False)
    for c in "\\`*_[]|#":
        out = out.replace(c, "\\" + c)
    return out


def markdown(report: Report) -> str:
    """Return the report as Markdown: verdict, tables, caveats, the article's evidence."""
    lines = [f"# {_md(headline(report))}", "", facts(report), ""]
    lines += [f"**{_md(verdict(report))}**", ""]
    lines += [f"- {_md(reason)}" for reason in reasons(report)]
    for family, rows in shown(report, everything=True):
        lines += ["", f"## {family.capitalize()}", ""]
        lines.append("| measure | value | 95 % | unit | % of reports / opinion below | words |")
        lines.append("|---|---:|---:|---|---:|---|")
        for m in rows:
            cells = [
                title_of(m.name),
                number(m.value),
                between(m),
                m.unit,
                standing_text(report, m.name),
                some_words(report, m),
            ]
            lines.append("| " + " | ".join(_md(c) for c in cells) + " |")
    told = notes(report)
    if report.standings:
        told.append(STANDING_NOTE.format(name=norms.name()))
    lines += ["", "## Notes", "", *(f"- {_md(note)}" for note in told)] if told else []
    if report.document.removed:
        lines += ["", "## Removed as no part of the article", ""]
        lines += [f"- {_md(r.reason)}: {_md(r.text)[:200]}" for r in report.document.removed]
    return "\n".join(lines) + "\n"


# -- HTML -------------------------------------------------------------------------------------

_BOX = "font:15px/1.55 Georgia,serif;color:#1b1b1b;background:#fff;max-width:52em;padding:1em"
_TABLE = "border-collapse:collapse;font:13px/1.4 system-ui,sans-serif;width:100%;margin:.4em 0 1em"
_CELL = "text-align:left;vertical-align:top;padding:.2em .6em .2em 0;border-bottom:1px solid #ddd"
_RIGHT = _CELL.replace("text-align:left", "text-align:right;white-space:nowrap")
_SMALL = "font:13px/1.45 system-ui,sans-serif;color:#555"


def _style(highlight: Highlight) -> str:
    return (
        f"background:{highlight.colour};color:#1b1b1b;"
        f"text-decoration:underline {highlight.line} #555;text-underline-offset:2px"
    )


def fragment(report: Report) -> str:
    """Return the report as HTML with inline styles: what a notebook shows.

    It needs no script and no style sheet, so it reads the same in an untrusted notebook, in
    nbconvert and in a mail.
    """
    out = [f'<div style="{_BOX}">']
    out.append(f'<h2 style="margin:.2em 0">{escape(headline(report))}</h2>')
    out.append(f'<p style="{_SMALL};margin:.2em 0">{escape(facts(report))}</p>')
    out.append(f"<p><strong>{escape(verdict(report))}</strong></p><ul>")
    out += [f"<li>{escape(reason)}</li>" for reason in reasons(report)]
    out.append("</ul>")
    out += [_html_table(report, family, rows) for family, rows in shown(report)]
    told = notes(report)
    if report.standings:
        told.append(STANDING_NOTE.format(name=norms.name()))
    out += [f'<p style="{_SMALL};margin:.2em 0">{escape(note)}</p>' for note in told]
    out.append(_html_article(report))
    if report.document.removed:
        out.append('<h3 style="margin:.8em 0 .2em">Removed as no part of the article</h3>')
        out.append(f'<ul style="{_SMALL}">')
        out += [
            f"<li>{escape(r.reason)}: {escape(' '.join(r.text.split())[:200])}</li>"
            for r in report.document.removed
        ]
        out.append("</ul>")
    out.append("</div>")
    return "\n".join(out)


def _html_table(report: Report, family: str, rows: Sequence[Measurement]) -> str:
    heads = ["measure", "value", "95 %", "unit", "% of reports / opinion below", "words"]
    styles = [_CELL, _RIGHT, _RIGHT, _CELL, _RIGHT, _CELL]
    out = [f'<h3 style="margin:.8em 0 0">{escape(family.capitalize())}</h3>']
    out.append(f'<table style="{_TABLE}"><thead><tr>')
    out += [
        f'<th scope="col" style="{style}">{head}</th>'
        for head, style in zip(heads, styles, strict=True)
    ]
    out.append("</tr></thead><tbody>")
    for m in rows:
        cells = [
            title_of(m.name),
            number(m.value),
            between(m),
            m.unit,
            standing_text(report, m.name),
            some_words(report, m),
        ]
        out.append("<tr>")
        out += [
            f'<td style="{style}">{escape(cell)}</td>'
            for cell, style in zip(cells, styles, strict=True)
        ]
        out.append("</tr>")
    out.append("</tbody></table>")
    return "".join(out)


def _html_article(report: Report) -> str:
    legend = " ".join(
        f'<span style="{_style(h)};padding:0 .3em">{h.title}</span>'
        for h in HIGHLIGHTS
        if h.measure in report
    )
    body = []
    for piece in pieces(report):
        text = escape(piece.text).replace("\n", "<br>")
        if piece.highlight is not None:
            text = (
                f'<mark style="{_style(piece.highlight)}" title="{escape(piece.why)}">{text}</mark>'
            )
        if piece.quoted:
            text = f'<span style="color:#777">{text}</span>'
        body.append(text)
    return (
        '<h3 style="margin:.8em 0 .2em">The article, with its evidence</h3>'
        f'<p style="{_SMALL}">{legend} <span style="color:#777">quoted speech, not the '
        f"writer&#8217;s</span></p><div>{''.join(body)}</div>"
    )


def page(report: Report) -> str:
    """Return the report as one self-contained HTML page."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(headline(report))} – stylo</title></head>"
        f'<body style="margin:0;display:flex;justify-content:center">{fragment(report)}</body>'
        "</html>\n"
    )
