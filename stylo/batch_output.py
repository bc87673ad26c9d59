"""What a batch leaves behind: part files, a record of each, the errors, and one file if asked.

A part is written aside and renamed; then its record is, and only what has a record counts. A run
that is killed leaves at worst a part without one, which the next run writes again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import stylo
from stylo import batch_work, export, weights
from stylo.batch_input import STATE
from stylo.batch_work import EVIDENCE, Settings
from stylo.document import InputError
from stylo.features import all_features

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("parquet", "csv", "jsonl")
ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
SCHEMA = 1
#: The name of a part or of its record.
_PART = re.compile(r"part-([0-9]{6,})\.(?:parquet|json)")
#: Rows of the table of evidence that are turned into text at once.
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Part:
    """The record of one part: which rows of the input it covers, and what became of them.

    Attributes
    ----------
    first, rows : int
        The rows of the input, from 0.
    inputs : str
        A hash of what these rows held, to tell the same input again.
    articles, duplicates, words : int
        Rows of the table; those among them that repeat an earlier input; words analysed, repeats
        left out.
    failures : tuple of dict
        ``row``, ``id`` and ``cause`` of each row that has none in the table.
    sha256 : mapping
        Of the part's files, by table.
    """

    first: int
    rows: int
    inputs: str
    articles: int
    duplicates: int
    words: int
    failures: tuple[dict[str, Any], ...] = ()
    sha256: Mapping[str, str] = field(default_factory=dict)


class Output:
    """The output of a batch, at a path: opened anew, or where an earlier run left off.

    Parameters
    ----------
    path : Path
        A folder (Parquet), or a file that is made from the parts at the end (CSV, JSON lines).
    form : str or None
        One of `FORMATS`; by default by the path's ending, else Parquet.
    settings : Settings
        What the run is asked for.

    Raises
    ------
    InputError
        If something else stands there, another run is at work on it, or a run with other settings,
        measures or models began it.
    """

    def __init__(self, path: Path, form: str | None, settings: Settings) -> None:
        self.form = form or ENDINGS.get(path.suffix.lower(), "parquet")
        if self.form not in FORMATS:
            raise InputError(f"the format is one of {', '.join(FORMATS)}, not {self.form!r}")
        self.path = path
        self.evidence_path = path.with_name(f"{path.stem}-evidence{path.suffix}")
        self.folders = {"articles": self._folder(path)}
        self._columns = {"articles": settings.columns()}
        if settings.evidence:
            self.folders["evidence"] = self._folder(self.evidence_path)
            self._columns["evidence"] = dict(EVIDENCE)
        self.state = self.folders["articles"] / STATE
        self.errors = self.state / "errors.jsonl"
        self._begin()
        self._lock = _locked(self.state / "lock", path)
        try:
            self._agree(settings)
            self.parts = list(self._recorded())
            self._write(self.errors, "".join(map(_line, self._failures(self.parts))))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let another run take over."""
        self._lock.close()

    @property
    def places(self) -> list[Path]:
        """Everything that is written, resolved."""
        found = [*self.folders.values(), self.path, self.evidence_path]
        return [place.resolve() for place in found]

    def _folder(self, path: Path) -> Path:
        return path if self.form == "parquet" else path.with_name(f"{path.name}.parts")

    # -- beginning ------------------------------------------------------------------------

    def _begin(self) -> None:
        """Make the folder of the state, where nobody else's files stand."""
        if self.form != "parquet" and self.path.is_dir():
            raise InputError(f"{self.path} is a folder: name a file, or use --format parquet")
        for folder in self.folders.values():
            if not folder.absolute().parent.is_dir():
                raise InputError(f"no folder {folder.parent}: make it first")
            if folder.exists() and not folder.is_dir():
                raise InputError(f"{folder} is a file: name another --output, or delete it")
            if folder.is_dir() and not self.state.is_dir() and any(folder.iterdir()):
                raise InputError(f"{folder} has other files in it: name another --output")
        try:
            for folder in self.folders.values():
                (folder / STATE).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"cannot write {self.state}: {error.strerror}") from error

    def _agree(self, settings: Settings) -> None:
        """Refuse to go on with what was begun otherwise."""
        now = json.loads(json.dumps({"format": self.form, **terms(settings)}))
        place = self.state / "manifest.json"
        if not place.exists():
            self._write(place, json.dumps(now, indent=1) + "\n")
            return
        try:
            begun = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            begun = None
        if not isinstance(begun, dict):
            raise InputError(f"{place} is damaged: name another --output, or delete {self.path}")
        for name, value in now.items():
            if begun.get(name) != value:
                raise InputError(
                    f"{self.path} was begun with {differs(name, begun.get(name), value)}: give "
                    f"the same, name another --output, or delete {self.folders['articles']}"
                )

    def _recorded(self) -> Iterator[Part]:
        """Yield the records of the parts that stand, in order, up to a gap."""
        row = number = 0
        while True:
            place = self._record(number)
            try:
                found = json.loads(place.read_text(encoding="utf-8"))
                part = Part(**{**found, "failures": tuple(found["failures"])})
                whole = all(
                    _sha256(self._part(table, number)) == part.sha256[table]
                    for table in self.folders
                )
            except (OSError, ValueError, TypeError, KeyError):
                whole = False
            if not whole or part.first != row:
                break
            yield part
            row += part.rows
            number += 1
        for folder in {place.parent, *self.folders.values()}:
            for stray in sorted(folder.glob("part-*")):
                ours = _PART.fullmatch(stray.name)
                if ours and int(ours[1]) >= number:
                    stray.unlink()

    # -- parts ----------------------------------------------------------------------------

    def _part(self, table: str, number: int) -> Path:
        return self.folders[table] / f"part-{number:06d}.parquet"

    def _record(self, number: int) -> Path:
        return self.state / "parts" / f"part-{number:06d}.json"

    def add(self, part: Part, tables: Mapping[str, pa.Table]) -> None:
        """Write a part and its record."""
        number = len(self.parts)
        sums = {
            name: self._write_table(self._part(name, number), tables[name])
            for name in reversed(self.folders)
        }
        part = replace(part, sha256=sums)
        self._write(self._record(number), _line(asdict(part)))
        self.parts.append(part)
        if part.failures:
            with self.errors.open("a", encoding="utf-8") as file:
                file.writelines(map(_line, part.failures))

    def find(self, table: str, rows: Collection[int]) -> pa.Table:
        """Return what is written of rows of the input, in one of the tables."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        found = [self.schema(table).empty_table()]
        for number, part in enumerate(self.parts):
            here = [row for row in rows if part.first <= row < part.first + part.rows]
            if here:
                where = [("row", "in", here)]
                found.append(pq.read_table(self._part(table, number), filters=where))
        return pa.concat_tables(found)

    def schema(self, table: str) -> pa.Schema:
        """Return the Arrow schema of a table."""
        return batch_work.schema(self._columns[table])

    def cause(self, row: int) -> str:
        """Return why a row of the input failed."""
        for part in self.parts:
            if part.first <= row < part.first + part.rows:
                return next(str(f["cause"]) for f in part.failures if f["row"] == row)
        raise KeyError(row)

    @staticmethod
    def _failures(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
        for part in parts:
            yield from part.failures

    def _write_table(self, place: Path, table: pa.Table) -> str:
        import pyarrow.parquet as pq

        aside = _aside(place)
        try:
            pq.write_table(table, aside)
        except OSError as error:
            raise InputError(f"cannot write {place}: {error.strerror or error}") from error
        _settle(aside, place)
        return _sha256(place)

    def _write(self, place: Path, text: str) -> None:
        place.parent.mkdir(exist_ok=True)
        aside = _aside(place)
        try:
            aside.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise InputError(f"cannot write {place}: {error.strerror}") from error
        _settle(aside, place)

    # -- one file -------------------------------------------------------------------------

    def finish(self) -> None:
        """Make the CSV or JSON lines of all parts, where these were asked for."""
        if self.form == "parquet":
            return
        for table, target in zip(self.folders, (self.path, self.evidence_path), strict=False):
            aside = _aside(target)
            try:
                with aside.open("w", encoding="utf-8", newline="") as file:
                    self._as_text(table, file)
            except OSError as error:
                raise InputError(f"cannot write {target}: {error.strerror}") from error
            _settle(aside, target)

    def _as_text(self, table: str, file: TextIO) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self.form == "csv":
            import pandas as pd

            file.write(",".join(self._columns[table]) + "\n")
        for number in range(len(self.parts)):
            stored = pq.ParquetFile(self._part(table, number))
            for batch in stored.iter_batches(_ROWS_AT_ONCE):
                if self.form == "jsonl":
                    file.writelines(map(_line, batch.to_pylist()))
                else:
                    types = {pa.int64(): pd.Int64Dtype()}
                    frame = batch.to_pandas(types_mapper=types.get)
                    file.write(export.csv_text(frame).split("\n", 1)[1])


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"


def _sha256(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.aside")


def _settle(aside: Path, place: Path) -> None:
    """Bring a file that was written aside to the disk, and to its name."""
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(place)


def _locked(place: Path, output: Path) -> TextIO:
    """Return a file that this process alone holds; the system lets go of it when it ends."""
    lock = place.open("w", encoding="utf-8")
    try:
        import fcntl
    except ImportError:  # Windows: two runs on one output are then not told apart
        return lock
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise InputError(f"another run is at work on {output}: wait for it, or end it") from None
    return lock


def terms(settings: Settings) -> dict[str, Any]:
    """Return all that the figures depend on; a model or norms of one's own by name and hash."""
    own = dict(settings.voice.files) if settings.voice else {}
    if settings.norms is not None:
        place = Path(settings.norms)
        try:
            own[place.name] = _sha256(place)
        except OSError as error:
            raise InputError(f"cannot read {place}: {error.strerror}") from error
    return {
        "schema": SCHEMA,
        "stylo": stylo.__version__,
        **asdict(replace(settings, voice=None, norms=None)),
        "revisions": {f.name: f.revision for f in all_features()},
        "models": weights.manifest() | own,
    }


def differs(name: str, begun: Any, now: Any) -> str:
    """Return in words how one of the `terms` differs."""
    if name in {"revisions", "models"} and isinstance(begun, dict):
        other = sorted(k for k in {*begun, *now} if begun.get(k) != now.get(k))
        what = "measures" if name == "revisions" else "models"
        return f"other {what} ({', '.join(other[:3])}{', …' if len(other) > 3 else ''})"
    if name == "measures":
        return f"the measures {_said(begun)}, now {_said(now)}"
    return f"{name} {_said(begun)}, now {_said(now)}"


def _said(value: Any) -> str:
    if value is None:
        return "all"
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
