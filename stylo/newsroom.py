"""For the newsroom and the classroom: two drafts, paragraphs, a sheet of a class, an index.

What stands here reads, analyses and writes; the pages themselves are in `stylo.rendering`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import stylo

if TYPE_CHECKING:
    import pandas as pd

    from stylo.document import Document
    from stylo.rendering.entries import Entry, Unread
    from stylo.report import Report

#: Endings of the files in a folder that are taken for articles.
ARTICLES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm"})
#: Endings from which ``--output`` tells the format.
ENDINGS: Mapping[str, str] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "terminal",
}


def add_commands(commands: Any) -> None:
    """Add ``diff``, ``paragraphs``, ``sheet``, ``index`` and ``guide`` to the command line."""
    drafts = commands.add_parser(
        "diff",
        help="two drafts of one text: what came, what went, measures side by side",
        description="Hold two drafts of one text against each other, by words and by evidence.",
    )
    drafts.add_argument("old", metavar="DRAFT1", help="the older draft: file, http(s) address or -")
    drafts.add_argument("new", metavar="DRAFT2", help="the newer draft")
    _output(drafts, "terminal", "json", "markdown", "html")
    drafts.add_argument("--scope", choices=("own", "all"), default="own", help="as in analyse")
    _norms(drafts)
    drafts.add_argument("-a", "--all", action="store_true", help="show all measures")
    drafts.set_defaults(run=_diff)

    paragraphs = commands.add_parser(
        "paragraphs",
        help="the profile of an article: its evidence paragraph by paragraph",
        description="Evidence in each paragraph; csv and json give it per 100 words.",
    )
    paragraphs.add_argument("input", metavar="FILE", help="file, http(s) address, or -")
    _output(paragraphs, "terminal", "json", "csv", "markdown")
    paragraphs.set_defaults(run=_paragraphs)

    for name, run, told in (
        ("index", _index, "a page for a folder of articles, sortable, with a report of each"),
        ("sheet", _sheet, "a class sheet: one row per essay, with a report of each"),
    ):
        folder = commands.add_parser(name, help=told, description=f"Write {told}.")
        folder.add_argument(
            "inputs", nargs="+", metavar="FOLDER", help="folders, files or http(s) addresses"
        )
        folder.add_argument(
            "-o", "--output", type=Path, metavar="DIR", default=Path(f"stylo-{name}"),
            help=f"write there (default: stylo-{name})",
        )  # fmt: skip
        folder.add_argument("--title", help="heading of the page")
        _norms(folder)
        folder.add_argument("--open", action="store_true", help="open the page in the browser")
        folder.set_defaults(run=run)

    guide = commands.add_parser(
        "guide",
        help="how to read a report, and what a high value does not mean, in plain words",
        description="Print how to read a report, in plain words.",
    )
    guide.set_defaults(run=_guide)


def _output(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("-f", "--format", choices=formats, help="default: by the output's ending")
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help="write there")
    if "html" in formats:
        parser.add_argument("--open", action="store_true", help="open the page in the browser")


def _norms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--norms", type=Path, metavar="FILE", help="percentiles among the articles of 'stylo norms'"
    )


def _form(args: argparse.Namespace, formats: Sequence[str]) -> str:
    output: Path | None = args.output
    if getattr(args, "open", False) and output is None:
        raise stylo.InputError("--open needs a page: name a file with --output, e.g. -o page.html")
    form = str(args.format or ENDINGS.get(output.suffix.lower() if output else "", "terminal"))
    if form not in formats:
        raise stylo.InputError(f"no {form} here: choose from {', '.join(formats)}")
    return form


@contextmanager
def progress(inputs: Sequence[str]) -> Iterator[Iterator[str]]:
    """Yield the inputs, with a bar on the terminal when there are many."""
    if len(inputs) < 3 or not sys.stderr.isatty():
        yield iter(inputs)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(inputs, description="Reading"))


def _read(name: str) -> Document:
    from stylo import reading

    return reading.read_stream(sys.stdin.buffer) if name == "-" else reading.read(name)


def emit(text: str, output: Path | None) -> None:
    """Write a text to a file, or as it is to standard output."""
    from stylo import export

    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    else:
        export.write(text, output)


def print_to(show: Callable[[Any], None], output: Path | None) -> None:
    """Show on the terminal, or in a file of text without colour."""
    from io import StringIO

    from rich.console import Console

    plain = {"highlight": False, "markup": False, "emoji": False}
    if output is None:
        show(Console(soft_wrap=False, **plain))  # type: ignore[arg-type]
        return
    text = StringIO()
    show(Console(file=text, width=100, **plain))  # type: ignore[arg-type]
    emit(text.getvalue(), output)


def open_in_browser(path: Path) -> None:
    """Open a file in the reader's own browser.

    Raises
    ------
    InputError
        If there is none.
    """
    if not webbrowser.open(path.resolve().as_uri()):
        raise stylo.InputError(f"no browser was found: open {path} by hand")


def _guide(args: argparse.Namespace) -> int:
    from rich.console import Console

    from stylo import display

    display.guide(Console())
    return 0


# -- two drafts and paragraphs ----------------------------------------------------------------


def _diff(args: argparse.Namespace) -> int:
    form = _form(args, ("terminal", "json", "markdown", "html"))
    from stylo import display
    from stylo.analysis import analyse
    from stylo.drafts import diff

    if args.old == args.new == "-":
        raise stylo.InputError("standard input holds one draft: name a file for the other")
    old, new = (
        analyse(_read(name), scope=args.scope, norms=args.norms) for name in (args.old, args.new)
    )
    drafts = diff(old, new)
    if form == "terminal":
        print_to(lambda c: display.drafts_terminal(drafts, c, everything=args.all), args.output)
    else:
        text = {"json": drafts.to_json, "markdown": drafts.to_markdown, "html": drafts.to_html}
        emit(text[form](), args.output)
    if args.open:
        open_in_browser(args.output)
    return 0


def _paragraphs(args: argparse.Namespace) -> int:
    form = _form(args, ("terminal", "json", "csv", "markdown"))
    from stylo import display, export
    from stylo.analysis import analyse
    from stylo.passages import paragraph_profile

    report = analyse(_read(args.input))
    if form == "terminal":
        print_to(lambda c: display.paragraphs_terminal(report, c), args.output)
    elif form == "markdown":
        emit(display.paragraphs_markdown(report), args.output)
    else:
        names = [h.measure for h in display.HIGHLIGHTS if h.measure in report]
        frame = paragraph_profile(report, names)
        if form == "csv":
            emit(export.csv_text(frame), args.output)
        else:
            rows = json.loads(frame.to_json(orient="records"))
            emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", args.output)
    return 0


# -- folders ----------------------------------------------------------------------------------


def _index(args: argparse.Namespace) -> int:
    from stylo import display

    return _folder(args, display.index_page, "Articles")


def _sheet(args: argparse.Namespace) -> int:
    from stylo import display

    return _folder(args, display.sheet_page, "Essays")


def _folder(
    args: argparse.Namespace,
    page: Callable[[str, Sequence[Entry], Sequence[Unread]], str],
    title: str,
) -> int:
    from stylo import export
    from stylo.norms import chosen as chosen_norms
    from stylo.rendering.entries import Unread

    if args.norms is not None:
        chosen_norms(args.norms)
    entries: list[Entry] = []
    unread: list[Unread] = []
    with progress(found_in(args.inputs)) as sources:
        for found in write_reports(sources, args.output, args.norms):
            if isinstance(found, Unread):
                unread.append(found)
                print(f"stylo: {' '.join(found.cause.split())}", file=sys.stderr)
            else:
                entries.append(found)
    if not entries:
        raise stylo.InputError("none of the inputs could be read as an article")
    named = args.title or (Path(args.inputs[0]).name if len(args.inputs) == 1 else "") or title
    target = args.output / "index.html"
    export.write(page(named, entries, unread), target)
    export.csv_text(table(entries), args.output / "index.csv")
    print(f"{len(entries):,} read, {len(unread):,} not: {target}", file=sys.stderr)
    if args.open:
        open_in_browser(target)
    return 2 if unread else 0


def found_in(inputs: Sequence[str]) -> list[str]:
    """Return the articles in these folders, by name; files and addresses stand for themselves.

    Raises
    ------
    InputError
        If a folder holds none.
    """
    found = []
    for name in inputs:
        folder = Path(name)
        if re.match(r"https?://", name) or not folder.is_dir():
            found.append(name)
            continue
        files = [p for p in folder.rglob("*") if p.suffix.lower() in ARTICLES and p.is_file()]
        shown = [
            p for p in files if not any(s.startswith(".") for s in p.relative_to(folder).parts)
        ]
        if not shown:
            raise stylo.InputError(
                f"no article in {folder}: it needs files ending with {', '.join(sorted(ARTICLES))}"
            )
        found += [str(p) for p in sorted(shown)]
    return found


def write_reports(
    sources: Iterable[str], folder: Path, norms: Path | None = None
) -> Iterator[Entry | Unread]:
    """Analyse articles and write a page for each.

    Parameters
    ----------
    sources : iterable of str
        Files and addresses.
    folder : path
        Made if it is missing; the pages go to ``reports/`` in it.
    norms : path, optional
        A file that ``stylo norms`` made; without it values stand among the US political press.

    Yields
    ------
    Entry or Unread
        One for each source, in their order.

    Raises
    ------
    InputError
        If the folder cannot be made.
    """
    from stylo import display
    from stylo.analysis import analyse
    from stylo.rendering.entries import Unread

    place = folder / "reports"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise stylo.InputError(f"cannot make {place}: {error.strerror}") from error
    taken: set[str] = set()
    for source in sources:
        try:
            report = analyse(_read(source), norms=norms)
            name = _file_name(source, taken)
            report.to_html(place / name)
        except stylo.InputError as error:
            yield Unread(source, str(error))
        else:
            yield _entry(report, f"reports/{quote(name)}", display.headline(report))


def _file_name(source: str, taken: set[str]) -> str:
    """Return a name for a report that no system objects to and no other report has."""
    stem = re.sub(r"[^\w.-]+", "-", Path(source.rstrip("/")).name).strip(".-")[:80] or "article"
    name, number = f"{stem}.html", 2
    while name.lower() in taken:
        name, number = f"{stem}-{number}.html", number + 1
    taken.add(name.lower())
    return name


def _entry(report: Report, link: str, title: str) -> Entry:
    from dataclasses import replace

    from stylo.rendering.entries import Entry

    doc = report.document
    return Entry(
        id=doc.id,
        title=title,
        author=str(doc.meta.get("author") or ""),
        date=str(doc.meta.get("date") or ""),
        link=link,
        words=doc.word_count,
        voice=replace(report.voice, sentences=(), contributions=()),
        measures={m.name: replace(m, evidence=()) for m in report.measurements},
        standings=dict(report.standings),
    )


def table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return one row per article: what it is, its voice, its measures."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "id": e.id,
                "title": e.title,
                "author": e.author,
                "date": e.date,
                "report": e.link,
                "words": e.words,
                "voice": e.voice.label,
                "probability": e.voice.probability,
                "resembles": e.voice.resembles or "",
                **{name: m.value for name, m in e.measures.items()},
            }
            for e in entries
        ]
    )
