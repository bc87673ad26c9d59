"""The command ``stylo batch``: its options, its progress on the terminal, its last line."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stylo.batch import Progress
    from stylo.batch_cluster import Cluster
    from stylo.batch_work import Settings

#: Seconds between two lines of progress where there is no terminal.
BETWEEN = 30.0
#: Failures that are said; all stand in the file.
SAID = 10


def add(commands: Any) -> None:
    """Add the command to the parser of the command line."""
    parser = commands.add_parser(
        "batch",
        help="measure many articles: one row of a table for each",
        description="Measure many articles, streamed, one row for each. A run that was cut off "
        "goes on with the same call. Failures stop nothing: they stand in errors.jsonl.",
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="IN",
        help="a folder, a file, a glob pattern, or - for standard input: articles (text, Markdown, "
        "HTML) or tables (.jsonl, .csv, .tsv, these also .gz or .zst; .parquet)",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="a folder for Parquet files, or a file .csv or .jsonl",
    )
    parser.add_argument(
        "-f", "--format", choices=("parquet", "csv", "jsonl"), help="default: by OUT's ending"
    )
    parser.add_argument(
        "--input-format",
        choices=("article", "jsonl", "csv", "parquet"),
        help="of files and standard input; default: by their endings",
    )
    parser.add_argument("--text-column", default="text", metavar="NAME", help="default: text")
    parser.add_argument("--id-column", default="id", metavar="NAME", help="default: id")
    parser.add_argument("--scope", choices=("own", "all"), default="own", help="see analyse")
    parser.add_argument(
        "-m", "--measure", action="append", metavar="NAME", help="only this measure (repeatable)"
    )
    parser.add_argument(
        "--voice", type=Path, metavar="FILE", help="a model of 'stylo train voice --corpus'"
    )
    parser.add_argument(
        "--percentiles", action="store_true", help="with each measure its standing in the press"
    )
    parser.add_argument(
        "--norms", type=Path, metavar="FILE", help="percentiles among the articles of 'stylo norms'"
    )
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="a second table, OUT-evidence: one row per piece of evidence",
    )
    parser.add_argument(
        "-w", "--workers", type=int, default=1, metavar="N", help="processes (default: 1)"
    )
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="of a Dask scheduler, whose workers do the work"
    )
    parser.add_argument(
        "--read-together",
        action="store_true",
        help="read neighbouring articles together: faster for short ones, and figures then depend "
        "on the neighbours in the seventh digit",
    )
    parser.add_argument("--strict", action="store_true", help="stop at the first failure")
    parser.add_argument(
        "--part-rows", type=int, metavar="N", help="rows of the input in a part (default: 500)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing of progress")
    parser.set_defaults(run=command)


def command(args: argparse.Namespace) -> int:
    """Run the command; 2 if something failed."""
    from stylo import batch, voice
    from stylo.batch_input import Inputs
    from stylo.batch_work import Settings

    inputs = Inputs(args.inputs, args.input_format, args.text_column, args.id_column)
    measures = None if args.measure is None else tuple(dict.fromkeys(args.measure))
    settings = Settings(
        args.scope,
        measures,
        args.percentiles or args.norms is not None,
        args.evidence,
        args.read_together,
        None if args.voice is None else voice.chosen(args.voice),
        None if args.norms is None else str(args.norms.resolve()),
    )
    with _shown(args.quiet) as tell:
        found = batch.run(
            inputs,
            args.output,
            form=args.format,
            settings=settings,
            workers=_cluster(args.cluster, settings) if args.cluster else args.workers,
            strict=args.strict,
            part_rows=args.part_rows or batch.PART_ROWS,
            progress=tell,
        )
    if not args.quiet:
        _say(_summary(found, args.output))
        if inputs.left_out:
            kinds = ", ".join(
                f"{n} {kind or 'without ending'}" for kind, n in inputs.left_out.items()
            )
            _say(f"passed over in folders, as no kind that is read: {kinds}")
    if found.failed:
        _say_failures(found)
    return 2 if found.failed else 0


def _cluster(address: str, settings: Settings) -> Cluster:
    from stylo.batch_cluster import Cluster

    return Cluster(address, settings)


def _say(line: str) -> None:
    print(f"stylo: {line}", file=sys.stderr, flush=True)


def _say_failures(found: Progress) -> None:
    if found.errors is None:
        return
    with found.errors.open(encoding="utf-8") as file:
        for _, line in zip(range(SAID), file, strict=False):
            _say(str(json.loads(line)["cause"]))
    if found.failed > SAID:
        _say(f"and {found.failed - SAID:,} more failures: see {found.errors}")


def _summary(found: Progress, output: Path) -> str:
    rows = [f"{found.articles:,} article{'s' * (found.articles != 1)} in {output}"]
    if found.duplicates:
        rows.append(f"{found.duplicates:,} of them repeat an earlier one")
    if found.kept:
        rows.append(f"{found.kept:,} rows done by an earlier run")
    if found.failed:
        rows.append(f"{found.failed:,} failed")
    if found.words:
        rows.append(_rate(found))
    return "; ".join(rows)


def _rate(found: Progress) -> str:
    return f"{found.words / max(found.seconds, 1e-9):,.0f} words/s"


def _left(found: Progress) -> str:
    if math.isnan(found.left):
        return ""
    minutes, seconds = divmod(round(found.left), 60)
    hours, minutes = divmod(minutes, 60)
    return f", {hours}:{minutes:02d}:{seconds:02d} left"


@contextmanager
def _shown(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Yield what shows progress: a bar on a terminal, else a line now and then."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        said = time.monotonic()

        def tell(found: Progress) -> None:
            nonlocal said
            if time.monotonic() - said >= BETWEEN:
                said = time.monotonic()
                _say(f"{_done(found)}{_left(found)}")

        yield tell


def _done(found: Progress) -> str:
    share = "" if math.isnan(found.share) else f" ({found.share:.0%})"
    failed = f", {found.failed:,} failed" if found.failed else ""
    return f"{found.articles:,} articles{share}{failed}, {_rate(found)}"


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(found: Progress) -> None:
            known = not math.isnan(found.share)
            bar.update(
                task,
                description=f"{_done(found)}{_left(found)}",
                total=1.0 if known else None,
                completed=found.share if known else 0,
            )

        yield tell
