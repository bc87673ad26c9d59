"""Runs of symbols in four views, and how alike they make two texts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.document import InputError
from stylo.stylometry.views import (
    CLIP,
    MIN_TEXTS,
    VIEWS,
    Streams,
    View,
    gauge,
    lens,
    likeness,
    likeness_by_limit,
    streams,
    streams_of,
)

WORDS = next(view for view in VIEWS if view.name == "words")
TEXTS = (
    "The ferry was late again, and nobody on the quay could say why. We waited.",
    "Nobody waits for a ferry; one waits for the weather. The quay was wet, and we were late.",
    "Why the council sold the quay, nobody will say: it was sold, and that was that.",
    "A town that sells its quay will sell its ferry too. That is how towns go.",
)
SENTENCES = st.lists(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=6), min_size=1, max_size=4
)


def runs_by_hand(sentences: list[list[str]], view: View) -> Counter[str]:
    return Counter(
        " ".join(sentence[at : at + size])
        for sentence in sentences
        for size in range(view.low, view.high + 1)
        for at in range(len(sentence) - size + 1)
    )


@given(st.lists(SENTENCES, min_size=2, max_size=4))
def test_runs_are_counted_within_sentences_and_spelt_as_they_stand(
    texts: list[list[list[str]]],
) -> None:
    seen, table = lens(WORDS, [{"words": text} for text in texts])
    expected = [runs_by_hand(text, WORDS) for text in texts]
    among = Counter(run for counts in expected for run in counts)
    kept = {run for run, times in among.items() if times >= MIN_TEXTS}
    spelt = [seen.alphabet.spell(int(key)) for key in seen.keys]
    assert set(spelt) == kept
    assert len(spelt) == len(kept)
    for row, counts in enumerate(expected):
        assert table.totals[row] == sum(counts.values())
        assert dict(zip(spelt, table.counts[row].toarray()[0], strict=True)) == {
            run: counts[run] for run in spelt
        }
    summed = table.counts.sum(axis=0).tolist()[0]
    assert summed == sorted(summed, reverse=True)


def test_a_text_counts_alike_as_a_reference_as_a_query_and_by_sentences() -> None:
    found = streams_of(TEXTS)
    for view in VIEWS:
        seen, table = lens(view, found)
        again = seen.table(found)
        assert (again.counts != table.counts).nnz == 0
        np.testing.assert_array_equal(again.totals, table.totals)
        for row, text in enumerate(found):
            parts = seen.sentences(text)
            assert len(parts) == len(text["words"])
            np.testing.assert_array_equal(
                np.asarray(parts.counts.sum(axis=0))[0], table.counts[row].toarray()[0]
            )
            assert parts.totals.sum() == table.totals[row]


def test_symbols_that_no_reference_has_count_only_in_the_total() -> None:
    seen, _ = lens(WORDS, [{"words": [["a", "b"]]}, {"words": [["a", "b", "a"]]}])
    table = seen.table([{"words": [["a", "z", "b"]]}])
    spelt = [seen.alphabet.spell(int(key)) for key in seen.keys]
    counts = dict(zip(spelt, table.counts.toarray()[0].tolist(), strict=True))
    assert counts == {"a": 1, "b": 1, "a b": 0}
    assert table.totals.tolist() == [6]


def test_each_view_sees_its_own_side_of_a_text() -> None:
    found = streams("Nobody, said Reed, sold 40 boats.\n\nWhy?")
    assert found["words"][0][:4] == ["<p>", "nobody", ",", "said"]
    assert found["syntax"][0][0] == "<p>"
    assert "said" not in found["syntax"][0]
    assert "boats" not in found["syntax"][0]
    assert found["characters"][0] == "Nobody, said Reed, sold 40 boats. "
    assert found["marks"] == ["¶Aa, a Aa, a 0 a. ", "¶Aa? "]


def test_a_sentence_inside_a_paragraph_opens_otherwise() -> None:
    words = streams("It rained. We left.\n\nThey stayed.")["words"]
    assert [sentence[0] for sentence in words] == ["<p>", "<s>", "<p>"]


def test_quoted_speech_can_be_left_out() -> None:
    text = '"The quay is sold," Reed said. "It is sold for good."'
    own = streams(text, own_words=True)
    assert [w for s in own["words"] for w in s if w.isalpha()] == ["reed", "said"]
    assert "sold" not in "".join(own["characters"])
    assert "sold" in "".join(streams(text)["characters"])


def test_names_can_be_masked_and_the_rest_stays() -> None:
    found = streams("Mayor Reed sold the quay to Ostrander.", mask="names")
    assert "reed" not in found["words"][0]
    assert "<PROPN>" in found["words"][0]
    assert "quay" in found["words"][0]
    assert "Ostrander" not in found["characters"][0]


@pytest.mark.parametrize(
    ("text", "own", "message"),
    [("", False, "no words to count"), ('"All of it is quoted."', True, "writer's own")],
)
def test_a_text_without_words_is_refused_by_name(text: str, own: bool, message: str) -> None:
    with pytest.raises(InputError, match=f"'text 2' .*{message}.*leave it out"):
        streams_of(["It rained.", text], own_words=own)


def test_an_unknown_mask_is_refused() -> None:
    with pytest.raises(InputError, match="no mask 'verbs'"):
        streams("It rained.", mask="verbs")  # type: ignore[arg-type]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_likeness_is_the_cosine_of_clipped_z_scores(view: View) -> None:
    found = streams_of(TEXTS)
    seen, table = lens(view, found)
    frequencies = table.counts.toarray() / table.totals[:, None]
    sd = frequencies.std(axis=0, ddof=1)
    z = np.zeros_like(frequencies)
    varies = sd > 0
    z[:, varies] = (frequencies - frequencies.mean(axis=0))[:, varies] / sd[varies]
    z = np.clip(z, -CLIP, CLIP)
    unit = z / np.linalg.norm(z, axis=1, keepdims=True)
    measure = gauge(table)
    np.testing.assert_allclose(likeness(measure, table), unit @ unit.T, atol=1e-4)
    asked = likeness(measure, seen.table(found[:2]), table)
    np.testing.assert_allclose(asked, unit[:2] @ unit.T, atol=1e-4)


def test_likeness_by_fewer_runs_is_that_of_a_view_with_fewer_runs() -> None:
    random = np.random.RandomState(0)
    letters = [chr(97 + k) for k in range(12)]
    texts: list[Streams] = [
        {"words": [random.choice(letters, 400).tolist() for _ in range(3)]} for _ in range(6)
    ]
    seen, table = lens(WORDS, texts)
    measure = gauge(table)
    found = dict(likeness_by_limit(measure, table))
    assert sorted(found) == [500, 1000, len(seen.keys)]
    for limit, whole in found.items():
        short = likeness(measure.first(limit), table.first(limit))
        np.testing.assert_allclose(whole, short, atol=1e-5)
        np.testing.assert_allclose(np.diag(whole), 1, atol=1e-5)
        np.testing.assert_allclose(whole, whole.T, atol=1e-6)


def test_texts_that_share_nothing_are_not_alike() -> None:
    seen, table = lens(WORDS, [{"words": [["a"]]}, {"words": [["b"]]}])
    assert len(seen.keys) == 0
    np.testing.assert_array_equal(likeness(gauge(table), table), np.zeros((2, 2)))
    np.testing.assert_array_equal(seen.table([{"words": [["a"]]}]).counts.toarray(), [[]])
