"""The first card of a page: the verdict, its reasons, and the voice along the article."""

from __future__ import annotations

import math
from html import escape

import numpy as np

from stylo.feature import Evidence
from stylo.rendering import svg
from stylo.rendering.highlights import Highlight
from stylo.rendering.inert import inline
from stylo.rendering.reasons import (
    among_neighbours,
    change,
    examples,
    held_against,
    likely,
    loudest,
    mark_of,
    marked,
    said,
)
from stylo.rendering.wording import capital, judged_by, signed, verdict_words
from stylo.report import Contribution, Report

#: Measures of which the reasons are told, those included that show only when asked.
REASONS = 12


def card(report: Report, level: int) -> str:
    """Return the verdict with its probability, its reasons and the voice along the article."""
    voice = report.voice
    head = f"<h{level}>{escape(verdict_words(report))}</h{level}>"
    told = " ".join(sentence for sentence in (voice.caveat, judged_by(report)) if sentence)
    caveat = f'<p class="caveat">{inline(told)}</p>' if told else ""
    if math.isnan(voice.probability):
        return f'<section class="card verdict">{head}{caveat}</section>'
    said = capital(("were it an article, " if voice.resembles else "") + likely(voice))
    return (
        f'<section class="card verdict {voice.label}"><div class=said>{head}'
        f"<p class=odds><b>{said}</b> P(editorial) {escape(voice.odds)}</p>"
        f"{svg.gauge(voice.probability)}"
        f"<p class=ends><span>0 · reporting</span><span>opinion · 1</span></p>{caveat}</div>"
        f"<div class=because>{_why(report, level + 1)}</div>{_along(report)}</section>"
    )


def _along(report: Report) -> str:
    if not any(report.voice.sentences):
        return ""
    label = "Voice along the article: above the line for opinion, below it for reporting"
    return (
        f"<div class=along>{svg.voice(report, label)}"
        "<p class=bands>From the first sentence to the last: what stands above the line speaks for "
        "opinion, what stands below it for reporting.</p></div>"
    )


def _why(report: Report, level: int) -> str:
    told, kinds = loudest(report), marked(report)
    found = [c for c in report.voice.contributions if c.contribution]
    largest = abs(found[0].contribution) if found else 0.0
    why = "".join(_reason(report, c, kinds, largest) for c in told)
    rest = "".join(_reason(report, c, kinds, largest) for c in found[:REASONS] if c not in told)
    more = (
        "<details><summary>What else speaks for and against</summary>"
        f"<ul class=reasons>{rest}</ul></details>"
        if rest
        else ""
    )
    held = (
        f"Compared with published articles of about this length ({escape(report.reference.name)})."
        if report.reference
        else ""
    )
    return (
        f"<h{level}>{'The strongest reasons' if told else 'No reason stands out'}</h{level}>"
        f"<ol class=reasons>{why}</ol>{more}<p class=bands>{held} {escape(change(report))}</p>"
    )


def _reason(report: Report, c: Contribution, kinds: list[Highlight], largest: float) -> str:
    held = held_against(report, c)
    mark = mark_of(report, c, kinds)
    found = report[c.name].evidence if c.name in report else ()
    shown = [_example(report, e, mark) for e in examples(report, c)]
    if mark and len(found) > len(shown):
        shown.append(_place(report, found[0], f"all {len(found):,} in the text", mark))
    words = f"<p class=eg>{' · '.join(shown)}</p>" if shown else ""
    side = "opinion" if c.contribution > 0 else "reporting"
    return (
        f"<li><div><p><b>{inline(said(report, c))}</b>{escape(held and f', {held}')}</p>{words}"
        f'</div><p class="side {side}" title="log-odds {signed(c.contribution, 2)}">'
        f"{svg.push(c.contribution, largest)}for {side}</p></li>"
    )


def _example(report: Report, e: Evidence, mark: str) -> str:
    before, words, after = among_neighbours(report, e)
    return f"“{inline(before)}{_place(report, e, words, mark)}{inline(after)}”"


def _place(report: Report, e: Evidence, text: str, mark: str) -> str:
    """Return a link to the paragraph of a piece of evidence; a script goes to the words."""
    which = f" data-mark={mark}" if mark else ""
    return f"<a href=#p{row_of(report, e) + 1}{which}>{inline(text)}</a>"


def row_of(report: Report, e: Evidence) -> int:
    """Return the paragraph in which a piece of evidence begins, counted from 0."""
    starts = report.document.paragraphs["start"]
    return max(int(np.searchsorted(starts, e.span.start, side="right")) - 1, 0)


def linked(report: Report) -> set[int]:
    """Return the paragraphs that the reasons lead to, counted from 1."""
    return {
        row_of(report, e) + 1
        for c in report.voice.contributions[:REASONS]
        if c.name in report
        for e in (*examples(report, c), *report[c.name].evidence[:1])
    }
