"""Read the annotated corpora that the models are learned from."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Return where the corpora lie: ``$STYLO_DATA``, else ``../shared/data``."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("STYLO_DATA", beside))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a JSON-lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def treebank(corpora: Path, name: str, part: str) -> list[dict[str, Any]]:
    """Return the sentences of ``ewt`` or ``gum``, part ``train``, ``dev`` or ``test``."""
    return list(rows(corpora / "ud-english" / f"{name}-{part}.jsonl.gz"))


def pronounced(corpora: Path) -> frozenset[str]:
    """Return the words of the CMU Pronouncing Dictionary."""
    path = corpora / "syllables" / "cmudict.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.split("\t", 1)[0] for line in lines)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph rebuilt from its sentences, and where its tokens and sentences stand."""

    text: str
    spans: list[tuple[int, int]]
    sentences: list[tuple[int, int]]


def token_places(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Return where the tokens of a treebank's sentence stand in its text."""
    places, at = [], 0
    for token in row["tokens"]:
        start = row["text"].index(token, at)
        at = start + len(token)
        places.append((start, at))
    return places


def paragraphs(rows: list[dict[str, Any]]) -> list[Paragraph]:
    """Return the paragraphs of one document; a treebank that marks none gives one."""
    out: list[Paragraph] = []
    text, space = "", ""
    spans: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    for row in rows:
        if row["new_paragraph"] and spans:
            out.append(Paragraph(text, spans, sentences))
            text, space, spans, sentences = "", "", [], []
        base = len(text) + len(space)
        text += space + row["text"]
        places = [(base + a, base + b) for a, b in token_places(row)]
        spans = spans + places
        sentences = [*sentences, (places[0][0], places[-1][1])]
        space = " " if row["space_after"][-1] else ""
    out.append(Paragraph(text, spans, sentences))
    return out


def documents(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the sentences of each document, in order."""
    return [list(group) for _, group in groupby(rows, key=lambda row: row["doc"])]
