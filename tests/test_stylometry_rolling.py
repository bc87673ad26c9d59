"""Windows of a text, and where one hand ends and the other begins; lengths of samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.document import InputError
from stylo.stylometry.frequencies import count_units, relative
from stylo.stylometry.rolling import rolling, window_frequencies, windows
from stylo.stylometry.sample_size import sample_sizes

WORDS = ("the", "of", "upon", "on", "while", "whilst")
RATES = {"Moss": [5, 3, 3, 1, 1, 0.2], "Reed": [5, 2, 0.5, 3, 0.3, 1.5]}


def text_by(author: str, length: int, seed: int) -> list[str]:
    rates = np.array(RATES[author])
    drawn = np.random.RandomState(seed).choice(len(WORDS), length, p=rates / rates.sum())
    return [WORDS[k] for k in drawn]


AUTHORS = ["Moss", "Reed"] * 5
TEXTS = [text_by(author, 800, seed) for seed, author in enumerate(AUTHORS)]
TABLE = relative(count_units(TEXTS, [str(i) for i in range(10)]), WORDS)


@given(st.integers(1, 60), st.integers(1, 25), st.data())
def test_windows_lie_in_the_text_and_leave_less_than_a_step(
    length: int, size: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    if length < size:
        with pytest.raises(InputError, match="fewer than a window"):
            windows(length, size, overlap)
        return
    starts = windows(length, size, overlap)
    assert starts[0] == 0
    assert (np.diff(starts) == size - overlap).all()
    rest = length - (starts[-1] + size)
    assert 0 <= rest < size - overlap


def test_frequencies_of_a_window() -> None:
    table = window_frequencies("the of the x y upon".split(), WORDS, np.array([0, 2]), 4)
    assert table[:, :3].tolist() == [[50, 25, 0], [25, 0, 25]]


@pytest.mark.parametrize("method", ["delta", "centroid", "svm", "nsc", "naivebayes"])
def test_the_seam_is_found(method: str) -> None:
    text = text_by("Moss", 1000, 50) + text_by("Reed", 1000, 51)
    found = rolling(text, TABLE, AUTHORS, WORDS, size=500, overlap=400, method=method)
    assert found.starts.tolist() == list(range(0, 1501, 100))
    assert found.ends.tolist() == list(range(500, 2001, 100))
    assert found.centres.tolist() == list(range(250, 1751, 100))
    predicted = found.attribution.predicted
    assert set(predicted[:6]) == {"Moss"}
    assert set(predicted[-6:]) == {"Reed"}


def test_bad_windows() -> None:
    with pytest.raises(InputError, match="cannot overlap"):
        windows(100, 10, 10)
    with pytest.raises(InputError, match="has not the 5 words"):
        rolling(TEXTS[0], TABLE, AUTHORS, WORDS[:5], size=100, overlap=0)


@pytest.mark.parametrize("drawn", ["passage", "words"])
def test_longer_samples_are_told_better(drawn: str) -> None:
    found = sample_sizes(
        TEXTS,
        TABLE,
        AUTHORS,
        WORDS,
        [400, 5, 60],
        samples=30,
        drawn=drawn,
        measure="delta",  # type: ignore[arg-type]
    )
    assert found.sizes.tolist() == [5, 60, 400]
    assert found.accuracy.shape == (10, 3)
    assert found.mean[0] < 0.9 < found.mean[2]
    assert found.minimum(0.95) in (60, 400)
    assert found.minimum(1.01) is None


def test_short_texts_and_single_texts_are_left_out() -> None:
    texts = [*TEXTS, text_by("Moss", 50, 9), text_by("Reed", 300, 9)]
    table = np.concatenate([TABLE, TABLE[:2]])
    found = sample_sizes(texts, table, [*AUTHORS, "Moss", "Vane"], WORDS, [40, 100], samples=3)
    assert np.isfinite(found.accuracy[10]).tolist() == [True, False]
    assert np.isnan(found.accuracy[11]).all()
    assert np.isfinite(found.mean).all()
    same = sample_sizes(texts, table, [*AUTHORS, "Moss", "Vane"], WORDS, [40, 100], samples=3)
    assert np.array_equal(found.accuracy, same.accuracy, equal_nan=True)


def test_bad_sample_sizes() -> None:
    with pytest.raises(InputError, match="no text has 900 words"):
        sample_sizes(TEXTS, TABLE, AUTHORS, WORDS, [900])
    with pytest.raises(InputError, match="at least one length"):
        sample_sizes(TEXTS, TABLE, AUTHORS, WORDS, [])
    with pytest.raises(InputError, match="no way to draw"):
        sample_sizes(TEXTS, TABLE, AUTHORS, WORDS, [10], drawn="bag")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="one text only"):
        sample_sizes(TEXTS[:2], TABLE[:2], AUTHORS[:2], WORDS, [10])
