"""Key word in context: the words that a measure counted, each between what stands beside it.

A *concordance* lists every hit of a measure on a line of its own: left context, node, right
context (Luhn 1960; Sinclair 1991, *Corpus, Concordance, Collocation*).
"""

from __future__ import annotations

import hashlib
import heapq
import json
import math
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from stylo import reading
from stylo.document import Document, InputError, Span
from stylo.feature import SCOPES, Feature, Measurement, token_at
from stylo.features import chosen
from stylo.report import Report

if TYPE_CHECKING:
    import pandas as pd

Source = Report | reading.Input

#: Columns of `Concordance.table`, with their pandas types.
COLUMNS: Mapping[str, str] = {
    "document": "str",
    "left": "str",
    "node": "str",
    "right": "str",
    "label": "str",
    "sentence": "int64",
    "start": "int64",
    "end": "int64",
}
#: Orders of the lines.
ORDERS = ("text", "left", "node", "right", "label")
#: Characters of context on either side, and the most that can be asked for.
WIDTH, WIDEST = 60, 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One hit in its context.

    Attributes
    ----------
    document : str
        The article's id.
    left, node, right : str
        What stands before the hit, the hit, and what stands after it, each run of white space
        made one space and each break between paragraphs `` ¶ ``.
    label : str
        Its type, e.g. ``"modal"``.
    sentence : int
        Row of the sentence in which it begins, from 0.
    start, end : int
        Where it stands in ``Document.text``, in code points.
    """

    document: str
    left: str
    node: str
    right: str
    label: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class Concordance:
    """The hits of one measure in one article or many, as key words in context.

    Attributes
    ----------
    measure : str
        Its name.
    lines : tuple of Line
        In the order that was asked for.
    hits : int
        How many there are in the articles; more than `lines` if these are a sample or cut.
    documents : int
        Articles that were searched.
    unread : tuple of str
        Why a source could not be read, one line each.
    """

    measure: str
    lines: tuple[Line, ...]
    hits: int
    documents: int
    unread: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def __repr__(self) -> str:
        return f"Concordance({self.summary()})"

    def summary(self) -> str:
        """Return in a line what is shown of what there is."""
        shown = "" if len(self) == self.hits else f", {len(self):,} shown"
        return (
            f"{self.measure}: {_many(self.hits, 'hit')}{shown} in {_many(self.documents, 'text')}"
        )

    def sorted(self, by: str) -> Concordance:
        """Return the lines in another order.

        Parameters
        ----------
        by : {"text", "left", "node", "right", "label"}
            ``left``: by the first word to the left, then the second; ``right``: by what follows;
            ``node`` and ``label``: by these, then by what follows; ``text``: document by
            document, as they stand.

        Raises
        ------
        InputError
            For another order.
        """
        return replace(self, lines=tuple(sorted(self.lines, key=_key(by))))

    def sample(self, number: int, seed: int = 0) -> Concordance:
        """Return a simple random sample of the lines, in the order in which they stand.

        The draw hangs on the seed and the lines, not on their order.
        """
        if number < 1:
            raise InputError(f"a sample has at least one line, not {number}")
        return replace(self, lines=tuple(_drawn(self.lines, number, seed)))

    def head(self, number: int) -> Concordance:
        """Return the first lines."""
        if number < 1:
            raise InputError(f"at least one line is shown, not {number}")
        return replace(self, lines=self.lines[:number])

    # -- as tables and pages --------------------------------------------------------------

    def table(self) -> pd.DataFrame:
        """Return one row per line; columns and types as in `COLUMNS`."""
        import pandas as pd

        rows = [tuple(getattr(line, name) for name in COLUMNS) for line in self.lines]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict(COLUMNS))

    def to_csv(self, path: str | Path | None = None) -> str:
        """Return `table` as CSV, safe for spreadsheets, and write it if a path is given."""
        from stylo import export

        return export.csv_text(self.table(), path)

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the concordance as JSON, and write it if a path is given."""
        from stylo import export

        data = {
            "measure": self.measure,
            "hits": self.hits,
            "documents": self.documents,
            "unread": list(self.unread),
            "lines": [{name: getattr(line, name) for name in COLUMNS} for line in self.lines],
        }
        return export.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n", path)

    def to_parquet(self, path: str | Path) -> None:
        """Write `table` as Parquet."""
        from stylo import export

        export.write_parquet(self.table(), path)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return the concordance as one self-contained page, and write it if a path is given."""
        from stylo import display, export

        return export.write(display.concordance_page(self), path)

    def _repr_html_(self) -> str:
        from stylo import display

        return display.concordance_fragment(self)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


# -- making one -------------------------------------------------------------------------------


def of_report(report: Report, name: str, width: int = WIDTH) -> Concordance:
    """Return the concordance of a measure in one report, in the order of the text.

    Parameters
    ----------
    report : Report
        What `stylo.analyse` returned.
    name : str
        A measure that has evidence, e.g. ``"hedge_density"``.
    width : int
        Characters of context on either side.

    Raises
    ------
    KeyError
        If there is no such measure.
    InputError
        If the width is out of range.
    """
    _check(width)
    found = lines(report.document, report[name], width)
    return Concordance(name, found, len(found), 1)


def concordance(
    measure: str,
    sources: Iterable[Source],
    *,
    sort: str = "text",
    width: int = WIDTH,
    sample: int | None = None,
    limit: int | None = None,
    seed: int = 0,
    scope: str = "own",
    errors: str = "raise",
) -> Concordance:
    """Return the key words in context of a measure in many articles.

    Parameters
    ----------
    measure : str
        Its name.
    sources : iterable
        Reports, or what `stylo.analyse_many` takes: paths or addresses, Documents, pairs
        (id, text).
    sort : {"text", "left", "node", "right", "label"}
        See `Concordance.sorted`.
    width : int
        Characters of context on either side.
    sample : int, optional
        Draw so many lines at random; only these are held in memory.
    limit : int, optional
        Keep the first so many lines, after sorting.
    seed : int
        Of the draw, which does not hang on the order of the sources.
    scope : {"own", "all"}
        As in `stylo.analyse`; of a report its own scope holds.
    errors : {"raise", "keep"}
        ``raise``: the first source that cannot be read ends the work. ``keep``: why stands in
        `Concordance.unread`.

    Returns
    -------
    Concordance

    Raises
    ------
    InputError
        For an unknown measure, order, scope or number, and for a source that cannot be read.
    """
    if errors not in {"raise", "keep"}:
        raise InputError(f"errors must be 'raise' or 'keep', not {errors!r}")
    if scope not in SCOPES:
        raise InputError(f"scope must be 'own' or 'all', not {scope!r}")
    feature = chosen([measure])[0]
    _key(sort)
    _check(width)
    for name, number in (("sample", sample), ("limit", limit)):
        if number is not None and number < 1:
            raise InputError(f"{name} is a number of lines from 1, not {number}")
    kept: list[Line] = []
    unread: list[str] = []
    hits = documents = 0
    for found in _searched(feature, sources, scope, width):
        if isinstance(found, InputError):
            if errors == "raise":
                raise found
            unread.append(str(found))
            continue
        kept += found
        hits, documents = hits + len(found), documents + 1
        if sample is not None and len(kept) > 2 * sample:
            kept = _drawn(kept, sample, seed)
    if sample is not None:
        kept = _drawn(kept, sample, seed)
    if sort != "text":
        kept.sort(key=_key(sort))
    return Concordance(measure, tuple(kept[:limit]), hits, documents, tuple(unread))


def _searched(
    feature: Feature, sources: Iterable[Source], scope: str, width: int
) -> Iterator[tuple[Line, ...] | InputError]:
    reports: deque[Report | None] = deque()

    def documents() -> Iterator[reading.Input]:
        for source in sources:
            report = source if isinstance(source, Report) else None
            reports.append(report)
            yield report.document if report else cast(reading.Input, source)

    for doc in reading.read_many(documents()):
        report = reports.popleft()
        if isinstance(doc, InputError):
            yield doc
        else:
            measured = report[feature.name] if report else feature.measure(doc, scope)
            yield lines(doc, measured, width)


def lines(doc: Document, measured: Measurement, width: int = WIDTH) -> tuple[Line, ...]:
    """Return the hits of a measure in their contexts, in the order of the text.

    Raises
    ------
    InputError
        If the measure is a figure of the whole text, such as its lexical diversity.
    """
    found = measured.evidence
    if not found:
        if math.isfinite(measured.value) and measured.value:
            raise InputError(
                f"{measured.name} is a figure of the whole text and points at no words: "
                "choose a measure that counts some, see 'stylo features'"
            )
        return ()
    sentences = doc.tokens["sentence"][token_at(doc, [e.span.start for e in found])].tolist()
    breaks = doc.paragraphs["start"].tolist()
    return tuple(
        Line(
            doc.id,
            _whole(_plain(doc, max(0, e.span.start - width - 1), e.span.start, breaks), width, -1),
            _plain(doc, e.span.start, e.span.end, breaks).strip(),
            _whole(_plain(doc, e.span.end, e.span.end + width + 1, breaks), width, 1),
            e.label,
            sentence,
            e.span.start,
            e.span.end,
        )
        for e, sentence in zip(found, sentences, strict=True)
    )


def _plain(doc: Document, start: int, end: int, breaks: Sequence[int]) -> str:
    """Return a stretch of the text on one line, with a sign between paragraphs."""
    cuts = [start, *breaks[bisect_right(breaks, start) : bisect_right(breaks, end)], end]
    parts = [doc[Span(a, b)] for a, b in pairwise(cuts)]
    kept = " ¶ ".join(" ".join(part.split()) for part in parts).strip()
    before = parts[0][:1].isspace()
    after = not parts[-1] or parts[-1][-1:].isspace()
    return f"{' ' * before}{kept}{' ' * after}" if kept else ""


def _whole(text: str, width: int, side: int) -> str:
    """Return a context of at most so many characters, less a word that is cut at its far end."""
    text = text.lstrip() if side < 0 else text.rstrip()
    if len(text) <= width:
        return text
    if side < 0:
        kept = text[len(text) - width - 1 :]
        space = kept.find(" ")
        return kept[space + 1 :] if 0 <= space < width else kept[1:]
    kept = text[: width + 1]
    space = kept.rfind(" ")
    return kept[:space] if space > 0 else kept[:width]


def _check(width: int) -> None:
    if not 0 <= width <= WIDEST:
        raise InputError(f"the width is a number of characters from 0 to {WIDEST}, not {width}")


# -- order and draw ---------------------------------------------------------------------------


def _key(by: str) -> Callable[[Line], tuple[Any, ...]]:
    if by not in ORDERS:
        raise InputError(f"lines are sorted by one of {', '.join(ORDERS)}, not {by!r}")

    def key(line: Line) -> tuple[Any, ...]:
        place = (line.document, line.start, line.end, line.label)
        right = _words(line.right)
        if by == "left":
            return (_words(line.left)[::-1], *place)
        if by == "right":
            return (right, *place)
        if by == "node":
            return (line.node.casefold(), right, *place)
        return (line.label, line.node.casefold(), right, *place) if by == "label" else place

    return key


def _words(text: str) -> list[str]:
    """Return the words of a context as they are compared: without case and marks around them."""
    return [word.strip(".,;:!?()[]\"'“”‘’—–-").casefold() for word in text.split()]


def _drawn(lines: Sequence[Line], number: int, seed: int) -> list[Line]:
    rows = range(len(lines))
    drawn = heapq.nsmallest(number, rows, key=lambda row: _ticket(seed, lines[row]))
    return [lines[row] for row in sorted(drawn)]


def _ticket(seed: int, line: Line) -> bytes:
    """Return the number that a line draws: a hash, so that the order of the lines is no matter.

    The lines with the lowest numbers are a simple random sample (Cohen & Kaplan 2007,
    "Summarizing data using bottom-k sketches").
    """
    named = json.dumps([seed, line.document, line.start, line.end, line.label, line.node])
    return hashlib.sha256(named.encode("ascii")).digest()
