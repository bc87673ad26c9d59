"""Attributions: the words around a quotation that say who speaks.

Sentences are read as words alone, without tags, so that quotations cost little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple


def forms(verbs: str) -> set[str]:
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
_NOUN_FORMS = {f for f in forms(_NOUN_VERBS) if not f.endswith(("ed", "ing"))}
#: Verbs that report speech wherever they stand in the sentence.
SAYING = (
    forms(
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
    | (forms(_NOUN_VERBS) - _NOUN_FORMS - {"billing", "ordering", "charging", "reporting"})
    | {"written", "reportedly", "allegedly"}
)
#: Verbs that report speech only right beside the quotation or with a content clause.
_BESIDE = (
    SAYING
    | _NOUN_FORMS
    | forms(
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
PLAIN_SAYING = frozenset(
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
#: Pronouns that may be the subject of a verb of saying.
PRONOUNS = frozenset("he she they it i we you who".split())
#: Auxiliaries and adverbs that may stand between a subject and its verb.
AUXILIARIES = frozenset(
    "has have had is was are were am be been being will would can could might may must did does"
    " do also then later once often still even just again first now not never always already soon"
    " thus himself herself themselves further reportedly famously so too both".split()
)
_PASSIVE = frozenset("is are was were be been being commonly often sometimes also what".split())
#: Prepositions.
PREPOSITIONS = frozenset(
    "in on at by with from for of during after before about into over under through to as since"
    " against between among amid like near upon within without until despite".split()
)
#: Words and signs at which another clause begins.
BREAKS = frozenset(
    "and but that which because while when although though if or so where whether than whom ; : —"
    " – ( ) - [ ] who".split()
)
#: Words that do not stand within a plain noun phrase.
_NO_PHRASE = PRONOUNS | AUXILIARIES | SAYING | frozenset("there".split())
#: Prepositions within a designation: ``a spokesman for the mayor``.
_LINKS = frozenset("of for from with at".split())
#: Prepositions that show a noun phrase to be no subject.
_OUTSIDE = PREPOSITIONS - _LINKS - {"as", "after", "before", "since", "until"}
_PARTICLES = frozenset(
    "de la van von der den bin al del di da du el y le ben ibn of the and &".split()
)
#: Determiners and numerals that open a noun phrase.
DETERMINERS = frozenset(
    "the a an one this that these those some many several another its his her their our my both"
    " two three four five no any every each most other few more all".split()
)
#: Determiners that open a subject, where *this* or *that* may stand alone.
_OPENERS = DETERMINERS - frozenset("this that these those any no every each other more all".split())
_ARTICLES = frozenset("the a an his her its their our my".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june"
    " july august september october november december yesterday today tonight week month year"
    " weekend day days weeks months years hours minutes earlier later recently late last this"
    " morning evening afternoon night".split()
)
#: Capitalised words that begin sentences and are no names.
NO_NAMES = (
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

#: What stands for a blanked quotation.
FILL = "\x01"
#: Titles that are written with a full stop.
TITLES = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Brig|Lt|Col|Prof|Rev|St|Jr|Sr|Sgt|Capt|Cmdr|Maj|Adm|Amb"
    "|Hon|Pres"
)
#: Words and signs of a sentence; a blanked quotation is one word.
WORDS = re.compile(rf"\x01+[.,?!…]?|(?:[A-Z]\.)+|(?:{TITLES})\.|\w+(?:[’'.&-]\w+)*[’']?|[^\w\s]")


class Word(NamedTuple):
    """A word or sign of a sentence: its text, lower-cased text and place."""

    text: str
    lower: str
    start: int
    end: int


def begins_attribution(words: Sequence[str], verbs: Set[str] = _BESIDE) -> bool:
    """Whether words after a quotation begin with an attribution: ``said Ann``, ``she said``."""
    words = [w for w in words[:9] if w not in (",", "-", "–", "—")]
    if not words:
        return False
    first = words[0]
    if first in verbs and first in _INVERTED:
        return len(words) > 1 and words[1] not in PREPOSITIONS and words[1] not in BREAKS
    if not (first[0].isupper() or first.lower() in PRONOUNS or first in DETERMINERS):
        return False
    for word in words[1:7]:
        if word in verbs:
            return True
        if word.lower() in BREAKS or word.startswith(FILL) or word == ".":
            return False
    return False


class Found(NamedTuple):
    """What the sentence says of a quotation's source."""

    attributed: bool
    beside: bool
    speaker: tuple[int, int] | None


_NOTHING = Found(False, False, None)


def attribution_after(words: Sequence[Word], sign: str) -> Found:
    """Read an attribution that follows: ``said Ann Lee``, ``Ann Lee, 40, said``, ``as Lee put it``.

    ``sign`` is what stands before the closing mark; a comma there announces an attribution.
    """
    start = 0
    while start < len(words) and words[start].text in (",", "-", "–", "—", ")", "]"):
        start += 1
    texts = [w.text for w in words]
    if start == len(words):
        return _NOTHING
    verbs = _INVERTED if sign in ",?!…" else PLAIN_SAYING
    if words[start].lower in verbs and begins_attribution(texts[start:]):
        return Found(True, True, _name_after(words, start + 1))
    commas = [start] + [i + 1 for i in range(start, len(words)) if words[i].text in (",", "—", "–")]
    for place in commas:
        if place >= len(words):
            break
        first = words[place].lower
        if first == "according" and place + 1 < len(words):
            return Found(True, place == start, _name_after(words, place + 2))
        beside = place == start
        announced = start > 0 or sign in ",?!…" or first == "as"
        if beside and not announced and not begins_attribution(texts[place:], PLAIN_SAYING):
            continue
        if first == "as" and place + 1 < len(words):
            place += 1
            first = words[place].lower
        if first in _INVERTED and place > start and begins_attribution(texts[place:], SAYING):
            return Found(True, beside, _name_after(words, place + 1))
        verb = _main_verb(words, place, allow_apposition=beside)
        if verb is not None:
            return Found(True, beside, _subject_before(words[place:verb]))
    if not start and sign in ",?!":
        subject = _bare_subject(words)
        if subject:
            return Found(True, True, subject)
    for i in range(start, len(words) - 1):
        if words[i].lower == "according" and words[i + 1].lower == "to":
            return Found(True, False, _name_after(words, i + 2))
    return _NOTHING


def _bare_subject(words: Sequence[Word]) -> tuple[int, int] | None:
    """Read a name or pronoun that a lower-case word follows: ``"No," Lee shot back``."""
    if words[0].lower in ("he", "she"):
        return words[0].start, words[0].end
    stop = 0
    while stop < len(words) and is_name(words[stop]):
        stop += 1
    if not 0 < stop < len(words) or not (words[stop].text[0].islower() or words[stop].text == ","):
        return None
    return words[0].start, words[stop - 1].end


def _main_verb(words: Sequence[Word], place: int, *, allow_apposition: bool) -> int | None:
    """Find the saying verb whose subject begins at ``place``, an apposition between them."""
    first = words[place]
    if not (
        first.text[0].isupper()
        or first.lower in PRONOUNS
        or first.lower in DETERMINERS
        or (first.lower.isalpha() and first.lower not in BREAKS | PREPOSITIONS)
    ):
        return None
    verbs = _BESIDE if allow_apposition else SAYING
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
        if previous.lower in DETERMINERS and word.text not in PLAIN_SAYING:
            continue
        if word.text in _NOUN_FORMS and not (
            is_name(previous) or previous.lower in PRONOUNS or previous.text == ","
        ):
            continue
        if word.text in verbs or (ends and word.text in _INVERTED):
            if near or previous.text in (",", ")") or word.lower in PLAIN_SAYING:
                return i
            continue
        if near and word.lower in BREAKS and word.lower not in ("and", "-"):
            return None
        if word.text[0] == FILL or word.text in (";", ":"):
            return None
    return None


def attribution_before(words: Sequence[Word]) -> Found:
    """Read an attribution that precedes: ``Lee told reporters: ``, ``Lee said it was``."""
    count = len(words)
    for i in range(count - 1, -1, -1):
        word = words[i]
        gap = count - 1 - i
        if word.text[0] == FILL or not word.text[0].isalpha():
            if word.text == ";":
                return _NOTHING
            continue
        lower = word.lower
        if lower == "according" and i + 1 < count and words[i + 1].lower == "to":
            return Found(True, gap <= 8, _name_after(words, i + 2))
        if lower in SAYING or _says_here(words, i):
            if i and words[i - 1].lower in _ARTICLES and not lower.endswith("ing"):
                continue
            beside = gap <= 1 or (gap <= 12 and words[-1].text in (",", ":"))
            if is_passive(words, i):
                return Found(lower not in ("called", "named"), beside, None)
            return Found(True, beside, _subject_before(words[:i]))
        if lower in _REPORTS and (
            gap == 0
            or words[i + 1].text[0] == FILL
            or (gap <= 6 and words[i + 1].lower in _CONTENT)
        ):
            return Found(True, gap == 0, _owner(words, i))
    if count and words[-1].text == ":":
        speaker = _label(words)
        return Found(True, True, speaker)
    return _NOTHING


def _says_here(words: Sequence[Word], i: int) -> bool:
    """Whether a word is a verb of saying by its place: near the quotation, before a clause."""
    lower = words[i].lower
    if lower not in _BESIDE:
        return False
    if lower in ("put", "puts") and i + 1 < len(words) and words[i + 1].lower == "it":
        return True
    gap = len(words) - 1 - i
    if lower in _NOUN_FORMS:
        previous = words[i - 1] if i else None
        if previous is None or previous.lower in DETERMINERS or words[i].text[0].isupper():
            return False
        if previous.lower in _BEFORE_VERB or _has_that(words[i + 1 : i + 2]):
            return True
        return gap <= 6 and is_name(previous)
    if gap <= 1 and (lower in _INVERTED or words[-1].text in (",", ":")):
        return True
    return lower in _INVERTED and _has_that(words[i + 1 : i + 5])


def _has_that(words: Sequence[Word]) -> bool:
    """Whether a content clause begins within these words: ``found in May that``."""
    for word in words:
        if word.lower in ("that", "whether", "if"):
            return True
        if not word.text[0].isalnum():
            return False
    return False


def is_passive(words: Sequence[Word], i: int) -> bool:
    """Whether a verb is a passive: ``is called``, ``was widely described``."""
    j = i - 1
    while j >= 0 and words[j].lower.endswith("ly"):
        j -= 1
    if j < 0 and i:
        return words[i].lower.endswith("ed")  # "Widely called ..."
    return j >= 0 and words[j].lower in _PASSIVE and not words[i].lower.endswith("ing")


def _label(words: Sequence[Word]) -> tuple[int, int] | None:
    """Read the name of a line such as ``Ann Lee: ...``."""
    names = words[:-1]
    if names and len(names) <= 4 and all(w.text[0].isupper() for w in names):
        return names[0].start, names[-1].end
    return None


def _owner(words: Sequence[Word], i: int) -> tuple[int, int] | None:
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


def is_name(word: Word) -> bool:
    """Whether a word is capitalised and neither a function word nor a party sign (``D-Ohio``)."""
    if not word.text[0].isupper() or word.text[1:2] == "-":
        return False
    return _stem(word) not in NO_NAMES


def _stem(word: Word) -> str:
    """Return a word in lower case without its clitic: ``they`` for ``They’re``."""
    return word.lower.replace("’", "'").partition("'")[0]


def _name_after(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """Read the noun phrase that begins at a word, as after ``said`` or ``according to``."""
    start = i
    run: int | None = None
    while i < len(words):
        word = words[i]
        if is_name(word):
            if run is None:
                run = i
                if i > start and words[i - 1].lower not in PREPOSITIONS | DETERMINERS:
                    start = i
        elif run is not None and word.lower in _PARTICLES | {"for", "at"}:
            follows = words[i + 1] if i + 1 < len(words) else None
            if word.lower in ("for", "at", "and", "the") or not follows or not is_name(follows):
                break
        elif (
            run == start + 1
            and words[start].lower in ("a", "an", "one", "another")
            and word.text[0].islower()
            and word.lower not in BREAKS | PREPOSITIONS | _DAYS
        ) or (run is not None and _is_role(words, i)):
            run = None
        elif (
            (run is not None and (i == start or words[i - 1].lower != "’s"))
            or not word.text[0].isalnum()
            or word.lower in BREAKS
            or word.lower in AUXILIARIES
            or word.lower in _DAYS
            or (word.lower in PREPOSITIONS and word.lower not in _LINKS)
            or i - start >= 9
        ):
            break
        i += 1
    while i > start and words[i - 1].lower in PREPOSITIONS | DETERMINERS:
        i -= 1
    return (words[start].start, words[i - 1].end) if i > start else None


def _is_date(word: Word) -> bool:
    return word.lower in _DAYS or word.lower.isdigit()


def _is_role(words: Sequence[Word], i: int) -> bool:
    """Whether a word stands between a name and the name of a person: ``Falk mayor Ada Moss``."""
    lower = words[i].lower
    return (
        lower.isalpha()
        and words[i].text[0].islower()
        and lower not in _NO_PHRASE | BREAKS | PREPOSITIONS | _DAYS | _PARTICLES
        and i + 1 < len(words)
        and is_name(words[i + 1])
    )


def _subject_before(words: Sequence[Word]) -> tuple[int, int] | None:
    """Find the subject of the verb that follows these words."""
    j = len(words) - 1
    while j >= 0 and (
        words[j].lower in AUXILIARIES
        or (words[j].lower.endswith("ly") and words[j].text[0].islower())
        or words[j].lower in _DAYS
        or words[j].lower.isdigit()
        or (words[j].lower in ("on", "in") and j + 1 < len(words) and _is_date(words[j + 1]))
    ):
        j -= 1
    if j >= 0 and words[j].lower == "to" and j and is_name(words[j - 1]):
        j -= 1
    if j < 0:
        return None
    word = words[j]
    if word.lower == "who":
        j -= 2 if j and words[j - 1].text == "," else 1
        return _phrase_ending(words, j) if j >= 0 else None
    if word.lower in PRONOUNS:
        return word.start, word.end
    if word.text == ")":
        while j >= 0 and words[j].text != "(":
            j -= 1
        return _subject_before(words[:j]) if j > 0 else None
    if word.text[0].isalnum() and word.lower not in BREAKS and word.lower not in PREPOSITIONS:
        span = _phrase_ending(words, j)
        if span:
            return span
    return opening_phrase(words[: j + 1])


def _phrase_ending(words: Sequence[Word], j: int) -> tuple[int, int] | None:
    """Read the noun phrase that ends at a word: a name, or a designation with its article."""
    k = j
    while k >= 0 and (
        is_name(words[k])
        or (k < j and words[k].lower in _PARTICLES and k > 0 and is_name(words[k - 1]))
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
        if word.lower in DETERMINERS or word.text[-2:] in ("’s", "'s"):
            linked = k >= 2 and words[k - 1].lower in ("of", "for")
            if linked and words[k - 2].lower.isalpha() and words[k - 2].lower not in PREPOSITIONS:
                wider = _phrase_ending(words, k - 2)
                if wider:
                    return wider[0], words[j].end
            if k >= 1 and words[k - 1].lower in PREPOSITIONS:
                return None
            return word.start, words[j].end
        if _stem(word) in _NO_PHRASE or (
            word.lower in PREPOSITIONS and word.lower not in ("of", "for")
        ):
            return None
        if not word.text[0].isalnum() or word.lower in BREAKS:
            break
        k -= 1
    return (words[k + 1].start, words[j].end) if k < j and j - k < 8 else None


def opening_phrase(words: Sequence[Word]) -> tuple[int, int] | None:
    """Read the noun phrase that opens a clause, introductory phrases skipped."""
    start = 0
    for i in range(len(words) - 1, -1, -1):
        if words[i].text in (";", "—") or words[i].text[0] == FILL:
            start = i + 1
            break
    while start < len(words):
        stop = start
        while stop < len(words) and words[stop].text not in (",", "(", "—", "–"):
            stop += 1
        chunk = words[start:stop]
        while chunk and chunk[0].lower in ("and", "but", "so", "yet", "still", "then"):
            chunk = chunk[1:]
        if chunk and (chunk[0].lower in PRONOUNS):
            return chunk[0].start, chunk[0].end
        if (
            chunk
            and (is_name(chunk[0]) or (chunk[0].lower in _OPENERS and len(chunk) > 1))
            and not chunk[0].lower.endswith("ly")
            and not any(w.lower in _DAYS for w in chunk[:4])
        ):
            return _name_after(chunk, 0)
        start = stop + 1
    return None
