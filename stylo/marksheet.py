"""A sheet of items to mark, as a table for a spreadsheet and as a page; and read back, marked.

The table carries all that is needed to make something of the marks: the design, and the hash of
design and items. What was drawn cannot be changed in it unnoticed; marks, notes and the order of
the rows can.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Iterable
from pathlib import Path

from stylo import display, export, reading
from stylo.document import Document, InputError
from stylo.validation import HIT, STRATA, Design, Item, Sheet

#: Columns of the table; an annotator fills in the second, and what else is of use.
COLUMNS = (
    "item",
    "mark",
    "note",
    "question",
    "left",
    "node",
    "right",
    "counted",
    "label",
    "document",
    "start",
    "end",
    "stratum",
    "weight",
    "sha256",
    "annotator",
    "design",
    "check",
)
QUESTIONS = {
    True: "is the node right? y, n or u (not sure)",
    False: "how many does the node have beside those counted? 0, 1, 2 … or u (not sure)",
}
_YES = frozenset({"y", "yes", "right", "true", "j", "ja"})
_NO = frozenset({"n", "no", "wrong", "false", "nein"})
_UNSURE = frozenset({"u", "?", "unsure", "not sure"})
#: Longest cell that is read.
_MOST = 1_000_000


def rows(sheet: Sheet) -> list[list[str]]:
    """Return the cells of the table, none of which a spreadsheet takes for a formula.

    A text that begins with an apostrophe gets another one, so that the reader can take off what
    the writer put on.
    """
    import pandas as pd

    design = json.dumps(sheet.design.to_dict(), sort_keys=True, separators=(",", ":"))
    check = sheet.hash
    table = []
    for item in sheet.items:
        left, node, right, counted = _told(item)
        row = (
            str(item.number),
            _mark(item, sheet.marks.get(item.number)),
            sheet.notes.get(item.number, ""),
            QUESTIONS[item.is_hit],
            left,
            node,
            right,
            counted,
            item.label,
            item.document,
            str(item.start),
            str(item.end),
            item.stratum,
            f"{item.weight:g}",
            item.sha256,
            sheet.annotator,
            design,
            check,
        )
        table.append([f"'{cell}" if cell.startswith("'") else cell for cell in row])
    frame = export.safe_cells(pd.DataFrame(table, columns=list(COLUMNS), dtype=object))
    return [list(row) for row in frame.itertuples(index=False, name=None)]


def _told(item: Item) -> tuple[str, str, str, str]:
    """Return what stands left of the node, the node, what stands right, and what is counted."""
    shown = [n for n, (_, kind) in enumerate(item.passage) if kind == "node" or not item.is_hit]
    inner = [n for n in shown if item.passage[n][1] != "around"]
    first, last = inner[0], inner[-1] + 1
    parts = [
        _in_line("".join(text for text, _ in piece))
        for piece in (item.passage[:first], item.passage[first:last], item.passage[last:])
    ]
    counted = [" ".join(text.split()) for text, what in item.passage if what == "counted"]
    return parts[0], parts[1], parts[2], "; ".join(counted)


def _in_line(text: str) -> str:
    """Return a stretch of text on one line, with a sign between paragraphs."""
    return " ¶ ".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text)).strip()


def _mark(item: Item, mark: float | None) -> str:
    if mark is None:
        return ""
    if math.isnan(mark):
        return "u"
    return ("y" if mark else "n") if item.is_hit else f"{mark:.0f}"


def csv_text(sheet: Sheet, path: str | Path | None = None) -> str:
    """Return a sheet as CSV, safe for spreadsheets, and write it if a path is given."""
    out = io.StringIO()
    out.write("\ufeff")  # a spreadsheet takes the file for UTF-8 by it
    table = rows(sheet)
    marked = export.quoting(cell for row in table for cell in row)
    writer = csv.writer(out, lineterminator="\n", quoting=marked)
    writer.writerow(COLUMNS)
    writer.writerows(table)
    return export.write(out.getvalue(), path)


def html_text(sheet: Sheet, path: str | Path | None = None) -> str:
    """Return a sheet as a page to mark by keys, and write it if a path is given.

    The page needs no network, keeps the marks in the browser and gives them back as the CSV.
    """
    return export.write(display.marking_page(sheet, COLUMNS, rows(sheet)), path)


# -- reading ----------------------------------------------------------------------------------


def read_sheet(path: str | Path) -> Sheet:
    """Read a marked sheet.

    Parameters
    ----------
    path : path
        The CSV that `csv_text` wrote or the page gave, with marks; a spreadsheet may have saved
        it with semicolons or tabs, in another order, and in Windows' encoding.

    Returns
    -------
    Sheet

    Raises
    ------
    InputError
        If it is no such sheet, if a mark is none, or if anything but marks and notes was changed.
    """
    path = Path(path)
    table = _table(path)
    try:
        design = Design.from_dict(json.loads(table[0]["design"]))
        items = [_item(row) for row in table]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: {_CHANGED}") from error
    order = sorted(range(len(items)), key=lambda n: items[n].number)
    notes = {items[n].number: table[n]["note"] for n in order if table[n]["note"].strip()}
    marks = {}
    for n in order:
        mark = _marked(path, items[n], table[n]["mark"])
        if mark is not None:
            marks[items[n].number] = mark
    names = [row["annotator"] for row in table if row["annotator"].strip()]
    sheet = Sheet(design, tuple(items[n] for n in order), marks, names[0] if names else "", notes)
    if {row["check"] for row in table} != {sheet.hash}:
        raise InputError(f"{path}: {_CHANGED}")
    return sheet


_CHANGED = (
    "what was drawn is not as it was written, or rows are missing: put the marks into the sheet "
    "as it was, or draw it again"
)


def _table(path: Path) -> list[dict[str, str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # saved by a spreadsheet on Windows
        text = data.decode("cp1252", errors="replace")
    if "<html" in text[:200].lower():
        raise InputError(f"{path}: is the page itself: open it, and download the marks from it")
    csv.field_size_limit(_MOST)
    for delimiter in ",;\t":
        try:
            table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise InputError(f"{path}: is no CSV ({error})") from error
        if table and set(COLUMNS) <= set(table[0]):
            break
    else:
        raise InputError(f"{path}: is no sheet of stylo validate: its columns are not there")
    header = table[0]
    found = [dict(zip(header, map(_bare, row), strict=False)) for row in table[1:] if any(row)]
    if not found or any(len(row) < len(header) for row in found):
        raise InputError(f"{path}: {_CHANGED}")
    return found


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _item(row: dict[str, str]) -> Item:
    if row["stratum"] not in STRATA:
        raise ValueError(row["stratum"])
    return Item(
        int(row["item"]),
        row["stratum"],
        row["document"],
        row["sha256"],
        int(row["start"]),
        int(row["end"]),
        row["label"],
        float(row["weight"].replace(",", ".")),
        ((row["left"], "around"), (row["node"], _kind(row)), (row["right"], "around")),
    )


def _kind(row: dict[str, str]) -> str:
    return "node" if row["stratum"] == HIT else "sentence"


def _marked(path: Path, item: Item, mark: str) -> float | None:
    said = mark.strip().casefold()
    if not said:
        return None
    if said in _UNSURE:
        return math.nan
    if item.is_hit:
        if said in _YES or said in {"1", "1.0", "1,0"}:
            return 1.0
        if said in _NO or said in {"0", "0.0", "0,0"}:
            return 0.0
    else:
        number = said.removesuffix(".0").removesuffix(",0")
        if number.isdecimal() and int(number) < 100:
            return float(number)
    what = "y, n or u" if item.is_hit else "0, 1, 2 … or u"
    raise InputError(f"{path}: item {item.number} is marked {mark.strip()[:20]!r}: mark it {what}")


def check_texts(sheet: Sheet, sources: Iterable[reading.Input]) -> list[str]:
    """Refuse a sheet whose texts have changed since it was drawn.

    Parameters
    ----------
    sources : iterable
        The corpus, as for `stylo.validation.draw`; only the texts of the sheet are looked at.

    Returns
    -------
    list of str
        Ids of texts of the sheet that are not among the sources.

    Raises
    ------
    InputError
        If a text is another than the one that was drawn from.
    """
    wanted = {item.document: item.sha256 for item in sheet.items}
    changed: list[str] = []
    for source in sources:
        expected = wanted.pop(_name(source), None)
        if expected is None:
            continue
        text = reading.text_of(source)
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != expected:
            changed.append(_name(source))
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise InputError(
            f"{changed[0]}{more}: changed since the sheet was drawn, so its marks no longer hold: "
            "draw a new sheet"
        )
    return list(wanted)


def _name(source: reading.Input) -> str:
    if isinstance(source, Document):
        return source.id
    return str(source[0] if isinstance(source, tuple) else source)
