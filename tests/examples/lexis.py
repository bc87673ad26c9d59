"""Texts, written for this purpose, that each lexis measure must flag or pass."""

from __future__ import annotations

FLAG: dict[str, list[tuple[str, list[str]]]] = {
    "focus_adverb_density": [("They just left, and even the clerk knew.", ["just", "even"])],
    "degree_adverb_density": [("It is far too late and really sad.", ["far", "too", "really"])],
    "abstract_suffix_density": [
        ("Their friendship outlived socialism.", ["friendship", "socialism"])
    ],
    "abstract_noun_share": [
        ("Their freedom and the boat were lost in anger.", ["freedom", "anger"]),
    ],
    "content_word_frequency": [("The obdurate clerk slept.", ["obdurate"])],
    "rare_word_density": [("The obdurate clerk prevaricated.", ["obdurate", "prevaricated"])],
    "keyword_density": [
        (
            "The weir broke. They built a weir of stone, and the weir held.",
            ["weir", "weir", "weir"],
        ),
    ],
}

PASS: dict[str, list[str]] = {
    "word_length": ["Fish."],
    "content_word_share": ["Fish."],
    "focus_adverb_density": ["A just cause has a strong voice in this old town."],
    "degree_adverb_density": [
        "It rained, so they stayed. Even so, the pier held.",
        "The reform was called a so-called success by the clerk.",
        "They left too. So far, so how it ended is known to the far-off crew.",
        "They have money enough. On this very day they parked far in the woods. Rather, they sang.",
    ],
    "abstract_suffix_density": ["The ship left the dance hall by the sea."],
    "abstract_noun_share": ["The boat hit the pier and the crew fell in the water."],
    "mtld": ["Fish."],
    "hdd": ["Fish."],
    "mattr": ["Fish."],
    "content_word_frequency": ["The old boat lay by the water near Xanthippe."],
    "rare_word_density": ["The old boat lay by the water near Xanthippe."],
    "keyword_density": [
        "They said so, and he said it.",
        "A weir broke once.",
        "Many boats sank, many nets tore and many men wept. Many clerks told it.",
    ],
}
