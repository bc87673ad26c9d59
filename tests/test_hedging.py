from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylo.annotate import annotate
from stylo.document import Document
from stylo.feature import Feature
from stylo.features import hedging
from stylo.lexicon import load
from tests.examples.hedging import FLAG, PASS

MEASURES: dict[str, Feature] = {f.name: f for f in hedging.FEATURES}


def evidence(name: str, text: str) -> list[str]:
    doc = annotate(text)
    return [doc[e.span] for e in MEASURES[name].measure(doc, "all").evidence]


def labels(text: str) -> dict[str, tuple[str, str]]:
    """Kind and label of each cue, by its words."""
    doc = annotate(text)
    start, end = doc.tokens["start"], doc.tokens["end"]
    return {
        doc.text[start[c.first] : end[c.last - 1]]: (c.kind, c.label) for c in hedging.cues(doc)
    }


@pytest.mark.parametrize(
    ("name", "text", "words"), [(n, text, words) for n in FLAG for text, words in FLAG[n]]
)
def test_flags(name: str, text: str, words: list[str]) -> None:
    assert evidence(name, text) == words


@pytest.mark.parametrize(("name", "text"), [(n, text) for n in PASS for text in PASS[n]])
def test_passes(name: str, text: str) -> None:
    assert evidence(name, text) == []


@pytest.mark.parametrize(
    ("text", "words", "kind", "label"),
    [
        ("I expect the price of salt to rise.", "I expect", "hedge", "plausibility-shield"),
        ("We have long believed that the ice holds.", "believed", "", "plausibility-shield"),
        ("I believe that the ice holds.", "I believe", "hedge", "plausibility-shield"),
        ("I thought that the ice held.", "I thought", "", "plausibility-shield"),
        ("The lake is seen as safe.", "seen", "", "verb"),
        ("The price of salt is expected to rise.", "expected", "hedge", "verb"),
        ("The price of salt is expected by analysts to rise.", "expected", "attribution", "belief"),
        ("Analysts expect the price of salt to rise.", "expect", "attribution", "belief"),
        ("Mr. Orme thinks the price will rise.", "thinks", "attribution", "belief"),
        ("Those who believe the rumour sold early.", "believe", "attribution", "belief"),
        ("There is reason to believe the price will rise.", "believe", "hedge", "verb"),
        ("Do you think the price will rise?", "think", "", "belief"),
        ("Many think the price will rise.", "think", "", "belief"),
        ("My belief that it would rise was wrong.", "belief", "hedge", "plausibility-shield"),
        ("The belief that it would rise was wrong.", "belief", "attribution", "belief"),
        ("The ledger suggests that he knew.", "suggests", "hedge", "verb"),
        ("She suggests that he knew.", "suggests", "attribution", "belief"),
    ],
)
def test_a_belief_is_a_hedge_only_of_its_holder(
    text: str, words: str, kind: str, label: str
) -> None:
    assert labels(text)[words] == (kind, label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("About 40 coins were found.", "approximator"),
        ("I think so.", "plausibility-shield"),
        ("The roof may leak.", "modal"),
        ("The roof seems sound.", "verb"),
        ("The roof is probably sound.", "adverb"),
        ("The roof is unlikely to leak.", "adjective"),
        ("There is a likelihood of a leak.", "noun"),
    ],
)
def test_every_type_of_hedge(text: str, label: str) -> None:
    assert [e.label for e in hedging.hedges(annotate(text))] == [label]


def test_the_types_are_those_declared() -> None:
    found = set(load("hedges").labels()) - {"belief", "evidential"}
    assert found == {
        "approximator", "plausibility-shield", "modal", "verb", "adverb", "adjective", "noun",
    }  # fmt: skip


def test_a_word_counts_in_one_measure_at_most() -> None:
    text = (
        "Some might say that the soup is widely considered the best. It is certainly possible. "
        "Critics argue that it is almost certainly cold; according to Mr. Orme, I think, it may be."
    )
    doc = annotate(text)
    rows = [row for c in hedging.cues(doc) if c.kind for row in range(c.first, c.last)]
    assert rows
    assert len(rows) == len(set(rows))


def test_hedges_in_a_quotation_belong_to_its_speaker() -> None:
    text = (
        'The mayor spoke to the guild for an hour. "Perhaps the toll will fall, and maybe it will '
        'not," said Mr. Orme on Monday. Perhaps he had not read the ledger of the harbour.'
    )
    doc = annotate(text)
    hedges = MEASURES["hedge_density"]
    assert len(hedges.measure(doc, "all").evidence) == 3
    own = hedges.measure(doc, "own")
    assert [doc[e.span] for e in own.evidence] == ["Perhaps"]
    assert own.evidence[0].span.start == text.rindex("Perhaps")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor said the bridge may close.", []),
        ("The bridge may close, the mayor said.", []),
        ("The mayor said the bridge is safe, but she may be wrong.", ["may"]),
        ("The bridge may close.", ["may"]),
    ],
)
def test_a_doubt_in_a_statement_handed_to_somebody_is_theirs(text: str, found: list[str]) -> None:
    doc = annotate(text)
    assert [doc[e.span] for e in hedging.hedges(doc)] == found


def _long(*sentences: str) -> Document:
    return annotate(" ".join(sentences) + " The clerk closed the heavy ledger at nine." * 4)


def test_balance() -> None:
    balance = MEASURES["hedge_booster_balance"]
    doc = _long(
        "Perhaps it rained, or maybe it snowed.", "It may rain again.", "Clearly it was cold.",
        "The wind is probably gone.",
    )  # fmt: skip
    found = balance.measure(doc, "own")
    assert [e.label for e in found.evidence].count("hedge") == 4
    assert found.value == pytest.approx((4 - 1) / 5)
    assert found.low <= found.value <= found.high


def test_balance_of_few_cues_is_not_given() -> None:
    found = MEASURES["hedge_booster_balance"].measure(_long("Perhaps it rained."), "own")
    assert math.isnan(found.value)
    assert "1 hedges and boosters" in found.caveat or "at least 5" in found.caveat


@pytest.mark.parametrize("name", ["hedges", "boosters", "weasels", "attribution"])
def test_no_pattern_is_written_twice(name: str) -> None:
    seen = set()
    for e in load(name).entries:
        key = (e.elements, e.after, e.before, e.not_after, e.not_before)
        assert key not in seen, e.pattern
        seen.add(key)


WORDS = (
    "perhaps may I think about 40 kind of tired . , the critics say it is said widely considered "
    "analysts expect clearly not very some people believe according to said Smith could not see"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_each_density_is_its_evidence(words: list[str]) -> None:
    doc = annotate(" ".join(words))
    for feature in hedging.FEATURES:
        for scope in ("own", "all"):
            found = feature.measure(doc, scope)
            if not feature.name.endswith("_density") or math.isnan(found.value):
                continue
            own = ~doc.tokens["quoted"] if scope == "own" else doc.tokens["word"] > -2
            ids = doc.tokens["word"][own]
            count = len(set(ids[ids >= 0].tolist()))
            assert found.value == pytest.approx(100 * len(found.evidence) / count)


@pytest.mark.parametrize("text", ["", " ", "May", "...", "\x00", "I think", "AND THEN MAY CAME"])
def test_odd_texts_do_no_harm(text: str) -> None:
    for feature in hedging.FEATURES:
        feature.measure(annotate(text), "own")
