"""Put the pieces together: a text or document in, a `Report` out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stylo
from stylo import reading, weights
from stylo.authors import attribute as attribute
from stylo.authors import compare as compare
from stylo.document import Document, InputError
from stylo.feature import SCOPES
from stylo.features import all_features
from stylo.features import chosen as chosen
from stylo.norms import chosen as chosen_norms
from stylo.norms import place
from stylo.report import Report
from stylo.voice import Model, judge
from stylo.voice import chosen as chosen_voice

if TYPE_CHECKING:
    import pandas as pd

#: What stands before the measures in a table of articles.
_COLUMNS = ("id", "words", "voice", "probability", "resembles")


def analyse(
    source: str | Document,
    *,
    scope: str = "own",
    measures: Sequence[str] | None = None,
    norms: str | Path | None = None,
    voice: str | Path | Model | None = None,
) -> Report:
    """Analyse one article.

    Parameters
    ----------
    source : Document or str
        What `stylo.read` returned, or the text itself. A str that names a file or an address is
        refused: read it with `stylo.read`.
    scope : {"own", "all"}
        ``own``: the words inside other people's quotations belong to their speakers and do not
        count. ``all``: every word counts, as published formulas and other tools mean it.
    measures : sequence of str, optional
        Names of the measures to give; all by default. Voice is judged in any case.
    norms : path, optional
        A file that ``stylo norms`` made: the articles among which values are to stand, in place
        of the US political press.
    voice : path, optional
        A file that ``stylo train voice --corpus`` made: the model that judges the voice, in place
        of the shipped one.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        For text that cannot be read as an English article, an unknown scope or measure, norms or a
        model that cannot be read, norms that are asked for with ``scope="all"``.
    """
    if scope not in SCOPES:
        raise InputError(f"scope must be 'own' or 'all', not {scope!r}")
    if scope == "all" and norms is not None:
        raise InputError("norms are of the writer's own words: leave out scope 'all'")
    among = chosen_norms(norms) if scope == "own" else None
    wanted = {f.name for f in chosen(measures)}
    model = chosen_voice(voice)
    doc = source if isinstance(source, Document) else reading.from_text(source)
    own = {f.name: f.measure(doc, "own") for f in all_features()}
    judged = judge(doc, own, model)
    measured = own
    if scope == "all":
        measured = {f.name: f.measure(doc, "all") for f in all_features() if f.name in wanted}
    standings, reference = place(doc, measured, among) if among else ({}, None)
    return Report(
        document=doc,
        measurements=tuple(m for name, m in measured.items() if name in wanted),
        voice=judged,
        standings=standings,
        settings={"scope": scope, "version": stylo.__version__},
        models=weights.manifest() | model.files,
        reference=reference,
    )


def analyse_many(
    sources: Iterable[str | Path | Document | tuple[str, str]],
    *,
    scope: str = "own",
    measures: Sequence[str] | None = None,
    errors: str = "raise",
    voice: str | Path | Model | None = None,
) -> pd.DataFrame:
    """Analyse many articles: one row per article, one column per measure.

    Parameters
    ----------
    sources : iterable
        Paths or addresses, Documents, or pairs (id, text).
    scope, measures
        As in `analyse`.
    errors : {"raise", "keep"}
        ``raise``: the first source that cannot be read ends the work. ``keep``: it gets a row
        with NaN and the cause in the column ``error``.
    voice
        As in `analyse`.

    Returns
    -------
    pandas.DataFrame
        Columns ``id``, ``words``, ``voice``, ``probability``, ``resembles``, then the measures,
        then ``error``.

    Raises
    ------
    InputError
        See `analyse`, unless ``errors="keep"``.
    """
    if errors not in {"raise", "keep"}:
        raise InputError(f"errors must be 'raise' or 'keep', not {errors!r}")
    model = chosen_voice(voice)
    labels: deque[str] = deque()

    def noted() -> Iterator[str | Path | Document | tuple[str, str]]:
        for source in sources:
            labels.append(str(source[0] if isinstance(source, tuple) else source))
            yield source

    found: list[dict[str, Any]] = []
    for doc in reading.read_many(noted()):
        label = labels.popleft()
        try:
            if isinstance(doc, InputError):
                raise doc
            found.append(_row(analyse(doc, scope=scope, measures=measures, voice=model)))
        except InputError as error:
            if errors == "raise":
                raise
            found.append({"id": label, "error": str(error)})
    return _frame(found, measures)


def rows(reports: Sequence[Report], measures: Sequence[str] | None = None) -> pd.DataFrame:
    """Return reports as the table of `analyse_many`."""
    return _frame([_row(report) for report in reports], measures)


def _row(report: Report) -> dict[str, Any]:
    return {
        "id": report.document.id,
        "words": report.document.word_count,
        "voice": report.voice.label,
        "probability": report.voice.probability,
        "resembles": report.voice.resembles or "",
        **{m.name: m.value for m in report.measurements},
        "error": "",
    }


def _frame(data: Sequence[dict[str, Any]], measures: Sequence[str] | None) -> pd.DataFrame:
    import pandas as pd

    names = [f.name for f in chosen(measures)]
    frame = pd.DataFrame(data, columns=[*_COLUMNS, *names, "error"])
    frame["words"] = frame["words"].astype("Int64")
    return frame
