"""Pages: what they show, at any width, with and without colour."""

from __future__ import annotations

import io
import json
import math
import re
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from rich.console import Console

import stylo
from benchmarks.pages import heavy
from stylo import display, lexicon
from stylo.annotate import annotate
from stylo.document import Span
from stylo.features import all_features, families
from stylo.passages import paragraph_profile, passages
from stylo.rendering import assets, guide, inert, mark_table, phrases, reasons, wording
from stylo.rendering.glossary import GLOSSARY, explained
from stylo.rendering.highlights import HIGHLIGHTS, speech
from stylo.rendering.scale import binned, scale, strip, voice_strip
from stylo.rendering.textbar import bar
from stylo.report import Report, Voice
from tests.strategies import texts

HOSTILE = (
    "<script>alert(1)</script></style><img src=x onerror=alert(2)>\n\n"
    'Perhaps the mayor <b onclick="alert(3)">said</b> "javascript:alert(4)" and </mark> left. '
    "[Click](javascript:alert(5)) the \u202egnp.exe\u202c file, she's told; `code` | pipe. " * 4
)


@pytest.fixture(scope="module")
def report(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "report-night-shift-study.txt"))


@pytest.fixture(scope="module")
def column(samples: Path) -> Report:
    return stylo.analyse(stylo.read(samples / "opinion-clever-bin.txt"))


def page(report: Report, width: int, **options: object) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, **options)  # type: ignore[arg-type]
    display.terminal(report, console)
    return file.getvalue()


# -- the terminal -----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160])
def test_the_page_keeps_to_the_width(report: Report, width: int) -> None:
    seen = page(report, width)
    assert max(map(len, seen.splitlines())) <= width
    value = wording.number(report["hedge_density"].value)
    assert re.search(rf"Hedges\s+{re.escape(value)}\b", seen)


def test_every_measure_has_one_line(report: Report) -> None:
    seen = page(report, 100)
    table = seen[seen.index("Hedging") : seen.index("Colloquialism")]
    head = ["Hedging", "", "measure", "─"]
    assert len(table.strip().splitlines()) == len(head) + len(families()["hedging"])


def test_colour_only_where_it_is_wanted(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in page(report, 120)
    assert "\x1b[" in page(report, 120, force_terminal=True, color_system="truecolor")
    monkeypatch.setenv("NO_COLOR", "1")
    seen = page(report, 120, force_terminal=True)
    assert not re.search(r"\x1b\[[\d;]*(3[0-9]|4[0-9])m", seen)
    assert re.search(r"\[\w+\]h", seen), "without colour the marks say what is marked"


def test_control_characters_do_not_reach_a_terminal() -> None:
    text = (
        "The mayor said \x1b[31mperhaps\x07 the bridge \x9b2Jmight hold until the spring came. " * 3
    )
    seen = page(stylo.analyse(text), 80)
    assert "\x1b" not in seen and "\x07" not in seen and "\x9b" not in seen


# -- what is shown ----------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(texts)
def test_pieces_are_the_text_cut_up(text: str) -> None:
    report = stylo.analyse(annotate(text))
    cut = display.pieces(report)
    assert "".join(piece.text for piece in cut) == report.document.text
    assert all(piece.text for piece in cut)
    assert all(bool(piece.why) == (piece.highlight is not None) for piece in cut)


def test_every_piece_of_evidence_is_marked_with_its_kind(column: Report) -> None:
    over: dict[int, set[tuple[str, str]]] = {}
    for piece in display.pieces(column):
        kinds = {(layer.highlight.measure, layer.label) for layer in piece.layers}
        for at in range(piece.start, piece.start + len(piece.text)):
            over[at] = kinds
    for h in HIGHLIGHTS:
        for e in column[h.measure].evidence:
            for at in range(e.span.start, e.span.end):
                assert (h.measure, e.label) in over[at]


def test_other_peoples_words_are_told_apart(report: Report) -> None:
    inside = speech(report)
    assert inside
    for piece in display.pieces(report):
        middle = piece.start + len(piece.text) // 2
        assert piece.quoted == any(start <= middle < end for start, end in inside)


def test_highlights_differ_in_more_than_colour() -> None:
    assert len({h.mark for h in HIGHLIGHTS}) == len(HIGHLIGHTS)
    assert len({h.measure for h in HIGHLIGHTS}) == len(HIGHLIGHTS)
    assert all(re.fullmatch("[a-z]", h.mark) for h in HIGHLIGHTS)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("h", HIGHLIGHTS, ids=lambda h: h.title)
def test_marked_text_and_its_letter_can_be_read(h: display.Highlight) -> None:
    assert contrast("#1d1b18", h.colour) >= 7 and contrast("#e9e6df", h.dark) >= 7
    assert contrast("#5f5a51", h.colour) >= 4.5 and contrast("#a9a59b", h.dark) >= 4.5
    assert contrast(h.ink, h.colour) >= 4.5 and contrast(h.dark_ink, h.dark) >= 4.5
    assert contrast(h.ink, "#fffefb") >= 4.5 and contrast(h.dark_ink, "#1c1e22") >= 4.5


def test_types_are_told_in_plain_words(column: Report, report: Report) -> None:
    assert set(GLOSSARY) <= {f.name for f in all_features()}
    marks = mark_table.Marks(display.pieces(column))
    told, sorts = json.loads(unescape(re.sub(r"<[^>]+>", "", marks.data())))
    assert sorts == [] and told["c"][:2] == ["talk", "contraction"]
    assert all(why.endswith(".") for _, _, why in told.values())


def test_every_type_of_evidence_is_explained(samples: Path) -> None:
    """Whatever a measure finds in our samples and examples, and whatever its word list can."""
    found = {
        (measure, label.partition(":")[0])
        for name, measures in LISTS.items()
        for label in lexicon.load(name).labels()
        for measure in measures
    }
    sources = [path.read_text(encoding="utf-8") for path in sorted(samples.glob("*.txt"))]
    for family in families():
        examples = import_module(f"tests.examples.{family}")
        for cases in (*examples.FLAG.values(), *examples.PASS.values()):
            sources += [case if isinstance(case, str) else case[0] for case in cases]
    for source in sources:
        doc = annotate(source)
        for f in all_features():
            found |= {(f.name, e.label) for e in f.measure(doc, "all").evidence}
    assert len(found) > 150
    missing = sorted((m, label) for m, label in found if not explained(m, label).endswith("."))
    assert not missing


#: Word lists whose types are shown as they stand, and the measures that show them.
LISTS = {
    "boosters": ("booster_density",),
    "hedges": ("hedge_density",),
    "weasels": ("weasel_density",),
    "attribution": ("attribution_density",),
    "idioms": ("idiom_density",),
    "similes": ("simile_density",),
    "slang": ("colloquialism_density", "slang_density"),
    "colloquial": ("colloquialism_density",),
    "colloquial_phrasal": ("colloquialism_density",),
    "discourse_markers": ("colloquialism_density", "discourse_marker_density"),
    "interjections": ("colloquialism_density", "interjection_density"),
    "vocatives": ("colloquialism_density", "vocative_density"),
    "rhetoric_correction": ("correction_density",),
    "stance_attitude": ("attitude_marker_density",),
    "stance_concession": ("concession_density",),
    "stance_connectives": ("argument_connective_density",),
    "stance_evaluation": ("positive_evaluation_density", "negative_evaluation_density"),
    "stance_extreme": ("extreme_case_density",),
    "stance_obligation": ("obligation_density",),
    "stance_shells": ("shell_noun_density",),
    "stance_sources": ("source_density",),
}


def test_reasons_speak_for_the_verdict(samples: Path) -> None:
    for name, side in (("opinion-clever-bin", "opinion"), ("report-ferry-storm", "reporting")):
        told = display.reasons(stylo.analyse(stylo.read(samples / f"{name}.txt")))
        assert len(told) == 3
        assert all(f"speaks for {side}" in reason for reason in told)


def test_every_measure_behind_the_verdict_has_words() -> None:
    from stylo import voice

    names = {name for name, _, _ in voice.model()["measures"]}
    assert names <= set(phrases.PHRASES)
    assert set(phrases.PHRASES) <= {f.name for f in all_features()}
    for phrase in phrases.PHRASES.values():
        for words in (phrase.one, phrase.many):
            assert "{" not in words.format(value="1") and "_" not in words
        assert phrase.more != phrase.less


def test_the_three_reasons_say_three_things(column: Report) -> None:
    found = {c.name: column[c.name].evidence for c in reasons.loudest(column)}
    assert len(found) == 3 and sum(not evidence for evidence in found.values()) <= 1
    pronouns = {"first_person_density", "self_mention_density", "inclusive_we_density"}
    speech = stylo.analyse(
        "My friends, we have stood here before. We must build, and we must build now. Our town "
        "asks it of us, and I believe that we can do it, for our children and for ourselves. " * 2
    )
    assert len(pronouns & {c.name for c in reasons.loudest(speech)}) == 1


def test_reasons_count_in_words_and_show_them(column: Report) -> None:
    for c in column.voice.contributions:
        words, found = reasons.said(column, c), column[c.name].evidence
        assert words[0] == words[0].upper() and "_" not in words and "{" not in words
        if phrases.PHRASES[c.name].is_count:
            first = words.split()[0]
            assert first in {"No", "One", "Two"} or len(found) > 2
            assert (first == "No") == (not found)
        for e in reasons.examples(column, c):
            before, shown, after = reasons.among_neighbours(column, e)
            place = " ".join(column.document.text.split())
            assert f"{before}{shown.rstrip('…')}{after}".strip() in place
    held = [reasons.held_against(column, c) for c in column.voice.contributions]
    assert all(re.fullmatch(r".+ than in (almost all|\d+ % of) (news reports|opinion pieces)", h)
               for h in held if h)  # fmt: skip
    assert all(f"“{''.join(reasons.among_neighbours(column, e))}”" in reasons.reason(column, c)
               for c in reasons.loudest(column) for e in reasons.examples(column, c))  # fmt: skip


def test_no_probability_is_said_to_be_certain() -> None:
    assert Voice("editorial", 0.996).odds == "> .99" and Voice("reporting", 1e-9).odds == "< .01"
    assert Voice("mixed", 0.5).odds == "= .50" and Voice("mixed", math.nan).odds == ""
    assert reasons.likely(Voice("mixed", math.nan)) == ""
    assert reasons.likely(Voice("mixed", 0.42)) == "58 % likely to be reporting"
    assert reasons.likely(Voice("editorial", 0.994)) == "99 % likely to be opinion"
    assert wording.share(99.9) == "over 99 %" and wording.share(42.4) == "42 %"


def test_the_headline_of_a_file_is_its_name() -> None:
    text = "The council met on Monday and voted for the bridge after a long debate. " * 3
    one = stylo.analyse(annotate(text, id="/home/ada/essays/bridge.txt"))
    assert display.headline(one) == "bridge.txt"
    two = stylo.analyse(annotate(text, id="https://example.org/a/b"))
    assert display.headline(two) == "https://example.org/a/b"
    three = stylo.analyse(annotate(text, id="x.txt", meta={"title": "Bridge / tunnel"}))
    assert display.headline(three) == "Bridge / tunnel"


def test_long_evidence_is_cut_to_a_line(column: Report) -> None:
    for m in column:
        assert len(wording.some_words(column, m)) <= 130


# -- places on a line -------------------------------------------------------------------------


def test_the_scale_keeps_the_order_of_values(column: Report) -> None:
    drawn = 0
    for m in column:
        place = scale(column, m)
        if place is None:
            assert m.name not in column.standings
            continue
        drawn += 1
        low, high = place.ends
        for band in (place.reporting, place.opinion):
            assert list(band) == sorted(band)
        assert low + place.value * (high - low) == pytest.approx(m.value)
        assert all(0 <= x <= 1 for x in (*place.reporting, *place.opinion, place.value))
        line = bar(place, 20)
        assert len(line) == 20 and line.count("●") == 1
    assert drawn > 20


def test_strips_count_every_piece_once(column: Report) -> None:
    for h in HIGHLIGHTS:
        for columns in (3, 60):
            assert strip(column, h, columns).sum() == len(column[h.measure].evidence)
    assert binned([0, 5, 9], 10, 10).tolist() == [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert binned([], 0, 4).tolist() == [0, 0, 0, 0]


def test_the_voice_strip_sums_to_the_whole(column: Report) -> None:
    for columns in (5, 1000):
        stretches = voice_strip(column, columns)
        assert len(stretches) == min(columns, len(column.document.sentences))
        assert sum(odds for _, _, odds in stretches) == pytest.approx(sum(column.voice.sentences))
        assert all(a[1] <= b[0] for a, b in pairwise(stretches))


def test_passages_hold_all_evidence_however_they_are_joined(column: Report) -> None:
    names = [h.measure for h in HIGHLIGHTS]
    for most in (None, 1, 7):
        rows = passages(column, names, most)
        assert rows[0].first == 1 and rows[-1].last == len(column.document.paragraphs)
        assert all(a.last + 1 == b.first for a, b in pairwise(rows))
        for name in names:
            total = sum(e.weight for e in column[name].evidence)
            assert sum(p.evidence[name] for p in rows) == pytest.approx(total)
        assert sum(p.odds for p in rows) == pytest.approx(sum(column.voice.sentences))
    with pytest.raises(stylo.InputError, match="at least one"):
        passages(column, names, 0)


def test_the_paragraph_profile_gives_densities(column: Report) -> None:
    frame = paragraph_profile(column, ["hedge_density"])
    assert list(frame.columns) == ["paragraph", "kind", "words", "odds", "hedge_density"]
    assert len(frame) == len(column.document.paragraphs)
    total = (frame["hedge_density"] * frame["words"] / 100).sum()
    assert total == pytest.approx(sum(e.weight for e in column["hedge_density"].evidence))


# -- HTML -------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Checks that elements nest, and gathers what a browser would run, fetch or show."""

    VOID = frozenset({"br", "meta", "hr", "img", "link", "input"})
    #: What ends a paragraph whose end is left out, as HTML has it.
    BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "div", "ul", "ol", "section", "table"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.article = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [
            value or "" for name, value in attrs if name in {"href", "src", "xlink:href"}
        ]
        if tag in self.BLOCKS:
            self.end_paragraph()
        if tag not in self.VOID:
            classes = (dict(attrs).get("class") or "").split()
            self.open.append("text" if {"text", "stylo-text"} & set(classes) else tag)

    def end_paragraph(self) -> None:
        if self.open and self.open[-1] == "p":
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS - {"p"}:
            self.end_paragraph()
        if tag not in self.VOID:
            opened = self.open.pop()
            assert tag == ("div" if opened == "text" else opened)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if "text" in self.open and "sup" not in self.open:
            self.article += data


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return reader


@settings(max_examples=30, deadline=None)
@given(texts)
def test_html_is_well_formed_and_keeps_the_words_of_any_text(text: str) -> None:
    report = stylo.analyse(annotate(text))
    for markup in (display.page(report), display.fragment(report)):
        seen = read(markup)
        paragraphs = report.document.paragraphs
        whole = "".join(
            report.document[Span(int(s), int(e))]
            for s, e in zip(paragraphs["start"], paragraphs["end"], strict=True)
        )
        # An HTML parser drops NUL and rewrites other controls: compare what is printable.
        kept = [c for c in whole if c.isprintable() and not c.isspace()]
        assert [c for c in seen.article if c.isprintable() and not c.isspace()] == kept


def test_nothing_in_an_article_becomes_markup() -> None:
    report = stylo.analyse(annotate(HOSTILE, id="</title><script>alert(6)</script>"))
    page = display.page(report)
    seen = read(page)
    assert seen.tags.count("script") == 1 and seen.tags.count("style") == 1
    assert "img" not in seen.tags and not seen.handlers
    assert all(re.fullmatch("#p[0-9]+|#speech", link) for link in seen.links)
    assert "\u202e" not in page[: page.index("<body")]
    for at in re.finditer("\u202e", page):
        assert "<bdi>" in page[max(0, at.start() - 2000) : at.start()]
    inside = read(display.fragment(report))
    assert inside.tags.count("script") == 3 and "img" not in inside.tags and not inside.handlers


def test_a_page_runs_its_own_script_and_fetches_nothing(column: Report) -> None:
    page = display.page(column)
    seen = read(page)
    assert all(link.startswith("#") for link in seen.links)
    assert not re.search(r"url\(|@import|https?://", assets.css() + assets.script())
    assert "default-src 'none'" in page
    assert assets.policy(assets.script()) in page
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    assert script == assets.script() and "'sha256-" in assets.policy(script)


@pytest.mark.parametrize(("number", "most"), [(0, 125_000), (10_000, 250_000), (50_000, 300_000)])
def test_a_page_is_light(column: Report, number: int, most: int) -> None:
    report = heavy(column, 2 * number, number) if number else column
    page, text = display.page(report), report.document.text
    assert len(page.encode()) - len(text.encode()) <= most


def test_numbers_are_written_in_few_characters() -> None:
    read = []
    for number in (*range(3000), 10**6, 10**9):
        code, value = mark_table.written(number), 0
        for c in code[:-1]:
            value = value * 20 + ord(c) - 39
        read.append(value * 64 + ord(code[-1]) - 63)
        assert all(c < "?" for c in code[:-1]) and code[-1] >= "?"
        assert not set(code) & set("<>&\"'")
    assert read == [*range(3000), 10**6, 10**9]


def test_a_heavy_page_says_where_its_marks_end_without_a_script(column: Report) -> None:
    page = display.page(heavy(column, 10_000, 5_000))
    article = page[page.index('<div class="text') :]
    assert article.count("<mark ") == mark_table.FIRST
    assert article.count("<p class=cut>") == 1 and f"first {mark_table.FIRST} of 5,000" in article
    assert "class=cut" not in display.page(column)[display.page(column).index('<div class="text') :]
    light = display.fragment(heavy(column, 10_000, 5_000))
    assert light.count("class=cut") == 1 and "class=marks" in light


def test_a_report_of_few_words_still_has_a_page() -> None:
    for text in ("", "Perhaps.", "\n\n\n", "A B"):
        report = stylo.analyse(annotate(text))
        seen = read(display.page(report))
        assert "h1" in seen.tags
        assert "No verdict" in display.page(report)
        read(display.fragment(report))
        display.markdown(report)


def test_counted_quotations_are_said_so(samples: Path) -> None:
    doc = stylo.read(samples / "report-ferry-storm.txt")
    whole = display.page(stylo.analyse(doc, scope="all"))
    assert "quotations counted too" in whole and "percentile" not in whole.lower()


def test_the_notebook_shows_html_that_needs_no_script(column: Report) -> None:
    shown = column._repr_html_()
    assert shown.startswith("<div") and "<mark" in shown
    static = re.sub(r"<script.*?</script>", "", shown, flags=re.DOTALL)
    assert "<style" not in static and " class=" in static
    for part in (display.verdict(column), display.headline(column)):
        assert inert.inline(part) in static
    for h in HIGHLIGHTS:
        if h.shown and column[h.measure].evidence:
            assert f"<sup>{h.mark}</sup></mark>" in static
    assert static.count("<tr>") > 10 and "●" in static and "What these numbers do not say" in static


def test_markdown_holds_no_markup_of_the_article() -> None:
    report = stylo.analyse(annotate(HOSTILE))
    text = display.markdown(report)
    assert "<script>" not in text and "<img" not in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 7
    assert "Where the evidence falls" in text


def test_the_plain_page_ships_and_every_page_holds_it(column: Report) -> None:
    for never in ("bias", "quality", "truth", "who wrote it, or what"):
        assert re.search(rf"\*\*It does not (mean|say) {never}", guide.text())
    page = display.page(column)
    assert f"<h2>{guide.title()}</h2>" in page and guide.body(3) in page
    assert "<h3>Before you quote a number</h3>" in page and "<strong>It does not mean bias" in page
    assert not re.search(r"\.md\)|href=(?!#)", guide.body(3)), "no link leads out of the file"
    for shown in (page, display.fragment(column), display.markdown(column)):
        assert guide.title() in shown and "stylo guide" in shown


def test_the_plain_page_is_told_on_a_terminal() -> None:
    for options in ({}, {"force_terminal": True}):
        file = io.StringIO()
        display.guide(Console(file=file, width=80, **options))  # type: ignore[arg-type]
        assert "It does not mean bias" in file.getvalue()
