"""Words and sentences: where they stand in a text.

Tokens follow the practice of the English treebanks of Universal Dependencies (EWT, GUM): clitics
and contractions are split (``do|n't``, ``can|not``, ``gon|na``), hyphens too (``well|-|known``)
save after a prefix (``non-profit``); numbers, times, addresses, hashtags and abbreviations stay
whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stylo import weights

MODEL = "sentences.json"

_HYPHENS = "-‐‑‒−﹣－"
#: Typographic signs and what they are read as, one code point for one, so that offsets stay.
_STRAIGHT = {
    **dict.fromkeys("’‘‛ʼ＇′`´", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys(_HYPHENS[1:], "-"),
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
    mr mrs ms dr prof rev hon gen col lt maj capt cmdr cpl sgt adm gov sen rep pres amb supt det
    insp sr jr st ste mt ft messrs mme mlle bros
    jan feb apr aug sep sept oct nov dec mon tue tues wed thu thur thurs
    ala ariz ark calif colo conn fla ga kan ky md mich minn mont neb nev okla
    ore pa penn tenn tex va vt wis wisc wyo
    inc ltd co corp llc plc assn assoc dept univ inst bldg ave blvd rd hwy
    etc v vs viz al cf approx est incl ed eds vol vols fig figs pp
    """.split()
)
_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200d\u2060])*"
_UNITS = (
    "[ap]\\.?m|[kmb]|bn|mn|tn|mm|cm|km|kg|lbs?|ft|mph|kph|hz|[kmg]b|gal|oz|percent|"
    "yrs?|years?|months?|weeks?|days?|hrs?|hours?|mins?|minutes?|secs?|seconds?|people|persons?"
)
#: Words in ``-in`` that are no verbs with a dropped ``g``.
_NOT_DROPPED = (
    "again|basin|begin|berlin|bin|bulletin|cabin|cain|chin|coin|cousin|dublin|fin|gin|join|justin|"
    "kevin|kin|latin|lenin|margin|martin|muffin|napkin|origin|penguin|pin|protein|pumpkin|putin|"
    "rain|resin|robin|ruin|satin|sin|skin|spin|stalin|then|thin|tin|twin|urchin|vermin|villain|"
    "violin|virgin|vitamin|win|within|[a-z]*ain|[a-z]*join"
)
_DROPPED = rf"(?!(?:{_NOT_DROPPED})')[^\W\d_]{{2,12}}in"
_SMILEY = r"[:;=]['^o-]?[)(\]\[DPp/|*]"
_TOKEN = re.compile(
    rf"""
    # plain words, the most part
    [^\W\d_]++(?![\w.'@&/*$:\u00ad\u0300-\u036f\u200d\u2060-])
  | (?=[\w@\#.+'])(?:
    # addresses
    (?:https?|ftp)://[^\s<>"]+[\w/=&\#%+~-]
  | (?:www\.|mailto:)[^\s<>"]+[\w/]
  | [\w.+%-]{{1,64}}@(?:[\w-]{{1,64}}\.){{0,6}}[a-z]\w+
  | [@\#](?=\w*[^\W\d])\w+
  | \w[\w-]{{0,64}}(?:\.[\w-]{{1,64}}){{0,5}}\.(?:{_ENDINGS})\b(?:/[^\s<>"]*[\w/])?
  | (?<![\w.])[a-z]{{2,12}}(?:\.[a-z]{{2,24}}){{2,6}}(?!\w)
  | (?<!\w)\.(?:docx?|xlsx?|pdf|txt|html?|exe|jpe?g|png|gif)\b
    # abbreviations
  | (?<![\w.])[^\W\d_]\.(?:[^\W\d_]\.){{0,9}}[^\W\d_](?!\w)\.?
  | (?<![\w.-])(?:ph|m|d|b)\.(?:d|phil|sc|litt|ed|s|a)\.
  | (?<![\w.-])(?:{"|".join(sorted(ABBREVIATIONS))})\.(?!\w)
  | (?<=\b[DRI]-)[^\W\d_]{{2,5}}\.(?!\w)
  | (?<![\w.'-])(?-i:[A-Z])\.(?=$|[\w'"),;:-])
  | (?<!\w)(?:b/c|s/he|w/o)(?!\w) | (?<!\w)w/(?!\w)
    # numbers
  | (?<![\w-])(?:1-)?\d{{3}}[-/](?:\d{{3}}-)?\d{{4}}(?![\w-])
  | (?<![\w-])(?:\d{{1,2}}-\d{{1,2}}-\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{5}}-\d{{4}})(?![\w-])
  | (?<!\w)[+]?(?>\d+(?:,\d\d\d)*(?:[.:/]\d+){{0,9}})(?:st|nd|rd|th|s|(?<=0)'s)?(?![^\W_])
  | (?<!\w)(?>\d+(?:,\d\d\d)*(?:[.:]\d+){{0,9}})(?=(?:{_UNITS})(?!\w))
  | (?<!\w)\.\d+(?!\w)
  | (?<!\w)'\d\ds?(?!\w)
    # words
  | (?<![\w-])(?:{_PREFIXES})-{_LETTERS}
  | ^(?!(?:as|at|by|he|i|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we)-)[^\W\d_]{{1,2}}-$
  | (?<![\w-])(?:uh|oh|ah|hm+|mm+|nuh|un)-(?:uh|huh|oh|ho|hm*|mm*|unh)(?![\w-])
  | [^\W\d_]{{1,4}}(?:&[^\W\d_]{{1,4}})+(?!\w)
  | (?:us|hk|[acur]|nz)\$
  | (?<![^\W\d_])'(?:s|m|re|ve|ll|d)(?![\w'])
  | (?<!\w)'(?:n'|(?:tis|twas|twere|twill|em|cause|cuz|till?|bout|round|nuff|neath|n)(?![\w']))
  | (?<!\w)(?:ol|lil|th|an|nothin|somethin|{_DROPPED})'(?!\w)
  | {_LETTERS}(?:(?:'|\*+){_LETTERS})*
    )
    # signs
  | (?<!\w){_SMILEY}(?!\w) | ^\([:;=]$ | <3 | \^_\^
  | …+ | \.{{2,}}(?![!?]) | [.!?]{{2,}} | -{{2,}} | —+ | ''
  | ([*=~_+<>|•·^$])\1+
  | [\U0001F1E6-\U0001F1FF]{{2}}
  | [\u2190-\u2BFF\u3030\u303D\U0001F000-\U0001FAFF]
    (?:[\uFE0F\u20E3\U0001F3FB-\U0001F3FF]|\u200D[\u2190-\u2BFF\U0001F000-\U0001FAFF])*
  | [\uFE00-\uFE0F\u200b-\u200f\u2060\ufeff\u0300-\u036f]+
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHUNK = re.compile(r"\S+")
#: Abbreviations only before a number: ``No. 8``, ``p. 12``, ``Mar. 3``, ``(b. 1931``.
_BEFORE_NUMBER = re.compile(
    r"(?<![\w.'-])(?:[Nn]os?|pp?|ca?|ch|sec|art|figs?|vols?|ext|M[ae]r|S[ua][nt]|(?<=[(;,] )[bdmr]|"
    r"(?<=\()[bdmr])\.(?=\s?\d)"
)
_CLITIC = re.compile(r"(?<=.)(?:n't|'(?:s|re|ve|ll|d|m))$", re.IGNORECASE)
#: Written as one word, read as two or three: where they are cut.
_FUSED: dict[str, tuple[int, ...]] = {
    **dict.fromkeys("im ive".split(), (1,)),
    **dict.fromkeys("dont wont cant aint 'tis 'twas 'twere 'twill d'you y'all ya'll".split(), (2,)),
    **dict.fromkeys("cannot gonna wanna gotta gimme lemme lotta outta c'mon".split(), (3,)),
    **dict.fromkeys("arent didnt hasnt hadnt isnt wasnt youve youre youll".split(), (3,)),
    **dict.fromkeys("doesnt werent havent theyre theyve theyll thats whats".split(), (4,)),
    **dict.fromkeys("couldnt wouldnt theres wheres".split(), (5,)),
    "shouldnt": (6,),
    "dunno": (2, 3),
}
#: Names and abbreviations that only look fused.
_UNFUSED = frozenset({"IM", "Im", "Ive", "IVE", "Cant", "Theres"})
_CACHED_LENGTH = 64
Spans = tuple[tuple[int, int], ...]


def straighten(text: str) -> str:
    r"""Make typographic quotes, apostrophes and hyphens plain, one code point for one.

    Examples
    --------
    >>> straighten("“It’s non‑profit”")
    '"It\'s non-profit"'
    """
    if not text.isascii():
        for sign, plain in _STRAIGHT.items():
            if sign in text:
                text = text.replace(sign, plain)
    return text


def _clitics(word: str) -> tuple[int, ...]:
    """Return where the clitics of a word begin: ``should|n't|'ve``."""
    cuts: list[int] = []
    while clitic := _CLITIC.search(word):
        cuts.append(clitic.start())
        word = word[: clitic.start()]
    return tuple(reversed(cuts))


def _split_chunk(chunk: str) -> Spans:
    """Return the spans of the tokens in a stretch without white space."""
    if chunk.isalpha() and chunk.lower() not in _FUSED:
        return ((0, len(chunk)),)
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(chunk):
        start, end = match.span()
        word = match[0]
        cuts = _FUSED.get(word.lower(), ()) if word not in _UNFUSED else ()
        if not cuts and "'" in word and word[0].isalpha():
            cuts = _clitics(word)
        for cut in cuts:
            spans.append((start, match.start() + cut))
            start = match.start() + cut
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
    straight = straighten(text)
    spans: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(straight):
        chunk = match[0]
        start = match.start()
        inner = _cached_chunk(chunk) if len(chunk) <= _CACHED_LENGTH else _split_chunk(chunk)
        for first, last in inner:
            spans.append((start + first, start + last))
    whole = {match.start(): match.end() for match in _BEFORE_NUMBER.finditer(straight)}
    if whole:
        inside = {end - 1 for end in whole.values()}
        spans = [(a, whole.get(a, b)) for a, b in spans if a not in inside]
    return spans


_CURRENCY = frozenset("$€£¥₹₽₩₪¢#")
_AFTER_NUMBER = frozenset("%‰°¢€£")


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
    number = -1
    held = 0  # signs just before that join a word if one follows: ``-`` in a word, ``$``
    inside = False  # whether the last token ends a word that can still grow
    before = -1
    for start, end in spans:
        if start != before:
            inside, held = False, 0
        before = end
        first = text[start]
        if first.isalnum() or (end - start > 1 and any(map(str.isalnum, text[start:end]))):
            if not inside:
                number += 1
            for back in range(1, held + 1):
                ids[-back] = number
            ids.append(number)
            inside, held = True, 0
        elif first in _AFTER_NUMBER and inside and not held:
            ids.append(number)
        else:
            ids.append(-1)
            if first in _HYPHENS and end - start == 1 and inside and not held:
                held = 1
            elif first in _CURRENCY and end - start == 1:
                held += 1
            else:
                inside, held = False, 0
    return ids


#: Signs after which a sentence may end, and how the features name them.
_TERMINALS = {
    **{sign: sign for sign in ".!?:;"},
    **dict.fromkeys(("…", "..", "...", "....", "....."), "…"),
    **dict.fromkeys(("—", "–", "--", "---", "-"), "-"),
}
_CLOSERS = frozenset("\"')]}*_")
_OPENERS = frozenset("\"'([{")
_TITLES = frozenset(
    "mr mrs ms dr prof rev hon gen col lt maj capt cmdr cpl sgt adm gov sen rep pres supt det insp "
    "messrs mme mlle".split()
)
#: Function words: with a capital, they mostly open a sentence.
_STARTERS = frozenset(
    """
    a about after all also although an and another any as at because before both but by despite
    during each even every few finally first for from he her here his how however i if in instead
    it its just last like many maybe meanwhile more most much my no nobody none nor not nothing now
    of on once one only or other our over perhaps she since so some sometimes still such than that
    the their then there these they this those though through thus to today too under unless until
    we well what whatever when where whether which while who whose why with without would yes yet
    you your are be can could did do does had has have is let may might must should was were will
    """.split()
)
_SAYING = frozenset(
    "said says say asked asks replied added told wrote writes explained shouted thought".split()
)
#: Abbreviations that stand before what they abbreviate for, so that no sentence ends there.
_LEADING = _TITLES | frozenset(
    "e.g i.e eg ie cf v vs viz fig figs pp p no nos vol ch approx ca c".split()
)
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun".split()
)
_BEFORE_DATE = frozenset(
    "on by until till since from to before after of for through and or ,".split()
)
_REFERENCE = re.compile(r"\.\.\.|…|\d{1,3}|[a-z]|note \d+|citation|better")


def _shape(token: str) -> str:
    """Return the kind of token that would open a sentence."""
    first = token[0]
    if first.isalpha():
        if first.islower():
            return "lower"
        if len(token) == 1:
            return "I" if token == "I" else "letter"
        return "upper" if token.isupper() else "title"
    if first.isdigit():
        return "digit"
    if first in _OPENERS:
        return "open"
    if first == "@":
        return "title"
    return token if first in ",.;:-—–" else "sign"


def _kind(token: str) -> str:
    """Return the kind of abbreviation that a token with a full stop of its own is."""
    low = token[:-1].lower()
    if low in _MONTHS:
        return "month"
    if len(low) == 1:
        return "initial"
    if "." in low:
        return "acronym" if token[0].isupper() else "lower"
    return "digit" if low.isdigit() else "abbreviation"


def boundary_features(
    tokens: list[str], spans: list[tuple[int, int]]
) -> list[tuple[int, list[str]]]:
    """Return each place where a sentence of a paragraph may end, and the signs for and against.

    Most are after a full stop and its like; a full date that opens or closes the paragraph
    (``Monday, May 3, 2021``) may stand alone without one.

    Parameters
    ----------
    tokens, spans
        The tokens of one paragraph, quotes made straight, and where they stand.

    Returns
    -------
    list of (int, list of str)
        The index of the token that would open the next sentence, and the features.
    """
    found: list[tuple[int, list[str]]] = []
    count = len(tokens)
    opening, closing = _date_length(tokens[:6]), _date_length(tokens[-6:])
    if 0 < opening < count:
        found.append((opening, ["date opens", f"date opens {_shape(tokens[opening])}"]))
    casual = next((token.islower() for token in tokens if token[0].isalpha()), False)
    start = 0  # where the sentence began, were every full stop its end
    brackets = 0
    quoted = False
    index = 0
    while index < count:
        token = tokens[index]
        last = token[-1]
        index += 1
        if last == '"':
            quoted = not quoted
            continue
        if last in "([":
            brackets += 1
            continue
        if last in ")]":
            brackets = max(0, brackets - 1)
            continue
        if token in _CREDITS and 1 < index < count and tokens[index] == ":":
            if not found or found[-1][0] < index - 1:
                found.append((index - 1, ["credit opens"]))
            start = index - 1
            continue
        terminal = _TERMINALS.get(token)
        if terminal is None:
            if last == "." and len(token) > 1:
                if token[:-1].lower() in _LEADING:
                    continue
                terminal = "abbr"
            elif last in "!?" or last == "…":
                terminal = "!?"
            else:
                continue
        before = tokens[index - 2] if index > 1 else ""
        # What closes the sentence with its full stop: quotes, brackets, notes, smileys.
        inside, closed = brackets, ""
        after = index
        while after < count:
            sign = tokens[after]
            touching = spans[after][0] == spans[after - 1][1]
            if sign == '"' and (touching or quoted) and quoted:
                quoted = False
                closed += '"'
            elif sign in _CLOSERS and touching:
                if sign in ")]":
                    brackets = max(0, brackets - 1)
                closed += sign
            elif sign == "[" and after + 2 < count and _reference(tokens, after):
                after = tokens.index("]", after)
                closed += "n"
            elif terminal not in ":;-" and _is_smiley(sign):
                closed += "s"
            else:
                break
            after += 1
        if after >= count:
            break
        gap = spans[after][0] - spans[after - 1][1]
        following = tokens[after]
        shape = _shape(following)
        beyond = ""
        if shape in ("open", "-", "—", "–", "sign") and after + 1 < count:
            beyond = _shape(tokens[after + 1])
        length = index - start
        word = following.lower()
        if shape == "title" and word in _STARTERS:
            shape = "starter"
        elif shape == "lower" and (
            word in _SAYING or (after + 1 < count and tokens[after + 1] in _SAYING)
        ):
            shape = "saying"
        if shape in ("lower", "saying") and '"' in closed and not casual:
            index = max(index, after)  # "Why?" he asked: the sentence goes on
            continue
        features = [
            "bias",
            f"end {terminal}",
            f"end {terminal} closed {closed[:2]} next {shape}{beyond}",
            f"end {terminal} next {shape}",
            f"next {word}",
            f"end {terminal} next {word}",
            f"gap {min(gap, 1)} next {shape}",
            f"casual {casual} next {shape} end {terminal}",
            f"closed {closed[:2]}",
            f"quoted {quoted} end {terminal} next {shape}",
            f"brackets {inside > 0} {brackets > 0} end {terminal}",
            f"length {min(length, 4) if length < 8 else 8} end {terminal}",
            f"number {before.isdigit()} first {length == 2} next {shape} end {terminal}",
        ]
        if terminal == "abbr":
            kind = _kind(token)
            features += [
                f"kind {kind}",
                f"kind {kind} next {shape}",
                f"abbr {token.lower()}",
                f"abbr {token.lower()} next {shape}",
                f"kind {kind} next {word}",
            ]
        elif terminal == ".":
            features += [
                f"last {_shape(before) if before else ''} next {shape}",
                f"last {len(before) if before.isalpha() and len(before) < 5 else 0} {shape}",
                f"last {before.lower()}",
            ]
        else:
            features.append(f"last {_shape(before) if before else ''} end {terminal} next {shape}")
        found.append((after, features))
        if terminal in (".", "!", "?", "!?"):
            start = after
        index = max(index, after)
    if closing and count > closing and (not found or found[-1][0] < count - closing):
        ahead = tokens[count - closing - 1]
        if ahead.lower() not in _BEFORE_DATE:
            found.append((count - closing, ["date closes", f"date closes {_shape(ahead)}"]))
    return found


#: What opens the credit of a picture, with a colon, whether or not a full stop stands before it.
_CREDITS = frozenset("Image Images Photo Photos Photograph Picture Illustration Credit".split())


def _date_length(tokens: list[str]) -> int:
    """Return how many tokens a full date takes, if these are one: ``Monday, May 3, 2021``."""
    if len(tokens) == 6 and tokens[5].isdigit() and len(tokens[5]) == 4:
        weekday, comma, _, day, comma2, _ = tokens
        if weekday.lower() in _WEEKDAYS and comma == comma2 == "," and day.isdigit():
            return 6
    return 0


def _is_smiley(token: str) -> bool:
    """Whether a token is a face of signs, or a picture."""
    if token[0] >= "\u2600":
        return not token[0].isalnum()
    return len(token) > 1 and token[0] in ":;="


def _reference(tokens: list[str], at: int) -> bool:
    """Whether a note such as ``[12]`` stands here."""
    try:
        end = tokens.index("]", at + 1, at + 6)
    except ValueError:
        return False
    return _REFERENCE.match(tokens[at + 1]) is not None and end - at < 6


@cache
def boundary_weights() -> Mapping[str, float]:
    """Return the weights that come with the package."""
    return dict(weights.read_json(MODEL)["weights"])


def sentence_spans(
    text: str, spans: list[tuple[int, int]], signs: Mapping[str, float] | None = None
) -> list[tuple[int, int]]:
    """Return the half-open token ranges of the sentences of one paragraph.

    Parameters
    ----------
    text : str
        The text that the spans point into.
    spans : list of (int, int)
        Tokens of one paragraph, as `token_spans` gives them.
    signs : mapping of str to float, optional
        Weights of `boundary_features`; by default those that come with the package.

    Examples
    --------
    >>> text = "Dr. Ames left at 3 p.m. Why? “I was tired.”"
    >>> spans = token_spans(text)
    >>> [text[spans[a][0] : spans[b - 1][1]] for a, b in sentence_spans(text, spans)]
    ['Dr. Ames left at 3 p.m.', 'Why?', '“I was tired.”']
    """
    if not spans:
        return []
    base = spans[0][0]
    straight = straighten(text[base : spans[-1][1]])
    tokens = [straight[start - base : end - base] for start, end in spans]
    known = (boundary_weights() if signs is None else signs).get
    cuts = [
        index
        for index, features in boundary_features(tokens, spans)
        if sum([known(feature, 0.0) for feature in features]) > 0
    ]
    return list(zip([0, *cuts], [*cuts, len(spans)], strict=True))
