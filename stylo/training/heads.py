"""Train the heads on the encoder's vectors: ``research/formality`` and ``research/judged_ease``.

Ridge regression over what a text's sentences say in the mean, by words. ``python -m
stylo.training.heads --data DIR`` writes both files with their cards; with ``--folds`` it only says
what held-out texts are rated by heads that saw no text of their group.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylo import encoder, heads, weights
from stylo.annotate import annotate, segmented
from stylo.features.readability import EASE_COUNTS, ease_counts
from stylo.segment import straighten
from stylo.training import data, manifest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

GENRES = ("answers", "email", "blog", "news")
#: Folds; the first tests, the others choose.
FOLDS, TEST = 5, 0
#: Columns of the vectors that each head reads: all, or those after the middle layer.
COLUMNS = {"formality": encoder.VECTOR, "ease": encoder.VECTOR // 2}
#: Strength of the ridge penalty on standardised columns, of vectors and of all else.
PENALTY = {"formality": (6000.0, 400.0), "ease": (300.0, 300.0)}
#: A sentence that two crowds rated counts as so many.
TWICE = 3.0
#: Digits of a weight that are kept.
DIGITS = 6


@dataclass(frozen=True)
class Rated:
    """A text that people rated.

    Attributes
    ----------
    text : str
        As one would write it.
    score : float
        What it is rated.
    group : str
        What it shares with others that must stay on the same side of a split.
    source : str
        Corpus or genre.
    weight : float
        How much the rating counts.
    """

    text: str
    score: float
    group: str
    source: str
    weight: float = 1.0

    @property
    def key(self) -> str:
        """Its letters, by which the same text is known in another corpus."""
        return normalised(self.text)


def normalised(text: str) -> str:
    """Return the letters of a text, in lower case."""
    return re.sub(r"[\W\d_]+", "", text.lower())


def fold(group: str) -> int:
    """Return in which of `FOLDS` a group falls."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS


_REJOINED = (
    (re.compile(r" (?=(?:n't|'(?:s|m|re|ve|ll|d))(?:\W|$))", re.IGNORECASE), ""),
    (re.compile(r" (?=[.,!?;:)\]%]+(?: |$))"), ""),
    (re.compile(r"(?<=[(\[$#]) "), ""),
    (re.compile(r"(?<=\w) - (?=\w+ )"), "-"),
    (re.compile(r'(^| )" ([^"]*) "(?= |$|[.,!?;:])'), r'\1"\2"'),
)


def detokenised(text: str) -> str:
    """Return a sentence whose tokens stand apart as one would write it.

    Examples
    --------
    >>> detokenised("it 's late , is n't it ?")
    "it's late, isn't it?"
    """
    text = text.replace("``", '"').replace("''", '"')
    text = text.replace("-LRB-", "(").replace("-RRB-", ")")
    for pattern, joined in _REJOINED:
        text = pattern.sub(joined, text)
    return text


def formal_texts(corpora: Path) -> list[Rated]:
    """Return the rated sentences of Pavlick and Tetreault, and of SQUINKY on their scale.

    A sentence that both crowds rated is rated the mean of the two.
    """
    pavlick = [
        row
        for genre in GENRES
        for row in data.rows(corpora / "pavlick-formality" / f"{genre}.jsonl.gz")
    ]
    squinky = list(data.rows(corpora / "squinky" / "all.jsonl.gz"))
    ours = {normalised(row["text"]): float(row["score"]) for row in pavlick}
    theirs = {normalised(row["text"]): float(row["formality"]) for row in squinky}
    both = sorted(ours.keys() & theirs.keys())
    a, b = np.array([ours[k] for k in both]), np.array([theirs[k] for k in both])
    rate, level = a.std() / b.std(), a.mean() - b.mean() * a.std() / b.std()
    found = [_pavlick(row) for row in pavlick]
    out = []
    for one in found:
        if one.key in theirs:
            other = level + rate * theirs[one.key]
            one = Rated(one.text, (one.score + other) / 2, one.group, one.source, TWICE)
        out.append(one)
    for row in squinky:
        key = normalised(row["text"])
        if key not in ours:
            out.append(Rated(row["text"], level + rate * row["formality"], key, "squinky"))
    return out


def _pavlick(row: Mapping[str, Any]) -> Rated:
    """Return a line of ``pavlick-formality``; those of blogs and news have no document."""
    apart = row["genre"] in ("answers", "email")
    text = detokenised(row["text"]) if apart else row["text"]
    group = row["id"].rsplit(".", 1)[0] if apart else normalised(row["text"])
    return Rated(text, float(row["score"]), group, row["genre"])


def rated(row: Mapping[str, Any]) -> Rated:
    """Return a line of any of the three corpora, with the rating that stands there."""
    if "score" in row:
        return _pavlick(row)
    if "formality" in row:
        key = normalised(row["text"])
        return Rated(row["text"], float(row["formality"]), key, "squinky")
    group = "|".join(str(row.get(k, "")) for k in ("Author", "Title", "URL"))
    label = float(row["label"] if "label" in row else row["BT_easiness"])
    return Rated(row["text"], label, group, str(row.get("Categ", "")))


def easy_texts(corpora: Path) -> list[Rated]:
    """Return the excerpts of the CLEAR corpus."""
    return [rated(row) for row in data.rows(corpora / "clear-readability" / "all.jsonl.gz")]


def texts(name: str, corpora: Path) -> list[Rated]:
    """Return what a head learns from."""
    return formal_texts(corpora) if name == "formality" else easy_texts(corpora)


# -- what a head sees --------------------------------------------------------------------------


def _means(rows: Floats, words: Floats, text: Ints, n: int) -> Floats:
    """Return the mean row of each text, by words; texts stand in order."""
    share = words / np.bincount(text, words, n)[text]
    ends = np.searchsorted(text, np.arange(n))
    return np.add.reduceat(rows * share[:, None], ends, axis=0)


def _formality_rows(members: Sequence[Rated]) -> Floats:
    sentences: list[list[str]] = []
    text: list[int] = []
    for number, one in enumerate(members):
        doc = segmented(one.text)
        forms = straighten(doc.text)
        starts, ends = doc.tokens["start"].tolist(), doc.tokens["end"].tolist()
        for first, last in zip(doc.sentences["first"], doc.sentences["last"], strict=True):
            sentences.append([forms[starts[i] : ends[i]] for i in range(first, last)])
            text.append(number)
    words = [max(1, sum(any(map(str.isalnum, w)) for w in s)) for s in sentences]
    vectors = encoder.read(sentences).vectors
    rows = np.hstack([vectors, np.array([heads.surface(s) for s in sentences])])
    return _means(rows, np.array(words, dtype=np.float64), np.array(text), len(members))


def _ease_rows(members: Sequence[Rated]) -> Floats:
    out = []
    for one in members:
        kept: list[NDArray[np.float32]] = []

        def read(sentences: Sequence[Sequence[str]], kept: Any = kept) -> encoder.Reading:
            reading = encoder.read(sentences)
            kept.append(reading.vectors)
            return reading

        doc = annotate(one.text, read=read)
        window = np.zeros(len(doc.sentences), dtype=np.int64)
        words = np.bincount(
            doc.tokens["sentence"], doc.tokens["word"] >= 0, len(doc.sentences)
        ).astype(np.float64)
        mean = (kept[0] * (words / words.sum())[:, None]).sum(axis=0)
        out.append(np.concatenate([mean, ease_counts(doc, window)[0]]))
    return np.array(out)


def rows_of(name: str, members: Sequence[Rated]) -> Floats:
    """Return what a head sees of each text: means of its sentences' vectors, and the rest.

    They are kept in the folder of temporary files as long as encoder and texts stay the same.
    """
    seen = heads.SURFACE if name == "formality" else tuple(EASE_COUNTS)
    told = hashlib.sha256(f"{name} {seen} {weights.sha256(encoder.MODEL)}".encode())
    for one in members:
        told.update(one.text.encode())
    place = Path(tempfile.gettempdir()) / f"stylo-heads-{told.hexdigest()[:16]}.npy"
    if place.is_file():
        return np.load(place, allow_pickle=False)  # type: ignore[no-any-return]
    found = _formality_rows(members) if name == "formality" else _ease_rows(members)
    np.save(place, found.astype(np.float32))
    return np.load(place, allow_pickle=False)  # type: ignore[no-any-return]


def _rows_among(
    name: str, tested: Sequence[Rated], members: Sequence[Rated], rows: Floats
) -> Floats:
    """Return what a head sees of texts, most of which it has seen already."""
    place = {one.text: number for number, one in enumerate(members)}
    new = [one for one in tested if one.text not in place]
    if new:
        place.update({one.text: len(members) + number for number, one in enumerate(new)})
        rows = np.concatenate([rows, rows_of(name, new)])
    return rows[[place[one.text] for one in tested]]


# -- learning ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Linear:
    """Weights of the columns, and a bias."""

    weights: Floats
    bias: float

    def __call__(self, rows: Floats) -> Floats:
        """Return what each row is rated."""
        out: Floats = rows @ self.weights + self.bias
        return out


def fit(name: str, rows: Floats, scores: Floats, counts: Floats) -> Linear:
    """Fit a ridge regression (Hoerl & Kennard 1970) on standardised columns.

    Parameters
    ----------
    counts : array
        How much each row counts.
    """
    of_vector, of_rest = PENALTY[name]
    share = counts / counts.sum()
    rows = rows.astype(np.float64)
    mean = share @ rows
    spread = np.sqrt(np.maximum(share @ (rows - mean) ** 2, 1e-12))
    level = float(share @ scores)
    z = (rows - mean) / spread
    penalty = np.full(rows.shape[1], of_vector)
    penalty[encoder.VECTOR :] = of_rest
    penalty[COLUMNS[name] : encoder.VECTOR] = 1e9  # not read
    solved = np.linalg.solve(
        (z * counts[:, None]).T @ z + np.diag(penalty), (z * counts[:, None]).T @ (scores - level)
    )
    found = solved / spread
    found[COLUMNS[name] : encoder.VECTOR] = 0.0
    return Linear(found, level - float(found @ mean))


def held_out(
    name: str,
    members: Sequence[Rated],
    tested: Sequence[Rated],
    folds: Iterable[int] = range(FOLDS),
) -> Floats:
    """Return what texts are rated by heads that saw none of their group, nor the same text.

    Parameters
    ----------
    members : sequence of Rated
        What is learned from; for ``folds`` that leave out `TEST`, its texts are in nothing.
    tested : sequence of Rated
        What is rated; NaN outside the folds.
    """
    rows = rows_of(name, members)
    to_rate = _rows_among(name, tested, members, rows)
    scores = np.array([one.score for one in members])
    counts = np.array([one.weight for one in members])
    own, theirs = (np.array([fold(one.group) for one in some]) for some in (members, tested))
    folds = list(folds)
    out = np.full(len(tested), np.nan)
    for number in folds:
        chosen = theirs == number
        known = {one.key for one, there in zip(tested, chosen, strict=True) if there}
        train = (own != number) & np.array([one.key not in known for one in members])
        if TEST not in folds:
            train &= own != TEST
        if chosen.any():
            head = fit(name, rows[train], scores[train], counts[train])
            out[chosen] = head(to_rate[chosen])
    return out


def figures(name: str, corpora: Path, folds: Iterable[int]) -> dict[str, float]:
    """Return correlations with the ratings as they stand, over held-out texts."""
    from scipy.stats import pearsonr, spearmanr

    members = texts(name, corpora)
    tested = [one for one in members if one.source != "squinky"]
    if name == "formality":
        tested = [
            _pavlick(row)
            for genre in GENRES
            for row in data.rows(corpora / "pavlick-formality" / f"{genre}.jsonl.gz")
        ]
    said = held_out(name, members, tested, folds)
    truth = np.array([one.score for one in tested])
    source = np.array([one.source for one in tested])
    found = {}
    for part in GENRES if name == "formality" else ("Lit", "Info", ""):
        there = np.isfinite(said) & ((source == part) | (part == ""))
        found[f"pearson {part}".strip()] = float(pearsonr(said[there], truth[there])[0])
        if name == "formality":
            found[f"spearman {part}"] = float(spearmanr(said[there], truth[there])[0])
    return found


def _save(name: str, corpora: Path) -> None:
    members = texts(name, corpora)
    rows = rows_of(name, members)
    head = fit(
        name,
        rows,
        np.array([one.score for one in members]),
        np.array([one.weight for one in members]),
    )
    vector, rest = head.weights[: encoder.VECTOR], head.weights[encoder.VECTOR :]
    said: dict[str, Any] = {
        "encoder": weights.sha256(encoder.MODEL),
        "vector": _short(vector),
        "surface": _short(rest) if name == "formality" else [],
        "counts": {} if name == "formality" else dict(zip(EASE_COUNTS, _short(rest), strict=True)),
        "bias": round(head.bias, DIGITS),
    }
    manifest.save(heads.FILES[name], json.dumps(said).encode())


def _short(values: Floats) -> list[float]:
    return [float(f"{value:.{DIGITS}g}") for value in values]


def _line(found: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in found.items())


def _table(test: Mapping[str, float], everything: Mapping[str, float]) -> str:
    """Return figures as rows of a Markdown table."""
    rows = [f"| {name} | {test[name]:.3f} | {everything[name]:.3f} |" for name in test]
    return "\n".join(["| | test fold | all folds |", "|---|---:|---:|", *rows])


_FORMALITY_CARD = """# formality.json.gz: how formal people find a sentence, -3 to 3

A ridge regression over the encoder's vector of a sentence ({vector} numbers) and {surface} figures
of its surface (length, contractions, capitals, marks): `stylo/heads.py`.

**Data.** Pavlick & Tetreault (2016), sentences of answers, email, blogs and news, each rated by
about five people; SQUINKY (Lahiri 2015), brought to the same scale by mean and spread over the
sentences that both rated (these are rated the mean). {n:,} sentences.
**Licence.** Neither corpus states one beyond research: research use only; no sentence is kept.
**Split.** By document (answers, email) or sentence; a text of the test is in no other part. Of
{folds} folds the first tests, the others chose penalties and figures of surface.
**Figures** (held-out, correlation with the ratings of Pavlick & Tetreault):

{figures}

Raters agree little on news: by split halves the ceiling of r is .88 for answers, .90 for email, .76
for blogs, .61 for news (card of the corpus).
**What it cannot do.** It rates sentences without their neighbours; short ones ("So be it.") are
rated by their few words. It was rated on web, mail and news text, not on whole articles.
**Retrain.** `stylo train heads --data FOLDER`, after the encoder.
"""
_EASE_CARD = """# judged_ease.json.gz: how easy teachers judge a passage, about -4 to 2

A ridge regression over the mean of the encoder's vectors after its middle layer ({vector} numbers),
and {counts} counts of the passage: `stylo.features.readability.EASE_COUNTS`.

**Data.** CLEAR (Crossley et al. 2021, 2023): {n:,} excerpts of 140 to 200 words of literature and
information for school, with Bradley-Terry easiness from teachers' judgements of pairs.
**Licence.** CC BY-NC-SA 4.0: not for commercial use; no text is kept.
**Split.** By author, title and address. Of {folds} folds the first tests, the others chose
penalties, layer and counts.
**Figures** (held-out, correlation with easiness; "pearson" alone is over all excerpts):

{figures}

On these excerpts the best classic formula has .56, GPT-4 Turbo without training .76 (Trott &
Riviere 2024); the noise of the labels caps r at about .88.
**What it cannot do.** These are texts for school, 57 % of them from before 1920; more of
them are easy than of articles of opinion. It reads passages of 140 to 200 words; a text is the mean
of its passages.
**Retrain.** `stylo train heads --data FOLDER`, after the encoder.
"""


def train(corpora: Path) -> None:
    """Write the files of both heads, with their cards."""
    for name in COLUMNS:
        train_head(name, corpora)


def train_head(name: str, corpora: Path) -> None:
    """Write the file of a head, a key of `COLUMNS`, with its card."""
    _save(name, corpora)
    test = figures(name, corpora, [TEST])
    everything = figures(name, corpora, range(FOLDS))
    print(f"{name}: test {_line(test)}; all folds {_line(everything)}", file=sys.stderr)
    card = (_FORMALITY_CARD if name == "formality" else _EASE_CARD).format(
        vector=COLUMNS[name],
        surface=len(heads.SURFACE),
        counts=len(EASE_COUNTS),
        n=len(texts(name, corpora)),
        folds=FOLDS,
        figures=_table(test, everything),
    )
    path = manifest.MODELS / heads.FILES[name].replace(".json.gz", ".md")
    path.write_text(card, encoding="utf-8")


def main() -> None:
    """Train both heads, or show figures of the folds that choose."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=data.folder())
    options.add_argument("--folds", action="store_true", help="figures of the choosing folds only")
    chosen = options.parse_args()
    if not chosen.folds:
        train(chosen.data)
        return
    for name in COLUMNS:
        print(name, _line(figures(name, chosen.data, [f for f in range(FOLDS) if f != TEST])))


if __name__ == "__main__":
    main()
