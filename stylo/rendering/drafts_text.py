"""Two drafts of one text on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from stylo.drafts import Change, Drafts
from stylo.rendering import revision, wording
from stylo.rendering.highlights import Highlight
from stylo.rendering.markdown import plain as escaped
from stylo.rendering.revision import Block, Part
from stylo.rendering.terminal import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: Widths from which there is room for the intervals and the unit.
INTERVALS_FROM, UNIT_FROM = 84, 104
#: Signs around words that came and went, where there is no colour (as in ``git diff --word-diff``).
CAME, WENT = ("{+", "+}"), ("[-", "-]")
_SIGNS = {"came": ("+", "green"), "went": ("−", "red")}


def _told(drafts: Drafts) -> list[tuple[Highlight, Change]]:
    return [(h, c) for h, c in revision.changed(drafts) if c.added or c.gone]


# -- a terminal -------------------------------------------------------------------------------


def drafts_terminal(drafts: Drafts, console: Console, *, everything: bool = False) -> None:
    """Print two drafts held against each other: colour where there is any, plain where not.

    Parameters
    ----------
    console : rich.console.Console
        Knows the width, and whether colour is wanted (``NO_COLOR``, pipes).
    everything : bool
        All measures, not only those that a reader looks at first.
    """
    from rich.panel import Panel
    from rich.rule import Rule
    from rich.text import Text

    plain = not console.is_terminal or console.no_color or console.color_system is None
    old, new = revision.names(drafts)
    console.print()
    console.print(Text(visible(wording.headline(drafts.new)), style="bold"))
    console.print(Text(f"{visible(new)}, against the older draft, {visible(old)}", style="dim"))
    console.print(Text(revision.draft_facts(drafts), style="dim"))
    console.print()
    voice = Text(revision.voices(drafts), style="bold").append(f"\n{revision.draft_odds(drafts)}")
    console.print(Panel(voice, title="Voice", title_align="left"))
    console.print(
        _table(drafts.changes if everything else revision.key_changes(drafts), console.width)
    )
    console.print(Text("*: each value lies outside the other's 95 % interval.", style="dim"))
    console.print()
    console.print(Rule("Evidence that came and went"))
    for h, c in _told(drafts):
        line = Text(f"{h.plural} ", style="" if plain else h.terminal)
        line.append(f"+{len(c.added)} −{len(c.gone)}, {len(c.kept)} stayed", style="dim")
        for fate, report, found in revision.fates_of(drafts, c):
            sign, style = _SIGNS[fate]
            words = visible(wording.some_words_of(report, found))
            line.append(f"\n  {sign} {words}", style="" if plain else style)
        console.print(line)
    console.print()
    console.print(Rule("Both drafts as one text"))
    console.print(Text("{+came+} [-went-]" if plain else "", style="dim"))
    for block in revision.blocks(drafts):
        console.print(_paragraph(block, plain))
        console.print()


def _table(changes: Sequence[Change], width: int) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    columns: list[tuple[dict[str, Any], Callable[[Change], str], bool]] = [
        (
            {"header": "measure", "ratio": 3},
            lambda c: wording.capital(wording.title_of(c.name)),
            True,
        ),
        ({"header": "older", "justify": "right"}, lambda c: wording.number(c.old.value), True),
        (
            {"header": "95 %", "justify": "right", "style": "dim"},
            lambda c: wording.between(c.old),
            width >= INTERVALS_FROM,
        ),
        ({"header": "newer", "justify": "right"}, lambda c: wording.number(c.new.value), True),
        (
            {"header": "95 %", "justify": "right", "style": "dim"},
            lambda c: wording.between(c.new),
            width >= INTERVALS_FROM,
        ),
        (
            {"header": "change", "justify": "right"},
            lambda c: revision.difference(c) + ("*" if c.is_beyond else " "),
            True,
        ),
        (
            {"header": "unit", "style": "dim", "ratio": 2},
            lambda c: c.new.unit,
            width >= UNIT_FROM,
        ),
    ]
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    columns = [column for column in columns if column[2]]
    for options, _, _ in columns:
        table.add_column(no_wrap=True, overflow="ellipsis", **options)
    for c in changes:
        table.add_row(*(Text(of(c)) for _, of, _ in columns))
    return table


def _paragraph(block: Block, plain: bool) -> Text:
    from rich.text import Text

    styles = {"added": "green", "gone": "red strike", "moved": "dim", "kept": ""}
    line = Text()
    for part in block.parts:
        if part.spaced and line.plain:
            line.append(" ")
        words = visible("".join(piece.text for piece in part.pieces))
        line.append(
            _signed(part, words) if plain else words, style="" if plain else styles[part.kind]
        )
    return line


def _signed(part: Part, words: str) -> str:
    if part.kind == "added":
        return words.join(CAME)
    return words.join(WENT) if part.kind == "gone" else words


# -- Markdown ---------------------------------------------------------------------------------


def drafts_markdown(drafts: Drafts) -> str:
    """Return two drafts held against each other as Markdown: measures, evidence, both texts."""
    old, new = revision.names(drafts)
    lines = [f"# {escaped(wording.headline(drafts.new))}", ""]
    lines += [f"{escaped(new)}, against the older draft, {escaped(old)}", ""]
    lines += [
        revision.draft_facts(drafts),
        "",
        f"**{escaped(revision.voices(drafts))}** ({escaped(revision.draft_odds(drafts))})",
    ]
    lines += ["", "## Measures", ""]
    lines.append("| measure | older | 95 % | newer | 95 % | change | unit |")
    lines.append("|---|---:|---:|---:|---:|---:|---|")
    for c in drafts.changes:
        change = f"**{revision.difference(c)}**" if c.is_beyond else revision.difference(c)
        cells = [wording.title_of(c.name), wording.number(c.old.value), wording.between(c.old)]
        cells += [wording.number(c.new.value), wording.between(c.new)]
        lines.append(f"| {' | '.join(map(escaped, cells))} | {change} | {escaped(c.new.unit)} |")
    lines += ["", "Bold: each value lies outside the other's 95 % interval."]
    lines += ["", "## Evidence that came and went", ""]
    lines += ["| kind | came | went | stayed | words that came | words that went |"]
    lines += ["|---|---:|---:|---:|---|---|"]
    for h, c in _told(drafts):
        cells = [h.plural, str(len(c.added)), str(len(c.gone)), str(len(c.kept))]
        cells += [
            wording.some_words_of(drafts.new, c.added),
            wording.some_words_of(drafts.old, c.gone),
        ]
        lines.append("| " + " | ".join(map(escaped, cells)) + " |")
    lines += ["", "## Both drafts as one text", "", "**Came**, ~~went~~.", ""]
    for block in revision.blocks(drafts):
        lines += [_markdown(block), ""]
    lines += ["## Notes", "", *(f"- {escaped(note)}" for note in revision.limits(drafts))]
    return "\n".join(lines) + "\n"


def _markdown(block: Block) -> str:
    marks = {"added": "**", "gone": "~~"}
    line = ""
    for part in block.parts:
        mark = marks.get(part.kind, "")
        words = escaped("".join(piece.text for piece in part.pieces))
        line += (" " if part.spaced and line else "") + mark + words + mark
    return line
