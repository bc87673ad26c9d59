"""What `stylo.attribute` returns: who may have written each text, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stylo.document import InputError
from stylo.stylometry.columns import floats, integers, strings
from stylo.stylometry.corpus import Corpus, known_names
from stylo.stylometry.profile import Profile, part
from stylo.stylometry.showing import Page, Picture, Result, Rows, foot, make_frame
from stylo.stylometry.views import Streams

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

#: The answer where that is more likely than not, and where the text bears no answer.
NONE = "none of these"
TOO_SHORT = "too short"
#: Columns of ``Authorship.table()``, with their pandas types.
TABLE_COLUMNS: Mapping[str, str] = {
    **strings("text", "author"),
    **floats("probability", "low", "high", "typical"),
}
#: Columns of `Authorship.answers`.
ANSWER_COLUMNS: Mapping[str, str] = {
    **strings("text"),
    **integers("words"),
    **strings("answer", "author"),
    **floats("probability", "none"),
    **strings("caveat"),
}
#: Columns of ``Authorship.table("check")``.
CHECK_COLUMNS: Mapping[str, str] = {
    **strings("author"),
    **integers("texts", "right"),
    **floats("told_as_stranger"),
}
#: Columns of `Authorship.evidence`.
EVIDENCE_COLUMNS: Mapping[str, str] = {
    **strings("view", "run", "speaks_for"),
    **floats("weight"),
    **integers("count"),
    **floats("per_1000", "usual"),
}
#: Columns of `Authorship.passages`.
PASSAGE_COLUMNS: Mapping[str, str] = {
    **integers("sentence"),
    **strings("speaks_for"),
    **floats("weight"),
    **strings("text"),
}
_KINDS = ("probabilities", "rolling", "pca", "dendrogram")
#: Words of a stretch and from one to the next; most frequent words of the tree and the plane.
STRETCH = 300
STEP = 100
_MFW = 200
#: Texts whose reasons a page shows, and runs of each view.
_EXPLAINED = 3
_RUNS = 4
_SIGNS = (
    "<p>, <s>: a paragraph, a sentence begins; in marks a, A, 0: small letters, capitals, figures"
)


@dataclass(frozen=True)
class Verdict:
    """What is said of one text.

    Attributes
    ----------
    text : str
        Its name.
    words : int
        Words and marks that were counted.
    probability, low, high, typical : tuple of float
        For each candidate, in alphabetical order: the probability if one of them wrote it (NaN for
        a text of fewer than 50 words and marks), its 95 % interval by drawing the text's passages
        again (NaN in a text of fewer than five), and
        how typical the text is of the candidate: the share of the candidate's own texts, each left
        out in turn, that score no higher.
    none : float
        Probability that it is none of them, at even odds beforehand; NaN where there are too few
        candidates to learn it from.
    caveat : str
        A sentence, or ``""``.
    """

    text: str
    words: int
    probability: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    typical: tuple[float, ...]
    none: float
    caveat: str = ""


class Tried(NamedTuple):
    """How the texts of one candidate fared.

    Attributes
    ----------
    texts, right : int
        How many, and how many of them are attributed to the candidate, each left out in turn.
    told_as_stranger : float
        The share of them that is said to be by none of the others, by a model that knows nothing of
        the candidate; NaN where fewer than three others have two texts, or there are so many
        candidates and texts that it was not tried.
    """

    texts: int
    right: int
    told_as_stranger: float


@dataclass(frozen=True)
class Check:
    """How well the candidates' own texts are attributed, each left out in turn.

    Attributes
    ----------
    texts : int
        Those whose author has another one.
    accuracy, balanced : float
        Share of right answers, and its mean over the authors; 0 to 1.
    calibration_error : float
        How far probabilities and shares of right answers lie apart (10 bins).
    by_author : mapping
        Author to how the author's texts fared.
    """

    texts: int
    accuracy: float
    balanced: float
    calibration_error: float
    by_author: Mapping[str, Tried]


@dataclass(frozen=True)
class Rolling:
    """Who may have written each stretch of a text.

    Attributes
    ----------
    text : str
        Its name.
    authors : tuple of str
        The candidates.
    starts, ends : tuple of int
        Half-open ranges of words and marks; windows overlap.
    probability : array, windows × authors
        By a temperature learnt from stretches of the candidates' texts of the same length.
    """

    text: str
    authors: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    probability: Floats

    def table(self) -> pd.DataFrame:
        """Return one row per window: ``start``, ``end``, ``author``, and a column per candidate."""
        import pandas as pd

        best = [self.authors[k] for k in self.probability.argmax(axis=1)]
        frame = pd.DataFrame({"start": self.starts, "end": self.ends, "author": best})
        for column, author in enumerate(self.authors):
            frame[author] = self.probability[:, column]
        return frame

    def plot(self, ax: Any = None) -> Any:
        """Draw the strip with matplotlib and return its axes."""
        from stylo.stylometry import drawing

        return drawing.strip(
            self.starts, self.ends, self.authors, self.probability, f"{self.text}, by stretches", ax
        )


@dataclass(frozen=True)
class Authorship(Result):
    """Who may have written each of some texts; what `stylo.attribute` returns.

    Attributes
    ----------
    verdicts : tuple of Verdict
        One for each text.
    authors : tuple of str
        The candidates, in alphabetical order.
    check : Check
        How well the candidates' own texts are attributed.
    """

    verdicts: tuple[Verdict, ...]
    authors: tuple[str, ...]
    check: Check
    disputed: Corpus = field(repr=False)
    candidates: Corpus = field(repr=False)
    profile: Profile = field(repr=False)
    streams: tuple[Streams, ...] = field(repr=False)
    candidate_streams: tuple[Streams, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __getitem__(self, text: str) -> Verdict:
        """Return what is said of a text."""
        return self.verdicts[self._row(text)]

    def __repr__(self) -> str:
        return (
            f"Authorship({len(self)} texts, {len(self.authors)} candidates, "
            f"accuracy on their own texts {self.check.accuracy:.2f})"
        )

    def answer(self, text: str) -> str:
        """Return the likeliest author of a text; ``none of these`` where that is likelier.

        ``too short`` where the text has too few words to judge by.
        """
        verdict = self[text]
        best = int(np.argmax(verdict.probability))
        if np.isnan(verdict.probability[best]):
            return TOO_SHORT
        return NONE if verdict.none > 0.5 else self.authors[best]

    # -- tables ---------------------------------------------------------------------------

    def _tables(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        return {
            "probabilities": self._probabilities,
            "answers": self.answers,
            "check": self._checked,
        }

    def _probabilities(self) -> pd.DataFrame:
        """Return one row per text and candidate, the likeliest first; see `TABLE_COLUMNS`."""
        rows = [
            (v.text, author, *figures)
            for v in self.verdicts
            for author, *figures in sorted(
                zip(self.authors, v.probability, v.low, v.high, v.typical, strict=True),
                key=lambda row: -row[1],
            )
        ]
        return make_frame(rows, TABLE_COLUMNS)

    def answers(self) -> pd.DataFrame:
        """Return one row per text; columns and types as in `ANSWER_COLUMNS`.

        ``author`` is the likeliest candidate and ``probability`` holds if one of them wrote it;
        ``answer`` is ``none of these`` where `Verdict.none` is above one half, and ``too short``
        for a text that has too few words to judge by.
        """
        rows = []
        for v in self.verdicts:
            best = int(np.argmax(v.probability))
            author = "" if np.isnan(v.probability[best]) else self.authors[best]
            figures = (author, v.probability[best], v.none, v.caveat)
            rows.append((v.text, v.words, self.answer(v.text), *figures))
        return make_frame(rows, ANSWER_COLUMNS)

    def _checked(self) -> pd.DataFrame:
        """Return how each candidate's own texts fare; see `Tried`."""
        by_author = sorted(self.check.by_author.items())
        return make_frame([(name, *figures) for name, figures in by_author], CHECK_COLUMNS)

    def evidence(
        self, text: str = "", author: str = "", against: str = "", number: int = 20
    ) -> pd.DataFrame:
        """Return the runs that speak most for one candidate or the other.

        Parameters
        ----------
        text : str
            Its name; may be left out where there is one text.
        author, against : str
            Two candidates; by default the two likeliest.
        number : int
            Rows.

        Returns
        -------
        DataFrame
            Columns as in `EVIDENCE_COLUMNS`. ``weight`` is what the run adds to the difference of
            the two scores; ``usual`` is its mean per 1,000 runs in the candidates' texts. A run
            that is rarer than usual tells as well. ``␣`` is a space; ``<p>`` and ``<s>`` are the
            starts of paragraphs and sentences.
        """
        row = self._row(text)
        one, two = self._pair(row, author, against)
        rows: list[tuple[Any, ...]] = []
        for found in self.profile.telling(self.streams[row], one, two):
            added = found.z * found.direction
            order = np.argsort(-np.abs(added), kind="stable")[:number]
            counts = found.table.counts[0].toarray()[0]
            total = max(float(found.table.totals[0]), 1.0)
            for at in order.tolist():
                lens = found.sight.lens
                winner = one if added[at] > 0 else two
                rows.append(
                    (
                        lens.view.name,
                        _spelled(lens.alphabet.spell(int(lens.keys[at])), lens.view.name),
                        self.authors[winner],
                        float(abs(added[at])),
                        int(counts[at]),
                        1000 * float(counts[at]) / total,
                        1000 * float(found.sight.gauge.mean[at]),
                    )
                )
        rows.sort(key=lambda r: (-r[3], r[0], r[1]))
        return make_frame(rows[:number], EVIDENCE_COLUMNS)

    def passages(
        self, text: str = "", author: str = "", against: str = "", number: int = 6
    ) -> pd.DataFrame:
        """Return the sentences that speak most for one candidate or the other.

        Parameters are those of `evidence`; columns as in `PASSAGE_COLUMNS`.
        """
        row = self._row(text)
        one, two = self._pair(row, author, against)
        scores = self.profile.sentence_scores(self.streams[row], one, two)
        scores = scores - scores.mean()
        order = np.argsort(-np.abs(scores), kind="stable")[:number]
        sentences = self.streams[row]["characters"]
        rows = [
            (
                at,
                self.authors[one if scores[at] > 0 else two],
                float(abs(scores[at])),
                str(sentences[at]).strip(),
            )
            for at in order.tolist()
        ]
        return make_frame(rows, PASSAGE_COLUMNS)

    # -- stretches ------------------------------------------------------------------------

    def rolling(self, text: str = "", size: int = STRETCH, step: int = STEP) -> Rolling:
        """Attribute overlapping stretches of a text.

        Parameters
        ----------
        text : str
            Its name; may be left out where there is one text.
        size : int
            Words and marks of a stretch, at least; it ends with a sentence.
        step : int
            From the start of one to that of the next, at least.

        Raises
        ------
        InputError
            If the text is shorter than a stretch.
        """
        row = self._row(text)
        if size < 1 or step < 1:
            raise InputError("a stretch and a step have at least one word")
        whole = self.streams[row]
        sizes = [len(sentence) - 1 for sentence in whole["words"]]
        edges = np.concatenate([[0], np.cumsum(sizes)])
        spans: list[tuple[int, int]] = []
        first = 0
        while first < len(sizes):
            last = int(np.searchsorted(edges, edges[first] + size))
            if last >= len(edges):
                break
            spans.append((first, last))
            first = max(int(np.searchsorted(edges, edges[first] + step)), first + 1)
        if not spans:
            raise InputError(
                f"text {self.verdicts[row].text!r} has {edges[-1]} words and marks, fewer than a "
                f"stretch of {size}"
            )
        calibration = self.profile.calibrate(self.candidate_streams, size)
        pieces = [part(whole, first, last) for first, last in spans]
        said = self.profile.ask(pieces, calibration)
        return Rolling(
            self.verdicts[row].text,
            self.authors,
            tuple(int(edges[first]) for first, _ in spans),
            tuple(int(edges[last]) for _, last in spans),
            said.probability,
        )

    # -- figures --------------------------------------------------------------------------

    def plot(self, kind: str = "probabilities", ax: Any = None, *, text: str = "") -> Any:
        """Draw with matplotlib.

        Parameters
        ----------
        kind : {"probabilities", "rolling", "pca", "dendrogram"}
            ``rolling``: the strip of one text. ``pca`` and ``dendrogram``: where the texts lie
            among the candidates', by their most frequent words.
        ax : matplotlib Axes, optional
            Where to draw.
        text : str
            The text of the strip; may be left out where there is one.

        Returns
        -------
        matplotlib Axes
        """
        from stylo.stylometry import drawing

        if kind not in _KINDS:
            raise InputError(f"no figure {kind!r}: choose from {', '.join(_KINDS)}")
        if kind == "rolling":
            return self.rolling(text).plot(ax)
        if kind == "probabilities":
            return drawing.chances(self.table(), "Who may have written it", ax)
        return drawing.beside(kind, self.candidates, self.disputed, self._frequencies(), ax)

    def _frequencies(self) -> Floats:
        """Return relative frequencies of the candidates' texts, then of those in question."""
        from stylo.stylometry.corpus import make_corpus
        from stylo.stylometry.frequencies import count, most_frequent, relative
        from stylo.stylometry.tokens import Units

        known = len(self.candidates)
        units = Units(
            "stylo" if self.settings["mask"] else "English",
            own_words=self.settings["own_words"],
            mask=self.settings["mask"],
        )
        counts = count(make_corpus([*self.candidates.texts, *self.disputed.texts]), units)
        listed = counts.select(range(known))
        there = int((np.asarray(listed.matrix.sum(axis=0)) > 0).sum())
        words = most_frequent(counts, min(_MFW, there), rows=range(known))
        return relative(counts, words)

    def page(self) -> Page:
        """Return what a notebook shows."""
        from stylo.stylometry import drawing

        answers, check = self.answers(), self.check
        parts: list[Rows | Picture] = [Rows("Answers", answers, "answers")]
        number = sum(min(len(self.authors), drawing.STRIPED) for _ in self.verdicts)
        size = drawing.bars_size(number)
        parts.append(Picture("Candidates", *size, partial(self.plot, "probabilities")))
        said = "no author has two texts, so that none could be tested"
        if check.texts:
            said = (
                f"{check.accuracy:.0%} right ({check.balanced:.0%} as a mean over authors, "
                f"calibration error {check.calibration_error:.2f})"
            )
        caption = f"The candidates' own texts, each left out in turn: {said}"
        parts.append(Rows(caption, self.table("check"), "check"))
        for verdict in self.verdicts[:_EXPLAINED]:
            parts += self._reasons(verdict)
        if len(self.candidates) + len(self.disputed) <= drawing.NAMED:
            caption = "Where they lie by their most frequent words: principal components"
            parts.append(Picture(caption, 8, 5.5, partial(self.plot, "pca")))
        title = "Who may have written it"
        return Page(title, self.warnings, parts, foot(self.settings, self.hash))

    def _reasons(self, verdict: Verdict) -> list[Rows | Picture]:
        """Return what speaks for the likeliest candidate of a text, or for the next."""
        name = verdict.text
        one, two = (self.authors[k] for k in self._pair(self._row(name), "", ""))
        whose = f"{name}: {one} or {two}?"
        runs = self.evidence(name, number=100).groupby("view").head(_RUNS)
        found: list[Rows | Picture] = [
            Rows(f"{whose} Runs that tell ({_SIGNS})", runs),
            Rows(f"{whose} Sentences that tell", self.passages(name, number=5)),
        ]
        if verdict.words >= 2 * STRETCH:
            draw = partial(self.plot, "rolling", text=name)
            found.append(Picture(f"{name}, by stretches of {STRETCH} words", 8, 2.4, draw))
        return found

    # -- names ----------------------------------------------------------------------------

    def _row(self, text: str) -> int:
        names = [v.text for v in self.verdicts]
        if not text and len(names) == 1:
            return 0
        if not text:
            raise InputError(f"name one of the texts: {', '.join(names[:5])}")
        known_names([text], names, what="text")
        return names.index(text)

    def _pair(self, row: int, author: str, against: str) -> tuple[int, int]:
        order = np.argsort(-np.asarray(self.verdicts[row].probability), kind="stable").tolist()
        known_names([name for name in (author, against) if name], self.authors)
        one = self.authors.index(author) if author else -1
        two = self.authors.index(against) if against else -1
        if one < 0:
            one = next(k for k in order if k != two)
        if two < 0:
            two = next(k for k in order if k != one)
        if one == two:
            raise InputError(f"{author} against {against}: name two candidates")
        return one, two


def _spelled(run: str, view: str) -> str:
    """Return a run with its spaces to be seen, where they are symbols of their own."""
    return run.replace(" ", "␣") if view in {"characters", "marks"} else run
