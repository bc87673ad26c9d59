"""The encoder: one pass of a small transformer over the sentences, read by several heads.

A BERT of six layers (all-MiniLM-L6-v2, Apache-2.0; Wang et al. 2020) fine-tuned on openly licensed
corpora (``training/encoder.py``), in whole numbers of 8 bits. It says of each word its universal
part of speech, whether it is metaphor-related and how novel, and whether it leaves something
uncertain; of each sentence how subjective it is and whether it is vague about its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stylo import weights
from stylo.segment import straighten

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

MODEL, PIECES, THRESHOLDS = "encoder.onnx", "encoder.pieces.json.gz", "encoder.json"

#: Universal parts of speech (Nivre et al. 2020), in the order of the head's scores.
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
#: Kinds of uncertainty of the Szeged corpus (Szarvas et al. 2012); the first is none.
CUES = ("", "epistemic", "doxastic", "condition", "investigation")
#: What capitals and digits tell of a word; the first is padding and signs of the encoder's own.
SHAPES = ("", "lower", "capital", "capitals", "mixed", "digits", "other", "first")
#: Pieces of a word that are read, and of a sentence at once with the signs around it.
WORD_PIECES, SENTENCE_PIECES = 6, 254
#: Pieces of a batch, padding included; and those from which on it ends at a sentence that is so
#: much longer than its first.
BATCH_PIECES, FEW_PIECES, UNEVEN = 512, 96, 1.15
#: The signs around a sentence, and for a word without pieces.
CLS, SEP, UNKNOWN = 101, 102, 100
#: Heads of sentences, and the length of a sentence's vector.
SENTENCE_HEADS, VECTOR = 2, 768


def shapes(words: Sequence[str]) -> list[int]:
    """Return the shape of each word of a sentence, an index into `SHAPES`."""
    out = []
    first = True
    for word in words:
        if word.islower():
            kind = "digits" if any(map(str.isdigit, word)) else "lower"
        elif any(map(str.isdigit, word)):
            kind = "digits"
        elif not word[:1].isalpha() and not any(map(str.isalpha, word)):
            out.append(SHAPES.index("other"))
            continue
        elif word.isupper() and len(word) > 1:
            kind = "capitals"
        elif word[:1].isupper() and (word[1:].islower() or len(word) == 1):
            kind = "first" if first else "capital"
        else:
            kind = "mixed"
        first = False
        out.append(SHAPES.index(kind))
    return out


@dataclass(frozen=True)
class Reading:
    """What the encoder says of sentences: a row for each word, and one for each sentence.

    Attributes
    ----------
    upos : tuple of str
        Universal part of speech of each word.
    metaphor : array of float
        Probability that a word is metaphor-related (MIPVU).
    novelty : array of float
        How novel it would be as a metaphor: -1 worn to 1 novel.
    cues : array of float
        Words × kinds: the probability of each of `CUES`.
    subjective, weasel : array of float
        Log-odds of each sentence.
    adds : array of float
        Words × 2: what each word adds to these.
    vectors : array of float
        Sentences × `VECTOR`, for heads that are learned on top.
    """

    upos: tuple[str, ...]
    metaphor: Floats
    novelty: Floats
    cues: Floats
    subjective: Floats
    weasel: Floats
    adds: Floats
    vectors: Floats

    def split(self, texts: Sequence[Sequence[Sequence[str]]]) -> Iterator[Reading]:
        """Yield what is said of each of several texts whose sentences were read together."""
        word = row = 0
        for sentences in texts:
            w = slice(word, word + sum(map(len, sentences)))
            s = slice(row, row + len(sentences))
            yield Reading(
                self.upos[w],
                self.metaphor[w],
                self.novelty[w],
                self.cues[w],
                self.subjective[s],
                self.weasel[s],
                self.adds[w],
                self.vectors[s],
            )
            word, row = w.stop, s.stop

    def of_words(self) -> dict[str, Floats]:
        """Return the columns of words, by the names that they have in a `Document`."""
        kinds = dict(zip(CUES[1:], self.cues.T[1:], strict=True))
        return {
            "metaphor": self.metaphor,
            "novelty": self.novelty,
            **kinds,
            "adds_subjective": self.adds[:, 0],
            "adds_weasel": self.adds[:, 1],
        }

    def of_sentences(self) -> dict[str, Floats]:
        """Return the columns of sentences."""
        return {"subjective": self.subjective, "weasel": self.weasel}


@cache
def _tokenizer() -> tokenizers.Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(weights.read_text(PIECES))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@cache
def _session() -> onnxruntime.InferenceSession:
    """Return the one session of a process, made on first use, with one thread."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph is written as it shall run: fused normalisations are slower.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return ort.InferenceSession(
        weights.read_bytes(MODEL), options, providers=["CPUExecutionProvider"]
    )


@cache
def _thresholds() -> Mapping[str, float]:
    thresholds: dict[str, float] = weights.read_json(THRESHOLDS)["thresholds"]
    return thresholds


def threshold(name: str) -> float:
    """Return from where on a score of the encoder counts, as chosen on the parts for that.

    ``metaphor`` is a probability, ``hedge.listed`` and ``hedge.unlisted`` are those of a listed
    word and of another, ``weasel.sentence`` is in log-odds and ``weasel.word`` what a word adds.
    """
    return _thresholds()[name]


def word_pieces(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the pieces of each distinct word, `WORD_PIECES` at most."""
    distinct = list(dict.fromkeys(words))
    tokenizer = _tokenizer()
    plain = [straighten(word) for word in distinct]
    found = tokenizer.encode_batch_fast(plain, add_special_tokens=False)
    unknown = (UNKNOWN,)
    return {
        word: tuple(one.ids[:WORD_PIECES]) or unknown
        for word, one in zip(distinct, found, strict=True)
    }


class _Piece(NamedTuple):
    """A sentence, or a part of a long one, in word pieces."""

    sentence: int
    word: int
    pieces: list[int]
    shapes: list[int]
    first: list[int]


def _pieces(sentences: Sequence[Sequence[str]]) -> Iterator[_Piece]:
    known = word_pieces(word for sentence in sentences for word in sentence)
    at = 0
    for number, words in enumerate(sentences):
        part = _Piece(number, at, [CLS], [0], [])
        for word, shape in zip(words, shapes(words), strict=True):
            found = known[word]
            if len(part.pieces) + len(found) >= SENTENCE_PIECES:
                yield part
                part = _Piece(number, at, [CLS], [0], [])
            part.first.append(len(part.pieces))
            part.pieces.extend(found)
            part.shapes.extend([shape] * len(found))
            at += 1
        yield part


def _batches(parts: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield parts of like length together, so that little padding is read."""
    batch: list[_Piece] = []
    for part in sorted(parts, key=lambda part: len(part.pieces)):
        length = len(part.pieces) + 1
        full = (len(batch) + 1) * length > BATCH_PIECES
        uneven = len(batch) * length >= FEW_PIECES and length > UNEVEN * len(batch[0].pieces)
        if batch and (full or uneven):
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def read(sentences: Sequence[Sequence[str]]) -> Reading:
    """Read sentences: batches of like length, in one pass.

    Parameters
    ----------
    sentences : sequence of sequences of str
        The tokens of each, none of them empty. They may come from several documents: what is said
        of a sentence does not depend on the others beyond rounding.
    """
    parts = list(_pieces(sentences))
    words = sum(map(len, sentences))
    tags = np.zeros(words, dtype=np.int64)
    scores = np.zeros((words, 2 + len(CUES) + SENTENCE_HEADS), dtype=np.float32)
    verdicts = np.zeros((len(sentences), SENTENCE_HEADS), dtype=np.float32)
    vectors = np.zeros((len(sentences), VECTOR), dtype=np.float32)
    share = np.zeros(len(sentences), dtype=np.float32)
    for batch in _batches(parts):
        size = (len(batch), max(len(part.pieces) for part in batch) + 1)
        pieces, forms = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        for row, part in enumerate(batch):
            pieces[row, : len(part.pieces)] = part.pieces
            pieces[row, len(part.pieces)] = SEP
            forms[row, : len(part.shapes)] = part.shapes
        first = np.concatenate(
            [row * size[1] + np.array(part.first, dtype=np.int64) for row, part in enumerate(batch)]
        )
        upos, score, sentence, vector = _session().run(
            ["upos", "scores", "sentence", "vector"],
            {"pieces": pieces, "shapes": forms, "first": first},
        )
        rows = np.concatenate([np.arange(part.word, part.word + len(part.first)) for part in batch])
        tags[rows], scores[rows] = upos, score
        for row, part in enumerate(batch):
            n = len(part.first)
            verdicts[part.sentence] += n * sentence[row]
            vectors[part.sentence] += n * vector[row]
            share[part.sentence] += n
    share = np.maximum(share, 1)[:, None]
    verdicts, vectors = verdicts / share, vectors / share
    kinds = 2 + len(CUES)
    return Reading(
        tuple(UPOS[tag] for tag in tags.tolist()),
        scores[:, 0],
        scores[:, 1],
        scores[:, 2:kinds],
        verdicts[:, 0],
        verdicts[:, 1],
        scores[:, kinds:],
        vectors,
    )
