"""Texts, written for this purpose, that each syntax measure must flag or pass."""

from __future__ import annotations

FLAG: dict[str, list[tuple[str, list[str]]]] = {
    "past_tense_share": [
        ("The crew mended the net and went home. They were tired.", ["mended", "went", "were"]),
        ("Politically motivated clerks sold files tied to the mayor.", ["sold"]),
        ("It was a tale told by the crew, and it grew by the day.", ["was", "grew"]),
        ("They sold a cat tied to the pier. Clerks run areas better left to others.", ["sold"]),
    ],
    "perfect_density": [
        ("The price has risen, and it had never fallen.", ["risen", "fallen"]),
        ("He's dismissed the clerk.", ["dismissed"]),
    ],
    "passive_density": [
        ("The pier was closed and the boats were quickly sold.", ["closed", "sold"]),
        ("It's called a weir, and it's sold.", ["called", "sold"]),
    ],
    "possibility_modal_density": [("It may rain, and the weir could burst.", ["may", "could"])],
    "prediction_modal_density": [("It will rain, and they would not care.", ["will", "would"])],
    "be_main_verb_density": [("The pier is a ruin and the boats are old.", ["is", "are"])],
    "predicative_adjective_density": [("The plan is reckless.", ["reckless"])],
    "nominalisation_density": [
        ("The decision brought movement and darkness.", ["decision", "movement", "darkness"]),
    ],
    "proper_name_density": [("Ada Moss met Bruno in Lisbon.", ["Ada", "Bruno", "Lisbon"])],
    "personal_title_density": [("Mr. Moss met Senator Bell.", ["Mr.", "Senator"])],
    "apposition_density": [
        ("They met Ada Moss, a baker, at noon.", ["Moss, a"]),
        ("After a talk with Ada Moss, a baker, they left.", ["Moss, a"]),
    ],
    "number_density": [("The pier cost $5 million and took 12 years.", ["5", "12"])],
    "weekday_density": [("The ferry runs on Monday and Friday.", ["Monday", "Friday"])],
    "date_density": [("The pier shut in August, three months ago.", ["August", "months ago"])],
    "present_time_density": [("Today the pier is shut, and now the ferry goes.", ["Today", "now"])],
    "noun_density": [("The crew mended the net.", ["crew", "net"])],
    "verb_density": [
        ("The crew mended the net.", ["mended"]),
        ("The proposed pier and a leaking boat were sold.", ["sold"]),
    ],
    "adjective_density": [
        ("The old crew mended a small net.", ["old", "small"]),
        ("Many small boats and such big nets sank.", ["small", "big"]),
    ],
    "adverb_density": [
        ("The crew quickly mended it.", ["quickly"]),
        ("When it rained, they quickly left.", ["quickly"]),
    ],
    "preposition_density": [("The boats lay in the harbour under snow.", ["in", "under"])],
    "third_person_density": [
        ("She mended her net, and they helped him.", ["She", "her", "they", "him"])
    ],
    "pronoun_it_density": [("The net was torn, and it lost its floats.", ["it", "its"])],
    "demonstrative_pronoun_density": [("This is the end of the pier.", ["This"])],
    "existential_there_density": [("There is a hole in the net.", ["There"])],
    "relative_clause_density": [
        ("The crew, who mended the net, went home.", ["who"]),
        ("A wall was removed that parted the towns.", ["that"]),
    ],
    "that_clause_density": [("The crew think that the net will hold.", ["that"])],
    "wh_clause_density": [
        ("We know what it costs. They asked who paid.", ["what", "who"]),
    ],
    "conditional_clause_density": [
        ("If it rains, nobody sails unless they are paid.", ["If", "unless"]),
        ("You know what it costs if it rains.", ["if"]),
    ],
    "concessive_clause_density": [
        ("Although it rained, they sailed, while the clerk stayed.", ["Although", "while"]),
        ("Despite losing the boat, they sang.", ["Despite"]),
    ],
    "infinitive_density": [("They want to sail.", ["to"])],
    "coordination_density": [("The net and the boat are old.", ["and"])],
    "clause_length": [("The crew mended the net and went home.", ["mended", "went"])],
    "clauses_per_sentence": [("They know that the pier is old.", ["know", "is"])],
    "noun_phrase_length": [
        ("The mayor's two very old boats sank.", ["The mayor's two very old boats"]),
        ("The men sold a big red wooden boat.", ["a big red wooden boat"]),
    ],
    "subordinator_density": [("They left because it rained.", ["because"])],
    "adverb_opener_density": [("Slowly the boat sank.", ["Slowly"])],
    "preposition_opener_density": [
        ("In the harbour the boat sank. Without looking, they left.", ["In", "Without"])
    ],
    "subordinate_opener_density": [
        ("Because it rained, the boat sank. When it rained, the crane fell.", ["Because", "When"])
    ],
    "pronoun_opener_density": [("They left. This was the end.", ["They", "This"])],
    "past_time_density": [
        ("Ten years ago the pier fell, and it fell again last year.", ["years ago", "last year"])
    ],
    "future_time_density": [
        ("Next week the pier will close, and soon it will fall.", ["Next week", "soon"])
    ],
    "year_density": [("It fell in 1998 and again in the 2010s.", ["1998", "2010s"])],
    "past_tense_density": [("The crew mended the net and went home.", ["mended", "went"])],
    "present_tense_density": [
        ("The pier is old, and it creaks. Critics of the plan say so.", ["is", "creaks", "say"]),
    ],
    "place_adverbial_density": [
        ("They lived abroad, and slept upstairs.", ["abroad", "upstairs"]),
        ("The ferry sped away, and they stood a mile away from it.", ["away", "away"]),
    ],
    "time_adverbial_density": [("It rained again, and later it snowed.", ["again", "later"])],
    "first_person_density": [("I sold my boat, and we left.", ["I", "my", "we"])],
    "second_person_density": [("You sold your boat.", ["You", "your"])],
    "indefinite_pronoun_density": [("Everyone left and nobody spoke.", ["Everyone", "nobody"])],
    "pro_verb_do_density": [("They did it again.", ["did"])],
    "agentless_passive_density": [("The pier was closed in May.", ["closed"])],
    "by_passive_density": [("The pier was closed by the mayor.", ["closed"])],
    "that_verb_complement_density": [
        ("They said that it rained. He told her that it snowed.", ["that", "that"]),
        ("They said that by May it had rained.", ["that"]),
    ],
    "present_participial_clause_density": [
        ("Stuffing his mouth with bread, he ran.", ["Stuffing"]),
        ("It sank, leaving them cold.", ["leaving"]),
    ],
    "wh_subject_relative_density": [
        ("The crew, who mended the net, left.", ["who"]),
        (
            "The pier, which builders say is safe, fell. The clerk, who himself owned it, wept.",
            ["which", "who"],
        ),
    ],
    "wh_object_relative_density": [
        ("The crew whom they met left.", ["whom"]),
        ("The pier, which he said the town should sell, fell.", ["which"]),
    ],
    "causative_density": [("They left because it rained.", ["because"])],
    "other_subordinator_density": [
        ("They sang while it rained, so that nobody slept.", ["while", "so that"])
    ],
    "attributive_adjective_density": [
        ("The old crew mended a small net.", ["old", "small"]),
        ("Many small boats and such big nets sank.", ["small", "big"]),
    ],
    "conjunct_density": [
        ("However, it rained. For example, the pier fell.", ["However", "For example"]),
        ("In particular, it rained.", ["In particular"]),
    ],
    "downtoner_density": [
        ("The pier almost fell.", ["almost"]),
        ("They sold only one boat.", ["only"]),
    ],
    "amplifier_density": [("The pier is very old and utterly lost.", ["very", "utterly"])],
    "emphatic_density": [
        ("It really rained, and they do care a lot.", ["really", "do care", "a lot"]),
        ("It is just an old boat, and they are just singing.", ["just", "just"]),
    ],
    "discourse_particle_density": [
        ("Well, it rained.", ["Well"]),
        ("Anyway, it rained.", ["Anyway"]),
    ],
    "demonstrative_density": [("This pier is old. They sold that crane.", ["This", "that"])],
    "necessity_modal_density": [("It must rain, and they should go.", ["must", "should"])],
    "public_verb_density": [("They admitted it, and he said so.", ["admitted", "said"])],
    "private_verb_density": [
        ("They believe it, and he knows why.", ["believe", "knows"]),
        ("They found that it leaked, found out why and found it odd.", ["found", "found", "found"]),
        (
            "The map shows how deep it is. They see the pier and recognise the mayor.",
            ["shows", "see", "recognise"],
        ),
    ],
    "suasive_verb_density": [
        ("They demanded a vote and urged calm.", ["demanded", "urged"]),
        (
            "The clerk asked Ada Moss and the crew to leave, and they agreed to go.",
            ["asked", "agreed"],
        ),
        (
            "They insist that the mayor pay, and he suggested selling the pier.",
            ["insist", "suggested"],
        ),
        ("The court ruled in favour of the crew and ruled that it sail.", ["ruled", "ruled"]),
    ],
    "that_deletion_density": [
        ("I think he left. They said the pier was old.", ["think", "said"]),
        ("They believe it leaks.", ["believe"]),
    ],
    "stranded_preposition_density": [("It was the man they spoke to.", ["to"])],
    "split_auxiliary_density": [("The pier was quickly sold.", ["was"])],
    "phrasal_coordination_density": [("The cats and dogs slept.", ["and"])],
    "clause_coordination_density": [("It rained, and they left.", ["and"])],
    "synthetic_negation_density": [("No boat left. Neither came back.", ["No", "Neither"])],
    "analytic_negation_density": [("They did not go, and it didn't rain.", ["not", "n't"])],
}

PASS: dict[str, list[str]] = {
    "sentence_length_spread": ["Fish."],
    "past_tense_share": [
        "The crew mend the net and go home. They are tired.",
        "They make repeated calls when asked, and a crew-led group is small.",
        "Hold the rope up and put it on the pier. Men aged 40 sell boats.",
    ],
    "perfect_density": ["The crew have a net and the boat has a sail."],
    "passive_density": [
        "The crew closed the pier and sold the boats.",
        "They were supposed to sail, and she was tired. He's dismissed the clerk.",
        "They were surprised when the boat was headed to Lisbon.",
    ],
    "possibility_modal_density": ["They sailed in May with a can of oil and a might of wind."],
    "prediction_modal_density": ["The old man left a will in the drawer of his desk."],
    "be_main_verb_density": ["The crew were mending nets and the boat was sold."],
    "predicative_adjective_density": [
        "It is a reckless plan.",
        "There is not much to say of it.",
    ],
    "nominalisation_density": [
        "The city lay by the sea, and a lamp burned there.",
        "The station and the basement were cold, and the nation slept for a moment.",
        "The authority of a generation is a notion of ambition.",
    ],
    "proper_name_density": ["The crew mended the net and the boat went out."],
    "personal_title_density": ["The senator met the judge and the mayor."],
    "apposition_density": [
        "They met Ada Moss and Bruno Bell at noon. In May, the pier fell.",
        "They met Ada Moss. As to Bell, one thing was clear.",
        "At Lisbon, 30 crews met.",
        "They met Ada Moss, who sings, in Lisbon, which is old.",
        "In Lisbon, the mayor wept. When he met Ada Moss, the mayor wept.",
        "The pier is safe in Lisbon, the mayor said.",
    ],
    "number_density": ["The pier took years and a lot of money."],
    "weekday_density": ["The ferry runs at the end of each week."],
    "date_density": ["The crew may march to the pier."],
    "present_time_density": [
        "The pier was shut and the ferry had gone.",
        "Now that it rains, they sleep.",
    ],
    "noun_density": ["They went there and we did not."],
    "verb_density": ["The net is old and the boat is new."],
    "adjective_density": ["The crew mended the net by the weir."],
    "adverb_density": ["The crew mended the net by the weir."],
    "preposition_density": ["The crew mended the net and sang songs."],
    "third_person_density": ["The crew mended the net and I paid you."],
    "pronoun_it_density": ["The crew mended the net and the boat."],
    "demonstrative_pronoun_density": [
        "This pier is old, and that crane is new.",
        'It was a "grand bargain" that cost the town much.',
        "A wall was removed that parted the towns, and one in 2012 that failed.",
    ],
    "existential_there_density": ["They went there on foot and sat down."],
    "relative_clause_density": ["The crew mended the net and went home."],
    "that_clause_density": [
        "That net is old, and they mended that boat.",
        "When he said that, the crew wept.",
    ],
    "wh_clause_density": [
        "The crew left when the boat sank. A tall one who sang went home.",
    ],
    "conditional_clause_density": [
        "The crew mended the net and went home.",
        "They asked if it rained. He sang as if nobody heard.",
        "They asked him if it rained. It is uncertain if they sail.",
        "It was a good, if not cheap, boat.",
    ],
    "concessive_clause_density": [
        "The crew sang while mending the net and while they ate. It was late, though.",
        "They sang despite the rain. He smiled at her, while still mending nets.",
    ],
    "infinitive_density": ["They sail to the island and back to the pier."],
    "coordination_density": ["The crew mended the net by the weir."],
    "clause_length": ["Fish."],
    "clauses_per_sentence": ["Fish."],
    "noun_phrase_length": ["The net was old, and they sold it to the clerk."],
    "subordinator_density": ["The crew mended the net and went home without singing."],
    "adverb_opener_density": ["When did the boat sink? There is a hole in it."],
    "preposition_opener_density": ["The boat sank in the harbour."],
    "subordinate_opener_density": ["When did the boat sink? The boat sank because it rained."],
    "pronoun_opener_density": ["This boat sank. The crew saw it."],
    "past_time_density": ["At last the pier fell, and the last boat left at once."],
    "future_time_density": ["The next boat left as soon as it rained."],
    "year_density": ["They paid $2000 for 1900 boats and 1800 nets."],
    "past_tense_density": ["The crew mend the net and go home."],
    "present_tense_density": [
        "The crew mended the net and went home.",
        "They let the dogs sleep and tried to help the crew mend it.",
    ],
    "place_adverbial_density": [
        "The boat lay near the pier, behind the crane.",
        "It was far too late, and the feast was two weeks away.",
        "The song faded away. They were one seat away from ruin, and a month away from it.",
        "It had near unanimous support. It fell below 1,000. They came from the south.",
    ],
    "time_adverbial_density": ["The crew mended the net and went home."],
    "first_person_density": ["They sold their boat to the US navy."],
    "second_person_density": ["They sold their boat."],
    "indefinite_pronoun_density": ["The crew mended the net and went home."],
    "pro_verb_do_density": ["They do not sail. Did they leave?"],
    "agentless_passive_density": ["The pier was closed by the mayor."],
    "by_passive_density": ["The pier was closed in May. They sat by the sea."],
    "that_verb_complement_density": [
        "That net is old. The net that they mended held.",
        "They are convinced that it leaks, and he is worried that it will rain.",
        "When she said that, the crew wept.",
    ],
    "present_participial_clause_density": [
        "They were mending nets. The building, a ruin, fell.",
        "Leaving the harbour is hard. It sank, according to the crew.",
        "They spoke of closing the pier, selling the boats, mending the nets, hiring the crew.",
    ],
    "wh_subject_relative_density": ["The crew whom they met left. Who mended the net?"],
    "wh_object_relative_density": [
        "The crew, who mended the net, left. No matter who they are, it rains.",
        "The pier, which builders say is safe, fell. The clerk, who himself owned it, wept.",
    ],
    "causative_density": ["They left because of the rain."],
    "other_subordinator_density": ["They left after a while. They have sung since noon."],
    "attributive_adjective_density": ["The pier is old."],
    "conjunct_density": [
        "They sang instead of sleeping, rather than weep.",
        "They rely on this boat in particular. Thus far it floats.",
    ],
    "downtoner_density": [
        "The crew mended the net and went home.",
        "The only boat sank. They won it only to lose it. Not only the clerk sang.",
    ],
    "amplifier_density": [
        "The crew mended the net and went home.",
        "This very town is old, and on that very day it rained.",
    ],
    "emphatic_density": [
        "It was a just cause, and so far it has failed. More than 60 boats left, most of them old.",
        "They left just after noon with just 12 boats, and sailed just a few months ago.",
    ],
    "discourse_particle_density": [
        "They sang well. Now it rains.",
        "Well-meaning clerks left. Well before dawn it rained.",
    ],
    "demonstrative_density": ["This is the end. They think that it will rain."],
    "necessity_modal_density": ["It may rain, and they will go."],
    "public_verb_density": [
        "Their claim was old, and the report was long.",
        "The reported losses were small.",
    ],
    "private_verb_density": [
        "The crew mended the net and went home.",
        "They found a rope, checked the net and accepted the prize. She saw a doctor.",
        "A calculating clerk established a school, and the known risks grew.",
    ],
    "suasive_verb_density": [
        "Their demand was old, and the request was long.",
        "They voted for Ada Moss and moved to Lisbon. He asked her about the pier.",
        "The tracks suggest that a dog was there, and he insisted that it was old.",
        "She ruled the town and granted it a flag. They sold the proposed pier.",
    ],
    "that_deletion_density": [
        "I think that he left. They said so to the crew.",
        "Late-deciding voters are few. Demanding answers is right.",
    ],
    "stranded_preposition_density": [
        "They spoke to the man. The boat blew up.",
        "They suffered from, and added to, the noise.",
    ],
    "split_auxiliary_density": ["The pier was sold quickly."],
    "phrasal_coordination_density": ["It rained and they left."],
    "clause_coordination_density": ["The cats and dogs slept."],
    "synthetic_negation_density": ["They did not go. No, it rained."],
    "analytic_negation_density": ["No boat left."],
    "involved_production": ["Fish."],
    "narrative_concern": ["Fish."],
    "explicit_reference": ["Fish."],
    "overt_persuasion": ["Fish."],
    "abstract_information": ["Fish."],
    "online_elaboration": ["Fish."],
}
