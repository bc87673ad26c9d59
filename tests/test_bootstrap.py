"""Intervals of the benchmarks."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.bootstrap import f1, interval, precision, ratio, recall


def test_figures_follow_from_the_summed_counts() -> None:
    counts = [[3, 1, 2], [5, 0, 1]]  # tp, fp, fn
    assert interval(counts, f1)[0] == pytest.approx(16 / 20)
    assert interval(counts, precision)[0] == pytest.approx(8 / 9)
    assert interval(counts, recall)[0] == pytest.approx(8 / 11)
    assert interval([[1, 4], [2, 4]], ratio)[0] == pytest.approx(3 / 8)


def test_bounds_are_those_of_drawing_documents_one_by_one() -> None:
    random = np.random.RandomState(3)
    table = random.randint(0, 30, size=(12, 2)) + np.array([0, 30])
    draws = np.random.RandomState(0).randint(0, 12, size=(1000, 12))
    values = [table[rows].sum(axis=0) for rows in draws]
    wanted = np.percentile([a / b for a, b in values], [2.5, 97.5])
    assert interval(table)[1:] == pytest.approx(wanted.tolist())


def test_many_documents_are_drawn_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.random.RandomState(1).randint(1, 9, size=(40, 3))
    whole = interval(table, f1)
    monkeypatch.setattr("benchmarks.bootstrap._CELLS", 1000)
    assert interval(table, f1) == pytest.approx(whole)


def test_without_documents_there_are_no_bounds() -> None:
    assert np.isnan(interval(np.zeros((0, 2)))).all()
    assert np.isnan(interval([[0, 0]])[0])


def test_a_plain_list_is_refused() -> None:
    with pytest.raises(ValueError, match="documents × counts"):
        interval([1, 2, 3])
