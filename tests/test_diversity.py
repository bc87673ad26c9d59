"""Indices of variety: their definitions, published examples, and lexicalrichness."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo.diversity import hdd, mattr, mtld

TEXTS = st.lists(
    st.sampled_from("a b c d e f g h i j k l m n o p".split()), min_size=1, max_size=300
)


def windows(words: list[str], size: int) -> float:
    """MATTR as Covington and McFall (2010) define it."""
    runs = [words[i : i + size] for i in range(len(words) - size + 1)]
    return sum(len(set(run)) / size for run in runs) / len(runs)


def draws(words: list[str], size: int) -> float:
    """HD-D as McCarthy and Jarvis (2007) define it: a sum over types of chances to be drawn."""
    n = len(words)
    chances = (
        1 - math.comb(n - words.count(word), size) / math.comb(n, size) for word in set(words)
    )
    return sum(chances) / size


@given(TEXTS)
def test_mattr_is_the_mean_over_all_windows(words: list[str]) -> None:
    if len(words) < 10:
        assert math.isnan(mattr(words, 10))
    else:
        assert mattr(words, 10) == pytest.approx(windows(words, 10))


@given(TEXTS)
def test_hdd_is_the_sum_of_chances(words: list[str]) -> None:
    if len(words) < 42:
        assert math.isnan(hdd(words))
    else:
        assert hdd(words) == pytest.approx(draws(words, 42))


def test_mtld_of_whole_factors() -> None:
    # "a b a b": the ratio is 1, 1, 2/3: three words end a factor; ten factors in thirty words.
    assert mtld("a b a".split() * 10) == pytest.approx(3.0)


def test_mtld_of_a_factor_in_part() -> None:
    # The ratio ends at 4/5: the text is (1 - .8) / (1 - .72) of a factor, either way.
    assert mtld("a b c d a".split()) == pytest.approx(5 * 0.28 / 0.2)


def test_words_that_never_return_have_no_mtld() -> None:
    assert math.isnan(mtld("a b c".split()))
    assert math.isnan(mtld([]))


@given(TEXTS)
def test_order_does_not_move_hdd(words: list[str]) -> None:
    assert hdd(words) == pytest.approx(hdd(sorted(words)), nan_ok=True)


@settings(deadline=None)  # the peer takes seconds to import
@given(TEXTS)
def test_equal_to_lexicalrichness(words: list[str]) -> None:
    peer = pytest.importorskip("lexicalrichness").LexicalRichness(" ".join(words))
    assert peer.words == len(words)
    if not math.isnan(value := mtld(words)):
        assert value == pytest.approx(peer.mtld())
    if not math.isnan(value := hdd(words)):
        assert value == pytest.approx(peer.hdd())
    if not math.isnan(value := mattr(words, 50)):
        assert value == pytest.approx(peer.mattr(window_size=50))
