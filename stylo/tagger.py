"""Parts of speech: the averaged perceptron of NLTK with weights of our own.

The weights are trained with `nltk.tag.perceptron` (see ``training/tagger.py``) on features defined
here. Importing NLTK takes longer than tagging an article, so tags are predicted by a loop of our
own over whole columns, which gives the tags that NLTK's class gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO

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


def type_features(key: str) -> dict[int, list[str]]:
    """Return the features that a word has by itself, for each of the `ROLES`."""
    if key in START or key in END:
        return {role: [f"{role} {key}"] for role in ROLES}
    mark, word = key[0], key[1:]
    low = _DIGITS.sub("0", word.lower())
    case = _case(word)
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
    ]
    if not word.isalnum():
        own.append("h" if "-" in word else f"o {re.sub('[a-z]+', 'a', low)[:6]}")
    elif not word.isalpha():
        own.append("d")
    return {
        -2: [f"-2 {low}"],
        -1: [f"-1 {low}", f"-1s {low[-3:]}", f"-1c {mark}{case}"],
        0: own,
        1: [f"+1 {low}", f"+1s {low[-3:]}", f"+1c {mark}{case}"],
        2: [f"+2 {low}"],
    }


def plain_word(key: str) -> str:
    """Return the word that pair features see."""
    return key if key in START or key in END else _DIGITS.sub("0", key[1:].lower())


def pair_features(before: str, word: str, after: str) -> tuple[str, str]:
    """Return the features of a word with its neighbours, given as `plain_word`."""
    return f"b {before} {word}", f"a {word} {after}"


def tag_features(word: str, tag: str, tag2: str) -> tuple[str, ...]:
    """Return the features of the two tags before, ``tag`` the nearer, and the word."""
    return f"t {tag}", f"t2 {tag2}", f"tt {tag} {tag2}", f"tw {tag} {word}"


class Perceptron:
    """Trained weights, laid out for reading many sentences at once.

    Parameters
    ----------
    tags : sequence of str
        The tags, in alphabetical order.
    features : sequence of str
        The names of the features.
    table : array of int32, features × tags
        A thousand times the weight of each tag, given the feature.
    known : mapping of str to str
        Words (as `keys` gives them) that always have one tag.
    """

    def __init__(
        self,
        tags: Sequence[str],
        features: Sequence[str],
        table: NDArray[np.int32],
        known: dict[str, str],
    ) -> None:
        self.tags = tuple(tags)
        size = len(tags)
        number = {tag: index for index, tag in enumerate(tags)}
        self._row = {feature: index for index, feature in enumerate(features)}
        self._table = np.vstack([table, np.zeros((1, size), dtype=np.int32)])
        self._known = {key: number[tag] for key, tag in known.items()}
        self._blank = len(features)
        before = (*tags, *START)  # what may stand as an earlier tag
        self._starts = (size, size + 1)
        row = self._row.get
        self._context = np.zeros((size + 2, size + 2, size), dtype=np.int32)
        for near, tag in enumerate(before):
            for far, tag2 in enumerate(before):
                for feature in tag_features("", tag, tag2)[:3]:
                    self._context[near, far] += self._table[row(feature, self._blank)]
        self._before = before
        self._forget()

    def _forget(self) -> None:
        self._types: dict[str, int] = {}
        self._plain: list[str] = []
        self._scores = np.zeros((len(ROLES), 1024, len(self.tags)), dtype=np.int32)
        self._forced = np.full(1024, -1, dtype=np.int64)
        self._after_tag = np.full((1024, len(self._before)), self._blank, dtype=np.int32)
        for key in (*START, *END):
            self._learn(key)

    def _learn(self, key: str) -> int:
        """Look up once and for all what the word itself says in each role."""
        index = len(self._plain)
        if index == self._scores.shape[1]:
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)], axis=1)
            self._forced = np.concatenate([self._forced, np.full_like(self._forced, -1)])
            self._after_tag = np.concatenate(
                [self._after_tag, np.full_like(self._after_tag, self._blank)]
            )
        row, blank = self._row.get, self._blank
        for place, features in enumerate(type_features(key).values()):
            self._scores[place, index] = self._table[[row(f, blank) for f in features]].sum(
                axis=0, dtype=np.int32
            )
        plain = plain_word(key)
        self._after_tag[index] = [
            row(tag_features(plain, tag, "")[3], blank) for tag in self._before
        ]
        self._forced[index] = self._known.get(key, -1)
        self._types[key] = index
        self._plain.append(plain)
        return index

    def tag(self, sentences: Iterable[Sequence[str]]) -> list[list[str]]:
        """Return the tags of sentences; see `tag`."""
        if len(self._plain) > _KEPT:
            self._forget()
        marked = [keys(words) for words in sentences]
        lengths = np.array([len(sentence) for sentence in marked], dtype=np.int64)
        if not lengths.sum():
            return [[] for _ in marked]
        # One row of word types, with what stands before and after around each sentence.
        types: list[int] = []
        known = self._types
        for sentence in marked:
            types += (0, 1)
            for key in sentence:
                index = known.get(key)
                types.append(self._learn(key) if index is None else index)
            types += (2, 3)
        ids = np.array(types, dtype=np.int64)
        first = np.cumsum(lengths + 4) - (lengths + 4) + 2
        at = np.concatenate([np.arange(f, f + n) for f, n in zip(first, lengths, strict=True)])
        scores = self._scores[2][ids[at]]
        for place, role in enumerate(ROLES):
            if role:
                scores += self._scores[place][ids[at + role]]
        plain, row, blank = self._plain, self._row.get, self._blank
        pairs = np.array(
            [
                (row(f"b {b} {w}", blank), row(f"a {w} {a}", blank))
                for b, w, a in zip(
                    [plain[i] for i in ids[at - 1]],
                    [plain[i] for i in ids[at]],
                    [plain[i] for i in ids[at + 1]],
                    strict=True,
                )
            ]
        )
        scores += self._table[pairs[:, 0]]
        scores += self._table[pairs[:, 1]]
        return self._decode(scores, ids[at], lengths)

    def _decode(
        self, scores: NDArray[np.int32], ids: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> list[list[str]]:
        """Choose tags from left to right, in all sentences at once."""
        order = np.argsort(-lengths, kind="stable")
        start = (np.cumsum(lengths) - lengths)[order]
        length = lengths[order]
        near = np.full(len(order), self._starts[0])
        far = np.full(len(order), self._starts[1])
        chosen = np.zeros(len(ids), dtype=np.int64)
        top = len(self.tags) - 1
        for step in range(int(length[0])):
            running = int(np.searchsorted(-length, -step, side="left"))
            near, far = near[:running], far[:running]
            at = start[:running] + step
            here = ids[at]
            total = scores[at] + self._context[near, far]
            total += self._table[self._after_tag[here, near]]
            # among equals NLTK takes the tag that is last in the alphabet
            best = top - total[:, ::-1].argmax(axis=1)
            forced = self._forced[here]
            best = np.where(forced >= 0, forced, best)
            chosen[at] = best
            near, far = best, near
        names = [self.tags[index] for index in chosen]
        ends = np.cumsum(lengths)
        return [names[end - n : end] for end, n in zip(ends, lengths, strict=True)]


@cache
def perceptron() -> Perceptron:
    """Return the tagger that comes with the package."""
    return unpack(weights.read_bytes(MODEL))


def unpack(data: bytes) -> Perceptron:
    """Return the tagger that a model file holds."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        text = bytes(file["text"]).decode("utf-8")
        tags, features, words, forced = (part.split("\n") for part in text.split("\n\n"))
        table = np.zeros((len(features), len(tags)), dtype=np.int32)
        table[np.repeat(np.arange(len(features)), file["counts"]), file["tags"]] = file["values"]
    return Perceptron(tags, features, table, dict(zip(words, forced, strict=True)))


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
