"""Which evidence is marked in an article, how, and the article cut up accordingly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from stylo.document import Span
from stylo.report import Report


@dataclass(frozen=True, slots=True)
class Highlight:
    """How one kind of evidence is shown: in colour, and with a second cue beside it.

    Attributes
    ----------
    measure : str
        The measure whose evidence it is.
    title, plural : str
        What one piece is called, and several.
    mark : str
        One letter that stands beside it where there is no colour, and with it where there is.
    terminal : str
        Style on a terminal.
    colour, dark : str
        Background on light and on dark pages.
    ink, dark_ink : str
        Colour of the line beneath, and of strokes in a strip, on light and on dark pages.
    line : str
        CSS border style of the line beneath.
    shown : bool
        Whether it is switched on at first.
    sign : str
        What stands beside it instead of the letter.
    """

    measure: str
    title: str
    plural: str
    mark: str
    terminal: str
    colour: str
    dark: str
    ink: str
    dark_ink: str
    line: str
    shown: bool = True
    sign: str = ""

    @property
    def cue(self) -> str:
        """What stands beside a mark: its sign, or its letter."""
        return self.sign or self.mark


#: What is highlighted in the article, the most telling first: where two overlap, the first shows.
HIGHLIGHTS = (
    Highlight(
        "simile_density", "simile", "similes", "s", "bold green",
        "#d5efdc", "#173d28", "#1b7340", "#6fcf97", "3px double",
    ),
    Highlight(
        "idiom_density", "idiom", "idioms", "i", "green",
        "#e9efc4", "#353c12", "#5b660c", "#c3cf5f", "2px solid",
    ),
    Highlight(
        "colloquialism_density", "talk", "marks of talk", "c", "yellow",
        "#fdebbd", "#453409", "#8f5f00", "#f0b93a", "2px dotted",
    ),
    Highlight(
        "hedge_density", "hedge", "hedges", "h", "cyan",
        "#d6e9fa", "#133a5a", "#1565a3", "#74b8ee", "2px dashed",
    ),
    Highlight(
        "booster_density", "booster", "boosters", "b", "magenta",
        "#fbdce8", "#511a33", "#ad1f5b", "#f08fb6", "3px solid",
    ),
    Highlight(
        "weasel_density", "vague source", "vague sources", "w", "bold cyan",
        "#cfeeec", "#103f3e", "#0b6e6b", "#5fd0ca", "3px dotted",
    ),
    Highlight(
        "novel_metaphor_density", "novel metaphor", "novel metaphors", "m", "bold underline",
        "#ebe2f6", "#372553", "#7145a8", "#bb97ea", "2px solid",
    ),
    Highlight(
        "content_metaphor_density", "any metaphor", "metaphors, worn ones too", "v", "underline",
        "#f1edf6", "#2e2639", "#6f5c8c", "#b3a3cc", "1px solid", False,
    ),
    Highlight(
        "rhetorical_question_density", "rhetorical question", "rhetorical questions", "r", "bold",
        "#e3ece0", "#26382a", "#4d6b48", "#a9c9a3", "2px dotted", False,
    ),
    Highlight(
        "attribution_density", "attribution", "attributions", "a", "blue",
        "#e1e4ec", "#2b313f", "#4b5874", "#a3b1cf", "1px dashed", False,
    ),
    Highlight(
        "negative_evaluation_density", "blame", "words of blame", "n", "red",
        "#f9dfd6", "#4b2013", "#a83c17", "#f0916d", "2px solid", False,
    ),
    Highlight(
        "positive_evaluation_density", "praise", "words of praise", "p", "bold blue",
        "#dde5fb", "#22305c", "#3650b0", "#93a8f2", "2px solid", False,
    ),
    Highlight(
        "obligation_density", "obligation", "obligations", "o", "bold magenta",
        "#f3def0", "#46203f", "#90337f", "#e18fd2", "2px dashed", False,
    ),
    Highlight(
        "question_density", "question", "questions", "q", "bold",
        "#efeade", "#3a3427", "#6d5f3d", "#cdbd93", "1px dotted", False,
    ),
)  # fmt: skip

#: How the evidence of the reasons for a verdict is marked, where it is none of the kinds above.
REASONS = tuple(
    Highlight(
        "", "", "", mark, "reverse", "#f6eda6", "#48420c", "#6b5f00", "#e3d34f", "2px solid",
        False, sign,
    )
    for mark, sign in zip("xyz", "123", strict=True)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layer:
    """One piece of evidence over a stretch of the article."""

    highlight: Highlight
    label: str
    weight: float = 1.0


#: A place of evidence in the text, and what is over it; of several the first shows.
Placed = tuple[Span, Layer]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that is shown in one way.

    Attributes
    ----------
    text : str
        The stretch itself; never empty.
    start : int
        Where it stands in the article, in code points.
    layers : tuple of Layer
        The evidence over it, the most telling first.
    quoted : bool
        Whether the words are someone else's.
    goes_on : bool
        Whether the evidence that shows at first goes on in the next stretch.
    """

    text: str
    start: int
    layers: tuple[Layer, ...]
    quoted: bool
    goes_on: bool = False

    @property
    def highlight(self) -> Highlight | None:
        """The most telling highlight over it."""
        return self.layers[0].highlight if self.layers else None

    @property
    def why(self) -> str:
        """What that highlight says, e.g. ``"hedge: modal"``; ``""`` for none."""
        return f"{self.layers[0].highlight.title}: {self.layers[0].label}" if self.layers else ""


def present(report: Report, highlights: Sequence[Highlight] = HIGHLIGHTS) -> list[Highlight]:
    """Return the highlights whose measures a report has."""
    names = set(report.names)
    return [h for h in highlights if h.measure in names]


def speech(report: Report) -> list[tuple[int, int]]:
    """Return the stretches that are someone else's words: start and end, in order, disjoint."""
    quotes = report.document.quotations
    found: list[tuple[int, int]] = []
    spans = zip(quotes["start"], quotes["end"], quotes["kind"], strict=True)
    for start, end in sorted((int(s), int(e)) for s, e, kind in spans if kind == "speech"):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def pieces(report: Report, highlights: Sequence[Highlight] = HIGHLIGHTS) -> list[Piece]:
    """Cut the article into stretches that are shown in one way each.

    Where evidence, a quotation or a paragraph begins or ends, a new stretch begins.
    """
    placed = [
        (e.span, Layer(h, e.label, e.weight))
        for h in present(report, highlights)
        for e in report[h.measure].evidence
    ]
    return cut_up(report, placed)


def _first(layers: tuple[Layer, ...]) -> Layer:
    """Return the layer that shows at first."""
    return next((layer for layer in layers if layer.highlight.shown), layers[0])


def cut_up(report: Report, placed: Sequence[Placed], also: Iterable[int] = ()) -> list[Piece]:
    """Cut the article where these layers begin and end, where paragraphs do, and at more places.

    Parameters
    ----------
    placed : sequence of (Span, Layer)
        In the order of the highlights: the most telling first.
    also : iterable of int
        Further places to cut at.
    """
    doc = report.document
    text = doc.text
    opens: dict[int, list[tuple[int, Layer]]] = {}
    closes: dict[int, list[tuple[int, Layer]]] = {}
    cuts = {0, len(text), *also}
    ranks = {h: rank for rank, h in enumerate(dict.fromkeys(x.highlight for _, x in placed))}
    for span, layer in placed:
        ranked = (ranks[layer.highlight], layer)
        opens.setdefault(span.start, []).append(ranked)
        closes.setdefault(span.end, []).append(ranked)
    quoted_from = dict(speech(report))
    quoted_to = set(quoted_from.values())
    cuts.update(opens, closes, quoted_from, quoted_to)
    cuts.update(int(at) for at in doc.paragraphs["start"])
    cuts.update(int(at) for at in doc.paragraphs["end"])
    out: list[Piece] = []
    over: list[tuple[int, Layer]] = []
    layers: tuple[Layer, ...] = ()
    inside = False
    places = sorted(cuts)
    for at, end in pairwise(places):
        if at in opens or at in closes:
            for ranked in closes.get(at, ()):
                over.remove(ranked)
            over += opens.get(at, ())
            over.sort(key=lambda item: item[0])
            layers = tuple(layer for _, layer in over)
        if at in quoted_to:
            inside = False
        if at in quoted_from:
            inside = True
        if out and out[-1].layers and _first(out[-1].layers) in layers:
            out[-1] = replace(out[-1], goes_on=True)
        out.append(Piece(text[at:end], at, layers, inside))
    return out


def by_paragraph(report: Report, cut: Sequence[Piece]) -> list[tuple[str, list[Piece]]]:
    """Return the pieces of each paragraph with its kind; what stands between them drops out."""
    paragraphs = report.document.paragraphs
    ordered = sorted(cut, key=attrgetter("start"))
    out, at = [], 0
    for start, end, kind in zip(
        paragraphs["start"], paragraphs["end"], paragraphs["kind"], strict=True
    ):
        inside = []
        while at < len(ordered) and ordered[at].start < end:
            if ordered[at].start >= start:
                inside.append(ordered[at])
            at += 1
        out.append((str(kind), inside))
    return out
