"""What a measure is: `Feature`, `Measurement`, `Evidence`, and the two ways to declare one.

A *density* is its evidence: the sum of the weights over the writer's own units. An *index* is a
formula of totals that are counted sentence by sentence. Both get a 95 % interval by resampling the
text's own passages (Efron 1979; widened for few passages as by Hesterberg 2015), which is sampling
error only: how well a detector finds what it looks for is another matter, told by its precision and
recall.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stylo.document import CONTENT_UPOS, Document, Span, cached

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

#: Draws of the bootstrap, the fewest passages that bear one, and the most that are drawn: in a
#: longer text neighbours are drawn together.
RESAMPLES = 1000
MIN_PASSAGES = 5
MAX_PASSAGES = 400
#: Cues that a text without any might still have had (Hanley and Lippman-Hand 1983, JAMA 249).
UNSEEN = 3.0
#: Below this many of the writer's own words a density is not given at all.
MIN_WORDS = 10
#: Below this many a value is given with a caveat.
FEW_WORDS = 100

SCOPES = ("own", "all")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a measure counted. For hedging, a *cue*.

    Attributes
    ----------
    span : Span
        Where they stand in ``Document.text``.
    label : str
        Their type, e.g. ``"modal"``.
    weight : float
        What they add to the measure's count.
    """

    span: Span
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number about one text, with the words behind it.

    Attributes
    ----------
    name, unit : str
        As in the `Feature`.
    value : float
        NaN where the text cannot bear the measure; `caveat` then says why.
    evidence : tuple of Evidence
        In the order of the text.
    low, high : float
        95 % interval by resampling the text's passages; NaN where there is none.
    caveat : str
        A sentence, or ``""``.
    """

    name: str
    value: float
    unit: str
    evidence: tuple[Evidence, ...] = ()
    low: float = math.nan
    high: float = math.nan
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """A declared measure: one number, one column.

    Attributes
    ----------
    name : str
        Column name, ``<cue>_density`` or the formula's own name.
    unit : str
        What the number counts, e.g. ``"per 100 words"``.
    revision : int
        Rises whenever the values change; models and norms made with another are refused.
    summary : str
        One sentence for a reader.
    reference : str
        Author, year, source.
    measure : callable
        ``(document, scope) -> Measurement``.
    """

    name: str
    unit: str
    revision: int
    summary: str
    reference: str
    measure: Callable[[Document, str], Measurement]


# -- whose words ------------------------------------------------------------------------------


def token_mask(doc: Document, scope: str) -> Bools:
    """Return which tokens count: all, or those outside other people's quotations."""
    quoted: Bools = doc.tokens["quoted"]
    own: Bools = ~quoted
    return own if scope == "own" else np.ones(len(quoted), dtype=np.bool_)


@cached
def word_starts(doc: Document) -> Bools:
    """Return a mask of the tokens that begin an orthographic word."""
    word: Ints = doc.tokens["word"]
    starts: Bools = word >= 0
    if len(word) > 1:
        starts[1:] &= word[1:] != word[:-1]
    return starts


@cached
def _content(doc: Document) -> Bools:
    upos, word = doc.tokens["upos"], doc.tokens["word"]
    tagged: Bools = np.fromiter((tag in CONTENT_UPOS for tag in upos), np.bool_, len(upos))
    content: Bools = tagged & (word >= 0)
    return content


@cached
def body_sentences(doc: Document) -> Bools:
    """Return which sentences are running text: no heading, caption or list item, and some word."""
    kinds = doc.paragraphs["kind"]
    body = np.fromiter((kinds[p] == "body" for p in doc.sentences["paragraph"]), np.bool_)
    words = sentence_sums(doc, word_starts(doc))
    return body.astype(np.bool_) & (words > 0)


@cached
def quoted_share(doc: Document) -> Floats:
    """Return, for each sentence, the share of its words inside other people's quotations."""
    starts = word_starts(doc)
    words = sentence_sums(doc, starts)
    quoted = sentence_sums(doc, starts & doc.tokens["quoted"])
    return np.divide(quoted, words, out=np.zeros(len(words)), where=words > 0)


def length_sentences(doc: Document, scope: str) -> Bools:
    """Return which sentences enter readability and syntax.

    Headings, captions and list items never do. With ``scope="own"`` a sentence whose words are
    all quoted drops out, and a mixed one stays whole.
    """
    keep = body_sentences(doc)
    return keep & (quoted_share(doc) < 1.0) if scope == "own" else keep


def sentence_sums(doc: Document, per_token: NDArray[np.generic]) -> Floats:
    """Sum a value per token (or a mask) over each sentence."""
    rows, n = doc.tokens["sentence"], len(doc.sentences)
    return np.bincount(rows, weights=per_token.astype(np.float64), minlength=n).astype(np.float64)


def units(doc: Document, over: str, scope: str) -> Floats:
    """Return, for each sentence, the units that a density is divided by.

    Parameters
    ----------
    over : {"words", "content_words", "sentences"}
        Orthographic words; tokens tagged as noun, name, verb, adjective or adverb; sentences of
        running text.
    """
    if over == "words":
        return sentence_sums(doc, word_starts(doc) & token_mask(doc, scope))
    if over == "content_words":
        return sentence_sums(doc, _content(doc) & token_mask(doc, scope))
    if over == "sentences":
        return length_sentences(doc, scope).astype(np.float64)
    raise ValueError(f"unknown units {over!r}")


# -- how far a number can be trusted ----------------------------------------------------------


@cached
def _passages(doc: Document) -> tuple[Bools, Ints, int]:
    """Which sentences have words, the passage of each of these, and how many passages there are."""
    words = sentence_sums(doc, word_starts(doc)) > 0
    paragraph = doc.sentences["paragraph"]
    kinds = doc.paragraphs["kind"]
    body = {int(p) for p in paragraph[words] if kinds[p] == "body"}
    groups = paragraph if len(body) >= MIN_PASSAGES else np.arange(len(paragraph))
    kept, passage = np.unique(groups[words], return_inverse=True)
    n = len(kept)
    passage, n = _at_most(passage.astype(np.int64), n)
    return words, passage, n


def _at_most(passage: Ints, n: int) -> tuple[Ints, int]:
    """Put neighbouring passages together where there are too many."""
    return (passage * MAX_PASSAGES // n, MAX_PASSAGES) if n > MAX_PASSAGES else (passage, n)


@lru_cache(maxsize=4)
def _draws(n: int) -> Floats:
    """How often each of so many passages is drawn: resamples × passages."""
    draws = np.random.RandomState(0).multinomial(n, np.full(n, 1.0 / n), size=RESAMPLES)
    return draws.astype(np.float64)


@lru_cache(maxsize=MAX_PASSAGES)
def _tail(n: int) -> float:
    """Return the share of draws of so many passages that lies outside, on either side.

    Draws of n passages vary less than the passages do, and their spread is itself a guess: the
    interval is as wide as Student's if the share is Φ(−t √(n ÷ (n − 1))), t the quantile with n − 1
    degrees of freedom (Hesterberg 2015, The American Statistician 69: expanded percentiles), here
    by its expansion (Abramowitz and Stegun 26.7.5).
    """
    z, v = 1.959964, n - 1
    t = (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )
    return math.erfc(t * math.sqrt(n / v) / math.sqrt(2)) / 2


def interval(
    doc: Document,
    counts: Floats,
    formula: Callable[[Floats], Floats],
    passage: Ints | None = None,
) -> tuple[float, float]:
    """Return the 95 % interval of a formula of totals, by resampling the text's passages.

    Parameters
    ----------
    counts : array, shape (sentences, k)
        What the formula sums.
    formula : callable
        Takes totals of shape (..., k), returns values of shape (...); may return NaN.
    passage : array, optional
        The passage of each sentence, where these are no paragraphs; −1 for none.

    Returns
    -------
    low, high : float
        Of 1,000 draws of paragraphs (of sentences, where there are fewer than five paragraphs) the
        middle 95 %, or more where passages are few; NaN where there are fewer than five of
        either, or where all draws agree and so tell nothing.
    """
    if passage is None:
        words, passage, n = _passages(doc)
    else:
        words = passage >= 0
        passage, n = _at_most(passage[words], int(passage.max(initial=-1)) + 1)
    if n < MIN_PASSAGES:
        return math.nan, math.nan
    draws = _draws(n)
    said = counts[words]
    totals = np.stack([np.bincount(passage, column, n) for column in said.T], axis=1)
    with np.errstate(all="ignore"):
        values = formula(draws @ totals)
    values = np.sort(values[np.isfinite(values)])
    if len(values) < RESAMPLES // 2 or math.isclose(values[0], values[-1], abs_tol=1e-12):
        return math.nan, math.nan
    tail = _tail(n)
    return _quantile(values, tail), _quantile(values, 1 - tail)


def _quantile(ordered: Floats, share: float) -> float:
    """Quantile of ordered values, linear between neighbours (Hyndman & Fan 1996, type 7)."""
    at, rest = divmod(share * (len(ordered) - 1), 1.0)
    left = float(ordered[int(at)])
    return left + rest * (float(ordered[min(int(at) + 1, len(ordered) - 1)]) - left)


def ratio(per: float) -> Callable[[Floats], Floats]:
    """Return the formula *first total ÷ second × per*, NaN where the second is zero."""

    def formula(totals: Floats) -> Floats:
        out = np.full(totals.shape[:-1], np.nan)
        np.divide(totals[..., 0] * per, totals[..., 1], out=out, where=totals[..., 1] > 0)
        return out

    return formula


def own_evidence(doc: Document, found: Iterable[Evidence], scope: str) -> tuple[Evidence, ...]:
    """Return the evidence in the order of the text, less what begins in someone else's words."""
    kept = sorted(found, key=lambda e: (e.span.start, e.span.end, e.label))
    if scope == "all" or not kept:
        return tuple(kept)
    first = token_at(doc, [e.span.start for e in kept])
    quoted = doc.tokens["quoted"]
    return tuple(e for e, token in zip(kept, first, strict=True) if not quoted[token])


def token_at(doc: Document, offsets: Sequence[int]) -> Ints:
    """Return the row of the token at (or last before) each offset."""
    rows = np.searchsorted(doc.tokens["start"], offsets, side="right") - 1
    return np.maximum(rows, 0).astype(np.int64)


def own_words(doc: Document, scope: str) -> int:
    """Return how many orthographic words count."""
    return int(units(doc, "words", scope).sum())


def length_caveat(doc: Document, scope: str) -> tuple[bool, str]:
    """Return whether the text bears a density at all, and the caveat of a short one."""
    words = own_words(doc, scope)
    whose = "words of the writer's own" if scope == "own" else "words"
    if words < MIN_WORDS:
        return False, f"The text has {words} {whose}: a density needs at least {MIN_WORDS}."
    if words < FEW_WORDS:
        return True, f"Only {words} {whose}: one more cue would move the value much."
    return True, ""


# -- declaring a measure ----------------------------------------------------------------------


def density(
    name: str,
    find: Callable[[Document], Iterable[Evidence]],
    *,
    summary: str,
    reference: str,
    revision: int = 1,
    per: float = 100,
    over: str = "words",
    caveat: str = "",
) -> Feature:
    """Declare a measure whose value is its evidence: Σ weights ÷ the writer's own units × per.

    Parameters
    ----------
    find : callable
        ``document -> evidence`` over the whole text, quotations included; what begins inside
        someone else's quotation is dropped afterwards (``scope="own"``).
    per, over
        The denominator; see `units`.
    caveat : str
        Said with every value, e.g. that the measure is a first approximation.
    """
    unit = f"per {per:g} {over.replace('_', ' ')}"

    def measure(doc: Document, scope: str = "own") -> Measurement:
        found = own_evidence(doc, find(doc), scope)
        enough, why = length_caveat(doc, scope)
        counts = np.zeros((len(doc.sentences), 2))
        counts[:, 1] = units(doc, over, scope)
        total = float(counts[:, 1].sum())
        if not enough or total == 0:
            why = why or f"The text has no {over.replace('_', ' ')} to count."
            return Measurement(name, math.nan, unit, found, caveat=why)
        if found:
            rows = doc.tokens["sentence"][token_at(doc, [e.span.start for e in found])]
            np.add.at(counts[:, 0], rows, [e.weight for e in found])
        value = math.fsum(e.weight for e in found) / total * per
        if found:
            low, high = interval(doc, counts, ratio(per))
        elif _passages(doc)[2] < MIN_PASSAGES:
            low = high = math.nan
        else:
            low, high = 0.0, UNSEEN / total * per
        said = " ".join(part for part in (why, caveat) if part)
        return Measurement(name, value, unit, found, low, high, said)

    return Feature(name, unit, revision, summary, reference, measure)


def index(
    name: str,
    counts: Callable[[Document, str], Floats],
    formula: Callable[[Floats], Floats],
    *,
    unit: str,
    summary: str,
    reference: str,
    revision: int = 1,
    evidence: Callable[[Document, str], Iterable[Evidence]] | None = None,
    check: Callable[[Document, str], tuple[bool, str]] = length_caveat,
    resampled: bool = True,
) -> Feature:
    """Declare a measure that is a formula of totals.

    Parameters
    ----------
    counts : callable
        ``(document, scope) -> array (sentences, k)``.
    formula : callable
        Totals of shape (..., k) to values of shape (...).
    evidence : callable, optional
        ``(document, scope) -> evidence``, already restricted to what counts.
    check : callable
        ``(document, scope) -> (bears a value, caveat)``.
    resampled : bool
        False for a formula that is no function of sums over sentences: it gets no interval.
    """

    def measure(doc: Document, scope: str = "own") -> Measurement:
        enough, why = check(doc, scope)
        found = tuple(evidence(doc, scope)) if evidence else ()
        if not enough:
            return Measurement(name, math.nan, unit, found, caveat=why)
        table = counts(doc, scope)
        with np.errstate(all="ignore"):
            value = float(formula(table.sum(axis=0)))
        if not math.isfinite(value):
            why = why or "The text lacks what the formula counts."
            return Measurement(name, math.nan, unit, found, caveat=why)
        low, high = interval(doc, table, formula) if resampled else (math.nan, math.nan)
        return Measurement(name, value, unit, found, low, high, why)

    return Feature(name, unit, revision, summary, reference, measure)
