"""Reports as files: JSON (which alone round-trips whole), CSV, Parquet, Markdown, HTML."""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stylo
from stylo.annotate import annotate
from stylo.document import Document, InputError, Removed, Span
from stylo.drafts import Drafts
from stylo.feature import Evidence, Measurement
from stylo.report import VOICE_LABELS, Contribution, Reference, Report, Standing, Voice

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = 1

#: Characters that make a spreadsheet read a cell as a formula (OWASP, CSV Injection, 2024).
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _float(value: Any) -> float:
    return math.nan if value is None else float(value)


def write(text: str, path: str | Path | None) -> str:
    """Write a text to a file, if a path is given, and return it."""
    if path is not None:
        target = Path(path)
        try:
            target.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise InputError(f"cannot write {target}: {error.strerror}") from error
    return text


# -- JSON -------------------------------------------------------------------------------------


def to_dict(report: Report) -> dict[str, Any]:
    """Return a report as plain data, NaN as None; the form of the JSON file."""
    from stylo.features import all_features

    revisions = {f.name: f.revision for f in all_features()}
    doc, voice = report.document, report.voice
    return {
        "schema": SCHEMA,
        "stylo": stylo.__version__,
        "settings": dict(report.settings),
        "models": dict(report.models),
        "document": {
            "id": doc.id,
            "text": doc.text,
            "sha256": hashlib.sha256(doc.text.encode("utf-8")).hexdigest(),
            "meta": dict(doc.meta),
            "removed": [
                {"text": r.text, "reason": r.reason, "start": r.start} for r in doc.removed
            ],
        },
        "norms": asdict(report.reference) if report.reference else None,
        "measures": [
            {
                "name": m.name,
                "revision": revisions.get(m.name, 0),
                "value": _number(m.value),
                "unit": m.unit,
                "low": _number(m.low),
                "high": _number(m.high),
                "caveat": m.caveat,
                **_placed(report.standings.get(m.name, Standing())),
                "evidence": [
                    {
                        "start": e.span.start,
                        "end": e.span.end,
                        "label": e.label,
                        "weight": e.weight,
                    }
                    for e in m.evidence
                ],
            }
            for m in report.measurements
        ],
        "voice": {
            "label": voice.label,
            "probability": _number(voice.probability),
            "contributions": [
                {"name": c.name, "value": _number(c.value), "contribution": c.contribution}
                for c in voice.contributions
            ],
            "sentences": list(voice.sentences),
            "resembles": voice.resembles,
            "caveat": voice.caveat,
            "model": voice.model,
        },
    }


def _placed(standing: Standing) -> dict[str, Any]:
    return {
        "percentile_opinion": _number(standing.opinion),
        "percentile_opinion_interval": [_number(x) for x in standing.opinion_interval],
        "percentile_reporting": _number(standing.reporting),
        "percentile_reporting_interval": [_number(x) for x in standing.reporting_interval],
        "band_opinion": list(standing.opinion_band),
        "band_reporting": list(standing.reporting_band),
    }


def _standing(m: Mapping[str, Any]) -> Standing:
    def interval(kind: str) -> tuple[float, float]:
        low, high = m.get(f"percentile_{kind}_interval", (None, None))
        return _float(low), _float(high)

    bands = tuple(m.get("band_opinion", ())), tuple(m.get("band_reporting", ()))
    if not {len(band) for band in bands} <= {0, 4}:
        raise ValueError("a band has not four ends")
    return Standing(
        _float(m.get("percentile_opinion")),
        _float(m.get("percentile_reporting")),
        interval("opinion"),
        interval("reporting"),
        *bands,
    )


def json_text(report: Report, path: str | Path | None = None) -> str:
    """Return a report as JSON, and write it if a path is given."""
    text = json.dumps(to_dict(report), ensure_ascii=False, allow_nan=False, indent=1, default=str)
    return write(text + "\n", path)


def load(path: str | Path) -> Report:
    """Read a report from its JSON file.

    Parameters
    ----------
    path : path
        What `Report.to_json` wrote, with this or an earlier schema.

    Raises
    ------
    InputError
        If the file is missing, is no report, was altered, or comes from a newer schema.
    """
    path = Path(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is no JSON file: {error}") from error
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("schema"), int)
        or "measures" not in data
    ):
        raise InputError(f"{path} is no stylo report: write one with Report.to_json")
    if data["schema"] > SCHEMA:
        raise InputError(
            f"{path} has schema {data['schema']}, this version reads up to {SCHEMA}: "
            "upgrade stylo-rhetoric"
        )
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")  # no half of a surrogate pair
        _fits(data, _SHAPE, "the report")
        if data["voice"]["label"] not in VOICE_LABELS:
            raise ValueError(f"the voice is {data['voice']['label']!r}")
        return _from_dict(data)
    except InputError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise InputError(f"{path} is a damaged stylo report: {str(error)[-200:]}") from error


_NUMBER, _MAYBE = (int, float), (int, float, type(None))
_BAND, _INTERVAL = [_NUMBER], [_MAYBE]
#: What the file of a report holds: kinds, the fields of an object, the one element of a list; a
#: field with a question mark may be absent, as in the files of earlier versions.
_SHAPE: Mapping[str, Any] = {
    "settings": dict,
    "models": dict,
    "document": {
        "id": str,
        "text": str,
        "meta": dict,
        "removed": [{"text": str, "reason": str, "start": int}],
    },
    "measures": [
        {
            "name": str,
            "unit": str,
            "value": _MAYBE,
            "low": _MAYBE,
            "high": _MAYBE,
            "caveat": str,
            "evidence": [{"start": int, "end": int, "label": str, "weight": _NUMBER}],
            "percentile_opinion?": _MAYBE,
            "percentile_reporting?": _MAYBE,
            "percentile_opinion_interval?": _INTERVAL,
            "percentile_reporting_interval?": _INTERVAL,
            "band_opinion?": _BAND,
            "band_reporting?": _BAND,
        }
    ],
    "voice": {
        "label": str,
        "probability": _MAYBE,
        "contributions": [{"name": str, "value": _MAYBE, "contribution": _NUMBER}],
        "sentences": [_NUMBER],
        "resembles": (str, type(None)),
        "caveat?": str,
        "model?": str,
    },
}
_NORMS: Mapping[str, Any] = {"name": str, "words": int, "itself?": bool, "notes": [str]}


def _fits(data: Any, shape: Any, place: str) -> None:
    """Check that data have the kinds that they should; a TypeError or ValueError says where not."""
    if isinstance(shape, Mapping):
        _fits(data, dict, place)
        for name, inner in shape.items():
            key = name.removesuffix("?")
            if key in data or key == name:
                _fits(data[key], inner, key)
    elif isinstance(shape, list):
        _fits(data, list, place)
        for element in data:
            _fits(element, shape[0], place)
    elif not isinstance(data, shape) or (isinstance(data, bool) and shape is not bool):
        raise TypeError(f"{place} is no {getattr(shape, '__name__', 'number')}")
    elif isinstance(data, str):
        data.encode("utf-8")
    elif isinstance(data, dict):
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8")
    elif isinstance(data, _NUMBER) and not math.isfinite(data):
        raise ValueError(f"{place} is not finite")


def _span(evidence: Mapping[str, Any], text: str) -> Span:
    start, end = evidence["start"], evidence["end"]
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"evidence from {start} to {end} of {len(text)} characters")
    return Span(start, end)


def _from_dict(data: dict[str, Any]) -> Report:
    kept = data["document"]
    text: str = kept["text"]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != kept["sha256"]:
        raise InputError("the report's text was altered after it was written: analyse it again")
    removed = tuple(Removed(r["text"], r["reason"], r["start"]) for r in kept["removed"])
    doc: Document = annotate(text, id=kept["id"], meta=kept["meta"], removed=removed)
    measures = tuple(
        Measurement(
            m["name"],
            _float(m["value"]),
            m["unit"],
            tuple(Evidence(_span(e, text), e["label"], e["weight"]) for e in m["evidence"]),
            _float(m["low"]),
            _float(m["high"]),
            m["caveat"],
        )
        for m in data["measures"]
    )
    voice = data["voice"]
    return Report(
        document=doc,
        measurements=measures,
        voice=Voice(
            voice["label"],
            _float(voice["probability"]),
            tuple(
                Contribution(c["name"], _float(c["value"]), c["contribution"])
                for c in voice["contributions"]
            ),
            tuple(voice["sentences"]),
            voice["resembles"],
            voice.get("caveat", ""),
            str(voice.get("model", "")),
        ),
        standings={
            m["name"]: _standing(m)
            for m in data["measures"]
            if (m.get("percentile_opinion"), m.get("percentile_reporting")) != (None, None)
        },
        settings=data["settings"],
        models=data["models"],
        reference=_reference(data["norms"]) if data.get("norms") else None,
    )


def _reference(data: Mapping[str, Any]) -> Reference:
    _fits(data, _NORMS, "norms")
    for counts in (data["articles"], data["alike"]):
        _fits(list(counts.values()), [int], "norms")
    if data["articles"].keys() != data["alike"].keys():
        raise ValueError("norms of other kinds than their articles")
    return Reference(**{**data, "notes": tuple(data["notes"])})


# -- tables -----------------------------------------------------------------------------------


def safe_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose text cells and names of columns no spreadsheet reads as a formula."""
    frame = frame.copy()
    for name in frame.columns:
        if not _is_number(frame[name]):
            frame[name] = frame[name].map(_safe)
    frame.columns = frame.columns.map(_safe)
    return frame


def _safe(cell: Any) -> Any:
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def quoting(cells: Iterable[Any]) -> Any:
    """Return which cells of a CSV file stand in quotation marks, as a constant of `csv`.

    Those that need it; all text where a cell has a carriage return, which Python before 3.13 does
    not take for a line end and others do: what follows it would be a cell of its own.
    """
    split = any(isinstance(cell, str) and "\r" in cell for cell in cells)
    return csv.QUOTE_NONNUMERIC if split else csv.QUOTE_MINIMAL


def _is_number(column: Any) -> bool:
    import pandas as pd

    return bool(pd.api.types.is_numeric_dtype(column))


def csv_text(frame: pd.DataFrame, path: str | Path | None = None) -> str:
    """Return a table as CSV, and write it if a path is given."""
    safe = safe_cells(frame)
    texts = [safe[name] for name in safe.columns if not _is_number(safe[name])]
    marked = quoting(chain(safe.columns, *texts))
    return write(safe.to_csv(index=False, lineterminator="\n", quoting=marked), path)


def write_parquet(frame: pd.DataFrame, path: str | Path) -> None:
    """Write a table as Parquet."""
    try:
        frame.to_parquet(path, index=False)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error


# -- two drafts -------------------------------------------------------------------------------


def drafts_dict(drafts: Drafts) -> dict[str, Any]:
    """Return two drafts held against each other as plain data, NaN as None."""

    def side(report: Report) -> dict[str, Any]:
        doc = report.document
        return {
            "id": doc.id,
            "sha256": hashlib.sha256(doc.text.encode("utf-8")).hexdigest(),
            "words": doc.word_count,
            "voice": {
                "label": report.voice.label,
                "probability": _number(report.voice.probability),
            },
        }

    def figures(m: Measurement) -> dict[str, Any]:
        return {
            "value": _number(m.value),
            "low": _number(m.low),
            "high": _number(m.high),
            "caveat": m.caveat,
        }

    def found(report: Report, evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
        return [
            {
                "start": e.span.start,
                "end": e.span.end,
                "text": report.document[e.span],
                "label": e.label,
                "weight": e.weight,
            }
            for e in evidence
        ]

    return {
        "schema": SCHEMA,
        "stylo": stylo.__version__,
        "settings": dict(drafts.new.settings),
        "old": side(drafts.old),
        "new": side(drafts.new),
        "words": drafts.words(),
        "measures": [
            {
                "name": c.name,
                "unit": c.new.unit,
                "old": figures(c.old),
                "new": figures(c.new),
                "kept": len(c.kept),
                "gone": found(drafts.old, c.gone),
                "added": found(drafts.new, c.added),
            }
            for c in drafts.changes
        ],
    }


def drafts_json(drafts: Drafts, path: str | Path | None = None) -> str:
    """Return two drafts as JSON, and write it if a path is given."""
    data = drafts_dict(drafts)
    return write(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n", path)


def drafts_markdown(drafts: Drafts, path: str | Path | None = None) -> str:
    """Return two drafts as Markdown, and write it if a path is given."""
    from stylo import display

    return write(display.drafts_markdown(drafts), path)


def drafts_html(drafts: Drafts, path: str | Path | None = None) -> str:
    """Return two drafts as one HTML page, and write it if a path is given."""
    from stylo import display

    return write(display.drafts_page(drafts), path)


# -- pages ------------------------------------------------------------------------------------


def markdown_text(report: Report, path: str | Path | None = None) -> str:
    """Return a report as Markdown, and write it if a path is given."""
    from stylo import display

    return write(display.markdown(report), path)


def html_text(report: Report, path: str | Path | None = None) -> str:
    """Return a report as one HTML page, and write it if a path is given."""
    from stylo import display

    return write(display.page(report), path)
