"""From sources to reports: one article, many, and what is refused."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import stylo
from stylo import corpora
from stylo.document import CONTENT_UPOS
from stylo.features import all_features, family_of

OPINION = [name for name in corpora.samples() if name.startswith("opinion")]
REPORTS = [name for name in corpora.samples() if name.startswith("report")]


@pytest.mark.parametrize("name", OPINION)
def test_our_columns_read_as_opinion(name: str) -> None:
    report = stylo.analyse(stylo.read(corpora.samples()[name]))
    assert report.voice.label == "editorial", report.voice.contributions[:6]


@pytest.mark.parametrize("name", REPORTS)
def test_our_reports_read_as_reporting(name: str) -> None:
    report = stylo.analyse(stylo.read(corpora.samples()[name]))
    assert report.voice.label == "reporting", report.voice.contributions[:6]


def test_the_folksy_column_is_the_most_colloquial_and_the_academic_the_most_hedged() -> None:
    table = stylo.analyse_many([corpora.samples()[name] for name in OPINION])
    table.index = [Path(name).stem for name in table["id"]]
    assert table["colloquialism_density"].idxmax() == "opinion-broadband"
    assert table["hedge_density"].idxmax() == "opinion-school-calendar"
    assert table["flesch_reading_ease"].idxmin() == "opinion-school-calendar"


def test_a_text_is_taken_and_a_name_is_refused(samples: Path) -> None:
    path = samples / "opinion-broadband.txt"
    text = path.read_text(encoding="utf-8")
    assert stylo.analyse(text)["simile_density"].evidence
    for name in (str(path), "column.txt", "https://example.org/column"):
        with pytest.raises(stylo.InputError, match=r"stylo\.read"):
            stylo.analyse(name)


def test_wrong_scope_and_measures_are_refused() -> None:
    with pytest.raises(stylo.InputError, match="scope"):
        stylo.analyse("The council met again on the bridge.", scope="mine")
    with pytest.raises(stylo.InputError, match="hedge_density"):
        stylo.analyse("The council met again on the bridge.", measures=["hedge_densty"])


def test_measures_can_be_chosen_and_voice_stays(samples: Path) -> None:
    doc = stylo.read(samples / "opinion-port-bond.txt")
    few = stylo.analyse(doc, measures=["simile_density", "hedge_density"])
    assert few.names == ("hedge_density", "simile_density")
    assert few.voice == stylo.analyse(doc).voice
    assert few["hedge_density"] == stylo.analyse(doc)["hedge_density"]


def test_many_gives_one_row_per_article(samples: Path) -> None:
    sources = [
        samples / "report-ferry-storm.txt",
        stylo.read(samples / "opinion-clever-bin.txt"),
        ("mine", (samples / "opinion-port-bond.txt").read_text(encoding="utf-8")),
    ]
    table = stylo.analyse_many(sources)
    assert list(table["voice"]) == ["reporting", "editorial", "editorial"]
    assert table["id"].iloc[2] == "mine"
    names = [f.name for f in all_features()]
    before = ["id", "words", "voice", "probability", "resembles"]
    assert list(table.columns) == [*before, *names, "error"]
    assert (table["error"] == "").all()


def test_many_raises_or_keeps_errors(samples: Path, tmp_path: Path) -> None:
    sources = [tmp_path / "missing.txt", samples / "report-ferry-storm.txt", 7]
    with pytest.raises(stylo.InputError, match=r"missing\.txt"):
        stylo.analyse_many(sources)
    table = stylo.analyse_many(sources, errors="keep")
    assert list(table["error"] != "") == [True, False, True]
    assert math.isnan(table["hedge_density"].iloc[0])
    with pytest.raises(stylo.InputError, match="errors"):
        stylo.analyse_many([], errors="ignore")
    assert len(stylo.analyse_many([])) == 0


def test_contributions_and_intercept_give_the_probability(samples: Path) -> None:
    from stylo import voice

    report = stylo.analyse(stylo.read(samples / "opinion-river-library.txt"))
    score = voice.log_odds(report.voice.contributions)
    intercept = voice.model()["calibration"]["intercept"]
    assert score == pytest.approx(
        intercept + sum(c.contribution for c in report.voice.contributions)
    )
    assert report.voice.probability == pytest.approx(1 / (1 + math.exp(-score)))


def test_families_are_known() -> None:
    assert family_of("hedge_density") == "hedging"
    assert family_of("nothing") == ""
    assert "NOUN" in CONTENT_UPOS
