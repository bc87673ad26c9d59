"""Authors by their style: how far they stand apart, and who may have written a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import stylo
from stylo.document import Document, InputError
from stylo.features import chosen

if TYPE_CHECKING:
    from stylo.feature import Measurement
    from stylo.stylometry.authorship import Authorship, Check, Verdict
    from stylo.stylometry.comparison import Comparison
    from stylo.stylometry.convention import Convention
    from stylo.stylometry.corpus import Corpus
    from stylo.stylometry.effects import Design, Effect
    from stylo.stylometry.frequencies import Counts, Sampling
    from stylo.stylometry.profile import Answers, Calibration, Profile
    from stylo.stylometry.spread import Apart, Separation, Spread
    from stylo.stylometry.tokens import Mask, Tokeniser, Unit, Units
    from stylo.stylometry.views import Streams
    from stylo.stylometry.zeta import ZetaMethod

Floats = NDArray[np.float64]

#: How many of the most frequent words count where nothing is said: half as many as the middle text
#: has, in these bounds.
FEWEST_WORDS = 100
MOST_WORDS = 1000
#: Up to this many texts, all our measures are taken, and distances get their intervals.
MEASURED_UP_TO = 1000
SPREAD_UP_TO = 400
#: Permutations behind a p-value, and of more texts than `MANY`.
PERMUTATIONS = 9999
MANY = 200
MANY_PERMUTATIONS = 999
#: Of the one test whether groups keep apart: permutations, fewer where there are very many pairs.
_TURNS = 999
_FEW_TURNS = 99
_LOOKS = 500_000_000
#: Of more groups than these, pairs are tested by `_TURNS` permutations.
_FEW_GROUPS = 10
#: A text shorter than this share of the candidates' middle text is judged by passages as long.
SHORTER = 0.7
#: A shorter text is not judged at all.
FEWEST = 50
#: Lengths are rounded to so many words, so that texts of about one length share a calibration.
_STEP = 50
#: Draws behind the interval of a probability.
DRAWS = 200
#: Texts times authors up to which each author is tried as a stranger: a model is fitted for each.
TRIED_UP_TO = 1500
#: Typical as no more than this share of an author's own texts, a text is odd among them.
ODD = 0.1
_LONGEST_PATH = 4096


def compare(
    corpus: Any,
    by: str = "author",
    *,
    distance: str = "wurzburg",
    mfw: int | Sequence[str] | None = None,
    culling: float = 0.0,
    pronouns: bool = True,
    tokeniser: Tokeniser | None = None,
    unit: Unit = "word",
    size: int = 1,
    lowercase: bool = True,
    punctuation: bool = False,
    own_words: bool = False,
    mask: Mask = "",
    keep: Collection[str] = (),
    sampling: Sampling | int | None = None,
    convention: Convention = "published",
    zeta: ZetaMethod = "craig",
    measures: Sequence[str] | None = None,
    scope: str = "own",
    draw: str = "",
    within: str = "",
    resamples: int = 1000,
    permutations: int | None = None,
    seed: int = 0,
) -> Comparison:
    """Compare authors, or other groups of texts, by their words and by our measures.

    Parameters
    ----------
    corpus : path, DataFrame, rows or Corpus
        See `stylo.read_corpus`: a folder of ``Author_Title.txt``, a folder with a folder for each
        author, JSON lines, CSV, Parquet, a table at hand.
    by : str
        ``author``, or a column of the corpus, such as ``outlet``.
    distance : str
        A name in `stylo.stylometry.distances.MEASURES`: ``delta`` (Burrows), ``argamon``,
        ``eder``, ``simple``, ``wurzburg`` (Cosine Delta), ``cosine``, ``minmax``, ``entropy``,
        ``canberra``, ``manhattan``, ``euclidean``.
    mfw : int or sequence of str, optional
        How many of the most frequent words count, or which words. By default half as many as the
        middle text has, from 100 to 1,000.
    culling : float
        Only words that stand in at least this many percent of the texts.
    pronouns : bool
        Whether personal pronouns count.
    tokeniser : {"English", "English.contr", "English.all", "stylo"}, optional
        As in R stylo, or ours; by default ``English``, with marks or a mask ``stylo``.
    unit : {"word", "character"}
        What is counted.
    size : int
        1, or n for n-grams.
    lowercase, punctuation : bool
        Whether capitals count as small letters, and marks as words.
    own_words : bool
        Whether quoted speech, which is its speaker's, is left out of the counts.
    mask : {"", "names", "content"}
        Count proper nouns, or all nouns, verbs, adjectives and adverbs, by their part of speech, so
        that the subject does not stand in for style; `keep` lists words that are not masked.
    sampling : Sampling or int, optional
        How texts are cut into samples; a number stands for passages of so many words.
    convention : {"published", "r-stylo"}
        Whose definition of the distance is followed; see ``docs/stylometry.md``.
    zeta : {"craig", "eder", "chisquare"}
        By which contrast the words of each group are chosen; of whole texts, or of passages where
        `sampling` cuts them, as R's ``oppose()`` does.
    measures : sequence of str, optional
        Our measures that are compared; by default all, for up to 1,000 texts.
    scope : {"own", "all"}
        Of our measures: whether quoted speech counts; see `stylo.analyse`.
    draw : str
        What is drawn again and given another label: ``text``, ``author`` or a column. By default
        texts (with their near-duplicates) where authors are compared, else authors: a hundred
        columns by one hand are no hundred witnesses.
    within : str
        A column, such as ``outlet``: labels are exchanged inside its values alone.
    resamples, permutations, seed : int
        Draws with ``numpy.random.RandomState``. Permutations are by default 9,999, of more than
        200 texts 999.

    Returns
    -------
    Comparison
        A notebook shows it; it has tables, figures and exports.

    Raises
    ------
    InputError
        For a corpus that cannot be read or is too small, and names that are not known.
    """
    from stylo.stylometry import showing
    from stylo.stylometry.comparison import Comparison
    from stylo.stylometry.corpus import read_corpus
    from stylo.stylometry.frequencies import Sampling, count
    from stylo.stylometry.tokens import Units
    from stylo.stylometry.zeta import known_contrast

    if scope not in {"own", "all"}:
        raise InputError(f"scope must be 'own' or 'all', not {scope!r}")
    known_contrast(zeta)
    texts = read_corpus(corpus)
    groups, notes = _groups(texts, by)
    plain: Tokeniser = "stylo" if mask or punctuation else "English"
    listed = frozenset(keep)
    units = Units(tokeniser or plain, unit, size, lowercase, punctuation, own_words, mask, listed)
    cut = Sampling(size=sampling) if isinstance(sampling, int) else sampling
    if permutations is None:
        permutations = PERMUTATIONS if len(texts) <= MANY else MANY_PERMUTATIONS
    settings: dict[str, Any] = {
        "by": by,
        "distance": distance,
        "mfw": mfw if mfw is None or isinstance(mfw, int) else tuple(mfw),
        "culling": culling,
        "pronouns": pronouns,
        **units_said(units),
        "sampling": "" if cut is None else f"{cut.kind} of {cut.size}",
        "convention": convention,
        "zeta": zeta,
        "measures": "all" if measures is None else tuple(measures),
        "scope": scope,
        "draw": draw,
        "within": within,
        "resamples": resamples,
        "permutations": permutations,
        "seed": seed,
        "version": stylo.__version__,
    }
    counts = count(texts, units, cut)
    words = words_that_count(counts, mfw, culling, pronouns)
    if mfw is None:
        settings["mfw"] = len(words)
    spread = _spread(texts, counts, words, units, cut, distance, convention, seed)
    docs = _documents(texts) if measures or len(texts) <= MEASURED_UP_TO else ()
    features = chosen(measures) if docs else ()
    if not docs and measures is None:
        notes.append(
            f"of more than {MEASURED_UP_TO:,} texts our measures are taken only where they are "
            "named: measures=[…]"
        )
    measured = {f.name: tuple(f.measure(doc, scope) for doc in docs) for f in features}
    masked = mask == "content"
    drawn, whose = _units(texts, groups, by, draw)
    tests = _Tests(groups, drawn, _strata(texts, within), resamples, permutations, seed)
    return Comparison(
        warnings=(*notes, *whose, *_cautions(texts, groups, () if masked else docs, by)),
        settings=settings,
        hash=showing.fingerprint([texts], settings),
        by=by,
        corpus=texts,
        text_groups=groups,
        counts=counts,
        words=words,
        spread=spread,
        separation=tests.separation(spread.distances, counts),
        pairs=tests.pairs(spread.distances, counts),
        effects=tests.effects(measured),
        measurements=measured,
        features=features,
        documents=docs,
    )


# -- what is compared ---------------------------------------------------------------------------


def units_said(units: Units) -> dict[str, Any]:
    """Return what is counted, as the settings of a result say it."""
    return {
        "tokeniser": units.tokeniser,
        "unit": units.unit,
        "size": units.size,
        "lowercase": units.lowercase,
        "punctuation": units.punctuation,
        "own_words": units.own_words,
        "mask": units.mask,
        "keep": tuple(sorted(units.keep)),
    }


def _groups(corpus: Corpus, by: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the group of each text, ``""`` where it has none, and what is odd about them."""
    from stylo.stylometry.corpus import require

    if by == "author":
        require(corpus)
        return corpus.authors, []
    require(corpus, authors=0)
    groups = _column(corpus, by)
    names = sorted(set(groups) - {""})
    if len(names) < 2:
        has = f"one {by}, {names[0]}" if names else f"no {by}"
        raise InputError(f"the corpus names {has}: at least 2 are needed to compare")
    without = groups.count("")
    notes = [f"{without} texts have no {by}, and take no part in tests"] if without else []
    return groups, notes


def _column(corpus: Corpus, name: str) -> tuple[str, ...]:
    """Return what a column says of each text, ``""`` where it says nothing."""
    if name == "author":
        return corpus.authors
    columns = sorted({key for meta in corpus.meta for key in meta})
    if name not in columns:
        there = ", ".join(["author", *columns])
        raise InputError(f"no column {name!r}: the corpus has {there}")
    values = [meta.get(name) for meta in corpus.meta]
    return tuple("" if v is None or v != v else str(v).strip() for v in values)


def _units(
    corpus: Corpus, groups: Sequence[str], by: str, draw: str
) -> tuple[list[str], list[str]]:
    """Return what each text is drawn with, and what is odd about it."""
    from stylo.stylometry.duplicates import clusters

    known = all(author for author, group in zip(corpus.authors, groups, strict=True) if group)
    what = draw or ("text" if by == "author" or not known else "author")
    if what == "text":
        alike = clusters(corpus.texts)
        firsts = [corpus.ids[row] for row in alike.tolist()]
        return [f"{first} ({group})" for first, group in zip(firsts, groups, strict=True)], []
    values = _column(corpus, what)
    notes = []
    where: dict[str, set[str]] = {}
    for value, group in zip(values, groups, strict=True):
        if group and value:
            where.setdefault(value, set()).add(group)
    several = sorted(value for value, places in where.items() if len(places) > 1)
    if several and draw:
        raise InputError(f"{what} {several[0]!r} has texts of several {by}s: draw something else")
    if several:
        notes.append(
            f"{len(several)} authors write in several groups ({several[0]}): their texts in each "
            "are drawn together, as if by two hands"
        )
    rows = zip(values, corpus.ids, groups, strict=True)
    return [f"{value or name} ({group})" for value, name, group in rows], notes


def _strata(corpus: Corpus, within: str) -> Sequence[str]:
    return _column(corpus, within) if within else [""] * len(corpus)


def words_that_count(
    counts: Counts, mfw: int | Sequence[str] | None, culling: float, pronouns: bool
) -> tuple[str, ...]:
    """Return the words that the distances are made of."""
    from stylo.stylometry.frequencies import most_frequent

    if mfw is not None and not isinstance(mfw, int):
        listed = tuple(dict.fromkeys(mfw))
        absent = sorted(set(listed) - set(counts.words))
        if len(absent) == len(listed):
            raise InputError("none of the words listed stands in the corpus")
        return listed
    if mfw is None:
        among = np.bincount(counts.matrix.indices, minlength=len(counts.words))
        shared = (among > 1) & (100 * among / len(counts) >= culling)
        half = int(np.median(counts.totals)) // 2
        mfw = max(2, min(max(FEWEST_WORDS, min(half, MOST_WORDS)), int(shared.sum())))
    return most_frequent(counts, mfw, culling=culling, pronouns=pronouns)


def _spread(
    corpus: Corpus,
    counts: Counts,
    words: Sequence[str],
    units: Units,
    cut: Sampling | None,
    distance: str,
    convention: Convention,
    seed: int,
) -> Spread:
    """Return all distances, with intervals where there are not too many."""
    from stylo.stylometry.distances import distances
    from stylo.stylometry.frequencies import pieces, relative
    from stylo.stylometry.spread import Spread, passage_counts, spread

    if len(counts) > SPREAD_UP_TO:
        matrix = distances(relative(counts, words), distance, convention=convention)
        unknown = np.broadcast_to(np.float64(np.nan), matrix.shape)
        return Spread(matrix, unknown, unknown)
    tables = [passage_counts(list(p.units), words) for p in pieces(corpus, units, cut)]
    return spread(tables, distance, convention=convention, seed=seed)


def _documents(corpus: Corpus) -> tuple[Document, ...]:
    from stylo.stylometry.tokens import annotated

    rows = zip(corpus.ids, corpus.texts, strict=True)
    return tuple(replace(annotated(text), id=name) for name, text in rows)


def _cautions(
    corpus: Corpus, groups: tuple[str, ...], docs: Sequence[Document], what: str
) -> tuple[str, ...]:
    """Return warnings; about subjects only where the documents are given."""
    from stylo.stylometry.cautions import cautions, subjects

    about = None
    if docs:
        known = [row for row, group in enumerate(groups) if group]
        about = subjects([docs[row] for row in known], [groups[row] for row in known])
    lengths = [len(text.split()) for text in corpus.texts]
    return cautions(replace(corpus, authors=groups), lengths, about, what=what)


class _Tests(NamedTuple):
    """What is tested: groups, what is drawn, where labels are exchanged, and how often."""

    groups: Sequence[str]
    units: Sequence[str]
    strata: Sequence[str]
    resamples: int
    permutations: int
    seed: int

    def _plan(self, parents: Iterable[int]) -> tuple[Design, tuple[str, ...], list[int]]:
        """Return the design of rows that come from these texts, and those that have a group."""
        from stylo.stylometry.effects import design

        of = [(row, int(parent)) for row, parent in enumerate(parents)]
        kept = [(row, parent) for row, parent in of if self.groups[parent]]
        plan, names = design(
            *([column[parent] for _, parent in kept] for column in self[:3]),
        )
        return plan, names, [row for row, _ in kept]

    def separation(self, distances: Floats, counts: Counts) -> Separation:
        from stylo.stylometry.effects import Draws
        from stylo.stylometry.spread import separation

        plan, _, rows = self._plan(counts.parents)
        pairs = len(rows) * (len(rows) - 1) // 2
        turns = min(self.permutations, max(_FEW_TURNS, min(_TURNS, _LOOKS // max(pairs, 1))))
        near = distances[rows][:, rows]
        return separation(near, Draws(plan, self.resamples, turns, self.seed))

    def pairs(self, distances: Floats, counts: Counts) -> tuple[Apart, ...]:
        from stylo.stylometry.spread import apart

        plan, names, rows = self._plan(counts.parents)
        return apart(
            distances[rows][:, rows],
            plan,
            names,
            resamples=self.resamples,
            permutations=self.permutations if len(names) <= _FEW_GROUPS else _TURNS,
            seed=self.seed,
        )

    def effects(self, measured: Mapping[str, Sequence[Measurement]]) -> tuple[Effect, ...]:
        from stylo.stylometry.effects import Draws, effects

        plan, names, rows = self._plan(range(len(self.groups)))
        values = {name: [found[row].value for row in rows] for name, found in measured.items()}
        return effects(values, names, Draws(plan, self.resamples, self.permutations, self.seed))


# -- who wrote it -------------------------------------------------------------------------------


def attribute(
    disputed: Any,
    candidates: Any,
    *,
    unknown: Collection[str] = (),
    mask: Mask = "",
    own_words: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
) -> Authorship:
    """Say who of some candidates may have written a text, or that none of them did.

    Four views of style (words, characters, marks, syntax), ridge regression, and probabilities that
    are calibrated on the candidates' own texts, each left out in turn; see ``docs/stylometry.md``.

    Parameters
    ----------
    disputed : str, Document, path, corpus or sequence of these texts; None
        The text itself, a file, an http(s) address, or several texts as a folder, table, sequence
        of texts or of pairs (name, text). None: the texts of unknown author among the
        candidates'.
    candidates : path, DataFrame, rows or Corpus
        Texts by at least two authors; see `stylo.read_corpus`.
    unknown : collection of str
        Names among the candidates that stand for an unknown author, such as ``"anonymous"``.
    mask : {"", "names", "content"}
        See `compare`: what a text is about does not count.
    own_words : bool
        Whether quoted speech is left out.
    draws, seed : int
        How often a text's passages are drawn again, for the intervals.

    Returns
    -------
    Authorship
        A notebook shows it; it has tables, evidence, figures and exports.

    Raises
    ------
    InputError
        For texts that cannot be read, candidates who are too few, and names that are not known.
    """
    from stylo.stylometry import showing
    from stylo.stylometry.authorship import Authorship
    from stylo.stylometry.cautions import cautions, subjects
    from stylo.stylometry.profile import NESTED_UP_TO, profile
    from stylo.stylometry.views import streams_of

    if draws < 1:
        raise InputError("at least one draw is needed")
    asked, known, apart = sides(disputed, candidates, unknown)
    docs = _documents(known)
    streams = streams_of(docs, mask=mask, own_words=own_words)
    model = profile(streams, known.authors)
    texts = streams_of(_documents(asked), mask=mask, own_words=own_words)
    about = None if mask == "content" else subjects(docs, known.authors)
    settings: dict[str, Any] = {
        "unknown": tuple(sorted(unknown)),
        "mask": mask,
        "own_words": own_words,
        "draws": draws,
        "seed": seed,
        "version": stylo.__version__,
    }
    lengths = [doc.word_count for doc in docs]
    notes = [*cautions(known, lengths, about, what="author"), *_doubts(model, asked, known)]
    if about is not None and about.telling and len(known) <= NESTED_UP_TO:
        rest = streams_of(docs, mask="content", own_words=own_words)
        left = _check(profile(rest, known.authors)).accuracy
        notes.append(
            f"with nouns, verbs, adjectives and adverbs masked, {left:.0%} of the candidates' "
            "texts are still attributed to their author"
        )
    check = _check(model, strangers=True)
    told = [tried.told_as_stranger for tried in check.by_author.values()]
    if np.isfinite(told).any():
        notes.append(
            f"with the true author left out of the candidates, {np.nanmean(told):.0%} of the "
            "candidates' texts are said to be by none of these: how far that answer can be trusted"
        )
    return Authorship(
        warnings=(*notes, *apart),
        settings=settings,
        hash=showing.fingerprint([asked, known], settings),
        verdicts=_verdicts(model, asked, texts, streams, draws, seed),
        authors=model.authors,
        check=check,
        disputed=asked,
        candidates=known,
        profile=model,
        streams=tuple(texts),
        candidate_streams=tuple(streams),
    )


def sides(
    disputed: Any, candidates: Any, unknown: Collection[str]
) -> tuple[Corpus, Corpus, list[str]]:
    """Return the texts in question, those of known authors, and what is left out of them."""
    known, nameless = by_name(candidates, unknown)
    if disputed is None and not len(nameless):
        raise InputError("no text of unknown author among the candidates': name one to attribute")
    asked = nameless if disputed is None else questions(disputed)
    left = len(nameless) if disputed is not None else 0
    told = [f"{left} texts of unknown author among the candidates' are left out"] if left else []
    return asked, known, told


def by_name(candidates: Any, unknown: Collection[str]) -> tuple[Corpus, Corpus]:
    """Return the candidates' texts and those of unknown author.

    Raises
    ------
    InputError
        If they cannot be read, or are not by two authors at least.
    """
    from stylo.stylometry.corpus import UNKNOWN, read_corpus, require

    everyone = read_corpus(candidates, unknown=unknown)
    known = everyone.select(r for r, a in enumerate(everyone.authors) if a != UNKNOWN)
    if not len(known):
        raise InputError("the candidates' texts name no author: at least 2 are needed")
    require(known)
    return known, everyone.select(r for r, a in enumerate(everyone.authors) if a == UNKNOWN)


def questions(source: Any) -> Corpus:
    """Return the texts in question as a corpus; see `attribute`.

    Raises
    ------
    InputError
        If they cannot be read.
    """
    from stylo import reading
    from stylo.stylometry.corpus import make_corpus, read_corpus, read_texts

    if isinstance(source, Path) or (isinstance(source, str) and _names_a_file(source)):
        if not str(source).lower().endswith((".html", ".htm")) and "://" not in str(source):
            return read_texts(Path(source))
        source = reading.read(source)
    if isinstance(source, Document):
        return make_corpus([source.text], ids=[source.id or "the text"])
    if isinstance(source, str):
        return make_corpus([source], ids=["the text"])
    if isinstance(source, Iterable) and not hasattr(source, "columns"):
        items = list(source)
        if all(isinstance(item, str | Document | tuple) for item in items):
            named = [_named(number, item) for number, item in enumerate(items, start=1)]
            return make_corpus([text for _, text in named], ids=[name for name, _ in named])
        return read_corpus(items)
    return read_corpus(source)


def _names_a_file(text: str) -> bool:
    """Return whether a str is a path rather than the text itself."""
    if "\n" in text or not text.strip() or len(text) > _LONGEST_PATH:
        return False
    try:
        return Path(text).exists() or len(text.split()) == 1
    except (OSError, ValueError):
        return False


def _named(number: int, item: str | Document | tuple[str, str]) -> tuple[str, str]:
    if isinstance(item, Document):
        return item.id or str(number), item.text
    if isinstance(item, str):
        return str(number), item
    name, text = item
    return str(name), text


def _doubts(model: Profile, asked: Corpus, known: Corpus) -> list[str]:
    """Return what must be known of the candidates and the texts in question together."""
    found = reprinted(asked, known)
    if model.calibration.stranger is None:
        found.insert(
            0,
            "fewer than three candidates have two texts: it cannot be told whether none of them "
            "wrote a text, and the probabilities hold only if one of them did",
        )
    return found


def reprinted(asked: Corpus, known: Corpus) -> list[str]:
    """Return which texts in question stand among the candidates' texts too."""
    from stylo.stylometry.duplicates import near_duplicates

    found = []
    first = len(known)
    for a, b, share in near_duplicates([*known.texts, *asked.texts]):
        if a < first <= b:
            found.append(
                f"the text {asked.ids[b - first]} shares {share:.0%} of its runs of eight words "
                f"with {known.ids[a]}, one of the texts by {known.authors[a]}: leave that out, or "
                "the answer says nothing of style"
            )
    return found


def _verdicts(
    model: Profile,
    asked: Corpus,
    texts: Sequence[Streams],
    streams: Sequence[Streams],
    draws: int,
    seed: int,
) -> tuple[Verdict, ...]:
    """Judge each text by a calibration on texts of its length."""
    from stylo.stylometry.profile import length

    usual = float(np.median(model.lengths))
    calibrations: dict[int, Calibration] = {}
    found = []
    for name, text in zip(asked.ids, texts, strict=True):
        words = length(text)
        calibration = model.calibration
        if words < SHORTER * usual:
            size = max(_STEP, words // _STEP * _STEP)
            if size not in calibrations:
                calibrations[size] = model.calibrate(streams, size)
            calibration = calibrations[size]
        found.append(_verdict(model, name, text, words, calibration, draws, seed))
    return tuple(found)


def _verdict(
    model: Profile,
    name: str,
    text: Streams,
    words: int,
    calibration: Calibration,
    draws: int,
    seed: int,
) -> Verdict:
    from stylo.stylometry.authorship import Verdict
    from stylo.stylometry.calibrated import probabilities

    said = model.ask([text], calibration)
    low = high = np.full(len(model.authors), np.nan)
    if words < FEWEST:
        why = f"The text has {words} words and marks, too few to judge by: {FEWEST} are needed."
        unknown = _floats(low)
        return Verdict(name, words, unknown, unknown, unknown, unknown, float("nan"), why)
    again = model.redrawn(text, draws, seed, calibration)
    if again is not None:
        low, high = np.percentile(probabilities(again, calibration.heat), [2.5, 97.5], axis=0)
    probability = said.probability[0]
    return Verdict(
        name,
        words,
        _floats(probability),
        _floats(np.minimum(low, probability)),
        _floats(np.maximum(high, probability)),
        _floats(said.typical[0]),
        float(said.none[0]),
        _caveat(model, said, words, again is not None),
    )


def _floats(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _caveat(model: Profile, said: Answers, words: int, drawn: bool) -> str:
    """Return what speaks against believing an answer, in sentences."""
    from stylo.stylometry.cautions import SHORT

    best = int(said.probability[0].argmax())
    found = []
    if words < SHORT:
        found.append(f"The text has {words} words and marks, which is little to judge by.")
    if not drawn:
        found.append("It has fewer than five passages: no interval.")
    if said.probability[0, best] < 0.5:
        found.append("No candidate is likelier than all others together.")
    elif words >= SHORTER * np.median(model.lengths) and said.typical[0, best] <= ODD:
        found.append(f"It would be odd among {model.authors[best]}'s own texts.")
    return " ".join(found)


def _check(model: Profile, *, strangers: bool = False) -> Check:
    """Return how well the candidates' own texts are attributed, each left out in turn."""
    from stylo.stylometry.authorship import Check, Tried
    from stylo.stylometry.calibrated import calibration_error

    codes = model.model.codes
    rows = np.flatnonzero(np.bincount(codes)[codes] > 1)
    nan = float("nan")
    if not len(rows):
        return Check(0, nan, nan, nan, {})
    probability = model.left_out()[rows]
    right = probability.argmax(axis=1) == codes[rows]
    told = _strangers(model) if strangers else {}
    by_author = {}
    for k in np.unique(codes[rows]).tolist():
        own, name = codes[rows] == k, model.authors[k]
        by_author[name] = Tried(int(own.sum()), int(right[own].sum()), told.get(name, nan))
    return Check(
        len(rows),
        float(right.mean()),
        float(np.mean([tried.right / tried.texts for tried in by_author.values()])),
        calibration_error(probability.max(axis=1), right),
        by_author,
    )


def _strangers(model: Profile) -> dict[str, float]:
    """Take each author out of the candidates, and see how a model of the others takes the texts.

    Returns
    -------
    dict
        Author to the share of the texts that are said to be by none of the others; empty where
        that would take too long, or fewer than three others have two texts.
    """
    from stylo.stylometry.calibrated import MIN_AUTHORS_FOR_NONE
    from stylo.stylometry.profile import without_author

    number = len(model.authors)
    if number <= MIN_AUTHORS_FOR_NONE or number * len(model.lengths) > TRIED_UP_TO:
        return {}
    found = {}
    for author in range(number):
        none = without_author(model, author).none
        if np.isfinite(none).all():
            found[model.authors[author]] = float((none > 0.5).mean())
    return found
