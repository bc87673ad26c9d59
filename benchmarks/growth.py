"""How the time of each step grows with the length of texts that are made to be hard.

``python -m benchmarks growth all`` (or names of patterns) reads every pattern at 1 and at 4 million
characters, and the steps before the measures at 10 million. The encoder, which reads sentences of
bounded length one after the other, is left out: a stand-in tags the words. Each pattern runs in a
process of its own.

A step is linear if four times the text takes four times as long: what is printed is the ratio of
the seconds per character, 1 for linear, 4 for quadratic growth. Steps of less than `SHORTEST`
seconds tell nothing of it and count as 1.

Cycles of objects are not sought meanwhile: the search falls on whichever step comes when it is due,
and takes the longer the more evidence is held.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

#: Characters of a pattern: two sizes that are held against each other, and the longest.
SMALL, LARGE, LONGEST = 1_000_000, 4_000_000, 10_000_000
#: Seconds below which growth is not told.
SHORTEST = 0.4
#: Seconds that a pattern may take in all.
PATIENCE = 1500

PROSE = (
    "The mayor of Larkford said on Monday that the bridge would stay shut until the spring, and "
    "nobody was surprised. Perhaps it is time to ask who pays for it, because the town cannot. "
)


def _nested(opening: str, closing: str, inside: str = "word ") -> Callable[[int], str]:
    def make(size: int) -> str:
        depth = size // (len(opening) + len(closing) + len(inside))
        return (opening + inside) * depth + closing * depth

    return make


def _page(body: Callable[[int], str] | str) -> Callable[[int], str]:
    def make(size: int) -> str:
        inner = body(size) if callable(body) else body * (size // len(body))
        start = "".join(f"<p>{PROSE}</p>" for _ in range(5))
        return f"<!doctype html><html><body><article>{start}{inner}</article></body></html>"

    return make


def _surname(number: int) -> str:
    return "R" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


#: Texts by name: what is repeated, or how it is made of so many characters.
TEXTS: Mapping[str, str | Callable[[int], str]] = {
    "prose": PROSE + "\n\n",
    "one line": PROSE,
    "nested quotation marks": _nested("“it was ‘", "’”"),
    "nested brackets": _nested("(", ")"),
    "one word": "a",
    "one word in capitals": "A",
    "no full stop": "the river ran on and on and so did we ",
    "only full stops": ".",
    "full stops and blanks": ". ",
    "only line breaks": lambda size: PROSE + "\n" * size + PROSE,
    "only blanks": lambda size: PROSE + " " * size + PROSE,
    "tabs": "word\t\t\t\t\t\t\t\t",
    "emoji": "😀👩‍👩‍👧👍🏽 ",
    "emoji without blanks": "😀👩‍👩‍👧👍🏽",
    "combining marks": "e\u0301\u0323\u0308" * 3 + " ",
    "one stack of combining marks": "\u0301",
    "zero-width characters": "wo\u200brd\u200d \u2060and\ufeff ",
    "only zero-width characters": "\u200b",
    "right-to-left overrides": "\u202eword \u202d\u2066and\u2069 ",
    "nul": "wo\x00rd \x00 ",
    "one address": lambda size: "https://example.org/" + "a/b-c_d?e=f&" * (size // 12),
    "addresses": "https://example.org/a/b?c=d www.example.org a.b.c@example.org ",
    "at signs": "a.b@",
    "base64": "QmFzZTY0/+aGVsbG8gd29ybGQ0",
    "chinese": "今天天气很好，我们去公园散步。",
    "digits": "1234567890",
    "digits and marks": "1,234.56/7:8-9 ",
    "repeated clauses": "he said that she said that they knew that ",
    "one clause": "It was the law, it was the law, it was the law, ",
    "unclosed quotations": "“It rained, he said, and nobody came\n\n",
    "unclosed quotations in one line": "said “It rained and nobody came, ",
    "straight marks in one line": 'said "it rained and " nobody came "',
    "apostrophes": "'tis the boys' ol' dog's '90s rock 'n' roll ' ",
    "only apostrophes": "'",
    "only quotation marks": '"',
    "hyphens": "well-known-",
    "only hyphens": "-",
    "exclamations": "?!",
    "abbreviations": "Dr. Mr. U.S. No. 5 e.g. p.m. ",
    "initials": "J. R. ",
    "letters on lines": "a\n",
    "short lines": "Comments\n",
    "weak lines": "Share this\n\nFacebook\n\n",
    "notes on authors": f"{PROSE}\n\nJane Roe is a columnist for the Larkford Post.\n\n",
    "notes at the end": lambda size: (
        PROSE * 5 + "".join(f"\n\nAda {_surname(i)} is a columnist." for i in range(size // 29))
    ),
    "weak lines before a strong one": lambda size: (
        PROSE * 5 + "\n\nFacebook" * (size // 10) + "\n\nShare this on Facebook and Twitter"
    ),
    "comments without end": lambda size: (
        PROSE * 5 + "\n\n3 comments\n\nAda\n\nReply" * (size // 23)
    ),
    "headings": "The Verdict Of The Town\n\n",
    "list items": "- an item in a list\n",
    "wrapped lines": ("word " * 14 + "\n") * 20 + "\n",
    "title case": "The Mayor Of The Town And The Bridge Of ",
    "names": "Ada Moss, Ilse Brandt, Jo Hart and ",
    "commas": ", ",
    "similes": "like a dagger as cold as ice like a ",
    "opposites": "not hot but cold, not war but peace, ",
    "questions": "Why? Who? ",
    "speech": "“It rained,” said Ada Moss. “It poured,” she said. ",
}
PAGES: Mapping[str, Callable[[int], str]] = {
    "page: paragraphs": _page(f"<p>{PROSE}</p>"),
    "page: nested elements": _page(_nested("<div>", "</div>", "")),
    "page: nested inline elements": _page(_nested("<b>", "</b>", "a ")),
    "page: elements without end": _page("<div>a "),
    "page: inline elements without end": _page("<b><i>a "),
    "page: tags cut off": _page("<p <"),
    "page: entities": _page("&amp;&#x41;&nosuch;&lt"),
    "page: nested lists": _page(_nested("<ul><li>", "</li></ul>", "a ")),
    "page: nested tables": _page(_nested("<table><tr><td>", "</td></tr></table>", "a ")),
    "page: nested quotations": _page(_nested("<blockquote>", "</blockquote>", "a ")),
    "page: links": _page('<a href="/a">Read more of the town</a> '),
    "page: comments": _page("<!-- a --><!--"),
    "page: attributes": _page(lambda size: "<p " + "a=b " * (size // 4) + ">a</p>"),
    "page: short paragraphs": _page("<p>a</p>"),
    "page: list items": _page("<li>a</li>"),
    "page: boxes": _page(f'<div class="x"><p>{PROSE}</p></div>'),
    "page: disputed": _page("<h2>The town of Larkford</h2><p>Read more</p>"),
    "page: one line": _page(PROSE),
    "page: cells": _page("<td>a<tr>"),
    "page: scripts": _page("<script>var a = '<p>';</script><style>p {}</style>"),
    "page: line breaks": _page("a<br>"),
}
MARKDOWN: Mapping[str, str | Callable[[int], str]] = {
    "markdown: quotations": lambda size: ">" * size,
    "markdown: emphasis": "*a _b_ ",
    "markdown: only stars": "*",
    "markdown: brackets": "[",
    "markdown: links": "[a](b) ![c](d) ",
    "markdown: code": "`a ``b ",
    "markdown: lists": "- a\n  - b\n",
    "markdown: nested lists": lambda size: "".join(
        " " * (2 * i) + "- a\n" for i in range(int(size**0.5))
    ),
    "markdown: tables": "|a|b|\n|-|-|\n|c|d|\n\n",
    "markdown: tags": "<b>a <!-- ",
    "markdown: headings": "# a\n",
    "markdown: prose": PROSE + "\n\n",
    "markdown: references": "[a]: b\n\n[a] ",
    "markdown: front matter": lambda size: "---\n" + "title: a\n" * (size // 9),
}


def make(name: str, size: int) -> str:
    """Return the text of a pattern, of about so many characters."""
    pattern = {**TEXTS, **PAGES, **MARKDOWN}[name]
    if callable(pattern):
        return pattern(size)
    return (pattern * (size // len(pattern) + 1))[:size]


class Step(NamedTuple):
    """A step of the work on a pattern: what it is called, how long it took."""

    name: str
    seconds: float


class _Clock:
    """Times steps."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def __call__(self, name: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        try:
            return work()
        finally:
            self.steps.append(Step(name, time.process_time() - begun))


_TAGS = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "AUX", "PRON", "DET", "ADP", "SCONJ")


def stand_in(sentences: Sequence[Sequence[str]]) -> Any:
    """Tag words by their letters, in place of the encoder; see `stylo.encoder.read`."""
    from zlib import crc32

    from stylo.encoder import CUES, SENTENCE_HEADS, VECTOR, Reading

    words, rows = sum(map(len, sentences)), len(sentences)
    tags = tuple(
        _TAGS[crc32(w.lower().encode()) % len(_TAGS)] if w[0].isalpha() else "PUNCT"
        for sentence in sentences
        for w in sentence
    )
    none, flat = np.zeros(words, np.float32), np.zeros(rows, np.float32)
    return Reading(
        tags,
        none,
        none,
        np.zeros((words, len(CUES)), np.float32),
        flat,
        flat,
        np.zeros((words, SENTENCE_HEADS), np.float32),
        np.zeros((rows, VECTOR), np.float32),
    )


def steps(name: str, size: int, *, everything: bool = True) -> list[Step]:
    """Read a pattern of so many characters, and return how long each step took.

    ``everything`` also takes the measures of it and writes them out.
    """
    from stylo import annotate, boilerplate, decoding, language, markup, paragraphs, quotations
    from stylo.document import InputError

    clock = _Clock()
    text = make(name, size)
    data = text.encode("utf-8", "surrogatepass")
    text, _ = clock("decode", lambda: decoding.decode(data, html=name in PAGES))
    marked: Sequence[Any] = ()
    if name in PAGES or name in MARKDOWN:
        try:
            page = clock(
                "markup",
                lambda: (
                    markup.from_html(text, name) if name in PAGES else markup.from_markdown(text)
                ),
            )
        except InputError:
            return clock.steps
        text, marked = page.text, page.marked
    text = clock("boilerplate", lambda: boilerplate.clean(text, marked=marked)).text
    clock("language", lambda: language.other_language(text))
    table = clock("paragraphs", lambda: paragraphs.paragraphs(text))
    clock("quotations", lambda: quotations.quotations(text, table))
    clock("segments", lambda: annotate._segments(text, table))
    if not everything or name in PAGES or name in MARKDOWN:
        return clock.steps
    doc = clock("annotate", lambda: annotate.annotate(text, read=stand_in))
    _measures(clock, doc)
    return clock.steps


def _measures(clock: _Clock, doc: Any) -> None:
    """Take all measures of a document, judge its voice, and write the report."""
    import stylo
    from stylo.features import all_features
    from stylo.report import Report
    from stylo.voice import judge

    found = {
        f.name: clock(f"measure {f.name}", partial(f.measure, doc, "own")) for f in all_features()
    }
    report = Report(
        document=doc,
        measurements=tuple(found.values()),
        voice=clock("voice", lambda: judge(doc, found)),
        settings={"scope": "own", "version": stylo.__version__},
    )
    clock("csv", report.to_csv)
    clock("json", report.to_json)
    clock("markdown", report.to_markdown)
    clock("html", report.to_html)


def warm() -> None:
    """Load what is loaded once, so that it counts for no step."""
    from stylo import language

    language.other_language("zzz " * language.SHORTEST)


def growth(
    small: Sequence[Step], large: Sequence[Step], times: float
) -> Iterator[tuple[str, float]]:
    """Yield for each step how its seconds per character grew when the text grew so many times."""
    before = {step.name: step.seconds for step in small}
    for name, seconds in large:
        short = seconds < SHORTEST or name not in before
        yield name, 1.0 if short else seconds / times / max(before[name], SHORTEST / 20)


def _work(name: str) -> Iterator[dict[str, Any]]:
    """Yield the steps of a pattern at each size, and the memory that they took."""
    warm()
    for size, everything in ((20_000, True), (SMALL, True), (LARGE, True), (LONGEST, False)):
        found = steps(name, size, everything=everything)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield {"size": size, "steps": found, "peak_mb": peak}


def _tried(name: str) -> dict[int, dict[str, Any]]:
    """Run a pattern in a process of its own; what it did before it ran out of time counts."""
    call = [sys.executable, "-m", "benchmarks.growth", name]
    try:
        said = subprocess.run(call, capture_output=True, timeout=PATIENCE, check=False).stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    found = {row["size"]: row for row in map(json.loads, said.splitlines())}
    for row in found.values():
        row["steps"] = [Step(*step) for step in row["steps"]]
    return found


def run(names: Sequence[str]) -> dict[str, Any]:
    """Try patterns.

    Returns
    -------
    dict
        ``figures``: for each pattern the worst growth of a step, the seconds of all steps at the
        largest size, and the peak memory, whose range is that at the smallest size and that at the
        largest; ``linear``, the share of patterns of which no step grew more than 1.6-fold.
    """
    chosen = [*TEXTS, *PAGES, *MARKDOWN] if "all" in names else list(names)
    figures: dict[str, tuple[float, float, float]] = {}
    linear = 0
    for name in chosen:
        found = _tried(name)
        done = {size: sum(s.seconds for s in found[size].get("steps", ())) for size in found}
        if LARGE not in found:
            print(f"{name:36s} died or ran out of time after {done}", flush=True)
            continue
        rates = dict(growth(found[SMALL]["steps"], found[LARGE]["steps"], LARGE / SMALL))
        worst = max(rates, key=lambda step: rates[step])
        linear += rates[worst] <= 1.6
        slowest = sorted(found[LARGE]["steps"], key=lambda s: -s.seconds)[:3]
        said = ", ".join(f"{s.name} {s.seconds:.1f}" for s in slowest)
        print(
            f"{name:36s} growth {rates[worst]:5.2f} ({worst}); {done[LARGE]:6.1f} s "
            f"({said}); {found[LARGE]['peak_mb']:.0f} MB",
            flush=True,
        )
        figures[f"growth.{name}"] = (rates[worst],) * 3
        figures[f"seconds.{name}"] = (done[LARGE],) * 3
        figures[f"peak_mb.{name}"] = (
            found[LARGE]["peak_mb"],
            found[SMALL]["peak_mb"],
            found[max(found)]["peak_mb"],
        )
    figures["linear"] = (linear / len(chosen),) * 3
    return {"n": len(chosen), "figures": figures}


if __name__ == "__main__":
    gc.disable()
    for row in _work(sys.argv[1]):
        print(json.dumps(row), flush=True)
