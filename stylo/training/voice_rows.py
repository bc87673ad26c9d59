"""Articles of one's own with their labels, from a folder, a table or an NLTK reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stylo import newsroom
from stylo.document import InputError
from stylo.stylometry.corpus import read_corpus
from stylo.training import norms

#: What a label may be called, and what it is in `stylo.training.voice.LABELS`.
LABELS: Mapping[str, str] = {
    "editorial": "opinion",
    "opinion": "opinion",
    "reporting": "reporting",
}
_NAMES = "editorial (or opinion) or reporting"


class Row(NamedTuple):
    """An article with its label.

    Attributes
    ----------
    text : str, Path
        The article, or the file in which it stands.
    label : str
        ``editorial`` (or ``opinion``), or ``reporting``.
    outlet, author : str
        By whom articles are kept apart; ``""`` where unknown.
    id : str
        What messages call it.
    """

    text: str | Path
    label: str
    outlet: str = ""
    author: str = ""
    id: str = ""


def of_path(path: Path) -> list[Row]:
    """Return the articles of a folder or a table.

    Parameters
    ----------
    path : Path
        A folder that has folders ``editorial`` (or ``opinion``) and ``reporting``, in which a
        folder is an outlet or an author; or a table (``.csv``, ``.tsv``, ``.jsonl``, these also
        ``.gz``; ``.parquet``) with the columns ``text`` (or ``text_clean``) and ``label``, and
        if known ``outlet``, ``author``, ``id``.

    Raises
    ------
    InputError
        If there is nothing of the kind, or a label is another.
    """
    return _of_folder(path) if path.is_dir() else _of_table(path)


def _of_folder(folder: Path) -> list[Row]:
    kinds = sorted(p for p in folder.iterdir() if p.is_dir() and p.name[0] not in "._")
    for place in kinds:
        _label(place.name, f"the folder {place}")
    found = [f for place in kinds for f in norms.within(place, place.name, newsroom.ARTICLES)]
    if not found:
        raise InputError(
            f"no articles in {folder}: put text, Markdown or HTML files into folders editorial "
            "and reporting in it"
        )
    return [Row(f.path, f.kind, f.outlet, "", str(f.path)) for f in found]


def _of_table(path: Path) -> list[Row]:
    corpus = read_corpus(path)
    if not any("label" in meta for meta in corpus.meta):
        raise InputError(f"{path} has no column 'label': add one that says {_NAMES}")
    parts = zip(corpus.texts, corpus.ids, corpus.authors, corpus.meta, strict=True)
    return [
        Row(text, _said(meta, "label"), _said(meta, "outlet"), author, f"{path}, {id}")
        for text, id, author, meta in parts
    ]


def _said(meta: Mapping[str, Any], name: str) -> str:
    value = meta.get(name)
    return "" if value is None or value != value else str(value).strip()


def of_reader(
    reader: Any,
    labels: Mapping[str, str] | None = None,
    outlet: Callable[[str], str] | None = None,
) -> list[Row]:
    """Return the articles of a categorised corpus reader of NLTK.

    Parameters
    ----------
    reader : nltk.corpus.reader.CategorizedCorpusReader
        Anything that has ``categories()``, ``fileids(categories)`` and ``raw(fileids)``.
    labels : mapping, optional
        Category to label, e.g. ``{"editorial": "editorial", "news": "reporting"}``; other
        categories are left out. By default the categories are the labels.
    outlet : callable, optional
        File id to outlet or author.

    Raises
    ------
    InputError
        If a category is no label, or the texts are tagged (``The/at jury/nn``).
    """
    chosen = dict(labels) if labels is not None else {c: c for c in reader.categories()}
    rows = []
    for category in chosen:
        if category not in reader.categories():
            raise InputError(
                f"no category {category!r} in the corpus, but {', '.join(reader.categories())}"
            )
        _label(chosen[category], f"the category {category}")
        for file in reader.fileids(categories=[category]):
            text = reader.raw(file)
            words = text.split()
            if words and sum("/" in word for word in words) > len(words) / 2:
                raise InputError(
                    f"{file}: is tagged text ({' '.join(words[:3])}): give rows of plain text"
                )
            rows.append(Row(text, chosen[category], outlet(file) if outlet else "", "", file))
    return rows


def of_rows(given: Iterable[Row | tuple[Any, ...]]) -> Iterator[Row]:
    """Yield rows that may be given as pairs (text, label) or triples (text, label, group).

    Raises
    ------
    InputError
        If a row is none of these.
    """
    for number, one in enumerate(given, start=1):
        if isinstance(one, Row):
            row = one
        elif isinstance(one, tuple) and len(one) in (2, 3):
            row = Row(*one)
        else:
            raise InputError(f"row {number}: give (text, label) or (text, label, group)")
        yield row if row.id else row._replace(id=f"row {number}")


def checked(rows: Iterable[Row]) -> list[tuple[Row, str]]:
    """Return the rows, each with its label as `stylo.training.voice.LABELS` has it.

    Raises
    ------
    InputError
        On the first label that is none of ours, or if there is no row.
    """
    found = [(row, _label(row.label, row.id)) for row in rows]
    if not found:
        raise InputError("no articles to train on: give some of editorial and some of reporting")
    return found


def _label(name: str, where: str) -> str:
    try:
        return LABELS[str(name).strip().casefold()]
    except KeyError:
        raise InputError(f"{where}: the label {name!r} is unknown: {_NAMES} is read") from None
