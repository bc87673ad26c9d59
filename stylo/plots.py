"""Figures for papers and notebooks, with matplotlib. Each takes ``ax`` and returns it."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np

from stylo import norms
from stylo.display import HIGHLIGHTS, capital, headline, key_measures, title_of
from stylo.document import InputError
from stylo.feature import Floats, own_words
from stylo.passages import passages
from stylo.report import Report

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Ink of a figure; what differs by colour differs by shape or line as well.
DARK = "#1f4e79"


def plot(report: Report, kind: str = "profile", ax: Any = None, **options: Any) -> Any:
    """Draw a figure of this kind; see `Report.plot`.

    Raises
    ------
    InputError
        If there is no such kind.
    """
    kinds: dict[str, Callable[..., Any]] = {
        "profile": profile,
        "map": rhetoric_map,
        "paragraphs": paragraphs,
        "distribution": distribution,
    }
    if kind not in kinds:
        raise InputError(f"no figure {kind!r}: choose from {', '.join(kinds)}")
    return kinds[kind](report, ax=ax, **options)


def _axes(ax: Axes | None, height: float) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(7, height), layout="constrained")[1]


def _bare(ax: Axes, *sides: str) -> None:
    for side in sides:
        ax.spines[side].set_visible(False)


def profile(report: Report, ax: Axes | None = None) -> Axes:
    """Draw where the article's measures stand among published reports and opinion pieces.

    A filled circle is the percentile among reports, an open diamond among opinion pieces.
    """
    names = [m.name for m in reversed(key_measures(report)) if m.name in report.standings]
    ax = _axes(ax, 0.28 * max(len(names), 3) + 1.4)
    for row, name in enumerate(names):
        standing = report.standings[name]
        ax.plot(
            [standing.reporting, standing.opinion], [row, row], color="0.75", zorder=1, linewidth=2
        )
        for value, marker, face in (
            (standing.reporting, "o", DARK),
            (standing.opinion, "D", "white"),
        ):
            ax.scatter([value], [row], marker=marker, color=face, edgecolor=DARK, zorder=2)
    ax.set_yticks(range(len(names)), [capital(title_of(n)) for n in names])
    ax.set_ylim(-0.6, max(len(names), 1) - 0.4)
    ax.set_xlim(-3, 103)
    ax.axvline(50, color="0.85", zorder=0)
    whom = f"\n({report.reference.name})" if report.reference else ""
    ax.set_xlabel(f"percentile: ● among reports, ◇ among opinion pieces{whom}")
    ax.set_title(headline(report), fontsize="medium", loc="left", wrap=True)
    _bare(ax, "top", "right")
    return ax


def rhetoric_map(report: Report, ax: Axes | None = None) -> Axes:
    """Draw where the evidence falls along the text: one row per kind, one stroke per piece."""
    rows = [h for h in reversed(HIGHLIGHTS) if h.measure in report]
    ax = _axes(ax, 0.24 * max(len(rows), 3) + 1.0)
    colours = (DARK, "#444444")
    for row, h in enumerate(rows):
        places = [e.span.start for e in report[h.measure].evidence]
        ax.eventplot(
            places, lineoffsets=row, linelengths=0.7, colors=colours[row % 2], linewidths=1
        )
    doc = report.document
    for start, kind in zip(doc.paragraphs["start"], doc.paragraphs["kind"], strict=True):
        if kind == "heading":
            ax.axvline(start, color="0.6", zorder=0, linewidth=1, linestyle=":")
    for start, end, kind in zip(
        doc.quotations["start"], doc.quotations["end"], doc.quotations["kind"], strict=True
    ):
        if kind == "speech":
            ax.axvspan(start, end, color="0.92", zorder=-1, linewidth=0)
    ax.set_yticks(range(len(rows)), [h.plural for h in rows])
    ax.set_ylim(-0.6, max(len(rows), 1) - 0.4)
    ax.set_xlim(0, max(len(doc.text), 1))
    ticks = [0, 0.25, 0.5, 0.75, 1]
    ax.set_xticks([t * len(doc.text) for t in ticks], [f"{100 * t:.0f} %" for t in ticks])
    ax.set_xlabel("place in the article")
    ax.set_title(headline(report), fontsize="medium", loc="left", wrap=True)
    _bare(ax, "top", "right", "left")
    return ax


def paragraphs(report: Report, ax: Axes | None = None, most: int = 40) -> Axes:
    """Draw the evidence of each paragraph: one row per kind, the darker the denser.

    Parameters
    ----------
    most : int
        In a longer text neighbouring paragraphs are drawn as one.
    """
    rows = [h for h in HIGHLIGHTS if h.measure in report and report[h.measure].evidence]
    cells = passages(report, [h.measure for h in rows], most)
    ax = _axes(ax, 0.26 * max(len(rows), 3) + 1.2)
    shade = np.zeros((len(rows), len(cells)))
    for row, h in enumerate(rows):
        found = np.nan_to_num([p.density(h.measure) for p in cells])
        shade[row] = found / max(float(found.max(initial=0.0)), 1e-9)
    if shade.size:
        ax.imshow(shade, aspect="auto", cmap="Greys", vmin=0, vmax=1.25)
    for row, h in enumerate(rows):
        for column, p in enumerate(cells):
            count = p.evidence[h.measure]
            if count:
                ax.annotate(
                    f"{count:g}",
                    (column, row),
                    ha="center",
                    va="center",
                    fontsize="x-small",
                    color="white" if shade[row, column] > 0.6 else "black",
                )
    ax.set_yticks(range(len(rows)), [h.plural for h in rows])
    step = max(1, len(cells) // 20)
    ax.set_xticks(range(0, len(cells), step), [str(p.first) for p in cells[::step]])
    ax.tick_params(length=0)
    ax.set_xlabel("paragraph")
    ax.set_title(headline(report), fontsize="medium", loc="left", wrap=True)
    _bare(ax, "top", "right", "left", "bottom")
    return ax


def distribution(
    report: Report,
    ax: Axes | None = None,
    *,
    measure: str = "hedge_density",
    corpus: pd.DataFrame | None = None,
    by: str | None = None,
) -> Axes:
    """Draw how a measure is spread over many articles, with this one marked.

    Parameters
    ----------
    measure : str
        Its name.
    corpus : DataFrame, optional
        One row per article, as `stylo.analyse_many` returns it; by default the published articles
        of about this length that the shipped norms were made of.
    by : str, optional
        A column of `corpus` that parts it into groups, each with a line of its own.

    Raises
    ------
    InputError
        If there is no such measure or column, or no value to draw.
    """
    if measure not in report:
        raise InputError(f"the report has no measure {measure!r}: see report.names")
    m = report[measure]
    words = own_words(report.document, "own")
    spread = _published(measure, words) if corpus is None else _of_corpus(corpus, measure, by)
    ax = _axes(ax, 3.4)
    for (name, (values, shares)), style in zip(spread.items(), cycle(_styles()), strict=False):
        ax.step(values, shares, where="post", label=name, **style)
    if not math.isnan(m.value):
        if not math.isnan(m.low):
            ax.axvspan(m.low, m.high, color="0.9", zorder=0, linewidth=0)
        ax.axvline(m.value, color="black", linewidth=1.2)
        for number, (values, shares) in enumerate(spread.values()):
            below = int(np.searchsorted(values, m.value, side="right"))
            share = float(shares[below - 1]) if below else 0.0
            ax.plot([m.value], [share], "ko", markersize=4)
            ax.annotate(
                f"{100 * share:.0f} %",
                (m.value, share),
                xytext=(5, -11) if number % 2 == 0 else (-5, 3),
                ha="left" if number % 2 == 0 else "right",
                textcoords="offset points",
                fontsize="small",
            )
    ax.set_ylim(0, 1.02)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.set_ylabel("share of articles at or below")
    ax.set_xlabel(f"{title_of(measure)}, {m.unit}")
    ax.set_title(headline(report), fontsize="medium", loc="left", wrap=True)
    ax.legend(loc="best", frameon=False, fontsize="small")
    _bare(ax, "top", "right")
    return ax


Spread = dict[str, tuple[Floats, Floats]]


def _styles() -> list[dict[str, Any]]:
    """Return looks of lines that differ without colour."""
    return [
        {"color": colour, "linestyle": line, "linewidth": 1.6}
        for line, colour in zip(("-", "--", ":", "-.") * 2, (DARK, "0.5") * 4, strict=True)
    ]


def _published(measure: str, words: int) -> Spread:
    published = norms.shipped()
    if measure not in published.quantiles:
        raise InputError(f"there are no norms for {measure}: give a corpus")
    shares = np.array(published.percents) / 100
    return {
        f"{kind} ({published.name})": (published.spread(measure, kind, words), shares)
        for kind in sorted(published.quantiles[measure])
    }


def _of_corpus(corpus: pd.DataFrame, measure: str, by: str | None) -> Spread:
    for name in (measure, *([by] if by else [])):
        if name not in corpus:
            raise InputError(f"the corpus has no column {name!r}")
    groups = corpus.groupby(by) if by else [("corpus", corpus)]
    out: Spread = {}
    for name, rows in groups:  # type: ignore[assignment]
        values = np.sort(rows[measure].dropna().to_numpy(dtype=np.float64))
        if len(values):
            out[f"{name} ({len(values):,} articles)"] = (
                np.concatenate([values[:1], values]),
                np.arange(len(values) + 1) / len(values),
            )
    if not out:
        raise InputError(f"no article of the corpus bears {measure}")
    return out


def caption(report: Report, kind: str, *, measure: str = "hedge_density") -> str:
    """Return a caption for a figure of this kind, to set below it."""
    voice = report.voice
    odds = f" (P(editorial) {voice.odds})" if voice.odds else ""
    said = {
        "profile": "Percentile of each measure among published reports (filled circles) and "
        "opinion pieces (open diamonds).",
        "map": "Where each kind of evidence falls along the article: one stroke for each piece; "
        "grey bands: quoted speech; dotted lines: headings.",
        "paragraphs": "Pieces of evidence in each paragraph; the darker, the more for its words, "
        "each row on a scale of its own.",
        "distribution": f"Share of articles with at most so many {title_of(measure)}; vertical "
        "line: this article, with its 95 % interval in grey; dots: where it stands.",
    }[kind]
    return f"{headline(report)}. {said} Voice: {voice.label}{odds}."
