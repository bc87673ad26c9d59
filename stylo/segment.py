"""Words and sentences: where they stand in a text.

Tokens follow the practice of the English treebanks of Universal Dependencies (EWT, GUM): clitics
and contractions are split (``do|n't``, ``can|not``, ``gon|na``), hyphens too (``well|-|known``)
save after a prefix (``non-profit``); numbers, times, addresses, hashtags and abbreviations stay
whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

#: Typographic signs and what they are read as, one code point for one, so that offsets stay.
_STRAIGHT = {
    **dict.fromkeys("’‘‛ʼ＇′`´", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒−﹣－", "-"),
    **dict.fromkeys("―─", "—"),
}

_PREFIXES = (
    "anti|co|counter|cross|e|ex|hyper|inter|intra|micro|mid|mini|multi|non|over|post|pre|pro|"
    "pseudo|quasi|re|semi|socio|sub|trans|ultra|un"
)
_ENDINGS = (
    "com|org|net|edu|gov|mil|info|biz|co|uk|us|ca|de|fr|eu|ie|au|nz|io|ai|tv|ly|me|"
    "html?|php|pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|exe|js|py|mp[34]|zip"
)
#: Abbreviations that keep their full stop, lower-cased and without it.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon gen col lt maj capt cmdr cpl sgt adm gov sen rep pres amb supt det insp
    sr jr st ste mt ft messrs mme mlle bros
    jan feb apr aug sep sept oct nov dec mon tue tues wed thu thur thurs
    ala ariz ark calif colo conn fla ga kan ky md mich minn mont neb nev okla
    ore pa penn tenn tex va vt wis wisc wyo
    inc ltd co corp llc plc assn assoc dept univ inst bldg ave blvd rd hwy
    etc vs viz al cf approx est incl ed eds vol vols fig figs pp
    """.split()
)
_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200d\u2060])*"
_TOKEN = re.compile(
    rf"""
    (?:https?|ftp)://[^\s<>"]+[\w/=&\#%+~-]
  | (?:www\.|mailto:)[^\s<>"]+[\w/]
  | [\w.+%-]{{1,64}}@(?:[\w-]{{1,64}}\.){{1,6}}[a-z]{{2,}}
  | [@\#](?=\w*[^\W\d])\w+
  | (?<![\w.])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?
  | (?<![\w.-])(?:ph|m|d|b)\.(?:d|phil|sc|litt|ed|s|a)\.
  | (?<![\w.-])(?:{"|".join(sorted(ABBREVIATIONS))})\.(?!\w)
  | (?<![\w.'-])(?-i:[A-Z])\.(?=$|[\w'"),;:-])
  | \w[\w-]{{0,64}}(?:\.[\w-]{{1,64}}){{0,5}}\.(?:{_ENDINGS})\b(?:/[^\s<>"]*[\w/])?
  | (?<![\w-])(?:{_PREFIXES})-{_LETTERS}
  | (?<!\w)(?:1-)?\d{{3}}-(?:\d{{3}}-)?\d{{4}}(?!\w)
  | (?<!\w)[+]?\d+(?:[.,:/]\d+){{0,9}}(?:st|nd|rd|th|'?s)?(?![^\W_])
  | (?<!\w)\.\d+(?!\w)
  | (?<!\w)'\d\ds?(?!\w)
  | \d+(?:[.,:]\d+){{0,9}}
    (?=(?:[ap]m|[kmb]n?|mm|cm|km|kg|lbs?|ft|mph|hrs?|mins?|[kmg]b|hz|percent)(?!\w))
  | [^\W\d_]{{1,4}}(?:&[^\W\d_]{{1,4}})+(?!\w)
  | {_LETTERS}(?:(?:'|\*+){_LETTERS})*
  | [:;]'?-?[)(DPp/|](?!\w) | <3
  | \.{{2,}} | …+ | [!?]{{2,}} | -{{2,}} | —+ | ([*=~_+<>|•·^])\1+ | ''
  | [\U0001F1E6-\U0001F1FF]{{2}}
  | [\u2190-\u2BFF\u3030\u303D\U0001F000-\U0001FAFF]
    (?:[\uFE0F\u20E3\U0001F3FB-\U0001F3FF]|\u200D[\u2190-\u2BFF\U0001F000-\U0001FAFF])*
  | [\uFE00-\uFE0F\u200b-\u200f\u2060\ufeff\u0300-\u036f]+
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHUNK = re.compile(r"\S+")
_CLITIC = re.compile(r".(n't|'(?:s|re|ve|ll|d|m|all))$", re.IGNORECASE)
#: An apostrophe that begins or ends a word, as in ``'em`` and ``ol'``.
_ELIDED = re.compile(
    r"'(?:em|cause|cuz|til|till|bout|round|nuff|neath|n)(?![\w'])|"
    r"(?:ol|lil|th|an|o|y|goin|doin|nothin|somethin)'(?!\w)|"
    r"[^\W\d_]{3,}in'(?!\w)",
    re.IGNORECASE,
)
#: Written as one word, read as two: how many letters the first has.
_FUSED = {
    **dict.fromkeys("cannot gonna wanna gotta gimme lemme coulda".split(), 3),
    "dunno": 2,
    **dict.fromkeys("dont wont".split(), 2),
    "lotta": 3,
    "outta": 3,
    "kinda": 4,
    "sorta": 4,
    "didnt": 3,
    "doesnt": 4,
}
_CACHED_LENGTH = 64
Spans = tuple[tuple[int, int], ...]


def straighten(text: str) -> str:
    """Make typographic quotes, apostrophes and hyphens plain, one code point for one.

    Examples
    --------
    >>> straighten("“It’s non‑profit”")
    '"It\\'s non-profit"'
    """
    if not text.isascii():
        for sign, plain in _STRAIGHT.items():
            if sign in text:
                text = text.replace(sign, plain)
    return text


def _split_chunk(chunk: str) -> Spans:
    """Return the spans of the tokens in a stretch without white space."""
    if chunk.isalpha() and chunk.lower() not in _FUSED:
        return ((0, len(chunk)),)
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(chunk):
        start, end = match.span()
        word = match[0]
        if "'" in word and end - start > 1:
            cuts = []
            while clitic := _CLITIC.search(word):
                cuts.append(start + clitic.start(1))
                word = word[: clitic.start(1)]
            for cut in reversed(cuts):
                spans.append((start, cut))
                start = cut
            spans.append((start, end))
        elif word.lower() in _FUSED:
            cut = start + _FUSED[word.lower()]
            spans += ((start, cut), (cut, end))
        else:
            spans.append((start, end))
    return tuple(spans)


_cached_chunk = lru_cache(maxsize=1 << 16)(_split_chunk)


def token_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the tokens of a text, in order.

    Examples
    --------
    >>> text = "They don’t pay $5 for well-known art."
    >>> [text[a:b] for a, b in token_spans(text)]
    ['They', 'do', 'n’t', 'pay', '$', '5', 'for', 'well', '-', 'known', 'art', '.']
    """
    spans: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(straighten(text)):
        chunk = match[0]
        start = match.start()
        inner = _cached_chunk(chunk) if len(chunk) <= _CACHED_LENGTH else _split_chunk(chunk)
        for first, last in inner:
            spans.append((start + first, start + last))
    return spans


_JOINER = re.compile(r"[-'./,:%$€£¥#&@_+*°]+")


def word_ids(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return, for each token, the number of the orthographic word that it is part of.

    Numbers count from 0 without gaps; punctuation and symbols that join no word have -1.
    ``don't``, ``well-known``, ``U.S.-led``, ``$5`` and ``3.5%`` are one word each; a dash or a
    slash between words parts them.

    Examples
    --------
    >>> text = "A well-known $5 coin - gone."
    >>> word_ids(text, token_spans(text))
    [0, 1, 1, 1, 2, 2, 3, -1, 4, -1]
    """
    ids: list[int] = []
    word = -1
    straight = straighten(text)
    pending: list[int] = []
    end_before = -1
    open_word = False
    for index, (start, end) in enumerate(spans):
        token = straight[start:end]
        if start != end_before:
            open_word = False
            pending = []
        end_before = end
        if any(map(str.isalnum, token)):
            if open_word and pending is not None:
                for p in pending:
                    ids[p] = word
            elif pending and straight[spans[pending[-1]][0]] in "$€£¥#":
                word += 1
                ids[pending[-1]] = word
            else:
                word += 1
            ids.append(word)
            open_word = True
            pending = []
        elif token == "%" and open_word and not pending:
            ids.append(word)
        elif token == "-" and open_word and not pending:
            ids.append(-1)
            pending = [index]
        elif token in "$€£¥#":
            ids.append(-1)
            open_word = False
            pending = [index]
        else:
            ids.append(-1)
            open_word = False
            pending = []
    return ids


_END = re.compile(r"[.!?…]")
_CLOSERS = frozenset("\"')]}")


def sentence_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the half-open token ranges of the sentences of one paragraph.

    Parameters
    ----------
    text : str
        The text that the spans point into.
    spans : list of (int, int)
        Tokens of one paragraph, as `token_spans` gives them.
    """
    if not spans:
        return []
    straight = straighten(text)
    ends = [end for _, end in spans]
    cuts: list[int] = []
    for match in _END.finditer(straight, spans[0][0], spans[-1][1]):
        index = bisect_right(ends, match.start())
        token = straight[slice(*spans[index])]
        if token[-1] not in ".!?…":
            continue
        after = index + 1
        while after < len(spans) and straight[spans[after][0]] in _CLOSERS and (
            spans[after][0] == spans[after - 1][1]
        ):
            after += 1
        if after >= len(spans) or spans[after][0] == spans[after - 1][1]:
            continue
        following = straight[spans[after][0]]
        if following.islower() or following in ",;:-—":
            continue
        if len(token) > 1 and token[-1] == "." and token[:-1].isalpha():
            continue
        if not cuts or cuts[-1] < after:
            cuts.append(after)
    return list(zip([0, *cuts], [*cuts, len(spans)], strict=True))
