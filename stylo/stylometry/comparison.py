"""What `stylo.compare` returns: how far texts and their groups stand apart, and in what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stylo.document import Document, InputError
from stylo.feature import Feature, Measurement
from stylo.features import family_of
from stylo.stylometry import witnesses
from stylo.stylometry.columns import floats, integers, strings
from stylo.stylometry.convention import Convention
from stylo.stylometry.corpus import UNKNOWN, Corpus, known_names
from stylo.stylometry.effects import Effect
from stylo.stylometry.frequencies import Counts, relative
from stylo.stylometry.showing import ROWS, Page, Picture, Result, Rows, foot, make_frame
from stylo.stylometry.spread import Apart, Separation, Spread

if TYPE_CHECKING:
    import pandas as pd

    from stylo.stylometry.trees import Consensus
    from stylo.stylometry.zeta import ZetaMethod

Floats = NDArray[np.float64]

#: Columns of the tables of a `Comparison`, with their pandas types.
EFFECT_COLUMNS: Mapping[str, str] = {
    **strings("measure", "group", "against"),
    **floats("median", "median_against", "delta", "low", "high", "p", "adjusted"),
    **integers("units", "units_against"),
}
GROUP_COLUMNS: Mapping[str, str] = {
    **strings("group"),
    **integers("texts", "words"),
    **floats("within"),
    **strings("nearest"),
    **floats("distance"),
}
PAIR_COLUMNS: Mapping[str, str] = {
    **strings("group", "other"),
    **floats("distance", "low", "high", "within", "p", "adjusted"),
}
DISTANCE_COLUMNS: Mapping[str, str] = {
    **strings("text", "other", "group", "other_group"),
    **floats("distance", "low", "high"),
}
WORD_COLUMNS: Mapping[str, str] = {
    **strings("group", "word"),
    **floats(
        "zeta", "texts", "texts_against", "per_1000", "per_1000_against", "log_ratio", "adjusted"
    ),
}
KEYNESS_COLUMNS: Mapping[str, str] = {
    **strings("group", "word"),
    **floats("log_likelihood", "log_ratio", "p", "adjusted"),
    **integers("count", "count_against"),
}
CONSENSUS_COLUMNS: Mapping[str, str] = {
    **strings("texts"),
    **integers("number"),
    **floats("share"),
}
PASSAGE_COLUMNS: Mapping[str, str] = {
    **strings("measure", "group", "text"),
    **integers("sentence"),
    **floats("value"),
    **strings("counted", "passage"),
}
_KINDS = ("dendrogram", "pca", "mds", "tsne", "consensus", "effects", "words")
#: Effects whose passages a page shows, and how many of each; words of each group that it shows.
_SHOWN = 8
_PASSAGES = 2
_WORDS = 6
#: Effects of a group that are drawn.
_EFFECTS = 6
#: Columns of the effects that a page shows, and their heads there.
_SHOWN_COLUMNS = {
    "measure": "measure",
    "group": "group",
    "median": "median",
    "median_against": "median of the others",
    "delta": "Cliff's delta",
    "low": "low",
    "high": "high",
    "adjusted": "adjusted p",
}
#: Texts whose tree a page shows.
_DRAWN = 100
_ZETAS = {"craig": "Craig's Zeta", "eder": "Eder's Zeta", "chisquare": "chi-square of slices"}
#: From when on an adjusted p-value is taken for a finding.
LEVEL = 0.05


@dataclass(frozen=True)
class Comparison(Result):
    """How far texts and groups of texts stand apart, and in what.

    Attributes
    ----------
    by : str
        What the groups are: ``author``, or another column.
    corpus : Corpus
        The texts.
    text_groups : tuple of str
        The group of each text, `UNKNOWN` where it has none.
    counts : Counts
        Of each text, or of each sample where texts were cut.
    words : tuple of str
        The most frequent words that the distances are made of.
    spread : Spread
        Distances of the rows of `counts`, with 95 % intervals.
    separation : Separation
        Whether groups keep apart.
    pairs : tuple of Apart
        How far any two groups stand from each other.
    effects : tuple of Effect
        How far each group differs from the others in each measure.
    measurements : mapping
        Measure to its figures, one for each text.
    """

    by: str
    corpus: Corpus
    text_groups: tuple[str, ...]
    counts: Counts
    words: tuple[str, ...]
    spread: Spread
    separation: Separation
    pairs: tuple[Apart, ...]
    effects: tuple[Effect, ...]
    measurements: Mapping[str, tuple[Measurement, ...]] = field(repr=False)
    features: tuple[Feature, ...] = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)

    def __repr__(self) -> str:
        gap = self.separation
        return (
            f"Comparison({len(self.corpus)} texts, {len(self.groups)} groups by {self.by}: "
            f"distance {gap.between:.2f} between, {gap.within:.2f} within, p = {gap.p:.2g})"
        )

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups' names, in alphabetical order."""
        return tuple(sorted(set(self.text_groups) - {UNKNOWN}))

    @property
    def row_groups(self) -> tuple[str, ...]:
        """The group of each row of `counts`."""
        return tuple(self.text_groups[parent] for parent in self.counts.parents)

    @property
    def frequencies(self) -> Floats:
        """Relative frequencies of `words` in percent, a row for each row of `counts`."""
        return relative(self.counts, self.words)

    # -- tables ---------------------------------------------------------------------------

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        tables: dict[str, Callable[[], pd.DataFrame]] = {
            "pairs": self._pairs,
            "groups": self._groups,
            "distances": self._distances,
            "words": self._words,
            "keyness": self._keyness,
            "consensus": self._consensus_splits,
            "frequencies": self._frequencies,
        }
        if self.measurements:
            return {"effects": self._effects, "measures": self._measures, **tables}
        return tables

    def _effects(self) -> pd.DataFrame:
        """Return one row per measure and group, the surest and largest first."""
        order = sorted(
            self.effects,
            key=lambda e: (np.isnan(e.adjusted), e.adjusted, -abs(e.delta), e.measure, e.group),
        )
        rows = [[getattr(effect, name) for name in EFFECT_COLUMNS] for effect in order]
        return make_frame(rows, EFFECT_COLUMNS)

    def _pairs(self) -> pd.DataFrame:
        """Return one row per pair of groups."""
        rows = [[getattr(pair, name) for name in PAIR_COLUMNS] for pair in self.pairs]
        return make_frame(rows, PAIR_COLUMNS)

    def _groups(self) -> pd.DataFrame:
        """Return one row per group: how much of it there is, and which other one is nearest."""
        d, names = self.spread.distances, np.array(self.row_groups, dtype=object)
        units = self.counts.parents
        rows = []
        for group in self.groups:
            mine = np.flatnonzero(names == group)
            inside = d[np.ix_(mine, mine)][units[mine][:, None] != units[mine][None, :]]
            away = [
                (pair.distance, pair.other if pair.group == group else pair.group)
                for pair in self.pairs
                if group in {pair.group, pair.other}
            ]
            distance, nearest = min(away)
            words = int(self.counts.totals[mine].sum())
            within = float(inside.mean()) if len(inside) else np.nan
            texts = self.text_groups.count(group)
            rows.append((group, texts, words, within, nearest, distance))
        return make_frame(rows, GROUP_COLUMNS)

    def _distances(self, number: int | None = None) -> pd.DataFrame:
        """Return one row per pair of texts, the nearest first, or the nearest pairs alone."""
        import pandas as pd

        d, texts = self.spread.distances, len(self.counts)
        if number is None:
            one, other = np.triu_indices(texts, 1)
        else:
            near = [at + 1 + np.argsort(d[at, at + 1 :])[:number] for at in range(texts)]
            one, other = np.repeat(np.arange(texts), list(map(len, near))), np.concatenate(near)
        order = np.argsort(d[one, other], kind="stable")[:number]
        one, other = one[order], other[order]
        ids, groups = (np.array(x, dtype=object) for x in (self.counts.ids, self.row_groups))
        columns = [ids[one], ids[other], groups[one], groups[other]]
        columns += [
            m[one, other] for m in (self.spread.distances, self.spread.low, self.spread.high)
        ]
        frame = pd.DataFrame(dict(zip(DISTANCE_COLUMNS, columns, strict=True)))
        return frame.astype(dict(DISTANCE_COLUMNS))

    def _measures(self) -> pd.DataFrame:
        """Return one row per text, one column per measure."""
        import pandas as pd

        values = {name: [m.value for m in found] for name, found in self.measurements.items()}
        return pd.DataFrame({"text": self.corpus.ids, "group": self.text_groups, **values})

    def _frequencies(self) -> pd.DataFrame:
        """Return one row per text or sample, one column per word, in percent."""
        import pandas as pd

        frame = pd.DataFrame(self.frequencies, columns=list(self.words))
        frame.insert(0, "text in corpus", list(self.counts.ids))
        return frame

    def _words(self) -> pd.DataFrame:
        """Return the words that each group prefers or avoids; see `tell_words`."""
        import pandas as pd

        return pd.concat([self.tell_words(group) for group in self.groups], ignore_index=True)

    def tell_words(self, group: str, against: str = "", number: int = 20) -> pd.DataFrame:
        """Return the words that a group prefers to others, or avoids.

        Parameters
        ----------
        group, against : str
            Two groups; by default the one against all others.
        number : int
            Words of either kind.

        Returns
        -------
        DataFrame
            Columns as in `WORD_COLUMNS`, preferred words first. ``zeta`` is of the kind that was
            asked for. Craig's is the share of the group's texts (or samples) that have the word,
            plus the share of the others' that have it not; above 1 the group prefers it. Eder's
            lies between 1 and -1, chi-square has no sign (`stylo.stylometry.zeta.zeta`).
            ``log_ratio`` and ``adjusted`` are of keyness, which takes every word for an
            independent draw.
        """
        from stylo.stylometry.zeta import keyness, shared_words, zeta

        mine, other = self._opposed(group, against)
        shared = shared_words(mine, other)
        kind: ZetaMethod = self.settings["zeta"]
        found = zeta(mine, other, shared, kind, convention=self.settings["convention"])
        key = keyness(mine, other, shared)
        place = {word: at for at, word in enumerate(key.words)}
        whole = int(mine.totals.sum()) / 1000, int(other.totals.sum()) / 1000
        rows: list[tuple[Any, ...]] = []
        for preferred in (True, False):
            for at in np.flatnonzero(found.preferred == preferred)[:number].tolist():
                k = place[found.words[at]]
                rates = key.primary[k] / whole[0], key.secondary[k] / whole[1]
                shares = found.scores[at], found.primary[at], found.secondary[at]
                row = (group, found.words[at], *shares, *rates)
                rows.append((*row, key.log_ratio[k], key.adjusted[k]))
        return make_frame(rows, WORD_COLUMNS)

    def keyness(self, group: str, against: str = "", number: int = 50) -> pd.DataFrame:
        """Return the words whose frequencies differ most surely between a group and others.

        Parameters
        ----------
        group, against : str
            Two groups; by default the one against all others.
        number : int
            Words, by falling log-likelihood.

        Returns
        -------
        DataFrame
            Columns as in `KEYNESS_COLUMNS`; see `stylo.stylometry.zeta.keyness`.
        """
        from stylo.stylometry import zeta

        found = zeta.keyness(*self._opposed(group, against))
        columns = (found.log_likelihood, found.log_ratio, found.p, found.adjusted)
        counts = found.primary, found.secondary
        rows = [
            (
                group,
                found.words[at],
                *(float(c[at]) for c in columns),
                *(int(c[at]) for c in counts),
            )
            for at in range(min(number, len(found.words)))
        ]
        return make_frame(rows, KEYNESS_COLUMNS)

    def _keyness(self) -> pd.DataFrame:
        """Return the key words of each group; see `keyness`."""
        import pandas as pd

        return pd.concat([self.keyness(group) for group in self.groups], ignore_index=True)

    def _opposed(self, group: str, against: str) -> tuple[Counts, Counts]:
        """Return the counts of a group, and of another or of all others."""
        known_names([name for name in (group, against) if name], self.groups, what=self.by)
        names = self.row_groups
        rivals = {against} if against else set(self.groups) - {group}
        return (
            self.counts.select(row for row, name in enumerate(names) if name == group),
            self.counts.select(row for row, name in enumerate(names) if name in rivals),
        )

    def passages(self, measure: str, group: str = "", number: int = 5) -> pd.DataFrame:
        """Return the sentences that show how a group differs in a measure.

        Parameters
        ----------
        measure : str
            One of those that were compared.
        group : str
            By default the one that differs most.
        number : int
            Sentences, at most two of one text where there are enough.

        Returns
        -------
        DataFrame
            Columns as in `PASSAGE_COLUMNS`. Of a measure that counts words, the sentences that have
            most of them, from the group that has more of them; ``value`` is their number and
            ``counted`` says which. Of any other measure, the sentences of the group whose own value
            is highest, or lowest if the group's is.
        """
        rows = [
            (
                measure,
                self.text_groups[witness.row],
                self.corpus.ids[witness.row],
                witness.sentence,
                witness.value,
                " · ".join(witness.passage.marked),
                " ".join(witness.passage.text.split()),
            )
            for witness in self._witnesses(measure, group, number)
        ]
        return make_frame(rows, PASSAGE_COLUMNS)

    def _witnesses(self, measure: str, group: str, number: int) -> list[witnesses.Witness]:
        effect = self._effect(measure, group)
        feature = next(f for f in self.features if f.name == measure)
        found = self.measurements[measure]
        mine = [row for row, name in enumerate(self.text_groups) if name == effect.group]
        if witnesses.counts_words(feature):
            rows = mine
            if effect.delta < 0:
                out = {effect.group, UNKNOWN}
                rows = [row for row, name in enumerate(self.text_groups) if name not in out]
            chosen = witnesses.dense_sentences(self.documents, found, rows)
        else:
            chosen = witnesses.extreme_sentences(
                self.documents,
                [m.value for m in found],
                mine,
                feature,
                str(self.settings["scope"]),
                highest=effect.delta >= 0,
            )
        return witnesses.spread_over_texts(chosen, number)

    def _effect(self, measure: str, group: str) -> Effect:
        if measure not in self.measurements:
            near = ", ".join(list(self.measurements)[:5]) or "none: name some in measures"
            raise InputError(f"no measure {measure!r} was compared (there are {near})")
        known_names([group] if group else [], self.groups, what=self.by)
        found = [e for e in self.effects if e.measure == measure]
        of_group = [e for e in found if e.group == group]
        if group and not of_group:  # of two groups, only the first has a row of its own
            of_group = [_turned(found[0])]
        return max(of_group or found, key=lambda e: (np.isfinite(e.delta), abs(e.delta)))

    # -- figures --------------------------------------------------------------------------

    def plot(
        self,
        kind: str = "dendrogram",
        ax: Any = None,
        *,
        group: str = "",
        against: str = "",
        seed: int = 0,
    ) -> Any:
        """Draw with matplotlib.

        Parameters
        ----------
        kind : {"dendrogram", "pca", "mds", "tsne", "consensus", "effects", "words"}
            ``dendrogram``: Ward's clusters of the distances. ``pca``: principal components of the
            frequencies. ``mds``, ``tsne``: the distances on a plane. ``consensus``: what the trees
            of growing numbers of words agree on. ``effects``: the surest effect sizes. ``words``:
            how many texts have the words that tell a group from others.
        ax : matplotlib Axes, optional
            Where to draw.
        group, against : str
            Of ``words``: by default the first group, against all others.
        seed : int
            Of ``tsne``.

        Returns
        -------
        matplotlib Axes
        """
        from stylo.stylometry import drawing, projection

        if kind not in _KINDS:
            raise InputError(f"no figure {kind!r}: choose from {', '.join(_KINDS)}")
        names, groups, d = self.counts.ids, self.row_groups, self.spread.distances
        title = f"{self._distance_name()}, {len(self.words):,} most frequent words"
        if kind == "effects":
            sure = self._surest(self._effects_of_each())
            return drawing.effects(sure, "Where groups differ most surely", ax)
        if kind == "dendrogram":
            return drawing.dendrogram(d, names, groups, title, ax)
        if kind == "pca":
            title = f"Principal components of the {len(self.words):,} most frequent words"
            return drawing.components(self.frequencies, names, groups, title, ax)
        if kind == "consensus":
            found, shown = self._consensus()
            return drawing.consensus(found.tree, names, groups, shown, ax)
        if kind == "words":
            return self._words_drawn(group or self.groups[0], against, ax)
        if kind == "mds":
            places, shares = projection.scaling(d)
            labels = (f"first dimension ({shares[0]:.0%})", f"second dimension ({shares[1]:.0%})")
            return drawing.points(places, names, groups, labels, f"MDS of {title}", ax)
        places = projection.tsne(d, seed=seed)
        return drawing.points(places, names, groups, ("", ""), f"t-SNE of {title}", ax)

    def _distance_name(self) -> str:
        from stylo.stylometry.distances import measure_named

        name = measure_named(str(self.settings["distance"])).name
        return {"wurzburg": "Cosine Delta", "delta": "Burrows's Delta"}.get(name, name)

    def _words_drawn(self, group: str, against: str, ax: Any) -> Any:
        from stylo.stylometry import drawing

        frame = self.tell_words(group, against, number=drawing.NAMED // 2)
        places = 100 * frame[["texts", "texts_against"]].to_numpy(dtype=np.float64)
        preferred = frame["texts"] > frame["texts_against"]
        kinds = [f"{group} {'prefers' if more else 'avoids'}" for more in preferred]
        labels = f"% of texts, {group}", f"% of texts, {against or 'others'}"
        title = f"Words that tell {group} from {against or 'others'}"
        return drawing.points(places, frame["word"].tolist(), kinds, labels, title, ax)

    def _consensus_splits(self) -> pd.DataFrame:
        """Return the groups of texts that more than half of the trees have, and their share."""
        found, _ = self._consensus()
        rows = [
            (", ".join(sorted(side)), len(side), number / found.trees)
            for side, number in found.splits
        ]
        return make_frame(rows, CONSENSUS_COLUMNS)

    def _consensus(self) -> tuple[Consensus, str]:
        from stylo.stylometry.trees import bootstrap_consensus

        convention: Convention = self.settings["convention"]
        whole = len(self.words)
        numbers = sorted({max(2, whole * part // 10) for part in range(1, 11)})
        found = bootstrap_consensus(
            self.frequencies,
            self.counts.ids,
            str(self.settings["distance"]),
            numbers=numbers,
            convention=convention,
        )
        title = (
            f"Groups in more than half of {found.trees} trees of {numbers[0]:,} to {whole:,} words"
        )
        return found, title

    def _effects_of_each(self) -> int:
        """Return how many effects of a group are shown, so that those of all have room."""
        return max(1, min(_EFFECTS, ROWS // len(self.groups)))

    def _surest(self, of_each: int, of_one_family: int = 2) -> pd.DataFrame:
        """Return the surest effects of each group, not too many of one family of measures."""
        frame = self._effects()
        frame = frame[frame["adjusted"] < LEVEL]
        family = frame["measure"].map(family_of)
        frame = frame[frame.groupby(["group", family]).cumcount() < of_one_family]
        frame = frame.groupby("group", sort=False).head(of_each)
        return frame.sort_values("group", kind="stable", ignore_index=True)

    # -- page -----------------------------------------------------------------------------

    def page(self) -> Page:
        """Return what a notebook shows."""
        from stylo.stylometry import drawing

        gap = self.separation
        test = f"; by chance in {gap.p:.2g} of all cases" if np.isfinite(gap.p) else ""
        parts: list[Rows | Picture] = [
            Rows(
                f"Texts of one {self.by} stand {gap.within:.2f} apart, others {gap.between:.2f}"
                f"{test}",
                self._groups(),
                "groups",
            )
        ]
        if len(self.counts) <= _DRAWN:
            size = drawing.tree_size(len(self.counts))
            parts.append(Picture("Who stands near whom", *size, partial(self.plot, "dendrogram")))
            parts.append(Picture("On a plane", 8, 5.5, partial(self.plot, "pca")))
        parts.append(Rows("Distances between groups (95 % interval)", self._pairs(), "pairs"))
        if self.measurements:
            parts += self._differences()
        words = [self.tell_words(group, number=_WORDS) for group in self.groups[:_SHOWN]]
        rows = [
            (
                group,
                ", ".join(frame["word"][frame["texts"] > frame["texts_against"]]),
                ", ".join(frame["word"][frame["texts"] < frame["texts_against"]]),
            )
            for group, frame in zip(self.groups, words, strict=False)
        ]
        columns = {"group": "str", "prefers": "str", "avoids": "str"}
        caption = f"Words that tell ({_ZETAS[self.settings['zeta']]})"
        parts.append(Rows(caption, make_frame(rows, columns), "words"))
        if len(self.counts) > 2:
            nearest = self._distances(_SHOWN)
            parts.append(Rows("The nearest texts (95 % interval)", nearest))
        title = f"{len(self.corpus)} texts compared by {self.by}"
        return Page(title, self.warnings, parts, foot(self.settings, self.hash))

    def _differences(self) -> list[Rows | Picture]:
        """Return the effects, their figure and the passages that show the largest."""
        from stylo.stylometry import drawing

        tested = self._effects()
        number = int((tested["adjusted"] < LEVEL).sum())
        caption = f"By our measures: {number} of {len(tested)} differences are sure (adjusted p "
        sure = self._surest(self._effects_of_each())
        if not len(sure):
            shown = _in_words(tested.head(_SHOWN))
            return [Rows(f"{caption}below {LEVEL})", shown, "effects")]
        size = drawing.bars_size(len(sure))
        return [
            Rows(f"{caption}below {LEVEL}), such as", _in_words(sure), "effects"),
            Picture("Effect sizes", *size, partial(self.plot, "effects")),
            Rows("Passages that show it", self._witnessed(self._surest(2, 1).head(_SHOWN))),
        ]

    def _witnessed(self, sure: pd.DataFrame) -> pd.DataFrame:
        """Return passages for some effects."""
        import pandas as pd

        rows = [
            (
                _plain(measure),
                f"{group} {'more' if delta > 0 else 'less'}",
                self.corpus.ids[w.row],
                w.passage,
            )
            for measure, group, delta in zip(
                sure["measure"], sure["group"], sure["delta"], strict=True
            )
            for w in self._witnesses(measure, group, _PASSAGES)
        ]
        return pd.DataFrame(rows, columns=["measure", "difference", "text", "passage"])


def _in_words(effects: pd.DataFrame) -> pd.DataFrame:
    """Return effects as a page shows them: plain names, and fewer columns."""
    named = effects.assign(measure=effects["measure"].map(_plain))
    return named[list(_SHOWN_COLUMNS)].rename(columns=_SHOWN_COLUMNS)


def _plain(measure: str) -> str:
    """Return a measure's name for a reader, with a capital."""
    from stylo.display import capital, title_of

    return capital(title_of(measure))


def _turned(effect: Effect) -> Effect:
    """Return an effect of two groups as seen from the other one."""
    return Effect(
        effect.measure,
        effect.against,
        effect.group,
        effect.median_against,
        effect.median,
        -effect.delta,
        -effect.high,
        -effect.low,
        effect.p,
        effect.adjusted,
        effect.units_against,
        effect.units,
    )
