"""The catalogue says of every measure what its declaration says, and the page is up to date."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from stylo import catalogue, corpora
from stylo.features import all_features

ROOT = Path(__file__).resolve().parent.parent
READINGS = sorted((Path(corpora.__file__).parent / "readings").glob("*.tsv"))


def test_docs_measures_is_up_to_date() -> None:
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert page == catalogue.markdown(), "make it again: stylo features -f markdown"


def test_every_measure_has_a_row() -> None:
    rows = catalogue.rows()
    assert [r["name"] for r in rows] == [f.name for f in all_features()]
    assert all(r["summary"] and r["reference"] and r["unit"] for r in rows)


def test_the_list_for_a_terminal_keeps_its_width() -> None:
    lines = catalogue.text(72).splitlines()
    assert all(len(line) <= 72 for line in lines if line.startswith(" "))
    told = [line for line in lines if line.startswith("    precision ")]
    assert len(told) == len(all_features()) and all("reliability" in line for line in told)


def test_figures_are_of_measures_that_exist() -> None:
    assert set(catalogue.accuracy()) <= {f.name for f in all_features()}
    for known in catalogue.accuracy().values():
        assert math.isnan(known.precision) or 0 <= known.precision <= 1


def test_reliabilities_are_of_measures_that_exist() -> None:
    known = catalogue.reliability()
    assert set(known) <= {f.name for f in all_features()}
    assert all(-1 <= value <= 1 for value in known.values())
    row = next(r for r in catalogue.rows() if r["name"] == "formality")
    assert row["reliability"] == known["formality"] > 0.8


def test_reliability_is_that_of_the_whole_article() -> None:
    path = Path(corpora.__file__).parent / "reliability.tsv"
    for row in catalogue._table(path):
        r = float(row["r"])
        assert float(row["reliability"]) == pytest.approx(2 * r / (1 + r), abs=0.002)
        assert int(row["n"]) >= 100


def test_a_measure_that_is_often_wrong_is_experimental(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = {
        "good": catalogue.Accuracy(0.9),
        "bad": catalogue.Accuracy(0.8),
        "unknown": catalogue.Accuracy(recall=0.5),
        "litotes_density": catalogue.Accuracy(0.75),
    }
    monkeypatch.setattr(catalogue, "accuracy", lambda: figures)
    assert catalogue.experimental.__wrapped__() == {"bad"}


@pytest.mark.parametrize("path", READINGS, ids=lambda p: p.stem)
def test_readings_are_complete(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader((x for x in lines if x[0] != "#"), delimiter="\t"))
    wanted = ("measure", "label", "outlet", "article", "start", "end", "first", "second")
    assert table and tuple(table[0]) == wanted
    for row in table:
        assert int(row["start"]) < int(row["end"]) and row["outlet"] and row["article"]
        assert {row["first"], row["second"]} <= {"0", "1"}
