"""`stylo.compare` and `stylo.attribute`, from a folder to what a notebook shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import stylo
from stylo.stylometry import comparison as columns
from stylo.stylometry.comparison import Comparison
from stylo.stylometry.corpus import Corpus
from stylo.stylometry.distances import MEASURES, distances
from stylo.stylometry.frequencies import Sampling, count, most_frequent, relative

FAST: dict[str, Any] = {"measures": [], "resamples": 50, "permutations": 99}
MEASURES_SHOWN = ("hedge_density", "semicolon_density", "flesch_reading_ease", "question_density")


@pytest.fixture(scope="module")
def corpus(samples: Path) -> Corpus:
    return stylo.read_corpus(samples / "authors")


@pytest.fixture(scope="module")
def compared(corpus: Corpus) -> Comparison:
    return stylo.compare(corpus, measures=MEASURES_SHOWN)


def rows(corpus: Corpus, **more: Callable[[str], Any]) -> list[dict[str, Any]]:
    """The corpus as rows, with columns made from the author's name."""
    return [
        {"id": n, "author": a, "text": t, **{key: of(a) for key, of in more.items()}}
        for n, a, t in zip(corpus.ids, corpus.authors, corpus.texts, strict=True)
    ]


# -- compare: what is found -----------------------------------------------------------------------


def test_four_columnists_keep_apart(compared: Comparison) -> None:
    assert compared.groups == ("Abara", "Marlowe", "Pike", "Tench")
    assert compared.separation.between > compared.separation.within + 0.2
    assert compared.separation.p == pytest.approx(0.001)
    pairs = compared.table("pairs")
    assert len(pairs) == 6 and (pairs["adjusted"] < 0.01).all()
    assert (pairs["low"] < pairs["distance"]).all() and (pairs["distance"] < pairs["high"]).all()
    assert (pairs["within"] < pairs["low"]).all()


def test_each_figure_has_a_caption(compared: Comparison) -> None:
    from stylo.stylometry.drawing import CAPTIONS

    for kind in CAPTIONS:
        said = compared.caption(kind)
        assert said.startswith(CAPTIONS[kind]) and compared.hash[:12] in said
    with pytest.raises(stylo.InputError, match="no figure 'pie'"):
        compared.caption("pie")


def test_distances_are_those_of_the_core_with_intervals(
    corpus: Corpus, compared: Comparison
) -> None:
    counts = count(corpus)
    words = most_frequent(counts, len(compared.words))
    assert compared.words == words
    assert compared.spread.distances == pytest.approx(distances(relative(counts, words)))
    table = compared.table("distances")
    assert len(table) == 24 * 23 / 2 and table["distance"].is_monotonic_increasing
    assert (table["low"] < table["distance"]).all() and (table["distance"] < table["high"]).all()
    first = table.iloc[0]
    a, b = corpus.rows([first["text"], first["other"]])
    assert compared.spread.distances[a, b] == first["distance"]


def test_measures_tell_each_voice(compared: Comparison) -> None:
    table = compared.table("effects").set_index(["measure", "group"])
    hedging = table.loc[("hedge_density", "Marlowe")]
    assert hedging["delta"] == 1 and hedging["low"] > 0.5 and hedging["adjusted"] < 0.01
    assert (hedging["units"], hedging["units_against"]) == (6, 18)
    assert table.loc[("question_density", "Tench")]["delta"] > 0.8
    assert table.loc[("flesch_reading_ease", "Marlowe")]["delta"] == -1
    values = compared.table("measures").set_index("text")["hedge_density"]
    doc = stylo.read_corpus([{"text": compared.corpus.texts[0]}]).texts[0]
    alone = stylo.analyse(compared.documents[0], measures=["hedge_density"])
    assert doc == compared.documents[0].text
    assert values[compared.corpus.ids[0]] == alone["hedge_density"].value


def test_the_passages_show_it(compared: Comparison) -> None:
    found = compared.passages("hedge_density", "Marlowe")
    assert list(found.columns) == list(columns.PASSAGE_COLUMNS)
    assert set(found["group"]) == {"Marlowe"} and len(found) == 5
    assert found["text"].value_counts().max() <= 2
    for _, row in found.iterrows():
        whole = compared.corpus.texts[compared.corpus.ids.index(row["text"])]
        assert row["passage"] in " ".join(whole.split())
        assert all(word in row["passage"] for word in row["counted"].split(" · "))
    fewer = compared.passages("hedge_density", "Pike")
    assert "Pike" not in set(fewer["group"]), "who has fewer is shown by those who have more"
    hard = compared.passages("flesch_reading_ease", "Marlowe", 3)
    assert (hard["value"] < 40).all() and set(hard["group"]) == {"Marlowe"}
    assert compared.passages("semicolon_density")["group"].iloc[0] in compared.groups


def test_words_tell_each_author(compared: Comparison) -> None:
    table = compared.table("words")
    assert list(table.columns) == list(columns.WORD_COLUMNS)
    tench = table[table["group"] == "Tench"].set_index("word")
    assert tench.loc["got", "zeta"] > 1.5 and tench.loc["got", "log_ratio"] > 1
    assert tench.loc["would", "zeta"] < 0.8
    pair = compared.tell_words("Pike", "Abara", number=3)
    assert len(pair) == 6 and (pair["zeta"][:3] > 1).all() and (pair["zeta"][3:] < 1).all()


def test_the_notebook_shows_it(compared: Comparison) -> None:
    page = compared._repr_html_()
    assert page.count("data:image/png") == 3 and "<script" not in page
    for said in ("Who stands near whom", "Distances between groups", "Passages that show it"):
        assert said in page
    assert compared.hash[:12] in page and "wurzburg" in page
    assert "| Marlowe |" in compared.to_markdown()
    assert repr(compared).startswith("Comparison(24 texts, 4 groups by author")


def test_pages_and_pictures_name_measures_in_plain_words(compared: Comparison) -> None:
    import matplotlib.pyplot as plt

    machine = set(compared.table("effects")["measure"])
    assert machine == set(MEASURES_SHOWN) and all("_" in name for name in machine)
    page, foot, _ = compared.to_html().partition("by author, distance")
    assert foot, "the line of settings, for who repeats it, has the machine's names"
    assert not [name for name in machine if name in page or name.replace("_", " ") in page]
    assert "Flesch reading ease" in page and "Hedges" in page
    labels = {label.get_text() for label in compared.plot("effects").get_yticklabels()}
    plt.close("all")
    assert "Flesch reading ease" in labels and not labels & machine


def test_every_figure_is_drawn(compared: Comparison) -> None:
    import matplotlib.pyplot as plt

    for kind in ("dendrogram", "pca", "mds", "tsne", "consensus", "effects"):
        ax = plt.figure().subplots()
        assert compared.plot(kind, ax=ax) is ax and ax.has_data()
        plt.close()
    names = {text.get_text() for text in compared.plot("pca").texts}
    plt.close("all")
    assert names == set(compared.corpus.ids)
    with pytest.raises(stylo.InputError, match="no figure 'pie': choose from dendrogram"):
        compared.plot("pie")


def test_files_hold_everything(compared: Comparison, tmp_path: Path) -> None:
    data = json.loads(compared.to_json())
    assert data["kind"] == "comparison" and data["hash"] == compared.hash
    assert data["settings"]["mfw"] == len(compared.words)
    assert set(compared.table_names) <= set(data)
    assert len(data["effects"]) == len(MEASURES_SHOWN) * 4
    compared.to_parquet(tmp_path / "d.parquet", table="distances")
    assert pd.read_parquet(tmp_path / "d.parquet").equals(compared.table("distances"))
    assert compared.to_csv(table="pairs").startswith("group,other,distance,low,high")


def test_tables_have_their_columns(compared: Comparison) -> None:
    for name, types in (
        ("effects", columns.EFFECT_COLUMNS),
        ("pairs", columns.PAIR_COLUMNS),
        ("groups", columns.GROUP_COLUMNS),
        ("distances", columns.DISTANCE_COLUMNS),
        ("words", columns.WORD_COLUMNS),
    ):
        table = compared.table(name)
        assert list(table.columns) == list(types), name
        numeric = [c for c, t in types.items() if t != "str"]
        assert all(pd.api.types.is_numeric_dtype(table[c]) for c in numeric), name
    groups = compared.table("groups").set_index("group")
    assert groups["texts"].tolist() == [6] * 4
    assert groups["words"].sum() == compared.counts.totals.sum()
    assert compared.table("frequencies").shape == (24, 1 + len(compared.words))


# -- compare: forms and choices -------------------------------------------------------------------


def test_any_form_of_the_corpus_gives_the_same(corpus: Corpus, tmp_path: Path) -> None:
    table = pd.DataFrame(rows(corpus))
    table.to_csv(tmp_path / "c.csv", index=False)
    table.to_parquet(tmp_path / "c.parquet")
    table.to_json(tmp_path / "c.jsonl", orient="records", lines=True)
    folder = tmp_path / "by-author"
    for name, author, text in zip(corpus.ids, corpus.authors, corpus.texts, strict=True):
        (folder / author).mkdir(parents=True, exist_ok=True)
        (folder / author / f"{name}.txt").write_text(text, encoding="utf-8")
    base = stylo.compare(corpus, **FAST)
    for form in (table, tmp_path / "c.csv", str(tmp_path / "c.parquet"), tmp_path / "c.jsonl"):
        found = stylo.compare(form, **FAST)
        assert found.hash == base.hash and found.pairs == base.pairs
    assert stylo.compare(folder, **FAST).pairs == base.pairs


@pytest.mark.parametrize("distance", MEASURES)
def test_every_distance(corpus: Corpus, distance: str) -> None:
    found = stylo.compare(corpus, distance=distance, mfw=100, **FAST)
    assert found.separation.gap > 0
    assert found.settings["distance"] == distance


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        ({"mfw": ["the", "of", "and"]}, "and"),
        ({"tokeniser": "English.all"}, "i^m"),
        ({"tokeniser": "stylo", "punctuation": True}, ";"),
        ({"size": 2}, "of the"),
        ({"unit": "character", "size": 3}, "the"),
        ({"lowercase": False}, "The"),
        ({"mask": "content"}, "<NOUN>"),
        ({"mask": "content", "keep": ["town"]}, "town"),
        ({"culling": 100}, "the"),
    ],
)
def test_choices_are_explicit(corpus: Corpus, choice: dict[str, Any], word: str) -> None:
    found = stylo.compare(corpus, **choice, **FAST)
    assert word in found.words
    assert found.hash != stylo.compare(corpus, **FAST).hash


def test_pronouns_quotations_and_samples(corpus: Corpus) -> None:
    assert "you" in stylo.compare(corpus, mfw=100, **FAST).words
    assert "you" not in stylo.compare(corpus, mfw=100, pronouns=False, **FAST).words
    said = [{**row, "text": f"{row['text']} “Zounds zounds,” said Ada."} for row in rows(corpus)]
    assert "zounds" in stylo.compare(said, **FAST).words
    assert "zounds" not in stylo.compare(said, own_words=True, **FAST).words
    cut = stylo.compare(corpus, sampling=200, **FAST)
    assert cut.counts.ids[:2] == ("Abara_Baths_1", "Abara_Baths_2") and len(cut.counts) == 48
    assert (
        stylo.compare(corpus, sampling=Sampling("random", 200, 1), **FAST).counts.totals[0] == 200
    )


def test_r_stylos_figures_on_request(corpus: Corpus) -> None:
    ours = stylo.compare(corpus, distance="eder", mfw=100, **FAST)
    theirs = stylo.compare(corpus, distance="eder", mfw=100, convention="r-stylo", **FAST)
    table = relative(count(corpus), ours.words)
    expected = distances(table, "eder", convention="r-stylo")
    assert theirs.spread.distances == pytest.approx(expected)
    assert (theirs.spread.distances > ours.spread.distances + 1)[~np.eye(24, dtype=bool)].all()


def test_outlets_are_witnessed_by_authors(corpus: Corpus) -> None:
    table = rows(corpus, outlet=lambda a: "Herald" if a in {"Abara", "Pike"} else "Echo")
    found = stylo.compare(table, by="outlet", **{**FAST, "measures": ["hedge_density"]})
    (effect,) = found.effects
    assert (effect.group, effect.against) == ("Echo", "Herald")
    assert (effect.units, effect.units_against) == (2, 2)
    assert effect.p > 0.2, "four hands prove nothing"
    texts = stylo.compare(
        table, by="outlet", draw="text", **{**FAST, "measures": ["hedge_density"]}
    )
    assert texts.effects[0].units == 12 and texts.effects[0].p < 0.1
    assert found.passages("hedge_density", "Herald")["group"].tolist() == ["Echo"] * 5
    with pytest.raises(stylo.InputError, match="outlet 'Echo' has texts of several"):
        stylo.compare(table, draw="outlet", **FAST)


def test_labels_stay_in_their_outlet(corpus: Corpus) -> None:
    table = rows(corpus, outlet=str)
    alone = stylo.compare(table, within="outlet", **FAST)
    assert alone.separation.p == 1.0, "each author has an outlet: nothing can be exchanged"


def test_texts_of_unknown_author_are_shown_and_not_tested(corpus: Corpus) -> None:
    table = rows(corpus)
    table[0]["author"] = None
    found = stylo.compare(table, **{**FAST, "measures": ["hedge_density"]})
    assert len(found.counts) == 24 and found.text_groups[0] == ""
    assert {e.units for e in found.effects if e.group == "Abara"} == {5}
    assert "unknown" in {t.get_text() for t in found.plot("pca").get_legend().get_texts()}


# -- attribute ------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", range(0, 24, 5))
def test_a_column_is_given_to_its_columnist(corpus: Corpus, row: int) -> None:
    rest = corpus.select(k for k in range(24) if k != row)
    found = stylo.attribute(corpus.texts[row], rest, draws=50)
    (verdict,) = found.verdicts
    best = found.authors.index(corpus.authors[row])
    assert found.answer("the text") == corpus.authors[row]
    assert sum(verdict.probability) == pytest.approx(1)
    assert verdict.low[best] <= verdict.probability[best] <= verdict.high[best]
    assert verdict.probability[best] > 0.7 and verdict.none < 0.4
    assert not any("shares" in note for note in found.warnings)


def test_all_columns_left_out_in_turn(corpus: Corpus) -> None:
    check = stylo.attribute(corpus.texts[0], corpus, draws=5).check
    assert (check.texts, check.accuracy, check.balanced) == (24, 1.0, 1.0)
    assert check.calibration_error < 0.1
    assert check.by_author["Pike"][:2] == (6, 6)


def test_a_columnist_who_is_no_candidate_is_none_of_these(corpus: Corpus) -> None:
    found = stylo.attribute(None, corpus, unknown=["Pike"], draws=5)
    assert found.authors == ("Abara", "Marlowe", "Tench")
    table = found.answers()
    assert len(table) == 6 and (table["none"] > 0.5).all()
    assert set(table["answer"]) == {"none of these"}


def test_what_is_said_of_strangers_is_tried_without_them(corpus: Corpus) -> None:
    check = stylo.attribute(corpus.texts[0], corpus, draws=1).check
    for author in ("Abara", "Pike"):
        alone = stylo.attribute(None, corpus, unknown=[author], draws=1).answers()
        share = (alone["answer"] == "none of these").mean()
        assert check.by_author[author].told_as_stranger == share
    few = stylo.attribute(corpus.texts[0], corpus.by(["Abara", "Pike", "Tench"]), draws=1)
    assert np.isnan(few.check.by_author["Pike"].told_as_stranger)
    assert any("with the true author left out" in note for note in few.warnings) is False


def test_of_two_candidates_none_of_these_cannot_be_told(corpus: Corpus) -> None:
    found = stylo.attribute(corpus.texts[0], corpus.by(["Marlowe", "Pike"]), draws=5)
    assert np.isnan(found.verdicts[0].none)
    assert any("fewer than three candidates" in note for note in found.warnings)


def test_short_texts_are_judged_with_doubt(corpus: Corpus) -> None:
    pike = corpus.rows(["Pike_Tram"])[0]
    rest = corpus.select(k for k in range(24) if k != pike)
    whole = corpus.texts[pike]
    texts = [("whole", whole), ("short", whole[:500]), ("tiny", whole[:40])]
    found = stylo.attribute(texts, rest, draws=50)
    assert found.answer("whole") == "Pike" and found["whole"].caveat == ""
    assert "little to judge by" in found["short"].caveat
    assert "too few to judge by" in found["tiny"].caveat
    assert np.isnan(found["tiny"].probability).all() and found.answer("tiny") == "too short"
    assert found.answers()["answer"].tolist()[2] == "too short"
    assert found.to_html().count("too short") >= 1


def test_two_hands_show_along_the_text(corpus: Corpus) -> None:
    a, b = corpus.rows(["Tench_Market", "Marlowe_Market"])
    rest = corpus.select(k for k in range(24) if k not in {a, b})
    found = stylo.attribute(corpus.texts[a] + "\n\n" + corpus.texts[b], rest, draws=5)
    strip = found.rolling(size=250, step=50)
    table = strip.table()
    assert table["author"].iloc[0] == "Tench" and table["author"].iloc[-1] == "Marlowe"
    assert strip.probability.sum(axis=1) == pytest.approx(1)
    assert (np.diff(table["start"]) >= 50).all() and (table["end"] - table["start"] >= 250).all()
    usual = found.rolling()
    assert found.plot("rolling").get_xlim() == (usual.starts[0], usual.ends[-1])
    with pytest.raises(stylo.InputError, match="fewer than a stretch of 9000"):
        found.rolling(size=9000)


def test_the_reasons_stand_in_the_text(corpus: Corpus) -> None:
    rest = corpus.select(range(1, 24))
    found = stylo.attribute(corpus.texts[0], rest, draws=5)
    runs = found.evidence(author="Abara", against="Pike", number=30)
    assert set(runs["speaks_for"]) <= {"Abara", "Pike"} and runs["weight"].is_monotonic_decreasing
    plain = runs[(runs["view"] == "words") & runs["run"].str.isalpha() & (runs["count"] > 0)]
    assert len(plain) and all(run in corpus.texts[0].lower() for run in plain["run"])
    for text in found.passages(number=4)["text"]:
        assert text in " ".join(corpus.texts[0].split())
    page = found._repr_html_()
    assert "Runs that tell" in page and "none" in page and "<script" not in page
    assert json.loads(found.to_json())["answers"][0]["answer"] == "Abara"


def test_the_same_text_among_the_candidates_is_told(corpus: Corpus) -> None:
    found = stylo.attribute(corpus.texts[3], corpus, draws=5)
    assert any("shares 100% of its runs" in note for note in found.warnings)


def test_forms_of_the_text_in_question(corpus: Corpus, samples: Path, tmp_path: Path) -> None:
    rest = corpus.by(["Marlowe", "Pike", "Tench"])
    path = samples / "authors" / "Abara_Baths.txt"
    text = path.read_text(encoding="utf-8")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "first.txt").write_text(text, encoding="utf-8")
    expected = stylo.attribute(text, rest, draws=5).verdicts[0].probability
    for form, name in (
        (path, "Abara_Baths"),
        (str(path), "Abara_Baths"),
        (tmp_path / "letters", "first"),
        ([("mine", text)], "mine"),
        ([text], "1"),
        (stylo.read_corpus([{"id": "r", "text": text}]), "r"),
        (pd.DataFrame({"id": ["f"], "text": [text]}), "f"),
        ([{"id": "d", "text": text}], "d"),
    ):
        found = stylo.attribute(form, rest, draws=5)
        assert found[name].probability == pytest.approx(expected)


# -- a clear line ---------------------------------------------------------------------------------

ABARA = {"author": "Abara", "text": "The tide is out, and the boats lie on their sides in the mud."}
PIKE = {"author": "Pike", "text": "Six boats sank. Nobody paid. The council has done nothing yet."}


@pytest.mark.parametrize(
    ("texts", "more", "line"),
    [
        ([ABARA], {}, "the corpus has one text: at least 2 are needed"),
        ([ABARA, PIKE], {}, "of two texts every z-score"),
        ([ABARA, ABARA], {}, "the corpus names one author, Abara"),
        ([ABARA, {**PIKE, "text": " \n"}], {}, "text '2' is empty: leave it out"),
        ([ABARA, PIKE, {**PIKE, "text": "?! 1788 ..."}], {}, "text '3' has no words to count"),
        ([ABARA, PIKE, ABARA], {"mfw": 900}, "the 900 most frequent words were asked for"),
        ([ABARA, PIKE, ABARA], {"mfw": ["zebra"]}, "none of the words listed"),
        ([ABARA, PIKE, ABARA], {"by": "outlet"}, "no column 'outlet': the corpus has author"),
        ([ABARA, PIKE, ABARA], {"distance": "delt"}, "no distance 'delt'"),
        ([ABARA, PIKE, ABARA], {"measures": ["hedge_densty"]}, "did you mean hedge_density"),
        ([ABARA, PIKE, ABARA], {"convention": "r"}, "no convention 'r'"),
        ([ABARA, PIKE, ABARA], {"scope": "mine"}, "scope must be"),
        ([ABARA, PIKE, ABARA], {"draw": "house"}, "no column 'house'"),
        ([ABARA, PIKE, ABARA], {"permutations": 0}, "at least one draw and one permutation"),
        ([ABARA, PIKE, ABARA], {"mask": "content", "tokeniser": "English"}, "masks and punct"),
    ],
)
def test_compare_refuses_with_a_clear_line(
    texts: list[dict[str, str]], more: dict[str, Any], line: str
) -> None:
    with pytest.raises(stylo.InputError, match=line.replace("?", r"\?")) as caught:
        stylo.compare(texts, **more)
    assert "\n" not in str(caught.value)


def test_two_texts_can_be_compared_without_z_scores() -> None:
    found = stylo.compare([ABARA, PIKE], distance="cosine", **FAST)
    assert len(found.table("distances")) == 1
    assert np.isnan(found.separation.p) and "Comparison(2 texts" in repr(found)
    assert any("one text only of Abara, Pike" in note for note in found.warnings)
    assert "data:image/png" in found._repr_html_()


def test_the_same_text_twice_is_told() -> None:
    found = stylo.compare([ABARA, ABARA, PIKE, {**PIKE, "text": PIKE["text"] + " Why?"}], **FAST)
    assert any("the same text twice" in note for note in found.warnings)


@pytest.mark.parametrize(
    ("disputed", "candidates", "more", "line"),
    [
        ("", [ABARA, PIKE], {}, "text 'the text' is empty"),
        ("no-such-file.txt", [ABARA, PIKE], {}, "no file or folder no-such-file.txt"),
        ("A text. " * 20, [ABARA], {}, "the corpus has one text"),
        ("A text. " * 20, [ABARA, ABARA], {}, "one author, Abara"),
        ("A text. " * 20, [{"text": "None wrote it."}], {}, "name no author"),
        ("A text. " * 20, [ABARA, PIKE], {"unknown": ["Pyke"]}, "did you mean Pike"),
        ("A text. " * 20, [ABARA, PIKE], {"mask": "topic"}, "no mask 'topic'"),
        ("A text. " * 20, [ABARA, PIKE], {"draws": 0}, "at least one draw"),
        (None, [ABARA, PIKE], {}, "no text of unknown author"),
        (7, [ABARA, PIKE], {}, "no corpus can be made of int"),
    ],
)
def test_attribute_refuses_with_a_clear_line(
    disputed: Any, candidates: list[dict[str, str]], more: dict[str, Any], line: str
) -> None:
    with pytest.raises(stylo.InputError, match=line):
        stylo.attribute(disputed, candidates, **more)


def test_unknown_names_in_results(corpus: Corpus, compared: Comparison) -> None:
    found = stylo.attribute(corpus.texts[:2], corpus.select(range(2, 24)), draws=5)
    for call, line in (
        (lambda: found["3"], "no text '3'"),
        (lambda: found.evidence(), "name one of the texts: 1, 2"),
        (lambda: found.evidence("1", "Pyke"), "did you mean Pike"),
        (lambda: found.evidence("1", "Pike", "Pike"), "name two candidates"),
        (lambda: found.plot("tree"), "no figure 'tree'"),
        (lambda: compared.passages("hedges"), "no measure 'hedges' was compared"),
        (lambda: compared.passages("hedge_density", "Pyke"), "did you mean Pike"),
        (lambda: compared.tell_words("Pyke"), "did you mean Pike"),
    ):
        with pytest.raises(stylo.InputError, match=line):
            call()
