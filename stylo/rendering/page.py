"""A report as one self-contained HTML file: nothing is fetched, and no other script runs in it."""

from __future__ import annotations

from stylo.rendering import assets, html, inert
from stylo.rendering.highlights import pieces
from stylo.rendering.mark_table import Marks
from stylo.rendering.reasons import marked
from stylo.rendering.wording import headline
from stylo.report import Report


def page(report: Report) -> str:
    """Return the report as one self-contained HTML page.

    It reads without a script: the switches are the style sheet's own. The script adds what is
    said about each piece of evidence on hover, tap or focus, and the way from one to the next.
    """
    marks = Marks(pieces(report, marked(report)))
    text = html.article(report, marks)
    return document(
        f"{headline(report)} – stylo",
        f'<main class="stylo">{html.shell(report, marks, text, 1)}</main>',
        assets.css(),
        assets.script(),
    )


def document(title: str, body: str, css: str, script: str) -> str:
    """Return a whole HTML document that fetches nothing and runs this script alone."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{assets.policy(script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{inert.attribute(title)}</title>\n<style>{css}</style></head>\n"
        f"<body>{body}\n<script>{script}</script></body></html>\n"
    )
