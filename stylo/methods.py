"""Authors by the methods of the field, and how long a text must be for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, Unpack

import stylo
from stylo.authors import by_name, reprinted, sides, units_said, words_that_count
from stylo.document import InputError

if TYPE_CHECKING:
    from stylo.stylometry.classified import Asked, Classification, Imposition, Lengths, Table
    from stylo.stylometry.convention import Convention
    from stylo.stylometry.corpus import Corpus
    from stylo.stylometry.tokens import Mask, Tokeniser, Unit, Units


#: Methods that are given a distance as an option.
_BY_DISTANCE = ("delta", "centroid")


class Counted(TypedDict, total=False):
    """What `classify` and `sample_sizes` count; see `compare`, whose names and defaults these are.

    ``distance`` is of the methods ``delta``, ``centroid`` and ``imposters``. The most frequent
    words are those of the candidates' texts alone.
    """

    distance: str
    mfw: int | Sequence[str] | None
    culling: float
    pronouns: bool
    tokeniser: Tokeniser | None
    unit: Unit
    size: int
    lowercase: bool
    punctuation: bool
    own_words: bool
    mask: Mask
    keep: Collection[str]
    convention: Convention


def classify(
    disputed: Any,
    candidates: Any,
    method: str = "delta",
    *,
    unknown: Collection[str] = (),
    window: int = 0,
    overlap: int | None = None,
    options: Mapping[str, Any] | None = None,
    seed: int = 0,
    **counted: Unpack[Counted],
) -> Classification | Imposition:
    """Say who wrote a text by one of the field's methods, with its own scores.

    `attribute` finds the author more often and gives calibrated probabilities; this is for
    repeating a study, and for methods that readers know.

    Parameters
    ----------
    disputed, candidates, unknown
        See `attribute`.
    method : {"delta", "centroid", "svm", "nsc", "naivebayes", "imposters"}
        ``delta``: nearest neighbour (Burrows 2002) by any distance; ``centroid``: nearest centre of
        an author, all authors weighing the same; ``svm``: linear support vector machine, one
        against one; ``nsc``: nearest shrunken centroids (Tibshirani et al. 2002); ``naivebayes``;
        ``imposters``: General Imposters (Kestemont et al. 2016) with thresholds chosen on the
        candidates' own texts.
    window : int
        Words of a window of rolling attribution (Eder 2016); 0 for none.
    overlap : int, optional
        Words that neighbouring windows share; by default half a window.
    options : mapping, optional
        Of the method: ``cost``, ``balanced``, ``rule`` (svm), ``threshold``, ``balanced`` (nsc),
        ``balanced`` (centroid), ``over`` (delta), ``iterations``, ``features``, ``imposters``
        (imposters); see `stylo.stylometry.classify` and `stylo.stylometry.imposters`.
    seed : int
        Of the draws of ``imposters``.
    **counted
        What is counted; see `Counted`.

    Returns
    -------
    Classification, or of ``imposters`` Imposition
        A notebook shows it; it has tables, figures and exports.

    Raises
    ------
    InputError
        As `attribute`, for a method, option or distance that is not known, for candidates that the
        method cannot take, and for a text shorter than a window.
    """
    from stylo.stylometry import classified

    _known_method(method, (*classified.TITLES,))
    if method == "imposters" and window:
        raise InputError("imposters say nothing of windows: take another method")
    asked, known, left = sides(disputed, candidates, unknown)
    counting = _Counting.of(counted)
    train, words = counting.candidates(known)
    test = counting.table(asked, words)
    half = window // 2 if overlap is None else overlap
    chosen = counting.options(method, options)
    settings = {
        "method": method,
        "unknown": tuple(sorted(unknown)),
        **counting.settings(words, method),
        "window": window,
        "overlap": half if window else 0,
        **(options or {}),
        "seed": seed,
        "version": stylo.__version__,
    }
    context = _asked([asked, known], settings, (*left, *reprinted(asked, known)), train)
    if method == "imposters":
        return classified.imposition(
            context, test, train, counting.distance, seed=seed, convention=counting.convention,
            options=chosen,
        )  # fmt: skip
    return classified.classification(
        context, test, train, words, method, window=window, overlap=half,
        convention=counting.convention, options=chosen,
    )  # fmt: skip


def sample_sizes(
    candidates: Any,
    sizes: Sequence[int] = (100, 200, 300, 400, 500, 750, 1000),
    method: str = "delta",
    *,
    samples: int = 20,
    drawn: Literal["passage", "words"] = "passage",
    unknown: Collection[str] = (),
    options: Mapping[str, Any] | None = None,
    seed: int = 0,
    **counted: Unpack[Counted],
) -> Lengths:
    """Say how long a text must be for its author to be told (Eder 2015).

    Parameters
    ----------
    candidates : path, DataFrame, rows or Corpus
        Texts by at least two authors, two by one of them at least; see `stylo.read_corpus`.
    sizes : sequence of int
        Lengths of samples in words.
    method, options, unknown, counted
        See `classify`; of the methods all but ``imposters``.
    samples : int
        Samples of each text and length; each is attributed by all other texts.
    drawn : {"passage", "words"}
        Stretches of the text, or, as R's ``size.penalize()``, words from all over it, with which a
        short sample does better than any real short text.
    seed : int
        Of ``numpy.random.RandomState``.

    Returns
    -------
    Lengths
        A notebook shows it; it has tables, a figure and exports.

    Raises
    ------
    InputError
        As `classify`, and if no text is as long as the shortest sample.
    """
    from stylo.stylometry import classified

    _known_method(method, [name for name in classified.TITLES if name != "imposters"])
    known, _ = by_name(candidates, unknown)
    counting = _Counting.of(counted)
    train, words = counting.candidates(known)
    settings = {
        "method": method,
        "sizes": tuple(sizes),
        "samples": samples,
        "drawn": drawn,
        "unknown": tuple(sorted(unknown)),
        **counting.settings(words, method),
        **(options or {}),
        "seed": seed,
        "version": stylo.__version__,
    }
    return classified.lengths(
        _asked([known], settings, (), train), train, words, sizes, method, samples=samples,
        drawn=drawn, seed=seed, convention=counting.convention,
        options=counting.options(method, options),
    )  # fmt: skip


def _known_method(method: str, known: Sequence[str]) -> None:
    if method not in known:
        raise InputError(f"no method {method!r}: choose from {', '.join(known)}")


def _asked(
    corpora: Sequence[Corpus], settings: Mapping[str, Any], notes: Sequence[str], train: Table
) -> Asked:
    """Return what a result keeps of what was asked for."""
    from stylo.stylometry import showing
    from stylo.stylometry.cautions import cautions
    from stylo.stylometry.classified import Asked

    told = cautions(train.corpus, [len(units) for units in train.units])
    return Asked((*told, *notes), settings, showing.fingerprint(corpora, settings))


class _Counting(NamedTuple):
    """What is counted, and by which distance and convention it is compared."""

    units: Units
    distance: str
    mfw: int | Sequence[str] | None
    culling: float
    pronouns: bool
    convention: Convention

    @classmethod
    def of(cls, given: Counted) -> _Counting:
        from stylo.stylometry.convention import as_in_r
        from stylo.stylometry.distances import measure_named
        from stylo.stylometry.tokens import Units

        rest = dict(given)
        unknown = sorted(set(rest) - set(Counted.__annotations__))
        if unknown:
            known = ", ".join(Counted.__annotations__)
            raise InputError(f"nothing is called {unknown[0]!r} here: there is {known}")
        mask, punctuation = given.get("mask", ""), given.get("punctuation", False)
        plain: Tokeniser = "stylo" if mask or punctuation else "English"
        units = Units(
            given.get("tokeniser") or plain,
            given.get("unit", "word"),
            given.get("size", 1),
            given.get("lowercase", True),
            punctuation,
            given.get("own_words", False),
            mask,
            frozenset(given.get("keep", ())),
        )
        distance, convention = (
            given.get("distance", "wurzburg"),
            given.get("convention", "published"),
        )
        measure_named(distance)
        as_in_r(convention)
        return cls(
            units,
            distance,
            given.get("mfw"),
            given.get("culling", 0.0),
            given.get("pronouns", True),
            convention,
        )

    def candidates(self, corpus: Corpus) -> tuple[Table, tuple[str, ...]]:
        """Return the candidates' texts and the words that count, which come from them alone."""
        from stylo.stylometry.frequencies import count

        words = words_that_count(count(corpus, self.units), self.mfw, self.culling, self.pronouns)
        return self.table(corpus, words), words

    def table(self, corpus: Corpus, words: Sequence[str]) -> Table:
        from stylo.stylometry.classified import Table
        from stylo.stylometry.frequencies import count_units, pieces, relative

        units = [tuple(piece.units) for piece in pieces(corpus, self.units)]
        counts = count_units(units, corpus.ids, corpus.authors)
        return Table(corpus, units, relative(counts, words))

    def options(self, method: str, given: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return the options of a method; those that go by distances get theirs."""
        measured = {"measure": self.distance} if method in _BY_DISTANCE else {}
        return {**measured, **(given or {})}

    def settings(self, words: Sequence[str], method: str) -> dict[str, Any]:
        measured = method in {*_BY_DISTANCE, "imposters"}
        listed = not (self.mfw is None or isinstance(self.mfw, int))
        return {
            "distance": self.distance if measured else "",
            "mfw": tuple(words) if listed else len(words),
            "culling": self.culling,
            "pronouns": self.pronouns,
            **units_said(self.units),
            "convention": self.convention,
        }
