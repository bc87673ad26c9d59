"""Percentiles among published articles."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import stylo
from stylo import norms
from stylo.document import InputError


def test_percentiles_of_a_table() -> None:
    quantiles = [float(q) for q in range(101)]
    assert norms.percentile(0, quantiles) == 0
    assert norms.percentile(50, quantiles) == 50
    assert norms.percentile(50.5, quantiles) == 50.5
    assert norms.percentile(-1, quantiles) == 0
    assert norms.percentile(1000, quantiles) == 100
    assert math.isnan(norms.percentile(math.nan, quantiles))


def test_ties_stand_in_the_middle() -> None:
    quantiles = [0.0] * 41 + [float(q) for q in range(1, 61)]
    assert norms.percentile(0, quantiles) == 20
    assert norms.percentile(0.5, quantiles) == 40.5


def test_standings_are_given_with_the_report(samples: Path) -> None:
    report = stylo.analyse(stylo.read(samples / "opinion-broadband.txt"))
    standing = report.standings["colloquialism_density"]
    assert standing.reporting > 95
    idioms = report.standings["idiom_density"]
    assert idioms.reporting > 95 and 0 <= idioms.opinion <= 100
    assert report.table()["percentile_reporting"].notna().sum() == len(report.standings)
    assert norms.name()


def test_norms_of_another_revision_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = norms.table()
    name, unit, revision = data["measures"][0]
    altered = {**data, "measures": [[name, unit, revision + 1], *data["measures"][1:]]}
    monkeypatch.setattr(norms.weights, "read_json", lambda file: altered)
    norms.table.cache_clear()
    with pytest.raises(InputError, match="stylo train norms"):
        norms.table()
    norms.table.cache_clear()
