"""The measures that the verdict rests on, in words for a reader who is no linguist."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a measure is told.

    Attributes
    ----------
    one, many : str
        What is counted: ``"rhetorical question"``, ``"rhetorical questions"``. For a measure that
        is no count, both are a sentence with ``{value}``.
    more, less : str
        How a high value and a low one compare.
    """

    one: str
    many: str
    more: str = "more"
    less: str = "fewer"

    @property
    def is_count(self) -> bool:
        """Whether the pieces of evidence are counted."""
        return self.one != self.many


def _level(sentence: str, more: str, less: str) -> Phrase:
    return Phrase(sentence, sentence, more, less)


PHRASES = {
    "adjective_density": Phrase("adjective", "adjectives"),
    "adverb_density": Phrase("adverb", "adverbs"),
    "adverb_opener_density": Phrase(
        "sentence that opens with an adverb", "sentences that open with an adverb"
    ),
    "abstract_suffix_density": Phrase(
        "abstract noun in -ism, -ship and the like", "abstract nouns in -ism, -ship and the like"
    ),
    "anaphora_density": Phrase(
        "sentence or clause that begins like the one before",
        "sentences and clauses that begin like the ones before",
    ),
    "apposition_density": Phrase(
        "name explained on the spot (“the mayor, Ilse Brandt”)",
        "names explained on the spot (“the mayor, Ilse Brandt”)",
    ),
    "argument_connective_density": Phrase(
        "link of an argument (because, in fact)", "links of an argument (because, in fact)"
    ),
    "aside_density": Phrase(
        "aside in brackets or between dashes", "asides in brackets or between dashes"
    ),
    "attitude_marker_density": Phrase(
        "word of feeling (sadly, no wonder)", "words of feeling (sadly, no wonder)"
    ),
    "attribution_density": Phrase(
        "statement handed to somebody else (“she said”)",
        "statements handed to somebody else (“she said”)",
    ),
    "attributive_adjective_density": Phrase(
        "adjective before its noun", "adjectives before their noun"
    ),
    "be_main_verb_density": Phrase(
        "statement of what something is (is, was)", "statements of what something is (is, was)"
    ),
    "booster_density": Phrase(
        "word of certainty (clearly, of course)", "words of certainty (clearly, of course)"
    ),
    "clauses_per_sentence": _level("{value} clauses to a sentence", "more", "fewer"),
    "comment_opening_density": Phrase(
        "sentence that opens with “This is”, “That’s” or “It’s”",
        "sentences that open with “This is”, “That’s” or “It’s”",
    ),
    "conditional_density": Phrase("condition (if, unless)", "conditions (if, unless)"),
    "conjunct_density": Phrase(
        "link between sentences (however, therefore)",
        "links between sentences (however, therefore)",
    ),
    "content_word_share": _level(
        "{value} % nouns, verbs, adjectives and adverbs", "a larger share", "a smaller share"
    ),
    "coordination_density": Phrase("“and”, “or” or “but”", "uses of “and”, “or” and “but”"),
    "correction_density": Phrase("“not this, but that”", "turns like “not this, but that”"),
    "date_density": Phrase("date", "dates"),
    "dated_report_density": Phrase(
        "statement with its day (“said on Tuesday”)",
        "statements with their day (“said on Tuesday”)",
    ),
    "degree_adverb_density": Phrase(
        "word of degree (too, so, really)", "words of degree (too, so, really)"
    ),
    "demonstrative_pronoun_density": Phrase(
        "“this” or “that” by itself", "uses of “this” and “that” by themselves"
    ),
    "direct_address_density": Phrase(
        "word straight to the reader (“you see”)", "words straight to the reader (“you see”)"
    ),
    "discourse_marker_density": Phrase(
        "word that steers a talk (well, mind you)", "words that steer a talk (well, mind you)"
    ),
    "downtoner_density": Phrase(
        "word that plays down (barely, nearly)", "words that play down (barely, nearly)"
    ),
    "existential_there_density": Phrase("“there is”", "uses of “there is” and “there are”"),
    "editorial_wording": _level(
        "Sentences worded as on opinion pages ({value} between −1, as reports, and 1)",
        "more so",
        "less so",
    ),
    "exhortation_density": Phrase(
        "call to act (let us, consider this)", "calls to act (let us, consider this)"
    ),
    "extreme_case_density": Phrase(
        "claim without exception (every, never)", "claims without exception (every, never)"
    ),
    "first_person_density": Phrase("“I”, “we”, “my” or “our”", "uses of “I”, “we”, “my” and “our”"),
    "focus_adverb_density": Phrase("“just”, “even” or “only”", "uses of “just”, “even” and “only”"),
    "formality": _level(
        "Formality {value} (−3 casual talk, 3 official prose)", "more formal", "less formal"
    ),
    "hyperbole_density": Phrase("exaggeration", "exaggerations"),
    "idiom_density": Phrase("idiom", "idioms"),
    "inclusive_we_density": Phrase(
        "“we” or “our” that takes the reader in", "uses of “we” and “our” that take the reader in"
    ),
    "indefinite_pronoun_density": Phrase(
        "“everyone”, “nothing” or the like", "uses of “everyone”, “nothing” and the like"
    ),
    "interjection_density": Phrase("cry such as “ouch”", "cries such as “ouch”"),
    "judged_ease": _level(
        "Reading ease {value} (−4 hard, 2 easy), as teachers would judge", "easier", "harder"
    ),
    "keyword_density": Phrase("mention of its key words", "mentions of its key words"),
    "loaded_word_density": Phrase(
        "loaded word (regime, slammed)", "loaded words (regime, slammed)"
    ),
    "name_opening_density": Phrase(
        "sentence that opens with a name", "sentences that open with a name"
    ),
    "necessity_modal_density": Phrase(
        "“must”, “should” or “ought”", "uses of “must”, “should” and “ought”"
    ),
    "negation_density": Phrase("negation (not, never)", "negations (not, never)"),
    "negative_evaluation_density": Phrase("word of blame", "words of blame"),
    "neutral_reporting_verb_density": Phrase(
        "plain verb of saying (said, added)", "plain verbs of saying (said, added)"
    ),
    "number_density": Phrase("number", "numbers"),
    "obligation_density": Phrase(
        "word of duty (must, it is time to)", "words of duty (must, it is time to)"
    ),
    "online_elaboration": _level(
        "Thoughts strung together as in speech (Biber’s sixth dimension)", "more", "less"
    ),
    "past_tense_share": _level(
        "{value} % of the verbs in the past tense", "a larger share", "a smaller share"
    ),
    "past_time_density": Phrase(
        "word for time gone by (last year, ago)", "words for time gone by (last year, ago)"
    ),
    "perfect_density": Phrase(
        "verb in the perfect (has grown)", "verbs in the perfect (has grown)"
    ),
    "personal_title_density": Phrase(
        "title before a name (Mr, Senator)", "titles before names (Mr, Senator)"
    ),
    "phrasal_coordination_density": Phrase(
        "pair of words joined by “and”", "pairs of words joined by “and”"
    ),
    "preposition_density": Phrase("preposition", "prepositions"),
    "preposition_opener_density": Phrase(
        "sentence that opens with a preposition", "sentences that open with a preposition"
    ),
    "present_participial_clause_density": Phrase(
        "clause that opens with an -ing form", "clauses that open with an -ing form"
    ),
    "private_verb_density": Phrase("verb of thinking or feeling", "verbs of thinking and feeling"),
    "pro_verb_do_density": Phrase("“do” as a full verb", "uses of “do” as a full verb"),
    "pronoun_opener_density": Phrase(
        "sentence that opens with a pronoun", "sentences that open with a pronoun"
    ),
    "proper_name_density": Phrase("name", "names"),
    "public_verb_density": Phrase("verb of saying (say, claim)", "verbs of saying (say, claim)"),
    "question_density": Phrase("question", "questions"),
    "quotation_rate": Phrase("quotation", "quotations"),
    "quoted_share": _level(
        "{value} % of the words are quoted", "a larger share", "a smaller share"
    ),
    "rare_word_density": Phrase("rare word", "rare words"),
    "rhetorical_question_density": Phrase("rhetorical question", "rhetorical questions"),
    "self_mention_density": Phrase("“I”, “me” or “my”", "uses of “I”, “me” and “my”"),
    "semicolon_density": Phrase("semicolon", "semicolons"),
    "sentence_length": _level("Sentences of {value} words on average", "longer", "shorter"),
    "sentence_length_spread": _level(
        "Short and long sentences mixed (spread {value} of the mean)", "more", "less"
    ),
    "shell_noun_density": Phrase(
        "noun that packs a claim (“the truth is”)", "nouns that pack a claim (“the truth is”)"
    ),
    "short_sentence_share": Phrase(
        "sentence of six words or fewer", "sentences of six words or fewer"
    ),
    "simile_density": Phrase("simile", "similes"),
    "slang_density": Phrase("piece of slang", "pieces of slang"),
    "source_density": Phrase("source for what is said", "sources for what is said"),
    "split_auxiliary_density": Phrase(
        "auxiliary split from its verb (has quietly left)",
        "auxiliaries split from their verbs (has quietly left)",
    ),
    "strong_evaluation_density": Phrase(
        "strong word of praise or blame", "strong words of praise and blame"
    ),
    "subjectivity_share": Phrase(
        "sentence with the writer’s own view", "sentences with the writer’s own view"
    ),
    "subordinate_opener_density": Phrase(
        "sentence that opens with a subordinate clause",
        "sentences that open with a subordinate clause",
    ),
    "synthetic_negation_density": Phrase(
        "“no”, “neither” or “nor”", "uses of “no”, “neither” and “nor”"
    ),
    "that_deletion_density": Phrase(
        "clause without its “that” (“I think he went”)",
        "clauses without their “that” (“I think he went”)",
    ),
    "verb_density": Phrase("verb", "verbs"),
    "weekday_density": Phrase("day of the week", "days of the week"),
}
