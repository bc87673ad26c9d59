"""An article's evidence paragraph by paragraph, on a terminal and as Markdown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stylo.document import Span
from stylo.passages import Passage, passages
from stylo.rendering.highlights import Highlight, present
from stylo.rendering.markdown import plain as escaped
from stylo.rendering.terminal import visible
from stylo.rendering.wording import facts, headline, signed, verdict
from stylo.report import Report

if TYPE_CHECKING:
    from rich.console import Console

#: With so many columns left, a table gives the first words of each paragraph.
ROOM = 16
NOTE = (
    "Pieces of evidence in each paragraph. Voice: what it adds to the log-odds, + for opinion, "
    "− for reporting."
)


def _rows(report: Report) -> tuple[list[Highlight], list[Passage]]:
    kinds = [h for h in present(report) if report[h.measure].evidence]
    return kinds, passages(report, [h.measure for h in kinds])


def _cells(p: Passage, kinds: list[Highlight]) -> list[str]:
    found = [f"{p.evidence[h.measure]:g}" if p.evidence[h.measure] else "" for h in kinds]
    odds = "" if math.isnan(p.odds) or abs(p.odds) < 0.05 else signed(p.odds, 1)
    return [str(p.first), str(p.words), odds, *found]


def _opening(report: Report, p: Passage) -> str:
    doc, row = report.document, p.first - 1
    span = Span(int(doc.paragraphs["start"][row]), int(doc.paragraphs["end"][row]))
    return " ".join(doc[span].split())


def paragraphs_terminal(report: Report, console: Console) -> None:
    """Print a table of an article's paragraphs with the evidence in each.

    Parameters
    ----------
    console : rich.console.Console
        Knows the width, and whether colour is wanted.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    kinds, rows = _rows(report)
    console.print()
    console.print(Text(visible(headline(report)), style="bold"))
    console.print(Text(facts(report), style="dim"))
    console.print(Text(verdict(report)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    told = [_cells(p, kinds) for p in rows]
    heads = ["¶", "words", "voice", *(h.mark for h in kinds)]
    while True:
        wide = [max(map(len, column)) for column in zip(heads, *told, strict=True)]
        room = console.width - sum(wide) - 2 * len(wide) - 2
        if room >= 0 or len(heads) <= len(kinds) + 1:
            break
        told = [[cells[0], *cells[2:]] for cells in told]  # the evidence needs the room
        heads = [heads[0], *heads[2:]]
    for name, width in zip(heads, wide, strict=True):
        table.add_column(name, justify="right", no_wrap=True, min_width=width)
    if room >= ROOM:
        table.add_column("begins", no_wrap=True, overflow="ellipsis", max_width=room)
    for p, cells in zip(rows, told, strict=True):
        opening = [visible(_opening(report, p))] if room >= ROOM else []
        table.add_row(*map(Text, [*cells, *opening]))
    console.print(table)
    console.print(Text(", ".join(f"{h.mark} {h.plural}" for h in kinds), style="dim"))
    console.print(Text(NOTE, style="dim"))


def paragraphs_markdown(report: Report) -> str:
    """Return a table of an article's paragraphs with the evidence in each, as Markdown."""
    kinds, rows = _rows(report)
    heads = ["¶", "words", "voice", *(h.plural for h in kinds), "begins"]
    lines = [f"# {escaped(headline(report))}", "", facts(report), "", escaped(verdict(report)), ""]
    lines.append("| " + " | ".join(heads) + " |")
    lines.append("|" + "---:|" * (len(heads) - 1) + "---|")
    for p in rows:
        opening = _opening(report, p)
        opening = opening if len(opening) <= 60 else opening[:59] + "…"
        lines.append("| " + " | ".join([*_cells(p, kinds), escaped(opening)]) + " |")
    return "\n".join([*lines, "", NOTE, ""])
