"""Zeta and keyness against hand-worked figures and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, chi2_contingency, power_divergence

from stylo.document import InputError
from stylo.stylometry.frequencies import Counts, count_units
from stylo.stylometry.zeta import (
    benjamini_hochberg,
    keyness,
    shared_words,
    slice_shares,
    zeta,
)


def slices(*rows: str) -> Counts:
    return count_units([row.split() for row in rows], [str(i) for i in range(len(rows))])


# upon 4/4 and 0/5; on 1/4 and 5/5; the 4/4 and 5/5; while 2/4 and 1/5; sea 2/4 and 0/5
MOSS = slices("upon the while", "upon the sea", "upon the on while", "upon the sea sea")
REED = slices("on the", "on the while", "on the", "on the the", "on the")
WORDS = ("the", "on", "upon", "while", "sea")


def scored(method: str, convention: str = "published", threshold: float = 0.1) -> dict[str, float]:
    found = zeta(MOSS, REED, WORDS, method, threshold=threshold, convention=convention)  # type: ignore[arg-type]
    return dict(zip(found.words, found.scores.round(6).tolist(), strict=True))


def test_shares_of_slices() -> None:
    assert slice_shares(MOSS, WORDS).tolist() == [1, 0.25, 1, 0.5, 0.5]
    assert slice_shares(REED, WORDS).tolist() == [1, 1, 0, 0.2, 0]


def test_craigs_zeta() -> None:
    assert scored("craig") == {"upon": 2.0, "sea": 1.5, "while": 1.3, "on": 0.25}
    assert scored("craig", "r-stylo") == {"upon": 1.0, "sea": 0.5, "while": 0.3, "on": -0.75}
    assert scored("craig", threshold=0.3) == {"upon": 2.0, "sea": 1.5, "on": 0.25}


def test_eders_zeta_keeps_what_only_one_uses_unless_as_in_r() -> None:
    assert scored("eder") == {"upon": 1.0, "sea": 1.0, "while": 0.428571, "on": -0.6}
    assert scored("eder", "r-stylo") == {"while": 0.428571, "on": -0.6}


def test_chi_square_zeta_counts_slices_unless_as_in_r() -> None:
    def expected(a: int, b: int) -> float:
        return float(chi2_contingency([[a, 4 - a], [b, 5 - b]], correction=False)[0])

    found = scored("chisquare")
    assert found == {
        "upon": pytest.approx(expected(4, 0)),
        "on": pytest.approx(expected(1, 5), 1e-5),
    }
    in_r = scored("chisquare", "r-stylo")
    assert in_r == {"upon": 100.0, "sea": 50.0, "while": pytest.approx(900 / 70, 1e-5), "on": 45.0}


def test_preferred_words_come_first_and_shares_go_with_them() -> None:
    found = zeta(MOSS, REED, WORDS)
    assert found.preferred.tolist() == [True, True, True, False]
    assert found.primary.tolist() == [1, 0.5, 0.5, 0.25]
    assert found.secondary.tolist() == [0, 0, 0.2, 1]


def test_shared_words_are_counted_in_all_sets() -> None:
    assert shared_words(MOSS, REED, minimum=4) == ("the", "on", "upon")
    assert shared_words(MOSS, REED) == ("the", "on", "upon", "sea", "while")


def test_a_set_without_slices() -> None:
    with pytest.raises(InputError, match="at least one slice"):
        zeta(MOSS, count_units([], []))
    with pytest.raises(InputError, match="no Zeta 'burrows'"):
        zeta(MOSS, REED, method="burrows")  # type: ignore[arg-type]


def test_log_likelihood_with_two_and_four_cells() -> None:
    a, b, whole_a, whole_b = 30, 12, 1000, 900
    first = count_units([["upon"] * a + ["x"] * (whole_a - a)], ["1"])
    second = count_units([["upon"] * b + ["x"] * (whole_b - b)], ["1"])
    two, four = keyness(first, second, ["upon"]), keyness(first, second, ["upon"], cells=4)
    share = (a + b) / (whole_a + whole_b)
    expected = power_divergence(
        [a, b], [share * whole_a, share * whole_b], lambda_="log-likelihood"
    )
    assert two.log_likelihood[0] == pytest.approx(expected.statistic)
    table = [[a, whole_a - a], [b, whole_b - b]]
    dunning = chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert four.log_likelihood[0] == pytest.approx(dunning[0])
    assert four.p[0] == pytest.approx(chi2.sf(four.log_likelihood[0], 1))
    assert two.log_ratio[0] == pytest.approx(np.log2((30 / 1000) / (12 / 900)))


def test_a_word_that_one_set_has_not() -> None:
    found = keyness(MOSS, REED, WORDS)
    at = found.words.index("upon")
    assert found.log_ratio[at] == pytest.approx(np.log2((4 / 14) / (0.5 / 12)))
    assert (found.primary[at], found.secondary[at]) == (4, 0)
    assert list(found.log_likelihood) == sorted(found.log_likelihood, reverse=True)
    with pytest.raises(InputError, match="words in both"):
        keyness(MOSS, count_units([], []))


def test_adjusted_p_values_agree_with_scipy() -> None:
    from scipy.stats import false_discovery_control

    p = np.random.RandomState(0).uniform(size=30) ** 3
    assert np.allclose(benjamini_hochberg(p), false_discovery_control(p))
    assert (keyness(MOSS, REED, WORDS).adjusted >= keyness(MOSS, REED, WORDS).p).all()
