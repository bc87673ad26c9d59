"""The commands ``stylo compare`` and ``stylo attribute``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stylo import newsroom
from stylo.document import InputError

if TYPE_CHECKING:
    from stylo.stylometry.corpus import Corpus
    from stylo.stylometry.showing import Result

FORMATS = ("terminal", "json", "csv", "parquet", "markdown", "html", "figure")
#: Endings from which ``--output`` tells the format.
ENDINGS: Mapping[str, str] = {
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".png": "figure",
    ".svg": "figure",
    ".pdf": "figure",
}
_TOKENISERS = ("English", "English.contr", "English.all", "stylo")
_CORPUS = (
    "a folder of Author_Title.txt, a folder with a folder for each author, or a table: .jsonl, "
    ".csv, .tsv (also .gz), .parquet"
)


def add_commands(commands: Any) -> None:
    """Add ``compare`` and ``attribute`` to the command line."""
    compare = commands.add_parser(
        "compare",
        help="compare authors, or other groups of texts, by their words and our measures",
        description="Compare authors, or other groups of texts: distances with intervals, tests, "
        "effect sizes of our measures, and the passages that show them.",
    )
    compare.add_argument("corpus", metavar="CORPUS", help=_CORPUS)
    _columns(compare)
    compare.add_argument("--by", default="author", metavar="COLUMN", help="default: author")
    compare.add_argument("--distance", default="wurzburg", metavar="NAME",
        help="delta, argamon, eder, simple, wurzburg (Cosine Delta, the default), cosine, minmax, "
        "entropy, canberra, manhattan, euclidean")  # fmt: skip
    words = compare.add_mutually_exclusive_group()
    words.add_argument("--mfw", type=int, metavar="N", help="how many most frequent words count")
    words.add_argument(
        "--words", type=Path, metavar="FILE", help="the words that count, one a line"
    )
    compare.add_argument("--culling", type=float, default=0.0, metavar="PERCENT",
        help="only words that stand in at least so many percent of the texts")  # fmt: skip
    compare.add_argument("--no-pronouns", action="store_true", help="leave personal pronouns out")
    compare.add_argument("--tokeniser", choices=_TOKENISERS, help="R stylo's three, and ours")
    compare.add_argument("--unit", choices=("word", "character"), default="word")
    compare.add_argument("--size", type=int, default=1, metavar="N", help="n-grams of that size")
    compare.add_argument(
        "--keep-case", action="store_true", help="capitals are letters of their own"
    )
    compare.add_argument("--punctuation", action="store_true", help="marks count as words")
    _style(compare)
    compare.add_argument("--sample", type=int, metavar="WORDS", help="cut texts into passages")
    compare.add_argument("--convention", choices=("published", "r-stylo"), default="published")
    measures = compare.add_mutually_exclusive_group()
    measures.add_argument("-m", "--measure", action="append", metavar="NAME",
        help="only this measure (repeatable)")  # fmt: skip
    measures.add_argument("--no-measures", action="store_true", help="compare words alone")
    compare.add_argument("--draw", default="", metavar="COLUMN",
        help="what is drawn again in tests: text, author or a column")  # fmt: skip
    compare.add_argument("--within", default="", metavar="COLUMN",
        help="exchange labels inside the values of this column alone, such as outlet")  # fmt: skip
    _output(compare, "dendrogram, pca, mds, tsne, consensus, effects")
    compare.set_defaults(run=_compare)

    attribute = commands.add_parser(
        "attribute",
        help="say who of some candidates may have written a text, or that none of them did",
        description="Say who of some candidates may have written a text: calibrated probabilities, "
        "the chance that it is none of them, and what speaks for whom.",
    )
    attribute.add_argument("disputed", nargs="*", metavar="TEXT",
        help="files, addresses, folders or tables of texts in question, or - ; none: the "
        "candidates' texts of unknown author")  # fmt: skip
    attribute.add_argument("-c", "--candidates", required=True, metavar="CORPUS", help=_CORPUS)
    _columns(attribute)
    attribute.add_argument("--unknown", action="append", default=[], metavar="NAME",
        help="a name that stands for an unknown author (repeatable)")  # fmt: skip
    _style(attribute)
    attribute.add_argument("--text", default="", metavar="NAME",
        help="whose stretches --plot rolling shows")  # fmt: skip
    _output(attribute, "probabilities, rolling, pca, dendrogram")
    attribute.set_defaults(run=_attribute)


def _columns(parser: argparse.ArgumentParser) -> None:
    for name in ("text", "author", "id"):
        parser.add_argument(
            f"--{name}-column", default="", metavar="NAME", help=f"of the {name}, in a table"
        )


def _style(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--own-words", action="store_true", help="leave quoted speech out")
    parser.add_argument("--mask", choices=("names", "content"), default="",
        help="count proper nouns, or all content words, by their part of speech")  # fmt: skip
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of all draws; default 0")


def _output(parser: argparse.ArgumentParser, kinds: str) -> None:
    parser.add_argument(
        "-f", "--format", choices=FORMATS[:-1], help="default: by the output's ending"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="PATH",
        help="write there: .json .csv .parquet .md .html; a figure as .png .svg .pdf")  # fmt: skip
    parser.add_argument(
        "--table", default="", metavar="NAME", help="which one csv and parquet hold"
    )
    parser.add_argument("--plot", default="", metavar="KIND", help=f"which figure: {kinds}")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def _corpus(args: argparse.Namespace, place: str) -> Corpus:
    from stylo.stylometry.corpus import read_corpus

    return read_corpus(place, text=args.text_column, author=args.author_column, id=args.id_column)


def _compare(args: argparse.Namespace) -> int:
    form = _form(args)
    from stylo.authors import compare

    measures = [] if args.no_measures else args.measure
    result = compare(
        _corpus(args, args.corpus),
        args.by,
        distance=args.distance,
        mfw=_listed(args.words) if args.words else args.mfw,
        culling=args.culling,
        pronouns=not args.no_pronouns,
        tokeniser=args.tokeniser,
        unit=args.unit,
        size=args.size,
        lowercase=not args.keep_case,
        punctuation=args.punctuation,
        own_words=args.own_words,
        mask=args.mask,
        sampling=args.sample,
        convention=args.convention,
        measures=measures,
        draw=args.draw,
        within=args.within,
        seed=args.seed,
    )
    _write(result, form, args, {})
    return 0


def _attribute(args: argparse.Namespace) -> int:
    form = _form(args)
    from stylo.authors import attribute

    asked, failed = _asked(args.disputed)
    if args.disputed and not asked:
        return failed
    result = attribute(
        asked or None,
        _corpus(args, args.candidates),
        unknown=args.unknown,
        mask=args.mask,
        own_words=args.own_words,
        seed=args.seed,
    )
    _write(result, form, args, {"text": args.text} if args.text else {})
    return failed


def _asked(places: Sequence[str]) -> tuple[list[tuple[str, str]], int]:
    """Return the texts in question with their names, and the exit code."""
    from stylo.authors import questions
    from stylo.decoding import decode, refuse_binary

    found: list[tuple[str, str]] = []
    failed = 0
    for place in places:
        try:
            if place == "-":
                data = sys.stdin.buffer.read()
                refuse_binary(data, "-")
                found.append(("-", decode(data)[0]))
            else:
                corpus = questions(place if "://" in place else Path(place))
                found += zip(corpus.ids, corpus.texts, strict=True)
        except InputError as error:
            print(f"stylo: {' '.join(str(error).split())}", file=sys.stderr)
            failed = 2
    return found, failed


def _listed(path: Path) -> list[str]:
    try:
        words = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    return [word.strip() for word in words if word.strip() and not word.startswith("#")]


def _form(args: argparse.Namespace) -> str:
    """Return the format, and refuse what cannot be written before work begins."""
    output: Path | None = args.output
    ending = output.suffix.lower() if output else ""
    form = str(args.format or ENDINGS.get(ending, "markdown" if output else "terminal"))
    if output is None and (form in {"parquet", "figure"} or args.plot or args.open):
        raise InputError("figures, parquet and --open need a file: name it with --output")
    if args.plot and form != "figure":
        raise InputError("--plot needs a file that ends in .png, .svg or .pdf: -o figure.png")
    if output is not None and output.is_dir():
        raise InputError(f"{output} is a directory: name a file with --output")
    if output is not None and not output.absolute().parent.is_dir():
        raise InputError(f"no directory {output.parent}: make it first")
    return form


def _write(result: Result, form: str, args: argparse.Namespace, figure: Mapping[str, str]) -> None:
    output: Path | None = args.output
    if form == "terminal":
        _show(result)
    elif form == "figure":
        _draw(result, args.plot, args.output, figure)
    elif form == "parquet":
        result.to_parquet(args.output, table=args.table)
    elif form == "csv":
        _say(result.to_csv(output, table=args.table), output)
    else:
        texts = {"json": result.to_json, "markdown": result.to_markdown, "html": result.to_html}
        _say(texts[form](output), output)
    if output is not None:
        for note in result.warnings:
            print(f"stylo: note: {note}", file=sys.stderr)
    if args.open:
        newsroom.open_in_browser(args.output)


def _say(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()


def _draw(result: Any, kind: str, output: Path, figure: Mapping[str, str]) -> None:
    import matplotlib

    matplotlib.use("agg")
    ax = result.plot(kind, **figure) if kind else result.plot(**figure)
    try:
        ax.figure.savefig(output, dpi=150)
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror or error}") from error


def _show(result: Result) -> None:
    """Show a result on the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from stylo.stylometry import showing

    page = result.page()
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(Text(page.title, style="bold"))
    for note in page.notes:
        console.print(Text(f"! {showing.sentence(note)}", style="yellow"))
    for part in page.parts:
        if isinstance(part, showing.Picture):
            continue
        console.print()
        console.print(Text(showing.caption(part), style="bold"))
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in part.frame.columns:
            number = showing.is_number(part.frame[name])
            table.add_column(
                str(name).replace("_", " "),
                justify="right" if number else "left",
                overflow="fold",
            )
        for row in part.frame.head(showing.ROWS).itertuples(index=False, name=None):
            table.add_row(*(Text(" ".join(showing.figure(value).split())) for value in row))
        console.print(table)
    console.print(Text(page.foot, style="dim"))
