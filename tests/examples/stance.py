"""Texts, written for this purpose, that each stance measure must flag or pass."""

from __future__ import annotations

FLAG: dict[str, list[tuple[str, list[str]]]] = {
    "quoted_share": [
        (
            'The miller said, "We have had no rain since March." He left.',
            ['"We have had no rain since March."'],
        ),
    ],
    "quotation_rate": [
        (
            '"The roof leaks," said the caretaker. "It has leaked for years."',
            ['"The roof leaks,"', '"It has leaked for years."'],
        ),
    ],
    "neutral_reporting_verb_density": [
        (
            "The harbour master said on Monday that the crane was safe, and added that it moved.",
            ["said", "added that"],
        ),
        ("According to the bakery, sales fell.", ["According to"]),
    ],
    "loaded_reporting_verb_density": [
        (
            "The mayor claimed that the bridge was free, then admitted that it was not.",
            ["claimed", "admitted"],
        ),
        ("They would have you believe that moss is a crop.", ["would have you believe"]),
        ("She asserted that it rained, and he insisted that it snowed.", ["asserted", "insisted"]),
    ],
    "source_density": [
        ("Officials said the well was dry, and Ada Moss said the same.", ["said", "said"]),
        ("According to the register, nobody voted.", ["According to"]),
    ],
    "dated_report_density": [
        ("The ferry line said on Tuesday that it would stop.", ["said"]),
        ("She told reporters Friday that the kiln was cold.", ["told"]),
    ],
    "self_mention_density": [
        ("I have kept bees all my life, and they have kept me.", ["I", "my", "me"]),
    ],
    "reader_pronoun_density": [
        ("You know your own street best.", ["You", "your"]),
    ],
    "obligation_density": [
        (
            "The council must act, it should act now, and it needs to listen.",
            ["must", "should", "needs to"],
        ),
        ("It is time to mend the pier.", ["It is time to"]),
        ("We cannot afford another lost year.", ["cannot afford"]),
    ],
    "positive_evaluation_density": [
        (
            "It was a brave and generous decision, brilliantly carried out.",
            ["brave", "generous", "brilliantly"],
        ),
        ("Her courage saved the mill. The clerk is right.", ["courage", "right"]),
        ("The best plan came from a talented smith.", ["best", "talented"]),
        ("She is a great poet, and the town had a good year.", ["great", "good"]),
    ],
    "negative_evaluation_density": [
        (
            "This reckless scheme is a disgrace, and its authors know how foolishly it was drawn.",
            ["reckless", "disgrace", "foolishly"],
        ),
        ("The so-called reform is half-baked.", ["so-called", "half-baked"]),
        ("The plan could hardly be more foolish.", ["foolish"]),
    ],
    "strong_evaluation_density": [
        ("The plan is absurd and the delay is an outrage.", ["absurd", "outrage"]),
    ],
    "attitude_marker_density": [
        ("Sadly, the mill closed. No wonder the young leave.", ["Sadly", "No wonder"]),
        ("I fear that we shall lose the orchard.", ["I fear"]),
    ],
    "concession_density": [
        ("Of course trams cost money. Even so, they pay.", ["Of course", "Even so"]),
        ("True, the old pier was ugly. But it stood.", ["True"]),
    ],
    "argument_connective_density": [
        (
            "The tax failed because nobody paid it; therefore it should go.",
            ["because", "therefore"],
        ),
        ("In fact, the opposite is so. For example, the mill gained.", ["In fact", "For example"]),
    ],
    "extreme_case_density": [
        (
            "Nobody asked for this, every street will pay, and it will never end.",
            ["Nobody", "every", "never"],
        ),
    ],
    "shell_noun_density": [
        (
            "The truth is that the notion that ponds drain themselves is false.",
            ["The truth is", "the notion that"],
        ),
    ],
    "negation_density": [
        ("The pump does not work and never did; no part fits.", ["not", "never", "no"]),
        ("They didn’t ask.", ["n’t"]),
    ],
    "loaded_reporting_share": [
        ("She claimed that it rained. He boasted of it.", ["claimed", "boasted"]),
    ],
    "evaluation_polarity": [("A brave choice and a foolish one.", ["brave", "foolish"])],
    "subjectivity_share": [
        (
            "This reckless scheme is a disgrace to the town. The mill stands by the weir.",
            ["This reckless scheme is a disgrace to the town."],
        ),
        (
            "It is shameful that the council still pretends to care about the tenants.",
            ["It is shameful that the council still pretends to care about the tenants."],
        ),
    ],
    "loaded_word_density": [
        (
            "The regime slammed its critics, and its cronies rammed the bill through.",
            ["regime", "slammed", "cronies", "rammed"],
        ),
        ("The so-called experts flocked to the elites.", ["so-called", "elites"]),
    ],
    "engagement_marker_density": [
        (
            "Consider the pier. You know, of course, who paid for it.",
            ["Consider", "You know", "of course"],
        ),
        ("Let's be plain. As we all know, it leaks.", ["Let's", "As we all know"]),
    ],
}

PASS: dict[str, list[str]] = {
    "quoted_share": ["The miller said that there had been no rain since March."],
    "quotation_rate": ["The caretaker said that the roof leaks and always has."],
    "neutral_reporting_verb_density": [
        "The said bridge is old. Let us say no more of it, for the paint is dry.",
        "That said, the crane is old. The clerk said nothing, and the smith told old lies.",
        "Nobody likes the things he says, and everything Moss says is long.",
    ],
    "loaded_reporting_verb_density": [
        "The harbour master said that the crane was safe.",
        "The flood claimed almost 900 young lives, and the town claimed its share of the land.",
        "The board insists on a fee, asserts its rights, and concedes too much.",
        "The clinic needs admitting privileges, and I am not too proud to admit it.",
        "The land claimed by the mill is wet.",
        "There was no proof or claims that the seats they claim are theirs.",
    ],
    "source_density": [
        "The crane is safe and the harbour is calm.",
        "Everything Moss said was long ago, and Moss said nothing.",
        "Add Ada Moss as an interest to stay up to date on the mill.",
    ],
    "dated_report_density": ["The ferry line said that it would stop."],
    "self_mention_density": ['"I have kept bees all my life," said the widow from the mill.'],
    "reader_pronoun_density": ["People know their own streets best."],
    "obligation_density": [
        "The council has a must-read report and will have time.",
        "A vote was needed to go on, and they had to leave.",
        "You don't have to go, and there is no need to hurry. The tale would need to be long.",
        "That should tell us a thing or two. It ought to be possible to leave.",
        "Few know how much power the towns have to set a toll.",
    ],
    "positive_evaluation_density": [
        "The Supreme Court justice stood on the right.",
        "The grand jury met, and a great deal was filed in the box.",
        "They want a fair trial and acted in good faith. It is a great relief and a great pity.",
        "The plan is not good, and it is no brave act. This is far from perfect.",
        "Would a good mill help? If the plan is successful, they need a perfect lamp.",
        "Dignity and courage are words. The wisdom of the act is in doubt.",
        "The train is better than the bus. The clerk did his best.",
        "The Fair Mill Fund gave him an astounding 44 lamps. They called it “wonderful” once.",
        "The astonishing disgrace of the board is known.",
        "The mill is not exactly off to a great start. It cost an astonishing $30.",
        "There is a compelling interest in the mill, and outstanding debts weigh on it for good.",
    ],
    "negative_evaluation_density": [
        "Gross domestic product rose. The right-wing party lost two seats.",
        "The petty officer reached the disaster zone.",
        "It is too bad that badly needed lamps are late. The fake news accounts are closed.",
        "The plan is not foolish, and it was never a disgrace.",
        "The lame-duck board met. A mistaken identity led to a horror film.",
        "The clerk spoke of “a foolish plan” and wasted no time. The failure to row is a habit.",
    ],
    "strong_evaluation_density": [
        "The plan is a bit unwise and the delay is long.",
        "The public outrage grew. It is perfectly legal to row. Toxic waste lay by the mill.",
        "They watched a horror movie. A tremendous upheaval came over the town.",
    ],
    "attitude_marker_density": [
        "The mill closed in June and the young left in July.",
        "It's not hard to imagine a new mill. It's hard to imagine that they left.",
        "I hoped that they would stay. The oh-so-old clerk left.",
    ],
    "concession_density": ["The course is long, and the still water is deep."],
    "argument_connective_density": ["The mill stood by the weir, and a lamp hung there."],
    "extreme_case_density": ["The bus runs every ten minutes. After all that, some remain."],
    "shell_noun_density": [
        "They walked all the way, and at this point they slept.",
        "The mill stands by the weir and the wheel turns.",
    ],
    "negation_density": ["The pump works and all parts fit."],
    "loaded_reporting_share": ["The harbour master said that the crane was safe."],
    "loaded_word_density": [
        "The treatment regime helped; the elite athletes slammed the door and left.",
        "Police raided the radical sheet of paper mill in the invasion of 1066.",
        "The licensing regimes and the bank bailout came before regime change.",
        "They rammed the car. The so-called R number rose. Mainstream media outlets met.",
    ],
    "evaluation_polarity": ["The harbour master said that the crane was shut."],
    "subjectivity_share": ["The crane was shut in June. The crew left in July."],
    "engagement_marker_density": [
        "The crew consider the pier to be lost, as matters stand.",
        "They came to the mill and ask for a lamp. She should be remembered as a smith.",
    ],
}
