"""Lexis: the words themselves, how long, varied, rare and abstract, and how much of a theme."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from stylo import grammar, vocabulary
from stylo.diversity import DRAWS, WINDOW, hdd, mattr, mtld
from stylo.document import Document, cached
from stylo.feature import (
    Bools,
    Evidence,
    Feature,
    Floats,
    Ints,
    Measurement,
    density,
    index,
    own_words,
    ratio,
    sentence_sums,
    token_mask,
    word_starts,
)
from stylo.finders import listed
from stylo.tokens import evidence, formed, lemmatised, tagged
from stylo.words import words


@cached
def _letters(doc: Document) -> Ints:
    """Letters and figures of each token."""
    counts: Ints = np.fromiter(
        (len(n) if n.isalnum() else sum(map(str.isalnum, n)) for n in doc.tokens["norm"]),
        np.int64,
        len(doc.tokens),
    )
    return np.asarray(counts * (doc.tokens["word"] >= 0), dtype=np.int64)


def _lengths(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope)
    return np.column_stack(
        [sentence_sums(doc, _letters(doc) * own), sentence_sums(doc, word_starts(doc) & own)]
    )


def _content(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope) & (doc.tokens["word"] >= 0)
    content = tagged(doc, "NOUN", "PROPN", "VERB", "ADJ", "ADV")
    return np.column_stack([sentence_sums(doc, content & own), sentence_sums(doc, own)])


# -- variety ------------------------------------------------------------------------------------


def _diversity(
    name: str,
    formula: Callable[[Sequence[str]], float],
    *,
    unit: str,
    fewest: int,
    stable: int,
    drift: str = "",
    summary: str,
    reference: str,
) -> Feature:
    """Declare an index of the whole sequence of the writer's words: no interval, no evidence.

    Parameters
    ----------
    fewest, stable : int
        Words below which there is no value, and below which it is given with a caveat:
        ``python -m benchmarks length`` measures where chance within a text stays smaller than the
        difference between texts.
    drift : str
        Said with every value: how it moves with length, where it does.
    """
    none = "No interval: the index is no sum over sentences."

    def measure(doc: Document, scope: str = "own") -> Measurement:
        n = own_words(doc, scope)
        if n < fewest:
            why = f"The text has {n} words that count: {name} needs at least {fewest}."
            return Measurement(name, math.nan, unit, caveat=why)
        table = words(doc)
        said = table["norm"]
        if scope == "own":
            said = tuple(w for w, q in zip(said, table["quoted"].tolist(), strict=True) if not q)
        value = formula(said)
        if math.isnan(value):
            return Measurement(name, value, unit, caveat="No word of the text comes twice.")
        short = f"{n} words: below {stable}, {name} differs within a text as much as between texts."
        caveat = " ".join(part for part in (short if n < stable else "", drift, none) if part)
        return Measurement(name, value, unit, caveat=caveat)

    return Feature(name, unit, 1, summary, reference, measure)


# -- frequency ----------------------------------------------------------------------------------

#: Words below this Zipf value are rare: fewer than one in a million (van Heuven et al. 2014).
_RARE = 3.0


@cached
def _plain(doc: Document) -> Bools:
    """Content words in letters that are no names."""
    norm = doc.tokens["norm"]
    mask: Bools = tagged(doc, "NOUN", "VERB", "ADJ", "ADV") & (doc.tokens["word"] >= 0)
    for row in np.flatnonzero(mask).tolist():
        if len(norm[row]) < 2 or not norm[row].isalpha():
            mask[row] = False
    return mask


@cached
def _zipf(doc: Document) -> Floats:
    """The Zipf value of each plain content word, 0 elsewhere."""
    norm, known = doc.tokens["norm"], vocabulary.frequencies()
    out = np.zeros(len(norm))
    for row in np.flatnonzero(_plain(doc)).tolist():
        out[row] = known.get(norm[row], vocabulary.UNLISTED)
    return out


def _frequency(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope)
    return np.column_stack(
        [sentence_sums(doc, _zipf(doc) * own), sentence_sums(doc, _plain(doc) & own)]
    )


def _rare(doc: Document) -> list[Evidence]:
    rows = np.flatnonzero(_plain(doc) & (_zipf(doc) < _RARE))
    return evidence(doc, np.asarray(rows, dtype=np.int64), "rare")


def _rare_evidence(doc: Document, scope: str) -> list[Evidence]:
    rows = np.flatnonzero(_plain(doc) & (_zipf(doc) < _RARE) & token_mask(doc, scope))
    return evidence(doc, np.asarray(rows, dtype=np.int64), "rare")


#: A key word stands so often in the text, and exceeds the reference by this log-likelihood
#: (p < 0.0001 at one degree of freedom; Rayson and Garside 2000) and so many doublings (Hardie
#: 2014).
_KEY_COUNT, _KEY_G2, _KEY_DOUBLINGS = 3, 15.13, 4.0


def _log_likelihood(count: int, total: int, share: float) -> float:
    """Dunning's G² of a count against a share that is known (from a far larger corpus)."""
    rest = max(0, total - count)  # a hyphenated word counts once, though it may hold many
    g = count * math.log(count / (total * share))
    return 2 * (g + (rest * math.log(rest / (total * (1 - share))) if rest else 0.0))


#: Content words by tag that name no theme, with verbs of saying: the news has them in any text.
_NO_THEME = "enough few fewer less likely many more most much own several such unlikely".split()


def _keywords(doc: Document) -> list[Evidence]:
    """Words that the text, quotations included, has far more often than general English."""
    norm = doc.tokens["norm"]
    says = lemmatised(doc, grammar.PUBLIC) & tagged(doc, "VERB")
    rows = np.flatnonzero(_plain(doc) & ~says & ~formed(doc, _NO_THEME)).tolist()
    total = doc.word_count
    key = set()
    for word, count in Counter(norm[row] for row in rows).items():
        if count < _KEY_COUNT:
            continue
        share = 10 ** (vocabulary.zipf(word) - 9)
        doublings = math.log2(count / total / share)
        if doublings >= _KEY_DOUBLINGS and _log_likelihood(count, total, share) >= _KEY_G2:
            key.add(word)
    found = np.array([row for row in rows if norm[row] in key], dtype=np.int64)
    return evidence(doc, found, "keyword")


# -- abstractness -------------------------------------------------------------------------------


@cached
def _abstract_nouns(doc: Document) -> tuple[Bools, Bools]:
    """Which tokens are abstract nouns, and which are nouns of the table at all."""
    known, lemma = vocabulary.nouns(), doc.tokens["lemma"]
    listed_nouns = np.zeros(len(lemma), dtype=np.bool_)
    abstract = listed_nouns.copy()
    for row in np.flatnonzero(tagged(doc, "NOUN")).tolist():
        name = known.get(lemma[row])
        if name is not None:
            listed_nouns[row] = True
            abstract[row] = name in vocabulary.ABSTRACT
    return abstract, listed_nouns


def _abstractness(doc: Document, scope: str) -> Floats:
    own = token_mask(doc, scope)
    abstract, every = _abstract_nouns(doc)
    return np.column_stack([sentence_sums(doc, abstract & own), sentence_sums(doc, every & own)])


def _abstract_evidence(doc: Document, scope: str) -> list[Evidence]:
    lemma, known = doc.tokens["lemma"], vocabulary.nouns()
    rows = np.flatnonzero(_abstract_nouns(doc)[0] & token_mask(doc, scope))
    found = zip(evidence(doc, np.asarray(rows, dtype=np.int64), ""), rows.tolist(), strict=True)
    return [Evidence(e.span, known[lemma[row]]) for e, row in found]


_ABSTRACT = ("ism", "isms", "ship", "hood", "cy", "cies", "ance", "ence", "dom")


def _abstract(doc: Document) -> list[Evidence]:
    norm = doc.tokens["norm"]
    rows = [
        row
        for row in np.flatnonzero(tagged(doc, "NOUN")).tolist()
        if len(norm[row]) > 5 and norm[row].endswith(_ABSTRACT)
    ]
    return evidence(doc, np.array(rows, dtype=np.int64), "suffix")


FEATURES: tuple[Feature, ...] = (
    index(
        "word_length",
        _lengths,
        ratio(1),
        unit="letters per word",
        summary="Mean length of a word in letters and figures.",
        reference="Biber, D. (1988). Variation across Speech and Writing. Cambridge.",
    ),
    index(
        "content_word_share",
        _content,
        ratio(100),
        unit="% of tokens",
        summary="Share of words that carry content: nouns, names, verbs, adjectives, adverbs.",
        reference="Ure, J. (1971). Lexical density and register differentiation.",
    ),
    density(
        "focus_adverb_density",
        listed("lexis_focus", "focus"),
        summary='Focusing adverbs: "just", "even", "only", "merely".',
        reference="Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. "
        "Longman, 8.116.",
    ),
    density(
        "degree_adverb_density",
        listed("lexis_focus", "degree"),
        summary='Adverbs of degree: "too", "so", "really", "hardly".',
        reference="Quirk, R. et al. (1985). A Comprehensive Grammar of the English Language. "
        "Longman, 8.104.",
        revision=3,
    ),
    density(
        "abstract_suffix_density",
        _abstract,
        summary="Nouns with a suffix of ideas and conditions (-ism, -ship, -ence, -cy).",
        reference="Biber, D. et al. (1999). Longman Grammar of Spoken and Written English. "
        "Longman, 4.8.",
    ),
    index(
        "abstract_noun_share",
        _abstractness,
        ratio(100),
        unit="% of nouns",
        summary="Share of nouns for what nobody can touch: acts, states, thoughts, feelings.",
        reference="Fellbaum, C. (ed.) (1998). WordNet: An Electronic Lexical Database. MIT Press.",
        evidence=_abstract_evidence,
    ),
    _diversity(
        "mtld",
        mtld,
        unit="words",
        fewest=50,
        stable=700,
        summary="Variety of words: how many follow one another before repetition sets in.",
        reference="McCarthy, P. M. and Jarvis, S. (2010). MTLD, vocd-D, and HD-D. Behavior "
        "Research Methods 42(2).",
    ),
    _diversity(
        "hdd",
        hdd,
        unit="types per word of 42",
        fewest=DRAWS,
        stable=700,
        drift="HD-D rises a little with length (r = .31 within articles from 200 to 2,000 words).",
        summary="Variety of words: the type-token ratio to expect of 42 words drawn from the text.",
        reference="McCarthy, P. M. and Jarvis, S. (2007). vocd: a theoretical and empirical "
        "evaluation. Language Testing 24(4).",
    ),
    _diversity(
        "mattr",
        mattr,
        unit="types per word of 100",
        fewest=WINDOW,
        stable=500,
        summary="Variety of words: the mean type-token ratio of all runs of 100 words.",
        reference="Covington, M. A. and McFall, J. D. (2010). Cutting the Gordian knot. Journal of "
        "Quantitative Linguistics 17(2).",
    ),
    index(
        "content_word_frequency",
        _frequency,
        ratio(1),
        unit="Zipf",
        summary="How common the content words are, names apart: 3 one in a million, 6 one in a "
        "thousand.",
        reference="van Heuven, W. J. B. et al. (2014). SUBTLEX-UK. Quarterly Journal of "
        "Experimental Psychology 67(6).",
        evidence=_rare_evidence,
    ),
    density(
        "rare_word_density",
        _rare,
        per=100,
        over="content_words",
        summary="Content words, names apart, that stand less than once in a million words.",
        reference="van Heuven, W. J. B. et al. (2014). SUBTLEX-UK. Quarterly Journal of "
        "Experimental Psychology 67(6).",
    ),
    density(
        "keyword_density",
        _keywords,
        summary="Words of the theme: those that come three times or more, and far more often than "
        "in general English.",
        caveat="Rises with length (r = .54 within articles from 200 to 2,000 words): compare "
        "texts of like length.",
        reference="Rayson, P. and Garside, R. (2000). Comparing corpora using frequency profiling. "
        "Workshop on Comparing Corpora, ACL.",
        revision=2,
    ),
)
