"""Whether a text resembles a speech or a press release: neither editorial nor report.

The voice model knows articles only, and is as sure of a speech as of a column. So each of these
has a detector of its own: a logistic regression over the measures and over *cues* of the genre that
are counted here (addresses to an audience, "let us", "today announced"). A detector
speaks only beyond a threshold that nearly no published article reaches (``research/genres.json``
says how few). It is a sign, no proof: what it was trained on, and how it does on texts from
elsewhere, stands in ``research/genres.md``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from stylo import weights
from stylo.document import Document, InputError

FILE = "research/genres.json"
#: What a text may resemble.
GENRES = ("speech", "press-release")
#: Fewest words that bear an answer: shorter texts were not learned from, and a column of a hundred
#: words with one "let us" passes for a speech.
MIN_WORDS = 200

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def _any(*wordings: str) -> re.Pattern[str]:
    """Return a pattern of whole words, upper case or lower."""
    return re.compile(rf"\b(?:{'|'.join(wordings)})\b", re.IGNORECASE)


#: The cues of genres, each counted per 100 words of the writer's own.
CUES: Mapping[str, re.Pattern[str]] = {
    "audience": _any(
        "my fellow",
        "fellow (?:citizens|americans|countrymen|members|delegates|students|graduates)",
        "ladies and gentlemen|brothers and sisters|friends and (?:family|colleagues)",
        r"(?:mr|madam|madame)\.? (?:speaker|deputy speaker|president|vice president|mayor)",
        r"(?:mr|madam|madame)\.? (?:chair|chairman|chairwoman|chief justice)",
        "(?:distinguished|honou?red) (?:guests|members|colleagues)",
        "members of (?:the )?(?:congress|council|parliament|board)",
        "(?:my|dear) friends|thank you|god bless|good (?:morning|evening|afternoon)",
        r"(?<=[(\[])(?:applause|laughter|cheers)(?=\.?[)\]])",
    ),
    "appeal": _any("let us", "let[’']s"),
    "occasion": _any(
        "tonight|here today|i stand (?:here|before)",
        "(?:on|at) this (?:day|hour|occasion)|this (?:evening|chamber|congress|assembly|hall)",
    ),
    "we": _any("we", "our", "us", "ours", "ourselves"),
    "I": re.compile(r"\b(?:I|[Mm](?:e|y|ine|yself))\b"),
    "today": _any("today"),
    "announcement": _any(
        "announc(?:e[sd]?|ing)|unveil(?:s|ed|ing)?|launch(?:es|ed|ing)?|introduc(?:es|ed|ing)",
        "applaud(?:s|ed|ing)?|prais(?:es|ed|ing)|commend(?:s|ed|ing)?|welcom(?:es|ed)",
        "honou?r(?:s|ed)|celebrat(?:es|ed|ing)|congratulat(?:es|ed)|award(?:s|ed)?",
        "urg(?:es|ed|ing)|secur(?:es|ed)|co-?sponsor(?:s|ed)?",
        "(?:is|are|was|were) (?:pleased|proud|delighted|thrilled|excited|honou?red)",
    ),
    "release": re.compile(
        r"for immediate release|\b(?:news|press|media) release\b|(?:media|press) contact"
        r"|^\s*(?:#\s?#\s?#|ends\.?\s*$|contact:|notes to editors|about [A-Z])",
        re.IGNORECASE | re.MULTILINE,
    ),
    "titled name": re.compile(
        r"\b(?:Sens?|Senators?|Reps?|Representatives?|Congress(?:man|woman|members?)|Govs?|Governor"
        r"|Mayor|Secretary|Dr|CEO|President|Director|Chair(?:man|woman)?|Minister|Professor"
        r"|Commissioner|Chancellor)\.? [A-Z]"
    ),
}
#: A name inside a sentence: that of whom the text is about comes again and again.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
#: The speaker of a quotation about himself or his house.
_SELF = re.compile(r"\b(?:I|my|we|our|us|My|We|Our)\b")
#: All that is counted here, in the order of the model.
NAMES = (*CUES, "main name", "own quotation")
#: Without one of these a text does not resemble the genre, whatever the rest of it says.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "speech": ("audience", "appeal", "occasion"),
    "press-release": ("release", "today", "own quotation"),
}


def cues(doc: Document) -> dict[str, float]:
    """Return the rates of the cues of genres, per 100 words.

    ``main name`` is the rate of the name that comes most often, ``own quotation`` that of "I" and
    "we" inside quotations, per 100 words of the whole text.

    Examples
    --------
    >>> from stylo.annotate import segmented
    >>> found = cues(segmented("My fellow citizens, let us begin. We shall mend our roads."))
    >>> round(found["audience"], 1), round(found["we"], 1)
    (9.1, 27.3)
    """
    letters = np.array(list(doc.text), dtype="<U1")
    quoted = np.zeros(len(letters), dtype=np.bool_)
    tokens = doc.tokens
    inside = tokens["quoted"]
    for start, end in zip(tokens["start"][inside], tokens["end"][inside], strict=True):
        quoted[start:end] = True
    own = "".join(np.where(quoted, " ", letters))
    others = "".join(np.where(quoted, letters, " "))
    words = len(_WORD.findall(own))
    rate = 100 / max(words, 1)
    found = {name: rate * len(pattern.findall(own)) for name, pattern in CUES.items()}
    names = Counter(_NAME.findall(own))
    found["main name"] = rate * max(names.values(), default=0)
    found["own quotation"] = (
        100 * len(_SELF.findall(others)) / max(words + len(_WORD.findall(others)), 1)
    )
    return found


@cache
def model() -> dict[str, Any] | None:
    """Return the shipped detectors, None where the research files are left out.

    Raises
    ------
    InputError
        If the file is altered, or a measure was revised since they were trained.
    """
    from stylo.features import all_features

    if not weights.available(FILE):
        return None
    data: dict[str, Any] = weights.read_json(FILE)
    declared = {f.name: [f.name, f.unit, f.revision] for f in all_features()}
    for made_with in data["measures"]:
        if declared.get(made_with[0]) != made_with:
            raise InputError(
                f"the detectors of genres were trained with another {made_with[0]}: "
                "retrain: stylo train genres"
            )
    return data


def margins(
    doc: Document, values: Mapping[str, float], data: Mapping[str, Any] | None = None
) -> dict[str, float]:
    """Return how far a text lies beyond the threshold of each detector, in log-odds.

    Parameters
    ----------
    doc : Document
        The text.
    values : mapping
        Value of each measure (``scope="own"``); one that is absent counts as NaN, and adds nothing.
    data : mapping, optional
        Detectors; the shipped ones by default.

    Returns
    -------
    dict
        Genre to margin, positive for a text that resembles it; minus infinity for one without any
        of its `SIGNS`. Empty without detectors.
    """
    data = model() if data is None else data
    if data is None:
        return {}
    counted = cues(doc)
    known = {**values, **counted}
    found = {}
    for genre, detector in data["genres"].items():
        if not any(counted[name] for name in SIGNS[genre]):
            found[genre] = -math.inf
            continue
        score = float(detector["intercept"])
        for name, weight in detector["weights"].items():
            value = known.get(name, math.nan)
            if math.isnan(value):
                continue
            if weight["transform"] == "log":
                value = math.log1p(max(value, 0.0))
            z = (value - weight["centre"]) / weight["scale"]
            score += weight["weight"] * min(max(z, -data["clip"]), data["clip"])
        found[genre] = score - float(detector["threshold"])
    return found


def resembles(doc: Document, values: Mapping[str, float], words: int) -> str | None:
    """Return the genre that a text resembles, or None.

    Parameters
    ----------
    doc, values
        As in `margins`.
    words : int
        Words of the text.

    Returns
    -------
    str or None
        One of `GENRES`, the one farthest beyond its threshold; None for fewer than `MIN_WORDS`
        words, and where the research files are left out.
    """
    if words < MIN_WORDS:
        return None
    beyond = {genre: by for genre, by in margins(doc, values).items() if by > 0}
    return max(beyond, key=lambda genre: beyond[genre]) if beyond else None
