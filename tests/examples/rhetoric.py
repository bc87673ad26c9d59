"""Texts, written for this purpose, that each rhetoric measure must flag or pass."""

from __future__ import annotations

FLAG: dict[str, list[tuple[str, list[str]]]] = {
    "question_density": [
        ("Who pays for the pier? We do.", ["Who pays for the pier?"]),
        (
            "The clerk smiled. And who, you may ask, will mend it? Nobody.",
            ["And who, you may ask, will mend it?"],
        ),
    ],
    "exclamation_density": [("What a waste! The pier is closed.", ["What a waste!"])],
    "exhortation_density": [
        ("Let us mend the pier. Let's begin now.", ["Let us", "Let's"]),
        (
            "Consider the cost of a lost harbour. Don't forget the ferry.",
            ["Consider", "Don't forget"],
        ),
    ],
    "correction_density": [
        ("This is not only wrong, it is dear.", ["not only"]),
        ("The fault lies not with the crew, but with the owners.", ["not with the crew, but"]),
        (
            "They chose paint rather than repair. It is anything but cheap.",
            ["rather than", "anything but"],
        ),
    ],
    "initial_conjunction_density": [
        ("The pier fell. And nobody came. But the bill did.", ["And", "But"]),
    ],
    "comment_opening_density": [
        ("The pier fell. This is no accident. It’s neglect.", ["This is", "It’s"]),
    ],
    "name_opening_density": [("Ada Moss mended the pier. It held.", ["Ada"])],
    "short_sentence_share": [
        ("The council spent nine years on a plan for the pier. It failed.", ["It failed."]),
    ],
    "dash_density": [
        (
            "The pier — our pier — is shut. The ferry - the last one - has gone.",
            ["—", "—", "-", "-"],
        ),
    ],
    "parenthesis_density": [("The pier (all of it) is shut.", ["("])],
    "colon_density": [("One thing is missing: money.", [":"])],
    "semicolon_density": [("The pier is shut; the ferry has gone.", [";"])],
    "superlative_density": [
        (
            "It is the worst and most reckless plan, and the dearest of all.",
            ["worst", "most", "dearest"],
        ),
    ],
    "tricolon_density": [
        ("The plan is cold, costly and cruel.", ["cold, costly and cruel"]),
        ("They wanted boats, nets, and lamps.", ["boats, nets, and lamps"]),
    ],
}

PASS: dict[str, list[str]] = {
    "question_density": ['"Who pays for the pier?" asked the clerk at the long meeting.'],
    "exclamation_density": ['"What a waste!" cried the clerk at the end of the meeting.'],
    "exhortation_density": [
        "Cost was considered. The harbour let the shed to a smith.",
        "Need a lamp? The smith sold 12 of them.",
        "CLOSE the gate of the pier. Hope Bell, the smith, sold lamps.",
    ],
    "correction_density": [
        "It is not known when the crew will be back on the pier.",
        "The owners would not name the crew, but said that all were safe.",
    ],
    "initial_conjunction_density": ["The pier fell and nobody came, but the bill did."],
    "comment_opening_density": ["This pier is old and that crane is new."],
    "name_opening_density": ["The crew of Ada Moss mended the pier."],
    "short_sentence_share": ["The council spent nine years on a plan for the old pier."],
    "dash_density": ["The well-known pier was shut in 2003-04 by a far-off owner."],
    "parenthesis_density": ["The pier, all of it, is shut."],
    "colon_density": ["The pier shuts at 10:30 on most days of the week."],
    "semicolon_density": ["The pier is shut, and the ferry has gone."],
    "superlative_density": [
        "In the latest and most recent count the town lost.",
        "At least the forest on the west bank had an honest guest.",
    ],
    "tricolon_density": ["The new line is fast and cheap."],
}
