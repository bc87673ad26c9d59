"""A report as HTML: what is the same on a page of its own and in a notebook."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

import stylo
from stylo.feature import Measurement
from stylo.passages import Passage, passages
from stylo.rendering import svg
from stylo.rendering.glossary import meaning, summary
from stylo.rendering.highlights import Highlight, Layer, Piece, by_paragraph, present
from stylo.rendering.scale import thirds
from stylo.rendering.wording import (
    LIMITS,
    between,
    capital,
    facts,
    headline,
    held_against,
    key_measures,
    loudest,
    notes,
    number,
    shown,
    signed,
    some_words,
    standing_sentence,
    standing_text,
    title_of,
    verdict_words,
)
from stylo.report import Contribution, Report

#: Up to so many marks say what they are without a script too; more would make the page heavy.
TITLES = 4000
#: A text of more words is laid out only where it is looked at.
LONG = 10_000
#: Rows of the paragraph table: in a longer text neighbours are joined.
PASSAGES = 30
#: Measures that the line-up of reasons shows when asked.
REASONS = 12
#: Up to so many removed pieces are shown without being asked for.
OPEN = 8

_BIDI = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]"
)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")


def attribute(text: str) -> str:
    """Return a text for an attribute or a title: no markup, no control of the writing direction."""
    return escape(_CONTROL.sub("\ufffd", text))


def is_bidirectional(text: str) -> bool:
    """Return whether a text may be written from right to left."""
    return _BIDI.search(text) is not None


def inline(text: str) -> str:
    """Return a text for the page: no markup, and a writing direction that ends where it ends."""
    safe = escape(text, quote=False)
    return f"<bdi>{safe}</bdi>" if is_bidirectional(text) else safe


# -- the article ------------------------------------------------------------------------------


class Marks:
    """Names the kinds of evidence that a page shows: a letter, and a number but for the commonest.

    Parameters
    ----------
    cut : sequence of Piece
        The article.
    """

    def __init__(self, cut: Sequence[Piece]) -> None:
        self.pieces = cut
        self._names: dict[Layer, str] = {}
        met: Counter[str] = Counter()
        for layer, _ in Counter(layer for p in cut for layer in p.layers).most_common():
            letter = layer.highlight.mark
            self._names[layer] = f"{letter}{met[letter] or ''}"
            met[letter] += 1

    def classes(self, layers: Iterable[Layer]) -> str:
        """Return the classes of a mark: one for each layer, the most telling first."""
        return " ".join(self._names[layer] for layer in layers)

    def data(self) -> str:
        """Return what each class means, as JSON in the form of an element's text."""
        told = {
            name: [layer.highlight.title, layer.label, meaning(layer)]
            for layer, name in self._names.items()
        }
        return escape(json.dumps(told, ensure_ascii=False), quote=False)


def broken(text: str) -> str:
    """Return a text for the page with its line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")


def article(report: Report, marks: Marks) -> str:
    """Return the article's paragraphs with its evidence marked, styled by classes alone."""
    titles = sum(bool(p.layers) for p in marks.pieces) <= TITLES
    linked = {p.first for p in passages(report, [], PASSAGES)}
    out = []
    for row, (kind, inside) in enumerate(by_paragraph(report, marks.pieces), start=1):
        body = ""
        for quoted, run in groupby(inside, attrgetter("quoted")):
            part = "".join(piece(p, marks, titles) for p in run)
            body += f"<span class=quoted>{part}</span>" if quoted else part
        if any(is_bidirectional(p.text) for p in inside):
            body = f"<bdi>{body}</bdi>"
        tag, looks = paragraph(kind)
        place = f" id=p{row}" if row in linked else ""
        out.append(f"<{tag}{place}{looks}>{body}</{tag}>")
    return "\n".join(out)


def paragraph(kind: str) -> tuple[str, str]:
    """Return the element of a paragraph of this kind, and its class as an attribute."""
    looks = f" class={kind}" if kind in {"caption", "list-item"} else ""
    return ("h3" if kind == "heading" else "p"), looks


def piece(part: Piece, marks: Marks, titles: bool) -> str:
    """Return a stretch of the article, marked where there is evidence.

    Without titles a mark is as short as can be, as there are thousands.
    """
    text = broken(part.text)
    if not part.layers:
        return text
    names = marks.classes(part.layers) + " on" * part.goes_on
    names = f'"{names}"' if " " in names else names
    if not titles:
        return f"<b class={names}>{text}</b>"
    return f'<mark class={names} title="{attribute(part.why)}">{text}</mark>'


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


def _verdict(report: Report, level: int) -> str:
    voice = report.voice
    head = f"<h{level}>{escape(verdict_words(report))}</h{level}>"
    caveat = f'<p class="caveat">{escape(voice.caveat)}</p>' if voice.caveat else ""
    if math.isnan(voice.probability):
        return f'<section class="card verdict">{head}{caveat}</section>'
    told = loudest(report)
    largest = max((abs(c.contribution) for c in voice.contributions), default=0.0)
    why = "".join(f"<li>{_reason(report, c, largest)}</li>" for c in told)
    rest = [c for c in voice.contributions[:REASONS] if c.contribution and c not in told]
    more = ""
    if rest:
        items = "".join(f"<li>{_reason(report, c, largest)}</li>" for c in rest)
        more = (
            "<details><summary>What else speaks for and against</summary>"
            f"<ul class=reasons>{items}</ul></details>"
        )
    return (
        f'<section class="card verdict {voice.label}">{head}'
        f"<p class=odds><b>P(editorial) {escape(voice.odds)}</b> the probability of editorial "
        "voice</p>"
        f"{svg.gauge(voice.probability)}"
        "<p class=ends><span>0 · reporting</span><span>opinion · 1</span></p>"
        f"{caveat}<ol class=reasons>{why}</ol>{more}{_along(report)}</section>"
    )


def _along(report: Report) -> str:
    if not any(report.voice.sentences):
        return ""
    label = "Voice along the article: above the line for opinion, below it for reporting"
    return (
        f"<div class=along>{svg.voice(report, label)}"
        "<p class=bands>The article sentence by sentence: above the line speaks for opinion, "
        "below it for reporting.</p></div>"
    )


def _reason(report: Report, c: Contribution, largest: float) -> str:
    side = "opinion" if c.contribution > 0 else "reporting"
    unit = f" {report[c.name].unit}" if c.name in report else ""
    text = f"<b>{escape(capital(title_of(c.name)))}</b> {number(c.value)}{escape(unit)}"
    held = held_against(report, c)
    text += f", {held}" if held else ""
    return (
        f"<span>{text}</span><span class=side>{svg.push(c.contribution, largest)}"
        f"{side} {signed(c.contribution, 2)}</span>"
    )


def _measures(report: Report, level: int) -> str:
    bands = ""
    if report.reference:
        bands = (
            "<p class=bands><span class=rep>reports</span> <span class=op>opinion</span> "
            "the middle half and, paler, the middle 80 % of published articles of about this "
            f"length ({escape(report.reference.name)}); <span class=mid>this article</span> with "
            "its 95 % interval</p>"
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
    rows = "".join(_key(report, h) for h in present(report))
    return (
        f'<section class="card evidence"><h{level}>Evidence</h{level}>'
        "<p class=bands>Switch a kind on or off. Each strip is the whole article from its "
        "beginning to its end, other people’s words grey.</p>"
        f"<fieldset><legend class=unseen>Kinds of evidence to show</legend>{rows}"
        "<div class=key><label><input type=checkbox value=Q checked> "
        "<span class=quoted>other people’s words</span></label></div></fieldset>"
        "<div class=steps hidden><button type=button data-step=-1>← previous</button>"
        "<button type=button data-step=1>next →</button>"
        "<output aria-live=polite></output></div></section>"
    )


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


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


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
    told = "".join(f"<li>{escape(line)}</li>" for line in LIMITS)
    told += "".join(f"<li>{escape(line)}</li>" for line in notes(report))
    return (
        f"<section><h{level}>What these numbers do not say</h{level}>"
        f"<ul class=limits>{told}</ul></section>"
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
        f"<div class=overview>{_verdict(report, below)}\n{_measures(report, below)}</div>\n"
        f"<div class=reader>{_evidence(report, below)}\n"
        f'<section class="card article" aria-label="The article, with its evidence">'
        f'<div class="text{" long" if report.document.word_count > LONG else ""}">{text}</div>'
        "</section></div>\n"
        f"{_paragraphs(report, below)}\n{_all_measures(report, below)}\n"
        f"{_removed(report, below)}\n{_limits(report, below)}\n"
        f"<footer>stylo {escape(stylo.__version__)}</footer>\n"
        f"<div hidden class=why>{marks.data()}</div>"
    )
