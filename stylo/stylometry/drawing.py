"""Figures of comparisons, with matplotlib. Each takes ``ax`` and returns it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stylo.stylometry.corpus import UNKNOWN, Corpus
from stylo.stylometry.distances import distances
from stylo.stylometry.projection import principal_components
from stylo.stylometry.trees import Node, linkage

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]

#: Colours that readers of any colour vision can tell (Okabe & Ito 2008, without the light ones),
#: and markers beside them; grey for what is unknown or left.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b07d00", "#56b4e9", "#000000")
MARKERS = "osD^vP*X"
GREY = "0.45"
#: What the scores of a method are.
_SCORES = {
    "distance": "distance (the nearest first)",
    "decision": "mean decision value",
    "posterior": "posterior probability, if one of them wrote it",
    "share": "share of the draws",
}
#: Points that are named, candidates that a strip tells apart, bars of a figure.
NAMED = 60
STRIPED = 6
BARS = 40
#: Where a name may stand beside its point: shift in points, and how it is aligned.
_PLACES = (
    (5, 0, "left", "center"),
    (-5, 0, "right", "center"),
    (0, 5, "center", "bottom"),
    (0, -5, "center", "top"),
    (5, 7, "left", "bottom"),
    (-5, 7, "right", "bottom"),
    (5, -7, "left", "top"),
    (-5, -7, "right", "top"),
)


#: What tells the layers of a strip apart in grey.
HATCHES = ("", "///", "...", "xx", "---")
#: What is said below a figure of each kind.
CAPTIONS = {
    "consensus": "What the trees of growing numbers of words agree on; at each branch "
    "the share of trees that have it.",
    "dendrogram": "Ward's clusters of the distances: the further left two branches meet, the less "
    "alike.",
    "effects": "Effect sizes (Cliff's delta) with 95 % intervals; right of 0 the group has more "
    "than the others.",
    "mds": "The distances between texts, as near as a plane can show them.",
    "pca": "First two principal components of the standardised frequencies of words.",
    "probabilities": "Probability of each candidate if one of them wrote the text, with its 95 % "
    "interval.",
    "rolling": "Who is likely to have written each stretch of the text, stacked and hatched.",
    "scores": "What the method gives each candidate: the lowest distance is its answer, else the "
    "highest score.",
    "sizes": "Share of samples that are given to their author, by their length in words.",
    "tsne": "Texts on a plane by t-SNE: neighbours are alike; distances between clusters say "
    "nothing.",
    "words": "In how many texts of either group each word stands.",
}


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the axes given, or new ones of this size in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def plain(name: str) -> str:
    """Return a name that matplotlib takes for no formula."""
    return name.replace("$", r"\$")


def whose(name: str, group: str) -> str:
    """Return the name of a text with its group, where the name does not tell it.

    Examples
    --------
    >>> whose("Moss_Ferry", "Moss"), whose("17", "Moss"), whose("17", "")
    ('Moss_Ferry', '17, Moss', '17')
    """
    return name if not group or group in name else f"{name}, {group}"


def palette(groups: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return a colour and a marker for each group; texts of unknown author are grey."""
    names = sorted(set(groups) - {UNKNOWN})
    found = {
        name: (
            COLOURS[i % len(COLOURS)],
            MARKERS[(i // len(COLOURS) + i % len(COLOURS)) % len(MARKERS)],
        )
        for i, name in enumerate(names)
    }
    return {**found, UNKNOWN: (GREY, "X")}


def tree_size(texts: int) -> tuple[float, float]:
    """Return the size in inches of a tree of so many texts."""
    return 7, max(2.5, 0.2 * texts + 1)


def bars_size(rows: int) -> tuple[float, float]:
    """Return the size in inches of a figure with so many rows."""
    return 7, max(2.0, 0.26 * min(rows, BARS) + 1.4)


def _finish(ax: Axes, title: str, *bare: str) -> Axes:
    ax.set_title(plain(title), fontsize="medium", loc="left", wrap=True)
    for side in bare:
        ax.spines[side].set_visible(False)
    return ax


def _legend(ax: Axes, groups: Sequence[str]) -> None:
    """Name the groups to the right of the figure."""
    colours = palette(groups)
    names = [*sorted(set(groups) - {UNKNOWN}), *([UNKNOWN] if UNKNOWN in groups else [])]
    handles = [ax.scatter([], [], c=colours[n][0], marker=colours[n][1], s=28) for n in names]
    labels = [plain(name) or "unknown" for name in names]
    ax.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(1, 1), fontsize="small", frameon=False
    )


def dendrogram(
    matrix: Floats, names: Sequence[str], groups: Sequence[str], title: str, ax: Axes | None = None
) -> Axes:
    """Draw a tree of texts by Ward's method, their names in the colours of their groups."""
    from scipy.cluster import hierarchy

    ax = axes(ax, *tree_size(len(names)))
    found = hierarchy.dendrogram(
        linkage(matrix, "ward"),
        labels=[plain(whose(name, group)) for name, group in zip(names, groups, strict=True)],
        orientation="left",
        ax=ax,
        color_threshold=0,
        above_threshold_color="0.4",
    )
    colours = palette(groups)
    for label, row in zip(ax.get_yticklabels(), found["leaves"], strict=True):
        label.set_color(colours[groups[row]][0])
        label.set_fontsize("small")
    ax.set_xlabel("distance (Ward)")
    return _finish(ax, title, "top", "right", "left")


def consensus(
    tree: Node, names: Sequence[str], groups: Sequence[str], title: str, ax: Axes | None = None
) -> Axes:
    """Draw a consensus tree; at each branch the share of the trees that have it."""
    ax = axes(ax, *tree_size(len(names)))
    colours = palette(groups)
    of = dict(zip(names, groups, strict=True))
    depth = _depth(tree)
    row = 0

    def draw(node: Node, level: int) -> float:
        nonlocal row
        if not node.children:
            place = float(row)
            row += 1
            ax.plot([level, depth], [place, place], color="0.75", linewidth=1)
            ax.annotate(
                plain(whose(node.name, of[node.name])),
                (depth, place),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize="small",
                color=colours[of[node.name]][0],
                annotation_clip=False,
            )
            return place
        places = [draw(child, level + 1) for child in node.children]
        middle = (places[0] + places[-1]) / 2
        ax.plot([level, level], [places[0], places[-1]], color="0.4", linewidth=1.2)
        for child, place in zip(node.children, places, strict=True):
            ax.plot([level, level + 1], [place, place], color="0.4", linewidth=1.2)
            if child.children and np.isfinite(child.support):
                ax.annotate(
                    f"{child.support:.0%}",
                    (level + 1, place),
                    xytext=(-2, 2),
                    textcoords="offset points",
                    ha="right",
                    fontsize="x-small",
                    color="0.3",
                )
        return middle

    draw(tree, 0)
    ax.set_xlim(-0.2, depth + 0.2)
    ax.set_ylim(row - 0.4, -0.6)
    ax.set_xticks([])
    ax.set_yticks([])
    return _finish(ax, title, "top", "right", "left", "bottom")


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.children)) if node.children else 0


def components(
    frequencies: Floats,
    names: Sequence[str],
    groups: Sequence[str],
    title: str,
    ax: Axes | None = None,
) -> Axes:
    """Draw texts on their first two principal components, with their names."""
    found = principal_components(frequencies, 2)
    lacking = 2 - found.scores.shape[1]
    places = np.pad(found.scores, ((0, 0), (0, lacking)))
    shares = [*found.explained, 0.0][:2]
    labels = (
        f"first component ({shares[0]:.0%} of the variance)",
        f"second component ({shares[1]:.0%})",
    )
    return points(places, names, groups, labels, title, ax)


def beside(
    kind: str, known: Corpus, asked: Corpus, frequencies: Floats, ax: Axes | None = None
) -> Axes:
    """Draw where texts in question lie among the candidates', by their most frequent words.

    Parameters
    ----------
    kind : {"pca", "dendrogram"}
        What is drawn; the tree is one of Cosine Delta.
    known, asked : Corpus
        The candidates' texts, and those in question.
    frequencies : array, texts × words
        In percent; the candidates' texts come first.
    ax : Axes, optional
        Where to draw.
    """
    names = [*known.ids, *(f"{name} ?" for name in asked.ids)]
    groups = [*known.authors, *[UNKNOWN] * len(asked)]
    title = f"{frequencies.shape[1]:,} most frequent words"
    if kind == "pca":
        return components(frequencies, names, groups, title, ax)
    return dendrogram(distances(frequencies), names, groups, f"Cosine Delta, {title}", ax)


def points(
    places: Floats,
    names: Sequence[str],
    groups: Sequence[str],
    labels: tuple[str, str],
    title: str,
    ax: Axes | None = None,
) -> Axes:
    """Draw texts on a plane, with their names where there are not too many.

    Parameters
    ----------
    places : array, texts × 2
        Where they lie.
    names, groups : sequence of str
        Of the texts.
    labels : tuple of str, str
        Of the axes.
    title : str
        Above the figure.
    ax : Axes, optional
        Where to draw.
    """
    ax = axes(ax, 8, 5.5)
    colours = palette(groups)
    for group, (colour, marker) in colours.items():
        rows = [row for row, other in enumerate(groups) if other == group]
        if rows:
            ax.scatter(places[rows, 0], places[rows, 1], c=colour, marker=marker, s=26)
    ax.margins(0.12, 0.08)
    ax.set_xlabel(labels[0])
    ax.set_ylabel(labels[1])
    ax.axhline(0, color="0.9", zorder=0)
    ax.axvline(0, color="0.9", zorder=0)
    _legend(ax, groups)
    _finish(ax, title, "top", "right")
    if len(names) <= NAMED:
        _name(ax, places, names, [colours[group][0] for group in groups])
    return ax


def _name(ax: Axes, places: Floats, names: Sequence[str], colours: Sequence[str]) -> None:
    """Write names beside their points, each where it covers least of what is there."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    figure.canvas.draw()
    at = ax.transData.transform(places)
    scale = figure.dpi / 72
    taken = [(x - 4 * scale, y - 4 * scale, x + 4 * scale, y + 4 * scale) for x, y in at]
    left, bottom, right, top = ax.get_window_extent().extents
    for row in np.argsort(at[:, 1])[::-1].tolist():
        width, height = 4.4 * scale * len(names[row]), 8 * scale
        best: tuple[float, Any, Any] | None = None
        for number, (dx, dy, across, upright) in enumerate(_PLACES):
            x = at[row, 0] + dx * scale - width * {"left": 0, "center": 0.5, "right": 1}[across]
            y = at[row, 1] + dy * scale - height * {"bottom": 0, "center": 0.5, "top": 1}[upright]
            box = (x, y, x + width, y + height)
            cost = sum(_overlap(box, other) for k, other in enumerate(taken) if k != row)
            cost += width * height * (x < left or y < bottom or x + width > right or y > top)
            cost += 0.01 * number
            if best is None or cost < best[0]:
                best = (cost, (dx, dy, across, upright), box)
        if best is not None:
            (dx, dy, across, upright), box = best[1:]
            taken.append(box)
            ax.annotate(
                plain(names[row]),
                places[row],
                xytext=(dx, dy),
                textcoords="offset points",
                ha=across,
                va=upright,
                fontsize="x-small",
                color=colours[row],
            )


def _overlap(a: Sequence[float], b: Sequence[float]) -> float:
    across = min(a[2], b[2]) - max(a[0], b[0])
    upright = min(a[3], b[3]) - max(a[1], b[1])
    return across * upright if across > 0 and upright > 0 else 0.0


def effects(frame: pd.DataFrame, title: str, ax: Axes | None = None) -> Axes:
    """Draw effect sizes with their intervals, one row for each measure and group.

    Parameters
    ----------
    frame : DataFrame
        Columns ``measure``, ``group``, ``delta``, ``low``, ``high``; the first row on top. Measures
        stand under their plain names.
    title : str
        Above the figure.
    ax : Axes, optional
        Where to draw.
    """
    from stylo.display import capital, title_of

    frame = frame.head(BARS)
    ax = axes(ax, *bars_size(len(frame)))
    groups = frame["group"].tolist()
    colours = palette(groups)
    figures = frame[["delta", "low", "high"]].to_numpy(dtype=np.float64)
    for place, (group, (delta, low, high)) in enumerate(zip(groups, figures, strict=True)):
        colour, marker = colours[group]
        if np.isfinite(low):
            ax.plot([low, high], [place, place], color=colour, linewidth=1.5)
        ax.scatter([delta], [place], color=colour, marker=marker, s=28, zorder=2)
    labels = [plain(capital(title_of(name))) for name in frame["measure"]]
    ax.set_yticks(range(len(frame)), labels, fontsize="small")
    ax.set_ylim(len(frame) - 0.4, -0.6)
    ax.axvline(0, color="0.6", linewidth=1, zorder=0)
    ax.set_xlim(-1.05, 1.05)
    ax.set_xlabel("Cliff's delta: less than the others ← 0 → more (95 % interval)")
    _legend(ax, groups)
    return _finish(ax, title, "top", "right", "left")


def chances(frame: pd.DataFrame, title: str, ax: Axes | None = None) -> Axes:
    """Draw the probabilities of each text's candidates.

    Parameters
    ----------
    frame : DataFrame
        Columns ``text``, ``author``, ``probability``, ``low``, ``high``.
    title : str
        Above the figure.
    ax : Axes, optional
        Where to draw.
    """
    authors = frame["author"].tolist()
    colours = palette(authors)
    frame = frame.groupby("text", sort=False).head(STRIPED).head(BARS)
    ax = axes(ax, *bars_size(len(frame)))
    figures = frame[["probability", "low", "high"]].to_numpy(dtype=np.float64)
    for place, (author, (chance, low, high)) in enumerate(
        zip(frame["author"], figures, strict=True)
    ):
        ax.barh(place, chance, color=colours[author][0], height=0.7)
        if np.isfinite(low):
            ax.plot([low, high], [place, place], color="0.2", linewidth=1.2)
    texts = frame["text"].tolist()
    first = _firsts(ax, texts)
    labels = [
        plain(f"{text}: {author}" if place in first else author)
        for place, (text, author) in enumerate(zip(texts, frame["author"], strict=True))
    ]
    ax.set_yticks(range(len(frame)), labels, fontsize="small")
    ax.set_ylim(len(frame) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.set_xlabel("probability, if one of them wrote it (95 % interval)")
    return _finish(ax, title, "top", "right", "left")


def strip(
    starts: Sequence[int],
    ends: Sequence[int],
    authors: Sequence[str],
    chances: Floats,
    title: str,
    ax: Axes | None = None,
    *,
    label: str = "probability",
) -> Axes:
    """Draw who is likely to have written each stretch of a text.

    Parameters
    ----------
    starts, ends : sequence of int
        Words at which the windows start and end.
    authors : sequence of str
        The candidates; those who are likeliest on the whole are told apart, the rest is grey.
    chances : array, windows × authors
        Stacked over the middles of the windows.
    title : str
        Above the figure.
    ax : Axes, optional
        Where to draw.
    label : str
        What the height of a bar is; ``""`` where bars are as high as the strip.
    """
    ax = axes(ax, 8, 2.4)
    middles = (np.asarray(starts) + np.asarray(ends)) / 2
    edges = np.concatenate([[starts[0]], (middles[1:] + middles[:-1]) / 2, [ends[-1]]])
    colours = palette(authors)
    told = sorted(np.argsort(-chances.mean(axis=0), kind="stable")[:STRIPED].tolist())
    layers = [(plain(authors[k]), colours[authors[k]][0], chances[:, k]) for k in told]
    if len(told) < len(authors):
        layers.append(("others", GREY, 1 - chances[:, told].sum(axis=1)))
    bottom = np.zeros(len(middles))
    for (name, colour, height), hatch in zip(layers, cycle(HATCHES), strict=False):
        ax.bar(
            edges[:-1],
            height,
            width=np.diff(edges),
            bottom=bottom,
            align="edge",
            color=colour,
            edgecolor="white",
            linewidth=0.4,
            hatch=hatch,
            label=name,
        )
        bottom = bottom + height
    ax.set_xlim(edges[0], edges[-1])
    ax.set_ylim(0, 1)
    ax.set_xlabel("word")
    ax.set_ylabel(label)
    if not label:
        ax.set_yticks([])
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize="small", frameon=False)
    return _finish(ax, title, "top", "right")


def scores(
    frame: pd.DataFrame,
    title: str,
    kind: str,
    ax: Axes | None = None,
    *,
    marks: Sequence[float] = (),
) -> Axes:
    """Draw what a method gives each text's candidates, a dot for each.

    Parameters
    ----------
    frame : DataFrame
        Columns ``text``, ``author``, ``score``; the first row on top.
    title : str
        Above the figure.
    kind : str
        ``distance``, ``decision``, ``posterior`` or ``share``.
    ax : Axes, optional
        Where to draw.
    marks : sequence of float
        Scores at which lines are drawn, such as thresholds.
    """
    colours = palette(frame["author"].tolist())
    frame = frame.groupby("text", sort=False).head(STRIPED).head(BARS)
    ax = axes(ax, *bars_size(len(frame)))
    texts, authors = frame["text"].tolist(), frame["author"].tolist()
    for place, (author, score) in enumerate(zip(authors, frame["score"], strict=True)):
        ax.scatter(score, place, c=colours[author][0], marker=colours[author][1], s=36)
    for mark in marks:
        ax.axvline(mark, color="0.4", linewidth=1, linestyle="--")
    first = _firsts(ax, texts)
    labels = [
        plain(f"{text}: {author}" if place in first else author)
        for place, (text, author) in enumerate(zip(texts, authors, strict=True))
    ]
    ax.set_yticks(range(len(frame)), labels, fontsize="small")
    ax.set_ylim(len(frame) - 0.4, -0.6)
    if kind in {"posterior", "share"}:
        ax.set_xlim(-0.02, 1.02)
    ax.set_xlabel(_SCORES[kind])
    return _finish(ax, title, "top", "right", "left")


def lengths(
    sizes: pd.DataFrame,
    authors: pd.DataFrame,
    title: str,
    enough: float,
    ax: Axes | None = None,
) -> Axes:
    """Draw the accuracy of samples over their length, the mean in black.

    Parameters
    ----------
    sizes, authors : DataFrame
        Columns ``words``, ``accuracy``; those of authors also ``author``.
    title : str
        Above the figure.
    enough : float
        The accuracy at which a line is drawn.
    ax : Axes, optional
        Where to draw.
    """
    ax = axes(ax, 8, 4)
    colours = palette(authors["author"].tolist())
    for name, rows in list(authors.groupby("author", sort=True))[:BARS]:
        colour, marker = colours[str(name)]
        ax.plot(
            rows["words"], rows["accuracy"], color=colour, marker=marker, markersize=4,
            linewidth=0.8, alpha=0.7, label=plain(str(name)),
        )  # fmt: skip
    ax.plot(sizes["words"], sizes["accuracy"], color="black", linewidth=2, label="all texts")
    ax.axhline(enough, color="0.4", linewidth=1, linestyle="--")
    ax.set_ylim(0, 1.03)
    ax.set_xlabel("words of the sample")
    ax.set_ylabel("share given to the author")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize="small", frameon=False)
    return _finish(ax, title, "top", "right")


def _firsts(ax: Axes, texts: Sequence[str]) -> list[int]:
    """Return where each text's rows begin, and draw a line between texts."""
    first = [place for place, text in enumerate(texts) if place == 0 or texts[place - 1] != text]
    for place in first[1:]:
        ax.axhline(place - 0.5, color="0.85", linewidth=0.8)
    return first
