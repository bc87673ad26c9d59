"""An invented corpus of editorials and reports, each text another, written from a seed."""

from __future__ import annotations

import random

from stylo.training.voice_rows import Row

_SLOTS = {
    "name": "Ada Bram Cora Dov Edda Finn Greta Hugo Ines Jorn Klara Lars Mona Nils Olga".split(),
    "surname": "Moss Bell Thorne Vane Quill Marsh Holt Frey Lund Crane Pike Rowe Stern".split(),
    "town": "Brennford Ostwick Marlow Tarnby Elding Corven Hask Lydd Norrby Pell Quay Rusk".split(),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "job": "mayor engineer harbourmaster judge teacher surgeon warden auditor clerk chief".split(),
    "thing": "bridge ferry library market reservoir tram school depot pier clinic mill".split(),
    "verb": "close repair widen sell reopen inspect replace extend fund abandon rename".split(),
    "adj": "shameful splendid reckless timid hollow brave absurd lazy noble foolish cruel".split(),
    "thought": "folly courage neglect vanity patience hope greed wisdom sloth pride mercy".split(),
}
_REPORT = (
    "{name} {surname}, the {job} of {town}, said on {day} that the {thing} would cost {n} crowns.",
    "The {town} council voted {d} to {d} on {day} to {verb} the {thing} near {town}.",
    "About {n} people used the {thing} in {town} last year, according to the {job}.",
    "“We will {verb} the {thing} before {day},” {name} {surname} told reporters in {town}.",
    "Officials in {town} expect the {thing} to reopen by {day}, {surname} added.",
)
_EDITORIAL = (
    "We must {verb} the {adj} {thing}, and {town} should never {verb} its {thing} again.",
    "What could be more {adj} than the {thought} of a {job} who will not {verb} a {thing}?",
    "Of course, nobody in {town} believes this {adj} {thought}; I certainly do not.",
    "Perhaps {surname} thinks that {thought} is {adj}, but our {thing} deserves better.",
    "Let us be honest: {thought} has ruined every {thing}, and only {thought} can save {town}.",
)


def article(label: str, seed: int, sentences: int = 9) -> str:
    """Return an article of some hundred words that no other seed gives."""
    pick = random.Random(f"{label} {seed}")

    def filled(template: str) -> str:
        parts = template.split("{")
        out = [parts[0]]
        for part in parts[1:]:
            slot, rest = part.split("}", 1)
            words = _SLOTS.get(slot)
            number = pick.randint(1, 9) if slot == "d" else pick.randint(100, 99_999)
            out += [pick.choice(words) if words else str(number), rest]
        return "".join(out)

    templates = _REPORT if label == "reporting" else _EDITORIAL
    lines = [filled(pick.choice(templates)) for _ in range(sentences)]
    return "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, sentences, 3))


def rows(each: int, outlets: int = 0, label: str = "editorial") -> list[Row]:
    """Return so many rows of either label, of so many outlets if any."""
    return [
        Row(
            article(kind, seed),
            kind,
            f"paper {seed % outlets}" if outlets else "",
            "",
            f"{kind[0]}{seed}",
        )
        for kind in (label, "reporting")
        for seed in range(each)
    ]
