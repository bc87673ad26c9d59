"""What `stylo.classify` and `stylo.sample_sizes` return: the field's methods, with their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stylo.document import InputError
from stylo.stylometry import imposters, sample_size
from stylo.stylometry.classify import Attribution, classifier, leave_one_out
from stylo.stylometry.columns import floats, integers, strings
from stylo.stylometry.convention import Convention
from stylo.stylometry.corpus import Corpus, known_names
from stylo.stylometry.frequencies import Floats
from stylo.stylometry.rolling import Rolling, rolling
from stylo.stylometry.showing import Page, Picture, Result, Rows, foot, make_frame

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: What the methods are called.
TITLES: Mapping[str, str] = {
    "delta": "nearest neighbour",
    "centroid": "nearest centre",
    "svm": "linear support vector machine",
    "nsc": "nearest shrunken centroids",
    "naivebayes": "naive Bayes",
    "imposters": "General Imposters",
}
#: Columns of the tables of a `Classification`, with their pandas types.
SCORE_COLUMNS: Mapping[str, str] = {
    **strings("text", "author"),
    **floats("score"),
}
ANSWER_COLUMNS: Mapping[str, str] = {
    **strings("text"),
    **integers("words"),
    **strings("author"),
    **floats("score"),
    **strings("next"),
    **floats("next_score"),
}
CHECK_COLUMNS: Mapping[str, str] = {
    **strings("author"),
    **integers("texts", "right"),
}
WINDOW_COLUMNS: Mapping[str, str] = {
    **strings("text"),
    **integers("start", "end"),
    **strings("author"),
    **floats("score"),
}
#: Columns of the tables of an `Imposition`.
VERDICT_COLUMNS: Mapping[str, str] = {
    **strings("text", "author"),
    **floats("score"),
    **strings("says"),
}
TRIAL_COLUMNS: Mapping[str, str] = {
    **strings("author"),
    **integers("texts"),
    **floats("own", "others"),
}
#: Columns of the tables of `Lengths`.
SIZE_COLUMNS: Mapping[str, str] = {
    **integers("words"),
    **floats("accuracy", "balanced"),
    **integers("texts"),
}
AUTHOR_SIZE_COLUMNS: Mapping[str, str] = {
    **strings("author"),
    **integers("words"),
    **floats("accuracy"),
    **integers("texts"),
}
#: Up to this many texts each is left out alone, more are left out a tenth at a time.
ALONE_UP_TO = 200
_FOLDS = 10
#: Candidates' texts, at most, that the thresholds of Imposters are chosen by, and draws for each.
TRIED_UP_TO = 200
TRIAL_ITERATIONS = 30
#: Share of right answers that a minimum sample size is to reach.
ENOUGH = 0.9
#: What Imposters say of a candidate.
YES, NO, OPEN = "yes", "no", "no answer"


class Table(NamedTuple):
    """Texts as relative frequencies: their names, authors, words in order, and a row for each."""

    corpus: Corpus
    units: Sequence[Sequence[str]]
    frequencies: Floats


# -- one answer for each text -------------------------------------------------------------------


@dataclass(frozen=True)
class Classification(Result):
    """Who of some candidates wrote each text, by one of the field's methods.

    Attributes
    ----------
    method : str
        A name in `TITLES`.
    words : tuple of str
        The most frequent words of the candidates' texts, which the method looks at.
    attribution : Attribution
        One row for each text in question.
    tested : Attribution or None
        One for each of the candidates' texts, left out in turn; None where that cannot be done.
    windows : mapping
        Text to its `stylo.stylometry.rolling.Rolling`, where windows were asked for.
    """

    method: str
    words: tuple[str, ...]
    attribution: Attribution
    tested: Attribution | None
    disputed: Table = field(repr=False)
    candidates: Table = field(repr=False)
    windows: Mapping[str, Rolling] = field(repr=False)

    def __repr__(self) -> str:
        return (
            f"Classification({len(self.disputed.corpus)} texts, "
            f"{len(self.attribution.classes)} candidates, {TITLES[self.method]})"
        )

    @property
    def authors(self) -> tuple[str, ...]:
        """The candidates in alphabetical order."""
        return self.attribution.classes

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        found: dict[str, Callable[[], pd.DataFrame]] = {
            "answers": self._answers,
            "scores": self._scores,
        }
        if self.tested is not None:
            found["check"] = self._checked
        if self.windows:
            found["rolling"] = self._rolled
        return found

    def _order(self) -> Ints:
        """Return the candidates of each text: the one named first, then by score."""
        scores = self.attribution.scores
        falling = scores if self.attribution.kind == "distance" else -scores
        named = [self.authors.index(name) for name in self.attribution.predicted]
        falling = falling.copy()
        falling[np.arange(len(named)), named] = -np.inf
        return np.asarray(np.argsort(falling, axis=1, kind="stable"), dtype=np.int64)

    def _answers(self) -> pd.DataFrame:
        """Return one row per text: whom the method names, who comes next, and their scores."""
        rows = []
        for row, (first, second) in enumerate(self._order()[:, :2].tolist()):
            scores = self.attribution.scores[row]
            name, words = self.disputed.corpus.ids[row], len(self.disputed.units[row])
            said = (self.authors[first], scores[first], self.authors[second], scores[second])
            rows.append((name, words, *said))
        return make_frame(rows, ANSWER_COLUMNS)

    def _scores(self) -> pd.DataFrame:
        """Return one row per text and candidate, the one named first on top."""
        rows = [
            (self.disputed.corpus.ids[row], self.authors[k], self.attribution.scores[row, k])
            for row, order in enumerate(self._order().tolist())
            for k in order
        ]
        return make_frame(rows, SCORE_COLUMNS)

    def _right(self) -> Bools:
        predicted = () if self.tested is None else self.tested.predicted
        truth = self.candidates.corpus.authors
        return np.array([a == b for a, b in zip(predicted, truth, strict=False)], dtype=np.bool_)

    def _checked(self) -> pd.DataFrame:
        """Return how many of each candidate's own texts are right, each left out in turn."""
        right, truth = self._right(), np.array(self.candidates.corpus.authors, dtype=object)
        rows = [(a, int((truth == a).sum()), int(right[truth == a].sum())) for a in self.authors]
        return make_frame(rows, CHECK_COLUMNS)

    def _rolled(self) -> pd.DataFrame:
        """Return one row per window of each text, with the score of the author named."""
        rows = []
        for text, found in self.windows.items():
            names, scores = found.attribution.predicted, found.attribution.scores
            for row, (start, end) in enumerate(
                zip(found.starts.tolist(), found.ends.tolist(), strict=True)
            ):
                at = found.attribution.classes.index(names[row])
                rows.append((text, start, end, names[row], scores[row, at]))
        return make_frame(rows, WINDOW_COLUMNS)

    def plot(self, kind: str = "", ax: Any = None, *, text: str = "") -> Any:
        """Draw with matplotlib.

        Parameters
        ----------
        kind : {"scores", "rolling", "pca", "dendrogram"}
            ``scores``: of each text's candidates. ``rolling``: who wrote each window of a text,
            the default where windows were asked for. ``pca``, ``dendrogram``: where the texts lie
            among the candidates', by the words that the method looks at.
        ax, text
            As `stylo.stylometry.authorship.Authorship.plot` takes them.

        Returns
        -------
        matplotlib Axes
        """
        from stylo.stylometry import drawing

        kind = kind or ("rolling" if self.windows else "scores")
        if kind == "scores":
            title = f"Who wrote it, by {TITLES[self.method]}"
            return drawing.scores(self._scores(), title, self.attribution.kind, ax)
        if kind == "rolling":
            return self._strip(text, ax)
        if kind not in {"pca", "dendrogram"}:
            raise InputError(f"no figure {kind!r}: choose from scores, rolling, pca, dendrogram")
        table = np.concatenate([self.candidates.frequencies, self.disputed.frequencies])
        return drawing.beside(kind, self.candidates.corpus, self.disputed.corpus, table, ax)

    def _strip(self, text: str, ax: Any) -> Any:
        from stylo.stylometry import drawing

        if not self.windows:
            raise InputError("no windows were asked for: name their size in words with window=")
        names = list(self.windows)
        if not text and len(names) > 1:
            raise InputError(f"name one of the texts: {', '.join(names[:5])}")
        known_names([text] if text else [], names, what="text")
        name = text or names[0]
        found = self.windows[name]
        named = [self.authors.index(who) for who in found.attribution.predicted]
        shares, label = np.eye(len(self.authors))[named], ""
        if found.attribution.kind == "posterior":
            shares, label = found.attribution.scores, "posterior"
        title = f"{name}, by {TITLES[self.method]}"
        starts, ends = found.starts.tolist(), found.ends.tolist()
        return drawing.strip(starts, ends, self.authors, shares, title, ax, label=label)

    def page(self) -> Page:
        """Return what a notebook shows."""
        from stylo.stylometry import drawing

        scores = self._scores()
        said = {"distance": "distance", "decision": "decision value", "posterior": "posterior"}
        caption = f"Answers (score: {said[self.attribution.kind]})"
        size = drawing.bars_size(len(scores.groupby("text").head(drawing.STRIPED)))
        parts: list[Rows | Picture] = [
            Rows(caption, self._answers(), "answers"),
            Picture("Candidates", *size, partial(self.plot, "scores")),
        ]
        parts += [
            Picture(f"{name}, by windows", 8, 2.4, partial(self.plot, "rolling", text=name))
            for name in list(self.windows)[:3]
        ]
        if self.tested is not None:
            table = self._checked()
            balanced = float((table["right"] / table["texts"]).mean())
            caption = (
                f"The candidates' own texts, each left out in turn: {self._right().mean():.0%} "
                f"right ({balanced:.0%} as a mean over authors)"
            )
            parts.append(Rows(caption, table, "check"))
        if len(self.candidates.corpus) + len(self.disputed.corpus) <= drawing.NAMED:
            caption = "Where they lie by their most frequent words: principal components"
            parts.append(Picture(caption, 8, 5.5, partial(self.plot, "pca")))
        title = f"Who wrote it, by {TITLES[self.method]}"
        return Page(title, self.warnings, parts, foot(self.settings, self.hash))


class Asked(NamedTuple):
    """What was asked for, for a result to keep: its warnings, settings and hash."""

    warnings: tuple[str, ...]
    settings: Mapping[str, Any]
    hash: str


def classification(
    asked: Asked,
    disputed: Table,
    candidates: Table,
    words: tuple[str, ...],
    method: str,
    *,
    window: int,
    overlap: int,
    convention: Convention,
    options: Mapping[str, Any],
) -> Classification:
    """Attribute texts by one of `stylo.stylometry.classify.METHODS`.

    Raises
    ------
    InputError
        If the method has no such option, or cannot be had of these candidates.
    """
    run = classifier(method, convention=convention, **options)
    authors = candidates.corpus.authors
    found = run(candidates.frequencies, authors, disputed.frequencies)
    notes = list(asked.warnings)
    tested = None
    try:
        tested = leave_one_out(
            candidates.frequencies,
            authors,
            method,
            groups=_folds(authors),
            convention=convention,
            **options,
        )
    except InputError as error:
        notes.append(f"the candidates' own texts cannot be left out in turn: {error}")
    windows = {}
    for name, units in zip(disputed.corpus.ids, disputed.units, strict=True) if window else ():
        windows[name] = rolling(
            units,
            candidates.frequencies,
            authors,
            words,
            size=window,
            overlap=overlap,
            method=method,
            convention=convention,
            **options,
        )
    return Classification(
        tuple(notes), asked.settings, asked.hash, method, words, found, tested, disputed,
        candidates, windows,
    )  # fmt: skip


def _folds(authors: Sequence[str]) -> list[int] | None:
    """Return which texts are left out together, as many of each author as can be."""
    if len(authors) <= ALONE_UP_TO:
        return None
    order = np.argsort(np.asarray(authors, dtype=str), kind="stable")
    found = np.empty(len(authors), dtype=np.int64)
    found[order] = np.arange(len(authors)) % _FOLDS
    return found.tolist()


# -- yes or no for each candidate ---------------------------------------------------------------


@dataclass(frozen=True)
class Imposition(Result):
    """Whether each candidate wrote a text, by General Imposters.

    Attributes
    ----------
    found : Imposters
        Texts × candidates: the share of the draws in which the candidate's texts came nearest.
    thresholds : Thresholds or None
        Chosen by the candidates' own texts; None where no author has two.
    trials : array, texts × candidates
        The scores of the candidates' own texts, each left out, that the thresholds follow from.
    truth : array of bool
        Whether the candidate wrote the text.
    """

    found: imposters.Imposters
    thresholds: imposters.Thresholds | None
    disputed: Corpus = field(repr=False)
    trials: Floats = field(repr=False)
    truth: Bools = field(repr=False)

    def __repr__(self) -> str:
        chosen = self.thresholds
        said = f"thresholds {chosen.low:.2f} and {chosen.high:.2f}" if chosen else "no thresholds"
        return (
            f"Imposition({len(self.disputed)} texts, {len(self.found.candidates)} candidates, "
            f"{said})"
        )

    def says(self, score: float) -> str:
        """Return ``yes``, ``no``, or ``no answer`` between the thresholds or without them."""
        if self.thresholds is None or self.thresholds.low <= score <= self.thresholds.high:
            return OPEN
        return YES if score > self.thresholds.high else NO

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        found: dict[str, Callable[[], pd.DataFrame]] = {"answers": self._answers}
        if len(self.trials):
            found["check"] = self._checked
        return found

    def _answers(self) -> pd.DataFrame:
        """Return one row per text and candidate, the highest score first."""
        rows = []
        for name, scores in zip(self.disputed.ids, self.found.scores, strict=True):
            for k in np.argsort(-scores, kind="stable").tolist():
                score = float(scores[k])
                rows.append((name, self.found.candidates[k], score, self.says(score)))
        return make_frame(rows, VERDICT_COLUMNS)

    def _checked(self) -> pd.DataFrame:
        """Return the mean score of each candidate for the candidate's and for others' texts."""
        rows = []
        for k, name in enumerate(self.found.candidates):
            own, scores = self.truth[:, k], self.trials[:, k]
            means = [float(scores[r].mean()) if r.any() else float("nan") for r in (own, ~own)]
            rows.append((name, int(own.sum()), *means))
        return make_frame(rows, TRIAL_COLUMNS)

    def plot(self, kind: str = "scores", ax: Any = None) -> Any:
        """Draw the scores of each text's candidates, and the thresholds, with matplotlib."""
        from stylo.stylometry import drawing

        if kind != "scores":
            raise InputError(f"no figure {kind!r}: there is scores")
        title = "Share of draws that each candidate wins (General Imposters)"
        marks = () if self.thresholds is None else (self.thresholds.low, self.thresholds.high)
        return drawing.scores(self._answers(), title, "share", ax, marks=marks)

    def page(self) -> Page:
        """Return what a notebook shows."""
        from stylo.stylometry import drawing

        answers = self._answers()
        size = drawing.bars_size(len(answers.groupby("text").head(drawing.STRIPED)))
        caption = "Answers"
        if self.thresholds is not None:
            low, high, reached = self.thresholds.low, self.thresholds.high, self.thresholds.c_at_1
            caption = (
                f"Answers: yes above {high:.2f}, no below {low:.2f} (C@1 {reached:.2f} on the "
                "candidates' own texts, by which they were chosen)"
            )
        parts: list[Rows | Picture] = [
            Rows(caption, answers, "answers"),
            Picture("Candidates", *size, partial(self.plot, "scores")),
        ]
        if len(self.trials):
            caption = "Mean scores of the candidates' own texts, each left out, and of others'"
            parts.append(Rows(caption, self._checked(), "check"))
        title = "Did they write it? General Imposters"
        return Page(title, self.warnings, parts, foot(self.settings, self.hash))


def imposition(
    asked: Asked,
    disputed: Table,
    candidates: Table,
    measure: str,
    *,
    seed: int,
    convention: Convention,
    options: Mapping[str, Any],
) -> Imposition:
    """Ask of each candidate whether they wrote each text.

    Raises
    ------
    InputError
        For options other than ``iterations``, ``features`` and ``imposters``.
    """
    unknown = sorted(set(options) - {"iterations", "features", "imposters"})
    if unknown:
        raise InputError(f"imposters has no option {unknown[0]!r}: iterations, features, imposters")
    reference, authors = candidates.frequencies, candidates.corpus.authors
    found = imposters.imposters(
        reference, authors, disputed.frequencies, measure, seed=seed, convention=convention,
        **options,
    )  # fmt: skip
    thresholds, notes = None, list(asked.warnings)
    trials, truth = np.zeros((0, len(found.candidates))), np.zeros((0, 0), dtype=np.bool_)
    shares = {"features": options.get("features", 0.5)}
    shares["imposters_share"] = options.get("imposters", 0.5)
    try:
        trials, truth = imposters.leave_one_out_scores(
            reference,
            authors,
            measure,
            iterations=TRIAL_ITERATIONS,
            rows=_tried(authors),
            seed=seed,
            convention=convention,
            **shares,
        )
        thresholds = imposters.optimise_thresholds(trials, truth, convention=convention)
    except InputError as error:
        notes.append(f"no thresholds, so no answers: {error}")
    return Imposition(
        tuple(notes), asked.settings, asked.hash, found, thresholds, disputed.corpus, trials, truth
    )


def _tried(authors: Sequence[str]) -> list[int]:
    """Return the texts that thresholds are chosen by: all, or as many of each author as can be."""
    seen: dict[str, int] = {}
    turn = []
    for author in authors:
        seen[author] = seen.get(author, 0) + 1
        turn.append(seen[author])
    order = np.argsort(turn, kind="stable")[:TRIED_UP_TO]
    return sorted(order.tolist())


# -- how long a text must be --------------------------------------------------------------------


@dataclass(frozen=True)
class Lengths(Result):
    """How well samples of each length are given to their author.

    Attributes
    ----------
    method : str
        A name in `TITLES`.
    found : SampleSizes
        Accuracy of each text and length.
    """

    method: str
    found: sample_size.SampleSizes

    def __repr__(self) -> str:
        return f"Lengths({len(self.found.authors)} texts, {self._minimum()})"

    def minimum(self, accuracy: float = ENOUGH) -> int | None:
        """Return the shortest length from which on `accuracy` is reached, or None."""
        return self.found.minimum(accuracy)

    def _minimum(self) -> str:
        words = self.minimum()
        return f"{ENOUGH:.0%} right from {words:,} words" if words else f"{ENOUGH:.0%} not reached"

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        return {"sizes": self._sizes, "authors": self._authors}

    def _by_author(self) -> list[tuple[str, int, float, int]]:
        names = np.array(self.found.authors, dtype=object)
        rows = []
        for author in sorted(set(self.found.authors)):
            for at, size in enumerate(self.found.sizes.tolist()):
                values = self.found.accuracy[names == author, at]
                values = values[np.isfinite(values)]
                mean = float(values.mean()) if len(values) else float("nan")
                rows.append((author, size, mean, len(values)))
        return rows

    def _sizes(self) -> pd.DataFrame:
        """Return one row per length: accuracy over texts, and its mean over authors."""
        authors = make_frame(self._by_author(), AUTHOR_SIZE_COLUMNS)
        balanced = authors.groupby("words")["accuracy"].mean()
        texts = np.isfinite(self.found.accuracy).sum(axis=0).tolist()
        rows = [
            (size, mean, balanced[size], number)
            for size, mean, number in zip(
                self.found.sizes.tolist(), self.found.mean.tolist(), texts, strict=True
            )
        ]
        return make_frame(rows, SIZE_COLUMNS)

    def _authors(self) -> pd.DataFrame:
        """Return one row per author and length."""
        return make_frame(self._by_author(), AUTHOR_SIZE_COLUMNS)

    def plot(self, kind: str = "sizes", ax: Any = None) -> Any:
        """Draw accuracy over the length of the sample, a line for each author."""
        from stylo.stylometry import drawing

        if kind != "sizes":
            raise InputError(f"no figure {kind!r}: there is sizes")
        title = f"How long a text must be, by {TITLES[self.method]}: {self._minimum()}"
        return drawing.lengths(self._sizes(), self._authors(), title, ENOUGH, ax)

    def page(self) -> Page:
        """Return what a notebook shows."""
        parts: list[Rows | Picture] = [
            Rows(f"Samples given to their author: {self._minimum()}", self._sizes(), "sizes"),
            Picture("Each author", 8, 4, partial(self.plot, "sizes")),
            Rows("Each author", self._authors(), "authors"),
        ]
        title = f"How long a text must be, by {TITLES[self.method]}"
        return Page(title, self.warnings, parts, foot(self.settings, self.hash))


def lengths(
    asked: Asked,
    candidates: Table,
    words: Sequence[str],
    sizes: Sequence[int],
    method: str,
    *,
    samples: int,
    drawn: Literal["passage", "words"],
    seed: int,
    convention: Convention,
    options: Mapping[str, Any],
) -> Lengths:
    """Attribute samples of the candidates' texts, of several lengths, by all their other texts."""
    found = sample_size.sample_sizes(
        candidates.units,
        candidates.frequencies,
        candidates.corpus.authors,
        words,
        sizes,
        samples=samples,
        drawn=drawn,
        method=method,
        seed=seed,
        convention=convention,
        **options,
    )
    return Lengths(asked.warnings, asked.settings, asked.hash, method, found)
