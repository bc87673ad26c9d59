"""Models of voice of one's own: the corpora they are made of, what is refused, what they say."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import stylo
from stylo import batch, batch_output, cli, voice, weights
from stylo.batch_input import Inputs
from stylo.batch_work import Settings
from stylo.document import InputError
from stylo.features import all_features
from stylo.report import Contribution, Voice
from stylo.training import voice as training
from stylo.training import voice_own, voice_rows
from stylo.training.voice_rows import Row
from tests import own_corpus

EACH = voice_own.ENOUGH


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Values are kept where no other process of the tests writes them at the same time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STYLO_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    """A model of an invented corpus of four outlets."""
    return voice_own.train(own_corpus.rows(EACH, 4), name="invented")


@pytest.fixture(scope="module")
def file(model: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "ours.json"
    voice_own.write(model, path)
    return path


@pytest.fixture
def no_measuring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals come before any article is measured."""

    def fail(*_: Any) -> None:
        raise AssertionError("measured")

    monkeypatch.setattr(training, "material", fail)


# -- corpora --------------------------------------------------------------------------------------


def seen(rows: Sequence[Row]) -> list[tuple[str, str]]:
    return sorted((voice_rows.LABELS[row.label.casefold()], row.outlet) for row in rows)


def test_a_folder_with_and_without_outlets(tmp_path: Path) -> None:
    for place in (
        "editorial/post/a.txt",
        "Opinion/b.md",
        "reporting/post/c.html",
        "reporting/.x/d.txt",
    ):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(own_corpus.article("reporting", len(place)), encoding="utf-8")
    (tmp_path / "README.md").write_text("What this is.", encoding="utf-8")
    assert seen(voice_rows.of_path(tmp_path)) == [
        ("opinion", ""),
        ("opinion", "post"),
        ("reporting", "post"),
    ]


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "jsonl.gz", "parquet"])
def test_tables(tmp_path: Path, ending: str) -> None:
    rows = own_corpus.rows(3, 2, "opinion")
    frame = pd.DataFrame([{"text": r.text, "label": r.label, "outlet": r.outlet} for r in rows])
    path = tmp_path / f"ours.{ending}"
    if ending == "parquet":
        frame.to_parquet(path)
    elif "jsonl" in ending:
        frame.to_json(path, orient="records", lines=True)
    else:
        frame.to_csv(path, index=False, sep="\t" if ending == "tsv" else ",")
    found = voice_rows.of_path(path)
    assert seen(found) == seen(rows) and [r.text for r in found] == [r.text for r in rows]


def test_a_table_without_outlets_or_with_gaps(tmp_path: Path) -> None:
    path = tmp_path / "ours.jsonl"
    lines = [
        {"text": "A.", "label": "opinion", "author": "Ann Lee", "outlet": None},
        {"text": "B.", "label": "reporting"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = voice_rows.of_path(path)
    assert [(r.outlet, r.author) for r in found] == [("", "Ann Lee"), ("", "")]


def test_readers_of_nltk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk.data
    from nltk.corpus.reader import CategorizedPlaintextCorpusReader

    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])

    for name in ("editorial/a1.txt", "news/b1.txt", "news/b2.txt", "fiction/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The text of {name}.", encoding="utf-8")
    reader = CategorizedPlaintextCorpusReader(str(tmp_path), r".*\.txt", cat_pattern=r"(\w+)/.*")
    labels = {"editorial": "editorial", "news": "reporting"}
    found = voice_rows.of_reader(reader, labels, outlet=lambda file: file.split("/")[1][0])
    assert [(r.text, r.label, r.outlet) for r in found] == [
        ("The text of editorial/a1.txt.", "editorial", "a"),
        ("The text of news/b1.txt.", "reporting", "b"),
        ("The text of news/b2.txt.", "reporting", "b"),
    ]
    with pytest.raises(InputError, match="the category fiction: the label 'fiction' is unknown"):
        voice_rows.of_reader(reader)
    with pytest.raises(InputError, match="no category 'sport' in the corpus"):
        voice_rows.of_reader(reader, {"sport": "reporting"})
    (tmp_path / "news" / "b1.txt").write_text("The/at mayor/nn spoke/vbd", encoding="utf-8")
    with pytest.raises(InputError, match="is tagged text"):
        voice_rows.of_reader(reader, labels)


# -- what is refused ------------------------------------------------------------------------------


def of_one_outlet(rows: list[Row]) -> list[Row]:
    return [r._replace(outlet="The Post") if r.label == "editorial" else r for r in rows]


REFUSED: dict[str, tuple[Callable[[], Sequence[Any]], str]] = {
    "nothing": (list, "no articles to train on"),
    "too few": (lambda: own_corpus.rows(EACH - 2), f"needs {EACH} different .* add 2 of editorial"),
    "one-sided": (
        lambda: own_corpus.rows(EACH)[:EACH],
        f"{EACH} of editorial and 0 of reporting: add {EACH} of reporting",
    ),
    "repeats": (
        lambda: own_corpus.rows(EACH)[:-1] + own_corpus.rows(EACH)[-2:-1],
        f"{EACH} of editorial and {EACH - 1} of reporting",
    ),
    "one outlet": (lambda: own_corpus.rows(EACH, 1), "all editorial is of paper 0: .* 3 outlets"),
    "one outlet of a label": (
        lambda: of_one_outlet(own_corpus.rows(EACH, 4)),
        "all editorial is of The Post",
    ),
    "unknown label": (
        lambda: [*own_corpus.rows(EACH), ("A text.", "sport")],
        f"row {2 * EACH + 1}: the label 'sport' is unknown",
    ),
    "two labels": (
        lambda: [*own_corpus.rows(EACH), (own_corpus.article("reporting", 3), "editorial")],
        "one text has two labels, reporting in r3 and editorial in row",
    ),
    "no row": (lambda: ["A text."], "row 1: give"),
    "nothing readable": (lambda: [("", "editorial"), (" ", "reporting")], "row 1: is empty"),
}


@pytest.mark.usefixtures("no_measuring")
@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_clear_line(name: str) -> None:
    rows, says = REFUSED[name]
    with pytest.raises(InputError, match=says) as error:
        voice_own.train(rows())
    assert "\n" not in str(error.value)


def test_bad_folders_and_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no articles in"):
        voice_rows.of_path(tmp_path)
    with pytest.raises(InputError, match="no file or folder"):
        voice_rows.of_path(tmp_path / "none")
    (tmp_path / "sport").mkdir()
    with pytest.raises(InputError, match="sport: the label 'sport' is unknown: editorial"):
        voice_rows.of_path(tmp_path)
    table = tmp_path / "ours.csv"
    table.write_text("text\nHello there.\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'label'"):
        voice_rows.of_path(table)


def test_articles_that_cannot_be_read_are_told_and_left_out() -> None:
    found = voice_own.gathered([*own_corpus.rows(EACH), ("", "editorial")])
    assert len(found.articles) == 2 * EACH
    assert found.failures == (f"row {2 * EACH + 1}: is empty: give the text of an article",)


# -- kept apart -----------------------------------------------------------------------------------


def test_groups_are_outlets_else_authors_else_articles() -> None:
    by_outlet = voice_own.gathered(own_corpus.rows(EACH, 4))
    assert by_outlet.by == "outlet" and len({a.outlet for a in by_outlet.articles}) == 4
    authors = [
        r._replace(outlet="The Post", author=f"Ann  {r.id[1:][-1]}") for r in own_corpus.rows(EACH)
    ]
    by_author = voice_own.gathered(authors)
    assert by_author.by == "author" and len({a.outlet for a in by_author.articles}) == 10
    alone = voice_own.gathered(own_corpus.rows(EACH))
    assert alone.by == "article" and len({a.outlet for a in alone.articles}) == 2 * EACH


def test_parts_keep_groups_whole_and_are_even() -> None:
    groups = [f"g{i % 23}" for i in range(460)]
    folds = voice_own.folded(groups)
    assert all(len({f for f, h in zip(folds, groups, strict=True) if h == g}) == 1 for g in groups)
    assert len(np.unique(folds)) == voice_own.FOLDS
    assert np.bincount(folds).max() - np.bincount(folds).min() <= 20
    assert len(np.unique(voice_own.folded(["a", "b", "c", "a"]))) == 3


def test_what_an_author_wrote_elsewhere_and_repeats_are_not_trained_on() -> None:
    pool = voice_own.gathered([r._replace(author="Staff") for r in own_corpus.rows(EACH, 4)])
    stuff = training.Material(
        np.arange(2 * EACH),
        np.zeros(2 * EACH),
        tuple(a.outlet for a in pool.articles),
        np.array([training.LABELS.index(a.label) for a in pool.articles]),
        training.Table((), np.zeros((2 * EACH, 0)), np.zeros(2 * EACH), np.zeros((2 * EACH, 1))),
        (),
    )
    with pytest.raises(InputError, match="no reporting is left to train on: leave the authors out"):
        voice_own._others(pool, stuff, np.arange(2 * EACH) == 0)
    free = replace(pool, articles=tuple(replace(a, author="") for a in pool.articles))
    kept = voice_own._others(free, stuff, np.arange(2 * EACH) == 0)
    assert kept.tolist() == [a.outlet != "paper 0" for a in pool.articles]


# -- figures --------------------------------------------------------------------------------------


def test_figures_by_hand_and_their_intervals() -> None:
    from sklearn.metrics import roc_auc_score

    random = np.random.RandomState(0)
    labels = np.arange(300) % 2
    odds = np.round(random.normal(0, 2, 300) + 2 * labels, 1)
    found = voice_own.drawn(odds, labels, [f"g{i % 12}" for i in range(300)])
    assert found["auc"][0] == pytest.approx(roc_auc_score(labels, odds), abs=1e-4)
    sides = [(odds[labels == 1] >= 0).mean(), (odds[labels == 0] < 0).mean()]
    assert found["right"][0] == pytest.approx(np.mean(sides), abs=1e-4)
    wrong = (odds[labels == 0] >= math.log(4)).mean()
    assert found["reporting_called_editorial"][0] == pytest.approx(wrong, abs=1e-4)
    assert all(low <= value <= high for value, low, high in found.values())
    assert found["auc"][1] < found["auc"][0] < found["auc"][2]


def test_no_figure_is_without_doubt() -> None:
    labels = np.arange(60) % 2
    found = voice_own.drawn(np.where(labels == 1, 5.0, -5.0), labels, [f"g{i}" for i in range(60)])
    # Wilson (1927), 30 of 30: 30 ÷ (30 + 1.96²)
    assert found["auc"] == [1.0, pytest.approx(30 / (30 + 1.96**2), abs=1e-3), 1.0]
    assert found["reporting_called_editorial"][2] > 0.1


def test_the_figures_are_of_articles_left_out() -> None:
    """Where the labels are drawn by lot, a model is no better than chance, or refused."""
    random = np.random.RandomState(0)
    names = tuple(f.name for f in training.measured())
    n = 2 * EACH
    pool = voice_own.Pool(
        tuple(
            training.Article(str(i), f"a{i}", training.LABELS[i % 2], "", f"t{i}") for i in range(n)
        ),
        "article",
    )
    stuff = training.Material(
        np.arange(n),
        np.repeat([0, 300], [n, 0]),
        tuple(a.outlet for a in pool.articles),
        np.arange(n) % 2,
        training.Table(
            names, random.normal(0, 1, (n, len(names))), np.full(n, 500.0), np.zeros((n, 1))
        ),
        tuple("none" for _ in names),
    )
    folds = voice_own.folded(stuff.outlets)
    scores = np.zeros(n)
    for fold in range(voice_own.FOLDS):
        test = folds == fold
        scores[test] = voice_own._fit(stuff, voice_own._others(pool, stuff, test)).score(
            stuff.table.rows(test)
        )
    assert voice_own.drawn(scores, stuff.labels, stuff.outlets)["auc"][0] < 0.7
    fitted = voice_own._fit(stuff, np.ones(n, dtype=np.bool_)).score(stuff.table)
    assert voice_own.drawn(fitted, stuff.labels, stuff.outlets)["auc"][0] > 0.8


def test_a_perfect_division_makes_no_certainty() -> None:
    labels = np.arange(200) % 2
    stuff = training.Material(
        np.arange(200),
        np.zeros(200),
        tuple(f"a{i}" for i in range(200)),
        labels,
        training.Table((), np.zeros((200, 0)), np.full(200, 500.0), np.zeros((200, 1))),
        (),
    )
    scores = np.where(labels == 1, 1.0, -1.0)
    found = voice_own._calibration(stuff, scores, np.ones(200, dtype=np.bool_))
    odds = training.calibrated(scores, stuff.table.words, found)
    # one of the other label beside a hundred
    assert voice.probability(odds.max()) == pytest.approx(100 / 101, abs=0.003)


# -- the model ------------------------------------------------------------------------------------


def test_the_model_says_what_it_is(model: dict[str, Any]) -> None:
    assert model["articles"] == {"editorial": EACH, "reporting": EACH}
    assert (model["by"], model["groups"], model["folds"]) == ("outlet", 4, 4)
    for kind in ("figures", "shipped"):
        assert set(model[kind]) == set(voice_own.FIGURES)
    assert model["figures"]["auc"][0] > 0.95
    assert all(w["scale"] > 0 for w in model["weights"].values())
    declared = {f.name: [f.name, f.unit, f.revision] for f in all_features()}
    assert all(declared[m[0]] == m for m in model["measures"])
    low, high = (f"{x:.3f}" for x in model["figures"]["auc"][1:])
    assert not re.search(r"\s\n", model["card"].replace("\n\n", "\n")), "no space at a line's end"
    assert f"({low}–{high})" in model["card"] and "outlets never seen" in model["card"]


def test_the_file_is_plain_and_the_same_each_time(file: Path, model: dict[str, Any]) -> None:
    assert json.loads(file.read_text(encoding="utf-8")) == model
    assert voice_own.train(own_corpus.rows(EACH, 4), name="invented") == model


def test_it_judges_and_the_report_says_so(file: Path, tmp_path: Path) -> None:
    text = own_corpus.article("editorial", 999)
    report, plain = stylo.analyse(text, voice=file), stylo.analyse(text)
    assert report.voice.label == "editorial" and report.voice.model == "ours.json"
    assert plain.voice.model == "" and plain.voice.contributions != report.voice.contributions
    assert report.table().equals(plain.table()), "measures are what they were"
    data = json.loads(file.read_text(encoding="utf-8"))
    total = math.fsum(c.contribution for c in report.voice.contributions)
    odds = total + data["calibration"]["intercept"]
    assert report.voice.probability == pytest.approx(1 / (1 + math.exp(-odds)))
    assert math.fsum(report.voice.sentences) == pytest.approx(total)
    for c in report.voice.contributions:
        assert report[c.name].value == c.value or math.isnan(c.value)
    own = {name: sha for name, sha in report.models.items() if name.startswith("own/")}
    assert list(own) == ["own/ours.json"] and len(own["own/ours.json"]) == 64
    assert report.models.keys() - own.keys() == weights.manifest().keys()
    says = "Judged by ours.json"
    assert says in report.to_html() and says in report.to_markdown()
    assert says not in plain.to_html() and says not in plain.to_markdown()
    report.to_json(tmp_path / "report.json")
    assert stylo.load(tmp_path / "report.json").voice == report.voice
    short = stylo.analyse("Perhaps we should not.", voice=file)
    assert short.voice.model == "ours.json" and math.isnan(short.voice.probability)


def test_many_are_judged_by_it(file: Path) -> None:
    texts = [(k, own_corpus.article(k, 500)) for k in ("editorial", "reporting")]
    table = stylo.analyse_many(texts, voice=file, measures=["hedge_density"])
    single = [stylo.analyse(text, voice=file).voice.probability for _, text in texts]
    assert table["probability"].tolist() == pytest.approx(single)
    assert table["voice"].tolist() == ["editorial", "reporting"]


def test_a_file_that_is_no_model_is_refused(file: Path, tmp_path: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    first = data["measures"][0][0]
    odd: dict[str, Any] = {
        "list": [],
        "empty": {},
        "text": "no",
        "newer": {**data, "schema": 2},
        "no-measures": {**data, "measures": []},
        "weight": {**data, "weights": {**data["weights"], first: {"weight": "much"}}},
        "scale": {
            **data,
            "weights": {**data["weights"], first: {**data["weights"][first], "scale": 0}},
        },
        "huge": {
            **data,
            "weights": {**data["weights"], first: {**data["weights"][first], "weight": 1e308}},
        },
        "endless": {**data, "clip": math.inf},
        "unknown": {**data, "calibration": {**data["calibration"], "slope": math.nan}},
        "bounds": {**data, "mixed": [0.8, 0.2]},
        "calibration": {**data, "calibration": {}},
    }
    for name, content in odd.items():
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(InputError, match=r"holds no model of voice: make one: stylo train"):
            voice.chosen(path)
    (tmp_path / "cut.json").write_text(file.read_text(encoding="utf-8")[:500], encoding="utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    for name in ("cut", "deep"):
        with pytest.raises(InputError, match="holds no model of voice"):
            voice.chosen(tmp_path / f"{name}.json")
    with pytest.raises(InputError, match="cannot read"):
        stylo.analyse("A text.", voice=tmp_path / "none.json")
    data["measures"][0][2] += 1
    revised = tmp_path / "revised.json"
    revised.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match=f"another {first}: retrain: stylo train voice --corpus"):
        stylo.analyse("A text.", voice=revised)


def test_a_changed_file_is_read_again(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(file.read_bytes())
    before = voice.chosen(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["mixed"] = [0.1, 0.9]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert voice.chosen(path).data["mixed"] == [0.1, 0.9]
    assert voice.chosen(path).sha256 != before.sha256


def test_a_name_that_would_steer_a_terminal_is_shown_harmlessly() -> None:
    report = stylo.analyse(own_corpus.article("editorial", 1))
    odd = replace(report, voice=replace(report.voice, model="<b>\x1b[2J\u202e.json"))
    page, text = odd.to_html(), odd.to_markdown()
    assert "<b>\x1b" not in page and "&lt;b&gt;" in page
    assert all(c not in page + text for c in ("\x1b", "\u202e"))


# -- other shares ---------------------------------------------------------------------------------


def test_another_prior_weighs_the_odds() -> None:
    judged = Voice("mixed", 0.6, (Contribution("a", 1.0, 0.4),))
    # odds 1.5 × 1 ÷ 9
    assert judged.at(prior=0.1) == pytest.approx((1.5 / 9) / (1 + 1.5 / 9))
    assert judged.at(prior=0.5) == judged.probability == 0.6
    assert Voice("editorial", 1.0).at(0.001) == 1.0 and Voice("reporting", 0.0).at(0.9) == 0.0
    assert math.isnan(Voice("mixed", math.nan).at(0.2))
    for wrong in (0, 1, -0.1, 20, math.nan, "half", True):
        with pytest.raises(InputError, match="a prior is a share between 0 and 1"):
            judged.at(wrong)  # type: ignore[arg-type]


# -- the command line -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corpus") / "town"
    for row in own_corpus.rows(EACH, 4):
        path = place / row.label / row.outlet / f"{row.id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(row.text), encoding="utf-8")
    return place


def test_train_and_analyse(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], model: dict[str, Any]
) -> None:
    out = tmp_path / "town.json"
    assert cli.main(["train", "voice", "--corpus", str(folder), "-o", str(out)]) == 0
    printed = capsys.readouterr()
    made = json.loads(out.read_text(encoding="utf-8"))
    assert printed.out == made["card"] and made["name"] == "town"
    assert f"stylo analyse --voice {out}" in printed.err
    assert made["figures"] == model["figures"], "a folder gives what rows give"
    article = tmp_path / "article.txt"
    article.write_text(own_corpus.article("reporting", 700), encoding="utf-8")
    assert cli.main(["analyse", str(article), "--voice", str(out)]) == 0
    assert "Judged by town.json" in " ".join(capsys.readouterr().out.split())


def test_wrong_calls_get_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], samples: Path
) -> None:
    article = str(samples / "opinion-broadband.txt")
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    for args, says in (
        (["train", "norms", "--corpus", str(folder)], "stylo train voice --corpus"),
        (["train", "voice", "--corpus", str(folder), "--data", "x"], "stylo train voice --corpus"),
        (["train", "voice", "-o", "x.json"], "name its --corpus"),
        (["train", "voice", "--corpus", str(tmp_path / "no")], "no file or folder"),
        (["train", "voice", "--corpus", str(folder), "-o", str(tmp_path)], "is a directory"),
        (["train", "voice", "--corpus", str(folder), "-o", str(tmp_path / "a" / "b")], "make it"),
        (["analyse", article, "--voice", str(broken)], "holds no model of voice"),
        (["batch", article, "-o", str(tmp_path / "out"), "--voice", str(broken)], "holds no model"),
    ):
        assert cli.main(args) == 2
        printed = capsys.readouterr()
        assert not printed.out and says in printed.err and len(printed.err.splitlines()) == 1


# -- a batch --------------------------------------------------------------------------------------


def test_a_batch_is_judged_by_it_in_its_workers_and_no_other_goes_on(
    file: Path, model: dict[str, Any], tmp_path: Path
) -> None:
    source = tmp_path / "in.jsonl"
    texts = {k: own_corpus.article(k, 800) for k in ("editorial", "reporting")}
    lines = [json.dumps({"id": k, "text": text}) for k, text in texts.items()]
    source.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out"
    settings = Settings(measures=("hedge_density",), voice=voice.chosen(file))
    batch.run(Inputs([str(source)]), out, settings=settings, workers=1)
    table = pd.read_parquet(out)
    single = [stylo.analyse(text, voice=file).voice.probability for text in texts.values()]
    assert table["probability"].tolist() == single
    assert table["probability"].tolist() != [
        stylo.analyse(text).voice.probability for text in texts.values()
    ]
    batch.run(Inputs([str(source)]), out, settings=settings, workers=0)  # the same goes on
    other = tmp_path / "ours.json"
    voice_own.write({**model, "name": "another"}, other)
    for changed in (None, voice.chosen(other)):
        with pytest.raises(InputError, match=r"other models \(own/ours.json\)"):
            batch.run(
                Inputs([str(source)]), out, settings=replace(settings, voice=changed), workers=0
            )


def test_the_terms_of_a_batch_without_a_model_of_ones_own_are_what_they_were() -> None:
    terms = batch_output.terms(Settings())
    assert terms["models"] == weights.manifest() and terms["voice"] is None
