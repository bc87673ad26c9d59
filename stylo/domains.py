"""Source domains: what the metaphors and similes of a text are pictures of.

*The plan ran aground* speaks of a plan in words of the sea. Whether a word is meant literally is
what the encoder says (metaphor-related by MIPVU; Steen et al. 2010) and the finder of similes; its
domain is that of its literal meaning (Lakoff & Johnson 1980), by a list of words for which that is
clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stylo.document import Document, Span, cached
from stylo.encoder import threshold
from stylo.feature import Bools, Evidence, Ints, token_at
from stylo.finders import listed
from stylo.lexicon import load
from stylo.similes import kind_of_vehicle, similes
from stylo.tokens import shifted, tagged

#: From which novelty on a metaphor is one that a reader notices; chosen by reading hits.
NOVELTY = 0.25
#: Below which novelty a metaphor is too worn to join a novel one beside it.
WORN = 0.1
#: The label of a novel metaphor without a clear domain, and what such a word needs: it is more
#: likely a mistake.
UNCLEAR, UNCLEAR_METAPHOR, UNCLEAR_NOVELTY = "novel", 0.85, 0.35
#: Tokens that may stand between two words of one image.
REACH = 3
#: Domains of the vehicles of similes by the kinds of their own list, where that of domains is
#: silent.
_KINDS = {
    "animal": "animals",
    "body": "body",
    "food": "food",
    "plant": "plants",
    "weather": "weather",
}


@dataclass(frozen=True, slots=True)
class Image:
    """Words that paint: rows `first` to `last` (half-open) of the token table.

    Attributes
    ----------
    domain : str
        ``"war"``, ``"sea"``, ...; see ``features/lexicons/source_domains.tsv``.
    words : int
        How many of its tokens count.
    """

    first: int
    last: int
    domain: str
    words: int


class _Candidate(NamedTuple):
    """A word or phrase, whether it begins an image or may join one, and its novelty."""

    image: Image
    begins: bool
    joins: bool
    novelty: float


@dataclass(frozen=True, slots=True)
class Domain:
    """The images of one source domain.

    Attributes
    ----------
    name : str
    share : float
        Of all images whose domain is clear, 0 to 1.
    spans : tuple of Span
        Where they stand in ``Document.text``.
    """

    name: str
    share: float
    spans: tuple[Span, ...]


@cached
def metaphor_related(doc: Document) -> Bools:
    """Return which words are metaphor-related, of all classes."""
    related: Bools = doc.tokens["metaphor"] >= threshold("metaphor")
    related &= doc.tokens["word"] >= 0
    return related


@cached
def _vehicles(doc: Document) -> Bools:
    """Return which tokens are the vehicle of a simile: *like a **dagger***."""
    mask = np.zeros(len(doc.tokens), dtype=np.bool_)
    found = similes(doc)
    if found:
        mask[token_at(doc, [e.span.end - 1 for e in found])] = True
    return mask


@cached
def _idioms(doc: Document) -> Ints:
    """Return the number of the idiom that each token is part of, -1 for none."""
    rows = np.full(len(doc.tokens), -1)
    for number, idiom in enumerate(listed("idioms")(doc)):
        first, last = token_at(doc, [idiom.span.start, idiom.span.end - 1])
        rows[first : last + 1] = number
    return rows


@cached
def _literal(doc: Document) -> tuple[Image, ...]:
    """Return the words whose literal meaning has a clear domain, meant literally or not.

    A word counts alone only if it is no part of a longer one (*blue-collar*).
    """
    word = doc.tokens["word"]
    same = np.zeros(len(word), dtype=np.bool_)
    same[1:] = (word[1:] == word[:-1]) & (word[1:] >= 0)
    joined = same | shifted(same, -1)
    found = []
    for match in load("source_domains").match(doc):
        length = match.last - match.first
        if length > 1 or not joined[match.first]:
            found.append(Image(match.first, match.last, match.label, length))
    taken = {row for image in found for row in range(image.first, image.last)}
    for row in np.flatnonzero(_vehicles(doc)).tolist():
        domain = _KINDS.get(kind_of_vehicle(doc.tokens["lemma"][row]))
        if domain and row not in taken:
            found.append(Image(row, row + 1, domain, 1))
    return tuple(sorted(found, key=lambda image: image.first))


@cached
def images(doc: Document) -> tuple[Image, ...]:
    """Return the metaphors, and the vehicles of similes, whose source domain is clear.

    A phrase of the list counts where one of its words does; names never do.
    """
    figurative = metaphor_related(doc) | _vehicles(doc)
    figurative &= ~tagged(doc, "PROPN")
    return tuple(i for i in _literal(doc) if figurative[i.first : i.last].any())


@cached
def novel_images(doc: Document) -> tuple[Image, ...]:
    """Return the metaphors that a reader would notice.

    A word or phrase whose domain is clear begins an image if it is metaphor-related (or the vehicle
    of a simile) and novel; without a clear domain it must be both by far (`UNCLEAR`). What stands
    within `REACH` tokens of it belongs to the same image, if it has a domain and is
    metaphor-related and not worn out, or novel and half as likely to be metaphor-related
    (*slaying* the AI *dragons*), or part of the same idiom. The image has the domain of its most
    novel word.
    """
    return tuple(_merged(doc, _candidates(doc)))


@cached
def _candidates(doc: Document) -> list[_Candidate]:
    """Return what may begin or join an image that a reader notices, in order."""
    content = tagged(doc, "NOUN", "VERB", "ADJ", "ADV") & (doc.tokens["word"] >= 0)
    likely = np.where(_vehicles(doc), 1.0, doc.tokens["metaphor"])
    novelty, cut = doc.tokens["novelty"], threshold("metaphor")
    found: list[_Candidate] = []
    taken = np.zeros(len(content), dtype=np.bool_)
    for image in _literal(doc):
        rows = slice(image.first, image.last)
        taken[rows] = True
        chance, news = float(likely[rows].max()), float(novelty[rows].max())
        if content[rows].any() and chance >= cut / 2:
            novel, related = news >= NOVELTY, chance >= cut
            joins = novel or (related and news >= WORN)
            found.append(_Candidate(image, novel and related, joins, news))
    clear = content & ~taken & (likely >= UNCLEAR_METAPHOR) & (novelty >= UNCLEAR_NOVELTY)
    for row in np.flatnonzero(clear).tolist():
        image = Image(row, row + 1, UNCLEAR, 1)
        found.append(_Candidate(image, True, True, float(novelty[row])))
    return sorted(found, key=lambda one: one.image.first)


def _merged(doc: Document, found: Sequence[_Candidate]) -> Iterator[Image]:
    """Yield the images that begin somewhere, each with its neighbours."""
    near = [_together(doc, a, b) for a, b in pairwise(found)]
    group: list[_Candidate] = []
    for at, one in enumerate(found):
        left = at > 0 and near[at - 1]
        right = at < len(near) and near[at]
        beside = (left and found[at - 1].begins) or (right and found[at + 1].begins)
        kept = one.begins or beside
        if group and not (kept and left):
            yield _one(group)
            group = []
        if kept:
            group.append(one)
    if group:
        yield _one(group)


def _one(group: Sequence[_Candidate]) -> Image:
    """Return the image that neighbours make together."""
    begun = [one for one in group if one.begins]
    best = max(begun, key=lambda one: (one.image.domain != UNCLEAR, one.novelty)).image
    words = sum(one.image.words for one in group)
    return Image(group[0].image.first, group[-1].image.last, best.domain, words)


def _together(doc: Document, left: _Candidate, right: _Candidate) -> bool:
    """Whether neighbours make one image: near, in one sentence, in the same mouth."""
    a, b = left.image, right.image
    between = range(a.last, b.first)
    words, norm = doc.tokens["word"], doc.tokens["norm"]
    if len(between) > REACH or not all(words[row] >= 0 or norm[row] == "," for row in between):
        return False
    alike = all(doc.tokens[c][a.first] == doc.tokens[c][b.first] for c in ("sentence", "quoted"))
    idiom = _idioms(doc)
    whole = idiom[a.first] >= 0 and idiom[a.first] == idiom[b.first]
    return bool(alike and ((left.joins and right.joins) or whole))


def evidence(doc: Document, found: Iterable[Image]) -> list[Evidence]:
    """Return images as evidence: labelled with the domain, weighed by the words."""
    start, end = doc.tokens["start"], doc.tokens["end"]
    return [
        Evidence(Span(int(start[i.first]), int(end[i.last - 1])), i.domain, float(i.words))
        for i in found
    ]


def domain_map(found: Iterable[Evidence]) -> tuple[Domain, ...]:
    """Return the source domains of an article, the commonest first.

    Parameters
    ----------
    found : iterable of Evidence
        Images labelled with their domain: the evidence of ``source_domain_diversity``.
    """
    spans: dict[str, list[Span]] = {}
    for one in found:
        spans.setdefault(one.label, []).append(one.span)
    total = sum(map(len, spans.values()))
    ordered = sorted(spans.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Domain(name, len(some) / total, tuple(some)) for name, some in ordered)
