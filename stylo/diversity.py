"""How varied a sequence of words is: three indices that drift little with its length.

Plain functions on any sequence of words; the measures of `stylo.features.lexis` call them. They
equal the functions of the same names in the package lexicalrichness where both are defined.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

#: Type-token ratio at which a factor of MTLD ends (McCarthy and Jarvis 2010).
THRESHOLD = 0.72
#: Words drawn for HD-D, and words in the window of MATTR.
DRAWS = 42
WINDOW = 100


def _factors(words: Iterable[str], threshold: float) -> float:
    """Count how often the type-token ratio falls to the threshold; the rest counts in part."""
    seen: set[str] = set()
    factors, length, ratio = 0.0, 0, 1.0
    for word in words:
        length += 1
        seen.add(word)
        ratio = len(seen) / length
        if ratio <= threshold:
            factors += 1
            length = 0
            seen.clear()
    return factors + (1 - ratio) / (1 - threshold) if length else factors


def mtld(words: Sequence[str], threshold: float = THRESHOLD) -> float:
    """Return the measure of textual lexical diversity.

    The mean length of runs of words that keep the type-token ratio above a threshold, read
    forwards and backwards.

    Returns
    -------
    float
        In words; NaN for no words, and for a text that repeats no word at all.

    References
    ----------
    McCarthy, P. M. and Jarvis, S. (2010). MTLD, vocd-D, and HD-D. Behavior Research Methods 42(2).

    Examples
    --------
    >>> round(mtld("the cat saw the dog and the dog saw the cat".split()), 2)
    8.41
    """
    both = _factors(words, threshold), _factors(reversed(words), threshold)
    if not words or 0.0 in both:
        return math.nan
    return (len(words) / both[0] + len(words) / both[1]) / 2


def hdd(words: Sequence[str], draws: int = DRAWS) -> float:
    """Return HD-D: the expected type-token ratio of 42 words drawn from the text.

    For each type the chance (hypergeometric) that it is among the words drawn, over their number.

    Returns
    -------
    float
        In 0-1; NaN for fewer words than are drawn.

    References
    ----------
    McCarthy, P. M. and Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language
    Testing 24(4).
    """
    n = len(words)
    if n < draws:
        return math.nan
    often = Counter(Counter(words).values())
    total = 0.0
    for count, types in often.items():
        # The chance to miss a word that stands `count` times: C(n - count, draws) / C(n, draws).
        steps = np.arange(min(count, n - draws + 1), dtype=np.float64)
        missed = float(np.prod((n - draws - steps) / (n - steps))) if count <= n - draws else 0.0
        total += types * (1 - missed)
    return total / draws


def mattr(words: Sequence[str], window: int = WINDOW) -> float:
    """Return the moving-average type-token ratio: the mean over all windows of 100 words.

    Returns
    -------
    float
        In 0-1; NaN for fewer words than a window holds.

    References
    ----------
    Covington, M. A. and McFall, J. D. (2010). Cutting the Gordian knot: the moving-average
    type-token ratio. Journal of Quantitative Linguistics 17(2).
    """
    n = len(words)
    if n < window:
        return math.nan
    # A word adds a type to those windows that hold it and not its last occurrence before.
    last: dict[str, int] = {}
    types = 0
    for place, word in enumerate(words):
        first = max(place - window + 1, last.get(word, -1) + 1, 0)
        types += min(place, n - window) - first + 1 if first <= min(place, n - window) else 0
        last[word] = place
    return types / (window * (n - window + 1))
