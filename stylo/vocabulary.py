"""What is known of single words beforehand: how frequent they are, and which nouns are abstract.

Both tables ship: word frequencies of `wordfreq` 3.1 (Speer 2022), and the nouns whose senses in
WordNet 3.1 (Miller 1995; Fellbaum 1998) are mostly abstract.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from stylo import weights

FREQUENCIES = "frequency.json.gz"
NOUNS = "nouns.json.gz"

#: The Zipf value of a word that the table lacks; the table goes down to 2.5.
UNLISTED = 2.0

#: Lexicographer files of WordNet whose nouns are abstract: no body, place, person or thing.
ABSTRACT = (
    "act",
    "attribute",
    "cognition",
    "communication",
    "event",
    "feeling",
    "motive",
    "possession",
    "process",
    "relation",
    "state",
    "time",
)


@cache
def frequencies() -> Mapping[str, float]:
    """Return the Zipf value of each listed word, in lower case (0.03 s on first use)."""
    known: dict[str, float] = {}
    for centibels, words in weights.read_json(FREQUENCIES)["words"].items():
        known.update(dict.fromkeys(words.split(), int(centibels) / 100))
    return known


def zipf(word: str) -> float:
    """Return how frequent a word is: the decimal logarithm of its occurrences per billion words.

    Parameters
    ----------
    word : str
        One token in lower case.

    Returns
    -------
    float
        From 7.7 ("the") to 2.5, and `UNLISTED` for a word that the table lacks.

    References
    ----------
    van Heuven, W. J. B. et al. (2014). SUBTLEX-UK. Quarterly Journal of Experimental Psychology
    67(6): the Zipf scale.
    Speer, R. (2022). rspeer/wordfreq: v3.0. Zenodo. doi:10.5281/zenodo.7199437.

    Examples
    --------
    >>> zipf("the"), zipf("house"), zipf("floccule")
    (7.73, 5.71, 2.0)
    """
    return frequencies().get(word, UNLISTED)


@cache
def nouns() -> Mapping[str, str]:
    """Return the lexicographer file of WordNet in which each listed noun mostly stands."""
    known: dict[str, str] = {}
    for name, words in weights.read_json(NOUNS)["nouns"].items():
        known.update(dict.fromkeys(words.split(), name))
    return known
