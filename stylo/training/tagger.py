"""Make ``tagger.npz``: the weights of NLTK's averaged perceptron on our features."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from nltk.tag.perceptron import PerceptronTagger

from stylo import tagger
from stylo.training import classes, data, manifest

#: Rounds over the training sentences.
ROUNDS = 10
#: Share of training sentences that are read once more in capitals, in title case, in lower case.
RECASED = 0.05
#: Weights smaller than this (in thousandths) on all tags are left out.
SMALLEST = 40

Tagged = list[tuple[str, str]]


class Trainer(PerceptronTagger):  # type: ignore[misc]
    """NLTK's tagger, on the features of `stylo.tagger`; tokens are what `keys` gives."""

    START: ClassVar = list(tagger.START)
    END: ClassVar = list(tagger.END)

    def __init__(self, classes: tagger.Classes) -> None:
        super().__init__(load=False)
        self.word_classes = classes
        self._types: dict[str, tuple[str, dict[int, list[str]]]] = {}

    def normalize(self, word: str) -> str:
        """Leave a token as it is: `stylo.tagger.keys` has done what is needed."""
        return word

    def _make_tagdict(self, sentences: Iterable[Tagged]) -> None:
        """Take in the sentences, and no word as settled: ``might`` may be a noun."""
        for sentence in sentences:
            self._sentences.append(sentence)
            self.classes.update(tag for _, tag in sentence)

    def _type(self, key: str) -> tuple[str, dict[int, list[str]]]:
        if key not in self._types:
            features = tagger.type_features(key, self.word_classes)
            self._types[key] = tagger.plain_key(key), features
        return self._types[key]

    def _get_features(
        self, i: int, word: str, context: Sequence[str], prev: str, prev2: str
    ) -> dict[str, int]:
        at = i + len(self.START)
        around = [self._type(context[at + role]) for role in tagger.ROLES]
        names = [
            name for (_, own), role in zip(around, tagger.ROLES, strict=True) for name in own[role]
        ]
        names += tagger.pair_features(around[1][0], around[2][0], around[3][0])
        names += tagger.tag_features(around[2][0], prev, prev2)
        return dict.fromkeys(names, 1)


def recased(sentences: list[Tagged], rng: random.Random) -> list[Tagged]:
    """Return some of the sentences in capitals, in title case and in lower case."""
    out = []
    for style in (str.upper, str.title, str.lower):
        for sentence in rng.sample(sentences, int(RECASED * len(sentences))):
            out.append([(style(word) if word.isalpha() else word, tag) for word, tag in sentence])
    return out


def fit(rows: list[dict[str, Any]], word_classes: tagger.Classes, rounds: int = ROUNDS) -> Trainer:
    """Return NLTK's tagger after training on rows of a treebank."""
    rng = random.Random(0)
    sentences = [list(zip(row["tokens"], row["upos"], strict=True)) for row in rows]
    sentences += recased(sentences, rng)
    marked = [
        list(zip(tagger.keys([w for w, _ in s]), [t for _, t in s], strict=True)) for s in sentences
    ]
    rng.shuffle(marked)
    random.seed(0)  # NLTK shuffles with the global generator
    trainer = Trainer(word_classes)
    trainer.train(marked, nr_iter=rounds)
    return trainer


def pack(trainer: Trainer) -> bytes:
    """Return the weights as the bytes of an ``.npz`` file without pickle."""
    tags = sorted(trainer.classes)
    number = {tag: index for index, tag in enumerate([*tags, *tagger.START])}
    weights = {
        name: {number[tag]: round(1000 * value) for tag, value in row.items()}
        for name, row in sorted(trainer.model.weights.items())
    }
    weights = {
        name: row
        for name, row in weights.items()
        if max(map(abs, row.values()), default=0) >= SMALLEST
    }
    kinds = {name: name.split(" ", 1)[0] for name in weights}
    names = [
        name for name, kind in kinds.items() if kind not in ("pa", "pb", "t1", "t2", "tt", "tw")
    ]
    pairs = sorted({name[3:] for name, kind in kinds.items() if kind in ("pa", "pb")})
    tagged = sorted({name.split(" ", 2)[2] for name, kind in kinds.items() if kind == "tw"})
    ordered = names + [name for name, kind in kinds.items() if kind in ("pa", "pb", "tw")]
    place = {name: index for index, name in enumerate(ordered)}
    blank = len(ordered)
    context = np.zeros((len(number), len(number), len(tags)), dtype=np.int32)
    for near, at in number.items():
        for far, beyond in number.items():
            for name in tagger.tag_features("", near, far)[:3]:
                for column, value in weights.get(name, {}).items():
                    context[at, beyond, column] += value
    text = "\n\n".join(
        "\n".join(lines)
        for lines in (
            tags,
            names,
            pairs,
            tagged,
            trainer.word_classes,
        )
    )
    cells = [(column, value) for name in ordered for column, value in sorted(weights[name].items())]
    file = BytesIO()
    np.savez_compressed(
        file,
        text=np.frombuffer(text.encode(), dtype=np.uint8),
        counts=np.array([len(weights[name]) for name in ordered], dtype=np.uint8),
        columns=np.array([column for column, _ in cells], dtype=np.uint8),
        values=np.array([value for _, value in cells], dtype=np.int32),
        pair_rows=np.array(
            [[place.get(f"{kind} {pair}", blank) for kind in ("pb", "pa")] for pair in pairs],
            dtype=np.int32,
        ),
        tagged_rows=np.array(
            [[place.get(f"tw {tag} {word}", blank) for tag in number] for word in tagged],
            dtype=np.int32,
        ),
        context=context,
        classes=np.array(list(trainer.word_classes.values()), dtype=np.int16),
    )
    return file.getvalue()


def train(corpora: Path) -> None:
    """Learn from EWT and GUM, with word classes of news, and save the model file."""
    rows = data.treebank(corpora, "ewt", "train") + data.treebank(corpora, "gum", "train")
    manifest.save(tagger.MODEL, pack(fit(rows, classes.learn(corpora))))


if __name__ == "__main__":
    train(data.folder())
