"""A report as Markdown: verdict, tables, caveats, where the evidence falls, what was removed."""

from __future__ import annotations

from html import escape

from stylo.rendering.highlights import present
from stylo.rendering.reasons import change, reasons
from stylo.rendering.textbar import strip_line
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

#: Columns of a strip.
STRIP = 60


def plain(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    out = escape(" ".join(text.split()), quote=False)
    for c in "\\`*_[]|#~":
        out = out.replace(c, "\\" + c)
    return out


def markdown(report: Report) -> str:
    """Return the report as Markdown: verdict, tables, caveats, the article's evidence."""
    lines = [f"# {plain(headline(report))}", "", facts(report), ""]
    lines += [f"**{plain(verdict(report))}**", ""]
    lines += [f"- {plain(reason)}" for reason in reasons(report)]
    lines += ["", plain(change(report))] if change(report) else []
    for family, rows in shown(report, everything=True):
        lines += ["", f"## {capital(family)}", ""]
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
            lines.append("| " + " | ".join(plain(c) for c in cells) + " |")
    found = [h for h in present(report) if report[h.measure].evidence]
    if found:
        lines += ["", "## Where the evidence falls", "", "```text"]
        wide = max(len(h.plural) for h in found)
        lines += [f"{h.plural:<{wide}} |{strip_line(report, h, STRIP)}|" for h in found]
        lines.append("```")
    lines += ["", "## Notes", "", *(f"- {plain(note)}" for note in (*LIMITS, *notes(report)))]
    if report.document.removed:
        lines += ["", "## Removed as no part of the article", ""]
        lines += [f"- {plain(r.reason)}: {plain(r.text[:200])}" for r in report.document.removed]
    return "\n".join(lines) + "\n"
