"""How tables of results declare their columns, with their pandas types."""

from __future__ import annotations


def strings(*names: str) -> dict[str, str]:
    """Return columns of text, to declare a table by: ``{**strings("author"), **floats("p")}``."""
    return dict.fromkeys(names, "str")


def integers(*names: str) -> dict[str, str]:
    """Return columns of whole numbers; see `strings`."""
    return dict.fromkeys(names, "int64")


def floats(*names: str) -> dict[str, str]:
    """Return columns of numbers, NaN where there is none; see `strings`."""
    return dict.fromkeys(names, "float64")
