"""Take out what stands around an article: comment forms, share bars, bylines, credits, prompts.

Removal is by whole lines (whole paragraphs where a text is hard-wrapped), each with a reason, and
errs on the side of the article: a line goes only if it says in full what such lines say, or if
its place settles it (a byline before the first paragraph, a note on the author after the last).

The order of the work: every line is held against phrases and patterns that settle the matter by
themselves; then weak lines ("Comments", "Facebook") follow their neighbours; then what only the
place decides, at the top and at the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

from stylo import language
from stylo.boilerplate_rules import (
    ABOUT_THE_AUTHOR,
    ANYWHERE,
    AT_EDGES,
    BYLINE_NAME,
    CALLING,
    COMMENT_SIGN,
    DATE,
    NAME_FIRST,
    NAME_LINE,
    NOTE_GOES_ON,
    NOTE_ON_AUTHOR,
    NOTE_SIGN,
    OUTLET_LINE,
    SPEECH,
)
from stylo.document import Removed

#: Longest line, in characters, that is looked at: boilerplate is shorter.
LONGEST = 1500

#: Words that a running paragraph has, at least: ended by a full stop, and in any case.
PROSE_WORDS, LONG_WORDS = 12, 25

#: Lines before the first paragraph in which bylines, dates and labels are looked for.
HEAD_LINES = 12

#: Lines kept at the end of a text among which notes on the author and the like are looked for.
TAIL_KEPT = 4

#: Removed lines after the last paragraph, and their share of the lines there, that show the foot
#: of a page, in which other lines that are no sentences go, too.
FOOT_LINES, FOOT_SHARE = 3, 0.3

#: Share of capitals among the letters above which a text is all in capitals.
CAPITALS = 0.7

#: Words that a note on the author has at most, and how many such notes a text has at either end.
NOTE_WORDS, NOTES = 110, 20

#: Reasons that hold even if a running paragraph stands after the line.
LOOSE = ("disclaimer", "note on sources", "contact line", "note on the author")

#: Widths at which text is taken to be hard-wrapped, in characters.
WRAP_WIDTHS = range(40, 133)

#: Parts of the phrase table that settle a line by themselves, and those that need company.
STRONG = {
    "form": "comment form",
    "share": "share bar",
    "related": "link to other articles",
    "list": "link to other articles",
    "ad": "advertisement",
    "newsletter": "newsletter prompt",
    "navigation": "page navigation",
}
WEAK = {
    "label": "comment form",
    "comments": "comment form",
    "channel": "share bar",
    "prompt": "newsletter prompt",
    "frame": "advertisement",
    "footer": "page frame",
}

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])[^\S\r\n]*[\r\n\u2028\u2029]|\f")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_NUMBER = re.compile(r"\d[\d.,]*[kKmM]?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")


@dataclass(slots=True)
class Unit:
    """A line, or the lines of a hard-wrapped paragraph: where it stands, and its fate.

    ``text`` has single blanks for any white space.
    """

    start: int
    end: int
    text: str
    words: int
    block: int
    reason: str = ""
    parts: frozenset[str] = frozenset()
    foreign: bool = False

    @property
    def sentence(self) -> bool:
        """Whether the unit ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text[-12:]))

    @property
    def prose(self) -> bool:
        """Whether the unit is a running paragraph."""
        return self.words >= LONG_WORDS or (self.words >= PROSE_WORDS and self.sentence)


@dataclass(frozen=True)
class Cleaned:
    """A text without its boilerplate.

    Attributes
    ----------
    text : str
        The paragraphs that were kept, unchanged, joined as they stood.
    removed : tuple of Removed
        What was taken out, in order, with reason and place in the source text.
    author, date : str
        As found in a removed byline, or ``""``.
    """

    text: str
    removed: tuple[Removed, ...] = ()
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the source text that the reader of a format knows to be boilerplate."""

    start: int
    end: int
    reason: str = field(default="page matter")


def clean(text: str, *, author: str = "", marked: Iterable[Marked] = ()) -> Cleaned:
    r"""Take boilerplate out of a plain text.

    Parameters
    ----------
    text : str
        A whole article, as text.
    author : str
        The author's name where known: a note on him or her is then told from the article.
    marked : iterable of Marked
        Stretches, of whole lines, that are known to be boilerplate.

    Returns
    -------
    Cleaned
        Kept paragraphs are byte for byte those of ``text``; a text without boilerplate comes
        back as it is.

    Examples
    --------
    >>> cleaned = clean("The bridge is shut.\n\nLeave a Reply\n\nRequired fields are marked *")
    >>> cleaned.text, [r.reason for r in cleaned.removed]
    ('The bridge is shut.', ['comment form', 'comment form'])
    """
    units = list(_units(text))
    if sum(map(str.isupper, text)) > CAPITALS * sum(map(str.isalpha, text)):
        for unit in units:  # where all is in capitals, they are no sign of names
            unit.text = unit.text.lower()
    _mark(units, marked)
    for unit in units:
        if not unit.reason:
            _judge(unit)
    _follow_neighbours(units)
    _fill_boxes(units)
    first = _first_paragraph(units)
    for _ in range(NOTES):
        if first < 0 or not _is_signed(units[first]) or not _is_bio(units, first, first, author):
            break
        units[first].reason = "note on the author"
        first = _first_paragraph(units)
    if first >= 0:
        author = author or _author(units[:first])
        _judge_head(units, first)
        _close_end(units, first)
        _judge_tail(units, first, author)
        _follow_neighbours(units)
        _close_end(units, first)
        _sweep_end(units, first)
        _judge_tail(units, first, author)
    kept = [u for u in units if not u.reason]
    if len(kept) == len(units):
        return Cleaned(text)
    gone = [u for u in units if u.reason]
    return Cleaned(
        text=_joined(text, units),
        removed=tuple(Removed(text[u.start : u.end], u.reason, u.start) for u in gone),
        author=_author(gone),
        date=_date(gone),
    )


def line_reason(line: str) -> str:
    """Say why a line is no part of an article if it stood before or after it; "" if it may be.

    Examples
    --------
    >>> line_reason("By Jane Doe, Staff Writer"), line_reason("By noon, it rained.")
    ('byline', '')
    """
    units = list(_units(line))
    if len(units) != 1:
        return ""
    _judge(units[0])
    return units[0].reason or _edge_reason(units[0])


def _first_paragraph(units: list[Unit]) -> int:
    return next((i for i, u in enumerate(units) if not u.reason and u.prose), -1)


# --- lines -------------------------------------------------------------------------------------


def _units(text: str) -> Iterator[Unit]:
    """Part a text into lines; join those that hard wrapping parted."""
    spans = [m.span() for m in _LINE.finditer(text) if not text[slice(*m.span())].isspace()]
    lines = [_trimmed(text, start, end) for start, end in spans]
    blanks = [bool(_BLANK.search(text, a[1], b[0])) for a, b in pairwise(lines)]
    width = _wrap_width(text, lines, blanks)
    block = 0
    start = lines[0][0] if lines else 0
    for i, (_, end) in enumerate(lines):
        last = i + 1 == len(lines)
        blank = last or blanks[i]
        if not blank and width and _is_full(text, lines[i], lines[i + 1], width):
            continue
        piece = text[start:end]
        if len(piece) > LONGEST:
            yield Unit(start, end, piece, LONGEST, block)
        else:
            words = piece.split()
            yield Unit(start, end, " ".join(words), len(words), block)
        if not last:
            start = lines[i + 1][0]
            block += blank


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _wrap_width(text: str, lines: list[tuple[int, int]], blanks: list[bool]) -> int:
    """Return the width at which a text is hard-wrapped, or 0.

    In wrapped prose most lines that have a successor in their block are so full that the
    successor's first word would not have fitted, and few of them end a sentence.
    """
    pairs = [p for p, blank in zip(pairwise(lines), blanks, strict=True) if not blank]
    if len(pairs) < 3:
        return 0
    lengths = sorted(end - start for (start, end), _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if width not in WRAP_WIDTHS:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    ended = sum(bool(_SENTENCE_END.search(text, max(a[0], a[1] - 4), a[1])) for a, _ in pairs)
    return width if full >= 0.6 * len(pairs) and ended <= 0.5 * len(pairs) else 0


def _is_full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    first = text[after[0] : after[1]].split(None, 1)[0]
    return width - (line[1] - line[0]) - 1 - len(first) <= 2


def _joined(text: str, units: list[Unit]) -> str:
    """Join the kept units by the gaps that stood between them; of several, the widest."""
    pieces: list[str] = []
    before: int | None = None
    for i, unit in enumerate(units):
        if unit.reason:
            continue
        if before is None:
            pieces.append(text[: unit.start] if i == 0 else "")
        else:
            gaps = [text[units[j].end : units[j + 1].start] for j in range(before, i)]
            pieces.append(max(gaps, key=lambda gap: (len(gap.splitlines()), len(gap))))
        pieces.append(text[unit.start : unit.end])
        before = i
    if before == len(units) - 1:
        pieces.append(text[units[-1].end :])
    return "".join(pieces)


def _mark(units: list[Unit], marked: Iterable[Marked]) -> None:
    stretches = sorted(marked, key=lambda m: m.start)
    starts = [m.start for m in stretches]
    for unit in units:
        at = bisect_right(starts, unit.start) - 1
        if at >= 0 and unit.end <= stretches[at].end:
            unit.reason = stretches[at].reason


# --- what settles a line by itself -------------------------------------------------------------


@cache
def _phrases() -> dict[tuple[str, ...], tuple[frozenset[str], bool]]:
    """Return the phrase table: tokens of a phrase -> its parts, and whether it is foreign."""
    table: dict[tuple[str, ...], tuple[frozenset[str], bool]] = {}
    source = files("stylo.features.lexicons").joinpath("boilerplate.tsv").read_text("utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        phrase, part, code = line.split("\t")
        key = tuple(_tokens(phrase))
        parts, foreign = table.get(key, (frozenset(), True))
        table[key] = (parts | {part}, foreign and code != "en")
    return table


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))


def _tokens(text: str) -> list[str]:
    """Return the words of a line without case, marks and numbers."""
    folded = text.replace("’", "'").casefold()
    return [t for t in _TOKEN.findall(folded) if not _NUMBER.fullmatch(t)]


def _segmented(tokens: list[str]) -> list[tuple[frozenset[str], bool]]:
    """Cut a line into phrases of the table, longest first; empty if some word is left over."""
    phrases, longest = _phrases(), _longest_phrase()
    found = []
    at = 0
    while at < len(tokens):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            hit = phrases.get(tuple(tokens[at : at + size]))
            if hit:
                found.append(hit)
                at += size
                break
        else:
            return []
    return found


def _judge(unit: Unit) -> None:
    """Say why a unit is boilerplate wherever it stands, or note that it may be in company."""
    if unit.end - unit.start > LONGEST:
        return
    if unit.words <= 40:
        _judge_phrases(unit)
    if unit.reason:
        return
    folded = unit.text.lower()
    for rule in ANYWHERE:
        if rule.fits(unit.text, folded, unit.words):
            unit.reason = rule.reason
            return


#: Parts whose phrases may come with a number ("27 comments").
_MAY_COUNT = frozenset({"form", "label", "comments", "channel", "share"})


def _judge_phrases(unit: Unit) -> None:
    tokens = _tokens(unit.text)
    found = _segmented(tokens)
    if not found:
        if not tokens and _NUMBER.fullmatch(unit.text):
            unit.parts = frozenset({"count"})
        return
    parts = frozenset[str]().union(*(p for p, _ in found))
    if not parts & _MAY_COUNT and re.search(r"\d", unit.text):
        return
    unit.parts = parts
    unit.foreign = all(foreign for _, foreign in found)
    plain = not unit.sentence
    strong = [part for p, _ in found for part in p & STRONG.keys()]
    if strong:
        part = max(STRONG, key=strong.count)
        if len(found) == 1 and part in ("related", "list") and not unit.foreign:
            single = len(unit.text.split()) == 1 and not unit.text.endswith((":", "»", ">"))
            if single or not (plain or unit.words >= 4):
                unit.parts = parts | {"prompt"}
                return
        unit.reason = STRONG[part]
        return
    channels = sum("channel" in p for p, _ in found)
    parted = re.search(r"[|/•·∙,&]", unit.text)
    if channels == len(found) and channels >= (2 if parted else 3):
        unit.reason = WEAK["channel"]
    elif len(found) >= 2 and plain and re.search(r"[|•·∙*]", unit.text):
        unit.reason = _weak_reason(parts)
    elif not plain:
        unit.parts = frozenset()


def _fill_boxes(units: list[Unit]) -> None:
    """Take out a line that is no sentence between two lines of a newsletter prompt."""
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        if unit.reason or unit.sentence or unit.words > 20:
            continue
        if before.reason == after.reason == STRONG["newsletter"]:
            unit.reason = STRONG["newsletter"]


def _weak_reason(parts: frozenset[str]) -> str:
    return WEAK[min(parts & WEAK.keys(), key=list(WEAK).index)]


# --- what its neighbours settle ----------------------------------------------------------------


def _follow_neighbours(units: list[Unit]) -> None:
    """Take weak lines along with lines of their kind, and runs of three or more of them.

    The lines are gone over in order until nothing changes; from the second time on only those
    whose successor has changed, and what follows them.
    """
    changed: Iterable[int] = range(len(units))
    while changed:
        before: list[int] = []
        for i in changed:
            while i < len(units) and _follows(units, i):
                if i:
                    before.append(i - 1)
                i += 1
        changed = before


def _follows(units: list[Unit], i: int) -> bool:
    """Give a weak line the reason of its neighbours, and say whether it got one."""
    unit = units[i]
    weak = unit.parts & WEAK.keys()
    if unit.reason or not weak:
        return False
    near = [units[j] for j in (i - 1, i + 1) if 0 <= j < len(units)]
    reasons = {WEAK[part] for part in weak}
    reason = next((other.reason for other in near if other.reason in reasons), "")
    if not reason:
        alike = [u for u in near if not u.reason and u.parts & weak]
        if len(alike) == 2 and alike[0].block == unit.block == alike[1].block:
            reason = _weak_reason(weak)
    unit.reason = reason
    return bool(reason)


# --- what the place settles --------------------------------------------------------------------


def _judge_head(units: list[Unit], first: int) -> None:
    """Look for bylines, dates, labels and menus before the first paragraph."""
    head = units[max(0, first - HEAD_LINES) : first]
    for unit in head:
        reason = unit.reason or _edge_reason(unit)
        unit.reason = "" if reason in ("end mark", "tags") else reason
    named = any(BYLINE_NAME.match(u.text) for u in head)
    noted = "\n".join(u.text[:80] for u in units[first:] if NOTE_ON_AUTHOR.match(u.text))
    for before, unit, after in zip([None, *head], head, [*head[1:], None], strict=False):
        near = [u for u in (before, after) if u is not None]
        bylines = any(u.reason == "byline" for u in near)
        if unit.reason:
            continue
        titled = any(not u.reason and u is not unit and not u.parts for u in head)
        if titled and bylines and OUTLET_LINE.match(unit.text):
            unit.reason = "byline"
        elif name := NAME_LINE.match(unit.text):
            outlet = any(OUTLET_LINE.match(u.text) for u in near)
            if name["name"] in noted or (titled and not named and (bylines or outlet)):
                unit.reason = "byline"
    _follow_any(head)


def _follow_any(head: list[Unit]) -> None:
    """Take weak lines at the top along with removed or weak neighbours; keep a last heading."""
    changed = True
    while changed:
        changed = False
        for i, unit in enumerate(head):
            near = [head[j] for j in (i - 1, i + 1) if 0 <= j < len(head)]
            if unit.reason or not unit.parts or not any(u.reason or u.parts for u in near):
                continue
            alone = sum(not u.reason for u in head) == 1
            if "count" in unit.parts:
                unit.reason, changed = WEAK["channel"], True
            elif unit.parts & WEAK.keys() and (not alone or "channel" in unit.parts):
                unit.reason, changed = _weak_reason(unit.parts), True


def _judge_tail(units: list[Unit], first: int, author: str) -> None:
    """Look for notes on the author, disclaimers and the like after the last paragraph."""
    kept = notes = 0
    running = False
    for i in range(len(units) - 1, first, -1):
        unit = units[i]
        if unit.reason:
            continue
        reason = _edge_reason(unit)
        before_gone = i + 1 == len(units) or bool(units[i + 1].reason)
        if not reason and before_gone and ABOUT_THE_AUTHOR.match(unit.text):
            reason = "note on the author"
        if (
            not reason
            and notes < NOTES
            and (not kept or (kept < 2 and _is_signed(unit)))
            and _is_bio(units, i, first, author)
        ):
            reason = "note on the author"
            notes += 1
        if (reason == "end mark" and kept) or (running and reason not in LOOSE):
            reason = ""
        if reason:
            unit.reason = reason
        else:
            kept += 1
            running = running or unit.prose
            if kept >= TAIL_KEPT:
                return


def _edge_reason(unit: Unit) -> str:
    if unit.end - unit.start > LONGEST:
        return ""
    folded = unit.text.lower()
    for rule in AT_EDGES:
        if rule.fits(unit.text, folded, unit.words):
            return rule.reason
    return ""


def _is_signed(unit: Unit) -> bool:
    return unit.words <= NOTE_WORDS and bool(NOTE_SIGN.search(unit.text))


def _is_bio(units: list[Unit], i: int, first: int, author: str) -> bool:
    """Whether a unit near the end is a note on the author.

    It names a person and a calling, nobody speaks in it, and that person is the author, or is
    nowhere in the article.
    """
    text = units[i].text
    if units[i].words > NOTE_WORDS:
        return False
    match = NOTE_ON_AUTHOR.match(text)
    if match is None:
        goes_on = i - 1 > first and NOTE_GOES_ON.match(text) and not SPEECH.search(text)
        return (
            bool(goes_on)
            and bool(NOTE_ON_AUTHOR.match(units[i - 1].text))
            and (_is_bio(units, i - 1, first, author))
        )
    name = match["name"] or ""
    if author and name.casefold() == author.casefold():
        return True
    sign = match["column"] or NOTE_SIGN.search(text)
    if SPEECH.search(text) or (match["past"] and not sign):
        return False
    if not sign and not _has_calling(match["rest"]):
        return False
    if sign and not match["column"]:
        return True
    surname = next((w for w in re.findall(r"[\w’'\-]+", name)[::-1] if len(w) > 2), "")
    if not surname:
        return not name
    surname = re.sub(r"['’]s$", "", surname)
    if author and surname.casefold() in author.casefold():
        return True
    body = "\n".join(u.text for u in units[first:i] if not u.reason)
    return not re.search(rf"\b{re.escape(surname)}\b", body)


_OTHER_SUBJECT = frozenset("the this that these who which not no has had".split())


def _has_calling(predicate: str) -> bool:
    """Whether "is ..." goes on to name a calling, before any other subject comes in."""
    words = predicate.split()[:12]
    if words and words[0].lower() in ("a", "an", "the", "one", "also", "currently", "now"):
        words = words[1:]
    for i, word in enumerate(words):
        if word.lower() in _OTHER_SUBJECT:
            words = words[:i]
            break
    return bool(CALLING.search(" ".join(words)))


def _close_end(units: list[Unit], first: int) -> None:
    """Take out what lies between the article and the page's foot: lists of links, comments.

    Works backwards from the end: a heading such as "Related stories" takes along the titles below
    it, "3 comments" the comments below it, and a comment form or page frame in another language
    the lines of that language around it.
    """
    _foreign_end(units, first)
    signs = [0]
    for unit in units:
        signs.append(signs[-1] + (unit.words <= 40 and bool(COMMENT_SIGN.search(unit.text))))
    end = len(units)
    while end > first + 1 and units[end - 1].reason:
        end -= 1
    # Kept units between the one that is looked at and the end: those that are no titles, and texts.
    others = texts = 0
    for i in range(len(units) - 1, first, -1):
        unit = units[i]
        if i < end:
            said = signs[end] - signs[i + 1]
            comments = said >= 1 and texts <= 4 * said
            if unit.reason:
                if "list" in unit.parts and not others:
                    end, others, texts = _take(units, i, end, STRONG["list"]), 0, 0
                elif unit.reason == WEAK["comments"] and comments:
                    end, others, texts = _take(units, i, end, "reader comments"), 0, 0
            elif "comments" in unit.parts and (comments if i + 1 < end else end < len(units)):
                unit.reason = WEAK["comments"]
                end, others, texts = _take(units, i, end, "reader comments"), 0, 0
            if not unit.reason:
                others += not _is_title(unit)
                texts += unit.sentence or unit.prose
        while end > first + 1 and units[end - 1].reason:
            end -= 1
    if end < len(units) or units[-1].parts & {"comments"}:
        for unit in reversed(units[first + 1 :]):
            if unit.reason:
                continue
            if not unit.parts & WEAK.keys():
                break
            unit.reason = _weak_reason(unit.parts)


def _sweep_end(units: list[Unit], first: int) -> None:
    """Take out what is left of the page's foot: lines that are no sentences among removed ones."""
    last = max(i for i in range(first, len(units)) if not units[i].reason and units[i].prose)
    foot = units[last + 1 :]
    gone = sum(bool(u.reason) for u in foot)
    if gone < FOOT_LINES or gone < FOOT_SHARE * len(foot):
        return
    begun = False
    for unit in foot:
        begun = begun or bool(unit.reason)
        if begun and not unit.reason and not unit.sentence and unit.words <= PROSE_WORDS:
            unit.reason = WEAK["footer"]


def _take(units: list[Unit], start: int, end: int, reason: str) -> int:
    for unit in units[start:end]:
        unit.reason = unit.reason or reason
    return start


def _is_title(unit: Unit) -> bool:
    return unit.words <= 20 and not unit.text.endswith(".")


def _foreign_end(units: list[Unit], first: int) -> None:
    """Take out a last stretch in another language, if a line of it is sure, or its script is."""
    start = len(units)
    while start > first + 1 and not _is_english(units[start - 1]):
        start -= 1
    sure = next((i for i in range(start, len(units)) if units[i].reason and units[i].foreign), -1)
    if sure >= 0:
        while sure > start and not units[sure - 1].sentence and _looks_foreign(units[sure - 1]):
            sure -= 1
        _take(units, sure, len(units), "last lines in another language")
        return
    run = [u for u in units[start:] if not u.reason]
    if len(run) < 2 or not all(_other_script(u.text) and len(u.text) <= 60 for u in run):
        return
    quoted = units[start - 1].text.endswith((":", ",", "—", "–"))
    if not quoted and not any(u.text[0] in "“\"'‘«„「『—–" for u in run):
        _take(units, start, len(units), "last lines in another language")


def _is_english(unit: Unit) -> bool:
    if unit.reason:
        return False
    words = language.words_of(unit.text[:600])
    english = sum(word in language.ENGLISH for word in words)
    foreign = sum(word in language.FOREIGN for word in words)
    if _other_script(unit.text[:600]):
        return False
    return english > foreign or (unit.words >= LONG_WORDS and english >= foreign and english > 0)


def _looks_foreign(unit: Unit) -> bool:
    if unit.foreign or any(c.isalpha() and not c.isascii() for c in unit.text):
        return True
    return any(word in language.FOREIGN for word in language.words_of(unit.text))


def _other_script(text: str) -> bool:
    return not text.isascii() and language.latin_share(text) < 0.5


# --- what bylines tell -------------------------------------------------------------------------


def _author(units: Iterable[Unit]) -> str:
    for unit in units:
        if unit.words > 30 or unit.reason not in ("", "byline"):
            continue
        match = BYLINE_NAME.match(unit.text)
        if match is None and unit.reason:
            match = NAME_FIRST.match(unit.text)
        if match:
            return match["name"].strip(" .,")
    return ""


def _date(units: Iterable[Unit]) -> str:
    for unit in units:
        match = DATE.search(unit.text) if unit.reason == "byline" else None
        if match:
            return match.group().strip()
    return ""
