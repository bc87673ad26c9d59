"""Results as tables, files and plain HTML that reads the same in any notebook."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stylo.document import InputError
from stylo.stylometry.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd

_CELL = "padding:.2em .7em;border-bottom:1px solid #8884;vertical-align:top;"
_NUMBER = _CELL + "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;"
_WORD = _CELL + "text-align:left;max-width:46em;"
_HEAD = "font-weight:600;border-bottom:2px solid #888;"
_MARK = "background:#ffd54f;color:#000;padding:0 .1em;border-radius:.15em"
_NOTE = "margin:.3em 0;padding:.4em 1em .4em 2em;border-left:4px solid #b26a00;list-style:square"
_FONT = "font-family:system-ui,sans-serif;line-height:1.4"
#: Of a page of its own, where a style sheet reaches: dark where the reader likes it, on a phone
#: a table of long texts as a list, on paper no row and no picture cut in two.
_SHEET = """
:root{color-scheme:light dark}
body{margin:1.5em auto;padding:0 1em;max-width:72em}
@media(prefers-color-scheme:dark){img{filter:invert(.88) hue-rotate(180deg)}}
@media(max-width:40em){
table.long thead{display:none}
table.long tr{display:block;border-bottom:1px solid #8888;padding:.5em 0}
table.long td{display:block;border:0!important;min-width:0!important;text-align:left!important}
table.long td::before{content:attr(data-head) ": ";opacity:.75}
}
@media print{
figure,tr{break-inside:avoid}
[role=region]{overflow:visible!important}
table{font-size:80%}
th,td{padding:.15em .4em!important;min-width:0!important;white-space:normal!important}
}
"""
#: Of the JSON files; keys are only added within a schema.
SCHEMA = 1
#: Rows of a table that a page shows, dots per inch and colours of its pictures.
ROWS = 25
_DPI = 96
_COLOURS = 64
#: Letters of a cell that is long.
_LONG = 40
#: What Markdown would take for more than a sign.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#])")


class Passage(NamedTuple):
    """A piece of text and the places in it that are to be marked."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def marked(self) -> tuple[str, ...]:
        """The words in the marked places."""
        return tuple(self.text[start:end] for start, end in self.marks)

    def __str__(self) -> str:
        return self.text


class Picture(NamedTuple):
    """A figure: what stands above it, its size in inches, and who draws it on given axes."""

    caption: str
    width: float
    height: float
    draw: Callable[[Any], Any]


class Rows(NamedTuple):
    """A table to show, and the name under which `Result.table` gives the whole of it."""

    caption: str
    frame: pd.DataFrame
    name: str = ""


class Page(NamedTuple):
    """A result as it is shown: a title, warnings, then tables and pictures, and settings."""

    title: str
    notes: Sequence[str]
    parts: Sequence[Rows | Picture]
    foot: str


def make_frame(rows: Sequence[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a table with these columns and pandas types."""
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


def fingerprint(corpora: Sequence[Corpus], settings: Mapping[str, Any]) -> str:
    """Return a SHA-256 of the texts, their names and authors, and the settings."""
    digest = hashlib.sha256()
    for corpus in corpora:
        for row in zip(corpus.ids, corpus.authors, corpus.texts, strict=True):
            digest.update(json.dumps(row, ensure_ascii=True).encode())
    digest.update(json.dumps(_plain(settings), sort_keys=True).encode())
    return digest.hexdigest()


# -- results ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What all results can do: be shown, give tables, be written to files.

    Attributes
    ----------
    warnings : tuple of str
        Sentences.
    settings : mapping
        What was asked for, and the version.
    hash : str
        SHA-256 of the texts, their names and authors, and the settings.
    """

    warnings: tuple[str, ...]
    settings: Mapping[str, Any]
    hash: str

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        """Return the tables by name, the main one first."""
        raise NotImplementedError

    def page(self) -> Page:
        """Return what a notebook shows: title, warnings, tables, pictures."""
        raise NotImplementedError

    def caption(self, kind: str) -> str:
        """Return a caption for a figure of this kind, to set below it.

        Raises
        ------
        InputError
            If no result draws such a figure.
        """
        from stylo.stylometry.drawing import CAPTIONS

        if kind not in CAPTIONS:
            raise InputError(f"no figure {kind!r}: there are {', '.join(CAPTIONS)}")
        warned = " ".join(sentence(w) for w in self.warnings)
        return f"{CAPTIONS[kind]} {foot(self.settings, self.hash)}{warned and ' '}{warned}"

    def table(self, name: str = "") -> pd.DataFrame:
        """Return a table of the result.

        Parameters
        ----------
        name : str
            By default the main one; `table_names` lists them.

        Raises
        ------
        InputError
            If there is none of that name.
        """
        tables = self._tables()
        if name and name not in tables:
            raise InputError(f"no table {name!r}: choose from {', '.join(tables)}")
        return tables[name or next(iter(tables))]()

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names that `table` knows, the main one first."""
        return tuple(self._tables())

    def to_json(self, path: str | Path | None = None) -> str:
        """Return all tables, warnings, settings and the hash as JSON, and write it to a path."""
        data = {
            "schema": SCHEMA,
            "kind": type(self).__name__.lower(),
            "settings": self.settings,
            "hash": self.hash,
            "warnings": self.warnings,
            **{name: records(table()) for name, table in self._tables().items()},
        }
        from stylo import export

        text = json.dumps(_plain(data), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        return export.write(text, path)

    def to_csv(self, path: str | Path | None = None, *, table: str = "") -> str:
        """Return one of the tables as CSV, and write it if a path is given."""
        from stylo import export

        return export.csv_text(self.table(table), path)

    def to_parquet(self, path: str | Path, *, table: str = "") -> None:
        """Write one of the tables as Parquet."""
        from stylo import export

        export.write_parquet(self.table(table), path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Return what a notebook shows, without its pictures, as Markdown."""
        from stylo import export

        return export.write(markdown(self.page()), path)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return what a notebook shows as one HTML page, and write it if a path is given."""
        from stylo import export

        shown = self.page()
        head = (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{html.escape(shown.title)}</title><style>{_SHEET}</style></head>\n<body><main>"
        )
        body = fragment(shown, heading="h1")
        return export.write(f"{head}{body}</main></body></html>\n", path)

    def _repr_html_(self) -> str:
        return fragment(self.page())


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, what is no number as null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, str) or value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, frozenset | set):
        value = sorted(value)
    return [_plain(item) for item in value]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as rows of plain values."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def foot(settings: Mapping[str, Any], digest: str) -> str:
    """Return settings and hash as a line; what was left empty is left out."""
    said = [
        f"{name.replace('_', ' ')} {_listed(value)}"
        for name, value in settings.items()
        if value not in ("", (), None)
    ]
    return f"{', '.join(said)}; hash of texts and settings {digest[:12]}"


def _listed(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"({len(value)})" if len(value) > 4 else " ".join(map(str, value))
    return str(value)


# -- pages --------------------------------------------------------------------------------------


def fragment(page: Page, heading: str = "h3") -> str:
    """Return a page as HTML without scripts or style sheets, for the output of a cell.

    Every name and every piece of text is escaped; pictures are PNG images inside the HTML.

    Parameters
    ----------
    page : Page
        What is shown.
    heading : str
        The element of its title.
    """
    title = html.escape(page.title)
    parts = [f'<{heading} style="margin:.2em 0;font-size:1.25em">{title}</{heading}>']
    if page.notes:
        lines = "".join(f"<li>{html.escape(sentence(note))}</li>" for note in page.notes)
        parts.append(f'<ul style="{_NOTE}">{lines}</ul>')
    for part in page.parts:
        parts.append(_image(part) if isinstance(part, Picture) else _table(part))
    small = "font-size:85%;opacity:.75;margin:.5em 0"
    parts.append(f'<p style="{small}">{html.escape(page.foot)}</p>')
    return f'<div style="{_FONT}">{"".join(parts)}</div>'


def sentence(note: str) -> str:
    """Return a note with a capital and a full stop.

    Examples
    --------
    >>> sentence("one text has few words")
    'One text has few words.'
    """
    return note[:1].upper() + note[1:] + ("" if note.endswith(".") else ".")


def _image(picture: Picture) -> str:
    """Return a figure as an image; drawn apart from pyplot, which would show it once more.

    Of few colours, as figures have, an image is a third as large.
    """
    from matplotlib.figure import Figure
    from PIL import Image

    figure = Figure(figsize=(picture.width, picture.height), layout="constrained")
    picture.draw(figure.subplots())
    drawn, data = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=_DPI)
    few = Image.open(drawn).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(data, format="png", optimize=True)
    code = base64.b64encode(data.getvalue()).decode("ascii")
    said = html.escape(picture.caption)
    width = round(picture.width * 96)
    return (
        f'<figure style="margin:.8em 0"><figcaption style="font-weight:600">{said}</figcaption>'
        f'<img alt="{said}" width="{width}" style="max-width:100%;height:auto;background:#fff" '
        f'src="data:image/png;base64,{code}"></figure>'
    )


def _table(rows: Rows) -> str:
    frame = rows.frame
    shown = frame.head(ROWS)
    names = [html.escape(str(name).replace("_", " ")) for name in frame.columns]
    long = [_is_long(frame[name]) for name in frame.columns]
    styles = [
        _NUMBER if is_number(frame[name]) else _WORD + ("min-width:18em;" if wide else "")
        for name, wide in zip(frame.columns, long, strict=True)
    ]
    head = "".join(
        f'<th scope="col" style="{style}{_HEAD}">{name}</th>'
        for name, style in zip(names, styles, strict=True)
    )
    told = [f' data-head="{name}"' if any(long) else "" for name in names]
    body = "".join(
        "<tr>"
        + "".join(
            f'<td{whose} style="{style}">{_cell(value)}</td>'
            for value, whose, style in zip(row, told, styles, strict=True)
        )
        + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    above = html.escape(caption(rows))
    return (
        f'<div style="margin:.8em 0"><div style="font-weight:600">{above}</div>'
        f'<div role="region" tabindex="0" aria-label="{above}" style="overflow-x:auto">'
        f'<table{" class=long" if any(long) else ""} aria-label="{above}" '
        'style="border-collapse:collapse;margin:.2em 0">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></div>"
    )


def _is_long(column: Any) -> bool:
    """Return whether a column holds long texts, which keep some width on a narrow page."""
    texts = column.head(ROWS)
    return not is_number(column) and max((len(str(value)) for value in texts), default=0) > _LONG


def caption(rows: Rows) -> str:
    """Return what stands above a table: how many of its rows are not shown, and where they are."""
    more = len(rows.frame) - ROWS
    where = f" in .table({rows.name!r})" if rows.name else ""
    return f"{rows.caption} ({more:,} more rows{where})" if more > 0 else rows.caption


def _cell(value: Any) -> str:
    if not isinstance(value, Passage):
        return html.escape(figure(value))
    pieces, at = [], 0
    for start, end in sorted(value.marks):
        if start >= at:
            marked = f'<mark style="{_MARK}">{html.escape(value.text[start:end])}</mark>'
            pieces += [html.escape(value.text[at:start]), marked]
            at = end
    return "".join([*pieces, html.escape(value.text[at:])])


def is_number(column: Any) -> bool:
    """Return whether a column of a table holds numbers."""
    import pandas as pd

    return bool(pd.api.types.is_numeric_dtype(column))


def figure(value: Any) -> str:
    """Return a value as a reader wants it.

    Examples
    --------
    >>> figure(0.98765), figure(float("nan")), figure(0.0004), figure(12345)
    ('0.99', '–', '0.0004', '12,345')
    """
    if isinstance(value, bool) or not isinstance(value, float | int):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if not math.isfinite(value):
        return "–"
    return f"{value:.2g}" if 0 < abs(value) < 0.01 else f"{value:,.2f}"


def markdown(page: Page) -> str:
    """Return a page as Markdown: title, warnings, tables, settings."""
    lines = [f"# {_escaped(page.title)}", ""]
    lines += [f"> {_escaped(sentence(note))}\n>" for note in page.notes]
    if page.notes:
        lines[-1] = lines[-1].removesuffix("\n>")
        lines.append("")
    for part in page.parts:
        if isinstance(part, Picture):
            continue
        frame = part.frame.head(ROWS)
        numeric = [is_number(part.frame[name]) for name in frame.columns]
        lines += [
            f"## {_escaped(caption(part))}",
            "",
            f"| {' | '.join(_escaped(str(name).replace('_', ' ')) for name in frame.columns)} |",
            f"| {' | '.join('---:' if n else '---' for n in numeric)} |",
        ]
        lines += [
            f"| {' | '.join(_escaped(figure(value)) for value in row)} |"
            for row in frame.itertuples(index=False, name=None)
        ]
        lines.append("")
    return "\n".join([*lines, _escaped(page.foot), ""])


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
