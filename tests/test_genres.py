"""What resembles a speech or a press release is said to, with the cues that were counted."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

import stylo
from stylo import genres, voice, weights
from stylo.annotate import segmented
from stylo.corpora import samples
from stylo.rendering.reasons import change
from stylo.rendering.wording import verdict, verdict_words
from stylo.report import Contribution, Voice

#: Texts for this test only; nothing was learned from them.
SPEECH = """Mr Mayor, members of the council, friends and neighbours: thank you for coming out
tonight. We did not come here to mourn a bridge. We came because we built it together, and
because we can build it again. Let us remember who carried the stones. Our fathers did, and our
mothers fed them. I say to you that we owe them more than a fence and a sign. We owe them our
work. We shall ask the county for its share, and we shall give ours. Let us not wait for the
spring. Let us begin this week, with the hands that we have and the faith that we have in one
another. When our children ask us what we did in the year of the flood, let us be able to say
that we did not look away. My friends, the river is high, but we are many. Let us go to work,
and may God bless this town."""
RELEASE = """SENATOR MARLOWE ANNOUNCES $2.4 MILLION FOR HARBOUR REPAIRS

Senator Edith Marlowe today announced that the Port of Graven will receive $2.4 million in
federal funding to repair its northern breakwater. The grant is awarded by the Department of
Transportation and will support 120 local jobs.

"I am proud that we secured this funding for the families of Graven," said Senator Marlowe. "Our
port is the backbone of the regional economy, and I will continue to fight for the investment
that our communities deserve."

The funding will be used to replace 300 metres of timber piling and to install new navigation
lights. Senator Marlowe, who serves on the Committee on Commerce, introduced legislation earlier
this year to expand the programme. "I want to thank the Secretary for his partnership," Marlowe
said. "This is a great day for our state."

Senator Marlowe also praised the Port Authority for its leadership."""


#: Long enough to be judged.
SPEECH, RELEASE = f"{SPEECH}\n\n{SPEECH}", f"{RELEASE}\n\n{RELEASE}"


def test_a_speech_and_a_press_release_are_named() -> None:
    assert stylo.analyse(SPEECH).voice.resembles == "speech"
    assert stylo.analyse(RELEASE).voice.resembles == "press-release"


@pytest.mark.parametrize("name", sorted(samples()))
def test_articles_resemble_neither(name: str) -> None:
    assert stylo.analyse(stylo.read(samples()[name])).voice.resembles is None


def test_what_it_resembles_stands_in_place_of_a_verdict(tmp_path: Path) -> None:
    report = stylo.analyse(SPEECH)
    assert verdict_words(report) == "This resembles a speech: no verdict"
    assert "were it an article, P(editorial)" in verdict(report)
    page = report.to_html()
    assert "This resembles a speech: no verdict" in page
    assert "Were it an article, " in page
    report.to_json(tmp_path / "a.json")
    assert stylo.load(tmp_path / "a.json").voice.resembles == "speech"
    table = stylo.analyse_many([("a", SPEECH), ("b", "It rained. " * 20)])
    assert table["resembles"].tolist() == ["speech", ""]


def test_cues_are_counted_outside_quotations() -> None:
    told = segmented('The mayor spoke. "Let us begin, my friends," she said. Nobody moved today.')
    found = genres.cues(told)
    assert found["appeal"] == 0
    assert found["audience"] == 0
    assert found["today"] == pytest.approx(100 / 8)
    assert found["own quotation"] == pytest.approx(100 * 2 / 13)
    assert set(found) == set(genres.NAMES)


def test_without_a_sign_nothing_resembles() -> None:
    doc = segmented("The river rose and fell. " * 40)
    assert set(genres.margins(doc, {}).values()) == {-math.inf}
    assert genres.resembles(doc, {}, 200) is None


def test_short_texts_resemble_nothing() -> None:
    assert stylo.analyse(SPEECH[:900]).voice.resembles is None


def test_margins_are_the_weighted_sum() -> None:
    detector = {
        "intercept": -1.0,
        "threshold": 0.5,
        "weights": {
            "appeal": {"transform": "log", "centre": 0.0, "scale": 1.0, "weight": 2.0},
            "quoted_share": {"transform": "none", "centre": 10.0, "scale": 5.0, "weight": -1.0},
            "absent": {"transform": "none", "centre": 1.0, "scale": 1.0, "weight": 9.0},
        },
    }
    doc = segmented("Let us go. Let us stay.")
    found = genres.margins(
        doc, {"quoted_share": 0.0}, {"clip": 4.0, "genres": {"speech": detector}}
    )
    assert found["speech"] == pytest.approx(-1.5 + 2 * math.log1p(100 * 2 / 6) + 2)


def test_without_the_research_files_nothing_resembles(monkeypatch: pytest.MonkeyPatch) -> None:
    genres.model.cache_clear()
    monkeypatch.setattr(weights, "available", lambda _: False)
    try:
        assert genres.model() is None
        assert genres.margins(segmented(SPEECH), {}) == {}
    finally:
        genres.model.cache_clear()


def test_detectors_of_other_measures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    genres.model.cache_clear()
    changed = json.loads(weights.read_text(genres.FILE))
    changed["measures"][0][2] += 1
    monkeypatch.setattr(weights, "read_json", lambda _: changed)
    try:
        with pytest.raises(stylo.InputError, match="retrain: stylo train genres"):
            genres.model()
    finally:
        genres.model.cache_clear()


# -- what would change the verdict -------------------------------------------------------------

_MODEL = {"calibration": {"intercept": 0.0}, "mixed": [0.2, 0.8]}


def _voice(*pushes: float) -> Voice:
    found = tuple(
        Contribution(f"m{i}", 1.0, push)
        for i, push in enumerate(sorted(pushes, key=lambda p: -abs(p)))
    )
    odds = voice.probability(sum(pushes))
    return Voice(voice.label(odds, _MODEL), odds, found)


def test_the_fewest_measures_that_change_a_verdict() -> None:
    found, label = voice.turning(_voice(2.0, 1.0, 0.5, -0.5), _MODEL)
    assert ([c.name for c in found], label) == (["m0"], "mixed")
    found, label = voice.turning(_voice(1.0, 0.9, 0.8, 0.7), _MODEL)
    assert (len(found), label) == (3, "mixed")


def test_a_mixed_voice_turns_to_the_nearer_verdict() -> None:
    found, label = voice.turning(_voice(1.0, 1.0, -1.5), _MODEL)
    assert ([c.contribution for c in found], label) == ([-1.5], "editorial")


def test_a_text_too_short_has_nothing_to_change() -> None:
    assert voice.turning(Voice("mixed", math.nan), _MODEL) == ((), "mixed")


def test_a_page_says_what_would_change_the_verdict() -> None:
    report = stylo.analyse(stylo.read(samples()["opinion-clever-bin"]))
    told = change(report)
    assert told.startswith("What would change this: were ")
    assert told.endswith("there would be no verdict.")
    assert told in report.to_html() and told in report.to_markdown()
    elsewhere = replace(report, voice=replace(report.voice, model="mine.json"))
    assert change(elsewhere) == ""
    other = replace(report, voice=replace(report.voice, probability=0.5))
    assert change(other) == ""
