"""Two drafts as one text: paragraphs whose words came, went, moved or stayed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from stylo.drafts import Change, Drafts, Stretch
from stylo.feature import Evidence
from stylo.rendering.highlights import HIGHLIGHTS, Highlight, Layer, Piece, cut_up
from stylo.rendering.wording import LIMITS, headline, keys, signed, standing_notes, verdict_words
from stylo.report import Report


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one paragraph with one fate.

    Attributes
    ----------
    kind : {"kept", "moved", "added", "gone"}
        As in `Stretch`.
    pieces : list of Piece
        With the evidence that came or went.
    spaced : bool
        Whether a space stands before it.
    """

    kind: str
    pieces: list[Piece]
    spaced: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of both drafts.

    Attributes
    ----------
    kind : str
        One of `stylo.document.PARAGRAPH_KINDS`.
    parts : list of Part
        In reading order.
    """

    kind: str
    parts: list[Part] = field(default_factory=list)


def names(drafts: Drafts) -> tuple[str, str]:
    """Return what the drafts are called: their titles, or where these are equal their files."""
    old, new = headline(drafts.old), headline(drafts.new)
    if old != new:
        return old, new
    files = [r.document.id.replace("\\", "/").split("/")[-1] for r in (drafts.old, drafts.new)]
    return (files[0], files[1]) if files[0] != files[1] else ("older draft", "newer draft")


def changed(drafts: Drafts) -> list[tuple[Highlight, Change]]:
    """Return the highlights whose measures both drafts have, with the evidence of each."""
    return [(h, drafts[h.measure]) for h in HIGHLIGHTS if h.measure in drafts]


def fates_of(drafts: Drafts, change: Change) -> list[tuple[str, Report, Sequence[Evidence]]]:
    """Return the evidence of a measure that came and that went, each with the draft it stands in.

    A fate with no evidence is left out.
    """
    both = (("came", drafts.new, change.added), ("went", drafts.old, change.gone))
    return [(fate, report, found) for fate, report, found in both if found]


def key_changes(drafts: Drafts) -> list[Change]:
    """Return the changes of what a reader looks at first."""
    return [drafts[name] for name in keys([c.name for c in drafts.changes])]


def draft_facts(drafts: Drafts) -> str:
    """Return in a line how many words came, went and moved."""
    counts = drafts.words()
    parts = [
        f"{drafts.old.document.word_count:,} → {drafts.new.document.word_count:,} words",
        f"{counts['added']:,} came",
        f"{counts['gone']:,} went",
    ]
    if counts["moved"]:
        parts.append(f"{counts['moved']:,} moved")
    return " · ".join(parts)


def voices(drafts: Drafts) -> str:
    """Return what became of the verdict, in a sentence."""
    old, new = verdict_words(drafts.old), verdict_words(drafts.new)
    if old == new:
        return f"{new}, as before"
    return f"{new}. The older draft: {old[:1].lower() + old[1:]}"


def draft_odds(drafts: Drafts) -> str:
    """Return the probabilities of editorial voice, e.g. ``"P(editorial) .91 → .79"``."""
    old, new = (report.voice.odds.removeprefix("= ") for report in (drafts.old, drafts.new))
    return f"P(editorial) {old or 'unknown'} → {new or 'unknown'}"


def difference(change: Change) -> str:
    """Return how a value changed, with its sign; nothing where it is unknown."""
    return "" if math.isnan(change.difference) else signed(change.difference, 2)


def limits(drafts: Drafts) -> list[str]:
    """Return what the numbers of two drafts do not say."""
    told = [
        "Fewer hedges or more images make no better text: the page says what changed, not what "
        "ought to.",
        *LIMITS,
        "Evidence stayed where at least half of its words did, with the same type.",
    ]
    return [*told, *standing_notes(drafts.new)]


def fates(drafts: Drafts) -> list[tuple[str, float, float]]:
    """Return what came and what went along the newer draft.

    Returns
    -------
    list of (kind, start, end)
        Shares of the newer text; what went stands where it would follow, as wide as it was.
    """
    length = max(len(drafts.new.document.text), 1)
    out, at = [], 0.0
    for s in drafts.stretches:
        doc = (drafts.old if s.kind == "gone" else drafts.new).document
        start, end = int(doc.tokens["start"][s.start]), int(doc.tokens["end"][s.end - 1])
        if s.kind == "gone":
            out.append((s.kind, at, min(at + (end - start) / length, 1.0)))
        else:
            at = end / length
            if s.kind == "added":
                out.append((s.kind, start / length, at))
    return out


def blocks(drafts: Drafts) -> list[Block]:
    """Return the two drafts as one text, by paragraphs of the newer one.

    A paragraph that is gone stands alone, where it stood.
    """
    told = changed(drafts)
    cuts = {
        kind: _Cut(report, placed, [s for s in drafts.stretches if (s.kind == "gone") == gone])
        for kind, report, placed, gone in (
            ("gone", drafts.old, [(h, c.gone) for h, c in told], True),
            ("", drafts.new, [(h, c.added) for h, c in told], False),
        )
    }
    out: list[Block] = []
    last_new, open_end = -1, False
    for s in drafts.stretches:
        cut = cuts["gone" if s.kind == "gone" else ""]
        for paragraph, pieces, first, last in cut.parts(s):
            only_gone = bool(out) and all(p.kind == "gone" for p in out[-1].parts)
            if s.kind == "gone":
                begins = first
                open_end = not last
            else:
                begins = paragraph != last_new and not (only_gone and open_end)
                last_new = paragraph
            if begins or not out:
                out.append(Block(cut.kinds[paragraph]))
            out[-1].parts.append(Part(s.kind, pieces, cut.spaced(pieces[0])))
    return out


class _Cut:
    """One draft cut up where its evidence, its paragraphs and its changes begin and end."""

    def __init__(
        self,
        report: Report,
        placed: Sequence[tuple[Highlight, Sequence[Evidence]]],
        stretches: Sequence[Stretch],
    ) -> None:
        doc = report.document
        self.text = doc.text
        self.kinds: tuple[str, ...] = doc.paragraphs["kind"]
        self._starts, self._ends = doc.tokens["start"], doc.tokens["end"]
        self._first, self._last = doc.paragraphs["start"], doc.paragraphs["end"]
        bounds = [at for s in stretches for at in self._bounds(s)]
        layers = [(e.span, Layer(h, e.label, e.weight)) for h, found in placed for e in found]
        self._pieces = cut_up(report, layers, bounds)
        self._at = np.array([p.start for p in self._pieces], dtype=np.int64)

    def _bounds(self, s: Stretch) -> tuple[int, int]:
        return int(self._starts[s.start]), int(self._ends[s.end - 1])

    def parts(self, s: Stretch) -> Iterator[tuple[int, list[Piece], bool, bool]]:
        """Return a stretch by paragraphs.

        Each with its paragraph, its pieces, and whether it begins and ends the paragraph.
        """
        start, end = self._bounds(s)
        inside = self._pieces[slice(*np.searchsorted(self._at, [start, end]).tolist())]
        owners = np.searchsorted(self._first, [p.start for p in inside], side="right") - 1
        for paragraph in dict.fromkeys(owners.tolist()):
            low, high = int(self._first[paragraph]), int(self._last[paragraph])
            mine = [
                p
                for p, owner in zip(inside, owners, strict=True)
                if owner == paragraph and p.start < high
            ]
            if mine:
                final = mine[-1].start + len(mine[-1].text)
                yield paragraph, mine, mine[0].start <= low, final >= high

    def spaced(self, piece: Piece) -> bool:
        return piece.start > 0 and self.text[piece.start - 1].isspace()
