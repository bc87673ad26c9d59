"""The encoder: parts of speech, metaphor and uncertainty in one pass."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo import encoder
from stylo.annotate import annotate, annotate_tokens, segmented
from stylo.document import InputError
from tests.strategies import texts

SENTENCES = [
    "The mayor may resign in May , but voters might like her like that .".split(),
    "Orla Brandt said she had n't read the report on 3 March 2021 .".split(),
    "COUNCIL TO VOTE ON NEW BRIDGE".split(),
    "Perhaps the plan was born dead .".split(),
    "Yes".split(),
]

#: Sentences of ours with their parts of speech, where a reader has no doubt.
TAGGED = [
    ("She will not sell the old mill .", "PRON AUX PART VERB DET ADJ NOUN PUNCT"),
    ("Two boats sank near Port Orrin .", "NUM NOUN VERB ADP PROPN PROPN PUNCT"),
    ("If it rains , we quickly go home .", "SCONJ PRON VERB PUNCT PRON ADV VERB ADV PUNCT"),
    ("Oh , this is your cat and my dog !", "INTJ PUNCT PRON AUX PRON NOUN CCONJ PRON NOUN PUNCT"),
    ("They promised to mend the roof .", "PRON VERB PART VERB DET NOUN PUNCT"),
]


def test_a_row_for_each_word_and_each_sentence() -> None:
    found = encoder.read(SENTENCES)
    words = sum(map(len, SENTENCES))
    assert len(found.upos) == len(found.metaphor) == len(found.novelty) == words
    assert found.cues.shape == (words, len(encoder.CUES))
    assert found.adds.shape == (words, encoder.SENTENCE_HEADS)
    assert found.vectors.shape == (len(SENTENCES), encoder.VECTOR)
    assert len(found.subjective) == len(found.weasel) == len(SENTENCES)
    np.testing.assert_allclose(found.cues.sum(axis=1), 1, atol=1e-5)
    assert ((found.metaphor >= 0) & (found.metaphor <= 1)).all()


@pytest.mark.parametrize(("sentence", "tags"), TAGGED)
def test_parts_of_speech_that_leave_no_doubt(sentence: str, tags: str) -> None:
    assert encoder.read([sentence.split()]).upos == tuple(tags.split())


def test_the_same_word_is_read_in_its_sentence() -> None:
    noun, verb = ["A", "may", "."], "It may rain .".split()
    assert encoder.read([verb]).upos[1] == "AUX"
    month = encoder.read(["We met in May .".split()])
    assert month.upos[3] == "PROPN"
    doubt = encoder.read([verb]).cues[1, 1]
    assert doubt > 0.5 > encoder.read(["We met in May .".split()]).cues[3, 1]
    assert encoder.read([noun]).cues.shape[0] == 3


def test_vivid_images_are_more_metaphorical_than_the_same_words_meant() -> None:
    meant = encoder.read(["She carried a dagger into the hall .".split()])
    image = encoder.read(["The tax is a dagger to the heart of our town .".split()])
    assert image.metaphor[4] > 0.5 > meant.metaphor[3]


@settings(max_examples=25, deadline=None)
@given(st.permutations(SENTENCES), st.lists(texts, max_size=3))
def test_a_sentence_is_read_alike_in_any_company(order: list[list[str]], more: list[str]) -> None:
    clean = [text.encode("utf-8", "replace").decode() for text in more]
    company = [text.split() for text in clean if text.split()]
    together = encoder.read([*order, *company])
    at = 0
    for row, sentence in enumerate(order):
        alone = encoder.read([sentence])
        rows = slice(at, at + len(sentence))
        assert together.upos[rows] == alone.upos
        np.testing.assert_allclose(together.metaphor[rows], alone.metaphor, atol=1e-5)
        np.testing.assert_allclose(together.cues[rows], alone.cues, atol=1e-5)
        np.testing.assert_allclose(together.vectors[row], alone.vectors[0], atol=1e-4)
        at += len(sentence)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_any_text_has_a_row_for_each_token(text: str) -> None:
    doc = annotate(text)
    for column in ("metaphor", "novelty", "epistemic", "doxastic", "condition"):
        assert len(doc.tokens[column]) == len(doc.tokens)
        assert np.isfinite(doc.tokens[column]).all()
    assert np.isfinite(doc.sentences["weasel"]).all()


def test_a_sentence_too_long_for_one_pass_is_read_whole() -> None:
    words = ["the", "rain", "in", "Orrin", ","] * 400
    found = encoder.read([words, ["Yes", "."]])
    assert len(found.upos) == len(words) + 2
    assert set(found.upos[1:2000:5]) == {"NOUN"}
    assert found.upos[-1] == "PUNCT"


def test_no_sentences() -> None:
    found = encoder.read([])
    assert found.upos == ()
    assert found.vectors.shape == (0, encoder.VECTOR)


def test_words_of_no_letters_and_endless_ones() -> None:
    words = ["\u200b", "🙂", "ﷺ", "x" * 5000, "…"]
    assert len(encoder.read([words]).upos) == len(words)


def test_typographic_apostrophes_are_read_as_plain_ones() -> None:
    straight = encoder.read([["It", "'s", "late", "."]])
    curly = encoder.read([["It", "’s", "late", "."]])
    np.testing.assert_array_equal(straight.metaphor, curly.metaphor)


@pytest.mark.parametrize(
    ("words", "shapes"),
    [
        (["The", "Mayor", "of", "BBC", "3rd", "iPhone", "!"],
         ["first", "capital", "lower", "capitals", "digits", "mixed", "other"]),
        (["“", "I", "saw", "A"], ["other", "first", "lower", "capital"]),
    ],
)  # fmt: skip
def test_shapes(words: list[str], shapes: list[str]) -> None:
    assert [encoder.SHAPES[s] for s in encoder.shapes(words)] == shapes


def test_given_tags_stay_and_no_tags_no_reading() -> None:
    doc = annotate_tokens([["It", "may"]], upos=[["PRON", "NOUN"]])
    assert doc.tokens["upos"] == ("PRON", "NOUN")
    assert "metaphor" in doc.tokens
    assert "metaphor" not in annotate_tokens([["It"]], tag_them=False).tokens
    assert "metaphor" not in segmented("It may.").tokens


def test_an_altered_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from stylo import weights

    encoder._session.cache_clear()
    known = {**weights.manifest(), encoder.MODEL: "0" * 64}
    monkeypatch.setattr(weights, "manifest", lambda: known)
    try:
        with pytest.raises(InputError, match="cut or altered"):
            encoder.read([["Yes"]])
    finally:
        encoder._session.cache_clear()
