"""Make norms: ``models/norms.json`` from ``allsides-abp``, or a file from a folder of one's own.

Percentiles of every measure among opinion and among reporting at several lengths, each outlet with
enough articles of a length weighing alike. How sure a percentile is, is told by drawing the outlets
again with replacement (articles, where there are fewer than five outlets).
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylo import feature, outside, vocabulary
from stylo.document import Document, InputError
from stylo.feature import Bools, Feature, Floats, Ints
from stylo.norms import FILE, KINDS, PERCENTS, SCHEMA, sketch, tents
from stylo.outside import Subject
from stylo.training import manifest, voice

NAME = "US political press, 2012-2020"
YEARS = (2012, 2020)
#: Fewest articles of a kind that an outlet must have to enter the shipped norms.
FEWEST = 40
#: Words of the writer's own at which the shipped norms give percentiles. Published articles of the
#: corpus are seldom shorter than 250 words: up to `EXCERPTS` words stand excerpts as well.
LENGTHS = (100.0, 200.0, 350.0, 600.0, 1000.0, 1700.0)
EXCERPTS = 200.0
#: An outlet with so many articles about a length weighs as much there as any other.
FULL = 20.0
#: Draws of outlets, and the percentiles at which they are compared.
DRAWS, AT = 200, (0.1, 0.25, 0.5, 0.75, 0.9)
#: Fewest outlets that are drawn; below, articles are.
OUTLETS = 5
#: Fewest articles of a kind from which norms are made, and for each length of one's own norms.
ENOUGH, FOR_A_LENGTH, MOST_LENGTHS = 20, 50, 6
#: Share of texts shorter, and of those longer, than what norms are said to hold.
RARE = 0.002
#: Share of articles of left-out outlets whose words are called untypical.
UNTYPICAL = 0.012
#: Fewest articles by which their subject is told; words of English at large that are added to
#: theirs; bounds of a word's weight; and the words that have one: frequent here, or at large.
FOR_A_SUBJECT, PRIOR, BOUND = 50, 50_000, 3.0
HERE, AT_LARGE = 2e-5, 4.0


@dataclass(frozen=True)
class Collection:
    """Articles that norms are made of, and their values: one row per article or excerpt.

    Attributes
    ----------
    values : array, rows × measures
    words : array
        Of the writer's own.
    whole : array
        Whether the row is a whole article.
    kinds, outlets : array of str
        Of each row.
    texts, sketches : sequence
        Of the rows that are whole articles, in their order; see `stylo.norms.sketch`.
    """

    measures: tuple[Feature, ...]
    values: Floats
    words: Floats
    whole: Bools
    kinds: NDArray[np.str_]
    outlets: NDArray[np.str_]
    texts: Sequence[str]
    sketches: Sequence[tuple[int, ...]]

    def chosen(self, keep: Bools) -> Collection:
        """Return some of the rows; of an article all or none."""
        inside = np.flatnonzero(keep[self.whole]).tolist()
        return Collection(
            self.measures,
            self.values[keep],
            self.words[keep],
            self.whole[keep],
            self.kinds[keep],
            self.outlets[keep],
            [self.texts[row] for row in inside],
            [self.sketches[row] for row in inside],
        )


# -- percentiles -------------------------------------------------------------------------------


def quantiles(ordered: Floats, weight: Floats) -> list[float]:
    """Return the `PERCENTS` of weighted values in rising order (Hazen 1914, by weight)."""
    below = (np.cumsum(weight) - weight / 2) / weight.sum()
    found = np.interp(np.array(PERCENTS) / 100, below, ordered)
    return [float(f"{q:.4g}") for q in found]


@dataclass(frozen=True)
class _Weights:
    """How much each row of a kind weighs at each length, and what is drawn again."""

    weight: Floats  # rows × lengths
    unit: Ints  # of each row: the outlet or article that is drawn
    draws: Floats  # draws × units
    shares: Mapping[str, list[float]]
    alike: list[float]


def _weights(articles: Collection, rows: Bools, lengths: Sequence[float]) -> _Weights:
    tent = tents(articles.words[rows], lengths)
    tent[np.ix_(~articles.whole[rows], np.array(lengths) > EXCERPTS)] = 0.0
    names, outlet = np.unique(articles.outlets[rows], return_inverse=True)
    mass = np.stack([np.bincount(outlet, column, len(names)) for column in tent.T], axis=1)
    full = np.minimum(mass / FULL, 1.0) if len(names) > 1 else np.ones_like(mass)
    one = np.divide(full, mass, out=np.zeros_like(mass), where=mass > 0)
    unit = outlet
    if len(names) < OUTLETS:
        unit = np.cumsum(articles.whole[rows]) - 1
    n = int(unit.max()) + 1
    draws = np.random.RandomState(0).multinomial(n, np.full(n, 1 / n), DRAWS).astype(np.float64)
    shares = one / full.sum(axis=0)
    return _Weights(
        weight=tent * one[outlet],
        unit=unit.astype(np.int64),
        draws=draws,
        shares={
            str(name): [_short(s) for s in row] for name, row in zip(names, shares, strict=True)
        },
        alike=[round(float(total), 1) for total in tent.sum(axis=0)],
    )


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def effective(
    values: Floats, weight: Floats, unit: Ints, draws: Floats, found: Sequence[float]
) -> float:
    """Return how many independent articles would give percentiles as sure as these.

    The variance of a share p among n independent articles is p (1 − p) ÷ n; n is chosen so that
    the variances at `AT` sum to those over draws of outlets (cluster bootstrap: Davison and
    Hinkley 1997, 3.8).

    Parameters
    ----------
    unit : array
        The outlet (or article) of each value.
    draws : array, draws × units
        How often each is drawn.
    found : sequence of float
        The values at `PERCENTS`.
    """
    at = np.interp(np.array(AT) * 100, PERCENTS, found)
    below = (values[:, None] < at) + 0.5 * (values[:, None] == at)
    table = np.column_stack([below, np.ones(len(values))]) * weight[:, None]
    n = draws.shape[1]
    drawn = draws @ np.stack([np.bincount(unit, column, n) for column in table.T], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = drawn[:, :-1] / drawn[:, -1:]
    variance = np.nanvar(share, axis=0, ddof=1).sum() * n / max(n - 1, 1)
    p = table.sum(axis=0)
    p = p[:-1] / p[-1]
    most = weight.sum() ** 2 / (weight**2).sum()
    return float(min((p * (1 - p)).sum() / variance, most)) if variance > 0 else float(most)


def make(
    articles: Collection,
    name: str,
    years: tuple[int, int] | None,
    lengths: Sequence[float],
    *,
    surely: bool = True,
    seen: bool = True,
) -> dict[str, Any]:
    """Return norms as a file holds them.

    Parameters
    ----------
    surely : bool
        Whether to find how sure the percentiles are.
    seen : bool
        Whether to find what shows that an article lies outside.
    """
    table: dict[str, dict[str, list[list[float]]]] = {f.name: {} for f in articles.measures}
    sure: dict[str, dict[str, list[float]]] = {f.name: {} for f in articles.measures}
    kinds = {}
    for kind in KINDS:
        rows = articles.kinds == kind
        if not rows.any():
            continue
        by = _weights(articles, rows, lengths)
        kinds[kind] = _kind(articles, kind, by)
        for column, f in enumerate(articles.measures):
            values = articles.values[rows, column]
            order = np.argsort(values, kind="stable")[: int(np.isfinite(values).sum())]
            weight = by.weight[order]
            if not (weight.sum(axis=0) > 0).all():
                continue
            ordered = values[order]
            table[f.name][kind] = [quantiles(ordered[w > 0], w[w > 0]) for w in weight.T]
            sure[f.name][kind] = [
                round(effective(ordered, w, by.unit[order], by.draws, found), 1) if surely else 0.0
                for w, found in zip(weight.T, table[f.name][kind], strict=True)
            ]
    kept = {measure: found for measure, found in table.items() if found}
    low, high = (
        np.percentile(articles.words, 100 * RARE),
        np.percentile(articles.words[articles.whole], 100 * (1 - RARE)),
    )
    return {
        "schema": SCHEMA,
        "name": name,
        "years": list(years) if years else None,
        "lengths": list(lengths),
        "shortest": round(float(low)),
        "longest": round(float(high)),
        "percents": list(PERCENTS),
        "kinds": kinds,
        "measures": [[f.name, f.unit, f.revision] for f in articles.measures if f.name in kept],
        "quantiles": kept,
        "effective": {measure: sure[measure] for measure in kept},
        "outside": _outside(articles) if seen else {"american": False, "subject": None},
    }


def _kind(articles: Collection, kind: str, by: _Weights) -> dict[str, Any]:
    whole = articles.kinds[articles.whole] == kind
    outlets = articles.outlets[articles.whole]
    found = {}
    for name, shares in by.shares.items():
        rows = np.flatnonzero(whole & (outlets == name)).tolist()
        known = [articles.sketches[row] for row in rows]
        packed = np.array([hashes for hashes in known if hashes], dtype="<u4").tobytes()
        found[name] = {
            "articles": len(known),
            "shares": shares,
            "sketches": base64.b64encode(packed).decode("ascii"),
        }
    return {"articles": int(whole.sum()), "alike": by.alike, "outlets": found}


# -- what the articles are like ----------------------------------------------------------------


def _outside(articles: Collection) -> dict[str, Any]:
    told = [(len(b), len(a)) for b, a in map(outside.spellings, articles.texts)]
    british, american = (
        sum(x > y for x, y in pairs) for pairs in (told, ((a, b) for b, a in told))
    )
    outlets = articles.outlets[articles.whole].tolist()
    if len(set(outlets)) < OUTLETS:
        outlets = [str(row % OUTLETS) for row in range(len(outlets))]
    return {
        "american": british < (british + american) / 10,
        "subject": _packed_subject(of_subject(articles.texts, outlets)),
    }


def _packed_subject(subject: Subject | None) -> dict[str, Any] | None:
    if subject is None:
        return None
    words: dict[str, list[str]] = {}
    for word, weight in subject.weights.items():
        words.setdefault(str(round(weight * 10)), []).append(word)
    return {
        "words": {tenths: " ".join(sorted(ws)) for tenths, ws in sorted(words.items())},
        **{key: _short(getattr(subject, key)) for key in ("centre", "between", "within", "least")},
    }


@dataclass(frozen=True)
class _Counted:
    """Words of articles: for each article, which words and how often."""

    words: list[str]
    counts: list[tuple[Ints, Floats]]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Counted:
        index: dict[str, int] = {w: i for i, w in enumerate(_at_large())}
        counts = []
        for text in texts:
            seen = Counter(outside.lower_words(text))
            rows = np.array([index.setdefault(w, len(index)) for w in seen], dtype=np.int64)
            counts.append((rows, np.array(list(seen.values()), dtype=np.float64)))
        return cls(list(index), counts)

    def frequency(self, outlets: Sequence[str]) -> tuple[list[str], Floats, Floats]:
        """Return the outlets, the mean frequencies of words in each, and its number of words."""
        names = sorted(set(outlets))
        table, tokens = np.zeros((len(names), len(self.words))), np.zeros(len(names))
        number = Counter(outlets)
        for (rows, counts), outlet in zip(self.counts, outlets, strict=True):
            at, total = names.index(outlet), max(counts.sum(), 1.0)
            table[at, rows] += counts / total / number[outlet]
            tokens[at] += total
        return names, table, tokens


def _at_large() -> list[str]:
    return [word for word, zipf in vocabulary.frequencies().items() if zipf >= AT_LARGE]


def of_subject(texts: Sequence[str], outlets: Sequence[str]) -> Subject | None:
    """Return what the words of articles are like; its bounds are those of left-out outlets.

    None if fewer than fifty of the articles have words enough to be judged by.
    """
    return _subject(_Counted.of(texts), outlets)


def subjects_without(texts: Sequence[str], outlets: Sequence[str]) -> dict[str, Subject]:
    """Return for each outlet what the words of the articles of all others are like."""
    counted = _Counted.of(texts)
    found = {}
    for name in sorted(set(outlets)):
        rest = [row for row, outlet in enumerate(outlets) if outlet != name]
        others = _Counted(counted.words, [counted.counts[row] for row in rest])
        subject = _subject(others, [outlets[row] for row in rest])
        if subject is not None:
            found[name] = subject
    return found


def _subject(counted: _Counted, outlets: Sequence[str]) -> Subject | None:
    names, frequency, tokens = counted.frequency(outlets)
    large = np.array([10 ** (vocabulary.zipf(word) - 9) for word in counted.words])

    def weights(left: Bools) -> Floats:
        here, n = frequency[left].mean(axis=0), tokens[left].sum()
        weight = np.log((here * n + large * PRIOR) / (n + PRIOR) / large).clip(-BOUND, BOUND)
        known = (here >= HERE) | (large >= 10 ** (AT_LARGE - 9))
        return np.asarray(np.where(known, np.round(weight, 1), 0.0))

    means, sizes, squares, share = [], [], [], []
    for at, name in enumerate(names):
        weight = weights(np.arange(len(names)) != at)
        chosen = [c for c, o in zip(counted.counts, outlets, strict=True) if o == name]
        chosen = [(rows, n) for rows, n in chosen if n.sum() >= outside.FEWEST_WORDS]
        for rows, counts in chosen:
            total = counts.sum()
            means.append(float(counts @ weight[rows]) / total)
            squares.append(float(counts @ (weight[rows] ** 2)) / total - means[-1] ** 2)
            sizes.append(total)
            share.append(1.0 / len(chosen))
    if len(means) < FOR_A_SUBJECT:
        return None
    mean, size, part = np.array(means), np.array(sizes), np.array(share)
    centre = float(np.average(mean, weights=part))
    within = float(np.sqrt(np.average(squares, weights=part)))
    spread = float(np.average((mean - centre) ** 2 - within**2 / size, weights=part))
    between = max(spread, 0.0) ** 0.5
    score = (mean - centre) / np.hypot(between, within / np.sqrt(size))
    order = np.argsort(score)
    below = np.cumsum(part[order]) / part.sum()
    least = float(np.interp(UNTYPICAL, below, score[order]))
    final = weights(np.ones(len(names), dtype=np.bool_))
    kept = {w: float(v) for w, v in zip(counted.words, final, strict=True) if v}
    return Subject(kept, centre, between, within, least)


# -- the shipped norms -------------------------------------------------------------------------


def press(data: Path) -> Collection:
    """Return the articles that the shipped norms are made of, whole and as excerpts.

    Parameters
    ----------
    data : Path
        The folder of the corpora; values are taken from an earlier run of the same code.
    """
    pool = voice.corpus(data)
    stuff = voice.material(pool)
    outlets = np.array(stuff.outlets)
    whole = stuff.size == 0
    keep = np.zeros(len(outlets), dtype=np.bool_)
    for label in range(len(voice.LABELS)):
        names, counts = np.unique(outlets[whole & (stuff.labels == label)], return_counts=True)
        keep |= (stuff.labels == label) & np.isin(outlets, names[counts >= FEWEST])
    _, ratings = stuff.rated(np.ones(len(keep), dtype=np.bool_))
    texts = [pool[row].text for row in stuff.article]
    short = [len(t.split()) <= size for t, size in zip(texts, stuff.size.tolist(), strict=True)]
    keep &= whole | ~np.array(short)
    inside = [texts[row] for row in np.flatnonzero(keep & whole)]
    return Collection(
        measures=voice.measured(),
        values=stuff.table.worded(ratings)[keep],
        words=stuff.table.words[keep],
        whole=whole[keep],
        kinds=np.array(voice.LABELS)[stuff.labels[keep]],
        outlets=outlets[keep],
        texts=inside,
        sketches=[sketch(text) for text in inside],
    )


def packed(model: Mapping[str, Any]) -> bytes:
    """Return norms as the bytes of a file."""
    return (json.dumps(model, separators=(",", ":"), ensure_ascii=False) + "\n").encode("utf-8")


def train(data: Path) -> None:
    """Measure the corpus and write the shipped norms and their card.

    Parameters
    ----------
    data : Path
        The folder of the corpora.
    """
    model = make(press(data), NAME, YEARS, LENGTHS)
    manifest.save(FILE, packed(model))
    (manifest.MODELS / "norms.md").write_text(_card(model), encoding="utf-8")


def _card(model: Mapping[str, Any]) -> str:
    lines = "\n".join(
        f"| {kind} | {found['articles']:,} | "
        + ", ".join(f"{outlet} {o['articles']}" for outlet, o in found["outlets"].items())
        + " |"
        for kind, found in model["kinds"].items()
    )
    lengths = ", ".join(f"{length:,.0f}" for length in model["lengths"])
    alike = "\n".join(
        f"| {kind} | " + " | ".join(f"{n:,.0f}" for n in found["alike"]) + " |"
        for kind, found in model["kinds"].items()
    )
    sure = "\n".join(
        f"| {kind} | "
        + " | ".join(
            f"{np.median(column):.0f}"
            for column in np.array([e[kind] for e in model["effective"].values() if kind in e]).T
        )
        + " |"
        for kind in model["kinds"]
    )
    heads = "| | " + " | ".join(f"{length:,.0f}" for length in model["lengths"]) + " |"
    rule = "|---" * (len(model["lengths"]) + 1) + "|"
    return f"""# norms.json: where a value stands among published articles

Percentiles (0 to 100) of each measure, writer's own words, among opinion and among reporting.
They describe {NAME}: not British, sport, culture or technology writing, nor other years, and not
what is good.

| kind | articles | outlets |
|---|---:|---|
{lines}

**Lengths.** Percentiles are given at {lengths} words of the writer's own. An
article between two of these counts at both, by its distance in logarithms, and so is a text's
percentile interpolated. Up to {EXCERPTS:.0f} words, where the press prints little, excerpts of 150
and 300 words stand beside whole articles. Articles about each length:

{heads}
{rule}
{alike}

**Outlets** with {FEWEST} or more articles of a kind enter. At each length an outlet weighs as much
as any other if it has {FULL:.0f} articles about there, and less in proportion.
**Intervals** of percentiles come from drawing the outlets again {DRAWS} times; the file holds to
how many independent articles that amounts. The median over measures:

{heads}
{rule}
{sure}

**The text itself** does not count where it is one of the articles: an article is known again by the
three smallest hashes of its word 8-grams, two of which must be there. Its excerpts stay (an effect
below a tenth of a point).
**Outside.** The file holds how much more frequent words are here than in English at large (small
letters only, no names), the mean of these weights over articles of outlets left out, and the bound
below which {100 * UNTYPICAL:.1f} % of them lie.
**Data.** allsides-abp (Baly, Da San Martino, Glass & Nakov, EMNLP 2020; Apache-2.0), cleaned text;
opinion and reporting by the page section in which an article stood. English at large: wordfreq
3.1.1 (see frequency.md).
**Licence.** CC BY-SA 4.0. The file holds figures, hashes and single words.
**Figures.** docs/benchmarks.md: `python -m benchmarks norms`, `python -m benchmarks outside`.
**Retrain.** `stylo train norms --data FOLDER`, after `stylo train voice`.
"""


# -- norms of one's own ------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A file of a folder from which norms are made."""

    path: Path
    kind: str
    outlet: str


def files(folder: Path, kind: str, endings: frozenset[str]) -> list[Found]:
    """Return the articles of a folder.

    Folders ``opinion`` and ``reporting`` in it part the kinds; a folder in these, or in it, is an
    outlet.

    Parameters
    ----------
    kind : str
        The kind of the articles where no folder says so.
    endings : frozenset of str
        Of the files that are articles.

    Raises
    ------
    InputError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(f"no folder {folder}: name one that holds articles")
    parted = [(k, folder / k) for k in KINDS if (folder / k).is_dir()] or [(kind, folder)]
    return [found for name, place in parted for found in within(place, name, endings)]


def within(place: Path, kind: str, endings: frozenset[str]) -> list[Found]:
    """Return the articles of a folder, all of a kind; a folder in it is an outlet."""
    found = []
    for path in sorted(place.rglob("*")):
        inner = path.relative_to(place).parts
        if path.suffix.lower() in endings and path.is_file() and inner[0][0] != ".":
            found.append(Found(path, kind, inner[0] if len(inner) > 1 else ""))
    return found


def span(years: str) -> tuple[int, int]:
    """Return the first and last of years given as ``2012-2020`` or ``2015``.

    Raises
    ------
    InputError
        If these are no years in order.
    """
    found = outside.years(years.replace("-", " "))
    if not found or len(found) > 2 or found != sorted(found):
        raise InputError(f"no years {years!r}: write them as 2012-2020")
    return found[0], found[-1]


def of_documents(
    documents: Sequence[tuple[Document, str, str]],
    name: str,
    years: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Return norms of articles of one's own, as a file holds them.

    Parameters
    ----------
    documents : sequence of (Document, kind, outlet)
        Of a text that comes twice only the first counts.
    years : tuple of int, optional
        First and last year; by default those of the articles' dates, where most have one.

    Raises
    ------
    InputError
        If there are fewer than 20 articles of a kind.
    """
    once: dict[Any, tuple[Document, str, str]] = {}
    for row, given in enumerate(documents):
        once.setdefault((given[1], sketch(given[0].text) or (row,)), given)
    chosen = list(once.values())
    kinds = np.array([kind for _, kind, _ in chosen], dtype=np.str_)
    few = min((int((kinds == kind).sum()) for kind in set(kinds.tolist())), default=0)
    if few < ENOUGH:
        raise InputError(
            f"norms need {ENOUGH} different articles of a kind, here are {few}: add more"
        )
    measures = voice.measured()
    values = np.full((len(chosen), len(measures)), np.nan)
    with voice.without_intervals():
        for row, (doc, _, _) in enumerate(chosen):
            values[row] = [f.measure(doc, "own").value for f in measures]
    words = np.array([feature.own_words(doc, "own") for doc, _, _ in chosen], dtype=np.float64)
    collection = Collection(
        measures=measures,
        values=values,
        words=words,
        whole=np.ones(len(chosen), dtype=np.bool_),
        kinds=kinds,
        outlets=np.array([outlet for _, _, outlet in chosen], dtype=np.str_),
        texts=[doc.text for doc, _, _ in chosen],
        sketches=[hashes if len(hashes) > 1 else () for _, hashes in once],
    )
    return make(collection, name, years or _dated(chosen), lengths_for(words, few))


def lengths_for(words: Floats, articles: int) -> list[float]:
    """Return lengths that part articles evenly: one for every fifty, six at most."""
    count = max(1, min(articles // FOR_A_LENGTH, MOST_LENGTHS))
    at = np.quantile(np.maximum(words, 1), (np.arange(count) + 0.5) / count)
    return [float(length) for length in np.unique(np.round(at))]


def _dated(documents: Sequence[tuple[Document, str, str]]) -> tuple[int, int] | None:
    found = [outside.years(str(doc.meta.get("date") or ""))[:1] for doc, _, _ in documents]
    known = [years[0] for years in found if years]
    return (min(known), max(known)) if 2 * len(known) > len(documents) else None
