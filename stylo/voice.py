"""Whether a text speaks as an editorial or as a report, told from its measures, with reasons.

A logistic regression over the table of measures. Its weights stand in ``models/voice.json``: each
measure is brought to a common scale (``transform``, then distance from ``centre`` in units of
``scale``, clipped), multiplied by its ``weight``, and the products are summed. The centre of a
measure lies half-way between its averages in opinion and in reporting, so that 0 says nothing
either way, and a measure that a text cannot bear adds 0.

The sum is turned into a probability by a slope that was fitted on outlets left out of training
(Platt 1999), and that is smaller for short texts.

``stylo train voice --corpus FOLDER`` makes a model of one's own, which judges in place of the
shipped one where it is named.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from stylo import genres, weights
from stylo.document import Document, InputError
from stylo.drivers import RATINGS
from stylo.feature import Floats, Measurement, own_words, token_at, units
from stylo.report import Contribution, Voice

FILE = "voice.json"
#: How a value is brought to the scale of the model.
TRANSFORMS = ("log", "none")
#: Fewest words of the writer's own that bear a judgement.
MIN_WORDS = 25
#: Beyond this no figure of a model is sound.
LARGEST = 1e9
#: What to do about a model that does not fit.
_REMEDY, _OWN_REMEDY = "stylo train voice", "stylo train voice --corpus FOLDER -o FILE"


@dataclass(frozen=True, eq=False)
class Model:
    """A model that judges.

    Attributes
    ----------
    data : mapping
        As in ``models/voice.json``.
    name : str
        The file of a model of one's own; ``""`` for the shipped one.
    sha256 : str
        Of that file, or ``""``.
    """

    data: Mapping[str, Any] = field(repr=False)
    name: str = ""
    sha256: str = ""

    @property
    def files(self) -> dict[str, str]:
        """What a report lists beside the shipped files: ``own/NAME`` and its hash, or nothing."""
        return {f"own/{self.name}": self.sha256} if self.name else {}


@cache
def model() -> dict[str, Any]:
    """Return the shipped model, checked against the measures that are declared.

    Raises
    ------
    InputError
        If the file is missing or altered, or a measure was revised since the model was trained.
    """
    data: dict[str, Any] = weights.read_json(FILE)
    check(data, _declared())
    return data


def chosen(path: str | Path | Model | None) -> Model:
    """Return the model of a file that ``stylo train voice --corpus`` wrote; None: the shipped one.

    Raises
    ------
    InputError
        If the file cannot be read, holds no such model, or was made with other measures.
    """
    if isinstance(path, Model):
        return path
    if path is None:
        return Model(model())
    place = Path(path)
    return _read(place, changed(place))


def changed(path: Path) -> int:
    """Return when a file of one's own was last changed, by which what was read of it is kept.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


@lru_cache(maxsize=4)
def _read(path: Path, when: int) -> Model:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    try:
        data = json.loads(content)
        sound = _sound(data)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError):
        sound = False
    if not sound:
        raise InputError(f"{path} holds no model of voice: make one: {_OWN_REMEDY}")
    check(data, _declared(), _OWN_REMEDY)
    return Model(data, path.name, hashlib.sha256(content).hexdigest())


def _sound(data: Mapping[str, Any]) -> bool:
    """Return whether data can be reckoned with; may raise whatever a wrong shape raises."""
    kept = [data["weights"][name] for name, _, _ in data["measures"]]
    figures = [w[key] for w in kept for key in ("centre", "scale", "weight")]
    figures += [data["calibration"][key] for key in ("slope", "intercept", "half_words")]
    low, high = data["mixed"]
    figures += [data["clip"], low, high]
    return (
        data["schema"] == 1
        and len(kept) > 0
        and all(isinstance(x, int | float) and abs(x) < LARGEST for x in figures)
        and all(w["scale"] > 0 and isinstance(w["transform"], str) for w in kept)
        and data["calibration"]["half_words"] >= 0
        and data["clip"] > 0
        and 0 < low < high < 1
    )


def _declared() -> dict[str, list[Any]]:
    from stylo.features import all_features

    return {f.name: [f.name, f.unit, f.revision] for f in all_features()}


def check(
    data: Mapping[str, Any], declared: Mapping[str, list[Any]], remedy: str = _REMEDY
) -> None:
    """Refuse a model that was trained with other measures than those declared.

    Parameters
    ----------
    data : mapping
        A model, as in ``models/voice.json``.
    declared : mapping
        Name to [name, unit, revision] of each declared measure.
    remedy : str
        The command that makes the model again.

    Raises
    ------
    InputError
        On the first measure that differs, or whose transform is unknown here.
    """
    for made_with in data["measures"]:
        if declared.get(made_with[0]) != made_with:
            raise InputError(
                f"the voice model was trained with another {made_with[0]}: retrain: {remedy}"
            )
        if data["weights"][made_with[0]]["transform"] not in TRANSFORMS:
            raise InputError(f"the voice model was trained by another version: retrain: {remedy}")


def transformed(value: float, how: str) -> float:
    """Return a value on the scale of the model: ``log`` for log(1 + value), or as it is.

    The logarithm keeps one passage full of a cue from outweighing all others.
    """
    return math.log1p(max(value, 0.0)) if how == "log" else value


def neutral(weight: Mapping[str, Any]) -> float:
    """Return the value at which a measure says nothing either way."""
    centre = float(weight["centre"])
    return math.expm1(centre) if weight["transform"] == "log" else centre


def standardised(value: float, weight: Mapping[str, Any], clip: float) -> float:
    """Return how far a value lies from the centre, in units of scale, clipped; 0 for NaN."""
    if math.isnan(value):
        return 0.0
    z = (transformed(value, weight["transform"]) - weight["centre"]) / weight["scale"]
    return float(min(max(z, -clip), clip))


def slope(words: float, calibration: Mapping[str, float]) -> float:
    """Return what the sum is multiplied by: a × n ÷ (n + k) for a text of n own words."""
    return float(calibration["slope"] * words / (words + calibration["half_words"]))


def contributions(
    values: Mapping[str, float], words: float, data: Mapping[str, Any] | None = None
) -> tuple[Contribution, ...]:
    """Return what each measure adds to the log-odds that a text is editorial, largest first.

    Parameters
    ----------
    values : mapping
        Value of each measure (``scope="own"``); one that is absent counts as NaN.
    words : float
        Words of the writer's own.
    data : mapping, optional
        A model; the shipped one by default.
    """
    data = model() if data is None else data
    factor = slope(words, data["calibration"])
    found = []
    for name, _, _ in data["measures"]:
        value = values.get(name, math.nan)
        weight = data["weights"][name]
        z = standardised(value, weight, data["clip"])
        found.append(Contribution(name, value, factor * weight["weight"] * z))
    return tuple(sorted(found, key=lambda c: (-abs(c.contribution), c.name)))


def log_odds(found: tuple[Contribution, ...], data: Mapping[str, Any] | None = None) -> float:
    """Return the score: the contributions and the intercept, summed."""
    data = model() if data is None else data
    return math.fsum(c.contribution for c in found) + float(data["calibration"]["intercept"])


def label(probability: float, data: Mapping[str, Any] | None = None) -> str:
    """Return the verdict that a probability bears.

    ``mixed`` between the bounds in the model (.2 and .8): there at least one verdict in five
    would be wrong.
    """
    data = model() if data is None else data
    low, high = data["mixed"]
    if probability >= high:
        return "editorial"
    if probability <= low:
        return "reporting"
    return "mixed"


def probability(score: float) -> float:
    """Return the probability that belongs to a log-odds."""
    return 1.0 / (1.0 + math.exp(-min(max(score, -500.0), 500.0)))


def turning(
    voice: Voice, data: Mapping[str, Any] | None = None
) -> tuple[tuple[Contribution, ...], str]:
    """Return the fewest measures that would change the verdict if they said nothing, and to what.

    Each is taken at the value half-way between opinion and reporting, the loudest first. A verdict
    falls to ``mixed``; a mixed one becomes the verdict that takes fewer measures.

    Parameters
    ----------
    voice : Voice
        A judgement.
    data : mapping, optional
        The model that judged; the shipped one by default.

    Returns
    -------
    measures : tuple of Contribution
        Empty where no verdict was given, or none can be changed so.
    label : str
        The verdict that would be.
    """
    data = model() if data is None else data
    if math.isnan(voice.probability):
        return (), voice.label
    score = log_odds(voice.contributions, data)
    found: list[tuple[tuple[Contribution, ...], str]] = []
    for sign in (1, -1) if voice.label == "mixed" else (1 if voice.label == "editorial" else -1,):
        left = score
        gone: list[Contribution] = []
        for c in voice.contributions:
            if c.contribution * sign <= 0:
                continue
            left -= c.contribution
            gone.append(c)
            would = label(probability(left), data)
            if would != voice.label:
                found.append((tuple(gone), would))
                break
    return min(found, key=lambda item: len(item[0]), default=((), voice.label))


def judge(doc: Document, measurements: Mapping[str, Measurement], by: Model | None = None) -> Voice:
    """Judge the voice of a document from its measures.

    Parameters
    ----------
    doc : Document
        The article.
    measurements : mapping
        Name to measurement, ``scope="own"``.
    by : Model, optional
        The model that judges; the shipped one by default.

    Returns
    -------
    Voice
        With NaN for the probability, and the label ``mixed``, where the text has fewer than
        25 words of the writer's own. A text that resembles a speech or a press release keeps its
        probability and label, as those of an article; `Voice.resembles` says what it is like.
    """
    by = chosen(by)
    words = own_words(doc, "own")
    if words < MIN_WORDS:
        return Voice(
            "mixed",
            math.nan,
            sentences=(0.0,) * len(doc.sentences),
            caveat=f"The text has {words} words of the writer's own: too few to judge its voice "
            f"(at least {MIN_WORDS}).",
            model=by.name,
        )
    values = {name: m.value for name, m in measurements.items()}
    found = contributions(values, words, by.data)
    odds = probability(log_odds(found, by.data))
    few = words < 150
    return Voice(
        label(odds, by.data),
        odds,
        found,
        tuple(_sentences(doc, measurements, found, by.data).tolist()),
        resembles=genres.resembles(doc, values, doc.word_count),
        caveat=f"Only {words} words of the writer's own: the verdict is less certain."
        if few
        else "",
        model=by.name,
    )


def _sentences(
    doc: Document,
    measurements: Mapping[str, Measurement],
    found: tuple[Contribution, ...],
    data: Mapping[str, Any],
) -> Floats:
    """Share each contribution among the sentences; they sum to it.

    A measure's value is the sum of what its evidence gives sentence by sentence; each sentence is
    held against the value at which the measure says nothing (its centre), for its own words.
    """
    own = units(doc, "words", "own")
    share = own / own.sum()
    total = np.zeros(len(own))
    for c in found:
        if c.contribution == 0.0:
            continue
        if c.name in RATINGS:
            level = neutral(data["weights"][c.name])
            here = share * (np.nan_to_num(doc.sentences[RATINGS[c.name]]) - level)
            total += c.contribution * here / (c.value - level)
            continue
        evidence = measurements[c.name].evidence
        weight = math.fsum(e.weight for e in evidence)
        level = neutral(data["weights"][c.name])
        if weight <= 0 or c.value == level:
            total += c.contribution * share
            continue
        rows = doc.tokens["sentence"][token_at(doc, [e.span.start for e in evidence])]
        here = np.bincount(
            rows, weights=[c.value * e.weight / weight for e in evidence], minlength=len(own)
        )
        total += c.contribution * (here - level * share) / (c.value - level)
    return total
