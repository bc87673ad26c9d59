"""Quotations: where they stand, whether they are speech, and who speaks.

Marks are paired within a paragraph, so that a stray mark cannot swallow the rest of an article; a
quotation goes on beyond its paragraph only where the next one opens with a mark again. Everything
here reads the text alone, without tags, so that quotations cost little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np

from stylo.document import Table
from stylo.segment import ABBREVIATIONS

# --- marks -------------------------------------------------------------------------------------

#: Double marks and the family each belongs to; a mark closes its own family first.
_FAMILY = {
    **dict.fromkeys('"＂″', "straight"),
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys(("``", "''", "‘‘", "’’"), "pair"),
}
_OPENING = frozenset(("“", "„", "‟", "«", "``", "‘‘"))
_MARK = re.compile(r"``|''(?!')|‘‘|’’(?!’)|[\"“”„‟«»＂″]|(?<![^\W_])['‘’`‚‛]|['’´`](?![^\W_])")
_QUOTES = frozenset("\"'“”„‟«»‘’‚‛`´＂″")
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


class _Span(NamedTuple):
    """A quotation, marks included; ``open_end`` where it goes on in the next paragraph."""

    start: int
    end: int
    open_end: bool = False


def _neighbours(text: str, start: int, end: int, low: int, high: int) -> tuple[str, str]:
    """Return the characters around a mark, other marks skipped; a space beyond the paragraph."""
    before, after = start - 1, end
    while before >= low and start - before <= 3 and text[before] in _QUOTES:
        before -= 1
    while after < high and after - end < 3 and text[after] in _QUOTES:
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
            if right in "nN" and text[place + 2 : place + 3] in _QUOTES:
                return None  # rock 'n' roll
            doubtful = bool(_ELISION.match(text, place + 1, min(high, place + 9)))
            return _Single(place, place + 1, True, doubtful)
        if glyph in _SPACED_OPENING:
            return _Single(place, place + 1, True, False)
    if glyph in "‘‚‛" or before.isspace():
        return None
    if left in "nN" and place - 2 >= low and text[place - 2] in _QUOTES:
        return None
    punctuated = not left.isalnum() or right in ',.;:?!)]"”»…—–'
    doubtful = not punctuated and bool(_CLIPPED.search(text, max(low, place - 4), place))
    return _Single(place, place + 1, False, doubtful)


# --- spans -------------------------------------------------------------------------------------


def _pair_doubles(
    text: str, marks: Sequence[_Mark]
) -> tuple[list[_Span], list[_Mark], list[_Mark]]:
    """Pair double marks with a stack; return the pairs, openings left over, strays that close."""
    spans: list[_Span] = []
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
        spans.append(_Span(opening.start, mark.end))
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
    spans: list[_Span],
    low: int,
    high: int,
    reopens: bool,
) -> list[_Span]:
    """Find a plausible end for each opening mark that nothing closes, or drop it.

    The next paragraph's opening mark says that the last one goes on; else the end is where the
    attribution begins (``, she said``), where the next quotation begins, or where the paragraph
    ends, and an opening in mid-sentence with no such sign is a stray.
    """
    closed: list[_Span] = []
    spans = sorted(spans)
    starts = [span.start for span in spans]
    single_starts = [single.start for single in singles]
    number = 0
    while number < len(openings):
        mark = openings[number]
        following = openings[number + 1] if number + 1 < len(openings) else None
        number += 1
        if following and _closes_late(text, following, high):
            closed.append(_Span(mark.start, following.end))
            number += 1
            continue
        limit = following.start if following else high
        inner = spans[bisect_right(starts, mark.start) : bisect_right(starts, limit)]
        if not following:
            limit = next(
                (s.start for s in inner if _starts_sentence(text, s.start, mark.end)), high
            )
            if reopens and limit == high:
                closed.append(_Span(mark.start, high, open_end=True))
                continue
        near = singles[bisect_right(single_starts, mark.start) :][:1]
        end = _plausible_end(text, mark, limit, low, high, inner, near)
        if end:
            closed.append(_Span(mark.start, end))
    return closed


def _closes_late(text: str, mark: _Mark, high: int) -> bool:
    """Whether a mark that looks like an opening closes: ``"It rained, "he said``."""
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    if before[-1:] not in (",", ".", "?", "!"):
        return False
    words = _WORDS.findall(text[mark.end : min(high, mark.end + 60)])
    return _is_attribution(words)


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
    inner: Sequence[_Span],
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
        if _is_attribution(_WORDS.findall(blanked[match.end() : match.end() + 60]), _PLAIN_SAYING):
            return mark.end + match.start() + 1
    if not _starts_sentence(text, mark.start, low) and (
        limit < high or _ENDS_SENTENCE.search(text, mark.end, limit)
    ):
        return None
    end = mark.end + len(blanked.rstrip(" \t([-–—"))
    return end if end > mark.end else None


def _pair_singles(marks: Iterable[_Single]) -> tuple[list[_Span], _Single | None]:
    """Pair the single marks of one region; return the pairs and an opening left over."""
    spans: list[_Span] = []
    opening: _Single | None = None
    second: _Single | None = None
    for mark in marks:
        if opening is None:
            opening = mark if mark.opens else None
        elif mark.opens and mark.doubtful and not opening.doubtful:
            continue
        elif mark.opens:
            if second:
                spans.append(_Span(opening.start, second.end))
            opening, second = mark, None
        elif not mark.doubtful:
            if not opening.doubtful or mark.start - opening.start <= _DOUBTFUL_REACH:
                spans.append(_Span(opening.start, mark.end))
            opening = second = None
        elif not opening.doubtful and mark.start - opening.start <= _DOUBTFUL_REACH:
            second = second or mark
    if opening and second:
        spans.append(_Span(opening.start, second.end))
        opening = None
    return spans, opening


def _regions(spans: Sequence[_Span], singles: Iterable[_Single]) -> Iterator[list[_Single]]:
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
) -> list[_Span]:
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
                found.append(_Span(left.start, stray.end))
                closing.discard(stray)
            elif reopens_single and _starts_sentence(text, left.start, low):
                found.append(_Span(left.start, high, open_end=True))
    if doubles and doubles[0] in closing:
        first = doubles[0]
        following = _WORDS.findall(text[first.end : min(high, first.end + 60)])
        if unclosed or (text[first.start - 1] in ",?!" and _is_attribution(following)):
            found.append(_Span(low, first.end))
    return sorted(found, key=lambda s: (s.start, -s.end))


def _reopens(text: str, low: int, high: int) -> tuple[bool, bool]:
    """Whether a paragraph begins with a double mark that opens, and with a single one."""
    if text[low] in "‘'" and text[low : low + 2] not in ("''", "‘‘"):
        single = _single(text, low, low, high)
        return False, single is not None and single.opens and not single.doubtful
    match = _MARK.match(text, low, high)
    return match is not None and match[0] in _FAMILY and match[0] not in "”»’’", False


def _all_spans(text: str, table: Table) -> list[list[_Span]]:
    """Find the quotations of each paragraph."""
    starts, ends = table["start"].tolist(), table["end"].tolist()
    kinds = table["kind"]
    result: list[list[_Span]] = []
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
        if unclosed and found and found[0].start == low and text[low] not in _QUOTES:
            result[-1][-1] = result[-1][-1]._replace(open_end=True)
        last = max(found, key=lambda s: s.end, default=None)
        unclosed = last is not None and last is found[-1] and last.end == high and not last.open_end
        unclosed = unclosed and text[high - 1] not in _QUOTES
        result.append(found)
    return result


# --- who speaks --------------------------------------------------------------------------------


def _forms(verbs: str) -> set[str]:
    """Inflect verbs; an irregular or doubling past stands after a colon."""
    forms: set[str] = set()
    for verb in verbs.split():
        stem, _, past = verb.partition(":")
        soft = stem[-1] == "y" and stem[-2] not in "aeiou"
        mute = stem[-1] == "e" and stem[-2] != "e"
        regular = stem + "d" if stem[-1] == "e" else (stem[:-1] + "i" if soft else stem) + "ed"
        doubled = past == stem + stem[-1] + "ed"
        root = past[:-2] if doubled else stem[:-1] if mute else stem
        third = stem[:-1] + "ies" if soft else stem + ("es" if stem[-2:] in ("sh", "ch") else "s")
        forms |= {stem, third, past or regular, root + "ing"}
    return forms


#: Verbs of saying that are nouns as well, in their bare form and with -s.
_NOUN_VERBS = (
    "claim promise pledge demand comment report state note praise answer attack charge label call"
    " term cite maintain voice order blog:blogged email bill question tweet retweet remark quote"
    " boast joke brand blast counter"
)
_NOUN_FORMS = {f for f in _forms(_NOUN_VERBS) if not f.endswith(("ed", "ing"))}
#: Verbs that report speech wherever they stand in the sentence.
_SAYING = (
    _forms(
        "say:said tell:told write:wrote argue insist declare announce warn vow admit:admitted"
        " acknowledge concede explain testify quip:quipped lament contend assert reiterate"
        " emphasize emphasise stress predict urge brag:bragged muse opine proclaim caution retort"
        " describe characterize characterise dub:dubbed deem dismiss denounce condemn hail"
        " slam:slammed refer:referred accuse mock ridicule liken compare tout laud decry deride"
        " complain allege recall suggest exclaim mutter whisper yell scream shout chant thunder"
        " fume growl recount confide confess profess reply respond conclude criticize criticise"
        " threaten castigate chide deny assure advise instruct pronounce inform grouse scoff sneer"
        " gush rant intone plead beg:begged implore observe admonish"
    )
    | (_forms(_NOUN_VERBS) - _NOUN_FORMS - {"billing", "ordering", "charging", "reporting"})
    | {"written", "reportedly", "allegedly"}
)
#: Verbs that report speech only right beside the quotation or with a content clause.
_BESIDE = (
    _SAYING
    | _NOUN_FORMS
    | _forms(
        "add ask continue repeat agree think:thought believe wonder read:read sing:sang confirm"
        " snap:snapped laugh sigh cry interject ponder mean:meant know:knew hear:heard begin:began"
        " go:went reason find:found rule teach:taught recommend propose post persist offer finish"
        " summarize remind hold:held put:put proceed interrupt marvel crow greet command"
    )
    | {"sung", "like"}
)
#: What comes before one of the noun-like forms where it is a verb.
_BEFORE_VERB = frozenset(
    "to not will would can could may might must should shall do does did i we you they who people"
    " he she it".split()
)
#: The plainest of them, which need no mark to be recognised.
_PLAIN_SAYING = frozenset(
    "said says told asked added wrote tweeted replied explained continued argued noted".split()
)
#: The forms that may stand before their subject: ``said Ann``, ``writes Ann``.
_INVERTED = frozenset(w for w in _BESIDE if w[-1] in "ds") | {"wrote", "thought", "sang", "began"}
#: Nouns whose content may be quoted: a statement, a vow to.
_REPORTS = frozenset(
    "statement statements remark remarks comment comments claim claims promise promises pledge"
    " pledges vow vows threat threats tweet tweets testimony words accusation accusations"
    " allegation allegations complaint complaints assertion declaration warning warnings quote"
    " quotation saying chant chants cry shout shouts retort reply response description contention"
    " insistence admission boast pronouncement proclamation argument message insult instructions"
    " demand demands refrain reminder conclusion".split()
)
#: What joins such a noun to its content.
_CONTENT = frozenset("that to about of by from for on : ,".split())
#: Words before a quotation that name something: a title, a term, a nickname.
_NAMING = frozenset(
    "so-called titled entitled nicknamed headlined subtitled known styled aka word words term"
    " terms phrase label nickname moniker title headline letter host author star slogan motto"
    " hashtag".split()
)
#: Verbs that name, too, unless someone is their subject: ``a law called "..."``.
_CALLED = frozenset("called named dubbed termed".split())
_WORKS = frozenset(
    "book books novel memoir film films movie movies documentary song songs album single series"
    " show program programme episode play poem essay article column op-ed piece editorial magazine"
    " newspaper podcast hit anthem hymn sitcom drama comedy thriller bestseller lecture painting"
    " ballad".split()
)
_PRONOUNS = frozenset("he she they it i we you who".split())
_OWN_VOICE = frozenset(
    "i we you me us my our your i’m i'm we’re we're you’re you're i’ll i'll".split()
)
_AUXILIARIES = frozenset(
    "has have had is was are were am be been being will would can could might may must did does"
    " do also then later once often still even just again first now not never always already soon"
    " thus himself herself themselves further reportedly famously so too both".split()
)
_PASSIVE = frozenset("is are was were be been being commonly often sometimes also what".split())
_PREPOSITIONS = frozenset(
    "in on at by with from for of during after before about into over under through to as since"
    " against between among amid like near upon within without until despite".split()
)
_BREAKS = frozenset(
    "and but that which because while when although though if or so where whether than whom ; : —"
    " – ( ) - [ ] who".split()
)
#: Words that do not stand within a plain noun phrase.
_NO_PHRASE = _PRONOUNS | _AUXILIARIES | _SAYING | frozenset("there".split())
#: Prepositions within a designation: ``a spokesman for the mayor``.
_LINKS = frozenset("of for from with at".split())
#: Prepositions that show a noun phrase to be no subject.
_OUTSIDE = _PREPOSITIONS - _LINKS - {"as", "after", "before", "since", "until"}
_PARTICLES = frozenset(
    "de la van von der den bin al del di da du el y le ben ibn of the and &".split()
)
_DETERMINERS = frozenset(
    "the a an one this that these those some many several another its his her their our my both"
    " two three four five no any every each most other few more all".split()
)
#: Determiners that open a subject, where *this* or *that* may stand alone.
_OPENERS = _DETERMINERS - frozenset(
    "this that these those any no every each other more all".split()
)
_ARTICLES = frozenset("the a an his her its their our my".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june"
    " july august september october november december yesterday today tonight week month year"
    " weekend day days weeks months years hours minutes earlier later recently late last this"
    " morning evening afternoon night".split()
)
#: Capitalised words that begin sentences and are no names.
_NO_NAMES = (
    frozenset(
        "a after although among an and another as asked at because before but by despite during"
        " each even every finally first following for from here how however if in indeed instead"
        " it like many meanwhile more most moreover no nor not now of on once one only or other"
        " others our over rather since so some still such that the then there these this those"
        " though through thus to under unlike until we what when where whether which while who why"
        " with without yes yet you i he she they also again all his her their my your its"
        " according calling speaking citing writing noting adding saying just perhaps maybe later"
        " earlier recently today yesterday s".split()
    )
    | _DAYS
)

_FILL = "\x01"
#: Words of a sentence that are read on each side of a quotation.
_WINDOW = 50
_TITLES = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Brig|Lt|Col|Prof|Rev|St|Jr|Sr|Sgt|Capt|Cmdr|Maj|Adm|Amb"
    "|Hon|Pres"
)
_WORDS = re.compile(rf"\x01+[.,?!…]?|(?:[A-Z]\.)+|(?:{_TITLES})\.|\w+(?:[’'.&-]\w+)*[’']?|[^\w\s]")
_BOUNDARY = re.compile(r"[.!?…][)\]]?\s+(?=[A-Z0-9\x01\"“‘'(\[])")
_LAST_WORD = re.compile(r"[\w.]+$")
_CAPITALISED = r"[A-Z][\w’'-]*\w"
_NAME = (
    rf"(?:(?:{_TITLES})\.? )?{_CAPITALISED}"
    rf"(?: (?:[A-Z]\. |of |de |van |von |al-|bin )?{_CAPITALISED})*"
)
_APPOSITION = r"(?:, [^,]{1,60},)?"
#: Who is named in running text: a sentence's first words, a speaker, another subject, a source.
_NAMED = re.compile(
    rf"(?:\A|[.!?…]\s+)(?:But |And |Yet |So |Still, )?(?P<first>{_NAME})(?=(?:’s|'s)?[, ])"
    rf"|(?P<speaker>{_NAME}){_APPOSITION} (?:{'|'.join(sorted(_PLAIN_SAYING))})\b"
    rf"|(?P<other>{_NAME}){_APPOSITION} (?:is|was|has|had|would|will|[a-z]{{2,}}ed)\b"
    rf"|[Aa]ccording to (?:the )?(?P<source>{_NAME})"
)
_NAMED_RANK = {"speaker": 2, "source": 2, "first": 1, "other": 0}


class _Word(NamedTuple):
    """A word or sign of a sentence: its text, lower-cased text and place."""

    text: str
    lower: str
    start: int
    end: int


class _Scene:
    """The text around quotations, each quotation blanked, cut into sentences on demand."""

    def __init__(self, text: str, low: int, high: int, spans: Sequence[_Span]) -> None:
        pieces = []
        place = low
        for span in spans:
            pieces.append(text[place : span.start])
            last = span.end - 1
            while last > span.start and text[last] in _QUOTES:
                last -= 1
            sign = text[last] if text[last] in ".,?!…" else _FILL
            pieces.append(_FILL * (span.end - span.start - 1) + sign)
            place = span.end
        pieces.append(text[place:high])
        self.low = low
        self.masked = "".join(pieces)
        self.edges = [0, *self._boundaries(), len(self.masked)]
        self._sentences: dict[int, tuple[list[_Word], list[int]]] = {}

    def _boundaries(self) -> Iterator[int]:
        for match in _BOUNDARY.finditer(self.masked):
            place = match.start()
            quoted = place > 0 and self.masked[place - 1] == _FILL
            if quoted and self.masked[place] != ".":
                if _is_attribution(_WORDS.findall(self.masked[match.end() : match.end() + 60])):
                    continue
            elif self.masked[place] == "." and not quoted:
                word = _LAST_WORD.search(self.masked, max(0, place - 14), place)
                if word and (
                    word[0].lower() in ABBREVIATIONS or "." in word[0] or len(word[0]) == 1
                ):
                    continue
            yield match.end()

    def around(self, place: int) -> tuple[list[_Word], _Word, list[_Word], int]:
        """Return what stands before, at and after a place in its sentence, and its number."""
        number = min(bisect_right(self.edges, place - self.low) - 1, len(self.edges) - 2)
        words, starts = self._read(number)
        index = bisect_right(starts, place) - 1
        return (
            words[max(0, index - _WINDOW) : index],
            words[index],
            words[index + 1 : index + 1 + _WINDOW],
            number,
        )

    def sentence(self, number: int) -> list[_Word]:
        """Return the last words of a sentence."""
        return self._read(number)[0][-_WINDOW:]

    def _read(self, number: int) -> tuple[list[_Word], list[int]]:
        if number not in self._sentences:
            start, end = self.edges[number], self.edges[number + 1]
            words = [
                _Word(m[0], m[0].lower(), m.start() + self.low, m.end() + self.low)
                for m in _WORDS.finditer(self.masked, start, end)
            ]
            self._sentences[number] = words, [word.start for word in words]
        return self._sentences[number]


def _is_attribution(words: Sequence[str], verbs: Set[str] = _BESIDE) -> bool:
    """Whether words after a quotation begin with an attribution: ``said Ann``, ``she said``."""
    words = [w for w in words[:9] if w not in (",", "-", "–", "—")]
    if not words:
        return False
    first = words[0]
    if first in verbs and first in _INVERTED:
        return len(words) > 1 and words[1] not in _PREPOSITIONS and words[1] not in _BREAKS
    if not (first[0].isupper() or first.lower() in _PRONOUNS or first in _DETERMINERS):
        return False
    for word in words[1:7]:
        if word in verbs:
            return True
        if word.lower() in _BREAKS or word.startswith(_FILL) or word == ".":
            return False
    return False


class _Found(NamedTuple):
    """What the sentence says of a quotation's source."""

    attributed: bool
    beside: bool
    speaker: tuple[int, int] | None


_NOTHING = _Found(False, False, None)


def _attribution_after(words: Sequence[_Word], sign: str) -> _Found:
    """Read an attribution that follows: ``said Ann Lee``, ``Ann Lee, 40, said``, ``as Lee put it``.

    ``sign`` is what stands before the closing mark; a comma there announces an attribution.
    """
    start = 0
    while start < len(words) and words[start].text in (",", "-", "–", "—", ")", "]"):
        start += 1
    texts = [w.text for w in words]
    if start == len(words):
        return _NOTHING
    verbs = _INVERTED if sign in ",?!…" else _PLAIN_SAYING
    if words[start].lower in verbs and _is_attribution(texts[start:]):
        return _Found(True, True, _name_after(words, start + 1))
    commas = [start] + [i + 1 for i in range(start, len(words)) if words[i].text in (",", "—", "–")]
    for place in commas:
        if place >= len(words):
            break
        first = words[place].lower
        if first == "according" and place + 1 < len(words):
            return _Found(True, place == start, _name_after(words, place + 2))
        beside = place == start
        announced = start > 0 or sign in ",?!…" or first == "as"
        if beside and not announced and not _is_attribution(texts[place:], _PLAIN_SAYING):
            continue
        if first == "as" and place + 1 < len(words):
            place += 1
            first = words[place].lower
        if first in _INVERTED and place > start and _is_attribution(texts[place:], _SAYING):
            return _Found(True, beside, _name_after(words, place + 1))
        verb = _main_verb(words, place, allow_apposition=beside)
        if verb is not None:
            return _Found(True, beside, _subject_before(words[place:verb]))
    if not start and sign in ",?!":
        subject = _bare_subject(words)
        if subject:
            return _Found(True, True, subject)
    for i in range(start, len(words) - 1):
        if words[i].lower == "according" and words[i + 1].lower == "to":
            return _Found(True, False, _name_after(words, i + 2))
    return _NOTHING


def _bare_subject(words: Sequence[_Word]) -> tuple[int, int] | None:
    """Read a name or pronoun that a lower-case word follows: ``"No," Lee shot back``."""
    if words[0].lower in ("he", "she"):
        return words[0].start, words[0].end
    stop = 0
    while stop < len(words) and _is_name(words[stop]):
        stop += 1
    if not 0 < stop < len(words) or not (words[stop].text[0].islower() or words[stop].text == ","):
        return None
    return words[0].start, words[stop - 1].end


def _main_verb(words: Sequence[_Word], place: int, *, allow_apposition: bool) -> int | None:
    """Find the saying verb whose subject begins at ``place``, an apposition between them."""
    first = words[place]
    if not (
        first.text[0].isupper()
        or first.lower in _PRONOUNS
        or first.lower in _DETERMINERS
        or (first.lower.isalpha() and first.lower not in _BREAKS | _PREPOSITIONS)
    ):
        return None
    verbs = _BESIDE if allow_apposition else _SAYING
    near = True
    for i in range(place + 1, min(len(words), place + (40 if allow_apposition else 9))):
        word = words[i]
        if word.text in (",", "("):
            if not allow_apposition:
                return None
            near = False
            continue
        ends = i + 1 == len(words) or words[i + 1].text in (",", ".")
        previous = words[i - 1]
        if previous.lower in _DETERMINERS and word.text not in _PLAIN_SAYING:
            continue
        if word.text in _NOUN_FORMS and not (
            _is_name(previous) or previous.lower in _PRONOUNS or previous.text == ","
        ):
            continue
        if word.text in verbs or (ends and word.text in _INVERTED):
            if near or previous.text in (",", ")") or word.lower in _PLAIN_SAYING:
                return i
            continue
        if near and word.lower in _BREAKS and word.lower not in ("and", "-"):
            return None
        if word.text[0] == _FILL or word.text in (";", ":"):
            return None
    return None


def _attribution_before(words: Sequence[_Word]) -> _Found:
    """Read an attribution that precedes: ``Lee told reporters: ``, ``Lee said it was``."""
    count = len(words)
    for i in range(count - 1, -1, -1):
        word = words[i]
        gap = count - 1 - i
        if word.text[0] == _FILL or not word.text[0].isalpha():
            if word.text == ";":
                return _NOTHING
            continue
        lower = word.lower
        if lower == "according" and i + 1 < count and words[i + 1].lower == "to":
            return _Found(True, gap <= 8, _name_after(words, i + 2))
        if lower in _SAYING or _says_here(words, i):
            if i and words[i - 1].lower in _ARTICLES and not lower.endswith("ing"):
                continue
            beside = gap <= 1 or (gap <= 12 and words[-1].text in (",", ":"))
            if _is_passive(words, i):
                return _Found(lower not in ("called", "named"), beside, None)
            return _Found(True, beside, _subject_before(words[:i]))
        if lower in _REPORTS and (
            gap == 0
            or words[i + 1].text[0] == _FILL
            or (gap <= 6 and words[i + 1].lower in _CONTENT)
        ):
            return _Found(True, gap == 0, _owner(words, i))
    if count and words[-1].text == ":":
        speaker = _label(words)
        return _Found(True, True, speaker)
    return _NOTHING


def _says_here(words: Sequence[_Word], i: int) -> bool:
    """Whether a word is a verb of saying by its place: near the quotation, before a clause."""
    lower = words[i].lower
    if lower not in _BESIDE:
        return False
    if lower in ("put", "puts") and i + 1 < len(words) and words[i + 1].lower == "it":
        return True
    gap = len(words) - 1 - i
    if lower in _NOUN_FORMS:
        previous = words[i - 1] if i else None
        if previous is None or previous.lower in _DETERMINERS or words[i].text[0].isupper():
            return False
        if previous.lower in _BEFORE_VERB or _has_that(words[i + 1 : i + 2]):
            return True
        return gap <= 6 and _is_name(previous)
    if gap <= 1 and (lower in _INVERTED or words[-1].text in (",", ":")):
        return True
    return lower in _INVERTED and _has_that(words[i + 1 : i + 5])


def _has_that(words: Sequence[_Word]) -> bool:
    """Whether a content clause begins within these words: ``found in May that``."""
    for word in words:
        if word.lower in ("that", "whether", "if"):
            return True
        if not word.text[0].isalnum():
            return False
    return False


def _is_passive(words: Sequence[_Word], i: int) -> bool:
    """Whether a verb is a passive: ``is called``, ``was widely described``."""
    j = i - 1
    while j >= 0 and words[j].lower.endswith("ly"):
        j -= 1
    if j < 0 and i:
        return words[i].lower.endswith("ed")  # "Widely called ..."
    return j >= 0 and words[j].lower in _PASSIVE and not words[i].lower.endswith("ing")


def _label(words: Sequence[_Word]) -> tuple[int, int] | None:
    """Read the name of a line such as ``Ann Lee: ...``."""
    names = words[:-1]
    if names and len(names) <= 4 and all(w.text[0].isupper() for w in names):
        return names[0].start, names[-1].end
    return None


def _owner(words: Sequence[_Word], i: int) -> tuple[int, int] | None:
    """Find whose statement a noun names: ``Lee's statement``, ``a letter from Lee``."""
    if i + 1 < len(words) and words[i + 1].lower in ("from", "by"):
        return _name_after(words, i + 2)
    for j in range(i - 1, max(-1, i - 4), -1):
        text = words[j].text
        if text[-2:] in ("’s", "'s") or text[-1] in "’'":
            span = _phrase_ending(words, j)
            if span:
                return span[0], span[1] - (2 if text[-1] == "s" else 1)
        if words[j].lower in ("his", "her", "their"):
            return words[j].start, words[j].end
    return None


def _is_name(word: _Word) -> bool:
    """Whether a word is capitalised and neither a function word nor a party sign (``D-Ohio``)."""
    if not word.text[0].isupper() or word.text[1:2] == "-":
        return False
    return _stem(word) not in _NO_NAMES


def _stem(word: _Word) -> str:
    """Return a word in lower case without its clitic: ``they`` for ``They’re``."""
    return word.lower.replace("’", "'").partition("'")[0]


def _name_after(words: Sequence[_Word], i: int) -> tuple[int, int] | None:
    """Read the noun phrase that begins at a word, as after ``said`` or ``according to``."""
    start = i
    run: int | None = None
    while i < len(words):
        word = words[i]
        if _is_name(word):
            if run is None:
                run = i
                if i > start and words[i - 1].lower not in _PREPOSITIONS | _DETERMINERS:
                    start = i
        elif run is not None and word.lower in _PARTICLES | {"for", "at"}:
            follows = words[i + 1] if i + 1 < len(words) else None
            if word.lower in ("for", "at", "and", "the") or not follows or not _is_name(follows):
                break
        elif (
            run == start + 1
            and words[start].lower in ("a", "an", "one", "another")
            and word.text[0].islower()
            and word.lower not in _BREAKS | _PREPOSITIONS | _DAYS
        ) or (run is not None and _is_role(words, i)):
            run = None
        elif (
            (run is not None and (i == start or words[i - 1].lower != "’s"))
            or not word.text[0].isalnum()
            or word.lower in _BREAKS
            or word.lower in _AUXILIARIES
            or word.lower in _DAYS
            or (word.lower in _PREPOSITIONS and word.lower not in _LINKS)
            or i - start >= 9
        ):
            break
        i += 1
    while i > start and words[i - 1].lower in _PREPOSITIONS | _DETERMINERS:
        i -= 1
    return (words[start].start, words[i - 1].end) if i > start else None


def _is_date(word: _Word) -> bool:
    return word.lower in _DAYS or word.lower.isdigit()


def _is_role(words: Sequence[_Word], i: int) -> bool:
    """Whether a word stands between a name and the name of a person: ``Falk mayor Ada Moss``."""
    lower = words[i].lower
    return (
        lower.isalpha()
        and words[i].text[0].islower()
        and lower not in _NO_PHRASE | _BREAKS | _PREPOSITIONS | _DAYS | _PARTICLES
        and i + 1 < len(words)
        and _is_name(words[i + 1])
    )


def _subject_before(words: Sequence[_Word]) -> tuple[int, int] | None:
    """Find the subject of the verb that follows these words."""
    j = len(words) - 1
    while j >= 0 and (
        words[j].lower in _AUXILIARIES
        or (words[j].lower.endswith("ly") and words[j].text[0].islower())
        or words[j].lower in _DAYS
        or words[j].lower.isdigit()
        or (words[j].lower in ("on", "in") and j + 1 < len(words) and _is_date(words[j + 1]))
    ):
        j -= 1
    if j >= 0 and words[j].lower == "to" and j and _is_name(words[j - 1]):
        j -= 1
    if j < 0:
        return None
    word = words[j]
    if word.lower == "who":
        j -= 2 if j and words[j - 1].text == "," else 1
        return _phrase_ending(words, j) if j >= 0 else None
    if word.lower in _PRONOUNS:
        return word.start, word.end
    if word.text == ")":
        while j >= 0 and words[j].text != "(":
            j -= 1
        return _subject_before(words[:j]) if j > 0 else None
    if word.text[0].isalnum() and word.lower not in _BREAKS and word.lower not in _PREPOSITIONS:
        span = _phrase_ending(words, j)
        if span:
            return span
    return _opening_phrase(words[: j + 1])


def _phrase_ending(words: Sequence[_Word], j: int) -> tuple[int, int] | None:
    """Read the noun phrase that ends at a word: a name, or a designation with its article."""
    k = j
    while k >= 0 and (
        _is_name(words[k])
        or (k < j and words[k].lower in _PARTICLES and k > 0 and _is_name(words[k - 1]))
    ):
        k -= 1
    if k < j:
        linked = k >= 1 and words[k].lower in _LINKS
        if linked and words[k - 1].text[0].islower() and words[k - 1].lower.isalpha():
            wider = _phrase_ending(words, k - 1)
            if wider:
                return wider[0], words[j].end
        outer = k - 1 if k >= 1 and words[k].lower == "the" else k
        if outer >= 0 and words[outer].lower in _OUTSIDE:
            return None
        return words[k + 1].start, words[j].end
    while k >= 0 and j - k < 8:
        word = words[k]
        if word.lower in _DETERMINERS or word.text[-2:] in ("’s", "'s"):
            linked = k >= 2 and words[k - 1].lower in ("of", "for")
            if linked and words[k - 2].lower.isalpha() and words[k - 2].lower not in _PREPOSITIONS:
                wider = _phrase_ending(words, k - 2)
                if wider:
                    return wider[0], words[j].end
            if k >= 1 and words[k - 1].lower in _PREPOSITIONS:
                return None
            return word.start, words[j].end
        if _stem(word) in _NO_PHRASE or (
            word.lower in _PREPOSITIONS and word.lower not in ("of", "for")
        ):
            return None
        if not word.text[0].isalnum() or word.lower in _BREAKS:
            break
        k -= 1
    return (words[k + 1].start, words[j].end) if k < j and j - k < 8 else None


def _opening_phrase(words: Sequence[_Word]) -> tuple[int, int] | None:
    """Read the noun phrase that opens a clause, introductory phrases skipped."""
    start = 0
    for i in range(len(words) - 1, -1, -1):
        if words[i].text in (";", "—") or words[i].text[0] == _FILL:
            start = i + 1
            break
    while start < len(words):
        stop = start
        while stop < len(words) and words[stop].text not in (",", "(", "—", "–"):
            stop += 1
        chunk = words[start:stop]
        while chunk and chunk[0].lower in ("and", "but", "so", "yet", "still", "then"):
            chunk = chunk[1:]
        if chunk and (chunk[0].lower in _PRONOUNS):
            return chunk[0].start, chunk[0].end
        if (
            chunk
            and (_is_name(chunk[0]) or (chunk[0].lower in _OPENERS and len(chunk) > 1))
            and not chunk[0].lower.endswith("ly")
            and not any(w.lower in _DAYS for w in chunk[:4])
        ):
            return _name_after(chunk, 0)
        start = stop + 1
    return None


# --- speech or the writer's own words ----------------------------------------------------------

#: Fewest words of a quotation that is speech though nothing in its sentence says whose.
_LONG = 6
_SMALL_WORDS = frozenset(
    "a an and as at be but by for from in into is it nor of off on or over so than the to up via"
    " vs with".split()
)
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
#: Verbs that may come right before a title-like quotation that is still speech.
_CRIES = _forms("chant shout yell scream tweet say:said write:wrote") | {"reads"}
_LABELLING = _forms("label brand call")
_DEEPEST = 3
#: How far back in a paragraph a pronoun's name is looked for, in characters.
_NAMES_REACH = 500
#: Heads of designations that *he* and *she* do not stand for.
_THINGS = frozenset(
    "report reports letter statement study poll survey guidance law bill blog court agency"
    " department committee company group paper newspaper website article document memo order"
    " ruling story lawsuit complaint administration government ministry office campaign party"
    " republicans democrats americans voters critics officials senators lawmakers".split()
)


class _Row(NamedTuple):
    """A quotation judged."""

    speech: bool
    speaker: str = ""


def _is_title(content: str) -> bool:
    """Whether the words of a quotation are capitalised as in a title."""
    if content[-1:] in "!?":
        return False
    heavy = [w for w in _LETTERS.findall(content) if w.lower() not in _SMALL_WORDS]
    return len(heavy) >= 2 and all(w[0].isupper() for w in heavy) and not content.isupper()


def _names_something(before: Sequence[_Word]) -> bool:
    """Whether the words before a quotation introduce a title, a term or a nickname."""
    if not before:
        return False
    last = before[-1].lower
    previous = before[-2] if len(before) > 1 else None
    if last in _CALLED:
        if _is_passive(before, len(before) - 1):
            return True
        caller = previous and (_is_name(previous) or previous.lower in _PRONOUNS | _AUXILIARIES)
        return not caller
    if last == ",":
        return previous is not None and previous.lower in _WORKS
    if last == ":":
        return previous is not None and previous.lower in _NAMING
    return last in _NAMING or (last == "as" and previous is not None and previous.lower == "known")


def _is_attributive(before: Sequence[_Word], after: Sequence[_Word]) -> bool:
    """Whether a quotation modifies a noun: ``the "wait and see" approach``."""
    if not before or not after or before[-1].lower not in _DETERMINERS:
        return False
    word = after[0].lower
    return word.isalpha() and word not in _PREPOSITIONS | _BREAKS | _AUXILIARIES | _SAYING


def _is_speech(
    content: str, before: Sequence[_Word], after: Sequence[_Word], found: _Found, heading: bool
) -> bool:
    """Whether a quotation is speech, by its words and its sentence."""
    count = len(content.split())
    last = before[-1].text if before else ""
    names = _names_something(before) and not (after and after[0].lower == "by")
    if _is_title(content) and not heading:
        if names:
            return False
        introduced = found.attributed and (
            (found.beside and (last in ("", ",", ":") or last.lower() in _CRIES))
            or (last.lower() in _DETERMINERS and any(w.lower in _LABELLING for w in before[-4:-1]))
        )
        if not introduced:
            return False
    if names:
        return count >= _LONG and not _is_attributive(before, after)
    if found.attributed:
        return True
    if heading:
        return count >= 3
    if _is_attributive(before, after):
        return False
    if count >= _LONG:
        return True
    whole = not before or last in (":", ",")
    if whole and content[:1].isupper() and content[-1:] in ".!?" and not after:
        return True
    return count >= 4 and any(w.lower() in _OWN_VOICE for w in content.split())


class _Judge:
    """Judges the quotations of a text in order, and remembers who has spoken."""

    def __init__(self, text: str, table: Table) -> None:
        self.text = text
        self.starts: list[int] = table["start"].tolist()
        self.ends: list[int] = table["end"].tolist()
        self.kinds: Sequence[str] = table["kind"]
        self.named: dict[int, list[tuple[int, str]]] = {}
        self.names: dict[str, bool] = {}

    def paragraph(self, number: int, spans: Sequence[_Span], row: _Row | None) -> list[_Row]:
        """Judge the quotations of a paragraph; ``row`` is the one that goes on into it, if any."""
        low, high = self.starts[number], self.ends[number]
        parents = _parents(spans)
        children: dict[int, list[int]] = {}
        depth: list[int] = []
        for i, parent in enumerate(parents):
            children.setdefault(parent, []).append(i)
            depth.append(0 if parent < 0 else depth[parent] + 1)
        rows: list[_Row | None] = [None] * len(spans)
        for parent, members in children.items():
            if parent >= 0 and depth[parent] >= _DEEPEST:
                for i in members:
                    span = spans[i]
                    beginning = self.text[span.start : min(span.end, span.start + 80)]
                    long = len(beginning.split()) >= _LONG
                    rows[i] = _Row(long)
                continue
            edges = (low, high) if parent < 0 else (spans[parent].start + 1, spans[parent].end - 1)
            scene = _Scene(self.text, *edges, [spans[i] for i in members])
            before: _Row | None = None
            sentence = -1
            for i in members:
                going_on = row if parent < 0 and i == 0 else None
                judged, sentence = self._one(
                    spans[i], scene, number, before, sentence, going_on, nested=parent >= 0
                )
                rows[i] = before = judged
        return [row for row in rows if row]

    def _one(
        self,
        span: _Span,
        scene: _Scene,
        number: int,
        previous: _Row | None,
        previous_sentence: int,
        going_on: _Row | None,
        *,
        nested: bool,
    ) -> tuple[_Row, int]:
        before, word, after, sentence = scene.around(span.start)
        content = self.text[span.start : span.end].strip("\"'“”„‟«»‘’‚‛`´＂″ \n\t,")
        found = _attribution_after(after, word.text[-1])
        if not found.beside:
            earlier = _attribution_before(before)
            if earlier.attributed or not found.attributed:
                found = earlier
        follows = previous is not None and previous.speech and not before and not found.attributed
        speech = (
            going_on is not None
            or span.open_end
            or _is_speech(content, before, after, found, self.kinds[number] == "heading")
        )
        if follows and not _is_title(content) and not _is_attributive(before, after):
            whole = content[:1].isupper() or (content[-1:] in ".?!" and len(content.split()) > 2)
            speech = speech or (sentence <= previous_sentence + 1 and whole)
        if not speech:
            return _Row(False), sentence
        if self.kinds[number] == "heading":
            return _Row(True), sentence
        speaker = self._text(found.speaker, number, span.start) if found.speaker else ""
        if not speaker and going_on:
            speaker = going_on.speaker
        same = not before or sentence == previous_sentence
        if not speaker and previous is not None and previous.speech and not found.speaker and same:
            speaker = previous.speaker
        elif not speaker and not found.speaker and not before and not nested:
            speaker = self._from_context(scene, sentence, number, span)
        if speaker:
            self.named.setdefault(number, []).append((span.start, speaker))
        return _Row(True, speaker), sentence

    def _from_context(self, scene: _Scene, sentence: int, number: int, span: _Span) -> str:
        """Name the speaker of a quotation that is a sentence of its own, by what leads up to it."""
        if sentence > 0:
            words = scene.sentence(sentence - 1)
            found = _attribution_before(words)
            place = found.speaker or _opening_phrase(words)
            return self._text(place, number, span.start) if place else ""
        if number and self.text[self.ends[number - 1] - 1] == ":":
            words = [
                _Word(m[0], m[0].lower(), m.start(), m.end())
                for m in _WORDS.finditer(
                    self.text,
                    max(self.starts[number - 1], self.ends[number - 1] - 200),
                    self.ends[number - 1],
                )
            ]
            found = _attribution_before(words[:-1])
            return self._text(found.speaker, number, span.start) if found.speaker else ""
        return self._recent(number, span.start, back=1) if number else ""

    def _text(self, place: tuple[int, int], number: int, before: int) -> str:
        """Return a speaker as it stands in the text, or whom a pronoun stands for."""
        speaker = " ".join(self.text[place[0] : place[1]].split())
        if speaker.lower() in _PRONOUNS | {"his", "her", "their"}:
            if speaker.lower() in ("i", "we", "you"):
                return ""
            return self._recent(number, min(before, place[0]))
        return speaker[:-2] if speaker[-2:] in ("’s", "'s") else speaker

    def _recent(self, number: int, place: int, back: int = 3) -> str:
        """Return the person named last before a place: as speaker or subject of a sentence."""
        for paragraph in range(number, max(-1, number - 1 - back), -1):
            best = (-1, -1), ""
            for where, name in self.named.get(paragraph, ()):
                if where < place and name.rsplit(" ", 1)[-1].lower() not in _THINGS:
                    best = (2, where), name
            low = self.starts[paragraph]
            high = min(place, self.ends[paragraph])
            cut = max(0, high - low - _NAMES_REACH)
            low += cut
            # "\A" in the pattern is the beginning of the paragraph, unless that is cut off
            for match in _NAMED.finditer(self.text[low:high], 1 if cut else 0):
                group = match.lastgroup or ""
                weight = _NAMED_RANK[group], low + match.start(group)
                if weight > best[0] and self._may_be_person(match[group]):
                    best = weight, match[group]
            if best[1]:
                return best[1][:-2] if best[1][-2:] in ("’s", "'s") else best[1]
        return ""

    def _may_be_person(self, name: str) -> bool:
        """Whether capitalised words are a name that *he* or *she* may stand for."""
        first = name.split()[0].lower()
        if first in _NO_NAMES or name.rsplit(" ", 1)[-1].lower() in _THINGS:
            return False
        if " " in name:
            return True
        if name not in self.names:
            inside = rf"[a-z,] {re.escape(name)}(?!\w)"
            self.names[name] = not name.isupper() and bool(re.search(inside, self.text[:20000]))
        return self.names[name]


def _parents(spans: Sequence[_Span]) -> list[int]:
    """Return for each span the index of the innermost one around it, or -1."""
    parents: list[int] = []
    stack: list[int] = []
    for i, span in enumerate(spans):
        while stack and spans[stack[-1]].end <= span.start:
            stack.pop()
        parents.append(stack[-1] if stack else -1)
        stack.append(i)
    return parents


def quotations(text: str, paragraphs: Table) -> Table:
    """Find the quotations of a text, whose they are, and which are the writer's own scare quotes.

    All usual marks are read: typographic, straight, ``LaTeX'' and angled ones, doubled and single
    (apostrophes are told apart by the letters around them). Each paragraph of a quotation that
    goes on over several is a row. A quotation is *speech* if its sentence attributes it (a verb of
    saying, *according to*, a colon), if it goes on after an attributed one, or if it is long; it
    is *scare* if it is a title, a term or a few words with no source.

    Parameters
    ----------
    text : str
        Any text.
    paragraphs : Table
        Its paragraphs, as from `stylo.paragraphs.paragraphs`.

    Returns
    -------
    Table
        ``start``, ``end`` (code points, marks included), ``kind`` (one of
        `stylo.document.QUOTATION_KINDS`), ``speaker`` (name or designation as in the text, a
        pronoun replaced by the person named last, or ``""``) and ``nested``.

    Examples
    --------
    >>> from stylo.paragraphs import paragraphs
    >>> text = "“The tap is dry,” said Ada Moss, the mayor. The “experts” were silent."
    >>> table = quotations(text, paragraphs(text))
    >>> table["kind"], table["speaker"]
    (('speech', 'scare'), ('Ada Moss', ''))
    """
    judge = _Judge(text, paragraphs)
    spans: list[_Span] = []
    rows: list[_Row] = []
    nested: list[bool] = []
    going_on: _Row | None = None
    chain: list[int] = []
    for number, found in enumerate(_all_spans(text, paragraphs)):
        if not found:
            if judge.kinds[number] == "body":
                going_on, chain = None, []
            continue
        judged = judge.paragraph(number, found, going_on)
        first = len(rows)
        if going_on and judged[0].speaker and not going_on.speaker:
            for i in chain:
                rows[i] = rows[i]._replace(speaker=judged[0].speaker)
        spans += found
        rows += judged
        nested += [parent >= 0 for parent in _parents(found)]
        open_ended = [i for i, span in enumerate(found) if span.open_end]
        if open_ended:
            chain = chain if going_on and open_ended[0] == 0 else []
            chain.append(first + open_ended[0])
            going_on = judged[open_ended[0]]
        else:
            going_on, chain = None, []
    columns = np.array([(s.start, s.end) for s in spans], dtype=np.int64).reshape(-1, 2)
    return Table(
        start=columns[:, 0],
        end=columns[:, 1],
        kind=["speech" if row.speech else "scare" for row in rows],
        speaker=[row.speaker for row in rows],
        nested=np.array(nested, dtype=np.bool_),
    )
