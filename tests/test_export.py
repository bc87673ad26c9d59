"""Files: what is written, what comes back, what is refused."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import pandas as pd
import pytest

import stylo
from stylo.export import csv_text, safe_cells
from stylo.report import EVIDENCE_COLUMNS, TABLE_COLUMNS, Report


@pytest.fixture(scope="module")
def report(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "pages" / "opinion-with-boilerplate.txt"))


def test_tables_have_the_stated_columns_and_types(report: Report) -> None:
    table = report.table()
    assert list(table.columns) == list(TABLE_COLUMNS)
    assert len(table) == len(report) and table["name"].is_unique
    found = report.evidence("hedge_density")
    assert list(found.columns) == list(EVIDENCE_COLUMNS)
    for row in found.itertuples():
        assert report.document.text[row.start : row.end] == row.text
        sentence = report.document.sentences
        assert sentence["start"][row.sentence] <= row.start < sentence["end"][row.sentence]
    empty = report.evidence(next(m.name for m in report if not m.evidence))
    assert len(empty) == 0 and dict(empty.dtypes) == dict(found.dtypes)


def test_an_unknown_measure_is_named_with_its_neighbours(report: Report) -> None:
    with pytest.raises(KeyError, match="hedge_density"):
        report["hedge_densty"]


def test_json_round_trips_whole(report: Report, tmp_path: Path) -> None:
    text = report.to_json(tmp_path / "report.json")
    again = stylo.load(tmp_path / "report.json")
    assert again.to_json() == text
    assert again.document == report.document
    assert again.voice == report.voice
    assert "NaN" not in text
    data = json.loads(text)
    assert data["schema"] == 1
    assert set(data) == {
        "schema",
        "stylo",
        "settings",
        "models",
        "document",
        "norms",
        "measures",
        "voice",
    }
    assert data["document"]["removed"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "no JSON"),
        ("[]", "no stylo report"),
        ('{"schema": 99, "measures": []}', "upgrade"),
        ('{"schema": 1, "measures": []}', "damaged"),
    ],
)
def test_load_refuses_what_is_no_report(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(stylo.InputError, match=says):
        stylo.load(path)
    with pytest.raises(stylo.InputError, match="cannot read"):
        stylo.load(tmp_path / "missing.json")


def test_load_notices_an_altered_text(report: Report, tmp_path: Path) -> None:
    data = json.loads(report.to_json())
    data["document"]["text"] += " And more."
    (tmp_path / "x.json").write_text(json.dumps(data))
    with pytest.raises(stylo.InputError, match="altered"):
        stylo.load(tmp_path / "x.json")


def test_csv_and_parquet_hold_the_table(report: Report, tmp_path: Path) -> None:
    frame = pd.read_csv(io.StringIO(report.to_csv(tmp_path / "t.csv")), keep_default_na=False)
    assert list(frame["name"]) == list(report.names)
    report.to_parquet(tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), report.table())


def test_csv_cells_are_no_formulas() -> None:
    frame = pd.DataFrame(
        {"text": ["=HYPERLINK(1)", "+1", "@x", "fine"], "n": [-1.0, 2.0, 3.0, 4.0]}
    )
    assert list(safe_cells(frame)["text"]) == ["'=HYPERLINK(1)", "'+1", "'@x", "fine"]
    assert "-1.0" in csv_text(frame)


@pytest.mark.parametrize("sign", list("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
def test_no_sign_of_a_formula_begins_a_cell_or_a_column(sign: str) -> None:
    cell = f"{sign}cmd|' /C calc'!A0"
    table = list(csv.reader(io.StringIO(csv_text(pd.DataFrame({cell: [cell]})), newline="")))
    assert table == [["'" + cell], ["'" + cell]]


def test_a_carriage_return_ends_no_row() -> None:
    """Python before 3.13 writes it without quotation marks; a spreadsheet would go on below."""
    frame = pd.DataFrame({"id": ["a\r=1+1", "b,\n+2", ""], "n": [1.5, math.nan, 3.0]})
    text = csv_text(frame)
    assert '"a\r=1+1"' in text
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        ["a\r=1+1", "1.5"],
        ["b,\n+2", ""],
        ["", "3.0"],
    ]
    again = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values={"n": [""]})
    pd.testing.assert_frame_equal(again, frame)


def test_markdown_and_html_hold_verdict_evidence_and_what_was_removed(
    report: Report, tmp_path: Path
) -> None:
    for text in (report.to_markdown(tmp_path / "r.md"), report.to_html(tmp_path / "r.html")):
        assert "P(editorial)" in text
        assert report.document.removed[0].reason in text
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>") and "<mark" in html
    assert "://" not in html.split("The article, with its evidence")[0]


def test_html_cannot_carry_an_injection() -> None:
    text = (
        "<script>alert(1)</script> The mayor said perhaps </style><img src=x onerror=alert(1)> "
        "that the bridge might, arguably, be like a dagger & a dream. " * 4
    )
    html = stylo.analyse(text).to_html()
    assert "<script>alert" not in html and "<img" not in html
    assert html.count("<script") == html.count("</style") == 1
    assert "&lt;script&gt;" in html


def test_nothing_is_written_where_nothing_can_be(report: Report, tmp_path: Path) -> None:
    for write in (report.to_json, report.to_csv, report.to_markdown, report.to_html):
        with pytest.raises(stylo.InputError, match="cannot write"):
            write(tmp_path / "no" / "such" / "folder")
    with pytest.raises(stylo.InputError, match="cannot write"):
        report.to_parquet(tmp_path / "no" / "such" / "folder")


def test_scope_all_counts_quotations(samples: Path) -> None:
    doc = stylo.read(samples / "report-night-shift-study.txt")
    own, everything = stylo.analyse(doc), stylo.analyse(doc, scope="all")
    assert len(everything["hedge_density"].evidence) > len(own["hedge_density"].evidence)
    assert everything.voice == own.voice
    assert not math.isnan(own.voice.probability)
