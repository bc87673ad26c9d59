"""Lemmas."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import tagging
from stylo.lemmas import degree_base, lemma, noun_base, plural_base, verb_base

TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

WANTED = {
    "VERB": """
        swore swear, hoping hope, hopping hop, dying die, agreed agree, freed free, fled flee,
        guaranteed guarantee, seeded seed, bleeding bleed, panicked panic, rewrote rewrite,
        overthrew overthrow, undone undo, misunderstood misunderstand, shaming shame, singing sing,
        ringing ring, hinging hinge, changing change, hanging hang, taping tape, tapping tap,
        planning plan, staring stare, starring star, barring bar, writing write, sitting sit,
        falling fall, passing pass, adding add, putting put, beginning begin, opening open,
        controlled control, travelled travel, canceled cancel, quitting quit, echoed echo, dyed dye,
        tied tie, tried try, goes go, says say, watches watch, uses use, closes close, fixes fix,
        flies fly, believes believe, amassing amass, gaslit gaslight, doomscrolling doomscroll,
        goin' go, goin’ go, talkin talk, retweeted retweet, leaves leave, loooove love, WENT go
    """,
    "NOUN": """
        crises crisis, knives knife, leaves leaf, heroes hero, shoes shoe, potatoes potato,
        photos photo, wives wife, caves cave, women woman, spokeswomen spokeswoman, children child,
        feet foot, mice mouse, phenomena phenomenon, criteria criterion, alumni alumnus,
        species species, means means, physics physics, lenses lens, buses bus, viruses virus,
        cities city, days day, movies movie, gas gas, boss boss, ties tie, tweets tweet,
        podcasters podcaster, CEOs CEO, DNA DNA, Mayors mayor, people people, building building
    """,
    "ADJ": """
        happier happy, biggest big, larger large, nicest nice, simpler simple, thinnest thin,
        truest true, clever clever, bitter bitter, former former, eager eager, honest honest,
        better good, worst bad, wokest woke, biased biased, Peruvian Peruvian, Dutch Dutch
    """,
    "ADV": "harder hard, sooner soon, better well, never never, quickly quickly, soooo so",
    "AUX": "was be, ’re be, 's be, 'll will, ca can, wo will, sha shall, ai be, has have, did do",
    "PRON": "me I, them they, us we, I I, myself myself",
    "DET": "an a, these this, those that",
    "PART": "n't not, n’t not, to to",
    "NUM": "2,500 2500, 1990s 1990s, seven seven",
    "PROPN": "Americans American, Texas Texas, Moss Moss, paris Paris",
}


CASES = [
    (*pair.split(), upos)
    for upos, pairs in WANTED.items()
    for pair in pairs.replace("\n", " ").split(", ")
]


@pytest.mark.parametrize(("form", "found", "upos"), CASES)
def test_lemmas(form: str, found: str, upos: str) -> None:
    assert lemma(form, upos) == found


@given(st.text(max_size=12), st.sampled_from(TAGS))
def test_every_word_has_a_lemma(form: str, upos: str) -> None:
    found = lemma(form, upos)
    assert isinstance(found, str)
    assert bool(found) == bool(form)


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_rules_need_no_known_words(form: str) -> None:
    none: frozenset[str] = frozenset()
    for rule in (plural_base, noun_base, verb_base, degree_base):
        base = rule(form, none)
        assert base
        assert len(base) <= len(form) + 1


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("gum", 0.987), ("ewt", 0.983)])
def test_the_treebanks_agree(shared_data: Path, name: str, least: float) -> None:
    found = tagging.run(shared_data / "ud-english" / f"{name}-dev.jsonl.gz")["figures"]
    assert found["lemma"][0] >= least
