"""The candidates' texts as one model: fitted once, asked about any text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stylo.stylometry.calibrated import (
    Stranger,
    Trial,
    best_model,
    enough_for_strangers,
    fit_stranger,
    left_out_probabilities,
    probabilities,
    sign,
    temperature,
    typicality,
)
from stylo.stylometry.ridge import Ridge, ridge
from stylo.stylometry.strangers import Turn, turns
from stylo.stylometry.views import (
    CLIP,
    LIMITS,
    PARAGRAPH,
    VIEWS,
    Gauge,
    Lens,
    Register,
    Streams,
    Table,
    gauge,
    likeness,
    likeness_by_limit,
    register,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Passages of candidates' texts, at most, that the calibration of short texts is learnt from.
MAX_PASSAGES = 400
#: Fewest passages of a text that can be drawn again.
MIN_DRAWN = 5
#: Up to this many texts, each is tested with all choices made without it; of more, one text
#: matters little to them.
NESTED_UP_TO = 300
_TOTAL = sum(view.weight for view in VIEWS)


class Sight(NamedTuple):
    """One view of the candidates' texts: the view, its gauge, their counts, and its runs."""

    lens: Lens
    gauge: Gauge
    table: Table
    columns: Ints

    def first(self, limit: int) -> Sight:
        """Return the view with its most frequent runs alone."""
        return Sight(
            self.lens.first(limit),
            self.gauge.first(limit),
            self.table.first(limit),
            self.columns[:limit],
        )


class Calibration(NamedTuple):
    """How scores of texts of some length become probabilities.

    A short text lacks most runs, which makes it look like whoever uses fewer of them: scores have
    to be shifted author by author, or all short texts go to one (Alexandari, Kundaje & Shrikumar
    2020, arXiv:1901.06852, for shifts beside a temperature).

    Attributes
    ----------
    heat : float
        The temperature.
    stranger : Stranger or None
        How to tell that it is none of the authors, if at all.
    shift : array
        By how much each author's mean score of such texts by others lies above the mean of these
        means; 0 for texts as long as the candidates'.
    """

    heat: float
    stranger: Stranger | None
    shift: Floats


@dataclass(frozen=True)
class Answers:
    """What the model says of texts.

    Attributes
    ----------
    scores, probability, typical : array, texts × authors
        Regression scores less the shift of the calibration; probabilities that sum to 1; see
        `typicality`.
    none : array
        Probability that it is none of the authors, at even odds beforehand; NaN where there are
        too few authors.
    """

    scores: Floats
    probability: Floats
    typical: Floats
    none: Floats


@dataclass(frozen=True)
class Profile:
    """The candidates, fitted.

    Attributes
    ----------
    sights : tuple of Sight
        One for each view.
    likeness : array, texts × texts
        Of the candidates' texts, all views together.
    model : Ridge
        Of the likeness.
    calibration : Calibration
        Of texts as long as the candidates'.
    lengths : array of int
        Words and marks of each candidate's text.
    limit : int
        How many runs of each view count, at most.
    models : tuple of Ridge
        One for each limit that could have been chosen.
    registers : tuple of Register
        All runs of the candidates' texts, one register for each view.
    """

    sights: tuple[Sight, ...]
    likeness: Floats
    model: Ridge
    calibration: Calibration
    lengths: Ints
    limit: int
    models: tuple[Ridge, ...]
    registers: tuple[Register, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """The candidates in alphabetical order."""
        return self.model.authors

    def left_out(self) -> Floats:
        """Return the probabilities of the candidates' own texts, each by a model without it."""
        if len(self.lengths) > NESTED_UP_TO:
            return probabilities(self.model.left_out(), self.calibration.heat)
        return left_out_probabilities(self.models)

    def likeness_to(self, texts: Sequence[Streams]) -> Floats:
        """Return the likeness of texts to each of the candidates' texts."""
        return self._cross([s.lens.table(texts) for s in self.sights])

    def counted_likeness(self, registers: Sequence[Register]) -> Floats:
        """Return the likeness of texts that stand in registers of the same runs."""
        pairs = zip(self.sights, registers, strict=True)
        return self._cross([found.counts(sight.columns) for sight, found in pairs])

    def _cross(self, tables: Sequence[Table]) -> Floats:
        cross = np.zeros((len(tables[0]), len(self.lengths)))
        for sight, table in zip(self.sights, tables, strict=True):
            cross += sight.lens.view.weight * likeness(sight.gauge, table, sight.table)
        return cross / _TOTAL

    def ask(self, texts: Sequence[Streams], calibration: Calibration | None = None) -> Answers:
        """Return what is said of texts, by this calibration or that of whole texts."""
        return self.judge(self.likeness_to(texts), calibration)

    def judge(self, cross: Floats, calibration: Calibration | None = None) -> Answers:
        """Return what is said of texts with these likenesses."""
        heat, rule, shift = calibration or self.calibration
        scores = self.model.scores(cross) - shift
        own = self.model.left_out()
        codes, number = self.model.codes, len(self.authors)
        typical = np.stack(
            [typicality(own[codes == k, k], scores[:, k]) for k in range(number)], axis=1
        )
        none = np.full(len(scores), np.nan)
        if rule is not None:
            none = rule.chance(sign(scores, self.model))
        return Answers(scores, probabilities(scores, heat), typical, none)

    def calibrate(self, texts: Sequence[Streams], size: int) -> Calibration:
        """Return the calibration of passages of about `size` words.

        Parameters
        ----------
        texts : sequence of Streams
            The candidates' texts. Each of their passages is judged by a model without the text
            that it comes from; strangers are learnt as in `tried`.
        size : int
            In words and marks.
        """
        pieces: list[Streams] = []
        parents: list[int] = []
        for row, text in enumerate(texts):
            found = passages(text, size)
            pieces += found
            parents += [row] * len(found)
        step = max(1, -(-len(pieces) // MAX_PASSAGES))
        pieces, of = pieces[::step], np.array(parents[::step], dtype=np.int64)
        codes, number = self.model.codes, len(self.authors)
        company = np.bincount(codes)[codes] > 1
        if not company[of].any():
            return self.calibration
        cross = self.likeness_to(pieces)
        scores = np.full((len(of), number), np.nan)
        for parent in np.unique(of[company[of]]):
            rows = of == parent
            scores[rows] = self.model.without([parent]).scores(cross[rows])
        known = company[of]
        shift = _of_others(scores[known], codes[of][known])
        heat = temperature(scores[known] - shift, codes[of][known]).temperature
        rule = None
        if enough_for_strangers(codes[np.unique(of)]):
            rule = fit_stranger(_passages_tried(self.registers, codes, pieces, of))
        return Calibration(heat, rule, shift)

    def redrawn(
        self, text: Streams, draws: int, seed: int = 0, calibration: Calibration | None = None
    ) -> Floats | None:
        """Return scores of a text whose passages are drawn again with replacement.

        Paragraphs are drawn where there are five or more, else sentences. Drawn texts repeat
        themselves, which takes them away from every author: the scores are shifted back to have
        the text's own as their mean.

        Parameters
        ----------
        text : Streams
            The text.
        draws : int
            How often its passages are drawn.
        seed : int
            Of ``numpy.random.RandomState``.
        calibration : Calibration, optional
            That `ask` judges the text by; without it, that of whole texts.

        Returns
        -------
        array, draws × authors, or None
            None where there are fewer than five passages.
        """
        group = passage_numbers(text)
        number = int(group.max()) + 1
        if number < MIN_DRAWN:
            return None
        random = np.random.RandomState(seed)
        times = random.multinomial(number, np.full(number, 1 / number), size=draws)[:, group]
        tables = []
        for sight in self.sights:
            parts = sight.lens.sentences(text)
            tables.append(Table(_as_sparse(times @ parts.counts), times @ parts.totals))
        scores = self.model.scores(self._cross(tables))
        return np.asarray(scores - scores.mean(axis=0) + self.ask([text], calibration).scores[0])

    # -- what tells -----------------------------------------------------------------------

    def telling(self, text: Streams, author: int, against: int) -> list[Telling]:
        """Return, view by view, what each run adds to the score of one author over another's."""
        found = []
        weights = self.model.duals[:, author] - self.model.duals[:, against]
        for sight in self.sights:
            table = sight.lens.table([text])
            width = len(sight.lens.keys)
            z, direction, lengths = np.zeros(width), np.zeros(width), np.zeros(len(sight.table))
            rows = len(sight.table) + 1
            for part, block in sight.table.blocks(rows):
                lengths += (sight.gauge.z(part, block).astype(np.float64) ** 2).sum(axis=1)
            scaled = weights / np.sqrt(np.where(lengths > 0, lengths, 1))
            both = zip(sight.table.blocks(rows), table.blocks(rows), strict=True)
            for (part, block), (_, own) in both:
                direction[part] = scaled @ sight.gauge.z(part, block)
                z[part] = sight.gauge.z(part, own)[0]
            norm = np.sqrt((z**2).sum()) or 1.0
            direction *= sight.lens.view.weight / _TOTAL / norm
            found.append(Telling(sight, table, z, direction))
        return found

    def sentence_scores(self, text: Streams, author: int, against: int) -> Floats:
        """Return how much each sentence adds to the score of one author over another's.

        What the text lacks tells too, and belongs to no sentence.
        """
        total = np.zeros(len(text["words"]))
        for found in self.telling(text, author, against):
            sight = found.sight
            parts = sight.lens.sentences(text)
            free = (np.abs(found.z) < CLIP) | (found.z > 0)
            rise = found.direction * sight.gauge.scale / max(found.table.totals[0], 1) * free
            total += parts.counts @ rise - parts.totals * float(rise @ sight.gauge.mean)
        return total


@dataclass(frozen=True)
class Telling:
    """What the runs of one view say: a text's z-scores and the direction from author to author.

    Their product is what each run adds to the difference of the scores.
    """

    sight: Sight
    table: Table
    z: Floats
    direction: Floats


def profile(texts: Sequence[Streams], authors: Sequence[str]) -> Profile:
    """Fit the candidates' texts.

    Parameters
    ----------
    texts : sequence of Streams
        See `stylo.stylometry.views.streams_of`.
    authors : sequence of str
        Who wrote them, at least two.
    """
    return fitted([register(view, texts) for view in VIEWS], authors, _lengths(texts))


def _lengths(texts: Sequence[Streams]) -> Ints:
    return np.array([length(text) for text in texts], dtype=np.int64)


def fitted(
    registers: Sequence[Register],
    authors: Sequence[str],
    lengths: Ints,
    *,
    strangers: bool = True,
) -> Profile:
    """Fit texts whose runs are counted.

    Parameters
    ----------
    registers : sequence of Register
        One for each view.
    authors : sequence of str
        Of the texts.
    lengths : array of int
        Words and marks of each text.
    strangers : bool
        Whether to learn how strangers are told.
    """
    sights = []
    by_limit = {limit: np.zeros((len(authors), len(authors))) for limit in LIMITS}
    for view, whole in zip(VIEWS, registers, strict=True):
        columns = whole.columns()
        table = whole.counts(columns)
        measure = gauge(table)
        sights.append(Sight(whole.lens(columns), measure, table, columns))
        for width, found in likeness_by_limit(measure, table):
            found *= view.weight / _TOTAL
            for limit, summed in by_limit.items():
                if width == min(limit, len(columns)):
                    summed += found
    best, heat = best_model(ridge(summed, authors) for summed in by_limit.values())
    limit = LIMITS[best]
    if len(authors) > NESTED_UP_TO:
        by_limit = {limit: by_limit[limit]}
    models = {limit: ridge(summed, authors) for limit, summed in by_limit.items()}
    model = models[limit]
    rule = None
    if strangers and enough_for_strangers(model.codes):
        rule = fit_stranger(tried(registers, model.codes))
    return Profile(
        tuple(sight.first(limit) for sight in sights),
        by_limit[limit],
        model,
        Calibration(heat, rule, np.zeros(len(model.authors))),
        lengths,
        limit,
        tuple(models.values()),
        tuple(registers),
    )


def tried(registers: Sequence[Register], codes: Ints) -> Trial:
    """Ask of each text a model that knows nothing of it, and of strangers one of others alone.

    Runs, means and spreads, the number of runs and the regressions are made anew for each of the
    `stylo.stylometry.strangers.turns` from the texts that are learnt from.
    """
    found = []
    for turn in turns(codes):
        asked = np.concatenate([turn.known, turn.strange])
        model = _of_turn(registers, codes, turn)
        scores = model.model.scores(
            model.counted_likeness([whole.take(asked) for whole in registers])
        )
        found.append(Trial(sign(scores, model.model), _strange(turn), codes[asked]))
    return _joined(found)


def without_author(model: Profile, author: int) -> Answers:
    """Return what is said of an author's texts by a model that knows nothing of the author.

    The author is given by place in `Profile.authors`.
    """
    codes = model.model.codes
    rest, own = np.flatnonzero(codes != author), np.flatnonzero(codes == author)
    return asked_apart(model, rest, own)


def asked_apart(model: Profile, learnt: Ints, asked: Ints) -> Answers:
    """Return what is said of some of the candidates' texts by a model of some others alone."""
    names = [model.authors[code] for code in model.model.codes[learnt].tolist()]
    held = [whole.take(learnt) for whole in model.registers]
    apart = fitted(held, names, model.lengths[learnt])
    return apart.judge(apart.counted_likeness([whole.take(asked) for whole in model.registers]))


def _passages_tried(
    registers: Sequence[Register], codes: Ints, pieces: Sequence[Streams], of: Ints
) -> Trial:
    """Do as `tried` with passages of the texts; `of` says which text each comes from."""
    found = []
    for turn in turns(codes):
        model = _of_turn(registers, codes, turn)
        known = np.flatnonzero(np.isin(of, turn.known))
        strange = np.flatnonzero(np.isin(of, turn.strange))
        if not len(known):
            continue
        rows = np.concatenate([known, strange])
        scores = model.model.scores(model.likeness_to([pieces[row] for row in rows]))
        # The authors of a turn are numbered anew, in the same order.
        own = np.searchsorted(np.unique(codes[turn.learnt]), codes[of[known]])
        scores -= _of_others(scores[: len(known)], own)
        stranger = np.arange(len(rows)) >= len(known)
        found.append(Trial(sign(scores, model.model), stranger, codes[of[rows]]))
    return _joined(found)


def _of_turn(registers: Sequence[Register], codes: Ints, turn: Turn) -> Profile:
    names = [f"{code:09d}" for code in codes[turn.learnt].tolist()]
    held = [whole.take(turn.learnt) for whole in registers]
    return fitted(held, names, np.zeros(len(names), dtype=np.int64), strangers=False)


def _strange(turn: Turn) -> NDArray[np.bool_]:
    return np.arange(len(turn.known) + len(turn.strange)) >= len(turn.known)


def _joined(trials: Sequence[Trial]) -> Trial:
    empty = Trial(np.zeros(0), np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.int64))
    return Trial(*(np.concatenate(columns) for columns in zip(empty, *trials, strict=True)))


def length(text: Streams) -> int:
    """Return the number of words and marks of a text."""
    return sum(len(sentence) - 1 for sentence in text["words"])


def passages(text: Streams, size: int) -> list[Streams]:
    """Return whole sentences in a row of `size` words or a little more; the rest is left out."""
    found: list[Streams] = []
    first, words = 0, 0
    for row, sentence in enumerate(text["words"], start=1):
        words += len(sentence) - 1
        if words >= size:
            found.append(part(text, first, row))
            first, words = row, 0
    return found


def part(text: Streams, first: int, last: int) -> Streams:
    """Return some of the sentences of a text."""
    return {name: sentences[first:last] for name, sentences in text.items()}


def passage_numbers(text: Streams) -> Ints:
    """Return the passage of each sentence: its paragraph, or itself in a text of few paragraphs."""
    begins = np.array([sentence[0] == PARAGRAPH for sentence in text["words"]])
    paragraphs = np.maximum(np.cumsum(begins) - 1, 0)
    if paragraphs[-1] + 1 >= MIN_DRAWN:
        return np.asarray(paragraphs, dtype=np.int64)
    return np.arange(len(begins), dtype=np.int64)


def _of_others(scores: Floats, codes: Ints) -> Floats:
    """Return by how much each author's mean score of texts by others lies above all such means.

    Those others weigh the same; 0 where there is no text by another.
    """
    by = np.unique(codes)
    means = np.array([scores[codes == k].mean(axis=0) for k in by])
    means[np.arange(len(by)), by] = np.nan
    there = np.isfinite(means)
    found = np.where(there, means, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    found[there.any(axis=0)] -= found[there.any(axis=0)].mean()
    return np.asarray(np.where(there.any(axis=0), found, 0.0))


def _as_sparse(counts: NDArray[np.float64]) -> object:
    from scipy import sparse

    return sparse.csr_matrix(counts)
