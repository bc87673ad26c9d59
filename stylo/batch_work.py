"""What a worker of a batch does: articles in, the figures of their rows out.

An article is read by itself unless `Settings.together` asks for more speed: what the encoder says
of a sentence then depends on its neighbours in the seventh digit, so that the figures would hang
on the order of the input.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import stylo
from stylo import reading
from stylo.analysis import analyse, chosen
from stylo.document import Document, InputError
from stylo.feature import token_at
from stylo.report import EVIDENCE_COLUMNS, Report, Standing
from stylo.voice import Model

if TYPE_CHECKING:
    import pyarrow as pa

#: Columns of the table of articles before the measures, with their Arrow types.
ARTICLE_COLUMNS: Mapping[str, str] = {
    "row": "int64",
    "id": "string",
    "sha256": "string",
    "duplicate_of": "int64",
    "words": "int64",
    "voice": "string",
    "probability": "double",
    "resembles": "string",
}
#: Columns of the table of evidence, with their Arrow types.
EVIDENCE: Mapping[str, str] = {
    "row": "int64",
    "id": "string",
    "measure": "string",
    **{name: {"str": "string"}.get(kind, kind) for name, kind in EVIDENCE_COLUMNS.items()},
    "weight": "double",
}


@dataclass(frozen=True)
class Settings:
    """What a batch is asked for.

    Attributes
    ----------
    scope, measures
        As in `stylo.analyse`.
    percentiles : bool
        Whether each measure is followed by its percentiles among opinion and reporting.
    evidence : bool
        Whether each piece of evidence gets a row in a second table.
    together : bool
        Whether the sentences of neighbouring articles are read together.
    voice : stylo.voice.Model or None
        A model of one's own that judges, as `stylo.voice.chosen` gives it.
    norms : str or None
        A file that ``stylo norms`` made, whose articles the percentiles are among; on a cluster it
        lies at the same place on each machine.
    """

    scope: str = "own"
    measures: tuple[str, ...] | None = None
    percentiles: bool = False
    evidence: bool = False
    together: bool = False
    voice: Model | None = None
    norms: str | None = None

    def columns(self) -> dict[str, str]:
        """Return the columns of the table of articles, with their Arrow types."""
        found = dict(ARTICLE_COLUMNS)
        for feature in chosen(self.measures):
            found[feature.name] = "double"
            if self.percentiles:
                found[f"{feature.name}_percentile_opinion"] = "double"
                found[f"{feature.name}_percentile_reporting"] = "double"
        return found


class Given(NamedTuple):
    """An article that a worker is given: its row in the input, its id, its text or bytes."""

    row: int
    id: str
    content: str | bytes


class Done(NamedTuple):
    """What became of an article.

    Attributes
    ----------
    row : int
        Of the input, from 0.
    id : str
        As given.
    figures : dict or None
        Its row of the table of articles; None if it failed.
    evidence : pyarrow.Table or None
        Its rows of the table of evidence, where these are asked for.
    cause : str
        Why it failed, or ``""``.
    """

    row: int
    id: str
    figures: dict[str, Any] | None
    evidence: pa.Table | None
    cause: str = ""


Work = Callable[[Sequence[Given], Settings], list[Done]]


def work(given: Sequence[Given], settings: Settings) -> list[Done]:
    """Analyse articles; each that fails says why, and stops none of the others."""
    done = []
    for one, doc in zip(given, _documents(given, settings.together), strict=True):
        try:
            if isinstance(doc, Exception):
                raise doc
            report = analyse(
                doc,
                scope=settings.scope,
                measures=settings.measures,
                norms=settings.norms,
                voice=settings.voice,
            )
            evidence = _evidence(report, one.row) if settings.evidence else None
            done.append(Done(one.row, one.id, _figures(report, one.row, settings), evidence))
        except Exception as error:
            done.append(Done(one.row, one.id, None, None, _cause(error, one.id)))
    return done


def _documents(given: Sequence[Given], together: bool) -> Iterator[Document | Exception]:
    if together:
        try:
            yield from list(reading.read_many((one.id, one.content) for one in given))
            return
        except Exception:  # one of them is to blame: find it
            pass
    for one in given:
        try:
            yield from reading.read_many([(one.id, one.content)])
        except Exception as error:
            yield error


def _cause(error: Exception, id: str) -> str:
    if isinstance(error, InputError):
        return " ".join(str(error).split())
    return f"{id}: a fault of stylo ({type(error).__name__}: {' '.join(str(error).split())[:200]})"


def _figures(report: Report, row: int, settings: Settings) -> dict[str, Any]:
    doc = report.document
    figures: dict[str, Any] = {
        "row": row,
        "id": doc.id,
        "sha256": hashlib.sha256(doc.text.encode("utf-8")).hexdigest(),
        "duplicate_of": None,
        "words": doc.word_count,
        "voice": report.voice.label,
        "probability": _number(report.voice.probability),
        "resembles": report.voice.resembles or "",
    }
    unknown = Standing()
    for m in report.measurements:
        figures[m.name] = _number(m.value)
        if settings.percentiles:
            standing = report.standings.get(m.name, unknown)
            figures[f"{m.name}_percentile_opinion"] = _number(standing.opinion)
            figures[f"{m.name}_percentile_reporting"] = _number(standing.reporting)
    return figures


def _evidence(report: Report, row: int) -> pa.Table:
    doc = report.document
    found = [(m.name, e) for m in report.measurements for e in m.evidence]
    starts = [e.span.start for _, e in found]
    columns = {
        "row": [row] * len(found),
        "id": [doc.id] * len(found),
        "measure": [name for name, _ in found],
        "start": starts,
        "end": [e.span.end for _, e in found],
        "text": [doc[e.span] for _, e in found],
        "label": [e.label for _, e in found],
        "sentence": doc.tokens["sentence"][token_at(doc, starts)].tolist() if found else [],
        "weight": [e.weight for _, e in found],
    }
    return table(columns, schema(EVIDENCE))


def schema(columns: Mapping[str, str]) -> pa.Schema:
    """Return the Arrow schema of columns and their types; measures with unit and revision."""
    import pyarrow as pa

    declared = {f.name: {"unit": f.unit, "revision": str(f.revision)} for f in chosen(None)}
    fields = [
        pa.field(name, pa.type_for_alias(kind), metadata=declared.get(name))
        for name, kind in columns.items()
    ]
    return pa.schema(fields, metadata={"stylo": stylo.__version__})


def table(columns: Mapping[str, Sequence[Any]], of: pa.Schema) -> pa.Table:
    """Return columns as an Arrow table of a schema."""
    import pyarrow as pa

    return pa.Table.from_arrays([pa.array(columns[f.name], f.type) for f in of], schema=of)


def _number(value: float) -> float | None:
    """Return a value, or None where there is none: a database counts NaN, and skips a null."""
    return value if math.isfinite(value) else None
