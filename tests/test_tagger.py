"""Parts of speech."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks import tagging
from stylo import tagger
from stylo.segment import sentence_spans, token_spans
from tests.strategies import texts

SENTENCES = [
    "The mayor may not run in May , but voters might like her like that .",
    "Orla Brandt said she had n't read the U.S. - led report on 3 March 2021 .",
    "He 's gonna bet the farm on it , ai n't he ?",
    "“ Well , well , ” he laughed . ‘ No way ! ’",
    "COUNCIL TO VOTE ON NEW BRIDGE",
    "Council To Vote On New Bridge After Long Delay",
    "its about 40 people , roughly $ 3.5 m : - ) 🙂",
    "to be or not to be",
    "Yes",
    "-START- and -END- are words too",
]


def numpy_row(tags: tuple[str, ...], row: np.ndarray) -> dict[str, float]:  # type: ignore[type-arg]
    return {tag: float(value) for tag, value in zip(tags, row.tolist(), strict=True) if value}


@pytest.fixture(scope="module")
def nltk_tagger() -> object:
    """NLTK's class with the weights that are shipped, in the form in which it trained them."""
    from stylo.training.tagger import Trainer

    weights = tagger.perceptron().weights
    tags = tuple(weights.tags)
    table: dict[str, dict[str, float]] = {
        name: numpy_row(tags, weights.table[row]) for name, row in weights.names.items()
    }
    for pair, place in weights.pairs.items():
        for kind, row in zip(("pb", "pa"), weights.pair_rows[place], strict=True):
            table[f"{kind} {pair}"] = numpy_row(tags, weights.table[row])
    before = (*tags, *tagger.START)
    for word, place in weights.tagged.items():
        for tag, row in zip(before, weights.tagged_rows[place], strict=True):
            table[f"tw {tag} {word}"] = numpy_row(tags, weights.table[row])
    for near, rows in zip(before, weights.context, strict=True):
        for far, row in zip(before, rows, strict=True):
            table[f"tt {near} {far}"] = numpy_row(tags, row)
    trainer = Trainer(weights.classes)
    trainer.decode_json_params((table, {}, list(tags)))
    return trainer


def by_nltk(trainer: object, sentence: list[str]) -> list[str]:
    return [tag for _, tag in trainer.tag(tagger.keys(sentence))]  # type: ignore[attr-defined]


def test_tags_are_those_of_nltk(nltk_tagger: object) -> None:
    sentences = [sentence.split() for sentence in SENTENCES]
    assert tagger.tag(sentences) == [by_nltk(nltk_tagger, sentence) for sentence in sentences]


@settings(max_examples=40, deadline=None)
@given(texts)
def test_tags_are_those_of_nltk_on_any_text(nltk_tagger: object, text: str) -> None:
    spans = token_spans(text)
    sentences = [
        [text[a:b] for a, b in spans[first:last]] for first, last in sentence_spans(text, spans)
    ]
    assert tagger.tag(sentences) == [by_nltk(nltk_tagger, sentence) for sentence in sentences]


@pytest.mark.shared
def test_tags_are_those_of_nltk_on_a_treebank(shared_data: Path, nltk_tagger: object) -> None:
    rows = list(tagging.data.rows(shared_data / "ud-english" / "gum-dev.jsonl.gz"))[:150]
    for row in rows:
        assert tagger.tag([row["tokens"]]) == [by_nltk(nltk_tagger, row["tokens"])]


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("She might resign in May .", "PRON AUX VERB ADP PROPN PUNCT"),
        ("A long walk is fun , so we walk .", "DET ADJ NOUN AUX ADJ PUNCT ADV PRON VERB PUNCT"),
        ("They do n’t like it", "PRON AUX PART VERB PRON"),
        ("We walked like ducks to the old farm", "PRON VERB ADP NOUN ADP DET ADJ NOUN"),
        ("THE RIVER WILL RISE", "DET NOUN AUX VERB"),
        ("About 40 people left , because of rain .", "ADV NUM NOUN VERB PUNCT ADP ADP NOUN PUNCT"),
    ],
)
def test_tags(sentence: str, tags: str) -> None:
    assert " ".join(tagger.tag([sentence.split()])[0]) == tags


def test_a_sentence_is_tagged_alike_alone_and_among_others() -> None:
    sentences = [sentence.split() for sentence in SENTENCES]
    assert tagger.tag(sentences) == [tagger.tag([sentence])[0] for sentence in sentences]


def test_nothing_gives_nothing() -> None:
    assert tagger.tag([]) == []
    assert tagger.tag([[], ["Rain"], []]) == [[], tagger.tag([["Rain"]])[0], []]
    assert tagger.tag([[], []]) == [[], []]


def test_words_are_forgotten_when_they_grow_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = tagger.Perceptron(tagger.perceptron().weights)
    before = reader.tag([["Rain", "fell"]])
    monkeypatch.setattr(tagger, "_KEPT", 3)
    reader.tag([["a", "b", "c"]])
    assert reader.tag([["Rain", "fell"]]) == before


def test_capitals_tell_nothing_in_a_heading() -> None:
    assert tagger.keys(["THE", "LONG", "ROAD"]) == ["!THE", "!LONG", "!ROAD"]
    assert tagger.keys(["The", "Long", "Road", "Home"])[1] == "~Long"
    assert tagger.keys(["“", "The", "road", "is", "long"]) == [
        '="',
        "^The",
        "=road",
        "=is",
        "=long",
    ]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("gum", 0.96), ("ewt", 0.945)])
def test_the_treebanks_agree(shared_data: Path, name: str, least: float) -> None:
    found = tagging.run(shared_data / "ud-english" / f"{name}-dev.jsonl.gz")["figures"]
    assert found["upos"][0] >= least
