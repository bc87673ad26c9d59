"""Metaphor, simile and idiom: how often a writer says one thing by way of another.

`metaphor_density` counts as MIPVU does (Steen et al. 2010): every word used indirectly, worn
metaphor and prepositions included; `content_metaphor_density` leaves the function words out. What a
reader would notice is `novel_metaphor_density`: words of a clear literal domain, likely to be meant
otherwise, and novel. Its value counts words; its evidence shows the words of one image together, as
one piece that weighs as many as it has (*slaying the AI dragons*: 2). `source_domain_diversity`
says of how many domains the pictures come, and its evidence is their map.
"""

from __future__ import annotations

import numpy as np

from stylo import domains
from stylo.document import CONTENT_UPOS, Document, cached
from stylo.feature import (
    Bools,
    Evidence,
    Floats,
    density,
    index,
    length_caveat,
    own_evidence,
    token_at,
)
from stylo.finders import listed
from stylo.lexicon import load
from stylo.similes import similes
from stylo.tokens import evidence, tagged

_MIPVU = (
    "Steen, G. J., Dorst, A. G., Herrmann, J. B., Kaal, A. A., Krennmayr, T. & Pasma, T. (2010). "
    "A Method for Linguistic Metaphor Identification: From MIP to MIPVU."
)
#: Images below which their diversity is not given, and below which it comes with a caveat.
MIN_IMAGES, FEW_IMAGES = 5, 20


@cached
def _content(doc: Document) -> Bools:
    return tagged(doc, *sorted(CONTENT_UPOS))


def metaphors(doc: Document) -> list[Evidence]:
    """Return the metaphor-related words, labelled ``content`` or ``function``."""
    marked, content = domains.metaphor_related(doc), _content(doc)
    return [
        *evidence(doc, np.flatnonzero(marked & content), "content"),
        *evidence(doc, np.flatnonzero(marked & ~content), "function"),
    ]


def content_metaphors(doc: Document) -> list[Evidence]:
    """Return the metaphor-related nouns, verbs, adjectives and adverbs."""
    return evidence(doc, np.flatnonzero(domains.metaphor_related(doc) & _content(doc)), "content")


def novel_metaphors(doc: Document) -> list[Evidence]:
    """Return the images that a reader would notice, labelled with their domain, or ``novel``."""
    return domains.evidence(doc, domains.novel_images(doc))


@cached
def _images(doc: Document) -> list[Evidence]:
    return [Evidence(e.span, e.label) for e in domains.evidence(doc, domains.images(doc))]


def _own_images(doc: Document, scope: str) -> tuple[Evidence, ...]:
    return own_evidence(doc, _images(doc), scope)


def _domain_counts(doc: Document, scope: str) -> Floats:
    """Images of each domain in each sentence."""
    names = {name: at for at, name in enumerate(load("source_domains").labels())}
    counts = np.zeros((len(doc.sentences), len(names)))
    found = _own_images(doc, scope)
    if found:
        rows = doc.tokens["sentence"][token_at(doc, [e.span.start for e in found])]
        np.add.at(counts, (rows, [names[e.label] for e in found]), 1.0)
    return counts


def _unlike(totals: Floats) -> Floats:
    """How likely two images are of different domains: one less Simpson's (1949) unbiased lambda."""
    n = totals.sum(axis=-1)
    return np.asarray(1 - (totals * (totals - 1)).sum(axis=-1) / (n * (n - 1)))


def _bears_diversity(doc: Document, scope: str) -> tuple[bool, str]:
    enough, why = length_caveat(doc, scope)
    n = len(_own_images(doc, scope))
    if enough and n < MIN_IMAGES:
        return (
            False,
            f"The text has {n} images of a clear domain: at least {MIN_IMAGES} are needed.",
        )
    if enough and n < FEW_IMAGES:
        why = f"Only {n} images of a clear domain: one more would move the value."
    return enough, why


FEATURES = (
    density(
        "metaphor_density",
        metaphors,
        revision=3,
        summary="Metaphor-related words of all classes, worn ones and prepositions included; "
        "academic prose scores higher than talk.",
        reference=_MIPVU,
    ),
    density(
        "content_metaphor_density",
        content_metaphors,
        revision=3,
        over="content_words",
        summary="Metaphor-related nouns, verbs, adjectives and adverbs among all content words.",
        reference=_MIPVU,
    ),
    density(
        "novel_metaphor_density",
        novel_metaphors,
        revision=2,
        summary="Words of the metaphors that a reader would notice: unusual ones, of a clear "
        "literal domain.",
        reference="Do Dinh, E.-L., Wieland, H. & Gurevych, I. (2018). Weeding out conventionalized "
        "metaphors: a corpus of novel metaphor annotations. EMNLP.",
    ),
    index(
        "source_domain_diversity",
        _domain_counts,
        _unlike,
        revision=2,
        unit="chance (0 to 1)",
        summary="How likely two images of the article are of different source domains (war, sea, "
        "illness); the evidence is the map of domains.",
        reference="Lakoff, G. & Johnson, M. (1980). Metaphors We Live By; Simpson, E. H. (1949). "
        "Measurement of diversity. Nature 163.",
        evidence=_own_images,
        check=_bears_diversity,
        resampled=False,
    ),
    density(
        "simile_density",
        similes,
        revision=3,
        summary="Comparisons with like, as, as if and than that are meant as pictures.",
        reference="Israel, M., Harding, J. R. & Tobin, V. (2004). On simile. Language, Culture, "
        "and Mind.",
    ),
    density(
        "idiom_density",
        listed("idioms"),
        revision=2,
        summary="Idioms and stock figurative phrases, in any inflection.",
        reference="Moon, R. (1998). Fixed Expressions and Idioms in English.",
    ),
)
