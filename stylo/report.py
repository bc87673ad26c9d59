"""What an analysis returns: plain results, with renderers imported only when asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stylo.document import Document, InputError, Span
from stylo.feature import Measurement, token_at

if TYPE_CHECKING:
    import pandas as pd

    from stylo.kwic import Concordance

#: Columns of `Report.table`, with their pandas types.
TABLE_COLUMNS: Mapping[str, str] = {
    "name": "str",
    "value": "float64",
    "unit": "str",
    "low": "float64",
    "high": "float64",
    "count": "int64",
    "percentile_opinion": "float64",
    "percentile_opinion_low": "float64",
    "percentile_opinion_high": "float64",
    "percentile_reporting": "float64",
    "percentile_reporting_low": "float64",
    "percentile_reporting_high": "float64",
    "caveat": "str",
}

#: Columns of `Report.evidence`, with their pandas types.
EVIDENCE_COLUMNS: Mapping[str, str] = {
    "start": "int64",
    "end": "int64",
    "text": "str",
    "label": "str",
    "sentence": "int64",
}

VOICE_LABELS = ("editorial", "reporting", "mixed")


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one measure adds to the log-odds that a text is editorial.

    Attributes
    ----------
    name : str
        The measure.
    value : float
        Its value in this text (NaN where the text cannot bear it; it then adds 0).
    contribution : float
        Log-odds, positive towards editorial. All of them and the model's intercept sum to the
        score behind the probability.
    """

    name: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Whether a text speaks as an editorial or as a report, and why.

    Attributes
    ----------
    label : {"editorial", "reporting", "mixed"}
        ``mixed`` where the probability bears no verdict.
    probability : float
        P(editorial) at equal priors; NaN where the text is too short to judge.
    contributions : tuple of Contribution
        Largest in size first.
    sentences : tuple of float
        For each sentence what its evidence adds to the log-odds, positive towards editorial.
    resembles : str or None
        ``speech`` or ``press-release``, where the text looks like one of these: it is no article
        then, and the probability is what an article with these measures would have.
    caveat : str
        A sentence, or ``""``.
    model : str
        The file of the model of one's own that judged; ``""`` for the one that ships.
    """

    label: str
    probability: float
    contributions: tuple[Contribution, ...] = ()
    sentences: tuple[float, ...] = ()
    resembles: str | None = None
    caveat: str = ""
    model: str = ""

    def at(self, prior: float) -> float:
        """Return P(editorial) where this share of the articles is editorial (Bayes' rule).

        `probability` and `label` stay those of equal shares.

        Parameters
        ----------
        prior : float
            Between 0 and 1, both left out.

        Returns
        -------
        float
            NaN where the text is too short to judge.

        Raises
        ------
        InputError
            If the prior is no such share.

        Examples
        --------
        >>> round(Voice("editorial", 0.8).at(prior=0.2), 2), Voice("mixed", 0.8).at(prior=0.5)
        (0.5, 0.8)
        """
        if isinstance(prior, bool) or not isinstance(prior, int | float) or not 0 < prior < 1:
            raise InputError(f"a prior is a share between 0 and 1, not {prior!r}")
        if prior == 0.5:
            return self.probability
        editorial = self.probability * prior
        return editorial / (editorial + (1 - self.probability) * (1 - prior))

    @property
    def odds(self) -> str:
        """The probability with its sign, to two places and never as 0 or 1: ``"= .87"``.

        ``""`` where the text is too short to judge.

        Examples
        --------
        >>> Voice("editorial", 0.8741).odds, Voice("editorial", 0.9999).odds
        ('= .87', '> .99')
        """
        if math.isnan(self.probability):
            return ""
        if self.probability >= 0.995:
            return "> .99"
        return (
            "< .01" if self.probability < 0.005 else f"= {self.probability:.2f}".replace("0.", ".")
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a value stands among published articles: percentiles in 0-100, NaN if unknown.

    Attributes
    ----------
    opinion, reporting : float
        The share of opinion pieces and of reports of about this length with a lower value.
    opinion_interval, reporting_interval : tuple of float
        Their 95 % intervals: other outlets of the kind would give another percentile. How far the
        value itself may be off is told by the `Measurement`.
    opinion_band, reporting_band : tuple of float
        The values at the percentiles 10, 25, 75 and 90; empty if unknown.
    """

    opinion: float = math.nan
    reporting: float = math.nan
    opinion_interval: tuple[float, float] = (math.nan, math.nan)
    reporting_interval: tuple[float, float] = (math.nan, math.nan)
    opinion_band: tuple[float, ...] = ()
    reporting_band: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The published articles that values were held against.

    Attributes
    ----------
    name : str
        Whom they are, e.g. ``"US political press, 2012-2020"``.
    words : int
        The article's words of the writer's own, by which its length is judged.
    articles, alike : mapping
        Kind (``opinion``, ``reporting``) to how many articles there are, and how many of them have
        about this length.
    itself : bool
        Whether this article is one of them; it does not count then.
    notes : tuple of str
        What shows that this article lies outside: sentences on spelling, years, subject, length.
    """

    name: str
    words: int
    articles: Mapping[str, int]
    alike: Mapping[str, int]
    itself: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """How one article persuades: its measures, their evidence, and its voice.

    Attributes
    ----------
    document : Document
        The article.
    measurements : tuple of Measurement
        In the order of the families.
    voice : Voice
        Editorial or reporting.
    standings : mapping
        Measure name to `Standing`.
    settings : mapping
        What the analysis was asked for, e.g. ``{"scope": "own"}``.
    models : mapping
        Model file to SHA-256.
    reference : Reference or None
        Whom `standings` refer to.
    """

    document: Document
    measurements: tuple[Measurement, ...]
    voice: Voice
    standings: Mapping[str, Standing] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    reference: Reference | None = None

    def __getitem__(self, name: str) -> Measurement:
        for measurement in self.measurements:
            if measurement.name == name:
                return measurement
        import difflib

        near = difflib.get_close_matches(name, self.names, 3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise KeyError(f"no measure {name!r}{hint}")

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[Measurement]:
        return iter(self.measurements)

    def __len__(self) -> int:
        return len(self.measurements)

    def __repr__(self) -> str:
        voice = self.voice
        odds = "" if math.isnan(voice.probability) else f", P(editorial) {voice.odds}"
        return (
            f"Report({self.document.id!r}: {voice.label}{odds}, {len(self)} measures of "
            f"{self.document.word_count:,} words)"
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The measures' names, in order."""
        return tuple(m.name for m in self.measurements)

    # -- tables ---------------------------------------------------------------------------

    def table(self) -> pd.DataFrame:
        """Return one row per measure; columns and types as in `TABLE_COLUMNS`.

        ``count`` is the number of pieces of evidence.
        """
        import pandas as pd

        none = Standing()
        rows = [
            (
                m.name,
                m.value,
                m.unit,
                m.low,
                m.high,
                len(m.evidence),
                standing.opinion,
                *standing.opinion_interval,
                standing.reporting,
                *standing.reporting_interval,
                m.caveat,
            )
            for m in self.measurements
            for standing in (self.standings.get(m.name, none),)
        ]
        return pd.DataFrame(rows, columns=list(TABLE_COLUMNS)).astype(dict(TABLE_COLUMNS))

    def evidence(self, name: str) -> pd.DataFrame:
        """Return a measure's evidence; columns and types as in `EVIDENCE_COLUMNS`.

        Parameters
        ----------
        name : str
            A measure, e.g. ``"hedge_density"``.

        Raises
        ------
        KeyError
            If there is no such measure.
        """
        import pandas as pd

        doc, found = self.document, self[name].evidence
        rows = token_at(doc, [e.span.start for e in found]) if found else np.zeros(0, np.int64)
        sentences = doc.tokens["sentence"][rows] if found else rows
        data = [
            (e.span.start, e.span.end, doc[e.span], e.label, int(s))
            for e, s in zip(found, sentences, strict=True)
        ]
        return pd.DataFrame(data, columns=list(EVIDENCE_COLUMNS)).astype(dict(EVIDENCE_COLUMNS))

    def words(self, name: str, label: str | None = None) -> list[str]:
        """Return the very words that a measure counted, in the order of the text."""
        return [
            self.document[Span(e.span.start, e.span.end)]
            for e in self[name].evidence
            if label is None or e.label == label
        ]

    def concordance(self, name: str, width: int = 60) -> Concordance:
        """Return what a measure counted as key words in context, in the order of the text.

        Parameters
        ----------
        name : str
            A measure, e.g. ``"hedge_density"``.
        width : int
            Characters of context on either side.

        Raises
        ------
        KeyError
            If there is no such measure.
        InputError
            If it is a figure of the whole text, which points at no words.
        """
        from stylo import kwic

        return kwic.of_report(self, name, width)

    # -- renderers, imported only when asked for ------------------------------------------

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the whole report as JSON (schema 1), and write it if a path is given."""
        from stylo import export

        return export.json_text(self, path)

    def to_csv(self, path: str | Path | None = None) -> str:
        """Return `table` as CSV, and write it if a path is given."""
        from stylo import export

        return export.csv_text(self.table(), path)

    def to_parquet(self, path: str | Path) -> None:
        """Write `table` as Parquet."""
        from stylo import export

        export.write_parquet(self.table(), path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Return the report as Markdown, and write it if a path is given."""
        from stylo import export

        return export.markdown_text(self, path)

    def to_html(self, path: str | Path | None = None) -> str:
        """Return the report as one self-contained HTML page, and write it if a path is given."""
        from stylo import export

        return export.html_text(self, path)

    def plot(self, kind: str = "profile", ax: Any = None, **options: Any) -> Any:
        """Draw the report with matplotlib.

        Parameters
        ----------
        kind : {"profile", "map", "paragraphs", "distribution"}
            ``profile``: the measures among published articles. ``map``: where the evidence falls
            along the text. ``paragraphs``: the evidence of each paragraph. ``distribution``: one
            measure over many articles, this one marked.
        ax : matplotlib Axes, optional
            Where to draw.
        **options
            Of the figure, see `stylo.plots`: e.g. ``measure`` and ``corpus`` of a distribution.

        Returns
        -------
        matplotlib Axes
        """
        from stylo import plots

        return plots.plot(self, kind, ax, **options)

    def _repr_html_(self) -> str:
        from stylo import display

        return display.fragment(self)
