"""Readability: the classic formulas on correct counts, and what they are made of.

Each formula is written down once, as a function of totals, with its source. Coefficients and the
Dale-Chall list are those of textstat 0.7.13, except where textstat departs from the publication
that it cites: Coleman-Liau (0.0588 per letter; textstat has 0.058) and Spache (the revised formula
of 1974 that belongs to the revised list; textstat has the coefficients of 1953).

`judged_ease` is no classic formula: it says how easy teachers would judge passages of the text to
be, by what an encoder reads in its sentences and by counts of words.

What is counted: sentences of running text (`stylo.feature.length_sentences`), orthographic words
(``well-known`` and ``don't`` are one each), syllables as read aloud (`stylo.words.syllables`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from stylo import heads, vocabulary
from stylo.document import Document, Span, cached
from stylo.drivers import drivers
from stylo.feature import (
    FEW_WORDS,
    Bools,
    Evidence,
    Feature,
    Floats,
    Ints,
    Measurement,
    density,
    index,
    interval,
    length_sentences,
    ratio,
    sentence_sums,
    word_starts,
)
from stylo.words import letter_counts, syllable_counts, syllables, words

#: Fewer words or no sentence bear no formula; below `FEW_WORDS`, the size of the samples on which
#: the formulas were fitted, they come with a caveat.
MIN_WORDS = 30
#: McLaughlin (1969) fitted SMOG on samples of 30 sentences.
SMOG_SENTENCES = 30
#: Beyond this mean a value has a caveat; beyond the second, the text is one without punctuation.
LONG_MEAN_SENTENCE = 60
MAX_MEAN_SENTENCE = 120
#: Share of sentences that must end in a full stop, question or exclamation mark.
MIN_ENDED = 0.5
#: A sentence of more words than this is pointed out as long.
LONG_SENTENCE = 30
#: A word of more letters than this is long (Björnsson 1968, Anderson 1983).
LONG_WORD = 6
#: Share of capitals among letters beyond which a text is taken to be in capitals.
CAPITALS = 0.5


class Counts(NamedTuple):
    """Totals that the formulas are made of; numbers, or arrays of one shape."""

    sentences: Floats
    words: Floats
    syllables: Floats
    letters: Floats
    long_words: Floats
    polysyllables: Floats
    fog_words: Floats
    unfamiliar: Floats
    unfamiliar_spache: Floats


def flesch_reading_ease(c: Counts) -> Floats:
    """Flesch, R. (1948). A new readability yardstick. J. Applied Psychology 32."""
    return 206.835 - 1.015 * (c.words / c.sentences) - 84.6 * (c.syllables / c.words)


def flesch_kincaid_grade(c: Counts) -> Floats:
    """Kincaid, Fishburne, Rogers and Chissom (1975). Navy Research Branch Report 8-75."""
    return 0.39 * (c.words / c.sentences) + 11.8 * (c.syllables / c.words) - 15.59


def gunning_fog(c: Counts) -> Floats:
    """Gunning, R. (1952). The Technique of Clear Writing. McGraw-Hill."""
    return 0.4 * (c.words / c.sentences + 100 * c.fog_words / c.words)


def smog_index(c: Counts) -> Floats:
    """McLaughlin, G. H. (1969). SMOG grading: a new readability formula. J. of Reading 12."""
    return 1.043 * np.sqrt(30 * c.polysyllables / c.sentences) + 3.1291


def automated_readability_index(c: Counts) -> Floats:
    """Smith and Senter (1967). AMRL-TR-66-220; letters and figures are counted, not signs."""
    return 4.71 * (c.letters / c.words) + 0.5 * (c.words / c.sentences) - 21.43


def coleman_liau_index(c: Counts) -> Floats:
    """Coleman and Liau (1975). A computer readability formula. J. Applied Psychology 60."""
    return 0.0588 * (100 * c.letters / c.words) - 0.296 * (100 * c.sentences / c.words) - 15.8


def dale_chall(c: Counts) -> Floats:
    """Dale and Chall (1948). A formula for predicting readability. Educ. Research Bulletin 27.

    The constant is added above 5 % of unfamiliar words, as in textstat and other tools.
    """
    percent = 100 * c.unfamiliar / c.words
    score = 0.1579 * percent + 0.0496 * (c.words / c.sentences)
    return score + np.where(percent > 5, 3.6365, 0.0)


def spache(c: Counts) -> Floats:
    """Spache, G. (1974). Good Reading for Poor Readers, 9th edition; revised formula and list."""
    percent = 100 * c.unfamiliar_spache / c.words
    return 0.121 * (c.words / c.sentences) + 0.082 * percent + 0.659


def lix(c: Counts) -> Floats:
    """Björnsson, C. H. (1968). Läsbarhet. Liber."""
    return c.words / c.sentences + 100 * c.long_words / c.words


def rix(c: Counts) -> Floats:
    """Anderson, J. (1983). Lix and Rix. Journal of Reading 26."""
    return c.long_words / c.sentences


def linsear_write(c: Counts) -> Floats:
    """O'Hayre, J. (1966). Gobbledygook Has Gotta Go; on the whole text, not 100 words of it."""
    score = (c.words + 2 * c.polysyllables) / c.sentences
    return np.where(score > 20, score, score - 2) / 2


def sentence_length(c: Counts) -> Floats:
    """Flesch, R. (1948): the formula's average sentence length."""
    return c.words / c.sentences


def syllables_per_word(c: Counts) -> Floats:
    """Flesch, R. (1948): the formula's word length."""
    return c.syllables / c.words


# -- hard words -------------------------------------------------------------------------------

#: Clitics and pieces of fused forms: as familiar as the word that they lean on.
_CLITICS = frozenset("n't 's 're 've 'll 'd 'm ' gon wan got ta na dun no gim lem me y'".split())


@cache
def familiar_words(name: str) -> frozenset[str]:
    """Return a list of familiar words, ``dale_chall`` or ``spache``."""
    text = files("stylo.features.lexicons").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(row.split("\t")[0] for row in rows[1:])


@lru_cache(maxsize=1 << 16)
def is_familiar(form: str, name: str, *, comparable: bool = False) -> bool:
    """Whether a form is on the list, or a regular inflection of a word on it.

    After Dale and Chall's instructions (1948): plurals and possessives, the verb's -s, -ed and
    -ing, the comparative and superlative, and adverbs in -ly follow their stem, also where a
    consonant is doubled, an e dropped or y turned to i. Nouns in -er and other derivations do
    not. Figures are familiar; a hyphenated word is if all its parts are.

    Parameters
    ----------
    form : str
        A token in lower case, with straight apostrophes.
    name : {"dale_chall", "spache"}
        The list.
    comparable : bool
        It is an adjective or adverb, so that -er makes a comparative.
    """
    known = familiar_words(name)
    if form in known or form in _CLITICS or not form[0].isalpha():
        return True
    if "-" in form:
        return all(is_familiar(part, name) for part in form.split("-") if part)
    return any(stem in known for stem in _stems(form, comparable))


def _stems(form: str, comparable: bool) -> Iterator[str]:
    for ending in ("s", "es", "ed", "ing", "ly", "est", *(("er",) if comparable else ())):
        stem = form[: -len(ending)]
        if not form.endswith(ending) or len(stem) < 2:
            continue
        yield stem
        if ending in {"ed", "ing", "est", "er"}:
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
        if stem[-1] == "i" and ending not in {"s", "ing"}:
            yield stem[:-1] + "y"
        if ending == "ly":
            yield stem + "le"  # simply
    if form.endswith("ves"):
        yield form[:-3] + "f"
        yield form[:-3] + "fe"


@cached
def _in_capitals(doc: Document) -> bool:
    letters = sum(map(str.isalpha, doc.text))
    return sum(map(str.isupper, doc.text)) > CAPITALS * letters


@cached
def _names(doc: Document) -> Bools:
    """Which words are names; none in a text in capitals, where they cannot be told."""
    table = words(doc)
    upos = doc.tokens["upos"]
    if _in_capitals(doc):
        return np.zeros(len(table), dtype=np.bool_)
    return np.fromiter((upos[row] == "PROPN" for row in table["first"]), np.bool_, len(table))


def _unfamiliar(doc: Document, name: str) -> Bools:
    """Which words are not on the list: some token of theirs is not, and no name."""
    table = words(doc)
    norm, upos = doc.tokens["norm"], doc.tokens["upos"]
    first, last = table["first"].tolist(), table["last"].tolist()
    known = familiar_words(name)
    capitals = _in_capitals(doc)
    found = np.zeros(len(table), dtype=np.bool_)
    for i, word in enumerate(table["norm"]):
        if word in known:
            continue
        for row in range(first[i], last[i]):
            if upos[row] == "PROPN" and not capitals:
                continue
            if not is_familiar(norm[row], name, comparable=upos[row] in {"ADJ", "ADV"}):
                found[i] = True
                break
    return found


def _fog_words(doc: Document) -> Bools:
    """Which words Gunning counts: three syllables or more.

    Names, figures, compounds of short words (with a hyphen; closed ones cannot be told) and verbs
    that -ed or -es made so long are left out.
    """
    table = words(doc)
    counts = syllable_counts(doc)
    found = (counts >= 3) & ~_names(doc)
    upos = doc.tokens["upos"]
    for i in np.flatnonzero(found).tolist():
        norm = table["norm"][i]
        if norm[0].isdigit() or norm[0] in "$€£¥#":
            found[i] = False
        elif "-" in norm:
            found[i] = any(syllables(part) >= 3 for part in norm.split("-"))
        elif counts[i] == 3 and upos[table["first"][i]] in {"VERB", "AUX"}:
            found[i] = not norm.endswith(("ted", "ded", "ses", "zes", "ces", "ges", "shes", "ches"))
    return found


# -- counts and evidence ----------------------------------------------------------------------

#: What is shown for each kind of hard word.
LABELS = ("long word", "polysyllable", "fog word", "unfamiliar", "unfamiliar (Spache)")


@cached
def _hard(doc: Document) -> dict[str, Bools]:
    """Which words are hard, in each of the ways that `LABELS` names."""
    masks = (
        letter_counts(doc) > LONG_WORD,
        syllable_counts(doc) >= 3,
        _fog_words(doc),
        _unfamiliar(doc, "dale_chall"),
        _unfamiliar(doc, "spache"),
    )
    return dict(zip(LABELS, masks, strict=True))


@cached
def sentence_counts(doc: Document) -> Floats:
    """Counts of every sentence, one row each, in the order of `Counts`."""
    sentence = words(doc)["sentence"]
    per_word = [np.ones(len(sentence)), syllable_counts(doc), letter_counts(doc)]
    columns = [
        np.bincount(sentence, weights=column, minlength=len(doc.sentences))
        for column in (*per_word, *_hard(doc).values())
    ]
    return np.column_stack([np.ones(len(doc.sentences)), *columns])


def counts(doc: Document, scope: str = "own") -> Floats:
    """Return the counts of each sentence, in the order of `Counts`; 0 where it does not count."""
    kept: Floats = sentence_counts(doc) * length_sentences(doc, scope)[:, None]
    return kept


@cached
def _all_evidence(doc: Document) -> dict[str, list[tuple[int, Evidence]]]:
    """Every hard word and long sentence, by label, with its sentence."""
    table = words(doc)
    hard = _hard(doc)
    start, end, sentence = (table[c].tolist() for c in ("start", "end", "sentence"))
    some = np.flatnonzero(np.any(list(hard.values()), axis=0)).tolist()
    spans = {i: Span(start[i], end[i]) for i in some}
    found = {
        label: [(sentence[i], Evidence(spans[i], label)) for i in np.flatnonzero(mask).tolist()]
        for label, mask in hard.items()
    }
    start, end = doc.sentences["start"].tolist(), doc.sentences["end"].tolist()
    long = np.flatnonzero(sentence_counts(doc)[:, Counts._fields.index("words")] > LONG_SENTENCE)
    found["long sentence"] = [
        (i, Evidence(Span(start[i], end[i]), "long sentence")) for i in long.tolist()
    ]
    return found


@cached
def _shown(doc: Document) -> dict[tuple[str, tuple[str, ...]], tuple[Evidence, ...]]:
    """What `_evidence` has found so far, by scope and labels: several formulas share it."""
    return {}


def _evidence(*labels: str) -> Callable[[Document, str], tuple[Evidence, ...]]:
    def find(doc: Document, scope: str) -> tuple[Evidence, ...]:
        shown = _shown(doc)
        if (scope, labels) not in shown:
            kept = length_sentences(doc, scope).tolist()
            found = _all_evidence(doc)
            shown[scope, labels] = tuple(
                sorted(
                    (e for label in labels for sentence, e in found[label] if kept[sentence]),
                    key=lambda e: (e.span.start, -e.span.end),
                )
            )
        return shown[scope, labels]

    return find


def _find(label: str) -> Callable[[Document], list[Evidence]]:
    return lambda doc: [e for _, e in _all_evidence(doc)[label]]


# -- what a text can bear ---------------------------------------------------------------------

_CLOSERS = "\"'”’»)]} "
_ENDS = (".", "!", "?", "…", ":")


def _ended_share(doc: Document, kept: Bools) -> float:
    """Share of the sentences that end in a full stop or the like."""
    rows = zip(doc.sentences["start"][kept], doc.sentences["end"][kept], strict=True)
    ended = [doc.text[s:e].rstrip().rstrip(_CLOSERS).endswith(_ENDS) for s, e in rows]
    return sum(ended) / len(ended)


def _check(*, fewest_sentences: int = 1, names: bool = False) -> Callable[..., tuple[bool, str]]:
    """Return the check of a formula: whether a text bears it, and with what caveat."""

    def check(doc: Document, scope: str) -> tuple[bool, str]:
        kept = length_sentences(doc, scope)
        whose = " of the writer's own" if scope == "own" else ""
        sentences = int(kept.sum())
        total = int(counts(doc, scope)[:, Counts._fields.index("words")].sum())
        if not sentences:
            return False, f"The text has no running sentence{whose}."
        if total < MIN_WORDS:
            return False, (
                f"Only {total} words in running sentences{whose}: a readability formula needs at "
                f"least {MIN_WORDS}."
            )
        mean = total / sentences
        if (
            _ended_share(doc, kept) < MIN_ENDED
            or mean > MAX_MEAN_SENTENCE
            or (sentences == 1 and mean > LONG_MEAN_SENTENCE)
        ):
            return False, (
                f"The text has no usable sentence punctuation: {total:,} words in {sentences:,} "
                f"{'stretch' if sentences == 1 else 'stretches'}."
            )
        said = []
        if total < FEW_WORDS:
            said.append(
                f"Only {total} words in running sentences{whose}: the formula was fitted on "
                f"samples of {FEW_WORDS} and more."
            )
        elif sentences < fewest_sentences:
            said.append(
                f"Only {sentences} sentences{whose}: the formula was fitted on samples of "
                f"{fewest_sentences}."
            )
        if mean > LONG_MEAN_SENTENCE:
            said.append(
                f"The text has hardly any sentence punctuation: {mean:.0f} words to a sentence."
            )
        if names and _in_capitals(doc):
            said.append("The text is in capitals, so names are counted as other words are.")
        return True, " ".join(said)

    return check


def _formula(
    function: Callable[[Counts], Floats],
    unit: str,
    summary: str,
    hard: str | None,
    check: Callable[..., tuple[bool, str]],
) -> Feature:
    return index(
        function.__name__,
        counts,
        lambda totals: function(Counts(*np.moveaxis(totals, -1, 0))),
        unit=unit,
        summary=summary,
        reference=(function.__doc__ or "").splitlines()[0],
        evidence=_evidence("long sentence", *([hard] if hard else [])),
        check=check,
    )


# -- judged ease ------------------------------------------------------------------------------

#: Words of a window, and the bounds of the passages that teachers judged.
WINDOW = 170
JUDGED = (140, 200)
_SCALE = "-4 hard to 2 easy"
#: Below these Zipf values a content word is rare, and very rare.
RARE, VERY_RARE = 4.0, 3.0
#: Parts of speech that the judgement looks at.
_TAGS = ("PRON", "NOUN", "ADJ", "VERB", "PROPN", "NUM")


class Sums(NamedTuple):
    """What of each sentence enters `ease_counts`."""

    sentences: Floats
    words: Floats
    squared_words: Floats
    syllables: Floats
    polysyllables: Floats
    monosyllables: Floats
    letters: Floats
    squared_letters: Floats
    long_words: Floats
    unfamiliar: Floats
    zipf: Floats
    content: Floats
    content_zipf: Floats
    rare: Floats
    very_rare: Floats
    commas: Floats
    semicolons: Floats
    quotes: Floats
    ends: Floats
    links: Floats
    pronouns: Floats
    nouns: Floats
    adjectives: Floats
    verbs: Floats
    names: Floats
    numbers: Floats
    distinct: Floats


@cached
def _ease_sums(doc: Document) -> Floats:
    """Return the columns of `Sums` but the last, a row for each sentence."""
    table = words(doc)
    sentence: Ints = table["sentence"]
    rows, n = doc.tokens["sentence"], len(doc.sentences)
    upos, norm = doc.tokens["upos"], doc.tokens["norm"]
    first = table["first"].tolist()
    tags = [upos[row] for row in first]
    known = vocabulary.frequencies()
    zipf = np.array([known.get(word, vocabulary.UNLISTED) for word in table["norm"]], dtype=float)
    content = np.array([t in {"NOUN", "VERB", "ADJ", "ADV"} for t in tags], dtype=bool)
    syllable, letters = syllable_counts(doc), letter_counts(doc)
    hard = _hard(doc)
    tag = np.array(tags, dtype="U5")
    of_words = [
        syllable,
        syllable >= 3,
        syllable == 1,
        letters,
        letters**2,
        letters > LONG_WORD,
        hard["unfamiliar"],
        zipf,
        content,
        zipf * content,
        content & (zipf < RARE),
        content & (zipf < VERY_RARE),
    ]
    signs = [",", ";", '"', "!?"]
    of_tokens = [np.fromiter((w in s for w in norm), bool, len(norm)) for s in signs]
    links = (tag == "CCONJ") | (tag == "SCONJ")
    length = np.bincount(sentence, minlength=n).astype(np.float64)
    return np.column_stack(
        [
            length > 0,
            length,
            length**2,
            *(np.bincount(sentence, column, n) for column in of_words),
            *(np.bincount(rows, column, n) for column in of_tokens),
            np.bincount(sentence, links, n),
            *(np.bincount(sentence, tag == name, n) for name in _TAGS),
        ]
    )


def _logs(x: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(x, 1e-9)))


#: What is counted of a passage, by the name of its weight in ``models/research/judged_ease``.
EASE_COUNTS: dict[str, Callable[[Sums], Floats]] = {
    "words per sentence": lambda s: s.words / s.sentences,
    "log words per sentence": lambda s: _logs(s.words / s.sentences),
    "spread of sentences": lambda s: np.sqrt(
        np.maximum(s.squared_words / s.sentences - (s.words / s.sentences) ** 2, 0)
    ),
    "syllables": lambda s: s.syllables / s.words,
    "polysyllables": lambda s: s.polysyllables / s.words,
    "monosyllables": lambda s: s.monosyllables / s.words,
    "letters": lambda s: s.letters / s.words,
    "spread of letters": lambda s: np.sqrt(
        np.maximum(s.squared_letters / s.words - (s.letters / s.words) ** 2, 0)
    ),
    "long words": lambda s: s.long_words / s.words,
    "unfamiliar": lambda s: s.unfamiliar / s.words,
    "zipf": lambda s: s.zipf / s.words,
    "zipf of content": lambda s: s.content_zipf / np.maximum(s.content, 1),
    "rare": lambda s: s.rare / np.maximum(s.content, 1),
    "very rare": lambda s: s.very_rare / np.maximum(s.content, 1),
    "content": lambda s: s.content / s.words,
    "commas": lambda s: s.commas / s.words,
    "semicolons": lambda s: s.semicolons / s.words,
    "quotes": lambda s: s.quotes / s.words,
    "exclaims or asks": lambda s: s.ends / s.sentences,
    "links": lambda s: s.links / s.words,
    "pronouns": lambda s: s.pronouns / s.words,
    "nouns": lambda s: s.nouns / s.words,
    "adjectives": lambda s: s.adjectives / s.words,
    "verbs": lambda s: s.verbs / s.words,
    "names": lambda s: s.names / s.words,
    "numbers": lambda s: s.numbers / s.words,
    "distinct words": lambda s: s.distinct / s.words,
}


def windows(doc: Document, scope: str = "all") -> Ints:
    """Return the window of each sentence: neighbours of about `WINDOW` words; -1 for none."""
    kept = length_sentences(doc, scope)
    length = np.where(kept, sentence_sums(doc, word_starts(doc)), 0.0)
    total = float(length.sum())
    count = max(1, round(total / WINDOW))
    middle = np.cumsum(length) - length / 2
    place = np.minimum(middle * count / max(total, 1.0), count - 1).astype(np.int64)
    window = np.full(len(place), -1, dtype=np.int64)
    window[kept] = np.unique(place[kept], return_inverse=True)[1]
    return window


def ease_counts(doc: Document, window: Ints) -> Floats:
    """Return the counts of each window, in the order of `EASE_COUNTS`.

    Parameters
    ----------
    window : array of int
        The window of each sentence, from 0 without gaps; -1 for those that do not count.
    """
    table = words(doc)
    of_word = window[table["sentence"]].tolist()
    seen: list[set[str]] = [set() for _ in range(int(window.max(initial=-1)) + 1)]
    for at, word in zip(of_word, table["norm"], strict=True):
        if at >= 0:
            seen[at].add(word)
    kept = window >= 0
    sums = [
        np.bincount(window[kept], column[kept], minlength=len(seen)) for column in _ease_sums(doc).T
    ]
    distinct = np.array([len(s) for s in seen])
    return _formulas(np.column_stack([*sums, distinct]).astype(np.float64))


def _formulas(totals: Floats) -> Floats:
    """Return `EASE_COUNTS` from a table whose columns are those of `Sums`."""
    sums = Sums(*np.moveaxis(totals, -1, 0))
    with np.errstate(all="ignore"):
        return np.column_stack([formula(sums) for formula in EASE_COUNTS.values()])


def _ease_weights() -> Floats:
    """Return the weights of `EASE_COUNTS`; zeros where the head is left out."""
    head = heads.head("ease")
    return np.array([head.counts[name] if head else 0.0 for name in EASE_COUNTS])


@cached
def _ease_effects(doc: Document) -> Floats:
    """Return how easy each sentence is by itself, counts of many sentences aside."""
    sums = _ease_sums(doc)
    own = _formulas(np.column_stack([sums, sums[:, Sums._fields.index("words")]]))
    spare = {"spread of sentences", "spread of letters", "distinct words"}
    weights = np.where([name in spare for name in EASE_COUNTS], 0.0, _ease_weights())
    return np.asarray(doc.sentences["ease"] + np.nan_to_num(own) @ weights)


def _judged_ease(doc: Document, scope: str = "own") -> Measurement:
    enough, why = _PLAIN(doc, scope)
    if "ease" not in doc.sentences or not np.isfinite(doc.sentences["ease"]).all():
        enough = False
        why = heads.missing("ease") or "The sentences were not read by the encoder."
    if not enough:
        return Measurement("judged_ease", math.nan, _SCALE, caveat=why)
    window = windows(doc, scope)
    kept = window >= 0
    length = np.where(kept, sentence_sums(doc, word_starts(doc)), 0.0)
    n = int(window.max()) + 1
    size = np.bincount(window[kept], length[kept], n)
    read = np.bincount(window[kept], (length * doc.sentences["ease"])[kept], n) / size
    ease = read + ease_counts(doc, window) @ _ease_weights()
    counts = np.column_stack([np.where(kept, ease[window], 0.0) * length, length])
    value = float(ratio(1)(counts.sum(axis=0)))
    alone = _ease_effects(doc)
    typical = float((alone * length).sum() / length.sum())
    effects = np.where(kept, (alone - typical) * length / length.sum(), np.nan)
    low, high = interval(doc, counts, ratio(1), window)
    said = [
        why,
        ""
        if size.sum() >= JUDGED[0]
        else f"Teachers judged passages of {JUDGED[0]} to {JUDGED[1]} words; this text is shorter.",
    ]
    return Measurement(
        "judged_ease",
        value,
        _SCALE,
        drivers(doc, effects, ("easy", "hard")),
        low,
        high,
        " ".join(part for part in said if part),
    )


_GRADE = "US school grade"
_PLAIN, _NAMES = _check(), _check(names=True)

FEATURES: tuple[Feature, ...] = (
    _formula(
        flesch_reading_ease,
        "points, higher is easier",
        "Ease of reading from sentence length and syllables per word; plain English is about 60.",
        "polysyllable",
        _PLAIN,
    ),
    _formula(
        flesch_kincaid_grade,
        _GRADE,
        "School grade from sentence length and syllables per word.",
        "polysyllable",
        _PLAIN,
    ),
    _formula(
        gunning_fog,
        "years of schooling",
        "Years of schooling from sentence length and hard words, names and compounds left out.",
        "fog word",
        _NAMES,
    ),
    _formula(
        smog_index,
        "years of schooling",
        "Years of schooling needed to understand all of it, from words of three syllables or more.",
        "polysyllable",
        _check(fewest_sentences=SMOG_SENTENCES),
    ),
    _formula(
        automated_readability_index,
        _GRADE,
        "School grade from letters per word and sentence length.",
        "long word",
        _PLAIN,
    ),
    _formula(
        coleman_liau_index,
        _GRADE,
        "School grade from letters and sentences per 100 words.",
        "long word",
        _PLAIN,
    ),
    _formula(
        dale_chall,
        "points, higher is harder",
        "Difficulty from words that fourth-graders do not know and sentence length.",
        "unfamiliar",
        _NAMES,
    ),
    _formula(
        spache,
        _GRADE,
        "School grade for young readers from unfamiliar words and sentence length.",
        "unfamiliar (Spache)",
        _NAMES,
    ),
    _formula(
        lix,
        "points, higher is harder",
        "Sentence length plus the percentage of words of more than six letters.",
        "long word",
        _PLAIN,
    ),
    _formula(
        rix,
        "long words per sentence",
        "Words of more than six letters per sentence.",
        "long word",
        _PLAIN,
    ),
    _formula(
        linsear_write,
        _GRADE,
        "School grade from a count per sentence in which long words weigh three times.",
        "polysyllable",
        _PLAIN,
    ),
    _formula(sentence_length, "words per sentence", "Length of sentences.", None, _PLAIN),
    _formula(
        syllables_per_word,
        "syllables per word",
        "Length of words as they are read aloud.",
        "polysyllable",
        _PLAIN,
    ),
    density(
        "polysyllable_density",
        _find("polysyllable"),
        summary="Words of three syllables or more.",
        reference="McLaughlin, G. H. (1969). SMOG grading. Journal of Reading 12.",
    ),
    density(
        "unfamiliar_word_density",
        _find("unfamiliar"),
        summary="Words that are not among the 3,000 that fourth-graders know, nor names.",
        reference="Dale and Chall (1948). Educational Research Bulletin 27.",
    ),
    Feature(
        "judged_ease",
        _SCALE,
        1,
        "How easy teachers would judge it for pupils, read in windows of 140 to 200 words (as far "
        "as whole sentences allow) by an encoder and counts of words; their mean. The sentences "
        "that move it most are shown.",
        "Crossley, S. et al. (2023). A large-scaled corpus for assessing text readability. "
        "Behavior Research Methods 55: the CLEAR corpus, Bradley-Terry easiness.",
        _judged_ease,
    ),
)
