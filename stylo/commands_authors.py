"""The commands ``stylo compare`` and ``stylo attribute``."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stylo
from stylo import newsroom

if TYPE_CHECKING:
    from stylo.stylometry.corpus import Corpus
    from stylo.stylometry.showing import Result

FORMATS = ("terminal", "json", "csv", "parquet", "markdown", "html", "figure")
#: Endings from which ``--output`` tells the format.
ENDINGS: Mapping[str, str] = {
    **newsroom.ENDINGS,
    ".parquet": "parquet",
    **dict.fromkeys((".png", ".svg", ".pdf"), "figure"),
}
#: Of ``attribute``: ours, and those of `stylo.methods.classify`.
VIEWS = "views"
_METHODS = ("delta", "centroid", "svm", "nsc", "naivebayes", "imposters")
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
    _counted(compare)
    _style(compare)
    compare.add_argument("--sample", type=int, metavar="WORDS", help="cut texts into passages")
    compare.add_argument("--zeta", choices=("craig", "eder", "chisquare"), default="craig",
        help="by which contrast the words of each group are chosen (--table words)")  # fmt: skip
    measures = compare.add_mutually_exclusive_group()
    measures.add_argument("-m", "--measure", action="append", metavar="NAME",
        help="only this measure (repeatable)")  # fmt: skip
    measures.add_argument("--no-measures", action="store_true", help="compare words alone")
    compare.add_argument("--draw", default="", metavar="COLUMN",
        help="what is drawn again in tests: text, author or a column")  # fmt: skip
    compare.add_argument("--within", default="", metavar="COLUMN",
        help="exchange labels inside the values of this column alone, such as outlet")  # fmt: skip
    _output(compare, "dendrogram, pca, mds, tsne, consensus, effects, words")
    compare.add_argument("--group", default="", metavar="NAME",
        help="whose words --plot words shows; default: the first group")  # fmt: skip
    compare.add_argument("--against", default="", metavar="NAME", help="default: all others")
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
    attribute.add_argument("--method", choices=(VIEWS, *_METHODS), default=VIEWS,
        help="views: four views of style, calibrated probabilities, none of these (the default); "
        "delta: nearest neighbour by --distance; centroid; svm; nsc: nearest shrunken centroids; "
        "naivebayes; imposters: General Imposters, thresholds chosen on the candidates' "
        "texts")  # fmt: skip
    attribute.add_argument("--option", action="append", default=[], metavar="NAME=VALUE",
        help="of the method, such as cost=10 (svm), threshold=2 (nsc), iterations=500 "
        "(imposters); repeatable")  # fmt: skip
    attribute.add_argument("--sizes", type=int, nargs="+", metavar="WORDS",
        help="say how long a text must be instead: attribute samples of these lengths of the "
        "candidates' texts (with --method delta, centroid, svm, nsc, naivebayes)")  # fmt: skip
    attribute.add_argument("--window", type=int, metavar="WORDS",
        help="rolling attribution by windows of so many words")  # fmt: skip
    attribute.add_argument("--overlap", type=int, metavar="WORDS",
        help="words that neighbouring windows share; default: half a window")  # fmt: skip
    _counted(attribute)
    _style(attribute)
    attribute.add_argument("--text", default="", metavar="NAME",
        help="whose stretches --plot rolling shows")  # fmt: skip
    _output(attribute, "probabilities (views) or scores, rolling, pca, dendrogram")
    attribute.set_defaults(run=_attribute)


def _counted(parser: argparse.ArgumentParser) -> None:
    """Add what is counted, and how it is compared."""
    parser.add_argument("--distance", default="wurzburg", metavar="NAME",
        help="delta, argamon, eder, simple, wurzburg (Cosine Delta, the default), cosine, minmax, "
        "entropy, canberra, manhattan, euclidean")  # fmt: skip
    words = parser.add_mutually_exclusive_group()
    words.add_argument("--mfw", type=int, metavar="N", help="how many most frequent words count")
    words.add_argument(
        "--words", type=Path, metavar="FILE", help="the words that count, one a line"
    )
    parser.add_argument("--culling", type=float, default=0.0, metavar="PERCENT",
        help="only words that stand in at least so many percent of the texts")  # fmt: skip
    parser.add_argument("--no-pronouns", action="store_true", help="leave personal pronouns out")
    parser.add_argument("--tokeniser", choices=_TOKENISERS, help="R stylo's three, and ours")
    parser.add_argument("--unit", choices=("word", "character"), default="word")
    parser.add_argument("--size", type=int, default=1, metavar="N", help="n-grams of that size")
    parser.add_argument(
        "--keep-case", action="store_true", help="capitals are letters of their own"
    )
    parser.add_argument("--punctuation", action="store_true", help="marks count as words")
    parser.add_argument("--convention", choices=("published", "r-stylo"), default="published",
        help="whose definition is followed; see docs/stylometry.md")  # fmt: skip


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

    drawn = {name: getattr(args, name) for name in ("group", "against") if getattr(args, name)}
    if drawn and args.plot != "words":
        raise stylo.InputError("--group and --against go with --plot words")
    result = compare(
        _corpus(args, args.corpus),
        args.by,
        **_counting(args),
        sampling=args.sample,
        zeta=args.zeta,
        measures=[] if args.no_measures else args.measure,
        draw=args.draw,
        within=args.within,
        seed=args.seed,
    )
    _write(result, form, args, drawn)
    return 0


def _counting(args: argparse.Namespace) -> dict[str, Any]:
    """Return what is counted by the names that Python has for it."""
    return {
        "distance": args.distance,
        "mfw": _listed(args.words) if args.words else args.mfw,
        "culling": args.culling,
        "pronouns": not args.no_pronouns,
        "tokeniser": args.tokeniser,
        "unit": args.unit,
        "size": args.size,
        "lowercase": not args.keep_case,
        "punctuation": args.punctuation,
        "own_words": args.own_words,
        "mask": args.mask,
        "convention": args.convention,
    }


def _attribute(args: argparse.Namespace) -> int:
    form = _form(args)
    if args.sizes:
        return _sizes(args, form)
    if args.method == VIEWS:
        _refuse_counting(args)
    elif args.overlap is not None and not args.window:
        raise stylo.InputError("--overlap goes with --window")
    asked, failed = _asked(args.disputed)
    if args.disputed and not asked:
        return failed
    given: dict[str, Any] = {"unknown": args.unknown, "seed": args.seed}
    candidates = _corpus(args, args.candidates)
    result: Result
    if args.method == VIEWS:
        from stylo.authors import attribute

        more = {"mask": args.mask, "own_words": args.own_words}
        result = attribute(asked or None, candidates, **more, **given)
    else:
        from stylo.methods import classify

        given |= {"window": args.window or 0, "overlap": args.overlap, "options": _options(args)}
        counted = _counting(args)
        result = classify(asked or None, candidates, args.method, **given, **counted)
    _write(result, form, args, {"text": args.text} if args.text else {})
    return failed


def _sizes(args: argparse.Namespace, form: str) -> int:
    from stylo.methods import sample_sizes

    if args.disputed or args.window:
        raise stylo.InputError(
            "--sizes asks about the candidates' texts alone: no TEXT, no --window"
        )
    result = sample_sizes(
        _corpus(args, args.candidates),
        args.sizes,
        "delta" if args.method == VIEWS else args.method,
        unknown=args.unknown,
        options=_options(args),
        seed=args.seed,
        **_counting(args),
    )
    _write(result, form, args, {})
    return 0


def _refuse_counting(args: argparse.Namespace) -> None:
    """Refuse choices of words where the four views are looked at, which make none."""
    parser = argparse.ArgumentParser()
    _counted(parser)
    usual = vars(parser.parse_args([]))
    changed = [name for name, value in usual.items() if getattr(args, name) != value]
    changed += [name for name in ("option", "window", "overlap") if getattr(args, name)]
    if changed:
        name = changed[0].replace("_", "-")
        raise stylo.InputError(f"--{name} needs a --method: {', '.join(_METHODS)}")


def _options(args: argparse.Namespace) -> dict[str, Any]:
    """Return the options of a method, numbers as such."""
    found: dict[str, Any] = {}
    for given in args.option:
        name, equals, value = given.partition("=")
        if not equals:
            raise stylo.InputError(f"--option {given}: write NAME=VALUE, such as cost=10")
        try:
            found[name] = json.loads(value)
        except json.JSONDecodeError:
            found[name] = value
    return found


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
        except stylo.InputError as error:
            print(f"stylo: {' '.join(str(error).split())}", file=sys.stderr)
            failed = 2
    return found, failed


def _listed(path: Path) -> list[str]:
    try:
        words = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise stylo.InputError(f"{path} cannot be read: {error}") from error
    return [word.strip() for word in words if word.strip() and not word.startswith("#")]


def _form(args: argparse.Namespace) -> str:
    """Return the format, and refuse what cannot be written before work begins."""
    output: Path | None = args.output
    ending = output.suffix.lower() if output else ""
    form = str(args.format or ENDINGS.get(ending, "markdown" if output else "terminal"))
    if output is None and (form in {"parquet", "figure"} or args.plot or args.open):
        raise stylo.InputError("figures, parquet and --open need a file: name it with --output")
    if args.plot and form != "figure":
        raise stylo.InputError("--plot needs a file that ends in .png, .svg or .pdf: -o figure.png")
    if output is not None and output.is_dir():
        raise stylo.InputError(f"{output} is a directory: name a file with --output")
    if output is not None and not output.absolute().parent.is_dir():
        raise stylo.InputError(f"no directory {output.parent}: make it first")
    return form


def _write(result: Result, form: str, args: argparse.Namespace, figure: Mapping[str, str]) -> None:
    output: Path | None = args.output
    if form == "terminal":
        show(result, output)
    elif form == "figure":
        _draw(result, args.plot, args.output, figure)
    elif form == "parquet":
        result.to_parquet(args.output, table=args.table)
    elif form == "csv":
        _say(result.to_csv(output, table=args.table), output)
    else:
        texts = {"json": result.to_json, "markdown": result.to_markdown, "html": result.to_html}
        _say(texts[form](output), output)
    if output is not None or form == "csv":  # what is shown elsewhere tells its warnings itself
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
        raise stylo.InputError(f"cannot write {output}: {error.strerror or error}") from error


def show(result: Result, output: Path | None) -> None:
    """Show a result on the terminal, or write what it would show to a file."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from stylo import export
    from stylo.stylometry import showing

    page = result.page()
    written = io.StringIO() if output else None
    console = Console(file=written, highlight=False, markup=False, emoji=False)
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
    if written is not None:
        export.write(written.getvalue(), output)
