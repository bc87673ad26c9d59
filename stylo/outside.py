"""Whether an article lies outside of what norms describe: its spelling, its years, its subject.

Each detector says what it saw, and stays silent where it saw nothing: silence is no proof. How
often they speak on articles that do belong, and on some that do not, stands in
``docs/benchmarks.md``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stylo.segment import straighten

#: Beginnings of words that end in -our in Britain and in -or in America.
_OUR = """armo behavio cando clamo colo demeano endeavo favo fervo flavo harbo hono humo labo
misdemeano neighbo odo parlo ranco rigo rumo savio splendo tumo valo vapo vigo"""
#: … of verbs in -ise and -ize.
_ISE = """agon antagon apolog author brutal capital categor central character civil colon commercial
computer critic crystall demon demoral dramat econom emphas energ equal familiar fantas fertil final
formal galvan general global harmon homogen hospital human hypothes ideal immun industrial internal
item jeopard legal legitim liberal local marginal material maxim mechan memor mesmer minim mobil
modern monet monopol moral national neutral nominal normal optim organ ostrac patron penal personal
philosoph plural polar politic popular pressur priorit privat public radical rational real recogn
reorgan revital scrutin secular sensit social solemn special stabil standard steril stigmat subsid
summar symbol sympath synthes tantal terror theor traumat trivial tyrann urban util vandal verbal
victim visual weapon western"""
#: … of verbs that double their l in Britain.
_LL = """bevel channel counsel dial equal fuel funnel grovel initial jewel label level marvel model
panel pedal quarrel rival shovel signal snorkel swivel total travel tunnel unravel"""
#: … of nouns in -re and -er.
_RE = "calib cent centimet fib kilomet lit lust meag millimet sab somb spect theat"
#: Single words, British and American; a star stands for any ending.
_PAIRS = """ageing aging, aluminium aluminum, anaesthet* anesthet*, cheque* check,
defence* defense*, draught* draft, encyclopaedia* encyclopedia*, enrolment* enrollment*, foet* fet*,
fulfil fulfill, fulfils fulfills, fulfilment fulfillment, grey gray, instalment* installment*,
jewellery jewelry, kerb curb, learnt learned, leukaemia leukemia, licence* license,
manoeuvr* maneuver*, mum mom, mums moms, offence* offense*, paediatric* pediatric*,
plough* plow*, pretence* pretense*, programme* program, programmes programs, pyjamas pajamas,
sceptic* skeptic*, skilful* skillful*, spelt spelled, storey* story, tyre* tire, whilst while,
wilful* willful*"""
#: American words of `_PAIRS` that are good British too.
_BOTH = frozenset("check draft curb learned license spelled story tire while fet*".split())

_ENDINGS_OUR = (
    "(?:s|ed|ing|ite|ites|able|ably|ful|less|hood|hoods|er|ers|al|ism|ist)?"  # honour, honourable
)


def _alternatives(stems: str) -> str:
    return f"(?:{'|'.join(stems.split())})"


def _words(american: bool) -> re.Pattern[str]:
    ise, our, ll, re_ = (("iz", "r", "", "er"), ("is", "ur", "l", "re"))[not american]
    pairs = [pair.split()[american] for pair in _PAIRS.split(",")]
    single = [w.replace("*", r"\w*") for w in pairs if not (american and w in _BOTH)]
    return re.compile(
        rf"\b(?:{_alternatives(_OUR)}{our}{_ENDINGS_OUR}"
        rf"|{_alternatives(_ISE)}{ise}(?:e|ed|es|ing|ation|ations|er|ers)"
        rf"|(?:anal|paral|catal)y{ise[-1]}(?:e|ed|ing)"
        rf"|{_alternatives(_LL)}{ll}(?:ed|ing|er|ers|ous)"
        rf"|{_alternatives(_RE)}{re_}[sd]?"
        rf"|{'|'.join(single)})\b"
    )


_BRITISH, _AMERICAN = _words(american=False), _words(american=True)


def spellings(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a text in British and in American spelling; names do not count.

    Examples
    --------
    >>> british, american = spellings("The harbour was organised while the center slept.")
    >>> sorted(british), sorted(american)
    (['harbour', 'organised'], ['center'])
    """
    return frozenset(_BRITISH.findall(text)), frozenset(_AMERICAN.findall(text))


_YEAR = re.compile(r"(?<![\d$£€.,/-])(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d)")
#: What was widely named only from 2008 on: a text that names it comes from these years.
_RECENT = re.compile(
    r"\b(?:Obama|Trump|Biden|Romney|Pelosi|McConnell|Tea Party|ISIS|Brexit|Covid|COVID"
    r"|Twitter|Facebook|YouTube|Instagram|Snapchat|WhatsApp|Netflix|Uber|iPhone|iPad|smartphones?"
    r"|tweet(?:s|ed|ing)?|hashtags?|selfies?|social media)\b"
)
_RECENT_FROM = 2008
#: How far from the norms' years the years that a text names may lie.
BEFORE, AFTER = 3, 2


def years(text: str) -> list[int]:
    """Return the years that a text names, 1500 to 2099, in order.

    Examples
    --------
    >>> years("In 1996 it cost $1999; by 2004, 2,005 of the 1990s' 40 ships were gone.")
    [1996, 2004, 1990]
    """
    return [int(year) for year in _YEAR.findall(text)]


_LETTERS = re.compile(r"[A-Za-z]+")
_CLITIC = re.compile(r"'(?:s|t|re|ve|d|ll|m)\b")


def lower_words(text: str) -> list[str]:
    """Return the words of a text that stand in small letters: no names, no sentence openings.

    Examples
    --------
    >>> lower_words("The mayor of Dunmore isn’t sure.")
    ['mayor', 'of', 'isn', 'sure']
    """
    plain = _CLITIC.sub("", straighten(text))
    return [word for word in _LETTERS.findall(plain) if word.islower()]


@dataclass(frozen=True)
class Subject:
    """How much the words of some articles differ from those of English at large.

    Attributes
    ----------
    weights : mapping
        Word to the logarithm of its frequency in these articles ÷ that in English at large.
    centre, between, within : float
        Mean of the articles' mean weights; standard deviations of these means (beyond what
        chance gives) and of the weights of single words.
    least : float
        The standardised mean below which an article is said to be of another subject.
    """

    weights: Mapping[str, float]
    centre: float
    between: float
    within: float
    least: float

    def score(self, words: Sequence[str]) -> float:
        """Return a text's mean weight, standardised for its length; NaN for a text of few words."""
        if len(words) < FEWEST_WORDS:
            return math.nan
        mean = math.fsum(self.weights.get(w, 0.0) for w in words) / len(words)
        return (mean - self.centre) / math.hypot(self.between, self.within / len(words) ** 0.5)


#: Fewest words in small letters by which a subject is judged.
FEWEST_WORDS = 80


def of_spelling(text: str) -> str:
    """Return a note on British spelling, or nothing."""
    british, american = spellings(text)
    if len(british) <= len(american):
        return ""
    return f"Its spelling is British ({', '.join(sorted(british)[:3])})."


def of_years(text: str, date: str, span: tuple[int, int]) -> str:
    """Return a note on a text of other years, by its date or the years that it names, or nothing.

    Parameters
    ----------
    date : str
        What is known of when it was published; ``""`` if nothing is.
    span : tuple of int
        First and last year of the norms.
    """
    first, last = span
    dated = _YEAR.search(date)
    if dated:
        return "" if first <= int(dated[0]) <= last else f"It is dated {dated[0]}."
    named = [year for year in years(text) if year <= last + 15]
    later = [year for year in named if year >= last + AFTER]
    if len(later) >= 2:
        return f"It names {max(later)}."
    if named and max(named) < first - BEFORE:
        if first >= _RECENT_FROM and _RECENT.search(text):
            return ""
        return f"The latest year that it names is {max(named)}."
    return ""


def of_subject(text: str, subject: Subject) -> str:
    """Return a note on words unlike those of the norms' articles, or nothing."""
    if subject.score(lower_words(text)) < subject.least:
        return "Few of its words are typical of these articles: another subject or kind of text."
    return ""
