"""Quotations: where they stand, whether they are speech, and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from stylo.attribution import (
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    FILL,
    NO_NAMES,
    PLAIN_SAYING,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    TITLES,
    WORDS,
    Found,
    Word,
    attribution_after,
    attribution_before,
    begins_attribution,
    forms,
    is_name,
    is_passive,
    opening_phrase,
)
from stylo.document import Table
from stylo.marks import QUOTES, Marked, marked_spans
from stylo.segment import ABBREVIATIONS

#: Words before a quotation that name something: a title, a term, a nickname.
_NAMING = frozenset(
    "so-called titled entitled nicknamed headlined subtitled known styled aka word words term"
    " terms phrase label nickname moniker title headline letter host author star slogan motto"
    " hashtag".split()
)
#: Verbs that name, too, unless someone is their subject: ``a law called "..."``.
_CALLED = frozenset("called named dubbed termed".split())
#: Kinds of work whose title may follow a comma: ``her novel, "..."``.
_WORKS = frozenset(
    "book books novel memoir film films movie movies documentary song songs album single series"
    " show program programme episode play poem essay article column op-ed piece editorial magazine"
    " newspaper podcast hit anthem hymn sitcom drama comedy thriller bestseller lecture painting"
    " ballad".split()
)
#: Words of someone who speaks for themselves.
_OWN_VOICE = frozenset(
    "i we you me us my our your i’m i'm we’re we're you’re you're i’ll i'll".split()
)
#: Words of a sentence that are read on each side of a quotation.
_WINDOW = 50
_BOUNDARY = re.compile(r"[.!?…][)\]]?\s+(?=[A-Z0-9\x01\"“‘'(\[])")
_LAST_WORD = re.compile(r"[\w.]+$")
_CAPITALISED = r"[A-Z][\w’'-]*\w"
_NAME = (
    rf"(?:(?:{TITLES})\.? )?{_CAPITALISED}"
    rf"(?: (?:[A-Z]\. |of |de |van |von |al-|bin )?{_CAPITALISED})*"
)
_APPOSITION = r"(?:, [^,]{1,60},)?"
#: Who is named in running text: a sentence's first words, a speaker, another subject, a source.
_NAMED = re.compile(
    rf"(?:\A|[.!?…]\s+)(?:But |And |Yet |So |Still, )?(?P<first>{_NAME})(?=(?:’s|'s)?[, ])"
    rf"|(?P<speaker>{_NAME}){_APPOSITION} (?:{'|'.join(sorted(PLAIN_SAYING))})\b"
    rf"|(?P<other>{_NAME}){_APPOSITION} (?:is|was|has|had|would|will|[a-z]{{2,}}ed)\b"
    rf"|[Aa]ccording to (?:the )?(?P<source>{_NAME})"
)
_NAMED_RANK = {"speaker": 2, "source": 2, "first": 1, "other": 0}


class _Scene:
    """The text around quotations, each quotation blanked, cut into sentences on demand."""

    def __init__(self, text: str, low: int, high: int, spans: Sequence[Marked]) -> None:
        pieces = []
        place = low
        for span in spans:
            pieces.append(text[place : span.start])
            last = span.end - 1
            while last > span.start and text[last] in QUOTES:
                last -= 1
            sign = text[last] if text[last] in ".,?!…" else FILL
            pieces.append(FILL * (span.end - span.start - 1) + sign)
            place = span.end
        pieces.append(text[place:high])
        self.low = low
        self.masked = "".join(pieces)
        self.edges = [0, *self._boundaries(), len(self.masked)]
        self._sentences: dict[int, tuple[list[Word], list[int]]] = {}

    def _boundaries(self) -> Iterator[int]:
        for match in _BOUNDARY.finditer(self.masked):
            place = match.start()
            quoted = place > 0 and self.masked[place - 1] == FILL
            if quoted and self.masked[place] != ".":
                if begins_attribution(WORDS.findall(self.masked[match.end() : match.end() + 60])):
                    continue
            elif self.masked[place] == "." and not quoted:
                word = _LAST_WORD.search(self.masked, max(0, place - 14), place)
                if word and (
                    word[0].lower() in ABBREVIATIONS or "." in word[0] or len(word[0]) == 1
                ):
                    continue
            yield match.end()

    def around(self, place: int) -> tuple[list[Word], Word, list[Word], int]:
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

    def sentence(self, number: int) -> list[Word]:
        """Return the last words of a sentence."""
        return self._read(number)[0][-_WINDOW:]

    def _read(self, number: int) -> tuple[list[Word], list[int]]:
        if number not in self._sentences:
            start, end = self.edges[number], self.edges[number + 1]
            words = [
                Word(m[0], m[0].lower(), m.start() + self.low, m.end() + self.low)
                for m in WORDS.finditer(self.masked, start, end)
            ]
            self._sentences[number] = words, [word.start for word in words]
        return self._sentences[number]


#: Fewest words of a quotation that is speech though nothing in its sentence says whose.
_LONG = 6
_SMALL_WORDS = frozenset(
    "a an and as at be but by for from in into is it nor of off on or over so than the to up via"
    " vs with".split()
)
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
#: Verbs that may come right before a title-like quotation that is still speech.
_CRIES = forms("chant shout yell scream tweet say:said write:wrote") | {"reads"}
_LABELLING = forms("label brand call")
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


def _names_something(before: Sequence[Word]) -> bool:
    """Whether the words before a quotation introduce a title, a term or a nickname."""
    if not before:
        return False
    last = before[-1].lower
    previous = before[-2] if len(before) > 1 else None
    if last in _CALLED:
        if is_passive(before, len(before) - 1):
            return True
        caller = previous and (is_name(previous) or previous.lower in PRONOUNS | AUXILIARIES)
        return not caller
    if last == ",":
        return previous is not None and previous.lower in _WORKS
    if last == ":":
        return previous is not None and previous.lower in _NAMING
    return last in _NAMING or (last == "as" and previous is not None and previous.lower == "known")


def _is_attributive(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a quotation modifies a noun: ``the "wait and see" approach``."""
    if not before or not after or before[-1].lower not in DETERMINERS:
        return False
    word = after[0].lower
    return word.isalpha() and word not in PREPOSITIONS | BREAKS | AUXILIARIES | SAYING


def _is_speech(
    content: str, before: Sequence[Word], after: Sequence[Word], found: Found, heading: bool
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
            or (last.lower() in DETERMINERS and any(w.lower in _LABELLING for w in before[-4:-1]))
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

    def paragraph(self, number: int, spans: Sequence[Marked], row: _Row | None) -> list[_Row]:
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
        span: Marked,
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
        found = attribution_after(after, word.text[-1])
        if not found.beside:
            earlier = attribution_before(before)
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
        if speaker and speaker.rsplit(" ", 1)[-1].lower() not in _THINGS:
            self.named.setdefault(number, []).append((span.start, speaker))
        return _Row(True, speaker), sentence

    def _from_context(self, scene: _Scene, sentence: int, number: int, span: Marked) -> str:
        """Name the speaker of a quotation that is a sentence of its own, by what leads up to it."""
        if sentence > 0:
            words = scene.sentence(sentence - 1)
            found = attribution_before(words)
            place = found.speaker or opening_phrase(words)
            return self._text(place, number, span.start) if place else ""
        if number and self.text[self.ends[number - 1] - 1] == ":":
            words = [
                Word(m[0], m[0].lower(), m.start(), m.end())
                for m in WORDS.finditer(
                    self.text,
                    max(self.starts[number - 1], self.ends[number - 1] - 200),
                    self.ends[number - 1],
                )
            ]
            found = attribution_before(words[:-1])
            return self._text(found.speaker, number, span.start) if found.speaker else ""
        return self._recent(number, span.start, back=1) if number else ""

    def _text(self, place: tuple[int, int], number: int, before: int) -> str:
        """Return a speaker as it stands in the text, or whom a pronoun stands for."""
        speaker = " ".join(self.text[place[0] : place[1]].split())
        if speaker.lower() in PRONOUNS | {"his", "her", "their"}:
            if speaker.lower() in ("i", "we", "you"):
                return ""
            return self._recent(number, min(before, place[0]))
        return speaker[:-2] if speaker[-2:] in ("’s", "'s") else speaker

    def _recent(self, number: int, place: int, back: int = 3) -> str:
        """Return the person named last before a place: as speaker or subject of a sentence."""
        for paragraph in range(number, max(-1, number - 1 - back), -1):
            best = (-1, -1), ""
            for where, name in reversed(self.named.get(paragraph, ())):
                if where < place:
                    best = (2, where), name
                    break
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
        if first in NO_NAMES or name.rsplit(" ", 1)[-1].lower() in _THINGS:
            return False
        if " " in name:
            return True
        if name not in self.names:
            inside = rf"[a-z,] {re.escape(name)}(?!\w)"
            self.names[name] = not name.isupper() and bool(re.search(inside, self.text[:20000]))
        return self.names[name]


def _parents(spans: Sequence[Marked]) -> list[int]:
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
    spans: list[Marked] = []
    rows: list[_Row] = []
    nested: list[bool] = []
    going_on: _Row | None = None
    chain: list[int] = []
    for number, found in enumerate(marked_spans(text, paragraphs)):
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
