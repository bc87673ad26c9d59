"""The page that says in plain words how to read a report, as it ships with the package."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

FILE = "reading-a-report.md"
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")


@cache
def text() -> str:
    """Return the page as Markdown; a link to another page of the documentation stays its name."""
    page = files("stylo.rendering").joinpath(FILE).read_text(encoding="utf-8")
    return _LINK.sub(r"\1", page)


@cache
def body(level: int) -> str:
    """Return the page as HTML without its title, its headings from this level on."""
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark").render(text().partition("\n")[2])
    return re.sub(r"(</?h)2>", rf"\g<1>{level}>", shown)


def title() -> str:
    """Return the title of the page."""
    return text().splitlines()[0].removeprefix("# ")


def terminal(console: Console) -> None:
    """Print the page: laid out on a terminal, as Markdown where it is piped."""
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(text()))
    else:
        console.file.write(text())
