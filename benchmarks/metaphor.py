"""Metaphor by the shipped encoder against gold: VUA sentences, LCC's single spans, novelty."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import bootstrap
from stylo.annotate import annotate_tokens
from stylo.document import CONTENT_UPOS, Document
from stylo.domains import metaphor_related
from stylo.feature import Bools, Floats, word_starts
from stylo.training.data import rows

Figures = dict[str, list[float]]
Row = dict[str, Any]

#: Where the sentences of a file of novelty lie: the folder beside its own.
SENTENCES = "vua-sharedtask"
#: Fragments of a genre below which a correlation of densities says nothing.
MIN_FRAGMENTS = 5


@dataclass(frozen=True)
class Fragment:
    """A text of the corpus: its gold marks and those of the encoder, token by token."""

    genre: str
    gold: Bools
    said: Bools
    content: Bools
    words: int


def run(path: Path, folds: bool = False) -> dict[str, Any]:
    """Score the shipped encoder on a file.

    Parameters
    ----------
    path : Path
        JSON lines of ``{tokens, labels, text_id, genre, pos}`` (vua18) or of
        ``{tokens, span, label}`` (lcc-en), or a table of ``text_id, sentence_id, token_ix, token,
        novelty`` (vua-novelty) with the sentences in ``../vua-sharedtask`` beside it.
    folds : bool
        Of vua18: train five encoders that never saw a sentence's fragment, by
        `stylo.training.encoder_folds` (hours on one core; needs ``stylo-rhetoric[train]``).

    Returns
    -------
    dict
        ``f1``, ``precision``, ``recall`` over all tokens; ``f1.content`` over the content words
        by the file's ``pos``; ``f1.GENRE``; where there is a ``text_id`` also
        ``density_r.GENRE`` and ``density_error``, the correlation of gold and found
        metaphor-related words per 100 words, and their mean distance. For lcc ``auc`` of the
        span's highest probability. For novelty ``pearson`` and ``spearman`` with the crowd's
        scores. Intervals by bootstrap over fragments (sentences for lcc).

    Raises
    ------
    SystemExit
        If `folds` are asked of another format or without torch, or the sentences of a file of
        novelty are missing.
    """
    table = path.name.removesuffix(".gz").endswith(".tsv")
    sentences = [] if table else list(rows(path))
    if folds and (table or "span" in sentences[0]):
        raise SystemExit("benchmarks metaphor: --folds needs sentences with labels, as in vua18")
    if table:
        return _novelty(path)
    return _spans(sentences) if "span" in sentences[0] else _tokens(sentences, folds)


def _tokens(sentences: Sequence[Row], folds: bool) -> dict[str, Any]:
    groups: dict[str, list[Row]] = {}
    for row in sentences:
        groups.setdefault(str(row.get("text_id", "")), []).append(row)
    retrained = _retrained(groups) if folds else {}
    fragments = [_fragment(group, retrained.get(name)) for name, group in groups.items()]
    counts = _counts(fragments, [np.ones(len(f.gold), dtype=np.bool_) for f in fragments])
    figures = {
        "f1": bootstrap.interval(counts, bootstrap.f1),
        "precision": bootstrap.interval(counts, bootstrap.precision),
        "recall": bootstrap.interval(counts, bootstrap.recall),
    }
    if all("pos" in row for row in sentences):
        content = _counts(fragments, [f.content for f in fragments])
        figures["f1.content"] = bootstrap.interval(content, bootstrap.f1)
    genres = [f.genre for f in fragments]
    for genre in sorted(set(genres) - {""}):
        chosen = counts[[g == genre for g in genres]]
        figures[f"f1.{genre}"] = bootstrap.interval(chosen, bootstrap.f1)
    if "text_id" in sentences[0]:
        figures.update(_densities(fragments))
    return {"n": len(sentences), "figures": figures}


def _fragment(group: Sequence[Row], said: Bools | None) -> Fragment:
    """Read the sentences of one fragment; tokens that are empty in the corpus are left out."""
    kept = [[at for at, token in enumerate(row["tokens"]) if token] for row in group]
    doc = _document(group)
    return Fragment(
        str(group[0].get("genre", "")),
        _flat(group, kept, "labels").astype(np.bool_),
        metaphor_related(doc) if said is None else said,
        np.isin(_flat(group, kept, "pos" if "pos" in group[0] else "tokens"), [*CONTENT_UPOS]),
        int(word_starts(doc).sum()),
    )


def _document(group: Sequence[Row]) -> Document:
    return annotate_tokens([[token for token in row["tokens"] if token] for row in group])


def _flat(group: Sequence[Row], kept: Sequence[Sequence[int]], column: str) -> Any:
    pairs = zip(group, kept, strict=True)
    return np.array([row[column][at] for row, places in pairs for at in places])


def _retrained(groups: dict[str, list[Row]]) -> dict[str, Bools]:
    """Return the marks by encoders that never saw a fragment."""
    if not find_spec("torch"):
        raise SystemExit(
            "benchmarks metaphor: --folds trains encoders: install stylo-rhetoric[train]"
        )
    from stylo.training.encoder_folds import held_out
    from stylo.training.examples import Example

    members = []
    for name, group in groups.items():
        for row in group:
            pairs = [p for p in zip(row["tokens"], row["labels"], strict=True) if p[0]]
            marks = np.array([float(mark) for _, mark in pairs])
            words = tuple(word for word, _ in pairs)
            members.append(Example(words, name, "", "vua", metaphor=marks))
    found = {id(read.example.metaphor): read for read in held_out(members)}
    said: dict[str, list[Bools]] = {}
    for member in members:
        read = found[id(member.metaphor)]
        said.setdefault(member.group, []).append(read.metaphor >= read.threshold)
    return {name: np.concatenate(marks) for name, marks in said.items()}


def _counts(fragments: Sequence[Fragment], where: Sequence[Bools]) -> Floats:
    """Hits, false and missed marks of each fragment."""
    return np.array(
        [
            [
                (f.said & f.gold & w).sum(),
                (f.said & ~f.gold & w).sum(),
                (~f.said & f.gold & w).sum(),
            ]
            for f, w in zip(fragments, where, strict=True)
        ],
        dtype=np.float64,
    )


def _densities(fragments: Sequence[Fragment]) -> Figures:
    """How well the density of a fragment agrees with that of its gold marks."""
    gold = np.array([100 * f.gold.sum() / f.words for f in fragments])
    said = np.array([100 * f.said.sum() / f.words for f in fragments])
    sums = _moments(gold, said)
    figures = {
        f"density_r.{genre}": bootstrap.interval(
            sums[[f.genre == genre for f in fragments]], _correlation
        )
        for genre, n in sorted(Counter(f.genre for f in fragments).items())
        if n >= MIN_FRAGMENTS
    }
    distances = np.stack([np.abs(gold - said), np.ones(len(gold))], axis=1)
    return {**figures, "density_error": bootstrap.interval(distances)}


def _moments(x: Floats, y: Floats) -> Floats:
    """What the correlation of two variables is a formula of, summed: n, x, y, xx, yy, xy."""
    return np.stack([np.ones(len(x)), x, y, x * x, y * y, x * y], axis=1)


def _correlation(sums: Floats) -> Floats:
    """Pearson's r from summed moments; NaN where one does not vary."""
    n, x, y, xx, yy, xy = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        r: Floats = (n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y))
    return r


def _novelty(path: Path) -> dict[str, Any]:
    """Correlate novelty as read with that of the crowd, over the tokens that it judged."""
    judged: dict[str, list[tuple[int, str, float]]] = {}
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            text, sentence, at, token, score = line.rstrip("\n").split("\t")[:5]
            judged.setdefault(f"{text}_{sentence}", []).append((int(at), token, float(score)))
    groups: dict[str, list[Row]] = {}
    for row in _sentences(path.parent.parent / SENTENCES):
        if row["id"] in judged:
            groups.setdefault(str(row["text_id"]), []).append(row)
    documents, gold, read = list[int](), list[float](), list[float]()
    for number, group in enumerate(groups.values()):
        novelty = iter(_document(group).tokens["novelty"].tolist())
        for row in group:
            found = [next(novelty) if token else float("nan") for token in row["tokens"]]
            for place, word, judgement in judged[row["id"]]:
                if row["tokens"][place : place + 1] == [word]:
                    documents.append(number)
                    gold.append(judgement)
                    read.append(found[place])
    if not gold:
        raise SystemExit(f"benchmarks metaphor: no sentence of {path.name} in ../{SENTENCES}")
    figures = {
        "pearson": _by_document(documents, np.array(gold), np.array(read)),
        "spearman": _by_document(documents, _ranks(gold), _ranks(read)),
    }
    return {"n": len(gold), "figures": figures}


def _sentences(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        yield from rows(path)


def _by_document(documents: Sequence[int], x: Floats, y: Floats) -> list[float]:
    sums = np.zeros((max(documents) + 1, 6))
    np.add.at(sums, documents, _moments(x, y))
    return bootstrap.interval(sums, _correlation)


def _ranks(values: Sequence[float]) -> Floats:
    from scipy.stats import rankdata

    return np.asarray(rankdata(values))


def _spans(sentences: Sequence[Row]) -> dict[str, Any]:
    scores, labels = [], []
    for row in sentences:
        first, last = row["span"]
        found = annotate_tokens([row["tokens"]]).tokens["metaphor"][first:last]
        scores.append(float(found.max()) if len(found) else -np.inf)
        labels.append(int(row["label"]) > 0)
    score, label = np.array(scores), np.array(labels)
    draws = np.random.RandomState(0).randint(0, len(score), (bootstrap.RESAMPLES, len(score)))
    values = [_auc(score[d], label[d]) for d in draws if 0 < label[d].sum() < len(d)]
    low, high = np.percentile(values, [2.5, 97.5])
    return {"n": len(score), "figures": {"auc": [_auc(score, label), float(low), float(high)]}}


def _auc(scores: Floats, labels: Bools) -> float:
    """Area under the ROC curve by ranks, ties counting half (Hanley & McNeil 1982)."""
    positive = int(labels.sum())
    ranks = _ranks(scores.tolist())[labels].sum()
    return float((ranks - positive * (positive + 1) / 2) / (positive * (len(labels) - positive)))
