"""A sheet of hits and sentences to mark by keys: one page that needs no network and keeps marks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

import stylo
from stylo.document import InputError
from stylo.rendering import assets
from stylo.rendering.glossary import explained, summary
from stylo.rendering.page import document
from stylo.rendering.wording import capital, title_of
from stylo.validation import Sheet

#: Misses that have a button of their own; up to nine have a key.
_BUTTONS = 6


def marking_page(sheet: Sheet, columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Return a sheet to mark as one self-contained page.

    Parameters
    ----------
    columns, cells : sequence
        The sheet as its file has it, safe for spreadsheets: what the page downloads, with the
        marks put in.
    """
    if not sheet.items:
        raise InputError(f"{sheet.design.measure}: the corpus has no sentence to mark")
    data = {
        "hash": sheet.hash,
        "file": f"{sheet.design.measure}-marks",
        "what": title_of(sheet.design.measure),
        "columns": list(columns),
        "cells": [list(row) for row in cells],
        "items": [
            {
                "hit": item.is_hit,
                "label": item.label,
                "told": explained(sheet.design.measure, item.label),
                "passage": item.passage,
            }
            for item in sheet.items
        ],
    }
    packed = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    title = capital(title_of(sheet.design.measure))
    counts = "".join(f"<button type=button data-mark={n}>{n}</button>" for n in range(_BUTTONS))
    own = (
        " Words in other people’s quotation marks, grey here, are not the writer’s: they do "
        "not count."
        if sheet.design.scope == "own"
        else ""
    )
    body = f"""<main class="stylo marking"><header><h1>{escape(title)}: is it so?</h1>
<p class=facts>{escape(sheet.design.measure)}: {escape(summary(sheet.design.measure))}</p></header>
<noscript><p class=caveat>This page needs scripts. Without them, mark the sheet’s CSV
file.</p></noscript>
<p class=who><label>Your name <input id=who autocomplete=off maxlength=60></label>
<span id=kept></span></p>
<progress id=done value=0 max={len(sheet.items)}></progress>
<section class=card id=item tabindex=-1 aria-labelledby=question>
<p class=facts id=place></p><h2 id=question></h2><p id=told></p><p id=passage></p>
<div class=answers id=hit hidden><button type=button data-mark=y><kbd>y</kbd> right</button>
<button type=button data-mark=n><kbd>n</kbd> wrong</button>
<button type=button data-mark=u><kbd>u</kbd> not sure</button></div>
<div class=answers id=sentence hidden>{counts}
<button type=button data-mark=u><kbd>u</kbd> not sure</button></div>
<p><label>Note <input id=note autocomplete=off maxlength=500></label></p>
<div class=answers><button type=button id=back>← back</button>
<button type=button id=on>on →</button>
<button type=button id=gap>next without a mark</button>
<button type=button id=clear>take the mark away</button></div></section>
<p><button type=button id=save>Download the marks</button>
<output aria-live=polite></output></p>
<section><h2>How to mark</h2><ul class=limits>
<li>A hit, marked <span class=node>like this</span>: is it what the measure says it counts, here,
as it is meant? <kbd>y</kbd> right, <kbd>n</kbd> wrong, <kbd>u</kbd> not sure.</li>
<li>A sentence: how many does the measure miss in it? What it counts already is marked
<span class=counted>like this</span>. Keys <kbd>0</kbd> to <kbd>9</kbd>, <kbd>u</kbd> not sure.
Only the sentence in full black counts, not what stands around it.{own}</li>
<li><kbd>←</kbd> <kbd>→</kbd> go back and on, <kbd>Backspace</kbd> takes a mark away,
<kbd>g</kbd> goes to the next without a mark, <kbd>t</kbd> to the note, <kbd>Esc</kbd> out of it,
<kbd>d</kbd> downloads.</li>
<li>Decide by yourself: agreement of two annotators says something only if neither saw the other’s
marks.</li>
</ul></section><footer>stylo {escape(stylo.__version__)} · sheet {sheet.hash[:12]}</footer></main>
<script type="application/json" id=sheet>{packed}</script>"""
    name = f"{title}: to mark – stylo"
    return document(name, body, assets.css("marking"), assets.marking_script())
