"""Where a value stands among published articles.

The table in ``models/norms.json`` holds, for each measure, percentiles of its values among opinion
and among reporting, outlets weighted alike. It says where a text stands in that press and those
years, not what is good.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from stylo import weights
from stylo.document import InputError
from stylo.feature import Measurement
from stylo.report import Standing

FILE = "norms.json"


@cache
def table() -> dict[str, Any]:
    """Return the shipped table of norms, checked against the measures that are declared.

    Raises
    ------
    InputError
        If a measure was revised since the table was made.
    """
    from stylo.features import all_features

    data: dict[str, Any] = weights.read_json(FILE)
    declared = {f.name: [f.name, f.unit, f.revision] for f in all_features()}
    for made_with in data["measures"]:
        if declared.get(made_with[0]) != made_with:
            raise InputError(
                f"the norms were made with another {made_with[0]}: retrain: stylo train norms"
            )
    return data


def name() -> str:
    """Return what the norms describe, e.g. ``"US political press, 2012-2020"``."""
    return str(table()["name"])


def percentile(value: float, quantiles: list[float]) -> float:
    """Return the percentile of a value in a table of 101 quantiles.

    Equal quantiles (many texts with no cue at all) put a value in the middle of its ties.
    """
    if math.isnan(value):
        return math.nan
    below = np.searchsorted(quantiles, value, side="left")
    above = np.searchsorted(quantiles, value, side="right")
    if above > below:
        return float((below + above - 1) / 2)
    if below in (0, len(quantiles)):
        return 0.0 if below == 0 else 100.0
    left, right = quantiles[below - 1], quantiles[below]
    return float(below - 1 + (value - left) / (right - left))


def standings(measured: Mapping[str, Measurement]) -> dict[str, Standing]:
    """Return where each value stands; measures without norms are left out."""
    quantiles = table()["quantiles"]
    return {
        m.name: Standing(
            percentile(m.value, quantiles[m.name]["opinion"]),
            percentile(m.value, quantiles[m.name]["reporting"]),
        )
        for m in measured.values()
        if m.name in quantiles and not math.isnan(m.value)
    }
