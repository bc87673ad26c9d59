"""The commands ``stylo concordance``, ``stylo validate`` and ``stylo export``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stylo
from stylo import commands_authors, newsroom

if TYPE_CHECKING:
    from stylo import reading
    from stylo.validation import Sheet

CONCORDANCE = ("terminal", "csv", "json", "parquet", "html")
FIGURES = ("terminal", "csv", "json", "markdown", "html")
STANDOFF = ("conllu", "xmi")
#: Endings from which ``--output`` tells the format.
ENDINGS: Mapping[str, str] = {**newsroom.ENDINGS, ".parquet": "parquet"}
_CORPUS = "folder, file, glob pattern, or table: .jsonl .csv .tsv (.gz, .zst), .parquet"


def add_commands(commands: Any) -> None:
    """Add ``concordance``, ``validate`` and ``export`` to the command line."""
    found = _of_a_measure(
        commands,
        "concordance",
        "the words that a measure counted, each in its context",
        "Key words in context: every hit of a measure with what stands beside it.",
    )
    _corpus(found, "inputs", nargs="+", metavar="IN")
    found.add_argument(
        "--sort", choices=("text", "left", "node", "right", "label"), default="text",
        help="by the first words to the left or right, by the hit, its type, or as they stand",
    )  # fmt: skip
    found.add_argument("--width", type=int, default=60, metavar="N",
        help="characters of context on either side (default: 60)")  # fmt: skip
    found.add_argument("--sample", type=int, metavar="N", help="draw so many hits at random")
    found.add_argument("--limit", type=int, metavar="N", help="the first so many, once sorted")
    _draw(found)
    _output(found, CONCORDANCE)
    found.set_defaults(run=_concordance)

    validate = _of_a_measure(
        commands,
        "validate",
        "how often a measure is right on your texts: a sheet to mark, and what it says",
        "Draw hits and sentences of a corpus to mark, as CSV and as a page with keys; "
        "and from the marked sheet tell precision, recall, and the density put right for them.",
    )
    _corpus(validate, "--corpus", nargs="+", metavar="IN", default=[])
    validate.add_argument("--n", type=int, default=100, metavar="N",
        help="so many hits and so many sentences (default: 100)")  # fmt: skip
    validate.add_argument("--read", nargs="+", type=Path, metavar="SHEET", default=[],
        help="a marked sheet, or the same one marked by two; its texts are checked")  # fmt: skip
    _draw(validate)
    _output(validate, FIGURES)
    validate.set_defaults(run=_validate)

    export = commands.add_parser(
        "export",
        help="the evidence as annotation for other tools: CoNLL-U, UIMA CAS XMI",
        description="Write articles with their evidence for other tools: CoNLL-U, all in one "
        "file; UIMA CAS XMI, as INCEpTION reads it, one file each and their type system.",
    )
    _corpus(export, "inputs", nargs="+", metavar="IN")
    export.add_argument("-f", "--format", choices=STANDOFF, required=True)
    export.add_argument("-o", "--output", type=Path, metavar="PATH",
        help="conllu: a file (default: standard output); xmi: a folder")  # fmt: skip
    export.add_argument(
        "-m", "--measure", action="append", metavar="NAME", help="only this measure (repeatable)"
    )
    export.add_argument(
        "-a", "--all", action="store_true", help="all measures, not only those that a page marks"
    )
    export.add_argument("--scope", choices=("own", "all"), default="own", help="see analyse")
    export.set_defaults(run=_export)


def _of_a_measure(commands: Any, name: str, gives: str, does: str) -> Any:
    """Add a command about one measure, which it names first."""
    parser = commands.add_parser(name, help=gives, description=does)
    parser.add_argument("measure", metavar="MEASURE", help="e.g. hedge_density; see features")
    return parser


def _corpus(parser: argparse.ArgumentParser, name: str, **options: Any) -> None:
    parser.add_argument(name, help=_CORPUS, **options)
    for column in ("text", "id"):
        parser.add_argument(
            f"--{column}-column", default=column, metavar="NAME", help=f"default: {column}"
        )


def _draw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the draw; default 0")
    parser.add_argument("--scope", choices=("own", "all"), default="own", help="see analyse")


def _output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("-f", "--format", choices=formats, help="default: by the output's ending")
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help="write there")


class _Sources:
    """The articles of inputs, streamed; what cannot be read is said at once and counted."""

    def __init__(self, args: argparse.Namespace, names: Sequence[str]) -> None:
        from stylo.batch_input import Inputs

        self.failed = 0
        self._inputs = Inputs(names, text=args.text_column, id=args.id_column)

    def __iter__(self) -> Iterator[reading.Input]:
        for item in self._inputs:
            if item.cause:
                self.fail(item.cause)
            else:
                yield item.id, item.content

    def fail(self, cause: str) -> None:
        """Say why something could not be read."""
        self.failed = 2
        _say(cause)


def _say(line: str) -> None:
    print(f"stylo: {' '.join(line.split())}", file=sys.stderr)


def _form(args: argparse.Namespace, formats: Sequence[str]) -> str:
    output: Path | None = args.output
    form = str(args.format or ENDINGS.get(output.suffix.lower() if output else "", "terminal"))
    if form not in formats:
        raise stylo.InputError(f"no {form} here: choose from {', '.join(formats)}")
    if form == "parquet" and output is None:
        raise stylo.InputError("parquet is no text: name a file with --output")
    if output is not None:
        _refuse(output)
    return form


def _refuse(output: Path) -> None:
    """Refuse a place that cannot be written to, before work begins."""
    if output.is_dir():
        raise stylo.InputError(f"{output} is a directory: name a file with --output")
    if not output.absolute().parent.is_dir():
        raise stylo.InputError(f"no directory {output.parent}: make it first")


# -- concordance ------------------------------------------------------------------------------


def _concordance(args: argparse.Namespace) -> int:
    form = _form(args, CONCORDANCE)
    from stylo import display
    from stylo.kwic import concordance

    sources = _Sources(args, args.inputs)
    found = concordance(
        args.measure,
        sources,
        sort=args.sort,
        width=args.width,
        sample=args.sample,
        limit=args.limit,
        seed=args.seed,
        scope=args.scope,
        errors="keep",
    )
    for cause in found.unread:
        sources.fail(cause)
    if not found.documents:
        raise stylo.InputError("none of the inputs could be read as an article")
    if form == "terminal":
        newsroom.print_to(lambda c: display.concordance_terminal(found, c), args.output)
    elif form == "parquet":
        found.to_parquet(args.output)
    else:
        texts = {"csv": found.to_csv, "json": found.to_json, "html": found.to_html}
        newsroom.emit(texts[form](), args.output)
    return sources.failed


# -- validate ---------------------------------------------------------------------------------


def _validate(args: argparse.Namespace) -> int:
    if args.read:
        return _figures(args)
    if not args.corpus:
        raise stylo.InputError(
            "name the corpus to draw from with --corpus, or a marked sheet with --read"
        )
    if args.format:
        raise stylo.InputError("a sheet is written as CSV and as a page: leave --format out")
    from stylo import marksheet
    from stylo.validation import draw

    place = args.output or Path(f"{args.measure}-sheet")
    if place.suffix.lower() in {".csv", ".html"}:
        place = place.with_suffix("")
    files = [place.with_name(f"{place.name}{ending}") for ending in (".csv", ".html")]
    for file in files:
        _refuse(file)
        if file.exists():
            raise stylo.InputError(
                f"{file} is there, with marks perhaps: name another with --output"
            )
    sources = _Sources(args, args.corpus)
    unread: list[str] = []
    sheet = draw(args.measure, sources, args.n, seed=args.seed, scope=args.scope, unread=unread)
    for cause in unread:
        sources.fail(cause)
    marksheet.csv_text(sheet, files[0])
    marksheet.html_text(sheet, files[1])
    _say(_drawn(sheet))
    corpus = args.corpus[0] if len(args.corpus) == 1 else "IN"
    columns = "".join(
        f" --{name}-column {value}"
        for name, value in (("text", args.text_column), ("id", args.id_column))
        if value != name
    )
    _say(
        f"mark {files[1]} in a browser, or {files[0]} in a spreadsheet; then: stylo validate "
        f"{args.measure} --read SHEET --corpus {corpus}{columns}"
    )
    return sources.failed


def _drawn(sheet: Sheet) -> str:
    design = sheet.design
    hits = sum(item.is_hit for item in sheet.items)
    parts = []
    for name in design.sizes:
        number = sum(item.stratum == name for item in sheet.items)
        parts.append(f"{number} of {design.sizes[name]:,} {'hits' if name == 'hit' else name}")
    again = f", {design.duplicates:,} repeated ones left out" if design.duplicates else ""
    return (
        f"{hits} hits and {len(sheet.items) - hits} sentences of {design.texts:,} texts{again}: "
        f"{', '.join(parts)}"
    )


def _figures(args: argparse.Namespace) -> int:
    form = _form(args, FIGURES)
    from stylo import marksheet
    from stylo.validated import evaluate

    if len(args.read) > 2:
        raise stylo.InputError("give one marked sheet, or the same sheet marked by two annotators")
    sheets = [marksheet.read_sheet(path) for path in args.read]
    measure = sheets[0].design.measure
    if measure != args.measure:
        raise stylo.InputError(f"{args.read[0]}: is a sheet of {measure}, not of {args.measure}")
    sources = _Sources(args, args.corpus) if args.corpus else None
    absent = marksheet.check_texts(sheets[0], sources if sources else _there(sheets[0]))
    if absent and sources:
        raise stylo.InputError(
            f"{absent[0]}: a text of the sheet is not in the corpus: name the one it was drawn from"
        )
    if absent:
        many = f"{len(absent)} text{'s' * (len(absent) > 1)}"
        _say(f"note: {many} not looked at for changes, as not there: name the --corpus")
    result = evaluate(*sheets, seed=args.seed)
    if form == "terminal":
        commands_authors.show(result, args.output)
    else:
        texts = {
            "csv": result.to_csv,
            "json": result.to_json,
            "markdown": result.to_markdown,
            "html": result.to_html,
        }
        newsroom.emit(texts[form](), args.output)
    return sources.failed if sources else 0


def _there(sheet: Sheet) -> Iterator[reading.Input]:
    """Yield those of a sheet's texts that lie where they lay."""
    names = {item.document for item in sheet.items}
    yield from sorted(name for name in names if _is_file(name))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


# -- export -----------------------------------------------------------------------------------


def _export(args: argparse.Namespace) -> int:
    from stylo import display, reading, standoff
    from stylo.analysis import analyse, chosen
    from stylo.report import Report

    shown = None if args.all else [h.measure for h in display.HIGHLIGHTS]
    measures = [feature.name for feature in chosen(args.measure or shown)]
    if args.format == "xmi":
        if args.output is None:
            raise stylo.InputError("xmi is a file for each article: name a folder with --output")
        standoff.cassis()
    elif args.output is not None:
        _refuse(args.output)
    sources = _Sources(args, args.inputs)

    def reports() -> Iterator[Report]:
        for doc in reading.read_many(sources):
            if isinstance(doc, stylo.InputError):
                sources.fail(str(doc))
            else:
                yield analyse(doc, scope=args.scope, measures=measures)

    if args.format == "xmi":
        number = standoff.write_xmi(reports(), args.output)
    else:
        number = standoff.write_conllu(reports(), args.output or sys.stdout)
    if not number:
        raise stylo.InputError("none of the inputs could be read as an article")
    return sources.failed
