"""What each readability measure must show as hard, and texts in which it must show nothing.

``FLAG`` holds (text, the words of each piece of evidence, in order); ``PASS`` texts without any.
"""

LONG = (
    "When the last of the boats had gone and the men who had built them sat down on the wall to "
    "eat what their wives had put up for them that day, the old man came out of his house at the "
    "end of the street and told them that the sea would not wait."
)
HARD = "The municipality authorised an extraordinary investigation of its administration."
EASY = "The dog ran down the hill. It saw a cat. The cat went up a tree and sat there."
#: Names, figures, and inflections of easy words are not hard to readers.
FAMILIAR = "Marta Ellison walked 18 dogs. The biggest one happily carried her books to London."
#: Names, compounds of short words and -ed or -es do not make a word hard to Gunning.
FOG = "Barnaby Hollister expanded a well-to-do shop in 1984. He created two others since."

POLYSYLLABLES = ["municipality", "authorised", "extraordinary", "investigation", "administration"]
#: "of" and "its" are short and familiar; all else in HARD is hard by every count.
HARD_WORDS = (HARD, POLYSYLLABLES)

WORD_MEASURES = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "automated_readability_index",
    "coleman_liau_index",
    "dale_chall",
    "spache",
    "lix",
    "rix",
    "linsear_write",
    "syllables_per_word",
    "polysyllable_density",
    "unfamiliar_word_density",
)

FLAG: dict[str, list[tuple[str, list[str]]]] = {
    **{name: [HARD_WORDS] for name in WORD_MEASURES},
    "sentence_length": [(LONG, [LONG])],
}
PASS: dict[str, list[str]] = {name: [EASY] for name in FLAG} | {
    "gunning_fog": [EASY, FOG],
    "dale_chall": [EASY, FAMILIAR],
    "unfamiliar_word_density": [EASY, FAMILIAR],
    "sentence_length": [EASY, HARD],
}
