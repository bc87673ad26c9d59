"""Texts in which a measure must show something hard, and texts in which it must not."""

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

FLAG = {
    "flesch_reading_ease": (HARD, LONG),
    "flesch_kincaid_grade": (HARD, LONG),
    "gunning_fog": (HARD, LONG),
    "smog_index": (HARD, LONG),
    "automated_readability_index": (HARD, LONG),
    "coleman_liau_index": (HARD, LONG),
    "dale_chall": (HARD, LONG),
    "spache": (HARD, LONG),
    "lix": (HARD, LONG),
    "rix": (HARD, LONG),
    "linsear_write": (HARD, LONG),
    "sentence_length": (LONG,),
    "syllables_per_word": (HARD,),
    "polysyllable_density": (HARD,),
    "unfamiliar_word_density": (HARD,),
}
PASS = dict.fromkeys(FLAG, (EASY,)) | {
    "gunning_fog": (EASY, FOG),
    "dale_chall": (EASY, FAMILIAR),
    "unfamiliar_word_density": (EASY, FAMILIAR),
    "sentence_length": (EASY, HARD),
}
