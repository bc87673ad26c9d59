"""What is drawn to be marked, what the marks say, and how the sheet comes back."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stylo
from stylo import marksheet, validated, validation
from stylo.annotate import annotate
from stylo.document import Document, InputError
from stylo.feature import units
from stylo.features import all_features
from stylo.marksheet import check_texts, csv_text, html_text, read_sheet
from stylo.validated import evaluate, wilson
from stylo.validation import GUESSES, HIT, STRATA, Design, Item, Sheet, allocate, draw

#: Small texts of our own on invented matters; "may" and "perhaps" are hedges, "must" is none.
SUBJECTS = ("ferry", "library", "bakery", "orchard", "museum", "harbour", "stadium", "quarry")
TEMPLATE = (
    "The {0} may close on Monday. Perhaps nobody will mind. The month of May was warm, and the {0} "
    "was full. The roof of the {0} is red. Its doors are wide.\n\n"
    "“The {0} might burn,” said the keeper. People walk past the {0} each day. It seems that the "
    "{0} is old. The keys hang by the door of the {0}, and the lamp is lit at six."
)


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    return [annotate(TEMPLATE.format(name), id=f"{name}.txt") for name in SUBJECTS]


@pytest.fixture(scope="module")
def sheet(corpus: list[Document]) -> Sheet:
    return draw("hedge_density", corpus, 10, seed=1)


# -- drawing ----------------------------------------------------------------------------------


def test_every_hit_and_every_sentence_is_in_one_stratum(
    corpus: list[Document], sheet: Sheet
) -> None:
    design = sheet.design
    reports = [stylo.analyse(doc, measures=["hedge_density"]) for doc in corpus]
    hits = [e for r in reports for e in r["hedge_density"].evidence]
    assert design.sizes[HIT] == len(hits) >= 24 and design.weight == len(hits)
    words = sum(int((~d.tokens["quoted"] & (d.tokens["word"] >= 0)).sum()) for d in corpus)
    assert design.units == pytest.approx(words, rel=0.02)
    assert design.density == pytest.approx(100 * len(hits) / design.units)
    sentences = sum(len(d.sentences) for d in corpus)
    assert sum(design.sizes[name] for name in GUESSES) == sentences, "each has words of the writer"
    assert design.sizes["within"] == len({(r.document.id, s) for r in reports
        for s in r.evidence("hedge_density")["sentence"]})  # fmt: skip
    assert design.texts == 8 and design.duplicates == 0
    drawn = Counter(item.stratum for item in sheet.items)
    assert drawn[HIT] == 10 and sum(drawn[name] for name in GUESSES) == 10
    assert [item.number for item in sheet.items] == list(range(1, 21))
    assert repr(sheet) == (
        f"Sheet(hedge_density: 10 of {len(hits)} hits and 10 sentences to mark, 0 marked)"
    )


def test_a_sentence_with_a_word_that_is_often_a_hit_is_near(corpus: list[Document]) -> None:
    whole = draw("hedge_density", corpus, 500)
    texts = {doc.id: doc.text for doc in corpus}
    near = [
        texts[item.document][item.start : item.end]
        for item in whole.items
        if item.stratum == "near"
    ]
    assert near and all(
        "May was" in text or "might burn" in text or "seem" in text for text in near
    )
    assert len(whole.items) == sum(whole.design.sizes.values()), "as many as there are"
    spans = {(i.stratum == HIT, i.document, i.start, i.end, i.label) for i in whole.items}
    assert len(spans) == len(whole.items), "nothing twice"


def test_the_draw_hangs_on_the_seed_and_the_texts_alone(
    corpus: list[Document], sheet: Sheet
) -> None:
    moved = [replace(doc, id=f"elsewhere/{doc.id}") for doc in corpus[::-1]]
    again = draw("hedge_density", moved, 10, seed=1)
    assert [i.identity()[3:] for i in again.items] == [i.identity()[3:] for i in sheet.items]
    other = draw("hedge_density", corpus, 10, seed=2)
    assert {i.start for i in other.items} != {i.start for i in sheet.items}
    assert other.hash != sheet.hash == draw("hedge_density", corpus, 10, seed=1).hash


def test_a_repeated_text_is_left_out(corpus: list[Document], sheet: Sheet) -> None:
    twice = draw("hedge_density", [*corpus, replace(corpus[0], id="copy.txt")], 10, seed=1)
    assert twice.design.duplicates == 1 and twice.items == sheet.items


def test_every_item_of_a_stratum_is_as_likely_as_another(corpus: list[Document]) -> None:
    drawn: Counter[tuple[str, int]] = Counter()
    draws = 120
    for seed in range(draws):
        for item in draw("hedge_density", corpus, 10, seed=seed).items:
            if item.is_hit:
                drawn[item.document, item.start] += 1
    hits = draw("hedge_density", corpus, 500).design.sizes[HIT]
    share = 10 / hits
    counts = np.array([*drawn.values(), *[0] * (hits - len(drawn))])
    statistic = ((counts - draws * share) ** 2 / (draws * share * (1 - share))).sum()
    assert statistic < hits + 3.3 * math.sqrt(2 * hits), "χ² with as many degrees, p > .001"


sizes = st.fixed_dictionaries({name: st.integers(0, 3000) for name in GUESSES})


@given(st.integers(validation.MIN_N, 300), sizes)
def test_sentences_are_shared_out(n: int, there: dict[str, int]) -> None:
    given_ = allocate(n, there)
    assert sum(given_.values()) == min(n, sum(there.values()))
    for name, size in there.items():
        assert given_[name] <= size
        assert given_[name] > 0 or size == 0, "no stratum is left without"


def test_a_passage_shows_the_hit_and_whose_words_are_whose(
    corpus: list[Document], sheet: Sheet
) -> None:
    texts = {doc.id: doc.text for doc in corpus}
    for item in draw("hedge_density", corpus, 500).items:
        shown = "".join(text for text, _ in item.passage)
        assert shown in texts[item.document]
        kinds = {kind for _, kind in item.passage}
        target = texts[item.document][item.start : item.end]
        if item.is_hit:
            assert [text for text, kind in item.passage if kind == "node"] == [target]
        else:
            inner = [text for text, kind in item.passage if kind != "around"]
            assert "".join(inner) == target and "node" not in kinds
            assert ("counted" in kinds) == (item.stratum == "within")
            assert ("quoted" in kinds) == ("“" in target)
    long = annotate("Word " * 300 + ". It may rain. " + "And more words " * 200 + ".", id="long")
    (hit,) = (i for i in draw("hedge_density", [long], 5).items if i.is_hit)
    shown = "".join(text for text, _ in hit.passage)
    assert len(shown) < 700 and shown[0] != "o" and re.search(r"\w$", shown)
    everything = draw("hedge_density", corpus, 500, scope="all")
    assert all(kind != "quoted" for item in everything.items for _, kind in item.passage)
    assert everything.design.sizes[HIT] > sheet.design.sizes[HIT]


def test_bad_calls_get_one_line(corpus: list[Document]) -> None:
    for options, said in (
        ({"measure": "hedge_densty"}, "did you mean hedge_density"),
        ({"n": 2}, "n is a number of hits from 5"),
        ({"scope": "mine"}, "scope must be"),
        ({"measure": "word_length"}, "points at no words"),
        ({"sources": []}, "no article that can be read"),
        ({"sources": ["nowhere.txt"]}, "no such file"),
    ):
        call = {"measure": "hedge_density", "sources": corpus, **options}
        with pytest.raises(InputError, match=said):
            draw(**call)  # type: ignore[arg-type]
    unread: list[str] = []
    assert draw("hedge_density", ["nowhere.txt", *corpus], unread=unread).design.texts == 8
    assert len(unread) == 1 and "nowhere.txt" in unread[0]


def test_a_measure_without_a_hit_can_still_have_misses(corpus: list[Document]) -> None:
    none = draw("litotes_density", corpus, 20)
    assert none.design.sizes[HIT] == 0 == none.design.density
    assert {item.stratum for item in none.items} == {"far"}
    found = evaluate(replace(none, marks={item.number: 0.0 for item in none.items}))
    assert math.isnan(found.precision.value) and math.isnan(found.recall.value)
    assert found.corrected.value == 0 < found.corrected.high
    assert any("no hit" in w for w in found.warnings)
    found = evaluate(replace(none, marks={none.items[0].number: 2.0}))
    assert found.recall.value == 0 and found.corrected.value > 0


def test_what_is_no_density_has_precision_and_recall_alone(corpus: list[Document]) -> None:
    balance = draw("hedge_booster_balance", corpus, 20)
    assert math.isnan(balance.design.density) and math.isnan(balance.design.units)
    marks = {i.number: 1.0 if i.is_hit else 0.0 for i in balance.items}
    found = evaluate(replace(balance, marks=marks))
    assert found.precision.value == 1 and found.recall.value == 1 > found.recall.low
    assert list(found.table()["figure"]) == ["precision", "recall"]
    with pytest.raises(InputError, match="no density of its hits"):
        found.correct(1.0)


def test_a_unit_that_names_a_density_is_one(samples: Path) -> None:
    """What the unit says is divided by is what the value is: a corpus adds up as its texts do."""
    doc = stylo.read(samples / "opinion-clever-bin.txt")
    tried = 0
    for f in all_features():
        found = validation._DENSITY.fullmatch(f.unit)
        if found is None:
            continue
        measured = f.measure(doc, "own")
        under = units(doc, found[2].replace(" ", "_"), "own").sum()
        total = math.fsum(e.weight for e in measured.evidence)
        assert measured.value == pytest.approx(total / under * float(found[1])), f.name
        tried += 1
    assert tried > 100


# -- estimating -------------------------------------------------------------------------------

Population = dict[str, list[tuple[int, float]]]


def population(random: np.random.RandomState, documents: int = 60) -> Population:
    """Hits that are right or wrong, and sentences with what is missed, in documents that differ."""
    found: Population = {name: [] for name in STRATA}
    for doc in range(documents):
        share, much = random.beta(16, 4), random.gamma(4) / 4
        found[HIT] += [(doc, float(random.random_sample() < share)) for _ in range(8)]
        for name, number, rate in (("within", 6, 0.06), ("near", 5, 0.12), ("far", 20, 0.01)):
            found[name] += [(doc, float(random.poisson(rate * much))) for _ in range(number)]
    return found


def marked(found: Population, n: int, random: np.random.RandomState) -> Sheet:
    there = {name: len(found[name]) for name in STRATA}
    shares = {HIT: min(n, there[HIT]), **allocate(n, {name: there[name] for name in GUESSES})}
    items, marks = [], {}
    for name, number in shares.items():
        for row in random.choice(there[name], number, replace=False):
            doc, mark = found[name][row]
            at = len(items) + 1
            items.append(Item(at, name, str(doc), "", at, at + 1, "x" if name == HIT else "", 1.0))
            marks[at] = mark
    design = Design(
        "hedge_density", "per 100 words", 1, "own", "0", 0, n, 60, 0, there,
        float(there[HIT]), 30_000.0, 100.0,
    )  # fmt: skip
    return Sheet(design, tuple(items), marks)


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=15)
def test_all_marked_gives_the_truth(seed: int) -> None:
    random = np.random.RandomState(seed)
    found = population(random)
    right = sum(mark for _, mark in found[HIT])
    missed = sum(mark for name in GUESSES for _, mark in found[name])
    result = evaluate(marked(found, 10_000, random))
    assert result.precision.value == pytest.approx(right / len(found[HIT]))
    assert result.recall.value == pytest.approx(right / (right + missed))
    density = (right + missed) / 30_000 * 100
    assert result.corrected.value == pytest.approx(density)
    assert result.corrected.low == pytest.approx(density), "of this corpus nothing is left open"
    assert result.corrected.high == pytest.approx(density)
    assert result.precision.low < result.precision.value < result.precision.high


def test_estimates_hit_the_truth_in_the_mean_and_intervals_hold_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(validated, "DRAWS", 2000)
    random = np.random.RandomState(7)
    truth = {"precision": 0.8, "recall": 8 * 0.8 / (8 * 0.8 + 6 * 0.06 + 5 * 0.12 + 20 * 0.01)}
    held, off = Counter[str](), {"precision": 0.0, "recall": 0.0, "corrected": 0.0}
    rounds = 150
    for _ in range(rounds):
        found = population(random)
        result = evaluate(marked(found, 100, random))
        there = sum(m for rows in found.values() for _, m in rows) / 300
        for name, value in {**truth, "corrected": there}.items():
            e = getattr(result, name)
            held[name] += e.low <= value <= e.high
            off[name] += (e.value - value) / rounds
    assert all(count >= 0.9 * rounds for count in held.values()), held
    assert abs(off["precision"]) < 0.012 and abs(off["recall"]) < 0.02
    assert abs(off["corrected"]) < 0.05


def test_strata_are_weighted_by_what_they_stand_for() -> None:
    there = {HIT: 40, "within": 30, "near": 20, "far": 1000}
    items = [Item(n, HIT, str(n), "", n, n + 1, "x", 1.0) for n in range(1, 5)]
    items += [Item(5, "within", "5", "", 5, 6, "", 1.0), Item(6, "near", "6", "", 6, 7, "", 1.0)]
    items += [Item(n, "far", str(n), "", n, n + 1, "", 1.0) for n in range(7, 17)]
    design = Design("hedge_density", "per 100 words", 2, "own", "0", 0, 5, 20, 0, there,
                    40.0, 10_000.0, 100.0)  # fmt: skip
    marks = {1: 1.0, 2: 1.0, 3: 1.0, 4: 0.0, 5: 1.0, 6: 0.0, **dict.fromkeys(range(7, 17), 0.0)}
    result = evaluate(Sheet(design, tuple(items), marks))
    assert result.precision.value == 0.75
    assert result.recall.value == pytest.approx(30 / (30 + 30)), "40 × ¾ right, 30 × 1 missed"
    assert result.corrected.value == pytest.approx(0.6) and result.density.value == 0.4
    assert result.recall.low < 0.5 < result.recall.high
    assert result.correct(0.1).value == 0, "no more than its false hits"
    assert result.correct(0.4).value == pytest.approx((0.4 - 0.1) / 0.5)
    assert result.correct(0.4).low < 0.6 < result.correct(0.4).high
    assert result.labels == (("x", 4, 3.0),)
    table = result.table("strata").set_index("stratum")
    assert table.loc["far", "marked"] == 10 and table.loc["hit", "found"] == 3
    assert repr(result).startswith("Validation(hedge_density: precision 0.75 [0.3")


def test_weights_of_hits_are_heeded() -> None:
    items = tuple(Item(n, HIT, str(n), "", n, n + 1, "x", 0.5 if n < 3 else 1.0) for n in (1, 2, 3))
    there = {HIT: 3, "within": 0, "near": 0, "far": 0}
    design = Design("slang_density", "per 100 words", 1, "own", "0", 0, 5, 3, 0, there,
                    2.0, 100.0, 100.0)  # fmt: skip
    result = evaluate(Sheet(design, items, {1: 1.0, 2: 0.0, 3: 1.0}))
    assert result.corrected.value == pytest.approx(1.5)
    none = evaluate(Sheet(design, items, {1: 0.0, 2: 0.0, 3: 0.0}))
    assert none.corrected.value == 0 and math.isnan(none.recall.value)


def test_items_of_one_document_count_for_less() -> None:
    values = np.array([1.0] * 10 + [0.0] * 10)
    apart = validated.design_effect(values, [str(n) for n in range(20)], shares=True)
    alike = validated.design_effect(values, ["a"] * 10 + ["b"] * 10, shares=True)
    assert apart == pytest.approx(1) and alike == pytest.approx(19)
    assert validated.design_effect(values, ["a"] * 20, shares=True) == 1
    assert validated.design_effect(np.ones(5), list("abcde"), shares=True) == 1
    assert validated.design_effect(np.ones(1), ["a"], shares=False) == 1


def test_wilson_as_published() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81/263, 15/148, 0/20, 1/29."""
    for count, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = wilson(count, n)
        assert found.low == pytest.approx(low, abs=1e-4)
        assert found.high == pytest.approx(high, abs=1e-4)


def test_two_annotators() -> None:
    random = np.random.RandomState(3)
    first = marked(population(random), 100, random)
    turned = {
        n: (1.0 - m if n % 10 == 0 and n <= 100 else m) for n, m in first.marks.items() if n != 101
    }
    second = replace(first, marks=turned, annotator="Bea")
    both = evaluate(replace(first, annotator="Ada"), second)
    hits, misses = both.agreements
    assert (hits.what, hits.n, hits.share) == ("hits", 100, 0.9)
    assert hits.kappa_low < hits.kappa < 1 and 0 < hits.alpha < 1
    assert misses.n == 99 and misses.share == 1 and misses.kappa == 1
    assert both.annotators == ("Ada", "Bea")
    mean = (evaluate(first).precision.value + evaluate(second).precision.value) / 2
    assert both.precision.value == pytest.approx(mean)
    assert list(both.table("agreement")["marks"]) == ["hits", "misses in sentences"]
    assert "1 of 200 items are not marked by Bea" in both.warnings
    assert "Agreement of the annotators" in both.to_markdown()
    other = replace(second, design=replace(second.design, seed=9))
    with pytest.raises(InputError, match="not of one draw"):
        evaluate(first, other)


def test_what_marks_leave_open_is_said(sheet: Sheet) -> None:
    with pytest.raises(InputError, match="nothing is marked"):
        evaluate(sheet)
    hits = {i.number: 1.0 for i in sheet.items if i.is_hit}
    found = evaluate(replace(sheet, marks={**hits, 1: math.nan}))
    assert math.isnan(found.recall.value) and math.isnan(found.corrected.value)
    assert found.strata[HIT].marked == 9
    said = " / ".join(found.warnings)
    assert "10 of 20 items are not marked" in said and "1 item is marked as not sure" in said
    assert "no sentence of the stratum" in said and "documents" in said
    assert "recall unknown" in repr(found)
    aged = replace(sheet, design=replace(sheet.design, revision=99), marks=hits)
    assert any("revision 99" in w for w in evaluate(aged).warnings)
    data = json.loads(found.to_json())
    assert data["hash"] == sheet.hash and data["figures"][1]["value"] is None
    assert "hedge_density: how often it is right" in found.to_html()


# -- the sheet --------------------------------------------------------------------------------

HOSTILE = (
    "=cmd|' /C calc'!A0 may </script><img src=x onerror=alert(1)> open. "
    'Perhaps <b onclick="alert(2)">it</b> will not, they \u202esay. + The "roof" is red. '
    "The council met on Monday, and the rain fell on the roof of the hall for an hour. "
)


@pytest.fixture(scope="module")
def hostile() -> Sheet:
    return draw("hedge_density", [annotate(HOSTILE, id="=1+1.txt"), annotate(TEMPLATE, id="'a")], 9)


def answered(sheet: Sheet) -> Sheet:
    marks = {i.number: float(i.number % 3 != 0) if i.is_hit else 0.0 for i in sheet.items}
    marks[sheet.items[-1].number] = math.nan
    return replace(sheet, marks=marks, annotator="Ada", notes={1: '=odd, "one"', 2: "'so"})


def same(read: Sheet, written: Sheet) -> None:
    assert read.design.to_dict() == written.design.to_dict() and read.hash == written.hash
    assert [i.identity() for i in read.items] == [i.identity() for i in written.items]
    assert {n: str(m) for n, m in read.marks.items()} == {
        n: str(m) for n, m in written.marks.items()
    }
    assert (read.annotator, read.notes) == (written.annotator, written.notes)


def test_a_sheet_reads_back(sheet: Sheet, hostile: Sheet, tmp_path: Path) -> None:
    for n, one in enumerate((sheet, hostile, answered(sheet), answered(hostile))):
        csv_text(one, tmp_path / f"{n}.csv")
        same(read_sheet(tmp_path / f"{n}.csv"), one)


def test_no_cell_is_a_formula(hostile: Sheet) -> None:
    text = csv_text(answered(hostile))
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert "'=1+1.txt" in set(frame["document"]) and "''a" in set(frame["document"])
    assert frame["note"][0] == '\'=odd, "one"'


def test_a_spreadsheet_may_have_saved_it(sheet: Sheet, tmp_path: Path) -> None:
    one = answered(sheet)
    table = list(csv.reader(io.StringIO(csv_text(one).removeprefix("\ufeff"))))
    weight = table[0].index("weight")
    for n, (delimiter, encoding) in enumerate(
        ((";", "utf-8-sig"), ("\t", "utf-8"), (",", "cp1252"))
    ):
        rows = [table[0], *[list(row) for row in table[:0:-1]]]
        for row in rows[1:]:
            row[weight] = row[weight] + (",0" if delimiter == ";" else ".0")
        path = tmp_path / f"{n}.csv"
        with path.open("w", encoding=encoding, errors="replace", newline="") as file:
            csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(
                [*rows, [""] * len(rows[0])]
            )
        same(read_sheet(path), one)


def edited(sheet: Sheet, path: Path, column: str, value: str, row: int = 0) -> Path:
    table = list(csv.reader(io.StringIO(csv_text(sheet).removeprefix("\ufeff"))))
    table[row + 1][table[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


@pytest.mark.parametrize(
    ("column", "value"),
    [("start", "7"), ("stratum", "near"), ("stratum", "x"), ("weight", "3"), ("document", "b.txt"),
     ("label", "noun!"), ("sha256", "0"), ("item", "77"), ("item", "x"), ("check", "0"),
     ("design", "{}"), ("design", "[]"), ("design", "x")],
)  # fmt: skip
def test_what_was_drawn_cannot_be_changed(
    sheet: Sheet, tmp_path: Path, column: str, value: str
) -> None:
    with pytest.raises(InputError, match="what was drawn is not as it was written"):
        read_sheet(edited(sheet, tmp_path / "x.csv", column, value))


def test_a_size_in_the_design_cannot_be_changed(sheet: Sheet, tmp_path: Path) -> None:
    text = csv_text(sheet).replace('""far"":', '""far"":1')
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="what was drawn"):
        read_sheet(tmp_path / "x.csv")
    lines = csv_text(sheet).splitlines(keepends=True)
    (tmp_path / "y.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(InputError, match="rows are missing"):
        read_sheet(tmp_path / "y.csv")


@pytest.mark.parametrize(
    ("mark", "row", "value"),
    [("y", 0, 1.0), ("Wrong", 0, 0.0), (" TRUE ", 0, 1.0), ("1.0", 0, 1.0), ("0", 0, 0.0),
     ("?", 0, math.nan), ("", 0, None), ("3", -1, 3.0), ("2,0", -1, 2.0), ("U", -1, math.nan)],
)  # fmt: skip
def test_marks(sheet: Sheet, tmp_path: Path, mark: str, row: int, value: float | None) -> None:
    row = row % len(sheet.items)
    read = read_sheet(edited(sheet, tmp_path / "x.csv", "mark", mark, row))
    assert str(read.marks.get(row + 1)) == str(value)


@pytest.mark.parametrize(
    ("mark", "row"), [("2", 0), ("maybe", 0), ("y", -1), ("-1", -1), ("1.5", -1)]
)
def test_what_is_no_mark(sheet: Sheet, tmp_path: Path, mark: str, row: int) -> None:
    row = row % len(sheet.items)
    with pytest.raises(InputError, match=rf"item {row + 1} is marked '{mark}': mark it"):
        read_sheet(edited(sheet, tmp_path / "x.csv", "mark", mark, row))


def test_what_is_no_sheet(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    for data, said in (
        (b"a,b\n1,2\n", "is no sheet of stylo validate"),
        (b"", "is no sheet of stylo validate"),
        (b"\xff\xfe\x00", "is no sheet of stylo validate"),
        (html_text(sheet).encode(), "is the page itself"),
        (",".join(marksheet.COLUMNS).encode(), "rows are missing"),
        (b'a,"' + b"x" * 1_100_000 + b'"', "is no CSV"),
    ):
        path.write_bytes(data)
        with pytest.raises(InputError, match=said):
            read_sheet(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")


def test_a_changed_text_is_refused(sheet: Sheet, corpus: list[Document], tmp_path: Path) -> None:
    assert check_texts(sheet, corpus) == []
    assert check_texts(sheet, corpus[1:]) == [
        name for name in dict.fromkeys(i.document for i in sheet.items) if name == corpus[0].id
    ]
    wanted = {item.document for item in sheet.items}
    sources: list[tuple[str, str]] = [(d.id, d.text.replace("red", "blue")) for d in corpus]
    first = next(name for name, _ in sources if name in wanted)
    with pytest.raises(InputError, match=rf"{first}( and \d+ more)?: changed since the sheet was"):
        check_texts(sheet, sources)
    path = tmp_path / "ferry.txt"
    path.write_text(corpus[0].text, encoding="utf-8")
    drawn = draw("hedge_density", [path], 5)
    assert check_texts(drawn, [path]) == []
    path.write_text(corpus[0].text + " More.", encoding="utf-8")
    with pytest.raises(InputError, match="draw a new sheet"):
        check_texts(drawn, [path])


def test_the_page_carries_no_markup_of_the_text(hostile: Sheet) -> None:
    page = html_text(hostile)
    assert page.count("<script") == 2 and page.count("</script>") == 2
    assert "onerror=alert(1)>" not in page.replace("\\u003cimg src=x onerror=alert(1)>", "")
    data = page.split("id=sheet>")[1].split("</script>")[0]
    assert "<" not in data and data.isascii()
    kept = json.loads(data)
    assert kept["hash"] == hostile.hash and len(kept["items"]) == len(hostile.items)
    assert "default-src 'none'" in page and not re.search("(https?:)?//[a-z]", page)
    with pytest.raises(InputError, match="no sentence to mark"):
        html_text(replace(hostile, items=()))
