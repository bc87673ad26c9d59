"""How well `stylo.attribute` tells that none of the candidates wrote a text.

``python -m benchmarks.authors_strangers FILE [N]``, of N texts by each author at most: within
outlets (see `benchmarks.authors_data.outlets`) where the rows have them, else among all authors.

Authors are left out in turn as strangers, in five groups where there are more than six, and with
them a share of the texts by the others. All that is learnt follows from the texts that are left:
runs, means and spreads, regressions, temperature, and the rule that tells strangers, which is
itself learnt by leaving out each of the candidates who remain. With three authors two would remain,
too few to learn a rule from: there the sign that the rule goes by is measured, not the rule.

``none.auc``: texts by strangers against other texts by candidates. ``none.recall``: strangers found
where 5 % of the candidates' texts are wrongly said to be by none. ``none.told``, ``none.false``:
share of the strangers' and of the candidates' texts with P(none) above one half. ``none.ece``: of
P(none), ten bins, both kinds weighing the same. ``outsider.probability``: what the author named
first gets of a stranger's text, as if one of the candidates must have written it. Intervals draw
authors; that of the AUC draws texts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.authors_data import Bools, Figures, Floats, Ints, calibration, outlets, read
from benchmarks.bootstrap import interval
from benchmarks.voice import auc_interval
from stylo.stylometry.calibrated import MIN_AUTHORS_FOR_NONE, Trial
from stylo.stylometry.corpus import UNKNOWN, Corpus
from stylo.stylometry.profile import Profile, asked_apart, profile, tried
from stylo.stylometry.strangers import turns
from stylo.stylometry.views import streams_of

#: Of candidates' texts, the share that is wrongly said to be by none of them.
FALSE = 0.05
#: Which authors are left out together is drawn apart from what the models draw inside.
SEED = 1


def strangers(models: Sequence[Profile]) -> Figures:
    """Return the figures of candidates' models; see the module."""
    nested = [m for m in models if _number(m) > MIN_AUTHORS_FOR_NONE]
    if not nested:
        return _of_signs([tried(m.registers, m.model.codes) for m in models if _number(m) > 2])
    none, strange, keys, tops = [], [], [], []
    for place, model in enumerate(nested):
        codes = model.model.codes
        for turn in turns(codes, SEED):
            asked = np.concatenate([turn.known, turn.strange])
            said = asked_apart(model, turn.learnt, asked)
            none.append(said.none)
            strange.append(np.arange(len(asked)) >= len(turn.known))
            keys.append(place * 100_000 + codes[asked])
            tops.append(said.probability.max(axis=1))
    chance, truth, who = np.concatenate(none), np.concatenate(strange), np.concatenate(keys)
    there = np.isfinite(chance)
    chance, truth, who = chance[there], truth[there], who[there]
    even = np.where(truth, 0.5 / truth.sum(), 0.5 / (~truth).sum()) * len(truth)
    told = chance > 0.5
    return {
        **_of_scores(chance, truth, who),
        "none.told": _share(told[truth], who[truth]),
        "none.false": _share(told[~truth], who[~truth]),
        "none.ece": calibration(chance, truth, even),
        "outsider.probability": _share(np.concatenate(tops)[there][truth], who[truth]),
    }


def _number(model: Profile) -> int:
    """Return how many authors have two texts."""
    return int((np.bincount(model.model.codes) > 1).sum())


def _of_signs(trials: Sequence[Trial]) -> Figures:
    if not trials:
        return {}
    (trial,) = trials
    return _of_scores(-trial.sign, trial.stranger, trial.codes)


def _of_scores(score: Floats, truth: Bools, who: Ints) -> Figures:
    """Return AUC and recall of scores that are high for strangers."""
    bound = np.quantile(score[~truth], 1 - FALSE)
    return {
        "none.auc": auc_interval([(score, truth)]),
        "none.recall": _share(score[truth] > bound, who[truth]),
    }


def _share(values: Floats | Bools, who: Ints) -> list[float]:
    """Return a mean over texts, its interval by drawing authors."""
    _, inverse, sizes = np.unique(who, return_inverse=True, return_counts=True)
    return interval(np.column_stack([np.bincount(inverse, values.astype(float)), sizes]))


def models_of(corpus: Corpus, most: int = 0) -> list[Profile]:
    """Return the model of each outlet's candidates, or of all where there are no outlets."""
    rows = [row for row, author in enumerate(corpus.authors) if author != UNKNOWN]
    several = len({str(meta.get("outlet") or "") for meta in corpus.meta}) > 1
    groups = list(outlets(corpus).values()) if several else [rows]
    found = []
    for group in groups:
        part = _thinned(corpus.select(group), most)
        found.append(profile(streams_of(part.texts), part.authors))
    return found


def _thinned(corpus: Corpus, most: int) -> Corpus:
    """Return so many texts of each author, drawn, at most; 0 for all."""
    if not most:
        return corpus
    seen: dict[str, int] = {}
    kept = []
    for row in np.random.RandomState(0).permutation(len(corpus)).tolist():
        author = corpus.authors[row]
        seen[author] = seen.get(author, 0) + 1
        if seen[author] <= most:
            kept.append(row)
    return corpus.select(sorted(kept))


if __name__ == "__main__":
    begun = time.perf_counter()
    models = models_of(read(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    figures = strangers(models)
    said = {"n": sum(len(model.lengths) for model in models), "figures": figures}
    print(json.dumps({**said, "seconds": round(time.perf_counter() - begun, 1)}))
