"""The first article that we must understand, and quotations that two readers marked."""

from __future__ import annotations

from pathlib import Path

import pytest

import stylo
from stylo.report import Report

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def source(seed_article: Path) -> str:
    return seed_article.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(seed_article: Path) -> Report:
    return stylo.analyse(stylo.read(seed_article))


def test_the_comment_form_is_removed_and_nothing_of_the_column(report: Report, source: str) -> None:
    column = source.split("评论")[0].rstrip()
    doc = report.document
    assert doc.text.split() == column.split()
    removed = "".join(r.text for r in doc.removed)
    left = source[len(column) :]
    assert "".join(removed.split()) == "".join(left.split())
    assert all(r.reason and source[r.start :].startswith(r.text[:10]) for r in doc.removed)


def test_the_voice_is_editorial(report: Report) -> None:
    assert report.voice.label == "editorial"
    assert report.voice.probability >= 0.9


def test_it_is_more_colloquial_and_figurative_than_reports(report: Report) -> None:
    for name in ("colloquialism_density", "simile_density", "idiom_density"):
        assert report.standings[name].reporting > 90, name


def test_the_evidence_that_a_reader_would_name(report: Report) -> None:
    colloquial = {w.lower().replace("’", "'") for w in report.words("colloquialism_density")}
    for word in ("y'all", "ain't", "darn", "ol'"):
        assert any(word in w for w in colloquial), word
    assert any("like a supernova" in w for w in report.words("simile_density"))


def test_the_quotation_of_a_person_is_quoted(report: Report) -> None:
    doc = report.document
    inside = doc.text.index("singular in what they can")
    rows = [
        kind
        for s, e, kind in zip(
            doc.quotations["start"], doc.quotations["end"], doc.quotations["kind"], strict=True
        )
        if s <= inside < e
    ]
    assert rows == ["speech"]


def test_quotations_against_two_readers(shared_data: Path) -> None:
    from benchmarks import quotations

    figures = quotations.run(shared_data)["figures"]
    assert figures["precision"][0] >= 0.95
    assert figures["recall"][0] >= 0.95
    assert figures["precision.speech"][0] >= 0.95
    assert figures["recall.speech"][0] >= 0.85
