"""Parts of speech: the averaged perceptron of NLTK with weights of our own.

The weights are trained with `nltk.tag.perceptron` (see ``training/tagger.py``) on features defined
here. Importing NLTK takes longer than tagging an article, so tags are predicted by a loop of our
own over whole columns, which gives the tags that NLTK's class gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stylo import weights
from stylo.segment import straighten

MODEL = "tagger.npz"

#: What stands before and after a sentence, as NLTK has it.
START = ("-START-", "-START2-")
END = ("-END-", "-END2-")

#: The places, relative to a token, whose words bear on its tag.
ROLES = (-2, -1, 0, 1, 2)

_DIGITS = re.compile(r"\d")
Classes = Mapping[str, tuple[int, int]]
#: Word types whose scores are kept.
_KEPT = 60_000


def _case(word: str) -> str:
    """Return the kind of capitals in a word, one letter."""
    if word.islower():
        return "x"
    if word.isupper():
        return "X" if len(word) > 1 else "I"
    if word.istitle():
        return "T"
    return "M" if word[:1].isalpha() else "0"


def keys(words: Sequence[str]) -> list[str]:
    """Return the words of a sentence as the tagger reads them.

    Quotes and apostrophes are made straight. A first letter says how much capitals tell: ``^``
    for the first word, ``~`` in a heading in title case, ``!`` among capitals, else ``=``.
    """
    plain = [straighten(word) for word in words]
    lettered = [word for word in plain if word.isalpha()]
    mark = "="
    if len(lettered) > 2:
        if sum(map(str.isupper, lettered)) > 0.7 * len(lettered):
            mark = "!"
        else:
            long = [word for word in lettered if len(word) > 3]
            if len(long) > 2 and sum(map(str.istitle, long)) > 0.8 * len(long):
                mark = "~"
    out = [mark + word for word in plain]
    if mark == "=":
        for index, word in enumerate(plain):
            if word[:1].isalnum():
                out[index] = "^" + word
                break
            if index > 2:
                break
    return out


def plain(word: str) -> str:
    """Return a word as most features have it: lower case, each digit a 0."""
    return _DIGITS.sub("0", word.lower())


def type_features(key: str, classes: Classes) -> dict[int, list[str]]:
    """Return the features that a word has by itself, for each of the `ROLES`.

    Parameters
    ----------
    key : str
        The word as `keys` gives it.
    classes : mapping of str to (int, int)
        The coarse and the fine class of frequent words, by what `plain` gives.
    """
    if key in START or key in END:
        return {role: [f"{role} {key}"] for role in ROLES}
    mark, word = key[0], key[1:]
    low = plain(word)
    case = _case(word)
    coarse, fine = classes.get(low, (-1, -1))
    own = [
        "bias",
        f"w {low}",
        f"s1 {low[-1:]}",
        f"s2 {low[-2:]}",
        f"s3 {low[-3:]}",
        f"s4 {low[-4:]}",
        f"p1 {low[:1]}",
        f"p3 {low[:3]}",
        f"c {mark}{case}",
        f"cs {mark}{case}{low[-3:]}",
        f"k {coarse}",
        f"kk {fine}",
    ]
    if not word.isalnum():
        own.append("h" if "-" in word else f"o {re.sub('[a-z]+', 'a', low)[:6]}")
    elif not word.isalpha():
        own.append("d")
    return {
        -2: [f"-2 {low}"],
        -1: [f"-1 {low}", f"-1s {low[-3:]}", f"-1c {mark}{case}", f"-1k {coarse}"],
        0: own,
        1: [f"+1 {low}", f"+1s {low[-3:]}", f"+1c {mark}{case}", f"+1k {coarse}"],
        2: [f"+2 {low}"],
    }


def plain_key(key: str) -> str:
    """Return what pair and tag features see of a word given as `keys` has it."""
    return key if key in START or key in END else plain(key[1:])


def pair_features(before: str, word: str, after: str) -> tuple[str, str]:
    """Return the features of a word with its neighbours, given as `plain_key` has them."""
    return f"pb {before} {word}", f"pa {word} {after}"


def tag_features(word: str, tag: str, tag2: str) -> tuple[str, str, str, str]:
    """Return the features of the two tags before, ``tag`` the nearer, and the word."""
    return f"t1 {tag}", f"t2 {tag2}", f"tt {tag} {tag2}", f"tw {tag} {word}"


@dataclass(frozen=True)
class Weights:
    """Trained weights, laid out for reading many sentences at once.

    Attributes
    ----------
    tags : sequence of str
        The tags, in alphabetical order. What may stand as an earlier tag are these and `START`.
    table : array, rows × tags
        A thousand times the weight of each tag, given a feature; the last row is all zeros.
    names : mapping of str to int
        The row of each of the `type_features`.
    pairs : mapping of str to int
        The place of two neighbouring words in `pair_rows`.
    pair_rows : array, pairs × 2
        Rows of the pair seen from its second word and from its first.
    tagged : mapping of str to int
        The place of a word in `tagged_rows`.
    tagged_rows : array, words × earlier tags
        Rows of the word after each tag.
    context : array, nearer tag × farther tag × tags
        The weights of the two tags before.
    classes : mapping of str to (int, int)
        See `type_features`.
    """

    tags: Sequence[str]
    table: NDArray[np.int32]
    names: Mapping[str, int]
    pairs: Mapping[str, int]
    pair_rows: NDArray[np.int32]
    tagged: Mapping[str, int]
    tagged_rows: NDArray[np.int32]
    context: NDArray[np.int32]
    classes: Classes


class Perceptron:
    """A tagger that keeps what it has looked up for each word."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._forget()

    def _forget(self) -> None:
        size = len(self.weights.tags)
        self._types: dict[str, int] = {}
        self._plain: list[str] = []
        self._scores = np.zeros((len(ROLES), 0, size), dtype=np.int32)
        self._after = np.zeros((0, size + len(START)), dtype=np.int32)
        self._learn([*START, *END])

    def _learn(self, keys: list[str]) -> None:
        """Look up once and for all what each of these words says in each role."""
        weights = self.weights
        blank = len(weights.table) - 1
        rows: list[list[int]] = [[] for _ in ROLES]
        starts: list[list[int]] = [[] for _ in ROLES]
        places: list[int] = []
        for key in keys:
            for role, features in enumerate(type_features(key, weights.classes).values()):
                starts[role].append(len(rows[role]))
                rows[role] += [weights.names.get(feature, blank) for feature in features]
            plain = plain_key(key)
            places.append(weights.tagged.get(plain, -1))
            self._types[key] = len(self._plain)
            self._plain.append(plain)
        scores = np.stack(
            [
                np.add.reduceat(weights.table[found], first, axis=0)
                for found, first in zip(rows, starts, strict=True)
            ]
        )
        at = np.array(places)
        after = np.where(at[:, None] >= 0, weights.tagged_rows[at], blank).astype(np.int32)
        self._scores = np.concatenate([self._scores, scores], axis=1)
        self._after = np.concatenate([self._after, after])

    def tag(self, sentences: Iterable[Sequence[str]]) -> list[list[str]]:
        """Return the tags of sentences; see `tag`."""
        if len(self._plain) > _KEPT:
            self._forget()
        marked = [keys(words) for words in sentences]
        lengths = np.array([len(sentence) for sentence in marked], dtype=np.int64)
        if not lengths.sum():
            return [[] for _ in marked]
        # One row of words, with what stands before and after around each sentence.
        row = [key for sentence in marked for key in (*START, *sentence, *END)]
        if new := list(dict.fromkeys(key for key in row if key not in self._types)):
            self._learn(new)
        ids = np.array([self._types[key] for key in row])
        first = np.cumsum(lengths + 4) - lengths - 2
        at = np.repeat(first - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        scores = self._scores[2][ids[at]]
        for place, role in enumerate(ROLES):
            if role:
                scores += self._scores[place][ids[at + role]]
        plain = [self._plain[index] for index in ids]
        pair = self.weights.pairs.get
        pairs = np.array([pair(f"{a} {b}", -1) for a, b in pairwise(plain)])
        for offset, side in ((-1, 0), (0, 1)):
            beside = pairs[at + offset]
            here = beside >= 0
            scores[here] += self.weights.table[self.weights.pair_rows[beside[here], side]]
        return self._decode(scores, ids[at], lengths)

    def _decode(
        self, scores: NDArray[np.int32], ids: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> list[list[str]]:
        """Choose tags from left to right, in all sentences at once."""
        weights = self.weights
        order = np.argsort(-lengths, kind="stable")
        start = (np.cumsum(lengths) - lengths)[order]
        length = -lengths[order]
        size = len(weights.tags)
        near = np.full(len(order), size)  # the first of `START`
        far = np.full(len(order), size + 1)
        chosen = np.zeros(len(ids), dtype=np.int64)
        for step in range(-int(length[0])):
            running = int(np.searchsorted(length, -step, side="left"))
            near, far = near[:running], far[:running]
            at = start[:running] + step
            here = ids[at]
            total = scores[at] + weights.context[near, far]
            total += weights.table[self._after[here, near]]
            # among equals NLTK takes the tag that is last in the alphabet
            best = size - 1 - total[:, ::-1].argmax(axis=1)
            chosen[at] = best
            near, far = best, near
        names = [weights.tags[index] for index in chosen.tolist()]
        ends = np.cumsum(lengths).tolist()
        return [names[end - n : end] for end, n in zip(ends, lengths.tolist(), strict=True)]


@cache
def perceptron() -> Perceptron:
    """Return the tagger that comes with the package."""
    return Perceptron(unpack(weights.read_bytes(MODEL)))


def unpack(data: bytes) -> Weights:
    """Return the weights that a model file holds."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        text = bytes(file["text"]).decode("utf-8").split("\n\n")
        parts = [part.split("\n") for part in text]
        tags, names, pairs, tagged, classed = *parts[:4], parts[-1]
        table = np.zeros((len(file["counts"]) + 1, len(tags)), dtype=np.int32)
        rows = np.repeat(np.arange(len(file["counts"])), file["counts"])
        table[rows, file["columns"]] = file["values"]
        return Weights(
            tags=tags,
            table=table,
            names={name: row for row, name in enumerate(names)},
            pairs={pair: row for row, pair in enumerate(pairs)},
            pair_rows=file["pair_rows"],
            tagged={word: row for row, word in enumerate(tagged)},
            tagged_rows=file["tagged_rows"],
            context=file["context"],
            classes=dict(zip(classed, map(tuple, file["classes"].tolist()), strict=True)),
        )


def tag(sentences: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the part of speech of every token.

    Parameters
    ----------
    sentences : iterable of sequences of str
        The tokens of each sentence, as written.

    Returns
    -------
    list of list of str
        Tags of Universal Dependencies v2.

    Examples
    --------
    >>> tag([["Mice", "may", "bite", "."]])
    [['NOUN', 'AUX', 'VERB', 'PUNCT']]
    """
    return perceptron().tag(sentences)
