"""A report on a terminal: colour where there is any, plain where not, at any width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from stylo.feature import Measurement
from stylo.rendering.highlights import HIGHLIGHTS, Highlight, pieces, present
from stylo.rendering.reasons import change, reasons
from stylo.rendering.scale import scale
from stylo.rendering.textbar import BAR_NOTE, bar, cells, strip_line
from stylo.rendering.wording import (
    LIMITS,
    between,
    capital,
    facts,
    headline,
    notes,
    number,
    shown,
    some_words,
    standing_text,
    title_of,
    verdict,
)
from stylo.report import Report

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

#: Widths of the page from which a table has room for the interval, the words, the unit, the bar.
INTERVAL_FROM, WORDS_FROM, UNIT_FROM, BAR_FROM = 50, 72, 96, 120
BAR = 20


def terminal(report: Report, console: Console, *, everything: bool = False) -> None:
    """Print a report as a page for a terminal: colour where there is any, plain where not.

    Parameters
    ----------
    console : rich.console.Console
        Knows the width, and whether colour is wanted (``NO_COLOR``, pipes).
    everything : bool
        All measures and all kinds of evidence, not only the four families.
    """
    from rich.panel import Panel
    from rich.rule import Rule
    from rich.text import Text

    plain = not console.is_terminal or console.no_color or console.color_system is None
    marked = [h for h in present(report) if h.shown or everything]
    console.print()
    console.print(Text(visible(headline(report)), style="bold"))
    console.print(Text(facts(report), style="dim"))
    console.print()
    lines = [Text(verdict(report), style="bold")]
    lines += [Text(f"• {visible(reason)}") for reason in reasons(report)]
    lines += [Text(change(report))] if change(report) else []
    console.print(Panel(Text("\n").join(lines), title="Voice", title_align="left"))
    for family, rows in shown(report, everything):
        console.print(_family_table(report, family, rows, console.width, plain))
    told = [*notes(report), LIMITS[0]]
    if report.standings and console.width >= BAR_FROM:
        told.insert(0, f"{BAR_NOTE}." if plain else _COLOUR_NOTE)
    for note in told:
        console.print(Text(f"Note. {note}", style="dim"))
    console.print(Rule("Where the evidence falls"))
    console.print(_strips(report, marked, console.width, plain))
    console.print(Rule("The article, with its evidence"))
    console.print(_legend(marked, plain))
    console.print()
    console.print(_article(report, marked, plain))
    if report.document.removed:
        console.print(Rule("Removed as no part of the article"))
        for r in report.document.removed:
            line = " ".join(visible(r.text).split())
            line = line if len(line) <= 100 else line[:97] + "…"
            console.print(Text(f"- {r.reason}: {line}", style="dim"))
    console.print()


_COLOUR_NOTE = (
    "Bars: blue above, the middle half of published reports; orange below, of opinion; "
    "the stroke is this article."
)


def _family_table(
    report: Report, family: str, rows: Sequence[Measurement], width: int, plain: bool
) -> RenderableType:
    """Draw a family, one line per measure: what has no room is left out, the value never."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    columns: list[tuple[dict[str, Any], Callable[[Measurement], str | Text], bool]] = [
        ({"header": "measure", "ratio": 3}, lambda m: capital(title_of(m.name)), True),
        (
            {"header": "value", "justify": "right", "min_width": 5},
            lambda m: number(m.value),
            True,
        ),
        (
            {"header": "95 %", "justify": "right", "style": "dim", "min_width": 11},
            between,
            width >= INTERVAL_FROM,
        ),
        ({"header": "unit", "style": "dim", "ratio": 2}, lambda m: m.unit, width >= UNIT_FROM),
        (
            {"header": "published articles", "min_width": BAR},
            lambda m: _bar(report, m, plain),
            bool(report.standings) and width >= BAR_FROM,
        ),
        (
            {"header": "% below", "justify": "right", "min_width": 9},
            lambda m: standing_text(report, m.name),
            bool(report.standings),
        ),
        (
            {"header": "words", "ratio": 4},
            lambda m: visible(some_words(report, m)),
            width >= WORDS_FROM,
        ),
    ]
    table = Table(
        title=capital(family),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    columns = [column for column in columns if column[2]]
    for options, _, _ in columns:
        table.add_column(no_wrap=True, overflow="ellipsis", **options)
    for m in rows:
        found = [of(m) for _, of, _ in columns]
        table.add_row(*[cell if isinstance(cell, Text) else Text(cell) for cell in found])
    return table


def _bar(report: Report, m: Measurement, plain: bool) -> Text:
    """Draw a value among the bands: in each character reports above, opinion below."""
    from rich.text import Text

    place = scale(report, m)
    if place is None or plain:
        return Text(bar(place, BAR))
    line = Text()
    covered, here = cells(place, BAR)
    for column, (reporting, opinion) in enumerate(covered):
        upper, lower = "#4b93cc" if reporting else "", "#d9803f" if opinion else ""
        if column == here:
            line.append("┃", style="bold")
        elif upper:
            line.append("▀", style=f"{upper} on {lower}" if lower else upper)
        else:
            line.append("▄" if lower else "·", style=lower or "dim")
    return line


def _strips(report: Report, marked: Sequence[Highlight], width: int, plain: bool) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    columns = min(max(width - 27, 10), 100)
    for h in marked:
        count = len(report[h.measure].evidence)
        if count:
            table.add_row(
                Text(h.plural),
                Text(f"{count:,}", justify="right"),
                Text(f"|{strip_line(report, h, columns)}|", style="" if plain else _strip_style(h)),
            )
    return table


def _strip_style(highlight: Highlight) -> str:
    return highlight.terminal.replace("underline", "magenta")


def _legend(marked: Sequence[Highlight], plain: bool) -> RenderableType:
    from rich.text import Text

    legend = Text()
    for h in marked:
        text = f"[{h.title}]{h.mark}" if plain else h.title
        legend.append(text, style="" if plain else h.terminal)
        legend.append("  ")
    legend.append("quoted speech, not the writer's", style="" if plain else "dim italic")
    return legend


def _article(report: Report, marked: Sequence[Highlight], plain: bool) -> RenderableType:
    from rich.text import Text

    article = Text()
    for piece in pieces(report, [h for h in HIGHLIGHTS if h in marked]):
        text = visible(piece.text)
        if piece.highlight is None:
            article.append(text, style="dim italic" if piece.quoted and not plain else "")
        elif plain:
            article.append(f"[{text}]{piece.highlight.mark}")
        else:
            article.append(text, style=piece.highlight.terminal)
    return article


def visible(text: str) -> str:
    """Replace control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
