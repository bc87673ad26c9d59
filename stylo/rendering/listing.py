"""Pages about many articles: an index of a folder, a class sheet. Sortable where a script runs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import PurePath

import numpy as np

import stylo
from stylo.rendering import assets, html, inert
from stylo.rendering.entries import Entry, Unread, measured, values
from stylo.rendering.glossary import summary, unit
from stylo.rendering.highlights import HIGHLIGHTS
from stylo.rendering.page import document
from stylo.rendering.wording import LIMITS, VERDICTS, capital, genre, keys, number, title_of

#: A value so many times the class's middle half away from its middle stands out.
FAR = 1.5
#: Fewest essays that make a class to stand out from, and most that are said of one essay.
CLASS, SAID = 5, 3
#: So many of what a reader looks at first get a column in any case.
FIRST = 2

_LISTS = (
    "Bars run from the lowest value in the column to the highest. A high value is no merit and no "
    "fault.",
    "index.csv, beside this page, holds every measure for a spreadsheet.",
)


def index_page(title: str, entries: Sequence[Entry], unread: Sequence[Unread] = ()) -> str:
    """Return a page for a folder of articles: one row each, with links to their reports.

    Parameters
    ----------
    title : str
        Heading of the page.
    entries : sequence of Entry
        The articles, in the order in which they are shown.
    unread : sequence of Unread
        What could not be read.
    """
    names = listed(measured(entries))
    heads = _heads([("Article", ""), ("Words", ""), ("Voice", "P(editorial)")], names)
    rows = _rows(entries, names, [[_name(e), _words(e), _voice(e)] for e in entries])
    verdicts = Counter(
        "too short to judge" if math.isnan(e.voice.probability) else VERDICTS[e.voice.label]
        for e in entries
    )
    facts = [f"{len(entries):,} articles", f"{sum(e.words for e in entries):,} words"]
    facts += [f"{n:,} {what}" for what, n in verdicts.most_common()]
    return _page(title, facts, heads, rows, "", unread, (*_LISTS, *LIMITS))


def sheet_page(title: str, entries: Sequence[Entry], unread: Sequence[Unread] = ()) -> str:
    """Return a class sheet: one row per essay, held against the class itself.

    Parameters
    ----------
    title : str
        Heading of the page.
    entries : sequence of Entry
        The essays, in the order in which they are shown.
    unread : sequence of Unread
        What could not be read.
    """
    names = listed(measured(entries))
    first = []
    for e, told in zip(entries, stand_out(entries, names), strict=True):
        said = "<br>".join(escape(line) for line in told)
        first.append([_name(e), f"<td class=said data-v={len(told)}>{said}</td>", _words(e)])
    rows = _rows(entries, names, first)
    heads = _heads([("Essay", ""), ("Stands out", "in this class"), ("Words", "")], names)
    words = np.array([e.words for e in entries], dtype=np.float64)
    middles = [f"<td>{np.median(words):,.0f}</td>"]
    for name in names:
        known = values(entries, name)
        known = known[np.isfinite(known)]
        middle = number(float(np.median(known))) if len(known) else "—"
        middles.append(f"<td>{middle}</td>")
    foot = (
        f"<tfoot><tr><th scope=row>Middle of the class</th><td></td>{''.join(middles)}</tr></tfoot>"
    )
    facts = [f"{len(entries):,} essays", f"{int(words.sum()):,} words"]
    notes = (
        f"Stands out: more than {FAR:g} times the class’s middle half away from its middle, with a "
        f"95 % interval that does not hold it (classes of {CLASS} or more). It is a place to look, "
        "no mark.",
        *_LISTS,
        *LIMITS,
    )
    return _page(title, facts, heads, rows, foot, unread, notes)


def listed(names: Sequence[str]) -> list[str]:
    """Return the measures that get a column: the first of all, and those marked in every report.

    A wider table would not fit a screen; `index.csv` has them all.
    """
    marked = {h.measure for h in HIGHLIGHTS if h.shown}
    first = keys(names)
    return [name for n, name in enumerate(first) if n < FIRST or name in marked]


def stand_out(entries: Sequence[Entry], names: Sequence[str]) -> list[list[str]]:
    """Return for each essay in what it lies far from the middle of the class, farthest first.

    A value whose 95 % interval holds the middle of the class does not stand out.
    """
    found: list[list[tuple[float, str]]] = [[] for _ in entries]
    for name in names:
        column = values(entries, name)
        known = column[np.isfinite(column)]
        if len(known) < CLASS:
            continue
        low, middle, high = np.percentile(known, (25, 50, 75))
        if high == low:
            continue
        for row in np.flatnonzero(np.abs(column - middle) > FAR * (high - low)).tolist():
            m = entries[row].measures[name]
            if m.low <= middle <= m.high:
                continue
            far = float(column[row] - middle)
            text = (
                f"{title_of(name)} {'↑' if far > 0 else '↓'} {number(float(column[row]))} "
                f"(class {number(float(middle))})"
            )
            found[row].append((abs(far) / float(high - low), text))
    return [[text for _, text in sorted(told, reverse=True)[:SAID]] for told in found]


# -- cells ------------------------------------------------------------------------------------


def _name(e: Entry) -> str:
    by = " · ".join(
        part for part in (e.author, e.date, e.file if e.file != e.title else "") if part
    )
    below = f"<small>{inert.inline(' '.join(by.split()))}</small>" if by else ""
    shown = PurePath(e.file).stem.replace("_", " ") if e.title == e.file else e.title
    title = inert.inline(inert.shortened(shown, 120)) or "(no title)"
    return (
        f'<th scope=row data-v="{inert.attribute(e.title.casefold()[:60])}">'
        f'<a href="{inert.attribute(e.link)}">{title}</a>{below}</th>'
    )


def _words(e: Entry) -> str:
    return _number(e.words, f"{e.words:,}")


def _rows(
    entries: Sequence[Entry], names: Sequence[str], first: Sequence[Sequence[str]]
) -> list[str]:
    """Return a row for each article: its first cells, then its measures with their bars."""
    bars = [_places(entries, name) for name in names]
    rows = []
    for row, (e, cells) in enumerate(zip(entries, first, strict=True)):
        values = [_value(e, name, bar[row]) for name, bar in zip(names, bars, strict=True)]
        rows.append(f"<tr>{''.join((*cells, *values))}</tr>")
    return rows


def _number(value: float, shown: str, place: float = math.nan) -> str:
    if math.isnan(value):
        return f"<td data-v>{shown}</td>"
    bar = "" if math.isnan(place) else f"<i style=width:{place:.0%}></i>"
    return f"<td data-v={value:g}>{shown}{bar}</td>"


def _value(e: Entry, name: str, place: float) -> str:
    m = e.measures.get(name)
    return "<td data-v>—</td>" if m is None else _number(m.value, number(m.value), place)


def _voice(e: Entry) -> str:
    if math.isnan(e.voice.probability):
        return "<td data-v>too short</td>"
    odds = e.voice.odds.removeprefix("= ")
    side = {"editorial": "op", "reporting": "rep"}.get(e.voice.label, "")
    said = VERDICTS[e.voice.label].removeprefix("read as ")
    if e.voice.resembles:
        side, said = "", f"resembles {genre(e.voice)}"
    return (
        f"<td data-v={e.voice.probability:.6f} class='voice {side}'>"
        f"{said} <span>{escape(odds)}</span></td>"
    )


def _places(entries: Sequence[Entry], name: str) -> list[float]:
    """Return where each value lies between the lowest and the highest; NaN where all are equal."""
    column = values(entries, name)
    known = column[np.isfinite(column)]
    if not len(known) or known.min() == known.max():
        return [math.nan] * len(column)
    return [float(v) for v in (column - known.min()) / (known.max() - known.min())]


def _heads(first: Sequence[tuple[str, str]], names: Sequence[str]) -> str:
    heads = [(title, below, "") for title, below in first]
    heads += [(capital(title_of(name)), unit(name), summary(name)) for name in names]
    return "".join(
        f'<th scope=col title="{inert.attribute(told)}"><span>{escape(title)}</span>'
        f"<small>{escape(below)}</small></th>"
        for title, below, told in heads
    )


def _page(
    title: str,
    facts: Sequence[str],
    heads: str,
    rows: Sequence[str],
    foot: str,
    unread: Sequence[Unread],
    notes: Sequence[str],
) -> str:
    missing = ""
    if unread:
        items = "".join(
            f"<li><b>{inert.inline(inert.shortened(u.source, 120))}</b> "
            f"{inert.inline(inert.shortened(u.cause, 300))}</li>"
            for u in unread
        )
        missing = f"<section><h2>Not read</h2><ul class=removed>{items}</ul></section>"
    told = "".join(f"<li>{escape(note)}</li>" for note in notes)
    body = (
        f'<main class="stylo listing"><header><h1>{inert.inline(title)}</h1>'
        f"<p class=facts>{escape(' · '.join(facts))}</p></header>"
        "<p class=bands>Each name leads to the report with its evidence."
        "<span class=sorts hidden> A heading sorts the table; the same again turns it round.</span>"
        "</p><div class=wide tabindex=0 role=region aria-label='The table'>"
        f"<table class=list><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody>{foot}"
        f"</table></div>\n{missing}"
        f"<section><h2>What these numbers do not say</h2><ul class=limits>{told}</ul></section>"
        f"{html.how_to_read(2)}"
        f"<footer>stylo {escape(stylo.__version__)}</footer><output class=unseen aria-live=polite>"
        "</output></main>"
    )
    return document(f"{title} – stylo", body, assets.css("listing"), assets.list_script())
