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
    "exclamation_density": [
        ("What a waste! The pier is closed.", ["What a waste!"]),
        (
            "The council met for nine hours (nine hours!) and chose a lamp. The bill — paid by us! "
            "— was long.",
            ["nine hours!", "paid by us!"],
        ),
    ],
    "exhortation_density": [
        ("Let us mend the pier. Let's begin now.", ["Let us", "Let's"]),
        (
            "Consider the cost of a lost harbour. Don't forget the ferry.",
            ["Consider", "Don't forget"],
        ),
    ],
    "correction_density": [
        ("This is not merely wrong, it is dear.", ["not merely"]),
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
    "rhetorical_question_density": [
        ("Who pays for the pier? We do.", ["Who pays for the pier?"]),
        (
            "The council hides. What does it fear? Is it the tenants? Is it the truth?",
            ["What does it fear?", "Is it the tenants?", "Is it the truth?"],
        ),
        ("They call it a reform of the harbour. A reform?", ["A reform?"]),
        (
            "The pier has fallen. Isn't it time that somebody noticed?",
            ["Isn't it time that somebody noticed?"],
        ),
    ],
    "anaphora_density": [
        (
            "We shall mend the pier. We shall mend the mill. We shall mend the town.",
            ["We shall mend the", "We shall mend the", "We shall mend the"],
        ),
        ("No more tolls, no more fines, no more fear.", ["No more", "no more", "no more"]),
        (
            "Every child needs bread. Every child needs shoes.",
            ["Every child needs", "Every child needs"],
        ),
    ],
    "epistrophe_density": [
        (
            "The pier belongs to the town. The mill belongs to the town.",
            ["belongs to the town", "belongs to the town"],
        ),
        (
            "A council of the tenants, by the tenants, for the tenants.",
            ["the tenants", "the tenants", "the tenants"],
        ),
    ],
    "anadiplosis_density": [
        ("They sowed fear. Fear breeds anger.", ["fear. Fear"]),
        ("The town was built on trust, trust that the mill would pay.", ["trust, trust"]),
    ],
    "isocolon_density": [
        (
            "The bakers feed the town and the farmers feed the bakers.",
            ["The bakers feed the town and the farmers feed the bakers"],
        ),
    ],
    "antithesis_density": [
        (
            "The plan makes the rich richer, and it makes the poor poorer.",
            ["The plan makes the rich richer, and it makes the poor poorer"],
        ),
        (
            "The start was easy, but the finish was hard.",
            ["The start was easy, but the finish was hard"],
        ),
    ],
    "inclusive_we_density": [
        ("We owe our rivers more than this, and they owe us nothing.", ["We", "our", "us"]),
    ],
    "direct_address_density": [
        ("The pier, you see, was never ours.", ["you see"]),
        ("My friends, the mill is lost. Believe me, it is.", ["My friends", "Believe me"]),
        ("Consider the harbour at dawn.", ["Consider"]),
        ("You may ask who will mend it.", ["You may ask"]),
    ],
    "aside_density": [
        ("The pier (which nobody mends) is shut.", ["(which nobody mends)"]),
        ("The pier — our pier, mind — is shut for good.", ["— our pier, mind —"]),
    ],
    "hyperbole_density": [
        ("I have asked them a million times.", ["million times"]),
        (
            "It is the worst idea of all time, and everyone knows it.",
            ["worst idea of all time", "everyone knows"],
        ),
        (
            "The reform is a total disaster, and the excuses are endless.",
            ["total disaster", "endless"],
        ),
        ("It was utter lunacy, and naive beyond belief.", ["utter lunacy", "beyond belief"]),
    ],
    "litotes_density": [
        ("The plan is not without charm, and its author is no fool.", ["not without", "no fool"]),
        ("It was no small feat, and not unlike a miracle.", ["no small", "not unlike"]),
    ],
    "scare_quote_density": [
        ("The council's “consultation” took nobody's advice.", ["“consultation”"]),
        ("These “experts” have never seen a boat.", ["“experts”"]),
    ],
    "fragment_density": [
        ("The council voted for the tower. Again.", ["Again."]),
        ("They want one thing. A pier that stands.", ["A pier that stands."]),
        ("They raised the toll. Because they could.", ["Because they could."]),
        ("The mill burned. What a time to get drunk.", ["What a time to get drunk."]),
    ],
    "one_sentence_paragraph_share": [
        (
            "The pier fell. Nobody came.\n\nIt was our pier.\n\nThe council met. It slept.",
            ["It was our pier."],
        ),
    ],
    "alliteration_ratio": [],
}

PASS: dict[str, list[str]] = {
    "question_density": ['"Who pays for the pier?" asked the clerk at the long meeting.'],
    "exclamation_density": [
        '"What a waste!" cried the clerk at the end of the meeting.',
        "The signs read “Mend it!” and hung on the mill for years.",
        "The bill is far too long and I will not pay it! — Ada Moss (@adamoss) March 3, 2019",
        "The clerk praised the plan (!) and left the mill by the weir.",
    ],
    "exhortation_density": [
        "Cost was considered. The harbour let the shed to a smith.",
        "Need a lamp? The smith sold 12 of them.",
        "CLOSE the gate of the pier. Hope Bell, the smith, sold lamps.",
        "Ask him about the mill, and he will tell you the whole tale.",
        "Read the whole report of the ferry board HERE.",
        "Check out the podcast on the pier. See PDF for the tables.",
        "The mayor has:\n\nSpread false tales about the mill;\n\nMake no mistake about the bill.",
        "Keep on rowing the old boat, Moss said.",
        "Talk of a new pier is in vain. Try as they might, they failed.",
        "“Defund the pier” was painted on the wall of the mill.",
        "Suffice it to say that the mill burned. Needless to say, we lost.",
    ],
    "correction_density": [
        "It is not known when the crew will be back on the pier.",
        "The owners would not name the crew, but said that all were safe.",
        "The mill is not only old but also damp. It lacks not just a door but also a roof.",
        "The work is far from over, and they can't just leave the mill.",
        "The clerk was not the man to ask, not by a long shot.",
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
    "rhetorical_question_density": [
        '"Who pays for the pier?" asked the clerk at the long meeting.',
        "The clerk asked the crew one question: Who was on deck at noon?",
        "What do you think? Write to the editor of this paper by noon on Friday.",
    ],
    "anaphora_density": [
        "The pier fell. The mill burned. The crew left. The rain came.",
        "He saw the mill, and she saw the pier and the boats.",
    ],
    "epistrophe_density": [
        "The clerk who came in the spring of that year with his sister wrote a book on the ferry "
        "board. Others in the town that he had known for years had never heard of a ferry board.",
        "They rowed for 20 miles and walked for 30 miles.",
    ],
    "anadiplosis_density": [
        "They came again and again. It was a long, long way.",
        "The crew called the police. Police boats came at dawn.",
    ],
    "isocolon_density": ["The bakers feed the whole town and a farmer sells corn."],
    "antithesis_density": [
        "The rich and the poor met at the mill, sooner or later.",
        "The old clerk wrote a new letter to the crew.",
        "He sat at the end of the lane. Since the start of the year the mill had been shut.",
    ],
    "inclusive_we_density": [
        "They owe their rivers more than this.",
        "We asked the clerk, and we interviewed the crew. Our newsroom has the tape.",
        "My wife and I left early. I was tired when we walked home.",
    ],
    "direct_address_density": [
        "The friends of the mill think that the pier should stay.",
        "They look at the harbour and remember the boats.",
    ],
    "aside_density": [
        "Ada Moss (Lindal) and the Ferry Board (FB) met.",
        "The well-known pier was shut in 2003-04 by a far-off owner.",
    ],
    "hyperbole_density": [
        "The line was seen by a thousand people at five in the morning.",
        "A ton of coal was lost at sea, and the mill was the oldest in the county.",
        "The tale is complete nonsense and pure fiction, and there is absolutely no proof of it.",
        "A large universe of boats was counted in the survey of the harbour.",
        "He met one of the most powerful men on the planet. It was the worst war in the history "
        "of the world.",
        "They spoke of “endless” talks. No one likes to be told off. It was nothing earth-shaking.",
    ],
    "litotes_density": [
        "The plan is not good, and it went on without the mayor.",
        "She is not the best clerk for the post, and the vote wasn't a surprise to the crew.",
    ],
    "scare_quote_density": [
        'The miller said, "We have had no rain at all since the middle of March."',
        "Ada Moss wrote a book titled “Harbour” when she was old.",
        "The word “pier” comes from an old word for a stone.",
        "Watchwords like “duty,” “thrift” and “order” hung on the wall of the mill.",
        "The link stands in the “about” section of the page of the ferry board.",
        'A box was drawn with align="center" on the page.',
        'The board saw a "modest growth in traffic" and a "substantial" debt.',
        "They built a “flood-proof” shed for the boats of the crew.",
    ],
    "fragment_density": [
        "The council met. It slept. Nobody came. Close the old gate.",
        "Ada Moss, the clerk, who had seen the pier fall with her own eyes, left.",
        "The right to row is basic. Those who didn't had a long walk.",
        "They spoke with Democratic Sens. Ada Moss and Finn Bell about the mill.",
        "Imagine a mill at sea. Lamps matter. So, next week’s the long vote.",
        "The crew mocked him. Painted him as a fool.",
        "Their only wish that night was sleep.",
    ],
    "one_sentence_paragraph_share": ["The pier fell. Nobody came."],
    "alliteration_ratio": [
        "The pier fell and nobody came to the old town.",
        "The players who play must protect other players, and servants serve the servant.",
        "He had the same second say, so some said; sailors slept.",
    ],
}
