"""Why the verdict is what it is, in words, each with the words of the article that it rests on."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from stylo import voice
from stylo.feature import Evidence, token_at
from stylo.rendering.highlights import HIGHLIGHTS, REASONS, Highlight, present
from stylo.rendering.phrases import PHRASES, Phrase
from stylo.rendering.wording import UNNAMED, capital, number, share, signed, title_of
from stylo.report import Contribution, Report, Standing, Voice

#: Reasons that stand beside the verdict, pieces of evidence that each shows, letters of a piece,
#: letters of one that is shown among its neighbours.
MOST, EXAMPLES, LONGEST, SHORT = 3, 3, 60, 28
_BEFORE = re.compile(r"((?:[^\s\"“”]+\s+){0,2})([\w’']*)$")
_AFTER = re.compile(r"([\w’']*)((?:[^\w\s\"“”]*\s+[^\s\"“”]+){0,3})")
#: Measures that are named where they would change the verdict.
TURNING = 4
#: Types of evidence that speak against a low value, and against a high one.
_AGAINST = {False: {"long sentence", "formal", "easy"}, True: {"informal", "hard"}}
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def likely(judged: Voice) -> str:
    """Return the probability behind a verdict for a reader, e.g. ``"87 % likely to be opinion"``.

    ``""`` where the text is too short to judge.

    Examples
    --------
    >>> likely(Voice("editorial", 0.8741)), likely(Voice("reporting", 0.001))
    ('87 % likely to be opinion', 'over 99 % likely to be reporting')
    """
    if math.isnan(judged.probability):
        return ""
    opinion = judged.probability >= 0.5
    side = judged.probability if opinion else 1 - judged.probability
    said = "over 99 %" if side >= 0.995 else f"{min(side, 0.99):.0%}".replace("%", " %")
    return f"{said} likely to be {'opinion' if opinion else 'reporting'}"


def loudest(report: Report, most: int = MOST) -> list[Contribution]:
    """Return the contributions that speak loudest for the verdict, none of them said twice.

    Passed over are those whose evidence is, for the better half, that of a louder one ("I" among
    "I" and "we"), and all but the loudest of those that have no evidence to show ("no sources").
    For a mixed voice the loudest of both sides. What the encoder alone reads names no words, so it
    comes last.
    """
    sign = {"editorial": 1, "reporting": -1}.get(report.voice.label, 0)
    told: list[Contribution] = []
    places: list[set[int]] = []
    for c in sorted(report.voice.contributions, key=lambda c: c.name == UNNAMED):
        if len(told) == most:
            break
        if c.contribution == 0 or (sign != 0 and c.contribution * sign < 0):
            continue
        found = report[c.name].evidence if c.name in report else ()
        here = {at for e in found for at in range(e.span.start, e.span.end)}
        if all(2 * len(here & there) <= min(len(here), len(there)) and here | there
               for there in places):  # fmt: skip
            told.append(c)
            places.append(here)
    return told


def _phrase(report: Report, c: Contribution) -> Phrase:
    known = PHRASES.get(c.name)
    if known is not None and (c.name in report or not known.is_count):
        return known
    unit = f" {report[c.name].unit}" if c.name in report else ""
    told = f"{capital(title_of(c.name))}: {{value}}{unit}"
    return Phrase(told, told, "more", "less")


def said(report: Report, c: Contribution) -> str:
    """Return what a measure found, e.g. ``"Eleven rhetorical questions"``."""
    phrase = _phrase(report, c)
    if not phrase.is_count:
        return phrase.one.format(value=number(c.value))
    found = len(report[c.name].evidence)
    count = _NUMBERS[found] if found < len(_NUMBERS) else f"{found:,}"
    return capital(f"{count} {phrase.one if found == 1 else phrase.many}")


def _below(report: Report, c: Contribution) -> float:
    """Return the share of articles of the other kind with a lower value; NaN where unknown."""
    standing = report.standings.get(c.name, Standing())
    return standing.reporting if c.contribution > 0 else standing.opinion


def held_against(report: Report, c: Contribution) -> str:
    """Return how a measure stands among articles of the other kind, or nothing."""
    below = _below(report, c)
    if math.isnan(below):
        return ""
    kind = "news reports" if c.contribution > 0 else "opinion pieces"
    phrase = _phrase(report, c)
    most = max(below, 100 - below)
    how = phrase.more if below >= 50 else phrase.less
    many = "almost all" if share(most).startswith("over") else f"{share(most)} of"
    return f"{how} than in {many} {kind}"


def examples(report: Report, c: Contribution, most: int = EXAMPLES) -> list[Evidence]:
    """Return the first pieces of evidence that a measure rests on, no words twice."""
    out: dict[str, Evidence] = {}
    against = _AGAINST[_below(report, c) >= 50]
    for e in report[c.name].evidence if c.name in report else ():
        if e.label in against:
            continue
        words = quoted(report, e)
        if words.casefold() not in out and len(out) < most:
            out[words.casefold()] = e
    return list(out.values())


def quoted(report: Report, e: Evidence) -> str:
    """Return the words of a piece of evidence on one line, cut where they are long."""
    words = " ".join(report.document[e.span].split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def among_neighbours(report: Report, e: Evidence) -> tuple[str, str, str]:
    """Return a piece of evidence between the words that stand around it in its sentence.

    A word that the evidence cuts is given whole; a long piece is given alone.
    """
    doc, words = report.document, quoted(report, e)
    if len(words) > SHORT:
        return "", words, ""
    row = int(doc.tokens["sentence"][token_at(doc, [e.span.start])[0]])
    left = _BEFORE.search(doc.text[int(doc.sentences["start"][row]) : e.span.start])
    right = _AFTER.match(doc.text[e.span.end : int(doc.sentences["end"][row])])
    assert left is not None and right is not None  # both match the empty text
    before, begun, ended, after = (
        re.sub(r"\s+", " ", part) for part in left.groups() + right.groups()
    )
    return before, f"{begun}{words}{ended}", after


def reasons(report: Report, most: int = MOST) -> list[str]:
    """Return what speaks loudest for the verdict, in words.

    For a mixed voice the loudest of both sides.
    """
    return [reason(report, c) for c in loudest(report, most)]


def reason(report: Report, c: Contribution) -> str:
    """Return what a measure says about the voice, with the words it rests on, as a phrase."""
    side = "opinion" if c.contribution > 0 else "reporting"
    held = held_against(report, c)
    shown = ", ".join(f"“{''.join(among_neighbours(report, e))}”" for e in examples(report, c))
    return (
        f"{said(report, c)}{held and ', '}{held}{shown and ': '}{shown} "
        f"(speaks for {side}, {signed(c.contribution, 2)})"
    )


def change(report: Report) -> str:
    """Return what would change the verdict, as a sentence; nothing where the model is not here."""
    if report.voice.model or math.isnan(report.voice.probability):
        return ""
    score = voice.log_odds(report.voice.contributions)
    if abs(voice.probability(score) - report.voice.probability) > 1e-6:
        return ""  # judged by another version
    found, label = voice.turning(report.voice)
    if not found:
        return ""
    would = {"mixed": "there would be no verdict"}.get(
        label, f"this would read as {'opinion' if label == 'editorial' else label}"
    )
    if len(found) > TURNING:
        return f"What would change this: were {len(found)} of its measures neutral, {would}."
    names = [f"“{title_of(c.name)}”" for c in found]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"What would change this: were {listed} neutral, {would}."


def marked(report: Report) -> list[Highlight]:
    """Return what is marked in the article: the evidence of the reasons, and all other kinds."""
    kinds = {h.measure for h in HIGHLIGHTS}
    more = [
        replace(looks, measure=c.name, title=title_of(c.name), plural=title_of(c.name))
        for looks, c in zip(REASONS, loudest(report), strict=False)
        if c.name not in kinds and c.name in report and report[c.name].evidence
    ]
    return [*more, *present(report)]


def mark_of(report: Report, c: Contribution, highlights: Sequence[Highlight]) -> str:
    """Return the letter of the marks that a measure's evidence has in the article, or nothing."""
    return next((h.mark for h in highlights if h.measure == c.name), "")
