"""Metaphor, simile and idiom: how often a writer says one thing by way of another.

`metaphor_density` counts as MIPVU does (Steen et al. 2010): every word used indirectly, worn
metaphor and prepositions included, by a learned table (`stylo.figurative`). What a reader would
notice is nearer to `content_metaphor_density`, `simile_density` and `idiom_density`.
"""

from __future__ import annotations

import numpy as np

from stylo import figurative
from stylo.document import CONTENT_UPOS, Document, cached
from stylo.feature import Bools, Evidence, density
from stylo.finders import listed
from stylo.similes import similes
from stylo.tokens import evidence, tagged

_MIPVU = (
    "Steen, G. J., Dorst, A. G., Herrmann, J. B., Kaal, A. A., Krennmayr, T. & Pasma, T. (2010). "
    "A Method for Linguistic Metaphor Identification: From MIP to MIPVU."
)
_CAVEAT = (
    "A first approximation, by words and their neighbours; worn metaphor counts as well as vivid."
)


@cached
def _content(doc: Document) -> Bools:
    return tagged(doc, *sorted(CONTENT_UPOS))


def metaphors(doc: Document) -> list[Evidence]:
    """Return the metaphor-related words, labelled ``content`` or ``function``."""
    marked, content = figurative.marked(doc), _content(doc)
    return [
        *evidence(doc, np.flatnonzero(marked & content), "content"),
        *evidence(doc, np.flatnonzero(marked & ~content), "function"),
    ]


def content_metaphors(doc: Document) -> list[Evidence]:
    """Return the metaphor-related nouns, verbs, adjectives and adverbs."""
    return evidence(doc, np.flatnonzero(figurative.marked(doc) & _content(doc)), "content")


FEATURES = (
    density(
        "metaphor_density",
        metaphors,
        summary="Metaphor-related words of all classes, worn ones and prepositions included; "
        "academic prose scores higher than talk.",
        reference=_MIPVU,
        caveat=_CAVEAT,
    ),
    density(
        "content_metaphor_density",
        content_metaphors,
        over="content_words",
        summary="Metaphor-related nouns, verbs, adjectives and adverbs among all content words.",
        reference=_MIPVU,
        caveat=_CAVEAT,
    ),
    density(
        "simile_density",
        similes,
        summary="Comparisons with like, as, as if and than that are meant as pictures.",
        reference="Israel, M., Harding, J. R. & Tobin, V. (2004). On simile. Language, Culture, "
        "and Mind.",
    ),
    density(
        "idiom_density",
        listed("idioms"),
        summary="Idioms and stock figurative phrases, in any inflection.",
        reference="Moon, R. (1998). Fixed Expressions and Idioms in English.",
    ),
)
