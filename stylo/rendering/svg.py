"""Small drawings for pages: a value among its bands, a gauge, strips of the article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from stylo.feature import Bools
from stylo.rendering.highlights import Highlight
from stylo.rendering.scale import Scale, quoted, scale, strip, voice_strip
from stylo.report import Report

WIDTH = 240
#: Columns of a strip, and of the strip of the voice.
COLUMNS, VOICE_COLUMNS = 160, 100
#: Id of the drawing of other people's words, which all strips use.
SPEECH = "speech"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(kind: str, height: int, inside: str, label: str = "", width: int = WIDTH) -> str:
    seen = f'role="img" aria-label="{label}"' if label else "aria-hidden=true"
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" preserveAspectRatio=none {seen}>'
        f"{inside}</svg>"
    )


def _rect(kind: str, start: float, end: float, top: float, height: float) -> str:
    x, width = start * WIDTH, max((end - start) * WIDTH, 1)
    return f"<rect class={kind} x={_n(x)} y={_n(top)} width={_n(width)} height={height} />"


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f"<line class={kind} x1={_n(x1 * WIDTH)} y1={_n(y1)} x2={_n(x2 * WIDTH)} y2={_n(y2)} />"


def bar(place: Scale | None) -> str:
    """Draw a value among the bands of reports (above) and of opinion (below), with its interval."""
    if place is None:
        return _svg("bar", 24, "")
    out = [_line("axis", 0, 12, 1, 12)]
    for kind, band, top in (("rep", place.reporting, 2), ("op", place.opinion, 15)):
        if not band:
            continue
        out.append(_rect(f"{kind}-wide", band[0], band[3], top, 7))
        out.append(_rect(kind, band[1], band[2], top, 7))
    if not math.isnan(place.low):
        out.append(_line("doubt", place.low, 12, place.high, 12))
        out += [_line("doubt", end, 9, end, 15) for end in (place.low, place.high)]
    out.append(_line("here", place.value, 0, place.value, 24))
    return _svg("bar", 24, "".join(out))


def pair(old: Scale | None, new: Scale | None) -> str:
    """Draw a value in two drafts: the newer as in `bar`, the older as a broken stroke."""
    drawn = bar(new)
    if old is None:
        return drawn
    return drawn.replace("</svg>", _line("was", old.value, 0, old.value, 24) + "</svg>")


def changes(fates: Sequence[tuple[str, float, float]], label: str) -> str:
    """Draw what came (above the line) and what went (below it) along a text."""
    out = []
    for kind, top in (("added", 2), ("gone", 18)):
        filled = np.zeros(COLUMNS, np.bool_)
        for fate, start, end in fates:
            if fate == kind:
                filled[int(start * COLUMNS) : math.ceil(end * COLUMNS)] = True
        if filled.any():
            out.append(f'<path class="{kind}" d="{_runs(filled, top, 12)}"/>')
    axis = f"<line class=axis x1=0 y1=16 x2={COLUMNS} y2=16 />"
    return _svg("strip voice", 32, "".join(out) + axis, label, COLUMNS)


def gauge(probability: float) -> str:
    """Draw the probability of editorial voice on a line from reporting to opinion."""
    out = [_rect("track", 0, 1, 7, 6)]
    out += [_line("tick", x, 4, x, 16) for x in (0.0, 0.5, 1.0)]
    start, end = sorted((0.5, probability))
    out.append(_rect("op" if probability >= 0.5 else "rep", start, end, 7, 6))
    out.append(_line("here", probability, 1, probability, 19))
    return _svg("gauge", 20, "".join(out))


def push(contribution: float, largest: float) -> str:
    """Draw what a measure adds to the log-odds: to the right for opinion, to the left against."""
    reach = 0.5 + 0.5 * contribution / largest if largest else 0.5
    start, end = sorted((0.5, reach))
    kind = "op" if contribution > 0 else "rep"
    return _svg("push", 10, _rect(kind, start, end, 1, 8) + _line("tick", 0.5, 0, 0.5, 10))


def _runs(filled: Bools, top: int, height: int) -> str:
    """Return a path that covers these columns, neighbours in one piece."""
    return "".join(f"M{at},{top}h{width}v{height}h-{width}z" for at, width in _filled(filled))


def _filled(columns: Bools) -> list[tuple[int, int]]:
    """Return where neighbours that are filled begin, and how many they are."""
    out, at = [], 0
    for full, run in groupby(columns):
        width = sum(1 for _ in run)
        if full:
            out.append((at, width))
        at += width
    return out


def evidence_strip(report: Report, highlight: Highlight, label: str) -> str:
    """Draw where a kind of evidence falls along the text, over `speech`.

    A column with several pieces is taller than one with a single piece.
    """
    counts = strip(report, highlight, COLUMNS)
    drawn = ""
    for kind, filled in (("one", counts == 1), ("more", counts > 1)):
        if filled.any():
            drawn += f'<path class={kind} d="{_strokes(filled)}"/>'
    under = f"<use href=#{SPEECH} />" if speech(report) else ""
    return _svg(f"strip {highlight.mark}", 16, under + drawn, label, COLUMNS)


def _strokes(filled: Bools) -> str:
    """Return a path of level strokes through the middle of a strip, neighbours in one stroke."""
    return "".join(f"M{at} 8h{width}.6" for at, width in _filled(filled))


def speech(report: Report) -> str:
    """Draw where other people speak, once for all strips; nothing where nobody does."""
    columns = np.zeros(COLUMNS, np.bool_)
    for start, end in quoted(report):
        columns[int(start * COLUMNS) : math.ceil(end * COLUMNS)] = True
    if not columns.any():
        return ""
    path = f"<path id={SPEECH} d={_runs(columns, 0, 16)} />"
    return f"<svg class=unseen aria-hidden=true><defs>{path}</defs></svg>"


def voice(report: Report, label: str) -> str:
    """Draw what each stretch of the text adds to the verdict: up for opinion, down for reports."""
    stretches = voice_strip(report, VOICE_COLUMNS)
    largest = max((abs(odds) for _, _, odds in stretches), default=0.0)
    paths: dict[str, list[str]] = {"op": [], "rep": []}
    for start, end, odds in stretches:
        tall = 15 * odds / largest if largest else 0.0
        if abs(tall) < 0.1:
            continue
        x, width = _n(start * WIDTH), _n(max((end - start) * WIDTH - 0.4, 0.6))
        kind = "op" if tall > 0 else "rep"
        paths[kind].append(f"M{x},16h{width}v{_n(-tall)}h-{width}z")
    out = [f'<path class="{kind}" d="{"".join(d)}"/>' for kind, d in paths.items() if d]
    return _svg("strip voice", 32, "".join(out) + _line("axis", 0, 16, 1, 16), label)


def measure_bar(report: Report, name: str) -> str:
    """Draw one measure of a report among its bands."""
    return bar(scale(report, report[name]))
