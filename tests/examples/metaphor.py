"""What metaphor, simile and idiom must flag, and what they must pass.

``FLAG`` holds (text, the words of each piece of evidence, in order); ``PASS`` texts without any.
All texts are ours, on invented matters.
"""

from __future__ import annotations

FLAG: dict[str, list[tuple[str, list[str]]]] = {
    "simile_density": [
        ("Her smile was like a lighthouse.", ["like a lighthouse"]),
        ("The budget is like a leaky boat.", ["like a leaky boat"]),
        ("The harbour shone like a mirror.", ["like a mirror"]),
        ("The deal fell apart like a wet cardboard box.", ["like a wet cardboard box"]),
        ("Reading the report was like wading through mud.", ["like wading"]),
        ("He fought like a lion.", ["like a lion"]),
        ("The clerk was as blind as a bat.", ["as blind as a bat"]),
        ("The new mayor is as stubborn as a mule.", ["as stubborn as a mule"]),
        ("The hall was as quiet as a mouse.", ["as quiet as a mouse"]),
        ("He spends money as if he owned the mint.", ["as if he owned"]),
        ("They ran as though the devil chased them.", ["as though the devil chased"]),
        ("The committee moves slower than a glacier.", ["slower than a glacier"]),
        ("The engine was louder than a thunderstorm.", ["louder than a thunderstorm"]),
        ("Fees grow here like mushrooms.", ["like mushrooms"]),
        ("Rumours spread like wildfire.", ["like wildfire"]),
        ("It is like trying to herd cats.", ["like trying"]),
    ],
    "idiom_density": [
        ("Let her spin a yarn about the mine.", ["spin a yarn"]),
        ("He bet the farm on turnips.", ["bet the farm"]),
        ("The clerk jumped ship in May.", ["jumped ship"]),
        ("She packed her bags and left.", ["packed her bags"]),
        ("The board kicked the can down the road.", ["kicked the can down the road"]),
        ("They swept it under the rug again.", ["swept it under the rug"]),
        ("The council will bite the bullet.", ["bite the bullet"]),
        ("That is the tip of the iceberg.", ["tip of the iceberg"]),
        ("It was a slippery slope for the league.", ["slippery slope"]),
        ("Nobody named the elephant in the room.", ["elephant in the room"]),
        ("The mayor threw the engineer under the bus.", ["threw the engineer under the bus"]),
        ("They moved the goalposts twice.", ["moved the goalposts"]),
        ("He mended it in a jiffy.", ["in a jiffy"]),
        ("We are back to square one.", ["back to square one"]),
        ("They know the nitty-gritty.", ["nitty-gritty"]),
    ],
    "metaphor_density": [
        ("The minister attacked the argument.", ["attacked"]),
        ("The argument rests on weak foundations.", ["rests", "on", "weak", "foundations"]),
    ],
    "content_metaphor_density": [
        ("Hopes of a deal faded.", ["faded"]),
        ("The argument rests on weak foundations.", ["rests", "weak", "foundations"]),
    ],
}

PASS: dict[str, list[str]] = {
    "simile_density": [
        "I like to go to the market.",
        "It looks like rain is coming.",
        "People like him never vote.",
        "Cities such as Harrow Bay have trams.",
        "Like most farmers, he rises early.",
        "Write to us as soon as you can.",
        "She sings as well as her sister.",
        "As many as 40 boats sank.",
        "You may stay as long as you pay.",
        "He is taller than his brother.",
        "Would you like a cup of tea?",
        "They would like a new bridge.",
        "The tram costs more than the bus.",
        "It feels like he has left.",
        "She works as a nurse.",
        "He spoke as if nothing had changed.",
        "Prices rose by more than a tenth.",
        "Towns like this one need a doctor.",
        "What is it like to live there?",
        "She did not like the answer.",
    ],
    "idiom_density": [
        "The farmer sold nine cows in May.",
        "She packed a lunch for the trip.",
        "The ship left at nine with two clerks.",
        "He opened the window and the door.",
        "The road runs down to the harbour.",
        "The bus stopped under the bridge.",
        "They moved the table to the hall.",
        "The rug is blue and the walls are white.",
        "An elephant stood in the yard.",
        "The iceberg drifted past the station.",
        "He wrote a letter to the editor.",
        "The council met on Tuesday to set the budget.",
        "Rain fell all day and the river rose.",
        "A nurse measured his height and weight.",
        "The report lists nine towns by size.",
        "Children under five travel free.",
    ],
    "metaphor_density": [
        "The carpenter bought nine boards.",
        "The clerk wrote a letter in May.",
        "My aunt ate two pears.",
    ],
    "content_metaphor_density": [
        "Three dogs slept in the yard.",
        "Seven ducks swam.",
        "He bought bread.",
    ],
}
