"""Where a value stands among published articles of about the same length.

A file of norms holds, for each measure and each kind of article (opinion, reporting), percentiles
of its values at several lengths, outlets weighted alike. Between two lengths the percentile is
interpolated, so that no text at an edge jumps. A standing says where a text lies in that press and
those years, not what is good.

``models/norms.json`` ships; ``stylo norms FOLDER`` makes norms of one's own.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stylo import outside, weights
from stylo.document import Document, InputError
from stylo.feature import Floats, Measurement, own_words
from stylo.outside import Subject
from stylo.report import Reference, Standing
from stylo.voice import changed

FILE = "norms.json"
SCHEMA = 2
KINDS = ("opinion", "reporting")
#: The percentiles that a file holds; nearer together where articles are rare.
PERCENTS: tuple[float, ...] = (
    *(0, 0.5, 1, 2, 3, 4, 5),
    *(p / 2 for p in range(15, 190, 5)),
    *(95, 96, 97, 98, 99, 99.5, 100),
)
#: The percentiles between which a page draws a band: the middle eighty and the middle half.
BAND = (10.0, 25.0, 75.0, 90.0)
#: Words of a shingle, hashes that tell a text again, and how many of these must be there.
SHINGLE, HASHES, ALIKE = 8, 3, 2
#: Quantile of the normal distribution for a 95 % interval.
_Z = 1.959964


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of article in a file of norms.

    Attributes
    ----------
    articles : int
        How many there are.
    alike : tuple of float
        At each length, how many lie about there (nearer ones count more, 1 at most).
    shares : array, outlets × lengths
        What one article of just this length weighs there, as a share of all.
    sketches : array, articles × hashes
        By which an article is known again; see `sketch`.
    outlet : array
        The outlet (row of `shares`) of each article.
    """

    articles: int
    alike: tuple[float, ...]
    shares: Floats
    sketches: NDArray[np.uint32]
    outlet: NDArray[np.int64]

    def own_share(self, hashes: Sequence[int]) -> Floats | None:
        """Return the row of `shares` of the article with this sketch, None if it is not here."""
        if len(hashes) < HASHES or not len(self.sketches):
            return None
        found = np.isin(self.sketches, np.array(hashes, dtype=np.uint32)).sum(axis=1)
        best = int(np.argmax(found))
        return self.shares[self.outlet[best]] if found[best] >= ALIKE else None


@dataclass(frozen=True, eq=False)
class Norms:
    """What values of published articles are like.

    Attributes
    ----------
    name : str
        Whom they describe, e.g. ``"US political press, 2012-2020"``.
    years : tuple of int or None
        First and last year.
    lengths : tuple of float
        Words of the writer's own at which percentiles are given, rising.
    shortest, longest : float
        Between these lie nearly all of the articles, in words of the writer's own.
    percents : tuple of float
        The percentiles that `quantiles` gives.
    kinds : mapping
        Kind to `Kind`.
    quantiles : mapping
        Measure, then kind, to one list for each length.
    effective : mapping
        Measure, then kind, to how many independent articles each length is worth.
    american : bool
        Whether they are written in American spelling.
    subject : Subject or None
        What their words are like.
    """

    name: str
    years: tuple[int, int] | None
    lengths: tuple[float, ...]
    shortest: float
    longest: float
    percents: tuple[float, ...]
    kinds: Mapping[str, Kind]
    quantiles: Mapping[str, Mapping[str, list[list[float]]]]
    effective: Mapping[str, Mapping[str, list[float]]]
    american: bool
    subject: Subject | None

    @cached_property
    def band(self) -> tuple[int, ...]:
        """Where the percentiles of `BAND` stand among `percents`."""
        return tuple(self.percents.index(p) for p in BAND)

    def spread(self, measure: str, kind: str, words: float) -> Floats:
        """Return the values at `percents` among articles of so many words of the writer's own."""
        return np.asarray(tents([words], self.lengths)[0] @ np.array(self.quantiles[measure][kind]))


# -- the file ----------------------------------------------------------------------------------


@cache
def shipped() -> Norms:
    """Return the norms that come with the package.

    Raises
    ------
    InputError
        If the file is missing or altered, or a measure was revised since it was made.
    """
    return _checked(weights.read_json(FILE), "retrain: stylo train norms")


def chosen(path: str | Path | None) -> Norms:
    """Return the norms of a file that `stylo norms` wrote; the shipped ones for None.

    Raises
    ------
    InputError
        If the file cannot be read, holds no norms, or was made with other measures.
    """
    if path is None:
        return shipped()
    place = Path(path)
    return _read(place, changed(place))


@lru_cache(maxsize=4)
def _read(path: Path, when: int) -> Norms:
    remedy = "make them again: stylo norms FOLDER -o FILE"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path} holds no norms: {remedy}") from error
    if not isinstance(data, dict) or "quantiles" not in data:
        raise InputError(f"{path} holds no norms: {remedy}")
    if data.get("schema") != SCHEMA:
        raise InputError(f"{path} was made by another version of stylo: {remedy}")
    try:
        return _checked(data, remedy)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"the norms in {path} are damaged: {remedy}") from error


def _checked(data: dict[str, Any], remedy: str) -> Norms:
    from stylo.features import all_features

    declared = {f.name: [f.name, f.unit, f.revision] for f in all_features()}
    for made_with in data["measures"]:
        if declared.get(made_with[0]) != made_with:
            raise InputError(f"the norms were made with another {made_with[0]}: {remedy}")
    return of_data(data)


def of_data(data: Mapping[str, Any]) -> Norms:
    """Return norms from the content of a file."""
    seen = data["outside"]
    subject = seen["subject"]
    return Norms(
        name=data["name"],
        years=tuple(data["years"]) if data["years"] else None,
        lengths=tuple(data["lengths"]),
        shortest=data["shortest"],
        longest=data["longest"],
        percents=tuple(data["percents"]),
        kinds={kind: _kind(found, len(data["lengths"])) for kind, found in data["kinds"].items()},
        quantiles=data["quantiles"],
        effective=data["effective"],
        american=seen["american"],
        subject=subject
        and Subject(
            {w: int(tenths) / 10 for tenths, ws in subject["words"].items() for w in ws.split()},
            **{key: subject[key] for key in ("centre", "between", "within", "least")},
        ),
    )


def _kind(found: Mapping[str, Any], lengths: int) -> Kind:
    import base64

    sketches = [
        np.frombuffer(base64.b64decode(outlet["sketches"]), dtype="<u4").reshape(-1, HASHES)
        for outlet in found["outlets"].values()
    ]
    return Kind(
        articles=found["articles"],
        alike=tuple(found["alike"]),
        shares=np.array([o["shares"] for o in found["outlets"].values()]).reshape(-1, lengths),
        sketches=np.concatenate(sketches),
        outlet=np.repeat(np.arange(len(sketches)), [len(s) for s in sketches]),
    )


# -- lengths -----------------------------------------------------------------------------------


def tents(words: ArrayLike, lengths: Sequence[float]) -> Floats:
    """Return how much texts belong to each length: texts × lengths, rows that sum to 1.

    A text between two lengths belongs to both, by its distance in logarithms; one beyond the first
    or the last belongs to that alone.

    Examples
    --------
    >>> tents([100, 200, 900], (100, 400)).tolist()
    [[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]
    """
    at = np.log(np.maximum(np.asarray(words, dtype=np.float64), 1.0))
    knots = np.log(np.asarray(lengths, dtype=np.float64))
    return np.stack([np.interp(at, knots, row) for row in np.eye(len(knots))], axis=-1)


# -- the text itself ---------------------------------------------------------------------------

_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's word 8-grams, by which it is known again.

    Two texts that share nearly all of their 8-grams nearly always share most of these (Broder
    1997, On the resemblance and containment of documents), so a changed heading or a line of
    boilerplate does not hide a text. A text of fewer words has none.
    """
    words = _WORD.findall(text.lower())
    grams = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    hashes = sorted({zlib.crc32(gram.encode("utf-8", "surrogatepass")) for gram in grams})
    return tuple(hashes[:HASHES]) if len(hashes) >= HASHES else ()


# -- standings ---------------------------------------------------------------------------------


def percentile(value: float, quantiles: Sequence[float], percents: Sequence[float]) -> float:
    """Return the percentile of a value, by the values that belong to some percentiles.

    Equal quantiles (many texts with no cue at all) put a value in the middle of its ties.
    """
    if math.isnan(value):
        return math.nan
    below, above = bisect_left(quantiles, value), bisect_right(quantiles, value)
    if above > below:
        return (percents[below] + percents[above - 1]) / 2
    if below in (0, len(quantiles)):
        return percents[0] if below == 0 else percents[-1]
    left, right = quantiles[below - 1], quantiles[below]
    share = (value - left) / (right - left)
    return percents[below - 1] + share * (percents[below] - percents[below - 1])


def interval(percent: float, effective: float) -> tuple[float, float]:
    """Return the 95 % interval of a percentile of so many independent articles (Wilson 1927)."""
    if not effective > 0:
        return math.nan, math.nan
    p, z2 = percent / 100, _Z * _Z / effective
    centre = (p + z2 / 2) / (1 + z2)
    half = math.sqrt(p * (1 - p) * z2 + z2 * z2 / 4) / (1 + z2)
    return max(100 * (centre - half), 0.0), min(100 * (centre + half), 100.0)


def place(
    doc: Document, measured: Mapping[str, Measurement], norms: Norms
) -> tuple[dict[str, Standing], Reference]:
    """Return where an article's values stand, and among whom.

    The article itself does not count where it is one of those that the norms were made of.

    Parameters
    ----------
    measured : mapping
        Name to measurement, of the writer's own words.

    Returns
    -------
    standings : dict
        Measures without norms, or whose value is unknown, are left out.
    reference : Reference
        Whom the norms describe, with a note where the article lies outside.
    """
    words = own_words(doc, "own")
    hashes = sketch(doc.text)
    near = {name: places(words, norms, name, hashes) for name in norms.kinds}
    standings = {
        m.name: Standing(
            **{
                name: found
                for kind in norms.quantiles[m.name]
                for name, found in _standing(m, kind, norms, near[kind]).items()
            }
        )
        for m in measured.values()
        if m.name in norms.quantiles and not math.isnan(m.value)
    }
    tent = tents([words], norms.lengths)[0]
    reference = Reference(
        name=norms.name,
        words=words,
        articles={name: kind.articles for name, kind in norms.kinds.items()},
        alike={name: round(float(np.dot(tent, kind.alike))) for name, kind in norms.kinds.items()},
        itself=any(there.own > 0 for found in near.values() for there in found),
        notes=tuple(_notes(doc, words, norms)),
    )
    return standings, reference


@dataclass(frozen=True, slots=True)
class Near:
    """A length to which a text belongs.

    Attributes
    ----------
    at : int
        Its place among `Norms.lengths`.
    share : float
        How much the text belongs to it; see `tents`.
    own : float
        What the text itself weighs among the articles there, as a share; 0 if it is none of them.
    """

    at: int
    share: float
    own: float


def places(words: float, norms: Norms, kind: str, hashes: Sequence[int]) -> tuple[Near, ...]:
    """Return the lengths to which a text of so many words and with this sketch belongs."""
    tent = tents([words], norms.lengths)[0]
    own = norms.kinds[kind].own_share(hashes)
    weight = np.zeros(len(tent)) if own is None else own * tent
    return tuple(
        Near(at, float(tent[at]), float(weight[at])) for at in np.flatnonzero(tent).tolist()
    )


def standing(
    m: Measurement, kind: str, norms: Norms, near: Sequence[Near]
) -> tuple[float, tuple[float, float]]:
    """Return the percentile of a value among a kind of article, and its interval."""
    table, sure = norms.quantiles[m.name][kind], norms.effective[m.name][kind]
    percent = effective = 0.0
    for there in near:
        found = percentile(m.value, table[there.at], norms.percents)
        # a text's own weight stands half below its value and half above
        found = (found - 50 * there.own) / (1 - there.own)
        percent += there.share * min(max(found, 0.0), 100.0)
        effective += there.share * sure[there.at]
    return percent, interval(percent, effective)


def _standing(m: Measurement, kind: str, norms: Norms, near: Sequence[Near]) -> dict[str, Any]:
    percent, between = standing(m, kind, norms, near)
    table = norms.quantiles[m.name][kind]
    return {
        kind: percent,
        f"{kind}_interval": between,
        f"{kind}_band": tuple(sum(n.share * table[n.at][p] for n in near) for p in norms.band),
    }


def _notes(doc: Document, words: int, norms: Norms) -> list[str]:
    """Return what shows that an article lies outside of the norms."""
    seen = []
    if norms.american:
        seen.append(outside.of_spelling(doc.text))
    if norms.years:
        seen.append(outside.of_years(doc.text, str(doc.meta.get("date") or ""), norms.years))
    if norms.subject:
        seen.append(outside.of_subject(doc.text, norms.subject))
    if not norms.shortest <= words <= norms.longest:
        seen.append(
            f"It has {words:,} words of the writer's own; nearly all of these articles have "
            f"{norms.shortest:,.0f} to {norms.longest:,.0f}."
        )
    return [note for note in seen if note]
