"""The sentences that drive a measure up or down: evidence for what is read off whole sentences."""

from __future__ import annotations

import numpy as np

from stylo.document import Document, Span
from stylo.feature import Evidence, Floats

#: An effect is shown beyond this many standard deviations from none.
NOTABLE = 1.0
#: Of all sentences with an effect, this share is shown at most; one each way in a short text.
SHOWN = 0.1
#: Digits of an effect that are kept.
DIGITS = 3


def drivers(doc: Document, effects: Floats, labels: tuple[str, str]) -> tuple[Evidence, ...]:
    """Return the sentences that move a value most, as evidence in the order of the text.

    Parameters
    ----------
    effects : array
        What each sentence adds to the value; NaN for sentences that do not count.
    labels : tuple of str
        Of sentences that push it up, and down.

    Returns
    -------
    tuple of Evidence
        Each way at most `SHOWN` of the sentences that count, strongest first, none weaker than
        `NOTABLE` standard deviations; the weight is the effect.
    """
    there = np.flatnonzero(np.isfinite(effects))
    if len(there) < 2:
        return ()
    least = NOTABLE * float(np.sqrt(np.mean(effects[there] ** 2)))
    most = max(1, int(SHOWN * len(there)))
    start, end = doc.sentences["start"].tolist(), doc.sentences["end"].tolist()
    found = []
    for sign, label in zip((1, -1), labels, strict=True):
        order = there[np.argsort(-sign * effects[there], kind="stable")][:most].tolist()
        found += [
            Evidence(Span(start[i], end[i]), label, round(float(effects[i]), DIGITS))
            for i in order
            if sign * effects[i] >= max(least, 10.0**-DIGITS)
        ]
    return tuple(sorted(found, key=lambda e: e.span.start))
