"""The command line: ``stylo analyse``, ``features`` and the others."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stylo
from stylo import batch_command, commands_authors, commands_research, newsroom

if TYPE_CHECKING:
    from stylo.document import Document
    from stylo.report import Report

FORMATS = ("terminal", "json", "csv", "parquet", "markdown", "html")
#: Endings from which ``--output`` tells the format.
ENDINGS = {**newsroom.ENDINGS, ".parquet": "parquet"}
#: Objects that are made between two searches for cycles among them; Python's own 700 cost some 13 %
#: of the time of one article (2.2 s against 1.9), as the word lists are loaded.
RARELY = 20_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0: done, with caveats where a text is odd. 2: something could not be read or the call is
    wrong; each with one line on standard error, and the other inputs done all the same.
    """
    args = _parser().parse_args(argv)
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        run: Callable[[argparse.Namespace], int] = args.run
        return run(args)
    except stylo.InputError as error:
        return _fail(str(error))
    except BrokenPipeError:  # the reader of our output has gone: nothing to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        gc.set_threshold(*before)


def _fail(message: str) -> int:
    print(f"stylo: {' '.join(message.split())}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stylo", description="Read an opinion article and show how it persuades."
    )
    parser.add_argument("--version", action="version", version=f"stylo {stylo.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    analyse = commands.add_parser(
        "analyse",
        aliases=["analyze"],
        help="measure articles, show the evidence, tell opinion from reporting",
        description="Measure articles. With one input, csv and parquet hold one row per measure; "
        "with several, one row per article, and json one report per line.",
    )
    analyse.add_argument("inputs", nargs="+", metavar="FILE", help="file, http(s) address, or -")
    analyse.add_argument("-f", "--format", choices=FORMATS, help="default: by the output's ending")
    analyse.add_argument("-o", "--output", type=Path, metavar="PATH", help="write there")
    analyse.add_argument(
        "--scope",
        choices=("own", "all"),
        default="own",
        help="own: quoted speech does not count (default); all: every word counts",
    )
    analyse.add_argument(
        "-m", "--measure", action="append", metavar="NAME", help="only this measure (repeatable)"
    )
    analyse.add_argument(
        "--norms", type=Path, metavar="FILE", help="percentiles among the articles of 'stylo norms'"
    )
    analyse.add_argument(
        "--voice", type=Path, metavar="FILE", help="a model of 'stylo train voice --corpus' judges"
    )
    analyse.add_argument("-a", "--all", action="store_true", help="show the other families too")
    analyse.add_argument("--open", action="store_true", help="open the page in the browser")
    analyse.set_defaults(run=_analyse)
    newsroom.add_commands(commands)
    commands_authors.add_commands(commands)
    commands_research.add_commands(commands)

    batch_command.add(commands)

    norms = commands.add_parser(
        "norms",
        help="norms of one's own: what values are like among the articles of a folder",
        description="Measure the articles of a folder and write norms for 'analyse --norms'. "
        "Folders 'opinion' and 'reporting' in it part the kinds; a folder in these, or in it, is "
        "an outlet, and outlets weigh alike.",
    )
    norms.add_argument("folder", type=Path, metavar="FOLDER")
    norms.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    norms.add_argument("--name", help="what to call them (default: the folder's name)")
    norms.add_argument(
        "--years", metavar="FIRST-LAST", help="when they appeared (default: by their dates)"
    )
    norms.add_argument(
        "--kind",
        choices=("opinion", "reporting"),
        default="opinion",
        help="what the articles are where no folder says so (default: opinion)",
    )
    norms.set_defaults(run=_norms)

    features = commands.add_parser("features", help="list all measures")
    features.add_argument(
        "-f", "--format", choices=("terminal", "json", "csv", "markdown"), default="terminal"
    )
    features.set_defaults(run=_features)

    textstat = commands.add_parser(
        "textstat",
        help="textstat's own readability figures, to compare with published work",
        description="Readability as the textstat package counts it, offline.",
    )
    textstat.add_argument("inputs", nargs="+", metavar="FILE", help="file, http(s) address, or -")
    textstat.add_argument("-f", "--format", choices=("terminal", "json", "csv"), default="terminal")
    textstat.set_defaults(run=_textstat)

    train = commands.add_parser(
        "train",
        help="a model of voice from articles of one's own; or the model files again",
        description="'train voice --corpus CORPUS' makes a model of editorial or reporting for "
        "'analyse --voice', and prints its card. Without --corpus, model files that ship are made "
        "again from the annotated corpora.",
    )
    train.add_argument("what", choices=TRAINERS)
    train.add_argument("--data", type=Path, metavar="DIR", help="default: $STYLO_DATA")
    train.add_argument(
        "--corpus",
        type=Path,
        metavar="CORPUS",
        help="a folder with folders 'editorial' and 'reporting', in which a folder is an outlet or "
        "an author; or a table (.csv, .jsonl, .parquet) with the columns text and label, and if "
        "known outlet and author",
    )
    train.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="default: NAME-voice.json, here"
    )
    train.add_argument("--name", help="what to call the corpus (default: its own name)")
    train.set_defaults(run=_train)
    return parser


# -- analyse ----------------------------------------------------------------------------------


def _read(name: str) -> Document:
    from stylo import reading

    if name == "-":
        return reading.read_stream(sys.stdin.buffer)
    return reading.read(name)


def _analyse(args: argparse.Namespace) -> int:
    form = args.format or ENDINGS.get(args.output.suffix.lower() if args.output else "", "terminal")
    if form == "parquet" and args.output is None:
        raise stylo.InputError("parquet is no text: name a file with --output")
    if args.output is not None and args.output.is_dir():
        raise stylo.InputError(f"{args.output} is a directory: name a file with --output")
    if args.output is not None and not args.output.absolute().parent.is_dir():
        raise stylo.InputError(f"no directory {args.output.parent}: make it first")
    several = len(args.inputs) > 1
    if several and form in {"markdown", "html"}:
        raise stylo.InputError(
            f"{form} holds one article: give one input, use json, csv or parquet, or make an "
            "index of pages with 'stylo index'"
        )
    if args.open and (form != "html" or args.output is None):
        raise stylo.InputError(
            "--open needs a page: name a file with --output, e.g. -o report.html"
        )
    from stylo.analysis import analyse, chosen
    from stylo.norms import chosen as chosen_norms
    from stylo.voice import chosen as chosen_voice

    chosen(args.measure)
    if args.norms is not None:
        chosen_norms(args.norms)
    voice = chosen_voice(args.voice)
    failed = 0
    reports: list[Report] = []
    with newsroom.progress(args.inputs) as inputs:
        for name in inputs:
            try:
                report = analyse(
                    _read(name),
                    scope=args.scope,
                    measures=args.measure,
                    norms=args.norms,
                    voice=voice,
                )
                reports.append(report)
            except stylo.InputError as error:
                failed = _fail(str(error))
    if reports:
        _write(reports, form, args, several)
        if args.open:
            newsroom.open_in_browser(args.output)
    return failed


def _write(reports: list[Report], form: str, args: argparse.Namespace, several: bool) -> None:
    from stylo import export
    from stylo.analysis import rows

    if form == "terminal":
        _pages(reports, args)
    elif form == "json":
        if several:
            data = (export.to_dict(r) for r in reports)
            lines = [json.dumps(d, ensure_ascii=False, default=str) + "\n" for d in data]
            _emit("".join(lines), args.output)
        else:
            _emit(reports[0].to_json(), args.output)
    elif form in {"csv", "parquet"}:
        frame = rows(reports, args.measure) if several else reports[0].table()
        if form == "csv":
            _emit(export.csv_text(frame), args.output)
        else:
            export.write_parquet(frame, args.output)
    else:
        text = reports[0].to_markdown() if form == "markdown" else reports[0].to_html()
        _emit(text, args.output)


def _emit(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    else:
        try:
            output.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise stylo.InputError(f"cannot write {output}: {error.strerror}") from error


def _pages(reports: list[Report], args: argparse.Namespace) -> None:
    from rich.console import Console

    from stylo import display

    if args.output is None:
        console = Console(soft_wrap=False, highlight=False, markup=False, emoji=False)
        for report in reports:
            display.terminal(report, console, everything=args.all)
        return
    with args.output.open("w", encoding="utf-8") as file:
        console = Console(file=file, width=100, highlight=False, markup=False, emoji=False)
        for report in reports:
            display.terminal(report, console, everything=args.all)


# -- the others -------------------------------------------------------------------------------


def _norms(args: argparse.Namespace) -> int:
    from stylo.training import norms

    if not args.output.absolute().parent.is_dir():
        raise stylo.InputError(f"no directory {args.output.parent}: make it first")
    years = norms.span(args.years) if args.years else None
    found = norms.files(args.folder, args.kind, newsroom.ARTICLES)
    documents, failed = [], 0
    with newsroom.progress([str(f.path) for f in found]) as inputs:
        for file, name in zip(found, inputs, strict=True):
            try:
                documents.append((_read(name), file.kind, file.outlet))
            except stylo.InputError as error:
                failed = _fail(str(error))
    made = norms.of_documents(documents, args.name or args.folder.resolve().name, years)
    try:
        args.output.write_bytes(norms.packed(made))
    except OSError as error:
        raise stylo.InputError(f"cannot write {args.output}: {error.strerror}") from error
    counted = ", ".join(f"{n['articles']:,} {kind}" for kind, n in made["kinds"].items())
    print(f"{args.output}: {made['name']}, {counted}", file=sys.stderr)
    return failed


def _features(args: argparse.Namespace) -> int:
    import shutil

    from stylo import catalogue

    if args.format == "markdown":
        _emit(catalogue.markdown(), None)
    elif args.format == "terminal":
        _emit(catalogue.text(min(100, shutil.get_terminal_size().columns)), None)
    else:
        _table(catalogue.rows(), args.format)
    return 0


def _table(rows: list[dict[str, Any]], form: str) -> None:
    """Print rows as JSON, CSV or a table."""
    if form == "json":
        _emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
        return
    if form == "csv":
        import pandas as pd

        from stylo import export

        _emit(export.csv_text(pd.DataFrame(rows)), None)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(f"{v:.2f}" if isinstance(v, float) else str(v)) for v in row.values()))
    Console(highlight=False, markup=False, emoji=False).print(table)


def _textstat(args: argparse.Namespace) -> int:
    from stylo import textstat_compat

    failed, rows = 0, []
    for name in args.inputs:
        try:
            doc = _read(name)
            figures = textstat_compat.figures(doc.text)
        except stylo.InputError as error:
            failed = _fail(str(error))
            continue
        rows += [{"id": doc.id, "measure": k, "textstat": v} for k, v in figures.items()]
    if rows:
        _table(rows, args.format)
    return failed


#: What ``stylo train`` makes, in the order in which one builds on another.
TRAINERS = (
    "syllables",
    "vocabulary",
    "lemmas",
    "segment",
    "tagger",
    "heads",
    "voice",
    "genres",
    "norms",
    "all",
)


#: Modules of `stylo.training` that have another name than what they make.
_MODULES = {"tagger": "encoder"}


def _train(args: argparse.Namespace) -> int:
    from importlib import import_module

    if args.corpus is not None:
        return _train_own(args)
    if args.output is not None or args.name is not None:
        raise stylo.InputError("--output and --name are of a model of one's own: name its --corpus")
    place = args.data or os.environ.get("STYLO_DATA")
    if place is None or not Path(place).is_dir():
        raise stylo.InputError("no annotated corpora: name their folder with --data or STYLO_DATA")
    for name in TRAINERS[:-1] if args.what == "all" else (args.what,):
        print(f"stylo train {name}", file=sys.stderr)
        import_module(f"stylo.training.{_MODULES.get(name, name)}").train(Path(place))
    return 0


def _train_own(args: argparse.Namespace) -> int:
    from stylo.training import voice_own, voice_rows

    if args.what != "voice" or args.data is not None:
        raise stylo.InputError(
            "a corpus of one's own makes a voice: stylo train voice --corpus CORPUS"
        )
    name = args.name or args.corpus.resolve().name.split(".")[0]
    output = args.output or Path(f"{name}-voice.json")
    if not output.absolute().parent.is_dir():
        raise stylo.InputError(f"no directory {output.parent}: make it first")
    if output.is_dir():
        raise stylo.InputError(f"{output} is a directory: name a file with --output")
    pool = voice_own.gathered(voice_rows.of_path(args.corpus))
    for line in pool.failures:
        _fail(line)
    model = voice_own.of_pool(pool, name)
    voice_own.write(model, output)
    _emit(model["card"], None)
    print(f"{output}: use it with 'stylo analyse --voice {output}'", file=sys.stderr)
    return 2 if pool.failures else 0


if __name__ == "__main__":
    sys.exit(main())
