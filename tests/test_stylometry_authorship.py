"""Verdicts as tables and answers, and the sentences that stand witness for a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stylo.annotate import annotate
from stylo.document import InputError
from stylo.features import chosen
from stylo.stylometry import authorship
from stylo.stylometry.authorship import NONE, TOO_SHORT, Authorship, Check, Tried, Verdict
from stylo.stylometry.corpus import make_corpus
from stylo.stylometry.witnesses import (
    counts_words,
    dense_sentences,
    extreme_sentences,
    spread_over_texts,
)

NAN = float("nan")


def verdict(name: str, probability: tuple[float, ...], none: float) -> Verdict:
    return Verdict(name, 400, probability, probability, probability, probability, none)


@pytest.fixture
def found() -> Authorship:
    """What was found, without the model behind it: tables and answers need none."""
    corpus = make_corpus(["one", "two", "three"], ids=["sure", "stranger", "scrap"])
    return Authorship(
        warnings=(),
        settings={"mask": "", "own_words": False},
        hash="0" * 64,
        verdicts=(
            verdict("sure", (0.1, 0.7, 0.2), 0.2),
            verdict("stranger", (0.5, 0.3, 0.2), 0.9),
            verdict("scrap", (NAN, NAN, NAN), NAN),
        ),
        authors=("Moss", "Quill", "Reed"),
        check=Check(5, 0.8, 0.75, 0.1, {"Reed": Tried(2, 1, NAN), "Moss": Tried(3, 3, 0.5)}),
        disputed=corpus,
        candidates=corpus,
        profile=None,  # type: ignore[arg-type]
        streams=(),
        candidate_streams=(),
    )


def check_types(frame: pd.DataFrame, columns: Mapping[str, str]) -> None:
    assert list(frame.columns) == list(columns)
    for name, kind in columns.items():
        assert pd.api.types.is_numeric_dtype(frame[name]) == (kind != "str"), name


def test_answers(found: Authorship) -> None:
    assert [found.answer(v.text) for v in found.verdicts] == ["Quill", NONE, TOO_SHORT]
    table = found.answers()
    check_types(table, authorship.ANSWER_COLUMNS)
    assert table["answer"].tolist() == ["Quill", NONE, TOO_SHORT]
    assert table["author"].tolist() == ["Quill", "Moss", ""]
    assert table["probability"].tolist()[:2] == [0.7, 0.5]
    assert found["stranger"].none == 0.9
    with pytest.raises(InputError, match=r"no text 'strange'.* did you mean stranger"):
        found.answer("strange")


def test_an_unknown_chance_of_none_gives_the_likeliest(found: Authorship) -> None:
    lone = Authorship(**{**vars(found), "verdicts": (verdict("x", (0.4, 0.6, 0.0), NAN),)})
    assert lone.answer("x") == lone.answer("") == "Quill"


def test_candidates_stand_by_falling_probability(found: Authorship) -> None:
    table = found.table()
    check_types(table, authorship.TABLE_COLUMNS)
    assert table["author"].tolist()[:6] == ["Quill", "Reed", "Moss", "Moss", "Quill", "Reed"]
    assert table["text"].tolist() == ["sure"] * 3 + ["stranger"] * 3 + ["scrap"] * 3


def test_the_check_by_author(found: Authorship) -> None:
    table = found.table("check")
    check_types(table, authorship.CHECK_COLUMNS)
    assert table["author"].tolist() == ["Moss", "Reed"] and table["right"].tolist() == [3, 1]
    assert table["told_as_stranger"].tolist()[0] == 0.5
    assert repr(found) == "Authorship(3 texts, 3 candidates, accuracy on their own texts 0.80)"
    assert len(found) == 3 and found.table_names == ("probabilities", "answers", "check")


# -- witnesses ------------------------------------------------------------------------------------

TEXTS = (
    "Perhaps it may rain, and perhaps it might not. The ferry left at nine. It may be late. "
    "One cannot be quite sure, although it seems likely that somebody possibly knows.",
    "The ferry left. It was on time. Nobody complained, and the harbour was empty by noon.",
)


def measured(name: str) -> tuple[Any, list[Any], list[Any]]:
    (feature,) = chosen([name])
    docs = [annotate(text) for text in TEXTS]
    return feature, docs, [feature.measure(doc, "own") for doc in docs]


def test_sentences_with_the_most_evidence_come_first() -> None:
    feature, docs, found = measured("hedge_density")
    assert counts_words(feature)
    witnesses = dense_sentences(docs, found, [0, 1])
    assert {w.row for w in witnesses} == {0} and "The ferry" not in str(witnesses[0].passage)
    for w in witnesses:
        assert str(w.passage) in TEXTS[0] and w.value == pytest.approx(len(w.passage.marked))
    said = {word.lower() for w in witnesses for word in w.passage.marked}
    assert {"perhaps", "may", "might"} <= said
    spans = found[0].evidence
    assert sum(len(w.passage.marks) for w in witnesses) == len(spans)
    assert dense_sentences(docs, found, [1]) == []


def test_sentences_by_their_own_value() -> None:
    feature, docs, found = measured("flesch_reading_ease")
    assert not counts_words(feature)
    values = [m.value for m in found]
    hard = extreme_sentences(docs, values, [0, 1], feature, "own", highest=False)
    easy = extreme_sentences(docs, values, [0, 1], feature, "own", highest=True)
    assert [w.value for w in hard] == sorted(w.value for w in hard)
    assert easy == sorted(easy, key=lambda w: -w.value) and len(easy) == len(hard)
    for w in hard:
        alone = feature.measure(annotate(str(w.passage)), "own").value
        assert w.value == alone and np.isfinite(alone)


def test_no_text_speaks_for_all() -> None:
    _, docs, found = measured("hedge_density")
    many = dense_sentences([docs[0], docs[0]], [found[0], found[0]], [0, 1])
    first = spread_over_texts(sorted(many, key=lambda w: w.row), 4)
    assert [w.row for w in first] == [0, 0, 1, 1]
    assert len(spread_over_texts(many, 99)) == len(many)
