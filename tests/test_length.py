"""The benchmark of lexis against length: its excerpts and its figures."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import length
from benchmarks.bootstrap import interval
from benchmarks.correlation import pearson
from stylo.annotate import annotate

TEXT = "The old weir broke. " * 40 + "A clerk saw it go in the night and said nothing. " * 40


@pytest.mark.parametrize("words", [50, 100, 300])
def test_an_excerpt_has_whole_sentences_of_about_its_length(words: int) -> None:
    doc = annotate(TEXT)
    part = length.excerpt(doc, words, "key")
    assert part in TEXT and part.endswith(".") and part[0] in "TA"
    assert abs(len(part.split()) - words) <= 11


def test_an_excerpt_hangs_on_its_key_only() -> None:
    doc = annotate(TEXT)
    assert length.excerpt(doc, 100, "a") == length.excerpt(doc, 100, "a")
    assert len({length.excerpt(doc, 100, key) for key in "abcdefgh"}) > 1


def test_a_value_that_grows_with_length_correlates_within_articles() -> None:
    lengths = np.array(length.LENGTHS, dtype=np.float64)
    level = np.array([[5.0], [900.0], [-40.0]])  # articles differ; that must not count
    assert interval(length.within(level + lengths), pearson)[0] == pytest.approx(1)
    assert interval(length.within(level - lengths), pearson)[0] == pytest.approx(-1)


def test_noise_is_the_error_as_a_share_of_the_differences() -> None:
    full = np.array([1.0, 3.0, 5.0, 7.0])
    table = np.repeat(full[:, None], len(length.LENGTHS), axis=1)
    table[:, 0] += np.array([1.0, -1.0, 1.0, -1.0])
    spread = full.std()
    found = interval(length.noise(table, 0), length._root)[0]
    assert found == pytest.approx(1 / spread)
    assert interval(length.noise(table, 1), length._root)[0] == 0


def test_variety_is_that_of_lexicalrichness() -> None:
    pytest.importorskip("lexicalrichness")
    assert length.unlike_peer(annotate(TEXT)) < 1e-9


def test_a_difference_to_the_peer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    peer = pytest.importorskip("lexicalrichness")
    monkeypatch.setattr(peer.LexicalRichness, "mattr", lambda *_, **__: 1.0)
    assert length.unlike_peer(annotate(TEXT)) > 0.5
