"""Linear heads on the encoder's vectors: formality, judged ease and editorial wording.

What a text is rated is the sum of what its sentences add. The first two are fitted to research
data; their weights lie in ``models/research/`` and may be left out: then the measures on top say
so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylo import weights
from stylo.document import Document
from stylo.encoder import MODEL
from stylo.segment import straighten

Floats = NDArray[np.float64]

#: The file of each head, by the name of its column of sentences.
FILES = {
    "formality": "research/formality.json.gz",
    "ease": "research/judged_ease.json.gz",
    "editorial": "editorial.json.gz",
}
#: How a head is made anew.
_MADE_BY = {"editorial": "stylo train voice"}
#: What `surface` tells of a sentence.
SURFACE = (
    "length",
    "letters",
    "contractions",
    "exclamations",
    "exclaims",
    "asks",
    "trails off",
    "capitals",
    "begins low",
    "ends open",
    "I and you",
    "names",
)
_CLITICS = frozenset("n't 's 'm 're 've 'll 'd".split())
_I_AND_YOU = frozenset("i you me my your we u".split())
_ENDS = frozenset(".!?\"'”’…)")


def surface(words: Sequence[str]) -> list[float]:
    """Return what the marks and letters of a sentence tell of its formality; see `SURFACE`.

    Parameters
    ----------
    words : sequence of str
        Its tokens, not empty, typographic apostrophes made straight.
    """
    said = [word for word in words if word[0].isalnum() or any(map(str.isalnum, word))]
    n = max(len(said), 1)
    low = [word.lower() for word in words]
    signs = sum(word in ("!", "?") for word in words)
    return [
        math.log(n),
        sum(map(len, said)) / n,
        sum(word in _CLITICS for word in low) / n,
        signs / n,
        float("!" in words),
        float("?" in words),
        float(any(word == "…" or word.startswith("..") for word in words)),
        sum(word.isupper() and len(word) > 1 for word in said) / n,
        float(words[0][0].islower()),
        float(words[-1][-1] not in _ENDS),
        sum(word in _I_AND_YOU for word in low) / n,
        sum(word[0].isupper() for word in said) / n,
    ]


@dataclass(frozen=True)
class Head:
    """What a head has learned.

    Attributes
    ----------
    encoder : str
        The hash of the encoder whose vectors it reads.
    vector, surface : array
        Weights of a sentence's vector, and of its `surface`; the latter may be empty.
    counts : mapping
        Weights of what is counted in whole passages, by name; may be empty.
    bias : float
    """

    encoder: str
    vector: Floats = field(repr=False)
    surface: Floats = field(repr=False)
    counts: Mapping[str, float]
    bias: float

    def __call__(
        self, vectors: NDArray[np.floating[Any]], sentences: Sequence[Sequence[str]]
    ) -> Floats:
        """Return what is said of each sentence."""
        said: Floats = vectors @ self.vector + self.bias
        if len(self.surface) and len(sentences):
            said = said + np.array([surface(words) for words in sentences]) @ self.surface
        return said


@cache
def head(name: str) -> Head | None:
    """Return a head, a key of `FILES`; None where its file is left out."""
    if not weights.available(FILES[name]):
        return None
    found = weights.read_json(FILES[name])
    return Head(
        found["encoder"],
        np.array(found["vector"]),
        np.array(found["surface"]),
        found["counts"],
        found["bias"],
    )


def missing(name: str) -> str:
    """Return why a head cannot be read, in a sentence; ``""`` if it can."""
    found = head(name)
    if found is None:
        if name in _MADE_BY:
            return f"The file {FILES[name]} is not installed, so {name} wording cannot be told."
        return (
            "The files fitted to research data (stylo/models/research) are not installed, "
            f"so {name} cannot be told."
        )
    if found.encoder != weights.sha256(MODEL):
        return (
            f"The head of {name} belongs to another encoder: retrain it, "
            f"'{_MADE_BY.get(name, 'stylo train heads')}'."
        )
    return ""


def apply(
    vectors: NDArray[np.floating[Any]], sentences: Sequence[Sequence[str]]
) -> dict[str, Floats]:
    """Return a column for each head: what it says of each sentence.

    Parameters
    ----------
    vectors : array, sentences × `stylo.encoder.VECTOR`
        As `stylo.encoder.read` returns them.
    sentences : sequence of sequences of str
        The tokens that were read.

    Returns
    -------
    dict
        ``formality`` on people's scale, -3 very informal to 3 very formal; ``ease``, what a
        sentence adds to the judged ease of a passage; ``editorial``, -1 as reports are worded to
        1 as opinion pages are. NaN where a head is left out.
    """
    nothing = np.full(len(sentences), np.nan)
    found = {name: None if missing(name) else head(name) for name in FILES}
    return {name: one(vectors, sentences) if one else nothing for name, one in found.items()}


def added(doc: Document, vectors: NDArray[np.floating[Any]]) -> Document:
    """Return a document with the columns of `apply`, from the vectors of its sentences."""
    text = straighten(doc.text)
    places = zip(doc.tokens["start"].tolist(), doc.tokens["end"].tolist(), strict=True)
    forms = [text[start:end] for start, end in places]
    bounds = zip(doc.sentences["first"].tolist(), doc.sentences["last"].tolist(), strict=True)
    sentences = [forms[first:last] for first, last in bounds]
    return replace(doc, sentences=doc.sentences.with_columns(**apply(vectors, sentences)))
