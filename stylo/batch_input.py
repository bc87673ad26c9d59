"""Where the articles of a batch come from: folders, globs, tables, standard input; streamed.

Nothing is gathered: of each input at most one line, row or file is held at a time, and none of
them larger than `stylo.reading.MAX_BYTES`. What cannot be read is an item too, with its cause.
"""

from __future__ import annotations

import csv
import glob
import gzip
import hashlib
import io
import json
import math
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from stylo import reading
from stylo.document import InputError

#: Formats of inputs; an ``article`` is one text, Markdown or HTML file.
FORMATS = ("article", "jsonl", "csv", "parquet")
TABLES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
PACKED = {".gz": "gzip", ".zst": "zstd"}
#: The folder in which a batch keeps its state, in that of its output.
STATE = "_stylo"
#: Rows of a Parquet file that are held at once.
PARQUET_ROWS = 64

#: What a stream may raise when it is cut, damaged or not what its name says.
_DAMAGED = (OSError, EOFError, ValueError, zlib.error)
_UNDECODED = re.compile("[\udc80-\udcff]")
_KEPT_KINDS = 8


class Item(NamedTuple):
    """One article that is to be analysed, or why there is none.

    Attributes
    ----------
    id : str
        What the row says, or else the file and the number of the row in it, from 1.
    content : str or bytes
        The text, or the bytes of a file.
    cause : str
        Why it cannot be read; ``""`` if it can.
    share : float
        How much of all inputs is read, 0 to 1; NaN where that is unknown.
    """

    id: str
    content: str | bytes
    cause: str = ""
    share: float = math.nan

    @property
    def key(self) -> bytes:
        """A hash of the content (with the kind of a file): items of equal key read alike."""
        if self.cause:
            return hashlib.sha256(f"cause {self.cause}".encode()).digest()
        if isinstance(self.content, str):
            data, kind = self.content.encode("utf-8", "surrogatepass"), "text"
        else:
            data, kind = self.content, f"file {Path(self.id).suffix.lower()}"
        return hashlib.sha256(kind.encode("utf-8", "replace") + b"\0" + data).digest()


@dataclass
class Inputs:
    """The articles of several inputs, in order; iterate over it once.

    Attributes
    ----------
    names : sequence of str
        Files, folders, glob patterns, or ``-`` for standard input.
    form : str or None
        One of `FORMATS`, for files and standard input alike; by default told from the names (and
        for standard input from its first character).
    text, id : str
        Columns or keys of the text and of its name; a row without the latter gets the name of its
        file and its number.
    leave_out : collection of Path
        Files and folders that are not walked into: the output, when it stands among the input.
    left_out : Counter
        Endings of the files of folders that were passed over, as they are of no kind that is read.
    """

    names: Sequence[str]
    form: str | None = None
    text: str = "text"
    id: str = "id"
    leave_out: Collection[Path] = ()
    left_out: Counter[str] = field(default_factory=Counter)
    _total: int = 0
    _before: int = 0
    _parquet_rows: int = 0

    def __post_init__(self) -> None:
        """Refuse inputs that are not there, before any work is done."""
        if self.form is not None and self.form not in FORMATS:
            raise InputError(f"the input's format is one of {', '.join(FORMATS)}, not {self.form}")
        for name in self.names:
            if name == "-" or Path(name).exists():
                continue
            if reading.is_address(name):
                raise InputError(f"{name}: a batch reads files: save the page first")
            if not glob.has_magic(name):
                raise InputError(f"{name}: no such file or folder: check the path")
            if next(glob.iglob(name, recursive=True), None) is None:  # noqa: PTH207
                raise InputError(f"{name}: no file has such a name: check the pattern")

    def __iter__(self) -> Iterator[Item]:
        """Yield the items, each with the share of the input that is read."""
        if "-" not in self.names:
            self._total = sum(_size(path) for name in self.names for path, _ in self._files(name))
            self.left_out.clear()
        for name in self.names:
            if name == "-":
                yield from self._stream(sys.stdin.buffer, name, self.form or "")
                continue
            for path, form in self._files(name):
                yield from self._file(path, form)
                self._before += _size(path)

    # -- files ----------------------------------------------------------------------------

    def _files(self, name: str) -> Iterator[tuple[Path, str]]:
        """Yield the files that a name stands for, and their formats."""
        path = Path(name)
        if path.exists():
            yield from self._below(path)
        else:
            for found in sorted(glob.iglob(name, recursive=True)):  # noqa: PTH207
                yield from self._below(Path(found))

    def _below(self, path: Path) -> Iterator[tuple[Path, str]]:
        if not path.is_dir():
            yield path, self.form or _format(path) or "article"
            return
        for folder, folders, files in os.walk(path):
            here = Path(folder)
            folders[:] = sorted(f for f in folders if f[0] != "." and not self._ours(here / f))
            for file in sorted(files):
                found = here / file
                if file[0] == "." or self._ours(found) or not found.is_file():
                    continue
                form = _format(found)
                if form:
                    yield found, form
                elif found.suffix in self.left_out or len(self.left_out) < _KEPT_KINDS:
                    self.left_out[found.suffix] += 1

    def _ours(self, path: Path) -> bool:
        """Return whether a batch has written a place: this one, or another that has its state."""
        written = bool(self.leave_out) and path.resolve() in self.leave_out
        return written or (path / STATE).is_dir()

    def _file(self, path: Path, form: str) -> Iterator[Item]:
        name = str(path)
        if form == "article":
            try:
                yield self._item(name, reading.content(path, name), done=_size(path))
            except InputError as error:
                yield self._item(name, b"", str(error), done=_size(path))
            return
        try:
            raw = path.open("rb")
        except OSError as error:
            yield self._item(name, b"", f"{name}: cannot be read ({error.strerror})")
            return
        with raw:
            if form == "parquet":
                rows = self._parquet(raw, name)
                size = _size(path)
                yield from self._rows(name, rows, lambda n: size * n // self._parquet_rows)
                return
            packed = PACKED.get(path.suffix.lower())
            try:
                with _unpacked(raw, packed) as stream:
                    yield from self._stream(stream, name, form, raw)
            except _DAMAGED as error:
                yield self._item(name, b"", _damaged(name, error))

    def _stream(
        self, stream: BinaryIO, name: str, form: str, raw: BinaryIO | None = None
    ) -> Iterator[Item]:
        """Yield the items of lines: JSON, or CSV."""
        if form in {"article", "parquet"}:
            what = {"article": "stylo analyse -", "parquet": "a file"}[form]
            raise InputError(f"standard input holds jsonl or csv: for {form} use {what}")
        buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
        if not form:
            form = (
                "jsonl" if buffered.peek(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else "csv"
            )
        rows = self._json if form == "jsonl" else self._csv
        yield from self._rows(
            name,
            rows(cast(BinaryIO, buffered), name),
            lambda _: 0 if raw is None or raw.closed else raw.tell(),
        )

    def _rows(
        self, name: str, rows: Iterator[Mapping[str, Any] | str], done: Callable[[int], int]
    ) -> Iterator[Item]:
        """Turn rows (or the causes of bad ones) into items; a damaged input is the last.

        ``done`` tells from the number of rows how many bytes of the file they are.
        """
        number = 0
        while True:
            number += 1
            place = f"{name}:{number}"
            try:
                row = next(rows, None)
            except InputError as error:
                yield self._item(name, b"", str(error))
                return
            except _DAMAGED as error:
                yield self._item(name, b"", _damaged(name, error))
                return
            if row is None:
                return
            yield self._of_row(row, place, done(number))

    def _of_row(self, row: Mapping[str, Any] | str, place: str, done: int) -> Item:
        if isinstance(row, str):
            return self._item(place, b"", f"{place}: {row}", done=done)
        name, text = row.get(self.id), row.get(self.text)
        known = isinstance(name, str | int) and not isinstance(name, bool) and name != ""
        id = _clean(str(name)) if known else place
        if self.text not in row:
            why = f"no {self.text!r} in this row: name the key of the text with --text-column"
        elif not isinstance(text, str):
            why = f"{self.text!r} is no text but {type(text).__name__}: give the article as text"
        elif len(text) > reading.MAX_BYTES:
            why = f"is longer than {reading.MAX_BYTES:,} characters: cut it up first"
        else:
            return self._item(id, text, done=done)
        return self._item(id, b"", f"{place}: {why}", done=done)

    def _item(self, id: str, content: str | bytes, cause: str = "", done: int = 0) -> Item:
        share = min(1.0, (self._before + done) / self._total) if self._total else math.nan
        return Item(_clean(id), content, " ".join(_clean(cause).split()), share)

    # -- rows of tables -------------------------------------------------------------------

    def _json(self, stream: BinaryIO, name: str) -> Iterator[Mapping[str, Any] | str]:
        for line in _lines(stream):
            if line is None:
                yield f"the line is longer than {reading.MAX_BYTES // 1_000_000} MB: cut it up"
                continue
            line = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not line:
                continue
            try:
                row = json.loads(line)
            except RecursionError:
                yield "is nested too deeply to be read as JSON"
            except ValueError as error:
                yield f"is no JSON ({error}): one object a line is read"
            else:
                yield row if isinstance(row, dict) else "is no JSON object: one a line is read"

    def _csv(self, stream: BinaryIO, name: str) -> Iterator[Mapping[str, Any] | str]:
        csv.field_size_limit(reading.MAX_BYTES)
        text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
        first = text.readline(1_000_000)
        if not first.strip():
            raise InputError(f"{name}: holds no table: its first row must name the columns")
        for delimiter in ",;\t":
            header = next(csv.reader([first], delimiter=delimiter))
            if self.text in header:
                break
        else:
            raise InputError(_no_column(name, self.text, next(csv.reader([first]))))
        rows = csv.reader(_TextLines(text), delimiter=delimiter)
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield f"is no row of CSV ({error})"
                continue
            if row is None:
                return
            if len(row) > len(header):
                yield f"has {len(row)} cells under {len(header)} columns: quote the text"
            elif any(map(_UNDECODED.search, row)):
                yield "is not UTF-8: convert the file first, e.g. with iconv"
            elif row:
                yield dict(zip(header, row, strict=False))

    def _parquet(self, raw: BinaryIO, name: str) -> Iterator[Mapping[str, Any] | str]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            file = pq.ParquetFile(raw, pre_buffer=False)
            columns = [c for c in (self.text, self.id) if c in file.schema_arrow.names]
            if self.text not in columns:
                raise InputError(_no_column(name, self.text, file.schema_arrow.names))
            self._parquet_rows = file.metadata.num_rows
            for batch in file.iter_batches(PARQUET_ROWS, columns=columns):
                yield from batch.to_pylist()
        except pa.ArrowException as error:
            raise InputError(_damaged(name, error)) from error


def _format(path: Path) -> str | None:
    """Return the format that a file's name tells; None for what a folder passes over."""
    suffix = path.suffix.lower()
    if suffix in PACKED:
        table = TABLES.get(Path(path.stem).suffix.lower())
        return None if table == "parquet" else table
    return TABLES.get(suffix) or ("article" if suffix in reading.SUFFIXES else None)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _unpacked(raw: BinaryIO, packed: str | None) -> Iterator[BinaryIO]:
    if packed == "gzip":
        with gzip.GzipFile(fileobj=raw) as stream:
            yield cast(BinaryIO, stream)
    elif packed == "zstd":
        import pyarrow as pa

        with pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd") as stream:
            yield stream
    else:
        yield raw


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield lines, None for one that is too long to be held."""
    while line := stream.readline(reading.MAX_BYTES):
        if len(line) < reading.MAX_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(1_000_000)) and not rest.endswith(b"\n"):
            pass
        yield None


class _TextLines:
    """Lines of a text; one that is too long to be held is an error of CSV, and passed over."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream

    def __iter__(self) -> _TextLines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(reading.MAX_BYTES)
        if not line:
            raise StopIteration
        if len(line) < reading.MAX_BYTES or line.endswith("\n"):
            return line
        while (rest := self._stream.readline(1_000_000)) and not rest.endswith("\n"):
            pass
        raise csv.Error(f"a line is longer than {reading.MAX_BYTES:,} characters")


def _clean(text: str) -> str:
    """Return text that can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _damaged(name: str, error: BaseException) -> str:
    return f"{name}: is cut or damaged ({error}): the rows before that are read"


def _no_column(name: str, column: str, there: Iterable[str]) -> str:
    some = ", ".join(list(there)[:8])
    return f"{name}: has no column {column!r} but {some}: name it with --text-column"
