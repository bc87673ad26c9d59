"""Sentences with the labels that the encoder learns from, and how they are parted.

Every corpus here may be learned from openly (CC BY or CC BY-SA). Parts are made by fragment and
document, never by sentence: a group whose hash is 0 modulo 10 chooses (`DEV`), the 27 fragments of
the VUA-18 test and every second news document of the Szeged corpus are in nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stylo.encoder import CUES, UPOS
from stylo.segment import token_spans
from stylo.training.data import rows, treebank

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Parts of a corpus.
TRAIN, DEV, TEST = "train", "dev", "test"
#: Of the sentences of biology without a cue, one in so many is read.
CERTAIN_BIOLOGY = 5


@dataclass(frozen=True)
class Example:
    """A sentence and what is known of it.

    Attributes
    ----------
    words : tuple of str
        Its tokens.
    group : str
        Fragment or document.
    part : str
        `TRAIN`, `DEV` or `TEST`.
    source : str
        The corpus.
    upos, cue : array of int
        Index of each token's part of speech and kind of cue, or None.
    metaphor, novelty : array of float
        1 for a metaphor-related word, or how likely it is one; novelty from -1 to 1, NaN where
        nobody judged it; or None.
    chances : array of float, shape (tokens, kinds)
        Probability of each kind of cue where a teacher gave it (`teacher.taught`), or None.
    subjective, weasel : float
        From 0 to 1; NaN where unknown.
    """

    words: tuple[str, ...]
    group: str
    part: str
    source: str
    upos: Ints | None = field(default=None, repr=False)
    cue: Ints | None = field(default=None, repr=False)
    metaphor: Floats | None = field(default=None, repr=False)
    novelty: Floats | None = field(default=None, repr=False)
    chances: Floats | None = field(default=None, repr=False)
    subjective: float = math.nan
    weasel: float = math.nan


def bucket(group: str, of: int) -> int:
    """Return in which of so many buckets a fragment or document falls."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % of


def part(group: str) -> str:
    """Return whether a group trains or chooses."""
    return DEV if bucket(group, 10) == 0 else TRAIN


def examples(corpora: Path) -> Iterator[Example]:
    """Yield the examples of every corpus."""
    yield from metaphors(corpora)
    yield from tagged(corpora)
    yield from uncertain(corpora)
    yield from opinions(corpora)


def tagged(corpora: Path) -> Iterator[Example]:
    """Yield the English treebanks EWT and GUM, with their own parts."""
    for name in ("ewt", "gum"):
        for own in (TRAIN, DEV, TEST):
            for row in treebank(corpora, name, own):
                upos = np.array([UPOS.index(tag) for tag in row["upos"]])
                yield Example(tuple(row["tokens"]), row["doc"], own, name, upos=upos)


def metaphors(corpora: Path) -> Iterator[Example]:
    """Yield the sentences of the VU Amsterdam Metaphor Corpus, with novelty where judged.

    The sentences of VUA-18 in its tokens, the rest of the 90 training fragments in those of the
    shared task.
    """
    novelty = _novelty(corpora)
    known = set()
    for name in ("train", "dev", "test"):
        for row in rows(corpora / "vua18" / f"{name}.jsonl.gz"):
            known.add(row["id"])
            yield _metaphors(row, TEST if name == "test" else part(row["text_id"]), novelty)
    tested = {row["text_id"] for row in rows(corpora / "vua18" / "test.jsonl.gz")}
    for row in rows(corpora / "vua-sharedtask" / "train.jsonl.gz"):
        if row["text_id"] in tested:
            raise ValueError(f"fragment {row['text_id']} is in the test")
        if row["id"] not in known and any(row["tokens"]):
            yield _metaphors(row, part(row["text_id"]), novelty)


Novelty = dict[str, dict[str, list[float]]]


def _novelty(corpora: Path) -> Novelty:
    """Return judged novelty by sentence and word; words stand in order of their tokens."""
    found: Novelty = {}
    with gzip.open(corpora / "vua-novelty" / "train.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            text, sentence, _, token, score, _ = line.rstrip("\n").split("\t")
            words = found.setdefault(f"{text}_{sentence}", {})
            words.setdefault(token.lower(), []).append(float(score))
    return found


def _metaphors(row: dict[str, list[str]], own: str, novelty: Novelty) -> Example:
    words = [word for word in row["tokens"] if word]
    marks = [float(m) for word, m in zip(row["tokens"], row["labels"], strict=True) if word]
    judged = np.full(len(words), np.nan)
    known = novelty.get(str(row["id"]), {})
    for place, (word, mark) in enumerate(zip(words, marks, strict=True)):
        scores = known.get(word.lower(), [])
        if mark and len(scores) == 1:
            judged[place] = scores[0]
    return Example(
        tuple(words),
        str(row["text_id"]),
        own,
        "vua",
        metaphor=np.array(marks),
        novelty=judged,
    )


_SZEGED = {
    "speculation_modal_probable": "epistemic",
    "speculation_modal_possible": "epistemic",
    "speculation_hypo_doxastic": "doxastic",
    "speculation_hypo_condition": "condition",
    "speculation_hypo_investigation": "investigation",
}


def uncertain(corpora: Path) -> Iterator[Example]:
    """Yield the Szeged Uncertainty Corpus, with the weasel labels of CoNLL-2010 on its wiki part.

    Of the news every second document (by hash) is test.
    """
    weasels = {
        row["id"]: float(row["label"])
        for row in rows(corpora / "conll2010-wiki" / "train.jsonl.gz")
        if row["label"] is not None
    }
    for name in ("factbank", "wiki", "bio_bmc", "bio_fly", "bio_hbc"):
        for number, row in enumerate(rows(corpora / "szeged-uncertainty" / f"{name}.jsonl.gz")):
            if name.startswith("bio") and not row["spans"] and number % CERTAIN_BIOLOGY:
                continue
            text = row["text"]
            spans = token_spans(text)
            if not spans:
                continue
            cue = np.zeros(len(spans), dtype=np.int64)
            for place, (start, end) in enumerate(spans):
                for first, last, _, kind in row["spans"]:
                    if start < last and first < end:
                        cue[place] = CUES.index(_SZEGED[kind.strip()])
            own = part(row["doc"])
            if name == "factbank" and bucket(row["doc"], 2):
                own = TEST
            yield Example(
                tuple(text[a:b] for a, b in spans),
                row["doc"],
                own,
                name,
                cue=cue,
                weasel=weasels.get(row["id"], math.nan),
            )


def opinions(corpora: Path) -> Iterator[Example]:
    """Yield NewsSD-ENG; its test part trains too, for CheckThat's clean sets test."""
    for name in ("train", "dev", "test"):
        for row in rows(corpora / "newssd-eng" / f"{name}.jsonl.gz"):
            text = row["text"]
            words = tuple(text[a:b] for a, b in token_spans(text))
            own = DEV if name == "dev" else TRAIN
            yield Example(words, row["id"], own, "newssd", subjective=row["label"] == "SUBJ")
