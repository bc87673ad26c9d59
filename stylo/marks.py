"""Quotation marks, paired.

Marks are paired within a paragraph, so that a stray mark cannot swallow the rest of an article; a
quotation goes on beyond its paragraph only where the next one opens with a mark again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stylo.attribution import PLAIN_SAYING, WORDS, begins_attribution
from stylo.document import Table

#: Double marks and the family each belongs to; a mark closes its own family first.
_FAMILY = {
    **dict.fromkeys('"＂″', "straight"),
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys(("``", "''", "‘‘", "’’"), "pair"),
}
_OPENING = frozenset(("“", "„", "‟", "«", "``", "‘‘"))
_MARK = re.compile(r"``|''(?!')|‘‘|’’(?!’)|[\"“”„‟«»＂″]|(?<![^\W_])['‘’`‚‛]|['’´`](?![^\W_])")
#: Every quotation mark and apostrophe that is read.
QUOTES = frozenset("\"'“”„‟«»‘’‚‛`´＂″")
_SPACED_OPENING = frozenset("‘`")
_DASHES = "-‐‑‒–—―"
_BEFORE_OPENING = frozenset("([{</" + _DASHES)
_PUNCTUATION = frozenset(".,:;?!…")
_AFTER_CLOSING = frozenset(",;:?!.)]}>/…" + _DASHES)

#: Words that begin with an apostrophe: a mark before one opens a quotation only when another
#: closes it soon.
_ELISION = re.compile(
    r"(?:t(?:is|was|were|will|il|ill|would)|em|cause|cuz|coz|round|bout|nuff|neath|n|ere|ello"
    r"|fraid|merica|murica|nam|tude|burbs|hood)(?!\w)|\d0s\b|\d\ds?(?=[\s,.;)]|$)",
    re.IGNORECASE,
)
#: Words that end in an apostrophe: a mark after one closes a quotation only when no other can.
_CLIPPED = re.compile(r"(?:s|[^\W\d_]in|\b(?:ol|lil|th|an|o|mo|wi|y|d)|\d)$", re.IGNORECASE)
#: How far such a doubtful mark reaches, in characters.
_DOUBTFUL_REACH = 60
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_STARTS_SENTENCE = re.compile(r"(?:[.!?…:,;\"”’'()—–]|\s-{1,2})\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]*\s+(?=[^\W\d_a-z])")


class _Mark(NamedTuple):
    """A double mark: it opens (1), closes (-1) or does what the marks before it ask for (0)."""

    start: int
    end: int
    family: str
    side: int


class _Single(NamedTuple):
    """A single mark; ``doubtful`` where it may well be an apostrophe."""

    start: int
    end: int
    opens: bool
    doubtful: bool


class Marked(NamedTuple):
    """A quotation, marks included; ``open_end`` where it goes on in the next paragraph."""

    start: int
    end: int
    open_end: bool = False


def _neighbours(text: str, start: int, end: int, low: int, high: int) -> tuple[str, str]:
    """Return the characters around a mark, other marks skipped; a space beyond the paragraph."""
    before, after = start - 1, end
    while before >= low and start - before <= 3 and text[before] in QUOTES:
        before -= 1
    while after < high and after - end < 3 and text[after] in QUOTES:
        after += 1
    return (
        text[before] if before >= low else " ",
        text[after] if after < high else " ",
    )


def _side(text: str, start: int, end: int, low: int, high: int) -> int:
    """Say whether a double mark opens (1), closes (-1), or either (0)."""
    before, after = _neighbours(text, start, end, low, high)
    glyph = text[start:end]
    if end == high and start > low:
        return -1
    dots = after == "…" or text.startswith("..", end)
    room_before = before.isspace() or before in _BEFORE_OPENING
    room_after = after.isspace() or (after in _AFTER_CLOSING and not dots)
    if glyph in _OPENING:
        if before.isspace():
            return 0 if after.isspace() else 1
        return 0 if room_after and before not in _BEFORE_OPENING else 1
    if glyph not in ('"', "＂", "″", "''"):
        return 0 if not room_after and (room_before or before in _PUNCTUATION) else -1
    if before.isspace():
        return 0 if after.isspace() or (room_after and after not in _DASHES) else 1
    if before in "([{<":
        return 0 if after.isspace() else 1
    if after.isspace():
        return -1
    return -1 if room_after and not room_before else 0


def _marks(text: str, low: int, high: int) -> tuple[list[_Mark], list[_Single]]:
    """Read the marks of a paragraph; apostrophes within words are none."""
    doubles: list[_Mark] = []
    singles: list[_Single] = []
    for match in _MARK.finditer(text, low, high):
        start, end = match.span()
        family = _FAMILY.get(match[0])
        if family is None:
            single = _single(text, start, low, high)
            if single:
                singles.append(single)
        elif family != "pair" or match[0] in ("``", "‘‘") or doubles:
            if text[start - 1 : start].isdigit() and _FEET_AND_INCHES.search(
                text, max(low, start - 5), start
            ):
                continue
            doubles.append(_Mark(start, end, family, _side(text, start, end, low, high)))
        else:
            for place in (start, start + 1):
                single = _single(text, place, low, high)
                if single:
                    singles.append(single)
    return doubles, singles


def _single(text: str, place: int, low: int, high: int) -> _Single | None:
    """Read a single mark, or None where it is an apostrophe."""
    glyph = text[place]
    left = text[place - 1] if place > low else " "
    right = text[place + 1] if place + 1 < high else " "
    before, after = _neighbours(text, place, place + 1, low, high)
    if glyph != "’" and glyph != "´" and (before.isspace() or before in _BEFORE_OPENING):
        if not after.isspace() and (after not in _AFTER_CLOSING or after in "…."):
            if right in "nN" and text[place + 2 : place + 3] in QUOTES:
                return None  # rock 'n' roll
            doubtful = bool(_ELISION.match(text, place + 1, min(high, place + 9)))
            return _Single(place, place + 1, True, doubtful)
        if glyph in _SPACED_OPENING:
            return _Single(place, place + 1, True, False)
    if glyph in "‘‚‛" or before.isspace():
        return None
    if left in "nN" and place - 2 >= low and text[place - 2] in QUOTES:
        return None
    punctuated = not left.isalnum() or right in ',.;:?!)]"”»…—–'
    doubtful = not punctuated and bool(_CLIPPED.search(text, max(low, place - 4), place))
    return _Single(place, place + 1, False, doubtful)


def _pair_doubles(
    text: str, marks: Sequence[_Mark]
) -> tuple[list[Marked], list[_Mark], list[_Mark]]:
    """Pair double marks with a stack; return the pairs, openings left over, strays that close."""
    spans: list[Marked] = []
    stack: list[_Mark] = []
    dropped: list[_Mark] = []
    strays: list[_Mark] = []
    waiting: dict[str, int] = {}
    for number, mark in enumerate(marks):
        family = mark.family
        side = mark.side
        if side <= 0 and _is_inch(text, mark, marks, number, bool(stack)):
            continue
        if side == 0:
            side = -1 if waiting.get(family) or (stack and family == "pair") else 1
        if side == 1:
            stack.append(mark)
            waiting[family] = waiting.get(family, 0) + 1
            continue
        if waiting.get(family):
            while stack[-1].family != family:
                waiting[stack[-1].family] -= 1
                dropped.append(stack.pop())
        elif not stack or "guillemet" in (family, stack[-1].family):
            strays.append(mark)
            continue
        opening = stack.pop()
        waiting[opening.family] -= 1
        spans.append(Marked(opening.start, mark.end))
    return spans, stack, strays


def _is_inch(text: str, mark: _Mark, marks: Sequence[_Mark], number: int, is_open: bool) -> bool:
    """Whether a mark after a figure means inches: nothing is open, or the next mark closes it."""
    if not text[mark.start - 1 : mark.start].isdigit():
        return False
    if not is_open:
        return True
    return number + 1 < len(marks) and marks[number + 1].side == -1


def _close_openings(
    text: str,
    openings: list[_Mark],
    singles: Sequence[_Single],
    spans: list[Marked],
    low: int,
    high: int,
    reopens: bool,
) -> list[Marked]:
    """Find a plausible end for each opening mark that nothing closes, or drop it.

    The next paragraph's opening mark says that the last one goes on; else the end is where the
    attribution begins (``, she said``), where the next quotation begins, or where the paragraph
    ends, and an opening in mid-sentence with no such sign is a stray.
    """
    closed: list[Marked] = []
    spans = sorted(spans)
    starts = [span.start for span in spans]
    single_starts = [single.start for single in singles]
    number = 0
    while number < len(openings):
        mark = openings[number]
        following = openings[number + 1] if number + 1 < len(openings) else None
        number += 1
        if following and _closes_late(text, following, high):
            closed.append(Marked(mark.start, following.end))
            number += 1
            continue
        limit = following.start if following else high
        inner = spans[bisect_right(starts, mark.start) : bisect_right(starts, limit)]
        if not following:
            limit = next(
                (s.start for s in inner if _starts_sentence(text, s.start, mark.end)), high
            )
            if reopens and limit == high:
                closed.append(Marked(mark.start, high, open_end=True))
                continue
        near = singles[bisect_right(single_starts, mark.start) :][:1]
        end = _plausible_end(text, mark, limit, low, high, inner, near)
        if end:
            closed.append(Marked(mark.start, end))
    return closed


def _closes_late(text: str, mark: _Mark, high: int) -> bool:
    """Whether a mark that looks like an opening closes: ``"It rained, "he said``."""
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    if before[-1:] not in (",", ".", "?", "!"):
        return False
    words = WORDS.findall(text[mark.end : min(high, mark.end + 60)])
    return begins_attribution(words)


def _starts_sentence(text: str, place: int, low: int) -> bool:
    """Whether a quotation beginning here begins a sentence or follows a comma or colon."""
    before = text[max(low, place - 4) : place]
    return not before.strip() or bool(_STARTS_SENTENCE.search(before))


def _plausible_end(
    text: str,
    mark: _Mark,
    limit: int,
    low: int,
    high: int,
    inner: Sequence[Marked],
    near: Sequence[_Single],
) -> int | None:
    """Find where a quotation without its closing mark ends, at most at ``limit``."""
    lone = near[0] if near else None
    if (
        lone
        and lone.start < limit
        and not lone.opens
        and not lone.doubtful
        and text[lone.start - 1] in ",.?!"
    ):
        return lone.end
    blanked = text[mark.end : limit]
    for span in inner:
        if span.end <= limit:
            a, b = span.start - mark.end, span.end - mark.end
            blanked = blanked[:a] + "x" * (b - a) + blanked[b:]
    for match in re.finditer(r"[,.?!—]\s+", blanked):
        if begins_attribution(WORDS.findall(blanked[match.end() : match.end() + 60]), PLAIN_SAYING):
            return mark.end + match.start() + 1
    if not _starts_sentence(text, mark.start, low) and (
        limit < high or _ENDS_SENTENCE.search(text, mark.end, limit)
    ):
        return None
    end = mark.end + len(blanked.rstrip(" \t([-–—"))
    return end if end > mark.end else None


def _pair_singles(marks: Iterable[_Single]) -> tuple[list[Marked], _Single | None]:
    """Pair the single marks of one region; return the pairs and an opening left over."""
    spans: list[Marked] = []
    opening: _Single | None = None
    second: _Single | None = None
    for mark in marks:
        if opening is None:
            opening = mark if mark.opens else None
        elif mark.opens and mark.doubtful and not opening.doubtful:
            continue
        elif mark.opens:
            if second:
                spans.append(Marked(opening.start, second.end))
            opening, second = mark, None
        elif not mark.doubtful:
            if not opening.doubtful or mark.start - opening.start <= _DOUBTFUL_REACH:
                spans.append(Marked(opening.start, mark.end))
            opening = second = None
        elif not opening.doubtful and mark.start - opening.start <= _DOUBTFUL_REACH:
            second = second or mark
    if opening and second:
        spans.append(Marked(opening.start, second.end))
        opening = None
    return spans, opening


def _regions(spans: Sequence[Marked], singles: Iterable[_Single]) -> Iterator[list[_Single]]:
    """Group single marks by the innermost double quotation around them."""
    edges = sorted([(s.start, 1) for s in spans] + [(s.end - 1, -1) for s in spans])
    groups: dict[int, list[_Single]] = {}
    stack = [-1]
    number = 0
    for mark in singles:
        while number < len(edges) and edges[number][0] < mark.start:
            if edges[number][1] == 1:
                stack.append(number)
            elif len(stack) > 1:
                stack.pop()
            number += 1
        groups.setdefault(stack[-1], []).append(mark)
    yield from groups.values()


def _paragraph_spans(
    text: str, low: int, high: int, *, reopens: bool, reopens_single: bool, unclosed: bool
) -> list[Marked]:
    """Find the quotations of one paragraph, outer before inner, in order.

    ``reopens`` and ``reopens_single`` say whether the next paragraph begins with an opening mark,
    ``unclosed`` whether a quotation was left open in the paragraph before.
    """
    doubles, singles = _marks(text, low, high)
    if not doubles and not singles:
        return []
    spans, openings, strays = _pair_doubles(text, doubles)
    if openings:
        spans += _close_openings(text, openings, singles, spans, low, high, reopens)
    found = list(spans)
    closing = set(strays)
    if singles:
        for group in _regions(spans, singles):
            pairs, left = _pair_singles(group)
            found += pairs
            if left is None or left.doubtful:
                continue
            after = bisect_right(doubles, left.start, key=lambda mark: mark.start)
            stray = doubles[after] if after < len(doubles) else None
            if stray in closing and stray.family != "guillemet":
                found.append(Marked(left.start, stray.end))
                closing.discard(stray)
            elif reopens_single and _starts_sentence(text, left.start, low):
                found.append(Marked(left.start, high, open_end=True))
    if doubles and doubles[0] in closing:
        first = doubles[0]
        following = WORDS.findall(text[first.end : min(high, first.end + 60)])
        if unclosed or (text[first.start - 1] in ",?!" and begins_attribution(following)):
            found.append(Marked(low, first.end))
    return sorted(found, key=lambda s: (s.start, -s.end))


def _reopens(text: str, low: int, high: int) -> tuple[bool, bool]:
    """Whether a paragraph begins with a double mark that opens, and with a single one."""
    if text[low] in "‘'" and text[low : low + 2] not in ("''", "‘‘"):
        single = _single(text, low, low, high)
        return False, single is not None and single.opens and not single.doubtful
    match = _MARK.match(text, low, high)
    return match is not None and match[0] in _FAMILY and match[0] not in "”»’’", False


def marked_spans(text: str, table: Table) -> list[list[Marked]]:
    """Find the quotations of each paragraph."""
    starts, ends = table["start"].tolist(), table["end"].tolist()
    kinds = table["kind"]
    result: list[list[Marked]] = []
    unclosed = False
    for number, (low, high) in enumerate(zip(starts, ends, strict=True)):
        after = number + 1
        while after < len(starts) and after <= number + 2 and kinds[after] != "body":
            after += 1
        reopens = reopens_single = False
        if after < len(starts) and after <= number + 2:
            reopens, reopens_single = _reopens(text, starts[after], ends[after])
        found = _paragraph_spans(
            text,
            low,
            high,
            reopens=reopens,
            reopens_single=reopens_single,
            unclosed=unclosed,
        )
        if unclosed and found and found[0].start == low and text[low] not in QUOTES:
            result[-1][-1] = result[-1][-1]._replace(open_end=True)
        last = max(found, key=lambda s: s.end, default=None)
        unclosed = last is not None and last is found[-1] and last.end == high and not last.open_end
        unclosed = unclosed and text[high - 1] not in QUOTES
        result.append(found)
    return result
