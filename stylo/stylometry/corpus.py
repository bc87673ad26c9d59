"""Texts and their authors, from folders, tables and lines of JSON."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stylo.decoding import decode, readable, refuse_binary
from stylo.document import InputError

if TYPE_CHECKING:
    import pandas as pd

#: The author of a text whose author is not known.
UNKNOWN = ""
#: Endings of the files that a folder is searched for.
TEXT_ENDINGS = (".txt", ".text", ".md")
#: Columns that are taken for the text, the author and the name of a text, the first one found.
TEXT_COLUMNS = ("text_clean", "text")
AUTHOR_COLUMNS = ("author",)
ID_COLUMNS = ("id",)
_NAMED_IN_WARNING = 5
_CSV_FIELD = 1 << 30


@dataclass(frozen=True)
class Corpus:
    """Texts and their authors, in a fixed order.

    Attributes
    ----------
    ids : tuple of str
        The name of each text; no two are equal.
    authors : tuple of str
        The author of each text, `UNKNOWN` where not known.
    texts : tuple of str
        The texts themselves.
    meta : tuple of mapping
        Whatever else is known of each text: outlet, date, title.
    warnings : tuple of str
        Sentences about what is odd: the same text twice, files that were left out.
    """

    ids: tuple[str, ...]
    authors: tuple[str, ...]
    texts: tuple[str, ...]
    meta: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        unknown = self.authors.count(UNKNOWN)
        known = len(set(self.authors) - {UNKNOWN})
        of_unknown = f", {unknown} of unknown author" if unknown else ""
        return f"Corpus({len(self)} texts, {known} authors{of_unknown})"

    def select(self, rows: Iterable[int]) -> Corpus:
        """Return the texts at these places, in this order."""
        rows = [int(row) for row in rows]
        return Corpus(
            tuple(self.ids[row] for row in rows),
            tuple(self.authors[row] for row in rows),
            tuple(self.texts[row] for row in rows),
            tuple(self.meta[row] for row in rows),
            self.warnings,
        )

    def by(self, authors: str | Collection[str]) -> Corpus:
        """Return the texts by these authors.

        Raises
        ------
        InputError
            If one of them wrote nothing in the corpus.
        """
        wanted = known_names([authors] if isinstance(authors, str) else authors, self.authors)
        return self.select(row for row, author in enumerate(self.authors) if author in wanted)

    def rows(self, ids: Iterable[str]) -> list[int]:
        """Return where the texts of these names stand.

        Raises
        ------
        InputError
            If there is no text of one of these names.
        """
        ids = list(ids)
        known_names(ids, self.ids, what="text")
        place = {name: row for row, name in enumerate(self.ids)}
        return [place[name] for name in ids]


def known_names(names: Iterable[str], known: Iterable[str], *, what: str = "author") -> set[str]:
    """Return the names as a set.

    Raises
    ------
    InputError
        If one is not known, with the names that come close.
    """
    there = set(known) - {UNKNOWN}
    wanted = set(names)
    for name in sorted(wanted - there):
        close = get_close_matches(name, there, n=3) or sorted(there)[:_NAMED_IN_WARNING]
        raise InputError(f"no {what} {name!r} in the corpus: did you mean {' or '.join(close)}?")
    return wanted


def make_corpus(
    texts: Sequence[str],
    authors: Sequence[str | None] | None = None,
    ids: Sequence[str] | None = None,
    meta: Sequence[Mapping[str, Any]] | None = None,
    *,
    unknown: Collection[str] = (),
    warnings: Iterable[str] = (),
) -> Corpus:
    """Return a corpus of texts that are at hand.

    Parameters
    ----------
    texts : sequence of str
        At least one; none may be empty.
    authors : sequence of str or None, optional
        None or ``""`` where the author is not known.
    ids : sequence of str, optional
        By default ``"1"``, ``"2"``, …
    meta : sequence of mapping, optional
        Whatever else is known of each text.
    unknown : collection of str
        Names in `authors` that stand for an unknown author, such as ``"anonymous"``.
    warnings : iterable of str
        Warnings to start with.

    Raises
    ------
    InputError
        If there is no text, if one is empty, if two have the same name, if the columns differ in
        length, or if a name in `unknown` does not occur.

    Examples
    --------
    >>> make_corpus(["The tide is out.", "The tide came in."], ["Moss", None])
    Corpus(2 texts, 1 authors, 1 of unknown author)
    """
    count = len(texts)
    if not count:
        raise InputError("the corpus has no texts")
    names = [str(name) for name in ids] if ids is not None else [str(i + 1) for i in range(count)]
    writers = (
        [(a or UNKNOWN).strip() for a in authors] if authors is not None else [UNKNOWN] * count
    )
    extra = [dict(m) for m in meta] if meta is not None else [{} for _ in range(count)]
    if not len(names) == len(writers) == len(extra) == count:
        raise InputError(
            f"{count} texts, {len(writers)} authors, {len(names)} ids and {len(extra)} rows of "
            "meta: give one of each for every text"
        )
    known_names(unknown, writers)
    writers = [UNKNOWN if name in set(unknown) else name for name in writers]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise InputError(f"two texts are named {twice[0]!r}: give every text a name of its own")
    clean = [readable(text) for text in texts]
    for name, text in zip(names, clean, strict=True):
        if not text.strip():
            raise InputError(f"text {name!r} is empty: leave it out")
    return Corpus(
        tuple(names),
        tuple(writers),
        tuple(clean),
        tuple(extra),
        (*warnings, *_same_text_twice(names, clean)),
    )


def _same_text_twice(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    first: dict[str, str] = {}
    pairs = []
    for name, text in zip(names, texts, strict=True):
        earlier = first.setdefault(" ".join(text.split()), name)
        if earlier != name:
            pairs.append(f"{earlier} and {name}")
    if not pairs:
        return []
    more = len(pairs) - _NAMED_IN_WARNING
    listed = ", ".join(pairs[:_NAMED_IN_WARNING]) + (f" and {more} more" if more > 0 else "")
    return [f"the same text twice, which makes any author look easy to tell: {listed}"]


def require(corpus: Corpus, *, texts: int = 2, authors: int = 2) -> None:
    """Refuse a corpus that is too small to compare.

    Raises
    ------
    InputError
        If it has fewer texts, or texts by fewer known authors.

    Examples
    --------
    >>> require(make_corpus(["The tide is out."], ["Moss"]))
    Traceback (most recent call last):
    stylo.document.InputError: the corpus has one text: at least 2 are needed to compare
    """
    if len(corpus) < texts:
        has = "one text" if len(corpus) == 1 else f"{len(corpus)} texts"
        raise InputError(f"the corpus has {has}: at least {texts} are needed to compare")
    names = sorted(set(corpus.authors) - {UNKNOWN})
    if len(names) < authors:
        has = f"one author, {names[0]}" if names else "no author"
        raise InputError(f"the corpus names {has}: at least {authors} are needed to compare")


def read_corpus(
    source: Any,
    *,
    text: str = "",
    author: str = "",
    id: str = "",
    unknown: Collection[str] = (),
) -> Corpus:
    """Read texts and their authors from any of the usual forms.

    Parameters
    ----------
    source : path, DataFrame, iterable of mappings, or Corpus
        A folder in the habit of R stylo (``Author_Title.txt``: the author is what stands before
        the first ``_``); a folder that has a folder for each author; a file of JSON lines
        (``.jsonl``, ``.ndjson``), CSV (``.csv``), tab-separated values (``.tsv``), each packed
        with gzip or not, or Parquet (``.parquet``); a table or rows at hand.
    text, author, id : str
        Columns to take. By default ``text_clean``, else ``text``; ``author``; ``id``, else
        the number of the row. All other columns go to ``meta``.
    unknown : collection of str
        Names that stand for an unknown author, such as ``"anonymous"``.

    Raises
    ------
    InputError
        If nothing can be read, a column is missing, a text is empty, or two have the same name.
    """
    if isinstance(source, Corpus):
        known_names(unknown, source.authors)
        authors = tuple(UNKNOWN if name in set(unknown) else name for name in source.authors)
        return Corpus(source.ids, authors, source.texts, source.meta, source.warnings)
    if isinstance(source, str | Path):
        path = Path(source)
        if path.is_dir():
            if text or author or id:
                raise InputError(f"{path} is a folder: it has no columns to choose")
            return _read_folder(path, unknown)
        rows = _read_rows(path)
        name = str(path)
    elif hasattr(source, "to_dict") and hasattr(source, "columns"):
        rows, name = _frame_rows(source), "the table"
    elif isinstance(source, Iterable):
        rows, name = list(source), "the rows"
        if not all(isinstance(row, Mapping) for row in rows):
            raise InputError("rows must be mappings that have a text: {'text': …, 'author': …}")
    else:
        raise InputError(
            f"no corpus can be made of {type(source).__name__}: give a path or a table"
        )
    return _from_rows(rows, name, text, author, id, unknown)


def read_texts(path: Path) -> Corpus:
    """Read texts whose authors need not be known: a file, a folder of files, or a table.

    Raises
    ------
    InputError
        As `read_corpus`; a file that is no table is one text, named after it.
    """
    if path.is_dir() and _texts_in(path):
        files = _texts_in(path)
    elif path.is_file() and path.suffix.lower() in TEXT_ENDINGS:
        files = [path]
    else:
        return read_corpus(path)
    texts = [_read_text(file) for file in files]
    return make_corpus(texts, ids=[file.stem for file in files])


def _from_rows(
    rows: Sequence[Mapping[str, Any]],
    name: str,
    text: str,
    author: str,
    id: str,
    unknown: Collection[str],
) -> Corpus:
    if not rows:
        raise InputError(f"no texts in {name}: at least one is needed")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text_columns = _columns(text, TEXT_COLUMNS, columns, name, needed=True)
    author_columns = _columns(author, AUTHOR_COLUMNS, columns, name)
    id_columns = _columns(id, ID_COLUMNS, columns, name)
    used = {*text_columns, *author_columns, *id_columns}
    texts = []
    ids = []
    for number, row in enumerate(rows, start=1):
        found = _first(row, text_columns)
        ids.append(_first(row, id_columns) or str(number))
        texts.append(found)
    return make_corpus(
        texts,
        [_first(row, author_columns) for row in rows],
        ids,
        [{k: v for k, v in row.items() if k not in used} for row in rows],
        unknown=unknown,
    )


def _columns(
    chosen: str, usual: Sequence[str], there: Sequence[str], name: str, *, needed: bool = False
) -> list[str]:
    """Return the columns to take a value from, the first that has one."""
    has = f"{name} has {', '.join(map(str, there))}"
    if chosen:
        if chosen not in there:
            raise InputError(f"no column {chosen!r}: {has}")
        return [chosen]
    found = [column for column in usual if column in there]
    if needed and not found:
        raise InputError(f"no column {' or '.join(map(repr, usual))}: {has}")
    return found


def _first(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    for column in columns:
        value = row.get(column)
        if value is None or value != value:  # a missing value of a table is no equal of itself
            continue
        if str(value).strip():
            return str(value)
    return ""


def _frame_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(column) for column in frame.columns]
    values = [frame.iloc[:, place].astype(object) for place in range(len(columns))]
    missing = [column.isna().to_numpy() for column in values]
    cells = [
        np.where(gap, None, column.to_numpy(dtype=object))  # type: ignore[call-overload]
        for column, gap in zip(values, missing, strict=True)
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def _read_rows(path: Path) -> Sequence[Mapping[str, Any]]:
    if not path.exists():
        raise InputError(f"no file or folder {path}")
    ending = next((s for s in reversed(path.suffixes) if s.lower() != ".gz"), "").lower()
    if ending == ".parquet":
        return _read_parquet(path)
    if ending in TEXT_ENDINGS:
        raise InputError(f"{path} is one text: give a folder or a table of several texts")
    readers = {".jsonl": _json_rows, ".ndjson": _json_rows, ".csv": _csv_rows, ".tsv": _tsv_rows}
    if ending not in readers:
        raise InputError(
            f"{path}: a corpus is a folder of .txt files, or .jsonl, .csv, .tsv or .parquet"
        )
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".gz":
            data = gzip.decompress(data)
    except (OSError, EOFError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    refuse_binary(data, str(path))
    content, _ = decode(data)
    return list(readers[ending](content, path))


def _read_parquet(path: Path) -> list[dict[str, Any]]:
    import pyarrow
    import pyarrow.parquet

    try:
        rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError(f"{path} cannot be read as Parquet: {error}") from error
    return rows


def _json_rows(content: str, path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: no JSON ({error.msg})") from error
        if not isinstance(row, dict):
            raise InputError(f'{path}, line {number}: an object is needed, {{"text": …}}')
        yield row


def _csv_rows(content: str, path: Path, delimiter: str = ",") -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(_CSV_FIELD)
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if None in row:
                raise InputError(f"{path}, line {reader.line_num}: more fields than the header has")
            yield row
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: {error}") from error


def _tsv_rows(content: str, path: Path) -> Iterator[Mapping[str, Any]]:
    return _csv_rows(content, path, delimiter="\t")


def _read_folder(folder: Path, unknown: Collection[str]) -> Corpus:
    inner = [p for p in _visible(folder) if p.is_dir()]
    per_author = [(p, _texts_in(p)) for p in inner]
    per_author = [(p, files) for p, files in per_author if files]
    if per_author:
        found = [
            (f"{place.name}/{file.stem}", place.name, file)
            for place, files in per_author
            for file in files
        ]
        left_out = [file.name for file in _visible(folder) if file.is_file()]
        odd = [f"files beside the authors' folders were left out: {_listed(left_out)}"]
        warnings = odd if left_out else []
    else:
        files = _texts_in(folder)
        if not files:
            raise InputError(f"{folder} has no files that end in {', '.join(TEXT_ENDINGS)}")
        found = [(file.stem, _author_of(file.stem), file) for file in files]
        nameless = [file.name for file in files if not _author_of(file.stem)]
        if len(nameless) == len(files):
            raise InputError(
                f"{folder}: no file is named Author_Title.txt; name them so, or make a folder "
                "for each author"
            )
        odd = [f"of unknown author, as the name has no Author_ in front: {_listed(nameless)}"]
        warnings = odd if nameless else []
    return make_corpus(
        [_read_text(file) for _, _, file in found],
        [author for _, author, _ in found],
        [name for name, _, _ in found],
        [{"file": str(file)} for _, _, file in found],
        unknown=unknown,
        warnings=warnings,
    )


def _author_of(stem: str) -> str:
    author, underscore, _ = stem.partition("_")
    return re.sub(r"\s+", " ", author).strip() if underscore else UNKNOWN


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED_IN_WARNING
    return ", ".join(names[:_NAMED_IN_WARNING]) + (f" and {more} more" if more > 0 else "")


def _visible(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if not p.name.startswith("."))


def _texts_in(folder: Path) -> list[Path]:
    return [p for p in _visible(folder) if p.suffix.lower() in TEXT_ENDINGS and p.is_file()]


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    refuse_binary(data, str(path))
    return decode(data)[0]
