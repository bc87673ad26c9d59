"""Figures for papers and notebooks, with matplotlib. Each takes ``ax`` and returns it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from stylo import norms
from stylo.display import HIGHLIGHTS, headline, title_of
from stylo.document import InputError
from stylo.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Measures of the profile, from the bottom of the figure to its top.
PROFILE = (
    "flesch_reading_ease",
    "hedge_density",
    "booster_density",
    "colloquialism_density",
    "metaphor_density",
    "simile_density",
    "idiom_density",
)


def plot(report: Report, kind: str = "profile", ax: Any = None) -> Any:
    """Draw a figure of this kind; see `Report.plot`.

    Raises
    ------
    InputError
        If there is no such kind.
    """
    kinds: dict[str, Callable[[Report, Any], Any]] = {"profile": profile, "map": rhetoric_map}
    if kind not in kinds:
        raise InputError(f"no figure {kind!r}: choose from {', '.join(kinds)}")
    return kinds[kind](report, ax)


def _axes(ax: Axes | None, height: float) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(7, height), layout="constrained")[1]


def profile(report: Report, ax: Axes | None = None) -> Axes:
    """Draw where the article's measures stand among published reports and opinion pieces.

    A filled circle is the percentile among reports, an open diamond among opinion pieces.
    """
    ax = _axes(ax, 3.2)
    names = [n for n in PROFILE if n in report.standings]
    for row, name in enumerate(names):
        standing = report.standings[name]
        ax.plot(
            [standing.reporting, standing.opinion], [row, row], color="0.75", zorder=1, linewidth=2
        )
        for value, marker, face in (
            (standing.reporting, "o", "#1f4e79"),
            (standing.opinion, "D", "white"),
        ):
            ax.scatter([value], [row], marker=marker, color=face, edgecolor="#1f4e79", zorder=2)
    ax.scatter([], [], marker="o", color="#1f4e79", label="among reports")
    ax.scatter([], [], marker="D", color="white", edgecolor="#1f4e79", label="among opinion")
    ax.set_yticks(range(len(names)), [title_of(n) for n in names])
    ax.set_ylim(-0.6, max(len(names), 1) - 0.4)
    ax.set_xlim(-3, 103)
    ax.axvline(50, color="0.85", zorder=0)
    ax.set_xlabel(f"percentile ({norms.name()})")
    ax.set_title(headline(report), fontsize="medium", loc="left", wrap=True)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, -0.42), ncols=2, frameon=False)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    return ax


def rhetoric_map(report: Report, ax: Axes | None = None) -> Axes:
    """Draw where the evidence falls along the text: one row per kind, one stroke per piece."""
    ax = _axes(ax, 2.6)
    rows = [h for h in reversed(HIGHLIGHTS) if h.measure in report]
    colours = ("#1f4e79", "#444444")
    for row, h in enumerate(rows):
        places = [e.span.start for e in report[h.measure].evidence]
        ax.eventplot(
            places, lineoffsets=row, linelengths=0.7, colors=colours[row % 2], linewidths=1
        )
    doc = report.document
    for start, kind in zip(doc.paragraphs["start"], doc.paragraphs["kind"], strict=True):
        if kind == "heading":
            ax.axvline(start, color="0.85", zorder=0, linewidth=1)
    for start, end, kind in zip(
        doc.quotations["start"], doc.quotations["end"], doc.quotations["kind"], strict=True
    ):
        if kind == "speech":
            ax.axvspan(start, end, color="0.92", zorder=-1, linewidth=0)
    ax.set_yticks(range(len(rows)), [h.title for h in rows])
    ax.set_xlim(0, max(len(doc.text), 1))
    ticks = [0, 0.25, 0.5, 0.75, 1]
    ax.set_xticks([t * len(doc.text) for t in ticks], [f"{t:.0%}" for t in ticks])
    ax.set_xlabel("place in the article (grey: quoted speech; lines: headings)")
    ax.set_title(headline(report), fontsize="medium", loc="left", wrap=True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    return ax


def caption(report: Report, kind: str) -> str:
    """Return a caption for a figure of this kind, to set below it."""
    voice = report.voice
    odds = f" (P(editorial) {voice.odds})" if voice.odds else ""
    said = {
        "profile": "Percentile of each measure among published reports (circles) and opinion "
        "pieces (diamonds).",
        "map": "Where each kind of evidence falls along the article; quoted speech is grey.",
    }[kind]
    return f"{headline(report)}. {said} Voice: {voice.label}{odds}."
