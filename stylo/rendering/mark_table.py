"""The marks of a page: the first in its markup, the others of a heavy page as a short table.

A mark in the markup reads where no script may run. It takes some forty bytes, so a page holds all
of them up to `DRAWN`, and of more the first `FIRST`; the script draws the others from a table of
two numbers each, some two or three bytes: how far it is from the mark before it, and its sort,
which is a length with the kinds of evidence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape

from stylo.rendering.glossary import meaning
from stylo.rendering.highlights import Layer, Piece
from stylo.rendering.inert import broken

#: Up to so many marks stand in the markup; of more, the first so many.
DRAWN, FIRST = 3000, 600
#: The class of a mark whose evidence goes on in the next.
GOES_ON = "_"
#: A digit below `_DIGITS` is the character so far from "?", and ends a number; what is beyond
#: stands before it in digits of 1 to `_MORE`, as characters so far from "'".
_DIGITS, _MORE = 64, 20


def written(number: int) -> str:
    """Return a whole number from 0 as characters: one up to 63, two up to 1,343.

    None of them is markup, and a number ends with the first character from "?" onwards.

    Examples
    --------
    >>> written(0), written(63), written(64), written(1343), written(1344)
    ('?', '~', '(?', ';~', '((?')
    """
    number, digit = divmod(number, _DIGITS)
    out = chr(63 + digit)
    while number:
        number, digit = divmod(number - 1, _MORE)
        out = chr(40 + digit) + out
    return out


def _size(text: str) -> int:
    """Return how long a script takes a text to be: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class Marks:
    """Marks the pieces of an article one after the other.

    A kind of evidence has a letter, and a number but for the commonest of that letter; these are
    the classes of a mark.

    Parameters
    ----------
    cut : sequence of Piece
        The article.
    """

    def __init__(self, cut: Sequence[Piece]) -> None:
        self.pieces = cut
        self._names: dict[Layer, str] = {}
        met: Counter[str] = Counter()
        for layer, _ in Counter(layer for p in cut for layer in p.layers).most_common():
            letter = layer.highlight.mark
            self._names[layer] = f"{letter}{met[letter] or ''}"
            met[letter] += 1
        self.total = sum(bool(p.layers) for p in cut)
        self.drawn = self.total if self.total <= DRAWN else FIRST
        self._left = self.drawn
        self._at = self._end = 0
        self._table: list[tuple[int, str]] = []
        self._told = self.drawn == self.total

    def classes(self, part: Piece) -> str:
        """Return the classes of a mark: one for each kind of evidence, the most telling first."""
        return " ".join([self._names[layer] for layer in part.layers] + [GOES_ON] * part.goes_on)

    def piece(self, part: Piece, draw: Callable[[Piece, str, str], str]) -> str:
        """Return the next piece of the article for the page.

        Parameters
        ----------
        part : Piece
            In the order of the page.
        draw : callable
            Returns the piece, its classes and its escaped text as a mark.
        """
        if not part.layers:
            return self.plain(part.text)
        kind = self.classes(part)
        if self._left:
            self._left -= 1
            return draw(part, kind, self.plain(part.text))
        return self._listed(part.text, kind)

    def plain(self, text: str) -> str:
        """Return the next piece of the page, which is no evidence."""
        self._at += _size(text)
        return broken(text)

    def _listed(self, text: str, kind: str) -> str:
        """Return the next piece unmarked, and put its mark into the table: one for each line."""
        lines = text.split("\n")
        out = []
        for row, line in enumerate(lines, start=1):
            if line:
                on = "" if row == len(lines) or kind.endswith(GOES_ON) else f" {GOES_ON}"
                self._table.append((self._at - self._end, f"{_size(line)} {kind}{on}"))
                self._end = self._at + _size(line)
            out.append(self.plain(line))
            self._at += row < len(lines)
        return "<br>".join(out)

    def cut(self, looks: str = "") -> str:
        """Return what stands, once, where the marks in the markup end; a script takes it away.

        Parameters
        ----------
        looks : str
            Its style, where no style sheet is.
        """
        if self._left or self._told:
            return ""
        self._told = True
        style = f' style="{looks}"' if looks else ""
        return (
            f"<p class=cut{style}>Here the first {self.drawn:,} of {self.total:,} marks end: where "
            "no script may run, the rest of the article is unmarked."
        )

    def data(self) -> str:
        """Return for the script what each class means, and the marks that it has to draw."""
        told = {
            name: [layer.highlight.title, layer.label, meaning(layer)]
            for layer, name in self._names.items()
        }
        sorts = [sort for sort, _ in Counter(sort for _, sort in self._table).most_common()]
        numbers = {sort: written(row) for row, sort in enumerate(sorts)}
        table = "".join(written(gap) + numbers[sort] for gap, sort in self._table)
        data = json.dumps([told, sorts], ensure_ascii=False, separators=(",", ":"))
        listed = f"<div hidden class=marks>{table}</div>" if table else ""
        return f"<div hidden class=why>{escape(data, quote=False)}</div>{listed}"
