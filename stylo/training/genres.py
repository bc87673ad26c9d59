"""Train the detectors of speeches and press releases: ``models/research/genres.json``.

Logistic regression (scikit-learn) over measures and the cues of `stylo.genres`. Against each genre
stand the opinion and the reporting of ``allsides-abp``, whole and as excerpts of 300 words. The
threshold is the score that a set share of those articles exceeds, each scored by weights that saw
nothing of its outlet.

Speeches are the addresses of American presidents, press releases those of US senators. Pieces of
both kinds that we wrote (``corpora/genres``) are a test from another source.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import stylo.corpora
from stylo import catalogue, genres
from stylo.annotate import segmented
from stylo.feature import Bools, Floats
from stylo.training import manifest, voice
from stylo.training.data import rows
from stylo.training.voice import Article, excerpt

#: Measures that tell how a text was set or transcribed, not what it is.
TYPOGRAPHY = frozenset(
    {"colon_density", "dash_density", "parenthesis_density", "semicolon_density"}
)
#: The share of published articles that may exceed the threshold.
FALSE = 0.007
#: Inverse strength of the ridge penalty, chosen on the sources and authors left out.
C: Mapping[str, float] = {"speech": 0.03, "press-release": 0.003}
#: Standardised values beyond this count as this.
CLIP = 4.0
#: Words of the excerpts of speeches, which are long; 0 for the first 800 words.
LENGTHS = (0, 300, 700, 1400)
_HEAD = 800
FOLDS = 5


@dataclass(frozen=True)
class Texts:
    """Texts of one genre, or articles: the values they are told by, and where they come from."""

    values: Floats
    groups: tuple[str, ...]
    sources: tuple[str, ...]
    whole: Bools


def samples(genre: str) -> list[Article]:
    """Return the pieces of a genre that we wrote."""
    folder = Path(stylo.corpora.__path__[0]) / "genres" / genre
    return [
        Article(path.stem, "ours", genre, path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.txt"))
    ]


def learned(data: Path, genre: str) -> list[Article]:
    """Return the texts that a genre is learned from, long ones in pieces."""
    if genre == "speech":
        found = []
        for row in rows(data / "presidential-speeches" / "all.jsonl.gz"):
            for size in LENGTHS:
                key = f"{row['id']} {size}"
                text = excerpt(row["text"], size, key) if size else _head(row["text"])
                found.append(Article(key, row["outlet"], genre, row["author"], text))
        return found
    found = []
    for row in rows(data / "senate-press-releases" / "sample.jsonl.gz"):
        found.append(Article(row["id"], "US Senate", genre, row["author"], row["text"]))
        _, _, body = row["text"].partition("\n")
        if len(body.split()) > 150:
            found.append(Article(f"{row['id']} body", "US Senate", genre, row["author"], body))
    return found


def _head(text: str) -> str:
    return " ".join(text.split(" ")[:_HEAD])


def values(texts: Sequence[str], table: voice.Table) -> Floats:
    """Return measures and cues of texts, transformed: columns as in `columns`."""
    found = [genres.cues(segmented(text)) for text in texts]
    counted = np.array([[row[name] for name in genres.NAMES] for row in found])
    how = [voice.transform(f) for f in voice.measured()]
    return np.hstack([voice.shape(table.values, how), np.log1p(counted.reshape(len(texts), -1))])


def columns() -> list[tuple[str, str]]:
    """Return name and transform of each column of `values`."""
    return [(f.name, voice.transform(f)) for f in voice.measured()] + [
        (name, "log") for name in genres.NAMES
    ]


def told(articles: Sequence[Article], note: str) -> Texts:
    """Measure texts."""
    texts = [a.text for a in articles]
    return Texts(
        values(texts, voice.measure(texts, note=note)),
        tuple(a.author for a in articles),
        tuple(a.outlet for a in articles),
        np.ones(len(texts), dtype=np.bool_),
    )


def published(pool: Sequence[Article]) -> Texts:
    """Measure the opinion and the reporting of a pool, whole and as excerpts of 300 words."""
    stuff = voice.material(pool)
    kept = stuff.size != 150
    texts = [
        excerpt(pool[row].text, size, f"{pool[row].id} {size}") if size else pool[row].text
        for row, size in zip(stuff.article[kept].tolist(), stuff.size[kept].tolist(), strict=True)
    ]
    outlets = tuple(o for o, k in zip(stuff.outlets, kept, strict=True) if k)
    whole = stuff.size[kept] == 0
    return Texts(values(texts, stuff.table.rows(kept)), outlets, outlets, whole)


# -- fitting -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Detector:
    """Weights of the columns that a genre is told by; scores are in log-odds."""

    chosen: tuple[int, ...]
    centre: Floats
    scale: Floats
    weight: Floats
    intercept: float

    def score(self, values: Floats) -> Floats:
        """Return the score of each row of `values`; a missing value adds nothing."""
        z = _scaled(values[:, self.chosen], self.centre, self.scale)
        return np.asarray(z @ self.weight + self.intercept)


def _scaled(values: Floats, centre: Floats, scale: Floats) -> Floats:
    z = (values - centre) / scale
    return np.asarray(np.clip(np.where(np.isfinite(z), z, 0.0), -CLIP, CLIP))


def told_by() -> tuple[int, ...]:
    """Return the columns that may tell: neither experimental, nor layout, nor typography."""
    barred = catalogue.experimental() | voice.LAYOUT | TYPOGRAPHY
    return tuple(i for i, (name, _) in enumerate(columns()) if name not in barred)


def fit(genre: str, theirs: Floats, articles: Floats) -> Detector:
    """Fit the weights of a genre's texts against articles; both weigh alike."""
    from sklearn.linear_model import LogisticRegression

    chosen = told_by()
    every = np.vstack([theirs, articles])[:, chosen]
    labels = np.arange(len(every)) < len(theirs)
    weight = np.where(labels, len(articles) / len(theirs), 1.0)
    centre, scale = np.nanmean(every, axis=0), np.nanstd(every, axis=0)
    scale[scale == 0] = 1.0
    regression = LogisticRegression(C=C[genre], max_iter=300, tol=1e-3)
    regression.fit(_scaled(every, centre, scale), labels, sample_weight=weight)
    return Detector(chosen, centre, scale, regression.coef_[0], float(regression.intercept_[0]))


def has_sign(genre: str, values: Floats) -> Bools:
    """Return which rows have a sign of the genre."""
    place = {name: i for i, (name, _) in enumerate(columns())}
    signs = values[:, [place[name] for name in genres.SIGNS[genre]]]
    return np.asarray(signs.max(axis=1) > 0)


def fold(group: str) -> int:
    """Return the fold of a group, by its hash."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS


def held_out(genre: str, theirs: Texts, articles: Texts) -> tuple[Floats, Floats]:
    """Score each text by weights that saw nothing of its group.

    Returns
    -------
    theirs : array
        Speeches by weights without their kind of address; releases without their office's fold.
    articles : array
        Articles by weights without their outlet's fold.
    """
    a, b = theirs.values, articles.values

    def crossed(parts: list[str], of: Floats, without: Callable[[Bools], Detector]) -> Floats:
        scores, part = np.zeros(len(parts)), np.array(parts)
        for one in np.unique(part):
            scores[part == one] = without(part != one).score(of[part == one])
        return scores

    own = list(theirs.sources) if genre == "speech" else [str(fold(g)) for g in theirs.groups]
    left = [str(fold(group)) for group in articles.groups]
    return (
        crossed(own, a, lambda kept: fit(genre, a[kept], b)),
        crossed(left, b, lambda kept: fit(genre, a, b[kept])),
    )


# -- the model file ----------------------------------------------------------------------------


def packed(detector: Detector, threshold: float) -> dict[str, Any]:
    """Return a detector as the model file holds it."""
    known = columns()
    return {
        "intercept": round(detector.intercept, 6),
        "threshold": round(threshold, 6),
        "weights": {
            known[column][0]: {
                "transform": known[column][1],
                "centre": round(float(detector.centre[i]), 6),
                "scale": round(float(detector.scale[i]), 6),
                "weight": round(float(detector.weight[i]), 6),
            }
            for i, column in enumerate(detector.chosen)
        },
    }


def train(data: Path) -> None:
    """Train the detectors and write ``models/research/genres.json`` with its card.

    Parameters
    ----------
    data : pathlib.Path
        The folder of the corpora.
    """
    articles = published(voice.corpus(data))
    made, lines = {}, []
    for genre in genres.GENRES:
        theirs = told(learned(data, genre), note=genre)
        ours = told(samples(genre), note=f"our own, {genre}")
        own, scores = held_out(genre, theirs, articles)
        threshold = float(np.quantile(scores[articles.whole], 1 - FALSE))
        detector = fit(genre, theirs.values, articles.values)
        made[genre] = packed(detector, threshold)
        lines.append(_line(genre, (own, theirs), (detector.score(ours.values), ours),
                           (scores, articles), threshold))  # fmt: skip
    declared = {f.name: [f.name, f.unit, f.revision] for f in voice.measured()}
    used = dict.fromkeys(n for detector in made.values() for n in detector["weights"])
    content = {
        "schema": 1,
        "measures": [declared[name] for name in used if name in declared],
        "clip": CLIP,
        "genres": made,
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    manifest.save(genres.FILE, text.encode("utf-8"))
    card = _CARD.format(lines="\n".join(lines), false=f"{100 * FALSE:.1f}", **_facts(made))
    (manifest.MODELS / "research" / "genres.md").write_text(card, encoding="utf-8")


def _line(
    genre: str,
    theirs: tuple[Floats, Texts],
    ours: tuple[Floats, Texts],
    articles: tuple[Floats, Texts],
    threshold: float,
) -> str:
    def beyond(scored: tuple[Floats, Texts], rows: Any = slice(None)) -> str:
        said = (scored[0] > threshold) & has_sign(genre, scored[1].values)
        return f"{np.mean(said[rows]):.3f}"

    sources = theirs[1].sources
    found = [
        f"{name} {beyond(theirs, [s == name for s in sources])}" for name in sorted(set(sources))
    ]
    whole = articles[1].whole
    return (
        f"| {genre} | {', '.join(found)} | {beyond(ours)} | {beyond(articles, whole)} | "
        f"{beyond(articles, ~whole)} |"
    )


def _facts(made: Mapping[str, Any]) -> dict[str, str]:
    """Return the loudest weights of each detector, for the card."""
    return {
        genre.replace("-", "_"): ", ".join(
            f"{name} {weight['weight']:+.2f}"
            for name, weight in sorted(
                detector["weights"].items(), key=lambda item: -abs(item[1]["weight"])
            )[:12]
        )
        for genre, detector in made.items()
    }


_CARD = """# genres.json

Whether a text resembles a speech or a press release, for which the voice model was not made.

- **Used by**: `stylo.genres`, for `Voice.resembles`. A page then says so in place of a verdict; the
  probability and the label stay those of the voice model.
- **Content**: for each of the two the weights of measures and of cues (`stylo.genres.CUES`), an
  intercept, and the threshold in log-odds beyond which it speaks.
- **Data**: speeches are the inaugural and State of the Union addresses of American presidents,
  1789-2021 (public domain), the first 800 words and excerpts of 300, 700 and 1,400 words; press
  releases are those of US senators, 2004-2007 (Grimmer 2010; licence not stated, works of the US
  government), with and without their headline. Against them stand the opinion and the reporting of
  `allsides-abp`, whole and as excerpts of 300 words. No text is in the file.
- **Licence**: as the sources, so it lies with the research files and may be left out; nothing is
  then said to resemble anything.
- **Method**: scikit-learn, logistic regression with ridge penalty, both sides weighing alike; no
  measure that is experimental, layout or punctuation. The threshold is what {false} % of whole
  published articles exceed, by weights that saw nothing of their outlet; besides, the text must
  have a sign of the genre (`stylo.genres.SIGNS`).

Found, by weights that saw nothing of a text's group: inaugural addresses by weights without them
and the other way round, excerpts too; releases a fifth of the offices at a time. *From elsewhere*:
24 pieces of each kind that we invented (`corpora/genres`). *False*: published articles. `python -m
benchmarks resembles --folds FILE` repeats this on whole texts.

| genre | found | from elsewhere | false, whole | false, 300 words |
|---|---|---|---|---|
{lines}

**Limits.** Texts of fewer than 200 words are not judged: short columns pass for speeches. Excerpts
without an address, an appeal or a word of the occasion are not known as
speeches. Releases of companies, charities and universities mostly pass as news: the detector knows
those of politicians' offices. What is called a speech falsely is mostly the op-ed of a politician,
an open letter, a transcript; older columns and editorials of science journals are called so, or
press releases, in some 3 to 8 % of cases. Satire has no detector: by a rule, and learned from
pieces that we wrote, 10 to 20 % of the satire of `horne2017` was found at 2 % false, which is no
use.

What weighs most, speech: {speech}.

Press release: {press_release}.

**Make it again**: `stylo train genres --data DATA`, after `stylo train voice`.
"""
