"""Whether a text is English, and what it is if not.

English prose is a third or more function words, and the commonest of them occur in no other
language that is written in Latin letters. A count of them settles nearly every text; only where
it does not, a trained guesser (py3langid) is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from stylo.document import InputError

#: Function words of English that are rare in every other language in Latin script: those that
#: other languages share ("in", "a", "so", "an", "was", "die", "on", "me") are left out.
ENGLISH = frozenset(
    "the of and to that for with his this they be at have from or had by but not what were when "
    "there can your which their said if will each about how up out them then she many some would "
    "like into has look two more could been its who now did get may been over than only very "
    "after also just because where most know should our these those any through being even such "
    "much own too while here does down first you it are her him my i'm it's don't we're that's "
    "they're can't won't isn't didn't doesn't you're i've we've ain't of's us why every never "
    "before between against without under other again still must might shall both whose".split()
)

#: Very common words of other languages in Latin script, none of which is an English word.
FOREIGN = frozenset(
    "der das und nicht für mit ein eine einen ist sich auch auf dem den von zu wird sind oder wie "
    "les des une est pas pour dans que qui sur avec vous nous cette mais sont du au le la et "
    "el los las por una con para del su como más pero sus y en es se lo "
    "il che non per della di sono anche è gli nel dei delle alla più "
    "não uma com os da do mais foi são ao dos seu "
    "het een niet van voor zijn aan ook maar bij naar dat deze uit "
    "och att för som det inte med av till är på den jag ett "
    "nie się jest na że jak ale czy przez tym dla "
    "ve bir için bu ile çok olarak daha gibi kadar ama "
    "yang dan untuk tidak dengan ini itu dari pada akan adalah "
    "og ikke til er jeg at han ja on ei että oli mutta "
    "și în cu nu este pe care az hogy nem egy és "
    "va của và là không những các".split()
) - frozenset("at on do as no he die in a an so me is per va en pour".split())

#: Words looked at; more would change nothing.
SAMPLE_WORDS = 3000

#: Shortest text, in words, that is refused for its words alone.
SHORTEST = 20

#: Share of `ENGLISH` among the words at which a text is English, and below which another
#: language may be meant. Of 2,023 English texts of 40 words or more two fall below 0.20.
SURE, DOUBTFUL = 0.20, 0.12

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_SCRIPTS = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "Cyrillic script",
    "GREEK": "Greek",
    "ARABIC": "Arabic script",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari script",
    "THAI": "Thai",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}

_NAMES = {
    code: name
    for pair in (
        "af Afrikaans,ar Arabic,bg Bulgarian,bn Bengali,bs Bosnian,ca Catalan,cs Czech,cy Welsh,"
        "da Danish,de German,el Greek,eo Esperanto,es Spanish,et Estonian,eu Basque,fa Persian,"
        "fi Finnish,fr French,ga Irish,gl Galician,he Hebrew,hi Hindi,hr Croatian,ht Haitian,"
        "hu Hungarian,hy Armenian,id Indonesian,is Icelandic,it Italian,ja Japanese,jv Javanese,"
        "ka Georgian,ko Korean,ku Kurdish,la Latin,lb Luxembourgish,lt Lithuanian,lv Latvian,"
        "mr Marathi,ms Malay,mt Maltese,nb Norwegian,ne Nepali,nl Dutch,nn Norwegian,no Norwegian,"
        "oc Occitan,pl Polish,pt Portuguese,ro Romanian,ru Russian,sk Slovak,sl Slovene,"
        "so Somali,sq Albanian,sr Serbian,sv Swedish,sw Swahili,ta Tamil,th Thai,tl Tagalog,"
        "tr Turkish,uk Ukrainian,ur Urdu,vi Vietnamese,wuu Chinese,yue Chinese,zh Chinese"
    ).split(",")
    for code, name in [pair.split(" ", 1)]
}


def english_share(words: Sequence[str]) -> float:
    """Return the share of English function words among lower-cased words; 0 for none."""
    return sum(word in ENGLISH for word in words) / len(words) if words else 0.0


def words_of(text: str) -> list[str]:
    """Return the lower-cased words of a text, apostrophes made straight."""
    return [match.group().replace("’", "'") for match in _WORD.finditer(text.lower())]


def latin_share(text: str) -> float:
    """Return the share of Latin letters among the letters of a text; 1 for none."""
    letters = [c for c in text if c.isalpha()]
    return sum(_script(c) == "LATIN" for c in letters) / len(letters) if letters else 1.0


def other_language(text: str) -> str:
    """Name the language of a text that is not English.

    Parameters
    ----------
    text : str
        Any text. Quotations in other languages do not matter as long as English prevails.

    Returns
    -------
    str
        The language (or script), or ``""`` for English, and for a text in Latin letters that
        is too short or too odd to tell.

    Examples
    --------
    >>> other_language("It rained on all of us, and nobody minded.")
    ''
    >>> other_language("Всё смешалось в доме.")
    'Russian'
    """
    sample = _sample(text)
    if latin_share(sample) < 0.5:
        return _guess(sample) or _script_name(sample)
    words = words_of(sample)
    english = english_share(words)
    if len(words) < SHORTEST or english >= SURE:
        return ""
    foreign = sum(word in FOREIGN for word in words) / len(words)
    if english >= DOUBTFUL and english >= foreign:
        return ""
    guess = _guess(sample.lower())
    if guess == "English":
        return ""
    if not guess:
        return "another language" if foreign > 2 * english else ""
    return guess


def check(text: str, name: str) -> None:
    """Refuse a text that is not English.

    Raises
    ------
    InputError
        Naming the language that it seems to be in.
    """
    language = other_language(text)
    if language:
        raise InputError(
            f"{name}: the text is not in English (it looks like {language}); "
            "stylo reads English only"
        )


def _sample(text: str) -> str:
    """Return the text, or three stretches of a long one."""
    size = SAMPLE_WORDS * 6
    if len(text) <= size:
        return text
    part = size // 3
    middle = (len(text) - part) // 2
    return f"{text[:part]} {text[middle : middle + part]} {text[-part:]}"


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]


def _script_name(text: str) -> str:
    counts = Counter(_script(c) for c in text if c.isalpha())
    if counts["HIRAGANA"] + counts["KATAKANA"]:
        return "Japanese"
    script = counts.most_common(1)[0][0]
    return _SCRIPTS.get(script, f"{script.capitalize()} script")


def _guess(text: str) -> str:
    """Name the language that py3langid finds likeliest; ``""`` if it has no name here."""
    import py3langid

    code = str(py3langid.classify(text)[0])
    return "English" if code in ("en", "pcm") else _NAMES.get(code, "")
