"""Percentiles among published articles, and norms of one's own."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import stylo
from stylo import cli, norms, weights
from stylo.annotate import annotate
from stylo.document import InputError
from stylo.feature import Measurement
from stylo.features import all_features
from stylo.training import norms as making

PERCENTS = [float(p) for p in range(101)]
HEDGES = next(f for f in all_features() if f.name == "hedge_density")


# -- percentiles and lengths -----------------------------------------------------------------------


def test_percentiles_of_a_table() -> None:
    quantiles = [float(q) for q in range(101)]
    assert norms.percentile(0, quantiles, PERCENTS) == 0
    assert norms.percentile(50, quantiles, PERCENTS) == 50
    assert norms.percentile(50.5, quantiles, PERCENTS) == 50.5
    assert norms.percentile(-1, quantiles, PERCENTS) == 0
    assert norms.percentile(1000, quantiles, PERCENTS) == 100
    assert math.isnan(norms.percentile(math.nan, quantiles, PERCENTS))


def test_ties_stand_in_the_middle() -> None:
    quantiles = [0.0] * 41 + [float(q) for q in range(1, 61)]
    assert norms.percentile(0, quantiles, PERCENTS) == 20
    assert norms.percentile(0.5, quantiles, PERCENTS) == 40.5


@given(st.floats(0, 100), st.floats(1, 5000))
def test_intervals_hold_the_percentile_and_narrow_with_more_articles(p: float, n: float) -> None:
    low, high = norms.interval(p, n)
    assert 0 <= low <= p + 1e-9 and p - 1e-9 <= high <= 100
    closer = norms.interval(p, 4 * n)
    assert closer[1] - closer[0] < high - low


def test_the_interval_is_wilsons() -> None:
    low, high = norms.interval(10, 50)  # 5 of 50: Wilson (1927), as R's prop.test(correct=FALSE)
    assert [low, high] == pytest.approx([4.35, 21.36], abs=0.01)
    assert all(math.isnan(end) for end in norms.interval(10, math.nan))


@given(st.floats(1, 10_000))
def test_a_text_belongs_to_at_most_two_neighbouring_lengths(words: float) -> None:
    tent = norms.tents([words], (100, 200, 400))[0]
    assert tent.sum() == pytest.approx(1) and (tent >= 0).all()
    assert np.count_nonzero(tent) <= 2 and not (tent[0] and tent[2])


# -- the text itself -------------------------------------------------------------------------------

WORDS = "harbour council mill bridge ferry school market winter budget vote river baker".split()


def invented(seed: int, words: int = 120) -> str:
    """A text of invented words in sentences, as many hedges as its seed asks for."""
    draw = np.random.RandomState(seed)
    out: list[str] = []
    while sum(len(s.split()) for s in out) < words:
        some = [str(w) for w in draw.choice(WORDS, 6)]
        maybe = "Perhaps the" if draw.rand() < (seed % 10) / 10 else "The"
        out.append(f"{maybe} {some[0]} and the {some[1]} paid {some[2]} for the {some[3]} there.")
    return " ".join(out)


def test_a_text_is_known_again_with_another_heading() -> None:
    text = invented(3, 400)
    kind = _kind([norms.sketch(text), norms.sketch(invented(4, 400))])
    assert kind.own_share(norms.sketch(f"The Mill and the Bridge\n\n{text.upper()}")) is not None
    assert kind.own_share(norms.sketch(invented(5, 400))) is None
    assert norms.sketch("too few words") == ()
    assert kind.own_share(()) is None


def _kind(sketches: list[tuple[int, ...]]) -> norms.Kind:
    found = np.array(sketches, dtype=np.uint32)
    return norms.Kind(2, (2.0,), np.array([[0.5]]), found, np.zeros(len(found), np.int64))


# -- norms from values -----------------------------------------------------------------------------


def collection(
    values: list[float], words: list[float], outlets: list[str], texts: list[str] | None = None
) -> making.Collection:
    n = len(values)
    return making.Collection(
        measures=(HEDGES,),
        values=np.array(values)[:, None],
        words=np.array(words, dtype=np.float64),
        whole=np.ones(n, dtype=np.bool_),
        kinds=np.array(["opinion"] * n),
        outlets=np.array(outlets),
        texts=texts or [""] * n,
        sketches=[norms.sketch(text) for text in texts or [""] * n],
    )


def made(found: making.Collection, lengths: tuple[float, ...], **options: Any) -> norms.Norms:
    return norms.of_data(making.make(found, "invented", None, lengths, **options))


def test_outlets_weigh_alike() -> None:
    found = made(
        collection([0.0] * 300 + [1.0] * 30, [500.0] * 330, ["a"] * 300 + ["b"] * 30), (500,)
    )
    table = found.quantiles["hedge_density"]["opinion"][0]
    assert norms.percentile(0.0, table, found.percents) == pytest.approx(25, abs=2)
    assert norms.percentile(1.0, table, found.percents) == pytest.approx(75, abs=2)


def test_an_outlet_with_few_articles_of_a_length_weighs_less() -> None:
    found = made(
        collection([0.0] * 300 + [1.0] * 2, [500.0] * 302, ["a"] * 300 + ["b"] * 2), (500,)
    )
    table = found.quantiles["hedge_density"]["opinion"][0]
    assert norms.percentile(0.5, table, found.percents) == pytest.approx(100 / 1.1, abs=2)


def test_percentiles_follow_the_length_without_a_jump() -> None:
    draw = np.random.RandomState(0)
    words = np.exp(draw.uniform(math.log(100), math.log(2000), 3000))
    values = (np.log(words) + draw.normal(0, 0.3, 3000)).tolist()
    found = made(collection(values, words.tolist(), ["a"] * 3000), (150.0, 400.0, 1000.0))
    doc = annotate(invented(0))
    last = math.nan
    m = {"hedge_density": Measurement("hedge_density", 6.0, HEDGES.unit)}
    seen = []
    for words_now in range(90, 2200):
        near = norms.places(words_now, found, "opinion", ())
        percent, _ = norms.standing(m["hedge_density"], "opinion", found, near)
        assert math.isnan(last) or abs(percent - last) < 1
        last = percent
        seen.append(last)
    assert seen[0] > 85 and seen[-1] < 15  # a high value in a short text, a low one in a long one
    assert norms.place(doc, m, found)[1].alike["opinion"] > 0


def test_the_text_itself_does_not_count() -> None:
    values = [float(v) for v in range(1, 31)]
    texts = [invented(row, 60) for row in range(30)]
    words = [60.0] * 30
    whole = made(collection(values, words, ["a"] * 30, texts), (60,))
    rest = made(
        collection(values[:20] + values[21:], words[1:], ["a"] * 29, texts[:20] + texts[21:]), (60,)
    )
    m = {"hedge_density": Measurement("hedge_density", values[20], HEDGES.unit)}
    standings, reference = norms.place(annotate(texts[20]), m, whole)
    expected, other = norms.place(annotate(texts[20]), m, rest)
    assert reference.itself and not other.itself
    assert standings["hedge_density"].opinion == pytest.approx(
        expected["hedge_density"].opinion, abs=0.6
    )
    counted = norms.place(annotate(invented(99, 60)), m, whole)[0]["hedge_density"].opinion
    assert counted != pytest.approx(standings["hedge_density"].opinion, abs=0.05)


def test_percentiles_are_less_sure_where_outlets_differ() -> None:
    draw = np.random.RandomState(1)
    outlets = [f"o{n % 8}" for n in range(800)]
    alike = draw.normal(0, 1, 800)
    apart = alike + np.array([(n % 8) * 1.0 for n in range(800)])
    sure = made(collection(alike.tolist(), [500.0] * 800, outlets), (500,))
    unsure = made(collection(apart.tolist(), [500.0] * 800, outlets), (500,))
    assert sure.effective["hedge_density"]["opinion"][0] > 300
    assert unsure.effective["hedge_density"]["opinion"][0] < 40


def test_articles_are_drawn_where_outlets_are_few() -> None:
    draw = np.random.RandomState(1)
    found = made(collection(draw.normal(0, 1, 400).tolist(), [500.0] * 400, ["a"] * 400), (500,))
    assert found.effective["hedge_density"]["opinion"][0] == pytest.approx(400, rel=0.15)


# -- with a report ---------------------------------------------------------------------------------


def test_standings_are_given_with_the_report(samples: Path) -> None:
    report = stylo.analyse(stylo.read(samples / "opinion-broadband.txt"))
    standing = report.standings["colloquialism_density"]
    assert standing.reporting > 95
    assert len(standing.reporting_band) == len(norms.BAND)
    assert list(standing.reporting_band) == sorted(standing.reporting_band)
    table = report.table()
    assert table["percentile_reporting"].notna().sum() == len(report.standings)
    assert report.reference is not None and report.reference.name == norms.shipped().name
    assert report.reference.articles["opinion"] >= report.reference.alike["opinion"] > 0


def test_norms_of_another_revision_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = weights.read_json(norms.FILE)
    name, unit, revision = data["measures"][0]
    altered = {**data, "measures": [[name, unit, revision + 1], *data["measures"][1:]]}
    monkeypatch.setattr(weights, "read_json", lambda file: altered)
    norms.shipped.cache_clear()
    with pytest.raises(InputError, match="stylo train norms"):
        norms.shipped()
    norms.shipped.cache_clear()


def test_every_all_words_report_has_none() -> None:
    report = stylo.analyse(annotate(invented(1)), scope="all")
    assert report.standings == {} and report.reference is None


# -- norms of one's own ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for row in range(24):
        place = folder / f"paper{row % 2}"
        place.mkdir(exist_ok=True)
        (place / f"{row}.txt").write_text(invented(row), encoding="utf-8")
    file = folder / "own.json"
    assert cli.main(["norms", str(folder), "-o", str(file), "--years", "2019-2021"]) == 0
    return file


def test_a_folder_makes_norms(own: Path) -> None:
    found = norms.chosen(own)
    assert found.name == own.parent.name and found.years == (2019, 2021)
    assert set(found.kinds) == {"opinion"} and found.kinds["opinion"].articles == 24
    hedged, plain = invented(29), invented(30)
    placed = [stylo.analyse(annotate(t), norms=own) for t in (hedged, plain)]
    high, low = (report.standings["hedge_density"] for report in placed)
    assert high.opinion > 80 and low.opinion < 30
    assert math.isnan(high.reporting) and high.reporting_band == ()
    assert high.opinion_interval[0] < high.opinion < high.opinion_interval[1]


def test_a_report_by_norms_of_ones_own_is_shown_and_kept(own: Path, tmp_path: Path) -> None:
    report = stylo.analyse(annotate(invented(37) + " It was so in 1987."), norms=own)
    assert report.reference is not None and not report.reference.itself
    assert any("1987" in note for note in report.reference.notes)
    page, text = report.to_html(), report.to_markdown()
    assert "1987" in page and "1987" in text and own.parent.name in page
    report.to_json(tmp_path / "report.json")
    loaded = stylo.load(tmp_path / "report.json")
    assert loaded.reference == report.reference
    assert repr(loaded.standings["hedge_density"]) == repr(report.standings["hedge_density"])


def test_an_article_of_the_folder_is_told(own: Path) -> None:
    report = stylo.analyse(annotate(invented(7)), norms=own)
    assert report.reference is not None and report.reference.itself
    assert "does not count" in report.to_markdown()


def test_the_command_takes_norms(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = own.parent / "paper1" / "7.txt"
    assert cli.main(["analyse", str(article), "--norms", str(own), "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["norms"]["itself"] is True and data["norms"]["name"] == own.parent.name


def test_pages_of_drafts_and_folders_take_norms(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, page = own.parent / "paper1" / "1.txt", tmp_path / "diff.html"
    assert cli.main(["diff", str(article), str(article), "-o", str(page), "--norms", str(own)]) == 0
    pages = [page]
    for kind in ("index", "sheet"):
        place = tmp_path / kind
        assert cli.main([kind, str(article), "-o", str(place), "--norms", str(own)]) == 0
        pages += (place / "reports").iterdir()
    assert len(pages) == 3
    for made_page in pages:
        assert f"({own.parent.name}: " in made_page.read_text(encoding="utf-8")
    capsys.readouterr()
    none = tmp_path / "none"
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    for args in (
        ("diff", article, article, "--norms", wrong),
        ("index", article, "-o", none, "--norms", wrong),
        ("diff", article, article, "--scope", "all", "--norms", own),
    ):
        assert cli.main([str(a) for a in args]) == 2
        out, err = capsys.readouterr()
        assert not out and "norms" in err and len(err.splitlines()) == 1
    assert not none.exists()


def test_a_batch_takes_norms(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, out = own.parent / "paper1" / "7.txt", tmp_path / "out.csv"
    call = ["batch", str(article), "-o", str(out), "-q", "-m", "hedge_density", "--norms"]
    assert cli.main([*call, str(own)]) == 0
    row = pd.read_csv(out).iloc[0]
    told = stylo.analyse(stylo.read(article), norms=own).standings["hedge_density"]
    assert row["hedge_density_percentile_opinion"] == told.opinion
    assert math.isnan(row["hedge_density_percentile_reporting"])
    capsys.readouterr()
    other = tmp_path / own.name
    other.write_text(own.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for more, says in (
        ([str(other)], f"other models ({own.name})"),
        ([str(own), "--scope", "all"], "scope"),
        ([str(tmp_path / "none.json")], "cannot read"),
    ):
        assert cli.main([*call, *more]) == 2
        err = capsys.readouterr().err
        assert says in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("{", "holds no norms"),
        ("[]", "holds no norms"),
        ('{"schema": 99, "quantiles": {}}', "another version"),
        ('{"schema": 2, "quantiles": {}, "measures": []}', "damaged"),
    ],
)
def test_files_that_hold_no_norms_are_refused(tmp_path: Path, content: str, match: str) -> None:
    file = tmp_path / "norms.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=match):
        norms.chosen(file)


def test_norms_that_cannot_be_had_are_told_in_a_line(tmp_path: Path, own: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        norms.chosen(tmp_path / "none.json")
    with pytest.raises(InputError, match="scope"):
        stylo.analyse(annotate(invented(1)), scope="all", norms=own)
    with pytest.raises(InputError, match="no folder"):
        making.files(tmp_path / "none", "opinion", frozenset({".txt"}))
    with pytest.raises(InputError, match="20 different articles"):
        making.of_documents([(annotate(invented(1)), "opinion", "")] * 30, "one text")
    with pytest.raises(InputError, match="2012-2020"):
        making.span("lately")


def test_folders_part_kinds_and_outlets(tmp_path: Path) -> None:
    for name in ("opinion/herald/a.txt", "opinion/b.txt", "reporting/gazette/c.html", "d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = making.files(tmp_path, "opinion", frozenset({".txt", ".html"}))
    assert [(f.kind, f.outlet) for f in found] == [
        ("opinion", ""), ("opinion", "herald"), ("reporting", "gazette")
    ]  # fmt: skip
    assert making.span("2012-2020") == (2012, 2020) and making.span("2015") == (2015, 2015)


def test_years_come_from_dates_where_most_articles_have_one() -> None:
    doc = annotate(invented(1))
    dated = replace(doc, meta={"date": "2016-02-03"})
    assert making._dated([(dated, "", ""), (dated, "", ""), (doc, "", "")]) == (2016, 2016)
    assert making._dated([(dated, "", ""), (doc, "", "")]) is None


def test_lengths_part_articles_evenly() -> None:
    words = np.arange(100, 1100, dtype=np.float64)
    assert making.lengths_for(words, 30) == [pytest.approx(600, abs=1)]
    lengths = making.lengths_for(words, 1000)
    assert len(lengths) == making.MOST_LENGTHS and lengths == sorted(lengths)


def test_untypical_words_are_told() -> None:
    texts = [
        " ".join("the council will vote on the budget for schools" for _ in range(20))
        + f" and paper {row}"
        for row in range(60)
    ]
    subject = making.of_subject(texts, [str(row % 5) for row in range(60)])
    assert subject is not None
    assert subject.weights["council"] > 0.5 > subject.weights.get("song", 0)
    alien = "she sang a song and danced with friends in warm summer rain " * 15
    usual = "the council will vote on the budget for schools " * 20
    assert subject.score(alien.split()) < subject.least <= subject.score(usual.split())
