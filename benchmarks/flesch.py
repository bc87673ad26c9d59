"""Flesch reading ease from a document's raw text against that on the treebank's own sentences.

The raw text is the document's sentences joined, a blank line where the treebank starts a paragraph
(GUM). On the gold side stand the treebank's sentences and tokens, with the same syllable counts,
less the sentences in what we take for headings, captions and lists, which enter neither side.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bootstrap import interval
from stylo import textstat_compat
from stylo.annotate import annotate, annotate_tokens
from stylo.features import readability
from stylo.training import data

Row = dict[str, Any]


def raw_text(document: list[Row]) -> tuple[str, list[int]]:
    """Return a document's text, and where its sentences start."""
    text, starts = "", []
    for row in document:
        text += ("\n\n" if row["new_paragraph"] else " ") if text else ""
        starts.append(len(text))
        text += row["text"]
    return text, starts


def _spaces(row: Row) -> list[bool]:
    """Return whether white space follows each token in the sentence's text, clitics included."""
    ends = [end for _, end in data.token_places(row)]
    return [row["text"][end : end + 1].strip() == "" for end in ends]


def flesch(document: list[Row]) -> tuple[float, float]:
    """Return the reading ease of a document from its raw text, and on its gold sentences."""
    text, starts = raw_text(document)
    doc = annotate(text)
    paragraph = np.searchsorted(doc.paragraphs["start"], starts, side="right") - 1
    body = np.array([doc.paragraphs["kind"][p] == "body" for p in paragraph])
    gold = annotate_tokens(
        [row["tokens"] for row in document], space_after=[_spaces(row) for row in document]
    )
    counts = readability.sentence_counts(gold)
    counts = counts[body & (counts[:, 1] > 0)]
    ours = readability.Counts(*readability.counts(doc, "all").sum(axis=0))
    return (
        float(readability.flesch_reading_ease(ours)),
        float(readability.flesch_reading_ease(readability.Counts(*counts.sum(axis=0)))),
    )


def run(path: Path) -> dict[str, Any]:
    """Compare the documents of a file in the format of ud-english.

    Returns
    -------
    dict
        ``error``, the mean difference in points, regardless of its sign; ``error.textstat``, that
        of textstat on the raw text; ``bias``, with its sign.
    """
    documents = data.documents(list(data.rows(path)))
    table = []
    for document in documents:
        ours, gold = flesch(document)
        other = textstat_compat.figures(raw_text(document)[0])["flesch_reading_ease"]
        table.append([abs(ours - gold), abs(other - gold), ours - gold, 1.0])
    values = np.array(table)
    names = ("error", "error.textstat", "bias")
    figures = {name: interval(values[:, [at, 3]]) for at, name in enumerate(names)}
    return {"n": len(documents), "figures": figures}
